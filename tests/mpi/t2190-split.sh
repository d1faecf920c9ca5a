#!/usr/bin/env bash
# Worlds that are scored with seats on several ranks (body.crew = island): one digest on 1, 2, 3 and 4 ranks,
# stopped, killed and gone on with. Replicas that differ: mpi_split.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

# split ISLANDS GAME LINE...: writes $work/run.conf, islands of five litters; the lines are of [body].
split() {
    local islands=$1 game=$2

    shift 2
    cat >"$work/run.conf" <<END
[run]
generations = 5
members = 18
islands = $islands
keyframe_every = 3
[worlds]
source = body:$game
[body]
ticks = 20
crew = island
$(printf '%s\n' "$@")
[agent]
features = 16
memory = 16
[life]
worlds = 6
litter = 4
[phase1]
strength = 0.4
[phase2]
from = -1
[output]
progress_every = 3600
END
}

# again NAME RANKS...: $work/run.conf by one process, and the same on so many ranks.
again() {
    local name=$1 n

    shift
    ok "$name on one process" "$SMALLWORLD" run "$work/run.conf" -o "$work/$name"
    whole=$(digest "$work/$name")
    for n; do
        ok "$name on $n ranks" "$MPIRUN" -n "$n" "$SMALLWORLD" run "$work/run.conf" -o "$work/$name-$n"
        says err "had seats on several ranks"
        equal "$n ranks have the same digest" "$whole" "$(digest "$work/$name-$n")"
    done
}

# One island on all ranks: of four bodies, nearly all worlds are split.
split 1 forage-four 'speech = normal'
same_on_ranks "an island" 2 2 3 4
equal "one process splits none" 0 "$(grep -c 'had seats on several ranks' "$work/told")"
ok "on two ranks" "$MPIRUN" -n 2 "$SMALLWORLD" run "$work/run.conf" -o "$work/two"
says err "bytes a tick crossed"
says err "bytes a member and generation"
share=$(sed -n 's/^\([0-9]*\)\.[0-9] % of \([0-9]*\) worlds had seats.*/\1 \2/p' "$work/err")
equal "it counts each world once" 150 "${share#* }"
if [ "${share% *}" -ge 80 ]; then
    pass "nearly all are split"
else
    fail "nearly all are split" "$(cat "$work/err")"
fi

# Three islands: one on both of two ranks, two whole; a chain of four ranks, of which two have two islands each.
split 3 pit 'speech = normal' 'says = meal' 'hears = values'
again chain 2 4
split 2 forage-four 'speech = shuffled' 'credit = crew'
again shuffled 3
split 1 meadow 'speech = oracle' 'reversal = 0.5' 'complementary = no' 'imitate = yes'
again oracle 3
split 1 forage-four 'credit = crew' # genomes that are large, so worlds are not lived in halves
sed 's/^memory = 16/memory = 256/' "$work/run.conf" >"$work/large.conf"
mv "$work/large.conf" "$work/run.conf"
again large 2
split 2 carry-three 'backplay = 0.5' 'speech = silent'
again task 3
split 1 guide 'plastic = read' 'given = 0.5' 'credit = crew' 'speech = normal'
again guide 4

# ---- one rank is killed ----
rank_of() {
    grep -lzxF "SW_TEST_MARK=$1" /proc/[0-9]*/environ 2>/dev/null |
        xargs grep -lzxF "OMPI_COMM_WORLD_RANK=$2" 2>/dev/null | cut -d/ -f3 | head -n 1
}

if [ -r /proc/self/environ ]; then
    killed=$work/killed
    SW_TEST_MARK=$killed "$MPIRUN" -q -n 3 "$SMALLWORLD" run "$work/run.conf" -o "$killed" \
        --set run.generations=100000000 --set output.progress_every=0.1 >"$work/out" 2>"$work/err" </dev/null &
    launcher=$!
    await_progress "$launcher" 3
    kill -9 "$(rank_of "$killed" 1)"
    code=0
    wait "$launcher" || code=$?
    equal "a rank that dies ends all, by signal 9" 137 "$code"
    "$SMALLWORLD" inspect "$killed" --json >"$work/out"
    lived=$(leaf generations)
    ok "what it stored goes on, on 2 ranks" "$MPIRUN" -n 2 "$SMALLWORLD" run --resume -o "$killed" \
        --stop-at=$((lived + 2))
    ok "one that was never killed" "$SMALLWORLD" run "$work/run.conf" -o "$work/never" \
        --set run.generations=100000000 --stop-at=$((lived + 2))
    equal "has the same digest" "$(digest "$work/never")" "$(digest "$killed")"
else
    skip "a rank is killed" "/proc does not tell which process is which rank"
fi

finish
