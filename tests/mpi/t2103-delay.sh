#!/usr/bin/env bash
# Migrants that are under way: for every topology and delays of 0 to 3 one digest on 1 to 4 ranks, stopped and gone on
# with on other numbers of ranks, and after kill -9; also of schemes in which members stand, with islands that die out,
# and with islands that are spread over ranks; and check makes everybody anew.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 22
islands = 6
members = 16
keyframe_every = 5
[worlds]
source = function:rastrigin
dimension = 10
[life]
litter = 4
[selection]
scheme = tournament
pressure = 0.6
standing = 14
crossover = 0.3
elites = 1
[migration]
every = 2
degree = 2
migrants = 2
policy = always
emigrants = random
immigrants = random
edges = 0 1, 1 2 0.5, 2 0, 5 3, 3 4 0.7, 0 5
[phase1]
strength = 0.02
rate = 0.02
[phase2]
from = -1
[output]
progress_every = 3600
END

schemes=(recombination tournament)

# alike RANKS STOP OTHER OPTION...: on one process, and on so many ranks that stop and are gone on with on others.
alike() {
    local ranks=$1 stop=$2 other=$3 what

    shift 3
    what="$* on $ranks and $other ranks"
    rm -rf "$work/one" "$work/many"
    "$SMALLWORLD" run "$work/run.conf" -o "$work/one" "$@" >"$work/out" 2>"$work/err"
    go "$ranks" "$work/many" --stop-at="$stop" "$@"
    if [ "$other" = 1 ]; then
        "$SMALLWORLD" run --resume -o "$work/many" >"$work/out" 2>>"$work/err"
    else
        "$MPIRUN" -q -n "$other" "$SMALLWORLD" run --resume -o "$work/many" >"$work/out" 2>>"$work/err" </dev/null
    fi
    whole=$(digest "$work/one")
    equal "$what: a digest of 32 digits" 32 "${#whole}"
    equal "$what: the same digest" "$whole" "$(digest "$work/many")"
}

# Every topology; together all pairs of ranks, and delays of 0 to 3.
turn=0
for topology in ring both-ways torus full random small-world edges; do
    delay=$((turn % 3 + 1))
    alike $((turn % 4 + 1)) $((turn + 7)) $(((turn + 2) % 4 + 1)) --set migration.topology=$topology \
        --set migration.delay=$delay --set selection.scheme="${schemes[turn % 2]}"
    turn=$((turn + 1))
done
alike 3 9 2 --set migration.topology=torus --set migration.delay=0

# Members that stand, islands that die out, islands over several ranks, a delay beyond the keyframes.
alike 4 9 3 --set selection.scheme=plus --set migration.delay=3 --set migration.immigrants=most-similar
alike 3 11 4 --set selection.scheme=map-elites --set migration.delay=2 --set migration.emigrants=most-novel \
    --set worlds.source=function:plane-rastrigin
alike 4 12 2 --set selection.scheme=plus --set migration.delay=1 --set families.every=3 --set families.cull=0.4
alike 3 8 4 --set migration.delay=2 --set families.every=3 --set families.cull=0.4 --set migration.topology=full
ok "check" "$SMALLWORLD" check "$work/many"
alike 4 13 3 --set selection.scheme=recombination --set migration.delay=2 --set families.every=4 \
    --set families.share=0.4 --set families.founder=one
alike 4 9 1 --set run.islands=2 --set run.members=64 --set migration.delay=3
alike 2 10 4 --set run.islands=3 --set run.members=40 --set migration.delay=2 --set selection.scheme=recombination
alike 3 13 2 --set migration.delay=9 --set run.keyframe_every=3
ok "check" "$SMALLWORLD" check "$work/many"
alike 4 11 2 --set migration.delay=2 --set "events.1=at 6 cull islands 0.5" --set "events.2=at 9 migrate all"
alike 2 12 3 --set migration.delay=3 --set "events.1=at 8 set selection.scheme recombination"

# Islands are refounded and migrants leave in the generation before keyframes: they are members of the island as it was.
refounded=(--set run.generations=20 --set run.islands=5 --set run.keyframe_every=4 --set worlds.dimension=12
    --set phase1.strength=0.05 --set selection.pressure=0.8 --set selection.standing=12 --set selection.crossover=0
    --set families.every=4 --set families.cull=0.4 --set migration.every=4 --set migration.topology=full
    --set migration.migrants=1 --set migration.emigrants=best --set migration.immigrants=last)
for scheme in plus comma; do
    for delay in 0 1; do
        alike 2 9 $((1 + 2 * delay)) "${refounded[@]}" --set selection.scheme=$scheme --set migration.delay=$delay
        ok "check of one" "$SMALLWORLD" check "$work/one"
        ok "a branch at 8 with another strength" "$SMALLWORLD" run --from="$work/one@8" -o "$work/branch-$scheme-$delay" \
            --set phase1.strength=0.02
        ok "check of it" "$SMALLWORLD" check "$work/branch-$scheme-$delay"
    done
done

# Killed at any moment.
sed -i 's/^every = 2$/every = 1/; s/^\[migration\]$/[migration]\ndelay = 3/' "$work/run.conf"
same_when_killed
finish
