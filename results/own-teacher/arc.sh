#!/usr/bin/env bash
# A parent that has learned generated puzzles goes on with ARC-AGI-1's training files, as its own teacher: in each
# round it thinks about 512 puzzles, tasks of which one demonstration is held back as the test (and another, which
# is checked), and learns what it found. Half of the tasks are met, half are kept aside. Writes arc.csv beside this
# script, as it goes: tests solved after each round.
#
#   results/own-teacher/arc.sh DATA [WORK]    DATA has your own copy of arc-agi-1/training; WORK is
#                                             runs/own-teacher-arc by default
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"). What arc.csv has already
# is not run again. One process at a time, about three core-minutes a seed. Needs jq.
#
#   own         the rounds
#   generated   as many rounds with generated puzzles and their teachers, at the same rate
#
# PART=solve (default rounds) gives the parents before and after the rounds to smallworld solve instead, and writes
# arc-solve.csv: outputs right on met and kept tasks, on conceptarc and on 1d-arc (DATA has these, too), with all stages
# and with one, for each order of --policy-orders. About ten core-minutes a seed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
data=${1:?give the folder that holds arc-agi-1/training}
work=${2:-runs/own-teacher-arc}
part=${PART:-rounds}
figures=$here/arc.csv
solved=$here/arc-solve.csv
members=32 began=600 rounds=${ROUNDS:-6}
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
export TIMEFORMAT='%U %S'

# Every other task, in the order of names.
split() {
    local n=0 file

    [ -d "$work/kept" ] && return
    mkdir -p "$work/met" "$work/kept"
    for file in "$data"/arc-agi-1/training/*.json; do
        if [ $((n++ % 2)) = 0 ]; then cp "$file" "$work/met/"; else cp "$file" "$work/kept/"; fi
    done
}

# RUN ARM SEED ROUND SECONDS: tests solved by the parent that is born at the end of a round.
examine() {
    local set most

    for set in met kept; do
        for most in 0 100; do
            "$program" eval "$1" --member=$(((members + 1) * (began + $4))) --game=solo --puzzles=0 \
                --arc="$work/$set" --thoughts=$most --json 2>>"$work/log" |
                jq -r --arg arm "$2" --arg seed "$3" --arg round "$4" --arg set $set --arg most $most --arg seconds "$5" \
                    '.arc[0] | [$arm, $seed, $round, $set, $most, .outputs, .solved_outputs, .solved_tasks, $seconds] |
                    join(",")' >>"$figures"
        done
    done
}

# ARM SEED: gives the parents before and after the rounds files of their own.
keep_parents() {
    "$program" export "$work/$1" $(((members + 1) * began)) -o "$work/before-$2.safetensors" >>"$work/log" 2>&1
    "$program" export "$work/$1" $(((members + 1) * (began + rounds))) -o "$work/$1-$2.safetensors" >>"$work/log" 2>&1
}

# ARM SEED SETTING...: rounds from the policy on. PART=solve keeps the parents, the other part examines them.
go_on() {
    local arm=$1 seed=$2 sets=() word seconds
    shift 2

    if [ "$part" = rounds ]; then
        ! grep -q "^$arm,$seed,$rounds," "$figures" || return 0
    else
        [ ! -e "$work/$arm-$seed.safetensors" ] || return 0
    fi
    for word in run.generations=$((began + rounds)) learning.puzzles=512 learning.rate=0.005 learning.rate_end=0.005 \
        run.keyframe_every=1 "$@"; do
        sets+=(--set "$word")
    done
    rm -rf "${work:?}/$arm"
    { time "$program" run --from="$work/policy-$seed" -o "$work/$arm" "${sets[@]}" >>"$work/log" 2>&1; } 2>"$work/time"
    seconds=$(tail -n 1 "$work/time" | awk '{ print $1 + $2 }')
    [ "$part" = rounds ] || keep_parents "$arm" "$seed"
    for round in $(seq 0 "$rounds"); do
        [ "$part" = rounds ] || break
        if [ "$arm" = own ] || [ "$round" = "$rounds" ]; then examine "$work/$arm" "$arm" "$seed" "$round" "$seconds"; fi
    done
    rm -rf "${work:?}/$arm"
}

# SET POLICY SEED STAGES ORDERS: one row of arc-solve.csv. POLICY none: plain search.
solve() {
    local words=(--stages="$4") folder=$data/$1

    ! grep -q "^$1,$2,$3,$4,$5," "$solved" || return 0
    [ ! -d "$work/$1" ] || folder=$work/$1
    [ "$2" = none ] || words+=(--policy="$work/$2-$3.safetensors" --policy-orders="$5")
    "$program" solve "$folder" --json "${words[@]}" 2>>"$work/log" | tail -n 1 |
        jq -r --arg row "$1,$2,$3,$4,$5" \
            '[$row, .known, .top1, .top2, .top3, .proposed // 0, .thought_out // 0, .applications, .cpu_seconds] |
            join(",")' >>"$solved"
}

# SEED: all sets with the parents before and after the rounds; plain search once.
solve_all() {
    local set stages orders policy

    for stages in ${STAGES:-1 3}; do
        for set in kept conceptarc 1d-arc met; do
            solve $set none 0 "$stages" none
            for orders in none states root; do
                for policy in before own; do
                    solve $set $policy "$1" "$stages" $orders
                done
            done
        done
    done
}

mkdir -p "$work"
split
[ -f "$figures" ] || echo "arm,seed,round,tasks,thoughts,tests,solved,solved_tasks,core_seconds" >"$figures"
[ "$part" = rounds ] || [ -f "$solved" ] ||
    echo "tasks,policy,seed,stages,orders,tests,top1,top2,top3,proposed,thought_out,applications,cpu_seconds" >"$solved"
for seed in ${SEEDS:-1 2 3 4 5}; do
    [ -d "$work/policy-$seed" ] ||
        "$program" run "$here/arc.conf" -o "$work/policy-$seed" --set run.seed="$seed" >>"$work/log" 2>&1
    go_on own "$seed" "worlds.source=arc:$work/met" phase1.fitness=own
    if [ "$part" = rounds ]; then go_on generated "$seed"; else solve_all "$seed"; fi
done
