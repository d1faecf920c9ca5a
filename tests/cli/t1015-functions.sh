#!/usr/bin/env bash
# worlds.source = function:NAME: a run on a test function on 1, 2 and 3 ranks, killed and resumed, and
# what eval, check, inspect, lineage and replay say of it.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 40
members = 72
islands = 2
keyframe_every = 7
[worlds]
source = function:rastrigin
dimension = 50
shift = yes
rotate = yes
[migration]
every = 5
[phase1]
strength = 0.1
[phase2]
from = 25
strength = 0.01
[output]
progress_every = 3600
END

# less WHAT A B: passes if A < B.
less() {
    if awk -v a="$2" -v b="$3" 'BEGIN { exit !(a != "" && b != "" && a + 0 < b + 0) }'; then
        pass "$1"
    else
        fail "$1" "$2 is not less than $3"
    fi
}

# Any number of ranks.
for scheme in recombination truncation cma plain; do
    run=$work/$scheme
    case $scheme in
        cma | plain) set=selection.update=$scheme ;;
        *) set=selection.scheme=$scheme ;;
    esac
    ok "$scheme on one process" "$SMALLWORLD" run "$work/run.conf" -o "$run" --set "$set"
    says err "40/40  function rastrigin  best "
    whole=$(digest "$run")
    equal "its digest has 32 digits" 32 "${#whole}"
    for n in 2 3; do
        ok "$scheme on $n ranks" "$MPIRUN" -n "$n" "$SMALLWORLD" run "$work/run.conf" -o "$run-$n" \
            --set "$set"
        equal "$scheme on $n ranks has the same digest" "$whole" "$(digest "$run-$n")"
    done
    # Stopped on one process, gone on with on two.
    ok "$scheme stops" "$SMALLWORLD" run "$work/run.conf" -o "$run-stopped" \
        --set "$set" --stop-at=17
    ok "and goes on, on 2 ranks" "$MPIRUN" -n 2 "$SMALLWORLD" run --resume -o "$run-stopped"
    equal "to the same digest" "$whole" "$(digest "$run-stopped")"
    ok "check of $scheme" "$SMALLWORLD" check "$run-stopped"
    says out "all is well"
done

