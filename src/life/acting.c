#include "life/acting.h"

#include "agent/recall.h"
#include "life/life_private.h"

#include <string.h>

/* A tile on its way. */
struct acting {
    struct sw_life *life;
    const struct sw_puzzle *puzzle;
    bool together;
    const struct sw_seat *seat;
    struct sw_program *program; /* [32] */
    uint32_t going;             /* bit r: row r has not stopped for good */
    uint32_t left[SW_TILE];     /* looks that each row may still take */
};

static const struct sw_puzzle *puzzle_of(const struct acting *acting, uint32_t row)
{
    return acting->puzzle + (acting->together ? 0 : row);
}

/* Whether a row that stops looks again: something was done, and is not all right yet. */
static bool looks_again(const struct acting *acting, uint32_t row)
{
    const struct sw_program *program = &acting->program[row];
    sw_edit_token fresh = sw_refocus_fresh(acting->life->refocus);

    return acting->left[row] > 0 && acting->seat->sees_demonstrations && program->length > 0 &&
           program->length + 1u < acting->life->ticks &&
           program->token[program->length - 1] != fresh &&
           !sw_puzzle_explains(puzzle_of(acting, row), program);
}

/* The rows that have written the same as one of them, where all write in one puzzle. */
static uint32_t alike(const struct acting *acting, uint32_t row, uint32_t rows)
{
    uint32_t same = UINT32_C(1) << row;

    for (uint32_t other = row + 1; acting->together && other < SW_TILE; other++)
        if (sw_program_equal(&acting->program[other], &acting->program[row]))
            same |= UINT32_C(1) << other;
    return same & rows;
}

/* Rows begin to look again. */
static int look_again(struct acting *acting, uint32_t rows, uint16_t previous[SW_TILE],
                      struct sw_error *error)
{
    sw_recall_forget(acting->life->mind, rows);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        struct sw_program *program = &acting->program[row];

        if ((rows >> row & 1u) == 0)
            continue;
        program->token[program->length++] = sw_refocus_fresh(acting->life->refocus);
        previous[row] = SW_EDIT_NONE;
        acting->left[row]--;
    }
    for (uint32_t row = 0; row < SW_TILE; row++) {
        uint32_t same = alike(acting, row, rows);

        if ((rows >> row & 1u) == 0)
            continue;
        if (sw_refocus_again(acting->life->refocus, acting->life->mind, puzzle_of(acting, row),
                             acting->seat, &acting->program[row], same, error) != 0)
            return -1;
        rows &= ~same;
    }
    return 0;
}

/* One tick's edits. Writes which rows look again, and which write an edit. */
static void write_edits(struct acting *acting, const uint16_t next[SW_TILE], uint32_t *again,
                        uint32_t *edits)
{
    *again = *edits = 0;
    for (uint32_t row = 0; row < SW_TILE; row++) {
        struct sw_program *program = &acting->program[row];
        uint32_t bit = UINT32_C(1) << row;

        if ((acting->going & bit) == 0)
            continue;
        if (next[row] != 0) {
            program->token[program->length++] = acting->life->action_set.token[next[row]];
            *edits |= bit;
        } else if (looks_again(acting, row)) {
            *again |= bit;
        } else {
            acting->going &= ~bit;
        }
    }
}

int sw_act(struct sw_life *life, const struct sw_puzzle *puzzle, bool together,
           const struct sw_seat *seat, uint32_t rows, struct sw_program program[SW_TILE],
           struct sw_error *error)
{
    struct acting acting = {life, puzzle, together, seat, program, UINT32_MAX, {0}};
    uint16_t previous[SW_TILE], next[SW_TILE];
    uint32_t again, edits;

    if (rows < SW_TILE)
        acting.going = (UINT32_C(1) << rows) - 1;
    for (uint32_t row = 0; row < SW_TILE; row++)
        acting.left[row] = life->looks - 1;
    memset(program, 0, SW_TILE * sizeof *program);
    sw_life_take_tools(life, puzzle, together, seat, rows);
    sw_mind_previous(previous, SW_EDIT_NONE);
    for (uint32_t tick = 0; tick < life->ticks && acting.going != 0; tick++) {
        sw_mind_think(life->mind, previous);
        sw_mind_edit_greedy(life->mind, next);
        memcpy(previous, next, sizeof previous);
        write_edits(&acting, next, &again, &edits);
        if (tick + 1 == life->ticks)
            break;
        if (sw_refocus_follow_each(life->refocus, life->mind, puzzle, together, seat, program,
                                   edits, error) != 0 ||
            (again != 0 && look_again(&acting, again, previous, error) != 0))
            return -1;
    }
    return 0;
}
