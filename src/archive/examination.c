#include "archive/examination.h"

#include "agent/growth.h"
#include "lang/utterance.h"
#include "world/puzzle/tasks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Tasks from files are larger than puzzles from seeds: of a hostile one each sight can take
 * megabytes. */
enum { FILE_BLOCK = 64 };

/* Lives draw shuffled channels at (generation, island); islands end far below this. */
#define SHUFFLE_TICK 0xffffffu

int sw_examiner_create(struct sw_examiner *examiner, const struct sw_settings *settings,
                       const struct sw_brain_layout *layout, struct sw_error *error)
{
    struct sw_thinking_settings thinking = sw_settings_thinking(settings);

    memset(examiner, 0, sizeof *examiner);
    examiner->layout = layout;
    examiner->seed = settings->run.seed;
    examiner->block = SW_EXAMINATION_BLOCK;
    examiner->life = sw_settings_life(settings, sw_settings_kernel(settings), layout, error);
    if (examiner->life == NULL || (sw_settings_hides(settings) && sw_settings_foresight(settings) &&
                                   sw_examiner_imagine(examiner, error) != 0))
        return -1;
    return sw_life_think(examiner->life, &thinking, error);
}

int sw_examiner_imagine(struct sw_examiner *examiner, struct sw_error *error)
{
    if (examiner->imagination != NULL)
        return 0;
    examiner->imagination = sw_imagination_create(examiner->layout, NULL, error);
    if (examiner->imagination == NULL)
        return -1;
    sw_life_imagine(examiner->life, sw_imagination_engine(examiner->imagination));
    return 0;
}

void sw_examiner_destroy(struct sw_examiner *examiner)
{
    sw_life_destroy(examiner->life);
    sw_imagination_destroy(examiner->imagination);
    memset(examiner, 0, sizeof *examiner);
}

void sw_result_clear(struct sw_result *result)
{
    free(result->family);
    free(result->rule);
    memset(result, 0, sizeof *result);
}

static bool speaks(const struct sw_evaluation *evaluation)
{
    return sw_game_speaker(sw_game_row(evaluation->game)) != NULL;
}

static uint8_t shows(const struct sw_evaluation *evaluation)
{
    return sw_game_shows(sw_game_row(evaluation->game));
}

static bool shuffles(const struct sw_evaluation *evaluation)
{
    return speaks(evaluation) && evaluation->channel == SW_CHANNEL_SHUFFLED;
}

/* From 4 on, no set of two or more puzzles leaves a block of one, which could not be shuffled. */
static uint32_t block_of(const struct sw_examiner *examiner, uint32_t most)
{
    uint32_t block = examiner->block < most ? examiner->block : most;

    return block < 4 ? 4 : block / 2 * 2;
}

/* What a block needs beside its batch; one allocation each, for the largest block. */
struct examined {
    struct sw_batch *batch;
    struct sw_answer *answer;
    uint32_t *source;
    double *chance, *ceiling;
};

static int examined_create(struct examined *examined, uint32_t worlds, struct sw_error *error)
{
    memset(examined, 0, sizeof *examined);
    examined->batch = sw_batch_create(worlds, error);
    examined->answer = sw_allocate(worlds, sizeof *examined->answer, "examining", error);
    examined->source = sw_allocate(worlds, sizeof *examined->source, "examining", error);
    examined->chance = sw_allocate(worlds, sizeof *examined->chance, "examining", error);
    examined->ceiling = sw_allocate(worlds, sizeof *examined->ceiling, "examining", error);
    if (examined->batch == NULL || examined->answer == NULL || examined->source == NULL ||
        examined->chance == NULL || examined->ceiling == NULL)
        return -1;
    return 0;
}

static void examined_clear(struct examined *examined)
{
    sw_batch_destroy(examined->batch);
    free(examined->answer);
    free(examined->source);
    free(examined->chance);
    free(examined->ceiling);
}

/* The first `worlds` worlds of a batch as a batch; borrowed from it. */
static struct sw_batch part_of(const struct sw_batch *batch, uint32_t worlds)
{
    struct sw_batch part = *batch;

    part.worlds = worlds;
    return part;
}

