/* Lives of broods against lives of members that were made: a child that is never materialised lives
 * as if it had been. */
#include "tests/unit/life/examine_alone.h"
#include "tests/unit/life/life_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

enum { LITTERS = 3, MEMBERS = LITTERS * 32 };

static struct sw_litter litter[LITTERS];
static struct sw_noise *noise[LITTERS];

static void set_up(const char *kernel, const char *set)
{
    life_begin(kernel, set);
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
    for (uint32_t i = 0; i < LITTERS; i++)
        noise[i] = sw_noise_create(&f.layout, &f.error);
}

static void tear_down(void)
{
    for (uint32_t i = 0; i < LITTERS; i++)
        sw_noise_destroy(noise[i]);
    life_end();
}

/* Draws the litters' mutations; the last litter is short. */
static struct sw_brood breed(uint8_t evolve)
{
    struct sw_brood brood = {.weights = parent.weights,
                             .noise = (const struct sw_noise *const *)noise,
                             .litters = LITTERS};

    for (uint32_t i = 0; i < LITTERS; i++) {
        litter[i] =
            (struct sw_litter){.seed = 40 + i, .strength = 0.3f, .evolve = evolve, .clone = i == 1};
        sw_litter_noise(&f.breeder, &litter[i], i == 2 ? 5 : SW_LITTER_PAIRS, noise[i]);
    }
    return brood;
}

static bool born(uint32_t member)
{
    return member < 2 * 32 + 10;
}

/* A made member as a brood of clones: no noise at all. */
static struct sw_brood alone(const float *weights, struct sw_noise **none)
{
    struct sw_brood brood = {
        .weights = weights, .noise = (const struct sw_noise *const *)none, .litters = 1};

    sw_noise_draw(*none, 1, 1, 0, 0.0f, 0, false);
    return brood;
}

static uint8_t *tokens(uint32_t members)
{
    uint8_t *room = calloc((size_t)members * WORLDS, f.layout.shape.length);

    ck_assert_ptr_nonnull(room);
    return room;
}

/* What a brood scores and says, against every fifth member made and living alone. `partner`: by how
 * many places listeners sit from their speakers. */
static void compare(uint8_t evolve, enum sw_game_id game, enum sw_fitness_id fitness,
                    uint32_t partner)
{
    const struct sw_game *row = sw_game_row(game);
    const struct sw_seat *editor = &row->seat[row->seats - 1];
    uint32_t each = WORLDS * f.layout.shape.length;
    struct sw_brood brood = breed(evolve);
    uint8_t *said = tokens(MEMBERS), *heard = tokens(MEMBERS), *alone_said = tokens(32);
    uint8_t *alone_heard = tokens(32);
    float score[MEMBERS], one[32];
    struct sw_noise *none = sw_noise_create(&f.layout, &f.error);
    bool relays = row->seats == 2;
    uint32_t different = 0;

    if (relays)
        ck_assert_int_eq(sw_life_speak(life, &brood, batch, &row->seat[0], NULL, said, &f.error),
                         0);
    for (uint32_t i = 0; i < MEMBERS; i++)
        memcpy(heard + i * each, said + (i + partner) % MEMBERS * each, each);
    ck_assert_int_eq(
        sw_life_edit(life, &brood, batch, editor, fitness, relays ? heard : NULL, score, &f.error),
        0);
    for (uint32_t i = 0; i < MEMBERS; i += i == 30   ? 2
                                           : i == 32 ? 1
                                                     : 5) { /* with the elite's pair */
        struct sw_individual member;
        struct sw_brood clones;

        if (!born(i))
            break;
        ck_assert_int_eq(
            sw_genome_member(&f.breeder, &litter[i / 32], i % 32, &parent, 9, &member, &f.error),
            0);
        clones = alone(member.weights, &none);
        if (relays) {
            ck_assert_int_eq(
                sw_life_speak(life, &clones, batch, &row->seat[0], NULL, alone_said, &f.error), 0);
            ck_assert_mem_eq(alone_said, said + i * each, each);
            for (uint32_t j = 0; j < 32; j++)
                memcpy(alone_heard + j * each, heard + i * each, each);
        }
        ck_assert_int_eq(sw_life_edit(life, &clones, batch, editor, fitness,
                                      relays ? alone_heard : NULL, one, &f.error),
                         0);
        /* Greedy programs agree to the token, and so their rewards to the bit. */
        ck_assert_double_eq_tol((double)score[i], (double)(one[0]),
                                fitness == SW_FITNESS_LIKELIHOOD ? 1e-4 : 1e-7);
        different += score[i] != score[0];
        sw_individual_free(&member);
    }
    /* Mutations show, or all this would say nothing. */
    if (fitness == SW_FITNESS_LIKELIHOOD)
        ck_assert_uint_ge(different, 10);
    sw_noise_destroy(none);
    free(said);
    free(heard);
    free(alone_said);
    free(alone_heard);
}

