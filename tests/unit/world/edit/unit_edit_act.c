/* unit_edit_act.c - the first acts and selectors on random canvases against plain loops over cells.
 */
#include "base/random.h"
#include "world/edit/edit.h"
#include "world/physics/physics.h"
#include "tests/unit/unit_test.h"
#include "tests/unit/world_picture.h"

#include <string.h>

#define CASES 30000

/* A canvas told plainly: grid and which cells are selected. */
struct plain {
    struct sw_grid grid;
    bool selected[SW_SIDE_MAX][SW_SIDE_MAX];
    bool whole;
    uint8_t colour, mode;
};

static const char *const acts[] = {
    "act.recolour",    "act.delete",      "act.keep",         "act.slide.up",   "act.slide.down",
    "act.slide.left",  "act.slide.right", "act.push.up",      "act.push.down",  "act.push.left",
    "act.push.right",  "act.mirror.x",    "act.mirror.y",     "act.turn.90",    "act.turn.180",
    "act.turn.270",    "act.transpose",   "act.complete.x",   "act.complete.y", "act.repeat.up",
    "act.repeat.down", "act.repeat.left", "act.repeat.right", "act.copy.up",    "act.copy.down",
    "act.copy.left",   "act.copy.right",  "act.outline",      "act.fill",       "act.hollow",
    "act.eat",         "act.crop"};

#define ACTS (sizeof acts / sizeof *acts)

static sw_edit_token token_of(const char *name)
{
    int token = sw_edit_find(name, strlen(name));

    ck_assert_msg(token >= 0, "there is no edit %s", name);
    return (sw_edit_token)token;
}

static struct sw_connection connection_of(uint8_t mode)
{
    return (struct sw_connection){(mode & SW_MODE_FOUR) != 0 ? 4 : 8, (mode & SW_MODE_ANY) == 0};
}

static struct plain plain_of(const struct sw_canvas *canvas)
{
    struct plain out;

    memset(&out, 0, sizeof out);
    out.grid = canvas->grid;
    out.whole = canvas->whole;
    out.colour = canvas->colour;
    out.mode = canvas->mode;
    for (int y = 0; y < canvas->grid.height; y++) {
        for (int x = 0; x < canvas->grid.width; x++)
            out.selected[y][x] = sw_mask_get(&canvas->selection, x, y);
    }
    return out;
}

static void assert_as(const struct sw_canvas *canvas, const struct plain *want, const char *name)
{
    assert_sound(&canvas->grid);
    if (!sw_grid_equal(&canvas->grid, &want->grid)) {
        char got[1024], text[1024];
        ck_abort_msg("%s gives\n%sinstead of\n%s", name, picture_write(&canvas->grid, got),
                     picture_write(&want->grid, text));
    }
    for (int y = 0; y < SW_STRIDE; y++) {
        for (int x = 0; x < SW_STRIDE; x++) {
            bool selected = x < SW_SIDE_MAX && y < SW_SIDE_MAX && want->selected[y][x];
            if (sw_mask_get(&canvas->selection, x, y) != selected)
                ck_abort_msg("after %s cell (%d, %d) is %sselected", name, x, y,
                             selected ? "not " : "");
        }
    }
    if (canvas->whole != want->whole || canvas->colour != want->colour)
        ck_abort_msg("after %s whole is %d, the hand holds %d", name, canvas->whole,
                     canvas->colour);
}

static bool inside(const struct sw_grid *grid, int x, int y)
{
    return x >= 0 && y >= 0 && x < grid->width && y < grid->height;
}

static bool selected_at(const struct plain *plain, int x, int y)
{
    return inside(&plain->grid, x, y) && plain->selected[y][x];
}

/* How many of the eight neighbours are selected. */
static int selected_around(const struct plain *plain, int x, int y)
{
    int count = 0;

    for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++)
            count += (dx != 0 || dy != 0) && selected_at(plain, x + dx, y + dy);
    }
    return count;
}

