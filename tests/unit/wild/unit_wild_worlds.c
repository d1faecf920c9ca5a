/* unit_wild_worlds.c - several worlds in the wild and who walks between them: the ledger, who may
 * walk, that the order of bodies says nothing, that worlds without walks do not touch, and what is
 * read of walks. */
#include "base/random.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/work_folder.h"
#include "wild/ranks/wild_run.h"
#include "wild/wild_speech.h"
#include "wild/wild_walks.h"

#include <stdlib.h>
#include <string.h>

enum { TICKS = 300, WORLDS = 3, PLANE = 12 * 9 };

static struct sw_wild_settings settings_of(const char *const *set, uint32_t sets)
{
    struct sw_wild_settings settings;
    struct sw_error error = {0};

    ck_assert_msg(sw_wild_settings_read(NULL, set, sets, &settings, &error) == 0, "%s", error.text);
    return settings;
}

static const char *const crowded[] = {
    "wild.width=12",    "wild.height=9", "wild.plants=24",     "wild.bodies=20",   "wild.growth=3",
    "wild.divide=200",  "wild.age=90",   "wild.least=12",      "wild.reversal=50", "wild.most=180",
    "wild.mind=random", "wild.worlds=3", "wild.migration=0.02"};
enum { CROWDED = sizeof crowded / sizeof *crowded };

static struct sw_wild_life *crowd(uint64_t seed, double migration)
{
    struct sw_wild_settings settings = settings_of(crowded, CROWDED);
    struct sw_error error = {0};
    struct sw_wild_life *life;

    settings.seed = (int64_t)seed;
    settings.migration = migration;
    life = sw_wild_life_create(&settings, &error);
    ck_assert_ptr_nonnull(life);
    for (int64_t i = 0; i < WORLDS * settings.bodies; i++)
        ck_assert_ptr_nonnull(sw_wild_life_arrive(life, (uint32_t)(i % WORLDS)));
    return life;
}

/* ---- the ledger ---- */

START_TEST(walkers_take_all_along)
{
    struct sw_wild_life *life = crowd((uint64_t)_i, 0.02);
    struct sw_wild_world *world = life->world;
    uint64_t walks = 0, into[WORLDS] = {0};

    for (uint32_t tick = 0; tick < TICKS; tick++) {
        struct sw_wild_part part[SW_WILD_WORLDS_MAX];
        uint64_t bodies = 0;
        int64_t units = world->ground + world->sun;

        sw_wild_life_tick(life, NULL);
        ck_assert_int_eq(sw_wild_ledger(world), SW_WILD_SUN);
        sw_wild_figure_parts(world, part);
        units = world->ground + world->sun;
        for (uint32_t w = 0; w < WORLDS; w++) {
            bodies += part[w].bodies;
            units += part[w].units;
        }
        ck_assert_uint_eq(bodies, world->bodies);
        ck_assert_int_eq(units, SW_WILD_SUN);
        for (uint32_t i = 0; i < world->bodies; i++)
            ck_assert_uint_eq(world->thing[world->body[i].cell], SW_WILD_BODY + i);
        for (uint32_t cell = 0; cell < WORLDS * PLANE; cell++)
            ck_assert_uint_eq(world->claim[cell], 0);
        for (uint32_t i = 0; i < world->walks; i++) {
            const struct sw_wild_walk *walk = &world->walk[i];

            ck_assert_uint_ne(walk->from / PLANE, walk->to / PLANE);
            ck_assert_uint_eq(walk->from % PLANE, walk->to % PLANE);
            into[walk->to / PLANE]++;
        }
        walks += world->walks;
    }
    for (uint32_t w = 0; w < WORLDS; w++)
        ck_assert_uint_gt(into[w], walks / 6);
    ck_assert_uint_gt(walks, 50);
    sw_wild_life_destroy(life);
}
END_TEST

