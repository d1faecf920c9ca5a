#!/usr/bin/env bash
# Runs that begin from others, runs that are lengthened, and the journal of their starts.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'EOS'
[run]
generations = 30
members = 32
islands = 3
keyframe_every = 10
[worlds]
source = function:sphere
dimension = 6
[selection]
scheme = tournament
pressure = 0.3
[migration]
every = 7
[output]
progress_every = 3600
EOS
sw() { "$SMALLWORLD" "$@"; }
# ---- each kind of scheme: the same run, another seed, and a sound store ----
schemes='tournament
truncation --set selection.elites=2 --set selection.crossover=0.5
recombination
recombination --set selection.update=cma
recombination --set families.share=0.5
recombination --set families.every=5 --set families.die=poorest --set families.cull=0.34
steady-state --set selection.standing=20
lexicase'
at=13
while read -r scheme; do
    rm -rf one same other
    # shellcheck disable=SC2086
    set -- --set selection.scheme=$scheme
    [ "${scheme#lexicase}" = "$scheme" ] || set -- "$@" --set worlds.source=generated --set life.worlds=4 \
        --set worlds.laws=gravity --set worlds.side_min=4 --set worlds.side_max=5 --set agent.features=16 \
        --set agent.hidden=16 --set agent.memory=16 --set agent.experts=1 --set run.islands=2 \
        --set phase2.from=20
    ok "$scheme" sw run run.conf "$@" -o one
    ok "branched without a change" sw run --from=one@$at -o same
    equal "goes on to the digest of never having branched" "$(digest one)" "$(digest same)"
    ok "branched with another seed" sw run --from=one@$at --seed=77 -o other
    ok "is a sound run" sw check other
    sw lineage one --all --until=$at --format=csv | cut -d , -f 1-3,5- >before.csv
    sw lineage other --all --until=$at --format=csv | cut -d , -f 1-3,5- >kept.csv
    same "with the lineage of the other up to there" before.csv kept.csv
    sw lineage one --all --since=$at --format=csv | grep -v none >after.csv
    sw lineage other --all --since=$at --format=csv | grep -v none >changed.csv
    if cmp -s after.csv changed.csv; then
        fail "and another from there on"
    else
        pass "and another from there on"
    fi
    at=$((at + 1))
done <<<"$schemes"
ok "a run of members that stand" sw run run.conf -o stands --set selection.scheme=plus --set selection.standing=20
exits 2 "a branch with less room for them" sw run --from=stands@13 -o none --set selection.standing=6
says err "selection.standing is lower: a branch keeps the members that stand: give as many or more"
ok "a branch with more" sw run --from=stands@13 -o stand-more --set selection.standing=30
ok "is a sound run" sw check stand-more

# ---- branches of branches, on other numbers of ranks ----
ok "a run" sw run run.conf -o root
ok "a branch" sw run --from=root@12 --seed=5 -o first
ok "a branch of it, by two ranks" "$MPIRUN" -q -n 2 "$SMALLWORLD" run --from=first@20 \
    --set selection.pressure=0.8 -o second
ok "by one" sw run --from=first@20 --set selection.pressure=0.8 -o second-1
equal "the same" "$(digest second-1)" "$(digest second)"
ok "all is well" sw check second
ok "who was born before both is rebuilt" sw inspect second 500
ok "the line of descent walks over" sw lineage second --format=csv
equal "to a founder" '"[none]"' "$(tail -n 1 out | cut -d , -f 2)"
ok "a branch from before all branches" sw run --from=second@8 -o back
equal "is the first run" "$(digest root)" "$(digest back)"
ok "a branch that is stopped" sw run --from=first@20 --set selection.pressure=0.8 -o parts --stop-at=23
ok "goes on" sw run --resume -o parts
equal "to the same end" "$(digest second)" "$(digest parts)"
ok "one command begins and resumes" sw run --from=first@20 --set selection.pressure=0.8 -o parts --resume
ok "a branch from the end, longer" sw run --from=root --set run.generations=40 -o longer
ok "inspect says where it comes from" sw inspect first
says out "root at generation 12"

# ---- what cannot be branched ----
exits 2 "no generation 0" sw run --from=root@0 -o none
says err "give 1 to 30 behind the @"
exits 2 "nor one that never was" sw run --from=root@31 -o none
exits 2 "another population" sw run --from=root@5 --set run.members=64 -o none
says err "ids say where a member was born"
exits 2 "other agents" sw run --from=root@5 --set worlds.dimension=7 -o none
says err "their shape"
exits 2 "a scheme too different" sw run --from=root@5 --set selection.scheme=recombination -o none
says err "whether the scheme recombines"
exits 2 "a folder that has a run" sw run --from=root@5 -o first
exits 1 "no such run" sw run --from=nowhere@5 -o none
exits 2 "a length without a run" sw run run.conf --generations=5 -o none
equal "nothing is left of all that" "" "$(ls -d none 2>/dev/null)"
ok "nothing has happened to the runs" sw check first

# ---- longer ----
ok "a short run" sw run run.conf --set run.generations=17 -o short
ok "is lengthened" sw run --resume --generations=30 -o short
equal "to the run that was so long from the start" "$(digest root)" "$(digest short)"
ok "again" sw run --resume -o short
says err "all 30 generations are done"
exits 2 "no run becomes shorter than it is" sw run --resume --generations=20 -o short
says err "has 30 generations already"
ok "a rate that falls to the end" sw run run.conf --set selection.scheme=recombination \
    --set run.generations=12 --set phase1.rate=0.1 --set phase1.rate_end=0.01 -o falling
before=$(digest falling)
exits 2 "cannot be lengthened" sw run --resume --generations=30 -o falling
says err "the rate of phase1 goes to its rate_end"
says err "--from=RUN"
equal "and stays what it was" "$before" "$(digest falling)"
ok "but branched" sw run --from=falling --set run.generations=30 -o fallen
ok "an event halfway" sw run run.conf --set "events.1=at 50% set selection.pressure 0.6" -o half --stop-at=20
exits 2 "moves too" sw run --resume --generations=60 -o half
says err "events.1 moves with the length"
ok "a rate that does not fall" sw run run.conf --set selection.scheme=recombination \
    --set run.generations=12 --set phase1.rate=0.1 --set phase1.rate_end=0.1 -o steady
ok "can be lengthened" sw run --resume --generations=24 -o steady
ok "to the same" sw run run.conf --set selection.scheme=recombination --set run.generations=24 \
    --set phase1.rate=0.1 --set phase1.rate_end=0.1 -o whole
equal "digest" "$(digest whole)" "$(digest steady)"

# ---- the journal ----
ok "the journal" sw inspect parts --journal
says out "run --from=first@20 --set selection.pressure=0.8 -o parts --stop-at=23"
says out "run --resume -o parts"
equal "has two starts" 2 "$(sw inspect parts --journal --json | grep -o '"command"' | wc -l)"
ok "a run of ranks" sw inspect second --journal --json
says out '"ranks": 2'
says out "\"commit\": \"$(sw --version | sed -n 's/^commit //p')\""

finish