static const uint8_t evolves[] = {SW_GROUP_ALL, SW_GROUP_SIGHT | SW_GROUP_THOUGHT, SW_GROUP_SIGHT,
                                  SW_GROUP_THOUGHT};

START_TEST(solo_broods_live_as_their_members_would)
{
    static const char *const kernels[] = {"portable", "blas"};

    set_up(kernels[_i], "worlds.side_max=9");
    for (size_t e = 0; e < sizeof evolves; e++)
        compare(evolves[e], SW_GAME_SOLO, SW_FITNESS_LIKELIHOOD, 0);
    compare(SW_GROUP_ALL, SW_GAME_SOLO, SW_FITNESS_PROGRESS, 0);
    compare(SW_GROUP_ALL, SW_GAME_SOLO, SW_FITNESS_EXACT, 0);
    life->looks = 3;
    compare(SW_GROUP_ALL, SW_GAME_SOLO, SW_FITNESS_PROGRESS, 0);
    tear_down();
}
END_TEST

START_TEST(relaying_broods_live_as_their_members_would)
{
    static const uint8_t groups[] = {SW_GROUP_ALL, SW_GROUP_LANGUAGE, SW_GROUP_HEARING,
                                     SW_GROUP_SPEECH};
    static const char *const sources[] = {"language.speak_from=hidden",
                                          "language.speak_from=decision"};

    set_up("portable", sources[_i]);
    for (size_t e = 0; e < sizeof groups; e++) {
        compare(groups[e], SW_GAME_RULE_RELAY, SW_FITNESS_LIKELIHOOD, 0);
        compare(groups[e], SW_GAME_RULE_RELAY, SW_FITNESS_LIKELIHOOD, 17);
    }
    compare(SW_GROUP_ALL, SW_GAME_RULE_RELAY, SW_FITNESS_PROGRESS, 3);
    compare(SW_GROUP_SPEECH, SW_GAME_RULE_RELAY, SW_FITNESS_PROGRESS, 3);
    life->delay = 2;
    compare(SW_GROUP_LANGUAGE, SW_GAME_RULE_RELAY, SW_FITNESS_LIKELIHOOD, 17);
    compare(SW_GROUP_ALL, SW_GAME_POINT_AND_PAINT, SW_FITNESS_PROGRESS, 3);
    tear_down();
}
END_TEST