static int answer_block(struct sw_examiner *examiner, struct examined *examined,
                        const struct sw_batch *batch, const struct sw_evaluation *evaluation,
                        uint64_t block, struct sw_error *error)
{
    const struct sw_party self = {examiner->life, evaluation->weights};
    const struct sw_party speaker = {
        examiner->life, evaluation->speaker != NULL ? evaluation->speaker : evaluation->weights};
    double begun = examiner->clock != NULL ? examiner->clock() : 0;
    uint32_t words = examiner->life->mind->words;
    int result;

    examiner->life->mind->only =
        evaluation->expert > 0 ? (uint8_t)(evaluation->expert - 1) : SW_EXPERT_CHOSEN;
    if (shuffles(evaluation) && batch->worlds < 2)
        return sw_fail(error, SW_EXIT_USAGE,
                       "a shuffled channel needs what was said of another world, and there is only "
                       "one; give at least two puzzles");
    if (shuffles(evaluation))
        sw_channel_shuffle(examiner->seed, block, SHUFFLE_TICK, batch->worlds, examined->source);
    if (evaluation->words > 0)
        examiner->life->mind->words = evaluation->words;
    result = sw_life_converse(
        &speaker, examiner->listener.life != NULL ? &examiner->listener : &self, batch,
        evaluation->game, evaluation->channel, examined->source, examined->answer, error);
    examiner->life->mind->words = words;
    if (examiner->clock != NULL)
        examiner->spent += examiner->clock() - begun;
    return result;
}

/* Marks hold sums until the end. */
static void add_mark(struct sw_marks *marks, const struct sw_answer *answer, double chance,
                     double ceiling)
{
    marks->puzzles++;
    marks->exact += answer->exact ? 1 : 0;
    marks->progress += (double)answer->progress;
    marks->chance += chance;
    marks->ceiling += ceiling;
}

static void close_marks(struct sw_marks *marks)
{
    double puzzles = marks->puzzles > 0 ? marks->puzzles : (double)NAN;

    marks->exact /= puzzles;
    marks->progress /= puzzles;
    marks->chance /= puzzles;
    marks->ceiling /= puzzles;
}

/* Ticks in which the teacher can be written; in a game by turns, each of its turns. */
static uint32_t ticks_in(const struct sw_evaluation *evaluation, const struct sw_puzzle *puzzle)
{
    uint32_t longest = 0;

    if (!sw_game_takes_turns(sw_game_row(evaluation->game)) || puzzle->parts <= 1)
        return puzzle->teacher.length;
    for (uint32_t part = 0; part < puzzle->parts; part++) {
        uint32_t own = (uint32_t)(puzzle->part_end[part] - puzzle->part_first[part]);

        longest = own > longest ? own : longest;
    }
    return longest + (puzzle->ground != 0 ? 2 : 0);
}

/* Who is shown the answer need not reason: what can be done in the ticks that there are, is. */
static double ceiling_in(const struct sw_evaluation *evaluation, const struct sw_puzzle *puzzle,
                         const struct sw_worlds *worlds, uint32_t ticks, double ceiling)
{
    if (puzzle->has_teacher && sw_worlds_pool(worlds) == 0 && ticks_in(evaluation, puzzle) > ticks)
        return 0;
    return (shows(evaluation) & SW_SHOWN_ANSWER) != 0 && ceiling > 0 ? 1 : ceiling;
}

static void add_block(const struct examined *examined, const struct sw_batch *batch,
                      const struct sw_worlds *worlds, const struct sw_evaluation *evaluation,
                      uint32_t ticks, struct sw_result *result)
{
    for (uint32_t i = 0; i < batch->worlds; i++) {
        const struct sw_answer *answer = &examined->answer[i];
        double ceiling =
            ceiling_in(evaluation, &batch->puzzle[i], worlds, ticks, examined->ceiling[i]);
        uint32_t rule = batch->puzzle[i].rule;

        add_mark(&result->all, answer, examined->chance[i], ceiling);
        if (batch->puzzle[i].parts > 1)
            add_mark(&result->composed, answer, examined->chance[i], ceiling);
        if (rule >= result->rules)
            continue;
        add_mark(&result->rule[rule], answer, examined->chance[i], ceiling);
        add_mark(&result->family[sw_worlds_rule(worlds, rule)->law], answer, examined->chance[i],
                 ceiling);
    }
}

