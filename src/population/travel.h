/* travel.h - genomes that go to other ranks, where an island takes somebody from elsewhere: a
 * migrant, a parent that refounds it, a keyframe on resume.
 */
#ifndef SW_POPULATION_TRAVEL_H
#define SW_POPULATION_TRAVEL_H

#include "population/breeding.h"

/* A genome that goes from one rank to another. */
struct sw_journey {
    uint64_t id;
    uint32_t from, to; /* ranks; one of them is this */
    bool founds;       /* a present parent that refounds an island: it goes first */
};

/* The most arrays of weights and their state that an individual has. */
enum { SW_GENOME_ARRAYS = 11 };

/* Individuals that came from other ranks. */
struct sw_visitors {
    struct sw_individual *individual; /* [count] */
    uint32_t count;
};

typedef int sw_get_individual(void *context, uint64_t id, struct sw_individual *out,
                              struct sw_error *error);

/* Collective. Makes by get() those that leave (founds or not), sends them, and takes those that
 * come. A failure of one rank fails on all. */
int sw_travel(const struct sw_breeding *breeding, const struct sw_journey *journey,
              uint32_t journeys, bool founds, sw_get_individual *get, void *context,
              struct sw_visitors *out, struct sw_error *error);
void sw_visitors_free(struct sw_visitors *visitors);

/* A genome with all its state as the bytes of a letter: room for any, the size of one, to and from
 * bytes. peer: the rank that sent it. Local. */
size_t sw_genome_letter_room(const struct sw_breeding *breeding);
size_t sw_genome_letter_size(const struct sw_individual *individual,
                             const struct sw_breeding *breeding);
void sw_genome_letter_write(const struct sw_individual *individual,
                            const struct sw_breeding *breeding, void *bytes);
int sw_genome_letter_read(const void *bytes, size_t length, uint32_t peer, uint64_t id,
                          const struct sw_breeding *breeding, struct sw_individual *out,
                          struct sw_error *error);

/* The visitor of this id, or NULL. Local. */
const struct sw_individual *sw_visitor(const struct sw_visitors *visitors, uint64_t id);

#endif
