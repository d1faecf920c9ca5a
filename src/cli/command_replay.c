/* command_replay.c - smallworld replay: watch a life tick by tick, with what was said. */
#include "archive/partner.h"
#include "report/eval_thoughts.h"
#include "report/print.h"
#include "report/replay_dream.h"
#include "cli/options.h"
#include "cli/replay_gif.h"
#include "base/file.h"
#include "base/log.h"
#include "base/number.h"
#include "base/text.h"
#include "dialogue/turn_talk.h"
#include "lang/utterance.h"
#include "archive/examination.h"
#include "archive/rebuild.h"
#include "world/puzzle/arc.h"

#include <inttypes.h>
#include <string.h>

struct request {
    const char *folder, *member, *arc, *gif, *source;
    enum sw_game_id game;
    enum sw_channel_mode channel;
    uint64_t puzzle, thoughts;
    bool thinks, dreams, plans, channelled;
    enum sw_goal_kind goal;
    uint32_t format; /* SW_STYLES: not said */
    bool gamed, numbered;
    enum sw_render_style style;
};

#define AT(field) offsetof(struct request, field)

static const char *goal_name(uint32_t kind)
{
    return kind < SW_GOAL_KINDS ? sw_goal_name((enum sw_goal_kind)kind) : NULL;
}

static const struct sw_option options[] = {
    SW_OPTION_RUN(AT(folder)),
    SW_OPTION_MEMBER(AT(member)),
    {"--puzzle", SW_OPTION_COUNT, AT(puzzle), .help = "which unseen puzzle, as eval counts them",
     .value = "N", .initial = "0", .most = INT64_MAX, .given = AT(numbered)},
    {"--arc", SW_OPTION_TEXT, AT(arc), .help = "an ARC task instead", .value = "FILE"},
    SW_OPTION_GAME(AT(game), .given = AT(gamed)),
    SW_OPTION_CHANNEL(AT(channel), .given = AT(channelled)),
    {"--thoughts", SW_OPTION_COUNT, AT(thoughts),
     .help = "how many of its own programs it may try on the demonstrations (default: the run's "
             "life.thoughts)",
     .value = "N", .most = SW_THOUGHTS_MAX, .given = AT(thinks)},
    {"--format", SW_OPTION_CHOICE, AT(format),
     .help = "ansi: coloured; plain: letters; default: as stdout can", .names = sw_option_styles},
    {"--gif", SW_OPTION_TEXT, AT(gif),
     .help = "writes an animated GIF of it instead (-: to stdout)", .value = "FILE"},
    {"--dream", SW_OPTION_FLAG, AT(dreams),
     .help = "what it lives in its own forecasts, beside the world: of forecasters an episode "
             "(--puzzle: which), of agents with a forecast expert their program for a puzzle "
             "(--thoughts: planned in forecasts)"},
    {"--goal", SW_OPTION_CHOICE, AT(goal),
     .help = "with --dream: the program that it plans in its forecasts for a goal of this kind "
             "(--puzzle: which; --thoughts: most programs that it tries, default 1000)",
     .choice = goal_name, .given = AT(plans)},
    SW_OPTION_SOURCE(AT(source)),
    {.name = NULL},
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    const struct sw_command *command = &sw_command_replay;
    int result = sw_options_read(command, count, words, request, error);

    if (result != SW_EXIT_DONE)
        return result;
    request->style = sw_style_wanted(request->format);
    if (request->arc != NULL && request->numbered)
        return sw_usage(command, error, "give --puzzle or --arc, not both");
    if (request->arc != NULL && request->channel == SW_CHANNEL_SHUFFLED)
        return sw_usage(command, error,
                        "a shuffled channel needs another world, and --arc is a single one; give "
                        "--puzzle");
    if (request->plans && !request->dreams)
        return sw_usage(command, error, "--goal is for --dream: give both");
    if (request->dreams && (request->arc != NULL || request->gamed || request->channelled ||
                            request->gif != NULL || request->source != NULL))
        return sw_usage(command, error,
                        "a dream has no task, game, channel or GIF: give --dream with --member, "
                        "--puzzle, --goal, --thoughts and --format only");
    if (request->plans && request->thinks && request->thoughts == 0)
        return sw_usage(command, error, "--thoughts is 0; with --goal it must be at least 1");
    return SW_EXIT_DONE;
}