static int begin_result(const struct sw_worlds *worlds, struct sw_result *result,
                        struct sw_error *error)
{
    memset(result, 0, sizeof *result);
    result->rules = sw_worlds_rows(worlds);
    result->family = sw_allocate(sw_law_count(), sizeof *result->family, "examining", error);
    if (result->family == NULL)
        return -1;
    if (result->rules == 0)
        return 0;
    result->rule = sw_allocate(result->rules, sizeof *result->rule, "examining", error);
    return result->rule == NULL ? -1 : 0;
}

static void close_result(struct sw_result *result, const uint8_t *said, uint32_t length)
{
    if (said != NULL)
        result->messages = sw_utterance_distinct(said, length, result->all.puzzles);
    close_marks(&result->all);
    close_marks(&result->composed);
    for (uint32_t i = 0; i < sw_law_count(); i++)
        close_marks(&result->family[i]);
    for (uint32_t i = 0; i < result->rules; i++)
        close_marks(&result->rule[i]);
}

/* One evaluation of one block. said: [block's worlds][L], or NULL. */
static int evaluate_block(struct sw_examiner *examiner, struct examined *examined,
                          const struct sw_batch *batch, const struct sw_worlds *worlds,
                          const struct sw_evaluation *evaluation, uint64_t block, uint8_t *said,
                          struct sw_result *result, struct sw_error *error)
{
    const struct sw_mind *mind = examiner->life->mind;
    uint32_t L = examiner->layout->shape.length;
    uint64_t sight = mind->sight_runs, hearing = mind->hearing_runs;

    if (answer_block(examiner, examined, batch, evaluation, block, error) != 0)
        return -1;
    result->sight_runs += mind->sight_runs - sight;
    result->hearing_runs += mind->hearing_runs - hearing;
    add_block(examined, batch, worlds, evaluation, examiner->life->ticks, result);
    for (uint32_t i = 0; i < batch->worlds && said != NULL; i++)
        memcpy(said + (size_t)i * L, examined->answer[i].said, L);
    return 0;
}

int sw_examine_worlds(struct sw_examiner *examiner, const struct sw_worlds *worlds, uint64_t first,
                      uint32_t puzzles, const struct sw_evaluation *evaluation,
                      uint32_t evaluations, struct sw_result *results, struct sw_error *error)
{
    uint64_t most = block_of(examiner, UINT32_MAX);
    uint64_t blocks = (puzzles + most - 1) / most;
    uint32_t L = examiner->layout->shape.length;
    uint8_t shown = 0;
    uint8_t **said = sw_allocate(evaluations, sizeof(uint8_t *), "examining", error);
    struct examined examined = {0};
    int result = said == NULL ? -1 : 0;

    for (uint32_t s = 0; s < evaluations; s++)
        memset(&results[s], 0, sizeof results[s]);
    for (uint32_t s = 0; s < evaluations && result == 0; s++) {
        result = begin_result(worlds, &results[s], error);
        shown |= shows(&evaluation[s]);
        if (result == 0 && speaks(&evaluation[s]) && puzzles > 0) {
            said[s] = sw_allocate(puzzles, L, "examining", error);
            result = said[s] == NULL ? -1 : 0;
        }
    }
    if (result == 0 && blocks > 0)
        result = examined_create(&examined, (uint32_t)((puzzles + blocks - 1) / blocks), error);
    for (uint64_t block = 0; block < blocks && result == 0; block++) {
        uint64_t from = puzzles * block / blocks, until = puzzles * (block + 1) / blocks;
        struct sw_batch batch = part_of(examined.batch, (uint32_t)(until - from));

        result = sw_turns_examination(&batch, worlds, examiner->seed, first + from, examiner->turns,
                                      examiner->held_out, shown, error);
        for (uint32_t i = 0; i < batch.worlds && result == 0; i++) {
            examined.chance[i] = sw_worlds_rules(worlds) == 0
                                     ? (double)NAN
                                     : sw_worlds_chance(worlds, &batch.puzzle[i]);
            examined.ceiling[i] = sw_worlds_ceiling(worlds, &batch.puzzle[i]);
        }
        for (uint32_t s = 0; s < evaluations && result == 0; s++) {
            result =
                evaluate_block(examiner, &examined, &batch, worlds, &evaluation[s], first + from,
                               said[s] == NULL ? NULL : said[s] + from * L, &results[s], error);
            for (uint32_t i = 0; i < batch.worlds && result == 0 && examiner->answered != NULL; i++)
                examiner->answered(examiner->context, s, from + i, &batch.puzzle[i],
                                   &examined.answer[i]);
        }
    }
    for (uint32_t s = 0; s < evaluations && result == 0; s++)
        close_result(&results[s], said[s], L);
    for (uint32_t s = 0; s < evaluations && said != NULL; s++)
        free(said[s]);
    free(said);
    examined_clear(&examined);
    return result;
}

