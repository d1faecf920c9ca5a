/* command_worlds.c - smallworld worlds: look at worlds, or write them as ARC files. */
#include "base/file.h"
#include "report/print.h"
#include "cli/options.h"
#include "cli/worlds_bench.h"
#include "cli/worlds_hash.h"
#include "cli/worlds_picture.h"
#include "population/run.h"
#include "world/physics/physics_set.h"
#include "world/puzzle/arc.h"

#include <stdlib.h>
#include <string.h>

#define COUNT_MAX 1000000000u

enum { FORMAT_ARC = SW_STYLES, FORMAT_PNG, FORMAT_GIF, FORMAT_NONE, FORMATS };

static const char *const formats[] = {"ansi", "plain", "arc", "png", "gif", "none", NULL};

struct request {
    const char *law, *config, *folder;
    const char *set[SW_SETS_MAX];
    uint32_t sets;
    uint64_t seed, count;
    bool seeded, list, bench, held_out, hash, physics;
    struct sw_words files; /* with --hash */
    uint32_t format;       /* FORMATS: not said */
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    {"--law", SW_OPTION_TEXT, AT(law),
     .help = "only this law, or several: gravity,recolour.largest.3; any: all laws, alone and in a "
             "row, in worlds of all sizes",
     .value = "NAME|any"},
    {"--seed", SW_OPTION_COUNT, AT(seed), .help = "other worlds (default: the config's run.seed)",
     .value = "S", .most = UINT64_MAX, .given = AT(seeded)},
    {"--count", SW_OPTION_COUNT, AT(count), .help = "how many", .value = "N", .initial = "4",
     .least = 1, .most = COUNT_MAX},
    {"--format", SW_OPTION_CHOICE, AT(format),
     .help =
         "ansi: coloured; plain: letters; arc: one ARC task a line, as JSON; png: a sheet for each "
         "puzzle; gif: its edits in motion; none: nothing. Default: ansi on a terminal, else plain",
     .names = formats},
    {"-o", SW_OPTION_TEXT, AT(folder),
     .help = "writes ARC tasks, or pictures, into files of a new folder", .value = "FOLDER"},
    {"--config", SW_OPTION_TEXT, AT(config),
     .help = "shows worlds as a run with this config meets them first", .value = "FILE"},
    SW_OPTION_SET(AT(set), AT(sets), "sets one key, as --set worlds.side_max=10"),
    {"--held-out", SW_OPTION_FLAG, AT(held_out),
     .help = "shows the rules that worlds.hold_out keeps from lives"},
    {"--bench", SW_OPTION_FLAG, AT(bench),
     .help = "makes N different puzzles, checks each, and prints what was rejected and why"},
    {"--list", SW_OPTION_FLAG, AT(list),
     .help = "lists all laws, their parameters, and what they do"},
    {"--physics", SW_OPTION_FLAG, AT(physics),
     .help =
         "lists what the physics of worlds in context can be (worlds.source = forecast:context)"},
    {"--hash", SW_OPTION_FLAG, AT(hash),
     .help = "prints a hash of the pairs of each FILE: the same for tasks with the same pairs, "
             "whatever their names and the order of pairs"},
    {"FILE", SW_OPTION_WORDS, AT(files), .help = "with --hash: ARC files, or folders of them"},
    {.name = NULL},
};

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    int result = sw_options_read(&sw_command_worlds, count, words, request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request->hash)
        return request->files.count > 0 ? SW_EXIT_DONE
                                        : sw_usage(&sw_command_worlds, error,
                                                   "--hash wants ARC files, or folders of them");
    if (request->files.count > 0)
        return sw_usage(&sw_command_worlds, error, "\"%.200s\" is not understood",
                        request->files.word[0]);
    if (request->law != NULL && strlen(request->law) >= SW_TEXT_MAX)
        return sw_usage(&sw_command_worlds, error,
                        "--law is longer than the %d bytes that are read", SW_TEXT_MAX - 1);
    if (request->folder != NULL && request->format < SW_STYLES)
        return sw_usage(&sw_command_worlds, error,
                        "-o writes files: give it with --format=arc, png or gif");
    if (request->folder == NULL && (request->format == FORMAT_PNG || request->format == FORMAT_GIF))
        return sw_usage(&sw_command_worlds, error, "pictures go into a folder: give -o FOLDER");
    if (request->folder != NULL && request->format == FORMATS)
        request->format = FORMAT_ARC;
    return SW_EXIT_DONE;
}

