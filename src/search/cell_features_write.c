/* cell_features_write.c - writes the tokens that select by a cell feature and take colours by a
 * pointer. */
#include "search/cell_features_private.h"

static void save_layer(const struct sw_cell_features *cell_features, uint32_t state,
                       struct sw_cell_features_layers *layers, struct sw_draft *draft)
{
    uint32_t l = 0;

    while (l < layers->count && layers->state[l] != state)
        l++;
    if (l < layers->count || l == SW_CELL_FEATURE_LAYERS_MAX)
        return;
    layers->state[layers->count++] = state;
    sw_compose_state(draft, cell_features->states, state);
    sw_compose_words(draft, "layer.save restart");
}

void sw_cell_features_begin(const struct sw_cell_features *cell_features,
                            const uint32_t *cell_feature, uint32_t count, uint32_t pointers,
                            struct sw_cell_features_layers *layers, struct sw_draft *draft)
{
    layers->count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (cell_features->cell_feature[cell_feature[i]].state != SW_STATE_NONE)
            save_layer(cell_features, cell_features->cell_feature[cell_feature[i]].state, layers,
                       draft);
    for (uint32_t s = 0; s < cell_features->pointer_states; s++)
        if ((pointers >> s & 1u) != 0)
            save_layer(cell_features, cell_features->pointer_state[s], layers, draft);
    layers->top = layers->count - 1;
    if (cell_features->base != SW_STATE_NONE) {
        sw_compose_state(draft, cell_features->states, cell_features->base);
    } else {
        for (uint32_t i = 0; i < cell_features->frame->length; i++)
            sw_compose_token(draft, cell_features->frame->token[i]);
        sw_compose_words(draft, "hand.0 act.blank");
    }
    sw_compose_words(draft, "eye.hold");
}

static void turn_to(uint32_t state, struct sw_cell_features_layers *layers, struct sw_draft *draft)
{
    uint32_t wanted = 0;

    while (wanted < layers->count && layers->state[wanted] != state)
        wanted++;
    if (wanted == layers->count) {
        draft->broken = true;
        return;
    }
    while (layers->top != wanted) {
        sw_compose_words(draft, "layer.turn");
        layers->top = layers->top == 0 ? layers->count - 1 : layers->top - 1;
    }
}

void sw_cell_features_select(const struct sw_cell_features *cell_features, uint32_t index,
                             uint32_t value, struct sw_cell_features_layers *layers,
                             struct sw_draft *draft)
{
    const struct sw_cell_feature *cell_feature = &cell_features->cell_feature[index];
    uint16_t raw = cell_feature->raw[value];

    switch (cell_feature->kind) {
    case SW_CELL_FEATURE_WHERE:
        if (raw == SW_FEATURE_NONE) { /* cells of no organism are empty */
            sw_compose_words(draft, "select.background");
            return;
        }
        sw_compose_mode(draft,
                        cell_feature->what >= SW_FEATURE_SIZE ? cell_feature->mode : draft->mode);
        sw_compose_number(draft, raw);
        sw_compose_token(draft, sw_feature_token((enum sw_feature)cell_feature->what));
        return;
    case SW_CELL_FEATURE_NEAR:
        sw_compose_number(draft, cell_feature->what);
        sw_compose_words(draft, "where.near");
        break;
    case SW_CELL_FEATURE_SELECTED:
        sw_compose_mode(draft, cell_feature->mode);
        sw_compose_words(draft, sw_cell_features_words(cell_feature));
        break;
    case SW_CELL_FEATURE_COLOURED:
        sw_compose_mode(draft, cell_feature->mode);
        sw_compose_number(draft, cell_feature->colour);
        sw_compose_words(draft, sw_cell_features_words(cell_feature));
        break;
    case SW_CELL_FEATURE_COLOURS:
        turn_to(cell_feature->state, layers, draft);
        sw_compose_number(draft, raw);
        sw_compose_words(draft, "select.layer.colour");
        return;
    case SW_CELL_FEATURE_OCCUPIED:
        turn_to(cell_feature->state, layers, draft);
        sw_compose_words(draft, "select.layer");
        break;
    }
    if (raw == 0)
        sw_compose_words(draft, "select.complement");
}

void sw_cell_features_take(enum sw_pointer pointer, struct sw_draft *draft)
{
    if (pointer == SW_POINTER_LARGEST || pointer == SW_POINTER_SMALLEST ||
        pointer == SW_POINTER_UNIQUE)
        sw_compose_mode(draft, 0);
    sw_compose_words(draft, sw_pointer_words(pointer));
}

/* Colour by colour: the selection that comes stands as the anchor all the while. */
void sw_cell_features_take_state(const struct sw_cell_features *cell_features, uint32_t s,
                                 struct sw_cell_features_layers *layers, struct sw_draft *draft)
{
    const uint8_t *colour = cell_features->pointer[SW_POINTERS + s];
    uint32_t colours = 0;

    for (uint32_t i = 0; i < cell_features->cells; i++)
        colours |= 1u << colour[i];
    turn_to(cell_features->pointer_state[s], layers, draft);
    sw_compose_words(draft, "select.anchor");
    for (uint32_t c = 0; c < SW_COLOURS; c++) {
        if ((colours >> c & 1u) == 0)
            continue;
        sw_compose_number(draft, c);
        sw_compose_words(draft, "select.layer.colour select.meet act.recolour");
    }
}
