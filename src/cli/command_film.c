/* command_film.c - smallworld film: keep sequences of grids as a first frame and edits. */
#include "base/file.h"
#include "report/print.h"
#include "cli/film_info.h"
#include "cli/options.h"
#include "base/json.h"
#include "film/film_random.h"
#include "draw/picture.h"
#include "draw/show.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_MAX 1000000u

enum { ENCODE, DECODE, INFO, PHYSICS, ACTIONS };

static const char *const action_names[] = {"encode", "decode", "info", "physics", NULL};

enum {
    FORMAT_PLAIN,
    FORMAT_ANSI,
    FORMAT_JSON,
    FORMAT_EDITS,
    FORMAT_BYTES,
    FORMAT_GIF,
    FORMAT_PNG,
    FORMAT_TABLE,
    FORMAT_CSV,
    FORMATS
};

static const char *const formats[] = {"plain", "ansi", "json",  "edits", "bytes",
                                      "gif",   "png",  "table", "csv",   NULL};

struct request {
    uint32_t action;
    struct sw_words files;
    const char *out;
    enum sw_film_encoder_id encoder;
    uint32_t format; /* FORMATS: not said */
    uint64_t seed, count;
    uint32_t world; /* UINT32_MAX: all kinds in turn */
};

/* ---- the command line ---- */

static const char *encoder_name(uint32_t number)
{
    return number < SW_FILM_ENCODERS ? sw_film_encoder_row((enum sw_film_encoder_id)number)->name
                                     : NULL;
}

static const char *world_name(uint32_t number)
{
    return number < sw_film_worlds() ? sw_film_world_row(number)->name : NULL;
}

#define AT(field) offsetof(struct request, field)

static const struct sw_option options[] = {
    {"ACTION", SW_OPTION_CHOICE, AT(action), .help = "what to do, see below", .names = action_names,
     .missing = "say what to do: encode, decode, info or physics"},
    {"FILE", SW_OPTION_WORDS, AT(files), .help = "a film, or frames; for info several, or folders"},
    {"-o", SW_OPTION_TEXT, AT(out), .help = "where to: a file; for png and physics a folder",
     .value = "PATH"},
    {"--encoder", SW_OPTION_CHOICE, AT(encoder),
     .help = "of encode and physics; programs: organisms and the agents' own edits, which are slow "
             "to find",
     .choice = encoder_name, .initial = "organisms"},
    {"--format", SW_OPTION_CHOICE, AT(format),
     .help = "of decode: plain (or ansi, as stdout can), json, edits, bytes (one for each cell); "
             "with -o also gif (a file) and png (a folder, one pixel a cell). Of info: table (the "
             "default) or csv, a line for each film, in bits",
     .names = formats},
    {"--world", SW_OPTION_CHOICE, AT(world), .help = "of physics (default: all kinds in turn)",
     .choice = world_name},
    {"--seed", SW_OPTION_COUNT, AT(seed), .help = "of physics: other films", .value = "S",
     .initial = "1", .most = UINT64_MAX},
    {"--count", SW_OPTION_COUNT, AT(count), .help = "of physics: how many films", .value = "N",
     .initial = "10", .least = 1, .most = COUNT_MAX},
    {.name = NULL},
};

/* What the action needs and what it takes. */
static int check_request(const struct request *request, struct sw_error *error)
{
    const struct sw_command *command = &sw_command_film;
    bool info = request->action == INFO, decode = request->action == DECODE;
    bool report = request->format == FORMAT_TABLE || request->format == FORMAT_CSV;

    if (request->action != PHYSICS && request->files.count == 0)
        return sw_usage(command, error, "say which %s", decode ? "film" : "file");
    if ((request->action == ENCODE || decode) && request->files.count > 1)
        return sw_usage(command, error, "there is a second file, \"%.200s\"",
                        request->files.word[1]);
    if (request->action == PHYSICS && request->files.count > 0)
        return sw_usage(command, error, "\"%.200s\" is not understood", request->files.word[0]);
    if (!info && !decode && request->out == NULL)
        return sw_usage(command, error, "say where to: -o %s",
                        request->action == ENCODE ? "FILM" : "FOLDER");
    if (info && request->out != NULL)
        return sw_usage(command, error, "info writes to stdout and takes no -o");
    if (decode && (request->format == FORMAT_GIF || request->format == FORMAT_PNG) &&
        request->out == NULL)
        return sw_usage(command, error, "a picture goes into %s: give -o",
                        request->format == FORMAT_GIF ? "a file" : "a folder");
    if (request->format != FORMATS && (info != report || (!info && !decode)))
        return sw_usage(command, error, "%s has no --format=%s", action_names[request->action],
                        formats[request->format]);
    return SW_EXIT_DONE;
}

static int parse(int count, char **words, struct request *request, struct sw_error *error)
{
    int result = sw_options_read(&sw_command_film, count, words, request, error);

    return result == SW_EXIT_DONE ? check_request(request, error) : result;
}

/* ---- encode, physics ---- */

