#!/usr/bin/env bash
# agent.head = organism: a run of forecasters by organism on 1, 2 and 3 ranks, stopped, killed and resumed, and check
# makes every member again; it is another run than one by cell.
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
source = forecast:all
side_min = 4
side_max = 6
[agent]
hidden = 16
head = organism
[life]
worlds = 3
[learning]
rule = mirror
puzzles = 64
[migration]
every = 5
[phase2]
from = -1
[output]
progress_every = 3600
END_OF_CONFIG

same_on_ranks "a run of forecasters by organism" 7 2 3
same_when_killed
each_changes agent.head=cell worlds.source=forecast:ticks worlds.source=forecast:near learning.rule=delta learning.rule=none

finish
