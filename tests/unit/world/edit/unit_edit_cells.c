/* unit_edit_cells.c - the tokens that select single cells, planes of features, and the tokens that
 * take a colour or a number in hand, against plain loops over cells. */
#include "tests/unit/world/edit/edit_plain.h"
#include "tests/unit/unit_test.h"
#include "world/edit/feature.h"

#include <stdlib.h>

#define CASES 1000 /* of each token */

static bool named(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static const int step_x[4] = {0, 0, -1, 1}, step_y[4] = {-1, 1, 0, 0}; /* up, down, left, right */

/* --- cells --- */

/* Empty cells that reach the edge over empty cells, found by repeating one step until it rests. */
static void find_outside(const struct plain *plain, bool outside[SIDE][SIDE])
{
    bool grew = true;

    memset(outside, 0, sizeof(bool) * SIDE * SIDE);
    while (grew) {
        grew = false;
        for (int y = 0; y < plain->height; y++) {
            for (int x = 0; x < plain->width; x++) {
                bool reached = false;

                for (int k = 0; k < 4; k++)
                    reached = reached || !plain_inside(plain, x + step_x[k], y + step_y[k]) ||
                              outside[y + step_y[k]][x + step_x[k]];
                if (plain->cell[y][x] != 0 || !reached || outside[y][x])
                    continue;
                outside[y][x] = true;
                grew = true;
            }
        }
    }
}

/* Boxes of the selected pieces, or of what is selected where that is all empty. */
static void find_boxes(const struct plain *plain, struct plain_bodies *out)
{
    struct plain_body all = {.x0 = SIDE, .y0 = SIDE};
    int there = 0;

    plain_pieces(plain, out);
    for (int k = 0; k < out->count; k++)
        there += out->body[k].cells >= 0;
    for (int y = 0; y < plain->height && there == 0; y++) {
        for (int x = 0; x < plain->width; x++) {
            if (!plain->selected[y][x])
                continue;
            out->count = 1;
            all.x0 = x < all.x0 ? x : all.x0;
            all.y0 = y < all.y0 ? y : all.y0;
            all.x1 = x >= all.x1 ? x + 1 : all.x1;
            all.y1 = y >= all.y1 ? y + 1 : all.y1;
            out->body[0] = all;
        }
    }
}

/* Whether the cell is that part of one of the boxes: all, the corners, the middle. */
static bool boxed(const struct plain_bodies *boxes, int x, int y, const char *part)
{
    for (int k = 0; k < boxes->count; k++) {
        const struct plain_body *box = &boxes->body[k];
        bool edge_x = x == box->x0 || x == box->x1 - 1, edge_y = y == box->y0 || y == box->y1 - 1;
        int off_x = 2 * x + 1 - box->x0 - box->x1, off_y = 2 * y + 1 - box->y0 - box->y1;

        if (box->cells < 0 || x < box->x0 || x >= box->x1 || y < box->y0 || y >= box->y1)
            continue;
        if (named(part, "corners")  ? edge_x && edge_y
            : named(part, "centre") ? abs(off_x) <= 1 && abs(off_y) <= 1
                                    : true)
            return true;
    }
    return false;
}

/* Looks from a cell over the canvas: whether a selected cell lies there. */
static bool looks_at(const struct plain *plain, int x, int y, int direction)
{
    do {
        x += step_x[direction];
        y += step_y[direction];
        if (plain_selected(plain, x, y))
            return true;
    } while (plain_inside(plain, x, y));
    return false;
}

static int selected_around(const struct plain *plain, int x, int y, bool sides)
{
    int count = 0;

    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            count += (dx != 0 || dy != 0) && (!sides || dx == 0 || dy == 0) &&
                     plain_selected(plain, x + dx, y + dy);
    return count;
}

static bool any_in_line(const struct plain *plain, bool row, int at)
{
    for (int k = 0; k < SIDE; k++)
        if (row ? plain_selected(plain, k, at) : plain_selected(plain, at, k))
            return true;
    return false;
}

/* Whether the token selects the cell; -1 if it is not one of these. */
static int wants_cell(const struct plain *plain, const struct plain_bodies *boxes,
                      bool outside[SIDE][SIDE], const char *name, int x, int y)
{
    bool empty = plain->cell[y][x] == 0, chosen = plain->selected[y][x];
    bool anchor = plain->anchor[y][x];

    if (named(name, "select.everything"))
        return true;
    if (named(name, "select.background"))
        return empty;
    if (named(name, "select.holes"))
        return empty && !outside[y][x];
    if (named(name, "select.outside"))
        return outside[y][x];
    if (named(name, "select.others"))
        return !empty && !chosen;
    if (named(name, "select.complement"))
        return !chosen;
    if (named(name, "select.box"))
        return boxed(boxes, x, y, "all");
    if (named(name, "select.room"))
        return empty && boxed(boxes, x, y, "all");
    if (named(name, "select.inside"))
        return !empty && !chosen && boxed(boxes, x, y, "all");
    if (named(name, "select.corners"))
        return boxed(boxes, x, y, "corners");
    if (named(name, "select.centre"))
        return boxed(boxes, x, y, "centre");
    if (named(name, "select.between"))
        return empty && !chosen &&
               ((looks_at(plain, x, y, 0) && looks_at(plain, x, y, 1)) ||
                (looks_at(plain, x, y, 2) && looks_at(plain, x, y, 3)));
    if (named(name, "select.rim"))
        return chosen && selected_around(plain, x, y, true) < 4;
    if (named(name, "select.core"))
        return chosen && selected_around(plain, x, y, false) == 8;
    if (named(name, "select.grow"))
        return chosen || selected_around(plain, x, y, false) > 0;
    if (named(name, "select.rows"))
        return any_in_line(plain, true, y);
    if (named(name, "select.columns"))
        return any_in_line(plain, false, x);
    if (named(name, "select.half.up"))
        return 2 * (y + 1) <= plain->height;
    if (named(name, "select.half.down"))
        return 2 * (plain->height - y) <= plain->height;
    if (named(name, "select.half.left"))
        return 2 * (x + 1) <= plain->width;
    if (named(name, "select.half.right"))
        return 2 * (plain->width - x) <= plain->width;
    if (named(name, "select.separators"))
        return plain_line(plain, true, y) || plain_line(plain, false, x);
    if (named(name, "select.focus"))
        return x == plain->focus_x && y == plain->focus_y;
    if (named(name, "select.anchor"))
        return anchor;
    if (named(name, "select.meet"))
        return chosen && anchor;
    if (named(name, "select.join"))
        return chosen || anchor;
    return named(name, "select.less") ? chosen && !anchor : -1;
}

START_TEST(test_cells)
{
    uint32_t tested = 0;

    for (uint32_t token = 1; token < sw_edit_count(); token++) {
        const char *name = sw_edit_row(token)->name;
        static struct plain_bodies boxes;
        bool outside[SIDE][SIDE];
        struct plain probe = {.width = 1, .height = 1};
        uint32_t some = 0;

        if (wants_cell(&probe, &boxes, outside, name, 0, 0) < 0)
            continue;
        tested++;
        for (uint32_t k = 0; k < CASES; k++) {
            struct sw_dice dice = sw_dice_at(32, SW_RANDOM_TEST, k, token);
            struct sw_canvas canvas = plain_random(&dice);
            struct plain before = plain_of(&canvas), want = before;

            find_boxes(&before, &boxes);
            find_outside(&before, outside);
            want.whole = named(name, "select.everything");
            for (int y = 0; y < want.height; y++)
                for (int x = 0; x < want.width; x++)
                    want.selected[y][x] = wants_cell(&before, &boxes, outside, name, x, y) == true;
            if (named(name, "select.anchor"))
                memcpy(want.anchor, before.selected, sizeof want.anchor);
            quick_assert(!sw_edit_apply(&canvas, token));
            plain_same(&canvas, &want, name);
            some += !sw_mask_empty(&canvas.selection);
        }
        ck_assert_msg(some > 100, "%s selected something %u times only", name, some);
    }
    ck_assert_uint_eq(tested, 27);
}
END_TEST

/* --- features --- */

static int seen_from(const struct plain *plain, int x, int y, int direction)
{
    do {
        x += step_x[direction];
        y += step_y[direction];
        if (plain_at(plain, x, y) > 0)
            return plain->cell[y][x];
    } while (plain_inside(plain, x, y));
    return 0;
}

/* Cells around with a colour: this one, or (-1) any but 0. */
static int count_around(const struct plain *plain, int x, int y, int colour, bool sides)
{
    int count = 0;

    for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
            int other = plain_at(plain, x + dx, y + dy);

            if ((dx != 0 || dy != 0) && (!sides || dx == 0 || dy == 0))
                count += colour < 0 ? other > 0 : other == colour;
        }
    }
    return count;
}

