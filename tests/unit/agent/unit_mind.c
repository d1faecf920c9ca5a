#include "tests/unit/agent/mind_stage.h"

static void check_row(const struct plain_mind *plain, const struct report *report, uint32_t row)
{
    double logits[EDITS], words[LENGTH * VOCABULARY], sum = 0;
    uint32_t greedy = report->greedy[row];

    plain_edit(plain, logits);
    for (uint32_t i = 0; i < EDITS; i++) {
        ck_assert_msg(fabs((double)report->logits[row * STRIDE + i] - logits[i]) < 1e-4,
                      "row %u: logit %u is %g, should be %g", row, i,
                      (double)report->logits[row * STRIDE + i], logits[i]);
        sum += exp(logits[i]);
    }
    ck_assert_msg(fabs((double)report->likelihood[row] - (logits[4] - log(sum))) < 1e-4,
                  "row %u: likelihood is %g, should be %g", row, (double)report->likelihood[row],
                  logits[4] - log(sum));
    ck_assert_uint_lt(greedy, EDITS);
    for (uint32_t i = 0; i < EDITS; i++)
        ck_assert_msg(logits[greedy] >= logits[i] - 1e-4, "row %u: edit %u, but %u is likelier",
                      row, greedy, i);
    plain_speak(plain, words);
    for (uint32_t l = 0; l < LENGTH; l++) {
        uint32_t token = report->tokens[row * LENGTH + l];

        ck_assert_uint_lt(token, VOCABULARY);
        for (uint32_t v = 0; v < VOCABULARY; v++)
            ck_assert_msg(words[l * VOCABULARY + token] >= words[l * VOCABULARY + v] - 1e-3,
                          "row %u: token %u at %u, but %u is likelier", row, token, l, v);
    }
}

/* Every row of a brood is what the plain forward pass of the materialised member gives; for all
 * parts that may evolve, all that may come to a seat, both kernels, both sources of speech, with
 * one expert and with three. */
START_TEST(a_brood_is_its_members_one_by_one)
{
    uint8_t evolve = groups[_i % GROUPS];
    enum lot lot = (enum lot)(_i / GROUPS);

    for (int way = 0; way < 8; way++) {
        struct report report[TICKS];

        make(kernel_names[way % 2], way & 2 ? SW_SPEECH_DECISION : SW_SPEECH_HIDDEN,
             way & 4 ? 1 : 3);
        sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.3f, evolve, false);
        arrive(mind, noise, lot);
        for (uint32_t tick = 0; tick < TICKS; tick++) {
            think(mind, tick);
            ask(mind, &report[tick]);
        }
        for (uint32_t row = 0; row < SW_TILE; row++) {
            struct plain_mind plain;

            memcpy(child, weights, layout.floats * sizeof *child);
            sw_mutation_apply(noise, row / 2, row % 2 == 0 ? 1.0f : -1.0f, child);
            plain_begin(&plain, &layout, child);
            if (sees(lot))
                plain_see(&plain, shown(lot));
            if (hears(lot))
                plain_hear(&plain, told + row * LENGTH);
            for (uint32_t tick = 0; tick < TICKS; tick++) {
                plain_think(&plain, last_edit(tick, row), report[tick].expert[row]);
                check_row(&plain, &report[tick], row);
            }
        }
        tear_down();
    }
}
END_TEST

/* Where the children's own mutation decides, they do differ: the comparison above compares
 * something. */
START_TEST(children_differ)
{
    struct report report;
    uint32_t different = 0;

    make("portable", SW_SPEECH_HIDDEN, 3);
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.3f, SW_GROUP_ALL, false);
    arrive(mind, noise, ALL_SENSES);
    think(mind, 0);
    ask(mind, &report);
    for (uint32_t row = 1; row < SW_TILE; row++) {
        ck_assert_int_ne(memcmp(report.logits, report.logits + row * STRIDE, EDITS * sizeof(float)),
                         0);
        different += memcmp(report.tokens, report.tokens + row * LENGTH, LENGTH) != 0;
    }
    ck_assert_uint_gt(different, 3);
    for (uint32_t row = 1; row < SW_TILE; row++)
        if (report.expert[row] != report.expert[0])
            break;
        else
            ck_assert_uint_lt(row, SW_TILE - 1);
    tear_down();
}
END_TEST

