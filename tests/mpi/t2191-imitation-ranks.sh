#!/usr/bin/env bash
# Imitation on 1 to 4 ranks: crews, its control, and worlds of the wild come to one digest, stopped, killed and gone on
# with on other numbers of ranks.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies forage-four 44 <<'END'
crew = litter
imitate = shuffled
END
same_on_ranks "crews that imitate other worlds" 3 2 4
small_bodies forage-four 44 <<'END'
crew = litter
imitate = yes
END
rm -rf "$work"/run "$work"/run-*
same_on_ranks "crews that imitate" 3 2 3 4
same_when_killed

cat >"$work/wild.conf" <<'END'
[wild]
ticks = 300
report = 100
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
worlds = 2
migration = 0.01
END

for imitate in yes shuffled; do
    ok "wild.imitate = $imitate on one process" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/$imitate" --set "wild.imitate=$imitate"
    cp "$work/out" "$work/table"
    wild=$(wild_digest "$work/$imitate")
    equal "its digest has 16 digits" 16 "${#wild}"
    for ranks in 2 3 4; do
        ok "on $ranks ranks" wild_on "$ranks" "$work/wild.conf" -o "$work/$imitate-$ranks" --set "wild.imitate=$imitate"
        same "prints the same" "$work/table" "$work/out"
        equal "has the same digest" "$wild" "$(wild_digest "$work/$imitate-$ranks")"
    done
    ok "3 ranks stop" wild_on 3 "$work/wild.conf" -o "$work/$imitate-stopped" --set "wild.imitate=$imitate" --stop-at=100
    ok "2 go on" wild_on 2 --resume -o "$work/$imitate-stopped"
    equal "to the same digest" "$wild" "$(wild_digest "$work/$imitate-stopped")"
done

finish
