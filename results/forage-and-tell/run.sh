#!/usr/bin/env bash
# Four bodies that can say what they have tasted: with words, trained without a word, and trained knowing what the
# others ate. Writes figures.csv and words.csv beside this script; what they have already is not run again. One
# process at a time.
#
#   results/forage-and-tell/run.sh [FOLDER]      runs go to FOLDER (default: runs/forage-and-tell), and are deleted
#
# SMALLWORLD names the program, SEEDS the seeds (default: 1 to 3), WORLDS the worlds of an examination (default:
# 1000).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=${SMALLWORLD:-smallworld}
runs=${1:-runs/forage-and-tell}
figures=$here/figures.csv
words=$here/words.csv
TIMEFORMAT=%U # core-seconds
mkdir -p "$runs"
[ -e "$figures" ] || echo "arm,seed,core_seconds,who,first,second,third,fourth,life,good_first" >"$figures"
[ -e "$words" ] || echo "arm,seed,information,entropy,null_high,p,influence,influence_low,influence_high,situation,silence,a,b,c,d,e,f,g" >"$words"

# lives ARM SEED SECONDS: a line for each line of eval's JSON.
lives() {
    jq -r --arg arm "$1" --arg seed "$2" --arg seconds "$3" \
        '.lives[] | [$arm, $seed, $seconds, .who, .energy[], .life, .good[0]] | map(tostring) | join(",")'
}

# meanings ARM SEED: a line for each situation of language's JSON.
meanings() {
    jq -r --arg arm "$1" --arg seed "$2" \
        '. as $all | .situations[] | [$arm, $seed, $all.information, $all.entropy, $all.null_high, $all.null_p,
            $all.influence, $all.influence_low, $all.influence_high, .situation, .words[]] | map(tostring) | join(",")'
}

# one ARM SEED KEY=VALUE...
one() {
    local arm=$1 seed=$2 run=$runs/$1-$2 sets=() seconds

    shift 2
    grep -q "^$arm,$seed," "$figures" && return
    for key in "$@"; do sets+=(--set "$key"); done
    rm -rf "${run:?}"
    seconds=$({ time "$program" run "$here/tell.conf" -o "$run" --set "run.seed=$seed" "${sets[@]}" \
        >/dev/null 2>&1; } 2>&1)
    "$program" eval "$run" --puzzles="${WORLDS:-1000}" --json | lives "$arm" "$seed" "$seconds" >>"$figures"
    [ "$arm" != words ] ||
        "$program" language "$run" --puzzles="${WORLDS:-1000}" --json | meanings "$arm" "$seed" >>"$words"
    rm -rf "${run:?}"
}

for seed in ${SEEDS:-1 2 3}; do
    one silent "$seed" body.speech=silent
    one words "$seed"
    one oracle "$seed" body.speech=oracle body.says=brain body.hears=sight
done
