#include "dialogue/claim_text.h"

#include "base/table.h"

static void condition_values(const struct sw_evidence *e, enum sw_claim_condition condition,
                             char *text, size_t size)
{
    switch (condition) {
    case SW_CONDITION_SHUFFLED:
        snprintf(text, size, "by %.1f to %.1f %%", 100 * e->over_shuffled.low,
                 100 * e->over_shuffled.high);
        break;
    case SW_CONDITION_SELF:
        snprintf(text, size, "by %.1f to %.1f %%", 100 * e->over_self.low, 100 * e->over_self.high);
        break;
    case SW_CONDITION_RECOVERED:
        snprintf(text, size, "%.2f", e->recovered);
        break;
    case SW_CONDITION_CHANCE:
        if (e->uneven > 0)
            snprintf(text, size, "%.1f %%, chance %.1f-%.1f: %+.1f s.e.", 100 * e->shuffled,
                     100 * (e->chance - e->uneven), 100 * e->chance, sw_chance_deviation(e));
        else
            snprintf(text, size, "%.1f %%, chance %.1f %%: %+.1f s.e.", 100 * e->shuffled,
                     100 * e->chance, sw_chance_deviation(e));
        break;
    case SW_CONDITION_FOLLOW:
        snprintf(text, size, "%.1f %%, chance %.1f %%", 100 * e->follow, 100 * e->follow_chance);
        break;
    case SW_CONDITION_INFLUENCE:
        snprintf(text, size, "%.2f to %.2f bits", e->influence.low, e->influence.high);
        break;
    case SW_CONDITION_DECODER:
        snprintf(text, size, "by %.1f to %.1f %%", 100 * e->decoded.low, 100 * e->decoded.high);
        break;
    default:
        snprintf(text, size, e->constant_form ? "by the rules of the game" : "lengths differ");
    }
}

int sw_claim_table(const struct sw_evidence *evidence, const bool held[SW_CONDITIONS],
                   uint32_t *broken, FILE *out, struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"condition", SW_ALIGN_LEFT}, {"holds", SW_ALIGN_LEFT}, {"found", SW_ALIGN_LEFT}};
    struct sw_table *table = sw_table_create(columns, 3, error);
    int result;

    *broken = 0;
    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < SW_CONDITIONS; i++) {
        char text[80];

        condition_values(evidence, (enum sw_claim_condition)i, text, sizeof text);
        sw_table_cell(table, "%s", sw_claim_condition_name((enum sw_claim_condition)i));
        sw_table_cell(table, "%s", held[i] ? "yes" : "no");
        sw_table_cell(table, "%s", text);
        *broken += !held[i];
    }
    result = sw_table_print(table, out, SW_TABLE_WIDTH, error);
    sw_table_destroy(table);
    return result != 0 && !ferror(out) ? -1 : 0;
}
