/* cell_features_likelihood.c - which edits stand for a cell feature where a scorer says how likely
 * edits are. */
#include "search/cell_features_private.h"

enum { TOKENS_MAX = 10 };

/* What is summed for each kind; a mode in which it is seen counts nothing. */
enum part {
    PART_FEATURE = 1,  /* the where.* edit of the feature */
    PART_COLOUR = 2,   /* the edit that takes its colour in hand */
    PART_WORDS = 4,    /* the words of its selection */
    PART_STATE = 8,    /* the operations of its state */
    PART_OCCUPIED = 16 /* select.layer */
};

static const uint8_t parts[] = {
    [SW_CELL_FEATURE_WHERE] = PART_FEATURE,
    [SW_CELL_FEATURE_NEAR] = PART_COLOUR | PART_FEATURE,
    [SW_CELL_FEATURE_SELECTED] = PART_WORDS,
    [SW_CELL_FEATURE_COLOURED] = PART_COLOUR | PART_WORDS,
    [SW_CELL_FEATURE_COLOURS] = PART_STATE,
    [SW_CELL_FEATURE_OCCUPIED] = PART_STATE | PART_OCCUPIED,
};

static uint32_t surprise_of_words(const struct sw_likelihood *likelihood, const char *words)
{
    sw_edit_token token[TOKENS_MAX];
    size_t count = 0;

    if (sw_tokens_parse(words, token, TOKENS_MAX, &count, NULL) != 0)
        return 0;
    return sw_likelihood_tokens(likelihood, token, (uint32_t)count);
}

uint32_t sw_cell_feature_surprise(const struct sw_cell_feature *cell_feature,
                                  const struct sw_likelihood *likelihood,
                                  const struct sw_states *states)
{
    uint8_t part = parts[cell_feature->kind];
    bool near = cell_feature->kind == SW_CELL_FEATURE_NEAR;
    uint32_t sum = 0;

    if ((part & PART_FEATURE) != 0) {
        sw_edit_token token =
            sw_feature_token(near ? SW_FEATURE_NEAR : (enum sw_feature)cell_feature->what);

        sum += sw_likelihood_tokens(likelihood, &token, 1);
    }
    if ((part & PART_COLOUR) != 0) {
        char word[] = "hand.0";

        word[5] = (char)('0' + (near ? cell_feature->what : cell_feature->colour));
        sum += surprise_of_words(likelihood, word);
    }
    if ((part & PART_WORDS) != 0)
        sum += surprise_of_words(likelihood, sw_cell_features_words(cell_feature));
    if ((part & PART_STATE) != 0)
        sum += sw_likelihood_state(likelihood, states, cell_feature->state);
    if ((part & PART_OCCUPIED) != 0)
        sum += surprise_of_words(likelihood, "select.layer");
    return sum;
}
