#!/usr/bin/env bash
# The second record of descent: members that carry bits from their parents say when two of them had their last
# common ancestor, and so does the table of births.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'EOS'
[run]
generations = 60
members = 32
islands = 2
keyframe_every = 7
surface = yes
[worlds]
source = function:sphere
dimension = 4
[life]
litter = 4
[selection]
scheme = tournament
pressure = 0.3
crossover = 0.3
[migration]
every = 5
[output]
progress_every = 3600
EOS
sw() { "$SMALLWORLD" "$@"; }
# field FILE KEY: of JSON that has the key once.
field() { sed -n "s/.*\"$2\": *\\([^,}]*\\).*/\\1/p" "$1"; }

ok "a run whose members carry bits" sw run run.conf -o run
ok "is well, its surfaces too" sw check run
ok "two members" sw lineage run 3900 --surface=3950
says out "member 3900, born in generation 59, carries "
says out "Last common ancestor by these bits ("
says out "Last common ancestor by the table of births:"
says out "They agree"
equal "fits 80 columns" 0 "$(awk 'length > 80' out | wc -l)"

# Pairs of all times: never does a bit differ before the ancestor that the table names, and the bound that
# chance can break is broken by few.
pairs=0 contradict=0 chance=0 related=0 wrong=0
for a in 70 700 1500 2500 3300 3900; do
    for b in 20 69 703 1490 2540 3300 3950; do
        sw lineage run $a --surface=$b --format=json >pair.json || wrong=$((wrong + 1))
        pairs=$((pairs + 1))
        ! grep -q '"contradict": true' pair.json || contradict=$((contradict + 1))
        ! grep -q '"chance": true' pair.json || chance=$((chance + 1))
        ! grep -q '"table_related": true' pair.json || related=$((related + 1))
    done
done
equal "$pairs pairs: none fails, none contradicts" "0 0" "$wrong $contradict"
equal "most are related" yes "$([ $related -gt 15 ] && echo yes || echo $related)"
equal "few look more related than they are" yes "$([ $chance -lt 8 ] && echo yes || echo $chance)"

ok "with oneself" sw lineage run 3900 --surface=3900 --format=json
equal "the last ancestor is oneself" "3900 60 61" \
    "$(field out table_ancestor) $(field out table_rank) $(field out before)"
ok "with an ancestor" sw lineage run 3900 --surface="$(sw lineage run 3900 --format=csv | sed -n 5p | cut -d , -f 1)"
ok "founders" sw lineage run 0 --surface=1
says out "member 0, born with the founders"
says out "table of births:"
says out "  none"
ok "best and founder" sw lineage run best --surface=founder

# ---- whoever is rebuilt carries the same ----
ok "a run that recombines" sw run run.conf -o moved --set selection.scheme=recombination \
    --set selection.crossover=0 --set families.every=9 --set families.cull=0.5
ok "is well" sw check moved
ok "of recombined parents it is rebuilt" sw lineage moved best --surface=3900
says out "They agree"

# ---- another length, another seed ----
ok "half of it" sw run run.conf -o half --stop-at=30
ok "goes on" sw run --resume -o half
equal "to the same digest" "$(digest run)" "$(digest half)"
ok "a branch with another seed" sw run --from=run@30 --seed=5 -o branch
ok "is well too" sw check branch
ok "its lines cross the branch" sw lineage branch 3900 --surface=1000
says out "They agree"
exits 2 "surfaces do not end in a branch" sw run --from=run@30 --set run.surface=no -o other
says err "run.surface differs: a branch keeps whether members carry surfaces"

# ---- what docs/lineage.md shows ----
ok "the run of the page" sw run "$SW_SOURCE/clusters/function.conf" -o second --set run.surface=yes --set phase2.from=-1 \
    --set selection.scheme=tournament --set selection.pressure=0.3 --set run.generations=400
ok "its pair" sw lineage second 102600 --surface=90000
cp out pair
awk '/^member 102600,/ { on = 1 } /^```/ { on = 0 } on' "$SW_SOURCE/docs/lineage.md" >page
same "is what the page says" page pair

# ---- refusals ----
ok "a run without" sw run run.conf -o plain --set run.surface=no
sw lineage run --all --format=csv >with
sw lineage plain --all --format=csv >without
same "lives and births are the same" with without
exits 2 "has nothing to say" sw lineage plain 100 --surface=120
says err "members of this run carry no surfaces; begin a run with --set run.surface=yes"
exits 2 "nobody" sw lineage run 3900 --surface=999999
exits 2 "one form of two" sw lineage run 3900 --surface=3950 --format=newick
says err "--surface is printed as text or json"
exits 2 "and of two things" sw lineage run 3900 --surface=3950 --all
says err "give one of them"
exits 2 "and of the whole run" sw lineage run 3900 --surface=3950 --since=3
says err "omit --since and --until"
finish
