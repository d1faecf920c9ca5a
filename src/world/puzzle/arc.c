#include "world/puzzle/arc.h"
#include "base/file.h"
#include "base/text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A task within a file. */
struct entry {
    const char *group, *key; /* NULL: not in a group, not under a key */
    const json_t *task;
};

struct sw_arc_file {
    char *name; /* as it may stand in a sentence */
    json_t *json, *solutions;
    struct entry *entry;
    uint32_t count, capacity;
};

/* Where in a file we are, for sentences: `file: "key"`: "train" pair 2, "output". */
struct place {
    const char *file, *list, *side;
    size_t pair; /* counted from 1; 0: in none */
    struct sw_error *error;
};

__attribute__((format(printf, 2, 3))) static int refuse(const struct place *place,
                                                        const char *format, ...)
{
    char what[320], where[80] = "";
    va_list arguments;
    size_t used = 0;

    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    if (place->list != NULL)
        used += (size_t)snprintf(where, sizeof where, "\"%s\" ", place->list);
    if (place->pair > 0)
        used += (size_t)snprintf(where + used, sizeof where - used, "pair %zu", place->pair);
    if (place->side != NULL)
        snprintf(where + used, sizeof where - used, ", \"%s\"", place->side);
    return sw_fail(place->error, SW_EXIT_DAMAGED, "%s: %s%s%s", place->file, where,
                   where[0] != '\0' ? ": " : "", what);
}

/* ---- a task ---- */

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
                      "the grid is %zux%zu (width x height) and %dx%d is the largest that fits",
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

static int read_pair(const json_t *pair, struct place *place, struct sw_pair *out, bool *has_target)
{
    if (!json_is_object(pair))
        return refuse(place, "a pair must be an object with \"input\" and \"output\"");
    if (read_side(pair, "input", place, NULL, &out->canvas) != 0)
        return -1;
    return read_side(pair, "output", place, has_target, &out->target);
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
        place->pair = i + 1;
        if (read_pair(json_array_get(list, i), place, &pairs[i],
                      has_target != NULL ? &has_target[i] : NULL) != 0)
            return -1;
    }
    place->list = NULL;
    place->pair = 0;
    *count = (uint8_t)size;
    return 0;
}

static bool lacks_output(const json_t *pair)
{
    const json_t *output = json_object_get(pair, "output");

    return output == NULL || json_is_null(output);
}

/* A list of pairs: which of them are the tests is told in the header. */
static int read_list(const json_t *list, struct place *place, struct sw_puzzle *out,
                     uint32_t *unused)
{
    size_t size = json_array_size(list), open = 0, demonstrations;

    for (size_t i = 0; i < size; i++)
        open += lacks_output(json_array_get(list, i));
    if (open > SW_TESTS_MAX)
        return refuse(place, "%zu pairs have no \"output\" and a puzzle holds at most %d tests",
                      open, SW_TESTS_MAX);
    demonstrations = size - (open > 0 ? open : 1);
    if (size < 2 || demonstrations == 0)
        return refuse(place, "a list of pairs needs one to learn from and one as a test");
    for (size_t i = 0; i < size; i++) {
        const json_t *pair = json_array_get(list, i);
        bool test = open > 0 ? lacks_output(pair) : i + 1 == size;
        struct sw_pair *to = test ? &out->test[out->tests] : NULL;

        if (!test && out->demonstrations < SW_DEMONSTRATIONS_MAX)
            to = &out->demonstration[out->demonstrations];
        place->pair = i + 1;
        if (to == NULL)
            continue;
        if (read_pair(pair, place, to, test ? &out->test_has_target[out->tests] : NULL) != 0)
            return -1;
        out->tests = (uint8_t)(out->tests + test);
        out->demonstrations = (uint8_t)(out->demonstrations + !test);
    }
    place->pair = 0;
    *unused = (uint32_t)(demonstrations - out->demonstrations);
    return 0;
}

static int read_task(const json_t *json, struct place *place, struct sw_puzzle *out,
                     uint32_t *unused)
{
    out->rule = SW_RULE_NONE;
    out->parts = 0;
    out->ground = 0;
    out->has_teacher = false;
    out->teacher = (struct sw_program){.length = 0};
    out->teacher_progress = 0.0f;
    out->demonstrations = out->tests = 0;
    memset(out->test_has_target, 0, sizeof out->test_has_target);
    *unused = 0;
    if (json_is_array(json))
        return read_list(json, place, out, unused);
    if (!json_is_object(json))
        return refuse(place, "an ARC task is an object with \"train\" and \"test\"");
    if (read_pairs(json, "train", place, SW_DEMONSTRATIONS_MAX, out->demonstration, NULL,
                   &out->demonstrations) != 0)
        return -1;
    return read_pairs(json, "test", place, SW_TESTS_MAX, out->test, out->test_has_target,
                      &out->tests);
}

