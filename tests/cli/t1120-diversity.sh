#!/usr/bin/env bash
# How diverse members are: the overlap of their ancestors' mutations beside a plain reading of everyone's lineage, and
# the entropy of the programs that they write in probe worlds.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'END'
[run]
generations = 16
members = 20
islands = 3
keyframe_every = 5
probes = 3
probe_every = 3
[worlds]
laws = gravity,mirror
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 2
ticks = 3
litter = 4
[selection]
scheme = truncation
pressure = 0.6
elites = 1
crossover = 0.3
[migration]
every = 5
[phase2]
from = -1
[output]
progress_every = 3600
END
sw() { "$SMALLWORLD" "$@"; }

# column FILE NAME: generation,island,value of each row.
column() {
    awk -F, -v name="$2" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { print $at["generation"] "," $at["island"] "," $at[name] }' "$1"
}

# ---- overlap: every two members, every ancestor, a line for each generation and island ----
plain_overlap() {
    sed 's/"\[\([^],;]*\)[^]]*\]"/\1/' "$1" | awk -F, -v islands=3 -v members=20 '
        # Mutations on the way from a to its founder that are also on the way from b, or all of them with b = "".
        function count(a, b,    n, x, on) {
            n = 0
            delete on
            for (x = b; x != ""; x = parent[x])
                on[x] = 1
            for (; a != ""; a = parent[a])
                n += mutation[a] && (b == "" || a in on)
            return n
        }
        function overlap(first, end,    i, j, common, all, n) {
            common = all = 0
            n = end - first
            for (i = first; i < end; i++) {
                all += count(who[i], "")
                for (j = first; j < i; j++)
                    common += count(who[i], who[j])
            }
            return common / (n * (n - 1) / 2) / (all / n)
        }
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        {
            id = $at["id"]
            list = $at["ancestor_list"]
            gsub(/[^0-9]/, "", list)
            parent[id] = $at["kind"] == "founder" ? "" : list
            mutation[id] = $at["kind"] != "founder" && $at["kind"] != "clone"
            if ($at["score"] != "")
                member[$at["generation"], $at["island"], $at["slot"]] = id
            last = $at["generation"] > last ? $at["generation"] : last
        }
        END {
            for (g = 0; g <= last; g += 5) {
                for (i = 0; i < islands * members; i++)
                    who[i] = member[g, int(i / members), i % members]
                all = overlap(0, islands * members)
                for (i = 0; i < islands; i++)
                    printf "%d,%d,%.9f,%.9f\n", g, i, overlap(i * members, (i + 1) * members), all
            }
        }'
}

# overlaps NAME OPTION...: a run, and what its table says beside its lineage.
overlaps() {
    local name=$1

    shift
    rm -rf run
    ok "$name: a run" sw run run.conf -o run "$@"
    ok "$name: its lineage" sw lineage run --all --format=csv
    cp out everyone
    plain_overlap everyone >expected
    ok "$name: its table" sw table run --columns=generation,island,overlap,all_overlap
    awk -F, 'NR > 1 && $2 % 5 == 0 { printf "%d,%d,%.9f,%.9f\n", $2, $3, $4, $5 }' out >actual
    equal "$name: rows" 12 "$(wc -l <actual)"
    same "$name: overlap is what its lineage says" expected actual
}
overlaps truncation
overlaps recombination --set selection.scheme=recombination --set migration.every=4
overlaps standing --set selection.scheme=plus --set selection.standing=12
overlaps "islands that die out" --set families.every=4 --set families.cull=0.4 --set families.founder=one

# ---- programs ----
rm -rf run
ok "a run with probes" sw run run.conf -o run
ok "is well, its probes too" sw check run
ok "a table" sw table run --columns=generation,island,program_entropy,behaviour_entropy,programs
cp out table
equal "known every third generation" "0 3 6 9 12 15 " \
    "$(awk -F, 'NR > 1 && $4 != "" && $3 == 0 { printf "%d ", $2 }' table)"