/* Noise that is all zero takes none of the short cuts and must change nothing, not by a bit. */
START_TEST(short_cuts_change_nothing)
{
    uint8_t evolve = groups[_i % GROUPS];
    enum lot lot = (enum lot)(_i / GROUPS);

    for (int source = 0; source < 2; source++) {
        make("portable", source ? SW_SPEECH_DECISION : SW_SPEECH_HIDDEN, 3);
        sw_noise_draw(noise, 1, 2, 0, 0.3f, evolve, false);
        arrive(mind, NULL, lot);
        arrive(twin, noise, lot);
        for (uint32_t tick = 0; tick < TICKS; tick++) {
            struct report one, two;

            think(mind, tick);
            think(twin, tick);
            ask(mind, &one);
            ask(twin, &two);
            for (uint32_t i = 0; i < SW_TILE * STRIDE; i++)
                ck_assert_msg(one.logits[i] == two.logits[i], "tick %u logit %u", tick, i);
            for (uint32_t row = 0; row < SW_TILE; row++)
                ck_assert_msg(one.likelihood[row] == two.likelihood[row], "tick %u row %u", tick,
                              row);
            ck_assert_int_eq(memcmp(one.greedy, two.greedy, sizeof one.greedy), 0);
            ck_assert_int_eq(memcmp(one.tokens, two.tokens, sizeof one.tokens), 0);
            ck_assert_int_eq(memcmp(one.expert, two.expert, sizeof one.expert), 0);
        }
        tear_down();
    }
}
END_TEST

START_TEST(short_cuts_are_taken)
{
    uint16_t previous[SW_TILE];

    make("portable", SW_SPEECH_HIDDEN, 3);
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.3f, SW_GROUP_SPEECH, false);
    arrive(mind, noise, SOLO);
    ck_assert_uint_eq(mind->sight_runs, 1);
    sw_mind_previous(previous, SW_EDIT_NONE);
    sw_mind_think(mind, previous);
    ck_assert(mind->shared);
    previous[5] = 1;
    sw_mind_think(mind, previous);
    ck_assert(!mind->shared);
    arrive(mind, noise, BLIND_LISTENER);
    think(mind, 0);
    ck_assert(!mind->shared);
    tear_down();
}
END_TEST

/* Sight runs only when something is shown, hearing only when tokens arrive. */
START_TEST(senses_sleep)
{
    struct report report;
    bool some[SW_TILE] = {[3] = true, [9] = true};

    make(kernel_names[_i], SW_SPEECH_DECISION, 3);
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.3f, SW_GROUP_ALL, false);
    for (int life = 0; life < 3; life++) {
        arrive(mind, life == 0 ? NULL : noise, NOTHING);
        for (uint32_t tick = 0; tick < TICKS; tick++) {
            think(mind, tick);
            ask(mind, &report);
        }
        arrive(mind, life == 0 ? NULL : noise, BLIND_LISTENER);
        think(mind, 0);
        ask(mind, &report);
    }
    ck_assert_uint_eq(mind->sight_runs, 0);
    ck_assert_uint_eq(mind->hearing_runs, 3 * SW_TILE);
    arrive(mind, noise, SOLO);
    ck_assert_uint_eq(mind->sight_runs, SW_TILE);
    for (uint32_t tick = 0; tick < TICKS; tick++)
        think(mind, tick);
    ck_assert_uint_eq(mind->sight_runs, SW_TILE);
    ck_assert_uint_eq(mind->hearing_runs, 3 * SW_TILE);
    sw_mind_hear(mind, told, some);
    ck_assert_uint_eq(mind->hearing_runs, 3 * SW_TILE + 2);
    tear_down();
}
END_TEST

/* A row that does not hear is as if nobody had spoken. */
START_TEST(rows_that_do_not_hear)
{
    struct report deaf, mixed, all;
    bool some[SW_TILE];

    make("portable", SW_SPEECH_HIDDEN, 3);
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.3f, SW_GROUP_ALL, false);
    for (uint32_t row = 0; row < SW_TILE; row++)
        some[row] = row % 3 == 0;
    arrive(mind, noise, SOLO);
    think(mind, 0);
    ask(mind, &deaf);
    arrive(mind, noise, SOLO);
    sw_mind_hear(mind, told, some);
    think(mind, 0);
    ask(mind, &mixed);
    arrive(mind, noise, ALL_SENSES);
    think(mind, 0);
    ask(mind, &all);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        const struct report *like = some[row] ? &all : &deaf;
        const struct report *unlike = some[row] ? &deaf : &all;

        ck_assert_int_eq(
            memcmp(mixed.logits + row * STRIDE, like->logits + row * STRIDE, EDITS * sizeof(float)),
            0);
        ck_assert_int_ne(memcmp(mixed.logits + row * STRIDE, unlike->logits + row * STRIDE,
                                EDITS * sizeof(float)),
                         0);
    }
    tear_down();
}
END_TEST

