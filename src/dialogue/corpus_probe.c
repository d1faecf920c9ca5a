/* corpus_probe.c - sw_corpus_probe: what a listener does with messages that it would not hear. */
#include "dialogue/corpus.h"

#include "dialogue/blind_guess.h"
#include "lang/influence.h"
#include "lang/information.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK = 256,    /* puzzles held at once */
    STATES = 64,    /* canvases on which all messages are tried */
    MESSAGES = 128, /* that are tried: the most frequent ones */
    TRIES = 16      /* puzzles that are looked at for one to exchange messages with */
};

struct probe {
    struct sw_corpus *corpus;
    struct sw_party listener;
    const struct sw_seat *editor;
    struct sw_batch *batch;
    struct sw_answer *answer;
    struct sw_grid *wanted;      /* [BLOCK] what the other's rule makes of the canvas */
    double *influence, *flips;   /* [STATES] */
    double *act;                 /* [MESSAGES][MESSAGES] chances of acts */
    double follow, stay, chance; /* sums */
    struct sw_blind_guess guess; /* of what exchanged messages ask for, by turns */
};

/* ---- always the same ---- */

static int hear_constant(struct probe *probe, uint32_t first, const struct sw_batch *batch,
                         struct sw_error *error)
{
    struct sw_corpus *corpus = probe->corpus;
    uint32_t most = 0;

    for (uint32_t m = 1; m < corpus->messages; m++)
        if (corpus->lexicon.of_message[m] > corpus->lexicon.of_message[most])
            most = m;
    for (uint32_t i = 0; i < batch->worlds; i++)
        memcpy(probe->answer[i].heard, corpus->saying[corpus->message_at[most]].said,
               SW_UTTERANCE_MAX);
    if (sw_life_answer(probe->listener.life, probe->listener.weights, batch, probe->editor, true,
                       probe->answer, error) != 0)
        return -1;
    for (uint32_t i = 0; i < batch->worlds; i++)
        corpus->saying[first + i].exact[SW_WAY_CONSTANT] = probe->answer[i].exact;
    return 0;
}

/* ---- exchanged ---- */

/* What another puzzle's rule would make of this test. False if that is no telling: nothing changes,
 * or both rules make the same of it. */
static bool would_make(const struct sw_puzzle *here, const struct sw_puzzle *other,
                       struct sw_grid *out)
{
    if (!other->has_teacher || here->tests != 1 || !here->test_has_target[0])
        return false;
    *out = sw_program_run(&other->teacher, &here->test[0].canvas);
    return !sw_grid_equal(out, &here->test[0].canvas) && !sw_grid_equal(out, &here->test[0].target);
}

/* Adds the chance that a blind guess of a rule makes `wanted` of the canvas of puzzle `number`. */
static void add_chance(struct probe *probe, uint32_t number, const struct sw_puzzle *puzzle,
                       const struct sw_grid *wanted, struct sw_puzzle *room)
{
    const struct sw_corpus *corpus = probe->corpus;

    sw_puzzle_copy(room, puzzle);
    room->test[0].target = *wanted;
    if (corpus->turns > 1)
        sw_blind_guess_add(&probe->guess, number / corpus->turns, room);
    else
        probe->chance += sw_worlds_chance_among(corpus->worlds, room, corpus->held_out);
}

/* A puzzle of the block whose rule tells, and is done by the same member; the block's size if none
 * was found. */
static uint32_t partner_of(const struct probe *probe, const struct sw_batch *batch, uint32_t here,
                           struct sw_dice *dice, struct sw_grid *wanted)
{
    for (uint32_t attempt = 0; attempt < TRIES; attempt++) {
        uint32_t other = sw_dice_below(dice, batch->worlds);

        if (sw_tools_owner(probe->corpus->owners, &batch->puzzle[here].teacher) ==
                sw_tools_owner(probe->corpus->owners, &batch->puzzle[other].teacher) &&
            would_make(&batch->puzzle[here], &batch->puzzle[other], wanted) &&
            memcmp(probe->answer[here].said, probe->answer[other].said, SW_UTTERANCE_MAX) != 0)
            return other;
    }
    return batch->worlds;
}

static int hear_exchanged(struct probe *probe, uint32_t first, const struct sw_batch *batch,
                          struct sw_puzzle *room, struct sw_error *error)
{
    struct sw_corpus *corpus = probe->corpus;
    struct sw_dice dice = sw_dice_at(corpus->seed, SW_RANDOM_SWAPS, first, 0);
    bool tells[BLOCK] = {false};

