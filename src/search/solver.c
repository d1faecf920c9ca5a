#include "search/solver.h"
#include "search/compose.h"
#include "search/cover.h"
#include "search/expand.h"
#include "search/placement.h"
#include "search/cell_rule.h"

#include <stdlib.h>
#include <string.h>

struct sw_solver {
    struct sw_operations *operations;
    struct sw_expander *expander;
    struct sw_states *states;
    struct sw_puzzle puzzle;          /* without the tests' targets */
    struct sw_proposals *proposals;   /* NULL until somebody proposes */
    struct sw_likelihood *likelihood; /* NULL until something is ordered */
    uint64_t *key;                    /* [listed] room to sort in */
    uint32_t *listed;                 /* [room] states in their order */
    uint32_t room;
    struct sw_candidate candidate;
};

enum { BUDGET = 24000, ROUNDS = 3, TRUST = 45 };

struct sw_solver_settings sw_solver_settings_usual(uint32_t budget)
{
    struct sw_solver_settings settings = {.stages = 3,
                                          .sure_cost = 30,
                                          .stop_cost = 55,
                                          .last_cost = 110,
                                          .handicap = 5,
                                          .doubt = 20,
                                          .trust = TRUST};

    if (budget == 0)
        budget = BUDGET;
    settings.stage[0] = (struct sw_solver_stage){budget / 6, 0, 8, 5, false};
    settings.stage[1] = (struct sw_solver_stage){budget * 2 / 5, 30, 8, 5, false};
    settings.stage[2] = (struct sw_solver_stage){budget, 90, 12, 6, false};
    settings.groups = UINT64_MAX;
    settings.cover = settings.rule = true;
    return settings;
}

struct sw_solver *sw_solver_create(struct sw_error *error)
{
    struct sw_solver *solver = sw_allocate(1, sizeof *solver, "starting a search", error);

    if (solver == NULL)
        return NULL;
    solver->operations = sw_operations_create(error);
    if (solver->operations != NULL)
        solver->expander = sw_expander_create(solver->operations, error);
    if (solver->expander != NULL)
        solver->states = sw_states_create(solver->operations, error);
    if (solver->states == NULL) {
        sw_solver_destroy(solver);
        return NULL;
    }
    return solver;
}

void sw_solver_destroy(struct sw_solver *solver)
{
    if (solver == NULL)
        return;
    sw_states_destroy(solver->states);
    sw_expander_destroy(solver->expander);
    sw_operations_destroy(solver->operations);
    sw_proposals_destroy(solver->proposals);
    sw_likelihood_destroy(solver->likelihood);
    free(solver->key);
    free(solver->listed);
    free(solver);
}

const struct sw_operations *sw_solver_operations(const struct sw_solver *solver)
{
    return solver->operations;
}

/* --- which state is expanded next --- */

/* Operations for the root, for its children, and for what is deeper. */
static uint32_t tier_of(const struct sw_state *state)
{
    return state->depth == 0 ? 2 : state->depth == 1 ? 1 : 0;
}

static bool worth_expanding(const struct sw_states *states, const struct sw_state *state)
{
    if (state->expanded || state->length + 8 > SW_STATE_TOKENS_MAX)
        return false;
    for (uint32_t k = 0; k < sw_states_canvases(states); k++) {
        const struct sw_grid *grid = &sw_states_image(states, state->image[k])->grid;
        uint8_t first = grid->cell[0][0];

        for (int y = 0; y < grid->height; y++)
            for (int x = 0; x < grid->width; x++)
                if (grid->cell[y][x] != first)
                    return true;
    }
    return false;
}

struct work {
    struct sw_solver *solver;
    const struct sw_solver_settings *settings;
    struct sw_effort *effort;
    const struct sw_likelihood *likelihood; /* NULL: nothing is ordered */
    struct sw_listing listing;
};

