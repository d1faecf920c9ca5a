/* exchange.h - all that crosses ranks: tokens during lives, scores, plans and genomes between them,
 * records to rank 0, and at the start what rank 0 knows. Only exchange.c calls MPI.
 *
 * Collective functions are called by all ranks in the same order. A failure inside MPI, or bytes
 * that no rank of this program sends, end all ranks with one sentence and exit code 70: there is no
 * way to go on without a rank. (A rank that dies ends the others too, by the launcher's hand.)
 */
#ifndef SW_POPULATION_EXCHANGE_H
#define SW_POPULATION_EXCHANGE_H

#include "base/error.h"
#include "population/hosting.h"

#include <stdbool.h>
#include <stdint.h>

/* What is sent: id, and its name for people. */
#define SW_TRAFFIC_ROWS(ROW)                                                                       \
    ROW(SW_TRAFFIC_SCORES, "scores")     /* of members, and what is observed of them */            \
    ROW(SW_TRAFFIC_TOKENS, "tokens")     /* of lives */                                            \
    ROW(SW_TRAFFIC_RECORDS, "records")   /* for the store: births, scores, statistics */           \
    ROW(SW_TRAFFIC_PLANS, "plans")       /* of islands, where they are chosen among */             \
    ROW(SW_TRAFFIC_STEPS, "steps")       /* that kin share */                                      \
    ROW(SW_TRAFFIC_PARENTS, "parents")   /* genomes with their moments, keyframes */               \
    ROW(SW_TRAFFIC_MIGRANTS, "migrants") /* under way for some generations */                      \
    ROW(SW_TRAFFIC_CONTROL, "control")   /* whether all go on */

#define SW_TRAFFIC_ID(id, name) id,
enum sw_traffic { SW_TRAFFIC_ROWS(SW_TRAFFIC_ID) SW_TRAFFICS };

struct sw_exchange {
    uint32_t rank, ranks;
    /* Payload bytes that this rank sent and received, by kind. Of a gathering of n ranks in which
     * all hear all a rank sends what it has n - 1 times. */
    uint64_t sent[SW_TRAFFICS], received[SW_TRAFFICS];
    /* Seconds that this rank spent in meeting others, mostly waiting; and core-seconds of these. */
    double waited, waited_working;
    char host[64]; /* of this rank */
    uint32_t fan;  /* at most so many ranks of a machine send by way of one; 0: all of them */
    bool mpi;      /* MPI was started */
    struct sw_exchange_groups *groups; /* owned; between sw_exchange_host and _unhost */
};

/* The number of the messages' forms: raised when any of them changes. */
#define SW_EXCHANGE_FORMAT "8"

/* Collective. Starts MPI. One process that nobody launched is alone in it and starts no daemon. */
int sw_exchange_begin(struct sw_exchange *exchange, struct sw_error *error);

/* Local, also before MPI: the name and version of its library, one line. */
#define SW_EXCHANGE_LIBRARY 128
char *sw_exchange_library(char text[SW_EXCHANGE_LIBRARY]);

/* What has to be the same on all ranks, as text: {"--stop-at", "5"}. */
struct sw_exchange_trait {
    const char *name, *value; /* value: NULL is "none" */
};

#define SW_EXCHANGE_TRAITS 16 /* at most */

/* Collective, the first of all: ranks of different builds may meet here, so what it sends keeps its
 * form for ever. If a trait differs from rank 0's on any rank, all return -1 with the sentence of
 * the lowest such rank, and SW_EXIT_USAGE. */
int sw_exchange_meet(struct sw_exchange *exchange, const struct sw_exchange_trait *trait,
                     uint32_t traits, struct sw_error *error);

/* Collective. On how many machines the ranks are. */
uint32_t sw_exchange_hosts(struct sw_exchange *exchange);

/* Local. One rank and no MPI. */
void sw_exchange_alone(struct sw_exchange *exchange);

/* Collective. Ends MPI if it was started. */
void sw_exchange_end(struct sw_exchange *exchange);

/* Local, ends all ranks at once. */
void sw_exchange_abort(int code) __attribute__((noreturn));

/* Collective. If any rank failed, all return -1 with the sentence of the lowest that did. */
int sw_exchange_agree(struct sw_exchange *exchange, int failed, struct sw_error *error);

/* Collective. The greatest of the ranks' values. */
uint32_t sw_exchange_most(struct sw_exchange *exchange, uint32_t mine);

/* Collective. Rank 0's bytes (of any length) on all ranks; elsewhere *bytes is allocated and
 * released by free(). */
int sw_exchange_broadcast(struct sw_exchange *exchange, void **bytes, size_t *size,
                          struct sw_error *error);

/* Collective. The ranks of each spread island find each other, and those of each machine; needed
 * before what is below on more than one rank. The hosting is that of this exchange's ranks. */
int sw_exchange_host(struct sw_exchange *exchange, const struct sw_hosting *hosting,
                     struct sw_error *error);

/* Collective where sw_exchange_host was called; else does nothing. */
void sw_exchange_unhost(struct sw_exchange *exchange);

/* Collective. all: [hosted islands][litters][each] floats, in which my litters are filled;
 * afterwards all litters of the islands that I host are. */
int sw_exchange_scores(struct sw_exchange *exchange, const struct sw_hosting *hosting, float *all,
                       uint32_t each, struct sw_error *error);

/* Collective. Tokens to the ranks that seat the listeners. A litter has `unit` rows; said holds
 * what the rows of my litters said, `each` bytes a row in order; heard[i] becomes what the speaker
 * of my i-th row said. source: [hosted islands][litters * unit] the row of the same island that
 * each hears. All tokens are below `words`, or the run ends with exit code 70. */
