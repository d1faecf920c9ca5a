#include "body/body_life.h"

#include "base/random.h"
#include "body/body_backplay.h"
#include "body/body_lesson.h"
#include "world/body/body_forage.h"
#include "world/body/body_imitate.h"
#include "world/body/body_look.h"
#include "world/body/body_turn.h"

#include <stdlib.h>
#include <string.h>

struct sw_body_life {
    const struct sw_brain_layout *layout; /* borrowed */
    struct sw_body_rules rules;
    struct sw_body_mind *mind;
    struct sw_body_crew *crew;         /* NULL: litters do not live as crews */
    struct sw_body_world *begun;       /* [worlds] as they were met */
    struct sw_body_world *world;       /* [worlds of a tile] as they are lived */
    struct sw_body_percept *percept;   /* [32] */
    struct sw_body_forager *forager;   /* [32] of those that know how; else NULL */
    float *member;                     /* [floats] scratch */
    uint32_t at_once;                  /* worlds of a tile */
    uint32_t met;                      /* worlds that were met */
    struct sw_body_school *school;     /* of games with a task; else NULL */
    struct sw_body_lesson *lesson;     /* [worlds of a tile], of litters */
    bool teaches;                      /* a litter lives, and worlds may be lessons */
    struct sw_body_lead lead;          /* of litters */
    struct sw_body_newborns *newborns; /* [32] by row of the mind, where bodies divide; else NULL */
    bool mutates;                      /* genomes live, and their children are mutated */
    void (*watch)(void *context, const struct sw_body_life_tick *tick); /* may be NULL */
    void *context;                                                      /* of watch */
};

/* As many worlds as fill a tile of minds. */
static uint32_t worlds_at_once(const struct sw_body_rules *rules)
{
    uint32_t fit = SW_TILE / rules->game->bodies;

    return fit < rules->worlds ? fit : rules->worlds;
}

struct sw_body_life *sw_body_life_create(const struct sw_brain_layout *layout,
                                         struct sw_body_rules rules, struct sw_error *error)
{
    static const char doing[] = "making lives of bodies";
    struct sw_body_life *life = sw_allocate(1, sizeof *life, doing, error);

    if (life == NULL)
        return NULL;
    life->layout = layout;
    life->rules = rules;
    life->at_once = worlds_at_once(&rules);
    life->mind = sw_body_mind_create(layout, error);
    life->begun = sw_allocate(rules.worlds, sizeof *life->begun, doing, error);
    life->world = sw_allocate(life->at_once, sizeof *life->world, doing, error);
    life->lesson = sw_allocate(life->at_once, sizeof *life->lesson, doing, error);
    life->percept = sw_allocate(SW_TILE, sizeof *life->percept, doing, error);
    life->member = sw_allocate_floats(layout->floats, doing, error);
    if (rules.crews)
        life->crew = sw_body_crew_create(
            layout, rules.game,
            (struct sw_body_crew_rules){rules.ticks, rules.shares, rules.speech, rules.score},
            error);
    if (rules.game->task != NULL)
        life->school = sw_body_school_create(rules.game, rules.worlds, rules.ticks, error);
    if (rules.game->divides > 0)
        life->newborns = sw_body_newborns_create(layout, SW_TILE, error);
    if ((life->newborns != NULL) == (rules.game->divides > 0) && life->mind != NULL &&
        life->begun != NULL && life->world != NULL && life->lesson != NULL &&
        life->percept != NULL && life->member != NULL && (life->crew != NULL) == rules.crews &&
        (life->school != NULL) == (rules.game->task != NULL))
        return life;
    sw_body_life_destroy(life);
    return NULL;
}

void sw_body_life_destroy(struct sw_body_life *life)
{
    if (life == NULL)
        return;
    sw_body_mind_destroy(life->mind);
    sw_body_crew_destroy(life->crew);
    sw_body_newborns_destroy(life->newborns);
    sw_body_school_destroy(life->school);
    free(life->lesson);
    free(life->begun);
    free(life->world);
    free(life->percept);
    free(life->member);
    free(life);
}

uint64_t sw_body_life_bytes(const struct sw_body_rules *rules, uint32_t floats)
{
    return (uint64_t)(rules->worlds + worlds_at_once(rules)) * sizeof(struct sw_body_world) +
           worlds_at_once(rules) * sizeof(struct sw_body_lesson) + floats * sizeof(float) +
           (rules->crews ? sw_body_crew_bytes(rules->game, floats) : 0) +
           (rules->game->divides > 0 ? sw_body_newborns_bytes(SW_TILE, floats) : 0) +
           (rules->game->task != NULL
                ? sw_body_school_bytes(rules->game, rules->worlds, rules->ticks)
                : 0);
}

