#!/usr/bin/env bash
# body:forage-three-four on 1 to 4 ranks, stopped and resumed, and the ceiling that eval has of games that are
# scored by what is gathered: a forager that knows how.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies forage-three-four 24 <<'END'
plastic = open
END

same_on_ranks "a run of four bodies and three hidden laws" 3 2 3 4
each_changes worlds.source=body:forage-three worlds.source=body:forage-four worlds.source=body:meadow

# last_line: who the last line of eval --json is of, and whether it gathers more than the first, which acts at
# random.
last_line() {
    local last=0

    while [ -n "$(leaf "lives.$((last + 1)).who")" ]; do last=$((last + 1)); done
    echo "$(leaf "lives.$last.who") $(leaf "lives.$last.life") $(leaf lives.0.life)" |
        awk '{ print $1, ($2 > 3 + $3 ? "more" : "not more") }'
}

ok "eval" "$SMALLWORLD" eval "$run" --puzzles=40 --json
equal "the last line is the ceiling" "ceiling more" "$(last_line)"
cp "$work/out" "$work/first"
ok "eval again" "$SMALLWORLD" eval "$run" --puzzles=40 --json
same "says the same" "$work/first" "$work/out"
ok "eval of lives that turn" "$SMALLWORLD" eval "$run" --puzzles=40 --json --reverse=10
equal "has it as well" "ceiling more" "$(last_line)"
ok "eval prints a table" "$SMALLWORLD" eval "$run" --puzzles=10
equal "with a line of it" 1 "$(grep -c '^knows how ' "$work/out")"
says out "random: chance; knows how: a forager written by hand that is told what feeds"
ok "eval of bodies whose eating is an act" "$SMALLWORLD" eval "$work/set-worlds.source=body:meadow" --puzzles=4
equal "has no such line" 0 "$(grep -c '^knows how' "$work/out")"

finish