equal "within their bounds" "" "$(awk -F, 'NR > 1 && $4 != "" {
    if ($4 < 0 || $4 > $5 + 1e-9 || $5 > log(20) / log(2) + 1e-9 || $6 < 1 || $6 > 20 || 2 ^ $4 > $6 + 1e-9) print }' table)"
equal "members differ" yes "$(awk -F, 'NR > 1 && $4 > 0.1 { found = 1 } END { print found ? "yes" : "no" }' table)"
ok "what inspect says" sw inspect run --selection --csv
for name in overlap all_overlap program_entropy behaviour_entropy programs; do
    column out $name >expected
    ok "the table's $name" sw table run --columns="generation,island,$name"
    cut -d, -f2- out | sed 1d >actual
    ok "what inspect says again" sw inspect run --selection --csv
    same "$name is the same in both" expected actual
done
ok "every generation as JSON" sw inspect run --full --json
leaves "which is JSON"
sed -n 's/.*\.overlap=//p' "$work/leaves" >actual
equal "has the overlap of each" 48 "$(wc -l <actual)"
ok "which the table has too" sw table run --columns=overlap
cut -d, -f2 out | sed 1d >expected
equal "the same" "" "$(paste -d' ' expected actual | awk '($1 - $2) ^ 2 > 1e-18')"
ok "the run" sw inspect run
equal "says what its programs came to" 1 \
    "$(grep -cE '^programs  +[0-9]\.[0-9]{2} bits a probe world, [0-9.]+ different ones \(generation 15\)$' out)"
ok "a page" sw inspect run --selection
says out "overlap: share of their ancestors' mutations that two members of an island"
says out "4.32 at"
equal "of 80 columns or less" "" "$(awk 'length > 80' out)"
ok "another seed" sw run run.conf -o other --set run.seed=2
ok "a comparison" sw compare run other --metric=program_entropy
says out program_entropy

# Members that are all the same write the same.
ok "with hardly any mutation" sw run run.conf -o same --set phase1.strength=1e-6 --set selection.crossover=0 --set migration.every=0
ok "its table" sw table same --columns=generation,program_entropy,behaviour_entropy,programs
equal "has no entropy" "0,0,1" "$(awk -F, 'NR > 1 && $3 != "" { print $3 "," $4 "," $5 }' out | sort -u)"

# Probes change nobody: births and scores are those of a run without.
ok "a run without probes" sw run run.conf -o plain --set run.probes=0
equal "says that probe_every has no effect" 1 \
    "$(sw run run.conf -o no --set run.probes=0 --dry-run 2>&1 | tr -d '#\n' | tr -s ' ' |
        grep -c 'run.probe_every has no effect here, because run.probes = 0: there are no probe worlds')"
ok "its lineage" sw lineage plain --all --format=csv
cp out expected
ok "that with probes" sw lineage run --all --format=csv
same "everyone is the same" expected out
ok "compared with another seed" sw compare plain other
equal "probes make no other setting of a run" 0 "$(grep -c probe out)"
ok "its table" sw table plain --columns=generation,island,overlap,program_entropy
equal "has overlap, and no entropy" "" "$(awk -F, 'NR > 1 && ($4 == "" || $5 != "")' out)"

# A game with a speaker, and one by turns.
for game in rule-relay crew; do
    ok "$game" sw run run.conf -o "$game" --set phase1.game=$game --set run.generations=4 --set worlds.compose=2
    ok "$game is well" sw check "$game"
    ok "$game: its table" sw table "$game" --columns=generation,programs
    equal "$game: who speaks writes programs" 6 "$(awk -F, 'NR > 1 && $3 >= 1' out | wc -l)"
done

ok "vectors" sw run run.conf -o vectors --set worlds.source=function:sphere --dry-run
equal "write none, and are told so" 2 "$(cat out err | grep -c '^# run.probe[a-z_]* has no effect here')"
finish
