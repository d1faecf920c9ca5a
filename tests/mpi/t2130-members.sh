#!/usr/bin/env bash
# Members that learn within their lives: the same digest on 1 to 3 ranks, after a stop and after kill -9, by both
# inheritances and every rule, with parents of many kinds, and in `check`, which makes everybody again.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

# Two islands that exchange members; phase 2 is a relay, in which nobody learns.
cat >"$work/run.conf" <<END
[run]
generations = 7
members = 16
islands = 2
keyframe_every = 3
probes = 2
probe_every = 2
[agent]
$(small_agent)
[worlds]
laws = gravity,fill,mirror
[life]
worlds = 4
litter = 4
[selection]
scheme = truncation
pressure = 0.25
elites = 1
[migration]
every = 2
[learning]
rule = mirror
who = members
puzzles = 32
step = 32
times = 1
gene_feedback = 0.3
[phase2]
from = 5
[output]
progress_every = 3600
END

same_on_ranks "a run whose members learn" 4 2 3
same_when_killed

# What changes a run; check makes all of them again.
each_changes learning.inheritance=baldwin learning.rule=broadcast learning.gene_feedback=0 learning.gene_factor=1

# Others on two ranks, stopped where there is no keyframe: who stands, two parents, members that are observed.
for set in "selection.scheme=tournament selection.crossover=0.5" \
    "selection.scheme=tournament selection.crossover=0.5 learning.inheritance=baldwin" \
    "selection.scheme=plus learning.rule=delta" "selection.scheme=lexicase phase1.fitness=progress" "selection.scheme=map-elites phase1.fitness=exact phase2.from=-1"; do
    options=()
    for word in $set; do
        options+=(--set "$word")
    done
    rm -rf "$work/one" "$work/two"
    ok "$set" "$SMALLWORLD" run "$work/run.conf" -o "$work/one" "${options[@]}"
    go 2 "$work/two" "${options[@]}" --stop-at=4
    go 3 "$work/two" --resume "${options[@]}"
    equal "the same digest on 2 and 3 ranks" "$(digest "$work/one")" "$(digest "$work/two")"
    ok "check" "$SMALLWORLD" check "$work/two"
done

finish
