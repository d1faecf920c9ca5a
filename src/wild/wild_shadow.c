#include "wild/wild_shadow.h"

#include "base/random.h"

#include <stdlib.h>
#include <string.h>

/* Who is whose child, and who lives, as far as it has come. */
struct sw_wild_kin {
    const struct sw_wild_history *history;
    uint32_t shadow;
    struct sw_dice dice;
    uint64_t *parent;   /* by id; 0: none */
    uint64_t *family;   /* by id: the founder or newcomer that it descends from */
    uint64_t *living;   /* ids, in no order */
    uint64_t *place_of; /* by id: where in `living`, UINT64_MAX: nowhere */
    uint32_t *count;    /* by id: living descendants; 0 between pages */
    uint64_t lives, born, dead;
};

static int create(struct sw_wild_kin *kin, const struct sw_wild_history *history, uint32_t shadow,
                  struct sw_error *error)
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

static void clear(struct sw_wild_kin *kin)
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

/* All that happened before a tick. In one tick births come before deaths. */
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

static uint64_t count_families(struct sw_wild_kin *kin)
{
    uint64_t families = 0;

    for (uint64_t i = 0; i < kin->lives; i++)
        families += kin->count[kin->family[kin->living[i]]]++ == 0;
    for (uint64_t i = 0; i < kin->lives; i++)
        kin->count[kin->family[kin->living[i]]] = 0;
    return families;
}

/* Descendants are counted from the youngest on, up to all that is asked for. since: births of the
 * window are not before it. */
static void look(struct sw_wild_kin *kin, uint64_t tick, uint64_t since,
                 struct sw_wild_kinship *out)
{
    const struct sw_wild_birth *birth = kin->history->birth;
    uint64_t id = kin->born, lowest;

    memset(out, 0, sizeof *out);
    if (kin->lives == 0)
        return;
    out->families = count_families(kin);
    for (uint64_t i = 0; i < kin->lives; i++)
        kin->count[kin->living[i]]++;
    for (; id > 0 && (birth[id - 1].tick >= since || (!out->coalesced && out->families == 1));
         id--) {
        double share = kin->count[id] / (double)kin->lives;

        if (birth[id - 1].tick >= since)
            out->shared += share * share;
        if (kin->count[id] == kin->lives && !out->coalesced) {
            out->coalesced = true;
            out->coalescence = tick - birth[id - 1].tick;
        }
        kin->count[kin->parent[id]] += kin->parent[id] != 0 ? kin->count[id] : 0;
    }
    lowest = id;
    for (id = kin->born; id > lowest; id--)
        kin->count[id] = kin->count[kin->parent[id]] = 0;
    for (uint64_t i = 0; i < kin->lives; i++)
        kin->count[kin->living[i]] = 0;
}

int sw_wild_kinships(const struct sw_wild_history *history, uint32_t shadow,
                     struct sw_wild_kinship *out, struct sw_error *error)
{
    struct sw_wild_kin kin;
    int result = create(&kin, history, shadow, error);

    for (uint64_t page = 0; page < history->pages && result == 0; page++) {
        uint64_t since = page < SW_WILD_WINDOW ? 0 : history->figures[page - SW_WILD_WINDOW].tick;

        /* The first page is the founders, at tick 0. */
        if (advance(&kin, page == 0 ? 1 : history->figures[page].tick) != 0)
            result = sw_fail(error, SW_EXIT_DAMAGED,
                             "the chronicle tells of the death of somebody who does not live");
        else
            look(&kin, history->figures[page].tick, since, &out[page]);
    }
    clear(&kin);
    return result;
}
