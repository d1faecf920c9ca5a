/* unit_body_crew.c - litters as crews: scores against bodies that live one by one, each with a mind
 * of its own; the order of seats says nothing, brains and words included; the controls. */
#include "body/body_crew.h"
#include "world/body/body_task.h"
#include "base/random.h"
#include "tests/reference/plain_body.h"
#include "tests/unit/permuted_seats.h"
#include "tests/unit/unit_test.h"
#include "world/body/body_look.h"
#include "world/body/body_turn.h"

#include <string.h>

enum { TICKS = 30, WORLDS = 5, MEMBERS = 2 * SW_NOISE_PAIRS, TILE_ROWS = 16, TILE_WORLDS = 8 };

struct fixture {
    const struct sw_body_game *game;
    struct sw_brain_layout layout;
    struct sw_noise *noise;
    float *parent, *member[MEMBERS];
    struct sw_body_world begun[WORLDS];
};

static float *copy_of(const struct fixture *fixture, const float *weights)
{
    float *copy = calloc(fixture->layout.floats, sizeof *copy);

    memcpy(copy, weights, fixture->layout.floats * sizeof *copy);
    return copy;
}

static struct fixture *set_up(const char *game)
{
    static struct fixture fixture;
    struct sw_error error = {0};
    struct sw_brain_shape shape = {
        .features = 16,
        .memory = 16,
        .body = sw_body_senses(sw_body_game_find(game)),
        .plastic = SW_PLASTIC_DELTA,
        .recalls = true,
        .speaks = true,
    };

    fixture.game = sw_body_game_find(game);
    ck_assert_int_eq(sw_brain_layout(&shape, &fixture.layout, &error), 0);
    fixture.parent = calloc(fixture.layout.floats, sizeof *fixture.parent);
    sw_brain_founder(&fixture.layout, 9, 0, fixture.parent);
    fixture.noise = sw_noise_create(&fixture.layout, &error);
    sw_noise_draw(fixture.noise, 1, 2, 3, 0.5f, SW_GROUP_ALL, false);
    for (uint32_t i = 0; i < MEMBERS; i++) {
        fixture.member[i] = copy_of(&fixture, fixture.parent);
        sw_mutation_apply(fixture.noise, i / 2, i % 2 == 0 ? 1.0f : -1.0f, fixture.member[i]);
    }
    for (uint32_t i = 0; i < WORLDS; i++) {
        sw_body_begin(&fixture.begun[i], fixture.game, 100 + i / 2, i % 2 == 1);
        fixture.begun[i].turned = i / 2 % 2 == 1;
    }
    return &fixture;
}

static void tear_down(struct fixture *fixture)
{
    sw_noise_destroy(fixture->noise);
    free(fixture->parent);
    for (uint32_t i = 0; i < MEMBERS; i++)
        free(fixture->member[i]);
}

/* What a body does and says, by a mind that is its alone. */
static void think(struct sw_body_mind *mind, const struct sw_body_world *world, uint32_t seat,
                  uint8_t *act, uint8_t *say)
{
    struct sw_body_percept percept;
    uint8_t acts[SW_TILE], words[SW_TILE];

    memset(&percept, 0, sizeof percept);
    if (world->body[seat].alive)
        sw_body_look(world, seat, &percept);
    sw_body_mind_think(mind, &percept, acts, words);
    *act = sw_body_meant(world, seat, acts[0]);
    *say = words[0];
}

/* ---- scores ---- */

struct sum {
    double gained, lost, seats;
};

