/* command_eval.c - smallworld eval: examine members on puzzles that no life has met. */
#include "archive/partner.h"
#include "base/log.h"
#include "base/number.h"
#include "report/print.h"
#include "report/eval.h"
#include "report/eval_families.h"
#include "report/eval_thoughts.h"
#include "cli/eval_request.h"
#include "cli/options.h"
#include "dialogue/seated.h"

#include <stdlib.h>
#include <string.h>

#define PUZZLES_MAX 10000000u

#define AT(field) offsetof(struct sw_eval_request, field)

static int take_share(const struct sw_command *command, const char *text, void *at,
                      struct sw_error *error)
{
    double *share = at;

    if (sw_number_real(text, share) && *share >= 0 && *share <= 1)
        return SW_EXIT_DONE;
    return sw_usage(command, error, "--spread is \"%s\"; it must be a share from 0 to 1", text);
}

static const struct sw_option options[] = {
    SW_OPTION_RUN(AT(folder)),
    SW_OPTION_MEMBER(AT(member)),
    SW_OPTION_GAME(AT(game), .given = AT(gamed)),
    SW_OPTION_CHANNEL(AT(channel), .given = AT(channelled)),
    {"--listener", SW_OPTION_TEXT, AT(listener),
     .help = "the listener, which hears and edits: a member of this or another run (default: the "
             "speaker)",
     .value = "RUN[:ID]"},
    {"--puzzles", SW_OPTION_COUNT, AT(puzzles),
     .help = "how many unseen puzzles, or worlds of bodies; 0: only --arc", .value = "N",
     .initial = "1000", .most = PUZZLES_MAX, .given = AT(counted)},
    {"--seed", SW_OPTION_COUNT, AT(seed), .help = "seed of these puzzles (default: the run's seed)",
     .value = "S", .most = UINT64_MAX, .given = AT(seeded)},
    {"--arc", SW_OPTION_LIST, AT(arc),
     .help = "an ARC file or a folder of them; may be given again", .value = "PATH",
     .most = SW_EVAL_PATHS_MAX, .lists = AT(arcs)},
    {"--families", SW_OPTION_FLAG, AT(families),
     .help = "examines the parent of each island, and what any of them and the first that fits "
             "would solve"},
    {"--reverse", SW_OPTION_COUNT, AT(reverse),
     .help = "of bodies: the tick at which food and poison change places (0: never)",
     .value = "TICK", .most = 100000},
    {"--thoughts", SW_OPTION_COUNT, AT(thoughts),
     .help = "also what it solves when it may try N of its own programs on the demonstrations; 0: "
             "only what it solves at once (default: the run's life.thoughts)",
     .value = "N", .most = SW_THOUGHTS_MAX, .given = AT(thinks)},
    {"--spread", SW_OPTION_OTHER, AT(spread),
     .help = "share of the probability that is spread evenly over all edits when it thinks "
             "(default: the run's life.spread)",
     .value = "P", .given = AT(spreads), .take = take_share},
    {"--plan", SW_OPTION_TEXT, AT(plan),
     .help = "where programs are tried (--thoughts): in the world (simulate), in own forecasts "
             "(imagine), or not (policy, and of forecasters blind). Forecasters: for goals "
             "(--puzzles of each kind; in context one a world; default 1000 programs); who solves "
             "puzzles: on demonstrations (default 100)",
     .value = "ENGINE"},
    {"--tune", SW_OPTION_COUNT, AT(tune),
     .help = "in context: also copies whose weights are taught for 1, 2, 4 ... N generations; with "
             "--plan=policy: generations that the policy is taught",
     .value = "N", .most = 32},
    {"--passes", SW_OPTION_COUNT, AT(passes),
     .help = "in context: how often a member goes over all that it was shown before it is asked",
     .value = "N", .initial = "1", .least = 1, .most = 1000, .given = AT(passed)},
    {"--json", SW_OPTION_FLAG, AT(json), .help = "one JSON object instead of a table"},
    SW_OPTION_SOURCE(AT(source)),
    {.name = NULL},
};

