#include "tests/unit/population/population_fixture.h"
#include "tests/unit/unit_test.h"

#include <stdlib.h>

enum { N = 50, MEMBERS = 72, PAIRS = MEMBERS / 2 };

static struct fixture f;

/* What cma keeps, in double. */
struct plain {
    double mean[N], variance[N], path[N], length_path[N], sigma;
    uint32_t generation;
};

static void begin(const char *update)
{
    fixture_settings(&f, "worlds.source=function:sphere", "worlds.dimension=50", "run.islands=1",
                     "phase1.strength=0.05", "phase2.strength=0.02", "selection.pressure=0.4",
                     update, NULL);
}

/* The noise of a pair of the island, as it is drawn. */
static void draw(const struct sw_births *births, uint32_t pair, float *z)
{
    const struct sw_litter *litter = &births->litter[pair / SW_LITTER_PAIRS];

    sw_random_noise(f.settings.run.seed, SW_RANDOM_MUTATION, litter->seed, pair % SW_LITTER_PAIRS,
                    0, z, N);
}

/* Weights of the members, by counting who is better. Scores differ. */
static void weigh(const float *scores, double *weight)
{
    double floor = f.settings.selection.pressure, sum = 0;

    for (int i = 0; i < MEMBERS; i++) {
        int below = 0;

        for (int j = 0; j < MEMBERS; j++)
            below += scores[j] < scores[i];
        weight[i] = fmax(0, (below / (MEMBERS - 1.0) - floor) / (1 - floor));
        sum += weight[i];
    }
    for (int i = 0; i < MEMBERS; i++)
        weight[i] /= sum;
}

/* One generation of separable CMA-ES from the papers, member by member. */
static void plain_step(struct plain *p, const struct sw_births *births, const float *scores,
                       double scale)
{
    double weight[MEMBERS], squared = 0, mu, cs, ds, cc, c1, cmu, chi, length = 0;
    double step[N] = {0}, square[N] = {0};
    bool stalls;

    weigh(scores, weight);
    for (int i = 0; i < MEMBERS; i++)
        squared += weight[i] * weight[i];
    mu = 1 / (squared - (1 - squared) / (MEMBERS - 1));
    for (uint32_t i = 0; i < MEMBERS; i++) {
        float z[N + 4];

        draw(births, i / 2, z);
        for (int k = 0; k < N; k++) {
            double y = (i % 2 == 0 ? 1 : -1) * sqrt(p->variance[k]) * (double)z[k];

            step[k] += weight[i] * y;
            square[k] += weight[i] * y * y;
        }
    }
    cs = (mu + 2) / (N + mu + 5);
    ds = 1 + 2 * fmax(0, sqrt((mu - 1) / (N + 1)) - 1) + cs;
    cc = (4 + mu / N) / (N + 4 + 2 * mu / N);
    c1 = fmin(1, (N + 2) / 3.0 * 2 / (pow(N + 1.3, 2) + mu));
    cmu = fmin(1 - c1, (N + 2) / 3.0 * 2 * (mu - 2 + 1 / mu) / (pow(N + 2, 2) + mu));
    chi = sqrt(N) * (1 - 1 / (4.0 * N) + 1 / (21.0 * N * N));
    for (int k = 0; k < N; k++) {
        p->mean[k] += p->sigma * scale * step[k];
        p->length_path[k] = (1 - cs) * p->length_path[k] +
                            sqrt(cs * (2 - cs) * mu) * step[k] / sqrt(p->variance[k]);
        length += p->length_path[k] * p->length_path[k];
    }
    length = sqrt(length);
    p->generation++;
    stalls = length / sqrt(1 - pow(1 - cs, 2.0 * p->generation)) >= (1.4 + 2.0 / (N + 1)) * chi;
    for (int k = 0; k < N; k++) {
        p->path[k] = (1 - cc) * p->path[k] + (stalls ? 0 : sqrt(cc * (2 - cc) * mu) * step[k]);
        p->variance[k] = (1 - c1 - cmu + (stalls ? c1 * cc * (2 - cc) : 0)) * p->variance[k] +
                         c1 * p->path[k] * p->path[k] + cmu * square[k];
    }
    p->sigma *= exp(cs / ds * (length / chi - 1));
}

