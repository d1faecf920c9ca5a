/* unit_wild_meals.c - who eats what in the wild, by size; trophic levels; which moments of a run
 * are chosen; and a run that is lived again. */
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"
#include "wild/ranks/wild_run.h"
#include "wild/wild_meals.h"
#include "wild/wild_moments.h"
#include "wild/wild_retrace.h"

#include <stdlib.h>
#include <string.h>

static struct sw_wild_settings settings_of(const char *const *set, uint32_t sets)
{
    struct sw_wild_settings settings;
    struct sw_error error = {0};

    ck_assert_int_eq(sw_wild_settings_read(NULL, set, sets, &settings, &error), 0);
    return settings;
}

/* ---- by hand ---- */

static void put(struct sw_wild_world *world, uint32_t cell, uint8_t size, int32_t energy)
{
    const uint8_t right = 3;

    world->body[world->bodies] = (struct sw_wild_body){.id = world->next_id++,
                                                       .cell = cell,
                                                       .energy = energy,
                                                       .size = size,
                                                       .heading = right,
                                                       .alive = 1};
    world->thing[cell] = (uint32_t)(SW_WILD_BODY + world->bodies++);
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

/* A colour that feeds, or poisons. */
static uint16_t plant_of(const struct sw_wild_world *world, bool feeds)
{
    uint16_t colour = 0;

    while ((world->feeds >> colour & 1) != feeds)
        colour++;
    return (uint16_t)(SW_WILD_PLANT + colour);
}

static uint64_t sum_of(const struct sw_wild_meals *meals)
{
    uint64_t sum = 0;

    for (int eater = 0; eater <= SW_WILD_SIZE_MAX; eater++)
        for (int source = 0; source < SW_WILD_SOURCES; source++)
            sum += meals->units[eater][source];
    return sum;
}

/* In the first row a size 3 eats a size 2, which eats a size 1; below, a size 4 eats a plant, a
 * size 5 meat, a size 6 what poisons; in the last two rows a 7 and a 9 share a 1, to the right of
 * one and below the other. */
START_TEST(meals_are_by_size_and_source)
{
    struct sw_wild_world *world = bare();
    uint8_t act[9] = {SW_WILD_EAT,   SW_WILD_EAT, SW_WILD_WAIT, SW_WILD_RIGHT, SW_WILD_RIGHT,
                      SW_WILD_RIGHT, SW_WILD_EAT, SW_WILD_EAT,  SW_WILD_WAIT};
    const struct sw_wild_meals *meals = &world->meals;

    put(world, 0, 3, 100);
    put(world, 1, 2, 50);
    put(world, 2, 1, 30);
    put(world, 8, 4, 100);
    put(world, 16, 5, 100);
    put(world, 24, 6, 100);
    put(world, 40, 7, 100);
    put(world, 33, 9, 100);
    put(world, 41, 1, 31);
    world->body[7].heading = 1;
    world->thing[9] = plant_of(world, true);
    world->energy[9] = SW_WILD_MEAL;
    world->thing[17] = SW_WILD_MEAT;
    world->energy[17] = 70;
    world->thing[25] = plant_of(world, false);
    world->energy[25] = SW_WILD_MEAL;
    sw_wild_step(world, act, NULL);
    ck_assert_uint_eq(meals->units[2][SW_WILD_FROM_BODY + 1], 29 + 100);
    ck_assert_uint_eq(meals->units[3][SW_WILD_FROM_BODY + 2], 47 + 29 + 100 + 200);
    ck_assert_uint_eq(meals->units[4][SW_WILD_FROM_PLANTS], SW_WILD_MEAL);
    ck_assert_uint_eq(meals->units[5][SW_WILD_FROM_MEAT], 70);
    ck_assert_uint_eq(meals->units[7][SW_WILD_FROM_BODY + 1], 65);
    ck_assert_uint_eq(meals->units[9][SW_WILD_FROM_BODY + 1], 65);
    ck_assert_uint_eq(sum_of(meals), 129 + 376 + 100 + 70 + 130);
    ck_assert_uint_eq(sum_of(meals),
                      world->totals.grazed + world->totals.scavenged + world->totals.hunted);
    sw_wild_world_destroy(world);
}
END_TEST

START_TEST(levels_are_means_of_what_was_eaten)
{
    struct sw_wild_meals meals = {{{0}}};
    double level[SW_WILD_SIZE_MAX + 1];

    meals.units[1][SW_WILD_FROM_PLANTS] = 10;
    meals.units[2][SW_WILD_FROM_MEAT] = 5;
    meals.units[2][SW_WILD_FROM_BODY + 1] = 15;
    meals.units[4][SW_WILD_FROM_BODY + 2] = 8;
    meals.units[5][SW_WILD_FROM_BODY + 3] = 8;
    sw_wild_trophic_levels(&meals, level);
    ck_assert_double_eq_tol(level[1], 2, 1e-12);
    ck_assert_double_eq_tol(level[2], 1 + 0.25 * 1 + 0.75 * 2, 1e-12);
    ck_assert_double_eq_tol(level[3], 0, 1e-12); /* ate nothing */
    ck_assert_double_eq_tol(level[4], 1 + level[2], 1e-12);
    ck_assert_double_eq_tol(level[5], 3, 1e-12); /* its prey grew on plants and meat */
}
END_TEST

/* ---- moments ---- */

enum { PAGES = 9 };

static uint64_t page_of(const struct sw_wild_moment *moment, uint32_t count,
                        enum sw_wild_moment_kind kind)
{
    for (uint32_t i = 0; i < count; i++)
        if (moment[i].kind == kind)
            return moment[i].page;
    return 0;
}

START_TEST(moments_are_chosen_by_rule)
{
    struct sw_wild_figures figures[PAGES + 1] = {{.tick = 0, .bodies = 20}};
    struct sw_wild_history history = {.figures = figures, .pages = PAGES};
    struct sw_wild_moment moment[SW_WILD_MOMENTS];
    uint32_t count;

    for (uint64_t page = 1; page <= PAGES; page++) {
        struct sw_wild_figures *now = &figures[page];

        *now = now[-1];
        now->tick += 10;
        now->bodies = page == 4 ? 90 : page == 6 ? 3 : 20;
        now->totals.births += page == 3 || page == 5 ? 40 : 10;
        now->totals.grazed += 100;
        now->totals.hunted += page == 7 ? 50 : 0;
        now->totals.acts[page == 2 ? SW_WILD_EAT : SW_WILD_UP] += 60;
    }
    count = sw_wild_moments(&history, moment);
    ck_assert_uint_eq(page_of(moment, count, SW_WILD_MOMENT_FIRST), 1);
    ck_assert_uint_eq(page_of(moment, count, SW_WILD_MOMENT_LAST), 8);
    ck_assert_uint_eq(page_of(moment, count, SW_WILD_MOMENT_BIRTHS), 3); /* 5 has as many, later */
    ck_assert_uint_eq(page_of(moment, count, SW_WILD_MOMENT_BODIES), 4);
    ck_assert_uint_eq(page_of(moment, count, SW_WILD_MOMENT_FEWEST), 6);
    ck_assert_uint_eq(page_of(moment, count, SW_WILD_MOMENT_HUNTED), 7);
    ck_assert_uint_eq(page_of(moment, count, SW_WILD_MOMENT_CHANGE), 2); /* 3 is chosen already */
    /* Nobody ate meat, grew, or ate what fed. */
    ck_assert_uint_eq(count, 7);
    for (uint32_t i = 0; i < count; i++)
        if (moment[i].kind == SW_WILD_MOMENT_FEWEST)
            ck_assert_double_eq_tol(moment[i].value, 3, 1e-12);
        else if (moment[i].kind == SW_WILD_MOMENT_BIRTHS)
            ck_assert_double_eq_tol(moment[i].value, 4, 1e-12);
        else if (moment[i].kind == SW_WILD_MOMENT_HUNTED)
            ck_assert_double_eq_tol(moment[i].value, 1 / 3.0, 1e-12);
        else if (moment[i].kind == SW_WILD_MOMENT_CHANGE)
            ck_assert_double_eq_tol(moment[i].value, 1, 1e-12);
    history.pages = 2;
    ck_assert_uint_eq(sw_wild_moments(&history, moment), 1);
    history.pages = 1;
    ck_assert_uint_eq(sw_wild_moments(&history, moment), 0);
}
END_TEST

/* ---- a run ---- */

static const char *const lively[] = {"wild.width=16",   "wild.height=16",     "wild.plants=80",
                                     "wild.bodies=20",  "wild.divide=250",    "wild.ticks=500",
                                     "wild.report=50",  "wild.speech=normal", "wild.trophic=yes",
                                     "wild.keyframes=3"};
enum { LIVELY = sizeof lively / sizeof *lively };

/* Lived up to its end, in folder/run; `hash` is of the world at every tick. */
static struct sw_store *lived(const char *folder, uint64_t *hash, struct sw_wild_history *history)
{
    struct sw_wild_settings settings = settings_of(lively, LIVELY);
    struct sw_wild_run run = {.life = NULL};
    struct sw_exchange alone;
    struct sw_error error = {0};
    struct sw_store *store;
    char path[WORK_FOLDER_MAX + 8];

    sw_exchange_alone(&alone);
    snprintf(path, sizeof path, "%s/run", folder);
    ck_assert_int_eq(sw_wild_run_begin(&run, &alone, 0, path, &settings, &error), 0);
    for (uint64_t tick = 0; tick < 500; tick += 50) {
        hash[tick / 50] = sw_wild_hash(run.life->world);
        ck_assert_int_eq(sw_wild_run_on(&run, tick + 50, NULL, NULL, &error), 0);
    }
    hash[10] = sw_wild_hash(run.life->world);
    sw_wild_run_close(&run);
    store = sw_store_open(path, true, false, &error);
    ck_assert_ptr_nonnull(store);
    ck_assert_msg(sw_wild_read_history(store, history, &error) == 0, "%s", error.text);
    return store;
}

START_TEST(a_run_is_lived_again)
{
    static const uint64_t order[] = {250, 50, 0, 500, 450, 150, 200, 300};
    struct sw_wild_history history = {.births = 0};
    struct sw_wild_retrace retrace;
    struct sw_error error = {0};
    uint64_t hash[11];
    struct sw_store *store;
    char folder[WORK_FOLDER_MAX];

    ck_assert(work_folder_make(folder));
    store = lived(folder, hash, &history);
    retrace = (struct sw_wild_retrace){.store = store, .history = &history};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        ck_assert_msg(sw_wild_retrace_to(&retrace, order[i], &error) == 0, "%s", error.text);
        ck_assert_uint_eq(sw_wild_hash(retrace.life->world), hash[order[i] / 50]);
    }
    sw_wild_retrace_clear(&retrace);

    /* A page that says something else is found where it is lived again. */
    retrace = (struct sw_wild_retrace){.store = store, .history = &history};
    history.figures[2].totals.grazed++;
    ck_assert_int_eq(sw_wild_retrace_to(&retrace, 99, &error), 0);
    ck_assert_int_eq(sw_wild_retrace_to(&retrace, 100, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_ptr_nonnull(strstr(error.text, "tick 100 is lived again to another world"));
    sw_wild_retrace_clear(&retrace);

    /* So is a state that is not there. */
    retrace = (struct sw_wild_retrace){.store = store, .history = &history};
    history.settings.keyframes = 4;
    error = (struct sw_error){0};
    ck_assert_int_eq(sw_wild_retrace_to(&retrace, 210, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "no state of page 4"));
    sw_wild_retrace_clear(&retrace);
    sw_wild_history_free(&history);
    sw_store_close(store);
    ck_assert(work_folder_drop(folder));
}
END_TEST

/* The record of a page in the place of another, and one in which somebody ate its like. */
START_TEST(meals_that_do_not_fit_are_refused)
{
    struct sw_wild_history history = {.births = 0}, again = {.births = 0};
    struct sw_wild_world *world;
    struct sw_error error = {0};
    uint64_t hash[11];
    struct sw_store *store;
    char folder[WORK_FOLDER_MAX];

    ck_assert(work_folder_make(folder));
    store = lived(folder, hash, &history);
    ck_assert_uint_eq(history.meal_pages, history.pages);
    world = sw_wild_world_create(&history.settings, 0, &error);
    ck_assert_ptr_nonnull(world);
    for (int wrong = 0; wrong < 2; wrong++) {
        world->settings = history.settings;
        world->meals = history.meals[5];
        if (wrong == 0)
            world->meals.units[1][SW_WILD_FROM_PLANTS]++;
        else
            world->meals.units[3][SW_WILD_FROM_BODY + 3] = 1;
        ck_assert_int_eq(sw_wild_put_meals(store, 5, world, &error), 0);
        ck_assert_int_eq(sw_store_commit(store, &error), 0);
        error = (struct sw_error){0};
        ck_assert_int_eq(sw_wild_read_history(store, &again, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
        ck_assert_msg(strstr(error.text, "are not together what the page has") != NULL, "%s",
                      error.text);
        sw_wild_history_free(&again);
    }
    sw_wild_world_destroy(world);
    sw_wild_history_free(&history);
    sw_store_close(store);
    ck_assert(work_folder_drop(folder));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("meals of the wild");
    TCase *t = tcase_create("meals of the wild");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, meals_are_by_size_and_source);
    tcase_add_test(t, levels_are_means_of_what_was_eaten);
    tcase_add_test(t, moments_are_chosen_by_rule);
    tcase_add_test(t, a_run_is_lived_again);
    tcase_add_test(t, meals_that_do_not_fit_are_refused);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
