#include "record/record.h"

#include "base/pack.h"
#include "selection/families.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define VERSION      1u
#define RUN_VERSION  2u         /* 1: without the litter, which was 32 */
#define OWN_VERSION  2u         /* of births. 1: the island's settings are the config's */
#define CONFIG_MAX   (1u << 20) /* bytes of a run's config, as sw_parameters_read allows */
#define TEXT_MAX     256u       /* bytes of a program version */
#define LITTER_LEAST 8u         /* packed bytes of the smallest litter */

/* ---- who is who ---- */

uint64_t sw_identity_id(struct sw_identity_space space, uint64_t generation, uint32_t island,
                        uint32_t slot)
{
    assert(island < space.islands && slot <= space.members);
    return space.islands + (generation * space.islands + island) * ((uint64_t)space.members + 1) +
           slot;
}

struct sw_identity sw_identity_of(struct sw_identity_space space, uint64_t id)
{
    uint64_t row;

    assert(space.islands > 0);
    if (id < space.islands)
        return (struct sw_identity){.founder = true, .island = (uint32_t)id};
    row = (id - space.islands) / ((uint64_t)space.members + 1);
    return (struct sw_identity){
        .generation = row / space.islands,
        .island = (uint32_t)(row % space.islands),
        .slot = (uint32_t)((id - space.islands) % ((uint64_t)space.members + 1)),
    };
}

uint32_t sw_identity_litter(struct sw_identity_space space)
{
    return space.litter == 0 ? SW_LITTER_MEMBERS : space.litter;
}

uint32_t sw_identity_litters(struct sw_identity_space space)
{
    uint32_t litter = sw_identity_litter(space);

    return (space.members + litter - 1) / litter;
}

bool sw_identity_space_valid(struct sw_identity_space space)
{
    return space.islands >= 1 && space.islands <= SW_ISLANDS_MAX && space.members >= 1 &&
           space.members <= SW_ISLAND_MEMBERS_MAX && space.litter <= SW_LITTER_MEMBERS &&
           space.litter % 2 == 0;
}

uint64_t sw_identity_generations(struct sw_identity_space space)
{
    return (UINT64_MAX - space.islands) / ((uint64_t)space.members + 1) / space.islands;
}

/* ---- births ---- */

static bool has_own(const struct sw_births *births)
{
    bool own = false;

    for (uint32_t i = 0; i < SW_OWNS; i++)
        own |= births->strategy.power[i] != 0;
    return own;
}

/* Powers from -SW_OWN_POWER_MOST on, as numbers from 0 on. Rows may be added behind the last. */
static void pack_strategy(struct sw_pack *pack, const struct sw_strategy *strategy)
{
    sw_pack_array(pack, SW_OWNS);
    for (uint32_t i = 0; i < SW_OWNS; i++)
        sw_pack_uint(pack, (uint64_t)(strategy->power[i] + SW_OWN_POWER_MOST));
}

static void unpack_strategy(struct sw_unpack *reader, struct sw_strategy *out)
{
    uint32_t count = sw_unpack_array(reader, "own settings", SW_OWNS, 1);

    for (uint32_t i = 0; i < count && !reader->failed; i++)
        out->power[i] =
            (int16_t)((int)sw_unpack_uint(reader, "own setting", 2 * SW_OWN_POWER_MOST) -
                      SW_OWN_POWER_MOST);
}

void *sw_births_pack(const struct sw_births *births, size_t *size, struct sw_error *error)
{
    bool own = has_own(births);
    struct sw_pack *pack = sw_pack_begin("births", own ? OWN_VERSION : VERSION, own ? 3 : 2);

    sw_pack_bool(pack, births->recombines);
    sw_pack_array(pack, births->litters);
    for (uint32_t i = 0; i < births->litters; i++) {
        const struct sw_litter *litter = &births->litter[i];

        sw_pack_array(pack, litter->mate == litter->parent ? 5 : 6);
        sw_pack_uint(pack, litter->parent);
        sw_pack_uint(pack, litter->seed);
        sw_pack_single(pack, litter->strength);
        sw_pack_uint(pack, litter->evolve);
        sw_pack_bool(pack, litter->clone);
        if (litter->mate != litter->parent)
            sw_pack_uint(pack, litter->mate);
    }
    if (own)
        pack_strategy(pack, &births->strategy);
    return sw_pack_end(pack, size, error);
}

