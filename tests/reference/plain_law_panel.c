/* plain_law_panel.c - laws of canvases that are divided into panels, cell by cell. */
#include "tests/reference/plain_law_private.h"

struct panels {
    int count, x[SW_SIDE_MAX * SW_SIDE_MAX], y[SW_SIDE_MAX * SW_SIDE_MAX], width, height;
};

/* The colour of the row or column if it has one, else 0. */
static uint8_t line_colour(const struct sw_grid *in, bool row, int k)
{
    int length = row ? in->width : in->height;
    uint8_t colour = row ? in->cell[k][0] : in->cell[0][k];

    for (int i = 0; i < length; i++)
        if ((row ? in->cell[k][i] : in->cell[i][k]) != colour)
            return 0;
    return length > 1 ? colour : 0;
}

/* Where stretches between lines of the colour begin; returns how many, and the length of each, 0 if
 * they differ. */
static int stretches_of(const struct sw_grid *in, bool row, uint8_t colour, int begin[SW_SIDE_MAX],
                        int *length)
{
    int sides = row ? in->height : in->width, count = 0, lengths[SW_SIDE_MAX] = {0};
    bool open = false;

    for (int k = 0; k < sides; k++) {
        bool line = colour != 0 && line_colour(in, row, k) == colour;

        if (!line && !open)
            begin[count++] = k;
        if (!line)
            lengths[count - 1]++;
        open = !line;
    }
    *length = lengths[0];
    for (int k = 1; k < count; k++)
        *length = lengths[k] == lengths[0] ? *length : 0;
    return count;
}

/* The panels between lines of the colour of which there are most lines; without, both halves. False
 * if they are not all of one size. */
static bool find_panels(const struct sw_grid *in, struct panels *out)
{
    int lines[SW_COLOURS] = {0}, left[SW_SIDE_MAX], top[SW_SIDE_MAX], wide_count, high_count;
    uint8_t colour = 0;

    for (int y = 0; y < in->height; y++)
        lines[line_colour(in, true, y)]++;
    for (int x = 0; x < in->width; x++)
        lines[line_colour(in, false, x)]++;
    for (uint8_t k = 1; k < SW_COLOURS; k++)
        if (lines[k] > (colour == 0 ? 0 : lines[colour]))
            colour = k;
    wide_count = stretches_of(in, false, colour, left, &out->width);
    high_count = stretches_of(in, true, colour, top, &out->height);
    out->count = 0;
    if (wide_count * high_count < 2) {
        bool across = in->width >= in->height;

        out->count = 2;
        out->width = across ? in->width / 2 : in->width;
        out->height = across ? in->height : in->height / 2;
        out->x[0] = out->y[0] = 0;
        out->x[1] = in->width - out->width;
        out->y[1] = in->height - out->height;
        return has_room(out->width, out->height);
    }
    for (int j = 0; j < high_count; j++) {
        for (int i = 0; i < wide_count; i++) {
            out->x[out->count] = left[i];
            out->y[out->count++] = top[j];
        }
    }
    return has_room(out->width, out->height);
}

static bool law_panels(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    struct panels panels;

    *out = *in;
    if (!find_panels(in, &panels))
        return true;
    *out = sw_grid_empty(panels.width, panels.height);
    EACH_CELL(out)
    {
        int full = 0;
        bool first = in->cell[panels.y[0] + y][panels.x[0] + x] != 0, filled;

        for (int k = 0; k < panels.count; k++)
            full += in->cell[panels.y[k] + y][panels.x[k] + x] != 0;
        filled = strcmp(c->a, "or") == 0    ? full > 0
                 : strcmp(c->a, "and") == 0 ? full == panels.count
                 : strcmp(c->a, "xor") == 0 ? full == 1
                 : strcmp(c->a, "nor") == 0 ? full == 0
                                            : first && full == 1;
        out->cell[y][x] = filled ? digit(c->b) : 0;
    }
    return true;
}

static bool law_overlay(const struct sw_plain_case *c, struct sw_grid *out)
{
    const struct sw_grid *in = c->in;
    struct panels panels;

    *out = *in;
    if (!find_panels(in, &panels))
        return true;
    *out = sw_grid_empty(panels.width, panels.height);
    for (int k = panels.count - 1; k >= 0; k--)
        EACH_CELL(out)
    if (in->cell[panels.y[k] + y][panels.x[k] + x] != 0)
        out->cell[y][x] = in->cell[panels.y[k] + y][panels.x[k] + x];
    return true;
}

const struct sw_plain_row sw_plain_panel_laws[] = {
    {"panels", law_panels, NULL, false},
    {"overlay", law_overlay, NULL, false},
    {NULL, NULL, NULL, false},
};
