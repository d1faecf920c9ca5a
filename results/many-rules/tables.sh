#!/usr/bin/env bash
# Makes tables.md and within.svg of figures.csv: shares in percent, means over seeds.
set -eu

cd "$(dirname "$0")"

awk -F, '
    NR == 1 { next }
    {
        if (!($1 in n)) order[++rows] = $1
        n[$1]++
        for (i = 4; i <= 12; i++) sum[$1, i] += $i
        if ($13 != "") { seconds[$1] += $13; timed[$1]++ }
    }
    END {
        print "| run | seeds | first answer | 1 | 3 | 10 | 30 | 100 | 1,000 | fits but wrong | programs | core-seconds |"
        print "|---|---|---|---|---|---|---|---|---|---|---|---|"
        for (k = 1; k <= rows; k++) {
            r = order[k]
            printf "| %s | %d", r, n[r]
            for (i = 4; i <= 11; i++) printf " | %.1f", 100 * sum[r, i] / n[r]
            printf " | %.1f", sum[r, 12] / n[r]
            if (timed[r] > 0) printf " | %.0f |\n", seconds[r] / timed[r]
            else printf " | |\n"
        }
    }' figures.csv >tables.md

awk -F, '
    function x(thoughts) { return 60 + 130 * log(thoughts) / log(10) }
    function y(share) { return 250 - 230 * share }
    BEGIN {
        split("1 3 10 30 100 1000", thoughts, " ")
        split("#1b6ca8 #c8553d #4a8f3c #8a5aab #b8860b #555555", colour, " ")
        print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"290\" font-family=\"sans-serif\" font-size=\"12\">"
        for (i = 0; i <= 4; i++) {
            printf "<line x1=\"60\" x2=\"450\" y1=\"%d\" y2=\"%d\" stroke=\"#ddd\"/>\n", y(i / 4), y(i / 4)
            printf "<text x=\"52\" y=\"%d\" text-anchor=\"end\">%d %%</text>\n", y(i / 4) + 4, 25 * i
        }
        for (i = 1; i <= 6; i++)
            printf "<text x=\"%d\" y=\"268\" text-anchor=\"middle\">%d</text>\n", x(thoughts[i]), thoughts[i]
        print "<text x=\"255\" y=\"285\" text-anchor=\"middle\">thoughts at most</text>"
    }
    NR > 1 && $2 == 1 {
        line = ""
        for (i = 1; i <= 6; i++) line = line sprintf("%d,%d ", x(thoughts[i]), y($(4 + i)))
        c = colour[1 + drawn % 6]
        printf "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>\n", line, c,
            (drawn >= 6 ? " stroke-dasharray=\"4 3\"" : "")
        printf "<text x=\"460\" y=\"%d\" fill=\"%s\">%s</text>\n", 30 + 18 * drawn, c, $1
        drawn++
    }
    END { print "</svg>" }' figures.csv >within.svg
