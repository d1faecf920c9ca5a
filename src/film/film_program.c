/* film_program.c - a frame as edits of the agents' own vocabulary.
 *
 * Programs of at most three tokens are tried: what to select, a colour in hand if the next frame
 * has it where something is wrong, what to do. Those that leave fewest cells wrong are weighed by
 * what they and the rest cost, as in film_organism.c; after one, another may follow. If the
 * organisms alone are cheaper, so be it. */
#include "world/edit/edit.h"
#include "film/film_encode.h"

#include <stdio.h>
#include <string.h>

#define CHEAP        (16u * 1024) /* a frame of so few bits needs no program */
#define PROGRAMS     3            /* in one frame */
#define FINALISTS    8
#define SELECTED_MAX 256

/* The programs that leave fewest cells wrong, best first. */
struct finalists {
    uint32_t count;
    uint32_t wrong[FINALISTS];
    struct sw_film_edit edit[FINALISTS];
};

struct trial {
    const struct sw_grid *next;
    uint32_t before; /* cells that are wrong to begin with */
    uint32_t hands;
    sw_edit_token hand[SW_COLOURS];
    uint64_t seen[SELECTED_MAX]; /* selections that were tried */
    uint32_t selections;
    struct finalists best;
};

/* Tokens that put a colour in hand which the next frame has where it differs. */
static void find_hands(struct trial *trial, const struct sw_grid *grid)
{
    uint32_t wanted = 0;

    for (int y = 0; y < trial->next->height; y++)
        for (int x = 0; x < trial->next->width; x++)
            if (y >= grid->height || x >= grid->width ||
                grid->cell[y][x] != trial->next->cell[y][x])
                wanted |= 1u << trial->next->cell[y][x];
    for (int colour = 1; colour < SW_COLOURS; colour++) {
        char name[16];
        int token;

        snprintf(name, sizeof name, "hand.%d", colour);
        token = sw_edit_find(name, strlen(name));
        if ((wanted >> colour & 1u) != 0 && token >= 0)
            trial->hand[trial->hands++] = (sw_edit_token)token;
    }
}

static void consider(struct trial *trial, const struct sw_grid *result, const sw_edit_token *token,
                     uint8_t length)
{
    uint32_t wrong = sw_grid_difference(result, trial->next), at = trial->best.count;
    struct finalists *best = &trial->best;

    if (wrong >= trial->before || (at == FINALISTS && wrong >= best->wrong[FINALISTS - 1]))
        return;
    if (at < FINALISTS)
        best->count++;
    else
        at--;
    for (; at > 0 && best->wrong[at - 1] > wrong; at--) {
        best->wrong[at] = best->wrong[at - 1];
        best->edit[at] = best->edit[at - 1];
    }
    best->wrong[at] = wrong;
    best->edit[at] = (struct sw_film_edit){.kind = SW_FILM_PROGRAM, .length = length};
    memcpy(best->edit[at].token, token, length * sizeof *token);
}

/* Whether the selection has been tried: a token that selects what another did is left out. */
static bool tried(struct trial *trial, const struct sw_canvas *canvas)
{
    uint64_t hash = sw_mask_hash(&canvas->selection) ^ canvas->whole;

    for (uint32_t i = 0; i < trial->selections; i++)
        if (trial->seen[i] == hash)
            return true;
    if (trial->selections < SELECTED_MAX)
        trial->seen[trial->selections++] = hash;
    return false;
}

static void try_acts(struct trial *trial, const struct sw_canvas *selected, sw_edit_token *token,
                     uint8_t length)
{
    for (uint32_t act = 0; act < sw_edit_count(); act++) {
        const struct sw_edit *row = sw_edit_row(act);
        struct sw_canvas canvas = *selected;

        if (row->group != SW_EDIT_ACT || row->memory || !sw_edit_apply(&canvas, act))
            continue;
        token[length] = (sw_edit_token)act;
        consider(trial, &canvas.grid, token, (uint8_t)(length + 1));
        for (uint32_t i = 0; i < trial->hands; i++) {
            struct sw_canvas held = *selected;

            sw_edit_apply(&held, trial->hand[i]);
            token[length] = trial->hand[i];
            token[length + 1] = (sw_edit_token)act;
            sw_edit_apply(&held, act);
            if (sw_grid_equal(&held.grid, &canvas.grid))
                break; /* the colour in hand does not matter */
            consider(trial, &held.grid, token, (uint8_t)(length + 2));
        }
    }
}

