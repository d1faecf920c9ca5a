/* orders.h - what the probabilities of a policy may order in a search: a table of rows, by name,
 * each with a weight. A weight is in hundredths of an edit for each nat by which a program is less
 * likely; 0 leaves the order as it is without a policy. Local. */
#ifndef SW_SEARCH_ORDERS_H
#define SW_SEARCH_ORDERS_H

#include "base/error.h"

#include <stdint.h>

enum sw_order {
    SW_ORDER_ROOT,    /* which operations are applied to the canvases first */
    SW_ORDER_STATES,  /* which state of depth 1 or more is expanded next */
    SW_ORDER_LAYERS,  /* which layers are tried first */
    SW_ORDER_TABLES,  /* which cell features tables look at first */
    SW_ORDER_ANSWERS, /* which answer that fits is ranked first */
    SW_ORDERS
};

#define SW_ORDER_WEIGHT_MAX 1000

struct sw_order_row {
    const char *name;
    uint16_t weight; /* where none is given */
    const char *help;
};

#define SW_ORDERS_USUAL "states" /* what a policy orders unless told otherwise */

const struct sw_order_row *sw_order_row(enum sw_order order);

/* Reads "none", or a list of names, each with a weight of 1..SW_ORDER_WEIGHT_MAX if it has one:
 * "root,states:10". Rows that are not named get 0. -1 with a sentence (SW_EXIT_USAGE). */
int sw_orders_parse(const char *text, uint16_t weight[SW_ORDERS], struct sw_error *error);

#endif
