#!/usr/bin/env bash
# body.imitate and wild.imitate: one act more, with its controls in eval, in live and in the wild; runs without it are as
# they were; what has no effect, and what is refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

small_bodies forage-and-tell 24 <<'END'
imitate = yes
END

# who FILE: the lines of eval's JSON.
who() {
    grep -o '"who": "[a-z ]*"' "$1" | cut -d'"' -f4 | paste -sd,
}

run=$work/run
ok "a run with imitation" "$SMALLWORLD" run "$work/run.conf" -o "$run"
whole=$(digest "$run")
equal "its digest has 32 digits" 32 "${#whole}"
ok "check lives it again" "$SMALLWORLD" check "$run"
says out "all is well"
each_changes body.imitate=no body.imitate=shuffled body.crew=litter body.crew=island

ok "eval has its controls" "$SMALLWORLD" eval "$run" --puzzles=20 --json
equal "imitating nobody, and another world" "random,as it is,told,frozen,forgetful,alone,misled,ceiling" "$(who "$work/out")"
says out '"imitates": ['
ok "for people" "$SMALLWORLD" eval "$run" --puzzles=20
says out "imitates afar"
says out "It imitates in "
ok "eval of a run without" "$SMALLWORLD" eval "$work/set-body.imitate=no" --puzzles=20 --json
equal "has none of that" "random,as it is,told,frozen,forgetful,ceiling" "$(who "$work/out")"
equal "in its figures either" 0 "$(grep -c '"imitates"\|imitated' "$work/out")"

# A person: who goes right and then imitates waits, unless somebody is near.
printf 'iiiiiiii' | "$SMALLWORLD" live "$work/run.conf" --seat=1 >"$work/out" 2>"$work/err"
equal "a person can imitate" 0 "$?"
says out "  i  imitate "
equal "in each of the eight ticks" 8 "$(grep -c '^A (you).*, by imitation' "$work/out")"
printf 'iiii' | "$SMALLWORLD" live "$work/set-body.imitate=no" --seat=1 >"$work/out" 2>"$work/err"
equal "and cannot where there is no such act" "0 0" "$(grep -c 'imitat' "$work/out") $(grep -c '^A (you) [^w]' "$work/out")"
ok "the acts have it" "$SMALLWORLD" live --list
says out "  i  imitate "

# What has no effect is named.
ok "one body" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:forage
says out "body.imitate has no effect here, because the game that worlds.source names"
ok "one that acts" "$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=body:guide
says out "body.imitate has no effect here, because one body of a world acts"
exits 2 "acts of other worlds, and worlds of several ranks" "$SMALLWORLD" run "$work/run.conf" --dry-run \
    --set body.imitate=shuffled --set body.crew=island
says err "body.imitate = shuffled shows acts of other worlds"
exits 2 "no such imitation" "$SMALLWORLD" run "$work/run.conf" --dry-run --set body.imitate=often
says err "body.imitate"

# The wild.
cat >"$work/wild.conf" <<'END'
[wild]
ticks = 300
report = 100
width = 16
height = 16
plants = 60
growth = 2
bodies = 24
least = 12
divide = 250
features = 16
width_of_memory = 16
END

# digest_of KEY=VALUE...: of a run of the wild with these settings; left in $work/wild, its table in $work/table.
digest_of() {
    local sets=() set

    for set; do sets+=(--set "$set"); done
    rm -rf "$work/wild"
    "$SMALLWORLD" wild "$work/wild.conf" -o "$work/wild" "${sets[@]}" >"$work/table" 2>"$work/err"
    "$SMALLWORLD" wild "$work/wild" --shadows=0 | sed -n 's/.*digest \([0-9a-f]*\)$/\1/p'
}
plain=$(digest_of)
equal "a run without has a digest" 16 "${#plain}"
equal "and no word of imitation" 0 "$(grep -c imitat "$work/table")"
equal "wild.imitate = no is the same run" "$plain" "$(digest_of wild.imitate=no)"
shuffled=$(digest_of wild.imitate=shuffled)
with=$(digest_of wild.imitate=yes)
equal "imitation is another, and its control a third" 3 "$(printf '%s\n' "$plain" "$with" "$shuffled" | sort -u | wc -l | tr -d ' ')"
ok "its births are checked" "$SMALLWORLD" wild "$work/wild" --check
ok "what it says" "$SMALLWORLD" wild "$work/wild" --shadows=0
says out "imitated, of all ticks of bodies: "
ok "of four pages" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/four" --set wild.imitate=yes --set wild.report=75
ok "its quarters" "$SMALLWORLD" wild "$work/four" --shadows=0
says out "imitated, of all ticks of bodies, by quarter of the run:"
ok "as JSON" "$SMALLWORLD" wild "$work/wild" --json
equal "each page has it" 4 "$(grep -c '"imitated": ' "$work/out")"
sum=$(grep -o '"imitated": [0-9]*' "$work/out" | awk '{ sum += $2 } END { print (sum > 0) }')
equal "and somebody imitated" 1 "$sum"
rm -rf "$work/half"
ok "a run that stops" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/half" --set wild.imitate=yes --stop-at=100
ok "goes on" "$SMALLWORLD" wild --resume -o "$work/half"
equal "to the same bits" "$with" "$("$SMALLWORLD" wild "$work/half" --shadows=0 | sed -n 's/.*digest \([0-9a-f]*\)$/\1/p')"
ok "its films are lived again" "$SMALLWORLD" wild "$work/wild" --films="$work/films" --gif-ticks=5
equal "by chance" 16 "$(digest_of wild.imitate=yes wild.mind=random | wc -c | awk '{ print $1 - 1 }')"
ok "with it" "$SMALLWORLD" wild "$work/wild" --json
sum=$(grep -o '"imitated": [0-9]*' "$work/out" | awk '{ sum += $2 } END { print (sum > 0) }')
equal "bodies at random imitate too" 1 "$sum"
exits 2 "no such imitation there" "$SMALLWORLD" wild "$work/wild.conf" -o "$work/none" --set wild.imitate=often
says err "wild.imitate"

finish
