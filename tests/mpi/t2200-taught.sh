#!/usr/bin/env bash
# Lessons that fade, and crews that come from one litter in a share of the worlds, on several ranks: one digest,
# also after a stop and a kill; and fewer worlds have seats on several ranks.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies carry-led 44 <<'END_OF_BODY'
plastic = none
crew = litter
speech = normal
backplay = 0.5
[events]
ramp body.teacher 1 0.2 from 1 to 5
END_OF_BODY
same_on_ranks "a run that is taught" 3 2 3
same_when_killed

# split SHARE: islands of five litters on all ranks, in which so many of the worlds have crews of one litter.
split() {
    cat >"$work/run.conf" <<END_OF_CONFIG
[run]
generations = 5
members = 40
keyframe_every = 3
[worlds]
source = body:forage-four
[body]
ticks = 20
crew = island
speech = normal
near = $1
[agent]
features = 16
memory = 16
[life]
worlds = 16
litter = 8
[phase1]
strength = 0.4
[phase2]
from = -1
[output]
progress_every = 3600
END_OF_CONFIG
}

# told: percent of all worlds that had seats on several ranks.
told() {
    sed -n 's/^\([0-9]*\.[0-9]\) % of [0-9]* worlds had seats.*/\1/p' "$work/err"
}

rm -rf "$work/run" "$work/run-"*
split 0.75
same_on_ranks "mostly near" 2 2 4
ok "on three ranks" "$MPIRUN" -n 3 "$SMALLWORLD" run "$work/run.conf" -o "$work/three"
equal "the same digest" "$whole" "$(digest "$work/three")"
near=$(told)
split 0
ok "without a share" "$MPIRUN" -n 3 "$SMALLWORLD" run "$work/run.conf" -o "$work/far"
if awk -v near="$near" -v far="$(told)" 'BEGIN { exit !(far > 80 && near > 0 && near < far / 2) }'; then
    pass "fewer worlds are split"
else
    fail "fewer worlds are split" "$near and $(told) percent"
fi
split 1
ok "all near" "$MPIRUN" -n 3 "$SMALLWORLD" run "$work/run.conf" -o "$work/all"
equal "none is split" 0 "$(grep -c 'had seats on several ranks' "$work/err")"

finish
