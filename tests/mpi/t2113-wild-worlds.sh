#!/usr/bin/env bash
# Several worlds in the wild, and words that are shuffled, on 1 to 4 ranks: one digest, one table; stopped and
# gone on with on other numbers of ranks.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/wild.conf" <<END
[wild]
$(small_wild)
ticks = 450
report = 150
speech = shuffled
reversal = 130
width_of_memory = 16
worlds = 3
migration = 0.01
END

ok "three worlds on one process" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/one"
cp "$work/out" "$work/table"
whole=$(wild_digest "$work/one")
equal "its digest has 16 digits" 16 "${#whole}"
for ranks in 2 3 4; do
    ok "on $ranks ranks" wild_on "$ranks" "$work/wild.conf" -o "$work/on-$ranks"
    same "prints the same" "$work/table" "$work/out"
    equal "has the same digest" "$whole" "$(wild_digest "$work/on-$ranks")"
done
ok "the ledger of 4 ranks" "$SMALLWORLD" wild "$work/on-4" --check
says out "walks lead from where the walker was"
ok "somebody walked" "$SMALLWORLD" wild "$work/on-4" --shadows=0
equal "between worlds" 1 "$(grep -c '^[1-9][0-9]* walks between 3 worlds' "$work/out")"
ok "3 ranks stop" wild_on 3 "$work/wild.conf" -o "$work/stopped" --stop-at=150
ok "one goes on" "$SMALLWORLD" wild --resume -o "$work/stopped" --stop-at=300
ok "2 go on" wild_on 2 --resume -o "$work/stopped"
equal "to the same digest" "$whole" "$(wild_digest "$work/stopped")"

finish
