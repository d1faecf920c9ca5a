#include "world/function/function.h"

#include "base/parameter.h"
#include "world/function/lanes.h"

#include <stdio.h>
#include <string.h>

#define PI 3.14159265358979323846

/* ---- of one objective ---- */

static vec sphere_term(vec z, vec w, vec i)
{
    (void)w, (void)i;
    return z * z;
}

static double sphere(const double *z, uint32_t n)
{
    return sum_of(z, n, 0, sphere_term);
}

static vec rosenbrock_term(vec z, vec w, vec i)
{
    (void)i;
    return splat(100) * square(w - z * z) + square(splat(1) - z);
}

static double rosenbrock(const double *z, uint32_t n)
{
    return sum_of(z, n - 1, 1, rosenbrock_term);
}

/* 10 - 10 cos(2 pi z) = 20 sin^2(pi z). */
static vec rastrigin_term(vec z, vec w, vec i)
{
    (void)w, (void)i;
    return z * z + splat(20) * sine_squared(z);
}

static double rastrigin(const double *z, uint32_t n)
{
    return sum_of(z, n, 0, rastrigin_term);
}

static vec versine_term(vec z, vec w, vec i)
{
    (void)w, (void)i;
    return splat(2) * sine_squared(z);
}

/* 20 + e - 20 exp(-0.2 r) - exp(mean cos) with mean cos = 1 - mean (1 - cos). */
static double ackley(const double *z, uint32_t n)
{
    double far = sqrt(sum_of(z, n, 0, sphere_term) / n);
    double rough = sum_of(z, n, 0, versine_term) / n;

    return 20 * one_minus_exp(0.2 * far) + 2.7182818284590452 * one_minus_exp(rough);
}

/* 1 - the product of cos(z / sqrt(i)) is kept as e: 1 - (1 - e)(1 - q) = e + q - e q, with q = 1 -
 * cos = 2 sin^2. */
static double griewank(const double *z, uint32_t n)
{
    vec left[PARTS] = {{0}};
    double lane[SPAN], e = 0;

    for (uint32_t i = 0; i < n; i += LANES) {
        vec place = {i + 1, i + 2}, at = {z[i], i + 1 < n ? z[i + 1] : 0};
        vec q = splat(2) * sine_squared(at / (splat(2 * PI) * root(place)));
        vec *e_of = &left[i / LANES % PARTS];

        *e_of = *e_of + q - *e_of * q;
    }
    memcpy(lane, left, sizeof lane);
    for (uint32_t k = 0; k < SPAN; k++)
        e = e + lane[k] - e * lane[k];
    return sum_of(z, n, 0, sphere_term) / 4000 + e;
}

#define SCHWEFEL_BEST  420.968746359982
#define SCHWEFEL_DEPTH 418.9828872724339

static vec schwefel_term(vec z, vec w, vec i)
{
    vec held = select(z > splat(500), splat(500), z);
    vec size, away;

    (void)w, (void)i;
    held = select(held < splat(-500), splat(-500), held);
    size = select(held < splat(0), -held, held);
    away = z - held;
    return splat(SCHWEFEL_DEPTH) - held * sine(root(size) / splat(PI)) + away * away;
}

static double schwefel(const double *z, uint32_t n)
{
    double sum = sum_of(z, n, 0, schwefel_term);

    return sum > 0 ? sum : 0; /* the rounded depth leaves no more than 1e-13 a coordinate */
}

enum { TRAP = 5 };

/* What a block of bits lacks: nothing if all are ones, else one more than ones there are. */
static uint32_t trap_of(const double *z, uint32_t bits)
{
    uint32_t ones = 0;

    for (uint32_t i = 0; i < bits; i++)
        ones += z[i] > 0;
    return ones == bits ? 0 : ones + 1;
}

static double trap(const double *z, uint32_t n)
{
    uint32_t lacks = 0;

    for (uint32_t i = 0; i < n; i += TRAP)
        lacks += trap_of(z + i, n - i < TRAP ? n - i : TRAP);
    return lacks;
}

/* ---- quality-diversity ---- */

#define PLANE_RANGE 5.12
#define PLANE_BEST  (0.4 * PLANE_RANGE)

static vec plane_sphere_term(vec z, vec w, vec i)
{
    return sphere_term(z - splat(PLANE_BEST), w, i);
}

