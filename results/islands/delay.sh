#!/usr/bin/env bash
# What it costs that migrants arrive later: 16 islands of 16 members on Rastrigin, topology full, at equal evaluations.
# Adds what delay.csv lacks, one process at a time.
#
#   results/islands/delay.sh [WORK]     runs go to WORK (default runs/islands) and are deleted once they are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5").
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/islands}
figures=$here/delay.csv
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
mkdir -p "$work"
[ -f "$figures" ] || echo "every,delay,seed,value" >"$figures"
for seed in ${SEEDS:-1 2 3 4 5}; do
    for every in 2 10; do
        for delay in 0 1 3 8; do
            grep -q "^$every,$delay,$seed," "$figures" && continue
            rm -rf "$work/delay"
            "$program" run "$here/rastrigin.conf" -o "$work/delay" --set run.seed="$seed" --set selection.pressure=0.5 \
                --set run.islands=16 --set run.members=16 --set migration.topology=full \
                --set migration.every="$every" --set migration.delay="$delay" >"$work/log" 2>&1
            value=$("$program" eval "$work/delay" --member=best --json | tr '\n' ' ' | sed -n 's/.*"value": *\([-0-9.e]*\).*/\1/p')
            echo "$every,$delay,$seed,$value" >>"$figures"
            rm -rf "$work/delay"
        done
    done
done

# Mean and standard deviation over seeds.
awk -F, '
    NR > 1 { row = $1 "," $2; if (!(row in n)) order[++rows] = row; n[row]++; sum[row] += $4; squares[row] += $4 * $4 }
    END {
        for (i = 1; i <= rows; i++) {
            r = order[i]; mean = sum[r] / n[r]
            printf "every %s, delay %s, %d seeds: %.1f, deviation %.1f\n", substr(r, 1, index(r, ",") - 1),
                substr(r, index(r, ",") + 1), n[r], mean, sqrt((squares[r] - n[r] * mean * mean) / (n[r] - 1))
        }
    }' "$figures"
