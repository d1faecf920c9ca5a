#include "wild/wild_behaviour.h"

#include <stdlib.h>
#include <string.h>

enum { PLACES = 4, SEEN = PLACES * (int)SW_WILD_COLOURS };

_Static_assert(SW_WILD_VIEWS <= 32 && SW_WILD_LESSONS <= 32, "a mind holds 32 bodies");

/* In the window: above, below, to the left, to the right, as the acts are ordered. */
static const uint8_t beside[PLACES] = {7, 17, 11, 13};

/* Row 0 sees nothing, then kind by kind. */
static void view(struct sw_body_mind *mind, const float *weights, uint32_t level, uint8_t *act)
{
    struct sw_body_percept percept[32];

    sw_body_mind_begin(mind, weights, SW_WILD_VIEWS, SW_CONTROL_NONE);
    sw_wild_show(0, SW_WILD_KINDS, level, &percept[0]);
    for (uint32_t kind = 0; kind < SW_WILD_KINDS; kind++)
        for (uint32_t i = 0; i < PLACES; i++)
            sw_wild_show(beside[i], kind, level, &percept[1 + kind * PLACES + i]);
    sw_body_mind_think(mind, percept, act, NULL);
}

/* Two ticks: nothing is seen, then a plant. first: the events of the first tick, [rows]; row i sees
 * colour i / PLACES % colours at place i % PLACES. */
static void taste(struct sw_body_mind *mind, const float *weights, const uint8_t *first,
                  uint32_t rows, uint8_t *act)
{
    struct sw_body_percept percept[32];

    sw_body_mind_begin(mind, weights, rows, SW_CONTROL_NONE);
    for (uint32_t i = 0; i < rows; i++) {
        sw_wild_show(0, SW_WILD_KINDS, 0, &percept[i]);
        percept[i].event = first[i];
    }
    sw_body_mind_think(mind, percept, act, NULL);
    for (uint32_t i = 0; i < rows; i++)
        sw_wild_show(beside[i % PLACES], i / PLACES % SW_WILD_COLOURS, 0, &percept[i]);
    sw_body_mind_think(mind, percept, act, NULL);
}

/* Bit i: thing i is gone to. act: [things][PLACES]. */
static uint64_t goes_to(const uint8_t *act, uint32_t things)
{
    uint64_t bits = 0;

    for (uint32_t i = 0; i < things; i++) {
        uint32_t went = 0;

        for (uint32_t place = 0; place < PLACES; place++)
            went += act[i * PLACES + place] == SW_WILD_UP + place;
        bits |= (uint64_t)(went >= PLACES - 1) << i;
    }
    return bits;
}

struct sw_wild_behaviour sw_wild_behave(struct sw_body_mind *mind, const float *weights)
{
    uint8_t act[SW_WILD_SITUATIONS], untaught[SEEN], event[SW_WILD_LESSONS];
    uint8_t *high = act + SW_WILD_VIEWS, *taught = high + SW_WILD_VIEWS;
    static const uint8_t nothing[SEEN] = {SW_WILD_NOTHING};
    struct sw_wild_behaviour behaviour = {0};

    for (uint32_t i = 0; i < SW_WILD_LESSONS; i++)
        event[i] = (uint8_t)(SW_WILD_EATEN + 2 * (i / PLACES % SW_WILD_COLOURS) + i / SEEN);
    view(mind, weights, 0, act);
    view(mind, weights, SW_WILD_LEVELS - 1, high);
    taste(mind, weights, nothing, SEEN, untaught);
    taste(mind, weights, event, SW_WILD_LESSONS, taught);
    for (uint32_t i = 1; i < SW_WILD_VIEWS; i++)
        behaviour.responses += (uint32_t)(act[i] != act[0]) + (high[i] != high[0]);
    for (uint32_t i = 0; i < SW_WILD_LESSONS; i++)
        behaviour.responses += taught[i] != untaught[i % SEEN];
    behaviour.diet = SW_WILD_KNOWN | goes_to(act + 1, SW_WILD_KINDS) |
                     goes_to(high + 1, SW_WILD_KINDS) << SW_WILD_KINDS |
                     goes_to(taught, 2 * SW_WILD_COLOURS) << 2 * SW_WILD_KINDS;
    return behaviour;
}

static int behave_all(struct sw_wild_life *life, const struct sw_wild_history *history,
                      uint32_t *home_of, struct sw_wild_behaviour *out, struct sw_error *error)
{
    struct sw_wild_cursor at = {0};

    memset(home_of, 0xff, (history->births + 1) * sizeof *home_of);
    for (uint64_t page = 0; page < history->pages; page++) {
        /* The first page is the founders, at tick 0. */
        uint64_t until = page == 0 ? 1 : history->figures[page].tick, known = at.births;

        if (sw_wild_replay_on(life, history, &at, until, NULL, home_of, error) != 0)
            return -1;
        /* Who lived at an earlier page was asked then. */
        for (uint64_t id = known + 1; id <= at.births; id++)
            if (home_of[id] != UINT32_MAX)
                out[id] = sw_wild_behave(life->mind, sw_wild_life_weights(life, home_of[id]));
    }
    return 0;
}

int sw_wild_behaviours(const struct sw_wild_history *history, struct sw_wild_behaviour *out,
                       struct sw_error *error)
{
    struct sw_wild_life *life = sw_wild_life_create(&history->settings, error);
    uint32_t *home_of =
        sw_allocate(history->births + 1, sizeof *home_of, "rebuilding genomes", error);
    int result = -1;

    memset(out, 0, (history->births + 1) * sizeof *out);
    if (life != NULL && home_of != NULL)
        result = behave_all(life, history, home_of, out, error);
    sw_wild_life_destroy(life);
    free(home_of);
    return result;
}
