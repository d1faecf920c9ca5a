#!/usr/bin/env bash
# What a run and its dry run say of settings: which have no effect (and have none indeed), what the
# pressure comes to, what memory it takes; and that there is nothing left to live.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'END'
[run]
generations = 5
members = 96
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
ticks = 3
[phase2]
from = 3
[output]
progress_every = 3600
END
mkdir tasks
cp "$SW_SOURCE"/tests/data/arc-small/{fall,largest,mirror}.json tasks

# idle KEY SETTING... -- VALUE VALUE...: with the settings, each of the values of KEY is said to have
# no effect, by the dry run and the run, and all come to one digest.
idle() {
    local key=$1 value first="" now sets=() said

    shift
    while [ "$1" != -- ]; do
        sets+=(--set "$1")
        shift
    done
    shift
    for value; do
        rm -rf r
        "$SMALLWORLD" run run.conf --dry-run "${sets[@]}" --set "$key=$value" >out 2>err
        said=$(sed -n 's/^# *//p' out | tr '\n' ' ' | grep -c "$key has no effect here, because ")
        "$SMALLWORLD" run run.conf -o r "${sets[@]}" --set "$key=$value" >out 2>err
        said=$said,$(grep -c "$key has no effect here, because " err)
        now=$(digest r)
        first=${first:-$now}
        if [ "$said" != 1,1 ] || [ "$now" != "$first" ]; then
            fail "$key = $value has no effect: ${sets[*]}" "said: $said, digests: $first $now" "$(cat err)"
            return
        fi
    done
    pass "$key has no effect: ${sets[*]}"
}

# acts KEY SETTING... -- VALUE VALUE: neither value is said to have none, and they come to two.
acts() {
    local key=$1 value first="" now sets=()

    shift
    while [ "$1" != -- ]; do
        sets+=(--set "$1")
        shift
    done
    shift
    for value; do
        rm -rf r
        "$SMALLWORLD" run run.conf -o r "${sets[@]}" --set "$key=$value" >out 2>err
        now=$(digest r)
        if grep -q "$key has no effect" err || [ "$now" = "$first" ]; then
            fail "$key = $value acts: ${sets[*]}" "digests: $first $now" "$(cat err)"
            return
        fi
        first=$now
    done
    pass "$key acts: ${sets[*]}"
}

acts selection.pressure selection.scheme=truncation -- 0.1 0.9
acts selection.pressure selection.scheme=truncation run.members=32 -- 0.1 0.99
acts selection.pressure selection.scheme=tournament -- 0.1 0.33
idle selection.pressure run.members=2 -- 0.1 0.9
acts selection.pressure -- 0.1 0.9
idle selection.elites -- 0 1
idle selection.elites selection.scheme=comma -- 0 1
idle selection.sampling -- independent
acts selection.sampling selection.scheme=linear-rank -- universal independent
idle selection.sampling selection.scheme=lexicase -- independent
idle selection.replacement selection.scheme=truncation -- no
acts selection.replacement selection.scheme=tournament selection.pressure=0.97 run.members=128 -- yes no
idle selection.standing selection.scheme=sharing phase1.fitness=progress phase2.from=-1 -- 8
idle selection.novelty selection.scheme=nsga-ii phase1.fitness=progress phase2.from=-1 -- 0.9
idle selection.neighbours selection.scheme=map-elites phase1.fitness=progress phase2.from=-1 -- 8
idle selection.cells selection.scheme=novelty phase1.fitness=progress phase2.from=-1 -- 8
idle selection.cases selection.scheme=lexicase -- 0.9
idle selection.crossover -- 0.5 1
acts selection.elites selection.scheme=tournament -- 0 1
idle phase1.rate selection.scheme=tournament -- 0.01 0.1
idle phase2.rate_end selection.scheme=truncation selection.pressure=0.98 -- 0.01 0.1
acts phase1.rate -- 0.01 0.1
idle migration.every -- 1 2
idle migration.every run.islands=2 -- 5 6 7
acts migration.every run.islands=2 -- 1 2
idle migration.every run.islands=3 migration.topology=unconnected -- 1 2
idle migration.every run.islands=3 migration.rate=0 -- 1 2
idle migration.topology run.islands=3 -- full both-ways
idle migration.rate run.islands=3 migration.every=1 migration.topology=unconnected -- 0.1 0.9
idle migration.degree run.islands=4 migration.every=1 -- 1 3
idle migration.rewire run.islands=4 migration.every=1 migration.topology=small-world \
    migration.degree=3 -- 0 1
