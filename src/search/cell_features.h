/* cell_features.h - what rules by table look at: small numbers for every cell of an answer.
 *
 * The cells are those of a base, that is of one state's images (or of empty canvases): row by row,
 * canvas after canvas, demonstrations first. A cell feature is a where.* token (its value is the
 * number it compares with), a selection (1: selected), or another state of the same size (its
 * colours, or only whether it is empty). So every value of every cell feature is a few edit tokens
 * that select the cells that have it. Cell features that tell the same cells apart are one: the
 * cheapest. Local.
 */
#ifndef SW_SEARCH_CELL_FEATURES_H
#define SW_SEARCH_CELL_FEATURES_H

#include "search/compose.h"
#include "search/likelihood.h"
#include "search/placement.h"

#define SW_CELL_FEATURES_MAX       512
#define SW_CELL_FEATURE_VALUES_MAX 64 /* a cell feature with more different values is left out */
#define SW_CELL_FEATURE_LAYERS_MAX 6  /* states that one rule may look at */

enum sw_cell_feature_kind {
    SW_CELL_FEATURE_WHERE,    /* where.*: raw values as sw_feature_plane gives them */
    SW_CELL_FEATURE_NEAR,     /* where.near with one colour: 0 or 1 */
    SW_CELL_FEATURE_SELECTED, /* a selection: 0 or 1 */
    SW_CELL_FEATURE_COLOURED, /* one that begins with the organisms of one colour: 0 or 1 */
    SW_CELL_FEATURE_COLOURS,  /* a state's colours */
    SW_CELL_FEATURE_OCCUPIED  /* where a state is not empty: 0 or 1 */
};

struct sw_cell_feature {
    enum sw_cell_feature_kind kind;
    uint8_t what; /* feature, colour or row of the selections */
    uint8_t mode; /* enum sw_edit_mode in which it is seen */
    uint8_t colour;
    uint32_t state;
    uint32_t cost;   /* tenths */
    uint32_t late;   /* what it is less likely than others, in tenths: it stands further behind */
    uint32_t values; /* how many different ones */
    uint16_t raw[SW_CELL_FEATURE_VALUES_MAX]; /* by number of the value */
    uint64_t hash;                            /* of the values of all cells */
    uint8_t *value;                           /* of each cell: its number, < values */
};

/* What cells of the base can take their colour from, instead of one colour for all. */
enum sw_pointer {
    SW_POINTER_UP, /* the colour seen first in the direction, past cells that do the same; without
                      one, their own */
    SW_POINTER_DOWN,
    SW_POINTER_LEFT,
    SW_POINTER_RIGHT,
    SW_POINTER_RAREST, /* hand.rarest and so on: one colour for the canvas */
    SW_POINTER_COMMONEST,
    SW_POINTER_LARGEST,
    SW_POINTER_SMALLEST,
    SW_POINTER_UNIQUE,
    SW_POINTERS
};

/* Behind them, states: a cell takes the colour that the state has there. */
#define SW_POINTER_STATES  6
#define SW_POINTERS_IN_ALL (SW_POINTERS + SW_POINTER_STATES)

#define SW_POINTER_NOTHING 255 /* there is no such colour: a rule that needs it is void */

struct sw_cell_features {
    const struct sw_states *states; /* borrowed */
    const struct sw_placement *frame;
    struct sw_listing listing;           /* what it points to is borrowed */
    uint32_t base;                       /* a state, or SW_STATE_NONE: empty canvases */
    uint32_t cells, demonstration_cells; /* of all canvases; those of demonstrations come first */
    uint32_t state_cell_features;
    struct sw_cell_feature state_cell_feature[SW_CELL_FEATURES_MAX]; /* those of states only */
    uint32_t cell_features;
    struct sw_cell_feature cell_feature[SW_CELL_FEATURES_MAX]; /* cheapest and likeliest first */
    uint32_t canvases, first[SW_IMAGES_MAX + 1]; /* cell of each canvas, then of none */
    uint8_t width[SW_IMAGES_MAX], height[SW_IMAGES_MAX];
    uint8_t *canvas;                      /* of each cell */
    uint8_t *colour;                      /* of the base's cells */
    uint8_t *target;                      /* of the demonstrations' */
    uint8_t *pointer[SW_POINTERS_IN_ALL]; /* the colour that a cell would take if it alone did so */
    uint32_t listed, list[SW_CELL_FEATURES_MAX]; /* the states whose cell features they are */
    uint32_t pointer_limit; /* at most so many pointer states; SW_POINTER_STATES to begin with */
    uint32_t pointer_states, pointer_state[SW_POINTER_STATES]; /* chosen for the base */
    uint8_t *room;                                             /* what all of these point into */
    struct sw_cell_features_bench *bench; /* the canvases on which selections are tried */
};

/* Gathers the cell features of at most `states` states of the frame's size, the first ones of the
 * listing (copied; what it points to is borrowed), and of those nearest to the targets. NULL if
 * memory runs out. */
struct sw_cell_features *sw_cell_features_create(const struct sw_states *states,
                                                 const struct sw_placement *frame,
                                                 uint32_t state_cell_features, uint32_t near,
                                                 const struct sw_listing *listing,
                                                 struct sw_error *error);

/* How unlikely it is that a program looks at the cell feature: the surprise of the edits that
 * select by it (a table of kinds), or that of the state. */
uint32_t sw_cell_feature_surprise(const struct sw_cell_feature *cell_feature,
                                  const struct sw_likelihood *likelihood,
                                  const struct sw_states *states);

/* Adds what can be said of a base's cells to them, in place of the last base's. */
void sw_cell_features_turn_to(struct sw_cell_features *cell_features, uint32_t base);
void sw_cell_features_destroy(struct sw_cell_features *cell_features); /* NULL is fine */

/* Writes the beginning of a program: saves the states that the `count` cell features look at, and
 * those of the set `pointers` (bit s: the base's pointer state s), as layers, makes the base and
 * has the eye hold it. `top` is kept for sw_cell_features_select: which layer is topmost. */
struct sw_cell_features_layers {
    uint32_t count, top;
    uint32_t state[SW_CELL_FEATURE_LAYERS_MAX];
};
void sw_cell_features_begin(const struct sw_cell_features *cell_features,
                            const uint32_t *cell_feature, uint32_t count, uint32_t pointers,
                            struct sw_cell_features_layers *layers, struct sw_draft *draft);

/* Selects the cells where the cell feature has the value of that number. */
void sw_cell_features_select(const struct sw_cell_features *cell_features, uint32_t cell_feature,
                             uint32_t value, struct sw_cell_features_layers *layers,
                             struct sw_draft *draft);

/* The selected cells take the colour that the pointer says (one of enum sw_pointer). */
void sw_cell_features_take(enum sw_pointer pointer, struct sw_draft *draft);

/* The selected cells take the colours that the base's pointer state s has there. */
void sw_cell_features_take_state(const struct sw_cell_features *cell_features, uint32_t s,
                                 struct sw_cell_features_layers *layers, struct sw_draft *draft);

#endif
