#include "film/film.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/pack.h"
#include "world/edit/edit.h"

#include <stdlib.h>
#include <string.h>

#define KIND    "film"
#define VERSION 1
#define FIELDS  7

struct sw_film {
    struct sw_grid first;
    uint32_t frames;
    bool ruled;
    struct sw_film_physics physics; /* where ruled: the world of the last frame */
    struct sw_film_state state;     /* the last frame */
    struct sw_film_model model;
    struct sw_film_coder coder; /* writes */
    struct sw_film_edit *edit;
    size_t edits, capacity;
    size_t *start; /* of frame i: start[i - 1] <= e < start[i] */
    size_t starts;
    struct sw_film_edits work;
};

struct sw_film_player {
    const struct sw_film *film;
    uint32_t frame;
    struct sw_film_physics physics;
    struct sw_film_state state;
};

static struct sw_film_state state_of(const struct sw_grid *first, struct sw_film_physics *physics)
{
    return (struct sw_film_state){.grid = *first, .physics = physics};
}

void sw_film_destroy(struct sw_film *film)
{
    if (film == NULL)
        return;
    free(film->coder.bytes);
    free(film->edit);
    free(film->start);
    free(film);
}

struct sw_film *sw_film_create(const struct sw_grid *first, const struct sw_physics_rules *rules,
                               struct sw_error *error)
{
    struct sw_film *film = sw_allocate(1, sizeof *film, "making a film", error);
    struct sw_grid grid = *first;

    if (film == NULL)
        return NULL;
    film->first = *first;
    film->frames = 1;
    film->coder = sw_film_writer();
    sw_film_model_reset(&film->model);
    sw_film_code_grid(&film->coder, &grid);
    if (rules != NULL) {
        film->ruled = true;
        film->physics.rules = *rules;
        sw_film_code_rules(&film->coder, &film->physics.rules);
    }
    film->state = state_of(first, film->ruled ? &film->physics : NULL);
    film->start = sw_allocate(64, sizeof *film->start, "making a film", error);
    film->starts = 64;
    film->edit = sw_allocate(64, sizeof *film->edit, "making a film", error);
    film->capacity = 64;
    if (film->start == NULL || film->edit == NULL || film->coder.failed) {
        sw_fail(error, SW_EXIT_FAILED, "out of memory while making a film");
        sw_film_destroy(film);
        return NULL;
    }
    return film;
}

