/* learning_genes.h - what a member inherits of how it learns: genes beside its weights, which
 * mutate at every birth (learning.who = members).
 *
 * The rate is that of the config times a factor, a whole power of one number: so it comes back
 * exactly, on every machine. The feedback is the seed of the random way on which errors go back;
 * who changes it draws one of its own. Both are functions of (seed, id, genes of the parent), so a
 * birth says nothing of them. Local.
 */
#ifndef SW_SELECTION_LEARNING_GENES_H
#define SW_SELECTION_LEARNING_GENES_H

#include <stdint.h>

#define SW_GENE_POWER_MOST 1000 /* either way */

/* What the config says. */
struct sw_gene_rule {
    double factor;   /* of one step up; 1: the rate is no gene */
    double bound;    /* a rate stays within 1 / bound to bound times the config's; 1 or more */
    double feedback; /* chance that a birth changes the feedback: 0..1 */
};

struct sw_learning_genes {
    int16_t power;     /* of the factor of the rate; 0: the config's */
    uint64_t feedback; /* 1 + id of who drew the feedback; 0: the run's */
};

/* The highest power within the bound; the lowest is the same below 0. */
int sw_gene_most(const struct sw_gene_rule *rule);

/* The genes of a clone: the parent's, within this rule's bound; a run that branched may have
 * another rule than the one that the parent was born by. */
struct sw_learning_genes sw_genes_keep(const struct sw_gene_rule *rule,
                                       struct sw_learning_genes parent);

/* The genes of a child: the rate goes a step down, none, or a step up, each alike often, but not
 * beyond the bound. */
struct sw_learning_genes sw_genes_inherit(const struct sw_gene_rule *rule,
                                          struct sw_learning_genes parent, uint64_t seed,
                                          uint64_t id);

/* What the config's rate is multiplied by: multiplications and one division, the same bits
 * everywhere. */
double sw_genes_rate(const struct sw_gene_rule *rule, struct sw_learning_genes genes);

/* The seed of the feedback, of a run with this seed. */
uint64_t sw_genes_seed(struct sw_learning_genes genes, uint64_t seed);

#endif
