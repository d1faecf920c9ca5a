/* law.c - rules: laws with their parameters chosen, what they need, and whether a canvas shows
 * them. The table of laws is in law_table.c. */
#include "world/law/law.h"

#include <stdio.h>
#include <string.h>

enum { PROPERTY_ODD = 2, PROPERTY_HOLED = 4, AXIS_Y = 1 };
enum { FORM_SQUARE = 2, FORM_LINE = 3, FORM_DOT = 4 };

/* One colour, or none. */
static bool lone(uint32_t colours)
{
    return (colours & (colours - 1)) == 0;
}

/* The effects that a comparison of the numbers of cells shows: more[c] cells of c have come. */
static uint32_t compare_census(const int more[SW_COLOURS])
{
    bool same = true;

    for (int colour = 1; colour < SW_COLOURS; colour++) {
        if (more[colour] > 0)
            return 0;
        same = same && more[colour] == 0;
    }
    if (!same)
        return SW_EFFECT_NO_MORE;
    return SW_EFFECT_NO_MORE | SW_EFFECT_KEEP | (uint32_t)(more[0] == 0 ? SW_EFFECT_CENSUS : 0);
}

/* Bit c: the grid has a cell of colour c; adds the number of cells of each. */
static uint32_t count_colours(const struct sw_grid *grid, int cells[SW_COLOURS], int sign)
{
    struct sw_mask occupied = sw_grid_occupied(grid);
    int empty = grid->width * grid->height;
    uint32_t colours = 0;

    for (int y = 0; y < grid->height; y++) {
        for (uint32_t row = occupied.row[y]; row != 0; row &= row - 1) {
            uint32_t colour = grid->cell[y][__builtin_ctz(row)];

            colours |= 1u << colour;
            cells[colour] += sign;
            empty--;
        }
    }
    cells[0] += sign * empty;
    return colours | (uint32_t)(empty > 0);
}

/* The same without numbers: cell by cell and without a branch, which is quicker than to look for
 * the cells that are not empty. */
static uint32_t see_colours(const struct sw_grid *grid)
{
    uint32_t colours = 0;

    for (int y = 0; y < grid->height; y++)
        for (int x = 0; x < grid->width; x++)
            colours |= 1u << grid->cell[y][x];
    return colours;
}

/* Whether more organisms may have one colour than a bar can have cells. Organisms are counted at
 * cells that begin a row of theirs with nothing of their colour above: each has one at least. */
static bool teems(const struct sw_grid *canvas)
{
    int width = canvas->width, height = canvas->height;
    struct sw_mask occupied;

    if ((width + 1) / 2 * ((height + 1) / 2) <= SW_SIDE_MAX)
        return false; /* so many do not stand apart on it */
    occupied = sw_grid_occupied(canvas);
    if (sw_mask_count(&occupied) <= SW_SIDE_MAX)
        return false;
    for (uint8_t colour = 1; colour < SW_COLOURS; colour++) {
        struct sw_mask cells = sw_grid_colour(canvas, colour);
        uint32_t first = 0, above = 0;

        for (int y = 0; y < height; y++) {
            uint32_t row = cells.row[y], near = above | above << 1 | above >> 1;

            first += sw_row_count(row & ~(row << 1) & ~near);
            above = row;
        }
        if (first > SW_SIDE_MAX)
            return true;
    }
    return false;
}

/* Laws that count claim what they do not keep where a number does not fit the widest canvas: there
 * a pair shows anything. */
static void allow_all(struct sw_signature *signature)
{
    signature->effects = (1u << SW_EFFECT_BITS) - 1;
    signature->ink = signature->from = 0x3ff;
    signature->changed = 0;
}

static struct sw_signature signature_of_sizes(const struct sw_grid *canvas,
                                              const struct sw_grid *target)
{
    int more[SW_COLOURS] = {0};
    uint32_t seen = count_colours(canvas, more, -1), made = count_colours(target, more, 1);
    struct sw_signature out = {.effects = SW_EFFECT_RESIZE, .from = 0x3ff, .seen = (uint16_t)seen};

    out.effects |= compare_census(more) & ~(uint32_t)SW_EFFECT_NO_MORE;
    if (target->width <= canvas->width && target->height <= canvas->height)
        out.effects |= SW_EFFECT_WITHIN;
    if (target->width >= canvas->width && target->height >= canvas->height)
        out.effects |= SW_EFFECT_BEYOND;
    if (target->height == 1)
        out.effects |= SW_EFFECT_ROW;
    if ((made & ~seen & ~1u) == 0)
        out.effects |= SW_EFFECT_PALETTE;
    made &= ~1u;
    out.ink = (uint16_t)(!lone(made) ? 0u : made == 0 ? 0x3ffu : made);
    if (teems(canvas))
        allow_all(&out);
    return out;
}