static int list_laws(void)
{
    printf("%-10s %-20s %s\n", "law", "parameters", "what it does");
    for (uint32_t i = 0; i < sw_law_count(); i++) {
        const struct sw_law *law = sw_law_row(i);
        char parameters[64] = "";

        for (int p = 0; p < 2 && law->parameter[p] != SW_PARAMETER_NONE; p++)
            snprintf(parameters + strlen(parameters), sizeof parameters - strlen(parameters),
                     "%s%s", p > 0 ? ", " : "", sw_law_parameter_name(law->parameter[p]));
        printf("%-10s %-20s ", law->name, parameters);
        sw_print_folded(law->description, 32, SW_TABLE_WIDTH, stdout);
    }
    printf("\nparameter  choices\n");
    for (int p = SW_PARAMETER_NONE + 1; p < SW_PARAMETERS; p++) {
        printf("%-10s", sw_law_parameter_name((enum sw_law_parameter)p));
        for (uint32_t c = 0; c < sw_law_choices((enum sw_law_parameter)p); c++)
            printf(" %s", sw_law_choice_name((enum sw_law_parameter)p, c));
        printf("\n");
    }
    printf("\nA law with its parameters chosen is a rule: gravity.down, recolour.largest.3.\n");
    return SW_EXIT_DONE;
}

static int list_physics(void)
{
    printf("%-9s %-29s %s\n", "physics", "options", "what it says");
    for (uint32_t i = 0; i < sw_physics_row_count(); i++) {
        const struct sw_physics_row *row = sw_physics_row(i);
        char names[64] = "";

        for (uint32_t o = 0; o < row->options; o++)
            snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", o > 0 ? ", " : "",
                     row->option[o]);
        printf("%-9s %-29s ", row->name, names);
        sw_print_folded(row->help, 40, SW_TABLE_WIDTH, stdout);
    }
    printf("\nA world has one option of each, as gravity.down; some name colours.\n");
    return SW_EXIT_DONE;
}

/* A puzzle as one line of JSON: ARC's text has no strings but keys, so every end of line may be a
 * blank. */
static char *arc_line(const struct sw_puzzle *puzzle, size_t *size, struct sw_error *error)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    size_t to = 0;

    if (out != NULL)
        sw_arc_write(puzzle, out);
    if (out == NULL || fclose(out) != 0) {
        free(text);
        sw_fail(error, SW_EXIT_FAILED, "out of memory while writing a puzzle");
        return NULL;
    }
    for (size_t from = 0; from < *size; from++) {
        if (text[from] != '\n' && text[from] != ' ')
            text[to++] = text[from];
        else if (to > 0 && text[to - 1] != ' ')
            text[to++] = ' ';
    }
    while (to > 0 && text[to - 1] == ' ')
        to--;
    text[to++] = '\n';
    *size = to;
    return text;
}

static int write_arc(const struct request *request, const char *name, uint64_t number,
                     const struct sw_puzzle *puzzle, struct sw_error *error)
{
    char file[96], path[SW_PATH_MAX];
    size_t size;
    char *text = arc_line(puzzle, &size, error);
    int result = -1;

    if (text == NULL)
        return -1;
    if (request->folder == NULL) {
        fwrite(text, 1, size, stdout);
        free(text);
        return 0;
    }
    snprintf(file, sizeof file, "%06llu-%s.json", (unsigned long long)number, name);
    if (sw_path_join(path, request->folder, file, error) == 0)
        result = sw_file_write(path, text, size, error);
    free(text);
    return result;
}

