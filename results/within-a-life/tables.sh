#!/usr/bin/env bash
# The tables of README.md from the CSV files beside this script, in its order, to tables.md; behind them all lines
# of figures.csv. Runs nothing.
#
#   results/within-a-life/tables.sh
set -eu
cd "$(dirname "$0")"

# What all tables share.
functions='
function grams(from,   k, line) { for (k = from; k < from + 4; k++) line = line sprintf(" | %.2f", $k); return line }
function good(first, last) { return sprintf("%.0f to %.0f %%", 100 * first, 100 * last) }
function seconds(text) { return text == "" ? "" : sprintf("%.0f", text) }
function share(part, whole) { return part < 0 ? "less than 0" : sprintf("%.0f %%", 100 * part / whole) }
'

one_seed() {
    echo "| values | memory | generations | 1st | 2nd | 3rd | 4th | life | meals | good, 1st to 4th |"
    echo "|---|---|---|---|---|---|---|---|---|---|"
    awk -F, "$functions"'
        $1 != "forage" || $5 != 1 || $7 != 0 { next }
        $8 == "as it is" {
            line[$2, $3] = " | " $3 " | " substr($4, 1, length($4) - 3) (length($4) > 3 ? "," : "") \
                substr($4, length($4) - 2) grams(9) sprintf(" | %.1f | %.1f | ", $13, $14) good($15, $18) " |"
        }
        $8 == "random" { random = " |  | " grams(9) sprintf(" | %.1f | %.1f | ", $13, $14) good($15, $18) " |" }
        END {
            n = split("told yes,told: given;open yes,open: moved by a table of events;delta yes,delta: moved towards " \
                "what eating did;read yes,read from memory;delta no,delta;none yes,none;none no,none", row, ";")
            for (i = 1; i <= n; i++) {
                split(row[i], part, ",")
                split(part[1], who, " ")
                print "| " part[2] line[who[1], who[2]]
            }
            print "| random acts" random
        }' figures.csv
}

five_seeds() {
    echo "| values | seed | core-seconds | 1st | 2nd | 3rd | 4th | life | meals | good, 1st to 4th | frozen | memory erased | given the true values | 4th, reversed at 40 |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
    awk -F, "$functions"'
        $1 != "forage" || $3 != "yes" || ($2 != "open" && $2 != "delta") { next }
        $7 == 0 && $8 == "as it is" {
            own[$2, $5] = seconds($6) grams(9) sprintf(" | %.1f | %.1f | ", $13, $14) good($15, $18)
            if ($5 > seeds) seeds = $5
        }
        $7 == 0 { life[$2, $5, $8] = sprintf("%.1f", $13) }
        $7 == 40 && $8 == "as it is" { turned[$2, $5] = sprintf("%.1f", $12) }
        END {
            n = split("open delta", row, " ")
            for (i = 1; i <= n; i++)
                for (seed = 1; seed <= seeds; seed++)
                    if ((row[i], seed) in own)
                        print "| " row[i] " | " seed " | " own[row[i], seed] " | " life[row[i], seed, "frozen"] " | " \
                            life[row[i], seed, "forgetful"] " | " life[row[i], seed, "told"] " | " turned[row[i], seed] " |"
        }' figures.csv
}

# turns FILE WHAT: of lives as they were evolved.
turns() {
    awk -F, -v what="$2" "$functions"'
        $1 != "forage" || $3 != "yes" || $8 != "as it is" || ($2 != "open" && $2 != "delta") { next }
        $7 == 0 { life[$2, $5] = $13; last[$2, $5] = $12; spent[$2, $5] = seconds($6); if ($5 > seeds) seeds = $5 }
        $7 == 40 { second[$2, $5] = $10; third[$2, $5] = $11; turned[$2, $5] = $12 }
        END {
            n = split("open delta", row, " ")
            for (i = 1; i <= n; i++)
                for (seed = 1; seed <= seeds; seed++) {
                    if (!((row[i], seed) in turned)) continue
                    printf "| %s%s | %d | %s | %.1f | %.2f | %.2f | %.2f | %.2f | %s |\n", row[i], what, seed,
                        spent[row[i], seed], life[row[i], seed], second[row[i], seed], third[row[i], seed],
                        turned[row[i], seed], last[row[i], seed], share(turned[row[i], seed], last[row[i], seed])
                }
        }' "$1"
}

