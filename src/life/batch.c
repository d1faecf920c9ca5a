#include "life/batch.h"

#include <stdlib.h>
#include <string.h>

struct sw_batch *sw_batch_create(uint32_t worlds, struct sw_error *error)
{
    struct sw_batch *batch = sw_allocate(1, sizeof *batch, "making a batch", error);

    if (batch == NULL)
        return NULL;
    batch->worlds = worlds;
    batch->puzzle = sw_allocate(worlds, sizeof *batch->puzzle, "making room for worlds", error);
    batch->shown =
        sw_allocate(worlds, sizeof(struct sw_percept *), "making room for percepts", error);
    batch->canvas =
        sw_allocate(worlds, sizeof(struct sw_percept *), "making room for percepts", error);
    batch->answer =
        sw_allocate(worlds, sizeof(struct sw_percept *), "making room for percepts", error);
    batch->class_of = sw_allocate(worlds, sizeof(uint32_t), "making room for worlds", error);
    batch->rule = sw_allocate(worlds, sizeof(uint32_t), "making room for worlds", error);
    if (batch->rule == NULL || batch->puzzle == NULL || batch->shown == NULL ||
        batch->canvas == NULL || batch->answer == NULL || batch->class_of == NULL)
        goto failed;
    for (uint32_t i = 0; i < worlds; i++) {
        batch->shown[i] = sw_percept_create(128, error);
        batch->canvas[i] = sw_percept_create(32, error);
        batch->answer[i] = sw_percept_create(32, error);
        if (batch->shown[i] == NULL || batch->canvas[i] == NULL || batch->answer[i] == NULL)
            goto failed;
    }
    return batch;
failed:
    sw_batch_destroy(batch);
    return NULL;
}

void sw_batch_destroy(struct sw_batch *batch)
{
    if (batch == NULL)
        return;
    for (uint32_t i = 0; i < batch->worlds; i++) {
        if (batch->shown != NULL)
            sw_percept_destroy(batch->shown[i]);
        if (batch->canvas != NULL)
            sw_percept_destroy(batch->canvas[i]);
        if (batch->answer != NULL)
            sw_percept_destroy(batch->answer[i]);
    }
    free(batch->puzzle);
    free(batch->shown);
    free(batch->canvas);
    free(batch->answer);
    free(batch->class_of);
    free(batch->rule);
    free(batch);
}

const struct sw_percept *sw_batch_shown(const struct sw_batch *batch, const struct sw_seat *seat,
                                        uint32_t world)
{
    if (seat->sees_demonstrations)
        return batch->shown[world];
    if (seat->sees_answer)
        return batch->answer[world];
    return seat->sees_canvas ? batch->canvas[world] : NULL;
}

/* The class of a world is the first world with the same teacher. */
void sw_batch_classify(struct sw_batch *batch)
{
    for (uint32_t i = 0; i < batch->worlds; i++) {
        const struct sw_program *mine = &batch->puzzle[i].teacher;
        uint32_t first = 0;

        while (first < i && !sw_program_equal(&batch->puzzle[first].teacher, mine))
            first++;
        batch->class_of[i] = first;
    }
}

int sw_batch_look_at(struct sw_batch *batch, uint32_t world, uint8_t shows, struct sw_error *error)
{
    const struct sw_puzzle *puzzle = &batch->puzzle[world];

    if (sw_sight_demonstrations(puzzle, batch->shown[world], error) != 0)
        return -1;
    if ((shows & SW_SHOWN_CANVAS) != 0 &&
        sw_sight_canvas(&puzzle->test[0].canvas, batch->canvas[world], error) != 0)
        return -1;
    return (shows & SW_SHOWN_ANSWER) != 0 ? sw_sight_answer(puzzle, batch->answer[world], error)
                                          : 0;
}

int sw_batch_look(struct sw_batch *batch, uint8_t shows, struct sw_error *error)
{
    for (uint32_t i = 0; i < batch->worlds; i++)
        if (sw_batch_look_at(batch, i, shows, error) != 0)
            return -1;
    return 0;
}

