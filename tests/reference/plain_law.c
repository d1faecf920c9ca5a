/* plain_law.c - what laws are done on, and which organisms they are about. The laws themselves are
 * in plain_law_*.c. */
#include "tests/reference/plain_law_private.h"

static const struct sw_plain_row *const tables[] = {
    sw_plain_organism_laws, sw_plain_shape_laws,  sw_plain_line_laws,
    sw_plain_colour_laws,   sw_plain_lay_laws,    sw_plain_panel_laws,
    sw_plain_canvas_laws,   sw_plain_number_laws, sw_plain_search_laws,
};

bool sw_plain_equal(const struct sw_grid *a, const struct sw_grid *b)
{
    if (a->width != b->width || a->height != b->height)
        return false;
    EACH_CELL(a)
    if (a->cell[y][x] != b->cell[y][x])
        return false;
    return true;
}

/* --- organisms --- */

static void take(const struct sw_grid *canvas, const struct sw_plain_organisms *organisms,
                 struct sw_plain_scene *out)
{
    out->grid = *canvas;
    out->count = (int)organisms->count;
    memset(&out->of[0], 0, sizeof out->of[0]);
    EACH_CELL(canvas)
    out->label[y][x] = organisms->label[y][x];
    for (int i = 1; i <= out->count; i++) {
        const struct sw_plain_organism *one = &organisms->organism[i - 1];

        out->of[i].cells = one->cells;
        out->of[i].colour = one->colour;
        out->of[i].x0 = one->box.x0;
        out->of[i].y0 = one->box.y0;
        out->of[i].x1 = one->box.x1 - 1;
        out->of[i].y1 = one->box.y1 - 1;
        out->of[i].attributes = one->attributes;
        if (out->count == 1) /* who is alone has the most cells and the fewest */
            out->of[i].attributes |= SW_LARGEST | SW_SMALLEST;
    }
}

void sw_plain_see(const struct sw_grid *canvas, struct sw_plain_scene *out)
{
    struct sw_plain_organisms organisms;

    sw_plain_label(canvas, NULL, (struct sw_connection){8, true}, &organisms);
    sw_plain_describe(canvas, &organisms);
    take(canvas, &organisms, out);
}

void sw_plain_find(const struct sw_grid *canvas, struct sw_connection connection,
                   struct sw_plain_scene *out)
{
    struct sw_plain_organisms organisms;

    sw_plain_label(canvas, NULL, connection, &organisms);
    for (uint32_t i = 0; i < organisms.count; i++)
        organisms.organism[i].attributes = 0;
    take(canvas, &organisms, out);
}

bool sw_plain_same_shape(const struct sw_plain_scene *all, int a, int b)
{
    if (all->of[a].cells != all->of[b].cells || wide(all, a) != wide(all, b) ||
        high(all, a) != high(all, b))
        return false;
    for (int y = 0; y < high(all, a); y++)
        for (int x = 0; x < wide(all, a); x++)
            if ((all->label[all->of[a].y0 + y][all->of[a].x0 + x] == a) !=
                (all->label[all->of[b].y0 + y][all->of[b].x0 + x] == b))
                return false;
    return true;
}

static const struct {
    const char *word;
    uint32_t attribute;
} properties[] = {
    {"largest", SW_LARGEST},       {"smallest", SW_SMALLEST}, {"odd", SW_ODD_SHAPE},
    {"border", SW_TOUCHES_BORDER}, {"holed", SW_HAS_HOLE},    {"symmetric", SW_SYMMETRIC},
    {"rectangle", SW_RECTANGLE},
};

static bool choose_with(const struct sw_plain_scene *all, uint32_t attribute,
                        bool chosen[ORGANISMS])
{
    bool any = false;

    for (int i = 1; i <= all->count; i++) {
        chosen[i] = (all->of[i].attributes & attribute) != 0;
        any = any || chosen[i];
    }
    return any;
}

static bool has_form(const struct sw_plain_scene *all, int i, const char *form)
{
    bool full = all->of[i].cells == wide(all, i) * high(all, i);

    if (strcmp(form, "square") == 0)
        return full && wide(all, i) == high(all, i) && wide(all, i) > 1;
    if (strcmp(form, "line") == 0)
        return full && (wide(all, i) == 1) != (high(all, i) == 1);
    return strcmp(form, "dot") == 0 && all->of[i].cells == 1;
}

/* How far an organism reaches to a side; a number that is not one of a side's if there is no such
 * side. */
static int reach_of(const struct sw_plain_scene *all, int i, const char *side)
{
    return strcmp(side, "top") == 0         ? -all->of[i].y0
           : strcmp(side, "bottom") == 0    ? all->of[i].y1
           : strcmp(side, "leftmost") == 0  ? -all->of[i].x0
           : strcmp(side, "rightmost") == 0 ? all->of[i].x1
                                            : SW_STRIDE;
}

static bool is_outermost(const struct sw_plain_scene *all, int i, const char *side)
{
    int own = reach_of(all, i, side);

    for (int k = 1; k <= all->count; k++)
        if (k != i && reach_of(all, k, side) >= own)
            return false;
    return own != SW_STRIDE;
}

