#include "life/augment.h"

#include <string.h>

enum { THROWS = 8 }; /* programs that are tried for a puzzle */

/* Rows of the action set by group. */
struct choice {
    uint32_t count[SW_EDIT_GROUPS];
    sw_edit_token token[SW_EDIT_GROUPS][SW_EDITS_MAX];
};

static bool exchanges(enum sw_edit_group group)
{
    return group == SW_EDIT_SELECT || group == SW_EDIT_HAND || group == SW_EDIT_ACT;
}

static void sort_groups(const struct sw_action_set *action_set, struct choice *choice)
{
    for (int group = 0; group < SW_EDIT_GROUPS; group++)
        choice->count[group] = 0;
    for (uint32_t i = 0; i < action_set->count; i++) {
        enum sw_edit_group group = sw_edit_row(action_set->token[i])->group;

        choice->token[group][choice->count[group]++] = action_set->token[i];
    }
}

/* Exchanges any one edit, with half a chance another one, and so on. */
static void exchange(const struct choice *choice, struct sw_dice *dice, struct sw_program *program)
{
    do {
        uint32_t at = sw_dice_below(dice, program->length);
        enum sw_edit_group group = sw_edit_row(program->token[at])->group;

        if (exchanges(group) && choice->count[group] > 0)
            program->token[at] = choice->token[group][sw_dice_below(dice, choice->count[group])];
    } while (sw_dice_below(dice, 2) == 0);
}

/* The tests, too: who speaks of an answer sees one. */
static void ask_for(struct sw_puzzle *puzzle, const struct sw_program *program)
{
    sw_puzzle_ask_for(puzzle, program);
    for (uint32_t i = 0; i < puzzle->tests; i++) {
        puzzle->test[i].target = sw_program_run(program, &puzzle->test[i].canvas);
        puzzle->test_has_target[i] = true;
    }
}

/* Where the next token stands that is no mode, from `at` on; modes are taken and taken back between
 * laws. */
static uint32_t next_token(const struct sw_program *program, uint32_t at, bool modes)
{
    while (!modes && at < program->length && sw_edit_row(program->token[at])->group == SW_EDIT_MODE)
        at++;
    return at;
}

/* Whether the edits of `part` stand in the program in a row. modes: these count as well. */
static bool contains(const struct sw_program *program, const struct sw_program *part, bool modes)
{
    for (uint32_t begin = 0; begin < program->length; begin++) {
        uint32_t at = begin, k = next_token(part, 0, modes);

        while (k < part->length && (at = next_token(program, at, modes)) < program->length &&
               program->token[at] == part->token[k]) {
            at++;
            k = next_token(part, k + 1, modes);
        }
        if (k == part->length)
            return true;
    }
    return false;
}

/* Whether the program makes these of all demonstrations: [demonstrations]. */
static bool makes(const struct sw_puzzle *puzzle, const struct sw_program *program,
                  const struct sw_grid *made)
{
    for (uint32_t i = 0; i < puzzle->demonstrations; i++) {
        struct sw_grid own = sw_program_run(program, &puzzle->demonstration[i].canvas);

        if (!sw_grid_equal(&own, &made[i]))
            return false;
    }
    return true;
}

/* What lives never meet: on canvases as they are, and on a background. */
struct held_out {
    const struct sw_held_program *program[2];
    uint32_t count[2];
};

/* Whether the program, which makes these of the demonstrations, is a rule or a row of rules that is
 * held out of lives, has one among its edits, or cannot be told from one. */
static bool is_held_out(const struct held_out *held, const struct sw_puzzle *puzzle,
                        const struct sw_program *program, const struct sw_grid *made)
{
    for (int ground = 0; ground <= (puzzle->ground != 0); ground++)
        for (uint32_t i = 0; i < held->count[ground]; i++) {
            const struct sw_held_program *one = &held->program[ground][i];

            if (contains(program, &one->program, one->parts == 1) ||
                makes(puzzle, &one->program, made))
                return true;
        }
    return false;
}

static void make_all(const struct sw_puzzle *puzzle, const struct sw_program *program,
                     struct sw_grid *made)
{
    for (uint32_t i = 0; i < puzzle->demonstrations; i++)
        made[i] = sw_program_run(program, &puzzle->demonstration[i].canvas);
}

/* Whether the puzzle has become another. */
static bool become_another(struct sw_puzzle *puzzle, const struct held_out *held,
                           const struct choice *choice, struct sw_dice *dice)
{
    for (int attempt = 0; attempt < THROWS; attempt++) {
        struct sw_program other = puzzle->teacher;
        struct sw_grid made[SW_DEMONSTRATIONS_MAX];

        exchange(choice, dice, &other);
        if (sw_program_equal(&other, &puzzle->teacher) || sw_puzzle_explains(puzzle, &other) ||
            !sw_puzzle_changed_by(puzzle, &other) || !sw_puzzle_needs(puzzle, &other, SW_EDITS_MAX))
            continue;
        make_all(puzzle, &other, made);
        if (is_held_out(held, puzzle, &other, made))
            continue;
        ask_for(puzzle, &other);
        return true;
    }
    return false;
}

/* ---- what follows ---- */

/* The program's edits, but for the `ground` before and behind them, come to the end of another. */
static void append_edits(const struct sw_program *program, bool ground, struct sw_program *to)
{
    for (uint32_t i = ground; i + ground < program->length; i++)
        if (to->length < SW_PROGRAM_MAX)
            to->token[to->length++] = program->token[i];
}

