#include "life/own_teacher.h"

#include "agent/mind.h"
#include "base/hash.h"
#include "life/refocus.h"

#include <stdlib.h>
#include <string.h>

enum { TRIED = 8 }; /* programs that are kept of those that a puzzle was tried with in vain */

/* Any TRIED of them are as likely as any others (reservoir sampling: Vitter 1985). */
struct tried {
    struct sw_dice dice;
    uint32_t seen;
    struct sw_program program[TRIED];
};

struct sw_own_teacher {
    struct sw_own_rules rules;
    struct sw_mind *mind;
    struct sw_thinking *thinking;
    sw_edit_token fresh; /* stands between two looks */
    uint32_t worlds;     /* room for so many: */
    struct sw_thought *thought;
    struct tried *tried;            /* where there is hindsight */
    const struct sw_puzzle *puzzle; /* those thought about; borrowed */
    uint8_t *held;                  /* demonstrations that are kept back */
    /* Scratch: puzzles by what teaches them, and where each group of the same key begins. */
    struct keyed {
        uint64_t key;
        uint32_t puzzle;
    } * keyed;
    uint32_t *first;
};

static void tell(void *context, uint32_t puzzle, uint32_t number, const struct sw_program *program,
                 bool fits);

struct sw_own_teacher *sw_own_teacher_create(const struct sw_brain_layout *layout,
                                             const struct sw_action_set *action_set,
                                             const struct sw_own_rules *rules,
                                             struct sw_error *error)
{
    struct sw_own_teacher *own = sw_allocate(1, sizeof *own, "making room to teach", error);
    struct sw_refocus *refocus;

    if (own == NULL)
        return NULL;
    own->rules = *rules;
    own->mind = sw_mind_create(layout, "portable", error);
    own->thinking = sw_thinking_create(layout, action_set, &rules->thinking, error);
    refocus = sw_refocus_create(action_set, error);
    if (own->mind == NULL || own->thinking == NULL || refocus == NULL) {
        sw_refocus_destroy(refocus);
        sw_own_teacher_destroy(own);
        return NULL;
    }
    own->fresh = sw_refocus_fresh(refocus);
    sw_refocus_destroy(refocus);
    if (rules->hindsight > 0)
        sw_thinking_tell(own->thinking, tell, own);
    return own;
}

static void clear_room(struct sw_own_teacher *own)
{
    free(own->thought);
    free(own->tried);
    free(own->held);
    free(own->keyed);
    free(own->first);
}

void sw_own_teacher_destroy(struct sw_own_teacher *own)
{
    if (own == NULL)
        return;
    clear_room(own);
    sw_thinking_destroy(own->thinking);
    sw_mind_destroy(own->mind);
    free(own);
}

void sw_own_teacher_follow(struct sw_own_teacher *own, const struct sw_own_rules *rules)
{
    own->rules.held = rules->held;
    own->rules.thinking.spread = rules->thinking.spread;
    own->rules.thinking.brevity = rules->thinking.brevity;
    sw_thinking_weigh(own->thinking, rules->thinking.spread, rules->thinking.brevity);
}

static int make_room(struct sw_own_teacher *own, uint32_t worlds, struct sw_error *error)
{
    static const char what[] = "making room to teach";

    if (worlds <= own->worlds)
        return 0;
    clear_room(own);
    own->worlds = 0;
    own->thought = sw_allocate(worlds, sizeof *own->thought, what, error);
    own->tried =
        own->rules.hindsight > 0 ? sw_allocate(worlds, sizeof *own->tried, what, error) : NULL;
    own->held = sw_allocate(worlds, sizeof *own->held, what, error);
    own->keyed = sw_allocate(worlds, sizeof *own->keyed, what, error);
    own->first = sw_allocate((size_t)worlds + 1, sizeof *own->first, what, error);
    if (own->thought == NULL || (own->tried == NULL && own->rules.hindsight > 0) ||
        own->held == NULL || own->keyed == NULL || own->first == NULL)
        return -1;
    own->worlds = worlds;
    return 0;
}

/* ---- what was found ---- */

