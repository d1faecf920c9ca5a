/* film_match.h - which edits of organisms would bring a canvas nearer to the next frame. Local; no
 * allocation. */
#ifndef SW_FILM_FILM_MATCH_H
#define SW_FILM_FILM_MATCH_H

#include "film/film_edit.h"

#define SW_FILM_GROUPS_MAX 384

/* One edit for all organisms that it suits: its choice is SW_FILM_SOME. */
struct sw_film_group {
    struct sw_film_edit edit;
    uint32_t gain;  /* cells that become right, less those that become wrong, each alone */
    uint32_t best;  /* the gain of the organism that gains most, */
    uint8_t leader; /* and which it is */
};

struct sw_film_groups {
    enum sw_film_connection connection;
    uint32_t organisms;
    struct sw_organism organism[SW_ORGANISMS_MAX];
    uint32_t count; /* further groups are left out */
    struct sw_film_group group[SW_FILM_GROUPS_MAX];
};

/* Finds moves, copies, turns, stamps, recolourings, deletions, fillings, outlines and extensions of
 * the organisms of one connection such that all that they paint is right in `next`, which has the
 * size of the canvas. `out->connection` and the organisms are given. */
void sw_film_match(const struct sw_grid *grid, const struct sw_grid *next,
                   struct sw_film_groups *out);

#endif
