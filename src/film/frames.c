#include "film/frames.h"

#include "base/file.h"
#include "base/text.h"
#include "world/puzzle/arc.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

int sw_frames_add(struct sw_frames *frames, const struct sw_grid *grid, struct sw_error *error)
{
    if (frames->count == frames->capacity) {
        uint32_t capacity = 2 * frames->capacity + 16;
        struct sw_grid *grown = realloc(frames->grid, capacity * sizeof *grown);

        if (grown == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while reading frames");
        frames->grid = grown;
        frames->capacity = capacity;
    }
    frames->grid[frames->count++] = *grid;
    return 0;
}

void sw_frames_clear(struct sw_frames *frames)
{
    free(frames->grid);
    *frames = (struct sw_frames){0};
}

static int refuse(struct sw_error *error, const char *name, const char *what, uint32_t frame,
                  size_t row, const char *sentence)
{
    return sw_fail(error, SW_EXIT_DAMAGED, "%s: %s %u, row %zu: %s", name, what, frame, row,
                   sentence);
}

/* ---- text ---- */

static int take_row(struct sw_grid *grid, const char *row, size_t length, const char **sentence)
{
    if (length > SW_SIDE_MAX || grid->height == SW_SIDE_MAX) {
        *sentence = "a frame has at most 30 x 30 cells";
        return -1;
    }
    if (grid->height > 0 && length != grid->width) {
        *sentence = "the rows of a frame are equally long; an empty line divides frames";
        return -1;
    }
    for (size_t x = 0; x < length; x++) {
        if (row[x] != '.' && (row[x] < '0' || row[x] > '9')) {
            *sentence = "a cell is '.' or a digit";
            return -1;
        }
        grid->cell[grid->height][x] = (uint8_t)(row[x] == '.' ? 0 : row[x] - '0');
    }
    grid->width = (uint8_t)length;
    grid->height++;
    return 0;
}

static int parse_text(struct sw_frames *frames, const char *text, size_t size, const char *name,
                      struct sw_error *error)
{
    const char *end = text + size, *sentence = "";
    struct sw_grid grid;
    size_t number = 0;

    memset(&grid, 0, sizeof grid);
    while (text < end) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        size_t length = (size_t)((stop != NULL ? stop : end) - text);

        number++;
        if (length > 0 && text[length - 1] == '\r')
            length--;
        if (length > 0 && take_row(&grid, text, length, &sentence) != 0)
            return sw_fail(error, SW_EXIT_DAMAGED, "%s: line %zu: %s", name, number, sentence);
        text = stop != NULL ? stop + 1 : end;
        if (grid.height > 0 && (length == 0 || text == end)) {
            if (sw_frames_add(frames, &grid, error) != 0)
                return -1;
            memset(&grid, 0, sizeof grid);
        }
    }
    return 0;
}

/* ---- JSON ---- */

static int read_grid(const json_t *json, const char *name, uint32_t number, struct sw_grid *out,
                     struct sw_error *error)
{
    size_t height = json_array_size(json), width = json_array_size(json_array_get(json, 0));

    if (height < 1 || height > SW_SIDE_MAX || width < 1 || width > SW_SIDE_MAX)
        return refuse(error, name, "frame", number, 1,
                      "a frame is a list of 1 to 30 rows, each a list of 1 to 30 cells");
    *out = sw_grid_empty((int)width, (int)height);
    for (size_t y = 0; y < height; y++) {
        const json_t *row = json_array_get(json, y);

        if (json_array_size(row) != width)
            return refuse(error, name, "frame", number, y + 1, "the rows are not equally long");
        for (size_t x = 0; x < width; x++) {
            const json_t *cell = json_array_get(row, x);

            if (!json_is_integer(cell) || json_integer_value(cell) < 0 ||
                json_integer_value(cell) >= SW_COLOURS)
                return refuse(error, name, "frame", number, y + 1,
                              "a cell is a whole number from 0 to 9");
            out->cell[y][x] = (uint8_t)json_integer_value(cell);
        }
    }
    return 0;
}

