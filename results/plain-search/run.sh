#!/usr/bin/env bash
# Solves ARC tasks by plain search and writes figures.csv and tables.md beside this script.
#
#   results/plain-search/run.sh DATA     DATA: a folder with your own copies of arc-agi-1/training, conceptarc and 1d-arc
#
# SMALLWORLD names the program (default build/smallworld). About five minutes of CPU time on one core; there is no
# randomness, so everything but the seconds and megabytes comes out the same on any machine.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
data=${1:?give the folder that holds arc-agi-1/training, conceptarc and 1d-arc}

# set, setting, further arguments
runs() {
    echo "arc-agi-1/training usual"
    echo "conceptarc usual"
    echo "1d-arc usual"
    echo "arc-agi-1/training budget-60000 --budget=60000"
    echo "conceptarc budget-60000 --budget=60000"
    echo "arc-agi-1/training budget-6000 --budget=6000"
    echo "arc-agi-1/training no-cover --budget=6000 --without=cover"
    echo "arc-agi-1/training no-rule --budget=6000 --without=rule"
    echo "arc-agi-1/training no-guide --budget=6000 --without=guide"
    echo "arc-agi-1/training no-law --budget=6000 --without=law"
    echo "conceptarc budget-6000 --budget=6000"
    echo "conceptarc no-law --budget=6000 --without=law"
}

value() {
    sed -n 's/.*"'"$1"'": *\([-0-9.e]*\).*/\1/p'
}

keys="tests top1 top2 top3 tasks tasks_top1 tasks_top2 tasks_top3 unreadable applications states refused cpu_seconds peak_mb"
{
    printf 'set,setting'
    # shellcheck disable=SC2086
    printf ',%s' $keys
    printf '\n'
    runs | while read -r set setting arguments; do
        [ -d "$data/$set" ] || { echo "run.sh: $data/$set is not there: skipped" >&2; continue; }
        # shellcheck disable=SC2086
        answer=$("$program" solve "$data/$set" --json $arguments 2>/dev/null | tail -n 1)
        printf '%s,%s' "$set" "$setting"
        for key in $keys; do
            printf ',%s' "$(printf '%s' "$answer" | value "$key")"
        done
        printf '\n'
    done
} >"$here/figures.csv"

awk -F, '
    NR == 1 {
        print "| set | setting | outputs | top-1 | top-2 | top-3 | whole tasks, top-2 | CPU-seconds | peak MB |"
        print "|---|---|---|---|---|---|---|---|---|"
        next
    }
    { printf "| %s | %s | %d | %d | %d | %d | %d of %d | %.1f | %.0f |\n", $1, $2, $3, $4, $5, $6, $9, $7, $15, $16 }
' "$here/figures.csv" | tee "$here/tables.md"
