#!/usr/bin/env bash
# Parents that learn laws whatever comes after them (learning.followed), with pairs of laws held out: one digest on 1,
# 2, 3 and 4 ranks, after a stop on another number of ranks and after kill -9; and where every member learns.
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
hold_out = gravity>mirror
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
looks = 2
lessons = yes
[learning]
rule = mirror
puzzles = 33
times = 2
as_lives = yes
followed = 0.5
[migration]
every = 4
[phase2]
from = -1
END

same_on_ranks "a run whose parents' lessons are followed" 6 2 3 4
same_when_killed
go 1 "$work/without" --set learning.followed=0
if [ "$(digest "$work/without")" != "$whole" ]; then
    pass "what follows changes what is learned"
else
    fail "what follows changes what is learned"
fi

members=(--set learning.who=members --set selection.scheme=truncation --set run.members=16 --set learning.augment=0.3)
go 1 "$work/members" "${members[@]}"
go 3 "$work/members-3" "${members[@]}"
go 1 "$work/members-without" "${members[@]}" --set learning.followed=0
if [ "$(digest "$work/members-without")" != "$(digest "$work/members")" ]; then
    pass "what follows changes what members learn"
else
    fail "what follows changes what members learn"
fi
equal "members that learn so are the same on 3 ranks" "$(digest "$work/members")" "$(digest "$work/members-3")"
ok "and sound" "$SMALLWORLD" check "$work/members-3"
finish
