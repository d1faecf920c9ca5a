#include "life/life_private.h"

#include "life/acting.h"
#include "life/verifying.h"

#include <stdlib.h>
#include <string.h>

/* 32 worlds of an examination, from `first`: everybody sees what the seat is shown. */
static int enter_worlds(struct sw_life *life, const float *weights, const struct sw_batch *batch,
                        const struct sw_seat *seat, uint32_t first, struct sw_error *error)
{
    sw_mind_begin(life->mind, weights, NULL);
    for (uint32_t row = 0; row < SW_TILE && first + row < batch->worlds; row++) {
        const struct sw_percept *percept = sw_batch_shown(batch, seat, first + row);

        if (percept == NULL)
            continue;
        if (sw_encoding_take(&life->encoding, life->mind, weights, percept, error) != 0)
            return -1;
        sw_mind_see_row(life->mind, row, &life->encoding);
    }
    return 0;
}

int sw_life_utter(struct sw_life *life, const float *weights, const struct sw_batch *batch,
                  const struct sw_seat *seat, struct sw_answer *answers, struct sw_error *error)
{
    uint32_t L = life->mind->layout->shape.length;
    uint16_t none[SW_TILE];
    uint8_t tokens[SW_TILE * SW_UTTERANCE_MAX];

    sw_mind_previous(none, SW_EDIT_NONE);
    if (sw_verifying_search(life->verifying, life->mind, weights, batch, seat, error) != 0)
        return -1;
    for (uint32_t first = 0; first < batch->worlds; first += SW_TILE) {
        if (enter_worlds(life, weights, batch, seat, first, error) != 0)
            return -1;
        sw_mind_think(life->mind, none);
        for (uint32_t row = 0; row < SW_TILE && first + row < batch->worlds; row++)
            sw_verifying_intend(life->verifying, first + row, life->mind, UINT32_C(1) << row);
        sw_life_say(life, tokens);
        for (uint32_t row = 0; row < SW_TILE && first + row < batch->worlds; row++)
            memcpy(answers[first + row].said, tokens + row * L, L);
    }
    return 0;
}

int sw_life_answer(struct sw_life *life, const float *weights, const struct sw_batch *batch,
                   const struct sw_seat *seat, bool hears, struct sw_answer *answers,
                   struct sw_error *error)
{
    uint32_t L = life->mind->layout->shape.length;
    uint8_t tokens[SW_TILE * SW_UTTERANCE_MAX];
    struct sw_program program[SW_TILE];

    for (uint32_t first = 0; first < batch->worlds; first += SW_TILE) {
        if (enter_worlds(life, weights, batch, seat, first, error) != 0)
            return -1;
        memset(tokens, 0, sizeof tokens);
        for (uint32_t row = 0; row < SW_TILE && first + row < batch->worlds; row++)
            memcpy(tokens + row * L, answers[first + row].heard, L);
        sw_life_wait(life, seat);
        if (hears)
            sw_mind_hear(life->mind, tokens, NULL);
        if (sw_act(life, batch->puzzle + first, false, seat, batch->worlds - first, program,
                   error) != 0)
            return -1;
        for (uint32_t row = 0; row < SW_TILE && first + row < batch->worlds; row++) {
            struct sw_answer *answer = &answers[first + row];
            struct sw_outcome outcome =
                sw_life_outcome(&batch->puzzle[first + row], &program[row], true);

            answer->program = answer->first = program[row];
            answer->waited = seat->hears ? life->delay : 0;
            answer->exact = answer->first_exact = outcome.exact;
            answer->progress = outcome.progress;
        }
    }
    return 0;
}

/* Who thinks answers with the first program that fits, if one was found. */
static int examine_thoughts(struct sw_life *life, const float *weights,
                            const struct sw_batch *batch, const struct sw_seat *seat, bool hears,
                            struct sw_answer *answers, struct sw_error *error)
{
    struct sw_thinker thinker = {.mind = life->mind,
                                 .weights = weights,
                                 .seat = seat,
                                 .puzzle = batch->puzzle,
                                 .shown = batch->shown,
                                 .heard = hears ? answers[0].heard : NULL,
                                 .stride = sizeof *answers,
                                 .puzzles = batch->worlds};
    struct sw_thought *thought = sw_allocate(batch->worlds, sizeof *thought, "thinking", error);
    int failed = thought == NULL ? -1 : sw_thinking_think(life->thinking, &thinker, thought, error);

    for (uint32_t i = 0; i < batch->worlds && failed == 0; i++) {
        struct sw_answer *answer = &answers[i];
        struct sw_outcome outcome;

        answer->tried = thought[i].tried;
        answer->found = thought[i].found;
        if (answer->found == 0)
            continue;
        answer->program = thought[i].program;
        outcome = sw_life_outcome(&batch->puzzle[i], &answer->program, true);
        answer->exact = outcome.exact;
        answer->progress = outcome.progress;
    }
    free(thought);
    return failed;
}

int sw_life_converse(const struct sw_party *speaker, const struct sw_party *listener,
                     const struct sw_batch *batch, enum sw_game_id game,
                     enum sw_channel_mode channel, const uint32_t *source,
                     struct sw_answer *answers, struct sw_error *error)
{
    const struct sw_game *row = sw_game_row(game);
    const struct sw_seat *mouth = sw_game_mouth(row, channel);
    const struct sw_party *mouthpiece = channel == SW_CHANNEL_SELF ? listener : speaker;
    uint32_t L = speaker->life->mind->layout->shape.length;

    memset(answers, 0, batch->worlds * sizeof *answers);
    if (mouth != NULL) {
        if (sw_life_utter(mouthpiece->life, mouthpiece->weights, batch, mouth, answers, error) != 0)
            return -1;
        for (uint32_t i = 0; i < batch->worlds; i++)
            memcpy(answers[i].heard, answers[channel == SW_CHANNEL_SHUFFLED ? source[i] : i].said,
                   L);
    }
    if (sw_life_answer(listener->life, listener->weights, batch, sw_game_editor(row),
                       sw_game_delivers(row, channel), answers, error) != 0)
        return -1;
    if (listener->life->thinking == NULL || !sw_game_thinks(row))
        return 0;
    return examine_thoughts(listener->life, listener->weights, batch, sw_game_editor(row),
                            sw_game_delivers(row, channel), answers, error);
}
