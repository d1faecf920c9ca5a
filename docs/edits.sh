#!/usr/bin/env bash
# docs/edits.sh - writes docs/edits.md; its tables come from the program, so that no line of them can be wrong, and a
# test runs its examples. After a change of the table of edits:
#
#   SMALLWORLD=build/smallworld docs/edits.sh > docs/edits.md
set -eu

cat <<'END'
# The edit vocabulary

Only *edit tokens* change a world. A program is a list of at most 40 tokens, written as names with
blanks between them (a program that a search finds may have more):

    select.largest hand.3 act.recolour

Tokens **select** cells, take something in **hand**, set a **mode** of seeing, **act** on what is
selected with what is in hand, or **control** what the others do. A token of a puzzle is applied to
every canvas at once: each canvas finds its own largest organism. So a program that turns every
demonstration into its target has, by the same tokens, written the answer. An edit that does not fit
(nothing selected, nothing to do, no room) leaves the canvas as it is; no edit fails.

`smallworld edits` lists all tokens, and `smallworld edits act.shoot` lists some. `--run` runs a
program:

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

`--file=TASK.json` runs a program on an ARC task and says which pairs become right.

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
| its **place**: where its top left corner lies on the first canvas | there | acts that crop, trim or pad |

**Organisms.** An organism is a set of non-empty cells that hang together: over all eight neighbours
(`mode.eight`) or over sides only (`mode.four`), of one colour (`mode.colour`) or of any
(`mode.any`). With `mode.panels` the panels are the organisms, until another mode is set. Lines of
one colour from edge to edge divide the canvas into panels (if several colours have such lines,
those of the commonest). A canvas without lines is halved across its longer side. After a second
`mode.panels` all cells of one colour are one organism, wherever they lie: the dots of a dotted
line, or the two ends of a bar that something covers. A third `mode.panels` returns to panels. On a
canvas with more than 256 organisms the first 256, row by row, are organisms. The others are
obstacles that nothing selects by a property.

**Pieces.** The pieces of a selection are its organisms. If all selected cells are empty, acts and
selectors that look at boxes treat the selection as one piece. After `select.everything` there is
one piece, the whole canvas: it is mirrored, turned and copied as a whole, and acts that move bodies
move its organisms.

**Follow.** After an act the selection is what moved or was painted, so a program can continue with
it: `act.copy.right hand.3 act.recolour`. After a deletion nothing is selected. Rays and whole lines
leave the selection on the cells that they come from, so that several can follow each other
(`act.shoot.up act.shoot.down`); `select.edited` selects what they drew. Anchor and focus stay on
their cells when the canvas is cropped or grows.

**Own colour.** An act paints with the colour in hand. After `hand.own` it paints with the colour of
the piece, or the cell, that it starts from. Lines and floods of two colours that meet share the
cells between them: each cell gets the colour of the nearer one, and the middle gets none.

## Sight

Selectors choose by properties of organisms (`select.largest`), by the present selection
(`select.same.shape`, `select.touching`), or by properties of cells. Each of the tokens `where.*`
looks at one *feature* of every cell, a small number, and selects the cells that have the colour or
the number in hand; numbers over 9 need `hand.ten`.

The anchor joins two selections: select, `select.anchor`, select again, then `select.meet`,
`select.join` or `select.less`. The acts that need a second organism (`act.gather`, `act.align`,
`act.path`, ...) look at the anchor too, and `hand.anchor` takes its colour.

After `eye.hold`, tokens that select or take in hand see the canvas as it was at that moment, while
acts still change the canvas. So a program can be a *table*: rules of the form "a cell whose ring is
1 and that sees a 2 on its left becomes 4" must not see what other rules have painted.

    eye.hold
    hand.1 where.ring select.anchor hand.2 where.left select.meet hand.4 act.recolour
    hand.2 where.ring select.anchor hand.2 where.left select.meet hand.5 act.recolour
    eye.hold

The focus and the zoom define a window of the canvas: each `zoom.in` halves its reach around the
focus. When an agent moves its eye by a zoom, or while zoomed, it sees from the next tick on what
the window shows of its present canvases. A seat that sees demonstrations sees both sides of each
through the window. Until then it sees what it was shown last: at first, the whole world as it was.
Acts and selectors still reach the whole canvas, and `select.focus` selects the one cell in the
middle.

## Again, and each

`each` before an act does the act to every selected piece by itself, as if the piece were alone on a
canvas of its box's size with all of it selected; the results are laid back where the pieces were,
and empty cells of a result leave what is there. So `select.organisms each act.drop.double` squeezes
each organism, and `each act.pad` frames it.

`again` repeats the last act (with its `each`) until nothing changes, at most 64 times:
`act.push.right again` pushes as far as possible. `undo` undoes the last act with all its
repetitions. `fresh` empties the hand: nothing selected, no anchor, colour and number 1, the modes
as at first. `restart` does the same and returns to the first canvas. Layers and the piece in hand
survive both.

`ground` makes another colour than 0 the background: the commonest colour and 0 change places,
except in the first canvas. A program between two `ground` works on canvases of any background.

## Layers

A layer is a saved canvas. `layer.save` puts the canvas on a stack. The other tokens of the group
join the canvas with the layer saved last, and remove that layer. Two canvases of one size are
joined corner on corner, wherever they were cut out. Two canvases of different sizes are joined as
they lay on the first canvas. So a part can be cropped, changed and laid back:

    layer.save select.largest act.crop act.mirror.x layer.over

`restart` keeps the layers, so that several changes of the first canvas come together in one:

    select.half.left act.crop layer.save restart select.half.right act.crop layer.over

`hand.copy` takes the selected cells as the piece in hand (empty ones too, if they are selected);
`act.paste` and `act.stamp` lay it down, `select.matches` finds it.

## The tokens

Numbers follow the order of the parts of the table (`src/world/edit/edit_parts.h`) and can differ
between versions. Names stay the same, and only names are stored. `docs/edits.sh` writes this page
from the program itself, and a test compares the two.

END
"${SMALLWORLD:-smallworld}" edits --format=markdown
