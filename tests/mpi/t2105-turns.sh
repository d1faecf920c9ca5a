#!/usr/bin/env bash
# Games by turns on several ranks: tokens of every turn cross, and 1 to 4 ranks come to one digest; a run that was killed on
# two ranks goes on to the same bits.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<END_CONF
[run]
generations = 12
members = 128
islands = 1
keyframe_every = 5
[worlds]
laws = replace
compose = 3
composed = 1
$(small_world)
discriminating = no
[agent]
$(small_agent)
[language]
speak_from = hidden
noise = 0.1
deafness = 0.1
[life]
worlds = 3
partner = other
[families]
every = 4
[phase1]
game = box-relay
evolve = all
[phase2]
from = 6
game = crew
fitness = progress
evolve = all
END_CONF

same_on_ranks "a run by turns" 8 2 3 4
go 2 "$work/shuffled" --set phase1.channel=shuffled
go 3 "$work/shuffled-3" --set phase1.channel=shuffled
equal "shuffled on 2 and 3 ranks" "$(digest "$work/shuffled")" "$(digest "$work/shuffled-3")"
ok "and it is another run" test "$(digest "$work/shuffled")" != "$whole"
go 2 "$work/constant" --set phase1.channel=constant
go 3 "$work/constant-3" --set phase1.channel=constant
equal "constant on 2 and 3 ranks" "$(digest "$work/constant")" "$(digest "$work/constant-3")"

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
