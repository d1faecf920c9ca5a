#!/usr/bin/env bash
# Every scheme, and families: one config and seed gives the same digest on one process and on 3 ranks that
# are stopped and go on as one process, or on 4 that go on as 2, also after kill -9; and `check` makes every
# keyframe and member anew.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<END
[run]
generations = 14
islands = 3
members = 24
keyframe_every = 5
[agent]
$(small_agent)
[worlds]
laws = gravity,fill,mirror
[life]
worlds = 4
litter = 8
[selection]
pressure = 0.5
standing = 18
crossover = 0.4
[migration]
every = 3
topology = random
[phase1]
fitness = progress
evolve = solo
strength = 1
[phase2]
from = -1
[output]
progress_every = 0.1
END

# go RANKS FOLDER OPTION...
go() {
    local ranks=$1 folder=$2

    shift 2
    if [ "$ranks" = 1 ]; then
        exits 0 "$name: $folder on one process" "$SMALLWORLD" run "$work/run.conf" -o "$work/$folder" "$@"
    else
        exits 0 "$name: $folder on $ranks ranks" "$MPIRUN" -q -n "$ranks" "$SMALLWORLD" run \
            "$work/run.conf" -o "$work/$folder" "$@"
    fi
}

# alike NAME OPTION...: one process, against 3 ranks that stop and one process that goes on, and by turns
# against 4 that stop and 2 that go on.
first=4 second=2
alike() {
    name=$1
    shift
    rm -rf "$work/one" "$work/stopped"
    go 1 one "$@"
    expected=$(digest "$work/one")
    equal "$name: check finds nothing wrong, and a digest of 32 digits" 32 "${#expected}"
    case $first in
    3) first=4 second=2 ;;
    *) first=3 second=1 ;;
    esac
    go "$first" stopped --stop-at=8 "$@"
    exits 0 "$name: it goes on, on $second" "$MPIRUN" -q -n "$second" "$SMALLWORLD" run --resume -o "$work/stopped"
    equal "$name: to the same digest" "$expected" "$(digest "$work/stopped")"
}

mapfile -t schemes < <("$SMALLWORLD" config --describe=selection.scheme |
    awk '/^takes/ { on = 1; sub(/^takes */, "") } /^default/ { on = 0 } on' | tr -d '\n' | tr -s ' ' '\n' |
    grep -xE '[a-z-]+,?' | tr -d , | grep -vxE 'one|of')
equal "there are at least 18 schemes" yes "$([ ${#schemes[@]} -ge 18 ] && echo yes || echo "${schemes[*]}")"
for scheme in "${schemes[@]}"; do
    fitness=progress
    [ "$scheme" != credit ] || fitness=likelihood
    alike "$scheme" --set selection.scheme="$scheme" --set phase1.fitness=$fitness
done
for topology in both-ways torus full small-world; do
    alike "topology $topology" --set selection.scheme=tournament --set migration.topology="$topology" \
        --set migration.policy=always --set migration.immigrants=worst --set migration.emigrants=random
done

# Families: shared steps, islands that die out, each way of refounding, under schemes of each kind.
families() {
    alike "families, $1" --set run.islands=4 --set run.members=16 --set families.every=3 --set families.refound="$1" \
        --set families.cull=0.5 "${@:2}"
}
families copy --set families.share=0.5 --set families.founder=one
families average --set migration.every=0 --set families.guard=2
families cross-tensor --set selection.scheme=tournament --set families.guard=2
families cross-expert --set families.share=0.7 --set families.founder=each --set families.die=drawn
families average --set selection.scheme=plus --set families.scheme=linear-rank
families copy --set selection.scheme=map-elites --set migration.every=3 # those who stand move with an island

# Killed at any moment.
name="killed" expected=
rm -rf "$work/one" "$work/killed"
set -- --set run.generations=60 --set families.every=4 --set families.share=0.5 --set families.founder=one
go 1 one "$@"
expected=$(digest "$work/one")
"$SMALLWORLD" run "$work/run.conf" -o "$work/killed" "$@" >/dev/null 2>"$work/err" &
started=$!
await_progress "$started" 2
kill -KILL "$started" 2>/dev/null
wait "$started" 2>/dev/null
if [ -e "$work/killed/store/data.mdb" ]; then
    "$SMALLWORLD" run --resume -o "$work/killed" >/dev/null 2>&1
else
    "$SMALLWORLD" run "$work/run.conf" -o "$work/killed" "$@" >/dev/null 2>&1
fi
equal "killed and gone on: the same digest" "$expected" "$(digest "$work/killed")"
finish
