#!/usr/bin/env bash
# What the docs say is so: the page of settings is what the program prints, links lead somewhere, commands and
# settings that are named exist, and the Python of docs/stores.md reads a store.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$SW_SOURCE" || exit 1
pages=(README.md docs/*.md bench/README.md clusters/README.md)

# ---- settings ----
ok "docs/configuration.sh writes" bash docs/configuration.sh
same "docs/configuration.md is what docs/configuration.sh writes (if not: run it)" \
    docs/configuration.md "$work/out"

# ---- links ----
broken=
for page in "${pages[@]}"; do
    while read -r target; do
        case $target in
        http*) continue ;;
        esac
        [ -e "$(dirname "$page")/${target%%#*}" ] || broken="$broken $page:$target"
    done < <(grep -o '](\([^)]*\))' "$page" | sed 's/^](//; s/)$//')
done
equal "every link leads to a file" "" "$broken"

# ---- commands: every "smallworld WORD" in a page is a command ----
"$SMALLWORLD" --help >"$work/help"
unknown=
while read -r word; do
    grep -q "^  $word " "$work/help" || unknown="$unknown $word"
done < <(cat "${pages[@]}" | grep -oE '(^|[ `(/])smallworld [a-z]+' | sed 's/.*smallworld //' | sort -u)
equal "every command that is named exists" "" "$unknown"

# ---- settings: every `section.key` is one ----
"$SMALLWORLD" config --defaults | awk '/^\[/ { section = substr($0, 2, length($0) - 2) }
    / = / && !/^#/ { print section "." $1 }' >"$work/keys"
sections=$(sed 's/\..*//' "$work/keys" | sort -u | paste -sd'|')
unknown=
while read -r key; do
    grep -qxF "$key" "$work/keys" || unknown="$unknown $key"
done < <(cat README.md docs/*.md clusters/*.md | grep -oE "(^|[ \`(])($sections)\.[a-z_]+([\` =,;:)]|$)" |
    sed 's/^[^a-z]*//; s/[^a-z_]*$//' | grep -vE '\.(c|h|md|sh|conf)$' | sort -u)
equal "every setting that is named exists" "" "$unknown"

# ---- pictures of README.md ----
# picture COMMAND: what stands in README.md behind "$ COMMAND".
picture() {
    awk -v command="\$ $1" '$0 == command { shown = 1; next } /^```/ { shown = 0 } shown' README.md
}
seen="worlds --law=fill --seed=2 --count=1 --format=plain"
picture "build/smallworld $seen" >"$work/picture"
# shellcheck disable=SC2086
ok "a world as in README.md" "$SMALLWORLD" $seen
same "it looks as it does there" "$work/picture" "$work/out"
# Of the dialogue what does not depend on who speaks: the puzzle.
puzzle() {
    sed -n '/^unseen puzzle/,/^tick 0/p' "$1" | sed '$d'
}
ok "a run of nobody" "$SMALLWORLD" run clusters/quick.conf -o "$work/nobody" --stop-at=0
picture "build/smallworld replay runs/quick-1 --puzzle=3 --format=plain" >"$work/picture"
puzzle "$work/picture" >"$work/there"
ok "its third puzzle" "$SMALLWORLD" replay "$work/nobody" --puzzle=3 --format=plain
puzzle "$work/out" >"$work/here"
same "is the one of the dialogue in README.md" "$work/there" "$work/here"
equal "which is one" yes "$([ "$(wc -l <"$work/there")" -gt 10 ] && echo yes)"

# Of the lexicon what does not depend on what is said: the rules, and how the lines look.
unsaid() {
    sed -E 's/\b[a-p]{3}\b/___/g; s/[0-9.]+ %/N %/g; s/^[0-9]+ messages/N messages/' "$1"
}
picture "build/smallworld language runs/quick-1 --lexicon" >"$work/picture"
unsaid "$work/picture" >"$work/there"
ok "a lexicon as in README.md" "$SMALLWORLD" language "$work/nobody" --lexicon
unsaid "$work/out" >"$work/here"
same "it has the rules of the one there" "$work/there" "$work/here"
equal "in at most 20 lines" yes "$([ "$(wc -l <"$work/there")" -gt 10 ] && [ "$(wc -l <"$work/there")" -le 20 ] && echo yes)"

# ---- Python ----
sed -n '/^```python$/,/^```$/p' docs/stores.md | sed '1d;$d' >"$work/read.py"
python=
for candidate in python3 /usr/bin/python3; do
    if [ -z "$python" ] && "$candidate" -c 'import lmdb, msgpack' 2>/dev/null; then
        python=$candidate
    fi
done
if [ -n "$python" ]; then
    ok "a run to read" "$SMALLWORLD" run clusters/debug.conf -o "$work/run" --set output.trace=no
    ok "the Python of docs/stores.md reads it" "$python" "$work/read.py" "$work/run"
    equal "and finds each generation" "0 0
1 0
2 0" "$(cut -d' ' -f1,2 "$work/out")"
else
    skip "the Python of docs/stores.md reads a store" "there is no python3 with lmdb and msgpack"
fi
finish