/* The root's expansion is never cut short by a stage, only by the whole budget. */
static void expand(struct work *work, uint32_t state, uint32_t limit)
{
    struct sw_states *states = work->solver->states;
    const struct sw_solver_settings *settings = work->settings;
    uint32_t whole = settings->stage[settings->stages - 1].applications;
    const struct sw_expansion expansion = {
        .tier = tier_of(sw_states_row(states, state)),
        .groups = work->settings->groups,
        .limit = (state == 0 ? whole : limit) - work->effort->applications,
        .likelihood = state == 0 && settings->order[SW_ORDER_ROOT] > 0 ? work->likelihood : NULL,
    };
    uint32_t applied = sw_expand(work->solver->expander, states, state, &expansion);
    uint32_t fitted = sw_expand_fitted(work->solver->expander);

    if (work->effort->fitted == 0 && fitted > 0)
        work->effort->fitted = work->effort->applications + fitted;
    work->effort->applications += applied;
    work->effort->runs += (uint64_t)applied * sw_states_canvases(states);
    work->effort->expanded++;
}

/* A state's cost, with what its program is less likely than others if that counts. */
static uint32_t priority_of(const struct work *work, uint32_t index)
{
    const struct sw_states *states = work->solver->states;
    uint32_t weight = work->settings->order[SW_ORDER_STATES];
    uint32_t cost = sw_states_row(states, index)->cost;

    if (work->likelihood == NULL || weight == 0)
        return cost;
    return cost + sw_likelihood_term(sw_likelihood_state(work->likelihood, states, index), weight);
}

/* The unexpanded state that costs least, the first of equals; or the one nearest to the targets. */
static uint32_t next_state(const struct work *work, bool nearest)
{
    const struct sw_states *states = work->solver->states;
    uint32_t best = SW_STATE_NONE, least = 0, least_cost = 0;

    for (uint32_t i = 0; i < sw_states_count(states); i++) {
        const struct sw_state *state = sw_states_row(states, i);
        uint32_t cost, own;

        if (state->expanded || (nearest && !state->sized))
            continue;
        cost = priority_of(work, i);
        own = nearest ? state->wrong : cost;
        if (best != SW_STATE_NONE &&
            (own > least || (own == least && (!nearest || cost >= least_cost))))
            continue;
        if (worth_expanding(states, state)) {
            best = i;
            least = own;
            least_cost = cost;
        }
    }
    return best;
}

static void spend(struct work *work, const struct sw_solver_stage *stage)
{
    uint32_t guided = stage->guide > 0 ? stage->applications / 3 : 0, next;

    while (work->effort->applications < stage->applications - guided &&
           (next = next_state(work, false)) != SW_STATE_NONE)
        expand(work, next, stage->applications);
    for (uint32_t round = 0; round < ROUNDS && stage->guide > 0; round++)
        for (uint32_t g = 0; g < stage->guide / ROUNDS; g++) {
            if (work->effort->applications >= stage->applications ||
                (next = next_state(work, true)) == SW_STATE_NONE)
                return;
            expand(work, next, stage->applications);
        }
}

/* --- answers --- */

static void add_state(struct work *work, uint32_t index, struct sw_answers *answers)
{
    const struct sw_states *states = work->solver->states;
    const struct sw_state *state = sw_states_row(states, index);
    struct sw_candidate *candidate = &work->solver->candidate;
    struct sw_draft draft = sw_compose(candidate);
    uint32_t demonstrations = sw_states_demonstrations(states), right = 0;

    for (uint32_t k = 0; k < demonstrations; k++)
        right += sw_grid_equal(&sw_states_image(states, state->image[k])->grid,
                               sw_states_target(states, k));
    if (right == 0 || !sw_answers_wants(answers, right, state->cost))
        return;
    candidate->kind = SW_CANDIDATE_STATE;
    candidate->demonstrations = right;
    candidate->cost = state->cost;
    candidate->surprise =
        work->likelihood == NULL ? 0 : sw_likelihood_state(work->likelihood, states, index);
    candidate->tests = sw_states_canvases(states) - demonstrations;
    for (uint32_t t = 0; t < candidate->tests; t++)
        candidate->output[t] = sw_states_image(states, state->image[demonstrations + t])->grid;
    sw_compose_state(&draft, states, index);
    if (draft.broken || !sw_compose_verify(states, candidate))
        work->effort->refused++;
    else
        sw_answers_add(answers, candidate);
}

static void add_states(struct work *work, struct sw_answers *answers)
{
    for (uint32_t i = 0; i < sw_states_count(work->solver->states); i++)
        add_state(work, i, answers);
}