/* The one colour that the selected neighbours have; 0 if they have none or several. */
static uint8_t colour_around(const struct plain *plain, int x, int y)
{
    uint8_t found = 0;

    for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
            if (!selected_at(plain, x + dx, y + dy) || plain->grid.cell[y + dy][x + dx] == 0)
                continue;
            if (found != 0 && plain->grid.cell[y + dy][x + dx] != found)
                return 0;
            found = plain->grid.cell[y + dy][x + dx];
        }
    }
    return found;
}

static void select_all(struct plain *plain)
{
    memset(plain->selected, 0, sizeof plain->selected);
    for (int y = 0; y < plain->grid.height; y++) {
        for (int x = 0; x < plain->grid.width; x++)
            plain->selected[y][x] = true;
    }
    plain->whole = true;
}

/* Acts that look at single cells. */
static void plain_cells(struct plain *plain, const char *act)
{
    struct plain before = *plain;
    bool any = false;

    for (int y = 0; y < before.grid.height; y++) {
        for (int x = 0; x < before.grid.width; x++)
            any = any || before.selected[y][x];
    }
    for (int y = 0; y < before.grid.height; y++) {
        for (int x = 0; x < before.grid.width; x++) {
            bool selected = before.selected[y][x];
            uint8_t *cell = &plain->grid.cell[y][x];
            if (strcmp(act, "act.recolour") == 0) {
                *cell = selected && before.colour != SW_COLOUR_OWN ? before.colour : *cell;
            } else if (strcmp(act, "act.delete") == 0) {
                *cell = selected ? 0 : *cell;
                plain->selected[y][x] = false;
                plain->whole = false;
            } else if (strcmp(act, "act.keep") == 0) {
                *cell = selected || !any ? *cell : 0;
            } else if (strcmp(act, "act.outline") == 0) {
                uint8_t ink = before.colour;
                bool ring = !selected && *cell == 0 && selected_around(&before, x, y) > 0;
                if (ink == SW_COLOUR_OWN) {
                    ink = colour_around(&before, x, y);
                    ring = ring && ink != 0;
                }
                *cell = ring ? ink : *cell;
                plain->selected[y][x] = ring;
                plain->whole = false;
            } else if (strcmp(act, "act.hollow") == 0) {
                bool inner = selected && selected_around(&before, x, y) == 8;
                *cell = inner ? 0 : *cell;
                plain->selected[y][x] = selected && !inner;
                plain->whole = false;
            }
        }
    }
}

/* Lays the image of one piece; where it would fall is given by a symmetry of its box and a shift.
 */
static void plain_lay(struct plain *plain, const struct sw_grid *from,
                      const struct sw_organism *piece, enum sw_symmetry symmetry, int dx, int dy,
                      bool on_empty)
{
    struct sw_box box = piece->box;

    for (int y = box.y0; y < box.y1; y++) {
        for (int x = box.x0; x < box.x1; x++) {
            int to_x, to_y;
            if (!sw_mask_get(&piece->mask, x, y))
                continue;
            sw_symmetry_cell(symmetry, box.x1 - box.x0, box.y1 - box.y0, x - box.x0, y - box.y0,
                             &to_x, &to_y);
            to_x += box.x0 + dx;
            to_y += box.y0 + dy;
            if (!inside(&plain->grid, to_x, to_y))
                continue;
            if (on_empty && plain->grid.cell[to_y][to_x] != 0)
                continue;
            plain->grid.cell[to_y][to_x] = from->cell[y][x];
            plain->selected[to_y][to_x] = true;
        }
    }
}

