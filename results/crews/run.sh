#!/usr/bin/env bash
# Four bodies in a world: all of one member, or crews of a litter, scored by themselves or by their crew, with
# words, and with the controls of the channel. Writes figures.csv beside this script; what it has already is
# not run again. One process at a time.
#
#   results/crews/run.sh [FOLDER]      runs go to FOLDER (default: runs/crews), and are deleted
#
# SMALLWORLD names the program, SEEDS the seeds (default: 1).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=${SMALLWORLD:-smallworld}
runs=${1:-runs/crews}
figures=$here/figures.csv
TIMEFORMAT=%U # core-seconds
mkdir -p "$runs"
[ -e "$figures" ] || echo "who,seed,core_seconds,life,first_quarter,last_quarter,deaf_life,deaf_first_quarter,random_life" >"$figures"

# lives WHO: life, first and last quarter of one line of eval's JSON.
lives() {
    jq -r --arg who "$1" '.lives[] | select(.who == $who) | [.life, .energy[0], .energy[3]] | map(tostring) | join(",")'
}

# one NAME SEED KEY=VALUE...
one() {
    local name=$1 seed=$2 sets=() seconds eval best deaf random

    shift 2
    grep -q "^$name,$seed," "$figures" && return
    for key in "$@"; do sets+=(--set "$key"); done
    rm -rf "${runs:?}/$name-$seed"
    seconds=$({ time "$program" run "$here/crews.conf" -o "$runs/$name-$seed" --set "run.seed=$seed" "${sets[@]}" \
        >/dev/null 2>&1; } 2>&1)
    eval=$("$program" eval "$runs/$name-$seed" --puzzles=400 --json)
    best=$(lives "as it is" <<<"$eval")
    deaf=$(lives deaf <<<"$eval" | cut -d, -f1,2)
    random=$(lives random <<<"$eval" | cut -d, -f1)
    echo "$name,$seed,$seconds,$best,${deaf:-,},$random" >>"$figures"
    rm -rf "${runs:?}/$name-$seed"
}

for seed in ${SEEDS:-1}; do
    one own "$seed"
    one litter "$seed" body.crew=litter
    one litter-crew "$seed" body.crew=litter body.credit=crew
    one words "$seed" body.crew=litter body.speech=normal
    one words-crew "$seed" body.crew=litter body.credit=crew body.speech=normal
    one words-shuffled "$seed" body.crew=litter body.speech=shuffled
    one words-silent "$seed" body.crew=litter body.speech=silent
    # As many lives of a body as in "own", where a member has four in each world.
    one litter-32 "$seed" body.crew=litter life.worlds=32
    one litter-crew-32 "$seed" body.crew=litter body.credit=crew life.worlds=32
    one words-32 "$seed" body.crew=litter body.speech=normal life.worlds=32
done
