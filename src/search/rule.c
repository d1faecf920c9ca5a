/* rule.c - finds the planes that decide what becomes of each cell, and the table. */
#include "search/rule.h"
#include "search/cells.h"
#include "search/compose.h"
#include "search/planes.h"

#include <stdlib.h>
#include <string.h>

#define MOST          3u
#define KEYS_MAX      4096u /* possible keys of a set of planes; more tell nothing */
#define WITNESS_WORDS 8u
#define WITNESSES     (64u * WITNESS_WORDS)
#define COST_MAX      150u /* a dearer rule is never right */
#define FIRST         24u  /* witnesses to begin with */
#define FOUND_MAX     48u
#define KEEP          (1u << SW_COLOURS)   /* after the bits of colours */
#define POINTER(p)    (KEEP << (1u + (p))) /* and then those of pointers */
#define DIRECTIONS    (POINTER(SW_POINTER_RAREST) - POINTER(SW_POINTER_UP))
#define COLOURS_ONLY  (KEEP - 1u)

/* A table found. What each key does: a bit of the options. */
struct found {
    uint32_t count, plane[MOST];
    uint32_t cost;
    bool by_pointers; /* a pointer goes before a colour where both would do */
    uint64_t hash;    /* of the outputs */
};

/* Keys that have been seen: what could be done with all of their cells. */
struct table {
    uint32_t stamp[KEYS_MAX], now; /* a key is seen if its stamp is now's */
    uint32_t option[KEYS_MAX];
    uint32_t shown[KEYS_MAX]; /* demonstrations (bit k) that have the key */
    uint32_t seen[KEYS_MAX], keys;
};

struct rule {
    const struct sw_states *states;
    const struct sw_frame *frame;
    struct sw_rule_settings settings;
    struct sw_planes *planes;
    uint32_t *option; /* of the demonstrations' cells */
    uint32_t *order;  /* of these cells: changed ones first */
    uint32_t changed, witnesses, checks;
    uint64_t (*mark)[WITNESS_WORDS];    /* by plane: witnesses that it tells apart */
    uint64_t first_mark[SW_PLANES_MAX]; /* the first word of each, side by side */
    uint64_t all[WITNESS_WORDS];
    struct table table;
    uint32_t founds;
    struct found found[FOUND_MAX + 1];
};

struct sw_rule_settings sw_rule_settings_usual(void)
{
    return (struct sw_rule_settings){.bases = 3,
                                     .states = 120,
                                     .most = 3,
                                     .pairs = 400,
                                     .triples = 160,
                                     .checks = 4000,
                                     .rule_cost = 0,
                                     .key_cost = 5,
                                     .lone_cost = 5,
                                     .pointer_cost = 5,
                                     .unseen_cost = 40};
}

/* --- cells --- */

/* How many cells there are from this one to the canvas's edge, and how far apart they lie. */
static uint32_t way_ahead(const struct sw_planes *planes, uint32_t cell, uint32_t direction,
                          int32_t *step)
{
    uint32_t k = planes->canvas[cell], at = cell - planes->first[k];
    uint32_t x = at % planes->width[k], y = at / planes->width[k];

    switch (direction) {
    case SW_UP:
        *step = -(int32_t)planes->width[k];
        return y;
    case SW_DOWN:
        *step = planes->width[k];
        return planes->height[k] - 1u - y;
    case SW_LEFT:
        *step = -1;
        return x;
    default:
        *step = 1;
        return planes->width[k] - 1u - x;
    }
}

static bool lies_ahead(const struct sw_planes *planes, uint32_t cell, uint32_t direction,
                       uint8_t colour)
{
    int32_t step;
    uint32_t left = way_ahead(planes, cell, direction, &step);

    for (; left > 0; left--) {
        cell = (uint32_t)((int32_t)cell + step);
        if (planes->colour[cell] == colour)
            return colour != 0;
    }
    return false;
}

/* What a cell can be done to. A changed cell may take a colour from ahead if it lies there at all:
 * what is before it may have the same key, and is then looked past (see refine). */
static void list_options(struct rule *rule)
{
    const struct sw_planes *planes = rule->planes;
    uint32_t kept = planes->demonstration_cells;

    rule->changed = 0;
    for (uint32_t i = 0; i < planes->demonstration_cells; i++) {
        uint8_t target = planes->target[i];
        uint32_t option = 1u << target;

        if (planes->colour[i] == target)
            option |= KEEP;
        for (uint32_t p = 0; p < SW_POINTERS; p++)
            if (planes->pointer[p][i] == target ||
                (p < SW_POINTER_RAREST && (option & KEEP) == 0 && lies_ahead(planes, i, p, target)))
                option |= POINTER(p);
        rule->option[i] = option;
        if ((option & KEEP) == 0)
            rule->order[rule->changed++] = i;
    }
    /* Those that are kept follow, from the end to the middle. */
    for (uint32_t i = 0; i < planes->demonstration_cells; i++)
        if ((rule->option[i] & KEEP) != 0)
            rule->order[--kept] = i;
}

