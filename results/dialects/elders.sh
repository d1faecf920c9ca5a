#!/usr/bin/env bash
# With and without elders: parents learn to listen within their lives from their own words, or from those of the parent before
# them (learning.elders). The run is pairs.conf of results/verified-words, spoken from the hidden layer, so that words drift.
# Writes elders.csv beside this script: what is understood, and how much of the language is kept in 100 generations.
#
#   results/dialects/elders.sh [WORK]      runs go to WORK (default runs/elders); what is there is not run again
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 ... 10"). One process at a time, about
# 15 seconds of CPU time a run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/elders}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5 6 7 8 9 10}"
export OPENBLAS_NUM_THREADS=1

mkdir -p "$work"
[ -e "$here/elders.csv" ] || echo "elders,seed,generation,exact,shuffled,messages,kept,distance" >"$here/elders.csv"
for seed in "${seeds[@]}"; do
    for elders in no yes; do
        run=$work/$elders-$seed
        grep -q "^$elders,$seed," "$here/elders.csv" && continue
        "$program" run results/verified-words/pairs.conf -o "$run" --resume --set run.seed="$seed" \
            --set language.speak_from=hidden --set language.tell=program --set learning.elders="$elders" 2>>"$work/log" >&2
        "$program" language "$run" --every=100 --csv --puzzles=500 |
            awk -F, -v row="$elders,$seed" '
                NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
                $at["generation"] >= 300 {
                    print row "," $at["generation"] "," $at["exact"] "," $at["shuffled"] "," $at["messages"] "," \
                        $at["kept"] "," $at["distance"] }' >>"$here/elders.csv"
    done
done
