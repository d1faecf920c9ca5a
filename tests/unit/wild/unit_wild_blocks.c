/* unit_wild_blocks.c - worlds in the wild that are cut into blocks: whose row is whose, that a tick
 * of a block with its halo is that of the whole, and letters about what is next to a border. */
#include "base/random.h"
#include "tests/unit/unit_test.h"
#include "wild/ranks/wild_page.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 9, HEIGHT = 64 };

static struct sw_wild_settings settings_of(int64_t worlds)
{
    static const char *const set[] = {"wild.width=9",      "wild.height=64", "wild.plants=64",
                                      "wild.bodies=40",    "wild.most=2000", "wild.divide=200",
                                      "wild.mind=random",  "wild.age=60",    "wild.imitate=yes",
                                      "wild.migration=0.1"};
    struct sw_wild_settings settings;
    struct sw_error error = {0};

    memset(&settings, 0, sizeof settings);
    ck_assert_int_eq(sw_wild_settings_read(NULL, set, sizeof set / sizeof *set, &settings, &error),
                     0);
    settings.worlds = worlds;
    return settings;
}

START_TEST(each_row_is_of_one_block)
{
    for (int64_t height = 24; height <= 130; height += 7)
        for (uint32_t ranks = 2; ranks <= (uint32_t)height / SW_WILD_HALO; ranks++) {
            struct sw_wild_settings settings = settings_of(2);
            uint32_t owned = 0;

            settings.height = height;
            for (uint32_t rank = 0; rank < ranks; rank++) {
                struct sw_wild_block block = sw_wild_block_of(&settings, rank, ranks);

                ck_assert_uint_ge(block.rows, SW_WILD_HALO);
                for (uint32_t cell = 0; cell < sw_wild_cells(&settings); cell += 3) {
                    uint32_t mine = sw_wild_block_cell(&block, cell);

                    ck_assert(block.rank == sw_wild_block_owner(&block, cell) ||
                              mine == SW_WILD_NOWHERE);
                    owned += mine != SW_WILD_NOWHERE;
                    if (mine != SW_WILD_NOWHERE)
                        ck_assert_uint_eq(sw_wild_block_whole(&block, mine), cell);
                }
            }
            ck_assert_uint_eq(owned, (sw_wild_cells(&settings) + 2) / 3);
        }
}
END_TEST

/* ---- a block beside the whole ---- */

/* A dense world with bodies of all sizes, in which chains of eaters are long. */
static struct sw_wild_world *crowd(const struct sw_wild_settings *settings, struct sw_dice *dice)
{
    struct sw_wild_world *world = sw_wild_world_create(settings, 0, NULL);
    uint32_t cells = sw_wild_cells(settings);

    ck_assert_ptr_nonnull(world);
    sw_wild_begin(world, settings, sw_dice_bits(dice));
    for (uint32_t cell = 0; cell < cells; cell++) {
        struct sw_wild_body *body = &world->body[world->bodies];

        if (world->thing[cell] != SW_WILD_EMPTY || sw_dice_below(dice, 10) >= 7)
            continue;
        *body = (struct sw_wild_body){.id = world->next_id++,
                                      .cell = cell,
                                      .energy = 1 + (int32_t)sw_dice_below(dice, 500),
                                      .size = (uint8_t)(1 + sw_dice_below(dice, 9)),
                                      .heading = (uint8_t)sw_dice_below(dice, 4),
                                      .act = (uint8_t)sw_dice_below(dice, SW_WILD_ACTS),
                                      .alive = 1};
        world->thing[cell] = SW_WILD_BODY + world->bodies++;
    }
    return world;
}

/* The rows of a block, and so many of its halo, as the whole has them. */
static struct sw_wild_world *cut(const struct sw_wild_world *whole,
                                 const struct sw_wild_block *block, uint32_t known)
{
    struct sw_wild_world *part = sw_wild_world_create(&block->part, 0, NULL);

    ck_assert_ptr_nonnull(part);
    part->seed = whole->seed;
    part->tick = whole->tick;
    part->feeds = whole->feeds;
    part->next_id = whole->next_id;
    part->halo = SW_WILD_HALO;
    for (uint32_t cell = 0; cell < part->cells; cell++) {
        uint32_t from = sw_wild_block_whole(block, cell);
        uint32_t row = cell / WIDTH % (uint32_t)block->part.height;
        uint32_t thing = whole->thing[from];

        if (row < SW_WILD_HALO - known || row >= block->rows + SW_WILD_HALO + known)
            continue;
        part->energy[cell] = whole->energy[from];
        part->thing[cell] = thing;
        if (thing < SW_WILD_BODY)
            continue;
        part->body[part->bodies] = whole->body[thing - SW_WILD_BODY];
        part->body[part->bodies].cell = cell;
        part->body[part->bodies].foreign = !sw_wild_inner(part, cell);
        part->thing[cell] = SW_WILD_BODY + part->bodies++;
    }
    part->elsewhere = (int64_t)whole->bodies - (int64_t)part->bodies;
    return part;
}

