#!/usr/bin/env bash
# Many rules, rules in a row and rules of laws that no life has met, learned within lives by the mirror, and what
# thinking adds; writes learned.csv and learned.md beside this script, as it goes.
#
#   results/many-rules/learned.sh [WORK]     runs go to WORK (default runs/learned) and are deleted once they
#                                            are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"), PARTS what to run
# (default: all of them). What the file has already is not run again. One process at a time: about six
# core-minutes for each seed. Needs jq.
#
#   28 66 460 961     so many rules; 961 on canvases of 5 to 14 cells a side in nine colours
#   long              460 rules, and 3,000 generations
#   two               28 rules on 7x7 cells and two of them in a row, eight pairs of laws held out; the runs are
#                     examined on rows of three as well, which no life has met
#   two-long          the same, and 2,000 generations
#   followed          two, but in half of the parent's puzzles another program comes after the teacher
#                     (learning.followed = 0.5), and 64 features of sight instead of 32
#   followed-3        the same with three demonstrations instead of two
#   followed-long     followed, and 2,000 generations
#   features          two with 64 features of sight
#   whole             two, but parents learn from whole rows (learning.as_lives = no)
#   families          the rules of 26 laws; six others are held out (outline, follow, swap, ray, like, eat)
#   augmented         the same with other programs among the lessons (learning.augment = 0.5)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/learned}
figures=$here/learned.csv
run=$work/one
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
export TIMEFORMAT='%U %S'

sixty="gravity,fill,recolour.largest,recolour.smallest,delete,mirror,repeat,outline,turn,complete,hollow,copy.largest,push,transpose,eat"
some="gravity,push,fill,recolour,delete,keep,crop,copy,repeat,mirror,turn,transpose,reverse,complete,outline,hollow,eat,paint,drop,sieve,place,like,twins,replace,swap,follow,shoot,beam,ray,line,connect,join"
few=("worlds.laws=gravity,fill,recolour.largest,delete.largest,delete.smallest,mirror,repeat,outline,turn.180,complete,hollow"
    worlds.side_min=7 worlds.side_max=7 worlds.organisms_max=4 worlds.demonstrations_min=2 worlds.demonstrations_max=2)
rows=("${few[@]}" worlds.compose=2 worlds.composed=0.5 life.lessons=yes life.looks=3 life.ticks=18
    "worlds.hold_out=fill>gravity,gravity>mirror,mirror>outline,outline>turn,turn>recolour,delete>repeat,hollow>fill,complete>delete")
families=("worlds.laws=$some" "worlds.hold_out=outline,follow,swap,ray,like,eat")

# Evolves and learns with these settings; leaves its core-seconds in $seconds.
evolve() {
    local sets=() word

    for word in "$@"; do
        sets+=(--set "$word")
    done
    rm -rf "$run"
    { time "$program" run "$here/learned.conf" -o "$run" "${sets[@]}" >>"$work/log" 2>&1; } 2>"$work/time"
    seconds=$(tail -n 1 "$work/time" | awk '{ print $1 + $2 }')
}

# PART WHAT SEED MOST FILTER: a row of what the filter finds in $work/json.
row() {
    jq -r --arg part "$1" --arg what "$2" --arg seed "$3" --arg most "$4" --arg seconds "$seconds" "$5"' |
        [$part, $what, $seed, $seconds, .puzzles, .first, (.within[].exact), $most, .fits_but_wrong, .programs] |
        join(",")' "$work/json" >>"$figures"
}

# PART SEED PUZZLES MOST [SPREAD]: everything that eval tells of the run.
examine() {
    "$program" eval "$run" --puzzles="$3" --thoughts="$4" ${5:+--spread="$5"} --json >"$work/json" 2>>"$work/log"
    row "$1" all "$2" "$4" .
    if jq -e .composed "$work/json" >/dev/null; then row "$1" composed "$2" "$4" .composed; fi
    if jq -e .held_out "$work/json" >/dev/null; then row "$1" "held out" "$2" "$4" .held_out; fi
}

