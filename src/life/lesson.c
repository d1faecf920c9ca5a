#include "life/lesson.h"

#include "agent/growth.h"
#include "lang/utterance.h"
#include "selection/adam.h"

#include <stdlib.h>
#include <string.h>

struct sw_lesson {
    const struct sw_brain_layout *layout; /* borrowed */
    struct sw_action_set action_set;
    struct sw_tools tools; /* dealt out to those who take turns */
    struct sw_study *study;
    struct sw_refocus *refocus;
    float *gradient; /* [floats] */
    float *held;     /* [2][floats] before a step: weights, the way back; NULL: not yet */
    struct sw_percept **percept; /* what moved eyes saw; kept until the tile is learned */
    uint32_t percepts, used;
    float *share; /* of one tile, tick by tick */
    size_t share_room;
};

struct sw_lesson *sw_lesson_create(const struct sw_brain_layout *layout,
                                   const struct sw_action_set *action_set, struct sw_error *error)
{
    struct sw_lesson *lesson = sw_allocate(1, sizeof *lesson, "making room to learn", error);

    if (lesson == NULL)
        return NULL;
    lesson->layout = layout;
    lesson->action_set = *action_set;
    sw_lesson_crew(lesson, 0);
    lesson->study = sw_study_create(layout, error);
    lesson->refocus = sw_refocus_create(action_set, error);
    lesson->gradient = sw_allocate_floats(layout->floats, "making room to learn", error);
    if (lesson->study != NULL && lesson->refocus != NULL && lesson->gradient != NULL)
        return lesson;
    sw_lesson_destroy(lesson);
    return NULL;
}

void sw_lesson_crew(struct sw_lesson *lesson, uint32_t crew)
{
    sw_tools_deal(&lesson->tools, &lesson->action_set, sw_game_owners(crew));
}

void sw_lesson_destroy(struct sw_lesson *lesson)
{
    if (lesson == NULL)
        return;
    for (uint32_t i = 0; i < lesson->percepts; i++)
        sw_percept_destroy(lesson->percept[i]);
    free(lesson->percept);
    free(lesson->gradient);
    free(lesson->held);
    free(lesson->share);
    sw_refocus_destroy(lesson->refocus);
    sw_study_destroy(lesson->study);
    free(lesson);
}

/* A percept that nobody uses in this tile. */
static struct sw_percept *spare_percept(struct sw_lesson *lesson, struct sw_error *error)
{
    struct sw_percept **more;

    if (lesson->used < lesson->percepts)
        return lesson->percept[lesson->used];
    more = realloc(lesson->percept, (lesson->percepts + 1) * sizeof(struct sw_percept *));
    if (more == NULL) {
        sw_fail(error, SW_EXIT_FAILED, "out of memory while looking again");
        return NULL;
    }
    lesson->percept = more;
    more[lesson->percepts] = sw_percept_create(32, error);
    return more[lesson->percepts] == NULL ? NULL : more[lesson->percepts++];
}

/* After an edit that moves its eye a row sees something else. */
static int look_again(struct sw_lesson *lesson, const struct sw_puzzle *puzzle,
                      const struct sw_seat *seat, const struct sw_program *done, uint32_t row,
                      struct sw_error *error)
{
    struct sw_percept *percept = spare_percept(lesson, error);
    int looks =
        percept == NULL ? -1 : sw_refocus_look(lesson->refocus, puzzle, seat, done, percept, error);

    if (looks <= 0)
        return looks;
    lesson->used++;
    return sw_study_see(lesson->study, row, percept, error);
}

/* The edit that a row's teacher makes in a tick: its own, then stop, then it rests. */
static uint16_t wanted_edit(const struct sw_lesson *lesson, const struct sw_puzzle *puzzle,
                            uint32_t tick)
{
    if (!puzzle->has_teacher || tick > puzzle->teacher.length)
        return SW_EDIT_NONE;
    return tick == puzzle->teacher.length ? 0 : lesson->action_set.row[puzzle->teacher.token[tick]];
}

