#include "life/life_private.h"

#include "life/acting.h"
#include "life/verifying.h"

#include "agent/logarithm.h"
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

/* The members of a brood mostly write the same few programs: each is tried once in a world. Why a
 * plain list: there are seldom more than ten; when it is full the last entry is used again. */
enum { MEMO = 64 };

struct sw_memo {
    uint32_t count;
    struct entry {
        struct sw_program program;
        struct sw_outcome outcome;
    } entry[MEMO];
};

struct sw_life *sw_life_create(const struct sw_brain_layout *layout, const char *kernel,
                               const struct sw_action_set *action_set, uint32_t ticks,
                               struct sw_error *error)
{
    struct sw_life *life = sw_allocate(1, sizeof *life, "beginning lives", error);

    if (life == NULL)
        return NULL;
    life->action_set = *action_set;
    life->ticks = ticks;
    life->looks = 1;
    sw_life_crew(life, 0);
    life->mind = sw_mind_create(layout, kernel, error);
    life->refocus = sw_refocus_create(action_set, error);
    life->memo = sw_allocate(1, sizeof *life->memo, "beginning lives", error);
    if (life->mind == NULL || life->refocus == NULL || life->memo == NULL) {
        sw_life_destroy(life);
        return NULL;
    }
    return life;
}

void sw_life_crew(struct sw_life *life, uint32_t crew)
{
    life->crew = crew;
    sw_tools_deal(&life->tools, &life->action_set, sw_game_owners(crew));
}

void sw_life_take_tools(struct sw_life *life, const struct sw_puzzle *puzzle, bool together,
                        const struct sw_seat *seat, uint32_t rows)
{
    for (uint32_t row = 0; row < SW_TILE && seat->owns; row++)
        sw_mind_bar(life->mind, row,
                    together || row < rows
                        ? sw_tools_barred(&life->tools, &puzzle[together ? 0 : row].teacher)
                        : NULL);
}

void sw_life_destroy(struct sw_life *life)
{
    if (life == NULL)
        return;
    sw_mind_destroy(life->mind);
    sw_encoding_free(&life->encoding);
    sw_refocus_destroy(life->refocus);
    sw_thinking_destroy(life->thinking);
    sw_verifying_destroy(life->verifying);
    free(life->memo);
    free(life->heard_by);
    free(life);
}

int sw_life_think(struct sw_life *life, const struct sw_thinking_settings *settings,
                  struct sw_error *error)
{
    sw_thinking_destroy(life->thinking);
    life->thinking = NULL;
    if (settings->thoughts == 0)
        return 0;
    life->thinking = sw_thinking_create(life->mind->layout, &life->action_set, settings, error);
    if (life->thinking == NULL)
        return -1;
    sw_thinking_imagine(life->thinking, life->engine);
    return 0;
}

void sw_life_imagine(struct sw_life *life, const struct sw_edit_engine *engine)
{
    life->engine = engine;
    if (life->thinking != NULL)
        sw_thinking_imagine(life->thinking, engine);
}

int sw_life_verify(struct sw_life *life, const struct sw_thinking_settings *settings,
                   struct sw_error *error)
{
    sw_verifying_destroy(life->verifying);
    life->verifying = NULL;
    if (settings->thoughts == 0)
        return 0;
    life->verifying = sw_verifying_create(life->mind->layout, &life->action_set, settings, error);
    return life->verifying == NULL ? -1 : 0;
}

_Static_assert(SW_EDITS_MAX == SW_BRAIN_EDITS_MAX, "an agent can have the whole vocabulary");

struct sw_outcome sw_life_outcome(const struct sw_puzzle *puzzle, const struct sw_program *program,
                                  bool progress)
{
    struct sw_outcome outcome = {.exact = sw_puzzle_exact(puzzle, program)};

    if (outcome.exact)
        outcome.progress = 1.0f;
    else if (progress)
        outcome.progress = sw_puzzle_progress(puzzle, program);
    return outcome;
}

