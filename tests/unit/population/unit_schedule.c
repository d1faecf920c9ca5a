#include "settings/schedule.h"

#include "base/pack.h"
#include "population/breeding_private.h"
#include "settings/world_sets.h"

#include "tests/unit/population/population_fixture.h"
#include "tests/unit/read_doc.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

static struct fixture f;

static const struct sw_settings *at(uint64_t generation, uint32_t island)
{
    return sw_schedule_at(f.breeder.schedule, generation, island);
}

/* What the config of the_course says, worked out by hand. */
static double pressure_by_hand(uint64_t generation, uint32_t island)
{
    double pressure = island >= 2 ? 0.3 : 0.01; /* [islands 2-3] */

    if (generation >= 5 && island == 1)
        pressure = 0.25;
    if (generation >= 10)
        pressure = 0.5;
    if (generation >= 12)
        pressure = generation < 20 ? 0.5 + (0.9 - 0.5) * ((double)(generation - 12) / 8.0) : 0.9;
    if (generation >= 16 && island == 3)
        pressure = 0.2;
    if (generation >= 30)
        pressure = 0.6;
    return pressure;
}

START_TEST(settings_follow_the_course)
{
    /* Lines stand in no order of time; two begin in generation 30, and the lower one counts. */
    fixture_settings(&f, "run.islands=4", "events.1=at 30 set selection.pressure 0.4",
                     "events.2=ramp selection.pressure 0.5 0.9 from 30% to 50%",
                     "events.3=at 10 set selection.pressure 0.5",
                     "events.4=at 5 set selection.pressure 0.25 on island 1",
                     "events.5=at 16 set selection.pressure 0.2 on islands 3-9",
                     "events.6=at 30 set selection.pressure 0.6",
                     "events.7=ramp selection.elites 1 4 from 0 to 10",
                     "islands 2-3.selection.pressure=0.3", "island 3.selection.scheme=tournament",
                     NULL);
    for (uint64_t generation = 0; generation < 40; generation++)
        for (uint32_t island = 0; island < 4; island++) {
            const struct sw_settings *settings = at(generation, island);
            int64_t elites =
                generation < 10 ? (int64_t)floor(1.5 + 3.0 * (double)generation / 10.0) : 4;

            ck_assert_msg(settings->selection.pressure == pressure_by_hand(generation, island),
                          "generation %d, island %u: %g, not %g", (int)generation, island,
                          settings->selection.pressure, pressure_by_hand(generation, island));
            ck_assert_int_eq(settings->selection.elites, elites);
            ck_assert_str_eq(sw_schedule_scheme(f.breeder.schedule, generation, island)->name,
                             island == 3 ? "tournament" : "recombination");
        }
    /* Any order of asking gives the same. */
    for (uint64_t i = 0; i < 40; i++) {
        uint64_t generation = i * 17 % 40;
        uint32_t island = (uint32_t)(i * 7 % 4);

        ck_assert(at(generation, island)->selection.pressure ==
                  pressure_by_hand(generation, island));
    }
    fixture_end(&f);
}
END_TEST

START_TEST(without_events_nothing_is_copied)
{
    fixture_settings(&f, NULL);
    ck_assert_ptr_eq(at(7, 0), &f.settings);
    ck_assert(!sw_schedule_waits(f.breeder.schedule));
    ck_assert_uint_eq(sw_schedule_end(f.breeder.schedule, NULL), 40);
    fixture_end(&f);
}
END_TEST

START_TEST(events_begin_phases)
{
    /* By their keys: phase1 from 0, phase2 from 20. */
    static const uint64_t from[] = {0, 8, 20, 30, 36, 40};
    static const uint32_t phase[] = {0, 2, 1, 0, 1};

    fixture_settings(&f, "events.1=at 75% phase 1", "events.2=at 8 phase 3",
                     "events.3=at 33 phase 1", "events.4=at 36 phase rule-relay",
                     "phase3.strength=0.3", NULL);
    for (uint32_t part = 0; part < 5; part++)
        for (uint64_t g = from[part]; g < from[part + 1]; g++) {
            uint64_t until;
            uint32_t now = sw_settings_phase(at(g, 0), g, &until);

            ck_assert_uint_eq(now, phase[part]);
            ck_assert_uint_eq(until, from[part + 1]);
            ck_assert_int_eq(at(g, 0)->phase[now].from, (int64_t)from[part]);
        }
    ck_assert(sw_schedule_begins(&f.settings, 2));
    ck_assert(!sw_schedule_begins(&f.settings, 3));
    fixture_end(&f);
}
END_TEST

