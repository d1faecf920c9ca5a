#!/usr/bin/env bash
# Shows that cmaes.hpp is pagmo's cmaes: populations side by side (cmaes_check), and values at the end of whole
# runs. Needs a C++ compiler, libpagmo-dev and libeigen3-dev. About 3 CPU-minutes, most of it pagmo's.
#
#   bash results/peers/check.sh > results/peers/check.txt
#
# PARTS says what to do (default "small hundred more thousand ends"). Lines "populations MEMBERS FUNCTION DIMENSION SEED
# GENERATIONS EDGE: WITHIN COORDINATE VALUE" (how many generations the best values agree to 1e-6, and the largest
# differences in these), and lines of runs as run.sh prints them, with EVALUATIONS last.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OMP_NUM_THREADS=1
# With pagmo not -march=native: Eigen's objects cross from its library to the program.
for program in pagmo_run cmaes_check; do
    g++ -O2 -std=c++17 -I/usr/include/eigen3 "$here/$program.cpp" -o "$work/$program" -lpagmo \
        -lboost_serialization -ltbb -pthread
done
g++ -O3 -march=native -std=c++17 -I/usr/include/eigen3 "$here/cmaes_run.cpp" -o "$work/cmaes_run"

# MEMBERS FUNCTION DIMENSION SEED GENERATIONS EDGE
populations() {
    echo -n "populations $*: "
    "$work/cmaes_check" "$@" | awk '
        NR > 1 && !apart {
            if ($3 > 1e-6) { apart = 1; next }
            within = $1
            if ($2 > coordinate) coordinate = $2
            if ($3 > value) value = $3
        }
        END { print within + 0, coordinate + 0, value + 0 }'
}

# FUNCTION DIMENSION SEED EVALUATIONS
ends() {
    echo "$("$work/pagmo_run" cmaes "$@") $4"
    echo "$("$work/cmaes_run" 32 "$@") $4"
}

functions="sphere rastrigin rosenbrock ackley schwefel"
for part in ${PARTS:-small hundred more thousand ends}; do
    case $part in
    small)
        for function in $functions; do
            for seed in 1 2 3; do
                populations 32 "$function" 10 "$seed" 100 1
            done
        done
        ;;
    hundred)
        for function in $functions; do
            populations 32 "$function" 100 1 100 2
        done
        populations 32 rosenbrock 100 1 20 1
        ;;
    more) populations 32 rosenbrock 300 1 30 2 ;;
    thousand) populations 16 rosenbrock 1000 1 14 2 ;;
    ends)
        for function in $functions; do
            for seed in 1 2 3 4 5; do
                ends "$function" 10 "$seed" 10000
                ends "$function" 100 "$seed" 5000
            done
        done
        for seed in $(seq 20); do
            ends sphere 50 "$seed" 5000
            ends ackley 50 "$seed" 5000
        done
        for seed in $(seq 6 15); do
            ends sphere 100 "$seed" 5000
        done
        ;;
    esac
done
