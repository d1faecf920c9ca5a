#!/usr/bin/env bash
# smallworld replay: what it shows is what happened.
. "$(dirname "$0")/../tap.sh"

run=$work/run
cat >"$work/tiny.conf" <<END
[run]
generations = 200
members = 64
[worlds]
laws = mirror
[agent]
$(small_agent)
[phase2]
from = 150
END

games=$("$SMALLWORLD" config --describe=phase1.game | sed -n 's/^takes *one of //p')
refused() {
    local what=$1 sentence=$2

    shift 2
    exits 2 "$what" "$SMALLWORLD" replay "$@"
    equal "it says why" "smallworld: $sentence" "$(cat "$work/err")"
    silent out
}

# matches FILE WHAT PATTERN: passes if a line of the file is like this.
matches() {
    if grep -qE -- "$3" "$1"; then
        pass "$2"
    else
        fail "$2" "no line is like: $3" "$(cat "$1")"
    fi
}

ok "a small run" "$SMALLWORLD" run "$work/tiny.conf" -o "$run"

ok "replay" "$SMALLWORLD" replay "$run"
silent err
equal "who and what" "member 13000 (best) in rule-relay, channel normal
unseen puzzle 0: mirror.x

demonstration 1" "$(head -n 4 "$work/out")"
equal "two demonstrations, each 7 lines" "1 8 9 16" "$(awk '/^demonstration/ { first = NR } /^tick/ { exit }
    /^demonstration 1/ { start = NR } /^demonstration 2/ { print 1, NR - start, NR - start + 1, 2 * (NR - start) }' "$work/out")"
matches "$work/out" "the speaker speaks three letters of sixteen" '^tick 0  speaker sees the demonstrations and says "[a-p]{3}"$'
"$SMALLWORLD" replay "$run" >"$work/relay"
said=$(sed -n 's/^tick 0 .* says "\(.*\)"$/\1/p' "$work/relay")
equal "the listener hears just that" "tick 1  listener sees the test canvas and hears \"$said\"" "$(grep ' hears ' "$work/relay")"
equal "what the teacher would do" "the teacher's edits: select.everything act.mirror.x" "$(tail -n 1 "$work/relay")"
equal "one verdict" 1 "$(grep -cE '^tick [0-9]+  listener (stops|is out of ticks): (exact|not exact, [0-9]+ cells? wrong, progress [0-9]+ %)$' "$work/relay")"
equal "no line beyond 80 columns" "" "$(awk 'length($0) > 80' "$work/relay")"

ok "channel silent" "$SMALLWORLD" replay "$run" --channel=silent
says out "tick 1  listener sees the test canvas and hears nothing"
ok "channel shuffled" "$SMALLWORLD" replay "$run" --channel=shuffled
matches "$work/out" "what is heard was said of another world" '^tick 1  listener sees the test canvas and hears "[a-p]{3}", said of another world$'
"$SMALLWORLD" replay "$run" --channel=shuffled >"$work/shuffled"
other=$("$SMALLWORLD" replay "$run" --puzzle=1 | sed -n 's/^tick 0 .* says "\(.*\)"$/\1/p')
equal "namely of the next" "$other" "$(sed -n 's/.* hears "\(.*\)", said of another world$/\1/p' "$work/shuffled")"
ok "channel self" "$SMALLWORLD" replay "$run" --channel=self
matches "$work/out" "the listener talks to itself" '^tick 0  listener sees the test canvas and says "[a-p]{3}"$'

all=0
# Verdicts of replay and figures of eval are of one mind.
for game in solo rule-relay; do
    solved=0
    for puzzle in $(seq 0 19); do
        "$SMALLWORLD" replay "$run" --game=$game --puzzle="$puzzle" >"$work/life"
        if grep -q ': exact$' "$work/life"; then
            solved=$((solved + 1))
            # The last canvas that was shown equals its target.
            awk '/^        [.1-9]+  +[.1-9]+$/ && NF == 2 { same = same && $1 == $2 } /canvas +target/ { same = 1 }
                END { exit !same }' "$work/life" || echo "$game $puzzle" >>"$work/wrong"
        fi
    done
    "$SMALLWORLD" eval "$run" --json --game=$game --puzzles=20 | awk -f "$SW_SOURCE/tests/json.awk" >"$work/leaves"
    equal "$game: as many exact lives as eval counts" \
        "$(awk -F= '$1 == "exact" { print 20 * $2 }' "$work/leaves")" "$solved"
    all=$((all + solved))
