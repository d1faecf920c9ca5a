/* answers.h - candidates for the outputs of a task's tests, ranked.
 *
 * A candidate is an edit program that makes every demonstration right (or most of them), with what
 * it makes of each test. Candidates that answer alike are one; they are ranked by demonstrations
 * reproduced, then by cost (description length, in tenths of an edit) with what it is less likely
 * than others (likelihood.h) if that counts, then by arrival. Local.
 */
#ifndef SW_SEARCH_ANSWERS_H
#define SW_SEARCH_ANSWERS_H

#include "base/error.h"
#include "world/puzzle/puzzle.h"

#define SW_SOLUTION_TOKENS_MAX 2048
#define SW_ANSWERS_KEPT        64

/* How a candidate was found. */
enum sw_candidate_kind {
    SW_CANDIDATE_STATE,
    SW_CANDIDATE_COVER,
    SW_CANDIDATE_RULE,
    SW_CANDIDATE_KINDS
};

struct sw_candidate {
    enum sw_candidate_kind kind;
    uint32_t demonstrations; /* reproduced */
    uint32_t cost;
    uint32_t surprise; /* of its operations and selections (likelihood.h); 0 without a likelihood */
    uint32_t arrival;
    uint32_t tests;
    struct sw_grid output[SW_TESTS_MAX];
    uint32_t length;
    sw_edit_token token[SW_SOLUTION_TOKENS_MAX]; /* the program */
};

struct sw_answers; /* opaque: the best SW_ANSWERS_KEPT */

struct sw_answers *sw_answers_create(struct sw_error *error);
void sw_answers_destroy(struct sw_answers *answers); /* NULL is fine */
void sw_answers_clear(struct sw_answers *answers);

/* From now on answers that break what holds in all of the puzzle's demonstrations cost more (see
 * prior.h and trend.h). The puzzle is borrowed until the answers are cleared; targets of tests are
 * not read. */
void sw_answers_expect(struct sw_answers *answers, const struct sw_puzzle *puzzle);

/* From now on candidates cost so much more: the more has been tried, the likelier is it that
 * something fits by chance. 0 after sw_answers_clear. */
void sw_answers_handicap(struct sw_answers *answers, uint32_t cost);

/* From now on a candidate is ranked as if it cost so many hundredths of an edit more for each nat
 * of its surprise. 0 after sw_answers_clear. */
void sw_answers_weigh(struct sw_answers *answers, uint32_t weight);

/* Adds a candidate (copied); false if it is not among the best kept, or answers like a better one.
 */
bool sw_answers_add(struct sw_answers *answers, const struct sw_candidate *answer);

/* True if a candidate of this rank would be kept: ask before writing a long program. */
bool sw_answers_wants(const struct sw_answers *answers, uint32_t demonstrations, uint32_t cost);

uint32_t sw_answers_count(const struct sw_answers *answers);
const struct sw_candidate *sw_answers_row(const struct sw_answers *answers, uint32_t rank);

#endif
