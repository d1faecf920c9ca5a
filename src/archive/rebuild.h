/* rebuild.h - a run as it lies in its folder: its settings, its worlds, and any individual that
 * ever lived, bit for bit. Local. */
#ifndef SW_ARCHIVE_REBUILD_H
#define SW_ARCHIVE_REBUILD_H

#include "population/breeding.h"
#include "store/store.h"
#include "settings/taskfiles.h"

struct sw_archive {
    struct sw_store *store; /* owned */
    const char *folder;     /* borrowed */
    struct sw_run_record record;
    struct sw_settings settings;
    struct sw_brain_layout layout;
    struct sw_breeder breeder;
    struct sw_taskfiles files; /* that its worlds are read from, as it noted them */
    struct sw_worlds *taught;  /* what its parents learned in; NULL until somebody is made again */
    uint64_t generations;      /* completed */
    struct sw_breeding stood;  /* where sw_archive_stand stood last; settings: NULL at first */
    /* Of a run that branched from another: what it was until then, and who lives in earlier
     * generations. It shares the store. NULL: the run began by itself. */
    struct sw_archive *before;
    uint64_t branched; /* the first generation that is its own; 0 without `before` */
    float *founder;    /* what all founders are; NULL: they are drawn; owned */
    char *origin;      /* folder that `before` lay in; owned */
};

/* Opens a run for reading (also while it goes on), or to be continued. */
int sw_archive_open(struct sw_archive *archive, const char *folder, bool writable,
                    struct sw_error *error);
void sw_archive_close(struct sw_archive *archive);

/* The archive whose settings a generation lived by: itself, or one before it branched. */
struct sw_archive *sw_archive_at(struct sw_archive *archive, uint64_t generation);

/* The run's worlds (settings/taskfiles.h): the ones that its lives met. NULL where members are
 * evaluated on a function. */
int sw_archive_worlds(const struct sw_archive *archive,
                      void (*warn)(const char *sentence, void *context), void *context,
                      struct sw_worlds **out, struct sw_error *error);

/* The game of the run's last phase (enum sw_game_id): what its agents were last bred for. */
int32_t sw_archive_game(const struct sw_archive *archive);

/* How bodies that are born within a life differ from their parents: as in the last generation that
 * was lived, on the first island; where there is a game of bodies. */
struct sw_body_mutation sw_archive_newborns(const struct sw_archive *archive);

/* Before somebody is made again whose parents learned: reads the worlds that they learned in, once.
 * Nothing where nobody learns. */
int sw_archive_teach(struct sw_archive *archive, struct sw_error *error);

/* The births and scores of one generation of one island. */
int sw_archive_births(struct sw_archive *archive, uint64_t generation, uint32_t island,
                      struct sw_births *out, struct sw_error *error);
int sw_archive_scores(struct sw_archive *archive, uint64_t generation, uint32_t island, float *out,
                      struct sw_error *error);

/* Rebuilds an individual: from the nearest keyframe among its ancestors, or the founder, on. An id
 * that never lived is an error (exit code 2). With `keyframes` false stored keyframes are passed
 * over for the individual itself (to verify them). */
int sw_archive_rebuild(struct sw_archive *archive, uint64_t id, bool keyframes,
                       struct sw_individual *out, struct sw_error *error);

/* Stands at the start of a completed generation (0..generations), as a run that is resumed there:
 * from the keyframes before it. Borrowed until the next call; until then it may be advanced. */
struct sw_breeding *sw_archive_stand(struct sw_archive *archive, uint64_t generation,
                                     struct sw_error *error);

/* What the members of a generation got. room: what `out` borrows from, released by free(). */
int sw_archive_lived(struct sw_archive *archive, uint64_t generation, struct sw_lived *out,
                     float **room, struct sw_error *error);

/* Who stands for an island after the last generation (generations > 0): its recombined parent, or
 * under other schemes the best of its elites that were scored again, or its best child. *mean: of
 * the island's scores in that generation. */
int sw_archive_leader(struct sw_archive *archive, uint32_t island, uint64_t *id, double *mean,
                      struct sw_error *error);

/* Who stands for an island when so many generations have been lived: its founder, then its
 * recombined parent, or under other schemes the best child of the last of them. */
int sw_archive_standing(struct sw_archive *archive, uint64_t lived, uint32_t island, uint64_t *id,
                        struct sw_error *error);

/* Reads an id: a number, "founder" (of island 0) or "best": the recombined parent of the island
 * with the best mean in the last generation, or under other schemes the best of the elites that
 * were scored again, or if there are none the best child. */
int sw_archive_member(struct sw_archive *archive, const char *text, uint64_t *id,
                      struct sw_error *error);

#endif