/* With migration 1 all walk who can: the cell above is another world's and empty. */
START_TEST(who_may_walk)
{
    const char *const set[] = {"wild.width=8",  "wild.height=8", "wild.plants=4",
                               "wild.bodies=1", "wild.worlds=2", "wild.migration=1"};
    struct sw_wild_settings settings = settings_of(set, 6);
    struct sw_wild_world *world = sw_wild_world_create(&settings, 0, NULL);
    const uint32_t cell[] = {3, 9, 64 + 9, 20};
    uint8_t act[4] = {SW_WILD_WAIT};

    sw_wild_begin(world, &settings, 1);
    memset(world->thing, 0, world->cells * sizeof *world->thing);
    memset(world->energy, 0, world->cells * sizeof *world->energy);
    for (uint32_t i = 0; i < 4; i++) {
        world->body[i] = (struct sw_wild_body){
            .id = world->next_id++, .cell = cell[i], .energy = 50, .size = 1, .alive = 1};
        world->thing[cell[i]] = (uint32_t)(SW_WILD_BODY + i);
    }
    world->bodies = 4;
    world->thing[64 + 20] = SW_WILD_MEAT;
    world->energy[64 + 20] = 5;
    sw_wild_step(world, act, NULL);
    ck_assert_uint_eq(world->walks, 1);
    ck_assert_uint_eq(world->body[0].cell, 64 + 3);
    ck_assert_uint_eq(world->walk[0].id, 1);
    ck_assert_uint_eq(world->walk[0].from, 3);
    ck_assert_uint_eq(world->walk[0].to, 64 + 3);
    ck_assert_uint_eq(world->walk[0].units, 49 + 100);
    /* 2 and 3 stand in each other's way, and meat in that of 4. */
    ck_assert_uint_eq(world->body[1].cell, 9);
    ck_assert_uint_eq(world->body[2].cell, 64 + 9);
    ck_assert_uint_eq(world->body[3].cell, 20);
    ck_assert_uint_eq(world->thing[3], SW_WILD_EMPTY);
    sw_wild_world_destroy(world);
}
END_TEST

/* ---- order ---- */

static int by_id(const void *a, const void *b)
{
    const struct sw_wild_body *one = a, *other = b;

    return (one->id > other->id) - (one->id < other->id);
}

START_TEST(walkers_have_no_order)
{
    struct sw_wild_life *life = crowd(50 + (uint64_t)_i, 0.3);
    struct sw_wild_world *world = life->world;
    struct sw_wild_world *other = sw_wild_world_create(&world->settings, 0, NULL);
    struct sw_dice dice = sw_dice_at((uint64_t)_i, SW_RANDOM_TEST, 0, 77);
    uint64_t walks = 0;

    for (uint32_t tick = 0; tick < 60; tick++) {
        uint32_t to[SW_WILD_ROOM], bodies = world->bodies;
        uint8_t act[SW_WILD_ROOM], there[SW_WILD_ROOM];

        sw_dice_permutation(&dice, to, bodies);
        sw_wild_world_copy(other, world);
        for (uint32_t i = 0; i < bodies; i++) {
            other->body[to[i]] = world->body[i];
            other->thing[world->body[i].cell] = (uint32_t)(SW_WILD_BODY + to[i]);
            act[i] = (uint8_t)sw_dice_below(&dice, SW_WILD_ACTS);
            there[to[i]] = act[i];
        }
        sw_wild_step(other, there, NULL);
        sw_wild_step(world, act, NULL);
        qsort(other->body, other->bodies, sizeof *other->body, by_id);
        ck_assert_uint_eq(world->bodies, other->bodies);
        ck_assert_uint_eq(world->walks, other->walks);
        walks += world->walks;
        for (uint32_t i = 0; i < world->bodies; i++) {
            ck_assert_uint_eq(world->body[i].id, other->body[i].id);
            ck_assert_uint_eq(world->body[i].cell, other->body[i].cell);
            ck_assert_int_eq(world->body[i].energy, other->body[i].energy);
        }
        if (world->bodies < 20)
            break;
    }
    ck_assert_uint_gt(walks, 20);
    sw_wild_world_destroy(other);
    sw_wild_life_destroy(life);
}
END_TEST

/* What is in one world says nothing to another: acts of its bodies change only their own world. */
START_TEST(worlds_do_not_touch)
{
    struct sw_wild_life *life = crowd(7, 0);
    struct sw_wild_world *world = life->world;
    struct sw_wild_world *other = sw_wild_world_create(&world->settings, 0, NULL);
    uint8_t act[SW_WILD_ROOM], changed[SW_WILD_ROOM];
    uint32_t differs = 0;

    sw_wild_world_copy(other, world);
    for (uint32_t i = 0; i < world->bodies; i++) {
        bool first = world->body[i].cell < PLANE;

        act[i] = (uint8_t)(1 + i % 4);
        changed[i] = first ? SW_WILD_WAIT : act[i];
    }
    sw_wild_step(world, act, NULL);
    sw_wild_step(other, changed, NULL);
    for (uint32_t cell = 0; cell < WORLDS * PLANE; cell++) {
        bool same = (world->thing[cell] < SW_WILD_BODY ? world->thing[cell] : SW_WILD_BODY) ==
                        (other->thing[cell] < SW_WILD_BODY ? other->thing[cell] : SW_WILD_BODY) &&
                    world->energy[cell] == other->energy[cell];

        ck_assert(same || cell < PLANE);
        differs += !same;
    }
    ck_assert_uint_gt(differs, 0);
    ck_assert_uint_eq(world->walks, 0);
    sw_wild_world_destroy(other);
    sw_wild_life_destroy(life);
}
END_TEST

