#!/usr/bin/env bash
# Lessons from a crew that knows how (body.teacher): they make another run, an event lets them fade, check lives
# them again, eval has none; what has no effect and what is refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies carry-led 32 <<'END_OF_BODY'
plastic = none
speech = normal
END_OF_BODY
ok "a run without lessons" "$SMALLWORLD" run "$work/run.conf" -o "$work/run"
whole=$(digest "$work/run")
ok "a share of none" "$SMALLWORLD" run "$work/run.conf" -o "$work/none" --set body.teacher=0
equal "is the same run" "$whole" "$(digest "$work/none")"
each_changes body.teacher=0.5 body.teacher=1
ok "fewer and fewer" "$SMALLWORLD" run "$work/run.conf" -o "$work/ramp" \
    --set "events.1=ramp body.teacher 1 0 from 1 to 4"
ok "check" "$SMALLWORLD" check "$work/ramp"
says out "all is well"
ok "to crews of a litter" "$SMALLWORLD" run "$work/run.conf" -o "$work/litter" --set body.crew=litter
whole=$(digest "$work/litter")
cp "$work/run.conf" "$work/own.conf"
sed 's/^plastic = none/plastic = none\ncrew = litter/' "$work/own.conf" >"$work/run.conf"
each_changes body.teacher=0.7

# One founder, with lessons or without, is one member to eval.
ok "a founder that is taught" "$SMALLWORLD" eval "$work/set-body.teacher=1" --member=founder --puzzles=20 --json
awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | grep '^lives\.' >"$work/taught"
ok "and one that is not" "$SMALLWORLD" eval "$work/run" --member=founder --puzzles=20 --json
awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | grep '^lives\.' >"$work/plain"
ok "live the same in eval" cmp "$work/taught" "$work/plain"

ok "no task" "$SMALLWORLD" run "$work/own.conf" --dry-run --set worlds.source=body:forage --set body.teacher=0.5
says out "body.teacher has no effect here, because the game that worlds.source names"
lessons=(--set worlds.source=body:collect --set body.mistakes=0.2 --set body.teacher=1)
ok "lessons alone" "$SMALLWORLD" run "$work/own.conf" --dry-run "${lessons[@]}"
says out "body.mistakes has no effect here, because all worlds of lives are lessons"
ok "lessons that fade" "$SMALLWORLD" run "$work/own.conf" --dry-run "${lessons[@]}" \
    --set "events.1=ramp body.teacher 1 0 from 1 to 4"
equal "still count what is done wrong" 0 "$(grep -c "body.mistakes has no effect" "$work/out")"
exits 2 "crews of islands" "$SMALLWORLD" run "$work/own.conf" --dry-run --set body.crew=island --set body.teacher=0.5
says err "use body.crew = litter"
exits 2 "and by an event" "$SMALLWORLD" run "$work/own.conf" --dry-run --set body.crew=island \
    --set "events.1=ramp body.teacher 1 0 from 1 to 4"
says err "use body.crew = litter"
exits 2 "not between islands" "$SMALLWORLD" run "$work/own.conf" --dry-run --set "island 1.body.teacher=1"
says err "body.teacher cannot differ between islands"
exits 2 "more than all" "$SMALLWORLD" run "$work/own.conf" --dry-run --set body.teacher=1.5
says err "body.teacher"

finish
