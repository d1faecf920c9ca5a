/* outlook_relations.c - who leans on whom, who is pushed, who eats whom, and what is seen from
 * afar.
 */
#include "world/forecast/outlook_relations.h"

#include <string.h>

/* ---- organisms ---- */

/* Organisms of a slide are the bodies that there were when it began. */
static void take_bodies(struct sw_outlook_relations *at)
{
    uint8_t place[UINT8_MAX + 1] = {0}; /* 1 + organism of a body */

    at->count = 0;
    for (int y = 0; y < at->height; y++)
        for (int x = 0; x < at->width; x++) {
            uint8_t body = at->outlook->body[y][x];
            struct sw_organism *organism;

            if (body == 0 || at->outlook->grid.cell[y][x] == 0)
                continue;
            if (place[body] == 0) {
                at->organism[at->count] = (struct sw_organism){.cells = 0};
                place[body] = (uint8_t)++at->count;
            }
            organism = &at->organism[place[body] - 1];
            sw_mask_set(&organism->mask, x, y);
            organism->cells++;
            organism->colour = at->outlook->grid.cell[y][x];
        }
    for (uint32_t k = 0; k < at->count; k++)
        at->organism[k].box = sw_mask_box(&at->organism[k].mask);
}

static void label(struct sw_outlook_relations *at)
{
    static const struct sw_connection connection = {8, true};

    if (sw_verb_row(at->outlook->verb)->passes == SW_PASSES_SLIDE)
        take_bodies(at);
    else
        at->count = sw_organisms(&at->outlook->grid, NULL, connection, at->organism);
    memset(at->mine, 0, sizeof at->mine);
    at->code[0] = SW_RELATION_CODE_NONE;
    at->eater[0] = 0;
    for (uint32_t k = 0; k < at->count; k++) {
        const struct sw_organism *organism = &at->organism[k];

        for (int y = organism->box.y0; y < organism->box.y1; y++)
            for (int x = organism->box.x0; x < organism->box.x1; x++)
                if (sw_mask_get(&organism->mask, x, y))
                    at->mine[y][x] = (uint16_t)(k + 1);
        at->code[k + 1] =
            sw_mask_overlap(&organism->mask, &at->outlook->selection) ? SW_IS_SELECTED : 0;
        at->eater[k + 1] = 0;
    }
}

/* Who has whom right above it; whoever has the edge there is held and stuck. */
static void link_organisms(struct sw_outlook_relations *at)
{
    at->links = 0;
    for (int y = 0; y < at->height; y++)
        for (int x = 0; x < at->width; x++) {
            uint16_t mine = at->mine[y][x], above = y == 0 ? 0 : at->mine[y - 1][x];

            if (mine == 0)
                continue;
            if (y == 0)
                at->code[mine] |= SW_IS_HELD | SW_IS_STUCK;
            else if (above != 0 && above != mine) {
                at->from[at->links] = mine;
                at->to[at->links++] = above;
            }
        }
}

/* What one organism is because of the one above it. */
static uint8_t from_above(uint8_t mine, uint8_t above)
{
    if (above & SW_IS_HELD)
        mine |= SW_IS_HELD;
    if ((above & SW_IS_SELECTED) == 0 || (above & SW_IS_STUCK) != 0)
        mine |= SW_IS_STUCK;
    return mine;
}

static void settle_links(struct sw_outlook_relations *at)
{
    bool going = true;

    while (going) {
        going = false;
        for (uint32_t i = 0; i < at->links; i++) {
            uint8_t *mine = &at->code[at->from[i]], now = from_above(*mine, at->code[at->to[i]]);

            going = going || now != *mine;
            *mine = now;
        }
    }
    for (uint32_t k = 1; k <= at->count; k++)
        if ((at->code[k] & (SW_IS_SELECTED | SW_IS_HELD)) == SW_IS_SELECTED)
            at->code[k] |= SW_IS_PUSHED;
    for (going = true; going;) {
        going = false;
        for (uint32_t i = 0; i < at->links; i++)
            if ((at->code[at->from[i]] & SW_IS_PUSHED) && !(at->code[at->to[i]] & SW_IS_PUSHED)) {
                at->code[at->to[i]] |= SW_IS_PUSHED;
                going = true;
            }
    }
}

