#!/usr/bin/env bash
# grown-table.sh - prints the table of grown.csv: without a part since birth, and the part removed at generation 100 from
# who grew up with it (parts.csv), in percent, seed by seed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
echo "| part | removed | grown up without | grown up without, first answer |"
echo "|---|---|---|---|"
for part in nothing sight colours organisms relations memory edits experts; do
    awk -F, -v part="$part" '
        NR == FNR { if (FNR > 1 && $2 == part) { grown[$1] = $4; first[$1] = $5; seeds[++n] = $1 } next }
        $2 == 100 && $4 == "solo" && $6 == (part == "nothing" ? "" : part) { removed[$1] = $7 }
        END {
            for (i = 1; i <= n; i++) {
                c = i > 1 ? ", " : ""
                a = a c sprintf("%.1f", 100 * removed[seeds[i]])
                b = b c sprintf("%.1f", 100 * grown[seeds[i]])
                f = f c sprintf("%.1f", 100 * first[seeds[i]])
            }
            if (n) print "| " part " | " a " | " b " | " f " |"
        }' "$here/grown.csv" "$here/parts.csv"
done
