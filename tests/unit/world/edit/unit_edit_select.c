/* unit_edit_select.c - the tokens that select or take in hand, on random canvases against plain
 * loops over cells; with and without an anatomy. */
#include "tests/unit/world/edit/edit_plain.h"
#include "tests/unit/unit_test.h"
#include "world/edit/feature.h"

#include <stdlib.h>

#define CASES 1000 /* of each token */

static bool named(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static void clear(bool cells[SIDE][SIDE])
{
    memset(cells, 0, sizeof(bool) * SIDE * SIDE);
}

/* --- what can be said of one organism --- */

static bool in_body(const struct plain_bodies *all, int k, int x, int y)
{
    return x >= 0 && y >= 0 && x < SIDE && y < SIDE && all->of[y][x] == k;
}

static bool mirrors(const struct plain *plain, const struct plain_bodies *all, int k, bool across)
{
    const struct plain_body *body = &all->body[k];

    for (int y = body->y0; y < body->y1; y++) {
        for (int x = body->x0; x < body->x1; x++) {
            int to_x = across ? body->x0 + body->x1 - 1 - x : x;
            int to_y = across ? y : body->y0 + body->y1 - 1 - y;

            if (in_body(all, k, x, y) != in_body(all, k, to_x, to_y))
                return false;
            if (in_body(all, k, x, y) && plain->cell[y][x] != plain->cell[to_y][to_x])
                return false;
        }
    }
    return true;
}

static void spread_outside(const struct plain *plain, const bool blocked[SIDE][SIDE],
                           bool outside[SIDE][SIDE], int x, int y)
{
    if (!plain_inside(plain, x, y) || blocked[y][x] || outside[y][x])
        return;
    outside[y][x] = true;
    spread_outside(plain, blocked, outside, x + 1, y);
    spread_outside(plain, blocked, outside, x - 1, y);
    spread_outside(plain, blocked, outside, x, y + 1);
    spread_outside(plain, blocked, outside, x, y - 1);
}

/* Cells that reach the edge over cells that are not blocked. */
static void find_outside(const struct plain *plain, const bool blocked[SIDE][SIDE],
                         bool outside[SIDE][SIDE])
{
    clear(outside);
    for (int y = 0; y < plain->height; y++)
        for (int x = 0; x < plain->width; x++)
            if (x == 0 || y == 0 || x == plain->width - 1 || y == plain->height - 1)
                spread_outside(plain, blocked, outside, x, y);
}

/* Pieces of what the body encloses. */
static int holes_of(const struct plain *plain, const struct plain_bodies *all, int k)
{
    bool blocked[SIDE][SIDE], seen[SIDE][SIDE];
    int count = 0;

    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            blocked[y][x] = in_body(all, k, x, y);
    find_outside(plain, blocked, seen);
    for (int y = 0; y < plain->height; y++) {
        for (int x = 0; x < plain->width; x++) {
            if (blocked[y][x] || seen[y][x])
                continue;
            spread_outside(plain, blocked, seen, x, y);
            count++;
        }
    }
    return count;
}

static bool same_shape(const struct plain_bodies *a, int i, const struct plain_bodies *b, int j)
{
    const struct plain_body *p = &a->body[i], *q = &b->body[j];

    if (p->cells != q->cells || p->x1 - p->x0 != q->x1 - q->x0 || p->y1 - p->y0 != q->y1 - q->y0)
        return false;
    for (int y = 0; y < p->y1 - p->y0; y++)
        for (int x = 0; x < p->x1 - p->x0; x++)
            if (in_body(a, i, p->x0 + x, p->y0 + y) != in_body(b, j, q->x0 + x, q->y0 + y))
                return false;
    return true;
}

/* The one that differs from all others, which are alike. */
static int odd_one(const struct plain_bodies *all, bool shape)
{
    for (int k = 0; k < all->count && all->count > 2; k++) {
        bool odd = true;
        int other = k == 0 ? 1 : 0;

        for (int j = 0; j < all->count && odd; j++) {
            bool alike = shape ? same_shape(all, j, all, other)
                               : all->body[j].colour == all->body[other].colour;

            odd = alike == (j != k);
        }
        if (odd)
            return k;
    }
    return -1;
}

/* The one with the greatest value above 0 that no other has. */
static int single_best(const int *value, int count)
{
    int best = -1;

    for (int k = 0; k < count; k++) {
        bool beaten = value[k] <= 0;

        for (int j = 0; j < count; j++)
            beaten = beaten || (j != k && value[j] >= value[k]);
        best = beaten ? best : k;
    }
    return best;
}

/* How far the body's cells, not its box, reach. */
static int reach_of(const struct plain *plain, const struct plain_bodies *all, int k,
                    const char *name)
{
    int reach = 0;

    for (int y = 0; y < plain->height; y++) {
        for (int x = 0; x < plain->width; x++) {
            int far = named(name, "select.top")        ? SIDE - y
                      : named(name, "select.bottom")   ? y + 1
                      : named(name, "select.leftmost") ? SIDE - x
                                                       : x + 1;

            if (in_body(all, k, x, y) && far > reach)
                reach = far;
        }
    }
    return reach;
}

static int value_of(const struct plain *plain, const struct plain_bodies *all, int k,
                    const char *name)
{
    bool colours[10] = {false};
    int most = 0, motley = 0;

    if (named(name, "select.largest"))
        return all->body[k].cells;
    if (named(name, "select.smallest"))
        return 10000 - all->body[k].cells;
    if (!named(name, "select.motley") && !named(name, "select.most"))
        return reach_of(plain, all, k, name);
    for (int y = 0; y < plain->height; y++) {
        for (int x = 0; x < plain->width; x++) {
            if (!in_body(all, k, x, y))
                continue;
            motley += !colours[plain->cell[y][x]];
            colours[plain->cell[y][x]] = true;
            most += plain->cell[y][x] == plain->colour;
        }
    }
    return named(name, "select.motley") ? motley : most;
}

static bool has_property(const struct plain *plain, const struct plain_bodies *all, int k,
                         const char *name)
{
    const struct plain_body *body = &all->body[k];
    int width = body->x1 - body->x0, height = body->y1 - body->y0;
    bool fills = body->cells == width * height;

    if (named(name, "select.organisms"))
        return true;
    if (named(name, "select.border") || named(name, "select.inner"))
        return (body->x0 == 0 || body->y0 == 0 || body->x1 == plain->width ||
                body->y1 == plain->height) == named(name, "select.border");
    if (named(name, "select.holed") || named(name, "select.solid"))
        return (holes_of(plain, all, k) > 0) == named(name, "select.holed");
    if (named(name, "select.symmetric") || named(name, "select.asymmetric"))
        return (mirrors(plain, all, k, true) || mirrors(plain, all, k, false)) ==
               named(name, "select.symmetric");
    if (named(name, "select.rectangle"))
        return fills;
    if (named(name, "select.square"))
        return fills && width == height && width >= 2;
    if (named(name, "select.line"))
        return fills && (width == 1 || height == 1) && body->cells >= 2;
    if (named(name, "select.dot"))
        return body->cells == 1;
    if (named(name, "select.colour"))
        return plain->colour > 0 && body->colour == plain->colour;
    for (int j = 0; j < all->count; j++) /* select.unique */
        if (j != k && same_shape(all, k, all, j))
            return false;
    return true;
}

/* --- selectors of organisms --- */

static bool touches(const struct plain *plain, const struct plain_bodies *all, int k)
{
    bool touching = false;

    for (int y = 0; y < plain->height; y++) {
        for (int x = 0; x < plain->width; x++) {
            if (!in_body(all, k, x, y))
                continue;
            if (plain->selected[y][x])
                return false;
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++)
                    touching = touching || ((!plain->four || dx == 0 || dy == 0) &&
                                            plain_selected(plain, x + dx, y + dy));
        }
    }
    return touching;
}

