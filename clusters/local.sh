#!/usr/bin/env bash
# local.sh - runs one population on this machine, on as many ranks as you like. See usage below.
set -u

usage() {
    cat <<'END'
usage: clusters/local.sh [-n RANKS] CONFIG RUN [OPTION]...

Begins the run in the folder RUN, or goes on with it if it is there. Stopped with a good checkpoint
(exit code 75), it is resumed at once, except after Ctrl-C, TERM or USR2 to this script, or when
--max-time is among the options: then it ends with 75, and the same command goes on later.

  -n RANKS  how many processes (default: one for each core); the result is the same with any number
  OPTION    as for smallworld run: --set section.key=value, --stop-at=G, --max-time=H:MM:SS

USR1 to this script writes a checkpoint and goes on. The program is $SMALLWORLD if that is set, else
build/smallworld beside this folder, else the one that this script was installed with, else smallworld
on the PATH.

  clusters/local.sh clusters/quick.conf runs/first
  clusters/local.sh -n 2 clusters/large.conf runs/large --max-time=8:00:00
END
}

ranks=$(nproc)
while getopts ':n:h' option; do
    case $option in
    n) ranks=$OPTARG ;;
    h)
        usage
        exit 0
        ;;
    *)
        usage >&2
        exit 2
        ;;
    esac
done
shift $((OPTIND - 1))
case $ranks in
'' | *[!0-9]* | 0*)
    echo "local.sh: -n $ranks: give a number of ranks from 1 on" >&2
    exit 2
    ;;
esac
if [ $# -lt 2 ]; then
    usage >&2
    exit 2
fi
config=$1
run=$2
shift 2

# In the tree the program is in build; installed, this script is in PREFIX/share/smallworld/clusters.
here=$(dirname "$0")
for program in "$here/../build/smallworld" "$here/../../../bin/smallworld" smallworld; do
    if [ -z "${SMALLWORLD:-}" ] && command -v "$program" >/dev/null; then
        SMALLWORLD=$program
    fi
done
SMALLWORLD=${SMALLWORLD:-smallworld}
if ! command -v "$SMALLWORLD" >/dev/null; then
    echo "local.sh: there is no program $SMALLWORLD; build it (./quickstart run), or set SMALLWORLD" >&2
    exit 1
fi

# mpirun refuses root, and more ranks than cores, unless told otherwise.
if [ "$(id -u)" -eq 0 ]; then
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
fi
if [ "$ranks" -gt "$(nproc)" ]; then
    export OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_mpi_yield_when_idle=1
fi
export OPENBLAS_NUM_THREADS=1

# USR2 lets the ranks finish their generation; TERM would leave them a second.
stop_asked=no
launched=
trap 'stop_asked=yes; kill -USR2 $launched 2>/dev/null' INT TERM USR2
trap 'kill -USR1 $launched 2>/dev/null' USR1

for option in "$@"; do
    case $option in
    --max-time*) stop_asked=yes ;;
    esac
done

while :; do
    resume=()
    [ ! -e "$run/store/data.mdb" ] || resume=(--resume)
    # In a session of its own: Ctrl-C on the terminal reaches this script and not mpirun. Quiet (-q): or it
    # would call exit code 75 a failure, at length.
    setsid mpirun -q -n "$ranks" "$SMALLWORLD" run "$config" -o "$run" "${resume[@]}" "$@" </dev/null &
    launched=$!
    # A signal to this script ends a wait early.
    while kill -0 "$launched" 2>/dev/null; do
        wait "$launched"
    done
    wait "$launched"
    code=$?
    if [ "$code" -gt 128 ]; then
        echo "local.sh: a rank was killed by signal $((code - 128)); the same command goes on from its last generation" >&2
    fi
    if [ "$code" -ne 75 ] || [ "$stop_asked" = yes ]; then
        exit "$code"
    fi
    echo "local.sh: stopped with a good checkpoint; going on" >&2
done
