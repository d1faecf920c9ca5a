#!/usr/bin/env bash
# A torus of 256x160 cells with a thousand bodies in 2, 3 and 4 blocks, each of which has fewer than half of them; in
# one digest with one process. Rank 0 alone writes.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/wild.conf" <<'END'
[wild]
ticks = 60
report = 30
width = 256
height = 160
plants = 8000
growth = 100
bodies = 1000
least = 0
most = 5000
divide = 250
harm = 20
mind = random
features = 16
width_of_memory = 16
END

ok "one process" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/one"
says out "a torus of 256x160 cells"
whole=$(wild_digest "$work/one")
equal "its digest has 16 digits" 16 "${#whole}"
for ranks in 2 3 4; do
    ok "$ranks blocks" "$MPIRUN" -q -n "$ranks" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/$ranks" --blocks
    equal "have the same digest" "$whole" "$(wild_digest "$work/$ranks")"
    share=$(sed -n 's/.*the most bodies had \([0-9]*\)[.0-9]* % more.*/\1/p' "$work/err")
    if [ "${share:-100}" -lt 50 ]; then
        pass "and are even"
    else
        fail "and are even" "$share % more than a fair share"
    fi
done
ok "every birth is rebuilt" "$SMALLWORLD" wild "$work/4" --check

finish