/* --- witnesses --- */

static void add_witness(struct rule *rule, uint32_t a, uint32_t b)
{
    uint32_t at = rule->witnesses;

    if (at == WITNESSES)
        return;
    for (uint32_t p = 0; p < rule->planes->planes; p++) {
        const uint8_t *value = rule->planes->plane[p].value;

        rule->mark[p][at / 64] |= (uint64_t)(value[a] != value[b]) << at % 64;
        rule->first_mark[p] = rule->mark[p][0];
    }
    rule->all[at / 64] |= (uint64_t)1 << at % 64;
    rule->witnesses++;
}

/* Changed cells, evenly spread, each with a cell that must be treated otherwise: one of its own
 * colour if there is one, else any. */
static void first_witnesses(struct rule *rule)
{
    const struct sw_planes *planes = rule->planes;
    uint32_t count = planes->demonstration_cells;

    for (uint32_t t = 0; t < FIRST && rule->changed > 0; t++) {
        uint32_t a = rule->order[(uint64_t)t * rule->changed / FIRST], b = count;

        for (uint32_t i = 0; i < count; i++) {
            uint32_t other = (a + 1 + t * 7 + i) % count;

            if ((rule->option[a] & rule->option[other]) != 0)
                continue;
            if (b == count)
                b = other;
            if (planes->colour[a] == planes->colour[other]) {
                b = other;
                break;
            }
        }
        if (b < count)
            add_witness(rule, a, b);
    }
}

/* --- tables --- */

static uint32_t keys_of(const struct rule *rule, const uint32_t *plane, uint32_t count)
{
    uint32_t keys = 1;

    for (uint32_t i = 0; i < count; i++)
        keys *= rule->planes->plane[plane[i]].values;
    return keys;
}

static uint32_t key_of(const struct rule *rule, const uint32_t *plane, uint32_t count,
                       uint32_t cell)
{
    uint32_t key = 0;

    for (uint32_t i = 0; i < count; i++) {
        const struct sw_plane *row = &rule->planes->plane[plane[i]];

        key = key * row->values + row->value[cell];
    }
    return key;
}

/* Two cells of the key that nothing can be done to alike, one of them `cell`. */
static void learn_witness(struct rule *rule, const uint32_t *plane, uint32_t count, uint32_t key,
                          uint32_t until)
{
    uint32_t cell = rule->order[until];

    for (uint32_t i = 0; i < until; i++) {
        uint32_t other = rule->order[i];

        if ((rule->option[cell] & rule->option[other]) == 0 &&
            key_of(rule, plane, count, other) == key) {
            add_witness(rule, cell, other);
            return;
        }
    }
}

/* What the cell sees in that direction past cells of its own key; without anything, itself. */
static uint8_t seen_past(const struct rule *rule, const uint32_t *plane, uint32_t count,
                         uint32_t cell, uint32_t direction)
{
    const struct sw_planes *planes = rule->planes;
    uint32_t key = key_of(rule, plane, count, cell), at = cell;
    int32_t step;
    uint32_t left = way_ahead(planes, cell, direction, &step);

    for (; left > 0; left--) {
        at = (uint32_t)((int32_t)at + step);
        if (planes->colour[at] != 0 && key_of(rule, plane, count, at) != key)
            return planes->colour[at];
    }
    return planes->colour[cell];
}

/* Strikes the directions out that do not hold for all cells of a key; false if a key is left with
 * nothing. */
static bool refine(struct rule *rule, const uint32_t *plane, uint32_t count)
{
    struct table *table = &rule->table;

    for (uint32_t i = 0; i < rule->planes->demonstration_cells; i++) {
        uint32_t cell = rule->order[i], key = key_of(rule, plane, count, cell);
        uint32_t *option = &table->option[key];

        if ((*option & KEEP) != 0 || (*option & DIRECTIONS) == 0)
            continue;
        for (uint32_t d = 0; d < SW_DIRECTIONS; d++)
            if ((*option & POINTER(d)) != 0 &&
                seen_past(rule, plane, count, cell, d) != rule->planes->target[cell])
                *option &= ~POINTER(d);
        if (*option == 0)
            return false;
    }
    return true;
}

