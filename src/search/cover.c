/* cover.c - a beam search for layers, from the topmost down, on bits. */
#include "search/cover.h"
#include "search/cover_layers.h"
#include "search/compose.h"

#include <stdlib.h>
#include <string.h>

#define NONE      SW_COVER_NONE
#define BEAM_MAX  32u
#define DEPTH_MAX 8u
#define BASES_MAX 10u /* the empty canvas, the input, eight near states */
#define FOUND_MAX 48u /* covers kept until they are written down */

struct base {
    uint32_t state; /* NONE: empty */
    uint32_t cost;
    uint64_t *wrong;
};

/* A partial cover: one layer more, below those of its parent. */
struct node {
    uint32_t parent, layer, cost;
    uint8_t colour; /* SW_COLOUR_OWN or the one colour of the silhouette */
    uint32_t wrong[BASES_MAX];
    uint32_t covers; /* cells */
    uint64_t *covered;
};

/* A node that may come to be. */
struct move {
    uint32_t wrong, cost, parent, head;
    uint8_t colour;
    uint64_t hash; /* of what it covers */
};

/* A whole cover: layers from the topmost down. */
struct found {
    uint32_t base, cost, layers;
    uint64_t hash; /* of the outputs */
    uint32_t layer[DEPTH_MAX];
    uint8_t colour[DEPTH_MAX];
};

struct cover {
    struct sw_bitset cells;
    struct sw_cover_settings settings;
    const struct sw_states *states;
    const struct sw_placement *frame;
    struct sw_cover_layers set;
    uint32_t bases, nodes, founds;
    struct base base[BASES_MAX];
    uint64_t *left; /* of base b, at b * words: wrong cells that the node at hand leaves bare */
    struct node *node;
    uint64_t *room; /* of nodes and bases */
    struct move move[BASES_MAX][BEAM_MAX];
    uint32_t moves[BASES_MAX];
    struct found found[FOUND_MAX + 1];
};

struct sw_cover_settings sw_cover_settings_usual(void)
{
    return (struct sw_cover_settings){.beam = 8,
                                      .depth = 5,
                                      .bases = 6,
                                      .states = 100000,
                                      .cover_cost = 12,
                                      .layer_cost = 8,
                                      .paint_cost = 6};
}

/* --- bases --- */

static void add_base(struct cover *cover, uint32_t state, uint32_t cost)
{
    struct base *base = &cover->base[cover->bases];
    uint32_t words = cover->cells.words;
    uint64_t *painted = cover->node[0].covered; /* free as yet */

    base->state = state;
    base->cost = cost;
    if (state == NONE) {
        for (uint32_t w = 0; w < words; w++)
            base->wrong[w] = ~cover->cells.target[0][w];
    } else {
        sw_bitset_effect(&cover->cells, state, painted, base->wrong);
        /* Right: painted so, or empty where the target is. */
        for (uint32_t w = 0; w < words; w++)
            base->wrong[w] = ~(base->wrong[w] | (~painted[w] & cover->cells.target[0][w]));
    }
    if (cover->cells.count % 64 != 0)
        base->wrong[words - 1] &= ((uint64_t)1 << cover->cells.count % 64) - 1;
    cover->bases++;
}

/* The empty canvas, the input if the frame is its own, and the states with fewest wrong cells. */
static void gather_bases(struct cover *cover)
{
    uint32_t near[SW_BITSET_NEAR_MAX], nears;

    add_base(cover, NONE, cover->frame->cost + SW_PLACEMENT_EMPTY_COST);
    if (sw_bitset_fits(cover->states, cover->frame, 0))
        add_base(cover, 0, 0);
    nears = sw_bitset_near(cover->states, cover->frame, cover->settings.bases, near);
    for (uint32_t i = 0; i < nears; i++)
        add_base(cover, near[i], sw_states_row(cover->states, near[i])->cost);
}

/* --- whole covers --- */

