/* operations_table.c - the families of operations, as templates over the edit vocabulary. */
#include "search/operations.h"

#include <string.h>

/* clang-format off */

/* $R and $P are not here: the colours that occur on the canvases, and in the targets; $Q and $O behind
 * them are other ones. Wherever a
 * name stands in a text, it stands for the same alternative. */
static const struct sw_alternatives sets[] = {
    {"MODE", "|mode.any+2|mode.four+3|mode.four mode.any+4|mode.panels mode.panels+3"},
    {"PIECE", "select.largest|select.smallest|select.odd|select.top|select.bottom|"
              "select.leftmost|select.rightmost|select.motley|select.unique|select.border|"
              "select.inner|select.holed|select.solid|select.symmetric|select.asymmetric|"
              "select.rectangle|select.square|select.line|select.dot|$R select.most|"
              "select.largest select.next+3|select.largest select.next select.next+5|"
              "select.smallest select.same.shape+3"},
    {"COLOURED", "$R select.colour|hand.commonest select.colour|hand.rarest select.colour|"
                 "hand.unique select.colour"},
    {"PANEL", "select.largest|select.smallest|select.odd|select.top|select.bottom|"
              "select.leftmost|select.rightmost|select.motley|select.unique|select.symmetric|"
              "select.asymmetric|select.holed|$R select.most"},
    {"SOME", "select.organisms|$R select.colour+2"},
    {"SOURCE", "select.organisms|$R select.colour+2|select.dot+3|select.largest+3|"
               "select.smallest+3|hand.rarest select.colour+3|"
               "select.odd+4|select.top+4|select.bottom+4|select.leftmost+4|select.rightmost+4|"
               "select.holed+4|select.border+4|select.inner+4"},
    {"ALIKE", "select.same.shape|select.same.colour|select.same.size+1|select.touching+2"},
    {"MODEL", "select.largest|select.smallest|select.top|select.bottom|select.leftmost|select.rightmost|"
              "select.holed|select.odd|select.rectangle+2|select.symmetric+2"},
    {"RELATED", "$R select.colour select.touching|$R select.colour select.inside|"
                "$R select.colour select.box|$R select.colour select.room|"
                "$R select.colour select.between|$R select.colour select.same.size|"
                "$R select.colour select.rows|$R select.colour select.columns|"
                "$R select.colour select.grow|$R select.colour select.rim|"
                "$R select.colour select.core|$R select.colour select.corners|"
                "$R select.colour select.centre|select.largest select.touching|"
                "select.largest select.inside|select.smallest select.same.size|"
                "select.largest select.same.colour|select.largest select.same.shape"},
    {"SIZED", "hand.1 where.size|hand.2 where.size|hand.3 where.size|hand.4 where.size|"
              "hand.5 where.size|hand.6 where.size|hand.0 where.rank|hand.1 where.rank|"
              "hand.2 where.rank|hand.0 where.holes|hand.1 where.holes|hand.2 where.holes"},
    {"COLUMNS", "hand.0 where.column|"
                "hand.0 where.column select.anchor hand.1 where.column select.join+1|"
                "hand.0 where.column select.anchor hand.1 where.column select.join select.anchor hand.2 where.column select.join+2|"
                "hand.0 where.column select.anchor hand.1 where.column select.join select.anchor hand.2 where.column select.join select.anchor hand.3 where.column select.join+3"},
    {"ROWS", "hand.0 where.row|"
             "hand.0 where.row select.anchor hand.1 where.row select.join+1|"
             "hand.0 where.row select.anchor hand.1 where.row select.join select.anchor hand.2 where.row select.join+2|"
             "hand.0 where.row select.anchor hand.1 where.row select.join select.anchor hand.2 where.row select.join select.anchor hand.3 where.row select.join+3"},
    {"CELLS", "select.holes|select.background|select.outside|select.separators+2|"
              "select.organisms select.room+2|select.organisms select.between+2|"
              "select.organisms select.rim+2|select.organisms select.core+2|"
              "select.organisms select.corners+3|select.organisms select.centre+2|"
              "select.organisms select.inside+3|select.holed select.inside+3"},
    {"ENCLOSED", "select.largest act.keep eye.hold undo select.holes|select.smallest act.keep eye.hold undo select.holes|"
                 "select.odd act.keep eye.hold undo select.holes|select.holed act.keep eye.hold undo select.holes|"
                 "mode.any select.largest act.keep eye.hold undo select.holes|"
                 "mode.panels mode.panels select.largest act.keep eye.hold undo select.holes|"
                 "$R select.colour act.keep eye.hold undo select.holes|"
                 "hand.commonest select.colour act.keep eye.hold undo select.holes"},
    {"BAR", "act.bar|act.bar select.everything act.turn.90+2"},
    {"INK", "hand.own|$P+3|hand.commonest+3|hand.rarest+3"},
    {"DYE", "$P|hand.commonest+2|hand.rarest+2|hand.largest+2|hand.smallest+2|hand.unique+2|"
            "hand.around+2|hand.up+4|hand.down+4|hand.left+4|hand.right+4"},
    {"ORDER", "act.order.up|act.order.down|act.order.left|act.order.right"},
    {"TURN", "act.mirror.x|act.mirror.y|act.turn.90|act.turn.180|act.turn.270|act.transpose|"
             "act.transpose act.turn.180"},
    {"SHOOT", "act.shoot.up|act.shoot.down|act.shoot.left|act.shoot.right|act.shoot.up.left|"
              "act.shoot.up.right|act.shoot.down.left|act.shoot.down.right"},
    {"REACH", "act.reach.up|act.reach.down|act.reach.left|act.reach.right"},
    {"SLIDE", "act.slide.up|act.slide.down|act.slide.left|act.slide.right"},
    {"MOVE", "act.move.up|act.move.down|act.move.left|act.move.right"},
    {"ROLL", "act.roll.up|act.roll.down|act.roll.left|act.roll.right"},
    {"REPEAT", "act.repeat.up|act.repeat.down|act.repeat.left|act.repeat.right"},
    {"COPY", "act.copy.up|act.copy.down|act.copy.left|act.copy.right"},
    {"REFLECT", "act.reflect.up|act.reflect.down|act.reflect.left|act.reflect.right"},
    {"TAKE", "act.take.up|act.take.down|act.take.left|act.take.right"},
    {"HALF", "select.half.up|select.half.down|select.half.left|select.half.right"},
    {"PANELS", "act.panels.or|act.panels.and|act.panels.xor|act.panels.nor|act.panels.less"},
    {"N", "hand.2|hand.3|hand.4|hand.5+2"},
    {"COUNT", "select.organisms hand.pieces|select.organisms hand.colours|"
              "select.organisms hand.cells|$R select.colour hand.pieces+2|"
              "$R select.colour hand.cells+2"},
    {"CHANGE", "act.majority|act.rank|act.tally|act.match|act.touch|act.contain|act.legend|"
               "act.invert|act.rings"},
    {"WITHIN", "act.hollow|act.shrink|act.complete.x|act.complete.y|act.complete.turns|"
               "act.majority|act.unscale|act.drop.double|act.denoise"},
};

