#!/usr/bin/env bash
# What stands in clusters/: every config is one that runs, the launchers begin, stop and resume to the same
# digest as a run that was never stopped, and the container asks for what configure asks for.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

clusters=$SW_SOURCE/clusters

# ---- configs ----
while read -r config; do
    name=${config##*/}
    given=()
    [ "$name" = wild.conf ] && continue # of smallworld wild: t1078
    if [ "$name" = arc.conf ]; then
        exits 1 "$name without its files is refused" "$SMALLWORLD" run "$config" --dry-run
        says err "cannot open tasks"
        given=(--set "worlds.source=arc:$SW_SOURCE/tests/data/arc-small")
    fi
    ok "$name is a config that runs" "$SMALLWORLD" run "$config" --dry-run "${given[@]}"
    cp "$work/out" "$work/printed.conf"
    ok "and reads back as it is printed" "$SMALLWORLD" run "$work/printed.conf" --dry-run
    same "to the same" "$work/printed.conf" "$work/out"
done < <(find "$clusters" -name '*.conf' | sort)

# shows CONFIG LEAST: whether a config's worlds show at least so many meanings; of 3,000 worlds.
shows() {
    local shown

    shown=$("$SMALLWORLD" worlds --config="$clusters/$1" --count=3000 --format=plain |
        sed -n 's/^puzzle [0-9]*: //p' | sort -u | wc -l)
    if [ "$shown" -ge "$2" ]; then
        pass "$1 has $2 meanings"
    else
        fail "$1 has $2 meanings" "it has $shown"
    fi
}
shows quick.conf 24
shows large.conf 60

ok "debug.conf runs" "$SMALLWORLD" run "$clusters/debug.conf" -o "$work/debug"
says out "solver    sees the demonstrations"
says out "listener  edits"
equal "and prints the lives of 8 members in 3 generations" 24 "$(grep -c '^generation' "$work/out")"
ok "arc.conf runs on ARC files" "$SMALLWORLD" run "$clusters/arc.conf" -o "$work/arc" \
    --set "worlds.source=arc:$SW_SOURCE/tests/data/arc-small" --set run.generations=6 \
    --set run.members=32 --set phase2.from=3
says err "30x30 is the largest that fits"

# ---- local.sh ----
# A run so long that no machine ends it before it is stopped.
cat >"$work/small.conf" <<'END'
[run]
generations = 1000000
members = 64
[phase2]
from = 20
[output]
progress_every = 0.1
END

# begins OUT COMMAND...: starts it in the background ($started) and waits until it has reported twice.
begins() {
    : >"$work/err" # the words of the command before are no sign of life
    "${@:2}" >"$work/out" 2>"$work/err" </dev/null &
    started=$!
    await_progress "$started" 2
    equal "$1 is under way" 0 "$?"
}

# ends CODE WHAT: waits for what was begun.
ends() {
    local got=0

    wait "$started" || got=$?
    if [ "$got" -eq "$1" ]; then
        pass "$2"
    else
        fail "$2" "exit code $got instead of $1" "$(tail -n 15 "$work/err")"
    fi
}

# as_never_stopped RUN COMMAND...: the command takes the run some generations further than it has come, and a
# run that is never stopped has the same digest there.
as_never_stopped() {
    local last

    last=$(($(done_of "$1") + 5))
    ok "the same command goes on, to generation $last" "${@:2}" --stop-at="$last"
    rm -rf "$work/whole"
    "$SMALLWORLD" run "$work/small.conf" -o "$work/whole" --stop-at="$last" >/dev/null 2>&1
    whole=$(digest "$work/whole")
    equal "with the digest of a run never stopped" "$whole" "$(digest "$1")"
}

local_sh=$clusters/local.sh

ok "local.sh -h" "$local_sh" -h
says out "usage: clusters/local.sh"
exits 2 "local.sh without a run" "$local_sh" "$work/small.conf"
says err "usage: clusters/local.sh"
exits 2 "local.sh with half a rank" "$local_sh" -n 0.5 "$work/small.conf" "$work/half"
exits 2 "local.sh with no ranks" "$local_sh" -n 0 "$work/small.conf" "$work/half"
exits 1 "local.sh without the program" env SMALLWORLD="$work/nothing" "$local_sh" \
    "$work/small.conf" "$work/half"
says err "there is no program"
exits 2 "what the program refuses is refused" "$local_sh" -n 1 "$work/small.conf" "$work/half" \
    --set run.members=3
equal "and nothing is made" no "$([ -e "$work/half" ] && echo yes || echo no)"

begins "a run of local.sh" "$local_sh" -n 2 "$work/small.conf" "$work/local"
kill -USR2 "$(cat "$work/local/store/writer")"
await_text "$started" "local.sh: stopped with a good checkpoint; resuming"
equal "stopped from outside, it goes on by itself" 0 "$?"
await_progress "$started" $(($(reports_of) + 2))
equal "and is under way again" 0 "$?"
kill -TERM "$started"
ends 75 "till it is told to stop"
as_never_stopped "$work/local" "$local_sh" -n 2 "$work/small.conf" "$work/local"

begins "another" "$local_sh" -n 2 "$work/small.conf" "$work/told"
kill -TERM "$started"
ends 75 "told to stop, it stops with a good checkpoint"
as_never_stopped "$work/told" "$local_sh" -n 3 "$work/small.conf" "$work/told"
ok "and once more does nothing" "$local_sh" -n 1 "$work/small.conf" "$work/told" \
    --stop-at="$(done_of "$work/told")"
equal "to the same digest" "$whole" "$(digest "$work/told")"

begins "a third" "$local_sh" -n 2 "$work/small.conf" "$work/killed"
kill -KILL "$(cat "$work/killed/store/writer")"
ends 137 "a rank is killed, and it ends"
says err "local.sh: a rank was killed by signal 9; the same command resumes it"
as_never_stopped "$work/killed" "$local_sh" -n 1 "$work/small.conf" "$work/killed"

exits 75 "--max-time ends it" "$local_sh" -n 1 "$work/small.conf" "$work/timed" \
    --max-time=0:01

# ---- slurm/run.sbatch, with a stand-in for scontrol ----
mkdir "$work/bin" "$work/scratch"
cat >"$work/bin/scontrol" <<END
#!/bin/sh
echo "\$*" >>"$work/scontrol"
END
chmod +x "$work/bin/scontrol"
batch=(env "PATH=$work/bin:$PATH" SLURM_JOB_ID=17 SW_LAUNCH="$MPIRUN -n 2" bash
    "$clusters/slurm/run.sbatch")

exits 1 "run.sbatch without a run" "${batch[@]}" "$work/small.conf"
says err "usage: sbatch"
begins "a job" "${batch[@]}" "$work/small.conf" "$work/job"
kill -USR2 "$started"
ends 0 "signalled before its limit, it stops"
equal "and asks to be requeued" "requeue 17" "$(cat "$work/scontrol")"
as_never_stopped "$work/job" "${batch[@]}" "$work/small.conf" "$work/job"
equal "and is not requeued" "requeue 17" "$(cat "$work/scontrol")"

begins "a job on a network file system" env SW_SCRATCH="$work/scratch" "${batch[@]}" \
    "$work/small.conf" "$work/far"
equal "it lives on the node" yes "$([ -e "$work/scratch/smallworld-17/store" ] && echo yes)"
kill -TERM "$started"
ends 75 "told to stop, it stops"
equal "and is not requeued" "requeue 17" "$(cat "$work/scontrol")"
equal "its run is brought home" "store" "$(ls "$work/far")"
equal "and nothing stays on the node" "" "$(ls "$work/scratch")"
as_never_stopped "$work/far" env SW_SCRATCH="$work/scratch" "${batch[@]}" "$work/small.conf" "$work/far"

# ---- the container ----
missing=$(sed -n 's/^SW_NEED(.*\[\([^][]*\)\])$/\1/p' "$SW_SOURCE/configure.ac" | while read -r package; do
    grep -qw -- "$package" "$clusters/Containerfile" || echo "$package"
done)
equal "the container installs what configure needs" "" "$missing"
finish
