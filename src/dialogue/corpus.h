/* corpus.h - what one member says of unseen puzzles, and what another (or itself) does upon it: by
 * puzzle, and under every way of breaking the channel. In a game by turns a puzzle is one turn by
 * itself, as it should begin; dialogue/turn_talk.h has whole dialogues. The puzzles, and what a
 * shuffled channel delivers, are those of eval. Local. */
#ifndef SW_DIALOGUE_CORPUS_H
#define SW_DIALOGUE_CORPUS_H

#include "archive/examination.h"
#include "dialogue/seated.h"
#include "lang/lexicon.h"

#define SW_CORPUS_MAX 20000u /* puzzles: rules times messages are counted in a table */

/* What arrives at the listener. */
enum sw_way {
    SW_WAY_NORMAL,
    SW_WAY_SILENT,
    SW_WAY_CONSTANT, /* always the message that is said most often */
    SW_WAY_SHUFFLED, /* said of another puzzle */
    SW_WAY_SELF,     /* what the listener would say itself */
    SW_WAY_ORACLE,   /* nothing: it sees the demonstrations itself */
    SW_WAYS
};

const char *sw_way_name(enum sw_way way);
const char *sw_way_description(enum sw_way way);

/* One puzzle. */
struct sw_saying {
    uint8_t parts; /* rules in a row */
    uint32_t part[SW_PARTS_MAX];
    uint32_t rule, message; /* labels */
    uint8_t said[SW_UTTERANCE_MAX], heard[SW_UTTERANCE_MAX];
    struct sw_program edits; /* of the listener, hearing what was said */
    uint64_t act, own;       /* hashes of what the listener does, and does when it sees by itself */
    bool exact[SW_WAYS];
};

/* What becomes of messages that are exchanged: heard of a puzzle with another rule. */
struct sw_swaps {
    uint32_t count;      /* puzzles on which the two rules differ */
    double follow, stay; /* share of results that are right by the message, by the present puzzle */
    double chance;       /* of following, by a blind guess; by turns the best */
};

struct sw_influences {
    uint32_t states, messages;
    struct sw_estimate bits; /* over states; exact in each, so that it needs no correction */
    double flips;            /* chance that another message changes the program */
    double entropy;          /* of the messages: the most that bits can be */
};

struct sw_corpus {
    const struct sw_worlds *worlds; /* borrowed */
    uint32_t count, length, vocabulary;
    uint32_t words; /* of the vocabulary that are in use (sw_archive_words) */
    uint32_t turns; /* above 1: saying n is of turn n % turns of puzzle n / turns */
    uint64_t seed;
    bool held_out;               /* puzzles of what is held out of lives */
    struct sw_saying *saying;    /* [count], owned */
    uint32_t rules, messages;    /* labels */
    uint32_t *rule_at;           /* [rules] a puzzle of each rule; owned */
    uint32_t *message_at;        /* [messages] a puzzle of which it is said; owned */
    uint32_t *rule, *message;    /* [count] labels as columns; owned */
    struct sw_lexicon lexicon;   /* owned */
    uint32_t attributes;         /* of rules that differ in these puzzles: law, direction, ... */
    const char **attribute_name; /* [attributes], owned */
    uint32_t *attribute;         /* [count][attributes] choices, owned */
    bool ends;                   /* token 0 ends an utterance */
    bool cross;                  /* speaker and listener are two members */
    uint32_t owners;             /* members that own edits in this game; 1: nobody does */
    double chance, uneven; /* of a blind guess (dialogue/blind_guess.h): the best, and how much
                              less guesses as rules are met give, 0 or more; by turns. Else the
                              share of rules that are right, and 0 */
    struct sw_swaps swaps; /* by sw_corpus_probe */
    struct sw_influences influences;
};

/* The speaker speaks of puzzles 0..puzzles-1 of the worlds (generated), or of what is held out of
 * lives (sw_worlds_held() is then not 0), and the listener (which may be the speaker) edits. The
 * result is released by sw_corpus_clear, also after a failure. */
int sw_corpus_collect(struct sw_corpus *corpus, struct sw_seated *speaker,
                      struct sw_seated *listener, const struct sw_worlds *worlds,
                      enum sw_game_id game, uint64_t seed, uint32_t puzzles, bool held_out,
                      struct sw_error *error);

/* Listens again, to what nobody said there: fills exact[SW_WAY_CONSTANT], swaps, influences. */
int sw_corpus_probe(struct sw_corpus *corpus, struct sw_seated *listener, enum sw_game_id game,
                    struct sw_error *error);
void sw_corpus_clear(struct sw_corpus *corpus);

/* The name of a saying's rule, "fill.3>gravity.down"; cut like snprintf. */
void sw_corpus_rule_name(const struct sw_corpus *corpus, const struct sw_saying *saying, char *text,
                         size_t size);

/* Its laws alone, "fill>gravity", and its parameters, "colour=3 direction=down" or "". */
void sw_corpus_law_name(const struct sw_corpus *corpus, const struct sw_saying *saying, char *text,
                        size_t size);
void sw_corpus_parameters(const struct sw_corpus *corpus, const struct sw_saying *saying,
                          char *text, size_t size);

/* The choice that an attribute is in a puzzle: "right", "fill"; "-" if its rule has none. */
const char *sw_corpus_choice(const struct sw_corpus *corpus, uint32_t puzzle, uint32_t attribute);

/* Share of puzzles solved in one way. */
double sw_corpus_share(const struct sw_corpus *corpus, enum sw_way way);

#endif
