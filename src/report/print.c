#include "report/print.h"

#include "base/log.h"
#include "settings/effect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Bytes of a word that a line takes which has `room` columns left: all, or where even a `whole`
 * line is too short for it as much as ends in a comma; 0: nothing of it. */
static size_t fitting(const char *word, size_t length, size_t room, size_t whole)
{
    size_t part = room < length ? room : length;

    if (length <= whole || part == length)
        return part == length ? length : 0;
    while (part > 0 && word[part - 1] != ',')
        part--;
    return part;
}

void sw_print_folded(const char *text, uint32_t indent, uint32_t width, FILE *out)
{
    size_t whole = width > indent ? width - indent : 1, left = whole;
    bool first = true, inside = false; /* of a line, of a word */

    while (*text != '\0') {
        size_t length = strcspn(text, " "), blank = !first && !inside;
        size_t part = left < blank ? 0 : fitting(text, length, left - blank, whole);

        if (part == 0 && !first) {
            fprintf(out, "\n%*s", (int)indent, "");
            left = whole;
            first = true;
            continue;
        }
        if (part == 0)
            part = length;
        fprintf(out, "%s%.*s", blank ? " " : "", (int)part, text);
        left -= blank + part < left ? blank + part : left;
        first = false;
        inside = part < length;
        text += part;
        text += inside ? 0 : strspn(text, " ");
    }
    fputc('\n', out);
}

int sw_print_table(struct sw_table *table, struct sw_error *error)
{
    struct sw_error failed = {0};
    int result = sw_table_print(table, stdout, SW_TABLE_WIDTH, &failed);

    sw_table_destroy(table);
    if (result == 0 || ferror(stdout))
        return 0;
    return sw_fail(error, (enum sw_exit)failed.code, "%s", failed.text);
}

void sw_warn(const char *sentence, void *context)
{
    (void)context;
    sw_log_warning("%s", sentence);
}

enum sw_render_style sw_style_of_stdout(void)
{
    const char *terminal = getenv("TERM"), *colours = getenv("COLORTERM");

    if (!isatty(STDOUT_FILENO) || terminal == NULL || strcmp(terminal, "dumb") == 0)
        return SW_RENDER_PLAIN;
    if (colours != NULL && (strcmp(colours, "truecolor") == 0 || strcmp(colours, "24bit") == 0))
        return SW_RENDER_ANSI;
    return SW_RENDER_ANSI256;
}

enum sw_render_style sw_style_wanted(uint32_t format)
{
    return format == SW_STYLE_ANSI    ? SW_RENDER_ANSI
           : format == SW_STYLE_PLAIN ? SW_RENDER_PLAIN
                                      : sw_style_of_stdout();
}

enum sw_game_id sw_game_of_run(const struct sw_archive *archive)
{
    return (enum sw_game_id)sw_archive_game(archive);
}

bool sw_run_plays(const struct sw_settings *settings, enum sw_game_id game)
{
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(settings, i) && settings->phase[i].game == (int32_t)game)
            return true;
    return false;
}

static void json_setting(struct sw_json *json, const struct sw_parameter *row,
                         const struct sw_settings *settings)
{
    const char *field = (const char *)settings + row->offset;
    char key[64], text[4 * SW_TEXT_MAX + 8];

    snprintf(key, sizeof key, "%s.%s", row->section, row->key);
    switch (row->type) {
    case SW_PARAMETER_INTEGER:
        sw_json_integer(json, key, sw_parameter_integer(row, settings));
        break;
    case SW_PARAMETER_REAL:
        sw_json_real(json, key, *(const double *)(const void *)field);
        break;
    case SW_PARAMETER_SWITCH:
        sw_json_switch(json, key, *(const bool *)(const void *)field);
        break;
    case SW_PARAMETER_CHOICE:
        sw_parameter_value(row, settings, text, sizeof text);
        sw_json_text(json, key, text);
        break;
    case SW_PARAMETER_TEXT:
    case SW_PARAMETER_LINES:
        sw_json_text(json, key, field);
        break;
    }
}

void sw_print_json_settings(struct sw_json *json, const struct sw_settings *settings)
{
    struct sw_settings initial;
    bool known;

    memset(&initial, 0, sizeof initial);
    known = sw_parameters_defaults(sw_settings_table, &initial, NULL) == 0;
    sw_json_open(json, "settings", '{');
    for (uint32_t i = 0; i < sw_settings_table.count && known; i++)
        if (!sw_parameter_same(&sw_settings_table.row[i], settings, &initial))
            json_setting(json, &sw_settings_table.row[i], settings);
    sw_json_close(json, '}');
}

void sw_print_json_run(struct sw_json *json, const struct sw_archive *archive)
{
    sw_json_count(json, "generations", archive->generations);
    sw_json_text(json, "run", archive->folder);
    sw_json_integer(json, "run_seed", archive->settings.run.seed);
}
