#!/usr/bin/env bash
# Every member that learns within its life, beside the one parent that does, and beside evolution alone, at about
# equal core-seconds: 28 rules. Writes members.csv and genes.csv (as it goes) and members.md beside this script.
#
#   results/within-a-life-learning/members.sh [WORK]   runs go to WORK (default runs/members) and are deleted once
#                                                      they are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"), ARMS what to run
# (default: all of them). What members.csv has already is not run again. One process at a time: about a
# quarter of a core-minute for each seed. Needs jq.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/members}
run=$work/one
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
export TIMEFORMAT='%U %S'

# Eight members, of which the best two are parents; under baldwin lives are longer, and generations fewer. Evolution
# alone has 128 members in 28 worlds.
members=(--set learning.who=members --set selection.scheme=truncation --set selection.pressure=0.25
    --set selection.elites=0 --set run.members=8 --set life.litter=2 --set phase1.strength=0.02
    --set learning.puzzles=32 --set learning.times=2)

# ARM: its generations and settings, chosen so that arms take about as many core-seconds.
arm() {
    case $1 in
    parent) generations=90 set=() ;;
    lamarck) generations=70 set=("${members[@]}") ;;
    lamarck-fixed) generations=70 set=("${members[@]}" --set learning.gene_factor=1 --set learning.gene_feedback=0) ;;
    lamarck-fixed-5) # five times the rate from the start, about where the gene goes
        arm lamarck-fixed
        set+=(--set learning.rate=0.2 --set learning.rate_end=0.01)
        ;;
    baldwin) generations=12 set=("${members[@]}" --set learning.inheritance=baldwin --set learning.times=12) ;;
    evolution) generations=225 set=(--set learning.rule=none --set selection.scheme=truncation
        --set selection.pressure=0.25 --set run.members=128 --set life.worlds=28 --set phase1.strength=0.1) ;;
    esac
}

# The rate genes along the line of the best member, a dozen of them.
genes() {
    local id

    "$program" lineage "$run" --format=csv 2>>"$work/log" | tail -n +2 | cut -d, -f1 |
        awk '{ id[NR] = $1 } END { for (i = NR; i >= 1; i -= NR > 12 ? int(NR / 12) : 1) print id[i] }' >"$work/ids"
    while read -r id; do
        "$program" inspect "$run" "$id" --json 2>>"$work/log" |
            jq -r --arg arm "$1" --arg seed "$2" \
                'select(.learning != null) | [$arm, $seed, .generation, .learning.rate_factor, .learning.feedback_of] | join(",")' \
                >>"$here/genes.csv"
    done <"$work/ids"
}

one() {
    local name=$1 seed=$2 seconds first

    ! grep -q "^$name,$seed," "$here/members.csv" || return 0
    arm "$name"
    rm -rf "$run"
    { time "$program" run "$here/few.conf" -o "$run" --set run.seed="$seed" --set run.generations="$generations" \
        --set run.keyframe_every=10 "${set[@]}" >>"$work/log" 2>&1; } 2>"$work/time"
    seconds=$(tail -n 1 "$work/time" | awk '{ print $1 + $2 }')
    first=$("$program" eval "$run" --member=best --game=solo --puzzles=1008 --json 2>>"$work/log" | jq -r .exact)
    echo "$name,$seed,$generations,$seconds,$first" | tee -a "$here/members.csv"
    case $name in
    lamarck | baldwin) genes "$name" "$seed" ;;
    esac
    rm -rf "$run"
}

mkdir -p "$work"
[ -f "$here/members.csv" ] || echo "arm,seed,generations,core_seconds,first" >"$here/members.csv"
[ -f "$here/genes.csv" ] || echo "arm,seed,generation,rate_factor,feedback_of" >"$here/genes.csv"
for seed in ${SEEDS:-1 2 3 4 5}; do
    for name in ${ARMS:-parent lamarck lamarck-fixed lamarck-fixed-5 baldwin evolution}; do
        one "$name" "$seed"
    done
done

awk -F, '
    NR > 1 {
        if (!($1 in n)) order[++rows] = $1
        comma = n[$1]++ > 0 ? ", " : ""
        generations[$1] = $3
        time[$1] = time[$1] comma sprintf("%.1f", $4)
        first[$1] = first[$1] comma sprintf("%.1f", 100 * $5)
    }
    END {
        print "| who learns | generations | core-seconds, seed by seed | first answer, seed by seed |"
        print "|---|---|---|---|"
        for (i = 1; i <= rows; i++) {
            r = order[i]
            printf "| %s | %s | %s | %s |\n", r, generations[r], time[r], first[r]
        }
    }' "$here/members.csv" >"$here/members.md"
