#!/usr/bin/env bash
# Bodies that tell what they have tasted, and a guide that tells what feeds: runs on 1 to 4 ranks, stopped and
# resumed, with words that move values; the controls of eval, what language says of them, and what is refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies forage-and-tell 24 <<'END'
speech = normal
says = meal
hears = values
earshot = 12
END

# who FILE: the lines of eval's JSON.
who() {
    grep -o '"who": "[a-z ]*"' "$1" | cut -d'"' -f4 | paste -sd,
}

same_on_ranks "a run of bodies that tell" 3 2 3 4
same_when_killed
each_changes body.says=brain body.hears=sight body.speech=oracle body.speech=shuffled body.crew=litter

ok "eval has its controls" "$SMALLWORLD" eval "$run" --puzzles=20 --json
equal "deaf, with other worlds' words, and with all known" \
    "random,as it is,told,frozen,forgetful,deaf,shuffled,oracle,ceiling" "$(who "$work/out")"
ok "eval of a run that knows without words" "$SMALLWORLD" eval "$work/set-body.speech=oracle" --puzzles=20 --json
equal "has no words to take away" "random,as it is,told,frozen,forgetful,ceiling" "$(who "$work/out")"

ok "language says what words mean" "$SMALLWORLD" language "$run" --puzzles=40
says out "speaks in forage-and-tell, in 40 worlds that no life met"
says out "colour 1 poisoned"
says out "a word tells"
ok "as JSON too" "$SMALLWORLD" language "$run" founder --puzzles=40 --json
says out '"situation": "colour 4 fed"'
exits 2 "it has nothing else to say of them" "$SMALLWORLD" language "$run" --dialects
says err "language prints which word goes with what"
exits 2 "nor anything of those without words" "$SMALLWORLD" language "$work/set-body.speech=oracle"
says err "have no words"

# ---- a guide ----
sed -e 's/forage-and-tell/guide/; s/^says = meal$/says = brain/; s/^speech = normal$/&\nplastic = none/' \
    "$work/run.conf" >"$work/guide.conf"
cp "$work/guide.conf" "$work/run.conf"
rm -rf "$work"/run "$work"/run-[0-9s]* "$work"/set-*
same_on_ranks "a run with a guide" 3 2
each_changes body.speech=silent body.hears=sight body.crew=litter
ok "eval has its controls" "$SMALLWORLD" eval "$run" --puzzles=20 --json
equal "but for what others ate, and for values that only words give a sign" \
    "random,as it is,frozen,forgetful,deaf,shuffled,ceiling" "$(who "$work/out")"
ok "language says which halves its words name" "$SMALLWORLD" language "$run" --puzzles=40
says out "1 and 2 feed"
says out "another word changes the next act"
ok "and that nobody hears them" "$SMALLWORLD" language "$work/set-body.speech=silent" --puzzles=2
says out "none heard one word alone"
no_nan=$(grep -c nan "$work/out")
equal "without a figure that is none" 0 "$no_nan"
ok "live shows it" "$SMALLWORLD" live "$run" --ticks=3 --pause=0
exits 2 "a guide has no meals to tell" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.says=meal
says err "a guide"

# ---- what has no effect is named ----
ok "one body" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:forage
says out "body.hears has no effect here, because the game that worlds.source names"
ok "nobody hears" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.speech=silent
says out "body.hears has no effect here, because nobody hears a word"
ok "no words" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.speech=oracle
says out "body.hears has no effect here, because brains have no words"
ok "values that are given" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.plastic=told
says out "body.hears has no effect here, because values are not moved"
ok "a guide is heard everywhere, and scored by the other" \
    "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.crew=litter --set body.credit=crew
says out "body.earshot has no effect here, because a guide is heard everywhere"
says out "body.credit has no effect here, because one body of a world gathers"
ok "nor has it meals to know of" \
    "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.speech=oracle --set body.plastic=delta
says out "body.speech has no effect here, because a guide eats nothing"
for plastic in none read told; do
    ok "meals are known, and values are $plastic" "$SMALLWORLD" run "$work/run.conf" --dry-run \
        --set worlds.source=body:forage-and-tell --set body.speech=oracle --set body.plastic="$plastic"
    says out "body.speech has no effect here, because meals of others only move values"
    says out "body.earshot has no effect here, because meals of others only move values"
done
ok "values that are moved" "$SMALLWORLD" run "$work/run.conf" --dry-run \
    --set worlds.source=body:forage-and-tell --set body.speech=oracle --set body.plastic=open
equal "make both count" 0 "$(grep -c 'body.speech has\|body.earshot has' "$work/out")"

finish
