#include "population/gaze.h"

#include <stdlib.h>
#include <string.h>

struct sw_gaze {
    bool moves; /* some edit of the repertoire can zoom */
    int zoom;   /* the token of zoom.in */
    struct sw_percept *percept;
    struct sw_glance glance;
    struct sw_edit_memory memory; /* of the canvas that is edited just now */
    struct sw_canvas canvas[SW_DEMONSTRATIONS_MAX];
};

struct sw_gaze *sw_gaze_create(const struct sw_repertoire *repertoire, struct sw_error *error)
{
    static const char zoom[] = "zoom.in";
    struct sw_gaze *gaze = sw_allocate(1, sizeof *gaze, "opening eyes", error);

    if (gaze == NULL)
        return NULL;
    gaze->zoom = sw_edit_find(zoom, sizeof zoom - 1);
    gaze->moves = repertoire->row[gaze->zoom] != 0;
    gaze->percept = sw_percept_create(32, error);
    if (gaze->percept == NULL) {
        sw_gaze_destroy(gaze);
        return NULL;
    }
    return gaze;
}

void sw_gaze_destroy(struct sw_gaze *gaze)
{
    if (gaze == NULL)
        return;
    sw_percept_destroy(gaze->percept);
    sw_glance_free(&gaze->glance);
    free(gaze);
}

/* Whether the last edit may have moved the eye: it says how to look, and zoom is or was on. Quick,
 * as every edit of every life comes by here. */
static bool may_move(const struct sw_gaze *gaze, const struct sw_program *program)
{
    const struct sw_edit *last;

    if (!gaze->moves || program->length == 0)
        return false;
    last = sw_edit_row(program->token[program->length - 1]);
    return last != NULL && last->group == SW_EDIT_MODE &&
           sw_tokens_hold(program->token, program->length, gaze->zoom);
}

/* Runs a program on one canvas; returns whether its last edit has made the window another. */
static bool edit_canvas(struct sw_gaze *gaze, const struct sw_program *program,
                        const struct sw_grid *grid, struct sw_canvas *canvas)
{
    uint32_t last = program->length - 1u;
    struct sw_box before, after;

    sw_canvas_begin(canvas, grid);
    if (sw_tokens_remember(program->token, program->length))
        sw_canvas_remember(canvas, &gaze->memory);
    for (uint32_t i = 0; i < last; i++)
        sw_edit_apply(canvas, program->token[i]);
    before = sw_canvas_window(canvas);
    sw_edit_apply(canvas, program->token[last]);
    after = sw_canvas_window(canvas);
    canvas->memory = NULL; /* the next canvas has it */
    return memcmp(&before, &after, sizeof before) != 0;
}

int sw_gaze_look(struct sw_gaze *gaze, const struct sw_puzzle *puzzle, const struct sw_seat *seat,
                 const struct sw_program *program, struct sw_percept *percept,
                 struct sw_error *error)
{
    bool moved = false;

    if (!may_move(gaze, program))
        return 0;
    if (seat->sees_demonstrations) {
        for (int i = 0; i < puzzle->demonstrations; i++)
            moved |= edit_canvas(gaze, program, &puzzle->demonstration[i].canvas, &gaze->canvas[i]);
        if (!moved)
            return 0;
        return sw_sight_through(puzzle, gaze->canvas, percept, error) != 0 ? -1 : 1;
    }
    if (!seat->sees_canvas ||
        !edit_canvas(gaze, program, &puzzle->test[0].canvas, &gaze->canvas[0]))
        return 0;
    return sw_sight_view(&gaze->canvas[0], percept, error) != 0 ? -1 : 1;
}

int sw_gaze_follow(struct sw_gaze *gaze, struct sw_mind *mind, const struct sw_puzzle *puzzle,
                   const struct sw_seat *seat, const struct sw_program *program, uint32_t rows,
                   struct sw_error *error)
{
    int looks = sw_gaze_look(gaze, puzzle, seat, program, gaze->percept, error);

    if (looks <= 0)
        return looks;
    if (sw_glance_take(&gaze->glance, mind, mind->weights, gaze->percept, error) != 0)
        return -1;
    sw_mind_see_rows(mind, rows, &gaze->glance);
    return 0;
}

/* The rows, of those given, that have written the same as one of them. */
static uint32_t same_as(const struct sw_program *program, uint32_t row, uint32_t rows)
{
    uint32_t same = 0;

    for (uint32_t other = row; other < SW_TILE; other++) {
        bool equal = sw_program_equal(&program[other], &program[row]);

        same |= (uint32_t)equal << other;
    }
    return same & rows;
}

int sw_gaze_follow_each(struct sw_gaze *gaze, struct sw_mind *mind, const struct sw_puzzle *puzzle,
                        bool together, const struct sw_seat *seat, const struct sw_program *program,
                        uint32_t rows, struct sw_error *error)
{
    for (uint32_t row = 0; row < SW_TILE; row++) {
        uint32_t same = UINT32_C(1) << row;

        if ((rows & same) == 0 || !may_move(gaze, &program[row]))
            continue;
        if (together)
            same = same_as(program, row, rows);
        if (sw_gaze_follow(gaze, mind, together ? puzzle : puzzle + row, seat, &program[row], same,
                           error) != 0)
            return -1;
        rows &= ~same;
    }
    return 0;
}
