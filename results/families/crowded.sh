#!/usr/bin/env bash
# Eight families that share their steps, of which two die out every 50 generations: those that score lowest
# (families.die = poorest) against those that score lowest once families that write alike programs have shared what
# they scored (crowded). Adds what crowded.csv lacks, one process at a time.
#
#   results/families/crowded.sh [WORK]   runs go to WORK (default runs/families) and are deleted once they are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3").
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/families}
figures=$here/crowded.csv
run=$work/crowded
export OPENBLAS_NUM_THREADS=1 TIMEFORMAT='%U %S'
mkdir -p "$work"
[ -e "$figures" ] || echo die,seed,mean,best,any,fits,overlap,seconds >"$figures"

for seed in ${SEEDS:-1 2 3}; do
    for die in poorest crowded; do
        if grep -q "^$die,$seed," "$figures"; then
            continue
        fi
        rm -rf "$run"
        { time "$program" run clusters/families.conf -o "$run" --set run.seed="$seed" --set run.generations=400 \
            --set run.islands=8 --set run.members=32 --set phase2.from=-1 --set families.share=0.5 \
            --set families.every=50 --set families.cull=0.25 --set families.die="$die" \
            --set output.progress_every=3600 >"$work/log" 2>&1; } 2>"$work/time"
        seconds=$(awk 'END { print $1 + $2 }' "$work/time")
        solved=$("$program" eval "$run" --families --puzzles=1000 --json | tr '\n' ' ' |
            sed 's/.*"mean": *\([0-9.e-]*\), *"best": *\([0-9.e-]*\), *"any": *\([0-9.e-]*\), *"fits": *\([0-9.e-]*\).*/\1,\2,\3,\4/')
        overlap=$("$program" table "$run" --columns=generation,island,all_overlap | awk -F, 'END { print $4 }')
        echo "$die,$seed,$solved,$overlap,$seconds" >>"$figures"
        rm -rf "$run"
    done
done
