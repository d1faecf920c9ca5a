/* stages.h - what the members of an island can do of each set of laws that it was taught in turn:
 * stages are the stretches of a run between changes of worlds.laws. Local.
 *
 * Whoever stands for the island (its recombined parent, or in other schemes the best child) is made
 * again at the end of every stage, and between, and sits at unseen puzzles of every set of laws.
 *
 * The same is asked of an archive of champions: those who stood when the stages ended. Each of them
 * answers, and the first answer that is right on all demonstrations counts; if none is, that of the
 * last champion. This needs no target and no earlier world, but as many answers as champions.
 *
 * All shares are of all puzzles, and of those alone that are clear: whose demonstrations no rule of
 * any set explains that gives another answer (archive/reasoner.h).
 */
#ifndef SW_ARCHIVE_STAGES_H
#define SW_ARCHIVE_STAGES_H

#include "archive/rebuild.h"

struct sw_stages_wish {
    uint32_t island, puzzles; /* puzzles: of each set */
    uint64_t seed, every;     /* of the puzzles; generations between examinations */
    struct sw_archive *like;  /* whose sets of laws are asked; NULL: the run's own */
    int32_t game;             /* enum sw_game_id */
};

struct sw_stages_point {
    uint64_t generation; /* as many have been lived */
    uint64_t member;
    uint32_t stage; /* that it belongs to, or ends */
    bool ends;      /* its stage */
};

/* All owned. */
struct sw_stages_shares {
    double *curve;                   /* [points][sets]: share solved */
    double *share;                   /* [stages][sets]: the same where stages end */
    double *champions;               /* [stages][sets]: of the archive of champions until then */
    double *least, *champions_least; /* [sets]: after the set's stage ended; else NaN */
};

struct sw_stages {
    uint32_t stages, sets, points;
    struct sw_taught *stage;            /* [stages], owned; laws are borrowed from the archive */
    struct sw_taught *set;              /* [sets], owned; laws are borrowed from `like` */
    struct sw_stages_point *point;      /* [points], owned; the first is the founder */
    struct sw_stages_shares all, clear; /* of all puzzles, and of the clear ones */
    uint32_t *clears;                   /* [sets], owned: how many puzzles are clear */
    double *reasoner;         /* [sets][sets], owned: of who knows the rules of sets 0..row alone */
    double *reasoner_least;   /* [sets], owned: in later rows; NaN for the last set */
    double *chance, *ceiling; /* [sets], owned */
};

/* -1 with a sentence if the run has no puzzles of laws, or lived nothing yet. */
int sw_stages_examine(struct sw_archive *archive, const struct sw_stages_wish *wish,
                      struct sw_stages *out, struct sw_error *error);
void sw_stages_free(struct sw_stages *stages);

#endif
