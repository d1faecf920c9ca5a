#!/usr/bin/env bash
# worlds.source = body:NAME: a run of bodies on 1, 2 and 3 ranks, stopped, killed and resumed, and what eval,
# check, inspect and replay say of it.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 12
members = 48
islands = 2
keyframe_every = 5
[worlds]
source = body:forage
[body]
ticks = 24
[agent]
features = 16
memory = 16
[life]
worlds = 4
[migration]
every = 5
[phase1]
strength = 0.4
[phase2]
from = -1
[output]
progress_every = 3600
END

# Any number of ranks; stopped on one, gone on with on two.
same_on_ranks "a run of bodies" 7 2 3
cp "$work/told" "$work/err"
says err "12/12  body forage  best "
ok "another kernel is the same" "$SMALLWORLD" run "$work/run.conf" -o "$run-blas" --set run.kernel=blas
says err "run.kernel has no effect here, because worlds.source names a game of bodies"

same_when_killed
cp "$work/killed.json" "$work/out"
equal "inspect names the game" forage "$(leaf body)"

# Each setting is in the digest; other schemes and games run as well.
each_changes body.plastic=none body.plastic=open body.plastic=read body.plastic=told body.memory=no \
    body.complementary=no body.poison_ramp=0 body.reversal=0.5 body.ticks=23 worlds.source=body:forage-three \
    worlds.source=body:forage-four worlds.source=body:meadow selection.scheme=tournament \
    families.every=4

# What it gathers.
ok "eval --json" "$SMALLWORLD" eval "$run" --puzzles=50 --json
silent err
equal "what it is of" "forage delta true 50 1 0 12" \
    "$(leaf game) $(leaf plastic) $(leaf memory) $(leaf worlds) $(leaf worlds_seed) $(leaf reverse) $(leaf generations)"
equal "who lives" "random as it is told frozen forgetful" \
    "$(for i in 0 1 2 3 4; do leaf "lives.$i.who"; done | tr '\n' ' ' | sed 's/ $//')"
equal "the quarters are a life" "$(leaf lives.1.life | cut -c1-4)" \
    "$(for q in 0 1 2 3; do leaf "lives.1.energy.$q"; done | awk '{ s += $1 } END { printf "%.9f", s }' | sed 's/^-0\.0*$/0/' | cut -c1-4)"
cp "$work/out" "$work/first"
ok "the same again" "$SMALLWORLD" eval "$run" --puzzles=50 --json
same "eval is repeatable" "$work/first" "$work/out"
ok "eval prints a table" "$SMALLWORLD" eval "$run" --puzzles=20 --reverse=12
says out "forage: 20 worlds that no life met, 24 ticks each, 12 generations; food and poison change places at tick 12"
equal "of all" "random founder best told values memory" \
    "$(awk '/^(random|founder|best|  (told|values|memory)) / { print $1 }' "$work/out" | tr '\n' ' ' | sed 's/ $//')"
ok "of a brain without values and memory" "$SMALLWORLD" eval "$work/set-body.memory=no" --puzzles=5
ok "of several seats" "$SMALLWORLD" eval "$work/set-worlds.source=body:forage-four" --puzzles=5

# What is refused, and how.
exits 2 "no such game" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:forrage
says err "worlds.source: there is no game of bodies \"forrage\"; did you mean body:forage?"
exits 2 "nor this" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:
says err "there are forage, forage-three"
exits 2 "worlds in pairs" "$SMALLWORLD" run "$work/run.conf" --dry-run --set life.worlds=5
says err "life.worlds is 5, and body.complementary = yes makes worlds in pairs"
exits 2 "values from no memory" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.plastic=read \
    --set body.memory=no
says err "body.plastic = read reads values from memory, and body.memory = no"
exits 2 "no descriptors" "$SMALLWORLD" run "$work/run.conf" --dry-run --set selection.scheme=map-elites
says err "selection.scheme = map-elites observes descriptors, and bodies (worlds.source = body:forage) have none"
exits 2 "cma is for vectors" "$SMALLWORLD" run "$work/run.conf" --dry-run --set selection.update=cma
says err "selection.update = cma adapts plain vectors"
ok "what has no effect is named" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.side_max=9 \
    --set agent.hidden=32 --set language.length=2
says out "worlds.side_max has no effect here, because worlds.source names a game of"
says out "agent.hidden has no effect here"
says out "language.length has no effect here"
exits 2 "replay shows no bodies" "$SMALLWORLD" replay "$run"
says err "smallworld live"
for option in --game=solo --channel=silent --arc=x --families; do
    exits 2 "eval refuses $option" "$SMALLWORLD" eval "$run" "$option"
    says err "the members of this run are bodies (worlds.source = body:forage), and sit at no puzzles"
done
exits 2 "a reversal after death" "$SMALLWORLD" eval "$run" --reverse=24
says err "--reverse=24: a life of this run has 24 ticks"
exits 2 "nobody has that id" "$SMALLWORLD" eval "$run" --member=99999999
says err "there is no member 99999999 in this run"

finish