/* Of those that touch and are larger the largest, of these the one whose first cell comes first. */
static void find_eaters(struct sw_outlook_relations *at)
{
    uint16_t eater[SW_ORGANISMS_MAX + 1] = {0};

    for (int y = 0; y < at->height; y++)
        for (int x = 0; x < at->width; x++)
            for (int i = 0; i < 8 && at->mine[y][x] != 0; i++) {
                int to_x = x + sw_outlook_x[i], to_y = y + sw_outlook_y[i];
                uint16_t mine = at->mine[y][x], other;

                if (sw_relations_outside(at, to_x, to_y))
                    continue;
                other = at->mine[to_y][to_x];
                if (other == 0 || at->organism[other - 1].cells <= at->organism[mine - 1].cells)
                    continue;
                if (eater[mine] == 0 ||
                    at->organism[other - 1].cells > at->organism[eater[mine] - 1].cells ||
                    (at->organism[other - 1].cells == at->organism[eater[mine] - 1].cells &&
                     other < eater[mine]))
                    eater[mine] = other;
            }
    for (uint32_t k = 1; k <= at->count; k++)
        at->eater[k] = eater[k] == 0 ? 0 : at->organism[eater[k] - 1].colour;
}

static void find_places(struct sw_outlook_relations *at)
{
    at->holes = at->boxes = at->outlines = sw_mask_none();
    for (uint32_t k = 0; k < at->count; k++) {
        struct sw_mask box, core;

        if ((at->code[k + 1] & SW_IS_SELECTED) == 0)
            continue;
        at->holes =
            sw_mask_or(at->holes, sw_mask_holes(&at->organism[k].mask, at->width, at->height));
        box = sw_box_mask(at->organism[k].box);
        core = sw_mask_core(&box);
        at->boxes = sw_mask_or(at->boxes, box);
        at->outlines = sw_mask_or(at->outlines, sw_mask_minus(box, core));
    }
}

/* ---- what is seen from afar ---- */

static uint8_t seen(const struct sw_outlook_relations *at, int x, int y)
{
    return (uint8_t)(1 + at->outlook->grid.cell[y][x] + (sw_relations_selected(at, x, y) ? 16 : 0));
}

/* One direction: what a cell sees is its neighbour there, or what that sees if it is empty. */
static void look_along(struct sw_outlook_relations *at, int side, int dx, int dy)
{
    bool back = dx > 0 || dy > 0;

    for (int i = 0; i < at->width * at->height; i++) {
        int place = back ? at->width * at->height - 1 - i : i;
        int x = place % at->width, y = place / at->width, to_x = x + dx, to_y = y + dy;

        at->first[side][y][x] = sw_relations_outside(at, to_x, to_y) ? 0
                                : at->outlook->grid.cell[to_y][to_x] != 0
                                    ? seen(at, to_x, to_y)
                                    : at->first[side][to_y][to_x];
    }
}

/* Upwards, past whatever is selected. */
static void look_beyond(struct sw_outlook_relations *at)
{
    for (int y = 0; y < at->height; y++)
        for (int x = 0; x < at->width; x++)
            at->beyond[y][x] =
                y == 0 ? 0
                : at->outlook->grid.cell[y - 1][x] != 0 && !sw_relations_selected(at, x, y - 1)
                    ? (uint8_t)(1 + at->outlook->grid.cell[y - 1][x])
                    : at->beyond[y - 1][x];
}

static void look_afar(struct sw_outlook_relations *at)
{
    look_along(at, 0, 0, -1);
    look_along(at, 1, 1, 0);
    look_along(at, 2, 0, 1);
    look_along(at, 3, -1, 0);
    look_beyond(at);
    at->rows = at->columns = 0;
    at->falling = at->rising = 0;
    for (int y = 0; y < at->height; y++)
        for (int x = 0; x < at->width; x++)
            if (sw_relations_selected(at, x, y)) {
                at->rows |= 1u << y;
                at->columns |= 1u << x;
                at->falling |= (uint64_t)1 << (x - y + SW_STRIDE);
                at->rising |= (uint64_t)1 << (x + y);
            }
}

void sw_relations_begin(struct sw_outlook_relations *at, const struct sw_outlook *outlook)
{
    at->outlook = outlook;
    at->width = outlook->grid.width;
    at->height = outlook->grid.height;
}

void sw_relations_find(struct sw_outlook_relations *at)
{
    label(at);
    link_organisms(at);
    settle_links(at);
    find_eaters(at);
    find_places(at);
    look_afar(at);
}
