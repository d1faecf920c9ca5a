/* unit_body.c - worlds with bodies: bit for bit against a plain double, energy that is never made
 * or lost, seats that can change places, laws that are hidden, and pictures of the rules. */
#include "base/random.h"
#include "world/body/body_look.h"
#include "world/body/body_step.h"
#include "tests/reference/plain_body.h"
#include "tests/unit/permuted_seats.h"
#include "tests/unit/read_doc.h"
#include "tests/unit/unit_test.h"

#include <string.h>

#define WORLDS 40
#define TICKS  60

/* ---- random worlds ---- */

/* A world of a game whose bodies are of all sizes, and some of them nearly starved. */
static void begin_random(struct sw_body_world *world, uint32_t game, uint32_t number)
{
    struct sw_dice dice = sw_dice_at(number, SW_RANDOM_TEST, game, 1);

    sw_body_begin(world, sw_body_game_row(game), number, number % 2 == 1);
    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body *body = &world->body[seat];

        if (!body->alive)
            continue;
        if (world->game->acts > SW_BODY_ACTS_SIMPLE)
            body->size = (uint8_t)sw_dice_between(&dice, 1, 5);
        if (sw_dice_below(&dice, 3) == 0)
            body->energy = sw_dice_between(&dice, 1, 300 + world->game->divides);
    }
}

/* Acts that are not too wild: half of the bodies go on as they did. */
static void draw_acts(struct sw_dice *dice, const struct sw_body_game *game, uint8_t *act,
                      uint8_t *say)
{
    for (uint32_t seat = 0; seat < SW_BODY_SEATS; seat++) {
        if (sw_dice_below(dice, 2) == 0)
            act[seat] = (uint8_t)sw_dice_below(dice, SW_BODY_ACTS + 1);
        else if (sw_dice_below(dice, 8) == 0)
            act[seat] = game->acts; /* to imitate, where there is imitation */
        say[seat] = (uint8_t)sw_dice_below(dice, 20);
    }
}

static void same_percepts(const struct sw_body_world *world,
                          const struct sw_plain_body_world *plain)
{
    for (uint32_t seat = 0; seat < world->game->bodies; seat++) {
        struct sw_body_percept seen, wanted;
        struct sw_body_senses senses = sw_body_senses(world->game);

        if (!world->body[seat].alive)
            continue;
        memset(&seen, 0, sizeof seen);
        sw_body_look(world, seat, &seen);
        sw_plain_body_look(plain, seat, &wanted);
        ck_assert_mem_eq(&seen, &wanted, sizeof seen);
        ck_assert_uint_lt(seen.row[seen.rows - 1], senses.rows);
        ck_assert_uint_lt(seen.event, senses.events);
        ck_assert_uint_lt(seen.act, senses.acts);
    }
}

START_TEST(double_agrees)
{
    uint32_t game = (uint32_t)_i;

    for (uint32_t number = 0; number < WORLDS; number++) {
        static struct sw_body_world world, given;
        static struct sw_plain_body_world plain;
        struct sw_dice dice = sw_dice_at(number, SW_RANDOM_TEST, game, 2);
        uint8_t act[SW_BODY_SEATS] = {0}, say[SW_BODY_SEATS];

        begin_random(&world, game, number);
        world.telepathic = number % 3 == 0;
        world.imitates = number % 2 == 0 ? SW_IMITATION_YES : SW_IMITATION_NO;
        world.turns = number % 4 == 0 ? 1 + number % TICKS : 0;
        world.speech_cost = number % 5 * 3;
        sw_plain_body_take(&plain, &world);
        for (uint32_t tick = 0; tick < TICKS; tick++) {
            draw_acts(&dice, world.game, act, say);
            sw_body_pay_words(&world, say);
            sw_plain_body_pay_words(&plain, say);
            sw_body_step(&world, act, say);
            sw_plain_body_step(&plain, act, say);
            sw_plain_body_give(&plain, &given);
            ck_assert_msg(sw_plain_body_hash(&world) == sw_plain_body_hash(&given),
                          "%s %u, tick %u", world.game->name, number, tick);
            same_percepts(&world, &plain);
        }
    }
}
END_TEST

