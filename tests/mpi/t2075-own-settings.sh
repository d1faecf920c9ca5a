#!/usr/bin/env bash
# Runs whose islands have settings of their own: the same digest on 1 to 4 ranks, stopped and gone on, and
# killed; and `check` makes every keyframe and member anew.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 40
islands = 5
members = 12
keyframe_every = 8
[worlds]
source = function:plane-sphere
dimension = 12
[life]
litter = 4
[phase1]
strength = 0.02
rate = 0.02
[phase2]
from = -1
[selection]
pressure = 0.4
standing = 16
[families]
every = 4
cull = 0.4
refound = average
mutate = strength,rate,pressure
factor = 1.5
[output]
progress_every = 0.1
END

# alike NAME RANKS THEN OPTION...: one process, against so many ranks that stop and so many that go on.
alike() {
    local name=$1 ranks=$2 then=$3 expected

    shift 3
    rm -rf "$work/one" "$work/stopped"
    exits 0 "$name: one process" "$SMALLWORLD" run "$work/run.conf" -o "$work/one" "$@"
    expected=$(digest "$work/one")
    equal "$name: check finds nothing wrong" 32 "${#expected}"
    exits 0 "$name: $ranks ranks" "$MPIRUN" -q -n "$ranks" "$SMALLWORLD" run "$work/run.conf" -o "$work/stopped" \
        --stop-at=22 "$@"
    exits 0 "$name: it goes on, on $then" "$MPIRUN" -q -n "$then" "$SMALLWORLD" run --resume -o "$work/stopped"
    equal "$name: the same digest" "$expected" "$(digest "$work/stopped")"
}

alike "recombination that shares steps" 3 2 --set families.share=0.4 --set families.founder=one
# Two islands that adopted one parent, and refound a third: both ranks send it.
alike "drawn at the start" 4 1 --set families.begin=drawn --set migration.every=7
alike "a scheme that draws parents" 2 4 --set selection.scheme=truncation --set migration.every=5
alike "members that stand" 3 1 --set selection.scheme=map-elites
alike "events" 2 3 --set "events.1=at 20 set selection.scheme truncation" --set "events.2=every 7 cull islands 0.4"

# A branch without a change goes on to the same digest.
rm -rf "$work/one"
exits 0 "a run" "$SMALLWORLD" run "$work/run.conf" -o "$work/one"
exits 0 "a branch of it" "$SMALLWORLD" run --from="$work/one@21" -o "$work/branch"
equal "to the same digest" "$(digest "$work/one")" "$(digest "$work/branch")"

# Killed at any moment.
"$SMALLWORLD" run "$work/run.conf" -o "$work/killed" --set run.generations=4000 >/dev/null 2>"$work/err" &
started=$!
await_progress "$started" 2
kill -KILL "$started" 2>/dev/null
wait "$started" 2>/dev/null
exits 0 "a run that was killed goes on" "$SMALLWORLD" run --resume -o "$work/killed" --set run.generations=4000
exits 0 "the same, never killed" "$SMALLWORLD" run "$work/run.conf" -o "$work/whole" --set run.generations=4000
equal "the same digest" "$(digest "$work/whole")" "$(digest "$work/killed")"
finish
