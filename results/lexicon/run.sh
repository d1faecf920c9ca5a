#!/usr/bin/env bash
# Evolves clusters/quick.conf by several seeds, and measures what the messages of each run mean and how they came about.
# Writes figures.csv, history.csv (and history.svg if gnuplot is there), lexicons.txt and dialogues.txt beside this script.
#
#   results/lexicon/run.sh [WORK]      runs go to WORK (default runs/lexicon); what is there already is not run again
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"), JOBS how many runs at once
# (default: all cores). About 3 minutes of CPU time a seed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/lexicon}
jobs=${JOBS:-$(nproc)}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5}"
export OPENBLAS_NUM_THREADS=1

evolve() {
    "$program" run clusters/quick.conf -o "$work/seed-$1" --set run.seed="$1" --resume 2>>"$work/seed-$1.log"
}

mkdir -p "$work"
export -f evolve
export program work
printf '%s\n' "${seeds[@]}" | xargs -P "$jobs" -I{} bash -c 'evolve {}'

keys=(exact.normal.mean exact.silent.mean exact.constant.mean exact.shuffled.mean exact.self.mean exact.oracle.mean
    messages rule_information.bits rule_information.corrected topographic_similarity.value
    positional_disentanglement.value bag_of_symbols_disentanglement.value causal_influence.mean swap_follow decoded
    recovered claim.carries)
{
    printf 'seed'
    printf ',%s' "${keys[@]}"
    printf '\n'
    for seed in "${seeds[@]}"; do
        "$program" language "$work/seed-$seed" --measures | awk -f tests/json.awk >"$work/measures"
        printf '%s' "$seed"
        for key in "${keys[@]}"; do
            printf ',%s' "$(awk -v key="$key=" 'index($0, key) == 1 { print substr($0, length(key) + 1) }' "$work/measures")"
        done
        printf '\n'
    done
} >"$here/figures.csv"

for seed in "${seeds[@]}"; do
    "$program" language "$work/seed-$seed" --every=100 --csv --puzzles=500 | sed "s/^/$seed,/; 1s/^$seed/seed/"
done | awk 'NR == 1 || !/^seed/' >"$here/history.csv"
if command -v gnuplot >/dev/null; then
    gnuplot <<END
set terminal svg size 720,360 font "sans,12"
set output "$here/history.svg"
set datafile separator ","
set key outside right
set xlabel "generation"
set ylabel "share"
set yrange [0:1]
set arrow from 2000,0 to 2000,1 nohead dashtype 2
plot "$here/history.csv" using 2:5 with points pt 7 ps 0.4 lc rgb "#FF4136" title "exact", \
     "" using 2:6 with points pt 7 ps 0.4 lc rgb "#AAAAAA" title "shuffled", \
     "" using 2:7 with points pt 7 ps 0.4 lc rgb "#0074D9" title "oracle", \
     "" using 2:10 with points pt 7 ps 0.4 lc rgb "#2ECC40" title "topography", \
     "" using 2:11 with points pt 7 ps 0.4 lc rgb "#FF851B" title "kept"
END
fi

for seed in "${seeds[@]}"; do
    printf 'seed %s\n' "$seed"
    "$program" language "$work/seed-$seed" --lexicon
    printf '\n'
done >"$here/lexicons.txt"
"$program" language "$work/seed-${seeds[0]}" --transcripts --puzzles=3 >"$here/dialogues.txt"
