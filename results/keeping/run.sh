#!/usr/bin/env bash
# Six groups of laws in turn, and every way to keep them; writes figures.csv (as it goes) and tables.md beside
# this script.
#
#   results/keeping/run.sh [WORK]     runs go to WORK (default runs/keeping) and are deleted once they are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3"), ONLY one arm.
# What figures.csv has already is not run again. One process at a time. NICE is its niceness (default 19).
# matrices.csv has the whole matrices of experts, islands and replay-64-thinks. clear.csv has the same runs on clear
# puzzles alone, and the perfect reasoner (docs/keeping.md), of arms in CLEAR (default: all that are run): with
# CLEAR=replay-64-thinks ONLY=replay-64-thinks a run that figures.csv has already is made again for clear.csv alone.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/keeping}
seeds=${SEEDS:-1 2 3}
figures=$here/figures.csv
matrices=$here/matrices.csv
clear=$here/clear.csv
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1

# Seconds of processor time of all children so far; the shell itself has to ask, no subshell.
spent() {
    times >"$work/times"
    seconds=$(awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, t, /[ms]/); sum += 60 * t[1] + t[2] } print sum }' \
        "$work/times")
}

# Rows of figures.csv from what keeping says as JSON: the parent, and the archive of champions.
rows() {
    jq -r --arg arm "$1" --arg seed "$2" --arg seconds "$3" '
        def cells: [.acc, .bwt, .fwt, .forgetting, .min_acc, .wc_acc]
            | map(if . == null then "" else (. * 10000 | round / 100 | tostring) end) | join(",");
        def last: .share[-1] | map(. * 10000 | round / 100 | tostring) | join(" ");
        "\($arm),\($seed),parent,\($seconds),\(.parent | cells),\(.parent | last)",
        "\($arm),\($seed),champions,\($seconds),\(.champions | cells),\(.champions | last)"'
}

# Both matrices: a line for each stage, with the share of every set when it ends.
matrix() {
    jq -r --arg arm "$1" --arg seed "$2" '
        ["parent", "champions"][] as $who | .[$who].share | to_entries[] |
        [$arm, $seed, $who, .key + 1, (.value[] * 10000 | round / 100)] | @csv' | tr -d '"'
}

# Clear puzzles alone: how many of them there are, and what is kept; the perfect reasoner of all puzzles.
clear_rows() {
    jq -r --arg arm "$1" --arg seed "$2" '
        def cells: [.acc, .bwt, .forgetting, .min_acc, .wc_acc]
            | map(if . == null then "" else (. * 10000 | round / 100 | tostring) end) | join(",");
        (.clear.puzzles | map(tostring) | join(" ")) as $puzzles |
        "\($arm),\($seed),parent,\($puzzles),\(.clear.parent | cells)",
        "\($arm),\($seed),champions,\($puzzles),\(.clear.champions | cells)",
        "\($arm),\($seed),reasoner,,\(.reasoner | cells)"'
}

# arm, seed, settings...
one() {
    local arm=$1 seed=$2 before after has=no

    shift 2
    [ "${ONLY:-$arm}" = "$arm" ] || return 0
    if grep -q "^$arm,$seed," "$figures"; then
        has=yes
        [ "${CLEAR:-}" = "$arm" ] && ! grep -q "^$arm,$seed," "$clear" || return 0
    fi
    rm -rf "$work/one"
    spent
    before=$seconds
    nice -n "${NICE:-19}" "$program" run "$here/six.conf" -o "$work/one" --set run.seed="$seed" "$@" 2>>"$work/log" >&2
    spent
    after=$seconds
    "$program" keeping "$work/one" --like="$work/sets" --puzzles=330 --json >"$work/json"
    grep -q "^$arm,$seed," "$clear" || clear_rows "$arm" "$seed" <"$work/json" | tee -a "$clear"
    rm -rf "$work/one"
    [ "$has" = no ] || return 0
    rows "$arm" "$seed" "$(echo "$before $after" | awk '{ printf "%.1f", $2 - $1 }')" <"$work/json" | tee -a "$figures"
    case $arm in experts* | islands | replay-64-thinks) matrix "$arm" "$seed" <"$work/json" >>"$matrices" ;; esac
}

