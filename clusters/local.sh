#!/usr/bin/env bash
# local.sh - runs one population on this machine, on as many ranks as you like. See usage below.
set -u

usage() {
    cat <<'END'
usage: clusters/local.sh [-n RANKS] CONFIG RUN [OPTION]...

Begins the run in the folder RUN, or resumes it if it exists. If the run stops with a good checkpoint
(exit code 75), it is resumed at once, except after Ctrl-C, TERM, USR2 or HUP (the terminal was closed)
to this script, or with --max-time among the options: then it ends with 75, and the same command
resumes it later. If this script is killed, the ranks end within about three seconds.

  -n RANKS  how many processes (default: one for each core); the result is the same with any number
  OPTION    as for smallworld run: --set section.key=value, --stop-at=G, --max-time=H:MM:SS

A config with a section [wild] is for smallworld wild, and so are its options (--set, --stop-at=TICK).
A run of the wild keeps the config that it was begun with: --set counts when it is begun.


USR1 to this script writes a checkpoint; the run continues. The program is $SMALLWORLD if that is set, else
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
# With fewer open files mpirun waits for ever.
files=$((48 + 8 * ranks))
if [ "$(ulimit -n)" != unlimited ] && [ "$(ulimit -n)" -lt "$files" ]; then
    echo "local.sh: $ranks ranks need $files open files, and $(ulimit -n) are allowed; first say: ulimit -n $files" >&2
    exit 1
fi

# USR2 lets the ranks finish their generation; TERM would leave them a second. A stop may come before the
# ranks listen, and mpirun does not keep it for them: it is sent again until they end.
stop_asked=no
launched=
trap 'stop_asked=yes; [ -z "$launched" ] || kill -USR2 "$launched" 2>/dev/null' INT TERM USR2 HUP
trap '[ -z "$launched" ] || kill -USR1 "$launched" 2>/dev/null' USR1

timed=no
for option in "$@"; do
    case $option in
    --max-time*) timed=yes ;;
    esac
done

# launch COMMAND...: becomes the command, in a session of its own, so that Ctrl-C on the terminal reaches
# this script and not mpirun. It is ended by TERM when this script is killed; should that have happened
# already, nothing is begun. USR1 and USR2 are ignored until the program listens: they would kill it.
launch() {
    local tied=()

    trap '' USR1 USR2
    if command -v setpriv >/dev/null; then
        tied=(setpriv --pdeathsig TERM)
    fi
    # shellcheck disable=SC2016
    exec setsid "${tied[@]}" sh -c '[ "$PPID" = "$0" ] || exit 1; exec "$@"' "$$" "$@" </dev/null
}

# The words for the program, in $words: run begins and resumes by the same ones, wild does not.
wild=no
if grep -qs '^[[:space:]]*\[wild\]' "$config"; then
    wild=yes
fi
ask() {
    local option setting=no

    words=(run "$config" -o "$run" --resume "$@")
    [ "$wild" = yes ] || return 0
    words=(wild "$config" -o "$run" "$@")
    [ -e "$run/store" ] || return 0
    words=(wild --resume -o "$run")
    for option in "$@"; do
        case $setting$option in
        no--set) setting=yes ;;
        no--set=*) ;;
        no*) words+=("$option") ;;
        *) setting=no ;; # what --set is given
        esac
    done
}

while [ "$stop_asked" = no ]; do
    ask "$@"
    # Quiet (-q): or it would call exit code 75 a failure, at length.
    launch mpirun -q -n "$ranks" "$SMALLWORLD" "${words[@]}" &
    launched=$!
    # A signal to this script ends a wait early.
    while kill -0 "$launched" 2>/dev/null; do
        if [ "$stop_asked" = no ]; then
            wait "$launched"
        else
            kill -USR2 "$launched" 2>/dev/null
            sleep 0.2
        fi
    done
    wait "$launched"
    code=$?
    launched=
    case $code in
    $((128 + $(kill -l USR1))) | $((128 + $(kill -l USR2)))) code=75 ;; # before it ignored them
    esac
    if [ "$code" -gt 128 ]; then
        echo "local.sh: a rank was killed by signal $((code - 128)); the same command resumes it from its last checkpoint" >&2
    fi
    if [ "$code" -ne 75 ] || [ "$timed" = yes ]; then
        exit "$code"
    fi
    [ "$stop_asked" = yes ] || echo "local.sh: stopped with a good checkpoint; resuming" >&2
done
exit 75
