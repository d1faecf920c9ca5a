/* worlds.h - where puzzles come from: a generator over a set of rules, or a pool of ARC files.
 *
 * Every puzzle is a pure function of (seed, number, settings). A generated puzzle's scenes all show
 * the law (no demonstration or test is an identity); with `discriminating` no other rule of the
 * set explains all demonstrations unless it also gives the right answer to the test. Canvases are
 * divided by their hash between examinations (a quarter) and lives (the rest), so that no canvas
 * that a life can meet, as a demonstration or as a test, is ever shown in an examination. What is
 * held out is never shown to a life either. Local.
 */
#ifndef SW_WORLD_PUZZLE_WORLDS_H
#define SW_WORLD_PUZZLE_WORLDS_H

#include "base/random.h"
#include "world/puzzle/rules.h"
#include "world/puzzle/pool.h"
#include "world/puzzle/puzzle.h"
#include "world/puzzle/task_list.h"

struct sw_worlds_settings {
    const char *laws; /* "all", or names separated by commas; "fill" takes every parameter, "fill.3"
                         and "recolour.largest" only those, "-copy" takes out
                         (world/law/rule_text.h) */
    const char *source;     /* "generated", or "arc:PATH[:PATH...]" of files and folders */
    int side_min, side_max; /* 3..30 */
    bool square;            /* every canvas is square (as it is if side_min = side_max) */
    int colours;            /* 1..9 */
    int organisms_min, organisms_max;
    int demonstrations_min, demonstrations_max; /* 1..SW_DEMONSTRATIONS_DRAWN_MAX */
    bool discriminating;
    const char *hold_out;  /* rules and compositions that lives never meet; NULL or "": none */
    int compose;           /* laws in a row, at most: 1..SW_PARTS_MAX; 0 is 1 */
    double composed;       /* share of puzzles with more than one, if compose > 1 */
    int distractors;       /* at most so many organisms more, on which nothing depends */
    double occlusion;      /* share of puzzles with a part of every canvas hidden, on which nothing
                              else depends */
    double background;     /* share of puzzles whose background is not 0 */
    const char *laws_name; /* what sentences call `laws`; NULL is "worlds.laws" */
};

/* What the settings allow rules to need. */
struct sw_rules_limits sw_worlds_limits(const struct sw_worlds_settings *settings);

struct sw_worlds; /* opaque: settings, rules, the pool if there is one */

/* Owned by the caller, released by sw_worlds_destroy. NULL with a sentence if a law is unknown
 * (naming the nearest), a setting is out of range, or no file could be read. With a file source,
 * files that cannot be used are counted as refused and `warn` (may be NULL) is told of them in one
 * sentence. */
struct sw_worlds *sw_worlds_create(const struct sw_worlds_settings *settings,
                                   void (*warn)(const char *sentence, void *context), void *context,
                                   struct sw_error *error);
/* What a text of laws depends on beside itself: XXH3 of the names of all laws that this program
 * knows, where the text says all or takes out of all. 0 elsewhere, or if memory is short. */
uint64_t sw_worlds_all_laws(const char *laws);

void sw_worlds_destroy(struct sw_worlds *worlds);

/* The rules that lives meet, 0..sw_worlds_rules()-1; 0 for a file source. What is held out
 * comes behind them, sw_worlds_held() of them: rules first, then compositions. */
uint32_t sw_worlds_rules(const struct sw_worlds *worlds);
uint32_t sw_worlds_held(const struct sw_worlds *worlds);

/* Rules that have a row of their own: all but the held-out compositions. */
uint32_t sw_worlds_rows(const struct sw_worlds *worlds);
const struct sw_rule *sw_worlds_rule(const struct sw_worlds *worlds, uint32_t index);

/* The programs that lives never meet: of each rule that is held out, and of each two rules in a row
 * that a held-out composition names. ground: as they are on a background. An array of *count, NULL
 * if there are none; listed at the first call, and borrowed from the worlds. */
struct sw_held_program {
    struct sw_program program;
    uint32_t parts;
};
int sw_worlds_held_programs(const struct sw_worlds *worlds, bool ground,
                            const struct sw_held_program **out, uint32_t *count,
                            struct sw_error *error);

