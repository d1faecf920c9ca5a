#!/usr/bin/env bash
# Many rules, and rules in a row: what evolution learns, and what thinking adds (figures.csv).
#
#   results/many-rules/run.sh [WORK]      runs go to WORK (default runs/many-rules) and are deleted once they are examined
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1"), PARTS what to run (default "201
# 460 rows lessons balance"). What the file has already is not run again. One process at a time. Two seeds take about 25 minutes of
# one core that does nothing else.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/many-rules}
seeds=${SEEDS:-1}
run=$work/one
figures=$here/figures.csv
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OPENBLAS_NUM_THREADS=1
export TIMEFORMAT='%U %S'

# Reads eval --thoughts --json: the figures of all puzzles (PART ""), or of "composed" or "held_out".
row() {
    awk -v part="$1" '
        function number(name, from,    at) {
            at = index(from, "\"" name "\"")
            if (at == 0) return ""
            from = substr(from, at + length(name) + 2)
            match(from, /[-0-9.e]+/)
            return substr(from, RSTART, RLENGTH)
        }
        { text = text $0 " " }
        END {
            if (part != "") {
                at = index(text, "\"" part "\": {")
                if (at == 0) at = index(text, "\"" part "\":{")
                text = substr(text, at)
            }
            printf "%s,%s", number("puzzles", text), number("first", text)
            within = substr(text, index(text, "\"within\""))
            within = substr(within, 1, index(within, "]"))
            while ((at = index(within, "\"exact\"")) > 0) {
                within = substr(within, at)
                printf ",%s", number("exact", within)
                within = substr(within, 8)
            }
            printf ",%s,%s", number("fits_but_wrong", text), number("programs", text)
        }'
}

# Reads eval --thoughts=100 --json: first answer and within 100, over all puzzles and as a mean over laws; laws without a right
# first answer.
by_law() {
    sed 's/[,{]/\n/g' | awk '
        function share(from) {
            match(from, /: *[-0-9.e]+/)
            return substr(from, RSTART + 1, RLENGTH - 1) + 0
        }
        /"first"/ { first = share(substr($0, index($0, "\"first\""))) }
        /"thoughts"/ { thoughts = share(substr($0, index($0, "\"thoughts\""))) }
        /"exact"/ { exact = share(substr($0, index($0, "\"exact\""))) }
        /"programs"/ {
            if (n++ == 0) { all_first = first; all_exact = exact }
            else { sum_first += first; sum_exact += exact; zero += first == 0 }
        }
        END { printf "%s,%.4f,%s,%.4f,%d", all_first, sum_first / (n - 1), all_exact, sum_exact / (n - 1), zero }'
}

# Examines the run in $run: rows "NAME PART,seed,...".
examine() {
    local name=$1 seed=$2 puzzles=$3 part
    shift 3
    "$program" eval "$run" --thoughts=1000 --puzzles="$puzzles" --json >"$work/json"
    for part in "$@"; do
        echo "$name $part,$seed,$(row "${part#all}" <"$work/json"),$seconds" >>"$figures"
    done
}

# Evolves config $1 with the settings that follow; leaves its core-seconds in $seconds.
evolve() {
    local config=$1 sets=() word
    shift
    for word in "$@"; do
        sets+=(--set "$word")
    done
    rm -rf "$run"
    { time "$program" run "$here/$config" -o "$run" "${sets[@]}" >>"$work/log" 2>&1; } 2>"$work/time"
    seconds=$(tail -n 1 "$work/time" | awk '{ print $1 + $2 }')
}

mkdir -p "$work"
[ -f "$figures" ] ||
    echo "run,seed,puzzles,first,within_1,within_3,within_10,within_30,within_100,within_1000,fits_but_wrong,programs,seconds" \
        >"$figures"
balance=$here/balance.csv
[ -f "$balance" ] || echo "balance,seed,first_by_rule,first_by_law,within_100_by_rule,within_100_by_law,laws_at_zero,seconds" >"$balance"
for part in ${PARTS:-201 460 rows lessons balance}; do
    for seed in $seeds; do
        if [ "$part" = balance ]; then
            for kind in rule family; do
                ! grep -q "^$kind,$seed," "$balance" || continue
                evolve rules.conf run.seed="$seed" worlds.laws=all life.ticks=14 run.generations=150 worlds.balance=$kind
                "$program" eval "$run" --thoughts=100 --puzzles=2300 --json >"$work/json"
                echo "$kind,$seed,$(by_law <"$work/json"),$seconds" >>"$balance"
            done
            continue
        fi
        ! grep -q "^$part all,$seed," "$figures" || continue
        case $part in
        201)
            evolve rules.conf run.seed="$seed"
            examine 201 "$seed" 1005 all
            ;;
        460)
            evolve rules.conf run.seed="$seed" worlds.laws=all life.ticks=14 run.generations=4000
            examine 460 "$seed" 2300 all
            ;;
        rows)
            evolve compositions.conf run.seed="$seed"
            examine rows "$seed" 1120 all composed held_out
            ;;
        lessons)
            evolve compositions.conf run.seed="$seed" life.lessons=yes life.looks=2
            examine lessons "$seed" 1120 all composed held_out
            ;;
        esac
    done
done
rm -rf "$run"
"$here"/tables.sh
