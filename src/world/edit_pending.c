/* edit_pending.c - rows of the table whose functions are being written. */
#include "world/edit_private.h"

/* edit_select.c */
void sw_select_form(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_outermost(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_unique(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_motley(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_most(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_next(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_same_shape(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_same_colour(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_same_size(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_touching(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_inside(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_outside(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_complement(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_box(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_room(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_between(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_rim(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_core(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_corners(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_centre(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_rows(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_columns(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_grow(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_half(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_separators(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_focus(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_anchor(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_meet(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_join(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_less(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
/* edit_layer.c */
void sw_select_matches(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_edited(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_input(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_layer(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_select_layer_colour(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_hand_copy(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_paste(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_act_stamp(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_layer_save(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_layer_over(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_layer_under(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_layer_erase(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_layer_meet(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_layer_right(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_layer_below(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
/* edit_hand.c */
void sw_hand_ten(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_hand_own(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_hand_commonest(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_hand_organism(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_hand_unique(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_hand_anchor(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_hand_around(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_hand_seen(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_hand_pieces(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_hand_cells(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
void sw_hand_colours(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
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
void sw_layer_turn(struct sw_canvas *canvas, uint8_t parameter)
{
    (void)canvas;
    (void)parameter;
}
