/* edit_program.c - programs of edits: lists of tokens that are run, compared, printed and read as
 * words. */
#include "world/edit/edit.h"
#include "base/error.h"
#include "base/parameter.h"

#include <stdio.h>
#include <string.h>

bool sw_tokens_hold(const sw_edit_token *token, size_t count, int wanted)
{
    for (size_t k = 0; k < count; k++)
        if (token[k] == wanted)
            return true;
    return false;
}

int sw_tokens_compare(const sw_edit_token *a, const sw_edit_token *b, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (a[k] != b[k])
            return a[k] < b[k] ? -1 : 1;
    return 0;
}

bool sw_tokens_remember(const sw_edit_token *token, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        const struct sw_edit *row = sw_edit_row(token[k]);

        if (row != NULL && row->memory)
            return true;
    }
    return false;
}

struct sw_layer sw_tokens_place(const sw_edit_token *token, size_t count,
                                const struct sw_grid *grid, struct sw_anatomy *anatomy)
{
    struct sw_edit_memory memory;
    struct sw_canvas canvas;
    struct sw_layer out;

    sw_canvas_begin(&canvas, grid);
    canvas.anatomy = anatomy;
    if (sw_tokens_remember(token, count))
        sw_canvas_remember(&canvas, &memory);
    for (size_t k = 0; k < count && token[k] != 0; k++)
        sw_edit_do(&canvas, token[k]);
    sw_grid_copy(&out.grid, &canvas.grid);
    out.x = canvas.x;
    out.y = canvas.y;
    return out;
}

struct sw_grid sw_tokens_run(const sw_edit_token *token, size_t count, const struct sw_grid *grid)
{
    return sw_tokens_place(token, count, grid, NULL).grid;
}

size_t sw_tokens_print(const sw_edit_token *token, size_t count, char *text, size_t size)
{
    size_t length = 0;

    if (size > 0)
        text[0] = '\0';
    for (size_t k = 0; k < count; k++) {
        const struct sw_edit *row = sw_edit_row(token[k]);
        const char *name = row != NULL ? row->name : "unknown";
        size_t left = length < size ? size - length : 0;
        int written =
            snprintf(left > 0 ? text + length : NULL, left, "%s%s", k > 0 ? " " : "", name);

        length += written > 0 ? (size_t)written : 0;
    }
    return length;
}

/* The sentence for a word that is no edit. */
static int unknown_word(const char *text, size_t length, struct sw_error *error)
{
    const char *names[SW_EDITS_MAX];
    char word[48];

    snprintf(word, sizeof word, "%.*s", (int)(length < 47 ? length : 47), text);
    for (char *byte = word; *byte != '\0'; byte++) {
        if (*byte < ' ' || *byte > '~')
            *byte = '?';
    }
    for (uint32_t k = 0; k < sw_edit_count(); k++)
        names[k] = sw_edit_row(k)->name;
    const char *nearest = sw_nearest(word, names, sw_edit_count());
    if (nearest != NULL)
        return sw_fail(error, SW_EXIT_USAGE, "there is no edit '%s'; did you mean '%s'?", word,
                       nearest);
    return sw_fail(error, SW_EXIT_USAGE,
                   "there is no edit '%s'; 'smallworld edits' lists all %u of them", word,
                   (unsigned)sw_edit_count());
}

int sw_tokens_parse(const char *text, sw_edit_token *token, size_t capacity, size_t *count,
                    struct sw_error *error)
{
    static const char blanks[] = " \t\r\n";
    size_t read = 0;

    for (text += strspn(text, blanks); *text != '\0'; text += strspn(text, blanks)) {
        size_t length = strcspn(text, blanks);
        int found = sw_edit_find(text, length);

        if (found < 0)
            return unknown_word(text, length, error);
        text += length;
        if (found == 0) {
            if (text[strspn(text, blanks)] != '\0')
                return sw_fail(error, SW_EXIT_USAGE,
                               "'stop' ends a program, but more follows; leave out what comes "
                               "after it");
            break;
        }
        if (read == capacity)
            return sw_fail(error, SW_EXIT_USAGE,
                           "a program has at most %zu edits; leave out some of them", capacity);
        token[read++] = (sw_edit_token)found;
    }
    *count = read;
    return 0;
}

bool sw_program_equal(const struct sw_program *a, const struct sw_program *b)
{
    return a->length == b->length && sw_tokens_compare(a->token, b->token, a->length) == 0;
}

struct sw_grid sw_program_run(const struct sw_program *program, const struct sw_grid *grid)
{
    return sw_tokens_run(program->token,
                         program->length < SW_PROGRAM_MAX ? program->length : SW_PROGRAM_MAX, grid);
}

size_t sw_program_print(const struct sw_program *program, char *text, size_t size)
{
    return sw_tokens_print(program->token,
                           program->length < SW_PROGRAM_MAX ? program->length : SW_PROGRAM_MAX,
                           text, size);
}

int sw_program_parse(const char *text, struct sw_program *program, struct sw_error *error)
{
    struct sw_program out = {0};
    size_t count = 0;

    if (sw_tokens_parse(text, out.token, SW_PROGRAM_MAX, &count, error) != 0)
        return -1;
    out.length = (uint8_t)count;
    *program = out;
    return 0;
}
