/* unit_body_split.c - crews that come from all litters of an island: scores against bodies that
 * live one by one, each with a mind of its own; what a hash of a world sees. What crosses ranks:
 * tests/mpi. */
#include "base/random.h"
#include "body/ranks/body_split_private.h"
#include "tests/unit/unit_test.h"
#include "world/body/body_look.h"
#include "world/body/body_turn.h"
#include "world/body/body_task.h"

#include <string.h>

enum { TICKS = 18, WORLDS = 36, MEMBERS = 70 };

struct fixture {
    const struct sw_body_game *game;
    struct sw_brain_layout layout;
    struct sw_noise *noise[3]; /* of litters */
    float *parent[3], *member[MEMBERS];
    uint32_t members, litter; /* litter: members of the first ones */
    double near;
    struct sw_body_world begun[WORLDS];
};

/* Litters of 2 * pairs members, each of another parent. */
static struct fixture *set_up(const char *game, const uint32_t pairs[3], enum sw_body_speech speech)
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

    memset(&fixture, 0, sizeof fixture);
    fixture.game = sw_body_game_find(game);
    fixture.litter = 2 * pairs[0];
    ck_assert_int_eq(sw_brain_layout(&shape, &fixture.layout, &error), 0);
    for (uint32_t litter = 0; litter < 3; litter++) {
        fixture.parent[litter] = calloc(fixture.layout.floats, sizeof(float));
        sw_brain_founder(&fixture.layout, 9 + litter, 0, fixture.parent[litter]);
        fixture.noise[litter] = sw_noise_create(&fixture.layout, &error);
        sw_noise_draw(fixture.noise[litter], 1, 2 + litter, 16, 0.5f, SW_GROUP_ALL, false);
        for (uint32_t i = 0; i < 2 * pairs[litter]; i++) {
            float *weights = calloc(fixture.layout.floats, sizeof *weights);

            memcpy(weights, fixture.parent[litter], fixture.layout.floats * sizeof *weights);
            sw_mutation_apply(fixture.noise[litter], i / 2, i % 2 == 0 ? 1.0f : -1.0f, weights);
            fixture.member[fixture.members++] = weights;
        }
    }
    for (uint32_t i = 0; i < WORLDS; i++) {
        sw_body_begin(&fixture.begun[i], fixture.game, 100 + i / 2, i % 2 == 1);
        fixture.begun[i].telepathic = speech == SW_BODY_SPEECH_ORACLE;
        fixture.begun[i].turned = i / 2 % 2 == 1;
    }
    return &fixture;
}

static void tear_down(struct fixture *fixture)
{
    for (uint32_t litter = 0; litter < 3; litter++) {
        sw_noise_destroy(fixture->noise[litter]);
        free(fixture->parent[litter]);
    }
    for (uint32_t i = 0; i < fixture->members; i++)
        free(fixture->member[i]);
}

/* ---- body by body ---- */

struct sum {
    double gained, lost, seats;
};

static void think(struct sw_body_mind *mind, const struct sw_body_world *world, uint32_t seat,
                  uint8_t *act, uint8_t *say)
{
    struct sw_body_percept percept;

    memset(&percept, 0, sizeof percept);
    if (world->body[seat].alive)
        sw_body_look(world, seat, &percept);
    sw_body_mind_think(mind, &percept, act, say);
    *act = sw_body_meant(world, seat, *act);
}

/* The first world of the batch from another on whose seed is not the same; itself if none is. */
static uint32_t other_world(const struct fixture *fixture, uint32_t world, uint32_t worlds)
{
    uint32_t seats = fixture->game->bodies, members = fixture->members;
    uint32_t each = ((members + seats - 1) / seats * seats + members - 1) / members;
    uint32_t first = world - world % (SW_TILE / each); /* a mind has so many rows */
    uint32_t batch = worlds - first < SW_TILE / each ? worlds - first : SW_TILE / each;

    for (uint32_t i = 1; i < batch; i++) {
        uint32_t next = first + (world - first + i) % batch;

        if (fixture->begun[next].seed != fixture->begun[world].seed)
            return next;
    }
    return world;
}

static void add_world(const struct fixture *fixture, const struct sw_body_world *world,
                      const uint32_t *who, bool shares, struct sum *sum)
{
    const struct sw_body_game *game = fixture->game;

    for (uint32_t seat = 0; seat < game->bodies; seat++) {
        bool guide = game->guides > 0 && seat + 1 == game->bodies;

        if (game->task != NULL) {
            sum[who[seat]].gained += game->task->progress(world);
            sum[who[seat]].seats++;
            continue;
        }
        for (uint32_t other = 0; other + game->guides < game->bodies; other++)
            if (shares || guide || other == seat) {
                sum[who[seat]].gained += world->body[other].gained;
                sum[who[seat]].lost += world->body[other].lost;
                sum[who[seat]].seats++;
            }
    }
}

