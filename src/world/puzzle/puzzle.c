#include "world/puzzle/puzzle.h"
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

float sw_pair_progress(const struct sw_pair *pair, const struct sw_grid *result)
{
    uint32_t wrong = sw_grid_difference(&pair->canvas, &pair->target);
    uint32_t left = sw_grid_difference(result, &pair->target);

    if (left == 0)
        return 1.0f;
    if (left >= wrong)
        return 0.0f;
    return 1.0f - (float)left / (float)wrong;
}

float sw_puzzle_progress(const struct sw_puzzle *puzzle, const struct sw_program *program)
{
    float sum = 0.0f;
    int known = 0;

    for (int i = 0; i < puzzle->tests; i++) {
        struct sw_grid result;

        if (!puzzle->test_has_target[i])
            continue;
        result = sw_program_run(program, &puzzle->test[i].canvas);
        sum += sw_pair_progress(&puzzle->test[i], &result);
        known++;
    }
    return known > 0 ? sum / (float)known : 0.0f;
}

static bool solves(const struct sw_pair *pair, const struct sw_program *program)
{
    struct sw_grid result = sw_program_run(program, &pair->canvas);

    return sw_grid_equal(&result, &pair->target);
}

bool sw_puzzle_exact(const struct sw_puzzle *puzzle, const struct sw_program *program)
{
    for (int i = 0; i < puzzle->tests; i++)
        if (!puzzle->test_has_target[i] || !solves(&puzzle->test[i], program))
            return false;
    return puzzle->tests > 0;
}

bool sw_puzzle_explains(const struct sw_puzzle *puzzle, const struct sw_program *program)
{
    for (int i = 0; i < puzzle->demonstrations; i++)
        if (!solves(&puzzle->demonstration[i], program))
            return false;
    return true;
}

static void append(struct sw_program *program, const struct sw_program *from, uint32_t first,
                   uint32_t end)
{
    memcpy(program->token + program->length, from->token + first,
           (end - first) * sizeof *from->token);
    program->length = (uint8_t)(program->length + end - first);
}

/* The teacher's edits first..end-1; on another background they stand between two `ground`. */
static struct sw_program cut(const struct sw_puzzle *puzzle, uint32_t first, uint32_t end)
{
    const struct sw_program *teacher = &puzzle->teacher;
    struct sw_program out = {0};

    if (puzzle->ground != 0)
        append(&out, teacher, 0, 1);
    append(&out, teacher, first, end);
    if (puzzle->ground != 0)
        append(&out, teacher, teacher->length - 1u, teacher->length);
    return out;
}

void sw_puzzle_turn(const struct sw_puzzle *whole, uint32_t part, struct sw_puzzle *out)
{
    struct sw_program before, own;

    sw_puzzle_copy(out, whole);
    if (part >= whole->parts)
        return;
    before = cut(whole, whole->part_first[0], whole->part_first[part]);
    own = cut(whole, whole->part_first[part], whole->part_end[part]);
    for (int i = 0; i < out->demonstrations + out->tests; i++) {
        struct sw_pair *pair =
            i < out->demonstrations ? &out->demonstration[i] : &out->test[i - out->demonstrations];

        if (part > 0)
            pair->canvas = sw_program_run(&before, &pair->canvas);
        pair->target = sw_program_run(&own, &pair->canvas);
    }
    out->parts = 1;
    out->part[0] = out->rule = whole->part[part];
    out->teacher = own;
    out->part_first[0] = whole->ground != 0 ? 1 : 0;
    out->part_end[0] = (uint8_t)(own.length - out->part_first[0]);
}

bool sw_puzzle_changed_by(const struct sw_puzzle *puzzle, const struct sw_program *program)
{
    for (uint32_t i = 0; i < puzzle->demonstrations; i++) {
        struct sw_grid made = sw_program_run(program, &puzzle->demonstration[i].canvas);

        if (sw_grid_equal(&made, &puzzle->demonstration[i].canvas))
            return false;
    }
    return true;
}

/* Whether two programs come to the same on all demonstrations. */
static bool same_on(const struct sw_puzzle *puzzle, const struct sw_program *a,
                    const struct sw_program *b)
{
    for (uint32_t i = 0; i < puzzle->demonstrations; i++) {
        struct sw_grid one = sw_program_run(a, &puzzle->demonstration[i].canvas);
        struct sw_grid other = sw_program_run(b, &puzzle->demonstration[i].canvas);

        if (!sw_grid_equal(&one, &other))
            return false;
    }
    return true;
}

bool sw_puzzle_needs(const struct sw_puzzle *puzzle, const struct sw_program *program,
                     uint32_t spared)
{
    for (uint32_t i = 0; i < program->length; i++) {
        struct sw_program less = *program;

        if (program->token[i] == spared)
            continue;
        less.length--;
        memmove(less.token + i, less.token + i + 1, (less.length - i) * sizeof less.token[0]);
        if (same_on(puzzle, program, &less))
            return false;
    }
    return true;
}

void sw_puzzle_ask_for(struct sw_puzzle *puzzle, const struct sw_program *program)
{
    for (uint32_t i = 0; i < puzzle->demonstrations; i++)
        puzzle->demonstration[i].target = sw_program_run(program, &puzzle->demonstration[i].canvas);
    puzzle->teacher = *program;
    puzzle->has_teacher = true;
}

void sw_puzzle_copy(struct sw_puzzle *to, const struct sw_puzzle *from)
{
    memcpy(to, from,
           offsetof(struct sw_puzzle, demonstration) +
               from->demonstrations * sizeof from->demonstration[0]);
}

static uint64_t pair_hash(const struct sw_pair *pair, bool known)
{
    uint64_t part[2] = {sw_grid_hash(&pair->canvas), known ? sw_grid_hash(&pair->target) : 0};

    return sw_hash(part, sizeof part);
}

static int by_value(const void *a, const void *b)
{
    uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;

    return one < other ? -1 : one > other;
}

uint64_t sw_task_hash(const struct sw_puzzle *puzzle)
{
    uint64_t part[SW_DEMONSTRATIONS_MAX + SW_TESTS_MAX];
    uint32_t count = 0;

    for (int i = 0; i < puzzle->demonstrations; i++)
        part[count++] = pair_hash(&puzzle->demonstration[i], true);
    for (int i = 0; i < puzzle->tests; i++)
        part[count++] = pair_hash(&puzzle->test[i], puzzle->test_has_target[i]);
    qsort(part, count, sizeof part[0], by_value);
    return sw_hash(part, count * sizeof part[0]);
}

uint64_t sw_puzzle_hash(const struct sw_puzzle *puzzle)
{
    uint64_t part[2 + 2 * (SW_DEMONSTRATIONS_MAX + SW_TESTS_MAX)];
    uint32_t count = 0;

    part[count++] = puzzle->demonstrations;
    part[count++] = puzzle->tests;
    for (int i = 0; i < puzzle->demonstrations; i++) {
        part[count++] = sw_grid_hash(&puzzle->demonstration[i].canvas);
        part[count++] = sw_grid_hash(&puzzle->demonstration[i].target);
    }
    for (int i = 0; i < puzzle->tests; i++) {
        part[count++] = sw_grid_hash(&puzzle->test[i].canvas);
        part[count++] = puzzle->test_has_target[i] ? sw_grid_hash(&puzzle->test[i].target) : 0;
    }
    return sw_hash(part, count * sizeof part[0]);
}
