#!/usr/bin/env bash
# Where the first answer goes wrong on rows of two rules that no life has met: writes unseen-rows.csv beside this script.
#
#   results/many-rules/unseen-rows.sh [WORK]   the run goes to WORK (default runs/unseen-rows) and is deleted at the end
#
# The part `two` of learned.sh, but GENERATIONS (default 200) of its 600, SEED (default 4). For each of COUNT (default 96)
# held-out puzzles: the pair of rules; whether the first answer is right; what was done at the first look: the first
# rule of the pair (first), the second one (second) or anything else (other), as its teacher's edits say; and at the
# looks after it: the one that is left (left), nothing (none) or anything else. COMPOSED (default 0.5) is the share of rows
# among puzzles. Tells at the end what the first answer is right of: all puzzles, rows of two, rows that are held out.
# SMALLWORLD names the program (default build/smallworld). About half a core-minute. Needs jq.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/unseen-rows}
seed=${SEED:-4}
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
sets=(--set "worlds.laws=gravity,fill,recolour.largest,delete.largest,delete.smallest,mirror,repeat,outline,turn.180,complete,hollow"
    --set worlds.side_min=7 --set worlds.side_max=7 --set worlds.organisms_max=4 --set worlds.demonstrations_min=2
    --set worlds.demonstrations_max=2 --set worlds.compose=2 --set worlds.composed="${COMPOSED:-0.5}"
    --set "worlds.hold_out=fill>gravity,gravity>mirror,mirror>outline,outline>turn,turn>recolour,delete>repeat,hollow>fill,complete>delete")

teacher() {
    if [ ! -f "$work/teacher-$1" ]; then
        "$program" worlds --law="$1" --count=1 --format=plain | sed -n 's/^teacher: //p' >"$work/teacher-$1"
    fi
    cat "$work/teacher-$1"
}

mkdir -p "$work"
if [ ! -d "$work/run" ]; then
    "$program" run "$here/learned.conf" -o "$work/run" --set run.seed="$seed" --set run.generations="${GENERATIONS:-200}" \
        --set run.keyframe_every=5 "${sets[@]}" --set life.lessons=yes --set life.looks=3 --set life.ticks=18 \
        --set learning.as_lives=yes
fi
rm -rf "$work/held"
"$program" worlds --config="$here/learned.conf" "${sets[@]}" --held-out --seed="$seed" --count="${COUNT:-96}" --format=arc \
    -o "$work/held"
echo "first_rule,second_rule,exact,first_look,later_looks" >"$here/unseen-rows.csv"
for file in "$work"/held/*.json; do
    pair=$(basename "$file" .json)
    pair=${pair#*-}
    first=${pair%-*} second=${pair#*-}
    "$program" replay "$work/run" --arc="$file" --format=plain --thoughts=0 |
        awk -v first="$(teacher "$first")" -v second="$(teacher "$second")" -v pair="$first,$second" '
            / looks again$/ { look++ }
            / edits: / {
                edit = $0
                sub(/.* edits: */, "", edit)
                sub(/[: ].*/, "", edit)
                did[look + 0] = did[look + 0] (did[look + 0] == "" ? "" : " ") edit
            }
            / stops: / { exact = $0 ~ /stops: exact/ }
            END {
                now = did[0] == first ? "first" : did[0] == second ? "second" : "other"
                later = did[1] == "" ? "none" : now == "first" && did[1] == second ? "left" : \
                    now == "second" && did[1] == first ? "left" : "other"
                print pair "," exact + 0 "," now "," later
            }' >>"$here/unseen-rows.csv"
done
"$program" eval "$work/run" --puzzles=560 --thoughts=0 --json | jq -c '[.exact, .composed.exact, .held_out.exact]'
rm -rf "$work/run" "$work/held"
tail -n +2 "$here/unseen-rows.csv" | cut -d, -f3- | sort | uniq -c