static void start_plain(struct plain *p, const float *mean, double sigma)
{
    *p = (struct plain){.sigma = sigma};
    for (int k = 0; k < N; k++) {
        p->mean[k] = (double)mean[k];
        p->variance[k] = 1;
    }
}

static void same_as_plain(const struct plain *p, const struct sw_individual *parent, double scale)
{
    ck_assert_double_eq_tol(parent->sigma / p->sigma, 1, 1e-4);
    ck_assert_uint_eq(parent->steps, p->generation);
    for (int k = 0; k < N; k++) {
        ck_assert_double_eq_tol((double)parent->weights[k], p->mean[k], 1e-4 * scale);
        ck_assert_double_eq_tol((double)parent->second[k], p->variance[k], 1e-4);
        ck_assert_double_eq_tol((double)parent->first[k], p->path[k], 1e-4);
        ck_assert_double_eq_tol((double)parent->length_path[k], p->length_path[k], 1e-4);
    }
}

/* A member is the mean and the noise, each weight by its own deviation; and its score. */
static void live(const struct sw_breeding *breeding, const struct plain *p, float *scores,
                 double scale)
{
    const struct sw_island *island = &breeding->island[0];
    struct sw_identity_space space = sw_settings_space(&f.settings);

    for (uint32_t slot = 0; slot < MEMBERS; slot++) {
        struct sw_individual member;
        float z[N + 4];
        double sum = 0;

        ck_assert_int_eq(sw_genome_member(&f.breeder, &island->births.litter[slot / 32], slot % 32,
                                          &island->parent[0],
                                          sw_identity_id(space, breeding->generation, 0, slot),
                                          &member, &f.error),
                         0);
        draw(&island->births, slot / 2, z);
        for (int k = 0; k < N; k++) {
            double noise = sqrt(p->variance[k]) * (double)z[k];

            ck_assert_double_eq_tol(
                (double)member.weights[k],
                p->mean[k] + (slot % 2 == 0 ? 1 : -1) * p->sigma * scale * noise, 2e-4 * scale);
            sum += (1 + k) * pow((double)member.weights[k] - 1, 2);
        }
        ck_assert_ptr_null(member.length_path);
        scores[slot] = (float)-sum;
        sw_individual_free(&member);
    }
}

START_TEST(cma_is_the_papers)
{
    struct sw_breeding breeding;
    float scores[MEMBERS];
    struct plain p;
    double scale, least = 1;

    begin("selection.update=cma");
    scale = (double)f.layout.tensor[0].scale;
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    start_plain(&p, breeding.island[0].parent[0].weights, 0.05);
    for (uint64_t generation = 0; generation < 30; generation++) {
        const struct sw_individual *parent;

        if (generation == 20) /* a phase begins: all but the mean anew */
            start_plain(&p, breeding.island[0].parent[0].weights, 0.02);
        for (uint32_t i = 0; i < breeding.litters; i++)
            ck_assert_double_eq_tol((double)breeding.island[0].births.litter[i].strength / p.sigma,
                                    1, 1e-4);
        live(&breeding, &p, scores, scale);
        plain_step(&p, &breeding.island[0].births, scores, scale);
        ck_assert_int_eq(
            sw_breeding_advance(&breeding, &(struct sw_lived){.score = scores}, &f.error), 0);
        parent = &breeding.island[0].parent[0];
        same_as_plain(&p, parent, scale);
        for (int k = 0; k < N; k++)
            least = fmin(least, (double)parent->second[k]);
    }
    ck_assert_double_lt(least, 0.8); /* weights came to differ */
    sw_breeding_end(&breeding);
    fixture_end(&f);
}
END_TEST

