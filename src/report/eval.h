/* eval.h - what smallworld eval found out, and how it is told on stdout: to people, or as JSON.
 * Local. */
#ifndef SW_REPORT_EVAL_H
#define SW_REPORT_EVAL_H

#include "archive/examination.h"
#include "archive/rebuild.h"

/* Founder and best in every game, where somebody speaks on two channels. */
#define SW_EVAL_ENTRIES (4 * SW_GAMES)

/* Who did what: the member is given by its place in sw_eval.member. */
struct sw_eval_entry {
    uint32_t member;
    enum sw_game_id game;
    enum sw_channel_mode channel;
    struct sw_result result;
    struct sw_result held; /* on what is held out of lives; all 0 if nothing is */
};

struct sw_eval_arc {
    const char *path; /* borrowed */
    struct sw_file_marks marks;
};

struct sw_eval {
    const char *folder; /* borrowed */
    const struct sw_archive *archive;
    const struct sw_worlds *worlds; /* NULL if only files were examined on */
    uint64_t seed;
    uint32_t puzzles;
    uint32_t members;
    uint64_t id[2];
    uint32_t words[2];   /* that were in use when it lived (sw_archive_words) */
    const char *name[2]; /* "founder", "best", or NULL */
    /* The last member hears the partner of its life (archive/partner.h) wherever somebody speaks,
     * and this is what it does in partner_game when it hears itself. */
    bool partnered;
    uint64_t partner;
    enum sw_game_id partner_game;
    struct sw_marks alone;
    uint32_t evaluations;
    struct sw_eval_entry evaluation[SW_EVAL_ENTRIES];
    uint32_t arcs;
    struct sw_eval_arc *arc;
    const char
        *listener; /* as given: who edits upon what the member says; NULL: itself. Borrowed */
    uint64_t listener_id;
    enum sw_game_id arc_game; /* how the last member sat on files */
    enum sw_channel_mode arc_channel;
};

/* One JSON object: the only evaluation, and the files. */
void sw_eval_json(const struct sw_eval *eval);

/* Founder beside best, law by law. */
int sw_eval_demonstration(const struct sw_eval *eval, struct sw_error *error);

/* Where the run is, and what to try next; said to terminals only. */
void sw_eval_next(const struct sw_eval *eval);

/* The only evaluation, law by law. */
int sw_eval_table(const struct sw_eval *eval, struct sw_error *error);

/* The files, path by path; nothing if there are none. */
int sw_eval_arc_table(const struct sw_eval *eval, struct sw_error *error);

#endif
