/* body_split_cross.c - what ranks say to each other in a tick, and what they make of it. */
#include "body/ranks/body_split_private.h"

#include "base/bytes.h"
#include "world/body/body_imitate.h"

_Static_assert((int)SW_BODY_ACTS <= 16 && SW_BODY_TOKENS <= 16, "an act and a word are one byte");

static const struct sw_body_neighbour *beside(const struct sw_body_split *split, uint32_t half,
                                              const struct sw_body_letter *letter)
{
    return &split->beside[half][letter->rank - split->size.first];
}

/* At the beginning all have copied the same. */
static bool compares(const struct sw_body_split *split, bool acts)
{
    return !acts || (split->tick > 0 && split->tick % SW_BODY_SPLIT_EVERY == 0);
}

static void hash_half(struct sw_body_split *split, uint32_t half)
{
    for (uint32_t at = half == 0 ? 0 : split->end[half - 1]; at < split->end[half]; at++)
        split->hash[at] = sw_body_split_hash(&split->world[at]);
}

void sw_body_split_send(struct sw_body_split *split, uint32_t half, bool acts)
{
    bool hashes = compares(split, acts);

    if (split->letters[half] == 0)
        return;
    if (hashes)
        hash_half(split, half);
    for (uint32_t i = 0; i < split->letters[half]; i++) {
        struct sw_body_letter *letter = &split->letter[half][i];
        const struct sw_body_neighbour *other = beside(split, half, letter);
        uint8_t *out = letter->out;

        for (uint32_t k = 0; k < other->outs && acts; k++)
            *out++ = (uint8_t)(split->act[other->out[k]] + 16 * split->say[other->out[k]]);
        for (uint32_t k = 0; k < other->worlds && hashes; k++, out += 8)
            sw_bytes_put_little64(out, split->hash[other->world[k]]);
        letter->out_size = (size_t)(out - letter->out);
        letter->in_size = (acts ? other->ins : 0) + (hashes ? (size_t)8 * other->worlds : 0);
        split->count.bytes += letter->out_size;
    }
    split->post.begin(split->post.context, half, split->letter[half], split->letters[half]);
}

/* Only the first is told. at: the replica, if one is meant. */
static void blame(struct sw_body_split *split, uint32_t rank, uint32_t at, bool odd)
{
    const struct sw_body_replica *place = &split->replica[at];

    if (split->fault.found)
        return;
    split->fault = (struct sw_body_fault){.found = true,
                                          .odd = odd,
                                          .rank = rank,
                                          .island = split->isle[place->isle].number,
                                          .number = place->number,
                                          .copy = place->copy,
                                          .tick = split->tick};
}

/* Whether a rank thinks for who has a seat: of those that are born one with the seat they descend
 * from does. */
static bool thinks_for(const struct sw_body_split *split, uint32_t rank, uint32_t seat)
{
    uint32_t seats = split->game->bodies;

    if (!sw_body_split_free(split, seat))
        return true;
    return split->world[seat / seats].body[seat % seats].alive &&
           split->rank[sw_body_split_founder(split, seat)] == rank;
}

static void take_acts(struct sw_body_split *split, const struct sw_body_letter *letter,
                      const struct sw_body_neighbour *other)
{
    for (uint32_t k = 0; k < other->ins; k++) {
        uint32_t seat = other->in[k], act = letter->in[k] % 16, word = letter->in[k] / 16;
        uint32_t at = seat / split->game->bodies;

        if (act >= sw_body_choices(split->game, split->world[at].imitates) ||
            word >= SW_BODY_TOKENS) {
            blame(split, letter->rank, at, true);
            act = word = 0;
        }
        if (!thinks_for(split, letter->rank, seat))
            continue;
        split->act[seat] = (uint8_t)act;
        split->say[seat] = (uint8_t)word;
    }
}

void sw_body_split_hear(struct sw_body_split *split, uint32_t half, bool acts)
{
    bool hashes = compares(split, acts);

    if (split->letters[half] == 0)
        return;
    split->post.await(split->post.context, half, split->letter[half], split->letters[half]);
    for (uint32_t i = 0; i < split->letters[half]; i++) {
        const struct sw_body_letter *letter = &split->letter[half][i];
        const struct sw_body_neighbour *other = beside(split, half, letter);
        const uint8_t *in = letter->in + (acts ? other->ins : 0);

        if (letter->in_size != (acts ? other->ins : 0) + (hashes ? (size_t)8 * other->worlds : 0)) {
            blame(split, letter->rank, other->world[0], true);
            continue;
        }
        if (acts)
            take_acts(split, letter, other);
        for (uint32_t k = 0; k < other->worlds && hashes; k++, in += 8)
            if (sw_bytes_little64(in) != split->hash[other->world[k]])
                blame(split, letter->rank, other->world[k], false);
    }
}
