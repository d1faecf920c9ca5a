/* wild_record.h - what a store says of a world in the wild: its settings, a chronicle of all births
 * and deaths with figures, page by page, and the state that it goes on from. Reading trusts
 * nothing. All functions are Local.
 */
#ifndef SW_WILD_WILD_RECORD_H
#define SW_WILD_WILD_RECORD_H

#include "store/store.h"
#include "wild/wild_life.h"

/* What there is at the end of a page. */
struct sw_wild_figures {
    uint64_t tick, bodies, plants, meats;
    int64_t ground, sun, planted, rotting, living; /* units: where they are */
    uint64_t sizes[SW_WILD_SIZE_MAX + 1];          /* bodies of each size */
    struct sw_wild_totals totals;
};

/* All of a run, or one page of it. Births are by ascending id, which have no gaps; deaths as they
 * happened. Owned arrays. */
struct sw_wild_history {
    struct sw_wild_settings settings;
    struct sw_wild_birth *birth;
    struct sw_wild_death *death;
    struct sw_wild_figures *figures; /* of each page */
    uint64_t births, deaths, pages;
    uint64_t birth_room, death_room, page_room;
};

void sw_wild_history_free(struct sw_wild_history *history); /* zeroed is fine */
int sw_wild_history_birth(struct sw_wild_history *history, const struct sw_wild_birth *birth,
                          struct sw_error *error);
int sw_wild_history_death(struct sw_wild_history *history, const struct sw_wild_death *death,
                          struct sw_error *error);

/* What a world holds now. */
void sw_wild_figure(const struct sw_wild_world *world, struct sw_wild_figures *out);

/* Each puts a record, to be committed by the caller. */
int sw_wild_put_settings(struct sw_store *store, const struct sw_wild_settings *settings,
                         struct sw_error *error);
int sw_wild_put_page(struct sw_store *store, uint64_t number, const struct sw_wild_history *page,
                     const struct sw_wild_figures *figures, struct sw_error *error);
int sw_wild_put_state(struct sw_store *store, const struct sw_wild_life *life,
                      struct sw_error *error);

/* Reads settings and all pages. history: zeroed. */
int sw_wild_read_history(struct sw_store *store, struct sw_wild_history *history,
                         struct sw_error *error);

/* Reads the state into a life whose genomes are in place: home_of: [next id], by id. */
int sw_wild_read_state(struct sw_store *store, struct sw_wild_life *life, const uint32_t *home_of,
                       uint64_t ids, struct sw_error *error);

#endif
