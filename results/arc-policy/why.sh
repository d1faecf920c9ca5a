#!/usr/bin/env bash
# Why smallworld solve loses outputs, and what a policy's probabilities know about the answers that fit. Writes
# why.csv (as it goes) beside this script.
#
#   results/arc-policy/why.sh DATA POLICY     DATA: a folder with your own copies of arc-agi-1/training, conceptarc and
#                                               1d-arc; POLICY: a policy, as run.sh or ../own-teacher/arc.sh write one
#
# SMALLWORLD names the program (default build/smallworld). What why.csv has already is not run again. One process at a
# time, about four core-minutes. Needs jq.
#
#   lost      outputs by what became of the right answer, in plain search
#   order     how often a wrong output costs more, or is less likely, than the right one of the same test. near: of
#             outputs that cost at most one edit more or less than the right one
#   weight    the log-likelihood of the right outputs (nats, a softmax over the outputs that fit; a tenth of an edit is
#             a twelfth of a nat), if an answer costs so many hundredths of an edit more for each nat of its surprise.
#             0 and ties (surprise counts among equal costs only): also the outputs right within one and two attempts
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
program=${SMALLWORLD:-build/smallworld}
data=${1:?give the folder that holds arc-agi-1/training, conceptarc and 1d-arc}
policy=${2:?give a policy}
figures=$here/why.csv
export OPENBLAS_NUM_THREADS=1

lost() {
    "$program" solve "$data/$1" --json 2>/dev/null | jq -r --arg set "$1" '
        select(.task) | .fitting as $fitting | .found as $found | .place[] |
        if $found == 0 then "no program" elif $fitting == 0 then
            if . == 0 then "in part, right nowhere" elif . < 3 then "in part, right in the top two"
            else "in part, right behind" end
        elif . == 0 then "fits, right nowhere" elif . < 4 then "fits, right at \(.)"
        elif . < 11 then "fits, right at 4 to 10" else "fits, right behind 10" end |
        "\($set),lost,\(.)"' | sort | uniq -c | awk '{ n = $1; sub(/^ *[0-9]+ /, ""); print "\"" $0 "\"," n }' |
        sed 's/^"\([^,]*\),lost,\(.*\)"/\1,lost,"\2"/'
}

# One line an output that fits: task and test, whether it is right, cost in edits, surprise in nats.
outputs() {
    "$program" solve "$data/$1" --json --answers=64 --policy="$policy" --policy-orders=answers:1 2>/dev/null | jq -r '
        select(.task) | .task as $task | .place as $place | .fitting as $fitting |
        (.answers | map(select(.rank <= $fitting))) as $answers |
        range($place | length) as $test | $answers | group_by(.says[$test]) | .[] |
        min_by(.cost) | [$task, $test, (.says[$test] == $place[$test]), .cost, .surprise] | @tsv'
}

judge() {
    awk -v set="$1" '
        function add(wrong, right) { return (wrong > right) + 0.5 * (wrong == right) }
        function tell(name, sum, count) { printf "%s,order,%s,%.3f\n", set, name, sum / count; printf "%s,order,%s: tests,%d\n", set, name, count }
        { test = $1 " " $2; if (!(test in n)) list[tests++] = test; i = ++n[test]; cost[test, i] = $4; surprise[test, i] = $5; if ($3 == "true") right[test] = i }
        END {
            for (t = 0; t < tests; t++) {
                test = list[t]; r = right[test]; c = s = near = ns = 0
                if (!r || n[test] < 2) continue
                for (i = 1; i <= n[test]; i++) {
                    if (i == r) continue
                    c += add(cost[test, i], cost[test, r]); s += add(surprise[test, i], surprise[test, r])
                    if (cost[test, i] - cost[test, r] <= 1.0001 && cost[test, r] - cost[test, i] <= 1.0001) {
                        near++; ns += add(surprise[test, i], surprise[test, r])
                    }
                }
                all++; by_cost += c / (n[test] - 1); by_surprise += s / (n[test] - 1)
                if (near) { nears++; by_near += ns / near }
            }
            tell("cost", by_cost, all); tell("surprise", by_surprise, all); tell("surprise near", by_near, nears)
            count = split("0 0.5 1 2 3 5 10 20 ties", weights, " ")
            for (w = 1; w <= count; w++) {
                weight = weights[w] == "ties" ? 0.0001 : weights[w] / 100; one = two = likelihood = 0
                for (t = 0; t < tests; t++) {
                    test = list[t]; r = right[test]; before = sum = 0
                    if (!r) continue
                    mine = cost[test, r] + weight * surprise[test, r]
                    for (i = 1; i <= n[test]; i++) {
                        other = cost[test, i] + weight * surprise[test, i]
                        before += other < mine - 0.0000001 || (other < mine + 0.0000001 && i < r)
                        sum += exp((mine - other) * 10 / 12)
                    }
                    one += before < 1; two += before < 2; likelihood -= log(sum)
                }
                if (weights[w] == 0 || weights[w] == "ties")
                    printf "%s,weight,%s: top-1,%d\n%s,weight,%s: top-2,%d\n", set, weights[w], one, set, weights[w], two
                if (weights[w] != "ties") printf "%s,weight,%s: log-likelihood,%.1f\n", set, weights[w], likelihood
            }
        }'
}

[ -e "$figures" ] || echo "set,what,of,value" >"$figures"
for set in conceptarc arc-agi-1/training 1d-arc; do
    [ -d "$data/$set" ] || { echo "why.sh: $data/$set is not there: skipped" >&2; continue; }
    grep -q "^$set,lost," "$figures" || lost "$set" >>"$figures"
    grep -q "^$set,order," "$figures" || [ "$set" = 1d-arc ] || outputs "$set" | judge "$set" >>"$figures"
done
