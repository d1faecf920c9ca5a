#!/usr/bin/env bash
# smallworld language: its lines are what eval counts, its report what the lines say, and what it refuses.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

run=$work/run
cat >"$work/tiny.conf" <<END
[run]
generations = 200
members = 64
islands = 2
[worlds]
laws = mirror,gravity
[agent]
$(small_agent)
[phase2]
from = 150
END

# near WHAT A B: passes if two numbers are nearly equal.
near() {
    if awk -v a="$2" -v b="$3" 'BEGIN { d = a - b; exit !(a != "" && b != "" && d < 1e-6 && d > -1e-6) }'; then
        pass "$1"
    else
        fail "$1" "$2 is not $3"
    fi
}

refused() {
    local what=$1 sentence=$2

    shift 2
    exits 2 "$what" "$SMALLWORLD" language "$@"
    equal "it says why" "smallworld: $sentence" "$(cat "$work/err")"
    silent out
}

ok "a small run of two islands" "$SMALLWORLD" run "$work/tiny.conf" -o "$run"

# ---- lines ----
ok "--csv" "$SMALLWORLD" language "$run" --csv --puzzles=300
silent err
cp "$work/out" "$work/csv"
equal "its titles" "puzzle,rule,law,parameters,message,heard,edits,exact" "$(head -n 1 "$work/csv")"
equal "a line for each puzzle" "300 0 299" \
    "$(sed 1d "$work/csv" | wc -l) $(sed -n 2p "$work/csv" | cut -d, -f1) $(tail -n 1 "$work/csv" | cut -d, -f1)"
equal "three letters of sixteen are said, and heard" "" \
    "$(sed 1d "$work/csv" | awk -F, '$5 !~ /^[a-p][a-p][a-p]$/ || $5 != $6 || NF != 8')"
equal "a rule is its law and its parameters" "" \
    "$(sed 1d "$work/csv" | awk -F, '{ split($4, p, "="); if ($2 != $3 "." p[2]) print }')"
ok "--json" "$SMALLWORLD" language "$run" --json --puzzles=300
while IFS= read -r line; do
    printf '%s\n' "$line" >"$work/one"
    awk -f "$SW_SOURCE/tests/json.awk" "$work/one" 2>"$work/err" | cut -d= -f2- |
        sed 's/^true$/1/; s/^false$/0/' | paste -sd,
done < <(tail -n 3 "$work/out") >"$work/ends"
tail -n 3 "$work/csv" >"$work/expected"
same "the same as JSON" "$work/expected" "$work/ends"

# ---- measures: as eval counts, and as the lines say ----
ok "--measures" "$SMALLWORLD" language "$run" --measures --puzzles=300
leaves "one JSON object"
cp "$work/leaves" "$work/measures"
measure() {
    sed -n "s/^$1=//p" "$work/measures"
}
for way in silent shuffled self normal; do
    ok "eval on the channel $way" "$SMALLWORLD" eval "$run" --json --puzzles=300 --channel=$way
    leaves "one JSON object"
    near "as many solved" "$(leaf exact)" "$(measure "exact\.$way\.mean")"
done
equal "as many messages" "$(leaf distinct_messages)" "$(measure messages)"
near "and the same chance" "$(leaf chance)" "$(measure chance)"
ok "eval, solo" "$SMALLWORLD" eval "$run" --json --puzzles=300 --game=solo
leaves "one JSON object"
near "is the oracle" "$(leaf exact)" "$(measure 'exact\.oracle\.mean')"
near "the lines have as many solved" "$(measure 'exact\.normal\.mean')" \
    "$(sed 1d "$work/csv" | awk -F, '{ s += $8 } END { print s / NR }')"
near "information, from the lines" "$(measure 'rule_information\.bits')" "$(sed 1d "$work/csv" | awk -F, '
    { r[$2]++; m[$5]++; both[$2 "," $5]++ }
    END { for (k in both) { split(k, p, ","); s += both[k] / NR * log(both[k] * NR / (r[p[1]] * m[p[2]])) / log(2) }
          printf "%.12g\n", s }')"
near "consistency, from the lines" "$(measure consistency)" "$(sed 1d "$work/csv" | awk -F, '
    { n = ++both[$2 "," $5]; if (n > most[$2]) most[$2] = n } END { for (r in most) s += most[r]; print s / NR }')"
equal "eight conditions" 8 "$(grep -c '^claim\.conditions\.[0-9]*\.holds=' "$work/measures")"
equal "it carries only if all hold" "$(measure 'claim\.carries')" \
    "$(grep -q '^claim\.conditions\.[0-9]*\.holds=false' "$work/measures" && echo false || echo true)"
