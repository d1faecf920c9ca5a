#include "life/thinking_private.h"

#include "agent/logarithm.h"
#include "agent/recall.h"
#include "lang/utterance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    AHEAD = 16,             /* the first of a heap that are thought ahead where rows are left */
    ROOM_MOST = 192u << 20, /* bytes of all searches together; one is allowed more */
};

/* --- room --- */

static size_t search_bytes(const struct sw_thinking *thinking)
{
    size_t senses = (thinking->moves ? thinking->slots : 1u) * (size_t)thinking->senses_floats;
    size_t floats = thinking->slots * (size_t)(thinking->stride + thinking->memory_floats) + senses;

    return sw_trials_bytes(thinking->steps) + thinking->steps + floats * sizeof(float) +
           thinking->room * (sizeof(struct sw_thinking_prefix) + sizeof(uint32_t)) +
           thinking->slots * 2 * sizeof(uint32_t);
}

static int search_create(const struct sw_thinking *thinking, struct sw_thinking_search *search,
                         struct sw_error *error)
{
    static const char what[] = "making room for thoughts";
    size_t slots = thinking->slots;

    search->trials = sw_trials_create(thinking->steps, &thinking->action_set, error);
    search->prefix = sw_allocate(thinking->room, sizeof *search->prefix, what, error);
    search->heap = sw_allocate(thinking->room, sizeof *search->heap, what, error);
    search->slot = sw_allocate(slots, sizeof *search->slot, what, error);
    search->looked = sw_allocate((size_t)thinking->steps + 1, sizeof *search->looked, what, error);
    search->eye = sw_allocate(slots, sizeof *search->eye, what, error);
    search->scores = sw_allocate_floats(slots * thinking->stride, what, error);
    search->memory = sw_allocate_floats(slots * thinking->memory_floats, what, error);
    search->senses =
        sw_allocate_floats((thinking->moves ? slots : 1) * thinking->senses_floats, what, error);
    return search->trials == NULL || search->prefix == NULL || search->heap == NULL ||
                   search->slot == NULL || search->looked == NULL || search->eye == NULL ||
                   search->scores == NULL || search->memory == NULL || search->senses == NULL
               ? -1
               : 0;
}

static void search_clear(struct sw_thinking_search *search)
{
    sw_trials_destroy(search->trials);
    free(search->prefix);
    free(search->heap);
    free(search->slot);
    free(search->looked);
    free(search->eye);
    free(search->scores);
    free(search->memory);
    free(search->senses);
}

static void size_up(struct sw_thinking *thinking)
{
    const struct sw_thinking_settings *settings = &thinking->settings;
    size_t each;

    thinking->room = SW_THINKING_PATIENCE + SW_THINKING_EACH * settings->thoughts;
    thinking->steps = thinking->room + settings->thoughts; /* some programs are no prefixes */
    thinking->slots = thinking->room + thinking->room / 4 + SW_TILE;
    thinking->stride = thinking->layout->tensor[SW_EDIT_HEAD].stride;
    thinking->memory_floats = sw_recall_memory_floats(thinking->layout);
    thinking->senses_floats = sw_recall_senses_floats(thinking->layout);
    thinking->moves =
        settings->looks > 1 || thinking->refocus == NULL || sw_refocus_moves(thinking->refocus);
    each = search_bytes(thinking);
    thinking->searches = each * SW_TILE <= ROOM_MOST ? SW_TILE : (uint32_t)(ROOM_MOST / each);
    thinking->searches += thinking->searches == 0;
    if (settings->puzzles > 0 && thinking->searches > settings->puzzles)
        thinking->searches = settings->puzzles;
}

uint64_t sw_thinking_bytes(const struct sw_brain_layout *layout,
                           const struct sw_thinking_settings *settings)
{
    struct sw_thinking thinking = {.settings = *settings, .layout = layout};

    size_up(&thinking);
    return thinking.searches * (uint64_t)search_bytes(&thinking);
}

struct sw_thinking *sw_thinking_create(const struct sw_brain_layout *layout,
                                       const struct sw_action_set *action_set,
                                       const struct sw_thinking_settings *settings,
                                       struct sw_error *error)
{
    static const char what[] = "making room for thoughts";
    struct sw_thinking *thinking = sw_allocate(1, sizeof *thinking, what, error);
    int failed;

    if (thinking == NULL)
        return NULL;
    thinking->settings = *settings;
    thinking->action_set = *action_set;
    thinking->layout = layout;
    thinking->refocus = sw_refocus_create(action_set, error);
    failed = thinking->refocus == NULL;
    if (!failed) {
        thinking->fresh = sw_refocus_fresh(thinking->refocus);
        size_up(thinking);
        thinking->search = sw_allocate(thinking->searches, sizeof *thinking->search, what, error);
        thinking->logits = sw_allocate_floats((size_t)SW_TILE * thinking->stride, what, error);
        thinking->work = sw_allocate_floats(thinking->stride, what, error);
        failed = thinking->search == NULL || thinking->logits == NULL || thinking->work == NULL;
    }
    for (uint32_t i = 0; !failed && i < thinking->searches; i++)
        failed = search_create(thinking, &thinking->search[i], error) != 0;
    if (!failed)
        return thinking;
    sw_thinking_destroy(thinking);
    return NULL;
}

