#!/usr/bin/env bash
# smallworld codes --plan: goals reached by programs of codes that who hears them imagines, beside the world.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

# timeless FILE: JSON without what a clock said.
timeless() {
    sed -E 's/"[a-z_]*core_seconds[a-z_0-9]*": *[^,}]*//g' "$1"
}

cd "$work" || exit 1
small=(--features=16 --hidden=32 --films=12 --generations=12)

for code in edits tokens vector; do
    ok "plans in $code" "$SMALLWORLD" codes --code="$code" "${small[@]}" --plan=100 --json
    equal "goals, and budgets up to what was asked for" "12 1 10 100" \
        "$(leaf plans.world.goals) $(for i in 0 1 2; do leaf "plans.code.reached.$i.programs"; done | tr '\n' ' ' | sed 's/ $//')"
    equal "no plan of the world fails in it" 0 "$(leaf plans.world.failed)"
    equal "more programs reach no fewer goals" yes \
        "$(awk -v a="$(leaf plans.code.reached.0.share)" -v b="$(leaf plans.code.reached.2.share)" \
            -v c="$(leaf plans.code.all_reached)" 'BEGIN { if (a <= b && b <= c) print "yes" }')"
    timeless out >"$code"
    ok "again" "$SMALLWORLD" codes --code="$code" "${small[@]}" --plan=100 --json
    timeless out >second
    same "plans in $code are repeatable" "$code" second
done
equal "the world is the same to all" yes \
    "$([ "$(sed 's/.*"world"//; s/"code".*//' edits)" = "$(sed 's/.*"world"//; s/"code".*//' vector)" ] && echo yes)"
ok "a table" "$SMALLWORLD" codes --code=edits "${small[@]}" --plan=20
says out "plans in the world"
says out "plans in the code"
equal "within 80 columns" "" "$(awk 'length($0) > 80' out)"

for code in nothing patches film; do
    exits 2 "no plans in $code" "$SMALLWORLD" codes --code="$code" --plan=10
    says err "--plan is for codes that are heard and understood, and not for --code=$code"
done

finish
