/* composition.h - two or three laws in a row. There are millions of compositions, so none is ever
 * listed: they are drawn. Local. */
#ifndef SW_WORLD_PUZZLE_COMPOSITION_H
#define SW_WORLD_PUZZLE_COMPOSITION_H

#include "world/puzzle/rules.h"

/* Rules in a row, the first is done first. One part is a rule by itself. */
struct sw_composition {
    uint32_t parts; /* 1..SW_PARTS_MAX */
    uint32_t part[SW_PARTS_MAX];
};

/* The program of all parts, between two `ground` if there is a background. What one part leaves in
 * the hand does not reach the next. False if it would be too long, or if a part goes back to the
 * first canvas and is not alone in front. */
bool sw_composition_teacher(const struct sw_rules *rules, const struct sw_composition *composition,
                            bool ground, struct sw_program *out);

/* Where each part stands in that program: tokens first[i] .. end[i]-1. What stands between parts
 * takes back modes, and is no part's. */
void sw_composition_bounds(const struct sw_rules *rules, const struct sw_composition *composition,
                           bool ground, uint8_t first[SW_PARTS_MAX], uint8_t end[SW_PARTS_MAX]);

/* Adds to the tokens that single rules use those that stand between parts, and around all of
 * them if there may be a background. used: SW_EDITS_MAX entries. */
void sw_composition_vocabulary(bool several, bool ground, bool *used);

/* What the parts need, taken together. */
struct sw_law_needs sw_composition_needs(const struct sw_rules *rules,
                                         const struct sw_composition *composition);

/* Writes what the composition makes of the canvas. True if every part shows on what the one before
 * it has left, and the end is not the beginning. */
bool sw_composition_shows(const struct sw_rules *rules, const struct sw_composition *composition,
                          const struct sw_law_needs *needs, const struct sw_grid *canvas,
                          struct sw_grid *target);

/* Draws one or two parts to follow part[0], at most `most` in all: families alike, nothing that is
 * held out. False if this throw came to nothing. */
bool sw_composition_draw(const struct sw_rules *rules, uint32_t most, struct sw_dice *dice,
                         struct sw_composition *composition);

/* Draws two parts that a held-out composition names; of rules that are themselves held out only
 * if there are no others. */
void sw_composition_draw_held(const struct sw_rules *rules, const struct sw_rule_pattern *pattern,
                              struct sw_dice *dice, struct sw_composition *composition);

/* The next order of the parts after the one given, in which `turn` counts from 1; false when there
 * is none left. Parts that are equal may come twice. */
bool sw_composition_order(const struct sw_composition *composition, uint32_t turn,
                          struct sw_composition *out);

/* "fill.3>gravity.down"; cut like snprintf. */
size_t sw_composition_print(const struct sw_rules *rules, const struct sw_composition *composition,
                            char *text, size_t size);

#endif