START_TEST(energy_stays)
{
    const struct sw_body_game *game = sw_body_game_row((uint32_t)_i);
    uint32_t died = 0, born = 0, eaten = 0, carried = 0, large = 0;

    for (uint32_t number = 0; number < 100; number++) {
        static struct sw_body_world world;
        struct sw_dice dice = sw_dice_at(number, SW_RANDOM_TEST, (uint64_t)_i, 3);
        uint8_t act[SW_BODY_SEATS] = {0}, say[SW_BODY_SEATS];
        int64_t all;

        begin_random(&world, (uint32_t)_i, number);
        world.speech_cost = number % 3 * 7;
        all = sw_body_ledger(&world);
        for (uint32_t tick = 0; tick < 100; tick++) {
            draw_acts(&dice, world.game, act, say);
            sw_body_pay_words(&world, say);
            sw_body_step(&world, act, say);
            ck_assert_int_eq(sw_body_ledger(&world), all);
            for (uint32_t seat = 0; seat < world.game->bodies; seat++) {
                ck_assert_int_ge(world.body[seat].energy, world.body[seat].alive);
                carried += world.body[seat].hand != SW_THING_NONE;
                large += world.body[seat].size > 5;
            }
        }
        for (uint32_t seat = 0; seat < world.game->bodies; seat++) {
            died += sw_body_taken(&world.body[seat]) && !world.body[seat].alive;
            born += seat >= sw_body_founders(world.game) && sw_body_taken(&world.body[seat]);
        }
        for (uint32_t seat = 0; seat < world.game->bodies; seat++)
            eaten += world.body[seat].meals;
    }
    ck_assert_uint_gt(died, 5);
    ck_assert(game->divides == 0 ? born == 0 : born > 20);
    if (game->plants > 0)
        ck_assert_uint_gt(eaten, game->bites || game->bodies > 1 ? 100 : 50);
    if (game->acts > SW_BODY_PICK && game->boxes > 0)
        ck_assert_uint_gt(carried, 100);
    if (game->acts > SW_BODY_GROW)
        ck_assert_uint_gt(large, 10);
}
END_TEST

/* ---- seats change places ---- */

START_TEST(seats_have_no_order)
{
    for (uint32_t number = 0; number < 60; number++) {
        static struct sw_body_world world, other, wanted;
        struct sw_dice dice = sw_dice_at(number, SW_RANDOM_TEST, (uint64_t)_i, 4);
        uint8_t act[SW_BODY_SEATS] = {0}, say[SW_BODY_SEATS];
        uint32_t to[SW_BODY_SEATS];

        begin_random(&world, (uint32_t)_i, number);
        world.imitates = number % 2 == 0 ? SW_IMITATION_YES : SW_IMITATION_NO;
        sw_dice_permutation(&dice, to, sw_body_founders(world.game));
        for (uint32_t seat = sw_body_founders(world.game); seat < world.game->bodies; seat++)
            to[seat] = seat; /* free for those that are born */
        permute(&world, to, &other);
        for (uint32_t tick = 0; tick < TICKS; tick++) {
            uint8_t act_there[SW_BODY_SEATS] = {0}, say_there[SW_BODY_SEATS] = {0};

            draw_acts(&dice, world.game, act, say);
            for (uint32_t seat = 0; seat < world.game->bodies; seat++) {
                act_there[to[seat]] = act[seat];
                say_there[to[seat]] = say[seat];
            }
            sw_body_step(&world, act, say);
            sw_body_step(&other, act_there, say_there);
            permute(&world, to, &wanted);
            ck_assert_msg(sw_plain_body_hash(&other) == sw_plain_body_hash(&wanted),
                          "%s %u, tick %u", world.game->name, number, tick);
        }
    }
}
END_TEST