/* States in the order in which layers are made of them, or cell features of tables. */
static int list_states(struct work *work, enum sw_order order, struct sw_error *error)
{
    struct sw_solver *solver = work->solver;
    uint32_t weight = work->settings->order[order];
    uint32_t count = sw_states_count(solver->states);

    work->listing = (struct sw_listing){0};
    if (work->likelihood == NULL || weight == 0)
        return 0;
    if (count > solver->room) {
        free(solver->key);
        free(solver->listed);
        solver->room = 0;
        solver->key = sw_allocate(count, sizeof *solver->key, "ordering states", error);
        solver->listed = sw_allocate(count, sizeof *solver->listed, "ordering states", error);
        if (solver->key == NULL || solver->listed == NULL)
            return -1;
        solver->room = count;
    }
    sw_likelihood_list(work->likelihood, solver->states, weight, solver->key, solver->listed);
    work->listing = (struct sw_listing){work->likelihood, weight, solver->listed};
    return 0;
}

/* Tables, from all demonstrations or from all but one. */
static int learn(struct work *work, const struct sw_solver_stage *stage, uint32_t left_out,
                 struct sw_answers *answers, struct sw_error *error)
{
    const struct sw_states *states = work->solver->states;
    struct sw_placement frame[SW_PLACEMENTS_MAX];
    uint32_t frames = sw_placements_find(states, SW_PLACEMENTS_MAX, frame);

    if (list_states(work, SW_ORDER_TABLES, error) != 0)
        return -1;
    for (uint32_t f = 0; f < frames && work->settings->rule; f++) {
        struct sw_cell_rule_settings rule = sw_cell_rule_settings_usual();
        struct sw_composed composed = {0};

        rule.left_out = left_out;
        rule.listing = work->listing;
        rule.likelihood = work->likelihood;
        if (stage->guide > 0) { /* what the cheapest states say has been looked at before */
            rule.states = 40;
            rule.near = 120;
        }
        if (sw_cell_rule_search(states, &frame[f], &rule, answers, &composed, error) != 0)
            return -1;
        work->effort->refused += composed.mismatched;
    }
    return 0;
}

/* Whether the first answer makes all demonstrations right and costs no more than this. */
static bool good_enough(const struct work *work, const struct sw_answers *answers, uint32_t cost)
{
    const struct sw_candidate *best;

    if (sw_answers_count(answers) == 0)
        return false;
    best = sw_answers_row(answers, 0);
    return best->demonstrations == sw_states_demonstrations(work->solver->states) &&
           best->cost <= cost;
}

static int answer(struct work *work, const struct sw_solver_stage *stage,
                  struct sw_answers *answers, struct sw_error *error)
{
    const struct sw_states *states = work->solver->states;
    struct sw_placement frame[SW_PLACEMENTS_MAX];
    uint32_t frames;

    add_states(work, answers);
    if (good_enough(work, answers, work->settings->sure_cost))
        return 0;
    if (list_states(work, SW_ORDER_LAYERS, error) != 0)
        return -1;
    frames = sw_placements_find(states, SW_PLACEMENTS_MAX, frame);
    for (uint32_t f = 0; f < frames && work->settings->cover; f++) {
        struct sw_cover_settings cover = sw_cover_settings_usual();
        struct sw_composed composed = {0};

        cover.listing = work->listing;
        cover.likelihood = work->likelihood;
        cover.beam = stage->beam;
        cover.depth = stage->depth;
        if (sw_cover_search(states, &frame[f], &cover, answers, &composed, error) != 0)
            return -1;
        work->effort->refused += composed.mismatched;
    }
    return learn(work, stage, SW_CELL_RULE_OF_ALL, answers, error);
}

/* Where nothing makes all demonstrations right, one of three or more may be the odd one: what
 * tables say that are learnt from the others. */
static int answer_in_part(struct work *work, const struct sw_solver_stage *stage,
                          struct sw_answers *answers, struct sw_error *error)
{
    uint32_t demonstrations = sw_states_demonstrations(work->solver->states);

    if (demonstrations < 3 || (sw_answers_count(answers) > 0 &&
                               sw_answers_row(answers, 0)->demonstrations == demonstrations))
        return 0;
    for (uint32_t k = 0; k < demonstrations; k++)
        if (learn(work, stage, k, answers, error) != 0)
            return -1;
    return 0;
}

