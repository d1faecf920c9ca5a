#!/usr/bin/env bash
# worlds.source = forecast:NAME: a run of forecasters on 1, 2 and 3 ranks, stopped, killed and resumed, and what
# eval, check, inspect and replay say of it.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<'END_OF_CONFIG'
[run]
generations = 12
members = 48
islands = 2
keyframe_every = 5
[worlds]
source = forecast:all
side_min = 4
side_max = 6
[agent]
hidden = 16
[life]
worlds = 3
[learning]
rule = mirror
puzzles = 64
[migration]
every = 5
[phase2]
from = -1
[output]
progress_every = 3600
END_OF_CONFIG

# Any number of ranks; stopped on one, gone on with on two.
same_on_ranks "a run of forecasters" 7 2 3
cp "$work/told" "$work/err"
says err "12/12  forecast all  best -"

same_when_killed
cp "$work/killed.json" "$work/out"
equal "inspect names what is forecast" all "$(leaf forecast)"

# Each setting is in the digest; other schemes and rules run as well.
each_changes worlds.source=forecast:edits worlds.source=forecast:ticks worlds.source=forecast:near worlds.colours=3 worlds.side_max=7 \
    worlds.organisms_max=3 agent.hidden=32 learning.rule=delta learning.rule=none learning.times=2 \
    learning.inheritance=baldwin selection.scheme=tournament families.every=4

# What its dreams are worth.
ok "eval --json" "$SMALLWORLD" eval "$run" --puzzles=30 --json
silent err
equal "what it is of" "all 30 1 12" \
    "$(leaf forecast) $(leaf episodes) $(leaf episodes_seed) $(leaf generations)"
equal "of which canvases" "same 4 6 larger 7 12" \
    "$(for i in 0 1; do leaf "canvases.$i.sizes"; leaf "canvases.$i.side_min"; leaf "canvases.$i.side_max"; done | tr '\n' ' ' | sed 's/ $//')"
equal "after 8 steps" 8 "$(leaf canvases.1.steps.7.step)"
equal "all deeds were done once" 30 \
    "$(awk -f "$SW_SOURCE/tests/json.awk" "$work/out" | sed -n 's/^canvases.0.deeds.*.done=//p' | awk '{ s += $1 } END { print s }')"
cp "$work/out" "$work/first"
ok "the same again" "$SMALLWORLD" eval "$run" --puzzles=30 --json
same "eval is repeatable" "$work/first" "$work/out"
ok "eval prints a table" "$SMALLWORLD" eval "$run" --puzzles=20
cp "$work/out" "$work/page"
tr '\n' ' ' <"$work/page" >"$work/out"
says out "all: 20 episodes that no life met, sides 4 to 6 (larger: 7 to 12), 12 generations"
cp "$work/page" "$work/out"
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
equal "of all, twice: whole canvases, and changed cells" "nothing founder best on nothing founder best on" \
    "$(awk '/^(nothing changes|founder|best|  on larger) / { print $1 }' "$work/out" | tr '\n' ' ' | sed 's/ $//')"

# What is refused, and how.
exits 2 "no such theme" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=forecast:weather
says err "worlds.source: there is no theme to forecast \"weather\"; there are edits"
exits 2 "no fixed ways" "$SMALLWORLD" run "$work/run.conf" --dry-run --set learning.rule=broadcast
says err "learning.rule = broadcast has no fixed ways into a forecaster"
exits 2 "no descriptors" "$SMALLWORLD" run "$work/run.conf" --dry-run --set selection.scheme=map-elites
says err "selection.scheme = map-elites observes descriptors, and forecasters (worlds.source = forecast:all) have none"
exits 2 "cma is for vectors" "$SMALLWORLD" run "$work/run.conf" --dry-run --set selection.update=cma
says err "selection.update = cma adapts plain vectors"
ok "what has no effect is named" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.laws=fill \
    --set agent.memory=48 --set life.thoughts=3 --set language.length=2
says out "worlds.laws has no effect here, because worlds.source names what is"
says out "agent.memory has no effect here"
says out "life.thoughts has no effect here"
says out "language.length has no effect here"
exits 2 "replay shows no forecasters" "$SMALLWORLD" replay "$run"
says err "the members of this run forecast (worlds.source = forecast:all): there is no life to replay"
for option in --game=solo --channel=silent --arc=x --families --reverse=3; do
    exits 2 "eval refuses $option" "$SMALLWORLD" eval "$run" "$option"
    says err "the members of this run forecast (worlds.source = forecast:all), and sit at no puzzles"
done

# Commands that look at lives of puzzles say no.
exits 2 "lineage examines none" "$SMALLWORLD" lineage "$run" --examine
says err "--examine is for members that solve puzzles"

# A branch with another seed, and one whose laws of learning would have been others.
ok "a branch" "$SMALLWORLD" run --from="$run@6" -o "$work/branch" --set run.seed=9
ok "is sound" "$SMALLWORLD" check "$work/branch"
exits 2 "a longer run would have learned otherwise" "$SMALLWORLD" run --resume -o "$run" --generations=20
says err "learning.rate"

# An event makes scenes larger, on any number of ranks.
ok "larger from 4 on" "$SMALLWORLD" run "$work/run.conf" -o "$work/larger" --set events.1="at 4 set worlds.side_max 9"
ok "the same on two ranks" "$MPIRUN" -q -n 2 "$SMALLWORLD" run "$work/run.conf" -o "$work/larger-2" \
    --set events.1="at 4 set worlds.side_max 9"
equal "one digest" "$(digest "$work/larger")" "$(digest "$work/larger-2")"
equal "and another than without" yes "$([ "$(digest "$work/larger")" != "$(digest "$run")" ] && echo yes)"

exits 2 "compare examines none" "$SMALLWORLD" compare "$run" "$work/larger" --eval=20
says err "solve no puzzles (worlds.source = forecast:all)"

finish
