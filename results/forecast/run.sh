#!/usr/bin/env bash
# run.sh - how far forecasts hold. Makes the runs that are not there yet, and writes eval.jsonl and deeds.csv again.
#
#   SMALLWORLD=build/smallworld results/forecast/run.sh RUNS
#
# RUNS is the folder of the runs; without it runs/forecast. One process at a time; about seven minutes of one core.
# What is stopped goes on where it was.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${SMALLWORLD:-$root/build/smallworld}
runs=${1:-runs/forecast}
mkdir -p "$runs"

# one NAME [--set ...]: a run, resumed if it was stopped, and its line of eval.jsonl.
one() {
    local name=$1 run=$runs/$1
    shift
    if [ ! -s "$run.json" ]; then
        if [ -d "$run" ]; then
            "$program" run --resume -o "$run"
        else
            "$program" run "$root/clusters/forecast.conf" -o "$run" "$@"
        fi
        "$program" eval "$run" --seed=100 --puzzles="$episodes" --json >"$run.json.new"
        mv "$run.json.new" "$run.json"
    fi
    jq -c --arg name "$name" '{name: $name} + del(.run)' "$run.json" >>"$runs/eval.new"
    cp "$runs/eval.new" "$here/eval.jsonl"
}

: >"$runs/eval.new"
episodes=2000
one all-1
one ticks-1 --set worlds.source=forecast:ticks --set run.generations=300
one all-2 --set run.seed=2 --set run.generations=1000
one delta-1 --set learning.rule=delta --set run.generations=700
one all-3 --set run.seed=3 --set run.generations=1000
one ticks-2 --set worlds.source=forecast:ticks --set run.generations=300 --set run.seed=2
one evolved-1 --set learning.rule=none --set phase1.strength=0.1 --set phase1.rate=0.03 \
    --set phase1.rate_end=0.003 --set life.worlds=16 --set run.generations=700
one ticks-3 --set worlds.source=forecast:ticks --set run.generations=300 --set run.seed=3
one near-1 --set worlds.source=forecast:near --set run.generations=300
one all-300 --set run.generations=300

# By organism; then both heads when they have learned for about 1, 2 and 5 core-seconds, on 300 episodes.
for seed in 1 2 3; do
    one "organism-$seed" --set agent.head=organism --set run.seed="$seed" --set run.generations=1000
done
episodes=300
for generations in 50 100 250; do
    one "organism-$generations-1" --set agent.head=organism --set run.generations="$generations"
done
for generations in 25 50 130; do
    one "cell-$generations-1" --set run.generations="$generations"
done
for seed in 2 3; do
    one "organism-100-$seed" --set agent.head=organism --set run.generations=100 --set run.seed="$seed"
    one "cell-50-$seed" --set run.generations=50 --set run.seed="$seed"
done

# By deed, of the first run.
{
    echo "deed,episodes,exact,nothing_changes,exact_larger"
    jq -r 'select(.name == "all-1") | .canvases as $c |
        ($c[1].deeds | map({(.deed): .exact}) | add) as $larger |
        $c[0].deeds[] | [.deed, .done, .exact, .nothing_changes, $larger[.deed]] | @csv' "$here/eval.jsonl"
} >"$here/deeds.csv"
