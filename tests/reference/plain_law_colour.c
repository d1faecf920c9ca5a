/* plain_law_colour.c - laws that give colours by legend, neighbours and contents, or in organisms
 * of several colours, cell by cell. */
#include "tests/reference/plain_law_private.h"

/* The colour other than 0 of which there is most, the lower on a tie; 0 if there is none. */
static uint8_t commonest(const int count[SW_COLOURS])
{
    uint8_t best = 0;

    for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
        if (count[colour] > (best == 0 ? 0 : count[best]))
            best = colour;
    return best;
}

/* --- what organisms take from others --- */

/* Whether organism b is organism a under the symmetry: mirrored or not, then turned so often. */
static bool image_of(const struct sw_plain_scene *all, int a, int b, bool mirrored, int turns)
{
    int w = wide(all, a), h = high(all, a);

    if (all->of[a].cells != all->of[b].cells || wide(all, b) != (turns % 2 == 0 ? w : h) ||
        high(all, b) != (turns % 2 == 0 ? h : w))
        return false;
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            int to_x = mirrored ? w - 1 - x : x, to_y = y, now_h = h, now_w = w;

            for (int i = 0; i < turns; i++) { /* clockwise */
                int turned = now_h - 1 - to_y, side = now_h;

                to_y = to_x;
                to_x = turned;
                now_h = now_w;
                now_w = side;
            }
            if ((all->label[all->of[a].y0 + y][all->of[a].x0 + x] == a) !=
                (all->label[all->of[b].y0 + to_y][all->of[b].x0 + to_x] == b))
                return false;
        }
    }
    return true;
}

static int model_of(const struct sw_plain_scene *all, int i, uint8_t colour)
{
    for (int k = 1; k <= all->count; k++)
        if (all->of[k].colour != colour && sw_plain_same_shape(all, i, k))
            return k;
    for (int k = 1; k <= all->count; k++)
        for (int symmetry = 1; symmetry < 8 && all->of[k].colour != colour; symmetry++)
            if (image_of(all, i, k, symmetry >= 4, symmetry % 4))
                return k;
    return 0;
}

static bool law_template(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;
    int model[ORGANISMS] = {0};

    *out = *in;
    for (int i = 1; i <= all->count; i++)
        if (all->of[i].colour == digit(c->a))
            model[i] = model_of(all, i, digit(c->a));
    EACH_CELL(in)
    if (model[all->label[y][x]] != 0)
        out->cell[y][x] = (uint8_t)all->of[model[all->label[y][x]]].colour;
    return true;
}

static bool law_infect(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;

    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        int count[SW_COLOURS] = {0};
        uint8_t colour;

        if (all->of[i].colour != digit(c->a))
            continue;
        EACH_CELL(in)
        {
            bool touches = false;

            for (int k = 0; k < 9; k++)
                touches = touches || (inside(in, x + k % 3 - 1, y + k / 3 - 1) &&
                                      all->label[y + k / 3 - 1][x + k % 3 - 1] == i);
            if (touches && all->label[y][x] != i)
                count[in->cell[y][x]]++;
        }
        colour = commonest(count);
        EACH_CELL(in)
        if (all->label[y][x] == i && colour != 0)
            out->cell[y][x] = colour;
    }
    return true;
}

static bool law_contain(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;

    *out = *in;
    for (int i = 1; i <= all->count; i++) {
        int count[SW_COLOURS] = {0};
        uint8_t colour;

        for (int y = all->of[i].y0; y <= all->of[i].y1; y++)
            for (int x = all->of[i].x0; x <= all->of[i].x1; x++)
                count[in->cell[y][x]] += in->cell[y][x] != all->of[i].colour;
        colour = commonest(count);
        EACH_CELL(in)
        if (all->label[y][x] == i && colour != 0 && c->chosen[i])
            out->cell[y][x] = colour;
    }
    return true;
}

/* --- a legend --- */

/* Marks the cells of `part` that hang together with (x, y), side by side; grows the box. */
static int gather_part(const struct sw_grid *in, bool part[SW_SIDE_MAX][SW_SIDE_MAX], int x, int y,
                       int box[4])
{
    if (!inside(in, x, y) || !part[y][x])
        return 0;
    part[y][x] = false;
    box[0] = x < box[0] ? x : box[0];
    box[1] = y < box[1] ? y : box[1];
    box[2] = x > box[2] ? x : box[2];
    box[3] = y > box[3] ? y : box[3];
    return 1 + gather_part(in, part, x + 1, y, box) + gather_part(in, part, x - 1, y, box) +
           gather_part(in, part, x, y + 1, box) + gather_part(in, part, x, y - 1, box);
}

