/* command_bench.c - smallworld bench: measure how fast lives, worlds and the store are on this
 * machine. */
#include "config.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/number.h"
#include "base/table.h"
#include "bench/bench.h"
#include "cli/options.h"
#include "base/json.h"
#include "cli/launch.h"
#include "population/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BESIDE "plain / this" /* the time of the same, one cell at a time */

/* The figures. A name that ends in * stands for several; `compared`: what a
 * ratio says; `target`: what it has to reach, at least for a rate and at most for a time. */
static const struct figure {
    const char *name, *unit, *compared, *description;
    double target;
} figures[] = {
    {"agent.ticks", "ticks/s", NULL, "members' ticks in a brood's life, solo", 0},
    {"agent.evaluations", "evaluations/s", NULL,
     "a member in a world: see, think, follow the teacher", 0},
    {"agent.evaluation", "us", NULL, "the same, the time of one", 0},
    {"agent.blas", "evaluations/s", "portable / blas", "evaluations with dense layers by OpenBLAS",
     0},
    {"agent.plain", "evaluations/s", "brood / plain",
     "one network on as many rows, each row its own world", 0},
    {"agent.plain.shared", "evaluations/s", "brood / plain",
     "the same, but each world's cells are summed only once", 0},
    {"agent.materialised", "evaluations/s", "brood / materialised",
     "evaluations if every child were made", 0},
    {"agent.relay", "ticks/s", NULL, "rule-relay, speech and hearing evolving", 0},
    {"agent.noise", "members/s", NULL, "mutations drawn from their seeds", 0},
    {"agent.recombination", "members/s", NULL, "children summed into the next parent", 0},
    {"world.recolour", "edits/s", BESIDE, "act.recolour of one cell on 10x10", 20e6},
    {"world.act", "acts/s", BESIDE, "organisms selected, recoloured: 8 on 16x16", 1e6},
    {"world.step", "us", BESIDE, "a step of physics: gravity, 8 organisms on 16x16", 1},
    {"world.step.walking", "us", BESIDE, "the same; four of nine colours walk, push, turn back", 1},
    {"world.holes", "us", BESIDE, "enclosed background, 8 organisms on 16x16", 0},
    {"world.label", "us", BESIDE, "organisms of a random quarter-filled 30x30 canvas", 10},
    {"world.turn", "us", BESIDE, "a 30x30 canvas under the eight symmetries in turn", 0},
    {"world.puzzles", "puzzles/s", BESIDE, "made and checked, default laws, 10x10", 50e3},
    {"world.puzzles.all", "puzzles/s", BESIDE, "the same, all laws", 50e3},
    {"world.percepts", "percepts/s", BESIDE, "puzzles described for the eye", 0},
    {"think.tries", "programs/s", "plain / this",
     "the teachers of all rules tried on three demonstrations of 10x10", 1e6},
    {"think.edits", "edits", NULL, "canvases edited by one edit for each of these", 0},
    {"think.compares", "compares/s", "region / this",
     "canvases that programs made compared with their targets, wholly", 0},
    {"think.programs", "programs/s", NULL, "programs of its own that a founder thinks of and tries",
     0},
    {"store.births", "births/s", NULL, "stored and committed, 256 a generation", 0},
    {"store.bytes", "bytes", NULL, "of a birth with its score, 256 a generation", 0},
    {"store.births.large", "births/s", NULL, "the same, 65,536 a generation", 0},
    {"store.bytes.large", "bytes", NULL, "the same, 65,536 a generation", 0},
    {"store.keyframe", "us", NULL, "one keyframe stored and committed", 0},
    {"exchange.solo", "bytes", NULL, "sent by all ranks in a generation, solo", 0},
    {"exchange.member", "bytes/member", NULL, "the most of solo and relay, a member", 16},
    {"exchange.relay", "bytes", NULL, "the same, rule-relay with itself", 0},
    {"exchange.relay.other", "bytes", NULL, "the same, rule-relay with another member", 0},
    {"exchange.wild", "ticks/s", "ranks / one", "512 bodies in the wild, held by all ranks", 0},
    {"exchange.wild.work", "ticks/s", "ranks / one",
     "the same by core-seconds of the busiest rank, without waiting", 0},
    {"exchange.wild.bytes", "bytes/tick", NULL, "sent by all ranks, the same", 0},
    {"exchange.wild.blocks", "ticks/s", "ranks / one", "the same, each rank has a block", 0},
    {"exchange.wild.blocks.work", "ticks/s", "ranks / one",
     "the same by core-seconds of the busiest rank, without waiting", 0},
    {"exchange.wild.blocks.bytes", "bytes/tick", NULL, "sent by all ranks, the same", 0},
    {"exchange.wild.large", "ticks/s", "ranks / one", "4,096 bodies, held by all ranks", 0},
    {"exchange.wild.large.work", "ticks/s", "ranks / one",
     "the same by core-seconds of the busiest rank, without waiting", 0},
    {"exchange.wild.large.bytes", "bytes/tick", NULL, "sent by all ranks, the same", 0},
    {"exchange.wild.large.blocks", "ticks/s", "ranks / one", "the same, each rank has a block", 0},
    {"exchange.wild.large.blocks.work", "ticks/s", "ranks / one",
     "the same by core-seconds of the busiest rank, without waiting", 0},
    {"exchange.wild.large.blocks.bytes", "bytes/tick", NULL, "sent by all ranks, the same", 0},
    {"exchange.split.forage-four", "body-ticks/s", "split / whole",
     "crews from islands, four bodies, worlds on all ranks", 0},
    {"exchange.split.forage-four.work", "body-ticks/s", "split / whole",
     "the same by core-seconds of the busiest rank, without waiting", 0},
    {"exchange.split.forage-four.bytes", "bytes/tick", NULL, "sent for such a world", 0},
    {"exchange.split.meadow", "body-ticks/s", "split / whole",
     "crews from islands, eight bodies, worlds on all ranks", 0},
    {"exchange.split.meadow.work", "body-ticks/s", "split / whole",
     "the same by core-seconds of the busiest rank, without waiting", 0},
    {"exchange.split.meadow.bytes", "bytes/tick", NULL, "sent for such a world", 0},
    {"function.bare", "values/s", NULL, "Rastrigin's function of 1,000 numbers, alone", 0},
    {"function.generation", "members/s", "of function.bare",
     "the same: born, evaluated, recombined; without the store", 0},
    {"body.step", "body-ticks/s", BESIDE, "16 bodies with all acts and hidden laws on 30x30", 20e6},
    {"body.step.one", "body-ticks/s", BESIDE, "one body that forages on 10x10", 20e6},
    {"body.step.imitate", "body-ticks/s", BESIDE, "the 16 bodies with one act more, imitation", 0},
    {"body.look", "percepts/s", BESIDE, "what one of 16 bodies perceives", 0},
    {"body.wild", "body-ticks/s", NULL, "512 bodies in the wild, a genome each", 200e3},
    {"body.crews", "body-ticks/s", NULL, "litters in crews of 4 that speak, brains included", 1e6},
    {"body.split", "body-ticks/s", "split / whole",
     "the work of one of two ranks: crews of 4 from an island", 0},
    {"forecast.step", "deeds/s", "of forecast.deed",
     "a deed on 10x10 forecast, 128 hidden units, all passes", 0},
    {"forecast.deed", "deeds/s", NULL, "the same deeds done by the world", 0},
    {"forecast.organism", "deeds/s", "of forecast.deed", "the same forecast by organism, at once",
     0},
    {"forecast.pass", "passes/s", BESIDE, "the network alone, over all cells of a canvas", 0},
    {"forecast.lesson", "lessons/s", NULL, "a deed drawn, done, seen and learned from", 0},
    {"context.step", "ticks/s", BESIDE, "a tick or push on 10x10 in worlds of drawn physics", 0},
    {"context.shown", "shown/s", "of context.forecast",
     "a transition found out from, 128 hidden units", 0},
    {"context.forecast", "shown/s", NULL, "the same transitions forecast alone", 0},
    {"kernel.*", "GFLOP/s", "this one / the best portable",
     "32 rows times a tensor of the default agent", 0},
};

