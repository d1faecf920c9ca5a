#!/usr/bin/env bash
# Evolution alone, and evolution with parents that learn within their lives, at equal core-seconds; writes
# figures.csv (as it goes) and tables.md beside this script.
#
#   results/within-a-life-learning/run.sh [WORK]     runs go to WORK (default runs/learning) and are deleted
#                                                    once they are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5").
# What figures.csv has already is not run again. One process at a time.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/learning}
seeds=${SEEDS:-1 2 3 4 5}
figures=$here/figures.csv
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1

many=(--set worlds.laws=all)
some=(--set "worlds.laws=gravity,push,fill,recolour,delete,keep,crop,copy,repeat,mirror,turn,transpose,reverse,complete,outline,hollow,eat,paint,drop,sieve,place,like,twins,replace,swap,follow,shoot,beam,ray,line,connect,join")
sixty=(--set "worlds.laws=gravity,fill,recolour.largest,recolour.smallest,delete,mirror,repeat,outline,turn,complete,hollow,copy.largest,push,transpose,eat"
    --set worlds.colours=9)

value() {
    tr '\n' ' ' | sed -n 's/"laws":.*//; s/.*"'"$1"'": *\([-0-9.e]*\).*/\1/p'
}

# Seconds of processor time of all children so far; the shell itself has to ask, no subshell.
spent() {
    times >"$work/times"
    seconds=$(awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, t, /[ms]/); sum += 60 * t[1] + t[2] } print sum }' \
        "$work/times")
}

# rules, arm, seed, puzzles of the examination, config, generations, settings...
one() {
    local rules=$1 arm=$2 seed=$3 puzzles=$4 config=$5 generations=$6 before after seconds first founder chance
    shift 6
    grep -q "^$rules,$arm,$generations,$seed," "$figures" && return
    rm -rf "$work/one"
    spent
    before=$seconds
    "$program" run "$here/$config" -o "$work/one" --set run.seed="$seed" --set run.generations="$generations" \
        "$@" 2>>"$work/log" >&2
    spent
    after=$seconds
    "$program" eval "$work/one" --member=best --game=solo --puzzles="$puzzles" --json >"$work/best"
    "$program" eval "$work/one" --member=founder --game=solo --puzzles="$puzzles" --json >"$work/founder"
    first=$(value exact <"$work/best")
    founder=$(value exact <"$work/founder")
    chance=$(value chance <"$work/best")
    echo "$rules,$arm,$generations,$seed,$(echo "$before $after" | awk '{ printf "%.1f", $2 - $1 }'),$first,$founder,$chance" |
        tee -a "$figures"
    rm -rf "$work/one"
}

evolution=(--set learning.rule=none --set run.members=256 --set phase1.rate=0.06 --set phase1.rate_end=0.003)

credit=(--set learning.rule=none --set selection.scheme=credit --set run.members=64 --set phase1.strength=1
    --set phase1.rate=0.06 --set phase1.rate_end=0.003)

mkdir -p "$work"
[ -f "$figures" ] || echo "rules,arm,generations,seed,core_seconds,first,founder,chance" >"$figures"
for seed in $seeds; do
    one 28 mirror "$seed" 1000 few.conf 600
    one 460 mirror "$seed" 1840 many.conf 600 "${many[@]}"
    one 66 mirror "$seed" 1056 many.conf 600 "${sixty[@]}"
    one 201 mirror "$seed" 1005 many.conf 600 "${some[@]}"
    one 28 credit "$seed" 1000 few.conf 2000 "${credit[@]}" --set life.worlds=28
    one 460 credit "$seed" 1840 many.conf 1000 "${many[@]}" "${credit[@]}" --set life.worlds=64
    one 460 credit+delta "$seed" 1840 many.conf 600 "${many[@]}" "${credit[@]}" --set life.worlds=64 --set learning.rule=delta
    one 460 evolution "$seed" 1840 many.conf 400 "${many[@]}" "${evolution[@]}" --set life.worlds=66
    one 460 delta "$seed" 1840 many.conf 600 "${many[@]}" --set learning.rule=delta
    one 460 broadcast "$seed" 1840 many.conf 600 "${many[@]}" --set learning.rule=broadcast
    one 28 evolution "$seed" 1000 few.conf 1000 "${evolution[@]}" --set life.worlds=28
    one 28 baldwin "$seed" 1000 few.conf 600 --set learning.inheritance=baldwin
    one 28 broadcast "$seed" 1000 few.conf 600 --set learning.rule=broadcast
    one 28 delta "$seed" 1000 few.conf 600 --set learning.rule=delta
done
one 460 mirror 1 1840 many.conf 2000 "${many[@]}"

# Every seed stands in the table.
awk -F, '
    NR > 1 {
        row = $1 "," $2 "," $3
        if (!(row in n)) order[++rows] = row
        comma = n[row]++ > 0 ? ", " : ""
        seeds[row] = seeds[row] comma sprintf("%.1f", 100 * $6)
        time[row] = time[row] comma sprintf("%.0f", $5)
        founder[row] = sprintf("%.1f", 100 * $7); chance[row] = sprintf("%.1f", 100 * $8)
    }
    END {
        print "| rules | what learns | generations | core-seconds, seed by seed | first answer, seed by seed | founder | random |"
        print "|---|---|---|---|---|---|---|"
        for (i = 1; i <= rows; i++) {
            split(order[i], f, ","); r = order[i]
            printf "| %s | %s | %s | %s | %s | %s | %s |\n", f[1], f[2], f[3], time[r], seeds[r], founder[r], chance[r]
        }
    }' <(head -n 1 "$figures"; tail -n +2 "$figures" | sort -t, -k1,1n -k2,2 -k3,3n -k4,4n) >"$here/tables.md"
