/* command_language.c - smallworld language: what the words of a run mean, and whether they do. */
#include "base/log.h"
#include "base/number.h"
#include "report/print.h"
#include "cli/options.h"
#include "dialogue/body_language.h"
#include "dialogue/dialects.h"
#include "dialogue/history.h"
#include "dialogue/language_lines.h"
#include "dialogue/language_text.h"
#include "dialogue/transcript.h"
#include "dialogue/turn_talk.h"
#include "dialogue/verdict.h"

#include <inttypes.h>
#include <string.h>

enum { SHUFFLES = 1000, DEFAULT_PUZZLES = 1000, DIALECT_PUZZLES = 300, DIALOGUES = 3 };

struct request {
    const char *folder, *member, *listener;
    struct sw_words more; /* runs behind the first two words */
    enum sw_game_id game;
    uint64_t puzzles, seed, every;
    uint32_t format;
    bool gamed, counted, seeded, csv, json, measures, lexicon, transcripts, dialects, listening;
    bool through, held_out;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    SW_OPTION_RUN(AT(folder)),
    {"ID|RUN", SW_OPTION_TEXT, AT(member),
     .help = "the speaker: a member's number, best (the default) or founder; or a second run"},
    {"MORE", SW_OPTION_WORDS, AT(more),
     .help = "more runs: in how many a language has formed, and what holds over all of them"},
    SW_OPTION_GAME(AT(game), .given = AT(gamed)),
    {"--puzzles", SW_OPTION_COUNT, AT(puzzles),
     .help = "how many unseen puzzles, or worlds of bodies (default 1000; --dialects 300, "
             "--transcripts 3)",
     .value = "N", .least = 2, .most = SW_CORPUS_MAX, .given = AT(counted)},
    {"--seed", SW_OPTION_COUNT, AT(seed), .help = "which ones (default: the run's seed)",
     .value = "S", .most = UINT64_MAX, .given = AT(seeded)},
    {"--held-out", SW_OPTION_FLAG, AT(held_out),
     .help =
         "uses the rules that worlds.hold_out keeps from lives, instead of those that lives meet"},
    {"--listener", SW_OPTION_TEXT, AT(listener),
     .help = "the listener: a member of this or another run (default: the speaker itself)",
     .value = "RUN[:ID]", .given = AT(listening)},
    {"--lexicon", SW_OPTION_FLAG, AT(lexicon),
     .help = "prints the words alone, in at most 20 lines"},
    {"--transcripts", SW_OPTION_FLAG, AT(transcripts),
     .help = "prints dialogues with small pictures"},
    {"--every", SW_OPTION_COUNT, AT(every),
     .help = "prints the language of the ancestors, every K generations", .value = "K", .least = 1,
     .most = INT64_MAX, .given = AT(through)},
    {"--dialects", SW_OPTION_FLAG, AT(dialects),
     .help = "measures how well the parents of all islands understand each other"},
    {"--csv", SW_OPTION_FLAG, AT(csv),
     .help = "a line for each puzzle; with --every or --dialects for each moment or pair"},
    {"--json", SW_OPTION_FLAG, AT(json), .help = "the same as JSON; --dialects: one object"},
    {"--measures", SW_OPTION_FLAG, AT(measures), .help = "all measures as one JSON object"},
    {.name = NULL},
};

/* Whether several runs are named. */
static bool several(const struct request *request)
{
    return request->member != NULL && !sw_seated_is_member(request->member);
}

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    const struct sw_command *command = &sw_command_language;
    int result = sw_options_read(command, count, words, request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request->measures + request->lexicon + request->transcripts + request->dialects +
            request->through >
        1)
        return sw_usage(command, error,
                        "give one of --lexicon, --transcripts, --every, --dialects and --measures");
    if (request->csv && request->json)
        return sw_usage(command, error, "give --csv or --json, not both");
    if ((request->csv || request->json) &&
        (request->measures || request->lexicon || request->transcripts))
        return sw_usage(command, error, "%s has one form: omit --csv and --json",
                        request->measures  ? "--measures"
                        : request->lexicon ? "--lexicon"
                                           : "--transcripts");
    if (request->listening && (request->dialects || request->through))
        return sw_usage(command, error, "--listener cannot be combined with --dialects or --every");
    if (request->held_out && (request->dialects || request->through))
        return sw_usage(command, error, "--held-out cannot be combined with --dialects or --every");
    if (several(request) && (request->lexicon || request->transcripts || request->dialects ||
                             request->through || request->measures || request->listening))
        return sw_usage(command, error,
                        "of several runs only the verdict is printed: omit --lexicon, "
                        "--transcripts, --every, --dialects, --measures and --listener");
    if (request->more.count > 0 && sw_seated_is_member(request->member))
        return sw_usage(command, error, "of several runs the best speak; omit member %.200s",
                        request->member);
    if (request->member != NULL && request->dialects)
        return sw_usage(command, error,
                        "--dialects examines the parents of all islands; omit member %.200s",
                        request->member);
    return SW_EXIT_DONE;
}

