#include "life/thinking_private.h"

#include <math.h>
#include <string.h>

/* --- the heap --- */

/* Whether the next child of one prefix is to be taken before that of another. */
static bool before(const struct sw_thinking_prefix *prefix, uint32_t a, uint32_t b)
{
    if (prefix[a].next_score != prefix[b].next_score)
        return prefix[a].next_score > prefix[b].next_score;
    if (prefix[a].next != prefix[b].next)
        return prefix[a].next < prefix[b].next;
    return a < b;
}

static void sink(struct sw_thinking_search *search, uint32_t at)
{
    uint32_t *heap = search->heap, held = heap[at];

    for (;;) {
        uint32_t child = 2 * at + 1;

        if (child >= search->heaped)
            break;
        if (child + 1 < search->heaped && before(search->prefix, heap[child + 1], heap[child]))
            child++;
        if (!before(search->prefix, heap[child], held))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = held;
}

static void push(struct sw_thinking_search *search, uint32_t prefix)
{
    uint32_t *heap = search->heap, at = search->heaped++;

    while (at > 0 && before(search->prefix, prefix, heap[(at - 1) / 2])) {
        heap[at] = heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap[at] = prefix;
}

/* Finds the likeliest child that was not taken; the lowest row on a tie. False if all were. */
static bool find_next(const struct sw_thinking *thinking, struct sw_thinking_search *search,
                      uint32_t prefix)
{
    const float *scores = search->scores + (size_t)search->prefix[prefix].slot * thinking->stride;
    uint32_t best = 0;

    for (uint32_t i = 1; i < thinking->action_set.count; i++)
        best = scores[i] > scores[best] ? i : best;
    search->prefix[prefix].next = (uint16_t)best;
    search->prefix[prefix].next_score = scores[best];
    return scores[best] > -INFINITY;
}

/* The prefix on top loses its next child, which was taken, to the one after it. */
static void take_next(const struct sw_thinking *thinking, struct sw_thinking_search *search)
{
    struct sw_thinking_prefix *top = &search->prefix[search->heap[0]];

    search->scores[(size_t)top->slot * thinking->stride + top->next] = -INFINITY;
    top->ahead = SW_THINKING_NONE;
    if (!find_next(thinking, search, search->heap[0]))
        search->heap[0] = search->heap[--search->heaped];
    if (search->heaped > 0)
        sink(search, 0);
}

/* --- one search --- */

void sw_thinking_begin(struct sw_thinking *thinking, struct sw_thinking_search *search,
                       const struct sw_thinker *thinker, uint32_t number,
                       struct sw_thought *thought)
{
    search->puzzle = &thinker->puzzle[number];
    search->thought = thought;
    search->number = number;
    search->heaped = 0;
    search->over = false;
    search->unused = thinking->slots - 1;
    for (uint32_t i = 0; i < search->unused; i++)
        search->slot[i] = thinking->slots - 1 - i;
    memset(thought, 0, sizeof *thought);
    memset(search->looked, 0, thinking->steps + 1);
    search->looked[0] = true;
    sw_trials_begin(search->trials, search->puzzle);
    search->prefix[0] = (struct sw_thinking_prefix){
        .parent = SW_THINKING_NONE, .ahead = SW_THINKING_NONE, .row = SW_EDIT_NONE, .looks = 1};
    search->count = 1;
    search->waiting = 0;
}

/* A prefix is thought through: its children can be taken. */
static void ready(struct sw_thinking *thinking, struct sw_thinking_search *search, uint32_t prefix)
{
    if (find_next(thinking, search, prefix))
        push(search, prefix);
}

void sw_thinking_program(const struct sw_thinking *thinking,
                         const struct sw_thinking_search *search, uint32_t prefix,
                         struct sw_program *out)
{
    memset(out, 0, sizeof *out);
    out->length = search->prefix[prefix].length;
    for (uint32_t k = out->length; k > 0; k--) {
        uint16_t row = search->prefix[prefix].row;

        out->token[k - 1] = row == SW_EDIT_NONE ? thinking->fresh : thinking->action_set.token[row];
        prefix = search->prefix[prefix].parent;
    }
}

/* A program is tried, unless one that left everything as it does was: the search is over if it
 * fits, or if it was the last. */
static void try_program(struct sw_thinking *thinking, struct sw_thinking_search *search,
                        uint32_t state, const struct sw_program *program)
{
    struct sw_thought *thought = search->thought;
    enum sw_trial_outcome trial = sw_trials_try(search->trials, state);

    if (trial == SW_TRIAL_KNOWN)
        return;
    thought->tried++;
    if (trial == SW_TRIAL_FITS) {
        thought->found = thought->tried;
        thought->program = *program;
    }
    if (thinking->told != NULL)
        thinking->told(thinking->context, search->number, thought->tried, program,
                       trial == SW_TRIAL_FITS);
    search->over = trial == SW_TRIAL_FITS || thought->tried == thinking->settings.thoughts;
}

/* Adds a prefix; its slot is thought already, or it waits. */
static void add_prefix(struct sw_thinking *thinking, struct sw_thinking_search *search,
                       struct sw_thinking_prefix prefix)
{
    uint32_t at = search->count;

    if (at == SW_THINKING_PATIENCE + SW_THINKING_EACH * search->thought->tried) {
        search->over = true;
        return;
    }
    search->count++;
    if (prefix.slot == SW_THINKING_NONE) {
        prefix.slot = search->slot[--search->unused];
        search->waiting = at;
    } else {
        prefix.eye = search->eye[prefix.slot];
    }
    search->prefix[at] = prefix;
    if (search->waiting == SW_THINKING_NONE)
        ready(thinking, search, at);
}

/* Stop: the program is tried; if it does not fit, another look may begin where it ends. */
static void take_stop(struct sw_thinking *thinking, struct sw_thinking_search *search,
                      uint32_t parent)
{
    const struct sw_thinking_prefix *from = &search->prefix[parent];
    struct sw_thinking_prefix prefix = {.parent = parent,
                                        .slot = SW_THINKING_NONE,
                                        .ahead = SW_THINKING_NONE,
                                        .score = from->next_score,
                                        .row = SW_EDIT_NONE,
                                        .length = (uint8_t)(from->length + 1),
                                        .looks = (uint8_t)(from->looks + 1)};
    uint32_t state = from->state;
    struct sw_program program;

    sw_thinking_program(thinking, search, parent, &program);
    take_next(thinking, search);
    try_program(thinking, search, state, &program);
    if (search->over || prefix.looks > thinking->settings.looks ||
        prefix.length >= thinking->settings.ticks)
        return;
    if (!sw_trials_step(search->trials, state, thinking->fresh, &prefix.state)) {
        search->over = true;
    } else if (!search->looked[prefix.state]) {
        search->looked[prefix.state] = true;
        add_prefix(thinking, search, prefix);
    }
}

/* An edit: the prefix is longer by one, and is a program where ticks are over. */
static void take_edit(struct sw_thinking *thinking, struct sw_thinking_search *search,
                      uint32_t parent)
{
    const struct sw_thinking_prefix *from = &search->prefix[parent];
    struct sw_thinking_prefix prefix = {.parent = parent,
                                        .slot = from->ahead,
                                        .ahead = SW_THINKING_NONE,
                                        .score = from->next_score,
                                        .row = from->next,
                                        .length = (uint8_t)(from->length + 1),
                                        .looks = from->looks};
    sw_edit_token token = thinking->action_set.token[prefix.row];
    uint32_t state = from->state;
    struct sw_program program;

    sw_thinking_program(thinking, search, parent, &program);
    program.token[program.length++] = token;
    take_next(thinking, search);
    if (!sw_trials_step(search->trials, state, token, &prefix.state))
        search->over = true;
    else if (prefix.length < thinking->settings.ticks)
        add_prefix(thinking, search, prefix);
    else
        try_program(thinking, search, prefix.state, &program);
}

/* Takes what is likeliest until something has to be thought through. */
void sw_thinking_advance(struct sw_thinking *thinking, struct sw_thinking_search *search)
{
    while (!search->over && search->waiting == SW_THINKING_NONE) {
        uint32_t parent = search->heap[0];

        if (search->heaped == 0)
            search->over = true;
        else if (search->prefix[parent].next == 0)
            take_stop(thinking, search, parent);
        else
            take_edit(thinking, search, parent);
    }
}

/* What waited is ready. */
void sw_thinking_wake(struct sw_thinking *thinking, struct sw_thinking_search *search)
{
    uint32_t prefix = search->waiting;

    search->waiting = SW_THINKING_NONE;
    search->prefix[prefix].eye = search->eye[search->prefix[prefix].slot];
    ready(thinking, search, prefix);
}
