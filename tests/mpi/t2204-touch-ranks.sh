#!/usr/bin/env bash
# Worlds with a hidden law of touch come to one digest on 1 to 4 ranks, stopped and killed as well.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies touch 64 <<'END_OF_BODY'
END_OF_BODY
same_on_ranks "worlds in which a touch makes something" 3 2 3 4
same_when_killed

finish
