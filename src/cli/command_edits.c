/* command_edits.c - smallworld edits: the edit vocabulary from its own table, and programs tried
 * out. */
#include "base/table.h"
#include "cli/arguments.h"
#include "cli/edits_run.h"
#include "base/json.h"
#include "world/edit/edit.h"

#include <getopt.h>
#include <string.h>

enum {
    OPTION_RUN = 256,
    OPTION_GRID,
    OPTION_FILE,
    OPTION_CANVAS,
    OPTION_LAST,
    OPTION_FORMAT,
    OPTION_JSON
};

static const struct option options[] = {{"run", required_argument, NULL, OPTION_RUN},
                                        {"grid", required_argument, NULL, OPTION_GRID},
                                        {"file", required_argument, NULL, OPTION_FILE},
                                        {"canvas", required_argument, NULL, OPTION_CANVAS},
                                        {"last", no_argument, NULL, OPTION_LAST},
                                        {"format", required_argument, NULL, OPTION_FORMAT},
                                        {"json", no_argument, NULL, OPTION_JSON},
                                        {NULL, 0, NULL, 0}};

enum { FORMAT_ANSI, FORMAT_PLAIN, FORMAT_MARKDOWN, FORMATS };

static const char *const formats[FORMATS] = {"ansi", "plain", "markdown"};

#define NAME_WIDTH 23 /* of the longest name, and two blanks */

struct request {
    struct sw_edits_run run;
    uint32_t format; /* FORMATS: not said */
    bool canvas;
};

static int take_option(struct request *request, int option, char **words, struct sw_error *error)
{
    const struct sw_command *command = &sw_command_edits;

    switch (option) {
    case OPTION_RUN:
        request->run.program = optarg;
        return SW_EXIT_DONE;
    case OPTION_GRID:
        request->run.picture = optarg;
        return SW_EXIT_DONE;
    case OPTION_FILE:
        request->run.file = optarg;
        return SW_EXIT_DONE;
    case OPTION_CANVAS:
        request->canvas = true;
        return sw_argument_count(command, "--canvas", optarg, 1, UINT32_MAX, &request->run.canvas,
                                 error);
    case OPTION_LAST:
        request->run.last = true;
        return SW_EXIT_DONE;
    case OPTION_FORMAT:
        return sw_argument_format(command, optarg, formats, FORMATS, &request->format, error);
    case OPTION_JSON:
        request->run.json = true;
        return SW_EXIT_DONE;
    default:
        return sw_argument_refuse(command, option, words, error);
    }
}

/* Options that belong together. */
static int check(const struct request *request, int names, struct sw_error *error)
{
    const struct sw_command *command = &sw_command_edits;
    const struct sw_edits_run *run = &request->run;

    if (run->json && request->format < FORMATS)
        return sw_usage(command, error, "--json has a format of its own; leave out --format");
    if (run->program == NULL) {
        if (run->picture != NULL || run->file != NULL || request->canvas || run->last)
            return sw_usage(command, error,
                            "a canvas is given to a program: say --run=\"PROGRAM\" too");
        if (request->format == FORMAT_ANSI)
            return sw_usage(command, error, "--format=ansi shows canvases: say --run=\"PROGRAM\"");
        return SW_EXIT_DONE;
    }
    if (names > 0)
        return sw_usage(command, error,
                        "after --run there are no names; put the program into one pair of quotes");
    if ((run->picture == NULL) == (run->file == NULL))
        return sw_usage(command, error,
                        "--run wants a canvas: give either --grid=PICTURE or --file=TASK.json");
    if (run->file == NULL && request->canvas)
        return sw_usage(command, error, "--canvas says which of the canvases of a --file");
    if (request->format == FORMAT_MARKDOWN)
        return sw_usage(command, error, "--format=markdown is for the table, not for --run");
    return SW_EXIT_DONE;
}

/* --- the table --- */

/* Whether the row has this name, or its name goes on from there: select.same names three. */
static bool goes_by(const struct sw_edit *row, const char *name)
{
    size_t length = strlen(name);

    if (strcmp(name, sw_edit_group_name(row->group)) == 0)
        return true;
    return strncmp(row->name, name, length) == 0 &&
           (row->name[length] == '\0' || row->name[length] == '.');
}

static bool is_wanted(const struct sw_edit *row, char **names, int count)
{
    for (int k = 0; k < count; k++)
        if (goes_by(row, names[k]))
            return true;
    return count == 0;
}

/* A name that nothing goes by is an error that names the nearest. */
static int check_names(char **names, int count, struct sw_error *error)
{
    for (int k = 0; k < count; k++) {
        sw_edit_token token[1];
        size_t tokens;
        bool found = false;

        for (uint32_t i = 0; i < sw_edit_count() && !found; i++)
            found = goes_by(sw_edit_row(i), names[k]);
        if (!found && sw_tokens_parse(names[k], token, 1, &tokens, error) != 0)
            return SW_EXIT_USAGE;
        if (!found)
            return sw_usage(&sw_command_edits, error, "\"%.100s\" is not the name of an edit",
                            names[k]);
    }
    return SW_EXIT_DONE;
}

