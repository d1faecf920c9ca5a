#!/usr/bin/env bash
# body.crew = litter: each seat of a world is another member, on 1 to 4 ranks, stopped and resumed; its scores,
# its words and what has no effect.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 6
members = 44
islands = 2
keyframe_every = 4
[worlds]
source = body:forage-four
[body]
ticks = 20
crew = litter
speech = normal
[agent]
features = 16
memory = 16
[life]
worlds = 4
[phase1]
strength = 0.4
[phase2]
from = -1
[output]
progress_every = 3600
END

# Any number of ranks; stopped on one, gone on with on two; every birth lived again.
run=$work/run
ok "a run of crews" "$SMALLWORLD" run "$work/run.conf" -o "$run"
whole=$(digest "$run")
equal "its digest has 32 digits" 32 "${#whole}"
for n in 2 3 4; do
    ok "on $n ranks" "$MPIRUN" -n "$n" "$SMALLWORLD" run "$work/run.conf" -o "$run-$n"
    equal "$n ranks have the same digest" "$whole" "$(digest "$run-$n")"
done
ok "it stops" "$SMALLWORLD" run "$work/run.conf" -o "$run-stopped" --stop-at=3
ok "and goes on, on 2 ranks" "$MPIRUN" -n 2 "$SMALLWORLD" run --resume -o "$run-stopped"
equal "to the same digest" "$whole" "$(digest "$run-stopped")"
ok "check lives it again" "$SMALLWORLD" check "$run-stopped"
says out "all is well"

# Each setting changes the run.
for set in body.crew=own body.credit=crew body.speech=none body.speech=silent body.speech=shuffled \
    body.earshot=2 worlds.source=body:meadow; do
    ok "with $set" "$SMALLWORLD" run "$work/run.conf" -o "$work/set-$set" --set "$set"
    if [ "$(digest "$work/set-$set")" = "$whole" ]; then
        fail "$set changes the run" "it has the same digest"
    else
        pass "$set changes the run"
    fi
done

# What reads it.
lines_of_eval() {
    awk '/^(random|founder|best|  (told|values|memory|deaf)) / { print $1 }' "$work/out" | tr '\n' ' ' |
        sed 's/ $//' | sed 's/deaf *$/deaf/'
}
ok "eval has the control of the channel" "$SMALLWORLD" eval "$run" --puzzles=20
equal "beside the others" "random founder best told values memory deaf" "$(lines_of_eval)"
ok "eval of brains without words" "$SMALLWORLD" eval "$work/set-body.speech=none" --puzzles=20
equal "has no deaf ones" "random founder best told values memory" "$(lines_of_eval)"
ok "live shows it" "$SMALLWORLD" live "$run" --ticks=3 --pause=0 --gif="$work/live.gif"
equal "and films it" GIF89a "$(head -c 6 "$work/live.gif")"

# What has no effect is named.
ok "one body has no crew" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:forage
says out "body.crew has no effect here, because the game that worlds.source names"
says out "body.speech has no effect here"
ok "all seats by one member" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.crew=own \
    --set body.credit=crew
says out "body.credit has no effect here, because with body.crew = own one member"
ok "nobody hears" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.speech=silent \
    --set body.earshot=3
says out "body.earshot has no effect here, because nobody hears a word"
exits 2 "no such crew" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.crew=all
says err "body.crew"

finish
