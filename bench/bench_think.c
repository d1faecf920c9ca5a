#include "bench/bench.h"
#include "tests/reference/plain_thinking.h"

#include <stdlib.h>

/* Puzzles of 10x10 cells, three demonstrations each, by all laws. On each the teachers of all rules
 * are tried: with shared prefixes, and beside that each from its start. Then a founder thinks about
 * the puzzles; as nothing has taught it to stop, it is inclined to. */
enum { PUZZLES = 32, THOUGHTS = 500, STEPS = 4096, SHOWN_MAX = 3 * PUZZLES };

/* Programs that are run to have something to compare: every so many-th, on every demonstration. */
enum { EVERY = 16, COMPARES = 64 };

/* What a program made of a demonstration, and its target. */
struct made {
    struct sw_grid grid;
    const struct sw_grid *target;
    const struct sw_box *changed; /* the box of the cells that the target changes */
};

#define STOPPING 5.0f /* added to the logit of stop */

struct think_work {
    struct sw_bench *bench;
    struct sw_settings settings;
    struct sw_action_set action_set;
    struct sw_brain_layout layout;
    struct sw_worlds *worlds;
    struct sw_batch *batch;
    struct sw_mind *mind;
    struct sw_thinking *thinking;
    struct sw_trials *trials;
    float *weights;
    struct sw_program *program; /* [programs] */
    uint32_t programs;
    struct sw_thought *thought;
    uint64_t edited;
    struct made *made; /* [mades] */
    uint32_t mades;
    struct sw_box changed[SHOWN_MAX];
    volatile uint32_t sum;
};

static int think(void *context)
{
    struct think_work *work = context;
    struct sw_thinker thinker = {.mind = work->mind,
                                 .weights = work->weights,
                                 .seat = sw_game_editor(sw_game_row(SW_GAME_SOLO)),
                                 .puzzle = work->batch->puzzle,
                                 .shown = work->batch->shown,
                                 .puzzles = PUZZLES};

    return sw_thinking_think(work->thinking, &thinker, work->thought, work->bench->error);
}

static int try_sharing(void *context)
{
    struct think_work *work = context;

    work->edited = 0;
    for (uint32_t i = 0; i < PUZZLES; i++) {
        sw_trials_begin(work->trials, &work->batch->puzzle[i]);
        for (uint32_t k = 0; k < work->programs; k++) {
            const struct sw_program *program = &work->program[k];
            uint32_t state = 0;

            for (uint32_t t = 0; t < program->length; t++)
                if (!sw_trials_step(work->trials, state, program->token[t], &state))
                    return sw_fail(work->bench->error, SW_EXIT_INTERNAL, "no room for trials");
            work->sum += sw_trials_try(work->trials, state) == SW_TRIAL_FITS;
        }
        work->edited += sw_trials_edited(work->trials);
    }
    return 0;
}

static int try_plainly(void *context)
{
    struct think_work *work = context;

    for (uint32_t i = 0; i < PUZZLES; i++)
        work->sum += sw_plain_tries(&work->batch->puzzle[i], work->program, work->programs);
    return 0;
}

/* --- comparing: the whole canvas, or first the cells that the target changes --- */

static int compare_wholly(void *context)
{
    struct think_work *work = context;

    for (uint32_t again = 0; again < COMPARES; again++)
        for (uint32_t i = 0; i < work->mades; i++)
            work->sum += sw_grid_equal(&work->made[i].grid, work->made[i].target);
    return 0;
}

/* Most wrong programs are wrong there; what is right there is compared wholly. */
static bool equal_by_region(const struct made *made)
{
    const struct sw_box *box = made->changed;

    if (made->grid.width != made->target->width || made->grid.height != made->target->height)
        return false;
    for (int y = box->y0; y < box->y1; y++)
        if (memcmp(&made->grid.cell[y][box->x0], &made->target->cell[y][box->x0],
                   (size_t)(box->x1 - box->x0)) != 0)
            return false;
    return sw_grid_equal(&made->grid, made->target);
}

static int compare_by_region(void *context)
{
    struct think_work *work = context;

    for (uint32_t again = 0; again < COMPARES; again++)
        for (uint32_t i = 0; i < work->mades; i++)
            work->sum += equal_by_region(&work->made[i]);
    return 0;
}

/* All of a canvas where the target has another size. */
static struct sw_box changed_box(const struct sw_pair *pair)
{
    struct sw_mask unlike;

    if (pair->canvas.width != pair->target.width || pair->canvas.height != pair->target.height)
        return (struct sw_box){0, 0, pair->target.width, pair->target.height};
    unlike = sw_grid_unlike(&pair->canvas, &pair->target);
    return sw_mask_box(&unlike);
}

