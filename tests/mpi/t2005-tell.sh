#!/usr/bin/env bash
# What inspect, lineage, check and bench tell of a small run.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<END
[run]
generations = 10
members = 72
islands = 2
keyframe_every = 4
[agent]
$(small_agent)
[life]
worlds = 4
[migration]
every = 3
[phase2]
from = 6
[output]
progress_every = 3600
END

# Everything that prints JSON prints JSON: one value, or with "lines" one a line.
json() {
    local line

    if [ $# -eq 0 ]; then
        awk -f "$SW_SOURCE/tests/json.awk" "$work/out" >/dev/null 2>>"$work/err"
        return
    fi
    while read -r line; do
        printf '%s\n' "$line" | awk -f "$SW_SOURCE/tests/json.awk" >/dev/null 2>>"$work/err" || return 1
    done <"$work/out"
}

ok "a run" "$SMALLWORLD" run "$work/run.conf" -o "$work/run"
ok "and one without recombination" "$SMALLWORLD" run "$work/run.conf" -o "$work/other" \
    --set selection.scheme=truncation --set selection.pressure=0.9

# ---- inspect ----
ok "inspect of a run" "$SMALLWORLD" inspect "$work/run"
silent err
says out "10 of 10 done"
says out "recombination"
says out "bytes per birth"
equal "no line of it is wider than a terminal" "" "$(awk 'length > 80' "$work/out")"
equal "a sentence goes on below" "pressure means       members ranked below this share weigh nothing; above it
                     weight grows with rank (near 0: plain centred ranks)" \
    "$(grep -A 1 "^pressure means" "$work/out")"
equal "has a row for each phase" "1 0 solo likelihood solo
2 6 rule-relay likelihood language" \
    "$(awk '$1 == "phase" { on = 1 } on && $1 ~ /^[0-9]+$/ && NF > 8 { print $1, $2, $3, $4, $5 }' \
        "$work/out" | head -2)"
equal "tells of every generation once" 10 \
    "$(awk '$1 ~ /^[0-9]+-[0-9]+$/ { split($1, at, "-"); n += at[2] - at[1] + 1 } END { print n }' \
        "$work/out")"
says out "that is, here        71 of 72 members weigh something"
says out "all islands: best is that of the best island"
says out "#: the mean, between the lowest and the highest"
says out "Each island in generations 9 to 9:"
equal "and of each island apart" "0 1" "$(awk '$1 == "island" { on = 1 } on && /^ *[0-9]/ { print $1 }' "$work/out" | tr '\n' ' ' |
    sed 's/ $//')"
ok "every generation of each island" "$SMALLWORLD" inspect "$work/run" --full
equal "has a line" 20 "$(awk 'on && NF == 7 { n++ } $1 == "generation" { on = 1 } END { print n }' "$work/out")"
equal "no line of it is wider than a terminal" "" "$(awk 'length > 80' "$work/out")"
ok "the same for programs" "$SMALLWORLD" inspect "$work/run" --json --full
if json; then pass "is JSON"; else fail "is JSON" "$(cat "$work/out")"; fi
equal "has them, too" 20 "$(grep -o '"generation": [0-9]*, "island": ' "$work/out" | grep -c .)"
says out '"course_samples": 32, "course_islands": 2'
ok "the same for programs" "$SMALLWORLD" inspect "$work/run" --json
if json; then pass "is JSON"; else fail "is JSON" "$(cat "$work/out")"; fi
says out '"generations": 10, "generations_wanted": 10, "islands": 2, "members": 72'
says out '"births": 1440'
says out '"islands_apart": [{"island": 0, "from": 9, "until": 10, "best": '
equal "both islands" 2 "$(grep -o '"best_id": ' "$work/out" | grep -c .)"
best=$(sed -n 's/.*"best": \([0-9]*\),.*/\1/p' "$work/out")

# Ids: 2 founders, then (72 + 1) places for each generation and island.
ok "inspect of a child" "$SMALLWORLD" inspect "$work/run" $((2 + 73 * (2 * 3 + 1) + 40))
says out "generation 3, island 1, slot 40"
says out "touches sight, thought"
says out "strength +"
says out "rank"
says out "of 72"
says out "no offspring"
ok "its antithesis" "$SMALLWORLD" inspect "$work/run" $((2 + 73 * (2 * 3 + 1) + 41))
says out "strength -"
ok "inspect of a recombined parent" "$SMALLWORLD" inspect "$work/run" $((2 + 73 * 7 + 72))
says out "made from that generation's children"
says out "parent of"
ok "inspect of a founder" "$SMALLWORLD" inspect "$work/run" founder
says out "founder of island 0"
says out "parent of 3 litters, 72 children, in generation 0"
ok "inspect of the best" "$SMALLWORLD" inspect "$work/run" best
equal "is who the run says it is" "member $best" "$(head -1 "$work/out")"
for id in founder best 100 "$best"; do
    ok "inspect of $id for programs" "$SMALLWORLD" inspect "$work/run" "$id" --json
    if json; then pass "is JSON"; else fail "is JSON" "$(cat "$work/out")"; fi
