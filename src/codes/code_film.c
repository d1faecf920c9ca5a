#include "codes/code_film.h"

#include <stdio.h>
#include <string.h>

enum { THROWS = 24, SIDE_MIN = 5, SIDE_MAX = 8, LARGER_MIN = 11, LARGER_MAX = 14, HELD_OF = 5 };

/* What is done: to one colour, or to all. */
static const struct {
    const char *deed;
    bool coloured;
} acts[SW_CODE_ACTS] = {
    {"act.delete", true},     {"act.keep", true},        {"act.move.up", true},
    {"act.move.down", true},  {"act.move.left", true},   {"act.move.right", true},
    {"act.outline", true},    {"act.grow.four", true},   {"act.shrink", true},
    {"act.frame", true},      {"act.roll.up", false},    {"act.roll.down", false},
    {"act.roll.left", false}, {"act.roll.right", false},
};

static const char *const sets[SW_CODE_SETS] = {"lessons", "same", "larger", "held"};

const char *sw_code_set_name(enum sw_code_set set)
{
    return sets[set];
}

static void describe(uint8_t act, uint8_t colour, const struct sw_deed *deed, int select,
                     struct sw_code_edit *out)
{
    *out = (struct sw_code_edit){
        .act = act,
        .colour = colour,
        .held = colour > 0 && (act + colour) % HELD_OF == 0,
        .step = {.select = colour > 0 ? (sw_edit_token)select : 0,
                 .colour = colour > 0 ? colour : 1,
                 .deed = *deed},
    };
    if (colour > 0)
        snprintf(out->name, sizeof out->name, "%.24s of %u", deed->name, colour);
    else
        snprintf(out->name, sizeof out->name, "%.24s", deed->name);
}

uint32_t sw_code_edits_list(struct sw_code_edit out[SW_CODE_EDITS_MAX])
{
    struct sw_deed all[SW_DEEDS_MAX];
    uint32_t deeds = sw_deeds_list(all), count = 0;
    int select = sw_edit_find("select.colour", strlen("select.colour"));

    for (uint8_t act = 0; act < SW_CODE_ACTS; act++)
        for (uint32_t i = 0; i < deeds; i++) {
            if (strcmp(all[i].name, acts[act].deed) != 0)
                continue;
            for (uint8_t c = acts[act].coloured ? 1 : 0; c <= (acts[act].coloured ? 4 : 0); c++)
                describe(act, c, &all[i], select, &out[count++]);
        }
    return count;
}

/* One step to another canvas; false if none was found. */
static bool go(const struct sw_code_edit *edit, uint32_t edits, bool held, struct sw_dice *dice,
               const struct sw_grid *from, uint8_t *which, struct sw_grid *to)
{
    for (int i = 0; i < THROWS; i++) {
        uint32_t at = sw_dice_below(dice, edits);
        uint32_t cells = 0;

        if (edit[at].held != held)
            continue;
        sw_episode_do(&edit[at].step, from, to);
        for (uint8_t c = 1; c < SW_COLOURS; c++) {
            struct sw_mask of = sw_grid_colour(to, c);

            cells += sw_mask_count(&of);
        }
        *which = (uint8_t)at;
        if (cells > 0 && !sw_grid_equal(from, to))
            return true;
    }
    return false;
}

void sw_code_film_draw(const struct sw_code_edit *edit, uint32_t edits, enum sw_code_set set,
                       uint64_t seed, uint64_t number, uint32_t steps, struct sw_code_film *out)
{
    struct sw_episode_rules rules = {
        .theme = sw_forecast_theme_find("edits"),
        .side_min = set == SW_CODE_SET_LARGER ? LARGER_MIN : SIDE_MIN,
        .side_max = set == SW_CODE_SET_LARGER ? LARGER_MAX : SIDE_MAX,
        .colours = SW_CODE_COLOURS,
        .organisms_min = 3,
        .organisms_max = 6,
    };
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_CODE_FILM, number, (uint32_t)set);
    struct sw_episode episode;

    sw_episode_rules_begin(&rules);
    sw_episode_draw(&rules, &dice, 0, &episode);
    sw_grid_copy(&out->frame[0], &episode.grid);
    for (out->steps = 0; out->steps < steps; out->steps++)
        if (!go(edit, edits, set == SW_CODE_SET_HELD, &dice, &out->frame[out->steps],
                &out->edit[out->steps], &out->frame[out->steps + 1]))
            break;
}

uint32_t sw_code_edit_search(const struct sw_code_edit *edit, uint32_t edits,
                             const struct sw_grid *from, const struct sw_grid *to)
{
    uint32_t at = 0;
    struct sw_grid made;

    for (; at < edits; at++) {
        sw_episode_do(&edit[at].step, from, &made);
        if (sw_grid_equal(&made, to))
            break;
    }
    return at;
}
