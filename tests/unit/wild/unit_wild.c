/* unit_wild.c - worlds in the wild: energy is neither made nor lost, the order of bodies says
 * nothing, what is eaten and by whom, genomes that are rebuilt, and states that come back. */
#include "base/hash.h"
#include "base/random.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"
#include "wild/ranks/wild_run.h"
#include "wild/wild_match.h"
#include "wild/wild_shadow.h"

#include <stdlib.h>
#include <string.h>

enum { TICKS = 400 };

static struct sw_wild_settings settings_of(const char *const *set, uint32_t sets)
{
    struct sw_wild_settings settings;
    struct sw_error error = {0};

    ck_assert_int_eq(sw_wild_settings_read(NULL, set, sets, &settings, &error), 0);
    return settings;
}

static const char *const crowded[] = {"wild.width=12",    "wild.height=9", "wild.plants=24",
                                      "wild.bodies=20",   "wild.growth=3", "wild.divide=200",
                                      "wild.age=90",      "wild.least=12", "wild.reversal=50",
                                      "wild.mind=random", "wild.most=60"};
enum { CROWDED = sizeof crowded / sizeof *crowded };

/* A world with a crowd, some ticks old. */
static struct sw_wild_life *crowd(uint64_t seed)
{
    struct sw_wild_settings settings = settings_of(crowded, CROWDED);
    struct sw_error error = {0};
    struct sw_wild_life *life;

    settings.seed = (int64_t)seed;
    life = sw_wild_life_create(&settings, &error);
    ck_assert_ptr_nonnull(life);
    for (int64_t i = 0; i < settings.bodies; i++)
        ck_assert_ptr_nonnull(sw_wild_life_arrive(life, 0));
    return life;
}

START_TEST(energy_is_never_made_or_lost)
{
    struct sw_wild_life *life = crowd((uint64_t)_i);
    struct sw_wild_world *world = life->world;

    for (uint32_t tick = 0; tick < TICKS; tick++) {
        sw_wild_life_tick(life, NULL);
        ck_assert_int_eq(sw_wild_ledger(world), SW_WILD_SUN);
        for (uint32_t i = 0; i < world->bodies; i++) {
            ck_assert_uint_eq(world->thing[world->body[i].cell], SW_WILD_BODY + i);
            ck_assert(i == 0 || world->body[i].id > world->body[i - 1].id);
            ck_assert_int_gt(world->body[i].energy, 0);
        }
        for (uint32_t cell = 0; cell < 12 * 9; cell++)
            ck_assert_uint_eq(world->claim[cell], 0);
    }
    for (int cause = 0; cause < SW_WILD_CAUSES; cause++)
        ck_assert_uint_gt(world->totals.deaths[cause], 0);
    ck_assert_uint_gt(world->totals.births, 20);
    ck_assert_uint_gt(world->totals.hunted, 0);
    ck_assert_uint_gt(world->totals.scavenged, 0);
    ck_assert_uint_eq(world->totals.births + world->totals.arrivals,
                      world->bodies + world->totals.deaths[0] + world->totals.deaths[1] +
                          world->totals.deaths[2]);
    sw_wild_life_destroy(life);
}
END_TEST

/* The same world with its bodies in another order. */
static void shuffle(const struct sw_wild_world *world, const uint32_t *to,
                    struct sw_wild_world *out)
{
    sw_wild_world_copy(out, world);
    for (uint32_t i = 0; i < world->bodies; i++) {
        out->body[to[i]] = world->body[i];
        out->thing[world->body[i].cell] = (uint32_t)(SW_WILD_BODY + to[i]);
    }
}

static int by_id(const void *a, const void *b)
{
    const struct sw_wild_body *one = a, *other = b;

    return (one->id > other->id) - (one->id < other->id);
}

