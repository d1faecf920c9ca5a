#!/usr/bin/env bash
# smallworld solve: answers in words and JSON, submissions, budgets, files that hold no task.
. "$(dirname "$0")/../tap.sh"

refused() {
    local what=$1 sentence=$2

    shift 2
    exits 2 "$what" "$SMALLWORLD" solve "$@"
    equal "it says why" "smallworld: $sentence" "$(cat "$work/err")"
    silent out
}

mkdir "$work/tasks"
# Mirrored left-right; two tests, the second without an answer.
cat >"$work/tasks/mirror.json" <<'END'
{"train": [{"input": [[1, 2, 0], [3, 0, 0]], "output": [[0, 2, 1], [0, 0, 3]]},
           {"input": [[0, 0, 4], [0, 5, 5]], "output": [[4, 0, 0], [5, 5, 0]]}],
 "test": [{"input": [[6, 7, 0], [0, 8, 0]], "output": [[0, 7, 6], [0, 8, 0]]}, {"input": [[1, 0, 0]]}]}
END
# The same, but the file tells a wrong answer: it must not be followed.
sed 's/"output": \[\[0, 7, 6\]/"output": [[9, 9, 9]/' "$work/tasks/mirror.json" >"$work/tasks/wrong.json"

ok "one task" "$SMALLWORLD" solve "$work/tasks/mirror.json"
silent err
says out "select.everything act.mirror.x"
says out "answer 1: right"
says out "1 of 1 test, 0, 0, 0 of 0 whole tasks"
says out ".76"
ok "as JSON" "$SMALLWORLD" solve --json "$work/tasks/mirror.json"
equal "two lines" 2 "$(wc -l <"$work/out")"
says out '"task": "mirror", "right": [1, 0]'
says out '"program": "select.everything act.mirror.x"'
says out '"different": [2, 2], "place": [1, 0], "found": 2, "fitting": 1'
says out '"demonstrations": 2, "says": [1, 1]'
says out '"demonstrations": 1, "says": [2, 2]'
says out '"tasks": 1, "unreadable": 0, "tests": 2, "known": 1, "top1": 1, "top2": 1, "top3": 1'
sed '$d' "$work/out" >"$work/first"
ok "options may follow" "$SMALLWORLD" solve "$work/tasks/mirror.json" --json
sed '$d' "$work/out" >"$work/second"
same "the same answers twice" "$work/first" "$work/second"

ok "a folder, and a submission" "$SMALLWORLD" solve "$work/tasks" --json --submission="$work/submission.json"
equal "a line for each task, and one for all" "mirror wrong" \
    "$(sed -n 's/^{"task": "\([a-z]*\)".*/\1/p' "$work/out" | xargs)"
says out '"task": "wrong", "right": [0, 0]'
grep -h '"answers"' "$work/out" | sed 's/.*"answers"/"answers"/' | sort -u >"$work/answers"
equal "what a file tells of its tests changes no answer" 1 "$(wc -l <"$work/answers")"
equal "the submission" '{"mirror": [{"attempt_1": [[0, 7, 6], [0, 8, 0]], "attempt_2": [[' \
    "$(cut -c1-65 "$work/submission.json")"
equal "attempts" 8 "$(grep -o '"attempt_[12]": \[\[' "$work/submission.json" | wc -l)"

ok "one stage" "$SMALLWORLD" solve --json --stages=1 "$work/tasks/mirror.json"
says out '"stopped": [1, 0, 0, 0]'
exits 2 "no stage" "$SMALLWORLD" solve --stages=0 "$work/tasks/mirror.json"
ok "a small budget" "$SMALLWORLD" solve --json --budget=20 "$work/tasks/mirror.json"
applications=$(sed -n '1s/.*"applications": \([0-9]*\).*/\1/p' "$work/out")
ok "is kept" test "$applications" -le 20
ok "without turns" "$SMALLWORLD" solve --json --budget=600 --without=turn,rule "$work/tasks/mirror.json"
exits 1 "no program has one" grep -q '"select.everything act.mirror.x"' "$work/out"
ok "not even a table" test "$(grep -c '"table"' "$work/out")" -eq 0