/* All that one memo holds is tried for one fitness. */
static const struct sw_outcome *try_program(struct sw_memo *memo, const struct sw_puzzle *puzzle,
                                            const struct sw_program *program, bool progress)
{
    struct entry *entry;

    for (uint32_t i = 0; i < memo->count; i++)
        if (sw_program_equal(&memo->entry[i].program, program))
            return &memo->entry[i].outcome;
    entry = &memo->entry[memo->count < MEMO ? memo->count++ : MEMO - 1];
    entry->program = *program;
    entry->outcome = sw_life_outcome(puzzle, program, progress);
    return &entry->outcome;
}

/* Brings one world before a brood's eye: the parent's sums over it. Returns 1 if there is something
 * to see. */
static int encoding_at(struct sw_life *life, const float *weights, const struct sw_batch *batch,
                       const struct sw_seat *seat, uint32_t world, struct sw_error *error)
{
    const struct sw_percept *percept = sw_batch_shown(batch, seat, world);

    if (percept == NULL)
        return 0;
    return sw_encoding_take(&life->encoding, life->mind, weights, percept, error) != 0 ? -1 : 1;
}

void sw_life_say(struct sw_life *life, uint8_t *tokens)
{
    uint32_t L = life->mind->layout->shape.length;

    sw_mind_speak(life->mind, tokens);
    for (uint32_t row = 0; row < SW_TILE && life->ends; row++)
        sw_utterance_close(tokens + row * L, L);
}

void sw_life_wait(struct sw_life *life, const struct sw_seat *seat)
{
    uint16_t none[SW_TILE];

    sw_mind_previous(none, SW_EDIT_NONE);
    for (uint32_t tick = 0; tick < life->delay && seat->hears; tick++)
        sw_mind_think(life->mind, none);
}

/* What a tile hears: [32][L]. */
static void hear(struct sw_life *life, const uint8_t *tokens)
{
    uint32_t L = life->mind->layout->shape.length;
    bool hears[SW_TILE], all = true;

    for (uint32_t row = 0; row < SW_TILE; row++) {
        hears[row] = tokens[row * L] != SW_TOKEN_NOTHING;
        all = all && hears[row];
    }
    sw_mind_hear(life->mind, tokens, all ? NULL : hears);
}

/* What a litter hears in one world: [32][L]. */
static void gather_tokens(const struct sw_batch *batch, const uint8_t *heard, uint32_t L,
                          uint32_t litter, uint32_t world, uint8_t *tokens)
{
    const uint8_t *at = heard + ((size_t)litter * SW_TILE * batch->worlds + world) * L;

    for (uint32_t row = 0; row < SW_TILE; row++)
        memcpy(tokens + row * L, at + (size_t)row * batch->worlds * L, L);
}

int sw_life_speak(struct sw_life *life, const struct sw_brood *brood, const struct sw_batch *batch,
                  const struct sw_seat *seat, const uint8_t *told, uint8_t *said,
                  struct sw_error *error)
{
    uint32_t L = life->mind->layout->shape.length;
    uint16_t none[SW_TILE];
    uint8_t tokens[SW_TILE * SW_UTTERANCE_MAX];

    sw_mind_previous(none, SW_EDIT_NONE);
    if (sw_verifying_search(life->verifying, life->mind, brood->weights, batch, seat, error) != 0)
        return -1;
    for (uint32_t world = 0; world < batch->worlds; world++) {
        int sees = encoding_at(life, brood->weights, batch, seat, world, error);

        if (sees < 0)
            return -1;
        for (uint32_t litter = 0; litter < brood->litters; litter++) {
            uint8_t *at = said + ((size_t)litter * SW_TILE * batch->worlds + world) * L;

            sw_mind_begin(life->mind, brood->weights, brood->noise[litter]);
            if (sees)
                sw_mind_see(life->mind, &life->encoding);
            if (told != NULL) {
                gather_tokens(batch, told, L, litter, world, tokens);
                hear(life, tokens);
            }
            sw_mind_think(life->mind, none);
            sw_verifying_intend(life->verifying, world, life->mind, UINT32_MAX);
            sw_life_say(life, tokens);
            for (uint32_t row = 0; row < SW_TILE; row++)
                memcpy(at + (size_t)row * batch->worlds * L, tokens + row * L, L);
        }
    }
    return 0;
}

