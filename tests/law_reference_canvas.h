/* law_reference_canvas.h - the last laws once more, cell by cell (see law_reference.h): moves,
 * other sizes, numbers; and the table of all. */
#ifndef SW_TESTS_LAW_REFERENCE_CANVAS_H
#define SW_TESTS_LAW_REFERENCE_CANVAS_H

#include "law_reference_colour.h"
#include "law_reference_lay.h"

static void law_roll(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int dx, dy;

    (void)all;
    (void)b;
    direction_of(a, &dx, &dy);
    *out = *in;
    EACH_CELL(in)
    out->cell[(y + dy + in->height) % in->height][(x + dx + in->width) % in->width] =
        in->cell[y][x];
}

static void law_move(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int dx, dy;

    direction_of(b, &dx, &dy);
    paint(in, all, a, true, 0, out);
    EACH_CELL(in)
    if (all->label[y][x] != 0 && has_property(in, all, all->label[y][x], a) &&
        inside(in, x + dx, y + dy))
        out->cell[y + dy][x + dx] = in->cell[y][x];
}

static void law_spin(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)a;
    (void)b;
    *out = sw_grid_empty(in->width, in->height);
    for (int i = 1; i <= all->count; i++)
        EACH_CELL(in)
    if (all->label[y][x] == i)
        out->cell[all->of[i].y0 + all->of[i].y1 - y][all->of[i].x0 + all->of[i].x1 - x] =
            in->cell[y][x];
}

static void law_mend(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)b;
    *out = *in;
    for (int i = 1; i <= all->count; i++)
        EACH_CELL(in)
        {
            int to_x = *a == 'x' ? all->of[i].x0 + all->of[i].x1 - x : x;
            int to_y = *a == 'y' ? all->of[i].y0 + all->of[i].y1 - y : y;

            if (all->label[y][x] == i && out->cell[to_y][to_x] == 0)
                out->cell[to_y][to_x] = in->cell[y][x];
        }
}

static void law_rosette(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    int last = in->width - 1;

    (void)all;
    (void)a;
    (void)b;
    *out = *in;
    for (int turn = 1; turn < 4; turn++)
        EACH_CELL(in)
        {
            int to_x = turn == 1 ? last - y : turn == 2 ? last - x : y;
            int to_y = turn == 1 ? x : turn == 2 ? last - y : last - x;

            if (out->cell[to_y][to_x] == 0)
                out->cell[to_y][to_x] = in->cell[y][x];
        }
}

static void law_double(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    bool right = *a == 'r';

    (void)all;
    (void)b;
    *out = sw_grid_empty(in->width * (right ? 2 : 1), in->height * (right ? 1 : 2));
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y % in->height][x % in->width];
}

static void law_unfold(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    int dx, dy;

    (void)all;
    (void)b;
    direction_of(a, &dx, &dy);
    *out = sw_grid_empty(in->width * (dx != 0 ? 2 : 1), in->height * (dy != 0 ? 2 : 1));
    EACH_CELL(out)
    {
        int i = x % in->width, j = y % in->height;

        if ((dx > 0 && x >= in->width) || (dx < 0 && x < in->width))
            i = in->width - 1 - i;
        if ((dy > 0 && y >= in->height) || (dy < 0 && y < in->height))
            j = in->height - 1 - j;
        out->cell[y][x] = in->cell[j][i];
    }
}

static void law_scale(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    int factor = digit(a);

    (void)all;
    (void)b;
    *out = sw_grid_empty(in->width * factor, in->height * factor);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y / factor][x / factor];
}

static void law_tile(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int factor = digit(a);

    (void)all;
    (void)b;
    *out = sw_grid_empty(in->width * factor, in->height * factor);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y % in->height][x % in->width];
}

static void law_product(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    (void)all;
    (void)a;
    (void)b;
    *out = sw_grid_empty(in->width * in->width, in->height * in->height);
    EACH_CELL(out)
    if (in->cell[y / in->height][x / in->width] != 0)
        out->cell[y][x] = in->cell[y % in->height][x % in->width];
}

static void law_half(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int dx, dy, width = in->width, height = in->height;

    (void)all;
    (void)b;
    direction_of(a, &dx, &dy);
    width = dx != 0 ? width / 2 : width;
    height = dy != 0 ? height / 2 : height;
    *out = sw_grid_empty(width, height);
    EACH_CELL(out)
    out->cell[y][x] =
        in->cell[dy > 0 ? in->height - height + y : y][dx > 0 ? in->width - width + x : x];
}

static void law_trim(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    (void)all;
    (void)a;
    (void)b;
    *out = sw_grid_empty(in->width - 2, in->height - 2);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[y + 1][x + 1];
}

static void law_pad(const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    (void)all;
    (void)b;
    *out = sw_grid_empty(in->width + 2, in->height + 2);
    EACH_CELL(out)
    out->cell[y][x] = inside(in, x - 1, y - 1) ? in->cell[y - 1][x - 1] : digit(a);
}

static void law_compress(const struct sw_grid *in, const struct flooded *all, const char *a,
                         const char *b, struct sw_grid *out)
{
    int column[SW_SIDE_MAX], row[SW_SIDE_MAX], width = 0, height = 0;

    (void)all;
    (void)a;
    (void)b;
    for (int x = 0; x < in->width; x++) {
        bool any = false;

        for (int y = 0; y < in->height; y++)
            any = any || in->cell[y][x] != 0;
        if (any)
            column[width++] = x;
    }
    for (int y = 0; y < in->height; y++) {
        bool any = false;

        for (int x = 0; x < in->width; x++)
            any = any || in->cell[y][x] != 0;
        if (any)
            row[height++] = y;
    }
    *out = sw_grid_empty(width, height);
    EACH_CELL(out)
    out->cell[y][x] = in->cell[row[y]][column[x]];
}

