/* function_plain.h - the test functions as the textbooks have them, coordinate by coordinate in
 * long double by the C library: a plain second implementation. */
#ifndef SW_TESTS_UNIT_WORLD_FUNCTION_FUNCTION_PLAIN_H
#define SW_TESTS_UNIT_WORLD_FUNCTION_FUNCTION_PLAIN_H

#include <math.h>
#include <stdint.h>

typedef long double real;

#define PI 3.14159265358979323846264338327950288L

static real plain_sphere(const real *z, uint32_t n)
{
    real sum = 0;

    for (uint32_t i = 0; i < n; i++)
        sum += z[i] * z[i];
    return sum;
}

static real plain_rosenbrock(const real *z, uint32_t n)
{
    real sum = 0;

    for (uint32_t i = 0; i + 1 < n; i++)
        sum += 100 * powl(z[i + 1] - z[i] * z[i], 2) + powl(1 - z[i], 2);
    return sum;
}

static real plain_rastrigin(const real *z, uint32_t n)
{
    real sum = 10.0L * n;

    for (uint32_t i = 0; i < n; i++)
        sum += z[i] * z[i] - 10 * cosl(2 * PI * z[i]);
    return sum;
}

static real plain_ackley(const real *z, uint32_t n)
{
    real squares = 0, waves = 0;

    for (uint32_t i = 0; i < n; i++) {
        squares += z[i] * z[i];
        waves += cosl(2 * PI * z[i]);
    }
    return -20 * expl(-0.2L * sqrtl(squares / n)) - expl(waves / n) + 20 + expl(1);
}

static real plain_griewank(const real *z, uint32_t n)
{
    real sum = 0, product = 1;

    for (uint32_t i = 0; i < n; i++) {
        sum += z[i] * z[i] / 4000;
        product *= cosl(z[i] / sqrtl(i + 1.0L));
    }
    return sum - product + 1;
}

static real plain_schwefel(const real *z, uint32_t n)
{
    real sum = 0;

    for (uint32_t i = 0; i < n; i++) {
        real held = fmaxl(-500, fminl(500, z[i]));

        sum += 418.98288727243378L - held * sinl(sqrtl(fabsl(held))) + powl(z[i] - held, 2);
    }
    return sum;
}

static real plain_trap(const real *z, uint32_t n)
{
    real sum = 0;

    for (uint32_t first = 0; first < n; first += 5) {
        uint32_t bits = n - first < 5 ? n - first : 5, ones = 0, worth;

        for (uint32_t i = first; i < first + bits; i++)
            ones += z[i] > 0;
        worth = ones == bits ? bits : bits - 1 - ones;
        sum += bits - worth;
    }
    return sum;
}

static void moved(const real *z, uint32_t n, real *out)
{
    for (uint32_t i = 0; i < n; i++)
        out[i] = z[i] - 0.4L * 5.12L;
}

enum { MOST = 1000 };

static real plain_plane_sphere(const real *z, uint32_t n)
{
    real at[MOST];

    moved(z, n, at);
    return plain_sphere(at, n);
}

static real plain_plane_rastrigin(const real *z, uint32_t n)
{
    real at[MOST];

    moved(z, n, at);
    return plain_rastrigin(at, n);
}

static void plain_plane_observe(const real *z, uint32_t n, real *out)
{
    for (uint32_t k = 0; k < 2; k++) {
        uint32_t first = k == 0 ? 0 : n / 2, end = k == 0 ? n / 2 : n;
        real sum = 0, most = 5.12L * (end - first);

        for (uint32_t i = first; i < end; i++)
            sum += fabsl(z[i]) <= 5.12L ? z[i] : 5.12L / z[i];
        out[k] = (sum + most) / (2 * most);
    }
}

static real plain_arm(const real *z, uint32_t n)
{
    real mean = 0, sum = 0;

    for (uint32_t i = 0; i < n; i++)
        mean += z[i] / n;
    for (uint32_t i = 0; i < n; i++)
        sum += powl(z[i] - mean, 2) / n;
    return sum;
}

static void plain_arm_observe(const real *z, uint32_t n, real *out)
{
    real x = 0, y = 0, angle = 0;

    for (uint32_t i = 0; i < n; i++) {
        angle += z[i];
        x += cosl(angle);
        y += sinl(angle);
    }
    out[0] = (x + n) / (2.0L * n);
    out[1] = (y + n) / (2.0L * n);
}

static real plain_zdt(const real *z, uint32_t n)
{
    (void)n;
    return fmaxl(0, fminl(1, z[0]));
}

static real plain_g(const real *z, uint32_t n)
{
    real sum = 0;

    for (uint32_t i = 1; i < n; i++)
        sum += fmaxl(0, fminl(1, z[i]));
    return 1 + 9 * sum / (n - 1);
}

static void plain_zdt1_observe(const real *z, uint32_t n, real *out)
{
    real f = plain_zdt(z, n), g = plain_g(z, n);

    out[0] = -f;
    out[1] = -g * (1 - sqrtl(f / g));
}

static void plain_zdt2_observe(const real *z, uint32_t n, real *out)
{
    real f = plain_zdt(z, n), g = plain_g(z, n);

    out[0] = -f;
    out[1] = -g * (1 - powl(f / g, 2));
}

static void plain_zdt3_observe(const real *z, uint32_t n, real *out)
{
    real f = plain_zdt(z, n), g = plain_g(z, n);

    out[0] = -f;
    out[1] = -g * (1 - sqrtl(f / g) - f / g * sinl(10 * PI * f));
}

static const struct plain {
    const char *name;
    real (*value)(const real *z, uint32_t n);
    void (*observe)(const real *z, uint32_t n, real *out);
} plain[] = {
    {"sphere", plain_sphere, NULL},
    {"rosenbrock", plain_rosenbrock, NULL},
    {"rastrigin", plain_rastrigin, NULL},
    {"ackley", plain_ackley, NULL},
    {"griewank", plain_griewank, NULL},
    {"schwefel", plain_schwefel, NULL},
    {"trap", plain_trap, NULL},
    {"plane-sphere", plain_plane_sphere, plain_plane_observe},
    {"plane-rastrigin", plain_plane_rastrigin, plain_plane_observe},
    {"arm", plain_arm, plain_arm_observe},
    {"zdt1", plain_zdt, plain_zdt1_observe},
    {"zdt2", plain_zdt, plain_zdt2_observe},
    {"zdt3", plain_zdt, plain_zdt3_observe},
};

enum { PLAIN = sizeof plain / sizeof *plain };

#endif
