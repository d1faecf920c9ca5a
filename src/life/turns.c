#include "life/turns.h"

#include <stdlib.h>

static uint32_t law_of(const struct sw_puzzle *whole, uint32_t turn)
{
    return whole->parts > 0 ? turn % whole->parts : 0;
}

int sw_turns_take(const struct sw_batch *whole, uint32_t turn, uint8_t shows, bool classes,
                  struct sw_batch *out, struct sw_error *error)
{
    for (uint32_t i = 0; i < whole->worlds; i++) {
        const struct sw_puzzle *puzzle = &whole->puzzle[i];

        sw_puzzle_turn(puzzle, law_of(puzzle, turn), &out->puzzle[i]);
        out->rule[i] = whole->rule[i] == SW_RULE_NONE || puzzle->parts == 0
                           ? whole->rule[i]
                           : out->puzzle[i].part[0];
    }
    if (classes)
        sw_batch_classify(out);
    return sw_batch_look(out, shows, error);
}

struct sw_turn_seats sw_turn_seats(const struct sw_game *game, uint32_t crew, uint32_t turn,
                                   const struct sw_puzzle *now)
{
    uint32_t ring = sw_game_ring(game, crew);
    uint32_t owner = sw_game_editor(game)->owns ? sw_tools_owner(ring, &now->teacher) : ring;

    return (struct sw_turn_seats){
        .teller =
            (uint8_t)(owner < ring ? (owner + ring - 1) % ring : sw_game_teller(game, crew, turn)),
        .doer = (uint8_t)(owner < ring ? owner : sw_game_doer(game, crew, turn)),
        .members = (uint8_t)ring};
}

void sw_turn_now(const struct sw_puzzle *whole, uint32_t turn, const struct sw_program *done,
                 struct sw_puzzle *out)
{
    bool left = turn >= whole->parts;

    sw_puzzle_turn(whole, left ? whole->parts : turn, out);
    for (int i = 0; i < out->tests; i++) {
        struct sw_pair *test = &out->test[i];

        test->canvas = sw_program_run(done, &whole->test[i].canvas);
        if (!left)
            test->target = sw_program_run(&out->teacher, &test->canvas);
    }
}

int sw_turns_go_on(const struct sw_batch *whole, uint32_t turn, const struct sw_program *done,
                   size_t stride, uint8_t shows, struct sw_batch *out, struct sw_error *error)
{
    for (uint32_t i = 0; i < whole->worlds; i++)
        sw_turn_now(&whole->puzzle[i], turn, (const void *)((const char *)done + i * stride),
                    &out->puzzle[i]);
    return sw_batch_look(out, shows, error);
}

int sw_turns_examination(struct sw_batch *batch, const struct sw_worlds *worlds, uint64_t seed,
                         uint64_t first, uint32_t turns, bool held_out, uint8_t shows,
                         struct sw_error *error)
{
    struct sw_puzzle *whole;
    uint32_t open = sw_worlds_rules(worlds), held = sw_worlds_held(worlds);
    int result = 0;

    if (turns <= 1)
        return (held_out ? sw_batch_held_out : sw_batch_examination)(batch, worlds, seed, first,
                                                                     shows, error);
    whole = sw_allocate(1, sizeof *whole, "taking turns", error);
    if (whole == NULL)
        return -1;
    for (uint32_t i = 0; i < batch->worlds && result == 0; i++) {
        uint64_t number = (first + i) / turns;
        uint32_t rule = open == 0  ? SW_RULE_NONE
                        : held_out ? open + (uint32_t)(number % held)
                                   : (uint32_t)(number % open);

        result = sw_worlds_puzzle(worlds, seed, SW_RANDOM_EXAMINATION, number, rule, whole, error);
        if (result == 0)
            sw_puzzle_turn(whole, law_of(whole, (uint32_t)((first + i) % turns)),
                           &batch->puzzle[i]);
    }
    free(whole);
    return result == 0 ? sw_batch_look(batch, shows, error) : -1;
}
