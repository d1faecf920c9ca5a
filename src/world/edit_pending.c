/* edit_pending.c - rows of the table whose functions are being written. */
#include "world/edit_private.h"

/* edit_move.c */
/* edit_pattern.c */
void sw_act_complete_turns(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_period(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_symmetry(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_rings(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
/* edit_shape.c */
/* edit_line.c */
void sw_act_shoot(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_shoot_diagonal(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_reach(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_bounce(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_line_row(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_line_column(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_line_diagonal(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_connect(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_connect_alike(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_connect_diagonal(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_path(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_flood(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_spread(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
/* edit_colour.c */
void sw_act_denoise(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_swap_colours(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_invert(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_majority(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_rank(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_tally(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_match(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_touch(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_contain(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_take(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_legend(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
/* edit_canvas.c */
/* edit_panel.c */