/* A brood that is dealt to several ranks, litter by litter, gives the same bits. */
START_TEST(who_shares_a_brood_changes_nothing)
{
    static const uint8_t groups[] = {SW_GROUP_ALL, SW_GROUP_LANGUAGE, SW_GROUP_SPEECH};
    static const char *const kernels[] = {"portable", "blas"};
    const struct sw_game *game = sw_game_row(SW_GAME_RULE_RELAY);

    set_up(kernels[_i], NULL);
    for (size_t g = 0; g < sizeof groups; g++) {
        struct sw_brood brood = breed(groups[g]);
        uint32_t each = 32 * WORLDS * f.layout.shape.length;
        uint8_t *said = tokens(MEMBERS), *part_said = tokens(32);
        float score[MEMBERS], part[32];

        ck_assert_int_eq(sw_life_speak(life, &brood, batch, &game->seat[0], NULL, said, &f.error),
                         0);
        ck_assert_int_eq(sw_life_edit(life, &brood, batch, &game->seat[1], SW_FITNESS_LIKELIHOOD,
                                      said, score, &f.error),
                         0);
        for (uint32_t i = 0; i < LITTERS; i++) {
            struct sw_brood one = {parent.weights, (const struct sw_noise *const *)(noise + i), 1};

            ck_assert_int_eq(
                sw_life_speak(life, &one, batch, &game->seat[0], NULL, part_said, &f.error), 0);
            ck_assert_mem_eq(part_said, said + i * each, each);
            ck_assert_int_eq(sw_life_edit(life, &one, batch, &game->seat[1], SW_FITNESS_LIKELIHOOD,
                                          part_said, part, &f.error),
                             0);
            ck_assert_mem_eq(part, score + (size_t)i * 32, sizeof part);
        }
        free(said);
        free(part_said);
    }
    tear_down();
}
END_TEST

/* Makes the parent one that writes "first second" in every world, whatever it sees. Its memory is
 * what its last edit leaves: one unit for none, one for `first`, one for `second`, each leading to
 * what comes next. */
static void script(const char *first, const char *second)
{
    uint16_t a = f.action_set.row[sw_edit_find(first, strlen(first))];
    uint16_t b = f.action_set.row[sw_edit_find(second, strlen(second))];
    uint32_t M = f.layout.shape.memory, none = f.layout.tensor[SW_MEMORY_EDIT].rows - 1;
    const uint32_t last[] = {none, a, b, 0},
                   next[] = {a, b, 0, a}; /* stop is the end, not a turn */
    float *weights = parent.weights;

    memset(weights, 0, f.layout.floats * sizeof *weights);
    for (uint32_t i = 0; i < M; i++) /* the gate is open: memory forgets what was before */
        weights[f.layout.tensor[SW_MEMORY_BIAS].offset + i] = 30.0f;
    for (int i = 0; i < 4; i++) {
        const struct sw_tensor *edit = &f.layout.tensor[SW_MEMORY_EDIT];
        const struct sw_tensor *head = &f.layout.tensor[SW_EDIT_HEAD];

        weights[edit->offset + last[i] * edit->stride + M + (uint32_t)i] = 20.0f;
        weights[head->offset + (uint32_t)i * head->stride + next[i]] = 10.0f;
    }
}