# The optimisers: each is another run; cma adapts the strength of its litters, and begins anew in each phase.
for pair in recombination=cma recombination=plain cma=plain; do
    if [ "$(digest "$work/${pair%=*}")" = "$(digest "$work/${pair#*=}")" ]; then
        fail "${pair%=*} and ${pair#*=} are two runs" "they have the same digest"
    else
        pass "${pair%=*} and ${pair#*=} are two runs"
    fi
done
# strength RUN GENERATION: of the first litter of island 0. Ids: see src/record/record.h.
strength() {
    "$SMALLWORLD" inspect "$1" $((2 + $2 * 2 * 73)) --json >"$work/out"
    leaf mutation.strength
}
equal "cma begins at the phase's strength" 0.1 "$(strength "$work/cma" 0 | cut -c1-3)"
first=$(strength "$work/cma" 1)
tenth=$(strength "$work/cma" 10)
equal "then its strength is its own" 3 "$(printf '%s\n' 0.1 "$first" "$tenth" | sort -u | wc -l | tr -d ' ')"
equal "and a phase begins anew" "$(strength "$work/recombination" 25)" "$(strength "$work/cma" 25)"
exits 2 "cma adapts no worlds" "$SMALLWORLD" run "$work/run.conf" --dry-run --set selection.update=cma \
    --set worlds.source=meanings
says err "selection.update = cma adapts plain vectors, and worlds.source names no function"
ok "what it does not use" "$SMALLWORLD" run "$work/run.conf" -o "$work/unused" --set selection.update=cma \
    --set phase1.rate=0.5 --set run.generations=2
says err "phase1.rate has no effect here, because selection.update = cma sets the length of its steps itself"
ok "who does not use it" "$SMALLWORLD" run "$work/run.conf" -o "$work/unused-too" --set selection.update=cma \
    --set selection.scheme=truncation --set run.generations=2
says err "selection.update has no effect here, because truncation makes no recombination step"
run=$work/recombination

# Killed: so long that no machine ends it before.
"$SMALLWORLD" run "$work/run.conf" -o "$work/killed" --set run.generations=100000000 \
    --set output.progress_every=0.1 >"$work/out" 2>"$work/err" </dev/null &
victim=$!
await_progress "$victim" 3
kill -9 "$victim"
wait "$victim" 2>/dev/null
"$SMALLWORLD" inspect "$work/killed" --json >"$work/out"
done=$(leaf generations)
ok "a run that was killed goes on" "$SMALLWORLD" run --resume -o "$work/killed" \
    --stop-at=$((done + 3))
ok "one that is never stopped" "$SMALLWORLD" run "$work/run.conf" -o "$work/never" \
    --set run.generations=100000000 --stop-at=$((done + 3))
equal "has the same digest" "$(digest "$work/never")" "$(digest "$work/killed")"

# Each setting is in the digest.
for set in worlds.shift=no worlds.rotate=no worlds.dimension=51 worlds.source=function:ackley; do
    ok "with $set" "$SMALLWORLD" run "$work/run.conf" -o "$work/set-$set" --set "$set"
    if [ "$(digest "$work/set-$set")" = "$(digest "$run")" ]; then
        fail "$set changes the run" "it has the same digest"
    else
        pass "$set changes the run"
    fi
done

# What it is worth.
ok "eval --json" "$SMALLWORLD" eval "$run" --json
silent err
equal "its keys" "member function dimension shift rotate value optimum distance scheme generations evaluations run run_seed" \
    "$(awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | sed -n 's/=.*//p' | tr '\n' ' ' | sed 's/ $//')"
equal "what it is of" "rastrigin 50 true true 0 40 5760" \
    "$(leaf function) $(leaf dimension) $(leaf shift) $(leaf rotate) $(leaf optimum) $(leaf generations) $(leaf evaluations)"
value=$(leaf value)
distance=$(leaf distance)
ok "of the founder" "$SMALLWORLD" eval "$run" --member=founder --json
less "the best is worth less than half of the founder" "$value" "$(awk -v v="$(leaf value)" 'BEGIN { print v / 2 }')"
less "and is nearer to the best point" "$distance" "$(leaf distance)"
ok "eval prints a table" "$SMALLWORLD" eval "$run"
says out "rastrigin of 50 numbers, shifted, rotated, 40 generations, 5,760 evaluations (recombination)"
equal "of founder and best" "founder best" \
    "$(awk '/^(founder|best) / { print $1 }' "$work/out" | tr '\n' ' ' | sed 's/ $//')"
# A member's value is its score with the sign turned: what eval makes anew is what was lived.
"$SMALLWORLD" inspect "$run" 30 --json >"$work/out"
score=$(leaf score.value)
equal "and touches its only tensor" vector "$(leaf mutation.touches.0)"
"$SMALLWORLD" eval "$run" --member=30 --json >"$work/out"
equal "a member's value is its score, turned" \
    "$(awk -v s="$score" 'BEGIN { printf "%.5g", -s }')" \
    "$(awk -v v="$(leaf value)" 'BEGIN { printf "%.5g", v }')"
exits 2 "nobody has that id" "$SMALLWORLD" eval "$run" --member=99999999
says err "there is no member 99999999 in this run"
for option in --game=solo --channel=silent --puzzles=3 --seed=3 --arc=x --set=worlds.source=arc:x; do
    exits 2 "eval refuses $option" "$SMALLWORLD" eval "$run" "$option"
    says err "vectors on a function (worlds.source = function:rastrigin), and sit at no puzzles"
done

# Descriptors and objectives.
for pair in plane-sphere=descriptors arm=descriptors zdt3=objectives; do
    name=${pair%=*}
    ok "a run on $name" "$SMALLWORLD" run "$work/run.conf" -o "$work/$name" \
        --set worlds.source="function:$name" --set run.generations=3
    says err "worlds.shift has no effect here, because function:$name is left where its authors put it"
    ok "eval of it" "$SMALLWORLD" eval "$work/$name" --json
    equal "says two ${pair#*=}" 2 "$(leaf "${pair#*=}.count")"
    ok "and as a table" "$SMALLWORLD" eval "$work/$name"
    kind=${pair#*=}
    says out "${kind%s} 2"
done

# Who stands, as a whole.
ok "a run of MAP-Elites" "$SMALLWORLD" run "$work/run.conf" -o "$work/elites" \
    --set worlds.source=function:plane-sphere --set run.generations=6 --set selection.scheme=map-elites \
    --set selection.cells=8 --set run.islands=1
ok "eval of it" "$SMALLWORLD" eval "$work/elites" --json
equal "its cells" 64 "$(leaf cells)"
equal "one member stands in each that is filled" "$(leaf standing)" "$(leaf filled)"
ok "as a table" "$SMALLWORLD" eval "$work/elites"
says out "of 64 cells"
ok "a run of NSGA-II" "$SMALLWORLD" run "$work/run.conf" -o "$work/front" \
    --set worlds.source=function:zdt1 --set run.generations=6 --set selection.scheme=nsga-ii
ok "eval of it" "$SMALLWORLD" eval "$work/front"
says out "dominated by none"

# The rest of the program.
ok "check lives generations again" "$SMALLWORLD" check "$run"
says out "all is well"
says out "generations lived again"
ok "inspect" "$SMALLWORLD" inspect "$run"
says out "worlds.dimension     50"
says out "function"
ok "lineage" "$SMALLWORLD" lineage "$run"
says out "recombination"
exits 2 "there is nothing to replay" "$SMALLWORLD" replay "$run"
says err "there is no life to replay"
exits 2 "there are no puzzles" "$SMALLWORLD" worlds "$work/run.conf"
exits 2 "no function of that name" "$SMALLWORLD" run "$work/run.conf" --dry-run \
    --set worlds.source=function:rastrign
says err "there is no function \"rastrign\"; did you mean function:rastrigin?"
exits 2 "too few numbers" "$SMALLWORLD" run "$work/run.conf" --dry-run \
    --set worlds.source=function:zdt1 --set worlds.dimension=1
says err "function:zdt1 needs at least 2"
exits 2 "a run keeps its function" "$SMALLWORLD" run --resume -o "$work/arm" \
    --set worlds.source=function:ackley
says err "worlds.source differs from the config"

# What a function does not know is named, and does nothing.
whole=$(digest "$run")
for set in run.kernel=blas worlds.colours=3 agent.hidden=32 language.length=2 life.worlds=3 \
    life.partner=other phase1.game=rule-relay phase1.fitness=exact phase1.evolve=thought \
    phase2.channel=silent output.trace=yes; do
    "$SMALLWORLD" run "$work/run.conf" -o "$work/idle" --set "$set" >"$work/out" 2>"$work/err"
    says err "${set%=*} has no effect here, because worlds.source names a function, and no member lives in a world"
    equal "once" 1 "$(grep -c "^.*${set%=*} has no effect" "$work/err")"
    equal "and changes nothing" "$whole" "$(digest "$work/idle")"
    rm -rf "$work/idle"
done
# Vectors are born in litters like all members.
ok "litters of two vectors" "$SMALLWORLD" run "$work/run.conf" -o "$work/litters" --set life.litter=2
equal "litters have an effect" 0 "$(grep -c "life.litter" "$work/err")"
equal "they are other vectors" no "$([ "$whole" = "$(digest "$work/litters")" ] && echo yes || echo no)"
for set in worlds.dimension=9 worlds.shift=yes worlds.rotate=yes; do
    ok "$set without a function" "$SMALLWORLD" run "$work/run.conf" --dry-run \
        --set worlds.source=generated --set worlds.shift=no --set worlds.rotate=no \
        --set worlds.dimension=100 --set "$set"
    says out "${set%=*} has no effect here, because worlds.source names no function"
done

# What a scheme observes, and which functions have it; who leaves no place to the old.
exits 2 "no objectives" "$SMALLWORLD" run "$work/run.conf" -o "$work/none" --set selection.scheme=nsga-ii
says err "observes objectives, and function:rastrigin has none; these have: zdt1, zdt2, zdt3"
exits 2 "no descriptors" "$SMALLWORLD" run "$work/run.conf" -o "$work/none" --set selection.scheme=map-elites
says err "has none; these have: plane-sphere, plane-rastrigin, arm"
for standing in 72 73; do
    ok "steady state, $standing stand" "$SMALLWORLD" run "$work/run.conf" --dry-run \
        --set selection.scheme=steady-state --set selection.standing=$standing
    cp "$work/out" "$work/$standing.txt"
done
equal "newcomers take all places, which is said" "1 0" \
    "$(grep -c 'selection.standing has no effect' "$work/72.txt") $(grep -c 'selection.standing has no effect' "$work/73.txt")"
finish
