/* inspect.h - what smallworld inspect says: of a run, of its migrants, of its
 * selection, and of one member. Each function prints either a page for people or one JSON object on
 * stdout. Local. */
#ifndef SW_REPORT_INSPECT_H
#define SW_REPORT_INSPECT_H

#include "archive/rebuild.h"
#include "base/json.h"

/* `folder` is what the run is called on the page; with `full` every generation of each island. */
int sw_inspect_run(struct sw_archive *archive, const char *folder, bool json, bool full,
                   struct sw_error *error);

/* Who moved between islands, and what it scored: a table, or with `csv` a header and lines. A
 * damaged store may be found when a part is written. */
int sw_inspect_migrations(struct sw_archive *archive, const char *folder, bool json, bool csv,
                          struct sw_error *error);

/* What selection did (archive/selected.h): means over stretches of the run, or with `csv` or `json`
 * one row for each generation and island. A damaged store may be found when a part is written. */
int sw_inspect_selection(struct sw_archive *archive, const char *folder, bool json, bool csv,
                         struct sw_error *error);

/* What choosing parents came to, in a phrase; "" if the run has no records of it. */
int sw_inspect_tell_selected(struct sw_archive *archive, char text[SW_TEXT_MAX],
                             struct sw_error *error);

/* How diverse members' programs were when they were probed last; "" if the run probes nobody. */
int sw_inspect_tell_programs(struct sw_archive *archive, char text[SW_TEXT_MAX],
                             struct sw_error *error);

/* When, where and how the run was begun and went on (store/journal.h). */
int sw_inspect_journal(struct sw_archive *archive, const char *folder, bool json,
                       struct sw_error *error);

/* Generations first .. end - 1, of which at most `most` are read, evenly chosen. */
struct sw_inspected {
    uint64_t first, end;
    uint32_t most;
};

static inline uint64_t sw_inspected_count(struct sw_inspected inspected)
{
    uint64_t length = inspected.end - inspected.first;

    return length < inspected.most ? length : inspected.most;
}

static inline uint64_t sw_inspected_generation(struct sw_inspected inspected, uint64_t index)
{
    return inspected.first +
           index * (inspected.end - inspected.first) / sw_inspected_count(inspected);
}

/* The statistics of one island in one generation; where they are missing the run is damaged. */
int sw_inspect_statistics(struct sw_archive *archive, uint64_t generation, uint32_t island,
                          struct sw_statistics *out, struct sw_error *error);

/* The islands of a run apart: means over generations, in a table of at most 16 of them; nothing if
 * there is one island. As JSON the array "islands_apart" with all of them. */
int sw_inspect_islands(struct sw_archive *archive, struct sw_inspected inspected,
                       struct sw_error *error);
int sw_inspect_islands_json(struct sw_archive *archive, struct sw_inspected inspected,
                            struct sw_json *json, struct sw_error *error);

/* Every generation of each island: lines, or elements of an array that is open. */
int sw_inspect_full(struct sw_archive *archive, struct sw_error *error);
int sw_inspect_full_json(struct sw_archive *archive, struct sw_json *json, struct sw_error *error);

/* Any individual that ever lived; it is rebuilt for its weights. */
int sw_inspect_member(struct sw_archive *archive, uint64_t id, bool json, struct sw_error *error);

/* The value of a setting ("run.kernel") as the config would say it. */
const char *sw_inspect_setting(const struct sw_settings *settings, const char *name,
                               char text[SW_TEXT_MAX]);

#endif