/* ---- worlds ---- */

static void begin_world(struct sw_body_life *life, uint32_t number, const uint32_t seed[4],
                        bool complement)
{
    sw_body_begin(&life->begun[number], life->rules.game, (uint64_t)seed[1] << 32 | seed[0],
                  complement);
    if (life->rules.earshot > 0)
        life->begun[number].earshot = life->rules.earshot;
    life->begun[number].speech_cost = life->rules.speech_cost;
    life->begun[number].imitates = (uint8_t)life->rules.imitates;
    life->begun[number].turned = life->rules.turned;
    life->begun[number].telepathic = life->rules.speech == SW_BODY_SPEECH_ORACLE;
}

/* The tick at which a world turns, evenly of its life; 0: it does not, and none with a task does.
 * Both worlds of a pair turn at the same tick. block: what its seed is drawn from, and two numbers
 * more. */
static uint32_t draw_turn(const struct sw_body_rules *rules, const uint32_t block[4])
{
    if (rules->game->task != NULL || (block[2] >> 8) * 0x1p-24 >= rules->reversal)
        return 0;
    return 1 + (uint32_t)((uint64_t)block[3] * (rules->ticks - 1) >> 32);
}

void sw_body_life_meet(struct sw_body_life *life, uint64_t seed, uint64_t generation,
                       uint32_t island)
{
    uint32_t pairs = life->rules.complementary ? 2 : 1, block[4];

    life->met = life->rules.worlds;
    for (uint32_t i = 0; i < life->met; i++) {
        sw_random_block(seed, SW_RANDOM_BODY_LIFE, generation, island, i / pairs, block);
        begin_world(life, i, block, i % pairs == 1);
        life->begun[i].turns = draw_turn(&life->rules, block);
        if (life->rules.game->task != NULL && life->lead.backplay > 0)
            sw_body_backplay(&life->begun[i], life->lead.backplay, life->rules.ticks, block + 2);
        if (life->school != NULL)
            sw_body_school_meet(life->school, i, &life->begun[i], life->lead.teacher, block[2]);
    }
}

const struct sw_body_world *sw_body_life_begun(const struct sw_body_life *life)
{
    return life->begun;
}

void sw_body_life_examine(struct sw_body_life *life, uint64_t seed, uint64_t first, uint32_t worlds)
{
    uint32_t block[4];

    life->met = worlds;
    for (uint32_t i = 0; i < worlds; i++) {
        sw_random_block(seed, SW_RANDOM_BODY_EXAMINATION, first + i, 0, 0, block);
        begin_world(life, i, block, false);
    }
}

/* ---- lives ---- */

void sw_body_life_watch(struct sw_body_life *life,
                        void (*watch)(void *context, const struct sw_body_life_tick *tick),
                        void *context)
{
    life->watch = watch;
    life->context = context;
}

/* What all bodies of a tile do in a tick: [worlds][seats]. */
struct deeds {
    uint8_t act[SW_TILE], say[SW_TILE];
};

static void perceive(const struct sw_body_life *life, uint32_t worlds)
{
    uint32_t seats = life->rules.game->bodies;

    for (uint32_t i = 0; i < worlds; i++)
        for (uint32_t seat = 0; seat < seats; seat++) {
            struct sw_body_percept *percept = &life->percept[i * seats + seat];

            if (life->world[i].body[seat].alive)
                sw_body_look(&life->world[i], seat, percept);
            else
                memset(percept, 0, sizeof *percept);
        }
}

static void act_at_random(const struct sw_body_life *life, uint32_t worlds, struct deeds *deeds)
{
    uint32_t seats = life->rules.game->bodies;

    for (uint32_t i = 0; i < worlds; i++)
        for (uint32_t seat = 0; seat < seats; seat++) {
            const struct sw_body_world *world = &life->world[i];
            struct sw_dice dice = sw_dice_at(world->seed, SW_RANDOM_BODY_ACT, world->tick, seat);

            deeds->act[i * seats + seat] =
                (uint8_t)sw_dice_below(&dice, sw_body_choices(world->game, world->imitates));
        }
}

