#!/usr/bin/env bash
# The tables of README.md from figures.csv and wild.csv, as Markdown on stdout.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

awk -F, '
    # Of all seeds that there are of this: each, the mean of shares, and one less another.
    function list(key, digits,    out, i) {
        for (i = 1; i <= seeds; i++)
            if ((key, seed[i]) in value) out = out (out != "" ? ", " : "") sprintf("%.*f", digits, value[key, seed[i]])
        return out
    }
    function shares(key,    i, sum, count) {
        for (i = 1; i <= seeds; i++)
            if ((key, seed[i]) in value) { sum += value[key, seed[i]]; count++ }
        return sprintf("%.1f %%", count > 0 ? 100 * sum / count : 0)
    }
    function difference(name, one, other,    i, d, out, sum, square, mean, half, count) {
        for (i = 1; i <= seeds; i++) {
            if (!((one, seed[i]) in value && (other, seed[i]) in value)) continue
            d = value[one, seed[i]] - value[other, seed[i]]
            out = out (count++ > 0 ? ", " : "") sprintf("%+.2f", d)
            sum += d; square += d * d
        }
        if (count < 2) { printf "| %s | %s | | |\n", name, out; return }
        mean = sum / count
        square = square / count - mean * mean
        half = t[count] * sqrt((square > 0 ? square : 0) / (count - 1))
        printf "| %s | %s | %+.2f | %+.2f to %+.2f |\n", name, out, mean, mean - half, mean + half
    }
    BEGIN { t[2] = 12.706; t[3] = 4.303; t[4] = 3.182; t[5] = 2.776; t[6] = 2.571; t[7] = 2.447; t[8] = 2.365
            split("life early uses_first uses_second uses_third uses_fourth finds meals_so good_so", figure, " ") }
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    {
        if (!($3 in known)) { known[$3] = 1; seed[++seeds] = $3 }
        for (i in figure) value[$1 " " $2 " " $5 " " figure[i], $3] = figure[i] == "early" ? $(column["first"]) + $(column["second"]) : $(column[figure[i]])
        cost[$1 " " $2, $3] = $4
    }
    END {
        split("own litter", crews, " "); split("no yes shuffled", arms, " ")
        for (c = 1; c <= 2; c++) {
            crew = crews[c]
            printf "\n`body.crew = %s`, seeds", crew
            for (i = 1; i <= seeds; i++) printf " %s", seed[i]
            print ":\n\n| imitate | who | first 20 ticks | whole life | core-seconds |"
            print "|---|---|---|---|---|"
            for (a = 1; a <= 3; a++) {
                arm = crew " " arms[a]
                low = high = ""
                for (i = 1; i <= seeds; i++)
                    if ((arm, seed[i]) in cost) {
                        s = cost[arm, seed[i]] + 0
                        if (low == "" || s < low) low = s
                        if (high == "" || s > high) high = s
                    }
                printf "| `%s` | the last parent | %s | %s | %.0f to %.0f |\n", arms[a], list(arm " as it is early", 2),
                    list(arm " as it is life", 2), low, high
                if (arms[a] != "yes") continue
                printf "| | for whom imitating is waiting | %s | %s | |\n", list(arm " alone early", 2),
                    list(arm " alone life", 2)
                printf "| | that imitates other worlds | %s | %s | |\n", list(arm " misled early", 2),
                    list(arm " misled life", 2)
            }
            printf "| | bodies at random | %s | %s | |\n", list(crew " no random early", 2),
                list(crew " no random life", 2)
            print "\n| difference, seed by seed | each seed | mean | 95 % (Student, over seeds) |\n|---|---|---|---|"
            y = crew " yes "
            difference("first 20 ticks: `yes` less `no`", y "as it is early", crew " no as it is early")
            difference("first 20 ticks: `yes` less `shuffled`", y "as it is early", crew " shuffled as it is early")
            difference("first 20 ticks: `yes` less the same that waits", y "as it is early", y "alone early")
            difference("first 20 ticks: `yes` less the same with other worlds", y "as it is early", y "misled early")
            difference("whole life: `yes` less `no`", y "as it is life", crew " no as it is life")
            difference("whole life: `yes` less `shuffled`", y "as it is life", crew " shuffled as it is life")
            difference("whole life: `yes` less the same that waits", y "as it is life", y "alone life")
            difference("whole life: `yes` less the same with other worlds", y "as it is life", y "misled life")
            print "\n| imitate | of all ticks, by quarter (means over seeds) | each seed, first quarter | somebody is near | of all meals | of these fed |"
            print "|---|---|---|---|---|---|"
            for (a = 2; a <= 3; a++) {
                arm = crew " " arms[a] " as it is "
                printf "| `%s` | %s, %s, %s, %s | %s | %s | %s | %s |\n", arms[a], shares(arm "uses_first"), shares(arm "uses_second"),
                    shares(arm "uses_third"), shares(arm "uses_fourth"), list(arm "uses_first", 3), shares(arm "finds"),
                    shares(arm "meals_so"), list(arm "good_so", 2)
            }
        }
    }' "$here/figures.csv"

awk -F, '
    NR == 1 { print "\n| wild.imitate | seed | births | bodies | fed | imitated, of all ticks, by quarter | somebody is near | meals so | of these fed | core-seconds |"
              print "|---|---|---|---|---|---|---|---|---|---|"; next }
    $4 == 1 { births = 0; used = "" }
    {
        births += $5
        used = used ($4 > 1 ? ", " : "") sprintf("%.2f", 100 * $8)
        if ($4 == 4)
            printf "| `%s` | %s | %d | %.0f | %.0f %% | %s %% | %.0f %% | %.2f %% | %.0f %% | %.0f |\n", $1, $2, births, $6, 100 * $7, used,
                100 * $9, 100 * $10, 100 * $11, $3
    }' "$here/wild.csv"