static void print_json(uint32_t token, const struct sw_edit *row)
{
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "token", token);
    sw_json_text(&json, "name", row->name);
    sw_json_text(&json, "group", sw_edit_group_name(row->group));
    sw_json_switch(&json, "memory", row->memory);
    sw_json_text(&json, "description", row->description);
    sw_json_close(&json, '}');
}

static void print_heading(enum sw_edit_group group, bool markdown, bool first)
{
    if (markdown) {
        printf("%s### %s: %s\n\n| token | name | what it does |\n|---|---|---|\n",
               first ? "" : "\n", sw_edit_group_name(group), sw_edit_group_description(group));
        return;
    }
    printf("%s%s: %s\n", first ? "" : "\n", sw_edit_group_name(group),
           sw_edit_group_description(group));
}

static void print_row(uint32_t token, const struct sw_edit *row, bool markdown)
{
    if (markdown) {
        printf("| %u | `%s` | %s |\n", (unsigned)token, row->name, row->description);
        return;
    }
    printf("  %-*s", NAME_WIDTH, row->name);
    sw_print_folded(row->description, NAME_WIDTH + 2, SW_TABLE_WIDTH, stdout);
}

/* Group by group: a row that was appended stands with those of its group. */
static void print_table(bool markdown, char **names, int count)
{
    bool first = true;

    for (int group = 0; group < SW_EDIT_GROUPS; group++) {
        bool heading = true;

        for (uint32_t token = 0; token < sw_edit_count(); token++) {
            const struct sw_edit *row = sw_edit_row(token);

            if ((int)row->group != group || !is_wanted(row, names, count))
                continue;
            if (heading)
                print_heading(row->group, markdown, first);
            heading = first = false;
            print_row(token, row, markdown);
        }
    }
}

static void print_rows(const struct request *request, char **names, int count)
{
    if (!request->run.json) {
        print_table(request->format == FORMAT_MARKDOWN, names, count);
        return;
    }
    for (uint32_t token = 0; token < sw_edit_count(); token++)
        if (is_wanted(sw_edit_row(token), names, count))
            print_json(token, sw_edit_row(token));
}

static int edits_main(int count, char **words, struct sw_error *error)
{
    struct request request = {.format = FORMATS, .run.canvas = 1};
    int option, result;

    opterr = 0;
    optind = 1;
    while ((option = getopt_long(count, words, ":", options, NULL)) != -1) {
        result = take_option(&request, option, words, error);
        if (result != SW_EXIT_DONE)
            return result;
    }
    result = check(&request, count - optind, error);
    if (result != SW_EXIT_DONE)
        return result;
    if (request.run.program != NULL) {
        request.run.style = request.format == FORMAT_ANSI    ? SW_RENDER_ANSI
                            : request.format == FORMAT_PLAIN ? SW_RENDER_PLAIN
                                                             : sw_style_of_stdout();
        return sw_edits_run(&request.run, error) != 0 ? error->code : SW_EXIT_DONE;
    }
    result = check_names(words + optind, count - optind, error);
    if (result == SW_EXIT_DONE)
        print_rows(&request, words + optind, count - optind);
    return result;
}

const struct sw_command sw_command_edits = {
    .name = "edits",
    .synopsis = "[NAME]... [--format=plain|markdown] [--json]\n"
                "       smallworld edits --run=\"PROGRAM\" --grid=PICTURE | --file=TASK.json\n"
                "    [--canvas=N] [--last] [--format=ansi|plain] [--json]",
    .description = "tell of the edits that change worlds, or try a program of them",
    .help = "  NAME             only this edit, these edits (select.same) or this group\n"
            "                   (hand)\n"
            "  --format=FORMAT  of the table: plain, or markdown as in docs/edits.md; of\n"
            "                   canvases: ansi, coloured, or plain. Default: ansi on a\n"
            "                   terminal that can, else plain\n"
            "  --json           one object a line: an edit, or a step\n"
            "  --run=PROGRAM    edits by name, blanks between them, in quotes\n"
            "  --grid=PICTURE   runs on this canvas: rows of '.' and 1 to 9, '/' between them\n"
            "  --file=FILE      runs on an ARC task: shows one canvas step by step, and tells\n"
            "                   of every pair whether it comes out right\n"
            "  --canvas=N       of the file's canvases this one (default 1; demonstrations\n"
            "                   first, then tests)\n"
            "  --last           only what comes out, not the steps\n"
            "\n"
            "A step shows what it changed: the canvas, what is selected, the anchor, what is\n"
            "in hand.\n"
            "\n"
            "  smallworld edits select.same act.shoot\n"
            "  smallworld edits --run=\"select.largest hand.3 act.recolour\" --grid=11.2/1..2\n",
    .main = edits_main,
};
