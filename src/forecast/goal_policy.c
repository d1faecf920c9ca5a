#include "forecast/goal_policy.h"

#include "agent/code_mind.h"
#include "forecast/lessons.h"
#include "world/sight/sight.h"

#include <stdlib.h>
#include <string.h>

/* A word for the deed and one for the colour; room for all of both. */
enum { WORDS = 2, DEEDS = 10, FEATURES = 64, STEP = 32 };

#define RATE     0.02f
#define RATE_END 0.001f
#define FADE     0.003f

_Static_assert(DEEDS >= SW_COLOURS, "a colour needs a word");

struct sw_goal_policy {
    struct sw_episode_rules rules;
    uint64_t seed, steps, lesson;
    struct sw_brain_layout layout;
    struct sw_code_mind *mind;
    struct sw_percept *seen;
    float *weights, *back, *first, *second, *gradient; /* [floats]; weights owns all */
    struct sw_puzzle shown;                            /* canvas and goal */
};

struct sw_goal_policy *sw_goal_policy_create(const struct sw_episode_rules *rules, uint64_t seed,
                                             struct sw_error *error)
{
    static const char doing[] = "making a policy";
    struct sw_code_shape shape = {.form = SW_CODE_TOKENS,
                                  .length = WORDS,
                                  .vocabulary = DEEDS,
                                  .sight_rows = sw_sight_rows(),
                                  .cell_rows = 1,
                                  .fates = 1,
                                  .features = FEATURES,
                                  .hidden = SW_LANES};
    struct sw_goal_policy *policy = sw_allocate(1, sizeof *policy, doing, error);

    if (policy == NULL)
        return NULL;
    policy->rules = *rules;
    policy->seed = seed;
    policy->shown.demonstrations = 1;
    if (sw_code_brain_layout(&shape, &policy->layout, error) != 0)
        goto fail;
    policy->mind = sw_code_mind_create(&shape, &policy->layout, error);
    policy->seen = sw_percept_create(64, error);
    policy->weights = sw_allocate_floats((size_t)5 * policy->layout.floats, doing, error);
    if (policy->mind == NULL || policy->seen == NULL || policy->weights == NULL)
        goto fail;
    policy->back = policy->weights + policy->layout.floats;
    policy->first = policy->back + policy->layout.floats;
    policy->second = policy->first + policy->layout.floats;
    policy->gradient = policy->second + policy->layout.floats;
    memset(policy->back, 0, (size_t)4 * policy->layout.floats * sizeof *policy->back);
    sw_code_brain_founder(&policy->layout, seed, policy->weights);
    return policy;
fail:
    sw_goal_policy_destroy(policy);
    return NULL;
}

void sw_goal_policy_destroy(struct sw_goal_policy *policy)
{
    if (policy == NULL)
        return;
    sw_code_mind_destroy(policy->mind);
    sw_percept_destroy(policy->seen);
    free(policy->weights);
    free(policy);
}

static int look(struct sw_goal_policy *policy, const struct sw_grid *canvas,
                const struct sw_grid *end, struct sw_error *error)
{
    sw_grid_copy(&policy->shown.demonstration[0].canvas, canvas);
    sw_grid_copy(&policy->shown.demonstration[0].target, end);
    if (sw_sight_demonstrations(&policy->shown, policy->seen, error) != 0)
        return -1;
    return sw_code_mind_look(policy->mind, policy->weights, policy->seen, error);
}

/* The words of an action: acts of goals are pushes and slides of four ways each, and eating. */
static struct sw_code words_of(const struct sw_episode_step *action)
{
    bool slides = strncmp(action->deed.name, "act.slide.", strlen("act.slide.")) == 0;
    bool eats = action->select == 0;
    struct sw_code code = {.token = {(uint8_t)(eats     ? 2 * SW_DIRECTIONS
                                               : slides ? SW_DIRECTIONS + action->deed.direction
                                                        : action->deed.direction),
                                     eats ? 0 : action->colour}};

    return code;
}

/* ---- lessons ---- */

static void step(struct sw_goal_policy *policy, float rate)
{
    struct sw_forecast_lessons how = {
        .episodes = SW_POLICY_LESSONS,
        .step = STEP,
        .learn = SW_GROUP_SPEECH,
        .rate = rate,
        .fade = FADE,
        .steps = &policy->steps,
        .first = policy->first,
        .second = policy->second,
        .back = policy->back,
    };

    sw_lessons_step(&policy->layout, &how, policy->gradient, policy->weights);
    memset(policy->gradient, 0, policy->layout.floats * sizeof *policy->gradient);
}

/* Goes along the hidden program. */
static int learn_goal(struct sw_goal_policy *policy, const struct sw_goal *goal,
                      struct sw_error *error)
{
    struct sw_grid canvas, next;

    sw_grid_copy(&canvas, &goal->begin);
    for (uint32_t i = 0; i < goal->hidden; i++) {
        const struct sw_episode_step *action = &goal->action[goal->program[i]];
        struct sw_code code = words_of(action);

        if (look(policy, &canvas, &goal->end, error) != 0)
            return -1;
        sw_code_mind_learn(policy->mind, policy->seen, &code, NULL, policy->back, policy->gradient);
        sw_episode_do(action, &canvas, &next);
        sw_grid_copy(&canvas, &next);
    }
    return 0;
}

int sw_goal_policy_teach(struct sw_goal_policy *policy, uint32_t generations,
                         struct sw_error *error)
{
    uint64_t all = (uint64_t)generations * SW_POLICY_LESSONS;

    /* Numbers of lessons begin where those of examinations never come to. */
    for (uint64_t i = 0; i < all; i++) {
        struct sw_goal goal;

        if (!sw_goal_draw(&policy->rules, (enum sw_goal_kind)(i % SW_GOAL_KINDS), policy->seed,
                          (UINT64_C(1) << 40) + policy->lesson++, &goal))
            continue;
        if (learn_goal(policy, &goal, error) != 0)
            return -1;
        if ((i + 1) % STEP == 0)
            step(policy, RATE + (RATE_END - RATE) * (float)i / (float)all);
    }
    return 0;
}

/* ---- acting ---- */

/* The likeliest of what may be done, the first on a tie. */
static uint32_t choose(const struct sw_goal_policy *policy, const struct sw_goal *goal)
{
    uint32_t best = 0;
    float most = 0;

    for (uint32_t i = 0; i < goal->actions; i++) {
        struct sw_code code = words_of(&goal->action[i]);
        float score =
            policy->mind->score[code.token[0]] + policy->mind->score[DEEDS + code.token[1]];

        if (i > 0 && score <= most)
            continue;
        most = score;
        best = i;
    }
    return best;
}

int sw_goal_policy_act(struct sw_goal_policy *policy, const struct sw_goal *goal,
                       struct sw_goal_plan *out, struct sw_error *error)
{
    struct sw_grid canvas, next;

    *out = (struct sw_goal_plan){.tried = 1};
    sw_grid_copy(&canvas, &goal->begin);
    while (out->length < SW_PLAN_STEPS && !sw_grid_equal(&canvas, &goal->end)) {
        uint32_t action;

        if (look(policy, &canvas, &goal->end, error) != 0)
            return -1;
        action = choose(policy, goal);
        out->step[out->length++] = (uint8_t)action;
        sw_episode_do(&goal->action[action], &canvas, &next);
        sw_grid_copy(&canvas, &next);
    }
    out->found = sw_grid_equal(&canvas, &goal->end);
    return 0;
}
