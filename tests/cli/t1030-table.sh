#!/usr/bin/env bash
# smallworld table: one row for each generation and island, with the figures that the store and other commands tell.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'END'
[run]
generations = 12
members = 32
islands = 2
keyframe_every = 4
[worlds]
source = function:rastrigin
dimension = 6
[life]
litter = 4
[selection]
scheme = truncation
pressure = 0.7
elites = 1
[migration]
every = 3
policy = always
[output]
progress_every = 3600
END
ok "a run" "$SMALLWORLD" run run.conf -o run
ok "its table" "$SMALLWORLD" table run
cp out table
equal "a row for each generation and island" 25 "$(wc -l <table)"

# column FILE NAME: generation,island,value of each row.
column() {
    awk -F, -v name="$2" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { print $at["generation"] "," $at["island"] "," $at[name] }' "$1"
}

# What selection did is what inspect says of it.
ok "what inspect says" "$SMALLWORLD" inspect run --selection --csv
cp out inspected
for name in differential intensity effective_parents top_tenth takeover effective_size parents ancestors lines \
    coalescence all_lines all_coalescence elites elite_gap overlap all_overlap; do
    column inspected $name >expected
    column table $name >actual
    same "$name is what inspect --selection says" expected actual
done
ok "who moved" "$SMALLWORLD" inspect run --migrations --csv
equal "somebody moved" yes "$([ "$(wc -l <out)" -gt 1 ] && echo yes)"
equal "as many immigrants" "$(($(wc -l <out) - 1))" "$(column table immigrants | awk -F, '{ n += $3 } END { print n }')"

# Scores, from everyone's lineage.
ok "everyone" "$SMALLWORLD" lineage run --all --format=csv
sed 's/"\[[^]]*\]"/list/' out | awk -F, '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["score"] == "" { next }
    {
        key = $at["generation"] "," $at["island"]
        if (!(key in n)) order[++keys] = key
        v = $at["score"]
        score[key, ++n[key]] = v
    }
    END {
        for (k = 1; k <= keys; k++) {
            key = order[k]; m = n[key]; sum = 0
            for (i = 1; i <= m; i++) {
                v = score[key, i]; sum += v
                for (j = i; j > 1 && score[key, j - 1] > v; j--) score[key, j] = score[key, j - 1]
                score[key, j] = v
            }
            split(key, part, ",")
            printf "%s,%d,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f\n", key, (part[1] + 1) * 2 * m, sum / m, score[key, m],
                score[key, 1], at_share(key, m, 0.25), at_share(key, m, 0.5), at_share(key, m, 0.75)
        }
    }
    function at_share(key, m, share,    place, low) {
        place = share * (m - 1) + 1
        low = int(place)
        return low == place ? score[key, low] : score[key, low] + (score[key, low + 1] - score[key, low]) * (place - low)
    }' >expected
"$SMALLWORLD" table run --columns=generation,island,births,mean,best,worst,lower_quartile,median,upper_quartile |
    awk -F, 'NR > 1 { printf "%s,%s,%d,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f\n", $2, $3, $4, $5, $6, $7, $8, $9, $10 }' >actual
same "births and scores as the lineage says" expected actual
equal "vectors solve nothing" "" "$(column table solved | cut -d, -f3 | sort -u)"

# ---- worlds ----
cat >worlds.conf <<'END'
[run]
generations = 4
members = 32
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
ticks = 2
[phase1]
fitness = likelihood
[phase2]
from = 2
game = solo
fitness = exact
evolve = all
[output]
progress_every = 3600
END
ok "a run in worlds" "$SMALLWORLD" run worlds.conf -o 'a,"b"'
ok "a folder of any name" "$SMALLWORLD" table 'a,"b"' --columns=phase,solved,mean
equal "is quoted" '"a,""b""",1,,' "$(sed -n 2p out | grep -o '^"a,""b""",1,,')"
equal "solved is the mean where the score is that share" yes "$(awk -F, 'NR > 3 && $4 == $5 && $3 == 2 { n++ }
    END { print n == 2 ? "yes" : "no" }' out)"

# ---- JSON, several runs ----
cp -a run again
ok "JSON lines of two runs" "$SMALLWORLD" table run again --json
equal "of both" 48 "$(wc -l <out)"
exits 1 "a run that is not there" "$SMALLWORLD" table nothing
silent out
says err "nothing"
ok "JSON" "$SMALLWORLD" table run --json --columns=generation,island,best,spread
equal "has the same values" "$(column table best | paste -sd' ')" \
    "$(sed 's/.*"generation": \([^,]*\), "island": \([^,]*\), "best": \([^,]*\), "spread": null}/\1,\2,\3/' out | paste -sd' ')"
if command -v python3 >/dev/null; then
    sed -n '/^```python$/,/^```$/p' "$SW_SOURCE/docs/tables.md" | sed '1d;$d' >read.py
    ok "the Python of docs/tables.md reads it" bash -c 'python3 read.py <table'
    equal "and finds the best" "$(column table best | cut -d, -f3 | sort -g | tail -n 1)" "$(cat out)"
else
    skip "the Python of docs/tables.md reads it" "there is no python3"
fi

# ---- a run that is still written ----
"$SMALLWORLD" run run.conf -o live --stop-at=0 >/dev/null 2>&1
"$SMALLWORLD" table live --follow >followed 2>err &
follower=$!
ok "the run goes on" "$SMALLWORLD" run --resume -o live --stop-at=5
await "$follower" grep -q '^live,3,1,' followed
equal "rows come while it goes on" 0 "$?"
equal "the last generation waits" "" "$(grep '^live,4,' followed)"
ok "it goes on to its end" "$SMALLWORLD" run --resume -o live
wait "$follower"
equal "and the follower ends" 0 "$?"
sed 's/^run,/live,/; 1s/^live,/run,/' table >expected
same "with the table that is made later" expected followed

# ---- what is refused ----
exits 2 "no run" "$SMALLWORLD" table
says err "say which run"
exits 2 "two runs that are followed" "$SMALLWORLD" table run live --follow
says err "give one"
exits 2 "a column that is not there" "$SMALLWORLD" table run --columns=generation,meen
says err "did you mean mean?"
exits 2 "a column twice" "$SMALLWORLD" table run --columns=mean,best,mean
says err "twice"
exits 2 "an empty column" "$SMALLWORLD" table run --columns=mean,,best
says err "there is no column"
size=$(stat -c %s run/store/data.mdb)
for ((at = 8192 + 32; at < size; at += 4096)); do
    printf '\377\377\377\377' | dd of=run/store/data.mdb bs=1 seek="$at" conv=notrunc 2>/dev/null
done
exits 3 "a damaged run" "$SMALLWORLD" table run
finish
