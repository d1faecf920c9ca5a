#!/usr/bin/env bash
# learning.as_lives and learning.augment: what a parent's lessons are made of. Both change a run that is sound
# afterwards, what does nothing is told of, and what cannot stand together is refused by name.
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
laws = mirror,turn,recolour
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
[phase2]
from = -1
END

go 1 plain
whole=$(digest plain)
each_changes learning.as_lives=yes learning.augment=0.5 learning.augment=1
go 1 family --set worlds.compose=1 --set worlds.balance=family
go 1 families --set worlds.compose=1 --set worlds.balance=family --set learning.as_lives=yes
if [ "$(digest family)" != "$(digest families)" ]; then
    pass "parents meet laws as often as lives do"
else
    fail "parents meet laws as often as lives do"
fi

dry() {
    ok "$1" "$SMALLWORLD" run run.conf --dry-run "${@:3}"
    says out "$2"
}
dry "lives that are drawn as ever" "learning.as_lives has no effect here, because neither life.lessons" \
    --set learning.as_lives=yes --set worlds.compose=1
dry "parents draw by what they learned" "learning.as_lives has no effect here, because learning.draw chooses" \
    --set learning.as_lives=yes --set worlds.compose=1 --set worlds.balance=family --set learning.draw=regret
dry "nobody learns" "learning.augment has no effect here, because learning.rule = none" --set learning.rule=none \
    --set learning.augment=0.5
dry "nobody is taught" "learning.augment has no effect here, because fitness = own" --set phase1.fitness=own \
    --set learning.augment=0.5
exits 2 "rules are marked by their puzzles" "$SMALLWORLD" run run.conf --dry-run --set learning.draw=regret \
    --set learning.augment=0.5
says err "set learning.draw = uniform, or learning.augment = 0"
exits 2 "and by the first law" "$SMALLWORLD" run run.conf --dry-run --set learning.draw=regret --set learning.as_lives=yes
says err "set learning.draw = uniform, or learning.as_lives = no"
exits 2 "a share" "$SMALLWORLD" run run.conf --dry-run --set learning.augment=1.5
says err "learning.augment"
finish
