#!/usr/bin/env bash
# Bodies that perceive and go in their own frame (body.window = turned): another run, which check lives again; upright
# is the run as it was; eval and live; where it has no effect, and what is refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

# different WHAT: the run of $work/run.conf, and the same whose windows are turned.
different() {
    ok "$1" "$SMALLWORLD" run "$work/run.conf" -o "$work/$1"
    whole=$(digest "$work/$1")
    ok "$1, upright" "$SMALLWORLD" run "$work/run.conf" -o "$work/$1-upright" --set body.window=upright
    equal "is the same run" "$whole" "$(digest "$work/$1-upright")"
    each_changes body.window=turned
    mv "$work/set-body.window=turned" "$work/$1-turned"
}

small_bodies forage 32 </dev/null
different alone
small_bodies carry-led 32 <<'END_OF_BODY'
plastic = none
crew = litter
speech = normal
teacher = 0.5
END_OF_BODY
different litter
small_bodies forage-four 48 <<'END_OF_BODY'
crew = island
imitate = yes
END_OF_BODY
different island

# A founder is one genome: only what it perceives and what its acts mean differ.
for run in alone alone-turned; do
    ok "eval of $run" "$SMALLWORLD" eval "$work/$run" --member=founder --puzzles=20 --json
    awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | grep '^lives\.' >"$work/$run.lives"
    ok "a life of $run" "$SMALLWORLD" live "$work/$run" --member=founder --world=3 --ticks=30 --format=plain
    cp "$work/out" "$work/$run.life"
done
exits 1 "eval differs" cmp "$work/alone.lives" "$work/alone-turned.lives"
exits 1 "and so does its life" cmp "$work/alone.life" "$work/alone-turned.life"

exits 2 "a brain lives in one frame" "$SMALLWORLD" run "$work/run.conf" --resume -o "$work/island-turned" \
    --set body.window=upright
says err "body.window"
exits 2 "not between islands" "$SMALLWORLD" run "$work/run.conf" --dry-run --set "island 1.body.window=turned"
says err "body.window cannot differ between islands"
exits 2 "no such window" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.window=round
says err "body.window"
says err "upright, turned"
ok "no bodies" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=generated --set body.window=turned
says out "body.window has no effect here, because worlds.source names no"

finish
