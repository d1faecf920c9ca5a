#include "forecast/context_exam.h"

#include <stdlib.h>
#include <string.h>

enum {
    ASKED = 4,
    OTHER = 3 /* ticks of dice of one pool: the world, another's, and what is asked */
};

struct sw_context_examiner {
    struct sw_context_mind *mind;
    struct sw_forecast_percept percept, shown[SW_CONTEXT_SHOWN];
    struct sw_transition asked[ASKED], imagined;
    uint8_t kind_fate[SW_FORECAST_KINDS_MAX], fate[SW_FORECAST_KINDS_MAX];
};

static const uint32_t knows[SW_CONTEXT_KNOWS] = {0, 1, 2, 4, SW_CONTEXT_SHOWN};

uint32_t sw_context_knows(uint32_t index)
{
    return knows[index];
}

struct sw_context_examiner *sw_context_examiner_create(const struct sw_brain_layout *layout,
                                                       struct sw_error *error)
{
    struct sw_context_examiner *examiner =
        sw_allocate(1, sizeof *examiner, "making room to examine", error);

    if (examiner == NULL)
        return NULL;
    examiner->mind = sw_context_mind_create(layout, error);
    if (examiner->mind != NULL)
        return examiner;
    free(examiner);
    return NULL;
}

void sw_context_examiner_destroy(struct sw_context_examiner *examiner)
{
    if (examiner != NULL)
        sw_context_mind_destroy(examiner->mind);
    free(examiner);
}

static struct sw_dice dice_of(const struct sw_context_exam *exam, uint64_t number, uint32_t what)
{
    return sw_dice_at(exam->seed, SW_RANDOM_CONTEXT_EXAMINATION, number,
                      (uint32_t)exam->pool * OTHER + what);
}

void sw_context_exam_set(const struct sw_context_exam *exam, uint64_t number,
                         struct sw_physics_set *out)
{
    struct sw_dice dice = dice_of(exam, number, 0);

    sw_context_set_draw(exam->rules, exam->pool, &dice, out);
}

static void forecast(struct sw_context_examiner *examiner, const struct sw_transition *transition,
                     struct sw_grid *said)
{
    sw_context_perceive(transition, false, &examiner->percept);
    sw_context_mind_forecast(examiner->mind, &examiner->percept, examiner->kind_fate);
    for (uint32_t i = 0; i < examiner->percept.cells; i++)
        examiner->fate[i] = examiner->kind_fate[examiner->percept.kind[i]];
    sw_context_settle(transition, examiner->fate, said);
}

void sw_context_imagine(struct sw_context_examiner *examiner, const struct sw_physics_deed *deed,
                        const struct sw_grid *from, struct sw_grid *to)
{
    struct sw_transition *transition = &examiner->imagined;

    sw_grid_copy(&transition->before, from);
    transition->deed = *deed;
    forecast(examiner, transition, to);
}

static void ask(struct sw_context_examiner *examiner, const struct sw_transition *transition,
                struct sw_context_score *score)
{
    const struct sw_grid *before = &transition->before, *after = &transition->after;
    struct sw_grid said;

    forecast(examiner, transition, &said);
    score->asked++;
    score->exact += sw_grid_equal(&said, after);
    score->still += sw_grid_equal(before, after);
    for (int y = 0; y < before->height; y++)
        for (int x = 0; x < before->width; x++) {
            bool changes = after->cell[y][x] != before->cell[y][x];
            bool right = said.cell[y][x] == after->cell[y][x];

            score->changed += changes;
            score->right += changes && right;
            score->false_changes += !changes && !right;
        }
}

/* What the world shows next. */
static void show(struct sw_context_examiner *examiner, const struct sw_context_exam *exam,
                 const struct sw_physics_set *set, uint32_t number, struct sw_dice *dice)
{
    struct sw_transition transition;

    sw_context_draw(exam->rules, set, dice, &transition);
    sw_context_perceive(&transition, true, &examiner->shown[number]);
}

/* Goes over what the world has shown: from the beginning, or, where once is all, from what it had
 * shown before. told: NULL, or what is told. */
static void find_out(struct sw_context_examiner *examiner, const struct sw_context_exam *exam,
                     const float *weights, const float *told, uint32_t before, uint32_t seen)
{
    bool again = exam->passes > 1;

    if (again || seen == 0)
        sw_context_mind_begin(examiner->mind, weights, told);
    for (uint32_t pass = 0; pass == 0 || pass < exam->passes; pass++)
        for (uint32_t i = again ? 0 : before; i < seen; i++)
            sw_context_mind_live(examiner->mind, &examiner->shown[i], weights, NULL, false);
}

void sw_context_find_out(struct sw_context_examiner *examiner, const struct sw_context_exam *exam,
                         const float *weights, uint64_t number, uint32_t shown)
{
    struct sw_dice dice = dice_of(exam, number, 1);
    float told[SW_PHYSICS_ENTITIES][SW_PHYSICS_FACTS];
    struct sw_physics_set set;

    sw_context_exam_set(exam, exam->shuffled ? number ^ 1 : number, &set);
    sw_physics_set_facts(&set, told);
    for (uint32_t i = 0; i < shown; i++)
        show(examiner, exam, &set, i, &dice);
    sw_context_mind_begin(examiner->mind, weights, exam->rules->theme->told ? told[0] : NULL);
    find_out(examiner, exam, weights, exam->rules->theme->told ? told[0] : NULL, 0, shown);
}

void sw_context_examine(struct sw_context_examiner *examiner, const struct sw_context_exam *exam,
                        const float *weights, uint64_t number, struct sw_context_score *score)
{
    struct sw_dice shown = dice_of(exam, number, 1), asked = dice_of(exam, number, 2);
    float told[SW_PHYSICS_ENTITIES][SW_PHYSICS_FACTS];
    struct sw_physics_set set, other;
    uint32_t seen = 0;

    sw_context_exam_set(exam, number, &set);
    sw_context_exam_set(exam, number ^ 1, &other);
    sw_physics_set_facts(exam->shuffled ? &other : &set, told);
    for (uint32_t i = 0; i < ASKED; i++)
        sw_context_draw(exam->rules, &set, &asked, &examiner->asked[i]);
    for (uint32_t k = 0; k < SW_CONTEXT_KNOWS; k++) {
        for (; seen < knows[k]; seen++)
            show(examiner, exam, exam->shuffled ? &other : &set, seen, &shown);
        find_out(examiner, exam, weights, exam->rules->theme->told ? told[0] : NULL,
                 k > 0 ? knows[k - 1] : 0, seen);
        for (uint32_t i = 0; i < ASKED; i++)
            ask(examiner, &examiner->asked[i], &score[k]);
    }
}
