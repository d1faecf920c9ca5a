#!/usr/bin/env bash
# Four islands that make a language each, and meet in 0, 1, 5 and 20 % of cases, in two ways: strangers (listeners hear the
# parent of another island of so many worlds: language.contact) and migration (in so many generations a parent moves to the
# next island: migration.rate). Writes matrix.csv (every speaker of one island with every listener of another), summary.csv,
# drift.csv (how much of island 0's language is kept from one moment to the next), strangers.svg and migration.svg beside
# this script. What summary.csv has already is not run again.
#
#   results/dialects/run.sh [WORK]      runs go to WORK (default runs/dialects)
#
# SMALLWORLD names the program (default build/smallworld), SEEDS the seeds (default "1 2 3 4 5"), WAYS the ways. One process
# at a time; 20 seconds of CPU time for the founder and about 7 for a run.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
work=${1:-runs/dialects}
read -ra seeds <<<"${SEEDS:-1 2 3 4 5}"
read -ra ways <<<"${WAYS:-strangers migration}"
contacts=(0 0.01 0.05 0.2)
export OPENBLAS_NUM_THREADS=1

# The founder of all islands: who has learned to paint from a demonstration, and has never spoken.
mkdir -p "$work"
if ! [ -f "$work/founder.npz" ]; then
    rm -rf "${work:?}/founder"
    "$program" run results/point-and-paint/point-and-paint.conf -o "$work/founder" --stop-at=1000 2>>"$work/log" >&2
    "$program" export "$work/founder" best -o "$work/founder.npz" 2>>"$work/log" >&2
fi
[ -e "$here/matrix.csv" ] || echo "way,contact,seed,speaker,listener,exact,distance" >"$here/matrix.csv"
[ -e "$here/summary.csv" ] ||
    echo "way,contact,seed,home,abroad,chance,intelligibility,asymmetry,distance" >"$here/summary.csv"
[ -e "$here/drift.csv" ] || echo "way,contact,seed,generation,exact,shuffled,messages,kept,distance" >"$here/drift.csv"

# meet WAY CONTACT SEED: one run, and what is measured of it.
meet() {
    local row=$1,$2,$3 run=$work/$1-$2-$3 setting=migration.rate

    grep -q "^$row," "$here/summary.csv" && return
    [ "$1" = migration ] || setting=language.contact
    rm -rf "${run:?}"
    "$program" run "$here/dialects.conf" --founder="$work/founder.npz" -o "$run" --set run.seed="$3" \
        --set "$setting=$2" 2>>"$work/log" >&2
    "$program" language "$run" --dialects --csv | sed "1d; s/^/$row,/" >>"$here/matrix.csv"
    "$program" language "$run" --every=100 --csv --puzzles=200 |
        awk -F, -v row="$row" '
            NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
            { print row "," $at["generation"] "," $at["exact"] "," $at["shuffled"] "," $at["messages"] "," \
                $at["kept"] "," $at["distance"] }' >>"$here/drift.csv"
    "$program" language "$run" --dialects --json | awk -f tests/json.awk |
        awk -F= -v row="$row" '{ v[$1] = $2 }
            END { print row "," v["home"] "," v["abroad"] "," v["chance"] "," v["intelligibility"] "," \
                v["asymmetry"] "," v["mean_distance"] }' >>"$here/summary.csv"
}

for seed in "${seeds[@]}"; do
    for way in "${ways[@]}"; do
        for contact in "${contacts[@]}"; do
            meet "$way" "$contact" "$seed"
        done
    done
done

# draw WAY: one square for each pair of islands, darker where more is understood; means over seeds.
draw() {
    awk -F, -v way="$1" '
        $1 == way {
            if (!($2 in column)) { column[$2] = contacts; name[contacts++] = $2 }
            sum[$2, $4, $5] += $6; n[$2, $4, $5]++
            if ($4 >= islands) islands = $4 + 1
        }
        END {
            cell = 36; gap = 40; side = islands * cell
            width = contacts * (side + gap) + gap; height = side + 90
            printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" " \
                "font-size=\"11\">\n<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n", width, height, width, height
            for (c = 0; c < contacts; c++) {
                left = gap + c * (side + gap)
                printf "<text x=\"%d\" y=\"20\">%s %g %%</text>\n", left, way, 100 * name[c]
                for (i = 0; i < islands; i++) {
                    printf "<text x=\"%d\" y=\"%d\">%d</text>\n", left - 12, 40 + i * cell + cell / 2 + 4, i
                    printf "<text x=\"%d\" y=\"%d\">%d</text>\n", left + i * cell + cell / 2 - 3, 40 + side + 14, i
                    for (j = 0; j < islands; j++) {
                        p = sum[name[c], i, j] / n[name[c], i, j]
                        shade = 255 - int(p * 200)
                        printf "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"rgb(%d,%d,255)\" stroke=\"white\"/>" \
                            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%.0f</text>\n", left + j * cell, 40 + i * cell, \
                            cell, cell, shade, shade, left + j * cell + cell / 2, 40 + i * cell + cell / 2 + 4, 100 * p
                    }
                }
            }
            printf "<text x=\"%d\" y=\"%d\">rows: speakers of an island; columns: listeners; exact in percent</text>\n</svg>\n", \
                gap, height - 14
        }' "$here/matrix.csv" >"$here/$1.svg"
}

for way in "${ways[@]}"; do
    draw "$way"
done