static void same_bodies(struct sw_wild_world *a, struct sw_wild_world *b)
{
    qsort(b->body, b->bodies, sizeof *b->body, by_id);
    ck_assert_uint_eq(a->bodies, b->bodies);
    for (uint32_t i = 0; i < a->bodies; i++) {
        const struct sw_wild_body *one = &a->body[i], *other = &b->body[i];

        ck_assert_uint_eq(one->id, other->id);
        ck_assert_uint_eq(one->parent, other->parent);
        ck_assert_uint_eq(one->cell, other->cell);
        ck_assert_int_eq(one->energy, other->energy);
        ck_assert_uint_eq(one->size, other->size);
        ck_assert_uint_eq(one->event, other->event);
        ck_assert_uint_eq(one->heading, other->heading);
    }
}

START_TEST(bodies_have_no_order)
{
    struct sw_wild_life *life = crowd(100 + (uint64_t)_i);
    struct sw_wild_world *other = sw_wild_world_create(&life->world->settings, 0, NULL);
    struct sw_dice dice = sw_dice_at((uint64_t)_i, SW_RANDOM_TEST, 0, 31);

    for (uint32_t tick = 0; tick < TICKS; tick++) {
        struct sw_wild_world *world = life->world;
        uint32_t to[SW_WILD_ROOM], bodies = world->bodies;
        uint8_t act[SW_WILD_ROOM], there[SW_WILD_ROOM];

        sw_dice_permutation(&dice, to, bodies);
        shuffle(world, to, other);
        for (uint32_t i = 0; i < bodies; i++) {
            /* Much eating, so that much is eaten. */
            act[i] = (uint8_t)sw_dice_below(&dice, SW_WILD_ACTS + 3);
            act[i] = act[i] >= SW_WILD_ACTS ? SW_WILD_EAT : act[i];
            there[to[i]] = act[i];
        }
        sw_wild_step(other, there, NULL);
        sw_wild_step(world, act, NULL);
        ck_assert_int_eq(world->ground, other->ground);
        ck_assert_int_eq(world->sun, other->sun);
        for (uint32_t cell = 0; cell < 12 * 9; cell++) {
            ck_assert_int_eq(world->energy[cell], other->energy[cell]);
            ck_assert_uint_eq(world->thing[cell] < SW_WILD_BODY ? world->thing[cell] : 99,
                              other->thing[cell] < SW_WILD_BODY ? other->thing[cell] : 99);
        }
        same_bodies(world, other);
        if (world->bodies < 8)
            sw_wild_arrive(world, 0);
    }
    ck_assert_uint_gt(life->world->totals.deaths[SW_WILD_DEVOURED], 0);
    ck_assert_uint_gt(life->world->totals.births, 0);
    sw_wild_world_destroy(other);
    sw_wild_life_destroy(life);
}
END_TEST

/* ---- by hand ---- */

static struct sw_wild_body *put(struct sw_wild_world *world, uint32_t cell, uint8_t size,
                                int32_t energy, uint8_t heading)
{
    struct sw_wild_body *body = &world->body[world->bodies];

    *body = (struct sw_wild_body){.id = world->next_id++,
                                  .cell = cell,
                                  .energy = energy,
                                  .size = size,
                                  .heading = heading,
                                  .alive = 1};
    world->thing[cell] = (uint32_t)(SW_WILD_BODY + world->bodies++);
    return body;
}

static struct sw_wild_world *bare(void)
{
    const char *const set[] = {"wild.width=8", "wild.height=8", "wild.plants=4", "wild.bodies=1"};
    struct sw_wild_settings settings = settings_of(set, 4);
    struct sw_wild_world *world = sw_wild_world_create(&settings, 0, NULL);

    sw_wild_begin(world, &settings, 1);
    memset(world->thing, 0, world->cells * sizeof *world->thing);
    memset(world->energy, 0, world->cells * sizeof *world->energy);
    return world;
}