idle migration.edges run.islands=4 migration.every=1 -- "0 1" "1 0 0.5"
idle migration.every run.islands=3 migration.topology=edges "migration.edges=0 1 0, 1 2 0" -- 1 2
idle migration.rate run.islands=3 migration.every=1 migration.topology=edges "migration.edges=0 1 0, 1 2 0" -- 0.5
acts migration.edges run.islands=3 migration.every=1 migration.topology=edges -- "0 1 0, 1 2 0" "0 1, 1 0, 1 2, 2 1"
idle migration.policy run.islands=4 -- fair always
idle migration.policy run.islands=4 migration.every=1 -- fair
acts migration.policy run.islands=4 migration.every=1 selection.scheme=truncation -- fair always
idle migration.emigrants run.islands=4 migration.every=1 -- random most-novel
idle migration.migrants run.islands=4 migration.every=1 -- 2 3
idle migration.immigrants run.islands=2 run.members=32 selection.scheme=truncation migration.every=1 -- worst random
for scheme in recombination truncation; do
    set -- run.islands=5 migration.every=1 selection.scheme=$scheme selection.pressure=0.9 migration.policy=always
    acts migration.topology "$@" -- ring both-ways unconnected torus full random small-world
    acts migration.degree "$@" migration.topology=random -- 1 2 4
    acts migration.rewire "$@" migration.topology=small-world migration.degree=2 -- 0.1 0.9
    acts migration.edges "$@" migration.topology=edges -- "0 1" "1 0 0.5"
    acts migration.rate "$@" -- 0.3 1
    acts migration.policy "${@:1:4}" migration.topology=full -- better always
done
set -- run.islands=3 migration.every=1 selection.scheme=tournament selection.pressure=0.8 migration.policy=always
acts migration.emigrants "$@" -- best random most-novel
acts migration.migrants "$@" -- 1 2 3
acts migration.immigrants "$@" run.members=64 life.litter=4 \
    selection.pressure=0.4 selection.sampling=independent -- last worst random most-similar
acts migration.policy "$@" migration.emigrants=random -- better fair always
idle families.share -- 0.5 1
idle families.share run.islands=2 selection.scheme=truncation -- 0.5
idle families.share run.islands=2 -- 0.5 1
acts families.share run.islands=2 families.founder=one -- 0.5 1
acts families.share run.islands=2 families.every=2 families.cull=0.5 -- 0.5 1
acts families.share run.islands=2 "events.1=at 2 cull islands 0.5" -- 0.5 1
idle families.founder -- one
idle families.die run.islands=3 families.every=0 -- crowded
acts families.die run.islands=4 families.every=1 families.cull=0.5 -- poorest crowded
idle families.every run.islands=3 families.guard=3 -- 1 2
idle families.every run.islands=3 families.cull=0 -- 1 2
idle families.every run.islands=3 -- 6 7
acts families.every run.islands=4 -- 1 2
acts families.refound run.islands=4 families.every=1 -- copy average cross-tensor
for key in cull=0.5 die=drawn scheme=truncation pressure=0.7 refound=average strength=0.5 guard=2; do
    idle "families.${key%=*}" run.islands=3 -- "${key#*=}"
done
idle families.pressure run.islands=2 families.every=1 -- 0.1 0.9
idle families.refound run.islands=4 families.every=1 families.cull=1 -- average cross-tensor
idle life.partner phase2.from=-1 -- other
acts life.partner -- self other
idle language.ambiguity phase2.from=-1 -- 0 10
idle language.ambiguity phase2.channel=silent -- 0 10
acts language.ambiguity -- 0 10
idle language.noise phase2.from=-1 -- 0.5
acts language.noise -- 0 0.5
acts language.deafness -- 0 0.5
idle language.delay phase2.from=-1 -- 1 2
acts language.delay -- 0 2
acts language.delay phase2.channel=silent -- 0 1
acts language.end -- no yes
idle language.cost -- 1 10
acts language.cost language.end=yes -- 0 10
idle phase1.channel -- silent self
acts phase2.channel -- silent normal
idle phase2.from -- 5 600
idle phase3.strength -- 0.1 0.2
acts phase2.strength -- 0.1 0.2
idle worlds.laws worlds.source=arc:tasks -- gravity fill
idle worlds.side_max worlds.source=arc:tasks -- 8 9
idle worlds.hold_out worlds.source=arc:tasks -- fill gravity
idle worlds.composed -- 0.1 0.9
acts worlds.composed worlds.compose=2 worlds.laws=fill,mirror -- 0.1 0.9
idle worlds.square -- no
acts worlds.square worlds.side_max=9 -- no yes