/* ---- hidden laws ---- */

START_TEST(laws_are_drawn)
{
    const struct sw_body_game *game = sw_body_game_find("pit");
    uint32_t feeds[16] = {0}, yields[8] = {0}, growth[SW_GROWTHS] = {0};
    uint32_t gravity[SW_DIRECTIONS + 1] = {0}, halves = 0;

    for (uint32_t seed = 0; seed < 600; seed++) {
        static struct sw_body_world world, reverse;

        sw_body_begin(&world, game, seed, false);
        sw_body_begin(&reverse, game, seed, true);
        feeds[world.physics.feeds]++;
        yields[world.physics.yields]++;
        growth[world.physics.growth]++;
        gravity[world.physics.gravity]++;
        ck_assert_uint_eq(world.physics.feeds ^ reverse.physics.feeds, 15);
        ck_assert_mem_eq(world.thing, reverse.thing, sizeof world.thing);
    }
    for (uint32_t set = 0; set < 16; set++) {
        halves += feeds[set] > 60;
        ck_assert(feeds[set] == 0 || feeds[set] > 60);
    }
    ck_assert_uint_eq(halves, 6);
    for (uint32_t i = 0; i < 8; i++)
        ck_assert_uint_gt(yields[i], 40);
    for (uint32_t i = 0; i < SW_GROWTHS; i++)
        ck_assert_uint_gt(growth[i], 150);
    for (uint32_t i = 0; i < SW_DIRECTIONS; i++)
        ck_assert_uint_gt(gravity[i], 40);
    ck_assert_uint_gt(gravity[SW_DIRECTIONS], 240);
}
END_TEST

START_TEST(a_touch_is_drawn)
{
    uint32_t pair[16] = {0}, makes[SW_BODY_COLOURS + 1] = {0}, pairs = 0;

    for (uint32_t seed = 0; seed < 1200; seed++) {
        static struct sw_body_world world, told;

        sw_body_begin(&world, sw_body_game_find("touch"), seed, false);
        sw_body_begin(&told, sw_body_game_find("touch-told"), seed, true);
        ck_assert_uint_eq(__builtin_popcount(world.physics.touch), 2);
        ck_assert_uint_eq(world.physics.touch, told.physics.touch);
        ck_assert_uint_eq(world.physics.makes, told.physics.makes);
        pair[world.physics.touch]++;
        makes[world.physics.makes]++;
        sw_body_begin(&world, sw_body_game_find("pit"), seed, false);
        ck_assert_uint_eq(world.physics.touch, 0);
    }
    for (uint32_t set = 0; set < 16; set++)
        pairs += pair[set] > 140;
    ck_assert_uint_eq(pairs, 6);
    for (uint32_t i = 0; i <= SW_BODY_COLOURS; i++)
        ck_assert_uint_gt(makes[i], 180);
}
END_TEST

/* The truth, that of another world, or the same in all; what is so stays. */
START_TEST(a_touch_is_told)
{
    uint32_t right = 0;

    for (uint32_t seed = 0; seed < 1200; seed++) {
        static struct sw_body_world told, mistold, same;

        sw_body_begin(&told, sw_body_game_find("touch-told"), seed, true);
        sw_body_begin(&mistold, sw_body_game_find("touch-mistold"), seed, true);
        sw_body_begin(&same, sw_body_game_find("touch-told-same"), seed, true);
        ck_assert_uint_eq(told.physics.told_touch, told.physics.touch);
        ck_assert_uint_eq(told.physics.told_makes, told.physics.makes);
        ck_assert_uint_eq(mistold.physics.touch, told.physics.touch);
        ck_assert_uint_eq(mistold.physics.makes, told.physics.makes);
        ck_assert_uint_eq(__builtin_popcount(mistold.physics.told_touch), 2);
        right += mistold.physics.told_touch == told.physics.touch &&
                 mistold.physics.told_makes == told.physics.makes;
        ck_assert_uint_eq(same.physics.touch, told.physics.touch);
        ck_assert_uint_eq(same.physics.told_touch, 3);
    }
    ck_assert_uint_gt(right, 15); /* by chance one in thirty */
    ck_assert_uint_lt(right, 80);
}
END_TEST