/* The large eats the middle one, which in the same tick eats the small one; nothing is lost. */
START_TEST(the_smallest_are_eaten_first)
{
    struct sw_wild_world *world = bare();
    uint8_t act[3] = {SW_WILD_EAT, SW_WILD_EAT, SW_WILD_WAIT};
    const uint8_t right = 3;

    put(world, 8, 3, 100, right);
    put(world, 9, 2, 50, right);
    put(world, 10, 1, 30, right);
    sw_wild_step(world, act, NULL);
    ck_assert_uint_eq(world->bodies, 1);
    ck_assert_uint_eq(world->deaths, 2);
    ck_assert_uint_eq(world->death[0].id, 3);
    ck_assert_uint_eq(world->death[0].killer, 2);
    ck_assert_uint_eq(world->death[1].id, 2);
    ck_assert_uint_eq(world->death[1].killer, 1);
    /* 100 - 4; 50 - 3; 30 - 1; bodies of 2 and 1 sizes. */
    ck_assert_int_eq(world->body[0].energy, 96 + 47 + 29 + 300);
    ck_assert_uint_eq(world->body[0].event, SW_WILD_FLESH);
    sw_wild_world_destroy(world);
}
END_TEST

START_TEST(who_claims_a_cell_with_another_does_not_get_it)
{
    struct sw_wild_world *world = bare();
    uint8_t act[3] = {SW_WILD_RIGHT, SW_WILD_LEFT, SW_WILD_DIVIDE};

    put(world, 8, 1, 50, 0);
    put(world, 10, 1, 50, 0);
    put(world, 63, 1, 1000, 1); /* below it, round the edge, is cell 7 */
    sw_wild_step(world, act, NULL);
    ck_assert_uint_eq(world->body[0].cell, 8);
    ck_assert_uint_eq(world->body[0].event, SW_WILD_BLOCKED);
    ck_assert_uint_eq(world->body[1].cell, 10);
    ck_assert_uint_eq(world->births, 1);
    ck_assert_uint_eq(world->body[3].cell, 7);
    ck_assert_uint_eq(world->body[3].parent, 3);
    ck_assert_int_eq(world->body[3].energy + world->body[2].energy, 1000 - 2 - 100);
    sw_wild_world_destroy(world);
}
END_TEST

/* ---- runs ---- */

static void no_line(void *context, const struct sw_wild_figures *figures)
{
    uint64_t *pages = context;

    ck_assert_int_eq(figures->ground + figures->sun + figures->planted + figures->rotting +
                         figures->living,
                     SW_WILD_SUN);
    ++*pages;
}

static uint64_t digest_of(const char *folder, struct sw_wild_history *history)
{
    struct sw_error error = {0};
    struct sw_store *store = sw_store_open(folder, false, false, &error);
    uint64_t digest = 0;

    ck_assert_ptr_nonnull(store);
    ck_assert_int_eq(sw_wild_digest(store, &digest, &error), 0);
    ck_assert_int_eq(sw_wild_read_history(store, history, &error), 0);
    sw_store_close(store);
    return digest;
}

START_TEST(a_run_that_stops_goes_on)
{
    const char *const set[] = {"wild.width=16",   "wild.height=16",    "wild.plants=60",
                               "wild.bodies=20",  "wild.divide=250",   "wild.ticks=600",
                               "wild.report=100", "wild.speech=normal"};
    struct sw_wild_settings settings = settings_of(set, 8);
    struct sw_wild_history whole = {.births = 0}, parts = {.births = 0};
    struct sw_wild_run run = {.life = NULL};
    struct sw_exchange alone;
    struct sw_error error = {0};
    uint64_t pages = 0, wrong = 0;
    struct sw_wild_life *life;
    uint32_t *home_of;
    char folder[WORK_FOLDER_MAX], of_whole[WORK_FOLDER_MAX + 8], of_parts[WORK_FOLDER_MAX + 8];

    sw_exchange_alone(&alone);
    ck_assert(work_folder_make(folder));
    snprintf(of_whole, sizeof of_whole, "%s/whole", folder);
    snprintf(of_parts, sizeof of_parts, "%s/parts", folder);
    ck_assert_int_eq(sw_wild_run_begin(&run, &alone, 0, of_whole, &settings, &error), 0);
    ck_assert_int_eq(sw_wild_run_on(&run, 600, no_line, &pages, &error), 0);
    sw_wild_run_close(&run);
    ck_assert_uint_eq(pages, 6);
    ck_assert_int_eq(sw_wild_run_begin(&run, &alone, 0, of_parts, &settings, &error), 0);
    for (uint64_t until = 200; until <= 600; until += 200) {
        ck_assert_int_eq(sw_wild_run_on(&run, until, no_line, &pages, &error), 0);
        sw_wild_run_close(&run);
        ck_assert_msg(sw_wild_run_resume(&run, &alone, of_parts, true, &error) == 0, "%s",
                      error.text);
    }
    sw_wild_run_close(&run);
    ck_assert_uint_eq(digest_of(of_whole, &whole), digest_of(of_parts, &parts));
    ck_assert_uint_gt(whole.figures[whole.pages - 1].totals.births, 10);

    /* One genome is said to be another: it is found. */
    life = sw_wild_life_create(&settings, &error);
    home_of = calloc(whole.births + 1, sizeof *home_of);
    whole.birth[whole.births / 2].hash ^= 1;
    ck_assert_int_eq(sw_wild_replay(life, &whole, UINT64_MAX, &wrong, home_of, &error), 0);
    ck_assert_uint_eq(wrong, 1);
    sw_wild_life_destroy(life);
    free(home_of);
    sw_wild_history_free(&whole);
    sw_wild_history_free(&parts);
    ck_assert(work_folder_drop(folder));
}
END_TEST

