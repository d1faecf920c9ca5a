#!/usr/bin/env bash
# Ranks that differ in program or options are refused with a sentence, and never wait for each other; what
# goes wrong inside MPI ends them all with exit code 70.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 4
members = 64
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 2
[phase2]
from = 2
[output]
progress_every = 3600
END

asked=(run "$work/run.conf" -o "$work/run")
none=$work/run

# differ_both TEXT OPTION...: and then the other way round.
differ_both() {
    differ "$@"
    shift
    exits 2 "and the other way round" "${together[@]}" -n 2 "$SMALLWORLD" "${asked[@]}" "$@" : \
        -n 1 "$SMALLWORLD" "${asked[@]}"
    says err "on rank 2"
    equal "nothing is made" no "$([ -e "$none" ] && echo yes || echo no)"
}

differ_both '"--resume=none" on rank 0 and "--resume=yes" on rank 1' --resume
differ_both '"--stop-at=none" on rank 0 and "--stop-at=3" on rank 1' --stop-at=3
differ_both '"--max-time=none" on rank 0 and "--max-time=60" on rank 1' --max-time=1:00
differ_both '"--set=none" on rank 0 and "--set=run.seed=2" on rank 1' --set run.seed=2

# What ends without sharing any work meets the others before that.
# alone COMMAND WORD...: rank 1 is given these words, rank 0 a run; then the other way round.
alone() {
    local command=$1

    shift
    exits 2 "$* on rank 1 beside a run is refused" "${together[@]}" \
        -n 1 "$SMALLWORLD" run "$work/run.conf" -o "$work/run" : -n 1 "$SMALLWORLD" "$@"
    says err "\"command=run\" on rank 0 and \"command=$command\" on rank 1"
    exits 2 "and on rank 0" "${together[@]}" \
        -n 1 "$SMALLWORLD" "$@" : -n 1 "$SMALLWORLD" run "$work/run.conf" -o "$work/run"
    says err "\"command=$command\" on rank 0 and \"command=run\" on rank 1"
    equal "nothing is made" no "$([ -e "$work/run" ] && echo yes || echo no)"
}

alone "run --dry-run" run "$work/run.conf" -o "$work/run" --dry-run
alone --help --help
alone --help run -h
alone --version --version
alone "bench signature" bench signature

# quiet_together WORD...: on two ranks at once.
quiet_together() {
    ok "$1 on all ranks" "${together[@]}" -n 2 "$SMALLWORLD" "$@"
    silent err
}
quiet_together --help
quiet_together help run
quiet_together --version
quiet_together run "$work/run.conf" --dry-run
# The commands of a script that was launched are no ranks of each other, and the last may be the run.
ok "a script that was launched may ask for the version before it runs" "${together[@]}" \
    -n 2 bash -c '"$0" --version && "$@"' "$SMALLWORLD" "$SMALLWORLD" run "$work/run.conf" -o "$work/script"

# A command that knows of no ranks has ended before the run starts. Either mpirun ends the run, or the run
# says what it waits for.
"${together[@]}" -n 1 bash -c '"$0" edits --list >/dev/null; : >"$1/gone"' "$SMALLWORLD" "$work" : \
    -n 1 bash -c 'until [ -e "$1/gone" ]; do sleep 0.1; done; sleep 1; exec "$0" run "$1/run.conf" -o "$1/run"' \
    "$SMALLWORLD" "$work" >"$work/out" 2>"$work/err" </dev/null &
job=$!
has_ended_or_tells() {
    ! kill -0 "$job" 2>/dev/null || grep -q "MPI has waited half a minute" "$work/err"
}
what="a run whose other rank has ended ends, or says what it waits for"
if await "$job" has_ended_or_tells; then
    pass "$what"
else
    fail "$what" "$(tail -n 5 "$work/err")"
fi
kill -TERM "$job" 2>/dev/null
code=0
wait "$job" || code=$?
equal "and not with success" no "$([ "$code" -eq 0 ] && echo yes || echo no)"

# The same program but for its version, of the same length.
version=$("$SMALLWORLD" --version | sed -n '1s/smallworld //p')
other=$(echo "$version" | tr '0-9' '1-90')
LC_ALL=C sed "s/${version//./\\.}/$other/g" "$SMALLWORLD" >"$work/other"
chmod +x "$work/other"
if [ "$("$work/other" --version 2>/dev/null | head -n 1)" = "smallworld $other" ]; then
    exits 2 "another version on one rank is refused" "${together[@]}" \
        -n 1 "$SMALLWORLD" run "$work/run.conf" -o "$work/run" : \
        -n 1 "$work/other" run "$work/run.conf" -o "$work/run"
    says err "\"version=$version\" on rank 0 and \"version=$other\" on rank 1"
    exits 2 "also of bench" "${together[@]}" -n 1 "$SMALLWORLD" bench exchange : \
        -n 1 "$work/other" bench exchange
else
    skip "another version on one rank is refused" "the program cannot be changed by hand"
fi
exits 2 "bench of other things is refused" "${together[@]}" -n 1 "$SMALLWORLD" bench exchange : \
    -n 1 "$SMALLWORLD" bench agent
says err '"bench=exchange" on rank 0'

# Paths may differ: rank 0's count.
cp "$work/run.conf" "$work/same.conf"
ok "another folder on one rank" "${together[@]}" \
    -n 1 "$SMALLWORLD" run "$work/run.conf" -o "$work/run" : \
    -n 1 "$SMALLWORLD" run "$work/same.conf" -o "$work/elsewhere"
equal "is not made" no "$([ -e "$work/elsewhere" ] && echo yes || echo no)"
ok "it resumes on other ranks" "${together[@]}" -n 3 "$SMALLWORLD" run --resume -o "$work/run"

wrong=$SW_BUILD/tests/mpi/mpi_exchange
if [ ! -x "$wrong" ]; then
    skip "a failure inside MPI" "tests/mpi/mpi_exchange is not built"
else
    # Ranks that are aborted leave Open MPI's shared memory where it is: here, and not in /dev/shm.
    export OMPI_MCA_btl_vader_backing_directory=$work
    exits 70 "a call that MPI refuses" "${together[@]}" -n 2 "$wrong" root
    says err "MPI failed while telling all ranks why one cannot go on"
    says err "--resume"
    exits 70 "a token that nobody can say" "${together[@]}" -n 2 "$wrong" token
    says err "MPI failed while exchanging tokens: one came that is not in the vocabulary"
fi
finish
