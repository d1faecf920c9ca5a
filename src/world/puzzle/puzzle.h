/* puzzle.h - demonstrations of one hidden law, and canvases on which to show that it was
 * understood. All functions are Local. */
#ifndef SW_WORLD_PUZZLE_PUZZLE_H
#define SW_WORLD_PUZZLE_PUZZLE_H

#include "base/error.h"
#include "world/edit/edit.h"

#define SW_DEMONSTRATIONS_MAX       64 /* so that a percept can count their cells in 16 bits */
#define SW_DEMONSTRATIONS_DRAWN_MAX 12 /* of a generated puzzle */
#define SW_TESTS_MAX                6
#define SW_RULE_NONE                UINT32_MAX
#define SW_PARTS_MAX                3 /* laws in a row */

struct sw_pair {
    struct sw_grid canvas, target;
};

struct sw_puzzle {
    uint64_t id;                 /* generated: its number; from a file: hash of its pairs */
    uint32_t rule;               /* index into the worlds' rules, or SW_RULE_NONE (a file's task, or
                                       several laws in a row) */
    uint8_t parts;               /* generated: laws in a row; 0 from a file */
    uint32_t part[SW_PARTS_MAX]; /* their rules */
    uint8_t ground;              /* the colour that has changed places with 0; 0: none */
    bool has_teacher;            /* the teacher turns every canvas into its target */
    struct sw_program
        teacher; /* without has_teacher: the program that comes nearest, may be empty */
    uint8_t part_first[SW_PARTS_MAX], part_end[SW_PARTS_MAX]; /* generated: each law's edits are
                                                                 the teacher's first .. end-1 */
    float
        teacher_progress; /* progress of the teacher, averaged over all pairs; 1 with has_teacher */
    uint8_t demonstrations, tests;
    bool test_has_target[SW_TESTS_MAX]; /* false: the file does not tell the answer, target is empty
                                         */
    struct sw_pair test[SW_TESTS_MAX];
    struct sw_pair demonstration[SW_DEMONSTRATIONS_MAX]; /* last: most puzzles have few */
}; /* pairs beyond the counts are not initialised: copy and hash only what is counted */

/* Copies a puzzle, but not the pairs beyond its counts. */
void sw_puzzle_copy(struct sw_puzzle *to, const struct sw_puzzle *from);

/* The turn of law number `part` as a puzzle: canvases are what the laws before it make of the
 * whole's, targets are what it makes of these, and its edits are the teacher. A puzzle that is not
 * generated is one turn. `out` is not `whole`. */
void sw_puzzle_turn(const struct sw_puzzle *whole, uint32_t part, struct sw_puzzle *out);

/* Share of a pair's wrong cells that have been mended in `result`: 1 if all is right, 0 if nothing
 * is gained or something lost. A wrong size counts every cell of the larger canvas. */
float sw_pair_progress(const struct sw_pair *pair, const struct sw_grid *result);

/* Share of the tests' wrong cells that the program mends, averaged over the tests that have a
 * target: 1 if all right, 0 if none or fewer than none (each test by itself). 0 if no test has a
 * target. */
float sw_puzzle_progress(const struct sw_puzzle *puzzle, const struct sw_program *program);

/* True if the program turns every test canvas into its target; false if a target is not known. */
bool sw_puzzle_exact(const struct sw_puzzle *puzzle, const struct sw_program *program);

/* True if the program turns every demonstration into its target. */
bool sw_puzzle_explains(const struct sw_puzzle *puzzle, const struct sw_program *program);

/* True if the program changes the canvas of every demonstration. */
bool sw_puzzle_changed_by(const struct sw_puzzle *puzzle, const struct sw_program *program);

/* True if without any single one of its edits the program would make something else of some
 * demonstration. Edits that are `spared` (a token, or SW_EDITS_MAX for none) need not count. */
bool sw_puzzle_needs(const struct sw_puzzle *puzzle, const struct sw_program *program,
                     uint32_t spared);

/* The puzzle becomes another, whose teacher the program is: the targets of demonstrations are what
 * it makes of their canvases. Tests stay as they are. */
void sw_puzzle_ask_for(struct sw_puzzle *puzzle, const struct sw_program *program);

/* XXH3 over the pairs, in their order; independent of file names and extra keys. */
uint64_t sw_puzzle_hash(const struct sw_puzzle *puzzle);

/* XXH3 over the sorted hashes of all pairs: the same for tasks that show the same pairs, in
 * whatever order and whether as demonstrations or as tests. Tells which tasks of different sets are
 * one, so that none is learned from in one and examined on in the other. */
uint64_t sw_task_hash(const struct sw_puzzle *puzzle);

#endif
