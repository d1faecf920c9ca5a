#!/usr/bin/env bash
# Thinking: eval --thoughts, replay --thoughts, life.thoughts, life.looks and life.lessons, ticks that fit.
. "$(dirname "$0")/../tap.sh"

run=$work/run
small=(--set run.members=32 --set agent.features=16 --set agent.hidden=16 --set agent.memory=16
    --set agent.experts=2 --set life.worlds=6 --set phase2.from=-1)
laws=(--set 'worlds.laws=mirror,turn,transpose,gravity')
printf '[run]\ngenerations = 60\n' >"$work/tiny.conf"

# above WHAT LESS MORE: a figure is larger than another.
above() {
    if awk -v less="$2" -v more="$3" 'BEGIN { exit !(less < more) }'; then
        pass "$1"
    else
        fail "$1" "$2 is not less than $3"
    fi
}

ok "a small run" "$SMALLWORLD" run "$work/tiny.conf" -o "$run" "${small[@]}" "${laws[@]}"

# What thinking is worth, budget by budget.
ok "eval --json" "$SMALLWORLD" eval "$run" --json --puzzles=200
leaves "one JSON object"
first=$(leaf exact)
ok "eval --thoughts --json" "$SMALLWORLD" eval "$run" --thoughts=200 --puzzles=200 --json
silent err
leaves "one JSON object"
cp "$work/out" "$work/thoughts"
equal "its keys" \
    "member game seed thoughts spread looks plan sight_runs forecast_runs puzzles first fits fits_but_wrong programs generations run run_seed" \
    "$(sed -n 's/^\([a-z_]*\)=.*/\1/p' "$work/leaves" | tr '\n' ' ' | sed 's/ $//')"
equal "the first answer is that of eval" "$first" "$(leaf first)"
equal "budgets" "1 3 10 30 100 200" \
    "$(sed -n 's/^within\.[0-9]\.thoughts=//p' "$work/leaves" | tr '\n' ' ' | sed 's/ $//')"
within=$(leaf within.5.exact)
ten=$(leaf within.2.exact)
above "thinking solves more" "$(leaf within.0.exact)" "$within"
above "not every thought is needed" "$(leaf programs)" 200
ok "again" "$SMALLWORLD" eval "$run" --thoughts=200 --puzzles=200 --json
same "the same object, byte for byte" "$work/thoughts" "$work/out"
ok "with fewer thoughts" "$SMALLWORLD" eval "$run" --thoughts=10 --puzzles=200 --json
leaves "one JSON object"
equal "within ten is the same" "$ten" "$(leaf within.2.exact)"
equal "and the last" 10 "$(leaf within.2.thoughts)"
ok "spread over all edits" "$SMALLWORLD" eval "$run" --thoughts=50 --spread=0.5 --puzzles=50 --json
leaves "one JSON object"
equal "it is told" 0.5 "$(leaf spread)"

# The table.
ok "a table" "$SMALLWORLD" eval "$run" --thoughts=200 --puzzles=200
silent err
equal "no line beyond 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
equal "its titles" "law first 1 3 10 30 100 200 wrong programs" "$(sed -n 4p "$work/out" | tr -s ' ')"
equal "its rows" "gravity mirror turn transpose all" \
    "$(awk '/[0-9]\.[0-9]$/ { print $1 }' "$work/out" | tr '\n' ' ' | sed 's/ $//')"
equal "they say what JSON says" "$(awk -v share="$within" 'BEGIN { printf "%.1f", 100 * share }')" \
    "$(awk '$1 == "all" && NF == 10 && $8 ~ /^[0-9.]*$/ { print $8 }' "$work/out")"
if grep -q " us a puzzle" "$work/out"; then
    fail "time is for terminals"
else
    pass "time is for terminals"
fi

# A run whose seats think when they are examined; its lives are the same.
ok "life.thoughts" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/thinks" "${small[@]}" "${laws[@]}" \
    --set life.thoughts=200
ok "check" "$SMALLWORLD" check "$run"
digest=$(sed -n 's/^ *digest *//p' "$work/out")
ok "check" "$SMALLWORLD" check "$work/thinks"
equal "one digest" "$digest" "$(sed -n 's/^ *digest *//p' "$work/out")"
ok "eval thinks" "$SMALLWORLD" eval "$work/thinks" --json --puzzles=200
leaves "one JSON object"
equal "as with --thoughts" "$within" "$(leaf exact)"
ok "--thoughts=0 does not" "$SMALLWORLD" eval "$work/thinks" --json --puzzles=200 --thoughts=0
leaves "one JSON object"
equal "at once" "$first" "$(leaf exact)"

