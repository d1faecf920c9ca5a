#!/usr/bin/env bash
# What a rank works and holds on 1, 2 and 4 ranks, beside what bench scale foretells, and what it foretells of
# large runs; writes figures.jsonl (as it goes) and tables.md beside this script. A few minutes on two cores.
#
#   results/scale/run.sh
#
# SMALLWORLD names the program (default build/smallworld), TURNS how often each number of ranks has its turn
# (default 3). What figures.jsonl has already is not run again.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
figures=$here/figures.jsonl
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
export OMPI_MCA_mpi_yield_when_idle=1 OPENBLAS_NUM_THREADS=1

# NAME RANKS OPTION...: one line of figures, unless it is there.
one() {
    local name=$1 ranks=$2
    shift 2
    grep -q "^{\"name\": \"$name\"," "$figures" && return
    mpirun -q -n "$ranks" "$program" bench scale --json "$@" </dev/null |
        sed "s/^{/{\"name\": \"$name\", \"here\": $ranks, \"load\": $(cut -d' ' -f1 /proc/loadavg), /" >>"$figures"
}

touch "$figures"
for turn in $(seq "${TURNS:-3}"); do
    for ranks in 1 2 4; do
        one "turn-$turn-$ranks" "$ranks" --ranks="$ranks" --members=4096 --islands=64
    done
done
one large-40000 1 --ranks=10000 --members=10240000 --islands=40000
one large-2500 1 --ranks=10000 --members=10240000 --islands=2500
one middle 1 --ranks=64 --members=1048576 --islands=256
one rack 1 --ranks=1000 --members=1024000 --islands=4000
python3 "$here/table.py" <"$figures" >"$here/tables.md"
