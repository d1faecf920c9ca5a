#!/usr/bin/env bash
# smallworld eval: its JSON, its tables, ARC files, and what it refuses.
. "$(dirname "$0")/../tap.sh"

run=$work/run
small=(--set run.members=16 --set agent.features=16 --set agent.hidden=16 --set agent.memory=16
    --set agent.experts=2 --set life.worlds=4 --set 'worlds.laws=mirror,gravity')
cat >"$work/tiny.conf" <<'END'
[run]
generations = 4
[phase2]
from = 2
END

games=$("$SMALLWORLD" config --describe=phase1.game | sed -n 's/^takes *one of //p')
refused() {
    local what=$1 sentence=$2

    shift 2
    exits 2 "$what" "$SMALLWORLD" eval "$@"
    equal "it says why" "smallworld: $sentence" "$(cat "$work/err")"
    silent out
}

ok "a small run" "$SMALLWORLD" run "$work/tiny.conf" -o "$run" "${small[@]}"

# JSON.
ok "eval --json" "$SMALLWORLD" eval "$run" --json
silent err
leaves "one JSON object"
equal "its keys" \
    "member game channel puzzles seed exact progress chance ceiling distinct_messages sight_runs hearing_runs speak_from scheme source generations run run_seed" \
    "$(sed -n 's/^\([a-z_]*\)=.*/\1/p' "$work/leaves" | tr '\n' ' ' | sed 's/ $//')"
equal "a law's keys" "law puzzles exact progress chance ceiling" \
    "$(sed -n 's/^laws\.0\.\([a-z_]*\)=.*/\1/p' "$work/leaves" | tr '\n' ' ' | sed 's/ $//')"
equal "a meaning's keys" "meaning puzzles exact progress chance ceiling" \
    "$(sed -n 's/^meanings\.0\.\([a-z_]*\)=.*/\1/p' "$work/leaves" | tr '\n' ' ' | sed 's/ $//')"
equal "game of the last phase, channel, puzzles, seed" "rule-relay normal 1000 1" \
    "$(leaf game) $(leaf channel) $(leaf puzzles) $(leaf seed)"
equal "the best is the last parent" 68 "$(leaf member)"
equal "gravity and mirror, in the order of the law table" "gravity mirror 2" \
    "$(leaf laws.0.law) $(leaf laws.1.law) $(leaf laws.count)"
equal "six meanings" 6 "$(leaf meanings.count)"
equal "discriminating demonstrations leave nothing open" 1 "$(leaf ceiling)"
# Laws and meanings add up to all.
for list in laws meanings; do
    equal "$list add up" "ok" "$(awk -F= -v list="$list" '
        $1 == "puzzles" { puzzles = $2 }
        $1 == "exact" { exact = $2 }
        index($1, list ".") == 1 && $1 ~ /\.puzzles$/ { count = $2; counts += $2 }
        index($1, list ".") == 1 && $1 ~ /\.exact$/ { sum += $2 * count }
        END { print (counts == puzzles && sum - exact * puzzles < 1e-6 && exact * puzzles - sum < 1e-6) ? "ok" : counts " " sum }' "$work/leaves")"
done
cp "$work/out" "$work/best"
ok "--member=best is the default" "$SMALLWORLD" eval "$run" --json --member=best
same "the same object, byte for byte" "$work/best" "$work/out"
ok "by number" "$SMALLWORLD" eval "$run" --json --member=68
same "the same object" "$work/best" "$work/out"
ok "game and channel by name" "$SMALLWORLD" eval "$run" --json --game=rule-relay --channel=normal
same "the same object" "$work/best" "$work/out"
ok "the founder" "$SMALLWORLD" eval "$run" --json --member=founder --game=solo --puzzles=37 --seed=5
leaves "one JSON object"
equal "what was asked for" "0 solo normal 37 5 0 37" \
    "$(leaf member) $(leaf game) $(leaf channel) $(leaf puzzles) $(leaf seed) $(leaf distinct_messages) $(leaf sight_runs)"
equal "hearing slept" 0 "$(leaf hearing_runs)"
for channel in silent shuffled self; do
    ok "channel $channel" "$SMALLWORLD" eval "$run" --json --channel=$channel --puzzles=10
    leaves "one JSON object"
    equal "it is told" "$channel" "$(leaf channel)"