enum { THOUGHTS_SHOWN = 12, PROGRAMS_USUAL = 1000 };

/* Everything that is open during a replay. The batch's first world is the one shown; the second
 * lends its words to a shuffled channel. */
struct stage {
    struct sw_archive archive;
    struct sw_worlds *worlds;
    struct sw_batch *batch;
    struct sw_life *life;
    struct sw_individual member, partner; /* whom it hears; empty: itself */
    uint64_t id, partner_id;
    bool partnered;
    struct sw_imagination *imagination; /* NULL unless it dreams, or tries programs in forecasts */
    struct sw_answer answer[2];
    uint32_t thoughts;
    struct sw_program thought[THOUGHTS_SHOWN]; /* the first that were tried on the shown world */
};

/* The first programs are kept for print_thoughts; the last is part of the answer if it fits. */
static void hear_thought(void *context, uint32_t puzzle, uint32_t number,
                         const struct sw_program *program, bool fits)
{
    struct stage *stage = context;

    (void)fits;
    if (puzzle != 0)
        return;
    stage->thoughts = number;
    if (number <= THOUGHTS_SHOWN)
        stage->thought[number - 1] = *program;
}

/* How the member thinks: as its run says, or the command line. */
static int set_thoughts(struct stage *stage, const struct request *request, struct sw_error *error)
{
    const struct sw_settings *settings = &stage->archive.settings;
    struct sw_thinking_settings thinking = sw_settings_thinking(settings);

    if (request->thinks)
        thinking.thoughts = (uint32_t)request->thoughts;
    if (stage->imagination != NULL) /* another look would be at the world */
        thinking.looks = 1;
    if (request->thinks && request->thoughts > 0 && !sw_game_thinks(sw_game_row(request->game)))
        return sw_fail(error, SW_EXIT_USAGE,
                       "in %s the %s, who edits, sees no demonstrations on which it could try its "
                       "thoughts; give --game=%s",
                       sw_game_row(request->game)->name,
                       sw_game_editor(sw_game_row(request->game))->name,
                       sw_game_row(sw_game_of_thought())->name);
    if (request->thinks && request->thoughts > 0 && sw_game_takes_turns(sw_game_row(request->game)))
        return sw_fail(
            error, SW_EXIT_USAGE,
            "replay shows no thoughts of games by turns, and %s is one; leave --thoughts "
            "out, or give --game=%s",
            sw_game_row(request->game)->name, sw_game_row(sw_game_of_thought())->name);
    if (stage->imagination != NULL)
        sw_life_imagine(stage->life, sw_imagination_engine(stage->imagination));
    if (sw_life_think(stage->life, &thinking, error) != 0)
        return -1;
    if (stage->life->thinking != NULL)
        sw_thinking_tell(stage->life->thinking, hear_thought, stage);
    return 0;
}

static int set_stage(struct stage *stage, const struct request *request, struct sw_error *error)
{
    struct sw_archive *archive = &stage->archive;
    uint8_t shows = sw_game_shows(sw_game_row(request->game));

    stage->batch = sw_batch_create(request->arc != NULL ? 1 : 2, error);
    if (stage->batch == NULL)
        return -1;
    if (request->arc != NULL) {
        if (sw_arc_load(request->arc, &stage->batch->puzzle[0], error) != 0)
            return -1;
        return sw_batch_look(stage->batch, shows, error);
    }
    if (request->source != NULL &&
        sw_taskfiles_move(&archive->files, &archive->settings, request->source, error) != 0)
        return -1;
    if (sw_archive_worlds(archive, sw_warn, NULL, &stage->worlds, error) != 0)
        return sw_error_prefix(error, "the run's own worlds (--arc=FILE does without them)");
    if (sw_worlds_pool(stage->worlds) > 0 && request->puzzle >= sw_worlds_pool(stage->worlds))
        return sw_fail(error, SW_EXIT_USAGE,
                       "there is no puzzle %" PRIu64 "; the files of this run make puzzles 0 to %u",
                       request->puzzle, sw_worlds_pool(stage->worlds) - 1);
    return sw_batch_examination(stage->batch, stage->worlds, stage->archive.settings.run.seed,
                                request->puzzle, shows, error);
}

