/* edit_private.h - what the files of the edit table share: what each row's function is called, and
 * the few things that most of them do. Only src/world/edit*.c include it. Every function takes the
 * canvas and its row's parameter; what it does is said in the table (edit_table*.c). After an act
 * the selection follows what moved or changed; rays and whole lines leave it on the cells that they
 * come from, so that several can follow each other. Functions that draw in the colour in hand draw
 * in the colour of the piece (or cell) that it comes from if that is SW_COLOUR_OWN. Local. */
#ifndef SW_WORLD_EDIT_PRIVATE_H
#define SW_WORLD_EDIT_PRIVATE_H

#include "world/edit_piece.h"
#include "world/edit_table.h"
#include "world/feature.h"

/* Parameters of rows that are not colours, directions, attributes or symmetries. */
enum sw_form { SW_FORM_SQUARE, SW_FORM_LINE, SW_FORM_DOT };

enum sw_diagonal {
    SW_DIAGONAL_UP_LEFT,
    SW_DIAGONAL_UP_RIGHT,
    SW_DIAGONAL_DOWN_LEFT,
    SW_DIAGONAL_DOWN_RIGHT
};

enum sw_panels { SW_PANELS_OR, SW_PANELS_AND, SW_PANELS_XOR, SW_PANELS_NOR, SW_PANELS_LESS };

extern const struct sw_edit sw_edit_acts[];
extern const uint32_t sw_edit_acts_count;

/* --- the rows' functions, by file --- */

/* edit_select.c */
void sw_select_everything(struct sw_canvas *canvas, uint8_t unused);
void sw_select_organisms(struct sw_canvas *canvas, uint8_t unused);
void sw_select_background(struct sw_canvas *canvas, uint8_t unused);
void sw_select_with(struct sw_canvas *canvas, uint8_t parameter);
void sw_select_odd(struct sw_canvas *canvas, uint8_t unused);
void sw_select_without(struct sw_canvas *canvas, uint8_t parameter);
void sw_select_form(struct sw_canvas *canvas, uint8_t parameter);
void sw_select_outermost(struct sw_canvas *canvas, uint8_t parameter);
void sw_select_unique(struct sw_canvas *canvas, uint8_t unused);
void sw_select_motley(struct sw_canvas *canvas, uint8_t unused);
void sw_select_most(struct sw_canvas *canvas, uint8_t unused);
void sw_select_next(struct sw_canvas *canvas, uint8_t unused);
void sw_select_same_shape(struct sw_canvas *canvas, uint8_t unused);
void sw_select_same_colour(struct sw_canvas *canvas, uint8_t unused);
void sw_select_same_size(struct sw_canvas *canvas, uint8_t unused);
void sw_select_touching(struct sw_canvas *canvas, uint8_t unused);
void sw_select_inside(struct sw_canvas *canvas, uint8_t unused);
void sw_select_holes(struct sw_canvas *canvas, uint8_t unused);
void sw_select_outside(struct sw_canvas *canvas, uint8_t unused);
void sw_select_colour(struct sw_canvas *canvas, uint8_t unused);
void sw_select_others(struct sw_canvas *canvas, uint8_t unused);
void sw_select_complement(struct sw_canvas *canvas, uint8_t unused);
void sw_select_box(struct sw_canvas *canvas, uint8_t unused);
void sw_select_room(struct sw_canvas *canvas, uint8_t unused);
void sw_select_between(struct sw_canvas *canvas, uint8_t unused);
void sw_select_rim(struct sw_canvas *canvas, uint8_t unused);
void sw_select_core(struct sw_canvas *canvas, uint8_t unused);
void sw_select_corners(struct sw_canvas *canvas, uint8_t unused);
void sw_select_centre(struct sw_canvas *canvas, uint8_t unused);
void sw_select_rows(struct sw_canvas *canvas, uint8_t unused);
void sw_select_columns(struct sw_canvas *canvas, uint8_t unused);
void sw_select_grow(struct sw_canvas *canvas, uint8_t unused);
void sw_select_half(struct sw_canvas *canvas, uint8_t parameter);
void sw_select_separators(struct sw_canvas *canvas, uint8_t unused);
void sw_select_focus(struct sw_canvas *canvas, uint8_t unused);
void sw_select_anchor(struct sw_canvas *canvas, uint8_t unused);
void sw_select_meet(struct sw_canvas *canvas, uint8_t unused);
void sw_select_join(struct sw_canvas *canvas, uint8_t unused);
void sw_select_less(struct sw_canvas *canvas, uint8_t unused);