/* ---- ranks, played one after another ---- */

enum { RANKS = 3 };

static const char *const lively[] = {"wild.width=24",      "wild.height=24",     "wild.plants=200",
                                     "wild.bodies=40",     "wild.divide=220",    "wild.growth=4",
                                     "wild.strength=0.05", "wild.speech=normal", "wild.least=20"};
enum { LIVELY = sizeof lively / sizeof *lively };

static struct sw_wild_life *lively_life(uint32_t rank, uint32_t ranks)
{
    struct sw_wild_settings settings = settings_of(lively, LIVELY);
    struct sw_error error = {0};
    struct sw_wild_life *life = sw_wild_life_create(&settings, &error);

    ck_assert_ptr_nonnull(life);
    ck_assert_int_eq(sw_wild_life_share(life, rank, ranks, &error), 0);
    for (int64_t i = 0; i < settings.bodies; i++)
        ck_assert_ptr_nonnull(sw_wild_life_arrive(life, 0));
    return life;
}

/* The acts of each body, from the rank that thinks for it, on all ranks. */
static void tell_acts(struct sw_wild_life *const *life)
{
    const struct sw_wild_world *world = life[0]->world;

    for (uint32_t i = 0; i < world->bodies; i++)
        for (uint32_t r = 0; r < RANKS; r++) {
            life[r]->act[i] = life[world->body[i].rank]->act[i];
            life[r]->say[i] = life[world->body[i].rank]->say[i];
        }
}

/* The weights of parents whose child is elsewhere. Returns how many. */
static uint32_t move_genomes(struct sw_wild_life *const *life)
{
    struct sw_wild_world *world = life[0]->world;
    uint32_t moved = 0;

    for (uint32_t i = 0; i < world->births; i++) {
        uint32_t from = world->birth[i].from, to = world->birth[i].rank;
        struct sw_wild_world *there = life[to]->world;
        struct sw_wild_body *newborn = &there->body[there->bodies - there->births + i];

        if (from == to)
            continue;
        newborn->home = sw_wild_life_enter(life[to]);
        memcpy(sw_wild_life_weights(life[to], newborn->home),
               sw_wild_life_weights(life[from], life[from]->world->birth[i].home),
               life[to]->layout.floats * sizeof(float));
        moved++;
    }
    return moved;
}

static uint32_t most_of(const struct sw_wild_world *world)
{
    uint32_t load[RANKS] = {0}, most = 0;

    for (uint32_t i = 0; i < world->bodies; i++)
        load[world->body[i].rank]++;
    for (uint32_t r = 0; r < RANKS; r++)
        most = load[r] > most ? load[r] : most;
    return most;
}

