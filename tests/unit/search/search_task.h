/* search_task.h - for the tests of search: tasks from pictures, and states made of them. */
#ifndef SW_TESTS_UNIT_SEARCH_SEARCH_TASK_H
#define SW_TESTS_UNIT_SEARCH_SEARCH_TASK_H

#include "search/answers.h"
#include "search/expand.h"
#include "search/placement.h"
#include "search/states.h"
#include "tests/unit/world_picture.h"

#include <string.h>

/* The operations, states and answers of one test. */
struct task {
    struct sw_operations *operations;
    struct sw_expander *expander;
    struct sw_states *states;
    struct sw_answers *answers;
    struct sw_puzzle puzzle;
};

/* Pictures: a canvas and its target for each demonstration, then the test's; the last target is for
 * the test only and is kept from the search. */
static inline void task_begin(struct task *task)
{
    struct sw_error error = {0};

    memset(task, 0, sizeof *task);
    task->operations = sw_operations_create(&error);
    ck_assert_msg(task->operations != NULL, "%s", error.text);
    task->expander = sw_expander_create(task->operations, &error);
    task->states = sw_states_create(task->operations, &error);
    task->answers = sw_answers_create(&error);
    ck_assert(task->expander != NULL && task->states != NULL && task->answers != NULL);
}

static inline void task_end(struct task *task)
{
    sw_answers_destroy(task->answers);
    sw_states_destroy(task->states);
    sw_expander_destroy(task->expander);
    sw_operations_destroy(task->operations);
}

static inline void task_clear(struct task *task)
{
    memset(&task->puzzle, 0, sizeof task->puzzle);
    sw_answers_clear(task->answers);
}

static inline void task_demonstrate(struct task *task, struct sw_grid canvas, struct sw_grid target)
{
    task->puzzle.demonstration[task->puzzle.demonstrations++] = (struct sw_pair){canvas, target};
}

static inline void task_ask(struct task *task, struct sw_grid canvas)
{
    task->puzzle.test[task->puzzle.tests++] = (struct sw_pair){canvas, sw_grid_empty(1, 1)};
}

/* The root and what the operations make of it. */
static inline void task_expand(struct task *task, uint32_t limit)
{
    struct sw_expansion all = {.tier = 2, .groups = UINT64_MAX, .limit = limit};
    struct sw_error error = {0};

    ck_assert_int_eq(sw_states_reset(task->states, &task->puzzle, &error), 0);
    if (limit > 0)
        sw_expand(task->expander, task->states, 0, &all);
}

/* The rank of the first candidate that answers the first test so, or -1. */
static inline int task_rank(const struct task *task, const char *picture)
{
    struct sw_grid wanted = picture_read(picture);

    for (uint32_t r = 0; r < sw_answers_count(task->answers); r++)
        if (sw_grid_equal(&sw_answers_row(task->answers, r)->output[0], &wanted))
            return (int)r;
    return -1;
}

/* What the first program of that answer is, in words. */
static inline const char *task_words(const struct task *task, int rank, char *text, size_t size)
{
    const struct sw_candidate *row = sw_answers_row(task->answers, (uint32_t)rank);

    sw_tokens_print(row->token, row->length, text, size);
    return text;
}

#endif
