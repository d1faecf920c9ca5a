#!/usr/bin/env bash
# One brood against four families that share their steps and die out now and then, on 201 rules, alone and in relay: at
# equal evaluations and at equal core-seconds. Adds what many.csv lacks, one process at a time.
#
#   results/families/many.sh [WORK]      runs go to WORK (default runs/families) and are deleted once they are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"), STRUCTURES what to run:
#
#   one          one brood of 32, whose parent learns from 128 puzzles a generation
#   four         four of 8, each with 32 puzzles: as many lives and lessons; every 40 generations one dies out, and is
#                refounded by a copy of a better one; three lines at least stay alive
#   quarter      one brood of 8 with 32 puzzles: what one of the four has
#   one-longer   one, in more core-seconds than four (not by default: one is ahead in fewer)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/families}
figures=$here/many.csv
run=$work/many
longer=${LONGER:-560} # generations of one-longer
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1 TIMEFORMAT='%U %S'
mkdir -p "$work"
[ -e "$figures" ] || echo structure,seed,solo,solo_best,solo_any,solo_fits,relay,relay_best,relay_any,relay_fits,lines,last_lines,refounded,common,overlap,seconds >"$figures"

settings() {
    case $1 in
    one) ;;
    quarter) echo run.members=8 learning.puzzles=32 ;;
    one-longer) echo run.generations="$longer" phase2.from=$((longer / 2)) ;;
    four) echo run.islands=4 run.members=8 learning.puzzles=32 families.founder=one families.share=0.8 \
        families.every=40 families.cull=0.25 families.guard=3 families.strength=0.02 ;;
    *) return 1 ;;
    esac
}

exact_of() {
    tr '\n' ' ' | sed 's/"laws":.*//; s/.*"exact": *\([0-9.e-]*\).*/\1,,,/'
}

families_of() {
    tr '\n' ' ' | sed 's/.*"mean": *\([0-9.e-]*\), *"best": *\([0-9.e-]*\), *"any": *\([0-9.e-]*\), *"fits": *\([0-9.e-]*\).*/\1,\2,\3,\4/'
}

# Lines alive in the median generation and in the last, islands refounded, generations since the last ancestor that all
# parents have in common at the end, overlap of mutations over all islands at the end.
tree_of() {
    "$program" table "$run" --columns=generation,island,all_lines,refounded,all_coalescence,all_overlap | awk -F, '
        NR > 1 && $3 == 0 { lines[++n] = $4; last = $4; common = $6; overlap = $7 }
        NR > 1 { refounded += $5 }
        END {
            for (i = 2; i <= n; i++)
                for (j = i; j > 1 && lines[j - 1] > lines[j]; j--) {
                    t = lines[j]; lines[j] = lines[j - 1]; lines[j - 1] = t
                }
            print lines[int((n + 1) / 2)] "," last "," refounded "," (common == "" ? "none" : common) "," overlap
        }'
}

for seed in ${SEEDS:-1 2 3 4 5}; do
    for structure in ${STRUCTURES:-one four quarter}; do
        if grep -q "^$structure,$seed," "$figures"; then
            continue
        fi
        sets=(--set run.seed="$seed" --set output.progress_every=3600)
        for set in $(settings "$structure"); do
            sets+=(--set "$set")
        done
        rm -rf "$run"
        { time "$program" run "$here/many.conf" -o "$run" "${sets[@]}" >"$work/log" 2>&1; } 2>"$work/time"
        seconds=$(awk 'END { print $1 + $2 }' "$work/time")
        row=
        for game in solo rule-relay; do
            case $structure in
            one* | quarter) row=$row,$("$program" eval "$run" --game=$game --puzzles=1000 --json | exact_of) ;;
            *) row=$row,$("$program" eval "$run" --families --game=$game --puzzles=1000 --json | families_of) ;;
            esac
        done
        echo "$structure,$seed$row,$(tree_of),$seconds" >>"$figures"
        rm -rf "$run"
    done
done
