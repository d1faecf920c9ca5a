#include "body/body_words.h"

#include "world/body/body_look.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 32, EVERY = 10 /* ticks from one question to a listener to the next */ };

/* What watches a life. */
struct ear {
    struct sw_body_words *words;
    struct sw_body_mind *before; /* values and memory at the end of the tick before */
    struct sw_body_mind *asked;  /* one listener, once for each word */
    const float *weights;
    uint32_t ticks;
};

/* Room for `more` numbers behind `count` in an array. */
static bool grow(uint32_t **array, uint32_t count, uint32_t more, uint32_t *room)
{
    uint32_t wanted = *room < 1024 ? 1024 : *room;
    uint32_t *larger;

    while (wanted < count + more)
        wanted *= 2;
    if (wanted == *room)
        return true;
    larger = realloc(*array, wanted * sizeof *larger);
    if (larger == NULL)
        return false;
    *array = larger;
    *room = wanted;
    return true;
}

static void note(struct sw_body_words *words, uint32_t word, uint32_t situation)
{
    uint32_t room = words->room;

    if (!grow(&words->word, words->count, 1, &room) ||
        !grow(&words->situation, words->count, 1, &words->room)) {
        words->short_of_memory = true;
        return;
    }
    words->word[words->count] = word;
    words->situation[words->count++] = situation;
}

static void hear(struct ear *ear, const struct sw_body_world *world, uint32_t seat,
                 const struct sw_body_percept *percept, uint32_t word)
{
    const struct sw_brain_shape *shape = &ear->asked->layout->shape;

    if (world->body[seat].guides) {
        if (world->tick == ear->ticks / 2)
            note(ear->words, word, percept->feeds);
    } else if (!ear->words->guided && (!shape->tells || percept->event >= SW_EVENT_EATEN)) {
        note(ear->words, word, percept->event);
    }
}

/* What the listener in a row of a mind would do if it heard each of the words. The words are the
 * last rows of a percept, so the one that it hears is its last row. */
static void ask(struct ear *ear, const struct sw_body_life_tick *tick, uint32_t row)
{
    struct sw_body_words *words = ear->words;
    struct sw_body_mind *asked = ear->asked;
    struct sw_body_percept other[SW_BODY_TOKENS];
    uint32_t memory = asked->layout->shape.memory;
    uint8_t act[SW_TILE];

    if (!grow(&words->act, words->states * SW_BODY_TOKENS, SW_BODY_TOKENS, &words->states_room)) {
        words->short_of_memory = true;
        return;
    }
    sw_body_mind_begin(asked, ear->weights, SW_BODY_TOKENS, SW_CONTROL_NONE);
    for (uint32_t word = 0; word < SW_BODY_TOKENS; word++) {
        struct sw_body_percept *percept = &other[word];

        *percept = tick->percept[row];
        percept->row[percept->rows - 1] =
            (uint16_t)(percept->row[percept->rows - 1] + word - percept->word[0]);
        percept->word[0] = (uint8_t)word;
        if (word == 0) {
            percept->rows--;
            percept->words = 0;
        }
        memcpy(asked->value + word * SW_BODY_VALUES, ear->before->value + row * SW_BODY_VALUES,
               SW_BODY_VALUES * sizeof(float));
        memcpy(asked->memory + word * memory, ear->before->memory + row * memory,
               memory * sizeof(float));
    }
    sw_body_mind_think(asked, other, act, NULL);
    for (uint32_t word = 0; word < SW_BODY_TOKENS; word++)
        words->act[words->states * SW_BODY_TOKENS + word] = act[word];
    words->states++;
}

/* Keeps what all rows have learned and remember. */
static void keep(struct ear *ear, const struct sw_body_mind *mind)
{
    memcpy(ear->before->value, mind->value, SW_TILE * SW_BODY_VALUES * sizeof(float));
    memcpy(ear->before->memory, mind->memory, SW_TILE * mind->layout->shape.memory * sizeof(float));
}

static void watch(void *context, const struct sw_body_life_tick *tick)
{
    struct ear *ear = context;
    uint32_t seats = tick->world[0].game->bodies;

    for (uint32_t row = 0; row < tick->worlds * seats; row++) {
        const struct sw_body_world *world = &tick->world[row / seats];

        if (!world->body[row % seats].alive)
            continue;
        hear(ear, world, row % seats, &tick->percept[row], tick->say[row]);
        if (world->tick % EVERY == EVERY / 2 && tick->percept[row].words == 1)
            ask(ear, tick, row);
    }
    keep(ear, tick->mind);
}

int sw_body_words_collect(const struct sw_brain_layout *layout, struct sw_body_rules rules,
                          const float *weights, uint64_t seed, uint64_t worlds,
                          struct sw_body_words *words, struct sw_error *error)
{
    struct ear ear = {.words = words, .weights = weights, .ticks = rules.ticks};
    struct sw_body_tally tally = {0};
    struct sw_body_life *life;
    int result = -1;

    rules.worlds = CHUNK;
    rules.crews = false;
    words->guided = rules.game->guides > 0;
    words->situations = words->guided ? 1u << rules.game->colours : (uint32_t)SW_BODY_EVENTS;
    life = sw_body_life_create(layout, rules, error);
    ear.before = sw_body_mind_create(layout, error);
    ear.asked = sw_body_mind_create(layout, error);
    if (life == NULL || ear.before == NULL || ear.asked == NULL)
        goto out;
    sw_body_life_watch(life, watch, &ear);
    for (uint64_t first = 0; first < worlds; first += CHUNK) {
        uint64_t left = worlds - first;

        sw_body_life_examine(life, seed, first, (uint32_t)(left < CHUNK ? left : CHUNK));
        sw_body_life_tally(life, weights, SW_CONTROL_NONE, 0, &tally);
    }
    result = words->short_of_memory
                 ? sw_fail(error, SW_EXIT_FAILED, "out of memory while listening to bodies")
                 : 0;
out:
    sw_body_life_destroy(life);
    sw_body_mind_destroy(ear.before);
    sw_body_mind_destroy(ear.asked);
    return result;
}

void sw_body_words_clear(struct sw_body_words *words)
{
    free(words->word);
    free(words->situation);
    free(words->act);
}
