#!/usr/bin/env bash
# Every way to end a run early: what it says, its exit code, and that it can be resumed to the same digest.
# The run is so long that no machine ends it before its stop. What it is compared with is one run that
# goes as far without a stop.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 1000000
members = 96
keyframe_every = 50
[life]
worlds = 28
[phase2]
from = 12
[output]
progress_every = 0.1
END

# ---- --stop-at ----
exits 0 "--stop-at=0 begins a run" "$SMALLWORLD" run "$work/run.conf" -o "$work/run" --stop-at=0
equal "of no generation" 0 "$(done_of "$work/run")"
ok "which inspect tells about" "$SMALLWORLD" inspect "$work/run"
says out "0 of 1,000,000 done"
ok "and check finds well" "$SMALLWORLD" check "$work/run"
exits 0 "--stop-at=7 stands before generation 7" "$SMALLWORLD" run --resume -o "$work/run" \
    --stop-at=7
equal "so that 7 are done" 7 "$(done_of "$work/run")"
exits 0 "--stop-at in the past does nothing" "$SMALLWORLD" run --resume -o "$work/run" --stop-at=3
equal "and takes nothing back" 7 "$(done_of "$work/run")"
exits 2 "--stop-at=-1 is refused" "$SMALLWORLD" run --resume -o "$work/run" --stop-at=-1
exits 2 "--stop-at=soon is refused" "$SMALLWORLD" run --resume -o "$work/run" --stop-at=soon

# ---- --max-time ----
exits 2 "--max-time=1:2:3:4 is refused" "$SMALLWORLD" run --resume -o "$work/run" --max-time=1:2:3:4
exits 75 "--max-time stops in time" "$SMALLWORLD" run --resume -o "$work/run" --max-time=0:01

# ---- signals ----
# begin COMMAND...: starts a run as $pid and waits until it has reported progress twice.
begin() {
    : >"$work/err" # the words of the command before are no sign of life
    "$@" >"$work/out" 2>"$work/err" </dev/null &
    pid=$!
    await_progress "$pid" 2
}

# stop SIGNAL WHAT: sends the signal to that run; it ends with a good checkpoint.
stop() {
    kill "-$1" "$pid"
    wait "$pid"
    equal "$1 to $2: exit code 75" 75 "$?"
}

begin "$SMALLWORLD" run --resume -o "$work/run"
stop USR2 "one process"
says err "run again with --resume"
begin "$SMALLWORLD" run --resume -o "$work/run"
stop TERM "one process"
begin "$SMALLWORLD" run --resume -o "$work/run"
stop INT "one process"
begin "$MPIRUN" -n 2 "$SMALLWORLD" run --resume -o "$work/run"
stop USR2 "mpirun"
says err "run again with --resume"

# USR1: a checkpoint at once, and on it goes.
begin "$MPIRUN" -n 2 "$SMALLWORLD" run --resume -o "$work/run"
kill -USR1 "$pid"
if await_text "$pid" "generations are on disk"; then
    pass "USR1 to mpirun: a checkpoint"
else
    fail "USR1 to mpirun: a checkpoint" "$(tail -n 15 "$work/err")"
fi
reports=$(reports_of)
if await_progress "$pid" $((reports + 2)); then
    pass "and the run goes on"
else
    fail "and the run goes on" "$(tail -n 15 "$work/err")"
fi
stop USR2 "mpirun, after USR1"

# ---- what was stopped so often is the run that never was ----
middle=$(done_of "$work/run")
if [ "$middle" -gt 7 ]; then
    pass "it stands in mid-run, at generation $middle"
else
    fail "it stands in mid-run" "it has $middle generations"
fi
last=$((middle < 16 ? 16 : middle + 2))
exits 0 "it goes on to generation $last" "$SMALLWORLD" run --resume -o "$work/run" --stop-at="$last"
exits 0 "as does a run that is never stopped" "$SMALLWORLD" run "$work/run.conf" -o "$work/whole" \
    --stop-at="$last"
equal "and both have one digest" "$(digest "$work/whole")" "$(digest "$work/run")"

finish