/* Reads the pairs of a full box that is two cells wide or high; false if it is no legend. */
static bool read_pairs(const struct sw_grid *in, const int box[4], int cells,
                       uint8_t to[SW_COLOURS], uint8_t back[SW_COLOURS])
{
    int w = box[2] - box[0] + 1, h = box[3] - box[1] + 1;
    bool in_rows = w == 2; /* else in columns */

    if (cells != w * h || (w != 2 && h != 2))
        return false;
    for (int turn = 0; turn < 2; turn++) {
        for (int i = 0; i < cells / 2; i++) {
            uint8_t first = in->cell[box[1] + (in_rows ? i : 0)][box[0] + (in_rows ? 0 : i)];
            uint8_t second = in->cell[box[1] + (in_rows ? i : 1)][box[0] + (in_rows ? 1 : i)];

            if (first == second)
                return false;
            if (turn == 1 && to[first] == 0)
                to[first] = second;
            if (turn == 1 && back[second] == 0)
                back[second] = first;
        }
    }
    return true;
}

/* Reads the legends among the cells that are marked; legend[y][x]: the cell is of one. */
static bool read_legends(const struct sw_grid *in, bool part[SW_SIDE_MAX][SW_SIDE_MAX],
                         uint8_t to[SW_COLOURS], bool legend[SW_SIDE_MAX][SW_SIDE_MAX])
{
    uint8_t back[SW_COLOURS] = {0};
    bool any = false;

    EACH_CELL(in)
    {
        int box[4] = {x, y, x, y}, cells = gather_part(in, part, x, y, box);

        if (cells == 0 || !read_pairs(in, box, cells, to, back))
            continue;
        any = true;
        for (int j = box[1]; j <= box[3]; j++)
            for (int i = box[0]; i <= box[2]; i++)
                legend[j][i] = true;
    }
    for (int colour = 1; colour < SW_COLOURS; colour++)
        to[colour] = to[colour] != 0 ? to[colour] : back[colour];
    return any;
}

static bool law_legend(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    const struct sw_plain_scene *all = c->all;
    bool part[SW_SIDE_MAX][SW_SIDE_MAX] = {{false}}, legend[SW_SIDE_MAX][SW_SIDE_MAX] = {{false}};
    bool dots = false, others = false;
    uint8_t to[SW_COLOURS] = {0};

    *out = *in;
    EACH_CELL(in)
    {
        part[y][x] = is_dot(all, x, y);
        dots = dots || part[y][x];
        others = others || (in->cell[y][x] != 0 && !part[y][x]);
    }
    if (!read_legends(in, part, to, legend)) {
        EACH_CELL(in)
        part[y][x] = in->cell[y][x] != 0;
        read_legends(in, part, to, legend);
    }
    EACH_CELL(in)
    if (all->label[y][x] != 0 && all->of[all->label[y][x]].cells > 1 && !legend[y][x] &&
        to[in->cell[y][x]] != 0)
        out->cell[y][x] = to[in->cell[y][x]];
    return dots && others;
}

/* --- organisms of several colours --- */

/* Organisms of any colours but 0. */
static void find_motley(const struct sw_grid *in, struct sw_plain_scene *out)
{
    sw_plain_find(in, (struct sw_connection){8, false}, out);
}

static void count_in(const struct sw_grid *in, const struct sw_plain_scene *all, int i, bool box,
                     int count[SW_COLOURS])
{
    memset(count, 0, SW_COLOURS * sizeof *count);
    for (int y = all->of[i].y0; y <= all->of[i].y1; y++)
        for (int x = all->of[i].x0; x <= all->of[i].x1; x++)
            count[in->cell[y][x]] += box || all->label[y][x] == i;
}

static int kinds_of(const int count[SW_COLOURS])
{
    int kinds = 0;

    for (int colour = 1; colour < SW_COLOURS; colour++)
        kinds += count[colour] > 0;
    return kinds;
}

static bool law_invert(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    struct sw_plain_scene motley;

    find_motley(in, &motley);
    *out = *in;
    for (int i = 1; i <= motley.count; i++) {
        int count[SW_COLOURS], low = 0, top = 0;
        bool box = false;

        count_in(in, &motley, i, false, count);
        if (kinds_of(count) == 1) {
            box = true;
            count_in(in, &motley, i, true, count);
        }
        for (int colour = 1; colour < SW_COLOURS; colour++) {
            low = low == 0 && count[colour] > 0 ? colour : low;
            top = count[colour] > 0 ? colour : top;
        }
        for (int y = motley.of[i].y0; y <= motley.of[i].y1 && kinds_of(count) == 2; y++)
            for (int x = motley.of[i].x0; x <= motley.of[i].x1; x++)
                if ((box || motley.label[y][x] == i) &&
                    (in->cell[y][x] == low || in->cell[y][x] == top))
                    out->cell[y][x] = (uint8_t)(low + top - in->cell[y][x]);
    }
    return true;
}

static bool law_majority(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    struct sw_plain_scene motley;

    find_motley(in, &motley);
    *out = *in;
    EACH_CELL(in)
    if (motley.label[y][x] != 0) {
        int count[SW_COLOURS];

        count_in(in, &motley, motley.label[y][x], false, count);
        out->cell[y][x] = commonest(count);
    }
    return true;
}