static int parse_list(struct sw_frames *frames, const char *text, size_t size, const char *name,
                      struct sw_error *error)
{
    json_error_t problem;
    json_t *json = json_loadb(text, size, JSON_REJECT_DUPLICATES, &problem);
    int result = 0;

    if (json == NULL && json_error_code(&problem) == json_error_out_of_memory)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while reading %s", name);
    if (json == NULL)
        return sw_fail(error, SW_EXIT_DAMAGED, "%s: this is not JSON: line %d, %s", name,
                       problem.line, problem.text);
    for (size_t i = 0; i < json_array_size(json) && result == 0; i++) {
        struct sw_grid grid;

        result = read_grid(json_array_get(json, i), name, (uint32_t)i + 1, &grid, error);
        if (result == 0)
            result = sw_frames_add(frames, &grid, error);
    }
    json_decref(json);
    return result;
}

static int add_pairs(struct sw_frames *frames, const struct sw_pair *pair, int count,
                     const bool *has_target, struct sw_error *error)
{
    int result = 0;

    for (int i = 0; i < count && result == 0; i++) {
        if (has_target != NULL && !has_target[i])
            continue;
        result = sw_frames_add(frames, &pair[i].canvas, error);
        if (result == 0)
            result = sw_frames_add(frames, &pair[i].target, error);
    }
    return result;
}

static int parse_tasks(struct sw_frames *frames, const char *text, size_t size, const char *name,
                       struct sw_error *error)
{
    struct sw_puzzle *puzzle = sw_allocate(1, sizeof *puzzle, "reading a task", error);
    struct sw_arc_file *file = puzzle != NULL ? sw_arc_file_parse(text, size, name, error) : NULL;
    int result = file == NULL ? -1 : 0;

    for (uint32_t i = 0; result == 0 && i < sw_arc_file_count(file); i++) {
        result = sw_arc_file_task(file, i, puzzle, NULL, error);
        if (result == 0)
            result = add_pairs(frames, puzzle->demonstration, puzzle->demonstrations, NULL, error);
        if (result == 0)
            result = add_pairs(frames, puzzle->test, puzzle->tests, puzzle->test_has_target, error);
    }
    frames->pairs = frames->pairs || result == 0;
    sw_arc_file_destroy(file);
    free(puzzle);
    return result;
}

/* Where the first byte stands that is no blank. */
static size_t skip_blanks(const char *text, size_t size, size_t at)
{
    while (at < size && strchr(" \t\r\n", text[at]) != NULL && text[at] != '\0')
        at++;
    return at;
}

int sw_frames_parse(struct sw_frames *frames, const char *text, size_t size, const char *name,
                    struct sw_error *error)
{
    const char *encoding = sw_text_encoding(text, size);
    uint32_t before = frames->count;
    size_t mark = sw_text_mark(text, size), first, second;
    int result;

    if (encoding != NULL)
        return sw_fail(error, SW_EXIT_DAMAGED, "%s: this is a text in %s; convert it to UTF-8",
                       name, encoding);
    text += mark;
    size -= mark;
    first = skip_blanks(text, size, 0);
    second = skip_blanks(text, size, first + 1);
    if (first < size &&
        (text[first] == '{' || (text[first] == '[' && second < size && text[second] == '{')))
        result = parse_tasks(frames, text, size, name, error);
    else if (first < size && text[first] == '[')
        result = parse_list(frames, text, size, name, error);
    else
        result = parse_text(frames, text, size, name, error);
    if (result == 0 && frames->count == before)
        return sw_fail(error, SW_EXIT_DAMAGED, "%s: there is no frame in it", name);
    return result;
}

int sw_frames_load(struct sw_frames *frames, const char *path, struct sw_error *error)
{
    size_t size;
    char *text = sw_file_read(path, SW_FRAMES_BYTES_MAX, &size, error);
    int result = text == NULL ? -1 : sw_frames_parse(frames, text, size, path, error);

    free(text);
    return result;
}