/* Known scores: a member that always deletes the largest organism. */
START_TEST(scores_are_what_was_done)
{
    struct sw_program program = {2, {0}};
    struct sw_noise *none;
    struct sw_brood clones;
    struct sw_answer answers[WORLDS];
    float exact[32], progress[32], likelihood[32];
    double solved = 0, mended = 0, expected = 0, tokens;

    set_up("portable", "worlds.laws=delete.largest,gravity");
    tokens = f.action_set.count;
    script("select.largest", "act.delete");
    program.token[0] = (sw_edit_token)sw_edit_find("select.largest", 14);
    program.token[1] = (sw_edit_token)sw_edit_find("act.delete", 10);
    none = sw_noise_create(&f.layout, &f.error);
    clones = alone(parent.weights, &none);
    for (uint32_t i = 0; i < WORLDS; i++) {
        const struct sw_program *teacher = &batch->puzzle[i].teacher;
        uint16_t last = SW_EDIT_NONE;

        solved += sw_puzzle_exact(&batch->puzzle[i], &program);
        mended += (double)sw_puzzle_progress(&batch->puzzle[i], &program);
        /* Each tick: 10 for what follows the teacher's last edit in the script, 0 for all else. */
        for (uint32_t tick = 0; tick <= teacher->length; tick++) {
            sw_edit_token token = tick < teacher->length ? teacher->token[tick] : 0, wanted = 0;
            bool scripted =
                last == SW_EDIT_NONE || last == program.token[0] || last == program.token[1];

            wanted = last == SW_EDIT_NONE       ? program.token[0]
                     : last == program.token[0] ? program.token[1]
                                                : 0;
            if (scripted)
                expected += (token == wanted ? 10.0 : 0.0) - log(exp(10.0) + tokens - 1);
            else
                expected -= log(tokens);
            last = token;
        }
    }
    ck_assert(solved > 0 && solved < WORLDS);
    for (int i = 0; i < 3; i++)
        sw_life_edit(life, &clones, batch, &sw_game_row(SW_GAME_SOLO)->seat[0],
                     i == 0   ? SW_FITNESS_EXACT
                     : i == 1 ? SW_FITNESS_PROGRESS
                              : SW_FITNESS_LIKELIHOOD,
                     NULL,
                     i == 0   ? exact
                     : i == 1 ? progress
                              : likelihood,
                     &f.error);
    for (uint32_t i = 0; i < 32; i++) {
        ck_assert_double_eq_tol((double)exact[i], solved / WORLDS, 1e-6);
        ck_assert_double_eq_tol((double)progress[i], (solved + mended) / 2 / WORLDS, 1e-6);
        ck_assert_double_eq_tol((double)likelihood[i], expected / WORLDS, 1e-4);
    }
    examine_alone(life, parent.weights, batch, SW_GAME_SOLO, SW_CHANNEL_NORMAL, NULL, answers,
                  &f.error);
    for (uint32_t i = 0; i < WORLDS; i++) {
        ck_assert(sw_program_equal(&answers[i].program, &program));
        ck_assert_int_eq(answers[i].exact, sw_puzzle_exact(&batch->puzzle[i], &program));
    }
    sw_noise_destroy(none);
    tear_down();
}
END_TEST

/* Sight runs when something is shown, once, however long the life; and for nobody else. */
START_TEST(sight_sleeps_unless_shown_something)
{
    static const struct sw_seat blind = {.name = "blind", .edits = true, .hears = true};
    const struct sw_game *solo = sw_game_row(SW_GAME_SOLO), *relay;
    float score[MEMBERS];
    struct sw_answer answers[WORLDS];
    struct sw_brood brood;
    uint8_t *heard;

    set_up("portable", NULL);
    heard = tokens(MEMBERS);
    relay = sw_game_row(SW_GAME_RULE_RELAY);
    brood = breed(SW_GROUP_ALL);
    life->mind->sight_runs = life->mind->hearing_runs = 0;
    sw_life_edit(life, &brood, batch, &solo->seat[0], SW_FITNESS_LIKELIHOOD, NULL, score, NULL);
    ck_assert_uint_eq(life->mind->sight_runs, MEMBERS * WORLDS);
    ck_assert_uint_eq(life->mind->hearing_runs, 0);
    /* Whoever is shown nothing does not run sight, whatever it hears and however long it edits. */
    life->mind->sight_runs = 0;
    sw_life_edit(life, &brood, batch, &blind, SW_FITNESS_PROGRESS, heard, score, NULL);
    ck_assert_uint_eq(life->mind->sight_runs, 0);
    ck_assert_uint_eq(life->mind->hearing_runs, MEMBERS * WORLDS);
    life->mind->hearing_runs = 0;
    sw_life_edit(life, &brood, batch, &blind, SW_FITNESS_LIKELIHOOD, NULL, score, NULL);
    ck_assert_uint_eq(life->mind->sight_runs + life->mind->hearing_runs, 0);
    /* Where sight does not evolve all members of a litter see the same: once for all. */
    brood = breed(SW_GROUP_THOUGHT);
    sw_life_edit(life, &brood, batch, &solo->seat[0], SW_FITNESS_LIKELIHOOD, NULL, score, NULL);
    ck_assert_uint_eq(life->mind->sight_runs, LITTERS * WORLDS);
    /* An examination: the solver looks once a world; speaker and listener each once. */
    life->mind->sight_runs = 0;
    ck_assert_int_eq(examine_alone(life, parent.weights, batch, SW_GAME_SOLO, SW_CHANNEL_NORMAL,
                                   NULL, answers, &f.error),
                     0);
    ck_assert_uint_eq(life->mind->sight_runs, WORLDS);
    ck_assert_uint_eq(life->mind->hearing_runs, 0);
    life->mind->sight_runs = 0;
    ck_assert_int_eq(examine_alone(life, parent.weights, batch, SW_GAME_RULE_RELAY,
                                   SW_CHANNEL_NORMAL, NULL, answers, &f.error),
                     0);
    ck_assert_uint_eq(life->mind->sight_runs, 2 * WORLDS);
    ck_assert(relay->seat[1].sees_canvas && !relay->seat[1].sees_demonstrations);
    free(heard);
    tear_down();
}
END_TEST

