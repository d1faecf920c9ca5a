/* Migration between planned islands: how islands look to it, and what it changes in their litters.
 */
#include "population/breeding_private.h"
#include "population/whole.h"
#include "settings/niche.h"

#include <stdlib.h>

/* Which candidate of the island that it comes from somebody is: a slot, or a place among those who
 * stand. A parent that was recombined, where another scheme follows, counts as the best member. */
static uint32_t candidate_of(const struct sw_breeding *breeding, const struct sw_island *next,
                             const float *score, uint64_t id)
{
    uint32_t members = breeding->settings->run.members, slot;

    if (!breeding->breeder->stands) {
        slot = sw_identity_of(sw_settings_space(breeding->settings), id).slot;
        return slot < members ? slot : sw_scores_best(score, members);
    }
    for (uint32_t i = 0; i < next->standing; i++)
        if (next->stand[i].individual.id == id)
            return i;
    return 0;
}

void sw_island_show(const struct sw_breeding *breeding, const struct sw_island *next,
                    const float *score, const float *observed, float *scores, uint32_t *parent,
                    struct sw_migration_island *out)
{
    uint32_t members = breeding->settings->run.members, width = breeding->breeder->width;
    bool stand = breeding->breeder->stands;
    uint32_t count = stand ? next->standing : members;

    for (uint32_t j = 0; j < count; j++)
        scores[j] = stand ? next->stand[j].score : score[j];
    for (uint32_t j = 0; j < breeding->litters; j++)
        parent[j] = next->births.recombines
                        ? 0
                        : candidate_of(breeding, next, score, next->births.litter[j].parent);
    *out = (struct sw_migration_island){
        .count = count,
        .score = scores,
        .width = width,
        .observed = stand        ? next->stand_observed
                    : width == 0 ? NULL
                                 : observed,
        .litters = breeding->litters,
        .parent = parent,
        .recombines = next->births.recombines,
    };
}

uint64_t sw_island_candidate(const struct sw_breeding *breeding, uint64_t generation,
                             uint32_t number, const struct sw_island *next, uint32_t candidate)
{
    return breeding->breeder->stands ? next->stand[candidate].individual.id
                                     : sw_identity_id(sw_settings_space(breeding->settings),
                                                      generation, number, candidate);
}

uint64_t sw_island_sent_parent(const struct sw_breeding *breeding, uint64_t generation,
                               uint32_t number, const float *score)
{
    struct sw_identity_space space = sw_settings_space(breeding->settings);
    bool made = sw_schedule_scheme(breeding->breeder->schedule, generation, number)->recombines;

    return sw_identity_id(space, generation, number,
                          made ? space.members : sw_scores_best(score, space.members));
}

void sw_litter_give_way(struct sw_litter *litter, uint64_t migrant)
{
    litter->parent = litter->mate = migrant;
    litter->clone = false;
}

/* Under keeping.way = islands: whether after a generation an island wakes for laws that were never
 * met, and from which it takes its parent. */
static bool wakes(const struct sw_breeding *breeding, uint64_t generation, uint32_t *to,
                  uint32_t *from)
{
    struct sw_schedule *schedule = breeding->breeder->schedule;
    struct sw_taught stage[SW_TAUGHT_MAX];
    uint32_t count = sw_schedule_taught(schedule, generation + 1, 0, stage), before = 0;

    for (uint32_t i = 0; i + 1 < count; i++) {
        uint32_t niche = sw_schedule_niche(schedule, stage[i].from);

        before = niche > before ? niche : before;
    }
    *to = sw_schedule_niche(schedule, generation + 1);
    *from = sw_schedule_niche(schedule, generation);
    return count > 1 && stage[count - 1].from == generation + 1 && *to > before;
}

bool sw_migrates(const struct sw_breeding *breeding, uint64_t generation)
{
    uint32_t to, from;
    const struct sw_schedule *schedule = breeding->breeder->schedule;
    const struct sw_settings *coming =
        sw_schedule_at(breeding->breeder->schedule, generation + 1, 0);

    if (sw_settings_niches(breeding->settings))
        return wakes(breeding, generation, &to, &from);
    return breeding->islands > 1 &&
           (sw_migration_due((uint64_t)coming->migration.every, generation) ||
            sw_schedule_next(schedule, SW_EVENT_MIGRATE, generation + 1, NULL) != NULL);
}

