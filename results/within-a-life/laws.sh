#!/usr/bin/env bash
# Three hidden laws at once, with one body (forage-three) and with four (forage-three-four): evolves bodies
# whose values are told, plastic (open, delta) or none, and examines each on 1,000 worlds that no life met.
# Writes laws.csv (as it goes) beside this script, and prints each last quarter as a share of the better told run of
# the same seed.
#
#   results/within-a-life/laws.sh [WORK]      runs stay in WORK (default runs/within-a-life/laws)
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3"), ROWS the rows to
# run (as forage-three-open; default all). A run that WORK has is not run again, nor examined again if laws.csv
# has it. One process at a time; about a core-minute a run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/within-a-life/laws}
figures=$here/laws.csv
TIMEFORMAT=%U # core-seconds
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1

# game, row (values, or told-late), generations, seed, further KEY=VALUE...
one() {
    local game=$1 plastic=$2 generations=$3 seed=$4 run seconds sets=()

    shift 4
    run=$work/$game-$plastic-$generations-$seed
    [[ " ${ROWS:-$game-$plastic} " == *" $game-$plastic "* ]] || return 0
    grep -q "^$game,$plastic,$generations,$seed," "$figures" && return
    for set; do sets+=(--set "$set"); done
    if ! [ -e "$run.seconds" ]; then
        rm -rf "$run"
        seconds=$({ time "$program" run clusters/forage.conf -o "$run" --set run.seed="$seed" \
            --set worlds.source="body:$game" --set run.generations="$generations" --set body.plastic="${plastic%-late}" \
            "${sets[@]}" >"$run.log" 2>&1; } 2>&1)
        echo "$seconds" >"$run.seconds"
    fi
    "$program" eval "$run" --member=best --puzzles=1000 --seed="$seed" --json |
        jq -r --arg row "$game,$plastic,$generations,$seed,$(cat "$run.seconds")" '.lives[] | $row + "," + ([.who,
            (.energy[], .life, (.meals | add), .good[] | . * 1000 | round / 1000)] | map(tostring) | join(","))' \
            >"$work/rows"
    cat "$work/rows" >>"$figures"
}

mkdir -p "$work"
heading="game,plastic,generations,seed,core_seconds,who,1st,2nd,3rd,4th,life,meals,good_1st,good_2nd,good_3rd,good_4th"
[ -f "$figures" ] || echo "$heading" >"$figures"
# With four bodies a life has half the worlds and a run half the members, so that as many bodies live. Who has
# to find out what feeds gets more time before poison counts in full (told-late gets it as well).
for seed in ${SEEDS-1 2 3}; do
    for plastic in told told-late open delta none; do
        ramp=0.6
        if [ $plastic = told ]; then ramp=0.25; fi
        one forage-three $plastic 1000 "$seed" body.poison_ramp=$ramp
        one forage-three-four $plastic 1000 "$seed" body.poison_ramp=$ramp run.members=128 life.worlds=4
    done
done

# Four bodies for twice as long (LONGER: its seeds), beside told brains that had as long and the same ramp.
for seed in ${LONGER-1 2 3}; do
    for plastic in told-late open; do
        one forage-three-four $plastic 2000 "$seed" body.poison_ramp=0.6 run.members=128 life.worlds=4
    done
done

awk -F, '
    $6 == "as it is" {
        key = $1 SUBSEP $2 SUBSEP $4 SUBSEP $3
        last[key] = $10
        whole[key] = $11
        row[++rows] = key
    }
    END {
        for (i = 1; i <= rows; i++) {
            split(row[i], at, SUBSEP)
            told = at[1] SUBSEP "told" SUBSEP at[3] SUBSEP at[4]
            late = at[1] SUBSEP "told-late" SUBSEP at[3] SUBSEP at[4]
            if (late in last && last[late] > last[told]) told = late
            if (at[2] !~ /^told/ && told in last)
                printf "%s %s seed %d, %d generations: life %.1f, last quarter %.2f, %.0f %% of told\n", at[1], at[2],
                    at[3], at[4], whole[row[i]], last[row[i]], 100 * last[row[i]] / last[told]
        }
    }' "$figures"