static double plane_sphere(const double *z, uint32_t n)
{
    return sum_of(z, n, 0, plane_sphere_term);
}

static vec plane_rastrigin_term(vec z, vec w, vec i)
{
    return rastrigin_term(z - splat(PLANE_BEST), w, i);
}

static double plane_rastrigin(const double *z, uint32_t n)
{
    return sum_of(z, n, 0, plane_rastrigin_term);
}

static double plane_sphere_worst(uint32_t n)
{
    return n * (PLANE_RANGE + PLANE_BEST) * (PLANE_RANGE + PLANE_BEST);
}

/* At the corner that lies farthest from the best point, as for the sphere. */
static double plane_rastrigin_worst(uint32_t n)
{
    double corner = -PLANE_RANGE;

    return n * plane_rastrigin(&corner, 1);
}

/* What lies beyond the range counts the less the farther it is. */
static vec clipped_term(vec z, vec w, vec i)
{
    vec size = select(z < splat(0), -z, z);

    (void)w, (void)i;
    return select(size > splat(PLANE_RANGE), splat(PLANE_RANGE) / z, z);
}

/* The mean of each half of the coordinates, from the range to [0, 1]. */
static void plane_observe(const double *z, uint32_t n, float *observed)
{
    uint32_t half = n / 2;

    observed[0] = (float)(0.5 + sum_of(z, half, 0, clipped_term) / (2 * PLANE_RANGE * half));
    observed[1] =
        (float)(0.5 + sum_of(z + half, n - half, 0, clipped_term) / (2 * PLANE_RANGE * (n - half)));
}

/* The variance of the angles. */
static double arm(const double *z, uint32_t n)
{
    double mean = 0, squares = 0;

    for (uint32_t i = 0; i < n; i++)
        mean += z[i];
    mean /= n;
    for (uint32_t i = 0; i < n; i++)
        squares += (z[i] - mean) * (z[i] - mean);
    return squares / n;
}

/* Half of the angles at either end of the range. */
static double arm_worst(uint32_t n)
{
    (void)n;
    return PI * PI;
}

/* Where the hand is: n links of length 1, each turned against the one before. */
static void arm_observe(const double *z, uint32_t n, float *observed)
{
    vec hand = {0, 0};
    double turned = 0;

    for (uint32_t i = 0; i < n; i++) {
        turned += z[i] / PI;
        hand += sine((vec){turned + 0.5, turned}); /* cos, sin */
    }
    observed[0] = (float)((hand[0] + n) / (2.0 * n));
    observed[1] = (float)((hand[1] + n) / (2.0 * n));
}

/* ---- of two objectives ---- */

/* A coordinate outside of [0, 1] counts as the nearest one inside. */
static double inside(double z)
{
    return z < 0 ? 0 : z > 1 ? 1 : z;
}

static vec inside_term(vec z, vec w, vec i)
{
    (void)w, (void)i;
    z = select(z > splat(0), z, splat(0));
    return select(z < splat(1), z, splat(1));
}

static double zdt_first(const double *z, uint32_t n)
{
    (void)n;
    return inside(z[0]);
}

static double zdt_g(const double *z, uint32_t n)
{
    return 1 + 9 * sum_of(z + 1, n - 1, 0, inside_term) / (n - 1);
}

static void zdt1_observe(const double *z, uint32_t n, float *observed)
{
    double f = inside(z[0]), g = zdt_g(z, n);

    observed[0] = (float)-f;
    observed[1] = (float)-(g * (1 - sqrt(f / g)));
}

static void zdt2_observe(const double *z, uint32_t n, float *observed)
{
    double f = inside(z[0]), g = zdt_g(z, n);

    observed[0] = (float)-f;
    observed[1] = (float)-(g * (1 - (f / g) * (f / g)));
}

static void zdt3_observe(const double *z, uint32_t n, float *observed)
{
    double f = inside(z[0]), g = zdt_g(z, n);

    observed[0] = (float)-f;
    observed[1] = (float)-(g * (1 - sqrt(f / g) - (f / g) * sine(splat(10 * f))[0]));
}

/* ---- the table ---- */

#define MANY ((double)NAN) /* best points */
#define ZDT  "Zitzler, Deb & Thiele 2000"

