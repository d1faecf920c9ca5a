/* body_percept.h - what a body in a shared world perceives in one tick: numbers of table rows. The
 * world fills it, the agent reads it; neither knows the other.
 */
#ifndef SW_BASE_BODY_PERCEPT_H
#define SW_BASE_BODY_PERCEPT_H

#include <stdint.h>

#define SW_BODY_SENSES_MAX 64u /* rows that one percept may hold */
#define SW_BODY_FOODS_MAX  25u /* plants that one percept may hold */
#define SW_BODY_OTHERS_MAX 15u /* other bodies that may be heard at once */

/* How many rows there are, for the tables of a brain. */
struct sw_body_senses {
    uint32_t rows;    /* of the table of what is seen, felt and heard */
    uint32_t places;  /* cells of the window */
    uint32_t colours; /* of plants */
    uint32_t events;  /* what a body can be told by its own senses: 0 is nothing */
    uint32_t eaten;   /* the events from here on are plants: + 2 * colour + whether it fed */
    uint32_t acts;    /* that it can choose from */
    uint32_t words;   /* that it can say; 0 is silence */
};

struct sw_body_percept {
    uint8_t rows;                     /* what is seen, energy, what is heard */
    uint8_t foods;                    /* plants in the window */
    uint8_t event, act;               /* of the tick before */
    uint8_t feeds;                    /* bit c: colour c feeds: only for the told */
    uint16_t row[SW_BODY_SENSES_MAX]; /* by place, then energy, laws, goal and target, words last */
    uint8_t place[SW_BODY_FOODS_MAX], colour[SW_BODY_FOODS_MAX];
    uint8_t words, tales;             /* that are heard; events of others that are known */
    uint8_t word[SW_BODY_OTHERS_MAX]; /* 1.., ascending: what their rows say as well */
    uint8_t tale[SW_BODY_OTHERS_MAX]; /* plants that they ate, ascending */
};

#endif