/* The laws are drawn for each world, and turn in each. */
START_TEST(each_world_has_laws_of_its_own)
{
    struct sw_wild_settings settings = settings_of(crowded, CROWDED);
    struct sw_wild_world *world = sw_wild_world_create(&settings, 0, NULL);
    uint32_t others = 0;

    for (uint64_t seed = 0; seed < 20; seed++) {
        uint64_t feeds;
        uint8_t act[1];

        sw_wild_begin(world, &settings, seed);
        for (uint32_t w = 0; w < WORLDS; w++) {
            ck_assert_int_eq(__builtin_popcount(sw_wild_feeds(world, w)), 2);
            others += sw_wild_feeds(world, w) != sw_wild_feeds(world, 0);
        }
        feeds = world->feeds;
        for (int tick = 0; tick < 50; tick++)
            sw_wild_step(world, act, NULL);
        ck_assert_uint_eq(world->feeds, feeds ^ 0xfff);
    }
    ck_assert_uint_gt(others, 20);
    sw_wild_world_destroy(world);
}
END_TEST

/* ---- words ---- */

/* Who is shuffled hears a third, neither itself nor whom it sees; of two nobody is left. */
START_TEST(a_shuffled_word_is_of_a_third)
{
    const char *const set[] = {"wild.width=8", "wild.height=8", "wild.plants=4", "wild.bodies=1",
                               "wild.speech=shuffled"};
    struct sw_wild_settings settings = settings_of(set, 5);
    struct sw_wild_world *world = sw_wild_world_create(&settings, 0, NULL);
    const uint32_t cell[] = {45, 9, 10, 36};
    const uint32_t words = SW_WILD_PLACES * SW_WILD_KINDS + SW_WILD_LEVELS;
    uint32_t heard[SW_WILD_WORDS] = {0};

    sw_wild_begin(world, &settings, 1);
    memset(world->thing, 0, world->cells * sizeof *world->thing);
    for (uint32_t i = 0; i < 4; i++) {
        world->body[i] = (struct sw_wild_body){.id = 1 + i,
                                               .cell = cell[i],
                                               .energy = 50,
                                               .size = 1,
                                               .alive = 1,
                                               .said = (uint8_t)(1 + i)};
        world->thing[cell[i]] = (uint32_t)(SW_WILD_BODY + i);
    }
    for (uint32_t bodies = 4; bodies >= 2; bodies -= 2) {
        world->bodies = bodies;
        if (bodies == 2) { /* 2 and 3, beside each other */
            world->body[0] = world->body[2];
            world->thing[cell[2]] = SW_WILD_BODY;
            world->thing[cell[0]] = world->thing[cell[3]] = SW_WILD_EMPTY;
            memset(heard, 0, sizeof heard);
        }
        for (world->tick = 0; world->tick < 200; world->tick++) {
            struct sw_body_percept percept = {0};

            sw_wild_look(world, 1, &percept);
            for (uint32_t i = 0; i < percept.rows; i++)
                if (percept.row[i] >= words)
                    heard[percept.row[i] - words + 1]++;
        }
        ck_assert_uint_eq(heard[2] + heard[3], 0);
        ck_assert_uint_eq(heard[1] + heard[4], bodies == 4 ? 200 : 0);
        ck_assert(bodies == 2 || (heard[1] > 60 && heard[4] > 60));
    }
    sw_wild_world_destroy(world);
}
END_TEST

