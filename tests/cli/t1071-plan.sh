#!/usr/bin/env bash
# eval --plan: goal puzzles solved by programs tried in the world, in own forecasts, or not at all.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

# timeless FILE: JSON without what a clock said.
timeless() {
    sed -E 's/"[a-z_]*core_seconds[a-z_0-9]*": *[^,}]*//g' "$1"
}

cat >"$work/run.conf" <<'END_OF_CONFIG'
[run]
generations = 4
members = 32
[worlds]
source = forecast:edits
side_min = 5
side_max = 6
organisms_max = 3
[agent]
hidden = 16
[life]
worlds = 2
[learning]
rule = mirror
puzzles = 64
[phase2]
from = -1
[output]
progress_every = 3600
END_OF_CONFIG

run=$work/run
ok "a run of forecasters" "$SMALLWORLD" run "$work/run.conf" -o "$run"
for engine in simulate imagine blind; do
    ok "eval --plan=$engine" "$SMALLWORLD" eval "$run" --plan="$engine" --puzzles=10 --thoughts=100 --json
    if [ "$engine" = blind ]; then
        says err "--thoughts has no effect with --plan=blind"
    else
        silent err
    fi
    equal "it says what it is of" "$engine 100 1 4" \
        "$(leaf plan) $(leaf thoughts) $(leaf goals_seed) $(leaf generations)"
    equal "which goals" "push 10 slide 10 eat 10 all 30" \
        "$(for i in 0 1 2 3; do leaf "goals.$i.kind"; leaf "goals.$i.goals"; done | tr '\n' ' ' | sed 's/ $//')"
    equal "what is solved within 100 is what is solved" "$(leaf goals.3.solved)" "$(leaf goals.3.solved_within.2)"
    timeless "$work/out" >"$work/first"
    ok "the same again" "$SMALLWORLD" eval "$run" --plan="$engine" --puzzles=10 --thoughts=100 --json
    timeless "$work/out" >"$work/second"
    same "planning is repeatable" "$work/first" "$work/second"
    [ "$engine" = simulate ] && equal "plans of the world hold" "$(leaf goals.3.found)" "$(leaf goals.3.solved)"
done
# A policy is taught, and acts without a search: more lessons reach more goals.
ok "a policy without lessons" "$SMALLWORLD" eval "$run" --plan=policy --puzzles=60 --json
equal "tries one program for each goal" "180 0" "$(leaf goals.3.programs) $(leaf taught)"
says err "it acts by random weights"
untaught=$(leaf goals.3.solved)
equal "and what it does not reach it has not found" "$untaught" "$(leaf goals.3.found)"
ok "a policy that is taught" "$SMALLWORLD" eval "$run" --plan=policy --puzzles=60 --tune=1 --json
timeless "$work/out" >"$work/first"
taught=$(leaf goals.3.solved)
equal "reaches more goals" yes "$([ "$taught" -gt "$((untaught + 5))" ] && echo yes)"
ok "the same again" "$SMALLWORLD" eval "$run" --plan=policy --puzzles=60 --tune=1 --json
timeless "$work/out" >"$work/second"
same "teaching is repeatable" "$work/first" "$work/second"
ok "its table" "$SMALLWORLD" eval "$run" --plan=policy --puzzles=20 --tune=1
silent err
says out "policy: 20 goals of each kind; taught 1 generations ("
says out "The policy sees the real canvas after each step"
equal "speaks of no programs" 0 "$(grep -c programs "$work/out")"
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
exits 2 "nobody else is taught" "$SMALLWORLD" eval "$run" --plan=imagine --tune=2
says err "--tune teaches a policy"

ok "blind, and nothing is said of thoughts" "$SMALLWORLD" eval "$run" --plan=blind --puzzles=5 --json
silent err
ok "a table" "$SMALLWORLD" eval "$run" --plan=simulate --puzzles=5
says out "simulate: 5 goals of each kind, at most 1000 programs"

exits 2 "no such engine" "$SMALLWORLD" eval "$run" --plan=guess
says err '--plan is "guess"; it must be simulate, imagine, policy or blind'
exits 2 "no programs" "$SMALLWORLD" eval "$run" --plan=imagine --thoughts=0
says err "--thoughts is 0; with --plan it must be from 1 to 100000"
exits 2 "thoughts without a plan" "$SMALLWORLD" eval "$run" --thoughts=3
says err "--plan (with it --thoughts)"
ok "a run of bodies" "$SMALLWORLD" run "$SW_SOURCE/clusters/forage.conf" -o "$work/bodies" --stop-at=0
exits 2 "bodies forecast nothing" "$SMALLWORLD" eval "$work/bodies" --plan=imagine
says err "--plan is for members that forecast or solve puzzles"

finish