/* Those that were born as mutants think for themselves, in place of their rows. */
static void act_as_newborns(const struct sw_body_life *life, uint32_t rows, struct deeds *deeds)
{
    for (uint32_t row = 0; row < rows && life->mutates; row++)
        if (sw_body_newborns_genome(life->newborns, row) != NULL)
            sw_body_newborns_think(life->newborns, row, &life->percept[row], &deeds->act[row],
                                   &deeds->say[row]);
}

/* Of those that were born in the last tick: mutants, or as their parents. */
static void bear(struct sw_body_life *life, uint32_t worlds)
{
    uint32_t seats = life->rules.game->bodies;

    for (uint32_t row = 0; row < worlds * seats; row++) {
        const struct sw_body_world *world = &life->world[row / seats];
        uint32_t seat = row % seats, parent = row - seat + world->body[seat].parent;
        const float *genome;

        if (!(world->births >> seat & 1))
            continue;
        if (!life->mutates) {
            sw_body_mind_wake(life->mind, row);
            continue;
        }
        genome = sw_body_newborns_genome(life->newborns, parent);
        sw_body_newborns_bear(life->newborns, row, genome != NULL ? genome : life->mind->weights,
                              world, seat);
    }
}

static void act_by_mind(const struct sw_body_life *life, uint32_t worlds, struct deeds *deeds)
{
    uint32_t seats = life->rules.game->bodies;

    perceive(life, worlds);
    sw_body_mind_think(life->mind, life->percept, deeds->act, deeds->say);
    act_as_newborns(life, worlds * seats, deeds);
    if (life->watch != NULL)
        life->watch(life->context, &(struct sw_body_life_tick){life->world, worlds, life->percept,
                                                               deeds->act, deeds->say, life->mind});
    for (uint32_t row = 0; row < worlds * seats; row++) {
        const struct sw_body_world *world = &life->world[row / seats];

        deeds->act[row] = sw_body_meant(world, row % seats, deeds->act[row]);
        if (life->teaches)
            sw_body_lesson_hold(&life->lesson[row / seats], world, row % seats, life->mind, row,
                                &deeds->act[row]);
    }
}

static void act_as_known(const struct sw_body_life *life, uint32_t worlds, struct deeds *deeds)
{
    const struct sw_body_game *game = life->rules.game;

    for (uint32_t i = 0; i < worlds; i++)
        game->task->solve(&life->world[i], deeds->act + i * game->bodies);
}

static void act_as_foragers(const struct sw_body_life *life, uint32_t worlds, struct deeds *deeds)
{
    uint32_t seats = life->rules.game->bodies;

    for (uint32_t i = 0; i < worlds; i++)
        for (uint32_t seat = 0; seat < seats; seat++)
            if (life->world[i].body[seat].alive)
                deeds->act[i * seats + seat] =
                    sw_body_forage(&life->forager[i * seats + seat], &life->world[i], seat);
}

/* Who lives: how all bodies of a tile choose. */
typedef void choosing(const struct sw_body_life *life, uint32_t worlds, struct deeds *deeds);

/* What becomes of words under the control of the mind. */
static enum sw_body_speech speech_of(const struct sw_body_life *life)
{
    switch (life->mind->control) {
    case SW_CONTROL_DEAF:
        return SW_BODY_SPEECH_SILENT;
    case SW_CONTROL_MISHEARD:
        return SW_BODY_SPEECH_SHUFFLED;
    case SW_CONTROL_TELEPATHIC:
        return SW_BODY_SPEECH_ORACLE;
    default:
        return life->rules.speech;
    }
}

/* What imitating comes to under the control of the mind. */
static enum sw_body_imitation imitation_of(const struct sw_body_life *life)
{
    switch (life->mind->control) {
    case SW_CONTROL_ALONE:
        return SW_IMITATION_NO;
    case SW_CONTROL_MISLED:
        return SW_IMITATION_SHUFFLED;
    default:
        return life->rules.imitates;
    }
}

static void live_tick(struct sw_body_life *life, uint32_t worlds, choosing *choose)
{
    struct deeds deeds = {{0}, {0}};

    choose(life, worlds, &deeds);
    sw_body_channel_step(life->world, worlds, deeds.act, deeds.say, speech_of(life));
    if (choose == act_by_mind && life->newborns != NULL)
        bear(life, worlds);
}

/* What the bodies of a tile have gathered since they were born. */
static struct sw_body_quarter gathered(const struct sw_body_life *life, uint32_t worlds)
{
    struct sw_body_quarter sum = {0};