START_TEST(several_ranks_live_the_world_of_one)
{
    struct sw_wild_life *life[RANKS], *whole = lively_life(0, 1);
    uint64_t births = 0, moved = 0, bodies = 0, busiest = 0;

    for (uint32_t r = 0; r < RANKS; r++)
        life[r] = lively_life(r, RANKS);
    for (uint32_t tick = 0; tick < TICKS; tick++) {
        const struct sw_wild_world *world = whole->world;

        sw_wild_life_tick(whole, NULL);
        for (uint32_t r = 0; r < RANKS; r++)
            sw_wild_life_decide(life[r], NULL);
        tell_acts(life);
        bodies += life[0]->world->bodies;
        busiest += most_of(life[0]->world);
        for (uint32_t r = 0; r < RANKS; r++)
            sw_wild_life_step(life[r]);
        moved += move_genomes(life);
        for (uint32_t r = 0; r < RANKS; r++) {
            sw_wild_life_settle(life[r]);
            ck_assert_uint_eq(sw_wild_hash(life[r]->world), sw_wild_hash(life[0]->world));
            ck_assert_uint_eq(life[r]->world->next_id, world->next_id);
            ck_assert_mem_eq(&life[r]->world->totals, &world->totals, sizeof world->totals);
        }
        for (uint32_t i = 0; i < world->births; i++)
            ck_assert_uint_eq(life[life[0]->world->birth[i].rank]->world->birth[i].hash,
                              world->birth[i].hash);
        births += world->births;
    }
    ck_assert_uint_gt(births, 40);
    ck_assert_uint_gt(moved, 0);
    ck_assert_uint_lt(moved, births / 2); /* most stay where their parents are */
    ck_assert_uint_lt(busiest * RANKS, bodies + bodies / 4);
    for (uint32_t r = 0; r < RANKS; r++)
        sw_wild_life_destroy(life[r]);
    sw_wild_life_destroy(whole);
}
END_TEST

/* Whatever changes in a world changes its hash. */
START_TEST(worlds_that_differ_have_other_hashes)
{
    struct sw_wild_life *life = crowd(1);
    struct sw_wild_world *world = life->world;
    uint64_t hash = sw_wild_hash(world);
    uint8_t *byte[] = {(uint8_t *)&world->tick,
                       (uint8_t *)&world->next_id,
                       (uint8_t *)&world->ground,
                       (uint8_t *)&world->sun,
                       (uint8_t *)&world->due[0][3],
                       (uint8_t *)&world->totals.good,
                       (uint8_t *)&world->thing[107],
                       (uint8_t *)&world->energy[50],
                       (uint8_t *)&world->body[3].energy,
                       (uint8_t *)&world->body[4].cell,
                       &world->body[5].heading,
                       &world->body[6].size,
                       &world->body[7].event,
                       &world->body[8].said,
                       &world->body[9].team,
                       (uint8_t *)&world->body[2].born,
                       (uint8_t *)&world->body[1].rank,
                       (uint8_t *)&world->body[1].children,
                       (uint8_t *)&world->feeds};

    for (size_t i = 0; i < sizeof byte / sizeof *byte; i++) {
        *byte[i] ^= 1;
        ck_assert_uint_ne(sw_wild_hash(world), hash);
        *byte[i] ^= 1;
    }
    world->body[1].home++;
    ck_assert_uint_eq(sw_wild_hash(world), hash);
    sw_wild_life_destroy(life);
}
END_TEST

/* ---- room ---- */

/* Twice wild.most live at most. */
START_TEST(nobody_arrives_where_there_is_no_room)
{
    const char *const set[] = {"wild.width=16", "wild.height=16", "wild.plants=4",
                               "wild.bodies=3", "wild.least=3",   "wild.most=3"};
    struct sw_wild_settings settings = settings_of(set, 6);
    struct sw_error error = {0};
    struct sw_wild_life *life = sw_wild_life_create(&settings, &error);

    ck_assert_ptr_nonnull(life);
    for (uint32_t i = 0; i < 6; i++) {
        const struct sw_wild_body *body = sw_wild_life_arrive(life, 0);

        ck_assert_ptr_nonnull(body);
        ck_assert_uint_lt(body->home, life->homes);
    }
    ck_assert_ptr_null(sw_wild_life_arrive(life, 0));
    ck_assert_uint_eq(life->world->bodies, 6);
    ck_assert_uint_eq(life->world->next_id, 7);
    ck_assert_int_eq(sw_wild_ledger(life->world), SW_WILD_SUN);
    sw_wild_life_destroy(life);
}
END_TEST

