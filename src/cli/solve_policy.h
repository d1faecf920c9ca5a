/* solve_policy.h - a policy (policy/policy.h) as who proposes programs to a search
 * (search/proposals.h). Local. */
#ifndef SW_CLI_SOLVE_POLICY_H
#define SW_CLI_SOLVE_POLICY_H

#include "policy/policy.h"
#include "search/solver.h"

struct sw_solve_policy {
    struct sw_policy *policy;
    struct sw_proposer proposer;
    struct sw_scorer scorer;
    struct sw_thought thought; /* what it came to about the present task */
};

/* The path that stands for the policy that was installed with the program. */
#define SW_POLICY_INSTALLED "default"

/* Reads the file, and has the search of these settings ask it, which so borrow it. -1 with a
 * sentence; closing is fine then, too. */
int sw_solve_policy_open(struct sw_solve_policy *policy, const char *path, uint32_t thoughts,
                         struct sw_solver_settings *settings, struct sw_error *error);
void sw_solve_policy_close(struct sw_solve_policy *policy);

#endif
