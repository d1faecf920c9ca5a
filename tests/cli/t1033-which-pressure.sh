#!/usr/bin/env bash
# docs/which-pressure.md: its three commands, at a smaller size, answer its question.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

page=$SW_SOURCE/docs/which-pressure.md
cd "$work" || exit 1
ln -s "$SW_SOURCE/clusters" clusters

# The commands of the page, a line each; made smaller by what only takes time.
awk '/^```$/ { inside = !inside; next } inside && /^smallworld / { on = 1 }
    inside && on { line = $0; more = sub(/ *\\$/, "", line); sub(/^ +/, " ", line); printf "%s%s", line, more ? "" : "\n"; on = more }' \
    "$page" >commands
equal "the page has three commands" 3 "$(wc -l <commands)"
equal "sweep, compare and lineage" "sweep compare lineage" "$(cut -d' ' -f2 commands | paste -sd' ')"
sed -i 's/run.generations=200/run.generations=12/; s/--seeds=1-12/--seeds=1-2/; s/run.members=64/run.members=32/' commands
small="--set agent.features=16 --set agent.hidden=16 --set agent.memory=16 --set agent.experts=1 --set life.worlds=4"
sed -i "1s/\$/ $small/" commands

# by_hand NUMBER: the command as a shell takes it.
by_hand() {
    sed -n "${1}p" commands | sed "s|^smallworld |\"\$SMALLWORLD\" |" >command.sh
    bash command.sh
}
ok "1: the runs" by_hand 1
says out "6 of 6 runs in runs/pressure are done."
ok "2: the comparison" by_hand 2
says out "6 runs in 3 groups that differ in selection.pressure."
says out "The highest interquartile mean has group"
cp out told
equal "and that two seeds are too few" yes "$(tr "\n" " " <told | grep -q "n is too small to decide among 3 pairs" && echo yes)"
ok "with its picture" grep -q '^</svg>$' pressure.svg
winner=$(sed -n 's/^Its best run is \(.*\)\.$/\1/p' told)
ok "and the winner is a run" [ -d "$winner/store" ]
sed -i "3s|runs/pressure/[^ ]*|$winner|" commands
ok "3: its ancestors" by_hand 3
equal "back to the founder" 1 "$(grep -c ' founder ' out)"
ok "again, which makes nothing" by_hand 1
says out "6 of 6 runs in runs/pressure are done."

# What the page says that these commands say has their form.
for line in "runs in 3 groups that differ in selection.pressure" "The highest interquartile mean has group" \
    "Its best run is runs/pressure/"; do
    ok "the page shows: $line" grep -qF "$line" "$page"
done
finish
