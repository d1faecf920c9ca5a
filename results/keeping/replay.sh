#!/usr/bin/env bash
# replay.sh - does more replay, or do more tries, keep what replay of 64 seeds a rule loses? Six groups of laws in turn
# (six.conf), who answers may try programs on the demonstrations: writes replay.csv, a line for each arm, seed and kind of
# puzzles (all, those that are clear when all groups are known, and a perfect reasoner's on all).
#
#   results/keeping/replay.sh [WORK]     runs go to WORK (default runs/keeping-replay) and are deleted once examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "101 102", the pilots), ARMS the arms
# (default all): share of replay, tries, puzzles that are learned from. What replay.csv has already is not run again.
# NICE is the niceness (default 19).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/keeping-replay}
out=$here/replay.csv
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1

mkdir -p "$work"
[ -f "$out" ] || echo "share,tries,puzzles,seed,of,core_seconds,acc,bwt,forgetting,min_acc,wc_acc,last_row" >"$out"
for seed in ${SEEDS:-101 102}; do
    for arm in ${ARMS:-0.5,12,128 0.75,12,128 0.5,48,128}; do
        grep -q "^$arm,$seed," "$out" && continue
        IFS=, read -r share tries puzzles <<<"$arm"
        rm -rf "$work/one"
        TIMEFORMAT='%U %S'
        { time nice -n "${NICE:-19}" "$program" run "$here/six.conf" -o "$work/one" --set run.seed="$seed" \
            --set keeping.way=replay --set keeping.seeds=64 --set keeping.share="$share" --set life.thoughts="$tries" \
            --set learning.puzzles="$puzzles" 2>>"$work/log" >&2; } 2>"$work/time"
        nice -n "${NICE:-19}" "$program" keeping "$work/one" --puzzles=330 --json >"$work/json"
        jq -r --arg arm "$arm" --arg seed "$seed" --arg spent "$(awk '{ print $1 + $2 }' "$work/time")" '
            def percent: if . == null then "" else . * 10000 | round / 100 | tostring end;
            [["all", .parent], ["clear", .clear.parent], ["reasoner", .reasoner]][] | . as [$of, $it] |
            [$arm, $seed, $of, $spent, ($it | .acc, .bwt, .forgetting, .min_acc, .wc_acc | percent),
                ($it.share[-1] // [] | map(percent) | join(" "))] | join(",")' "$work/json" >>"$out"
        rm -rf "$work/one"
    done
done
