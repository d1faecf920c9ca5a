#!/usr/bin/env bash
# run.sh - what each part of a member is worth, by generation. Makes the runs that are not there yet, and writes
# parts.csv (members that solve puzzles), goals.csv (forecasters that plan) and tables.md again.
#
#   SMALLWORLD=build/smallworld results/reasoning/run.sh [RUNS]
#
# RUNS is the folder of the runs; without it runs/reasoning. SEEDS names the seeds (default "1 2 3 4 5"). One process at
# a time. What is stopped goes on where it was.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${SMALLWORLD:-$root/build/smallworld}
runs=${1:-runs/reasoning}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5}"
export OPENBLAS_NUM_THREADS=1
mkdir -p "$runs"

# run NAME CONFIG [--set ...]: a run that is whole, made or gone on with, and how long it took in core-seconds, all
# parts of one that was stopped together.
run() {
    local name=$1 config=$2

    shift 2
    if [ ! -e "$runs/$name.seconds" ]; then
        TIMEFORMAT='%U %S'
        { time "$program" run "$config" -o "$runs/$name" --resume "$@" >/dev/null 2>"$runs/$name.log"; } 2>>"$runs/$name.time"
        awk '{ sum += $1 + $2 } END { print sum }' "$runs/$name.time" >"$runs/$name.seconds"
    fi
}

# parts SEED GAME PART OPTION...: lines of parts.csv.
parts() {
    local seed=$1 game=$2 out=$runs/parts-$1-$2$3.csv

    shift 3
    [ -s "$out" ] || { "$program" parts "$runs/rules-$seed" --game="$game" --puzzles=300 --seed=100 --csv "$@" >"$out.new" &&
        mv "$out.new" "$out"; }
    cut -d, -f1-7 "$out" | awk -v seed="$seed" 'NR > 1 { print seed "," $0 }' >>"$runs/parts.new"
}

# goals SEED GENERATIONS MEMBER ENGINE OPTION...: lines of goals.csv, of a policy with the generations that it was taught.
# 120 goals of each kind, at most 100 programs.
goals() {
    local out=$runs/goals-$1-$2-$3-$4.json

    [ -s "$out" ] || { "$program" eval "$runs/forecast-$2-$1" --member="$3" --plan="$4" --thoughts=100 --puzzles=120 \
        --seed=200 --json "${@:5}" >"$out.new" && mv "$out.new" "$out"; }
    jq -r --arg seed "$1" --arg generations "$([ "$3" = founder ] && echo 0 || echo "$2")" --arg engine "$4" \
        '(.taught // $generations) as $learned | .goals[] |
            [$seed, $learned, $engine, .kind, .goals, .solved, .programs] | @csv' "$out" | tr -d '"' >>"$runs/goals.new"
}

echo "seed,generation,member,game,thoughts,without,exact,progress" >"$runs/parts.new"
echo "seed,generation,engine,kind,goals,solved,programs" >"$runs/goals.new"
for seed in "${seeds[@]}"; do
    run "rules-$seed" "$here/rules.conf" --set run.seed="$seed"
    parts "$seed" solo -early --every=20 --until=80 --thoughts=10
    parts "$seed" solo "" --every=100 --thoughts=10
    parts "$seed" rule-relay "" --every=400
    for generations in 30 100 300; do
        run "forecast-$generations-$seed" "$root/clusters/forecast.conf" --set run.seed="$seed" \
            --set run.generations="$generations"
        goals "$seed" "$generations" best imagine
    done
    goals "$seed" 300 founder imagine
    for engine in blind simulate; do
        goals "$seed" 300 best "$engine"
    done
    goals "$seed" 300 best policy --tune=8
done
awk '!seen[$0]++' "$runs/parts.new" >"$here/parts.csv"
cp "$runs/goals.new" "$here/goals.csv"
{
    echo "seed,run,core_seconds"
    for seed in "${seeds[@]}"; do
        for name in rules forecast-30 forecast-100 forecast-300; do
            echo "$seed,$name,$(cat "$runs/$name-$seed.seconds")"
        done
    done
} >"$here/seconds.csv"
"$here/tables.sh" >"$here/tables.md"
