#include "cli/solve.h"
#include "report/print.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { TEXT_MAX = SW_SOLUTION_TOKENS_MAX * 24 };

static const char *const kinds[SW_CANDIDATE_KINDS] = {
    [SW_CANDIDATE_STATE] = "one program",
    [SW_CANDIDATE_COVER] = "layers",
    [SW_CANDIDATE_RULE] = "table",
};

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

static const struct sw_grid *output(const struct sw_solve_report *report, uint32_t test,
                                    uint32_t attempt)
{
    return &sw_answers_row(report->answers, report->attempt[test][attempt])->output[test];
}

/* Numbers the outputs of a test: the answers that say the same have one number, from 1. */
static void number_outputs(struct sw_solve_report *report, uint32_t test)
{
    uint32_t *says = report->says[test];

    report->different[test] = 0;
    for (uint32_t i = 0; i < sw_answers_count(report->answers); i++) {
        const struct sw_grid *grid = &sw_answers_row(report->answers, i)->output[test];
        uint32_t same = 0;

        while (same < i &&
               !sw_grid_equal(&sw_answers_row(report->answers, same)->output[test], grid))
            same++;
        says[i] = same < i ? says[same] : ++report->different[test];
    }
}

/* The first outputs are the attempts. */
static void choose_attempts(struct sw_solve_report *report, uint32_t test)
{
    const struct sw_puzzle *puzzle = report->puzzle;

    number_outputs(report, test);
    report->attempts[test] = report->place[test] = 0;
    for (uint32_t i = 0; i < sw_answers_count(report->answers); i++) {
        uint32_t attempts = report->attempts[test];

        if (report->says[test][i] == attempts + 1 && attempts < SW_SOLVE_ATTEMPTS)
            report->attempt[test][report->attempts[test]++] = i;
        if (puzzle->test_has_target[test] &&
            sw_grid_equal(&sw_answers_row(report->answers, i)->output[test],
                          &puzzle->test[test].target))
            report->place[test] = report->says[test][i];
    }
}

/* Answers that make all demonstrations right. */
static uint32_t fitting(const struct sw_solve_report *report)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < sw_answers_count(report->answers); i++)
        count +=
            sw_answers_row(report->answers, i)->demonstrations == report->puzzle->demonstrations;
    return count;
}

void sw_solve_mark(struct sw_solve_report *report, struct sw_solve_totals *totals)
{
    const struct sw_puzzle *puzzle = report->puzzle;
    uint32_t worst = 0, known = 0;

    for (uint32_t t = 0; t < puzzle->tests; t++) {
        choose_attempts(report, t);
        totals->unanswered += report->attempts[t] == 0;
        report->right[t] = report->place[t] > 0 && report->place[t] <= SW_SOLVE_ATTEMPTS
                               ? report->place[t] - 1
                               : SW_SOLVE_ATTEMPTS;
        known += puzzle->test_has_target[t];
        worst = report->right[t] > worst ? report->right[t] : worst;
        for (uint32_t k = report->right[t]; k < SW_SOLVE_ATTEMPTS; k++)
            totals->solved[k]++;
    }
    for (uint32_t k = worst; k < SW_SOLVE_ATTEMPTS && known == puzzle->tests; k++)
        totals->solved_tasks[k]++;
    totals->tasks++;
    totals->tests += puzzle->tests;
    totals->known += known;
    totals->known_tasks += known == puzzle->tests;
    if (report->effort.stages > 0)
        totals->stopped[report->effort.stages - 1]++;
    if (report->thought != NULL) {
        totals->thinks = true;
        totals->thoughts += report->thought->tried;
        totals->proposed += report->thought->found > 0;
        totals->thought_out += report->effort.stages == 0;
    }
    totals->refused += report->effort.refused;
    totals->applications += report->effort.applications;
    totals->fitted += report->effort.fitted > 0;
    totals->fitted_applications += report->effort.fitted;
    totals->runs += report->effort.runs;
    totals->states += report->effort.states;
    totals->expanded += report->effort.expanded;
}

/* --- words --- */

static const char *verdict(const struct sw_solve_report *report, uint32_t test, uint32_t attempt)
{
    if (!report->puzzle->test_has_target[test])
        return "";
    return sw_grid_equal(output(report, test, attempt), &report->puzzle->test[test].target)
               ? ": right"
               : ": wrong";
}

static void print_test(const struct sw_solve_report *report, uint32_t test,
                       enum sw_render_style style, FILE *out)
{
    struct sw_render_column column[1 + SW_SOLVE_ATTEMPTS] = {
        {&report->puzzle->test[test].canvas, "test"}};
    char caption[SW_SOLVE_ATTEMPTS][32];
    int columns = 1;

    if (report->attempts[test] == 0)
        column[0].caption = "test, no answer";
    for (uint32_t k = 0; k < report->attempts[test]; k++) {
        snprintf(caption[k], sizeof caption[k], "answer %u%s", (unsigned)k + 1,
                 verdict(report, test, k));
        column[columns++] = (struct sw_render_column){output(report, test, k), caption[k]};
    }
    sw_render_columns(column, columns, false, style, 2, out);
}

