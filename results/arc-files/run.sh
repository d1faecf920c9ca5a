#!/usr/bin/env bash
# Evolves on ARC files and counts solved test outputs, founder beside best: three seeds on all sets, and three seeds on the first
# set alone, so that the other sets are tasks never met. Writes figures.csv and tables.md beside this script.
#
#   results/arc-files/run.sh DATA [WORK]
#
# DATA holds arc-agi-1/training, conceptarc and 1d-arc (your own copies). About fifteen minutes of CPU time.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2; }
data=$(cd "$1" && pwd)
work=${2:-runs/arc-files}
case $work in /*) ;; *) work=$PWD/$work ;; esac
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
jobs=${JOBS:-$(nproc)}
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none
sets=(arc-agi-1/training conceptarc 1d-arc)

runs() {
    for seed in 1 2 3; do
        echo "all-$seed $seed $data/arc-agi-1/training:$data/conceptarc:$data/1d-arc"
        echo "training-only-$seed $seed $data/arc-agi-1/training"
    done
}

evolve() {
    local resume=()
    [ -d "$work/$1" ] && resume=(--resume)
    "$program" run "$here/arc-files.conf" -o "$work/$1" --set "run.seed=$2" \
        --set "worlds.source=arc:$3" "${resume[@]}" 2>>"$work/$1.log"
}

# One line for each set: run, member, set, tasks, outputs, solved outputs, solved tasks, refused files.
examine() {
    local name=$1 member=$2 set
    for set in "${sets[@]}"; do
        printf '%s,%s,%s' "$name" "$member" "$set"
        "$program" eval "$work/$name" --member="$member" --game=solo --puzzles=1 \
            --arc="$data/$set" --json 2>/dev/null | tr '\n' ' ' | sed 's/.*"arc": *\[//' |
            awk -v keys='tasks outputs solved_outputs solved_tasks refused' '{
                n = split(keys, key, " ")
                for (i = 1; i <= n; i++) {
                    match($0, "\"" key[i] "\": *[0-9]+"); text = substr($0, RSTART, RLENGTH)
                    sub(/.*: */, "", text); printf ",%s", text
                }
                printf "\n" }'
    done
}

mkdir -p "$work"
export -f evolve
export program work here
runs | xargs -P "$jobs" -L 1 bash -c 'evolve "$@"' evolve

{
    echo "run,member,set,tasks,outputs,solved_outputs,solved_tasks,refused"
    runs | while read -r name _; do
        examine "$name" founder
        examine "$name" best
    done
} >"$here/figures.csv"

awk -F, '
    NR > 1 {
        kind = $1; sub(/-[0-9]+$/, "", kind)
        row = kind "," $2 "," $3
        if (!(row in n)) order[++rows] = row
        n[row]++; solved[row] += $6; outputs[row] = $5; tasks[row] += $7; refused[row] = $8
        if (n[row] == 1 || $6 < least[row]) least[row] = $6
        if (n[row] == 1 || $6 > most[row]) most[row] = $6
    }
    END {
        print "| lives met | member | set | seeds | outputs | solved, mean | least | most | tasks, mean | files refused |"
        print "|---|---|---|---|---|---|---|---|---|---|"
        for (i = 1; i <= rows; i++) {
            split(order[i], f, ","); r = order[i]
            printf "| %s | %s | %s | %d | %d | %.1f (%.1f %%) | %d | %d | %.1f | %d |\n", f[1], f[2], f[3], n[r],
                outputs[r], solved[r] / n[r], 100 * solved[r] / n[r] / outputs[r], least[r], most[r],
                tasks[r] / n[r], refused[r]
        }
    }' "$here/figures.csv" | tee "$here/tables.md"
