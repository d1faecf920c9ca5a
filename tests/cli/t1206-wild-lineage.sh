#!/usr/bin/env bash
# smallworld lineage of a run of the wild: lines of descent, everyone, the tree of the living and the summary, beside
# what the chronicle says, counted here by other means; parts of a run; and what is refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/wild.conf" <<END
[wild]
$(small_wild)
ticks = 1200
report = 100
END
run=$work/run
ok "a run" "$SMALLWORLD" wild "$work/wild.conf" -o "$run"
ok "its chronicle" "$SMALLWORLD" wild "$run" --chronicle
cp "$work/out" "$work/chronicle"

# who TICK: id and parent of all that were born before it, and whether they live then.
who() {
    awk -F, -v until="$1" '
        NR == 1 || $2 >= until { next }
        $1 == "death" { dead[$3] = 1; next }
        { id[++count] = $3; parent[$3] = $1 == "birth" ? $6 : 0; born[$3] = $2 }
        END { for (i = 1; i <= count; i++) print id[i], parent[id[i]], born[id[i]], !(id[i] in dead) }' "$work/chronicle"
}
who 1000000 >"$work/who"
living=$(awk '$4' "$work/who" | wc -l | tr -d ' ')

ok "everyone" "$SMALLWORLD" lineage "$run" --all --format=csv
silent err
equal "by the names of the standard" "id,ancestor_list,origin_time,destruction_time" \
    "$(head -n 1 "$work/out" | cut -d, -f1-4)"
tr -d '"[]' <"$work/out" | awk -F, 'NR > 1 { print $1, ($2 == "none" ? 0 : $2), $3, $4 == "inf" }' >"$work/all"
same "as the chronicle has them" "$work/who" "$work/all"
equal "who was eaten was eaten by somebody" "" \
    "$(awk -F, 'NR > 1 && ($9 == "eaten") != ($11 != "")' "$work/out")"

# The line of the last born who lives, walked here over the chronicle.
line() {
    awk -v at="$1" '{ parent[$1] = $2 } END { for (; at; at = parent[at]) print at }' "$work/who"
}
last=$(awk '$4 { last = $1 } END { print last }' "$work/who")
ok "the line of the last born" "$SMALLWORLD" lineage "$run"
equal "leads to an arrival" "$(line "$last")" "$(awk 'NR > 1 { print $1 }' "$work/out")"
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
equal "which is its end" arrival "$(awk 'END { print $2 }' "$work/out")"
middle=$(awk 'END { print int(NR / 2) }' "$work/who")
ok "another line" "$SMALLWORLD" lineage "$run" "$middle" --format=json
equal "as JSON" "$(line "$middle")" "$(grep -o '"id": [0-9]*' "$work/out" | cut -d' ' -f2)"
leaves "which is JSON"
ok "as a digraph" "$SMALLWORLD" lineage "$run" "$middle" --format=dot
equal "with an arrow for each birth" "$(($(line "$middle" | wc -l) - 1))" "$(grep -c -- '->' "$work/out")"

# The tree of the living: who lives, arrivals, and who has two lines of the living below.
awk '
    { id[NR] = $1; parent[$1] = $2; born[$1] = $3; alive[$1] = $4 }
    END {
        for (i = NR; i > 0; i--)
            if (alive[id[i]] || lines[id[i]])
                lines[parent[id[i]]]++
        for (i = 1; i <= NR; i++) {
            at = id[i]
            up = parent[at] ? near[parent[at]] : 0
            near[at] = up
            if (alive[at] || lines[at] > 1 || (lines[at] && !parent[at])) {
                print at, up, born[at]
                near[at] = at
            }
        }
    }' "$work/who" >"$work/kept"
ok "the tree of the living" "$SMALLWORLD" lineage "$run" --pruned --format=csv
tr -d '"[]' <"$work/out" | awk -F, 'NR > 1 { print $1, ($2 == "none" ? 0 : $2), $3 }' >"$work/pruned"
same "has the ancestors of the living and nobody else" "$work/kept" "$work/pruned"
ok "as Newick" "$SMALLWORLD" lineage "$run" --pruned
equal "with all of them" "$(cut -d' ' -f1 "$work/kept" | sort -n)" \
    "$(grep -oE '[0-9]+(:[0-9]+)?' "$work/out" | cut -d: -f1 | sort -n | uniq)"