static void plain_whole(struct plain *plain, const char *act, uint8_t parameter)
{
    struct sw_grid before = plain->grid;

    if (strncmp(act, "act.complete", 12) == 0) {
        for (int y = 0; y < before.height; y++) {
            for (int x = 0; x < before.width; x++) {
                int from_x = parameter == SW_MIRROR_X ? before.width - 1 - x : x;
                int from_y = parameter == SW_MIRROR_Y ? before.height - 1 - y : y;
                if (before.cell[y][x] == 0)
                    plain->grid.cell[y][x] = before.cell[from_y][from_x];
            }
        }
    } else if (strncmp(act, "act.copy", 8) == 0) {
        int wide = parameter == SW_LEFT || parameter == SW_RIGHT ? 2 : 1, high = 3 - wide;
        if (before.width * wide > SW_SIDE_MAX || before.height * high > SW_SIDE_MAX)
            return;
        plain->grid = sw_grid_empty(before.width * wide, before.height * high);
        for (int y = 0; y < plain->grid.height; y++) {
            for (int x = 0; x < plain->grid.width; x++)
                plain->grid.cell[y][x] = before.cell[y % before.height][x % before.width];
        }
        select_all(plain);
    } else if (strncmp(act, "act.repeat", 10) != 0) {
        plain->grid = sw_grid_symmetry(&before, (enum sw_symmetry)parameter);
        select_all(plain);
    }
}

/* Acts that work piece by piece. */
static void plain_pieces(struct plain *plain, const char *act, uint8_t parameter,
                         const struct sw_organism *piece, uint32_t count)
{
    bool copies = strncmp(act, "act.copy", 8) == 0, repeats = strncmp(act, "act.repeat", 10) == 0;
    bool completes = strncmp(act, "act.complete", 12) == 0;
    struct sw_grid before = plain->grid;

    if (plain->whole) {
        plain_whole(plain, act, parameter);
        return;
    }
    if (count == 0)
        return;
    if (!copies && !repeats && !completes) {
        memset(plain->selected, 0, sizeof plain->selected);
        for (uint32_t k = 0; k < count; k++) {
            for (int y = 0; y < plain->grid.height; y++) {
                for (int x = 0; x < plain->grid.width; x++) {
                    if (sw_mask_get(&piece[k].mask, x, y))
                        plain->grid.cell[y][x] = 0;
                }
            }
        }
    }
    for (uint32_t k = 0; k < count; k++) {
        if (!copies && !repeats) {
            plain_lay(plain, &before, &piece[k], (enum sw_symmetry)parameter, 0, 0, completes);
            continue;
        }
        int width = piece[k].box.x1 - piece[k].box.x0, height = piece[k].box.y1 - piece[k].box.y0;
        int dx = parameter == SW_LEFT ? -width : parameter == SW_RIGHT ? width : 0;
        int dy = parameter == SW_UP ? -height : parameter == SW_DOWN ? height : 0;
        for (int copy = 1; copy <= (repeats ? 40 : 1); copy++)
            plain_lay(plain, &before, &piece[k], SW_IDENTITY, copy * dx, copy * dy, true);
    }
}

/* Everything of a whole canvas encloses together, unless each fills in its own colour. */
static void plain_fill(struct plain *plain, const struct sw_organism *piece, uint32_t count)
{
    struct sw_mask holes, occupied = sw_grid_occupied(&plain->grid);
    struct plain before = *plain;
    int width = plain->grid.width, height = plain->grid.height;
    bool own = plain->colour == SW_COLOUR_OWN, together = plain->whole && !own;

    plain->whole = false;
    memset(plain->selected, 0, sizeof plain->selected);
    for (uint32_t k = 0; k < (together ? 1 : count); k++) {
        holes = sw_mask_holes(together ? &occupied : &piece[k].mask, width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (!sw_mask_get(&holes, x, y) || before.grid.cell[y][x] != 0)
                    continue;
                plain->selected[y][x] = true;
                plain->grid.cell[y][x] = own ? piece[k].colour : plain->colour;
            }
        }
    }
}

