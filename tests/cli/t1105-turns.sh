#!/usr/bin/env bash
# Games by turns (steps, box-relay, crew): runs are checked and rebuilt, stopped and killed to the same bits; eval, replay,
# language and talk take turns; what cannot be played by turns is refused, and what has no effect is named.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<END_CONF
[run]
generations = 24
members = 64
islands = 2
keyframe_every = 8
[worlds]
laws = replace,mirror
compose = 2
composed = 0.9
$(small_world)
discriminating = no
[agent]
$(small_agent)
[language]
delay = 1
[life]
worlds = 4
partner = other
[learning]
rule = mirror
hearing = yes
puzzles = 32
[phase1]
game = steps
[phase2]
from = 8
game = box-relay
evolve = all
END_CONF

same_on_ranks "a run by turns" 17 3
same_when_killed
each_changes phase2.game=crew phase2.game=point-and-paint phase1.game=solo phase2.channel=shuffled phase2.channel=silent \
    phase2.channel=self phase2.channel=constant language.noise=0.2 language.deafness=0.3 worlds.compose=3 phase2.fitness=progress learning.hearing=no \
    learning.elders=yes \
    life.partner=self language.speak_from=verified

# ---- who reads the run ----
ok "eval" "$SMALLWORLD" eval "$run" --puzzles=40
says out "boxes: two take turns"
says out "steps: one sees"
ok "as JSON, with other words" "$SMALLWORLD" eval "$run" --json --puzzles=40 --game=box-relay --channel=shuffled
ok "dialogues" "$SMALLWORLD" language "$run" --transcripts --puzzles=20
two=$(sed -n 's/^puzzle \([0-9]*\): .*>.*/\1/p' "$work/out" | head -n 1)
ok "replay" "$SMALLWORLD" replay "$run" --puzzle="$two"
says out "turn 1"
says out "A, teller, sees:"
says out "B, builder:"
says out "turn 2"
says out "A, builder:"
ok "on a silent channel" "$SMALLWORLD" replay "$run" --puzzle="$two" --channel=silent
says out "B hears nothing"
says out "A hears nothing"
ok "by one's own words" "$SMALLWORLD" replay "$run" --puzzle="$two" --channel=self
equal "who edits speaks, of what it sees" "B, builder, sees:" "$(grep 'sees:$' "$work/out" | head -n 1)"
exits 2 "thoughts are not shown" "$SMALLWORLD" replay "$run" --game=steps --thoughts=50
says err "replay shows no thoughts of games by turns, and steps is one"
ok "of a crew" "$SMALLWORLD" replay "$run" --puzzle="$two" --game=crew
says out "C, worker:"
ok "a picture" "$SMALLWORLD" replay "$run" --gif="$work/replay.gif"

ok "language by lines" "$SMALLWORLD" language "$run" --csv --puzzles=20
equal "has turns" "puzzle,turn,rule,law,parameters,message,heard,edits,exact" "$(head -n 1 "$work/out")"
equal "each of two" "1 2" "$(cut -d, -f2 "$work/out" | sed 1d | sort -u | paste -sd' ')"
equal "of ten puzzles" 10 "$(cut -d, -f1 "$work/out" | sed 1d | sort -u | wc -l)"
equal "of one law each" 0 "$(cut -d, -f3 "$work/out" | grep -c '>')"
ok "JSON lines" "$SMALLWORLD" language "$run" --json --puzzles=4
says out '"turn": 2'
ok "a game without turns" "$SMALLWORLD" language "$run" --csv --puzzles=4 --game=point-and-paint
equal "has no such column" "puzzle,rule,law,parameters,message,heard,edits,exact" "$(head -n 1 "$work/out")"
ok "the report" "$SMALLWORLD" language "$run" --puzzles=30
says out "30 turns of unseen puzzles"
says out "Whole dialogues on 30 puzzles"
says out "later turns the words change if the words heard before"
equal "within 80 columns" 0 "$(awk 'length > 80' "$work/out" | wc -l)"
ok "dialogues" "$SMALLWORLD" language "$run" --transcripts --puzzles=2
says out "puzzle 1: "
says out "turn 2"
equal "within 80 columns too" 0 "$(awk 'length > 80' "$work/out" | grep -cv '^[ABC], ')"
ok "through time" "$SMALLWORLD" language "$run" --every=12 --csv --puzzles=10
ok "dialects" "$SMALLWORLD" language "$run" --dialects --puzzles=10
ok "talk" bash -c "printf 'aaa\n' | '$SMALLWORLD' talk '$run' --as=speaker --puzzles=1"
says out "puzzle 0, turn 1 of 2"
ok "of one puzzle in all its turns" bash -c "printf 'aaa\naaa\naaa\n' | '$SMALLWORLD' talk '$run' --as=speaker --puzzle=1 --puzzles=1"
equal "it begins with that one" "puzzle 1, turn 1 of 2|puzzle 1, turn 2 of 2" "$(grep '^puzzle' "$work/out" | paste -sd'|')"

