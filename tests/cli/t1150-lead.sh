#!/usr/bin/env bash
# What makes lives of bodies easier: values that are given at first, beginnings on the way to the goal, founders
# that retain. Each makes another run, an event lets it fall, check lives it again, and eval has none of it; what
# has no effect is named.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

# Memory: the run without help, and with each of it.
small_bodies forage 32 <<'END'
plastic = read
END
run=$work/run
ok "a run without help" "$SMALLWORLD" run "$work/run.conf" -o "$run"
whole=$(digest "$run")
ok "helped by nothing" "$SMALLWORLD" run "$work/run.conf" -o "$run-0" --set body.given=0 --set body.retention=1
equal "is the same run" "$whole" "$(digest "$run-0")"
each_changes body.given=0.5 body.retention=40
ok "given less and less" "$SMALLWORLD" run "$work/run.conf" -o "$run-ramp" --set body.given=1 \
    --set "events.1=ramp body.given 1 0 from 1 to 3"
ok "as an event, from the start" "$SMALLWORLD" run "$work/run.conf" -o "$run-at" --set "events.1=at 0 set body.given 1" \
    --set "events.2=ramp body.given 1 0 from 1 to 3"
equal "is the same run" "$(digest "$run-ramp")" "$(digest "$run-at")"
ok "check" "$SMALLWORLD" check "$run-ramp"
says out "all is well"

# lives: what the evaluation in $work/out says of lives, of as many as there are.
lives() {
    awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | grep '^lives\.'
}

# Its last generations had no help, and eval never has.
ok "a member of before" "$SMALLWORLD" eval "$work/set-body.given=0.5" --member=founder --puzzles=30 --json
helped=$(lives)
equal "lives in five ways" 5 "$(leaf lives.count)"
ok "the same without help" "$SMALLWORLD" eval "$run" --member=founder --puzzles=30 --json
equal "lives the same in eval" "$helped" "$(lives)"

# What founders were is said once: it is refused to a branch, and without effect where they come from a file.
exits 2 "a branch with other founders" "$SMALLWORLD" run --from="$run@3" --set body.retention=40 -o "$work/no"
says err "body.retention differs: a branch keeps it"
exits 2 "a branch of other brains" "$SMALLWORLD" run --from="$run@3" --set agent.memory=32 -o "$work/no"
says err "the agents differ (sections agent, body, language or worlds)"
ok "a founder" "$SMALLWORLD" export "$run" best -o "$work/best.npz"
ok "begins a run" "$SMALLWORLD" run "$work/run.conf" --founder="$work/best.npz" -o "$work/founded"
equal "without a warning" "" "$(grep body.retention "$work/err")"
ok "and another" "$SMALLWORLD" run "$work/run.conf" --founder="$work/best.npz" -o "$work/founded-40" --set body.retention=40
says err "body.retention has no effect here, because founders are read from $work/best.npz"
equal "which is the same" "$(digest "$work/founded")" "$(digest "$work/founded-40")"
ok "a tick" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.retention=1
says out "body.retention has no effect here, because "
ok "two ticks" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.retention=2
equal "have one" "" "$(grep 'body.retention has no effect' "$work/out")"

# Tasks that begin on the way.
small_bodies market 32 <<'END'
plastic = none
END
ok "a market" "$SMALLWORLD" run "$work/run.conf" -o "$work/market"
whole=$(digest "$work/market")
each_changes body.backplay=1
ok "in less and less of the worlds" "$SMALLWORLD" run "$work/run.conf" -o "$work/market-ramp" \
    --set "events.1=ramp body.backplay 1 0 from 0 to 4"
ok "check" "$SMALLWORLD" check "$work/market-ramp"
says out "all is well"

# Tasks whose mistakes count little at first.
small_bodies draw 32 <<'END'
plastic = none
END
ok "a drawing" "$SMALLWORLD" run "$work/run.conf" -o "$work/draw"
whole=$(digest "$work/draw")
each_changes body.mistakes=0
ok "ever more" "$SMALLWORLD" run "$work/run.conf" -o "$work/draw-ramp" \
    --set "events.1=ramp body.mistakes 0.1 1 from 0 to 4"
ok "check" "$SMALLWORLD" check "$work/draw-ramp"
says out "all is well"
ok "nothing is wrong in a market" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:market \
    --set body.mistakes=0.5
says out "body.mistakes has no effect here, because this task counts nothing"

# What has no effect, and what is refused.
ok "a task has nothing to give" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.given=0.5 --set body.memory=no \
    --set body.retention=40
says out "body.given has no effect here, because no values are read from memory: set"
says out "body.retention has no effect here, because brains have no memory"
ok "no task" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:forage --set body.backplay=0.5
says out "body.backplay has no effect here, because the game that worlds.source names"
exits 2 "not between islands" "$SMALLWORLD" run "$work/run.conf" --dry-run --set "island 1.body.backplay=1"
says err "body.backplay cannot differ between islands: lives of all islands are as easy"
exits 2 "more than all" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.given=1.5
says err "body.given"
exits 2 "other keys stay" "$SMALLWORLD" run "$work/run.conf" --dry-run --set "events.1=at 2 set body.ticks 9"
says err "body.ticks cannot change during a run"

finish