# Every cell becomes n by n, n being the number of colours. One of the demonstrations has one colour: its target is its canvas.
demonstration() {
    printf '{"input": [[1, 2, 2], [2, 1, 1], [1, 1, 2]], "output": [[1, 1, 2, 2, 2, 2], [1, 1, 2, 2, 2, 2], [2, 2, 1, 1, 1, 1],
        [2, 2, 1, 1, 1, 1], [1, 1, 1, 1, 2, 2], [1, 1, 1, 1, 2, 2]]}\n'
    printf '{"input": [[4, 5, 6], [6, 4, 4]], "output": [[4, 4, 4, 5, 5, 5, 6, 6, 6], [4, 4, 4, 5, 5, 5, 6, 6, 6], [4, 4, 4, 5, 5, 5, 6, 6, 6],
        [6, 6, 6, 4, 4, 4, 4, 4, 4], [6, 6, 6, 4, 4, 4, 4, 4, 4], [6, 6, 6, 4, 4, 4, 4, 4, 4]]}\n'
}
kept='{"input": [[3, 3, 3], [3, 3, 3]], "output": [[3, 3, 3], [3, 3, 3]]}'
task_of() { # the demonstrations, one JSON object behind the other
    printf '{"train": ['
    tr -d '\n' | sed 's/}{/}, {/g'
    printf '], "test": [{"input": [[7, 8], [9, 1]], "output": [[7, 7, 7, 7, 8, 8, 8, 8], [7, 7, 7, 7, 8, 8, 8, 8], [7, 7, 7, 7, 8, 8, 8, 8],
        [7, 7, 7, 7, 8, 8, 8, 8], [9, 9, 9, 9, 1, 1, 1, 1], [9, 9, 9, 9, 1, 1, 1, 1], [9, 9, 9, 9, 1, 1, 1, 1], [9, 9, 9, 9, 1, 1, 1, 1]]}]}\n'
}
mkdir "$work/kept"
demonstration | task_of >"$work/kept/without.json"
{ demonstration && echo "$kept"; } | task_of >"$work/kept/last.json"
{ echo "$kept" && demonstration; } | task_of >"$work/kept/first.json"
ok "a demonstration whose target is its canvas" "$SMALLWORLD" solve --json "$work/kept"
equal "takes no answer away" 3 "$(grep -c '"right": \[1\]' "$work/out")"
says out '"tests": 3, "known": 3, "top1": 3'

# The families that docs/solving.md lists are those of the table.
listed=$(sed -n '/^`--without` takes/,$p' "$SW_SOURCE/docs/solving.md" | tr -d '\n' | sed 's/.*families: //' | grep -o '`[a-z]*`' | tr -d '`')
equal "families in docs/solving.md" \
    "$({ sed -n 's/^    {"\([a-z]*\)", [012], .*/\1/p' "$SW_SOURCE/src/search/operations_table.c" | awk '!s[$0]++'; echo law; } | xargs)" \
    "$(echo "$listed" | xargs)"
ok "and each can be left out" "$SMALLWORLD" solve --budget=20 --without="$(echo "$listed" | xargs | tr ' ' ,)" "$work/tasks/mirror.json"

# Two columns are to be one: answers abound.
printf '{"train": [{"input": [[1, 1]], "output": [[1]]}], "test": [{"input": [[1, 2]], "output": [[2]]}]}' >"$work/halved.json"
ok "many answers" "$SMALLWORLD" solve --json "$work/halved.json"
equal "of which three are attempts" 3 "$(grep -o '"rank"' "$work/out" | wc -l)"
ok "can be listed" "$SMALLWORLD" solve --json --answers=64 "$work/halved.json"
cp "$work/out" "$work/listed"
found=$(sed -n '1s/.*"found": \([0-9]*\).*/\1/p' "$work/listed")
equal "all of them" "$found" "$(grep -o '"rank"' "$work/listed" | wc -l)"
place=$(sed -n '1s/.*"place": \[\([0-9]*\)\].*/\1/p' "$work/listed")
ok "the right one has its place" test "$place" -gt 0
ok "which an answer makes" grep -q '"says": \['"$place"'\]' "$work/listed"
refused "answers without JSON" "--answers has no effect without --json: give --json as well (see smallworld solve --help)" \
    --answers=3 "$work/tasks"