/* One island whose statistics are these. */
static void observe(struct sw_schedule *schedule, uint64_t generation, double mean, double best,
                    uint8_t phase)
{
    struct sw_statistics statistics = {.best = best, .mean = mean, .phase = phase};

    sw_schedule_observe(schedule, generation, 0, &statistics);
}

START_TEST(conditions_are_met_once_and_act_from_the_next_generation_on)
{
    struct sw_schedule *schedule;
    const struct sw_event *why;

    fixture_settings(
        &f, "phase2.fitness=exact", "events.1=when best > 0.5 set selection.pressure 0.7",
        "events.2=when solve_rate >= 0.25 phase 1", "events.3=stop when mean < -9", NULL);
    schedule = f.breeder.schedule;
    ck_assert(sw_schedule_waits(schedule));
    for (uint64_t g = 0; g < 30; g++) {
        ck_assert(at(g, 0)->selection.pressure == (g >= 11 ? 0.7 : 0.01));
        ck_assert_uint_eq(sw_settings_phase(at(g, 0), g, NULL), g >= 20 && g < 24);
        /* Generation 3 reaches the rate too, but its phase is scored by likelihood. */
        observe(schedule, g, g == 3 || g >= 23 ? 0.25 : 0.2, g == 10 ? 0.6 : 0.5,
                g >= 20 && g < 24);
        observe(schedule, g, -10, -10, 0); /* a second time: passed over */
    }
    ck_assert_uint_eq(sw_schedule_begun(schedule, 0), 11);
    ck_assert_uint_eq(sw_schedule_begun(schedule, 1), 24);
    ck_assert_uint_eq(sw_schedule_end(schedule, &why), 40);
    ck_assert_ptr_null(why);
    observe(schedule, 30, -9.5, -9, 0);
    ck_assert_uint_eq(sw_schedule_end(schedule, &why), 31);
    ck_assert_uint_eq(why->line, 3);
    fixture_end(&f);
}
END_TEST

/* The generation that first follows `patience` generations without a gain, by looking back over all
 * of them; count: none. */
static uint64_t plateau_by_hand(const double *mean, const uint8_t *phase, uint64_t count,
                                double gain, uint64_t patience)
{
    for (uint64_t g = 0; g < count; g++) {
        uint64_t since = 0;
        double reached = mean[0];

        for (uint64_t i = 1; i <= g; i++)
            if (phase[i] != phase[i - 1] || (mean[i] > reached && mean[i] - reached >= gain)) {
                reached = mean[i];
                since = i;
            }
        if (g - since >= patience)
            return g;
    }
    return count;
}

START_TEST(a_plateau_is_what_looking_back_finds)
{
    enum { COUNT = 40 };
    struct sw_schedule *schedule;
    uint32_t met = 0;

    fixture_settings(&f, NULL);

    for (uint32_t run = 0; run < 200; run++) {
        struct sw_dice dice = sw_dice_at(3, SW_RANDOM_TEST, run, 0);
        double mean[COUNT], gain = run % 3 == 0 ? 0 : 0.25;
        uint64_t patience = 1 + run % 17, found;
        uint8_t phase[COUNT];
        char line[100];

        for (uint64_t g = 0; g < COUNT; g++) {
            mean[g] = (double)sw_dice_below(&dice, 16) / 8.0 + (double)g / 32.0;
            phase[g] = g >= 20;
        }
        snprintf(line, sizeof line, "events.1=stop when no gain of %g in %d generations", gain,
                 (int)patience);
        ck_assert_int_eq(sw_parameters_assign(sw_settings_table, &f.settings, line, NULL), 0);
        schedule = sw_schedule_create(&f.settings, &f.error);
        for (uint64_t g = 0; g < COUNT; g++)
            observe(schedule, g, mean[g], 9, phase[g]);
        found = plateau_by_hand(mean, phase, COUNT, gain, patience);
        met += found < COUNT;
        ck_assert_uint_eq(sw_schedule_begun(schedule, 0), found == COUNT ? SW_NEVER : found + 1);
        sw_schedule_destroy(schedule);
    }
    ck_assert_uint_gt(met, 50);
    ck_assert_uint_lt(met, 180);
    fixture_end(&f);
}
END_TEST