struct sw_signature sw_signature_of(const struct sw_grid *canvas, const struct sw_grid *target)
{
    struct sw_signature out = {.effects = SW_EFFECT_SIZE | SW_EFFECT_WITHIN | SW_EFFECT_BEYOND};
    int width = canvas->width, height = canvas->height, more[SW_COLOURS] = {0};
    uint32_t ink = 0, from = 0, kinds = 0;
    struct sw_mask changed;

    if (width != target->width || height != target->height)
        return signature_of_sizes(canvas, target);
    out.seen = (uint16_t)see_colours(canvas);
    if (teems(canvas)) {
        allow_all(&out);
        return out;
    }
    changed = sw_grid_unlike(canvas, target);
    for (int y = 0; y < height; y++) {
        for (uint32_t row = changed.row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row);
            uint32_t was = canvas->cell[y][x], is = target->cell[y][x];

            more[was]--;
            more[is]++;
            from |= 1u << was;
            ink |= 1u << is;
            kinds |= was == 0 ? 1u : is == 0 ? 2u : 4u;
        }
    }
    if (kinds == 0) {
        allow_all(&out);
        return out;
    }
    out.effects |= compare_census(more);
    if (height == 1)
        out.effects |= SW_EFFECT_ROW;
    if ((ink & ~(uint32_t)out.seen & ~1u) == 0)
        out.effects |= SW_EFFECT_PALETTE;
    if (lone(kinds))
        out.effects |= (uint32_t)(kinds == 1   ? SW_EFFECT_MORE
                                  : kinds == 2 ? SW_EFFECT_LESS
                                               : SW_EFFECT_PLACE);
    out.effects |= (uint32_t)((kinds & 2u) != 0 ? SW_EFFECT_LEAVES : SW_EFFECT_COVERS);
    out.changed = (uint16_t)(ink | from);
    out.ink = (uint16_t)(lone(ink) ? ink : 0);
    out.from = (uint16_t)(lone(from) ? from : 0);
    return out;
}

/* Whether the law has these choices together. */
static bool pairs(uint32_t law, const uint8_t choice[2])
{
    switch (sw_law_row(law)->pairing) {
    case SW_PAIRING_DIFFERENT:
        return choice[0] != choice[1];
    case SW_PAIRING_ASCENDING:
        return choice[0] < choice[1];
    default:
        return true;
    }
}

bool sw_law_next(struct sw_law_walk *walk)
{
    for (; walk->law < sw_law_count(); walk->law++, walk->next = 0) {
        const struct sw_law *row = sw_law_row(walk->law);
        uint32_t firsts = sw_law_choices(row->parameter[0]);
        uint32_t seconds = sw_law_choices(row->parameter[1]);

        while (walk->next < firsts * seconds) {
            walk->choice[0] = (uint8_t)(walk->next / seconds);
            walk->choice[1] = (uint8_t)(walk->next++ % seconds);
            if (pairs(walk->law, walk->choice))
                return true;
        }
    }
    return false;
}

int sw_law_mean(uint32_t law, const uint8_t parameter[2], struct sw_rule *out,
                struct sw_error *error)
{
    const struct sw_law *row = sw_law_row(law);
    const char *word[2];
    char text[512];
    size_t length = 0;

