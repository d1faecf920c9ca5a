#include "body/body_crew.h"

#include "base/random.h"
#include "world/body/body_look.h"
#include "world/body/body_turn.h"

#include <stdlib.h>
#include <string.h>

enum {
    MEMBERS = 2 * SW_NOISE_PAIRS,
    ROWS = 16,                           /* of a mind, at most */
    WORLDS = 8,                          /* different ones that are lived at once, at most */
    SEATS = MEMBERS * (int)SW_BODY_SEATS /* more than WORLDS * (MEMBERS + SW_BODY_SEATS) */
};

/* Who has a seat at first: a member, and the row of its mind. */
struct chair {
    uint8_t member, row;
};

struct sw_body_crew {
    const struct sw_brain_layout *layout; /* borrowed */
    const struct sw_body_game *game;      /* borrowed */
    struct sw_body_crew_rules rules;
    struct sw_body_mind *mind[MEMBERS];
    float *weights;                          /* [MEMBERS][floats] */
    struct sw_body_world *world;             /* [worlds lived at once][copies] */
    struct sw_body_lesson *lesson;           /* the same */
    struct sw_body_percept (*percept)[ROWS]; /* [MEMBERS] */
    struct sw_body_newborns *newborns;       /* [SEATS], where bodies divide; else NULL */
    struct sw_body_mutation mutation;        /* of theirs */
    uint32_t members, copies;                /* of the litter that lives */
    uint32_t rows[MEMBERS];                  /* in use */
    struct chair chair[SEATS];               /* [world][seat]; none where a seat is free at first */
    uint8_t act[SEATS], say[SEATS];          /* the same */
    uint8_t does[MEMBERS][ROWS], says[MEMBERS][ROWS];
    struct sw_body_gain gain[MEMBERS];
};

static uint32_t copies_of(const struct sw_body_game *game, uint32_t members)
{
    return (members + sw_body_founders(game) - 1) / sw_body_founders(game);
}

/* Different worlds that fit into the minds. A member has at most `each` seats in one of them. */
static uint32_t worlds_at_once(const struct sw_body_game *game, uint32_t members)
{
    uint32_t seats = copies_of(game, members) * sw_body_founders(game);
    uint32_t fit = ROWS / ((seats + members - 1) / members);

    if (game->divides > 0) /* newborns take much room */
        return 1;
    return fit < WORLDS ? fit : WORLDS;
}

/* Seats of the worlds that are lived at once, where bodies divide. */
static uint32_t places_of(const struct sw_body_game *game)
{
    return game->divides > 0 ? copies_of(game, MEMBERS) * game->bodies : 0;
}

struct sw_body_crew *sw_body_crew_create(const struct sw_brain_layout *layout,
                                         const struct sw_body_game *game,
                                         struct sw_body_crew_rules rules, struct sw_error *error)
{
    static const char doing[] = "making crews of bodies";
    struct sw_body_crew *crew = sw_allocate(1, sizeof *crew, doing, error);
    bool there;

    if (crew == NULL)
        return NULL;
    crew->layout = layout;
    crew->game = game;
    crew->rules = rules;
    crew->weights = sw_allocate_floats((size_t)MEMBERS * layout->floats, doing, error);
    crew->world =
        sw_allocate((size_t)WORLDS * copies_of(game, MEMBERS), sizeof *crew->world, doing, error);
    crew->lesson =
        sw_allocate((size_t)WORLDS * copies_of(game, MEMBERS), sizeof *crew->lesson, doing, error);
    crew->percept = sw_allocate(MEMBERS, sizeof *crew->percept, doing, error);
    there = crew->weights != NULL && crew->world != NULL && crew->lesson != NULL &&
            crew->percept != NULL;
    if (game->divides > 0 && there) {
        crew->newborns = sw_body_newborns_create(layout, places_of(game), error);
        there = crew->newborns != NULL;
    }
    for (uint32_t member = 0; member < MEMBERS && there; member++) {
        crew->mind[member] = sw_body_mind_create(layout, error);
        there = crew->mind[member] != NULL;
    }
    if (there)
        return crew;
    sw_body_crew_destroy(crew);
    return NULL;
}

