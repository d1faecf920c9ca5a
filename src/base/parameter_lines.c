#include "base/parameter_lines.h"

#include "base/number.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

/* A piece of the user's text that may stand in a sentence. */
struct shown_line {
    char text[200];
};

static const char *show(const char *text, struct shown_line *shown)
{
    return sw_text_show(text, strlen(text), 60, shown->text, sizeof shown->text);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Whether a section's name is this row's: "events"; with headings "island", "island 3", "islands
 * 4-7". */
static bool is_named(const struct sw_parameter *row, const char *section, size_t length)
{
    size_t name = strlen(row->section);

    if (length < name || memcmp(section, row->section, name) != 0)
        return false;
    if (!row->lines->headed || length == name)
        return length == name;
    name += section[name] == 's';
    return length == name || is_blank(section[name]);
}

const struct sw_parameter *sw_lines_row(struct sw_parameters table, const char *section,
                                        size_t length)
{
    for (uint32_t i = 0; i < table.count; i++)
        if (table.row[i].type == SW_PARAMETER_LINES && is_named(&table.row[i], section, length))
            return &table.row[i];
    return NULL;
}

int sw_lines_heading(const struct sw_parameter *row, const char *section,
                     char heading[SW_LINES_HEADING_MAX], const char *where, struct sw_error *error)
{
    struct shown_line shown;
    const char *rest = section + strlen(row->section);

    heading[0] = '\0';
    if (!row->lines->headed)
        return 0;
    rest += *rest == 's';
    rest += strspn(rest, " \t");
    if (strlen(rest) >= SW_LINES_HEADING_MAX)
        return sw_fail(error, SW_EXIT_USAGE, "%s: [%s] is too long a name", where,
                       show(section, &shown));
    strcpy(heading, rest);
    return row->lines->check(heading, NULL, where, error);
}

bool sw_lines_next(const char **at, char *line)
{
    const char *end = strchr(*at, '\n');

    if (end == NULL)
        return false;
    memcpy(line, *at, (size_t)(end - *at));
    line[end - *at] = '\0';
    *at = end + 1;
    return true;
}

/* Replaces `length` bytes at `at` by a line (NULL: by nothing). */
static int splice(char *lines, size_t at, size_t length, const char *line, const char *where,
                  struct sw_error *error)
{
    size_t used = strlen(lines), added = line == NULL ? 0 : strlen(line) + 1;

    if (used - length + added >= SW_LINES_MAX)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s: the lines of this section are together longer than %d bytes", where,
                       SW_LINES_MAX - 1);
    memmove(lines + at + added, lines + at + length, used - at - length);
    if (line != NULL) {
        memcpy(lines + at, line, added - 1);
        lines[at + added - 1] = '\n';
    }
    memset(lines + used - length + added, 0, SW_LINES_MAX - (used - length + added));
    return 0;
}

/* "key = value" of a line "key=value", which must be one. */
static int assignment(const char *text, char line[SW_LINES_MAX], const char *where,
                      struct sw_error *error)
{
    const char *equals = strchr(text, '='), *value = equals == NULL ? NULL : equals + 1;
    size_t length = equals == NULL ? 0 : (size_t)(equals - text);
    struct shown_line shown;

    while (length > 0 && is_blank(text[length - 1]))
        length--;
    if (length == 0)
        return sw_fail(error, SW_EXIT_USAGE, "%s: \"%s\" is not section.key = value", where,
                       show(text, &shown));
    value += strspn(value, " \t");
    if (length + strlen(value) + 4 > SW_LINES_MAX)
        return sw_fail(error, SW_EXIT_USAGE, "%s: the line is too long", where);
    snprintf(line, SW_LINES_MAX, "%.*s = %s", (int)length, text, value);
    return 0;
}

/* Where the lines of a heading begin and end; the end of all (and false) if it is not there. */
static bool find_block(const char *lines, const char *title, size_t *first, size_t *end)
{
    size_t length = strlen(title);
    const char *at = lines;

    while (at != NULL && *at != '\0') {
        const char *next = strchr(at, '\n');

        if (strncmp(at, title, length) == 0 && at[length] == '\n') {
            *first = (size_t)(next + 1 - lines);
            for (at = next + 1; *at != '\0' && *at != '['; at = strchr(at, '\n') + 1)
                continue;
            *end = (size_t)(at - lines);
            return true;
        }
        at = next == NULL ? NULL : next + 1;
    }
    *first = *end = strlen(lines);
    return false;
}

