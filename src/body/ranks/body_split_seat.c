/* body_split_seat.c - who sits where, and what has to cross ranks for it. */
#include "body/ranks/body_split_private.h"

#include "base/random.h"

#include <string.h>

static uint32_t copies_of(const struct sw_body_game *game, uint32_t members)
{
    return (members + sw_body_founders(game) - 1) / sw_body_founders(game);
}

/* Most seats that a member has in one world. */
static uint32_t seats_each(const struct sw_body_game *game, uint32_t members)
{
    return (copies_of(game, members) * sw_body_founders(game) + members - 1) / members;
}

#define REPLICAS_WANTED 4096u /* of an island; a world has 10 kB */
#define WORLDS_LEAST    8u    /* a tile of rows */

uint32_t sw_body_split_at_once(const struct sw_body_game *game, uint32_t worlds, uint32_t members)
{
    uint32_t most = SW_TILE / seats_each(game, members);
    uint32_t room = REPLICAS_WANTED / copies_of(game, members);

    if (game->divides > 0) /* newborns take much room */
        return 1;
    if (room < WORLDS_LEAST)
        room = WORLDS_LEAST;
    if (room > SW_BODY_SPLIT_WORLDS)
        room = SW_BODY_SPLIT_WORLDS;
    most = most < room ? most : room;
    return most < worlds ? most : worlds;
}

uint32_t sw_body_split_replicas(const struct sw_body_game *game,
                                const struct sw_body_split_size *size, bool all)
{
    uint64_t copies = (uint64_t)size->isles * copies_of(game, size->members);
    uint64_t chairs = (uint64_t)size->mine * seats_each(game, size->members);

    return sw_body_split_at_once(game, size->worlds, size->members) *
           (uint32_t)(all || copies < chairs ? copies : chairs);
}

struct sw_body_split_entries sw_body_split_entries(const struct sw_body_game *game,
                                                   const struct sw_body_split_size *size, bool all)
{
    uint32_t seats = sw_body_founders(game), free = game->bodies - seats;
    uint32_t others = size->ranks - 1, pairs = seats * seats / 4, most = seats * others;
    uint32_t worlds = all || others < seats - 1 ? others : seats - 1;

    return (struct sw_body_split_entries){
        .outs = (all || most < pairs ? most : pairs) + free * worlds,
        .ins = seats + free * worlds,
        .worlds = worlds,
    };
}

/* ---- who sits where ---- */

static uint32_t rank_of(const struct sw_body_split *split, uint32_t isle, uint32_t member)
{
    const uint32_t *from = split->from + (size_t)isle * (split->size.ranks + 1);
    uint32_t low = 0, high = split->isle[isle].ranks;

    while (low + 1 < high) {
        uint32_t middle = (low + high) / 2;

        if (from[middle] <= member)
            low = middle;
        else
            high = middle;
    }
    return split->isle[isle].first + low;
}

/* A copy of a world, if it is held here: its seats. Returns whether it is. */
static bool seat_copy(struct sw_body_split *split, const struct sw_body_replica *place,
                      uint32_t half, uint32_t at)
{
    const struct sw_body_split_isle *isle = &split->isle[place->isle];
    uint32_t seats = split->game->bodies, founders = sw_body_founders(split->game);
    uint32_t first = place->copy * founders, mine = 0, elsewhere = 0;
    int32_t *who = split->who + (size_t)at * seats;
    uint32_t *rank = split->rank + (size_t)at * seats;

    for (uint32_t seat = founders; seat < seats; seat++) {
        rank[seat] = UINT32_MAX;
        who[seat] = SW_BODY_SPLIT_NOT_MINE;
    }
    for (uint32_t seat = 0; seat < founders; seat++) {
        uint32_t member = split->order[(first + seat) % isle->members];
        bool here = member - isle->lowest < isle->count;

        rank[seat] = here ? split->size.rank : rank_of(split, place->isle, member);
        who[seat] = here ? (int32_t)(isle->mine + member - isle->lowest) : SW_BODY_SPLIT_NOT_MINE;
        mine += here;
        elsewhere += rank[seat] != rank[0];
    }
    if (mine == 0 && split->rules.speech != SW_BODY_SPEECH_SHUFFLED)
        return false;
    for (uint32_t seat = 0; seat < seats; seat++)
        if (who[seat] >= 0) {
            uint8_t *rows = &split->rows[who[seat]][half];

            split->row[at * seats + seat] = *rows;
            split->chair[who[seat]][half][(*rows)++] = at * seats + seat;
        }
    if (rank[0] == split->size.rank) {
        split->count.worlds++;
        split->count.split += elsewhere > 0;
        split->count.ticks += elsewhere > 0 ? split->rules.ticks : 0;
    }
    return true;
}

