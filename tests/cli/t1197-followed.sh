#!/usr/bin/env bash
# learning.followed: lessons in which another program comes after the teacher. It changes a run that is sound
# afterwards, nothing else does, what does nothing is told of, and what cannot stand together is refused by name.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cd "$work" || exit 1
cat >run.conf <<'END'
[run]
generations = 6
members = 32
keyframe_every = 4
[worlds]
laws = mirror,turn,recolour,gravity
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
lessons = yes
looks = 2
[learning]
rule = mirror
puzzles = 40
as_lives = yes
[phase2]
from = -1
END

go 1 plain
whole=$(digest plain)
each_changes learning.followed=0.5 learning.followed=1
go 1 none --set learning.followed=0
equal "without a share a run is as ever" "$whole" "$(digest none)"
go 1 both --set learning.followed=0.5 --set learning.augment=0.5
if [ "$(digest both)" != "$(digest "$work/set-learning.followed=0.5")" ]; then
    pass "who is not followed may get another program"
else
    fail "who is not followed may get another program"
fi
go 1 held --set worlds.hold_out='gravity>mirror' --set learning.followed=1
ok "a run that holds a row out is sound" "$SMALLWORLD" check held
go 1 ground --set worlds.background=1 --set learning.followed=1
ok "and one on backgrounds" "$SMALLWORLD" check ground

dry() {
    ok "$1" "$SMALLWORLD" run run.conf --dry-run "${@:3}"
    says out "$2"
}
dry "nobody learns" "learning.followed has no effect here, because learning.rule = none" --set learning.rule=none \
    --set learning.followed=0.5
dry "nobody is taught" "learning.followed has no effect here, because fitness = own" --set phase1.fitness=own \
    --set learning.followed=0.5
dry "one look" "with life.looks = 1 learning.followed teaches parents to stop halfway" --set life.looks=1 \
    --set learning.followed=0.5
ok "two looks" "$SMALLWORLD" run run.conf --dry-run --set learning.followed=0.5
equal "go on" 0 "$(cat out err | grep -c halfway)"
exits 2 "rules are marked by their puzzles" "$SMALLWORLD" run run.conf --dry-run --set learning.as_lives=no \
    --set learning.draw=regret --set learning.followed=0.5
says err "set learning.draw = uniform, or learning.followed = 0"
exits 2 "a share" "$SMALLWORLD" run run.conf --dry-run --set learning.followed=1.5
says err "learning.followed"
finish
