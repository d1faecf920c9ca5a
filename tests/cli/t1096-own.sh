#!/usr/bin/env bash
# fitness = own: parents teach themselves. A run learns and is sound, what cannot stand together is refused by
# name, what does nothing is told of, and ARC files without any teacher can be learned from.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cd "$work" || exit 1
cat >run.conf <<'END'
[run]
generations = 12
members = 32
keyframe_every = 5
[worlds]
laws = mirror,turn,transpose,fill
side_max = 7
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
[learning]
rule = mirror
puzzles = 40
step = 32
times = 4
[own]
thoughts = 60
hindsight = 0.5
[phase1]
fitness = own
[phase2]
from = -1
END

go 1 own
ok "a run without any teacher is sound" "$SMALLWORLD" check own
says out "all is well"
for set in own.thoughts=5 own.held=1 own.hindsight=0 own.balance=acts own.brevity=2 own.spread=0.5; do
    go 1 "$set" --set "$set"
    ok "a run with $set is sound" "$SMALLWORLD" check "$set"
    if [ "$(digest "$set")" != "$(digest own)" ]; then
        pass "$set changes a run"
    else
        fail "$set changes a run"
    fi
done
go 1 credit --set selection.scheme=credit --set run.members=64
ok "credit by own teachers is sound" "$SMALLWORLD" check credit

# What is found is learned.
share() {
    tr '\n' ' ' | sed -n 's/"laws":.*//; s/.*"exact": *\([-0-9.e]*\).*/\1/p'
}
go 1 long --set run.generations=60 --set worlds.laws=mirror,turn,transpose
learned=$("$SMALLWORLD" eval long --member=best --game=solo --puzzles=200 --json | share)
founder=$("$SMALLWORLD" eval long --member=founder --game=solo --puzzles=200 --json | share)
if awk "BEGIN { exit !($learned > 0.6 && $founder < 0.3) }"; then
    pass "it learns three laws by itself"
else
    fail "it learns three laws by itself" "first answers: $learned, the founder's $founder"
fi

exits 2 "many parents cannot teach" "$SMALLWORLD" run run.conf --dry-run --set selection.scheme=tournament
says err "use recombination or credit"
exits 2 "who sees no demonstrations finds nothing" "$SMALLWORLD" run run.conf --dry-run --set phase1.game=rule-relay \
    --set phase1.evolve=all
says err "set phase1.game = solo"
exits 2 "nor does it in a second phase" "$SMALLWORLD" run run.conf --dry-run --set phase2.from=6 \
    --set phase2.fitness=own --set phase2.game=rule-relay --set phase2.evolve=all
says err "set phase2.game = solo"
exits 2 "nor in one that an event begins" "$SMALLWORLD" run run.conf --dry-run --set "events.1=at 6 phase 2" \
    --set phase2.fitness=own --set phase2.game=rule-relay --set phase2.evolve=all
says err "set phase2.game = solo"
ok "a phase that is not used may be any" "$SMALLWORLD" run run.conf --dry-run --set phase1.fitness=likelihood \
    --set phase2.fitness=own --set phase2.game=rule-relay --set selection.scheme=truncation
exits 2 "parents with own teachers are not compared" "$SMALLWORLD" run run.conf --dry-run --set run.islands=2 \
    --set families.every=4
says err "set families.every = 0"
exits 2 "nobody is asked how likely teachers are" "$SMALLWORLD" run run.conf --dry-run --set learning.draw=regret
says err "set learning.draw = uniform"
exits 2 "the room to think is made once" "$SMALLWORLD" run run.conf --dry-run --set "events.1=at 5 set own.thoughts 9"
says err "the room to think is made once"
exits 2 "no thoughts, no teacher" "$SMALLWORLD" run run.conf --dry-run --set own.thoughts=0
ok "[own] without fitness = own" "$SMALLWORLD" run run.conf --dry-run --set phase1.fitness=likelihood
says out "own.thoughts has no effect here, because no phase of the run has fitness ="
ok "a balance of lessons that nobody has" "$SMALLWORLD" run run.conf --dry-run --set learning.rule=none \
    --set own.balance=program
says out "own.balance has no effect here"
ok "lessons need teachers" "$SMALLWORLD" run run.conf --dry-run --set life.lessons=yes --set worlds.compose=2
says out "life.lessons has no effect here"

# Two laws in a row, solved in two looks, teach one law each.
go 1 looks --set worlds.compose=2 --set life.looks=2
ok "a run of two laws in a row is sound" "$SMALLWORLD" check looks

# Files without teachers: each wants another rule than any edit does.
mkdir tasks
for colour in 1 2 3; do
    cat >"tasks/$colour.json" <<END
{"train": [{"input": [[$colour, 0, 0], [0, 0, 0], [0, 0, 4]], "output": [[0, 0, $colour], [0, 0, 0], [4, 0, 0]]},
           {"input": [[$colour, 0], [4, 0]], "output": [[0, $colour], [0, 4]]}],
 "test": [{"input": [[$colour, 0, 5], [0, 0, 0], [0, 0, 0]], "output": [[9, 9, 9], [9, 9, 9], [9, 9, 9]]}]}
END
done
go 1 files --set worlds.source=arc:tasks --set own.held=1 --set run.generations=6
ok "a run of files is sound" "$SMALLWORLD" check files
ok "tasks whose answer nobody is told" "$SMALLWORLD" eval files --arc=tasks --puzzles=0 --thoughts=30 --json
finish
