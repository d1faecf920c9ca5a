#include "cli/film_info.h"

#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "report/print.h"
#include "film/film_pixels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Ways to keep a film, in the order in which they are shown. */
enum { RAW, PIXELS, FIRST_ENCODER, PHYSICS = FIRST_ENCODER + SW_FILM_ENCODERS, WAYS };

/* Bits of one film or of several. */
struct cost {
    uint64_t films, frames, later; /* later: all but the first of each film */
    double first;                  /* the first frames alone, in a film's code */
    double whole[WAYS];
    double raw_later;
    int width, height; /* of the first frame of one film */
    bool ruled;        /* every film's rules are known */
};

int sw_film_frames_of(const struct sw_film *film, struct sw_frames *frames, struct sw_error *error)
{
    struct sw_film_player *player = sw_film_play(film, error);
    int result = player == NULL ? -1 : 0;

    while (result == 0) {
        result = sw_frames_add(frames, sw_film_player_grid(player), error);
        if (!sw_film_player_next(player))
            break;
    }
    sw_film_player_destroy(player);
    return result;
}

struct sw_film *sw_film_of_frames(const struct sw_grid *frame, uint32_t count,
                                  const struct sw_physics_rules *rules,
                                  const struct sw_film_encoder *encoder, struct sw_error *error)
{
    struct sw_film *film = sw_film_create(&frame[0], rules, error);

    for (uint32_t i = 1; film != NULL && i < count; i++) {
        if (sw_film_add(film, &frame[i], encoder, error) == 0)
            continue;
        sw_film_destroy(film);
        return NULL;
    }
    return film;
}

/* Bits of the code; -1 on failure. */
static double bits_of(const struct sw_grid *frame, uint32_t count,
                      const struct sw_physics_rules *rules, enum sw_film_encoder_id encoder,
                      struct sw_error *error)
{
    struct sw_film *film =
        sw_film_of_frames(frame, count, rules, sw_film_encoder_row(encoder), error);
    double bits = film != NULL ? 8 * (double)sw_film_code_size(film) : -1;

    sw_film_destroy(film);
    return bits;
}

static int measure(const struct sw_grid *frame, uint32_t count,
                   const struct sw_physics_rules *rules, struct cost *cost, struct sw_error *error)
{
    size_t pixels = sw_film_pixels_size(frame, count);

    memset(cost, 0, sizeof *cost);
    cost->films = 1;
    cost->frames = count;
    cost->later = count - 1;
    cost->ruled = rules != NULL;
    cost->width = frame[0].width;
    cost->height = frame[0].height;
    if (pixels == SIZE_MAX)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while measuring a film");
    cost->whole[PIXELS] = 8 * (double)pixels;
    for (uint32_t i = 0; i < count; i++)
        cost->whole[RAW] += frame[i].width * frame[i].height * log2(SW_COLOURS);
    cost->raw_later = cost->whole[RAW] - frame[0].width * frame[0].height * log2(SW_COLOURS);
    cost->first = bits_of(frame, 1, NULL, SW_FILM_CELLS, error);
    for (int i = 0; i < SW_FILM_ENCODERS; i++) {
        cost->whole[FIRST_ENCODER + i] =
            bits_of(frame, count, NULL, (enum sw_film_encoder_id)i, error);
        if (cost->whole[FIRST_ENCODER + i] < 0)
            return -1;
    }
    if (rules != NULL)
        cost->whole[PHYSICS] = bits_of(frame, count, rules, SW_FILM_ORGANISMS, error);
    return cost->first < 0 || cost->whole[PHYSICS] < 0 ? -1 : 0;
}

static void add(struct cost *all, const struct cost *one)
{
    all->ruled = (all->ruled || all->films == 0) && one->ruled;
    all->films += one->films;
    all->frames += one->frames;
    all->later += one->later;
    all->first += one->first;
    all->raw_later += one->raw_later;
    for (int i = 0; i < WAYS; i++)
        all->whole[i] += one->whole[i];
}

static const char *way_name(int way)
{
    if (way == RAW)
        return "raw";
    if (way == PIXELS)
        return "pixels";
    if (way == PHYSICS)
        return "physics";
    return sw_film_encoder_row((enum sw_film_encoder_id)(way - FIRST_ENCODER))->name;
}

static const char *way_description(int way)
{
    if (way == RAW)
        return "3.32 bits a cell";
    if (way == PIXELS)
        return "all cells, by what is around";
    if (way == PHYSICS)
        return "organisms, with the rules known";
    return sw_film_encoder_row((enum sw_film_encoder_id)(way - FIRST_ENCODER))->description;
}