/* What the cover makes of canvas k. */
static struct sw_grid lay(const struct cover *cover, const struct found *found, uint32_t k)
{
    uint32_t state = cover->base[found->base].state;
    struct sw_grid out = sw_grid_empty(cover->frame->width[k], cover->frame->height[k]);

    if (state != NONE)
        out = sw_states_image(cover->states, sw_states_row(cover->states, state)->image[k])->grid;
    for (uint32_t i = found->layers; i-- > 0;) {
        const struct sw_cover_layer *layer = &cover->set.layer[found->layer[i]];
        uint32_t image = sw_states_row(cover->states, layer->state)->image[k];

        sw_bitset_lay(cover->frame, k, sw_states_image(cover->states, image), found->colour[i],
                      &out);
    }
    return out;
}

static uint64_t outputs_hash(const struct cover *cover, const struct found *found)
{
    uint64_t hash = 0;

    for (uint32_t k = cover->cells.demonstrations; k < sw_states_canvases(cover->states); k++) {
        struct sw_grid grid = lay(cover, found, k);

        hash = hash * 0x9e3779b97f4a7c15u + sw_grid_hash(&grid);
    }
    return hash;
}

/* Keeps the cheapest cover of every output, the cheapest outputs at that. */
static void keep(struct cover *cover, struct found *found)
{
    uint32_t at = cover->founds, same = cover->founds;

    if (at == FOUND_MAX && found->cost >= cover->found[at - 1].cost)
        return;
    found->hash = outputs_hash(cover, found);
    for (uint32_t i = 0; i < cover->founds; i++)
        if (cover->found[i].hash == found->hash)
            same = i;
    if (same < cover->founds && cover->found[same].cost <= found->cost)
        return;
    while (at > 0 && found->cost < cover->found[at - 1].cost)
        at--;
    memmove(&cover->found[at + 1], &cover->found[at], (same - at) * sizeof *found);
    cover->found[at] = *found;
    if (same == cover->founds && cover->founds < FOUND_MAX)
        cover->founds++;
}

/* The layers of a node and one more. */
static void complete(struct cover *cover, uint32_t base, uint32_t parent, uint32_t layer,
                     uint8_t colour, uint32_t cost)
{
    struct found found = {.base = base, .cost = cost + cover->base[base].cost};

    if (cover->founds == FOUND_MAX && found.cost >= cover->found[FOUND_MAX - 1].cost)
        return;
    for (uint32_t n = parent; n != 0; n = cover->node[n].parent)
        found.layers++;
    for (uint32_t n = parent, i = found.layers; n != 0; n = cover->node[n].parent) {
        found.layer[--i] = cover->node[n].layer;
        found.colour[i] = cover->node[n].colour;
    }
    found.layer[found.layers] = layer;
    found.colour[found.layers++] = colour;
    keep(cover, &found);
}

/* Layers with the same effect on the demonstrations, and another on the tests. */
static void vary(struct cover *cover)
{
    struct found found[FOUND_MAX];
    uint32_t founds = cover->founds;

    memcpy(found, cover->found, founds * sizeof *found);
    for (uint32_t f = 0; f < founds; f++) {
        for (uint32_t i = 0; i < found[f].layers; i++) {
            uint32_t was = found[f].layer[i];

            for (uint32_t l = cover->set.layer[was].next; l != NONE; l = cover->set.layer[l].next) {
                struct found varied = found[f];

                varied.layer[i] = l;
                varied.cost = varied.cost + cover->set.layer[l].cost - cover->set.layer[was].cost;
                keep(cover, &varied);
            }
        }
    }
}

/* --- the beam --- */

static bool before(const struct move *a, const struct move *b)
{
    return a->wrong != b->wrong ? a->wrong < b->wrong : a->cost < b->cost;
}

static void offer(struct cover *cover, uint32_t base, const struct move *move)
{
    struct move *moves = cover->move[base];
    uint32_t count = cover->moves[base], at = count, same = count;

    if (count == cover->settings.beam && !before(move, &moves[count - 1]))
        return;
    for (uint32_t i = 0; i < count; i++)
        if (moves[i].hash == move->hash)
            same = i;
    if (same < count && !before(move, &moves[same]))
        return;
    if (same == count && count == cover->settings.beam)
        same = count - 1;
    else if (same == count)
        cover->moves[base]++;
    at = same;
    while (at > 0 && before(move, &moves[at - 1])) {
        moves[at] = moves[at - 1];
        at--;
    }
    moves[at] = *move;
}