/* What the rows of a tile live through: one puzzle, in one seat. */
struct scene {
    const struct sw_puzzle *puzzle;
    const struct sw_seat *seat;
    bool sees; /* there is something to see: life->encoding */
    const struct sw_fitness *fitness;
};

/* What a tick has added to the score of each row of the tile. */
static void note_tick(const struct sw_life *life, uint32_t tick, const float gained[SW_TILE])
{
    const struct sw_life_notes *notes = &life->notes;

    if (notes->kind != SW_OBSERVED_TICKS || tick >= life->noting_ticks)
        return;
    for (uint32_t row = 0; row < SW_TILE; row++)
        notes->of[(size_t)(life->noting + row) * notes->width + life->noting_at + tick] =
            gained[row];
}

/* A world whose own teacher was not found: a blind guess of all edits of a life. */
static void guess_blindly(const struct sw_life *life, const struct sw_fitness *fitness,
                          float score[SW_TILE])
{
    float guess = -(float)life->ticks * sw_logarithm((float)life->action_set.count);

    for (uint32_t row = 0; row < SW_TILE; row++)
        score[row] += fitness->edit(guess);
}

/* Follows the teacher: what each of its edits adds, and the stop at the end. */
static int follow_teacher(struct sw_life *life, const struct scene *scene, float score[SW_TILE],
                          struct sw_error *error)
{
    const struct sw_program *teacher = &scene->puzzle->teacher;
    struct sw_program done = {0};
    uint16_t previous[SW_TILE];

    sw_life_take_tools(life, scene->puzzle, true, scene->seat, SW_TILE);
    sw_mind_previous(previous, SW_EDIT_NONE);
    for (uint32_t tick = 0; tick <= teacher->length; tick++) {
        sw_edit_token token = tick < teacher->length ? teacher->token[tick] : 0;
        uint16_t row_of_token = life->action_set.row[token];
        float log_likelihood[SW_TILE];

        sw_mind_think(life->mind, previous);
        sw_mind_edit_likelihood(life->mind, row_of_token, log_likelihood);
        for (uint32_t row = 0; row < SW_TILE; row++) {
            log_likelihood[row] = scene->fitness->edit(log_likelihood[row]);
            score[row] += log_likelihood[row];
        }
        note_tick(life, tick, log_likelihood);
        sw_mind_previous(previous, row_of_token);
        if (tick == teacher->length)
            break;
        done.token[done.length++] = token;
        if (sw_refocus_follow(life->refocus, life->mind, scene->puzzle, scene->seat, &done,
                              UINT32_MAX, error) != 0)
            return -1;
    }
    return 0;
}

void sw_life_note_program(const struct sw_life *life, const struct sw_program *program, float *at)
{
    float length = (float)program->length / (float)life->ticks;
    uint32_t acts = 0;

    for (uint32_t i = 0; i < program->length; i++)
        acts += sw_edit_row(program->token[i])->group == SW_EDIT_ACT;
    if (life->notes.kind == SW_OBSERVED_OBJECTIVES) {
        at[1] -= length;
    } else if (life->notes.kind == SW_OBSERVED_BEHAVIOUR) {
        at[0] += length;
        at[1] += program->length == 0 ? 0.0f : (float)acts / (float)program->length;
    }
}

void sw_life_mark_program(const struct sw_program *program, uint32_t *mark)
{
    uint64_t words[2] = {*mark, 0};

    words[1] = sw_hash(program->token, program->length * sizeof program->token[0]);
    *mark = (uint32_t)sw_hash(words, sizeof words);
}

static int act_alone(struct sw_life *life, const struct scene *scene, float score[SW_TILE],
                     struct sw_error *error)
{
    struct sw_program program[SW_TILE];

    if (sw_act(life, scene->puzzle, true, scene->seat, SW_TILE, program, error) != 0)
        return -1;
    for (uint32_t row = 0; row < SW_TILE && life->notes.kind != SW_OBSERVED_NOTHING; row++)
        sw_life_note_program(life, &program[row],
                             life->notes.of + (size_t)(life->noting + row) * life->notes.width);
    if (life->notes.programs != NULL) {
        for (uint32_t row = 0; row < SW_TILE; row++)
            sw_life_mark_program(&program[row], life->notes.programs +
                                                    (size_t)(life->noting + row) * life->worlds +
                                                    life->world);
        return 0;
    }
    for (uint32_t row = 0; row < SW_TILE; row++)
        score[row] += scene->fitness->program(
            try_program(life->memo, scene->puzzle, &program[row], scene->fitness->wants_progress));
    return 0;
}