static int encode(const struct request *request, struct sw_error *error)
{
    struct sw_frames frames = {0};
    struct sw_film *film = NULL;
    int result = sw_frames_load(&frames, request->files.word[0], error);

    if (result == 0)
        film = sw_film_of_frames(frames.grid, frames.count, NULL,
                                 sw_film_encoder_row(request->encoder), error);
    result = film == NULL ? -1 : sw_film_save(film, request->out, error);
    sw_film_destroy(film);
    sw_frames_clear(&frames);
    return result;
}

static int write_physics(const struct request *request, uint64_t number, struct sw_error *error)
{
    uint32_t kind =
        request->world < sw_film_worlds() ? request->world : (uint32_t)(number % sw_film_worlds());
    struct sw_frames frames = {0};
    struct sw_physics_rules rules;
    struct sw_film *film = NULL;
    char name[64], path[SW_PATH_MAX];
    int result = sw_film_random(request->seed, number, kind, &frames, &rules, error);

    if (result == 0)
        film = sw_film_of_frames(frames.grid, frames.count, &rules,
                                 sw_film_encoder_row(request->encoder), error);
    snprintf(name, sizeof name, "%06" PRIu64 "-%s.film", number, sw_film_world_row(kind)->name);
    result = film == NULL ? -1 : sw_path_join(path, request->out, name, error);
    if (result == 0)
        result = sw_film_save(film, path, error);
    sw_film_destroy(film);
    sw_frames_clear(&frames);
    return result;
}

static int physics(const struct request *request, struct sw_error *error)
{
    struct sw_folder_new folder;
    int result = sw_folder_begin(&folder, request->out, true, error);

    if (result != 0)
        return -1;
    for (uint64_t i = 0; i < request->count && result == 0; i++)
        result = write_physics(request, i, error);
    if (result != 0)
        sw_folder_abandon(&folder);
    return result;
}

/* ---- decode ---- */

static void write_json(const struct sw_frames *frames, FILE *out)
{
    fprintf(out, "[");
    for (uint32_t i = 0; i < frames->count; i++) {
        const struct sw_grid *grid = &frames->grid[i];

        fprintf(out, "%s[", i > 0 ? ",\n " : "");
        for (int y = 0; y < grid->height; y++)
            for (int x = 0; x < grid->width; x++)
                fprintf(out, "%s%d%s", x == 0 ? (y > 0 ? ", [" : "[") : ",", grid->cell[y][x],
                        x + 1 == grid->width ? "]" : "");
        fprintf(out, "]");
    }
    fprintf(out, "]\n");
}

static void write_edits(const struct sw_film *film, FILE *out)
{
    for (uint32_t frame = 1; frame < sw_film_frames(film); frame++) {
        uint32_t count;
        const struct sw_film_edit *edit = sw_film_edits(film, frame, &count);
        char text[1200];

        if (count == 0)
            fprintf(out, "frame %u: nothing changes\n", frame);
        for (uint32_t i = 0; i < count; i++) {
            sw_film_edit_print(&edit[i], text, sizeof text);
            fprintf(out, "frame %u: %s\n", frame, text);
        }
    }
}

static void write_text(const struct request *request, const struct sw_film *film,
                       const struct sw_frames *frames, FILE *out)
{
    enum sw_render_style style = request->format == FORMAT_ANSI ? SW_RENDER_ANSI : SW_RENDER_PLAIN;

    if (request->format == FORMATS && request->out == NULL)
        style = sw_style_of_stdout();
    if (request->format == FORMAT_JSON) {
        write_json(frames, out);
        return;
    }
    if (request->format == FORMAT_EDITS) {
        write_edits(film, out);
        return;
    }
    for (uint32_t i = 0; i < frames->count; i++) {
        const struct sw_grid *grid = &frames->grid[i];

        if (request->format == FORMAT_BYTES) {
            for (int y = 0; y < grid->height; y++)
                fwrite(grid->cell[y], 1, grid->width, out);
            continue;
        }
        if (i > 0)
            fputc('\n', out);
        sw_render_grid(grid, style, 0, out);
    }
}

static void *make_gif(const struct sw_film *film, const struct sw_frames *frames, size_t *size,
                      struct sw_error *error)
{
    struct sw_show *show = sw_show_create(error);
    int result = show == NULL ? -1 : 0;
    void *bytes = NULL;

    for (uint32_t i = 0; i < frames->count && result == 0; i++) {
        struct sw_scene_card card = {.canvas = &frames->grid[i],
                                     .hundredths = i == 0 || i + 1 == frames->count ? 100 : 20};
        char heading[64], caption[300] = "first frame";
        const struct sw_film_edit *edit = NULL;
        uint32_t count = 0;

        snprintf(heading, sizeof heading, "frame %u of %u", i, frames->count - 1);
        if (i > 0)
            edit = sw_film_edits(film, i, &count);
        if (count > 0) {
            size_t used = sw_film_edit_print(&edit[0], caption, sizeof caption - 32);

            if (used >= sizeof caption - 32)
                used = sizeof caption - 33;
            if (count > 1)
                snprintf(caption + used, sizeof caption - used, ", and %u more", count - 1);
        } else if (i > 0) {
            snprintf(caption, sizeof caption, "nothing changes");
        }
        card.heading = heading;
        card.caption = caption;
        result = sw_show_add(show, &card, error);
    }
    if (result == 0)
        bytes = sw_show_gif(show, size, error);
    sw_show_destroy(show);
    return bytes;
}

