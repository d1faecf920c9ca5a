#!/usr/bin/env bash
# Settings of which each island has its own (families.mutate): what islands have of their own follows from who
# refounded them, strengths of births follow from it, and what has no effect or is wrong is said.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'END'
[run]
generations = 60
islands = 5
members = 8
keyframe_every = 7
[worlds]
source = function:sphere
dimension = 6
[life]
litter = 4
[phase1]
strength = 0.02
rate = 0.02
[phase2]
from = -1
[selection]
pressure = 0.3
[families]
every = 4
cull = 0.4
refound = average
mutate = strength, rate, pressure
factor = 1.5
bound = 3
[output]
progress_every = 3600
END

ok "a run" "$SMALLWORLD" run run.conf -o run
ok "check makes its members and generations anew" "$SMALLWORLD" check run --json
says out '"ok": true'
ok "inspect tells the means" "$SMALLWORLD" inspect run --selection
says out "Settings of which each island has its own"
ok "and all of them as CSV" "$SMALLWORLD" inspect run --selection --csv
mv out selected.csv

# Of each column own_*: an island keeps it, or, where it was refounded, has that of one of its parents a
# factor up or down, between 1 / 2.25 and 2.25 (1.5^2; 1.5^3 is beyond the bound).
for own in own_strength own_rate own_pressure; do
    awk -F, -v own=$own '
        function near(a, b) { return a / b > 0.999 && a / b < 1.001 }
        function clamp(x) { return x > 2.26 ? 2.25 : x < 0.44 ? 1 / 2.25 : x }
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        {
            g = $1; i = $2
            value[g, i] = $(at[own])
            from[g, i] = $(at["refounded_from"])
            mate[g, i] = $(at["refounded_mate"])
            if (g > last) last = g
        }
        END {
            for (g = 0; g < last; g++)
                for (i = 0; i < 5; i++) {
                    now = value[g + 1, i]
                    if (from[g, i] == "") {
                        wrong += !near(now, value[g, i])
                        continue
                    }
                    refounded++
                    a = value[g, from[g, i]]; b = value[g, mate[g, i]]
                    wrong += !(near(now, clamp(a * 1.5)) || near(now, clamp(a / 1.5)) || near(now, clamp(b * 1.5)) ||
                        near(now, clamp(b / 1.5)))
                    changed += now != 1
                }
            for (i = 0; i < 5; i++)
                wrong += value[0, i] != 1
            print wrong + 0, refounded + 0, (changed > 5)
        }' selected.csv >told
    equal "$own follows from who refounded whom" "0 28 1" "$(cat told)"
done

# The strength of each birth is the config's times the island's own.
ok "lineage" "$SMALLWORLD" lineage run --all --format=csv
sed 's/"\[[^]]*\]"/-/' out >lineage.csv
awk -F, '
    FNR == 1 { for (i = 1; i <= NF; i++) at[FILENAME, $i] = i; next }
    FILENAME == "selected.csv" { own[$1, $2] = $(at[FILENAME, "own_strength"]); next }
    $(at[FILENAME, "strength"]) != "" && $(at[FILENAME, "kind"]) == "mutation" {
        expected = 0.02 * own[$(at[FILENAME, "generation"]), $(at[FILENAME, "island"])]
        wrong += !(expected > 0) || $(at[FILENAME, "strength"]) ^ 2 / expected ^ 2 > 1.001 ||
            $(at[FILENAME, "strength"]) ^ 2 / expected ^ 2 < 0.999
        births++
    }
    END { print wrong + 0, births }' selected.csv lineage.csv >told
equal "strengths of births are the config's times an island's own" "0 2400" "$(cat told)"

ok "table tells them" "$SMALLWORLD" table run --columns=generation,island,own_rate
cut -d, -f4 out | sed 1d >table
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } { print $(at["own_rate"]) }' selected.csv >inspected
same "as inspect does" inspected table

# Without it nothing is an island's own, and births are stored as they were.
ok "a run without" "$SMALLWORLD" run run.conf -o without --set families.mutate=
ok "its table" "$SMALLWORLD" table without --columns=own_strength
equal "knows of none" 0 "$(sed 1d out | cut -d, -f2 | grep -c .)"

# What is wrong, and what does nothing.
exits 2 "a name that is none" "$SMALLWORLD" run run.conf --dry-run --set families.mutate=strength,speed
says err 'families.mutate: "speed" is not a setting that mutates'
exits 2 "a name twice" "$SMALLWORLD" run run.conf --dry-run --set families.mutate=rate,rate
says err "stands there twice"
ok "no island is refounded" "$SMALLWORLD" run run.conf --dry-run --set families.every=0
tr -s '\n# ' ' ' <out >folded
grep -qF "families.mutate has no effect here, because families.every = 0" folded
equal "is said" 0 $?
ok "a scheme without steps" "$SMALLWORLD" run run.conf --dry-run --set selection.scheme=tournament
tr -s '\n# ' ' ' <out >folded
grep -qF "families.mutate has no effect here on rate, because tournament makes no recombination step" folded
equal "is said as well" 0 $?
ok "a bound below a step" "$SMALLWORLD" run run.conf --dry-run --set families.bound=1.2
tr -s '\n# ' ' ' <out >folded
grep -qF "a step by families.factor is beyond families.bound" folded
equal "is said too" 0 $?
ok "what mutates without effect" "$SMALLWORLD" run run.conf --dry-run --set selection.update=cma \
    --set selection.scheme=recombination --set families.mutate=strength --set families.factor=1.5 --set families.bound=3
says out "families.mutate has no effect here on strength, but for the first children"

finish