START_TEST(games_are_sound)
{
    for (uint32_t i = 0; i < sw_body_game_count(); i++) {
        const struct sw_body_game *game = sw_body_game_row(i);
        static struct sw_body_world world;
        uint32_t plants = 0;

        ck_assert_ptr_eq(sw_body_game_find(game->name), game);
        ck_assert_uint_ge(game->width, 3);
        ck_assert_uint_le(game->width, SW_SIDE_MAX);
        ck_assert_uint_le(game->height, SW_SIDE_MAX);
        ck_assert_uint_eq(game->plants % game->colours, 0);
        ck_assert_uint_le(game->bodies, SW_BODY_SEATS);
        for (uint32_t seed = 0; seed < 50; seed++) {
            sw_body_begin(&world, game, seed, false);
            ck_assert_uint_eq(sw_body_living(&world), sw_body_founders(game));
        }
        for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++)
            plants += world.energy[cell] == SW_BODY_MEAL;
        ck_assert_uint_le(plants, game->plants);
    }
    ck_assert_ptr_null(sw_body_game_find("forrage"));
    ck_assert_str_eq(sw_body_game_nearest("forrage"), "forage");
    ck_assert_ptr_null(sw_body_game_row(sw_body_game_count()));
}
END_TEST

START_TEST(plants_grow_again)
{
    static struct sw_body_world world;
    struct sw_dice dice = sw_dice_at(7, SW_RANDOM_TEST, 0, 5);

    sw_body_begin(&world, sw_body_game_find("forage"), 7, false);
    for (uint32_t tick = 0; tick < 500 && world.body[0].alive; tick++) {
        uint8_t act[SW_BODY_SEATS] = {(uint8_t)(1 + sw_dice_below(&dice, 4))};
        uint32_t plants[SW_BODY_COLOURS] = {0};

        sw_body_step(&world, act, NULL);
        for (uint32_t cell = 0; cell < SW_BODY_CELLS; cell++)
            if (world.thing[cell] >= SW_THING_PLANT && world.thing[cell] < SW_THING_BODY)
                plants[world.thing[cell] - SW_THING_PLANT]++;
        for (uint32_t colour = 0; colour < SW_BODY_COLOURS; colour++)
            ck_assert_uint_eq(plants[colour] + world.due[colour], 3);
    }
    ck_assert_uint_gt(world.body[0].meals, 20);
}
END_TEST

static void check_row(const char *name, const char *text)
{
    char line[400];

    snprintf(line, sizeof line, "| `%s` | %s |", name, text);
    check_doc_has("bodies.md", line);
}

START_TEST(tables_are_in_the_docs)
{
    for (uint32_t i = 0; i < sw_body_game_count(); i++)
        check_row(sw_body_game_row(i)->name, sw_body_game_row(i)->description);
    for (uint32_t i = 0; i < SW_BODY_ACTS; i++)
        check_row(sw_body_act_name(i), sw_body_act_help(i));
    for (uint32_t i = 0; i < SW_BODY_LAWS; i++)
        check_row(sw_body_law_name(i), sw_body_law_help(i));
}
END_TEST

/* ---- pictures ---- */

/* One row of cells becomes another. A letter is a body that goes right (>) or left (<) or waits
 * (A), a digit after it its size; o a box, O a stone, 1 to 4 plants, % meat. */
struct picture {
    const char *name, *before, *after;
    uint8_t yields;
    uint8_t act; /* of bodies drawn as E: they face right */
};