# A puzzle that is solved by the second thought or a later one.
for puzzle in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    "$SMALLWORLD" replay "$run" --puzzle="$puzzle" --thoughts=200 --format=plain >"$work/watched" 2>"$work/err"
    grep -qE '^ *thought ([2-9]|1[0-9]+): .*: fits$' "$work/watched" && break
done
fitted=$(sed -n 's/^ *thought [0-9]*: \(.*\): fits$/\1/p' "$work/watched")
equal "the thought that fits is what it does" "$fitted" \
    "$(sed -n 's/^tick [0-9]*  solver edits: \([a-z0-9.]*[a-z0-9]\).*/\1/p' "$work/watched" | tr '\n' ' ' | sed 's/ $//')"
equal "it is right" 1 "$(grep -c "solver .*: exact$" "$work/watched")"
ok "one thought" "$SMALLWORLD" replay "$run" --puzzle="$puzzle" --thoughts=1 --format=plain
equal "none fits" 1 \
    "$(grep -cx ' *none of 1 thoughts fits the demonstrations: the solver does what came to mind first' "$work/out")"

# Laws in a row: lessons, and looks.
row=(--set worlds.compose=2 --set worlds.hold_out='mirror>gravity')
ok "lessons" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/lessons" "${small[@]}" "${laws[@]}" "${row[@]}" \
    --set life.lessons=yes --set life.looks=2
ok "they are checked" "$SMALLWORLD" check "$work/lessons"
ok "and examined" "$SMALLWORLD" eval "$work/lessons" --thoughts=300 --puzzles=100 --json
leaves "one JSON object"
equal "compositions, and what is held out" "2 100" \
    "$(leaf looks) $(leaf held_out.puzzles)"
above "two laws one after another" 0 "$(leaf composed.within.5.exact)"

# Ticks that do not fit are told of by name.
ok "ticks that fit" "$SMALLWORLD" run "$work/tiny.conf" --dry-run --set worlds.laws=add,gather,fill
if grep -q "too few" "$work/out"; then
    fail "nothing is said"
else
    pass "nothing is said"
fi
few=(--set 'worlds.laws=add,gather,fill' --set life.ticks=5 --set run.generations=1)
ok "too few ticks" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/few" "${small[@]}" "${few[@]}"
says err "life.ticks = 5 is too few for the teachers of gather (6), add (11): no seat can write what they ask, and the ceiling of eval says so; life.ticks = 0 gives as many as are needed, 12"
ok "eval" "$SMALLWORLD" eval "$work/few" --puzzles=64 --json
leaves "one JSON object"
equal "the ceiling counts them" "1 0 0" \
    "$(for law in fill gather add; do
        place=$(sed -n "s/^laws\.\([0-9]*\)\.law=$law$/\1/p" "$work/leaves")
        leaf "laws\.$place\.ceiling"
    done | tr '\n' ' ' | sed 's/ $//')"

# What is refused.
refused() {
    local what=$1 sentence=$2

    shift 2
    exits 2 "$what" "$SMALLWORLD" "$@"
    equal "it says why" "smallworld: $sentence" "$(cat "$work/err")"
    silent out
}

refused "thoughts that are no number" "--thoughts=many is not a whole number from 0 to 100000 (see smallworld eval --help)" \
    eval "$run" --thoughts=many
refused "a spread that is no share" '--spread is "2"; it must be a share from 0 to 1 (see smallworld eval --help)' \
    eval "$run" --thoughts=3 --spread=2
refused "families that think" "give --families or --thoughts, not both (see smallworld eval --help)" \
    eval "$run" --thoughts=3 --families
refused "files and worlds" "--thoughts examines on the run's worlds or on files: with --arc give --puzzles=0 as well (see smallworld eval --help)" \
    eval "$run" --thoughts=3 --arc="$SW_SOURCE/tests/data/arc-small"
listener="in rule-relay the listener, who edits, sees no demonstrations on which it could try its thoughts; give --game=solo"
refused "a listener" "$listener" eval "$run" --thoughts=3 --game=rule-relay
refused "a listener that is watched" "$listener" replay "$run" --thoughts=3 --game=rule-relay
ok "thinking about files" "$SMALLWORLD" eval "$run" --thoughts=30 --puzzles=0 --arc="$SW_SOURCE/tests/data/arc-small"
refused "looks" "--set: life.looks cannot be \"0\": it is a whole number from 1 to 16 (looks)" \
    run "$work/tiny.conf" --dry-run --set life.looks=0

finish
