#include "world/law.h"

#include <stdio.h>
#include <string.h>

/* Effects that go together. */
#define MOVES   (SW_EFFECT_SIZE | SW_EFFECT_CENSUS)
#define PAINTS  (SW_EFFECT_SIZE | SW_EFFECT_PLACE)
#define ADDS    (SW_EFFECT_SIZE | SW_EFFECT_MORE)
#define REMOVES (SW_EFFECT_SIZE | SW_EFFECT_LESS)

static const struct sw_law laws[] = {
    {.name = "gravity",
     .description = "every organism falls towards a side until it rests on something",
     .teacher = "select.organisms act.slide.$1",
     .effects = MOVES,
     .parameter = {SW_PARAMETER_DIRECTION}},
    {.name = "push",
     .description = "the largest organism moves one cell and pushes what stands in its way",
     .teacher = "select.largest act.push.$1",
     .effects = MOVES,
     .parameter = {SW_PARAMETER_DIRECTION},
     .organisms = 2},
    {.name = "fill",
     .description = "holes inside organisms are filled with a colour",
     .teacher = "select.organisms hand.$1 act.fill",
     .effects = ADDS,
     .parameter = {SW_PARAMETER_COLOUR},
     .needs = SW_SCENE_HOLE},
    {.name = "recolour",
     .description = "the organism with a property takes a colour",
     .teacher = "select.$1 hand.$2 act.recolour",
     .effects = PAINTS,
     .parameter = {SW_PARAMETER_PROPERTY, SW_PARAMETER_COLOUR},
     .colours = 2},
    {.name = "delete",
     .description = "the organism with a property vanishes",
     .teacher = "select.$1 act.delete",
     .effects = REMOVES,
     .parameter = {SW_PARAMETER_PROPERTY}},
    {.name = "keep",
     .description = "only the organism with a property stays",
     .teacher = "select.$1 act.keep",
     .effects = REMOVES,
     .parameter = {SW_PARAMETER_PROPERTY}},
    {.name = "crop",
     .description = "the canvas is cut to the organism with a property",
     .teacher = "select.$1 act.crop",
     .parameter = {SW_PARAMETER_PROPERTY}},
    {.name = "copy",
     .description = "the organism with a property is copied beside itself",
     .teacher = "select.$1 act.copy.$2",
     .effects = ADDS,
     .parameter = {SW_PARAMETER_PROPERTY, SW_PARAMETER_DIRECTION}},
    {.name = "repeat",
     .description = "the largest organism is repeated up to the edge",
     .teacher = "select.largest act.repeat.$1",
     .effects = ADDS,
     .parameter = {SW_PARAMETER_DIRECTION},
     .organisms = 2},
    {.name = "mirror",
     .description = "the whole canvas is mirrored",
     .teacher = "select.everything act.mirror.$1",
     .effects = MOVES,
     .parameter = {SW_PARAMETER_AXIS}},
    {.name = "turn",
     .description = "the whole canvas is turned clockwise",
     .teacher = "select.everything act.turn.$1",
     .effects = MOVES,
     .parameter = {SW_PARAMETER_TURN}},
    {.name = "transpose",
     .description = "rows of the whole canvas become columns",
     .teacher = "select.everything act.transpose",
     .effects = MOVES,
     .square = true},
    {.name = "reverse",
     .description = "every organism is mirrored where it stands",
     .teacher = "select.organisms act.mirror.$1",
     .effects = SW_EFFECT_SIZE,
     .parameter = {SW_PARAMETER_AXIS}},
    {.name = "complete",
     .description = "what lacks its mirror image on the other side gets it",
     .teacher = "select.everything act.complete.$1",
     .effects = ADDS,
     .parameter = {SW_PARAMETER_AXIS},
     .needs = SW_SCENE_HALF_X},
    {.name = "outline",
     .description = "every organism is surrounded with a colour",
     .teacher = "select.organisms hand.$1 act.outline",
     .effects = ADDS,
     .parameter = {SW_PARAMETER_COLOUR}},
    {.name = "hollow",
     .description = "organisms lose their inside",
     .teacher = "select.organisms act.hollow",
     .effects = REMOVES,
     .needs = SW_SCENE_THICK},
    {.name = "eat",
     .description = "a big organism gives its colour to smaller ones that touch it",
     .teacher = "select.organisms act.eat",
     .effects = PAINTS,
     .needs = SW_SCENE_TOUCH,
     .colours = 2,
     .organisms = 2},
};