static const struct picture pictures[] = {
    {"goes", ".>..", "..A.", 1, 0},
    {"pushes a box", ".>o.", "..Ao", 1, 0},
    {"pushes a chain of what it can", ".>Oo", ".AOo", 1, 0},
    {"pushes no box into a wall", "..>o", "..Ao", 1, 0},
    {"boxes stand where they do not give way", ">o..", "Ao..", 6, 0},
    {"one cannot push a stone", ">O..", "AO..", 1, 0},
    {"two can", ">>O..", ".AAO.", 1, 0},
    {"the front one goes alone where both together cannot", ">OO>.", "AOO.A", 1, 0},
    {"two that go the same way go as a row", ">>..", ".AA.", 1, 0},
    {"two that meet stay", ">.<.", "A.A.", 1, 0},
    {"two that push each other stay", ".><.", ".AA.", 5, 0},
    {"a body gives way where bodies do", ".>A.", "..AA", 4, 0},
    {"and stands where they do not", ".>A.", ".AA.", 3, 0},
    {"eats a plant that it faces", "E1..", "A...", 1, SW_BODY_EAT},
    {"lifts a box", "Eo..", "A...", 1, SW_BODY_PICK},
    {"lifts no stone", "EO..", "AO..", 1, SW_BODY_PICK},
    {"sheds nothing at size 1", "E...", "A...", 1, SW_BODY_SHED},
};

static void draw_row(struct sw_body_world *world, const struct picture *picture, uint8_t *act)
{
    uint32_t seat = 0;

    memset(world->thing, SW_THING_WALL, sizeof world->thing);
    memset(world->energy, 0, sizeof world->energy);
    for (int x = 0; picture->before[x] != '\0'; x++) {
        char letter = picture->before[x];
        uint32_t cell = sw_body_cell(x, 0);
        uint8_t *thing = &world->thing[cell];

        *thing = letter == 'o' ? SW_THING_BOX : letter == 'O' ? SW_THING_STONE : SW_THING_NONE;
        if (letter >= '1' && letter <= '4') {
            *thing = (uint8_t)(SW_THING_PLANT + letter - '1');
            world->energy[cell] = SW_BODY_MEAL;
        }
        if (strchr("><AE", letter) == NULL)
            continue;
        act[seat] = letter == '>'   ? SW_BODY_RIGHT
                    : letter == '<' ? SW_BODY_LEFT
                    : letter == 'E' ? picture->act
                                    : SW_BODY_WAIT;
        *thing = (uint8_t)(SW_THING_BODY + seat);
        world->body[seat++] = (struct sw_body){.alive = true,
                                               .acts = world->game->acts,
                                               .size = 1,
                                               .heading = SW_RIGHT,
                                               .cell = (uint16_t)cell,
                                               .energy = 500};
    }
    for (; seat < SW_BODY_SEATS; seat++)
        world->body[seat].alive = false;
}

START_TEST(rules_have_pictures)
{
    const struct picture *picture = &pictures[_i];
    struct sw_body_game game = *sw_body_game_find("pit");
    static struct sw_body_world world;
    uint8_t act[SW_BODY_SEATS] = {0};
    char row[16] = "";

    game.varies = 0;
    game.height = 1;
    game.width = (uint8_t)strlen(picture->before);
    game.plants = game.boxes = game.stones = 0;
    sw_body_begin(&world, &game, 1, false);
    world.physics.yields = picture->yields;
    draw_row(&world, picture, act);
    sw_body_step(&world, act, NULL);
    memset(world.due, 0, sizeof world.due);
    for (int x = 0; picture->before[x] != '\0'; x++) {
        uint8_t thing = world.thing[sw_body_cell(x, 0)];

        row[x] = thing >= SW_THING_BODY    ? 'A'
                 : thing >= SW_THING_PLANT ? '.' /* one that was eaten grows elsewhere */
                                           : ".#oO%"[thing];
    }
    ck_assert_msg(strcmp(row, picture->after) == 0, "%s: %s became %s and not %s", picture->name,
                  picture->before, row, picture->after);
}
END_TEST