/* Tokens beyond the vocabulary do not crash: they are heard as some word. */
START_TEST(hostile_tokens)
{
    uint8_t wild[SW_TILE * LENGTH];
    uint16_t previous[SW_TILE];
    struct report report;

    make(kernel_names[_i], SW_SPEECH_HIDDEN, 3);
    for (uint32_t i = 0; i < sizeof wild; i++)
        wild[i] = (uint8_t)(255 - i);
    for (uint32_t row = 0; row < SW_TILE; row++)
        previous[row] = (uint16_t)(1000 + 2000 * row);
    sw_mind_begin(mind, weights, NULL);
    sw_mind_hear(mind, wild, NULL);
    sw_mind_think(mind, previous);
    ask(mind, &report);
    for (uint32_t i = 0; i < SW_TILE * STRIDE; i++)
        ck_assert(isfinite(report.logits[i]));
    tear_down();
}
END_TEST

static void see_rows(struct sw_mind *at, const struct sw_percept *const *percept, uint32_t first,
                     uint32_t last)
{
    for (uint32_t row = first; row <= last; row++) {
        ck_assert_int_eq(sw_encoding_take(&encoding, at, weights, percept[row], NULL), 0);
        sw_mind_see_row(at, row, &encoding);
    }
}

/* One network in 32 worlds: a row that is shown something is as if all were shown it, and depends
 * neither on what the others are shown nor, with the portable kernel, on its place. */
START_TEST(see_row_is_see)
{
    const struct sw_percept *percept[SW_TILE], *turned[SW_TILE];
    struct report all, one, alone, moved;

    make(kernel_names[_i % 2], _i & 2 ? SW_SPEECH_DECISION : SW_SPEECH_HIDDEN, 3);
    for (uint32_t row = 0; row < SW_TILE; row++)
        percept[row] = make_percept(100 + row, odd.sight_rows, row % 5 == 0);
    for (uint32_t row = 0; row < SW_TILE; row++)
        turned[row] = percept[(row + 13) % SW_TILE];
    sw_mind_begin(mind, weights, NULL);
    see_rows(mind, percept, 0, SW_TILE - 1);
    ck_assert_uint_eq(mind->sight_runs, SW_TILE);
    think(mind, 0);
    think(mind, 1);
    ask(mind, &one);
    sw_mind_begin(mind, weights, NULL);
    see_rows(mind, turned, 0, SW_TILE - 1);
    think(mind, 0);
    think(mind, 1);
    ask(mind, &moved);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        size_t bytes = EDITS * sizeof(float);
        uint32_t place = (row + SW_TILE - 13) % SW_TILE;

        sw_mind_begin(mind, weights, NULL);
        see_rows(mind, percept, row, row);
        think(mind, 0);
        think(mind, 1);
        ask(mind, &alone);
        ck_assert_int_eq(memcmp(one.logits + row * STRIDE, alone.logits + row * STRIDE, bytes), 0);
        ck_assert_int_eq(memcmp(one.tokens + row * LENGTH, alone.tokens + row * LENGTH, LENGTH), 0);
        if (_i % 2 == 1)
            continue;
        sw_mind_begin(mind, weights, NULL);
        ck_assert_int_eq(sw_encoding_take(&encoding, mind, weights, percept[row], NULL), 0);
        sw_mind_see(mind, &encoding);
        think(mind, 0);
        think(mind, 1);
        ask(mind, &all);
        ck_assert_int_eq(memcmp(one.logits + row * STRIDE, all.logits + row * STRIDE, bytes), 0);
        ck_assert_int_eq(memcmp(one.tokens + row * LENGTH, all.tokens + row * LENGTH, LENGTH), 0);
        ck_assert_int_eq(memcmp(one.logits + row * STRIDE, moved.logits + place * STRIDE, bytes),
                         0);
    }
    for (uint32_t row = 0; row < SW_TILE; row++) {
        union {
            const struct sw_percept *borrowed;
            struct sw_percept *own;
        } made = {percept[row]};

        drop_percept(made.own);
    }
    tear_down();
}
END_TEST