/* A tile is shown its puzzles, waits, and hears. */
static int enter_tile(struct sw_lesson *lesson, const struct sw_lesson_plan *plan,
                      const struct sw_batch *batch, const uint32_t *number, uint32_t rows,
                      const struct sw_seat *seat, struct sw_error *error)
{
    uint32_t L = lesson->layout->shape.length;
    uint8_t tokens[SW_TILE * SW_UTTERANCE_MAX];
    uint16_t none[SW_TILE];
    float gained[SW_TILE];

    for (uint32_t row = 0; row < rows; row++) {
        const struct sw_percept *percept = sw_batch_shown(batch, seat, number[row]);

        if (percept != NULL && sw_study_see(lesson->study, row, percept, error) != 0)
            return -1;
    }
    sw_mind_previous(none, SW_EDIT_NONE);
    for (uint32_t tick = 0; plan != NULL && tick < plan->waits; tick++)
        if (sw_study_tick(lesson->study, none, none, gained, error) != 0)
            return -1;
    if (plan == NULL || plan->heard == NULL)
        return 0;
    memset(tokens, SW_TOKEN_NOTHING, sizeof tokens);
    for (uint32_t row = 0; row < rows; row++)
        memcpy(tokens + (size_t)row * L, plan->heard + (size_t)number[row] * L, L);
    sw_study_hear(lesson->study, tokens);
    return 0;
}

/* To what memory the first look of each row led. met: [worlds][M]. */
static void tell_met(const struct sw_lesson *lesson, const uint32_t *number, uint32_t rows,
                     float *met)
{
    size_t M = lesson->layout->shape.memory;

    for (uint32_t row = 0; row < rows; row++)
        memcpy(met + number[row] * M, sw_study_memory(lesson->study) + row * M, M * sizeof *met);
}

/* Up to 32 puzzles under their teachers: number[rows] of them. plan: NULL: nobody hears, and
 * nothing is told of each. */
static int live_tile(struct sw_lesson *lesson, const struct sw_lesson_plan *plan,
                     const struct sw_batch *batch, const uint32_t *number, uint32_t rows,
                     const struct sw_seat *seat, const float *weights, double *likelihood,
                     struct sw_error *error)
{
    float *each = plan != NULL ? plan->each : NULL;
    uint16_t previous[SW_TILE], wanted[SW_TILE];
    bool going = true;

    sw_study_begin(lesson->study, weights);
    sw_mind_previous(previous, SW_EDIT_NONE);
    sw_mind_previous(wanted, SW_EDIT_NONE);
    lesson->used = 0;
    for (uint32_t row = 0; row < rows && seat->owns; row++)
        sw_study_bar(lesson->study, row,
                     sw_tools_barred(&lesson->tools, &batch->puzzle[number[row]].teacher));
    if (enter_tile(lesson, plan, batch, number, rows, seat, error) != 0)
        return -1;
    for (uint32_t tick = 0; going; tick++) {
        float gained[SW_TILE];

        for (uint32_t row = 0; row < rows; row++)
            wanted[row] = wanted_edit(lesson, &batch->puzzle[number[row]], tick);
        if (sw_study_tick(lesson->study, previous, wanted, gained, error) != 0)
            return -1;
        going = false;
        for (uint32_t row = 0; row < rows; row++) {
            const struct sw_puzzle *puzzle = &batch->puzzle[number[row]];
            struct sw_program done = puzzle->teacher;

            *likelihood += (double)gained[row];
            if (each != NULL)
                each[number[row]] += gained[row];
            previous[row] = wanted[row];
            if (wanted[row] == SW_EDIT_NONE || tick >= puzzle->teacher.length)
                continue;
            going = true;
            done.length = (uint8_t)(tick + 1);
            if (look_again(lesson, puzzle, seat, &done, row, error) != 0)
                return -1;
        }
    }
    return 0;
}

