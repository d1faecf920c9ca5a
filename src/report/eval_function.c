#include "report/eval_function.h"

#include "base/json.h"
#include "base/number.h"
#include "base/table.h"
#include "report/print.h"
#include "selection/quality.h"
#include "world/function/landscape.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* What one member is worth. */
struct worth {
    const char *name; /* "founder", "best" or an id */
    uint64_t id;
    double value, distance; /* distance: NaN where the best point is not one */
    float observed[SW_FUNCTION_OBSERVED];
};

#define FRONT_REFERENCE 1.1 /* usual for the zdt functions */
#define QUALITY_CELLS   16u /* a descriptor, where the scheme has no grid of its own */

/* What those who stand after the last generation are worth together, on all islands. */
struct company {
    uint32_t count; /* 0: nobody stands */
    struct sw_quality quality;
    struct sw_front front;
};

static uint32_t standing_in(const struct sw_breeding *stood)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < stood->islands; i++)
        count += stood->island[i].standing;
    return count;
}

/* [count] how much of the way from the worst value to the best each has come, in per cent, and
 * [count][width] what was observed. */
static void gather(const struct sw_breeding *stood, double worst, uint32_t width, double *worth,
                   float *observed)
{
    uint32_t at = 0;

    for (uint32_t i = 0; i < stood->islands; i++) {
        const struct sw_island *island = &stood->island[i];

        memcpy(observed + (size_t)at * width, island->stand_observed,
               (size_t)island->standing * width * sizeof *observed);
        for (uint32_t j = 0; j < island->standing; j++, at++) {
            double part = 100 * (1 + (double)island->stand[j].score / worst);

            worth[at] = part > 0 ? part : 0;
        }
    }
}

/* The cells of a descriptor that a QD score counts: those of the run's own grid, if it has one. */
static uint32_t quality_cells(const struct sw_settings *settings)
{
    return sw_scheme_row((uint32_t)settings->selection.scheme)->grid ? settings->selection.cells
                                                                     : QUALITY_CELLS;
}

static int weigh_company(struct sw_archive *archive, struct company *out, struct sw_error *error)
{
    const struct sw_settings *settings = &archive->settings;
    const struct sw_function *function = sw_settings_function(settings);
    uint32_t width = sw_function_width(function);
    struct sw_breeding *stood;
    float *observed;
    double *worth;
    int result;

    *out = (struct company){0};
    if (width == 0)
        return 0;
    stood = sw_archive_stand(archive, archive->generations, error);
    if (stood == NULL)
        return -1;
    out->count = standing_in(stood);
    worth = sw_allocate(out->count, sizeof *worth, "measuring who stands", error);
    observed =
        sw_allocate((size_t)out->count * width, sizeof *observed, "measuring who stands", error);
    result = worth == NULL || observed == NULL ? -1 : 0;
    if (result == 0) {
        gather(stood, function->worst == NULL ? 1 : function->worst(settings->worlds.dimension),
               width, worth, observed);
        result = function->descriptors > 0
                     ? sw_quality_of(worth, observed, out->count, width, quality_cells(settings),
                                     &out->quality, error)
                     : sw_front_of(observed, out->count, FRONT_REFERENCE, &out->front, error);
    }
    free(worth);
    free(observed);
    return result;
}

static int weigh(struct sw_archive *archive, struct sw_landscape *landscape, struct worth *worth,
                 struct sw_error *error)
{
    struct sw_individual member;

    if (sw_archive_member(archive, worth->name, &worth->id, error) != 0 ||
        sw_archive_rebuild(archive, worth->id, true, &member, error) != 0)
        return -1;
    worth->value = sw_landscape_value(landscape, member.weights, worth->observed);
    worth->distance = sw_landscape_distance(landscape, member.weights);
    sw_individual_free(&member);
    return 0;
}

static void tell_company_json(struct sw_json *json, const struct sw_function *function,
                              const struct company *company)
{
    if (company->count == 0)
        return;
    sw_json_count(json, "standing", company->count);
    if (function->descriptors > 0) {
        sw_json_count(json, "cells", company->quality.cells);
        sw_json_count(json, "filled", company->quality.filled);
        sw_json_real(json, "qd_score", company->quality.score);
    } else {
        sw_json_count(json, "front", company->front.count);
        sw_json_real(json, "hypervolume", company->front.hypervolume);
    }
}

static void tell_json(const struct sw_archive *archive, const struct worth *worth,
                      const struct company *company)
{
    const struct sw_settings *settings = &archive->settings;
    const struct sw_function *function = sw_settings_function(settings);
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "member", worth->id);
    sw_json_text(&json, "function", function->name);
    sw_json_count(&json, "dimension", (uint64_t)settings->worlds.dimension);
    sw_json_switch(&json, "shift", settings->worlds.shift && function->moves);
    sw_json_switch(&json, "rotate", settings->worlds.rotate && function->moves);
    sw_json_real(&json, "value", worth->value);
    sw_json_real(&json, "optimum", 0);
    sw_json_real(&json, "distance", worth->distance);
    if (function->descriptors > 0 || function->objectives > 0) {
        sw_json_open(&json, function->descriptors > 0 ? "descriptors" : "objectives", '[');
        for (uint32_t i = 0; i < sw_function_width(function); i++)
            sw_json_real(&json, NULL,
                         function->descriptors > 0 ? (double)worth->observed[i]
                                                   : -(double)worth->observed[i]);
        sw_json_close(&json, ']');
    }
    tell_company_json(&json, function, company);
    sw_json_text(&json, "scheme", sw_scheme_row((uint32_t)settings->selection.scheme)->name);
    sw_json_count(&json, "generations", archive->generations);
    sw_json_count(&json, "evaluations",
                  archive->generations * (uint64_t)settings->run.islands *
                      (uint64_t)settings->run.members);
    sw_json_text(&json, "run", archive->folder);
    sw_json_integer(&json, "run_seed", settings->run.seed);
    sw_json_close(&json, '}');
}

