/* compose.c - writes programs token by token and replays them. */
#include "search/compose.h"

#include <string.h>

struct sw_draft sw_compose(struct sw_candidate *candidate)
{
    candidate->length = 0;
    return (struct sw_draft){.candidate = candidate};
}

/* Organisms that need not hang together. */
#define LOOSE (SW_MODE_PANELS | SW_MODE_APART)

void sw_compose_token(struct sw_draft *draft, uint32_t token)
{
    struct sw_candidate *candidate = draft->candidate;
    const struct sw_edit *row = sw_edit_row(token);

    if (row == NULL || candidate->length >= SW_SOLUTION_TOKENS_MAX) {
        draft->broken = true;
        return;
    }
    candidate->token[candidate->length++] = (sw_edit_token)token;
    if (row->fresh)
        draft->mode = 0;
    else if (row->mode != NULL)
        draft->mode = row->mode(draft->mode);
}

void sw_compose_words(struct sw_draft *draft, const char *words)
{
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        int token = sw_edit_find(words, length);

        if (token < 0)
            draft->broken = true;
        else
            sw_compose_token(draft, (uint32_t)token);
        words += length;
        words += strspn(words, " ");
    }
}

void sw_compose_number(struct sw_draft *draft, uint32_t number)
{
    char word[] = "hand.0";

    word[5] = (char)('0' + number % 10);
    sw_compose_words(draft, word);
    for (; number >= 10; number -= 10)
        sw_compose_words(draft, "hand.ten");
}

void sw_compose_mode(struct sw_draft *draft, uint8_t mode)
{
    uint8_t differs = draft->mode ^ mode;

    if ((differs & SW_MODE_FOUR) != 0)
        sw_compose_words(draft, (mode & SW_MODE_FOUR) != 0 ? "mode.four" : "mode.eight");
    if ((differs & SW_MODE_ANY) != 0)
        sw_compose_words(draft, (mode & SW_MODE_ANY) != 0 ? "mode.any" : "mode.colour");
    if ((mode & LOOSE) == 0 && (draft->mode & LOOSE) != 0)
        sw_compose_words(draft, (mode & SW_MODE_FOUR) != 0 ? "mode.four" : "mode.eight");
    while (draft->mode != mode && !draft->broken)
        sw_compose_words(draft, "mode.panels");
}

void sw_compose_state(struct sw_draft *draft, const struct sw_states *states, uint32_t state)
{
    sw_edit_token token[SW_STATE_TOKENS_MAX];
    uint32_t length = sw_states_program(states, state, token);

    for (uint32_t k = 0; k < length; k++)
        sw_compose_token(draft, token[k]);
}

bool sw_compose_verify(const struct sw_states *states, const struct sw_candidate *candidate)
{
    uint32_t demonstrations = sw_states_demonstrations(states), right = 0;

    for (uint32_t k = 0; k < sw_states_canvases(states); k++) {
        struct sw_grid made =
            sw_tokens_run(candidate->token, candidate->length, sw_states_canvas(states, k));

        if (k < demonstrations)
            right += sw_grid_equal(&made, sw_states_target(states, k));
        else if (!sw_grid_equal(&made, &candidate->output[k - demonstrations]))
            return false;
    }
    return right == candidate->demonstrations;
}
