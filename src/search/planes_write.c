/* planes_write.c - writes the tokens that select by a plane and take colours by a pointer. */
#include "search/planes_private.h"

static void save_layer(const struct sw_planes *planes, uint32_t state,
                       struct sw_planes_layers *layers, struct sw_draft *draft)
{
    uint32_t l = 0;

    while (l < layers->count && layers->state[l] != state)
        l++;
    if (l < layers->count || l == SW_PLANE_LAYERS_MAX)
        return;
    layers->state[layers->count++] = state;
    sw_compose_state(draft, planes->states, state);
    sw_compose_words(draft, "layer.save restart");
}

void sw_planes_begin(const struct sw_planes *planes, const uint32_t *plane, uint32_t count,
                     uint32_t pointers, struct sw_planes_layers *layers, struct sw_draft *draft)
{
    layers->count = 0;
    for (uint32_t i = 0; i < count; i++)
        if (planes->plane[plane[i]].state != SW_STATE_NONE)
            save_layer(planes, planes->plane[plane[i]].state, layers, draft);
    for (uint32_t s = 0; s < planes->pointer_states; s++)
        if ((pointers >> s & 1u) != 0)
            save_layer(planes, planes->pointer_state[s], layers, draft);
    layers->top = layers->count - 1;
    if (planes->base != SW_STATE_NONE) {
        sw_compose_state(draft, planes->states, planes->base);
    } else {
        for (uint32_t i = 0; i < planes->frame->length; i++)
            sw_compose_token(draft, planes->frame->token[i]);
        sw_compose_words(draft, "hand.0 act.blank");
    }
    sw_compose_words(draft, "eye.hold");
}

static void turn_to(uint32_t state, struct sw_planes_layers *layers, struct sw_draft *draft)
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

void sw_planes_select(const struct sw_planes *planes, uint32_t index, uint32_t value,
                      struct sw_planes_layers *layers, struct sw_draft *draft)
{
    const struct sw_plane *plane = &planes->plane[index];
    uint16_t raw = plane->raw[value];

    switch (plane->kind) {
    case SW_PLANE_FEATURE:
        if (raw == SW_FEATURE_NONE) { /* cells of no organism are empty */
            sw_compose_words(draft, "select.background");
            return;
        }
        sw_compose_mode(draft, plane->what >= SW_FEATURE_SIZE ? plane->mode : draft->mode);
        sw_compose_number(draft, raw);
        sw_compose_token(draft, sw_feature_token((enum sw_feature)plane->what));
        return;
    case SW_PLANE_NEAR:
        sw_compose_number(draft, plane->what);
        sw_compose_words(draft, "where.near");
        break;
    case SW_PLANE_SELECTED:
        sw_compose_mode(draft, plane->mode);
        sw_compose_words(draft, sw_planes_words(plane));
        break;
    case SW_PLANE_COLOURED:
        sw_compose_mode(draft, plane->mode);
        sw_compose_number(draft, plane->colour);
        sw_compose_words(draft, sw_planes_words(plane));
        break;
    case SW_PLANE_COLOURS:
        turn_to(plane->state, layers, draft);
        sw_compose_number(draft, raw);
        sw_compose_words(draft, "select.layer.colour");
        return;
    case SW_PLANE_OCCUPIED:
        turn_to(plane->state, layers, draft);
        sw_compose_words(draft, "select.layer");
        break;
    }
    if (raw == 0)
        sw_compose_words(draft, "select.complement");
}

void sw_planes_take(enum sw_pointer pointer, struct sw_draft *draft)
{
    if (pointer == SW_POINTER_LARGEST || pointer == SW_POINTER_SMALLEST ||
        pointer == SW_POINTER_UNIQUE)
        sw_compose_mode(draft, 0);
    sw_compose_words(draft, sw_pointer_words(pointer));
}

/* Colour by colour: the selection that comes stands as the anchor all the while. */
void sw_planes_take_state(const struct sw_planes *planes, uint32_t s,
                          struct sw_planes_layers *layers, struct sw_draft *draft)
{
    const uint8_t *colour = planes->pointer[SW_POINTERS + s];
    uint32_t colours = 0;

    for (uint32_t i = 0; i < planes->cells; i++)
        colours |= 1u << colour[i];
    turn_to(planes->pointer_state[s], layers, draft);
    sw_compose_words(draft, "select.anchor");
    for (uint32_t c = 0; c < SW_COLOURS; c++) {
        if ((colours >> c & 1u) == 0)
            continue;
        sw_compose_number(draft, c);
        sw_compose_words(draft, "select.layer.colour select.meet act.recolour");
    }
}
