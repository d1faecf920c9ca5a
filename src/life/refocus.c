#include "life/refocus.h"

#include <stdlib.h>
#include <string.h>

struct sw_refocus {
    bool moves; /* some edit of the action set can zoom */
    int zoom;   /* the token of zoom.in */
    sw_edit_token fresh;
    struct sw_percept *percept;
    struct sw_encoding encoding;
    struct sw_edit_memory memory; /* of the canvas that is edited just now */
    struct sw_canvas canvas[SW_DEMONSTRATIONS_MAX];
};

struct sw_refocus *sw_refocus_create(const struct sw_action_set *action_set, struct sw_error *error)
{
    static const char zoom[] = "zoom.in";
    struct sw_refocus *refocus = sw_allocate(1, sizeof *refocus, "opening eyes", error);

    if (refocus == NULL)
        return NULL;
    refocus->zoom = sw_edit_find(zoom, sizeof zoom - 1);
    refocus->moves = action_set->row[refocus->zoom] != 0;
    refocus->fresh = 1;
    while (!sw_edit_row(refocus->fresh)->fresh || sw_edit_row(refocus->fresh)->restarts)
        refocus->fresh++;
    refocus->percept = sw_percept_create(32, error);
    if (refocus->percept == NULL) {
        sw_refocus_destroy(refocus);
        return NULL;
    }
    return refocus;
}

void sw_refocus_destroy(struct sw_refocus *refocus)
{
    if (refocus == NULL)
        return;
    sw_percept_destroy(refocus->percept);
    sw_encoding_free(&refocus->encoding);
    free(refocus);
}

/* Whether the last edit may have moved the eye: it says how to look, and zoom is or was on. Quick,
 * as every edit of every life comes by here. */
static bool may_move(const struct sw_refocus *refocus, const struct sw_program *program)
{
    const struct sw_edit *last;

    if (!refocus->moves || program->length == 0)
        return false;
    last = sw_edit_row(program->token[program->length - 1]);
    return last != NULL && last->group == SW_EDIT_MODE &&
           sw_tokens_hold(program->token, program->length, refocus->zoom);
}

/* Runs a program on one canvas; returns whether its last edit has made the window another. */
static bool edit_canvas(struct sw_refocus *refocus, const struct sw_program *program,
                        const struct sw_grid *grid, struct sw_canvas *canvas)
{
    uint32_t last = program->length - 1u;
    struct sw_box before, after;

    sw_canvas_begin(canvas, grid);
    if (sw_tokens_remember(program->token, program->length))
        sw_canvas_remember(canvas, &refocus->memory);
    for (uint32_t i = 0; i < last; i++)
        sw_edit_apply(canvas, program->token[i]);
    before = sw_canvas_window(canvas);
    sw_edit_apply(canvas, program->token[last]);
    after = sw_canvas_window(canvas);
    canvas->memory = NULL; /* the next canvas has it */
    return memcmp(&before, &after, sizeof before) != 0;
}

sw_edit_token sw_refocus_fresh(const struct sw_refocus *refocus)
{
    return refocus->fresh;
}

bool sw_refocus_moves(const struct sw_refocus *refocus)
{
    return refocus->moves;
}

int sw_refocus_look(struct sw_refocus *refocus, const struct sw_puzzle *puzzle,
                    const struct sw_seat *seat, const struct sw_program *program,
                    struct sw_percept *percept, struct sw_error *error)
{
    bool moved = false;

    if (!may_move(refocus, program))
        return 0;
    if (seat->sees_demonstrations) {
        for (int i = 0; i < puzzle->demonstrations; i++)
            moved |= edit_canvas(refocus, program, &puzzle->demonstration[i].canvas,
                                 &refocus->canvas[i]);
        if (!moved)
            return 0;
        return sw_sight_through(puzzle, refocus->canvas, percept, error) != 0 ? -1 : 1;
    }
    if (!seat->sees_canvas ||
        !edit_canvas(refocus, program, &puzzle->test[0].canvas, &refocus->canvas[0]))
        return 0;
    return sw_sight_view(&refocus->canvas[0], percept, error) != 0 ? -1 : 1;
}

/* Shows what is in the percept. */
static int show(struct sw_refocus *refocus, struct sw_mind *mind, uint32_t rows,
                struct sw_error *error)
{
    if (sw_encoding_take(&refocus->encoding, mind, mind->weights, refocus->percept, error) != 0)
        return -1;
    sw_mind_see_rows(mind, rows, &refocus->encoding);
    return 0;
}

int sw_refocus_again(struct sw_refocus *refocus, struct sw_mind *mind,
                     const struct sw_puzzle *puzzle, const struct sw_seat *seat,
                     const struct sw_program *program, uint32_t rows, struct sw_error *error)
{
    int failed = 0;

    if (seat->sees_demonstrations) {
        for (int i = 0; i < puzzle->demonstrations; i++)
            edit_canvas(refocus, program, &puzzle->demonstration[i].canvas, &refocus->canvas[i]);
        failed = sw_sight_through(puzzle, refocus->canvas, refocus->percept, error);
    } else if (seat->sees_canvas) {
        edit_canvas(refocus, program, &puzzle->test[0].canvas, &refocus->canvas[0]);
        failed = sw_sight_view(&refocus->canvas[0], refocus->percept, error);
    } else {
        return 0;
    }
    return failed != 0 ? -1 : show(refocus, mind, rows, error);
}

int sw_refocus_follow(struct sw_refocus *refocus, struct sw_mind *mind,
                      const struct sw_puzzle *puzzle, const struct sw_seat *seat,
                      const struct sw_program *program, uint32_t rows, struct sw_error *error)
{
    int looks = sw_refocus_look(refocus, puzzle, seat, program, refocus->percept, error);

    return looks <= 0 ? looks : show(refocus, mind, rows, error);
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

int sw_refocus_follow_each(struct sw_refocus *refocus, struct sw_mind *mind,
                           const struct sw_puzzle *puzzle, bool together,
                           const struct sw_seat *seat, const struct sw_program *program,
                           uint32_t rows, struct sw_error *error)
{
    for (uint32_t row = 0; row < SW_TILE; row++) {
        uint32_t same = UINT32_C(1) << row;

        if ((rows & same) == 0 || !may_move(refocus, &program[row]))
            continue;
        if (together)
            same = same_as(program, row, rows);
        if (sw_refocus_follow(refocus, mind, together ? puzzle : puzzle + row, seat, &program[row],
                              same, error) != 0)
            return -1;
        rows &= ~same;
    }
    return 0;
}
