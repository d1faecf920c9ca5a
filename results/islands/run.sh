#!/usr/bin/env bash
# Runs 1, 4, 16 and 64 islands over five topologies and three rates of migration at equal evaluations, on two functions
# and on the four rules of gravity, and a smaller set on twelve rules; writes figures.csv (as it goes), tables.md and
# figure.svg beside this script.
#
#   results/islands/run.sh [WORK]      runs go to WORK (default runs/islands) and are deleted once they are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"), PARTS what to run
# (default "functions tournament recombination rules"; tournament and recombination are gravity under these schemes).
# What figures.csv has already is not run again. One process at a time; the core-seconds of all are printed at the end.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/islands}
seeds=${SEEDS:-1 2 3 4 5}
figures=$here/figures.csv
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1

# islands, topology, generations between migrations
structures() {
    local islands topology every
    echo "1 unconnected 0"
    for islands in "$@"; do
        echo "$islands unconnected 0"
        for topology in ring torus random full; do
            for every in 2 10 50; do
                echo "$islands $topology $every"
            done
        done
    done
}

value() {
    tr '\n' ' ' | sed -n 's/"laws":.*//; s/.*"'"$1"'": *\([-0-9.e]*\).*/\1/p'
}

# task, scheme, members in all, seed, islands, topology, generations between migrations
one() {
    local task=$1 scheme=$2 members=$3 seed=$4 islands=$5 topology=$6 every=$7 figure pressure=0.75
    local row="$task,$scheme,$islands,$topology,$every,$seed" sets=()
    grep -q "^$row," "$figures" && return
    rm -rf "$work/one"
    [ "$task" = rules ] || [ "$task" = gravity ] || pressure=0.5
    [ "$scheme" = tournament ] || pressure=0.01
    # Litters of 4 leave 64 islands one; a brood that recombines has as few as it can.
    [ "$task" != gravity ] || sets+=(--set "life.litter=4")
    [ "$task,$scheme" != gravity,recombination ] ||
        sets+=(--set "life.litter=$((members / islands < 32 ? members / islands : 32))")
    "$program" run "$here/$task.conf" -o "$work/one" --set run.seed="$seed" \
        --set selection.scheme="$scheme" --set selection.pressure="$pressure" \
        --set run.islands="$islands" --set run.members=$((members / islands)) \
        --set migration.topology="$topology" --set migration.every="$every" \
        "${sets[@]}" 2>>"$work/log" >&2
    if [ "$task" = rules ] || [ "$task" = gravity ]; then
        figure=$("$program" eval "$work/one" --member=best --game=solo --puzzles=1000 --seed="$seed" --json | value exact)
    else
        figure=$("$program" eval "$work/one" --member=best --json | value value)
    fi
    echo "$row,$figure" >>"$figures"
    rm -rf "$work/one"
}

mkdir -p "$work"
[ -f "$figures" ] || echo "task,scheme,islands,topology,every,seed,figure" >"$figures"
for part in ${PARTS:-functions tournament recombination rules}; do
    for seed in $seeds; do
        case $part in
        functions)
            structures 4 16 64 | while read -r islands topology every; do
                one trap tournament 256 "$seed" "$islands" "$topology" "$every" </dev/null
                one rastrigin tournament 256 "$seed" "$islands" "$topology" "$every" </dev/null
            done
            ;;
        tournament | recombination)
            structures 4 16 64 | while read -r islands topology every; do
                one gravity "$part" 256 "$seed" "$islands" "$topology" "$every" </dev/null
            done
            ;;
        rules)
            structures 4 16 | grep -E ' (unconnected 0|ring 10|full 10)$' | while read -r islands topology every; do
                one rules tournament 128 "$seed" "$islands" "$topology" "$every" </dev/null
                one rules recombination 128 "$seed" "$islands" "$topology" "$every" </dev/null
            done
            ;;
        esac
    done
done
times

# Mean and standard deviation over seeds.
awk -F, '
    NR > 1 {
        row = $1 "," $2 "," $3 "," $4 "," $5
        if (!(row in n)) order[++rows] = row
        n[row]++; sum[row] += $7; squares[row] += $7 * $7
        if (n[row] == 1 || $7 < least[row]) least[row] = $7
        if (n[row] == 1 || $7 > most[row]) most[row] = $7
    }
    END {
        print "| task | scheme | islands | topology | every | seeds | mean | deviation | least | most |"
        print "|---|---|---|---|---|---|---|---|---|---|"
        for (i = 1; i <= rows; i++) {
            split(order[i], f, ","); r = order[i]; mean = sum[r] / n[r]
            deviation = n[r] > 1 ? sqrt((squares[r] - n[r] * mean * mean) / (n[r] - 1)) : 0
            scale = f[1] == "rules" || f[1] == "gravity" ? 100 : 1
            printf "| %s | %s | %d | %s | %s | %d | %.1f | %.1f | %.1f | %.1f |\n", f[1], f[2], f[3], f[4],
                f[5] == 0 ? "never" : f[5], n[r], scale * mean, scale * deviation, scale * least[r], scale * most[r]
        }
    }' "$figures" >"$here/tables.md"
"$here/figure.sh"