/* The two ways to lay a head below what is covered: in its own colours, and in the colour that all
 * targets of its uncovered cells have. False if neither is right, or nothing is left to cover. */
static bool ways(const struct cover *cover, uint32_t head, const uint64_t *covered, bool *own,
                 uint8_t *colour)
{
    const uint64_t *painted = sw_cover_painted(&cover->set, head),
                   *right = painted + cover->cells.words;
    const uint64_t *target = NULL;
    bool one = true;

    *own = true;
    *colour = SW_COLOUR_OWN;
    for (uint32_t w = 0; w < cover->cells.words; w++) {
        uint64_t bare = painted[w] & ~covered[w];

        if (bare == 0)
            continue;
        if (target == NULL) {
            *colour = cover->cells.colour[w * 64 + (uint32_t)__builtin_ctzll(bare)];
            target = cover->cells.target[*colour];
        }
        *own = *own && (bare & ~right[w]) == 0;
        one = one && (bare & ~target[w]) == 0;
        if (!*own && !one)
            return false;
    }
    if (!one)
        *colour = SW_COLOUR_OWN;
    return target != NULL;
}

/* A move to so many wrong cells or more is of no use for the base. */
static uint32_t bound_of(const struct cover *cover, uint32_t base, uint32_t wrong)
{
    uint32_t count = cover->moves[base];

    if (count == cover->settings.beam && cover->move[base][count - 1].wrong < wrong)
        return cover->move[base][count - 1].wrong + 1;
    return wrong;
}

/* Lays a head below a node: whole covers are kept, the rest is offered to every base that it brings
 * nearer. */
static void try_layer(struct cover *cover, uint32_t n, uint32_t head, uint8_t colour)
{
    const uint64_t *painted = sw_cover_painted(&cover->set, head);
    const struct node *node = &cover->node[n];
    uint32_t layer = cover->set.head[head], words = cover->cells.words;
    struct move move = {.parent = n, .head = head, .colour = colour};
    bool hashed = false;

    move.cost = node->cost + cover->set.layer[layer].cost + cover->settings.layer_cost +
                (colour == SW_COLOUR_OWN ? 0 : cover->settings.paint_cost);
    for (uint32_t b = 0; b < cover->bases; b++) {
        const uint64_t *left = cover->left + (size_t)b * words;
        uint32_t bound = bound_of(cover, b, node->wrong[b]);

        move.wrong = sw_bitset_left(left, painted, words, bound);
        if (move.wrong >= bound)
            continue;
        if (move.wrong == 0) {
            complete(cover, b, n, layer, colour, move.cost);
            continue;
        }
        if (!hashed) {
            for (uint32_t w = 0; w < words; w++)
                move.hash = (move.hash ^ (node->covered[w] | painted[w])) * 0x9e3779b97f4a7c15u +
                            (move.hash >> 29);
            hashed = true;
        }
        offer(cover, b, &move);
    }
}

static void add_node(struct cover *cover, const struct move *move)
{
    struct node *node = &cover->node[cover->nodes], *parent = &cover->node[move->parent];
    const uint64_t *painted = sw_cover_painted(&cover->set, move->head);
    uint32_t words = cover->cells.words;

    node->parent = move->parent;
    node->layer = cover->set.head[move->head];
    node->colour = move->colour;
    node->cost = move->cost;
    node->covers = 0;
    for (uint32_t w = 0; w < words; w++) {
        node->covered[w] = parent->covered[w] | painted[w];
        node->covers += sw_bits_count(node->covered[w]);
    }
    for (uint32_t b = 0; b < cover->bases; b++) {
        node->wrong[b] = 0;
        for (uint32_t w = 0; w < words; w++)
            node->wrong[b] += sw_bits_count(cover->base[b].wrong[w] & ~node->covered[w]);
    }
    cover->nodes++;
}