static int parse(int count, char **words, struct sw_eval_request *request, struct sw_error *error)
{
    const struct sw_command *command = &sw_command_eval;
    int result = sw_options_read(command, count, words, request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request->counted && request->puzzles == 0 && request->arcs == 0)
        return sw_usage(command, error, "--puzzles=0 is for --arc alone");
    if (request->families && (request->member != NULL || request->arcs > 0))
        return sw_usage(command, error,
                        "--families examines the parents of all islands on the run's worlds: give "
                        "it without --member and --arc");
    if (request->families && request->listener != NULL)
        return sw_usage(command, error,
                        "--families seats each parent alone; language --dialects has them talk");
    if (request->thoughts > 0 && request->families)
        return sw_usage(command, error, "give --families or --thoughts, not both");
    if (request->thoughts > 0 && request->arcs > 0 && !(request->counted && request->puzzles == 0))
        return sw_usage(command, error,
                        "--thoughts examines on the run's worlds or on files: with --arc give "
                        "--puzzles=0 as well");
    return SW_EXIT_DONE;
}

/* Everything that is open while members sit. */
struct work {
    struct sw_archive archive;
    struct sw_worlds *worlds;
    struct sw_examiner examiner;
    struct sw_individual individual[2], partner;
    struct sw_eval eval;
    struct sw_seated listener; /* if there is one */
    char listener_folder[SW_PATH_MAX];
    enum sw_thought_engine engine; /* where programs are tried; at first in the world */
};

static void add_evaluation(struct sw_eval *eval, uint32_t member, enum sw_game_id game,
                           enum sw_channel_mode channel)
{
    struct sw_eval_entry *evaluation = &eval->evaluation[eval->evaluations++];

    evaluation->member = member;
    evaluation->game = game;
    evaluation->channel = channel;
}

/* Founder and best in a game that the run plays, and, if somebody speaks, with other words. */
static void add_game(struct work *work, enum sw_game_id game)
{
    const struct sw_game *row = sw_game_row(game);

    if (!row->always && !sw_run_plays(&work->archive.settings, game))
        return;
    for (uint32_t i = 0; i < 2; i++)
        add_evaluation(&work->eval, i, game, SW_CHANNEL_NORMAL);
    for (uint32_t i = 0; i < 2 && sw_game_speaker(row) != NULL; i++)
        add_evaluation(&work->eval, i, game, SW_CHANNEL_SHUFFLED);
}

/* The first of the run's games in which somebody speaks; SW_GAMES: none. */
static uint32_t game_with_words(const struct sw_settings *settings)
{
    uint32_t game = 0;

    while (game < SW_GAMES && (sw_game_speaker(sw_game_row((enum sw_game_id)game)) == NULL ||
                               !sw_run_plays(settings, (enum sw_game_id)game)))
        game++;
    return game;
}

/* Whom the last member hears. */
static int seat_partner(struct work *work, bool show, struct sw_error *error)
{
    struct sw_eval *eval = &work->eval;
    uint32_t game = show ? game_with_words(&work->archive.settings) : (uint32_t)eval->arc_game;
    char why[SW_PARTNER_TEXT];

    if (game >= SW_GAMES || sw_game_speaker(sw_game_row((enum sw_game_id)game)) == NULL)
        return 0;
    eval->partner_game = (enum sw_game_id)game;
    eval->partnered =
        sw_archive_partner(&work->archive, eval->id[eval->members - 1], &eval->partner, why);
    if (why[0] != '\0')
        sw_log_warning("%s", why);
    return eval->partnered
               ? sw_archive_rebuild(&work->archive, eval->partner, true, &work->partner, error)
               : 0;
}

static void warn_of_silence(const struct sw_game *game)
{
    uint32_t other = 0;

    while (sw_game_speaker(sw_game_row((enum sw_game_id)other)) == NULL)
        other++;
    sw_log_warning("in %s nobody speaks, so --channel changes nothing; --game=%s has a channel",
                   game->name, sw_game_row((enum sw_game_id)other)->name);
}

