#include "wild/wild_shadow.h"

#include "wild/wild_kin.h"

#include <string.h>

static uint64_t count_families(struct sw_wild_kin *kin)
{
    uint64_t families = 0;

    for (uint64_t i = 0; i < kin->lives; i++)
        families += kin->count[kin->family[kin->living[i]]]++ == 0;
    for (uint64_t i = 0; i < kin->lives; i++)
        kin->count[kin->family[kin->living[i]]] = 0;
    return families;
}

/* Descendants are counted from the youngest on, up to all that is asked for. since: births of the
 * window are not before it. */
static void look(struct sw_wild_kin *kin, uint64_t tick, uint64_t since,
                 struct sw_wild_kinship *out)
{
    const struct sw_wild_birth *birth = kin->history->birth;
    uint64_t id = kin->born, lowest;

    memset(out, 0, sizeof *out);
    if (kin->lives == 0)
        return;
    out->families = count_families(kin);
    for (uint64_t i = 0; i < kin->lives; i++)
        kin->count[kin->living[i]]++;
    for (; id > 0 && (birth[id - 1].tick >= since || (!out->coalesced && out->families == 1));
         id--) {
        double share = kin->count[id] / (double)kin->lives;

        if (birth[id - 1].tick >= since)
            out->shared += share * share;
        if (kin->count[id] == kin->lives && !out->coalesced) {
            out->coalesced = true;
            out->coalescence = tick - birth[id - 1].tick;
        }
        kin->count[kin->parent[id]] += kin->parent[id] != 0 ? kin->count[id] : 0;
    }
    lowest = id;
    for (id = kin->born; id > lowest; id--)
        kin->count[id] = kin->count[kin->parent[id]] = 0;
    for (uint64_t i = 0; i < kin->lives; i++)
        kin->count[kin->living[i]] = 0;
}

int sw_wild_kinships(const struct sw_wild_history *history, uint32_t shadow,
                     struct sw_wild_kinship *out, struct sw_error *error)
{
    struct sw_wild_kin kin;
    int result = sw_wild_kin_create(&kin, history, shadow, error);

    for (uint64_t page = 0; page < history->pages && result == 0; page++) {
        uint64_t since = page < SW_WILD_WINDOW ? 0 : history->figures[page - SW_WILD_WINDOW].tick;

        result = sw_wild_kin_advance(&kin, page, error);
        if (result == 0)
            look(&kin, history->figures[page].tick, since, &out[page]);
    }
    sw_wild_kin_clear(&kin);
    return result;
}