/* Makes room for one more frame of `count` edits. */
static int reserve(struct sw_film *film, uint32_t count, struct sw_error *error)
{
    if (film->frames >= SW_FILM_FRAMES_MAX)
        return sw_fail(error, SW_EXIT_FAILED, "a film has at most %u frames: make two of it",
                       SW_FILM_FRAMES_MAX);
    if (film->edits + count > SW_FILM_ALL_MAX)
        return sw_fail(error, SW_EXIT_FAILED, "a film has at most %u edits: make two of it",
                       SW_FILM_ALL_MAX);
    if (film->edits + count > film->capacity) {
        size_t capacity = 2 * film->capacity + count + 16;
        struct sw_film_edit *edit = realloc(film->edit, capacity * sizeof *edit);

        if (edit == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while adding to a film");
        film->edit = edit;
        film->capacity = capacity;
    }
    if (film->frames >= film->starts) {
        size_t *start = realloc(film->start, 2 * film->starts * sizeof *start);

        if (start == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while adding to a film");
        film->start = start;
        film->starts *= 2;
    }
    return 0;
}

/* Adds the frame that the edits in `work` make. */
static int append(struct sw_film *film, struct sw_error *error)
{
    struct sw_film_edit end = {.kind = SW_FILM_END};

    if (reserve(film, film->work.count, error) != 0)
        return -1;
    for (uint32_t i = 0; i < film->work.count; i++) {
        film->edit[film->edits] = film->work.edit[i];
        sw_film_code_edit(&film->coder, &film->model, &film->state, &film->edit[film->edits]);
        film->edits++;
    }
    sw_film_code_edit(&film->coder, &film->model, &film->state, &end);
    film->start[film->frames++] = film->edits;
    if (film->coder.failed)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while adding to a film");
    return 0;
}

/* Whether one step of the film's physics makes the frame: a step that changes something, though it
 * may be only what the world remembers. */
static bool steps_to(const struct sw_film *film, const struct sw_grid *next)
{
    struct sw_film_physics physics;

    if (!film->ruled)
        return false;
    physics = film->physics;
    if (!physics.current)
        sw_physics_begin(&physics.world, &film->state.grid, &physics.rules);
    return sw_physics_step(&physics.world, &physics.rules) &&
           sw_grid_equal(&physics.world.grid, next);
}

int sw_film_add(struct sw_film *film, const struct sw_grid *next,
                const struct sw_film_encoder *encoder, struct sw_error *error)
{
    film->work.count = 0;
    if (steps_to(film, next))
        film->work.edit[film->work.count++] = (struct sw_film_edit){.kind = SW_FILM_STEP};
    else
        encoder->encode(&film->model, &film->state, next, &film->work);
    if (append(film, error) != 0)
        return -1;
    if (!sw_grid_equal(&film->state.grid, next))
        return sw_fail(error, SW_EXIT_INTERNAL,
                       "the encoder \"%s\" made another frame than the one that it was given: "
                       "please report this, with the frames",
                       encoder->name);
    return 0;
}

uint32_t sw_film_frames(const struct sw_film *film)
{
    return film->frames;
}

const struct sw_physics_rules *sw_film_rules(const struct sw_film *film)
{
    return film->ruled ? &film->physics.rules : NULL;
}

const struct sw_film_edit *sw_film_edits(const struct sw_film *film, uint32_t frame,
                                         uint32_t *count)
{
    size_t from = film->start[frame - 1];

    *count = (uint32_t)(film->start[frame] - from);
    return film->edit + from;
}

/* ---- playing ---- */

struct sw_film_player *sw_film_play(const struct sw_film *film, struct sw_error *error)
{
    struct sw_film_player *player = sw_allocate(1, sizeof *player, "playing a film", error);

    if (player == NULL)
        return NULL;
    player->film = film;
    player->physics.rules = film->physics.rules;
    player->state = state_of(&film->first, film->ruled ? &player->physics : NULL);
    return player;
}

const struct sw_grid *sw_film_player_grid(const struct sw_film_player *player)
{
    return &player->state.grid;
}

bool sw_film_player_next(struct sw_film_player *player)
{
    const struct sw_film_edit *edit;
    uint32_t count;

    if (player->frame + 1 >= player->film->frames)
        return false;
    player->frame++;
    edit = sw_film_edits(player->film, player->frame, &count);
    for (uint32_t i = 0; i < count; i++)
        sw_film_apply(&player->state, &edit[i]);
    return true;
}

void sw_film_player_destroy(struct sw_film_player *player)
{
    free(player);
}

/* ---- records ---- */

/* The code as it would be if the film ended here. */
static uint8_t *end_code(const struct sw_film *film, size_t *size)
{
    struct sw_film_coder coder = film->coder;

    coder.capacity = coder.size + 4;
    coder.bytes = malloc(coder.capacity);
    if (coder.bytes == NULL)
        return NULL;
    if (coder.size > 0)
        memcpy(coder.bytes, film->coder.bytes, coder.size);
    return sw_film_writer_end(&coder, size);
}

size_t sw_film_code_size(const struct sw_film *film)
{
    size_t size = 0;

    free(end_code(film, &size));
    return size;
}

/* Tells a film whose edits lead elsewhere (another vocabulary, other physics) from a good one. */
static uint32_t check_of(const struct sw_grid *grid)
{
    return (uint32_t)sw_grid_hash(grid);
}

void *sw_film_pack(const struct sw_film *film, size_t *size, struct sw_error *error)
{
    struct sw_pack *pack = sw_pack_begin(KIND, VERSION, FIELDS);
    size_t code_size = 0;
    uint8_t *code = end_code(film, &code_size);
    void *bytes;

    sw_pack_uint(pack, film->frames);
    sw_pack_uint(pack, film->first.width);
    sw_pack_uint(pack, film->first.height);
    sw_pack_bool(pack, film->ruled);
    sw_pack_array(pack, film->model.names);
    for (uint32_t i = 0; i < film->model.names; i++)
        sw_pack_text(pack, sw_edit_row(film->model.name[i])->name);
    sw_pack_uint(pack, check_of(&film->state.grid));
    sw_pack_bytes(pack, code, code_size);
    bytes = sw_pack_end(pack, size, error);
    if (code == NULL) {
        free(bytes);
        bytes = NULL;
        sw_fail(error, SW_EXIT_FAILED, "out of memory while packing a film");
    }
    free(code);
    return bytes;
}

/* The names of edits become this program's tokens. */
static uint32_t read_names(struct sw_unpack *reader, sw_edit_token name[SW_FILM_NAMES_MAX])
{
    uint32_t count = sw_unpack_array(reader, "names", SW_FILM_NAMES_MAX, 1);

    for (uint32_t i = 0; i < count && !reader->failed; i++) {
        size_t size;
        const char *text = sw_unpack_text(reader, "names", 64, &size);
        int token = text != NULL ? sw_edit_find(text, size) : 0;

        if (token < 0)
            sw_unpack_refuse(reader, "names",
                             "hold an edit that this program does not know: read the film with the "
                             "program that wrote it");
        name[i] = (sw_edit_token)(token < 0 ? 0 : token);
    }
    return count;
}

/* Decodes frames into a film that has its first frame. The frames are written again as they are
 * read, so that the film can go on. */
static int read_frames(struct sw_film *film, struct sw_film_coder *coder,
                       struct sw_film_model *model, uint32_t frames, struct sw_error *error)
{
    struct sw_film_state state = film->state;
    struct sw_film_physics *physics = NULL;
    int result = 0;

    if (film->ruled) {
        physics = sw_allocate(1, sizeof *physics, "reading a film", error);
        if (physics == NULL)
            return -1;
        *physics = film->physics;
        state.physics = physics;
    }
    while (film->frames < frames && result == 0 && !coder->failed) {
        film->work.count = 0;
        while (film->work.count < SW_FILM_EDITS_MAX) {
            struct sw_film_edit edit = {0};

            sw_film_code_edit(coder, model, &state, &edit);
            if (edit.kind == SW_FILM_END)
                break;
            film->work.edit[film->work.count++] = edit;
        }
        if (film->work.count == SW_FILM_EDITS_MAX)
            coder->failed = true;
        else if (!coder->failed)
            result = append(film, error);
    }
    free(physics);
    return result;
}

struct sw_film *sw_film_unpack(const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_unpack reader;
    struct sw_film_model *model = sw_allocate(1, sizeof *model, "reading a film", error);
    struct sw_film_coder coder;
    struct sw_physics_rules rules = sw_physics_rules_none();
    struct sw_film *film = NULL;
    struct sw_grid first;
    uint32_t frames, width, height, check;
    const void *code;
    size_t code_size;
    bool ruled;

    if (model == NULL)
        return NULL;
    sw_film_model_reset(model);
    sw_unpack_begin(&reader, bytes, size, KIND, VERSION, FIELDS, error);
    frames = (uint32_t)sw_unpack_uint(&reader, "frames", SW_FILM_FRAMES_MAX);
    width = (uint32_t)sw_unpack_uint(&reader, "width", SW_SIDE_MAX);
    height = (uint32_t)sw_unpack_uint(&reader, "height", SW_SIDE_MAX);
    if (!reader.failed && (frames < 1 || width < 1 || height < 1))
        sw_unpack_refuse(&reader, "size", "is 0");
    ruled = sw_unpack_bool(&reader, "rules");
    model->names = read_names(&reader, model->name);
    check = (uint32_t)sw_unpack_uint(&reader, "check", UINT32_MAX);
    code = sw_unpack_bytes(&reader, "code", SW_FILM_BYTES_MAX, &code_size);
    if (sw_unpack_end(&reader) != 0)
        goto out;
    coder = sw_film_reader(code, code_size);
    first = sw_grid_empty((int)width, (int)height);
    sw_film_code_grid(&coder, &first);
    if (ruled)
        sw_film_code_rules(&coder, &rules);
    film = sw_film_create(&first, ruled ? &rules : NULL, error);
    if (film == NULL)
        goto out;
    if (read_frames(film, &coder, model, frames, error) != 0)
        goto refuse;
    if (sw_film_reader_end(&coder) != 0) {
        sw_fail(
            error, SW_EXIT_DAMAGED,
            "the film's code is damaged: it ends too early or too late, or holds what cannot be");
        goto refuse;
    }
    if (check != check_of(&film->state.grid)) {
        sw_fail(error, SW_EXIT_DAMAGED,
                "the film's edits lead to another last frame than it says: it is damaged, or was "
                "written by a program whose edits or physics do something else");
        goto refuse;
    }
out:
    free(model);
    return film;
refuse:
    free(model);
    sw_film_destroy(film);
    return NULL;
}

int sw_film_save(const struct sw_film *film, const char *path, struct sw_error *error)
{
    size_t size;
    void *bytes = sw_film_pack(film, &size, error);
    int result = bytes == NULL ? -1 : sw_file_write(path, bytes, size, error);

    free(bytes);
    return result;
}

struct sw_film *sw_film_load(const char *path, struct sw_error *error)
{
    size_t size;
    char *bytes = sw_file_read(path, SW_FILM_BYTES_MAX, &size, error);
    struct sw_film *film = bytes == NULL ? NULL : sw_film_unpack(bytes, size, error);

    if (bytes != NULL && film == NULL)
        sw_error_prefix(error, "%s", path);
    free(bytes);
    return film;
}