done
ok "some lives are exact, so this says something" test "$all" -gt 0
equal "and their last canvases are the targets" "" "$(cat "$work/wrong" 2>/dev/null)"

ok "the founder, solo" "$SMALLWORLD" replay "$run" --member=founder --game=solo
equal "who" "member 0 (founder) in solo" "$(head -n 1 "$work/out")"
says out "tick 0  solver sees the demonstrations"
ok "by number" "$SMALLWORLD" replay "$run" --member=0 --game=solo
equal "who" "member 0 in solo" "$(head -n 1 "$work/out")"
ok "in colours" "$SMALLWORLD" replay "$run" --format=ansi
matches "$work/out" "24-bit colours" $'\x1b\\[48;2;'
ok "plain" "$SMALLWORLD" replay "$run" --format=plain
same "is what a file gets" "$work/relay" "$work/out"

# ARC files.
cat >"$work/two.json" <<'END'
{"train": [{"input": [[1, 2]], "output": [[2, 1]]}],
 "test": [{"input": [[1, 3]], "output": [[3, 1]]}, {"input": [[4, 0, 5]]}]}
END
ok "a task of two tests" "$SMALLWORLD" replay "$run" --game=solo --arc="$work/two.json"
equal "who and what" "member 13000 (best) in solo
the task in $work/two.json

demonstration 1
  12 -> 21" "$(head -n 5 "$work/out")"
says out "test 1 of 2"
says out "test 2 of 2"
equal "the first is judged, the second cannot be" "2 1" \
    "$(grep -cE '(stops|out of ticks): ' "$work/out") $(grep -c 'the file does not tell the target' "$work/out")"
ok "in relay the listener sees a canvas too" "$SMALLWORLD" replay "$run" --arc="$work/two.json"
says out "listener sees the test canvas and hears"
printf '{"train": [{"input": [[1]]' >"$work/cut.json"
exits 3 "a file that is cut" "$SMALLWORLD" replay "$run" --arc="$work/cut.json"
says err "$work/cut.json: not JSON: line 1"
silent out
exits 1 "a file that is not there" "$SMALLWORLD" replay "$run" --arc="$work/none.json"
says err "$work/none.json"
mkdir "$work/tasks" && cp "$work/two.json" "$work/tasks"
"$SMALLWORLD" worlds --law=mirror --count=3 -o "$work/more" >/dev/null
ok "a run on files" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/files" --set worlds.source="arc:$work/more" \
    --set run.generations=2 --set phase2.from=1
ok "its puzzles" "$SMALLWORLD" replay "$work/files" --puzzle=5
says out "puzzle 5 of the run's own files"
refused "beyond them" "there is no puzzle 6; the files of this run make puzzles 0 to 5" "$work/files" --puzzle=6

# What is refused.
refused "no run" "say which run: the folder given to run -o (see smallworld replay --help)"
refused "two runs" "there is a second run, \"b\" (see smallworld replay --help)" a b
refused "a puzzle and a file" "give --puzzle or --arc, not both (see smallworld replay --help)" "$run" --puzzle=1 --arc=x
refused "one world to shuffle" "a shuffled channel needs another world, and --arc is a single one; give --puzzle (see smallworld replay --help)" \
    "$run" --arc=x --channel=shuffled
refused "a puzzle that is none" "--puzzle=-1 is not a whole number from 0 to 9223372036854775807 (see smallworld replay --help)" "$run" --puzzle=-1
refused "a format that is none" "--format=arc is none of ansi, plain (see smallworld replay --help)" "$run" --format=arc
refused "a game that is none" "--game=go is none of $games (see smallworld replay --help)" "$run" --game=go
refused "a member that never lived" "there is no member 13001 in this run; its members are 0 to 13000" "$run" --member=13001
exits 1 "a folder that is not there" "$SMALLWORLD" replay "$work/nothing"
says err "$work/nothing holds no run"
finish