/* A proposer looks at the task before anything is searched; what fits is an answer. */
static int propose(struct work *work, struct sw_answers *answers, struct sw_error *error)
{
    struct sw_solver *solver = work->solver;

    if (work->settings->proposer == NULL)
        return 0;
    if (solver->proposals == NULL)
        solver->proposals = sw_proposals_create(error);
    if (solver->proposals == NULL ||
        sw_proposals_ask(solver->proposals, work->settings->proposer, &solver->puzzle, error) !=
            0 ||
        sw_proposals_take(solver->proposals, solver->states, true, error) != 0)
        return -1;
    add_states(work, answers);
    return 0;
}

/* What comes near is a state among others. */
static int offer(struct work *work, const struct sw_solver_stage *stage, struct sw_error *error)
{
    uint32_t before = sw_states_count(work->solver->states);

    if (!stage->offers || work->solver->proposals == NULL)
        return 0;
    if (sw_proposals_take(work->solver->proposals, work->solver->states, false, error) != 0)
        return -1;
    work->effort->offered += sw_states_count(work->solver->states) - before;
    return 0;
}

/* A scorer looks at the task if something is to be ordered by what it says. */
static int weigh(struct work *work, struct sw_answers *answers, struct sw_error *error)
{
    const struct sw_solver_settings *settings = work->settings;
    struct sw_solver *solver = work->solver;
    bool any = false;

    for (uint32_t i = 0; i < SW_ORDERS; i++)
        any = any || settings->order[i] > 0;
    if (settings->scorer == NULL || !any)
        return 0;
    if (solver->likelihood == NULL)
        solver->likelihood = sw_likelihood_create(solver->operations, error);
    if (solver->likelihood == NULL ||
        sw_likelihood_take(solver->likelihood, settings->scorer, &solver->puzzle, error) != 0)
        return -1;
    work->likelihood = solver->likelihood;
    sw_answers_weigh(answers, settings->order[SW_ORDER_ANSWERS]);
    return 0;
}

/* The search gets to see what a solver may see. */
static void take_targets_away(struct sw_puzzle *puzzle)
{
    for (uint32_t t = 0; t < puzzle->tests; t++) {
        puzzle->test[t].target = sw_grid_empty(1, 1);
        puzzle->test_has_target[t] = false;
    }
}

int sw_solve(struct sw_solver *solver, const struct sw_puzzle *puzzle,
             const struct sw_solver_settings *settings, struct sw_answers *answers,
             struct sw_effort *effort, struct sw_error *error)
{
    struct sw_effort own;
    struct work work = {
        .solver = solver, .settings = settings, .effort = effort != NULL ? effort : &own};

    memset(work.effort, 0, sizeof *work.effort);
    sw_puzzle_copy(&solver->puzzle, puzzle);
    take_targets_away(&solver->puzzle);
    sw_answers_clear(answers);
    sw_answers_expect(answers, &solver->puzzle);
    if (sw_states_reset(solver->states, &solver->puzzle, error) != 0)
        return -1;
    if (weigh(&work, answers, error) != 0 || propose(&work, answers, error) != 0)
        return -1;
    if (good_enough(&work, answers, settings->trust)) {
        /* An attempt is left: what short programs say besides. */
        expand(&work, 0, settings->stage[0].applications);
        add_states(&work, answers);
        work.effort->states = sw_states_count(solver->states);
        return sw_states_failed(solver->states, error);
    }
    for (uint32_t s = 0; s < settings->stages; s++) {
        uint32_t handicap = s * settings->handicap;

        if (s > 0 && good_enough(&work, answers, settings->stop_cost))
            break;
        if (s > 0 && good_enough(&work, answers, settings->last_cost)) {
            if (s > 1)
                break;
            handicap = settings->doubt;
        }
        work.effort->stages++;
        sw_answers_handicap(answers, handicap);
        spend(&work, &settings->stage[s]);
        if (offer(&work, &settings->stage[s], error) != 0)
            return -1;
        if (sw_states_failed(solver->states, error) != 0 ||
            answer(&work, &settings->stage[s], answers, error) != 0)
            return -1;
    }
    if (answer_in_part(&work, &settings->stage[settings->stages - 1], answers, error) != 0)
        return -1;
    work.effort->states = sw_states_count(solver->states);
    return 0;
}
