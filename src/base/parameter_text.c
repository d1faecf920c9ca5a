/* The text form of settings: reading INI and writing it. See parameter.h. */
#include "base/parameter.h"

#include "base/parameter_lines.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_LIMIT (1u << 20)
#define WRAP_AT    78u

struct shown {
    char text[200];
};

static const char *show(const char *text, struct shown *shown)
{
    return sw_text_show(text, strlen(text), 60, shown->text, sizeof shown->text);
}

/* Of a file, whole unless it is very long: a person has to find it. */
struct named {
    char text[1024];
};

static const char *show_name(const char *name, struct named *named)
{
    return sw_text_show(name, strlen(name), 300, named->text, sizeof named->text);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\f' || byte == '\v';
}

static char *skip_blanks(char *text)
{
    while (is_blank(*text))
        text++;
    return text;
}

static void trim_end(char *text)
{
    size_t length = strlen(text);

    while (length > 0 && is_blank(text[length - 1]))
        text[--length] = '\0';
}

static int hexadecimal(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

/* One \escape at *from (behind the backslash): its byte, or -1. Moves *from behind it. */
static int unescape(char **from)
{
    char letter = *(*from)++;
    int high, low;

    switch (letter) {
    case '\\':
    case '"':
        return (unsigned char)letter;
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'x':
        high = hexadecimal((*from)[0]);
        low = high < 0 ? -1 : hexadecimal((*from)[1]);
        if (low < 0 || high * 16 + low == 0)
            return -1;
        *from += 2;
        return high * 16 + low;
    default:
        return -1;
    }
}

/* Takes the quotes off a value, in place; `text` points at the opening one. */
static int unquote(char *text, const char *where, struct sw_error *error)
{
    char *from = text + 1, *to = text;

    while (*from != '"') {
        int byte = (unsigned char)*from++;

        if (byte == '\0')
            return sw_fail(error, SW_EXIT_USAGE, "%s: the quotes of the value are never closed",
                           where);
        if (byte == '\\')
            byte = unescape(&from);
        if (byte < 0)
            return sw_fail(error, SW_EXIT_USAGE,
                           "%s: a backslash within quotes is followed by \\ \" n r t or xNN",
                           where);
        *to++ = (char)byte;
    }
    from = skip_blanks(from + 1);
    if (*from != '\0' && *from != '#')
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s: something follows the closing quote; write \\\" for a quote inside",
                       where);
    *to = '\0';
    return 0;
}

/* Ends an unquoted value before " # comment". */
static void cut_comment(char *text)
{
    for (char *at = text; *at != '\0'; at++) {
        if (*at == '#' && (at == text || is_blank(at[-1]))) {
            *at = '\0';
            break;
        }
    }
    trim_end(text);
}

/* What was read of one row: the line that gave it (0: none) and its value, borrowed from the
 * reader's copy. */
struct entry {
    uint32_t line;
    const char *value;
    char *lines; /* of a section of lines: all of them, owned */
};

struct reader {
    struct sw_parameters table;
    struct entry *entry; /* [table.count] */
    const char *name;
    const char *section; /* NULL before the first */
    uint32_t line;
    const struct sw_parameter *lines;   /* the row of a section of lines, if this is one */
    char heading[SW_LINES_HEADING_MAX]; /* and what follows its name */
};

/* The lines of the present section of lines, as far as they are read. */
static char *lines_of(struct reader *reader, struct sw_error *error)
{
    struct entry *entry = &reader->entry[reader->lines - reader->table.row];

    if (entry->lines == NULL)
        entry->lines = sw_allocate(SW_LINES_MAX, 1, "reading a config", error);
    entry->line = reader->line;
    entry->value = entry->lines;
    return entry->lines;
}

/* A section of lines begins. */
static int read_heading(struct reader *reader, const char *text, const char *where,
                        struct sw_error *error)
{
    reader->section = reader->lines->section;
    if (sw_lines_heading(reader->lines, text, reader->heading, where, error) != 0)
        return -1;
    return lines_of(reader, error) == NULL ? -1 : 0;
}

static int read_section(struct reader *reader, char *text, const char *where,
                        struct sw_error *error)
{
    char *end = strchr(text, ']');
    char *rest;
    struct shown shown;
    const char *names[256], *nearest;
    uint32_t count = 0;

