#include "world/physics/physics_set.h"

#include "base/parameter.h"
#include "world/physics/physics_rules.h"

#include <stdio.h>
#include <string.h>

/* One combination of eight is unseen. A combination of options comes up once in 5,760 throws. */
enum { SETS_UNSEEN = 8, THROWS_COMMON = 1 << 16, THROWS = 16 * THROWS_COMMON };

static const struct sw_physics_row rows[] = {
    {"border",
     "what is beyond the edges for what moves",
     SW_PHYSICS_ALWAYS,
     2,
     {"wall", "wrap"},
     {0},
     false,
     sw_physics_border},
    {"glass",
     "a colour whose place is taken by what falls; it does not fall",
     SW_PHYSICS_ALWAYS,
     2,
     {"none", "one"},
     {0, 1},
     true,
     sw_physics_glass},
    {"glue",
     "a colour that holds itself and what has a side on it from falling",
     SW_PHYSICS_ALWAYS,
     2,
     {"none", "one"},
     {0, 1},
     true,
     sw_physics_glue},
    {"fire",
     "a colour that burns what has a side on it",
     SW_PHYSICS_TICK,
     2,
     {"none", "one"},
     {0, 1},
     true,
     sw_physics_fire},
    {"touch",
     "what two colours make where they have a side in common: the first vanishes, or both "
     "become a third",
     SW_PHYSICS_TICK,
     3,
     {"nothing", "vanish", "third"},
     {0, 2, 3},
     false,
     sw_physics_react},
    {"eat",
     "which organisms vanish that have a side on another: the smaller, or those of the "
     "lower colour",
     SW_PHYSICS_TICK,
     3,
     {"nobody", "size", "colour"},
     {0},
     false,
     sw_physics_prey_on},
    {"gravity",
     "where cells fall, one cell in a tick",
     SW_PHYSICS_TICK,
     5,
     {"none", "up", "down", "left", "right"},
     {0},
     false,
     sw_physics_gravity},
    {"growth",
     "a colour that takes the empty cells beside it",
     SW_PHYSICS_TICK,
     2,
     {"none", "one"},
     {0, 1},
     false,
     sw_physics_growth},
    {"push",
     "what a push moves before it",
     SW_PHYSICS_PUSH,
     4,
     {"nothing", "one", "row", "alike"},
     {0},
     false,
     sw_physics_shove},
};

uint32_t sw_physics_row_count(void)
{
    return sizeof rows / sizeof *rows;
}

const struct sw_physics_row *sw_physics_row(uint32_t index)
{
    return &rows[index];
}

/* ---- what is held out ---- */

/* Bits of the options that a name stands for; 0: there is no such name. */
static uint16_t options_of(uint32_t row, const char *name, size_t length)
{
    size_t stem = strlen(rows[row].name);

    if (length == stem && strncmp(name, rows[row].name, stem) == 0)
        return (uint16_t)((1u << rows[row].options) - 2);
    for (uint32_t i = 0; i < rows[row].options; i++) {
        char full[48];

        snprintf(full, sizeof full, "%s.%s", rows[row].name, rows[row].option[i]);
        if (strlen(full) == length && strncmp(name, full, length) == 0)
            return (uint16_t)(1u << i);
    }
    return 0;
}

/* One name joined to a hold. */
static int join(const char *name, size_t length, uint16_t option[SW_PHYSICS_ROWS_MAX],
                struct sw_error *error)
{
    const char *names[SW_PHYSICS_ROWS_MAX], *nearest;
    char word[48];

    for (uint32_t row = 0; row < sw_physics_row_count(); row++) {
        uint16_t options = options_of(row, name, length);

        if (options == 0)
            continue;
        if (option[row] != 0)
            return sw_fail(error, SW_EXIT_USAGE,
                           "worlds.hold_out joins two options of %s by +, and a world has one of "
                           "them; to hold out both, name two combinations, such as \"gravity.up, "
                           "gravity.down\"",
                           rows[row].name);
        option[row] = options;
        return 0;
    }
    snprintf(word, sizeof word, "%.*s", (int)length, name);
    for (uint32_t row = 0; row < sw_physics_row_count(); row++)
        names[row] = rows[row].name;
    nearest = sw_nearest(word, names, sw_physics_row_count());
    return sw_fail(
        error, SW_EXIT_USAGE,
        "worlds.hold_out: there is no physics \"%s\"%s%s%s; names are a row and an option, "
        "such as gravity.up, or a row alone, such as fire",
        word, nearest != NULL ? " (did you mean " : "", nearest != NULL ? nearest : "",
        nearest != NULL ? "?)" : "");
}

int sw_physics_holds_read(const char *text, struct sw_physics_holds *out, struct sw_error *error)
{
    static const char between[] = ", \t";

    memset(out, 0, sizeof *out);
    for (text += strspn(text, between); *text != '\0'; text += strspn(text, between)) {
        if (out->count == SW_PHYSICS_HOLDS_MAX)
            return sw_fail(error, SW_EXIT_USAGE, "worlds.hold_out names more than %u combinations",
                           SW_PHYSICS_HOLDS_MAX);
        for (;;) {
            size_t length = strcspn(text, ", \t+");

            if (join(text, length, out->option[out->count], error) != 0)
                return -1;
            text += length;
            if (*text != '+')
                break;
            text++;
        }
        out->count++;
    }
    return 0;
}

