/* film_pixels.h - a yardstick for films: cells coded one by one, no edits, no organisms. Local. */
#ifndef SW_FILM_FILM_PIXELS_H
#define SW_FILM_FILM_PIXELS_H

#include "world/grid/grid.h"

#include <stddef.h>

/* Bytes of the frames when every cell is coded by the same adaptive arithmetic coder that films
 * use: whether it changes, by whether its neighbours before it and its place in the frame before
 * did, then its new colour, by its old one and its left neighbour's. SIZE_MAX when out of memory.
 */
size_t sw_film_pixels_size(const struct sw_grid *frame, uint32_t count);

#endif