/* One tile lives through one world: a litter (with its noise), or 32 listeners of different
 * messages. */
static int edit_tile(struct sw_life *life, const float *weights, const struct sw_noise *noise,
                     const struct scene *scene, const uint8_t *tokens, float score[SW_TILE],
                     struct sw_error *error)
{
    bool scored = life->notes.programs == NULL;

    if (scored && scene->fitness->own && !scene->puzzle->has_teacher) {
        guess_blindly(life, scene->fitness, score);
        return 0;
    }
    sw_mind_begin(life->mind, weights, noise);
    if (scene->sees)
        sw_mind_see(life->mind, &life->encoding);
    sw_life_wait(life, scene->seat);
    if (tokens != NULL)
        hear(life, tokens);
    if (scored && scene->fitness->edit != NULL)
        return follow_teacher(life, scene, score, error);
    return act_alone(life, scene, score, error);
}

/* Where nothing that listening takes is mutated, all members of a brood are the same listener: it
 * lives through each different message once. `different` holds the messages of the present tile and
 * who hears them. */
struct messages {
    uint32_t count, waiting;
    uint64_t number[SW_TILE];
    uint8_t tokens[SW_TILE * SW_UTTERANCE_MAX];
    float score[SW_TILE];
};

static int answer_messages(struct sw_life *life, const struct sw_brood *brood,
                           const struct scene *scene, struct messages *messages,
                           const uint32_t *heard_by, float *score, struct sw_error *error)
{
    uint32_t L = life->mind->layout->shape.length;

    for (uint32_t i = messages->count; i < SW_TILE; i++)
        memcpy(messages->tokens + i * L, messages->tokens, L);
    memset(messages->score, 0, sizeof messages->score);
    if (edit_tile(life, brood->weights, NULL, scene, messages->tokens, messages->score, error) != 0)
        return -1;
    for (uint32_t i = 0; i < messages->waiting; i++)
        score[heard_by[2 * i]] += messages->score[heard_by[2 * i + 1]];
    messages->count = messages->waiting = 0;
    return 0;
}

static int edit_messages(struct sw_life *life, const struct sw_brood *brood,
                         const struct sw_batch *batch, uint32_t world, const struct scene *scene,
                         const uint8_t *heard, float *score, struct sw_error *error)
{
    uint32_t L = life->mind->layout->shape.length, members = brood->litters * SW_TILE;
    struct messages messages = {0};

    for (uint32_t member = 0; member < members; member++) {
        const uint8_t *tokens = heard + ((size_t)member * batch->worlds + world) * L;
        uint64_t number = sw_utterance_number(tokens, L);
        uint32_t at = 0;

        while (at < messages.count && messages.number[at] != number)
            at++;
        if (at == SW_TILE) {
            if (answer_messages(life, brood, scene, &messages, life->heard_by, score, error) != 0)
                return -1;
            at = 0;
        }
        if (at == messages.count) {
            messages.number[at] = number;
            memcpy(messages.tokens + at * L, tokens, L);
            messages.count++;
        }
        life->heard_by[2 * messages.waiting] = member;
        life->heard_by[2 * messages.waiting + 1] = at;
        messages.waiting++;
    }
    return answer_messages(life, brood, scene, &messages, life->heard_by, score, error);
}

/* The same where a row's place counts (a brood's messages would stand elsewhere on other ranks):
 * every member listens at its own place in its litter. */
static int edit_places(struct sw_life *life, const struct sw_brood *brood,
                       const struct sw_batch *batch, uint32_t world, const struct scene *scene,
                       const uint8_t *heard, float *score, struct sw_error *error)
{
    uint8_t tokens[SW_TILE * SW_UTTERANCE_MAX];

    for (uint32_t litter = 0; litter < brood->litters; litter++) {
        float here[SW_TILE] = {0};

        gather_tokens(batch, heard, life->mind->layout->shape.length, litter, world, tokens);
        if (edit_tile(life, brood->weights, NULL, scene, tokens, here, error) != 0)
            return -1;
        for (uint32_t row = 0; row < SW_TILE; row++)
            score[litter * SW_TILE + row] += here[row];
    }
    return 0;
}

