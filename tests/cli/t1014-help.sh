#!/usr/bin/env bash
# Help of every command, asked for in every way, and slips that all commands refuse alike.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
ok "--help" "$SMALLWORLD" --help
cp out usage
for words in -h help "help --help" "help -h" "help help"; do
    # shellcheck disable=SC2086 # they are words
    ok "$words" "$SMALLWORLD" $words
    same "is the list of commands" usage out
    silent err
done
sed -n 's/^  \([a-z][a-z]*\)  *[a-z].*/\1/p' usage >commands
ok "there are commands" grep -qx run commands

while read -r command; do
    ok "$command --help" "$SMALLWORLD" "$command" --help
    cp out help
    equal "it is that command's" "usage: smallworld $command" "$(head -n 1 help | cut -d' ' -f1-3)"
    for words in "$command -h" "help $command" "$command --fly -h" "$command x -h y"; do
        # shellcheck disable=SC2086 # they are words
        ok "$words" "$SMALLWORLD" $words
        same "is the same" help out
        silent err
    done
    exits 2 "$command --version" "$SMALLWORLD" "$command" --version
    says err "smallworld --version"
    # -o=VALUE, and the same of any option of one letter, whether the command has it or not.
    for letter in o n; do
        exits 2 "$command -$letter=VALUE" "$SMALLWORLD" "$command" x "-$letter=runs/x"
        says err "-$letter=runs/x: write -$letter runs/x"
        silent out
    done
    # A shell's variable that is not set.
    for words in "" "x -o"; do
        # shellcheck disable=SC2086 # they are words
        exits 2 "$command $words and an empty word" "$SMALLWORLD" "$command" $words ""
        says err '"" names nothing'
        silent out
    done
done <commands
equal "and nothing was made" "" "$(find . -name '*=*' -o -name runs)"

# Usage line and help name the same options. (That each is parsed, and no other, is tried in
# tests/unit/cli/unit_options.c.)
while read -r command; do
    "$SMALLWORLD" "$command" --help >help
    equal "the usage of $command names its options" \
        "$(grep -o '^  --\?[a-z][a-z-]*' help | sed 's/^  //' | sort -u)" \
        "$(sed '/^$/q' help | grep -o '[[ ]--\?[a-z][a-z-]*' | sed 's/^.//' | sort -u)"
    equal "no line is too long" "" "$(grep '.\{81\}' help)"
done <commands
exits 2 "a flag of bench" "$SMALLWORLD" bench --json --fly
says err '"--fly" is not understood'

exits 2 "help of what is no command" "$SMALLWORLD" help fly
says err 'there is no command "fly"'
exits 2 "help of two" "$SMALLWORLD" help run eval
says err '"eval"'
for word in version -v -V; do
    exits 2 "$word" "$SMALLWORLD" "$word"
    says err "smallworld --version"
done
ok "--version" "$SMALLWORLD" --version
says out "smallworld "
says out "allocator "
exits 2 "a help that comes after -- is a word" "$SMALLWORLD" inspect -- -h extra words
silent out
finish
