#!/usr/bin/env bash
# One config and seed on 1, 2 and 3 ranks: the same digest. Each config goes through several phases, so
# that one launch covers several games, channels and fitnesses.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/phases.conf" <<'END'
[run]
generations = 12
members = 72
keyframe_every = 4
[agent]
features = 16
hidden = 16
memory = 16
experts = 3
[life]
worlds = 4
ticks = 3
[output]
progress_every = 3600
[phase1]
game = solo
evolve = all
[phase2]
from = 2
game = rule-relay
evolve = language
[phase3]
from = 4
game = rule-relay
evolve = all
channel = shuffled
fitness = progress
[phase4]
from = 6
game = rule-relay
evolve = all
channel = self
[phase5]
from = 8
game = rule-relay
evolve = speech
channel = silent
[phase6]
from = 10
game = rule-relay
fitness = exact
evolve = hearing
END

# ranks NAME [--set KEY=VALUE]...: runs on 1 (without mpirun), 2 and 3 ranks. $expected is left as the
# digest of all three.
ranks() {
    local name=$1 n actual

    shift
    exits 0 "$name on one process" "$SMALLWORLD" run "$work/phases.conf" -o "$work/$name-1" "$@"
    expected=$(digest "$work/$name-1")
    equal "$name has a digest of 32 digits" 32 "${#expected}"
    for n in 2 3; do
        exits 0 "$name on $n ranks" "$MPIRUN" -n "$n" "$SMALLWORLD" run "$work/phases.conf" \
            -o "$work/$name-$n" "$@"
        actual=$(digest "$work/$name-$n")
        equal "$name on $n ranks has the same digest" "$expected" "$actual"
    done
}

# differs NAME: passes if the digest that ranks has left was not seen before. Only for settings that
# change a life or a choice. A kernel may round as another does: that depends on the processor.
seen=
differs() {
    case " $seen " in
    *" $expected "*) fail "$1 differs from the other configs" "$expected" ;;
    *) pass "$1 differs from the other configs" ;;
    esac
    seen="$seen $expected"
}

ranks plain
differs plain
ranks other --set life.partner=other
differs other
# Words that end early, and are lost and changed on their way.
ranks storm --set life.partner=other --set language.end=yes --set language.cost=5 \
    --set language.noise=0.2 --set language.deafness=0.3
differs storm
ranks islands --set life.partner=other --set run.islands=3 --set migration.every=3 \
    --set language.speak_from=decision
differs islands
ranks truncation --set life.partner=other --set selection.scheme=truncation \
    --set selection.pressure=0.9 --set selection.elites=2 --set run.islands=2 \
    --set migration.every=2
differs truncation
# Edges that carry by chance, between islands of many parents.
printf '0 1 0.5\n2 1\n1 0 0.7\n# the third sends alone\n' >"$work/my.edges"
ranks edges --set selection.scheme=tournament --set selection.pressure=0.8 --set run.islands=3 \
    --set migration.every=1 --set migration.topology=edges --set "migration.edges=file:$work/my.edges" \
    --set migration.emigrants=random --set migration.immigrants=most-similar \
    --set migration.policy=always --set migration.migrants=2
differs edges
# Wild agents that can do every edit: some zoom, and their eyes follow.
ranks tournament --set selection.scheme=tournament --set selection.pressure=0.8 \
    --set selection.elites=1 --set run.islands=2 --set agent.edits=all --set life.ticks=12 \
    --set phase1.fitness=progress --set phase1.strength=3 --set phase3.strength=3 \
    --set phase6.strength=3
differs tournament
# Laws in a row as lessons, families in turn, and seats that look again.
ranks lessons --set worlds.compose=2 --set worlds.balance=family --set life.lessons=yes \
    --set life.looks=2 --set phase3.fitness=progress
differs lessons
ranks blas --set run.kernel=blas --set life.partner=other
# One litter and a bit of one: ranks that seat nobody.
ranks few --set run.members=6 --set life.partner=other
differs few

ok "mpirun -n 1 starts it as well" "$MPIRUN" -n 1 "$SMALLWORLD" run "$work/phases.conf" \
    -o "$work/one" --set run.members=6 --set life.partner=other
equal "and gives the same digest" "$(digest "$work/few-1")" "$(digest "$work/one")"

# What check prints for programs.
ok "check prints one JSON object" "$SMALLWORLD" check "$work/few-1" --json
equal "with these keys" "ok records generations members digest" \
    "$(grep -o '"[a-z]*":' "$work/out" | tr -d '":' | tr '\n' ' ' | sed 's/ $//')"
says out '"ok": true'
says out '"generations": 12'

finish
