/* law_table.c - the rows of the laws and of their parameters' choices. Rows may be added anywhere:
 * rules are numbered anew for every set, and are known by their names. */
#include "world/law/law.h"

#include <string.h>

/* Effects that go together. */
#define MOVES   (SW_EFFECT_SIZE | SW_EFFECT_CENSUS)
#define PAINTS  (SW_EFFECT_SIZE | SW_EFFECT_PLACE)
#define ADDS    (SW_EFFECT_SIZE | SW_EFFECT_MORE)
#define REMOVES (SW_EFFECT_SIZE | SW_EFFECT_LESS)
#define GROWS   (SW_EFFECT_RESIZE | SW_EFFECT_BEYOND)
#define SHRINKS (SW_EFFECT_RESIZE | SW_EFFECT_WITHIN)
#define SAME    SW_EFFECT_SIZE
#define LAYS    (SW_EFFECT_SIZE | SW_EFFECT_NO_MORE) /* cells are taken up and laid down */
#define SHIFTS  (LAYS | SW_EFFECT_LEAVES)
#define KNOWN   SW_EFFECT_PALETTE /* no new colour */

#define DIRECTION SW_PARAMETER_DIRECTION
#define AXIS      SW_PARAMETER_AXIS
#define TURN      SW_PARAMETER_TURN
#define PROPERTY  SW_PARAMETER_PROPERTY
#define COLOUR    SW_PARAMETER_COLOUR
#define FORM      SW_PARAMETER_FORM
#define SIDE      SW_PARAMETER_SIDE
#define DIAGONAL  SW_PARAMETER_DIAGONAL
#define LINE      SW_PARAMETER_LINE
#define OPERATION SW_PARAMETER_OPERATION
#define FACTOR    SW_PARAMETER_FACTOR
#define GROWTH    SW_PARAMETER_GROWTH

#define LAW(law_name, what, edits, ...)                                                            \
    {                                                                                              \
        .name = law_name, .description = what, .teacher = edits, __VA_ARGS__                       \
    }