/* True if one of the tests' attempts is this answer. */
static bool is_shown(const struct sw_solve_report *report, uint32_t answer)
{
    for (uint32_t t = 0; t < report->puzzle->tests; t++)
        for (uint32_t k = 0; k < report->attempts[t]; k++)
            if (report->attempt[t][k] == answer)
                return true;
    return false;
}

void sw_solve_print(const struct sw_solve_report *report, enum sw_render_style style, FILE *out)
{
    char *text = malloc(TEXT_MAX);

    sw_text_print(report->name, out);
    fputs(": ", out);
    if (sw_answers_count(report->answers) == 0)
        fprintf(out, "no program was found that explains the demonstrations\n");
    else
        fprintf(out, "%u answer%s\n", (unsigned)sw_answers_count(report->answers),
                sw_answers_count(report->answers) == 1 ? "" : "s");
    for (uint32_t i = 0; i < sw_answers_count(report->answers) && text != NULL; i++) {
        const struct sw_candidate *answer = sw_answers_row(report->answers, i);

        if (!is_shown(report, i))
            continue;
        sw_tokens_print(answer->token, answer->length, text, TEXT_MAX);
        fprintf(out, "  %s, cost %.1f, %u of %u demonstration%s\n    ", kinds[answer->kind],
                (double)answer->cost / 10, (unsigned)answer->demonstrations,
                (unsigned)report->puzzle->demonstrations, plural(report->puzzle->demonstrations));
        sw_print_folded(text, 4, SW_TABLE_WIDTH, out);
    }
    for (uint32_t t = 0; t < report->puzzle->tests; t++)
        print_test(report, t, style, out);
    fprintf(out, "\n");
    free(text);
}

/* --- JSON --- */

