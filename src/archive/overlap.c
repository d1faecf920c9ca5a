#include "archive/overlap.h"

#include <math.h>
#include <stdlib.h>

static int compare_litters(const void *a, const void *b)
{
    const struct sw_overlap_litter *x = a, *y = b;

    return sw_ancestry_compare(x->ancestry, x->parent, y->parent);
}

static double common_mutations(const struct sw_ancestry *ancestry, uint32_t a, uint32_t b)
{
    uint32_t common = sw_ancestry_common(ancestry, a, b);

    return common == SW_ANCESTRY_NONE ? 0 : sw_ancestry_mutations(ancestry, common);
}

/* What is gathered of litters; `own`: the mutations of all members. */
struct gathered {
    uint32_t litters;
    double members, own, pairs; /* pairs: mutations in common, summed over pairs of one litter */
};

/* A clone has the mutations of its parent, any other child one more. */
static struct gathered gather(const struct sw_ancestry *ancestry, struct sw_identity_space space,
                              const struct sw_births *births, uint32_t islands,
                              struct sw_overlap_litter *out)
{
    uint32_t most = sw_identity_litter(space);
    struct gathered all = {0};

    for (uint32_t island = 0; island < islands; island++)
        for (uint32_t i = 0; i < births[island].litters; i++) {
            const struct sw_litter *litter = &births[island].litter[i];
            uint32_t left = space.members - i * most, size = left < most ? left : most;
            uint32_t parent = sw_ancestry_find(ancestry, litter->parent);
            double mutations = sw_ancestry_mutations(ancestry, parent), members = size;

            out[all.litters++] = (struct sw_overlap_litter){ancestry, parent, members};
            all.members += members;
            all.own += members * (mutations + 1) - (litter->clone ? 2 : 0);
            all.pairs += members * (members - 1) / 2 * mutations;
        }
    return all;
}

/* In the order of sw_ancestry_compare the mutations that two litters have in common are the least
 * that any two neighbours between them have. So one pass does: for the litter that it has come to
 * there is a stack of all before it, by what they have in common with it, with the most on top.
 *
 * The stack stands where the litters stood that have been passed: `members` so many have `parent`
 * mutations in common with the present litter. */
static double sum_pairs(struct sw_overlap_litter *litter, uint32_t count)
{
    double sum = 0, held = 0; /* held: members x mutations, of all on the stack */
    uint32_t high = 0;

    for (uint32_t i = 0; i + 1 < count; i++) {
        double members = litter[i].members;
        double common =
            common_mutations(litter[i].ancestry, litter[i].parent, litter[i + 1].parent);

        held += members * common;
        while (high > 0 && litter[high - 1].parent >= common) {
            high--;
            held -= litter[high].members * (litter[high].parent - common);
            members += litter[high].members;
        }
        litter[high].members = members;
        litter[high++].parent = (uint32_t)common;
        sum += held * litter[i + 1].members;
    }
    return sum;
}

double sw_overlap(const struct sw_ancestry *ancestry, struct sw_identity_space space,
                  const struct sw_births *births, uint32_t islands,
                  struct sw_overlap_litter *scratch)
{
    struct gathered all = gather(ancestry, space, births, islands, scratch);
    double pairs = all.members * (all.members - 1) / 2;

    if (pairs < 1)
        return (double)NAN;
    qsort(scratch, all.litters, sizeof *scratch, compare_litters);
    return (all.pairs + sum_pairs(scratch, all.litters)) / pairs / (all.own / all.members);
}
