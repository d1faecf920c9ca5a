#!/usr/bin/env bash
# worlds.source = body:NAME: a run of bodies on 1, 2 and 3 ranks, stopped, killed and resumed, and what eval,
# check, inspect and replay say of it.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

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
run=$work/run
ok "a run of bodies" "$SMALLWORLD" run "$work/run.conf" -o "$run"
says err "12/12  body forage  best "
whole=$(digest "$run")
equal "its digest has 32 digits" 32 "${#whole}"
for n in 2 3; do
    ok "on $n ranks" "$MPIRUN" -n "$n" "$SMALLWORLD" run "$work/run.conf" -o "$run-$n"
    equal "$n ranks have the same digest" "$whole" "$(digest "$run-$n")"
done
ok "it stops" "$SMALLWORLD" run "$work/run.conf" -o "$run-stopped" --stop-at=7
ok "and goes on, on 2 ranks" "$MPIRUN" -n 2 "$SMALLWORLD" run --resume -o "$run-stopped"
equal "to the same digest" "$whole" "$(digest "$run-stopped")"
ok "check" "$SMALLWORLD" check "$run-stopped"
says out "all is well"
ok "another kernel is the same" "$SMALLWORLD" run "$work/run.conf" -o "$run-blas" --set run.kernel=blas
says err "run.kernel has no effect here, because worlds.source names a game of bodies"

# Killed: so long that no machine ends it before.
"$SMALLWORLD" run "$work/run.conf" -o "$work/killed" --set run.generations=100000000 \
    --set output.progress_every=0.1 >"$work/out" 2>"$work/err" </dev/null &
victim=$!
await_progress "$victim" 3
kill -9 "$victim"
wait "$victim" 2>/dev/null
"$SMALLWORLD" inspect "$work/killed" --json >"$work/out"
done=$(leaf generations)
equal "inspect names the game" forage "$(leaf body)"
ok "a run that was killed goes on" "$SMALLWORLD" run --resume -o "$work/killed" \
    --stop-at=$((done + 3))
ok "one that is never stopped" "$SMALLWORLD" run "$work/run.conf" -o "$work/never" \
    --set run.generations=100000000 --stop-at=$((done + 3))
equal "has the same digest" "$(digest "$work/never")" "$(digest "$work/killed")"

# Each setting is in the digest; other schemes and games run as well.
for set in body.plastic=none body.plastic=open body.plastic=read body.plastic=told body.memory=no \
    body.complementary=no body.poison_ramp=0 body.ticks=23 worlds.source=body:forage-three \
    worlds.source=body:forage-four worlds.source=body:meadow selection.scheme=tournament \
    families.every=4; do
    ok "with $set" "$SMALLWORLD" run "$work/run.conf" -o "$work/set-$set" --set "$set"
    if [ "$(digest "$work/set-$set")" = "$whole" ]; then
        fail "$set changes the run" "it has the same digest"
    else
        pass "$set changes the run"
    fi
done

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