/* Who sits where, copy by copy: of all members, or of one litter after another. */
static void draw_order(const struct fixture *fixture, uint64_t seed, uint32_t order[MEMBERS])
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_BODY_ISLAND_CREW, 0, 0);
    struct sw_dice which = sw_dice_at(seed, SW_RANDOM_BODY_ISLAND_CREW, 1, 0);
    bool near = (double)sw_dice_unit(&which) < fixture->near;
    uint32_t each = near ? fixture->litter : fixture->members, count, from[MEMBERS];

    for (uint32_t first = 0; first < fixture->members; first += each) {
        count = fixture->members - first < each ? fixture->members - first : each;
        sw_dice_permutation(&dice, from, count);
        for (uint32_t i = 0; i < count; i++)
            order[first + i] = first + from[i];
    }
}

static void live_plainly(const struct fixture *fixture, uint32_t worlds, bool shares,
                         enum sw_body_speech speech, struct sum *sum)
{
    uint32_t seats = fixture->game->bodies, copies = (fixture->members + seats - 1) / seats;
    uint32_t all = worlds * copies;
    struct sw_body_world *world = calloc(all, sizeof *world);
    uint8_t *act = calloc(all, seats), *say = calloc(all, seats);
    uint32_t *who = calloc((size_t)all * seats, sizeof *who);
    struct sw_body_mind **mind = calloc((size_t)all * seats, sizeof(struct sw_body_mind *));
    struct sw_error error = {0};

    for (uint32_t at = 0; at < all * seats; at++) {
        const struct sw_body_world *begun = &fixture->begun[at / (copies * seats)];
        uint32_t order[MEMBERS];

        draw_order(fixture, begun->seed, order);
        who[at] = order[at % (copies * seats) % fixture->members];
        world[at / seats] = *begun;
        mind[at] = sw_body_mind_create(&fixture->layout, &error);
        sw_body_mind_begin(mind[at], fixture->member[who[at]], 1, SW_CONTROL_NONE);
    }
    for (uint32_t tick = 0; tick < TICKS; tick++) {
        for (uint32_t at = 0; at < all * seats; at++)
            think(mind[at], &world[at / seats], at % seats, &act[at], &say[at]);
        for (uint32_t i = 0; i < all; i++) {
            uint32_t next = other_world(fixture, i / copies, worlds);
            const uint8_t *heard = speech == SW_BODY_SPEECH_NORMAL ? say + i * seats : NULL;

            if (speech == SW_BODY_SPEECH_SHUFFLED && next != i / copies)
                heard = say + next * copies * seats;
            sw_body_step(&world[i], act + i * seats, heard);
        }
    }
    for (uint32_t i = 0; i < all; i++)
        add_world(fixture, &world[i], who + i * seats, shares, sum);
    for (uint32_t at = 0; at < all * seats; at++)
        sw_body_mind_destroy(mind[at]);
    free(world);
    free(act);
    free(say);
    free(who);
    free(mind);
}

/* ---- scores ---- */

static const struct {
    const char *game;
    uint32_t pairs[3], worlds;
    bool shares;
    enum sw_body_speech speech;
    double near;
} cases[] = {
    {"forage-four", {16, 16, 3}, 6, false, SW_BODY_SPEECH_NORMAL, 0}, /* 70 members, 72 seats */
    {"forage-four", {16, 16, 3}, 6, false, SW_BODY_SPEECH_NORMAL, 1},
    {"forage-four", {3, 3, 0}, 36, true, SW_BODY_SPEECH_NORMAL, 0}, /* two batches */
    {"forage-four", {3, 3, 1}, 36, false, SW_BODY_SPEECH_SHUFFLED, 0.5},
    {"pit", {1, 0, 0}, 5, false, SW_BODY_SPEECH_NORMAL, 0}, /* 2 members in 16 seats */
    {"meadow", {7, 5, 0}, 3, false, SW_BODY_SPEECH_SILENT, 0},
    {"forage-and-tell", {5, 5, 5}, 4, false, SW_BODY_SPEECH_ORACLE, 0},
    {"guide", {4, 4, 0}, 5, false, SW_BODY_SPEECH_NORMAL, 0},
    {"carry-three", {4, 1, 0}, 5, false, SW_BODY_SPEECH_NORMAL, 0.5},
    {"market-four", {4, 4, 4}, 3, true, SW_BODY_SPEECH_NORMAL, 0},
};

