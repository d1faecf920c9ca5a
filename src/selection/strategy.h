/* strategy.h - settings of an island's own: strategy parameters that mutate when the island is
 * refounded (Beyer and Schwefel 2002, "Evolution strategies"; as population-based training does it:
 * Jaderberg et al. 2017, arXiv 1711.09846).
 *
 * A setting of an island is that of the config, as events and sections leave it, times a factor of
 * the island's own. Factors are whole powers of one number, and what is kept is the power: so they
 * come back exactly, on every machine. Schedules, ramps and phases act on all islands alike. Local.
 */
#ifndef SW_SELECTION_STRATEGY_H
#define SW_SELECTION_STRATEGY_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* What may be an island's own: id, name, description. */
#define SW_OWN_ROWS(FIRST, ROW)                                                                    \
    FIRST(SW_OWN_STRENGTH, "strength", "the strength of mutations, a phase's strength")            \
    ROW(SW_OWN_RATE, "rate", "the length of a recombination step, a phase's rate and rate_end")    \
    ROW(SW_OWN_PRESSURE, "pressure", "selection.pressure P, whose odds P / (1 - P) are multiplied")

#define SW_OWN_ID(id, ...) id,
enum sw_own { SW_OWN_ROWS(SW_OWN_ID, SW_OWN_ID) SW_OWNS };

#define SW_OWN_POWER_MOST 1000 /* either way */

/* What the config says. */
struct sw_strategy_rule {
    uint32_t which; /* a bit for each row that mutates; 0: islands have no settings of their own */
    double factor;  /* of one step up; above 1 */
    double bound;   /* a setting stays within 1 / bound to bound times the config's; 1 or more */
    bool drawn;     /* islands begin anywhere within the bounds, not with the config's */
};

/* The powers of an island. Rows that do not mutate stay at 0. */
struct sw_strategy {
    int16_t power[SW_OWNS];
};

/* Reads names with commas between them ("strength,rate"; empty: none) into bits. -1 (exit code 2)
 * with a sentence, begun by `where`, about what is no name or stands there twice. */
int sw_own_read(const char *text, const char *where, uint32_t *which, struct sw_error *error);

/* The highest power within the bound; the lowest is the same below 0. */
int sw_strategy_most(const struct sw_strategy_rule *rule);

/* What an island begins with: a function of (seed, island). */
struct sw_strategy sw_strategy_begin(const struct sw_strategy_rule *rule, uint64_t seed,
                                     uint32_t island);

/* What a refounded island gets: each of its own settings comes from one of two islands (the same:
 * that one) and goes a step up or down, or stays where the bound is. A function of (seed,
 * generation, island) and of what the two had. */
struct sw_strategy sw_strategy_refound(const struct sw_strategy_rule *rule, struct sw_strategy one,
                                       struct sw_strategy other, uint64_t seed, uint64_t generation,
                                       uint32_t island);

/* The nearest powers that the rule makes. */
struct sw_strategy sw_strategy_clamp(const struct sw_strategy_rule *rule,
                                     struct sw_strategy strategy);

/* The factor of one setting: multiplications and one division, so the same bits everywhere. */
double sw_strategy_factor(const struct sw_strategy_rule *rule, struct sw_strategy strategy,
                          enum sw_own own);

/* A pressure whose odds are multiplied by the factor; within (0, 1). */
double sw_strategy_pressure(double pressure, double factor);

#endif
