/* parts.h - what each part of a member is worth: whoever stood for an island, generation by
 * generation, sits at unseen puzzles whole, and with one part removed. Local.
 *
 * A part is removed from a member that grew up with it (a lesion): some of its weights are made
 * silent, or it may not think, or nothing arrives over the channel. So this says what a member
 * makes of a part, and not what it would have become without it.
 */
#ifndef SW_ARCHIVE_PARTS_H
#define SW_ARCHIVE_PARTS_H

#include "archive/rebuild.h"
#include "life/lesion.h"

/* Those of life/lesion.h, which are weights, and what else can be removed. */
enum sw_part_id {
    SW_PART_NONE = SW_LESION_NOTHING, /* the member is whole */
    SW_PART_SIGHT = SW_LESION_SIGHT,
    SW_PART_COLOURS = SW_LESION_COLOURS,
    SW_PART_ORGANISMS = SW_LESION_ORGANISMS,
    SW_PART_RELATIONS = SW_LESION_RELATIONS,
    SW_PART_MEMORY = SW_LESION_MEMORY,
    SW_PART_EDITS = SW_LESION_EDITS,
    SW_PART_EXPERTS = SW_LESION_EXPERTS,
    SW_PART_FORECAST = SW_LESIONS,
    SW_PART_THINKING,
    SW_PART_WORDS,
    SW_PART_RIGHT_WORDS,
    SW_PARTS
};

struct sw_part {
    const char *name, *description;
};
const struct sw_part *sw_part_row(enum sw_part_id part);

/* sw_lesion_remove of a part that is weights, and the forecast expert erased, which then expects
 * that nothing changes; of thinking and words nothing. weights: [layout->floats] of a network that
 * solves puzzles. */
void sw_part_remove(enum sw_part_id part, const struct sw_brain_layout *layout, float *weights);

struct sw_parts_wish {
    uint32_t island, puzzles;
    uint64_t seed;         /* of the puzzles */
    uint64_t every, until; /* generations between examinations, and the last of them */
    int32_t game;          /* enum sw_game_id */
    uint32_t thoughts;     /* with which a whole member thinks; 0: it answers at once */
    bool imagines;         /* it tries its programs in its own forecasts, and not in the world */
};

struct sw_parts_point {
    uint64_t generation; /* as many have been lived */
    uint64_t member;
    double exact[SW_PARTS];    /* share of puzzles solved without the part; NaN: not asked */
    double progress[SW_PARTS]; /* share of wrong cells mended */
};

struct sw_parts_table {
    uint32_t points;
    struct sw_parts_point *point; /* [points], owned; the first is the founder */
    double chance, ceiling;
};

/* Parts that the game, the wish or the member has none of are not asked: words where nobody speaks,
 * thinking without thoughts, forecasts without a forecast expert. -1 with a sentence if the run has
 * no puzzles of laws. */
int sw_parts_examine(struct sw_archive *archive, const struct sw_parts_wish *wish,
                     struct sw_parts_table *out, struct sw_error *error);
void sw_parts_free(struct sw_parts_table *table);

#endif
