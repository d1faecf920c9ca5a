#!/usr/bin/env bash
# smallworld wild with wild.trophic = yes: who ate what, by size, printed and as JSON; its sums are those of the pages;
# stopped, killed and resumed; and Shannon entropies of genomes and lineages.
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
trophic = yes
END

run=$work/run
ok "a run" "$SMALLWORLD" wild "$work/wild.conf" -o "$run"
silent err
whole=$(wild_digest "$run")
ok "its table" "$SMALLWORLD" wild "$run" --shadows=0
cp "$work/out" "$work/table"
says out "who ate what, by size: units, trophic level, shares in percent"
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
sed -n '/^who ate what/,$p' "$work/table" | awk 'NR > 2 && $1 ~ /^[1-9]$/' >"$work/rows"
equal "sizes ascend, and some ate bodies" "1 1" "$(awk '$1 <= before { bad = 1 } { before = $1 }
    $1 > 1 { for (i = 6; i <= NF; i++) hunted += $i } END { print !bad, (hunted > 0) }' "$work/rows")"
equal "shares are the whole" 0 "$(awk '{ sum = 0; for (i = 4; i <= NF; i++) sum += $i; if (sum < 99.7 || sum > 100.3) bad++ }
    END { print bad + 0 }' "$work/rows")"
equal "who eats no bodies is of level 2 at most" 0 "$(awk '{ hunted = 0; for (i = 6; i <= NF; i++) hunted += $i }
    hunted == 0 && $3 != "2.00" { bad++ } hunted > 0 && $3 < 2 { bad++ } END { print bad + 0 }' "$work/rows")"

# The ledger: what each page's table sums to is what the page says was eaten.
"$SMALLWORLD" wild "$run" --json >"$work/pages"
sums() {
    sed 's/.*"eaten": //' | awk '{
        gsub(/[\[\]{},:"]/, " ")
        plants = meat = bodies = size = 0; n = split($0, word)
        for (i = 1; i <= n; i++) {
            if (word[i] ~ /^[a-z]/) { key = word[i]; continue }
            if (key == "plants") plants += word[i]; else if (key == "meat") meat += word[i]; else if (key == "bodies") bodies += word[i]
        }
        print plants, meat, bodies }'
}
sums <"$work/pages" >"$work/summed"
sed 's/.*"grazed": \([0-9]*\), "scavenged": \([0-9]*\), "hunted": \([0-9]*\).*/\1 \2 \3/' "$work/pages" >"$work/eaten"
same "meals are what the pages say was eaten" "$work/eaten" "$work/summed"
equal "of each source something" 1 "$(awk '{ a += $1; b += $2; c += $3 } END { print (a > 0 && b > 0 && c > 0) }' "$work/eaten")"
equal "and the table is the sum of pages" "$(awk '{ sum += $1 + $2 + $3 } END { print sum }' "$work/eaten")" \
    "$(awk '{ sum += $2 } END { print sum }' "$work/rows")"

# It changes nothing else, and one without has no table.
ok "a run without" "$SMALLWORLD" wild "$work/wild.conf" -o "$run-without" --set wild.trophic=no
equal "is another only by it" 1 "$([ "$(wild_digest "$run-without")" != "$whole" ] && echo 1)"
sed 's/, "eaten": \[.*\]}$/}/' "$work/pages" >"$work/less"
"$SMALLWORLD" wild "$run-without" --json >"$work/plain"
same "its pages are the same" "$work/plain" "$work/less"
ok "it is looked at" "$SMALLWORLD" wild "$run-without" --shadows=0
equal "and has no table" 0 "$(grep -c '^who ate what' "$work/out")"

# Stopped and resumed, killed and resumed: the same bits.
ok "it stops" "$SMALLWORLD" wild "$work/wild.conf" -o "$run-stopped" --stop-at=400
ok "and goes on" "$SMALLWORLD" wild --resume -o "$run-stopped"
equal "to the same digest" "$whole" "$(wild_digest "$run-stopped")"
"$SMALLWORLD" wild "$work/wild.conf" -o "$work/killed" --set wild.ticks=1000000000 --set wild.keyframes=3 \
    >"$work/out" 2>"$work/err" </dev/null &
victim=$!
await "$victim" grep -q '^ *700 ' "$work/out"
kill -9 "$victim"
wait "$victim" 2>/dev/null
ticks=$("$SMALLWORLD" wild "$work/killed" --json | tail -n 1 | sed 's/{"tick": \([0-9]*\),.*/\1/')
ok "one that was killed goes on" "$SMALLWORLD" wild --resume -o "$work/killed" --stop-at=$((ticks + 200))
ok "one that never was" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/never" --set wild.ticks=1000000000 \
    --set wild.keyframes=3 --stop-at=$((ticks + 200))
equal "has the same digest" "$(wild_digest "$work/never")" "$(wild_digest "$work/killed")"

# ---- entropies ----
ok "entropies" "$SMALLWORLD" wild "$run-without" --modes --shadows=0
says out "    tick persistent change novelty complexity ecology diets  bits genomes lines"
sed -n '/^MODES/,$p' "$work/out" | awk '$1 ~ /^[0-9]+$/' >"$work/modes"
sed -n 's/^{"tick": \([1-9][0-9]*\), "bodies": \([0-9]*\),.*/\1 \2/p' "$work/pages" >"$work/bodies"
equal "genomes all differ: log2 of the bodies" 0 "$(paste "$work/bodies" "$work/modes" |
    awk '{ off = $11 - log($2) / log(2); if (off > 0.006 || off < -0.006) bad++ } END { print bad + 0 }')"
equal "lineages are known from the fifth page on, and at most genomes" "4 0" "$(awk '$10 == "-" { none++ }
    $10 != "-" && $10 > $9 { bad++ } END { print none, bad + 0 }' "$work/modes")"
ok "entropies as JSON" "$SMALLWORLD" wild "$run-without" --modes --json
equal "of genomes and of lineages" 16 "$(grep -c '"genomes_bits": [0-9.]*, "lineages_bits": [0-9.nul]*' "$work/out")"

finish
