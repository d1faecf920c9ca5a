#!/usr/bin/env bash
# smallworld wild: the MODES measures beside table and pages, what words tell and whether hearing them pays, and
# shuffled words.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/wild.conf" <<'END'
[wild]
ticks = 1500
report = 100
width = 20
height = 20
plants = 100
growth = 2
bodies = 30
least = 10
divide = 250
harm = 20
speech = normal
END

run=$work/run
ok "a world with words" "$SMALLWORLD" wild "$work/wild.conf" -o "$run"
whole=$(wild_digest "$run")

# ---- MODES ----
ok "MODES beside the table" "$SMALLWORLD" wild "$run" --modes --shadows=2
says out "MODES, over bodies of 5 pages before that have living descendants:"
says out "    tick persistent change novelty complexity ecology diets  bits"
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
sed -n '/^MODES/,$p' "$work/out" | awk '$1 ~ /^[0-9]+$/' >"$work/modes"
equal "a line a page" 15 "$(wc -l <"$work/modes" | tr -d ' ')"
equal "unknown before five pages, change before ten" "4 5" \
    "$(awk '$2 == "-" { none++ } $3 == "-" && $2 != "-" { first++ } END { print none, first }' "$work/modes")"
equal "no more diets persist than bodies" 0 \
    "$(awk '$2 != "-" && ($3 != "-" && $3 > $2 || $4 > $2 || 2 ^ $6 > $2 + 0.1) { bad++ } END { print bad + 0 }' "$work/modes")"
"$SMALLWORLD" wild "$run" --json >"$work/plain"
ok "MODES in the pages as JSON" "$SMALLWORLD" wild "$run" --json --modes
equal "a line each" 16 "$(wc -l <"$work/out" | tr -d ' ')"
sed 's/, "modes": {[^}]*}, "diets": [0-9]*, "diets_bits": [-0-9.e]*, "genomes_bits": [-0-9.e]*, "lineages_bits": [-0-9.enul]*//' "$work/out" >"$work/less"
same "beside all that was there" "$work/plain" "$work/less"
equal "and as in the table" "$(awk 'END { print $2, $3, $4, $5 }' "$work/modes")" "$(tail -n 1 "$work/out" |
    sed 's/.*"persistent": \([0-9]*\), "change": \([0-9]*\), "novelty": \([0-9]*\), "complexity": \([0-9]*\).*/\1 \2 \3 \4/')"
ok "with matches" "$SMALLWORLD" wild "$run" --modes --matches=1 --match-ticks=20 --shadows=2

# A run is looked at while it goes on.
"$SMALLWORLD" wild "$work/wild.conf" -o "$work/going" --set wild.ticks=1000000000 >"$work/going.out" \
    2>"$work/going.err" </dev/null &
writer=$!
await "$writer" grep -q "^ *700 " "$work/going.out"
ok "MODES of a run that goes on" "$SMALLWORLD" wild "$work/going" --modes --shadows=1
equal "tell of what there is so far" 1 "$(sed -n '/^MODES/,$p' "$work/out" | awk '$1 ~ /^[0-9]+$/ { lines++ } END { print (lines > 5) }')"
kill -9 "$writer"
wait "$writer" 2>/dev/null

# ---- words ----
ok "what words are worth" "$SMALLWORLD" wild "$run" --speech=3 --speech-ticks=60
cp "$work/out" "$work/first"
says out "words from the last state on, 3 repeats of 60 ticks: said in"
for about in event ahead energy; do
    says out "  $about "
done
says out "heard less deaf"
says out "heard less shuffled"
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
ok "again" "$SMALLWORLD" wild "$run" --speech=3 --speech-ticks=60
same "is the same" "$work/first" "$work/out"
equal "and the run is as it was" "$whole" "$(wild_digest "$run")"
ok "as JSON" "$SMALLWORLD" wild "$run" --speech=3 --speech-ticks=60 --json
equal "one object" 1 "$(wc -l <"$work/out" | tr -d ' ')"
says out '"shuffled_most": '
equal "three repeats of each" 9 "$(grep -oE '"(living|deaths|units)": \[[^],]*, [^],]*, [^],]*\]' "$work/out" | wc -l | tr -d ' ')"

ok "a single repeat" "$SMALLWORLD" wild "$run" --speech=1 --speech-ticks=20
equal "has no standard error" "0 15" "$(grep -ci nan "$work/out") $(grep -o '(    -)' "$work/out" | wc -l | tr -d ' ')"

# ---- shuffled words ----
ok "a run in which the word of another is heard" "$SMALLWORLD" wild "$work/wild.conf" -o "$run-shuffled" \
    --set wild.speech=shuffled
ok "and one in which nobody hears" "$SMALLWORLD" wild "$work/wild.conf" -o "$run-silent" --set wild.speech=silent
equal "are three runs" 3 "$(printf '%s\n' "$whole" "$(wild_digest "$run-shuffled")" "$(wild_digest "$run-silent")" | sort -u | wc -l | tr -d ' ')"
ok "it stops" "$SMALLWORLD" wild "$work/wild.conf" -o "$run-stopped" --set wild.speech=shuffled --stop-at=700
ok "and goes on" "$SMALLWORLD" wild --resume -o "$run-stopped"
equal "to the same digest" "$(wild_digest "$run-shuffled")" "$(wild_digest "$run-stopped")"

# ---- what is refused ----
exits 2 "words of a run that hears others" "$SMALLWORLD" wild "$run-shuffled" --speech=1
says err "begin one with wild.speech = normal"
for option in speech match gif; do
    exits 2 "--$option-ticks alone" "$SMALLWORLD" wild "$run" "--$option-ticks=5"
    says err "--$option-ticks is of --$option"
done
exits 2 "words and matches" "$SMALLWORLD" wild "$run" --speech=1 --matches=1
says err "--speech cannot be combined with"
exits 2 "MODES of words" "$SMALLWORLD" wild "$run" --speech=1 --modes
says err "--modes cannot be combined with"
exits 2 "MODES of the chronicle" "$SMALLWORLD" wild "$run" --chronicle --modes
says err "--modes cannot be combined with"
exits 2 "MODES of a config" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/no" --modes
says err "--modes is for the folder of a run"
ok "a world that dies out" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/doomed" --set wild.least=0 \
    --set wild.growth=1 --set wild.harm=10000 --set wild.energy=2
exits 2 "has no words" "$SMALLWORLD" wild "$work/doomed" --speech=1
says err "no body lives at the end of this run"
ok "and MODES of those before" "$SMALLWORLD" wild "$work/doomed" --modes --shadows=1
finish