ok "again" "$SMALLWORLD" language "$run" --measures --puzzles=300
leaves "one JSON object"
best=$(leaf speaker)
same "byte for byte the same" "$work/measures" "$work/leaves"

# ---- the report ----
ok "the report" "$SMALLWORLD" language "$run" --puzzles=300
silent err
equal "no line beyond 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
equal "and none is cut" "" "$(grep -E '^[^ ].*\.\.  ' "$work/out" | grep -vE '^(mirror|gravity)')"
for part in "From rules to messages" "From letters to rules" "Synonyms:" "Homonyms:" "The channel:" "Measures." \
    "Causal influence:" "Exchanged messages:" "May it be said"; do
    says out "$part"
done
equal "six rules" 6 "$(grep -cE '^(mirror|gravity)\.' "$work/out")"
equal "six ways" 6 "$(grep -cE '^(normal|silent|constant|shuffled|self|oracle) +[0-9.]+ +[0-9.]+-[0-9.]+  ' "$work/out")"
if [ "$(measure 'claim\.carries')" = true ]; then
    says out "carries the rule."
else
    says out "so this cannot be said."
    equal "and the claim is not made" "" "$(grep -F 'this run carries' "$work/out")"
fi
# A founder's words move nobody.
ok "the founder" "$SMALLWORLD" language "$run" founder --puzzles=100
says out "so this cannot be said."

# ---- the lexicon ----
ok "--lexicon" "$SMALLWORLD" language "$run" --lexicon --puzzles=300
equal "at most 20 lines of 80 columns" yes "$(awk 'length($0) > 80 || NR > 20 { bad = 1 } END { print bad ? "no" : "yes" }' "$work/out")"
sed 1d "$work/csv" | awk -F, '
    { split($4, p, "="); n = ++count[$2 "," $5]
      if (!($2 in most) || n > most[$2] || (n == most[$2] && $5 < word[$2])) { most[$2] = n; word[$2] = $5 }
      if (!($3 in laws)) laws[$3] = ++order
      if (!(($3, p[2]) in met)) { met[$3, p[2]] = 1; choices[$3] = choices[$3] " " p[2] } }
    END { for (law in laws) { split(choices[law], c, " "); line = law
          for (i = 1; i in c; i++) line = line " " c[i] " " word[law "." c[i]]
          print line } }' | sort >"$work/expected"
grep -E '^(mirror|gravity) ' "$work/out" | tr -s ' ' | sort >"$work/lexicon"
same "the most frequent message of each rule" "$work/expected" "$work/lexicon"
ok "of hundreds of rules too" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/many" --stop-at=0 --set worlds.laws=all
ok "it is short" "$SMALLWORLD" language "$work/many" --lexicon --puzzles=1500
equal "at most 20 lines of 80 columns" yes "$(awk 'length($0) > 80 || NR > 20 { bad = 1 } END { print bad ? "no" : "yes" }' "$work/out")"

# ---- through time ----
ok "--every" "$SMALLWORLD" language "$run" --every=80 --csv --puzzles=60
equal "when" "generation 0 80 160 200" "$(cut -d, -f1 "$work/out" | paste -sd' ')"
equal "the founder, and the best" "0 $best" "$(awk -F, 'NR == 2 { first = $2 } END { print first, $2 }' "$work/out")"
near "the last is the run's language" "$(sed -n '$p' "$work/out" | cut -d, -f4)" \
    "$("$SMALLWORLD" language "$run" --csv --puzzles=60 | sed 1d | awk -F, '{ s += $8 } END { printf "%.6g", s / NR }')"
ok "as a table" "$SMALLWORLD" language "$run" --every=100 --puzzles=20
equal "no line beyond 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
ok "as JSON" "$SMALLWORLD" language "$run" --every=200 --puzzles=20 --json
equal "a line for each moment" 2 "$(wc -l <"$work/out")"

# ---- who listens ----
ok "the speaker itself, by name" "$SMALLWORLD" language "$run" --listener="$run:$best" --csv --puzzles=300
same "the same" "$work/csv" "$work/out"
ok "the founder listens" "$SMALLWORLD" language "$run" --listener="$run:founder" --measures --puzzles=300
leaves "one JSON object"
equal "who" "$best 0" "$(leaf speaker) $(leaf listener)"
normal=$(leaf 'exact\.normal\.mean')
ok "eval --listener" "$SMALLWORLD" eval "$run" --listener="$run:founder" --json --puzzles=300
near "solves as many" "$normal" "$(leaf exact)"
ok "eval with itself" "$SMALLWORLD" eval "$run" --listener="$run" --json --puzzles=300
near "is eval" "$(measure 'exact\.normal\.mean')" "$(awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | sed -n 's/^exact=//p')"
ok "eval tells who" "$SMALLWORLD" eval "$run" --listener="$run:founder" --puzzles=20
says out "heard by member 0 of $run"
ok "a run of other words" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/long" --stop-at=0 --set language.length=4
refused "cannot listen" "$work/long hears 4 tokens of 16 words, and the speaker says 3 of 16; give a run with the same language.length and language.vocabulary" \
    "$run" --listener="$work/long"
