#!/usr/bin/env bash
# Evolves policies for smallworld solve on generated puzzles alone, solves ARC tasks with and without
# them, and with what their probabilities order (--policy-orders), and writes figures.csv (as it goes)
# and tables.md beside this script.
#
#   results/arc-policy/run.sh DATA [WORK]     DATA: a folder with your own copies of
#                                               arc-agi-1/training, conceptarc and 1d-arc;
#                                               WORK (default runs/arc-policy) gets runs and policies
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the policies (default "1"). What
# figures.csv has already is not run again, and a run that was stopped goes on. One process at a time:
# about 4 minutes of one core for each policy, and three times as much for its tasks.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
data=${1:?give the folder that holds arc-agi-1/training, conceptarc and 1d-arc}
work=${2:-runs/arc-policy}
seeds=${SEEDS:-1}
figures=$here/figures.csv
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1

mkdir -p "$work"
keys="tests top1 top2 top3 tasks tasks_top2 thoughts proposed thought_out applications fitted fitted_applications cpu_seconds peak_mb"
[ -e "$figures" ] || printf '%s\n' "set,policy,setting,${keys// /,}" >"$figures"

value() {
    sed -n 's/.*"'"$1"'": *\([-0-9.e]*\).*/\1/p'
}

# set, policy, setting, arguments...
solve() {
    local set=$1 policy=$2 setting=$3 answer
    shift 3
    grep -q "^$set,$policy,$setting," "$figures" && return
    [ -d "$data/$set" ] || { echo "run.sh: $data/$set is not there: skipped" >&2; return; }
    answer=$("$program" solve "$data/$set" --json "$@" 2>/dev/null | tail -n 1)
    {
        printf '%s,%s,%s' "$set" "$policy" "$setting"
        for key in $keys; do
            printf ',%s' "$(printf '%s' "$answer" | value "$key")"
        done
        printf '\n'
    } >>"$figures"
}

for seed in $seeds; do
    policy=$work/policy-$seed.safetensors
    if [ ! -e "$policy" ]; then
        if [ -e "$work/run-$seed/store" ]; then
            "$program" run --resume -o "$work/run-$seed"
        else
            "$program" run "$here/policy.conf" -o "$work/run-$seed" --set run.seed="$seed"
        fi
        "$program" export "$work/run-$seed" best -o "$policy"
    fi
done
for set in arc-agi-1/training conceptarc 1d-arc; do
    solve $set none usual
    for seed in $seeds; do
        solve $set "$seed" usual --policy="$work/policy-$seed.safetensors"
        for orders in none root states:2 states:10 layers tables layers+tables answers all; do
            list=${orders/+/,}
            [ $orders != all ] || list=root,states,layers,tables,answers
            solve $set "$seed" "orders-$orders" --policy="$work/policy-$seed.safetensors" \
                --policy-orders="$list"
        done
    done
done
for set in arc-agi-1/training conceptarc; do
    solve $set none stages-1 --stages=1
    for seed in $seeds; do
        solve $set "$seed" stages-1 --stages=1 --policy="$work/policy-$seed.safetensors"
        solve $set "$seed" stages-1-none --stages=1 --policy="$work/policy-$seed.safetensors" \
            --policy-orders=none
    done
done
for seed in $seeds; do
    for orders in states:20 layers:2+tables:2 answers:1 answers:3 root+states:5; do
        solve conceptarc "$seed" "orders-$orders" --policy="$work/policy-$seed.safetensors" \
            --policy-orders="${orders/+/,}"
    done
    for budget in 1000 2000; do
        for orders in none root; do
            solve conceptarc "$seed" "budget-$budget-$orders" --budget=$budget \
                --policy="$work/policy-$seed.safetensors" --policy-orders=$orders
        done
    done
    for orders in none root; do
        solve arc-agi-1/training "$seed" "budget-1000-$orders" --budget=1000 \
            --policy="$work/policy-$seed.safetensors" --policy-orders=$orders
    done
done
solve arc-agi-1/training none stages-2 --stages=2
solve arc-agi-1/training none budget-1000 --budget=1000
solve arc-agi-1/training none budget-2000 --budget=2000

awk -F, '
    NR == 1 {
        print "| set | policy | setting | outputs | top-1 | top-2 | top-3 | CPU-seconds | applications | thoughts | tasks that a program of it fits | tasks with a state that fits | applications until then, in the mean |"
        print "|---|---|---|---|---|---|---|---|---|---|---|---|---|"
        next
    }
    {
        printf "| %s | %s | %s | %d | %d | %d | %d | %.1f | %d | %s | %s | %d | %d |\n", $1, $2, $3, $4, $5, $6, $7, $16, $13, $10, $11, $14, $15 / ($14 + ($14 == 0))
    }
' "$figures" | tee "$here/tables.md"