done
equal "every tensor is told" 21 "$(grep -o '"largest"' "$work/out" | grep -c .)"
wrong=
for generation in 0 1 5 9; do
    for island in 0 1; do
        for slot in 0 31 71; do
            id=$((2 + 73 * (2 * generation + island) + slot))
            "$SMALLWORLD" inspect "$work/other" $id >"$work/out" 2>"$work/err" ||
                wrong="$wrong member $id;"
            grep -q "generation $generation, island $island, slot $slot" "$work/out" ||
                wrong="$wrong place of $id;"
        done
    done
done
for id in founder best 100 $((2 + 73 * 7 + 72)) $((2 + 73 * 7 + 40)); do
    for run in run other; do
        "$SMALLWORLD" inspect "$work/$run" "$id" 2>/dev/null | awk 'length > 80' >>"$work/wide"
    done
done
wide=$(cat "$work/wide")
equal "no line of a member is wider than a terminal" "" "$wide"
equal "any member of any generation is told" "" "$wrong"
ok "an elite is told" "$SMALLWORLD" inspect "$work/other" $((2 + 73 * 4))
says out "clone of member"
exits 2 "a place that stays empty without recombination" \
    "$SMALLWORLD" inspect "$work/other" $((2 + 73 * 4 + 72))
says err "no member"

# ---- lineage ----
ok "lineage of the best" "$SMALLWORLD" lineage "$work/run"
equal "begins with it" "$best" "$(awk '$1 ~ /^[0-9]+$/ { print $1; exit }' "$work/out")"
ok "as csv" "$SMALLWORLD" lineage "$work/run" --format=csv
equal "has the standard's columns" "id,ancestor_list,origin_time,destruction_time" \
    "$(head -1 "$work/out" | cut -d, -f1-4)"
equal "a line for each generation and the founder" 12 "$(grep -c . "$work/out")"
equal "each of which names the next" "" \
    "$(tail -n +2 "$work/out" | tr -d '"[]' | awk -F, '
        NR > 1 && $1 != parent { print "not " $1 } { parent = $2 }
        END { if (parent != "none") print "no founder" }')"
ok "as json" "$SMALLWORLD" lineage "$work/run" --format=json
if json; then pass "is JSON"; else fail "is JSON" "$(cat "$work/out")"; fi
for run in run other; do
    ok "everyone of $run as csv" "$SMALLWORLD" lineage "$work/$run" --all --format=csv
    if [ $run = run ]; then everyone=$((2 + 2 * 10 * 73)); else everyone=$((2 + 2 * 10 * 72)); fi
    equal "is $everyone lines" "$everyone" "$(tail -n +2 "$work/out" | grep -c .)"
    equal "every ancestor stands before" "" \
        "$(tail -n +2 "$work/out" | tr -d '"[]' |
            awk -F, '$2 != "none" && !($2 in seen) { print $1 } { seen[$1] = 1 }')"
done
ok "everyone as newick" "$SMALLWORLD" lineage "$work/other" --all --format=newick
equal "closes what it opens" "$(tr -cd '(' <"$work/out" | wc -c)" "$(tr -cd ')' <"$work/out" | wc -c)"
equal "is a tree for each founder" 2 "$(tr -cd ';' <"$work/out" | wc -c)"
ok "as dot" "$SMALLWORLD" lineage "$work/run" --format=dot
says out "digraph"
ok "of a founder" "$SMALLWORLD" lineage "$work/run" founder --format=csv
equal "is one line" 2 "$(grep -c . "$work/out")"
exits 2 "--all of one member is refused" "$SMALLWORLD" lineage "$work/run" 3 --all

# ---- check ----
ok "check for people" "$SMALLWORLD" check "$work/run"
says out "all is well"
says out "64 members; 3 generations lived again"
ok "check that only reads" "$SMALLWORLD" check "$work/run" --quick

# ---- bench ----
ok "bench of one figure" "$SMALLWORLD" bench world.label --json
equal "is one object" 1 "$(grep -c '"name": "world.label", "value": .*, "unit": "us"' "$work/out")"
ok "bench of a group" "$SMALLWORLD" bench world --json
equal "is an object a line" 10 "$(grep -c '^{.*}$' "$work/out")"
if json lines; then pass "each of them JSON"; else fail "each of them JSON" "$(cat "$work/out")"; fi
exits 2 "a figure that there is not" "$SMALLWORLD" bench world.lable
says err 'did you mean "world.label"'
# Of the group exchange those figures that are counted, not timed.
ok "bench on 2 ranks" "$MPIRUN" -n 2 "$SMALLWORLD" bench exchange.solo --json
equal "a score a member, four bytes, to one other rank, and 16 bytes of control a rank" \
    '{"name": "exchange.solo", "value": 1056, "unit": "bytes"}' "$(cat "$work/out")"
ok "bench on 2 ranks of a speaker" "$MPIRUN" -n 2 "$SMALLWORLD" bench exchange.relay --json
equal "says what they sent" 2 "$(grep -c '"name": "exchange.relay.*"unit": "bytes"' "$work/out")"

finish