    rest = end == NULL ? NULL : skip_blanks(end + 1);
    if (rest == NULL || (*rest != '\0' && *rest != '#' && *rest != ';'))
        return sw_fail(error, SW_EXIT_USAGE, "%s: \"%s\" is not a section; write [name]", where,
                       show(text, &shown));
    *end = '\0';
    text = skip_blanks(text + 1);
    trim_end(text);
    reader->lines = sw_lines_row(reader->table, text, strlen(text));
    if (reader->lines != NULL)
        return read_heading(reader, text, where, error);
    for (uint32_t i = 0; i < reader->table.count; i++) {
        const char *section = reader->table.row[i].section;

        if (strcmp(section, text) == 0) {
            reader->section = section;
            return 0;
        }
        if (count < sizeof names / sizeof names[0] &&
            (count == 0 || strcmp(names[count - 1], section) != 0))
            names[count++] = section;
    }
    nearest = sw_nearest(text, names, count);
    if (nearest != NULL)
        return sw_fail(error, SW_EXIT_USAGE, "%s: there is no section [%s]; did you mean [%s]?",
                       where, show(text, &shown), nearest);
    return sw_fail(error, SW_EXIT_USAGE, "%s: there is no section [%s]; \"%s\" lists all of them",
                   where, show(text, &shown), SW_LISTED_BY(reader->table));
}

static int read_key(struct reader *reader, char *text, const char *where, struct sw_error *error)
{
    char *equals = strchr(text, '='), *value;
    struct shown shown;
    struct sw_error reason = {0};
    char name[256];

    if (equals == NULL || equals == text)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s: \"%s\" is neither [section] nor key = value nor # comment", where,
                       show(text, &shown));
    *equals = '\0';
    trim_end(text);
    value = skip_blanks(equals + 1);
    if (reader->section == NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s: \"%s\" is before any section; write [section] above it", where,
                       show(text, &shown));
    if (*value == '"') {
        if (unquote(value, where, error) != 0)
            return -1;
    } else {
        cut_comment(value);
    }
    for (uint32_t i = 0; i < reader->table.count; i++) {
        const struct sw_parameter *row = &reader->table.row[i];
        struct entry *entry = &reader->entry[i];

        if (strcmp(row->section, reader->section) != 0 || strcmp(row->key, text) != 0)
            continue;
        if (entry->line != 0)
            return sw_fail(error, SW_EXIT_USAGE,
                           "%s: %s.%s was given in line %u already; leave one of them out", where,
                           row->section, row->key, entry->line);
        entry->line = reader->line;
        entry->value = value;
        return sw_parameter_check(row, value, where, error);
    }
    snprintf(name, sizeof name, "%.120s.%.120s", reader->section, text);
    if (sw_parameters_find(reader->table, name, &reason) != NULL)
        return sw_fail(error, SW_EXIT_USAGE, "%s: there is no setting with a name that long",
                       where);
    return sw_fail(error, SW_EXIT_USAGE, "%s: %s", where, reason.text);
}

static int read_line(struct reader *reader, char *text, struct sw_error *error)
{
    char where[440];
    struct named named;

    snprintf(where, sizeof where, "%.400s line %u", show_name(reader->name, &named), reader->line);
    text = skip_blanks(text);
    trim_end(text);
    if (*text == '\0' || *text == '#' || *text == ';')
        return 0;
    if (*text == '[')
        return read_section(reader, text, where, error);
    if (reader->lines != NULL) {
        char *lines = lines_of(reader, error);

        cut_comment(text);
        return lines == NULL
                   ? -1
                   : sw_lines_add(reader->lines, lines, reader->heading, text, where, error);
    }
    return read_key(reader, text, where, error);
}

/* Everything is read and checked first, then set: a text with an error changes nothing. */
int sw_parameters_read(struct sw_parameters table, void *settings, const char *text, size_t size,
                       const char *name, struct sw_error *error)
{
    struct reader reader = {.table = table, .name = name};
    char *copy = NULL, *line;
    struct named named;
    int result = -1;

    if (size > TEXT_LIMIT)
        return sw_fail(error, SW_EXIT_USAGE, "%s is larger than 1 MiB: it is not a config",
                       show_name(name, &named));
    if (sw_text_encoding(text, size) != NULL)
        return sw_fail(error, SW_EXIT_USAGE, "%s is a text in %s; convert it to UTF-8",
                       show_name(name, &named), sw_text_encoding(text, size));
    if (size > 0 && memchr(text, '\0', size) != NULL)
        return sw_fail(error, SW_EXIT_USAGE, "%s holds a NUL byte: it is not a config",
                       show_name(name, &named));
    copy = sw_allocate(size + 1, 1, "reading a config", error);
    reader.entry = sw_allocate(table.count, sizeof *reader.entry, "reading a config", error);
    if (copy == NULL || reader.entry == NULL)
        goto out;
    if (size > 0)
        memcpy(copy, text, size);
    line =
        strncmp(copy, "\xEF\xBB\xBF", 3) == 0 ? copy + 3 : copy; /* some editors' mark of UTF-8 */
    while (line != NULL) {
        char *end = strchr(line, '\n');

        if (end != NULL)
            *end = '\0';
        reader.line++;
        if (read_line(&reader, line, error) != 0)
            goto out;
        line = end == NULL ? NULL : end + 1;
    }
    for (uint32_t i = 0; i < table.count; i++)
        if (reader.entry[i].lines != NULL)
            memcpy((char *)settings + table.row[i].offset, reader.entry[i].lines, SW_LINES_MAX);
        else if (reader.entry[i].line != 0 &&
                 sw_parameters_set(table, settings, table.row[i].section, table.row[i].key,
                                   reader.entry[i].value, name, error) != 0)
            goto out;
    result = 0;
out:
    for (uint32_t i = 0; i < table.count && reader.entry != NULL; i++)
        free(reader.entry[i].lines);
    free(reader.entry);
    free(copy);
    return result;
}

