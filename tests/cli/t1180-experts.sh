#!/usr/bin/env bash
# keeping.way = experts: each set of laws opens an expert, those before are held; one digest on 1 to 3 ranks, after
# a stop and a kill; a genome file knows who may think.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cd "$work" || exit 1
small_experts </dev/null

same_on_ranks "a run that opens an expert for each set of laws" 6 2 3
same_when_killed
each_changes keeping.prototypes=9 keeping.way=nothing

ok "inspect" "$SMALLWORLD" inspect run
says out "number 3 of 3 is taught, 2 frozen, 0 not opened"

# ---- what is held stays: champions are the experts of the last parent ----

# part FILE ARRAY [BYTES]: the first bytes of an array.
part() {
    local header at

    header=$(od -An -tu8 -N8 "$1" | tr -d ' ')
    read -r -a at < <(tail -c +9 "$1" | head -c "$header" | jq -r --arg a "$2" '.[$a].data_offsets | @tsv')
    tail -c +$((9 + header + at[0])) "$1" | head -c "${3:-$((at[1] - at[0]))}"
}

# 66 numbers a generation, 33 of an island, the last of them its parent: of island 0 after generations 3, 7 and 11.
for id in 232 496 760; do
    ok "parent $id is exported" "$SMALLWORLD" export run "$id" -o "$id.safetensors"
done
for held in "232 sight.table" "232 thought.0" "232 thought.0.bias" "232 edit.head 1024" "232 gate 256" \
    "496 thought.1" "496 edit.head 2048" "496 gate 512"; do
    read -r id array bytes <<<"$held"
    part "$id.safetensors" "$array" ${bytes:+"$bytes"} >before
    part 760.safetensors "$array" ${bytes:+"$bytes"} >after
    same "$array of parent $id is held to the end" before after
done
part 232.safetensors thought.1 >before
part 760.safetensors thought.1 >after
equal "and what was opened later is not" no "$(cmp -s before after && echo yes || echo no)"
gate=$((8 + $(od -An -tu8 -N8 760.safetensors) + $(tail -c +9 760.safetensors | head -c "$(($(od -An -tu8 -N8 760.safetensors)))" | jq '.gate.data_offsets[0]')))
cp 760.safetensors hole.safetensors
dd if=/dev/zero of=hole.safetensors bs=1 seek=$((gate + 256)) count=256 conv=notrunc 2>err
exits 2 "a gate with a hole" "$SMALLWORLD" run run.conf -o wrong --founder=hole.safetensors
says err "expert 2 has no prototypes while a later one has"


ok "keeping tells of it" "$SMALLWORLD" keeping run --puzzles=24
says out "stage 3, generations 8-11: hollow,outline"
ok "a genome that grows is exported" "$SMALLWORLD" export run best -o last.npz
"$SMALLWORLD" run run.conf -o plain --set agent.edits=all --set keeping.way=nothing --set run.generations=2 >out 2>err
ok "one that does not grow is exported" "$SMALLWORLD" export plain best -o plain.npz
exits 2 "and begins none that grows" "$SMALLWORLD" run run.conf -o wrong --founder=plain.npz --set agent.edits=all
says err "an array that these agents have no weights for"
cat >task.json <<'TASK'
{"train": [{"input": [[1, 2, 0], [3, 0, 0]], "output": [[0, 2, 1], [0, 0, 3]]},
           {"input": [[0, 0, 4], [0, 5, 5]], "output": [[4, 0, 0], [5, 5, 0]]}],
 "test": [{"input": [[6, 7, 0], [0, 8, 0]], "output": [[0, 7, 6], [0, 8, 0]]}]}
TASK
"$SMALLWORLD" run run.conf -o all --set agent.edits=all --set run.generations=2 >out 2>err
"$SMALLWORLD" export all best -o all.npz
ok "it proposes programs for tasks" "$SMALLWORLD" solve task.json --policy=all.npz --thoughts=10 --budget=300
one=(--set agent.edits=all --set events.1= --set events.1= --set run.generations=2)
ok "and begins another run, whose laws open one more expert" "$SMALLWORLD" run run.conf -o again --founder=all.npz "${one[@]}"
ok "check of it" "$SMALLWORLD" check again
exits 2 "experts are left for all laws" "$SMALLWORLD" run run.conf -o full --founder=all.npz --set agent.edits=all
says err "1 of its 3 experts are taught, and island 0 of the run may come to 3 stages"
exits 2 "and for all laws of a branch" "$SMALLWORLD" run --from=again -o more --set run.generations=12 \
    --set "events.1=at 4 set worlds.laws fill" --set "events.2=when best > 2 set worlds.laws hollow"
says err "1 of its 3 experts are taught, and island 0 of the run may come to 3 stages"
ok "a branch that has enough of them" "$SMALLWORLD" run --from=again -o enough --set run.generations=6 \
    --set "events.1=at 3 set worlds.laws fill"
ok "check of it" "$SMALLWORLD" check enough

# ---- what is refused, and what has no effect ----

exits 2 "more sets of laws than experts" "$SMALLWORLD" run run.conf --dry-run --set agent.experts=2
says err "may come to 3 stages, more than agent.experts = 2"
exits 2 "more with an event that waits" "$SMALLWORLD" run run.conf --dry-run --set "events.3=when best > 2 set worlds.laws push"
says err "may come to 4 stages, more than agent.experts = 3"
exits 2 "laws that come again" "$SMALLWORLD" run run.conf --dry-run --set agent.experts=2 \
    --set "events.2=at 8 set worlds.laws gravity,mirror"
says err "laws that come again begin a stage"
exits 2 "on one island alone" "$SMALLWORLD" run run.conf --dry-run --set "events.3=at 9 set worlds.laws push on island 1"
says err "island 1 may come to 4 stages"
exits 2 "tasks of files change nothing of that" "$SMALLWORLD" run run.conf --dry-run --set worlds.source=arc:task.json --set agent.experts=2
says err "may come to 3 stages"
exits 2 "parents that migrate" "$SMALLWORLD" run run.conf --dry-run --set migration.every=7
says err "set migration.every = 0"
for event in "at 3 cull islands 0.5" "every 2 migrate all" "when best > 2 migrate all"; do
    exits 2 "an event: $event" "$SMALLWORLD" run run.conf --dry-run --set "events.3=$event"
    says err "nobody may take the place of a parent"
done
exits 2 "memory that cannot be shared out" "$SMALLWORLD" run run.conf --dry-run --set agent.memory=32
says err "are not multiples of 3 experts"
exits 2 "nobody learns" "$SMALLWORLD" run run.conf --dry-run --set learning.rule=none
says err "set learning.rule = mirror"
exits 2 "no parent" "$SMALLWORLD" run run.conf --dry-run --set selection.scheme=truncation
says err "take recombination"
exits 2 "a language" "$SMALLWORLD" run run.conf --dry-run --set phase1.game=rule-relay
says err "keeps who edits and no language"
exits 2 "a language that an event begins" "$SMALLWORLD" run run.conf --dry-run --set phase2.game=rule-relay --set "events.3=at 4 phase 2"
says err "phase2 plays rule-relay"
exits 2 "whole genomes that mutate" "$SMALLWORLD" run run.conf --dry-run --set families.every=4
says err "set families.every = 0"
"$SMALLWORLD" run run.conf --dry-run --set keeping.way=nothing --set keeping.prototypes=9 >out 2>err
says out "keeping.prototypes has no effect here"
finish