/* Tries all heads below a node. */
static void extend(struct cover *cover, uint32_t n)
{
    const struct node *node = &cover->node[n];
    uint32_t words = cover->cells.words;

    for (uint32_t b = 0; b < cover->bases; b++)
        for (uint32_t w = 0; w < words; w++)
            cover->left[(size_t)b * words + w] = cover->base[b].wrong[w] & ~node->covered[w];
    for (uint32_t head = 0; head < cover->set.heads; head++) {
        uint8_t colour;
        bool own;

        if (cover->set.least[head] > node->covers ||
            !ways(cover, head, node->covered, &own, &colour))
            continue;
        if (own)
            try_layer(cover, n, head, SW_COLOUR_OWN);
        if (colour != SW_COLOUR_OWN)
            try_layer(cover, n, head, colour);
    }
}

static void search(struct cover *cover)
{
    uint32_t first = 0;

    memset(cover->node[0].covered, 0, cover->cells.words * sizeof(uint64_t));
    for (uint32_t b = 0; b < cover->bases; b++) {
        cover->node[0].wrong[b] = 0;
        for (uint32_t w = 0; w < cover->cells.words; w++)
            cover->node[0].wrong[b] += sw_bits_count(cover->base[b].wrong[w]);
    }
    cover->node[0].covers = 0;
    cover->nodes = 1;
    for (uint32_t level = 0; level < cover->settings.depth; level++) {
        uint32_t last = cover->nodes;

        memset(cover->moves, 0, sizeof cover->moves);
        for (uint32_t n = first; n < last; n++)
            extend(cover, n);
        first = last;
        for (uint32_t b = 0; b < cover->bases; b++) {
            for (uint32_t i = 0; i < cover->moves[b]; i++) {
                bool known = false;

                for (uint32_t a = 0; a < b && !known; a++)
                    for (uint32_t j = 0; j < cover->moves[a] && !known; j++)
                        known = cover->move[a][j].hash == cover->move[b][i].hash;
                if (!known)
                    add_node(cover, &cover->move[b][i]);
            }
        }
    }
}

/* --- programs --- */

/* Bottom up: the base, then each layer made of the untouched canvas and laid over what is there. A
 * silhouette is painted over all organisms, or, if that goes wrong (too many of them, or the state
 * leaves a mode that counts otherwise), over all that is not background. */
static void write_program(const struct cover *cover, const struct found *found, bool plain,
                          struct sw_candidate *candidate)
{
    struct sw_draft draft = sw_compose(candidate);
    uint32_t base = cover->base[found->base].state;

    if (base != NONE) {
        sw_compose_state(&draft, cover->states, base);
    } else {
        for (uint32_t i = 0; i < cover->frame->length; i++)
            sw_compose_token(&draft, cover->frame->token[i]);
        sw_compose_words(&draft, "hand.0 act.blank");
    }
    for (uint32_t i = found->layers; i-- > 0;) {
        sw_compose_words(&draft, "layer.save restart");
        sw_compose_state(&draft, cover->states, cover->set.layer[found->layer[i]].state);
        if (found->colour[i] == 0) {
            sw_compose_words(&draft, "layer.erase");
            continue;
        }
        if (found->colour[i] != SW_COLOUR_OWN) {
            sw_compose_words(&draft,
                             plain ? "select.background select.complement" : "select.organisms");
            sw_compose_number(&draft, found->colour[i]);
            sw_compose_words(&draft, "act.recolour");
        }
        sw_compose_words(&draft, "layer.over");
    }
    if (draft.broken)
        candidate->length = 0;
}

