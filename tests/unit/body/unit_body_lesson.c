/* unit_body_lesson.c - lives that are lessons: the way of the crew that knows how, its slips, and
 * what a brain gets, beside plain doubles; litters with and without crews; who is not taught. */
#include "base/random.h"
#include "body/body_lesson.h"
#include "body/body_life.h"
#include "tests/unit/unit_test.h"
#include "world/body/body_look.h"
#include "world/body/body_step.h"
#include "world/body/body_turn.h"

#include <math.h>
#include <string.h>

enum { WORLDS = 60, TICKS = 24 };

static struct sw_body_world world, begun;

static struct sw_body_school *school_of(const char *game, uint32_t worlds)
{
    struct sw_error error = {0};
    struct sw_body_school *school =
        sw_body_school_create(sw_body_game_find(game), worlds, TICKS, &error);

    ck_assert_ptr_nonnull(school);
    return school;
}

static const char *const games[] = {"carry-led", "collect", "build", "draw",
                                    "draw-told", "herd",    "hide",  "market-four"};

/* What is right is what the crew that knows how does in the situation; now and then a seat does
 * something else. */
START_TEST(ways_are_those_of_the_crew)
{
    const struct sw_body_game *game = sw_body_game_find(games[_i]);
    struct sw_body_school *school = school_of(games[_i], 1);
    uint32_t slips = 0, acts = 0;

    for (uint64_t seed = 0; seed < WORLDS; seed++) {
        struct sw_body_lesson lesson;

        sw_body_begin(&begun, game, seed, false);
        sw_body_school_meet(school, 0, &begun, 1, 255);
        lesson = sw_body_lesson_begin(school, 0);
        ck_assert_ptr_nonnull(lesson.way);
        world = begun;
        for (uint32_t tick = 0; tick < TICKS; tick++) {
            const struct sw_body_asked *asked = lesson.way + tick * game->bodies;
            uint8_t right[SW_BODY_SEATS], done[SW_BODY_SEATS];

            game->task->solve(&world, right);
            for (uint32_t seat = 0; seat < game->bodies; seat++) {
                uint8_t mine =
                    right[seat] < world.body[seat].acts ? right[seat] : (uint8_t)SW_BODY_WAIT;

                ck_assert_uint_eq(asked[seat].right, mine);
                done[seat] = asked[seat].done;
                slips += done[seat] != mine;
                acts++;
            }
            sw_body_step(&world, done, NULL);
        }
    }
    ck_assert_uint_gt(slips, acts / 12);
    ck_assert_uint_lt(slips, acts / 5);
    sw_body_school_destroy(school);
}
END_TEST

/* Of 256 numbers that may be drawn, as many as the share says make a lesson. */
START_TEST(a_share_of_the_worlds)
{
    static const double shares[] = {0, 0.25, 0.5, 1};
    struct sw_body_school *school = school_of("carry", 256);

    sw_body_begin(&begun, sw_body_game_find("carry"), 1, false);
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t lessons = 0;

        for (uint32_t number = 0; number < 256; number++) {
            sw_body_school_meet(school, number, &begun, shares[i], 0xabcd00 + number);
            lessons += sw_body_lesson_begin(school, number).way != NULL;
        }
        ck_assert_uint_eq(lessons, (uint32_t)(256 * shares[i]));
    }
    ck_assert_ptr_null(sw_body_lesson_begin(NULL, 0).way);
    sw_body_school_destroy(school);
}
END_TEST

/* ---- what a brain gets ---- */

struct fixture {
    struct sw_brain_layout layout;
    struct sw_body_rules rules;
    struct sw_body_life *life;
    struct sw_noise *noise;
    float *weights;
};

/* strength: how far members are from their parent. */
static void set_up(struct fixture *fixture, const char *game, bool crews, bool turned,
                   float strength)
{
    struct sw_error error = {0};
    struct sw_brain_shape shape = {
        .features = 16,
        .memory = 16,
        .body = sw_body_senses(sw_body_game_find(game)),
        .plastic = SW_PLASTIC_NONE,
        .recalls = true,
        .speaks = true,
    };

    fixture->rules = (struct sw_body_rules){.game = sw_body_game_find(game),
                                            .worlds = 6,
                                            .ticks = TICKS,
                                            .complementary = true,
                                            .crews = crews,
                                            .turned = turned,
                                            .speech = SW_BODY_SPEECH_NORMAL};
    ck_assert_int_eq(sw_brain_layout(&shape, &fixture->layout, &error), 0);
    fixture->life = sw_body_life_create(&fixture->layout, fixture->rules, &error);
    ck_assert_ptr_nonnull(fixture->life);
    fixture->weights = calloc(fixture->layout.floats, sizeof *fixture->weights);
    sw_brain_founder(&fixture->layout, 9, 0, fixture->weights);
    fixture->noise = sw_noise_create(&fixture->layout, &error);
    sw_noise_draw(fixture->noise, 1, 2, 16, strength, SW_GROUP_ALL, false);
}

static void tear_down(struct fixture *fixture)
{
    sw_noise_destroy(fixture->noise);
    sw_body_life_destroy(fixture->life);
    free(fixture->weights);
}

