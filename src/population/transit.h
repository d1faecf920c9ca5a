/* transit.h - migrants that are under way for some generations (migration.delay = d).
 *
 * When migration is due after generation g, every island chooses its emigrants as it always does:
 * by what was scored in g. They are copied then, and arrive after generation g + d, where an island
 * takes or refuses them beside those that it has by then: so its children of g + d + 1 are the
 * first that can have them as parents. Who goes where follows from the seed, so nobody has to ask:
 * the home of an island sends its emigrants to all ranks whose islands wait for them, and goes on;
 * a rank waits for them only when they arrive. Between the two lie d generations of lives.
 *
 *   generation   g         g + 1 ... g + d         g + d + 1
 *                lived     lived                   born: children of migrants of g
 *                leave ->  (under way)    arrive ->
 *
 * What an edge carries, members or parents, is said when they leave: by the schemes of both islands
 * then. Where an island begins or ends to recombine while they are under way, it takes nobody who
 * left as the other kind; they are lost to it.
 *
 * Who left stands in the store (SW_STORE_DEPARTURE), and keyframes hold those that are under way:
 * so a run that goes on, on any number of ranks, has them again.
 */
#ifndef SW_POPULATION_TRANSIT_H
#define SW_POPULATION_TRANSIT_H

#include "population/breeding.h"
#include "population/checkpoint.h"
#include "population/travel.h"

/* The emigrants of one island. */
struct sw_flight {
    uint32_t from;
    /* The id of an emigrant is SW_NOBODY where nobody left in its place, or where it comes from
     * another rank and is not there yet. */
    struct sw_departure departure;
    struct sw_individual *individual; /* [emigrants]; weights NULL: not here */
};

/* All of one generation that this rank knows of, because it hosts where they leave or arrive. */
struct sw_transit {
    uint64_t left, due; /* after which generations they leave and arrive */
    uint32_t flights;
    struct sw_flight *flight; /* [flights] in the order of islands */
    uint32_t letters;
    struct sw_letter *letter; /* [letters] that are on their way; NULL: none, or all are there */
    uint32_t (*place)[2];     /* [letters] flight and emigrant of each */
    void *under_way;          /* what sw_exchange_post has begun; NULL: nothing */
    struct sw_transit *next;  /* leaves later */
};

/* Whether migrants leave after a generation to arrive later. The same on all ranks. Local. */
bool sw_transit_departs(const struct sw_breeding *breeding, uint64_t generation);

/* Who leaves after `generation`, next: [hosted] as planned; *out is NULL if nobody does.
 * Individuals are not made yet. Local. */
int sw_transit_plan(const struct sw_breeding *breeding, uint64_t generation,
                    const struct sw_lived *lived, const struct sw_island *next,
                    struct sw_transit **out, struct sw_error *error);

/* Waits for the letters of those who have arrived, and reads them. Once is enough. Local, as below.
 */
int sw_transit_receive(const struct sw_breeding *breeding, struct sw_transit *transit,
                       struct sw_error *error);

/* Who is due after `generation` is taken or not: litters of next get other parents. Local: it waits
 * for what all ranks have posted. */
int sw_transit_land(const struct sw_breeding *breeding, uint64_t generation,
                    const struct sw_lived *lived, struct sw_island *next, struct sw_error *error);

/* Collective. Makes by get() those who leave, and sends them. transit becomes the breeding's, also
 * on failure, which is one of all ranks. NULL: this rank has no part. */
int sw_transit_depart(struct sw_breeding *breeding, struct sw_transit *transit,
                      sw_get_individual *get, void *context, struct sw_error *error);

/* Somebody who is under way or has just arrived, or NULL. Local. */
const struct sw_individual *sw_transit_individual(const struct sw_breeding *breeding, uint64_t id);

/* Forgets who was due before the breeding's generation. Local. */
void sw_transit_forget(struct sw_breeding *breeding);

/* The whole list. Waits for what is under way: Local, as above. NULL is fine. */
void sw_transit_free(struct sw_transit *transit, const struct sw_breeding *breeding);

/* Those who left islands whose home is here and are under way, for keyframes: visit returns 0 to go
 * on. Local. */
int sw_transit_visit(const struct sw_breeding *breeding,
                     int (*visit)(void *context, const struct sw_individual *individual),
                     void *context);

/* Records of who left after the generation that was lived last, of homes here. Local. */
int sw_transit_pack(struct sw_records *records, const struct sw_breeding *breeding,
                    struct sw_error *error);

/* Resume: who left `from` after generation `left`, from the record; in the order of generations and
 * islands, before the breeding stands at `base`. get() gives those who are due then or later.
 * Local.
 */
int sw_transit_restore(struct sw_breeding *breeding, uint64_t base, uint64_t left, uint32_t from,
                       const void *bytes, size_t size, sw_get_individual *get, void *context,
                       struct sw_error *error);

/* The generations whose departures a breeding that stands at base needs: first..end-1. */
void sw_transit_needed(const struct sw_settings *settings, uint64_t base, uint64_t *first,
                       uint64_t *end);

#endif
