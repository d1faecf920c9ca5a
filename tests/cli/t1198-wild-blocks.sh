#!/usr/bin/env bash
# Large worlds in the wild, and --blocks, as one process meets them.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/wild.conf" <<'END'
[wild]
ticks = 20
report = 10
width = 1024
height = 1024
plants = 20000
growth = 200
bodies = 2000
least = 0
most = 9000
mind = random
features = 16
width_of_memory = 16
END

ok "a torus of 1024x1024 cells" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/large"
silent err
says out "a torus of 1024x1024 cells"
equal "its energy balances" "3 0" \
    "$(awk 'NF == 12 && $1 ~ /^[0-9]+$/ { lines++; off += $NF != 0 } END { print lines + 1, off + 0 }' "$work/out")"
ok "is looked at" "$SMALLWORLD" wild "$work/large" --shadows=1
whole=$(sed -n 's/.*digest \([0-9a-f]*\)$/\1/p' "$work/out")
ok "stops" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/stopped" --stop-at=10
ok "and goes on" "$SMALLWORLD" wild --resume -o "$work/stopped"
ok "is looked at" "$SMALLWORLD" wild "$work/stopped" --shadows=1
equal "with the same digest" "$whole" "$(sed -n 's/.*digest \([0-9a-f]*\)$/\1/p' "$work/out")"
exits 2 "a side too long" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/no" --set wild.width=1025
says err "wild.width"

# One process has the whole world: --blocks says so, and the run is the same.
ok "--blocks of one process" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/one" --blocks
says err "--blocks has no effect here, because there is one rank"
ok "is looked at" "$SMALLWORLD" wild "$work/one" --shadows=1
equal "with the same digest" "$whole" "$(sed -n 's/.*digest \([0-9a-f]*\)$/\1/p' "$work/out")"
ok "--blocks and --resume" "$SMALLWORLD" wild --resume --blocks -o "$work/one"
exits 2 "a run that is looked at has no blocks" "$SMALLWORLD" wild "$work/one" --blocks
says err "which is examined"
equal "no run is begun" no "$([ -e "$work/no" ] && echo yes || echo no)"

# Several worlds that walkers leave empty, and newcomers fill again: no more live than there is room for.
cat >"$work/emptied.conf" <<'END'
[wild]
ticks = 400
report = 2
width = 8
height = 24
plants = 40
growth = 5
bodies = 1
least = 1
most = 2
worlds = 2
migration = 0.5
energy = 2000
divide = 102
END
ok "worlds that are left empty" "$SMALLWORLD" wild "$work/emptied.conf" -o "$work/emptied"
equal "up to twice wild.most live" 4 \
    "$(awk 'NF == 12 && $1 ~ /^[0-9]+$/ && $2 > most { most = $2 } END { print most + 0 }' "$work/out")"
ok "every birth is rebuilt" "$SMALLWORLD" wild "$work/emptied" --check
says out "genomes are rebuilt bit for bit"

finish
