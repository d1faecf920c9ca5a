#!/usr/bin/env bash
# run.sh - goals reached by plans made in the world, in forecasts, or not at all. Makes the runs that are not there
# yet, and writes plans.jsonl again.
#
#   SMALLWORLD=build/smallworld results/planning/run.sh RUNS
#
# RUNS is the folder of the runs; without it runs/forecast, where results/forecast/run.sh puts them as well. SEEDS are
# the seeds (default "1 2 3 4 5"); lines of plans.jsonl that are not asked for stay. What has one seed only is made with
# seed 1. One process at a time; about eight minutes of one core.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${SMALLWORLD:-$root/build/smallworld}
runs=${1:-runs/forecast}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5}"
mkdir -p "$runs"

# add NAME FILE: a line of plans.jsonl, in place of the one that says the same.
add() {
    jq -c --arg name "$1" '{name: $name} + del(.run)' "$2" >>"$runs/plans.new"
    jq -c --slurpfile new "$runs/plans.new" \
        '[.name, .plan, .thoughts, .taught] as $what
        | select(all($new[]; [.name, .plan, .thoughts, .taught] != $what))' "$here/plans.jsonl" >"$runs/plans.all"
    cat "$runs/plans.new" >>"$runs/plans.all"
    cp "$runs/plans.all" "$here/plans.jsonl"
}

# plan NAME ENGINE THOUGHTS: a line of plans.jsonl.
plan() {
    local out=$runs/$1.$2.$3.json
    if [ ! -s "$out" ]; then
        "$program" eval "$runs/$1" --plan="$2" --thoughts="$3" --puzzles=167 --seed=200 --json >"$out.new"
        mv "$out.new" "$out"
    fi
    add "$1" "$out"
}

# policy NAME GENERATIONS: the same of a policy that was taught for so long.
policy() {
    local out=$runs/$1.policy.$2.json
    if [ ! -s "$out" ]; then
        "$program" eval "$runs/$1" --plan=policy --tune="$2" --puzzles=167 --seed=200 --json >"$out.new"
        mv "$out.new" "$out"
    fi
    add "$1" "$out"
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
for seed in "${seeds[@]}"; do
    # By cell, and by organism.
    generations=1000
    [ "$seed" = 1 ] && generations=2000
    run "all-$seed" --set run.seed="$seed" --set run.generations="$generations"
    plan "all-$seed" imagine 1000
    run "organism-$seed" --set agent.head=organism --set run.seed="$seed" --set run.generations=1000
    plan "organism-$seed" imagine 1000
    # No model and no search.
    policy "all-$seed" 32
    [ "$seed" = 1 ] || continue
    # The world is the same for all seeds, and what plans without a model has no seed.
    plan all-1 simulate 1000
    plan all-1 blind 1000
    plan all-1 simulate 30000
    plan organism-1 imagine 5000
    # Forecasters that have learned less.
    for generations in 20 50 100 200; do
        run "short-$generations" --set run.generations="$generations"
        plan "short-$generations" imagine 1000
    done
    for generations in 0 1 4 16; do
        policy all-1 "$generations"
    done
done