/* Everything that is open while members talk. */
struct work {
    struct sw_seated speaker, other;
    struct sw_seated *listener;
    char folder[SW_PATH_MAX];
    struct sw_worlds *worlds;
    struct sw_corpus corpus;
    uint64_t seed;
    uint32_t puzzles;
    enum sw_game_id game;
};

static int open_worlds(struct work *work, const struct request *request, struct sw_error *error)
{
    const struct sw_settings *settings = &work->speaker.archive.settings;

    if (sw_taskfiles_needed(settings))
        return sw_fail(
            error, SW_EXIT_USAGE,
            "the puzzles of this run are read from files, which do not tell their rules, so there "
            "is nothing to compare its words with; replay shows a dialogue");
    if (sw_archive_worlds(&work->speaker.archive, sw_warn, NULL, &work->worlds, error) != 0)
        return -1;
    if (request->held_out && sw_worlds_held(work->worlds) == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "this run holds no rules out of lives (worlds.hold_out is empty), so "
                       "--held-out has no puzzles");
    work->seed = request->seeded ? request->seed : settings->run.seed;
    work->puzzles = request->counted       ? (uint32_t)request->puzzles
                    : request->dialects    ? DIALECT_PUZZLES
                    : request->transcripts ? DIALOGUES
                                           : DEFAULT_PUZZLES;
    work->game = request->gamed ? request->game : sw_game_of_run(&work->speaker.archive);
    if (request->gamed && sw_game_speaker(sw_game_row(work->game)) == NULL)
        return sw_fail(error, SW_EXIT_USAGE, "in %s nobody speaks; give --game=%s",
                       sw_game_row(work->game)->name,
                       sw_game_row(sw_game_with_words(work->game))->name);
    if (sw_game_speaker(sw_game_row(work->game)) == NULL) {
        work->game = sw_game_with_words(work->game);
        sw_log_warning("the run's last phase has no speech; its members are heard in %s",
                       sw_game_row(work->game)->name);
    }
    return 0;
}

static int open_work(struct work *work, const struct request *request, struct sw_error *error)
{
    if (sw_seated_open(&work->speaker, request->folder,
                       request->member != NULL ? request->member : "best", error) != 0 ||
        open_worlds(work, request, error) != 0)
        return -1;
    work->listener = &work->speaker;
    if (!request->listening)
        return 0;
    work->listener = &work->other;
    if (sw_seated_find(&work->other, request->listener, work->folder, error) != 0)
        return sw_error_prefix(error, "--listener");
    return sw_seated_match(&work->speaker.archive.layout.shape, &work->other, work->folder, error);
}

static void clear(struct work *work)
{
    sw_corpus_clear(&work->corpus);
    sw_worlds_destroy(work->worlds);
    sw_seated_close(&work->other);
    sw_seated_close(&work->speaker);
}

static int tell_dialects(struct work *work, const struct request *request, struct sw_error *error)
{
    struct sw_dialect_matrix matrix;
    int result = sw_dialect_matrix(&work->speaker, work->worlds, work->game, work->seed,
                                   work->puzzles, &matrix, error);

    if (result == 0 && request->csv)
        sw_dialect_csv(&matrix, stdout);
    else if (result == 0 && request->json)
        sw_dialect_json(&matrix, stdout);
    else if (result == 0)
        result = sw_dialect_text(&matrix, stdout, error);
    sw_dialect_matrix_clear(&matrix);
    return result;
}

