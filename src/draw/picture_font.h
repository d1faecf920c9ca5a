/* picture_font.h - letters of 5 x 8 dots for captions, drawn for this program. Local. */
#ifndef SW_DRAW_PICTURE_FONT_H
#define SW_DRAW_PICTURE_FONT_H

#include <stdint.h>

#define SW_FONT_COLUMNS 5
#define SW_FONT_ROWS    8

/* The rows of a letter, from the top; bit 4 is the left dot. What is not ASCII 32..126 is a '?'. */
const uint8_t *sw_font_glyph(char character);

#endif
