#!/usr/bin/env bash
# What a run of the wild keeps beside its pages, meals by size and states, on 1 to 3 ranks: one digest, one table, the
# same films; stopped and gone on with on another number of ranks.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/wild.conf" <<'END'
[wild]
ticks = 360
report = 60
width = 18
height = 16
plants = 80
growth = 2
bodies = 20
least = 12
divide = 250
harm = 20
speech = normal
features = 16
width_of_memory = 16
trophic = yes
keyframes = 2
END

ok "one process" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/one"
cp "$work/out" "$work/table"
whole=$(wild_digest "$work/one")
equal "its digest has 16 digits" 16 "${#whole}"
ok "its films" "$SMALLWORLD" wild "$work/one" --films="$work/films-one" --gif-ticks=5
for ranks in 2 3; do
    ok "on $ranks ranks" wild_on "$ranks" "$work/wild.conf" -o "$work/on-$ranks"
    same "prints the same" "$work/table" "$work/out"
    equal "has the same digest" "$whole" "$(wild_digest "$work/on-$ranks")"
    ok "and films" "$SMALLWORLD" wild "$work/on-$ranks" --films="$work/films-$ranks" --gif-ticks=5
    ok "that are the same" diff -r "$work/films-one" "$work/films-$ranks"
done
ok "3 ranks stop" wild_on 3 "$work/wild.conf" -o "$work/stopped" --stop-at=120
ok "one goes on" "$SMALLWORLD" wild --resume -o "$work/stopped" --stop-at=180
ok "2 go on" wild_on 2 --resume -o "$work/stopped"
equal "to the same digest" "$whole" "$(wild_digest "$work/stopped")"
ok "and who ate what is looked at" "$SMALLWORLD" wild "$work/stopped" --shadows=0
says out "who ate what, by size"

finish