static struct sw_dice dice_of(const struct sw_own_place *place)
{
    return sw_dice_at(place->seed, SW_RANDOM_OWN, 2 * place->generation + place->lessons,
                      place->island);
}

/* Any demonstrations are put behind the others, and not shown. At least one is. */
static void hold_back(struct sw_own_teacher *own, struct sw_batch *batch, struct sw_dice *dice)
{
    for (uint32_t i = 0; i < batch->worlds; i++) {
        struct sw_puzzle *puzzle = &batch->puzzle[i];

        own->held[i] = 0;
        while (own->held[i] < own->rules.held && puzzle->demonstrations > 1) {
            uint32_t which = sw_dice_below(dice, puzzle->demonstrations--);
            struct sw_pair pair = puzzle->demonstration[which];

            puzzle->demonstration[which] = puzzle->demonstration[puzzle->demonstrations];
            puzzle->demonstration[puzzle->demonstrations] = pair;
            own->held[i]++;
        }
    }
}

/* A program that solves by several looks teaches what one of them did, to canvases as those before
 * have left them. */
static bool part(const struct sw_own_teacher *own, struct sw_puzzle *puzzle, struct sw_dice *dice)
{
    struct sw_program before = {0}, rest = {0};
    const struct sw_program whole = puzzle->teacher;
    uint32_t looks = 1, wanted;

    for (uint32_t i = 0; i < whole.length; i++)
        looks += whole.token[i] == own->fresh;
    if (own->rules.thinking.looks < 2 || looks < 2)
        return false;
    wanted = sw_dice_below(dice, looks);
    for (uint32_t i = 0, look = 0; i < whole.length && look <= wanted; i++) {
        if (whole.token[i] == own->fresh)
            look++;
        if (look < wanted || (look == wanted && whole.token[i] == own->fresh))
            before.token[before.length++] = whole.token[i];
        else if (look == wanted)
            rest.token[rest.length++] = whole.token[i];
    }
    for (uint32_t i = 0; i < puzzle->demonstrations; i++)
        puzzle->demonstration[i].canvas = sw_program_run(&before, &puzzle->demonstration[i].canvas);
    puzzle->teacher = rest;
    return true;
}

/* ---- hindsight ---- */

/* Programs that fail and change every canvas are kept for hindsight. */
static void tell(void *context, uint32_t puzzle, uint32_t number, const struct sw_program *program,
                 bool fits)
{
    struct sw_own_teacher *own = context;
    struct tried *tried = &own->tried[puzzle];
    uint32_t at = tried->seen;

    (void)number;
    if (fits || !sw_puzzle_changed_by(&own->puzzle[puzzle], program))
        return;
    tried->seen++;
    if (at >= TRIED)
        at = sw_dice_below(&tried->dice, tried->seen);
    if (at < TRIED)
        tried->program[at] = *program;
}

/* Turns a puzzle for which nothing was found into one for which something was. */
static bool look_back(const struct sw_own_teacher *own, struct sw_puzzle *puzzle,
                      struct tried *tried)
{
    uint32_t kept = tried->seen < TRIED ? tried->seen : TRIED;
    uint32_t spared = own->rules.thinking.looks > 1 ? own->fresh : SW_EDITS_MAX;

    if (sw_dice_unit(&tried->dice) >= own->rules.hindsight)
        return false;
    for (uint32_t i = 0; i < kept; i++) {
        const struct sw_program *program = &tried->program[i];

        if (!sw_puzzle_needs(puzzle, program, spared) || !sw_puzzle_changed_by(puzzle, program))
            continue;
        sw_puzzle_ask_for(puzzle, program);
        return true;
    }
    return false;
}

/* ---- teaching ---- */

/* A puzzle that was thought about gets its teacher. Whether it shows something else now. */
static bool conclude(struct sw_own_teacher *own, struct sw_puzzle *puzzle, uint32_t i,
                     struct sw_dice *dice)
{
    bool looked_back = false, found = own->thought[i].found > 0;

