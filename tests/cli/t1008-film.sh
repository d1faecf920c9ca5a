#!/usr/bin/env bash
# smallworld film: frames there and back, what films cost, what is refused; pictures of worlds and of replays.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

refused() {
    local code=$1 what=$2 sentence=$3

    shift 3
    exits "$code" "$what" "$SMALLWORLD" film "$@"
    equal "it says why" "smallworld: $sentence" "$(cat "$work/err")"
    silent out
}

cat >"$work/fall.txt" <<'END'
11..
11.2
....
....

....
11..
11.2
....

....
....
11..
11.2
END

# There and back, by every encoder, from every kind of file.
for encoder in cells rectangles organisms programs; do
    ok "encode by $encoder" "$SMALLWORLD" film encode "$work/fall.txt" -o "$work/$encoder.film" --encoder=$encoder
    silent out
    ok "decode" "$SMALLWORLD" film decode "$work/$encoder.film" --format=plain
    same "the same frames" "$work/fall.txt" "$work/out"
done
ok "organisms need fewer bytes than cells" \
    test "$(wc -c <"$work/organisms.film")" -lt "$(wc -c <"$work/cells.film")"
ok "the edits in words" "$SMALLWORLD" film decode "$work/organisms.film" --format=edits
equal "one for each frame" "frame 1: move all by 0 1
frame 2: move all by 0 1" "$(cat "$work/out")"
ok "as JSON" "$SMALLWORLD" film decode "$work/organisms.film" --format=json -o "$work/fall.json"
ok "which is JSON" awk -f "$SW_SOURCE/tests/json.awk" "$work/fall.json"
ok "encode JSON" "$SMALLWORLD" film encode "$work/fall.json" -o "$work/json.film"
ok "it is the same film" cmp "$work/json.film" "$work/organisms.film"
ok "as bytes" "$SMALLWORLD" film decode "$work/organisms.film" --format=bytes -o "$work/fall.raw"
equal "a byte for each cell" 48 "$(wc -c <"$work/fall.raw")"
ok "as PNG" "$SMALLWORLD" film decode "$work/organisms.film" --format=png -o "$work/fall"
equal "a file for each frame" 3 "$(find "$work/fall" -name '*.png' | wc -l)"
ok "as GIF" "$SMALLWORLD" film decode "$work/organisms.film" --format=gif -o "$work/fall.gif"
equal "which is one" GIF89a "$(head -c 6 "$work/fall.gif")"
ok "an ARC task" "$SMALLWORLD" film encode "$SW_SOURCE/tests/data/arc-small/fall.json" -o "$work/task.film"
ok "its pairs" "$SMALLWORLD" film decode "$work/task.film" --format=json
cp "$work/out" "$work/pairs.json"
ok "again" "$SMALLWORLD" film encode "$work/pairs.json" -o "$work/task2.film"
ok "are the same frames" cmp "$work/task.film" "$work/task2.film"

# What films cost.
ok "films of physics" "$SMALLWORLD" film physics --count=20 -o "$work/films"
silent out
equal "each a file" 20 "$(find "$work/films" -name '*.film' | wc -l)"
ok "and again" "$SMALLWORLD" film physics --count=20 -o "$work/again"
ok "the same seed, the same bytes" diff -r "$work/films" "$work/again"
ok "one kind of world" "$SMALLWORLD" film physics --count=3 --world=eat --seed=7 -o "$work/eat"
equal "is only that" 3 "$(find "$work/eat" -name '*-eat.film' | wc -l)"
ok "what they cost" "$SMALLWORLD" film info "$work/films"
says out "20 films"
equal "each way has its row" "raw pixels cells rectangles organisms programs physics" \
    "$(sed '1,/^---/d; s/ .*//' "$work/out" | paste -sd' ')"
equal "no line beyond 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
ok "for each film" "$SMALLWORLD" film info --format=csv "$work/films"
equal "a line for each, under titles" 21 "$(wc -l <"$work/out")"
equal "the better the encoder, the fewer the bits" yes "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    NR > 1 { for (name in at) sum[name] += $at[name] }
    END { print (sum["raw"] > 8 * sum["cells"] && sum["cells"] > sum["rectangles"] && sum["rectangles"] > sum["organisms"] &&
        sum["organisms"] >= sum["programs"] && sum["programs"] > sum["physics"]) ? "yes" : "no" }' "$work/out")"
ok "pairs of ARC tasks, one refused" "$SMALLWORLD" film info "$SW_SOURCE/tests/data/arc-small"
says err "too-wide.json"
says out "1 of 4 files was left out"
film=$(find "$work/films" -name '*-fall.film' | sort | head -n 1)
ok "a film with rules" "$SMALLWORLD" film decode "$film" --format=edits
equal "takes steps" "frame 1: step" "$(head -n 1 "$work/out")"

# What is refused.
refused 2 "nothing to do" "say what to do: encode, decode, info or physics (see smallworld film --help)"
refused 2 "an unknown word" '"fly" is none of encode, decode, info, physics (see smallworld film --help)' fly
refused 2 "no file" "say which film (see smallworld film --help)" decode
refused 2 "nowhere to" "say where to: -o FILM (see smallworld film --help)" encode "$work/fall.txt"
refused 2 "an unknown encoder" "--encoder=x is none of cells, rectangles, organisms, programs (see smallworld film --help)" \
    encode "$work/fall.txt" -o "$work/x.film" --encoder=x
refused 2 "a picture to nowhere" "a picture goes into a file: give -o (see smallworld film --help)" \
    decode "$work/cells.film" --format=gif
refused 2 "a table of frames" "decode has no --format=table (see smallworld film --help)" \
    decode "$work/cells.film" --format=table
refused 2 "a folder that holds something" "$work/films is not empty; give -o another folder" physics -o "$work/films"
refused 1 "a file that is not there" "cannot open $work/none: No such file or directory" decode "$work/none"
printf '12\n1\n' >"$work/bad.txt"
refused 3 "frames that are none" "$work/bad.txt: line 2: the rows of a frame are equally long; an empty line divides frames" \
    encode "$work/bad.txt" -o "$work/x.film"
head -c 30 "$work/cells.film" >"$work/cut.film"
exits 3 "a film cut short" "$SMALLWORLD" film decode "$work/cut.film"
says err "$work/cut.film: "
ok "no film was made" test ! -e "$work/x.film"

# Pictures of worlds.
ok "sheets" "$SMALLWORLD" worlds --law=gravity --count=2 --format=png -o "$work/sheets"
equal "a PNG for each puzzle" 2 "$(find "$work/sheets" -name '*.png' | wc -l)"
ok "in motion" "$SMALLWORLD" worlds --law=gravity --count=2 --format=gif -o "$work/motion"
for picture in "$work"/motion/*.gif; do
    equal "$(basename "$picture") is a GIF" GIF89a "$(head -c 6 "$picture")"
done

# A life as a picture.
ok "a run of nobody" "$SMALLWORLD" run "$SW_SOURCE/clusters/debug.conf" -o "$work/nobody" --stop-at=0
ok "its replay" "$SMALLWORLD" replay "$work/nobody" --gif="$work/life.gif"
silent out
equal "is a GIF" GIF89a "$(head -c 6 "$work/life.gif")"
finish