/* A copy has as many homes as a life that did not begin lean, each of them once. */
START_TEST(a_copy_of_a_lean_life_has_all_homes)
{
    struct sw_wild_settings settings = settings_of(crowded, CROWDED);
    struct sw_error error = {0};
    struct sw_wild_life *life = sw_wild_life_create_lean(&settings, &error), *copy;
    uint8_t taken[120] = {0};

    ck_assert_ptr_nonnull(life);
    sw_wild_life_people(life);
    ck_assert_uint_lt(life->homes, 120);
    copy = sw_wild_life_copy(life, &error);
    ck_assert_ptr_nonnull(copy);
    for (uint32_t i = 0; i < life->world->bodies; i++) {
        uint32_t home = copy->world->body[i].home;

        ck_assert_uint_eq(sw_wild_life_hash(copy, home), sw_wild_life_hash(life, home));
        taken[home]++;
    }
    for (uint32_t i = life->world->bodies; i < 120; i++) {
        uint32_t home = sw_wild_life_enter(copy);

        ck_assert_uint_lt(home, 120);
        ck_assert_uint_eq(taken[home]++, 0);
    }
    ck_assert_uint_eq(sw_wild_life_enter(copy), SW_WILD_ELSEWHERE);
    sw_wild_life_destroy(copy);
    sw_wild_life_destroy(life);
}
END_TEST

/* ---- kinship ---- */

/* 1 has 2 and 3; 2 dies, then 1: the living, 3 and its child 4, descend from 3. */
START_TEST(kinship_is_counted)
{
    struct sw_wild_history history = {.births = 0};
    struct sw_error error = {0};
    struct sw_wild_kinship kin[2];
    const struct sw_wild_birth births[] = {{.id = 1, .tick = 0},
                                           {.id = 2, .parent = 1, .tick = 3},
                                           {.id = 3, .parent = 1, .tick = 4},
                                           {.id = 4, .parent = 3, .tick = 9}};
    const struct sw_wild_death deaths[] = {{.id = 2, .tick = 5}, {.id = 1, .tick = 9}};
    struct sw_wild_figures figures[2] = {{.tick = 0}, {.tick = 12}};

    history.settings = settings_of(NULL, 0);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(sw_wild_history_birth(&history, &births[i], &error), 0);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(sw_wild_history_death(&history, &deaths[i], &error), 0);
    history.figures = figures;
    history.pages = 2;
    ck_assert_int_eq(sw_wild_kinships(&history, 0, kin, &error), 0);
    ck_assert_uint_eq(kin[0].families, 1);
    ck_assert(kin[0].coalesced && kin[0].coalescence == 0);
    ck_assert_uint_eq(kin[1].families, 1);
    ck_assert(kin[1].coalesced && kin[1].coalescence == 8);
    /* 4 has one of two; 3 both; 2 none; 1 both. */
    ck_assert_double_eq_tol(kin[1].shared, 0.25 + 1 + 0 + 1, 1e-12);
    ck_assert_int_eq(sw_wild_kinships(&history, 1, kin, &error), 0);
    ck_assert_uint_eq(kin[1].families, 1);
    history.figures = NULL;
    sw_wild_history_free(&history);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("wild");
    TCase *t = tcase_create("wild");

    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, energy_is_never_made_or_lost, 0, 3);
    tcase_add_loop_test(t, bodies_have_no_order, 0, 4);
    tcase_add_test(t, the_smallest_are_eaten_first);
    tcase_add_test(t, who_claims_a_cell_with_another_does_not_get_it);
    tcase_add_test(t, a_run_that_stops_goes_on);
    tcase_add_test(t, several_ranks_live_the_world_of_one);
    tcase_add_test(t, worlds_that_differ_have_other_hashes);
    tcase_add_test(t, nobody_arrives_where_there_is_no_room);
    tcase_add_test(t, a_copy_of_a_lean_life_has_all_homes);
    tcase_add_test(t, kinship_is_counted);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
