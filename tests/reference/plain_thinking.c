#include "tests/reference/plain_thinking.h"

#include "agent/logarithm.h"
#include "world/sight/sight.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct prefix {
    struct sw_program program;
    uint16_t row[SW_PROGRAM_MAX]; /* of the edit head; SW_EDIT_NONE: a look begins */
    uint32_t looks;
    float score, *child; /* [edits] what each child is worth; -inf: it was taken */
};

struct desk {
    const struct sw_plain_thinking *settings;
    struct sw_mind *mind;
    const float *weights;
    const struct sw_action_set *action_set;
    const struct sw_puzzle *puzzle;
    struct sw_puzzle *shown;
    struct sw_percept *percept;
    struct sw_encoding encoding;
    struct prefix *prefix;
    uint32_t prefixes;
    struct sw_program *looked; /* [prefixes] where looks have begun */
    uint32_t looks;
};

static void *room(size_t count, size_t size)
{
    void *at = calloc(count, size);

    assert(at != NULL);
    return at;
}

static struct sw_canvas run(const struct sw_program *program, const struct sw_grid *grid)
{
    struct sw_canvas canvas = sw_canvas_of(grid);

    for (uint32_t i = 0; i < program->length; i++)
        sw_edit_apply(&canvas, program->token[i]);
    return canvas;
}

static bool alike(const struct sw_canvas *a, const struct sw_canvas *b)
{
    return sw_grid_equal(&a->grid, &b->grid) && sw_mask_equal(&a->selection, &b->selection) &&
           sw_mask_equal(&a->anchor, &b->anchor) && a->whole == b->whole && a->each == b->each &&
           a->colour == b->colour && a->number == b->number && a->mode == b->mode &&
           a->ground == b->ground && a->focus_x == b->focus_x && a->focus_y == b->focus_y &&
           a->zoom == b->zoom && a->x == b->x && a->y == b->y;
}

/* Whether two programs leave every demonstration and the hand alike. */
static bool come_to_the_same(const struct sw_puzzle *puzzle, const struct sw_program *a,
                             const struct sw_program *b)
{
    for (int i = 0; i < puzzle->demonstrations; i++) {
        struct sw_canvas one = run(a, &puzzle->demonstration[i].canvas);
        struct sw_canvas other = run(b, &puzzle->demonstration[i].canvas);

        if (!alike(&one, &other))
            return false;
    }
    return true;
}

static bool among(const struct sw_puzzle *puzzle, const struct sw_program *program,
                  const struct sw_program *list, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (come_to_the_same(puzzle, program, &list[i]))
            return true;
    return false;
}

/* Begins a look: the mind is empty, and sees what the first `length` edits have made. */
static void look(struct desk *desk, const struct prefix *prefix, uint32_t length)
{
    struct sw_program done = prefix->program;

    done.length = (uint8_t)length;
    sw_puzzle_copy(desk->shown, desk->puzzle);
    for (int i = 0; i < desk->puzzle->demonstrations; i++)
        desk->shown->demonstration[i].canvas =
            run(&done, &desk->puzzle->demonstration[i].canvas).grid;
    assert(sw_sight_demonstrations(desk->shown, desk->percept, NULL) == 0);
    sw_mind_begin(desk->mind, desk->weights, NULL);
    assert(sw_encoding_take(&desk->encoding, desk->mind, desk->weights, desk->percept, NULL) == 0);
    sw_mind_see(desk->mind, &desk->encoding);
}

/* What each child of a prefix is worth, thought from the beginning. */
static void think(struct desk *desk, struct prefix *prefix)
{
    uint32_t count = desk->action_set->count;
    uint32_t stride = desk->mind->layout->tensor[SW_EDIT_HEAD].stride;
    float *logits = sw_allocate_floats((size_t)SW_TILE * stride, "thinking plainly", NULL);
    float spread = desk->settings->spread, log_sum, sum = 0.0f;
    uint16_t previous[SW_TILE];

    assert(logits != NULL);
    look(desk, prefix, 0);
    sw_mind_previous(previous, SW_EDIT_NONE);
    sw_mind_think(desk->mind, previous);
    for (uint32_t i = 0; i < prefix->program.length; i++) {
        if (prefix->row[i] == SW_EDIT_NONE)
            look(desk, prefix, i + 1);
        sw_mind_previous(previous, prefix->row[i]);
        sw_mind_think(desk->mind, previous);
    }
    sw_mind_edit(desk->mind, logits);
    prefix->child = room(count, sizeof(float));
    for (uint32_t i = 0; i < count; i++)
        prefix->child[i] = fmaxf(-60.0f, fminf(60.0f, logits[i]));
    log_sum = desk->mind->kernel.exponentials(logits, count, stride);
    for (uint32_t i = 0; i < count; i++)
        sum += logits[i];
    for (uint32_t i = 0; i < count; i++)
        prefix->child[i] =
            prefix->score + (spread == 0.0f ? prefix->child[i] - log_sum
                                            : sw_logarithm((1.0f - spread) * (logits[i] / sum) +
                                                           spread / (float)count));
    for (uint32_t i = 1; i < count; i++)
        prefix->child[i] -= desk->settings->brevity;
    free(logits);
}

