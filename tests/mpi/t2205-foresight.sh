#!/usr/bin/env bash
# agent.forecast: a run of agents with a forecast expert on 1 to 4 ranks, stopped, killed and resumed, and check makes
# every member again; where members learn; and each setting of the expert makes another run.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<'END_OF_CONFIG'
[run]
generations = 12
members = 48
islands = 2
keyframe_every = 5
[worlds]
laws = gravity.down,fill,outline
side_min = 5
side_max = 6
[agent]
features = 16
hidden = 16
memory = 16
forecast = organism
[life]
worlds = 3
forecasts = 2
litter = 16
[learning]
rule = mirror
puzzles = 32
times = 1
forecasts = 32
[migration]
every = 5
[phase1]
game = solo
fitness = likelihood
evolve = solo
[phase2]
from = -1
[output]
progress_every = 3600
END_OF_CONFIG

same_on_ranks "a run of agents with a forecast expert" 7 2 3 4
same_when_killed
each_changes agent.forecast=cell agent.forecast=none life.forecasts=0 life.forecasts=3 learning.forecasts=0 learning.rule=delta \
    learning.inheritance=baldwin selection.scheme=tournament

# Where every member learns, and is scored by what it has learned.
for ranks in 1 3; do
    go "$ranks" "$work/members-$ranks" --set run.generations=4 --set learning.who=members --set selection.scheme=truncation
done
equal "members that learn: the same digest on 3 ranks" "$(digest "$work/members-1")" "$(digest "$work/members-3")"
ok "check of members that learn" "$SMALLWORLD" check "$work/members-3"
says out "all is well"

# Laws that change in the course of a run: those that teach no act that can be forecast may be among them.
printf '[events]\nat 50%% set worlds.laws mirror\n' >>"$work/run.conf"
for ranks in 1 2; do
    go "$ranks" "$work/laws-$ranks"
done
equal "other laws later on: the same digest on 2 ranks" "$(digest "$work/laws-1")" "$(digest "$work/laws-2")"
ok "check of other laws" "$SMALLWORLD" check "$work/laws-2"
says out "all is well"

finish
