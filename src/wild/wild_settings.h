/* wild_settings.h - the settings of a world in the wild: one table of rows, as base/parameter.h has
 * it. They are a table of their own, since a wild run has no generations, islands or schemes.
 * Local.
 */
#ifndef SW_WILD_WILD_SETTINGS_H
#define SW_WILD_WILD_SETTINGS_H

#include "agent/body_brain.h"
#include "base/parameter.h"

#define SW_WILD_SIDE_MAX   1024 /* cells */
#define SW_WILD_BODIES_MAX 65536
#define SW_WILD_WORLDS_MAX 16
#define SW_WILD_REACH      2 /* cells that a body sees, and hears, to each side */
#define SW_WILD_PLACES     25u
#define SW_WILD_COLOURS    4u /* of plants */
#define SW_WILD_MEAL       100
#define SW_WILD_SIZE_MAX   9
#define SW_WILD_WORDS      8u /* 0 is silence */

#define SW_WILD_SPEECH_ROWS(FIRST, ROW)                                                            \
    FIRST(SW_WILD_SPEECH_NONE, "none", "brains have no words")                                     \
    ROW(SW_WILD_SPEECH_NORMAL, "normal", "a word is heard by all who see its speaker")             \
    ROW(SW_WILD_SPEECH_SILENT, "silent", "a control: words are said, and nobody hears one")        \
    ROW(SW_WILD_SPEECH_SHUFFLED, "shuffled",                                                       \
        "a control: instead of a speaker's word that of another body, drawn in each tick, is "     \
        "heard")

enum sw_wild_speech { SW_WILD_SPEECH_ROWS(SW_ROW_ID, SW_ROW_ID) SW_WILD_SPEECHES };

#define SW_WILD_IMITATION_ROWS(FIRST, ROW)                                                         \
    FIRST(SW_WILD_IMITATION_NO, "no", "there is no such act")                                      \
    ROW(SW_WILD_IMITATION_YES, "yes",                                                              \
        "one act more: a body does what the nearest body that it sees did in the tick before")     \
    ROW(SW_WILD_IMITATION_SHUFFLED, "shuffled",                                                    \
        "a control: it does what another body did, drawn in each tick")

enum sw_wild_imitation { SW_WILD_IMITATION_ROWS(SW_ROW_ID, SW_ROW_ID) SW_WILD_IMITATIONS };

#define SW_WILD_MIND_ROWS(FIRST, ROW)                                                              \
    FIRST(SW_WILD_MIND_BRAIN, "brain", "what the genome's brain chooses")                          \
    ROW(SW_WILD_MIND_RANDOM, "random", "a control: evenly at random, whatever the genome")

enum sw_wild_mind { SW_WILD_MIND_ROWS(SW_ROW_ID, SW_ROW_ID) SW_WILD_MINDS };

struct sw_wild_settings {
    int64_t seed, ticks, report;
    int64_t width, height, plants, growth;
    int64_t bodies, least, most, energy, divide, harm, age, reversal;
    int32_t mind, plastic, speech;
    bool recalls;
    int64_t features, memory;
    double strength;
    int64_t worlds;
    double migration;
    bool trophic;
    int64_t keyframes;
    int32_t imitate;
    int64_t speech_cost;
};

extern const struct sw_parameters sw_wild_table;

/* Reads a config (NULL: the defaults) and what --set says after it. */
int sw_wild_settings_read(const char *path, const char *const *set, uint32_t sets,
                          struct sw_wild_settings *out, struct sw_error *error);

/* What rows cannot say: keys that contradict each other. */
int sw_wild_settings_check(const struct sw_wild_settings *settings, struct sw_error *error);

/* Whether a row is part of what is stored of a run: all but those that came later and have their
 * defaults, so that a run that does not use them is stored as it was before. */
bool sw_wild_settings_stored(const struct sw_parameter *row, const void *settings);

/* Whether the state at the end of a page is kept. */
bool sw_wild_keyframe(const struct sw_wild_settings *settings, uint64_t page);

/* Tells of each setting that is not at its default and does nothing beside the others. */
void sw_wild_settings_idle(const struct sw_wild_settings *settings,
                           void (*tell)(const char *sentence, void *context), void *context);

struct sw_brain_shape sw_wild_settings_shape(const struct sw_wild_settings *settings);

#endif
