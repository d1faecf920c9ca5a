/* generation_crews.c - bodies whose crews come from whole islands (body.crew = island): who lives
 * together, and how their acts and words cross ranks (body/ranks/body_split.h). */
#include "body/ranks/body_split.h"
#include "population/generation_private.h"

#include <stdlib.h>
#include <string.h>

struct sw_generation_crews {
    struct sw_exchange *exchange; /* borrowed */
    struct sw_body_split *split;  /* owned; NULL where I host nobody */
    uint32_t *from;               /* [ranks + 1] scratch: members of an island by rank */
    float *score;                 /* [members] scratch */
    struct sw_letter *letter[SW_BODY_SPLIT_HALVES]; /* [2 * ranks] */
    uint32_t letters[SW_BODY_SPLIT_HALVES];
    void *room[SW_BODY_SPLIT_HALVES]; /* for letters under way */
};

/* ---- who lives where ---- */

/* Members of an island before one of its litters. */
static uint32_t members_before(const struct sw_settings *settings, uint32_t litter)
{
    uint64_t before = (uint64_t)litter * sw_settings_litter(settings);
    uint32_t members = settings->run.members;

    return before < members ? (uint32_t)before : members;
}

static uint32_t members_here(const struct sw_settings *settings, const struct sw_hosting *hosting,
                             uint32_t island)
{
    uint32_t first, end;

    sw_hosting_litters(hosting, island, hosting->rank, &first, &end);
    return members_before(settings, end) - members_before(settings, first);
}

static uint32_t ranks_of(const struct sw_hosting *hosting, uint32_t island)
{
    uint32_t first, end;

    sw_hosting_ranks(hosting, island, &first, &end);
    return end - first;
}

/* Islands on several ranks live at the same time, and then the others one by one. */
static struct sw_body_split_size size_of(const struct sw_settings *settings,
                                         const struct sw_hosting *hosting)
{
    struct sw_body_split_size size = {.rank = hosting->rank,
                                      .worlds = settings->life.worlds,
                                      .members = settings->run.members,
                                      .isles = 0,
                                      .first = hosting->rank,
                                      .ranks = 1};
    uint32_t whole = 0, last = hosting->rank + 1;

    for (uint32_t i = hosting->first_island; i < hosting->end_island; i++) {
        uint32_t first, end;

        sw_hosting_ranks(hosting, i, &first, &end);
        if (end - first == 1) {
            whole = size.members;
            continue;
        }
        size.isles++;
        size.mine += members_here(settings, hosting, i);
        size.first = first < size.first ? first : size.first;
        last = end > last ? end : last;
    }
    size.ranks = last - size.first;
    size.mine = size.mine > whole ? size.mine : whole;
    size.isles = size.isles > 0 ? size.isles : 1;
    return size;
}

uint64_t sw_generation_crews_bytes(const struct sw_settings *settings,
                                   const struct sw_brain_layout *layout, uint32_t ranks)
{
    struct sw_body_rules rules = sw_settings_body_rules(settings);
    uint64_t most = 0;

    for (uint32_t rank = 0; rank < ranks && rules.islands; rank++) {
        struct sw_hosting hosting =
            sw_hosting_of(settings->run.islands, sw_settings_litters(settings), ranks, rank);
        uint64_t bytes =
            sw_body_split_bytes(layout, rules.game, rules.speech, size_of(settings, &hosting));

        most = bytes > most ? bytes : most;
    }
    return most;
}

/* ---- what crosses ---- */

static void begin_letters(void *context, uint32_t half, struct sw_body_letter *letter,
                          uint32_t letters)
{
    struct sw_generation_crews *crews = context;
    struct sw_letter *to = crews->letter[half];

    for (uint32_t i = 0; i < letters; i++) {
        to[2 * i] = (struct sw_letter){.peer = letter[i].rank,
                                       .incoming = true,
                                       .bytes = letter[i].in,
                                       .size = letter[i].in_size};
        to[2 * i + 1] = (struct sw_letter){
            .peer = letter[i].rank, .bytes = letter[i].out, .size = letter[i].out_size};
    }
    crews->letters[half] = 2 * letters;
    sw_exchange_round_begin(crews->exchange, SW_TRAFFIC_TOKENS, to, 2 * letters, crews->room[half]);
}

