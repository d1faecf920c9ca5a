#!/usr/bin/env bash
# Makes tables.md and within.svg of the figures beside this script: means and deviations over seeds.
set -eu

cd "$(dirname "$0")"

# The columns from $1 on are figures; those before, without that of the seed ($2), are the kind of run.
means() {
    awk -F, -v first="$1" -v seed="$2" '
        function kind(    i, text) {
            for (i = 1; i < first; i++) if (i != seed) text = text (text == "" ? "" : " | ") $i
            return text
        }
        NR == 1 {
            line = "| " kind() " | seeds |"
            for (i = first; i <= NF; i++) {
                share = $i ~ /^(exact|solo|relay)/
                scale[i] = share ? 100 : 1
                digits[i] = $i ~ /intensity|score/ ? 2 : 1
                line = line " " $i (share ? ", %" : "") " |"
            }
            print line
            gsub(/[^|]+/, "---", line)
            print line
            next
        }
        {
            row = kind()
            if (!(row in n)) order[++rows] = row
            n[row]++
            for (i = first; i <= NF; i++) { sum[row, i] += $i; squares[row, i] += $i * $i }
        }
        END {
            for (k = 1; k <= rows; k++) {
                r = order[k]
                printf "| %s | %d", r, n[r]
                for (i = first; i <= NF; i++) {
                    mean = sum[r, i] / n[r]
                    spread = squares[r, i] - n[r] * mean * mean
                    deviation = n[r] > 1 && spread > 0 ? sqrt(spread / (n[r] - 1)) : 0
                    printf " | %.*f ± %.*f", digits[i], scale[i] * mean, digits[i], scale[i] * deviation
                }
                print " |"
            }
        }'
}

# TITLE FILE FIRST SEED: a table with its rows in order.
table() {
    printf '\n## %s\n\n' "$1"
    { head -n 1 "$2"; tail -n +2 "$2" | LC_ALL=C sort -t, -k1,1 -k2,2n -k3,3n; } | means "$3" "$4"
}

{
    echo "# Means and standard deviations over seeds"
    table "Within one island" within.csv 4 3
    table "Between islands" between.csv 4 3
    table "Families" families.csv 3 2
} >tables.md

# Two panels: solve rate and score over pressure, one line a scheme.
awk -F, '
    function x(side, pressure) { return 50 + 330 * side + 270 * pressure }
    function y(side, value) { return 310 - 280 * (value - low[side]) / (high[side] - low[side]) }
    function panel(side, title,    i, k, s, key, line) {
        printf "<path d=\"M%d 30V310H%d\" fill=\"none\" stroke=\"black\"/>\n", x(side, 0), x(side, 1)
        printf "<text x=\"%d\" y=\"18\">%s</text>\n", x(side, 0), title
        printf "<text x=\"%d\" y=\"345\" text-anchor=\"middle\">pressure</text>\n", x(side, 0.5)
        for (i = low[side]; i <= high[side] + 0.001; i += step[side])
            printf "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>\n", x(side, 0) - 6, y(side, i) + 4, i
        for (k = 1; k <= pressures; k++)
            if (pressure[k] != 0.9)
                printf "<text x=\"%d\" y=\"326\" text-anchor=\"middle\">%s</text>\n", x(side, pressure[k]), pressure[k]
        for (s = 1; s <= schemes; s++) {
            line = ""
            for (k = 1; k <= pressures; k++) {
                key = scheme[s] SUBSEP pressure[k]
                if (n[key]) line = line sprintf("%.1f,%.1f ", x(side, pressure[k]), y(side, sum[side, key] / n[key]))
            }
            printf "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", line, colour[s]
        }
    }
    NR > 1 {
        if (!($1 in known)) { known[$1] = 1; scheme[++schemes] = $1 }
        if (!($2 in met)) { met[$2] = 1; pressure[++pressures] = $2 }
        key = $1 SUBSEP $2
        n[key]++; sum[0, key] += 100 * $4; sum[1, key] += $9
    }
    END {
        low[0] = 0; high[0] = 10; step[0] = 10
        low[1] = -2; high[1] = 0; step[1] = 2
        for (key in n) {
            while (sum[0, key] / n[key] > high[0]) high[0] += 10
            while (sum[1, key] / n[key] < low[1]) low[1] -= 2
        }
        split("#0074D9 #FF4136 #2ECC40 #B10DC9 #FF851B #111111", colour, " ")
        print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"820\" height=\"360\" font-family=\"sans-serif\" font-size=\"12\">"
        print "<rect width=\"820\" height=\"360\" fill=\"white\"/>"
        panel(0, "exact on unseen puzzles, %")
        panel(1, "score: mean log likelihood")
        for (s = 1; s <= schemes; s++)
            printf "<text x=\"680\" y=\"%d\" fill=\"%s\">%s</text>\n", 40 + 20 * s, colour[s], scheme[s]
        print "</svg>"
    }' within.csv >within.svg