int sw_births_unpack(const void *bytes, size_t size, struct sw_births *out, struct sw_error *error)
{
    static const uint32_t lengths[OWN_VERSION] = {2, 3};
    struct sw_unpack reader;

    *out = (struct sw_births){0};
    sw_unpack_begin_versions(&reader, bytes, size, "births", lengths, OWN_VERSION, error);
    out->recombines = sw_unpack_bool(&reader, "recombination flag");
    out->litters = sw_unpack_array(&reader, "list of litters", UINT32_MAX, LITTER_LEAST);
    if (reader.failed)
        goto failed;
    out->litter = sw_allocate(out->litters, sizeof *out->litter, "reading births", error);
    if (out->litter == NULL)
        goto failed;
    for (uint32_t i = 0; i < out->litters && !reader.failed; i++) {
        struct sw_litter *litter = &out->litter[i];
        uint32_t fields = sw_unpack_array(&reader, "litter", 6, 1);

        if (fields < 5)
            sw_unpack_refuse(&reader, "litter", "does not have its five fields");
        litter->parent = sw_unpack_uint(&reader, "parent", UINT64_MAX);
        litter->seed = sw_unpack_uint(&reader, "seed", UINT64_MAX);
        litter->strength = sw_unpack_single(&reader, "strength");
        litter->evolve = (uint8_t)sw_unpack_uint(&reader, "tensor groups", UINT8_MAX);
        litter->clone = sw_unpack_bool(&reader, "clone flag");
        litter->mate = fields == 6 ? sw_unpack_uint(&reader, "mate", UINT64_MAX) : litter->parent;
    }
    if (reader.version == OWN_VERSION)
        unpack_strategy(&reader, &out->strategy);
    if (sw_unpack_end(&reader) == 0)
        return 0;
failed:
    sw_births_free(out);
    return -1;
}

void sw_births_free(struct sw_births *births)
{
    free(births->litter);
    *births = (struct sw_births){0};
}

/* ---- scores ---- */

static bool all_finite(const float *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isfinite(values[i]))
            return false;
    return true;
}

void *sw_scores_pack(const float *scores, uint32_t count, size_t *size, struct sw_error *error)
{
    struct sw_pack *pack;

    *size = 0;
    if (!all_finite(scores, count)) {
        sw_fail(error, SW_EXIT_INTERNAL, "a score is not a finite number and cannot be stored");
        return NULL;
    }
    pack = sw_pack_begin("scores", VERSION, 1);
    sw_pack_floats(pack, scores, count);
    return sw_pack_end(pack, size, error);
}

int sw_scores_unpack(const void *bytes, size_t size, float *out, uint32_t count,
                     struct sw_error *error)
{
    struct sw_unpack reader;

    sw_unpack_begin(&reader, bytes, size, "scores", VERSION, 1, error);
    sw_unpack_floats(&reader, "values", out, count);
    return sw_unpack_end(&reader);
}

/* ---- what schemes see beside scores ---- */

void *sw_observed_pack(const float *observed, uint32_t count, uint32_t width, size_t *size,
                       struct sw_error *error)
{
    struct sw_pack *pack;

    *size = 0;
    if (!all_finite(observed, (size_t)count * width)) {
        sw_fail(error, SW_EXIT_INTERNAL,
                "an observation is not a finite number and cannot be stored");
        return NULL;
    }
    pack = sw_pack_begin("observed", VERSION, 2);
    sw_pack_uint(pack, width);
    sw_pack_floats(pack, observed, (size_t)count * width);
    return sw_pack_end(pack, size, error);
}

int sw_observed_unpack(const void *bytes, size_t size, float *out, uint32_t count, uint32_t width,
                       struct sw_error *error)
{
    struct sw_unpack reader;

    sw_unpack_begin(&reader, bytes, size, "observed", VERSION, 2, error);
    if (sw_unpack_uint(&reader, "width", UINT32_MAX) != width)
        sw_unpack_refuse(&reader, "width", "is not that of the scheme");
    sw_unpack_floats(&reader, "values", out, (size_t)count * width);
    return sw_unpack_end(&reader);
}

int sw_observed_check(const void *bytes, size_t size, uint32_t count, struct sw_error *error)
{
    struct sw_unpack reader;
    uint32_t width;
    float *values;
    int result;

    sw_unpack_begin(&reader, bytes, size, "observed", VERSION, 2, error);
    /* No more than the bytes that are there. */
    width = (uint32_t)sw_unpack_uint(&reader, "width", size / sizeof *values / count);
    if (reader.failed)
        return -1;
    values = sw_allocate_floats((size_t)count * width + 1, "checking observations", error);
    if (values == NULL)
        return -1;
    result = sw_observed_unpack(bytes, size, values, count, width, error);
    free(values);
    return result;
}

void *sw_refounded_pack(const struct sw_refounded *refounded, size_t *size, struct sw_error *error)
{
    struct sw_pack *pack = sw_pack_begin("refounding", VERSION, 8);

    sw_pack_uint(pack, refounded->island[0]);
    sw_pack_uint(pack, refounded->island[1]);
    sw_pack_uint(pack, refounded->parent);
    sw_pack_uint(pack, refounded->mate);
    sw_pack_uint(pack, refounded->refound);
    sw_pack_uint(pack, refounded->seed);
    sw_pack_single(pack, refounded->strength);
    sw_pack_uint(pack, refounded->evolve);
    return sw_pack_end(pack, size, error);
}

