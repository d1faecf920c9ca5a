/* mind.h - the forward pass of 32 minds at once: the 16 antithetic pairs of a litter in one world,
 * or one network in 32 worlds.
 *
 * With a litter's noise the children are evaluated without being made: the parent's product serves
 * all of them, and each child adds (x . a) b^T. Where all rows are still the same (nothing mutated
 * that could part them) one row is computed. What is shown or heard stays until something else is;
 * its products are computed once. All functions are Local; a mind is its caller's workspace.
 */
#ifndef SW_AGENT_MIND_H
#define SW_AGENT_MIND_H

#include "agent/kernel.h"
#include "agent/mutation.h"
#include "base/percept.h"

#define SW_EDIT_NONE UINT16_MAX /* "no edit yet" as the previous edit: a row that no head has */

#define SW_LOGIT_BARRED (-1e30f) /* of an edit that a row cannot make; counts as -60 in a sum */

/* Sums of one network's eye over one percept, shared by all its children: made once per world. */
struct sw_encoding {
    uint32_t kinds, capacity;
    uint64_t cells;
    float *base;  /* [kinds][K] */
    float *count; /* [kinds] weight of each kind in the mean */
    float
        *coefficient; /* [kinds][16] a litter's row factors summed over the kind's rows (scratch) */
    const struct sw_percept *percept; /* borrowed */
};

struct sw_mind {
    const struct sw_brain_layout *layout; /* borrowed */
    struct sw_kernel kernel;
    const float *weights;         /* borrowed: [layout->floats] */
    const struct sw_noise *noise; /* borrowed; NULL: no mutation, rows are worlds */

    uint64_t sight_runs,
        hearing_runs; /* how often each expert ran, in rows: sight sleeps unless shown something */

    bool shared;       /* all rows hold the same memory: only row 0 is kept */
    bool sight_shared; /* the same for what is seen */
    bool seen, heard;
    float *memory;      /* [32][M] */
    float *sight_gates; /* [32][2M] */
    float *heard_gates; /* [32][2M] */
    float *thought;     /* [32][M] after the expert */
    float *hidden; /* [32][H + M] what was seen, and room for memory beside it: speech reads both */
    bool hidden_shared;
    float *decision;     /* [32][decision_ticks * A padded] */
    float *masked;       /* [32][decision_ticks * A padded] scratch: what one token tells of */
    uint32_t words;      /* only the first so many can be said; 0, at first: all */
    uint32_t intended;   /* bit r: row r speaks of the program that it was told (sw_mind_intend) */
    bool intended_alike; /* all rows at once */
    float *room;         /* scratch: five regions of [32][widest] */
    uint32_t widest, decision_stride;
    uint8_t expert[SW_TILE]; /* which expert thought last */
    /* Of a brain that grows (agent/growth.h). */
    uint8_t only;  /* the expert that thinks, whatever the gate says; SW_EXPERT_CHOSEN, so at first:
                      it says */
    uint32_t open; /* bit k: expert k may be chosen; of the weights that began */
    bool chosen;   /* since the last beginning */
    const uint8_t *barred[SW_TILE]; /* as of sw_mind_bar, borrowed; NULL: a row can make any edit */
    bool bars;                      /* some row has any */
};

struct sw_mind *sw_mind_create(const struct sw_brain_layout *layout, const char *kernel,
                               struct sw_error *error);
void sw_mind_destroy(struct sw_mind *mind);

/* Begins 32 lives: memory, eye and ear are empty. */
void sw_mind_begin(struct sw_mind *mind, const float *weights, const struct sw_noise *noise);

/* Sums a network's eye over a percept; the encoding grows as needed. -1 when out of memory. */
int sw_encoding_take(struct sw_encoding *encoding, const struct sw_mind *mind, const float *weights,
                     const struct sw_percept *percept, struct sw_error *error);
void sw_encoding_free(struct sw_encoding *encoding);

/* Shows the same to all rows. */
void sw_mind_see(struct sw_mind *mind, struct sw_encoding *encoding);

/* Shows something to one row (noise must be NULL). */
void sw_mind_see_row(struct sw_mind *mind, uint32_t row, const struct sw_encoding *encoding);

/* Shows the same to some rows (bit r: row r), with or without noise; the others go on seeing what
 * they saw. A row then sees what it would see if all were shown it. */
void sw_mind_see_rows(struct sw_mind *mind, uint32_t rows, struct sw_encoding *encoding);

/* Tokens arrive at the ears of all rows: tokens[32][L]; row r hears nothing if hears is given and
 * hears[r] is false. */
void sw_mind_hear(struct sw_mind *mind, const uint8_t *tokens, const bool *hears);

/* One tick of memory and thought; previous[r]: which row of the edit head was the last edit of row
 * r of the tile, SW_EDIT_NONE at first. */
void sw_mind_think(struct sw_mind *mind, const uint16_t previous[SW_TILE]);

/* The same edit for all 32. */
static inline void sw_mind_previous(uint16_t previous[SW_TILE], uint16_t edit)
{
    for (uint32_t row = 0; row < SW_TILE; row++)
        previous[row] = edit;
}

/* Edit logits after thinking: out[32][stride], stride = A rounded up to 16. All 32 rows are
 * written. */
void sw_mind_edit(struct sw_mind *mind, float *out);

/* Up to the next beginning a row of the tile makes no edit with barred[edit] != 0: what follows
 * gives it no probability. barred: [A], not its first, which is stop; borrowed. */
void sw_mind_bar(struct sw_mind *mind, uint32_t row, const uint8_t *barred);

/* Log likelihood of a row of the edit head in each row of the tile after thinking. */
void sw_mind_edit_likelihood(struct sw_mind *mind, uint32_t edit, float out[SW_TILE]);

/* The same of a row of the edit head of its own for each row of the tile. */
void sw_mind_edit_likelihoods(struct sw_mind *mind, const uint16_t edit[SW_TILE],
                              float out[SW_TILE]);

/* The likeliest edit of each row (the lowest on a tie). */
void sw_mind_edit_greedy(struct sw_mind *mind, uint16_t out[SW_TILE]);

/* What the rows (bit r: row r) speak of from now to the next beginning, where speech starts from
 * edits: a program, as `length` rows of the edit head and then a stop. */
void sw_mind_intend(struct sw_mind *mind, uint32_t rows, const uint16_t *edits, uint32_t length);

/* The utterance of each row after thinking (greedy): tokens[32][L]. From the decision: the mind
 * first runs its own edits through in thought, on a copy of its memory; a row that was told what it
 * intends speaks of that. */
void sw_mind_speak(struct sw_mind *mind, uint8_t *tokens);

#endif