static void plain_crop(struct plain *plain)
{
    struct sw_box box = {SW_SIDE_MAX, SW_SIDE_MAX, 0, 0};
    struct sw_grid before = plain->grid;

    for (int y = 0; y < before.height; y++) {
        for (int x = 0; x < before.width; x++) {
            if (!plain->selected[y][x])
                continue;
            box.x0 = (uint8_t)(x < box.x0 ? x : box.x0);
            box.y0 = (uint8_t)(y < box.y0 ? y : box.y0);
            box.x1 = (uint8_t)(x >= box.x1 ? x + 1 : box.x1);
            box.y1 = (uint8_t)(y >= box.y1 ? y + 1 : box.y1);
        }
    }
    if (box.x1 == 0)
        return;
    plain->grid = sw_grid_empty(box.x1 - box.x0, box.y1 - box.y0);
    for (int y = 0; y < plain->grid.height; y++) {
        for (int x = 0; x < plain->grid.width; x++)
            plain->grid.cell[y][x] = before.cell[box.y0 + y][box.x0 + x];
    }
    select_all(plain);
}

/* Sliding, pushing and eating have their own test (unit_physics): here it is that the right bodies
 * take part, and what is selected afterwards. */
static void plain_physics(struct plain *plain, const char *act, uint8_t parameter,
                          struct sw_organism *piece, uint32_t count)
{
    struct sw_organism other[SW_ORGANISMS_MAX];
    struct sw_mask rest = sw_mask_none();
    uint32_t other_count;

    if (strcmp(act, "act.eat") == 0) {
        struct sw_grid before = plain->grid;
        struct sw_connection connection = connection_of(plain->mode);
        connection.one_colour = true;
        count = sw_organisms(&before, NULL, connection, piece);
        sw_physics_eat(&plain->grid, piece, count);
        for (int y = 0; y < before.height; y++) {
            for (int x = 0; x < before.width; x++)
                plain->selected[y][x] = plain->grid.cell[y][x] != before.cell[y][x];
        }
        plain->whole = false;
        return;
    }
    if (count == 0)
        return;
    for (int y = 0; y < plain->grid.height; y++) {
        for (int x = 0; x < plain->grid.width; x++) {
            if (!plain->selected[y][x])
                sw_mask_set(&rest, x, y);
        }
    }
    other_count = sw_organisms(&plain->grid, &rest, connection_of(plain->mode), other);
    if (strncmp(act, "act.slide", 9) == 0)
        sw_physics_slide(&plain->grid, piece, count, (enum sw_direction)parameter);
    else
        sw_physics_push(&plain->grid, piece, count, other, other_count,
                        (enum sw_direction)parameter);
    memset(plain->selected, 0, sizeof plain->selected);
    plain->whole = false;
    for (uint32_t k = 0; k < count; k++) {
        for (int y = 0; y < plain->grid.height; y++) {
            for (int x = 0; x < plain->grid.width; x++)
                plain->selected[y][x] = plain->selected[y][x] || sw_mask_get(&piece[k].mask, x, y);
        }
    }
}

static void plain_act(struct plain *plain, const struct sw_edit *row,
                      const struct sw_mask *selection)
{
    static const char *const cells[] = {"act.recolour", "act.delete", "act.keep", "act.outline",
                                        "act.hollow"};
    struct sw_organism piece[SW_ORGANISMS_MAX];
    uint32_t count = sw_organisms(&plain->grid, selection, connection_of(plain->mode), piece);

    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
        if (strcmp(row->name, cells[k]) == 0) {
            plain_cells(plain, row->name);
            return;
        }
    }
    if (strcmp(row->name, "act.fill") == 0)
        plain_fill(plain, piece, count);
    else if (strcmp(row->name, "act.crop") == 0)
        plain_crop(plain);
    else if (strcmp(row->name, "act.eat") == 0 || strncmp(row->name, "act.slide", 9) == 0 ||
             strncmp(row->name, "act.push", 8) == 0)
        plain_physics(plain, row->name, row->parameter, piece, count);
    else
        plain_pieces(plain, row->name, row->parameter, piece, count);
}