/* Whom the member heard in its life, where somebody speaks. */
static int seat_partner(struct stage *stage, const struct request *request, struct sw_error *error)
{
    char why[SW_PARTNER_TEXT];

    if (sw_game_speaker(sw_game_row(request->game)) == NULL || request->channel == SW_CHANNEL_SELF)
        return 0;
    stage->partnered = sw_archive_partner(&stage->archive, stage->id, &stage->partner_id, why);
    if (why[0] != '\0')
        sw_log_warning("%s", why);
    return stage->partnered ? sw_archive_rebuild(&stage->archive, stage->partner_id, true,
                                                 &stage->partner, error)
                            : 0;
}

/* Where it dreams, and where it tries programs in a world whose engine nobody has. */
static int open_imagination(struct stage *stage, const struct request *request,
                            struct sw_error *error)
{
    const struct sw_settings *settings = &stage->archive.settings;
    uint64_t thoughts = request->thinks ? request->thoughts : settings->life.thoughts;

    if (!request->dreams && (!sw_settings_hides(settings) || thoughts == 0))
        return 0;
    if (!request->dreams &&
        sw_thought_engine_find(NULL, settings, error) == SW_THOUGHT_ENGINE_COUNT)
        return -1;
    stage->imagination =
        sw_imagination_create(&stage->archive.layout, stage->member.weights, error);
    return stage->imagination == NULL ? -1 : 0;
}

static int open_stage(struct stage *stage, struct request *request, struct sw_error *error)
{
    const struct sw_settings *settings = &stage->archive.settings;
    const uint32_t source[2] = {1, 0};

    if (sw_archive_open(&stage->archive, request->folder, false, error) != 0 ||
        sw_archive_member(&stage->archive, request->member, &stage->id, error) != 0)
        return -1;
    if (sw_settings_function(settings) != NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the members of this run are vectors on a function (worlds.source = %s): "
                       "there is no life to replay; eval says what they are worth",
                       settings->worlds.source);
    if (sw_settings_body(settings) != NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the members of this run are bodies (worlds.source = %s): smallworld live "
                       "%.300s shows them",
                       settings->worlds.source, request->folder);
    if (sw_settings_forecast(settings) != NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the members of this run forecast (worlds.source = %s): there is no life to "
                       "replay; --dream shows their forecasts, and eval says how far they hold",
                       settings->worlds.source);
    if (!request->gamed)
        request->game = sw_game_of_run(&stage->archive);
    if (seat_partner(stage, request, error) != 0 || set_stage(stage, request, error) != 0 ||
        sw_archive_rebuild(&stage->archive, stage->id, true, &stage->member, error) != 0)
        return -1;
    stage->life =
        sw_settings_life(settings, sw_settings_kernel(settings), &stage->archive.layout, error);
    if (stage->life != NULL)
        stage->life->mind->words = sw_archive_words(&stage->archive, stage->id);
    if (open_imagination(stage, request, error) != 0)
        return -1;
    if (stage->life == NULL || set_thoughts(stage, request, error) != 0)
        return -1;
    return sw_life_converse(&(struct sw_party){stage->life, stage->partnered
                                                                ? stage->partner.weights
                                                                : stage->member.weights},
                            &(struct sw_party){stage->life, stage->member.weights}, stage->batch,
                            request->game, request->channel, source, stage->answer, error);
}

static void close_stage(struct stage *stage)
{
    sw_individual_free(&stage->member);
    sw_individual_free(&stage->partner);
    sw_life_destroy(stage->life);
    sw_imagination_destroy(stage->imagination);
    sw_batch_destroy(stage->batch);
    sw_worlds_destroy(stage->worlds);
    sw_archive_close(&stage->archive);
}

