# shellcheck shell=bash disable=SC2154
# same_run.sh - for tests after tap.sh: a config comes to one digest however it is run. The config is
# $work/run.conf; $run is the folder of the run as one process makes it, and $whole its digest.

# same_on_ranks WHAT STOP RANKS...: makes that run, and the same on so many ranks; stopped at a generation on
# one rank and gone on with on two; and check, which lives it again.
same_on_ranks() {
    local what=$1 stop=$2 n

    shift 2
    run=$work/run
    ok "$what" "$SMALLWORLD" run "$work/run.conf" -o "$run"
    cp "$work/err" "$work/told"
    whole=$(digest "$run")
    equal "its digest has 32 digits" 32 "${#whole}"
    for n; do
        ok "on $n ranks" "$MPIRUN" -n "$n" "$SMALLWORLD" run "$work/run.conf" -o "$run-$n"
        equal "$n ranks have the same digest" "$whole" "$(digest "$run-$n")"
    done
    ok "it stops" "$SMALLWORLD" run "$work/run.conf" -o "$run-stopped" --stop-at="$stop"
    ok "and goes on, on 2 ranks" "$MPIRUN" -n 2 "$SMALLWORLD" run --resume -o "$run-stopped"
    equal "to the same digest" "$whole" "$(digest "$run-stopped")"
    ok "check" "$SMALLWORLD" check "$run-stopped"
    says out "all is well"
}

# same_when_killed: so long that no machine ends it before it is killed. What inspect tells of the killed run is
# left in $work/killed.json.
same_when_killed() {
    local victim lived

    "$SMALLWORLD" run "$work/run.conf" -o "$work/killed" --set run.generations=100000000 \
        --set output.progress_every=0.1 >"$work/out" 2>"$work/err" </dev/null &
    victim=$!
    await_progress "$victim" 3
    kill -9 "$victim"
    wait "$victim" 2>/dev/null
    "$SMALLWORLD" inspect "$work/killed" --json >"$work/out"
    cp "$work/out" "$work/killed.json"
    lived=$(leaf generations)
    ok "a run that was killed goes on" "$SMALLWORLD" run --resume -o "$work/killed" --stop-at=$((lived + 3))
    ok "one that is never stopped" "$SMALLWORLD" run "$work/run.conf" -o "$work/never" \
        --set run.generations=100000000 --stop-at=$((lived + 3))
    equal "has the same digest" "$(digest "$work/never")" "$(digest "$work/killed")"
}

# each_changes KEY=VALUE...: each setting makes another run, which is left in $work/set-KEY=VALUE.
each_changes() {
    local set

    for set; do
        ok "with $set" "$SMALLWORLD" run "$work/run.conf" -o "$work/set-$set" --set "$set"
        if [ "$(digest "$work/set-$set")" = "$whole" ]; then
            fail "$set changes the run" "it has the same digest"
        else
            pass "$set changes the run"
        fi
        ok "check of $set" "$SMALLWORLD" check "$work/set-$set"
    done
}

# go RANKS FOLDER OPTION...: the run on so many ranks, without a word; what is wrong is seen by its digest.
go() {
    local ranks=$1 folder=$2

    shift 2
    "$MPIRUN" -q -n "$ranks" "$SMALLWORLD" run "$work/run.conf" -o "$folder" "$@" >"$work/out" 2>"$work/err" </dev/null
}

# small_bodies SOURCE MEMBERS: writes $work/run.conf, small brains in that game; the lines of [body] behind its
# ticks come from stdin.
small_bodies() {
    cat >"$work/run.conf" <<END
[run]
generations = 6
members = $2
islands = 2
keyframe_every = 4
[worlds]
source = body:$1
[body]
ticks = 20
$(cat)
[agent]
features = 16
memory = 16
[life]
worlds = 4
[phase1]
strength = 0.4
[phase2]
from = -1
[output]
progress_every = 3600
END
}

# small_experts: writes $work/run.conf, two islands whose parents learn three sets of laws in turn, each by an expert
# of its own; further lines of [keeping] come from stdin.
small_experts() {
    cat >"$work/run.conf" <<END
[run]
generations = 12
members = 32
islands = 2
keyframe_every = 5
[worlds]
laws = gravity,mirror
[agent]
features = 16
hidden = 48
memory = 48
experts = 3
[life]
worlds = 3
[learning]
rule = mirror
puzzles = 33
step = 32
times = 2
[keeping]
way = experts
$(cat)
prototypes = 4
[phase2]
from = -1
[events]
at 4 set worlds.laws fill
at 8 set worlds.laws hollow,outline
END
}

# A rank that waits for ever would hang the test: it is ended, with another code.
together=(timeout 120 "$MPIRUN" -q)

# differ TEXT OPTION...: rank 0 is given none of the options, rank 1 all. asked: the command of both, whose folder
# is $none.
differ() {
    local text=$1

    shift
    exits 2 "$* on one rank is refused" "${together[@]}" -n 1 "$SMALLWORLD" "${asked[@]}" : \
        -n 1 "$SMALLWORLD" "${asked[@]}" "$@"
    says err "$text"
    equal "once" 1 "$(grep -c 'ranks differ' "$work/err")"
    equal "nothing is made" no "$([ -e "$none" ] && echo yes || echo no)"
}
