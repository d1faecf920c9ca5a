#include "wild/wild_kin.h"

#include "base/random.h"

#include <stdlib.h>
#include <string.h>

int sw_wild_kin_create(struct sw_wild_kin *kin, const struct sw_wild_history *history,
                       uint32_t shadow, struct sw_error *error)
{
    static const char doing[] = "making a shadow";
    size_t ids = history->births + 1;

    memset(kin, 0, sizeof *kin);
    kin->history = history;
    kin->shadow = shadow;
    kin->dice = sw_dice_at((uint64_t)history->settings.seed, SW_RANDOM_WILD_SHADOW, shadow, 0);
    kin->parent = sw_allocate(ids, sizeof *kin->parent, doing, error);
    kin->family = sw_allocate(ids, sizeof *kin->family, doing, error);
    kin->living = sw_allocate(ids, sizeof *kin->living, doing, error);
    kin->place_of = sw_allocate(ids, sizeof *kin->place_of, doing, error);
    kin->count = sw_allocate(ids, sizeof *kin->count, doing, error);
    return kin->parent == NULL || kin->family == NULL || kin->living == NULL ||
                   kin->place_of == NULL || kin->count == NULL
               ? -1
               : 0;
}

void sw_wild_kin_clear(struct sw_wild_kin *kin)
{
    free(kin->parent);
    free(kin->family);
    free(kin->living);
    free(kin->place_of);
    free(kin->count);
}

static uint64_t anybody(struct sw_wild_kin *kin)
{
    return kin->living[sw_dice_below(&kin->dice, (uint32_t)kin->lives)];
}

/* 0, or -1 for a parent who does not live. */
static int bear(struct sw_wild_kin *kin)
{
    const struct sw_wild_birth *birth = &kin->history->birth[kin->born++];
    uint64_t id = birth->id, parent = birth->parent;

    if (parent != 0 && kin->lives == 0)
        return -1;
    if (parent != 0 && kin->shadow > 0)
        parent = anybody(kin);
    if (parent != 0 &&
        (kin->place_of[parent] >= kin->lives || kin->living[kin->place_of[parent]] != parent))
        return -1;
    kin->parent[id] = parent;
    kin->family[id] = parent == 0 ? id : kin->family[parent];
    kin->place_of[id] = kin->lives;
    kin->living[kin->lives++] = id;
    return 0;
}

/* 0, or -1 for the death of somebody who does not live. */
static int bury(struct sw_wild_kin *kin)
{
    uint64_t id = kin->shadow > 0 ? anybody(kin) : kin->history->death[kin->dead].id;
    uint64_t place = kin->place_of[id], last;

    kin->dead++;
    if (place >= kin->lives || kin->living[place] != id)
        return -1;
    last = kin->living[--kin->lives];
    kin->living[place] = last;
    kin->place_of[last] = place;
    kin->place_of[id] = UINT64_MAX;
    return 0;
}

/* In one tick births come before deaths. */
static int advance(struct sw_wild_kin *kin, uint64_t tick)
{
    const struct sw_wild_history *history = kin->history;

    for (;;) {
        bool birth = kin->born < history->births && history->birth[kin->born].tick < tick;
        bool death = kin->dead < history->deaths && history->death[kin->dead].tick < tick;

        if (birth && (!death || history->birth[kin->born].tick <= history->death[kin->dead].tick)) {
            if (bear(kin) != 0)
                return -1;
        } else if (!death) {
            return 0;
        } else if (kin->lives == 0 || bury(kin) != 0) {
            return -1;
        }
    }
}

int sw_wild_kin_advance(struct sw_wild_kin *kin, uint64_t page, struct sw_error *error)
{
    /* The first page is the founders, at tick 0. */
    if (advance(kin, page == 0 ? 1 : kin->history->figures[page].tick) != 0)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "the chronicle records the death of a body that does not live");
    return 0;
}
