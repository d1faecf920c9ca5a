#include "life/verifying.h"

#include <stdlib.h>
#include <string.h>

struct sw_verifying {
    const struct sw_action_set *action_set; /* borrowed */
    struct sw_thinking *thinking;
    struct sw_thought *thought; /* [room] */
    struct sw_puzzle *answered; /* [room] puzzles whose only demonstration is the test; NULL: not
                                   asked for yet */
    uint32_t room;
};

/* What a seat that sees the test beside its target is while it thinks. */
static const struct sw_seat answered_seat = {.name = "pointer", .sees_demonstrations = true};

struct sw_verifying *sw_verifying_create(const struct sw_brain_layout *layout,
                                         const struct sw_action_set *action_set,
                                         const struct sw_thinking_settings *settings,
                                         struct sw_error *error)
{
    struct sw_verifying *verifying = sw_allocate(1, sizeof *verifying, "verifying", error);

    if (verifying == NULL)
        return NULL;
    verifying->action_set = action_set;
    verifying->thinking = sw_thinking_create(layout, action_set, settings, error);
    if (verifying->thinking == NULL) {
        sw_verifying_destroy(verifying);
        return NULL;
    }
    return verifying;
}

void sw_verifying_destroy(struct sw_verifying *verifying)
{
    if (verifying == NULL)
        return;
    sw_thinking_destroy(verifying->thinking);
    free(verifying->thought);
    free(verifying->answered);
    free(verifying);
}

static int make_room(struct sw_verifying *verifying, uint32_t worlds, struct sw_error *error)
{
    if (worlds <= verifying->room)
        return 0;
    free(verifying->thought);
    free(verifying->answered);
    verifying->answered = NULL;
    verifying->room = 0;
    verifying->thought = sw_allocate(worlds, sizeof *verifying->thought, "verifying", error);
    if (verifying->thought == NULL)
        return -1;
    verifying->room = worlds;
    return 0;
}

/* The test and its target as the only demonstration. */
static int show_answers(struct sw_verifying *verifying, const struct sw_batch *batch,
                        struct sw_error *error)
{
    if (verifying->answered == NULL)
        verifying->answered =
            sw_allocate(verifying->room, sizeof *verifying->answered, "verifying", error);
    if (verifying->answered == NULL)
        return -1;
    for (uint32_t i = 0; i < batch->worlds; i++) {
        struct sw_puzzle *puzzle = &verifying->answered[i];

        sw_puzzle_copy(puzzle, &batch->puzzle[i]);
        puzzle->demonstrations = 1;
        puzzle->demonstration[0] = puzzle->test[0];
    }
    return 0;
}

int sw_verifying_search(struct sw_verifying *verifying, struct sw_mind *mind, const float *weights,
                        const struct sw_batch *batch, const struct sw_seat *seat,
                        struct sw_error *error)
{
    struct sw_thinker thinker = {.mind = mind,
                                 .weights = weights,
                                 .seat = seat,
                                 .puzzle = batch->puzzle,
                                 .shown = batch->shown,
                                 .puzzles = batch->worlds};

    if (verifying == NULL)
        return 0;
    if (make_room(verifying, batch->worlds, error) != 0)
        return -1;
    if (seat->sees_answer) {
        if (show_answers(verifying, batch, error) != 0)
            return -1;
        thinker.seat = &answered_seat;
        thinker.puzzle = verifying->answered;
        thinker.shown = batch->answer;
    } else if (!seat->sees_demonstrations) {
        memset(verifying->thought, 0, batch->worlds * sizeof *verifying->thought);
        return 0;
    }
    return sw_thinking_think(verifying->thinking, &thinker, verifying->thought, error);
}

void sw_verifying_intend(const struct sw_verifying *verifying, uint32_t world, struct sw_mind *mind,
                         uint32_t rows)
{
    const struct sw_thought *thought = verifying == NULL ? NULL : &verifying->thought[world];
    uint16_t edits[SW_PROGRAM_MAX];

    if (thought == NULL || thought->found == 0)
        return;
    for (uint32_t i = 0; i < thought->program.length; i++)
        edits[i] = verifying->action_set->row[thought->program.token[i]];
    sw_mind_intend(mind, rows, edits, thought->program.length);
}