static bool is_met(const struct plain *plain, const struct plain_bodies *all, int k)
{
    for (int y = 0; y < plain->height; y++)
        for (int x = 0; x < plain->width; x++)
            if (in_body(all, k, x, y) && plain->selected[y][x])
                return true;
    return false;
}

static bool alike(const struct plain *plain, const struct plain_bodies *all, int k,
                  const char *name)
{
    static struct plain_bodies pieces;

    plain_organisms(plain, true, &pieces);
    for (int j = 0; j < pieces.count; j++) {
        if (pieces.body[j].cells < 0)
            continue;
        if (named(name, "select.same.shape")    ? same_shape(all, k, &pieces, j)
            : named(name, "select.same.colour") ? all->body[k].colour == pieces.body[j].colour
                                                : all->body[k].cells == pieces.body[j].cells)
            return true;
    }
    return false;
}

/* Whether body a comes before body b from largest to smallest. */
static bool before(const struct plain_bodies *all, int a, int b)
{
    return all->body[a].cells > all->body[b].cells ||
           (all->body[a].cells == all->body[b].cells && a < b);
}

static int next_one(const struct plain *plain, const struct plain_bodies *all)
{
    int last = -1, next = -1;

    for (int k = 0; k < all->count; k++)
        if (is_met(plain, all, k) && (last < 0 || before(all, last, k)))
            last = k;
    for (int k = 0; k < all->count; k++)
        if (all->body[k].cells > 0 && (last < 0 || before(all, last, k)) &&
            (next < 0 || before(all, k, next)))
            next = k;
    return next;
}

static const char *const singles[] = {"select.largest", "select.smallest", "select.top",
                                      "select.bottom",  "select.leftmost", "select.rightmost",
                                      "select.motley",  "select.most"};
