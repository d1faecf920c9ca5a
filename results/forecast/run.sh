#!/usr/bin/env bash
# run.sh - how far forecasts hold. Makes the runs that are not there yet, and writes eval.jsonl and deeds.csv again.
#
#   SMALLWORLD=build/smallworld results/forecast/run.sh RUNS
#
# RUNS is the folder of the runs; without it runs/forecast. SEEDS are the seeds (default "1 2 3 4 5"); lines of
# eval.jsonl of runs that are not asked for stay. What has one seed only is made with seed 1. One process at a time;
# about nine minutes of one core. What is stopped goes on where it was.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${SMALLWORLD:-$root/build/smallworld}
runs=${1:-runs/forecast}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5}"
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
    jq -c --slurpfile new "$runs/eval.new" 'select(.name as $n | all($new[]; .name != $n))' \
        "$here/eval.jsonl" >"$runs/eval.all"
    cat "$runs/eval.new" >>"$runs/eval.all"
    cp "$runs/eval.all" "$here/eval.jsonl"
}

: >"$runs/eval.new"
for seed in "${seeds[@]}"; do
    episodes=2000
    generations=1000
    [ "$seed" = 1 ] && generations=2000
    one "all-$seed" --set run.seed="$seed" --set run.generations="$generations"
    one "ticks-$seed" --set worlds.source=forecast:ticks --set run.generations=300 --set run.seed="$seed"
    one "organism-$seed" --set agent.head=organism --set run.seed="$seed" --set run.generations=1000
    # Both heads when they have learned for about two core-seconds, on 300 episodes.
    episodes=300
    one "organism-100-$seed" --set agent.head=organism --set run.generations=100 --set run.seed="$seed"
    one "cell-50-$seed" --set run.generations=50 --set run.seed="$seed"
    [ "$seed" = 1 ] || continue
    # For about one, and five.
    one organism-50-1 --set agent.head=organism --set run.generations=50
    one organism-250-1 --set agent.head=organism --set run.generations=250
    one cell-25-1 --set run.generations=25
    one cell-130-1 --set run.generations=130
    episodes=2000
    one delta-1 --set learning.rule=delta --set run.generations=700
    one evolved-1 --set learning.rule=none --set phase1.strength=0.1 --set phase1.rate=0.03 \
        --set phase1.rate_end=0.003 --set life.worlds=16 --set run.generations=700
    one near-1 --set worlds.source=forecast:near --set run.generations=300
    one all-300 --set run.generations=300
done

# By deed, of the first run.
{
    echo "deed,episodes,exact,nothing_changes,exact_larger"
    jq -r 'select(.name == "all-1") | .canvases as $c |
        ($c[1].deeds | map({(.deed): .exact}) | add) as $larger |
        $c[0].deeds[] | [.deed, .done, .exact, .nothing_changes, $larger[.deed]] | @csv' "$here/eval.jsonl"
} >"$here/deeds.csv"
