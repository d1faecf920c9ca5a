#include "wild/wild_speech.h"

#include "base/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NAME(id, name, ...) name,

const char *sw_wild_about_name(uint32_t about)
{
    static const char *const names[] = {SW_WILD_ABOUT_ROWS(NAME)};

    return names[about];
}

const char *sw_wild_hearing_name(uint32_t hearing)
{
    static const char *const names[] = {SW_WILD_HEARING_ROWS(NAME)};

    return names[hearing];
}

/* I(word; situation), as it was counted. */
double sw_wild_information(uint64_t (*count)[SW_WILD_WORDS])
{
    double of_word[SW_WILD_WORDS] = {0}, of_situation[SW_WILD_SITUATED] = {0}, sum = 0, bits = 0;

    for (uint32_t i = 0; i < SW_WILD_SITUATED; i++)
        for (uint32_t word = 0; word < SW_WILD_WORDS; word++) {
            of_word[word] += (double)count[i][word];
            of_situation[i] += (double)count[i][word];
            sum += (double)count[i][word];
        }
    for (uint32_t i = 0; i < SW_WILD_SITUATED; i++)
        for (uint32_t word = 0; word < SW_WILD_WORDS; word++) {
            double both = (double)count[i][word];

            if (both > 0)
                bits += both / sum * log2(both * sum / (of_word[word] * of_situation[i]));
        }
    return bits;
}

/* ---- what is said ---- */

/* What each home said last, in a ring. */
struct sw_wild_ear {
    struct sw_wild_said *said;
    struct sw_dice dice;
    uint64_t *id;     /* [homes] whose ring it is; 0: nobody's */
    uint64_t *first;  /* [homes] the tick at which it was first heard */
    uint8_t *earlier; /* [homes][SW_WILD_LAG] by tick */
    uint32_t *other;  /* [SW_WILD_NULLS][SW_WILD_ROOM] scratch: whose word stands for whose */
    uint32_t *group;  /* [SW_WILD_ROOM] scratch: the bodies of a world */
    uint32_t *order;  /* [SW_WILD_ROOM] scratch: a permutation of them */
};

static int prick(struct sw_wild_ear *ear, const struct sw_wild_life *life, uint64_t repeat,
                 struct sw_wild_said *said, struct sw_error *error)
{
    static const char doing[] = "listening to a world";

    memset(ear, 0, sizeof *ear);
    if (said == NULL)
        return 0;
    ear->said = said;
    ear->dice = sw_dice_at(life->world->seed, SW_RANDOM_WILD_SPEECH, repeat, 1);
    ear->id = sw_allocate(life->homes, sizeof *ear->id, doing, error);
    ear->first = sw_allocate(life->homes, sizeof *ear->first, doing, error);
    ear->earlier = sw_allocate(life->homes, SW_WILD_LAG, doing, error);
    ear->other = sw_allocate(SW_WILD_NULLS, SW_WILD_ROOM * sizeof *ear->other, doing, error);
    ear->group = sw_allocate(SW_WILD_ROOM, sizeof *ear->group, doing, error);
    ear->order = sw_allocate(SW_WILD_ROOM, sizeof *ear->order, doing, error);
    return ear->id == NULL || ear->first == NULL || ear->earlier == NULL || ear->other == NULL ||
                   ear->group == NULL || ear->order == NULL
               ? -1
               : 0;
}

static void drop(struct sw_wild_ear *ear)
{
    free(ear->id);
    free(ear->first);
    free(ear->earlier);
    free(ear->other);
    free(ear->group);
    free(ear->order);
}

static uint32_t situation_of(const struct sw_wild_world *world, const struct sw_wild_body *body,
                             enum sw_wild_about about)
{
    if (about == SW_WILD_ABOUT_EVENT)
        return body->event;
    if (about == SW_WILD_ABOUT_AHEAD)
        return sw_wild_kind(world, body, sw_wild_next(world, body->cell, body->heading));
    return sw_wild_level(world, body->energy);
}

/* The word of body i beside that which it said SW_WILD_LAG ticks before. */
static void recall(struct sw_wild_ear *ear, const struct sw_wild_life *life, uint32_t i,
                   const uint32_t *situation)
{
    const struct sw_wild_body *body = &life->world->body[i];
    uint64_t tick = life->world->tick;
    uint8_t *earlier = ear->earlier + (size_t)body->home * SW_WILD_LAG + tick % SW_WILD_LAG;

    if (ear->id[body->home] != body->id) {
        ear->id[body->home] = body->id;
        ear->first[body->home] = tick;
    }
    for (uint32_t k = 0; k < SW_WILD_ABOUTS && tick - ear->first[body->home] >= SW_WILD_LAG; k++) {
        ear->said->late[k][situation[k]][*earlier]++;
        ear->said->now[k][situation[k]][life->say[i]]++;
    }
    *earlier = life->say[i];
}

