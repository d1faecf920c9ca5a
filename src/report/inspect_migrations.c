#include "report/inspect.h"

#include "archive/migrations.h"
#include "base/json.h"
#include "base/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

static const char *kind_of(const struct sw_migrant *migrant)
{
    return migrant->recombined ? "parent" : "member";
}

/* Lines and not a table, which would keep them all until it knows how wide they are. */
static int print_line(void *context, const struct sw_migrant *migrant)
{
    bool *begun = context;
    char score[SW_NUMBER_TEXT] = "-";

    if (!*begun)
        printf("%10s  %5s  %5s  %12s  %6s  %7s  %10s  %10s\n", "generation", "from", "to",
               "migrant", "kind", "litters", "score", "score here");
    *begun = true;
    if (isfinite(migrant->score))
        snprintf(score, sizeof score, "%.4f", migrant->score);
    printf("%10" PRIu64 "  %5u  %5u  %12" PRIu64 "  %6s  %7u  %10s  %10.4f\n", migrant->generation,
           migrant->from, migrant->to, migrant->id, kind_of(migrant), migrant->litters, score,
           migrant->score_here);
    return 0;
}

static int csv_line(void *context, const struct sw_migrant *migrant)
{
    char score[SW_NUMBER_TEXT] = "", here[SW_NUMBER_TEXT];

    (void)context;
    if (isfinite(migrant->score))
        sw_number_shortest(migrant->score, score);
    printf("%" PRIu64 ",%u,%u,%" PRIu64 ",%s,%u,%s,%s\n", migrant->generation, migrant->from,
           migrant->to, migrant->id, kind_of(migrant), migrant->litters, score,
           sw_number_shortest(migrant->score_here, here));
    return 0;
}

static int json_line(void *context, const struct sw_migrant *migrant)
{
    struct sw_json *json = context;

    sw_json_open(json, NULL, '{');
    sw_json_count(json, "generation", migrant->generation);
    sw_json_count(json, "from", migrant->from);
    sw_json_count(json, "to", migrant->to);
    sw_json_count(json, "migrant", migrant->id);
    sw_json_text(json, "kind", kind_of(migrant));
    sw_json_count(json, "litters", migrant->litters);
    sw_json_real(json, "score", migrant->score);
    sw_json_real(json, "score_here", migrant->score_here);
    sw_json_close(json, '}');
    return 0;
}

int sw_inspect_migrations(struct sw_archive *archive, const char *folder, bool json, bool csv,
                          struct sw_error *error)
{
    struct sw_json out = {.out = stdout};
    bool begun = false;
    int result;

    if (csv) {
        puts("generation,from,to,migrant,kind,litters,score,score_here");
        return sw_migrations_each(archive, csv_line, NULL, error);
    }
    if (json) {
        sw_json_open(&out, NULL, '{');
        sw_json_text(&out, "run", folder);
        sw_json_count(&out, "generations", archive->generations);
        sw_json_open(&out, "migrations", '[');
        result = sw_migrations_each(archive, json_line, &out, error);
        sw_json_close(&out, ']');
        sw_json_close(&out, '}');
        return result;
    }
    result = sw_migrations_each(archive, print_line, &begun, error);
    if (result == 0 && !begun)
        printf("In %" PRIu64 " generations nobody moved from one island to another.\n",
               archive->generations);
    return result;
}