static void number_cell(struct sw_table *table, double value)
{
    if (isnan(value))
        sw_table_cell(table, "-");
    else
        sw_table_cell(table, "%.6g", value);
}

static int tell_table(const struct sw_archive *archive, const struct worth *worth, uint32_t members,
                      struct sw_error *error)
{
    const struct sw_function *function = sw_settings_function(&archive->settings);
    const char *first = function->objectives > 0 ? "objective 1" : "descriptor 1";
    const char *second = function->objectives > 0 ? "objective 2" : "descriptor 2";
    const struct sw_column columns[] = {
        {"member", SW_ALIGN_LEFT},    {"id", SW_ALIGN_RIGHT},  {"value", SW_ALIGN_RIGHT},
        {"distance", SW_ALIGN_RIGHT}, {first, SW_ALIGN_RIGHT}, {second, SW_ALIGN_RIGHT},
    };
    uint32_t width = sw_function_width(function);
    struct sw_table *table = sw_table_create(columns, 4 + width, error);

    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < members; i++) {
        sw_table_cell(table, "%s", worth[i].name);
        sw_table_cell(table, "%" PRIu64, worth[i].id);
        number_cell(table, worth[i].value);
        number_cell(table, worth[i].distance);
        for (uint32_t k = 0; k < width; k++)
            number_cell(table, function->objectives > 0 ? -(double)worth[i].observed[k]
                                                        : (double)worth[i].observed[k]);
    }
    return sw_print_table(table, error);
}

static void tell_company(const struct sw_function *function, const struct company *company)
{
    const struct sw_quality *quality = &company->quality;
    char text[400];

    if (company->count == 0)
        return;
    if (function->descriptors > 0)
        snprintf(text, sizeof text,
                 "%" PRIu32 " members stand in %" PRIu64 " of %" PRIu64 " cells (%.1f %%): QD "
                 "score %.6g, %.4g %% of a best member in every cell.",
                 company->count, quality->filled, quality->cells,
                 100.0 * (double)quality->filled / (double)quality->cells, quality->score,
                 quality->score / (double)quality->cells);
    else
        snprintf(text, sizeof text,
                 "%" PRIu32 " members stand, %" PRIu32 " of them dominated by none: hypervolume "
                 "%.6g below (%g, %g).",
                 company->count, company->front.count, company->front.hypervolume, FRONT_REFERENCE,
                 FRONT_REFERENCE);
    putchar('\n');
    sw_print_folded(text, 0, SW_TABLE_WIDTH, stdout);
}

static int tell(const struct sw_archive *archive, const struct worth *worth, uint32_t members,
                const struct company *company, struct sw_error *error)
{
    const struct sw_settings *settings = &archive->settings;
    const struct sw_function *function = sw_settings_function(settings);
    char done[SW_NUMBER_TEXT], born[SW_NUMBER_TEXT];

    sw_number_count(archive->generations, done);
    sw_number_count(archive->generations * (uint64_t)settings->run.islands *
                        (uint64_t)settings->run.members,
                    born);
    printf("%s of %lld number%s%s%s, %s generations, %s evaluations (%s)\n\n", function->name,
           (long long)settings->worlds.dimension, settings->worlds.dimension == 1 ? "" : "s",
           settings->worlds.shift && function->moves ? ", shifted" : "",
           settings->worlds.rotate && function->moves ? ", rotated" : "", done, born,
           sw_scheme_row((uint32_t)settings->selection.scheme)->name);
    if (tell_table(archive, worth, members, error) != 0)
        return -1;
    sw_print_folded(
        function->objectives > 0
            ? "Lower is better. value: the first objective, which is the score with its "
              "sign turned."
            : "Lower is better; the optimum is 0. distance: from the best point, - where "
              "that is not one point.",
        0, SW_TABLE_WIDTH, stdout);
    tell_company(function, company);
    return 0;
}

int sw_eval_function(struct sw_archive *archive, const char *member, bool json,
                     struct sw_error *error)
{
    const struct sw_settings *settings = &archive->settings;
    struct worth worth[2] = {{.name = "founder"}, {.name = "best"}};
    uint32_t first = json || member != NULL;
    struct sw_landscape *landscape = sw_landscape_create(
        sw_settings_function(settings), settings->worlds.dimension, settings->worlds.shift,
        settings->worlds.rotate, settings->run.seed, error);
    struct company company;
    int result = landscape == NULL ? -1 : weigh_company(archive, &company, error);

    if (member != NULL)
        worth[1].name = member;
    for (uint32_t i = first; i < 2 && result == 0; i++)
        result = weigh(archive, landscape, &worth[i], error);
    sw_landscape_destroy(landscape);
    if (result != 0)
        return -1;
    if (json)
        tell_json(archive, &worth[1], &company);
    else
        result = tell(archive, worth + first, 2 - first, &company, error);
    return result;
}
