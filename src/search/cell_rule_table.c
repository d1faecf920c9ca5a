/* rule_table.c - what can be done to each cell, and the table that a set of cell features makes of
 * it. */
#include "search/cell_rule_private.h"

#define FIRST 24u /* witnesses to begin with */

/* --- cells --- */

/* How many cells there are from this one to the canvas's edge, and how far apart they lie. */
static uint32_t way_ahead(const struct sw_cell_features *cell_features, uint32_t cell,
                          uint32_t direction, int32_t *step)
{
    uint32_t k = cell_features->canvas[cell], at = cell - cell_features->first[k];
    uint32_t x = at % cell_features->width[k], y = at / cell_features->width[k];

    switch (direction) {
    case SW_UP:
        *step = -(int32_t)cell_features->width[k];
        return y;
    case SW_DOWN:
        *step = cell_features->width[k];
        return cell_features->height[k] - 1u - y;
    case SW_LEFT:
        *step = -1;
        return x;
    default:
        *step = 1;
        return cell_features->width[k] - 1u - x;
    }
}

static bool lies_ahead(const struct sw_cell_features *cell_features, uint32_t cell,
                       uint32_t direction, uint8_t colour)
{
    int32_t step;
    uint32_t left = way_ahead(cell_features, cell, direction, &step);

    for (; left > 0; left--) {
        cell = (uint32_t)((int32_t)cell + step);
        if (cell_features->colour[cell] == colour)
            return colour != 0;
    }
    return false;
}

/* What a cell can be done to. A changed cell may take a colour from ahead if it lies there at all:
 * what is before it may have the same key, and is then looked past (see refine). */
void sw_cell_rule_list_options(struct sw_cell_rule *rule)
{
    const struct sw_cell_features *cell_features = rule->cell_features;
    uint32_t kept = cell_features->demonstration_cells, without = rule->settings.left_out;

    if (without != SW_CELL_RULE_OF_ALL)
        kept -= cell_features->first[without + 1] - cell_features->first[without];
    rule->ordered = kept;
    rule->changed = 0;
    for (uint32_t i = 0; i < cell_features->demonstration_cells; i++) {
        uint8_t target = cell_features->target[i];
        uint32_t option = 1u << target;

        if (cell_features->colour[i] == target)
            option |= SW_CELL_RULE_KEEP;
        for (uint32_t p = 0; p < SW_POINTERS + cell_features->pointer_states; p++)
            if (cell_features->pointer[p][i] == target ||
                (p < SW_POINTER_RAREST && (option & SW_CELL_RULE_KEEP) == 0 &&
                 lies_ahead(cell_features, i, p, target)))
                option |= SW_CELL_RULE_POINTER(p);
        if (cell_features->canvas[i] == without)
            option = UINT32_MAX; /* whatever becomes of it */
        rule->option[i] = option;
        if ((option & SW_CELL_RULE_KEEP) == 0)
            rule->order[rule->changed++] = i;
    }
    /* Those that are kept follow, from the end to the middle. */
    for (uint32_t i = 0; i < cell_features->demonstration_cells; i++)
        if ((rule->option[i] & SW_CELL_RULE_KEEP) != 0 && cell_features->canvas[i] != without)
            rule->order[--kept] = i;
}

/* --- witnesses --- */

static void add_witness(struct sw_cell_rule *rule, uint32_t a, uint32_t b)
{
    uint32_t at = rule->witnesses;

    if (at == SW_CELL_RULE_WITNESSES)
        return;
    for (uint32_t p = 0; p < rule->cell_features->cell_features; p++) {
        const uint8_t *value = rule->cell_features->cell_feature[p].value;

        rule->mark[p][at / 64] |= (uint64_t)(value[a] != value[b]) << at % 64;
        rule->first_mark[p] = rule->mark[p][0];
    }
    rule->all[at / 64] |= (uint64_t)1 << at % 64;
    rule->witnesses++;
}

/* Changed cells, evenly spread, each with a cell that must be treated otherwise: one of its own
 * colour if there is one, else any. */
void sw_cell_rule_begin_witnesses(struct sw_cell_rule *rule)
{
    const struct sw_cell_features *cell_features = rule->cell_features;
    uint32_t count = cell_features->demonstration_cells;

    for (uint32_t t = 0; t < FIRST && rule->changed > 0; t++) {
        uint32_t a = rule->order[(uint64_t)t * rule->changed / FIRST], b = count;

        for (uint32_t i = 0; i < count; i++) {
            uint32_t other = (a + 1 + t * 7 + i) % count;

            if ((rule->option[a] & rule->option[other]) != 0)
                continue;
            if (b == count)
                b = other;
            if (cell_features->colour[a] == cell_features->colour[other]) {
                b = other;
                break;
            }
        }
        if (b < count)
            add_witness(rule, a, b);
    }
}

/* --- tables --- */

static uint32_t keys_of(const struct sw_cell_rule *rule, const uint32_t *cell_feature,
                        uint32_t count)
{
    uint32_t keys = 1;

    for (uint32_t i = 0; i < count; i++)
        keys *= rule->cell_features->cell_feature[cell_feature[i]].values;
    return keys;
}

