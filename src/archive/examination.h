/* examination.h - what an individual can do, on puzzles that no life has met. All functions are
 * Local.
 *
 * Puzzles are made and forgotten block by block, so memory does not grow with their number, and
 * several evaluations (founder and best, solo and relay) meet each puzzle while it is there. A
 * shuffled channel delivers what was said of another world of the same block; blocks are of nearly
 * equal size, and a set of up to `block` puzzles is one block.
 */
#ifndef SW_ARCHIVE_EXAMINATION_H
#define SW_ARCHIVE_EXAMINATION_H

#include "forecast/imagination.h"
#include "life/life.h"
#include "settings/settings.h"

#define SW_EXAMINATION_BLOCK 1024u /* a puzzle takes 35 kB and what is seen of it 20 kB */

struct sw_examiner {
    const struct sw_brain_layout *layout; /* borrowed */
    struct sw_life *life;                 /* owned */
    struct sw_imagination *imagination;   /* owned; NULL: programs are tried in the world */
    uint64_t seed;  /* of the puzzles, and of what a shuffled channel delivers */
    uint32_t block; /* most puzzles held at once; 4 at least */
    uint32_t turns; /* above 1: on turns by themselves, each as it should begin: number n is turn
                       n % turns of puzzle n / turns (life/turns.h); 0 at first: on puzzles */
    bool held_out;  /* on what is held out of lives, instead of what they meet; false at first */
    /* Who edits; life NULL (so at first): who sits, in all seats. What is said has one length and
     * one vocabulary for both. Borrowed. */
    struct sw_party listener;
    /* Told of each answer on worlds, if not NULL (so at first): of a puzzle (0 is the first asked
     * for) by one evaluation after another. What it is given is borrowed for the call. */
    void (*answered)(void *context, uint32_t evaluation, uint64_t puzzle,
                     const struct sw_puzzle *asked, const struct sw_answer *answer);
    void *context;
    double (*clock)(void); /* if not NULL (so at first): seconds, of which `spent` adds up those
                              that members take to answer */
    double spent;
};

/* An examiner for the agents of a run, with the run's seed; they think as its life.thoughts says
 * until sw_life_think says otherwise, and where its worlds are hidden in their own forecasts. */
int sw_examiner_create(struct sw_examiner *examiner, const struct sw_settings *settings,
                       const struct sw_brain_layout *layout, struct sw_error *error);
void sw_examiner_destroy(struct sw_examiner *examiner);

/* From now on members try their programs in their own forecasts, each in its own; their layout has
 * a forecast expert. Another look would be at the world: life.looks is to count as 1. */
int sw_examiner_imagine(struct sw_examiner *examiner, struct sw_error *error);

/* Who sits the examination, and how. */
struct sw_evaluation {
    const float *weights; /* borrowed, [layout->floats] */
    enum sw_game_id game;
    enum sw_channel_mode channel; /* without effect in a game in which nobody speaks */
    uint32_t words;               /* that it speaks with (sw_archive_words); 0: as its mind does */
    const float *speaker;         /* borrowed: of another who speaks to it; NULL: it hears itself */
    uint8_t expert; /* of a brain that grows: 1 + the expert that thinks; 0: the gate chooses */
};

/* Means over puzzles; NaN where there is none. */
struct sw_marks {
    uint32_t puzzles;
    double exact;    /* share of puzzles whose test comes out right, cell by cell */
    double progress; /* share of wrong cells mended */
    double chance;   /* what picking any of the rules blindly gives; NaN for puzzles from files */
    double ceiling;  /* what a perfect reasoner could know, and write in the ticks that there are
                        (by turns: that each turn has); NaN for puzzles from files */
};

struct sw_result {
    struct sw_marks all;
    struct sw_marks composed; /* of several laws in a row; these are of no family and rule */
    struct sw_marks *family;  /* [sw_law_count()], by row of the law table; owned */
    struct sw_marks *rule;    /* [rules of the worlds]; owned, NULL if there are none */
    uint32_t rules;
    uint32_t messages;                 /* distinct utterances; 0 if nobody speaks */
    uint64_t sight_runs, hearing_runs; /* how often each expert ran, in rows of the mind:
                                          hearing always runs in whole tiles */
};

void sw_result_clear(struct sw_result *result);

/* Puzzles first..first+puzzles-1 of the worlds' examination; from files, of the pool. Fills
 * results[evaluations], which the caller clears also after a failure. A shuffled channel with fewer
 * than two puzzles is an error (exit code 2). */
int sw_examine_worlds(struct sw_examiner *examiner, const struct sw_worlds *worlds, uint64_t first,
                      uint32_t puzzles, const struct sw_evaluation *evaluation,
                      uint32_t evaluations, struct sw_result *results, struct sw_error *error);

/* What became of the ARC tasks below one path. Each test output is judged by itself; a task is
 * solved if all of them are. */
struct sw_file_marks {
    uint32_t tasks;
    uint32_t outputs, solved_outputs; /* outputs that the files tell */
    uint32_t unknown; /* outputs that the files keep to themselves; their tasks count as unsolved */
    uint32_t solved_tasks;
    uint32_t refused; /* files that are no ARC task of at most 30x30 */
    double progress;  /* mean over tasks of the share of wrong cells mended; NaN without tasks */
};

/* Examines on the tasks of `path`: a file, or a folder with all *.json below it
 * (world/puzzle/tasks.h). In rule-relay the listener sees the first test canvas. What is no task is
 * left out; `warn` (may be NULL) is told in one sentence how many were and why the first was. A
 * path that is not there and a file that cannot be read are errors. */
int sw_examine_files(struct sw_examiner *examiner, const char *path,
                     const struct sw_evaluation *evaluation,
                     void (*warn)(const char *sentence, void *context), void *context,
                     struct sw_file_marks *out, struct sw_error *error);

#endif
