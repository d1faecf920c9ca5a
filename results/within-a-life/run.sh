#!/usr/bin/env bash
# Evolves bodies that forage, with values that are told, plastic (delta, open) or read from memory, with
# memory alone and with neither, and examines each on 1,000 worlds that no life met; writes figures.csv (as
# it goes) beside this script, and tables.md (tables.sh).
#
#   results/within-a-life/run.sh [WORK]      runs go to WORK (default runs/within-a-life), and are deleted
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3"), ROWS the rows to
# run (as forage-open-yes: game, values, memory; default all). What figures.csv has already is not run again.
# One process at a time. turning.csv has the same of lives in which food and poison change places in half of
# the worlds (TURNING: its seeds, default "1 2 3 4 5"). memory.csv has memory alone, with values that are given at
# first (MEMORY: its seeds, default "1 101"; 101 is the pilot), and for twice as long (LONGER: "1 2 3 4 5"). three.csv has a short look at three hidden laws
# at once (THREE: its seeds, default 1).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/within-a-life}
seeds=${SEEDS-1 2 3}
figures=$here/figures.csv
TIMEFORMAT=%U # core-seconds
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1

# Lines "who quarter-by-quarter meals... good..." of eval's JSON.
lives() {
    jq -r '.lives[] | [.who, .energy[], .life, (.meals | add), .good[]] | @csv' | tr -d '"'
}

# game, plastic, memory, generations, seed, further KEY=VALUE...
one() {
    local game=$1 plastic=$2 memory=$3 generations=$4 seed=$5 reverse life set sets=()
    local row="$game,$plastic,$memory,$generations,$seed"

    shift 5
    [[ " ${ROWS:-$game-$plastic-$memory} " == *" $game-$plastic-$memory "* ]] || return 0
    for set; do sets+=(--set "$set"); done
    grep -q "^$row," "$figures" && return
    rm -rf "$work/one"
    life=$({ time "$program" run clusters/forage.conf -o "$work/one" --set run.seed="$seed" \
        --set worlds.source="body:$game" --set run.generations="$generations" --set body.plastic="$plastic" \
        --set body.memory="$memory" --set body.reversal="$reversal" "${sets[@]}" >>"$work/log" 2>&1; } 2>&1)
    for reverse in 0 40; do
        "$program" eval "$work/one" --member=best --puzzles=1000 --seed="$seed" --reverse=$reverse --json |
            lives | sed "s/^/$row,$life,$reverse,/"
    done >"$work/rows"
    cat "$work/rows" >>"$figures"
    rm -rf "$work/one"
}

mkdir -p "$work"
heading="game,plastic,memory,generations,seed,core_seconds,reverse,who,1st,2nd,3rd,4th,life,meals,good_1st,good_2nd,good_3rd,good_4th"
[ -f "$figures" ] || echo "$heading" >"$figures"
reversal=0
for seed in $seeds; do
    one forage delta yes 1600 "$seed"
    one forage told yes 1000 "$seed"
    one forage open yes 1600 "$seed"
    one forage none yes 1000 "$seed"
    one forage none no 600 "$seed"
    one forage delta no 1000 "$seed"
    one forage read yes 1600 "$seed"
    one forage-three delta yes 1600 "$seed"
    one forage-three told yes 1000 "$seed"
done

reversal=0.5
figures=$here/turning.csv
[ -f "$figures" ] || echo "$heading" >"$figures"
for seed in ${TURNING-1 2 3 4 5}; do
    one forage open yes 1600 "$seed"
    one forage delta yes 1600 "$seed"
done

# Values are given in the first 200 generations, and ever less up to the 600th: from then on memory is alone.
reversal=0
figures=$here/memory.csv
[ -f "$figures" ] || echo "$heading" >"$figures"
# Twice as long: LONGER has the seeds.
helped=(body.given=1 "events.1=ramp body.given 1 0 from 200 to 600" body.retention=80 body.poison_ramp=0.1)
for seed in ${MEMORY-1 101}; do
    one forage read yes 1200 "$seed" "${helped[@]}"
done
for seed in ${LONGER-1 2 3 4 5}; do
    one forage read yes 2400 "$seed" "${helped[@]}"
done

figures=$here/three.csv
[ -f "$figures" ] || echo "$heading" >"$figures"
for seed in ${THREE-1}; do
    one forage-three open yes 500 "$seed"
    one forage-three told yes 200 "$seed"
done

"$here/tables.sh"