/* Whether box i lies within box k; of two boxes that are the same, the later within the earlier. */
static bool within(const struct sw_plain_scene *all, int i, int k)
{
    bool in = all->of[i].x0 >= all->of[k].x0 && all->of[i].y0 >= all->of[k].y0 &&
              all->of[i].x1 <= all->of[k].x1 && all->of[i].y1 <= all->of[k].y1;
    bool same = in && wide(all, i) == wide(all, k) && high(all, i) == high(all, k);

    return i != k && in && (!same || k < i);
}

static int depth_in(const struct sw_plain_scene *all, int i, int x, int y)
{
    int left = x - all->of[i].x0, right = all->of[i].x1 - x, up = y - all->of[i].y0,
        down = all->of[i].y1 - y;
    int across = left < right ? left : right, along = up < down ? up : down;

    return across < along ? across : along;
}

/* The colours of the rings from the outside to the inside, those that follow each other and are
 * alike as one: kind[depth]. Returns how many, 0 if a ring has several. */
static int ring_kinds(const struct sw_grid *in, const struct sw_plain_scene *all, int i,
                      uint8_t colour[SW_SIDE_MAX], int kind[SW_SIDE_MAX])
{
    int least = wide(all, i) < high(all, i) ? wide(all, i) : high(all, i), kinds = 0;

    for (int depth = 0; depth < (least + 1) / 2; depth++) {
        uint8_t own = in->cell[all->of[i].y0 + depth][all->of[i].x0 + depth];

        for (int y = all->of[i].y0; y <= all->of[i].y1; y++)
            for (int x = all->of[i].x0; x <= all->of[i].x1; x++)
                if (depth_in(all, i, x, y) == depth && in->cell[y][x] != own)
                    return 0;
        if (kinds == 0 || colour[kinds - 1] != own)
            colour[kinds++] = own;
        kind[depth] = kinds - 1;
    }
    return kinds;
}

static bool law_rings(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    struct sw_plain_scene motley;

    find_motley(in, &motley);
    *out = *in;
    for (int i = 1; i <= motley.count; i++) {
        uint8_t colour[SW_SIDE_MAX];
        int kind[SW_SIDE_MAX], kinds;
        bool outermost = wide(&motley, i) > 2 && high(&motley, i) > 2;

        for (int k = 1; k <= motley.count; k++)
            if (wide(&motley, k) > 2 && high(&motley, k) > 2 && within(&motley, i, k))
                outermost = false;
        kinds = outermost ? ring_kinds(in, &motley, i, colour, kind) : 0;
        for (int y = motley.of[i].y0; y <= motley.of[i].y1 && kinds > 0; y++)
            for (int x = motley.of[i].x0; x <= motley.of[i].x1; x++)
                out->cell[y][x] = colour[kinds - 1 - kind[depth_in(&motley, i, x, y)]];
    }
    return true;
}

static bool law_denoise(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    EACH_CELL(in)
    {
        int count[SW_COLOURS] = {0};
        uint8_t best = 0;

        for (int k = 0; k < 9; k++)
            if (k != 4 && inside(in, x + k % 3 - 1, y + k / 3 - 1))
                count[in->cell[y + k / 3 - 1][x + k % 3 - 1]]++;
        for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
            best = count[colour] > count[best] ? colour : best;
        if (count[in->cell[y][x]] == 0 && count[best] > 0)
            out->cell[y][x] = best;
    }
    return true;
}

/* --- one colour for another --- */

static bool law_replace(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    EACH_CELL(in)
    if (in->cell[y][x] == digit(c->a))
        out->cell[y][x] = digit(c->b);
    return true;
}

static bool law_swap(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;

    *out = *in;
    EACH_CELL(in)
    if (in->cell[y][x] == digit(c->a))
        out->cell[y][x] = digit(c->b);
    else if (in->cell[y][x] == digit(c->b))
        out->cell[y][x] = digit(c->a);
    return true;
}

static bool law_look(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    int dx, dy;

    direction_of(c->b, &dx, &dy);
    *out = *in;
    EACH_CELL(in)
    {
        int i = x + dx, j = y + dy;

        if (in->cell[y][x] != digit(c->a))
            continue;
        while (inside(in, i, j) && (in->cell[j][i] == 0 || in->cell[j][i] == digit(c->a))) {
            i += dx;
            j += dy;
        }
        if (inside(in, i, j))
            out->cell[y][x] = in->cell[j][i];
    }
    return true;
}

const struct sw_plain_row sw_plain_colour_laws[] = {
    {"template", law_template, "$1", false},  {"infect", law_infect, "$1", false},
    {"contain", law_contain, "holed", false}, {"legend", law_legend, NULL, false},
    {"invert", law_invert, "all", false},     {"majority", law_majority, "all", false},
    {"rings", law_rings, "all", false},       {"denoise", law_denoise, NULL, false},
    {"replace", law_replace, "$1", false},    {"swap", law_swap, "$1", false},
    {"look", law_look, "$1", false},          {NULL, NULL, NULL, false},
};
