#!/usr/bin/env bash
# Bodies that perceive and go in their own frame (body.window = turned): crews of islands, whose worlds have seats on
# several ranks, and crews of litters that are taught come to one digest, also after a stop and a kill.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies forage-four 48 <<'END_OF_BODY'
window = turned
crew = island
speech = normal
imitate = yes
END_OF_BODY
same_on_ranks "crews of islands" 3 2 3 4
same_when_killed
rm -rf "$work/run" "$work/run-"*
small_bodies carry-led 44 <<'END_OF_BODY'
window = turned
plastic = none
crew = litter
speech = normal
backplay = 0.5
teacher = 0.5
END_OF_BODY
same_on_ranks "crews of litters" 3 2

finish