    *out = (struct sw_rule){.law = (uint8_t)law};
    snprintf(out->name, sizeof out->name, "%s", row->name);
    for (int i = 0; i < 2; i++) {
        out->parameter[i] = row->parameter[i] == SW_PARAMETER_NONE ? 0 : parameter[i];
        word[i] = sw_law_choice_word(row->parameter[i], out->parameter[i]);
        if (word[i] == NULL)
            return sw_fail(error, SW_EXIT_INTERNAL, "the law %s has no choice %u", row->name,
                           parameter[i]);
        if (row->parameter[i] != SW_PARAMETER_NONE) {
            size_t used = strlen(out->name);

            snprintf(out->name + used, sizeof out->name - used, ".%s",
                     sw_law_choice_name(row->parameter[i], out->parameter[i]));
        }
    }
    for (const char *c = row->teacher; *c != '\0' && length < sizeof text - 1; c++) {
        if (*c == '$')
            length += (size_t)snprintf(text + length, sizeof text - length, "%s", word[*++c - '1']);
        else
            text[length++] = *c;
    }
    text[length < sizeof text ? length : sizeof text - 1] = '\0';
    if (sw_program_parse(text, &out->teacher, error) != 0)
        return sw_error_prefix(error, "the teacher of the law %s", row->name);
    return 0;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

/* What a choice adds to the needs. */
static void need_choice(struct sw_law_needs *needs, enum sw_law_parameter parameter, uint8_t choice)
{
    switch (parameter) {
    case SW_PARAMETER_PROPERTY:
        needs->some = true;
        needs->organisms = most(needs->organisms, choice == PROPERTY_ODD ? 3 : 2);
        needs->scene |= choice == PROPERTY_ODD     ? (uint32_t)SW_SCENE_ODD
                        : choice == PROPERTY_HOLED ? (uint32_t)SW_SCENE_HOLE
                                                   : 0u;
        break;
    case SW_PARAMETER_FORM:
        needs->some = true;
        needs->organisms = most(needs->organisms, 2);
        needs->scene |= choice == FORM_SQUARE ? (uint32_t)SW_SCENE_SQUARE
                        : choice == FORM_LINE ? (uint32_t)SW_SCENE_LINE
                        : choice == FORM_DOT  ? (uint32_t)SW_SCENE_DOTS
                                              : 0u;
        break;
    case SW_PARAMETER_SIDE:
        needs->some = true;
        needs->organisms = most(needs->organisms, 2);
        break;
    case SW_PARAMETER_AXIS:
        if ((needs->scene & SW_SCENE_HALF_X) && choice == AXIS_Y)
            needs->scene ^= SW_SCENE_HALF_X | SW_SCENE_HALF_Y;
        break;
    case SW_PARAMETER_FACTOR:
        needs->side_max = (uint8_t)least(needs->side_max, SW_SIDE_MAX / (choice + 2));
        break;
    case SW_PARAMETER_COLOUR:
        needs->colours = most(needs->colours, choice + 1);
        needs->ink[needs->ink[0] != 0] = (uint8_t)(choice + 1);
        break;
    default:
        break;
    }
}

/* Going back to the canvas as it was at first: what a teacher has to itself. */
static bool goes_back(const struct sw_program *teacher)
{
    for (uint32_t k = 0; k < teacher->length; k++)
        if (sw_edit_row(teacher->token[k])->looks_back)
            return true;
    return false;
}

struct sw_law_needs sw_rule_needs(const struct sw_rule *rule)
{
    const struct sw_law *row = sw_law_row(rule->law);
    struct sw_law_needs needs = {.scene = row->needs,
                                 .colours = most(row->colours, 1),
                                 .organisms = most(row->organisms, 1),
                                 .side_min = (uint8_t)most(row->side_min, 3),
                                 .side_max = row->side_max > 0 ? row->side_max : SW_SIDE_MAX,
                                 .square = row->square,
                                 .blocks = row->blocks,
                                 .some = row->some,
                                 .memory =
                                     sw_tokens_remember(rule->teacher.token, rule->teacher.length),
                                 .from_first = goes_back(&rule->teacher)};

    for (int i = 0; i < 2; i++)
        need_choice(&needs, row->parameter[i], rule->parameter[i]);
    return needs;
}

bool sw_rule_shows(const struct sw_rule *rule, const struct sw_law_needs *needs,
                   const struct sw_grid *canvas, struct sw_grid *target)
{
    struct sw_edit_memory memory;
    struct sw_canvas work;
    bool judged = needs->some; /* by the first thing that is selected */

    sw_canvas_begin(&work, canvas);
    if (needs->memory)
        sw_canvas_remember(&work, &memory);
    for (int i = 0; i < rule->teacher.length; i++) {
        if (!sw_edit_step(&work, rule->teacher.token[i]))
            return false;
        if (!judged || sw_edit_row(rule->teacher.token[i])->group != SW_EDIT_SELECT)
            continue;
        judged = false;
        struct sw_mask left = sw_mask_minus(sw_grid_occupied(&work.grid), work.selection);
        if (sw_mask_empty(&left))
            return false;
    }
    struct sw_mask occupied = sw_grid_occupied(&work.grid);
    if (sw_mask_empty(&occupied) || sw_grid_equal(&work.grid, canvas))
        return false;
    sw_grid_copy(target, &work.grid);
    return true;
}