static int make_canvases(struct think_work *work)
{
    uint32_t shown = 0, most = SHOWN_MAX * (work->programs / EVERY + 1);

    work->made = sw_allocate(most, sizeof *work->made, "measuring", work->bench->error);
    if (work->made == NULL)
        return -1;
    for (uint32_t i = 0; i < PUZZLES; i++) {
        const struct sw_puzzle *puzzle = &work->batch->puzzle[i];

        for (int k = 0; k < puzzle->demonstrations && shown < SHOWN_MAX; k++, shown++) {
            const struct sw_pair *pair = &puzzle->demonstration[k];

            work->changed[shown] = changed_box(pair);
            for (uint32_t p = i % EVERY; p < work->programs; p += EVERY)
                work->made[work->mades++] =
                    (struct made){sw_program_run(&work->program[p], &pair->canvas), &pair->target,
                                  &work->changed[shown]};
        }
    }
    return 0;
}

/* The teachers of all rules. */
static int list_programs(struct think_work *work)
{
    work->programs = sw_worlds_rules(work->worlds);
    work->program =
        sw_allocate(work->programs, sizeof *work->program, "measuring", work->bench->error);
    for (uint32_t i = 0; i < work->programs && work->program != NULL; i++)
        work->program[i] = sw_worlds_rule(work->worlds, i)->teacher;
    return work->program == NULL ? -1 : 0;
}

static int prepare(struct think_work *work)
{
    static const char *const sets[] = {
        "worlds.laws=all",       "worlds.side_min=10",          "worlds.side_max=10",
        "agent.memory=48",       "worlds.demonstrations_min=3", "worlds.demonstrations_max=3",
        "worlds.organisms_max=5"};
    struct sw_error *error = work->bench->error;
    struct sw_worlds_settings worlds;
    struct sw_brain_shape shape;
    struct sw_thinking_settings thinking;

    work->settings = work->bench->settings;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (sw_parameters_assign(sw_settings_table, &work->settings, sets[i], error) != 0)
            return -1;
    worlds = sw_settings_worlds(&work->settings);
    shape = sw_settings_shape(&work->settings);
    thinking = sw_settings_thinking(&work->settings);
    thinking.thoughts = THOUGHTS;
    work->action_set = sw_settings_action_set(&work->settings);
    work->worlds = sw_worlds_create(&worlds, NULL, NULL, error);
    work->batch = sw_batch_create(PUZZLES, error);
    work->thought = sw_allocate(PUZZLES, sizeof *work->thought, "measuring", error);
    work->trials = sw_trials_create(STEPS, &work->action_set, error);
    if (work->worlds == NULL || work->batch == NULL || work->thought == NULL ||
        work->trials == NULL || list_programs(work) != 0 ||
        sw_brain_layout(&shape, &work->layout, error) != 0)
        return -1;
    work->mind = sw_mind_create(&work->layout, "portable", error);
    work->weights = sw_allocate_floats(work->layout.floats, "measuring", error);
    work->thinking = sw_thinking_create(&work->layout, &work->action_set, &thinking, error);
    if (work->mind == NULL || work->weights == NULL || work->thinking == NULL ||
        sw_batch_examination(work->batch, work->worlds, 1, 0, false, error) != 0 ||
        make_canvases(work) != 0)
        return -1;
    sw_brain_founder(&work->layout, 1, 0, work->weights);
    work->weights[work->layout.tensor[SW_EDIT_BIAS].offset] += STOPPING;
    return think(work);
}

static int measure(struct think_work *work)
{
    int (*const both[2])(void *) = {try_sharing, try_plainly};
    void *const contexts[2] = {work, work};
    int (*const compares[2])(void *) = {compare_wholly, compare_by_region};
    double seconds[2], ratio, once, tries = (double)work->programs * PUZZLES, count;
    uint64_t thoughts = 0;

    ratio = sw_bench_compare(work->bench, both, contexts, seconds);
    once = ratio < 0 ? -1 : sw_bench_time(work->bench, think, work);
    if (once < 0)
        return -1;
    for (uint32_t i = 0; i < PUZZLES; i++)
        thoughts += work->thought[i].tried;
    sw_bench_tell_beside(work->bench, "think.tries", tries / seconds[0], tries / seconds[1], ratio);
    sw_bench_tell(work->bench, "think.edits", (double)work->edited / tries, SW_BENCH_ALONE);
    sw_bench_tell(work->bench, "think.programs", (double)thoughts / once, SW_BENCH_ALONE);
    ratio = sw_bench_compare(work->bench, compares, contexts, seconds);
    if (ratio < 0)
        return -1;
    count = (double)work->mades * COMPARES;
    sw_bench_tell(work->bench, "think.compares", count / seconds[0], ratio);
    return 0;
}

int sw_bench_think(struct sw_bench *bench)
{
    struct think_work *work = sw_allocate(1, sizeof *work, "measuring", bench->error);
    int result = -1;

    if (work == NULL)
        return -1;
    work->bench = bench;
    if (prepare(work) == 0)
        result = measure(work);
    sw_thinking_destroy(work->thinking);
    sw_trials_destroy(work->trials);
    sw_mind_destroy(work->mind);
    sw_batch_destroy(work->batch);
    sw_worlds_destroy(work->worlds);
    free(work->weights);
    free(work->program);
    free(work->thought);
    free(work->made);
    free(work);
    return result;
}
