#!/usr/bin/env bash
# The hidden law of touch: games in which it is drawn, and told; live says what it is; check lives runs again.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

for game in touch touch-told; do
    small_bodies "$game" 32 <<'END_OF_BODY'
END_OF_BODY
    ok "$game" "$SMALLWORLD" run "$work/run.conf" -o "$work/$game"
    ok "check of $game" "$SMALLWORLD" check "$work/$game"
    says out "all is well"
    ok "eval of $game" "$SMALLWORLD" eval "$work/$game" --member=founder --puzzles=20 --json
    awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | grep '^lives\.0\.life' >"$work/$game.chance"
    ok "a world of $game" "$SMALLWORLD" live "$work/$game" --ticks=1 --world=3 --seed=5
    grep -o 'a touch of .*' "$work/out" | sort -u >"$work/$game.law"
done
equal "the law is named" 1 "$(grep -c '^a touch of [1-4] [1-4] \(makes [1-4]\|leaves nothing\)' "$work/touch.law")"
same "both games draw the same" "$work/touch.law" "$work/touch-told.law"
same "and are the same to chance" "$work/touch.chance" "$work/touch-told.chance"
ok "the laws" "$SMALLWORLD" live --list
says out "touch"
equal "no line of it is wider than a terminal" "" "$(awk 'length > 80' "$work/out")"
ok "all laws in words" "$SMALLWORLD" live "$work/touch" --ticks=1
equal "fit a terminal as well" "" "$(awk 'length > 80' "$work/out")"

finish
