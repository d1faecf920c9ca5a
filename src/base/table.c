#include "base/table.h"

#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define GAP       2u
#define CELL_MAX  256u
#define NARROWEST 6u /* a column is not cut below this */

/* Cells are kept as texts in one growing list, row after row; a rule is the number of the row it
 * stands before. Tables are small, so simple beats clever. */
struct sw_table {
    const struct sw_column *column;
    uint32_t columns;
    char **cell;
    size_t cells, capacity;
    size_t *rule;
    size_t rules;
    struct sw_error failure;
};

struct sw_table *sw_table_create(const struct sw_column *columns, uint32_t count,
                                 struct sw_error *error)
{
    struct sw_table *table = sw_allocate(1, sizeof *table, "making a table", error);

    assert(count >= 1);
    if (table == NULL)
        return NULL;
    table->column = columns;
    table->columns = count;
    return table;
}

void sw_table_destroy(struct sw_table *table)
{
    if (table == NULL)
        return;
    for (size_t i = 0; i < table->cells; i++)
        free(table->cell[i]);
    free(table->cell);
    free(table->rule);
    free(table);
}

static void add(struct sw_table *table, const char *text)
{
    char shown[CELL_MAX * 4];

    if (table->failure.code != 0)
        return;
    if (table->cells == table->capacity) {
        size_t capacity = table->capacity == 0 ? 64 : table->capacity * 2;
        char **more = realloc(table->cell, capacity * sizeof *more);

        if (more == NULL) {
            sw_fail(&table->failure, SW_EXIT_FAILED, "out of memory while filling a table");
            return;
        }
        table->cell = more;
        table->capacity = capacity;
    }
    sw_text_show(text, strlen(text), CELL_MAX, shown, sizeof shown);
    table->cell[table->cells] = strdup(shown);
    if (table->cell[table->cells] == NULL)
        sw_fail(&table->failure, SW_EXIT_FAILED, "out of memory while filling a table");
    else
        table->cells++;
}

void sw_table_cell(struct sw_table *table, const char *format, ...)
{
    char text[CELL_MAX * 4];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    add(table, text);
}

void sw_table_end_row(struct sw_table *table)
{
    while (table->failure.code == 0 && table->cells % table->columns != 0)
        add(table, "");
}

void sw_table_rule(struct sw_table *table)
{
    size_t *more;

    sw_table_end_row(table);
    if (table->failure.code != 0)
        return;
    more = realloc(table->rule, (table->rules + 1) * sizeof *more);
    if (more == NULL) {
        sw_fail(&table->failure, SW_EXIT_FAILED, "out of memory while filling a table");
        return;
    }
    table->rule = more;
    table->rule[table->rules++] = table->cells / table->columns;
}

static void measure(const struct sw_table *table, uint32_t *width)
{
    for (uint32_t c = 0; c < table->columns; c++)
        width[c] = sw_text_columns(table->column[c].title);
    for (size_t i = 0; i < table->cells; i++) {
        uint32_t columns = sw_text_columns(table->cell[i]);

        if (columns > width[i % table->columns])
            width[i % table->columns] = columns;
    }
}

static uint32_t total_of(const struct sw_table *table, const uint32_t *width)
{
    uint32_t total = GAP * (table->columns - 1);

    for (uint32_t c = 0; c < table->columns; c++)
        total += width[c];
    return total;
}

/* Takes columns from the widest left-aligned column, one at a time, until it fits or none can give.
 */
static void shrink(const struct sw_table *table, uint32_t *width, uint32_t limit)
{
    for (uint32_t total = total_of(table, width); total > limit; total--) {
        uint32_t widest = UINT32_MAX;

        for (uint32_t c = 0; c < table->columns; c++)
            if (table->column[c].align == SW_ALIGN_LEFT && width[c] > NARROWEST &&
                (widest == UINT32_MAX || width[c] > width[widest]))
                widest = c;
        if (widest == UINT32_MAX)
            return;
        width[widest]--;
    }
}

/* How many bytes of the text fill at most `columns`; *used says how many they fill. */
static size_t fitting(const char *text, uint32_t columns, uint32_t *used)
{
    size_t size = strlen(text), at = 0;

    *used = 0;
    while (at < size) {
        uint32_t code;
        size_t length = sw_text_next(text + at, size - at, &code);
        uint32_t wide = (uint32_t)sw_text_columns_of(code);

        if (*used + wide > columns)
            break;
        *used += wide;
        at += length;
    }
    return at;
}

static void put_spaces(uint32_t count, FILE *out)
{
    fprintf(out, "%*s", (int)count, "");
}

/* `owed` spaces are held back until something follows, so that no line ends in spaces. */
static void put_cell(const char *text, enum sw_align align, uint32_t width, uint32_t *owed,
                     FILE *out)
{
    uint32_t columns = sw_text_columns(text), used = columns;
    size_t bytes = strlen(text);
    const char *end = "";

    if (columns > width) {
        bytes = fitting(text, width - 2, &used);
        end = "..";
        used += 2;
    }
    if (bytes == 0 && end[0] == '\0') {
        *owed += width;
        return;
    }
    put_spaces(*owed + (align == SW_ALIGN_RIGHT ? width - used : 0), out);
    fwrite(text, 1, bytes, out);
    fputs(end, out);
    *owed = align == SW_ALIGN_RIGHT ? 0 : width - used;
}

static void put_rule(uint32_t length, FILE *out)
{
    for (uint32_t i = 0; i < length; i++)
        putc('-', out);
    putc('\n', out);
}

int sw_table_print(const struct sw_table *table, FILE *out, uint32_t width, struct sw_error *error)
{
    size_t rows = (table->cells + table->columns - 1) / table->columns, next_rule = 0;
    bool titled = false;
    uint32_t *wide, length;

    if (table->failure.code != 0)
        return sw_fail(error, SW_EXIT_FAILED, "%s", table->failure.text);
    wide = sw_allocate(table->columns, sizeof *wide, "printing a table", error);
    if (wide == NULL)
        return -1;
    measure(table, wide);
    if (width > 0)
        shrink(table, wide, width);
    length = total_of(table, wide);
    for (uint32_t c = 0; c < table->columns; c++)
        titled = titled || table->column[c].title[0] != '\0';
    if (titled) {
        uint32_t owed = 0;

        for (uint32_t c = 0; c < table->columns; c++) {
            put_cell(table->column[c].title, table->column[c].align, wide[c], &owed, out);
            owed += GAP;
        }
        putc('\n', out);
        put_rule(length, out);
    }
    for (size_t row = 0; row < rows; row++) {
        uint32_t owed = 0;

        for (; next_rule < table->rules && table->rule[next_rule] == row; next_rule++)
            put_rule(length, out);
        for (uint32_t c = 0; c < table->columns; c++) {
            size_t at = row * table->columns + c;

            put_cell(at < table->cells ? table->cell[at] : "", table->column[c].align, wide[c],
                     &owed, out);
            owed += GAP;
        }
        putc('\n', out);
    }
    free(wide);
    if (ferror(out))
        return sw_fail(error, SW_EXIT_FAILED, "cannot write a table: the output failed");
    return 0;
}
