/* wild_history.h - what happened in a run of the wild: births, deaths, walks and figures, of a page
 * or of all. Local.
 */
#ifndef SW_WILD_WILD_HISTORY_H
#define SW_WILD_WILD_HISTORY_H

#include "wild/wild_world.h"

/* What there is at the end of a page. */
struct sw_wild_figures {
    uint64_t tick, bodies, plants, meats;
    int64_t ground, sun, planted, rotting, living; /* units: where they are */
    uint64_t sizes[SW_WILD_SIZE_MAX + 1];          /* bodies of each size */
    struct sw_wild_totals totals;
};

/* What there is in one of several worlds at the end of a page. */
struct sw_wild_part {
    uint64_t bodies;
    int64_t units; /* of bodies, plants and meat */
};

/* Pages over which measures of evolution look back. */
#define SW_WILD_WINDOW 5u

/* All of a run, or one page of it. Births are by ascending id, which have no gaps; deaths and
 * walks as they happened. Owned arrays. */
struct sw_wild_history {
    struct sw_wild_settings settings;
    struct sw_wild_birth *birth;
    struct sw_wild_death *death;
    struct sw_wild_figures *figures; /* of each page */
    struct sw_wild_walk *walk;
    struct sw_wild_part *part;   /* [pages][settings.worlds]; none of one world */
    struct sw_wild_meals *meals; /* [pages]; none without settings.trophic */
    uint64_t births, deaths, pages, walks, parts, meal_pages;
    uint64_t birth_room, death_room, page_room, walk_room, part_room, meal_room;
};

void sw_wild_history_free(struct sw_wild_history *history); /* zeroed is fine */
int sw_wild_history_birth(struct sw_wild_history *history, const struct sw_wild_birth *birth,
                          struct sw_error *error);
int sw_wild_history_death(struct sw_wild_history *history, const struct sw_wild_death *death,
                          struct sw_error *error);

int sw_wild_history_walk(struct sw_wild_history *history, const struct sw_wild_walk *walk,
                         struct sw_error *error);
int sw_wild_history_part(struct sw_wild_history *history, const struct sw_wild_part *part,
                         struct sw_error *error);
int sw_wild_history_meals(struct sw_wild_history *history, const struct sw_wild_meals *meals,
                          struct sw_error *error);
int sw_wild_history_page(struct sw_wild_history *history, const struct sw_wild_figures *figures,
                         struct sw_error *error);

/* What a world holds now; of several worlds, what each holds. */
void sw_wild_figure(const struct sw_wild_world *world, struct sw_wild_figures *out);
void sw_wild_figure_parts(const struct sw_wild_world *world,
                          struct sw_wild_part out[SW_WILD_WORLDS_MAX]);

#endif