START_TEST(what_was_observed_travels)
{
    static const char *const lines[] = {
        "events.1=when mean > 0.5 set selection.pressure 0.7",
        "events.2=stop when no gain of 0.125 in 10 generations of worst"};
    struct sw_schedule *copy;
    struct sw_unpack reader;
    struct sw_pack *pack;
    size_t size;
    void *bytes;

    fixture_settings(&f, lines[0], lines[1], NULL);
    for (uint64_t g = 0; g < 14; g++)
        observe(f.breeder.schedule, g, g < 6 ? 0.125 * (double)g : 0.625, 1, 0);
    pack = sw_pack_begin("test", 1, SW_SCHEDULE_FIELDS);
    sw_schedule_pack(f.breeder.schedule, pack);
    bytes = sw_pack_end(pack, &size, &f.error);
    ck_assert_ptr_nonnull(bytes);
    copy = sw_schedule_create(&f.settings, &f.error);
    sw_unpack_begin(&reader, bytes, size, "test", 1, SW_SCHEDULE_FIELDS, &f.error);
    sw_schedule_unpack(copy, &reader);
    ck_assert_int_eq(sw_unpack_end(&reader), 0);
    ck_assert_uint_eq(sw_schedule_begun(copy, 0), 6);
    ck_assert(sw_schedule_at(copy, 6, 0)->selection.pressure == 0.7);
    observe(copy, 14, 0.625, 1, 0);
    ck_assert_uint_eq(sw_schedule_begun(copy, 1), SW_NEVER);
    observe(copy, 15, 0.625, 1, 0); /* the last gain was in generation 5 */
    ck_assert_uint_eq(sw_schedule_begun(copy, 1), 16);
    sw_schedule_destroy(copy);
    fixture_settings(&f, lines[0], NULL);
    copy = sw_schedule_create(&f.settings, &f.error);
    sw_unpack_begin(&reader, bytes, size, "test", 1, SW_SCHEDULE_FIELDS, &f.error);
    sw_schedule_unpack(copy, &reader);
    ck_assert_int_eq(sw_unpack_end(&reader), -1);
    sw_schedule_destroy(copy);
    free(bytes);
    fixture_end(&f);
}
END_TEST

START_TEST(repeated_events_act_when_they_are_due)
{
    const struct sw_event *event;

    fixture_settings(&f, "run.islands=2", "events.1=every 6 from 10 to 24 migrate all",
                     "events.2=at 12 cull islands 0.5", "events.3=every 6 migrate all", NULL);
    for (uint64_t g = 1; g < 40; g++) {
        event = sw_schedule_next(f.breeder.schedule, SW_EVENT_MIGRATE, g, NULL);
        ck_assert_int_eq(event != NULL, g % 6 == 0);
        if (event != NULL)
            ck_assert_uint_eq(event->line, g >= 10 && g <= 24 ? 1 : 3);
        if (event != NULL && event->line == 1) {
            event = sw_schedule_next(f.breeder.schedule, SW_EVENT_MIGRATE, g, event);
            ck_assert_ptr_nonnull(event);
            ck_assert_uint_eq(event->line, 3);
        }
        ck_assert_int_eq(sw_schedule_next(f.breeder.schedule, SW_EVENT_CULL, g, NULL) != NULL,
                         g == 12);
    }
    fixture_end(&f);
}
END_TEST

/* ---- what breeding makes of it ---- */

static void live(struct sw_breeding *breeding, float *scores, uint64_t until)
{
    while (breeding->generation < until) {
        fixture_scores(&f, breeding->generation, scores);
        ck_assert_msg(
            sw_breeding_advance(breeding, &(struct sw_lived){.score = scores}, &f.error) == 0, "%s",
            f.error.text);
    }
}

