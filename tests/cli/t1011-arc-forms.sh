#!/usr/bin/env bash
# Forms of ARC files, in every command that reads them; what is no task, what cannot be read, what is no file.
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
pair() {
    printf '{"input": [[%s, 0], [0, 0]], "output": [[0, %s], [0, 0]]}' "$1" "$1"
}
one="{\"train\": [$(pair 1), $(pair 2)], \"test\": [{\"input\": [[3, 0], [0, 0]]}]}"
two="{\"train\": [$(pair 4), $(pair 5)], \"test\": [$(pair 6)]}"
mkdir forms
printf '%s' "$one" >forms/one.json
printf '{"a1": %s, "b2": %s}' "$one" "$two" >forms/keys.json
printf '{"train": {"a1": %s}, "eval": {"b2": %s}}' "$one" "$two" >forms/groups.json
printf '[%s, %s, %s]' "$(pair 1)" "$(pair 2)" "$(pair 3)" >forms/list.json
printf '{"a1": %s, "b2": %s}' "$one" "$two" >forms/x_challenges.json
printf '{"a1": [[[0, 3], [0, 0]]], "b2": [[[0, 6], [0, 0]]]}' >forms/x_solutions.json
printf '\357\273\277%s' "$one" >forms/marked.json
printf '{"train": [%s], "test": [%s]}' "$(for i in {1..64}; do [ "$i" = 1 ] || printf ', '; pair $((i % 9 + 1)); done)" "$(pair 3)" >forms/long.json

printf '[run]\ngenerations = 1\nmembers = 4\n[agent]\nfeatures = 16\nhidden = 16\nmemory = 16\nexperts = 1\n[worlds]\nsource = arc:forms\n' >tiny.conf

