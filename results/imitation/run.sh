#!/usr/bin/env bash
# Imitation as an act: is it used, and does it pay? Crews and single members that forage, and worlds of the wild, without
# the act, with it, and with a control in which who imitates does what a body of another world (in the wild: some third
# body) did. Writes figures.csv and wild.csv beside this script; what they have already is not run again. One process at
# a time.
#
#   results/imitation/run.sh [FOLDER]      runs go to FOLDER (default: runs/imitation), and are deleted;
#                                          FOLDER/log has what they said
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default: 1 2 3), WILD_SEEDS those of the wild
# (1 2 3), ARMS which of no, yes and shuffled are run (all).
set -eu -o pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
runs=${1:-runs/imitation}
figures=$here/figures.csv wild=$here/wild.csv
TIMEFORMAT=%U # core-seconds
mkdir -p "$runs"
[ -e "$figures" ] || echo "crew,imitate,seed,core_seconds,who,first,second,third,fourth,life,good_first,\
uses_first,uses_second,uses_third,uses_fourth,finds,meals_so,good_so" >"$figures"
[ -e "$wild" ] || echo "imitate,seed,core_seconds,quarter,births,bodies,fed,imitated,found,meals_so,good_so,coalescence" >"$wild"

# lives CREW IMITATE SEED SECONDS: a line for each line of eval's JSON. What imitating came to is over the life.
lives() {
    jq -r --arg crew "$1" --arg imitate "$2" --arg seed "$3" --arg seconds "$4" '
        def all(part): if .imitates then ([.imitates, part] | transpose | map(.[0] * .[1]) | add) /
            ((.imitates | add) | if . == 0 then 1 else . end) else "" end;
        def eaten: [.meals, .meals_imitated] | transpose | map(.[0] * .[1]);
        .lives[] | [$crew, $imitate, $seed, $seconds, .who, .energy[], .life, .good[0]] +
            (if .imitates then .imitates + [all(.finds), (eaten | add) / (.meals | add | if . == 0 then 1 else . end),
                ([eaten, .good_imitated] | transpose | map(.[0] * .[1]) | add) /
                    (eaten | add | if . == 0 then 1 else . end)]
             else ["", "", "", "", "", "", ""] end) | map(tostring) | join(",")'
}

# one CREW IMITATE SEED KEY=VALUE...
one() {
    local crew=$1 imitate=$2 seed=$3 run=$runs/$1-$2-$3 sets=() seconds

    shift 3
    grep -q "^$crew,$imitate,$seed," "$figures" && return
    for key in "$@"; do sets+=(--set "$key"); done
    rm -rf "${run:?}"
    seconds=$({ time "$program" run "$here/imitation.conf" -o "$run" --set "run.seed=$seed" --set "body.imitate=$imitate" \
        "${sets[@]}" >/dev/null 2>>"$runs/log"; } 2>&1)
    "$program" eval "$run" --puzzles=1000 --json | lives "$crew" "$imitate" "$seed" "$seconds" >"$runs/lines"
    cat "$runs/lines" >>"$figures"
    rm -rf "${run:?}"
}

# wild_one IMITATE SEED: a world without scores, of 18,000 to 37,000 births; a line for each quarter of the run.
wild_one() {
    local imitate=$1 seed=$2 run=$runs/wild-$1-$2 seconds

    grep -q "^$imitate,$seed," "$wild" && return
    rm -rf "${run:?}"
    seconds=$({ time "$program" wild clusters/wild.conf -o "$run" --set "wild.seed=$seed" \
        --set "wild.imitate=$imitate" --set wild.ticks="${WILD_TICKS:-36000}" >/dev/null 2>>"$runs/log"; } 2>&1)
    "$program" wild "$run" --json | jq -rs --arg imitate "$imitate" --arg seed "$seed" --arg seconds "$seconds" '
        def part(a; b): if b == 0 then 0 else a / b end;
        .[1:] as $pages | ($pages | length) as $n | range(4) | . as $q |
        $pages[($q * $n / 4 | floor):(($q + 1) * $n / 4 | floor)] |
        (map(.acts | add) | add) as $ticks | (map(.meals) | add) as $meals |
        (map(.imitated // 0) | add) as $imitated | (map(.meals_imitated // 0) | add) as $so |
        [$imitate, $seed, $seconds, $q + 1, (map(.births) | add), (map(.bodies) | add) / length,
         part(map(.meals_that_fed) | add; $meals), part($imitated; $ticks),
         part(map(.imitated_somebody // 0) | add; $imitated), part($so; $meals),
         part(map(.meals_imitated_that_fed // 0) | add; $so), .[-1].coalescence] | map(tostring) | join(",")' >"$runs/lines"
    cat "$runs/lines" >>"$wild"
    rm -rf "${run:?}"
}

for seed in ${SEEDS-1 2 3}; do
    for imitate in ${ARMS-no yes shuffled}; do
        one own "$imitate" "$seed"
        one litter "$imitate" "$seed" body.crew=litter life.worlds=32
    done
done
for imitate in ${ARMS-no yes shuffled}; do
    for seed in ${WILD_SEEDS-1 2 3}; do wild_one "$imitate" "$seed"; done
done
