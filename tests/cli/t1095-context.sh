#!/usr/bin/env bash
# worlds.source = forecast:context: members find out what the physics of a world is. The run on 1, 2 and 3 ranks,
# stopped, killed and resumed; what eval and check say; what is refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<'END_OF_CONFIG'
[run]
generations = 8
members = 34
islands = 2
keyframe_every = 3
[worlds]
source = forecast:context
side_min = 3
side_max = 5
colours = 4
organisms_min = 1
organisms_max = 3
[agent]
hidden = 16
[life]
worlds = 1
[learning]
rule = mirror
puzzles = 64
step = 32
[migration]
every = 5
[phase2]
from = -1
[output]
progress_every = 3600
END_OF_CONFIG

same_on_ranks "a run in context" 5 2 3
cp "$work/told" "$work/err"
says err "8/8  forecast context  best -"

same_when_killed
cp "$work/killed.json" "$work/out"
equal "inspect names what is forecast" context "$(leaf forecast)"

each_changes worlds.source=forecast:told worlds.hold_out=fire worlds.colours=5 worlds.side_max=6 worlds.organisms_max=4 \
    learning.rule=delta learning.rule=none learning.times=2

# What is found out, and that no weight changes.
ok "eval --json" "$SMALLWORLD" eval "$run" --puzzles=10 --tune=2 --json
silent err
equal "what it is of" "context 10 1 8" \
    "$(leaf forecast) $(leaf worlds) $(leaf worlds_seed) $(leaf generations)"
equal "16 digits" 16 "$(leaf weights_before | tr -d '\n' | wc -c)"
equal "no weight has changed" "$(leaf weights_before)" "$(leaf weights_after)"
equal "what was shown" "same another tuned tuned" \
    "$(for i in 0 1 2 3; do leaf "lines.$i.shown"; done | tr '\n' ' ' | sed 's/ $//')"
equal "and how often" "0 1 2 4 8" \
    "$(for i in 0 1 2 3 4; do leaf "lines.0.after.$i.shown"; done | tr '\n' ' ' | sed 's/ $//')"
equal "before anything is shown nobody differs" "$(leaf lines.0.after.0.changed_right)" \
    "$(leaf lines.1.after.0.changed_right)"
equal "the same is asked of all" "$(leaf lines.0.after.4.nothing_changes)" \
    "$(leaf lines.3.after.0.nothing_changes)"
cp "$work/out" "$work/first"
ok "the same again" "$SMALLWORLD" eval "$run" --puzzles=10 --tune=2 --json
same "eval is repeatable" "$work/first" "$work/out"
ok "tuned for at most 3" "$SMALLWORLD" eval "$run" --puzzles=2 --tune=3 --json
equal "1 and 2 generations" "1 2 0" "$(leaf lines.2.generations) $(leaf lines.3.generations) $(leaf lines.4.shown | wc -c | tr -d ' ')"

# Copies of founders, who have not learned, are taught by the rule of the run, as often as it says.
tuned_founder() { # RUN
    ok "a founder of $(basename "$1") is tuned" "$SMALLWORLD" eval "$1" --member=founder --puzzles=5 --tune=1 --json
    leaf 'lines.2.after.[0-4].false_changes' >"$work/tuned"
}
tuned_founder "$run"
cp "$work/tuned" "$work/by-mirror"
for other in rule=delta times=2; do
    tuned_founder "$work/set-learning.$other"
    if cmp -s "$work/by-mirror" "$work/tuned"; then
        fail "learning.$other teaches copies otherwise" "they are alike"
    else
        pass "learning.$other teaches copies otherwise"
    fi
done
ok "eval prints tables" "$SMALLWORLD" eval "$run" --puzzles=5
cp "$work/out" "$work/page"
tr '\n' ' ' <"$work/page" >"$work/out"
says out "context: 5 worlds of combinations that no life met, 8 generations"
says out ", the same."
cp "$work/page" "$work/out"
equal "within 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
equal "two tables of all" "nothing founder best shown nothing founder best shown" \
    "$(awk '/^(nothing changes|founder|best) / { print $1 } /^  shown another/ { print $1 }' "$work/out" | tr '\n' ' ' | sed 's/ $//')"

# Who is told needs to be shown nothing.
told=$work/set-worlds.source=forecast:told
ok "eval of who is told" "$SMALLWORLD" eval "$told" --puzzles=5 --json
equal "the theme" told "$(leaf forecast)"
equal "more shown is no more known" "$(leaf lines.0.after.0.changed_right)" \
    "$(leaf lines.0.after.4.changed_right)"

# What is held out apart.
held=$work/set-worlds.hold_out=fire
ok "eval of held out" "$SMALLWORLD" eval "$held" --puzzles=5 --json
equal "of which physics" "unseen unseen held held" \
    "$(for i in 0 1 2 3; do leaf "lines.$i.physics"; done | tr '\n' ' ' | sed 's/ $//')"

# The table of physics, and its page.
ok "worlds --physics" "$SMALLWORLD" worlds --physics
silent err
awk 'NR > 1 && /^[a-z]/ { print $1 }' "$work/out" >"$work/rows"
equal "nine kinds of physics" 9 "$(wc -l <"$work/rows" | tr -d ' ')"
equal "the page names all" "" \
    "$(while read -r row; do grep -q "^| \`$row\` |" "$SW_SOURCE/docs/in-context.md" || echo "$row"; done <"$work/rows")"

# What is refused.
exits 2 "no such physics" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.hold_out=ice
says err 'there is no physics "ice"'
says err 'such as gravity.up, or a row alone'
exits 2 "too few colours" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.colours=3
says err "need at least 4"
exits 2 "all worlds held out" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.hold_out=border.wall,border.wrap
says err "worlds.hold_out = border.wall,border.wrap holds out all worlds"
exits 2 "two options of a row" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.hold_out=gravity.up+gravity.down
says err "worlds.hold_out joins two options of gravity by +"
ok "hold_out has an effect" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.hold_out=glue+gravity.up
equal "and nothing says that it has none" "" "$(grep "worlds.hold_out has no effect" "$work/out")"
ok "elsewhere it has none" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.hold_out=fill --set worlds.source=forecast:ticks
says out "worlds.hold_out has no effect here"
exits 2 "who does not learn" "$SMALLWORLD" eval "$work/set-learning.rule=none" --tune=1
says err "in this run no parent learns"
exits 2 "no families" "$SMALLWORLD" eval "$run" --families
says err "give --member, --puzzles (worlds, at least 1), --seed, --tune, --passes, --plan (with it --thoughts) and --json only"
ok "a run of deeds" "$SMALLWORLD" run "$work/run.conf" -o "$work/deeds" --set worlds.source=forecast:ticks
exits 2 "tunes nothing" "$SMALLWORLD" eval "$work/deeds" --tune=1
says err "the members of this run forecast (worlds.source = forecast:ticks), and sit at no puzzles"

finish
