/* mutation.h - low-rank mutations from a seed: drawn, applied, and summed for recombination.
 *
 * A matrix W of m x n moves by strength * scale * a b^T with a, b of mean 0 and variance 1 (rank 1
 * of Salimans' isotropic noise; EGGROLL, arXiv 2511.16652); a bias by strength * scale * v. Pairs
 * are antithetic: the second of a pair subtracts what the first adds. Noise is a function of (run
 * seed, litter seed, pair, tensor): a child is never stored. All functions are Local.
 */
#ifndef SW_AGENT_MUTATION_H
#define SW_AGENT_MUTATION_H

#include "agent/brain.h"
#include "agent/deviates.h"
#include "agent/kernel.h"

#define SW_NOISE_PAIRS 16u /* pairs of a litter */

/* The noise of one litter. Created once, drawn anew for each litter. */
struct sw_noise {
    const struct sw_brain_layout *layout; /* borrowed */
    float strength;
    uint8_t evolve; /* groups of tensors that the noise touches; the others' noise is undefined */
    enum sw_deviates deviates; /* what it is drawn from; set it before, or it is bytes */
    float *pair;               /* [16][layout->noise] */
    float *sight;              /* [sight_rows][16] row factors of sight.table, pairs side by side */
};

/* Whether the noise touches a tensor. */
static inline bool sw_noise_moves(const struct sw_noise *noise, const struct sw_tensor *tensor)
{
    return (noise->evolve & tensor->group) != 0 &&
           ((noise->evolve & SW_GROUP_THRESHOLDS) == 0 || tensor->kind == SW_TENSOR_VECTOR);
}

/* Whether it shifts the pooled features: with the row factors of sight.dense. */
static inline bool sw_noise_shifts(const struct sw_noise *noise)
{
    return (noise->evolve & SW_GROUP_THRESHOLDS) != 0 && (noise->evolve & SW_GROUP_SIGHT) != 0;
}

struct sw_noise *sw_noise_create(const struct sw_brain_layout *layout, struct sw_error *error);
void sw_noise_destroy(struct sw_noise *noise);

/* Draws pairs 0..pairs-1; the rest is zero. With `clone` pair 0 is zero: both its members are the
 * parent. */
void sw_noise_draw(struct sw_noise *noise, uint64_t run_seed, uint64_t litter_seed, uint32_t pairs,
                   float strength, uint8_t evolve, bool clone);

/* weights[...] += sign * the mutation of one pair. */
void sw_mutation_apply(const struct sw_noise *noise, uint32_t pair, float sign, float *weights);

/* Of a plain vector: multiplies the noise of pairs 0..pairs-1 by deviation, weight by weight.
 * deviation: [layout->floats]. */
void sw_noise_scale(struct sw_noise *noise, uint32_t pairs, const float *deviation);

/* Of a plain vector: squares[...] += sum over the litter's pairs of share[pair] * square of the
 * noise of the pair. squares: [layout->floats]. */
void sw_mutation_squares(const struct sw_noise *noise, const float share[SW_NOISE_PAIRS],
                         float *squares);

/* gradient[...] += sum over the litter's pairs of share[pair] * noise of the pair, in units of each
 * tensor's scale; tensors that do not evolve are left alone. gradient: [layout->floats]. */
void sw_mutation_gradient(const struct sw_noise *noise, const struct sw_kernel *kernel,
                          const float share[SW_NOISE_PAIRS], float *gradient);

#endif