int sw_refounded_unpack(const void *bytes, size_t size, struct sw_refounded *out,
                        struct sw_error *error)
{
    struct sw_unpack reader;

    sw_unpack_begin(&reader, bytes, size, "refounding", VERSION, 8, error);
    out->island[0] = (uint32_t)sw_unpack_uint(&reader, "island of the parent", SW_ISLANDS_MAX - 1);
    out->island[1] = (uint32_t)sw_unpack_uint(&reader, "island of the mate", SW_ISLANDS_MAX - 1);
    out->parent = sw_unpack_uint(&reader, "parent", UINT64_MAX);
    out->mate = sw_unpack_uint(&reader, "mate", UINT64_MAX);
    out->refound = (uint8_t)sw_unpack_uint(&reader, "way", SW_REFOUNDS - 1);
    out->seed = sw_unpack_uint(&reader, "seed", UINT64_MAX);
    out->strength = sw_unpack_single(&reader, "strength");
    out->evolve = (uint8_t)sw_unpack_uint(&reader, "tensor groups", UINT8_MAX);
    return sw_unpack_end(&reader);
}

void *sw_realised_pack(const struct sw_realised *realised, size_t *size, struct sw_error *error)
{
    struct sw_pack *pack = sw_pack_begin("selection", VERSION, 5);

    sw_pack_double(pack, realised->differential);
    sw_pack_double(pack, realised->intensity);
    sw_pack_double(pack, realised->parents);
    sw_pack_double(pack, realised->top_tenth);
    sw_pack_double(pack, realised->takeover);
    return sw_pack_end(pack, size, error);
}

int sw_realised_unpack(const void *bytes, size_t size, struct sw_realised *out,
                       struct sw_error *error)
{
    struct sw_unpack reader;

    sw_unpack_begin(&reader, bytes, size, "selection", VERSION, 5, error);
    out->differential = sw_unpack_double(&reader, "selection differential");
    out->intensity = sw_unpack_double(&reader, "intensity");
    out->parents = sw_unpack_double(&reader, "effective number of parents");
    out->top_tenth = sw_unpack_double(&reader, "share of the best tenth");
    out->takeover = sw_unpack_double(&reader, "takeover");
    return sw_unpack_end(&reader);
}

void *sw_standing_pack(const uint64_t *ids, uint32_t count, size_t *size, struct sw_error *error)
{
    struct sw_pack *pack = sw_pack_begin("standing", VERSION, 1);

    sw_pack_array(pack, count);
    for (uint32_t i = 0; i < count; i++)
        sw_pack_uint(pack, ids[i]);
    return sw_pack_end(pack, size, error);
}

int sw_standing_unpack(const void *bytes, size_t size, uint64_t **out, uint32_t *count,
                       struct sw_error *error)
{
    struct sw_unpack reader;

    *out = NULL;
    sw_unpack_begin(&reader, bytes, size, "standing", VERSION, 1, error);
    *count = sw_unpack_array(&reader, "list of members", SW_ISLAND_MEMBERS_MAX, 1);
    if (!reader.failed) {
        *out = sw_allocate(*count > 0 ? *count : 1, sizeof **out, "reading who stands", error);
        reader.failed = *out == NULL;
    }
    for (uint32_t i = 0; i < *count && !reader.failed; i++)
        (*out)[i] = sw_unpack_uint(&reader, "member", UINT64_MAX);
    if (sw_unpack_end(&reader) == 0)
        return 0;
    free(*out);
    *out = NULL;
    return -1;
}

/* ---- statistics ---- */

void *sw_statistics_pack(const struct sw_statistics *statistics, size_t *size,
                         struct sw_error *error)
{
    struct sw_pack *pack;

    *size = 0;
    if (!isfinite(statistics->best) || !isfinite(statistics->mean) ||
        !isfinite(statistics->deviation)) {
        sw_fail(error, SW_EXIT_INTERNAL, "a statistic is not a finite number and cannot be stored");
        return NULL;
    }
    pack = sw_pack_begin("statistics", VERSION, 5);
    sw_pack_double(pack, statistics->best);
    sw_pack_double(pack, statistics->mean);
    sw_pack_double(pack, statistics->deviation);
    sw_pack_uint(pack, statistics->best_id);
    sw_pack_uint(pack, statistics->phase);
    return sw_pack_end(pack, size, error);
}

int sw_statistics_unpack(const void *bytes, size_t size, struct sw_statistics *out,
                         struct sw_error *error)
{
    struct sw_unpack reader;

