#!/usr/bin/env bash
# smallworld edits: the vocabulary from its table, docs/edits.md, programs step by step.
. "$(dirname "$0")/../tap.sh"

refused() {
    local what=$1 sentence=$2

    shift 2
    exits 2 "$what" "$SMALLWORLD" edits "$@"
    equal "it says why" "smallworld: $sentence" "$(cat "$work/err")"
    silent out
}

# ---- the table ----
ok "all edits" "$SMALLWORLD" edits
silent err
equal "in six groups" "stop select hand mode act control" \
    "$(sed -n 's/^\([a-z]*\): .*/\1/p' "$work/out" | tr '\n' ' ' | sed 's/ $//')"
equal "at most 80 columns" "" "$(awk 'length > 80' "$work/out")"
names=$(sed -n 's/^  \([a-z][a-z0-9.]*\)  .*/\1/p' "$work/out")
ok "as JSON" "$SMALLWORLD" edits --json
equal "the same names" "$(sort <<<"$names")" "$(sed -n 's/.*"name": "\([^"]*\)".*/\1/p' "$work/out" | sort)"
equal "tokens count from 0" "$(seq 0 $(($(wc -l <"$work/out") - 1)))" \
    "$(sed -n 's/^{"token": \([0-9]*\),.*/\1/p' "$work/out")"
ok "one edit" "$SMALLWORLD" edits act.eat
equal "tells of itself" "act: change the canvas
  act.eat                big eats small: every organism takes the colour of the
                         largest neighbour that is larger than it" "$(cat "$work/out")"
ok "edits that begin alike, and a group" "$SMALLWORLD" edits select.same where.row stop --json
equal "those" "stop select.same.shape select.same.colour select.same.size where.row.count where.row where.row.parity" \
    "$(sed -n 's/.*"name": "\([^"]*\)".*/\1/p' "$work/out" | tr '\n' ' ' | sed 's/ $//')"
refused "an unknown name" "there is no edit 'act.recolor'; did you mean 'act.recolour'?" act.recolor
refused "a name that is empty" "\"\" names nothing; is a shell variable empty? (see smallworld edits --help)" ""

# ---- the page ----
ok "docs/edits.sh writes" bash "$SW_SOURCE/docs/edits.sh"
# The script calls "smallworld" unless SMALLWORLD says otherwise, and that is exported.
same "docs/edits.md is what docs/edits.sh writes (if not: run it)" "$SW_SOURCE/docs/edits.md" "$work/out"
# Programs of the page: whatever is indented and begins with the name of an edit is one, and parses.
sed -n 's/^    \([a-z.]*[a-z0-9]\( .*\)*\)$/\1/p' "$SW_SOURCE/docs/edits.md" | grep -E '^(select|where|hand|mode|eye|layer)' \
    >"$work/programs"
ok "the page shows programs" test "$(wc -l <"$work/programs")" -ge 6
broken=
while read -r program; do
    "$SMALLWORLD" edits --run="$program" --grid=12/3. >"$work/out" 2>&1 || broken="$broken [$program]"
done <"$work/programs"
equal "all of them run" "" "$broken"
example=$(awk '/^    \$ smallworld edits/ { shown = 1; next } shown && !/^    / { exit } shown' "$SW_SOURCE/docs/edits.md" |
    sed 's/^    //')
ok "the page's example" "$SMALLWORLD" edits --run="select.largest hand.3 act.recolour" --grid=11.2/1..2 --format=plain
equal "looks as it does there" "$example" "$(cat "$work/out")"

# ---- steps ----
ok "plain is what a file gets" "$SMALLWORLD" edits --run="select.largest hand.3 act.recolour" --grid=11.2/1..2
equal "the same" "$example" "$(cat "$work/out")"
ok "in colours" "$SMALLWORLD" edits --run="select.largest" --grid=11.2/1..2 --format=ansi
cp "$work/out" "$work/coloured"
ok "24-bit colours" grep -q $'\x1b\\[48;2;' "$work/coloured"
ok "no steps" "$SMALLWORLD" edits --run="select.everything act.turn.90" --grid=12./..3 --last
equal "what comes out" "2 end
  canvas
  .1
  .2
  3." "$(cat "$work/out")"
ok "the anchor, the eye, no colour" "$SMALLWORLD" edits --grid=1.2 \
    --run="hand.2 select.colour select.anchor hand.own hand.ten focus.left zoom.in"
equal "all told" "0 start
  canvas
  1.2
1 hand.2  colour 2 in hand  number 2 in hand
2 select.colour
  selected
  ..1
3 select.anchor
  selected  anchor
  ...       ..1
4 hand.own  no colour in hand
5 hand.ten  number 12 in hand
6 focus.left  focus on column 0, row 0
7 zoom.in  the eye sees 1 by 1 cells" "$(cat "$work/out")"
ok "steps as JSON" "$SMALLWORLD" edits --run="select.everything hand.own layer.save" --grid=1. --json
equal "a line each" '{"step": 0, "edit": "start", "changed": false, "canvas": "1.", "selection": "..", "anchor": "..", "whole": false, "colour": 1, "number": 1, "layers": 0}
{"step": 1, "edit": "select.everything", "changed": false, "canvas": "1.", "selection": "11", "anchor": "..", "whole": true, "colour": 1, "number": 1, "layers": 0}
{"step": 2, "edit": "hand.own", "changed": false, "canvas": "1.", "selection": "11", "anchor": "..", "whole": true, "colour": null, "number": 1, "layers": 0}
{"step": 3, "edit": "layer.save", "changed": false, "canvas": "1.", "selection": "11", "anchor": "..", "whole": true, "colour": null, "number": 1, "layers": 1}' \
    "$(cat "$work/out")"

# ---- tasks ----
cat >"$work/task.json" <<'END'
{"train": [{"input": [[1, 1, 0, 2]], "output": [[3, 3, 0, 2]]},
           {"input": [[1, 0, 2, 2]], "output": [[1, 0, 4, 4]]},
           {"input": [[5]], "output": [[3, 3]]}],
 "test": [{"input": [[6, 6, 6]], "output": [[3, 3, 3]]}, {"input": [[7, 0]]}]}
END
ok "a task" "$SMALLWORLD" edits --run="select.largest hand.3 act.recolour" --file="$work/task.json" --last
equal "which pairs come out right" "3 end
  canvas
  33.2

demonstration 1: right
demonstration 2: 2 cells wrong
demonstration 3: 1x1 cells instead of 2x1
test 1: right
test 2: its target is unknown" "$(cat "$work/out")"
ok "another canvas of it" "$SMALLWORLD" edits --run="act.blank" --file="$work/task.json" --canvas=5 --json
says out '{"step": 0, "edit": "start", "changed": false, "canvas": "7."'
equal "the pairs" '{"pair": "demonstration", "number": 1, "canvas": "1111", "right": false}
{"pair": "demonstration", "number": 2, "canvas": "1111", "right": false}
{"pair": "demonstration", "number": 3, "canvas": "1", "right": false}
{"pair": "test", "number": 1, "canvas": "111", "right": false}
{"pair": "test", "number": 2, "canvas": "11"}' "$(grep '^{"pair"' "$work/out")"

# ---- what is refused ----
more="(see smallworld edits --help)"
refused "no canvas" "--run wants a canvas: give either --grid=PICTURE or --file=TASK.json $more" --run=act.eat
refused "two canvases" "--run wants a canvas: give either --grid=PICTURE or --file=TASK.json $more" \
    --run=act.eat --grid=1 --file=x
refused "no program" "a canvas is given to a program: say --run=\"PROGRAM\" too $more" --grid=1
refused "a program in pieces" "after --run there are no names; put the program into one pair of quotes $more" \
    --run=act.eat act.crop --grid=1
refused "which canvas of what" "--canvas says which of the canvases of a --file $more" --run=act.eat --grid=1 --canvas=2
refused "a canvas that the task has not" "$work/task.json has 5 canvases; --canvas=6 is none of them" \
    --run=act.eat --file="$work/task.json" --canvas=6
refused "two formats" "--json has its own format; omit --format $more" --json --format=plain
refused "a table in colours" "--format=ansi shows canvases: say --run=\"PROGRAM\" $more" --format=ansi
refused "steps in markdown" "--format=markdown is for the table, not for --run $more" \
    --run=act.eat --grid=1 --format=markdown
refused "an unknown edit" "there is no edit 'act.eats'; did you mean 'act.eat'?" --run=act.eats --grid=1
refused "no cells" "row 1 of the canvas has 0 cells; give rows of one length, as --grid 1.2/.3." --run=act.eat --grid=
refused "rows of two lengths" \
    "row 2 of the canvas has 1 cells, the first another number; give rows of one length, as --grid 1.2/.3." \
    --run=act.eat --grid=11/1
refused "another letter" "row 2 of the canvas has something else than '.' and 0 to 9 in it" --run=act.eat --grid=11/1x
refused "too wide" "the canvas is larger than 30x30 cells" --run=act.eat --grid="$(printf '1%.0s' $(seq 31))"
refused "too high" "the canvas is larger than 30x30 cells" --run=act.eat --grid="$(printf '1/%.0s' $(seq 30))1"
exits 1 "no such file" "$SMALLWORLD" edits --run=act.eat --file="$work/none.json"
says err none.json
finish