/* Cells of the block that are not as the whole has them. */
static uint32_t wrong_cells(const struct sw_wild_world *part, const struct sw_wild_block *block,
                            const struct sw_wild_world *whole)
{
    uint32_t wrong = 0;

    for (uint32_t cell = 0; cell < part->cells; cell++) {
        uint32_t there = whole->thing[sw_wild_block_whole(block, cell)], here = part->thing[cell];

        if (!sw_wild_inner(part, cell))
            continue;
        if (here < SW_WILD_BODY || there < SW_WILD_BODY) {
            wrong += here != there ||
                     part->energy[cell] != whole->energy[sw_wild_block_whole(block, cell)];
        } else {
            const struct sw_wild_body *a = &part->body[here - SW_WILD_BODY];
            const struct sw_wild_body *b = &whole->body[there - SW_WILD_BODY];

            wrong += a->parent != b->parent || a->energy != b->energy || a->size != b->size ||
                     a->event != b->event || a->heading != b->heading ||
                     a->children != b->children || a->born != b->born || a->act != b->act;
        }
    }
    return wrong;
}

static uint64_t counted(const struct sw_wild_world *world)
{
    const struct sw_wild_totals *totals = &world->totals;

    return totals->births + 3 * totals->deaths[0] + 5 * totals->deaths[1] + 7 * totals->deaths[2] +
           11 * totals->grazed + 13 * totals->scavenged + 17 * totals->hunted + 19 * totals->meals +
           23 * totals->acts[SW_WILD_EAT] + 29 * totals->found +
           31 * (uint64_t)world->meals.units[5][SW_WILD_FROM_BODY + 3];
}

/* Of three blocks with so many rows of halo. exact: what they count is what the whole counts. */
static uint32_t wrong_of_blocks(const struct sw_wild_world *before,
                                const struct sw_wild_world *after, const uint8_t *act_of,
                                uint32_t known, bool exact)
{
    uint64_t sum = 0;
    uint32_t wrong = 0;
    int64_t ground = 0;

    for (uint32_t rank = 0; rank < 3; rank++) {
        struct sw_wild_block block = sw_wild_block_of(&before->settings, rank, 3);
        struct sw_wild_world *part = cut(before, &block, known);
        uint8_t *act = calloc(part->room, 1);

        for (uint32_t i = 0; i < part->bodies; i++)
            act[i] = act_of[part->body[i].id];
        sw_wild_step_bodies(part, act, NULL);
        wrong += wrong_cells(part, &block, after);
        ground += part->ground;
        sum += counted(part);
        free(act);
        sw_wild_world_destroy(part);
    }
    if (exact) {
        ck_assert_uint_eq(sum, counted(after));
        ck_assert_int_eq(ground, after->ground);
    }
    return wrong;
}

/* In a column, one of size 9 eats one of size 8, and so on. */
static void stack(struct sw_wild_world *world, uint8_t *act_of, uint32_t column, uint32_t row)
{
    for (uint32_t i = 0; i < 9; i++) {
        uint32_t cell = (row + i) % HEIGHT * WIDTH + column;
        struct sw_wild_body *body;

        if (world->thing[cell] < SW_WILD_BODY) {
            world->thing[cell] = SW_WILD_BODY + world->bodies;
            world->energy[cell] = 0;
            body = &world->body[world->bodies++];
            *body = (struct sw_wild_body){.id = world->next_id++, .cell = cell, .alive = 1};
        }
        body = &world->body[world->thing[cell] - SW_WILD_BODY];
        body->size = (uint8_t)(9 - i);
        body->energy = 150;
        body->heading = 1;
        act_of[body->id] = i == 8 ? SW_WILD_DOWN : SW_WILD_EAT;
    }
}