equal "and as many brackets as end" "$(tr -cd '(' <"$work/out" | wc -c)" "$(tr -cd ')' <"$work/out" | wc -c)"
lengths() {
    grep -oE ':[0-9]+' "$work/out" | tr -d ':' | awk '{ sum += $1 } END { print sum + 0 }'
}
equal "branches are as long" "$(awk '{ born[$1] = $3; if ($2) sum += $3 - born[$2] } END { print sum }' "$work/kept")" \
    "$(lengths)"

ok "the summary" "$SMALLWORLD" lineage "$run" --summary
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
says out "The $living that are alive"
ok "by page" "$SMALLWORLD" lineage "$run" --summary --format=csv
founders() {
    awk '{ top[$1] = $2 ? top[$2] : $1; if ($4) count[top[$1]]++ } END { for (at in count) print at, count[at] }' \
        "$work/$1" | sort -n
}
equal "families in the end" "$(founders who)" "$(awk -F, '$1 == 1200 { print $2, $3 }' "$work/out" | sort -n)"
who 600 >"$work/half"
equal "and in the middle" "$(founders half)" "$(awk -F, '$1 == 600 { print $2, $3 }' "$work/out" | sort -n)"
equal "shares come to 1" "" "$(awk -F, 'NR > 1 { sum[$1] += $4 } END { for (at in sum) if (sum[at] < 0.999 ||
    sum[at] > 1.001) print at, sum[at] }' "$work/out")"
ok "as JSON" "$SMALLWORLD" lineage "$run" --summary --format=json
leaves "which is JSON"
cp "$work/out" "$work/summary"
# wild --json counts families and looks for the last common ancestor by itself.
ok "the pages" "$SMALLWORLD" wild "$run" --json
equal "families as the pages have them" "$(grep -o '"families": [0-9]*' "$work/out" | cut -d' ' -f2)" \
    "$(grep -oE '"tick": [0-9]+, "bodies": [0-9]+, "founders": [0-9]+' "$work/summary" |
        cut -d' ' -f6)"
equal "and their ancestors" \
    "$(grep -o '"coalescence": [0-9]' "$work/out" | wc -l | tr -d ' ')" \
    "$(grep -o '"common_ancestor_born"' "$work/summary" | wc -l | tr -d ' ')"

# Parts of a run.
ok "up to a tick" "$SMALLWORLD" lineage "$run" --until=600 --all --format=csv
equal "as if it had ended there" "$(awk '{ print $1, $4 }' "$work/half")" \
    "$(awk -F, 'NR > 1 { print $1, $4 == "inf" }' "$work/out")"
ok "from a tick" "$SMALLWORLD" lineage "$run" --since=600 --all --format=csv
equal "who lived then has no parent" "$(awk '$4 { print $1 }' "$work/half")" \
    "$(tr -d '"[]' <"$work/out" | awk -F, 'NR > 1 && $3 < 600 && $2 == "none" { print $1 }')"
equal "and nobody else of before is there" "" \
    "$(tr -d '"[]' <"$work/out" | awk -F, 'NR > 1 && $3 < 600 && $2 != "none"')"
ok "and its summary" "$SMALLWORLD" lineage "$run" --since=600 --summary
says out "ancestor"

exits 2 "no such body" "$SMALLWORLD" lineage "$run" 1000000
says err "bodies are numbered from 1 to"
exits 2 "a name" "$SMALLWORLD" lineage "$run" best
says err "give the number of a body"
exits 2 "no scores" "$SMALLWORLD" lineage "$run" --examine
says err "--examine is for members that are scored"
exits 2 "a summary as a tree" "$SMALLWORLD" lineage "$run" --summary --format=newick
says err "for a tree give --pruned"
exits 2 "no page" "$SMALLWORLD" lineage "$run" --since=1250 --summary
says err "no page of the run ends between"
finish