refused "no task" "which tasks? Give a file or a folder (see smallworld solve --help)"
refused "an unknown part" "--without=fly: there is no such part; give cover, rule, guide or a family of operations (docs/solving.md lists them) (see smallworld solve --help)" \
    --without=fly "$work/tasks"
exits 2 "a budget that is none" "$SMALLWORLD" solve --budget=x "$work/tasks"
exits 1 "a folder that is not there" "$SMALLWORLD" solve "$work/nowhere"
mkdir "$work/empty"
exits 1 "a folder without tasks" "$SMALLWORLD" solve "$work/empty"
says err "there is no .json file below"
exits 1 "a submission that cannot be written" "$SMALLWORLD" solve --submission="$work/nowhere/x" "$work/tasks/mirror.json"
silent out # it is said before the work

# Files that are no tasks: alone an error, among others a warning.
mkdir "$work/hostile"
printf '{"train": [' >"$work/hostile/cut.json"
printf '{"train": [{"input": [[1, 2], [3]], "output": [[1]]}], "test": [{"input": [[1]]}]}' >"$work/hostile/ragged.json"
printf '{"train": [{"input": [[11]], "output": [[1]]}], "test": [{"input": [[1]]}]}' >"$work/hostile/colour.json"
printf '{"train": [], "test": []}' >"$work/hostile/none.json"
: >"$work/hostile/nothing.json"
noise 3000 7 >"$work/hostile/noise.json"
for file in "$work"/hostile/*.json; do
    exits 3 "${file##*/} is no task" "$SMALLWORLD" solve "$file"
    silent out
done
cp "$work/tasks/mirror.json" "$work/hostile/task.json"
ok "the one task among them" "$SMALLWORLD" solve --json "$work/hostile"
says out '"tasks": 1, "unreadable": 6'
equal "one warning for all" 1 "$(wc -l <"$work/err")"
says err "1 of 7 files is used; 6 are left out, such as $work/hostile/"
for copy in 1 2 3 4 5 6 7; do
    : >"$work/hostile/more$copy.json"
done
ok "or seven more" "$SMALLWORLD" solve --json "$work/hostile"
says out '"tasks": 1, "unreadable": 13'
equal "still one warning" 1 "$(wc -l <"$work/err")"
says err "1 of 14 files is used; 13 are left out, such as $work/hostile/"

# A task of one cell, a task whose answer is its input, and the largest.
printf '{"train": [{"input": [[1]], "output": [[1]]}], "test": [{"input": [[2]]}]}' >"$work/one.json"
ok "one cell" "$SMALLWORLD" solve --json --budget=3000 "$work/one.json"
awk 'BEGIN {
    srand(3)
    printf "{\"train\": ["
    for (pair = 0; pair < 3; pair++) {
        printf "%s{\"input\": ", (pair > 0 ? ", " : "")
        for (part = 0; part < 2; part++) {
            printf "%s[", (part > 0 ? ", \"output\": " : "")
            for (y = 0; y < 30; y++) {
                printf "%s[", (y > 0 ? ", " : "")
                for (x = 0; x < 30; x++)
                    printf "%s%d", (x > 0 ? ", " : ""), int(10 * rand())
                printf "]"
            }
            printf "]"
        }
        printf "}"
    }
    printf "], \"test\": [{\"input\": [[1, 2]]}]}\n"
}' >"$work/large.json"
ok "noise of 30x30" "$SMALLWORLD" solve --json --budget=3000 "$work/large.json"
says out '"found": 0'
finish
