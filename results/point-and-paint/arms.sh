#!/usr/bin/env bash
# What point-and-paint.conf misses, tried in three arms. `long` is the same for twice as many generations. `learned` and
# `verified` are ../verified-words/pairs.conf, where the member that paints learns to listen within its life: it speaks
# from the hidden layer, or tells a program that fits, a token for an edit. Writes arms.csv (pairs of colours that lives
# meet) and arms-held-out.csv (the others) beside this script, a line for each arm and seed; what they have already is
# not run again.
#
#   results/point-and-paint/arms.sh [WORK]   runs go to WORK (default runs/point-and-paint-arms)
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default: 1 to 10), ARMS the arms (default:
# all). One process at a time: about a minute of CPU time for a run of `long`, 15 seconds for one of the others.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/point-and-paint-arms}
pairs=$here/../verified-words/pairs.conf
export OPENBLAS_NUM_THREADS=1
TIMEFORMAT=%U # core-seconds
mkdir -p "$work"
columns=(exact.{normal,silent,constant,shuffled,self,oracle}.mean chance messages homonyms recovered swap_follow
    claim.carries)
for file in arms arms-held-out; do
    [ -e "$here/$file.csv" ] || echo "arm,seed,core_seconds,normal,silent,constant,shuffled,self,oracle,chance,messages,\
homonyms,recovered,follow,carries" >"$here/$file.csv"
done

# measure FILE ARM SEED OPTION...: a line of what language measures.
measure() {
    local file=$here/$1.csv arm=$2 seed=$3 run=$work/$2-$3 line key

    shift 3
    line=$arm,$seed,$(cat "$run.seconds")
    "$program" language "$run" --measures "$@" >"$work/json"
    awk -f tests/json.awk "$work/json" >"$work/leaves"
    for key in "${columns[@]}"; do
        line+=,$(sed -n "s/^$key=//p" "$work/leaves")
    done
    echo "$line" >>"$file"
}

# one ARM SEED CONFIG KEY=VALUE...
one() {
    local arm=$1 seed=$2 config=$3 run=$work/$1-$2 sets=() key

    shift 3
    [[ " ${ARMS:-$arm} " == *" $arm "* ]] || return 0
    grep -q "^$arm,$seed," "$here/arms-held-out.csv" && return
    for key in "$@"; do sets+=(--set "$key"); done
    if [ ! -e "$run.seconds" ]; then
        rm -rf "${run:?}"
        { time "$program" run "$config" -o "$run" --set "run.seed=$seed" "${sets[@]}" >/dev/null 2>>"$work/log"; } 2>"$work/seconds"
        mv "$work/seconds" "$run.seconds"
    fi
    grep -q "^$arm,$seed," "$here/arms.csv" || measure arms "$arm" "$seed"
    measure arms-held-out "$arm" "$seed" --held-out
}

for seed in ${SEEDS:-1 2 3 4 5 6 7 8 9 10}; do
    one verified "$seed" "$pairs"
    one learned "$seed" "$pairs" language.speak_from=hidden language.tell=program
    one long "$seed" "$here/point-and-paint.conf" run.generations=4000 phase2.from=2000
done
