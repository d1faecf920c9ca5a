/* wild_speech.h - what words are worth in the wild: what they tell of their speaker's situation,
 * and whether those who hear them live better than those who do not. Local.
 *
 * A run's last state goes on for some ticks, in which nobody is mutated and no newcomer arrives, in
 * repeats that differ in where plants grow. Each repeat is lived three times from the same state:
 * words are heard; nobody hears one; of who is seen the word of somebody else is heard.
 *
 * A word tells what the mutual information is of word and situation, over all bodies and ticks in
 * which words are heard, silence included. Beside it stand what is left if words are exchanged
 * among those who live in one world in the tick (the most of SW_WILD_NULLS shuffles), and what the
 * word says that the same body said SW_WILD_LAG ticks before. The first null is 0 but for chance;
 * the second keeps what families differ in, who says what and what befalls whom.
 */
#ifndef SW_WILD_WILD_SPEECH_H
#define SW_WILD_WILD_SPEECH_H

#include "wild/wild_life.h"

#define SW_WILD_NULLS      20u
#define SW_WILD_LAG        32u
#define SW_WILD_SITUATED   SW_WILD_EVENTS /* most values that a situation may have */
#define SW_WILD_NULL_COUNT (SW_WILD_NULLS + 1u)

/* id, name, what a situation is. */
#define SW_WILD_ABOUT_ROWS(ROW)                                                                    \
    ROW(SW_WILD_ABOUT_EVENT, "event", "what the speaker just ate or ran into")                     \
    ROW(SW_WILD_ABOUT_AHEAD, "ahead", "what it faces")                                             \
    ROW(SW_WILD_ABOUT_ENERGY, "energy", "how much energy it has")

enum sw_wild_about { SW_WILD_ABOUT_ROWS(SW_ROW_ID) SW_WILD_ABOUTS };

const char *sw_wild_about_name(uint32_t about);

#define SW_WILD_HEARING_ROWS(ROW)                                                                  \
    ROW(SW_WILD_HEARING, "heard")                                                                  \
    ROW(SW_WILD_DEAF, "deaf")                                                                      \
    ROW(SW_WILD_SHUFFLED, "shuffled")

enum sw_wild_hearing { SW_WILD_HEARING_ROWS(SW_ROW_ID) SW_WILD_HEARINGS };

const char *sw_wild_hearing_name(uint32_t hearing);

/* How often a word and a situation met: as said, then in each shuffle. */
struct sw_wild_said {
    uint64_t count[SW_WILD_ABOUTS][SW_WILD_NULL_COUNT][SW_WILD_SITUATED][SW_WILD_WORDS];
    /* The same of the word SW_WILD_LAG ticks before, and of the word of now beside the same
     * situations: of bodies that lived so long. */
    uint64_t late[SW_WILD_ABOUTS][SW_WILD_SITUATED][SW_WILD_WORDS];
    uint64_t now[SW_WILD_ABOUTS][SW_WILD_SITUATED][SW_WILD_WORDS];
};

/* What came of one life of a repeat. */
struct sw_wild_survival {
    uint32_t living; /* at the end */
    uint64_t deaths, born;
    uint64_t body_ticks; /* lived, summed over bodies */
    uint64_t units;      /* that were eaten */
};

/* Bits that words tell of situations. */
double sw_wild_information(uint64_t (*count)[SW_WILD_WORDS]);

/* Lives one repeat from a state, which stays as it is. said (NULL: nobody asks) is added to. */
int sw_wild_hear(const struct sw_wild_life *state, uint64_t repeat, enum sw_wild_hearing hearing,
                 uint64_t ticks, struct sw_wild_said *said, struct sw_wild_survival *out,
                 struct sw_error *error);

#endif