static void await_letters(void *context, uint32_t half, struct sw_body_letter *letter,
                          uint32_t letters)
{
    struct sw_generation_crews *crews = context;

    sw_exchange_await(crews->exchange, SW_TRAFFIC_TOKENS, crews->letter[half], crews->letters[half],
                      crews->room[half]);
    for (uint32_t i = 0; i < letters; i++)
        letter[i].in_size = crews->letter[half][2 * i].size;
}

/* ---- crews ---- */

static bool make_crews(struct sw_generation_crews *crews, const struct sw_generation *generation,
                       const struct sw_brain_layout *layout, struct sw_error *error)
{
    static const char doing[] = "making room for crews";
    struct sw_body_rules rules = sw_settings_body_rules(generation->settings);
    struct sw_body_split_size size = size_of(generation->settings, &generation->hosting);
    bool there = true;

    crews->from = sw_allocate(size.ranks + 1, sizeof *crews->from, doing, error);
    crews->score = sw_allocate_floats(size.members, doing, error);
    for (uint32_t half = 0; half < SW_BODY_SPLIT_HALVES && size.ranks > 1; half++) {
        crews->letter[half] =
            sw_allocate((size_t)2 * size.ranks, sizeof *crews->letter[half], doing, error);
        crews->room[half] = sw_exchange_letters_room(2 * size.ranks, error);
        there = there && crews->letter[half] != NULL && crews->room[half] != NULL;
    }
    if (!there || crews->from == NULL || crews->score == NULL)
        return false;
    if (size.mine == 0)
        return true;
    crews->split = sw_body_split_create(
        layout, rules.game,
        (struct sw_body_crew_rules){rules.ticks, rules.shares, rules.speech, rules.score}, size,
        (struct sw_body_post){crews, begin_letters, await_letters}, error);
    return crews->split != NULL;
}

struct sw_generation_crews *sw_generation_crews_create(const struct sw_generation *generation,
                                                       const struct sw_brain_layout *layout,
                                                       struct sw_error *error)
{
    struct sw_generation_crews *crews = sw_allocate(1, sizeof *crews, "making crews", error);

    if (crews == NULL)
        return NULL;
    crews->exchange = generation->exchange;
    if (make_crews(crews, generation, layout, error))
        return crews;
    sw_generation_crews_destroy(crews);
    return NULL;
}

void sw_generation_crews_destroy(struct sw_generation_crews *crews)
{
    if (crews == NULL)
        return;
    sw_body_split_destroy(crews->split);
    for (uint32_t half = 0; half < SW_BODY_SPLIT_HALVES; half++) {
        free(crews->letter[half]);
        free(crews->room[half]);
    }
    free(crews->from);
    free(crews->score);
    free(crews);
}

