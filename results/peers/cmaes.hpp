// cmaes.hpp: pagmo's CMA-ES (pagmo/algorithms/cmaes.hpp, 2.18) in another order of multiplication,
// for a check of its results where pagmo itself takes hours. Constants, random draws, bounds,
// selection and the rule when eigenvectors are renewed are pagmo's. What differs, for n numbers and
// lambda individuals:
//
//   individuals: pagmo ((sigma B) D) z for each, n^3; here B (D Z) for all, n^2 each
//   covariance: pagmo lambda / 2 products of rank one; here one product of that rank
//   C^(-1/2) v: pagmo multiplies B D^-1 B^T out, n^3; here B (D^-1 (B^T v)), n^2
//
// So values agree to rounding, and runs until rounding has grown. Formulas: N. Hansen, "The CMA
// Evolution Strategy: A Tutorial" (arXiv 1604.00772), with pagmo's constants.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <random>
#include <vector>

#include <Eigen/Dense>

class cmaes
{
  public:
    // The first population is drawn as pagmo::population(problem, members, seed) draws it, and the
    // search begins at its best individual with pagmo's sigma0 = 0.5 of each range. TASK has
    // fitness and get_bounds.
    template <typename task>
    cmaes(const task &t, unsigned members, unsigned seed) : normal(0, 1), dice(seed)
    {
        auto bounds = t.get_bounds();
        low = Eigen::Map<Eigen::VectorXd>(bounds.first.data(), bounds.first.size());
        high = Eigen::Map<Eigen::VectorXd>(bounds.second.data(), bounds.second.size());
        people.resize(low.size(), members);
        std::mt19937 first(seed);
        for (Eigen::Index i = 0; i < people.cols(); i++)
            for (Eigen::Index j = 0; j < people.rows(); j++)
                people(j, i) = std::uniform_real_distribution<double>(low(j), high(j))(first);
        evaluate(t);
        mean = people.col(std::min_element(values.begin(), values.end()) - values.begin());
        axes = Eigen::MatrixXd::Identity(low.size(), low.size());
        lengths = (high - low).cwiseMax(1e-6);
        covariance = lengths.cwiseAbs2().asDiagonal();
        path = step_path = Eigen::VectorXd::Zero(low.size());
        constants();
    }

    // One generation: draws, bounds, evaluates, adapts.
    template <typename task> void generation(const task &t)
    {
        Eigen::MatrixXd drawn(people.rows(), people.cols());
        for (Eigen::Index i = 0; i < drawn.cols(); i++)
            for (Eigen::Index j = 0; j < drawn.rows(); j++)
                drawn(j, i) = normal(dice);
        drawn = lengths.asDiagonal() * drawn;
        people.noalias() = sigma * axes * drawn;
        people.colwise() += mean;
        people = people.cwiseMax(low.replicate(1, people.cols()))
                     .cwiseMin(high.replicate(1, people.cols()));
        evaluate(t);
        evaluations += people.cols();
        adapt();
    }

    Eigen::MatrixXd people;     // a column is an individual
    std::vector<double> values; // of these
    double least = HUGE_VAL;    // of all so far
    double sigma = 0.5;
    unsigned renewed = 0; // how many times eigenvectors were computed

  private:
    template <typename task> void evaluate(const task &t)
    {
        values.resize(people.cols());
        for (Eigen::Index i = 0; i < people.cols(); i++) {
            std::vector<double> x(people.col(i).data(), people.col(i).data() + people.rows());
            values[i] = t.fitness(x)[0];
            least = std::min(least, values[i]);
        }
    }

    void constants()
    {
        double n = static_cast<double>(low.size());
        Eigen::Index mu = people.cols() / 2;
        weights.resize(mu);
        for (Eigen::Index i = 0; i < mu; i++)
            weights(i) =
                std::log(static_cast<double>(mu) + 0.5) - std::log(static_cast<double>(i) + 1);
        weights /= weights.sum();
        effective = 1 / weights.squaredNorm();
        rate_path = (4 + effective / n) / (n + 4 + 2 * effective / n);
        rate_step = (effective + 2) / (n + effective + 5);
        rate_one = 2 / ((n + 1.3) * (n + 1.3) + effective);
        rate_mu = 2 * (effective - 2 + 1 / effective) / ((n + 2) * (n + 2) + effective);
        damping = 1 + 2 * std::max(0., std::sqrt((effective - 1) / (n + 1)) - 1) + rate_step;
        expected = std::sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
    }

    void adapt()
    {
        double n = static_cast<double>(low.size()), members = static_cast<double>(people.cols());
        std::vector<Eigen::Index> order(people.cols());
        std::iota(order.begin(), order.end(), 0);
        std::sort(order.begin(), order.end(),
                  [this](Eigen::Index a, Eigen::Index b) { return values[a] < values[b]; });
        Eigen::MatrixXd steps(people.rows(), weights.size());
        for (Eigen::Index i = 0; i < weights.size(); i++)
            steps.col(i) = (people.col(order[i]) - mean) / sigma;
        Eigen::VectorXd moved = steps * weights;
        mean += sigma * moved;

        step_path = (1 - rate_step) * step_path +
                    std::sqrt(rate_step * (2 - rate_step) * effective) *
                        (axes * (axes.transpose() * moved).cwiseQuotient(lengths));
        double generations = static_cast<double>(evaluations) / members;
        bool goes_on =
            step_path.squaredNorm() / n / (1 - std::pow(1 - rate_step, 2 * generations)) <
            2 + 4 / (n + 1);
        path = (1 - rate_path) * path +
               goes_on * std::sqrt(rate_path * (2 - rate_path) * effective) * moved;

        // The lower half alone is kept; the solver reads no other.
        covariance *= 1 - rate_one - rate_mu + rate_one * !goes_on * rate_path * (2 - rate_path);
        steps = steps * weights.cwiseSqrt().asDiagonal();
        covariance.selfadjointView<Eigen::Lower>().rankUpdate(steps, rate_mu);
        covariance.selfadjointView<Eigen::Lower>().rankUpdate(path, rate_one);
        sigma *= std::exp(std::min(0.6, rate_step / damping * (step_path.norm() / expected - 1)));

        if (static_cast<double>(evaluations - at_renewal) <=
            members / (rate_one + rate_mu) / n / 10)
            return;
        at_renewal = evaluations;
        solver.compute(covariance);
        if (solver.info() != Eigen::Success)
            return; // the former ones stay
        axes = solver.eigenvectors();
        lengths = solver.eigenvalues().cwiseMax(1e-20).cwiseSqrt();
        renewed++;
    }

    Eigen::VectorXd low, high, mean, lengths, path, step_path,
        weights; // lengths: of the axes, standard deviations
    Eigen::MatrixXd axes, covariance;
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
    double effective, rate_path, rate_step, rate_one, rate_mu, damping, expected;
    size_t evaluations = 0, at_renewal = 0; // without the first population
    std::normal_distribution<double> normal;
    std::mt19937 dice;
};