    for (uint32_t i = 0; i < worlds; i++)
        for (uint32_t seat = 0; seat < life->rules.game->bodies; seat++) {
            const struct sw_body *body = &life->world[i].body[seat];

            sum.gained += body->gained;
            sum.lost += body->lost;
            sum.spoken += body->spoken;
            sum.meals += body->meals;
            sum.good += body->good;
            sum.imitated += body->imitated.ticks;
            sum.found += body->imitated.found;
            sum.imitated_meals += body->imitated.meals;
            sum.imitated_good += body->imitated.good;
        }
    return sum;
}

/* Adds to a quarter what was gathered between two looks. */
static void add_since(struct sw_body_quarter *quarter, const struct sw_body_quarter *before,
                      const struct sw_body_quarter *now)
{
    quarter->gained += now->gained - before->gained;
    quarter->lost += now->lost - before->lost;
    quarter->spoken += now->spoken - before->spoken;
    quarter->meals += now->meals - before->meals;
    quarter->good += now->good - before->good;
    quarter->imitated += now->imitated - before->imitated;
    quarter->found += now->found - before->found;
    quarter->imitated_meals += now->imitated_meals - before->imitated_meals;
    quarter->imitated_good += now->imitated_good - before->imitated_good;
}

/* How long those of the first tick lived, and who was born after them. */
static void count_lives(const struct sw_body_life *life, uint32_t worlds,
                        struct sw_body_tally *tally)
{
    const struct sw_body_game *game = life->rules.game;
    uint32_t founders = sw_body_founders(game);

    tally->score = life->rules.score;
    for (uint32_t i = 0; i < worlds; i++)
        for (uint32_t seat = 0; seat < game->bodies; seat++) {
            const struct sw_body *body = &life->world[i].body[seat];

            if (body->guides)
                continue;
            tally->born += seat >= founders && sw_body_taken(body);
            tally->living += body->alive;
            tally->lived += seat < founders ? body->lived : 0;
            tally->ticks += seat < founders ? life->world[i].tick : 0;
        }
}

static void judge(const struct sw_body_life *life, uint32_t worlds, struct sw_body_tally *tally)
{
    tally->task = life->rules.game->task;
    for (uint32_t i = 0; i < worlds && tally->task != NULL; i++) {
        int32_t progress = tally->task->progress(&life->world[i]), marks;

        if (life->teaches && life->lesson[i].way != NULL) {
            marks = sw_body_lesson_progress(&life->lesson[i]);
            tally->progress += marks;
            tally->reached += marks;
        } else {
            tally->progress += progress;
            tally->reached += sw_body_reached(&life->world[i], progress);
        }
        tally->done += progress == SW_BODY_WHOLE;
        tally->worlds++;
    }
}

static void set_rules(const struct sw_body_life *life, struct sw_body_world *world)
{
    world->telepathic = speech_of(life) == SW_BODY_SPEECH_ORACLE;
    world->imitates = (uint8_t)imitation_of(life);
}

/* Bodies that act in a tick. */
static uint64_t acting(const struct sw_body_life *life, uint32_t worlds)
{
    uint64_t count = 0;

    for (uint32_t i = 0; i < worlds; i++)
        for (uint32_t seat = 0; seat < life->rules.game->bodies; seat++)
            count += life->world[i].body[seat].alive && !life->world[i].body[seat].guides;
    return count;
}

static void live_tile(struct sw_body_life *life, uint32_t first, uint32_t worlds, choosing *choose,
                      uint32_t reverse, struct sw_body_tally *tally)
{
    struct sw_body_quarter before = {0};
    uint32_t ticks = life->rules.ticks;

    memcpy(life->world, life->begun + first, worlds * sizeof *life->world);
    for (uint32_t i = 0; i < worlds; i++) {
        set_rules(life, &life->world[i]);
        life->lesson[i] = sw_body_lesson_begin(life->teaches ? life->school : NULL, first + i);
    }
    tally->lives +=
        (uint64_t)worlds * (sw_body_founders(life->rules.game) - life->rules.game->guides);
    for (uint32_t quarter = 0; quarter < SW_BODY_QUARTERS; quarter++) {
        struct sw_body_quarter now;

        for (uint32_t tick = quarter * ticks / SW_BODY_QUARTERS;
             tick < (quarter + 1) * ticks / SW_BODY_QUARTERS; tick++) {
            for (uint32_t i = 0; i < worlds && reverse > 0 && tick == reverse; i++)
                sw_body_reverse(&life->world[i]);
            tally->quarter[quarter].ticks += acting(life, worlds);
            live_tick(life, worlds, choose);
        }
        now = gathered(life, worlds);
        add_since(&tally->quarter[quarter], &before, &now);
        before = now;
    }
    count_lives(life, worlds, tally);
    judge(life, worlds, tally);
}

