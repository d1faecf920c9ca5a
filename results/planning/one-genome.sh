#!/usr/bin/env bash
# one-genome.sh - agents that solve puzzles and have a forecast expert in the same genome: what they solve at once, and
# with programs that they try in the world or in their own forecasts. Makes the runs that are not there yet, and writes
# one-genome.csv again.
#
#   SMALLWORLD=build/smallworld results/planning/one-genome.sh [RUNS]
#
# RUNS is the folder of the runs; without it runs/one-genome. SEEDS names the seeds (default "1 2 3 4 5"); lines of
# one-genome.csv that are not asked for stay. One process at a time. What is stopped goes on where it was.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${SMALLWORLD:-$root/build/smallworld}
runs=${1:-runs/one-genome}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5}"
export OPENBLAS_NUM_THREADS=1
mkdir -p "$runs"

# run NAME OPTION...: a run that is whole, made or gone on with, and how long it took in core-seconds.
run() {
    local name=$1

    shift
    [ -e "$runs/$name.seconds" ] && return
    TIMEFORMAT='%U %S'
    { time "$program" run "$here/one-genome.conf" -o "$runs/$name" --resume "$@" >/dev/null 2>"$runs/$name.log"; } 2>>"$runs/$name.time"
    awk '{ sum += $1 + $2 } END { print sum }' "$runs/$name.time" >"$runs/$name.seconds"
}

# ask NAME OUT OPTION...: what eval says, as JSON.
ask() {
    local name=$1 out=$runs/$2.json

    shift 2
    [ -s "$out" ] || { "$program" eval "$runs/$name" --seed=100 --json "$@" >"$out.new" && mv "$out.new" "$out"; }
}

# lines SEED ARM: lines of one-genome.csv, by engine, of puzzles of the laws of lives and of what is held out.
lines() {
    local seed=$1 arm=$2 engine

    for engine in simulate imagine; do
        [ "$engine-$arm" = imagine-none ] && continue
        ask "$arm-$seed" "$arm-$seed-$engine" --plan="$engine" --puzzles=500 --thoughts=100
        jq -r --arg seed "$seed" --arg arm "$arm" --arg seconds "$(cat "$runs/$arm-$seed.seconds")" '
            . as $all | [["all", .], ["held out", .held_out]][] | . as [$set, $of] |
            [$seed, $arm, $all.generations, $seconds, $all.plan, $set, $of.puzzles, $of.first] +
            [$of.within[].exact] + [$of.fits_but_wrong, $of.programs, $all.sight_runs, $all.forecast_runs] +
            [[0, 1, 3, 7][] as $i | $all.forecasts[$i].exact // ""] + [$all.forecasts[0].changed_right // ""] | @csv' \
            "$runs/$arm-$seed-$engine.json" | tr -d '"' >>"$runs/one-genome.new"
    done
}

# apart SEED HEAD: a forecaster that is no part of a solver, with as many lessons; of all acts, not only those taught.
apart() {
    local name=apart-$2-$1

    run "$name" --set run.seed="$1" --set worlds.source=forecast:edits --set agent.head="$2" --set learning.puzzles=128 \
        --set worlds.compose=1 --set worlds.hold_out=
    ask "$name" "$name" --puzzles=500
    jq -r --arg seed "$1" --arg arm "apart-$2" --arg seconds "$(cat "$runs/$name.seconds")" '
        .canvases[0].steps as $s | [$seed, $arm, .generations, $seconds, "", "episodes", .episodes] + [range(10) | ""] +
        [$s[0,1,3,7].exact, $s[0].changed_right] | @csv' "$runs/$name.json" | tr -d '"' >>"$runs/one-genome.new"
}

echo "seed,arm,generations,core_seconds,engine,puzzles_of,puzzles,first,within_1,within_3,within_10,within_30,within_100,fits_but_wrong,programs,sight_runs,forecast_runs,exact_1,exact_2,exact_4,exact_8,changed_right_1" \
    >"$runs/one-genome.new"
for seed in "${seeds[@]}"; do
    run "none-$seed" --set run.seed="$seed" --set learning.forecasts=0
    lines "$seed" none
    for head in organism cell; do
        run "$head-$seed" --set run.seed="$seed" --set agent.forecast="$head"
        lines "$seed" "$head"
        run "$head-scored-$seed" --set run.seed="$seed" --set agent.forecast="$head" --set life.forecasts=8
        lines "$seed" "$head-scored"
        run "$head-evolved-$seed" --set run.seed="$seed" --set agent.forecast="$head" --set life.forecasts=8 --set learning.forecasts=0
        lines "$seed" "$head-evolved"
        run "$head-few-$seed" --set run.seed="$seed" --set agent.forecast="$head" --set learning.forecasts=8
        lines "$seed" "$head-few"
        apart "$seed" "$head"
    done
done
# Lines of seeds that were not asked for stay.
if [ -s "$here/one-genome.csv" ]; then
    awk -F, -v asked=" ${seeds[*]} " 'NR > 1 && !index(asked, " " $1 " ")' "$here/one-genome.csv" >>"$runs/one-genome.new"
fi
{ head -n 1 "$runs/one-genome.new" && tail -n +2 "$runs/one-genome.new" | sort -s -t, -n -k1,1; } >"$runs/one-genome.all"
cp "$runs/one-genome.all" "$here/one-genome.csv"