done
ok "every member that lived" "$SMALLWORLD" eval "$run" --json --member=17 --puzzles=5
leaves "one JSON object"
equal "the first parent that was made" 17 "$(leaf member)"

# Tables.
ok "the demonstration" "$SMALLWORLD" eval "$run" --puzzles=60
silent err
cp "$work/out" "$work/table"
equal "no line beyond 80 columns but for paths" "" \
    "$(awk -v run="$run" 'length($0) > 80 && !index($0, run)' "$work/table")"
equal "its head" "4 of 4 generations, 64 members born (recombination)
exact on 60 unseen puzzles (seed 1), in percent
founder is member 0, best is member 68" "$(head -n 3 "$work/table")"
equal "its titles" "law chance ceiling founder best founder best founder best" \
    "$(sed -n 6p "$work/table" | tr -s ' ')"
equal "its rows" "gravity mirror all" "$(awk '/^(gravity|mirror|all) .*[0-9]\.[0-9]$/ && NF == 9 { print $1 }' "$work/table" | tr '\n' ' ' | sed 's/ $//')"
equal "every ceiling is 100" "100.0 100.0 100.0" "$(awk 'NF == 9 && /[0-9]\.[0-9]$/ { print $3 }' "$work/table" | tr '\n' ' ' | sed 's/ $//')"
ok "how many messages" grep -qE '^The best spoke [0-9]+ different messages of 4,096 possible ones' "$work/table"
says_in() {
    if grep -qF -- "$1" "$work/table"; then
        pass "the table says: $1"
    else
        fail "the table says: $1" "$(cat "$work/table")"
    fi
}
says_in "layer (language.speak_from = hidden)."
if grep -qF "Try next" "$work/table"; then
    fail "what to try next is not among what was found"
else
    pass "what to try next is not among what was found"
fi
# A terminal is told; script has one.
if command -v script >/dev/null; then
    script -qec "'$SMALLWORLD' eval '$run' --puzzles=2" /dev/null </dev/null | tr -d '\r' >"$work/next"
    equal "a terminal is told where the run is" 1 "$(grep -cxF "The run is in $run. Try next:" "$work/next")"
    equal "three commands" "replay lineage inspect" "$(sed -n "s|^  $SMALLWORLD \([a-z]*\) .*|\1|p" "$work/next" | tr '\n' ' ' | sed 's/ $//')"
    # The commands that it names work.
    while read -r line; do
        ok "it works: ${line#"$SMALLWORLD" }" bash -c "$line"
    done < <(sed -n "s|^  \($SMALLWORLD .*\)|\1|p" "$work/next")
else
    skip "a terminal is told what to try next" "there is no script(1)"
fi
# The JSON of one run is told from another's.
ok "JSON" "$SMALLWORLD" eval "$run" --json --puzzles=1 --seed=7
leaves "one JSON object"
equal "its run, and the seeds of run and puzzles" "$run 1 7" "$(leaf run) $(leaf run_seed) $(leaf seed)"
equal "the settings that set it apart, as they were given" "16 16 mirror,gravity" \
    "$(leaf settings.run.members) $(leaf settings.agent.features) $(leaf settings.worlds.laws)"
# The table and the JSON are of one mind.
ok "the same figure as JSON" "$SMALLWORLD" eval "$run" --json --puzzles=60 --member=founder --game=solo
leaves "one JSON object"
equal "exact of the founder, solo" "$(awk '$1 == "all" { print $4 }' "$work/table")" \
    "$(leaf exact | awk '{ printf "%.1f", 100 * $1 }')"
ok "the same of shuffled" "$SMALLWORLD" eval "$run" --json --puzzles=60 --channel=shuffled
leaves "one JSON object"
equal "exact of the best, shuffled" "$(awk '$1 == "all" { print $9 }' "$work/table")" \
    "$(leaf exact | awk '{ printf "%.1f", 100 * $1 }')"
