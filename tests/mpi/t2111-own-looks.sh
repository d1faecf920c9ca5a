#!/usr/bin/env bash
# Parents that teach themselves rules in a row, in two looks, and parents that learn one law of such rows and other
# programs beside them: one digest on 1, 2, 3 and 4 ranks, after stops on other numbers of ranks and after kill -9.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 10
members = 64
islands = 2
keyframe_every = 4
[worlds]
laws = gravity,mirror,turn
side_min = 5
side_max = 6
compose = 2
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
looks = 2
[learning]
rule = mirror
puzzles = 33
times = 2
[migration]
every = 4
[own]
thoughts = 60
hindsight = 0.5
balance = program
[phase1]
fitness = own
[phase2]
from = -1
END

same_on_ranks "a run whose parents teach themselves in two looks" 6 2 3 4
same_when_killed
go 1 "$work/once" --set life.looks=1
if [ "$(digest "$work/once")" != "$whole" ]; then
    pass "a second look changes what is found"
else
    fail "a second look changes what is found"
fi

lessons=(--set phase1.fitness=likelihood --set life.lessons=yes --set learning.as_lives=yes --set learning.augment=0.5)
go 1 "$work/lessons" "${lessons[@]}"
for ranks in 2 3 4; do
    go "$ranks" "$work/lessons-$ranks" "${lessons[@]}"
    equal "lessons of one law and of other programs are the same on $ranks ranks" "$(digest "$work/lessons")" \
        "$(digest "$work/lessons-$ranks")"
done
ok "they stop on 3" "$MPIRUN" -q -n 3 "$SMALLWORLD" run "$work/run.conf" -o "$work/stopped" "${lessons[@]}" --stop-at=6
"$SMALLWORLD" inspect "$work/stopped" --json >"$work/out"
equal "at that generation" 6 "$(leaf generations)"
ok "and go on, on 2 ranks" "$MPIRUN" -q -n 2 "$SMALLWORLD" run --resume -o "$work/stopped"
equal "and after a stop" "$(digest "$work/lessons")" "$(digest "$work/stopped")"
ok "and sound" "$SMALLWORLD" check "$work/stopped"
finish
