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

/* ---- one network's score ---- */

/* Each row follows the teacher of its own puzzle: gained[row][tick], 0 where it rests. */
static int follow_teachers(struct sw_life *life, const struct sw_puzzle *puzzle, uint32_t rows,
                           const struct sw_seat *seat, const struct sw_fitness *fitness,
                           float (*gained)[SW_PROGRAM_MAX + 1], struct sw_error *error)
{
    uint16_t previous[SW_TILE], wanted[SW_TILE] = {0};
    uint32_t longest = 0;

    for (uint32_t row = 0; row < rows; row++)
        longest = puzzle[row].teacher.length > longest ? puzzle[row].teacher.length : longest;
    sw_life_take_tools(life, puzzle, false, seat, rows);
    sw_mind_previous(previous, SW_EDIT_NONE);
    for (uint32_t tick = 0; tick <= longest; tick++) {
        float likelihood[SW_TILE];

        for (uint32_t row = 0; row < rows; row++)
            wanted[row] = tick < puzzle[row].teacher.length
                              ? life->action_set.row[puzzle[row].teacher.token[tick]]
                              : 0;
        sw_mind_think(life->mind, previous);
        sw_mind_edit_likelihoods(life->mind, wanted, likelihood);
        for (uint32_t row = 0; row < rows; row++) {
            struct sw_program done = puzzle[row].teacher;
            bool goes_on = tick < done.length;

            previous[row] = wanted[row];
            gained[row][tick] = tick <= done.length ? fitness->edit(likelihood[row]) : 0.0f;
            done.length = (uint8_t)(tick + 1);
            if (goes_on && sw_refocus_follow(life->refocus, life->mind, &puzzle[row], seat, &done,
                                             UINT32_C(1) << row, error) != 0)
                return -1;
        }
    }
    return 0;
}

/* Adds what up to 32 worlds give, world by world and tick by tick as a litter's are added. */
static int score_worlds(struct sw_life *life, const struct sw_batch *batch, uint32_t first,
                        const struct sw_seat *seat, const struct sw_fitness *fitness, float *score,
                        struct sw_error *error)
{
    const struct sw_puzzle *puzzle = batch->puzzle + first;
    uint32_t rows = batch->worlds - first < SW_TILE ? batch->worlds - first : SW_TILE;
    float gained[SW_TILE][SW_PROGRAM_MAX + 1];
    struct sw_program program[SW_TILE];

    if (fitness->edit != NULL
            ? follow_teachers(life, puzzle, rows, seat, fitness, gained, error) != 0
            : sw_act(life, puzzle, false, seat, rows, program, error) != 0)
        return -1;
    for (uint32_t row = 0; row < rows; row++) {
        uint32_t ticks = fitness->edit != NULL ? puzzle[row].teacher.length + 1u : 0;
        float before = *score;

        for (uint32_t tick = 0; tick < ticks; tick++)
            *score += gained[row][tick];
        if (fitness->edit == NULL) {
            struct sw_outcome outcome =
                sw_life_outcome(&puzzle[row], &program[row], fitness->wants_progress);

            *score += fitness->program(&outcome);
            if (life->notes.kind != SW_OBSERVED_NOTHING)
                sw_life_note_program(life, &program[row], life->notes.of);
        }
        if (life->notes.kind == SW_OBSERVED_CASES)
            life->notes.of[first + row] = *score - before;
    }
    return 0;
}

int sw_life_alone(struct sw_life *life, const float *weights, const struct sw_batch *batch,
                  const struct sw_seat *seat, enum sw_fitness_id fitness, float *score,
                  struct sw_error *error)
{
    *score = 0;
    if (life->notes.kind != SW_OBSERVED_NOTHING)
        memset(life->notes.of, 0, life->notes.width * sizeof *life->notes.of);
    for (uint32_t first = 0; first < batch->worlds; first += SW_TILE)
        if (enter_worlds(life, weights, batch, seat, first, error) != 0 ||
            score_worlds(life, batch, first, seat, sw_fitness_row(fitness), score, error) != 0)
            return -1;
    *score /= (float)batch->worlds;
    sw_life_finish_notes(life, 1, batch->worlds);
    return 0;
}

int sw_life_probe(struct sw_life *life, const float *weights, const struct sw_batch *batch,
                  const struct sw_seat *seat, uint32_t *programs, struct sw_error *error)
{
    for (uint32_t first = 0; first < batch->worlds; first += SW_TILE) {
        uint32_t rows = batch->worlds - first < SW_TILE ? batch->worlds - first : SW_TILE;
        struct sw_program program[SW_TILE];

        if (enter_worlds(life, weights, batch, seat, first, error) != 0 ||
            sw_act(life, batch->puzzle + first, false, seat, rows, program, error) != 0)
            return -1;
        for (uint32_t row = 0; row < rows; row++)
            sw_life_mark_program(&program[row], &programs[first + row]);
    }
    return 0;
}

/* ---- utterances and answers ---- */

