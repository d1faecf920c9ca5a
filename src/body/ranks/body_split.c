#include "body/ranks/body_split_private.h"

#include "world/body/body_look.h"
#include "world/body/body_turn.h"

#include <stdlib.h>
#include <string.h>

/* ---- room ---- */

/* Shuffled, a world hears another one, so each rank of an island holds all of its worlds. */
static bool holds_all(enum sw_body_speech speech)
{
    return speech == SW_BODY_SPEECH_SHUFFLED;
}

/* Minds of a member: one for each half of the worlds that are lived by turns. */
static uint32_t minds_each(const struct sw_body_split_size *size)
{
    return size->ranks > 1 ? SW_BODY_SPLIT_HALVES : 1;
}

static bool make_members(struct sw_body_split *split, struct sw_error *error)
{
    static const char doing[] = "making room for crews of islands";
    const struct sw_body_split_size *size = &split->size;
    bool there;

    split->weights = sw_allocate_floats((size_t)size->mine * split->layout->floats, doing, error);
    split->given = sw_allocate_floats(size->mine, doing, error);
    split->mind =
        sw_allocate((size_t)size->mine * SW_BODY_SPLIT_HALVES, sizeof *split->mind, doing, error);
    split->gain = sw_allocate(size->mine, sizeof *split->gain, doing, error);
    split->percept = sw_allocate(size->mine, sizeof *split->percept, doing, error);
    split->chair = sw_allocate(size->mine, sizeof *split->chair, doing, error);
    split->rows = sw_allocate(size->mine, sizeof *split->rows, doing, error);
    split->order = sw_allocate(size->members, sizeof *split->order, doing, error);
    split->from =
        sw_allocate((size_t)size->isles * (size->ranks + 1), sizeof *split->from, doing, error);
    there = split->weights != NULL && split->given != NULL && split->mind != NULL &&
            split->gain != NULL && split->percept != NULL && split->chair != NULL &&
            split->rows != NULL && split->order != NULL && split->from != NULL;
    for (uint32_t i = 0; i < size->mine * SW_BODY_SPLIT_HALVES && there; i++) {
        if (i % SW_BODY_SPLIT_HALVES >= minds_each(size))
            continue;
        split->mind[i] = sw_body_mind_create(split->layout, error);
        there = split->mind[i] != NULL;
    }
    for (uint32_t i = 0; i < size->isles && there; i++) {
        split->isle[i].begun =
            sw_allocate(size->worlds, sizeof *split->isle[i].begun, doing, error);
        there = split->isle[i].begun != NULL;
    }
    return there;
}

static bool make_worlds(struct sw_body_split *split, struct sw_error *error)
{
    static const char doing[] = "making room for worlds of islands";
    const struct sw_body_split_size *size = &split->size;
    bool all = holds_all(split->rules.speech), there = true;
    struct sw_body_split_entries each = sw_body_split_entries(split->game, size, all);
    size_t replicas = sw_body_split_replicas(split->game, size, all) + 1; /* one to try */
    size_t seats = replicas * split->game->bodies;

    if (split->game->divides > 0) {
        split->newborns = sw_body_newborns_create(split->layout, (uint32_t)seats, error);
        there = split->newborns != NULL;
    }
    split->world = sw_allocate(replicas, sizeof *split->world, doing, error);
    split->replica = sw_allocate(replicas, sizeof *split->replica, doing, error);
    split->who = sw_allocate(seats, sizeof *split->who, doing, error);
    split->row = sw_allocate(seats, 1, doing, error);
    split->rank = sw_allocate(seats, sizeof *split->rank, doing, error);
    split->act = sw_allocate(seats, 1, doing, error);
    split->say = sw_allocate(seats, 1, doing, error);
    split->hash = sw_allocate(replicas, sizeof *split->hash, doing, error);
    split->lists = sw_allocate(replicas * (each.outs + each.ins + each.worlds) + 1,
                               sizeof *split->lists, doing, error);
    split->bytes =
        sw_allocate(replicas * (each.outs + each.ins + 16 * each.worlds) + 1, 1, doing, error);
    for (uint32_t half = 0; half < SW_BODY_SPLIT_HALVES; half++) {
        split->beside[half] = sw_allocate(size->ranks, sizeof *split->beside[half], doing, error);
        split->letter[half] = sw_allocate(size->ranks, sizeof *split->letter[half], doing, error);
        there = there && split->beside[half] != NULL && split->letter[half] != NULL;
    }
    return there && split->world != NULL && split->replica != NULL && split->who != NULL &&
           split->row != NULL && split->rank != NULL && split->act != NULL && split->say != NULL &&
           split->hash != NULL && split->lists != NULL && split->bytes != NULL;
}

