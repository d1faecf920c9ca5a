#include "world/law/law_filter.h"

#include <string.h>

/* Bit c if the token takes the colour c in hand. */
static uint16_t hand_colour(uint32_t token)
{
    const struct sw_edit *row = sw_edit_row(token);

    return row->digit && row->parameter > 0 ? (uint16_t)(1u << row->parameter) : 0;
}

static uint16_t colour_claim(const struct sw_rule *rule, uint8_t parameter)
{
    return parameter == 0 ? SW_LAW_FILTER_NONE
                          : (uint16_t)(1u << (rule->parameter[parameter - 1] + 1));
}

/* The colours that the teacher takes in hand and selects while the canvas is what it was at
 * first. */
static uint16_t asks_of(const struct sw_program *teacher)
{
    uint16_t asks = 0;
    bool first = true;

    for (int i = 0; i < teacher->length; i++) {
        const struct sw_edit *row = sw_edit_row(teacher->token[i]);

        if (row->group == SW_EDIT_ACT || row->group == SW_EDIT_CONTROL)
            first = row->restarts;
        else if (first && i > 0 && row->seeks)
            asks |= hand_colour(teacher->token[i - 1]);
    }
    return asks;
}

void sw_law_filter_set(struct sw_law_filter *claims, uint32_t at, const struct sw_rule *rule)
{
    const struct sw_law *law = sw_law_row(rule->law);

    claims->effects[at] = (uint16_t)law->effects;
    claims->ink[at] = colour_claim(rule, law->ink);
    claims->from[at] = colour_claim(rule, law->from);
    claims->others[at] = 0;
    if (law->both)
        claims->others[at] = (uint16_t) ~(colour_claim(rule, 1) | colour_claim(rule, 2));
    claims->asks[at] = asks_of(&rule->teacher);
}

/* Eight at once; what gcc and clang make of it on a machine without such registers is right too. */
typedef uint16_t eight __attribute__((vector_size(16)));

static eight load(const uint16_t *claim)
{
    eight out;

    memcpy(&out, claim, sizeof out);
    return out;
}

/* Whether all bits of all lanes are set. */
static bool all_of(eight lanes)
{
    uint64_t half[2];

    memcpy(half, &lanes, sizeof half);
    return (half[0] & half[1]) == UINT64_MAX;
}

/* Neighbours are mostly rules of one law, so that most eights fall with their effects. */
uint32_t sw_law_filter_pass(const struct sw_law_filter *claims, uint32_t count,
                            const struct sw_signature *signature, uint16_t place[SW_RULES_MAX])
{
    const eight none = {0};
    eight lacks = none + (uint16_t)~signature->effects, unseen = none + (uint16_t)~signature->seen;
    eight ink = none + (uint16_t)(signature->ink | SW_LAW_FILTER_NONE);
    eight from = none + (uint16_t)(signature->from | SW_LAW_FILTER_NONE);
    eight changed = none + signature->changed;
    uint32_t left = 0;

    for (uint32_t begin = 0; begin < count; begin += 8) {
        eight wrong = load(&claims->effects[begin]) & lacks;

        if (all_of((eight)(wrong != none)))
            continue;
        wrong |= (load(&claims->asks[begin]) & unseen) | (load(&claims->others[begin]) & changed);
        wrong = (eight)(wrong != none) | (eight)((load(&claims->ink[begin]) & ink) == none) |
                (eight)((load(&claims->from[begin]) & from) == none);
        if (all_of(wrong))
            continue;
        for (uint32_t k = 0; k < 8 && begin + k < count; k++) {
            place[left] = (uint16_t)(begin + k);
            left += ~wrong[k] & 1u;
        }
    }
    return left;
}
