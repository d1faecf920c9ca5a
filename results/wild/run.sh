#!/usr/bin/env bash
# Worlds in the wild: by brains, at random, with food and poison that change places, with and without
# values that are learned; and with words, heard, unheard and exchanged. One process at a time; what is there
# is not made again. Needs jq for the table of worlds with words.
#
#   results/wild/run.sh [FOLDER]     runs go to FOLDER (default: runs/wild), figures beside this file
#
# SMALLWORLD names the program, SEEDS the seeds of the short runs (default: 1 2 3), LONG those of the runs with
# words (default: 1 to 10).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=${SMALLWORLD:-smallworld}
runs=${1:-runs/wild}
mkdir -p "$runs"

# begun NAME SEED KEY=VALUE...: a run, begun or gone on with. Its core-seconds stand in NAME-SEED.seconds.
begun() {
    local name=$1-$2 seed=$2 sets=()

    shift 2
    for key in "$@"; do sets+=(--set "wild.$key"); done
    TIMEFORMAT=%U
    if [ -e "$runs/$name" ]; then
        "$program" wild --resume -o "$runs/$name" >/dev/null
    else
        { time "$program" wild "$here/wild.conf" -o "$runs/$name" --set "wild.seed=$seed" \
            "${sets[@]}" >/dev/null; } 2>"$runs/$name.seconds"
    fi
}

# made NAME SEED KEY=VALUE...: a run, its pages as JSON lines, and its table with 20 shadows and 10 matches.
made() {
    local name=$1-$2

    if [ -e "$here/$name.txt" ]; then return; fi
    begun "$@"
    "$program" wild "$runs/$name" --check >"$runs/$name.check"
    "$program" wild "$runs/$name" --json >"$here/$name.jsonl"
    "$program" wild "$runs/$name" --matches=10 --match-ticks=2000 >"$runs/$name.told"
    cat "$runs/$name.check" "$runs/$name.told" >"$here/$name.txt"
}

# measured NAME SEED KEY=VALUE...: the same with the MODES measures, and in NAME-SEED.json what words are worth
# where they are heard.
measured() {
    local name=$1-$2

    if [ -e "$here/$name.txt" ]; then return; fi
    begun "$@"
    "$program" wild "$runs/$name" --check >"$runs/$name.check"
    "$program" wild "$runs/$name" --json --modes >"$here/$name.jsonl"
    "$program" wild "$runs/$name" --modes --matches=10 --match-ticks=2000 >"$runs/$name.told"
    if "$program" wild "$runs/$name" --speech=10 >"$runs/$name.words" 2>/dev/null; then
        "$program" wild "$runs/$name" --speech=10 --json >"$here/$name.json"
    fi
    cat "$runs/$name.check" "$runs/$name.told" "$runs/$name.words" >"$here/$name.txt"
}

for seed in ${SEEDS:-1 2 3}; do
    made brain "$seed"
    made turns-delta "$seed" reversal=10000
    made turns-none "$seed" reversal=10000 plastic=none
done
for seed in ${LONG:-1 2 3 4 5 6 7 8 9 10}; do
    measured talk "$seed" speech=normal ticks=300000
done
for seed in ${LONG:-1 2 3 4 5 6 7 8 9 10}; do
    measured deaf "$seed" speech=silent
    measured random "$seed" mind=random
done