struct sw_body_split *sw_body_split_create(const struct sw_brain_layout *layout,
                                           const struct sw_body_game *game,
                                           struct sw_body_crew_rules rules,
                                           struct sw_body_split_size size, struct sw_body_post post,
                                           struct sw_error *error)
{
    struct sw_body_split *split = sw_allocate(1, sizeof *split, "making crews of islands", error);

    if (split == NULL)
        return NULL;
    split->layout = layout;
    split->game = game;
    split->rules = rules;
    split->size = size;
    split->post = post;
    if (make_members(split, error) && make_worlds(split, error))
        return split;
    sw_body_split_destroy(split);
    return NULL;
}

void sw_body_split_destroy(struct sw_body_split *split)
{
    if (split == NULL)
        return;
    for (uint32_t i = 0; i < split->size.mine * SW_BODY_SPLIT_HALVES && split->mind != NULL; i++)
        sw_body_mind_destroy(split->mind[i]);
    for (uint32_t i = 0; i < SW_BODY_SPLIT_ISLES; i++)
        free(split->isle[i].begun);
    for (uint32_t half = 0; half < SW_BODY_SPLIT_HALVES; half++) {
        free(split->beside[half]);
        free(split->letter[half]);
    }
    sw_body_newborns_destroy(split->newborns);
    free(split->weights);
    free(split->given);
    free(split->mind);
    free(split->gain);
    free(split->percept);
    free(split->chair);
    free(split->rows);
    free(split->order);
    free(split->from);
    free(split->world);
    free(split->replica);
    free(split->who);
    free(split->row);
    free(split->rank);
    free(split->act);
    free(split->say);
    free(split->hash);
    free(split->lists);
    free(split->bytes);
    free(split);
}

#define FLOATS_OF_ROW 64u /* of a mind, beside K and 5 M: values, acts, words */

uint64_t sw_body_split_bytes(const struct sw_brain_layout *layout, const struct sw_body_game *game,
                             enum sw_body_speech speech, struct sw_body_split_size size)
{
    bool all = holds_all(speech);
    struct sw_body_split_entries each = sw_body_split_entries(game, &size, all);
    uint64_t row = layout->shape.features + 5 * layout->shape.memory + FLOATS_OF_ROW;
    uint64_t replica = sizeof(struct sw_body_world) + sizeof(struct sw_body_replica) +
                       sizeof(uint64_t) + 11ull * game->bodies + 5 * (each.outs + each.ins) +
                       20 * each.worlds;
    uint64_t member = (layout->floats + minds_each(&size) * SW_TILE * row) * sizeof(float) +
                      SW_TILE * sizeof(struct sw_body_percept) +
                      SW_BODY_SPLIT_HALVES * SW_TILE * sizeof(uint32_t);

    return size.mine * member + sw_body_split_replicas(game, &size, all) * replica +
           (uint64_t)size.isles * size.worlds * sizeof(struct sw_body_world) +
           (game->divides > 0
                ? sw_body_newborns_bytes(
                      (sw_body_split_replicas(game, &size, all) + 1) * game->bodies, layout->floats)
                : 0);
}

/* ---- who lives ---- */

void sw_body_split_clear(struct sw_body_split *split)
{
    split->isles = split->mine = 0;
}

