#!/usr/bin/env bash
# Are old words still understood by the ancestor who coined them, after others have been taught? Writes words.csv, a
# line for each seed, way and pair of speaker and listener.
#
#   results/keeping/words.sh [WORK]     runs go to WORK (default runs/keeping-words) and are deleted once examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"), WAYS the ways (default
# "nothing replay"). Shares are of 300 unseen puzzles of the old or the new laws: a speaker sees the demonstrations, a
# listener edits. The ancestor is the parent when generation 800 begins: it has learned the old words, and no stage of
# new ones. What words.csv has already is not run again. One process at a time. Needs jq.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/keeping-words}
out=$here/words.csv
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
# 33 are born in a generation: 32 children, and then the parent, who begins the next one.
ancestor=$((33 * 800))
new=$(sed -n 's/^at 800 set worlds.laws //p' "$here/words.conf")

# way, seed, core-seconds, laws, speaker, listener, channel, run and member who speaks, run:member who listens
pair() {
    "$program" eval "$8" --game=rule-relay --member="$9" --listener="${10}" --channel="$7" --puzzles=300 --seed=300 \
        --json | jq -r --arg way "$1" --arg seed "$2" --arg seconds "$3" --arg laws "$4" --arg speaker "$5" \
        --arg listener "$6" --arg channel "$7" '[$way, $seed, $seconds, $laws, $speaker, $listener, $channel,
            (.exact * 10000 | round / 100), (.chance * 10000 | round / 100)] | @csv' | tr -d '"' >>"$out"
}

# way, seed, core-seconds, laws, run of the ancestor, its number, run of the last, its number: the share of the puzzles of
# which both say the same message.
same() {
    "$program" language "$5" "$6" --game=rule-relay --puzzles=300 --seed=300 --json | jq -r .message >"$work/ancestor.said"
    "$program" language "$7" "$8" --game=rule-relay --puzzles=300 --seed=300 --json | jq -r .message >"$work/last.said"
    paste "$work/ancestor.said" "$work/last.said" |
        awk -F '\t' -v row="$1,$2,$3,$4,last,ancestor,same message" \
            '{ n++; same += $1 == $2 } END { printf "%s,%.2f,\n", row, 100 * same / n }' >>"$out"
}

# name, member: a run that has the new laws in its config and that member as its founder; no generation is lived there.
found() {
    rm -rf "${work:?}/$1" "$work/member.npz"
    "$program" export "$work/one" "$2" -o "$work/member.npz" 2>>"$work/log" >&2
    "$program" run "$here/words.conf" -o "$work/$1" --founder="$work/member.npz" --set "worlds.laws=$new" --stop-at=0 \
        2>>"$work/log" >&2
}

# way, seed, settings...
one() {
    local way=$1 seed=$2 seconds

    shift 2
    grep -q "^$way,$seed," "$out" && return
    rm -rf "$work/one"
    TIMEFORMAT='%U %S'
    { time nice -n "${NICE:-19}" "$program" run "$here/words.conf" -o "$work/one" --set run.seed="$seed" "$@" \
        2>>"$work/log" >&2; } 2>"$work/time"
    seconds=$(awk '{ printf "%.1f", $1 + $2 }' "$work/time")
    pair "$way" "$seed" "$seconds" old ancestor ancestor normal "$work/one" "$ancestor" "$work/one:$ancestor"
    pair "$way" "$seed" "$seconds" old last ancestor normal "$work/one" best "$work/one:$ancestor"
    pair "$way" "$seed" "$seconds" old last ancestor shuffled "$work/one" best "$work/one:$ancestor"
    pair "$way" "$seed" "$seconds" old last last normal "$work/one" best "$work/one:best"
    same "$way" "$seed" "$seconds" old "$work/one" "$ancestor" "$work/one" best
    found ancestor "$ancestor"
    found last best
    pair "$way" "$seed" "$seconds" new ancestor ancestor normal "$work/ancestor" founder "$work/ancestor:founder"
    pair "$way" "$seed" "$seconds" new ancestor last normal "$work/ancestor" founder "$work/last:founder"
    pair "$way" "$seed" "$seconds" new last ancestor normal "$work/last" founder "$work/ancestor:founder"
    pair "$way" "$seed" "$seconds" new last last normal "$work/last" founder "$work/last:founder"
    same "$way" "$seed" "$seconds" new "$work/ancestor" founder "$work/last" founder
    rm -rf "$work/one" "$work/ancestor" "$work/last"
}

mkdir -p "$work"
[ -f "$out" ] || echo "way,seed,core_seconds,laws,speaker,listener,channel,exact,chance" >"$out"
for seed in ${SEEDS:-1 2 3 4 5}; do
    for way in ${WAYS:-nothing replay}; do
        one "$way" "$seed" --set keeping.way="$way"
    done
done

awk -F, '
    NR > 1 {
        row = $1 " | " $4 " | " $5 " | " $6 " | " $7
        if (!(row in sum)) order[++rows] = row
        said[row] = said[row] (row in sum ? ", " : "") sprintf("%.1f", $8)
        sum[row] += $8; n[row]++
    }
    END {
        print "| way | laws | speaks | listens | channel | right | mean |"
        print "|---|---|---|---|---|---|---|"
        for (i = 1; i <= rows; i++) printf "| %s | %s | %.1f |\n", order[i], said[order[i]], sum[order[i]] / n[order[i]]
    }' "$out"
