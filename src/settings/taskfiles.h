/* taskfiles.h - the ARC files that a run's worlds are read from. A new run notes which tasks they
 * hold and where they lie; whoever goes on with it, examines in its worlds or lives again finds the
 * files from any folder and refuses others. Their names do not count. Local.
 */
#ifndef SW_SETTINGS_TASKFILES_H
#define SW_SETTINGS_TASKFILES_H

#include "settings/settings.h"
#include "store/store.h"
#include "world/puzzle/worlds.h"

struct sw_taskfiles {
    char *source; /* "arc:PATH[:PATH...]", absolute where a list of paths can say it; owned */
    struct sw_task_list tasks;
};

/* What a run with these settings and worlds reads: all empty if its worlds are generated. */
int sw_taskfiles_of(const struct sw_settings *settings, const struct sw_worlds *worlds,
                    struct sw_taskfiles *out, struct sw_error *error);
void sw_taskfiles_free(struct sw_taskfiles *files);

/* A record, released by free(), and back (exit code 3 if it is damaged). */
void *sw_taskfiles_pack(const struct sw_taskfiles *files, size_t *size, struct sw_error *error);
int sw_taskfiles_unpack(const void *bytes, size_t size, struct sw_taskfiles *out,
                        struct sw_error *error);

/* Puts the record of a new run, if it reads files; the caller commits. */
int sw_taskfiles_put(struct sw_store *store, const struct sw_settings *settings,
                     const struct sw_worlds *worlds, struct sw_error *error);

/* What the run in a store noted: 1, or 0 and all empty if its worlds are generated or an older
 * program began it; -1 on failure. */
int sw_taskfiles_get(struct sw_store *store, struct sw_taskfiles *out, struct sw_error *error);

/* Another "arc:PATH[:PATH...]" in place of the noted one. Refused if the run's worlds are generated
 * (exit code 2) or the paths do not exist (1). */
int sw_taskfiles_move(struct sw_taskfiles *files, const struct sw_settings *settings,
                      const char *source, struct sw_error *error);

/* The worlds of a run that lies in `folder`: as sw_worlds_create, from the files where they were,
 * or as the config names them from the present folder or from the run's own; refused if they
 * are not found (exit code 1) or hold other tasks (2). `warn` is also told of a run on files that
 * noted none. */
struct sw_worlds *sw_taskfiles_worlds(const struct sw_taskfiles *files,
                                      const struct sw_settings *settings, const char *folder,
                                      void (*warn)(const char *sentence, void *context),
                                      void *context, struct sw_error *error);

/* Whether the settings say that worlds are read from files. */
bool sw_taskfiles_needed(const struct sw_settings *settings);

#endif
