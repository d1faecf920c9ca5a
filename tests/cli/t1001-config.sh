#!/usr/bin/env bash
# smallworld config, and what every command answers to --help.
. "$(dirname "$0")/../tap.sh"

# narrow FILE COLUMNS: passes if no line is wider.
narrow() {
    local wide

    if wide=$(awk -v most="$2" 'length($0) > most { print; found = 1 } END { exit !found }' "$1"); then
        fail "no line beyond $2 columns" "$wide"
    else
        pass "no line beyond $2 columns"
    fi
}

ok "config" "$SMALLWORLD" config
silent err
narrow "$work/out" 80
equal "its titles" "key default takes" "$(head -n 1 "$work/out" | tr -s ' ')"
sed -n 's/^\([a-z0-9_]*\.[a-z_0-9]*\) .*/\1/p' "$work/out" >"$work/keys"
equal "it lists run.seed first" run.seed "$(head -n 1 "$work/keys")"
equal "no key is there twice" "" "$(sort "$work/keys" | uniq -d)"

ok "config --schemes" "$SMALLWORLD" config --schemes
silent err
narrow "$work/out" 80
equal "it lists the schemes of the choice" "$("$SMALLWORLD" config selection.scheme | sed -n 's/^takes *one of //p' | tr -d ' ')" \
    "$(grep '^[a-z]' "$work/out" | paste -sd, -)"
ok "docs/selection.sh writes" bash "$SW_SOURCE/docs/selection.sh"
same "docs/selection.md is what docs/selection.sh writes (if not: run it)" "$SW_SOURCE/docs/selection.md" "$work/out"
exits 2 "two things at once" "$SMALLWORLD" config --schemes --defaults
says err "give --defaults, --schemes or a key to describe, not several of them"
exits 2 "a table of what" "$SMALLWORLD" config --markdown
says err "--markdown goes with --schemes"

ok "config --defaults" "$SMALLWORLD" config --defaults
silent err
# A long default cannot be folded.
grep -v ',.*,.*,' "$work/out" >"$work/folded"
narrow "$work/folded" 80
cp "$work/out" "$work/defaults.conf"
# section.key of every line that sets something.
awk '/^\[/ { section = substr($0, 2, index($0, "]") - 2) }
    /^[a-z]/ { print section "." $1 }' "$work/defaults.conf" >"$work/set"
same "it sets every key, in the order of the table" "$work/keys" "$work/set"
equal "every key has its comment" "" "$(awk '/^[a-z]/ && before !~ /^#/ { print } { before = $0 }' "$work/defaults.conf")"
ok "it is itself a config that runs" "$SMALLWORLD" run "$work/defaults.conf" --dry-run
# Phases that are not used are left out.
awk '/^\[/ { off = $0 ~ /phase[3-6]/ } !off' "$work/defaults.conf" | grep -vE '^(#|$)' >"$work/values"
grep -vE '^(#|$)' "$work/out" >"$work/read"
same "and reads back to the same values" "$work/values" "$work/read"

# A text is written to $work/texts: what it may be is looked at where it is used.
while read -r key; do
    described=$("$SMALLWORLD" config --describe="$key" 2>"$work/err") || echo "$key" >>"$work/bad"
    [[ $described == "$key"$'\n'*$'\ntakes    '*$'\ndefault  '* ]] || echo "$key" >>"$work/bad"
    [[ $described == *$'\ntakes    a text'* ]] && echo "$key" >>"$work/texts"
done <"$work/keys"
equal "every key describes itself" "" "$(cat "$work/bad" 2>/dev/null)"
ok "config --describe" "$SMALLWORLD" config --describe=worlds.side_max
cat >"$work/expected" <<'END'
worlds.side_max
Longest side of a canvas.
takes    a whole number from 3 to 30 (cells)
default  7
END
same "what it says" "$work/expected" "$work/out"

cp "$work/out" "$work/side_max"
ok "config KEY" "$SMALLWORLD" config worlds.side_max
same "says the same" "$work/side_max" "$work/out"
cut -d. -f1 "$work/keys" | uniq >"$work/sections"
while read -r section; do
    for how in "$section" "--describe=$section"; do
        "$SMALLWORLD" config "$how" >"$work/described" 2>"$work/err" || echo "$how" >>"$work/bad"
        [ "$(grep -c "^$section\.[a-z_]*$" "$work/described")" -eq "$(grep -c "^$section\." "$work/keys")" ] ||
            echo "$how" >>"$work/bad"
    done