static const struct sw_function rows[] = {
    {"sphere", "the sum of squares: separable, one hill", "De Jong 1975", -5.12, 5.12, 0, 1, true,
     0, 0, sphere, NULL, NULL},
    {"rosenbrock", "a long bent valley: sum of 100 (z[i+1] - z[i]^2)^2 + (1 - z[i])^2",
     "Rosenbrock 1960", -5, 10, 1, 2, true, 0, 0, rosenbrock, NULL, NULL},
    {"rastrigin", "a bowl with a pit at every integer point: sum of z^2 + 10 - 10 cos(2 pi z)",
     "Rastrigin 1974; Mühlenbein, Schomisch & Born 1991", -5.12, 5.12, 0, 1, true, 0, 0, rastrigin,
     NULL, NULL},
    {"ackley", "a rough plain around one deep funnel", "Ackley 1987", -32.768, 32.768, 0, 1, true,
     0, 0, ackley, NULL, NULL},
    {"griewank", "a wide bowl, whose ripples are a product over all coordinates", "Griewank 1981",
     -600, 600, 0, 1, true, 0, 0, griewank, NULL, NULL},
    {"schwefel",
     "the best pit lies far from the second best, near the corner: sum of 418.98 - z "
     "sin(sqrt(abs z)); beyond +-500 a coordinate counts as 500, and the square of what is beyond "
     "is added",
     "Schwefel 1981", -500, 500, SCHWEFEL_BEST, 1, true, 0, 0, schwefel, NULL, NULL},
    {"trap",
     "blocks of five coordinates, each a one if above 0: a block of ones lacks nothing, any other "
     "one more than it has ones, so the way down leads away from the best",
     "Deb & Goldberg 1993", -1, 1, MANY, 1, true, 0, 0, trap, NULL, NULL},
    {"plane-sphere",
     "sphere around 2.048, with the means of the two halves of the coordinates as descriptors; a "
     "coordinate beyond +-5.12 counts in them as 5.12 / z",
     "Fontaine et al. 2020", -PLANE_RANGE, PLANE_RANGE, PLANE_BEST, 2, false, 2, 0, plane_sphere,
     plane_observe, plane_sphere_worst},
    {"plane-rastrigin", "the same with rastrigin", "Fontaine et al. 2020", -PLANE_RANGE,
     PLANE_RANGE, PLANE_BEST, 2, false, 2, 0, plane_rastrigin, plane_observe,
     plane_rastrigin_worst},
    {"arm",
     "an arm of links of length 1: the variance of its angles, with where its hand is as "
     "descriptors (the square of the arm's reach is [0, 1] x [0, 1])",
     "Cully et al. 2015; Vassiliades & Mouret 2018", -PI, PI, MANY, 1, false, 2, 0, arm,
     arm_observe, arm_worst},
    {"zdt1",
     "two objectives with a convex front; a coordinate outside of [0, 1] counts as the "
     "nearest inside, here and in zdt2 and zdt3",
     ZDT, 0, 1, MANY, 2, false, 0, 2, zdt_first, zdt1_observe, NULL},
    {"zdt2", "two objectives with a concave front", ZDT, 0, 1, MANY, 2, false, 0, 2, zdt_first,
     zdt2_observe, NULL},
    {"zdt3", "two objectives with a front in five pieces", ZDT, 0, 1, MANY, 2, false, 0, 2,
     zdt_first, zdt3_observe, NULL},
};

enum { ROWS = sizeof rows / sizeof *rows };

uint32_t sw_function_count(void)
{
    return ROWS;
}

const struct sw_function *sw_function_row(uint32_t index)
{
    return index < ROWS ? &rows[index] : NULL;
}

const struct sw_function *sw_function_find(const char *name)
{
    for (uint32_t i = 0; i < ROWS; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

const char *sw_function_nearest(const char *word)
{
    const char *names[ROWS];

    for (uint32_t i = 0; i < ROWS; i++)
        names[i] = rows[i].name;
    return sw_nearest(word, names, ROWS);
}

void sw_function_observed(bool descriptors, char *text, size_t size)
{
    size_t at = 0;

    for (uint32_t i = 0; i < sizeof rows / sizeof *rows && at < size; i++)
        if ((descriptors ? rows[i].descriptors : rows[i].objectives) > 0)
            at += (size_t)snprintf(text + at, size - at, "%s%s", at > 0 ? ", " : "", rows[i].name);
}

uint32_t sw_function_width(const struct sw_function *function)
{
    return function->descriptors + function->objectives;
}
