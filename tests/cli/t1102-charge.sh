#!/usr/bin/env bash
# What a member is charged for its words stands beside its score in a trace, and not mixed in unseen.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'EOS'
[run]
generations = 1
members = 32
[worlds]
laws = gravity,mirror
side_min = 5
side_max = 5
[life]
worlds = 3
litter = 4
[phase1]
game = rule-relay
fitness = progress
evolve = all
[phase2]
from = -1
[output]
trace = yes
progress_every = 3600
EOS

# A line for each member: score, for what was done, charged.
heads() {
    awk '
        function flush() { if (head) print score, done, cost }
        /^generation/ {
            flush()
            head = 1
            for (i = 1; i < NF; i++) if ($i == "score") score = $(i + 1)
            done = score
            cost = "0.0000"
        }
        /^  the score is/ { done = $4; cost = $10; sub(/,$/, "", cost) }
        END { flush() }' "$1"
}

for partner in self other; do
    for ambiguity in 30 0; do
        ok "lives with partner $partner, charged $ambiguity" "$SMALLWORLD" run run.conf -o "$partner-$ambiguity" \
            --set life.partner=$partner --set language.ambiguity=$ambiguity
        heads out >"heads-$ambiguity"
        equal "nothing is wider than a terminal" "" "$(awk 'length > 80' out)"
        ok "inspect" "$SMALLWORLD" inspect "$partner-$ambiguity"
        equal "inspect says that scores are less, where they are" "$((ambiguity > 0))" \
            "$(grep -c '^Where a member speaks, the cost of words is subtracted' out)"
    done
    equal "$partner: 32 members" 32 "$(wc -l <heads-30)"
    equal "$partner: some are charged, some are not" yes \
        "$(awk '$3 > 0 { some = 1 } $3 == 0 { none = 1 } END { print some && none ? "yes" : "no" }' heads-30)"
    equal "$partner: a score is the one less the other" "" \
        "$(awk '{ d = $1 - $2 + $3; if (d > 0.0002 || d < -0.0002) print }' heads-30)"
    equal "$partner: without a charge that is the score" "$(cut -d ' ' -f 1 heads-0)" "$(cut -d ' ' -f 2 heads-30)"
    equal "$partner: and nothing is charged" 0 "$(awk '$3 > 0' heads-0 | wc -l)"
done
finish
