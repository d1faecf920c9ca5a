#!/usr/bin/env bash
# slurm.sh - starts a Slurm of one node in a folder of its own, runs a command in it, and stops it again. As root, on
# Debian: apt-get install slurm-wlm munge.
#
#   tests/slurm.sh bash tests/cli/t1101-slurm.sh
#   tests/slurm.sh bash            look around: sinfo, sbatch, squeue
#
# The daemons listen on ports of their own (SW_SLURM_PORT, default 26817, and the next), and use nothing of a Slurm that
# may be there. The command gets SLURM_CONF and SW_SLURM=yes. Exit code: the command's; 1 if Slurm does not start, with the
# ends of its logs.
set -u

[ $# -gt 0 ] || { echo "usage: tests/slurm.sh COMMAND..." >&2 && exit 2; }
for program in munged slurmctld slurmd sinfo sbatch; do
    PATH=$PATH:/usr/sbin command -v $program >/dev/null || { echo "slurm.sh: there is no $program" >&2 && exit 1; }
done
[ "$(id -u)" = 0 ] || { echo "slurm.sh: must be root" >&2 && exit 1; }

PATH=$PATH:/usr/sbin
here=$(mktemp -d "${TMPDIR:-/tmp}/smallworld-slurm-XXXXXX") || exit 1
port=${SW_SLURM_PORT:-26817}
host=$(hostname -s)
cores=$(nproc)
chmod 755 "$here"
mkdir "$here/state" "$here/spool" "$here/munge"
chmod 700 "$here/munge"
head -c 1024 /dev/urandom >"$here/munge/key"
chmod 600 "$here/munge/key"

cat >"$here/slurm.conf" <<END
ClusterName=smallworld
SlurmctldHost=$host
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$here/munge.socket
SlurmctldPort=$port
SlurmdPort=$((port + 1))
StateSaveLocation=$here/state
SlurmdSpoolDir=$here/spool
SlurmctldPidFile=$here/slurmctld.pid
SlurmdPidFile=$here/slurmd.pid
SlurmctldLogFile=$here/slurmctld.log
SlurmdLogFile=$here/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
KillWait=10
SchedulerParameters=sched_interval=2,bf_interval=2,batch_sched_delay=0
NodeName=$host NodeAddr=127.0.0.1 CPUs=$cores State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF=$here/slurm.conf

daemons=()
# The daemons stay in the foreground, so that they are children of this script and no others are stopped.
leave() {
    scancel --user=root >/dev/null 2>&1
    for pid in "${daemons[@]}"; do
        kill -TERM "$pid" 2>/dev/null
    done
    wait "${daemons[@]}" 2>/dev/null
    rm -rf "$here"
}
trap leave EXIT
trap 'exit 130' INT TERM HUP

munged --foreground --force --key-file="$here/munge/key" --socket="$here/munge.socket" --pid-file="$here/munged.pid" \
    --log-file="$here/munged.log" --seed-file="$here/munged.seed" >"$here/munged.out" 2>&1 &
daemons+=($!)
for ((i = 0; i < 100; i++)); do
    [ ! -S "$here/munge.socket" ] || break
    sleep 0.1
done
slurmctld -D >"$here/slurmctld.out" 2>&1 &
daemons+=($!)
slurmd -D -N "$host" >"$here/slurmd.out" 2>&1 &
daemons+=($!)

for ((i = 0; i < 300; i++)); do
    case $(sinfo --noheader --format=%t 2>/dev/null) in
    idle) break ;;
    esac
    sleep 0.2
done
if [ "$i" = 300 ]; then
    echo "slurm.sh: Slurm did not start within a minute" >&2
    tail -n 8 "$here"/*.log "$here"/*.out >&2
    exit 1
fi
SW_SLURM=yes "$@"