START_TEST(a_halo_is_enough)
{
    struct sw_dice dice = sw_dice_at((uint64_t)_i, SW_RANDOM_TEST, 0, 78);
    struct sw_wild_settings settings = settings_of(1 + _i % 2);
    uint32_t too_little = 0;

    for (int round = 0; round < 40; round++) {
        struct sw_wild_world *whole = crowd(&settings, &dice);
        struct sw_wild_world *before = sw_wild_world_create(&settings, 0, NULL);
        uint8_t *act_of = calloc(whole->room, 1), *act = calloc(whole->room, 1);

        for (uint64_t id = 1; id < whole->next_id; id++)
            act_of[id] = (uint8_t)sw_dice_below(&dice, SW_WILD_ACTS);
        stack(whole, act_of, (uint32_t)round % WIDTH, sw_dice_below(&dice, HEIGHT));
        whole->ground = 0;
        sw_wild_world_copy(before, whole);
        for (uint32_t i = 0; i < whole->bodies; i++)
            act[i] = act_of[whole->body[i].id];
        sw_wild_step_bodies(whole, act, NULL);
        ck_assert_uint_eq(wrong_of_blocks(before, whole, act_of, SW_WILD_HALO, true), 0);
        too_little += wrong_of_blocks(before, whole, act_of, 2, false);
        free(act_of);
        free(act);
        sw_wild_world_destroy(whole);
        sw_wild_world_destroy(before);
    }
    ck_assert_uint_gt(too_little, 0);
}
END_TEST

/* ---- letters ---- */

static uint64_t newborn_of(void *context, uint64_t k, uint32_t cell)
{
    (void)cell;
    return *(uint64_t *)context + k;
}

static void nobody(void *context, const struct sw_wild_body *body)
{
    (void)context;
    (void)body;
}

/* A world, and what is next to a border of its second block, before and after a tick. */
static void pages_of_a_tick(struct sw_dice *dice, struct sw_wild_page page[2], uint64_t *newborn,
                            uint8_t *acts)
{
    struct sw_wild_settings settings = settings_of(2);
    struct sw_wild_block block = sw_wild_block_of(&settings, 1, 2);
    struct sw_wild_world *whole = crowd(&settings, dice), *part = cut(whole, &block, SW_WILD_HALO);
    uint8_t *act = calloc(part->room, 1);
    uint32_t kept = 0;

    *newborn = part->next_id;
    for (uint32_t i = 0; i < part->bodies; i++)
        act[i] = (uint8_t)sw_dice_below(dice, SW_WILD_ACTS);
    for (int k = 0; k < 2; k++)
        ck_assert_int_eq(sw_wild_page_create(&page[k], &block, NULL), 0);
    for (uint32_t i = 0; i < part->bodies; i++) {
        if (part->body[i].foreign)
            continue;
        act[kept] = act[i];
        part->body[kept] = part->body[i];
        part->thing[part->body[kept].cell] = SW_WILD_BODY + kept;
        kept++;
    }
    part->bodies = kept;
    for (uint32_t cell = 0; cell < part->cells; cell++)
        if (!sw_wild_inner(part, cell))
            part->thing[cell] = SW_WILD_EMPTY;
    sw_wild_page_take(&page[0], &block, SW_WILD_ABOVE, part);
    for (uint32_t i = 0, at = 0; i < part->bodies; i++)
        if (sw_wild_block_border(&block, SW_WILD_ABOVE, part->body[i].cell) != SW_WILD_NOWHERE)
            acts[at++] = act[i];
    sw_wild_step_bodies(part, act, NULL);
    sw_wild_page_take(&page[1], &block, SW_WILD_ABOVE, part);
    free(act);
    sw_wild_world_destroy(whole);
    sw_wild_world_destroy(part);
}

