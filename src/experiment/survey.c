#include "experiment/survey.h"

#include "archive/migrations.h"

#include <stdlib.h>
#include <string.h>

struct sw_survey {
    const char *folder;
    uint32_t needs;
    bool open;
    struct sw_archive archive;
    struct sw_selected_walk *walk; /* NULL if nobody needs it */
    uint64_t generation;           /* the next one to be visited */
    float *score;                  /* [members], NULL if nobody needs them */
    /* What a visit is told. */
    int (*visit)(void *context, const struct sw_place *place);
    void *context;
    struct sw_error *error;
};

static int reopen(struct sw_survey *survey, struct sw_error *error)
{
    survey->open = sw_archive_open(&survey->archive, survey->folder, false, error) == 0;
    return survey->open ? 0 : -1;
}

struct sw_survey *sw_survey_open(const char *folder, uint32_t needs, struct sw_error *error)
{
    struct sw_survey *survey = sw_allocate(1, sizeof *survey, "reading a run", error);
    int result = survey == NULL ? -1 : 0;

    if (survey == NULL)
        return NULL;
    survey->folder = folder;
    survey->needs = needs;
    result = reopen(survey, error);
    if (result == 0 && (needs & SW_NEEDS_SCORES) != 0) {
        survey->score =
            sw_allocate_floats(survey->archive.record.space.members, "reading a run", error);
        result = survey->score == NULL ? -1 : 0;
    }
    if (result == 0 && (needs & SW_NEEDS_SELECTED) != 0) {
        survey->walk = sw_selected_begin(&survey->archive, error);
        result = survey->walk == NULL ? -1 : 0;
    }
    if (result == 0)
        return survey;
    sw_survey_close(survey);
    return NULL;
}

void sw_survey_close(struct sw_survey *survey)
{
    if (survey == NULL)
        return;
    sw_selected_end(survey->walk);
    if (survey->open)
        sw_archive_close(&survey->archive);
    free(survey->score);
    free(survey);
}

struct sw_archive *sw_survey_archive(struct sw_survey *survey)
{
    return &survey->archive;
}

bool sw_survey_ended(struct sw_survey *survey)
{
    return survey->archive.generations >= sw_schedule_end(survey->archive.breeder.schedule, NULL);
}

int sw_survey_renew(struct sw_survey *survey, struct sw_error *error)
{
    sw_archive_close(&survey->archive);
    survey->open = false;
    return reopen(survey, error);
}

int sw_survey_statistics(struct sw_archive *archive, uint64_t generation, uint32_t island,
                         struct sw_statistics *out, struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found =
        sw_store_get(archive->store, SW_STORE_STATISTICS, generation, island, &bytes, &size, error);

    if (found == 0)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "%s: the statistics of generation %llu on island %u are missing from the "
                       "store",
                       archive->folder, (unsigned long long)generation, island);
    return found < 0 ? -1 : sw_statistics_unpack(bytes, size, out, error);
}

static int compare_scores(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

static int visit_place(struct sw_survey *survey, struct sw_place *place)
{
    struct sw_archive *archive = &survey->archive;
    struct sw_error *error = survey->error;

    place->archive = archive;
    place->settings = sw_schedule_at(archive->breeder.schedule, place->generation, place->island);
    if ((survey->needs & SW_NEEDS_STATISTICS) != 0 &&
        sw_survey_statistics(archive, place->generation, place->island, &place->statistics,
                             error) != 0)
        return -1;
    if ((survey->needs & SW_NEEDS_IMMIGRANTS) != 0 &&
        sw_migrations_into(archive, place->generation, place->island, &place->immigrants, error) !=
            0)
        return -1;
    if (survey->score != NULL) {
        if (sw_archive_scores(archive, place->generation, place->island, survey->score, error) != 0)
            return -1;
        qsort(survey->score, archive->record.space.members, sizeof *survey->score, compare_scores);
        place->sorted = survey->score;
    }
    return survey->visit(survey->context, place);
}

static int visit_selected(void *context, const struct sw_selected *selected)
{
    struct sw_place place = {
        .generation = selected->generation, .island = selected->island, .selected = *selected};

    return visit_place(context, &place);
}

static int visit_generation(struct sw_survey *survey)
{
    int result = 0;

    if (survey->walk != NULL)
        return sw_selected_next(survey->walk, &survey->archive, visit_selected, survey,
                                survey->error);
    for (uint32_t i = 0; i < survey->archive.record.space.islands && result == 0; i++) {
        struct sw_place place = {.generation = survey->generation, .island = i};

        result = visit_place(survey, &place);
    }
    return result;
}

int sw_survey_each(struct sw_survey *survey, bool hold,
                   int (*visit)(void *context, const struct sw_place *place), void *context,
                   struct sw_error *error)
{
    uint64_t held = hold && !sw_survey_ended(survey) ? 1 : 0;
    int result = 0;

    survey->visit = visit;
    survey->context = context;
    survey->error = error;
    for (; result == 0 && survey->generation + held < survey->archive.generations;
         survey->generation++)
        result = visit_generation(survey);
    return result;
}
