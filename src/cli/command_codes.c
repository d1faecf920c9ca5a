/* command_codes.c - smallworld codes: one game in which only the code of a frame differs. Who sees
 * a frame and the next speaks, who sees the first alone makes the next: by given edits, by tokens
 * or by numbers that are learned, or by what a general tokenizer does. */
#include "base/clock.h"
#include "base/log.h"
#include "cli/codes_print.h"
#include "cli/options.h"

#include <math.h>
#include <stdlib.h>

/* What is no game: baselines, behind the channels. */
enum { CODE_PATCHES = SW_CODE_CHANNELS, CODE_FILM, CODES };

/* How often, in generations, and on how many films it is asked whether 90 % are exact. */
enum { ASK_EVERY = 5, ASK_FILMS = 200 };

struct request {
    uint32_t code;
    uint64_t length, vocabulary, numbers, features, hidden, centres, generations, films, seed,
        films_seed, plan;
    bool planned, lengthened, worded, numbered, centred, seeing, hearing, lasting, seeded, json;
};

#define AT(field) offsetof(struct request, field)

static const char *code_name(uint32_t code)
{
    if (code < SW_CODE_CHANNELS)
        return sw_code_channel_name(code);
    return code == CODE_PATCHES ? "patches" : code == CODE_FILM ? "film" : NULL;
}