memory() {
    echo "| who | generations | seed | core-seconds | 1st | 2nd | 3rd | 4th | life | meals | good, 1st to 4th |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|"
    awk -F, "$functions"'
        NR > 1 {
            run = $4 "," $5
            met[run] = 1
            line[$7, $8, run] = grams(9) sprintf(" | %.1f | %.1f | ", $13, $14) good($15, $18) " |"
            spent[run] = seconds($6)
        }
        END {
            n = split("0,as it is,as it is;0,told,given the true values;0,forgetful,memory erased;0,random," \
                "random acts;40,as it is,as it is\\, reversed at 40", row, ";")
            lengths = split("1200 2400", length_of, " ")
            for (i = 1; i <= n; i++) {
                split(row[i], part, ",")
                name = i == n ? "as it is, reversed at 40" : part[3]
                for (g = 1; g <= lengths; g++)
                    for (k = 1; k <= 101; k++) {
                        run = length_of[g] "," k
                        if (run in met)
                            print "| " name " | " length_of[g] " | " k (k == 101 ? ", the pilot" : "") " | " \
                                (i == 1 ? spent[run] : "") line[part[1], part[2], run]
                    }
            }
        }' memory.csv
}

# Lives under three laws. What is told late (told-late), as others are, is a second yardstick where it was run.
laws() {
    awk -F, "$functions"'
        NR > 1 && $3 == 1000 { # longer runs stand in the text
            if (!(($1, $2) in met)) { met[$1, $2] = 1; kinds[$1] = kinds[$1] " " $2 }
            if (!($1 in games)) { games[$1] = 1; game[++n] = $1 }
            if ($4 > seeds) seeds = $4
            late = late || $2 == "told-late"
            line[$1, $2, $4, $6] = grams(7) sprintf(" | %.1f | %.1f | ", $11, $12) good($13, $16) " |"
            last[$1, $2, $4, $6] = $10
            spent[$1, $2, $4] = seconds($5)
        }
        function of(game, kind, seed, told) {
            if (kind ~ /^told/ || !((game, told, seed, "as it is") in last)) return " |"
            return " " share(last[game, kind, seed, "as it is"], last[game, told, seed, "as it is"]) " |"
        }
        function tell(game, kind, name, who, own,   seed) {
            for (seed = 1; seed <= seeds; seed++) {
                if (!((game, kind, seed, who) in line)) continue
                print "| `" game "` | " name " | " seed " | " (own ? spent[game, kind, seed] : "") line[game, kind, seed, who] \
                    (own ? of(game, kind, seed, "told") (late ? of(game, kind, seed, "told-late") : "") : " |" (late ? " |" : ""))
                if (who == "random" || who == "ceiling") return
            }
        }
        END {
            print "| game | who | seed | core-seconds | 1st | 2nd | 3rd | 4th | life | meals | good, 1st to 4th | last quarter, of told |" \
                (late ? " of told late |" : "")
            print "|---|---|---|---|---|---|---|---|---|---|---|---|" (late ? "---|" : "")
            for (g = 1; g <= n; g++) {
                count = split(kinds[game[g]], kind, " ")
                for (k = 1; k <= count; k++) {
                    name = kind[k] == "told-late" ? "told late" : kind[k]
                    tell(game[g], kind[k], name, "as it is", 1)
                    if (kind[k] ~ /^told/) continue
                    tell(game[g], kind[k], name ", values frozen", "frozen", 0)
                    tell(game[g], kind[k], name ", memory erased", "forgetful", 0)
                }
                tell(game[g], kind[1], "random acts", "random", 0)
                tell(game[g], kind[1], "ceiling", "ceiling", 0)
            }
        }' laws.csv
}

all_lines() {
    echo "| game | values | memory | generations | reversed at | who | seed | 1st | 2nd | 3rd | 4th | life | meals | good 1st | good 4th |"
    echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
    awk -F, '
        NR > 1 {
            row = $1 "," $2 "," $3 "," $4 "," $7 "," $8
            if (!(row in lines)) order[++rows] = row
            line = sprintf("| %s | %s | %s | %d | %s | %s | %d", $1, $2, $3, $4, $7 == 0 ? "-" : $7, $8, $5)
            for (k = 9; k <= 13; k++) line = line sprintf(" | %.2f", $k)
            lines[row] = lines[row] line sprintf(" | %.1f | %.0f %% | %.0f %% |\n", $14, 100 * $15, 100 * $18)
        }
        END { for (i = 1; i <= rows; i++) printf "%s", lines[order[i]] }' figures.csv
}

{
    one_seed
    echo
    five_seeds
    echo
    echo "| values | seed | core-seconds | life, never turned | 2nd | 3rd | 4th, turned at 40 | 4th, never turned | share kept |"
    echo "|---|---|---|---|---|---|---|---|---|"
    turns turning.csv ""
    turns figures.csv ", lives that never turn"
    echo
    memory
    echo
    laws
    echo
    all_lines
} | sed -E 's/ -(0\.0+) / \1 /g' >tables.md # a little less than nothing is nothing