static void print_title(const struct stage *stage, const struct request *request)
{
    const struct sw_puzzle *puzzle = &stage->batch->puzzle[0];
    const struct sw_game *game = sw_game_row(request->game);
    char name[256];

    printf("member %" PRIu64, stage->id);
    if (strcmp(request->member, "best") == 0 || strcmp(request->member, "founder") == 0)
        printf(" (%s)", request->member);
    printf(" in %s", game->name);
    if (sw_game_speaker(game) != NULL)
        printf(", channel %s", sw_channel_row(request->channel)->name);
    if (stage->partnered)
        printf("\nspeaker: member %" PRIu64 ", its partner in its life", stage->partner_id);
    if (request->arc != NULL) {
        fputs("\nthe task in ", stdout);
        sw_text_print(request->arc, stdout);
        fputs("\n\n", stdout);
    } else if (puzzle->parts == 0) {
        printf("\npuzzle %" PRIu64 " of the run's own files\n\n", request->puzzle);
    } else {
        sw_worlds_name(stage->worlds, puzzle, name, sizeof name);
        printf("\nunseen puzzle %" PRIu64 ": %s\n\n", request->puzzle, name);
    }
    for (int i = 0; i < puzzle->demonstrations; i++) {
        printf("demonstration %d\n", i + 1);
        sw_render_pair(&puzzle->demonstration[i].canvas, &puzzle->demonstration[i].target,
                       request->style, 2, stdout);
    }
    printf("\n");
}

/* Speech takes the first tick; the listener begins in the next. Without a partner the first tick
 * edits. */
static uint32_t print_speech(const struct stage *stage, const struct request *request)
{
    const struct sw_game *game = sw_game_row(request->game);
    uint32_t length = stage->archive.layout.shape.length;
    char said[SW_UTTERANCE_MAX + 1], heard[SW_UTTERANCE_MAX + 1];
    const struct sw_seat *editor = sw_game_editor(game);
    const struct sw_seat *mouth = sw_game_mouth(game, request->channel);

    if (mouth == NULL) {
        printf("tick 0  %s sees the %s\n", editor->name, sw_seat_sight(editor));
        return 0;
    }
    sw_utterance_print(stage->answer[0].said, length, said);
    sw_utterance_print(stage->answer[0].heard, length, heard);
    printf("tick 0  %s sees the %s and says \"%s\"\n", mouth->name, sw_seat_sight(mouth), said);
    for (uint32_t tick = 1; tick <= stage->answer[0].waited; tick++)
        printf("tick %u  %s sees the %s and waits\n", tick, editor->name, sw_seat_sight(editor));
    printf("tick %u  %s sees the %s and hears ", stage->answer[0].waited + 1, editor->name,
           sw_seat_sight(editor));
    if (request->channel == SW_CHANNEL_SILENT)
        printf("nothing\n");
    else
        printf("\"%s\"%s\n", heard,
               request->channel == SW_CHANNEL_SHUFFLED ? ", said of another world" : "");
    return stage->answer[0].waited + 1;
}

/* What went through the editor's mind before it answered. */
static void print_thoughts(const struct stage *stage, const struct request *request)
{
    const char *name = sw_game_editor(sw_game_row(request->game))->name;
    const struct sw_answer *answer = &stage->answer[0];
    char text[SW_PROGRAM_MAX * 24], number[SW_NUMBER_TEXT];
    uint32_t shown = answer->tried < THOUGHTS_SHOWN ? answer->tried : THOUGHTS_SHOWN;

    if (answer->tried == 0)
        return;
    for (uint32_t i = 0; i < shown; i++) {
        sw_program_print(&stage->thought[i], text, sizeof text);
        printf("        thought %u: %s%s\n", i + 1, text[0] == '\0' ? "nothing" : text,
               answer->found == i + 1 ? ": fits" : "");
    }
    sw_number_count(answer->tried, number);
    if (answer->found > shown) {
        sw_program_print(&answer->program, text, sizeof text);
        printf("        ...\n        thought %s: %s: fits\n", number, text);
    }
    if (answer->found == 0)
        printf("        %snone of %s thoughts fits the demonstrations: the %s does what came to "
               "mind first\n",
               answer->tried > shown ? "...\n        " : "", number, name);
}

/* What the hand holds after an edit, for edits that change no cell. */
static void print_hand(const struct sw_edit *edit, const struct sw_canvas *canvas, bool changed)
{
    uint32_t cells = sw_mask_count(&canvas->selection);

    if (edit->group == SW_EDIT_HAND)
        printf(": colour %u in hand\n", canvas->colour);
    else if (edit->group == SW_EDIT_SELECT)
        printf(": %u %s selected\n", cells, cells == 1 ? "cell" : "cells");
    else
        printf("%s\n", changed ? "" : ": nothing changes");
}

static void print_canvas(const struct sw_canvas *canvas, const struct sw_puzzle *puzzle, int test,
                         const char *caption, enum sw_render_style style)
{
    const struct sw_render_column column[2] = {
        {&canvas->grid, caption},
        {puzzle->test_has_target[test] ? &puzzle->test[test].target : NULL, "target"}};

    sw_render_columns(column, 2, false, style, 8, stdout);
}

