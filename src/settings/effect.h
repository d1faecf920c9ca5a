/* effect.h - which settings of a run do nothing in it, and why: one table of rows, each for one key
 * (or for all of a section). A new setting that only acts beside others gets a row there. Local.
 */
#ifndef SW_SETTINGS_EFFECT_H
#define SW_SETTINGS_EFFECT_H

#include "settings/settings.h"

#define SW_EFFECT_TEXT 512 /* bytes of a sentence, with its final 0 */

/* Calls `tell` with "KEY has no effect here, because ..." for each setting without one, in the
 * order of the table of settings. A setting that is at its default is passed over, unless it is one
 * that looks as if it acted (selection.pressure, phases). */
void sw_effects(const struct sw_settings *settings, uint32_t ranks,
                void (*tell)(const char *sentence, void *context), void *context);

/* What the pressure comes to with these members: "8 of 256 members breed, in 8 litters". */
const char *sw_effect_pressure(const struct sw_settings *settings, char text[SW_EFFECT_TEXT]);

/* "selection.pressure = 0.9 means here: 8 of 256 members breed, in 8 litters." */
const char *sw_effect_sentence(const struct sw_settings *settings, char text[SW_EFFECT_TEXT]);

/* "families.share = 0.5 means here: 4 islands ... stay apart by about 0.53 ..."; NULL if no step is
 * shared. */
const char *sw_effect_share(const struct sw_settings *settings, char text[SW_EFFECT_TEXT]);

/* Whether a setting acts nowhere in the run, at its default or not: the first reason, or NULL. */
const char *sw_effect_idle(const struct sw_settings *settings, const struct sw_parameter *parameter,
                           char why[SW_EFFECT_TEXT]);

/* Whether the run ever comes to a phase. */
bool sw_effect_phase(const struct sw_settings *settings, uint32_t phase);

#endif
