#include "selection/step.h"

#include <math.h>
#include <stdbool.h>

void sw_gradient_step(float rate, const float *gradient, float *weights, uint32_t n)
{
    double squares = 0, length;

    for (uint32_t i = 0; i < n; i++)
        squares += (double)gradient[i] * (double)gradient[i];
    length = (double)rate / (sqrt(squares / n) + 1e-8);
    for (uint32_t i = 0; i < n; i++)
        weights[i] = (float)((double)weights[i] + length * (double)gradient[i]);
}

struct sw_cma sw_cma_make(uint32_t n, double effective)
{
    double many = n, faster = (many + 2) / 3, excess = sqrt((effective - 1) / (many + 1)) - 1;
    struct sw_cma cma = {.n = n, .effective = effective};

    cma.path = (4 + effective / many) / (many + 4 + 2 * effective / many);
    cma.pull = faster * 2 / ((many + 1.3) * (many + 1.3) + effective);
    cma.pull = cma.pull < 1 ? cma.pull : 1;
    cma.spread =
        faster * 2 * (effective - 2 + 1 / effective) / ((many + 2) * (many + 2) + effective);
    cma.spread = cma.spread < 1 - cma.pull ? cma.spread : 1 - cma.pull;
    cma.length = (effective + 2) / (many + effective + 5);
    cma.damping = 1 + 2 * (excess > 0 ? excess : 0) + cma.length;
    cma.expected = sqrt(many) * (1 - 1 / (4 * many) + 1 / (21 * many * many));
    return cma;
}

/* (1 - rate)^power by squaring. */
static double remaining(double rate, uint64_t power)
{
    double base = 1 - rate, product = 1;

    for (; power > 0; power >>= 1) {
        if (power & 1u)
            product *= base;
        base *= base;
    }
    return product;
}

/* e^x for |x| <= 1: Taylor's sum, to the last place but a few. No exp of libm, whose last bit
 * differs. */
static double exponential(double x)
{
    double sum = 1, term = 1;

    x = x > 1 ? 1 : x < -1 ? -1 : x;
    for (int i = 1; i <= 20; i++) {
        term *= x / i;
        sum += term;
    }
    return sum;
}

/* Moves the path of the step length; returns the square of its length. */
static double move_length_path(const struct sw_cma *cma, const float *step,
                               struct sw_cma_state *state)
{
    double gain = sqrt(cma->length * (2 - cma->length) * cma->effective), squares = 0;

    for (uint32_t i = 0; i < cma->n; i++) {
        double along = (double)step[i] / sqrt((double)state->variance[i]);
        double path = (1 - cma->length) * (double)state->length_path[i] + gain * along;

        state->length_path[i] = (float)path;
        squares += path * path;
    }
    return squares;
}

/* `stalls`: the path of the mean stands still while the step length grows fast. */
static void move_variance(const struct sw_cma *cma, bool stalls, const float *step,
                          const float *squares, struct sw_cma_state *state)
{
    double memory = cma->path * (2 - cma->path), gain = stalls ? 0 : sqrt(memory * cma->effective);
    double kept = 1 - cma->pull - cma->spread + (stalls ? cma->pull * memory : 0);

    for (uint32_t i = 0; i < cma->n; i++) {
        double path = (1 - cma->path) * (double)state->path[i] + gain * (double)step[i];
        double variance = kept * (double)state->variance[i] + cma->pull * path * path +
                          cma->spread * (double)squares[i];

        state->path[i] = (float)path;
        state->variance[i] = (float)(variance > 1e-20 ? variance : 1e-20);
    }
}

void sw_cma_step(const struct sw_cma *cma, const float *step, const float *squares, float *weights,
                 struct sw_cma_state *state)
{
    double length, usual;
    bool stalls;

    for (uint32_t i = 0; i < cma->n; i++)
        weights[i] = (float)((double)weights[i] + state->sigma * (double)step[i]);
    length = sqrt(move_length_path(cma, step, state));
    state->generation++;
    usual = sqrt(1 - remaining(cma->length, 2 * state->generation)) * cma->expected;
    stalls = length >= (1.4 + 2 / (cma->n + 1.0)) * usual;
    move_variance(cma, stalls, step, squares, state);
    state->sigma *= exponential(cma->length / cma->damping * (length / cma->expected - 1));
}