/* Whether eval is to say what thinking is worth, budget by budget. */
static bool weighs_thoughts(const struct sw_eval_request *request)
{
    return request->thoughts > 0 && !(request->counted && request->puzzles == 0);
}

/* Who sits: one member in one game, or founder and best in all that the run plays. */
static int choose_evaluations(struct work *work, const struct sw_eval_request *request,
                              struct sw_error *error)
{
    struct sw_eval *eval = &work->eval;
    bool show = !request->json && request->member == NULL && !request->gamed &&
                !request->channelled && request->listener == NULL && !weighs_thoughts(request);

    eval->arc_game = request->gamed ? request->game : sw_game_of_run(&work->archive);
    eval->arc_channel = request->channel;
    if (show)
        eval->name[eval->members++] = "founder";
    eval->name[eval->members++] = request->member != NULL ? request->member : "best";
    for (uint32_t i = 0; i < eval->members; i++)
        if (sw_archive_member(&work->archive, eval->name[i], &eval->id[i], error) != 0 ||
            sw_archive_rebuild(&work->archive, eval->id[i], true, &work->individual[i], error) != 0)
            return -1;
    for (uint32_t i = 0; i < eval->members; i++)
        eval->words[i] = sw_archive_words(&work->archive, eval->id[i]);
    if (work->worlds == NULL && request->arcs == 0)
        return 0;
    if (request->listener == NULL && seat_partner(work, show, error) != 0)
        return -1;
    if (work->worlds == NULL)
        return 0;
    if (!show) {
        add_evaluation(eval, 0, eval->arc_game, eval->arc_channel);
        if (request->channelled && sw_game_speaker(sw_game_row(eval->arc_game)) == NULL)
            warn_of_silence(sw_game_row(eval->arc_game));
        return 0;
    }
    for (uint32_t game = 0; game < SW_GAMES; game++)
        add_game(work, (enum sw_game_id)game);
    return 0;
}

static int open_worlds(struct work *work, const struct sw_eval_request *request,
                       struct sw_error *error)
{
    struct sw_archive *archive = &work->archive;
    uint32_t pool;

    work->eval.seed = request->seeded ? request->seed : archive->settings.run.seed;
    if (request->source != NULL &&
        sw_taskfiles_move(&archive->files, &archive->settings, request->source, error) != 0)
        return -1;
    if (request->counted && request->puzzles == 0)
        return 0;
    if (sw_archive_worlds(archive, sw_warn, NULL, &work->worlds, error) != 0)
        return request->arcs == 0
                   ? -1
                   : sw_error_prefix(error, "the run's own worlds (--puzzles=0 does without them)");
    pool = sw_worlds_pool(work->worlds);
    work->eval.worlds = work->worlds;
    work->eval.puzzles = (uint32_t)request->puzzles;
    if (pool > 0 && (!request->counted || work->eval.puzzles > pool))
        work->eval.puzzles = pool;
    return 0;
}

/* The last member in all seats of a game. */
static int evaluate_alone(struct work *work, struct sw_error *error)
{
    struct sw_eval *eval = &work->eval;
    struct sw_evaluation evaluation = {.weights = work->individual[eval->members - 1].weights,
                                       .game = eval->partner_game,
                                       .words = eval->words[eval->members - 1],
                                       .channel = SW_CHANNEL_NORMAL};
    struct sw_result result = {0};
    int failed = sw_examine_worlds(&work->examiner, work->worlds, 0, eval->puzzles, &evaluation, 1,
                                   &result, error);

    eval->alone = result.all;
    sw_result_clear(&result);
    return failed;
}