enum { FIGURES = sizeof figures / sizeof *figures };

static const struct group {
    const char *name;
    int (*measure)(struct sw_bench *bench);
} groups[] = {
    {"agent", sw_bench_agent},   {"world", sw_bench_world},
    {"store", sw_bench_store},   {"exchange", sw_bench_exchange},
    {"kernel", sw_bench_kernel}, {"function", sw_bench_function},
    {"body", sw_bench_body},     {"forecast", sw_bench_forecast},
    {"think", sw_bench_think},   {"context", sw_bench_context},
};

enum { GROUPS = sizeof groups / sizeof *groups, REPETITIONS = 7 };

#define SHORTEST 0.02 /* seconds of one repetition: a million times the clock's step */

/* ---- timing ---- */

/* Core-seconds of this thread: other processes of a busy machine do not count, nor do the threads
 * that OpenBLAS starts when it is loaded, which spin for a while before they sleep. */
static double clock_of(const struct sw_bench *bench)
{
    return bench->wall ? sw_clock_seconds() : sw_clock_thread();
}

static double time_rounds(const struct sw_bench *bench, int (*work)(void *), void *context,
                          uint64_t rounds)
{
    double begun = clock_of(bench);

    for (uint64_t i = 0; i < rounds; i++)
        if (work(context) != 0)
            return -1;
    return clock_of(bench) - begun;
}