/* Takes over the answers that the file of solutions has for this key. */
static int add_solutions(const json_t *answers, struct place *place, struct sw_puzzle *out)
{
    size_t size = json_array_size(answers);

    if (!json_is_array(answers) || size != out->tests)
        return refuse(place, "the solutions beside it have %zu answers for its %d tests", size,
                      out->tests);
    place->list = "solutions";
    for (size_t t = 0; t < size; t++) {
        struct sw_grid grid;

        place->pair = t + 1;
        if (read_grid(json_array_get(answers, t), place, &grid) != 0)
            return -1;
        if (!out->test_has_target[t])
            out->test[t].target = grid;
        out->test_has_target[t] = true;
    }
    return 0;
}

bool sw_arc_file_lacks(const struct sw_arc_file *file, uint32_t index)
{
    const char *key = file->entry[index].key;

    return file->solutions != NULL && key != NULL && json_object_get(file->solutions, key) == NULL;
}

int sw_arc_file_task(const struct sw_arc_file *file, uint32_t index, struct sw_puzzle *out,
                     uint32_t *unused, struct sw_error *error)
{
    const struct entry *entry = &file->entry[index];
    struct place place = {.file = file->name, .error = error};
    const json_t *answers = NULL;
    char where[500], key[200], group[100];
    uint32_t more = 0;

    if (entry->key != NULL) {
        answers = json_object_get(file->solutions, entry->key);
        sw_text_show(entry->key, strlen(entry->key), 100, key, sizeof key);
        group[0] = '\0';
        if (entry->group != NULL)
            sw_text_show(entry->group, strlen(entry->group), 40, group, sizeof group);
        snprintf(where, sizeof where, group[0] != '\0' ? "%s: \"%s\", \"%s\"" : "%s: %s\"%s\"",
                 file->name, group, key);
        place.file = where;
    }
    if (read_task(entry->task, &place, out, &more) != 0 ||
        (answers != NULL && add_solutions(answers, &place, out) != 0))
        return -1;
    out->id = sw_puzzle_hash(out);
    if (unused != NULL)
        *unused = more;
    return 0;
}

/* ---- the forms ---- */

/* An object of this form is a task, whether or not a sound one. */
static bool is_task(const json_t *json)
{
    const json_t *train = json_object_get(json, "train"), *test = json_object_get(json, "test");

    return (train != NULL && !json_is_object(train)) || (test != NULL && !json_is_object(test));
}

static bool holds_task(const json_t *json)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)json, key, value)
    {
        if (is_task(value))
            return true;
    }
    return false;
}

static int add_entry(struct sw_arc_file *file, const char *group, const char *key,
                     const json_t *task, struct sw_error *error)
{
    if (file->count == file->capacity) {
        uint32_t capacity = file->capacity == 0 ? 8 : 2 * file->capacity;
        struct entry *more = realloc(file->entry, capacity * sizeof *more);

        if (more == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while reading %s", file->name);
        file->entry = more;
        file->capacity = capacity;
    }
    file->entry[file->count++] = (struct entry){group, key, task};
    return 0;
}

static int add_keyed(struct sw_arc_file *file, const char *group, const json_t *json,
                     struct sw_error *error)
{
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)json, key, value)
    {
        bool nested = group == NULL && !is_task(value) && holds_task(value);

        if ((nested ? add_keyed(file, key, value, error)
                    : add_entry(file, group, key, value, error)) != 0)
            return -1;
    }
    return 0;
}

/* Whether there is a task, directly under a key or in a group. */
static bool is_keyed(const json_t *json)
{
    const char *key;
    json_t *value;

    if (is_task(json))
        return false;
    if (holds_task(json))
        return true;
    json_object_foreach((json_t *)json, key, value)
    {
        if (holds_task(value))
            return true;
    }
    return false;
}

/* {"id": [grid, ...], ...}: answers without tasks. */
static bool is_solutions(const json_t *json)
{
    const json_t *first = json_object_iter_value(json_object_iter((json_t *)json));

    return json_is_array(json_array_get(json_array_get(json_array_get(first, 0), 0), 0)) ||
           json_is_integer(json_array_get(json_array_get(json_array_get(first, 0), 0), 0));
}

static int find_tasks(struct sw_arc_file *file, struct sw_error *error)
{
    struct place place = {.file = file->name, .error = error};

    if (json_is_array(file->json) && json_array_size(file->json) == 0)
        return refuse(&place, "an empty list is not an ARC task");
    if (is_keyed(file->json))
        return add_keyed(file, NULL, file->json, error);
    if (json_is_object(file->json) && !is_task(file->json) && is_solutions(file->json))
        return refuse(&place, "these are solutions without tasks; name the file of the challenges");
    return add_entry(file, NULL, NULL, file->json, error);
}

