#!/usr/bin/env bash
# Rules with priorities: every learning.draw gives one digest on any number of ranks and after stops, and
# everybody is made again.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cd "$work" || exit 1
cat >run.conf <<EOF
[run]
generations = 12
members = 32
islands = 2
keyframe_every = 5
[worlds]
laws = gravity,mirror,fill
[agent]
$(small_agent)
[life]
worlds = 4
[learning]
rule = mirror
puzzles = 33
step = 32
times = 2
[migration]
every = 4
[phase2]
from = -1
[events]
at 6 set worlds.laws turn,fill
EOF

go 1 uniform
all=$(digest uniform)
ranks=2
for draw in regret progress age novelty; do
    go 1 "$draw" --set "learning.draw=$draw"
    ok "a run with learning.draw = $draw is sound" "$SMALLWORLD" check "$draw"
    want=$(digest "$draw")
    case $all in
    *"$want"*) fail "learning.draw = $draw does something" ;;
    *) pass "learning.draw = $draw does something" ;;
    esac
    all="$all $want"
    go "$ranks" "$draw-stopped" --stop-at 8 --set "learning.draw=$draw"
    go 1 "$draw-stopped" --resume --set "learning.draw=$draw"
    equal "$draw: $ranks ranks, stopped, and one rank more come to the same" "$want" "$(digest "$draw-stopped")"
    ranks=$((ranks == 4 ? 2 : ranks + 1))
done

"$SMALLWORLD" run run.conf --dry-run --set learning.draw=age --set learning.rule=none >out 2>err
says out "learning.draw has no effect here"
exits 2 "a draw that is not known is refused" "$SMALLWORLD" run run.conf --dry-run --set learning.draw=best
says err "uniform"
finish
