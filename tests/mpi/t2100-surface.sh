#!/usr/bin/env bash
# What members carry from their parents crosses ranks with them: the same records on 1, 2, 3 and 4 ranks, and
# after a stop on others. With parents that migrate, islands that are refounded, and members that stand.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END_OF_CONFIG'
[run]
generations = 24
islands = 5
members = 24
keyframe_every = 5
surface = yes
[worlds]
source = function:sphere
dimension = 6
[life]
litter = 8
[selection]
pressure = 0.5
standing = 18
[migration]
every = 3
topology = random
[families]
every = 4
cull = 0.4
[output]
progress_every = 3600
END_OF_CONFIG

# alike NAME OPTION...
alike() {
    local name=$1 expected ranks

    shift
    rm -rf "$work"/ranks-* "$work/stopped"
    ok "$name: one process" "$SMALLWORLD" run "$work/run.conf" -o "$work/ranks-1" "$@"
    expected=$(digest "$work/ranks-1")
    equal "$name: all is well" 32 "${#expected}"
    for ranks in 2 3 4; do
        ok "$name: $ranks ranks" "$MPIRUN" -q -n "$ranks" "$SMALLWORLD" run "$work/run.conf" -o "$work/ranks-$ranks" "$@"
        equal "$name: the same" "$expected" "$(digest "$work/ranks-$ranks")"
    done
    exits 0 "$name: 3 ranks that stop" "$MPIRUN" -q -n 3 "$SMALLWORLD" run "$work/run.conf" -o "$work/stopped" \
        --stop-at=13 "$@"
    ok "$name: and 2 that go on" "$MPIRUN" -q -n 2 "$SMALLWORLD" run --resume -o "$work/stopped"
    equal "$name: to the same" "$expected" "$(digest "$work/stopped")"
}

alike recombination --set selection.scheme=recombination
alike tournament --set selection.scheme=tournament --set selection.crossover=0.4
alike "late migrants" --set selection.scheme=recombination --set migration.delay=2
alike plus --set selection.scheme=plus
finish
