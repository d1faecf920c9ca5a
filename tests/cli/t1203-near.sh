#!/usr/bin/env bash
# Crews of an island that come from one litter in a share of the worlds (body.near): another run, check lives it
# again; where it has no effect.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies forage-four 48 <<'END_OF_BODY'
crew = island
END_OF_BODY
ok "crews of an island" "$SMALLWORLD" run "$work/run.conf" -o "$work/run"
whole=$(digest "$work/run")
ok "none of them near" "$SMALLWORLD" run "$work/run.conf" -o "$work/none" --set body.near=0
equal "is the same run" "$whole" "$(digest "$work/none")"
each_changes body.near=0.5 body.near=1
ok "crews of a litter" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.crew=litter --set body.near=0.5
says out "body.near has no effect here, because crews do not come from whole islands"
ok "alone" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:forage --set body.near=0.5
says out "body.near has no effect here, because the game that worlds.source names"
ok "an island of one litter" "$SMALLWORLD" run "$work/run.conf" --dry-run --set run.members=4 --set life.litter=4 \
    --set body.near=0.5
says out "body.near has no effect here, because an island is one litter in any case"
exits 2 "less than none" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.near=-0.5
says err "body.near"

finish
