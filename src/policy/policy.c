#include "policy/policy.h"

#include "agent/logarithm.h"
#include "agent/recall.h"
#include "base/file.h"
#include "life/refocus.h"
#include "weights/weights_file.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_MOST = 64 << 20, KINDS = 256 };

struct sw_policy {
    struct sw_brain_layout layout;
    struct sw_action_set action_set;
    float *weights;
    struct sw_mind *mind;
    struct sw_percept *percept;
    struct sw_thinking *thinking;
    struct sw_refocus *refocus;
    struct sw_encoding encoding;
    float *logits; /* [SW_TILE][stride] */
    uint32_t programs;
    struct sw_program program[SW_POLICY_PROGRAMS_MAX];
};

static const struct sw_seat seat = {.name = "policy", .sees_demonstrations = true, .edits = true};

/* Which edits a head of so many stands for. */
static int action_set_of(uint32_t edits, struct sw_action_set *out, struct sw_error *error)
{
    struct sw_worlds_settings worlds = {.laws = "all",
                                        .source = "generated",
                                        .colours = 9,
                                        .side_min = 3,
                                        .side_max = 30,
                                        .organisms_min = 1,
                                        .organisms_max = 30,
                                        .demonstrations_min = 1,
                                        .demonstrations_max = 1,
                                        .compose = 2};

    *out = sw_action_set_all();
    if (out->count != edits && sw_action_set_taught(&worlds, out, error) != 0)
        return -1;
    if (out->count == edits)
        return 0;
    return sw_fail(error, SW_EXIT_USAGE,
                   "it knows %u edits; a policy is evolved by this version of the program with "
                   "worlds.laws = all, worlds.colours = 9 and worlds.compose = 2, or with "
                   "agent.edits = all",
                   edits);
}

/* As many edits can be other ones: those of another version, or of other laws. */
static int check_edits(const struct sw_action_set *action_set, const void *bytes, size_t size,
                       struct sw_error *error)
{
    char mark[SW_HASH_TEXT];

    if (sw_weights_suit(bytes, size, sw_action_set_mark(action_set, mark)))
        return 0;
    return sw_fail(error, SW_EXIT_USAGE,
                   "it knows %u edits, as a policy of this version of the program does, but "
                   "different ones; a policy is evolved with worlds.laws = all, worlds.colours = 9 "
                   "and worlds.compose = 2, or with agent.edits = all",
                   action_set->count);
}

static int read_genome(struct sw_policy *policy, const void *bytes, size_t size,
                       struct sw_error *error)
{
    struct sw_brain_shape shape;

    if (sw_weights_shape(bytes, size, &shape, error) != 0)
        return -1;
    if (shape.sight_rows != sw_sight_rows())
        return sw_fail(error, SW_EXIT_USAGE,
                       "its eye has %u rows where this version of the program has %u",
                       shape.sight_rows, sw_sight_rows());
    if (sw_brain_layout(&shape, &policy->layout, error) != 0 ||
        action_set_of(shape.edits, &policy->action_set, error) != 0 ||
        check_edits(&policy->action_set, bytes, size, error) != 0)
        return -1;
    policy->weights = sw_allocate_floats(policy->layout.floats, "reading a policy", error);
    return policy->weights == NULL
               ? -1
               : sw_weights_unpack(&policy->layout, bytes, size, policy->weights, error);
}

static int read_file(struct sw_policy *policy, const char *path, struct sw_error *error)
{
    size_t size;
    char *bytes = sw_file_read(path, FILE_MOST, &size, error);
    int result;

    if (bytes == NULL)
        return -1;
    result = read_genome(policy, bytes, size, error);
    free(bytes);
    return result == 0 ? 0 : sw_error_prefix(error, "%.300s", path);
}

/* Every program that is tried; of too many the last place is for the latest, which may fit. */
static void remember(void *context, uint32_t puzzle, uint32_t number,
                     const struct sw_program *program, bool fits)
{
    struct sw_policy *policy = context;

    (void)puzzle;
    (void)number;
    (void)fits;
    policy->programs -= policy->programs == SW_POLICY_PROGRAMS_MAX;
    policy->program[policy->programs++] = *program;
}

struct sw_policy *sw_policy_open(const char *path, const struct sw_thinking_settings *settings,
                                 struct sw_error *error)
{
    struct sw_policy *policy = sw_allocate(1, sizeof *policy, "reading a policy", error);

    if (policy == NULL)
        return NULL;
    if (read_file(policy, path, error) == 0)
        policy->mind = sw_mind_create(&policy->layout, "portable", error);
    if (policy->mind != NULL)
        policy->percept = sw_percept_create(KINDS, error);
    if (policy->percept != NULL)
        policy->refocus = sw_refocus_create(&policy->action_set, error);
    if (policy->refocus != NULL)
        policy->logits =
            sw_allocate_floats((size_t)SW_TILE * policy->layout.tensor[SW_EDIT_HEAD].stride,
                               "reading a policy", error);
    if (policy->logits != NULL)
        policy->thinking =
            sw_thinking_create(&policy->layout, &policy->action_set, settings, error);
    if (policy->thinking == NULL) {
        sw_policy_close(policy);
        return NULL;
    }
    sw_thinking_tell(policy->thinking, remember, policy);
    return policy;
}

