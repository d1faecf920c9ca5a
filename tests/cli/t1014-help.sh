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

# The options that help names: "--seed=S", "--json", "-o FOLDER"; those of all commands in `named`.
options_of() {
    "$SMALLWORLD" "$1" --help | grep -o '^  --\?[a-z][a-z-]*[= ]\?[A-Za-z]*' | sed 's/^  //'
}
# What the program says to words, without what follows the sentence.
answer() {
    local text

    text=$("$SMALLWORLD" "$@" 2>&1)
    text=${text#smallworld: }
    printf '%s' "${text%% (see smallworld*}"
}
while read -r command; do
    options_of "$command" | sed 's/[= ].*//' >"named-$command"
done <commands
cat named-* | sort -u >named
# What help names is parsed, as help says, and what the help of another command names is not.
while read -r command; do
    options_of "$command" >options
    wrong=$(while read -r option; do
        name=${option%%[= ]*}
        case $option in
        *[=\ ]*) [ "$(answer "$command" "$name")" = "$name wants a value" ] || echo "$name" ;;
        *) [ "$(answer "$command" "$name" --fly)" = '"--fly" is not understood' ] || echo "$name" ;;
        esac
    done <options)
    equal "$command parses what its help names" "" "$wrong"
    # A name that another begins with is short for it, to getopt_long: --puzzle for --puzzles.
    wrong=$(grep -vxFf "named-$command" named | while read -r name; do
        grep -q -e "^$name" "named-$command" && continue
        [ "$(answer "$command" "$name")" = "\"$name\" is not understood" ] || echo "$name"
    done)
    equal "$command parses nothing that its help does not name" "" "$wrong"
    equal "its usage line names them all" "$(sort -u "named-$command")" \
        "$("$SMALLWORLD" "$command" --help | sed '/^$/q' | grep -o '[[ ]--\?[a-z][a-z-]*' |
            sed 's/^.//' | sort -u)"
    equal "no line is too long" "" "$("$SMALLWORLD" "$command" --help | grep '.\{81\}')"
done <commands

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
