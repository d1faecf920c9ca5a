#include "film/film_model.h"

#include <string.h>

_Static_assert(SW_FILM_KINDS <= 16, "a kind has four bits");

void sw_film_model_reset(struct sw_film_model *model)
{
    struct sw_film_bit *bits = &model->kind[0][0];
    size_t count = offsetof(struct sw_film_model, kind_before) / sizeof *bits;

    memset(model, 0, sizeof *model);
    sw_film_bits_reset(bits, count);
    model->kind_before = model->first_before = SW_FILM_END;
    model->fresh = true;
    model->place = -1;
}

void sw_film_code_grid(struct sw_film_coder *coder, struct sw_grid *grid)
{
    struct sw_film_bit colour[SW_COLOURS][SW_COLOURS][16];

    sw_film_bits_reset(&colour[0][0][0], sizeof colour / sizeof colour[0][0][0]);
    for (int y = 0; y < grid->height; y++) {
        for (int x = 0; x < grid->width; x++) {
            uint8_t left = x > 0 ? grid->cell[y][x - 1] : 0;
            uint8_t above = y > 0 ? grid->cell[y - 1][x] : 0;

            grid->cell[y][x] = (uint8_t)sw_film_code_tree(coder, colour[left][above], 4, SW_COLOURS,
                                                          grid->cell[y][x]);
        }
    }
}

/* A set of colours, a bit for each. */
static void code_colours(struct sw_film_coder *coder, uint16_t *set)
{
    struct sw_film_bit bit;
    uint32_t out = 0;

    sw_film_bits_reset(&bit, 1);
    for (uint32_t c = 0; c < SW_COLOURS; c++)
        out |= sw_film_code_bit(coder, &bit, *set >> c & 1u) << c;
    *set = (uint16_t)out;
}

static void code_flag(struct sw_film_coder *coder, bool *flag)
{
    *flag = sw_film_code_below(coder, 2, *flag) != 0;
}

void sw_film_code_rules(struct sw_film_coder *coder, struct sw_physics_rules *rules)
{
    struct sw_film_bit heading[8];
    bool eight = rules->connection.neighbours == 8;

    code_flag(coder, &eight);
    rules->connection.neighbours = eight ? 8 : 4;
    code_flag(coder, &rules->connection.one_colour);
    rules->gravity = (uint8_t)sw_film_code_below(coder, SW_DIRECTIONS + 1, rules->gravity);
    code_flag(coder, &rules->push);
    code_flag(coder, &rules->turn_back);
    code_flag(coder, &rules->slide);
    rules->merge = (uint8_t)sw_film_code_below(coder, SW_MERGE_ANY + 1, rules->merge);
    rules->eat = (uint8_t)sw_film_code_below(coder, SW_EAT_SWALLOW + 1, rules->eat);
    rules->grow = (uint8_t)(4 * sw_film_code_below(coder, 3, rules->grow / 4));
    sw_film_bits_reset(heading, 8);
    for (int c = 0; c < SW_COLOURS; c++)
        rules->heading[c] =
            (uint8_t)sw_film_code_tree(coder, heading, 3, SW_DIRECTIONS + 1, rules->heading[c]);
    code_colours(coder, &rules->walls);
    code_colours(coder, &rules->floats);
    code_colours(coder, &rules->growing);
    code_colours(coder, &rules->brittle);
}

/* The first place of a frame is any; a later one mostly lies behind the one before. */
static void code_place(struct sw_film_coder *coder, struct sw_film_model *model,
                       const struct sw_grid *grid, struct sw_film_edit *edit)
{
    int cells = grid->width * grid->height, place = edit->y * grid->width + edit->x;
    bool forward = model->place >= 0 && place > model->place;

    if (model->place >= 0)
        forward = sw_film_code_bit(coder, &model->forward, forward) != 0;
    if (forward)
        place = model->place + 1 +
                (int)sw_film_code_gap(coder, model->gap, (uint32_t)(place - model->place - 1));
    else
        place = (int)sw_film_code_below(coder, (uint32_t)cells, (uint32_t)place);
    if (place >= cells) {
        coder->failed = true;
        place = 0;
    }
    edit->x = (uint8_t)(place % grid->width);
    edit->y = (uint8_t)(place / grid->width);
}

static int8_t code_distance(struct sw_film_coder *coder, struct sw_film_model *model, int axis,
                            int distance)
{
    uint32_t length = (uint32_t)(distance < 0 ? -distance : distance);
    bool negative = distance < 0;

    if (sw_film_code_bit(coder, &model->zero[axis], length == 0))
        return 0;
    negative = sw_film_code_bit(coder, &model->sign[axis], negative) != 0;
    length = 1 + sw_film_code_tree(coder, model->distance[axis], 5, SW_SIDE_MAX - 1, length - 1);
    return (int8_t)(negative ? -(int)length : (int)length);
}

static void code_offset(struct sw_film_coder *coder, struct sw_film_model *model,
                        struct sw_film_edit *edit)
{
    bool same = edit->dx == model->dx && edit->dy == model->dy;

    if (sw_film_code_bit(coder, &model->same_offset[edit->kind], same)) {
        edit->dx = model->dx;
        edit->dy = model->dy;
        return;
    }
    edit->dx = code_distance(coder, model, 0, edit->dx);
    edit->dy = code_distance(coder, model, 1, edit->dy);
}

/* Which organisms; `chosen` gets their cells. */
static void code_choice(struct sw_film_coder *coder, struct sw_film_model *model,
                        const struct sw_film_state *state, struct sw_film_edit *edit,
                        struct sw_mask *chosen)
{
    struct sw_organism organisms[SW_ORGANISMS_MAX];
    uint32_t count = 0;

