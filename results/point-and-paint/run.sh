#!/usr/bin/env bash
# Evolves point-and-paint.conf by several seeds; writes figures.csv (what the controls give on pairs of colours that lives
# meet), held-out.csv (on those that they never meet), solo.csv (what the same members do when they see a demonstration
# themselves), verdict.txt, lexicon.txt and dialogues.txt beside this script.
#
#   results/point-and-paint/run.sh [WORK]   runs go to WORK (default runs/point-and-paint); what is there is not run again
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default: 1 to 10). One process at a time,
# about 40 seconds of CPU time a run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/point-and-paint}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5 6 7 8 9 10}"
export OPENBLAS_NUM_THREADS=1

mkdir -p "$work"
runs=()
for seed in "${seeds[@]}"; do
    "$program" run "$here/point-and-paint.conf" -o "$work/seed-$seed" --set run.seed="$seed" --resume \
        2>>"$work/log" >&2
    runs+=("$work/seed-$seed")
done
"$program" language "${runs[@]}" --csv >"$here/figures.csv"
"$program" language "${runs[@]}" --csv --held-out >"$here/held-out.csv"
{
    echo "seed,solo,solo_held_out"
    for i in "${!seeds[@]}"; do
        "$program" eval "${runs[i]}" --member=best --game=solo --json |
            awk -f tests/json.awk |
            awk -F= -v seed="${seeds[i]}" '$1 == "exact" { a = $2 } $1 == "held_out.exact" { b = $2 }
                END { print seed "," a "," b }'
    done
} >"$here/solo.csv"
"$program" language "${runs[@]}" >"$here/verdict.txt"
"$program" language "${runs[0]}" --lexicon >"$here/lexicon.txt"
"$program" language "${runs[0]}" --transcripts --puzzles=3 >"$here/dialogues.txt"