static int count_line(const struct plain *plain, bool row, int at)
{
    int count = 0;

    for (int k = 0; k < SIDE; k++)
        count += (row ? plain_at(plain, k, at) : plain_at(plain, at, k)) > 0;
    return count;
}

/* Steps to the sides before another colour or the edge comes: the least over all cells there. */
static int depth_at(const struct plain *plain, int x, int y)
{
    int best = SIDE;

    for (int to_y = -1; to_y <= plain->height; to_y++) {
        for (int to_x = -1; to_x <= plain->width; to_x++) {
            int far = abs(to_x - x) + abs(to_y - y) - 1;

            if (plain_at(plain, to_x, to_y) != plain->cell[y][x] && far < best)
                best = far;
        }
    }
    return best;
}

static int distance_at(const struct plain *plain, int x, int y)
{
    int best = SW_FEATURE_NONE;

    for (int to_y = 0; to_y < plain->height; to_y++) {
        for (int to_x = 0; to_x < plain->width; to_x++) {
            int wide = abs(to_x - x), high = abs(to_y - y), far = wide > high ? wide : high;

            if (plain->cell[to_y][to_x] != 0 && far < best)
                best = far;
        }
    }
    return best;
}

static int rank_of(const struct plain_bodies *all, int k)
{
    bool larger[BODIES + 1] = {false};
    int rank = 0;

    for (int j = 0; j < all->count; j++)
        if (all->body[j].cells > all->body[k].cells)
            larger[all->body[j].cells] = true;
    for (int size = 0; size <= BODIES; size++)
        rank += larger[size];
    return rank;
}

