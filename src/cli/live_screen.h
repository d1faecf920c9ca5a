/* live_screen.h - a world of bodies on a terminal, and the keys of a person who takes a seat.
 * Local.
 *
 * On a terminal that is large enough each frame is drawn over the one before; anywhere else frames
 * follow each other as text. Without a terminal on stdin every key is one tick, and the end of the
 * input gives the seat back.
 */
#ifndef SW_CLI_LIVE_SCREEN_H
#define SW_CLI_LIVE_SCREEN_H

#include "base/error.h"
#include "draw/render.h"
#include "world/body/body_step.h"

#include <termios.h>

struct sw_live_screen {
    enum sw_render_style style;
    uint32_t pause;   /* ms that a frame is shown, and that a key is waited for */
    bool redraws;     /* frames are drawn over each other */
    uint32_t columns; /* of a cell: 1 or 2 */
    bool keys, raw;   /* stdin has keys; it is a terminal whose settings were changed */
    struct termios before;
};

/* What a person wants in a tick. */
struct sw_live_wish {
    uint8_t act, say; /* say: 1..7, or 0 */
    bool quits, left; /* left: there are no more keys */
};

/* style, pause: as asked; seated: a person has a seat, so keys are read. */
void sw_live_begin(struct sw_live_screen *screen, const struct sw_body_game *game,
                   enum sw_render_style style, uint32_t pause, bool seated);
void sw_live_end(struct sw_live_screen *screen); /* gives the terminal back as it was */

/* Draws a frame: a line about the tick, the canvas, and a line for each body. seat: of the person,
 * or SW_BODY_SEATS. */
void sw_live_frame(const struct sw_live_screen *screen, const struct sw_body_world *world,
                   uint32_t seat);

/* Waits for a key, or until the pause is over. */
struct sw_live_wish sw_live_key(struct sw_live_screen *screen);

/* Waits for the pause. */
void sw_live_pause(const struct sw_live_screen *screen);

/* What a world with a task asks for, as far as a seat is told (SW_BODY_SEATS: whoever only looks
 * on), and how far its crew has come, in one line. */
void sw_live_task(const struct sw_body_world *world, uint32_t seat, FILE *out);

/* What hidden laws a world has, in one line. */
void sw_live_laws(const struct sw_body_world *world, FILE *out);

/* The keys, a line for each of the first acts that a game has, and what they do; and for imitation
 * where there is any. */
void sw_live_keys(uint32_t acts, bool imitates, FILE *out);

#endif
