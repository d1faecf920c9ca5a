#!/usr/bin/env bash
# keeping.eye = own: each expert has features of its own; one digest on 1 to 3 ranks, after a stop and a kill; a genome
# file knows whose the features are.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cd "$work" || exit 1
small_experts <<'END'
eye = own
END

same_on_ranks "a run whose experts have eyes of their own" 6 2 3
same_when_killed
each_changes keeping.eye=shared agent.features=32

ok "inspect" "$SMALLWORLD" inspect run
says out "0 not opened; own eyes"

# ---- what is held stays: the columns of each eye in the table ----

# columns FILE FIRST LAST: these of the 48 columns of sight.table.
columns() {
    local header at

    header=$(od -An -tu8 -N8 "$1" | tr -d ' ')
    read -r -a at < <(tail -c +9 "$1" | head -c "$header" | jq -r '.["sight.table"].data_offsets | @tsv')
    tail -c +$((9 + header + at[0])) "$1" | head -c "$((at[1] - at[0]))" | od -An -v -tx4 -w192 |
        awk -v first="$2" -v last="$3" '{ for (i = first; i <= last; i++) printf "%s ", $i; print "" }'
}

# 66 numbers a generation, 33 of an island, the last of them its parent: of island 0 after generations 3, 7 and 11.
for id in 232 496 760; do
    ok "parent $id is exported" "$SMALLWORLD" export run "$id" -o "$id.safetensors"
done
for held in "232 1 16 yes" "232 17 32 no" "496 17 32 yes" "496 33 48 no"; do
    read -r id first last stays <<<"$held"
    columns "$id.safetensors" "$first" "$last" >before
    columns 760.safetensors "$first" "$last" >after
    equal "columns $first to $last of parent $id are held: $stays" "$stays" "$(cmp -s before after && echo yes || echo no)"
done

ok "keeping tells of it" "$SMALLWORLD" keeping run --puzzles=24
says out "stage 3, generations 8-11: hollow,outline"
one=(--set events.1= --set events.1= --set run.generations=2)
ok "one generation of experts" "$SMALLWORLD" run run.conf -o first "${one[@]}"
ok "is exported" "$SMALLWORLD" export first best -o first.npz
ok "and begins another run, whose laws open one more expert" "$SMALLWORLD" run run.conf -o again --founder=first.npz "${one[@]}"
ok "check of it" "$SMALLWORLD" check again
exits 2 "it begins none whose experts share an eye" "$SMALLWORLD" run run.conf -o wrong --founder=first.npz "${one[@]}" \
    --set keeping.eye=shared --set agent.features=48
says err "an array that these agents have no weights for"

# ---- what is refused, and what has no effect ----

exits 2 "features of all eyes are at most 256" "$SMALLWORLD" run run.conf --dry-run --set agent.features=64 \
    --set agent.experts=6
says err "features of all eyes is 384"
"$SMALLWORLD" run run.conf --dry-run --set keeping.way=nothing --set keeping.prototypes=128 >out 2>err
says out "keeping.eye has no effect here"
# Laws that never change: experts and eyes of their own still are another genome.
ok "without events" "$SMALLWORLD" run run.conf --dry-run --set events.1= --set events.1=
equal "way and eye are not called idle" 0 "$(cat out err | grep -cE 'keeping\.(way|eye) has no effect')"
ok "one expert" "$SMALLWORLD" run run.conf --dry-run --set events.1= --set events.1= \
    --set agent.experts=1
says out "keeping.eye has no effect here, because with agent.experts = 1"
ok "replay is idle" "$SMALLWORLD" run run.conf --dry-run --set events.1= --set events.1= --set keeping.way=replay
says out "keeping.way has no effect here, because no event sets worlds.laws"
finish
