#include "world/arc.h"
#include "base/file.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* Where in a file we are, for sentences: `file`: "train" pair 2 "output". */
struct place {
    const char *file, *list, *side;
    size_t pair; /* counted from 1 */
    struct sw_error *error;
};

__attribute__((format(printf, 2, 3))) static int refuse(const struct place *place,
                                                        const char *format, ...)
{
    char what[320];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    if (place->side != NULL)
        return sw_fail(place->error, SW_EXIT_DAMAGED, "%s: \"%s\" pair %zu, \"%s\": %s",
                       place->file, place->list, place->pair, place->side, what);
    if (place->list != NULL)
        return sw_fail(place->error, SW_EXIT_DAMAGED, "%s: \"%s\" pair %zu: %s", place->file,
                       place->list, place->pair, what);
    return sw_fail(place->error, SW_EXIT_DAMAGED, "%s: %s", place->file, what);
}

static int read_grid(const json_t *json, const struct place *place, struct sw_grid *out)
{
    size_t height = json_array_size(json), width;

    if (!json_is_array(json))
        return refuse(place, "a grid must be a list of rows");
    if (height == 0)
        return refuse(place, "the grid has no rows");
    width = json_array_size(json_array_get(json, 0));
    if (height > SW_SIDE_MAX || width > SW_SIDE_MAX)
        return refuse(place,
                      "the grid is %zux%zu (width x height) and %dx%d is the largest that "
                      "fits; leave this file out",
                      width, height, SW_SIDE_MAX, SW_SIDE_MAX);
    *out = sw_grid_empty((int)width, (int)height);
    for (size_t y = 0; y < height; y++) {
        const json_t *row = json_array_get(json, y);

        if (!json_is_array(row))
            return refuse(place, "row %zu is not a list", y + 1);
        if (json_array_size(row) == 0)
            return refuse(place, "row %zu is empty", y + 1);
        if (json_array_size(row) != width)
            return refuse(place, "row %zu has %zu cells and row 1 has %zu", y + 1,
                          json_array_size(row), width);
        for (size_t x = 0; x < width; x++) {
            const json_t *cell = json_array_get(row, x);
            json_int_t colour = json_integer_value(cell);

            if (!json_is_integer(cell))
                return refuse(place, "cell %zu of row %zu is not a whole number", x + 1, y + 1);
            if (colour < 0 || colour >= SW_COLOURS)
                return refuse(place, "cell %zu of row %zu is %lld and colours are 0..9", x + 1,
                              y + 1, (long long)colour);
            out->cell[y][x] = (uint8_t)colour;
        }
    }
    return 0;
}

/* Reads one side of a pair; `found` (may be NULL: then it must be there) says whether it is there.
 */
static int read_side(const json_t *json, const char *key, struct place *place, bool *found,
                     struct sw_grid *out)
{
    const json_t *side = json_object_get(json, key);
    int failed;

    place->side = NULL;
    if (found != NULL) {
        *found = side != NULL && !json_is_null(side);
        *out = sw_grid_empty(1, 1);
        if (!*found)
            return 0;
    }
    if (side == NULL)
        return refuse(place, "there is no \"%s\"", key);
    place->side = key;
    failed = read_grid(side, place, out);
    place->side = NULL;
    return failed;
}

/* Reads the list `key` of pairs; has_target is NULL where every pair must have its output. */
static int read_pairs(const json_t *json, const char *key, struct place *place, size_t most,
                      struct sw_pair *pairs, bool *has_target, uint8_t *count)
{
    const json_t *list = json_object_get(json, key);
    size_t size = json_array_size(list);

