/* turn_talk.h - whole dialogues of a game by turns (life/turns.h): what is said and done in each
 * turn on the canvas as it then is, and how much of what is said answers what was done. Local. */
#ifndef SW_DIALOGUE_TURN_TALK_H
#define SW_DIALOGUE_TURN_TALK_H

#include "dialogue/corpus.h"
#include "draw/render.h"

#include <stdio.h>

/* What comes of whole dialogues on some unseen puzzles; shares of them, or of turns. */
struct sw_turn_talk {
    uint32_t puzzles;
    double exact[SW_CHANNEL_MODES];    /* the whole comes out right */
    double unmended[SW_CHANNEL_MODES]; /* it would without the turn that mends */
    uint32_t mending;                  /* dialogues on channel normal with such a turn */
    double mended;                     /* of these, that come out right by it; NaN of none */
    uint32_t later; /* turns behind the first, on channel normal, that mend nothing */
    double answers; /* of these, in which something else is said where the words of the turns
                       before were exchanged for others; NaN of none */
};

/* The speaker is number 0 and the listener all the others (they may be one). held_out: puzzles of
 * what is held out of lives. At least two puzzles. */
int sw_turn_talk(struct sw_seated *speaker, struct sw_seated *listener,
                 const struct sw_worlds *worlds, enum sw_game_id game, uint64_t seed,
                 uint32_t puzzles, bool held_out, struct sw_turn_talk *out, struct sw_error *error);

void sw_turn_talk_text(const struct sw_turn_talk *talk, FILE *out);

/* One dialogue that was held on this channel: who sees, says and does what. length: tokens of an
 * utterance. */
void sw_turn_talk_print(const struct sw_puzzle *whole, const struct sw_answer *answer,
                        const struct sw_game *game, enum sw_channel_mode channel, uint32_t length,
                        enum sw_render_style style, FILE *out);

/* The dialogues on puzzles 0..puzzles-1, with the rules of each. */
int sw_turn_transcripts(struct sw_seated *speaker, struct sw_seated *listener,
                        const struct sw_worlds *worlds, enum sw_game_id game, uint64_t seed,
                        uint32_t puzzles, bool held_out, enum sw_render_style style, FILE *out,
                        struct sw_error *error);

#endif