/* weights: NULL where nobody thinks. */
static void live_all(struct sw_body_life *life, const float *weights, enum sw_body_control control,
                     choosing *choose, uint32_t reverse, struct sw_body_tally *tally)
{
    life->mutates = life->newborns != NULL && life->lead.mutation.strength > 0 && weights != NULL;
    for (uint32_t first = 0; first < life->met; first += life->at_once) {
        uint32_t left = life->met - first;
        uint32_t worlds = left < life->at_once ? left : life->at_once;

        if (weights != NULL)
            sw_body_mind_begin(life->mind, weights, worlds * life->rules.game->bodies, control);
        if (life->newborns != NULL)
            sw_body_newborns_clear(life->newborns, life->lead.mutation, life->mind->given, control);
        if (life->forager != NULL)
            memset(life->forager, 0, SW_TILE * sizeof *life->forager);
        live_tile(life, first, worlds, choose, reverse, tally);
    }
}

void sw_body_life_tally(struct sw_body_life *life, const float *weights,
                        enum sw_body_control control, uint32_t reverse, struct sw_body_tally *tally)
{
    live_all(life, weights, control, weights != NULL ? act_by_mind : act_at_random, reverse, tally);
}

bool sw_body_life_has_ceiling(const struct sw_body_game *game)
{
    return game->task != NULL || game->bites;
}

int sw_body_life_solve(struct sw_body_life *life, uint32_t reverse, struct sw_body_tally *tally,
                       struct sw_error *error)
{
    if (life->rules.game->task != NULL) {
        live_all(life, NULL, SW_CONTROL_NONE, act_as_known, reverse, tally);
        return 0;
    }
    life->forager =
        sw_allocate(SW_TILE, sizeof *life->forager, "making foragers that know how", error);
    if (life->forager == NULL)
        return -1;
    live_all(life, NULL, SW_CONTROL_NONE, act_as_foragers, reverse, tally);
    free(life->forager);
    life->forager = NULL;
    return 0;
}

float sw_body_tally_score(const struct sw_body_tally *tally, float poison)
{
    struct sw_body_gain gain = {.lived = tally->lived,
                                .ticks = tally->ticks,
                                .born = (int64_t)tally->born,
                                .living = (int64_t)tally->living,
                                .chairs = tally->lives};

    if (tally->task != NULL)
        return sw_body_task_score(tally->progress, tally->reached, tally->worlds, poison);
    for (uint32_t i = 0; i < SW_BODY_QUARTERS; i++) {
        gain.gained += tally->quarter[i].gained;
        gain.lost += tally->quarter[i].lost;
        gain.spoken += tally->quarter[i].spoken;
    }
    return tally->lives == 0 ? 0 : sw_body_gain_by(&gain, tally->score, poison);
}

void sw_body_life_lead(struct sw_body_life *life, struct sw_body_lead lead)
{
    life->lead = lead;
    if (life->crew != NULL)
        sw_body_crew_lead(life->crew, lead.given, lead.mutation);
}

void sw_body_life_litter(struct sw_body_life *life, const float *parent,
                         const struct sw_noise *noise, uint32_t pairs, float poison, float *score)
{
    if (life->crew != NULL) {
        sw_body_crew_litter(life->crew, life->begun, life->met, life->school, parent, noise, pairs,
                            poison, score);
        return;
    }
    memset(score, 0, 2 * SW_NOISE_PAIRS * sizeof *score);
    life->mind->given = life->lead.given;
    life->teaches = life->lead.teacher > 0;
    for (uint32_t i = 0; i < 2 * pairs; i++) {
        struct sw_body_tally tally = {0};

        memcpy(life->member, parent, life->layout->floats * sizeof *parent);
        sw_mutation_apply(noise, i / 2, i % 2 == 0 ? 1.0f : -1.0f, life->member);
        sw_body_life_tally(life, life->member, SW_CONTROL_NONE, 0, &tally);
        score[i] = sw_body_tally_score(&tally, poison);
    }
    life->mind->given = 0;
    life->teaches = false;
}