/* Prints a paragraph as comment lines of at most WRAP_AT columns; a newline in it starts a new
 * line. */
static void print_wrapped(const char *text, FILE *out)
{
    uint32_t column = 0;

    while (*text != '\0') {
        size_t length = strcspn(text, " \n");
        uint32_t width = 0;

        for (size_t at = 0; at < length;) {
            uint32_t code;

            at += sw_text_next(text + at, length - at, &code);
            width += (uint32_t)sw_text_columns_of(code);
        }
        if (length > 0) {
            if (column > 0 && column + 1 + width > WRAP_AT) {
                putc('\n', out);
                column = 0;
            }
            fputs(column == 0 ? "# " : " ", out);
            fwrite(text, 1, length, out);
            column += (column == 0 ? 2 : 1) + width;
        }
        text += length;
        if (*text == '\n' && column > 0) {
            putc('\n', out);
            column = 0;
        }
        text += *text != '\0';
    }
    if (column > 0)
        putc('\n', out);
}

static void print_comment(const struct sw_parameter *row, FILE *out)
{
    char range[SW_TEXT_MAX + 64], line[SW_TEXT_MAX + 2 * 64 + SW_TEXT_MAX];

    if (row->help != NULL)
        print_wrapped(row->help, out);
    if (row->type == SW_PARAMETER_LINES) /* its lines are no values with a default */
        return;
    sw_parameter_range(row, range, sizeof range);
    if (row->initial[0] != '\0')
        snprintf(line, sizeof line, "Takes %s; by default %s.", range, row->initial);
    else
        snprintf(line, sizeof line, "Takes %s; by default empty.", range);
    print_wrapped(line, out);
}

void sw_parameters_comment(const char *sentence, FILE *out)
{
    print_wrapped(sentence, out);
}

void sw_parameters_print_some(struct sw_parameters table, const void *settings,
                              bool (*wanted)(const struct sw_parameter *row, const void *settings),
                              FILE *out)
{
    char value[4 * SW_TEXT_MAX + 8];
    const char *section = NULL;

    for (uint32_t i = 0; i < table.count; i++) {
        const struct sw_parameter *row = &table.row[i];

        if (!wanted(row, settings))
            continue;
        if (row->type == SW_PARAMETER_LINES) {
            sw_lines_print(row, (const char *)settings + row->offset, out);
            continue;
        }
        if (section == NULL || strcmp(section, row->section) != 0)
            fprintf(out, "%s[%s]\n", section == NULL ? "" : "\n", row->section);
        section = row->section;
        sw_parameter_value(row, settings, value, sizeof value);
        fprintf(out, "%s = %s\n", row->key, value);
    }
}

void sw_parameters_print(struct sw_parameters table, const void *settings, bool comments, FILE *out)
{
    char value[4 * SW_TEXT_MAX + 8];

    for (uint32_t i = 0; i < table.count; i++) {
        const struct sw_parameter *row = &table.row[i];
        bool new_section = i == 0 || strcmp(row->section, table.row[i - 1].section) != 0;

        if (row->type == SW_PARAMETER_LINES) {
            if (comments) {
                putc('\n', out);
                print_comment(row, out);
            }
            sw_lines_print(row, (const char *)settings + row->offset, out);
            continue;
        }
        if (i > 0 && (comments || new_section))
            putc('\n', out);
        if (new_section)
            fprintf(out, "[%s]\n%s", row->section, comments ? "\n" : "");
        if (comments)
            print_comment(row, out);
        sw_parameter_value(row, settings, value, sizeof value);
        fprintf(out, "%s = %s\n", row->key, value);
    }
}
