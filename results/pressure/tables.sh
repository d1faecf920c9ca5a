#!/usr/bin/env bash
# Makes tables.md and within.svg of the figures beside this script: means and deviations over seeds.
set -eu

cd "$(dirname "$0")"

# The columns from $1 on are figures; those before, without that of the seed ($2), are the kind of run.
means() {
    awk -F, -v first="$1" -v seed="$2" '
        function join(separator, skip,    i, text) {
            for (i = 1; i < first; i++) if (i != skip) text = text (text == "" ? "" : separator) $i
            return text
        }
        NR == 1 {
            printf "| %s | seeds", join(" | ", seed)
            for (i = first; i <= NF; i++) {
                share = $i ~ /^(exact|solo|relay)/
                scale[i] = share ? 100 : 1
                digits[i] = $i ~ /intensity|score/ ? 2 : 1
                printf " | %s%s", $i, share ? ", %" : ""
            }
            print " |"
            for (i = first - 1; i <= NF + 1; i++) dashes = dashes "|---"
            print dashes (first > 3 ? "|---" : "") "|"
            next
        }
        {
            row = join(" | ", seed)
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
        }' "$3"
}

{
    echo "Means and standard deviations over seeds."
    echo
    echo "Within one island:"
    echo
    { head -n 1 within.csv; tail -n +2 within.csv | sort -t, -k1,1 -k2,2n -k3,3n; } >within.sorted
    means 4 3 within.sorted
    echo
    echo "Between islands:"
    echo
    means 4 3 between.csv
    echo
    echo "Families:"
    echo
    means 3 2 families.csv
} >tables.md
rm -f within.sorted

# One line a scheme: solve rate over pressure.
awk -F, '
    function x(pressure) { return 50 + 500 * pressure }
    function y(share) { return 310 - 280 * share / top }
    NR > 1 {
        if (!($1 in known)) { known[$1] = 1; scheme[++schemes] = $1 }
        if (!($2 in met)) { met[$2] = 1; pressure[++pressures] = $2 }
        n[$1, $2]++; sum[$1, $2] += $4
    }
    END {
        top = 0.1
        for (k in n) while (sum[k] / n[k] > top) top += 0.1
        split("#0074D9 #FF4136 #2ECC40 #B10DC9 #FF851B #111111", colour, " ")
        print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"360\" font-family=\"sans-serif\" font-size=\"12\">"
        print "<rect width=\"720\" height=\"360\" fill=\"white\"/>"
        print "<path d=\"M50 30V310H550\" fill=\"none\" stroke=\"black\"/>"
        for (i = 0; i <= 10 * top + 0.5; i++)
            printf "<text x=\"44\" y=\"%.0f\" text-anchor=\"end\">%d</text>\n", y(i / 10) + 4, 10 * i
        print "<text x=\"50\" y=\"18\">exact on unseen puzzles, %</text>"
        print "<text x=\"300\" y=\"350\" text-anchor=\"middle\">pressure</text>"
        for (k = 1; k <= pressures; k++)
            printf "<text x=\"%.0f\" y=\"326\" text-anchor=\"middle\">%s</text>\n", x(pressure[k]), pressure[k]
        for (s = 1; s <= schemes; s++) {
            line = ""
            for (k = 1; k <= pressures; k++) {
                key = scheme[s] SUBSEP pressure[k]
                if (n[key]) line = line sprintf("%.1f,%.1f ", x(pressure[k]), y(sum[key] / n[key]))
            }
            printf "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", line, colour[s]
            printf "<text x=\"565\" y=\"%d\" fill=\"%s\">%s</text>\n", 40 + 20 * s, colour[s], scheme[s]
        }
        print "</svg>"
    }' within.csv >within.svg