static int evaluate_puzzles(struct work *work, struct sw_error *error)
{
    struct sw_eval *eval = &work->eval;
    struct sw_evaluation evaluation[SW_EVAL_ENTRIES];
    struct sw_result result[SW_EVAL_ENTRIES], held[SW_EVAL_ENTRIES];
    int failed = 0;

    work->examiner.seed = eval->seed;
    memset(result, 0, sizeof result);
    memset(held, 0, sizeof held);
    for (uint32_t i = 0; i < eval->evaluations; i++) {
        const struct sw_eval_entry *entry = &eval->evaluation[i];
        bool last = entry->member + 1 == eval->members;

        evaluation[i] = (struct sw_evaluation){.weights = work->individual[entry->member].weights,
                                               .speaker = last ? work->partner.weights : NULL,
                                               .game = entry->game,
                                               .words = eval->words[entry->member],
                                               .channel = entry->channel};
    }
    if (eval->evaluations > 0)
        failed = sw_examine_worlds(&work->examiner, work->worlds, 0, eval->puzzles, evaluation,
                                   eval->evaluations, result, error);
    if (eval->evaluations > 0 && failed == 0 && sw_worlds_held(work->worlds) > 0) {
        work->examiner.held_out = true;
        failed = sw_examine_worlds(&work->examiner, work->worlds, 0, eval->puzzles, evaluation,
                                   eval->evaluations, held, error);
        work->examiner.held_out = false;
    }
    for (uint32_t i = 0; i < eval->evaluations; i++) {
        eval->evaluation[i].result = result[i];
        eval->evaluation[i].held = held[i];
    }
    if (failed == 0 && eval->partnered && eval->evaluations > 0)
        failed = evaluate_alone(work, error);
    return failed;
}

static int evaluate_files(struct work *work, const struct sw_eval_request *request,
                          struct sw_error *error)
{
    struct sw_eval *eval = &work->eval;
    struct sw_evaluation evaluation = {.weights = work->individual[eval->members - 1].weights,
                                       .speaker = work->partner.weights,
                                       .game = eval->arc_game,
                                       .words = eval->words[eval->members - 1],
                                       .channel = eval->arc_channel};
    uint64_t tasks = 0;

    if (request->arcs == 0)
        return 0;
    eval->arc = sw_allocate(request->arcs, sizeof *eval->arc, "examining", error);
    if (eval->arc == NULL)
        return -1;
    for (; eval->arcs < request->arcs; eval->arcs++) {
        struct sw_eval_arc *arc = &eval->arc[eval->arcs];

        arc->path = request->arc[eval->arcs];
        if (sw_examine_files(&work->examiner, arc->path, &evaluation, sw_warn, NULL, &arc->marks,
                             error) != 0)
            return -1;
        tasks += arc->marks.tasks;
    }
    if (tasks == 0)
        return sw_fail(error, SW_EXIT_FAILED,
                       "--arc names no usable task; give ARC tasks or folders of them");
    return 0;
}

static int tell(const struct work *work, const struct sw_eval_request *request,
                struct sw_error *error)
{
    const struct sw_eval *eval = &work->eval;

    if (request->json) {
        sw_eval_json(eval);
        return 0;
    }
    if (eval->evaluations > 0 &&
        (eval->members > 1 ? sw_eval_demonstration(eval, error) : sw_eval_table(eval, error)) != 0)
        return -1;
    if (sw_eval_arc_table(eval, error) != 0)
        return -1;
    if (eval->members > 1)
        sw_eval_next(eval);
    return 0;
}

static int evaluate_families(struct work *work, const struct sw_eval_request *request,
                             struct sw_error *error)
{
    struct sw_eval *eval = &work->eval;

    eval->arc_game = request->gamed ? request->game : sw_game_of_run(&work->archive);
    eval->arc_channel = request->channel;
    if (request->channelled && sw_game_speaker(sw_game_row(eval->arc_game)) == NULL)
        warn_of_silence(sw_game_row(eval->arc_game));
    if (sw_examiner_create(&work->examiner, &work->archive.settings, &work->archive.layout,
                           error) != 0)
        return -1;
    work->examiner.seed = eval->seed;
    return sw_eval_families(&work->archive, &work->examiner, eval, request->json, error);
}

/* Seats who is to hear what the member says. */
static int open_listener(struct work *work, const struct sw_eval_request *request,
                         struct sw_error *error)
{
    struct sw_eval *eval = &work->eval;

