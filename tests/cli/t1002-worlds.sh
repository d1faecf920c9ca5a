#!/usr/bin/env bash
# smallworld worlds: pictures, ARC files, the list of laws.
. "$(dirname "$0")/../tap.sh"

refused() {
    local what=$1 sentence=$2

    shift 2
    exits 2 "$what" "$SMALLWORLD" worlds "$@"
    equal "it says why" "smallworld: $sentence" "$(cat "$work/err")"
    silent out
}

# One small world, exactly: nothing but seed and settings decides it.
small=(--set worlds.side_min=3 --set worlds.side_max=3 --set worlds.organisms_min=1
    --set worlds.organisms_max=1 --set worlds.colours=1 --set worlds.demonstrations_min=1
    --set worlds.demonstrations_max=1 --set worlds.discriminating=no)
ok "one world" "$SMALLWORLD" worlds --law=turn.180 --count=1 "${small[@]}"
silent err
cp "$work/out" "$work/first"
equal "its first lines" "puzzle 0: turn.180
the whole canvas is turned clockwise
demonstration 1" "$(head -n 3 "$work/out")"
equal "its last line" "teacher: select.everything act.turn.180" "$(tail -n 1 "$work/out")"
# The right column is the left one turned, in the demonstration and in the test.
equal "what it shows is the law" "turned turned" "$(sed -n 's/ ->//; s/^  \([.1]*\)  *\([.1]*\)$/\1 \2/p' "$work/out" | awk '
    { left = left $1; right = right $2 }
    NR % 3 == 0 {
        turned = ""
        for (i = length(left); i > 0; i--)
            turned = turned substr(left, i, 1)
        printf "%s%s", (NR > 3 ? " " : ""), (turned == right ? "turned" : "not: " left " " right)
        left = right = ""
    }')"
ok "the same again" "$SMALLWORLD" worlds --law=turn.180 --count=1 "${small[@]}"
same "the same seed, the same world" "$work/first" "$work/out"
ok "plain is what a file gets" "$SMALLWORLD" worlds --law=turn.180 --count=1 --format=plain "${small[@]}"
same "the same picture" "$work/first" "$work/out"
ok "another seed" "$SMALLWORLD" worlds --law=turn.180 --count=1 --seed=2 "${small[@]}"
exits 1 "is another world" cmp -s "$work/first" "$work/out"
ok "run.seed counts as well" "$SMALLWORLD" worlds --law=turn.180 --count=1 --set run.seed=2 "${small[@]}"
cp "$work/out" "$work/second"
ok "and --seed before it" "$SMALLWORLD" worlds --law=turn.180 --count=1 --seed=2 --set run.seed=7 "${small[@]}"
same "both are seed 2" "$work/second" "$work/out"
ok "in colours" "$SMALLWORLD" worlds --law=turn.180 --count=1 --format=ansi "${small[@]}"
cp "$work/out" "$work/coloured"
ok "24-bit colours" grep -q $'\x1b\\[48;2;' "$work/coloured"
equal "no line ends coloured" "" "$(grep $'\x1b' "$work/coloured" | grep -v $'\x1b\\[0m$')"

# All laws in turn.
ok "many worlds" "$SMALLWORLD" worlds --count=600 --set worlds.side_min=4 --set worlds.side_max=10
equal "600 of them" 600 "$(grep -c '^puzzle [0-9]*: ' "$work/out")"
"$SMALLWORLD" worlds --list | awk 'NR > 1 && /^$/ { exit } NR > 1 && /^[a-z]/ { print $1 }' | sort >"$work/laws"
sed -n 's/^puzzle [0-9]*: \([a-z]*\).*/\1/p' "$work/out" | sort -u >"$work/shown"
same "every law is among them" "$work/laws" "$work/shown"
ok "at least 40 laws" test "$(wc -l <"$work/laws")" -ge 40
printf '[worlds]\nlaws = eat\n' >"$work/eat.conf"
ok "with a config, its laws" "$SMALLWORLD" worlds --config="$work/eat.conf" --count=2
equal "only those" "eat eat" "$(sed -n 's/^puzzle [0-9]*: //p' "$work/out" | tr '\n' ' ' | sed 's/ $//')"
ok "--law comes before the config" "$SMALLWORLD" worlds --config="$work/eat.conf" --law=hollow --count=1
says out "puzzle 0: hollow"

