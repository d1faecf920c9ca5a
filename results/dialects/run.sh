#!/usr/bin/env bash
# Four islands that make a language each, with parents that move between them in 0, 1, 5 and 20 % of generations. Writes
# matrix.csv (every speaker of one island with every listener of another), summary.csv, drift.csv (how much of island 0's
# language is kept from one moment to the next) and matrix.svg beside this script.
#
#   results/dialects/run.sh [WORK]      runs go to WORK (default runs/dialects); what is there is not run again
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default: 1 to 10). One process at a time; 20 seconds
# of CPU time for the founder and about 5 for a run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/dialects}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5 6 7 8 9 10}"
contacts=(0 0.01 0.05 0.2)
export OPENBLAS_NUM_THREADS=1

# The founder of all islands: who has learned to paint from a demonstration, and has never spoken.
mkdir -p "$work"
if ! [ -f "$work/founder.npz" ]; then
    "$program" run results/point-and-paint/point-and-paint.conf -o "$work/founder" --stop-at=1000 2>>"$work/log" >&2
    "$program" export "$work/founder" best -o "$work/founder.npz" 2>>"$work/log" >&2
fi
echo "contact,seed,speaker,listener,exact,distance" >"$here/matrix.csv"
echo "contact,seed,home,abroad,chance,intelligibility,asymmetry,distance" >"$here/summary.csv"
echo "contact,seed,generation,exact,shuffled,messages,kept,distance" >"$here/drift.csv"
for seed in "${seeds[@]}"; do
    for contact in "${contacts[@]}"; do
        run=$work/contact-$contact-$seed
        if [ -d "$run" ]; then
            "$program" run --resume -o "$run" 2>>"$work/log" >&2
        else
            "$program" run "$here/dialects.conf" --founder="$work/founder.npz" -o "$run" --set run.seed="$seed" \
                --set migration.rate="$contact" 2>>"$work/log" >&2
        fi
        "$program" language "$run" --dialects --csv | sed "1d; s/^/$contact,$seed,/" >>"$here/matrix.csv"
        "$program" language "$run" --dialects --json | awk -f tests/json.awk |
            awk -F= -v row="$contact,$seed" '{ v[$1] = $2 }
                END { print row "," v["home"] "," v["abroad"] "," v["chance"] "," v["intelligibility"] "," \
                    v["asymmetry"] "," v["mean_distance"] }' >>"$here/summary.csv"
        "$program" language "$run" --every=100 --csv --puzzles=200 |
            awk -F, -v row="$contact,$seed" '
                NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
                { print row "," $at["generation"] "," $at["exact"] "," $at["shuffled"] "," $at["messages"] "," \
                    $at["kept"] "," $at["distance"] }' >>"$here/drift.csv"
    done
done

awk -F, -v label=contact -f "$here/matrix.awk" "$here/matrix.csv" >"$here/matrix.svg"
