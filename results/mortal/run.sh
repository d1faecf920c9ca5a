#!/usr/bin/env bash
# Bodies that die and divide, selected by how long they live and by how many descend from them;
# and a hidden law of touch that bodies are told, or have to find out. Writes figures.csv beside this script; what it
# has already is not run again. One process at a time; needs jq.
#
#   results/mortal/run.sh [FOLDER]      runs go to FOLDER (default: runs/mortal), and are deleted
#
# SMALLWORLD names the program, SEEDS the seeds (default: 1 to 5), ARMS the arms (default: all), WORLDS the worlds of
# an examination (default: 300).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=${SMALLWORLD:-smallworld}
runs=${1:-runs/mortal}
figures=$here/figures.csv
TIMEFORMAT=%U # core-seconds
mkdir -p "$runs"
[ -e "$figures" ] || echo "arm,seed,core_seconds,who,life,survival,offspring,meals,good_first,good_last,living" >"$figures"

# lives ARM SEED SECONDS MEMBER: a line for each line of eval's JSON.
lives() {
    jq -r --arg arm "$1" --arg seed "$2" --arg seconds "$3" --arg member "$4" \
        '.lives[] | [$arm, $seed, $seconds, (if .who == "as it is" then $member else .who end), .life, .survival,
            .offspring, (.meals | add), .good[0], .good[3], .living] | map(tostring) | join(",")'
}

# one ARM SEED KEY=VALUE...: the run, its last parent and its founder.
one() {
    local arm=$1 seed=$2 run=$runs/$1-$2 sets=() seconds key part

    shift 2
    [[ " ${ARMS:-$arm} " == *" $arm "* ]] || return 0
    grep -q "^$arm,$seed," "$figures" && return
    for key in "$@"; do sets+=(--set "$key"); done
    part=$run.csv
    rm -rf "${run:?}" "$part"
    seconds=$({ time "$program" run "$here/mortal.conf" -o "$run" --set "run.seed=$seed" "${sets[@]}" \
        >/dev/null 2>&1; } 2>&1)
    "$program" eval "$run" --puzzles="${WORLDS:-300}" --member=founder --json |
        lives "$arm" "$seed" "$seconds" untrained | grep ',untrained,' >>"$part"
    "$program" eval "$run" --puzzles="${WORLDS:-300}" --json | lives "$arm" "$seed" "$seconds" trained >>"$part"
    cat "$part" >>"$figures"
    rm -rf "${run:?}" "$part"
}

fed=(worlds.source=body:mortal-fed body.ticks=280)
touch=(body.ticks=80 run.generations=1500)
for seed in ${SEEDS:-1 2 3 4 5}; do
    one offspring "$seed" body.score=offspring
    one survival "$seed" body.score=survival
    one energy "$seed" body.score=energy
    one found "$seed" worlds.source=body:touch "${touch[@]}"
    one told "$seed" worlds.source=body:touch-told "${touch[@]}"
    one mistold "$seed" worlds.source=body:touch-mistold "${touch[@]}"
    one same "$seed" worlds.source=body:touch-told-same "${touch[@]}"
    one fed "$seed" "${fed[@]}" body.score=offspring run.generations=300
    one living "$seed" "${fed[@]}" body.score=living run.generations=250
    one living-told "$seed" "${fed[@]}" body.score=living run.generations=250 body.plastic=told
done