/* Some of the worlds, at once, body by body. */
static void live_plainly(const struct fixture *fixture, uint32_t first, uint32_t worlds,
                         uint32_t members, bool shares, enum sw_body_speech speech, struct sum *sum)
{
    uint32_t seats = fixture->game->bodies, copies = (members + seats - 1) / seats;
    uint32_t all = worlds * copies;
    struct sw_body_world *world = calloc(all, sizeof *world);
    uint8_t *act = calloc(all, seats), *say = calloc(all, seats);
    uint32_t *who = calloc((size_t)all * seats, sizeof *who);
    struct sw_body_mind **mind = calloc((size_t)all * seats, sizeof(struct sw_body_mind *));
    struct sw_error error = {0};

    for (uint32_t i = 0; i < worlds; i++) {
        const struct sw_body_world *begun = &fixture->begun[first + i];
        struct sw_dice dice = sw_dice_at(begun->seed, SW_RANDOM_BODY_CREW, 0, 0);
        uint32_t order[MEMBERS];

        sw_dice_permutation(&dice, order, members);
        for (uint32_t copy = 0; copy < copies; copy++)
            world[i * copies + copy] = *begun;
        for (uint32_t seat = 0; seat < copies * seats; seat++) {
            uint32_t at = i * copies * seats + seat;

            who[at] = order[seat % members];
            mind[at] = sw_body_mind_create(&fixture->layout, &error);
            sw_body_mind_begin(mind[at], fixture->member[who[at]], 1, SW_CONTROL_NONE);
        }
    }
    for (uint32_t tick = 0; tick < TICKS; tick++) {
        for (uint32_t at = 0; at < all * seats; at++)
            think(mind[at], &world[at / seats], at % seats, &act[at], &say[at]);
        for (uint32_t i = 0; i < all; i++) {
            const uint8_t *heard = say + i * seats;

            /* The first copy of the next world: copies of its own and its complement are not
             * others. */
            if (speech == SW_BODY_SPEECH_SHUFFLED) {
                uint32_t own = i / copies, next = (own + 1) % worlds;

                while (next != own &&
                       fixture->begun[first + next].seed == fixture->begun[first + own].seed)
                    next = (next + 1) % worlds;
                heard = next != own ? say + next * copies * seats : NULL;
            }
            sw_body_step(
                &world[i], act + i * seats,
                speech == SW_BODY_SPEECH_SILENT || speech == SW_BODY_SPEECH_ORACLE ? NULL : heard);
        }
    }
    for (uint32_t at = 0; at < all * seats; at++) {
        if (fixture->game->task != NULL) {
            sum[who[at]].gained += fixture->game->task->progress(&world[at / seats]);
            sum[who[at]].seats += 1;
        }
        for (uint32_t seat = 0; seat < seats && fixture->game->task == NULL; seat++) {
            const struct sw_body *body = &world[at / seats].body[seat];

            bool guides = fixture->game->guides > 0 && seat == seats - 1;
            bool guided = fixture->game->guides > 0 && at % seats == seats - 1;

            if (guides || (!shares && !guided && seat != at % seats))
                continue;
            sum[who[at]].gained += body->gained;
            sum[who[at]].lost += body->lost;
            sum[who[at]].seats += 1;
        }
        sw_body_mind_destroy(mind[at]);
    }
    free(world);
    free(act);
    free(say);
    free(who);
    free(mind);
}

static const struct {
    const char *game;
    uint32_t pairs;
    bool shares;
    enum sw_body_speech speech;
} cases[] = {
    {"forage-four", 16, false, SW_BODY_SPEECH_NORMAL},
    {"forage-four", 3, true, SW_BODY_SPEECH_NORMAL}, /* 6 members, 8 chairs */
    {"forage-four", 3, false, SW_BODY_SPEECH_SHUFFLED},
    {"pit", 1, false, SW_BODY_SPEECH_NORMAL}, /* 2 members in 16 seats */
    {"meadow", 7, false, SW_BODY_SPEECH_SILENT},
    {"forage-and-tell", 5, false, SW_BODY_SPEECH_ORACLE},
    {"guide", 4, false, SW_BODY_SPEECH_NORMAL},       /* guides are scored by their bodies */
    {"carry-three", 4, false, SW_BODY_SPEECH_NORMAL}, /* 8 members, 9 chairs */
    {"herd", 16, true, SW_BODY_SPEECH_NORMAL},
    {"market-four", 4, false, SW_BODY_SPEECH_NORMAL},
};

START_TEST(scores_are_of_bodies_one_by_one)
{
    struct fixture *fixture = set_up(cases[_i].game);
    struct sw_error error = {0};
    struct sum sum[MEMBERS] = {{0, 0, 0}};
    uint32_t members = 2 * cases[_i].pairs, seats = fixture->game->bodies;
    uint32_t each = ((members + seats - 1) / seats * seats + members - 1) / members;
    uint32_t at_once = TILE_ROWS / each < TILE_WORLDS ? TILE_ROWS / each : TILE_WORLDS;
    uint32_t scored = 0;
    double unit = fixture->game->task != NULL ? SW_BODY_WHOLE : SW_BODY_MEAL;
    float score[MEMBERS];
    struct sw_body_crew *crew =
        sw_body_crew_create(&fixture->layout, fixture->game,
                            (struct sw_body_crew_rules){TICKS, cases[_i].shares, cases[_i].speech,
                                                        SW_BODY_SCORE_ENERGY},
                            &error);

    for (uint32_t i = 0; i < WORLDS; i++)
        fixture->begun[i].telepathic = cases[_i].speech == SW_BODY_SPEECH_ORACLE;
    for (uint32_t again = 0; again < 2; again++) /* a crew has no memory of a litter before */
        sw_body_crew_litter(crew, fixture->begun, WORLDS, NULL, fixture->parent, fixture->noise,
                            cases[_i].pairs, 0.75f, score);
    for (uint32_t first = 0; first < WORLDS; first += at_once)
        live_plainly(fixture, first, WORLDS - first < at_once ? WORLDS - first : at_once, members,
                     cases[_i].shares, cases[_i].speech, sum);
    for (uint32_t i = 0; i < MEMBERS; i++) {
        if (i >= members) {
            ck_assert(score[i] == 0.0f);
            continue;
        }
        ck_assert(score[i] ==
                  (float)((sum[i].gained - 0.75 * sum[i].lost) / (sum[i].seats * unit)));
        scored += score[i] != 0.0f;
    }
    ck_assert_uint_gt(scored, 0);
    sw_body_crew_destroy(crew);
    tear_down(fixture);
}
END_TEST