static bool is_unique(const struct sw_plain_scene *all, int i)
{
    for (int k = 1; k <= all->count; k++)
        if (k != i && sw_plain_same_shape(all, i, k))
            return false;
    return true;
}

static bool is_of(const struct sw_plain_scene *all, int i, const char *word)
{
    if (*word >= '0' && *word <= '9')
        return all->of[i].colour == digit(word);
    if (strcmp(word, "all") == 0)
        return true;
    if (strcmp(word, "unique") == 0)
        return is_unique(all, i);
    return has_form(all, i, word) || is_outermost(all, i, word);
}

bool sw_plain_choose(const struct sw_plain_scene *all, const char *word, bool chosen[ORGANISMS])
{
    bool any = false;

    chosen[0] = false;
    for (size_t k = 0; k < sizeof properties / sizeof *properties; k++)
        if (strcmp(word, properties[k].word) == 0)
            return choose_with(all, properties[k].attribute, chosen) ||
                   (strcmp(word, "odd") == 0 && choose_with(all, SW_ODD_COLOUR, chosen));
    for (int i = 1; i <= all->count; i++) {
        chosen[i] = is_of(all, i, word);
        any = any || chosen[i];
    }
    return any;
}

int sw_plain_first(const struct sw_plain_scene *all, const bool *chosen)
{
    for (int i = 1; i <= all->count; i++)
        if (chosen[i])
            return i;
    return 0;
}

void sw_plain_colour(const struct sw_grid *in, const struct sw_plain_scene *all, const bool *chosen,
                     uint8_t colour, struct sw_grid *out)
{
    *out = *in;
    EACH_CELL(in)
    if (all->label[y][x] != 0 && chosen[all->label[y][x]])
        out->cell[y][x] = colour;
}

uint8_t sw_plain_colour_of(const struct sw_plain_scene *all, const bool *chosen)
{
    int cells[SW_COLOURS] = {0};
    uint8_t best = 0;

    for (int i = 1; i <= all->count; i++)
        if (chosen[i])
            cells[all->of[i].colour] += all->of[i].cells;
    for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
        if (cells[colour] > cells[best])
            best = colour;
    return best;
}

void sw_plain_lay(const struct sw_grid *in, const struct sw_plain_scene *all, int i, int dx, int dy,
                  struct sw_grid *out)
{
    for (int y = all->of[i].y0; y <= all->of[i].y1; y++)
        for (int x = all->of[i].x0; x <= all->of[i].x1; x++)
            if (all->label[y][x] == i && inside(out, x + dx, y + dy))
                out->cell[y + dy][x + dx] = in->cell[y][x];
}

/* --- rules --- */

static const struct sw_plain_row *find_row(const char *name)
{
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (const struct sw_plain_row *row = tables[t]; row->name != NULL; row++)
            if (strcmp(row->name, name) == 0)
                return row;
    return NULL;
}

bool sw_plain_mean(const struct sw_rule *rule, struct sw_plain_rule *out)
{
    const struct sw_law *law = sw_law_row(rule->law);

    out->row = find_row(law->name);
    out->a = sw_law_choice_name(law->parameter[0], rule->parameter[0]);
    out->b = sw_law_choice_name(law->parameter[1], rule->parameter[1]);
    out->some = sw_rule_needs(rule).some;
    return out->row != NULL;
}

/* The same, with the case left for who wants to know what was chosen. */
static bool apply(const struct sw_plain_rule *rule, const struct sw_plain_scene *scene,
                  struct sw_plain_case *c, struct sw_grid *target)
{
    const char *first = rule->row->first;
    bool any;

    c->in = &scene->grid;
    c->all = scene;
    c->a = rule->a;
    c->b = rule->b;
    if (first == NULL)
        return rule->row->function(c, target);
    any = sw_plain_choose(scene, strcmp(first, "$1") == 0 ? c->a : first, c->chosen);
    if (any || rule->row->regardless)
        return rule->row->function(c, target) && any;
    *target = scene->grid;
    return false;
}

bool sw_plain_law(const struct sw_plain_rule *rule, const struct sw_plain_scene *scene,
                  struct sw_grid *target)
{
    struct sw_plain_case c;

    return apply(rule, scene, &c, target);
}

bool sw_plain_shows(const struct sw_plain_rule *rule, const struct sw_plain_scene *scene,
                    struct sw_grid *target)
{
    struct sw_plain_case c;
    bool some = !rule->some, empty = true;

    if (!apply(rule, scene, &c, target))
        return false;
    for (int i = 1; i <= scene->count; i++)
        some = some || !c.chosen[i];
    EACH_CELL(target)
    empty = empty && target->cell[y][x] == 0;
    return some && !empty && !sw_plain_equal(target, &scene->grid);
}

bool sw_plain_explains(const struct sw_plain_rule *rule, const struct sw_plain_scene *scene,
                       const struct sw_grid *target)
{
    struct sw_grid made;

    return sw_plain_law(rule, scene, &made) && sw_plain_equal(&made, target);
}
