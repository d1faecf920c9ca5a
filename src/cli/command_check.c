/* command_check.c - smallworld check: verify every record of a run, rebuild some members, print
 * its digest. */
#include "base/clock.h"
#include "base/log.h"
#include "base/number.h"
#include "base/text.h"
#include "base/json.h"
#include "cli/options.h"
#include "archive/audit.h"
#include "archive/digest.h"

#include <inttypes.h>
#include <stdio.h>

#define MEMBERS_SAMPLED     64u
#define GENERATIONS_RELIVED 3u
#define SENTENCES_MOST      20u /* more of them would say nothing new */
#define QUIET_SECONDS       3.0 /* before it says how far it is */

struct request {
    const char *folder, *source;
    bool json, quick;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    SW_OPTION_RUN(AT(folder)),
    {"--json", SW_OPTION_FLAG, AT(json),
     .help = "one object: ok, records, generations, members, digest"},
    {"--quick", SW_OPTION_FLAG, AT(quick),
     .help = "only reads: rebuilds no member and repeats no generation"},
    SW_OPTION_SOURCE(AT(source)),
    {.name = NULL},
};

/* What is wrong so far. */
struct findings {
    double begun; /* the clock's time */
    uint64_t wrong;
    bool unseen; /* something could not be looked at */
    struct sw_run_digest digest;
    uint64_t keyframes, members, generations; /* see archive/audit.h */
};

static void tell(void *context, const char *sentence)
{
    struct findings *findings = context;

    if (findings->wrong++ < SENTENCES_MOST)
        sw_log_error("%s", sentence);
}

static void show_progress(void *context, const char *what, uint64_t done, uint64_t all)
{
    const struct findings *findings = context;
    double now = sw_clock_seconds();

    if (now - findings->begun > QUIET_SECONDS && sw_log_progress_due(now))
        sw_log_progress(now, "checked %" PRIu64 " of %" PRIu64 " %s", done, all, what);
}

/* Makes anew what can be made anew. */
static int audit(struct sw_archive *archive, struct findings *findings, struct sw_error *error)
{
    struct sw_audit audit = {
        .archive = archive, .complain = tell, .progress = show_progress, .context = findings};
    struct sw_error worlds = {0};
    bool differs = false;
    int result = 0;

    if (sw_audit_statistics(&audit, error) != 0 || sw_audit_keyframes(&audit, error) != 0 ||
        sw_audit_members(&audit, MEMBERS_SAMPLED, error) != 0)
        result = -1;
    if (result == 0 && sw_audit_lives(&audit, GENERATIONS_RELIVED, &differs, &worlds) != 0) {
        if (worlds.code == SW_EXIT_USAGE) { /* its ARC files, not the run */
            sw_log_warning("no generation could be lived again: %s", worlds.text);
            findings->unseen = true;
        } else {
            result = sw_fail(error, (enum sw_exit)worlds.code, "%s", worlds.text);
        }
    }
    if (differs && archive->settings.run.kernel == 0 && !sw_taskfiles_needed(&archive->settings))
        sw_log_warning("generations lived again give other scores than are stored: the version of "
                       "smallworld that began the run made other puzzles of the same seed");
    else if (differs && archive->settings.run.kernel == 0)
        sw_log_warning("generations lived again give other scores than are stored, and the run "
                       "does not say which tasks its ARC files held (an older smallworld began "
                       "it): they may have changed");
    else if (differs)
        sw_log_warning(
            "generations lived again give other scores than are stored; with run.kernel = "
            "blas that is so on another type of processor than the run's");
    findings->keyframes = audit.keyframes;
    findings->members = audit.members;
    findings->generations = audit.generations;
    return result;
}