# What the turns come to is what eval counts: of each dialogue the last word is "all exact" or not.
ok "sixty dialogues" "$SMALLWORLD" language "$run" --transcripts --puzzles=60
exact=$(grep -c '^all exact' "$work/out")
ok "the same by eval" "$SMALLWORLD" eval "$run" --json --puzzles=60 --game=box-relay --member=best
equal "are as many" "$exact" "$(awk -v e="$(leaf exact)" 'BEGIN { printf "%.0f", 60 * e }')"

# Each turn has its ticks: a ceiling is that of the longest law, and not of all in a row.
ok "a run of few ticks" "$SMALLWORLD" run "$work/run.conf" -o "$work/few" --stop-at=1 --set life.ticks=4 \
    --set phase2.from=-1 --set worlds.composed=1
equal "is told of none that are too few" 0 "$(grep -c "laws in a row" "$work/err")"
ok "eval by turns" "$SMALLWORLD" eval "$work/few" --json --puzzles=20 --game=steps --member=best
turns=$(leaf ceiling)
ok "at once" "$SMALLWORLD" eval "$work/few" --json --puzzles=20 --game=solo --member=best
ok "turns can be done in ticks in which the whole cannot" awk -v t="$turns" -v s="$(leaf ceiling)" 'BEGIN { exit !(t > s) }'

# A puzzle is found when all of its turns are: a search that could go on does not change what is found within 3.
ok "a hundred thoughts by turns" "$SMALLWORLD" eval "$run" --json --puzzles=40 --game=steps --thoughts=100 --member=best
hundred=$(leaf within.1.exact)
equal "within three of them" 3 "$(leaf within.1.thoughts)"
ok "three" "$SMALLWORLD" eval "$run" --json --puzzles=40 --game=steps --thoughts=3 --member=best
equal "is what three find" "$(leaf within.1.exact)" "$hundred"

# ---- lessons as lives are change nothing where each turn is one law anyway ----
turned=(--set phase1.game=steps --set phase2.game=box-relay --set worlds.composed=1 --set life.lessons=yes)
ok "lives by turns alone" "$SMALLWORLD" run "$work/run.conf" -o "$work/alone" "${turned[@]}"
ok "and lessons as they are" "$SMALLWORLD" run "$work/run.conf" -o "$work/as-lives" "${turned[@]}" --set learning.as_lives=yes
equal "are the same" "$(digest "$work/alone")" "$(digest "$work/as-lives")"

# ---- a trace ----
ok "a life is traced" "$SMALLWORLD" run "$work/run.conf" -o "$work/traced" --stop-at=9 --set output.trace=yes \
    --set run.members=4 --set run.islands=1
says out "turn 2  B says"
ok "and one by its own words" "$SMALLWORLD" run "$work/run.conf" -o "$work/own-words" --stop-at=9 --set output.trace=yes \
    --set run.members=4 --set run.islands=1 --set phase2.channel=self
says out "turn 1  B says"

# ---- what cannot be ----
refused() {
    local what=$1 text=$2

    shift 2
    exits 2 "$what" "$SMALLWORLD" run "$work/run.conf" --dry-run "$@"
    says err "$text"
}
refused "one law has no turns" "phase1.game = steps takes a turn for each law of a puzzle, and" --set worlds.compose=1
refused "files do not tell laws" "tasks of files do not tell their laws" --set worlds.source="arc:$work"
refused "own teachers" "phase1.fitness = own finds programs for whole puzzles" --set phase1.fitness=own
refused "credit" "gives credit" --set selection.scheme=credit --set phase2.game=steps
ok "lessons of one law" "$SMALLWORLD" run "$work/run.conf" --dry-run --set life.lessons=yes
says out "life.lessons has no effect here, because games by turns take one law at a"
ok "elders whom nobody hears" "$SMALLWORLD" run "$work/run.conf" --dry-run --set learning.hearing=no \
    --set learning.elders=yes
says out "learning.elders has no effect here, because learning.hearing = no"
ok "or who are silent" "$SMALLWORLD" run "$work/run.conf" --dry-run --set learning.elders=yes --set phase2.channel=silent
says out "learning.elders has no effect here, because on no channel of the run"
finish