START_TEST(scores_are_of_bodies_one_by_one)
{
    struct fixture *fixture = set_up(cases[_i].game, cases[_i].pairs, cases[_i].speech);
    struct sw_error error = {0};
    struct sum sum[MEMBERS] = {{0, 0, 0}};
    double unit = fixture->game->task != NULL ? SW_BODY_WHOLE : SW_BODY_MEAL;
    uint32_t from[2] = {0, fixture->members}, scored = 0;
    float score[MEMBERS];
    struct sw_body_isle isle = {.number = 3,
                                .first = 5,
                                .ranks = 1,
                                .from = from,
                                .litter = 2 * cases[_i].pairs[0],
                                .near = cases[_i].near};
    struct sw_body_split_size size = {.rank = 5,
                                      .worlds = cases[_i].worlds,
                                      .members = fixture->members,
                                      .mine = fixture->members,
                                      .isles = 1,
                                      .first = 5,
                                      .ranks = 1};
    struct sw_body_split *split =
        sw_body_split_create(&fixture->layout, fixture->game,
                             (struct sw_body_crew_rules){TICKS, cases[_i].shares, cases[_i].speech,
                                                         SW_BODY_SCORE_ENERGY},
                             size, (struct sw_body_post){NULL, NULL, NULL}, &error);
    struct sw_body_split_count count;

    fixture->near = cases[_i].near;
    for (uint32_t again = 0; again < 2; again++) { /* nobody remembers who lived before */
        sw_body_split_clear(split);
        sw_body_split_join(split, &isle, fixture->begun);
        for (uint32_t litter = 0; litter < 3; litter++)
            sw_body_split_litter(split, fixture->parent[litter], fixture->noise[litter],
                                 cases[_i].pairs[litter]);
        ck_assert_int_eq(sw_body_split_live(split, 1, &error), 0);
    }
    sw_body_split_score(split, 0, 0.75f, score);
    live_plainly(fixture, cases[_i].worlds, cases[_i].shares, cases[_i].speech, sum);
    for (uint32_t i = 0; i < fixture->members; i++) {
        ck_assert(score[i] ==
                  (float)((sum[i].gained - 0.75 * sum[i].lost) / (sum[i].seats * unit)));
        scored += score[i] != 0.0f;
    }
    ck_assert_uint_gt(scored, 0);
    count = sw_body_split_count(split);
    ck_assert_uint_eq(count.worlds,
                      (uint64_t)2 * cases[_i].worlds *
                          ((fixture->members + fixture->game->bodies - 1) / fixture->game->bodies));
    ck_assert_uint_eq(count.split + count.ticks + count.bytes, 0);
    sw_body_split_destroy(split);
    tear_down(fixture);
}
END_TEST

/* ---- what differs ---- */

/* One thing of a world that a bug, or a bit that flips, could change. */
static void change(struct sw_body_world *world, int what)
{
    uint32_t cell = sw_body_cell(world->game->width - 1, world->game->height - 1);

    switch (what) {
    case 0:
        world->thing[cell] ^= 1;
        break;
    case 1:
        world->mark[sw_body_cell(0, 0)] ^= 1;
        break;
    case 2:
        world->goal[cell] ^= 1;
        break;
    case 3:
        world->energy[cell]++;
        break;
    case 4:
        world->ground++;
        break;
    case 5:
        world->sun--;
        break;
    case 6:
        world->due[SW_BODY_COLOURS - 1]++;
        break;
    case 7:
        world->physics.feeds ^= 1;
        break;
    case 8:
        world->physics.gravity ^= 1;
        break;
    case 9:
        world->tick++;
        break;
    case 10:
        world->turns++;
        break;
    case 11:
        world->target ^= 1;
        break;
    case 12:
        world->body[world->game->bodies - 1].energy++;
        break;
    case 13:
        world->body[0].said ^= 1;
        break;
    case 14:
        world->body[1].heading ^= 1;
        break;
    case 15:
        world->body[1].gained++;
        break;
    case 16:
        world->body[1].shown ^= 1;
        break;
    case 17:
        world->body[0].imitates = !world->body[0].imitates;
        break;
    case 18:
        world->body[1].imitated.ticks++;
        break;
    case 19:
        world->body[1].imitated.good++;
        break;
    case 20:
        world->imitates ^= 1;
        break;
    case 21:
        world->telepathic = !world->telepathic;
        break;
    case 22:
        world->earshot++;
        break;
    case 23:
        world->body[1].hand ^= 1;
        break;
    case 24:
        world->body[1].carried++;
        break;
    case 25:
        world->body[0].acts++;
        break;
    case 26:
        world->body[0].size++;
        break;
    case 27:
        world->body[0].alive = !world->body[0].alive;
        break;
    case 28:
        world->body[1].event ^= 1;
        break;
    case 29:
        world->body[1].meals++;
        break;
    case 30:
        world->turned = !world->turned;
        break;
    default:
        world->body[0].cell++;
    }
}

START_TEST(a_hash_sees_every_change)
{
    static struct sw_body_world world, same, other;

    sw_body_begin(&world, sw_body_game_find("pit"), 7, false);
    sw_body_begin(&same, sw_body_game_find("pit"), 7, false);
    other = world;
    ck_assert(sw_body_split_hash(&world) == sw_body_split_hash(&same));
    change(&other, _i);
    ck_assert(sw_body_split_hash(&world) != sw_body_split_hash(&other));
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body split");
    TCase *t = tcase_create("body split");

    tcase_set_timeout(t, 240);
    tcase_add_loop_test(t, scores_are_of_bodies_one_by_one, 0, sizeof cases / sizeof *cases);
    tcase_add_loop_test(t, a_hash_sees_every_change, 0, 32);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