static void print_findings(const struct request *request, const struct findings *findings)
{
    const struct sw_run_digest *digest = &findings->digest;
    const char *text = digest->text[0] != '\0' && findings->wrong == 0 ? digest->text : NULL;
    char a[SW_NUMBER_TEXT], b[SW_NUMBER_TEXT], c[SW_NUMBER_TEXT];
    struct sw_json json = {.out = stdout};

    if (findings->wrong > SENTENCES_MOST)
        sw_log_error("and %" PRIu64 " more", findings->wrong - SENTENCES_MOST);
    if (request->json) {
        sw_json_open(&json, NULL, '{');
        sw_json_switch(&json, "ok", findings->wrong == 0 && !findings->unseen);
        sw_json_count(&json, "records", digest->records);
        sw_json_count(&json, "generations", digest->generations);
        sw_json_count(&json, "members", digest->members);
        sw_json_text(&json, "digest", text);
        sw_json_close(&json, '}');
        return;
    }
    sw_text_print(request->folder, stdout);
    printf(": %s\n", findings->wrong > 0 ? "damaged"
                     : findings->unseen  ? "all that could be read is well"
                                         : "all is well");
    printf("  records      %s, of %s generations and %s members\n",
           sw_number_count(digest->records, a), sw_number_count(digest->generations, b),
           sw_number_count(digest->members, c));
    if (!request->quick && findings->wrong == 0)
        printf("  made anew    %s keyframes, %s members; %s generations lived again\n",
               sw_number_count(findings->keyframes, a), sw_number_count(findings->members, b),
               sw_number_count(findings->generations, c));
    printf("  digest       %s\n", text == NULL ? "none" : text);
}

/* Ends the command: what is wrong is told and is exit code 3; what could not be looked at is the
 * error's own sentence and code, and says nothing about the run. */
static int conclude(const struct request *request, const struct findings *findings, int result,
                    const struct sw_error *error)
{
    sw_log_progress_end();
    if (result != 0 && findings->wrong == 0)
        return error->code;
    print_findings(request, findings);
    return findings->wrong > 0 ? SW_EXIT_DAMAGED : findings->unseen ? SW_EXIT_FAILED : SW_EXIT_DONE;
}

/* A run that cannot even be opened as one: what does its store say? */
static int check_store(const struct request *request, struct findings *findings,
                       struct sw_error *error)
{
    struct sw_error trouble = {0};
    struct sw_store *store = sw_store_open(request->folder, false, false, &trouble);

    if (store != NULL)
        sw_run_digest(store, tell, findings, &findings->digest, &trouble);
    sw_store_close(store);
    if (findings->wrong == 0 && trouble.code != 0 && trouble.code != SW_EXIT_DAMAGED)
        *error = trouble;
    else if (findings->wrong == 0)
        tell(findings, error->text);
    if (findings->wrong > 0)
        error->text[0] = '\0'; /* it was said */
    return conclude(request, findings, -1, error);
}

static int check_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    struct findings findings = {.begun = sw_clock_seconds()};
    struct sw_archive archive;
    int result = sw_options_read(&sw_command_check, count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (sw_archive_open(&archive, request.folder, false, error) != 0)
        return error->code == SW_EXIT_DAMAGED ? check_store(&request, &findings, error)
                                              : error->code;
    if (request.source != NULL &&
        sw_taskfiles_move(&archive.files, &archive.settings, request.source, error) != 0) {
        sw_archive_close(&archive);
        return error->code;
    }
    result = sw_run_digest(archive.store, tell, &findings, &findings.digest, error);
    if (result == 0 && !request.quick)
        result = audit(&archive, &findings, error);
    sw_archive_close(&archive);
    if (findings.wrong > 0)
        error->text[0] = '\0'; /* it was said */
    return conclude(&request, &findings, result, error);
}

const struct sw_command sw_command_check = {
    .name = "check",
    .description = "verify every record of a run, rebuild some members, print its digest",
    .options = options,
    .text = "every page and record is read and must be whole, in its place and sound;\n"
            "statistics must be those of the scores, keyframes what their ancestors' births\n"
            "and scores give; a sample of members is rebuilt, and three generations are lived\n"
            "again to the same scores and births, bit for bit. The digest is over births,\n"
            "scores, statistics and keyframes: the same config and seed give the same digest\n"
            "on any number of ranks, stopped or not.\n"
            "Exit code 3, and a sentence for each thing that is wrong, if the run is damaged;\n"
            "1 if it could not be looked at (no right to read it, no memory, a disk that\n"
            "fails), or if its ARC files are not there or hold other tasks.\n"
            "\n"
            "  smallworld check runs/first\n",
    .main = check_main,
};
