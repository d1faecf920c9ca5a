# What selection did in a run, from smallworld lineage RUN --all --format=csv.
#
#   awk -F, -v scheme=S -v pressure=P -f measure.awk RUN.csv
#
# Prints intensity,parents,coalescence,lines,score:
#   intensity    (mean score of the parents of a generation's births - mean score of the generation before) in standard
#                deviations of the latter, mean over generations
#   parents      1 / sum of squared shares of births, mean over generations. Under recombination both are of the weights
#                max(0, rank - P), where rank is 0 for the worst and 1 for the best of an island
#   coalescence  generations from all who were born in a generation back to their last common ancestor, mean over every
#                50th generation from the 99th on; more than all generations so far if there is none
#   lines        founders from which those of the last generation descend
#   score        mean of all members of the last 30 generations
NR > 1 && $5 != "founder" {
    id = $1 + 0; parent[id] = $2; gsub(/[^0-9,]/, "", parent[id]); parent[id] += 0
    generation[id] = $6 + 0; last = generation[id]
    if ($5 == "recombination") next
    score[id] = $12 + 0
    n[last]++; sum[last] += $12; squares[last] += $12 * $12
    island[id] = $7; member[last, n[last]] = id
}
NR > 1 && $5 == "founder" { root[$1 + 0] = 1; generation[$1 + 0] = -1 }

function drawn(g,    i, p, births, differ, effective) {
    delete births
    for (i = 1; i <= n[g]; i++) {
        p = parent[member[g, i]]
        births[p]++
        differ += (score[p] - mean[g - 1]) / n[g]
    }
    for (p in births) effective += (births[p] / n[g]) ^ 2
    intensity += differ / deviation[g - 1]
    parents += 1 / effective
    counted++
}

# Weights of one island that recombines: enough for one island a run, else the mean over islands is taken by rank in each.
function weighed(g,    i, j, id, other, below, all, w, total, squared, gain) {
    for (i = 1; i <= n[g]; i++) {
        id = member[g, i]; below = 0; all = 0
        for (j = 1; j <= n[g]; j++) {
            other = member[g, j]
            if (island[other] != island[id]) continue
            all++
            below += score[other] < score[id]
        }
        w = below / (all - 1) - pressure
        if (w <= 0) continue
        total += w; squared += w * w; gain += w * (score[id] - mean[g])
    }
    if (total == 0) return
    intensity += gain / total / deviation[g]
    parents += total * total / squared
    counted++
}

# Replaces the youngest by its parent until one is left.
function common(g,    alive, count, id, i, p) {
    delete alive
    for (i = 1; i <= n[g]; i++) { alive[member[g, i]] = 1; count++ }
    for (id = member[g, n[g]]; id >= 0 && count > 1; id--) {
        if (!(id in alive) || id in root) continue
        p = parent[id]
        delete alive[id]
        if (p in alive) count--
        else alive[p] = 1
    }
    lines = count
    if (count > 1) return g + 1
    for (id in alive) return g - generation[id]
}

END {
    for (g = 0; g <= last; g++) {
        mean[g] = sum[g] / n[g]
        deviation[g] = sqrt(squares[g] / n[g] - mean[g] * mean[g])
    }
    for (g = 1; g <= last; g++) {
        if (scheme != "recombination") drawn(g)
        else if (g % 10 == 0) weighed(g)
    }
    for (g = 99; g <= last; g += 50) { ages += common(g); moments++ }
    common(last)
    for (g = last - 29; g <= last; g++) late += mean[g] / 30
    printf "%.3f,%.1f,%.1f,%d,%.4f\n", intensity / counted, parents / counted, ages / moments, lines, late
}