static void show(const struct sw_worlds *worlds, enum sw_render_style style, uint64_t number,
                 const struct sw_puzzle *puzzle)
{
    char name[256], program[SW_PROGRAM_MAX * 24];

    printf("%spuzzle %llu", number > 0 ? "\n" : "", (unsigned long long)number);
    if (puzzle->parts > 0) {
        sw_worlds_name(worlds, puzzle, name, sizeof name);
        printf(": %s", name);
    }
    for (int i = 0; i < puzzle->parts; i++)
        printf("\n%s", sw_law_row(sw_worlds_rule(worlds, puzzle->part[i])->law)->description);
    printf("\n");
    sw_render_puzzle(puzzle, true, style, stdout);
    if (!puzzle->has_teacher) {
        sw_program_print(&puzzle->teacher, program, sizeof program);
        printf("no exact program was found; nearest, with progress %.2f: %s\n",
               (double)puzzle->teacher_progress, program);
    }
}

/* What is done with the puzzles of one request. */
struct printer {
    const struct request *request;
    const struct sw_worlds *worlds;
    enum sw_render_style style;
};

static int use_puzzle(uint64_t number, const struct sw_puzzle *puzzle, void *context,
                      struct sw_error *error)
{
    const struct printer *printer = context;
    char name[256];

    sw_worlds_name(printer->worlds, puzzle, name, sizeof name);
    for (char *c = name; *c != '\0'; c++)
        if (*c == '>' || *c == ' ')
            *c = '-';
    switch (printer->request->format) {
    case FORMAT_NONE:
        return 0;
    case FORMAT_ARC:
        return write_arc(printer->request, name, number, puzzle, error);
    case FORMAT_PNG:
    case FORMAT_GIF:
        return sw_worlds_picture(printer->request->folder, number, name, puzzle,
                                 printer->request->format == FORMAT_GIF, error);
    default:
        show(printer->worlds, printer->style, number, puzzle);
        return 0;
    }
}

/* The worlds that a run with this seed meets in generation 0 on its first island, a random cycle
 * through the rules; or what is held out, in turn. */
static int show_worlds(struct printer *printer, struct sw_error *error)
{
    const struct request *request = printer->request;
    const struct sw_worlds *worlds = printer->worlds;
    uint32_t rules = sw_worlds_rules(worlds), pool = sw_worlds_pool(worlds);
    struct sw_dice dice = sw_dice_at(request->seed, SW_RANDOM_WORLDS, 0, 0);
    struct sw_puzzle *puzzle = sw_allocate(1, sizeof *puzzle, "drawing worlds", error);
    uint64_t count = pool > 0 && request->count > pool ? pool : request->count;
    enum sw_purpose purpose = request->held_out ? SW_RANDOM_EXAMINATION : SW_RANDOM_PUZZLE;
    uint32_t order[SW_RULES_MAX];
    int result = puzzle == NULL ? -1 : 0;

    sw_dice_permutation(&dice, order, rules);
    for (uint64_t i = 0; i < count && result == 0; i++) {
        uint32_t rule = rules > 0 ? order[i % rules] : SW_RULE_NONE;

        if (request->held_out)
            rule = rules + (uint32_t)(i % sw_worlds_held(worlds));
        result = sw_worlds_puzzle(worlds, request->seed, purpose, i, rule, puzzle, error);
        if (result == 0)
            result = use_puzzle(i, puzzle, printer, error);
        if (ferror(stdout))
            break; /* main says so */
    }
    free(puzzle);
    return result;
}

/* --law=any: all laws, alone and in a row, in worlds of all kinds. */
static const char *const any[] = {"worlds.laws=all",
                                  "worlds.side_min=3",
                                  "worlds.side_max=30",
                                  "worlds.square=no",
                                  "worlds.colours=9",
                                  "worlds.organisms_min=1",
                                  "worlds.organisms_max=6",
                                  "worlds.demonstrations_min=2",
                                  "worlds.demonstrations_max=4",
                                  "worlds.compose=3",
                                  "worlds.composed=0.3",
                                  "worlds.distractors=2",
                                  "worlds.occlusion=0.1",
                                  "worlds.background=0.15",
                                  "worlds.source=generated"};

