/* lanes.h - sums and sines of test functions in eight lanes of double, two to a vector: element by
 * element, so the bits do not depend on the vectors. Included by function.c only.
 *
 * Coordinate i adds to lane i % 8; the lanes are added as a tree. Sums over 100,000 coordinates
 * keep a relative error below 1e-11.
 */
#ifndef SW_WORLD_FUNCTION_LANES_H
#define SW_WORLD_FUNCTION_LANES_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#define LANES 2
#define PARTS 4
#define SPAN  (LANES * PARTS)

typedef double vec __attribute__((vector_size(LANES * 8)));
typedef int64_t ivec __attribute__((vector_size(LANES * 8)));
typedef uint64_t uvec __attribute__((vector_size(LANES * 8)));

#define INLINE static inline __attribute__((always_inline))

INLINE vec load(const double *at)
{
    vec v;

    memcpy(&v, at, sizeof v);
    return v;
}

INLINE vec splat(double x)
{
    return (vec){x, x};
}

INLINE vec select(ivec mask, vec yes, vec no)
{
    return (vec)(((ivec)yes & mask) | ((ivec)no & ~mask));
}

INLINE vec square(vec x)
{
    return x * x;
}

INLINE vec root(vec x)
{
    return (vec){sqrt(x[0]), sqrt(x[1])};
}

/* sin(pi r), |r| <= 1/2: the Taylor polynomial of degree 19, whose first omitted term is below
 * 3e-16. */
INLINE vec sine_near(vec r)
{
    vec q = r * r;
    vec s = splat(-2.2948428997269873e-08);

    s = s * q + splat(7.9520540014755128e-07);
    s = s * q + splat(-2.1915353447830216e-05);
    s = s * q + splat(4.6630280576761256e-04);
    s = s * q + splat(-7.3704309457143508e-03);
    s = s * q + splat(8.2145886611128229e-02);
    s = s * q + splat(-5.9926452932079208e-01);
    s = s * q + splat(2.5501640398773454);
    s = s * q + splat(-5.1677127800499700);
    s = s * q + splat(3.1415926535897932);
    return r * s;
}

/* 1.5 * 2^52: adding and subtracting it rounds to an integer, whose parity is the lowest bit. */
#define ROUNDS 6755399441055744.0

/* sin(pi u), |u| < 2^50. */
INLINE vec sine(vec u)
{
    vec shifted = u + splat(ROUNDS);
    uvec odd = (uvec)shifted << 63;

    return (vec)((uvec)sine_near(u - (shifted - splat(ROUNDS))) ^ odd);
}

/* sin^2(pi u) = (1 - cos(2 pi u)) / 2, without its cancellation. */
INLINE vec sine_squared(vec u)
{
    return square(sine_near(u - ((u + splat(ROUNDS)) - splat(ROUNDS))));
}

INLINE double tree(const vec sum[PARTS])
{
    double s[SPAN];

    memcpy(s, sum, sizeof s);
    return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

/* The sum over i < n of term(z[i], z[i + next], i); a term may look at what it needs. */
INLINE double sum_of(const double *z, uint32_t n, uint32_t next, vec (*term)(vec z, vec w, vec i))
{
    vec sum[PARTS] = {{0}}, place[PARTS];
    uint32_t i = 0;

    for (uint32_t p = 0; p < PARTS; p++)
        place[p] = (vec){p * LANES, p * LANES + 1};
    for (; i + SPAN <= n; i += SPAN)
        for (uint32_t p = 0; p < PARTS; p++) {
            const double *at = z + i + p * LANES;

            sum[p] += term(load(at), load(at + next), place[p]);
            place[p] += splat(SPAN);
        }
    for (; i < n; i++) {
        vec one = term(splat(z[i]), splat(z[i + next]), splat(i));

        sum[i % SPAN / LANES][i % LANES] += one[0];
    }
    return tree(sum);
}

/* 1 - exp(-x), x >= 0: with x = k ln 2 + r it is 1 - 2^-k + 2^-k (1 - exp(-r)), the last by its
 * series, so that nothing cancels near 0. */
static inline double one_minus_exp(double x)
{
    double k, r, series = 1, power;

    if (x > 40)
        return 1;
    k = (x * 1.4426950408889634 + ROUNDS) - ROUNDS;
    r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
    for (int i = 18; i >= 2; i--)
        series = 1 - r / i * series;
    power = ldexp(1, -(int)k);
    return (1 - power) + power * (r * series);
}

#endif