void sw_policy_close(struct sw_policy *policy)
{
    if (policy == NULL)
        return;
    sw_thinking_destroy(policy->thinking);
    sw_refocus_destroy(policy->refocus);
    sw_encoding_free(&policy->encoding);
    free(policy->logits);
    sw_percept_destroy(policy->percept);
    sw_mind_destroy(policy->mind);
    free(policy->weights);
    free(policy);
}

int sw_policy_think(struct sw_policy *policy, const struct sw_puzzle *puzzle,
                    struct sw_thought *thought, struct sw_error *error)
{
    struct sw_percept *shown[] = {policy->percept};
    const struct sw_thinker thinker = {.mind = policy->mind,
                                       .weights = policy->weights,
                                       .seat = &seat,
                                       .puzzle = puzzle,
                                       .shown = shown,
                                       .puzzles = 1};

    policy->programs = 0;
    if (sw_sight_demonstrations(puzzle, policy->percept, error) != 0)
        return -1;
    return sw_thinking_think(policy->thinking, &thinker, thought, error);
}

uint32_t sw_policy_programs(const struct sw_policy *policy, const struct sw_program **program)
{
    *program = policy->program;
    return policy->programs;
}

/* --- scores --- */

/* Tenths of a nat, rounded. */
static uint8_t tenths(float nats)
{
    float out = nats * 10.0f + 0.5f;

    return out >= (float)SW_POLICY_SURPRISE_MAX ? SW_POLICY_SURPRISE_MAX
                                                : (uint8_t)(out > 0.0f ? out : 0.0f);
}

/* What the present tick says of the edits that come next: logits [stride], spoilt. */
static void read_surprises(const struct sw_policy *policy, float *logits,
                           uint8_t surprise[SW_EDITS_MAX])
{
    const struct sw_action_set *set = &policy->action_set;
    uint32_t stride = policy->layout.tensor[SW_EDIT_HEAD].stride;
    float held[SW_EDITS_MAX], log_sum;

    for (uint32_t i = 0; i < set->count; i++)
        held[i] = logits[i] > 60.0f ? 60.0f : logits[i] < -60.0f ? -60.0f : logits[i];
    log_sum = policy->mind->kernel.exponentials(logits, set->count, stride);
    for (uint32_t i = 0; i < set->count; i++)
        surprise[set->token[i]] = tenths(log_sum - held[i]);
}

/* The edits of a beginning that the head has, from the first on. */
static uint32_t known_edits(const struct sw_policy *policy, const struct sw_program *beginning)
{
    uint32_t known = 0;

    while (known < beginning->length && policy->action_set.row[beginning->token[known]] != 0)
        known++;
    return known;
}

/* Shows all rows the demonstrations. */
static int begin_scores(struct sw_policy *policy, const struct sw_puzzle *puzzle,
                        struct sw_error *error)
{
    if (sw_sight_demonstrations(puzzle, policy->percept, error) != 0)
        return -1;
    sw_recall_begin(policy->mind, policy->weights, false);
    if (sw_encoding_take(&policy->encoding, policy->mind, policy->weights, policy->percept,
                         error) != 0)
        return -1;
    for (uint32_t row = 0; row < SW_TILE; row++)
        sw_mind_see_row(policy->mind, row, &policy->encoding);
    return 0;
}

/* The rows that have an edit at this tick make it, and their eyes follow. */
static int make_edits(struct sw_policy *policy, const struct sw_puzzle *puzzle,
                      const struct sw_program *beginning, uint32_t count, uint32_t tick,
                      uint16_t previous[SW_TILE], struct sw_error *error)
{
    for (uint32_t row = 0; row < count; row++) {
        struct sw_program so_far = beginning[row];

        if (tick > so_far.length || tick > known_edits(policy, &beginning[row]))
            continue;
        so_far.length = (uint8_t)tick;
        previous[row] = policy->action_set.row[so_far.token[tick - 1]];
        if (sw_edit_row(so_far.token[tick - 1])->group == SW_EDIT_MODE &&
            sw_refocus_follow(policy->refocus, policy->mind, puzzle, &seat, &so_far,
                              UINT32_C(1) << row, error) != 0)
            return -1;
    }
    return 0;
}

int sw_policy_score(struct sw_policy *policy, const struct sw_puzzle *puzzle,
                    const struct sw_program *beginning, uint32_t count,
                    uint8_t (*surprise)[SW_EDITS_MAX], struct sw_error *error)
{
    uint32_t stride = policy->layout.tensor[SW_EDIT_HEAD].stride, last = 0;
    uint8_t share = tenths(sw_logarithm((float)sw_edit_count()));
    uint16_t previous[SW_TILE];

    for (uint32_t row = 0; row < count; row++) {
        last = beginning[row].length > last ? beginning[row].length : last;
        memset(surprise[row], share, sizeof surprise[row]);
    }
    if (begin_scores(policy, puzzle, error) != 0)
        return -1;
    sw_mind_previous(previous, SW_EDIT_NONE);
    for (uint32_t tick = 0; tick <= last; tick++) {
        if (tick > 0 && make_edits(policy, puzzle, beginning, count, tick, previous, error) != 0)
            return -1;
        sw_mind_think(policy->mind, previous);
        sw_mind_edit(policy->mind, policy->logits);
        for (uint32_t row = 0; row < count; row++)
            if (beginning[row].length == tick && known_edits(policy, &beginning[row]) == tick)
                read_surprises(policy, policy->logits + (size_t)row * stride, surprise[row]);
    }
    return 0;
}
