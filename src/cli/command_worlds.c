#include "base/file.h"
#include "cli/arguments.h"
#include "cli/worlds_picture.h"
#include "population/run.h"
#include "world/arc.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define SETS_MAX  256
#define COUNT_MAX 1000000000u

enum {
    OPTION_LAW = 256,
    OPTION_SEED,
    OPTION_COUNT,
    OPTION_FORMAT,
    OPTION_CONFIG,
    OPTION_SET,
    OPTION_LIST
};

static const struct option options[] = {{"law", required_argument, NULL, OPTION_LAW},
                                        {"seed", required_argument, NULL, OPTION_SEED},
                                        {"count", required_argument, NULL, OPTION_COUNT},
                                        {"format", required_argument, NULL, OPTION_FORMAT},
                                        {"config", required_argument, NULL, OPTION_CONFIG},
                                        {"set", required_argument, NULL, OPTION_SET},
                                        {"list", no_argument, NULL, OPTION_LIST},
                                        {NULL, 0, NULL, 0}};

enum { FORMAT_ANSI, FORMAT_PLAIN, FORMAT_ARC, FORMAT_PNG, FORMAT_GIF, FORMATS };

static const char *const formats[FORMATS] = {"ansi", "plain", "arc", "png", "gif"};

struct request {
    const char *law, *config, *folder;
    const char *set[SETS_MAX + 3];
    uint32_t sets;
    uint64_t seed, count;
    bool seeded, list;
    uint32_t format; /* FORMATS: not said */
};

static int take_option(struct request *request, int option, char **words, struct sw_error *error)
{
    const struct sw_command *command = &sw_command_worlds;

    switch (option) {
    case OPTION_LAW:
        request->law = optarg;
        return SW_EXIT_DONE;
    case OPTION_SEED:
        request->seeded = true;
        return sw_argument_count(command, "--seed", optarg, 0, UINT64_MAX, &request->seed, error);
    case OPTION_COUNT:
        return sw_argument_count(command, "--count", optarg, 1, COUNT_MAX, &request->count, error);
    case OPTION_FORMAT:
        return sw_argument_format(command, optarg, formats, FORMATS, &request->format, error);
    case OPTION_CONFIG:
        request->config = optarg;
        return SW_EXIT_DONE;
    case OPTION_SET:
        if (request->sets >= SETS_MAX)
            return sw_usage(command, error, "more than %d times --set", SETS_MAX);
        request->set[request->sets++] = optarg;
        return SW_EXIT_DONE;
    case OPTION_LIST:
        request->list = true;
        return SW_EXIT_DONE;
    case 'o':
        request->folder = optarg;
        return SW_EXIT_DONE;
    default:
        return sw_argument_refuse(command, option, words, error);
    }
}

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    int option, result;

    request->format = FORMATS;
    request->count = 4;
    /* Without a config all laws are shown, not only the default run's; --set still has the last
     * word. */
    request->set[request->sets++] = "worlds.laws=all";
    opterr = 0;
    optind = 1;
    while ((option = getopt_long(count, words, "+:o:", options, NULL)) != -1) {
        result = take_option(request, option, words, error);
        if (result != SW_EXIT_DONE)
            return result;
    }
    if (optind < count)
        return sw_usage(&sw_command_worlds, error, "\"%.200s\" is not understood", words[optind]);
    if (request->folder != NULL &&
        (request->format == FORMAT_ANSI || request->format == FORMAT_PLAIN))
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
    for (int p = SW_PARAMETER_NONE + 1; p <= SW_PARAMETER_COLOUR; p++) {
        printf("%-10s", sw_law_parameter_name((enum sw_law_parameter)p));
        for (uint32_t c = 0; c < sw_law_choices((enum sw_law_parameter)p); c++)
            printf(" %s", sw_law_choice_name((enum sw_law_parameter)p, c));
        printf("\n");
    }
    printf("\nA law with its parameters chosen is a meaning: gravity.down, recolour.largest.3.\n");
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
    const struct sw_meaning *meaning = sw_worlds_meaning(worlds, puzzle->meaning);
    char program[SW_PROGRAM_MAX * 24];

    printf("%spuzzle %llu", number > 0 ? "\n" : "", (unsigned long long)number);
    if (meaning != NULL)
        printf(": %s\n%s", meaning->name, sw_law_row(meaning->law)->description);
    printf("\n");
    sw_render_puzzle(puzzle, true, style, stdout);
    if (meaning == NULL && !puzzle->has_teacher) {
        sw_program_print(&puzzle->teacher, program, sizeof program);
        printf("no exact program was found; nearest, with progress %.2f: %s\n",
               (double)puzzle->teacher_progress, program);
    }
}

/* The worlds that a run with this seed meets in generation 0 on its first island: a random cycle
 * through the meanings. */
