#!/usr/bin/env bash
# What selection did: every figure of inspect --selection beside a plain reading of everyone's lineage.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'END'
[run]
generations = 24
members = 80
islands = 3
keyframe_every = 8
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 2
ticks = 3
[selection]
scheme = truncation
pressure = 0.8
elites = 1
[migration]
every = 0
[phase2]
from = -1
[output]
progress_every = 3600
END

# of_lineage CSV REALISED: generation,island and then, of what a lineage tells: differential, intensity,
# effective parents, takeover (empty but with REALISED, which needs parents of the island alone),
# effective size, parents, ancestors, lines, coalescence, lines and coalescence of all, elites, gap.
of_lineage() {
    sed 's/"\[\([^]]*\), *\([^]]*\)\]"/\1;\2/' "$1" | awk -F, -v realised="$2" -v members=80 -v islands=3 -v back=16 '
        # Of the parents in list[1..n]: sets lines, ancestors, coalescence ("" if none).
        function descend(list, n, now,    i, a, then, hits, seen, best) {
            delete hits; delete seen
            lines = ancestors = 0
            best = -1
            then = now > back ? now - back : 0
            for (i = 1; i <= n; i++) {
                for (a = list[i]; ; a = parent[a]) {
                    if (++hits[a] == n && born[a] > best)
                        best = born[a]
                    if (parent[a] == "")
                        break
                }
                if (!(("line", a) in seen))
                    lines++
                seen["line", a] = 1
                for (a = list[i]; born[a] > then; a = parent[a])
                    ;
                if (!(("then", a) in seen))
                    ancestors++
                seen["then", a] = 1
            }
            coalescence = best < 0 ? "" : now - best
        }
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        {
            id = $column["id"]
            g = $column["generation"]; born[id] = g
            island = $column["island"]
            split($column["ancestor_list"], part, ";")
            gsub(/[^0-9]/, "", part[1]); gsub(/[^0-9]/, "", part[2])
            parent[id] = $column["kind"] == "founder" ? "" : part[1]
            if ($column["score"] == "")
                next
            slot = $column["slot"]
            last = g > last ? g : last
            score[id] = $column["score"]
            who[g, island, slot] = id
            first[id] = part[1]; second[id] = part[2] == "" ? part[1] : part[2]
            clone[id] = $column["kind"] == "clone" && slot % 32 == 0
        }
        END {
            for (g = 0; g <= last; g++) {
                na = 0; delete known; delete all
                for (i = 0; i < islands; i++)
                    for (s = 0; s < members; s++) {
                        p = first[who[g, i, s]]
                        if (!(p in known))
                            all[++na] = p
                        known[p] = 1
                    }
                descend(all, na, g)
                all_lines = lines; all_coalescence = coalescence
                for (i = 0; i < islands; i++) {
                    n = 0; delete here; delete list
                    elites = gap = 0
                    for (s = 0; s < members; s++) {
                        id = who[g, i, s]; p = first[id]
                        if (!(p in here))
                            list[++n] = p
                        here[p] = 1
                        if (clone[id] && p in score) {
                            elites++
                            gap += score[id] - score[p]
                        }
                    }
                    descend(list, n, g)
                    printf "%d,%d", g, i
                    # Shares of births among the members of this generation.
                    if (!realised || g == last) {
                        printf ",,,,"
                    } else {
                        sum = squares = 0; delete share
                        for (s = 0; s < members; s++)
                            sum += score[who[g, i, s]]
                        for (s = 0; s < members; s++)
                            squares += (score[who[g, i, s]] - sum / members) ^ 2
                        litters = 0
                        for (s = 0; s < members; s += 32) {
                            share[first[who[g + 1, i, s]]] += 0.5
                            share[second[who[g + 1, i, s]]] += 0.5
                            litters++
                        }
                        differential = parts = most = 0
                        for (p in share) {
                            differential += share[p] / litters * (score[p] - sum / members)
                            parts += (share[p] / litters) ^ 2
                            most = share[p] / litters > most ? share[p] / litters : most
                        }
                        printf ",%.5f,%.4f,%.6f,%.6f", differential,
                            differential / sqrt(squares / members), 1 / parts, most
                    }
                    # Every two children of the next generation: whether a parent of each is one.
                    if (g == last) {
                        printf ","
                    } else {
                        same = 0
                        for (s = 0; s < members; s++)
                            for (t = 0; t < s; t++) {
                                a = who[g + 1, i, s]; b = who[g + 1, i, t]
                                same += (first[a] == first[b]) + (first[a] == second[b])
                                same += (second[a] == first[b]) + (second[a] == second[b])
                            }
                        printf ",%.6f", members * (members - 1) / 2 / (same / 4)
                    }
                    printf ",%d,%d,%d,%s,%d,%s,%d,", n, ancestors, lines, coalescence, all_lines,
                        all_coalescence, elites
                    if (elites > 0)
                        printf "%.5f", gap / elites
                    print ""
                }
            }
        }'
}

