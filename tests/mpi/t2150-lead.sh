#!/usr/bin/env bash
# Lives that are helped less and less, on several ranks: 1 to 3 ranks come to one digest, also after a stop and a
# kill in the middle of the help.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies collect 44 <<'END'
plastic = read
retention = 20
given = 1
backplay = 1
[events]
ramp body.given 1 0 from 1 to 5
ramp body.backplay 1 0.2 from 2 to 6
ramp body.mistakes 0.1 1 from 1 to 4
END
same_on_ranks "a run that is helped" 3 2 3
same_when_killed

finish
