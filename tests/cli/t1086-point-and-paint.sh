#!/usr/bin/env bash
# The game point-and-paint: who speaks sees the answer and who paints does not; one digest on any number of ranks; resumed,
# checked and rebuilt; eval, language, replay and talk know it; language --held-out is what eval counts.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

run=$work/run
cat >"$work/tiny.conf" <<END
[run]
generations = 60
members = 64
islands = 2
keyframe_every = 20
[worlds]
laws = place
discriminating = no
hold_out = place.top.1,place.bottom.2
side_min = 5
side_max = 5
colours = 2
organisms_min = 2
organisms_max = 2
demonstrations_min = 1
demonstrations_max = 1
[agent]
$(small_agent)
[life]
worlds = 6
partner = other
[phase2]
from = 40
game = point-and-paint
END

# leaf NAME: a value of the JSON object that was printed last.
ok "a small run" "$SMALLWORLD" run "$work/tiny.conf" -o "$run"
expected=$(digest "$run")
equal "has a digest of 32 digits" 32 "${#expected}"
for n in 2 3 4; do
    ok "on $n ranks" "$MPIRUN" -n "$n" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/ranks-$n"
    equal "the same digest" "$expected" "$(digest "$work/ranks-$n")"
done
ok "stopped in the game" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/stopped" --stop-at=47
ok "resumed on other ranks" "$MPIRUN" -n 3 "$SMALLWORLD" run "$work/tiny.conf" -o "$work/stopped" --resume
equal "the same digest" "$expected" "$(digest "$work/stopped")"
ok "members are rebuilt, and live again" "$SMALLWORLD" check "$run"
"$SMALLWORLD" run "$work/tiny.conf" -o "$work/relay" --set phase2.game=rule-relay >"$work/out" 2>&1
differs=$(digest "$work/relay")
ok "rule-relay is another game" test "${#differs}" = 32 -a "$differs" != "$expected"

# ---- who sees what ----
ok "replay" "$SMALLWORLD" replay "$run" --puzzle=1
says out "in point-and-paint"
says out "pointer sees the test beside its target and says"
says out "painter sees the test canvas and hears"
ok "language" "$SMALLWORLD" language "$run" --transcripts --puzzles=2
equal "a dialogue shows the answer to one" "pointer sees:| test target|" \
    "$(grep -m 1 -A 1 'pointer sees:' "$work/out" | tr -s ' ' | sed 's/ *$/|/' | tr -d '\n')"
printf 'aaa\n' | "$SMALLWORLD" talk "$run" --as=speaker --puzzles=1 >"$work/out" 2>"$work/err"
says out "You see the test beside its target:"
printf 'stop\n' | "$SMALLWORLD" talk "$run" --as=listener --puzzles=1 >"$work/out" 2>"$work/err"
says out 'It sees the test beside its target and says "'
equal "the painter is not shown it before it has stopped" 0 \
    "$(sed '/^edit: /q' "$work/out" | grep -c '^ *test .*target')"

# What is said depends on the answer and not on the demonstrations: of the same test with another target something else is
# said by one of 8 members at least.
cat >"$work/a.json" <<'END'
{"train": [{"input": [[1, 0, 0], [0, 0, 0], [0, 0, 2]], "output": [[2, 0, 0], [0, 0, 0], [0, 0, 2]]}],
 "test": [{"input": [[0, 1, 0], [0, 0, 0], [2, 0, 0]], "output": [[0, 2, 0], [0, 0, 0], [2, 0, 0]]}]}
END
sed 's/\[\[0, 2, 0\], \[0, 0, 0\], \[2, 0, 0\]\]/[[0, 1, 0], [0, 0, 0], [1, 0, 0]]/' "$work/a.json" >"$work/b.json"
sed 's/\[\[1, 0, 0\], \[0, 0, 0\], \[0, 0, 2\]\], "output"/[[2, 2, 0], [0, 0, 0], [0, 1, 2]], "output"/' "$work/a.json" \
    >"$work/c.json"