static const struct sw_option options[] = {
    {"--code", SW_OPTION_CHOICE, AT(code),
     .help = "nothing: no code. edits: two given words, found by search. tokens, vector: "
             "learned. "
             "patches: the next frame in patches of 2x2, by k-means. film: the encoders of films, "
             "which are exact",
     .choice = code_name, .initial = "tokens"},
    {"--length", SW_OPTION_COUNT, AT(length), .help = "tokens of a frame", .value = "L",
     .initial = "2", .least = 1, .most = SW_CODE_TOKENS_MAX, .given = AT(lengthened)},
    {"--vocabulary", SW_OPTION_COUNT, AT(vocabulary), .help = "different tokens", .value = "V",
     .initial = "16", .least = 2, .most = 256, .given = AT(worded)},
    {"--numbers", SW_OPTION_COUNT, AT(numbers), .help = "numbers of a vector", .value = "D",
     .initial = "16", .least = 1, .most = SW_CODE_NUMBERS_MAX, .given = AT(numbered)},
    {"--centres", SW_OPTION_COUNT, AT(centres), .help = "different patches", .value = "K",
     .initial = "64", .least = 2, .most = SW_CODE_CENTRES_MAX, .given = AT(centred)},
    {"--features", SW_OPTION_COUNT, AT(features), .help = "width of the speaker, a multiple of 16",
     .value = "K", .initial = "64", .least = 16, .most = 64, .given = AT(seeing)},
    {"--hidden", SW_OPTION_COUNT, AT(hidden), .help = "width of the listener, a multiple of 16",
     .value = "H", .initial = "96", .least = 16, .most = 256, .given = AT(hearing)},
    {"--generations", SW_OPTION_COUNT, AT(generations),
     .help = "generations of learning, 256 frames each", .value = "G", .initial = "200", .least = 1,
     .most = 1000000, .given = AT(lasting)},
    {"--films", SW_OPTION_COUNT, AT(films), .help = "films of each set that are examined",
     .value = "N", .initial = "200", .least = 2, .most = 100000},
    {"--seed", SW_OPTION_COUNT, AT(seed), .help = "seed of weights and lessons", .value = "S",
     .initial = "1", .most = INT64_MAX, .given = AT(seeded)},
    {"--films-seed", SW_OPTION_COUNT, AT(films_seed),
     .help = "seed of the films of the examination", .value = "S", .initial = "100",
     .most = INT64_MAX},
    {"--plan", SW_OPTION_COUNT, AT(plan),
     .help = "goals (--films) by at most so many programs of codes, imagined by the listener",
     .value = "N", .initial = "1000", .least = 1, .most = 30000, .given = AT(planned)},
    {"--json", SW_OPTION_FLAG, AT(json), .help = "one JSON object instead of a table"},
    {.name = NULL},
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    const struct sw_command *command = &sw_command_codes;
    int result = sw_options_read(command, count, words, request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if ((request->lengthened || request->worded) && request->code != SW_CODE_CHANNEL_TOKENS)
        return sw_usage(command, error, "--length and --vocabulary are only for --code=tokens");
    if (request->numbered && request->code != SW_CODE_CHANNEL_VECTOR &&
        request->code != SW_CODE_CHANNEL_TOKENS)
        return sw_usage(command, error, "--numbers is only for --code=vector and tokens");
    if (request->centred && request->code != CODE_PATCHES)
        return sw_usage(command, error, "--centres is only for --code=patches");
    if ((request->seeing || request->hearing || request->lasting) &&
        request->code >= SW_CODE_CHANNELS)
        return sw_usage(command, error,
                        "--features, --hidden and --generations are for codes that are learned or "
                        "heard, and not for --code=%s",
                        code_name(request->code));
    if (request->planned &&
        (request->code >= SW_CODE_CHANNELS || request->code == SW_CODE_CHANNEL_NOTHING))
        return sw_usage(command, error,
                        "--plan is for codes that are heard and understood, and not for --code=%s",
                        code_name(request->code));
    if (request->seeded && request->code == CODE_FILM)
        return sw_usage(
            command, error,
            "--seed has no effect: --code=film draws nothing but the films of --films-seed");
    return SW_EXIT_DONE;
}

/* Learns, and asks every few generations whether it is good already; that is not counted. */
static int learn(struct sw_code_game *game, struct sw_codes_report *report, struct sw_error *error)
{
    report->seconds_to_90 = NAN;
    for (uint64_t g = 0; g < report->rules->generations; g++) {
        double begun = sw_clock_thread(), score, exact;

        if (sw_code_game_learn(game, &score, error) != 0)
            return -1;
        report->seconds += sw_clock_thread() - begun;
        report->generations++;
        if (report->generations % ASK_EVERY != 0)
            continue;
        if (sw_code_examine_quickly(game, ASK_FILMS, report->seed + 1, &exact, error) != 0)
            return -1;
        if (isnan(report->seconds_to_90) && exact >= 0.9 && sw_code_game_ready(game))
            report->seconds_to_90 = report->seconds;
        sw_log_info("generation %llu: likelihood %.4f, exact %.1f %%",
                    (unsigned long long)report->generations, score, 100 * exact);
    }
    return 0;
}

static int play(const struct request *request, struct sw_codes_report *report,
                struct sw_code_exam *exam, struct sw_error *error)
{
    struct sw_code_rules rules = {
        .channel = (enum sw_code_channel)request->code,
        .length = (uint32_t)request->length,
        .vocabulary = (uint32_t)request->vocabulary,
        .numbers = (uint32_t)request->numbers,
        .features = (uint32_t)request->features,
        .hidden = (uint32_t)request->hidden,
        .seed = request->seed,
        .generations = (uint32_t)request->generations,
        .rate = 0.03f,
        .rate_end = 0.001f,
    };
    struct sw_code_game *game = sw_code_game_create(&rules, error);
    int result = game == NULL ? -1 : 0;

    report->rules = &rules;
    if (result == 0)
        result = learn(game, report, error);
    if (result == 0)
        result = sw_code_examine(game, report->films, report->seed, exam, error);
    if (result == 0 && request->planned) {
        report->programs = (uint32_t)request->plan;
        result = sw_code_plan(game, report->films, report->seed, report->programs, report->planned,
                              error);
    }
    if (result == 0)
        result = sw_codes_print(report, request->json, error);
    sw_code_game_destroy(game);
    return result;
}

static int baseline(const struct request *request, struct sw_codes_report *report,
                    struct sw_code_exam *exam, struct sw_error *error)
{
    struct sw_code_patches *patches = NULL;
    int result = 0;

    if (request->code == CODE_FILM) {
        result = sw_code_examine_encoders(report->films, report->seed, exam, error);
    } else {
        report->centres = (uint32_t)request->centres;
        patches = sw_code_patches_create(report->centres, request->seed, error);
        result = patches == NULL ? -1 : 0;
        if (result == 0)
            sw_code_examine_patches(patches, report->films, report->seed, exam);
    }
    sw_code_patches_destroy(patches);
    return result == 0 ? sw_codes_print(report, request->json, error) : -1;
}

static int codes_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    int result = parse(count, words, &request, error);
    struct sw_code_exam *exam;
    struct sw_codes_report report;

    if (result != SW_EXIT_DONE)
        return result;
    exam = sw_allocate(1, sizeof *exam, "examining codes", error);
    if (exam == NULL)
        return error->code;
    report = (struct sw_codes_report){.code = code_name(request.code),
                                      .films = (uint32_t)request.films,
                                      .seed = request.films_seed,
                                      .exam = exam};
    result = (request.code < SW_CODE_CHANNELS ? play : baseline)(&request, &report, exam, error);
    free(exam);
    return result == 0 ? SW_EXIT_DONE : error->code;
}

const struct sw_command sw_command_codes = {
    .name = "codes",
    .description = "compare codes of a frame: given edits, tokens, numbers, patches",
    .options = options,
    .text = "The speaker sees a frame and the next one, and says a code. The listener sees\n"
            "the first frame alone, hears the code, and makes the next frame. Then it\n"
            "continues from what it made. The edits of the films are known, so codes can be\n"
            "compared with them.\n"
            "\n"
            "  smallworld codes --code=tokens --length=2 --vocabulary=16\n"
            "  smallworld codes --code=vector --numbers=4 --seed=2 --json\n"
            "  smallworld codes --code=edits --plan=1000\n"
            "  smallworld codes --code=patches --centres=256\n",
    .main = codes_main,
};
