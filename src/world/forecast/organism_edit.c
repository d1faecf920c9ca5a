#include "world/forecast/organism_edit.h"

#include <assert.h>
#include <string.h>

#define PAINTS(name, colour, description)                                                          \
    {                                                                                              \
        name, description, SW_ORGANISM_PAINTS, colour, NULL, SW_SIGN_PAINTED                       \
    }
#define COLOUR(name, colour) PAINTS(name, colour, "takes colour " name)
#define ACTS(name, act, sign, description)                                                         \
    {                                                                                              \
        name, description, SW_ORGANISM_ACTS, 0, act, sign                                          \
    }

/* Words come to what is before them in the table after it: who vanishes makes room for who moves,
 * and what is painted is painted last. */
static const struct sw_organism_edit rows[] = {
    {"stays", "stays as it is", SW_ORGANISM_STAYS, 0, NULL, SW_SIGN_NONE},
    PAINTS("vanishes", 0, "becomes empty"),
    ACTS("shrinks", "act.shrink", SW_SIGN_CHANGED, "loses the cells with a side outside it"),
    ACTS("hollows", "act.hollow", SW_SIGN_CHANGED, "loses the cells that it is all around"),
    ACTS("moves ahead", "act.move.up", SW_SIGN_CHANGED, "moves one cell ahead"),
    ACTS("moves right", "act.move.right", SW_SIGN_CHANGED, "moves one cell to the right"),
    ACTS("moves back", "act.move.down", SW_SIGN_CHANGED, "moves one cell back"),
    ACTS("moves left", "act.move.left", SW_SIGN_CHANGED, "moves one cell to the left"),
    ACTS("slides ahead", "act.slide.up", SW_SIGN_CHANGED, "moves ahead until something holds it"),
    ACTS("slides right", "act.slide.right", SW_SIGN_CHANGED,
         "moves to the right until something holds it"),
    ACTS("slides back", "act.slide.down", SW_SIGN_CHANGED, "moves back until something holds it"),
    ACTS("slides left", "act.slide.left", SW_SIGN_CHANGED,
         "moves to the left until something holds it"),
    {"rolls ahead", "moves one cell ahead; what leaves the canvas comes in behind",
     SW_ORGANISM_ROLLS, 0, NULL, SW_SIGN_CHANGED},
    {"is eaten", "takes the colour of the largest organism that touches it and is larger",
     SW_ORGANISM_EATEN, 0, NULL, SW_SIGN_CHANGED},
    PAINTS("takes the hand", SW_ORGANISM_HAND, "takes the colour in hand"),
    COLOUR("1", 1),
    COLOUR("2", 2),
    COLOUR("3", 3),
    COLOUR("4", 4),
    COLOUR("5", 5),
    COLOUR("6", 6),
    COLOUR("7", 7),
    COLOUR("8", 8),
    COLOUR("9", 9),
    ACTS("takes what is ahead", "act.take.up", SW_SIGN_CHANGED,
         "its cells take the colour that they see first ahead"),
    ACTS("grows", "act.grow", SW_SIGN_OWN, "takes the empty cells on its eight sides"),
    ACTS("grows by sides", "act.grow.four", SW_SIGN_OWN, "takes the empty cells on its four sides"),
    ACTS("is outlined", "act.outline", SW_SIGN_HAND,
         "the empty cells around it take the colour in hand"),
    ACTS("is filled", "act.fill", SW_SIGN_HAND, "its holes take the colour in hand"),
    ACTS("is boxed", "act.box", SW_SIGN_HAND, "the empty cells of its box take the colour in hand"),
    ACTS("is framed", "act.rectangle", SW_SIGN_HAND,
         "the empty cells on the outline of its box take the colour in hand"),
    ACTS("shoots ahead", "act.shoot.up", SW_SIGN_HAND,
         "extends ahead over empty cells in the colour in hand"),
    ACTS("shoots right", "act.shoot.right", SW_SIGN_HAND,
         "extends to the right over empty cells in the colour in hand"),
    ACTS("shoots back", "act.shoot.down", SW_SIGN_HAND,
         "extends back over empty cells in the colour in hand"),
    ACTS("shoots left", "act.shoot.left", SW_SIGN_HAND,
         "extends to the left over empty cells in the colour in hand"),
    ACTS("draws rows", "act.line.row", SW_SIGN_HAND,
         "the empty cells of its rows take the colour in hand"),
    ACTS("draws columns", "act.line.column", SW_SIGN_HAND,
         "the empty cells of its columns take the colour in hand"),
    ACTS("draws diagonals", "act.line.diagonal", SW_SIGN_HAND,
         "the empty cells of its diagonals take the colour in hand"),
    ACTS("floods", "act.flood", SW_SIGN_HAND,
         "the empty cells that it reaches, side by side, take the colour in hand"),
};