static void print_title(const struct work *work)
{
    char puzzles[SW_NUMBER_TEXT];

    printf("member %" PRIu64 " speaks", work->speaker.id);
    if (work->corpus.cross)
        printf(", member %" PRIu64 " of another run listens", work->other.id);
    printf(" in %s: %u different messages", sw_game_row(work->game)->name, work->corpus.messages);
    if (work->corpus.words < work->corpus.vocabulary)
        printf(", of %u words in use", work->corpus.words);
    printf("\n%s %s%s (seed %" PRIu64 ")\n\n", sw_number_count(work->corpus.count, puzzles),
           work->corpus.turns > 1 ? "turns of unseen puzzles" : "unseen puzzles",
           work->corpus.held_out ? " of what is held out" : "", work->seed);
}

static int measure(struct work *work, const struct request *request, struct sw_language *language,
                   struct sw_error *error)
{
    if (sw_corpus_collect(&work->corpus, &work->speaker, work->listener, work->worlds, work->game,
                          work->seed, work->puzzles, request->held_out, error) != 0 ||
        sw_corpus_probe(&work->corpus, work->listener, work->game, error) != 0)
        return -1;
    return sw_language_measure(&work->corpus, SHUFFLES, language, error);
}

/* What comes of whole dialogues, where there are turns: of as many puzzles as turns by themselves.
 * *talk is NULL if there are none. */
static int hear_dialogues(struct work *work, const struct request *request,
                          struct sw_turn_talk *room, const struct sw_turn_talk **talk,
                          struct sw_error *error)
{
    *talk = work->corpus.turns > 1 && work->corpus.count > 1 ? room : NULL;
    return *talk == NULL
               ? 0
               : sw_turn_talk(&work->speaker, work->listener, work->worlds, work->game, work->seed,
                              work->corpus.count, request->held_out, room, error);
}

static int tell_measures(struct work *work, const struct request *request, struct sw_error *error)
{
    struct sw_language language;
    struct sw_turn_talk room;
    const struct sw_turn_talk *talk;

    if (sw_corpus_probe(&work->corpus, work->listener, work->game, error) != 0 ||
        sw_language_measure(&work->corpus, SHUFFLES, &language, error) != 0 ||
        hear_dialogues(work, request, &room, &talk, error) != 0)
        return -1;
    if (request->measures) {
        sw_language_measures(&work->corpus, &language, talk, work->speaker.id, work->listener->id,
                             stdout);
        return 0;
    }
    print_title(work);
    if (sw_language_report(&work->corpus, &language, stdout, error) != 0)
        return -1;
    if (talk != NULL)
        sw_turn_talk_text(talk, stdout);
    return 0;
}

static int tell(struct work *work, const struct request *request, struct sw_error *error)
{
    if (request->dialects)
        return tell_dialects(work, request, error);
    if (request->through)
        return sw_history(&work->speaker, work->worlds, work->game, work->seed, work->puzzles,
                          request->every,
                          request->csv    ? SW_HISTORY_CSV
                          : request->json ? SW_HISTORY_JSON
                                          : SW_HISTORY_TEXT,
                          stdout, error);
    if (request->transcripts && sw_game_takes_turns(sw_game_row(work->game)))
        return sw_turn_transcripts(&work->speaker, work->listener, work->worlds, work->game,
                                   work->seed, work->puzzles, request->held_out,
                                   sw_style_of_stdout(), stdout, error);
    if (sw_corpus_collect(&work->corpus, &work->speaker, work->listener, work->worlds, work->game,
                          work->seed, work->puzzles, request->held_out, error) != 0)
        return -1;
    if (request->transcripts)
        return sw_transcripts(&work->corpus, work->game, sw_style_of_stdout(), stdout, error);
    if (request->lexicon)
        sw_language_lexicon(&work->corpus, stdout);
    else if (request->csv)
        sw_language_csv(&work->corpus, stdout);
    else if (request->json)
        sw_language_json(&work->corpus, stdout);
    else
        return tell_measures(work, request, error);
    return 0;
}

