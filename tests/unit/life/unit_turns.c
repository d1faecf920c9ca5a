/* unit_turns.c - games by turns: what a turn is a puzzle of, and dialogues turn by turn. */
#include "life/turns.h"

#include "tests/unit/life/examine_alone.h"
#include "tests/unit/life/life_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

static struct sw_batch *turns;
static struct sw_answer answers[WORLDS];

/* Puzzles of two or three laws in a row. */
static void begin(const char *set)
{
    struct sw_worlds_settings settings;
    struct sw_batch_needs needs = {.teachers = true, .by_turns = true};

    life_begin("portable", set);
    settings = sw_settings_worlds(&f.settings);
    settings.laws = "gravity,replace,mirror,majority";
    settings.compose = 3;
    settings.composed = 1;
    settings.background = 0.4;
    settings.discriminating = false;
    sw_worlds_destroy(worlds);
    worlds = sw_worlds_create(&settings, NULL, NULL, &f.error);
    ck_assert_msg(worlds != NULL, "%s", f.error.text);
    ck_assert_int_eq(sw_batch_life(batch, worlds, 1, 3, 0, 1, needs, &f.error), 0);
    turns = sw_batch_create(WORLDS, &f.error);
    ck_assert_ptr_nonnull(turns);
    /* A founder hears and speaks of nothing yet; this parent has lived a little. */
    for (uint32_t i = 0; i < f.layout.tensors; i++) {
        const struct sw_tensor *tensor = &f.layout.tensor[i];

        for (uint32_t row = 0; row < tensor->rows; row++)
            sw_random_noise(5, SW_RANDOM_TEST, i, row, 0,
                            parent.weights + tensor->offset + (size_t)row * tensor->stride,
                            tensor->columns);
        for (uint32_t at = 0; at < tensor->rows * tensor->stride; at++)
            parent.weights[tensor->offset + at] *= tensor->scale;
    }
}

static void end(void)
{
    sw_batch_destroy(turns);
    life_end();
}

static const struct sw_pair *pair_of(const struct sw_puzzle *puzzle, int i)
{
    return i < puzzle->demonstrations ? &puzzle->demonstration[i]
                                      : &puzzle->test[i - puzzle->demonstrations];
}

/* Each turn begins where the one before it ends, the last one ends where the whole does, and each
 * has its law alone as teacher. */
START_TEST(turns_make_a_whole)
{
    static struct sw_program own[SW_PARTS_MAX][WORLDS];
    uint32_t several = 0, grounded = 0;

    begin(NULL);
    for (uint32_t turn = 0; turn < SW_PARTS_MAX; turn++) {
        ck_assert_int_eq(sw_turns_take(batch, turn, SW_SHOWN_ANSWER, true, turns, &f.error), 0);
        for (uint32_t w = 0; w < WORLDS; w++) {
            const struct sw_puzzle *whole = &batch->puzzle[w], *now = &turns->puzzle[w];
            uint32_t law = turn % whole->parts;

            several += whole->parts > 1;
            grounded += whole->parts > 1 && whole->ground != 0;
            ck_assert_uint_eq(now->parts, 1);
            ck_assert_uint_eq(now->part[0], whole->part[law]);
            ck_assert_uint_eq(now->rule, whole->part[law]);
            ck_assert_uint_eq(turns->rule[w], whole->part[law]);
            ck_assert(sw_puzzle_explains(now, &now->teacher) &&
                      sw_puzzle_exact(now, &now->teacher));
            own[law][w] = now->teacher;
            for (int i = 0; i < whole->demonstrations + whole->tests; i++) {
                struct sw_grid grid = pair_of(whole, i)->canvas;

                for (uint32_t before = 0; before < law; before++)
                    grid = sw_program_run(&own[before][w], &grid);
                ck_assert(sw_grid_equal(&grid, &pair_of(now, i)->canvas));
                if (law + 1u == whole->parts)
                    ck_assert(sw_grid_equal(&pair_of(now, i)->target, &pair_of(whole, i)->target));
            }
            ck_assert_uint_gt(turns->answer[w]->cells, 0);
        }
    }
    ck_assert_uint_gt(several, WORLDS);
    ck_assert_uint_gt(grounded, 0);
    end();
}
END_TEST

