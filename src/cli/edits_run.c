#include "cli/edits_run.h"

#include "base/file.h"
#include "base/table.h"
#include "base/json.h"
#include "world/puzzle/arc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A grid in text, "1.2/.3.", and the zero byte. */
#define PICTURE_MAX (SW_SIDE_MAX * (SW_SIDE_MAX + 1) + 1)

struct program {
    size_t count;
    sw_edit_token token[SW_EDITS_RUN_MAX];
};

/* --- canvases as text --- */

static int read_picture(const char *text, struct sw_grid *out, struct sw_error *error)
{
    int x = 0, y = 0;

    *out = sw_grid_empty(1, 1);
    for (;; text++) {
        if (*text == '/' || *text == '\0') {
            if (x == 0 || (y > 0 && x != out->width))
                return sw_fail(error, SW_EXIT_USAGE,
                               "row %d of the canvas has %d cells%s; give rows of one length, "
                               "as --grid 1.2/.3.",
                               y + 1, x, x == 0 ? "" : ", the first another number");
            out->width = (uint8_t)x;
            out->height = (uint8_t)(y + 1);
            if (*text == '\0')
                return 0;
            x = 0;
            y++;
            continue;
        }
        if (*text != '.' && (*text < '0' || *text > '9'))
            return sw_fail(error, SW_EXIT_USAGE,
                           "row %d of the canvas has something else than '.' and 0 to 9 in it",
                           y + 1);
        if (x == SW_SIDE_MAX || y == SW_SIDE_MAX)
            return sw_fail(error, SW_EXIT_USAGE, "the canvas is larger than %dx%d cells",
                           SW_SIDE_MAX, SW_SIDE_MAX);
        out->cell[y][x++] = (uint8_t)(*text == '.' ? 0 : *text - '0');
    }
}

static const char *write_picture(const struct sw_grid *grid, char text[PICTURE_MAX])
{
    char *to = text;

    for (int y = 0; y < grid->height; y++) {
        if (y > 0)
            *to++ = '/';
        for (int x = 0; x < grid->width; x++)
            *to++ = (char)(grid->cell[y][x] == 0 ? '.' : '0' + grid->cell[y][x]);
    }
    *to = '\0';
    return text;
}

/* The cells of a mask as a grid of ones. */
static struct sw_grid grid_of(const struct sw_mask *mask, const struct sw_grid *like)
{
    struct sw_grid out = sw_grid_empty(like->width, like->height);

    sw_grid_paint(&out, mask, 1);
    return out;
}

/* --- steps --- */

struct step {
    size_t number; /* 0: before the first */
    const char *name;
    bool changed; /* the grid */
    const struct sw_canvas *canvas, *before;
};

static void print_json(const struct step *step, struct sw_json *json)
{
    const struct sw_canvas *canvas = step->canvas;
    struct sw_grid selection = grid_of(&canvas->selection, &canvas->grid);
    struct sw_grid anchor = grid_of(&canvas->anchor, &canvas->grid);
    char text[PICTURE_MAX];

    sw_json_open(json, NULL, '{');
    sw_json_count(json, "step", step->number);
    sw_json_text(json, "edit", step->name);
    sw_json_switch(json, "changed", step->changed);
    sw_json_text(json, "canvas", write_picture(&canvas->grid, text));
    sw_json_text(json, "selection", write_picture(&selection, text));
    sw_json_text(json, "anchor", write_picture(&anchor, text));
    sw_json_switch(json, "whole", canvas->whole);
    if (canvas->colour == SW_COLOUR_OWN)
        sw_json_text(json, "colour", NULL);
    else
        sw_json_count(json, "colour", canvas->colour);
    sw_json_count(json, "number", canvas->number);
    sw_json_count(json, "layers", canvas->memory->layers);
    sw_json_close(json, '}');
}

/* What is in hand and elsewhere, if the step changed it. */
static void print_hand(const struct step *step)
{
    const struct sw_canvas *now = step->canvas, *was = step->before;

    if (now->colour != was->colour && now->colour == SW_COLOUR_OWN)
        printf("  no colour in hand");
    else if (now->colour != was->colour)
        printf("  colour %u in hand", now->colour);
    if (now->number != was->number)
        printf("  number %u in hand", now->number);
    if (now->focus_x != was->focus_x || now->focus_y != was->focus_y)
        printf("  focus on column %u, row %u", now->focus_x, now->focus_y);
    if (now->zoom != was->zoom) {
        struct sw_box box = sw_canvas_window(now);

        printf("  the eye sees %d by %d cells", box.x1 - box.x0, box.y1 - box.y0);
    }
}