    for (uint32_t i = 0; i < batch->worlds; i++)
        memcpy(probe->answer[i].said, corpus->saying[first + i].said, SW_UTTERANCE_MAX);
    for (uint32_t i = 0; i < batch->worlds; i++) {
        uint32_t other = partner_of(probe, batch, i, &dice, &probe->wanted[i]);

        tells[i] = other < batch->worlds;
        memcpy(probe->answer[i].heard, probe->answer[tells[i] ? other : i].said, SW_UTTERANCE_MAX);
        if (tells[i])
            add_chance(probe, first + i, &batch->puzzle[i], &probe->wanted[i], room);
    }
    if (sw_life_answer(probe->listener.life, probe->listener.weights, batch, probe->editor, true,
                       probe->answer, error) != 0)
        return -1;
    for (uint32_t i = 0; i < batch->worlds; i++) {
        struct sw_grid made;

        if (!tells[i])
            continue;
        made = sw_program_run(&probe->answer[i].program, &batch->puzzle[i].test[0].canvas);
        probe->follow += sw_grid_equal(&made, &probe->wanted[i]);
        probe->stay += probe->answer[i].exact;
        corpus->swaps.count++;
    }
    return 0;
}

/* ---- all messages on one canvas ---- */

/* The messages that are tried, with their chances. */
struct choice {
    uint32_t count, message[MESSAGES];
    double chance[MESSAGES];
};

static void choose_messages(const struct sw_corpus *corpus, struct choice *choice)
{
    double all = 0;

    memset(choice, 0, sizeof *choice);
    for (uint32_t m = 0; m < corpus->messages; m++) {
        uint32_t at = choice->count < MESSAGES ? choice->count++ : MESSAGES;

        while (at > 0 && corpus->lexicon.of_message[choice->message[at - 1]] <
                             corpus->lexicon.of_message[m]) {
            if (at < MESSAGES)
                choice->message[at] = choice->message[at - 1];
            at--;
        }
        if (at < MESSAGES)
            choice->message[at] = m;
    }
    for (uint32_t i = 0; i < choice->count; i++)
        all += corpus->lexicon.of_message[choice->message[i]];
    for (uint32_t i = 0; i < choice->count; i++)
        choice->chance[i] = corpus->lexicon.of_message[choice->message[i]] / all;
}

/* Programs as labels; what they are does not matter, only whether they are the same. */
static uint32_t label_programs(const struct sw_answer *answer, uint32_t count, uint32_t *act)
{
    uint32_t acts = 0, first[MESSAGES];

    for (uint32_t i = 0; i < count; i++) {
        uint32_t a = 0;

        while (a < acts && !sw_program_equal(&answer[first[a]].program, &answer[i].program))
            a++;
        if (a == acts)
            first[acts++] = i;
        act[i] = a;
    }
    return acts;
}

/* One canvas before as many listeners as there are messages. */
static int hear_all(struct probe *probe, const struct choice *choice, const struct sw_batch *from,
                    uint32_t state, struct sw_batch *many, struct sw_error *error)
{
    const struct sw_corpus *corpus = probe->corpus;
    uint32_t act[MESSAGES], acts;

    for (uint32_t i = 0; i < choice->count; i++) {
        sw_puzzle_copy(&many->puzzle[i], &from->puzzle[state]);
        many->shown[i] = from->shown[state];
        many->canvas[i] = from->canvas[state];
        memcpy(probe->answer[i].heard, corpus->saying[corpus->message_at[choice->message[i]]].said,
               SW_UTTERANCE_MAX);
    }
    if (sw_life_answer(probe->listener.life, probe->listener.weights, many, probe->editor, true,
                       probe->answer, error) != 0)
        return -1;
    acts = label_programs(probe->answer, choice->count, act);
    /* It always does the likeliest: of its acts one has probability 1. */
    memset(probe->act, 0, (size_t)choice->count * acts * sizeof *probe->act);
    for (uint32_t i = 0; i < choice->count; i++)
        probe->act[(size_t)i * acts + act[i]] = 1;
    probe->influence[state] = sw_influence(choice->chance, probe->act, choice->count, acts);
    probe->flips[state] = sw_flip_rate(choice->chance, act, choice->count);
    return 0;
}