/* What teachers do turn by turn is the whole; who spoils a turn is seen by the next. */
START_TEST(a_turn_goes_on_from_what_was_done)
{
    struct sw_program done[WORLDS] = {{0}};

    begin(NULL);
    for (uint32_t turn = 0; turn < SW_PARTS_MAX; turn++) {
        ck_assert_int_eq(sw_turns_go_on(batch, turn, done, sizeof *done, 0, turns, &f.error), 0);
        for (uint32_t w = 0; w < WORLDS; w++) {
            const struct sw_puzzle *whole = &batch->puzzle[w], *now = &turns->puzzle[w];
            struct sw_grid made = sw_program_run(&done[w], &whole->test[0].canvas);

            ck_assert(sw_grid_equal(&now->test[0].canvas, &made));
            if (turn >= whole->parts) {
                ck_assert(sw_grid_equal(&now->test[0].target, &whole->test[0].target));
                ck_assert(sw_grid_equal(&made, &now->test[0].target) == (w % 2 == 0));
                continue;
            }
            made = sw_program_run(&now->teacher, &made);
            ck_assert(sw_grid_equal(&now->test[0].target, &made));
            /* Every other world is left as it is. */
            for (uint32_t i = 0; i < now->teacher.length && w % 2 == 0; i++)
                done[w].token[done[w].length++] = now->teacher.token[i];
            if (w % 2 == 0)
                done[w].token[done[w].length++] = sw_refocus_fresh(life->refocus);
        }
    }
    end();
}
END_TEST

static uint32_t laws_of(uint32_t world)
{
    return batch->puzzle[world].parts;
}

/* Turns by themselves: number n is turn n % turns of puzzle n / turns. */
START_TEST(turns_are_examined_by_themselves)
{
    struct sw_puzzle *whole = malloc(sizeof *whole), *now = malloc(sizeof *now);

    ck_assert(whole != NULL && now != NULL);
    begin(NULL);
    ck_assert_int_eq(sw_turns_examination(turns, worlds, 5, 7, 3, false, 0, &f.error), 0);
    for (uint32_t i = 0; i < WORLDS; i++) {
        uint64_t number = (7 + i) / 3;

        ck_assert_int_eq(sw_worlds_puzzle(worlds, 5, SW_RANDOM_EXAMINATION, number,
                                          (uint32_t)(number % sw_worlds_rules(worlds)), whole,
                                          &f.error),
                         0);
        sw_puzzle_turn(whole, (7 + i) % 3 % whole->parts, now);
        ck_assert_uint_eq(sw_puzzle_hash(now), sw_puzzle_hash(&turns->puzzle[i]));
    }
    end();
    free(whole);
    free(now);
}
END_TEST

/* A dialogue: a turn for each law, and one that mends where it is not right; all edits together are
 * the answer. */
START_TEST(dialogues_have_their_turns)
{
    static const enum sw_game_id games[] = {SW_GAME_STEPS, SW_GAME_BOX_RELAY, SW_GAME_CREW};
    uint32_t edited = 0;

    begin(NULL);
    for (size_t g = 0; g < sizeof games / sizeof *games; g++) {
        bool mends = sw_game_row(games[g])->mends;

        ck_assert_int_eq(examine_alone(life, parent.weights, batch, games[g], SW_CHANNEL_NORMAL,
                                       NULL, answers, &f.error),
                         0);
        for (uint32_t w = 0; w < WORLDS; w++) {
            const struct sw_answer *answer = &answers[w];
            struct sw_program laws = answer->program;
            bool wrong;

            laws.length = answer->turn[laws_of(w) - 1].end;
            wrong = !sw_puzzle_exact(&batch->puzzle[w], &laws);
            ck_assert_uint_eq(answer->turns, laws_of(w) + (mends && wrong && laws_of(w) > 1));
            ck_assert(answer->exact == sw_puzzle_exact(&batch->puzzle[w], &answer->program));
            ck_assert_uint_eq(answer->turn[answer->turns - 1].end, answer->program.length);
            for (uint32_t t = 0; t < answer->turns; t++) {
                const struct sw_turn *turn = &answer->turn[t];

                edited += turn->end > turn->first;
                ck_assert_uint_le(turn->first, turn->end);
                ck_assert(turn->mends == (t == laws_of(w)));
                if (t > 0 && turn->end > turn->first) {
                    ck_assert_uint_eq(turn->first, answer->turn[t - 1].end + 1u);
                    ck_assert_uint_eq(answer->program.token[turn->first - 1],
                                      sw_refocus_fresh(life->refocus));
                }
            }
        }
    }
    ck_assert_uint_gt(edited, 0);
    end();
}
END_TEST