static void try_programs(struct trial *trial, const struct sw_grid *grid)
{
    sw_edit_token token[SW_FILM_PROGRAM_MAX] = {0};
    struct sw_canvas fresh = sw_canvas_of(grid);

    trial->hands = 0;
    trial->selections = 0;
    trial->best.count = 0;
    trial->before = sw_grid_difference(grid, trial->next);
    find_hands(trial, grid);
    tried(trial, &fresh);
    try_acts(trial, &fresh, token, 0);
    for (uint32_t select = 0; select < sw_edit_count(); select++) {
        const struct sw_edit *row = sw_edit_row(select);
        struct sw_canvas canvas = fresh;

        if (row->group != SW_EDIT_SELECT || row->memory)
            continue;
        sw_edit_apply(&canvas, select);
        token[0] = (sw_edit_token)select;
        if (!tried(trial, &canvas))
            try_acts(trial, &canvas, token, 1);
    }
}

/* Whether the film can name the program's edits: it has room for so many different ones, and in
 * what it writes at once, for a frame, all may be new to it. */
static bool can_name(const struct sw_film_model *model, const struct sw_film_edit *edit)
{
    if (model->names + PROGRAMS * SW_FILM_PROGRAM_MAX <= SW_FILM_NAMES_MAX)
        return true;
    for (uint32_t i = 0; i < edit->length; i++)
        if (!sw_tokens_hold(model->name, model->names, edit->token[i]))
            return false;
    return true;
}

/* Adds the finalist that leaves least to say; false if none is better than rectangles alone. */
static bool add_program(struct trial *trial, const struct sw_film_model *model,
                        const struct sw_film_state *state, struct sw_film_edits *out)
{
    const struct sw_film_encoder *rest = sw_film_encoder_row(SW_FILM_RECTANGLES);
    struct sw_film_edits whole, edits;
    uint64_t least;
    const struct sw_film_edit *best = NULL;

    rest->encode(model, state, trial->next, &edits);
    least = sw_film_cost(model, state, &edits);
    for (uint32_t i = 0; i < trial->best.count; i++) {
        struct sw_film_state after = {.grid = state->grid};
        uint64_t cost;

        if (!can_name(model, &trial->best.edit[i]))
            continue;
        sw_film_apply(&after, &trial->best.edit[i]);
        rest->encode(model, &after, trial->next, &edits);
        whole.edit[0] = trial->best.edit[i];
        memcpy(whole.edit + 1, edits.edit, edits.count * sizeof *edits.edit);
        whole.count = edits.count + 1;
        cost = sw_film_cost(model, state, &whole);
        if (cost < least) {
            least = cost;
            best = &trial->best.edit[i];
        }
    }
    if (best != NULL)
        out->edit[out->count++] = *best;
    return best != NULL;
}

void sw_film_encode_programs(const struct sw_film_model *model, const struct sw_film_state *state,
                             const struct sw_grid *next, struct sw_film_edits *out)
{
    struct sw_film_state after = {.grid = state->grid, .last = state->last};
    struct sw_film_edits plain;
    struct trial trial;

    sw_film_encode_organisms(model, state, next, &plain);
    out->count = 0;
    trial.next = next;
    if (sw_film_cost(model, state, &plain) > CHEAP) {
        while (out->count < PROGRAMS && !sw_grid_equal(&after.grid, next)) {
            try_programs(&trial, &after.grid);
            if (!add_program(&trial, model, &after, out))
                break;
            sw_film_apply(&after, &out->edit[out->count - 1]);
        }
    }
    if (out->count > 0) {
        struct sw_film_edits rest;

        sw_film_encode_organisms(model, &after, next, &rest);
        memcpy(out->edit + out->count, rest.edit, rest.count * sizeof *rest.edit);
        out->count += rest.count;
    }
    if (out->count == 0 || sw_film_cost(model, state, out) >= sw_film_cost(model, state, &plain))
        *out = plain;
}
