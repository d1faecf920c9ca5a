#include "world/puzzle/composition.h"

#include <stdio.h>
#include <string.h>

/* Modes outlast a law, so each is taken back before the next one begins. */
static const struct {
    const char *taken, *back;
} modes[] = {
    {"mode.four", "mode.eight"}, {"mode.any", "mode.colour"}, {"mode.panels", "mode.eight"}};

static int token_of(const char *name)
{
    return sw_edit_find(name, strlen(name));
}

static bool append(struct sw_program *program, const sw_edit_token *token, size_t count)
{
    if (program->length + count > SW_PROGRAM_MAX)
        return false;
    memcpy(program->token + program->length, token, count * sizeof *token);
    program->length = (uint8_t)(program->length + count);
    return true;
}

static bool append_name(struct sw_program *program, const char *name)
{
    sw_edit_token token = (sw_edit_token)token_of(name);

    return append(program, &token, 1);
}

/* Takes back the modes that the last part has taken. */
static bool append_modes(struct sw_program *out, const struct sw_program *part)
{
    for (size_t m = 0; m < sizeof modes / sizeof modes[0]; m++)
        if (sw_tokens_hold(part->token, part->length, token_of(modes[m].taken)) &&
            !append_name(out, modes[m].back))
            return false;
    return true;
}

bool sw_composition_teacher(const struct sw_rules *rules, const struct sw_composition *composition,
                            bool ground, struct sw_program *out)
{
    memset(out, 0, sizeof *out);
    if (ground && !append_name(out, "ground"))
        return false;
    for (uint32_t i = 0; i < composition->parts; i++) {
        const struct sw_program *teacher = &sw_rules_row(rules, composition->part[i])->teacher;

        if ((i > 0 || ground) && sw_rules_needs(rules, composition->part[i])->from_first)
            return false;
        if (!append(out, teacher->token, teacher->length))
            return false;
        if (i + 1 < composition->parts && !append_modes(out, teacher))
            return false;
    }
    return !ground || append_name(out, "ground");
}

void sw_composition_bounds(const struct sw_rules *rules, const struct sw_composition *composition,
                           bool ground, uint8_t first[SW_PARTS_MAX], uint8_t end[SW_PARTS_MAX])
{
    uint8_t at = ground ? 1 : 0;

    for (uint32_t i = 0; i < composition->parts && i < SW_PARTS_MAX; i++) {
        const struct sw_program *teacher = &sw_rules_row(rules, composition->part[i])->teacher;
        struct sw_program back = {0};

        first[i] = at;
        at = end[i] = (uint8_t)(at + teacher->length);
        if (i + 1 < composition->parts)
            append_modes(&back, teacher);
        at = (uint8_t)(at + back.length);
    }
}

void sw_composition_vocabulary(bool several, bool ground, bool *used)
{
    for (size_t m = 0; several && m < sizeof modes / sizeof modes[0]; m++)
        if (used[token_of(modes[m].taken)])
            used[token_of(modes[m].back)] = true;
    if (ground)
        used[token_of("ground")] = true;
}

struct sw_law_needs sw_composition_needs(const struct sw_rules *rules,
                                         const struct sw_composition *composition)
{
    struct sw_law_needs all = *sw_rules_needs(rules, composition->part[0]);

    for (uint32_t i = 1; i < composition->parts; i++) {
        const struct sw_law_needs *one = sw_rules_needs(rules, composition->part[i]);

        all.scene |= one->scene;
        all.colours = one->colours > all.colours ? one->colours : all.colours;
        all.organisms = one->organisms > all.organisms ? one->organisms : all.organisms;
        all.side_max = one->side_max < all.side_max ? one->side_max : all.side_max;
        all.square = all.square || one->square;
        for (int k = 0; k < 2 && one->ink[k] != 0; k++)
            if (all.ink[k] == 0)
                all.ink[k] = one->ink[k];
    }
    return all;
}

bool sw_composition_shows(const struct sw_rules *rules, const struct sw_composition *composition,
                          const struct sw_law_needs *needs, const struct sw_grid *canvas,
                          struct sw_grid *target)
{
    struct sw_grid between;

    if (composition->parts == 1)
        return sw_rule_shows(sw_rules_row(rules, composition->part[0]), needs, canvas, target);
    between = *canvas;
    for (uint32_t i = 0; i < composition->parts; i++) {
        const struct sw_law_needs *own = sw_rules_needs(rules, composition->part[i]);

        if (!sw_rule_shows(sw_rules_row(rules, composition->part[i]), own, &between, target))
            return false;
        between = *target;
    }
    return !sw_grid_equal(canvas, target);
}

bool sw_composition_draw(const struct sw_rules *rules, uint32_t most, struct sw_dice *dice,
                         struct sw_composition *composition)
{
    uint32_t wanted = (uint32_t)sw_dice_between(dice, 2, (int)most);

    while (composition->parts < wanted) {
        uint32_t first, count, part;

        sw_rules_family(rules, sw_dice_below(dice, sw_law_count()), &first, &count);
        if (count == 0)
            continue;
        part = first + sw_dice_below(dice, count);
        if (sw_rules_apart(rules, composition->part[composition->parts - 1], part))
            return false;
        composition->part[composition->parts++] = part;
    }
    return true;
}

/* A random rule that the name covers. */
static uint32_t draw_covered(const struct sw_rules *rules, const struct sw_rule_name *name,
                             struct sw_dice *dice)
{
    uint32_t count = sw_rules_count(rules), open = count - sw_rules_held(rules);
    uint32_t found = 0, pick = 0;

    for (uint32_t i = 0; i < open; i++)
        found += sw_rule_covered(name, sw_rules_row(rules, i));
    if (found == 0) {
        open = count;
        for (uint32_t i = 0; i < open; i++)
            found += sw_rule_covered(name, sw_rules_row(rules, i));
    }
    pick = sw_dice_below(dice, found);
    for (uint32_t i = 0; i < open; i++)
        if (sw_rule_covered(name, sw_rules_row(rules, i)) && pick-- == 0)
            return i;
    return 0;
}

void sw_composition_draw_held(const struct sw_rules *rules, const struct sw_rule_pattern *pattern,
                              struct sw_dice *dice, struct sw_composition *composition)
{
    composition->parts = 2;
    composition->part[0] = draw_covered(rules, &pattern->first, dice);
    composition->part[1] = draw_covered(rules, &pattern->second, dice);
}

bool sw_composition_order(const struct sw_composition *composition, uint32_t turn,
                          struct sw_composition *out)
{
    static const uint8_t two[1][2] = {{1, 0}};
    static const uint8_t three[5][3] = {{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    uint32_t orders = composition->parts == 2 ? 1 : composition->parts == 3 ? 5 : 0;

    if (turn > orders)
        return false;
    out->parts = composition->parts;
    for (uint32_t i = 0; i < out->parts; i++)
        out->part[i] =
            composition->part[composition->parts == 2 ? two[turn - 1][i] : three[turn - 1][i]];
    return true;
}

size_t sw_composition_print(const struct sw_rules *rules, const struct sw_composition *composition,
                            char *text, size_t size)
{
    size_t length = 0;

    for (uint32_t i = 0; i < composition->parts; i++)
        length += (size_t)snprintf(length < size ? text + length : NULL,
                                   length < size ? size - length : 0, i > 0 ? ">%s" : "%s",
                                   sw_rules_row(rules, composition->part[i])->name);
    return length;
}