/* What is said in a later turn depends on what was heard before; on a silent channel it cannot. */
START_TEST(a_turn_answers_a_turn)
{
    static struct sw_answer told[WORLDS], untold[WORLDS];
    uint32_t L, different = 0;

    begin("language.speak_from=hidden");
    L = f.layout.shape.length;
    ck_assert_int_eq(sw_turns_take(batch, 1, SW_SHOWN_ANSWER, false, turns, &f.error), 0);
    for (uint8_t word = 0; word < 8; word++) {
        const struct sw_seat *seat = sw_game_speaker(sw_game_row(SW_GAME_BOX_RELAY));

        for (uint32_t w = 0; w < WORLDS; w++)
            memset(told[w].heard, word, L);
        ck_assert_int_eq(sw_life_utter(life, parent.weights, turns, seat, true, told, &f.error), 0);
        ck_assert_int_eq(sw_life_utter(life, parent.weights, turns, seat, false, untold, &f.error),
                         0);
        for (uint32_t w = 0; w < WORLDS; w++)
            different += memcmp(told[w].said, untold[w].said, L) != 0;
    }
    ck_assert_uint_gt(different, 0);
    end();
}
END_TEST

/* A brood's mouths, having been told different things, against members that are made and alone. */
START_TEST(a_brood_answers_as_its_members_do)
{
    struct sw_noise *noise, *none;
    const struct sw_seat *seat = sw_game_speaker(sw_game_row(SW_GAME_CREW));
    uint8_t *told, *said, *alone;
    struct sw_litter litter = {.seed = 77, .strength = 0.3f, .evolve = SW_GROUP_ALL};
    uint32_t each;

    begin("language.speak_from=hidden");
    noise = sw_noise_create(&f.layout, &f.error);
    none = sw_noise_create(&f.layout, &f.error);
    each = WORLDS * f.layout.shape.length;
    told = calloc(SW_TILE, each);
    said = calloc(SW_TILE, each);
    alone = calloc(SW_TILE, each);
    ck_assert(noise != NULL && none != NULL && told != NULL && said != NULL && alone != NULL);
    ck_assert_int_eq(sw_turns_take(batch, 1, 0, false, turns, &f.error), 0);
    sw_litter_noise(&f.breeder, &litter, SW_NOISE_PAIRS, noise);
    sw_noise_draw(none, 1, 1, 0, 0.0f, 0, false);
    for (uint32_t i = 0; i < SW_TILE * each; i++)
        told[i] = (uint8_t)(i * 7 % f.layout.shape.vocabulary);
    ck_assert_int_eq(
        sw_life_speak(life,
                      &(struct sw_brood){parent.weights, (const struct sw_noise *const *)&noise, 1},
                      turns, seat, told, said, &f.error),
        0);
    ck_assert_int_eq(
        sw_life_speak(life,
                      &(struct sw_brood){parent.weights, (const struct sw_noise *const *)&noise, 1},
                      turns, seat, NULL, alone, &f.error),
        0);
    ck_assert_mem_ne(alone, said, SW_TILE * each);
    for (uint32_t i = 0; i < SW_TILE; i += 5) {
        struct sw_individual member;
        uint8_t *own = malloc((size_t)SW_TILE * each);

        ck_assert_ptr_nonnull(own);
        for (uint32_t row = 0; row < SW_TILE; row++)
            memcpy(own + row * each, told + i * each, each);
        ck_assert_int_eq(sw_genome_member(&f.breeder, &litter, i, &parent, 9, &member, &f.error),
                         0);
        ck_assert_int_eq(sw_life_speak(life,
                                       &(struct sw_brood){member.weights,
                                                          (const struct sw_noise *const *)&none, 1},
                                       turns, seat, own, alone, &f.error),
                         0);
        ck_assert_mem_eq(alone, said + i * each, each);
        sw_individual_free(&member);
        free(own);
    }
    sw_noise_destroy(noise);
    sw_noise_destroy(none);
    free(told);
    free(said);
    free(alone);
    end();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("turns");
    TCase *c = tcase_create("turns");

    tcase_add_test(c, turns_make_a_whole);
    tcase_add_test(c, a_turn_goes_on_from_what_was_done);
    tcase_add_test(c, turns_are_examined_by_themselves);
    tcase_add_test(c, dialogues_have_their_turns);
    tcase_add_test(c, a_turn_answers_a_turn);
    tcase_add_test(c, a_brood_answers_as_its_members_do);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
