#!/usr/bin/env bash
# What it costs a newborn to understand. The elder is point-and-paint.conf after all its generations. A newborn is the same
# member with the hearing of the founder, which never heard a word: it can paint, the elder's words are spoken to it, and
# hearing alone evolves (arm elder). In arm none everybody is newborn, hearing and speech: the founder. Writes newborn.csv
# beside this script, a line every 25 generations.
#
#   results/dialects/newborn.sh [WORK]      runs go to WORK (default runs/dialects); what is there is not run again
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3"). Needs python3 to put two
# files of weights together. One process at a time; 40 seconds of CPU time for the elder and about 8 for a newborn.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/dialects}
read -ra seeds <<<"${SEEDS:-1 2 3}"
export OPENBLAS_NUM_THREADS=1

mkdir -p "$work"
if ! [ -f "$work/elder.npz" ]; then
    rm -rf "${work:?}/elder"
    "$program" run results/point-and-paint/point-and-paint.conf -o "$work/elder" --stop-at=1000 2>>"$work/log" >&2
    "$program" export "$work/elder" best -o "$work/founder.npz" 2>>"$work/log" >&2
    "$program" run --resume -o "$work/elder" 2>>"$work/log" >&2
    "$program" export "$work/elder" best -o "$work/elder.npz" 2>>"$work/log" >&2
fi
python3 - "$work/elder.npz" "$work/founder.npz" "$work/newborn.npz" <<'END'
import sys, zipfile

elder, founder = (zipfile.ZipFile(name) for name in sys.argv[1:3])
with zipfile.ZipFile(sys.argv[3], "w") as newborn:
    for name in elder.namelist():
        newborn.writestr(name, (founder if name.startswith("hearing") else elder).read(name))
END
[ -e "$here/newborn.csv" ] || echo "arm,seed,generation,exact,shuffled,messages" >"$here/newborn.csv"

# grow ARM SEED FOUNDER EVOLVE
grow() {
    local run=$work/newborn-$1-$2

    grep -q "^$1,$2," "$here/newborn.csv" && return
    rm -rf "${run:?}"
    "$program" run results/point-and-paint/point-and-paint.conf --founder="$work/$3.npz" -o "$run" --set run.seed="$2" \
        --set run.generations=300 --set phase1.game=point-and-paint --set phase1.fitness=likelihood \
        --set phase1.evolve="$4" --set phase1.strength=0.2 --set phase2.from=-1 --set run.keyframe_every=25 \
        2>>"$work/log" >&2
    "$program" language "$run" --every=25 --csv --puzzles=500 |
        awk -F, -v row="$1,$2" '
            NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
            { print row "," $at["generation"] "," $at["exact"] "," $at["shuffled"] "," $at["messages"] }' >>"$here/newborn.csv"
}

for seed in "${seeds[@]}"; do
    grow elder "$seed" newborn hearing
    grow none "$seed" founder language
done
