/* edit.c - applies edit tokens and programs of them, and reads and prints them as words; the table
 * is in edit_table.c, the functions of its rows in the other edit_*.c. */
#include "world/edit_private.h"
#include "base/error.h"
#include "base/parameter.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *description;
} groups[SW_EDIT_GROUPS] = {
    [SW_EDIT_STOP] = {"stop", "ends a program"},
    [SW_EDIT_SELECT] = {"select", "choose the cells that acts are done to"},
    [SW_EDIT_HAND] = {"hand", "take a colour, a number or a piece in hand"},
    [SW_EDIT_MODE] = {"mode", "say what counts as an organism, and where the eye looks"},
    [SW_EDIT_ACT] = {"act", "change the canvas"},
    [SW_EDIT_CONTROL] = {"control", "repeat, take back, and lay canvases over each other"},
};

const char *sw_edit_group_name(enum sw_edit_group group)
{
    return groups[group].name;
}

const char *sw_edit_group_description(enum sw_edit_group group)
{
    return groups[group].description;
}

/* What a canvas has beside its grid and the two masks, which are copied row by row. The pointers
 * come first, so that none lies across two of the pieces in which compilers copy: it would have to
 * wait for both until it can be read. */
#define HAND offsetof(struct sw_canvas, anatomy)

void sw_canvas_begin(struct sw_canvas *canvas, const struct sw_grid *grid)
{
    sw_grid_copy(&canvas->grid, grid);
    canvas->selection = sw_mask_none();
    canvas->anchor = sw_mask_none();
    memset((char *)canvas + HAND, 0, sizeof *canvas - HAND);
    canvas->colour = 1;
    canvas->number = 1;
    canvas->focus_x = grid->width / 2;
    canvas->focus_y = grid->height / 2;
}

struct sw_canvas sw_canvas_of(const struct sw_grid *grid)
{
    struct sw_canvas canvas;

    sw_canvas_begin(&canvas, grid);
    return canvas;
}

void sw_canvas_copy_hand(struct sw_canvas *to, const struct sw_canvas *from)
{
    to->selection = from->selection;
    to->anchor = from->anchor;
    memcpy((char *)to + HAND, (const char *)from + HAND, sizeof *to - HAND);
}

void sw_canvas_copy(struct sw_canvas *to, const struct sw_canvas *from)
{
    sw_grid_copy(&to->grid, &from->grid);
    sw_canvas_copy_hand(to, from);
}

void sw_canvas_remember(struct sw_canvas *canvas, struct sw_edit_memory *memory)
{
    memory->input = canvas->grid;
    memory->layers = 0;
    memory->holding = false;
    memory->has_piece = false;
    memory->has_previous = false;
    canvas->memory = memory;
}

static bool changes(const struct sw_edit *row)
{
    return row->group == SW_EDIT_ACT || row->group == SW_EDIT_CONTROL;
}

static void keep_previous(const struct sw_canvas *canvas)
{
    struct sw_edit_memory *memory = canvas->memory;

    memory->previous = (struct sw_layer){canvas->grid, canvas->x, canvas->y};
    memory->previous_selection = canvas->selection;
    memory->previous_whole = canvas->whole;
    memory->has_previous = true;
}

/* Selects, or takes in hand, on the canvas that the eye holds: the hand goes there and back. Places
 * mean the same cells of the first canvas. */
static void apply_held(struct sw_canvas *canvas, const struct sw_edit *row)
{
    const struct sw_layer *held = &canvas->memory->held;
    const struct sw_grid *grid = &canvas->grid;
    struct sw_canvas there = *canvas;
    int dx = canvas->x - held->x, dy = canvas->y - held->y;
    int width = held->grid.width, height = held->grid.height;
    struct sw_mask anchor;

    there.grid = held->grid;
    there.x = held->x;
    there.y = held->y;
    there.anatomy = NULL;
    there.selection = sw_mask_shift(canvas->selection, dx, dy, width, height);
    there.anchor = sw_mask_shift(canvas->anchor, dx, dy, width, height);
    if (canvas->whole)
        sw_canvas_select_whole(&there);
    anchor = there.anchor;
    row->apply(&there, row->parameter);
    canvas->colour = there.colour;
    canvas->number = there.number;
    if (row->group == SW_EDIT_HAND)
        return;
    sw_canvas_select(canvas, sw_mask_shift(there.selection, -dx, -dy, grid->width, grid->height));
    if (there.whole)
        sw_canvas_select_whole(canvas);
    if (!sw_mask_equal(&anchor, &there.anchor))
        canvas->anchor = sw_mask_shift(there.anchor, -dx, -dy, grid->width, grid->height);
}

