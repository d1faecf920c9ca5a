#include "dialogue/verdict.h"

#include "base/json.h"
#include "base/table.h"
#include "dialogue/claim_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

int sw_verdict_create(struct sw_verdict *verdict, uint32_t runs, struct sw_error *error)
{
    *verdict = (struct sw_verdict){.runs = runs};
    verdict->witness = sw_allocate(runs, sizeof *verdict->witness, "hearing runs", error);
    return verdict->witness == NULL ? -1 : 0;
}

void sw_verdict_clear(struct sw_verdict *verdict)
{
    free(verdict->witness);
    memset(verdict, 0, sizeof *verdict);
}

void sw_verdict_hear(struct sw_verdict *verdict, uint32_t run, const char *folder, uint64_t member,
                     const struct sw_corpus *corpus, const struct sw_language *language)
{
    struct sw_witness *witness = &verdict->witness[run];

    *witness = (struct sw_witness){.folder = folder,
                                   .member = member,
                                   .rules = corpus->rules,
                                   .messages = corpus->messages,
                                   .evidence = language->evidence,
                                   .formed = sw_claim_formed(&language->evidence),
                                   .carries = language->carries};
    for (uint32_t way = 0; way < SW_WAYS; way++)
        witness->solved[way] = language->solved[way].mean;
    verdict->formed += witness->formed;
    verdict->carry += witness->carries;
}

int sw_verdict_weigh(struct sw_verdict *verdict, struct sw_error *error)
{
    struct sw_evidence *run = sw_allocate(verdict->runs, sizeof *run, "weighing runs", error);
    int result = run == NULL ? -1 : 0;

    for (uint32_t i = 0; i < verdict->runs && result == 0; i++)
        run[i] = verdict->witness[i].evidence;
    if (result == 0)
        result = sw_claim_over(run, verdict->runs, &verdict->over, error);
    if (result == 0)
        verdict->carries = sw_claim(&verdict->over, verdict->held);
    free(run);
    return result;
}

static const char *base_name(const char *folder)
{
    const char *slash = strrchr(folder, '/');

    return slash != NULL && slash[1] != '\0' ? slash + 1 : folder;
}

/* Whether the last parts of all paths tell the runs apart. */
static bool bases_differ(const struct sw_verdict *verdict)
{
    for (uint32_t i = 1; i < verdict->runs; i++)
        for (uint32_t j = 0; j < i; j++)
            if (strcmp(base_name(verdict->witness[i].folder),
                       base_name(verdict->witness[j].folder)) == 0)
                return false;
    return true;
}

/* The last part of a path; or as much of its end as fits. */
static const char *short_name(const char *folder, bool base)
{
    enum { LONGEST = 14 };
    size_t length = strlen(folder);

    if (base)
        return base_name(folder);
    return length > LONGEST ? folder + length - LONGEST : folder;
}

static int print_runs(const struct sw_verdict *verdict, FILE *out, struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"run", SW_ALIGN_LEFT},       {"exact", SW_ALIGN_RIGHT},  {"silent", SW_ALIGN_RIGHT},
        {"shuffled", SW_ALIGN_RIGHT}, {"oracle", SW_ALIGN_RIGHT}, {"gain", SW_ALIGN_RIGHT},
        {"words", SW_ALIGN_RIGHT},    {"formed", SW_ALIGN_LEFT},  {"carries", SW_ALIGN_LEFT}};
    static const enum sw_way shown[] = {SW_WAY_NORMAL, SW_WAY_SILENT, SW_WAY_SHUFFLED,
                                        SW_WAY_ORACLE};
    struct sw_table *table = sw_table_create(columns, sizeof columns / sizeof columns[0], error);
    bool base = bases_differ(verdict);
    int result;

    if (table == NULL)
        return -1;
    for (uint32_t i = 0; i < verdict->runs; i++) {
        const struct sw_witness *witness = &verdict->witness[i];

        sw_table_cell(table, "%s", short_name(witness->folder, base));
        for (size_t way = 0; way < sizeof shown / sizeof shown[0]; way++)
            sw_table_cell(table, "%.1f", 100 * witness->solved[shown[way]]);
        sw_table_cell(table, "%.2f", witness->evidence.recovered);
        sw_table_cell(table, "%u", witness->messages);
        sw_table_cell(table, "%s", witness->formed ? "yes" : "no");
        sw_table_cell(table, "%s", witness->carries ? "yes" : "no");
    }
    result = sw_table_print(table, out, SW_TABLE_WIDTH, error);
    sw_table_destroy(table);
    return result != 0 && !ferror(out) ? -1 : 0;
}