#define ANY (sizeof any / sizeof any[0])

/* Without a config all laws are shown, not only the default run's. --set has the last word, but for
 * --law. */
static int read_settings(const struct request *request, struct sw_settings *settings,
                         struct sw_error *error)
{
    const char *set[SW_SETS_MAX + ANY + 3];
    char law[SW_TEXT_MAX + 16];
    uint32_t sets = 0;
    bool mixed = request->law != NULL && strcmp(request->law, "any") == 0;

    if (request->config == NULL)
        set[sets++] = "worlds.laws=all";
    for (size_t i = 0; i < ANY && mixed; i++)
        set[sets++] = any[i];
    memcpy(set + sets, request->set, request->sets * sizeof set[0]);
    sets += request->sets;
    if (request->law != NULL && !mixed) {
        snprintf(law, sizeof law, "worlds.laws=%.*s", SW_TEXT_MAX, request->law);
        set[sets++] = law;
        set[sets++] = "worlds.source=generated";
    }
    return sw_run_settings(request->config, set, sets, settings, error);
}

static int check_request(const struct request *request, const struct sw_worlds *worlds,
                         struct sw_error *error)
{
    if (request->held_out && sw_worlds_held(worlds) == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "nothing is held out of these worlds; worlds.hold_out names what is to be");
    if (request->bench && sw_worlds_pool(worlds) > 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--bench draws puzzles, and these worlds are files; give --law=NAME");
    return 0;
}

static int worlds_main(int count, char **words, struct sw_error *error)
{
    struct request request = {.format = FORMATS};
    struct sw_settings settings;
    struct sw_worlds_settings worlds_settings;
    struct sw_worlds *worlds;
    struct printer printer = {.request = &request};
    struct sw_folder_new folder;
    bool made;
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request.list)
        return list_laws();
    if (request.physics)
        return list_physics();
    if (request.hash)
        return sw_worlds_hash(request.files.word, request.files.count, error) != 0 ? error->code
                                                                                   : SW_EXIT_DONE;
    if (read_settings(&request, &settings, error) != 0)
        return error->code;
    if (!request.seeded)
        request.seed = settings.run.seed;
    worlds_settings = sw_settings_worlds(&settings);
    worlds_settings.laws_name = request.law != NULL ? "--law" : NULL;
    printer.worlds = worlds = sw_worlds_create(&worlds_settings, sw_warn, NULL, error);
    if (worlds == NULL)
        return error->code;
    printer.style = sw_style_wanted(request.format);
    result = check_request(&request, worlds, error);
    if (result == 0 && request.folder != NULL)
        result = sw_folder_begin(&folder, request.folder, true, error);
    made = result == 0 && request.folder != NULL;
    if (result == 0 && request.bench)
        result = sw_worlds_bench(worlds, request.seed, request.count, request.held_out,
                                 request.format == FORMATS ? NULL : use_puzzle, &printer, error);
    else if (result == 0)
        result = show_worlds(&printer, error);
    if (result != 0 && made)
        sw_folder_abandon(&folder);
    sw_worlds_destroy(worlds);
    return result != 0 ? error->code : SW_EXIT_DONE;
}

const struct sw_command sw_command_worlds = {
    .name = "worlds",
    .description = "look at worlds, or write them as ARC files",
    .options = options,
    .text = "Without --config and --law all laws are shown.\n"
            "\n"
            "  smallworld worlds --law=gravity --count=2\n"
            "  smallworld worlds --law=any --count=100000 --format=none --bench\n"
            "  smallworld worlds --hash tasks/training tasks/evaluation | sort\n"
            "  smallworld worlds --count=1000 -o tasks --set worlds.side_max=10\n",
    .main = worlds_main,
};