static void put_on_ground(struct sw_program *program)
{
    static const char ground[] = "ground";
    sw_edit_token token = (sw_edit_token)sw_edit_find(ground, sizeof ground - 1);

    memmove(program->token + 1, program->token, program->length * sizeof token);
    program->token[0] = program->token[program->length + 1] = token;
    program->length = (uint8_t)(program->length + 2);
}

/* A rule's teacher with other edits in it: what may follow. False if this throw came to nothing. */
static bool draw_follower(const struct sw_worlds *worlds, const struct choice *choice, bool ground,
                          struct sw_dice *dice, struct sw_program *out)
{
    uint32_t rules = sw_worlds_rules(worlds);
    const struct sw_rule *rule = sw_worlds_rule(worlds, rules > 0 ? sw_dice_below(dice, rules) : 0);

    if (rules == 0 || sw_rule_needs(rule).from_first || rule->teacher.length == 0 ||
        rule->teacher.length + 2 > SW_PROGRAM_MAX)
        return false;
    *out = rule->teacher;
    exchange(choice, dice, out);
    if (ground)
        put_on_ground(out);
    return true;
}

/* Whether in some demonstration the end is the beginning, or the same without the teacher. */
static bool hides_teacher(const struct sw_puzzle *puzzle, const struct sw_program *follower,
                          const struct sw_grid *made)
{
    for (uint32_t i = 0; i < puzzle->demonstrations; i++) {
        struct sw_grid without = sw_program_run(follower, &puzzle->demonstration[i].canvas);

        if (sw_grid_equal(&made[i], &without) ||
            sw_grid_equal(&made[i], &puzzle->demonstration[i].canvas))
            return true;
    }
    return false;
}

/* made: of the demonstrations. */
static void ask_for_more(struct sw_puzzle *puzzle, const struct sw_program *follower,
                         const struct sw_grid *made)
{
    for (uint32_t i = 0; i < puzzle->demonstrations; i++)
        puzzle->demonstration[i].target = made[i];
    for (uint32_t i = 0; i < puzzle->tests; i++) {
        struct sw_grid after = sw_program_run(&puzzle->teacher, &puzzle->test[i].canvas);

        puzzle->test[i].target = sw_program_run(follower, &after);
        puzzle->test_has_target[i] = true;
    }
}

/* Whether another program now follows what the puzzle's teacher does. */
static bool be_followed(struct sw_puzzle *puzzle, const struct held_out *held,
                        const struct choice *choice, const struct sw_worlds *worlds,
                        struct sw_dice *dice)
{
    bool ground = puzzle->ground != 0;
    struct sw_puzzle after;

    sw_puzzle_copy(&after, puzzle);
    for (uint32_t i = 0; i < puzzle->demonstrations; i++)
        after.demonstration[i].canvas =
            sw_program_run(&puzzle->teacher, &puzzle->demonstration[i].canvas);
    for (int attempt = 0; attempt < THROWS; attempt++) {
        struct sw_program follower, whole = {0};
        struct sw_grid made[SW_DEMONSTRATIONS_MAX];

        if (!draw_follower(worlds, choice, ground, dice, &follower) ||
            !sw_puzzle_changed_by(&after, &follower))
            continue;
        make_all(&after, &follower, made);
        append_edits(&puzzle->teacher, ground, &whole);
        append_edits(&follower, ground, &whole);
        if (hides_teacher(puzzle, &follower, made) || is_held_out(held, &after, &follower, made) ||
            is_held_out(held, puzzle, &whole, made))
            continue;
        ask_for_more(puzzle, &follower, made);
        return true;
    }
    return false;
}

/* Whether the puzzle is to be changed, and has been. */
static bool change_puzzle(struct sw_puzzle *puzzle, const struct sw_augment *augment,
                          const struct held_out *held, const struct choice *choice, uint32_t number)
{
    uint64_t place = augment->generation << 20 | number;
    struct sw_dice next = sw_dice_at(augment->seed, SW_RANDOM_FOLLOWED, place, augment->island);
    struct sw_dice other = sw_dice_at(augment->seed, SW_RANDOM_AUGMENT, place, augment->island);

    if (!puzzle->has_teacher || puzzle->teacher.length == 0)
        return false;
    if (augment->followed > 0 && sw_dice_unit(&next) < augment->followed &&
        be_followed(puzzle, held, choice, augment->worlds, &next))
        return true;
    return sw_dice_unit(&other) < augment->share && become_another(puzzle, held, choice, &other);
}

static int change_batch(struct sw_batch *batch, const struct sw_augment *augment,
                        const struct held_out *held, struct sw_error *error)
{
    struct choice choice;

    sort_groups(augment->action_set, &choice);
    for (uint32_t i = 0; i < batch->worlds; i++)
        if (change_puzzle(&batch->puzzle[i], augment, held, &choice, i) &&
            sw_batch_look_at(batch, i, augment->shows, error) != 0)
            return -1;
    return 0;
}

int sw_augment_batch(struct sw_batch *batch, const struct sw_augment *augment,
                     struct sw_error *error)
{
    struct held_out held = {0};
    int result = 0;

    if (augment->share == 0 && augment->followed == 0)
        return 0;
    for (int ground = 0; ground < 2 && result == 0; ground++)
        result = sw_worlds_held_programs(augment->worlds, ground == 1, &held.program[ground],
                                         &held.count[ground], error);
    if (result == 0)
        result = change_batch(batch, augment, &held, error);
    return result;
}