void sw_thinking_destroy(struct sw_thinking *thinking)
{
    if (thinking == NULL)
        return;
    for (uint32_t i = 0; i < thinking->searches && thinking->search != NULL; i++)
        search_clear(&thinking->search[i]);
    free(thinking->search);
    free(thinking->logits);
    free(thinking->work);
    sw_refocus_destroy(thinking->refocus);
    sw_encoding_free(&thinking->encoding);
    free(thinking);
}

const struct sw_thinking_settings *sw_thinking_settings(const struct sw_thinking *thinking)
{
    return &thinking->settings;
}

void sw_thinking_weigh(struct sw_thinking *thinking, float spread, float brevity)
{
    thinking->settings.spread = spread;
    thinking->settings.brevity = brevity;
}

void sw_thinking_imagine(struct sw_thinking *thinking, const struct sw_edit_engine *engine)
{
    thinking->engine = engine;
    for (uint32_t i = 0; i < thinking->searches; i++)
        sw_trials_imagine(thinking->search[i].trials, engine);
}

void sw_thinking_tell(struct sw_thinking *thinking, sw_thinking_told *told, void *context)
{
    thinking->told = told;
    thinking->context = context;
}

/* --- the tile --- */

static void seat_waiting(struct sw_thinking *thinking, struct sw_thinking_search *search)
{
    const struct sw_thinking_prefix *prefix = &search->prefix[search->waiting];

    thinking->seat[thinking->rows++] =
        (struct sw_thinking_row){search, prefix->parent, prefix->slot, prefix->row, prefix->score};
}

/* The likeliest children of others are thought ahead; every prefix to come still gets its slot. */
static void seat_ahead(struct sw_thinking *thinking, struct sw_thinking_search *search)
{
    for (uint32_t i = 0; i < search->heaped && i < AHEAD && thinking->rows < SW_TILE; i++) {
        struct sw_thinking_prefix *prefix = &search->prefix[search->heap[i]];

        if (prefix->next == 0 || prefix->ahead != SW_THINKING_NONE ||
            prefix->length + 1u >= thinking->settings.ticks)
            continue;
        if (search->unused <= thinking->room - search->count)
            return;
        prefix->ahead = search->slot[--search->unused];
        thinking->seat[thinking->rows++] = (struct sw_thinking_row){
            search, search->heap[i], prefix->ahead, prefix->next, prefix->next_score};
    }
}

static float *senses_at(const struct sw_thinking *thinking, const struct sw_thinking_search *search,
                        uint32_t slot)
{
    return search->senses + (size_t)slot * thinking->senses_floats;
}

/* Roots see and hear their puzzles first: an ear is filled for a whole tile at once. */
static int perceive(struct sw_thinking *thinking, const struct sw_thinker *thinker,
                    struct sw_error *error)
{
    uint8_t tokens[SW_TILE * SW_UTTERANCE_MAX] = {0};
    uint32_t L = thinking->layout->shape.length;
    bool begins[SW_TILE] = {false}, any = false;

    for (uint32_t row = 0; row < thinking->rows; row++) {
        const struct sw_thinking_row *seat = &thinking->seat[row];

        begins[row] = seat->parent == SW_THINKING_NONE;
        any |= begins[row];
        if (begins[row] && thinker->heard != NULL)
            memcpy(tokens + row * L, thinker->heard + seat->search->number * thinker->stride, L);
    }
    if (any && thinker->heard != NULL)
        sw_mind_hear(thinker->mind, tokens, begins);
    for (uint32_t row = 0; row < thinking->rows; row++) {
        struct sw_thinking_search *search = thinking->seat[row].search;

        if (!begins[row])
            continue;
        if (sw_encoding_take(&thinking->encoding, thinker->mind, thinker->weights,
                             thinker->shown[search->number], error) != 0)
            return -1;
        sw_mind_see_row(thinker->mind, row, &thinking->encoding);
        sw_recall_put_memory(thinker->mind, row, NULL);
        sw_recall_take_senses(thinker->mind, row, senses_at(thinking, search, 0));
        search->eye[0] = 0;
    }
    return 0;
}

/* A row goes on from its prefix. What it sees is another thing where a look begins, or where the
 * last edit has moved its eye. */
static int resume(struct sw_thinking *thinking, const struct sw_thinker *thinker, uint32_t row,
                  struct sw_error *error)
{
    const struct sw_thinking_row *seat = &thinking->seat[row];
    struct sw_thinking_search *search = seat->search;
    const struct sw_thinking_prefix *from = &search->prefix[seat->parent];
    bool looks = seat->row == SW_EDIT_NONE;
    sw_edit_token token = looks ? thinking->fresh : thinking->action_set.token[seat->row];
    struct sw_program program;
    int failed;