/* How many rounds a repetition takes; 0 if the work failed. The first also warm the caches. */
static uint64_t rounds_of(const struct sw_bench *bench, int (*work)(void *), void *context)
{
    uint64_t rounds = 1;

    for (;;) {
        double once = time_rounds(bench, work, context, rounds);

        if (once < 0)
            return 0;
        if (once >= SHORTEST)
            return rounds;
        rounds =
            once < SHORTEST / 16 ? rounds * 8 : (uint64_t)((double)rounds * SHORTEST / once) + 1;
    }
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *values, uint32_t count)
{
    qsort(values, count, sizeof *values, by_size);
    return values[count / 2];
}

double sw_bench_time(const struct sw_bench *bench, int (*work)(void *context), void *context)
{
    double seconds[REPETITIONS];
    uint64_t rounds = rounds_of(bench, work, context);

    if (rounds == 0)
        return -1;
    for (uint32_t i = 0; i < REPETITIONS; i++) {
        seconds[i] = time_rounds(bench, work, context, rounds) / (double)rounds;
        if (seconds[i] < 0)
            return -1;
    }
    return median(seconds, REPETITIONS);
}

double sw_bench_compare(const struct sw_bench *bench, int (*const work[2])(void *context),
                        void *const context[2], double seconds[2])
{
    double times[2][REPETITIONS], ratio[REPETITIONS];
    uint64_t rounds[2];

    for (int k = 0; k < 2; k++) {
        rounds[k] = rounds_of(bench, work[k], context[k]);
        if (rounds[k] == 0)
            return -1;
    }
    for (uint32_t i = 0; i < REPETITIONS; i++) {
        for (int k = 0; k < 2; k++) {
            times[k][i] = time_rounds(bench, work[k], context[k], rounds[k]) / (double)rounds[k];
            if (times[k][i] < 0)
                return -1;
        }
        ratio[i] = times[1][i] / times[0][i];
    }
    for (int k = 0; k < 2; k++)
        seconds[k] = median(times[k], REPETITIONS);
    return median(ratio, REPETITIONS);
}

/* ---- telling ---- */

