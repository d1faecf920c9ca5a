/* thinking_private.h - what thinking.c (room, and the tile that is thought through) and
 * thinking_search.c (which prefix comes next) share. Local. */
#ifndef SW_LIFE_THINKING_PRIVATE_H
#define SW_LIFE_THINKING_PRIVATE_H

#include "life/thinking.h"

#define SW_THINKING_NONE UINT32_MAX

/* Prefixes that a search may think through until it has tried its first program, and for each
 * program that it has tried: so it goes on as it would with more thoughts, until they are used. */
#define SW_THINKING_PATIENCE 2048u
#define SW_THINKING_EACH     4u

/* A prefix that was thought through. `scores` of its slot hold what each of its children is worth,
 * -inf once it was taken; so only the likeliest child of each prefix waits in the heap. */
struct sw_thinking_prefix {
    uint32_t state, parent, slot; /* state: what it leaves of the canvases (trials.h) */
    uint32_t eye;                 /* the slot whose senses it has */
    uint32_t ahead; /* the slot in which its next child is thought already; SW_THINKING_NONE */
    float score, next_score;
    uint16_t row, next; /* its last edit (none where a look begins), its next child's */
    uint8_t length, looks;
};

/* The search for a program that fits one puzzle. */
struct sw_thinking_search {
    const struct sw_puzzle *puzzle;
    struct sw_trials *trials;
    struct sw_thought *thought;
    uint32_t number;                /* of the puzzle */
    uint32_t count, heaped, unused; /* prefixes; of them in the heap; slots that are free */
    uint32_t
        waiting; /* the prefix that is to be thought through; SW_THINKING_NONE: there is none */
    bool over;
    struct sw_thinking_prefix *prefix; /* [room] */
    uint32_t *heap;                    /* [room] prefixes, that with the best next child on top */
    uint32_t *slot;                    /* [slots] the free ones, the first `unused` of them */
    bool *looked;                      /* [steps + 1] states at which a look has begun */
    uint32_t *eye;                     /* [slots] what thinking ahead has found of it */
    float *scores;                     /* [slots][stride] */
    float *memory;                     /* [slots][M] */
    float *senses; /* [slots][4M] if eyes can move, else of the first slot alone */
};

/* A row of the tile: the child of a prefix by an edit, thought into a slot. */
struct sw_thinking_row {
    struct sw_thinking_search *search;
    uint32_t parent, slot;
    uint16_t row; /* SW_EDIT_NONE: a look begins, at the prefix that waits */
    float score;
};

struct sw_thinking {
    struct sw_thinking_settings settings;
    struct sw_action_set action_set;
    const struct sw_brain_layout *layout;
    sw_edit_token fresh;  /* empties the hand where a look begins */
    bool moves;           /* eyes can move, or look again */
    uint32_t room, steps; /* of a search: prefixes, and edits that are tried */
    uint32_t slots, stride, memory_floats, senses_floats, searches;
    struct sw_thinking_search *search;   /* [searches] */
    const struct sw_edit_engine *engine; /* borrowed; NULL: the world */
    struct sw_refocus *refocus;
    struct sw_encoding encoding;
    float *logits, *work; /* [32][stride], [stride] */
    uint32_t rows;
    struct sw_thinking_row seat[SW_TILE];
    sw_thinking_told *told;
    void *context;
};

/* Begins the search for a program that fits puzzle `number`: its root waits. */
void sw_thinking_begin(struct sw_thinking *thinking, struct sw_thinking_search *search,
                       const struct sw_thinker *thinker, uint32_t number,
                       struct sw_thought *thought);

/* Takes what is likeliest until something has to be thought through. */
void sw_thinking_advance(struct sw_thinking *thinking, struct sw_thinking_search *search);

/* What waited is thought through. */
void sw_thinking_wake(struct sw_thinking *thinking, struct sw_thinking_search *search);

/* The program of a prefix. */
void sw_thinking_program(const struct sw_thinking *thinking,
                         const struct sw_thinking_search *search, uint32_t prefix,
                         struct sw_program *out);

#endif