/* What 32 worlds' members have heard: [32][L]. */
static void take_heard(const struct sw_answer *answers, uint32_t count, uint32_t L, uint8_t *tokens)
{
    memset(tokens, 0, (size_t)SW_TILE * L);
    for (uint32_t row = 0; row < SW_TILE && row < count; row++)
        memcpy(tokens + row * L, answers[row].heard, L);
}

int sw_life_utter(struct sw_life *life, const float *weights, const struct sw_batch *batch,
                  const struct sw_seat *seat, bool told, struct sw_answer *answers,
                  struct sw_error *error)
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
        if (told) {
            take_heard(answers + first, batch->worlds - first, L, tokens);
            sw_mind_hear(life->mind, tokens, NULL);
        }
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
        take_heard(answers + first, batch->worlds - first, L, tokens);
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

/* Who takes part in a talk, and how. */
struct talk {
    const struct sw_party *party[2]; /* number 0, and all others */
    const struct sw_game *game;
    enum sw_channel_mode channel;
    const uint32_t *source;    /* as of sw_life_converse */
    struct sw_turn_seats *who; /* [worlds] of the present turn */
    struct sw_answer *room;    /* [worlds] scratch */
};

/* Which party speaks, or edits, in a world. */
static uint32_t party_in(const struct talk *talk, uint32_t world, bool speaks)
{
    const struct sw_turn_seats *seats = &talk->who[world];

    return (speaks && talk->channel != SW_CHANNEL_SELF ? seats->teller : seats->doer) > 0;
}

/* What one party says, or does, in all worlds. */
static int take_part(const struct talk *talk, const struct sw_party *party, bool speaks, bool told,
                     const struct sw_batch *batch, struct sw_answer *answers,
                     struct sw_error *error)
{
    const struct sw_seat *editor = sw_game_editor(talk->game);
    bool hears = sw_game_delivers(talk->game, talk->channel);

    if (speaks)
        return sw_life_utter(party->life, party->weights, batch,
                             sw_game_mouth(talk->game, talk->channel), told, answers, error);
    if (sw_life_answer(party->life, party->weights, batch, editor, hears, answers, error) != 0)
        return -1;
    if (party->life->thinking == NULL || !sw_game_thinks(talk->game))
        return 0;
    return examine_thoughts(party->life, party->weights, batch, editor, hears, answers, error);
}

/* The same, in each world of who speaks or edits there. Where both parties do, each does it in all
 * worlds, and what is not asked for is thrown away. */
static int take_parts(const struct talk *talk, bool speaks, bool told, const struct sw_batch *batch,
                      struct sw_answer *answers, struct sw_error *error)
{
    bool takes[2] = {false, false}, both;

    for (uint32_t i = 0; i < batch->worlds; i++)
        takes[party_in(talk, i, speaks)] = true;
    both = takes[0] && takes[1] &&
           (talk->party[0]->life != talk->party[1]->life ||
            talk->party[0]->weights != talk->party[1]->weights);
    if (take_part(talk, talk->party[!takes[0]], speaks, told, batch, answers, error) != 0)
        return -1;
    if (!both)
        return 0;
    memcpy(talk->room, answers, batch->worlds * sizeof *answers);
    if (take_part(talk, talk->party[1], speaks, told, batch, talk->room, error) != 0)
        return -1;
    for (uint32_t i = 0; i < batch->worlds; i++)
        if (party_in(talk, i, speaks) == 1)
            answers[i] = talk->room[i];
    return 0;
}

/* In each world one speaks, and another hears and edits. told: who speaks has heard
 * answers[w].heard before. */
static int take_turn(const struct talk *talk, bool told, const struct sw_batch *batch,
                     struct sw_answer *answers, struct sw_error *error)
{
    if (sw_game_mouth(talk->game, talk->channel) != NULL) {
        uint32_t L = talk->party[0]->life->mind->layout->shape.length;

        if (take_parts(talk, true, told, batch, answers, error) != 0)
            return -1;
        for (uint32_t i = 0; i < batch->worlds; i++)
            memcpy(answers[i].heard,
                   answers[talk->channel == SW_CHANNEL_SHUFFLED ? talk->source[i] : i].said, L);
        for (uint32_t i = 0; i < batch->worlds && talk->channel == SW_CHANNEL_CONSTANT; i++)
            sw_channel_constant(answers[i].heard, L);
    }
    return take_parts(talk, false, false, batch, answers, error);
}

/* ---- turn by turn ---- */

/* What does not fit is not done. Returns where the edits begin. */
static uint8_t append_program(struct sw_program *to, const struct sw_program *more, bool later,
                              sw_edit_token fresh)
{
    uint8_t first, fits;

    if (later && more->length > 0 && to->length < SW_PROGRAM_MAX)
        to->token[to->length++] = fresh;
    first = to->length;
    fits = (uint8_t)(SW_PROGRAM_MAX - first);
    if (more->length < fits)
        fits = more->length;
    memcpy(to->token + first, more->token, fits * sizeof *more->token);
    to->length = (uint8_t)(first + fits);
    return first;
}

/* Adds a turn to what was said and done before it. now: the turn; asked: what it was asked for. */
static void add_turn(struct sw_answer *answer, const struct sw_answer *now,
                     const struct sw_puzzle *whole, const struct sw_puzzle *asked,
                     struct sw_turn_seats seats, bool mends, sw_edit_token fresh)
{
    struct sw_turn *turn = &answer->turn[answer->turns];
    bool later = answer->turns++ > 0;

