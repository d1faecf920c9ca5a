#include "film/film_edit.h"

#include "world/edit/edit.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct sw_film_row rows[SW_FILM_KINDS] = {
    [SW_FILM_END] = {"end", "the frame is done", 0},
    [SW_FILM_CELL] = {"cell", "gives a cell a colour", SW_FILM_PLACE | SW_FILM_COLOUR},
    [SW_FILM_RECTANGLE] = {"rectangle", "fills a rectangle with a colour",
                           SW_FILM_PLACE | SW_FILM_SIZE | SW_FILM_COLOUR},
    [SW_FILM_CANVAS] = {"canvas", "changes to another canvas, at an offset on this one",
                        SW_FILM_OFFSET | SW_FILM_SIZE},
    [SW_FILM_MOVE] = {"move", "moves organisms by an offset", SW_FILM_CHOICE | SW_FILM_OFFSET},
    [SW_FILM_COPY] = {"copy", "copies organisms to an offset", SW_FILM_CHOICE | SW_FILM_OFFSET},
    [SW_FILM_RECOLOUR] = {"recolour", "gives organisms a colour", SW_FILM_CHOICE | SW_FILM_COLOUR},
    [SW_FILM_DELETE] = {"delete", "empties the cells of organisms", SW_FILM_CHOICE},
    [SW_FILM_TURN] = {"turn", "moves organisms under a symmetry of their box",
                      SW_FILM_CHOICE | SW_FILM_SYMMETRY | SW_FILM_OFFSET},
    [SW_FILM_STAMP] = {"stamp", "copies organisms under a symmetry of their box",
                       SW_FILM_CHOICE | SW_FILM_SYMMETRY | SW_FILM_OFFSET},
    [SW_FILM_FILL] = {"fill", "fills what organisms enclose with a colour",
                      SW_FILM_CHOICE | SW_FILM_COLOUR},
    [SW_FILM_OUTLINE] = {"outline", "draws a line of a colour around organisms",
                         SW_FILM_CHOICE | SW_FILM_COLOUR},
    [SW_FILM_EXTEND] = {"extend", "lengthens organisms in a direction over empty cells",
                        SW_FILM_CHOICE | SW_FILM_DIRECTION},
    [SW_FILM_STEP] = {"step", "does one step of the film's physics", 0},
    [SW_FILM_PROGRAM] = {"program", "does edits of the agents' vocabulary", SW_FILM_TOKENS},
};

static const char *const symmetry_names[SW_SYMMETRIES] = {
    "as it is",   "mirrored x", "mirrored y", "turned 180",
    "transposed", "turned 90",  "turned 270", "transposed the other way"};

const struct sw_film_row *sw_film_row(enum sw_film_kind kind)
{
    return kind < SW_FILM_KINDS ? &rows[kind] : NULL;
}

struct sw_connection sw_film_connection(enum sw_film_connection connection)
{
    bool four = connection == SW_FILM_FOUR || connection == SW_FILM_FOUR_ANY;
    bool one = connection == SW_FILM_EIGHT || connection == SW_FILM_FOUR;

    return (struct sw_connection){four ? 4 : 8, one};
}

struct sw_mask sw_film_chosen(const struct sw_film_edit *edit, const struct sw_film_state *state,
                              const struct sw_organism *organisms, uint32_t count)
{
    struct sw_mask mask = sw_mask_none();

    if (edit->choice == SW_FILM_LAST)
        return sw_mask_and(state->last, sw_grid_occupied(&state->grid));
    for (uint32_t k = 0; k < count; k++) {
        bool in = edit->choice == SW_FILM_ALL ||
                  (edit->choice == SW_FILM_ONE && edit->organism == k) ||
                  (edit->choice == SW_FILM_OF_COLOUR && organisms[k].colour == edit->chosen) ||
                  (edit->choice == SW_FILM_SOME && (edit->some[k / 32] >> k % 32 & 1u) != 0);
        if (in)
            mask = sw_mask_or(mask, organisms[k].mask);
    }
    return mask;
}

/* Paints the cells of `from` that are in the mask onto the grid, where the symmetry of the box and
 * then the offset take them. Returns the cells painted. */