START_TEST(a_scheme_takes_over_from_another)
{
    struct sw_breeding breeding;
    uint32_t members;
    float *scores;

    fixture_settings(&f, "run.islands=2",
                     "events.1=at 5 set selection.scheme truncation on island 1",
                     "events.2=at 9 set selection.scheme recombination", NULL);
    members = f.settings.run.members;
    scores = fixture_floats(2 * (size_t)members);
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    for (uint64_t g = 1; g < 14; g++) {
        const struct sw_island *island = &breeding.island[1];

        live(&breeding, scores, g);
        island = &breeding.island[1];
        ck_assert_int_eq(island->births.recombines, g < 5 || g >= 9);
        ck_assert(breeding.island[0].births.recombines);
        if (island->births.recombines)
            ck_assert_uint_eq(island->parents, 1);
        if (g == 9) /* the best of generation 8 */
            ck_assert_uint_eq(island->births.litter[0].parent,
                              sw_identity_id(sw_settings_space(&f.settings), 8, 1,
                                             sw_scores_best(scores + members, members)));
        if (g >= 6 && g <= 8)
            ck_assert_uint_gt(island->parents, 1);
    }
    sw_breeding_end(&breeding);
    free(scores);
    fixture_end(&f);
}
END_TEST

START_TEST(the_poorest_islands_are_founded_anew)
{
    /* Means of the islands, and whose parent each has after half of five, rounded, are culled. */
    static const float level[] = {-3, -1, -2, -5, -4};
    static const uint32_t from[] = {0, 1, 2, 1, 2};
    struct sw_breeding breeding;
    struct sw_identity identity;
    float *scores;

    fixture_settings(&f, "run.islands=5", "events.1=at 1 cull islands 0.45", NULL);
    scores = fixture_floats((size_t)(5 * f.settings.run.members));
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    for (uint32_t i = 0; i < 5 * f.settings.run.members; i++)
        scores[i] = level[i / f.settings.run.members] + 0.001f * (float)(i % 7);
    ck_assert_int_eq(sw_breeding_advance(&breeding, &(struct sw_lived){.score = scores}, &f.error),
                     0);
    for (uint32_t i = 0; i < 5; i++)
        for (uint32_t j = 0; j < breeding.litters; j++) {
            identity = sw_identity_of(sw_settings_space(&f.settings),
                                      breeding.island[i].births.litter[j].parent);
            ck_assert_uint_eq(identity.island, from[i]);
            ck_assert_uint_eq(identity.slot, f.settings.run.members);
        }
    ck_assert_mem_eq(breeding.island[3].parent[0].weights, breeding.island[1].parent[0].weights,
                     f.layout.floats * sizeof(float));
    ck_assert_uint_ne(breeding.island[3].births.litter[0].seed,
                      breeding.island[1].births.litter[0].seed);
    sw_breeding_end(&breeding);
    free(scores);
    fixture_end(&f);
}
END_TEST

/* ---- worlds ---- */

static bool teaches(const char *laws)
{
    struct sw_worlds_settings worlds = sw_settings_worlds(&f.settings);
    struct sw_action_set taught;

    worlds.laws = laws;
    worlds.colours = 7;
    ck_assert_int_eq(sw_action_set_taught(&worlds, &taught, &f.error), 0);
    for (uint32_t row = 1; row < taught.count; row++)
        if (f.action_set.row[taught.token[row]] == 0)
            return false;
    return true;
}

START_TEST(agents_have_the_edits_of_all_worlds_to_come)
{
    struct sw_world_sets *sets;
    struct sw_worlds_settings own;
    struct sw_worlds *worlds;

    fixture_settings(&f, "run.islands=2", "worlds.laws=gravity",
                     "events.1=when mean > 0 set worlds.laws fill,mirror",
                     "events.2=ramp worlds.colours 4 7 from 0 to 20",
                     "island 1.worlds.laws=outline", NULL);
    ck_assert(teaches("gravity") && teaches("fill,mirror") && teaches("outline"));
    ck_assert(teaches("fill.7")); /* a colour that only the ramp comes to */
    ck_assert(!teaches("turn.180"));
    own = sw_settings_worlds(&f.settings);
    worlds = sw_worlds_create(&own, NULL, NULL, &f.error);
    sets = sw_world_sets_create(&f.settings, worlds, &f.error);
    ck_assert_ptr_eq(sw_world_sets_of(sets, at(0, 0), &f.error), worlds);
    ck_assert_uint_eq(sw_worlds_rules(sw_world_sets_of(sets, at(0, 1), &f.error)), 4);
    ck_assert_ptr_ne(sw_world_sets_of(sets, at(20, 0), &f.error), worlds);
    sw_world_sets_destroy(sets);
    sw_worlds_destroy(worlds);
    fixture_end(&f);
}
END_TEST

/* ---- refusals ---- */