# of_page CSV REALISED: the same columns of inspect --selection --csv.
of_page() {
    awk -F, -v realised="$2" '
        function real(name, digits) {
            return $column[name] == "" ? "" : sprintf("%." digits "f", $column[name])
        }
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        NR > 2 { flush() }
        {
            left = $1 "," $2
            some = real("differential", 5) "," real("intensity", 4) "," real("effective_parents", 6) \
                "," real("takeover", 6)
            rest = real("effective_size", 6) "," $column["parents"] "," $column["ancestors"] "," \
                $column["lines"] "," $column["coalescence"] "," $column["all_lines"] "," \
                $column["all_coalescence"] "," $column["elites"] "," real("elite_gap", 5)
            size = $column["effective_size"]
        }
        END { flush() }
        function flush() {
            print left "," (realised && size != "" ? some : ",,,") "," rest
        }' "$1"
}

# near A B: whether two tables are equal but for the last digits.
near() {
    paste -d' ' "$1" "$2" | awk '
        { n = split($1, a, ","); m = split($2, b, ",")
          if (n != m) bad = bad $0 "\n"
          for (i = 1; i <= n; i++)
              if ((a[i] == "") != (b[i] == "") || a[i] - b[i] > 2e-4 || b[i] - a[i] > 2e-4) {
                  bad = bad i ": " $0 "\n"
                  break
              } }
        END { printf "%s", substr(bad, 1, 600) }'
}

compared() {
    ok "$1: its lineage" "$SMALLWORLD" lineage "$1" --all --format=csv
    of_lineage out "$2" >plain
    ok "$1: what selection did" "$SMALLWORLD" inspect "$1" --selection --csv
    cp out csv
    of_page csv "$2" >told
    equal "$1: a row for each generation and island" 72 "$(wc -l <told)"
    equal "$1: as its lineage says" "" "$(near plain told)"
}

ok "a run by truncation" "$SMALLWORLD" run run.conf -o truncation
compared truncation 1
ok "a run with mates" "$SMALLWORLD" run run.conf -o mates --set selection.crossover=0.6 \
    --set selection.scheme=tournament
compared mates 1
ok "a run with migrants" "$SMALLWORLD" run run.conf -o migrants --set migration.every=3 \
    --set migration.policy=always
compared migrants 0
ok "a run in which members stand" "$SMALLWORLD" run run.conf -o stands --set selection.scheme=plus \
    --set selection.standing=12 --set selection.elites=0
compared stands 0
equal "with common ancestors far back" yes "$(awk -F, '$11 > 16 { far = "yes" } END { print far }' plain)"

# ---- families ----
ok "a run of families" "$SMALLWORLD" run run.conf -o families --set selection.scheme=recombination \
    --set selection.elites=0 --set families.every=4 --set families.cull=0.4 --set families.guard=1
