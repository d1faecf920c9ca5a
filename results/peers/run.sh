#!/usr/bin/env bash
# Smallworld's schemes beside pagmo2 and DEAP, at equal evaluations. Needs smallworld in PATH, and
# where they are there: a C++ compiler with libpagmo-dev and libeigen3-dev, python3-deap and
# python3-numpy. Settings by environment: DIMENSIONS, SEEDS, ALGORITHMS (of pagmo; "cmaes-256" has 256 individuals), EVALUATIONS, FUNCTIONS, PYTHON, SECONDS_MOST
# (a run of a peer that takes longer is named as ended), OURS (no: peers alone), SECONDS_SPENT (of CPU: pagmo's cmaes and xnes
# go on so long and say how far they came). ALGORITHMS may also name "reordered" and "reordered-256": pagmo's cmaes in
# another order of multiplication (cmaes.hpp, and check.sh shows that it is the same), which is affordable at 1,000 numbers.
#
#   bash results/peers/run.sh > results/peers/figures.txt && python3 results/peers/table.py < results/peers/figures.txt
#
# Lines "PROGRAM SCHEME FUNCTION DIMENSION SEED VALUE CPU-SECONDS"; VALUE "ended" after SECONDS_MOST.
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: "${DIMENSIONS:=100 1000}" "${SEEDS:=1 2 3}" "${EVALUATIONS:=50000}" "${SECONDS_MOST:=120}"
: "${ALGORITHMS:=sga sade cmaes xnes}" "${OURS:=yes}" "${SECONDS_SPENT:=}"
: "${FUNCTIONS:=sphere rastrigin rosenbrock ackley schwefel}" "${PYTHON:=/usr/bin/python3}"

# smallworld SCHEME FUNCTION DIMENSION SEED MEMBERS SETTING...
ours() {
    local scheme=$1 function=$2 dimension=$3 seed=$4 members=$5 sets=() value
    shift 5
    for set; do
        sets+=(--set "$set")
    done
    rm -rf "$work/run"
    printf '[run]\nkeyframe_every = 100000\nsync = no\n' >"$work/run.conf"
    local TIMEFORMAT='%U %S'
    { time smallworld run "$work/run.conf" -o "$work/run" --set run.seed="$seed" \
        --set run.members="$members" --set run.generations=$((EVALUATIONS / members)) \
        --set worlds.source="function:$function" --set worlds.dimension="$dimension" \
        --set worlds.shift=yes --set output.progress_every=3600 "${sets[@]}" \
        >"$work/out" 2>&1; } 2>"$work/time" || { cat "$work/out" >&2; return 1; }
    # The best of all members and of the last parent, as peers report.
    value=$({ smallworld inspect "$work/run" --full --json; echo; smallworld eval "$work/run" --json; } |
        python3 -c 'import json, sys
run, last = [json.loads(line) for line in sys.stdin if line.strip()]
print("%.6g" % min([last["value"]] + [-row["best"] for row in run["statistics"]]))')
    echo "smallworld $scheme $function $dimension $seed $value $(awk '{ print $1 + $2 }' "$work/time")"
}

# peer PROGRAM ALGORITHM FUNCTION DIMENSION SEED COMMAND...
peer() {
    local label="$1 $2 $3 $4 $5"
    shift 5
    timeout "$SECONDS_MOST" "$@" || echo "$label ended $SECONDS_MOST"
}

# A program of its own: it needs Eigen, and not pagmo.
reordered=
if [[ $ALGORITHMS == *reordered* ]] && g++ -O3 -march=native -std=c++17 -I/usr/include/eigen3 "$here/cmaes_run.cpp" \
    -o "$work/cmaes_run" 2>"$work/log"; then
    reordered=$work/cmaes_run
    export OMP_NUM_THREADS=1
fi
pagmo=
if g++ -O2 -std=c++17 -I/usr/include/eigen3 "$here/pagmo_run.cpp" -o "$work/pagmo_run" -lpagmo \
    -lboost_serialization -ltbb -pthread 2>"$work/log"; then
    pagmo=$work/pagmo_run
else
    echo "pagmo is left out: it does not compile here" >&2
fi
deap=
if "$PYTHON" -c 'import deap, numpy' 2>/dev/null; then
    deap=$here/deap_run.py
else
    echo "DEAP is left out: $PYTHON does not have it" >&2
fi

for dimension in $DIMENSIONS; do
    for function in $FUNCTIONS; do
        for seed in $SEEDS; do
            [ "$OURS" = no ] || for members in 32 128; do
                ours cma-$members "$function" "$dimension" "$seed" $members selection.update=cma \
                    selection.pressure=0.5 phase1.strength=0.1
            done
            [ "$OURS" = no ] || ours adam "$function" "$dimension" "$seed" 64 phase1.strength=0.03 phase1.rate=0.02 \
                phase1.rate_end=0.0001
            [ "$OURS" = no ] || for scheme in truncation tournament plus; do
                ours $scheme "$function" "$dimension" "$seed" 64 selection.scheme=$scheme \
                    selection.pressure=0.9 life.litter=4 selection.standing=32 phase1.strength=0.01
            done
            for algorithm in $ALGORITHMS; do
                members=${algorithm#reordered}
                members=${members#-}
                if [[ $algorithm == reordered* ]]; then
                    [ -z "$reordered" ] || peer reordered "cmaes-${members:-32}" "$function" "$dimension" "$seed" \
                        "$reordered" "${members:-32}" "$function" "$dimension" "$seed" "$EVALUATIONS"
                elif [ -n "$pagmo" ]; then
                    peer pagmo "$algorithm" "$function" "$dimension" "$seed" \
                        "$pagmo" "$algorithm" "$function" "$dimension" "$seed" "$EVALUATIONS" ${SECONDS_SPENT:+"$SECONDS_SPENT"}
                fi
            done
            [ -z "$deap" ] || peer deap all "$function" "$dimension" "$seed" \
                "$PYTHON" "$deap" "$function" "$dimension" "$seed" "$EVALUATIONS"
        done
    done
done
