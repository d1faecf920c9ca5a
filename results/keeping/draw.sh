#!/usr/bin/env bash
# Which rules a parent learns from (learning.draw), 460 rules at equal puzzles; writes draw.csv beside this
# script, as it goes: a line for each arm, seed and number of generations.
#
#   results/keeping/draw.sh [WORK]     runs go to WORK (default runs/draw) and are deleted once they are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"), DRAWS the draws (default
# all). What draw.csv has already is not run again. One process at a time.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/draw}
figures=$here/draw.csv
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1

mkdir -p "$work"
[ -f "$figures" ] || echo "draw,seed,generation,exact" >"$figures"
for seed in ${SEEDS:-1 2 3 4 5}; do
    for draw in ${DRAWS:-uniform regret progress age novelty}; do
        grep -q "^$draw,$seed," "$figures" && continue
        rm -rf "$work/one"
        nice -n 19 "$program" run clusters/many.conf -o "$work/one" --set run.generations=300 --set run.seed="$seed" \
            --set learning.draw="$draw" 2>>"$work/log" >&2
        "$program" keeping "$work/one" --every=100 --puzzles=920 --csv |
            awk -F, -v OFS=, -v draw="$draw" -v seed="$seed" 'NR > 2 { print draw, seed, $1, $NF }' | tee -a "$figures"
        rm -rf "$work/one"
    done
done