/* What migration needs of all islands. */
struct shown {
    struct sw_migration_island *island; /* [islands] */
    float *scores;                      /* [islands][most candidates] */
    uint32_t *parent;                   /* [islands * litters] candidates */
    struct sw_move *move;               /* [islands * litters] */
};

static int show(const struct sw_breeding *breeding, const struct sw_whole *whole,
                struct shown *shown, struct sw_error *error)
{
    static const char what[] = "planning migration";
    size_t members = (size_t)breeding->settings->run.members, width = breeding->breeder->width;
    size_t litters = (size_t)breeding->islands * breeding->litters;
    size_t most =
        breeding->breeder->stands ? (size_t)breeding->settings->selection.standing : members;

    shown->island = sw_allocate(breeding->islands, sizeof *shown->island, what, error);
    shown->parent = sw_allocate(litters, sizeof *shown->parent, what, error);
    shown->move = sw_allocate(litters, sizeof *shown->move, what, error);
    shown->scores = sw_allocate_floats(breeding->islands * most, what, error);
    if (shown->island == NULL || shown->parent == NULL || shown->move == NULL ||
        shown->scores == NULL)
        return -1;
    for (uint32_t i = 0; i < breeding->islands; i++)
        sw_island_show(breeding, &whole->next[i],
                       whole->score == NULL ? NULL : whole->score + i * members,
                       whole->observed == NULL ? NULL : whole->observed + i * members * width,
                       shown->scores + i * most, shown->parent + (size_t)i * breeding->litters,
                       &shown->island[i]);
    return 0;
}

static void settle(const struct sw_breeding *breeding, uint64_t generation,
                   const struct sw_whole *whole, const struct sw_move *move, uint32_t moves)
{
    size_t members = (size_t)breeding->settings->run.members;

    for (uint32_t i = 0; i < moves; i++) {
        uint32_t from = move[i].from;
        uint64_t id =
            move[i].candidate == SW_EMIGRANT_PARENT
                ? sw_island_sent_parent(breeding, generation, from, whole->score + from * members)
                : sw_island_candidate(breeding, generation, from, &whole->next[from],
                                      move[i].candidate);

        sw_litter_give_way(&whole->next[move[i].to].births.litter[move[i].litter], id);
    }
}

/* The parent of the island that was taught last goes on where other laws are taught. */
static void wake(const struct sw_breeding *breeding, uint64_t generation,
                 const struct sw_whole *whole, uint32_t to, uint32_t from)
{
    size_t members = (size_t)breeding->settings->run.members;
    uint64_t id =
        sw_island_sent_parent(breeding, generation, from, whole->score + from * members);

    for (uint32_t i = 0; i < breeding->litters; i++)
        sw_litter_give_way(&whole->next[to].births.litter[i], id);
}

int sw_migrate_islands(const struct sw_breeding *breeding, uint64_t generation,
                       const struct sw_whole *whole, struct sw_error *error)
{
    const struct sw_settings *settings =
        sw_schedule_at(breeding->breeder->schedule, generation + 1, 0);
    struct sw_topology_rule connected = sw_settings_topology(settings);
    struct sw_migration rule = sw_settings_migration(settings);
    uint64_t seed = settings->run.seed;
    struct sw_topology *topology;
    struct shown shown = {0};
    uint32_t moves, to, from;
    int failed = -1;

    if (settings->migration.delay > 0 || !sw_migrates(breeding, generation))
        return 0;
    if (sw_settings_niches(settings)) {
        if (wakes(breeding, generation, &to, &from))
            wake(breeding, generation, whole, to, from);
        return 0;
    }
    topology = sw_topology_create(&connected, breeding->islands, seed, error);
    if (topology != NULL && show(breeding, whole, &shown, error) == 0 &&
        sw_migrate(&rule, topology, shown.island, breeding->islands, seed, generation, shown.move,
                   &moves, error) == 0) {
        settle(breeding, generation, whole, shown.move, moves);
        failed = 0;
    }
    sw_topology_destroy(topology);
    free(shown.island);
    free(shown.parent);
    free(shown.move);
    free(shown.scores);
    return failed;
}