compared families 0
sed 1d csv | awk -F, '$19 != "" { print $1 "," $2 "," $19 "," $20 }' >log
"$SMALLWORLD" lineage families --all --format=csv |
    sed 's/"\[\([^]]*\), *\([^]]*\)\]"/\1;\2/' | awk -F, '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    { island[$column["id"]] = $column["island"] }
    $column["kind"] == "refounding" {
        p = $column["ancestor_list"]; m = p
        sub(/;.*/, "", p); sub(/.*;/, "", m); gsub(/[^0-9]/, "", p); gsub(/[^0-9]/, "", m)
        print $column["generation"] "," $column["island"] "," island[p] "," island[m]
    }' >plain
same "islands were refounded as its lineage says" plain log
ok "some were" test -s log
equal "from better ones, whose scores stand in their own rows" "" "$(sed 1d csv | awk -F, '
    { family[$1, $2] = $18 }
    $19 != "" { from[$1 "," $2] = $19; said[$1 "," $2] = $21 }
    END { for (k in from) { split(k, part, ",")
        if (family[part[1], from[k]] != said[k] || said[k] + 0 <= family[part[1], part[2]] + 0)
            print k } }')"
ok "as a page" "$SMALLWORLD" inspect families --selection
says out "Islands were refounded "
equal "of 80 columns or less" "" "$(awk 'length > 80' out)"
equal "without elites" "" "$(grep elites out)"
ok "as JSON" "$SMALLWORLD" inspect families --selection --json
awk -f "$SW_SOURCE/tests/json.awk" out >leaves
equal "of as many rows" 72 "$(sed -n 's/^selection\.count=//p' leaves)"
equal "with the same figures" "$(sed -n '5p' csv | cut -d, -f3)" \
    "$(sed -n 's/^selection\.3\.differential=//p' leaves)"
equal "and nothing where nothing is" null "$(sed -n 's/^selection\.3\.spread=//p' leaves)"

# ---- how far behaviours are apart ----
ok "a run of behaviours" "$SMALLWORLD" run run.conf -o spread --set worlds.source=function:arm \
    --set worlds.dimension=6 --set selection.scheme=map-elites --set selection.elites=0 \
    --set run.islands=1 --set run.members=32 --set run.generations=3 --set selection.standing=64
ok "what selection did there" "$SMALLWORLD" inspect spread --selection --csv
spread=$(sed -n '$p' out | cut -d, -f15)
for slot in $(seq 0 31); do
    "$SMALLWORLD" eval spread --json --member=$((1 + 2 * 33 + slot))
done | sed 's/.*"descriptors": *\[\([^]]*\)\].*/\1/' >behaviours
equal "is the spread of its members' behaviours" ok "$(awk -F, -v told="$spread" '
    { x[NR] = $1; y[NR] = $2; sx += $1; sy += $2 }
    END {
        for (i = 1; i <= NR; i++)
            sum += (x[i] - sx / NR) ^ 2 + (y[i] - sy / NR) ^ 2
        difference = sqrt(sum / NR) - told
        near = NR == 32 && told > 0 && difference < 1e-5 && difference > -1e-5
        print near ? "ok" : NR " " sqrt(sum / NR) " " told
    }' behaviours)"

# ---- all islands at one examination ----
ok "a run that learns" "$SMALLWORLD" run run.conf -o learned --set selection.scheme=recombination \
    --set selection.elites=0 --set run.generations=250 --set run.members=64 --set life.worlds=8 \
    --set worlds.laws=mirror,gravity
ok "its islands" "$SMALLWORLD" eval learned --families --puzzles=12 --json
awk -f "$SW_SOURCE/tests/json.awk" out >leaves
members=$(sed -n 's/^islands\.[0-9]*\.member=//p' leaves)
equal "one for each, best first" 3 "$(echo "$members" | wc -l)"
equal "the best is what eval examines" "$("$SMALLWORLD" eval learned --json --puzzles=12 |
    sed 's/.*"member": \([0-9]*\).*"exact": \([0-9.]*\), "progress.*"chance.*/\1/')" "$(echo "$members" | head -1)"