# PART SEED THOUGHTS...: tasks of three laws in a row that are solved within so many thoughts.
threes() {
    local part=$1 seed=$2 most solved tasks sets=() word
    shift 2

    if [ ! -d "$work/threes" ]; then
        for word in "${rows[@]}" worlds.compose=3 worlds.composed=1 worlds.hold_out=; do
            sets+=(--set "$word")
        done
        "$program" worlds --config="$here/learned.conf" "${sets[@]}" --seed=1000 --count=800 --format=arc \
            -o "$work/threes" >>"$work/log" 2>&1
        find "$work/threes" -type f | grep -Ev '/[0-9]+-[^-]+-[^-]+-[^-]+\.json$' | xargs rm
    fi
    for most; do
        "$program" eval "$run" --puzzles=0 --arc="$work/threes" --thoughts="$most" --json 2>>"$work/log" |
            jq -r '.arc[0] | [.outputs, .solved_outputs] | join(" ")' >"$work/solved"
        read -r tasks solved <"$work/solved"
        echo "$part,$seed,$tasks,$most,$solved" >>"$here/threes.csv"
    done
}

# SEED PUZZLES BUDGET...: what plain search finds of the held-out puzzles that examine has asked of, with so many
# programs at most.
search() {
    local seed=$1 puzzles=$2 budget sets=() word
    shift 2

    for word in "${families[@]}"; do
        sets+=(--set "$word")
    done
    rm -rf "$work/held"
    "$program" worlds --config="$here/learned.conf" "${sets[@]}" --held-out --seed="$seed" --count="$puzzles" \
        --format=arc -o "$work/held" >>"$work/log" 2>&1
    for budget; do
        "$program" solve "$work/held" --budget="$budget" --json 2>>"$work/log" | tail -n 1 |
            jq -r --arg seed "$seed" --arg budget "$budget" \
                '[$seed, $budget, .tests, .top1, .top2, .cpu_seconds] | join(",")' >>"$here/search.csv"
    done
}

mkdir -p "$work"
[ -f "$figures" ] ||
    echo "part,puzzles_of,seed,core_seconds,puzzles,first,within_1,within_3,within_10,within_30,within_100,within_most,most,fits_but_wrong,programs" \
        >"$figures"
[ -f "$here/threes.csv" ] || echo "part,seed,tasks,thoughts,solved" >"$here/threes.csv"
[ -f "$here/search.csv" ] || echo "seed,budget,tests,top1,top2,cpu_seconds" >"$here/search.csv"
for seed in ${SEEDS:-1 2 3 4 5}; do
    for part in ${PARTS:-28 66 460 two families augmented 961 two-long long whole followed followed-3 followed-long features}; do
        ! grep -q "^$part,[a-z ]*,$seed," "$figures" || continue
        case $part in
        28)
            evolve run.seed="$seed" "${few[@]}"
            examine 28 "$seed" 1008 1000
            ;;
        66)
            evolve run.seed="$seed" worlds.laws="$sixty" worlds.colours=9
            examine 66 "$seed" 1056 1000
            ;;
        460)
            evolve run.seed="$seed"
            examine 460 "$seed" 1840 1000
            ;;
        long)
            evolve run.seed="$seed" run.generations=3000
            examine long "$seed" 1840 1000
            ;;
        961)
            evolve run.seed="$seed" run.generations=800 worlds.colours=9 worlds.side_min=5 worlds.side_max=14 \
                worlds.square=no agent.hidden=128 agent.memory=64
            examine 961 "$seed" 1922 1000
            ;;
        two | two-long | whole | features | followed | followed-3 | followed-long)
            as_lives=yes generations=600 followed=0 features=32 demonstrations=2
            if [ "$part" = whole ]; then as_lives=no; fi
            case $part in two-long | followed-long) generations=2000 ;; esac
            case $part in features | followed*) features=64 ;; esac
            case $part in followed*) followed=0.5 ;; esac
            if [ "$part" = followed-3 ]; then demonstrations=3; fi
            evolve run.seed="$seed" run.generations=$generations "${rows[@]}" learning.as_lives=$as_lives \
                learning.followed=$followed agent.features=$features \
                worlds.demonstrations_min=$demonstrations worlds.demonstrations_max=$demonstrations
            examine "$part" "$seed" 1120 1000
            threes "$part" "$seed" 1 100 1000
            ;;
        families | augmented)
            augment=0
            if [ "$part" = augmented ]; then augment=0.5; fi
            evolve run.seed="$seed" "${families[@]}" learning.augment=$augment
            examine "$part" "$seed" 400 3000 0.02
            if [ "$part" = families ]; then search "$seed" 400 3000 24000; fi
            ;;
        esac
    done
done
rm -rf "$run" "$work/threes" "$work/held"
"$here"/learned-tables.sh