exits 2 "nor in eval" "$SMALLWORLD" eval "$run" --listener="$work/long"
says err "hears 4 tokens of 16 words"
ok "a folder with a colon" cp -r "$run" "$work/a:b"
ok "is one" "$SMALLWORLD" language "$run" --listener="$work/a:b" --lexicon --puzzles=20
exits 1 "a run that is not there" "$SMALLWORLD" language "$run" --listener="$work/nothing"
says err "--listener: "
refused "nobody's name" '--listener: ":best" names no run; write RUN or RUN:ID, such as runs/second:best' "$run" --listener=:best
exits 2 "a listener where nobody speaks" "$SMALLWORLD" eval "$run" --listener="$run" --game=solo
says err "in solo nobody speaks"

# ---- dialects ----
ok "--dialects" "$SMALLWORLD" language "$run" --dialects --json --puzzles=120
leaves "one JSON object"
cp "$work/leaves" "$work/matrix"
for island in 0 1; do
    member=$(sed -n "s/^members\.$island=//p" "$work/matrix")
    ok "eval of island $island" "$SMALLWORLD" eval "$run" --member="$member" --json --puzzles=120
    near "is what stands at home" "$(awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | sed -n 's/^exact=//p')" \
        "$(sed -n "s/^exact\.$island\.$island=//p" "$work/matrix")"
done
first=$(sed -n 's/^members\.0=//p' "$work/matrix")
second=$(sed -n 's/^members\.1=//p' "$work/matrix")
ok "one island hears the other" "$SMALLWORLD" eval "$run" --member="$first" --listener="$run:$second" --json --puzzles=120
near "is what stands abroad" "$(awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | sed -n 's/^exact=//p')" \
    "$(sed -n 's/^exact\.0\.1=//p' "$work/matrix")"
ok "as a table" "$SMALLWORLD" language "$run" --dialects --puzzles=40
equal "two rows" 2 "$(grep -c '^island [01] ' "$work/out")"
ok "as CSV" "$SMALLWORLD" language "$run" --dialects --csv --puzzles=40
equal "four pairs" 5 "$(wc -l <"$work/out")"

# ---- dialogues ----
ok "--transcripts" "$SMALLWORLD" language "$run" --transcripts
equal "three dialogues" 3 "$(grep -c '^puzzle ' "$work/out")"
equal "with the messages of the lines" "$(sed -n 2,4p "$work/csv" | cut -d, -f5)" \
    "$(sed -n 's/^speaker: "\(.*\)"$/\1/p' "$work/out")"
equal "and their ends" "$(sed -n 2,4p "$work/csv" | cut -d, -f8)" \
    "$(sed -n 's/^exact$/1/p; s/^not exact$/0/p' "$work/out")"
equal "no line beyond 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"

# ---- what is refused ----
hint="(see smallworld language --help)"
refused "two views" "give one of --lexicon, --transcripts, --every, --dialects and --measures $hint" "$run" --lexicon --dialects
refused "two forms" "give --csv or --json, not both $hint" "$run" --csv --json
refused "a form too many" "--lexicon has one form: omit --csv and --json $hint" "$run" --lexicon --csv
refused "one puzzle" "--puzzles=1 is not a whole number from 2 to 20000 $hint" "$run" --puzzles=1
refused "a game without speech" "in solo nobody speaks; give --game=rule-relay" "$run" --game=solo
refused "one island" "--dialects compares the parents of 2 to 64 islands, and the run has lived no generation yet" \
    "$work/many" --dialects
refused "a member that never lived" "there is no member 99999999 in this run; its members are 0 to 26001" "$run" 99999999
ok "a run of vectors" "$SMALLWORLD" run "$SW_SOURCE/clusters/function.conf" -o "$work/vectors" --stop-at=0
exits 2 "has no language" "$SMALLWORLD" language "$work/vectors"
says err "they see nothing and say nothing"
"$SMALLWORLD" worlds --law=mirror --count=3 -o "$work/more" >/dev/null
ok "a run on files" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/files" --stop-at=0 --set worlds.source="arc:$work/more"
exits 2 "tells no rules" "$SMALLWORLD" language "$work/files"
says err "which do not tell their rules"
finish