/* Words are exchanged within each world: worlds differ in what befalls whom. */
static void exchange(struct sw_wild_ear *ear, const struct sw_wild_world *world)
{
    for (uint32_t w = 0; w < (uint32_t)world->settings.worlds; w++) {
        uint32_t count = 0;

        for (uint32_t i = 0; i < world->bodies; i++)
            if (sw_wild_at(&world->settings, world->body[i].cell) == w)
                ear->group[count++] = i;
        for (uint32_t null = 0; null < SW_WILD_NULLS; null++) {
            uint32_t *other = ear->other + null * SW_WILD_ROOM;

            sw_dice_permutation(&ear->dice, ear->order, count);
            for (uint32_t k = 0; k < count; k++)
                other[ear->group[k]] = ear->group[ear->order[k]];
        }
    }
}

static void listen(struct sw_wild_ear *ear, const struct sw_wild_life *life)
{
    const struct sw_wild_world *world = life->world;

    if (ear->said == NULL || world->bodies == 0)
        return;
    exchange(ear, world);
    for (uint32_t i = 0; i < world->bodies; i++) {
        uint32_t situation[SW_WILD_ABOUTS];

        for (uint32_t k = 0; k < SW_WILD_ABOUTS; k++) {
            situation[k] = situation_of(world, &world->body[i], (enum sw_wild_about)k);
            ear->said->count[k][0][situation[k]][life->say[i]]++;
            for (uint32_t null = 0; null < SW_WILD_NULLS; null++) {
                uint32_t other = ear->other[null * SW_WILD_ROOM + i];

                ear->said->count[k][1 + null][situation[k]][life->say[other]]++;
            }
        }
        recall(ear, life, i, situation);
    }
}

/* ---- a life ---- */

static int32_t channel_of(enum sw_wild_hearing hearing)
{
    return hearing == SW_WILD_HEARING ? SW_WILD_SPEECH_NORMAL
           : hearing == SW_WILD_DEAF  ? SW_WILD_SPEECH_SILENT
                                      : SW_WILD_SPEECH_SHUFFLED;
}

/* The state of a repeat: all that is drawn is drawn from another seed than the run's. */
static struct sw_wild_life *begin(const struct sw_wild_life *state, uint64_t repeat,
                                  enum sw_wild_hearing hearing, struct sw_error *error)
{
    struct sw_wild_life *life = sw_wild_life_copy(state, error);
    uint32_t block[4];

    if (life == NULL)
        return NULL;
    sw_random_block(state->world->seed, SW_RANDOM_WILD_SPEECH, repeat, 0, 0, block);
    life->world->seed = block[0] | (uint64_t)block[1] << 32;
    life->settings.strength = 0;
    life->settings.least = 0;
    life->settings.speech = life->world->settings.speech = channel_of(hearing);
    return life;
}

static uint64_t deaths_of(const struct sw_wild_totals *totals)
{
    uint64_t deaths = 0;

    for (uint32_t cause = 0; cause < SW_WILD_CAUSES; cause++)
        deaths += totals->deaths[cause];
    return deaths;
}

static uint64_t units_of(const struct sw_wild_totals *totals)
{
    return totals->grazed + totals->scavenged + totals->hunted;
}

int sw_wild_hear(const struct sw_wild_life *state, uint64_t repeat, enum sw_wild_hearing hearing,
                 uint64_t ticks, struct sw_wild_said *said, struct sw_wild_survival *out,
                 struct sw_error *error)
{
    struct sw_wild_life *life = begin(state, repeat, hearing, error);
    struct sw_wild_totals before = state->world->totals;
    struct sw_wild_ear ear = {.said = NULL};
    int result = life == NULL ? -1 : prick(&ear, state, repeat, said, error);

    memset(out, 0, sizeof *out);
    for (uint64_t tick = 0; tick < ticks && result == 0 && life->world->bodies > 0; tick++) {
        sw_wild_life_decide(life, NULL);
        listen(&ear, life);
        out->body_ticks += life->world->bodies;
        sw_wild_life_step(life);
        sw_wild_life_settle(life);
    }
    if (result == 0) {
        out->living = life->world->bodies;
        out->deaths = deaths_of(&life->world->totals) - deaths_of(&before);
        out->born = life->world->totals.births - before.births;
        out->units = units_of(&life->world->totals) - units_of(&before);
    }
    drop(&ear);
    sw_wild_life_destroy(life);
    return result;
}
