#!/usr/bin/env bash
# Strangers and siblings: with language.contact the parent of another island is heard of some worlds, with life.partner =
# sibling another of the litter. Runs are checked, stopped and killed to the same bits; events and islands set the contact;
# where it has no effect that is named, and what it cannot be is refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<END_CONF
[run]
generations = 12
members = 64
islands = 3
keyframe_every = 4
[worlds]
laws = replace
$(small_world)
[agent]
$(small_agent)
[language]
contact = 0.3
[life]
worlds = 5
[phase1]
game = point-and-paint
evolve = all
[phase2]
from = -1
END_CONF

same_on_ranks "a run with strangers" 7 3
same_when_killed
each_changes language.contact=0 language.contact=1 life.partner=sibling life.partner=other phase1.channel=shuffled \
    phase1.game=rule-relay "island 1.language.contact=0" "events.1=at 6 set language.contact 1"

# Who has a sibling hears it, and eval seats the two.
# A child is found by its slot, 40, in the litter of slots 32 to 63.
siblings=$work/set-life.partner=sibling
child=$("$SMALLWORLD" lineage "$siblings" --all --format=csv | awk -F, '$3 == 11 && $7 == 1 && $8 == 40 { print $1 }')
ok "a child of the last generation" test -n "$child"
ok "eval of it" "$SMALLWORLD" eval "$siblings" --puzzles=20 --json --member="$child"
heard=$(leaf partner)
if [ -n "$heard" ] && [ "$heard" -ne "$child" ] && [ "$heard" -ge $((child - 8)) ] && [ "$heard" -lt $((child + 24)) ]; then
    pass "seats a sibling beside it"
else
    fail "seats a sibling beside it" "member $child hears ${heard:-nobody}"
fi
ok "eval of the best" "$SMALLWORLD" eval "$siblings" --puzzles=20 --json --member=best
says err "life.partner = sibling"

# idle TEXT KEY=VALUE...: with these settings contact does nothing, and why is told.
idle() {
    local text=$1 sets=() set said

    shift
    for set; do sets+=(--set "$set"); done
    ok "with $*" "$SMALLWORLD" run "$work/run.conf" --dry-run "${sets[@]}"
    said=$(sed 's/^# *//' "$work/out" | tr '\n' ' ')
    echo "$said" >"$work/out"
    says out "language.contact has no effect here, because $text"
}
idle "run.islands = 1: there are no strangers" run.islands=1
idle "on the channels of the run nobody hears anybody else" phase1.channel=self
idle "no phase of the run has a speaker that is heard" phase1.channel=silent
exits 2 "contact is a share" "$SMALLWORLD" run "$work/run.conf" --dry-run --set language.contact=1.5
says err "language.contact"
exits 2 "there are three kinds of partners" "$SMALLWORLD" run "$work/run.conf" --dry-run --set life.partner=cousin
says err "sibling"
finish