    if (!json_is_array(list))
        return refuse(place, "there is no list \"%s\" of pairs; is this an ARC task?", key);
    if (size == 0)
        return refuse(place, "the list \"%s\" is empty", key);
    if (size > most)
        return refuse(place, "the list \"%s\" has %zu pairs and a puzzle holds at most %zu", key,
                      size, most);
    place->list = key;
    for (size_t i = 0; i < size; i++) {
        const json_t *pair = json_array_get(list, i);

        place->pair = i + 1;
        if (!json_is_object(pair))
            return refuse(place, "a pair must be an object with \"input\" and \"output\"");
        if (read_side(pair, "input", place, NULL, &pairs[i].canvas) != 0 ||
            read_side(pair, "output", place, has_target != NULL ? &has_target[i] : NULL,
                      &pairs[i].target) != 0)
            return -1;
    }
    place->list = NULL;
    *count = (uint8_t)size;
    return 0;
}

int sw_arc_parse(const char *text, size_t size, const char *name, struct sw_puzzle *out,
                 struct sw_error *error)
{
    struct place place = {.file = name, .error = error};
    json_error_t problem;
    json_t *json;
    int result = -1;

    if (size > SW_ARC_BYTES_MAX)
        return refuse(&place, "%zu bytes are more than the %u that an ARC task may have", size,
                      SW_ARC_BYTES_MAX);
    json = json_loadb(text, size, JSON_REJECT_DUPLICATES, &problem);
    if (json == NULL)
        return refuse(&place, "not JSON: line %d column %d: %.120s", problem.line, problem.column,
                      problem.text);
    out->meaning = SW_MEANING_NONE;
    out->parts = 0;
    out->ground = 0;
    out->has_teacher = false;
    out->teacher = (struct sw_program){.length = 0};
    out->teacher_progress = 0.0f;
    out->demonstrations = out->tests = 0;
    memset(out->test_has_target, 0, sizeof out->test_has_target);
    if (!json_is_object(json)) {
        refuse(&place, "an ARC task is an object with \"train\" and \"test\"");
        goto out;
    }
    if (read_pairs(json, "train", &place, SW_DEMONSTRATIONS_MAX, out->demonstration, NULL,
                   &out->demonstrations) != 0 ||
        read_pairs(json, "test", &place, SW_TESTS_MAX, out->test, out->test_has_target,
                   &out->tests) != 0)
        goto out;
    out->id = sw_puzzle_hash(out);
    result = 0;
out:
    json_decref(json);
    return result;
}

int sw_arc_load(const char *path, struct sw_puzzle *out, struct sw_error *error)
{
    size_t size;
    char *text = sw_file_read(path, SW_ARC_BYTES_MAX, &size, error);
    int result;

    if (text == NULL)
        return -1;
    result = sw_arc_parse(text, size, path, out, error);
    free(text);
    return result;
}

static void write_grid(const struct sw_grid *grid, FILE *out)
{
    fputc('[', out);
    for (int y = 0; y < grid->height; y++) {
        fputs(y > 0 ? ", [" : "[", out);
        for (int x = 0; x < grid->width; x++)
            fprintf(out, x > 0 ? ", %d" : "%d", grid->cell[y][x]);
        fputc(']', out);
    }
    fputc(']', out);
}

static void write_pairs(const char *key, const struct sw_pair *pairs, const bool *has_target,
                        int count, FILE *out)
{
    fprintf(out, "  \"%s\": [", key);
    for (int i = 0; i < count; i++) {
        fputs(i > 0 ? ",\n    {\"input\": " : "\n    {\"input\": ", out);
        write_grid(&pairs[i].canvas, out);
        if (has_target == NULL || has_target[i]) {
            fputs(",\n     \"output\": ", out);
            write_grid(&pairs[i].target, out);
        }
        fputc('}', out);
    }
    fputs("\n  ]", out);
}

void sw_arc_write(const struct sw_puzzle *puzzle, FILE *out)
{
    fputs("{\n", out);
    write_pairs("train", puzzle->demonstration, NULL, puzzle->demonstrations, out);
    fputs(",\n", out);
    write_pairs("test", puzzle->test, puzzle->test_has_target, puzzle->tests, out);
    fputs("\n}\n", out);
}
