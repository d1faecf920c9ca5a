/* outlook_private.h - what outlooks and their percepts share. Local. */
#ifndef SW_WORLD_FORECAST_OUTLOOK_PRIVATE_H
#define SW_WORLD_FORECAST_OUTLOOK_PRIVATE_H

#include "world/forecast/outlook.h"

/* Bit f: fate f makes of the cell what it is in `next`. */
uint32_t sw_outlook_right(const struct sw_outlook *outlook, const struct sw_outlook *next, int x,
                          int y);

/* The eight cells beside one, clockwise from the one above. */
extern const int8_t sw_outlook_x[8], sw_outlook_y[8];

#endif