static struct sw_mask place(struct sw_grid *grid, const struct sw_grid *from,
                            const struct sw_mask *mask, enum sw_symmetry symmetry, int dx, int dy)
{
    struct sw_box box = sw_mask_box(mask);
    struct sw_mask placed = sw_mask_none();

    for (int y = box.y0; y < box.y1; y++) {
        for (uint32_t row = mask->row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row), to_x, to_y;

            sw_symmetry_cell(symmetry, box.x1 - box.x0, box.y1 - box.y0, x - box.x0, y - box.y0,
                             &to_x, &to_y);
            to_x += box.x0 + dx;
            to_y += box.y0 + dy;
            if (to_x < 0 || to_y < 0 || to_x >= grid->width || to_y >= grid->height)
                continue;
            grid->cell[to_y][to_x] = from->cell[y][x];
            sw_mask_set(&placed, to_x, to_y);
        }
    }
    return placed;
}

static void take_canvas(struct sw_film_state *state, const struct sw_film_edit *edit)
{
    struct sw_grid before = state->grid;

    state->grid = sw_grid_empty(edit->width, edit->height);
    for (int y = 0; y < edit->height; y++) {
        for (int x = 0; x < edit->width; x++) {
            int from_x = x + edit->dx, from_y = y + edit->dy;

            if (from_x >= 0 && from_y >= 0 && from_x < before.width && from_y < before.height)
                state->grid.cell[y][x] = before.cell[from_y][from_x];
        }
    }
    state->last = sw_mask_none();
}

/* Every chosen cell lengthens over empty cells up to the next thing or the edge. */
static void extend(struct sw_film_state *state, const struct sw_mask *chosen,
                   enum sw_direction direction)
{
    static const int8_t step_x[SW_DIRECTIONS] = {0, 0, -1, 1}, step_y[SW_DIRECTIONS] = {-1, 1};
    struct sw_grid before = state->grid, *grid = &state->grid;
    int dx = step_x[direction], dy = step_y[direction];

    state->last = *chosen;
    for (int y = 0; y < grid->height; y++) {
        for (uint32_t row = chosen->row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row), to_x = x + dx, to_y = y + dy;

            while (to_x >= 0 && to_y >= 0 && to_x < grid->width && to_y < grid->height &&
                   before.cell[to_y][to_x] == 0) {
                grid->cell[to_y][to_x] = before.cell[y][x];
                sw_mask_set(&state->last, to_x, to_y);
                to_x += dx;
                to_y += dy;
            }
        }
    }
}

void sw_film_apply_to(struct sw_film_state *state, const struct sw_film_edit *edit,
                      const struct sw_mask *chosen)
{
    struct sw_grid before = state->grid;
    int width = before.width, height = before.height;
    bool clears = edit->kind == SW_FILM_MOVE || edit->kind == SW_FILM_TURN;
    bool turns = edit->kind == SW_FILM_TURN || edit->kind == SW_FILM_STAMP;
    struct sw_mask cells;

    if (state->physics != NULL)
        state->physics->current = false;
    switch (edit->kind) {
    case SW_FILM_MOVE:
    case SW_FILM_COPY:
    case SW_FILM_TURN:
    case SW_FILM_STAMP:
        if (clears)
            sw_grid_paint(&state->grid, chosen, 0);
        state->last =
            place(&state->grid, &before, chosen,
                  turns ? (enum sw_symmetry)edit->symmetry : SW_IDENTITY, edit->dx, edit->dy);
        break;
    case SW_FILM_RECOLOUR:
    case SW_FILM_DELETE:
        sw_grid_paint(&state->grid, chosen, edit->kind == SW_FILM_DELETE ? 0 : edit->colour);
        state->last = *chosen;
        break;
    case SW_FILM_FILL:
    case SW_FILM_OUTLINE:
        cells = edit->kind == SW_FILM_FILL ? sw_mask_holes(chosen, width, height)
                                           : sw_mask_grow(*chosen, 8, width, height);
        cells = sw_mask_minus(cells, sw_grid_occupied(&before));
        sw_grid_paint(&state->grid, &cells, edit->colour);
        state->last = *chosen;
        break;
    case SW_FILM_EXTEND:
        extend(state, chosen, (enum sw_direction)edit->direction);
        break;
    default:
        break;
    }
}

static void run_program(struct sw_film_state *state, const struct sw_film_edit *edit)
{
    struct sw_program program = {.length = edit->length};

    memcpy(program.token, edit->token, edit->length * sizeof *edit->token);
    state->grid = sw_program_run(&program, &state->grid);
    state->last = sw_mask_none();
}

static void step(struct sw_film_state *state)
{
    struct sw_film_physics *physics = state->physics;

    if (physics == NULL)
        return;
    if (!physics->current)
        sw_physics_begin(&physics->world, &state->grid, &physics->rules);
    sw_physics_step(&physics->world, &physics->rules);
    physics->current = true;
    state->grid = physics->world.grid;
}