    memcpy(turn->said, now->said, sizeof turn->said);
    memcpy(turn->heard, now->heard, sizeof turn->heard);
    turn->who = seats;
    turn->mends = mends;
    turn->first = append_program(&answer->program, &now->program, later, fresh);
    turn->end = answer->program.length;
    append_program(&answer->first, &now->first, later, fresh);
    turn->exact = true;
    for (int i = 0; i < whole->tests; i++) {
        struct sw_grid made = sw_program_run(&answer->program, &whole->test[i].canvas);

        turn->exact = turn->exact && asked->test_has_target[i] &&
                      sw_grid_equal(&made, &asked->test[i].target);
    }
    answer->tried += now->tried;
    if (!later || (answer->found > 0 && (now->found == 0 || now->found > answer->found)))
        answer->found = now->found;
    if (later)
        return;
    memcpy(answer->said, now->said, sizeof answer->said);
    memcpy(answer->heard, now->heard, sizeof answer->heard);
    answer->waited = now->waited;
}

/* Whether a world has a turn of this number: one for each law, and one more where the last of
 * several has left something wrong. */
static bool has_turn(const struct sw_game *game, const struct sw_puzzle *whole, uint32_t turn,
                     const struct sw_answer *answer)
{
    uint32_t laws = whole->parts > 0 ? whole->parts : 1;

    return turn < laws ||
           (turn == laws && laws > 1 && game->mends && !sw_puzzle_exact(whole, &answer->program));
}

static int take_turns(const struct talk *talk, const struct sw_batch *batch, struct sw_batch *turns,
                      struct sw_answer *now, struct sw_answer *answers, struct sw_error *error)
{
    sw_edit_token fresh = sw_refocus_fresh(talk->party[0]->life->refocus);
    uint32_t crew = talk->party[1]->life->crew;

    for (uint32_t turn = 0, takers = 1; turn < SW_TURNS_MAX && takers > 0; turn++) {
        bool told = turn > 0 && sw_game_delivers(talk->game, talk->channel);

        takers = 0;
        for (uint32_t i = 0; i < batch->worlds; i++)
            takers += has_turn(talk->game, &batch->puzzle[i], turn, &answers[i]);
        if (takers == 0)
            break;
        if (sw_turns_go_on(batch, turn, &answers[0].program, sizeof *answers,
                           sw_game_shows(talk->game), turns, error) != 0)
            return -1;
        for (uint32_t i = 0; i < batch->worlds; i++)
            talk->who[i] = sw_turn_seats(talk->game, crew, turn, &turns->puzzle[i]);
        if (take_turn(talk, told, turns, now, error) != 0)
            return -1;
        for (uint32_t i = 0; i < batch->worlds; i++)
            if (has_turn(talk->game, &batch->puzzle[i], turn, &answers[i]))
                add_turn(&answers[i], &now[i], &batch->puzzle[i], &turns->puzzle[i], talk->who[i],
                         turn > 0 && turn >= batch->puzzle[i].parts, fresh);
    }
    for (uint32_t i = 0; i < batch->worlds; i++) {
        struct sw_outcome outcome = sw_life_outcome(&batch->puzzle[i], &answers[i].program, true);

        answers[i].exact = outcome.exact;
        answers[i].progress = outcome.progress;
        answers[i].first_exact = sw_puzzle_exact(&batch->puzzle[i], &answers[i].first);
    }
    return 0;
}

int sw_life_converse(const struct sw_party *speaker, const struct sw_party *listener,
                     const struct sw_batch *batch, enum sw_game_id game,
                     enum sw_channel_mode channel, const uint32_t *source,
                     struct sw_answer *answers, struct sw_error *error)
{
    const struct sw_game *row = sw_game_row(game);
    struct talk talk = {.party = {sw_game_speaker(row) != NULL ? speaker : listener, listener},
                        .game = row,
                        .channel = channel,
                        .source = source};
    struct sw_batch *turns = NULL;
    struct sw_answer *now = NULL;
    int result = -1;

    memset(answers, 0, batch->worlds * sizeof *answers);
    talk.who = sw_allocate(batch->worlds, sizeof *talk.who, "taking seats", error);
    talk.room = sw_allocate(batch->worlds, sizeof *talk.room, "taking seats", error);
    if (talk.who == NULL || talk.room == NULL)
        goto out;
    if (!sw_game_takes_turns(row)) {
        for (uint32_t i = 0; i < batch->worlds; i++)
            talk.who[i] = (struct sw_turn_seats){.doer = 1};
        result = take_turn(&talk, false, batch, answers, error);
        goto out;
    }
    turns = sw_batch_create(batch->worlds, error);
    now = sw_allocate(batch->worlds, sizeof *now, "taking turns", error);
    if (turns != NULL && now != NULL)
        result = take_turns(&talk, batch, turns, now, answers, error);
out:
    sw_batch_destroy(turns);
    free(now);
    free(talk.who);
    free(talk.room);
    return result;
}