/* Two that bite the same plant share it; the larger eats the smaller, with what that one just ate.
 */
START_TEST(shares_are_equal)
{
    struct sw_body_game game = *sw_body_game_find("pit");
    static struct sw_body_world world;
    uint8_t act[SW_BODY_SEATS] = {SW_BODY_EAT, SW_BODY_EAT, SW_BODY_EAT};

    game.varies = 0;
    game.bodies = 3;
    game.width = 5, game.height = 3;
    game.plants = game.boxes = game.stones = 0;
    sw_body_begin(&world, &game, 3, false);
    memset(world.thing, SW_THING_WALL, sizeof world.thing);
    for (uint32_t seat = 0; seat < 3; seat++) {
        static const uint8_t headings[3] = {SW_RIGHT, SW_LEFT, SW_LEFT};
        struct sw_body *body = &world.body[seat];

        *body = (struct sw_body){.alive = true,
                                 .acts = game.acts,
                                 .size = (uint8_t)(seat == 2 ? 2 : 1),
                                 .heading = headings[seat],
                                 .cell = (uint16_t)sw_body_cell((int)(seat == 0   ? 0
                                                                      : seat == 1 ? 2
                                                                                  : 3),
                                                                1),
                                 .energy = 500};
        world.thing[body->cell] = (uint8_t)(SW_THING_BODY + seat);
    }
    world.thing[sw_body_cell(1, 1)] = SW_THING_PLANT;
    world.energy[sw_body_cell(1, 1)] = SW_BODY_MEAL;
    sw_body_step(&world, act, NULL);
    ck_assert_int_eq(world.body[0].energy, 500 - 2 + SW_BODY_MEAL / 2);
    ck_assert(!world.body[1].alive);
    ck_assert_int_eq(world.body[2].energy, 500 - 3 + 500 - 2 + SW_BODY_MEAL / 2 + SW_BODY_MEAL);
    ck_assert_uint_eq(world.body[2].event, SW_EVENT_MEAT);
}
END_TEST

/* ---- a touch of two colours, and children ---- */

/* A world of a game as a row of cells between walls: bodies and plants as in pictures. */
static void begin_row(struct sw_body_world *world, struct sw_body_game *game, const char *row,
                      uint8_t *act)
{
    struct picture picture = {.before = row};

    game->varies = 0;
    game->height = 1;
    game->width = (uint8_t)strlen(row);
    game->plants = 0;
    sw_body_begin(world, game, 1, false);
    memset(world->body, 0, sizeof world->body);
    draw_row(world, &picture, act);
}

static void row_is(const struct sw_body_world *world, const char *wanted)
{
    for (int x = 0; wanted[x] != '\0'; x++) {
        uint8_t thing = world->thing[sw_body_cell(x, 0)];
        char is = thing >= SW_THING_BODY    ? 'A'
                  : thing >= SW_THING_PLANT ? (char)('1' + thing - SW_THING_PLANT)
                                            : '.';

        ck_assert_msg(is == wanted[x], "cell %d is %c, of %s", x, is, wanted);
    }
}

START_TEST(a_touch_makes)
{
    static const struct {
        const char *before, *after;
        uint8_t touch, makes;
    } cases[] = {
        {">1.2.", ".A33.", 3, 2},
        {">1.2.", ".A12.", 5, 2},               /* another pair */
        {">1.1.", ".A11.", 3, 2},               /* one colour alone makes nothing */
        {">..12", ".A.12", 3, 2},               /* what nobody moved makes nothing */
        {">1.2.", ".A...", 3, SW_BODY_COLOURS}, /* nothing is left */
        {">1.2.", ".A22.", 3, 1},               /* one becomes the other */
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sw_body_game game = *sw_body_game_find("touch");
        static struct sw_body_world world;
        uint8_t act[SW_BODY_SEATS] = {0};
        int64_t all;

        begin_row(&world, &game, cases[i].before, act);
        world.physics.yields = SW_YIELD_FOOD;
        world.physics.touch = cases[i].touch;
        world.physics.makes = cases[i].makes;
        world.physics.growth = SW_GROWTH_QUARTER; /* so that nothing grows again in the row */
        world.physics.quarter = 2;
        all = sw_body_ledger(&world);
        sw_body_step(&world, act, NULL);
        ck_assert_int_eq(sw_body_ledger(&world), all);
        row_is(&world, cases[i].after);
    }
}
END_TEST

