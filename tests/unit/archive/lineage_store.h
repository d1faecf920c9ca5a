/* lineage_store.h - stores made by hand for the tests of lineages: a small one with every kind of
 * birth, and random ones. */
#ifndef SW_TESTS_UNIT_ARCHIVE_LINEAGE_STORE_H
#define SW_TESTS_UNIT_ARCHIVE_LINEAGE_STORE_H

#include "record/record.h"
#include "store/store.h"
#include "tests/unit/work_folder.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char store_folder[WORK_FOLDER_MAX];

static inline struct sw_store *new_store(struct sw_identity_space space)
{
    struct sw_run_record run = {.seed = 1,
                                .parameters = 10,
                                .space = space,
                                .config = (char *)"",
                                .version = (char *)"test"};
    struct sw_error error = {0};
    struct sw_store *store;
    size_t size;
    void *bytes = sw_run_pack(&run, &size, &error);

    ck_assert(work_folder_make(store_folder));
    store = sw_store_create(store_folder, 0, false, &error);
    ck_assert_msg(store != NULL, "%s", error.text);
    ck_assert_int_eq(sw_store_put(store, SW_STORE_RUN, 0, 0, bytes, size, &error), 0);
    free(bytes);
    return store;
}

static inline void drop_store(struct sw_store *store)
{
    sw_store_close(store);
    ck_assert(work_folder_drop(store_folder));
}

static inline void put_births(struct sw_store *store, uint64_t generation, uint32_t island,
                              bool recombines, uint32_t litters, struct sw_litter *litter)
{
    struct sw_births births = {.recombines = recombines, .litters = litters, .litter = litter};
    size_t size;
    void *bytes;

    for (uint32_t i = 0; i < litters; i++) /* one parent each */
        litter[i].mate = litter[i].parent;
    bytes = sw_births_pack(&births, &size, NULL);
    ck_assert_int_eq(sw_store_put(store, SW_STORE_BIRTHS, generation, island, bytes, size, NULL),
                     0);
    free(bytes);
}

/* Scores that say whose they are: generation + island / 4 + slot / 64. */
static inline void put_scores(struct sw_store *store, uint64_t generation, uint32_t island,
                              uint32_t members)
{
    float *scores = calloc(members, sizeof *scores);
    size_t size;
    void *bytes;

    for (uint32_t i = 0; i < members; i++)
        scores[i] = (float)generation + (float)island / 4.0f + (float)i / 64.0f;
    bytes = sw_scores_pack(scores, members, &size, NULL);
    ck_assert_int_eq(sw_store_put(store, SW_STORE_SCORES, generation, island, bytes, size, NULL),
                     0);
    free(bytes);
    free(scores);
}

static inline void put_state(struct sw_store *store, uint64_t generations)
{
    size_t size;
    void *bytes = sw_state_pack(generations, &size, NULL);

    ck_assert_int_eq(sw_store_put(store, SW_STORE_STATE, 0, 0, bytes, size, NULL), 0);
    free(bytes);
    ck_assert_int_eq(sw_store_commit(store, NULL), 0);
}

/* Four generations of two islands of three. Island 0 recombines; island 1 chooses, keeps an elite
 * (14, 15), takes a migrant (13, made on island 0) and keeps a parent (16) for two generations.
 *   generation 0: 2 3 4 (5)   | 6 7 8        of 0 | 1
 *   generation 1: 10 11 12 (13) | 14 15 16   of 5 | 7
 *   generation 2: 18 19 20 (21) | 22 23 24   of 13 | 16
 *   generation 3: 26 27 28 (29) | 30 31 32   of 21 | 16  */
static inline struct sw_store *small_store(void)
{
    static const uint64_t parent[4][2] = {{0, 1}, {5, 7}, {13, 16}, {21, 16}};
    struct sw_identity_space space = {2, 3, 0};
    struct sw_store *store = new_store(space);

    for (uint64_t g = 0; g < 4; g++) {
        for (uint32_t island = 0; island < 2; island++) {
            struct sw_litter litter = {.parent = parent[g][island],
                                       .seed = 1000 * g + island,
                                       .strength = 0.5f / (float)(g + 1),
                                       .evolve = 3,
                                       .clone = g == 1 && island == 1};

            put_births(store, g, island, island == 0, 1, &litter);
            put_scores(store, g, island, 3);
        }
    }
    put_state(store, 4);
    return store;
}

/* Like a run's: every parent is of the generation before, chosen at random on any island. */
static inline struct sw_store *random_store(struct sw_identity_space space, uint64_t generations,
                                            uint32_t seed)
{
    struct sw_store *store = new_store(space);
    uint32_t litters = (space.members + SW_LITTER_MEMBERS - 1) / SW_LITTER_MEMBERS;
    struct sw_litter *litter = calloc(litters, sizeof *litter);

    for (uint64_t g = 0; g < generations; g++) {
        for (uint32_t island = 0; island < space.islands; island++) {
            bool recombines = island % 2 == 0;

            for (uint32_t i = 0; i < litters; i++) {
                uint32_t from, slot;

                seed = seed * 1664525u + 1013904223u;
                from = (seed >> 8) % 7 == 0 ? (seed >> 12) % space.islands : island;
                slot = (seed >> 16) % 3 == 0 ? 0 : (seed >> 18) % space.members;
                if (from % 2 == 0)
                    slot = space.members;
                if (i > 0 && recombines)
                    litter[i].parent = litter[0].parent;
                else
                    litter[i].parent = g == 0 ? island : sw_identity_id(space, g - 1, from, slot);
                litter[i].seed = seed;
                litter[i].strength = 0.1f;
                litter[i].clone = !recombines && i == 0 && g > 0;
            }
            put_births(store, g, island, recombines, litters, litter);
            put_scores(store, g, island, space.members);
        }
    }
    free(litter);
    put_state(store, generations);
    return store;
}

#endif
