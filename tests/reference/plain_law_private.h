/* plain_law_private.h - what the plain laws share. Only tests/reference/plain_law*.c include it. */
#ifndef SW_PLAIN_LAW_PRIVATE_H
#define SW_PLAIN_LAW_PRIVATE_H

#include "tests/reference/plain_law.h"

#include <stdlib.h>
#include <string.h>

enum { ORGANISMS = 1 + SW_ORGANISMS_MAX };

/* What a law is done on. */
struct sw_plain_case {
    const struct sw_grid *in;
    const struct sw_plain_scene *all; /* its organisms */
    const char *a, *b;                /* what the parameters' choices are called */
    bool chosen[ORGANISMS];           /* the organisms that the row's first word picks; not [0] */
};

/* Writes what becomes of `in`; false if something that the law is about is not there. */
typedef bool sw_plain_function(const struct sw_plain_case *c, struct sw_grid *out);

/* `first` says what the law is about first, in a word of sw_plain_choose; "$1" is its first
 * parameter's choice, NULL nothing. Where nothing is chosen, the law is not done, and the canvas
 * stays as it was, unless it goes on regardless: then its function is called all the same. */
struct sw_plain_row {
    const char *name;
    sw_plain_function *function;
    const char *first;
    bool regardless;
};

/* The tables, one a file, each ended by a row without a name. */
extern const struct sw_plain_row sw_plain_organism_laws[], sw_plain_shape_laws[],
    sw_plain_line_laws[], sw_plain_colour_laws[], sw_plain_lay_laws[], sw_plain_panel_laws[],
    sw_plain_canvas_laws[], sw_plain_number_laws[], sw_plain_search_laws[];

/* Marks the organisms that a word picks: "all"; a colour's digit; a property, form or side as the
 * law table calls them; "unique" (its shape no other has). Returns whether there is any. */
bool sw_plain_choose(const struct sw_plain_scene *all, const char *word, bool chosen[ORGANISMS]);

/* The canvas and its organisms by another connection, without their attributes. */
void sw_plain_find(const struct sw_grid *canvas, struct sw_connection connection,
                   struct sw_plain_scene *out);

/* The first organism of those chosen, 0 if there is none. */
int sw_plain_first(const struct sw_plain_scene *all, const bool *chosen);

bool sw_plain_same_shape(const struct sw_plain_scene *all, int a, int b);

/* Copies `in`; cells of the chosen organisms take the colour (0: vanish). */
void sw_plain_colour(const struct sw_grid *in, const struct sw_plain_scene *all, const bool *chosen,
                     uint8_t colour, struct sw_grid *out);

/* The commonest colour of the chosen organisms' cells, the lower on a tie; 0: none is chosen. */
uint8_t sw_plain_colour_of(const struct sw_plain_scene *all, const bool *chosen);

/* Lays organism i of `in` on the grid, moved; what leaves the canvas is lost. */
void sw_plain_lay(const struct sw_grid *in, const struct sw_plain_scene *all, int i, int dx, int dy,
                  struct sw_grid *out);

/* Lets those that are marked slide until each is held: by the wall, by what is not marked, or by
 * one of them that is held. label says which organism a cell of `out` belongs to, and moves along.
 */
void sw_plain_fall(struct sw_grid *out, int label[SW_SIDE_MAX][SW_SIDE_MAX], int count,
                   const bool *marked, int dx, int dy);

#define EACH_CELL(grid)                                                                            \
    for (int y = 0; y < (grid)->height; y++)                                                       \
        for (int x = 0; x < (grid)->width; x++)

static inline uint8_t digit(const char *name)
{
    return (uint8_t)(*name - '0');
}

static inline bool inside(const struct sw_grid *grid, int x, int y)
{
    return x >= 0 && y >= 0 && x < grid->width && y < grid->height;
}

/* The cell; 0 outside. */
static inline uint8_t at(const struct sw_grid *grid, int x, int y)
{
    return inside(grid, x, y) ? grid->cell[y][x] : 0;
}

static inline int wide(const struct sw_plain_scene *all, int i)
{
    return all->of[i].x1 - all->of[i].x0 + 1;
}

static inline int high(const struct sw_plain_scene *all, int i)
{
    return all->of[i].y1 - all->of[i].y0 + 1;
}

static inline bool is_dot(const struct sw_plain_scene *all, int x, int y)
{
    return all->label[y][x] != 0 && all->of[all->label[y][x]].cells == 1;
}

static inline bool has_room(int width, int height)
{
    return width >= 1 && height >= 1 && width <= SW_SIDE_MAX && height <= SW_SIDE_MAX;
}

static inline void direction_of(const char *name, int *dx, int *dy)
{
    *dx = strcmp(name, "right") == 0 ? 1 : strcmp(name, "left") == 0 ? -1 : 0;
    *dy = strcmp(name, "down") == 0 ? 1 : strcmp(name, "up") == 0 ? -1 : 0;
}

#endif
