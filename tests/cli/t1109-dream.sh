#!/usr/bin/env bash
# smallworld replay --dream: an episode lived in a member's own forecasts, beside the world, and a plan made in them.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'EOS'
[run]
generations = 30
members = 32
[worlds]
source = forecast:ticks
side_min = 5
side_max = 6
organisms_max = 3
[agent]
hidden = 32
[life]
worlds = 2
[learning]
rule = mirror
puzzles = 128
[phase2]
from = -1
[output]
progress_every = 3600
EOS

ok "a run of forecasters" "$SMALLWORLD" run run.conf -o run
ok "an episode" "$SMALLWORLD" replay run --dream --format=plain
says out "dreams episode 0: 8 deeds"
equal "a picture a step, of dream and world" 8 "$(grep -c '^ *dream *world' out)"
equal "measures after 1, 2, 4 and 8" "1 2 4 8" "$(awk '/^[1248] steps? / { printf s $1; s = " " }' out)"
equal "within 80 columns" "" "$(awk 'length($0) > 80' out)"
cp out first
ok "again" "$SMALLWORLD" replay run --dream --format=plain
same "a dream is repeatable" first out

# Where they differ is marked: as many cells as are said to be wrong.
ok "who has learned nothing" "$SMALLWORLD" replay run --dream --member=founder --format=plain
says out "wrong"
equal "each wrong cell is marked" yes "$(awk '
    / cells? wrong$/ { if (asked != marked) bad = 1; asked = $(NF - 2); marked = 0; shows = 0; next }
    /: as the world$/ { if (asked != marked) bad = 1; asked = marked = 0; shows = 0; next }
    / wrong$/ && /dream/ { shows = 1; next }
    /^$/ { shows = 0 }
    shows && NF == 3 { marked += gsub(/2/, "", $3) }
    END { print (bad || asked != marked ? "no" : "yes") }' out)"

# The same episodes as eval's: of the first twenty as many are exact after one step.
ok "eval" "$SMALLWORLD" eval run --puzzles=20 --json
exact=$(leaf canvases.0.steps.0.exact)
count=0
for number in $(seq 0 19); do
    "$SMALLWORLD" replay run --dream --puzzle="$number" --format=plain >page
    grep -q '^1 step *exact' page && count=$((count + 1))
done
equal "eval counts the same dreams" "$(awk -v x="$exact" 'BEGIN { printf "%.0f", 20 * x }')" "$count"
equal "and some are exact" yes "$([ "$count" -gt 0 ] && echo yes)"

ok "by edit" "$SMALLWORLD" eval run --puzzles=20
says out "changed cells right after"
says out "nothing changes"

ok "a run of edits" "$SMALLWORLD" run run.conf -o edits --set worlds.source=forecast:edits
ok "a plan" "$SMALLWORLD" replay edits --dream --goal=push --thoughts=20 --format=plain
says out "of kind push: tried"

exits 2 "a goal without a dream" "$SMALLWORLD" replay run --goal=push
says err "--goal is for --dream"
exits 2 "a dream has no game" "$SMALLWORLD" replay run --dream --game=solo
says err "a dream has no task"
exits 2 "nothing is planned" "$SMALLWORLD" replay run --dream --thoughts=3
says err "without --goal nothing is planned"
exits 2 "no thoughts" "$SMALLWORLD" replay run --dream --goal=push --thoughts=0
says err "it must be at least 1"
exits 2 "no such goal" "$SMALLWORLD" replay run --dream --goal=fly
exits 2 "without --dream" "$SMALLWORLD" replay run
says err "--dream shows their forecasts"
ok "a run in context" "$SMALLWORLD" run run.conf -o context --set worlds.source=forecast:context \
    --set run.generations=1 --set learning.puzzles=32
exits 2 "worlds in context are found out" "$SMALLWORLD" replay context --dream
says err "each have a physics of their own"
ok "a run of vectors" "$SMALLWORLD" run "$SW_SOURCE/clusters/function.conf" -o vectors --set run.generations=1
exits 2 "which forecast nothing" "$SMALLWORLD" replay vectors --dream
says err "--dream is for members that forecast"

finish