/* All of a world say one word, and each world another: exchanged within worlds, nothing changes. */
START_TEST(words_are_exchanged_within_a_world)
{
    const char *const set[] = {"wild.width=16",  "wild.height=16",    "wild.plants=60",
                               "wild.bodies=20", "wild.worlds=2",     "wild.migration=0",
                               "wild.growth=2",  "wild.speech=normal"};
    struct sw_wild_settings settings = settings_of(set, 8);
    struct sw_error error = {0};
    struct sw_wild_life *life = sw_wild_life_create(&settings, &error);
    struct sw_wild_said *said = calloc(1, sizeof *said);
    struct sw_wild_survival came;

    ck_assert_ptr_nonnull(life);
    for (uint32_t i = 0; i < 40; i++) {
        struct sw_wild_body *body = sw_wild_life_arrive(life, i % 2);
        float *weights;

        ck_assert_ptr_nonnull(body);
        weights = sw_wild_life_weights(life, body->home);
        memset(weights, 0, life->layout.floats * sizeof *weights);
        weights[life->layout.tensor[SW_BODY_SAY_BIAS].offset + 1 + i % 2] = 1;
        body->energy = i % 2 == 0 ? 60 : 400;
        sw_wild_life_wake(life, body->home);
    }
    ck_assert_int_eq(sw_wild_hear(life, 0, SW_WILD_HEARING, 30, said, &came, &error), 0);
    ck_assert_double_gt(sw_wild_information(said->count[SW_WILD_ABOUT_ENERGY][0]), 0.5);
    for (uint32_t about = 0; about < SW_WILD_ABOUTS; about++)
        for (uint32_t null = 1; null < SW_WILD_NULL_COUNT; null++)
            ck_assert_mem_eq(said->count[about][null], said->count[about][0],
                             sizeof said->count[about][0]);
    free(said);
    sw_wild_life_destroy(life);
}
END_TEST

/* ---- what is stored ---- */

static struct sw_wild_history read_back(const char *folder)
{
    struct sw_wild_history history = {.births = 0};
    struct sw_error error = {0};
    struct sw_store *store = sw_store_open(folder, false, false, &error);

    ck_assert_ptr_nonnull(store);
    ck_assert_msg(sw_wild_read_history(store, &history, &error) == 0, "%s", error.text);
    sw_store_close(store);
    return history;
}