static void print_csv(const char *name, int pair, const struct cost *cost)
{
    sw_text_print(name, stdout);
    if (pair > 0)
        printf("#%d", pair);
    printf(",%llu,%d,%d,%.0f", (unsigned long long)cost->frames, cost->width, cost->height,
           cost->first);
    for (int i = 0; i < WAYS; i++) {
        if (i == PHYSICS && !cost->ruled)
            printf(",");
        else
            printf(",%.0f", cost->whole[i]);
    }
    printf("\n");
}

static int print_table(const struct cost *cost, struct sw_error *error)
{
    static const struct sw_column columns[] = {{"", SW_ALIGN_LEFT},
                                               {"bits a frame", SW_ALIGN_RIGHT},
                                               {"a later frame", SW_ALIGN_RIGHT},
                                               {"", SW_ALIGN_LEFT}};
    struct sw_table *table = sw_table_create(columns, 4, error);

    printf("%llu %s, %llu frames; a first frame takes %.1f bits\n\n",
           (unsigned long long)cost->films, cost->films == 1 ? "film" : "films",
           (unsigned long long)cost->frames, cost->first / (double)cost->films);
    for (int i = 0; i < WAYS; i++) {
        double later = i == RAW ? cost->raw_later : cost->whole[i] - cost->first;

        if (i == PHYSICS && !cost->ruled)
            continue;
        sw_table_cell(table, "%s", way_name(i));
        sw_table_cell(table, "%.1f", cost->whole[i] / (double)cost->frames);
        if (cost->later > 0)
            sw_table_cell(table, "%.1f", later / (double)cost->later);
        else
            sw_table_cell(table, "-");
        sw_table_cell(table, "%s", way_description(i));
    }
    return sw_print_table(table, error);
}

/* Measures the films of one file. */
static int measure_file(const char *path, bool csv, struct cost *all, struct sw_error *error)
{
    struct sw_frames frames = {0};
    size_t length = strlen(path);
    bool is_film = length > 5 && strcmp(path + length - 5, ".film") == 0;
    struct sw_film *film = is_film ? sw_film_load(path, error) : NULL;
    const struct sw_physics_rules *rules = film != NULL ? sw_film_rules(film) : NULL;
    struct cost cost;
    int result = 0;

    if (is_film)
        result = film == NULL ? -1 : sw_film_frames_of(film, &frames, error);
    else
        result = sw_frames_load(&frames, path, error);
    for (uint32_t i = 0; result == 0 && i < frames.count; i += frames.pairs ? 2 : frames.count) {
        result = measure(frames.grid + i, frames.pairs ? 2 : frames.count, rules, &cost, error);
        if (result != 0)
            break;
        add(all, &cost);
        if (csv)
            print_csv(path, frames.pairs ? (int)i / 2 + 1 : 0, &cost);
    }
    sw_film_destroy(film);
    sw_frames_clear(&frames);
    return result;
}

int sw_film_info(char **path, int count, bool csv, struct sw_error *error)
{
    static const char *const suffix[] = {".film", ".json", ".txt"};
    struct cost all = {0};
    struct sw_file_list list = {0};
    struct sw_error first = {0};
    uint32_t refused = 0;
    int result = 0;

    for (int i = 0; i < count && result == 0; i++) {
        int kinds = sw_folder_exists(path[i]) ? 3 : 1;

        for (int k = 0; k < kinds && result == 0; k++)
            result = sw_file_list_find(&list, path[i], suffix[k], error);
    }
    if (csv)
        printf("film,frames,width,height,first");
    for (int i = 0; csv && i < WAYS; i++)
        printf(",%s%s", way_name(i), i + 1 == WAYS ? "\n" : "");
    for (uint32_t i = 0; i < list.count && result == 0; i++) {
        struct sw_error why = {0};

        if (measure_file(list.path[i], csv, &all, &why) == 0)
            continue;
        /* One bad file among many is left out. */
        if (why.code == SW_EXIT_DAMAGED && list.count > 1) {
            sw_log_debug("%s; it is left out", why.text);
            if (refused++ == 0)
                first = why;
            continue;
        }
        result = sw_fail(error, (enum sw_exit)why.code, "%s", why.text);
    }
    if (result == 0 && all.films == 0)
        result = sw_fail(error, SW_EXIT_DAMAGED, "there is no film in what was given%s%.500s",
                         refused > 0 ? ": " : "", first.text);
    if (result == 0 && !csv)
        result = print_table(&all, error);
    if (result == 0 && !csv && refused > 0)
        printf("\n%u of %u files %s left out\n", refused, list.count,
               refused == 1 ? "was" : "were");
    if (result == 0 && refused > 0)
        sw_log_warning("%u of %u files %s left out, such as %s", refused, list.count,
                       refused == 1 ? "is" : "are", first.text);
    if (result == 0 && list.special > 0)
        sw_log_warning("%u below the folders %s no regular %s left out, such as %s", list.special,
                       list.special == 1 ? "is" : "are",
                       list.special == 1 ? "file and is" : "files and are", list.special_first);
    sw_file_list_clear(&list);
    return result;
}
