#!/usr/bin/env bash
# One brood, four families, and four families with settings of their own, on the 28 rules of the quick demonstration at
# equal evaluations. Adds what figures.csv lacks, one process at a time.
#
#   results/families/run.sh [WORK]      runs go to WORK (default runs/families) and are deleted once they are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3"), STRUCTURES what to run,
# QUICK what to run as ./quickstart does, understanding and speech (into quick.csv).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/families}
figures=$here/figures.csv
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1 TIMEFORMAT='%U %S'
mkdir -p "$work"
[ -e "$figures" ] || echo structure,seed,mean,best,any,fits,own_strength,own_rate,seconds >"$figures"

# The settings of a structure, over those of clusters/quick.conf.
settings() {
    local four="run.islands=4 run.members=64 families.founder=one families.share=0.8"
    local cull="families.every=100 families.cull=0.25 families.strength=0.02"
    local own="families.mutate=strength,rate families.begin=drawn families.factor=1.25 families.bound=2.5"

    case $1 in
    one) ;;
    one-step-2) echo phase1.rate=0.12 phase1.rate_end=0.006 ;;
    one-longer) echo run.generations=1500 ;; # about the core-seconds of four
    four) echo "$four" ;;
    four-cull) echo "$four $cull" ;;
    four-own) echo "$four $cull $own" ;;
    *) return 1 ;;
    esac
}

exact_of() {
    tr '\n' ' ' | sed 's/"laws":.*//; s/.*"exact": *\([0-9.e-]*\).*/\1/'
}

families_of() {
    tr '\n' ' ' | sed 's/.*"mean": *\([0-9.e-]*\), *"best": *\([0-9.e-]*\), *"any": *\([0-9.e-]*\), *"fits": *\([0-9.e-]*\).*/\1,\2,\3,\4/'
}

# Geometric means over the islands of the last generation of what they multiply strength and rate by.
own_of() {
    tail -n 4 | awk -F, '$2 { n++; s += log($2); r += log($3) }
        END { if (n) printf "%.3g,%.3g", exp(s / n), exp(r / n); else printf "," }'
}

# Evolves clusters/quick.conf with the settings that follow; its core-seconds are left in $seconds.
evolve() {
    local sets=() set

    for set; do
        sets+=(--set "$set")
    done
    rm -rf "$work/run"
    { time "$program" run clusters/quick.conf -o "$work/run" "${sets[@]}" >"$work/log" 2>&1; } 2>"$work/time"
    seconds=$(awk 'END { print $1 + $2 }' "$work/time")
}

for seed in ${SEEDS:-1 2 3}; do
    for structure in ${STRUCTURES-one one-step-2 one-longer four four-cull four-own}; do
        if grep -q "^$structure,$seed," "$figures"; then
            continue
        fi
        # shellcheck disable=SC2046 # settings in words
        evolve run.seed="$seed" run.generations=1200 phase2.from=-1 output.progress_every=3600 $(settings "$structure")
        case $structure in
        one*) figure=$("$program" eval "$work/run" --puzzles=1000 --json | exact_of),,, ;;
        *) figure=$("$program" eval "$work/run" --families --puzzles=1000 --json | families_of) ;;
        esac
        "$program" table "$work/run" --columns=own_strength,own_rate >"$work/own"
        echo "$structure,$seed,$figure,$(own_of <"$work/own"),$seconds" >>"$figures"
        rm -rf "$work/run"
    done
done

# The whole demonstration: half of the generations understanding, half speech. four-short has about the core-seconds
# of one.
quick() {
    case $1 in
    one) ;;
    four) settings four ;;
    four-short) settings four && echo run.generations=3000 phase2.from=1500 ;;
    *) return 1 ;;
    esac
}

quick=$here/quick.csv
[ -e "$quick" ] || echo structure,seed,solo_mean,solo_best,solo_any,solo_fits,relay_mean,relay_best,relay_any,relay_fits,seconds >"$quick"
for seed in ${SEEDS:-1 2 3}; do
    for structure in ${QUICK-one four four-short}; do
        if grep -q "^$structure,$seed," "$quick"; then
            continue
        fi
        # shellcheck disable=SC2046 # settings in words
        evolve run.seed="$seed" output.progress_every=3600 $(quick "$structure")
        row=
        for game in solo rule-relay; do
            case $structure in
            one) row=$row,$("$program" eval "$work/run" --game=$game --puzzles=1000 --json | exact_of),,, ;;
            *) row=$row,$("$program" eval "$work/run" --families --game=$game --puzzles=1000 --json | families_of) ;;
            esac
        done
        echo "$structure,$seed$row,$seconds" >>"$quick"
        rm -rf "$work/run"
    done
done