/* Every test output by itself: the program runs on its canvas. */
static void judge(const struct sw_puzzle *puzzle, const struct sw_answer *answer,
                  struct sw_file_marks *out)
{
    uint32_t solved = 0;

    for (int i = 0; i < puzzle->tests; i++) {
        struct sw_grid grid;

        if (!puzzle->test_has_target[i]) {
            out->unknown++;
            continue;
        }
        out->outputs++;
        grid = sw_program_run(&answer->program, &puzzle->test[i].canvas);
        solved += sw_grid_equal(&grid, &puzzle->test[i].target);
    }
    out->tasks++;
    out->solved_outputs += solved;
    out->solved_tasks += solved == puzzle->tests;
    out->progress += (double)answer->progress;
}

static int judge_block(struct sw_examiner *examiner, struct examined *examined, uint32_t worlds,
                       const struct sw_evaluation *evaluation, struct sw_file_marks *out,
                       struct sw_error *error)
{
    struct sw_batch batch = part_of(examined->batch, worlds);

    if (sw_batch_look(&batch, shows(evaluation), error) != 0 ||
        answer_block(examiner, examined, &batch, evaluation, out->tasks, error) != 0)
        return -1;
    for (uint32_t i = 0; i < worlds; i++)
        judge(&batch.puzzle[i], &examined->answer[i], out);
    return 0;
}

/* A full examined is examined but for its last half, so that what is left at the end is more than
 * one task and a shuffled channel always has another world to take from. */
static int examine_tasks(struct sw_examiner *examiner, struct examined *examined,
                         struct sw_tasks *tasks, const struct sw_evaluation *evaluation,
                         struct sw_file_marks *out, struct sw_error *error)
{
    struct sw_puzzle *puzzle = examined->batch->puzzle;
    uint32_t held = 0, half = examined->batch->worlds / 2;
    int result = 0;

    while (result >= 0 && sw_tasks_more(tasks)) {
        if (held == examined->batch->worlds) {
            if (judge_block(examiner, examined, half, evaluation, out, error) != 0)
                return -1;
            held -= half;
            memcpy(puzzle, puzzle + half, held * sizeof *puzzle);
        }
        result = sw_tasks_next(tasks, &puzzle[held], error);
        held += result == 1;
    }
    if (result >= 0)
        result = 0;
    if (result == 0 && held > 0)
        result = judge_block(examiner, examined, held, evaluation, out, error);
    out->refused = sw_tasks_left_out(tasks);
    return result;
}

int sw_examine_files(struct sw_examiner *examiner, const char *path,
                     const struct sw_evaluation *evaluation,
                     void (*warn)(const char *sentence, void *context), void *context,
                     struct sw_file_marks *out, struct sw_error *error)
{
    struct sw_tasks *tasks = sw_tasks_open(&path, 1, error);
    struct examined examined = {0};
    int result = tasks == NULL ? -1 : 0;

    memset(out, 0, sizeof *out);
    if (result == 0)
        result = examined_create(&examined, block_of(examiner, FILE_BLOCK), error);
    if (result == 0)
        result = examine_tasks(examiner, &examined, tasks, evaluation, out, error);
    if (result == 0)
        sw_tasks_tell(tasks, warn, context);
    out->progress /= out->tasks > 0 ? out->tasks : (double)NAN;
    examined_clear(&examined);
    sw_tasks_close(tasks);
    return result;
}
