#!/usr/bin/env bash
# With and without elders: two islands that make a language each, whose parents learn to listen within their lives from their
# own words or from those of the parent before them (learning.elders). `lamarck`: a parent begins with what its parent had
# learned. `baldwin`: every parent is a newborn, which has heard nothing before its lessons. Writes elders.csv beside this
# script: what is understood, what a newborn needs to hear, and how much of island 0's language is kept in 25 generations.
#
#   results/dialects/elders.sh [WORK]      runs go to WORK (default runs/elders); what is there is not run again
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3"). One process at a time; 20
# seconds of CPU time for the founder and about 5 for a run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/elders}
read -ra seeds <<<"${SEEDS:-1 2 3}"
export OPENBLAS_NUM_THREADS=1

# The founder of all islands: who has learned to paint from a demonstration, and has never spoken or listened.
mkdir -p "$work"
if ! [ -f "$work/founder.npz" ]; then
    "$program" run results/point-and-paint/point-and-paint.conf -o "$work/founder" --stop-at=1000 2>>"$work/log" >&2
    "$program" export "$work/founder" best -o "$work/founder.npz" 2>>"$work/log" >&2
fi

# column NAME: of a CSV with a title line, the mean of what is there, and the last value.
column() {
    awk -F, -v name="$1" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next }
        $at != "" { sum += $at; n++; last = $at }
        END { printf "%.4g,%.4g", n > 0 ? sum / n : 0, last }'
}

echo "inheritance,elders,lessons,seed,exact_mean,exact,kept_mean,kept,distance_mean,distance,intelligibility" >"$here/elders.csv"
for seed in "${seeds[@]}"; do
    for arm in lamarck,no,128 lamarck,yes,128 baldwin,no,128 baldwin,yes,32 baldwin,yes,128 baldwin,yes,512; do
        IFS=, read -r inheritance elders lessons <<<"$arm"
        run=$work/$inheritance-$elders-$lessons-$seed
        if [ -d "$run" ]; then
            "$program" run --resume -o "$run" 2>>"$work/log" >&2
        else
            "$program" run "$here/dialects.conf" --founder="$work/founder.npz" -o "$run" --set run.seed="$seed" \
                --set run.generations=200 --set run.islands=2 --set run.keyframe_every=25 --set phase1.evolve=speech \
                --set learning.rule=mirror --set learning.hearing=yes --set learning.rate=0.003 \
                --set learning.inheritance="$inheritance" --set learning.elders="$elders" --set learning.puzzles="$lessons" \
                2>>"$work/log" >&2
        fi
        "$program" language "$run" --every=25 --csv --puzzles=200 >"$work/history.csv"
        "$program" language "$run" --dialects --json >"$work/dialects.json"
        {
            printf '%s,%s,' "$arm" "$seed"
            for name in exact kept distance; do
                printf '%s,' "$(column $name <"$work/history.csv")"
            done
            awk -f tests/json.awk "$work/dialects.json" | sed -n 's/^intelligibility=//p'
        } >>"$here/elders.csv"
    done
done