/* A canvas with something selected: by tokens, or cells at random. */
static struct sw_canvas random_selection(struct sw_dice *dice)
{
    static const char *const selectors[] = {
        "select.everything", "select.organisms", "select.background", "select.largest",
        "select.smallest",   "select.odd",       "select.border",     "select.inner",
        "select.holed",      "select.solid",     "select.symmetric",  "select.holes",
        "select.colour",     "select.others"};
    struct sw_grid grid = random_canvas(dice);
    struct sw_canvas canvas = sw_canvas_of(&grid);
    uint32_t kind = sw_dice_below(dice, 5);

    canvas.colour = (uint8_t)sw_dice_below(dice, SW_COLOURS);
    if (kind < 3) {
        uint32_t k = sw_dice_below(dice, sizeof selectors / sizeof *selectors);
        sw_edit_apply(&canvas, token_of(selectors[k]));
    } else if (kind == 3) {
        struct sw_grid shape = random_grid(dice, grid.width, grid.height);
        canvas.selection = sw_grid_occupied(&shape);
    } else {
        sw_edit_apply(&canvas, token_of("select.organisms"));
    }
    return canvas;
}

/* The organisms of the anatomy serve as pieces if they are selected as they are: as it might have
 * been left by any selection before. */
static void know(struct sw_anatomy *anatomy, const struct sw_canvas *canvas)
{
    struct sw_canvas other = sw_canvas_of(&canvas->grid);

    memset(anatomy, 0, sizeof *anatomy);
    other.anatomy = anatomy;
    other.mode = canvas->mode;
    sw_edit_apply(&other, token_of("select.largest"));
}

START_TEST(test_acts)
{
    static struct sw_anatomy anatomy;
    uint32_t changed[ACTS] = {0};

    for (uint32_t k = 0; k < CASES; k++) {
        struct sw_dice dice = sw_dice_at(13, SW_RANDOM_TEST, k, 1);
        struct sw_canvas canvas = random_selection(&dice);
        struct sw_grid before = canvas.grid;
        sw_edit_token token = token_of(acts[k % ACTS]);
        const struct sw_edit *row = sw_edit_row(token);

        if (sw_dice_below(&dice, 8) == 0)
            canvas.colour = SW_COLOUR_OWN;
        if (sw_dice_below(&dice, 2) == 0)
            canvas.mode = (uint8_t)sw_dice_below(&dice, 4);
        if (sw_dice_below(&dice, 2) == 0) {
            know(&anatomy, &canvas);
            canvas.anatomy = &anatomy;
        }
        struct plain want = plain_of(&canvas);
        plain_act(&want, row, &canvas.selection);
        bool said = sw_edit_apply(&canvas, token);
        assert_as(&canvas, &want, row->name);
        quick_assert(said == !sw_grid_equal(&before, &canvas.grid));
        changed[k % ACTS] += said;
    }
    for (size_t k = 0; k < ACTS; k++)
        ck_assert_msg(changed[k] > 20, "%s changed %u canvases only", acts[k], changed[k]);
}
END_TEST

/* Where a crop lies on the first canvas, through several of them. */
START_TEST(test_crop_place)
{
    for (uint32_t k = 0; k < 2000; k++) {
        struct sw_dice dice = sw_dice_at(17, SW_RANDOM_TEST, k, 1);
        struct sw_canvas canvas = random_selection(&dice);
        struct sw_grid first = canvas.grid;
        static const char *const names[] = {"act.crop", "act.trim", "select.organisms",
                                            "select.largest", "select.inner"};

        canvas.anchor = canvas.selection;
        struct sw_mask anchor = canvas.anchor;
        for (uint32_t j = 0; j < 6; j++)
            sw_edit_apply(&canvas, token_of(names[sw_dice_below(&dice, 5)]));
        for (int y = 0; y < canvas.grid.height; y++) {
            for (int x = 0; x < canvas.grid.width; x++) {
                quick_assert(canvas.grid.cell[y][x] == first.cell[y + canvas.y][x + canvas.x]);
                quick_assert(sw_mask_get(&canvas.anchor, x, y) ==
                             sw_mask_get(&anchor, x + canvas.x, y + canvas.y));
            }
        }
    }
}
END_TEST