    edit->choice = (uint8_t)sw_film_code_tree(coder, model->choice[edit->kind], 3, SW_FILM_CHOICES,
                                              edit->choice);
    if (edit->choice != SW_FILM_LAST) {
        edit->connection = (uint8_t)sw_film_code_tree(coder, model->connection, 2,
                                                      SW_FILM_CONNECTIONS, edit->connection);
        count =
            sw_organisms(&state->grid, NULL,
                         sw_film_connection((enum sw_film_connection)edit->connection), organisms);
    }
    switch (edit->choice) {
    case SW_FILM_ONE:
        if (count == 0)
            coder->failed = true;
        else
            edit->organism = (uint8_t)sw_film_code_below(coder, count, edit->organism);
        break;
    case SW_FILM_OF_COLOUR:
        edit->chosen =
            (uint8_t)sw_film_code_tree(coder, model->chosen, 4, SW_COLOURS, edit->chosen);
        break;
    case SW_FILM_SOME:
        for (uint32_t k = 0; k < count; k++) {
            bool known = sw_mask_overlap(&state->last, &organisms[k].mask);
            uint32_t in = edit->some[k / 32] >> k % 32 & 1u;

            in = sw_film_code_bit(coder, &model->some[known], in);
            edit->some[k / 32] |= in << k % 32;
        }
        break;
    default:
        break;
    }
    *chosen = sw_film_chosen(edit, state, organisms, count);
}

static void code_tokens(struct sw_film_coder *coder, struct sw_film_model *model,
                        struct sw_film_edit *edit)
{
    edit->length =
        (uint8_t)sw_film_code_tree(coder, model->length, 3, SW_FILM_PROGRAM_MAX + 1, edit->length);
    for (uint32_t i = 0; i < edit->length; i++) {
        uint32_t name = 0;

        while (coder->mode != SW_FILM_READS && name < model->names &&
               model->name[name] != edit->token[i])
            name++;
        if (coder->mode == SW_FILM_WRITES && name == model->names &&
            model->names < SW_FILM_NAMES_MAX)
            model->name[model->names++] = edit->token[i];
        name = sw_film_code_tree(coder, model->token, 8,
                                 model->names + (coder->mode == SW_FILM_COUNTS), name);
        edit->token[i] = coder->mode == SW_FILM_READS ? model->name[name] : edit->token[i];
    }
}

/* The colour that stands where an edit with a colour begins: it will mostly become another. */
static uint32_t colour_there(const struct sw_film_state *state, const struct sw_film_edit *edit,
                             uint32_t operands, const struct sw_mask *chosen)
{
    int x = edit->x, y = edit->y;

    if ((operands & SW_FILM_CHOICE) != 0 && !sw_mask_first(chosen, &x, &y))
        return SW_COLOURS;
    return state->grid.cell[y][x];
}

void sw_film_code_edit(struct sw_film_coder *coder, struct sw_film_model *model,
                       struct sw_film_state *state, struct sw_film_edit *edit)
{
    struct sw_mask chosen = sw_mask_none();
    uint32_t operands, context;
    int width = SW_SIDE_MAX, height = SW_SIDE_MAX;

    context = model->fresh ? (uint32_t)SW_FILM_KINDS + model->first_before : model->kind_before;
    edit->kind =
        (uint8_t)sw_film_code_tree(coder, model->kind[context], 4, SW_FILM_KINDS, edit->kind);
    operands = sw_film_row((enum sw_film_kind)edit->kind)->operands;
    if ((operands & SW_FILM_CHOICE) != 0)
        code_choice(coder, model, state, edit, &chosen);
    if ((operands & SW_FILM_PLACE) != 0) {
        code_place(coder, model, &state->grid, edit);
        width = state->grid.width - edit->x;
        height = state->grid.height - edit->y;
    }
    if ((operands & SW_FILM_OFFSET) != 0)
        code_offset(coder, model, edit);
    if ((operands & SW_FILM_SYMMETRY) != 0)
        edit->symmetry =
            (uint8_t)sw_film_code_tree(coder, model->symmetry, 3, SW_SYMMETRIES, edit->symmetry);
    if ((operands & SW_FILM_DIRECTION) != 0)
        edit->direction =
            (uint8_t)sw_film_code_tree(coder, model->direction, 2, SW_DIRECTIONS, edit->direction);
    if ((operands & SW_FILM_SIZE) != 0) {
        edit->width = (uint8_t)(1 + sw_film_code_tree(coder, model->width, 5, (uint32_t)width,
                                                      edit->width - 1u));
        edit->height = (uint8_t)(1 + sw_film_code_tree(coder, model->height[edit->width == 1], 5,
                                                       (uint32_t)height, edit->height - 1u));
    }
    if ((operands & SW_FILM_COLOUR) != 0)
        edit->colour = (uint8_t)sw_film_code_tree(
            coder, model->colour[colour_there(state, edit, operands, &chosen)], 4, SW_COLOURS,
            edit->colour);
    if ((operands & SW_FILM_TOKENS) != 0)
        code_tokens(coder, model, edit);
    if (coder->failed)
        edit->kind = SW_FILM_END;
    if (coder->failed)
        return;
    if ((operands & SW_FILM_CHOICE) != 0)
        sw_film_apply_to(state, edit, &chosen);
    else
        sw_film_apply(state, edit);
    if (model->fresh)
        model->first_before = edit->kind;
    model->kind_before = edit->kind;
    model->fresh = edit->kind == SW_FILM_END;
    if ((operands & SW_FILM_PLACE) != 0)
        model->place = edit->y * state->grid.width + edit->x;
    if (model->fresh)
        model->place = -1;
    if ((operands & SW_FILM_OFFSET) != 0) {
        model->dx = edit->dx;
        model->dy = edit->dy;
    }
}
