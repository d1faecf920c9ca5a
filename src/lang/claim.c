#include "lang/claim.h"

#include <math.h>
#include <stdlib.h>

static struct sw_estimate estimate(const double *value, uint32_t count, double errors)
{
    struct sw_estimate out = {.count = count};
    double squares = 0, half;

    for (uint32_t i = 0; i < count; i++)
        out.mean += value[i];
    out.mean /= count > 0 ? count : (double)NAN;
    for (uint32_t i = 0; i < count; i++)
        squares += (value[i] - out.mean) * (value[i] - out.mean);
    half = count > 1 ? errors * sqrt(squares / (count - 1.0) / count) : 0;
    out.low = out.mean - half;
    out.high = out.mean + half;
    return out;
}

struct sw_estimate sw_estimate_of(const double *value, uint32_t count)
{
    return estimate(value, count, 1.96);
}

/* The 97.5 % points of Student's t with 1, 2, ... degrees of freedom. */
static const double student[] = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306,
                                 2.262,  2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
                                 2.110,  2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064,
                                 2.060,  2.056, 2.052, 2.048, 2.045, 2.042};

struct sw_estimate sw_estimate_of_few(const double *value, uint32_t count)
{
    const uint32_t rows = sizeof student / sizeof *student;

    return estimate(value, count,
                    count < 2          ? 0
                    : count - 2 < rows ? student[count - 2]
                                       : 1.96 + 2.5 / (count - 1.0));
}

double sw_claim_recovered(double normal, double shuffled, double oracle)
{
    return oracle > shuffled ? (normal - shuffled) / (oracle - shuffled) : (double)NAN;
}

double sw_chance_deviation(const struct sw_evidence *evidence)
{
    double p = evidence->chance, error;

    if (evidence->shuffled < p)
        p = evidence->shuffled > p - evidence->uneven ? evidence->shuffled : p - evidence->uneven;
    error = sqrt(p * (1 - p) / (evidence->shuffled_count > 0 ? evidence->shuffled_count : 1));
    if (evidence->shuffled_count == 0)
        return 0;
    return error > 0 ? (evidence->shuffled - p) / error : evidence->shuffled > p ? HUGE_VAL : 0;
}

static const char *const names[SW_CONDITIONS] = {
    [SW_CONDITION_SHUFFLED] = "normal is above shuffled",
    [SW_CONDITION_SELF] = "normal is above self",
    [SW_CONDITION_RECOVERED] = "recovered gain is over 0.5",
    [SW_CONDITION_CHANCE] = "shuffled is near chance",
    [SW_CONDITION_FOLLOW] = "exchanged messages are followed",
    [SW_CONDITION_INFLUENCE] = "causal influence is above 0",
    [SW_CONDITION_DECODER] = "the message alone tells the rule",
    [SW_CONDITION_FORM] = "time, length and place are constant",
};

const char *sw_claim_condition_name(enum sw_claim_condition condition)
{
    return (unsigned)condition < SW_CONDITIONS ? names[condition] : NULL;
}

bool sw_claim(const struct sw_evidence *evidence, bool held[SW_CONDITIONS])
{
    bool all = true;

    held[SW_CONDITION_SHUFFLED] = evidence->over_shuffled.low > 0;
    held[SW_CONDITION_SELF] = evidence->over_self.low > 0;
    held[SW_CONDITION_RECOVERED] = evidence->recovered > 0.5;
    held[SW_CONDITION_CHANCE] =
        evidence->shuffled_count > 0 && fabs(sw_chance_deviation(evidence)) <= 2;
    held[SW_CONDITION_FOLLOW] = evidence->follow > 2 * evidence->follow_chance;
    held[SW_CONDITION_INFLUENCE] = evidence->influence.low > 0;
    held[SW_CONDITION_DECODER] = evidence->decoded.low > 0;
    held[SW_CONDITION_FORM] = evidence->constant_form;
    for (uint32_t i = 0; i < SW_CONDITIONS; i++)
        all = all && held[i];
    return all;
}

bool sw_claim_formed(const struct sw_evidence *evidence)
{
    return evidence->recovered > 0.5 && evidence->shuffled_count > 0 &&
           fabs(sw_chance_deviation(evidence)) <= 2;
}

int sw_claim_over(const struct sw_evidence *run, uint32_t count, struct sw_evidence *out,
                  struct sw_error *error)
{
    enum { INTERVALS = 4, MEANS = 6 };
    struct sw_estimate *const interval[INTERVALS] = {&out->over_shuffled, &out->over_self,
                                                     &out->influence, &out->decoded};
    double *const mean[MEANS] = {&out->recovered, &out->shuffled,      &out->chance,
                                 &out->follow,    &out->follow_chance, &out->uneven};
    double *value = sw_allocate(count + 1u, sizeof *value, "weighing runs", error);

    *out = (struct sw_evidence){.constant_form = true};
    if (value == NULL)
        return -1;
    for (uint32_t i = 0; i < count; i++) {
        const double means[MEANS] = {run[i].recovered, run[i].shuffled,      run[i].chance,
                                     run[i].follow,    run[i].follow_chance, run[i].uneven};

        for (uint32_t k = 0; k < MEANS; k++)
            *mean[k] += means[k] / count;
        out->shuffled_count += run[i].shuffled_count;
        out->constant_form = out->constant_form && run[i].constant_form;
    }
    for (uint32_t k = 0; k < INTERVALS; k++) {
        for (uint32_t i = 0; i < count; i++) {
            const double of_run[INTERVALS] = {run[i].over_shuffled.mean, run[i].over_self.mean,
                                              run[i].influence.mean, run[i].decoded.mean};

            value[i] = of_run[k];
        }
        *interval[k] = sw_estimate_of_few(value, count);
    }
    free(value);
    return 0;
}
