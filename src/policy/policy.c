#include "policy/policy.h"

#include "base/file.h"
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
