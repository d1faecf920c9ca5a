#!/usr/bin/env bash
# What a word costs (body.speech_cost, wild.speech_cost): nothing by default; it makes another run, also where
# nobody hears; energy balances; where nobody speaks it is said to have no effect.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies forage-and-tell 32 <<'END_OF_BODY'
crew = litter
speech = normal
END_OF_BODY
ok "words that are free" "$SMALLWORLD" run "$work/run.conf" -o "$work/run"
whole=$(digest "$work/run")
ok "a price of 0" "$SMALLWORLD" run "$work/run.conf" -o "$work/none" --set body.speech_cost=0
equal "is the same run" "$whole" "$(digest "$work/none")"
each_changes body.speech_cost=30

# Nobody hears a word, and who says one pays all the same.
ok "unheard and free" "$SMALLWORLD" run "$work/run.conf" -o "$work/silent" --set body.speech=silent
whole=$(digest "$work/silent")
cp "$work/run.conf" "$work/own.conf"
sed 's/^speech = normal/speech = silent/' "$work/own.conf" >"$work/run.conf"
each_changes body.speech_cost=31

ok "eval" "$SMALLWORLD" eval "$work/run" --member=founder --puzzles=20 --json
awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | grep '^lives\.1\.life' >"$work/free"
ok "a price, to eval" "$SMALLWORLD" run "$work/own.conf" -o "$work/dear" --set body.speech_cost=50 --stop-at=1
ok "eval of it" "$SMALLWORLD" eval "$work/dear" --member=founder --puzzles=20 --json
awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | grep '^lives\.1\.life' >"$work/paid"
exits 1 "what a founder says is taken off what it gathers" cmp "$work/free" "$work/paid"

ok "no words" "$SMALLWORLD" run "$work/own.conf" --dry-run --set body.speech=none --set body.speech_cost=3
says out "body.speech_cost has no effect here, because brains have no words"
ok "one body" "$SMALLWORLD" run "$work/own.conf" --dry-run --set worlds.source=body:forage \
    --set body.speech_cost=3 --set body.crew=own --set body.speech=none
says out "body.speech_cost has no effect here, because the game"
exits 2 "less than nothing" "$SMALLWORLD" run "$work/own.conf" --dry-run --set body.speech_cost=-1
says err "body.speech_cost"

# The wild.
cat >"$work/wild.conf" <<'END_OF_WILD'
[wild]
ticks = 600
report = 200
width = 20
height = 24
plants = 100
growth = 2
bodies = 30
least = 10
divide = 250
harm = 20
speech = normal
END_OF_WILD

ok "a wild world" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/wild"
whole=$(wild_digest "$work/wild")
ok "at no price" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/wild-none" --set wild.speech_cost=0
equal "is the same" "$whole" "$(wild_digest "$work/wild-none")"
ok "at a price" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/wild-dear" --set wild.speech_cost=2
equal "a line a page, and the energy balances in each" "3 0" \
    "$(awk '$1 ~ /^[0-9]+$/ { lines++; off += $NF != 0 } END { print lines, off + 0 }' "$work/out")"
dear=$(wild_digest "$work/wild-dear")
equal "it is another" other "$([ "$dear" = "$whole" ] && echo same || echo other)"
ok "every birth is rebuilt" "$SMALLWORLD" wild "$work/wild-dear" --check
ok "on two ranks" "$MPIRUN" -n 2 "$SMALLWORLD" wild "$work/wild.conf" -o "$work/wild-2" --set wild.speech_cost=2
equal "the same world" "$dear" "$(wild_digest "$work/wild-2")"
ok "it stops" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/wild-on" --set wild.speech_cost=2 --stop-at=200
ok "and goes on" "$SMALLWORLD" wild --resume -o "$work/wild-on"
equal "to the same world" "$dear" "$(wild_digest "$work/wild-on")"
ok "where nobody speaks" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/wild-mute" --set wild.speech=none \
    --set wild.speech_cost=2 --stop-at=200
says err "wild.speech_cost has no effect here, because wild.speech = none"

finish
