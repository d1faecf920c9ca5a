#!/usr/bin/env bash
# Replays the tape of one run 20 times from each of four generations, by other seeds, and makes 20 runs that have
# nothing to do with each other; asks all of them the same questions, and writes figures.csv, alike.csv, tables.md and
# tape.svg beside this script.
#
#   results/tape/run.sh [WORK]      runs go to WORK (default runs/tape); what is there is not run again
#
# SMALLWORLD names the program (default build/smallworld), REPLAYS how many from each (default 20). One process at a time.
# Needs python3 beside the build, with nothing but its library.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/tape}
replays=${REPLAYS:-20}
export OPENBLAS_NUM_THREADS=1

mkdir -p "$work"

# ask RUN: what the run came to, by the same 400 unseen puzzles for all: who is asked sees them itself, and tells them
# another.
ask() {
    [ -s "$1/weights.npz" ] || "$program" export "$1" best -o "$1/weights.npz" >>"$work/log" 2>&1
    [ -s "$1/relay.csv" ] || "$program" language "$1" --csv --puzzles=400 --seed=77 >"$1/relay.csv" 2>>"$work/log"
    [ -s "$1/solo.json" ] || "$program" eval "$1" --json --game=solo --puzzles=400 --seed=77 >"$1/solo.json" 2>>"$work/log"
}

# go RUN COMMAND...: makes it, unless it is done.
go() {
    local run=$1

    shift
    if [ ! -e "$run/done" ]; then
        rm -rf "$run"
        "$program" run "$@" -o "$run" --set output.progress_every=3600 >>"$work/log" 2>&1
        ask "$run"
        touch "$run/done"
    fi
}

go "$work/tape" results/tape/tape.conf
for ((i = 1; i <= replays; i++)); do
    for generation in 100 1200 1300 1800; do
        go "$work/from-$generation-$i" --from="$work/tape@$generation" --seed=$((1000 + i))
    done
    go "$work/unrelated-$i" results/tape/tape.conf --set run.seed=$((2000 + i))
done
python3 "$here/table.py" "$work" "$replays" "$here"
