/* inspect.h - what smallworld inspect says: of a run, of its migrants, of its
 * selection, and of one member. Each function prints either a page for people or one JSON object on
 * stdout. Local. */
#ifndef SW_REPORT_INSPECT_H
#define SW_REPORT_INSPECT_H

#include "archive/rebuild.h"

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

/* When, where and how the run was begun and went on (store/journal.h). */
int sw_inspect_journal(struct sw_archive *archive, const char *folder, bool json,
                       struct sw_error *error);

/* Any individual that ever lived; it is rebuilt for its weights. */
int sw_inspect_member(struct sw_archive *archive, uint64_t id, bool json, struct sw_error *error);

/* The value of a setting ("run.kernel") as the config would say it. */
const char *sw_inspect_setting(const struct sw_settings *settings, const char *name,
                               char text[SW_TEXT_MAX]);

#endif
