#include "codes/code_plan.h"

#include "base/clock.h"
#include "codes/code_cluster.h"
#include "forecast/planner.h"

#include <stdlib.h>
#include <string.h>

enum { SAID = 1024, FILM_STEPS = 4, HIDDEN_MIN = 2, ROUNDS = 20, CENTRES_ID = 64 };

static const char doing[] = "planning in codes";

uint32_t sw_code_plan_budget(uint32_t number)
{
    static const uint32_t programs[SW_CODE_PLAN_BUDGETS] = {1, 10, 100, 1000};

    return programs[number];
}

/* What can be proposed. */
struct book {
    struct sw_code_game *game;
    const struct sw_code_edit *edit;
    uint32_t edits, codes;
    struct sw_code code[SW_CODE_PLAN_CODES];
    uint32_t times[SAID]; /* while it is filled: how often each was said */
};

/* ---- the codes ---- */

static int gather(struct book *book, struct sw_code *said, struct sw_error *error)
{
    const struct sw_code_wish wish = {0, 0};
    uint64_t seed = sw_code_game_rules(book->game)->seed;
    uint32_t count = 0;

    for (uint64_t number = 0; count < SAID; number++) {
        struct sw_code_film film;

        sw_code_film_draw(book->edit, book->edits, SW_CODE_SET_LESSONS, seed, number, FILM_STEPS,
                          &film);
        for (uint32_t i = 0; i < film.steps && count < SAID; i++)
            if (sw_code_game_say(book->game, &film.frame[i], &film.frame[i + 1], &wish,
                                 &said[count++], error) != 0)
                return -1;
    }
    return 0;
}

/* Tokens that are said most often; of equals those that were said first. */
static void take_commonest(struct book *book, struct sw_code *said)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < SAID; i++) {
        uint32_t at = 0;

        while (at < count && memcmp(said[at].token, said[i].token, sizeof said[i].token) != 0)
            at++;
        if (at == count) {
            said[count] = said[i];
            book->times[count++] = 0;
        }
        book->times[at]++;
    }
    while (book->codes < SW_CODE_PLAN_CODES && book->codes < count) {
        uint32_t best = 0;

        for (uint32_t i = 1; i < count; i++)
            if (book->times[i] > book->times[best])
                best = i;
        book->code[book->codes++] = said[best];
        book->times[best] = 0;
    }
}

static int take_centres(struct book *book, const struct sw_code *said, struct sw_error *error)
{
    const struct sw_code_rules *rules = sw_code_game_rules(book->game);
    uint32_t n = rules->numbers;
    float *point = sw_allocate_floats((size_t)SAID * n, doing, error);
    float *centre = sw_allocate_floats((size_t)SW_CODE_PLAN_CODES * n, doing, error);
    uint32_t *label = sw_allocate(SAID, sizeof *label, doing, error);
    int result = point == NULL || centre == NULL || label == NULL ? -1 : 0;

    for (uint32_t i = 0; i < SAID && result == 0; i++)
        memcpy(point + (size_t)i * n, said[i].number, n * sizeof *point);
    if (result == 0)
        sw_code_cluster(point, SAID, n, SW_CODE_PLAN_CODES, rules->seed, CENTRES_ID, ROUNDS, centre,
                        label);
    for (uint32_t c = 0; c < SW_CODE_PLAN_CODES && result == 0; c++)
        memcpy(book->code[book->codes++].number, centre + (size_t)c * n, n * sizeof *centre);
    free(point);
    free(centre);
    free(label);
    return result;
}

static int fill(struct book *book, struct sw_error *error)
{
    enum sw_code_channel channel = sw_code_game_rules(book->game)->channel;
    struct sw_code *said;
    int result;

    if (channel == SW_CODE_CHANNEL_EDITS) {
        for (uint32_t i = 0; i < book->edits; i++) {
            book->code[i].token[0] = book->edit[i].act;
            book->code[i].token[1] = book->edit[i].colour;
        }
        book->codes = book->edits;
        return 0;
    }
    said = sw_allocate(SAID, sizeof *said, doing, error);
    result = said == NULL ? -1 : gather(book, said, error);
    if (result == 0 && channel == SW_CODE_CHANNEL_TOKENS)
        take_commonest(book, said);
    else if (result == 0)
        result = take_centres(book, said, error);
    free(said);
    return result;
}