/* Of the base and of all layers. */
static uint32_t surprise_of(const struct cover *cover, const struct found *found)
{
    const struct sw_likelihood *likelihood = cover->settings.likelihood;
    uint32_t base = cover->base[found->base].state, sum = 0;

    if (likelihood == NULL)
        return 0;
    if (base != NONE)
        sum = sw_likelihood_state(likelihood, cover->states, base);
    for (uint32_t i = 0; i < found->layers; i++)
        sum +=
            sw_likelihood_state(likelihood, cover->states, cover->set.layer[found->layer[i]].state);
    return sum;
}

static void deliver(const struct cover *cover, const struct found *found,
                    struct sw_answers *answers, struct sw_composed *composed)
{
    struct sw_candidate candidate;

    if (!sw_answers_wants(answers, cover->cells.demonstrations,
                          found->cost + cover->settings.cover_cost))
        return;
    memset(&candidate, 0, sizeof candidate);
    candidate.kind = SW_CANDIDATE_COVER;
    candidate.demonstrations = cover->cells.demonstrations;
    candidate.cost = found->cost + cover->settings.cover_cost;
    candidate.surprise = surprise_of(cover, found);
    candidate.tests = sw_states_canvases(cover->states) - cover->cells.demonstrations;
    for (uint32_t t = 0; t < candidate.tests; t++)
        candidate.output[t] = lay(cover, found, cover->cells.demonstrations + t);
    write_program(cover, found, false, &candidate);
    if (candidate.length == 0 || !sw_compose_verify(cover->states, &candidate)) {
        write_program(cover, found, true, &candidate);
        if (candidate.length == 0 || !sw_compose_verify(cover->states, &candidate)) {
            composed->mismatched++;
            return;
        }
    }
    composed->added += sw_answers_add(answers, &candidate);
}

/* --- all together --- */

static uint32_t at_most(uint32_t value, uint32_t most)
{
    return value < most ? value : most;
}

/* Nodes: the root and, for every level, a beam for every base; each with its covered cells. */
static int make_room(struct cover *cover, struct sw_error *error)
{
    uint32_t words = cover->cells.words;
    uint32_t nodes = 1 + cover->settings.depth * cover->settings.beam * BASES_MAX;

    cover->node = sw_allocate(nodes, sizeof *cover->node, "covering", error);
    cover->room =
        sw_allocate((size_t)(nodes + 2 * BASES_MAX) * words, sizeof(uint64_t), "covering", error);
    if (cover->node == NULL || cover->room == NULL)
        return -1;
    for (uint32_t n = 0; n < nodes; n++)
        cover->node[n].covered = cover->room + (size_t)n * words;
    for (uint32_t b = 0; b < BASES_MAX; b++)
        cover->base[b].wrong = cover->room + (size_t)(nodes + b) * words;
    cover->left = cover->room + (size_t)(nodes + BASES_MAX) * words;
    return 0;
}

int sw_cover_search(const struct sw_states *states, const struct sw_placement *frame,
                    const struct sw_cover_settings *settings, struct sw_answers *answers,
                    struct sw_composed *composed, struct sw_error *error)
{
    struct cover *cover = sw_allocate(1, sizeof *cover, "covering", error);
    struct sw_composed unheard = {0};
    int result = -1;

    if (composed == NULL)
        composed = &unheard;
    if (cover == NULL)
        return -1;
    cover->states = states;
    cover->frame = frame;
    cover->settings = *settings;
    cover->settings.beam = at_most(settings->beam, BEAM_MAX);
    cover->settings.depth = at_most(settings->depth, DEPTH_MAX);
    cover->settings.bases = at_most(settings->bases, BASES_MAX - 2);
    sw_bitset_of(&cover->cells, states, frame);
    if (make_room(cover, error) != 0 ||
        sw_cover_layers_gather(&cover->set, &cover->cells, &settings->listing, settings->states,
                               error) != 0)
        goto out;
    gather_bases(cover);
    search(cover);
    vary(cover);
    composed->found += cover->founds;
    for (uint32_t f = 0; f < cover->founds; f++)
        deliver(cover, &cover->found[f], answers, composed);
    result = 0;
out:
    sw_cover_layers_clear(&cover->set);
    free(cover->node);
    free(cover->room);
    free(cover);
    return result;
}