/* "fill.3", "fill.3>gravity.down", with " on 5" where the background is 5; of a puzzle of these
 * worlds. Cut like snprintf. */
size_t sw_worlds_name(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle, char *text,
                      size_t size);

/* Puzzles in the pool; 0 if they are generated without end. */
uint32_t sw_worlds_pool(const struct sw_worlds *worlds);

/* What became of the files of a file source (world/puzzle/pool.h); all 0 for a generator. */
struct sw_pool_counts sw_worlds_files(const struct sw_worlds *worlds);

/* The tasks of a file source in the order of their puzzles, to be released by sw_task_list_free;
 * none for a generator. */
int sw_worlds_tasks(const struct sw_worlds *worlds, struct sw_task_list *out,
                    struct sw_error *error);

/* Numbers the puzzles of a file source in the order of `wanted`, whatever the files are called now.
 * -1 (SW_EXIT_USAGE) with a sentence that names the files if they hold other tasks. */
int sw_worlds_arrange(struct sw_worlds *worlds, const struct sw_task_list *wanted,
                      struct sw_error *error);

/* What the generator threw away on the way to its puzzles. */
struct sw_worlds_tally {
    uint64_t throws;    /* scenes begun; each came to one of these: */
    uint64_t no_scene;  /*   its organisms or its panels did not fit */
    uint64_t no_show;   /*   the law would change nothing, or selects nothing or all */
    uint64_t not_ours;  /*   lives' canvas in an examination, or the reverse */
    uint64_t seen;      /*   the puzzle has that canvas already */
    uint64_t no_ground; /*   it uses the background's colour */
    uint64_t pairs;     /*   taken */
    uint64_t attempts;  /* puzzles begun; each came to one of these: */
    uint64_t stuck;     /*   not enough pairs in so many throws */
    uint64_t ambiguous; /*   another law explains the demonstrations, but not the test */
    uint64_t puzzles;   /*   taken */
    uint64_t composed, grounded, occluded, distracted; /* of these */
};

/* Writes puzzle `number`. Generated: purpose says what it is for (a life or an examination: the two
 * never share a scene) and rule which rule it shows, or begins with if there are several laws
 * in a row; numbers may be anything. From files: `number` modulo the pool, rule is ignored.
 * Returns 0, or -1 if no scene that shows the law could be drawn in 10,000 throws. `tally` (may be
 * NULL) is added to. */
int sw_worlds_puzzle_tally(const struct sw_worlds *worlds, uint64_t seed, enum sw_purpose purpose,
                           uint64_t number, uint32_t rule, struct sw_puzzle *out,
                           struct sw_worlds_tally *tally, struct sw_error *error);
int sw_worlds_puzzle(const struct sw_worlds *worlds, uint64_t seed, enum sw_purpose purpose,
                     uint64_t number, uint32_t rule, struct sw_puzzle *out, struct sw_error *error);

/* Makes a lesson of a puzzle of several laws in a row: what the laws before number `part` do is
 * done to every canvas, the targets stay, and the teacher does that law alone. -1 (a bug) if it has
 * no such part. */
int sw_worlds_lesson(const struct sw_worlds *worlds, struct sw_puzzle *puzzle, uint32_t part,
                     struct sw_error *error);

/* What a perfect reasoner that knows the rules could reach on this puzzle: |consistent and
 * right| / |consistent|, over the rules that explain all demonstrations (with a background also
 * those that take it for one; of laws in a row these laws in any order). NaN for a file source. */
double sw_worlds_ceiling(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle);

/* Sets solves[rule] to whether the rule makes the target of the first test, for all rules that have
 * a row. solves: [SW_RULES_MAX]. Returns how many do; 0 for a file source and without a test. */
uint32_t sw_worlds_solve(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle,
                         bool *solves);

/* Share of the rules whose program solves the test: what picking a rule blindly gives. 0 for
 * a file source. */
double sw_worlds_chance(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle);

/* The same of the rules alone that lives meet, or that are held out of them: what the message
 * of any puzzle of such an examination gives. Of all rules if there is none of that kind. */
double sw_worlds_chance_among(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle,
                              bool held_out);

#endif