/* All are shown one thing and one of them another: the rest keeps what it saw. */
START_TEST(see_and_then_see_row)
{
    struct report before, after;

    make("portable", SW_SPEECH_HIDDEN, 3);
    arrive(mind, NULL, SOLO);
    think(mind, 0);
    ask(mind, &before);
    arrive(mind, NULL, SOLO);
    ck_assert_int_eq(sw_encoding_take(&encoding, mind, weights, canvas, NULL), 0);
    sw_mind_see_row(mind, 6, &encoding);
    think(mind, 0);
    ask(mind, &after);
    for (uint32_t row = 0; row < SW_TILE; row++) {
        int logits = memcmp(before.logits + row * STRIDE, after.logits + row * STRIDE,
                            EDITS * sizeof(float));

        if (row == 6) {
            ck_assert_int_ne(logits, 0);
            continue;
        }
        ck_assert_int_eq(logits, 0);
        ck_assert_int_eq(memcmp(before.tokens + row * LENGTH, after.tokens + row * LENGTH, LENGTH),
                         0);
    }
    tear_down();
}
END_TEST

/* To say something changes nothing: edits before and after are the same, and so is the next tick.
 */
START_TEST(speaking_changes_nothing)
{
    struct report silent, spoken;
    uint8_t tokens[SW_TILE * LENGTH];
    float before[SW_TILE * STRIDE], after[SW_TILE * STRIDE];

    make("portable", _i % 2 ? SW_SPEECH_DECISION : SW_SPEECH_HIDDEN, 3);
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.3f, _i < 2 ? SW_GROUP_ALL : SW_GROUP_SPEECH,
                  false);
    arrive(mind, noise, SOLO);
    arrive(twin, noise, SOLO);
    for (uint32_t tick = 0; tick < TICKS; tick++) {
        think(mind, tick);
        think(twin, tick);
        sw_mind_edit(twin, before);
        sw_mind_speak(twin, tokens);
        sw_mind_edit(twin, after);
        ck_assert_int_eq(memcmp(before, after, sizeof before), 0);
        sw_mind_speak(twin, tokens);
    }
    ask(mind, &silent);
    ask(twin, &spoken);
    ck_assert_int_eq(memcmp(silent.logits, spoken.logits, sizeof silent.logits), 0);
    ck_assert_int_eq(memcmp(silent.tokens, spoken.tokens, sizeof silent.tokens), 0);
    ck_assert_int_eq(memcmp(silent.expert, spoken.expert, sizeof silent.expert), 0);
    tear_down();
}
END_TEST

/* Huge numbers in the padding of weights and noise never reach an answer. */
START_TEST(padding_does_not_leak)
{
    struct report clean, poisoned;
    uint32_t padding = 0;

    make(kernel_names[_i % 2], _i & 2 ? SW_SPEECH_DECISION : SW_SPEECH_HIDDEN, 3);
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.3f, SW_GROUP_ALL, false);
    arrive(mind, noise, ALL_SENSES);
    think(mind, 0);
    think(mind, 2);
    ask(mind, &clean);
    for (uint32_t t = 0; t < layout.tensors; t++) {
        const struct sw_tensor *tensor = &layout.tensor[t];

        for (uint32_t i = tensor->columns; i < tensor->stride; i++, padding++) {
            for (uint32_t row = 0; row < tensor->rows; row++)
                weights[tensor->offset + row * tensor->stride + i] = 1e6f;
            for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair++)
                noise->pair[pair * layout.noise + tensor->noise_column + i] = 1e6f;
        }
        for (uint32_t i = tensor->rows; tensor->kind != SW_TENSOR_VECTOR && i % 16 != 0; i++)
            for (uint32_t pair = 0; pair < SW_NOISE_PAIRS; pair++)
                noise->pair[pair * layout.noise + tensor->noise_row + i] = 1e6f;
    }
    ck_assert_uint_gt(padding, 20);
    arrive(mind, noise, ALL_SENSES);
    think(mind, 0);
    think(mind, 2);
    ask(mind, &poisoned);
    ck_assert_int_eq(memcmp(&clean, &poisoned, sizeof clean), 0);
    tear_down();
}
END_TEST

