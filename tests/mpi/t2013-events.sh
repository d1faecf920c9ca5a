#!/usr/bin/env bash
# Events of every kind, and islands that differ: the same digest on 1 and 3 ranks, after stops between events
# with other numbers of ranks, and after kill -9; also where conditions were met before the stop.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<END
[run]
generations = 60
members = 72
islands = 4
keyframe_every = 9
[agent]
$(small_agent)
[worlds]
laws = gravity,fill,mirror
[life]
worlds = 6
partner = other
[phase2]
from = -1
[output]
progress_every = 0.1
[events]
at 5 set selection.pressure 0.5
ramp selection.pressure 0.5 0.9 from 20% to 50%
at 8 set selection.scheme truncation on islands 1-2
at 30 set selection.scheme recombination on island 1
at 11 phase 2
every 7 from 10 to 50 migrate all
at 13 cull islands 0.5
when best > -1000 set worlds.laws fill,outline
when no gain of 1000 in 6 generations phase 1
when no gain of 1000 in 33 generations of worst cull islands 0.25
ramp language.ambiguity 30 0 from 12 to 20
at 40 set life.seed 9 on island 0
ramp worlds.distractors 0 2 from 6 to 40
stop when no gain of 1000 in 47 generations of best
[island 3]
selection.scheme = tournament
selection.pressure = 0.6
worlds.laws = hollow,gravity
phase2.strength = 0.3
END

go 1 "$work/one"
want=$(digest "$work/one")
ended=$(done_of "$work/one")
ok "the run on one rank is sound" "$SMALLWORLD" check "$work/one"
# Phases: 1 from 0, 1 again when the plateau of generation 6 is found (nothing changes), 2 from 11; a plateau
# is counted anew there, so the last one is found after generation 11 + 47.
equal "a plateau ends the run" 59 "$ended"
"$SMALLWORLD" inspect "$work/one" >"$work/out"
says out "finished"
says out "events.9 acts at generation 7,"
says out "events.10 acts at generation 45,"

go 3 "$work/three"
equal "three ranks come to the same" "$want" "$(digest "$work/three")"

# Stops: before any condition is met, right at one, between keyframes, and before the end.
for stop in 1 7 12 31 46; do
    go $((stop % 3 + 1)) "$work/stopped" --resume --stop-at "$stop"
done
equal "the stopped run stands where it was stopped" 46 "$(done_of "$work/stopped")"
go 2 "$work/stopped" --resume
equal "stops and other ranks come to the same" "$want" "$(digest "$work/stopped")"

# kill -9, three times, wherever the run stands then.
for ranks in 1 3 2; do
    "$MPIRUN" -q -n "$ranks" "$SMALLWORLD" run "$work/run.conf" -o "$work/killed" --resume \
        >"$work/out" 2>"$work/err" </dev/null &
    launcher=$!
    await_progress "$launcher" 2
    mapfile -t victims < <(children_of "$launcher")
    [ -z "${victims[0]:-}" ] || kill -9 "${victims[0]}" 2>/dev/null
    wait "$launcher"
done
go 2 "$work/killed" --resume
equal "kill -9 and resume come to the same" "$want" "$(digest "$work/killed")"
go 3 "$work/killed" --resume
says err "an event has finished the run"

finish
