#!/usr/bin/env bash
# smallworld solve --policy: a genome from a file proposes programs; the same from either format;
# what is no policy is refused; without one nothing is another.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/small_policy.sh
. "$SW_SOURCE/tests/small_policy.sh"

cd "$work" || exit 1
sw() { "$SMALLWORLD" "$@"; }
small_policy
cat >tasks/count.json <<'EOS'
{"train": [{"input": [[1, 1, 0], [0, 0, 0], [0, 0, 2]], "output": [[7, 7, 7, 7]]},
           {"input": [[0, 3, 0], [0, 0, 0], [0, 0, 0]], "output": [[7, 0, 0, 7]]}],
 "test": [{"input": [[0, 0, 0], [2, 0, 0], [0, 0, 2]]}]}
EOS

ok "a run" sw run run.conf -o run
ok "its best as a file" sw export run best -o policy.safetensors
ok "and as another" sw export run best -o policy.npz

ok "without a policy" sw solve tasks --json --budget=300
grep '"answers"' out >plain

equal "nobody thinks" 0 "$(grep -c thought out)"
ok "with one" sw solve tasks --json --budget=300 --policy=policy.safetensors --thoughts=400
grep '"answers"' out >first
sed -n 's/.*"task": "across".*"stages": \([0-9]*\),.*"thought": \([0-9]*\),.*/\1 \2/p' out >across
read -r stages thought <across
equal "of a task that it solves no stage is begun" 0 "$stages"
equal "by one of its thoughts" yes "$([ "$thought" -ge 1 ] && [ "$thought" -le 400 ] && echo yes)"
says out '"task": "across", "right": [1]'
says out '"proposed": 1, "thought_out": 1'
says out '"task": "count", "right": [0]'
equal "one that it does not solve is searched" 1 \
    "$(grep -c '"task": "count".*"stages": [1-9].*"thought": 0,' out)"
ok "in the other format" sw solve tasks --json --budget=300 --policy=policy.npz --thoughts=400
grep '"answers"' out >second
same "it is the same policy" first second
ok "in words" sw solve tasks/across.json --policy=policy.npz --thoughts=400
says out "a program of the policy fits 1 task, and ends the search of 1"
says out "answer 1: right"
ok "with one thought" sw solve tasks --json --budget=300 --policy=policy.npz --thoughts=1
says out '"thoughts": 2, "proposed": 1, "thought_out": 1'
ok "without again" sw solve tasks --json --budget=300
grep '"answers"' out >again
same "the answers are as before" plain again

exits 1 "no such file" sw solve tasks --policy=none.npz
says err "none.npz"
echo '{"train": []}' >text.npz
exits 2 "a file of another kind" sw solve tasks --policy=text.npz
says err "text.npz: it is neither an npz nor a safetensors file"
head -c 3000 policy.safetensors >cut.safetensors
exits 2 "half a file" sw solve tasks --policy=cut.safetensors
says err "cut.safetensors: "
ok "a run of few laws" sw run run.conf -o few --set agent.edits=taught --set run.generations=2
ok "as a file" sw export few best -o few.npz
exits 2 "is no policy" sw solve tasks --policy=few.npz
says err "worlds.laws = all, worlds.colours = 9 and worlds.compose = 2"
ok "a run of all laws, two in a row" sw run run.conf -o all --set agent.edits=taught \
    --set run.generations=2 --set worlds.laws=all --set worlds.compose=2
ok "as a file" sw export all best -o all.npz
ok "is one" sw solve tasks --json --budget=300 --policy=all.npz
says out '"thoughts"'
exits 2 "no thoughts at all" sw solve tasks --policy=policy.npz --thoughts=0
exits 2 "thoughts without a policy" sw solve tasks --thoughts=3
says err "give --policy=FILE as well"

finish