START_TEST(wrong_lines_are_refused)
{
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"set selection.pressure 0.5", "at, every, when, ramp or stop first"},
        {"at selection.pressure 0.5", "a generation (2000) or a share"},
        {"at 101% stop", "a generation (2000) or a share"},
        {"at 5", "the action is missing"},
        {"at 5 halt", "set, phase, migrate, cull or stop"},
        {"at 5 stop now", "nothing more"},
        {"at 5 set", "set section.key value"},
        {"at 5 set selection.presure 0.5", "did you mean \"selection.pressure\""},
        {"at 5 set selection.pressure 2", "a number from 0.0001 to 0.9999"},
        {"at 5 set selection.pressure", "cannot be \"\""},
        {"at 5 set selection.pressure 0.5 on islands x", "on island 3, or on islands 4-7"},
        {"at 5 set agent.hidden 32", "agent.hidden cannot change during a run: the weights"},
        {"at 5 set run.seed 2", "run.seed cannot change during a run"},
        {"at 5 set worlds.source arc:x", "files of a run are read once"},
        {"at 5 set phase1.game solo", "begin it by"},
        {"at 5 phase 7", "a number from 1 to 6"},
        {"at 5 migrate some", "migrate all"},
        {"at 5 cull 0.5", "cull islands 0.5"},
        {"at 5 cull islands 1.5", "a number from 0 to 1"},
        {"every 0 migrate all", "at least 1"},
        {"every 5 set selection.pressure 0.5", "acts once and stays"},
        {"every 5 from now migrate all", "a generation (2000) or a share"},
        {"when score > 1 stop", "best, mean, worst or solve_rate"},
        {"when best >1 stop", "with blanks around it"},
        {"when best > x stop", "write a number"},
        {"stop", "stop when CONDITION"},
        {"stop when no gain", "no gain of 0.01 in 500 generations"},
        {"stop when no gain of 0.1 in 0 generations", "at least 1"},
        {"ramp selection.pressure 0.1 0.9 from 0", "to TIME"},
        {"ramp selection.pressure 0.1 9 from 0 to 5", "a number from 0.0001 to 0.9999"},
        {"ramp selection.scheme truncation tournament from 0 to 5", "no values between"},
    };
    struct sw_settings settings;
    char set[200];

    ck_assert_int_eq(sw_parameters_defaults(sw_settings_table, &settings, NULL), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sw_error error = {0};

        snprintf(set, sizeof set, "events.1=%s", cases[i].line);
        ck_assert_msg(sw_parameters_assign(sw_settings_table, &settings, set, &error) != 0,
                      "\"%s\" is taken", cases[i].line);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        ck_assert_msg(strstr(error.text, cases[i].says) != NULL, "%s: %s", cases[i].line,
                      error.text);
        ck_assert_str_eq(settings.events, "");
    }
}
END_TEST

