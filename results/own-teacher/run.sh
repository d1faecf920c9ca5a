#!/usr/bin/env bash
# Parents that teach themselves, from a founder with no teacher ever, beside parents that are taught and beside
# reward alone: first answers and answers within 30 thoughts on unseen puzzles, by generation and core-seconds.
# Writes figures.csv beside this script, as it goes.
#
#   results/own-teacher/run.sh [WORK]     runs go to WORK (default runs/own-teacher) and are deleted once they
#                                         are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"), ARMS what to run
# (default all), RULES of how many rules (default "28 201"). What figures.csv has already is not run again. One
# process at a time. Needs jq.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/own-teacher}
seeds=${SEEDS:-1 2 3 4 5}
arms=${ARMS:-own plain teacher reward held alike brevity guarded delta}
rules=${RULES:-28 201}
figures=$here/figures.csv
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1

# Seconds of processor time of all children so far; the shell itself has to ask, no subshell.
spent() {
    times >"$work/times"
    seconds=$(awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, t, /[ms]/); sum += 60 * t[1] + t[2] } print sum }' \
        "$work/times")
}

# What an arm differs in, and its generations: chosen so that arms take about as many core-seconds.
arm() {
    local times=1

    members=32 config=few.conf puzzles=560 generations=60
    if [ "$1" = 201 ]; then
        config=own.conf puzzles=402 generations=200
    fi
    case $2 in
    own) set=() ;;
    plain) set=(--set own.hindsight=0) ;;
    held) set=(--set own.held=1) ;;
    alike) set=(--set own.balance=none) ;;
    brevity) set=(--set own.brevity=1) ;;
    guarded) set=(--set own.held=1 --set own.brevity=1) ;;
    eased) set=(--set own.held=1 --set own.brevity=1 --set "events.1=ramp own.brevity 1 0 from 20% to 50%") ;;
    teacher) times=6 set=(--set phase1.fitness=likelihood) ;;
    delta) times=8 set=(--set phase1.fitness=likelihood --set learning.rule=delta) ;;
    reward) times=4 members=256 set=(--set phase1.fitness=exact --set learning.rule=none --set life.worlds=28
        --set phase1.rate=0.06 --set phase1.rate_end=0.003) ;;
    esac
    generations=$((generations * times))
}

# Examines the parent that is born after a generation.
examine() {
    local id=$((1 + (members + 1) * $2 - 1))

    [ "$2" = 0 ] && id=founder
    "$program" eval "$work/one" --member="$id" --game=solo --puzzles="$puzzles" --thoughts=30 --json 2>>"$work/log" |
        jq -r --arg rules "$5" --arg arm "$1" --arg generation "$2" --arg seed "$3" --arg seconds "$4" \
            '[$rules, $arm, $seed, $generation, $seconds, .first, (.within[].exact), .fits_but_wrong, .programs] | join(",")' |
        tee -a "$figures"
}

one() {
    local name=$2 seed=$3 part before total=0 at

    grep -q "^$1,$name,$seed," "$figures" && return
    arm "$1" "$name"
    rm -rf "$work/one"
    for part in 1 2 3 4 5 6; do
        at=$((generations * part / 6))
        spent
        before=$seconds
        if [ "$part" = 1 ]; then
            "$program" run "$here/$config" -o "$work/one" --stop-at="$at" --set run.seed="$seed" \
                --set run.members="$members" --set run.generations="$generations" "${set[@]}" 2>>"$work/log" >&2
        else
            "$program" run --resume -o "$work/one" --stop-at="$at" 2>>"$work/log" >&2
        fi
        spent
        total=$(echo "$total $before $seconds" | awk '{ printf "%.1f", $1 + $3 - $2 }')
        [ "$part" = 1 ] && examine "$name" 0 "$seed" 0 "$1"
        examine "$name" "$at" "$seed" "$total" "$1"
    done
    rm -rf "$work/one"
}

mkdir -p "$work"
[ -f "$figures" ] || echo "rules,arm,seed,generation,core_seconds,first,within_1,within_3,within_10,within_30,fits_but_wrong,programs" \
    >"$figures"
for count in $rules; do
    for seed in $seeds; do
        for name in $arms; do
            one "$count" "$name" "$seed"
        done
    done
done
