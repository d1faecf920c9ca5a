#!/usr/bin/env bash
# Selection pressure: six pressures by six schemes within one island (within.csv), families against one brood, solo and
# relay, with settings of their own and without (families.csv), pressure and interval between islands (between.csv).
# Files are written as it goes; tables.sh makes tables.md and within.svg of them.
#
#   results/pressure/run.sh [WORK]      runs go to WORK (default runs/pressure) and are deleted once they are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"), PARTS what to run
# (default "within families own between"). What a file has already is not run again. One process at a time.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/pressure}
seeds=${SEEDS:-1 2 3 4 5}
puzzles=1000
run=$work/one
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
export TIMEFORMAT='%U %S'

value() {
    tr '\n' ' ' | sed -n 's/"laws":.*//; s/.*"'"$1"'": *\([-0-9.e]*\).*/\1/p'
}

# Evolves config $1 with the settings that follow; leaves its core-seconds in $seconds.
evolve() {
    local config=$1 sets=() word
    shift
    for word in "$@"; do
        sets+=(--set "$word")
    done
    rm -rf "$run"
    { time "$program" run "$here/$config" -o "$run" "${sets[@]}" >>"$work/log" 2>&1; } 2>"$work/time"
    seconds=$(tail -n 1 "$work/time" | awk '{ print $1 + $2 }')
}

# Share of unseen puzzles that a member solves: member, game, seed.
solves() {
    "$program" eval "$run" --member="$1" --game="$2" --puzzles=$puzzles --seed="$3" --json | value exact
}

measure() {
    "$program" lineage "$run" --all --format=csv | awk -F, -v scheme="$1" -v pressure="$2" -f "$here/measure.awk"
}

# Whether a file has a row that begins so.
has() {
    grep -q "^$2," "$here/$1"
}

within() {
    local scheme=$1 pressure=$2 seed=$3
    has within.csv "$scheme,$pressure,$seed" && return
    evolve rules.conf run.seed="$seed" selection.scheme="$scheme" selection.pressure="$pressure"
    echo "$scheme,$pressure,$seed,$(solves best solo "$seed"),$(measure "$scheme" "$pressure"),$seconds" \
        >>"$here/within.csv"
}

# Eight islands of sixteen members; every = 0: no island dies out.
between() {
    local pressure=$1 every=$2 seed=$3
    has between.csv "$pressure,$every,$seed" && return
    evolve rules.conf run.seed="$seed" run.islands=8 run.members=16 life.litter=4 selection.scheme=truncation \
        selection.pressure=0.75 families.every="$every" families.pressure="$pressure" families.die=drawn
    echo "$pressure,$every,$seed,$(solves best solo "$seed"),$(measure truncation 0.75),$seconds" >>"$here/between.csv"
}

# Structure, islands, share, generations, seed, length of the step (1: as usual), further settings. Mean and best are over the last parents of all islands; picked is the one
# that the program calls best.
families() {
    local structure=$1 islands=$2 share=$3 generations=$4 seed=$5 step=${6:-1} game id figures row=""
    local rate rate_end
    has families.csv "$structure,$seed" && return
    shift $(($# < 6 ? $# : 6))
    rate=$(awk -v step="$step" 'BEGIN { print 0.06 * step }')
    rate_end=$(awk -v step="$step" 'BEGIN { print 0.003 * step }')
    evolve families.conf run.seed="$seed" run.islands="$islands" run.members=$((256 / islands)) \
        families.share="$share" families.founder=one run.generations="$generations" phase2.from=$((generations * 2 / 3)) \
        phase1.rate="$rate" phase1.rate_end="$rate_end" phase2.rate="$rate" phase2.rate_end="$rate_end" "$@"
    for game in solo rule-relay; do
        figures=""
        for id in $("$program" lineage "$run" --all --format=csv |
            awk -F, -v last=$((generations - 1)) '$5 == "recombination" && $6 == last { print $1 }'); do
            figures="$figures $(solves "$id" $game "$seed")"
        done
        row="$row,$(solves best $game "$seed"),$(echo "$figures" |
            awk '{ for (i = 1; i <= NF; i++) { s += $i; if ($i > m) m = $i } print s / NF "," m }')"
    done
    echo "$structure,$seed$row,$seconds" >>"$here/families.csv"
}

begin() {
    [ -f "$here/$1" ] || echo "$2" >"$here/$1"
}

mkdir -p "$work"
begin within.csv scheme,pressure,seed,exact,intensity,parents,coalescence,lines,score,seconds
begin between.csv pressure,every,seed,exact,intensity,parents,coalescence,lines,score,seconds
begin families.csv structure,seed,solo_picked,solo_mean,solo_best,relay_picked,relay_mean,relay_best,seconds
for part in ${PARTS:-within families own between}; do
    for seed in $seeds; do
        case $part in
        within)
            for pressure in 0.02 0.25 0.5 0.75 0.9 0.98; do
                for scheme in recombination truncation tournament linear-rank epsilon-lexicase plus; do
                    within $scheme $pressure "$seed"
                done
            done
            ;;
        families)
            families one-of-256 1 0 900 "$seed"
            families one-1200-generations 1 0 1200 "$seed"
            families one-1350-generations 1 0 1350 "$seed"
            families one-step-1.5 1 0 900 "$seed" 1.5
            families one-step-2 1 0 900 "$seed" 2
            families share-0.67 4 0.67 900 "$seed"
            families share-0.8 4 0.8 900 "$seed"
            families apart 4 0 900 "$seed"
            ;;
        own)
            cull=(families.every=60 families.cull=0.25 families.strength=0.02)
            own=("families.mutate=strength,rate" families.begin=drawn families.factor=1.25 families.bound=2.5)
            families share-0.8-cull 4 0.8 900 "$seed" 1 "${cull[@]}"
            families share-0.8-own 4 0.8 900 "$seed" 1 "${cull[@]}" "${own[@]}"
            # Steps of a quarter: whether islands find the way to better ones.
            often=(families.every=20 families.cull=0.25 families.strength=0.02)
            own=("families.mutate=strength,rate" families.factor=1.5 families.bound=8)
            families short-cull 4 0.8 900 "$seed" 0.25 "${often[@]}"
            families short-own 4 0.8 900 "$seed" 0.25 "${often[@]}" "${own[@]}"
            families short-own-drawn 4 0.8 900 "$seed" 0.25 "${often[@]}" "${own[@]}" families.begin=drawn
            ;;
        between)
            between 0.5 0 "$seed"
            for every in 10 50; do
                for pressure in 0.02 0.5 0.9 0.98; do
                    between $pressure $every "$seed"
                done
            done
            ;;
        esac
    done
done
rm -rf "$run"
"$here/tables.sh"
