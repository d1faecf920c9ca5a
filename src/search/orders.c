#include "search/orders.h"

#include <string.h>

static const struct sw_order_row rows[SW_ORDERS] = {
    [SW_ORDER_ROOT] = {"root", 10, "the operations that are applied to the canvases"},
    [SW_ORDER_STATES] = {"states", 5, "the states that are expanded"},
    [SW_ORDER_LAYERS] = {"layers", 10, "layers"},
    [SW_ORDER_TABLES] = {"tables", 10, "the cell features of tables"},
    [SW_ORDER_ANSWERS] = {"answers", 10, "the answers that fit"},
};

const struct sw_order_row *sw_order_row(enum sw_order order)
{
    return &rows[order];
}

static int refuse(const char *at, size_t length, struct sw_error *error)
{
    return sw_fail(error, SW_EXIT_USAGE,
                   "there is no order \"%.*s\"; give none, or some of root, states, layers, tables "
                   "and answers, each with a weight from 1 to %d behind a colon if you like",
                   (int)(length < 60 ? length : 60), at, SW_ORDER_WEIGHT_MAX);
}

/* A whole number without a sign, 1..SW_ORDER_WEIGHT_MAX; 0 if it is none. */
static uint16_t weight_of(const char *text, size_t length)
{
    uint32_t weight = 0;

    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9' || weight > SW_ORDER_WEIGHT_MAX)
            return 0;
        weight = weight * 10 + (uint32_t)(text[i] - '0');
    }
    return (uint16_t)(weight <= SW_ORDER_WEIGHT_MAX ? weight : 0);
}

static int take(const char *at, size_t length, uint16_t weight[SW_ORDERS], struct sw_error *error)
{
    const char *colon = memchr(at, ':', length);
    size_t name = colon != NULL ? (size_t)(colon - at) : length;

    for (uint32_t i = 0; i < SW_ORDERS; i++) {
        if (strlen(rows[i].name) != name || memcmp(rows[i].name, at, name) != 0)
            continue;
        weight[i] = colon != NULL ? weight_of(colon + 1, length - name - 1) : rows[i].weight;
        return weight[i] != 0 ? 0 : refuse(at, length, error);
    }
    return refuse(at, length, error);
}

int sw_orders_parse(const char *text, uint16_t weight[SW_ORDERS], struct sw_error *error)
{
    memset(weight, 0, SW_ORDERS * sizeof *weight);
    if (strcmp(text, "none") == 0)
        return 0;
    for (const char *at = text;;) {
        size_t length = strcspn(at, ",");

        if (take(at, length, weight, error) != 0)
            return -1;
        if (at[length] == '\0')
            return 0;
        at += length + 1;
    }
}
