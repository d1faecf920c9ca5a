#!/usr/bin/env bash
# grown.sh - members that grow up without a part (agent.without), beside those of run.sh that lose it: writes grown.csv,
# a line for each seed and part after 100 generations of rules.conf.
#
#   SMALLWORLD=build/smallworld results/reasoning/grown.sh [WORK]
#
# Runs go to WORK (default runs/grown) and are deleted once they are examined. SEEDS names the seeds (default "1 2 3").
# Who grew up whole has to solve what `parts` says of generation 100. What grown.csv has already is not run again.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=${SMALLWORLD:-$root/build/smallworld}
work=${1:-runs/grown}
out=$here/grown.csv
export OPENBLAS_NUM_THREADS=1 OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
mkdir -p "$work"
[ -f "$out" ] || echo "seed,without,core_seconds,exact,first" >"$out"

# solved RUN: the shares of 300 puzzles that are solved with at most ten programs, and with the first.
solved() {
    "$program" eval "$1" --member=best --game=solo --thoughts=10 --puzzles=300 --seed=100 --json |
        jq -r '"\(.within[-1].exact),\(.first)"'
}

for seed in ${SEEDS:-1 2 3}; do
    for part in nothing sight colours organisms relations memory edits experts; do
        grep -q "^$seed,$part," "$out" && continue
        rm -rf "$work/one"
        TIMEFORMAT='%U %S'
        { time "$program" run "$here/rules.conf" -o "$work/one" --set run.seed="$seed" --set agent.without="$part" \
            --stop-at=100 >/dev/null 2>"$work/log"; } 2>"$work/time"
        echo "$seed,$part,$(awk '{ print $1 + $2 }' "$work/time"),$(solved "$work/one")" |
            tee -a "$out"
        rm -rf "$work/one"
    done
done