/* A row of `count` cells. */
static void bar_of(int count, uint8_t colour, struct sw_grid *out)
{
    *out = sw_grid_empty(count, 1);
    memset(out->cell[0], colour, (size_t)count);
}

static int count_colour(const struct flooded *all, uint8_t colour)
{
    int count = 0;

    for (int i = 1; i <= all->count; i++)
        count += all->of[i].colour == colour;
    return count;
}

static void law_count(const struct sw_grid *in, const struct flooded *all, const char *a,
                      const char *b, struct sw_grid *out)
{
    (void)in;
    (void)b;
    bar_of(count_colour(all, digit(a)), digit(a), out);
}

static void law_sum(const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    (void)in;
    (void)b;
    bar_of(all->count, digit(a), out);
}

static void law_measure(const struct sw_grid *in, const struct flooded *all, const char *a,
                        const char *b, struct sw_grid *out)
{
    int cells = 0;

    (void)b;
    for (int i = 1; i <= all->count; i++)
        cells += has_property(in, all, i, a) ? all->of[i].cells : 0;
    bar_of(cells, colour_with(in, all, a), out);
}

static void law_add(const struct sw_grid *in, const struct flooded *all, const char *a,
                    const char *b, struct sw_grid *out)
{
    int first = count_colour(all, digit(a));

    (void)in;
    bar_of(first + count_colour(all, digit(b)), digit(b), out);
    memset(out->cell[0], digit(a), (size_t)first);
}

static void law_subtract(const struct sw_grid *in, const struct flooded *all, const char *a,
                         const char *b, struct sw_grid *out)
{
    (void)in;
    bar_of(count_colour(all, digit(a)) - count_colour(all, digit(b)), digit(a), out);
}

static void law_answer(const struct sw_grid *in, const struct flooded *all, const char *a,
                       const char *b, struct sw_grid *out)
{
    (void)b;
    bar_of(1, colour_with(in, all, a), out);
}

static void law_sort(const struct sw_grid *in, const struct flooded *all, const char *a,
                     const char *b, struct sw_grid *out)
{
    int to = 0;

    (void)all;
    (void)a;
    (void)b;
    *out = *in;
    for (int cells = 0; cells <= in->width; cells++) {
        for (int y = 0; y < in->height; y++) {
            int count = 0;

            for (int x = 0; x < in->width; x++)
                count += in->cell[y][x] != 0;
            if (count == cells)
                memcpy(out->cell[to++], in->cell[y], SW_STRIDE);
        }
    }
}

static const struct {
    const char *name;
    law_function *function;
} references[] = {
    {"gravity", gravity},
    {"push", push},
    {"fill", fill},
    {"recolour", recolour},
    {"delete", delete},
    {"keep", keep},
    {"crop", crop},
    {"copy", copy},
    {"repeat", repeat},
    {"mirror", mirror},
    {"turn", turn},
    {"transpose", transpose},
    {"reverse", reverse},
    {"complete", complete},
    {"outline", outline},
    {"hollow", hollow},
    {"eat", eat},
    {"paint", law_paint},
    {"drop", law_drop},
    {"sieve", law_sieve},
    {"rest", law_rest},
    {"place", law_place},
    {"pick", law_pick},
    {"like", law_like},
    {"single", law_single},
    {"twins", law_twins},
    {"replace", law_replace},
    {"swap", law_swap},
    {"follow", law_follow},
    {"rank", law_rank},
    {"tally", law_tally},
    {"look", law_look},
    {"shoot", law_shoot},
    {"beam", law_beam},
    {"reach", law_reach},
    {"line", law_line},
    {"connect", law_connect},
    {"bridge", law_bridge},
    {"box", law_box},
    {"frame", law_frame},
    {"grow", law_grow},
    {"shrink", law_shrink},
    {"rim", law_rim},
    {"core", law_core},
    {"corners", law_corners},
    {"centre", law_centre},
    {"outside", law_outside},
    {"spread", law_spread},
    {"roll", law_roll},
    {"move", law_move},
    {"spin", law_spin},
    {"mend", law_mend},
    {"rosette", law_rosette},
    {"double", law_double},
    {"unfold", law_unfold},
    {"scale", law_scale},
    {"tile", law_tile},
    {"product", law_product},
    {"half", law_half},
    {"trim", law_trim},
    {"pad", law_pad},
    {"compress", law_compress},
    {"count", law_count},
    {"sum", law_sum},
    {"measure", law_measure},
    {"add", law_add},
    {"subtract", law_subtract},
    {"answer", law_answer},
    {"sort", law_sort},
    {"template", law_template},
    {"legend", law_legend},
    {"infect", law_infect},
    {"contain", law_contain},
    {"invert", law_invert},
    {"majority", law_majority},
    {"rings", law_rings},
    {"denoise", law_denoise},
    {"ray", law_ray},
    {"join", law_join},
    {"bounce", law_bounce},
    {"flood", law_flood},
    {"gather", law_gather},
    {"align", law_align},
    {"exchange", law_exchange},
    {"reflect", law_reflect},
    {"stamp", law_stamp},
    {"queue", law_queue},
    {"pile", law_pile},
    {"thin", law_thin},
    {"unscale", law_unscale},
    {"panels", law_panels},
    {"overlay", law_overlay},
};

#endif