/* An examination gives what the same network would be rewarded for as a member. */
START_TEST(examinations_agree_with_lives)
{
    struct sw_answer answers[WORLDS];
    struct sw_noise *none;
    struct sw_brood clones;
    float score[32], exact = 0, progress = 0;

    set_up("portable", NULL);
    none = sw_noise_create(&f.layout, &f.error);
    clones = alone(parent.weights, &none);
    ck_assert_int_eq(examine_alone(life, parent.weights, batch, SW_GAME_SOLO, SW_CHANNEL_NORMAL,
                                   NULL, answers, &f.error),
                     0);
    for (uint32_t i = 0; i < WORLDS; i++) {
        exact += answers[i].exact ? 1.0f / WORLDS : 0;
        progress += answers[i].progress / WORLDS;
        ck_assert_uint_le(answers[i].program.length, 4);
        ck_assert_int_eq(answers[i].exact, sw_puzzle_exact(&batch->puzzle[i], &answers[i].program));
    }
    sw_life_edit(life, &clones, batch, &sw_game_row(SW_GAME_SOLO)->seat[0], SW_FITNESS_EXACT, NULL,
                 score, &f.error);
    ck_assert_double_eq_tol((double)score[7], (double)(exact), 1e-6);
    sw_life_edit(life, &clones, batch, &sw_game_row(SW_GAME_SOLO)->seat[0], SW_FITNESS_PROGRESS,
                 NULL, score, &f.error);
    ck_assert_double_eq_tol((double)score[31], (double)(0.5f * (exact + progress)), 1e-6);
    sw_noise_destroy(none);
    tear_down();
}
END_TEST

START_TEST(channels_deliver_what_they_say)
{
    static const uint32_t source[WORLDS] = {3, 0, 4, 1, 5, 2};
    struct sw_answer normal[WORLDS], other[WORLDS];
    uint32_t L, silent = 0;

    set_up("portable", NULL);
    L = f.layout.shape.length;
    examine_alone(life, parent.weights, batch, SW_GAME_RULE_RELAY, SW_CHANNEL_NORMAL, NULL, normal,
                  &f.error);
    examine_alone(life, parent.weights, batch, SW_GAME_RULE_RELAY, SW_CHANNEL_SHUFFLED, source,
                  other, &f.error);
    for (uint32_t i = 0; i < WORLDS; i++) {
        ck_assert_mem_eq(normal[i].heard, normal[i].said, L);
        ck_assert_mem_eq(other[i].said, normal[i].said, L);
        ck_assert_mem_eq(other[i].heard, normal[source[i]].said, L);
    }
    /* Silence is not hearing nothing of note: no token arrives at all. */
    life->mind->hearing_runs = 0;
    examine_alone(life, parent.weights, batch, SW_GAME_RULE_RELAY, SW_CHANNEL_SILENT, NULL, other,
                  &f.error);
    ck_assert_uint_eq(life->mind->hearing_runs, 0);
    for (uint32_t i = 0; i < WORLDS; i++)
        silent += !sw_program_equal(&other[i].program, &normal[i].program);
    ck_assert_uint_gt(silent, 0);
    /* Self: the listener says what it would say, of the canvas that it sees. */
    examine_alone(life, parent.weights, batch, SW_GAME_RULE_RELAY, SW_CHANNEL_SELF, NULL, other,
                  &f.error);
    silent = 0;
    for (uint32_t i = 0; i < WORLDS; i++) {
        ck_assert_mem_eq(other[i].heard, other[i].said, L);
        silent += memcmp(other[i].said, normal[i].said, L) != 0;
    }
    ck_assert_uint_gt(silent, 0);
    /* Constant: the speaker speaks as ever, and one utterance arrives everywhere. */
    life->mind->hearing_runs = 0;
    examine_alone(life, parent.weights, batch, SW_GAME_RULE_RELAY, SW_CHANNEL_CONSTANT, NULL, other,
                  &f.error);
    ck_assert_uint_gt(life->mind->hearing_runs, 0);
    for (uint32_t i = 0; i < WORLDS; i++) {
        ck_assert_mem_eq(other[i].said, normal[i].said, L);
        for (uint32_t k = 0; k < L; k++)
            ck_assert_uint_eq(other[i].heard[k], 1);
    }
    tear_down();
}
END_TEST

