#!/usr/bin/env bash
# docs/edits.sh - writes docs/edits.md; its tables come from the program, so that no line of them can be wrong, and a
# test runs its examples. After a change of the table of edits:
#
#   SMALLWORLD=build/smallworld docs/edits.sh > docs/edits.md
set -eu

cat <<'END'
# The edit vocabulary

A world is changed by *edit tokens* and by nothing else. A program is a list of them, written as names between
blanks, of at most 40 (what a search finds may have more):

    select.largest hand.3 act.recolour

Tokens **select** cells, take something in **hand**, set a **mode** of seeing, **act** on what is selected with what
is in hand, or **control** what the others do. Applied to a puzzle, a token is applied to every canvas at once, and
each canvas finds its own largest organism. So a program that turns every demonstration into its target has, by the
same tokens, written the answer. An edit that does not fit (nothing selected, nothing to do, no room) leaves the
canvas as it is; no edit fails.

`smallworld edits` lists them all, `smallworld edits act.shoot` some; programs can be tried:

    $ smallworld edits --run="select.largest hand.3 act.recolour" --grid=11.2/1..2 --format=plain
    0 start
      canvas
      11.2
      1..2
    1 select.largest
      selected
      11..
      1...
    2 hand.3  colour 3 in hand  number 3 in hand
    3 act.recolour
      canvas
      33.2
      3..2

`--file=TASK.json` runs a program on an ARC task and tells which pairs come out right.

## What a canvas holds

| | at first | set by |
|---|---|---|
| the **grid**: 1x1 to 30x30 cells of colours 0 to 9; 0 is empty | | `act.*`, `layer.*`, `ground` |
| the **selection**: the cells that acts are done to | none | `select.*`, `where.*`, and what an act moved or changed |
| the **anchor**: a second selection | none | `select.anchor` exchanges the two |
| the **colour in hand**, or none ("own") | 1 | `hand.*` |
| the **number in hand**: 0 to 255 | 1 | `hand.*` |
| the **piece in hand**: cells with their colours | none | `hand.copy` |
| the **mode**: what counts as an organism | 8 neighbours, one colour | `mode.*` |
| the **focus** and the **zoom**: the part of the canvas that the eye sees | the middle; all of it | `focus.*`, `zoom.*` |
| the **layers**: up to 8 canvases saved; saving one more forgets the oldest | none | `layer.*` |
| its **place**: where its top left corner lies on the canvas as it was at first | there | acts that crop, trim or pad |

**Organisms.** An organism is a set of non-empty cells that hang together: over all eight neighbours (`mode.eight`)
or over sides only (`mode.four`), of one colour (`mode.colour`) or of any (`mode.any`). With `mode.panels` the panels
count as organisms, until one of the other modes is taken: lines of one colour from edge to edge divide the canvas
into them (if several colours have such lines, those of the commonest); a canvas without any is halved across its
longer side. With `mode.panels` a second time, all cells of one colour are one organism, wherever they lie: the dots of a
dotted line, or the two ends of a bar that something else covers; a third time, panels are again. On a canvas with more than 256 organisms the first 256, row by row, are organisms; the others are
obstacles that nothing selects by a property.

**Pieces.** The pieces of a selection are its organisms; where all that is selected is empty, acts and selectors that
look at boxes take it for one piece. After `select.everything` there is one piece, the whole canvas: it is mirrored,
turned and copied as a whole, and acts that move bodies move its organisms.

**Follow.** After an act the selection is what moved or was painted, so that programs go on with it: `act.copy.right
hand.3 act.recolour`. After a deletion nothing is selected. Rays and whole lines leave the selection on the cells that
they come from, so that several can follow each other (`act.shoot.up act.shoot.down`); what they drew is
`select.edited`. Anchor and focus stay on their cells when the canvas is
cropped or grows.

**Own colour.** What is painted takes the colour in hand. After `hand.own` it takes the colour of the piece, or the
cell, that it comes from; lines and floods of two colours that meet share what lies between them, each cell going to the
nearer one and the middle to none.

## Sight

Selectors choose by what organisms are (`select.largest`), by what is selected (`select.same.shape`,
`select.touching`), or by what cells are. Each of the tokens `where.*` looks at one *feature* of every cell, a small
number, and selects the cells that have the colour or the number in hand; numbers over 9 take `hand.ten`.

Two selections meet by the anchor: select, `select.anchor`, select again, then `select.meet`, `select.join` or
`select.less`. The acts that need a second organism (`act.gather`, `act.align`, `act.path`, ...) look at the anchor
too, and `hand.anchor` takes its colour.

With `eye.hold` whatever is selected or taken in hand afterwards is found on the canvas as it was at that moment,
while acts go on to change the canvas. That is what makes a *table* a program: rules of the form "a cell whose ring
is 1 and that sees a 2 on its left becomes 4" must not see what other rules have painted.

    eye.hold
    hand.1 where.ring select.anchor hand.2 where.left select.meet hand.4 act.recolour
    hand.2 where.ring select.anchor hand.2 where.left select.meet hand.5 act.recolour
    eye.hold

The focus and the zoom leave a window of the canvas: half as far around the focus with each `zoom.in`. When an agent
moves its eye so (zoomed, or by a zoom), it sees from the next tick on what the window shows of its canvases as they have
become; a seat that sees demonstrations sees both sides of each through the window. Until then it sees what it was
shown last: at first, all of the world as it was. Acts and selectors reach the whole canvas all the same, and
`select.focus` selects the one cell in the middle.

## Again, and each

`each` before an act does the act to every selected piece by itself, as if the piece were alone on a canvas of its
box's size with all of it selected; the results are laid back where the pieces were, and empty cells of a result
leave what is there. So `select.organisms each act.drop.double` squeezes each organism, and `each act.pad` frames it.

`again` does the last act (with its `each`) until nothing changes, at most 64 times: `act.push.right again` pushes as
far as it goes. `undo` takes the last act back with all that was done of it again. `fresh` empties the hand: nothing selected, no
anchor, colour and number 1, the modes as at first. `restart` does so too and begins again with the canvas as it was
at first. Layers and the piece in hand outlive both.

`ground` makes another colour than 0 the background: the commonest colour and 0 change places, everywhere but in the
canvas as it was at first. A program between two `ground` works on canvases of any background.

## Layers

A layer is a saved canvas. `layer.save` puts the canvas on a stack; the other tokens of the group join the canvas
with the layer saved last and take that away. Two canvases of one size meet corner on corner, wherever they were cut
out; of two sizes, as they lay on the first canvas, so that a part can be cropped, changed and laid back:

    layer.save select.largest act.crop act.mirror.x layer.over

`restart` keeps the layers, so that several changes of the first canvas come together in one:

    select.half.left act.crop layer.save restart select.half.right act.crop layer.over

`hand.copy` takes the selected cells as the piece in hand (empty ones too, if they are selected); `act.paste` and
`act.stamp` lay it down, `select.matches` finds it.

## The tokens

Numbers follow the order of the parts of the table (`src/world/edit/edit_parts.h`) and are not the same in every
version; names are, and nothing but names is stored. This page is written by `docs/edits.sh` from the program itself,
and a test compares the two.

END
"${SMALLWORLD:-smallworld}" edits --format=markdown