for member in $members; do
    "$SMALLWORLD" eval learned --json --puzzles=12 --member="$member" | grep -o '"exact": [0-9.]*' | head -1
done >plain
sed -n 's/^islands\.[0-9]*\.exact=/"exact": /p' leaves >log
same "each is what eval --member says" plain log
# fits FILE: whether the edits of a replay make every target of its demonstrations.
fits() {
    local program canvas target

    program=$(sed -n 's/^tick .* solver edits: *\([a-z0-9.]*\).*/\1/p' "$1" | tr '\n' ' ')
    awk '/^demonstration / { n++; next } /^$/ && n { exit }
        n && NF >= 2 { left[n] = left[n] (left[n] == "" ? "" : "/") $1
                       right[n] = right[n] (right[n] == "" ? "" : "/") $NF }
        END { for (i = 1; i <= n; i++) print left[i], right[i] }' "$1" >pairs
    while read -r canvas target; do
        [ "$("$SMALLWORLD" edits --run="$program" --grid="$canvas" --last --format=plain </dev/null |
            grep '^ *[.0-9]*$' | tr -d ' ' | paste -sd/)" = "$target" ] || return 1
    done <pairs
}
any=0 first=0
for puzzle in 0 1 2 3 4 5 6 7 8 9 10 11; do
    solved=no answer='' best=''
    for member in $members; do
        "$SMALLWORLD" replay learned --member="$member" --puzzle=$puzzle --format=plain >life
        right=$(grep -q ': exact$' life && echo yes || echo no)
        [ "$right" = no ] || solved=yes
        best=${best:-$right}
        if [ -z "$answer" ] && fits life; then
            answer=$right
        fi
    done
    any=$((any + $([ $solved = yes ] && echo 1 || echo 0)))
    first=$((first + $([ "${answer:-$best}" = yes ] && echo 1 || echo 0)))
done
figure() {
    awk -F= -v name="$1" '$1 == name { printf "%.0f", 12 * $2 }' leaves
}
equal "any: what at least one solves, replay by replay" $any "$(figure any)"
equal "fits: what the first that fits its demonstrations solves" $first "$(figure fits)"
ok "as a table" "$SMALLWORLD" eval learned --families --puzzles=12
says out "exact on 12 unseen puzzles, solo, in percent, by the parents of 3 islands"
exits 2 "--families of a member" "$SMALLWORLD" eval learned --families --member=best
says err "--families examines the parents of all islands"
ok "a run of one island" "$SMALLWORLD" run run.conf -o alone --set run.islands=1 --stop-at=1
exits 2 "has none to compare" "$SMALLWORLD" eval alone --families
exits 2 "of vectors" "$SMALLWORLD" eval spread --families

# ---- pages and words ----
ok "a page" "$SMALLWORLD" inspect truncation --selection
equal "of 80 columns or less" "" "$(awk 'length > 80' out)"
says out "differential  intensity  parents  top tenth  takeover  size"
says out "gap: what elites scored again"
equal "three tables of 12 stretches" 36 "$(grep -c '^ *[0-9]*-[0-9]* ' out)"
ok "a run's page" "$SMALLWORLD" inspect truncation
equal "says it in a phrase" 1 "$(grep -c '^selection did  *intensity [0-9.]*, [0-9.]* effective parents' out)"
exits 2 "--csv alone" "$SMALLWORLD" inspect truncation --csv
says err "--csv is a form of --migrations and of --selection"
exits 2 "two pages at once" "$SMALLWORLD" inspect truncation --selection --migrations
says err "--migrations, --selection and --journal are pages of their own: give one of them"
exits 2 "--selection of a member" "$SMALLWORLD" inspect truncation best --selection
says err "--selection tells about a run"
finish
