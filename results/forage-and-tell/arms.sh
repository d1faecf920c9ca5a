# shellcheck shell=bash disable=SC2154
# arms.sh - for the run.sh of this folder and of results/guide: runs of one config, arm by arm and seed by seed, and
# what eval and language tell of them. Set before: here, the folder of run.sh; config; runs, where runs go.
program=${SMALLWORLD:-smallworld}
figures=$here/figures.csv words=$here/words.csv
TIMEFORMAT=%U # core-seconds
mkdir -p "$runs"
[ -e "$figures" ] || echo "arm,seed,core_seconds,who,first,second,third,fourth,life,good_first" >"$figures"
[ -e "$words" ] || echo "arm,seed,information,entropy,null_high,p,influence,influence_low,influence_high,situation,\
silence,a,b,c,d,e,f,g" >"$words"

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

# one ARM SEED KEY=VALUE...: what is in the figures already is not run again.
one() {
    local arm=$1 seed=$2 run=$runs/$1-$2 sets=() seconds

    shift 2
    [[ " ${ARMS:-$arm} " == *" $arm "* ]] || return 0
    grep -q "^$arm,$seed," "$figures" && return
    for key in "$@"; do sets+=(--set "$key"); done
    rm -rf "${run:?}"
    seconds=$({ time "$program" run "$config" -o "$run" --set "run.seed=$seed" "${sets[@]}" >/dev/null 2>&1; } 2>&1)
    "$program" eval "$run" --puzzles="${WORLDS:-1000}" --json | lives "$arm" "$seed" "$seconds" >>"$figures"
    [[ $arm != words* ]] ||
        "$program" language "$run" --puzzles="${WORLDS:-1000}" --json | meanings "$arm" "$seed" >>"$words"
    rm -rf "${run:?}"
}