int sw_exchange_tokens(struct sw_exchange *exchange, const struct sw_hosting *hosting,
                       const uint8_t *said, uint8_t *heard, const uint32_t *source, uint32_t unit,
                       uint32_t each, uint32_t words, struct sw_error *error);

/* Collective. What each rank has, on all ranks, in the order of ranks: *all is released by free().
 * If `failed` is set on any rank, or memory is short, all return -1. */
int sw_exchange_all(struct sw_exchange *exchange, enum sw_traffic kind, int failed,
                    const void *mine, size_t size, void **all, size_t *total,
                    struct sw_error *error);

/* Collective. What each rank has goes to rank 0, over one rank of each machine (or of each `fan`).
 * There take(context, bytes, size) is called with all of it, blocks of ranks in some order; if that
 * fails, rank 0 alone returns 1. If `failed` is set on any rank, or memory is short, all return -1
 * and nothing is taken. */
int sw_exchange_gather(struct sw_exchange *exchange, enum sw_traffic kind, int failed,
                       const void *mine, size_t size,
                       int (*take)(void *context, const void *bytes, size_t size,
                                   struct sw_error *error),
                       void *context, struct sw_error *error);

/* Collective. The same for what is large: one rank after another, so that rank 0 holds one rank's
 * at a time. Failures stay a rank's own: where rank 0 has failed it takes nothing more. */
int sw_exchange_collect(struct sw_exchange *exchange, enum sw_traffic kind, int failed,
                        const void *mine, size_t size,
                        int (*take)(void *context, const void *bytes, size_t size,
                                    struct sw_error *error),
                        void *context, struct sw_error *error);

/* Collective. Rank 0 makes a message for each rank, one after another: make(context, rank, &size)
 * returns bytes to be released by free(). *mine is released by free(). A failure on any rank fails
 * on all. */
int sw_exchange_deal_out(struct sw_exchange *exchange,
                         void *(*make)(void *context, uint32_t rank, size_t *size,
                                       struct sw_error *error),
                         void *context, void **mine, size_t *size, struct sw_error *error);

/* What goes from one rank to another. Both know of it; between two ranks letters arrive in the
 * order in which they stand in both lists. */
struct sw_letter {
    uint32_t peer;
    bool incoming;
    void *bytes;
    size_t size; /* incoming: the room, which becomes the length */
};

/* Collective. Sends and receives all letters. If `failed` is set on any rank, all return -1 and
 * nothing is sent. */
int sw_exchange_letters(struct sw_exchange *exchange, enum sw_traffic kind, int failed,
                        struct sw_letter *letter, uint32_t letters, struct sw_error *error);

/* Collective. The same in two parts: post begins, and await, which the caller calls once if post
 * succeeded, waits until all have been sent and received. Until then the letters and their bytes
 * stay where they are. *room: what is under way, released by free() after await; NULL on failure.
 * Await is Local: it waits for letters that all ranks have posted. */
int sw_exchange_post(struct sw_exchange *exchange, enum sw_traffic kind, int failed,
                     struct sw_letter *letter, uint32_t letters, void **room,
                     struct sw_error *error);
void sw_exchange_await(struct sw_exchange *exchange, enum sw_traffic kind, struct sw_letter *letter,
                       uint32_t letters, void *room);

/* Local. Room for so many letters at a time, for sw_exchange_round; released by free(). */
void *sw_exchange_letters_room(uint32_t letters, struct sw_error *error);

/* Collective. Letters that are sent often and are short: nobody asks first whether all ranks can,
 * so all must come, and each letter's room must do. */
void sw_exchange_round(struct sw_exchange *exchange, enum sw_traffic kind, struct sw_letter *letter,
                       uint32_t letters, void *room);

/* The same in two parts: begins, and sw_exchange_await ends it. Local, as await is. */
void sw_exchange_round_begin(struct sw_exchange *exchange, enum sw_traffic kind,
                             struct sw_letter *letter, uint32_t letters, void *room);

/* Collective among the ranks of the list (ascending, 1 or more, mine among them). A running sum
 * goes from rank to rank: add(context, sum, first, end) adds to sum[first..end-1] what this rank
 * has. So the order of additions is that of ranks, whatever their number. Afterwards all of them
 * have the sum. Rows of zeros are not sent, so what does not evolve costs next to nothing. sum:
 * [floats], cleared here. */
void sw_exchange_add_up(struct sw_exchange *exchange, const uint32_t *rank, uint32_t ranks,
                        float *sum, uint32_t floats,
                        void (*add)(void *context, float *sum, uint32_t first, uint32_t end),
                        void *context);

/* Payload bytes that this rank sent so far, of all kinds. Local. */
uint64_t sw_exchange_sent(const struct sw_exchange *exchange);

/* The name of a kind. Local. */
const char *sw_traffic_name(enum sw_traffic kind);

/* Collective. Sum over ranks, on rank 0 (figures for people only). */
uint64_t sw_exchange_sum(struct sw_exchange *exchange, uint64_t mine);

/* Collective. On rank 0: what all ranks sent since `before`, divided by `each`; by kind as a text,
 * "tokens 1.25, records 0.30", in `kinds`. before: [SW_TRAFFICS], of this rank. */
#define SW_EXCHANGE_KINDS 160
double sw_exchange_tell_sent(struct sw_exchange *exchange, const uint64_t *before, double each,
                             char kinds[SW_EXCHANGE_KINDS]);

#endif
