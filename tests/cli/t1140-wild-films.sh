#!/usr/bin/env bash
# smallworld wild --films: ten moments of a run, chosen by the rule that docs/wild.md has; the same from kept states
# as from the beginning, and of a run that was stopped; nothing of it is stored.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/wild.conf" <<'END'
[wild]
ticks = 1200
report = 60
width = 20
height = 20
plants = 100
growth = 2
bodies = 30
least = 10
divide = 250
harm = 20
END

run=$work/run
ok "a run" "$SMALLWORLD" wild "$work/wild.conf" -o "$run"
whole=$(wild_digest "$run")
ok "its films" "$SMALLWORLD" wild "$run" --films="$work/films/new" --gif-ticks=8
silent err
cp "$work/out" "$work/told"
equal "are ten, each a GIF" "10 10" \
    "$(find "$work/films/new" -name '*.gif' | wc -l | tr -d ' ') $(head -qc 6 "$work"/films/new/*.gif | grep -o GIF89a | wc -l | tr -d ' ')"
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/told")"
equal "the run is as it was" "$whole" "$(wild_digest "$run")"
ok "again, into the same folder" "$SMALLWORLD" wild "$run" --films="$work/films/new" --gif-ticks=8
same "says the same" "$work/told" "$work/out"

# The names are those of the docs, in the order of the rule.
sed -n 's/^| `\([a-z]*\)\.gif` | .*/\1/p' "$SW_SOURCE/docs/wild.md" | sort >"$work/documented"
awk 'NR > 1 { print $1 }' "$work/told" | sort >"$work/names"
same "moments are those of docs/wild.md" "$work/documented" "$work/names"

# The rule, from the pages as JSON.
"$SMALLWORLD" wild "$run" --json >"$work/pages"
# most KEY: the tick of the first page with the most of a count.
most() {
    grep -v '^{"tick": 0,' "$work/pages" | sed "s/^{\"tick\": \([0-9]*\),.*\"$1\": \([0-9]*\),.*/\1 \2/" |
        awk -v taken="$2" 'BEGIN { split(taken, t); for (i in t) not[t[i]] = 1 }
            !($1 in not) && $2 > value { value = $2; tick = $1 } END { print tick }'
}
tick_of() {
    awk -v name="$1" '$1 == name { print $3 }' "$work/told"
}
equal "the first is of the first ticks" "0 8" "$(awk '$1 == "first" { print $2, $3 }' "$work/told")"
equal "the last of the last" "1192 1200" "$(awk '$1 == "last" { print $2, $3 }' "$work/told")"
equal "births: the page with the most" "$(most births "60 1200")" "$(tick_of births)"
equal "bodies: the page with the most among the rest" "$(most bodies "60 1200 $(tick_of births)")" "$(tick_of bodies)"
equal "no page is chosen twice" "" "$(awk 'NR > 1 { print $3 }' "$work/told" | sort | uniq -d)"
equal "films are by time" "" "$(awk 'NR > 2 && $3 < before { print } NR > 1 { before = $3 }' "$work/told")"

# Kept states change no film, and no page.
ok "a run that keeps states" "$SMALLWORLD" wild "$work/wild.conf" -o "$run-kept" --set wild.keyframes=2
silent err
equal "is another only by them" 1 "$([ "$(wild_digest "$run-kept")" != "$whole" ] && echo 1)"
"$SMALLWORLD" wild "$run-kept" --json | cmp -s - "$work/pages"
equal "its pages are the same" 0 $?
ok "its films" "$SMALLWORLD" wild "$run-kept" --films="$work/films/kept" --gif-ticks=8
same "are of the same moments" "$work/told" "$work/out"
ok "and the same, byte for byte" diff -r "$work/films/new" "$work/films/kept"
ok "it stops" "$SMALLWORLD" wild "$work/wild.conf" -o "$run-stopped" --set wild.keyframes=2 --stop-at=420
ok "and goes on" "$SMALLWORLD" wild --resume -o "$run-stopped"
equal "to the same digest" "$(wild_digest "$run-kept")" "$(wild_digest "$run-stopped")"
ok "what it keeps is checked" "$SMALLWORLD" wild "$run-stopped" --check
ok "a film of what would come" "$SMALLWORLD" wild "$run-stopped" --gif="$work/next.gif" --gif-ticks=4
ok "of the other too" "$SMALLWORLD" wild "$run" --gif="$work/other.gif" --gif-ticks=4
same "is the same" "$work/next.gif" "$work/other.gif"

# Fewer pages, fewer films; of what there is nothing of there is no film.
ok "a short run" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/short" --stop-at=180
ok "has films" "$SMALLWORLD" wild "$work/short" --films="$work/films/short" --gif-ticks=100
equal "of three pages" 3 "$(awk 'NR > 1' "$work/out" | wc -l | tr -d ' ')"
equal "which may begin before theirs" "80 180" "$(awk '$1 == "last" { print $2, $3 }' "$work/out")"
ok "an empty one" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/doomed" --set wild.least=0 --set wild.growth=1 \
    --set wild.harm=10000 --set wild.energy=2
ok "has films" "$SMALLWORLD" wild "$work/doomed" --films="$work/films/doomed" --gif-ticks=5
ok "several worlds" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/worlds" --set wild.worlds=3 \
    --set wild.migration=0.01 --set wild.keyframes=1 --stop-at=240
ok "have films" "$SMALLWORLD" wild "$work/worlds" --films="$work/films/worlds" --gif-ticks=5

# ---- what is refused ----
exits 2 "films of a config" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/no" --films="$work/films/no"
says err "--films is for the folder of a run"
exits 2 "films and a film" "$SMALLWORLD" wild "$run" --films="$work/films/no" --gif="$work/no.gif"
says err "--gif cannot be combined with the other options"
exits 2 "films to stdout" "$SMALLWORLD" wild "$run" --films=-
says err "--films needs the name of a folder"
exits 2 "a length of nothing" "$SMALLWORLD" wild "$run" --gif-ticks=5
says err "--gif-ticks is of --gif and --films: give both"
: >"$work/file"
exits 1 "films into a file" "$SMALLWORLD" wild "$run" --films="$work/file"
equal "leave nothing" no "$([ -e "$work/films/no" ] && echo yes || echo no)"
exits 2 "a run that is not there" "$SMALLWORLD" wild "$work/nowhere" --films="$work/films/no"
says err "nowhere: there is no run, and no config, of that name"
exits 2 "measures of one" "$SMALLWORLD" wild "$work/nowhere" --modes
says err "nowhere: there is no run, and no config, of that name"
exits 2 "a run of one" "$SMALLWORLD" wild "$work/nowhere" -o "$work/no"
says err "nowhere"
ok "keyframes beyond the end" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/beyond" --set wild.keyframes=21 --stop-at=60
says err "wild.keyframes has no effect here, because wild.ticks ends the run before so many pages"

finish
