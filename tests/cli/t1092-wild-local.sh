#!/usr/bin/env bash
# clusters/local.sh with a config of the wild: it begins, goes on, and stops with a good checkpoint.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

local_sh=$SW_SOURCE/clusters/local.sh
cat >"$work/small.conf" <<'END'
[wild]
ticks = 1000000000
report = 100
width = 16
height = 16
plants = 60
bodies = 20
least = 10
features = 16
width_of_memory = 16
END

run=$work/run
ok "it begins a run" "$local_sh" -n 2 "$work/small.conf" "$run" --set wild.seed=7 --stop-at=200
says out "in ticks 0 to 200"
ok "the same command goes on" "$local_sh" -n 1 "$work/small.conf" "$run" --set wild.seed=7 --set=wild.age=90 \
    --stop-at=400
says out "in ticks 200 to 400"
says err "goes on with the config that it was begun with"
ok "one that never stopped" "$SMALLWORLD" wild "$work/small.conf" -o "$work/never" --set wild.seed=7 --stop-at=400
equal "has the same digest" "$(wild_digest "$work/never")" "$(wild_digest "$run")"
exits 2 "what the program refuses is refused" "$local_sh" -n 2 "$work/small.conf" "$run" --stop-at=450
says err "stop at a multiple of that"

"$local_sh" -n 2 "$work/small.conf" "$run" >"$work/out" 2>"$work/err" </dev/null &
script=$!
await "$script" grep -q '^ *600 ' "$work/out"
kill -TERM "$script"
code=0
wait "$script" || code=$?
equal "told to stop, it stops with a good checkpoint" 75 "$code"
ok "and every birth is there" "$SMALLWORLD" wild "$run" --check
finish