/* My members of an island come to live. */
static void join(struct sw_generation *generation, const struct sw_breeding *breeding,
                 uint32_t number)
{
    const struct sw_settings *settings =
        sw_schedule_at(breeding->breeder->schedule, breeding->generation, number);
    const struct sw_island *island = sw_breeding_island(breeding, number);
    const struct sw_hosting *hosting = &generation->hosting;
    struct sw_generation_crews *crews = generation->crews;
    struct sw_body_lead lead = sw_settings_body_lead(settings, breeding->generation);
    struct sw_body_isle isle = {.number = number,
                                .from = crews->from,
                                .litter = sw_settings_litter(settings),
                                .near = settings->body.near,
                                .given = lead.given,
                                .mutation = lead.mutation};
    uint32_t first, end;

    sw_hosting_ranks(hosting, number, &isle.first, &end);
    isle.ranks = end - isle.first;
    for (uint32_t i = 0; i < isle.ranks; i++) {
        sw_hosting_litters(hosting, number, isle.first + i, &first, &end);
        crews->from[i] = members_before(generation->settings, first);
    }
    crews->from[isle.ranks] = generation->settings->run.members;
    sw_body_life_lead(generation->bodies, lead);
    sw_body_life_meet(generation->bodies, sw_settings_life_seed(settings), breeding->generation,
                      number);
    sw_body_split_join(crews->split, &isle, sw_body_life_begun(generation->bodies));
    sw_hosting_litters(hosting, number, hosting->rank, &first, &end);
    for (uint32_t i = first; i < end; i++) {
        uint64_t litter = (uint64_t)number * generation->litters + i;

        sw_body_split_litter(crews->split, sw_island_weights(breeding, island, i),
                             generation->noise[sw_hosted_litter(generation, litter)],
                             sw_litter_pairs(generation->settings, i));
    }
}

/* Of the n-th island that joined. */
static void score(struct sw_generation *generation, const struct sw_breeding *breeding,
                  uint32_t number, uint32_t nth)
{
    const struct sw_settings *settings =
        sw_schedule_at(breeding->breeder->schedule, breeding->generation, number);
    const float *from = generation->crews->score;
    uint32_t first, end;

    sw_body_split_score(generation->crews->split, nth,
                        sw_settings_poison(settings, breeding->generation),
                        generation->crews->score);
    sw_hosting_litters(&generation->hosting, number, generation->hosting.rank, &first, &end);
    for (uint32_t i = first; i < end; i++) {
        uint32_t members = 2 * sw_litter_pairs(generation->settings, i);
        float *rows = generation->row_score +
                      sw_rows_at(generation, (uint64_t)number * generation->litters + i);

        memset(rows, 0, SW_LITTER_MEMBERS * sizeof *rows);
        memcpy(rows, from, members * sizeof *rows);
        from += members;
    }
}

static int live_spread(struct sw_generation *generation, const struct sw_breeding *breeding,
                       struct sw_error *error)
{
    const struct sw_hosting *hosting = &generation->hosting;
    uint32_t spread = 0;

    sw_body_split_clear(generation->crews->split);
    for (uint32_t i = hosting->first_island; i < hosting->end_island; i++)
        if (ranks_of(hosting, i) > 1) {
            join(generation, breeding, i);
            spread++;
        }
    if (spread == 0)
        return 0;
    if (sw_body_split_live(generation->crews->split, breeding->generation, error) != 0)
        return -1;
    spread = 0;
    for (uint32_t i = hosting->first_island; i < hosting->end_island; i++)
        if (ranks_of(hosting, i) > 1)
            score(generation, breeding, i, spread++);
    return 0;
}

int sw_generation_live_crews(struct sw_generation *generation, const struct sw_breeding *breeding,
                             struct sw_error *error)
{
    const struct sw_hosting *hosting = &generation->hosting;

    if (generation->crews->split == NULL)
        return 0;
    if (live_spread(generation, breeding, error) != 0)
        return -1;
    for (uint32_t i = hosting->first_island; i < hosting->end_island; i++) {
        if (ranks_of(hosting, i) > 1)
            continue;
        sw_body_split_clear(generation->crews->split);
        join(generation, breeding, i);
        if (sw_body_split_live(generation->crews->split, breeding->generation, error) != 0)
            return -1;
        score(generation, breeding, i, 0);
    }
    return 0;
}

struct sw_body_split_count sw_generation_crews_count(const struct sw_generation *generation)
{
    static const struct sw_body_split_count none = {0, 0, 0, 0};

    return generation->crews == NULL || generation->crews->split == NULL
               ? none
               : sw_body_split_count(generation->crews->split);
}
