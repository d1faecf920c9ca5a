#!/usr/bin/env bash
# What the engine does, in one number: `smallworld bench signature` against tests/golden/signature.
#
#     bash tests/cli/t0004-signature.sh             compares
#     bash tests/cli/t0004-signature.sh --update    writes the file anew, and says what has changed
#
# Whoever means to change what the engine does runs the second and states the number in the commit's
# message; whoever does not, and sees this test fail, has found a bug.
. "$(dirname "$0")/../tap.sh"

golden=$SW_SOURCE/tests/golden/signature

if [ "${1:-}" = --update ]; then
    "$SMALLWORLD" bench signature >"$work/new" || exit 1
    diff "$golden" "$work/new" | grep '^[<>]'
    cp "$work/new" "$golden"
    exit
fi

ok "the engine's signature is told" "$SMALLWORLD" bench signature
cp "$work/out" "$work/told"
while read -r name hash; do
    now=$(awk -v name="$name" '$1 == name { print $2 }' "$work/told")
    if [ "$now" = "$hash" ]; then
        pass "$name"
    else
        fail "$name" "it was $hash and is ${now:-not told}: if you meant to change the engine, run" \
            "    bash tests/cli/t0004-signature.sh --update" \
            "and state the new number in the commit's message"
    fi
done <"$golden"
equal "no part is missing in the file" "$(wc -l <"$golden")" "$(wc -l <"$work/told")"
ok "the same again" "$SMALLWORLD" bench signature
same "twice is the same" "$work/told" "$work/out"
ok "as objects" "$SMALLWORLD" bench signature --json
says out "\"name\": \"signature.steps\", \"hash\": \"$(awk '/steps/ { print $2 }' "$work/told")\""
finish
