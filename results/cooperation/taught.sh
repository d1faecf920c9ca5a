#!/usr/bin/env bash
# Crews that a crew that knows how teaches first: in the first part of a run most worlds are lessons (body.teacher),
# in the last part none is. A stone that is carried by two, three and four; one whose way home a word alone can
# tell; and the other tasks. Writes taught.csv (what it has already is not run again) and taught.md beside this
# script. One process at a time.
#
#   results/cooperation/taught.sh [FOLDER]      runs go to FOLDER (default: runs/cooperation), and are deleted
#
# SMALLWORLD names the program, SEEDS the seeds (default: 1 2 3), ROWS the rows to run (as carry-taught; default
# all). Needs jq.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=${SMALLWORLD:-smallworld}
runs=${1:-runs/cooperation}
figures=$here/taught.csv
mkdir -p "$runs"
[ -e "$figures" ] ||
    echo "who,seed,core_seconds,success,graded,deaf_success,deaf_graded,shuffled_success,random_success,ceiling" >"$figures"

columns=("as it is success" "as it is graded" "deaf success" "deaf graded" "shuffled success" "random success"
    "ceiling success")
# shellcheck source=results/cooperation/arms.sh
. "$here/arms.sh"

# A third alone knows the way, and says it or does not: wider brains and longer runs.
told=(worlds.source=body:carry-told run.generations=1600 agent.features=32)
taught="events.1=ramp body.teacher 1 0 from 60% to 90%"
for seed in ${SEEDS:-1 2 3}; do
    one told-words-taught "$seed" "${told[@]}" body.speech=normal "$taught"
    one told-silent-taught "$seed" "${told[@]}" body.speech=silent "$taught"
done
for seed in ${SEEDS:-1 2 3}; do
    one told-words "$seed" "${told[@]}" body.speech=normal
done
# Narrow brains, longer lives and runs.
told=(worlds.source=body:carry-told run.generations=2400 body.ticks=24)
for seed in ${SEEDS:-1 2 3}; do
    one told-long-words-taught "$seed" "${told[@]}" body.speech=normal "$taught"
    one told-long-silent-taught "$seed" "${told[@]}" body.speech=silent "$taught"
done
taught="events.1=ramp body.teacher 1 0 from 30% to 70%"
for seed in ${SEEDS:-1 2 3}; do
    one carry-taught "$seed" "$taught"
    one carry-three-taught "$seed" worlds.source=body:carry-three "$taught"
    one carry-four-taught "$seed" worlds.source=body:carry-four "$taught"
    one led-words-taught "$seed" worlds.source=body:carry-led body.speech=normal "$taught"
    one led-silent-taught "$seed" worlds.source=body:carry-led body.speech=silent "$taught"
done
for seed in ${SEEDS:-1 2 3}; do
    one market-taught "$seed" worlds.source=body:market "$taught"
    one draw-taught "$seed" worlds.source=body:draw "$taught"
    one collect-taught "$seed" worlds.source=body:collect body.plastic=delta "$taught"
    one build-taught "$seed" worlds.source=body:build "$taught"
    one herd-taught "$seed" worlds.source=body:herd "$taught"
    one hide-taught "$seed" worlds.source=body:hide "$taught"
    one draw-told-taught "$seed" worlds.source=body:draw-told body.speech=normal "$taught"
done

# One row for each kind of run: all seeds, in order.
awk -F, '
    NR > 1 && !($1 in n) { order[++rows] = $1 }
    NR > 1 {
        w = $1
        n[w]++
        comma = n[w] > 1 ? ", " : ""
        seeds[w] = seeds[w] comma $2
        seconds[w] = seconds[w] comma sprintf("%.0f", $3)
        done[w] = done[w] comma sprintf("%.1f", 100 * $4)
        graded[w] = graded[w] comma sprintf("%.2f", $5)
        if ($6 != "") deaf[w] = deaf[w] comma sprintf("%.1f", 100 * $6)
        if ($8 != "") shuffled[w] = shuffled[w] comma sprintf("%.1f", 100 * $8)
        random[w] += $9
        ceiling[w] += $10
    }
    END {
        print "| run | seeds | core-seconds | success, % | graded | deaf, % | words of other worlds, % | random, % | ceiling, % |"
        print "|---|---|---|---|---|---|---|---|---|"
        for (i = 1; i <= rows; i++) {
            w = order[i]
            printf "| `%s` | %s | %s | %s | %s | %s | %s | %.1f | %.1f |\n", w, seeds[w], seconds[w], done[w], graded[w],
                deaf[w], shuffled[w], 100 * random[w] / n[w], 100 * ceiling[w] / n[w]
        }
    }' "$figures" >"$here/taught.md"