static const struct sw_family families[] = {
    /* The whole canvas: turned, cut, tiled, scaled. */
    {"turn", 0, 10, true, "select.everything $TURN"},
    {"crop", 0, 10, true, "select.organisms act.crop"},
    {"half", 0, 12, true, "$HALF act.crop"},
    {"half", 1, 15, true, "select.everything act.mirror.x select.half.left act.crop select.everything act.mirror.x"},
    {"half", 1, 15, true, "select.everything act.mirror.y select.half.up act.crop select.everything act.mirror.y"},
    {"window", 1, 14, true, "$COLUMNS act.crop"},
    {"window", 1, 14, true, "$ROWS act.crop"},
    {"window", 1, 16, true, "select.everything act.mirror.x $COLUMNS act.crop select.everything act.mirror.x"},
    {"window", 1, 16, true, "select.everything act.mirror.y $ROWS act.crop select.everything act.mirror.y"},
    {"size", 0, 12, true, "act.trim"},
    {"size", 0, 12, true, "$P act.pad"},
    {"size", 1, 10, true, "$N act.scale"},
    {"size", 1, 12, true, "$COUNT act.scale"},
    {"size", 1, 12, true, "$N act.stretch.x"},
    {"size", 1, 14, true, "select.everything act.transpose $N act.stretch.x select.everything act.transpose"},
    {"size", 0, 12, true, "$N act.reduce"},
    {"size", 0, 10, true, "act.unscale"},
    {"size", 1, 10, true, "$N act.tile"},
    {"size", 1, 12, true, "$COUNT act.tile"},
    {"size", 1, 10, true, "act.product"},
    {"size", 1, 12, true, "$COLOURED act.product"},
    {"size", 1, 12, true, "select.background act.product"},
    {"size", 0, 10, true, "act.drop.empty"},
    {"size", 0, 10, true, "act.drop.double"},
    {"size", 0, 12, true, "select.separators act.drop.selected"},
    {"size", 1, 14, true, "$COLOURED act.drop.selected"},
    {"size", 1, 12, true, "select.organisms $REFLECT"},
    {"tile", 1, 10, true, "select.everything $COPY"},
    {"tile", 1, 10, true, "select.everything $REFLECT"},
    {"tile", 1, 12, true, "select.everything act.reflect.right select.everything act.reflect.down"},
    {"tile", 1, 12, true, "select.everything act.reflect.left select.everything act.reflect.up"},
    {"tile", 1, 12, true, "select.everything act.reflect.right select.everything act.reflect.up"},
    {"tile", 1, 12, true, "select.everything act.reflect.left select.everything act.reflect.down"},
    {"tile", 1, 12, true, "select.everything act.copy.right select.everything act.copy.down"},
    {"tile", 1, 14, true, "layer.save select.everything act.turn.90 layer.right layer.save select.everything act.turn.180 layer.below"},
    {"tile", 1, 14, true, "layer.save select.everything act.turn.270 layer.right layer.save select.everything act.turn.180 layer.below"},
    {"tile", 1, 15, true, "layer.save select.everything $TURN layer.right"},
    {"tile", 1, 15, true, "layer.save select.everything $TURN layer.below"},
    {"room", 1, 14, true, "layer.save hand.0 act.blank layer.right"},
    {"room", 1, 14, true, "layer.save hand.0 act.blank layer.below"},
    {"room", 1, 14, true, "layer.save hand.9 act.blank layer.right hand.9 act.period"},
    {"room", 1, 14, true, "layer.save hand.9 act.blank layer.below hand.9 act.period"},
    {"room", 1, 15, true, "layer.save hand.0 act.blank layer.right layer.save act.blank layer.below"},
    {"sort", 1, 12, true, "act.sort.rows"},
    {"sort", 1, 14, true, "select.everything act.transpose act.sort.rows select.everything act.transpose"},
    {"sort", 1, 12, true, "$MODE select.organisms act.queue"},
    {"sort", 1, 12, true, "$MODE select.organisms act.pile"},
    {"sort", 1, 12, false, "$MODE select.organisms $ORDER"},
    /* Pick one thing. */
    {"pick", 0, 12, true, "$MODE $PIECE act.crop"},
    {"pick", 0, 12, true, "$COLOURED act.crop"},
    {"pick", 0, 16, true, "$MODE $PIECE act.keep select.organisms act.crop"},
    {"pick", 0, 15, true, "$MODE $PIECE select.inside act.crop"},
    {"pick", 0, 15, true, "$COLOURED select.inside act.crop"},
    {"pick", 0, 15, true, "$COLOURED select.core act.crop"},
    {"pick", 0, 14, true, "$COLOURED act.crop act.trim"},
    {"pick", 0, 15, true, "$COLOURED act.crop act.trim select.organisms act.recolour"},
    {"pick", 1, 15, true, "select.everything select.centre hand.selected select.colour act.crop"},
    {"pick", 1, 15, true, "select.everything select.centre select.grow select.touching act.crop"},
    {"panel", 0, 12, true, "mode.panels $PANEL act.crop"},
    {"panel", 1, 14, false, "mode.panels $PANEL act.keep"},
    {"panel", 1, 14, false, "mode.panels $PANEL act.delete"},
    /* Keep or erase. */
    {"colour", 0, 10, false, "$COLOURED act.keep"},
    {"colour", 0, 10, false, "$COLOURED act.delete"},
    {"filter", 1, 12, false, "$MODE $PIECE act.keep"},
    {"filter", 1, 12, false, "$MODE $PIECE act.delete"},
    {"filter", 0, 12, false, "$PIECE act.keep"},
    {"filter", 0, 12, false, "$PIECE act.delete"},
    {"filter", 1, 14, false, "$CELLS act.delete"},
    {"filter", 1, 14, false, "$CELLS act.keep"},
    {"enclosed", 1, 14, false, "$ENCLOSED act.keep eye.hold"},
    {"enclosed", 1, 14, false, "$ENCLOSED act.delete eye.hold"},
    {"enclosed", 1, 14, true, "$ENCLOSED act.crop eye.hold"},
    {"enclosed", 2, 15, false, "$ENCLOSED $P act.recolour eye.hold"},
    {"enclosed", 1, 15, false, "select.largest act.keep eye.hold undo select.holes act.delete eye.hold select.largest act.delete"},
    {"related", 1, 14, false, "$RELATED act.keep"},
    {"related", 1, 14, false, "$RELATED act.delete"},
    {"related", 1, 15, true, "$RELATED act.crop"},
    {"related", 2, 15, false, "$RELATED $P act.recolour"},
    {"related", 2, 16, false, "$MODE $MODEL select.box $P act.recolour"},
    {"related", 2, 16, false, "$MODE $MODEL select.rows act.keep"},
    {"related", 2, 16, false, "$MODE $MODEL select.columns act.keep"},
    {"related", 2, 16, true, "$MODE $MODEL select.rows act.crop"},
    {"related", 2, 16, true, "$MODE $MODEL select.columns act.crop"},
    {"alike", 1, 14, false, "$MODEL $ALIKE act.keep"},
    {"alike", 1, 14, false, "$MODEL $ALIKE act.delete"},
    {"alike", 2, 15, false, "$MODEL $ALIKE $P act.recolour"},
    {"sized", 1, 14, false, "$SIZED act.keep"},
    {"sized", 1, 14, false, "$SIZED act.delete"},
    {"sized", 1, 15, true, "$SIZED act.crop"},
    {"sized", 2, 15, false, "$SIZED $P act.recolour"},
    {"noise", 0, 12, false, "act.denoise"},
    {"noise", 0, 14, false, "select.dot act.touch"},
    {"noise", 1, 16, false, "select.dot act.touch select.dot act.delete"},
    {"noise", 1, 16, false, "select.dot act.touch hand.2 where.size act.touch"},
    {"noise", 1, 18, false, "select.dot act.touch hand.2 where.size act.touch select.dot act.delete hand.2 where.size act.delete"},
    /* Recolour. */
    {"dye", 1, 12, false, "select.organisms $DYE act.recolour"},
    {"dye", 0, 12, false, "select.organisms $P act.recolour"},
    {"dye", 2, 13, false, "$R select.colour $DYE act.recolour"},
    {"dye", 0, 13, false, "$R select.colour $P act.recolour"},
    {"dye", 2, 14, false, "$MODE $PIECE $DYE act.recolour"},
    {"dye", 1, 14, false, "$PIECE $P act.recolour"},
    {"dye", 2, 13, false, "$CELLS $DYE act.recolour"},
    {"dye", 0, 13, false, "$CELLS $P act.recolour"},
    {"cells", 1, 14, false, "$CELLS $P act.recolour act.keep"},
    {"box", 1, 15, true, "$R select.colour act.crop select.everything $R act.recolour"},
    {"box", 2, 16, true, "$MODE $PIECE act.crop select.everything $P act.recolour"},
    {"swap", 0, 13, false, "$R select.colour $P act.swap.colours"},
    {"change", 0, 13, false, "$MODE select.organisms $CHANGE"},
    {"change", 1, 15, false, "$COLOURED $CHANGE"},
    {"change", 1, 13, false, "select.organisms $TAKE"},
    {"change", 1, 15, false, "$COLOURED $TAKE"},
    {"change", 1, 13, false, "select.background $TAKE"},
    {"change", 1, 12, false, "act.eat"},
    /* Rays and lines. */
    {"ray", 2, 12, false, "$SOURCE hand.own $SHOOT"},
    {"ray", 0, 12, false, "$SOME hand.own $SHOOT"},
    {"ray", 2, 14, false, "eye.hold $SOURCE hand.own act.shoot.left $SOURCE hand.own act.shoot.right eye.hold"},
    {"ray", 0, 14, false, "eye.hold $SOME hand.own act.shoot.left $SOME hand.own act.shoot.right eye.hold"},
    {"ray", 2, 14, false, "eye.hold $SOURCE hand.own act.shoot.up $SOURCE hand.own act.shoot.down eye.hold"},
    {"ray", 0, 14, false, "eye.hold $SOME hand.own act.shoot.up $SOME hand.own act.shoot.down eye.hold"},
    {"ray", 0, 16, false, "eye.hold $SOURCE hand.own act.shoot.up $SOURCE hand.own act.shoot.down "
        "$SOURCE hand.own act.shoot.left $SOURCE hand.own act.shoot.right eye.hold"},
    {"ray", 0, 16, false, "eye.hold $SOURCE hand.own act.shoot.up.left $SOURCE hand.own act.shoot.down.right "
        "$SOURCE hand.own act.shoot.down.left $SOURCE hand.own act.shoot.up.right eye.hold"},
    {"ray", 2, 16, false, "eye.hold $SOURCE hand.own act.shoot.up.left $SOURCE hand.own act.shoot.down.right eye.hold"},
    {"ray", 1, 16, false, "eye.hold $SOME hand.own act.shoot.up.left $SOME hand.own act.shoot.down.right eye.hold"},
    {"ray", 2, 16, false, "eye.hold $SOURCE hand.own act.shoot.up.right $SOURCE hand.own act.shoot.down.left eye.hold"},
    {"ray", 1, 16, false, "eye.hold $SOME hand.own act.shoot.up.right $SOME hand.own act.shoot.down.left eye.hold"},
    {"reach", 2, 13, false, "$SOURCE hand.own $REACH"},
    {"reach", 0, 13, false, "$SOME hand.own $REACH"},
    {"ray", 2, 15, false, "$SOURCE hand.own act.bounce"},
    {"ray", 1, 15, false, "$SOME hand.own act.bounce"},
    {"ray", 2, 15, false, "select.organisms select.centre hand.own $SHOOT"},
    {"ray", 2, 16, false, "eye.hold select.organisms select.centre hand.own act.shoot.left select.organisms select.centre hand.own act.shoot.right eye.hold"},
    {"ray", 2, 16, false, "eye.hold select.organisms select.centre hand.own act.shoot.up select.organisms select.centre hand.own act.shoot.down eye.hold"},
    {"line", 2, 13, false, "$SOURCE hand.own act.line.row"},
    {"line", 0, 13, false, "$SOME hand.own act.line.row"},
    {"line", 2, 13, false, "$SOURCE hand.own act.line.column"},
    {"line", 0, 13, false, "$SOME hand.own act.line.column"},
    {"line", 2, 14, false, "eye.hold $SOURCE hand.own act.line.row $SOURCE hand.own act.line.column eye.hold"},
    {"line", 0, 14, false, "eye.hold $SOME hand.own act.line.row $SOME hand.own act.line.column eye.hold"},
    {"line", 2, 13, false, "$SOURCE hand.own act.line.diagonal"},
    {"line", 0, 13, false, "$SOME hand.own act.line.diagonal"},
    {"line", 1, 16, false, "select.organisms select.centre hand.own act.line.row"},
    {"line", 1, 16, false, "select.organisms select.centre hand.own act.line.column"},
    {"connect", 2, 12, false, "$SOURCE hand.own act.connect"},
    {"connect", 0, 12, false, "$SOME hand.own act.connect"},
    {"connect", 2, 12, false, "$SOURCE hand.own act.connect.alike"},
    {"connect", 0, 12, false, "$SOME hand.own act.connect.alike"},
    {"connect", 2, 13, false, "$SOURCE hand.own act.connect.diagonal"},
    {"connect", 0, 13, false, "$SOME hand.own act.connect.diagonal"},
    {"flood", 2, 13, false, "$SOURCE hand.own act.flood"},
    {"flood", 0, 13, false, "$SOME hand.own act.flood"},
    {"flood", 2, 13, false, "$SOURCE act.spread"},
    {"flood", 0, 13, false, "$SOME act.spread"},
    {"path", 2, 20, false, "$R select.colour select.anchor hand.rarest select.colour $INK act.path"},
    /* Shapes. */
    {"fill", 2, 11, false, "$SOURCE $INK act.fill"},
    {"fill", 0, 11, false, "$SOME hand.own act.fill"},
    {"shape", 2, 12, false, "$SOURCE $P act.outline"},
    {"shape", 0, 12, false, "$SOME $P act.outline"},
    {"shape", 2, 12, false, "$SOURCE $INK act.box"},
    {"shape", 0, 12, false, "$SOME hand.own act.box"},
    {"shape", 2, 12, false, "$SOURCE $INK act.rectangle"},
    {"shape", 0, 12, false, "$SOME hand.own act.rectangle"},
    {"shape", 2, 14, false, "$MODE $PIECE $P act.outline"},
    {"shape", 2, 14, false, "$MODE $PIECE $P act.box"},
    {"shape", 2, 14, false, "$MODE $PIECE $P act.fill"},
    {"shape", 2, 14, false, "$MODE $PIECE $P act.rectangle"},
    {"shape", 0, 12, false, "$P act.frame"},
    {"apart", 1, 14, false, "mode.panels mode.panels select.organisms hand.own act.box"},
    {"apart", 1, 14, false, "mode.panels mode.panels select.organisms hand.own act.rectangle"},
    {"apart", 1, 14, false, "mode.panels mode.panels select.organisms hand.own act.fill"},
    {"apart", 2, 14, false, "mode.panels mode.panels $PIECE hand.own act.box"},
    {"apart", 2, 14, false, "mode.panels mode.panels $PIECE hand.own act.rectangle"},
    {"apart", 2, 15, false, "$COLOURED act.keep mode.panels mode.panels select.organisms hand.own act.box"},
    {"apart", 2, 16, false, "mode.panels mode.panels $PIECE act.keep select.organisms hand.own act.box"},
    {"apart", 2, 16, false, "$COLOURED act.keep select.organisms hand.own act.connect"},
    {"shape", 2, 12, false, "$SOURCE act.hollow"},
    {"shape", 0, 12, false, "$SOME act.hollow"},
    {"shape", 2, 12, false, "$SOURCE act.grow"},
    {"shape", 0, 12, false, "$SOME act.grow"},
    {"shape", 2, 12, false, "$SOURCE act.grow.four"},
    {"shape", 0, 12, false, "$SOME act.grow.four"},
    {"shape", 2, 12, false, "$SOURCE act.shrink"},
    {"shape", 0, 12, false, "$SOME act.shrink"},
    {"shape", 2, 15, false, "$SOURCE act.shrink select.organisms act.grow"},
    {"shape", 1, 15, false, "$SOME act.shrink select.organisms act.grow"},
    {"shape", 1, 14, false, "$MODE select.organisms each $WITHIN"},
    /* Motion. */
    {"fall", 0, 12, false, "$MODE select.organisms $SLIDE"},
    {"fall", 2, 14, false, "$SOURCE $SLIDE"},
    {"fall", 0, 14, false, "$SOME $SLIDE"},
    {"fall", 2, 15, false, "$MODEL $SLIDE"},
    {"fall", 2, 15, false, "$MODEL select.others $SLIDE"},
    {"gather", 0, 15, false, "select.organisms select.anchor $R select.colour select.anchor select.less act.gather"},
    {"gather", 0, 15, false, "select.largest select.anchor select.organisms select.less act.gather"},
    {"gather", 1, 15, false, "select.largest select.anchor select.organisms select.less act.align"},
    {"gather", 1, 15, false, "$R select.colour select.anchor select.organisms select.less act.align"},
    {"gather", 1, 16, false, "select.separators select.anchor select.organisms select.less act.gather"},
    {"gather", 2, 16, false, "$R select.colour select.anchor $Q select.colour act.gather"},
    {"gather", 2, 16, false, "$R select.colour select.anchor $Q select.colour act.align"},
    {"gather", 2, 18, false, "$R select.colour select.anchor select.organisms select.less act.gather select.others act.delete"},
    {"middle", 1, 18, false, "select.organisms hand.own act.connect select.edited select.centre $P act.recolour"},
    {"middle", 2, 18, false, "layer.save select.organisms $P act.connect select.edited select.centre act.keep layer.over"},
    {"middle", 2, 20, false, "layer.save select.organisms $P act.connect select.edited select.centre act.keep select.organisms act.grow.four layer.over"},
    {"middle", 2, 20, false, "layer.save select.organisms $P act.connect select.edited select.centre act.keep select.organisms act.grow layer.over"},
    {"move", 2, 12, false, "$SOURCE $MOVE"},
    {"move", 0, 12, false, "$SOME $MOVE"},
    {"move", 2, 14, false, "$SOURCE $MOVE $MOVE"},
    {"move", 1, 14, false, "$SOME $MOVE $MOVE"},
    {"move", 0, 12, false, "$ROLL"},
    {"move", 1, 10, false, "select.everything $MOVE"},
    {"move", 1, 11, false, "select.everything act.move.up select.everything act.move.left"},
    {"move", 1, 11, false, "select.everything act.move.up select.everything act.move.right"},
    {"move", 1, 11, false, "select.everything act.move.down select.everything act.move.left"},
    {"move", 1, 11, false, "select.everything act.move.down select.everything act.move.right"},
    {"move", 2, 12, false, "$SOURCE act.origin"},
    {"move", 1, 12, false, "$SOME act.origin"},
    {"bodies", 0, 13, false, "$MODE select.organisms $TURN"},
    {"bodies", 2, 13, false, "$SOURCE $REPEAT"},
    {"bodies", 0, 13, false, "$SOME $REPEAT"},
    {"bodies", 2, 13, false, "$SOURCE $COPY"},
    {"bodies", 1, 13, false, "$SOME $COPY"},
    {"bodies", 2, 13, false, "$SOURCE $REFLECT"},
    {"bodies", 1, 13, false, "$SOME $REFLECT"},
    {"bodies", 1, 16, false, "$R select.colour select.anchor hand.rarest select.colour act.swap.places"},
    /* Symmetry and repetition. */
    {"symmetry", 0, 11, false, "$R act.symmetry"},
    {"symmetry", 0, 11, false, "hand.0 act.symmetry"},
    {"symmetry", 0, 13, true, "$R act.symmetry act.crop"},
    {"symmetry", 0, 13, true, "hand.0 act.symmetry act.crop"},
    {"period", 0, 11, false, "$R act.period"},
    {"period", 0, 11, false, "hand.0 act.period"},
    {"period", 0, 13, true, "$R act.period act.crop"},
    {"period", 0, 13, true, "hand.0 act.period act.crop"},
    {"period", 1, 12, false, "act.regular"},
    {"symmetry", 1, 15, false, "select.half.left act.keep select.everything act.complete.x"},
    {"symmetry", 1, 15, false, "select.half.right act.keep select.everything act.complete.x"},
    {"symmetry", 1, 15, false, "select.half.up act.keep select.everything act.complete.y"},
    {"symmetry", 1, 15, false, "select.half.down act.keep select.everything act.complete.y"},
    {"symmetry", 0, 12, false, "select.everything act.complete.x"},
    {"symmetry", 0, 12, false, "select.everything act.complete.y"},
    {"symmetry", 0, 12, false, "select.everything act.complete.turns"},
    {"symmetry", 0, 14, false, "select.everything act.complete.x select.everything act.complete.y"},
    {"symmetry", 1, 14, false, "mode.any select.organisms act.complete.x"},
    {"symmetry", 1, 14, false, "mode.any select.organisms act.complete.y"},
    {"symmetry", 1, 14, false, "mode.any select.organisms act.complete.turns"},
    /* Panels. */
    {"panels", 0, 12, true, "$INK $PANELS"},
    {"panels", 0, 12, true, "act.panels.cells"},
    {"panels", 1, 14, false, "mode.panels select.organisms $TURN"},
    /* Counts. */
    {"count", 1, 15, true, "$P $MODE select.organisms hand.pieces $BAR"},
    {"count", 1, 14, true, "hand.commonest select.organisms hand.cells $BAR"},
    {"count", 1, 14, true, "hand.commonest $MODE select.organisms hand.pieces $BAR"},
    {"count", 1, 15, true, "$COLOURED hand.cells $BAR"},
    {"count", 1, 15, true, "$COLOURED hand.pieces $BAR"},
    {"count", 2, 16, true, "$RELATED hand.pieces $BAR"},
    {"count", 2, 16, true, "$MODE $PIECE hand.pieces $BAR"},
    {"count", 1, 12, true, "hand.commonest act.single"},
    {"count", 1, 12, true, "hand.rarest act.single"},
    {"count", 1, 13, true, "$MODE $PIECE hand.selected act.single"},
    /* Stamps. */
    {"stamp", 1, 18, false, "$MODE select.largest hand.copy $R select.colour act.stamp"},
    {"stamp", 1, 18, false, "$MODE select.largest hand.copy select.dot act.stamp"},
    {"stamp", 1, 18, false, "$MODE select.smallest hand.copy $R select.colour act.stamp"},
    {"stamp", 2, 18, false, "select.motley hand.copy $R select.colour act.paste"},
    {"stamp", 2, 18, false, "select.largest hand.copy select.organisms act.paste"},
    {"stamp", 2, 18, false, "mode.panels select.most hand.copy select.organisms act.paste"},
    {"stamp", 2, 18, false, "mode.panels select.largest hand.copy select.organisms act.paste"},
    {"stamp", 2, 18, false, "mode.panels select.motley hand.copy select.organisms act.paste"},
};

/* clang-format on */

uint32_t sw_family_count(void)
{
    return sizeof families / sizeof *families;
}

const struct sw_family *sw_family_row(uint32_t family)
{
    return &families[family];
}

static uint32_t first_of(uint32_t family)
{
    uint32_t first = 0;

    while (strcmp(families[first].name, families[family].name) != 0)
        first++;
    return first;
}

uint32_t sw_family_groups(uint8_t *group)
{
    uint32_t groups = 0;

    for (uint32_t i = 0; i < sw_family_count(); i++) {
        uint32_t first = first_of(i);

        if (group != NULL)
            group[i] = first == i ? (uint8_t)groups : group[first];
        groups += first == i;
    }
    return groups + 1;
}

const char *sw_family_group_name(uint32_t group)
{
    uint32_t groups = 0;

    for (uint32_t i = 0; i < sw_family_count(); i++)
        if (first_of(i) == i && groups++ == group)
            return families[i].name;
    return group == groups ? "law" : NULL;
}

const struct sw_alternatives *sw_alternatives_find(const char *name, uint32_t length)
{
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (strlen(sets[i].name) == length && memcmp(sets[i].name, name, length) == 0)
            return &sets[i];
    return NULL;
}
