#include "draw/render.h"

#include <string.h>

/* Black, blue, red, green, yellow, grey, magenta, orange, sky, maroon. */
static const struct sw_render_colour palette[SW_COLOURS] = {
    {0x1c, 0x1c, 0x1c, 234}, {0x00, 0x74, 0xd9, 32},  {0xff, 0x41, 0x36, 203},
    {0x2e, 0xcc, 0x40, 41},  {0xff, 0xdc, 0x00, 220}, {0xaa, 0xaa, 0xaa, 248},
    {0xf0, 0x12, 0xbe, 199}, {0xff, 0x85, 0x1b, 208}, {0x7f, 0xdb, 0xff, 117},
    {0x87, 0x0c, 0x25, 88},
};

struct sw_render_colour sw_render_colour(uint8_t colour)
{
    return palette[colour < SW_COLOURS ? colour : 0];
}

static int cell_width(enum sw_render_style style)
{
    return style == SW_RENDER_PLAIN ? 1 : 2;
}

/* Prints one row of a grid; adjacent cells of one colour share one escape sequence. */
static void print_row(const struct sw_grid *grid, int y, enum sw_render_style style, FILE *out)
{
    int before = -1;

    for (int x = 0; x < grid->width; x++) {
        uint8_t colour = grid->cell[y][x] < SW_COLOURS ? grid->cell[y][x] : 0;

        if (style == SW_RENDER_PLAIN) {
            fputc(colour == 0 ? '.' : '0' + colour, out);
            continue;
        }
        if (colour != before && style == SW_RENDER_ANSI)
            fprintf(out, "\033[48;2;%d;%d;%dm", palette[colour].red, palette[colour].green,
                    palette[colour].blue);
        else if (colour != before)
            fprintf(out, "\033[48;5;%dm", palette[colour].index);
        before = colour;
        fputs("  ", out);
    }
    if (style != SW_RENDER_PLAIN)
        fputs("\033[0m", out);
}

static void blanks(int count, FILE *out)
{
    if (count > 0)
        fprintf(out, "%*s", count, "");
}

void sw_render_grid(const struct sw_grid *grid, enum sw_render_style style, int indent, FILE *out)
{
    for (int y = 0; y < grid->height; y++) {
        blanks(indent, out);
        print_row(grid, y, style, out);
        fputc('\n', out);
    }
}

static int column_width(const struct sw_render_column *column, enum sw_render_style style)
{
    int width = column->grid != NULL ? column->grid->width * cell_width(style) : 1;
    int caption = column->caption != NULL ? (int)strlen(column->caption) : 0;

    return width > caption ? width : caption;
}

void sw_render_columns(const struct sw_render_column *column, int count, bool arrow,
                       enum sw_render_style style, int indent, FILE *out)
{
    int height = 1, first = 0;

    for (int i = 0; i < count; i++) {
        if (column[i].grid != NULL && column[i].grid->height > height)
            height = column[i].grid->height;
        if (column[i].caption != NULL)
            first = -1; /* a line for the captions */
    }
    for (int y = first; y < height; y++) {
        int owed =
            indent; /* blanks are printed only before something, so that no line ends in them */

        for (int i = 0; i < count; i++) {
            const struct sw_grid *grid = column[i].grid;
            int used = 0;

            if (y < 0 && column[i].caption != NULL) {
                blanks(owed, out);
                owed = 0;
                used = fprintf(out, "%s", column[i].caption);
            } else if (y >= 0 && grid != NULL && y < grid->height) {
                blanks(owed, out);
                owed = 0;
                print_row(grid, y, style, out);
                used = grid->width * cell_width(style);
            } else if (grid == NULL && y == (height - 1) / 2) {
                blanks(owed, out);
                owed = 0;
                used = fprintf(out, "?");
            }
            owed += column_width(&column[i], style) - used;
            if (arrow && i == 0 && y == (height - 1) / 2 && count > 1) {
                blanks(owed, out);
                owed = 1;
                fputs(" ->", out);
            } else if (arrow && i == 0) {
                owed += 4;
            } else {
                owed += 2;
            }
        }
        fputc('\n', out);
    }
}

void sw_render_pair(const struct sw_grid *canvas, const struct sw_grid *target,
                    enum sw_render_style style, int indent, FILE *out)
{
    const struct sw_render_column column[2] = {{canvas, NULL}, {target, NULL}};

    sw_render_columns(column, 2, true, style, indent, out);
}

void sw_render_puzzle(const struct sw_puzzle *puzzle, bool answers, enum sw_render_style style,
                      FILE *out)
{
    for (int i = 0; i < puzzle->demonstrations; i++) {
        fprintf(out, "demonstration %d\n", i + 1);
        sw_render_pair(&puzzle->demonstration[i].canvas, &puzzle->demonstration[i].target, style, 2,
                       out);
    }
    for (int i = 0; i < puzzle->tests; i++) {
        bool known = answers && puzzle->test_has_target[i];

        if (puzzle->tests > 1)
            fprintf(out, "test %d\n", i + 1);
        else
            fputs("test\n", out);
        sw_render_pair(&puzzle->test[i].canvas, known ? &puzzle->test[i].target : NULL, style, 2,
                       out);
    }
    if (answers && puzzle->has_teacher) {
        char text[SW_PROGRAM_MAX * 24];

        sw_program_print(&puzzle->teacher, text, sizeof text);
        fprintf(out, "teacher: %s\n", text);
    }
}
