#include "forecast/imagination.h"

#include "agent/forecast_brain.h"

#include <stdlib.h>
#include <string.h>

enum { AGAIN_MAX = 64 }; /* as in the world: an act that is done again and again */

struct sw_imagination {
    const float *weights; /* borrowed */
    struct sw_dream *dream;
    struct sw_edit_engine engine;
    struct sw_imagination_count count;
    uint32_t deeds, again; /* again: the token of that name */
    struct sw_deed deed[SW_DEEDS_MAX];
};

static const struct sw_deed *deed_of(const struct sw_imagination *imagination, uint32_t token)
{
    for (uint32_t i = 0; i < imagination->deeds; i++)
        if (imagination->deed[i].token == token)
            return &imagination->deed[i];
    return NULL;
}

/* The selection after an act made `made` of the canvas. */
static struct sw_mask selected_after(const struct sw_canvas *canvas, const struct sw_grid *made)
{
    struct sw_mask out = sw_mask_none();

    for (int y = 0; y < made->height; y++)
        for (int x = 0; x < made->width; x++)
            if (made->cell[y][x] != 0 && (sw_mask_get(&canvas->selection, x, y) ||
                                          made->cell[y][x] != canvas->grid.cell[y][x]))
                sw_mask_set(&out, x, y);
    return out;
}

/* As the world does before an act: it can be taken back. */
static void keep_previous(const struct sw_canvas *canvas)
{
    struct sw_edit_memory *memory = canvas->memory;

    memory->previous = (struct sw_layer){canvas->grid, canvas->x, canvas->y};
    memory->previous_selection = canvas->selection;
    memory->previous_whole = canvas->whole;
    memory->has_previous = true;
}

/* Whether the canvas changed. */
static bool foresee(struct sw_imagination *imagination, struct sw_canvas *canvas, uint32_t token)
{
    const struct sw_deed *deed = deed_of(imagination, token);
    const struct sw_dream_said *said = sw_dream_said(imagination->dream);
    struct sw_grid made;

    imagination->count.acts++;
    imagination->count.unknown += deed == NULL;
    if (deed == NULL)
        return false;
    sw_dream_deed(imagination->dream, imagination->weights, canvas, deed, &made);
    imagination->count.runs += said->passes;
    imagination->count.decisions += said->decisions;
    if (sw_grid_equal(&made, &canvas->grid))
        return false;
    if (!canvas->whole)
        canvas->selection = selected_after(canvas, &made);
    sw_grid_copy(&canvas->grid, &made);
    canvas->anatomy = NULL;
    return true;
}

static void imagine(void *context, struct sw_canvas *canvas, uint32_t token)
{
    struct sw_imagination *imagination = context;
    const struct sw_edit *row = sw_edit_row(token);

    if (row == NULL || (row->memory && canvas->memory == NULL))
        return;
    if (token == imagination->again) {
        for (int i = 0; canvas->last_act != 0 && i < AGAIN_MAX; i++)
            if (!foresee(imagination, canvas, canvas->last_act))
                break;
    } else if (row->group == SW_EDIT_ACT) {
        if (canvas->memory != NULL)
            keep_previous(canvas);
        canvas->last_act = (sw_edit_token)token;
        canvas->last_each = canvas->each;
        canvas->each = false;
        foresee(imagination, canvas, token);
    } else {
        sw_edit_do(canvas, token);
    }
}

static void own(void *context, const float *weights)
{
    struct sw_imagination *imagination = context;

    imagination->weights = weights;
}

struct sw_imagination *sw_imagination_create(const struct sw_brain_layout *layout,
                                             const float *weights, struct sw_error *error)
{
    static const char again[] = "again";
    struct sw_imagination *imagination =
        sw_allocate(1, sizeof *imagination, "making room to imagine", error);
    struct sw_deed all[SW_DEEDS_MAX];
    uint32_t count = sw_deeds_list(all);

    if (imagination == NULL)
        return NULL;
    imagination->weights = weights;
    imagination->engine = (struct sw_edit_engine){imagine, own, imagination};
    imagination->again = (uint32_t)sw_edit_find(again, sizeof again - 1);
    for (uint32_t i = 0; i < count; i++)
        if (sw_verb_row(all[i].verb)->form == SW_VERB_ACT)
            imagination->deed[imagination->deeds++] = all[i];
    imagination->dream = sw_dream_create(layout, error);
    if (imagination->dream != NULL)
        return imagination;
    free(imagination);
    return NULL;
}

void sw_imagination_destroy(struct sw_imagination *imagination)
{
    if (imagination != NULL)
        sw_dream_destroy(imagination->dream);
    free(imagination);
}

const struct sw_edit_engine *sw_imagination_engine(const struct sw_imagination *imagination)
{
    return &imagination->engine;
}

bool sw_imagination_knows(const struct sw_imagination *imagination, uint32_t token)
{
    return deed_of(imagination, token) != NULL;
}

struct sw_imagination_count sw_imagination_count(const struct sw_imagination *imagination)
{
    return imagination->count;
}

uint32_t sw_imagination_parameters(const struct sw_brain_layout *layout)
{
    uint32_t sum = 0;

    for (uint32_t t = sw_foresight_first(layout); t < layout->tensors; t++)
        sum += layout->tensor[t].rows * layout->tensor[t].columns;
    return sum;
}