/* Shuffled, a world hears the first copy of the next one with another seed, in a ring, as in
 * body_channel.h. All copies are held, from `base` on. */
static uint32_t heard_by(const struct sw_body_world *begun, uint32_t worlds, uint32_t number,
                         uint32_t base, uint32_t copies)
{
    uint32_t next = (number + 1) % worlds;

    while (next != number && begun[next].seed == begun[number].seed)
        next = (next + 1) % worlds;
    return next == number ? UINT32_MAX : base + next * copies;
}

/* Who meets whom in the worlds of a seed. */
static void draw_order(struct sw_body_split *split, const struct sw_body_split_isle *isle,
                       uint64_t seed)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_BODY_ISLAND_CREW, 0, 0);
    struct sw_dice which = sw_dice_at(seed, SW_RANDOM_BODY_ISLAND_CREW, 1, 0);

    if ((double)sw_dice_unit(&which) >= isle->near) {
        sw_dice_permutation(&dice, split->order, isle->members);
        return;
    }
    for (uint32_t first = 0; first < isle->members; first += isle->litter) {
        uint32_t left = isle->members - first;
        uint32_t members = left < isle->litter ? left : isle->litter;

        sw_dice_permutation(&dice, split->order + first, members);
        for (uint32_t i = first; i < first + members; i++)
            split->order[i] += first;
    }
}

/* Worlds first..end - 1 of an island; returns the end of the replicas. */
static uint32_t seat_isle(struct sw_body_split *split, uint32_t number, uint32_t half,
                          uint32_t first, uint32_t end, uint32_t at)
{
    const struct sw_body_split_isle *isle = &split->isle[number];
    uint32_t copies = copies_of(split->game, isle->members), base = at;

    for (uint32_t world = first; world < end; world++) {
        draw_order(split, isle, isle->begun[world].seed);
        for (uint32_t copy = 0; copy < copies; copy++) {
            struct sw_body_replica place = {.isle = number, .number = world, .copy = copy};

            if (!seat_copy(split, &place, half, at))
                continue;
            if (split->rules.speech == SW_BODY_SPEECH_SHUFFLED)
                place.hears =
                    heard_by(isle->begun + first, end - first, world - first, base, copies);
            split->replica[at] = place;
            split->world[at++] = isle->begun[world];
        }
    }
    return at;
}

/* ---- what crosses ---- */

static struct sw_body_neighbour *beside(struct sw_body_split *split, uint32_t half, uint32_t rank)
{
    return &split->beside[half][rank - split->size.first];
}

static void push(uint32_t *list, uint32_t *count, uint32_t value)
{
    if (list != NULL)
        list[*count] = value;
    ++*count;
}

/* A replica that another rank holds as well. */
static void share(struct sw_body_split *split, uint32_t half, uint32_t at, uint32_t rank)
{
    struct sw_body_neighbour *other = beside(split, half, rank);
    uint32_t seats = split->game->bodies;

    push(other->world, &other->worlds, at);
    for (uint32_t seat = at * seats; seat < (at + 1) * seats; seat++) {
        if (split->who[seat] >= 0 || sw_body_split_free(split, seat))
            push(other->out, &other->outs, seat);
        if (split->rank[seat] == rank || sw_body_split_free(split, seat))
            push(other->in, &other->ins, seat);
    }
}