void sw_body_split_join(struct sw_body_split *split, const struct sw_body_isle *isle,
                        const struct sw_body_world *begun)
{
    uint32_t me = split->size.rank - isle->first;
    struct sw_body_split_isle *to = &split->isle[split->isles];

    to->number = isle->number;
    to->members = isle->from[isle->ranks];
    to->first = isle->first;
    to->ranks = isle->ranks;
    to->lowest = isle->from[me];
    to->mine = split->mine;
    to->count = isle->from[me + 1] - isle->from[me];
    to->litter = isle->litter;
    to->near = isle->near;
    to->given = isle->given;
    to->mutation = isle->mutation;
    memcpy(to->begun, begun, split->size.worlds * sizeof *begun);
    memcpy(split->from + (size_t)split->isles * (split->size.ranks + 1), isle->from,
           (isle->ranks + 1) * sizeof *isle->from);
    split->isles++;
}

void sw_body_split_litter(struct sw_body_split *split, const float *parent,
                          const struct sw_noise *noise, uint32_t pairs)
{
    for (uint32_t i = 0; i < 2 * pairs; i++, split->mine++) {
        float *weights = split->weights + (size_t)split->mine * split->layout->floats;

        memcpy(weights, parent, split->layout->floats * sizeof *parent);
        sw_mutation_apply(noise, i / 2, i % 2 == 0 ? 1.0f : -1.0f, weights);
        split->given[split->mine] = split->isle[split->isles - 1].given;
    }
}

/* ---- a tick ---- */

static struct sw_body_mind *mind_of(const struct sw_body_split *split, uint32_t member,
                                    uint32_t half)
{
    return split->mind[member * SW_BODY_SPLIT_HALVES + half];
}

static void begin_minds(struct sw_body_split *split)
{
    for (uint32_t member = 0; member < split->mine; member++)
        for (uint32_t half = 0; half < split->halves; half++) {
            struct sw_body_mind *mind = mind_of(split, member, half);

            sw_body_mind_begin(mind, split->weights + (size_t)member * split->layout->floats,
                               split->rows[member][half], SW_CONTROL_NONE);
            mind->given = split->given[member];
        }
    if (split->newborns != NULL)
        sw_body_newborns_clear(split->newborns, split->isle[0].mutation, split->isle[0].given,
                               SW_CONTROL_NONE);
}

/* What my seats of a replica perceive. A world is read here just after it was stepped: a batch of
 * worlds is larger than caches are. */
static void perceive(struct sw_body_split *split, uint32_t half, uint32_t at)
{
    const struct sw_body_world *world = &split->world[at];
    uint32_t seats = split->game->bodies;

    for (uint32_t seat = 0; seat < sw_body_founders(split->game); seat++) {
        int32_t who = split->who[at * seats + seat];
        struct sw_body_percept *percept;

        if (who < 0)
            continue;
        percept = &split->percept[who][split->row[at * seats + seat] +
                                       (half > 0 ? split->rows[who][0] : 0)];
        if (world->body[seat].alive)
            sw_body_look(world, seat, percept);
        else
            memset(percept, 0, sizeof *percept);
    }
}

/* What each of mine does in all its seats of a half of the worlds. */
static void think(struct sw_body_split *split, uint32_t half)
{
    for (uint32_t member = 0; member < split->mine; member++) {
        const uint32_t *chair = split->chair[member][half];
        uint32_t rows = split->rows[member][half], before = half > 0 ? split->rows[member][0] : 0;
        uint8_t act[SW_TILE], say[SW_TILE];

        if (rows == 0)
            continue;
        sw_body_mind_think(mind_of(split, member, half), split->percept[member] + before, act, say);
        for (uint32_t row = 0; row < rows; row++) {
            split->act[chair[row]] = sw_body_meant(&split->world[chair[row] / split->game->bodies],
                                                   chair[row] % split->game->bodies, act[row]);
            split->say[chair[row]] = say[row];
        }
    }
    sw_body_split_think_born(split, half);
}

/* As sw_body_channel_step; and, unless it is over, what is perceived then. */
static void step(struct sw_body_split *split, uint32_t half, bool last)
{
    enum sw_body_speech speech = split->rules.speech;
    uint32_t seats = split->game->bodies;

    for (uint32_t at = half == 0 ? 0 : split->end[half - 1]; at < split->end[half]; at++) {
        uint32_t from = speech == SW_BODY_SPEECH_SHUFFLED ? split->replica[at].hears
                        : speech == SW_BODY_SPEECH_NORMAL ? at
                                                          : UINT32_MAX;

        sw_body_fetch(split->world, at, split->end[half]);
        sw_body_pay_words(&split->world[at], split->say + (size_t)at * seats);
        sw_body_step(&split->world[at], split->act + (size_t)at * seats,
                     from == UINT32_MAX ? NULL : split->say + (size_t)from * seats);
        if (split->newborns != NULL)
            sw_body_split_bear(split, at);
        if (!last)
            perceive(split, half, at);
    }
}

