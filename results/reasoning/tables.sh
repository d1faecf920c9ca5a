#!/usr/bin/env bash
# tables.sh - parts.csv and goals.csv as tables: the mean over seeds, and the least and the most in brackets.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

# parts GAME GENERATIONS: rows by part, columns by generation.
parts() {
    awk -F, -v game="$1" -v shown=" $2 " '
        NR > 1 && $4 == game && index(shown, " " $2 " ") > 0 {
            part = $6 == "" ? "whole" : $6
            if (!(part in known)) { known[part] = 1; name[++parts] = part }
            if (!($2 in met)) { met[$2] = 1; at[++points] = $2 }
            x = 100 * $7
            key = part SUBSEP $2
            n[key]++; sum[key] += x
            if (n[key] == 1 || x < low[key]) low[key] = x
            if (n[key] == 1 || x > high[key]) high[key] = x
        }
        END {
            printf "| without |"
            for (i = 1; i <= points; i++) printf " %s |", at[i] == 0 ? "founder" : at[i]
            printf "\n|---|"
            for (i = 1; i <= points; i++) printf "---|"
            printf "\n"
            for (k = 1; k <= parts; k++) {
                printf "| %s |", name[k] == "whole" ? "nothing (whole)" : name[k]
                for (i = 1; i <= points; i++) {
                    key = name[k] SUBSEP at[i]
                    printf " %.1f (%.1f-%.1f) |", sum[key] / n[key], low[key], high[key]
                }
                printf "\n"
            }
        }' "$here/parts.csv"
}

goals() {
    awk -F, '
        NR > 1 && $4 == "all" {
            key = $3 " " $2
            if (!(key in n)) name[++keys] = key
            x = 100 * $6 / $5
            n[key]++; sum[key] += x
            if (n[key] == 1 || x < low[key]) low[key] = x
            if (n[key] == 1 || x > high[key]) high[key] = x
        }
        END {
            print "| engine | generations learned | goals reached |"
            print "|---|---|---|"
            for (k = 1; k <= keys; k++) {
                split(name[k], part, " ")
                learns = part[1] == "imagine" || part[1] == "policy"
                printf "| %s | %s | %.1f (%.1f-%.1f) |\n", part[1], learns ? part[2] : "-",
                    sum[name[k]] / n[name[k]], low[name[k]], high[name[k]]
            }
        }' "$here/goals.csv"
}

echo "## solo: who sees the demonstrations edits"
echo
parts solo "0 20 40 60 80 100 400 1200"
echo
echo "## rule-relay: who sees them speaks, who edits hears"
echo
parts rule-relay "0 400 800 1200"
echo
echo "## goals of forecasters, at most 100 programs"
echo
goals