ok "one member" "$SMALLWORLD" eval "$run" --puzzles=60 --member=founder
equal "its head" "member 0 (founder) in rule-relay, channel normal:
60 unseen puzzles (seed 1), in percent" "$(head -n 2 "$work/out")"
equal "its titles" "law puzzles exact progress chance ceiling" "$(sed -n 4p "$work/out" | tr -s ' ')"
equal "no line beyond 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
ok "a channel where nobody speaks" "$SMALLWORLD" eval "$run" --puzzles=6 --game=solo --channel=silent
equal "is remarked" "smallworld: warning: in solo nobody speaks, so --channel changes nothing; --game=rule-relay has a channel" "$(cat "$work/err")"
ok "a run that only played solo" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/solo" "${small[@]}" \
    --set phase2.from=-1
ok "its table" "$SMALLWORLD" eval "$work/solo" --puzzles=30
equal "has no relay" "law chance ceiling founder best" "$(sed -n 6p "$work/out" | tr -s ' ')"
exits 1 "nor talks of it" grep -q relay "$work/out"

# ARC files: written by us, broken by us.
"$SMALLWORLD" worlds --law=mirror --count=12 -o "$work/tasks" >/dev/null
wide=$(awk 'BEGIN { for (i = 0; i < 31; i++) printf "%s0", (i > 0 ? "," : "") }' </dev/null)
printf '{"train":[{"input":[[1]],"output":[[2]]}],"test":[{"input":[[%s]],"output":[[1]]}]}' "$wide" >"$work/tasks/wide.json"
printf '{"train":[{"input":[[1]],"output":[[2]]}],"test":[{"input":[[1' >"$work/tasks/cut.json"
head -c 200000 /dev/zero | tr '\0' '[' >"$work/tasks/deep.json"
printf '{"name":"x","train":[{"input":[[1]],"output":[[2]]}],"test":[{"input":[[1]]},{"input":[[3]],"output":[[4]]}]}' >"$work/tasks/more.json"
mkdir "$work/none"
ok "ARC" "$SMALLWORLD" eval "$run" --json --game=solo --puzzles=20 --arc="$work/tasks" --arc="$work/none" \
    --arc="$work/tasks/more.json"
leaves "one JSON object"
equal "a path's keys" "path tasks outputs solved_outputs solved_tasks refused unknown progress" \
    "$(sed -n 's/^arc\.0\.\([a-z_]*\)=.*/\1/p' "$work/leaves" | tr '\n' ' ' | sed 's/ $//')"
equal "three paths" "3 $work/tasks" "$(leaf arc.count) $(leaf arc.0.path)"
equal "what became of the files" "13 13 3 1" \
    "$(leaf arc.0.tasks) $(leaf arc.0.outputs) $(leaf arc.0.refused) $(leaf arc.0.unknown)"
equal "an empty folder" "0 0 null" "$(leaf arc.1.tasks) $(leaf arc.1.refused) $(leaf arc.1.progress)"
equal "one file" "1 1" "$(leaf arc.2.tasks) $(leaf arc.2.outputs)"
equal "and the run's own worlds" 20 "$(leaf puzzles)"
equal "one line tells of all that was refused" 1 "$(grep -c '^smallworld: warning: ' "$work/err")"
says err "13 of 16 files are used; 3 are left out, such as $work/tasks/cut.json: not JSON"
SMALLWORLD_LOG=debug ok "each is told if one asks" "$SMALLWORLD" eval "$run" --json --puzzles=0 --arc="$work/tasks"
equal "a sentence for each" "cut.json deep.json wide.json" \
    "$(sed -n 's/^.*tasks\/\([a-z.]*\): .*; it is left out$/\1/p' "$work/err" | tr '\n' ' ' | sed 's/ $//')"
says err "the grid is 31x1 (width x height) and 30x30 is the largest that fits"
ok "as a table, without the run's own worlds" "$SMALLWORLD" eval "$run" --puzzles=0 --arc="$work/tasks" --game=solo
equal "its titles" "path tasks solved outputs solved % progress refused" "$(sed -n 4p "$work/out" | tr -s ' ')"
equal "no line beyond 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
ok "under the demonstration" "$SMALLWORLD" eval "$run" --puzzles=30 --arc="$work/tasks"
says out "ARC tasks, one answer to each test, by"
ok "--puzzles=0 as JSON" "$SMALLWORLD" eval "$run" --json --puzzles=0 --arc="$work/tasks"
leaves "one JSON object"
equal "what was not examined is null" "0 null null null null 0 0" \
    "$(leaf puzzles) $(leaf exact) $(leaf progress) $(leaf chance) $(leaf ceiling) $(leaf laws.count) $(leaf meanings.count)"
