#!/usr/bin/env bash
# A sweep as an array of jobs, and a run from limit to limit, on a Slurm that is there: the digests of what is made
# without it. Only where SW_SLURM=yes says that jobs may be submitted; tests/slurm.sh starts a Slurm of one node.
slurm_conf=${SLURM_CONF:-} # tests forget what a job has set, and this with it
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
[ -z "$slurm_conf" ] || export SLURM_CONF=$slurm_conf

[ "${SW_SLURM:-no}" = yes ] || skip_all "SW_SLURM is not yes: no jobs are submitted (tests/slurm.sh starts a Slurm)"
command -v sbatch >/dev/null || skip_all "there is no sbatch"

cd "$work" || exit 1
export SMALLWORLD SW_LAUNCH="$MPIRUN -q"
cat >base.conf <<'EOS'
[run]
generations = 400
members = 64
islands = 2
[worlds]
source = function:rastrigin
dimension = 20
[selection]
scheme = tournament
[output]
progress_every = 3600
EOS
vary=(--vary 'selection.pressure=0.2,0.8' --seeds=1-2)
runs=(pressure-0.2_seed-1 pressure-0.2_seed-2 pressure-0.8_seed-1 pressure-0.8_seed-2)

digests_of() {
    local run

    for run in "${runs[@]}"; do
        digest "$1/$run"
    done
}

# submit: the command that the sweep printed into $work/out, with the script of this tree (it prints the one beside the
# program); the number of the array is in $job.
submit() {
    local words

    read -ra words <"$work/out"
    words[3]=$SW_SOURCE/clusters/slurm/sweep.sbatch
    job=$("${words[0]}" --parsable "${words[@]:1}") || exit 1
}

# soon COMMAND...: waits until it says yes, for at most five minutes.
soon() {
    local limit=$((SECONDS + 300))

    until "$@"; do
        [ "$SECONDS" -lt "$limit" ] || return 1
        sleep 0.2
    done
}

# gone JOB: squeue lists it no more, or knows no such job any more. Whatever else is wrong says nothing.
gone() {
    local listed

    if listed=$(squeue --noheader --jobs="$1" 2>gone.err); then
        [ -z "$listed" ]
    else
        grep -q 'Invalid job id' gone.err
    fi
}

# over JOB: waits until it is over, however.
over() {
    soon gone "$1"
}

# ---- a sweep as an array ----
ok "the sweep without Slurm" "$SMALLWORLD" sweep base.conf -o plain "${vary[@]}" --jobs=1
ok "the list of an array" "$SMALLWORLD" sweep base.conf -o array "${vary[@]}" --slurm-array
says out "sbatch --ntasks=1 --array=1-4 "
submit
over "$job"
ok "all are done" "$SMALLWORLD" sweep -o array --slurm-array
says err "all runs in array are done"
equal "the same digests" "$(digests_of plain)" "$(digests_of array)"
ok "on two ranks each" "$SMALLWORLD" sweep base.conf -o ranks "${vary[@]}" --ranks=2 --slurm-array
says out "sbatch --ntasks=2 --array=1-4 "
submit
over "$job"
equal "the same digests" "$(digests_of plain)" "$(digests_of ranks)"

# ---- killed, signalled, and submitted again ----
long=(--set run.generations=1000000)
ok "the list of long runs" "$SMALLWORLD" sweep base.conf -o long "${vary[@]}" "${long[@]}" --slurm-array
submit
first_goes() {
    [ "$(done_of "long/${runs[0]}")" -gt 20 ]
} 2>/dev/null
soon first_goes
scancel --signal=KILL --full "$job"
over "$job"
lived=$(done_of "long/${runs[0]}")
equal "killed, the first has lived $lived generations and is not done" yes "$([ "$lived" -lt 1000000 ] && echo yes)"
ok "all are missing" "$SMALLWORLD" sweep -o long --slurm-array
says out "--array=1-4 "
submit
further() {
    [ "$(done_of "long/${runs[0]}")" -gt $((lived + 20)) ]
} 2>/dev/null
soon further
equal "submitted again, it goes on" 0 "$?"
scancel --batch --signal=TERM "$job"
over "$job"
lived=$(done_of "long/${runs[0]}")
"$SMALLWORLD" run base.conf -o whole "${long[@]}" --set selection.pressure=0.2 --stop-at="$lived" >/dev/null 2>&1
equal "told to stop, it has the digest of a run never stopped" "$(digest whole)" "$(digest "long/${runs[0]}")"

# ---- a run from limit to limit ----
restarts() {
    [ "$(scontrol show job "$job" | sed -n 's/.*Restarts=\([0-9]*\).*/\1/p')" = "$1" ] &&
        [ "$(squeue --noheader --format=%t --jobs="$job")" = R ]
}
alive() {
    [ "$(done_of job)" -gt "$lived" ]
} 2>/dev/null
lived=20
job=$(sbatch --parsable --ntasks=2 --output=job.log "$SW_SOURCE/clusters/slurm/run.sbatch" base.conf job "${long[@]}")
soon alive
equal "a job is under way" 0 "$?"
scancel --batch --signal=USR2 "$job"
soon grep -qs "stopped with a good checkpoint; requeued" job.log
equal "signalled, it stops and asks to be requeued" 0 "$?"
requeued() {
    scontrol show job "$job" | grep -q 'Restarts=1'
}
soon requeued
# Slurm lets it wait up to two minutes. At once would be too soon: it revokes what is started again within a second.
scontrol update JobId="$job" StartTime=now+15 2>/dev/null
soon restarts 1
equal "its turn comes again" 0 "$?"
lived=$(($(done_of job) + 20))
soon alive
equal "it goes on" 0 "$?"
scancel --batch --signal=TERM "$job"
over "$job"
lived=$(done_of job)
"$SMALLWORLD" run base.conf -o other "${long[@]}" --stop-at="$lived" >/dev/null 2>&1
equal "told to stop, it has the digest of a run never stopped" "$(digest other)" "$(digest job)"
equal "and is not requeued" 1 "$(grep -c requeued job.log)"
finish
