#include "lang/claim.h"

#include <math.h>
#include <stddef.h>

struct sw_estimate sw_estimate_of(const double *value, uint32_t count)
{
    struct sw_estimate out = {.count = count};
    double squares = 0, half;

    for (uint32_t i = 0; i < count; i++)
        out.mean += value[i];
    out.mean /= count > 0 ? count : (double)NAN;
    for (uint32_t i = 0; i < count; i++)
        squares += (value[i] - out.mean) * (value[i] - out.mean);
    half = count > 1 ? 1.96 * sqrt(squares / (count - 1.0) / count) : 0;
    out.low = out.mean - half;
    out.high = out.mean + half;
    return out;
}

double sw_recovered(double normal, double shuffled, double oracle)
{
    return oracle > shuffled ? (normal - shuffled) / (oracle - shuffled) : (double)NAN;
}

double sw_chance_deviation(const struct sw_evidence *evidence)
{
    double p = evidence->chance;
    double error =
        sqrt(p * (1 - p) / (evidence->shuffled_count > 0 ? evidence->shuffled_count : 1));

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
