/* turns.h - games by turns (life/game.h): what each turn is a puzzle of. Local.
 *
 *       whole:   canvas ---- law 0 ---> . ---- law 1 ---> target
 *       turn 0:  canvas ---- law 0 ---> target
 *       turn 1:                         canvas - law 1 -> target
 *
 * In lives and in lessons every turn begins where the turns before it should have come to. So all
 * members of an island meet the same turns, and a turn costs what a world of one law costs. In an
 * examination it begins where they did come to: a canvas that was spoiled stays spoiled, and who
 * speaks next sees it. Demonstrations are the same in both.
 *
 * A puzzle of fewer laws than a life has turns begins again with its first; in an examination its
 * later turns do not take place.
 */
#ifndef SW_LIFE_TURNS_H
#define SW_LIFE_TURNS_H

#include "life/batch.h"
#include "life/tools.h"

/* Most turns of a dialogue: one for each law, and one that mends. */
#define SW_TURNS_MAX (SW_PARTS_MAX + 1)

/* The turn of every world as it should begin, described for who is shown things (bits of enum
 * sw_shown). whole, out: batches of as many worlds; `out` is written over. */
int sw_turns_take(const struct sw_batch *whole, uint32_t turn, uint8_t shows, bool classes,
                  struct sw_batch *out, struct sw_error *error);

/* Who speaks in a turn, and who edits: A is 0. members: how many take turns. */
struct sw_turn_seats {
    uint8_t teller, doer, members;
};

/* Of turn number `turn`, the puzzle `now`, with life.crew = `crew`. Where who edits owns its tools,
 * that is the one that can do the teacher of the turn alone; if anybody or nobody can, the one
 * whose turn it is. Who speaks is the one before. */
struct sw_turn_seats sw_turn_seats(const struct sw_game *game, uint32_t crew, uint32_t turn,
                                   const struct sw_puzzle *now);

/* One turn of a puzzle on its canvases as they are after `done`. A turn behind the last law shows
 * what is left to do of the whole. `out` is not `whole`. */
void sw_turn_now(const struct sw_puzzle *whole, uint32_t turn, const struct sw_program *done,
                 struct sw_puzzle *out);

/* The turn of every world on its canvas as it is after done[w]: what the members have done since
 * the first turn. done: the program of each world, `stride` bytes apart. */
int sw_turns_go_on(const struct sw_batch *whole, uint32_t turn, const struct sw_program *done,
                   size_t stride, uint8_t shows, struct sw_batch *out, struct sw_error *error);

/* Numbers first..first+worlds-1 of an examination of turns by themselves, each as it should begin:
 * number n is turn n % turns of puzzle n / turns. With one turn these are the puzzles. */
int sw_turns_examination(struct sw_batch *batch, const struct sw_worlds *worlds, uint64_t seed,
                         uint64_t first, uint32_t turns, bool held_out, uint8_t shows,
                         struct sw_error *error);

#endif