/* One test canvas under the program, edit by edit. */
static void print_edits(const struct stage *stage, const struct request *request, int test,
                        uint32_t tick)
{
    const struct sw_puzzle *puzzle = &stage->batch->puzzle[0];
    const struct sw_program *program = &stage->answer[0].program;
    const struct sw_game *game = sw_game_row(request->game);
    const char *name = sw_game_editor(game)->name;
    struct sw_canvas canvas = sw_canvas_of(&puzzle->test[test].canvas);
    uint32_t ticks = stage->life->ticks;

    print_canvas(&canvas, puzzle, test, "canvas", request->style);
    for (uint32_t i = 0; i < program->length; i++, tick++) {
        const struct sw_edit *edit = sw_edit_row(program->token[i]);
        bool changed = sw_edit_apply(&canvas, program->token[i]);

        if (edit->fresh && stage->life->action_set.row[program->token[i]] == 0) {
            printf("tick %u  %s looks again\n", tick, name);
            continue;
        }
        printf("tick %u  %s edits: %s", tick, name, edit->name);
        print_hand(edit, &canvas, changed);
        if (changed)
            print_canvas(&canvas, puzzle, test, "canvas", request->style);
    }
    printf("tick %u  %s %s: ", tick, name, program->length == ticks ? "is out of ticks" : "stops");
    if (!puzzle->test_has_target[test]) {
        printf("the file does not tell the target\n");
        return;
    }
    if (sw_grid_equal(&canvas.grid, &puzzle->test[test].target))
        printf("exact\n");
    else
        printf("not exact, %u %s wrong, progress %.0f %%\n",
               sw_grid_difference(&canvas.grid, &puzzle->test[test].target),
               sw_grid_difference(&canvas.grid, &puzzle->test[test].target) == 1 ? "cell" : "cells",
               100 * (double)sw_pair_progress(&puzzle->test[test], &canvas.grid));
}

static void print_teacher(const struct sw_puzzle *puzzle)
{
    char text[SW_PROGRAM_MAX * 24];

    if (!puzzle->has_teacher)
        return;
    sw_program_print(&puzzle->teacher, text, sizeof text);
    printf("the teacher's edits: %s\n", text);
}

static void play(const struct stage *stage, const struct request *request)
{
    const struct sw_puzzle *puzzle = &stage->batch->puzzle[0];
    uint32_t tick;

    print_title(stage, request);
    if (sw_game_takes_turns(sw_game_row(request->game))) {
        sw_turn_talk_print(puzzle, &stage->answer[0], sw_game_row(request->game), request->channel,
                           stage->archive.layout.shape.length, request->style, stdout);
        print_teacher(puzzle);
        return;
    }
    tick = print_speech(stage, request);
    print_thoughts(stage, request);
    for (int i = 0; i < puzzle->tests; i++) {
        if (puzzle->tests > 1)
            printf("test %d of %d\n", i + 1, puzzle->tests);
        print_edits(stage, request, i, tick);
    }
    print_teacher(puzzle);
}

/* The same as a GIF. Who hears nothing at all is shown with no words. */
static int draw(const struct stage *stage, const struct request *request, struct sw_error *error)
{
    const struct sw_puzzle *puzzle = &stage->batch->puzzle[0];
    const struct sw_game *game = sw_game_row(request->game);
    const struct sw_seat *mouth = sw_game_mouth(game, request->channel);
    uint32_t length = stage->archive.layout.shape.length;
    char title[160], said[120], heard[120], words[SW_UTTERANCE_MAX + 1];
    struct sw_replay_scenes scenes = {
        .puzzle = puzzle, .program = &stage->answer[0].program, .title = title, .said = said};

    snprintf(title, sizeof title, "member %" PRIu64 " in %s: %.60s", stage->id, game->name,
             request->arc != NULL           ? sw_path_name(request->arc)
             : puzzle->rule == SW_RULE_NONE ? "a task of the run's files"
                                            : sw_worlds_rule(stage->worlds, puzzle->rule)->name);
    snprintf(said, sizeof said, "%s sees this", game->seat[0].name);
    if (mouth != NULL) {
        sw_utterance_print(stage->answer[0].said, length, words);
        snprintf(said, sizeof said, "%s sees this; %s says \"%s\"", game->seat[0].name, mouth->name,
                 words);
        sw_utterance_print(stage->answer[0].heard, length, words);
        snprintf(heard, sizeof heard, "%s hears %s%s%s", sw_game_editor(game)->name,
                 request->channel == SW_CHANNEL_SILENT ? "nothing" : "\"",
                 request->channel == SW_CHANNEL_SILENT ? "" : words,
                 request->channel == SW_CHANNEL_SILENT ? "" : "\"");
        scenes.heard = heard;
    }
    return sw_replay_gif(&scenes, request->gif, error);
}