mkdir -p "$work"
[ -f "$figures" ] || echo "arm,seed,who,core_seconds,acc,bwt,fwt,forgetting,min_acc,wc_acc,last_row" >"$figures"
# A run only for its sets of laws: its first generation is short, and --like reads no more of it. (All
# generations have to be there for all sets to be known, so it is as cheap as a run can be.)
[ -d "$work/sets" ] || "$program" run "$here/six.conf" -o "$work/sets" --set learning.rule=none --set run.members=2 \
    --set life.worlds=1 --set agent.features=16 --set agent.hidden=16 --set agent.memory=16 2>>"$work/log" >&2

all=$(sed -n 's/^laws = //p; s/^at .* set worlds.laws //p' "$here/six.conf" | paste -sd,)
joint=(--set "worlds.laws=$all")
for _ in 1 2 3 4 5; do joint+=(--set events.1=); done
replay=(--set keeping.way=replay --set keeping.share=0.5)
experts=(--set agent.experts=6 --set agent.hidden=96 --set agent.memory=96)
eyes=(--set keeping.way=experts --set keeping.eye=own --set agent.experts=6 --set agent.features=16)
eyes+=(--set agent.hidden=144 --set agent.memory=144)
[ -f "$clear" ] || echo "arm,seed,who,clear,acc,bwt,forgetting,min_acc,wc_acc" >"$clear"
[ -f "$matrices" ] || echo "arm,seed,who,stage,set1,set2,set3,set4,set5,set6" >"$matrices"

for seed in $seeds; do
    one nothing "$seed"
    one joint "$seed" "${joint[@]}"
    one joint-thinks "$seed" "${joint[@]}" --set life.thoughts=6
    one replay "$seed" "${replay[@]}"
    one replay-64 "$seed" "${replay[@]}" --set keeping.seeds=64
    one replay-64-thinks "$seed" "${replay[@]}" --set keeping.seeds=64 --set life.thoughts=12
    one anchor-0.1 "$seed" --set keeping.way=anchor --set keeping.strength=0.1
    one experts "$seed" "${experts[@]}" --set keeping.way=experts
    one experts-eyes "$seed" "${eyes[@]}"
    one islands "$seed" --set keeping.way=islands --set run.islands=6
    one importance-1 "$seed" --set keeping.way=importance --set keeping.strength=1
    one joint-large "$seed" "${experts[@]}" "${joint[@]}"
    one nothing-large "$seed" "${experts[@]}"
    [ "$seed" = 1 ] || continue
    one anchor-0.01 1 --set keeping.way=anchor --set keeping.strength=0.01
    one anchor-1 1 --set keeping.way=anchor --set keeping.strength=1
    one importance-0.1 1 --set keeping.way=importance --set keeping.strength=0.1
    one importance-10 1 --set keeping.way=importance --set keeping.strength=10
    one replay-quarter 1 --set keeping.way=replay --set keeping.share=0.25
    one joint-512 1 "${joint[@]}" --set learning.puzzles=512
    one replay-512 1 "${replay[@]}" --set learning.puzzles=512
done

awk -F, '
    NR > 1 {
        row = $1 "," $3
        if (!(row in n)) order[++rows] = row
        comma = n[row]++ > 0 ? ", " : ""
        for (i = 4; i <= 10; i++) said[row, i] = said[row, i] comma ($i == "" ? "-" : sprintf("%.1f", $i))
        acc[row] += $5
    }
    END {
        print "| arm | who answers | core-seconds | ACC | BWT | FWT | forgetting | min-ACC | WC-ACC | mean ACC |"
        print "|---|---|---|---|---|---|---|---|---|---|"
        for (i = 1; i <= rows; i++) {
            split(order[i], f, ","); r = order[i]
            if (f[1] ~ /^joint/ && f[2] == "champions") continue
            printf "| %s | %s |", f[1], f[2]
            for (k = 4; k <= 10; k++) printf " %s |", said[r, k]
            printf " %.1f |\n", acc[r] / n[r]
        }
    }' "$figures" >"$here/tables.md"
cat "$here/tables.md"
