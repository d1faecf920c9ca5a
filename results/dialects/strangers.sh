#!/usr/bin/env bash
# Four small islands that make a language each. Of 0, 1, 5 and 20 % of worlds listeners hear a stranger, the parent of
# another island (language.contact); nobody moves. Then what it costs a newborn to understand: the best member of a run
# without strangers, with the hearing of the founder, which never heard a word. It can paint, the elder's words are spoken
# to it, and hearing alone evolves (arm elder); beside it newborns among newborns, in which hearing and speech evolve (arm
# none). Writes strangers-matrix.csv (every speaker of one island with every listener of another), strangers.csv (what that
# comes to), strangers-drift.csv (how much of island 0's language is kept from one moment to the next), newborn.csv and
# strangers.svg beside this script; what each run cost stands in strangers-seconds.csv. What strangers.csv and newborn.csv
# have already is not run again, but for the run without strangers whose best member a newborn is made of.
#
#   results/dialects/strangers.sh [WORK]      runs go to WORK (default runs/strangers)
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default: 1 to 10), CONTACTS the shares of worlds
# (default "0 0.01 0.05 0.2"), NEWBORN the seeds of newborns (default: SEEDS). Needs python3 to put two files of weights
# together. One process at a time.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/strangers}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5 6 7 8 9 10}"
read -ra contacts <<<"${CONTACTS:-0 0.01 0.05 0.2}"
newborn=${NEWBORN-${seeds[*]}}
export OPENBLAS_NUM_THREADS=1
TIMEFORMAT=%U # core-seconds

# The founder of all islands: who has learned to paint from a demonstration, and has never spoken.
mkdir -p "$work"
if ! [ -f "$work/founder.npz" ]; then
    rm -rf "${work:?}/founder"
    "$program" run "$here/strangers.conf" -o "$work/founder" --set run.generations=200 --set run.islands=1 \
        --set learning.rule=mirror --set phase1.game=solo --set phase1.evolve=solo --set phase1.rate=0.003 \
        --set phase1.rate_end=0.0003 2>>"$work/log" >&2
    "$program" export "$work/founder" best -o "$work/founder.npz" 2>>"$work/log" >&2
fi
[ -e "$here/strangers-matrix.csv" ] ||
    echo "contact,seed,speaker,listener,exact,distance" >"$here/strangers-matrix.csv"
[ -e "$here/strangers.csv" ] ||
    echo "contact,seed,home,abroad,chance,intelligibility,asymmetry,distance" >"$here/strangers.csv"
[ -e "$here/strangers-drift.csv" ] ||
    echo "contact,seed,generation,exact,shuffled,messages,kept,distance" >"$here/strangers-drift.csv"
[ -e "$here/strangers-seconds.csv" ] || echo "run,seed,core_seconds" >"$here/strangers-seconds.csv"
[ -e "$here/newborn.csv" ] || echo "arm,seed,generation,exact,shuffled,messages" >"$here/newborn.csv"

# columns ROW NAME...: those columns of a table through time, a line for each moment, with ROW before it.
columns() {
    awk -F, -v row="$1" -v names="${*:2}" '
        NR == 1 { n = split(names, name, " "); for (i = 1; i <= NF; i++) at[$i] = i; next }
        { line = row; for (i = 1; i <= n; i++) line = line "," $at[name[i]]; print line }'
}

# timed ROW OPTION...: one run, and a line of what it cost.
timed() {
    { time "$program" run "$here/strangers.conf" "${@:2}" >>"$work/log" 2>&1; } 2>"$work/seconds"
    echo "$1,$(cat "$work/seconds")" >>"$here/strangers-seconds.csv"
}

# islands CONTACT SEED: one run of four islands.
islands() {
    rm -rf "${work:?}/contact-$1-$2"
    timed "contact-$1,$2" --founder="$work/founder.npz" -o "$work/contact-$1-$2" --set run.seed="$2" --set language.contact="$1"
}

# meet CONTACT SEED: one run, and what is measured of it.
meet() {
    local row=$1,$2 run=$work/contact-$1-$2

    grep -q "^$row," "$here/strangers.csv" && return
    islands "$1" "$2"
    "$program" language "$run" --dialects --csv | sed "1d; s/^/$row,/" >>"$here/strangers-matrix.csv"
    "$program" language "$run" --every=100 --csv --puzzles=200 |
        columns "$row" generation exact shuffled messages kept distance >>"$here/strangers-drift.csv"
    "$program" language "$run" --dialects --json | awk -f tests/json.awk |
        awk -F= -v row="$row" '{ v[$1] = $2 }
            END { print row "," v["home"] "," v["abroad"] "," v["chance"] "," v["intelligibility"] "," \
                v["asymmetry"] "," v["mean_distance"] }' >>"$here/strangers.csv"
}

# grow ARM SEED FOUNDER EVOLVE: one island of newborns.
grow() {
    local run=$work/newborn-$1-$2

    grep -q "^$1,$2," "$here/newborn.csv" && return
    rm -rf "${run:?}"
    timed "newborn-$1,$2" --founder="$3" -o "$run" --set run.seed="10$2" --set run.islands=1 --set phase1.evolve="$4"
    "$program" language "$run" --every=50 --csv --puzzles=200 |
        columns "$1,$2" generation exact shuffled messages >>"$here/newborn.csv"
}

for seed in "${seeds[@]}"; do
    for contact in "${contacts[@]}"; do
        meet "$contact" "$seed"
    done
    if [[ " $newborn " == *" $seed "* ]] && ! grep -q "^none,$seed," "$here/newborn.csv"; then
        [ -d "$work/contact-0-$seed" ] || islands 0 "$seed"
        "$program" export "$work/contact-0-$seed" best -o "$work/elder-$seed.npz" 2>>"$work/log" >&2
        python3 - "$work/elder-$seed.npz" "$work/founder.npz" "$work/newborn-$seed.npz" <<'END'
import sys, zipfile

elder, founder = (zipfile.ZipFile(name) for name in sys.argv[1:3])
with zipfile.ZipFile(sys.argv[3], "w") as newborn:
    newborn.comment = elder.comment
    for name in elder.namelist():
        newborn.writestr(name, (founder if name.startswith("hear") else elder).read(name))
END
        grow elder "$seed" "$work/newborn-$seed.npz" hearing
        grow none "$seed" "$work/founder.npz" language
    fi
done

awk -F, -v label=strangers -f "$here/matrix.awk" "$here/strangers-matrix.csv" >"$here/strangers.svg"
