#!/usr/bin/env bash
# Strangers, siblings and a vocabulary that grows, on several ranks: words of strangers cross, and 1 to 4 ranks come to one
# digest; a run that was killed on two ranks goes on to the same bits.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<END_CONF
[run]
generations = 12
members = 96
islands = 3
keyframe_every = 5
[worlds]
laws = replace
compose = 2
composed = 1
$(small_world)
discriminating = no
[agent]
$(small_agent)
[language]
words = 5
contact = 0.4
noise = 0.1
[life]
worlds = 3
partner = other
[phase1]
game = point-and-paint
evolve = all
[phase2]
from = 5
game = box-relay
evolve = all
[events]
at 4 set language.words 9
at 8 set language.contact 0.9 on island 1
END_CONF

same_on_ranks "strangers" 7 2 3 4
go 2 "$work/sibling" --set life.partner=sibling --set phase1.channel=shuffled
go 4 "$work/sibling-4" --set life.partner=sibling --set phase1.channel=shuffled
equal "siblings on 2 and 4 ranks" "$(digest "$work/sibling")" "$(digest "$work/sibling-4")"
ok "and it is another run" test "$(digest "$work/sibling")" != "$whole"

# Killed on two ranks, and resumed on three.
"$MPIRUN" -n 2 "$SMALLWORLD" run "$work/run.conf" -o "$work/killed" --set run.generations=100000000 \
    --set output.progress_every=0.1 >"$work/out" 2>"$work/err" </dev/null &
victim=$!
await_progress "$victim" 3
mapfile -t ranks < <(pgrep -P "$victim")
kill -9 "${ranks[0]}"
wait "$victim" 2>/dev/null
"$SMALLWORLD" inspect "$work/killed" --json >"$work/out"
lived=$(leaf generations)
ok "it goes on, on three" "$MPIRUN" -n 3 "$SMALLWORLD" run --resume -o "$work/killed" --stop-at=$((lived + 2))
ok "never killed" "$SMALLWORLD" run "$work/run.conf" -o "$work/never" --set run.generations=100000000 \
    --stop-at=$((lived + 2))
equal "the same digest" "$(digest "$work/never")" "$(digest "$work/killed")"
finish
