#!/usr/bin/env bash
# agent.head = organism: what eval, replay and plans say of forecasters by organism, and where the head is refused or
# has no effect.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'END_OF_CONFIG'
[run]
generations = 30
members = 32
[worlds]
source = forecast:all
side_min = 5
side_max = 6
organisms_max = 3
[agent]
hidden = 32
head = organism
[life]
worlds = 2
[learning]
rule = mirror
puzzles = 128
rate = 0.03
[phase2]
from = -1
[output]
progress_every = 3600
END_OF_CONFIG

ok "a run of forecasters by organism" "$SMALLWORLD" run run.conf -o run
ok "check" "$SMALLWORLD" check run --quick

# What its dreams are worth, and what its words could be worth.
ok "eval --json" "$SMALLWORLD" eval run --puzzles=80 --json
silent err
equal "by organism" organism "$(leaf head)"
for i in 0 1; do
    equal "words can say most deeds, not all, and no dream is better" yes \
        "$(awk -v exact="$(leaf "canvases.$i.steps.0.exact")" -v sayable="$(leaf "canvases.$i.steps.0.sayable")" \
            'BEGIN { if (sayable > 0.8 && sayable < 1 && exact <= sayable) print "yes" }')"
done
learned=$(leaf canvases.0.steps.0.exact)
equal "as many decisions as organisms" yes \
    "$(awk -v n="$(leaf canvases.0.decisions)" 'BEGIN { if (n > 1 && n < 9) print "yes" }')"
cp out first
ok "the same again" "$SMALLWORLD" eval run --puzzles=80 --json
same "eval is repeatable" first out
ok "the founder" "$SMALLWORLD" eval run --puzzles=80 --json --member=founder
equal "who has learned is exact in many more" yes \
    "$(awk -v a="$learned" -v b="$(leaf canvases.0.steps.0.exact)" 'BEGIN { if (a > b + 0.2) print "yes" }')"
ok "a table" "$SMALLWORLD" eval run --puzzles=50
says out "best words"
says out "sayable"
equal "within 80 columns" "" "$(awk 'length($0) > 80' out)"

# By cell there are more decisions.
ok "a run by cell" "$SMALLWORLD" run run.conf -o cells --set agent.head=cell --set run.generations=2
ok "eval of it" "$SMALLWORLD" eval cells --puzzles=20 --json
equal "by cell" cell "$(leaf head)"
equal "decides of each cell" yes "$(awk -v n="$(leaf canvases.0.decisions)" 'BEGIN { if (n >= 25) print "yes" }')"

# A dream, and a plan.
ok "an episode" "$SMALLWORLD" replay run --dream --format=plain
says out "dreams episode 0: 8 deeds"
equal "a picture a step, of dream and world" 8 "$(grep -c '^ *dream *world' out)"
says out "said: "
ok "plans" "$SMALLWORLD" eval run --plan=imagine --puzzles=5 --thoughts=100 --json

# Where it is refused, and where it does nothing.
exits 2 "physics that is found out" "$SMALLWORLD" run run.conf --dry-run --set worlds.source=forecast:context \
    --set worlds.colours=6
says err "agent.head = organism has words for known physics alone"
exits 2 "no such head" "$SMALLWORLD" run run.conf --dry-run --set agent.head=word
ok "puzzles have no such head" "$SMALLWORLD" run run.conf --dry-run --set worlds.source=generated
says out "agent.head has no effect here, because worlds.source names nothing that is"

finish