# The keys of a submission, and tests that the file tells.
while read -r name keys known; do
    ok "solve $name" "$SMALLWORLD" solve --budget=100 --json --submission=s.json "forms/$name.json"
    silent err
    says out "\"known\": $known, \"top1\": $known"
    equal "the submission's keys" "$keys" "$(grep -o '"[^"]*": \[{' s.json | cut -d'"' -f2 | paste -sd,)"
    ok "worlds --hash" "$SMALLWORLD" worlds --hash "forms/$name.json"
    equal "has a line a task" "$(tr -cd , <<<"$keys," | wc -c)" "$(wc -l <out)"
    ok "worlds" "$SMALLWORLD" worlds --count=1 --set worlds.source="arc:forms/$name.json"
    silent err
    ok "run --dry-run" "$SMALLWORLD" run tiny.conf --dry-run -o run --set worlds.source="arc:forms/$name.json"
    silent err
    ok "film info" "$SMALLWORLD" film info "forms/$name.json"
    ok "film encode" "$SMALLWORLD" film encode "forms/$name.json" -o x.film
done <<'END'
one one 0
keys a1,b2 1
groups a1,b2 1
list list 1
x_challenges a1,b2 2
marked marked 0
long long 1
END
ok "a task from a FIFO" "$SMALLWORLD" solve --budget=100 --json <(printf '%s' "$one")
ok "tasks from a FIFO" "$SMALLWORLD" solve --budget=100 --json <(cat forms/keys.json)
says out '"tasks": 2'
ok "one task of a list on its own" "$SMALLWORLD" edits --run="select.organisms act.slide.right" --file=forms/list.json
exits 3 "but not of several" "$SMALLWORLD" edits --run="select.organisms" --file=forms/keys.json
says err "forms/keys.json holds 2 tasks, and one is needed here"
exits 3 "solutions alone" "$SMALLWORLD" solve forms/x_solutions.json
says err "these are solutions without tasks; name the file of the challenges"
# Solutions that tell of some tasks only.
mkdir some
cp forms/x_challenges.json some
printf '{"b2": [[[0, 6], [0, 0]]]}' >some/x_solutions.json
for command in "solve --budget=100 --json some/x_challenges.json" \
    "worlds --count=1 --set worlds.source=arc:some/x_challenges.json"; do
    # shellcheck disable=SC2086 # several words
    ok "${command%% *} with solutions of one of two tasks" "$SMALLWORLD" $command
    says err '1 of 2 tasks has no answer in the solutions beside it, such as some/x_challenges.json: "a1"'
done
printf '{"a1": %s, "b2": %s, "c3": %s}' "$one" "$two" "$one" >some/x_challenges.json
ok "solutions of none of two" "$SMALLWORLD" solve --budget=100 some/x_challenges.json
says err '2 of 3 tasks have no answer in the solutions beside them, such as some/x_challenges.json: "a1"'
printf '{"a1": %s, "b2": %s}' "$one" "{\"train\": [$(pair 4), $(pair 5)], \"test\": [$(pair 6)]}" >some/x_challenges.json
printf '{"a1": [[[0, 3], [0, 0]]]}' >some/x_solutions.json
ok "an answer that stands in the task is none that lacks" "$SMALLWORLD" solve --budget=100 some/x_challenges.json
silent err

exits 3 "UTF-16" "$SMALLWORLD" solve <(printf '\377\376{\0')
says err "is a text in UTF-16; convert it to UTF-8"
printf '[run]\n' | sed 's/./&\x0/g' >wide.conf
exits 2 "a config in UTF-16" "$SMALLWORLD" run wide.conf -o run
says err "wide.conf is a text in UTF-16; convert it to UTF-8"

# In a folder every file is one task; the others are told in one line, all of them if one asks.
ok "a folder" "$SMALLWORLD" solve --budget=100 --json --submission=s.json forms
says out '"tasks": 4, "unreadable": 4'
equal "one line" 1 "$(wc -l <err)"
says err "4 of 8 files are used; 4 are left out, such as forms/groups.json: it holds tasks under keys; name the file itself to take them"
SMALLWORLD_LOG=debug ok "each of them" "$SMALLWORLD" solve --budget=100 --json forms
equal "is told" 4 "$(grep -c 'it is left out' err)"

# A run tells the same as its dry run, once.
for file in 1 2 3 4 5 6 7 8 9; do
    echo "no task" >"forms/bad$file.json"
done
ok "a dry run" "$SMALLWORLD" run tiny.conf -o run --dry-run
cp err dry
equal "one line" 1 "$(wc -l <dry)"
says err "4 of 17 files are used; 13 are left out, such as forms/bad1.json: not JSON"
ok "a run" "$SMALLWORLD" run tiny.conf -o run
equal "the same line" "$(cat dry)" "$(grep 'files are used' err)"
ok "eval" "$SMALLWORLD" eval run --arc=forms --arc=forms/keys.json --json
says out '"tasks": 2'
equal "a line for the run's own, and one for the folder" 2 "$(grep -c 'files are used' err)"
ok "replay of a list" "$SMALLWORLD" replay run --arc=forms/list.json

# Nothing to solve: an old submission stays.
mkdir none
cp forms/bad1.json forms/bad2.json none
echo '{"old": 1}' >s.json
exits 1 "none of the files is a task" "$SMALLWORLD" solve --submission=s.json none
says err "none of the 2 files is a task that can be used, such as none/bad1.json: not JSON"
equal "the old submission" '{"old": 1}' "$(cat s.json)"
exits 3 "nor this one" "$SMALLWORLD" solve --submission=s.json none/bad1.json
equal "the old submission" '{"old": 1}' "$(cat s.json)"

# Two tasks of one key are refused before the work.
mkdir other
cp forms/keys.json other/one.json
echo "$two" >other/a1.json
exits 2 "two files of one name" "$SMALLWORLD" solve --submission=s.json forms/one.json other/../forms/one.json
says err "both hold a task \"one\""
exits 2 "a key and a file's name" "$SMALLWORLD" solve --submission=s.json other/a1.json forms/keys.json
says err "other/a1.json and forms/keys.json both hold a task \"a1\""
silent out
equal "the old submission" '{"old": 1}' "$(cat s.json)"
ok "without a submission they are solved" "$SMALLWORLD" solve --budget=100 --json other/a1.json forms/keys.json

# An answer that is not found is said, in words, in JSON and of the submission.
printf '{"train": [{"input": [[1, 2], [3, 4]], "output": [[7, 1, 9, 4]]}, {"input": [[5, 6], [7, 8]], "output": [[2]]}], "test": [{"input": [[1]]}, {"input": [[2]]}]}' \
    >odd.json
ok "no answer" "$SMALLWORLD" solve --budget=20 --submission=s.json odd.json forms/one.json
says out "test, no answer"
says out "2 tasks, 3 tests, 2 without an answer"
says err "the submission has no answer to 2 of 3 tests, the first of them in odd; [[0]] stands for each"
equal "the form holds" '{"odd": [{"attempt_1": [[0]], "attempt_2": [[0]]}, {"attempt_1": [[0]], "attempt_2": [[0]]}], "one": [{"attempt_1": [[0, 3], [0, 0]], ' \
    "$(grep -o '^.*"one": \[{"attempt_1": \[\[0, 3\], \[0, 0\]\], ' s.json)"
ok "in JSON" "$SMALLWORLD" solve --budget=20 --json odd.json
says out '"unanswered": [1, 2]'
says out '"unanswered": 2'
silent err
equal "one task, two tests" "1 task, 2 tests, 2 without an answer" "$("$SMALLWORLD" solve --budget=20 odd.json | grep '^1 task')"

# What is no regular file is passed over in a folder, and what cannot be read ends the command.
mkdir mixed
cp forms/one.json mixed
mkfifo mixed/pipe.json mixed/pipe.film mixed/pipe.txt
for command in "solve --budget=100 mixed" "worlds --hash mixed" "film info mixed" \
    "worlds --count=1 --set worlds.source=arc:mixed" "run tiny.conf --dry-run -o new --set worlds.source=arc:mixed" \
    "eval run --arc=mixed"; do
    read -ra words <<<"$command"
    exits 0 "$command beside a FIFO" timeout 60 "$SMALLWORLD" "${words[@]}"
    says err "no regular file"
done
rm mixed/pipe.*
ln -s nowhere mixed/gone.json
for command in "solve --budget=100 mixed" "worlds --hash mixed" "film info mixed" \
    "worlds --count=1 --set worlds.source=arc:mixed" "run tiny.conf --dry-run -o new --set worlds.source=arc:mixed" \
    "run tiny.conf -o new --set worlds.source=arc:mixed" "eval run --arc=mixed"; do
    read -ra words <<<"$command"
    exits 1 "$command with a file that cannot be read" "$SMALLWORLD" "${words[@]}"
    says err "cannot open mixed/gone.json: No such file or directory"
done
finish