/* Pieces of what a body encloses. */
static int holes_of(const struct plain *plain, const struct plain_bodies *all, int k)
{
    static struct plain_bodies pieces;
    struct plain other = {.width = plain->width, .height = plain->height, .four = true};
    bool outside[SIDE][SIDE];

    for (int y = 0; y < plain->height; y++)
        for (int x = 0; x < plain->width; x++)
            other.cell[y][x] = all->of[y][x] == k;
    find_outside(&other, outside);
    for (int y = 0; y < plain->height; y++)
        for (int x = 0; x < plain->width; x++)
            other.cell[y][x] = other.cell[y][x] == 0 && !outside[y][x];
    plain_organisms(&other, false, &pieces);
    return pieces.count;
}

static int feature_at(const struct plain *plain, const struct plain_bodies *all,
                      enum sw_feature feature, int x, int y)
{
    int own = plain->cell[y][x], k = all->of[y][x], set = 0;
    int right = plain->width - 1 - x, below = plain->height - 1 - y;

    switch (feature) {
    case SW_FEATURE_COLOUR:
        return own;
    case SW_FEATURE_UP:
    case SW_FEATURE_DOWN:
    case SW_FEATURE_LEFT:
    case SW_FEATURE_RIGHT:
        return seen_from(plain, x, y, (int)feature - SW_FEATURE_UP);
    case SW_FEATURE_NEAR:
        for (int colour = 0; colour < 10; colour++)
            set |= (count_around(plain, x, y, colour, false) > 0) << colour;
        return set;
    case SW_FEATURE_SIDES:
        return count_around(plain, x, y, -1, true);
    case SW_FEATURE_NEIGHBOURS:
        return count_around(plain, x, y, -1, false);
    case SW_FEATURE_ALIKE:
        return count_around(plain, x, y, own, false);
    case SW_FEATURE_ROW_COUNT:
        return count_line(plain, true, y);
    case SW_FEATURE_COLUMN_COUNT:
        return count_line(plain, false, x);
    case SW_FEATURE_ROW:
        return y;
    case SW_FEATURE_COLUMN:
        return x;
    case SW_FEATURE_ROW_PARITY:
        return y & 1;
    case SW_FEATURE_COLUMN_PARITY:
        return x & 1;
    case SW_FEATURE_PARITY:
        return (x + y) & 1;
    case SW_FEATURE_RING:
        right = right < x ? right : x;
        below = below < y ? below : y;
        return right < below ? right : below;
    case SW_FEATURE_DEPTH:
        return depth_at(plain, x, y);
    case SW_FEATURE_DISTANCE:
        return distance_at(plain, x, y);
    case SW_FEATURE_SIZE:
        return k < 0 ? SW_FEATURE_NONE : all->body[k].cells;
    case SW_FEATURE_RANK:
        return k < 0 ? SW_FEATURE_NONE : rank_of(all, k);
    case SW_FEATURE_HOLES:
        return k < 0 ? SW_FEATURE_NONE : holes_of(plain, all, k);
    default:
        ck_abort_msg("there is no such feature");
        return 0;
    }
}

