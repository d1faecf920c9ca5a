#!/usr/bin/env bash
# run.sh - all codes of a frame in one game, by several seeds. Writes codes.jsonl (a line a run), and tables.md by
# tables.sh.
#
#   SMALLWORLD=build/smallworld results/edits-or-embeddings/run.sh [WORK]
#
# What is in WORK (default runs/codes) is not run again. SEEDS names the seeds (default "1 2 3 4 5"), GENERATIONS how long
# is learned (default 450). One process at a time.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${SMALLWORLD:-$root/build/smallworld}
work=${1:-runs/codes}
generations=${GENERATIONS:-450}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5}"
export OPENBLAS_NUM_THREADS=1
mkdir -p "$work"
names=()

# code NAME OPTION...: one run, if it is not there.
code() {
    local name=$1

    shift
    names+=("$name")
    if [ ! -s "$work/$name.json" ]; then
        "$program" codes "$@" --json >"$work/$name.new" 2>"$work/$name.log"
        mv "$work/$name.new" "$work/$name.json"
    fi
}

code film --code=film --films=20
for centres in 64 256 1024; do
    code "patches-$centres" --code=patches --centres="$centres"
done
for seed in "${seeds[@]}"; do
    learn=(--seed="$seed" --generations="$generations")
    code "nothing-$seed" --code=nothing "${learn[@]}"
    code "edits-$seed" --code=edits "${learn[@]}"
    code "tokens-1x64-$seed" --code=tokens --length=1 --vocabulary=64 "${learn[@]}"
    code "tokens-2x16-$seed" --code=tokens --length=2 --vocabulary=16 "${learn[@]}"
    code "tokens-4x16-$seed" --code=tokens --length=4 --vocabulary=16 "${learn[@]}"
    code "vector-4-$seed" --code=vector --numbers=4 "${learn[@]}"
    code "vector-16-$seed" --code=vector --numbers=16 "${learn[@]}"
    code "vector-64-$seed" --code=vector --numbers=64 "${learn[@]}"
done
for name in "${names[@]}"; do
    jq -c --arg name "$name" '{name: $name} + .' "$work/$name.json"
done >"$here/codes.jsonl"
"$here/tables.sh" >"$here/tables.md"