/* Two cells of the key that nothing can be done to alike, one of them `cell`. */
static void learn_witness(struct sw_cell_rule *rule, const uint32_t *cell_feature, uint32_t count,
                          uint32_t key, uint32_t until)
{
    uint32_t cell = rule->order[until];

    for (uint32_t i = 0; i < until; i++) {
        uint32_t other = rule->order[i];

        if ((rule->option[cell] & rule->option[other]) == 0 &&
            sw_cell_rule_key(rule, cell_feature, count, other) == key) {
            add_witness(rule, cell, other);
            return;
        }
    }
}

/* What the cell sees in that direction past cells of its own key; without anything, itself. */
static uint8_t seen_past(const struct sw_cell_rule *rule, const uint32_t *cell_feature,
                         uint32_t count, uint32_t cell, uint32_t direction)
{
    const struct sw_cell_features *cell_features = rule->cell_features;
    uint32_t key = sw_cell_rule_key(rule, cell_feature, count, cell), at = cell;
    int32_t step;
    uint32_t left = way_ahead(cell_features, cell, direction, &step);

    for (; left > 0; left--) {
        at = (uint32_t)((int32_t)at + step);
        if (cell_features->colour[at] != 0 &&
            sw_cell_rule_key(rule, cell_feature, count, at) != key)
            return cell_features->colour[at];
    }
    return cell_features->colour[cell];
}

/* Strikes the directions out that do not hold for all cells of a key; false if a key is left with
 * nothing. */
static bool refine(struct sw_cell_rule *rule, const uint32_t *cell_feature, uint32_t count)
{
    struct sw_cell_rule_table *table = &rule->table;

    for (uint32_t i = 0; i < rule->ordered; i++) {
        uint32_t cell = rule->order[i], key = sw_cell_rule_key(rule, cell_feature, count, cell);
        uint32_t *option = &table->option[key];

        if ((*option & SW_CELL_RULE_KEEP) != 0 || (*option & SW_CELL_RULE_DIRECTIONS) == 0)
            continue;
        for (uint32_t d = 0; d < SW_DIRECTIONS; d++)
            if ((*option & SW_CELL_RULE_POINTER(d)) != 0 &&
                seen_past(rule, cell_feature, count, cell, d) != rule->cell_features->target[cell])
                *option &= ~SW_CELL_RULE_POINTER(d);
        if (*option == 0)
            return false;
    }
    return true;
}

/* Fills the table from the demonstrations; false if some key would have to do two things. */
bool sw_cell_rule_learn(struct sw_cell_rule *rule, const uint32_t *cell_feature, uint32_t count)
{
    struct sw_cell_rule_table *table = &rule->table;

    uint32_t dear = SW_CELL_RULE_COST_MAX / rule->settings.key_cost, changing = 0;

    if (keys_of(rule, cell_feature, count) > SW_CELL_RULE_KEYS_MAX)
        return false;
    table->now++;
    table->keys = 0;
    for (uint32_t i = 0; i < rule->ordered; i++) {
        uint32_t cell = rule->order[i], key = sw_cell_rule_key(rule, cell_feature, count, cell);

        if (table->stamp[key] != table->now) {
            table->stamp[key] = table->now;
            table->option[key] = rule->option[cell];
            table->shown[key] = 1u << rule->cell_features->canvas[cell];
            table->seen[table->keys++] = key;
            if ((rule->option[cell] & SW_CELL_RULE_KEEP) == 0 && ++changing > dear)
                return false;
            continue;
        }
        if ((table->option[key] & rule->option[cell]) == 0) {
            learn_witness(rule, cell_feature, count, key, i);
            return false;
        }
        table->option[key] &= rule->option[cell];
        table->shown[key] |= 1u << rule->cell_features->canvas[cell];
    }
    return refine(rule, cell_feature, count);
}

/* What is done of what could be done: one bit. */
uint32_t sw_cell_rule_choose(uint32_t option, bool by_pointers)
{
    uint32_t pointers = option & ~(SW_CELL_RULE_KEEP | SW_CELL_RULE_COLOURS_ONLY),
             colours = option & SW_CELL_RULE_COLOURS_ONLY;

    if ((option & SW_CELL_RULE_KEEP) != 0)
        return SW_CELL_RULE_KEEP;
    if (pointers != 0 && (by_pointers || colours == 0))
        return pointers & (0 - pointers);
    return colours;
}

/* What the table makes of a cell of a test; keys not seen are kept. */
uint8_t sw_cell_rule_result(const struct sw_cell_rule *rule, const struct sw_cell_rule_found *found,
                            uint32_t cell)
{
    const struct sw_cell_rule_table *table = &rule->table;
    uint32_t key = sw_cell_rule_key(rule, found->cell_feature, found->count, cell);
    uint32_t choice = table->stamp[key] == table->now
                          ? sw_cell_rule_choose(table->option[key], found->by_pointers)
                          : SW_CELL_RULE_KEEP;

    if (choice == SW_CELL_RULE_KEEP)
        return rule->cell_features->colour[cell];
    if (choice < SW_CELL_RULE_KEEP)
        return (uint8_t)__builtin_ctz(choice);
    if (choice < SW_CELL_RULE_POINTER(SW_POINTER_RAREST))
        return seen_past(rule, found->cell_feature, found->count, cell,
                         sw_cell_rule_pointer(choice));
    return rule->cell_features->pointer[sw_cell_rule_pointer(choice)][cell];
}
