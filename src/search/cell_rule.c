/* rule.c - finds the sets of cell features that decide what becomes of each cell, and writes their
 * programs; the table over a set is made in rule_table.c. */
#include "search/cell_rule_private.h"
#include "search/bitset.h"
#include "search/compose.h"

#include <stdlib.h>
#include <string.h>

struct sw_cell_rule_settings sw_cell_rule_settings_usual(void)
{
    return (struct sw_cell_rule_settings){.bases = 3,
                                          .states = 120,
                                          .left_out = SW_CELL_RULE_OF_ALL,
                                          .pointers = SW_POINTER_STATES,
                                          .most = 3,
                                          .pairs = 400,
                                          .triples = 160,
                                          .checks = 4000,
                                          .rule_cost = 10,
                                          .key_cost = 3,
                                          .lone_cost = 5,
                                          .pointer_cost = 1,
                                          .state_cost = 12,
                                          .unseen_cost = 23};
}

/* False if a pointer has nothing to point at. */
static bool hash_outputs(const struct sw_cell_rule *rule, struct sw_cell_rule_found *found)
{
    found->hash = 0;
    for (uint32_t i = rule->cell_features->demonstration_cells; i < rule->cell_features->cells;
         i++) {
        uint8_t colour = sw_cell_rule_result(rule, found, i);

        if (colour == SW_POINTER_NOTHING)
            return false;
        found->hash = (found->hash ^ colour) * 0x9e3779b97f4a7c15u + (found->hash >> 31);
    }
    return true;
}

/* Of every output the cheapest table, of all outputs the cheapest. */
static void keep(struct sw_cell_rule *rule, struct sw_cell_rule_found *found)
{
    uint32_t at = rule->founds, same = rule->founds;

    if (at == SW_CELL_RULE_FOUND_MAX && found->cost >= rule->found[at - 1].cost)
        return;
    if (!hash_outputs(rule, found))
        return;
    for (uint32_t i = 0; i < rule->founds; i++)
        if (rule->found[i].hash == found->hash)
            same = i;
    if (same < rule->founds && rule->found[same].cost <= found->cost)
        return;
    while (at > 0 && found->cost < rule->found[at - 1].cost)
        at--;
    memmove(&rule->found[at + 1], &rule->found[at], (same - at) * sizeof *found);
    rule->found[at] = *found;
    if (same == rule->founds && rule->founds < SW_CELL_RULE_FOUND_MAX)
        rule->founds++;
}

/* The pointer states (bit s) that the table's keys take their colours from. */
static uint32_t pointer_states(const struct sw_cell_rule *rule,
                               const struct sw_cell_rule_found *found)
{
    const struct sw_cell_rule_table *table = &rule->table;
    uint32_t states = 0;

    for (uint32_t i = 0; i < table->keys; i++) {
        uint32_t choice = sw_cell_rule_choose(table->option[table->seen[i]], found->by_pointers);

        if (choice >= SW_CELL_RULE_POINTER(SW_POINTERS))
            states |= 1u << (sw_cell_rule_pointer(choice) - SW_POINTERS);
    }
    return states;
}

/* The table that was just learnt, with colours or pointers first. */
static void take_up(struct sw_cell_rule *rule, const uint32_t *cell_feature, uint32_t count)
{
    const struct sw_cell_rule_table *table = &rule->table;
    uint32_t states;
    bool unseen = false, either = false, several = sw_states_changing(rule->states) > 1;

    for (uint32_t i = rule->cell_features->demonstration_cells;
         i < rule->cell_features->cells && !unseen; i++)
        unseen = table->stamp[sw_cell_rule_key(rule, cell_feature, count, i)] != table->now;
    for (uint32_t by_pointers = 0; by_pointers < 2; by_pointers++) {
        struct sw_cell_rule_found found = {.count = count,
                                           .cost = rule->settings.rule_cost +
                                                   (count - 1) * rule->settings.cell_feature_cost,
                                           .by_pointers = by_pointers != 0};

        for (uint32_t i = 0; i < count; i++) {
            found.cell_feature[i] = cell_feature[i];
            found.cost += rule->cell_features->cell_feature[cell_feature[i]].cost;
        }
        found.cost += unseen ? rule->settings.unseen_cost : 0;
        states = pointer_states(rule, &found);
        for (uint32_t s = 0; s < rule->cell_features->pointer_states; s++)
            if ((states >> s & 1u) != 0)
                found.cost +=
                    rule->settings.state_cost +
                    sw_states_row(rule->states, rule->cell_features->pointer_state[s])->cost;
        for (uint32_t i = 0; i < table->keys && found.cost <= SW_CELL_RULE_COST_MAX; i++) {
            uint32_t choice = sw_cell_rule_choose(table->option[table->seen[i]], by_pointers != 0);
            uint32_t shown = table->shown[table->seen[i]];

            either = either || sw_cell_rule_choose(table->option[table->seen[i]], true) !=
                                   sw_cell_rule_choose(table->option[table->seen[i]], false);
            found.cost +=
                choice == SW_CELL_RULE_KEEP ? rule->settings.kept_cost : rule->settings.key_cost;
            found.cost += choice > SW_CELL_RULE_KEEP ? rule->settings.pointer_cost : 0;
            found.cost += choice != SW_CELL_RULE_KEEP && several && (shown & (shown - 1)) == 0
                              ? rule->settings.lone_cost
                              : 0;
        }
        if (found.cost <= SW_CELL_RULE_COST_MAX)
            keep(rule, &found);
        if (!either)
            return;
    }
}

