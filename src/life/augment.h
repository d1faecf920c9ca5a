/* augment.h - lessons that no law has: data augmentation by other programs.
 *
 *   teacher:  select.largest hand.3 act.recolour        the puzzle's own
 *   other:    select.largest hand.3 act.outline         one edit is another of its group
 *             the demonstrations' targets become what the other makes of their canvases
 *
 *   followed: select.largest hand.3 act.recolour        the puzzle's own, as before;
 *             the targets become what a program more makes of what it leaves
 *
 * Of the first, who learns sees what edits do that no teacher of its worlds uses. A program counts
 * if it is not the same in effect as the teacher, changes every demonstration, needs each of its
 * edits, and is no rule and no row of rules that is held out of lives.
 *
 * Of the second it learns to see a law behind whatever comes after it, as at the first look at laws
 * in a row. What follows is the teacher of any rule that lives meet, with some edits exchanged. It
 * counts if it changes what the teacher leaves in every demonstration, and if in none the end is
 * the beginning or would be the same without the teacher. Neither it nor the two together are held
 * out.
 *
 * What comes of a batch is a function of batch, action set and place. Relabelling of what programs
 * make: Andrychowicz et al. 2017, for programs Butt et al. 2024 ("CodeIt"). Local.
 */
#ifndef SW_LIFE_AUGMENT_H
#define SW_LIFE_AUGMENT_H

#include "life/batch.h"
#include "world/puzzle/action_set.h"

struct sw_augment {
    const struct sw_action_set *action_set; /* edits that may come in */
    const struct sw_worlds *worlds;         /* what they hold out is no lesson; borrowed */
    float share;                            /* of the puzzles that get another program: 0..1 */
    float followed; /* of those that are followed: 0..1; they get no other one. None on files */
    uint64_t seed, generation; /* where chance stands */
    uint32_t island;
    uint8_t shows; /* what is described beside the demonstrations (enum sw_shown) */
};

/* Gives a share of the puzzles that have a teacher another program as their teacher, with the
 * targets that are right for it, and describes these anew. A puzzle for which a few throws give no
 * program stays as it is. -1 when out of memory. */
int sw_augment_batch(struct sw_batch *batch, const struct sw_augment *augment,
                     struct sw_error *error);

#endif