ok "nothing is said of a config in which all acts" "$SMALLWORLD" run run.conf -o r2 --set output.live=no
equal "on stderr" 0 "$(grep -c "no effect" err)"
ok "a run that goes on is told nothing twice" "$SMALLWORLD" run run.conf -o r3 \
    --set selection.elites=1 --stop-at=2
says err "selection.elites has no effect"
ok "here" "$SMALLWORLD" run --resume -o r3
equal "none" 0 "$(grep -c "no effect" err)"
ok "a traced run with partners" "$SMALLWORLD" run run.conf -o r4 --set life.partner=other \
    --set output.trace=yes --set run.members=2 --set life.worlds=2
says out "  hears "
for command in eval replay; do
    ok "$command of it" "$SMALLWORLD" $command r4 --game=rule-relay
    says err "lived no life: it hears itself"
    ok "$command in solo" "$SMALLWORLD" $command r4 --game=solo
    silent err
done

ok "more migrants than litters" "$SMALLWORLD" run run.conf -o r5 --set run.islands=2 \
    --set migration.every=1 --set migration.migrants=9 --set selection.scheme=truncation
says err "migration.migrants has no effect here in full, because an island takes one migrant a litter, and has 3"
ok "more islands than there are" "$SMALLWORLD" run run.conf -o r6 --set run.islands=3 \
    --set migration.every=1 --set migration.degree=3 --set migration.topology=random
says err "migration.degree has no effect here in full, because of 3 islands each has 2 others"

# inspect prints what the run uses, and tells of the rest.
ok "a run on files" "$SMALLWORLD" run run.conf -o files --set worlds.source=arc:tasks \
    --set worlds.laws=fill --set phase2.from=70
ok "inspect of it" "$SMALLWORLD" inspect files
equal "has no laws" 0 "$(grep -c '^worlds.laws  ' out)"
says out "worlds.laws has no effect here, because worlds.source names files"
says out "phase2.from has no effect here, because the run ends at generation 5"
ok "inspect of one that was made" "$SMALLWORLD" inspect r2
equal "has them" 1 "$(grep -c '^worlds.laws  ' out)"
equal "has no elites, which recombination does not know" 0 "$(grep -c '^selection.elites  ' out)"
ok "for programs" "$SMALLWORLD" inspect files --json
says out '"without_effect": ["worlds.laws has no effect here, because '

# ---- what the pressure comes to ----
pressure() {
    "$SMALLWORLD" run run.conf --dry-run --set selection.pressure="$2" --set selection.scheme="$1" |
        sed -n '/^# selection.pressure/,/^# memory/s/^# //p' | sed '/^memory/d' | tr '\n' ' ' |
        sed 's/^selection.pressure = [0-9.]* means here: //; s/ $//'
}
equal "truncation" "parents are drawn from the best 2.9 of 96 members." "$(pressure truncation 0.98)"
equal "tournament" "3 tournaments of 5 entrants." "$(pressure tournament 0.8)"
equal "tournament of a real size" "3 tournaments of 1.429 entrants." "$(pressure tournament 0.3)"
equal "linear rank" "the best of 96 members expects 1.5 times the mean number of litters, the worst 0.5 times." \
    "$(pressure linear-rank 0.5)"
equal "exponential rank" "each of 96 members expects 0.9897 times the litters of the next better one." \
    "$(pressure exponential-rank 0.5)"
equal "proportional" "a parent's chance is its score above the worst to the power 3." "$(pressure proportional 0.75)"
equal "lexicase" "of 100 parents 30 are chosen by lexicase, the others at random." "$(pressure lexicase 0.3)"
equal "plus" "3 tournaments of 2 entrants among the members that stand." "$(pressure plus 0.5)"
equal "recombination" "48 of 96 members weigh something." "$(pressure recombination 0.5)"