static const struct sw_law laws[] = {
    /* the first set */
    LAW("gravity", "every organism falls towards a side until it rests on something",
        "select.organisms act.slide.$1", .parameter = {DIRECTION}, .effects = MOVES),
    LAW("push", "the largest organism moves one cell and pushes what stands in its way",
        "select.largest act.push.$1", .parameter = {DIRECTION}, .effects = MOVES, .organisms = 2),
    LAW("fill", "holes inside organisms are filled with a colour",
        "select.organisms hand.$1 act.fill", .parameter = {COLOUR}, .effects = ADDS, .ink = 1,
        .needs = SW_SCENE_HOLE),
    LAW("recolour", "the organism with a property takes a colour", "select.$1 hand.$2 act.recolour",
        .parameter = {PROPERTY, COLOUR}, .effects = PAINTS, .ink = 2, .colours = 2),
    LAW("delete", "the organism with a property vanishes", "select.$1 act.delete",
        .parameter = {PROPERTY}, .effects = REMOVES | KNOWN),
    LAW("keep", "only the organism with a property stays", "select.$1 act.keep",
        .parameter = {PROPERTY}, .effects = REMOVES | KNOWN),
    LAW("crop", "the canvas is cut to the organism with a property", "select.$1 act.crop",
        .parameter = {PROPERTY}, .effects = SHRINKS | KNOWN),
    LAW("copy", "the organism with a property is copied beside itself", "select.$1 act.copy.$2",
        .parameter = {PROPERTY, DIRECTION}, .effects = ADDS | KNOWN),
    LAW("repeat", "the largest organism is repeated up to the edge", "select.largest act.repeat.$1",
        .parameter = {DIRECTION}, .effects = ADDS | KNOWN, .organisms = 2),
    LAW("mirror", "the whole canvas is mirrored", "select.everything act.mirror.$1",
        .parameter = {AXIS}, .effects = MOVES),
    LAW("turn", "the whole canvas is turned clockwise", "select.everything act.turn.$1",
        .parameter = {TURN}, .effects = SW_EFFECT_CENSUS),
    LAW("transpose", "rows of the whole canvas become columns", "select.everything act.transpose",
        .effects = SW_EFFECT_CENSUS),
    LAW("reverse", "every organism is mirrored where it stands", "select.organisms act.mirror.$1",
        .parameter = {AXIS}, .effects = LAYS | KNOWN),
    LAW("complete", "what lacks its mirror image on the other side gets it",
        "select.everything act.complete.$1", .parameter = {AXIS}, .effects = ADDS | KNOWN,
        .needs = SW_SCENE_HALF_X),
    LAW("outline", "every organism is surrounded with a colour",
        "select.organisms hand.$1 act.outline", .parameter = {COLOUR}, .effects = ADDS, .ink = 1),
    LAW("hollow", "organisms lose their inside", "select.organisms act.hollow",
        .effects = REMOVES | KNOWN, .needs = SW_SCENE_THICK),
    LAW("eat", "a big organism gives its colour to smaller ones that touch it",
        "select.organisms act.eat", .effects = PAINTS | KNOWN, .needs = SW_SCENE_TOUCH,
        .colours = 2, .organisms = 2),

    /* by shape and place */
    LAW("paint", "organisms of a form take a colour", "select.$1 hand.$2 act.recolour",
        .parameter = {FORM, COLOUR}, .effects = PAINTS, .ink = 2, .colours = 2),
    LAW("drop", "organisms of a form vanish", "select.$1 act.delete", .parameter = {FORM},
        .effects = REMOVES | KNOWN),
    LAW("sieve", "only organisms of a form stay", "select.$1 act.keep", .parameter = {FORM},
        .effects = REMOVES | KNOWN),
    LAW("rest", "all but the organism with a property take a colour",
        "select.$1 select.others hand.$2 act.recolour", .parameter = {PROPERTY, COLOUR},
        .effects = PAINTS, .ink = 2, .colours = 2),
    LAW("place", "the outermost organism on a side takes a colour",
        "select.$1 hand.$2 act.recolour", .parameter = {SIDE, COLOUR}, .effects = PAINTS, .ink = 2,
        .colours = 2),
    LAW("pick", "the canvas is cut to the outermost organism on a side", "select.$1 act.crop",
        .parameter = {SIDE}, .effects = SHRINKS | KNOWN),
    LAW("like", "only organisms with the shape of the one of a colour stay",
        "hand.$1 select.colour select.same.shape act.keep", .parameter = {COLOUR},
        .effects = REMOVES | KNOWN, .needs = SW_SCENE_INK | SW_SCENE_TWINS, .some = true,
        .colours = 2, .organisms = 3),
    LAW("template", "organisms of a colour take the colour of the one with their shape",
        "hand.$1 select.colour act.match", .parameter = {COLOUR}, .effects = PAINTS | KNOWN,
        .from = 1, .needs = SW_SCENE_INK | SW_SCENE_TWINS, .some = true, .colours = 2,
        .organisms = 2),
    LAW("single", "organisms whose shape no other has take a colour",
        "select.unique hand.$1 act.recolour", .parameter = {COLOUR}, .effects = PAINTS, .ink = 1,
        .needs = SW_SCENE_TWINS, .some = true, .colours = 2, .organisms = 3),
    LAW("twins", "organisms whose shape no other has vanish", "select.unique act.delete",
        .effects = REMOVES | KNOWN, .needs = SW_SCENE_TWINS, .some = true, .organisms = 3),

    /* colours by rank, legend, neighbours */
    LAW("replace", "one colour becomes another", "hand.$1 select.colour hand.$2 act.recolour",
        .parameter = {COLOUR, COLOUR}, .pairing = SW_PAIRING_DIFFERENT, .effects = PAINTS, .ink = 2,
        .from = 1, .needs = SW_SCENE_INK, .some = true, .colours = 2, .organisms = 2),
    LAW("swap", "two colours change places", "hand.$1 select.colour hand.$2 act.swap.colours",
        .parameter = {COLOUR, COLOUR}, .pairing = SW_PAIRING_ASCENDING, .effects = PAINTS,
        .both = true, .needs = SW_SCENE_INK | SW_SCENE_INKS, .colours = 2, .organisms = 2),
    LAW("follow", "all organisms take the colour of the one with a property",
        "select.$1 hand.selected select.organisms act.recolour", .parameter = {PROPERTY},
        .effects = PAINTS | KNOWN, .colours = 2),
    LAW("rank", "organisms take colours by size: 1 the largest, 2 the next",
        "select.organisms act.rank", .effects = PAINTS, .organisms = 2),
    LAW("tally", "every organism takes the colour that is its number of cells",
        "select.organisms act.tally", .effects = PAINTS, .organisms = 2),
    LAW("legend", "pairs of touching cells say which colour becomes which",
        "select.dot select.others act.legend", .effects = PAINTS | KNOWN, .needs = SW_SCENE_LEGEND,
        .colours = 2, .organisms = 2, .side_min = 5),
    LAW("infect", "organisms of a colour take the colour that touches them",
        "hand.$1 select.colour act.touch", .parameter = {COLOUR}, .effects = PAINTS | KNOWN,
        .from = 1, .needs = SW_SCENE_INK | SW_SCENE_TOUCH, .some = true, .colours = 2,
        .organisms = 2),
    LAW("contain", "rings take the colour of what they contain", "select.holed act.contain",
        .effects = PAINTS | KNOWN, .needs = SW_SCENE_NEST, .some = true, .colours = 2,
        .side_min = 5),
    LAW("look", "cells of a colour take the colour that they see in a direction",
        "hand.$1 select.colour act.take.$2", .parameter = {COLOUR, DIRECTION},
        .effects = PAINTS | KNOWN, .from = 1, .needs = SW_SCENE_INK, .some = true, .colours = 2,
        .organisms = 2),
    LAW("invert", "in organisms of two colours, these change places",
        "mode.any select.organisms act.invert", .effects = PAINTS | KNOWN, .needs = SW_SCENE_MOTLEY,
        .colours = 2),
    LAW("majority", "organisms of several colours take their commonest one",
        "mode.any select.organisms act.majority", .effects = PAINTS | KNOWN,
        .needs = SW_SCENE_MOTLEY, .colours = 2),
    LAW("rings", "nested rings change colours, the innermost with the outermost",
        "mode.any select.organisms act.rings", .effects = SAME | KNOWN, .needs = SW_SCENE_NEST,
        .colours = 2, .side_min = 5),

    /* rays and lines */
    LAW("shoot", "single cells extend in a direction until something is in the way",
        "select.dot hand.own act.shoot.$1", .parameter = {DIRECTION}, .effects = ADDS | KNOWN,
        .needs = SW_SCENE_DOTS, .organisms = 2),
    LAW("beam", "single cells send a ray of a colour in a direction",
        "select.dot hand.$2 act.shoot.$1", .parameter = {DIRECTION, COLOUR}, .effects = ADDS,
        .ink = 2, .needs = SW_SCENE_DOTS),
    LAW("ray", "single cells extend along a diagonal", "select.dot hand.own act.shoot.$1",
        .parameter = {DIAGONAL}, .effects = ADDS | KNOWN, .needs = SW_SCENE_DOTS),
    LAW("reach", "single cells extend in a direction if an organism is there to be reached",
        "select.dot hand.own act.reach.$1", .parameter = {DIRECTION}, .effects = ADDS | KNOWN,
        .needs = SW_SCENE_DOTS, .organisms = 2),
    LAW("line", "lines of a colour run through single cells", "select.dot hand.$2 act.line.$1",
        .parameter = {LINE, COLOUR}, .effects = ADDS, .ink = 2, .needs = SW_SCENE_DOTS),
    LAW("connect", "single cells in a row or column are connected with a colour",
        "select.dot hand.$1 act.connect", .parameter = {COLOUR}, .effects = ADDS, .ink = 1,
        .needs = SW_SCENE_INLINE, .organisms = 2),
    LAW("join", "single cells of one colour in a row or column are connected in it",
        "select.dot hand.own act.connect.alike", .effects = ADDS | KNOWN, .needs = SW_SCENE_INLINE,
        .organisms = 2),
    LAW("bridge", "single cells on a diagonal are connected with a colour",
        "select.dot hand.$1 act.connect.diagonal", .parameter = {COLOUR}, .effects = ADDS, .ink = 1,
        .needs = SW_SCENE_SLOPE, .organisms = 2),
    LAW("bounce", "single cells send a ray up and right that the edges throw back",
        "select.dot hand.own act.bounce", .effects = ADDS | KNOWN, .needs = SW_SCENE_DOTS),
    LAW("way", "the shortest way from the smallest to the largest organism takes a colour",
        "select.largest select.anchor select.smallest hand.$1 act.path", .parameter = {COLOUR},
        .effects = ADDS, .ink = 1, .organisms = 2),

    /* around and inside */
    LAW("box", "the free cells of every organism's box take a colour",
        "select.organisms hand.$1 act.box", .parameter = {COLOUR}, .effects = ADDS, .ink = 1),
    LAW("frame", "the edge of the canvas takes a colour", "hand.$1 act.frame",
        .parameter = {COLOUR}, .effects = SAME, .ink = 1),
    LAW("grow", "every organism grows by one cell to all sides", "select.organisms act.grow",
        .effects = ADDS | KNOWN),
    LAW("shrink", "every organism loses the cells at its rim", "select.organisms act.shrink",
        .effects = REMOVES | KNOWN, .needs = SW_SCENE_THICK),
    LAW("rim", "the rim of every organism takes a colour",
        "select.organisms select.rim hand.$1 act.recolour", .parameter = {COLOUR},
        .effects = PAINTS, .ink = 1, .needs = SW_SCENE_THICK, .colours = 2),
    LAW("core", "the inside of every organism takes a colour",
        "select.organisms select.core hand.$1 act.recolour", .parameter = {COLOUR},
        .effects = PAINTS, .ink = 1, .needs = SW_SCENE_THICK, .colours = 2),
    LAW("corners", "the corners of every organism's box take a colour",
        "select.organisms select.corners hand.$1 act.recolour", .parameter = {COLOUR},
        .effects = SAME, .ink = 1),
    LAW("centre", "the middle of every organism's box takes a colour",
        "select.organisms select.centre hand.$1 act.recolour", .parameter = {COLOUR},
        .effects = SAME, .ink = 1),
    LAW("outside", "the background outside of organisms takes a colour",
        "select.outside hand.$1 act.recolour", .parameter = {COLOUR}, .effects = ADDS, .ink = 1,
        .needs = SW_SCENE_HOLE),
    LAW("flood", "single cells flood the free cells that they reach",
        "select.dot hand.own act.flood", .effects = ADDS | KNOWN, .needs = SW_SCENE_ROOMS,
        .side_min = 5),
    LAW("spread", "every free cell takes the colour of the organism nearest to it",
        "select.organisms act.spread", .effects = ADDS | KNOWN, .organisms = 2, .colours = 2),

    /* mending */
    LAW("denoise", "single cells take the colour around them", "select.everything act.denoise",
        .effects = SAME | KNOWN, .needs = SW_SCENE_NOISE, .side_min = 5),
    LAW("period", "a pattern is continued where a colour hides it", "hand.$1 act.period",
        .parameter = {COLOUR}, .effects = SAME | KNOWN, .from = 1,
        .needs = SW_SCENE_PERIOD | SW_SCENE_INK, .colours = 3, .side_min = 6),
    LAW("symmetry", "a symmetric drawing is continued where a colour hides it",
        "hand.$1 act.symmetry", .parameter = {COLOUR}, .effects = SAME | KNOWN, .from = 1,
        .needs = SW_SCENE_MIRRORS | SW_SCENE_INK, .colours = 3, .side_min = 6),
    LAW("rosette", "what lacks its turned images gets them", "select.everything act.complete.turns",
        .effects = ADDS | KNOWN, .square = true),
    LAW("mend", "every organism is completed to its own mirror image",
        "select.organisms act.complete.$1", .parameter = {AXIS}, .effects = ADDS | KNOWN),

    /* moves */
    LAW("move", "the organism with a property moves one cell", "select.$1 act.move.$2",
        .parameter = {PROPERTY, DIRECTION}, .effects = SHIFTS | KNOWN),
    LAW("roll", "the canvas moves one cell; what leaves it comes in on the other side",
        "act.roll.$1", .parameter = {DIRECTION}, .effects = MOVES),
    LAW("gather", "organisms slide to the one of a colour until they touch something",
        "hand.$1 select.colour select.anchor select.organisms select.less act.gather",
        .parameter = {COLOUR}, .effects = MOVES, .needs = SW_SCENE_INK | SW_SCENE_ANCHOR,
        .colours = 2, .organisms = 2),
    LAW("align", "organisms move until they stand in line with the one of a colour",
        "hand.$1 select.colour select.anchor select.organisms select.less act.align",
        .parameter = {COLOUR}, .effects = LAYS | KNOWN, .needs = SW_SCENE_INK, .colours = 2,
        .organisms = 2),
    LAW("spin", "every organism is turned upside down where it stands",
        "select.organisms act.turn.180", .effects = LAYS | KNOWN),
    LAW("exchange", "the largest and the smallest organism change places",
        "select.largest select.anchor select.smallest act.swap.places", .effects = LAYS | KNOWN,
        .organisms = 2),
    LAW("reflect", "the organism with a property gets a mirror image beside it",
        "select.$1 act.reflect.$2", .parameter = {PROPERTY, DIRECTION}, .effects = ADDS | KNOWN),
    LAW("stamp", "a copy of the largest organism is laid on every single cell",
        "select.largest hand.copy select.dot act.stamp", .effects = SAME | KNOWN | SW_EFFECT_COVERS,
        .needs = SW_SCENE_DOTS, .some = true, .organisms = 2),

    /* other sizes */
    LAW("double", "a copy of the canvas is put beside it", "select.everything act.copy.$1",
        .parameter = {GROWTH}, .effects = GROWS | KNOWN, .side_max = 15),
    LAW("unfold", "the mirror image of the canvas is put beside it",
        "select.everything act.reflect.$1", .parameter = {DIRECTION}, .effects = GROWS | KNOWN,
        .side_max = 15),
    LAW("scale", "every cell becomes a block of cells", "hand.$1 act.scale", .parameter = {FACTOR},
        .effects = GROWS | KNOWN),
    LAW("tile", "copies of the canvas are laid side by side and below each other",
        "hand.$1 act.tile", .parameter = {FACTOR}, .effects = GROWS | KNOWN),
    LAW("product", "every cell that is not empty becomes a copy of the canvas", "act.product",
        .effects = GROWS | KNOWN, .needs = SW_SCENE_PICTURE, .side_max = 5),
    LAW("half", "only a half of the canvas stays", "select.half.$1 act.crop",
        .parameter = {DIRECTION}, .effects = SHRINKS | KNOWN),
    LAW("panels", "two or more panels are combined cell by cell, in a colour",
        "hand.$2 act.panels.$1", .parameter = {OPERATION, COLOUR}, .effects = SHRINKS, .ink = 2,
        .needs = SW_SCENE_PANELS, .side_min = 5),
    LAW("overlay", "panels are laid over each other, the first on top", "hand.own act.panels.or",
        .effects = SHRINKS | KNOWN, .needs = SW_SCENE_PANELS, .colours = 2, .side_min = 5),
    LAW("compress", "rows and columns without any organism are taken out", "act.drop.empty",
        .effects = SHRINKS | KNOWN | SW_EFFECT_KEEP),
    LAW("thin", "rows and columns that equal the one before are taken out", "act.drop.double",
        .effects = SHRINKS | KNOWN, .needs = SW_SCENE_BLOCKS),
    LAW("unscale", "blocks of cells become single cells", "act.unscale", .effects = SHRINKS | KNOWN,
        .needs = SW_SCENE_BLOCKS, .side_min = 4, .blocks = true),
    LAW("trim", "the canvas loses its outermost rows and columns", "act.trim",
        .effects = SHRINKS | KNOWN),
    LAW("pad", "the canvas gets a frame of a colour around it", "hand.$1 act.pad",
        .parameter = {COLOUR}, .effects = GROWS, .side_max = 28),
    LAW("queue", "organisms stand side by side, largest first, tops in line",
        "select.organisms act.queue", .effects = KNOWN | SW_EFFECT_KEEP, .organisms = 2),
    LAW("pile", "organisms stand below each other, largest first, left sides in line",
        "select.organisms act.pile", .effects = KNOWN | SW_EFFECT_KEEP, .organisms = 2),
    LAW("sort", "the rows are sorted by their number of cells, fewest first", "act.sort.rows",
        .effects = MOVES),

    /* numbers */
    LAW("count", "organisms of a colour are counted: a bar as long as their number",
        "hand.$1 select.colour hand.pieces act.bar", .parameter = {COLOUR},
        .effects = SW_EFFECT_RESIZE | SW_EFFECT_ROW | KNOWN, .ink = 1, .needs = SW_SCENE_INK,
        .colours = 2, .some = true, .organisms = 2),
    LAW("sum", "all organisms are counted: a bar of a colour, as long as their number",
        "select.organisms hand.$1 hand.pieces act.bar", .parameter = {COLOUR},
        .effects = SW_EFFECT_ROW, .ink = 1),
    LAW("measure", "the cells of the organism with a property are laid in a row",
        "select.$1 hand.selected hand.cells act.bar", .parameter = {PROPERTY},
        .effects = SW_EFFECT_ROW | KNOWN),
    LAW("add", "bars for the numbers of organisms of two colours, one after the other",
        "hand.$1 select.colour hand.pieces act.bar layer.save restart "
        "hand.$2 select.colour hand.pieces act.bar layer.right",
        .parameter = {COLOUR, COLOUR}, .pairing = SW_PAIRING_DIFFERENT,
        .effects = SW_EFFECT_ROW | KNOWN, .needs = SW_SCENE_INK | SW_SCENE_INKS, .colours = 2,
        .organisms = 2),
    LAW("subtract", "a bar: so many more organisms of one colour than of another",
        "hand.$1 select.colour hand.pieces act.bar layer.save restart "
        "hand.$2 select.colour hand.pieces act.bar layer.erase select.organisms act.crop",
        .parameter = {COLOUR, COLOUR}, .pairing = SW_PAIRING_DIFFERENT,
        .effects = SW_EFFECT_ROW | KNOWN, .ink = 1, .needs = SW_SCENE_INK | SW_SCENE_INKS,
        .colours = 2, .organisms = 3),
    LAW("answer", "the canvas becomes one cell, of the colour of the organism with a property",
        "select.$1 hand.selected act.single", .parameter = {PROPERTY},
        .effects = SHRINKS | SW_EFFECT_ROW | KNOWN),
};

