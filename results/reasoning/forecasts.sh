#!/usr/bin/env bash
# forecasts.sh - what forecasts are worth to agents that solve puzzles and have a forecast expert in their genome
# (results/planning/one-genome.conf): each part removed, where programs are tried in own forecasts and where they are
# tried in the world. Makes the runs that are not there yet, and writes forecasts.csv again.
#
#   SMALLWORLD=build/smallworld results/reasoning/forecasts.sh [RUNS]
#
# RUNS is the folder of the runs; without it runs/reasoning-forecasts. SEEDS names the seeds (default "1 2 3"), HEADS the
# heads of the expert (default "organism"). One process at a time. What is stopped goes on where it was.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${SMALLWORLD:-$root/build/smallworld}
runs=${1:-runs/reasoning-forecasts}
read -ra seeds <<<"${SEEDS:-1 2 3}"
read -ra heads <<<"${HEADS:-organism}"
export OPENBLAS_NUM_THREADS=1
mkdir -p "$runs"

# ask HEAD SEED PLAN PART OPTION...: lines of forecasts.csv. 200 puzzles, at most 30 programs.
ask() {
    local run=$runs/$1-$2 out=$runs/parts-$1-$2-$3$4.csv

    [ -s "$out" ] || { "$program" parts "$run" --plan="$3" --thoughts=30 --puzzles=200 --seed=100 --csv "${@:5}" >"$out.new" &&
        mv "$out.new" "$out"; }
    awk -F, -v OFS=, -v head="$1" -v seed="$2" 'NR > 1 { print seed, head, $8, $1, $5, $6 }' "$out" >>"$runs/forecasts.new"
}

echo "seed,head,plan,generation,without,exact" >"$runs/forecasts.new"
for seed in "${seeds[@]}"; do
    for head in "${heads[@]}"; do
        "$program" run "$root/results/planning/one-genome.conf" -o "$runs/$head-$seed" --resume --set run.seed="$seed" \
            --set agent.forecast="$head" --set worlds.physics=hidden >/dev/null 2>>"$runs/log"
        "$program" run "$root/results/planning/one-genome.conf" -o "$runs/$head-$seed-known" --resume --set run.seed="$seed" \
            --set agent.forecast="$head" >/dev/null 2>>"$runs/log"
        ask "$head" "$seed" imagine -early --every=50 --until=100
        ask "$head" "$seed" imagine "" --every=600
        ask "$head" "$seed-known" simulate -early --every=50 --until=100
        ask "$head" "$seed-known" simulate "" --every=600
    done
done
sed 's/-known,/,/' "$runs/forecasts.new" | awk '!seen[$0]++' >"$here/forecasts.csv"

# Percent, by generation: seeds in their order. Of what is tried in the world three rows say all.
awk -F, '
    NR > 1 && index(" 0 50 100 600 ", " " $4 " ") > 0 {
        part = $5 == "" ? "nothing (whole)" : $5
        if ($3 == "simulate" && index(",nothing (whole),forecast,thinking,", "," part ",") == 0) next
        row = $2 " | " $3 " | " part
        if (!(row in known)) { known[row] = 1; name[++rows] = row }
        if (!($4 in met)) { met[$4] = 1; at[++points] = $4 }
        cell[row, $4] = cell[row, $4] (cell[row, $4] == "" ? "" : ", ") sprintf("%.1f", 100 * $6)
    }
    END {
        printf "| head | programs tried in | without |"
        for (i = 1; i <= points; i++) printf " %s |", at[i] == 0 ? "founder" : at[i]
        printf "\n|---|---|---|"
        for (i = 1; i <= points; i++) printf "---|"
        printf "\n"
        for (k = 1; k <= rows; k++) {
            printf "| %s |", name[k]
            for (i = 1; i <= points; i++) printf " %s |", cell[name[k], at[i]]
            printf "\n"
        }
    }' "$here/forecasts.csv" >"$here/forecasts.md"