/* One step of Adam on a tensor. By the mirror the way back takes the same step, and both fade. */
static void step_tensor(const struct sw_lesson_plan *plan, const struct sw_tensor *tensor,
                        const float *gradient, float *weights, struct sw_learned *learned)
{
    uint32_t n = tensor->rows * tensor->stride;
    struct sw_adam adam = {plan->rate * tensor->scale, 0.9f, 0.99f, learned->steps};
    bool mirror = plan->rule == SW_LEARNING_MIRROR;
    float keep = 1.0f - plan->fade * plan->rate;
    float *back = mirror ? learned->back + tensor->offset : NULL;

    for (uint32_t i = 0; i < n && mirror; i++)
        back[i] -= weights[i];
    sw_adam_step(&adam, gradient, weights, learned->first + tensor->offset,
                 learned->second + tensor->offset, n);
    for (uint32_t i = 0; i < n && mirror; i++) {
        back[i] = (back[i] + weights[i]) * keep;
        weights[i] *= keep;
    }
}

/* What is held takes no step: nothing reaches it, and what faded is put back. */
static void hold(struct sw_lesson *lesson, const struct sw_lesson_plan *plan, float *weights,
                 struct sw_learned *learned, bool before)
{
    uint32_t floats = lesson->layout->floats;
    float *back = plan->rule == SW_LEARNING_MIRROR ? learned->back : NULL;
    float *held = lesson->held;

    for (uint32_t i = 0; i < floats && plan->owner != NULL; i++) {
        if (!sw_growth_holds(plan->owner[i], plan->expert))
            continue;
        if (before) {
            held[i] = weights[i];
            held[floats + i] = back != NULL ? back[i] : 0.0f;
            lesson->gradient[i] = 0.0f;
        } else {
            weights[i] = held[i];
            if (back != NULL)
                back[i] = held[floats + i];
        }
    }
}

static void step(struct sw_lesson *lesson, const struct sw_lesson_plan *plan, float *weights,
                 struct sw_learned *learned)
{
    learned->steps++;
    hold(lesson, plan, weights, learned, true);
    for (uint32_t t = 0; t < lesson->layout->tensors; t++) {
        const struct sw_tensor *tensor = &lesson->layout->tensor[t];

        if (plan->learn & tensor->group)
            step_tensor(plan, tensor, lesson->gradient + tensor->offset, weights + tensor->offset,
                        learned);
    }
    hold(lesson, plan, weights, learned, false);
}

/* Which puzzles a tile lives: those of an order from `first` on, or (NULL) all in turn. */
static void number_tile(const uint32_t *order, uint32_t first, uint32_t rows, uint32_t *number)
{
    for (uint32_t row = 0; row < rows; row++)
        number[row] = order != NULL ? order[first + row] : first + row;
}

int sw_lesson_learn(struct sw_lesson *lesson, const struct sw_lesson_plan *plan,
                    const struct sw_batch *batch, const struct sw_seat *seat, float *weights,
                    struct sw_learned *learned, double *likelihood, struct sw_error *error)
{
    uint32_t count = plan->order != NULL ? plan->count : batch->worlds;

