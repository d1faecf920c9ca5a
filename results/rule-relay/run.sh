#!/usr/bin/env bash
# 141 rules told, and 41 combinations of a law and a colour that no life meets. Evolves rule-relay.conf by several seeds and
# in arms: plain (the config), augmented (learning.augment = 0.5: parents also learn programs of no rule) and silent
# (nothing is heard in lives). Writes figures.csv (what `smallworld language` measures of each run, also of what no life
# meets; what it has already is not run again), verdict.txt, lexicon.txt, dialogues.txt and three pictures beside this
# script.
#
#   results/rule-relay/run.sh [WORK]   runs go to WORK (default runs/rule-relay)
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default: 1 to 10), ARMS the arms. One process at
# a time, 26 to 67 seconds of CPU time a run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/rule-relay}
figures=$here/figures.csv
read -ra seeds <<<"${SEEDS:-1 2 3 4 5 6 7 8 9 10}"
read -ra arms <<<"${ARMS:-plain augmented silent}"
export OPENBLAS_NUM_THREADS=1
TIMEFORMAT=%U # core-seconds

mkdir -p "$work"
measured="exact.normal.mean exact.silent.mean exact.constant.mean exact.shuffled.mean exact.self.mean exact.oracle.mean \
chance messages recovered swap_follow swap_chance causal_influence.mean claim.carries"
[ -e "$figures" ] || {
    printf 'arm,seed,core_seconds'
    for of in "" held_out.; do
        for key in $measured; do printf ',%s%s' "$of" "$key"; done
    done
    echo
} >"$figures"

# measure RUN OPTION...: those values, each after a comma.
measure() {
    "$program" language "$@" --measures | awk -f tests/json.awk | awk -F= -v names="$measured" '
        { v[$1] = $2 }
        END { n = split(names, name, " "); for (i = 1; i <= n; i++) printf ",%s", v[name[i]] }'
}

# one ARM SEED KEY=VALUE...
one() {
    local row=$1,$2 run=$work/$1-$2 sets=() key

    for key in "${@:3}"; do sets+=(--set "$key"); done
    grep -q "^$row," "$figures" && return
    if [ ! -e "$run.seconds" ]; then
        rm -rf "${run:?}"
        { time "$program" run "$here/rule-relay.conf" -o "$run" --set run.seed="$2" "${sets[@]}" \
            >/dev/null 2>>"$work/log"; } 2>"$work/seconds"
        mv "$work/seconds" "$run.seconds"
    fi
    echo "$row,$(cat "$run.seconds")$(measure "$run")$(measure "$run" --held-out)" >>"$figures"
}

for seed in "${seeds[@]}"; do
    for arm in "${arms[@]}"; do
        case $arm in
        plain) one plain "$seed" ;;
        augmented) one augmented "$seed" learning.augment=0.5 ;;
        silent) one silent "$seed" phase2.channel=silent ;;
        esac
    done
done

if [ -d "$work/plain-1" ]; then
    "$program" language "$work/plain-1" >"$here/verdict.txt"
    "$program" language "$work/plain-1" --lexicon >"$here/lexicon.txt"
    [ -e "$work/dialogues" ] || "$program" language "$work/plain-1" --transcripts --puzzles=141 >"$work/dialogues"
    : >"$here/dialogues.txt"
    for puzzle in 8 103 46; do # as text and as pictures
        awk -v puzzle="$puzzle" '$1 == "puzzle" { here = $2 == puzzle ":" } here' "$work/dialogues" >>"$here/dialogues.txt"
        awk -v puzzle="$puzzle" -f "$here/picture.awk" "$work/dialogues" >"$here/dialogue-$puzzle.svg"
    done
fi
