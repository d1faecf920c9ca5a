#!/usr/bin/env bash
# Crews with a task: a stone that is too heavy for one is carried home by crews of one to four bodies, with home
# known to all or to the first of two, which may have words; and the other tasks.
# Writes figures.csv beside this script (what it has already is not run again) and tables.md. One process at
# a time. easier.csv has tasks whose lives are easier than those of eval: they begin on the way to the goal
# (EASIER: the seeds, default 101), or mistakes count little at first (MISTAKES: the seeds, default 1).
#
#   results/cooperation/run.sh [FOLDER]      runs go to FOLDER (default: runs/cooperation), and are deleted
#
# SMALLWORLD names the program, SEEDS the seeds (default: 1 2 3), ROWS the rows to run (as carry; default all). Needs jq.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=${SMALLWORLD:-smallworld}
runs=${1:-runs/cooperation}
figures=$here/figures.csv
mkdir -p "$runs"
heading="who,seed,core_seconds,success,graded,deaf_success,deaf_graded,random_success,random_graded,ceiling"
[ -e "$figures" ] || echo "$heading" >"$figures"

columns=("as it is success" "as it is graded" "deaf success" "deaf graded" "random success" "random graded"
    "ceiling success")
# shellcheck source=results/cooperation/arms.sh
. "$here/arms.sh"

for seed in ${SEEDS:-1 2 3}; do
    # By crew size: one cannot.
    one carry-alone "$seed" worlds.source=body:carry-alone
    one carry "$seed"
    one carry-three "$seed" worlds.source=body:carry-three
    one carry-four "$seed" worlds.source=body:carry-four
done
for seed in ${SEEDS:-1 2 3}; do
    # One of two knows where home is: without words, with words, and with words that nobody hears.
    one led-none "$seed" worlds.source=body:carry-led
    one led-words "$seed" worlds.source=body:carry-led body.speech=normal
    one led-silent "$seed" worlds.source=body:carry-led body.speech=silent
done
# The other tasks.
for seed in ${SEEDS:-1 2 3}; do
    one draw "$seed" worlds.source=body:draw
    one herd "$seed" worlds.source=body:herd
    one collect "$seed" worlds.source=body:collect body.plastic=delta
    one build "$seed" worlds.source=body:build
    one draw-told "$seed" worlds.source=body:draw-told body.speech=normal
done
for seed in ${SEEDS:-1 2 3}; do
    one hide "$seed" worlds.source=body:hide
    one market "$seed" worlds.source=body:market
done

figures=$here/easier.csv
[ -e "$figures" ] || echo "$heading" >"$figures"
for seed in ${EASIER-101}; do
    for task in market hide draw; do
        one "$task-backplay" "$seed" "worlds.source=body:$task" body.backplay=0.8
    done
done
for seed in ${MISTAKES-1}; do
    ramp="events.1=ramp body.mistakes 0.1 1 from 0 to 50%"
    one collect-mistakes "$seed" worlds.source=body:collect body.plastic=delta "$ramp"
    one draw-mistakes "$seed" worlds.source=body:draw "$ramp"
done

# One row for each kind of run, in the order in which they were made: all seeds, in order.
awk -F, '
    NR > 1 && !($1 in n) { order[++rows] = $1 }
    NR > 1 {
        n[$1]++
        seeds[$1] = seeds[$1] (n[$1] > 1 ? ", " : "") sprintf("%.1f", 100 * $4)
        graded[$1] = graded[$1] (n[$1] > 1 ? ", " : "") sprintf("%.2f", $5)
        deaf[$1] = $6 == "" ? "" : deaf[$1] (n[$1] > 1 ? ", " : "") sprintf("%.1f", 100 * $6)
        seconds[$1] += $3; random[$1] += $8; ceiling[$1] += $10
    }
    END {
        print "| run | core-seconds | success, by seed, % | graded | deaf: success, % | random, % | ceiling, % |"
        print "|---|---|---|---|---|---|---|"
        for (i = 1; i <= rows; i++) {
            w = order[i]
            printf "| `%s` | %.0f | %s | %s | %s | %.1f | %.1f |\n", w, seconds[w] / n[w], seeds[w], graded[w], deaf[w],
                100 * random[w] / n[w], 100 * ceiling[w] / n[w]
        }
    }' "$here/figures.csv" >"$here/tables.md"
