/* exchange_private.h - what the files of the exchange share; nobody else includes it. MPI itself is
 * in exchange.c alone: the others say by `sw_wire_...` what goes over the wire, in plain bytes and
 * numbers. A failure inside MPI ends all ranks (exchange.h).
 *
 * Collective among the ranks of the circle that is named, unless something else is said.
 */
#ifndef SW_POPULATION_EXCHANGE_PRIVATE_H
#define SW_POPULATION_EXCHANGE_PRIVATE_H

#include "population/exchange.h"

/* Says what went wrong between ranks and ends them all. Local. */
void sw_exchange_broken(const struct sw_exchange *exchange, const char *what, const char *why);

/* Local. */
void sw_exchange_count(struct sw_exchange *exchange, enum sw_traffic kind, uint64_t sent,
                       uint64_t received);

/* When this rank began to meet others, and when it was done: counts the time between. Local. */
struct sw_meeting {
    double seconds, working;
};

struct sw_meeting sw_exchange_enter(void);
void sw_exchange_leave(struct sw_exchange *exchange, struct sw_meeting meeting);

/* Ranks that speak with each other alone. */
enum sw_circle {
    SW_CIRCLE_EVEN,    /* the ranks that host an even, and an odd spread island: */
    SW_CIRCLE_ODD,     /* two islands that share a rank are never in the same circle */
    SW_CIRCLE_MACHINE, /* the ranks of this machine; its rank 0 leads */
    SW_CIRCLE_LEADERS, /* one rank of each machine */
    SW_CIRCLES
};

/* The ranks of a spread island that this rank hosts: rank i of it is rank first + i of all. */
struct sw_island_group {
    uint32_t island, first, ranks; /* ranks 0: this rank hosts no such island */
    int *count; /* [4 * ranks] scratch: counts and places of what is sent, and of what comes */
};

struct sw_exchange_groups {
    struct sw_island_group island[2]; /* of SW_CIRCLE_EVEN and SW_CIRCLE_ODD */
    int machine_rank, machine_ranks;
    int leader_ranks;              /* 0: this rank leads nobody */
    uint64_t *size;                /* [machine_ranks + leader_ranks] scratch */
    int *count;                    /* [2 * (machine_ranks + leader_ranks)] scratch */
    struct sw_exchange_wire *wire; /* owned; what MPI knows of the circles */
};

/* Room for what MPI knows of the circles; NULL where memory is short. Local. */
struct sw_exchange_wire *sw_wire_room(struct sw_error *error);

/* Collective among all. Makes the circles: groups->wire is there, groups->island says which
 * islands, and the figures of machine and leaders are set. */
void sw_wire_split(struct sw_exchange *exchange, struct sw_exchange_groups *groups);

/* Collective among all. */
void sw_wire_part(const struct sw_exchange *exchange, struct sw_exchange_groups *groups);

/* What all ranks come to; collective among all. */
enum sw_wire_operation { SW_WIRE_LEAST, SW_WIRE_MOST };

uint32_t sw_wire_reduce(const struct sw_exchange *exchange, uint32_t mine,
                        enum sw_wire_operation operation, const char *what);

/* Collective among all. `size` bytes of any length from one rank to all. */
void sw_wire_broadcast(const struct sw_exchange *exchange, void *bytes, uint64_t size,
                       uint32_t from, const char *what);

/* A number of each rank, on all of them. all: [ranks]. */
void sw_wire_numbers(const struct sw_exchange *exchange, uint64_t mine, uint64_t *all,
                     const char *what);

/* A number of each rank of a circle, on its rank 0. all: [ranks of the circle], on rank 0. */
void sw_wire_gather_numbers(const struct sw_exchange *exchange, enum sw_circle circle,
                            uint64_t mine, uint64_t *all, const char *what);

/* Bytes of each rank, on all of them. count, at: [ranks]. */
void sw_wire_blocks(const struct sw_exchange *exchange, const void *mine, int size, void *all,
                    const int *count, const int *at, const char *what);

/* Bytes of each rank of a circle, on its rank 0. count, at: there. placed: on rank 0, its own stand
 * at their place already. */
void sw_wire_gather(const struct sw_exchange *exchange, enum sw_circle circle, const void *mine,
                    int size, bool placed, void *all, const int *count, const int *at,
                    const char *what);

/* Among the ranks of a spread island: begins, and goes on while the other circle's begins. Ends by
 * sw_wire_end, until when nothing that was given may be touched. */
void sw_wire_begin_blocks(const struct sw_exchange *exchange, enum sw_circle circle, void *all,
                          const int *count, const int *at, const char *what);
void sw_wire_begin_trade(const struct sw_exchange *exchange, enum sw_circle circle, const void *out,
                         const int *out_count, const int *out_at, void *in, const int *in_count,
                         const int *in_at, const char *what);

/* Waits for both islands' circles, where something was begun. */
void sw_wire_end(const struct sw_exchange *exchange, const char *what);

/* Between two ranks: bytes of any length. */
void sw_wire_send(const struct sw_exchange *exchange, enum sw_traffic kind, const void *bytes,
                  uint64_t size, uint32_t to, const char *what);
void sw_wire_receive(const struct sw_exchange *exchange, enum sw_traffic kind, void *bytes,
                     uint64_t size, uint32_t from, const char *what);

/* One message of at most `room` bytes, no more than fit into an int. Returns how many came. */
uint64_t sw_wire_receive_some(const struct sw_exchange *exchange, enum sw_traffic kind, void *bytes,
                              uint64_t room, uint32_t from, const char *what);

/* Room for `letters` letters at once, released by free(); NULL where memory is short. Local. */
void *sw_wire_letters_room(uint32_t letters, struct sw_error *error);

/* Letters, each at most INT_MAX bytes: begins them all, and waits for them all; until then nothing
 * that was given may be touched. What came is counted in letter->size. */
void sw_wire_begin_letters(const struct sw_exchange *exchange, enum sw_traffic kind,
                           struct sw_letter *letter, uint32_t letters, void *room,
                           const char *what);
void sw_wire_end_letters(const struct sw_exchange *exchange, struct sw_letter *letter,
                         uint32_t letters, void *room, const char *what);

#endif
