/* exchange.h - all that crosses ranks: tokens during lives, scores between them, and at the start
 * what rank 0 knows (config, and on resume the records from which every rank rebuilds the parents).
 * The only module that calls MPI.
 *
 * Collective functions are called by all ranks in the same order. A failure inside MPI, or bytes
 * that no rank of this program sends, end all ranks with one sentence and exit code 70: there is no
 * way to go on without a rank. (A rank that dies ends the others too, by the launcher's hand.)
 */
#ifndef SW_EXCHANGE_EXCHANGE_H
#define SW_EXCHANGE_EXCHANGE_H

#include "base/error.h"
#include "exchange/hosting.h"

#include <stdbool.h>
#include <stdint.h>

struct sw_exchange {
    uint32_t rank, ranks;
    uint64_t bytes_sent;               /* by this rank, payload only */
    uint64_t token_bytes, score_bytes; /* of these: tokens of lives, scores */
    char host[64];                     /* of this rank */
    bool mpi;                          /* MPI was started */
};

/* The number of the messages' forms: raised when any of them changes. */
#define SW_EXCHANGE_FORMAT "3"

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

/* Collective. all[total * each] floats: every rank has filled its own block of the deal of `total`
 * items; afterwards all ranks hold all. */
int sw_exchange_scores(struct sw_exchange *exchange, float *all, uint64_t total, uint32_t each,
                       struct sw_error *error);

/* Collective. Tokens to the ranks that seat the listeners. Members 0..total-1 are dealt in blocks
 * of `unit` (litters); said holds what my members said, `each` bytes a member in order; heard[i]
 * becomes what speaker source[first + i] said. source: [total], the same on all ranks. All
 * tokens are below `words`, or the run ends with exit code 70.
 */
int sw_exchange_tokens(struct sw_exchange *exchange, const uint8_t *said, uint8_t *heard,
                       const uint32_t *source, uint64_t total, uint32_t unit, uint32_t each,
                       uint32_t words, struct sw_error *error);

/* Collective. Sum over ranks, on rank 0 (figures for people only). */
uint64_t sw_exchange_sum(struct sw_exchange *exchange, uint64_t mine);

#endif
