#!/usr/bin/env bash
# body.crew = island: each seat of a world is another member of the island; what changes it, what has no effect,
# and what is refused. On several ranks: t2190.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies forage-four 44 <<'END'
crew = island
speech = normal
END
run=$work/run
ok "a run of crews from islands" "$SMALLWORLD" run "$work/run.conf" -o "$run"
whole=$(digest "$run")
ok "check lives it again" "$SMALLWORLD" check "$run"
says out "all is well"

# Each setting changes the run; check lives each again.
each_changes body.crew=litter body.crew=own body.credit=crew body.speech=none body.speech=shuffled \
    body.speech=silent body.reversal=1 worlds.source=body:meadow

ok "eval examines one member" "$SMALLWORLD" eval "$run" --puzzles=20
says out "best"
ok "parents are judged" "$SMALLWORLD" run "$work/run.conf" -o "$work/judged" --set families.every=2
ok "check of judges" "$SMALLWORLD" check "$work/judged"

# What has no effect is named.
ok "one body has no crew" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:forage
says out "body.crew has no effect here, because the game that worlds.source names has"
ok "no bodies, no crew" "$SMALLWORLD" run "$SW_SOURCE/clusters/debug.conf" --dry-run --set body.crew=island
says out "body.crew has no effect here, because worlds.source names no game of bodies"
ok "a crew's credit" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.credit=crew
equal "has one to share" 0 "$(grep -c 'body.credit has no effect' "$work/out")"

# What is wrong is refused.
exits 2 "no such crew" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.crew=islands
says err "body.crew"
says err "island"
exits 2 "schemes that look at more than scores" "$SMALLWORLD" run "$work/run.conf" --dry-run \
    --set selection.scheme=nsga-ii
says err "use a scheme that looks at scores alone"
exits 2 "no room for so many" "$SMALLWORLD" run "$work/run.conf" -o "$work/no" \
    --set run.members=1048576 --set run.islands=64
says err "memory on a rank"

finish