/* --- sets of cell features --- */

static bool try_cell_features(struct sw_cell_rule *rule, const uint32_t *cell_feature,
                              uint32_t count)
{
    if (rule->checks == 0)
        return false;
    rule->checks--;
    if (!sw_cell_rule_learn(rule, cell_feature, count))
        return false;
    take_up(rule, cell_feature, count);
    return true;
}

/* The witnesses that neither cell feature tells apart; false if there are none. */
static bool left_by(const struct sw_cell_rule *rule, uint32_t a, uint32_t b,
                    uint64_t left[SW_CELL_RULE_WITNESS_WORDS])
{
    uint64_t any = 0;

    for (uint32_t w = 0; w < SW_CELL_RULE_WITNESS_WORDS; w++) {
        left[w] = rule->all[w] & ~rule->mark[a][w] & ~rule->mark[b][w];
        any |= left[w];
    }
    return any != 0;
}

static bool tells_all(const struct sw_cell_rule *rule, uint32_t a,
                      const uint64_t left[SW_CELL_RULE_WITNESS_WORDS])
{
    for (uint32_t w = 0; w * 64 < rule->witnesses; w++)
        if ((left[w] & ~rule->mark[a][w]) != 0)
            return false;
    return true;
}

/* The cell features before `end` that tell all of the first 64 witnesses that are left apart: most
 * do not, and one word of each side by side is compared fast. */
static uint32_t may_do(const struct sw_cell_rule *rule, uint32_t end, uint64_t left,
                       uint16_t out[SW_CELL_FEATURES_MAX])
{
    uint8_t lacks[SW_CELL_FEATURES_MAX];
    uint32_t count = 0;

    for (uint32_t a = 0; a < end; a++)
        lacks[a] = (left & ~rule->first_mark[a]) != 0;
    for (uint32_t a = 0; a < end; a++) {
        out[count] = (uint16_t)a;
        count += lacks[a] == 0;
    }
    return count;
}

/* Every set none of whose parts will do by itself. */
static void search(struct sw_cell_rule *rule)
{
    uint32_t cell_features = rule->cell_features->cell_features, pairs = rule->settings.pairs,
             triples = rule->settings.triples;
    uint64_t left[SW_CELL_RULE_WITNESS_WORDS];
    bool alone[SW_CELL_FEATURES_MAX] = {false};

    for (uint32_t a = 0; a < cell_features; a++)
        alone[a] = tells_all(rule, a, rule->all) && try_cell_features(rule, &a, 1);
    pairs = rule->settings.most < 2 ? 0 : pairs < cell_features ? pairs : cell_features;
    for (uint32_t b = 1; b < pairs; b++) {
        for (uint32_t a = 0; a < b && !alone[b]; a++) {
            uint32_t cell_feature[2] = {a, b};

            if (!alone[a] && !left_by(rule, a, b, left))
                try_cell_features(rule, cell_feature, 2);
        }
    }
    triples = rule->settings.most < 3 ? 0 : triples < cell_features ? triples : cell_features;
    for (uint32_t c = 2; c < triples; c++) {
        for (uint32_t b = 1; b < c && !alone[c]; b++) {
            uint16_t some[SW_CELL_FEATURES_MAX];
            uint32_t count;

            if (alone[b] || !left_by(rule, b, c, left))
                continue;
            count = may_do(rule, b, left[0], some);
            for (uint32_t i = 0; i < count; i++) {
                uint32_t cell_feature[3] = {some[i], b, c};
                uint64_t pair[SW_CELL_RULE_WITNESS_WORDS];

                if (!tells_all(rule, some[i], left) || alone[some[i]] ||
                    !left_by(rule, some[i], b, pair) || !left_by(rule, some[i], c, pair))
                    continue;
                try_cell_features(rule, cell_feature, 3);
                if (!left_by(rule, b, c, left))
                    break;
            }
        }
    }
}