static void print_answers(const struct sw_solve_report *report, struct sw_json *json)
{
    char *text = malloc(TEXT_MAX);

    sw_json_open(json, "answers", '[');
    for (uint32_t i = 0; i < sw_answers_count(report->answers) && text != NULL; i++) {
        const struct sw_candidate *answer = sw_answers_row(report->answers, i);

        if (i >= report->listed && !is_shown(report, i))
            continue;
        sw_json_open(json, NULL, '{');
        sw_json_count(json, "rank", i + 1);
        sw_json_text(json, "kind", kinds[answer->kind]);
        sw_json_real(json, "cost", (double)answer->cost / 10);
        if (report->thought != NULL)
            sw_json_real(json, "surprise", (double)answer->surprise / 10); /* nats; if it orders */
        sw_json_count(json, "demonstrations", answer->demonstrations);
        sw_json_open(json, "says", '['); /* by test: which of the outputs that differ */
        for (uint32_t t = 0; t < report->puzzle->tests; t++)
            sw_json_count(json, NULL, report->says[t][i]);
        sw_json_close(json, ']');
        sw_tokens_print(answer->token, answer->length, text, TEXT_MAX);
        sw_json_text(json, "program", text);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
    free(text);
}

void sw_solve_print_json(const struct sw_solve_report *report, FILE *out)
{
    struct sw_json json = {.out = out};

    sw_json_open(&json, NULL, '{');
    sw_json_text(&json, "task", report->name);
    sw_json_open(&json, "right", '['); /* by test: which attempt; 0: none */
    for (uint32_t t = 0; t < report->puzzle->tests; t++)
        sw_json_count(&json, NULL, report->right[t] < SW_SOLVE_ATTEMPTS ? report->right[t] + 1 : 0);
    sw_json_close(&json, ']');
    sw_json_open(&json, "unanswered", '['); /* tests, counted from 1 */
    for (uint32_t t = 0; t < report->puzzle->tests; t++)
        if (report->attempts[t] == 0)
            sw_json_count(&json, NULL, t + 1);
    sw_json_close(&json, ']');
    sw_json_open(&json, "different", '['); /* by test: answers that differ there */
    for (uint32_t t = 0; t < report->puzzle->tests; t++)
        sw_json_count(&json, NULL, report->different[t]);
    sw_json_close(&json, ']');
    sw_json_open(&json, "place", '['); /* by test: of the right one among these; 0: none */
    for (uint32_t t = 0; t < report->puzzle->tests; t++)
        sw_json_count(&json, NULL, report->place[t]);
    sw_json_close(&json, ']');
    sw_json_count(&json, "found", sw_answers_count(report->answers));
    sw_json_count(&json, "fitting", fitting(report)); /* all demonstrations */
    sw_json_count(&json, "stages", report->effort.stages);
    sw_json_count(&json, "applications", report->effort.applications);
    sw_json_count(&json, "fitted", report->effort.fitted); /* application of the first; 0: none */
    sw_json_count(&json, "states", report->effort.states);
    sw_json_count(&json, "expanded", report->effort.expanded);
    sw_json_count(&json, "refused", report->effort.refused);
    if (report->thought != NULL) {
        sw_json_count(&json, "thoughts", report->thought->tried);
        sw_json_count(&json, "thought", report->thought->found); /* which fits; 0: none */
        sw_json_count(&json, "offered", report->effort.offered);
    }
    print_answers(report, &json);
    sw_json_close(&json, '}');
}

void sw_solve_print_totals(const struct sw_solve_totals *totals, bool as_json, FILE *out)
{
    struct sw_json json = {.out = out};
    struct rusage usage;
    double seconds, memory;

    getrusage(RUSAGE_SELF, &usage);
    seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
              (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    memory = (double)usage.ru_maxrss / 1024;
    if (!as_json) {
        fprintf(out, "%u task%s, %u test%s", (unsigned)totals->tasks, plural(totals->tasks),
                (unsigned)totals->tests, plural(totals->tests));
        if (totals->unanswered > 0)
            fprintf(out, ", %u without an answer", (unsigned)totals->unanswered);
        if (totals->known > 0) {
            fprintf(out, "; right with one, two, three attempts:\n  %u, %u, %u of %u test%s",
                    (unsigned)totals->solved[0], (unsigned)totals->solved[1],
                    (unsigned)totals->solved[2], (unsigned)totals->known, plural(totals->known));
            fprintf(out, ", %u, %u, %u of %u whole task%s", (unsigned)totals->solved_tasks[0],
                    (unsigned)totals->solved_tasks[1], (unsigned)totals->solved_tasks[2],
                    (unsigned)totals->known_tasks, plural(totals->known_tasks));
        }
        if (totals->thinks)
            fprintf(out,
                    "\n%llu thought%s: a program of the policy fits %u task%s, and ends the search "
                    "of %u",
                    (unsigned long long)totals->thoughts, plural(totals->thoughts),
                    (unsigned)totals->proposed, plural(totals->proposed),
                    (unsigned)totals->thought_out);
        fprintf(out,
                "\n%llu application%s (%llu on single canvases), %llu state%s\n"
                "%.1f s of processor time, %.0f MB at most\n",
                (unsigned long long)totals->applications, plural(totals->applications),
                (unsigned long long)totals->runs, (unsigned long long)totals->states,
                plural(totals->states), seconds, memory);
        return;
    }
    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "tasks", totals->tasks);
    sw_json_count(&json, "unreadable", totals->unreadable);
    sw_json_count(&json, "tests", totals->tests);
    sw_json_count(&json, "known", totals->known);
    sw_json_count(&json, "top1", totals->solved[0]);
    sw_json_count(&json, "top2", totals->solved[1]);
    sw_json_count(&json, "top3", totals->solved[2]);
    sw_json_count(&json, "known_tasks", totals->known_tasks);
    sw_json_count(&json, "tasks_top1", totals->solved_tasks[0]);
    sw_json_count(&json, "tasks_top2", totals->solved_tasks[1]);
    sw_json_count(&json, "tasks_top3", totals->solved_tasks[2]);
    sw_json_count(&json, "unanswered", totals->unanswered);
    sw_json_open(&json, "stopped", '[');
    for (uint32_t s = 0; s < SW_STAGES_MAX; s++)
        sw_json_count(&json, NULL, totals->stopped[s]);
    sw_json_close(&json, ']');
    sw_json_count(&json, "applications", totals->applications);
    sw_json_count(&json, "fitted", totals->fitted);
    sw_json_count(&json, "fitted_applications", totals->fitted_applications);
    sw_json_count(&json, "runs", totals->runs);
    sw_json_count(&json, "states", totals->states);
    sw_json_count(&json, "expanded", totals->expanded);
    sw_json_count(&json, "refused", totals->refused);
    if (totals->thinks) {
        sw_json_count(&json, "thoughts", totals->thoughts);
        sw_json_count(&json, "proposed", totals->proposed);
        sw_json_count(&json, "thought_out", totals->thought_out);
    }
    sw_json_real(&json, "cpu_seconds", seconds);
    sw_json_real(&json, "peak_mb", memory);
    sw_json_close(&json, '}');
}

/* --- submission --- */

static void submit_grid(struct sw_json *json, const char *key, const struct sw_grid *grid)
{
    sw_json_open(json, key, '[');
    for (int y = 0; y < grid->height; y++) {
        sw_json_open(json, NULL, '[');
        for (int x = 0; x < grid->width; x++)
            sw_json_count(json, NULL, grid->cell[y][x]);
        sw_json_close(json, ']');
    }
    sw_json_close(json, ']');
}

void sw_solve_submit(const struct sw_solve_report *report, struct sw_json *json)
{
    static const char *const keys[] = {"attempt_1", "attempt_2"};
    struct sw_grid nothing = sw_grid_empty(1, 1);

    sw_json_open(json, report->name, '[');
    for (uint32_t t = 0; t < report->puzzle->tests; t++) {
        sw_json_open(json, NULL, '{');
        for (uint32_t k = 0; k < 2; k++) {
            uint32_t count = report->attempts[t];

            submit_grid(json, keys[k],
                        count == 0 ? &nothing : output(report, t, k < count ? k : count - 1));
        }
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}
