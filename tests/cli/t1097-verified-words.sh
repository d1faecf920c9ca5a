#!/usr/bin/env bash
# Speakers that speak of the program they have verified (language.speak_from = verified), and listeners that learn
# within their lives (learning.hearing): one digest on any number of ranks, after stops and kill -9; checked and rebuilt;
# eval, replay, language and talk know them.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<END_CONF
[run]
generations = 30
members = 64
islands = 2
keyframe_every = 8
[worlds]
laws = gravity,mirror
side_min = 5
side_max = 5
colours = 2
organisms_min = 2
organisms_max = 2
demonstrations_min = 2
demonstrations_max = 2
[agent]
$(small_agent)
[language]
speak_from = verified
thoughts = 20
delay = 1
[life]
worlds = 4
partner = other
[learning]
rule = mirror
hearing = yes
puzzles = 40
[phase2]
from = 12
game = rule-relay
evolve = language
END_CONF

same_on_ranks "a run in which listeners learn" 21 2 3 4
same_when_killed
each_changes language.thoughts=1 life.spread=1 language.tell=edit language.speak_from=decision learning.hearing=no learning.rule=broadcast \
    phase2.channel=shuffled phase2.channel=silent phase2.channel=self

# ---- who reads the run ----
ok "eval" "$SMALLWORLD" eval "$run" --puzzles=40
says out "(language.speak_from = verified)"
ok "as JSON" "$SMALLWORLD" eval "$run" --json --puzzles=40
equal "names it" verified "$(leaf speak_from)"
ok "replay" "$SMALLWORLD" replay "$run"
says out "speaker sees the demonstrations and says"
ok "language" "$SMALLWORLD" language "$run" --csv --puzzles=20
ok "talk" "$SMALLWORLD" talk "$run" --as=listener --puzzles=1
ok "a genome is written" "$SMALLWORLD" export "$run" -o "$work/genome.npz"

# What is said depends on the demonstrations, and not on the test.
cat >"$work/a.json" <<'END_JSON'
{"train": [{"input": [[1, 0, 0], [0, 0, 0], [0, 0, 2]], "output": [[0, 0, 1], [0, 0, 0], [2, 0, 0]]}],
 "test": [{"input": [[0, 1, 0], [0, 0, 0], [2, 0, 0]], "output": [[0, 1, 0], [0, 0, 0], [0, 0, 2]]}]}
END_JSON
sed 's/"test".*/"test": [{"input": [[2, 2], [0, 1]], "output": [[1, 1], [1, 1]]}]}/' "$work/a.json" >"$work/b.json"
sed 's/"output": \[\[0, 0, 1\], \[0, 0, 0\], \[2, 0, 0\]\]/"output": [[0, 0, 2], [0, 0, 0], [1, 0, 0]]/' \
    "$work/a.json" >"$work/c.json"
said() {
    local id

    for id in $(seq 1900 1907); do
        "$SMALLWORLD" replay "$run" --member="$id" --game=rule-relay --arc="$1" 2>>"$work/said.err" |
            sed -n 's/.*says \("[a-p]*"\).*/\1/p'
    done
}
said "$work/a.json" >"$work/said.a"
said "$work/b.json" >"$work/said.b"
said "$work/c.json" >"$work/said.c"
equal "all speak" 8 "$(wc -l <"$work/said.a")"
same "of another test the same is said" "$work/said.a" "$work/said.b"
ok "of other demonstrations something else" test "$(cat "$work/said.a")" != "$(cat "$work/said.c")"

# ---- what does nothing is named ----
ok "thoughts of who does not verify" "$SMALLWORLD" run "$work/run.conf" --dry-run -o "$work/dry" \
    --set language.speak_from=hidden
says out "language.thoughts has no effect here, because only with language.speak_from"
ok "words for edits of who does not speak of them" "$SMALLWORLD" run "$work/run.conf" --dry-run -o "$work/dry" \
    --set language.speak_from=hidden --set language.tell=edit
says out "language.tell has no effect here, because with language.speak_from = hidden"
ok "one word for all edits" "$SMALLWORLD" run "$work/run.conf" --dry-run --set language.length=1 \
    --set language.tell=edit
says out "language.tell has no effect here, because with language.length = 1"
for tell in program edit; do
    ok "tell = $tell" "$SMALLWORLD" run "$work/run.conf" -o "$work/one-$tell" --set language.length=1 \
        --set language.tell=$tell
done
equal "which has none indeed" "$(digest "$work/one-program")" "$(digest "$work/one-edit")"
ok "more words than edits" "$SMALLWORLD" run "$work/run.conf" --dry-run --set language.length=4 \
    --set language.tell=edit --set language.speak_from=decision
says out "language.length has no effect here in full, because with language.tell ="
ok "a word for each edit" "$SMALLWORLD" run "$work/run.conf" --dry-run --set language.length=8 \
    --set language.tell=edit
equal "is used in full" 0 "$(grep -c "language.length has no effect" "$work/out")"
ok "a spread of who verifies" "$SMALLWORLD" run "$work/run.conf" --dry-run --set life.spread=0.1
equal "acts" 0 "$(grep -c "life.spread has no effect" "$work/out")"
ok "a spread of who does not" "$SMALLWORLD" run "$work/run.conf" --dry-run --set life.spread=0.1 \
    --set language.speak_from=decision
says out "life.spread has no effect here, because life.thoughts = 0"
ok "listeners that could learn" "$SMALLWORLD" run "$work/run.conf" --dry-run --set learning.hearing=no \
    --set phase1.game=rule-relay --set phase1.evolve=all
says out "with learning.hearing = yes the seat"
ok "listeners that learn by the delta rule" "$SMALLWORLD" run "$work/run.conf" --dry-run -o "$work/dry" \
    --set learning.rule=delta
says out "learning.hearing has no effect here, because learning.rule = delta moves the"
ok "listeners where nobody listens" "$SMALLWORLD" run "$work/run.conf" --dry-run -o "$work/dry" \
    --set phase2.from=-1
says out "learning.hearing has no effect here"
exits 2 "no thought" "$SMALLWORLD" run "$work/run.conf" -o "$work/none" --set language.thoughts=0
says err "language.thoughts"
exits 2 "another source" "$SMALLWORLD" run "$work/run.conf" -o "$work/none" --set language.speak_from=nothing
says err "hidden, decision"
finish