done <"$work/sections"
equal "every section describes its keys" "" "$(cat "$work/bad" 2>/dev/null)"
ok "what has to be a multiple" "$SMALLWORLD" config agent.hidden
says out "takes    a whole number from 16 to 256, a multiple of 16"
"$SMALLWORLD" config >"$work/out"
says out "16..256, multiple of 16"
exits 2 "is refused if it is none" "$SMALLWORLD" run "$work/defaults.conf" --dry-run --set agent.hidden=40
says err 'agent.hidden cannot be "40": it is a whole number from 16 to 256, a multiple of 16'
ok "what pressure is in a scheme" "$SMALLWORLD" config --describe=selection.pressure
says out "that is culled. tournament: 1 / (1 - pressure)"

# refused WHAT SENTENCE ARGUMENTS...: exit code 2, this on stderr, nothing on stdout.
refused() {
    local what=$1 sentence=$2

    shift 2
    exits 2 "$what" "$SMALLWORLD" "$@"
    equal "it says why" "smallworld: $sentence" "$(cat "$work/err")"
    silent out
}

refused "a key that is not there" 'there is no setting "run.sed"; did you mean "run.seed"?' \
    config --describe=run.sed
refused "an unknown flag" '"--fly" is not understood (see smallworld config --help)' config --fly
refused "a key without its section" 'there is no setting "seed"; did you mean "run.seed"?' config seed
refused "a second word" '"seed" is not understood (see smallworld config --help)' config run.seed seed
refused "a key left out" '--describe wants a value (see smallworld config --help)' config --describe
refused "both at once" 'give --defaults, --schemes or a key to describe, not several of them (see smallworld config --help)' \
    config --defaults --describe=run.seed
refused "an unknown command" 'there is no command "fly"; smallworld --help lists them' fly

# Whatever a value is, its key is named if it is refused: all values for every key that takes a text, and for each
# other one of them in turn. (tests/unit/population/unit_settings.c gives all values to every key.)
long=$(printf '%2000s' x | tr ' ' x)
values=("-7" "no such." "$long")
turn=0
while read -r key; do
    turn=$(((turn + 1) % 3))
    wrong=("${values[turn]}")
    file_holds "$work/texts" "$key" && wrong=("${values[@]}")
    for value in "${wrong[@]}"; do
        code=0
        "$SMALLWORLD" run "$work/defaults.conf" --dry-run --set "$key=$value" >"$work/out" 2>"$work/err" </dev/null || code=$?
        case $code in
        0) ;;
        1 | 2) file_holds "$work/err" "$key" || echo "$key=${value:0:20}: $(head -c 200 "$work/err")" >>"$work/bad" ;;
        *) echo "$key=${value:0:20}: exit $code" >>"$work/bad" ;;
        esac
    done
done < <(grep -v '^phase[2-6]' "$work/keys")
equal "whatever is refused, its key is named" "" "$(cat "$work/bad" 2>/dev/null)"

# Every command of the list.
ok "--help" "$SMALLWORLD" --help
narrow "$work/out" 80
sed -n 's/^  \([a-z][a-z]*\)  *[a-z].*/\1/p' "$work/out" >"$work/commands"
for wanted in run eval replay worlds config; do
    ok "$wanted is listed" grep -qx "$wanted" "$work/commands"
done
while read -r command; do
    ok "$command --help" "$SMALLWORLD" "$command" --help
    silent err
    narrow "$work/out" 80
    equal "it says how $command is used" "usage: smallworld $command" \
        "$(head -n 1 "$work/out" | cut -d' ' -f1-3)"
    # What the usage names is explained below it.
    flags=$(awk '/^$/ { exit } { print }' "$work/out" | grep -oE -- '--[a-z-]+' | sort -u)
    awk 'below { print } /^$/ { below = 1 }' "$work/out" >"$work/below"
    for flag in $flags; do
        grep -qF -- "$flag" "$work/below" || echo "$command $flag" >>"$work/unexplained"
    done
    exits 2 "$command refuses unknown flags" "$SMALLWORLD" "$command" --fly
    says err "--fly"
    ok "$command --help, wherever it stands" "$SMALLWORLD" "$command" --fly --help
done <"$work/commands"
equal "every flag is explained" "" "$(cat "$work/unexplained" 2>/dev/null)"
exits 2 "no command at all" "$SMALLWORLD"
silent out
says err "usage: smallworld COMMAND"
ok "--version" "$SMALLWORLD" --version
# A path is told whole, however deep the folder lies.
deep=$work/$(printf 'deep%.0s' $(seq 30))
mkdir "$deep"
printf '[run]\nmember = 3\n' >"$deep/a.conf"
exits 2 "a wrong key in a deep folder" "$SMALLWORLD" run "$deep/a.conf" --dry-run
says err "$deep/a.conf line 2: there is no setting"
printf 'a\0b' >"$deep/a.conf"
exits 2 "a NUL byte in a deep folder" "$SMALLWORLD" run "$deep/a.conf" --dry-run
says err "$deep/a.conf holds a NUL byte"

finish
