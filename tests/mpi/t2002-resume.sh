#!/usr/bin/env bash
# Ranks that are killed with kill -9 at any moment: the run goes on from its last generation, on another
# number of ranks, to the same digest as if it had never stopped. It is so long that no machine ends it before
# it is killed.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 1000000
members = 72
islands = 2
keyframe_every = 25
[agent]
features = 16
hidden = 32
memory = 16
[life]
worlds = 12
partner = other
[migration]
every = 7
[phase2]
from = 20
[output]
progress_every = 0.1
END

# kill_one RANKS WHICH LINES COMMAND...: starts the command on that many ranks, waits until it has
# reported progress LINES times, and kills its rank WHICH. Says how far the run had come.
kill_one() {
    local ranks=$1 which=$2 lines=$3 launcher victims

    shift 3
    : >"$work/err" # the words of the command before are no sign of life
    "$MPIRUN" -n "$ranks" "$SMALLWORLD" run "$@" >"$work/out" 2>"$work/err" </dev/null &
    launcher=$!
    await_progress "$launcher" "$lines"
    mapfile -t victims < <(children_of "$launcher")
    if [ -z "${victims[which]:-}" ]; then
        kill -TERM "$launcher" 2>/dev/null
        wait "$launcher"
        fail "rank $which of $ranks is there to be killed" "$(tail -n 5 "$work/err")"
        return
    fi
    kill -9 "${victims[which]}"
    wait "$launcher"
    equal "mpirun tells of rank $which of $ranks, killed after $lines reports" 137 "$?"
}

before=0
killed=0
attempt() {
    local ranks=$1 which=$2 lines=$3 after

    if [ "$killed" -eq 0 ]; then
        kill_one "$ranks" "$which" "$lines" "$work/run.conf" -o "$work/killed"
    else
        kill_one "$ranks" "$which" "$lines" --resume -o "$work/killed"
    fi
    killed=$((killed + 1))
    after=$(done_of "$work/killed")
    if [ "${after:-0}" -ge "$before" ]; then
        pass "nothing is lost: at least the $before generations from before"
    else
        fail "nothing is lost" "there were $before generations, now ${after:-none}"
    fi
    before=${after:-0}
}

attempt 2 1 1
attempt 3 0 1
attempt 1 0 2
attempt 2 0 1
attempt 3 2 2
if [ "$before" -gt 0 ]; then
    pass "it was killed in mid-run, at generation $before"
else
    fail "it was killed in mid-run" "every kill came before the first generation"
fi
# As far as this machine has come, and into the second phase.
last=$((before < 24 ? 24 : before + 2))
exits 0 "it goes on to generation $last on 2 ranks" "$MPIRUN" -n 2 "$SMALLWORLD" run --resume \
    -o "$work/killed" --stop-at="$last"
exits 0 "as does a run that is never stopped" "$SMALLWORLD" run "$work/run.conf" -o "$work/whole" \
    --stop-at="$last"
whole=$(digest "$work/whole")
equal "to the digest of the run that was never stopped" "$whole" "$(digest "$work/killed")"
exits 0 "what has come so far has nothing to do" "$SMALLWORLD" run --resume -o "$work/killed" \
    --stop-at="$last"
equal "and stays as it is" "$whole" "$(digest "$work/killed")"

finish