/* The program of an agent that solves puzzles, in the forecasts of its expert. */
static int imagine(struct request *request, struct sw_error *error)
{
    struct stage stage;
    int result = 0;

    if (request->plans)
        return sw_usage(&sw_command_replay, error,
                        "the members of this run solve puzzles, which have no --goal: leave it "
                        "out; with --thoughts they plan in their forecasts");
    memset(&stage, 0, sizeof stage);
    request->game = sw_game_of_thought();
    request->gamed = true;
    if (open_stage(&stage, request, error) != 0) {
        result = error->code;
    } else {
        print_title(&stage, request);
        print_thoughts(&stage, request);
        if (sw_replay_imagined(stage.imagination, &stage.answer[0].program, &stage.batch->puzzle[0],
                               request->style, error) != 0)
            result = error->code;
    }
    close_stage(&stage);
    return result;
}

/* Deeds that a forecaster lives in its own forecasts. */
static int dream(struct request *request, struct sw_error *error)
{
    struct sw_replay_dream wish = {
        .member = request->member,
        .number = request->puzzle,
        .plans = request->plans,
        .goal = request->goal,
        .programs = request->thinks ? request->thoughts : PROGRAMS_USUAL,
        .style = request->style,
    };
    struct sw_archive archive;
    int result = 0;

    if (sw_archive_open(&archive, request->folder, false, error) != 0)
        return error->code;
    if (sw_settings_foresight(&archive.settings)) {
        sw_archive_close(&archive);
        return imagine(request, error);
    }
    if (sw_settings_forecast(&archive.settings) == NULL)
        result = sw_fail(error, SW_EXIT_USAGE,
                         "--dream is for members that forecast, and those of this run have no "
                         "forecast expert (agent.forecast = none): leave it out");
    else if (request->thinks && !request->plans)
        result = sw_fail(error, SW_EXIT_USAGE,
                         "without --goal nothing is planned: leave --thoughts out");
    else
        result = sw_replay_dream(&archive, &wish, error);
    sw_archive_close(&archive);
    return result == 0 ? SW_EXIT_DONE : error->code;
}

static int replay_main(int count, char **words, struct sw_error *error)
{
    struct request request = {.member = "best", .format = SW_STYLES};
    struct stage stage;
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request.dreams)
        return dream(&request, error);
    if (request.gif != NULL &&
        ((request.arc != NULL && sw_file_apart(request.arc, request.gif, error) != 0) ||
         sw_file_try(request.gif, error) != 0))
        return error->code;
    memset(&stage, 0, sizeof stage);
    result = open_stage(&stage, &request, error) != 0 ? error->code : SW_EXIT_DONE;
    if (result == SW_EXIT_DONE && request.gif == NULL)
        play(&stage, &request);
    else if (result == SW_EXIT_DONE && draw(&stage, &request, error) != 0)
        result = error->code;
    close_stage(&stage);
    return result;
}

const struct sw_command sw_command_replay = {
    .name = "replay",
    .description = "watch a life tick by tick, with what was said",
    .options = options,
    .text = "Words are written as letters: token 0 is a.\n"
            "\n"
            "  smallworld replay runs/first\n"
            "  smallworld replay runs/first --puzzle=7 --channel=shuffled\n"
            "  smallworld replay runs/first --member=founder --game=solo\n"
            "  smallworld replay runs/first --game=solo --thoughts=30\n"
            "  smallworld replay runs/forecast --dream --puzzle=3\n"
            "  smallworld replay runs/foresight --dream --thoughts=100\n"
            "  smallworld replay runs/forecast --dream --goal=push\n",
    .main = replay_main,
};