static const char *const directions[] = {"up", "down", "left", "right"};
static const char *const axes[] = {"x", "y"};
static const char *const turns[] = {"90", "180"};
static const char *const properties[] = {"largest", "smallest", "odd", "border", "holed"};
static const char *const colours[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
static const char *const nothing[] = {""};

enum { TURN_90 = 0, PROPERTY_ODD = 2, PROPERTY_HOLED = 4, AXIS_Y = 1 };

#define CHOICES(names) names, (uint32_t)(sizeof(names) / sizeof((names)[0]))

static const struct {
    const char *name;
    const char *const *choice;
    uint32_t count;
} parameters[] = {
    [SW_PARAMETER_NONE] = {"none", CHOICES(nothing)},
    [SW_PARAMETER_DIRECTION] = {"direction", CHOICES(directions)},
    [SW_PARAMETER_AXIS] = {"axis", CHOICES(axes)},
    [SW_PARAMETER_TURN] = {"turn", CHOICES(turns)},
    [SW_PARAMETER_PROPERTY] = {"property", CHOICES(properties)},
    [SW_PARAMETER_COLOUR] = {"colour", CHOICES(colours)},
};

uint32_t sw_law_count(void)
{
    return (uint32_t)(sizeof laws / sizeof laws[0]);
}

const struct sw_law *sw_law_row(uint32_t index)
{
    return index < sw_law_count() ? &laws[index] : NULL;
}

int sw_law_find(const char *name, size_t name_length)
{
    for (uint32_t i = 0; i < sw_law_count(); i++)
        if (strlen(laws[i].name) == name_length && memcmp(laws[i].name, name, name_length) == 0)
            return (int)i;
    return -1;
}

uint32_t sw_effects_of(const struct sw_grid *canvas, const struct sw_grid *target)
{
    uint32_t effects = SW_EFFECT_SIZE | SW_EFFECT_PLACE | SW_EFFECT_LESS | SW_EFFECT_MORE;
    int census[SW_COLOURS] = {0};

    if (canvas->width != target->width || canvas->height != target->height)
        return 0;
    for (int y = 0; y < canvas->height; y++) {
        for (int x = 0; x < canvas->width; x++) {
            uint8_t before = canvas->cell[y][x], after = target->cell[y][x];

            if (before == after)
                continue;
            census[before]++;
            census[after]--;
            if (before != 0 && after != 0)
                effects &= ~(uint32_t)(SW_EFFECT_LESS | SW_EFFECT_MORE);
            else
                effects &=
                    ~(uint32_t)(SW_EFFECT_PLACE | (before != 0 ? SW_EFFECT_MORE : SW_EFFECT_LESS));
        }
    }
    for (int colour = 0; colour < SW_COLOURS; colour++)
        if (census[colour] != 0)
            return effects;
    return effects | SW_EFFECT_CENSUS;
}

uint32_t sw_law_choices(enum sw_law_parameter parameter)
{
    return parameters[parameter].count;
}

const char *sw_law_choice_name(enum sw_law_parameter parameter, uint32_t choice)
{
    return choice < parameters[parameter].count ? parameters[parameter].choice[choice] : NULL;
}

const char *sw_law_parameter_name(enum sw_law_parameter parameter)
{
    return parameters[parameter].name;
}

int sw_law_mean(uint32_t law, const uint8_t parameter[2], struct sw_meaning *out,
                struct sw_error *error)
{
    const struct sw_law *row = &laws[law];
    const char *choice[2];
    char text[256];
    size_t length = 0;

    *out = (struct sw_meaning){.law = (uint8_t)law};
    snprintf(out->name, sizeof out->name, "%s", row->name);
    for (int i = 0; i < 2; i++) {
        out->parameter[i] = row->parameter[i] == SW_PARAMETER_NONE ? 0 : parameter[i];
        choice[i] = sw_law_choice_name(row->parameter[i], out->parameter[i]);
        if (choice[i] == NULL)
            return sw_fail(error, SW_EXIT_INTERNAL, "the law %s has no choice %u", row->name,
                           parameter[i]);
        if (row->parameter[i] != SW_PARAMETER_NONE) {
            size_t used = strlen(out->name);

            snprintf(out->name + used, sizeof out->name - used, ".%s", choice[i]);
        }
    }
    for (const char *c = row->teacher; *c != '\0' && length < sizeof text - 1; c++) {
        if (*c == '$') {
            const char *word = choice[*++c - '1'];

            length += (size_t)snprintf(text + length, sizeof text - length, "%s", word);
        } else {
            text[length++] = *c;
        }
    }
    text[length < sizeof text ? length : sizeof text - 1] = '\0';
    if (sw_program_parse(text, &out->teacher, error) != 0)
        return sw_error_prefix(error, "the teacher of the law %s", row->name);
    return 0;
}

struct sw_law_needs sw_meaning_needs(const struct sw_meaning *meaning)
{
    const struct sw_law *row = &laws[meaning->law];
    struct sw_law_needs needs = {.scene = row->needs,
                                 .colours = row->colours > 1 ? row->colours : 1,
                                 .organisms = row->organisms > 1 ? row->organisms : 1,
                                 .square = row->square};

    for (int i = 0; i < 2; i++) {
        uint8_t choice = meaning->parameter[i];

        switch (row->parameter[i]) {
        case SW_PARAMETER_PROPERTY:
            needs.some = true;
            if (needs.organisms < 2)
                needs.organisms = 2;
            if (choice == PROPERTY_ODD) {
                needs.scene |= SW_SCENE_ODD;
                needs.organisms = 3;
            } else if (choice == PROPERTY_HOLED) {
                needs.scene |= SW_SCENE_HOLE;
            }
            break;
        case SW_PARAMETER_AXIS:
            if ((needs.scene & SW_SCENE_HALF_X) && choice == AXIS_Y)
                needs.scene ^= SW_SCENE_HALF_X | SW_SCENE_HALF_Y;
            break;
        case SW_PARAMETER_TURN:
            needs.square = needs.square || choice == TURN_90;
            break;
        case SW_PARAMETER_COLOUR:
            if (needs.colours < choice + 1)
                needs.colours = choice + 1;
            break;
        default:
            break;
        }
    }
    return needs;
}

bool sw_meaning_shows(const struct sw_meaning *meaning, const struct sw_law_needs *needs,
                      const struct sw_grid *canvas, struct sw_grid *target)
{
    struct sw_canvas work = sw_canvas_of(canvas);

    for (int i = 0; i < meaning->teacher.length; i++) {
        sw_edit_apply(&work, meaning->teacher.token[i]);
        if (i == 0) {
            struct sw_mask left = sw_mask_minus(sw_grid_occupied(canvas), work.selection);

            if (sw_mask_empty(&work.selection) || (needs->some && sw_mask_empty(&left)))
                return false;
        }
    }
    if (sw_grid_equal(&work.grid, canvas))
        return false;
    *target = work.grid;
    return true;
}