START_TEST(what_is_told_is_heard)
{
    struct sw_dice dice = sw_dice_at((uint64_t)_i, SW_RANDOM_TEST, 0, 79);

    for (int round = 0; round < 20; round++) {
        struct sw_wild_page page[2] = {{.cells = 0}, {.cells = 0}};
        struct sw_wild_bytes bytes = {.size = 0};
        struct sw_wild_reading reading;
        uint8_t acts[2 * WIDTH * SW_WILD_HALO] = {0}, words[2 * WIDTH * SW_WILD_HALO] = {0};
        uint64_t newborn;
        struct sw_wild_page_heard heard = {newborn_of, nobody, &newborn, 0, UINT32_MAX};

        pages_of_a_tick(&dice, page, &newborn, acts);
        ck_assert_uint_ne(sw_wild_page_hash(&page[0]), sw_wild_page_hash(&page[1]));
        sw_wild_page_tell(&page[0], &page[1], acts, words, newborn, &bytes);
        ck_assert_uint_le(bytes.size, sw_wild_page_most(&page[0]));
        reading = (struct sw_wild_reading){bytes.byte, bytes.size, false};
        sw_wild_page_hear(&page[0], acts, words, &heard, &reading);
        ck_assert(!reading.failed);
        ck_assert_uint_eq(reading.size, 0);
        ck_assert_uint_eq(sw_wild_page_hash(&page[0]), sw_wild_page_hash(&page[1]));
        free(bytes.byte);
        for (int k = 0; k < 2; k++)
            sw_wild_page_drop(&page[k]);
    }
}
END_TEST

/* What is cut short is refused. What has another bit is refused or comes to some page, which the
 * next comparison finds; nothing is written beyond it. */
START_TEST(garbled_letters_do_no_harm)
{
    struct sw_dice dice = sw_dice_at((uint64_t)_i, SW_RANDOM_TEST, 0, 80);
    uint32_t refused = 0;

    for (int round = 0; round < 200; round++) {
        struct sw_wild_page page[2] = {{.cells = 0}, {.cells = 0}};
        struct sw_wild_bytes bytes = {.size = 0};
        struct sw_wild_reading reading;
        uint8_t acts[2 * WIDTH * SW_WILD_HALO] = {0}, words[2 * WIDTH * SW_WILD_HALO] = {0};
        uint64_t newborn;
        struct sw_wild_page_heard heard = {newborn_of, nobody, &newborn, 0, UINT32_MAX};

        pages_of_a_tick(&dice, page, &newborn, acts);
        sw_wild_page_tell(&page[0], &page[1], acts, words, newborn, &bytes);
        if (round % 2 == 0)
            bytes.size = sw_dice_below(&dice, (uint32_t)bytes.size);
        else
            bytes.byte[sw_dice_below(&dice, (uint32_t)bytes.size)] ^=
                (uint8_t)(1u << sw_dice_below(&dice, 8));
        reading = (struct sw_wild_reading){bytes.byte, bytes.size, false};
        sw_wild_page_hear(&page[0], acts, words, &heard, &reading);
        ck_assert(reading.failed || round % 2 == 1);
        ck_assert_uint_le(page[0].bodies, page[0].room);
        refused += reading.failed;
        for (uint32_t i = 0; i < page[0].bodies; i++)
            ck_assert_uint_lt(page[0].body[i].cell, page[0].cells);
        free(bytes.byte);
        for (int k = 0; k < 2; k++)
            sw_wild_page_drop(&page[k]);
    }
    ck_assert_uint_gt(refused, 100);
}
END_TEST

START_TEST(what_cannot_be_cut_is_refused)
{
    struct sw_wild_settings settings = settings_of(1);
    struct sw_error error = {0};

    ck_assert_int_eq(sw_wild_block_check(&settings, 5, &error), 0);
    ck_assert_int_eq(sw_wild_block_check(&settings, 6, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_ptr_nonnull(strstr(error.text, "use 5 ranks at most, or a higher world"));
    settings.imitate = SW_WILD_IMITATION_SHUFFLED;
    error = (struct sw_error){0};
    ck_assert_int_eq(sw_wild_block_check(&settings, 2, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "wild.imitate = shuffled"));
    settings.speech = SW_WILD_SPEECH_SHUFFLED;
    error = (struct sw_error){0};
    ck_assert_int_eq(sw_wild_block_check(&settings, 2, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "wild.speech = shuffled"));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("wild blocks");
    TCase *t = tcase_create("wild blocks");

    tcase_set_timeout(t, 120);
    tcase_add_test(t, each_row_is_of_one_block);
    tcase_add_loop_test(t, a_halo_is_enough, 0, 4);
    tcase_add_loop_test(t, what_is_told_is_heard, 0, 3);
    tcase_add_loop_test(t, garbled_letters_do_no_harm, 0, 2);
    tcase_add_test(t, what_cannot_be_cut_is_refused);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
