#!/usr/bin/env bash
# Parents that teach themselves: one digest on 1, 2, 3 and 4 ranks, after stops on other numbers of ranks and
# after kill -9, and everybody is made again.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<END
[run]
generations = 12
members = 64
islands = 2
keyframe_every = 5
[worlds]
laws = mirror,turn,fill
side_max = 7
[agent]
$(small_agent)
[life]
worlds = 4
[learning]
rule = mirror
puzzles = 33
times = 2
[migration]
every = 4
[own]
thoughts = 30
held = 1
hindsight = 0.5
balance = program
[phase1]
fitness = own
[phase2]
from = -1
END

same_on_ranks "a run whose parents teach themselves" 7 2 3 4
same_when_killed

go 1 "$work/credit" --set selection.scheme=credit
go 3 "$work/credit-3" --set selection.scheme=credit --stop-at 7
go 2 "$work/credit-3" --resume --set selection.scheme=credit
equal "credit by own teachers is the same on other ranks after a stop" "$(digest "$work/credit")" \
    "$(digest "$work/credit-3")"
ok "and sound" "$SMALLWORLD" check "$work/credit-3"
finish