    *likelihood = 0;
    if (plan->owner != NULL && lesson->held == NULL)
        lesson->held =
            sw_allocate_floats(2 * (size_t)lesson->layout->floats, "making room to learn", error);
    if (plan->owner != NULL && lesson->held == NULL)
        return -1;
    sw_study_by(lesson->study, plan->owner != NULL ? plan->expert : SW_EXPERT_CHOSEN);
    for (uint32_t i = 0; i < batch->worlds && plan->each != NULL; i++)
        plan->each[i] = 0.0f;
    for (uint32_t first = 0; first < count; first += plan->step) {
        uint32_t end = first + plan->step < count ? first + plan->step : count;

        memset(lesson->gradient, 0, lesson->layout->floats * sizeof(float));
        for (uint32_t at = first; at < end; at += SW_TILE) {
            uint32_t rows = end - at < SW_TILE ? end - at : SW_TILE, number[SW_TILE];

            number_tile(plan->order, at, rows, number);
            if (live_tile(lesson, plan, batch, number, rows, seat, weights, likelihood, error) != 0)
                return -1;
            sw_study_learn(lesson->study, plan->rule, learned->back, plan->learn, lesson->gradient);
        }
        step(lesson, plan, weights, learned);
    }
    *likelihood /= count > 0 ? (double)count : 1.0;
    return 0;
}

int sw_lesson_look(struct sw_lesson *lesson, const struct sw_lesson_plan *plan,
                   const struct sw_batch *batch, const struct sw_seat *seat, const float *weights,
                   struct sw_error *error)
{
    uint32_t count = plan->order != NULL ? plan->count : batch->worlds;
    uint16_t none[SW_TILE];
    float gained[SW_TILE];

    sw_study_by(lesson->study, plan->owner != NULL ? plan->expert : SW_EXPERT_CHOSEN);
    sw_mind_previous(none, SW_EDIT_NONE);
    for (uint32_t first = 0; first < count; first += SW_TILE) {
        uint32_t rows = count - first < SW_TILE ? count - first : SW_TILE, number[SW_TILE];

        number_tile(plan->order, first, rows, number);
        sw_study_begin(lesson->study, weights);
        lesson->used = 0;
        if (enter_tile(lesson, plan, batch, number, rows, seat, error) != 0 ||
            sw_study_tick(lesson->study, none, none, gained, error) != 0)
            return -1;
        tell_met(lesson, number, rows, plan->met);
    }
    return 0;
}

/* Shares of the worlds of a tile, as a study reads them: [ticks][32][pairs]. */
static int turn_shares(struct sw_lesson *lesson, const float *share, uint32_t rows, uint32_t ticks,
                       uint32_t pairs, struct sw_error *error)
{
    size_t room = (size_t)ticks * SW_TILE * pairs;

    if (lesson->share_room < room) {
        free(lesson->share);
        lesson->share_room = 0;
        lesson->share = sw_allocate_floats(room, "giving credit", error);
        if (lesson->share == NULL)
            return -1;
        lesson->share_room = room;
    }
    memset(lesson->share, 0, room * sizeof *lesson->share);
    for (uint32_t row = 0; row < rows; row++)
        for (uint32_t t = 0; t < ticks; t++)
            memcpy(lesson->share + ((size_t)t * SW_TILE + row) * pairs,
                   share + ((size_t)row * ticks + t) * pairs, pairs * sizeof *share);
    return 0;
}

int sw_lesson_credit(struct sw_lesson *lesson, const struct sw_batch *batch,
                     const struct sw_seat *seat, const float *weights,
                     const struct sw_noise *const *noise, uint32_t litters, const float *share,
                     uint32_t ticks, uint8_t learn, float *gradient, struct sw_error *error)
{
    uint32_t pairs = litters * SW_NOISE_PAIRS;
    double likelihood = 0;

    for (uint32_t first = 0; first < batch->worlds; first += SW_TILE) {
        uint32_t rows = batch->worlds - first < SW_TILE ? batch->worlds - first : SW_TILE;
        uint32_t number[SW_TILE];

        number_tile(NULL, first, rows, number);
        if (live_tile(lesson, NULL, batch, number, rows, seat, weights, &likelihood, error) != 0 ||
            turn_shares(lesson, share + (size_t)first * ticks * pairs, rows, ticks, pairs, error) !=
                0 ||
            sw_study_credit(lesson->study, noise, litters, lesson->share, ticks, learn, gradient,
                            error) != 0)
            return -1;
    }
    return 0;
}