    puzzle->demonstrations = (uint8_t)(puzzle->demonstrations + own->held[i]);
    puzzle->teacher = own->thought[i].program;
    puzzle->has_teacher =
        found && (own->held[i] == 0 || sw_puzzle_explains(puzzle, &puzzle->teacher));
    if (!found && own->tried != NULL)
        looked_back = look_back(own, puzzle, &own->tried[i]);
    return (puzzle->has_teacher && part(own, puzzle, dice)) || looked_back || own->held[i] > 0;
}

int sw_own_teacher_teach(struct sw_own_teacher *own, const float *weights,
                         const struct sw_seat *seat, struct sw_batch *batch,
                         const struct sw_own_place *place, struct sw_error *error)
{
    struct sw_dice dice = dice_of(place);
    struct sw_thinker thinker = {.mind = own->mind,
                                 .weights = weights,
                                 .seat = seat,
                                 .puzzle = batch->puzzle,
                                 .shown = batch->shown,
                                 .puzzles = batch->worlds};

    if (make_room(own, batch->worlds, error) != 0)
        return -1;
    own->puzzle = batch->puzzle;
    hold_back(own, batch, &dice);
    for (uint32_t i = 0; i < batch->worlds; i++) {
        uint64_t id = (2 * place->generation + place->lessons) << 20 | i;

        if (own->held[i] > 0 &&
            sw_sight_demonstrations(&batch->puzzle[i], batch->shown[i], error) != 0)
            return -1;
        if (own->tried == NULL)
            continue;
        own->tried[i].seen = 0;
        own->tried[i].dice = sw_dice_at(place->seed, SW_RANDOM_HINDSIGHT, id, place->island);
    }
    if (sw_thinking_think(own->thinking, &thinker, own->thought, error) != 0)
        return -1;
    for (uint32_t i = 0; i < batch->worlds; i++)
        if (conclude(own, &batch->puzzle[i], i, &dice) &&
            sw_sight_demonstrations(&batch->puzzle[i], batch->shown[i], error) != 0)
            return -1;
    return 0;
}

/* ---- the order of lessons ---- */

/* The same for all programs of a group. Other generations have other keys, so that no group comes
 * first in all of them. */
static uint64_t key_of(const struct sw_own_teacher *own, const struct sw_program *program,
                       uint64_t generation)
{
    sw_edit_token token[SW_PROGRAM_MAX];
    uint32_t length = 0;

    for (uint32_t i = 0; i < program->length; i++)
        if (own->rules.balance == SW_OWN_BALANCE_PROGRAM ||
            sw_edit_row(program->token[i])->group == SW_EDIT_ACT)
            token[length++] = program->token[i];
    return sw_hash(token, length * sizeof token[0]) ^ sw_hash(&generation, sizeof generation);
}

static int by_key(const void *a, const void *b)
{
    const struct keyed *one = a, *other = b;

    if (one->key != other->key)
        return one->key < other->key ? -1 : 1;
    return one->puzzle < other->puzzle ? -1 : one->puzzle > other->puzzle;
}

uint32_t sw_own_teacher_order(struct sw_own_teacher *own, const struct sw_batch *batch,
                              uint64_t generation, uint32_t *order)
{
    uint32_t count = 0, groups = 0, at = 0;

    for (uint32_t i = 0; i < batch->worlds; i++) {
        if (!batch->puzzle[i].has_teacher)
            continue;
        order[count] = i;
        own->keyed[count++] = (struct keyed){key_of(own, &batch->puzzle[i].teacher, generation), i};
    }
    if (own->rules.balance == SW_OWN_BALANCE_NONE)
        return count;
    qsort(own->keyed, count, sizeof *own->keyed, by_key);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || own->keyed[i].key != own->keyed[i - 1].key)
            own->first[groups++] = i;
    own->first[groups] = count;
    for (uint32_t round = 0; at < count; round++) {
        for (uint32_t g = 0; g < groups && at < count; g++) {
            uint32_t size = own->first[g + 1] - own->first[g];

            order[at++] = own->keyed[own->first[g] + round % size].puzzle;
        }
    }
    return count;
}