/* All members alike: no step, but the step length goes on. */
START_TEST(cma_where_scores_say_nothing)
{
    struct sw_breeding breeding;
    float scores[MEMBERS] = {0}, founder[N];

    begin("selection.update=cma");
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    memcpy(founder, breeding.island[0].parent[0].weights, sizeof founder);
    for (int generation = 0; generation < 5; generation++)
        ck_assert_int_eq(
            sw_breeding_advance(&breeding, &(struct sw_lived){.score = scores}, &f.error), 0);
    ck_assert_mem_eq(founder, breeding.island[0].parent[0].weights, sizeof founder);
    ck_assert(breeding.island[0].parent[0].sigma > 0 && breeding.island[0].parent[0].sigma < 0.05);
    sw_breeding_end(&breeding);
    fixture_end(&f);
}
END_TEST

/* Every step is as long as the rate says, along the sum of share * noise; nothing is remembered. */
START_TEST(a_plain_step)
{
    struct sw_breeding breeding;
    float scores[MEMBERS];

    begin("selection.update=plain");
    ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
    for (uint64_t generation = 0; generation < 4; generation++) {
        double weight[MEMBERS], along[N] = {0}, norm = 0, length;
        float before[N], z[N + 4];
        const struct sw_individual *parent;

        memcpy(before, breeding.island[0].parent[0].weights, sizeof before);
        fixture_scores(&f, generation, scores);
        weigh(scores, weight);
        for (uint32_t pair = 0; pair < PAIRS; pair++) {
            draw(&breeding.island[0].births, pair, z);
            for (int k = 0; k < N; k++)
                along[k] += (weight[2 * pair] - weight[2 * pair + 1]) * (double)z[k];
        }
        for (int k = 0; k < N; k++)
            norm += along[k] * along[k] / N;
        length = (double)(sw_settings_rate(&f.settings, generation) * f.layout.tensor[0].scale);
        ck_assert_int_eq(
            sw_breeding_advance(&breeding, &(struct sw_lived){.score = scores}, &f.error), 0);
        parent = &breeding.island[0].parent[0];
        for (int k = 0; k < N; k++)
            ck_assert_double_eq_tol((double)parent->weights[k] - (double)before[k],
                                    length * along[k] / sqrt(norm), 1e-5);
        ck_assert(parent->first == NULL && parent->second == NULL && parent->length_path == NULL);
        ck_assert_uint_eq(parent->steps, generation + 1);
    }
    sw_breeding_end(&breeding);
    fixture_end(&f);
}
END_TEST

/* From one update to another: nobody steps by the arrays of another optimiser. */
START_TEST(another_update_begins_anew)
{
    static const char *const names[] = {"selection.update=adam", "selection.update=cma",
                                        "selection.update=plain"};

    for (int from = 0; from < 3; from++)
        for (int to = 0; to < 3; to++) {
            struct sw_breeding breeding;
            float scores[MEMBERS];
            const struct sw_individual *parent;

            begin(names[from]);
            fixture_end(&f);
            snprintf(f.settings.events, sizeof f.settings.events, "at 3 set selection.update %s\n",
                     strchr(names[to], '=') + 1);
            ck_assert_int_eq(sw_breeder_create(&f.breeder, &f.settings, &f.layout, &f.error), 0);
            ck_assert_int_eq(sw_breeding_begin(&breeding, &f.settings, &f.breeder, &f.error), 0);
            for (uint64_t generation = 0; generation < 5; generation++) {
                fixture_scores(&f, generation, scores);
                ck_assert_int_eq(
                    sw_breeding_advance(&breeding, &(struct sw_lived){.score = scores}, &f.error),
                    0);
            }
            parent = &breeding.island[0].parent[0];
            ck_assert_uint_eq(parent->steps, from == to ? 5 : 2);
            ck_assert_int_eq(parent->length_path != NULL, to == 1);
            ck_assert_int_eq(parent->first != NULL, to != 2);
            sw_breeding_end(&breeding);
            fixture_end(&f);
        }
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("update");
    TCase *t = tcase_create("update");

    tcase_add_test(t, cma_is_the_papers);
    tcase_add_test(t, cma_where_scores_say_nothing);
    tcase_add_test(t, a_plain_step);
    tcase_add_test(t, another_update_begins_anew);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
