#!/usr/bin/env bash
# keeping.way = islands: an island for each set of laws, which stands still while others are taught and goes on when
# its laws come again; one digest on 1 to 3 ranks, after a stop and a kill.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cd "$work" || exit 1
cat >run.conf <<'CONF'
[run]
generations = 16
members = 32
islands = 3
keyframe_every = 5
[worlds]
laws = gravity.down,fill
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 2
[learning]
rule = mirror
puzzles = 64
step = 32
times = 2
[keeping]
way = islands
[phase2]
from = -1
[events]
at 4 set worlds.laws mirror
at 8 set worlds.laws hollow
at 12 set worlds.laws gravity.down,fill
CONF

same_on_ranks "a run whose islands take turns" 7 2 3
same_when_killed
each_changes keeping.way=nothing

# ---- who stands still, and who wakes ----

ok "inspect" "$SMALLWORLD" inspect run-stopped
says out "0 is taught, the others stand still"
"$SMALLWORLD" keeping run --puzzles=20 --json >table.json
# 99 numbers a generation, 33 of an island, the last of them its parent: 332 and 1124 are those of island 0 after
# generations 3 and 11, 761 and 1553 of island 1 after 7 and 15, 1520 of island 0 after 15.
for id in 332 1124 761 1553 1520; do
    "$SMALLWORLD" export run "$id" -o "$id.safetensors" >out 2>err
done
same "island 0 stands still until its laws come again" 332.safetensors 1124.safetensors
same "island 1 stands still to the end" 761.safetensors 1553.safetensors
equal "island 0 goes on then" no "$(cmp -s 1124.safetensors 1520.safetensors && echo yes || echo no)"
"$SMALLWORLD" lineage run 464 >out 2>err
equal "and island 1 went on from island 0" 332 "$(awk '$1 == 464 { print $3 }' out)"
parent=$(jq -c '.parent.share' table.json)
equal "four stages" 4 "$(jq '.parent.share | length' table.json)"
equal "the champion of each stage is of another island" 3 \
    "$(jq '[.curve[] | select(.generation == (4, 8, 12)) | .member] | unique | length' table.json)"
case $parent in
*null*) fail "all shares are there" "$parent" ;;
*) pass "all shares are there" ;;
esac

# ---- what is refused, and what has no effect ----

exits 2 "more sets of laws than islands" "$SMALLWORLD" run run.conf --dry-run --set run.islands=2
says err "there may be 3 sets, more than run.islands = 2"
waits=(--set "events.1=when best > -1000 set worlds.laws mirror" --set events.2= --set events.2=)
exits 2 "an event that waits may bring one" "$SMALLWORLD" run run.conf --dry-run "${waits[@]}" --set run.islands=1
says err "there may be 2 sets, more than run.islands = 1"
ok "where there is an island for it" "$SMALLWORLD" run run.conf -o waited "${waits[@]}" --set run.islands=2 --set run.generations=4
ok "check of it" "$SMALLWORLD" check waited
printf '{"train":[{"input":[[1,2]],"output":[[2,1]]},{"input":[[3,4]],"output":[[4,3]]}],"test":[{"input":[[5,6]],"output":[[6,5]]}]}' >task.json
exits 2 "tasks of files change nothing of that" "$SMALLWORLD" run run.conf --dry-run --set run.islands=2 --set worlds.source=arc:task.json
says err "there may be 3 sets"
for event in "at 3 cull islands 0.4" "every 2 migrate all" "when best > 2 migrate all"; do
    exits 2 "an event: $event" "$SMALLWORLD" run run.conf --dry-run --set "events.4=$event"
    says err "nobody may take the place of a parent"
done
exits 2 "laws of one island" "$SMALLWORLD" run run.conf --dry-run --set "events.1=at 4 set worlds.laws mirror on island 1"
says err "events.1 sets worlds.laws of some islands"
{ cat run.conf; printf '[island 1]\nworlds.laws = push\n'; } >alone.conf
exits 2 "in a section" "$SMALLWORLD" run alone.conf --dry-run
says err "a section sets worlds.laws of some islands"

# What the others stand still with is no observation of credit, and no matter to who solves no puzzles.
credit=(--set selection.scheme=credit --set run.generations=6)
ok "credit" "$SMALLWORLD" run run.conf -o credit "${credit[@]}"
ok "credit that stops" "$SMALLWORLD" run run.conf -o credit-stopped "${credit[@]}" --stop-at=3
ok "and goes on" "$SMALLWORLD" run --resume -o credit-stopped
equal "to the same digest" "$(digest credit)" "$(digest credit-stopped)"
ok "check of it" "$SMALLWORLD" check credit
sphere=(--set worlds.source=function:sphere --set learning.rule=none --set run.generations=9 --set migration.every=2)
"$SMALLWORLD" run run.conf -o vectors "${sphere[@]}" >out 2>err
"$SMALLWORLD" run run.conf -o vectors-nothing "${sphere[@]}" --set keeping.way=nothing >out 2>err
equal "vectors migrate as ever" "$(digest vectors-nothing)" "$(digest vectors)"
exits 2 "no parent" "$SMALLWORLD" run run.conf --dry-run --set selection.scheme=truncation
says err "take recombination"
exits 2 "nothing may change who stands still" "$SMALLWORLD" run run.conf --dry-run --set families.share=0.5
says err "families.share = 0"
"$SMALLWORLD" run run.conf --dry-run --set migration.every=3 >out 2>err
says out "migration.every has no effect here"
finish