void sw_film_apply(struct sw_film_state *state, const struct sw_film_edit *edit)
{
    struct sw_organism organisms[SW_ORGANISMS_MAX];
    struct sw_mask chosen;
    struct sw_box box;
    uint32_t count = 0;

    if (edit->kind < SW_FILM_KINDS && (rows[edit->kind].operands & SW_FILM_CHOICE) != 0) {
        if (edit->choice != SW_FILM_LAST)
            count = sw_organisms(&state->grid, NULL,
                                 sw_film_connection((enum sw_film_connection)edit->connection),
                                 organisms);
        chosen = sw_film_chosen(edit, state, organisms, count);
        sw_film_apply_to(state, edit, &chosen);
        return;
    }
    if (state->physics != NULL && edit->kind != SW_FILM_STEP && edit->kind != SW_FILM_END)
        state->physics->current = false;
    switch (edit->kind) {
    case SW_FILM_CELL:
        state->grid.cell[edit->y][edit->x] = edit->colour;
        break;
    case SW_FILM_RECTANGLE:
        box = (struct sw_box){edit->x, edit->y, (uint8_t)(edit->x + edit->width),
                              (uint8_t)(edit->y + edit->height)};
        chosen = sw_box_mask(box);
        sw_grid_paint(&state->grid, &chosen, edit->colour);
        break;
    case SW_FILM_CANVAS:
        take_canvas(state, edit);
        break;
    case SW_FILM_STEP:
        step(state);
        break;
    case SW_FILM_PROGRAM:
        run_program(state, edit);
        break;
    default:
        break;
    }
}

static void say(char *text, size_t size, size_t *used, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void say(char *text, size_t size, size_t *used, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    *used += (size_t)vsnprintf(*used < size ? text + *used : NULL, *used < size ? size - *used : 0,
                               format, arguments);
    va_end(arguments);
}

static void say_choice(const struct sw_film_edit *edit, char *text, size_t size, size_t *used)
{
    static const char *const connection[SW_FILM_CONNECTIONS] = {
        "", " (4 neighbours)", " (any colours)", " (4 neighbours, any colours)"};

    if (edit->choice == SW_FILM_LAST) {
        say(text, size, used, " the same");
        return;
    }
    if (edit->choice == SW_FILM_ONE)
        say(text, size, used, " organism %d", edit->organism);
    else if (edit->choice == SW_FILM_OF_COLOUR)
        say(text, size, used, " all of colour %d", edit->chosen);
    else if (edit->choice == SW_FILM_ALL)
        say(text, size, used, " all");
    else
        say(text, size, used, " organisms");
    for (uint32_t k = 0; edit->choice == SW_FILM_SOME && k < SW_ORGANISMS_MAX; k++)
        if ((edit->some[k / 32] >> k % 32 & 1u) != 0)
            say(text, size, used, " %u", k);
    say(text, size, used, "%s", connection[edit->connection]);
}

size_t sw_film_edit_print(const struct sw_film_edit *edit, char *text, size_t size)
{
    const struct sw_film_row *row = &rows[edit->kind];
    size_t used = 0;

    say(text, size, &used, "%s", row->name);
    if ((row->operands & SW_FILM_CHOICE) != 0)
        say_choice(edit, text, size, &used);
    if ((row->operands & SW_FILM_PLACE) != 0)
        say(text, size, &used, " at %d %d", edit->x, edit->y);
    if ((row->operands & SW_FILM_SYMMETRY) != 0)
        say(text, size, &used, " %s", symmetry_names[edit->symmetry]);
    if ((row->operands & SW_FILM_OFFSET) != 0)
        say(text, size, &used, " by %d %d", edit->dx, edit->dy);
    if ((row->operands & SW_FILM_DIRECTION) != 0)
        say(text, size, &used, " %s", sw_direction_name((enum sw_direction)edit->direction));
    if ((row->operands & SW_FILM_SIZE) != 0)
        say(text, size, &used, " of %d x %d", edit->width, edit->height);
    if ((row->operands & SW_FILM_COLOUR) != 0)
        say(text, size, &used, " in %d", edit->colour);
    for (int i = 0; (row->operands & SW_FILM_TOKENS) != 0 && i < edit->length; i++)
        say(text, size, &used, " %s", sw_edit_row(edit->token[i])->name);
    return used;
}