/* A mind keeps nothing from one life to the next. */
START_TEST(lives_leave_no_trace)
{
    struct report first, again;

    make(kernel_names[_i % 2], _i & 2 ? SW_SPEECH_DECISION : SW_SPEECH_HIDDEN, 3);
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.3f, SW_GROUP_ALL, false);
    for (int lot = 0; lot < LOTS; lot++) {
        arrive(twin, noise, (enum lot)lot);
        think(twin, 0);
        ask(twin, &first);
        for (int other = 0; other < LOTS; other++) {
            arrive(mind, other % 2 == 0 ? noise : NULL, (enum lot)other);
            think(mind, 0);
            think(mind, 3);
            ask(mind, &again);
        }
        arrive(mind, noise, (enum lot)lot);
        think(mind, 0);
        ask(mind, &again);
        ck_assert_int_eq(memcmp(&first, &again, sizeof first), 0);
    }
    tear_down();
}
END_TEST

START_TEST(an_unknown_kernel_is_refused)
{
    struct sw_brain_layout small;
    struct sw_error error = {0};

    ck_assert_int_eq(sw_brain_layout(&odd, &small, &error), 0);
    ck_assert_ptr_null(sw_mind_create(&small, "fast", &error));
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    ck_assert_msg(strstr(error.text, "\"fast\"") != NULL && strstr(error.text, "portable") != NULL,
                  "%s", error.text);
    sw_mind_destroy(NULL);
}
END_TEST

/* Some rows of a litter are shown another thing: they see what they would if all were shown it, and
 * the others what they saw. (With blas to the last bits only: rows that part are multiplied
 * together instead of once for all.) */
START_TEST(see_and_then_see_rows)
{
    static const uint32_t some[] = {0, 1, 0x80000000u, 0x00f0a5c3u, UINT32_MAX};
    uint8_t evolve = groups[_i % GROUPS];
    bool blas = _i / GROUPS % 2 != 0;
    struct report before, all, after;

    make(kernel_names[blas], _i / GROUPS / 2 ? SW_SPEECH_DECISION : SW_SPEECH_HIDDEN, 3);
    sw_noise_draw(noise, 1, 2, SW_NOISE_PAIRS, 0.3f, evolve, false);
    for (size_t k = 0; k < sizeof some / sizeof *some; k++) {
        arrive(mind, noise, SOLO);
        think(mind, 0);
        think(mind, 1);
        ask(mind, &before);
        for (int who = 0; who < 2; who++) {
            struct sw_mind *at = who ? twin : mind;

            arrive(at, noise, SOLO);
            think(at, 0);
            ck_assert_int_eq(sw_encoding_take(&encoding, at, weights, canvas, NULL), 0);
            at->sight_runs = 0;
            if (who)
                sw_mind_see(at, &encoding);
            else
                sw_mind_see_rows(at, some[k], &encoding);
            think(at, 1);
            ask(at, who ? &all : &after);
        }
        ck_assert_uint_eq(mind->sight_runs, (uint64_t)__builtin_popcount(some[k]));
        for (uint32_t row = 0; row < SW_TILE; row++) {
            const struct report *like = some[k] >> row & 1u ? &all : &before;

            for (uint32_t i = 0; i < EDITS; i++) {
                float is = after.logits[row * STRIDE + i], should = like->logits[row * STRIDE + i];

                ck_assert(blas ? fabsf(is - should) < 1e-5f : is == should);
            }
            ck_assert_mem_eq(after.tokens + row * LENGTH, like->tokens + row * LENGTH, LENGTH);
            ck_assert_mem_ne(all.logits + row * STRIDE, before.logits + row * STRIDE,
                             EDITS * sizeof(float));
        }
    }
    tear_down();
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("mind");
    TCase *c = tcase_create("mind");

    tcase_add_loop_test(c, a_brood_is_its_members_one_by_one, 0, GROUPS * LOTS);
    tcase_add_test(c, children_differ);
    tcase_add_loop_test(c, short_cuts_change_nothing, 0, GROUPS * LOTS);
    tcase_add_test(c, short_cuts_are_taken);
    tcase_add_loop_test(c, senses_sleep, 0, 2);
    tcase_add_test(c, rows_that_do_not_hear);
    tcase_add_loop_test(c, hostile_tokens, 0, 2);
    tcase_add_loop_test(c, see_row_is_see, 0, 4);
    tcase_add_test(c, see_and_then_see_row);
    tcase_add_loop_test(c, see_and_then_see_rows, 0, 4 * GROUPS);
    tcase_add_loop_test(c, speaking_changes_nothing, 0, 4);
    tcase_add_loop_test(c, padding_does_not_leak, 0, 4);
    tcase_add_loop_test(c, lives_leave_no_trace, 0, 4);
    tcase_add_test(c, an_unknown_kernel_is_refused);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