/* Every frame as a PNG of one pixel a cell. */
static int write_pngs(const struct sw_frames *frames, const char *folder, struct sw_error *error)
{
    struct sw_folder_new made;
    int result = sw_folder_begin(&made, folder, false, error);

    if (result != 0)
        return -1;
    for (uint32_t i = 0; i < frames->count && result == 0; i++) {
        const struct sw_grid *grid = &frames->grid[i];
        struct sw_picture *picture = sw_picture_create(grid->width, grid->height, error);
        char name[32], path[SW_PATH_MAX];
        void *bytes = NULL;
        size_t size;

        for (int y = 0; picture != NULL && y < grid->height; y++)
            memcpy(picture->pixel + y * grid->width, grid->cell[y], grid->width);
        if (picture != NULL)
            bytes = sw_picture_png(picture, &size, error);
        snprintf(name, sizeof name, "%06u.png", i);
        result = bytes == NULL ? -1 : sw_path_join(path, folder, name, error);
        if (result == 0)
            result = sw_file_write(path, bytes, size, error);
        free(bytes);
        sw_picture_destroy(picture);
    }
    if (result != 0)
        sw_folder_abandon(&made);
    return result;
}

static int write_decoded(const struct request *request, const struct sw_film *film,
                         const struct sw_frames *frames, struct sw_error *error)
{
    void *bytes = NULL;
    char *text = NULL;
    size_t size = 0;
    int result;

    if (request->format == FORMAT_PNG)
        return write_pngs(frames, request->out, error);
    if (request->out == NULL) {
        write_text(request, film, frames, stdout);
        return 0;
    }
    if (request->format == FORMAT_GIF) {
        bytes = make_gif(film, frames, &size, error);
    } else {
        FILE *out = open_memstream(&text, &size);

        if (out != NULL)
            write_text(request, film, frames, out);
        if (out == NULL || fclose(out) != 0)
            sw_fail(error, SW_EXIT_FAILED, "out of memory while writing frames");
        else
            bytes = text;
    }
    result = bytes == NULL ? -1 : sw_file_write(request->out, bytes, size, error);
    free(bytes != NULL ? bytes : text);
    return result;
}

static int decode(const struct request *request, struct sw_error *error)
{
    struct sw_film *film = sw_film_load(request->files.word[0], error);
    struct sw_frames frames = {0};
    int result = film == NULL ? -1 : sw_film_frames_of(film, &frames, error);

    if (result == 0)
        result = write_decoded(request, film, &frames, error);
    sw_film_destroy(film);
    sw_frames_clear(&frames);
    return result;
}

/* What the work would end in vain for: where its result goes. */
static int try_output(const struct request *request, struct sw_error *error)
{
    if (request->out == NULL || (request->action != ENCODE && request->action != DECODE) ||
        (request->action == DECODE && request->format == FORMAT_PNG))
        return 0;
    return sw_file_apart(request->files.word[0], request->out, error) != 0
               ? -1
               : sw_file_try(request->out, error);
}

static int film_main(int count, char **words, struct sw_error *error)
{
    struct request request = {.format = FORMATS, .world = UINT32_MAX};
    int result = parse(count, words, &request, error);

    if (result != SW_EXIT_DONE)
        return result;
    if (try_output(&request, error) != 0)
        return error->code;
    if (request.action == ENCODE)
        result = encode(&request, error);
    else if (request.action == DECODE)
        result = decode(&request, error);
    else if (request.action == PHYSICS)
        result = physics(&request, error);
    else
        result = sw_film_info(request.files.word, (int)request.files.count,
                              request.format == FORMAT_CSV, error);
    return result != 0 ? error->code : SW_EXIT_DONE;
}

const struct sw_command sw_command_film = {
    .name = "film",
    .description = "store sequences of grids as a first frame and edits",
    .options = options,
    .text = "encode FRAMES -o FILM    keeps frames: text (rows of . and 1 to 9, an empty line\n"
            "                         between frames), a JSON list of grids, or an ARC task\n"
            "                         (canvas, target, ...)\n"
            "decode FILM [-o PATH]    gives them back\n"
            "info FILE|FOLDER...      bits a frame by each encoder, of films, frames and ARC\n"
            "                         tasks\n"
            "physics -o FOLDER        writes films of worlds that move by themselves, with\n"
            "                         their rules\n"
            "\n"
            "  smallworld film physics --count=100 -o films\n"
            "  smallworld film info films\n"
            "  smallworld film decode films/000000-fall.film --format=gif -o fall.gif\n",
    .main = film_main,
};
