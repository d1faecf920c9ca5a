#!/usr/bin/env bash
# Laws taught in turn: every way of keeping gives one digest on 1 to 4 ranks and after stops, everybody is made
# again, and `keeping` says what eval says.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cd "$work" || exit 1
cat >run.conf <<EOF
[run]
generations = 18
members = 32
islands = 2
keyframe_every = 5
[worlds]
laws = gravity,mirror
[agent]
$(small_agent)
[life]
worlds = 5
[learning]
rule = mirror
puzzles = 33
step = 32
times = 1
[migration]
every = 7
[phase2]
from = -1
[events]
at 6 set worlds.laws fill
at 12 set worlds.laws hollow,outline
EOF

# ---- every way: ranks, stops, everybody made again ----

go 1 nothing
all=$(digest nothing)
ranks=2
for way in replay anchor importance; do
    go 1 "$way" --set "keeping.way=$way" --set keeping.share=0.3
    ok "a run with keeping.way = $way is sound" "$SMALLWORLD" check "$way"
    want=$(digest "$way")
    case $all in
    *"$want"*) fail "keeping.way = $way does something" ;;
    *) pass "keeping.way = $way does something" ;;
    esac
    all="$all $want"
    # 8 is between keyframes, in the second stage; 12 is where the third begins.
    go "$ranks" "$way-stopped" --stop-at 8 --set "keeping.way=$way" --set keeping.share=0.3
    go "$((5 - ranks))" "$way-stopped" --resume --stop-at 12 --set "keeping.way=$way" --set keeping.share=0.3
    go "$ranks" "$way-stopped" --resume --set "keeping.way=$way" --set keeping.share=0.3
    equal "$way: $ranks ranks, stopped twice, come to the same" "$want" "$(digest "$way-stopped")"
    ranks=$((ranks + 1))
done
go 1 seeds --set keeping.way=replay --set keeping.share=0.3 --set keeping.seeds=3
case $all in
*"$(digest seeds)"*) fail "few seeds are other puzzles than fresh ones" ;;
*) pass "few seeds are other puzzles than fresh ones" ;;
esac

# ---- before the second stage begins nothing is kept ----

go 1 first --set keeping.way=importance --set run.generations=6
go 1 plain --set run.generations=6
equal "in the first stage there is nothing to keep" \
    "$("$SMALLWORLD" lineage plain --examine --puzzles=10 --format=csv)" \
    "$("$SMALLWORLD" lineage first --examine --puzzles=10 --format=csv)"

# ---- the command ----

ok "keeping tells of a run" "$SMALLWORLD" keeping anchor --puzzles=24
says out "stage 2, generations 6-11: fill"
says out "WC-ACC"
"$SMALLWORLD" keeping anchor --puzzles=24 --every=4 --csv >table.csv
equal "examinations every 4 generations and where stages end, of 3 sets" 22 "$(wc -l <table.csv | tr -d ' ')"
equal "stages end where laws change" "6 12 18" "$(awk -F, '$4 == 1 && $5 == 1 { printf s $1; s = " " }' table.csv)"
"$SMALLWORLD" keeping replay --like=anchor --puzzles=24 --json >whole.json
mean=$("$SMALLWORLD" keeping nothing --puzzles=24 --csv |
    awk -F, '$1 == 18 && $4 == 1 { sum += $NF; n++ } END { printf "%.3f", sum / n }')
said=$("$SMALLWORLD" keeping nothing --puzzles=24 --json |
    awk '/"parent"/ { inside = 1 } inside && /"acc"/ { gsub(/[^0-9.e-]/, "", $2); printf "%.3f", $2; exit }')
equal "ACC is the mean of the last row" "$mean" "$said"

# Two rules that are learned at once, and begin to be forgotten: as eval has it, whose worlds are the config's.
cat >two.conf <<'EOF'
[run]
generations = 16
members = 32
keyframe_every = 5
[worlds]
laws = gravity.down,hollow
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 2
[learning]
rule = mirror
puzzles = 64
times = 2
[phase2]
from = -1
[events]
at 10 set worlds.laws mirror
EOF
ok "a run of two rules" "$SMALLWORLD" run two.conf -o two
"$SMALLWORLD" keeping two --puzzles=40 --csv >table.csv
for generation in 10 16; do
    id=$(awk -F, -v at="$generation" '$1 == at && $5 == 1 { print $2 }' table.csv)
    awk -F, -v at="$generation" '$1 == at && $5 == 1 { printf "%.4f\n", $NF }' table.csv >said
    "$SMALLWORLD" eval two --member="$id" --puzzles=40 --json |
        grep -o '"exact": *[0-9.e-]*' | head -n 1 | awk '{ printf "%.4f\n", $2 }' >examined
    same "keeping says of member $id what eval says" examined said
    cat said >>shares
done
equal "what was learned is partly forgotten" yes "$(awk '{ s[NR] = $1 } END { print (s[1] > s[2] && s[2] > 0 ? "yes" : "no") }' shares)"

# ---- what is forgotten, and what nobody can know ----

# A puzzle of the first set may have another answer by a rule of the second.
ok "a run of laws that look alike" "$SMALLWORLD" run two.conf -o alike --set run.generations=2 --set learning.rule=none \
    --set worlds.laws=recolour --set "events.1=at 1 set worlds.laws replace,swap,like"
ok "keeping of it" "$SMALLWORLD" keeping alike --puzzles=100 --json
clear=$(leaf clear.puzzles.0)
equal "most puzzles of the first set are clear, and some are not" yes \
    "$([ "$clear" -gt 60 ] && [ "$clear" -lt 100 ] && echo yes)"
equal "in its own stage each has one answer" 1 "$(leaf reasoner.share.0.0)"
equal "later a perfect reasoner has to guess, and loses as much" "yes" \
    "$(awk -v least="$clear" -v later="$(leaf reasoner.share.1.0)" -v bwt="$(leaf reasoner.bwt)" 'BEGIN {
        print (later < 1 && later > least / 100 && bwt - (later - 1) < 1e-9 && (later - 1) - bwt < 1e-9) ? "yes" : later " " bwt }')"
"$SMALLWORLD" keeping alike --puzzles=20 >out
says out "perfect reasoner"
says out "parent, clear puzzles"
equal "within 80 columns" "" "$(awk 'length($0) > 80' out)"

# ---- what is refused, and what has no effect ----

exits 2 "learned weights are not pulled where others are inherited" "$SMALLWORLD" run run.conf --dry-run \
    --set keeping.way=anchor --set learning.inheritance=baldwin
says err "use lamarck"
exits 2 "a share above 1 is refused" "$SMALLWORLD" run run.conf --dry-run --set keeping.share=1.5
exits 2 "an island that is not there is named" "$SMALLWORLD" keeping anchor --island=2
says err "its islands are 0 to 1"
"$SMALLWORLD" run run.conf --dry-run --set keeping.strength=1 >out 2>err
says out "keeping.strength has no effect here"
"$SMALLWORLD" run run.conf --dry-run --set keeping.way=replay --set events.1= --set events.1= >out 2>err
says out "keeping.way has no effect here"
finish
