/* thinking.h - a seat that sees demonstrations tries its own programs on them before it answers.
 *
 * Programs are tried in the order of their likelihood by the seat's own mind: best first over
 * prefixes, where a prefix is worth the sum of the log likelihoods of its edits, and a program that
 * of its stop too (none is needed where ticks are over). Ties go to the lower row of the edit head,
 * then to the older prefix. Every program is run on the demonstrations; the first that turns each
 * into its target is the answer. A prefix that leaves every canvas as an earlier one is cut
 * (world/puzzle/trials.h).
 *
 * The 32 rows of a tile hold prefixes, each with its own memory and last edit: those that the
 * searches of up to 32 puzzles wait for, and then the likeliest others, which are thought ahead.
 * What is found depends on mind, puzzle and settings alone, whoever shares the tile (with a kernel
 * that is placeless). Where stop may open another look, memory is emptied, the eye sees the
 * canvases as the program left them beside their targets, and the search goes on from there.
 *
 * Any mind can think so: of an agent that lives, or one that was read from a file. Memory is
 * bounded, nothing is allocated while thinking but room to see. Local.
 */
#ifndef SW_LIFE_THINKING_H
#define SW_LIFE_THINKING_H

#include "life/refocus.h"
#include "world/puzzle/trials.h"

#define SW_THOUGHTS_MAX 100000u

struct sw_thinking_settings {
    uint32_t thoughts; /* most programs tried on a puzzle: 1..SW_THOUGHTS_MAX */
    uint32_t ticks;    /* most edits of a program: 1..SW_PROGRAM_MAX */
    uint32_t looks;    /* most looks at a puzzle: 1 is the first alone */
    float spread;      /* share of the probability that all edits have in equal parts: 0..1 */
    uint32_t puzzles;  /* most that are thought about at once; 0: as many as a tile has rows */
    float brevity;     /* what each edit of a program costs it, in log likelihood: 0 as they are */
};

/* What thinking about one puzzle came to. */
struct sw_thought {
    uint32_t tried;            /* programs */
    uint32_t found;            /* which of them fits: 1 is the first; 0: none does */
    struct sw_program program; /* that one; empty if there is none */
};

struct sw_thinking; /* opaque */

/* `layout` is borrowed, `action_set` has as many rows as it has edits. */
struct sw_thinking *sw_thinking_create(const struct sw_brain_layout *layout,
                                       const struct sw_action_set *action_set,
                                       const struct sw_thinking_settings *settings,
                                       struct sw_error *error);
void sw_thinking_destroy(struct sw_thinking *thinking); /* NULL is fine */

/* Bytes that it takes, where eyes can move. */
uint64_t sw_thinking_bytes(const struct sw_brain_layout *layout,
                           const struct sw_thinking_settings *settings);

const struct sw_thinking_settings *sw_thinking_settings(const struct sw_thinking *thinking);

/* From now on edits are scored with this spread and this brevity; all else stays as it is. */
void sw_thinking_weigh(struct sw_thinking *thinking, float spread, float brevity);

/* From now on programs are tried in the engine (borrowed), as who thinks owns it, and not in the
 * world; NULL, so at first: in the world. What the eye sees after edits that move it is still the
 * world's. */
void sw_thinking_imagine(struct sw_thinking *thinking, const struct sw_edit_engine *engine);

/* Told of every program in the order in which it is tried; puzzle: which of those thought about.
 * What it is given is borrowed for the call. Without one nobody is told. */
typedef void sw_thinking_told(void *context, uint32_t puzzle, uint32_t number,
                              const struct sw_program *program, bool fits);
void sw_thinking_tell(struct sw_thinking *thinking, sw_thinking_told *told, void *context);

/* Who thinks about what. */
struct sw_thinker {
    struct sw_mind *mind;            /* a workspace; what it held is lost */
    const float *weights;            /* of the mind */
    const struct sw_seat *seat;      /* it sees demonstrations */
    const struct sw_puzzle *puzzle;  /* [puzzles] */
    struct sw_percept *const *shown; /* [puzzles] the demonstrations as they are seen */
    const uint8_t *heard;            /* [puzzles][stride], of which L count; NULL: nothing */
    size_t stride;
    uint32_t puzzles;
};

/* Thinks about puzzles. thought: [puzzles]. -1 only when out of memory for what is seen. */
int sw_thinking_think(struct sw_thinking *thinking, const struct sw_thinker *thinker,
                      struct sw_thought *thought, struct sw_error *error);

#endif