START_TEST(walks_are_a_ledger)
{
    struct sw_wild_settings settings = settings_of(crowded, CROWDED);
    struct sw_wild_run run = {.life = NULL};
    struct sw_wild_history history;
    struct sw_exchange alone;
    struct sw_error error = {0};
    char folder[WORK_FOLDER_MAX], store[WORK_FOLDER_MAX + 8];

    settings.ticks = 300;
    settings.report = 50;
    sw_exchange_alone(&alone);
    ck_assert(work_folder_make(folder));
    snprintf(store, sizeof store, "%s/run", folder);
    ck_assert_int_eq(sw_wild_run_begin(&run, &alone, 0, store, &settings, &error), 0);
    ck_assert_int_eq(sw_wild_run_on(&run, 300, NULL, NULL, &error), 0);
    sw_wild_run_close(&run);
    history = read_back(store);
    ck_assert_uint_eq(history.pages, 7);
    ck_assert_uint_eq(history.parts, 7 * WORLDS);
    ck_assert_uint_gt(history.walks, 50);
    ck_assert_int_eq(sw_wild_check_walks(&history, &error), 0);

    /* Somebody walks from where it is not; and a page counts one too many. */
    history.walk[20].from = (history.walk[20].from + PLANE) % (WORLDS * PLANE);
    ck_assert_int_eq(sw_wild_check_walks(&history, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    history.walk[20].from = (history.walk[20].from + 2 * PLANE) % (WORLDS * PLANE);
    ck_assert_int_eq(sw_wild_check_walks(&history, &error), 0);
    history.part[4 * WORLDS + 1].bodies++;
    ck_assert_int_eq(sw_wild_check_walks(&history, &error), -1);
    history.part[4 * WORLDS + 1].bodies--;

    /* Looking takes as long as there are records, and not as there are ticks. */
    history.figures[6].tick = UINT64_MAX;
    ck_assert_int_eq(sw_wild_check_walks(&history, &error), 0);
    sw_wild_history_free(&history);
    ck_assert(work_folder_drop(folder));
}
END_TEST

/* A page of a tick that the run does not come to, or that is not after the page before. */
START_TEST(pages_that_do_not_ascend_are_refused)
{
    const struct {
        uint64_t tick;
        const char *says;
    } page[] = {{50, "is not after that of the page before"}, {UINT64_MAX, "tick"}, {201, "tick"}};
    struct sw_wild_settings settings = settings_of(crowded, CROWDED);
    struct sw_wild_history none = {.births = 0};
    struct sw_wild_run run = {.life = NULL};
    struct sw_exchange alone;
    struct sw_error error = {0};
    struct sw_store *store;
    char folder[WORK_FOLDER_MAX], path[WORK_FOLDER_MAX + 8];

    settings.ticks = 200;
    settings.report = 50;
    sw_exchange_alone(&alone);
    ck_assert(work_folder_make(folder));
    snprintf(path, sizeof path, "%s/run", folder);
    ck_assert_int_eq(sw_wild_run_begin(&run, &alone, 0, path, &settings, &error), 0);
    ck_assert_int_eq(sw_wild_run_on(&run, 200, NULL, NULL, &error), 0);
    sw_wild_run_close(&run);
    store = sw_store_open(path, true, false, &error);
    ck_assert_ptr_nonnull(store);
    for (uint32_t i = 0; i < sizeof page / sizeof *page; i++) {
        struct sw_wild_figures figures = {.tick = page[i].tick};
        struct sw_wild_history history = {.births = 0};

        error = (struct sw_error){0};
        ck_assert_int_eq(sw_wild_put_page(store, 2, &none, &settings, &figures, &error), 0);
        ck_assert_int_eq(sw_store_commit(store, &error), 0);
        ck_assert_int_eq(sw_wild_read_history(store, &history, &error), -1);
        ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
        ck_assert_msg(strstr(error.text, page[i].says) != NULL, "%s", error.text);
        sw_wild_history_free(&history);
    }
    sw_store_close(store);
    ck_assert(work_folder_drop(folder));
}
END_TEST

/* The record of another page in the place of one: what is in the worlds is not what the page has.
 */
START_TEST(a_record_that_does_not_fit_is_refused)
{
    struct sw_wild_settings settings = settings_of(crowded, CROWDED);
    struct sw_wild_history none = {.births = 0}, history = {.births = 0};
    struct sw_wild_life *other = crowd(99, 0.02);
    struct sw_wild_run run = {.life = NULL};
    struct sw_exchange alone;
    struct sw_error error = {0};
    struct sw_store *store;
    char folder[WORK_FOLDER_MAX], path[WORK_FOLDER_MAX + 8];

    settings.ticks = 200;
    settings.report = 50;
    sw_exchange_alone(&alone);
    ck_assert(work_folder_make(folder));
    snprintf(path, sizeof path, "%s/run", folder);
    ck_assert_int_eq(sw_wild_run_begin(&run, &alone, 0, path, &settings, &error), 0);
    ck_assert_int_eq(sw_wild_run_on(&run, 200, NULL, NULL, &error), 0);
    sw_wild_run_close(&run);
    store = sw_store_open(path, true, false, &error);
    ck_assert_ptr_nonnull(store);
    ck_assert_int_eq(sw_wild_put_walks(store, 2, &none, other->world, &error), 0);
    ck_assert_int_eq(sw_store_commit(store, &error), 0);
    ck_assert_int_eq(sw_wild_read_history(store, &history, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_DAMAGED);
    ck_assert_msg(strstr(error.text, "are not together what the page has") != NULL, "%s",
                  error.text);
    sw_store_close(store);
    sw_wild_history_free(&history);
    sw_wild_life_destroy(other);
    ck_assert(work_folder_drop(folder));
}
END_TEST

START_TEST(too_much_is_refused)
{
    const char *const cells[] = {"wild.width=900", "wild.height=900", "wild.worlds=2"};
    const char *const most[] = {"wild.worlds=16", "wild.bodies=40"};
    struct sw_wild_settings settings;
    struct sw_error error = {0};

    ck_assert_int_eq(sw_wild_settings_read(NULL, cells, 3, &settings, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "use fewer worlds, or smaller ones"));
    error = (struct sw_error){0};
    ck_assert_int_eq(sw_wild_settings_read(NULL, most, 2, &settings, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "in each world"));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("wild worlds");
    TCase *t = tcase_create("wild worlds");

    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, walkers_take_all_along, 0, 3);
    tcase_add_test(t, who_may_walk);
    tcase_add_loop_test(t, walkers_have_no_order, 0, 3);
    tcase_add_test(t, worlds_do_not_touch);
    tcase_add_test(t, each_world_has_laws_of_its_own);
    tcase_add_test(t, a_shuffled_word_is_of_a_third);
    tcase_add_test(t, words_are_exchanged_within_a_world);
    tcase_add_test(t, walks_are_a_ledger);
    tcase_add_test(t, pages_that_do_not_ascend_are_refused);
    tcase_add_test(t, a_record_that_does_not_fit_is_refused);
    tcase_add_test(t, too_much_is_refused);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