START_TEST(bodies_divide)
{
    struct sw_body_game game = *sw_body_game_find("mortal");
    static struct sw_body_world world;
    uint8_t act[SW_BODY_SEATS] = {SW_BODY_DIVIDE, SW_BODY_DIVIDE};

    begin_row(&world, &game, "A..A.", act);
    act[0] = act[1] = SW_BODY_DIVIDE;
    world.body[1].energy = game.divides; /* it pays first, and has too little then */
    world.body[0].founder = 0;
    sw_body_step(&world, act, NULL);
    row_is(&world, "AA.A.");
    ck_assert_uint_eq(world.births, 1u << 2);
    ck_assert_int_eq(world.body[0].energy + world.body[2].energy, 500 - 2 - SW_BODY_MEAL);
    ck_assert_int_le(world.body[0].energy - world.body[2].energy, 1);
    ck_assert_uint_eq(world.body[2].parent, 0);
    ck_assert_uint_eq(world.body[2].size, 1);
    ck_assert_int_eq(world.body[1].energy, game.divides - 2);

    /* A grandchild descends from whom its parent descends from. */
    world.body[2].energy = 300;
    act[0] = act[1] = SW_BODY_WAIT;
    act[2] = SW_BODY_DIVIDE;
    sw_body_step(&world, act, NULL);
    row_is(&world, "AAAA.");
    ck_assert_uint_eq(world.births, 1u << 3);
    ck_assert_uint_eq(world.body[3].parent, 2);
    ck_assert_uint_eq(world.body[3].founder, 0);
    act[2] = SW_BODY_WAIT;

    /* Two that mean one cell have no child. */
    begin_row(&world, &game, "A.A..", act);
    world.body[1].heading = SW_LEFT;
    act[0] = act[1] = SW_BODY_DIVIDE;
    sw_body_step(&world, act, NULL);
    row_is(&world, "A.A..");
    ck_assert_uint_eq(world.births, 0);

    /* Where more are wanted than seats are free nobody has one. */
    game.bodies = 3;
    begin_row(&world, &game, "A..A.", act);
    act[0] = act[1] = SW_BODY_DIVIDE;
    sw_body_step(&world, act, NULL);
    row_is(&world, "A..A.");
    act[1] = SW_BODY_WAIT;
    sw_body_step(&world, act, NULL);
    row_is(&world, "AA.A.");
    sw_body_step(&world, act, NULL);
    ck_assert_uint_eq(world.births, 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body");
    TCase *t = tcase_create("body");
    int games = (int)sw_body_game_count();

    tcase_set_timeout(t, 300);
    tcase_add_loop_test(t, double_agrees, 0, games);
    tcase_add_loop_test(t, energy_stays, 0, games);
    tcase_add_loop_test(t, seats_have_no_order, 0, games);
    tcase_add_test(t, laws_are_drawn);
    tcase_add_test(t, games_are_sound);
    tcase_add_test(t, plants_grow_again);
    tcase_add_test(t, tables_are_in_the_docs);
    tcase_add_loop_test(t, rules_have_pictures, 0, sizeof pictures / sizeof *pictures);
    tcase_add_test(t, shares_are_equal);
    tcase_add_test(t, a_touch_is_drawn);
    tcase_add_test(t, a_touch_is_told);
    tcase_add_test(t, a_touch_makes);
    tcase_add_test(t, bodies_divide);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
