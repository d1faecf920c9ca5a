/* edit_act.h - what the acts of the edit table do; only edit.c and its table call these. Each takes
 * the canvas and the row's parameter (a direction or a symmetry). The pieces of a selection are its
 * organisms (8 neighbours, one colour), or the canvas itself if the selection is `whole`. After an
 * act the selection follows what moved or changed. Local. */
#ifndef SW_WORLD_EDIT_ACT_H
#define SW_WORLD_EDIT_ACT_H

#include "world/edit.h"

void sw_act_recolour(struct sw_canvas *canvas, uint8_t unused);
void sw_act_delete(struct sw_canvas *canvas, uint8_t unused);
void sw_act_keep(struct sw_canvas *canvas, uint8_t unused);
void sw_act_slide(struct sw_canvas *canvas, uint8_t direction);
void sw_act_push(struct sw_canvas *canvas, uint8_t direction);
void sw_act_turn(struct sw_canvas *canvas, uint8_t symmetry);
void sw_act_complete(struct sw_canvas *canvas, uint8_t symmetry);
void sw_act_repeat(struct sw_canvas *canvas, uint8_t direction);
void sw_act_copy(struct sw_canvas *canvas, uint8_t direction);
void sw_act_outline(struct sw_canvas *canvas, uint8_t unused);
void sw_act_fill(struct sw_canvas *canvas, uint8_t unused);
void sw_act_hollow(struct sw_canvas *canvas, uint8_t unused);
void sw_act_eat(struct sw_canvas *canvas, uint8_t unused);
void sw_act_crop(struct sw_canvas *canvas, uint8_t unused);

#endif