/* One run of several. */
static int hear_run(struct request *request, const char *folder, uint32_t number,
                    struct sw_verdict *verdict, struct sw_error *error)
{
    struct work *work = sw_allocate(1, sizeof *work, "listening", error);
    struct sw_language language;
    int result = -1;

    if (work == NULL)
        return -1;
    request->folder = folder;
    if (open_work(work, request, error) == 0 && measure(work, request, &language, error) == 0) {
        sw_verdict_hear(verdict, number, folder, work->speaker.id, &work->corpus, &language);
        result = 0;
    } else if (error != NULL && strstr(error->text, folder) == NULL) {
        sw_error_prefix(error, "%.200s", folder);
    }
    clear(work);
    free(work);
    return result;
}

static int tell_verdict(struct request *request, struct sw_error *error)
{
    const char *first = request->folder, *second = request->member;
    struct sw_verdict verdict = {0};
    uint32_t runs = 2 + request->more.count;
    int result = sw_verdict_create(&verdict, runs, error);

    request->member = NULL;
    for (uint32_t i = 0; i < runs && result == 0; i++)
        result = hear_run(request,
                          i == 0   ? first
                          : i == 1 ? second
                                   : request->more.word[i - 2],
                          i, &verdict, error);
    if (result == 0)
        result = sw_verdict_weigh(&verdict, error);
    if (result == 0 && request->csv)
        sw_verdict_csv(&verdict, stdout);
    else if (result == 0 && request->json)
        sw_verdict_json(&verdict, stdout);
    else if (result == 0)
        result = sw_verdict_text(&verdict, stdout, error);
    sw_verdict_clear(&verdict);
    return result;
}

/* Whether it is a run of bodies, of which less can be asked. 1: it is, and was told of. */
static int tell_bodies(const struct request *request, struct sw_error *error)
{
    struct sw_archive archive = {0};
    struct sw_body_language bodies = {
        .member = request->member != NULL ? request->member : "best",
        .worlds = request->counted ? request->puzzles : DEFAULT_PUZZLES,
        .json = request->json,
    };
    int result = -1;

    if (sw_archive_open(&archive, request->folder, false, error) != 0)
        goto out;
    result = 0;
    if (!sw_body_language_of(&archive))
        goto out;
    bodies.seed = request->seeded ? request->seed : archive.settings.run.seed;
    result = request->gamed || request->held_out || request->listening || request->lexicon ||
                     request->transcripts || request->through || request->dialects ||
                     request->csv || request->measures
                 ? sw_fail(error, SW_EXIT_USAGE,
                           "of bodies (worlds.source = %s) language prints which word goes with "
                           "what: give --puzzles (worlds), --seed and --json alone",
                           archive.settings.worlds.source)
             : sw_body_language(&archive, &bodies, stdout, error) == 0 ? 1
                                                                       : -1;
out:
    sw_archive_close(&archive);
    return result;
}

static int language_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    struct work *work;
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (several(&request))
        return tell_verdict(&request, error) != 0 ? error->code : SW_EXIT_DONE;
    switch (tell_bodies(&request, error)) {
    case 0:
        break;
    case 1:
        return SW_EXIT_DONE;
    default:
        return error->code;
    }
    work = sw_allocate(1, sizeof *work, "listening", error);
    if (work == NULL)
        return error->code;
    if (open_work(work, &request, error) != 0 || tell(work, &request, error) != 0)
        result = error->code;
    clear(work);
    free(work);
    return result;
}

const struct sw_command sw_command_language = {
    .name = "language",
    .description = "measure what the words of a run mean, and whether they carry meaning",
    .options = options,
    .text = "A member speaks of puzzles that no life has met, and another (or itself) edits:\n"
            "the lexicon both ways, the channel broken in six ways, measures with what\n"
            "chance gives, and whether it may be said that the language carries the rule.\n"
            "docs/language.md defines each. Words are written as letters: token 0 is a.\n"
            "\n"
            "  smallworld language runs/first\n"
            "  smallworld language runs/first --csv > first.csv\n"
            "  smallworld language runs/first --every=200\n"
            "  smallworld language runs/first --listener=runs/second:best\n"
            "  smallworld language runs/islands --dialects\n"
            "  smallworld language runs/seed-1 runs/seed-2 runs/seed-3\n",
    .main = language_main,
};