/* What a choice is called, and what a teacher says for it if that is not the same. */
struct choice {
    const char *name, *word;
};

static const struct choice directions[] = {{"up", 0}, {"down", 0}, {"left", 0}, {"right", 0}};
static const struct choice axes[] = {{"x", 0}, {"y", 0}};
static const struct choice turns[] = {{"90", 0}, {"180", 0}};
static const struct choice properties[] = {
    {"largest", 0}, {"smallest", 0}, {"odd", 0}, {"border", 0}, {"holed", 0}};
static const struct choice colours[] = {{"1", 0}, {"2", 0}, {"3", 0}, {"4", 0}, {"5", 0},
                                        {"6", 0}, {"7", 0}, {"8", 0}, {"9", 0}};
static const struct choice forms[] = {
    {"symmetric", 0}, {"rectangle", 0}, {"square", 0}, {"line", 0}, {"dot", 0}};
static const struct choice sides[] = {{"top", 0}, {"bottom", 0}, {"leftmost", 0}, {"rightmost", 0}};
static const struct choice diagonals[] = {
    {"nw", "up.left"}, {"ne", "up.right"}, {"sw", "down.left"}, {"se", "down.right"}};
static const struct choice lines[] = {{"row", 0}, {"column", 0}, {"diagonal", 0}};
static const struct choice operations[] = {
    {"or", 0}, {"and", 0}, {"xor", 0}, {"nor", 0}, {"less", 0}};
