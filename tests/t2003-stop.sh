#!/usr/bin/env bash
# Every way to end a run early: what it says, its exit code, and that it can be resumed to the same digest.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 160
members = 96
keyframe_every = 50
[life]
worlds = 28
[phase2]
from = 80
[output]
progress_every = 0.1
END

digest() {
    "$SMALLWORLD" check "$1" --json | sed -n 's/.*"digest": "\([0-9a-f]*\)".*/\1/p'
}

done_of() {
    "$SMALLWORLD" inspect "$1" --json | sed -n 's/.*"generations": \([0-9]*\),.*/\1/p'
}

exits 0 "a run that is never stopped" "$SMALLWORLD" run "$work/run.conf" -o "$work/whole"
whole=$(digest "$work/whole")

# ---- --stop-at ----
exits 0 "--stop-at=0 begins a run" "$SMALLWORLD" run "$work/run.conf" -o "$work/run" --stop-at=0
equal "of no generation" 0 "$(done_of "$work/run")"
ok "which inspect tells about" "$SMALLWORLD" inspect "$work/run"
says out "0 of 160 done"
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
# signal_run SIGNAL CODE COMMAND...: sends the signal after two reports.
signal_run() {
    local signal=$1 code=$2 pid

    shift 2
    : >"$work/err" # the words of the command before are no sign of life
    "$@" >"$work/out" 2>"$work/err" </dev/null &
    pid=$!
    await_progress "$pid" 2
    kill "-$signal" "$pid"
    wait "$pid"
    equal "$signal to ${1##*/} $2: exit code $code" "$code" "$?"
}

rm -rf "$work/run"
signal_run USR2 75 "$SMALLWORLD" run "$work/run.conf" -o "$work/run"
says err "run again with --resume"
signal_run TERM 75 "$SMALLWORLD" run --resume -o "$work/run"
signal_run INT 75 "$SMALLWORLD" run --resume -o "$work/run"
signal_run USR2 75 "$MPIRUN" -n 2 "$SMALLWORLD" run --resume -o "$work/run"
says err "run again with --resume"
middle=$(done_of "$work/run")
if [ "$middle" -gt 0 ] && [ "$middle" -lt 160 ]; then
    pass "it was stopped in mid-run, at generation $middle"
else
    fail "it was stopped in mid-run" "it has $middle of 160 generations"
fi
signal_run USR1 0 "$MPIRUN" -n 2 "$SMALLWORLD" run --resume -o "$work/run"
says err "generations are on disk"
equal "after all that: the digest of the run that was never stopped" "$whole" \
    "$(digest "$work/run")"

finish
