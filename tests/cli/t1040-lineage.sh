#!/usr/bin/env bash
# Lineages as a user reads them: the ALife standard, trees that other programs read, sums, parts of a run, and
# what ancestors could do.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'EOS'
[run]
generations = 40
members = 64
islands = 3
keyframe_every = 10
[worlds]
source = function:sphere
dimension = 8
[selection]
scheme = tournament
pressure = 0.4
elites = 2
crossover = 0.5
[migration]
every = 5
[output]
progress_every = 3600
EOS
sw() { "$SMALLWORLD" "$@"; }

# The ALife data standard for phylogenies, as its page says it: columns id and ancestor_list, every id once,
# lists of ids or [none], ancestors that are in the table and not born later, an end not before the beginning.
standard() {
    awk '
        function wrong(what) { print "line " FNR ": " what; bad = 1 }
        # Commas between quotes part no columns.
        {
            parts = split($0, part, "\"")
            line = ""
            for (i = 1; i <= parts; i++) {
                if (i % 2 == 0) gsub(/,/, ";", part[i])
                line = line part[i]
            }
            fields = split(line, field, ",")
        }
        FNR == 1 {
            for (i = 1; i <= fields; i++) column[field[i]] = i
            columns = fields
            if (!("id" in column) || !("ancestor_list" in column)) wrong("no id or ancestor_list")
            next
        }
        {
            id = field[column["id"]]
            list = field[column["ancestor_list"]]
            if (fields != columns) wrong(fields " columns")
            if (id !~ /^[0-9]+$/ || id in origin) wrong("id " id)
            if (list !~ /^\[(none|[0-9]+(;[0-9]+)*)\]$/) wrong("ancestor_list " list)
            origin[id] = field[column["origin_time"]]
            end = field[column["destruction_time"]]
            if (end != "inf" && end + 0 < origin[id] + 0) wrong("ends before it begins")
            gsub(/[][]/, "", list)
            parents[id] = list
        }
        END {
            for (id in parents) {
                if (parents[id] == "none") { founders++; continue }
                count = split(parents[id], parent, ";")
                two += count == 2
                for (i = 1; i <= count; i++)
                    if (!(parent[i] in origin)) wrong(id " names " parent[i] ", who is not there")
                    else if (origin[parent[i]] + 0 > origin[id] + 0) wrong(id " is older than " parent[i])
            }
            print founders + 0, "founders,", (two > 0 ? "some" : "none"), "of two parents"
            exit bad
        }' "$1"
}

ok "a run with two parents each and migrants" sw run run.conf -o run
for part in "--all" "--all --since=20" "--all --since=7 --until=21" "--pruned" "--pruned --until=30" ""; do
    # shellcheck disable=SC2086
    ok "csv of \"$part\"" sw lineage run $part --format=csv
    cp out table.csv
    ok "is of the ALife standard" standard table.csv
    case $part in
    --all) says out "3 founders, some of two parents" ;;
    --all\ *) says out "some of two parents" ;;
    esac
done
sw lineage run --all --format=csv >all.csv
cut -d , -f 1 all.csv >ids
equal "everyone is there" $((3 + 40 * 3 * 64 + 1)) "$(wc -l <ids)"
ok "migrants are marked" grep -q ',migrant' all.csv
ok "children of two parents too" grep -q '",.*crossed$' all.csv
equal "before there could be any, nobody is" 0 \
    "$(sw lineage run --all --until=5 --format=csv | grep -c migrant)"

# ---- sums ----
ok "a summary" sw lineage run --summary
says out "phylogenetic diversity"
says out "migrations: "
equal "fits 80 columns" 0 "$(awk 'length > 80' out | wc -l)"
ok "as JSON" sw lineage run --summary --format=json
cp out summary.json
equal "with each generation" 40 "$(grep -o '"generation":' summary.json | wc -l)"
ok "as CSV" sw lineage run --summary --format=csv
awk -F , 'NR > 1 { sum[$1] += $4 } END { for (g in sum) if (sum[g] < 0.999999 || sum[g] > 1.000001) print g }' \
    out >wrong
equal "shares of a generation are 1 together" "" "$(cat wrong)"
exits 2 "no summary is a tree" sw lineage run --summary --format=newick
says err "--summary is written as text, csv or json"
exits 2 "two things at once" sw lineage run --all --pruned
says err "give one of them"
exits 2 "of one and of everyone" sw lineage run best --pruned
exits 2 "a part that is not there" sw lineage run --all --since=5 --until=41
says err "the run has completed 40"
exits 2 "and an empty one" sw lineage run --pruned --since=40
exits 2 "who was dead by then" sw lineage run 0 --since=30
says err "had died before generation 30"
exits 2 "a step for nothing" sw lineage run --every=3
says err "--every belongs to --examine"

# ---- what ancestors could do ----
ok "ancestors are examined" sw lineage run --examine --every=10 --format=csv
equal "one of ten generations, and the founder" 5 "$(awk 'NR > 1' out | wc -l)"
sw eval run --json | sed 's/.*"value": \([^,]*\),.*/\1/' >value
awk -F , 'END { print $7 }' out >last
same "the last does what eval says of it" value last
ok "as a table" sw lineage run --examine
exits 2 "not as a tree" sw lineage run --examine --format=dot

# ---- other programs read it ----
cat >deep.conf <<'EOS'
[run]
generations = 900
members = 4
keyframe_every = 300
[worlds]
source = function:sphere
dimension = 4
[output]
progress_every = 3600
EOS
ok "a long run whose tree is a chain" sw run deep.conf -o deep
sw lineage deep --all --format=newick >deep.nwk
sw lineage deep --format=newick >line.nwk
sw lineage run --pruned >living.nwk
cat >read.py <<'EOS'
import sys
import warnings

warnings.simplefilter("ignore")
package, path = sys.argv[1], sys.argv[2]
text = open(path).read()
if package == "dendropy":
    import dendropy
    trees = [dendropy.Tree.get(data=line, schema="newick", suppress_internal_node_taxa=True)
             for line in text.splitlines()]
    nodes = [[(n.label or n.taxon.label, n.parent_node is not None) for n in t.preorder_node_iter()]
             for t in trees]
else:
    from Bio import Phylo
    trees = list(Phylo.parse(path, "newick"))
    nodes = [[(c.name or str(int(c.confidence)), c is not t.root) for c in t.find_clades(order="level")]
             for t in trees]
# Each label is below another once; a root that is below none is a founder's.
below = [label for tree in nodes for label, has_parent in tree if has_parent]
roots = [label for tree in nodes for label, has_parent in tree if not has_parent]
assert len(set(below)) == len(below)
print(len(set(below) | set(roots)), "members,", len([r for r in roots if r not in set(below)]), "founders")
EOS
python_with() {
    local python

    for python in python3 /usr/bin/python3; do
        "$python" -c "import $1" 2>/dev/null && echo "$python" && return
    done
}
for package in dendropy Bio; do
    python=$(python_with "$package")
    if [ -z "$python" ]; then
        skip "$package reads our trees" "$package is not installed"
        continue
    fi
    ok "$package reads a tree of everyone" "$python" read.py "$package" deep.nwk
    says out "$((900 * 5 + 1)) members, 1 founders"
    ok "$package reads a line of descent" "$python" read.py "$package" line.nwk
    ok "$package reads the tree of the living" "$python" read.py "$package" living.nwk
    says out "$(sw lineage run --pruned --format=csv | awk 'NR > 1' | wc -l) members, $(
        sw lineage run --pruned --format=csv | grep -cF '[none]') founders"
done

finish