int sw_verdict_text(const struct sw_verdict *verdict, FILE *out, struct sw_error *error)
{
    uint32_t broken = 0;

    if (print_runs(verdict, out, error) != 0)
        return -1;
    fprintf(out,
            "\nFormed in %u of %u runs (recovered gain over 0.5, and shuffled near chance).\n"
            "In %u of %u all conditions hold over the puzzles of the run.\n"
            "\nMay it be said that this recipe leads to a language that carries the rule?\n"
            "(means of %u runs, 95 %% intervals over runs)\n\n",
            verdict->formed, verdict->runs, verdict->carry, verdict->runs, verdict->runs);
    if (sw_claim_table(&verdict->over, verdict->held, &broken, out, error) != 0)
        return -1;
    if (broken == 0)
        fputs("\nAll conditions hold over the runs.\n", out);
    else
        fprintf(out, "\n%u of %u conditions %s not hold, so this cannot be said.\n", broken,
                (unsigned)SW_CONDITIONS, broken == 1 ? "does" : "do");
    return 0;
}

void sw_verdict_csv(const struct sw_verdict *verdict, FILE *out)
{
    fputs("run,member,rules,messages", out);
    for (uint32_t way = 0; way < SW_WAYS; way++)
        fprintf(out, ",%s", sw_way_name((enum sw_way)way));
    fputs(",chance,recovered,follow,follow_chance,influence,formed,carries,chance_as_drawn\n", out);
    for (uint32_t i = 0; i < verdict->runs; i++) {
        const struct sw_witness *witness = &verdict->witness[i];
        const struct sw_evidence *evidence = &witness->evidence;

        fprintf(out, "%" PRIu32 ",%" PRIu64 ",%" PRIu32 ",%" PRIu32, i, witness->member,
                witness->rules, witness->messages);
        for (uint32_t way = 0; way < SW_WAYS; way++)
            fprintf(out, ",%.6g", witness->solved[way]);
        fprintf(out, ",%.6g,%.6g,%.6g,%.6g,%.6g,%d,%d,%.6g\n", evidence->chance,
                evidence->recovered, evidence->follow, evidence->follow_chance,
                evidence->influence.mean, witness->formed, witness->carries,
                evidence->chance - evidence->uneven);
    }
}

static void json_run(struct sw_json *json, const struct sw_witness *witness)
{
    const struct sw_evidence *evidence = &witness->evidence;

    sw_json_open(json, NULL, '{');
    sw_json_text(json, "run", witness->folder);
    sw_json_count(json, "member", witness->member);
    sw_json_count(json, "rules", witness->rules);
    sw_json_count(json, "messages", witness->messages);
    sw_json_open(json, "exact", '{');
    for (uint32_t way = 0; way < SW_WAYS; way++)
        sw_json_real(json, sw_way_name((enum sw_way)way), witness->solved[way]);
    sw_json_close(json, '}');
    sw_json_real(json, "chance", evidence->chance);
    sw_json_real(json, "chance_as_drawn", evidence->chance - evidence->uneven);
    sw_json_real(json, "recovered", evidence->recovered);
    sw_json_real(json, "swap_follow", evidence->follow);
    sw_json_real(json, "swap_chance", evidence->follow_chance);
    sw_json_real(json, "causal_influence", evidence->influence.mean);
    sw_json_switch(json, "formed", witness->formed);
    sw_json_switch(json, "carries", witness->carries);
    sw_json_close(json, '}');
}

static void json_interval(struct sw_json *json, const char *key, const struct sw_estimate *estimate)
{
    sw_json_open(json, key, '{');
    sw_json_real(json, "mean", estimate->mean);
    sw_json_real(json, "low", estimate->low);
    sw_json_real(json, "high", estimate->high);
    sw_json_close(json, '}');
}

void sw_verdict_json(const struct sw_verdict *verdict, FILE *out)
{
    struct sw_json json = {.out = out};

    sw_json_open(&json, NULL, '{');
    sw_json_open(&json, "runs", '[');
    for (uint32_t i = 0; i < verdict->runs; i++)
        json_run(&json, &verdict->witness[i]);
    sw_json_close(&json, ']');
    sw_json_count(&json, "formed", verdict->formed);
    sw_json_count(&json, "carry", verdict->carry);
    json_interval(&json, "over_shuffled", &verdict->over.over_shuffled);
    json_interval(&json, "over_self", &verdict->over.over_self);
    json_interval(&json, "causal_influence", &verdict->over.influence);
    json_interval(&json, "decoded", &verdict->over.decoded);
    sw_json_real(&json, "recovered", verdict->over.recovered);
    sw_json_open(&json, "conditions", '[');
    for (uint32_t i = 0; i < SW_CONDITIONS; i++) {
        sw_json_open(&json, NULL, '{');
        sw_json_text(&json, "condition", sw_claim_condition_name((enum sw_claim_condition)i));
        sw_json_switch(&json, "holds", verdict->held[i]);
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    sw_json_switch(&json, "carries", verdict->carries);
    sw_json_close(&json, '}');
}