    sw_recall_put_memory(thinker->mind, row,
                         looks ? NULL
                               : search->memory + (size_t)from->slot * thinking->memory_floats);
    sw_recall_put_senses(thinker->mind, row, senses_at(thinking, search, from->eye));
    search->eye[seat->slot] = from->eye;
    if (!thinking->moves || (!looks && sw_edit_row(token)->group != SW_EDIT_MODE))
        return 0;
    sw_thinking_program(thinking, search, seat->parent, &program);
    program.token[program.length++] = token;
    failed = (looks ? sw_refocus_again : sw_refocus_follow)(thinking->refocus, thinker->mind,
                                                            search->puzzle, thinker->seat, &program,
                                                            UINT32_C(1) << row, error);
    search->eye[seat->slot] = seat->slot;
    sw_recall_take_senses(thinker->mind, row, senses_at(thinking, search, seat->slot));
    return failed;
}

/* What every child of a prefix is worth: its own score and the log likelihood of an edit more. */
static void score_children(struct sw_thinking *thinking, const struct sw_kernel *kernel,
                           const float *logits, float score, float *out)
{
    uint32_t count = thinking->action_set.count;
    float spread = thinking->settings.spread, sum = 0.0f, log_sum;

    memcpy(thinking->work, logits, thinking->stride * sizeof *logits);
    log_sum = kernel->exponentials(thinking->work, count, thinking->stride);
    for (uint32_t i = 0; i < count && spread == 0.0f; i++) {
        float held = logits[i] > 60.0f ? 60.0f : logits[i] < -60.0f ? -60.0f : logits[i];

        out[i] = score + (held - log_sum);
    }
    if (spread == 0.0f)
        return;
    for (uint32_t i = 0; i < count; i++)
        sum += thinking->work[i];
    for (uint32_t i = 0; i < count; i++)
        out[i] = score +
                 sw_logarithm((1.0f - spread) * (thinking->work[i] / sum) + spread / (float)count);
}

/* What each edit but stop costs. */
static void charge_edits(const struct sw_thinking *thinking, float *scores)
{
    for (uint32_t i = 1; i < thinking->action_set.count; i++)
        scores[i] -= thinking->settings.brevity;
}

/* Thinks all rows of the tile through. */
static int think_tile(struct sw_thinking *thinking, const struct sw_thinker *thinker,
                      struct sw_error *error)
{
    uint16_t previous[SW_TILE];

    sw_mind_previous(previous, SW_EDIT_NONE);
    if (perceive(thinking, thinker, error) != 0)
        return -1;
    for (uint32_t row = 0; row < thinking->rows; row++) {
        previous[row] = thinking->seat[row].row;
        if (thinking->seat[row].parent != SW_THINKING_NONE &&
            resume(thinking, thinker, row, error) != 0)
            return -1;
    }
    sw_mind_think(thinker->mind, previous);
    sw_mind_edit(thinker->mind, thinking->logits);
    for (uint32_t row = 0; row < thinking->rows; row++) {
        const struct sw_thinking_row *seat = &thinking->seat[row];
        struct sw_thinking_search *search = seat->search;

        sw_recall_take_memory(thinker->mind, row,
                              search->memory + (size_t)seat->slot * thinking->memory_floats);
        score_children(thinking, &thinker->mind->kernel,
                       thinking->logits + (size_t)row * thinking->stride, seat->score,
                       search->scores + (size_t)seat->slot * thinking->stride);
        if (thinking->settings.brevity > 0.0f)
            charge_edits(thinking, search->scores + (size_t)seat->slot * thinking->stride);
    }
    return 0;
}

int sw_thinking_think(struct sw_thinking *thinking, const struct sw_thinker *thinker,
                      struct sw_thought *thought, struct sw_error *error)
{
    uint32_t next = 0, searches = thinking->searches;

    if (searches > thinker->puzzles)
        searches = thinker->puzzles;
    if (thinking->engine != NULL)
        thinking->engine->own(thinking->engine->context, thinker->weights);
    sw_recall_begin(thinker->mind, thinker->weights, thinker->heard != NULL);
    for (; next < searches; next++)
        sw_thinking_begin(thinking, &thinking->search[next], thinker, next, &thought[next]);
    for (;;) {
        thinking->rows = 0;
        for (uint32_t i = 0; i < searches; i++) {
            struct sw_thinking_search *search = &thinking->search[i];

            sw_thinking_advance(thinking, search);
            if (search->over && next < thinker->puzzles) {
                sw_thinking_begin(thinking, search, thinker, next, &thought[next]);
                next++;
            }
            if (!search->over)
                seat_waiting(thinking, search);
        }
        if (thinking->rows == 0)
            return 0;
        for (uint32_t i = 0; i < searches; i++)
            if (!thinking->search[i].over)
                seat_ahead(thinking, &thinking->search[i]);
        if (think_tile(thinking, thinker, error) != 0)
            return -1;
        for (uint32_t i = 0; i < searches; i++)
            if (!thinking->search[i].over)
                sw_thinking_wake(thinking, &thinking->search[i]);
    }
}
