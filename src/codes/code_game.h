/* code_game.h - a game of codes that is learned: who sees a frame and the next says a code, who
 * sees the first alone makes the next of it. Only what goes over the channel differs. Local.
 *
 *     nothing  no code: what the listener makes of a frame alone
 *     edits    two given words for each frame: the edit that a search finds (what is done, to which
 *              colour); only the listener learns
 *     vector   real numbers between -1 and 1. What reaches them from the listener goes on to the
 *              speaker. While they are learned, noise of a 4-bit step is added
 *     tokens   L tokens of V: the numbers of a vector in L parts, each the nearest of V centres,
 * which is what is heard. Two thirds of the time it is learned as a vector; then k-means over what
 * is said makes the centres, and both go on learning with what is heard, as if it had been said,
 * while the centres follow (vector quantisation: van den Oord et al. 2017, arXiv 1711.00937)
 */
#ifndef SW_CODES_CODE_GAME_H
#define SW_CODES_CODE_GAME_H

#include "agent/code_mind.h"
#include "codes/code_film.h"
#include "forecast/lessons.h"
#include "world/forecast/context.h"
#include "world/puzzle/puzzle.h"

enum sw_code_channel {
    SW_CODE_CHANNEL_NOTHING,
    SW_CODE_CHANNEL_EDITS,
    SW_CODE_CHANNEL_TOKENS,
    SW_CODE_CHANNEL_VECTOR,
    SW_CODE_CHANNELS
};
const char *sw_code_channel_name(uint32_t channel); /* NULL if there is none */

struct sw_code_rules {
    enum sw_code_channel channel;
    uint32_t length, vocabulary; /* L, V; L divides numbers */
    uint32_t numbers;
    uint32_t features, hidden;
    uint64_t seed;
    uint32_t generations; /* each of lessons of SW_CODE_LESSONS frames */
    float rate, rate_end; /* of learning, in units of a tensor's scale; falls evenly */
};

#define SW_CODE_LESSONS 256u

/* What is said is rounded so: tokens are not. */
struct sw_code_wish {
    uint32_t bits;   /* of each number; 0: as it is */
    uint32_t search; /* tokens: so many of the nearest at each place are tried in the listener */
};

struct sw_code_game; /* opaque */

/* NULL if memory is short or the shape is out of range (exit code 2). */
struct sw_code_game *sw_code_game_create(const struct sw_code_rules *rules, struct sw_error *error);
void sw_code_game_destroy(struct sw_code_game *game); /* NULL is fine */

const struct sw_code_rules *sw_code_game_rules(const struct sw_code_game *game);
const struct sw_code_edit *sw_code_game_edits(const struct sw_code_game *game, uint32_t *count);

/* Whether what is said is of the channel's kind by now: tokens are a vector at first. */
bool sw_code_game_ready(const struct sw_code_game *game);

/* One generation of lessons; mean log likelihood of cells in *score. -1 when out of memory. */
int sw_code_game_learn(struct sw_code_game *game, double *score, struct sw_error *error);

/* What is said of two frames. */
int sw_code_game_say(struct sw_code_game *game, const struct sw_grid *from,
                     const struct sw_grid *to, const struct sw_code_wish *wish, struct sw_code *out,
                     struct sw_error *error);
/* What who hears it makes of a frame. */
void sw_code_game_make(struct sw_code_game *game, const struct sw_grid *from,
                       const struct sw_code *code, struct sw_grid *to);

/* Bits of a code as it is said. */
double sw_code_game_bits(const struct sw_code_game *game, const struct sw_code_wish *wish);

#endif