static json_t *parse_json(const char *text, size_t size, const struct place *place)
{
    const char *encoding = sw_text_encoding(text, size);
    size_t mark = sw_text_mark(text, size);
    json_error_t problem;
    json_t *json;

    if (size > SW_ARC_BYTES_MAX) {
        refuse(place, "%zu bytes are more than the %u that are read at most", size,
               SW_ARC_BYTES_MAX);
        return NULL;
    }
    if (encoding != NULL) {
        refuse(place, "this is a text in %s; convert it to UTF-8", encoding);
        return NULL;
    }
    json = json_loadb(text + mark, size - mark, JSON_REJECT_DUPLICATES, &problem);
    if (json == NULL && json_error_code(&problem) == json_error_out_of_memory)
        sw_fail(place->error, SW_EXIT_FAILED, "out of memory while reading %s", place->file);
    else if (json == NULL)
        refuse(place, "not JSON: line %d column %d: %.120s", problem.line, problem.column,
               problem.text);
    return json;
}

struct sw_arc_file *sw_arc_file_parse(const char *text, size_t size, const char *name,
                                      struct sw_error *error)
{
    struct sw_arc_file *file = sw_allocate(1, sizeof *file, "reading ARC files", error);
    struct place place = {.error = error};
    char shown[300];

    if (file == NULL)
        return NULL;
    file->name = strdup(sw_text_show(name, strlen(name), 200, shown, sizeof shown));
    if (file->name == NULL) {
        sw_fail(error, SW_EXIT_FAILED, "out of memory while reading ARC files");
        goto failed;
    }
    place.file = file->name;
    file->json = parse_json(text, size, &place);
    if (file->json != NULL && find_tasks(file, error) == 0)
        return file;
failed:
    sw_arc_file_destroy(file);
    return NULL;
}

void sw_arc_file_destroy(struct sw_arc_file *file)
{
    if (file == NULL)
        return;
    json_decref(file->json);
    json_decref(file->solutions);
    free(file->entry);
    free(file->name);
    free(file);
}

uint32_t sw_arc_file_count(const struct sw_arc_file *file)
{
    return file->count;
}

const char *sw_arc_file_key(const struct sw_arc_file *file, uint32_t index)
{
    return file->entry[index].key;
}

/* ---- files ---- */

bool sw_arc_answers_path(const char *path, char out[SW_PATH_MAX])
{
    static const char tasks[] = "challenges.json", answers[] = "solutions.json";
    size_t length = strlen(path);

    if (length < sizeof tasks - 1 || length >= SW_PATH_MAX ||
        strcmp(path + length - (sizeof tasks - 1), tasks) != 0)
        return false;
    length -= sizeof tasks - 1;
    memcpy(out, path, length);
    memcpy(out + length, answers, sizeof answers);
    return true;
}

static int load_solutions(struct sw_arc_file *file, const char *path, struct sw_error *error)
{
    char beside[SW_PATH_MAX], shown[300], *text;
    struct place place = {.file = shown, .error = error};
    size_t size;

    if (file->entry[0].key == NULL || !sw_arc_answers_path(path, beside) ||
        !sw_file_regular(beside))
        return 0;
    sw_text_show(beside, strlen(beside), 200, shown, sizeof shown);
    text = sw_file_read_text(beside, SW_ARC_BYTES_MAX, &size, error);
    if (text == NULL)
        return -1;
    file->solutions = parse_json(text, size, &place);
    free(text);
    if (file->solutions == NULL)
        return -1;
    return json_is_object(file->solutions)
               ? 0
               : refuse(&place, "solutions are an object: a list of grids under each key");
}

struct sw_arc_file *sw_arc_file_load(const char *path, struct sw_error *error)
{
    size_t size;
    char *text = sw_file_read_text(path, SW_ARC_BYTES_MAX, &size, error);
    struct sw_arc_file *file = NULL;

    if (text != NULL)
        file = sw_arc_file_parse(text, size, path, error);
    free(text);
    if (file != NULL && load_solutions(file, path, error) != 0) {
        sw_arc_file_destroy(file);
        return NULL;
    }
    return file;
}

int sw_arc_load(const char *path, struct sw_puzzle *out, struct sw_error *error)
{
    struct sw_arc_file *file = sw_arc_file_load(path, error);
    int result = -1;

    if (file == NULL)
        return -1;
    if (file->count == 1)
        result = sw_arc_file_task(file, 0, out, NULL, error);
    else
        sw_fail(error, SW_EXIT_DAMAGED, "%s holds %u tasks, and one is needed here", file->name,
                file->count);
    sw_arc_file_destroy(file);
    return result;
}

/* ---- writing ---- */

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
