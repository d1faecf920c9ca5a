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
    room = (size_t)members * (guess->end - guess->first) + 1;
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

void sw_blind_guess_add(struct sw_blind_guess *guess, const struct sw_puzzle *puzzle)
{
    uint32_t member = owner_of(guess, &puzzle->teacher), rules = guess->end - guess->first;
    bool solves[SW_RULES_MAX];

    sw_worlds_solve(guess->worlds, puzzle, solves);
    guess->puzzles++;
    for (uint32_t i = 0; i < rules; i++) {
        uint32_t rule = guess->first + i, at = member * rules + i;

        guess->met[at] += puzzle->parts == 1 && puzzle->part[0] == rule;
        guess->right[at] +=
            solves[rule] &&
            (guess->members == 1 ||
             owner_of(guess, &sw_worlds_rule(guess->worlds, rule)->teacher) == member);
    }
}

double sw_blind_guess_best(const struct sw_blind_guess *guess)
{
    uint32_t rules = guess->end - guess->first;
    double sum = 0;

    for (uint32_t member = 0; member < guess->members; member++) {
        uint32_t most = 0;

        for (uint32_t i = 0; i < rules; i++)
            if (guess->right[member * rules + i] > most)
                most = guess->right[member * rules + i];
        sum += most;
    }
    return sum / (guess->puzzles > 0 ? guess->puzzles : (double)NAN);
}

double sw_blind_guess_drawn(const struct sw_blind_guess *guess)
{
    uint32_t rules = guess->end - guess->first;
    double sum = 0;

    for (uint32_t member = 0; member < guess->members; member++)
        for (uint32_t i = 0; i < rules; i++)
            sum += (double)guess->met[member * rules + i] / guess->puzzles *
                   guess->right[member * rules + i];
    return sum / (guess->puzzles > 0 ? guess->puzzles : (double)NAN);
}