static int show_worlds(const struct request *request, const struct sw_worlds *worlds,
                       struct sw_error *error)
{
    uint32_t meanings = sw_worlds_meanings(worlds), pool = sw_worlds_pool(worlds);
    struct sw_dice dice = sw_dice_at(request->seed, SW_RANDOM_WORLDS, 0, 0);
    struct sw_puzzle *puzzle = sw_allocate(1, sizeof *puzzle, "drawing worlds", error);
    enum sw_render_style style = request->format == FORMAT_ANSI    ? SW_RENDER_ANSI
                                 : request->format == FORMAT_PLAIN ? SW_RENDER_PLAIN
                                                                   : sw_style_of_stdout();
    uint64_t count = pool > 0 && request->count > pool ? pool : request->count;
    uint32_t order[SW_MEANINGS_MAX];
    int result = puzzle == NULL ? -1 : 0;

    sw_dice_permutation(&dice, order, meanings);
    for (uint64_t i = 0; i < count && result == 0; i++) {
        uint32_t meaning = meanings > 0 ? order[i % meanings] : SW_MEANING_NONE;
        const char *name = meanings > 0 ? sw_worlds_meaning(worlds, meaning)->name : "task";

        result =
            sw_worlds_puzzle(worlds, request->seed, SW_RANDOM_PUZZLE, i, meaning, puzzle, error);
        if (result != 0)
            break;
        if (request->format == FORMAT_ARC)
            result = write_arc(request, name, i, puzzle, error);
        else if (request->format == FORMAT_PNG || request->format == FORMAT_GIF)
            result = sw_worlds_picture(request->folder, i, name, puzzle,
                                       request->format == FORMAT_GIF, error);
        else
            show(worlds, style, i, puzzle);
        if (ferror(stdout))
            break; /* main says so */
    }
    free(puzzle);
    return result;
}

/* The folder must be new or empty: files of two seeds side by side would be taken for one set. */
static int prepare_folder(const char *folder, struct sw_error *error)
{
    if (folder == NULL)
        return 0;
    if (sw_folder_make(folder, error) != 0)
        return -1;
    switch (sw_folder_empty(folder, error)) {
    case 1:
        return 0;
    case 0:
        return sw_fail(error, SW_EXIT_USAGE, "%s is not empty; give -o another folder", folder);
    default:
        return -1;
    }
}

static int worlds_main(int count, char **words, struct sw_error *error)
{
    struct request request = {0};
    struct sw_settings settings;
    struct sw_worlds_settings worlds_settings;
    struct sw_worlds *worlds;
    char law[SW_TEXT_MAX + 16];
    uint32_t skipped;
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (request.list)
        return list_laws();
    skipped = request.config != NULL ? 1 : 0; /* the config's own laws count */
    if (request.law != NULL) {
        snprintf(law, sizeof law, "worlds.laws=%.*s", SW_TEXT_MAX, request.law);
        request.set[request.sets++] = law;
        request.set[request.sets++] = "worlds.source=generated";
    }
    if (sw_run_settings(request.config, request.set + skipped, request.sets - skipped, &settings,
                        error) != 0)
        return error->code;
    if (!request.seeded)
        request.seed = (uint64_t)settings.seed;
    worlds_settings = sw_settings_worlds(&settings);
    worlds = sw_worlds_create(&worlds_settings, sw_warn, NULL, error);
    if (worlds == NULL)
        return error->code;
    result = prepare_folder(request.folder, error);
    if (result == 0)
        result = show_worlds(&request, worlds, error);
    sw_worlds_destroy(worlds);
    return result != 0 ? error->code : SW_EXIT_DONE;
}

const struct sw_command sw_command_worlds = {
    .name = "worlds",
    .synopsis = "[--law=NAME] [--seed=S] [--count=N]\n"
                "    [--format=ansi|plain|arc|png|gif] [-o FOLDER]\n"
                "    [--config=FILE] [--set section.key=value]... [--list]",
    .description = "look at worlds, or write them as ARC files",
    .help = "  --law=NAME       only this law, or several: gravity,recolour.largest.3\n"
            "  --seed=S         other worlds (default: the config's run.seed)\n"
            "  --count=N        how many (default 4)\n"
            "  --format=FORMAT  ansi: coloured; plain: letters; arc: one ARC task a line, as\n"
            "                   JSON; png: a sheet for each puzzle; gif: its edits in motion.\n"
            "                   Default: ansi on a terminal that can, else plain\n"
            "  -o FOLDER        writes ARC tasks, or pictures, into files of a new folder\n"
            "  --config=FILE    worlds as a run with this config meets them first\n"
            "  --set S.K=VALUE  sets one key, as --set worlds.side_max=10\n"
            "  --list           tells of all laws, their parameters, and what they do\n"
            "\n"
            "Without --config and --law all laws are shown.\n"
            "\n"
            "  smallworld worlds --law=gravity --count=2\n"
            "  smallworld worlds --count=1000 -o tasks --set worlds.side_max=10\n",
    .main = worlds_main,
};