/* edit_layer.c */
void sw_select_matches(struct sw_canvas *canvas, uint8_t unused);
void sw_select_edited(struct sw_canvas *canvas, uint8_t unused);
void sw_select_input(struct sw_canvas *canvas, uint8_t unused);
void sw_select_layer(struct sw_canvas *canvas, uint8_t unused);
void sw_select_layer_colour(struct sw_canvas *canvas, uint8_t unused);
void sw_hand_copy(struct sw_canvas *canvas, uint8_t unused);
void sw_act_paste(struct sw_canvas *canvas, uint8_t unused);
void sw_act_stamp(struct sw_canvas *canvas, uint8_t unused);
void sw_layer_save(struct sw_canvas *canvas, uint8_t unused);
void sw_layer_over(struct sw_canvas *canvas, uint8_t unused);
void sw_layer_under(struct sw_canvas *canvas, uint8_t unused);
void sw_layer_erase(struct sw_canvas *canvas, uint8_t unused);
void sw_layer_right(struct sw_canvas *canvas, uint8_t unused);
void sw_layer_below(struct sw_canvas *canvas, uint8_t unused);
void sw_layer_turn(struct sw_canvas *canvas, uint8_t unused);

/* edit_where.c */
void sw_select_where(struct sw_canvas *canvas, uint8_t parameter);

/* edit_hand.c */
void sw_hand_digit(struct sw_canvas *canvas, uint8_t parameter);
void sw_hand_ten(struct sw_canvas *canvas, uint8_t unused);
void sw_hand_own(struct sw_canvas *canvas, uint8_t unused);
void sw_hand_selected(struct sw_canvas *canvas, uint8_t unused);
void sw_hand_rarest(struct sw_canvas *canvas, uint8_t unused);
void sw_hand_commonest(struct sw_canvas *canvas, uint8_t unused);
void sw_hand_organism(struct sw_canvas *canvas, uint8_t parameter);
void sw_hand_unique(struct sw_canvas *canvas, uint8_t unused);
void sw_hand_anchor(struct sw_canvas *canvas, uint8_t unused);
void sw_hand_around(struct sw_canvas *canvas, uint8_t unused);
void sw_hand_seen(struct sw_canvas *canvas, uint8_t parameter);
void sw_hand_pieces(struct sw_canvas *canvas, uint8_t unused);
void sw_hand_cells(struct sw_canvas *canvas, uint8_t unused);
void sw_hand_colours(struct sw_canvas *canvas, uint8_t unused);

/* edit_control.c */
void sw_mode_four(struct sw_canvas *canvas, uint8_t unused);
void sw_mode_eight(struct sw_canvas *canvas, uint8_t unused);
void sw_mode_colour(struct sw_canvas *canvas, uint8_t unused);
void sw_mode_any(struct sw_canvas *canvas, uint8_t unused);
void sw_mode_panels(struct sw_canvas *canvas, uint8_t unused);
void sw_eye_hold(struct sw_canvas *canvas, uint8_t unused);
void sw_mode_fresh(struct sw_canvas *canvas, uint8_t unused);
void sw_focus_move(struct sw_canvas *canvas, uint8_t parameter);
void sw_focus_selection(struct sw_canvas *canvas, uint8_t unused);
void sw_zoom_in(struct sw_canvas *canvas, uint8_t unused);
void sw_zoom_out(struct sw_canvas *canvas, uint8_t unused);
void sw_control_each(struct sw_canvas *canvas, uint8_t unused);
void sw_control_again(struct sw_canvas *canvas, uint8_t unused);
void sw_control_undo(struct sw_canvas *canvas, uint8_t unused);
void sw_control_restart(struct sw_canvas *canvas, uint8_t unused);
void sw_control_ground(struct sw_canvas *canvas, uint8_t unused);

