#!/usr/bin/env bash
# Who migrates where: edges from a file that a run keeps, and runs that are stopped and go on.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'EOF'
[run]
generations = 6
members = 96
islands = 4
keyframe_every = 4
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
ticks = 3
[selection]
scheme = truncation
pressure = 0.9
[migration]
every = 1
topology = edges
edges = file:my.edges
policy = always
[phase2]
from = 3
[output]
progress_every = 3600
EOF
printf '# from to probability\n3 0\n0 1 0.50\n1 2 1\n\n0 3 0.25 # rarely\n' >my.edges

# ---- a file of edges ----
ok "a dry run reads the file" "$SMALLWORLD" run run.conf --dry-run
says out "edges = 3 0, 0 1 0.5, 1 2, 0 3 0.25"
ok "a run" "$SMALLWORLD" run run.conf -o whole
ok "the same, stopped" "$SMALLWORLD" run run.conf -o parts --stop-at=3
echo '2 0' >my.edges
exits 2 "a run keeps its edges" "$SMALLWORLD" run run.conf --resume -o parts
says err "migration.edges differs from the config"
rm my.edges
ok "it needs no file to go on" "$SMALLWORLD" run --resume -o parts
equal "to the same end" "$(digest whole)" "$(digest parts)"
ok "nor to be checked" "$SMALLWORLD" check whole
ok "the edges are a setting as well" "$SMALLWORLD" run run.conf -o written \
    --set "migration.edges=1 2,0 3 0.250,3 0 1,0 1 .5"
exits 1 "a file that is not there" "$SMALLWORLD" run run.conf --dry-run
says err "migration.edges: "
says err "my.edges"
equal "is one sentence" 1 "$(wc -l <err)"
printf '0 1\n4 0\n' >my.edges
exits 2 "an island that is not there" "$SMALLWORLD" run run.conf -o none
says err "my.edges line 2: 4 is not an island; with run.islands = 4 they are 0 to 3"
ok "nothing is made" test ! -e none
: >my.edges
exits 2 "an empty file" "$SMALLWORLD" run run.conf --dry-run
says err "my.edges names no edge"
ok "a list that is not used is not read" "$SMALLWORLD" run run.conf --dry-run --set migration.topology=ring
says out "migration.edges has no effect here, because migration.topology = ring"
exits 2 "a list that is wrong" "$SMALLWORLD" run run.conf --dry-run --set "migration.edges=0 1, 2 2"
says err "migration.edges, edge 2: an island does not receive from itself (2)"
for a in 0 1 2 3 4 5 6 7 8 9; do
    for b in 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29; do
        echo "$a $b"
    done
done >my.edges
exits 2 "a file of 200 edges" "$SMALLWORLD" run run.conf --dry-run --set run.islands=30
says err "my.edges holds more edges than migration.edges has room for"

# ---- who moved: beside a plain reading of everyone's lineage ----
# moved RUN RECOMBINES: generation,from,to,migrant,litters,score,score here of each parent from elsewhere.
moved() {
    "$SMALLWORLD" lineage "$1" --all --format=csv | awk -F, -v recombines="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        {
            id = $column["id"]
            island[id] = $column["island"]
            if ($column["kind"] == "founder")
                next
            place = $column["generation"] "," $column["island"]
            if ($column["kind"] == "recombination") {
                made[id] = place
                next
            }
            score[id] = $column["score"]
            sum[place] += score[id]
            count[place]++
            if (!(place in best) || score[id] + 0 > best[place] + 0)
                best[place] = score[id]
            parent = $column["ancestor_list"]
            gsub(/[^0-9]/, "", parent)
            if ($column["generation"] > 0 && island[parent] != island[id]) {
                key = $column["generation"] "," island[parent] "," island[id] "," parent
                litter = key "," int($column["slot"] / 32)
                if (!(litter in seen))
                    litters[key]++
                seen[litter] = 1
            }
        }
        END {
            for (key in litters) {
                split(key, part, ",")
                here = part[1] - 1 "," part[3]
                there = made[part[4]]
                printf "%s,%d,%.4f,%.4f\n", key, litters[key],
                    recombines ? sum[there] / count[there] : score[part[4]],
                    recombines ? sum[here] / count[here] : best[here]
            }
        }' | sort
}

for scheme in recombination tournament; do
    ok "a run by $scheme" "$SMALLWORLD" run run.conf -o "$scheme" --set selection.scheme=$scheme \
        --set migration.topology=full --set migration.every=2 --set migration.policy=better
    recombines=$([ $scheme = recombination ] && echo 1 || echo 0)
    moved "$scheme" "$recombines" >plain
    ok "its migrations" "$SMALLWORLD" inspect "$scheme" --migrations --csv
    cp out csv
    sed 1d csv | awk -F, '{ printf "%s,%s,%s,%s,%s,%.4f,%.4f\n", $1, $2, $3, $4, $6, $7, $8 }' | sort >log
    same "are those of its lineage" plain log
    ok "there are some" test -s log
    equal "they are parents or members" "$([ "$recombines" = 1 ] && echo parent || echo member)" \
        "$(sed 1d csv | cut -d, -f5 | sort -u)"
    ok "as a table" "$SMALLWORLD" inspect "$scheme" --migrations
    equal "of as many lines" "$(wc -l <csv)" "$(wc -l <out)"
    equal "of one width or less" "" "$(awk 'length > 90' out)"
    ok "as JSON" "$SMALLWORLD" inspect "$scheme" --migrations --json
    equal "of as many migrants" "$(($(wc -l <csv) - 1))" "$(grep -o '"migrant":' out | wc -l)"
done
ok "a run of islands apart" "$SMALLWORLD" run run.conf -o apart --set migration.topology=unconnected --stop-at=2
ok "has no migrations" "$SMALLWORLD" inspect apart --migrations
says out "In 2 generations nobody moved from one island to another."
exits 2 "--csv alone" "$SMALLWORLD" inspect apart --csv
says err "--csv is a form of --migrations"
exits 2 "--migrations of a member" "$SMALLWORLD" inspect apart best --migrations
says err "--migrations tells about a run"
finish
