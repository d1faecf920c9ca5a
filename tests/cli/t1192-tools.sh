#!/usr/bin/env bash
# The game of tools, in which members own edits, and crews of two to four: runs are checked and rebuilt, stopped and killed to
# the same bits; whoever can do a law does it, and nobody does what is another's; a blind guess by turns is the best one.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<END_CONF
[run]
generations = 16
members = 64
islands = 2
keyframe_every = 6
[worlds]
laws = gravity,recolour,mirror,copy
compose = 2
composed = 1
$(small_world)
discriminating = no
[agent]
$(small_agent)
[life]
worlds = 4
[learning]
rule = mirror
hearing = yes
puzzles = 32
[phase1]
game = steps
[phase2]
from = 6
game = tools
evolve = all
END_CONF

same_on_ranks "a run with tools" 11 3
same_when_killed
each_changes phase2.game=crew phase2.channel=silent life.partner=other life.crew=3
ok "three members" "$SMALLWORLD" run "$work/run.conf" -o "$work/three" --set life.crew=3
ok "check of three" "$SMALLWORLD" check "$work/three"

# ---- who does what ----
ok "dialogues" "$SMALLWORLD" language "$run" --transcripts --puzzles=40
cp "$work/out" "$work/dialogues"
equal "A reshapes and never recolours" 0 "$(grep '^A, owner:' "$work/dialogues" | grep -c 'act\.recolour')"
equal "B recolours and never mirrors" 0 "$(grep '^B, owner:' "$work/dialogues" | grep -c 'act\.mirror')"
ok "both edit" bash -c "grep -q '^A, owner: .*act' '$work/dialogues' && grep -q '^B, owner: .*act' '$work/dialogues'"
ok "what they have is said" grep -qx 'A has the tools: move, shape' "$work/dialogues"
ok "of both" grep -qx 'B has the tools: paint, copy' "$work/dialogues"
# The law of each turn says whose it is.
awk '/^puzzle / { split($3, law, ">"); turn = 0 }
     /has the tools/ { turn++; print (law[turn] ~ /^(mirror|gravity)/ ? "A" : "B"), substr($0, 1, 1) }' "$work/dialogues" >"$work/seats"
equal "whoever can do a law does it" 0 "$(awk '$1 != $2' "$work/seats" | wc -l)"
ok "as often as there are turns" test "$(wc -l <"$work/seats")" -eq 80
equal "and another tells it" 0 "$(awk '/, teller, sees:/ { t = substr($0, 1, 1) } /, owner:/ && substr($0, 1, 1) == t' "$work/dialogues" | wc -l)"

# ---- who reads the run ----
ok "eval" "$SMALLWORLD" eval "$run" --puzzles=40
says out "tools: each owns some edits"
ok "replay" "$SMALLWORLD" replay "$run" --puzzle=3
says out "owner:"
ok "the report" "$SMALLWORLD" language "$run" --puzzles=100
says out "(best blind guess: "
ok "measures" "$SMALLWORLD" language "$run" --measures --puzzles=200
tools_chance=$(leaf chance)
as_drawn=$(leaf chance_as_drawn)
ok "guesses as drawn are not above the best" awk -v d="$(leaf chance_as_drawn)" -v b="$tools_chance" \
    'BEGIN { exit !(d > 0 && d <= b && b < 0.6) }'
ok "of two runs, as CSV" "$SMALLWORLD" language "$run" "$work/three" --csv --puzzles=200
cp "$work/out" "$work/two.csv"
ok "each with its guesses as drawn" awk -F, -v d="$as_drawn" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    NR == 2 && ($at["chance_as_drawn"] - d > 1e-5 || d - $at["chance_as_drawn"] > 1e-5) { bad = 1 }
    $at["chance_as_drawn"] <= 0 || $at["chance_as_drawn"] > $at["chance"] { bad = 1 }
    END { exit bad || NR != 3 }' "$work/two.csv"
ok "of a crew" "$SMALLWORLD" language "$run" --measures --puzzles=200 --game=crew
ok "whose tools tell nothing" awk -v c="$(leaf chance)" -v t="$tools_chance" 'BEGIN { exit !(c < t) }'
ok "of one turn" "$SMALLWORLD" language "$run" --measures --puzzles=200 --game=rule-relay
equal "there is one chance" "" "$(leaf chance_as_drawn)"
ok "two members of two runs" "$SMALLWORLD" eval "$run" --listener="$work/three" --puzzles=20 --game=tools --json
ok "dialects" "$SMALLWORLD" language "$run" --dialects --puzzles=20
says out ", without understanding "
ok "dialects of 200" "$SMALLWORLD" language "$run" --dialects --puzzles=200 --json
ok "begin at guesses as drawn" awk -v d="$as_drawn" -v c="$(leaf chance)" \
    'BEGIN { exit !(d - c < 1e-9 && c - d < 1e-9) }'
# A person at the table has the tools of the one whose turn it is.
first=$(awk 'NR == 1 { print $2; exit }' "$work/seats")
other=$([ "$first" = A ] && echo act.recolour || echo act.mirror.x)
ok "a person edits" bash -c "printf '?act\n$other\nstop\n' | '$SMALLWORLD' talk '$run' --as=listener --puzzles=1"
says out "$other is an edit of $([ "$first" = A ] && echo B || echo A); you are $first and have:"
equal "it is not offered" 0 "$(grep -c "^ .* $other" "$work/out")"

# ---- two, three and four in a crew ----
for n in 2 3 4; do
    ok "a crew of $n" "$SMALLWORLD" run "$work/run.conf" -o "$work/crew-$n" --set phase2.game=crew --set "life.crew=$n" \
        --set worlds.compose=3
    ok "$n talk" "$SMALLWORLD" language "$work/crew-$n" --transcripts --puzzles=12
    case $n in
        2) members="B A B" ;;
        3) members="B C A" ;;
        4) members="B C D" ;;
    esac
    equal "of $n these edit" "$members" \
        "$(awk '/^puzzle /  { n = gsub(">", ">"); want = n == 2; out = "" } want && /, worker:/ { out = out " " substr($0, 1, 1) }
                /^all exact|^not exact/ { if (want) { print substr(out, 2); exit } }' "$work/out")"
done

exits 2 "one takes no turns" "$SMALLWORLD" run "$work/run.conf" --dry-run --set life.crew=1
says err "life.crew = 1: nobody takes turns alone; give 2 to 4"
exits 2 "nor five" "$SMALLWORLD" run "$work/run.conf" --dry-run --set life.crew=5
ok "where it has no effect" "$SMALLWORLD" run "$work/run.conf" --dry-run --set life.crew=2 --set phase2.game=box-relay
says out "life.crew has no effect here, because in no game of the run"
ok "a crew of four" "$SMALLWORLD" run "$work/run.conf" --dry-run --set life.crew=4 --set phase2.game=crew
says out "life.crew has no effect here on lives, because where nobody owns tools"
go 1 "$work/crew-of-four" --set life.crew=4 --set phase2.game=crew
equal "and so it is" "$(digest "$work/set-phase2.game=crew")" "$(digest "$work/crew-of-four")"
ok "tools are dealt out" "$SMALLWORLD" run "$work/run.conf" --dry-run --set life.crew=4
equal "to four" 0 "$(cat "$work/out" "$work/err" | grep -c 'life.crew has no effect')"
finish