static void share_with_all(struct sw_body_split *split, uint32_t half, uint32_t at)
{
    const struct sw_body_split_isle *isle = &split->isle[split->replica[at].isle];
    uint32_t seats = split->game->bodies;
    const uint32_t *rank = split->rank + (size_t)at * seats;

    if (split->rules.speech == SW_BODY_SPEECH_SHUFFLED) {
        for (uint32_t i = isle->first; i < isle->first + isle->ranks; i++)
            if (i != split->size.rank)
                share(split, half, at, i);
        return;
    }
    for (uint32_t seat = 0; seat < sw_body_founders(split->game); seat++) {
        bool known = rank[seat] == split->size.rank;

        for (uint32_t before = 0; before < seat; before++)
            known |= rank[before] == rank[seat];
        if (!known)
            share(split, half, at, rank[seat]);
    }
}

static uint32_t *take(uint32_t **room, uint32_t *count)
{
    uint32_t *list = *room;

    *room += *count;
    *count = 0;
    return list;
}

/* Lists are counted first, and then filled. */
static void list_half(struct sw_body_split *split, uint32_t half, uint32_t **room, uint8_t **bytes)
{
    uint32_t first = half == 0 ? 0 : split->end[half - 1];

    memset(split->beside[half], 0, split->size.ranks * sizeof *split->beside[half]);
    for (uint32_t at = first; at < split->end[half]; at++)
        share_with_all(split, half, at);
    for (uint32_t i = 0; i < split->size.ranks; i++) {
        struct sw_body_neighbour *other = &split->beside[half][i];

        other->out = take(room, &other->outs);
        other->in = take(room, &other->ins);
        other->world = take(room, &other->worlds);
    }
    for (uint32_t at = first; at < split->end[half]; at++)
        share_with_all(split, half, at);
    split->letters[half] = 0;
    for (uint32_t i = 0; i < split->size.ranks; i++) {
        const struct sw_body_neighbour *other = &split->beside[half][i];
        struct sw_body_letter *letter = &split->letter[half][split->letters[half]];

        if (other->worlds == 0)
            continue;
        *letter = (struct sw_body_letter){.rank = split->size.first + i, .out = *bytes};
        letter->in = letter->out + other->outs + (size_t)8 * other->worlds;
        *bytes = letter->in + other->ins + (size_t)8 * other->worlds;
        split->letters[half]++;
    }
}

/* Genomes of an island that caches hold: with more, each half of the worlds would read all of them
 * from memory again, which costs more than what is hidden behind it (bench body.split). The same
 * on all ranks. */
#define CACHED (UINT64_C(2) << 20)

/* In how many parts worlds are lived by turns. */
static uint32_t halves_of(const struct sw_body_split *split, uint32_t worlds)
{
    uint64_t bytes = (uint64_t)split->size.members * split->layout->floats * sizeof(float);

    if (worlds == 1 || bytes > CACHED)
        return 1;
    /* Shuffled, the words of one half would be heard in the other. */
    return split->rules.speech == SW_BODY_SPEECH_SHUFFLED ? 1 : 2;
}

void sw_body_split_seat(struct sw_body_split *split, uint32_t first, uint32_t worlds)
{
    uint32_t *room = split->lists, at = 0, crossing = 0;
    uint8_t *bytes = split->bytes;

    for (uint32_t i = 0; i < split->isles; i++)
        crossing += split->isle[i].ranks > 1;
    split->halves = crossing > 0 ? halves_of(split, worlds) : 1;
    memset(split->rows, 0, split->size.mine * sizeof *split->rows);
    for (uint32_t half = 0; half < split->halves; half++) {
        uint32_t begin = first + half * worlds / split->halves;
        uint32_t end = first + (half + 1) * worlds / split->halves;

        for (uint32_t i = 0; i < split->isles; i++)
            at = seat_isle(split, i, half, begin, end, at);
        split->end[half] = at;
        split->letters[half] = 0;
        if (crossing > 0)
            list_half(split, half, &room, &bytes);
    }
}
