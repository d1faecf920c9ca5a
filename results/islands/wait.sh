#!/usr/bin/env bash
# How long ranks wait with migrants that are under way and without: 2 ranks, 8 islands of 32 members by tournament that
# all send their best to all others after each generation, migration.delay 0, 1 and 3 by turns. Adds turns to wait.csv.
# Seconds depend on the machine and on what else it does, so only turns beside each other can be compared.
#
#   results/islands/wait.sh [WORK]      runs go to WORK (default runs/islands) and are deleted once they are done
#
# SMALLWORLD names the program (default build/smallworld), TURNS how many turns (default 5).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/islands}
figures=$here/wait.csv
generations=40
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1 TIMEFORMAT='%R %U %S'
mkdir -p "$work"
[ -f "$figures" ] || echo "turn,delay,seconds,core_seconds,waited_percent,bytes_a_member" >"$figures"
for turn in $(seq "${TURNS:-5}"); do
    for delay in 0 1 3; do
        grep -q "^$turn,$delay," "$figures" && continue
        rm -rf "$work/wait"
        { time mpirun -q -n 2 "$program" run clusters/quick.conf -o "$work/wait" --set run.generations=$generations \
            --set phase2.from=-1 --set run.islands=8 --set run.members=32 --set selection.scheme=tournament \
            --set selection.pressure=0.75 --set migration.every=1 --set migration.topology=full \
            --set migration.delay=$delay >"$work/log" 2>&1; } 2>"$work/time"
        awk -v turn="$turn" -v delay="$delay" -v log_file="$work/log" '
            END {
                while ((getline line <log_file) > 0) {
                    if (match(line, /sent [0-9.]+/)) bytes = substr(line, RSTART + 5, RLENGTH - 5)
                    if (match(line, /waited [0-9]+/)) waited = substr(line, RSTART + 7, RLENGTH - 7)
                }
                printf "%d,%d,%.2f,%.2f,%d,%s\n", turn, delay, $1, $2 + $3, waited, bytes
            }' "$work/time" >>"$figures"
        rm -rf "$work/wait"
    done
done

# Means and standard errors over turns; waited: seconds of both ranks together.
awk -F, '
    NR > 1 {
        n[$2]++; waited = 2 * $3 * $5 / 100
        s[$2] += $3; ss[$2] += $3 * $3; w[$2] += waited; ww[$2] += waited * waited; c[$2] += $4; bytes[$2] = $6
    }
    function error(sum, squares, count) { return count > 1 ? sqrt((squares - sum * sum / count) / (count - 1) / count) : 0 }
    END {
        for (d = 0; d <= 3; d++)
            if (n[d])
                printf "delay %d, %d turns: %.1f +- %.1f s, waited %.1f +- %.1f s, %.1f core-seconds, %s bytes a member\n", d,
                    n[d], s[d] / n[d], error(s[d], ss[d], n[d]), w[d] / n[d], error(w[d], ww[d], n[d]), c[d] / n[d], bytes[d]
    }' "$figures"
