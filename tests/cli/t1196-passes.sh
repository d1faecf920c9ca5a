#!/usr/bin/env bash
# eval --passes: in context members go over what they were shown more than once before they are asked.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END_OF_CONFIG'
[run]
generations = 6
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
hidden = 16
[life]
worlds = 1
[learning]
rule = mirror
puzzles = 64
step = 32
[phase2]
from = -1
[output]
progress_every = 3600
END_OF_CONFIG

run=$work/run
ok "a run in context" "$SMALLWORLD" run "$work/run.conf" -o "$run"

# passes N OPTION...: the JSON of eval, in $work/N.
passes() {
    ok "$1 passes" "$SMALLWORLD" eval "$run" --puzzles=10 --passes="$1" --json "${@:2}"
    silent err
    cp "$work/out" "$work/$1"
}
ok "eval --json" "$SMALLWORLD" eval "$run" --puzzles=10 --json
cp "$work/out" "$work/plain"
passes 1
same "one pass is what eval does by itself" "$work/plain" "$work/1"
equal "and is not said" "" "$(leaf passes)"
passes 8
equal "eight are said" 8 "$(leaf passes)"
equal "no weight has changed" "$(leaf weights_before)" "$(leaf weights_after)"
cp "$work/8" "$work/first"
passes 8
same "eval is repeatable" "$work/first" "$work/8"

# What a line says before any transition, and after 1 to 8.
begins() { leaf "lines.$1.after.0.[cef].*" | tr '\n' ' '; }
ends() { leaf "lines.$1.after.[1-4].[cef].*" | tr '\n' ' '; }
for line in 0 1 2 3; do
    cp "$work/plain" "$work/out"
    before=$(begins "$line") after=$(ends "$line")
    equal "line $line has numbers" "3 12" "$(wc -w <<<"$before" | tr -d ' ') $(wc -w <<<"$after" | tr -d ' ')"
    cp "$work/8" "$work/out"
    equal "line $line: before anything is shown passes do nothing" "$before" "$(begins "$line")"
    if [ "$after" = "$(ends "$line")" ]; then
        fail "line $line: then they find out something else" "it is the same: $after"
    else
        pass "line $line: then they find out something else"
    fi
done
equal "both pools, and what is shown of another world" "unseen same unseen another held same held another" \
    "$(for i in 0 1 2 3; do leaf "lines.$i.physics"; leaf "lines.$i.shown"; done | tr '\n' ' ' | sed 's/ $//')"

# A page for people.
ok "a table" "$SMALLWORLD" eval "$run" --puzzles=5 --passes=8
cp "$work/out" "$work/page"
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/page")"
tr '\n' ' ' <"$work/page" >"$work/out"
says out "so many transitions, which are gone over 8 times, and then asks for four others"
ok "without passes" "$SMALLWORLD" eval "$run" --puzzles=5
equal "nothing is said of them" "" "$(grep "gone over" "$work/out")"

# What is refused.
exits 2 "no pass" "$SMALLWORLD" eval "$run" --passes=0
says err "--passes"
exits 2 "too many" "$SMALLWORLD" eval "$run" --passes=1001
says err "--passes"
exits 2 "no families" "$SMALLWORLD" eval "$run" --families
says err "--seed, --tune, --passes, --plan (with it --thoughts) and --json only"
ok "a run of deeds" "$SMALLWORLD" run "$work/run.conf" -o "$work/deeds" --set worlds.source=forecast:ticks --set worlds.hold_out=
exits 2 "deeds that are known are not found out" "$SMALLWORLD" eval "$work/deeds" --passes=2
says err "the members of this run forecast (worlds.source = forecast:ticks), and sit at no puzzles"
ok "a run of puzzles" "$SMALLWORLD" run "$work/run.conf" -o "$work/puzzles" --set worlds.source=generated --set worlds.hold_out=
exits 2 "nor are laws" "$SMALLWORLD" eval "$work/puzzles" --passes=2
says err "--passes is for runs of forecasters"

finish
