#!/usr/bin/env bash
# agent.without: a part that agents grow up without is silent in the founder and stays so; one digest on 1 to 3 ranks
# and after a stop; `parts` finds nothing to remove.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cd "$work" || exit 1
cat >run.conf <<CONF
[run]
generations = 8
members = 32
islands = 2
keyframe_every = 3
[worlds]
laws = gravity.down,mirror
[agent]
$(small_agent)
without = memory
[life]
worlds = 3
[learning]
rule = mirror
puzzles = 64
step = 32
times = 2
[phase2]
from = -1
CONF

same_on_ranks "a run of agents without memory" 4 2 3
each_changes agent.without=nothing agent.without=sight agent.without=colours agent.without=organisms \
    agent.without=relations agent.without=edits agent.without=experts

# To remove what was never there changes no answer.
mv run set-agent.without=memory
for part in sight colours organisms relations memory edits experts; do
    "$SMALLWORLD" parts "set-agent.without=$part" --puzzles=40 --every=8 --csv >table.csv 2>err
    equal "without $part there is no $part to remove" \
        "$(awk -F, '$2 == 8 && $6 == "" { print $7, $8 }' table.csv; awk -F, '$1 == 8 && $5 == "" { print $6, $7 }' table.csv)" \
        "$(awk -F, -v p="$part" '$2 == 8 && $6 == p { print $7, $8 }' table.csv; awk -F, -v p="$part" '$1 == 8 && $5 == p { print $6, $7 }' table.csv)"
done
equal "and the lines are there" 1 "$(awk -F, '$1 == 8 && $5 == "experts"' table.csv | wc -l | tr -d ' ')"

# Evolution alone leaves the part alone as well.
ok "without learning" "$SMALLWORLD" run run.conf -o evolved --set learning.rule=none --set agent.without=organisms
"$SMALLWORLD" parts evolved --puzzles=40 --every=8 --csv >table.csv 2>err
equal "there is no part either" "$(awk -F, '$1 == 8 && $5 == "" { print $6, $7 }' table.csv)" \
    "$(awk -F, '$1 == 8 && $5 == "organisms" { print $6, $7 }' table.csv)"

exits 2 "a branch keeps the part" "$SMALLWORLD" run --from=evolved -o branch --set agent.without=sight
says err "the agents differ"
exits 2 "a part that there is not is named" "$SMALLWORLD" run run.conf --dry-run --set agent.without=legs
says err "relations"
"$SMALLWORLD" run run.conf --dry-run --set worlds.source=function:sphere --set learning.rule=none >out 2>err
says out "agent.without has no effect here"
finish
