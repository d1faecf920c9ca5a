#!/usr/bin/env bash
# body.crew = litter: each seat of a world is another member, on 1 to 4 ranks, stopped and resumed; its scores,
# its words and what has no effect.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies forage-four 44 <<'END'
crew = litter
speech = normal
END

# Any number of ranks; stopped on one, gone on with on two; every birth lived again.
same_on_ranks "a run of crews" 3 2 3 4

# Each setting changes the run.
each_changes body.crew=own body.credit=crew body.speech=none body.speech=silent body.speech=shuffled \
    body.earshot=2 worlds.source=body:meadow

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