/* --- programs --- */

static void write_key(const struct sw_cell_rule *rule, const struct sw_cell_rule_found *found,
                      uint32_t key, struct sw_cell_features_layers *layers, struct sw_draft *draft)
{
    uint32_t value[SW_CELL_RULE_MOST];

    for (uint32_t i = found->count; i-- > 0;) {
        uint32_t values = rule->cell_features->cell_feature[found->cell_feature[i]].values;

        value[i] = key % values;
        key /= values;
    }
    for (uint32_t i = 0; i < found->count; i++) {
        sw_cell_features_select(rule->cell_features, found->cell_feature[i], value[i], layers,
                                draft);
        if (i > 0)
            sw_compose_words(draft, "select.meet");
        if (i + 1 < found->count)
            sw_compose_words(draft, "select.anchor");
    }
}

/* Keys by what is done: pointers first, so that what they see is still there. */
static void write_program(struct sw_cell_rule *rule, const struct sw_cell_rule_found *found,
                          struct sw_candidate *candidate)
{
    struct sw_draft draft = sw_compose(candidate);
    const struct sw_cell_rule_table *table = &rule->table;
    struct sw_cell_features_layers layers;

    sw_cell_features_begin(rule->cell_features, found->cell_feature, found->count,
                           pointer_states(rule, found), &layers, &draft);
    for (uint32_t choice = SW_CELL_RULE_POINTER(SW_POINTERS_IN_ALL - 1); choice != 0;
         choice >>= 1) {
        for (uint32_t i = 0; i < table->keys; i++) {
            uint32_t key = table->seen[i];

            if (choice == SW_CELL_RULE_KEEP ||
                sw_cell_rule_choose(table->option[key], found->by_pointers) != choice)
                continue;
            write_key(rule, found, key, &layers, &draft);
            if (choice >= SW_CELL_RULE_POINTER(SW_POINTERS)) {
                sw_cell_features_take_state(rule->cell_features,
                                            sw_cell_rule_pointer(choice) - SW_POINTERS, &layers,
                                            &draft);
            } else if (choice > SW_CELL_RULE_KEEP) {
                sw_cell_features_take((enum sw_pointer)sw_cell_rule_pointer(choice), &draft);
            } else {
                sw_compose_number(&draft, (uint32_t)__builtin_ctz(choice));
                sw_compose_words(&draft, "act.recolour");
            }
        }
    }
    if (draft.broken)
        candidate->length = 0;
}

/* How many demonstrations the table makes right: all that it was learnt from, and perhaps the one
 * that was left out. */
static uint32_t reproduced(const struct sw_cell_rule *rule, const struct sw_cell_rule_found *found)
{
    uint32_t count = sw_states_demonstrations(rule->states), k = rule->settings.left_out;

    if (k == SW_CELL_RULE_OF_ALL)
        return count;
    for (uint32_t i = rule->cell_features->first[k]; i < rule->cell_features->first[k + 1]; i++)
        if (sw_cell_rule_result(rule, found, i) != rule->cell_features->target[i])
            return count - 1;
    return count;
}

/* Of the base, of what is looked at, and of the states that colours are taken from. */
static uint32_t surprise_of(const struct sw_cell_rule *rule, const struct sw_cell_rule_found *found)
{
    const struct sw_likelihood *likelihood = rule->settings.likelihood;
    const struct sw_cell_features *cell_features = rule->cell_features;
    uint32_t sum = 0, states;

    if (likelihood == NULL)
        return 0;
    if (cell_features->base != SW_STATE_NONE)
        sum = sw_likelihood_state(likelihood, rule->states, cell_features->base);
    for (uint32_t i = 0; i < found->count; i++)
        sum += sw_cell_feature_surprise(&cell_features->cell_feature[found->cell_feature[i]],
                                        likelihood, rule->states);
    states = pointer_states(rule, found);
    for (uint32_t s = 0; s < cell_features->pointer_states; s++)
        if ((states >> s & 1u) != 0)
            sum += sw_likelihood_state(likelihood, rule->states, cell_features->pointer_state[s]);
    return sum;
}

