#!/usr/bin/env bash
# Crews with a task: on 1 to 4 ranks, stopped, killed and resumed; success beside chance and ceiling; live, with a
# person; what has no effect.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies carry-led 44 <<'END'
crew = litter
speech = normal
plastic = none
END

# Any number of ranks; stopped on one, gone on with on two; every birth lived again; killed.
same_on_ranks "a run of crews that carry" 3 2 3 4
same_when_killed

# Each game is another run.
each_changes body.crew=own body.speech=none worlds.source=body:carry worlds.source=body:carry-alone \
    worlds.source=body:collect worlds.source=body:build worlds.source=body:draw worlds.source=body:draw-told \
    worlds.source=body:herd worlds.source=body:hide worlds.source=body:market worlds.source=body:market-four

# What eval says: random, as it is, forgetful, deaf, ceiling.
ok "eval" "$SMALLWORLD" eval "$run" --puzzles=20
for line in random founder best "  memory erased" "  deaf" "  hears other worlds" "knows how"; do
    says out "$line "
done
says out "the stone is at home"
ok "as JSON" "$SMALLWORLD" eval "$run" --puzzles=100 --json
equal "names the task" carry "$(leaf task)"
equal "has chance and ceiling" "random ceiling" "$(leaf lives.0.who) $(leaf lives.5.who)"
equal "random ones hardly carry" 1 "$(awk -v share="$(leaf lives.0.success)" 'BEGIN { print (share < 0.3) }')"
equal "who knows how does" 1 "$(awk -v share="$(leaf lives.5.success)" 'BEGIN { print (share > 0.9) }')"
equal "and is graded near 1" 1 "$(awk -v share="$(leaf lives.5.graded)" 'BEGIN { print (share > 0.9 && share <= 1) }')"
ok "eval of one that is alone" "$SMALLWORLD" eval "$work/set-worlds.source=body:carry-alone" --puzzles=100 --json
equal "nobody carries" "0 0 0" "$(leaf lives.0.success) $(leaf lives.1.success) $(leaf lives.3.success)"
exits 2 "nothing is reversed" "$SMALLWORLD" eval "$run" --reverse=5
says err "leave --reverse out"

# live: who looks on is told all, a person what the seat is.
ok "live" "$SMALLWORLD" live "$run" --ticks=3 --pause=0
silent err
says out "carry: the way home, "
equal "home is drawn" true "$(grep -q '^[.A-Zo+]*+[.A-Zo+]*$' "$work/out" && echo true)"
printf 'wasd' | "$SMALLWORLD" live "$work/run.conf" --seat=1 --ticks=4 >"$work/out" 2>"$work/err"
equal "the first seat is told" 0 "$?"
equal "before the first tick" 1 "$(sed '/^tick 0/q' "$work/out" | grep -c 'carry: the way home, ')"
printf 'wasd' | "$SMALLWORLD" live "$work/run.conf" --seat=2 --ticks=4 >"$work/out" 2>"$work/err"
equal "the second is not" 1 "$(grep -c 'carry: you are not told what; done when the stone is at home' "$work/out")"
sed '/^tick 4/q' "$work/out" >"$work/seen"
equal "and sees no goal" 0 "$(grep -c '^[.A-Zo+]*+[.A-Zo+]*$' "$work/seen")"
ok "live --list" "$SMALLWORLD" live --list
says out "two bodies bring a stone home"

# What has no effect is named.
ok "credit" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.credit=crew --set body.poison_ramp=0.5 \
    --set body.reversal=0.5
says out "body.reversal has no effect here"
says out "body.credit has no effect here, because the game that worlds.source"
says out "body.poison_ramp has no effect here"
exits 2 "no such game" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:cary
says err "carry"

finish