/* The line of a block that sets the same key as `line`: its bytes, or 0. */
static size_t find_key(const char *lines, size_t first, size_t end, const char *line, size_t *at)
{
    size_t key = (size_t)(strstr(line, " = ") - line) + 3;

    for (size_t i = first; i < end;) {
        size_t length = (size_t)(strchr(lines + i, '\n') - (lines + i)) + 1;

        if (length > key && memcmp(lines + i, line, key) == 0) {
            *at = i;
            return length;
        }
        i += length;
    }
    return 0;
}

/* Sets a key below a heading. `again`: it may be there already. */
static int set_headed(const struct sw_parameter *row, char *lines, const char *heading,
                      const char *text, bool again, const char *where, struct sw_error *error)
{
    char line[SW_LINES_MAX], title[SW_LINES_HEADING_MAX + 80];
    size_t first, end, at, length;
    struct shown_line shown;

    if (assignment(text, line, where, error) != 0 ||
        row->lines->check(heading, line, where, error) != 0)
        return -1;
    snprintf(title, sizeof title, "[%s%s %s]", row->section, strchr(heading, '-') ? "s" : "",
             heading);
    if (!find_block(lines, title, &first, &end)) {
        if (splice(lines, end, 0, title, where, error) != 0)
            return -1;
        first = end = strlen(lines);
    }
    at = end;
    length = find_key(lines, first, end, line, &at);
    if (length > 0 && !again)
        return sw_fail(error, SW_EXIT_USAGE, "%s: \"%s\" was given below %s already", where,
                       show(line, &shown), title);
    return splice(lines, at, length, line, where, error);
}

int sw_lines_add(const struct sw_parameter *row, char *lines, const char *heading, const char *text,
                 const char *where, struct sw_error *error)
{
    if (row->lines->headed)
        return set_headed(row, lines, heading, text, false, where, error);
    if (row->lines->check(NULL, text, where, error) != 0)
        return -1;
    return splice(lines, strlen(lines), 0, text, where, error);
}

/* Sets the numbered line, adds one behind the last, or (an empty text) takes one out. */
static int set_numbered(const struct sw_parameter *row, char *lines, const char *key,
                        const char *text, const char *where, struct sw_error *error)
{
    uint64_t number = 0, count = 0;
    const char *at = lines;
    struct shown_line shown;
    size_t length = 0;

    if (!sw_number_unsigned(key, &number) || number == 0)
        return sw_fail(error, SW_EXIT_USAGE, "%s: write %s.N with the number of the line, from 1",
                       where, row->section);
    while (count + 1 < number && *at != '\0') {
        at = strchr(at, '\n') + 1;
        count++;
    }
    if (*at != '\0')
        length = (size_t)(strchr(at, '\n') - at) + 1;
    if (count + 1 != number || (length == 0 && *text == '\0'))
        return sw_fail(error, SW_EXIT_USAGE, "%s: there is no line %s.%s: [%s] has %llu", where,
                       row->section, show(key, &shown), row->section, (unsigned long long)count);
    if (*text != '\0' && row->lines->check(NULL, text, where, error) != 0)
        return -1;
    return splice(lines, (size_t)(at - lines), length, *text == '\0' ? NULL : text, where, error);
}

int sw_lines_set(const struct sw_parameter *row, char *lines, const char *section, const char *key,
                 const char *value, const char *where, struct sw_error *error)
{
    char heading[SW_LINES_HEADING_MAX], text[SW_LINES_MAX];
    struct shown_line shown;

    if (strpbrk(value, "\n\r") != NULL || strlen(value) + strlen(key) + 4 > sizeof text)
        return sw_fail(error, SW_EXIT_USAGE, "%s: %s.%s cannot be \"%s\": it is one line", where,
                       row->section, row->key, show(value, &shown));
    if (!row->lines->headed)
        return set_numbered(row, lines, key, value, where, error);
    if (sw_lines_heading(row, section, heading, where, error) != 0)
        return -1;
    snprintf(text, sizeof text, "%s = %s", key, value);
    return set_headed(row, lines, heading, text, true, where, error);
}

void sw_lines_print(const struct sw_parameter *row, const char *lines, FILE *out)
{
    if (*lines == '\0')
        return;
    if (!row->lines->headed)
        fprintf(out, "\n[%s]\n%s", row->section, lines);
    else
        for (const char *at = lines; *at != '\0'; at = strchr(at, '\n') + 1)
            fprintf(out, "%s%.*s\n", *at == '[' ? "\n" : "", (int)strcspn(at, "\n"), at);
}
