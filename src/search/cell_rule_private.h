/* rule_private.h - what rule.c and rule_table.c share: the cells of one base with what can be done
 * to each, the witnesses, and the table over a set of cell_features. Only they include it. Local.
 */
#ifndef SW_SEARCH_CELL_RULE_PRIVATE_H
#define SW_SEARCH_CELL_RULE_PRIVATE_H

#include "search/cell_features.h"
#include "search/cell_rule.h"

#define SW_CELL_RULE_MOST 3u
#define SW_CELL_RULE_KEYS_MAX                                                                      \
    4096u /* possible keys of a set of cell features; more tell nothing                            \
           */
#define SW_CELL_RULE_WITNESS_WORDS 8u
#define SW_CELL_RULE_WITNESSES     (64u * SW_CELL_RULE_WITNESS_WORDS)
#define SW_CELL_RULE_COST_MAX      150u /* a dearer rule is never right */
#define SW_CELL_RULE_FOUND_MAX     48u
#define SW_CELL_RULE_KEEP          (1u << SW_COLOURS)                /* after the bits of colours */
#define SW_CELL_RULE_POINTER(p)    (SW_CELL_RULE_KEEP << (1u + (p))) /* and then those of pointers */
#define SW_CELL_RULE_DIRECTIONS                                                                    \
    (SW_CELL_RULE_POINTER(SW_POINTER_RAREST) - SW_CELL_RULE_POINTER(SW_POINTER_UP))
#define SW_CELL_RULE_COLOURS_ONLY (SW_CELL_RULE_KEEP - 1u)

/* A table found. What each key does: a bit of the options. */
struct sw_cell_rule_found {
    uint32_t count, cell_feature[SW_CELL_RULE_MOST];
    uint32_t cost;
    bool by_pointers; /* a pointer goes before a colour where both would do */
    uint64_t hash;    /* of the outputs */
};

/* Keys that have been seen: what could be done with all of their cells. */
struct sw_cell_rule_table {
    uint32_t stamp[SW_CELL_RULE_KEYS_MAX], now; /* a key is seen if its stamp is now's */
    uint32_t option[SW_CELL_RULE_KEYS_MAX];
    uint32_t shown[SW_CELL_RULE_KEYS_MAX]; /* demonstrations (bit k) that have the key */
    uint32_t seen[SW_CELL_RULE_KEYS_MAX], keys;
};

struct sw_cell_rule {
    const struct sw_states *states;
    const struct sw_placement *frame;
    struct sw_cell_rule_settings settings;
    struct sw_cell_features *cell_features;
    uint32_t *option; /* of the demonstrations' cells */
    uint32_t *order;  /* of those of them that count: changed ones first */
    uint32_t ordered, changed, witnesses, checks;
    uint64_t (
        *mark)[SW_CELL_RULE_WITNESS_WORDS];    /* by cell feature: witnesses that it tells apart */
    uint64_t first_mark[SW_CELL_FEATURES_MAX]; /* the first word of each, side by side */
    uint64_t all[SW_CELL_RULE_WITNESS_WORDS];
    struct sw_cell_rule_table table;
    uint32_t founds;
    struct sw_cell_rule_found found[SW_CELL_RULE_FOUND_MAX + 1];
};

/* --- rule_table.c --- */

/* Fills option and order for the cell features' base. */
void sw_cell_rule_list_options(struct sw_cell_rule *rule);

/* The witnesses to begin with. */
void sw_cell_rule_begin_witnesses(struct sw_cell_rule *rule);

/* Fills the table from the demonstrations; false if some key would have to do two things, which is
 * a new witness then. */
bool sw_cell_rule_learn(struct sw_cell_rule *rule, const uint32_t *cell_feature, uint32_t count);

/* What is done of what could be done: one bit. */
uint32_t sw_cell_rule_choose(uint32_t option, bool by_pointers);

/* What the table makes of a cell of a test; keys not seen are kept. */
uint8_t sw_cell_rule_result(const struct sw_cell_rule *rule, const struct sw_cell_rule_found *found,
                            uint32_t cell);

static inline uint32_t sw_cell_rule_key(const struct sw_cell_rule *rule,
                                        const uint32_t *cell_feature, uint32_t count, uint32_t cell)
{
    uint32_t key = 0;

    for (uint32_t i = 0; i < count; i++) {
        const struct sw_cell_feature *row = &rule->cell_features->cell_feature[cell_feature[i]];

        key = key * row->values + row->value[cell];
    }
    return key;
}

/* The pointer of a choice beyond SW_CELL_RULE_KEEP. */
static inline uint32_t sw_cell_rule_pointer(uint32_t choice)
{
    return (uint32_t)(__builtin_ctz(choice) - __builtin_ctz(SW_CELL_RULE_POINTER(0)));
}

#endif
