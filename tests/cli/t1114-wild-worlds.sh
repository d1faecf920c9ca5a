#!/usr/bin/env bash
# smallworld wild with several worlds: who walks between them, the ledger, stopped, killed and resumed; what is
# printed, and what is refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/wild.conf" <<END
[wild]
$(small_wild)
ticks = 800
report = 100
speech = normal
worlds = 3
migration = 0.004
END

run=$work/run
ok "three worlds" "$SMALLWORLD" wild "$work/wild.conf" -o "$run"
silent err
says out "3 worlds, each a torus of 18x16 cells"
equal "the energy balances in each page" "8 0" \
    "$(awk 'NF == 12 && $1 ~ /^[0-9]+$/ { lines++; off += $NF != 0 } END { print lines, off + 0 }' "$work/out")"
whole=$(wild_digest "$run")
ok "what there is" "$SMALLWORLD" wild "$run" --shadows=2
says out "walks between 3 worlds; in each live"
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
living=$(sed -n 's/.*in each live \([0-9]*\), \([0-9]*\), \([0-9]*\)$/\1 \2 \3/p' "$work/out")
ok "every birth is rebuilt, and every walk followed" "$SMALLWORLD" wild "$run" --check
says out "genomes are rebuilt bit for bit"
says out "walks lead from where the walker was"

# The chronicle is enough to know who is where.
ok "the chronicle" "$SMALLWORLD" wild "$run" --chronicle
equal "has a column of worlds" "event,tick,id,x,y,parent,cause,size,killer,world" "$(head -n 1 "$work/out")"
awk -F, '
    NR == 1 { next }
    $2 < tick { bad++ }
    { tick = $2 }
    $1 == "birth" || $1 == "arrival" { at[$3] = $10; next }
    !($3 in at) { bad++; next }
    $1 == "walk" { walks++; bad += at[$3] == $10; at[$3] = $10; next }
    { bad += at[$3] != $10; delete at[$3] }
    END { for (id in at) living[at[id]]++; print living[0] + 0, living[1] + 0, living[2] + 0; print walks, bad + 0 }' \
    "$work/out" >"$work/counted"
equal "who is where" "$living" "$(head -n 1 "$work/counted")"
read -r walks bad < <(tail -n 1 "$work/counted")
equal "nothing in it is wrong" 0 "$bad"
ok "the pages as JSON" "$SMALLWORLD" wild "$run" --json
equal "tell of three worlds" 27 "$(grep -o '"units_out"' "$work/out" | wc -l | tr -d ' ')"
equal "and of all walks, in and out" "$walks $walks" "$(grep -oE '"walked_(in|out)": [0-9]+' "$work/out" |
    awk '{ sum[$1] += $2 } END { print sum["\"walked_in\":"], sum["\"walked_out\":"] }')"
equal "what leaves arrives" 0 "$(grep -oE '"units_(in|out)": [0-9]+' "$work/out" |
    awk '{ sum += $1 ~ /in/ ? $2 : -$2 } END { print sum }')"

# Stopped and resumed, killed and resumed: the same bits.
ok "it stops" "$SMALLWORLD" wild "$work/wild.conf" -o "$run-stopped" --stop-at=300
ok "and goes on" "$SMALLWORLD" wild --resume -o "$run-stopped"
equal "to the same digest" "$whole" "$(wild_digest "$run-stopped")"
"$SMALLWORLD" wild "$work/wild.conf" -o "$work/killed" --set wild.ticks=1000000000 \
    >"$work/out" 2>"$work/err" </dev/null &
victim=$!
await "$victim" grep -q '^ *300 ' "$work/out"
kill -9 "$victim"
wait "$victim" 2>/dev/null
ticks=$("$SMALLWORLD" wild "$work/killed" --json | tail -n 1 | sed 's/{"tick": \([0-9]*\),.*/\1/')
ok "one that was killed goes on" "$SMALLWORLD" wild --resume -o "$work/killed" --stop-at=$((ticks + 200))
ok "one that never was" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/never" \
    --set wild.ticks=1000000000 --stop-at=$((ticks + 200))
equal "has the same digest" "$(wild_digest "$work/never")" "$(wild_digest "$work/killed")"
ok "and its ledger balances" "$SMALLWORLD" wild "$work/killed" --check

# Each setting changes the run; without walks there are none.
for set in wild.worlds=2 wild.migration=0 wild.migration=0.01; do
    ok "with $set" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/set-$set" --set "$set"
    if [ "$(wild_digest "$work/set-$set")" = "$whole" ]; then
        fail "$set changes the run" "it has the same digest"
    else
        pass "$set changes the run"
    fi
done
ok "no migration" "$SMALLWORLD" wild "$work/set-wild.migration=0" --shadows=0
says out "0 walks between 3 worlds"
# Nobody lives long by acts at random: newcomers come to all worlds alike.
ok "worlds that live by newcomers" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/newcomers" --set wild.mind=random \
    --set wild.speech=none --set wild.worlds=6 --set wild.migration=0 --set wild.least=20 --set wild.energy=50 \
    --set wild.ticks=600
"$SMALLWORLD" wild "$work/newcomers" --json >"$work/out"
equal "none of them stays empty" "6 0" "$(sed 's/.*"worlds": //' "$work/out" | grep -o '"bodies": [0-9]*' |
    awk '$2 < 3 { empty++ } END { print int(NR / 6) - 1, empty + 0 }')"
ok "one world says nothing of walks" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/one" --set wild.worlds=1 \
    --set wild.migration=0 --stop-at=200
ok "its table" "$SMALLWORLD" wild "$work/one" --shadows=0
equal "has no line of them" 0 "$(grep -c walks "$work/out")"
ok "matches in several worlds" "$SMALLWORLD" wild "$run" --matches=1 --match-ticks=30 --shadows=1
ok "words in several worlds" "$SMALLWORLD" wild "$run" --speech=2 --speech-ticks=30
ok "a film of several worlds" "$SMALLWORLD" wild "$run" --gif="$work/film.gif" --gif-ticks=3
equal "is a GIF" GIF89a "$(head -c 6 "$work/film.gif")"

# ---- what is refused ----
exits 2 "too many cells" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/no" --set wild.width=1000 --set wild.height=500
says err "wild.worlds is 3, of 500000 cells each, and all together have 1048576 at most"
exits 2 "too many bodies" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/no" --set wild.most=50
says err "wild.bodies is 20 and wild.least 8 in each world, and wild.most is 50"
exits 2 "too many worlds" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/no" --set wild.worlds=17
ok "walks of one world" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/alone" --set wild.worlds=1 --stop-at=100
says err "wild.migration has no effect here, because wild.worlds = 1"
finish