exits 1 "a path that is not there" "$SMALLWORLD" eval "$run" --arc="$work/nowhere"
says err "$work/nowhere"
silent out
mkdir "$work/useless"
echo '{"no": "task"}' >"$work/useless/a.json"
for path in "$work/none" "$work/useless" "$work/useless/a.json"; do
    exits 1 "nothing in it is a task" "$SMALLWORLD" eval "$run" --puzzles=0 --json --arc="$path"
    says err "--arc names no usable task"
    silent out
done

# A run on files.
rm "$work"/tasks/{wide,cut,deep,more}.json
ok "a run over ARC files" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/files" "${small[@]}" \
    --set worlds.source="arc:$work/tasks"
ok "its table" "$SMALLWORLD" eval "$work/files"
says out "exact on 24 puzzles of the run's own files, in percent"
says out "Lives have met these puzzles"
ok "its JSON" "$SMALLWORLD" eval "$work/files" --json
leaves "one JSON object"
equal "no meanings, no chance, no ceiling" "24 0 0 null null" \
    "$(leaf puzzles) $(leaf laws.count) $(leaf meanings.count) $(leaf chance) $(leaf ceiling)"
mv "$work/tasks" "$work/moved"
exits 1 "its files are gone" "$SMALLWORLD" eval "$work/files"
says err "$work/tasks"
exits 1 "and with --arc it says what to do" "$SMALLWORLD" eval "$work/files" --arc="$work/moved"
says err "--puzzles=0 does without them"
ok "so" "$SMALLWORLD" eval "$work/files" --arc="$work/moved" --puzzles=0 --json
leaves "one JSON object"
equal "12 tasks" 12 "$(leaf arc.0.tasks)"

# While a run goes on.
"$SMALLWORLD" run "$work/tiny.conf" -o "$work/live" "${small[@]}" --set run.generations=1000000 \
    --set output.progress_every=1000 >/dev/null 2>&1 &
writer=$!
can_be_read() {
    "$SMALLWORLD" eval "$work/live" --json --puzzles=1 >"$work/out" 2>"$work/err"
}
if await "$writer" can_be_read; then
    pass "a run that goes on can be read"
else
    fail "a run that goes on can be read" "$(cat "$work/err")"
fi
for turn in 1 2 3; do
    ok "look $turn at a run that goes on" "$SMALLWORLD" eval "$work/live" --json --puzzles=10
    leaves "one JSON object"
done
kill -TERM "$writer"
wait "$writer"
equal "the run itself stopped well" 75 $?

# What is refused.
refused "no run" "say which run: the folder given to run -o (see smallworld eval --help)"
refused "two runs" "there is a second run, \"b\" (see smallworld eval --help)" a b
refused "a game that is none" "--game=chess is none of $games (see smallworld eval --help)" "$run" --game=chess
refused "a channel that is none" "--channel=tv is none of normal, silent, shuffled, self, constant (see smallworld eval --help)" "$run" --channel=tv
refused "no puzzles and no files" "--puzzles=0 is for --arc alone (see smallworld eval --help)" "$run" --puzzles=0
refused "too many puzzles" "--puzzles=99999999999 is not a whole number from 0 to 10000000 (see smallworld eval --help)" "$run" --puzzles=99999999999
refused "a seed that is none" "--seed=1.5 is not a whole number from 0 to 18446744073709551615 (see smallworld eval --help)" "$run" --seed=1.5
refused "an unknown flag" '"--fast" is not understood (see smallworld eval --help)' "$run" --fast
refused "a member that is none" '"worst" is not a member: give an id, best or founder' "$run" --member=worst
refused "a member that never lived" "there is no member 69 in this run; its members are 0 to 68" "$run" --member=69
refused "one world to shuffle" "a shuffled channel needs what was said of another world, and there is only one; give at least two puzzles" "$run" --channel=shuffled --puzzles=1
exits 1 "a folder that is not there" "$SMALLWORLD" eval "$work/nothing"
says err "$work/nothing holds no run"
printf 'junk' >"$work/run/store/data.mdb"
exits 3 "a run that is damaged" "$SMALLWORLD" eval "$run"
silent out
finish