/* Fills the table from the demonstrations; false if some key would have to do two things. */
static bool learn(struct rule *rule, const uint32_t *plane, uint32_t count)
{
    struct table *table = &rule->table;

    uint32_t dear = COST_MAX / rule->settings.key_cost, changing = 0;

    if (keys_of(rule, plane, count) > KEYS_MAX)
        return false;
    table->now++;
    table->keys = 0;
    for (uint32_t i = 0; i < rule->planes->demonstration_cells; i++) {
        uint32_t cell = rule->order[i], key = key_of(rule, plane, count, cell);

        if (table->stamp[key] != table->now) {
            table->stamp[key] = table->now;
            table->option[key] = rule->option[cell];
            table->shown[key] = 1u << rule->planes->canvas[cell];
            table->seen[table->keys++] = key;
            if ((rule->option[cell] & KEEP) == 0 && ++changing > dear)
                return false;
            continue;
        }
        if ((table->option[key] & rule->option[cell]) == 0) {
            learn_witness(rule, plane, count, key, i);
            return false;
        }
        table->option[key] &= rule->option[cell];
        table->shown[key] |= 1u << rule->planes->canvas[cell];
    }
    return refine(rule, plane, count);
}

/* What is done of what could be done: one bit. */
static uint32_t choose(uint32_t option, bool by_pointers)
{
    uint32_t pointers = option & ~(KEEP | COLOURS_ONLY), colours = option & COLOURS_ONLY;

    if ((option & KEEP) != 0)
        return KEEP;
    if (pointers != 0 && (by_pointers || colours == 0))
        return pointers & (0 - pointers);
    return colours;
}

static uint32_t pointer_of(uint32_t choice)
{
    return (uint32_t)(__builtin_ctz(choice) - __builtin_ctz(POINTER(0)));
}

/* What the table makes of a cell of a test; keys not seen are kept. */
static uint8_t result(const struct rule *rule, const struct found *found, uint32_t cell)
{
    const struct table *table = &rule->table;
    uint32_t key = key_of(rule, found->plane, found->count, cell);
    uint32_t choice =
        table->stamp[key] == table->now ? choose(table->option[key], found->by_pointers) : KEEP;

    if (choice == KEEP)
        return rule->planes->colour[cell];
    if (choice < KEEP)
        return (uint8_t)__builtin_ctz(choice);
    if (choice < POINTER(SW_POINTER_RAREST))
        return seen_past(rule, found->plane, found->count, cell, pointer_of(choice));
    return rule->planes->pointer[pointer_of(choice)][cell];
}

/* False if a pointer has nothing to point at. */
static bool hash_outputs(const struct rule *rule, struct found *found)
{
    found->hash = 0;
    for (uint32_t i = rule->planes->demonstration_cells; i < rule->planes->cells; i++) {
        uint8_t colour = result(rule, found, i);

        if (colour == SW_POINTER_NOTHING)
            return false;
        found->hash = (found->hash ^ colour) * 0x9e3779b97f4a7c15u + (found->hash >> 31);
    }
    return true;
}

/* Of every output the cheapest table, of all outputs the cheapest. */
static void keep(struct rule *rule, struct found *found)
{
    uint32_t at = rule->founds, same = rule->founds;

    if (at == FOUND_MAX && found->cost >= rule->found[at - 1].cost)
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
    if (same == rule->founds && rule->founds < FOUND_MAX)
        rule->founds++;
}

/* The table that was just learnt, with colours or pointers first. */
static void take_up(struct rule *rule, const uint32_t *plane, uint32_t count)
{
    const struct table *table = &rule->table;
    bool unseen = false, either = false, several = sw_states_demonstrations(rule->states) > 1;

    for (uint32_t i = rule->planes->demonstration_cells; i < rule->planes->cells && !unseen; i++)
        unseen = table->stamp[key_of(rule, plane, count, i)] != table->now;
    for (uint32_t by_pointers = 0; by_pointers < 2; by_pointers++) {
        struct found found = {.count = count,
                              .cost = rule->settings.rule_cost +
                                      (count - 1) * rule->settings.plane_cost,
                              .by_pointers = by_pointers != 0};

        for (uint32_t i = 0; i < count; i++) {
            found.plane[i] = plane[i];
            found.cost += rule->planes->plane[plane[i]].cost;
        }
        found.cost += unseen ? rule->settings.unseen_cost : 0;
        for (uint32_t i = 0; i < table->keys && found.cost <= COST_MAX; i++) {
            uint32_t choice = choose(table->option[table->seen[i]], by_pointers != 0);
            uint32_t shown = table->shown[table->seen[i]];

            either = either || choose(table->option[table->seen[i]], true) !=
                                   choose(table->option[table->seen[i]], false);
            found.cost += choice == KEEP ? rule->settings.kept_cost : rule->settings.key_cost;
            found.cost += choice > KEEP ? rule->settings.pointer_cost : 0;
            found.cost += choice != KEEP && several && (shown & (shown - 1)) == 0
                              ? rule->settings.lone_cost
                              : 0;
        }
        if (found.cost <= COST_MAX)
            keep(rule, &found);
        if (!either)
            return;
    }
}

