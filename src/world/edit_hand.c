/* edit_hand.c - the tokens that take a colour or a number in hand. */
#include "world/edit_private.h"

void sw_hand_digit(struct sw_canvas *canvas, uint8_t digit)
{
    canvas->colour = digit;
    canvas->number = digit;
}

void sw_hand_selected(struct sw_canvas *canvas, uint8_t unused)
{
    uint32_t cells[SW_COLOURS], best = 0;

    (void)unused;
    if (sw_mask_empty(&canvas->selection))
        return;
    sw_grid_census(&canvas->grid, &canvas->selection, cells);
    for (uint32_t colour = 1; colour < SW_COLOURS; colour++) {
        if (cells[colour] > 0 && (best == 0 || cells[colour] > cells[best]))
            best = colour;
    }
    canvas->colour = (uint8_t)best;
}

void sw_hand_rarest(struct sw_canvas *canvas, uint8_t unused)
{
    struct sw_mask full = sw_mask_full(canvas->grid.width, canvas->grid.height);
    uint32_t cells[SW_COLOURS], best = 0;

    (void)unused;
    sw_grid_census(&canvas->grid, &full, cells);
    for (uint32_t colour = 1; colour < SW_COLOURS; colour++) {
        if (cells[colour] > 0 && (best == 0 || cells[colour] < cells[best]))
            best = colour;
    }
    if (best != 0)
        canvas->colour = (uint8_t)best;
}