/* What one brain gets in a lesson of one world: bodies and words one by one, in doubles. */
static double plainly(const struct fixture *fixture, const struct sw_body_world *from,
                      const struct sw_body_asked *way)
{
    struct sw_error error = {0};
    struct sw_body_mind *mind = sw_body_mind_create(&fixture->layout, &error);
    uint32_t seats = fixture->rules.game->bodies, acts = fixture->rules.game->acts;
    double sum = 0, asked = 0;

    world = *from;
    sw_body_mind_begin(mind, fixture->weights, seats, SW_CONTROL_NONE);
    for (uint32_t tick = 0; tick < TICKS; tick++, way += seats) {
        struct sw_body_percept percept[SW_BODY_SEATS];
        uint8_t act[SW_TILE], say[SW_TILE], done[SW_BODY_SEATS];

        for (uint32_t seat = 0; seat < seats; seat++)
            sw_body_look(&world, seat, &percept[seat]);
        sw_body_mind_think(mind, percept, act, say);
        for (uint32_t seat = 0; seat < seats; seat++) {
            const float *logit =
                mind->logit + seat * fixture->layout.tensor[SW_BODY_ACT_BIAS].stride;
            double total = 0;
            uint8_t right;

            for (uint32_t i = 0; i < acts; i++)
                total += exp((double)logit[i]);
            right = sw_body_felt(&world, seat, way[seat].right);
            sum += 1 + ((double)logit[right] - log(total)) / log((double)acts);
            asked++;
            done[seat] = way[seat].done;
        }
        sw_body_step(&world, done, say);
    }
    sw_body_mind_destroy(mind);
    return sum / asked;
}

/* All worlds are lessons, and members are their parent: the score is the mean of what is got in
 * each, with a crew as without, and where bodies are turned. The target is the world's, so words
 * matter. */
START_TEST(scores_are_likelihoods)
{
    struct fixture fixture;
    struct sw_body_school *school;
    const struct sw_body_world *from;
    double sum = 0;
    float score[32];

    set_up(&fixture, "carry-led", _i % 2 == 1, _i >= 2, 0.0f);
    sw_body_life_lead(fixture.life, (struct sw_body_lead){.teacher = 1});
    sw_body_life_meet(fixture.life, 3, 1, 0);
    sw_body_life_litter(fixture.life, fixture.weights, fixture.noise, 16, 1, score);
    from = sw_body_life_begun(fixture.life);
    school = school_of("carry-led", 1);
    for (uint32_t i = 0; i < fixture.rules.worlds; i++) {
        sw_body_school_meet(school, 0, &from[i], 1, 0);
        sum += plainly(&fixture, &from[i], sw_body_lesson_begin(school, 0).way);
    }
    for (uint32_t i = 0; i < 32; i++)
        ck_assert(fabs((double)score[i] - sum / fixture.rules.worlds) < 2e-3);
    ck_assert(fabs(sum) > 0.05);
    sw_body_school_destroy(school);
    tear_down(&fixture);
}
END_TEST

/* Some worlds are lessons and some are not; members differ; examinations teach nobody. */
START_TEST(litters_are_taught)
{
    struct fixture fixture;
    struct sw_body_tally plain = {0}, taught = {0};
    float score[3][32];

    set_up(&fixture, "market", _i == 1, false, 0.4f);
    for (uint32_t i = 0; i < 3; i++) {
        sw_body_life_lead(fixture.life, (struct sw_body_lead){.teacher = 0.5 * i});
        sw_body_life_meet(fixture.life, 3, 1, 0);
        sw_body_life_litter(fixture.life, fixture.weights, fixture.noise, 16, 1, score[i]);
    }
    ck_assert_mem_ne(score[0], score[1], sizeof score[0]);
    ck_assert_mem_ne(score[1], score[2], sizeof score[0]);
    ck_assert_mem_ne(&score[2][0], &score[2][2], sizeof score[2][0]);
    sw_body_life_examine(fixture.life, 3, 1, 6);
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_NONE, 0, &taught);
    sw_body_life_lead(fixture.life, (struct sw_body_lead){0});
    sw_body_life_tally(fixture.life, fixture.weights, SW_CONTROL_NONE, 0, &plain);
    ck_assert_mem_eq(&plain, &taught, sizeof plain);
    sw_body_life_meet(fixture.life, 3, 1, 0);
    sw_body_life_litter(fixture.life, fixture.weights, fixture.noise, 16, 1, score[1]);
    ck_assert_mem_eq(score[0], score[1], sizeof score[0]);
    tear_down(&fixture);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("body lesson");
    TCase *t = tcase_create("body lesson");

    tcase_set_timeout(t, 120);
    tcase_add_loop_test(t, ways_are_those_of_the_crew, 0, (int)(sizeof games / sizeof *games));
    tcase_add_test(t, a_share_of_the_worlds);
    tcase_add_loop_test(t, scores_are_likelihoods, 0, 4);
    tcase_add_loop_test(t, litters_are_taught, 0, 2);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
