#!/usr/bin/env bash
# Evolves first words: five seeds of first-words.conf, two seeds with speech from the decision, two with truncation, and two of 66
# meanings; then examines founder and best on 1,000 unseen puzzles and writes figures.csv, curve.csv (and curve.svg if gnuplot is there) and tables.md beside
# this script.
#
#   results/first-words/run.sh [WORK]      runs go to WORK (default runs/first-words); what is there already is not run again
#
# SMALLWORLD names the program (default build/smallworld); JOBS how many runs at once (default: all cores). About 50
# minutes of CPU time in all.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/first-words}
jobs=${JOBS:-$(nproc)}
puzzles=1000
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none

# name, config, seed, further settings
runs() {
    for seed in 1 2 3 4 5; do
        echo "recombination-$seed first-words.conf $seed"
    done
    for seed in 1 2; do
        echo "sixty-$seed sixty.conf $seed"
    done
    for seed in 1 2; do
        echo "decision-$seed first-words.conf $seed language.speak_from=decision"
    done
    for seed in 1 2; do
        echo "truncation-$seed first-words.conf $seed selection.scheme=truncation selection.pressure=0.95"
    done
}

evolve() {
    local name=$1 config=$2 seed=$3 sets=() word
    shift 3
    for word in "run.seed=$seed" "$@"; do
        sets+=(--set "$word")
    done
    if [ -d "$work/$name" ]; then
        "$program" run "$here/$config" -o "$work/$name" "${sets[@]}" --resume 2>>"$work/$name.log"
    else
        "$program" run "$here/$config" -o "$work/$name" "${sets[@]}" 2>>"$work/$name.log"
    fi
}

# One value of the object that eval prints: those of all worlds stand before those of each law.
value() {
    sed -n 's/"laws":.*//; s/.*"'"$1"'": *\([-0-9.e]*\).*/\1/p'
}

examine() {
    local name=$1 member=$2 game=$3 channel=$4 seed=$5 answer key
    local hears=()
    [ "$game" = solo ] || hears=(--channel="$channel")
    answer=$("$program" eval "$work/$name" --member="$member" --game="$game" "${hears[@]}" \
        --puzzles=$puzzles --seed="$seed" --json | tr '\n' ' ')
    printf '%s,%s,%s,%s,%s' "$name" "$member" "$game" "$channel" "$seed"
    for key in exact progress chance ceiling distinct_messages; do
        printf ',%s' "$(printf '%s' "$answer" | value $key)"
    done
    printf '\n'
}

mkdir -p "$work"
export -f evolve
export program work here
runs | xargs -P "$jobs" -L 1 bash -c 'evolve "$@"' evolve

{
    echo "run,member,game,channel,seed,exact,progress,chance,ceiling,distinct_messages"
    runs | while read -r name config seed sets; do
        examine "$name" founder solo normal "$seed"
        examine "$name" best solo normal "$seed"
        for channel in normal shuffled silent self; do
            examine "$name" best rule-relay "$channel" "$seed"
        done
    done
} >"$here/figures.csv"

# The curve: the recombined parent of some generations of the first runs, solo and in relay (256 members on one island:
# generation g makes parent 1 + 257 g + 256).
{
    echo "seed,generation,solo,relay"
    for seed in 1 2 3 4 5; do
        for generation in 0 49 99 199 399 699 999 1999 2999 3999 4999 5049 5099 5199 5399 5699 5999 6999 7999 8999 9999; do
            member=$((1 + 257 * generation + 256))
            printf '%s,%s' "$seed" $((generation + 1))
            for game in solo rule-relay; do
                printf ',%s' "$("$program" eval "$work/recombination-$seed" --member=$member --game=$game \
                    --puzzles=$puzzles --seed="$seed" --json | tr '\n' ' ' | value exact)"
            done
            printf '\n'
        done
    done
} >"$here/curve.csv"
if command -v gnuplot >/dev/null; then
    gnuplot <<END
set terminal svg size 720,360 font "sans,12"
set output "$here/curve.svg"
set datafile separator ","
set key bottom right
set xlabel "generation"
set ylabel "exact on unseen puzzles, %"
set yrange [0:100]
set arrow from 5000,0 to 5000,100 nohead dashtype 2
set label "speech begins" at 4900,8 right
plot for [s=1:5] "$here/curve.csv" using (\$1==s ? \$2 : 1/0):(100*\$3) with lines lc rgb "#0074D9" \
         title (s==1 ? "solo, 5 seeds" : ""), \
     for [s=1:5] "$here/curve.csv" using (\$1==s ? \$2 : 1/0):(100*\$4) with lines lc rgb "#FF4136" \
         title (s==1 ? "rule-relay, 5 seeds" : "")
END
fi

# Mean and standard deviation over seeds of each kind of run.
awk -F, '
    NR > 1 {
        kind = $1; sub(/-[0-9]+$/, "", kind)
        row = kind "," $2 "," $3 "," $4
        if (!(row in n)) order[++rows] = row
        n[row]++; sum[row] += $6; squares[row] += $6 * $6; words[row] += $10
        if (n[row] == 1 || $6 < least[row]) least[row] = $6
        if (n[row] == 1 || $6 > most[row]) most[row] = $6
    }
    END {
        print "| run | member | game | channel | seeds | exact, mean | deviation | least | most | messages |"
        print "|---|---|---|---|---|---|---|---|---|---|"
        for (i = 1; i <= rows; i++) {
            split(order[i], f, ","); r = order[i]; mean = sum[r] / n[r]
            deviation = n[r] > 1 ? sqrt((squares[r] - n[r] * mean * mean) / (n[r] - 1)) : 0
            printf "| %s | %s | %s | %s | %d | %.1f %% | %.1f | %.1f | %.1f | %s |\n", f[1], f[2], f[3], f[4],
                n[r], 100 * mean, 100 * deviation, 100 * least[r], 100 * most[r],
                f[3] == "solo" ? "-" : sprintf("%.0f", words[r] / n[r])
        }
    }' "$here/figures.csv" | tee "$here/tables.md"
