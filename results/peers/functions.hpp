// functions.hpp: the functions of pagmo_run, cmaes_run and cmaes_check, with bounds and a best
// point drawn by a seed.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <utility>
#include <vector>

using vector = std::vector<double>;

inline double sphere(const vector &z)
{
    double sum = 0;
    for (double x : z)
        sum += x * x;
    return sum;
}

inline double rastrigin(const vector &z)
{
    double sum = 0;
    for (double x : z)
        sum += x * x + 10 - 10 * std::cos(2 * M_PI * x);
    return sum;
}

inline double ackley(const vector &z)
{
    double squares = 0, waves = 0, n = static_cast<double>(z.size());
    for (double x : z) {
        squares += x * x;
        waves += std::cos(2 * M_PI * x);
    }
    return 20 - 20 * std::exp(-0.2 * std::sqrt(squares / n)) + std::exp(1.0) - std::exp(waves / n);
}

inline double rosenbrock(const vector &z)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < z.size(); i++)
        sum += 100 * std::pow(z[i + 1] + 1 - (z[i] + 1) * (z[i] + 1), 2) + z[i] * z[i];
    return sum;
}

inline double schwefel(const vector &z)
{
    double sum = 0;
    for (double x : z) {
        double at = x + 420.968746359982, in = std::max(-500.0, std::min(500.0, at));
        sum += 418.9828872724338 - in * std::sin(std::sqrt(std::fabs(in))) + (at - in) * (at - in);
    }
    return sum;
}

struct row {
    const char *name;
    double low, high;
    double (*value)(const vector &);
};

inline const row rows[] = {{"sphere", -5.12, 5.12, sphere},
                           {"rastrigin", -5.12, 5.12, rastrigin},
                           {"ackley", -32.768, 32.768, ackley},
                           {"rosenbrock", -5, 10, rosenbrock},
                           {"schwefel", -500, 500, schwefel}};

struct task {
    int which = 0;
    vector best;
    vector fitness(const vector &x) const
    {
        vector z(x);
        for (size_t i = 0; i < z.size(); i++)
            z[i] -= best[i];
        return {rows[which].value(z)};
    }
    std::pair<vector, vector> get_bounds() const
    {
        return {vector(best.size(), rows[which].low), vector(best.size(), rows[which].high)};
    }
};

// The task NAME (schwefel, if no row has it) of DIMENSION numbers, whose best point is drawn by
// SEED. Not drawn as pagmo draws: its first individual would lie beside the best point.
inline task draw(const std::string &name, unsigned dimension, unsigned seed)
{
    std::mt19937 dice(seed + 1000003);
    std::uniform_real_distribution<double> unit(-0.8, 0.8);
    task t;
    while (t.which < 4 && rows[t.which].name != name)
        t.which++;
    for (unsigned i = 0; i < dimension; i++)
        t.best.push_back((rows[t.which].low + rows[t.which].high) / 2 +
                         unit(dice) * (rows[t.which].high - rows[t.which].low) / 2);
    return t;
}
