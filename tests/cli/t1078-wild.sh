#!/usr/bin/env bash
# smallworld wild: a world without scores; its figures, stopped, killed and resumed; every birth rebuilt; what it
# refuses.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/wild.conf" <<'END'
[wild]
ticks = 1200
report = 200
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
ok "a world in the wild" "$SMALLWORLD" wild "$work/wild.conf" -o "$run"
silent err
says out "a torus of 20x20 cells"
equal "a line a page, and the energy balances in each" "6 0" \
    "$(awk '$1 ~ /^[0-9]+$/ { lines++; off += $NF != 0 } END { print lines, off + 0 }' "$work/out")"
whole=$(wild_digest "$run")
equal "its digest has 16 digits" 16 "${#whole}"
ok "every birth is rebuilt" "$SMALLWORLD" wild "$run" --check
says out "genomes are rebuilt bit for bit"

# Births less deaths are who lives; every death has a body, every body but the newcomers a parent.
ok "the chronicle" "$SMALLWORLD" wild "$run" --chronicle
awk -F, '
    NR == 1 { next }
    $1 == "death" { deaths++; if (!($3 in alive)) bad++; delete alive[$3]; if ($7 == "eaten" && $9 == "") bad++; next }
    { births++; alive[$3] = 1; if ($1 == "birth" && $6 == "") bad++; if ($2 < tick) bad++; tick = $2 }
    END { for (id in alive) living++; print living, births, deaths, bad + 0 }' "$work/out" >"$work/counted"
read -r living births deaths bad <"$work/counted"
equal "nothing in it is wrong" 0 "$bad"
equal "births less deaths are who lives" "$living" "$((births - deaths))"
ok "the pages as JSON" "$SMALLWORLD" wild "$run" --json
tail -n 1 "$work/out" >"$work/last"
equal "a line each, and one of the beginning" 7 "$(wc -l <"$work/out" | tr -d ' ')"
equal "they tell the same" "\"bodies\": $living" "$(grep -o '"bodies": [0-9]*' "$work/last" | head -n 1)"
equal "and balance" 7 "$(grep -c '"balance": 0' "$work/out")"

# Stopped and resumed, killed and resumed: the same bits.
ok "it stops" "$SMALLWORLD" wild "$work/wild.conf" -o "$run-stopped" --stop-at=400
ok "and goes on" "$SMALLWORLD" wild --resume -o "$run-stopped"
equal "to the same digest" "$whole" "$(wild_digest "$run-stopped")"
ok "once more does nothing" "$SMALLWORLD" wild --resume -o "$run-stopped"
equal "and has the same digest" "$whole" "$(wild_digest "$run-stopped")"
"$SMALLWORLD" wild "$work/wild.conf" -o "$work/killed" --set wild.ticks=1000000000 \
    >"$work/out" 2>"$work/err" </dev/null &
victim=$!
await "$victim" grep -q '^ *600 ' "$work/out"
kill -9 "$victim"
wait "$victim" 2>/dev/null
ticks=$("$SMALLWORLD" wild "$work/killed" --json | tail -n 1 | sed 's/{"tick": \([0-9]*\),.*/\1/')
ok "one that was killed goes on" "$SMALLWORLD" wild --resume -o "$work/killed" \
    --stop-at=$((ticks + 400))
ok "one that never was" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/never" \
    --set wild.ticks=1000000000 --stop-at=$((ticks + 400))
equal "has the same digest" "$(wild_digest "$work/never")" "$(wild_digest "$work/killed")"

# A signal stops it with a good checkpoint.
"$SMALLWORLD" wild --resume -o "$work/killed" >"$work/out" 2>"$work/err" </dev/null &
victim=$!
await "$victim" grep -q '^ *[0-9][0-9]* ' "$work/out"
kill -TERM "$victim"
code=0
wait "$victim" || code=$?
equal "a signal stops it with exit code 75" 75 "$code"
ok "and every birth is there" "$SMALLWORLD" wild "$work/killed" --check

# Each setting changes the run.
for set in wild.seed=2 wild.mind=random wild.plastic=none wild.memory=no wild.speech=silent wild.speech=none \
    wild.strength=0 wild.reversal=100 wild.age=100 wild.growth=1 wild.most=40 wild.energy=300; do
    ok "with $set" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/set-$set" --set "$set"
    if [ "$(wild_digest "$work/set-$set")" = "$whole" ]; then
        fail "$set changes the run" "it has the same digest"
    else
        pass "$set changes the run"
    fi