/* The best child of all that were not taken; false if there is none. */
static bool best_child(const struct desk *desk, uint32_t *parent, uint16_t *row)
{
    float best = -INFINITY;

    for (uint16_t edit = 0; edit < desk->action_set->count; edit++)
        for (uint32_t i = 0; i < desk->prefixes; i++)
            if (desk->prefix[i].child[edit] > best) {
                best = desk->prefix[i].child[edit];
                *parent = i;
                *row = edit;
            }
    return best > -INFINITY;
}

static sw_edit_token fresh_token(void)
{
    return (sw_edit_token)sw_edit_find("fresh", 5);
}

static void try_program(struct desk *desk, const struct sw_program *program,
                        struct sw_plain_thought *out)
{
    if (among(desk->puzzle, program, out->trial, out->tried))
        return;
    out->trial[out->tried++] = *program;
    if (sw_puzzle_explains(desk->puzzle, program)) {
        out->found = out->tried;
        out->program = *program;
    }
}

/* The prefix that is longer by one; false if it is no prefix that can go on. */
static bool lengthen(struct desk *desk, uint32_t parent, uint16_t row, float score,
                     struct sw_plain_thought *out, struct prefix *longer)
{
    *longer = desk->prefix[parent];
    longer->score = score;
    if (row == 0) {
        try_program(desk, &longer->program, out);
        if (++longer->looks > desk->settings->looks ||
            longer->program.length + 1u >= desk->settings->ticks)
            return false;
        row = SW_EDIT_NONE;
    }
    longer->row[longer->program.length] = row;
    longer->program.token[longer->program.length++] =
        row == SW_EDIT_NONE ? fresh_token() : desk->action_set->token[row];
    if (longer->program.length == desk->settings->ticks) {
        try_program(desk, &longer->program, out);
        return false;
    }
    if (row != SW_EDIT_NONE)
        return true;
    if (among(desk->puzzle, &longer->program, desk->looked, desk->looks))
        return false;
    desk->looked[desk->looks++] = longer->program;
    return true;
}

void sw_plain_think(const struct sw_plain_thinking *settings, struct sw_mind *mind,
                    const float *weights, const struct sw_action_set *action_set,
                    const struct sw_puzzle *puzzle, struct sw_plain_thought *out)
{
    struct desk desk = {.settings = settings,
                        .mind = mind,
                        .weights = weights,
                        .action_set = action_set,
                        .puzzle = puzzle};
    uint32_t parent;
    uint16_t row;

    desk.shown = room(1, sizeof *desk.shown);
    desk.percept = sw_percept_create(64, NULL);
    desk.prefix = room(settings->prefixes + 4 * settings->thoughts, sizeof *desk.prefix);
    desk.looked = room(settings->prefixes + 4 * settings->thoughts, sizeof *desk.looked);
    desk.prefix[0].looks = desk.looks = 1;
    think(&desk, &desk.prefix[0]);
    desk.prefixes = 1;
    out->tried = out->found = 0;
    memset(&out->program, 0, sizeof out->program);
    while (out->found == 0 && out->tried < settings->thoughts && best_child(&desk, &parent, &row)) {
        struct prefix longer;
        float score = desk.prefix[parent].child[row];

        desk.prefix[parent].child[row] = -INFINITY;
        if (!lengthen(&desk, parent, row, score, out, &longer) || out->found > 0 ||
            out->tried == settings->thoughts)
            continue;
        if (desk.prefixes == settings->prefixes + 4 * out->tried)
            break;
        think(&desk, &longer);
        desk.prefix[desk.prefixes++] = longer;
    }
    for (uint32_t i = 0; i < desk.prefixes; i++)
        free(desk.prefix[i].child);
    free(desk.prefix);
    free(desk.looked);
    free(desk.shown);
    sw_percept_destroy(desk.percept);
    sw_encoding_free(&desk.encoding);
}

uint32_t sw_plain_tries(const struct sw_puzzle *puzzle, const struct sw_program *program,
                        uint32_t programs)
{
    uint32_t fit = 0;

    for (uint32_t i = 0; i < programs; i++)
        fit += sw_puzzle_explains(puzzle, &program[i]);
    return fit;
}
