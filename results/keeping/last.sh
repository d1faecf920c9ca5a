#!/usr/bin/env bash
# How long the last group of laws takes who was taught five groups before, in turn (taught) or at once (joint), beside a
# founder who is taught it alone (fresh): writes last.csv, a line for each seed, arm and examination. fresh-thinks and
# replay-thinks may try twelve programs on the demonstrations; the latter was taught in turn with replay of 64 seeds a
# rule. They are examined every second generation, the others every fifth.
#
#   results/keeping/last.sh [WORK]     runs go to WORK (default runs/keeping-last) and are deleted once examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"), ARMS the arms (default
# all). core_seconds are those of the stage until then: the run's own, by generations, since all of a run cost alike. What
# last.csv has already is not run again. NICE is the niceness (default 19). OUT names another table in place of last.csv,
# PUZZLES how many puzzles there are in an examination (default 330), EVERY the generations between them; with it a run has
# a keyframe as often, so that its members are rebuilt at once (two gigabytes with EVERY=1):
#
#   OUT=grain.csv EVERY=1 ARMS="fresh joint" SEEDS="1 2 3 4 5 6 7 8 9 10" results/keeping/last.sh
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/keeping-last}
out=$here/${OUT:-last.csv}
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
last=$(sed -n 's/^at .* set worlds.laws //p' "$here/six.conf" | tail -n 1)
five=$(sed -n 's/^laws = //p; s/^at .* set worlds.laws //p' "$here/six.conf" | head -n 5 | paste -sd,)

# arm, seed, generation at which its last stage begins, settings...
one() {
    local arm=$1 seed=$2 from=$3 every=5

    shift 3
    [[ " ${ARMS:-$arm} " == *" $arm "* ]] || return 0
    grep -q "^$arm,$seed," "$out" && return
    case $arm in *-thinks) every=2 ;; esac
    every=${EVERY:-$every}
    rm -rf "$work/one"
    TIMEFORMAT='%U %S'
    { time nice -n "${NICE:-19}" "$program" run "$here/six.conf" -o "$work/one" --set run.seed="$seed" \
        --set run.keyframe_every="${EVERY:-20}" "$@" 2>>"$work/log" >&2; } \
        2>"$work/time"
    "$program" keeping "$work/one" --like="$work/sets" --puzzles="${PUZZLES:-330}" --every="$every" --json >"$work/json"
    jq -r --arg arm "$arm" --arg seed "$seed" --argjson from "$from" \
        --argjson spent "$(awk '{ print $1 + $2 }' "$work/time")" '
        .generations as $all | .curve[] | select(.generation >= $from) |
        [$arm, $seed, .generation - $from, ((.generation - $from) * $spent / $all * 100 | round / 100),
            (.exact[-1] * 10000 | round / 100)] | @csv' "$work/json" | tr -d '"' >>"$out"
    rm -rf "$work/one"
}

mkdir -p "$work"
[ -f "$out" ] || echo "arm,seed,generation,core_seconds,exact" >"$out"
fresh=(--set "worlds.laws=$last" --set run.generations=100)
for _ in 1 2 3 4 5; do fresh+=(--set events.1=); done
joint=(--set "worlds.laws=$five")
for _ in 1 2 3 4; do joint+=(--set events.1=); done
# The last group alone is asked: a run of it, as cheap as one can be.
[ -d "$work/sets" ] || "$program" run "$here/six.conf" -o "$work/sets" "${fresh[@]}" --set learning.rule=none \
    --set run.members=2 --set life.worlds=1 --set agent.features=16 --set agent.hidden=16 --set agent.memory=16 \
    2>>"$work/log" >&2
for seed in ${SEEDS:-1 2 3 4 5}; do
    one fresh "$seed" 0 "${fresh[@]}"
    one taught "$seed" 500
    one joint "$seed" 500 "${joint[@]}"
    one fresh-thinks "$seed" 0 "${fresh[@]}" --set life.thoughts=12
    one replay-thinks "$seed" 500 --set keeping.way=replay --set keeping.share=0.5 --set keeping.seeds=64 \
        --set life.thoughts=12
done

# The first examination with at least 50, 90 and 95 percent, in generations and core-seconds.
awk -F, '
    NR > 1 && $3 > 0 {
        for (b = 1; b <= 3; b++) {
            bar = b == 1 ? 50 : 85 + 5 * (b - 1)
            if ($5 >= bar && !(($1, $2, bar) in at)) at[$1, $2, bar] = $3 " (" $4 " s)"
        }
        seeds[$2] = 1
    }
    END {
        for (b = 1; b <= 3; b++) {
            bar = b == 1 ? 50 : 85 + 5 * (b - 1)
            for (seed in seeds)
                printf "%d %% seed %s: fresh %s, taught %s, joint %s; thinking fresh %s, replay %s generations\n", bar,
                    seed, at["fresh", seed, bar], at["taught", seed, bar], at["joint", seed, bar],
                    at["fresh-thinks", seed, bar], at["replay-thinks", seed, bar]
        }
    }' "$out" | sort

# The same by lines between the examinations, as a share of a fresh founder's time, in generations and in core-seconds: by
# seed, and of the sums over seeds.
for column in 3 4; do
    awk -F, -v column="$column" '
    NR > 1 {
        for (b = 1; b <= 3; b++) {
            bar = b == 1 ? 50 : 85 + 5 * (b - 1)
            if ($5 >= bar && !(($1, $2, bar) in at) && $3 > 0)
                at[$1, $2, bar] = was + ($column - was) * (bar - share) / ($5 - share)
        }
        was = $column; share = $5
        if (!($2 in known)) { known[$2] = 1; seed[++seeds] = $2 }
    }
    END {
        split("joint fresh taught fresh replay-thinks fresh-thinks", pair, " ")
        for (b = 1; b <= 3; b++)
            for (p = 1; p <= 6; p += 2) {
                bar = b == 1 ? 50 : 85 + 5 * (b - 1)
                own = other = 0
                line = ""
                for (i = 1; i <= seeds; i++) {
                    if (!((pair[p], seed[i], bar) in at) || !((pair[p + 1], seed[i], bar) in at)) continue
                    x = at[pair[p], seed[i], bar]; y = at[pair[p + 1], seed[i], bar]
                    own += x; other += y
                    line = line sprintf(" seed %s %.3g of %.3g (%.0f %%)", seed[i], x, y, 100 * x / y)
                }
                if (other > 0)
                    printf "%s until %d %%, %s:%s; all %.1f %%\n", column == 3 ? "generations" : "core-seconds", bar, \
                        pair[p], line, 100 * own / other
            }
    }' "$out"
done