/* Draws from the pool until a world has a teacher, if it must. */
static int draw(const struct sw_worlds *worlds, struct sw_dice *dice, bool teacher,
                struct sw_puzzle *out, struct sw_error *error)
{
    for (int attempt = 0; attempt < 100000; attempt++) {
        uint32_t number = sw_dice_below(dice, sw_worlds_pool(worlds));

        if (sw_worlds_puzzle(worlds, 0, SW_RANDOM_PUZZLE, number, SW_RULE_NONE, out, error) != 0)
            return -1;
        if (out->has_teacher || !teacher)
            return 0;
    }
    return sw_fail(
        error, SW_EXIT_USAGE,
        "no short program of edits explains any of the files' tasks, so there is no teacher "
        "to follow; set the phase's fitness to progress");
}

/* The rule of each world: the open rules in a random order, again and again. */
static void order_rules(struct sw_dice *dice, uint32_t rules, uint32_t worlds, uint32_t *out)
{
    uint32_t order[SW_RULES_MAX];

    sw_dice_permutation(dice, order, rules);
    for (uint32_t i = 0; i < worlds; i++)
        out[i] = order[i % rules];
}

/* The same for families, which stand side by side: of each any rule. */
static void order_families(const struct sw_worlds *worlds, struct sw_dice *dice, uint32_t rules,
                           uint32_t count, uint32_t *out)
{
    uint32_t first[SW_RULES_MAX + 1], order[SW_RULES_MAX], families = 0;

    for (uint32_t i = 0; i < rules; i++)
        if (i == 0 || sw_worlds_rule(worlds, i)->law != sw_worlds_rule(worlds, i - 1)->law)
            first[families++] = i;
    first[families] = rules;
    sw_dice_permutation(dice, order, families);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t family = order[i % families];

        out[i] = first[family] + sw_dice_below(dice, first[family + 1] - first[family]);
    }
}

/* By shares: each rule as often as is expected of it, rounded up or down (systematic sampling,
 * one throw and equal steps: Baker 1987), in random order. */
static void order_shares(struct sw_dice *dice, const double *share, uint32_t rules, uint32_t worlds,
                         uint32_t *out)
{
    double at = (double)sw_dice_unit(dice) / worlds, sum = 0;
    uint32_t rule = 0;

    for (uint32_t i = 0; i < worlds; i++, at += 1.0 / worlds) {
        while (rule + 1 < rules && sum + share[rule] <= at)
            sum += share[rule++];
        out[i] = rule;
    }
    for (uint32_t i = worlds; i > 1; i--) {
        uint32_t other = sw_dice_below(dice, i), held = out[i - 1];

        out[i - 1] = out[other];
        out[other] = held;
    }
}

/* Leaves one law to do of each puzzle of several, of the first `count` worlds. */
static int make_lessons(struct sw_batch *batch, uint32_t count, const struct sw_worlds *worlds,
                        uint64_t seed, uint64_t generation, uint32_t island, struct sw_error *error)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_LESSON, generation, island);

    for (uint32_t i = 0; i < count; i++) {
        struct sw_puzzle *puzzle = &batch->puzzle[i];

        if (puzzle->parts > 1 &&
            sw_worlds_lesson(worlds, puzzle, sw_dice_below(&dice, puzzle->parts), error) != 0)
            return -1;
    }
    return 0;
}

/* How many of a life's worlds are earlier ones. */
static uint32_t count_replayed(const struct sw_replay *replay, struct sw_dice *dice,
                               uint32_t worlds)
{
    double wanted;
    uint32_t whole;

    if (replay == NULL || replay->count == 0)
        return 0;
    wanted = replay->share * worlds;
    whole = (uint32_t)wanted;
    return whole + (whole < worlds && (double)sw_dice_unit(dice) < wanted - whole);
}

/* Any rule of any of the earlier worlds. */
static int replay_one(const struct sw_replay *replay, struct sw_dice *dice, bool lesson,
                      uint64_t seed, uint64_t number, struct sw_puzzle *out, struct sw_error *error)
{
    uint32_t all = 0, at = 0, rule;

    for (uint32_t i = 0; i < replay->count; i++)
        all += sw_worlds_rules(replay->worlds[i]);
    rule = sw_dice_below(dice, all);
    while (rule >= sw_worlds_rules(replay->worlds[at]))
        rule -= sw_worlds_rules(replay->worlds[at++]);
    if (replay->seeds > 0) {
        seed = replay->seed;
        number = sw_dice_below(dice, (uint32_t)replay->seeds);
    }
    if (sw_worlds_puzzle(replay->worlds[at], seed, SW_RANDOM_PUZZLE, number, rule, out, error) != 0)
        return -1;
    return lesson && out->parts > 1
               ? sw_worlds_lesson(replay->worlds[at], out, sw_dice_below(dice, out->parts), error)
               : 0;
}