/* ---- planning ---- */

static void make_by_edit(void *context, uint32_t action, const struct sw_grid *from,
                         struct sw_grid *to)
{
    const struct book *book = context;

    sw_episode_do(&book->edit[action].step, from, to);
}

static void make_by_code(void *context, uint32_t action, const struct sw_grid *from,
                         struct sw_grid *to)
{
    const struct book *book = context;

    sw_code_game_make(book->game, from, &book->code[action], to);
}

/* The edit whose frame is nearest to what is imagined of the canvas. */
static void decode(struct book *book, uint32_t action, const struct sw_grid *from,
                   struct sw_grid *to)
{
    uint32_t nearest = UINT32_MAX;
    struct sw_grid imagined, made;

    make_by_code(book, action, from, &imagined);
    for (uint32_t i = 0; i < book->edits; i++) {
        uint32_t far;

        sw_episode_do(&book->edit[i].step, from, &made);
        far = sw_grid_difference(&made, &imagined);
        if (far >= nearest)
            continue;
        nearest = far;
        sw_grid_copy(to, &made);
    }
}

/* Whether the plan reaches the end in the world. */
static bool holds(struct book *book, enum sw_code_planner planner, const struct sw_goal_plan *plan,
                  const struct sw_grid *begin, const struct sw_grid *end)
{
    struct sw_grid grid = *begin, next;

    for (uint32_t i = 0; i < plan->length; i++) {
        if (planner == SW_CODE_PLAN_WORLD)
            make_by_edit(book, plan->step[i], &grid, &next);
        else
            decode(book, plan->step[i], &grid, &next);
        sw_grid_copy(&grid, &next);
    }
    return sw_grid_equal(&grid, end);
}

static void plan_goal(struct book *book, struct sw_planner *search, enum sw_code_planner planner,
                      const struct sw_grid *begin, const struct sw_grid *end,
                      struct sw_code_planned *out)
{
    struct sw_plan_model model = {
        .actions = planner == SW_CODE_PLAN_WORLD ? book->edits : book->codes,
        .make = planner == SW_CODE_PLAN_WORLD ? make_by_edit : make_by_code,
        .context = book,
    };
    double begun = sw_clock_thread();
    struct sw_goal_plan plan;
    bool reached;

    sw_planner_search(search, &model, begin, end, &plan);
    out->seconds += sw_clock_thread() - begun;
    out->codes = model.actions;
    out->goals++;
    out->tried += plan.tried;
    if (!plan.found)
        return;
    reached = holds(book, planner, &plan, begin, end);
    out->found++;
    out->failed += !reached;
    out->all_reached += reached;
    for (uint32_t i = 0; i < SW_CODE_PLAN_BUDGETS; i++)
        out->reached[i] += reached && plan.tried <= sw_code_plan_budget(i);
}

int sw_code_plan(struct sw_code_game *game, uint32_t goals, uint64_t seed, uint32_t programs,
                 struct sw_code_planned out[SW_CODE_PLANNERS], struct sw_error *error)
{
    struct book *book = sw_allocate(1, sizeof *book, doing, error);
    struct sw_planner *search = sw_planner_create(programs, NULL, error);
    int result = book == NULL || search == NULL ? -1 : 0;

    memset(out, 0, SW_CODE_PLANNERS * sizeof *out);
    if (result == 0) {
        book->game = game;
        book->edit = sw_code_game_edits(game, &book->edits);
        result = fill(book, error);
    }
    for (uint64_t number = 0; number < goals && result == 0; number++) {
        struct sw_code_film film;
        const struct sw_grid *end;

        sw_code_film_draw(book->edit, book->edits, SW_CODE_SET_SAME, seed, number,
                          HIDDEN_MIN + (uint32_t)(number % 2), &film);
        end = &film.frame[film.steps];
        if (sw_grid_equal(&film.frame[0], end))
            continue;
        for (uint32_t planner = 0; planner < SW_CODE_PLANNERS; planner++)
            plan_goal(book, search, (enum sw_code_planner)planner, &film.frame[0], end,
                      &out[planner]);
    }
    sw_planner_destroy(search);
    free(book);
    return result;
}
