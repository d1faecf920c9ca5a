#!/usr/bin/env bash
# plans.sh - what planning in each code achieves, by several seeds. Writes plans.jsonl (a line a run).
#
#   SMALLWORLD=build/smallworld results/edits-or-embeddings/plans.sh [WORK]
#
# What is in WORK (default runs/code-plans) is not run again. SEEDS names the seeds (default "1 2 3"), GENERATIONS how
# long is learned (default 450). One process at a time; about four minutes of one core.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${SMALLWORLD:-$root/build/smallworld}
work=${1:-runs/code-plans}
generations=${GENERATIONS:-450}
read -ra seeds <<<"${SEEDS:-1 2 3}"
export OPENBLAS_NUM_THREADS=1
mkdir -p "$work"
names=()

# plan NAME OPTION...: one run, if it is not there.
plan() {
    local name=$1

    shift
    names+=("$name")
    if [ ! -s "$work/$name.json" ]; then
        "$program" codes "$@" --generations="$generations" --plan=1000 --films=100 --json \
            >"$work/$name.new" 2>"$work/$name.log"
        mv "$work/$name.new" "$work/$name.json"
    fi
}

for seed in "${seeds[@]}"; do
    plan "edits-$seed" --code=edits --seed="$seed"
    plan "tokens-4x16-$seed" --code=tokens --length=4 --vocabulary=16 --seed="$seed"
    plan "vector-16-$seed" --code=vector --numbers=16 --seed="$seed"
done
for name in "${names[@]}"; do
    jq -c --arg name "$name" '{name: $name} + .' "$work/$name.json"
done >"$here/plans.jsonl"
