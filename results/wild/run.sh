#!/usr/bin/env bash
# Worlds in the wild: by brains, at random, and with food and poison that change places, with and
# without values that are learned. One process at a time; what is there is not made again.
#
#   results/wild/run.sh [FOLDER]     runs go to FOLDER (default: runs/wild), figures beside this file
#
# SMALLWORLD names the program, SEEDS the seeds (default: 1 2 3).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=${SMALLWORLD:-smallworld}
runs=${1:-runs/wild}
mkdir -p "$runs"

# made NAME SEED KEY=VALUE...: a run, its pages as JSON lines, and its table with 20 shadows and 10 matches.
made() {
    local name=$1-$2 seed=$2 sets=()

    shift 2
    for key in "$@"; do sets+=(--set "wild.$key"); done
    if [ -e "$here/$name.txt" ]; then return; fi
    if [ -e "$runs/$name" ]; then
        "$program" wild --resume -o "$runs/$name" >/dev/null
    else
        "$program" wild "$here/wild.conf" -o "$runs/$name" --set "wild.seed=$seed" "${sets[@]}" >/dev/null
    fi
    "$program" wild "$runs/$name" --check >"$runs/$name.check"
    "$program" wild "$runs/$name" --json >"$here/$name.jsonl"
    "$program" wild "$runs/$name" --matches=10 --match-ticks=2000 >"$runs/$name.told"
    cat "$runs/$name.check" "$runs/$name.told" >"$here/$name.txt"
}

for seed in ${SEEDS:-1 2 3}; do
    made brain "$seed"
    made turns-delta "$seed" reversal=10000
    made turns-none "$seed" reversal=10000 plastic=none
    made random "$seed" mind=random
done
