/* effect_private.h - the rows of effect.c, and those of effect_islands.c (migration and families),
 * for effect_tell.c, which asks them. Local. */
#ifndef SW_SETTINGS_EFFECT_PRIVATE_H
#define SW_SETTINGS_EFFECT_PRIVATE_H

#include "settings/effect.h"

/* What a row is asked about. */
struct sw_effect_situation {
    const struct sw_settings *settings;
    uint32_t ranks;
    const struct sw_parameter *parameter; /* the key */
    uint32_t phase;                       /* of the key, if it is one of a phase */
    char *why;                            /* [SW_EFFECT_TEXT] */
};

/* Writes why a key does nothing, and is true. here: whatever has a `why`. */
#define because(here, ...) sw_effect_because((here)->why, __VA_ARGS__)
bool sw_effect_because(char why[SW_EFFECT_TEXT], const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A key, or all of a section but one (key NULL), and whether it does nothing. always: also told of
 * at its default. where: "" or where alone it does nothing. */
struct sw_effect_row {
    const char *section, *key, *but;
    bool always;
    const char *where;
    bool (*inert)(const struct sw_effect_situation *here);
};

/* Of the section keeping: whether a key keeps nothing. */
bool sw_effect_keeps_nothing(const struct sw_effect_situation *here);

/* Whether there are no probe worlds; whether agents have no forecast expert. */
bool sw_effect_no_probes(const struct sw_effect_situation *here);
bool sw_effect_no_foresight(const struct sw_effect_situation *here);

extern const struct sw_effect_row sw_effect_rows[], sw_effect_island_rows[];
extern const size_t sw_effect_row_count, sw_effect_island_row_count;

static inline const struct sw_scheme *scheme_of(const struct sw_settings *settings)
{
    return sw_scheme_row((uint32_t)settings->selection.scheme);
}

/* effect_selection.c, of [selection]. no_rate: whether the scheme makes no step of recombination;
 * no_length: whether it sets the length of it itself. */
bool sw_effect_no_pressure(const struct sw_effect_situation *here);
bool sw_effect_no_elites(const struct sw_effect_situation *here);
bool sw_effect_few_elites(const struct sw_effect_situation *here);
bool sw_effect_no_use(const struct sw_effect_situation *here);
bool sw_effect_nobody_old(const struct sw_effect_situation *here);
bool sw_effect_no_rate(const struct sw_effect_situation *here);
bool sw_effect_no_length(const struct sw_effect_situation *here);

/* Why a key of the section of bodies does nothing; NULL if it does something. */
const char *sw_effect_no_bodies(const struct sw_settings *settings, const char *key);

#endif