/* Who listens waits, on a silent channel too; who solves and who speaks do not. */
START_TEST(words_that_come_late)
{
    static const uint32_t source[WORLDS] = {3, 0, 4, 1, 5, 2};

    set_up("portable", NULL);
    for (int mode = 0; mode < SW_CHANNEL_MODES; mode++) {
        enum sw_channel_mode channel = (enum sw_channel_mode)mode;
        struct sw_answer at_once[WORLDS], late[WORLDS];
        struct sw_seat seat = *sw_game_editor(sw_game_row(SW_GAME_RULE_RELAY));
        bool hears = channel != SW_CHANNEL_SILENT;

        life->delay = 0;
        examine_alone(life, parent.weights, batch, SW_GAME_RULE_RELAY, channel, source, at_once,
                      &f.error);
        life->delay = 3;
        examine_alone(life, parent.weights, batch, SW_GAME_RULE_RELAY, channel, source, late,
                      &f.error);
        for (uint32_t i = 0; i < WORLDS; i++) {
            ck_assert_uint_eq(at_once[i].waited, 0);
            ck_assert_uint_eq(late[i].waited, 3);
            ck_assert_mem_eq(late[i].said, at_once[i].said, f.layout.shape.length);
        }
        /* It is the wait of a seat that is to hear: the same seat without an ear does as before. */
        seat.hears = false;
        ck_assert_int_eq(sw_life_answer(life, parent.weights, batch, &seat, hears, late, &f.error),
                         0);
        for (uint32_t i = 0; i < WORLDS; i++) {
            ck_assert_uint_eq(late[i].waited, 0);
            ck_assert(sw_program_equal(&late[i].program, &at_once[i].program));
        }
    }
    tear_down();
}
END_TEST

/* The two kernels may differ in last bits, and in nothing else. */
START_TEST(kernels_agree)
{
    float portable[MEMBERS], blas[MEMBERS];
    struct sw_life *other;
    struct sw_brood brood;

    set_up("portable", NULL);
    brood = breed(SW_GROUP_ALL);
    other = sw_life_create(&f.layout, "blas", &f.action_set, 4, &f.error);
    ck_assert_ptr_nonnull(other);
    sw_life_edit(life, &brood, batch, &sw_game_row(SW_GAME_SOLO)->seat[0], SW_FITNESS_LIKELIHOOD,
                 NULL, portable, &f.error);
    sw_life_edit(other, &brood, batch, &sw_game_row(SW_GAME_SOLO)->seat[0], SW_FITNESS_LIKELIHOOD,
                 NULL, blas, &f.error);
    for (uint32_t i = 0; i < MEMBERS; i++)
        ck_assert_double_eq_tol((double)portable[i], (double)(blas[i]), 1e-4);
    ck_assert_ptr_null(sw_life_create(&f.layout, "abacus", &f.action_set, 4, &f.error));
    ck_assert_msg(strstr(f.error.text, "abacus") != NULL, "%s", f.error.text);
    sw_life_destroy(other);
    sw_life_destroy(NULL);
    tear_down();
}
END_TEST

