#!/usr/bin/env bash
# smallworld parts: what a whole member solves is what eval says; without sight it is near chance; what a game has
# none of is not asked; what cannot be asked is refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<EOS
[run]
generations = 40
members = 32
keyframe_every = 10
[worlds]
laws = gravity.down,hollow,mirror
[agent]
$(small_agent)
[life]
worlds = 4
[learning]
rule = mirror
puzzles = 64
times = 2
[phase2]
from = -1
[output]
progress_every = 3600
EOS

ok "a run" "$SMALLWORLD" run run.conf -o run
ok "parts" "$SMALLWORLD" parts run --puzzles=60 --every=16 --thoughts=1 --csv
cp out table.csv
equal "generations" "0 16 32 40" "$(awk -F, '$5 == "" { printf s $1; s = " " }' table.csv)"
equal "what is removed" "sight colours organisms relations memory edits experts thinking" \
    "$(awk -F, '$1 == 40 && $5 != "" { printf s $5; s = " " }' table.csv)"
equal "a game, and thoughts, in each line" "solo 1" "$(awk -F, 'NR > 1 { print $3, $4 }' table.csv | sort -u)"
ok "again" "$SMALLWORLD" parts run --puzzles=60 --every=16 --thoughts=1 --csv
same "it is repeatable" table.csv out

# share GENERATION PART: of the puzzles.
share() { awk -F, -v at="$1" -v part="$2" '$1 == at && $5 == part { printf "%.4f\n", $6 }' table.csv; }
"$SMALLWORLD" eval run --puzzles=60 --thoughts=0 --json | grep -o '"exact": *[0-9.e-]*' | head -n 1 |
    awk '{ printf "%.4f\n", $2 }' >said
equal "without thinking it solves what eval says of the first answer" "$(cat said)" "$(share 40 thinking)"
equal "what was learned is more than what is left without sight" yes \
    "$(awk -v whole="$(share 40 "")" -v blind="$(share 40 sight)" 'BEGIN { print (whole > blind ? "yes" : "no") }')"
equal "and more than what the founder solves" yes \
    "$(awk -v best="$(share 40 "")" -v founder="$(share 0 "")" 'BEGIN { print (best > founder ? "yes" : "no") }')"

# A forecast expert is a part where programs are tried in its forecasts: without it nothing fits, as without thinking.
ok "a run with a forecast expert" "$SMALLWORLD" run run.conf -o foresees --set agent.forecast=organism \
    --set learning.forecasts=64 --set worlds.laws=gravity.down,hollow,fill
for plan in imagine simulate; do
    ok "parts --plan=$plan" "$SMALLWORLD" parts foresees --plan="$plan" --puzzles=60 --every=40 --thoughts=20 --csv
    cp out table.csv
    equal "says where programs are tried" "$plan" "$(awk -F, 'NR > 1 { print $8 }' table.csv | sort -u)"
    ok "eval --plan=$plan" "$SMALLWORLD" eval foresees --plan="$plan" --puzzles=60 --thoughts=20 --json
    equal "whole it solves what eval says" "$(jq '.within[-1].exact' out | awk '{ printf "%.4f", $1 }')" "$(share 40 "")"
    case $plan in
    imagine)
        equal "forecasts are worth what thinking is" "$(share 40 thinking)" "$(share 40 forecast)"
        equal "which is something" yes \
            "$(awk -v whole="$(share 40 "")" -v left="$(share 40 forecast)" 'BEGIN { print (whole > left ? "yes" : "no") }')"
        ;;
    simulate) equal "in the world forecasts are worth nothing" "$(share 40 "")" "$(share 40 forecast)" ;;
    esac
done
ok "a table" "$SMALLWORLD" parts foresees --puzzles=20 --every=40 --thoughts=5
says out "they are worth nothing here"
ok "another" "$SMALLWORLD" parts foresees --puzzles=20 --every=40 --thoughts=5 --plan=imagine
says out "Programs were tried in its own forecasts"
exits 2 "nothing is tried" "$SMALLWORLD" parts foresees --plan=imagine
says err "give --thoughts as well"
exits 2 "who cannot imagine" "$SMALLWORLD" parts run --plan=imagine --thoughts=5
says err "no forecast expert"

ok "the beginning alone" "$SMALLWORLD" parts run --puzzles=20 --every=8 --until=20 --csv
equal "ends there" "0 8 16 20" "$(awk -F, '$5 == "" { printf s $1; s = " " }' out)"

ok "of another game" "$SMALLWORLD" parts run --game=rule-relay --puzzles=20 --every=40 --json
equal "words are removed there, and thinking is not" "whole sight colours organisms relations memory edits experts words right words" \
    "$(grep -o '"part": *"[^"]*"' out | head -n 10 | sed 's/.*: *"//; s/"//' | tr '\n' ' ' | sed 's/ $//')"
ok "a table" "$SMALLWORLD" parts run --puzzles=20
says out "exact on 20 unseen puzzles, solo, thoughts 0, by generation"
equal "within 80 columns" "" "$(awk 'length($0) > 80' out)"

exits 2 "two forms" "$SMALLWORLD" parts run --csv --json
says err "give one"
exits 2 "no such island" "$SMALLWORLD" parts run --island=3
says err "its islands are 0 to 0"
exits 2 "nobody thinks who hears" "$SMALLWORLD" parts run --game=rule-relay --thoughts=5
says err "give --game=solo"
exits 2 "an end that the run has not come to" "$SMALLWORLD" parts run --until=41
says err "--until is 41, and the run has 40 generations"
exits 2 "too many" "$SMALLWORLD" parts run --every=0
ok "a run of a function" "$SMALLWORLD" run "$SW_SOURCE/clusters/function.conf" -o vectors --set run.generations=2
exits 2 "has no puzzles" "$SMALLWORLD" parts vectors
says err "are not of laws"

finish