void sw_body_crew_destroy(struct sw_body_crew *crew)
{
    if (crew == NULL)
        return;
    for (uint32_t member = 0; member < MEMBERS; member++)
        sw_body_mind_destroy(crew->mind[member]);
    sw_body_newborns_destroy(crew->newborns);
    free(crew->weights);
    free(crew->world);
    free(crew->lesson);
    free(crew->percept);
    free(crew);
}

/* Of all minds, about, where brains are at their widest. */
#define MINDS_BYTES (UINT64_C(6) << 20)

uint64_t sw_body_crew_bytes(const struct sw_body_game *game, uint32_t floats)
{
    return (uint64_t)WORLDS * copies_of(game, MEMBERS) *
               (sizeof(struct sw_body_world) + sizeof(struct sw_body_lesson)) +
           (uint64_t)MEMBERS * floats * sizeof(float) + MINDS_BYTES +
           sw_body_newborns_bytes(places_of(game), floats);
}

void sw_body_crew_lead(struct sw_body_crew *crew, float given, struct sw_body_mutation mutation)
{
    crew->mutation = mutation;
    for (uint32_t member = 0; member < MEMBERS; member++)
        crew->mind[member]->given = given;
}

/* ---- who sits where ---- */

/* first: the number of the first of these worlds. */
static void seat_crews(struct sw_body_crew *crew, const struct sw_body_world *begun,
                       const struct sw_body_school *school, uint32_t first, uint32_t worlds)
{
    uint32_t founders = sw_body_founders(crew->game), seats = crew->copies * founders;

    memset(crew->rows, 0, sizeof crew->rows);
    for (uint32_t i = 0; i < worlds; i++) {
        struct sw_dice dice = sw_dice_at(begun[first + i].seed, SW_RANDOM_BODY_CREW, 0, 0);
        uint32_t order[MEMBERS];

        sw_dice_permutation(&dice, order, crew->members);
        for (uint32_t copy = 0; copy < crew->copies; copy++) {
            crew->world[i * crew->copies + copy] = begun[first + i];
            crew->lesson[i * crew->copies + copy] = sw_body_lesson_begin(school, first + i);
        }
        for (uint32_t seat = 0; seat < seats; seat++) {
            uint32_t member = order[seat % crew->members];
            uint32_t at = (i * crew->copies + seat / founders) * crew->game->bodies;

            crew->chair[at + seat % founders] =
                (struct chair){(uint8_t)member, (uint8_t)crew->rows[member]++};
        }
    }
    if (crew->newborns != NULL)
        sw_body_newborns_clear(crew->newborns, crew->mutation, crew->mind[0]->given,
                               SW_CONTROL_NONE);
    for (uint32_t member = 0; member < crew->members; member++)
        sw_body_mind_begin(crew->mind[member],
                           crew->weights + (size_t)member * crew->layout->floats,
                           crew->rows[member], SW_CONTROL_NONE);
}

/* ---- a tick ---- */

static void perceive(struct sw_body_crew *crew, uint32_t worlds)
{
    uint32_t seats = crew->game->bodies;

    for (uint32_t i = 0; i < worlds; i++)
        for (uint32_t seat = 0; seat < sw_body_founders(crew->game); seat++) {
            const struct chair *chair = &crew->chair[i * seats + seat];
            struct sw_body_percept *percept = &crew->percept[chair->member][chair->row];

            if (crew->world[i].body[seat].alive)
                sw_body_look(&crew->world[i], seat, percept);
            else
                memset(percept, 0, sizeof *percept);
        }
}

/* What a body that was born does; what nobody does is nothing. */
static void act_as_newborn(struct sw_body_crew *crew, uint32_t place)
{
    const struct sw_body_world *world = &crew->world[place / crew->game->bodies];
    uint32_t seat = place % crew->game->bodies;
    struct sw_body_percept percept;

    crew->act[place] = SW_BODY_WAIT;
    crew->say[place] = 0;
    if (!world->body[seat].alive)
        return;
    sw_body_look(world, seat, &percept);
    sw_body_newborns_think(crew->newborns, place, &percept, &crew->act[place], &crew->say[place]);
    crew->act[place] = sw_body_meant(world, seat, crew->act[place]);
}