/* One network alone, 32 worlds at a time, gets what it gets as a litter of clones, to the bit: its
 * score, and what is observed of it; and it writes what they write. */
START_TEST(one_alone_gets_what_its_clones_get)
{
    static const uint8_t kinds[] = {SW_OBSERVED_CASES, SW_OBSERVED_BEHAVIOUR, SW_OBSERVED_NOTHING};
    static const enum sw_fitness_id fitnesses[] = {SW_FITNESS_LIKELIHOOD, SW_FITNESS_PROGRESS,
                                                   SW_FITNESS_EXACT};
    enum { MANY = 40 };
    struct sw_batch *many = sw_batch_create(MANY, &f.error);
    struct sw_batch_needs needs = {.shows = SW_SHOWN_CANVAS | SW_SHOWN_ANSWER, .teachers = true};
    const struct sw_seat *seat = &sw_game_row(SW_GAME_SOLO)->seat[0];
    float notes[32 * MANY], own[MANY], score[32], one;
    uint32_t programs[32 * MANY] = {0}, wrote[MANY] = {0};
    struct sw_noise *still = NULL;
    struct sw_brood same;

    set_up("portable", "worlds.laws=gravity,fill,mirror,recolour");
    life->looks = 2;
    ck_assert_int_eq(sw_batch_life(many, worlds, 1, 9, 0, 1, needs, &f.error), 0);
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++) {
            uint32_t width = kinds[i] == SW_OBSERVED_CASES ? MANY : 2;
            struct sw_noise *none = sw_noise_create(&f.layout, &f.error);
            struct sw_brood clones = alone(parent.weights, &none);

            life->notes = (struct sw_life_notes){.kind = kinds[i], .width = width, .of = notes};
            ck_assert_int_eq(
                sw_life_edit(life, &clones, many, seat, fitnesses[k], NULL, score, &f.error), 0);
            life->notes.of = own;
            ck_assert_int_eq(
                sw_life_alone(life, parent.weights, many, seat, fitnesses[k], &one, &f.error), 0);
            ck_assert_mem_eq(&one, &score[0], sizeof one);
            if (kinds[i] != SW_OBSERVED_NOTHING)
                ck_assert_mem_eq(own, notes, width * sizeof *own);
            sw_noise_destroy(none);
        }
    still = sw_noise_create(&f.layout, &f.error);
    same = alone(parent.weights, &still);
    life->notes = (struct sw_life_notes){.programs = programs};
    ck_assert_int_eq(sw_life_edit(life, &same, many, seat, SW_FITNESS_EXACT, NULL, score, &f.error),
                     0);
    ck_assert_int_eq(sw_life_probe(life, parent.weights, many, seat, wrote, &f.error), 0);
    ck_assert_mem_eq(wrote, programs, sizeof wrote);
    ck_assert_mem_ne(wrote, wrote + 1, sizeof wrote - sizeof *wrote); /* not one for all worlds */
    sw_noise_destroy(still);
    life->notes = (struct sw_life_notes){0};
    sw_batch_destroy(many);
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("life");
    TCase *t = tcase_create("life");

    tcase_add_loop_test(t, solo_broods_live_as_their_members_would, 0, 2);
    tcase_add_loop_test(t, relaying_broods_live_as_their_members_would, 0, 2);
    tcase_add_loop_test(t, who_shares_a_brood_changes_nothing, 0, 2);
    tcase_add_test(t, one_alone_gets_what_its_clones_get);
    tcase_add_test(t, scores_are_what_was_done);
    tcase_add_test(t, sight_sleeps_unless_shown_something);
    tcase_add_test(t, examinations_agree_with_lives);
    tcase_add_test(t, channels_deliver_what_they_say);
    tcase_add_test(t, words_that_come_late);
    tcase_add_test(t, kernels_agree);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
