/* plain_law_number.c - laws that count, and those that take a colour from what has a property, cell
 * by cell. */
#include "tests/reference/plain_law_private.h"

enum { HAND_COLOUR = 1, HAND_NUMBER = 1, HAND_MOST = 255 }; /* what a hand holds before, at most */

/* A number that is too large to be held leaves the one that was held before. */
static int held(int number, int before)
{
    return number <= HAND_MOST ? number : before;
}

/* A row of `count` cells; the canvas as it was if there is no such row. */
static void bar_of(const struct sw_grid *in, int count, uint8_t colour, struct sw_grid *out)
{
    *out = *in;
    if (!has_room(count, 1))
        return;
    *out = sw_grid_empty(count, 1);
    EACH_CELL(out)
    out->cell[y][x] = colour;
}

static int count_colour(const struct sw_plain_scene *all, uint8_t colour)
{
    int count = 0;

    for (int i = 1; i <= all->count; i++)
        count += all->of[i].colour == colour;
    return count;
}

/* The bar of a colour's organisms; false if there is none. */
static bool colour_bar(const struct sw_plain_case *c, uint8_t colour, struct sw_grid *out)
{
    int count = count_colour(c->all, colour);

    bar_of(c->in, held(count, colour), colour, out);
    return count > 0;
}

static bool law_count(const struct sw_plain_case *c, struct sw_grid *out)
{
    return colour_bar(c, digit(c->a), out);
}

static bool law_sum(const struct sw_plain_case *c, struct sw_grid *out)
{
    bar_of(c->in, held(c->all->count, digit(c->a)), digit(c->a), out);
    return true;
}

static bool law_measure(const struct sw_plain_case *c, struct sw_grid *out)
{
    int cells = 0;

    for (int i = 1; i <= c->all->count; i++)
        cells += c->chosen[i] ? c->all->of[i].cells : 0;
    bar_of(c->in, held(cells, HAND_NUMBER), sw_plain_colour_of(c->all, c->chosen), out);
    return true;
}

/* Both bars side by side; if they do not fit, the second. */
static bool law_add(const struct sw_plain_case *c, struct sw_grid *out)
{
    struct sw_grid first, second;
    bool done = colour_bar(c, digit(c->a), &first);

    done = colour_bar(c, digit(c->b), &second) && done;
    *out = second;
    if (first.width + second.width > SW_SIDE_MAX)
        return done;
    *out = sw_grid_empty(first.width + second.width,
                         first.height > second.height ? first.height : second.height);
    EACH_CELL(out)
    out->cell[y][x] = x < first.width ? at(&first, x, y) : at(&second, x - first.width, y);
    return done;
}

/* What is left of the first bar where the second does not cover it, cut to that. */
static bool law_subtract(const struct sw_plain_case *c, struct sw_grid *out)
{
    int x0 = SW_SIDE_MAX, y0 = SW_SIDE_MAX, x1 = -1, y1 = -1;
    struct sw_grid first, second;
    bool done = colour_bar(c, digit(c->a), &first);

    done = colour_bar(c, digit(c->b), &second) && done;
    EACH_CELL(&first)
    {
        if (at(&second, x, y) != 0)
            first.cell[y][x] = 0;
        if (first.cell[y][x] == 0)
            continue;
        x0 = x < x0 ? x : x0;
        y0 = y < y0 ? y : y0;
        x1 = x > x1 ? x : x1;
        y1 = y > y1 ? y : y1;
    }
    *out = first;
    if (x1 < 0)
        return false;
    *out = sw_grid_empty(x1 - x0 + 1, y1 - y0 + 1);
    EACH_CELL(out)
    out->cell[y][x] = first.cell[y0 + y][x0 + x];
    return done;
}

/* --- the colour of what has a property; of nothing, that in hand --- */

static uint8_t colour_taken(const struct sw_plain_case *c)
{
    uint8_t colour = sw_plain_colour_of(c->all, c->chosen);

    return colour != 0 ? colour : HAND_COLOUR;
}

static bool law_answer(const struct sw_plain_case *c, struct sw_grid *out)
{
    bar_of(c->in, 1, colour_taken(c), out);
    return true;
}

static bool law_follow(const struct sw_plain_case *c, struct sw_grid *out)
{
    uint8_t colour = colour_taken(c);

    *out = *c->in;
    EACH_CELL(out)
    if (out->cell[y][x] != 0)
        out->cell[y][x] = colour;
    return true;
}

/* --- colours that are numbers --- */

/* From the tenth size on there is no colour. */
static bool law_rank(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_plain_scene *all = c->all;
    bool there[1 + SW_SIDE_MAX * SW_SIDE_MAX] = {false};
    uint8_t rank = 1;

    *out = *c->in;
    for (int i = 1; i <= all->count; i++)
        there[all->of[i].cells] = true;
    for (int cells = SW_SIDE_MAX * SW_SIDE_MAX; cells > 0 && rank < SW_COLOURS; cells--) {
        if (!there[cells])
            continue;
        EACH_CELL(out)
        if (all->label[y][x] != 0 && all->of[all->label[y][x]].cells == cells)
            out->cell[y][x] = rank;
        rank++;
    }
    return true;
}

static bool law_tally(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_plain_scene *all = c->all;

    *out = *c->in;
    EACH_CELL(out)
    if (all->label[y][x] != 0 && all->of[all->label[y][x]].cells < SW_COLOURS)
        out->cell[y][x] = (uint8_t)all->of[all->label[y][x]].cells;
    return true;
}

const struct sw_plain_row sw_plain_number_laws[] = {
    {"count", law_count, "$1", false},       {"sum", law_sum, "all", false},
    {"measure", law_measure, "$1", false},   {"add", law_add, NULL, false},
    {"subtract", law_subtract, NULL, false}, {"answer", law_answer, "$1", true},
    {"follow", law_follow, "$1", true},      {"rank", law_rank, "all", false},
    {"tally", law_tally, "all", false},      {NULL, NULL, NULL, false},
};