# ---- what sharing steps comes to ----
ok "a dry run of four families" "$SMALLWORLD" run run.conf --dry-run --set run.islands=4 --set families.share=0.5 \
    --set families.founder=one
equal "tells how far apart they stay" "families.share = 0.5 means here: 4 islands of one founder stay apart by about 0.53 " \
    "$(sed -n 's/^# //p' out | tr '\n' ' ' | grep -o 'families.share = .* 0.53 ')"
ok "a dry run of islands apart" "$SMALLWORLD" run run.conf --dry-run --set run.islands=4
equal "tells nothing" 0 "$(grep -c 'families.share = [0-9.]* means' out)"

# ---- the dry run is a config ----
ok "a dry run" "$SMALLWORLD" run run.conf --dry-run
says out "# Not used: phase3, phase4, phase5, phase6"
cp out printed.conf
ok "is a config" "$SMALLWORLD" run printed.conf --dry-run
same "of itself" printed.conf out
equal "no line of it is wider than a terminal" "" "$(awk 'length > 80 && !/^laws/' out)"
ok "phases that were set are kept" "$SMALLWORLD" run run.conf --dry-run --set phase4.rate=0.5
equal "though not used" 1 "$(grep -c '^\[phase4\]' out)"

# ---- memory ----
says out "# memory of a rank, about: "
exits 2 "more memory than any machine has" "$SMALLWORLD" run run.conf -o big --set life.worlds=100000 \
    --set run.members=1048576 --set run.islands=200
says err "the run would take about "
says err "lower "
exits 2 "the same without living" "$SMALLWORLD" run run.conf --dry-run --set life.worlds=100000 \
    --set run.members=1048576 --set run.islands=200
says err "lower "
ok "no folder is made" test ! -e big
# Address space is what every machine can be short of. The address sanitizer takes all there is.
if grep -q -- '-fsanitize' "$SW_BUILD/config.log" 2>/dev/null; then
    skip "ulimit -v" "built with sanitizers"
else
    # shellcheck disable=SC2016 # it is another shell's
    exits 2 "more than ulimit -v leaves" bash -c 'ulimit -v 4000000 && exec "$@"' - \
        "$SMALLWORLD" run run.conf --dry-run --set run.islands=4096 --set agent.hidden=256 --set agent.memory=256
    says err "ulimit -v leaves 4.10 GB for one: the weights of parents alone take"
    says err "lower run.islands"
    # shellcheck disable=SC2016
    ok "what fits is not refused" bash -c 'ulimit -v 4000000 && exec "$@"' - \
        "$SMALLWORLD" run run.conf --dry-run --set run.islands=16
    # A thread of OpenBLAS finds no room in so little, and must not be waited for. What the command can do then
    # is the machine's; that it ends is ours.
    # shellcheck disable=SC2016
    bash -c 'ulimit -v 150000 && exec "$@"' - timeout -s KILL 600 "$SMALLWORLD" --version >"$work/out" 2>&1
    if [ $? -ne 137 ]; then
        pass "a command ends under a low ulimit -v"
    else
        fail "a command ends under a low ulimit -v"
    fi
fi

# ---- nothing left to live ----
ok "a finished run" "$SMALLWORLD" run run.conf -o whole
ok "goes on" "$SMALLWORLD" run --resume -o whole
says err "all 5 generations are done"
ok "up to a generation behind its end" "$SMALLWORLD" run --resume -o whole --stop-at=400
says err "all 5 generations are done"
ok "up to one that is over" "$SMALLWORLD" run --resume -o whole --stop-at=1
says err "all 5 generations are done"
ok "one that stands at 3" "$SMALLWORLD" run run.conf -o part --stop-at=3
equal "says nothing of that" 0 "$(grep -c "there is nothing to do" err)"
for at in 1 3; do
    ok "up to $at" "$SMALLWORLD" run --resume -o part --stop-at=$at
    says err "the run is at generation 3, and --stop-at=$at is not after it"
done
ok "up to 4" "$SMALLWORLD" run --resume -o part --stop-at=4
equal "says nothing of that" 0 "$(grep -c "there is nothing to do" err)"
ok "two islands that share" "$SMALLWORLD" run run.conf --dry-run --set run.islands=2 --set families.every=1 \
    --set families.cull=0.5 --set families.die=crowded
says out "families.die has no effect here beyond that of poorest"

finish