/* Selecting, by the words of docs/edits.md. */
static bool plain_selects(const char *name, uint8_t attributes, bool odd_shape_exists, bool alone)
{
    if (strcmp(name, "select.organisms") == 0)
        return true;
    if (alone && (strcmp(name, "select.largest") == 0 || strcmp(name, "select.smallest") == 0))
        return true;
    if (strcmp(name, "select.largest") == 0)
        return (attributes & SW_LARGEST) != 0;
    if (strcmp(name, "select.smallest") == 0)
        return (attributes & SW_SMALLEST) != 0;
    if (strcmp(name, "select.odd") == 0)
        return (attributes & (odd_shape_exists ? SW_ODD_SHAPE : SW_ODD_COLOUR)) != 0;
    if (strcmp(name, "select.border") == 0 || strcmp(name, "select.inner") == 0)
        return ((attributes & SW_TOUCHES_BORDER) != 0) == (strcmp(name, "select.border") == 0);
    if (strcmp(name, "select.holed") == 0 || strcmp(name, "select.solid") == 0)
        return ((attributes & SW_HAS_HOLE) != 0) == (strcmp(name, "select.holed") == 0);
    return strcmp(name, "select.symmetric") == 0 && (attributes & SW_SYMMETRIC) != 0;
}

START_TEST(test_selectors)
{
    static const char *const by_property[] = {
        "select.organisms", "select.largest", "select.smallest", "select.odd",      "select.border",
        "select.inner",     "select.holed",   "select.solid",    "select.symmetric"};

    for (uint32_t k = 0; k < CASES / 3; k++) {
        struct sw_dice dice = sw_dice_at(14, SW_RANDOM_TEST, k, 1);
        struct sw_canvas canvas = random_selection(&dice), start = canvas;
        const char *name = by_property[k % (sizeof by_property / sizeof *by_property)];
        struct sw_organism all[SW_ORGANISMS_MAX];
        uint32_t count = sw_organisms(&canvas.grid, NULL, (struct sw_connection){8, true}, all);
        struct sw_mask want = sw_mask_none();
        bool odd_shape = false;

        if (count == SW_ORGANISMS_MAX) /* select.organisms has no limit */
            continue;
        sw_organisms_describe(&canvas.grid, all, count);
        for (uint32_t j = 0; j < count; j++)
            odd_shape = odd_shape || (all[j].attributes & SW_ODD_SHAPE) != 0;
        for (uint32_t j = 0; j < count; j++) {
            if (plain_selects(name, all[j].attributes, odd_shape, count == 1))
                want = sw_mask_or(want, all[j].mask);
        }
        quick_assert(!sw_edit_apply(&canvas, sw_edit_find(name, strlen(name))));
        if (!sw_mask_equal(&canvas.selection, &want) || canvas.whole)
            ck_abort_msg("%s selects something else", name);
        quick_assert(sw_grid_equal(&canvas.grid, &start.grid));
        quick_assert(canvas.colour == start.colour);

        canvas = start;
        sw_edit_apply(&canvas, sw_edit_find("select.others", 13));
        want = sw_mask_minus(sw_grid_occupied(&start.grid), start.selection);
        quick_assert(sw_mask_equal(&canvas.selection, &want));
        canvas = start;
        sw_edit_apply(&canvas, sw_edit_find("select.colour", 13));
        want = sw_grid_colour(&start.grid, start.colour);
        quick_assert(start.colour == 0 ? sw_mask_empty(&canvas.selection)
                                       : sw_mask_equal(&canvas.selection, &want));
    }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_act");
    TCase *t = tcase_create("edit_act");

    tcase_add_test(t, test_acts);
    tcase_add_test(t, test_crop_place);
    tcase_add_test(t, test_selectors);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
