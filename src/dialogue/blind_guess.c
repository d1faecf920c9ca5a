#include "dialogue/blind_guess.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int sw_blind_guess_create(struct sw_blind_guess *guess, const struct sw_worlds *worlds,
                          bool held_out, uint32_t members, struct sw_error *error)
{
    uint32_t open = sw_worlds_rules(worlds), rows = sw_worlds_rows(worlds);
    bool behind = held_out && open < rows;
    size_t room;

    memset(guess, 0, sizeof *guess);
    guess->worlds = worlds;
    guess->first = behind ? open : 0;
    guess->end = behind ? rows : open;
    guess->members = members;
    room = (size_t)2 * members * (guess->end - guess->first) + 1;
    guess->met = sw_allocate(room, sizeof *guess->met, "guessing", error);
    guess->right = sw_allocate(room, sizeof *guess->right, "guessing", error);
    return guess->met == NULL || guess->right == NULL ? -1 : 0;
}

void sw_blind_guess_clear(struct sw_blind_guess *guess)
{
    free(guess->met);
    free(guess->right);
    memset(guess, 0, sizeof *guess);
}

/* Who does it; the first where tools do not tell. */
static uint32_t owner_of(const struct sw_blind_guess *guess, const struct sw_program *program)
{
    uint32_t owner = sw_tools_owner(guess->members, program);

    return owner < guess->members ? owner : 0;
}

/* The counts of a member in a half. */
static size_t counts_at(const struct sw_blind_guess *guess, uint32_t half, uint32_t member)
{
    return ((size_t)half * guess->members + member) * (guess->end - guess->first);
}

void sw_blind_guess_add(struct sw_blind_guess *guess, uint64_t number,
                        const struct sw_puzzle *puzzle)
{
    uint32_t half = number % 2;
    uint32_t member = owner_of(guess, &puzzle->teacher), rules = guess->end - guess->first;
    bool solves[SW_RULES_MAX];

    sw_worlds_solve(guess->worlds, puzzle, solves);
    guess->puzzles++;
    guess->half[half]++;
    for (uint32_t i = 0; i < rules; i++) {
        uint32_t rule = guess->first + i;
        size_t at = counts_at(guess, half, member) + i;

        guess->met[at] += puzzle->parts == 1 && puzzle->part[0] == rule;
        guess->right[at] +=
            solves[rule] &&
            (guess->members == 1 ||
             owner_of(guess, &sw_worlds_rule(guess->worlds, rule)->teacher) == member);
    }
}

/* The mean of the shares in both halves; sum: [half] puzzles that are right. */
static double share_of(const struct sw_blind_guess *guess, const double sum[2])
{
    if (guess->half[0] == 0 || guess->half[1] == 0)
        return (double)NAN;
    return (sum[0] / guess->half[0] + sum[1] / guess->half[1]) / 2;
}

double sw_blind_guess_best(const struct sw_blind_guess *guess)
{
    uint32_t rules = guess->end - guess->first;
    double sum[2] = {0};

    for (uint32_t half = 0; half < 2; half++)
        for (uint32_t member = 0; member < guess->members && rules > 0; member++) {
            const uint32_t *seen = guess->right + counts_at(guess, 1 - half, member);
            uint32_t best = 0;

            for (uint32_t i = 1; i < rules; i++)
                if (seen[i] > seen[best])
                    best = i;
            sum[half] += guess->right[counts_at(guess, half, member) + best];
        }
    return share_of(guess, sum);
}

double sw_blind_guess_drawn(const struct sw_blind_guess *guess)
{
    uint32_t rules = guess->end - guess->first;
    double sum[2] = {0};

    for (uint32_t half = 0; half < 2; half++)
        for (uint32_t member = 0; member < guess->members; member++)
            for (uint32_t i = 0; i < rules; i++)
                sum[half] += (double)guess->met[counts_at(guess, 1 - half, member) + i] /
                             (guess->half[1 - half] > 0 ? guess->half[1 - half] : 1) *
                             guess->right[counts_at(guess, half, member) + i];
    return share_of(guess, sum);
}