/* The canvas, what is selected and the anchor, side by side: those that the step changed. */
static void print_text(const struct step *step, enum sw_render_style style)
{
    const struct sw_canvas *now = step->canvas, *was = step->before;
    struct sw_grid selection = grid_of(&now->selection, &now->grid);
    struct sw_grid anchor = grid_of(&now->anchor, &now->grid);
    struct sw_render_column column[3];
    int columns = 0;

    printf("%zu %s", step->number, step->name);
    if (step->number > 0)
        print_hand(step);
    printf("\n");
    if (step->changed || step->number == 0)
        column[columns++] = (struct sw_render_column){&now->grid, "canvas"};
    if (!sw_mask_equal(&now->selection, &was->selection) || (now->whole && !was->whole))
        column[columns++] =
            (struct sw_render_column){&selection, now->whole ? "selected: the whole" : "selected"};
    if (!sw_mask_equal(&now->anchor, &was->anchor))
        column[columns++] = (struct sw_render_column){&anchor, "anchor"};
    if (columns > 0)
        sw_render_columns(column, columns, false, style, 2, stdout);
}

static void print_step(const struct sw_edits_run *run, const struct step *step,
                       struct sw_json *json)
{
    if (run->json)
        print_json(step, json);
    else
        print_text(step, run->style);
}

static void show_steps(const struct sw_edits_run *run, const struct program *program,
                       const struct sw_grid *grid)
{
    struct sw_canvas canvas = sw_canvas_of(grid), before = canvas;
    struct sw_edit_memory memory;
    struct sw_json json = {.out = stdout};

    sw_canvas_remember(&canvas, &memory);
    if (!run->last)
        print_step(run, &(struct step){0, "start", false, &canvas, &before}, &json);
    for (size_t k = 0; k < program->count; k++) {
        struct step step = {k + 1, sw_edit_row(program->token[k])->name, false, &canvas, &before};

        before = canvas;
        step.changed = sw_edit_apply(&canvas, program->token[k]);
        if (!run->last)
            print_step(run, &step, &json);
    }
    if (!run->last)
        return;
    before = canvas;
    print_step(run, &(struct step){program->count, "end", true, &canvas, &before}, &json);
}

/* --- tasks --- */

/* What the program makes of a pair. */
static void tell_pair(const struct sw_edits_run *run, const struct program *program,
                      const struct sw_pair *pair, bool known, const char *kind, int number,
                      struct sw_json *json)
{
    struct sw_grid result = sw_tokens_run(program->token, program->count, &pair->canvas);
    uint32_t wrong = sw_grid_difference(&result, &pair->target);
    bool resized = result.width != pair->target.width || result.height != pair->target.height;
    char text[PICTURE_MAX];

    if (run->json) {
        sw_json_open(json, NULL, '{');
        sw_json_text(json, "pair", kind);
        sw_json_count(json, "number", (uint64_t)number);
        sw_json_text(json, "canvas", write_picture(&result, text));
        if (known)
            sw_json_switch(json, "right", wrong == 0);
        sw_json_close(json, '}');
        return;
    }
    printf("%s %d: ", kind, number);
    if (!known)
        printf("its target is unknown\n");
    else if (resized)
        printf("%ux%u cells instead of %ux%u\n", result.width, result.height, pair->target.width,
               pair->target.height);
    else if (wrong == 0)
        printf("right\n");
    else
        printf("%u cell%s wrong\n", (unsigned)wrong, wrong == 1 ? "" : "s");
}

static int run_task(const struct sw_edits_run *run, const struct program *program,
                    struct sw_error *error)
{
    struct sw_puzzle *puzzle = sw_allocate(1, sizeof *puzzle, "reading a task", error);
    struct sw_json json = {.out = stdout};
    int result = -1;

    if (puzzle == NULL || sw_arc_load(run->file, puzzle, error) != 0)
        goto out;
    if (run->canvas > (uint64_t)(puzzle->demonstrations + puzzle->tests)) {
        sw_fail(error, SW_EXIT_USAGE, "%s has %d canvases; --canvas=%llu is none of them",
                run->file, puzzle->demonstrations + puzzle->tests, (unsigned long long)run->canvas);
        goto out;
    }
    uint64_t shown = run->canvas - 1;
    show_steps(run, program,
               shown < puzzle->demonstrations
                   ? &puzzle->demonstration[shown].canvas
                   : &puzzle->test[shown - puzzle->demonstrations].canvas);
    if (!run->json)
        printf("\n");
    for (int i = 0; i < puzzle->demonstrations; i++)
        tell_pair(run, program, &puzzle->demonstration[i], true, "demonstration", i + 1, &json);
    for (int i = 0; i < puzzle->tests; i++)
        tell_pair(run, program, &puzzle->test[i], puzzle->test_has_target[i], "test", i + 1, &json);
    result = 0;
out:
    free(puzzle);
    return result;
}

int sw_edits_run(const struct sw_edits_run *run, struct sw_error *error)
{
    struct program program;
    struct sw_grid grid;

    if (sw_tokens_parse(run->program, program.token, SW_EDITS_RUN_MAX, &program.count, error) != 0)
        return -1;
    if (run->file != NULL)
        return run_task(run, &program, error);
    if (read_picture(run->picture, &grid, error) != 0)
        return -1;
    show_steps(run, &program, &grid);
    return 0;
}
