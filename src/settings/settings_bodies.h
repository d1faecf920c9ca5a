/* settings_bodies.h - what the settings of a game of bodies may not be beside each other. Local. */
#ifndef SW_SETTINGS_SETTINGS_BODIES_H
#define SW_SETTINGS_SETTINGS_BODIES_H

#include "settings/settings.h"

/* Refuses (exit code 2) settings that contradict each other. worlds.source names a game. */
int sw_settings_bodies_check(const struct sw_settings *settings, struct sw_error *error);

#endif
