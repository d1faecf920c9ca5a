#include "cli/solve_policy.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What a proposed program costs as an answer, in tenths: for each edit, and for each doubling of
 * how many were tried until it was. */
enum { EDIT_COST = 5, DOUBLING_COST = 3 };

static uint32_t doublings(uint32_t number)
{
    uint32_t out = 0;

    while (number >> out != 0)
        out++;
    return out;
}

/* No program that is tried is lost on its way to the search. */
_Static_assert(SW_POLICY_PROGRAMS_MAX == SW_PROPOSALS_MAX, "what a policy remembers is proposed");

/* All that the policy tries, in its order. */
static int propose(void *context, const struct sw_puzzle *puzzle, uint32_t most,
                   struct sw_operation *row, struct sw_error *error)
{
    struct sw_solve_policy *policy = context;
    const struct sw_program *program;
    uint32_t count, rows = 0;

    if (sw_policy_think(policy->policy, puzzle, &policy->thought, error) != 0)
        return -1;
    count = sw_policy_programs(policy->policy, &program);
    for (uint32_t i = 0; i < count && rows < most; i++) {
        struct sw_operation *to = &row[rows];

        if (program[i].length == 0 || program[i].length > SW_OPERATION_TOKENS_MAX)
            continue;
        memset(to, 0, sizeof *to);
        to->cost = (uint16_t)(EDIT_COST * program[i].length + DOUBLING_COST * doublings(i + 1));
        to->length = program[i].length;
        memcpy(to->token, program[i].token, program[i].length * sizeof *to->token);
        rows++;
    }
    return (int)rows;
}

_Static_assert(SW_POLICY_SURPRISE_MAX == SW_LIKELIHOOD_SURPRISE_MAX, "surprises are the same");

/* How unlikely edits are after beginnings of operations. */
static int score(void *context, const struct sw_puzzle *puzzle,
                 const struct sw_beginning *beginning, uint32_t count,
                 uint8_t (*surprise)[SW_EDITS_MAX], struct sw_error *error)
{
    struct sw_solve_policy *policy = context;
    struct sw_program program[SW_LIKELIHOOD_TILE] = {{0}};

    for (uint32_t i = 0; i < count; i++) {
        program[i].length = (uint8_t)beginning[i].length;
        if (beginning[i].length > 0)
            memcpy(program[i].token, beginning[i].token,
                   beginning[i].length * sizeof *program[i].token);
    }
    return sw_policy_score(policy->policy, puzzle, program, count, surprise, error);
}

/* Where an installed policy lies: PREFIX/share/smallworld/policy.safetensors beside PREFIX/bin. */
static int find_installed(char path[PATH_MAX], struct sw_error *error)
{
    static const char below[] = "/share/smallworld/policy.safetensors";
    char program[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);
    char *end = NULL;

    program[size > 0 ? size : 0] = '\0';
    for (int folder = 0; folder < 2 && (folder == 0 || end != NULL); folder++) {
        end = strrchr(program, '/');
        if (end != NULL)
            *end = '\0';
    }
    if (end == NULL || strlen(program) + sizeof below > PATH_MAX)
        return sw_fail(error, SW_EXIT_FAILED,
                       "where this program lies is not known, so no policy that was installed with "
                       "it is found; name the file");
    snprintf(path, PATH_MAX, "%s%s", program, below);
    if (access(path, R_OK) != 0)
        return sw_fail(error, SW_EXIT_FAILED,
                       "no policy is installed at %.300s; results/arc-policy/run.sh evolves one, "
                       "and \"make install-policy POLICY=FILE\" installs it",
                       path);
    return 0;
}

int sw_solve_policy_open(struct sw_solve_policy *policy, const char *path, uint32_t thoughts,
                         struct sw_solver_settings *settings, struct sw_error *error)
{
    const struct sw_thinking_settings thinking = {
        .thoughts = thoughts, .ticks = SW_POLICY_TICKS, .looks = 2, .puzzles = 1};
    char installed[PATH_MAX];

    if (strcmp(path, SW_POLICY_INSTALLED) == 0) {
        if (find_installed(installed, error) != 0)
            return -1;
        path = installed;
    }
    policy->policy = sw_policy_open(path, &thinking, error);
    if (policy->policy == NULL)
        return -1;
    policy->proposer = (struct sw_proposer){propose, policy};
    policy->scorer = (struct sw_scorer){score, policy};
    settings->scorer = &policy->scorer;
    settings->proposer = &policy->proposer;
    /* Before the last stage what only comes near does more harm than good. */
    settings->stage[settings->stages - 1].offers = settings->stages > 1;
    return 0;
}

void sw_solve_policy_close(struct sw_solve_policy *policy)
{
    sw_policy_close(policy->policy);
    memset(policy, 0, sizeof *policy);
}