# The list.
ok "--list" "$SMALLWORLD" worlds --list
silent err
equal "its titles" "law        parameters           what it does" "$(head -n 1 "$work/out")"
says out "parameter  choices"
says out "direction  up down left right"
equal "no line beyond 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"

# ARC.
ok "as ARC" "$SMALLWORLD" worlds --count=20 --format=arc
silent err
equal "a task a line" 20 "$(wc -l <"$work/out")"
cp "$work/out" "$work/lines"
while read -r line; do
    printf '%s\n' "$line" | awk -f "$SW_SOURCE/tests/json.awk" >"$work/leaves" || echo "$line" >>"$work/bad"
    grep -q '^train.count=2$' "$work/leaves" && grep -q '^test.count=1$' "$work/leaves" ||
        echo "$line" >>"$work/bad"
done <"$work/out"
equal "each is JSON with its pairs" "" "$(cat "$work/bad" 2>/dev/null)"
ok "into files" "$SMALLWORLD" worlds --count=20 -o "$work/tasks"
silent out
cat "$work"/tasks/*.json >"$work/files"
same "the same tasks" "$work/lines" "$work/files"
# Written and read: the pool takes every one, and finds them as they were.
ok "they can be read as worlds" "$SMALLWORLD" worlds --set worlds.source="arc:$work/tasks" --count=1000
equal "each demonstration held back" 40 "$(grep -c '^puzzle ' "$work/out")"
silent err
exits 2 "a folder that holds something is refused" "$SMALLWORLD" worlds -o "$work/tasks"
equal "it says why" "smallworld: $work/tasks is not empty; give -o another folder" "$(cat "$work/err")"
equal "and is left alone" 20 "$(find "$work/tasks" -type f | wc -l)"
printf '{"train": 1}' >"$work/tasks/bad.json"
ok "a bad file is said and left out" "$SMALLWORLD" worlds --set worlds.source="arc:$work/tasks" --count=1
equal "with a sentence" "smallworld: warning: 20 of 21 files are used; 1 is left out: $work/tasks/bad.json: there is no list \"train\" of pairs; is this an ARC task?" \
    "$(cat "$work/err")"
exits 1 "files that are not there" "$SMALLWORLD" worlds --set worlds.source=arc:/nowhere/at/all
says err "/nowhere/at/all"

# Laws in a row, and what is held out.
ok "laws in a row" "$SMALLWORLD" worlds --law=fill,mirror.x --count=20 --set worlds.compose=2 --set worlds.composed=1
says out "fill.1>mirror.x"
ok "what is held out" "$SMALLWORLD" worlds --law=fill,mirror --set worlds.hold_out='fill.2,fill>mirror.y' --held-out --count=4
equal "that and nothing else" "fill.2 fill.N>mirror.y fill.2 fill.N>mirror.y" \
    "$(sed -n 's/^puzzle [0-9]*: //p' "$work/out" | sed 's/[1-4]>/N>/' | tr '\n' ' ' | sed 's/ $//')"
ok "the others" "$SMALLWORLD" worlds --law=fill,mirror --set worlds.hold_out='fill.2,fill>mirror.y' --count=40
equal "without it" 0 "$(grep -c 'fill.2' "$work/out")"
ok "as files" "$SMALLWORLD" worlds --law=fill,mirror.x --count=4 --set worlds.compose=2 --set worlds.composed=1 \
    -o "$work/composed"
equal "with names that a shell takes" "" "$(find "$work/composed" -type f -printf '%f\n' | grep -v '^[0-9]*-[-a-z.0-9]*\.json$')"

# Every kind of world at once, counted.
ok "--bench" "$SMALLWORLD" worlds --law=any --count=500 --format=none --bench
silent err
says out "puzzles                 500  different ones, each checked"
sed -n 's/^hash of all *//p' "$work/out" >"$work/hash"
ok "is a hash" grep -qx '[0-9a-f]\{16\}' "$work/hash"
ok "again" "$SMALLWORLD" worlds --law=any --count=500 --format=none --bench
equal "the same puzzles" "$(cat "$work/hash")" "$(sed -n 's/^hash of all *//p' "$work/out")"
ok "another seed" "$SMALLWORLD" worlds --law=any --count=500 --format=none --bench --seed=2
ok "other puzzles" test "$(cat "$work/hash")" != "$(sed -n 's/^hash of all *//p' "$work/out")"
ok "--bench with files" "$SMALLWORLD" worlds --law=any --count=30 -o "$work/any" --bench
equal "writes what it counts" 30 "$(find "$work/any" -name '*.json' | wc -l)"
exits 1 "more than there are" "$SMALLWORLD" worlds --law=mirror.x --count=500000 --format=none --bench "${small[@]}"
says err "different ones; give a smaller --count or larger worlds"

