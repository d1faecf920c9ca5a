#!/usr/bin/env bash
# What a brood can be selected by, when reward alone scores it: writes signal.csv beside this script, as it goes.
#
#   results/own-teacher/signal.sh [WORK]     WORK is runs/own-teacher-signal by default
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3"), RULES the sets of rules
# (default "28 201"). What signal.csv has already is not run again. One process at a time, about 25 core-seconds a seed.
#
#   reward       as in run.sh: evolution on the share of worlds solved, 256 members, 28 worlds
#   likelihood   the same with the teachers' programs as the score (phase1.fitness = likelihood), and no learning either
#
# Each row is of some generations: mean score; rewarded, the share of members with any world solved (reward only); none,
# the share of generations in which all scores are equal; within, the variance of scores in a brood; draw, the variance
# of the broods' means over these generations (the worlds differ from one to the next); programs, the number of
# different programs that 256 members write in one probe world, and behaviours, in 16 together, at the last probe (2 to
# the entropy in bits).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/own-teacher-signal}
figures=$here/signal.csv
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1

# RULES ARM SEED FROM TO: one row.
tell() {
    local rewarded

    rewarded=$("$program" lineage "$work/one" --all --format=csv 2>>"$work/log" | awk -F, -v from="$4" -v to="$5" '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["generation"] >= from && $at["generation"] <= to && $at["score"] != "" { all++; any += $at["score"] > 0 }
        END { printf "%.4f", any / all }')
    [ "$2" = reward ] || rewarded=
    "$program" table "$work/one" --columns=generation,mean,sd,program_entropy,behaviour_entropy 2>>"$work/log" |
        awk -F, -v row="$1,$2,$3,$4,$5" -v from="$4" -v to="$5" -v rewarded="$rewarded" '
        NR > 1 && $2 <= to && $5 != "" { programs = 2 ^ $5; behaviours = 2 ^ $6 }
        NR > 1 && $2 >= from && $2 <= to { n++; sum += $3; squares += $3 * $3; none += $4 < 1e-9; within += $4 * $4 }
        END {
            printf "%s,%.5f,%s,%.3f,%.3g,%.3g,%.1f,%.1f\n", row, sum / n, rewarded, none / n, within / n,
                squares / n - sum * sum / n / n, programs, behaviours
        }' >>"$figures"
}

# RULES ARM SEED
one() {
    local config=few.conf generations=240 fitness=exact

    ! grep -q "^$1,$2,$3," "$figures" || return 0
    [ "$1" = 28 ] || config=own.conf generations=800
    [ "$2" = reward ] || fitness=$2
    rm -rf "$work/one"
    "$program" run "$here/$config" -o "$work/one" --set run.seed="$3" --set run.members=256 \
        --set run.generations=$generations --set phase1.fitness="$fitness" --set learning.rule=none --set life.worlds=28 \
        --set phase1.rate=0.06 --set phase1.rate_end=0.003 --set run.probes=16 --set run.probe_every=10 2>>"$work/log" >&2
    tell "$1" "$2" "$3" 0 0
    tell "$1" "$2" "$3" 1 10
    tell "$1" "$2" "$3" 41 50
    tell "$1" "$2" "$3" $((generations - 100)) $((generations - 1))
    rm -rf "$work/one"
}

mkdir -p "$work"
[ -f "$figures" ] || echo "rules,arm,seed,from,to,mean,rewarded,none,within,draw,programs,behaviours" >"$figures"
for rules in ${RULES:-28 201}; do
    for seed in ${SEEDS:-1 2 3}; do
        for arm in reward likelihood; do
            one "$rules" $arm "$seed"
        done
    done
done
