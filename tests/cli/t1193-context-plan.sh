#!/usr/bin/env bash
# eval --plan where worlds.source = forecast:context: goals in worlds whose physics nobody is told, planned in what was
# found out of them; beside it plans in the world, and blind ones.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END_OF_CONFIG'
[run]
generations = 20
members = 4
[worlds]
source = forecast:context
side_min = 3
side_max = 5
colours = 4
organisms_min = 1
organisms_max = 3
hold_out = fire
[agent]
hidden = 32
[life]
worlds = 1
[learning]
rule = mirror
puzzles = 128
step = 32
rate = 0.03
[phase2]
from = -1
[output]
progress_every = 3600
END_OF_CONFIG

run=$work/run
ok "a run in context" "$SMALLWORLD" run "$work/run.conf" -o "$run"

# plan ENGINE OPTION...: the JSON of eval, in $work/out.
plan() {
    ok "plan ${1#--} ${*:2}" "$SMALLWORLD" eval "$run" --plan="$1" --puzzles=30 --json "${@:2}"
    silent err
}
# The same of all lines: a leaf of each.
each() { for i in $(seq 0 $(($1 - 1))); do leaf "lines.$i.$2"; done | tr '\n' ' ' | sed 's/ $//'; }
figures() { sed 's/"core_seconds": [^,}]*//g' "$work/out"; }

plan imagine --thoughts=100
equal "of whom" "context imagine 100 1" "$(leaf forecast) $(leaf plan) $(leaf thoughts) $(leaf passes)"
equal "worlds" "unseen unseen unseen held held held" "$(each 6 physics)"
equal "what was shown" "0 8 8 0 8 8" "$(each 6 shown)"
equal "of which world" "same same another same same another" "$(each 6 of)"
equal "a goal in each world" "30 30 30 30 30 30" "$(each 6 goals)"
figures >"$work/first"
cp "$work/out" "$work/wide"
plan imagine --thoughts=100
figures >"$work/again"
same "eval is repeatable" "$work/first" "$work/again"
for line in 0 1 2 3 4 5; do
    equal "line $line: no more are reached than believed in, and all that are reached within 100" yes \
        "$(awk -v found="$(leaf "lines.$line.found")" -v solved="$(leaf "lines.$line.solved")" \
            -v within="$(leaf "lines.$line.solved_within.2")" \
            'BEGIN { print (solved <= found && solved == within ? "yes" : solved " of " found ", " within) }')"
done
plan imagine --thoughts=10
narrow=$(for i in 0 1 2 3 4 5; do leaf "lines.$i.solved"; done)
cp "$work/wide" "$work/out"
equal "fewer programs reach what was reached within as many" "$(for i in 0 1 2 3 4 5; do leaf "lines.$i.solved_within.1"; done)" \
    "$narrow"
plan imagine --thoughts=100 --passes=8
equal "passes are said" 8 "$(leaf passes)"
figures | sed 's/"passes": 8//' >"$work/again"
sed 's/"passes": 1//' "$work/first" >"$work/once"
equal "figures are told" "6 6" "$(grep -o programs "$work/again" | wc -l | tr -d ' ') $(grep -o programs "$work/once" | wc -l | tr -d ' ')"
if cmp -s "$work/once" "$work/again"; then
    fail "passes find out something else" "they do not"
else
    pass "passes find out something else"
fi

# References: the world itself, and no engine.
plan simulate --thoughts=1000
equal "the world is shown to nobody" "unseen held" "$(each 2 physics)"
equal "its plans all hold" "$(each 2 found)" "$(each 2 solved)"
equal "and most goals are reached" yes "$([ "$(leaf lines.0.solved)" -ge 20 ] && echo yes)"
plan blind
equal "who is blind tries one program" "30 30" "$(each 2 programs)"
equal "and believes in it" "30 30" "$(each 2 found)"
equal "it reaches few" yes "$([ "$(leaf lines.0.solved)" -le 10 ] && echo yes)"

# Who is told.
ok "a run that is told" "$SMALLWORLD" run "$work/run.conf" -o "$work/told" --set worlds.source=forecast:told --set run.generations=3
run=$work/told plan imagine --thoughts=10
equal "who is told is shown nothing" "0 0" "$(each 2 shown)"

# A page for people.
ok "a table" "$SMALLWORLD" eval "$run" --puzzles=5 --plan=imagine --thoughts=10
cp "$work/out" "$work/page"
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/page")"
equal "its lines" "unseen, nothing/unseen, 8 shown/unseen, another/held, nothing/held, 8 shown/held, another/" \
    "$(awk '/^(unseen|held), / { sub(/  .*/, ""); printf "%s/", $0 }' "$work/page")"

# What is refused, and what has no effect.
exits 2 "a policy" "$SMALLWORLD" eval "$run" --plan=policy
says err "in this run each world has deeds of its own (worlds.source = forecast:context)"
exits 2 "no such engine" "$SMALLWORLD" eval "$run" --plan=hope
says err '--plan is "hope"; in this run it must be imagine, simulate or blind'
exits 2 "no programs" "$SMALLWORLD" eval "$run" --plan=imagine --thoughts=0
says err "--thoughts is 0; with --plan it must be from 1 to"
exits 2 "weights are not tuned" "$SMALLWORLD" eval "$run" --plan=imagine --tune=2
says err "give one of them"
exits 2 "thoughts are for plans" "$SMALLWORLD" eval "$run" --thoughts=10
says err "--plan (with it --thoughts)"
ok "nothing to go over" "$SMALLWORLD" eval "$run" --puzzles=3 --plan=simulate --passes=4
says err "--passes has no effect with --plan=simulate"
ok "one program" "$SMALLWORLD" eval "$run" --puzzles=3 --plan=blind --thoughts=4
says err "--thoughts has no effect with --plan=blind"

finish
