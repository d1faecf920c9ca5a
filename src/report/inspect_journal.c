#include "report/inspect.h"

#include "base/json.h"
#include "base/text.h"
#include "report/print.h"
#include "store/journal.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

enum { WHEN_TEXT = 32 };

/* In UTC, so that it says the same everywhere. */
static const char *when_of(const struct sw_start *start, char text[WHEN_TEXT])
{
    time_t when = (time_t)start->when;
    struct tm parts;

    if (gmtime_r(&when, &parts) == NULL ||
        strftime(text, WHEN_TEXT, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        snprintf(text, WHEN_TEXT, "?");
    return text;
}

static int print_start(void *context, const struct sw_start *start)
{
    uint64_t *count = context;
    char when[WHEN_TEXT];

    printf("%s%s  from generation %" PRIu64 ", %u rank%s on ", (*count)++ > 0 ? "\n" : "",
           when_of(start, when), start->generation, start->ranks, start->ranks == 1 ? "" : "s");
    sw_text_print(start->host, stdout);
    if (start->hosts > 1)
        printf(" and %u more", start->hosts - 1);
    printf("\n  version ");
    sw_text_print(start->version, stdout);
    printf(", commit ");
    sw_text_print(start->commit, stdout);
    printf("\n  ");
    sw_text_print(start->command, stdout);
    putchar('\n');
    return 0;
}

static int json_start(void *context, const struct sw_start *start)
{
    struct sw_json *json = context;
    char when[WHEN_TEXT];

    sw_json_open(json, NULL, '{');
    sw_json_text(json, "when", when_of(start, when));
    sw_json_count(json, "generation", start->generation);
    sw_json_count(json, "ranks", start->ranks);
    sw_json_count(json, "hosts", start->hosts);
    sw_json_text(json, "host", start->host);
    sw_json_text(json, "version", start->version);
    sw_json_text(json, "commit", start->commit);
    sw_json_text(json, "command", start->command);
    sw_json_close(json, '}');
    return 0;
}

int sw_inspect_journal(struct sw_archive *archive, const char *folder, bool json,
                       struct sw_error *error)
{
    struct sw_json out = {.out = stdout};
    uint64_t count = 0;
    int result;

    if (!json) {
        result = sw_journal_each(archive->store, print_start, &count, error);
        if (result == 0 && count == 0)
            puts("This run has no journal: an older smallworld began it, and it was not resumed "
                 "since.");
        return result;
    }
    sw_json_open(&out, NULL, '{');
    sw_json_text(&out, "run", folder);
    sw_json_open(&out, "starts", '[');
    result = sw_journal_each(archive->store, json_start, &out, error);
    sw_json_close(&out, ']');
    sw_json_close(&out, '}');
    return result;
}