START_TEST(what_contradicts_the_rest_is_refused)
{
    static const struct {
        const char *set, *says;
    } cases[] = {
        {"events.1=at 7 set worlds.side_min 9",
         "on island 0 from generation 7 on: worlds.side_min"},
        {"events.1=when mean > 1 set worlds.side_min 9", "worlds.side_min is 9"},
        {"events.1=ramp worlds.side_min 5 9 from 0 to 5", "from generation 5 on"},
        {"events.1=ramp selection.pressure 0.1 0.2 from 9 to 9", "is not a span of time"},
        {"events.1=every 2 from 9 to 5 migrate all", "is not a span of time"},
        {"events.1=at 7 phase solo-relay", "no phase plays"},
        {"island 0.worlds.side_min=9", "worlds.side_min is 9"},
        {"events.1=at 7 set selection.scheme plus", "cannot be mixed in one run"},
        {"events.1=when mean > 1 set selection.scheme lexicase", "cannot be mixed in one run"},
        {"island 0.selection.scheme=comma", "cannot be mixed in one run"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sw_error error = {0};
        struct sw_settings settings;

        memset(&settings, 0, sizeof settings);
        ck_assert_int_eq(sw_parameters_defaults(sw_settings_table, &settings, NULL), 0);
        ck_assert_msg(sw_parameters_assign(sw_settings_table, &settings, cases[i].set, &error) == 0,
                      "%s", error.text);
        ck_assert_int_ne(sw_settings_check(&settings, &error), 0);
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
        ck_assert_msg(strstr(error.text, cases[i].says) != NULL, "%s: %s", cases[i].set,
                      error.text);
    }
}
END_TEST

START_TEST(who_stands_is_never_culled)
{
    static const char *const schemes[] = {"selection.scheme=plus", "selection.scheme=tournament"};

    for (size_t i = 0; i < 2; i++) {
        struct sw_error error = {0};
        struct sw_settings settings;

        memset(&settings, 0, sizeof settings);
        ck_assert_int_eq(sw_parameters_defaults(sw_settings_table, &settings, NULL), 0);
        ck_assert_int_eq(sw_parameters_assign(sw_settings_table, &settings, schemes[i], &error) +
                             sw_parameters_assign(sw_settings_table, &settings,
                                                  "events.1=every 5 cull islands 0.5", &error),
                         0);
        ck_assert_int_eq(sw_settings_check(&settings, &error), i == 0 ? -1 : 0);
        ck_assert_int_eq(strstr(error.text, "events.1 culls islands") != NULL, i == 0);
    }
}
END_TEST

/* Whether rates of generations that are over depend on what was met since. */
START_TEST(a_phase_that_waits_is_not_known_before)
{
    struct sw_statistics low = {.mean = 0}, high = {.mean = 2};
    float before[8];

    fixture_settings(&f, "run.islands=1", "phase2.from=-1", "events.1=when mean > 1 phase 2", NULL);
    for (uint64_t g = 0; g < 8; g++) {
        before[g] = sw_settings_rate(at(g, 0), g);
        sw_schedule_observe(f.breeder.schedule, g, 0, g < 7 ? &low : &high);
    }
    ck_assert_uint_eq(sw_settings_phase(at(8, 0), 8, NULL), 1);
    for (uint64_t g = 0; g < 8; g++)
        ck_assert(sw_settings_rate(at(g, 0), g) == before[g]);
    fixture_end(&f);
}
END_TEST

START_TEST(islands_sections_are_refused_where_they_cannot_differ)
{
    static const struct {
        const char *set, *says;
    } cases[] = {
        {"island x.selection.pressure=0.5", "[island 3] or [islands 4-7]"},
        {"islands 7-4.selection.pressure=0.5", "[island 3] or [islands 4-7]"},
        {"island.selection.pressure=0.5", "[island 3] or [islands 4-7]"},
        {"island 1.run.members=64", "run.members cannot differ between islands"},
        {"island 1.migration.every=5", "islands migrate together"},
        {"island 1.selection.pressure=5", "a number from 0.0001"},
        {"island 1.pressure=0.5", "did you mean \"selection.pressure\""},
    };
    struct sw_settings settings;

    ck_assert_int_eq(sw_parameters_defaults(sw_settings_table, &settings, NULL), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sw_error error = {0};

        ck_assert_msg(sw_parameters_assign(sw_settings_table, &settings, cases[i].set, &error) != 0,
                      "\"%s\" is taken", cases[i].set);
        ck_assert_msg(strstr(error.text, cases[i].says) != NULL, "%s: %s", cases[i].set,
                      error.text);
    }
}
END_TEST

#define DOC_ROW(id, name, text) "| `" name "` | " text " |",

START_TEST(the_docs_have_the_measures)
{
    static const char *const lines[] = {SW_WATCHED_ROWS(DOC_ROW, DOC_ROW)};

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        check_doc_has("events.md", lines[i]);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("schedule");
    TCase *t = tcase_create("schedule");

    tcase_add_test(t, settings_follow_the_course);
    tcase_add_test(t, without_events_nothing_is_copied);
    tcase_add_test(t, events_begin_phases);
    tcase_add_test(t, conditions_are_met_once_and_act_from_the_next_generation_on);
    tcase_add_test(t, a_plateau_is_what_looking_back_finds);
    tcase_add_test(t, what_was_observed_travels);
    tcase_add_test(t, repeated_events_act_when_they_are_due);
    tcase_add_test(t, a_scheme_takes_over_from_another);
    tcase_add_test(t, the_poorest_islands_are_founded_anew);
    tcase_add_test(t, agents_have_the_edits_of_all_worlds_to_come);
    tcase_add_test(t, wrong_lines_are_refused);
    tcase_add_test(t, what_contradicts_the_rest_is_refused);
    tcase_add_test(t, who_stands_is_never_culled);
    tcase_add_test(t, a_phase_that_waits_is_not_known_before);
    tcase_add_test(t, islands_sections_are_refused_where_they_cannot_differ);
    tcase_add_test(t, the_docs_have_the_measures);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