/* edit_act.c */
void sw_act_recolour(struct sw_canvas *canvas, uint8_t unused);
void sw_act_delete(struct sw_canvas *canvas, uint8_t unused);
void sw_act_keep(struct sw_canvas *canvas, uint8_t unused);
void sw_act_slide(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_push(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_turn(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_complete(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_repeat(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_copy(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_outline(struct sw_canvas *canvas, uint8_t unused);
void sw_act_fill(struct sw_canvas *canvas, uint8_t unused);
void sw_act_hollow(struct sw_canvas *canvas, uint8_t unused);
void sw_act_eat(struct sw_canvas *canvas, uint8_t unused);
void sw_act_crop(struct sw_canvas *canvas, uint8_t unused);

/* edit_move.c */
void sw_act_move(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_roll(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_gather(struct sw_canvas *canvas, uint8_t unused);
void sw_act_align(struct sw_canvas *canvas, uint8_t unused);
void sw_act_origin(struct sw_canvas *canvas, uint8_t unused);
void sw_act_order(struct sw_canvas *canvas, uint8_t direction);
void sw_act_swap_places(struct sw_canvas *canvas, uint8_t unused);
void sw_act_reflect(struct sw_canvas *canvas, uint8_t parameter);

/* edit_pattern.c */
void sw_act_complete_turns(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_regular(struct sw_canvas *canvas, uint8_t unused);
void sw_act_rings(struct sw_canvas *canvas, uint8_t unused);

/* edit_period.c, edit_symmetry.c */
void sw_act_period(struct sw_canvas *canvas, uint8_t unused);
void sw_act_symmetry(struct sw_canvas *canvas, uint8_t unused);

/* edit_shape.c */
void sw_act_grow(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_shrink(struct sw_canvas *canvas, uint8_t unused);
void sw_act_box(struct sw_canvas *canvas, uint8_t unused);
void sw_act_rectangle(struct sw_canvas *canvas, uint8_t unused);
void sw_act_frame(struct sw_canvas *canvas, uint8_t unused);

/* edit_line.c */
void sw_act_shoot(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_shoot_diagonal(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_reach(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_bounce(struct sw_canvas *canvas, uint8_t unused);
void sw_act_line_row(struct sw_canvas *canvas, uint8_t unused);
void sw_act_line_column(struct sw_canvas *canvas, uint8_t unused);
void sw_act_line_diagonal(struct sw_canvas *canvas, uint8_t unused);

/* edit_connect.c */
void sw_act_connect(struct sw_canvas *canvas, uint8_t unused);
void sw_act_connect_alike(struct sw_canvas *canvas, uint8_t unused);
void sw_act_connect_diagonal(struct sw_canvas *canvas, uint8_t unused);
void sw_act_path(struct sw_canvas *canvas, uint8_t unused);
void sw_act_flood(struct sw_canvas *canvas, uint8_t unused);
void sw_act_spread(struct sw_canvas *canvas, uint8_t unused);

/* edit_colour.c */
void sw_act_denoise(struct sw_canvas *canvas, uint8_t unused);
void sw_act_swap_colours(struct sw_canvas *canvas, uint8_t unused);
void sw_act_invert(struct sw_canvas *canvas, uint8_t unused);
void sw_act_majority(struct sw_canvas *canvas, uint8_t unused);
void sw_act_rank(struct sw_canvas *canvas, uint8_t unused);
void sw_act_tally(struct sw_canvas *canvas, uint8_t unused);
void sw_act_match(struct sw_canvas *canvas, uint8_t unused);
void sw_act_touch(struct sw_canvas *canvas, uint8_t unused);
void sw_act_contain(struct sw_canvas *canvas, uint8_t unused);
void sw_act_take(struct sw_canvas *canvas, uint8_t parameter);

/* edit_legend.c */
void sw_act_legend(struct sw_canvas *canvas, uint8_t unused);

/* edit_canvas.c */
void sw_act_trim(struct sw_canvas *canvas, uint8_t unused);
void sw_act_pad(struct sw_canvas *canvas, uint8_t unused);
void sw_act_blank(struct sw_canvas *canvas, uint8_t unused);
void sw_act_scale(struct sw_canvas *canvas, uint8_t unused);
void sw_act_stretch_x(struct sw_canvas *canvas, uint8_t unused);
void sw_act_reduce(struct sw_canvas *canvas, uint8_t unused);
void sw_act_unscale(struct sw_canvas *canvas, uint8_t unused);
void sw_act_tile(struct sw_canvas *canvas, uint8_t unused);
void sw_act_product(struct sw_canvas *canvas, uint8_t unused);
void sw_act_drop_empty(struct sw_canvas *canvas, uint8_t unused);
void sw_act_drop_double(struct sw_canvas *canvas, uint8_t unused);
void sw_act_drop_selected(struct sw_canvas *canvas, uint8_t unused);
void sw_act_sort_rows(struct sw_canvas *canvas, uint8_t unused);
void sw_act_queue(struct sw_canvas *canvas, uint8_t unused);
void sw_act_pile(struct sw_canvas *canvas, uint8_t unused);
void sw_act_single(struct sw_canvas *canvas, uint8_t unused);
void sw_act_bar(struct sw_canvas *canvas, uint8_t unused);

/* edit_panel.c */
void sw_act_panels(struct sw_canvas *canvas, uint8_t parameter);
void sw_act_panels_cells(struct sw_canvas *canvas, uint8_t unused);
#endif
