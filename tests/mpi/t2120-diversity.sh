#!/usr/bin/env bash
# What members write in probe worlds: the same records on 1, 2 and 3 ranks, after a kill and on other ranks, with
# islands that are spread over ranks and speakers among them.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END_OF_CONFIG'
[run]
generations = 12
islands = 2
members = 40
keyframe_every = 4
probes = 3
probe_every = 2
[worlds]
laws = gravity,mirror
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 2
ticks = 3
litter = 8
[phase1]
from = 0
game = solo
evolve = solo
[phase2]
from = 6
game = rule-relay
evolve = language
[output]
progress_every = 3600
END_OF_CONFIG

# told RUN: what its table says of diversity.
told() { "$SMALLWORLD" table "$1" --columns=generation,island,overlap,all_overlap,program_entropy,programs | cut -d, -f2-; }

ok "one process" "$SMALLWORLD" run "$work/run.conf" -o "$work/one"
expected=$(digest "$work/one")
equal "all is well" 32 "${#expected}"
told "$work/one" >"$work/expected"
equal "programs of six generations on two islands" 12 "$(awk -F, 'NR > 1 && $6 != ""' "$work/expected" | wc -l)"
for ranks in 2 3; do
    ok "$ranks ranks" "$MPIRUN" -q -n $ranks "$SMALLWORLD" run "$work/run.conf" -o "$work/ranks-$ranks"
    equal "$ranks ranks: the same records" "$expected" "$(digest "$work/ranks-$ranks")"
    told "$work/ranks-$ranks" >"$work/actual"
    same "$ranks ranks: the same figures" "$work/expected" "$work/actual"
done
ok "3 ranks that stop" "$MPIRUN" -q -n 3 "$SMALLWORLD" run "$work/run.conf" -o "$work/stopped" --stop-at=5
ok "and 2 that go on" "$MPIRUN" -q -n 2 "$SMALLWORLD" run --resume -o "$work/stopped"
equal "come to the same" "$expected" "$(digest "$work/stopped")"

# Killed where it stands, and resumed.
"$SMALLWORLD" run "$work/run.conf" -o "$work/long" --set run.generations=1000000 >"$work/out" 2>"$work/err" &
pid=$!
has_lived() { [ "$(done_of "$1" | grep . || echo 0)" -ge "$2" ]; }
await $pid has_lived "$work/long" 3
kill -9 $pid
wait $pid 2>/dev/null
cp -a "$work/long" "$work/killed"
stood=$("$SMALLWORLD" inspect "$work/killed" --json | tr ',' '\n' | sed -n 's/.*"generations": *\([0-9]*\).*/\1/p' | head -n 1)
ok "a killed run goes on" "$MPIRUN" -q -n 2 "$SMALLWORLD" run --resume -o "$work/killed" --stop-at=$((stood + 4))
ok "one that was not killed" "$SMALLWORLD" run "$work/run.conf" -o "$work/whole" --set run.generations=1000000 \
    --stop-at=$((stood + 4))
equal "comes to the same" "$(digest "$work/whole")" "$(digest "$work/killed")"
finish