/* Room for who hears what, as large as the largest brood so far. */
static int make_room(struct sw_life *life, uint32_t members, struct sw_error *error)
{
    if (members <= life->room)
        return 0;
    free(life->heard_by);
    life->room = 0;
    life->heard_by = sw_allocate(2 * (size_t)members, sizeof *life->heard_by, "listening", error);
    if (life->heard_by == NULL)
        return -1;
    life->room = members;
    return 0;
}

/* A litter in one world; with cases, what the world added to its scores is noted. */
static int edit_litter(struct sw_life *life, const struct sw_brood *brood, uint32_t litter,
                       uint32_t world, const struct scene *scene, const uint8_t *tokens,
                       float *score, struct sw_error *error)
{
    const struct sw_life_notes *notes = &life->notes;
    float *at = score + (size_t)litter * SW_TILE, before[SW_TILE];

    memcpy(before, at, sizeof before);
    life->noting = litter * SW_TILE;
    if (edit_tile(life, brood->weights, brood->noise[litter], scene, tokens, at, error) != 0)
        return -1;
    for (uint32_t row = 0; row < SW_TILE && notes->kind == SW_OBSERVED_CASES; row++)
        notes->of[(size_t)(life->noting + row) * notes->width + world] = at[row] - before[row];
    return 0;
}

void sw_life_finish_notes(const struct sw_life *life, uint32_t members, uint32_t worlds)
{
    if (life->notes.kind == SW_OBSERVED_BEHAVIOUR || life->notes.kind == SW_OBSERVED_OBJECTIVES)
        for (size_t i = 0; i < (size_t)members * life->notes.width; i++)
            life->notes.of[i] /= (float)worlds;
}

int sw_life_edit(struct sw_life *life, const struct sw_brood *brood, const struct sw_batch *batch,
                 const struct sw_seat *seat, enum sw_fitness_id fitness, const uint8_t *heard,
                 float *score, struct sw_error *error)
{
    const uint8_t listening = SW_GROUP_SIGHT | SW_GROUP_HEARING | SW_GROUP_THOUGHT;
    uint32_t members = brood->litters * SW_TILE, L = life->mind->layout->shape.length;
    bool noting = life->notes.kind != SW_OBSERVED_NOTHING;
    bool same = heard != NULL && !noting && life->notes.programs == NULL &&
                (brood->noise[0]->evolve & listening) == 0;
    uint8_t tokens[SW_TILE * SW_UTTERANCE_MAX];

    memset(score, 0, members * sizeof *score);
    if (noting)
        memset(life->notes.of, 0, (size_t)members * life->notes.width * sizeof *life->notes.of);
    if (make_room(life, members, error) != 0)
        return -1;
    for (uint32_t world = 0; world < batch->worlds; world++) {
        int sees = encoding_at(life, brood->weights, batch, seat, world, error);
        struct scene scene = {&batch->puzzle[world], seat, sees > 0, sw_fitness_row(fitness)};

        if (sees < 0)
            return -1;
        life->memo->count = 0;
        life->world = world;
        life->worlds = batch->worlds;
        life->noting_ticks = life->notes.width / batch->worlds;
        life->noting_at = world * life->noting_ticks;
        if (same) {
            if ((life->mind->kernel.placeless ? edit_messages : edit_places)(
                    life, brood, batch, world, &scene, heard, score, error) != 0)
                return -1;
            continue;
        }
        for (uint32_t litter = 0; litter < brood->litters; litter++) {
            if (heard != NULL)
                gather_tokens(batch, heard, L, litter, world, tokens);
            if (edit_litter(life, brood, litter, world, &scene, heard == NULL ? NULL : tokens,
                            score, error) != 0)
                return -1;
        }
    }
    for (uint32_t member = 0; member < members; member++)
        score[member] /= (float)batch->worlds;
    sw_life_finish_notes(life, members, batch->worlds);
    return 0;
}
