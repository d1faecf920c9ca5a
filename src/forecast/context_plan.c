#include "forecast/context_plan.h"

enum { THROWS = 16, STEPS_MIN = 2, ATTEMPTS = 64, GOALS = 64 };

/* Behind the places of the examination's own dice (context_exam.c). */
static struct sw_dice dice_of(const struct sw_context_exam *exam, uint64_t number, uint32_t what)
{
    return sw_dice_at(exam->seed, SW_RANDOM_CONTEXT_EXAMINATION, number,
                      GOALS + 2 * (uint32_t)exam->pool + what);
}

static void list_actions(const struct sw_episode_rules *rules, struct sw_context_goal *goal)
{
    goal->action[0] = (struct sw_physics_deed){.push = false};
    goal->actions = 1;
    for (int colour = 1; colour <= rules->colours; colour++)
        for (uint8_t direction = 0; direction < SW_DIRECTIONS; direction++)
            goal->action[goal->actions++] = (struct sw_physics_deed){
                .push = true, .hand = (uint8_t)colour, .direction = direction};
}

/* Goes `steps` steps that change the canvas; false if none was found for one of them. */
static bool go(struct sw_context_goal *goal, uint32_t steps, struct sw_dice *dice)
{
    struct sw_grid next;

    sw_grid_copy(&goal->end, &goal->begin);
    for (uint32_t i = 0; i < steps; i++) {
        int left = THROWS;

        do {
            goal->program[i] = (uint8_t)sw_dice_below(dice, goal->actions);
            sw_physics_set_do(&goal->set, &goal->action[goal->program[i]], &goal->end, &next);
        } while (sw_grid_equal(&next, &goal->end) && --left > 0);
        if (left == 0)
            return false;
        sw_grid_copy(&goal->end, &next);
    }
    return !sw_grid_equal(&goal->end, &goal->begin);
}

bool sw_context_goal_draw(const struct sw_context_exam *exam, uint64_t number,
                          struct sw_context_goal *out)
{
    struct sw_dice dice = dice_of(exam, number, 0);

    sw_context_exam_set(exam, number, &out->set);
    list_actions(exam->rules, out);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        struct sw_transition scene;

        sw_context_draw(exam->rules, &out->set, &dice, &scene);
        sw_grid_copy(&out->begin, &scene.before);
        out->hidden = (uint32_t)sw_dice_between(&dice, STEPS_MIN, (int)SW_GOAL_STEPS);
        if (go(out, out->hidden, &dice))
            return true;
    }
    return false;
}

/* What the planner asks: the world, or what is believed of it. */
struct engine {
    struct sw_context_examiner *believed;
    const struct sw_context_goal *goal;
};

static void make(void *context, uint32_t action, const struct sw_grid *from, struct sw_grid *to)
{
    const struct engine *engine = context;
    const struct sw_physics_deed *deed = &engine->goal->action[action];

    if (engine->believed != NULL)
        sw_context_imagine(engine->believed, deed, from, to);
    else
        sw_physics_set_do(&engine->goal->set, deed, from, to);
}

void sw_context_goal_plan(struct sw_planner *planner, struct sw_context_examiner *believed,
                          const struct sw_context_goal *goal, struct sw_goal_plan *out)
{
    struct engine engine = {believed, goal};
    struct sw_plan_model model = {.actions = goal->actions, .make = make, .context = &engine};

    sw_planner_search(planner, &model, &goal->begin, &goal->end, out);
}

void sw_context_goal_guess(const struct sw_context_exam *exam, uint64_t number,
                           const struct sw_context_goal *goal, struct sw_goal_plan *out)
{
    struct sw_dice dice = dice_of(exam, number, 1);

    *out = (struct sw_goal_plan){.found = true, .tried = 1, .length = goal->hidden};
    for (uint32_t i = 0; i < goal->hidden; i++)
        out->step[i] = (uint8_t)sw_dice_below(&dice, goal->actions);
}

bool sw_context_goal_holds(const struct sw_goal_plan *plan, const struct sw_context_goal *goal)
{
    struct sw_grid grid = goal->begin, next;

    for (uint32_t i = 0; i < plan->length; i++) {
        sw_physics_set_do(&goal->set, &goal->action[plan->step[i]], &grid, &next);
        sw_grid_copy(&grid, &next);
    }
    return sw_grid_equal(&grid, &goal->end);
}