said() {
    local id

    for id in $(seq 7000 7007); do
        "$SMALLWORLD" replay "$run" --member="$id" --arc="$1" 2>>"$work/said.err" | sed -n 's/.*says \("[a-p]*"\).*/\1/p'
    done
}
said "$work/a.json" >"$work/said.a"
said "$work/b.json" >"$work/said.b"
said "$work/c.json" >"$work/said.c"
equal "all speak" 8 "$(wc -l <"$work/said.a")"
ok "another answer is told in other words" test "$(cat "$work/said.a")" != "$(cat "$work/said.b")"
same "other demonstrations are not" "$work/said.a" "$work/said.c"

# ---- words that come late ----
late=$work/late
ok "words that are two ticks on their way" "$SMALLWORLD" run "$work/tiny.conf" -o "$late" --set language.delay=2
ok "on 2 ranks" "$MPIRUN" -n 2 "$SMALLWORLD" run "$work/tiny.conf" -o "$work/late-2" --set language.delay=2
equal "the same digest" "$(digest "$late")" "$(digest "$work/late-2")"
ok "another than without" test "$(digest "$late")" != "$expected"
ok "members are rebuilt, and live again" "$SMALLWORLD" check "$late"
ok "replay" "$SMALLWORLD" replay "$late"
equal "who paints waits" "tick 1 waits|tick 2 waits|tick 3 hears|" \
    "$(sed -n 's/^\(tick [123]\)  painter sees the test canvas and \([a-z]*\).*/\1 \2/p' "$work/out" | tr '\n' '|')"
exits 2 "too late" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/never" --set language.delay=17
says err "language.delay"

# ---- what it is worth ----
ok "eval" "$SMALLWORLD" eval "$run" --puzzles=60
says out "point: one sees the test and its target and speaks"
equal "no line beyond 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
ok "who sees the demonstrations has to guess" "$SMALLWORLD" eval "$run" --json --puzzles=60 --game=solo
equal "so its ceiling is below all" 1 "$(awk -v c="$(leaf ceiling)" 'BEGIN { print (c > 0 && c < 1) }')"
ok "who sees the answer need not" "$SMALLWORLD" eval "$run" --json --puzzles=60
equal "its ceiling is all" 1 "$(leaf ceiling)"
equal "its game" point-and-paint "$(leaf game)"

# ---- what is held out ----
ok "eval tells what is held out" "$SMALLWORLD" eval "$run" --json --puzzles=80
held=$(leaf held_out.exact)
ok "language --held-out" "$SMALLWORLD" language "$run" --held-out --csv --puzzles=80
cp "$work/out" "$work/csv"
equal "only these rules" "place.bottom.2 place.top.1" "$(sed 1d "$work/csv" | cut -d, -f2 | sort -u | paste -sd' ')"
equal "as many solved as eval counts" "$held" "$(sed 1d "$work/csv" | awk -F, '{ n += $8 } END { printf "%g", n / NR }')"
ok "its measures" "$SMALLWORLD" language "$run" --held-out --measures --puzzles=80
equal "two rules" 2 "$(leaf rules)"
ok "its dialogues" "$SMALLWORLD" language "$run" --held-out --transcripts --puzzles=2
equal "of these puzzles" "puzzle 0: $(sed -n 2p "$work/csv" | cut -d, -f2)" "$(grep -m 1 '^puzzle' "$work/out")"
exits 2 "with --dialects" "$SMALLWORLD" language "$run" --held-out --dialects
says err "--held-out cannot be combined with --dialects or --every"
# Of six rules one is held out: a message of any puzzle is right in one of five, or, of what is held out, always.
ok "rules of which one alone is right" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/six" --stop-at=1 \
    --set worlds.laws=replace --set worlds.colours=3 --set worlds.hold_out=replace.1.2
ok "a guess" "$SMALLWORLD" language "$work/six" --measures --puzzles=50
equal "is among the five" 0.200 "$(printf %.3f "$(leaf chance)")"
ok "a guess of the others" "$SMALLWORLD" language "$work/six" --measures --puzzles=50 --held-out
equal "is always right" 1 "$(leaf chance)"
ok "a guess of eval" "$SMALLWORLD" eval "$work/six" --json --puzzles=50
equal "is among all six" 0.167 "$(printf %.3f "$(leaf chance)")"

ok "a run without" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/open" --stop-at=0 --set worlds.hold_out=
exits 2 "has nothing held out" "$SMALLWORLD" language "$work/open" --held-out
says err "holds no rules out of lives"
finish