/* While what is said in one half of the worlds is under way minds think for the other. */
static void live_ticks(struct sw_body_split *split)
{
    uint32_t ticks = split->rules.ticks;

    split->tick = 0;
    for (uint32_t half = 0; half < split->halves; half++) {
        for (uint32_t at = half == 0 ? 0 : split->end[half - 1]; at < split->end[half]; at++)
            perceive(split, half, at);
        think(split, half);
        sw_body_split_send(split, half, true);
    }
    for (uint32_t tick = 0; tick < ticks; tick++)
        for (uint32_t half = 0; half < split->halves; half++) {
            bool last = tick + 1 == ticks;

            split->tick = tick;
            sw_body_split_hear(split, half, true);
            step(split, half, last);
            split->tick = tick + 1;
            if (!last)
                think(split, half);
            sw_body_split_send(split, half, !last);
        }
    for (uint32_t half = 0; half < split->halves; half++)
        sw_body_split_hear(split, half, false);
}

/* ---- lives ---- */

static void gather(struct sw_body_split *split)
{
    uint32_t seats = split->game->bodies;

    for (uint32_t at = 0; at < split->end[split->halves - 1]; at++) {
        struct sw_body_gain *gain[SW_BODY_SEATS] = {NULL};

        for (uint32_t seat = 0; seat < sw_body_founders(split->game); seat++)
            if (split->who[at * seats + seat] >= 0)
                gain[seat] = &split->gain[split->who[at * seats + seat]];
        sw_body_gain_add(&split->world[at], split->rules.shares, gain);
    }
}

static int tell_fault(const struct sw_body_split *split, uint64_t generation,
                      struct sw_error *error)
{
    const struct sw_body_fault *fault = &split->fault;
    uint32_t me = split->size.rank, low = me < fault->rank ? me : fault->rank;

    if (fault->odd)
        return sw_fail(error, SW_EXIT_INTERNAL,
                       "rank %u said what no rank says of world %u, crew %u, of island %u in "
                       "generation %llu at tick %u: a bug of ours, or memory that changed by "
                       "itself; --resume goes on from the generation before",
                       fault->rank, fault->number, fault->copy, fault->island,
                       (unsigned long long)generation, fault->tick);
    return sw_fail(error, SW_EXIT_INTERNAL,
                   "world %u, crew %u, of island %u differs on ranks %u and %u in generation %llu "
                   "at tick %u: a bug of ours, or memory that changed by itself; --resume goes on "
                   "from the generation before, which is the same on all",
                   fault->number, fault->copy, fault->island, low, low == me ? fault->rank : me,
                   (unsigned long long)generation, fault->tick);
}

int sw_body_split_live(struct sw_body_split *split, uint64_t generation, struct sw_error *error)
{
    uint32_t worlds = split->size.worlds;
    uint32_t at_once = sw_body_split_at_once(split->game, worlds, split->size.members);

    memset(split->gain, 0, split->size.mine * sizeof *split->gain);
    split->fault.found = false;
    for (uint32_t first = 0; first < worlds; first += at_once) {
        sw_body_split_seat(split, first, worlds - first < at_once ? worlds - first : at_once);
        begin_minds(split);
        live_ticks(split);
        gather(split);
    }
    return split->fault.found ? tell_fault(split, generation, error) : 0;
}

void sw_body_split_score(const struct sw_body_split *split, uint32_t nth, float poison,
                         float *score)
{
    const struct sw_body_split_isle *isle = &split->isle[nth];

    for (uint32_t i = 0; i < isle->count; i++)
        score[i] = sw_body_gain_score(&split->gain[isle->mine + i], split->game, split->rules.score,
                                      poison);
}

struct sw_body_split_count sw_body_split_count(const struct sw_body_split *split)
{
    return split->count;
}