static int measure_influence(struct probe *probe, const struct sw_batch *batch,
                             struct sw_error *error)
{
    struct sw_corpus *corpus = probe->corpus;
    struct sw_puzzle *puzzle = NULL;
    struct sw_percept **shown = NULL, **canvas = NULL;
    uint32_t states = batch->worlds < STATES ? batch->worlds : STATES;
    struct sw_batch many;
    struct choice choice;
    int result = -1;

    choose_messages(corpus, &choice);
    puzzle = sw_allocate(choice.count + 1u, sizeof *puzzle, "listening", error);
    shown = sw_allocate(choice.count + 1u, sizeof(struct sw_percept *), "listening", error);
    canvas = sw_allocate(choice.count + 1u, sizeof(struct sw_percept *), "listening", error);
    many = (struct sw_batch){
        .worlds = choice.count, .puzzle = puzzle, .shown = shown, .canvas = canvas};
    result = puzzle == NULL || shown == NULL || canvas == NULL ? -1 : 0;
    for (uint32_t state = 0; state < states && result == 0; state++)
        result = hear_all(probe, &choice, batch, state, &many, error);
    if (result == 0) {
        corpus->influences.states = states;
        corpus->influences.messages = choice.count;
        corpus->influences.bits = sw_estimate_of(probe->influence, states);
        corpus->influences.flips = sw_estimate_of(probe->flips, states).mean;
        corpus->influences.entropy =
            sw_information_entropy(corpus->lexicon.of_message, corpus->messages);
    }
    free(puzzle);
    free(shown);
    free(canvas);
    return result;
}

static int probe_create(struct probe *probe, struct sw_error *error)
{
    static const char what[] = "listening";

    probe->batch = sw_batch_create(BLOCK, error);
    probe->answer = sw_allocate(BLOCK, sizeof *probe->answer, what, error);
    probe->wanted = sw_allocate(BLOCK, sizeof *probe->wanted, what, error);
    probe->influence = sw_allocate(STATES, sizeof *probe->influence, what, error);
    probe->flips = sw_allocate(STATES, sizeof *probe->flips, what, error);
    probe->act = sw_allocate(MESSAGES * MESSAGES, sizeof *probe->act, what, error);
    return probe->batch == NULL || probe->answer == NULL || probe->wanted == NULL ||
                   probe->influence == NULL || probe->flips == NULL || probe->act == NULL
               ? -1
               : 0;
}

static void probe_clear(struct probe *probe)
{
    sw_batch_destroy(probe->batch);
    free(probe->answer);
    free(probe->wanted);
    free(probe->influence);
    free(probe->flips);
    free(probe->act);
}

int sw_corpus_probe(struct sw_corpus *corpus, struct sw_seated *listener, enum sw_game_id game,
                    struct sw_error *error)
{
    struct probe probe = {.corpus = corpus,
                          .listener = sw_seated_party(listener),
                          .editor = sw_game_editor(sw_game_row(game))};
    struct sw_puzzle *room = sw_allocate(1, sizeof *room, "listening", error);
    int result = room == NULL ? -1 : probe_create(&probe, error);

    if (result == 0 && corpus->turns > 1)
        result = sw_blind_guess_create(&probe.guess, corpus->worlds, corpus->held_out,
                                       corpus->owners, error);

    memset(&corpus->swaps, 0, sizeof corpus->swaps);
    for (uint32_t first = 0; first < corpus->count && result == 0; first += BLOCK) {
        struct sw_batch batch = *probe.batch;

        batch.worlds = corpus->count - first < BLOCK ? corpus->count - first : BLOCK;
        result = sw_turns_examination(&batch, corpus->worlds, corpus->seed, first, corpus->turns,
                                      corpus->held_out, SW_SHOWN_CANVAS, error);
        if (result == 0 && first == 0)
            result = measure_influence(&probe, &batch, error);
        if (result == 0)
            result = hear_constant(&probe, first, &batch, error);
        if (result == 0)
            result = hear_exchanged(&probe, first, &batch, room, error);
    }
    corpus->swaps.follow = probe.follow / (corpus->swaps.count > 0 ? corpus->swaps.count : 1);
    corpus->swaps.stay = probe.stay / (corpus->swaps.count > 0 ? corpus->swaps.count : 1);
    corpus->swaps.chance = probe.chance / (corpus->swaps.count > 0 ? corpus->swaps.count : 1);
    if (corpus->turns > 1 && corpus->swaps.count > 0 && result == 0)
        corpus->swaps.chance = sw_blind_guess_best(&probe.guess);
    sw_blind_guess_clear(&probe.guess);
    probe_clear(&probe);
    free(room);
    return result;
}
