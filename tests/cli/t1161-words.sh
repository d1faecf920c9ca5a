#!/usr/bin/env bash
# A vocabulary that grows: language.words says how many words are in use, and events raise it. Nobody says a later word before
# its time, in lives or in examinations; runs are checked, stopped and killed to the same bits.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<END_CONF
[run]
generations = 16
members = 64
keyframe_every = 4
[worlds]
laws = replace
$(small_world)
[agent]
$(small_agent)
[language]
vocabulary = 16
words = 3
noise = 0.2
[life]
worlds = 5
[learning]
rule = mirror
hearing = yes
puzzles = 32
[phase1]
game = point-and-paint
evolve = all
strength = 0.5
[phase2]
from = -1
[events]
at 8 set language.words 8
END_CONF

same_on_ranks "a run whose vocabulary grows" 7 3
same_when_killed
each_changes language.words=0 language.words=4 language.words=2 "events.1=at 8 set language.words 0" \
    "events.1=ramp language.words 3 16 from 4 to 12"

# letters WHAT WORDS: the letters of the messages in $work/out, all of them of the first so many words.
letters() {
    local said

    said=$(cut -d, -f5 "$work/out" | sed 1d | fold -w1 | sort -u | tr -d '\n')
    if [ -n "$said" ] && [ -z "$(tr -d "$2" <<<"$said")" ]; then
        pass "$1"
    else
        fail "$1" "said: $said"
    fi
}
ok "the best, of the last generation" "$SMALLWORLD" language "$run" --csv --puzzles=300
letters "says the first eight words and no other" abcdefgh
late=$(cut -d, -f5 "$work/out" | sed 1d | sort | md5sum)
ok "its report" "$SMALLWORLD" language "$run" --puzzles=60
says out "of 8 words in use"
ok "as JSON" "$SMALLWORLD" language "$run" --measures --puzzles=60
equal "with so many" 8 "$(leaf words_in_use)"
"$SMALLWORLD" language "$run" --every=4 --csv --puzzles=10 >"$work/out"
early=$(sed -n 2p "$work/out" | cut -d, -f2)
ok "an ancestor, of before the event" "$SMALLWORLD" language "$run" "$early" --csv --puzzles=300
letters "says the first three" abc
ok "another, with all words" "$SMALLWORLD" language "$work/set-language.words=0" --measures --puzzles=60
equal "before the event and behind it eight" 8 "$(leaf words_in_use)"
ok "one whose words come back" "$SMALLWORLD" language "$work/set-events.1=at 8 set language.words 0" --csv --puzzles=300
if [ "$late" != "$(cut -d, -f5 "$work/out" | sed 1d | sort | md5sum)" ]; then
    pass "says others"
else
    fail "says others"
fi
ok "eval" "$SMALLWORLD" eval "$run" --puzzles=40
says out "of 512 possible ones" # 8 words in use, 3 in a message
ok "eval as JSON" "$SMALLWORLD" eval "$run" --puzzles=40 --json
printf 'abi\nabcd\nabh\nquit\n' >"$work/typed"
# shellcheck disable=SC2016 # the inner shell expands it
ok "talk" bash -c '"$SMALLWORLD" talk "$1" --as=speaker --puzzles=1 <"$2"' talk "$run" "$work/typed"
says out "Letter 3 of that message is none that it hears: they are a to h."
says out "A message has 3 letters of a to h"
says out "It edits:"
ok "replay" "$SMALLWORLD" replay "$run" --puzzle=3

exits 2 "one word is none" "$SMALLWORLD" run "$work/run.conf" --dry-run --set language.words=1
says err "language.words is 1; set it to 2 or more, up to language.vocabulary (16), or to 0 for all of them"
exits 2 "more than there are" "$SMALLWORLD" run "$work/run.conf" --dry-run --set language.words=17
exits 2 "nor by an event" "$SMALLWORLD" run "$work/run.conf" --dry-run --set "events.1=at 8 set language.words 17"
exits 2 "nor of one island" "$SMALLWORLD" run "$work/run.conf" --dry-run --set "island 0.language.words=4"
ok "as many as there are" "$SMALLWORLD" run "$work/run.conf" --dry-run --set language.words=16 --set events.1=
joined=$(sed 's/^# *//' "$work/out" | tr '\n' ' ')
echo "$joined" >"$work/out"
says out "language.words has no effect here, because language.vocabulary has no more words"

# told WHAT YES|NO SENTENCE SETTING...: whether a dry run says it.
told() {
    local what=$1 wanted=$2 sentence=$3 setting sets=() found=no

    shift 3
    for setting in "$@"; do sets+=(--set "$setting"); done
    ok "$what" "$SMALLWORLD" run "$work/run.conf" --dry-run "${sets[@]}"
    sed 's/^# *//' "$work/out" | tr '\n' ' ' | grep -qF "$sentence" && found=yes
    equal "  \"$sentence\"" "$wanted" "$found"
}
already="events.1 has no effect here, because language.words is the same without it"
told "an event that sets as many as are in use" yes "$already" "events.1=at 8 set language.words 3"
told "all of them, by their number or by 0" yes "$already" language.words=0 "events.1=at 8 set language.words 16"
told "the other way round" yes "$already" language.words=16 "events.1=at 8 set language.words 0"
told "all words where there were three" no "no effect" "events.1=at 8 set language.words 16"
told "all at first, and then fewer" no "no effect" language.words=16 "events.1=at 8 set language.words 4"
told "of words that nobody hears" yes "events.1 has no effect here, because no phase of the run has a speaker that is heard" \
    phase1.channel=silent "events.1=at 8 set language.words 8"
told "of elders where one utterance arrives whoever speaks" yes "learning.elders has no effect here, because on no channel of the run" \
    phase1.channel=constant learning.elders=yes
told "which are heard elsewhere" no "learning.elders has no effect" learning.elders=yes
finish
