#!/usr/bin/env bash
# run.sh - goals reached by plans made in the world, in forecasts, or not at all. Makes the runs that are not there
# yet, and writes plans.jsonl again.
#
#   SMALLWORLD=build/smallworld results/planning/run.sh RUNS
#
# RUNS is the folder of the runs; without it runs/forecast, where results/forecast/run.sh puts them as well. One
# process at a time; about six minutes of one core.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${SMALLWORLD:-$root/build/smallworld}
runs=${1:-runs/forecast}
mkdir -p "$runs"

# plan NAME ENGINE THOUGHTS: a line of plans.jsonl.
plan() {
    local out=$runs/$1.$2.$3.json
    if [ ! -s "$out" ]; then
        "$program" eval "$runs/$1" --plan="$2" --thoughts="$3" --puzzles=167 --seed=200 --json >"$out.new"
        mv "$out.new" "$out"
    fi
    jq -c --arg name "$1" '{name: $name} + del(.run)' "$out" >>"$runs/plans.new"
    cp "$runs/plans.new" "$here/plans.jsonl"
}

# policy NAME GENERATIONS: the same of a policy that was taught for so long.
policy() {
    local out=$runs/$1.policy.$2.json
    if [ ! -s "$out" ]; then
        "$program" eval "$runs/$1" --plan=policy --tune="$2" --puzzles=167 --seed=200 --json >"$out.new"
        mv "$out.new" "$out"
    fi
    jq -c --arg name "$1" '{name: $name} + del(.run)' "$out" >>"$runs/plans.new"
    cp "$runs/plans.new" "$here/plans.jsonl"
}

# run NAME [--set ...]: a run that is whole, made if it is not there.
run() {
    local name=$1
    shift
    if [ ! -d "$runs/$name" ]; then
        "$program" run "$root/clusters/forecast.conf" -o "$runs/$name.new" "$@"
        mv "$runs/$name.new" "$runs/$name"
    fi
}

: >"$runs/plans.new"
run all-1
for engine in simulate imagine blind; do
    plan all-1 "$engine" 1000
done
plan all-1 simulate 30000
# Forecasters that have learned less.
for generations in 20 50 100 200; do
    run "short-$generations" --set run.generations="$generations"
    plan "short-$generations" imagine 1000
done
# Forecasters by organism.
for seed in 1 2 3; do
    run "organism-$seed" --set agent.head=organism --set run.seed="$seed" --set run.generations=1000
    plan "organism-$seed" imagine 1000
done
plan organism-1 imagine 5000
# No model and no search.
for generations in 0 1 4 16 32; do
    policy all-1 "$generations"
done
