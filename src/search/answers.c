#include "search/answers.h"
#include "search/likelihood.h"
#include "search/prior.h"
#include "search/trend.h"

#include <stdlib.h>
#include <string.h>

/* Ranked best first. Rows point into a pool, so ranking moves pointers only. */
struct sw_answers {
    uint32_t count;
    uint32_t arrivals, handicap, weight;
    const struct sw_puzzle *puzzle; /* NULL: nothing is expected of answers */
    struct sw_prior prior;
    struct sw_trend trend;
    struct sw_candidate *row[SW_ANSWERS_KEPT];
    struct sw_candidate pool[SW_ANSWERS_KEPT];
};

void sw_answers_clear(struct sw_answers *answers)
{
    answers->count = 0;
    answers->arrivals = 0;
    answers->handicap = 0;
    answers->weight = 0;
    answers->puzzle = NULL;
    for (uint32_t i = 0; i < SW_ANSWERS_KEPT; i++)
        answers->row[i] = &answers->pool[i];
}

void sw_answers_expect(struct sw_answers *answers, const struct sw_puzzle *puzzle)
{
    answers->puzzle = puzzle;
    answers->prior = sw_prior_of(puzzle);
    sw_trend_of(puzzle, &answers->trend);
}

/* What its outputs cost more than its program: the most that one of them costs by the prior, and
 * the trends that any of them breaks. */
static uint32_t oddness(const struct sw_answers *answers, const struct sw_candidate *candidate)
{
    struct sw_trends broken = {0};
    uint32_t most = 0;

    for (uint32_t t = 0; t < candidate->tests && answers->puzzle != NULL; t++) {
        uint32_t cost =
            sw_prior_cost(&answers->prior, &answers->puzzle->test[t].canvas, &candidate->output[t]);

        most = cost > most ? cost : most;
        sw_trend_judge(&answers->trend, t, &candidate->output[t], &broken);
    }
    return most + sw_trends_cost(&broken);
}

void sw_answers_handicap(struct sw_answers *answers, uint32_t cost)
{
    answers->handicap = cost;
}

void sw_answers_weigh(struct sw_answers *answers, uint32_t weight)
{
    answers->weight = weight;
}

struct sw_answers *sw_answers_create(struct sw_error *error)
{
    struct sw_answers *answers = sw_allocate(1, sizeof *answers, "starting a search", error);

    if (answers != NULL)
        sw_answers_clear(answers);
    return answers;
}

void sw_answers_destroy(struct sw_answers *answers)
{
    free(answers);
}

/* What a row is ranked by. */
static uint32_t rank_of(const struct sw_answers *answers, const struct sw_candidate *row)
{
    return row->cost + sw_likelihood_term(row->surprise, answers->weight);
}

/* True if (demonstrations, rank) goes before the row; what came first wins a tie. */
static bool before(const struct sw_answers *answers, uint32_t demonstrations, uint32_t rank,
                   const struct sw_candidate *row)
{
    return demonstrations != row->demonstrations ? demonstrations > row->demonstrations
                                                 : rank < rank_of(answers, row);
}

bool sw_answers_wants(const struct sw_answers *answers, uint32_t demonstrations, uint32_t cost)
{
    return answers->count < SW_ANSWERS_KEPT ||
           before(answers, demonstrations, cost, answers->row[answers->count - 1]);
}

static bool answers_alike(const struct sw_candidate *a, const struct sw_candidate *b)
{
    if (a->tests != b->tests)
        return false;
    for (uint32_t t = 0; t < a->tests; t++)
        if (!sw_grid_equal(&a->output[t], &b->output[t]))
            return false;
    return true;
}

/* The tokens beyond the length are not worth copying. */
static void copy(struct sw_candidate *to, const struct sw_candidate *from, uint32_t cost,
                 uint32_t arrival)
{
    memcpy(to, from, offsetof(struct sw_candidate, token));
    memcpy(to->token, from->token, from->length * sizeof *to->token);
    to->cost = cost;
    to->arrival = arrival;
}

bool sw_answers_add(struct sw_answers *answers, const struct sw_candidate *answer)
{
    uint32_t at = 0, from = answers->count, arrival = answers->arrivals++, cost, rank;
    struct sw_candidate *room;

    if (answer->length > SW_SOLUTION_TOKENS_MAX || answer->tests > SW_TESTS_MAX)
        return false;
    cost = answer->cost + answers->handicap + oddness(answers, answer);
    rank = cost + sw_likelihood_term(answer->surprise, answers->weight);
    for (uint32_t i = 0; i < answers->count; i++) {
        if (!answers_alike(answers->row[i], answer))
            continue;
        if (!before(answers, answer->demonstrations, rank, answers->row[i]))
            return false;
        from = i;
        break;
    }
    if (from == SW_ANSWERS_KEPT) {
        if (!before(answers, answer->demonstrations, rank, answers->row[--from]))
            return false;
    } else if (from == answers->count) {
        answers->count++;
    }
    room = answers->row[from];
    while (at < from && !before(answers, answer->demonstrations, rank, answers->row[at]))
        at++;
    memmove(answers->row + at + 1, answers->row + at, (from - at) * sizeof *answers->row);
    answers->row[at] = room;
    copy(room, answer, cost, arrival);
    return true;
}

uint32_t sw_answers_count(const struct sw_answers *answers)
{
    return answers->count;
}

const struct sw_candidate *sw_answers_row(const struct sw_answers *answers, uint32_t rank)
{
    return answers->row[rank];
}
