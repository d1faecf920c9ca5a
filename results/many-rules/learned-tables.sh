#!/usr/bin/env bash
# Makes learned.md of learned.csv, threes.csv and search.csv: every seed, in percent.
set -eu

cd "$(dirname "$0")"

{
    echo "| part | puzzles | seed | core-seconds | first answer | 1 | 3 | 10 | 30 | 100 | most | of | wrong though fitting | programs |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
    tail -n +2 learned.csv | sort -t, -k1,1 -k2,2 -k3,3n | awk -F, '{
        printf "| %s | %s | %s | %.0f", $1, $2, $3, $4
        for (i = 6; i <= 12; i++) printf " | %.1f", 100 * $i
        printf " | %d | %.1f | %.1f |\n", $13, 100 * $14, $15
    }'
    echo
    echo "Three laws in a row:"
    echo
    echo "| part | seed | tasks | thoughts | solved |"
    echo "|---|---|---|---|---|"
    tail -n +2 threes.csv | awk -F, '{ printf "| %s | %s | %d | %d | %.1f |\n", $1, $2, $3, $4, 100 * $5 / $3 }'
    echo
    echo "Plain search on the held-out laws:"
    echo
    echo "| seed | programs at most | puzzles | top 1 | top 2 | core-seconds |"
    echo "|---|---|---|---|---|---|"
    tail -n +2 search.csv | awk -F, '{ printf "| %s | %d | %d | %.1f | %.1f | %.1f |\n", $1, $2, $3, 100 * $4 / $3, 100 * $5 / $3, $6 }'
} >learned.md
