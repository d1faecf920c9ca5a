#!/usr/bin/env bash
# The rules by which parents find their own teachers change in the course of a run, and differ between islands:
# one digest on 1, 2 and 3 ranks and after a stop in the middle of a ramp, and everybody is made again.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 8
members = 64
islands = 2
keyframe_every = 5
[worlds]
laws = mirror,turn,fill
side_max = 7
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
[learning]
rule = mirror
puzzles = 33
times = 2
[own]
thoughts = 30
brevity = 1
[phase1]
fitness = own
[phase2]
from = -1
[events]
ramp own.brevity 2 0 from 1 to 6
at 3 set own.held 1
at 5 set own.spread 0.3 on island 0
[island 1]
own.spread = 0.1
END

same_on_ranks "a run whose own teachers change their rules" 4 2 3
each_changes "events.1=at 1 set own.brevity 0" "events.2=" "events.3=at 2 set own.spread 1" "island 1.own.spread=0.02"

# Before an event nothing differs, from its generation on something does.
means() {
    "$SMALLWORLD" table "$1" --columns=generation,island,mean | awk -F, -v from="$2" -v to="$3" \
        'NR > 1 && $2 >= from && $2 <= to { print $2, $3, $4 }'
}
none=(--set events.3= --set events.2= --set events.1=)
ok "one spread throughout" "$SMALLWORLD" run "$work/run.conf" -o "$work/one" "${none[@]}"
ok "another from generation 4 on" "$SMALLWORLD" run "$work/run.conf" -o "$work/two" "${none[@]}" \
    --set "events.1=at 4 set own.spread 1"
equal "two islands of four generations are told of" 8 "$(means "$work/one" 0 3 | wc -l)"
equal "before it all is the same" "$(means "$work/one" 0 3)" "$(means "$work/two" 0 3)"
if [ "$(means "$work/one" 4 7)" != "$(means "$work/two" 4 7)" ]; then
    pass "from it on something differs"
else
    fail "from it on something differs" "$(means "$work/two" 4 7)"
fi
finish