int sw_batch_life(struct sw_batch *batch, const struct sw_worlds *worlds, uint64_t seed,
                  uint64_t generation, uint32_t island, uint32_t islands,
                  struct sw_batch_needs needs, struct sw_error *error)
{
    uint32_t rules = sw_worlds_rules(worlds);
    bool pool = sw_worlds_pool(worlds) != 0;
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_WORLDS, generation, island);
    struct sw_dice others = sw_dice_at(seed, SW_RANDOM_BALANCE, generation, island);
    struct sw_dice old = sw_dice_at(seed, SW_RANDOM_REPLAY, generation, island);
    struct sw_dice chosen = sw_dice_at(seed, SW_RANDOM_PRIORITY, generation, island);
    uint32_t fresh =
        batch->worlds - count_replayed(pool ? NULL : needs.replay, &old, batch->worlds);

    needs.lessons = needs.lessons && needs.teachers;
    if (!pool && needs.share != NULL)
        order_shares(&chosen, needs.share, rules, batch->worlds, batch->rule);
    else if (!pool && needs.families)
        order_families(worlds, &others, rules, batch->worlds, batch->rule);
    else if (!pool)
        order_rules(&dice, rules, batch->worlds, batch->rule);
    for (uint32_t i = 0; i < batch->worlds; i++) {
        uint64_t number = (generation * islands + island) * batch->worlds + i;
        int failed = pool         ? draw(worlds, &dice, needs.teachers, &batch->puzzle[i], error)
                     : i >= fresh ? replay_one(needs.replay, &old, needs.lessons, seed, number,
                                               &batch->puzzle[i], error)
                                  : sw_worlds_puzzle(worlds, seed, SW_RANDOM_PUZZLE, number,
                                                     batch->rule[i], &batch->puzzle[i], error);

        if (failed != 0)
            return -1;
        if (i >= fresh)
            batch->rule[i] = SW_RULE_NONE;
    }
    if (needs.lessons && make_lessons(batch, fresh, worlds, seed, generation, island, error) != 0)
        return -1;
    if (needs.by_turns)
        return 0;
    if (needs.classes)
        sw_batch_classify(batch);
    return sw_batch_look(batch, needs.shows, error);
}

int sw_batch_held_out(struct sw_batch *batch, const struct sw_worlds *worlds, uint64_t seed,
                      uint64_t first, uint8_t shows, struct sw_error *error)
{
    uint32_t open = sw_worlds_rules(worlds), held = sw_worlds_held(worlds);

    for (uint32_t i = 0; i < batch->worlds; i++)
        if (sw_worlds_puzzle(worlds, seed, SW_RANDOM_EXAMINATION, first + i,
                             open + (uint32_t)((first + i) % held), &batch->puzzle[i], error) != 0)
            return -1;
    return sw_batch_look(batch, shows, error);
}

int sw_batch_probe(struct sw_batch *batch, const struct sw_worlds *worlds, uint64_t seed,
                   uint8_t shows, struct sw_error *error)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_PROBE, 0, 0);
    bool pool = sw_worlds_pool(worlds) != 0;

    if (!pool)
        order_rules(&dice, sw_worlds_rules(worlds), batch->worlds, batch->rule);
    for (uint32_t i = 0; i < batch->worlds; i++)
        if ((pool ? draw(worlds, &dice, false, &batch->puzzle[i], error)
                  : sw_worlds_puzzle(worlds, seed, SW_RANDOM_PROBE, i, batch->rule[i],
                                     &batch->puzzle[i], error)) != 0)
            return -1;
    return sw_batch_look(batch, shows, error);
}

int sw_batch_examination(struct sw_batch *batch, const struct sw_worlds *worlds, uint64_t seed,
                         uint64_t first, uint8_t shows, struct sw_error *error)
{
    uint32_t rules = sw_worlds_rules(worlds);

    for (uint32_t i = 0; i < batch->worlds; i++) {
        uint64_t number = first + i;
        uint32_t rule = rules == 0 ? SW_RULE_NONE : (uint32_t)(number % rules);

        if (sw_worlds_puzzle(worlds, seed, SW_RANDOM_EXAMINATION, number, rule, &batch->puzzle[i],
                             error) != 0)
            return -1;
    }
    return sw_batch_look(batch, shows, error);
}
