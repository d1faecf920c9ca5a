/* trend.h - what numbers and kinds do from canvas to target in every demonstration.
 *
 * An image has numbers (organisms, colours, holes, different rows, ...) and kinds (the sizes,
 * shapes and colours that its organisms have). A number may be the same in all targets, differ from
 * the canvas's by the same everywhere, never be more or never fewer; a target's kinds may all be
 * found on the canvas, or the canvas's on the target; a target may be cut out of its canvas.
 * Whatever is so in all demonstrations should be so in the tests: an answer that breaks it costs
 * more. Beside prior.h, which knows colours and cells, this knows things. Local, pure.
 */
#ifndef SW_SEARCH_TREND_H
#define SW_SEARCH_TREND_H

#include "world/puzzle/puzzle.h"

enum sw_measure {
    SW_MEASURE_CELLS,   /* not empty */
    SW_MEASURE_COLOURS, /* 0 not counted */
    SW_MEASURE_ROWS,    /* different ones */
    SW_MEASURE_COLUMNS,
    SW_MEASURE_EDGES,     /* sides between cells of different colours */
    SW_MEASURE_ORGANISMS, /* of one colour, by eight neighbours: so below */
    SW_MEASURE_FOUR,      /* the same by four neighbours */
    SW_MEASURE_DOTS,      /* organisms of one cell */
    SW_MEASURE_LARGEST,   /* cells of the largest organism */
    SW_MEASURE_SMALLEST,
    SW_MEASURE_ROOMS, /* pieces of the background, by four neighbours */
    SW_MEASURE_HOLES, /* of these, those that do not reach the edge */
    SW_MEASURES
};

enum sw_kind {
    SW_KIND_COLOUR, /* also 0 */
    SW_KIND_SIZE,   /* of organisms: cells */
    SW_KIND_SHAPE,
    SW_KIND_COLOURED, /* shape and colour */
    SW_KINDS
};

/* A set of kinds is a set of bits; kinds that share a bit are taken for one. */
#define SW_KIND_WORDS 16

struct sw_measures {
    uint16_t number[SW_MEASURES];
    uint64_t kinds[SW_KINDS][SW_KIND_WORDS];
};

void sw_measures_of(const struct sw_grid *grid, struct sw_measures *measures);

/* A set of trends: bits by measure or by kind. */
struct sw_trends {
    uint16_t same;    /* the target's number is one for all */
    uint16_t step;    /* the difference to the canvas's is */
    uint16_t no_more; /* the target's is at most the canvas's */
    uint16_t no_fewer;
    uint8_t none_new;  /* kinds: all of the target's are on the canvas */
    uint8_t none_lost; /* all of the canvas's are on the target */
    bool cut;          /* the target is a part of the canvas, not of its size */
};

struct sw_trend {
    const struct sw_puzzle *puzzle; /* borrowed */
    struct sw_trends holds;         /* in all demonstrations */
    uint16_t number[SW_MEASURES];   /* of all targets, where it is the same */
    int16_t step[SW_MEASURES];
    struct sw_measures canvas[SW_TESTS_MAX];
};

void sw_trend_of(const struct sw_puzzle *puzzle, struct sw_trend *trend);

/* Adds to the set those trends that this output of a test breaks. */
void sw_trend_judge(const struct sw_trend *trend, uint32_t test, const struct sw_grid *output,
                    struct sw_trends *broken);

/* What an answer that breaks them costs more, in tenths of an edit. */
uint32_t sw_trends_cost(const struct sw_trends *broken);

#endif