    if (request->listener == NULL)
        return 0;
    if (sw_game_speaker(sw_game_row(eval->arc_game)) == NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "in %s nobody speaks, so --listener hears nothing; "
                       "--game=%s has a listener",
                       sw_game_row(eval->arc_game)->name,
                       sw_game_row(sw_game_with_words(eval->arc_game))->name);
    if (sw_seated_find(&work->listener, request->listener, work->listener_folder, error) != 0)
        return sw_error_prefix(error, "--listener");
    if (sw_seated_match(&work->archive.layout.shape, &work->listener, work->listener_folder,
                        error) != 0)
        return -1;
    eval->listener = work->listener_folder;
    eval->listener_id = work->listener.id;
    work->examiner.listener = sw_seated_party(&work->listener);
    return 0;
}

/* How members think: as their run says, but for what the command line says. */
static int set_thoughts(struct work *work, const struct sw_eval_request *request,
                        struct sw_error *error)
{
    struct sw_thinking_settings thinking = sw_settings_thinking(&work->archive.settings);

    if (request->thinks)
        thinking.thoughts = (uint32_t)request->thoughts;
    if (request->spreads)
        thinking.spread = (float)request->spread;
    if (work->engine == SW_THOUGHT_IMAGINE) /* another look would be at the world */
        thinking.looks = 1;
    return sw_life_think(work->examiner.life, &thinking, error);
}

static int evaluate_thoughts(struct work *work, const struct sw_eval_request *request,
                             struct sw_error *error)
{
    struct sw_eval *eval = &work->eval;
    const struct sw_game *game;

    if (!request->gamed)
        eval->arc_game = sw_game_of_thought();
    game = sw_game_row(eval->arc_game);
    if (!sw_game_thinks(game))
        return sw_fail(error, SW_EXIT_USAGE,
                       "in %s the %s, who edits, sees no demonstrations on which it could try its "
                       "thoughts; give --game=%s",
                       game->name, sw_game_editor(game)->name,
                       sw_game_row(sw_game_of_thought())->name);
    work->examiner.seed = eval->seed;
    return sw_eval_thoughts(&work->examiner, eval, work->individual[0].weights, work->engine,
                            request->json, error);
}

/* What --plan means to agents that solve puzzles: how many programs they try, and where. */
static int plan_puzzles(struct work *work, struct sw_eval_request *request, struct sw_error *error)
{
    enum { USUAL = 100 };

    if (request->plan == NULL && request->thoughts == 0)
        return 0;
    work->engine = sw_thought_engine_find(request->plan, &work->archive.settings, error);
    if (work->engine == SW_THOUGHT_ENGINE_COUNT)
        return -1;
    if (request->plan == NULL)
        return 0;
    if (request->families || request->arcs > 0 || request->listener != NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--plan is for one member on the run's own worlds: give it without "
                       "--families, --arc and --listener");
    if (request->thinks && (request->thoughts == 0) != (work->engine == SW_THOUGHT_POLICY))
        return sw_fail(error, SW_EXIT_USAGE,
                       "--plan=policy tries no program, and the others at least one: give "
                       "--thoughts with the others alone");
    if (!request->thinks && work->engine != SW_THOUGHT_POLICY)
        request->thoughts =
            work->archive.settings.life.thoughts > 0 ? work->archive.settings.life.thoughts : USUAL;
    request->thinks = true;
    return 0;
}

static int evaluate(struct work *work, struct sw_eval_request *request, struct sw_error *error)
{
    work->eval.folder = request->folder;
    work->eval.archive = &work->archive;
    if (sw_archive_open(&work->archive, request->folder, false, error) != 0)
        return -1;
    if ((request->tune > 0 || request->passed) &&
        sw_settings_forecast(&work->archive.settings) == NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s is for runs of forecasters, and the members of this one forecast "
                       "nothing: leave it out",
                       request->tune > 0 ? "--tune" : "--passes");
    if (request->plan != NULL && !sw_settings_puzzles(&work->archive.settings) &&
        sw_settings_forecast(&work->archive.settings) == NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--plan is for members that forecast or solve puzzles, and those of this "
                       "run do neither: leave it out");
    if (!sw_settings_puzzles(&work->archive.settings))
        return sw_eval_without_puzzles(&work->archive, request, error);
    if (request->reverse > 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--reverse is for runs of bodies, and the members of this one solve "
                       "puzzles: leave it out");
    if (plan_puzzles(work, request, error) != 0 || open_worlds(work, request, error) != 0)
        return -1;
    if (request->families)
        return evaluate_families(work, request, error);
    if (choose_evaluations(work, request, error) != 0 ||
        sw_examiner_create(&work->examiner, &work->archive.settings, &work->archive.layout,
                           error) != 0 ||
        open_listener(work, request, error) != 0 || set_thoughts(work, request, error) != 0)
        return -1;
    if (weighs_thoughts(request))
        return evaluate_thoughts(work, request, error);
    if (evaluate_puzzles(work, error) != 0 || evaluate_files(work, request, error) != 0)
        return -1;
    return tell(work, request, error);
}