START_TEST(test_features)
{
    static struct plain_bodies all;

    for (int feature = 0; feature < SW_FEATURES; feature++) {
        bool colour = sw_feature_is_colour((enum sw_feature)feature);
        sw_edit_token token = sw_feature_token((enum sw_feature)feature);
        const char *name = sw_edit_row(token)->name;
        uint32_t some = 0;

        ck_assert_msg(strncmp(name, "where.", 6) == 0, "feature %d has no token", feature);
        ck_assert_int_eq(sw_edit_row(token)->parameter, feature);
        for (uint32_t k = 0; k < (feature == SW_FEATURE_HOLES ? CASES / 10 : CASES / 2); k++) {
            struct sw_dice dice = sw_dice_at(33, SW_RANDOM_TEST, k, (uint32_t)feature);
            struct sw_canvas canvas = plain_random(&dice);
            struct plain before = plain_of(&canvas), want = before;
            uint16_t value[SW_SIDE_MAX][SW_STRIDE];

            plain_organisms(&before, false, &all);
            sw_feature_plane(&canvas, (enum sw_feature)feature, value);
            want.whole = false;
            for (int y = 0; y < want.height; y++) {
                for (int x = 0; x < want.width; x++) {
                    int right = feature_at(&before, &all, (enum sw_feature)feature, x, y);

                    if (value[y][x] != right)
                        ck_abort_msg("%s of (%d, %d) is %d, not %d", name, x, y, value[y][x],
                                     right);
                    want.selected[y][x] = feature == SW_FEATURE_NEAR
                                              ? right >> want.colour & 1
                                              : right == (colour ? want.colour : want.number);
                }
            }
            quick_assert(!sw_edit_apply(&canvas, token));
            plain_same(&canvas, &want, name);
            some += !sw_mask_empty(&canvas.selection);
        }
        ck_assert_msg(some > 10, "%s selected something %u times only", name, some);
    }
    ck_assert_uint_eq(sw_feature_token(SW_FEATURES), 0);
}
END_TEST

/* --- in hand --- */

static int colour_of_single(const struct plain_bodies *all, int sign)
{
    for (int k = 0; k < all->count; k++) {
        bool beaten = false;

        for (int j = 0; j < all->count; j++)
            beaten = beaten || (j != k && sign * all->body[j].cells >= sign * all->body[k].cells);
        if (!beaten)
            return all->body[k].colour;
    }
    return 0;
}

static int unique_colour(const struct plain_bodies *all)
{
    int organisms[10] = {0}, unique = 0, found = 0;

    for (int k = 0; k < all->count; k++)
        organisms[all->body[k].colour]++;
    for (int colour = 1; colour < 10; colour++) {
        unique += organisms[colour] == 1;
        found = organisms[colour] == 1 ? colour : found;
    }
    return unique == 1 ? found : 0;
}

/* Selected cells whose next cell that way is not selected look out; each cell that is seen counts
 * once. */
static void count_seen(const struct plain *plain, int direction, int census[10])
{
    bool seen[SIDE][SIDE] = {{false}};

    for (int y = 0; y < plain->height; y++) {
        for (int x = 0; x < plain->width; x++) {
            int to_x = x + step_x[direction], to_y = y + step_y[direction];

            if (!plain->selected[y][x])
                continue;
            while (plain_inside(plain, to_x, to_y) && !plain->selected[to_y][to_x] &&
                   plain->cell[to_y][to_x] == 0) {
                to_x += step_x[direction];
                to_y += step_y[direction];
            }
            if (plain_inside(plain, to_x, to_y) && !plain->selected[to_y][to_x])
                seen[to_y][to_x] = true;
        }
    }
    for (int y = 0; y < plain->height; y++)
        for (int x = 0; x < plain->width; x++)
            census[plain->cell[y][x]] += seen[y][x];
}