/* Of those that were born in the last tick. */
static void bear(struct sw_body_crew *crew, uint32_t seats)
{
    for (uint32_t place = 0; place < seats; place++) {
        const struct sw_body_world *world = &crew->world[place / crew->game->bodies];
        uint32_t seat = place % crew->game->bodies,
                 parent = place - seat + world->body[seat].parent;
        const float *genome;

        if (!(world->births >> seat & 1))
            continue;
        genome = sw_body_newborns_genome(crew->newborns, parent);
        if (genome == NULL)
            genome = crew->weights + (size_t)crew->chair[parent].member * crew->layout->floats;
        sw_body_newborns_bear(crew->newborns, place, genome, world, seat);
    }
}

static void live_tick(struct sw_body_crew *crew, uint32_t worlds)
{
    uint32_t seats = worlds * crew->game->bodies;

    perceive(crew, worlds);
    for (uint32_t member = 0; member < crew->members; member++)
        sw_body_mind_think(crew->mind[member], crew->percept[member], crew->does[member],
                           crew->says[member]);
    for (uint32_t seat = 0; seat < seats; seat++) {
        const struct chair *chair = &crew->chair[seat];
        uint32_t at = seat / crew->game->bodies, own = seat % crew->game->bodies;

        if (own >= sw_body_founders(crew->game)) {
            act_as_newborn(crew, seat);
            continue;
        }
        crew->act[seat] =
            sw_body_meant(&crew->world[at], own, crew->does[chair->member][chair->row]);
        crew->say[seat] = crew->says[chair->member][chair->row];
        sw_body_lesson_hold(&crew->lesson[at], &crew->world[at], own, crew->mind[chair->member],
                            chair->row, &crew->act[seat]);
    }
    sw_body_channel_step(crew->world, worlds, crew->act, crew->say, crew->rules.speech);
    if (crew->newborns != NULL)
        bear(crew, seats);
}

/* ---- what it comes to ---- */

static void gather(struct sw_body_crew *crew, uint32_t worlds)
{
    for (uint32_t i = 0; i < worlds; i++) {
        struct sw_body_gain *gain[SW_BODY_SEATS] = {NULL};

        for (uint32_t seat = 0; seat < sw_body_founders(crew->game); seat++)
            gain[seat] = &crew->gain[crew->chair[i * crew->game->bodies + seat].member];
        if (crew->lesson[i].way != NULL)
            sw_body_gain_add_lesson(&crew->world[i], sw_body_lesson_progress(&crew->lesson[i]),
                                    gain);
        else
            sw_body_gain_add(&crew->world[i], crew->rules.shares, gain);
    }
}

void sw_body_crew_litter(struct sw_body_crew *crew, const struct sw_body_world *begun,
                         uint32_t worlds, const struct sw_body_school *school, const float *parent,
                         const struct sw_noise *noise, uint32_t pairs, float poison, float *score)
{
    uint32_t at_once;

    crew->members = 2 * pairs;
    crew->copies = copies_of(crew->game, crew->members);
    at_once = worlds_at_once(crew->game, crew->members);
    memset(crew->gain, 0, sizeof crew->gain);
    memset(score, 0, MEMBERS * sizeof *score);
    for (uint32_t member = 0; member < crew->members; member++) {
        float *weights = crew->weights + (size_t)member * crew->layout->floats;

        memcpy(weights, parent, crew->layout->floats * sizeof *parent);
        sw_mutation_apply(noise, member / 2, member % 2 == 0 ? 1.0f : -1.0f, weights);
    }
    for (uint32_t first = 0; first < worlds; first += at_once) {
        uint32_t here = worlds - first < at_once ? worlds - first : at_once;

        seat_crews(crew, begun, school, first, here);
        for (uint32_t tick = 0; tick < crew->rules.ticks; tick++)
            live_tick(crew, here * crew->copies);
        gather(crew, here * crew->copies);
    }
    for (uint32_t member = 0; member < crew->members; member++)
        score[member] =
            sw_body_gain_score(&crew->gain[member], crew->game, crew->rules.score, poison);
}