static void deliver(struct sw_cell_rule *rule, const struct sw_cell_rule_found *found,
                    struct sw_answers *answers, struct sw_composed *composed)
{
    uint32_t demonstrations = sw_states_demonstrations(rule->states);
    uint32_t cell = rule->cell_features->demonstration_cells, base = rule->cell_features->base;
    struct sw_candidate candidate;

    memset(&candidate, 0, sizeof candidate);
    candidate.kind = SW_CANDIDATE_RULE;
    candidate.demonstrations = demonstrations;
    candidate.cost =
        found->cost + (base == SW_STATE_NONE ? rule->frame->cost + SW_PLACEMENT_EMPTY_COST
                                             : sw_states_row(rule->states, base)->cost);
    candidate.tests = sw_states_canvases(rule->states) - demonstrations;
    if (!sw_answers_wants(answers, demonstrations, candidate.cost) ||
        !sw_cell_rule_learn(rule, found->cell_feature, found->count))
        return;
    candidate.demonstrations = reproduced(rule, found);
    candidate.surprise = surprise_of(rule, found);
    for (uint32_t t = 0; t < candidate.tests; t++) {
        uint32_t k = demonstrations + t;
        struct sw_grid *out = &candidate.output[t];

        *out = sw_grid_empty(rule->frame->width[k], rule->frame->height[k]);
        for (int y = 0; y < out->height; y++)
            for (int x = 0; x < out->width; x++)
                out->cell[y][x] = sw_cell_rule_result(rule, found, cell++);
    }
    write_program(rule, found, &candidate);
    if (candidate.length == 0 || !sw_compose_verify(rule->states, &candidate)) {
        composed->mismatched++;
        return;
    }
    composed->added += sw_answers_add(answers, &candidate);
}

/* --- all together --- */

static void search_base(struct sw_cell_rule *rule, uint32_t base, struct sw_answers *answers,
                        struct sw_composed *composed)
{
    sw_cell_features_turn_to(rule->cell_features, base);
    rule->founds = 0;
    rule->witnesses = 0;
    rule->checks = rule->settings.checks;
    memset(rule->all, 0, sizeof rule->all);
    memset(rule->mark, 0, SW_CELL_FEATURES_MAX * sizeof *rule->mark);
    sw_cell_rule_list_options(rule);
    sw_cell_rule_begin_witnesses(rule);
    search(rule);
    composed->found += rule->founds;
    for (uint32_t f = 0; f < rule->founds; f++)
        deliver(rule, &rule->found[f], answers, composed);
}

int sw_cell_rule_search(const struct sw_states *states, const struct sw_placement *frame,
                        const struct sw_cell_rule_settings *settings, struct sw_answers *answers,
                        struct sw_composed *composed, struct sw_error *error)
{
    struct sw_cell_rule *rule = sw_allocate(1, sizeof *rule, "learning rules", error);
    struct sw_composed unheard = {0};
    uint32_t near[SW_BITSET_NEAR_MAX], nears;
    int result_code = -1;

    if (composed == NULL)
        composed = &unheard;
    if (rule == NULL)
        return -1;
    rule->states = states;
    rule->frame = frame;
    rule->settings = *settings;
    rule->cell_features = sw_cell_features_create(states, frame, settings->states, settings->near,
                                                  &settings->listing, error);
    if (rule->cell_features == NULL)
        goto out;
    rule->cell_features->pointer_limit = settings->pointers;
    rule->mark = sw_allocate(SW_CELL_FEATURES_MAX, sizeof *rule->mark, "learning rules", error);
    rule->option = sw_allocate(rule->cell_features->demonstration_cells, sizeof *rule->option,
                               "learning rules", error);
    rule->order = sw_allocate(rule->cell_features->demonstration_cells, sizeof *rule->order,
                              "learning rules", error);
    if (rule->mark == NULL || rule->option == NULL || rule->order == NULL)
        goto out;
    nears = sw_bitset_near(states, frame, settings->bases, near);
    search_base(rule, sw_bitset_fits(states, frame, 0) ? 0 : SW_STATE_NONE, answers, composed);
    for (uint32_t i = 0; i < nears; i++)
        search_base(rule, near[i], answers, composed);
    result_code = 0;
out:
    sw_cell_features_destroy(rule->cell_features);
    free(rule->mark);
    free(rule->option);
    free(rule->order);
    free(rule);
    return result_code;
}