/* ---- seats change places, with brains ---- */

START_TEST(seats_have_no_order)
{
    static const char *const games[] = {"forage-four", "meadow", "pit", "guide"};
    struct fixture *fixture = set_up(games[_i]);
    struct sw_error error = {0};
    uint32_t seats = fixture->game->bodies, spoken = 0;

    for (uint32_t number = 0; number < WORLDS; number++) {
        static struct sw_body_world world, other, wanted;
        struct sw_dice dice = sw_dice_at(number, SW_RANDOM_TEST, (uint64_t)_i, 77);
        struct sw_body_mind *mind[SW_BODY_SEATS], *there[SW_BODY_SEATS];
        uint32_t to[SW_BODY_SEATS];

        sw_dice_permutation(&dice, to, seats);
        world = fixture->begun[number];
        permute(&world, to, &other);
        for (uint32_t seat = 0; seat < seats; seat++) {
            mind[seat] = sw_body_mind_create(&fixture->layout, &error);
            there[to[seat]] = sw_body_mind_create(&fixture->layout, &error);
            sw_body_mind_begin(mind[seat], fixture->member[seat], 1, SW_CONTROL_NONE);
            sw_body_mind_begin(there[to[seat]], fixture->member[seat], 1, SW_CONTROL_NONE);
        }
        for (uint32_t tick = 0; tick < 2 * TICKS; tick++) {
            uint8_t act[2][SW_BODY_SEATS], say[2][SW_BODY_SEATS];

            for (uint32_t seat = 0; seat < seats; seat++) {
                think(mind[seat], &world, seat, &act[0][seat], &say[0][seat]);
                think(there[seat], &other, seat, &act[1][seat], &say[1][seat]);
                spoken += say[0][seat] != 0;
            }
            sw_body_step(&world, act[0], say[0]);
            sw_body_step(&other, act[1], say[1]);
            permute(&world, to, &wanted);
            ck_assert_msg(sw_plain_body_hash(&other) == sw_plain_body_hash(&wanted),
                          "%s %u, tick %u", games[_i], number, tick);
        }
        for (uint32_t seat = 0; seat < seats; seat++) {
            sw_body_mind_destroy(mind[seat]);
            sw_body_mind_destroy(there[seat]);
        }
    }
    ck_assert_uint_gt(spoken, 0);
    tear_down(fixture);
}
END_TEST

/* ---- earshot ---- */

START_TEST(words_reach_as_far_as_earshot)
{
    struct fixture *fixture = set_up("forage-four");
    struct sw_body_world world = fixture->begun[0];
    struct sw_body_percept percept = {0};
    uint8_t act[SW_BODY_SEATS] = {0}, say[SW_BODY_SEATS] = {3, 0, 0, 0};
    uint32_t rows[2];
    int dx, dy;

    sw_body_step(&world, act, say);
    dx = abs(sw_body_x(world.body[0].cell) - sw_body_x(world.body[1].cell));
    dy = abs(sw_body_y(world.body[0].cell) - sw_body_y(world.body[1].cell));
    for (uint32_t i = 0; i < 2; i++) {
        world.earshot = (uint32_t)(dx > dy ? dx : dy) - i;
        sw_body_look(&world, 1, &percept);
        rows[i] = percept.rows;
    }
    ck_assert_uint_eq(rows[0], rows[1] + 1);
    tear_down(fixture);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body crew");
    TCase *t = tcase_create("body crew");

    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, scores_are_of_bodies_one_by_one, 0, sizeof cases / sizeof *cases);
    tcase_add_loop_test(t, seats_have_no_order, 0, 4);
    tcase_add_test(t, words_reach_as_far_as_earshot);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
