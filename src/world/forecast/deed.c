#include "world/forecast/deed.h"

#include "world/physics/physics_step.h"

#include <stdio.h>
#include <string.h>

#define ACT(name, directed, selects, passes)                                                       \
    {                                                                                              \
        name, SW_VERB_ACT, directed, selects, passes                                               \
    }

static const struct sw_verb verbs[] = {
    ACT("act.recolour", false, true, SW_PASSES_ONE),
    ACT("act.delete", false, true, SW_PASSES_ONE),
    ACT("act.keep", false, true, SW_PASSES_ONE),
    ACT("act.slide", true, true, SW_PASSES_SLIDE),
    ACT("act.push", true, true, SW_PASSES_ONE),
    ACT("act.move", true, true, SW_PASSES_ONE),
    ACT("act.roll", true, false, SW_PASSES_ONE),
    ACT("act.outline", false, true, SW_PASSES_ONE),
    ACT("act.fill", false, true, SW_PASSES_ONE),
    ACT("act.hollow", false, true, SW_PASSES_ONE),
    ACT("act.grow", false, true, SW_PASSES_ONE),
    ACT("act.grow.four", false, true, SW_PASSES_ONE),
    ACT("act.shrink", false, true, SW_PASSES_ONE),
    ACT("act.box", false, true, SW_PASSES_ONE),
    ACT("act.rectangle", false, true, SW_PASSES_ONE),
    ACT("act.frame", false, false, SW_PASSES_ONE),
    ACT("act.shoot", true, true, SW_PASSES_FRONT),
    ACT("act.take", true, true, SW_PASSES_ONE),
    ACT("act.line.row", false, true, SW_PASSES_ONE),
    ACT("act.line.column", false, true, SW_PASSES_ONE),
    ACT("act.line.diagonal", false, true, SW_PASSES_ONE),
    ACT("act.connect", false, true, SW_PASSES_ONE),
    ACT("act.flood", false, true, SW_PASSES_FRONT),
    ACT("act.blank", false, false, SW_PASSES_ONE),
    ACT("act.eat", false, false, SW_PASSES_ONE),
    {"tick.fall", SW_VERB_FALL, true, false, SW_PASSES_ONE},
    {"tick.march", SW_VERB_MARCH, true, false, SW_PASSES_ONE},
    {"tick.grow", SW_VERB_SPREADS, false, false, SW_PASSES_ONE},
};

uint32_t sw_verb_count(void)
{
    return sizeof verbs / sizeof *verbs;
}

const struct sw_verb *sw_verb_row(uint32_t index)
{
    return &verbs[index];
}

uint32_t sw_deeds_list(struct sw_deed out[SW_DEEDS_MAX])
{
    uint32_t count = 0;

    for (uint32_t v = 0; v < sw_verb_count(); v++)
        for (uint8_t way = 0; way < (verbs[v].directed ? SW_DIRECTIONS : 1); way++) {
            struct sw_deed *deed = &out[count++];
            int token = 0;

            *deed = (struct sw_deed){.verb = (uint8_t)v, .direction = way};
            snprintf(deed->name, sizeof deed->name, "%s%s%s", verbs[v].name,
                     verbs[v].directed ? "." : "", verbs[v].directed ? sw_direction_name(way) : "");
            if (verbs[v].form == SW_VERB_ACT)
                token = sw_edit_find(deed->name, strlen(deed->name));
            deed->token = (sw_edit_token)(token < 0 ? 0 : token);
        }
    return count;
}

void sw_deed_do(const struct sw_deed *deed, struct sw_canvas *canvas)
{
    struct sw_physics_rules rules = sw_physics_rules_none();
    struct sw_physics_world world;

    switch (verbs[deed->verb].form) {
    case SW_VERB_ACT:
        sw_edit_do(canvas, deed->token);
        return;
    case SW_VERB_FALL:
        rules.gravity = deed->direction;
        break;
    case SW_VERB_MARCH:
        rules.heading[canvas->colour] = deed->direction;
        rules.push = true;
        break;
    case SW_VERB_SPREADS:
        rules.grow = 4;
        rules.growing = 0x3fe;
        break;
    }
    sw_physics_begin(&world, &canvas->grid, &rules);
    sw_physics_step(&world, &rules);
    sw_grid_copy(&canvas->grid, &world.grid);
}
