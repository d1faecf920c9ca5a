/* plain_body_touch.c - what plants of two colours make in the plain double: plant against plant. */
#include "tests/reference/plain_body_parts.h"

/* Whether two plants that stand beside each other are the pair of the law, and one has come. */
static bool meet(struct sw_plain_body_world *began, struct sw_plain_body_world *now, struct spot a,
                 struct spot b)
{
    int one = at(now, a)->thing, other = at(now, b)->thing;
    bool came = at(began, a)->thing != one;

    came = at(began, b)->thing != other || came;
    return is_plant(one) && is_plant(other) && one != other && came &&
           (1 << (one - SW_THING_PLANT)) + (1 << (other - SW_THING_PLANT)) == now->physics.touch;
}

void plain_touch(struct sw_plain_body_world *plain, struct sw_plain_body_world *began)
{
    struct sw_plain_body_world now = *plain;

    for (int y = 0; y < plain->game->height; y++)
        for (int x = 0; x < plain->game->width; x++) {
            struct sw_plain_cell *cell = &plain->cell[y][x];
            struct spot spot = {x, y};
            bool meets = false;

            for (int way = 0; way < SW_DIRECTIONS; way++)
                meets = meet(began, &now, spot, beside(plain, spot, way)) || meets;
            if (!meets)
                continue;
            if (plain->physics.makes < SW_BODY_COLOURS) {
                cell->thing = SW_THING_PLANT + plain->physics.makes;
                continue;
            }
            plain->due[cell->thing - SW_THING_PLANT]++;
            plain->ground += cell->energy;
            cell->thing = cell->energy = 0;
        }
}