static const struct choice factors[] = {{"2", 0}, {"3", 0}};
static const struct choice growths[] = {{"right", 0}, {"down", 0}};
static const struct choice nothing[] = {{"", 0}};

#define CHOICES(names) names, (uint32_t)(sizeof(names) / sizeof((names)[0]))

static const struct {
    const char *name;
    const struct choice *choice;
    uint32_t count;
} parameters[SW_PARAMETERS] = {
    [SW_PARAMETER_NONE] = {"none", CHOICES(nothing)},
    [SW_PARAMETER_DIRECTION] = {"direction", CHOICES(directions)},
    [SW_PARAMETER_AXIS] = {"axis", CHOICES(axes)},
    [SW_PARAMETER_TURN] = {"turn", CHOICES(turns)},
    [SW_PARAMETER_PROPERTY] = {"property", CHOICES(properties)},
    [SW_PARAMETER_COLOUR] = {"colour", CHOICES(colours)},
    [SW_PARAMETER_FORM] = {"form", CHOICES(forms)},
    [SW_PARAMETER_SIDE] = {"side", CHOICES(sides)},
    [SW_PARAMETER_DIAGONAL] = {"diagonal", CHOICES(diagonals)},
    [SW_PARAMETER_LINE] = {"line", CHOICES(lines)},
    [SW_PARAMETER_OPERATION] = {"operation", CHOICES(operations)},
    [SW_PARAMETER_FACTOR] = {"factor", CHOICES(factors)},
    [SW_PARAMETER_GROWTH] = {"growth", CHOICES(growths)},
};

uint32_t sw_law_count(void)
{
    return (uint32_t)(sizeof laws / sizeof laws[0]);
}

const struct sw_law *sw_law_row(uint32_t index)
{
    return index < sw_law_count() ? &laws[index] : NULL;
}

int sw_law_find(const char *name, size_t name_length)
{
    for (uint32_t i = 0; i < sw_law_count(); i++)
        if (strlen(laws[i].name) == name_length && memcmp(laws[i].name, name, name_length) == 0)
            return (int)i;
    return -1;
}

uint32_t sw_law_choices(enum sw_law_parameter parameter)
{
    return parameters[parameter].count;
}

const char *sw_law_choice_name(enum sw_law_parameter parameter, uint32_t choice)
{
    return choice < parameters[parameter].count ? parameters[parameter].choice[choice].name : NULL;
}

const char *sw_law_choice_word(enum sw_law_parameter parameter, uint32_t choice)
{
    const struct choice *row;

    if (choice >= parameters[parameter].count)
        return NULL;
    row = &parameters[parameter].choice[choice];
    return row->word != NULL ? row->word : row->name;
}

const char *sw_law_parameter_name(enum sw_law_parameter parameter)
{
    return parameters[parameter].name;
}