enum { WORDS = sizeof rows / sizeof *rows };

static_assert(WORDS <= SW_ORGANISM_EDITS_MAX, "words have a bit each, and room for a token");

uint32_t sw_organism_edit_count(void)
{
    return WORDS;
}

const struct sw_organism_edit *sw_organism_edit_row(uint32_t index)
{
    return &rows[index];
}

void sw_organism_edits_begin(struct sw_organism_edits *edits)
{
    memset(edits, 0, sizeof *edits);
    for (uint32_t w = 0; w < WORDS; w++) {
        int token = rows[w].act == NULL ? 0 : sw_edit_find(rows[w].act, strlen(rows[w].act));

        assert(token >= 0);
        edits->token[w] = (sw_edit_token)token;
    }
}

/* ---- what words do ---- */

static void roll(struct sw_grid *grid, const struct sw_mask *cells)
{
    struct sw_grid before;

    sw_grid_copy(&before, grid);
    sw_grid_paint(grid, cells, 0);
    for (int y = 0; y < grid->height; y++)
        for (uint32_t row = cells->row[y]; row != 0; row &= row - 1) {
            int x = __builtin_ctz(row);

            grid->cell[y == 0 ? grid->height - 1 : y - 1][x] = before.cell[y][x];
        }
}

/* Those of which the word is said are eaten, each by its own eater. */
static void eat(const struct sw_outlook_relations *at, const uint8_t *word, uint32_t eaten,
                struct sw_grid *grid)
{
    for (uint32_t k = 0; k < at->count; k++)
        if (word[k] == eaten && at->eater[k + 1] != 0)
            sw_grid_paint(grid, &at->organism[k].mask, at->eater[k + 1]);
}

/* One word, for all of which it is said. */
static void undergo(const struct sw_organism_edits *edits, const struct sw_outlook_relations *at,
                    const uint8_t *word, uint32_t which, const struct sw_mask *cells,
                    struct sw_canvas *canvas)
{
    const struct sw_organism_edit *row = &rows[which];

    switch (row->form) {
    case SW_ORGANISM_STAYS:
        return;
    case SW_ORGANISM_PAINTS:
        sw_grid_paint(&canvas->grid, cells,
                      row->colour == SW_ORGANISM_HAND ? at->outlook->hand : row->colour);
        return;
    case SW_ORGANISM_EATEN:
        eat(at, word, which, &canvas->grid);
        return;
    case SW_ORGANISM_ROLLS:
        roll(&canvas->grid, cells);
        return;
    case SW_ORGANISM_ACTS:
        sw_canvas_select(canvas, *cells);
        canvas->colour = at->outlook->hand;
        sw_edit_do(canvas, edits->token[which]);
        return;
    }
}

void sw_organism_settle(const struct sw_organism_edits *edits,
                        const struct sw_outlook_relations *at, const uint8_t *word,
                        struct sw_grid *out)
{
    struct sw_mask cells[SW_ORGANISM_EDITS_MAX];
    struct sw_canvas canvas;
    uint64_t said = 0;

    for (uint32_t k = 0; k < at->count; k++) {
        if (word[k] == 0)
            continue;
        if ((said >> word[k] & 1) == 0)
            cells[word[k]] = at->organism[k].mask;
        else
            cells[word[k]] = sw_mask_or(cells[word[k]], at->organism[k].mask);
        said |= (uint64_t)1 << word[k];
    }
    sw_canvas_begin(&canvas, &at->outlook->grid);
    for (; said != 0; said &= said - 1) {
        uint32_t which = (uint32_t)__builtin_ctzll(said);

        undergo(edits, at, word, which, &cells[which], &canvas);
    }
    sw_grid_copy(out, &canvas.grid);
}