static const char *const properties[] = {
    "select.organisms", "select.border",     "select.inner",     "select.holed",  "select.solid",
    "select.symmetric", "select.asymmetric", "select.rectangle", "select.square", "select.line",
    "select.dot",       "select.unique",     "select.colour"};
static const char *const relations[] = {"select.same.shape", "select.same.colour",
                                        "select.same.size", "select.touching"};

static bool listed(const char *name, const char *const *list, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (named(name, list[k]))
            return true;
    return false;
}

#define LISTED(name, list) listed(name, list, sizeof(list) / sizeof *(list))

/* Returns false if the name is not one of these. */
static bool select_organisms(struct plain *plain, const char *name)
{
    static struct plain_bodies all;
    static bool chosen[BODIES];
    bool any = plain->any, apart = plain->apart;

    memset(chosen, 0, sizeof chosen);
    if (named(name, "select.motley") || named(name, "select.most")) {
        plain->apart = apart && any;
        plain->any = true;
    }
    plain_organisms(plain, false, &all);
    plain->any = any;
    plain->apart = apart;
    if (LISTED(name, singles)) {
        static int value[BODIES];

        for (int k = 0; k < all.count; k++)
            value[k] = named(name, "select.most") && plain->colour == 0
                           ? 0
                           : value_of(plain, &all, k, name);
        int best = single_best(value, all.count);
        if (best >= 0)
            chosen[best] = true;
    } else if (LISTED(name, properties)) {
        for (int k = 0; k < all.count; k++)
            chosen[k] = has_property(plain, &all, k, name);
    } else if (LISTED(name, relations)) {
        for (int k = 0; k < all.count; k++)
            chosen[k] = named(name, "select.touching") ? touches(plain, &all, k)
                                                       : alike(plain, &all, k, name);
    } else if (named(name, "select.odd")) {
        int odd = odd_one(&all, true);

        odd = odd < 0 || all.body[odd].cells == 0 ? odd_one(&all, false) : odd;
        if (odd >= 0)
            chosen[odd] = true;
    } else if (named(name, "select.next")) {
        int next = next_one(plain, &all);

        if (next < 0)
            return true;
        chosen[next] = true;
    } else {
        return false;
    }
    clear(plain->selected);
    plain->whole = false;
    for (int y = 0; y < plain->height; y++)
        for (int x = 0; x < plain->width; x++)
            plain->selected[y][x] = all.of[y][x] >= 0 && chosen[all.of[y][x]];
    return true;
}

/* --- tests --- */

/* A token on a canvas; with an anatomy, fresh or labelled, it does the same. */
static void apply(struct sw_canvas *canvas, uint32_t token, uint32_t k)
{
    static struct sw_anatomy anatomy;
    struct sw_canvas other = *canvas;

    anatomy.known = 0;
    other.anatomy = &anatomy;
    if (k % 2 == 0) {
        struct sw_canvas labelled = other;

        sw_edit_apply(&labelled, token_of("select.largest"));
    }
    quick_assert(!sw_edit_apply(canvas, token));
    quick_assert(!sw_edit_apply(&other, token));
    quick_assert(sw_mask_equal(&canvas->selection, &other.selection));
    quick_assert(canvas->whole == other.whole && canvas->colour == other.colour &&
                 canvas->number == other.number);
}

/* The organisms of a canvas of more than these are not told the same way: select.organisms and
 * select.colour take all cells. */
static bool too_many(const struct plain *plain)
{
    static struct plain_bodies all;

    plain_organisms(plain, false, &all);
    return all.count == SW_ORGANISMS_MAX;
}

START_TEST(test_organisms)
{
    uint32_t tested = 0;

    for (uint32_t token = 1; token < sw_edit_count(); token++) {
        const char *name = sw_edit_row(token)->name;
        uint32_t some = 0;
        struct plain probe = {.width = 1, .height = 1};

        if (!select_organisms(&probe, name))
            continue;
        tested++;
        for (uint32_t k = 0; k < CASES; k++) {
            struct sw_dice dice = sw_dice_at(31, SW_RANDOM_TEST, k, token);
            struct sw_canvas canvas = plain_random(&dice);
            struct plain want = plain_of(&canvas);

            if ((named(name, "select.organisms") || named(name, "select.colour")) &&
                too_many(&want))
                continue;
            select_organisms(&want, name);
            apply(&canvas, token, k);
            plain_same(&canvas, &want, name);
            some += !sw_mask_empty(&canvas.selection);
        }
        ck_assert_msg(some > 20, "%s selected something %u times only", name, some);
    }
    ck_assert_uint_eq(tested, 8 + 13 + 4 + 2);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("edit_select");
    TCase *t = tcase_create("edit_select");

    tcase_add_test(t, test_organisms);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
