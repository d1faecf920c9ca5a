#!/usr/bin/env bash
# Makes figure.svg of figures.csv: means over seeds by number of islands, every 10 generations (gravity: every 2), one
# line a topology.
set -eu

cd "$(dirname "$0")"
awk -F, '
    function x(side, k) { return 50 + 330 * side + 70 * k }
    function y(side, value) { return 310 - 280 * value / high[side] }
    function panel(side, task, title,    i, k, t, key, line) {
        printf "<path d=\"M%d 30V310H%d\" fill=\"none\" stroke=\"black\"/>\n", x(side, 0), x(side, 4)
        printf "<text x=\"%d\" y=\"18\">%s</text>\n", x(side, 0), title
        printf "<text x=\"%d\" y=\"345\" text-anchor=\"middle\">islands</text>\n", x(side, 2)
        for (i = 0; i <= high[side]; i += step[side])
            printf "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>\n", x(side, 0) - 6, y(side, i) + 4, i
        for (k = 1; k <= 4; k++)
            printf "<text x=\"%d\" y=\"326\" text-anchor=\"middle\">%s</text>\n", x(side, k) - 35, islands[k]
        for (t = 1; t <= topologies; t++) {
            line = ""
            for (k = 1; k <= 4; k++) {
                key = task SUBSEP islands[k] SUBSEP (k == 1 ? "unconnected" : topology[t])
                if (n[key]) line = line sprintf("%.1f,%.1f ", x(side, k) - 35, y(side, sum[key] / n[key]))
            }
            printf "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", line, colour[t]
        }
    }
    BEGIN {
        split("1 4 16 64", islands, " ")
        topologies = split("unconnected ring torus random full", topology, " ")
        split("#111111 #0074D9 #FF4136 #2ECC40 #B10DC9", colour, " ")
        high[0] = 12; step[0] = 2; high[1] = 600; step[1] = 100; high[2] = 100; step[2] = 25
        every["trap"] = every["rastrigin"] = 10; every["gravity"] = 2
    }
    $2 == "tournament" && ($1 in every) && ($5 == every[$1] || $5 == 0) {
        key = $1 SUBSEP $3 SUBSEP $4; n[key]++; sum[key] += ($1 == "gravity" ? 100 : 1) * $7
    }
    END {
        print "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1130\" height=\"360\" font-family=\"sans-serif\" font-size=\"12\">"
        print "<rect width=\"1130\" height=\"360\" fill=\"white\"/>"
        panel(0, "trap", "trap: blocks misled (0 is best)")
        panel(1, "rastrigin", "rastrigin: value (0 is best)")
        panel(2, "gravity", "gravity: % solved (100 is best)")
        for (t = 1; t <= topologies; t++)
            printf "<text x=\"1020\" y=\"%d\" fill=\"%s\">%s</text>\n", 40 + 20 * t, colour[t], topology[t]
        print "</svg>"
    }' figures.csv >figure.svg