/* After the canvas has got another size or place, its cells now lying (dx, dy) further: the anchor
 * and the focus stay on theirs, as far as the canvas goes. */
static void settle(struct sw_canvas *canvas, int dx, int dy)
{
    int width = canvas->grid.width, height = canvas->grid.height;
    int x = canvas->focus_x + dx, y = canvas->focus_y + dy;

    canvas->anchor = sw_mask_shift(canvas->anchor, dx, dy, width, height);
    canvas->focus_x = (uint8_t)(x < 0 ? 0 : x < width ? x : width - 1);
    canvas->focus_y = (uint8_t)(y < 0 ? 0 : y < height ? y : height - 1);
}

void sw_edit_change(struct sw_canvas *canvas, const struct sw_edit *row, bool each)
{
    uint8_t width = canvas->grid.width, height = canvas->grid.height;
    int x = canvas->x, y = canvas->y;

    if (each)
        sw_edit_each(canvas, row);
    else
        row->apply(canvas, row->parameter);
    canvas->anatomy = NULL;
    if (canvas->grid.width != width || canvas->grid.height != height || canvas->x != x ||
        canvas->y != y)
        settle(canvas, x - canvas->x, y - canvas->y);
}

void sw_canvas_become(struct sw_canvas *canvas, const struct sw_layer *layer, int dx, int dy)
{
    canvas->grid = layer->grid;
    canvas->x = layer->x;
    canvas->y = layer->y;
    canvas->anatomy = NULL;
    sw_canvas_select(canvas, sw_mask_none());
    settle(canvas, dx, dy);
}

static void act(struct sw_canvas *canvas, const struct sw_edit *row, uint32_t token)
{
    if (canvas->memory != NULL)
        keep_previous(canvas);
    canvas->last_act = (sw_edit_token)token;
    canvas->last_each = canvas->each;
    canvas->each = false;
    sw_edit_change(canvas, row, canvas->last_each);
}

void sw_edit_do(struct sw_canvas *canvas, uint32_t token)
{
    const struct sw_edit *row = sw_edit_row(token);

    if (row == NULL || (row->memory && canvas->memory == NULL))
        return;
    bool looks = row->group == SW_EDIT_SELECT || row->group == SW_EDIT_HAND;
    if (row->group == SW_EDIT_ACT)
        act(canvas, row, token);
    else if (looks && canvas->memory != NULL && canvas->memory->holding)
        apply_held(canvas, row);
    else
        row->apply(canvas, row->parameter);
}

bool sw_edit_apply(struct sw_canvas *canvas, uint32_t token)
{
    const struct sw_edit *row = sw_edit_row(token);

    if (row == NULL)
        return false;
    if (!changes(row)) {
        sw_edit_do(canvas, token);
        return false;
    }
    struct sw_grid before;
    sw_grid_copy(&before, &canvas->grid);
    sw_edit_do(canvas, token);
    return !sw_grid_equal(&before, &canvas->grid);
}

struct sw_box sw_canvas_window(const struct sw_canvas *canvas)
{
    int width = canvas->grid.width, height = canvas->grid.height;
    int reach = (width > height ? width : height) >> canvas->zoom;
    int x = canvas->focus_x < width ? canvas->focus_x : width - 1;
    int y = canvas->focus_y < height ? canvas->focus_y : height - 1;
    int x0 = x - reach / 2, y0 = y - reach / 2;
    int x1 = x0 + (reach > 0 ? reach : 1), y1 = y0 + (reach > 0 ? reach : 1);

    if (canvas->zoom == 0)
        return (struct sw_box){0, 0, (uint8_t)width, (uint8_t)height};
    x0 = x0 < 0 ? 0 : x0;
    y0 = y0 < 0 ? 0 : y0;
    return (struct sw_box){(uint8_t)x0, (uint8_t)y0, (uint8_t)(x1 < width ? x1 : width),
                           (uint8_t)(y1 < height ? y1 : height)};
}

/* --- programs --- */

bool sw_tokens_hold(const sw_edit_token *token, size_t count, int wanted)
{
    for (size_t k = 0; k < count; k++)
        if (token[k] == wanted)
            return true;
    return false;
}

int sw_tokens_compare(const sw_edit_token *a, const sw_edit_token *b, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (a[k] != b[k])
            return a[k] < b[k] ? -1 : 1;
    return 0;
}