static void clear(struct work *work)
{
    for (uint32_t i = 0; i < work->eval.evaluations; i++) {
        sw_result_clear(&work->eval.evaluation[i].result);
        sw_result_clear(&work->eval.evaluation[i].held);
    }
    free(work->eval.arc);
    for (uint32_t i = 0; i < 2; i++)
        sw_individual_free(&work->individual[i]);
    sw_individual_free(&work->partner);
    sw_examiner_destroy(&work->examiner);
    sw_seated_close(&work->listener);
    sw_worlds_destroy(work->worlds);
    sw_archive_close(&work->archive);
    free(work);
}

static int eval_main(int count, char **words, struct sw_error *error)
{
    struct sw_eval_request request = {0};
    struct work *work = NULL;
    int result = parse(count, words, &request, error);

    if (result == SW_EXIT_DONE) {
        work = sw_allocate(1, sizeof *work, "evaluating", error);
        result = work == NULL || evaluate(work, &request, error) != 0 ? error->code : SW_EXIT_DONE;
        if (work != NULL)
            clear(work);
    }
    return result;
}

const struct sw_command sw_command_eval = {
    .name = "eval",
    .description = "examine members on puzzles that no life has met",
    .options = options,
    .text = "Without --member, --game, --channel and --json: a table of what founder and\n"
            "best can do, law by law, in every game that the run plays. With life.partner =\n"
            "other or sibling a member hears the partner that it had in its life, and what it\n"
            "does when it hears itself stands beside it. With --json: seed is that of the\n"
            "puzzles, run_seed that of the run, settings are those that are not at their\n"
            "defaults.\n"
            "\n"
            "chance   what picking one of the rules blindly would give\n"
            "ceiling  what a perfect reasoner could know from the demonstrations\n"
            "held out what worlds.hold_out keeps from lives: as many puzzles again\n"
            "\n"
            "Forecasters (worlds.source = forecast:NAME): how often the whole canvas is right\n"
            "after 1, 2, 4 and 8 deeds lived in their own forecasts; --puzzles is the number\n"
            "of episodes. With --plan: goals reached by programs that were tried first.\n"
            "\n"
            "A run whose worlds are ARC files is examined on its own pool of puzzles, which\n"
            "lives have met; --arc=PATH examines on the files' own tests.\n"
            "\n"
            "Members that are vectors on a function (worlds.source = function:NAME): their\n"
            "value, and how far they are from the best point.\n"
            "\n"
            "--families: the parents of all islands. best is the one that eval examines\n"
            "otherwise; any: at least one of them solves it; fits: the first whose answer is\n"
            "right on the demonstrations, best first, which needs no target.\n"
            "\n"
            "--thoughts: law by law, what it solves with its first answer, and within 1, 3,\n"
            "10 ... programs of its own tried on the demonstrations.\n"
            "\n"
            "  smallworld eval runs/first\n"
            "  smallworld eval runs/first --member=founder --game=solo --json\n"
            "  smallworld eval runs/first --families\n"
            "  smallworld eval runs/first --listener=runs/second\n"
            "  smallworld eval runs/first --thoughts=100\n"
            "  smallworld eval runs/first --puzzles=0 --arc=tasks/training\n",
    .main = eval_main,
};