static bool is_held(const struct sw_physics_set *set, const struct sw_physics_holds *holds)
{
    for (uint32_t i = 0; i < holds->count; i++) {
        bool all = true;

        for (uint32_t row = 0; row < sw_physics_row_count() && all; row++)
            all =
                holds->option[i][row] == 0 || (holds->option[i][row] >> set->choice[row] & 1) != 0;
        if (all)
            return true;
    }
    return false;
}

/* Which pool a set is of. */
static enum sw_physics_pool pool_of(const struct sw_physics_set *set,
                                    const struct sw_physics_holds *holds)
{
    uint32_t sum = 0x811c9dc5u;

    if (is_held(set, holds))
        return SW_PHYSICS_HELD;
    for (uint32_t row = 0; row < sw_physics_row_count(); row++) {
        sum = (sum ^ set->choice[row]) * 0x01000193u;
        for (uint32_t i = 0; i < SW_PHYSICS_COLOURS_MAX; i++)
            sum = (sum ^ set->colour[row][i]) * 0x01000193u;
    }
    return (sum ^ sum >> 13) % SETS_UNSEEN == 0 ? SW_PHYSICS_UNSEEN : SW_PHYSICS_MET;
}

/* ---- drawing ---- */

static void draw_once(uint32_t colours, struct sw_dice *dice, struct sw_physics_set *out)
{
    uint32_t order[SW_COLOURS], kinds = 0, kind[SW_COLOURS];

    memset(out, 0, sizeof *out);
    sw_dice_permutation(dice, kind, colours);
    for (uint32_t row = 0; row < sw_physics_row_count(); row++) {
        out->choice[row] = (uint8_t)sw_dice_below(dice, rows[row].options);
        sw_dice_permutation(dice, order, colours);
        for (uint32_t i = 0; i < rows[row].colours[out->choice[row]]; i++)
            out->colour[row][i] = (uint8_t)(1 + (rows[row].kind ? kind[kinds++] : order[i]));
    }
}

static bool draw_within(uint32_t throws, enum sw_physics_pool pool,
                        const struct sw_physics_holds *holds, uint32_t colours,
                        struct sw_dice *dice, struct sw_physics_set *out)
{
    for (uint32_t i = 0; i < throws; i++) {
        draw_once(colours, dice, out);
        if (pool_of(out, holds) == pool)
            return true;
    }
    return false;
}

bool sw_physics_set_draw(enum sw_physics_pool pool, const struct sw_physics_holds *holds,
                         uint32_t colours, struct sw_dice *dice, struct sw_physics_set *out)
{
    return draw_within(THROWS, pool, holds, colours, dice, out);
}

bool sw_physics_pool_common(enum sw_physics_pool pool, const struct sw_physics_holds *holds,
                            uint32_t colours)
{
    struct sw_dice dice = sw_dice_at(0, SW_RANDOM_CONTEXT_WORLD, 0, (uint32_t)pool);
    struct sw_physics_set set;

    return draw_within(THROWS_COMMON, pool, holds, colours, &dice, &set);
}

/* Of the world a fact for each option but [0], and for each colour that a third can be; of a
 * colour one for each option that names it, in each of its places. */
void sw_physics_set_facts(const struct sw_physics_set *set,
                          float fact[SW_PHYSICS_ENTITIES][SW_PHYSICS_FACTS])
{
    uint32_t next = 0;

    memset(fact, 0, SW_PHYSICS_ENTITIES * sizeof *fact);
    for (uint32_t row = 0; row < sw_physics_row_count(); row++)
        for (uint32_t option = 1; option < rows[row].options; option++) {
            bool chosen = set->choice[row] == option;
            uint32_t named = rows[row].colours[option];

            fact[SW_PHYSICS_ENTITY_WORLD][next] = chosen;
            for (uint32_t i = 0; i < named && i < 2 && chosen; i++)
                fact[set->colour[row][i]][next + i] = 1;
            next += named > 1 ? 2 : 1;
            for (uint32_t c = 1; c < SW_COLOURS && named == SW_PHYSICS_COLOURS_MAX; c++)
                fact[SW_PHYSICS_ENTITY_WORLD][next++] =
                    chosen && set->colour[row][SW_PHYSICS_COLOURS_MAX - 1] == c;
        }
    assert(next <= SW_PHYSICS_FACTS);
}

void sw_physics_set_do(const struct sw_physics_set *set, const struct sw_physics_deed *deed,
                       const struct sw_grid *grid, struct sw_grid *out)
{
    struct sw_physics_scene scene = {.before = grid, .after = out, .deed = *deed};

    sw_grid_copy(out, grid);
    for (uint32_t row = 0; row < sw_physics_row_count(); row++)
        if (rows[row].when == SW_PHYSICS_ALWAYS ||
            (rows[row].when == SW_PHYSICS_PUSH) == deed->push)
            rows[row].act(&scene, set->choice[row], set->colour[row]);
}
