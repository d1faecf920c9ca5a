#!/usr/bin/env bash
# agent.forecast: one genome that solves puzzles and forecasts. What eval --plan and replay --dream say of it, what is
# refused, what has no effect; and that the expert costs the solver nothing where it only learns.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
small_foresight "hold_out = recolour.*.3" "" >run.conf

ok "a run of agents with a forecast expert" "$SMALLWORLD" run run.conf -o run
silent_but_progress() { grep -v '^[0-9]*/[0-9]* \|^[0-9]* rank' err; }
equal "nothing is warned of" "" "$(silent_but_progress)"

ok "inspect" "$SMALLWORLD" inspect run --json
equal "counts the expert's weights" 1 "$([ "$(leaf forecast_parameters)" -gt 5000 ] && echo 1)"
ok "and of a member" "$SMALLWORLD" inspect run best
says out "forecast.fate.head"

# One planner, three engines.
ok "eval --plan=imagine" "$SMALLWORLD" eval run --plan=imagine --thoughts=30 --puzzles=60 --seed=9 --json
cp out imagine
equal "the engine, and how many programs" "imagine 30 1" "$(leaf plan) $(leaf thoughts) $(leaf looks)"
equal "the expert ran" 1 "$(awk -v runs="$(leaf forecast_runs)" 'BEGIN { print (runs >= 60) }')"
equal "sight ran once a puzzle" "$((2 * 2 * 60))" "$(leaf sight_runs)"
equal "all acts can be forecast" 0 "$(leaf acts_unknown)"
equal "one forecast of ten is right, and more" 1 \
    "$(awk -v exact="$(leaf forecasts.0.exact)" -v still="$(leaf forecasts.0.nothing_changes)" 'BEGIN { print (exact > 0.3 && exact > 3 * still) }')"
first=$(leaf first)
ok "again" "$SMALLWORLD" eval run --plan=imagine --thoughts=30 --puzzles=60 --seed=9 --json
same "imagining is repeatable" imagine out
ok "eval --plan=simulate" "$SMALLWORLD" eval run --plan=simulate --thoughts=30 --puzzles=60 --seed=9 --json
equal "the same first answers, and the expert rests" "simulate $first 0" "$(leaf plan) $(leaf first) $(leaf forecast_runs)"
ok "eval --thoughts" "$SMALLWORLD" eval run --thoughts=30 --puzzles=60 --seed=9 --json
equal "is to simulate" simulate "$(leaf plan)"
ok "eval --plan=policy" "$SMALLWORLD" eval run --plan=policy --puzzles=60 --seed=9 --json
equal "answers at once" "$first" "$(leaf exact)"
ok "a table" "$SMALLWORLD" eval run --plan=imagine --puzzles=30
says out "Programs were tried in its own forecasts"
equal "within 80 columns" "" "$(awk 'length($0) > 80' out)"

# A founder forecasts nothing, and so imagines nothing that is right.
ok "a founder" "$SMALLWORLD" eval run --member=founder --plan=imagine --thoughts=30 --puzzles=60 --seed=9 --json
equal "has no forecast of ten right" 1 "$(awk -v exact="$(leaf forecasts.0.exact)" 'BEGIN { print (exact < 0.1) }')"

# Its program beside the world.
ok "replay --dream" "$SMALLWORLD" replay run --dream --format=plain
says out "in its forecasts, and"
equal "no line of it is wider than a terminal" "" "$(awk 'length > 80' out)"
equal "dream and world of each act" 1 "$([ "$(grep -c '^ *dream *world' out)" -ge 1 ] && echo 1)"
ok "planned in forecasts" "$SMALLWORLD" replay run --dream --thoughts=10 --format=plain
says out "thought 1:"
exits 2 "no goals" "$SMALLWORLD" replay run --dream --goal=push
says err "which have no --goal"

# The genome is one, and its tensors are named; where the expert only learns, the rest is what it is without it.
ok "a run without" "$SMALLWORLD" run run.conf -o without --set agent.forecast=none --set learning.forecasts=0
ok "export" "$SMALLWORLD" export run -o with.safetensors
ok "export of the other" "$SMALLWORLD" export without -o without.safetensors
for name in cell.table verb.table cell.bias fate.head verb.fate fate.bias; do
    equal "forecast.$name is in the one" "1 0" \
        "$(grep -ac "\"forecast.$name\"" with.safetensors) $(grep -ac "\"forecast.$name\"" without.safetensors)"
done
ok "founded by what it became" "$SMALLWORLD" run run.conf -o founded --founder=with.safetensors --set run.generations=2
ok "its founder forecasts" "$SMALLWORLD" eval founded --member=founder --plan=imagine --thoughts=30 --puzzles=60 --seed=9 --json
equal "what the member did" "$(jq -c .forecasts imagine)" "$(jq -c .forecasts out)"
ok "what it solves" "$SMALLWORLD" eval run --thoughts=30 --puzzles=60 --seed=9 --json
cp out with
ok "what the other solves" "$SMALLWORLD" eval without --thoughts=30 --puzzles=60 --seed=9 --json
equal "is the same" "$(jq -c '[.first, .programs, .laws]' with)" "$(jq -c '[.first, .programs, .laws]' out)"

# A policy for ARC tasks may have the expert: it is read, and rests.
for head in none organism; do
    ok "a policy, forecast $head" "$SMALLWORLD" run run.conf -o "policy-$head" --set run.generations=1 --set agent.edits=all \
        --set agent.forecast="$head" --set learning.forecasts=0
    ok "exported" "$SMALLWORLD" export "policy-$head" founder -o "$head.npz"
    ok "solve" "$SMALLWORLD" solve "$SW_SOURCE/tests/data/arc-small/fall.json" --budget=20 --policy="$head.npz" --thoughts=20 --json
    head -n 1 out >"solved-$head" # the second line tells times
done
same "the same answers" solved-none solved-organism

# What cannot be.
exits 2 "no expert, nothing to imagine" "$SMALLWORLD" eval without --plan=imagine
says err "no forecast expert"
exits 2 "nor to dream" "$SMALLWORLD" replay without --dream
says err "no forecast expert"
ok "but to simulate" "$SMALLWORLD" eval without --plan=simulate --puzzles=10
exits 2 "no such engine" "$SMALLWORLD" eval run --plan=blind
says err "simulate, imagine or policy"
exits 2 "a policy tries nothing" "$SMALLWORLD" eval run --plan=policy --thoughts=3
says err "tries no program"
exits 2 "acts that cannot be forecast" "$SMALLWORLD" run run.conf -o never --dry-run --set worlds.laws=mirror --set worlds.hold_out=
says err "can be forecast"
exits 2 "experts of another kind" "$SMALLWORLD" run run.conf -o never --dry-run --set keeping.way=experts
exits 2 "no ways for broadcast" "$SMALLWORLD" run run.conf -o never --dry-run --set learning.rule=broadcast
says err "no fixed ways"
exits 2 "schemes that see more than scores" "$SMALLWORLD" run run.conf -o never --dry-run --set life.forecasts=2 \
    --set selection.scheme=lexicase
says err "in scores alone"
ok "deeds for nobody" "$SMALLWORLD" run run.conf -o never --dry-run --set agent.forecast=none
says out "learning.forecasts has no effect here"

finish
