#!/usr/bin/env bash
# worlds.physics = hidden: nobody has the engine of the worlds. The run is the same, programs are tried in own forecasts
# alone, whatever would try them in the world is refused, and where the setting has no effect it is named.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
small_foresight "" "thoughts = 30" >run.conf

# told FILE: what eval says, but for the run's name.
told() {
    jq -c 'del(.run)' "$1"
}

ok "a run that knows" "$SMALLWORLD" run run.conf -o known
ok "a run that does not" "$SMALLWORLD" run run.conf -o hidden --set worlds.physics=hidden
equal "nothing is warned of" "" "$(grep -v '^[0-9]*/[0-9]* \|^[0-9]* rank' err)"
ok "the one" "$SMALLWORLD" export known -o known.safetensors
ok "the other" "$SMALLWORLD" export hidden -o hidden.safetensors
same "lives try no programs, so they are the same" known.safetensors hidden.safetensors

# Imagining works, and is what is done where nothing else is said.
ok "who knows can imagine" "$SMALLWORLD" eval known --plan=imagine --puzzles=60 --seed=9 --json
told out >imagined
ok "who does not imagines" "$SMALLWORLD" eval hidden --plan=imagine --puzzles=60 --seed=9 --json
told out >out.hidden
same "the same" imagined out.hidden
ok "without a word too" "$SMALLWORLD" eval hidden --thoughts=30 --puzzles=60 --seed=9 --json
told out >out.hidden
same "the same" imagined out.hidden
solved=$(jq '.within[-1].exact' imagined)
ok "and so does a member that life.thoughts lets think" "$SMALLWORLD" eval hidden --puzzles=60 --seed=9 --json
equal "as often right" "$solved" "$(leaf exact)"
ok "in the world it is not the same" "$SMALLWORLD" eval known --puzzles=60 --seed=9 --json
equal "at all" no "$([ "$(leaf exact)" = "$solved" ] || echo no)"
ok "a policy answers at once" "$SMALLWORLD" eval hidden --plan=policy --puzzles=60 --seed=9 --json
equal "without a program tried" "$(jq .first imagined)" "$(leaf exact)"

# A thought is checked against demonstrations in forecasts alone: a founder, whose forecasts are nothing, finds no
# program that fits, and in the world it does.
ok "a founder imagines" "$SMALLWORLD" eval hidden --member=founder --thoughts=30 --puzzles=60 --seed=9 --json
equal "nothing that fits" 0 "$(leaf fits)"
ok "a founder simulates" "$SMALLWORLD" eval known --member=founder --thoughts=30 --puzzles=60 --seed=9 --json
equal "what fits" yes "$(awk -v fits="$(leaf fits)" 'BEGIN { print (fits > 0 ? "yes" : "no") }')"

ok "parts" "$SMALLWORLD" parts hidden --puzzles=60 --every=60 --csv
equal "are of who imagines" imagine "$(awk -F, 'NR > 1 { print $8 }' out | sort -u)"
ok "replay" "$SMALLWORLD" replay hidden --game=solo --thoughts=10 --format=plain
says out "thought 1:"
ok "lineage --examine" "$SMALLWORLD" lineage hidden --examine --puzzles=20

# What has no engine to run in.
exits 2 "eval --plan=simulate" "$SMALLWORLD" eval hidden --plan=simulate --puzzles=10
says err "nobody has it (worlds.physics = hidden): give --plan=imagine or policy"
exits 2 "parts --plan=simulate" "$SMALLWORLD" parts hidden --plan=simulate --puzzles=10
says err "give --plan=imagine or policy"
exits 2 "parts --plan=policy" "$SMALLWORLD" parts hidden --plan=policy --puzzles=10
says err "give --thoughts=0 in its place"

# refused WHAT SAID SET...: by a run that would try programs in the world.
refused() {
    local what=$1 said=$2 sets=() set

    shift 2
    for set in "$@"; do sets+=(--set "$set"); done
    exits 2 "$what" "$SMALLWORLD" run run.conf -o never --dry-run --set worlds.physics=hidden "${sets[@]}"
    says err "$said"
    ok "which who knows may" "$SMALLWORLD" run run.conf -o never --dry-run "${sets[@]}"
}
refused "thoughts without forecasts" "set agent.forecast = organism" agent.forecast=none learning.forecasts=0
refused "an own teacher" "phase1.fitness = own tries programs in it" phase1.fitness=own
refused "speech of what was verified" "language.speak_from = verified tries programs in it" language.speak_from=verified
refused "another look" "with life.looks = 2 seats see what it makes of their edits" life.looks=2
refused "an eye that zooms" "an eye that zooms sees what it makes" agent.edits=all
exits 2 "an event" "$SMALLWORLD" run run.conf -o never --dry-run --set "events.1=at 5 set worlds.physics hidden"
says err "worlds.physics cannot change during a run"

# Who has neither engine nor forecasts answers at once.
ok "a run that can try nothing" "$SMALLWORLD" run run.conf -o policy --set worlds.physics=hidden --set agent.forecast=none \
    --set learning.forecasts=0 --set life.thoughts=0 --set run.generations=2
ok "is examined" "$SMALLWORLD" eval policy --puzzles=10
for command in "eval policy --thoughts=5 --puzzles=10" "parts policy --thoughts=5 --puzzles=10" "replay policy --thoughts=5"; do
    read -ra words <<<"$command"
    exits 2 "$command" "$SMALLWORLD" "${words[@]}"
    says err "can try no programs"
done

# Forecasters: the planner has no engine but theirs.
ok "forecasters" "$SMALLWORLD" run run.conf -o edits --set worlds.source=forecast:edits --set worlds.physics=hidden \
    --set run.generations=3 --set learning.puzzles=32
ok "imagine" "$SMALLWORLD" eval edits --plan=imagine --puzzles=5 --thoughts=20 --json
ok "act" "$SMALLWORLD" eval edits --plan=policy --puzzles=5
ok "act blindly" "$SMALLWORLD" eval edits --plan=blind --puzzles=5
exits 2 "cannot simulate" "$SMALLWORLD" eval edits --plan=simulate --puzzles=5
says err "give --plan=imagine, policy or blind"

# Where there is no engine to hide.
for source in function:sphere body:forage forecast:context; do
    cat >"source.conf" <<EOS
[worlds]
source = $source
physics = hidden
EOS
    ok "a dry run of $source" "$SMALLWORLD" run source.conf -o never --dry-run
    says out "worlds.physics has no effect here, because "
done
for source in generated "arc:$SW_SOURCE/tests/data/arc-small" forecast:edits; do
    ok "a dry run of $source" "$SMALLWORLD" run run.conf -o never --dry-run --set "worlds.source=$source" \
        --set worlds.physics=hidden
    equal "has no such line" 0 "$(grep -c 'worlds.physics has no effect' out)"
done

finish
