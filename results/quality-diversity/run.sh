#!/usr/bin/env bash
# Smallworld's MAP-Elites and NSGA-II beside a plain reference of each (reference.py, numpy) at equal
# evaluations. Needs smallworld in PATH and python3-numpy. About ten minutes of one core.
#
#   bash results/quality-diversity/run.sh > figures.txt && python3 results/quality-diversity/table.py < figures.txt
#
# Lines "PROGRAM FUNCTION SEED WORTH": QD score on a grid of 32 x 32 cells, or hypervolume below (1.1, 1.1).
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: "${SEEDS:=1 2 3 4 5}" "${FUNCTIONS:=plane-sphere plane-rastrigin arm zdt1 zdt2 zdt3}" "${PYTHON:=python3}"

# What --json says of a key.
number() {
    "$PYTHON" -c "import json, sys; print('%.6g' % json.load(sys.stdin)['$1'])"
}

# ours FUNCTION SEED KEY DIMENSION SETTING...
ours() {
    local function=$1 seed=$2 key=$3 dimension=$4 noise=$5 program=smallworld sets=()
    shift 5
    [ "$noise" = bytes ] || program=smallworld-$noise
    for set; do
        sets+=(--set "$set")
    done
    rm -rf "$work/run"
    printf '[run]\n' >"$work/run.conf"
    smallworld run "$work/run.conf" -o "$work/run" --set run.seed="$seed" --set run.members=64 --set run.generations=800 \
        --set run.keyframe_every=100000 --set run.sync=no --set life.litter=2 \
        --set worlds.source="function:$function" --set worlds.dimension="$dimension" \
        --set run.noise="$noise" --set selection.pressure=0.0001 --set phase1.strength=0.05 --set output.progress_every=3600 \
        "${sets[@]}" >"$work/out" 2>&1 || { cat "$work/out" >&2; return 1; }
    echo "$program $function $seed $(smallworld eval "$work/run" --json | number "$key")"
}

for function in $FUNCTIONS; do
    for seed in $SEEDS; do
        case $function in
        zdt*)
            for noise in bytes normal; do
                ours "$function" "$seed" hypervolume 30 "$noise" selection.scheme=nsga-ii selection.standing=64 \
                    selection.pressure=0.5
            done
            ;;
        arm) ours "$function" "$seed" qd_score 12 bytes selection.scheme=map-elites selection.cells=32 \
            selection.standing=1024 ;;
        *) ours "$function" "$seed" qd_score 100 bytes selection.scheme=map-elites selection.cells=32 \
            selection.standing=1024 ;;
        esac
        "$PYTHON" "$here/reference.py" "$function" "$seed"
        [ "${function#zdt}" = "$function" ] || "$PYTHON" "$here/reference.py" "$function" "$seed" bytes
    done
done
