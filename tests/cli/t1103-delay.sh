#!/usr/bin/env bash
# migration.delay: migrants are chosen by the generation that they leave, and have children so many generations later;
# settings that cannot act; lineages, branches and damage of runs with migrants under way.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'EOF'
[run]
generations = 16
members = 16
islands = 4
keyframe_every = 4
[worlds]
source = function:rastrigin
dimension = 12
[life]
litter = 4
[selection]
scheme = tournament
pressure = 0.8
[migration]
every = 3
topology = full
policy = always
[phase1]
strength = 0.05
[phase2]
from = -1
[output]
progress_every = 3600
EOF

# delays RUN: how many generations after its migrants' own birth their first children elsewhere are born, each once.
delays() {
    "$SMALLWORLD" inspect "$1" --migrations --csv >csv || return
    "$SMALLWORLD" lineage "$1" --all --format=csv | awk -F, '
        FNR == 1 { file++; for (i = 1; i <= NF; i++) column[file, $i] = i; next }
        file == 1 { born[$column[1, "id"]] = $column[1, "generation"]; next }
        { print $column[2, "generation"] - born[$column[2, "migrant"]] }' - csv | sort -un | tr '\n' ' '
}

for scheme in tournament recombination; do
    for delay in 0 1 3; do
        run=$scheme-$delay
        ok "$scheme, delay $delay" "$SMALLWORLD" run run.conf -o "$run" --set selection.scheme=$scheme \
            --set migration.delay=$delay
        equal "children are born $((delay + 1)) generations after their migrant parents" "$((delay + 1)) " \
            "$(delays "$run")"
        ok "check makes everybody anew" "$SMALLWORLD" check "$run"
    done
    "$SMALLWORLD" inspect $scheme-3 --migrations --csv | sed 1d | cut -d, -f1 | sort -nu | tr '\n' ' ' >whence
    equal "they arrive three generations after every third" "6 9 12 15 " "$(cat whence)"
done
ok "no delay is what it was" test "$(digest tournament-0)" != "$(digest tournament-1)"
"$SMALLWORLD" run run.conf -o plain >/dev/null 2>&1
equal "and the default" "$(digest plain)" "$(digest tournament-0)"

# Who leaves with a delay are those who would have moved at once, where nobody came before.
"$SMALLWORLD" inspect tournament-0 --migrations --csv | sed 1d | awk -F, '$1 == 3 { print $2 "," $3 "," $4 }' | sort >at-once
"$SMALLWORLD" inspect tournament-3 --migrations --csv | sed 1d | awk -F, '$1 == 6 { print $2 "," $3 "," $4 }' | sort >later
ok "some move at first" test -s at-once
same "the first to leave are the same" at-once later

# A life lasts as long as somebody is under way.
"$SMALLWORLD" lineage tournament-3 --all --format=csv | awk -F, '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    { print $column["id"] "," $column["origin_time"] "," $column["destruction_time"] }' | sort >lives
"$SMALLWORLD" inspect tournament-3 --migrations --csv | sed 1d | cut -d, -f4 | sort -u >migrants
equal "migrants live until their children are born" "" "$(join -t, migrants lives |
    awk -F, '$3 != "inf" && $3 < $2 + 5')"

# ---- what cannot act ----
# no_effect WHY OPTION...: whatever line it breaks at.
no_effect() {
    ok "a dry run with ${*:2}" "$SMALLWORLD" run run.conf --dry-run "${@:2}"
    sed 's/^# *//' out | tr '\n' ' ' >line
    if grep -qF "migration.delay has no effect here, because $1" line; then
        pass "no effect, because $1"
    else
        fail "no effect, because $1" "$(grep 'no effect' out)"
    fi
}
no_effect "there is one island" --set migration.delay=2 --set run.islands=1
no_effect "migration.every = 0: nothing migrates" --set migration.delay=2 --set migration.every=0
no_effect "migration.rate = 0: no edge carries" --set migration.delay=2 --set migration.rate=0
no_effect "migration.topology = unconnected: no island receives" --set migration.delay=2 \
    --set migration.topology=unconnected
no_effect "the run ends at generation 16, before the first migrants arrive" --set migration.delay=13
ok "the last that can arrive" "$SMALLWORLD" run run.conf --dry-run --set migration.delay=12
if grep -q 'migration.delay has no effect' out; then fail "it has an effect"; else pass "it has an effect"; fi
exits 2 "more than 64" "$SMALLWORLD" run run.conf --dry-run --set migration.delay=65
says err "migration.delay"
exits 2 "an event does not change it" "$SMALLWORLD" run run.conf --dry-run --set "events.1=at 3 set migration.delay 2"
says err "migration.delay cannot change during a run"
ok "an event sends them as well" "$SMALLWORLD" run run.conf -o event --set migration.every=0 \
    --set migration.delay=2 --set "events.1=at 5 migrate all"
ok "told before" "$SMALLWORLD" run run.conf --dry-run --set migration.every=0 --set migration.delay=2 \
    --set "events.1=at 5 migrate all"
equal "so nothing of migration is without effect" "" "$(grep 'migration\..* has no effect' out err)"
equal "two generations later" "7" "$("$SMALLWORLD" inspect event --migrations --csv | sed 1d | cut -d, -f1 | sort -u)"

# ---- branches ----
for at in 4 7 10; do
    ok "a branch at $at without a change" "$SMALLWORLD" run --from=tournament-3@$at -o same-$at
    equal "goes on to the same digest" "$(digest tournament-3)" "$(digest same-$at)"
    ok "a branch at $at with another strength" "$SMALLWORLD" run --from=tournament-3@$at -o other-$at \
        --set phase1.strength=0.02 --set migration.topology=ring
    ok "check of it" "$SMALLWORLD" check other-$at
    "$SMALLWORLD" inspect other-$at --migrations --csv | sed 1d | cut -d, -f1,2,3,4 | awk -F, -v at=$at '$1 <= at + 3' >of-branch
    "$SMALLWORLD" inspect tournament-3 --migrations --csv | sed 1d | cut -d, -f1,2,3,4 | awk -F, -v at=$at '$1 <= at + 2' >of-run
    equal "those under way arrive in it" "" "$(comm -13 <(sort of-branch) <(sort of-run))"
done
exits 2 "a branch with another delay" "$SMALLWORLD" run --from=tournament-3@7 -o none --set migration.delay=1
says err "migration.delay differs"
finish