static bool begins(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* A name asks for the figure itself, or for all under it: "agent" for "agent.ticks". */
static bool asked(const char *wanted, const char *name)
{
    size_t length;

    if (wanted == NULL)
        return true;
    length = strlen(wanted);
    return begins(name, wanted) && (name[length] == '\0' || name[length] == '.');
}

bool sw_bench_wants(const struct sw_bench *bench, const char *name)
{
    return asked(bench->wanted, name) || (bench->wanted != NULL && begins(bench->wanted, name));
}

/* NULL if there is no row of that name. */
static const struct figure *figure_of(const char *name)
{
    for (int i = 0; i < FIGURES; i++) {
        size_t length = strlen(figures[i].name);
        bool star = figures[i].name[length - 1] == '*';

        if (star ? strncmp(name, figures[i].name, length - 1) == 0
                 : strcmp(name, figures[i].name) == 0)
            return &figures[i];
    }
    return NULL;
}

static bool is_met(const struct figure *figure, double value)
{
    bool less = strcmp(figure->unit, "us") == 0 || strcmp(figure->unit, "bytes/member") == 0;

    return less ? value <= figure->target : value >= figure->target;
}

static void tell_json(const char *name, const struct figure *figure, double value, double plain,
                      double ratio)
{
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_text(&json, "name", name);
    sw_json_real(&json, "value", value);
    sw_json_text(&json, "unit", figure->unit);
    if (plain >= 0)
        sw_json_real(&json, "plain", plain);
    if (ratio >= 0)
        sw_json_real(&json, "ratio", ratio);
    if (figure->target > 0)
        sw_json_real(&json, "target", figure->target);
    sw_json_close(&json, '}');
}

/* More lines below a figure: what it is compared with, and what it has to reach. */
static void tell_more(const struct figure *figure, double value, double plain, double ratio)
{
    char text[SW_NUMBER_TEXT];

    if (plain >= 0)
        printf("    plain: %s, %.3g times as long\n", sw_number_rate(plain, figure->unit, text),
               ratio);
    else if (ratio >= 0)
        printf("    %s: %.3g\n", figure->compared, ratio);
    if (figure->target > 0)
        printf("    target: %s, %s\n", sw_number_rate(figure->target, figure->unit, text),
               is_met(figure, value) ? "met" : "NOT met");
}

/* Lines come as they are measured, so the columns are fixed and not a struct sw_table. */
void sw_bench_tell_beside(struct sw_bench *bench, const char *name, double value, double plain,
                          double ratio)
{
    const struct figure *figure = figure_of(name);
    char text[SW_NUMBER_TEXT];

    if (figure == NULL && bench->rowless[0] == '\0')
        snprintf(bench->rowless, sizeof bench->rowless, "%s", name);
    if (figure == NULL || !asked(bench->wanted, name))
        return;
    bench->told++;
    if (bench->json) {
        tell_json(name, figure, value, plain, ratio);
    } else {
        sw_number_rate(value, figure->unit, text);
        printf("%-22s %20s\n    %s\n", name, text, figure->description);
        tell_more(figure, value, plain, ratio);
    }
    fflush(stdout);
}

void sw_bench_tell(struct sw_bench *bench, const char *name, double value, double ratio)
{
    sw_bench_tell_beside(bench, name, value, -1, ratio);
}

/* ---- what is measured ---- */

int sw_bench_begin(struct sw_bench *bench, struct sw_error *error)
{
    struct sw_worlds_settings worlds;
    struct sw_brain_shape shape;
    struct sw_batch_needs needs = {.shows = SW_SHOWN_CANVAS, .teachers = true};

    bench->error = error;
    if (sw_parameters_defaults(sw_settings_table, &bench->settings, error) != 0)
        return -1;
    worlds = sw_settings_worlds(&bench->settings);
    shape = sw_settings_shape(&bench->settings);
    bench->litters = sw_settings_litters(&bench->settings);
    bench->worlds = sw_worlds_create(&worlds, NULL, NULL, error);
    bench->batch = sw_batch_create(bench->settings.life.worlds, error);
    bench->noise = sw_allocate(bench->litters, sizeof *bench->noise, "measuring", error);
    bench->litter = sw_allocate(bench->litters, sizeof *bench->litter, "measuring", error);
    if (bench->worlds == NULL || bench->batch == NULL || bench->noise == NULL ||
        bench->litter == NULL || sw_brain_layout(&shape, &bench->layout, error) != 0 ||
        sw_breeder_create(&bench->breeder, &bench->settings, &bench->layout, error) != 0 ||
        sw_genome_founder(&bench->breeder, 0, &bench->parent, error) != 0 ||
        sw_batch_life(bench->batch, bench->worlds, 1, 0, 0, 1, needs, error) != 0)
        return -1;
    for (uint32_t i = 0; i < bench->litters; i++) {
        bench->litter[i] = (struct sw_litter){.seed = i,
                                              .strength = (float)bench->settings.phase[0].strength,
                                              .evolve = SW_GROUP_ALL};
        bench->noise[i] = sw_noise_create(&bench->layout, error);
        if (bench->noise[i] == NULL)
            return -1;
    }
    return 0;
}

void sw_bench_end(struct sw_bench *bench)
{
    for (uint32_t i = 0; i < bench->litters && bench->noise != NULL; i++)
        sw_noise_destroy(bench->noise[i]);
    free(bench->noise);
    free(bench->litter);
    sw_individual_free(&bench->parent);
    if (bench->breeder.settings != NULL)
        sw_breeder_destroy(&bench->breeder);
    sw_batch_destroy(bench->batch);
    sw_worlds_destroy(bench->worlds);
}

struct request {
    struct sw_bench bench;
    struct sw_bench_scale_request scale;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    {"NAME", SW_OPTION_TEXT, AT(bench.wanted),
     .help = "one figure (agent.ticks) or a group: agent, world, store, exchange, function, body, "
             "forecast, context, kernel, think; signature: no figures, but one hash of what the "
             "engine does with fixed worlds; scale: how long a run of many ranks would take, "
             "estimated from its parts on this machine"},
    {"--json", SW_OPTION_FLAG, AT(bench.json),
     .help = "one object a line: name, value, unit, and ratio if compared"},
    {"--ranks", SW_OPTION_COUNT, AT(scale.ranks), .help = "scale: ranks of that run", .value = "N",
     .initial = "1000", .least = 1, .most = 100000000},
    {"--members", SW_OPTION_COUNT, AT(scale.members),
     .help = "scale: members of all islands of that run", .value = "M", .initial = "1024000",
     .least = 2, .most = UINT64_C(1) << 40},
    {"--islands", SW_OPTION_COUNT, AT(scale.islands),
     .help = "scale: islands of that run (default: one for each 256 members)", .value = "I",
     .least = 1, .most = UINT64_C(1) << 40},
    {"--latency", SW_OPTION_COUNT, AT(scale.latency),
     .help = "scale: microseconds that a message takes between machines", .value = "US",
     .initial = "2", .least = 0, .most = 1000000},
    {"--bandwidth", SW_OPTION_COUNT, AT(scale.bandwidth),
     .help = "scale: gigabits a second of a machine's network", .value = "GBIT", .initial = "100",
     .least = 1, .most = 100000},
    {.name = NULL},
};

/* What is no group of figures. */
static bool is(const struct sw_bench *bench, const char *name)
{
    return bench->wanted != NULL && strcmp(bench->wanted, name) == 0;
}

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    const char *names[FIGURES + GROUPS], *nearest;
    const struct sw_bench *bench = &request->bench;
    int known = 0, result = sw_options_read(&sw_command_bench, count, words, request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (bench->wanted == NULL || is(bench, "signature") || is(bench, "scale"))
        return SW_EXIT_DONE;
    for (int i = 0; i < FIGURES + GROUPS; i++) {
        names[i] = i < FIGURES ? figures[i].name : groups[i - FIGURES].name;
        known += asked(bench->wanted, names[i]) || begins(bench->wanted, "kernel.");
    }
    if (known > 0)
        return SW_EXIT_DONE;
    nearest = sw_nearest(bench->wanted, names, FIGURES + GROUPS);
    return sw_usage(&sw_command_bench, error, "there is no figure \"%s\"%s%s%s", bench->wanted,
                    nearest == NULL ? "" : "; did you mean \"", nearest == NULL ? "" : nearest,
                    nearest == NULL ? "" : "\"?");
}

static int measure(struct sw_bench *bench)
{
    for (int i = 0; i < GROUPS; i++) {
        bool exchange = groups[i].measure == sw_bench_exchange;

        if (!sw_bench_wants(bench, groups[i].name) || (bench->exchange->ranks > 1 && !exchange))
            continue;
        bench->wall = groups[i].measure == sw_bench_store;
        if (groups[i].measure(bench) != 0)
            return -1;
        if (bench->rowless[0] != '\0')
            return sw_fail(bench->error, SW_EXIT_INTERNAL, "the table of figures has no row \"%s\"",
                           bench->rowless);
    }
    return 0;
}

/* Collective: all ranks are one program and measure the same. */
static int meet(struct sw_bench *bench, struct sw_error *error)
{
    struct sw_exchange_trait traits[SW_RUN_TRAITS + 1];
    char room[SW_NUMBER_TEXT];

    sw_run_traits(PACKAGE_VERSION, "bench", room, traits);
    traits[SW_RUN_TRAITS] = (struct sw_exchange_trait){"bench", bench->wanted};
    return sw_exchange_meet(bench->exchange, traits, SW_RUN_TRAITS + 1, error);
}

static int bench_main(int count, char **words, struct sw_error *error)
{
    struct request request = {.bench = {.wanted = NULL}};
    struct sw_bench *bench = &request.bench;
    struct sw_exchange exchange;
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (is(bench, "signature")) {
        bench->error = error;
        return sw_bench_signature(bench) == 0 ? sw_launch_part("bench signature") : error->code;
    }
    if (sw_launch_begin(&exchange, error) != 0)
        return error->code;
    bench->exchange = &exchange;
    result = meet(bench, error);
    if (result == 0) {
        result = sw_exchange_agree(&exchange, sw_bench_begin(bench, error), error);
        if (result == 0)
            result = is(bench, "scale") ? sw_bench_scale(bench, &request.scale) : measure(bench);
        sw_bench_end(bench);
    }
    if (result == 0 && exchange.rank == 0 && bench->told == 0)
        result =
            sw_fail(error, SW_EXIT_USAGE,
                    "nothing was measured: the default agent has no such figure, or it is of one "
                    "rank or of fewer (run it without mpirun)");
    /* Rank 0 speaks before the ranks part: a launcher kills all when the first ends. */
    if (result != 0 && exchange.rank == 0)
        sw_log_error("%s", error->text);
    error->text[0] = '\0';
    sw_exchange_end(&exchange);
    return result != 0 ? error->code : SW_EXIT_DONE;
}

const struct sw_command sw_command_bench = {
    .name = "bench",
    .description = "measure how fast lives, worlds and the store are on this machine",
    .options = options,
    .text = "all is measured on one core with the default config; each figure is the median\n"
            "of seven repetitions. Under mpirun -n 2 and more only the exchange is measured,\n"
            "and scale also lives short runs on the ranks that there are.\n"
            "What the figures mean, and a machine to compare with: bench/README.md\n"
            "\n"
            "  smallworld bench\n"
            "  smallworld bench agent --json\n"
            "  smallworld bench signature\n"
            "  smallworld bench scale --ranks=10000 --members=10240000\n"
            "  mpirun -q -n 2 smallworld bench exchange\n",
    .main = bench_main,
};