bool sw_tokens_remember(const sw_edit_token *token, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        const struct sw_edit *row = sw_edit_row(token[k]);

        if (row != NULL && row->memory)
            return true;
    }
    return false;
}

struct sw_layer sw_tokens_place(const sw_edit_token *token, size_t count,
                                const struct sw_grid *grid, struct sw_anatomy *anatomy)
{
    struct sw_edit_memory memory;
    struct sw_canvas canvas;
    struct sw_layer out;

    sw_canvas_begin(&canvas, grid);
    canvas.anatomy = anatomy;
    if (sw_tokens_remember(token, count))
        sw_canvas_remember(&canvas, &memory);
    for (size_t k = 0; k < count && token[k] != 0; k++)
        sw_edit_do(&canvas, token[k]);
    sw_grid_copy(&out.grid, &canvas.grid);
    out.x = canvas.x;
    out.y = canvas.y;
    return out;
}

struct sw_grid sw_tokens_run(const sw_edit_token *token, size_t count, const struct sw_grid *grid)
{
    return sw_tokens_place(token, count, grid, NULL).grid;
}

size_t sw_tokens_print(const sw_edit_token *token, size_t count, char *text, size_t size)
{
    size_t length = 0;

    if (size > 0)
        text[0] = '\0';
    for (size_t k = 0; k < count; k++) {
        const struct sw_edit *row = sw_edit_row(token[k]);
        const char *name = row != NULL ? row->name : "unknown";
        size_t left = length < size ? size - length : 0;
        int written =
            snprintf(left > 0 ? text + length : NULL, left, "%s%s", k > 0 ? " " : "", name);

        length += written > 0 ? (size_t)written : 0;
    }
    return length;
}

/* The sentence for a word that is no edit. */
static int unknown_word(const char *text, size_t length, struct sw_error *error)
{
    const char *names[SW_EDITS_MAX];
    char word[48];

    snprintf(word, sizeof word, "%.*s", (int)(length < 47 ? length : 47), text);
    for (char *byte = word; *byte != '\0'; byte++) {
        if (*byte < ' ' || *byte > '~')
            *byte = '?';
    }
    for (uint32_t k = 0; k < sw_edit_count(); k++)
        names[k] = sw_edit_row(k)->name;
    const char *nearest = sw_nearest(word, names, sw_edit_count());
    if (nearest != NULL)
        return sw_fail(error, SW_EXIT_USAGE, "there is no edit '%s'; did you mean '%s'?", word,
                       nearest);
    return sw_fail(error, SW_EXIT_USAGE,
                   "there is no edit '%s'; 'smallworld edits' lists all %u of them", word,
                   (unsigned)sw_edit_count());
}

int sw_tokens_parse(const char *text, sw_edit_token *token, size_t capacity, size_t *count,
                    struct sw_error *error)
{
    static const char blanks[] = " \t\r\n";
    size_t read = 0;

    for (text += strspn(text, blanks); *text != '\0'; text += strspn(text, blanks)) {
        size_t length = strcspn(text, blanks);
        int found = sw_edit_find(text, length);

        if (found < 0)
            return unknown_word(text, length, error);
        text += length;
        if (found == 0) {
            if (text[strspn(text, blanks)] != '\0')
                return sw_fail(error, SW_EXIT_USAGE,
                               "'stop' ends a program, but more follows; leave out what comes "
                               "after it");
            break;
        }
        if (read == capacity)
            return sw_fail(error, SW_EXIT_USAGE,
                           "a program has at most %zu edits; leave out some of them", capacity);
        token[read++] = (sw_edit_token)found;
    }
    *count = read;
    return 0;
}

bool sw_program_equal(const struct sw_program *a, const struct sw_program *b)
{
    return a->length == b->length && sw_tokens_compare(a->token, b->token, a->length) == 0;
}

struct sw_grid sw_program_run(const struct sw_program *program, const struct sw_grid *grid)
{
    return sw_tokens_run(program->token,
                         program->length < SW_PROGRAM_MAX ? program->length : SW_PROGRAM_MAX, grid);
}

size_t sw_program_print(const struct sw_program *program, char *text, size_t size)
{
    return sw_tokens_print(program->token,
                           program->length < SW_PROGRAM_MAX ? program->length : SW_PROGRAM_MAX,
                           text, size);
}

int sw_program_parse(const char *text, struct sw_program *program, struct sw_error *error)
{
    struct sw_program out = {0};
    size_t count = 0;

    if (sw_tokens_parse(text, out.token, SW_PROGRAM_MAX, &count, error) != 0)
        return -1;
    out.length = (uint8_t)count;
    *program = out;
    return 0;
}
