#!/usr/bin/env bash
# How a run goes on: what --resume takes over, what may change on the way, what can be tried first.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END_CONF'
[run]
generations = 12
members = 34
keyframe_every = 1
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 1
[phase2]
from = 6
[output]
progress_every = 3600
END_CONF

# shellcheck disable=SC2317
run() {
    "$SMALLWORLD" run "$@"
}

ok "a run" run "$work/run.conf" -o "$work/run"
whole=$(digest "$work/run")

# ---- trying a resume makes nothing and shows the run's own config ----
ok "a run of another seed, stopped" \
    run "$work/run.conf" -o "$work/seven" --set run.seed=7 --stop-at=2
cp -r "$work/seven" "$work/copy"
exits 0 "a dry resume" run --resume -o "$work/seven" --dry-run
says out "seed = 7"
says out "generations = 12"
ok "has written nothing" diff -r -x lock.mdb "$work/copy" "$work/seven"
exits 2 "a dry resume with another config" run --resume -o "$work/seven" --dry-run --set run.seed=8
says err "run.seed"
exits 1 "a dry resume where there is no run" run --resume -o "$work/nowhere" --dry-run
says err "holds no run"
exits 2 "a dry resume without a folder" run --resume --dry-run
says err "-o"

# ---- a store that may grow no more goes on when it may ----
exits 1 "a store that may not grow" run "$work/run.conf" -o "$work/small" --set run.map_megabytes=1 \
    --set agent.features=32 --set agent.hidden=64 --set agent.memory=64
says err "--set run.map_megabytes=2"
exits 0 "goes on when it may" run --resume -o "$work/small" --set run.map_megabytes=100
ok "soundly" "$SMALLWORLD" check "$work/small"
ok "to the same bits" run "$work/run.conf" -o "$work/large" \
    --set agent.features=32 --set agent.hidden=64 --set agent.memory=64
equal "as with room from the first" "$(digest "$work/large")" "$(digest "$work/small")"

# ---- waiting for the disk may begin at any time ----
ok "a run, stopped" run "$work/run.conf" -o "$work/sync" --stop-at=3
ok "goes on and waits for the disk" run --resume -o "$work/sync" --set run.sync=yes --stop-at=8
ok "and without" run --resume -o "$work/sync"
equal "with the same bits" "$whole" "$(digest "$work/sync")"

# ---- stops at every place ----
ok "a run that stops before it lives" run "$work/run.conf" -o "$work/steps" --stop-at=0
for generation in 0 1 5 6 7 12 12 20; do
    ok "goes on to $generation" run --resume -o "$work/steps" --stop-at=$generation
done
equal "step by step the same bits" "$whole" "$(digest "$work/steps")"

# ---- no time at all is no time without end ----
exits 2 "--max-time=0" run "$work/run.conf" -o "$work/never" --max-time=0:00:00
says err "--max-time"

finish
