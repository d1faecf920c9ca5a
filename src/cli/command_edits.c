/* command_edits.c - smallworld edits: the edit vocabulary from its own table, and programs tried
 * out. */
#include "base/table.h"
#include "report/print.h"
#include "cli/edits_run.h"
#include "cli/options.h"
#include "base/json.h"
#include "world/edit/edit.h"

#include <string.h>

enum { FORMAT_MARKDOWN = SW_STYLES, FORMATS };

static const char *const formats[] = {"ansi", "plain", "markdown", NULL};

#define NAME_WIDTH 23 /* of the longest name, and two blanks */

struct request {
    struct sw_edits_run run;
    struct sw_words names;
    uint32_t format; /* FORMATS: not said */
    bool canvas;
};

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    {"NAME", SW_OPTION_WORDS, AT(names),
     .help = "only this edit, these edits (select.same) or this group (hand)"},
    {"--format", SW_OPTION_CHOICE, AT(format),
     .help = "of the table: plain, or markdown as in docs/edits.md; of canvases: ansi, coloured, "
             "or plain. Default: ansi on a terminal that can, else plain",
     .names = formats},
    {"--json", SW_OPTION_FLAG, AT(run.json), .help = "one object a line: an edit, or a step"},
    {"--run", SW_OPTION_TEXT, AT(run.program),
     .help = "edits by name, separated by blanks, in quotes", .value = "PROGRAM"},
    {"--grid", SW_OPTION_TEXT, AT(run.picture),
     .help = "runs on this canvas: rows of '.' and 1 to 9, '/' between them", .value = "PICTURE"},
    {"--file", SW_OPTION_TEXT, AT(run.file),
     .help = "runs on an ARC task: shows one canvas step by step, and says of every pair whether "
             "it comes out right",
     .value = "FILE"},
    {"--canvas", SW_OPTION_COUNT, AT(run.canvas),
     .help = "which of the file's canvases is shown: demonstrations come first, then tests",
     .value = "N", .initial = "1", .least = 1, .most = UINT32_MAX, .given = AT(canvas)},
    {"--last", SW_OPTION_FLAG, AT(run.last), .help = "prints only the result, not the steps"},
    {.name = NULL},
};

/* Options that belong together. */
static int check(const struct request *request, struct sw_error *error)
{
    const struct sw_command *command = &sw_command_edits;
    const struct sw_edits_run *run = &request->run;

    if (run->json && request->format < FORMATS)
        return sw_usage(command, error, "--json has its own format; omit --format");
    if (run->program == NULL) {
        if (run->picture != NULL || run->file != NULL || request->canvas || run->last)
            return sw_usage(command, error,
                            "a canvas is given to a program: say --run=\"PROGRAM\" too");
        if (request->format == SW_STYLE_ANSI)
            return sw_usage(command, error, "--format=ansi shows canvases: say --run=\"PROGRAM\"");
        return SW_EXIT_DONE;
    }
    if (request->names.count > 0)
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

static bool is_wanted(const struct sw_edit *row, const struct sw_words *names)
{
    for (uint32_t k = 0; k < names->count; k++)
        if (goes_by(row, names->word[k]))
            return true;
    return names->count == 0;
}

/* A name that nothing goes by is an error that names the nearest. */
static int check_names(const struct sw_words *names, struct sw_error *error)
{
    for (uint32_t k = 0; k < names->count; k++) {
        sw_edit_token token[1];
        size_t tokens;
        bool found = false;

        for (uint32_t i = 0; i < sw_edit_count() && !found; i++)
            found = goes_by(sw_edit_row(i), names->word[k]);
        if (!found && sw_tokens_parse(names->word[k], token, 1, &tokens, error) != 0)
            return SW_EXIT_USAGE;
        if (!found)
            return sw_usage(&sw_command_edits, error, "\"%.100s\" is not the name of an edit",
                            names->word[k]);
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
static void print_table(bool markdown, const struct sw_words *names)
{
    bool first = true;

    for (int group = 0; group < SW_EDIT_GROUPS; group++) {
        bool heading = true;

        for (uint32_t token = 0; token < sw_edit_count(); token++) {
            const struct sw_edit *row = sw_edit_row(token);

            if ((int)row->group != group || !is_wanted(row, names))
                continue;
            if (heading)
                print_heading(row->group, markdown, first);
            heading = first = false;
            print_row(token, row, markdown);
        }
    }
}

static void print_rows(const struct request *request)
{
    if (!request->run.json) {
        print_table(request->format == FORMAT_MARKDOWN, &request->names);
        return;
    }
    for (uint32_t token = 0; token < sw_edit_count(); token++)
        if (is_wanted(sw_edit_row(token), &request->names))
            print_json(token, sw_edit_row(token));
}

static int edits_main(int count, char **words, struct sw_error *error)
{
    struct request request = {.format = FORMATS};
    int result = sw_options_read(&sw_command_edits, count, words, &request, error);

    if (result == SW_EXIT_DONE)
        result = check(&request, error);
    if (result != SW_EXIT_DONE)
        return result;
    if (request.run.program != NULL) {
        request.run.style = sw_style_wanted(request.format);
        return sw_edits_run(&request.run, error) != 0 ? error->code : SW_EXIT_DONE;
    }
    result = check_names(&request.names, error);
    if (result == SW_EXIT_DONE)
        print_rows(&request);
    return result;
}

const struct sw_command sw_command_edits = {
    .name = "edits",
    .description = "list the edits that change worlds, or try a program of them",
    .options = options,
    .text = "A step shows what it changed: the canvas, what is selected, the anchor, what is\n"
            "in hand.\n"
            "\n"
            "  smallworld edits select.same act.shoot\n"
            "  smallworld edits --run=\"select.largest hand.3 act.recolour\" --grid=11.2/1..2\n",
    .main = edits_main,
};
