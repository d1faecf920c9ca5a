#!/usr/bin/env bash
# hidden.sh - goals in worlds whose engine nobody has: their physics is drawn, and has to be found out before anything can
# be planned (docs/in-context.md). Makes the runs that are not there yet, and writes hidden.jsonl and hidden.md again.
#
#   SMALLWORLD=build/smallworld results/planning/hidden.sh RUNS
#
# RUNS is the folder of the runs; without it runs/in-context, where results/in-context/run.sh puts them as well. SEEDS are
# the seeds (default "1 2 3 4 5"); lines of hidden.jsonl that are not asked for stay. One process at a time; about two
# minutes of one core for each seed, of which a minute is learning. Needs jq.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${SMALLWORLD:-$root/build/smallworld}
runs=${1:-runs/in-context}
worlds=${WORLDS:-200}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5}"
out=$here/hidden.jsonl
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
mkdir -p "$runs"
[ -f "$out" ] || : >"$out"
: >"$runs/hidden.new"

# one NAME [--set ...]: a run, resumed if it was stopped.
one() {
    local run=$runs/$1
    shift
    if [ -d "$run" ]; then
        "$program" run --resume -o "$run"
    else
        "$program" run "$root/clusters/context.conf" -o "$run" --set worlds.hold_out=fire "$@"
    fi
}

# plan NAME RUN ENGINE PASSES: a line of hidden.jsonl, made once.
plan() {
    local file=$runs/$1.$3.$4.json
    if [ ! -s "$file" ]; then
        "$program" eval "$runs/$2" --plan="$3" --thoughts=1000 --passes="$4" --puzzles="$worlds" --seed=200 --json >"$file.new"
        mv "$file.new" "$file"
    fi
    jq -c --arg name "$1" '{name: $name} + del(.run)' "$file" >>"$runs/hidden.new"
}

for seed in "${seeds[@]}"; do
    one "run-$seed" --set run.seed="$seed"
    one "run-told-$seed" --set run.seed="$seed" --set worlds.source=forecast:told --set run.generations=500
    plan "context-$seed" "run-$seed" imagine 1
    plan "context-$seed" "run-$seed" imagine 16
    plan "told-$seed" "run-told-$seed" imagine 1
    # The world is the same for all seeds, and so is a blind program.
    [ "$seed" = 1 ] || continue
    plan world "run-$seed" simulate 1
    plan blind "run-$seed" blind 1
done
jq -c --slurpfile new "$runs/hidden.new" '[.name, .plan, .passes] as $what |
    select(all($new[]; [.name, .plan, .passes] != $what))' "$out" >"$runs/hidden.all"
cat "$runs/hidden.new" >>"$runs/hidden.all"
cp "$runs/hidden.all" "$out"

{
    echo "| who plans | seed | worlds | shown | passes | 1 | 10 | 100 | 1,000 programs | fail in the world | core-seconds |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|"
    jq -r '. as $e | .lines[] |
        [($e.name | split("-")[0]), ($e.name | split("-")[1] // ""), .physics,
            (if $e.plan == "imagine" and ($e.name | startswith("context")) then
                "\(.shown)" + (if .of == "another" then " of another" else "" end) else "" end),
            ($e.passes | tostring)] +
        [. as $l | range(4) | if $l.solved_within[.] then $l.solved_within[.] / $l.goals * 1000 | round / 10 | tostring else "" end] +
        ["\(.found - .solved) of \(.found)", (.core_seconds * 100 | round / 100 | tostring)] |
        "| " + join(" | ") + " |"' "$out"
} >"$here/hidden.md"
cat "$here/hidden.md"
