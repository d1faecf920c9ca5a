#!/usr/bin/env bash
# Bodies that divide come to one digest on 1 to 4 ranks, stopped and killed as well: newborns are a function of
# their parents' genomes, their world, tick and seat.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies mortal 64 <<'END_OF_BODY'
score = offspring
crew = litter
speech = normal
speech_cost = 1
END_OF_BODY
same_on_ranks "children of crews" 3 2 3 4
same_when_killed
small_bodies mortal 64 <<'END_OF_BODY'
score = living
crew = island
speech = normal
END_OF_BODY
rm -rf "$work/run" "$work/run"-* "$work/killed" "$work/never"
same_on_ranks "children of crews of islands" 3 2 3 4
same_when_killed
small_bodies mortal 64 <<'END_OF_BODY'
score = survival
END_OF_BODY
rm -rf "$work/run" "$work/run"-*
same_on_ranks "children of one member" 3 4

finish
