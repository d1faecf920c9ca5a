#include "bench/scale.h"

#include "population/hosting.h"
#include "tests/unit/unit_test.h"

#include <math.h>

/* Costs of which each term is seen in a sum: powers of ten apart. */
static struct sw_scale_costs costs(void)
{
    return (struct sw_scale_costs){.island = 1e-3, .member = 1e-4, .bandwidth = 1e9};
}

/* The busiest rank and the most hosted islands, against the deal itself. */
START_TEST(shares_are_those_of_the_deal)
{
    struct sw_scale_costs none = costs();

    for (uint32_t islands = 1; islands < 9; islands++)
        for (uint32_t litters = 1; litters < 6; litters++)
            for (uint32_t ranks = 1; ranks < 20; ranks++) {
                struct sw_scale_run run = {.ranks = ranks,
                                           .members = (uint64_t)islands * litters * 32,
                                           .islands = islands,
                                           .litter = 32,
                                           .keyframe_every = 50};
                struct sw_scale_forecast out = sw_scale_forecast(&none, &run);
                uint64_t most = 0, hosted = 0;

                for (uint32_t rank = 0; rank < ranks; rank++) {
                    struct sw_hosting here = sw_hosting_of(islands, litters, ranks, rank);

                    most = here.end - here.first > most ? here.end - here.first : most;
                    hosted = sw_hosting_hosted(&here) > hosted ? sw_hosting_hosted(&here) : hosted;
                }
                ck_assert_uint_eq(out.litters, most);
                /* Where blocks do not end with islands the model may count one too many. */
                ck_assert_uint_ge(out.hosted, hosted);
                ck_assert_uint_le(out.hosted, hosted + 1);
                ck_assert_double_eq_tol(out.live,
                                        (double)most * 32 * 1e-4 + (double)out.hosted * 1e-3, 1e-9);
            }
}
END_TEST

START_TEST(one_rank_wastes_nothing)
{
    struct sw_scale_costs c = costs();
    struct sw_scale_run run = {
        .ranks = 1, .members = 4096, .islands = 16, .litter = 32, .keyframe_every = 50};
    struct sw_scale_forecast out;

    c.put = 1e-5;
    c.commit = 1e-2;
    c.record = 5;
    c.keyframe = 1000;
    out = sw_scale_forecast(&c, &run);
    ck_assert_double_eq_tol(out.efficiency, 1, 1e-12);
    ck_assert_double_eq_tol(out.seconds, 16 * 1e-3 + 4096 * (1e-4 + 1e-5) + 1e-2, 1e-12);
    ck_assert_double_eq_tol(out.growth, 4096 * 5 + 16 * 1000 / 50.0, 1e-6);
    ck_assert(out.sent == 0 && out.meet == 0);
    for (int i = 0; i < SW_LOSSES; i++)
        ck_assert(fabs(out.lost[i]) < 1e-12);
}
END_TEST

/* Time is what an even share takes, and what is lost. */
START_TEST(losses_make_the_rest)
{
    struct sw_scale_costs c = costs();

    c.step = 2e-3;
    c.recombine = 3e-5;
    c.noise = 4e-5;
    c.pack = 1e-6;
    c.put = 1e-6;
    c.latency = 1e-6;
    for (uint64_t ranks = 1; ranks < 300; ranks += 7) {
        struct sw_scale_run run = {
            .ranks = ranks, .members = 64 * 64, .islands = 64, .litter = 32, .keyframe_every = 50};
        struct sw_scale_forecast out = sw_scale_forecast(&c, &run);
        double lost = 0;

        for (int i = 0; i < SW_LOSSES; i++) {
            ck_assert_ptr_nonnull(sw_loss_name((enum sw_loss)i));
            lost += out.lost[i];
        }
        ck_assert_double_eq_tol(out.seconds, out.alone / (double)ranks + lost, 1e-9);
        ck_assert_double_eq_tol(out.efficiency, out.alone / ((double)ranks * out.seconds), 1e-12);
    }
}
END_TEST

/* Bytes that cross, counted by the deal: a score goes to the other ranks of its island, and the
 * records of an island to rank 0 where that is not its home. */
START_TEST(bytes_are_those_of_the_deal)
{
    static const uint32_t sizes[][3] = {{1, 8, 2},  {1, 8, 4},  {1, 8, 8},   {64, 2, 2},
                                        {64, 2, 4}, {4, 8, 16}, {16, 4, 16}, {16, 1, 4}};
    struct sw_scale_costs c = costs();

    c.record = 5;
    c.record_island = 300;
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        uint32_t islands = sizes[k][0], litters = sizes[k][1], ranks = sizes[k][2];
        struct sw_scale_run run = {.ranks = ranks,
                                   .members = (uint64_t)islands * litters * 32,
                                   .islands = islands,
                                   .litter = 32,
                                   .keyframe_every = 50};
        double bytes = ranks * 6.0 * 8; /* control */

        for (uint32_t i = 0; i < islands; i++) {
            struct sw_hosting here = sw_hosting_of(islands, litters, ranks, 0);
            uint32_t first, end;

            sw_hosting_ranks(&here, i, &first, &end);
            bytes += (end - first - 1) * litters * 32 * sizeof(float);
            bytes += first == 0 ? 0 : litters * 32 * 5.0 + 300;
        }
        ck_assert_double_eq_tol(sw_scale_forecast(&c, &run).sent, bytes, 1e-6);
    }
}
END_TEST

/* A store that takes a hundredth of the lives: with r ranks efficiency is (100 + 1) / (100 + r). */
START_TEST(the_limit_is_where_it_falls)
{
    struct sw_scale_costs c = {.member = 1e-4, .put = 1e-6, .bandwidth = 1e300};
    struct sw_scale_run run = {
        .ranks = 4, .members = UINT64_C(1) << 30, .islands = 1, .litter = 32, .keyframe_every = 50};
    struct sw_scale_forecast out = sw_scale_forecast(&c, &run);

    ck_assert_uint_eq(out.limit, 13); /* 101 / 113 is the first below 0.9 */
    ck_assert_double_eq_tol(out.efficiency, 101 / 104.0, 1e-9);
    c.put = 0;
    ck_assert_uint_ge(sw_scale_forecast(&c, &run).limit, 1u << 20);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("scale");
    TCase *t = tcase_create("scale");

    tcase_add_test(t, shares_are_those_of_the_deal);
    tcase_add_test(t, one_rank_wastes_nothing);
    tcase_add_test(t, losses_make_the_rest);
    tcase_add_test(t, bytes_are_those_of_the_deal);
    tcase_add_test(t, the_limit_is_where_it_falls);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
