#include "wild/wild_modes.h"

#include "wild/wild_kin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RING = SW_WILD_WINDOW + 1 }; /* pages that are remembered */

struct sw_wild_components {
    struct sw_wild_kin kin;
    const struct sw_wild_behaviour *behaviour;
    uint64_t *diet;   /* [classes] distinct diets, ascending: a class is a place in it */
    uint64_t *mark;   /* by id: 1 + the last page at which it was found to persist */
    uint32_t *count;  /* by class; 0 between uses */
    uint8_t *present; /* [RING][classes] 1: it persists at that page */
    uint8_t *ever;    /* by class: 1: it persisted at some page */
    uint64_t classes;
    uint64_t *key; /* scratch: of each of the living */
};

static int ascending(const void *a, const void *b)
{
    uint64_t one = *(const uint64_t *)a, other = *(const uint64_t *)b;

    return (one > other) - (one < other);
}

static int create(struct sw_wild_components *all, const struct sw_wild_history *history,
                  const struct sw_wild_behaviour *behaviour, struct sw_error *error)
{
    static const char doing[] = "measuring evolution";
    uint64_t ids = history->births + 1;

    memset(all, 0, sizeof *all);
    all->behaviour = behaviour;
    if (sw_wild_kin_create(&all->kin, history, 0, error) != 0)
        return -1;
    all->diet = sw_allocate(ids, sizeof *all->diet, doing, error);
    if (all->diet == NULL)
        return -1;
    for (uint64_t id = 0; id < ids; id++)
        all->diet[id] = behaviour[id].diet;
    qsort(all->diet, ids, sizeof *all->diet, ascending);
    for (uint64_t i = 0; i < ids; i++)
        if (i == 0 || all->diet[i] != all->diet[i - 1])
            all->diet[all->classes++] = all->diet[i];
    all->mark = sw_allocate(ids, sizeof *all->mark, doing, error);
    all->count = sw_allocate(all->classes, sizeof *all->count, doing, error);
    all->present = sw_allocate(all->classes, RING, doing, error);
    all->ever = sw_allocate(all->classes, 1, doing, error);
    all->key = sw_allocate(ids, sizeof *all->key, doing, error);
    return all->mark == NULL || all->count == NULL || all->present == NULL || all->ever == NULL ||
                   all->key == NULL
               ? -1
               : 0;
}

static void clear(struct sw_wild_components *all)
{
    sw_wild_kin_clear(&all->kin);
    free(all->diet);
    free(all->mark);
    free(all->count);
    free(all->present);
    free(all->ever);
    free(all->key);
}

static uint64_t class_of(const struct sw_wild_components *all, uint64_t id)
{
    const uint64_t *found =
        bsearch(&all->behaviour[id].diet, all->diet, all->classes, sizeof *all->diet, ascending);

    return (uint64_t)(found - all->diet);
}

/* Bits of what was counted, of `sum`, and how many classes there are. */
static double entropy(const struct sw_wild_components *all, uint64_t sum, uint64_t *classes)
{
    double bits = 0;

    *classes = 0;
    for (uint64_t class = 0; class < all->classes; class ++) {
        double share = all->count[class] / (double)sum;

        *classes += all->count[class] > 0;
        bits -= all->count[class] > 0 ? share * log2(share) : 0;
    }
    return bits;
}

/* Bits of the keys of all who live. */
static double entropy_of_keys(struct sw_wild_components *all)
{
    uint64_t lives = all->kin.lives, first = 0;
    double bits = 0;

    qsort(all->key, lives, sizeof *all->key, ascending);
    for (uint64_t i = 1; i <= lives; i++) {
        double share = (double)(i - first) / (double)lives;

        if (i < lives && all->key[i] == all->key[first])
            continue;
        bits -= share * log2(share);
        first = i;
    }
    return bits > 0 ? bits : 0; /* and not -0 */
}

static void look_at_living(struct sw_wild_components *all, struct sw_wild_modes *out)
{
    const struct sw_wild_kin *kin = &all->kin;

    for (uint64_t i = 0; i < kin->lives; i++)
        all->count[class_of(all, kin->living[i])]++;
    out->diversity = entropy(all, kin->lives, &out->diets);
    memset(all->count, 0, all->classes * sizeof *all->count);
    for (uint64_t i = 0; i < kin->lives; i++)
        all->key[i] = kin->history->birth[kin->living[i] - 1].hash;
    out->genomes = entropy_of_keys(all);
}

/* Counts by class the bodies of an earlier page of whom somebody lives. since: the tick at which
 * that page ends. */
static void count_persistent(struct sw_wild_components *all, uint64_t page, uint64_t since,
                             struct sw_wild_modes *out)
{
    const struct sw_wild_kin *kin = &all->kin;

    for (uint64_t i = 0; i < kin->lives; i++) {
        uint64_t id = kin->living[i];

        while (id != 0 && kin->history->birth[id - 1].tick >= since)
            id = kin->parent[id];
        all->key[i] = id != 0 ? id : kin->family[kin->living[i]];
        if (id == 0 || all->mark[id] == page + 1)
            continue;
        all->mark[id] = page + 1;
        all->count[class_of(all, id)]++;
        out->persistent++;
        if (all->behaviour[id].responses > out->complexity)
            out->complexity = all->behaviour[id].responses;
    }
}

static void look_at_persistent(struct sw_wild_components *all, uint64_t page, uint64_t since,
                               struct sw_wild_modes *out)
{
    uint8_t *now = all->present + page % RING * all->classes;
    const uint8_t *then = all->present + (page + 1) % RING * all->classes; /* WINDOW pages before */
    uint64_t classes;

    count_persistent(all, page, since, out);
    out->lineages = entropy_of_keys(all);
    out->ecology = out->persistent > 0 ? entropy(all, out->persistent, &classes) : 0;
    out->compared = page >= 2 * (uint64_t)SW_WILD_WINDOW;
    for (uint64_t class = 0; class < all->classes; class ++) {
        now[class] = all->count[class] > 0;
        out->change += now[class] && !then[class] && out->compared;
        out->novelty += now[class] && !all->ever[class];
        all->ever[class] |= now[class];
    }
    memset(all->count, 0, all->classes * sizeof *all->count);
}

int sw_wild_modes(const struct sw_wild_history *history, const struct sw_wild_behaviour *behaviour,
                  struct sw_wild_modes *out, struct sw_error *error)
{
    struct sw_wild_components all;
    int result = create(&all, history, behaviour, error);

    for (uint64_t page = 0; page < history->pages && result == 0; page++) {
        uint64_t before = page < SW_WILD_WINDOW ? 0 : page - SW_WILD_WINDOW;

        memset(&out[page], 0, sizeof out[page]);
        memset(all.present + page % RING * all.classes, 0, all.classes);
        result = sw_wild_kin_advance(&all.kin, page, error);
        if (result != 0 || all.kin.lives == 0)
            continue;
        look_at_living(&all, &out[page]);
        out[page].known = page >= SW_WILD_WINDOW;
        if (out[page].known)
            look_at_persistent(&all, page, before == 0 ? 1 : history->figures[before].tick,
                               &out[page]);
    }
    clear(&all);
    return result;
}