/* Colours of the cells of which the name speaks. */
static void take_census(const struct plain *plain, const char *name, int census[10])
{
    static const char *const seen[] = {"hand.up", "hand.down", "hand.left", "hand.right"};

    for (int direction = 0; direction < 4; direction++)
        if (named(name, seen[direction]))
            count_seen(plain, direction, census);
    for (int y = 0; y < plain->height; y++) {
        for (int x = 0; x < plain->width; x++) {
            bool around = !plain->selected[y][x] && selected_around(plain, x, y, false) > 0;

            census[plain->cell[y][x]] +=
                named(name, "hand.rarest") || named(name, "hand.commonest") ||
                (named(name, "hand.anchor") && plain->anchor[y][x]) ||
                (named(name, "hand.around") && around) ||
                ((named(name, "hand.selected") || named(name, "hand.colours")) &&
                 plain->selected[y][x]);
        }
    }
}

static int count_pieces(const struct plain *plain)
{
    static struct plain_bodies pieces;
    struct plain other = *plain;
    int count = 0;

    plain_pieces(plain, &pieces);
    for (int k = 0; k < pieces.count; k++)
        count += pieces.body[k].cells >= 0;
    if (count > 0)
        return count;
    for (int y = 0; y < plain->height; y++)
        for (int x = 0; x < plain->width; x++)
            other.cell[y][x] = plain->selected[y][x];
    other.four = true;
    other.panels = other.apart = false;
    plain_organisms(&other, false, &pieces);
    return pieces.count;
}

/* False if the name is not one of these. */
static bool take(struct plain *plain, const char *name)
{
    static struct plain_bodies all;
    int census[10] = {0}, cells = 0, colours = 0, number = plain->number, colour = 0;

    plain_organisms(plain, false, &all);
    take_census(plain, name, census);
    for (int k = 0; k < 10; k++)
        colours += k > 0 && census[k] > 0;
    for (int y = 0; y < plain->height; y++)
        for (int x = 0; x < plain->width; x++)
            cells += plain->selected[y][x];
    if (strlen(name) == 6 && name[5] >= '0' && name[5] <= '9') {
        plain->colour = name[5] - '0';
        number = plain->colour;
    } else if (named(name, "hand.ten"))
        number += 10;
    else if (named(name, "hand.own"))
        plain->colour = SW_COLOUR_OWN;
    else if (named(name, "hand.selected"))
        plain->colour = cells > 0 ? plain_extreme(census, 1) : plain->colour;
    else if (named(name, "hand.rarest"))
        colour = plain_extreme(census, -1);
    else if (named(name, "hand.largest"))
        colour = colour_of_single(&all, 1);
    else if (named(name, "hand.smallest"))
        colour = colour_of_single(&all, -1);
    else if (named(name, "hand.unique"))
        colour = unique_colour(&all);
    else if (named(name, "hand.pieces"))
        number = count_pieces(plain);
    else if (named(name, "hand.cells"))
        number = cells;
    else if (named(name, "hand.colours"))
        number = colours;
    else if (strncmp(name, "hand.", 5) == 0 && !named(name, "hand.copy"))
        colour = plain_extreme(census, 1);
    else
        return false;
    plain->colour = colour > 0 ? colour : plain->colour;
    plain->number = number <= 255 ? number : plain->number;
    return true;
}

START_TEST(test_hands)
{
    uint32_t tested = 0;

    for (uint32_t token = 1; token < sw_edit_count(); token++) {
        const char *name = sw_edit_row(token)->name;
        struct plain probe = {.width = 1, .height = 1};
        uint32_t changed = 0;

        if (!take(&probe, name))
            continue;
        tested++;
        for (uint32_t k = 0; k < CASES; k++) {
            struct sw_dice dice = sw_dice_at(34, SW_RANDOM_TEST, k, token);
            struct sw_canvas canvas = plain_random(&dice);
            struct plain want = plain_of(&canvas), before = want;

            take(&want, name);
            quick_assert(!sw_edit_apply(&canvas, token));
            plain_same(&canvas, &want, name);
            changed += before.colour != want.colour || before.number != want.number;
        }
        ck_assert_msg(changed > 100, "%s took something %u times only", name, changed);
    }
    ck_assert_uint_eq(tested, 10 + 2 + 3 + 3 + 2 + 4 + 3);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_cells");
    TCase *t = tcase_create("edit_cells");

    tcase_add_test(t, test_cells);
    tcase_add_test(t, test_features);
    tcase_add_test(t, test_hands);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
