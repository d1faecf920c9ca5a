#include "selection/learning_genes.h"

#include "base/random.h"

int sw_gene_most(const struct sw_gene_rule *rule)
{
    double factor = rule->factor;
    int power = 0;

    /* A bound that is a power of the factor is reached, whatever rounding makes of it. */
    for (; power < SW_GENE_POWER_MOST && rule->factor > 1 && factor <= rule->bound * (1 + 1e-9);
         power++)
        factor *= rule->factor;
    return power;
}

static int16_t within(const struct sw_gene_rule *rule, int power)
{
    int most = sw_gene_most(rule);

    return (int16_t)(power > most ? most : power < -most ? -most : power);
}

struct sw_learning_genes sw_genes_keep(const struct sw_gene_rule *rule,
                                       struct sw_learning_genes parent)
{
    parent.power = within(rule, parent.power);
    return parent;
}

struct sw_learning_genes sw_genes_inherit(const struct sw_gene_rule *rule,
                                          struct sw_learning_genes parent, uint64_t seed,
                                          uint64_t id)
{
    struct sw_dice rate = sw_dice_at(seed, SW_RANDOM_GENE_RATE, id, 0);
    struct sw_dice feedback = sw_dice_at(seed, SW_RANDOM_GENE_FEEDBACK, id, 0);
    int power = parent.power + sw_dice_between(&rate, -1, 1);
    struct sw_learning_genes out = parent;

    out.power = within(rule, power);
    if ((double)sw_dice_unit(&feedback) < rule->feedback)
        out.feedback = id + 1;
    return out;
}

double sw_genes_rate(const struct sw_gene_rule *rule, struct sw_learning_genes genes)
{
    double factor = 1;

    for (int i = genes.power < 0 ? -genes.power : genes.power; i > 0; i--)
        factor *= rule->factor;
    return genes.power < 0 ? 1 / factor : factor;
}

uint64_t sw_genes_seed(struct sw_learning_genes genes, uint64_t seed)
{
    uint32_t block[4];

    if (genes.feedback == 0)
        return seed;
    sw_random_block(seed, SW_RANDOM_GENE_FEEDBACK, genes.feedback - 1, 1, 0, block);
    return (uint64_t)block[1] << 32 | block[0];
}
