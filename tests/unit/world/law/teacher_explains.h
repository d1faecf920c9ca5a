/* teacher_explains.h - whether a rule's teacher explains a pair, step by step: sw_explain_pair
 * believes the claims that are tested here. */
#ifndef SW_TESTS_UNIT_WORLD_LAW_TEACHER_EXPLAINS_H
#define SW_TESTS_UNIT_WORLD_LAW_TEACHER_EXPLAINS_H

#include "world/law/law.h"

/* Whether all that the teacher selects is there, and it makes the target of the canvas. */
static inline bool teacher_explains(const struct sw_rule *rule, const struct sw_grid *canvas,
                                    const struct sw_grid *target)
{
    struct sw_edit_memory memory;
    struct sw_canvas work;

    sw_canvas_begin(&work, canvas);
    sw_canvas_remember(&work, &memory);
    for (int i = 0; i < rule->teacher.length; i++)
        if (!sw_edit_step(&work, rule->teacher.token[i]))
            return false;
    return sw_grid_equal(&work.grid, target);
}

#endif
