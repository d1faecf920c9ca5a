/* life_fixture.h - what tests of lives begin with: a few worlds in a batch, a life in them and a
 * founder as parent. */
#ifndef SW_TESTS_UNIT_LIFE_LIFE_FIXTURE_H
#define SW_TESTS_UNIT_LIFE_LIFE_FIXTURE_H

#include "life/life.h"
#include "tests/unit/population/population_fixture.h"

enum { WORLDS = 6 };

static struct fixture f;
static struct sw_worlds *worlds;
static struct sw_batch *batch;
static struct sw_life *life;
static struct sw_individual parent;

static void life_begin(const char *kernel, const char *set)
{
    struct sw_worlds_settings settings;
    struct sw_batch_needs needs = {.shows = SW_SHOWN_CANVAS | SW_SHOWN_ANSWER, .teachers = true};

    fixture_settings(&f, "run.members=96", "agent.experts=3", set, NULL);
    settings = sw_settings_worlds(&f.settings);
    worlds = sw_worlds_create(&settings, NULL, NULL, &f.error);
    ck_assert_msg(worlds != NULL, "%s", f.error.text);
    batch = sw_batch_create(WORLDS, &f.error);
    ck_assert_int_eq(sw_batch_life(batch, worlds, 1, 3, 0, 1, needs, &f.error), 0);
    life = sw_life_create(&f.layout, kernel, &f.action_set, 4, &f.error);
    ck_assert_msg(life != NULL, "%s", f.error.text);
    ck_assert_int_eq(sw_genome_founder(&f.breeder, 0, &parent, &f.error), 0);
}

static void life_end(void)
{
    sw_individual_free(&parent);
    sw_life_destroy(life);
    sw_batch_destroy(batch);
    sw_worlds_destroy(worlds);
    fixture_end(&f);
}

#endif