# Hashes of tasks: of what they show, not of how they are written.
mkdir "$work/hashes"
printf '{"train": [{"input": [[1,0]], "output": [[0,1]]}, {"input": [[2]], "output": [[3]]}], "test": [{"input": [[4]], "output": [[5]]}]}' \
    >"$work/hashes/a.json"
printf '{"test": [{"output": [[1 ,0 , 1]], "input": [[2]]}], "train": [{"input": [[7]], "output": [[8]]}]}' \
    >"$work/hashes/b.json"
printf '{"name": "a again", "test": [{"output": [[3]], "input": [[2]]}], "train": [{"output": [[5]],\n "input": [[4]]}, {"output": [[0,1]], "input": [[1,0]]}]}' \
    >"$work/hashes/c.json"
ok "--hash" "$SMALLWORLD" worlds --hash "$work/hashes"
silent err
equal "a line a file" 3 "$(wc -l <"$work/out")"
equal "the same pairs, the same hash" "$(sed -n 's/ .*a.json//p' "$work/out")" "$(sed -n 's/ .*c.json//p' "$work/out")"
equal "two different tasks" 2 "$(cut -d' ' -f1 "$work/out" | sort -u | wc -l)"
printf 'no task' >"$work/hashes/d.json"
ok "a bad file is said" "$SMALLWORLD" worlds --hash "$work/hashes/a.json" "$work/hashes/d.json"
says err "smallworld: warning: 1 of 2 files is used; 1 is left out: $work/hashes/d.json: not JSON"
exits 3 "nothing but bad files" "$SMALLWORLD" worlds --hash "$work/hashes/d.json"
exits 2 "no file" "$SMALLWORLD" worlds --hash
says err "--hash wants ARC files, or folders of them"
exits 2 "nothing is held out" "$SMALLWORLD" worlds --held-out
says err "nothing is held out of these worlds; worlds.hold_out names what is to be"

# What is refused.
refused "an unknown law" '--law: there is no law "gravty"; did you mean "gravity"?' --law=gravty
refused "an unknown law of a config" 'worlds.laws: there is no law "gravty"; did you mean "gravity"?' --set worlds.laws=gravty
refused "a parameter that is none" '--law: there is no direction "away"; choose from up, down, left, right' --law=gravity.away
refused "no law" '--law: the laws "" leave nothing to show with these canvases, colours and organisms; "all" uses every law that fits' --law=
refused "too many laws" "--law is longer than the 1023 bytes that are read (see smallworld worlds --help)" \
    --law="$(printf 'gravity,%.0s' {1..128})"
refused "a count of none" "--count=0 is not a whole number from 1 to 1000000000 (see smallworld worlds --help)" --count=0
refused "a seed that is none" "--seed=-1 is not a whole number from 0 to 18446744073709551615 (see smallworld worlds --help)" --seed=-1
refused "a format that is none" "--format=jpg is none of ansi, plain, arc, png, gif, none (see smallworld worlds --help)" --format=jpg
refused "pictures nowhere" "pictures go into a folder: give -o FOLDER (see smallworld worlds --help)" --format=png
refused "text in files" "-o writes files: give it with --format=arc, png or gif (see smallworld worlds --help)" \
    --format=plain -o "$work/pictures"
refused "a word" '"gravity" is not understood (see smallworld worlds --help)' gravity
refused "an unknown flag" '"--laws" is not understood (see smallworld worlds --help)' --laws
refused "a value left out" "-o wants a value (see smallworld worlds --help)" -o
refused "an assignment that is none" '--set: "a" is not an assignment; write section.key=value' --set a
refused "an assignment to no key" '--set: there is no setting "a"; "smallworld config --defaults" lists all of them' --set a=b
refused "a config that is not there" "cannot open $work/none.conf: No such file or directory" --config="$work/none.conf"
ok "nothing was made" test ! -e "$work/pictures"
exits 1 "a law that cannot be shown" "$SMALLWORLD" worlds --law=hollow --set worlds.side_min=3 --set worlds.side_max=3
says err "no scenes could be drawn that show the law hollow"
says err "leave it out: --law=all,-hollow"
finish
