#!/usr/bin/env bash
# Bodies that divide, and what a member is scored by (body.score): each makes another run, which check lives again;
# eval tells how long they lived and who was born; what has no effect and what is refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies mortal 32 <<'END_OF_BODY'
speech = normal
END_OF_BODY
ok "bodies that divide" "$SMALLWORLD" run "$work/run.conf" -o "$work/run"
whole=$(digest "$work/run")
ok "check" "$SMALLWORLD" check "$work/run"
says out "all is well"
ok "scored by energy" "$SMALLWORLD" run "$work/run.conf" -o "$work/energy" --set body.score=energy
equal "is the same run" "$whole" "$(digest "$work/energy")"
each_changes body.score=survival body.score=offspring body.score=living body.crew=litter body.crew=island

# figure LINE KEY: of eval's JSON, to four places.
figure() {
    awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | sed -n "s/^lives\.$1\.$2=//p" | xargs printf '%.4f\n'
}

# Of chance (line 0), the founder (line 1) and those that know how (the last line).
ok "eval" "$SMALLWORLD" eval "$work/set-body.score=offspring" --member=founder --puzzles=40 --json
last=$(awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | sed -n 's/^lives\.\([0-9]*\)\.who=ceiling/\1/p')
equal "the score is how many were born" "$(figure "$last" offspring)" "$(figure "$last" score)"
equal "who knows how has many" many "$(figure "$last" offspring | awk '{ print ($1 > 1 ? "many" : $1) }')"
equal "but no more than seats are free" 0 "$(figure "$last" offspring | awk '{ print ($1 > 3) }')"
equal "chance lives a part of a life" 1 "$(figure 0 survival | awk '{ print ($1 > 0.3 && $1 <= 1) }')"
ok "eval of survival" "$SMALLWORLD" eval "$work/set-body.score=survival" --member=founder --puzzles=40 --json
equal "the score is the share that was lived" "$(figure 0 survival)" "$(figure 0 score)"
ok "eval of who lives" "$SMALLWORLD" eval "$work/set-body.score=living" --member=founder --puzzles=40 --json
equal "the score is how many live at the end" "$(figure 0 living)" "$(figure 0 score)"
equal "of chance some, and not more than began or were born" 1 \
    "$(figure 0 living | awk -v born="$(figure 0 offspring)" '{ print ($1 > 0 && $1 <= 1 + born) }')"
ok "in words" "$SMALLWORLD" eval "$work/run" --puzzles=20
says out "born: how many bodies descend from one"
says out "Children are mutants of their parents, of strength 0.4"
ok "the rules" "$SMALLWORLD" live --list
says out "divide"
ok "a world of it" "$SMALLWORLD" live "$work/run" --ticks=20
says out "tick 20"
says out "children are mutants of their parents, of strength 0.4, as in the run"

# Children are as the run bears them: with hardly any mutation they live otherwise.
each() {
    "$SMALLWORLD" eval "$1" --member=founder --puzzles=200 --seed=1 --json >"$work/out"
    awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | grep '^lives\.1\.\(life\|survival\|offspring\)='
}
ok "bodies whose children are nearly as they are" "$SMALLWORLD" run "$work/run.conf" -o "$work/alike" \
    --set phase1.strength=0.000001
ok "in words" "$SMALLWORLD" eval "$work/alike" --puzzles=20
says out "of strength 1e-06"
each "$work/run" >"$work/mutants"
each "$work/alike" >"$work/same"
equal "with mutants a founder gathers something else" differs \
    "$(cmp -s "$work/mutants" "$work/same" && echo same || echo differs)"

ok "survival without children" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:forage \
    --set body.speech=none --set body.score=survival
exits 2 "so offspring is refused" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:forage \
    --set body.speech=none --set body.score=offspring
says err "body.score = offspring counts who is born"
ok "a task" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:carry --set body.score=survival
says out "body.score has no effect here"
exits 2 "crews of islands that hear other worlds" "$SMALLWORLD" run "$work/run.conf" --dry-run \
    --set body.crew=island --set body.speech=shuffled
says err "use body.speech = silent"
exits 2 "another score" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.score=luck
says err "body.score"

finish