    sw_unpack_begin(&reader, bytes, size, "statistics", VERSION, 5, error);
    out->best = sw_unpack_double(&reader, "best score");
    out->mean = sw_unpack_double(&reader, "mean score");
    out->deviation = sw_unpack_double(&reader, "deviation");
    if (out->deviation < 0.0)
        sw_unpack_refuse(&reader, "deviation", "is negative");
    out->best_id = sw_unpack_uint(&reader, "best member", UINT64_MAX);
    out->phase = (uint8_t)sw_unpack_uint(&reader, "phase", UINT8_MAX);
    return sw_unpack_end(&reader);
}

/* ---- the run and how far it is ---- */

/* Texts that people will see on a terminal: no control characters but line ends and tabs. */
static bool plain(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];

        if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f)
            return false;
    }
    return true;
}

void *sw_run_pack(const struct sw_run_record *run, size_t *size, struct sw_error *error)
{
    size_t config = strlen(run->config), version = strlen(run->version);
    struct sw_pack *pack;

    *size = 0;
    if (config > CONFIG_MAX || !plain(run->config, config) || version > TEXT_MAX ||
        !plain(run->version, version)) {
        sw_fail(error, SW_EXIT_USAGE,
                "the config cannot be stored: it has over 1 MiB or holds control characters");
        return NULL;
    }
    pack = run->space.litter == 0 ? sw_pack_begin("run", VERSION, 7)
                                  : sw_pack_begin("run", RUN_VERSION, 8);
    sw_pack_uint(pack, run->seed);
    sw_pack_uint(pack, run->parameters);
    sw_pack_uint(pack, run->behaviour);
    sw_pack_uint(pack, run->space.islands);
    sw_pack_uint(pack, run->space.members);
    sw_pack_text(pack, run->config);
    sw_pack_text(pack, run->version);
    if (run->space.litter != 0)
        sw_pack_uint(pack, run->space.litter);
    return sw_pack_end(pack, size, error);
}

static char *read_text(struct sw_unpack *reader, const char *field, size_t maximum)
{
    size_t size;
    const char *text = sw_unpack_text(reader, field, maximum, &size);
    char *copy;

    if (text == NULL)
        return NULL;
    if (!plain(text, size)) {
        sw_unpack_refuse(reader, field, "holds control characters");
        return NULL;
    }
    copy = sw_allocate(size + 1, 1, "reading a run's description", reader->error);
    if (copy == NULL)
        reader->failed = true;
    else
        memcpy(copy, text, size);
    return copy;
}

int sw_run_unpack(const void *bytes, size_t size, struct sw_run_record *out, struct sw_error *error)
{
    static const uint32_t fields[RUN_VERSION] = {7, 8};
    struct sw_unpack reader;

    *out = (struct sw_run_record){0};
    sw_unpack_begin_versions(&reader, bytes, size, "run", fields, RUN_VERSION, error);
    out->seed = sw_unpack_uint(&reader, "seed", UINT64_MAX);
    out->parameters = (uint32_t)sw_unpack_uint(&reader, "number of parameters", UINT32_MAX);
    out->behaviour = (uint32_t)sw_unpack_uint(&reader, "behaviour number", UINT32_MAX);
    out->space.islands = (uint32_t)sw_unpack_uint(&reader, "number of islands", UINT32_MAX);
    out->space.members = (uint32_t)sw_unpack_uint(&reader, "members per island", UINT32_MAX);
    out->config = read_text(&reader, "config", CONFIG_MAX);
    out->version = read_text(&reader, "program version", TEXT_MAX);
    if (reader.version == RUN_VERSION)
        out->space.litter = (uint32_t)sw_unpack_uint(&reader, "members of a litter", UINT32_MAX);
    if (!sw_identity_space_valid(out->space))
        sw_unpack_refuse(&reader, "population", "is empty or larger than any can be");
    if (sw_unpack_end(&reader) == 0)
        return 0;
    sw_run_free(out);
    return -1;
}

void sw_run_free(struct sw_run_record *run)
{
    free(run->config);
    free(run->version);
    *run = (struct sw_run_record){0};
}

void *sw_state_pack(uint64_t generations, size_t *size, struct sw_error *error)
{
    struct sw_pack *pack = sw_pack_begin("state", VERSION, 1);

    sw_pack_uint(pack, generations);
    return sw_pack_end(pack, size, error);
}

int sw_state_unpack(const void *bytes, size_t size, uint64_t *generations, struct sw_error *error)
{
    struct sw_unpack reader;

    sw_unpack_begin(&reader, bytes, size, "state", VERSION, 1, error);
    *generations = sw_unpack_uint(&reader, "number of generations", UINT64_MAX);
    return sw_unpack_end(&reader);
}