done
ok "matches against those before" "$SMALLWORLD" wild "$run" --matches=2 --match-ticks=50 --shadows=3
says out "second half, beside 3 neutral shadows"
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
says out "last bodies against those of tick 300, 2 matches of 50 ticks"
ok "a world that may die out" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/doomed" --set wild.least=0 \
    --set wild.growth=1 --set wild.harm=10000 --set wild.energy=2 --set wild.ticks=100000
says out "nobody lives at tick"

# A film of what would come next: nothing of it is stored.
before=$(wild_digest "$run-stopped")
ok "a film" "$SMALLWORLD" wild "$run-stopped" --gif="$work/film.gif" --gif-ticks=5
equal "is a GIF" GIF89a "$(head -c 6 "$work/film.gif")"
equal "and the run is as it was" "$before" "$(wild_digest "$run-stopped")"

# What is refused, and how.
exits 2 "no such key" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/no" --set wild.plant=4
says err "wild.plant"
exits 2 "too full" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/no" --set wild.plants=300
says err "wild.plants and wild.bodies are 300 and 30, and fill over half of the 400 cells"
exits 2 "uneven colours" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/no" --set wild.plants=101
says err "wild.plants is 101, and plants have 4 colours"
exits 2 "too many founders" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/no" --set wild.most=20
says err "raise wild.most"
exits 2 "values from no memory" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/no" --set wild.memory=no \
    --set wild.plastic=read
says err "wild.plastic = read reads values from memory, and wild.memory = no"
exits 2 "a stop between pages" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/between" --stop-at=250
says err "stop at a multiple of that"
equal "begins no run" no "$([ -e "$work/between" ] && echo yes || echo no)"
exits 2 "a stop in the past" "$SMALLWORLD" wild --resume -o "$run" --stop-at=200
says err "already"
exits 2 "what is for a run that is looked at" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/between" --json
says err "--json is for the folder of a run"
exits 2 "two ways to look at once" "$SMALLWORLD" wild "$run" --json --matches=2
says err "--json cannot be combined with"
exits 1 "a film that could not be written" "$SMALLWORLD" wild "$run" --gif="$work/nowhere/film.gif"
exits 2 "no folder" "$SMALLWORLD" wild "$work/wild.conf"
says err "give -o RUN"
exits 2 "a run is no config" "$SMALLWORLD" wild "$run" -o "$work/no"
says err "is a run, which is examined"
exits 2 "a folder that has a run" "$SMALLWORLD" wild "$work/wild.conf" -o "$run"
exits 2 "resume takes no config" "$SMALLWORLD" wild "$work/wild.conf" --resume -o "$run"
exits 2 "inspect names the command" "$SMALLWORLD" inspect "$run"
says err "examine it with smallworld wild"
ok "a run of another kind" "$SMALLWORLD" run "$SW_SOURCE/clusters/debug.conf" -o "$work/other"
exits 2 "is none of the wild" "$SMALLWORLD" wild "$work/other"
says err "this is not a run of the wild"
printf '[run]\nseed = 1\n' >"$work/other.conf"
exits 2 "a config of another kind" "$SMALLWORLD" wild "$work/other.conf" -o "$work/none"
says err 'there is no section [run]; "smallworld wild --settings" lists all of them'
ok "the keys" "$SMALLWORLD" wild --settings
cp "$work/out" "$work/keys.conf"
ok "are a config" "$SMALLWORLD" wild "$work/keys.conf" -o "$work/keys" --stop-at=1000
ok "wild.conf lives" "$SMALLWORLD" wild "$SW_SOURCE/clusters/wild.conf" -o "$work/clusters" --stop-at=1000
exits 2 "run knows a config of the wild" "$SMALLWORLD" run "$SW_SOURCE/clusters/wild.conf" -o "$work/no"
says err "wild.conf is a config of the wild: smallworld wild begins it"
ok "settings without effect" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/chance" --stop-at=200 \
    --set wild.mind=random --set wild.speech=normal --set wild.width_of_memory=32
says err "wild.speech has no effect here, because wild.mind = random"
says err "wild.width_of_memory has no effect here"
equal "only these" 2 "$(grep -c "has no effect" "$work/err")"

finish