/* --- sets of planes --- */

static bool try_planes(struct rule *rule, const uint32_t *plane, uint32_t count)
{
    if (rule->checks == 0)
        return false;
    rule->checks--;
    if (!learn(rule, plane, count))
        return false;
    take_up(rule, plane, count);
    return true;
}

/* The witnesses that neither plane tells apart; false if there are none. */
static bool left_by(const struct rule *rule, uint32_t a, uint32_t b, uint64_t left[WITNESS_WORDS])
{
    uint64_t any = 0;

    for (uint32_t w = 0; w < WITNESS_WORDS; w++) {
        left[w] = rule->all[w] & ~rule->mark[a][w] & ~rule->mark[b][w];
        any |= left[w];
    }
    return any != 0;
}

static bool tells_all(const struct rule *rule, uint32_t a, const uint64_t left[WITNESS_WORDS])
{
    for (uint32_t w = 0; w * 64 < rule->witnesses; w++)
        if ((left[w] & ~rule->mark[a][w]) != 0)
            return false;
    return true;
}

/* The planes before `end` that tell all of the first 64 witnesses that are left apart: most do not,
 * and one word of each side by side is compared fast. */
static uint32_t may_do(const struct rule *rule, uint32_t end, uint64_t left,
                       uint16_t out[SW_PLANES_MAX])
{
    uint8_t lacks[SW_PLANES_MAX];
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
static void search(struct rule *rule)
{
    uint32_t planes = rule->planes->planes, pairs = rule->settings.pairs,
             triples = rule->settings.triples;
    uint64_t left[WITNESS_WORDS];
    bool alone[SW_PLANES_MAX] = {false};

    for (uint32_t a = 0; a < planes; a++)
        alone[a] = tells_all(rule, a, rule->all) && try_planes(rule, &a, 1);
    pairs = rule->settings.most < 2 ? 0 : pairs < planes ? pairs : planes;
    for (uint32_t b = 1; b < pairs; b++) {
        for (uint32_t a = 0; a < b && !alone[b]; a++) {
            uint32_t plane[2] = {a, b};

            if (!alone[a] && !left_by(rule, a, b, left))
                try_planes(rule, plane, 2);
        }
    }
    triples = rule->settings.most < 3 ? 0 : triples < planes ? triples : planes;
    for (uint32_t c = 2; c < triples; c++) {
        for (uint32_t b = 1; b < c && !alone[c]; b++) {
            uint16_t some[SW_PLANES_MAX];
            uint32_t count;

            if (alone[b] || !left_by(rule, b, c, left))
                continue;
            count = may_do(rule, b, left[0], some);
            for (uint32_t i = 0; i < count; i++) {
                uint32_t plane[3] = {some[i], b, c};
                uint64_t pair[WITNESS_WORDS];

                if (!tells_all(rule, some[i], left) || alone[some[i]] ||
                    !left_by(rule, some[i], b, pair) || !left_by(rule, some[i], c, pair))
                    continue;
                try_planes(rule, plane, 3);
                if (!left_by(rule, b, c, left))
                    break;
            }
        }
    }
}

/* --- programs --- */

static void write_key(const struct rule *rule, const struct found *found, uint32_t key,
                      struct sw_planes_layers *layers, struct sw_composition *composition)
{
    uint32_t value[MOST];

    for (uint32_t i = found->count; i-- > 0;) {
        uint32_t values = rule->planes->plane[found->plane[i]].values;

        value[i] = key % values;
        key /= values;
    }
    for (uint32_t i = 0; i < found->count; i++) {
        sw_planes_select(rule->planes, found->plane[i], value[i], layers, composition);
        if (i > 0)
            sw_compose_words(composition, "select.meet");
        if (i + 1 < found->count)
            sw_compose_words(composition, "select.anchor");
    }
}

/* Keys by what is done: pointers first, so that what they see is still there. */
static void write_program(struct rule *rule, const struct found *found,
                          struct sw_candidate *candidate)
{
    struct sw_composition composition = sw_compose(candidate);
    const struct table *table = &rule->table;
    struct sw_planes_layers layers;

    sw_planes_begin(rule->planes, found->plane, found->count, &layers, &composition);
    for (uint32_t choice = POINTER(SW_POINTERS - 1); choice != 0; choice >>= 1) {
        for (uint32_t i = 0; i < table->keys; i++) {
            uint32_t key = table->seen[i];

            if (choice == KEEP || choose(table->option[key], found->by_pointers) != choice)
                continue;
            write_key(rule, found, key, &layers, &composition);
            if (choice > KEEP) {
                sw_planes_take((enum sw_pointer)pointer_of(choice), &composition);
            } else {
                sw_compose_number(&composition, (uint32_t)__builtin_ctz(choice));
                sw_compose_words(&composition, "act.recolour");
            }
        }
    }
    if (composition.broken)
        candidate->length = 0;
}

static void deliver(struct rule *rule, const struct found *found, struct sw_answers *answers,
                    struct sw_composed *composed)
{
    uint32_t demonstrations = sw_states_demonstrations(rule->states);
    uint32_t cell = rule->planes->demonstration_cells, base = rule->planes->base;
    struct sw_candidate candidate;

    memset(&candidate, 0, sizeof candidate);
    candidate.kind = SW_CANDIDATE_RULE;
    candidate.demonstrations = demonstrations;
    candidate.cost =
        found->cost +
        (base == SW_STATE_NONE ? rule->frame->cost + 10 : sw_states_row(rule->states, base)->cost);
    candidate.tests = sw_states_canvases(rule->states) - demonstrations;
    if (!sw_answers_wants(answers, demonstrations, candidate.cost) ||
        !learn(rule, found->plane, found->count))
        return;
    for (uint32_t t = 0; t < candidate.tests; t++) {
        uint32_t k = demonstrations + t;
        struct sw_grid *out = &candidate.output[t];

        *out = sw_grid_empty(rule->frame->width[k], rule->frame->height[k]);
        for (int y = 0; y < out->height; y++)
            for (int x = 0; x < out->width; x++)
                out->cell[y][x] = result(rule, found, cell++);
    }
    write_program(rule, found, &candidate);
    if (candidate.length == 0 || !sw_compose_verify(rule->states, &candidate)) {
        composed->mismatched++;
        return;
    }
    composed->added += sw_answers_add(answers, &candidate);
}

/* --- all together --- */

static void search_base(struct rule *rule, uint32_t base, struct sw_answers *answers,
                        struct sw_composed *composed)
{
    sw_planes_turn_to(rule->planes, base);
    rule->founds = 0;
    rule->witnesses = 0;
    rule->checks = rule->settings.checks;
    memset(rule->all, 0, sizeof rule->all);
    memset(rule->mark, 0, SW_PLANES_MAX * sizeof *rule->mark);
    list_options(rule);
    first_witnesses(rule);
    search(rule);
    composed->found += rule->founds;
    for (uint32_t f = 0; f < rule->founds; f++)
        deliver(rule, &rule->found[f], answers, composed);
}

int sw_rule_search(const struct sw_states *states, const struct sw_frame *frame,
                   const struct sw_rule_settings *settings, struct sw_answers *answers,
                   struct sw_composed *composed, struct sw_error *error)
{
    struct rule *rule = sw_allocate(1, sizeof *rule, "learning rules", error);
    struct sw_composed unheard = {0};
    uint32_t near[SW_CELLS_NEAR_MAX], nears;
    int result_code = -1;

    if (composed == NULL)
        composed = &unheard;
    if (rule == NULL)
        return -1;
    rule->states = states;
    rule->frame = frame;
    rule->settings = *settings;
    rule->planes = sw_planes_create(states, frame, settings->states, error);
    if (rule->planes == NULL)
        goto out;
    rule->mark = sw_allocate(SW_PLANES_MAX, sizeof *rule->mark, "learning rules", error);
    rule->option = sw_allocate(rule->planes->demonstration_cells, sizeof *rule->option,
                               "learning rules", error);
    rule->order = sw_allocate(rule->planes->demonstration_cells, sizeof *rule->order,
                              "learning rules", error);
    if (rule->mark == NULL || rule->option == NULL || rule->order == NULL)
        goto out;
    nears = sw_cells_near(states, frame, settings->bases, near);
    search_base(rule, sw_cells_fits(states, frame, 0) ? 0 : SW_STATE_NONE, answers, composed);
    for (uint32_t i = 0; i < nears; i++)
        search_base(rule, near[i], answers, composed);
    result_code = 0;
out:
    sw_planes_destroy(rule->planes);
    free(rule->mark);
    free(rule->option);
    free(rule->order);
    free(rule);
    return result_code;
}
