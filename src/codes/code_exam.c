#include "codes/code_exam.h"

#include "codes/code_cluster.h"
#include "film/film.h"

#include <stdlib.h>
#include <string.h>

enum { SHUFFLES = 20, ROUNDS = 20 };

static const char doing[] = "examining codes";

/* Readings of each channel, the best one first. */
static const struct {
    enum sw_code_channel channel;
    const char *name;
    struct sw_code_wish wish;
} readings[] = {
    {SW_CODE_CHANNEL_NOTHING, "alone", {0, 0}},  {SW_CODE_CHANNEL_EDITS, "heard", {0, 0}},
    {SW_CODE_CHANNEL_TOKENS, "said", {0, 0}},    {SW_CODE_CHANNEL_TOKENS, "searched", {0, 8}},
    {SW_CODE_CHANNEL_VECTOR, "32 bits", {0, 0}}, {SW_CODE_CHANNEL_VECTOR, "8 bits", {8, 0}},
    {SW_CODE_CHANNEL_VECTOR, "4 bits", {4, 0}},  {SW_CODE_CHANNEL_VECTOR, "2 bits", {2, 0}},
    {SW_CODE_CHANNEL_VECTOR, "1 bit", {1, 0}},
};

/* Codes of one set, and the edits that they were said of. */
struct column {
    uint32_t count, room;
    float *point;            /* [room][numbers], of vectors */
    uint32_t *symbol;        /* [room] of tokens: a hash of them */
    uint32_t *known, *label; /* [room] different symbols; which one each is */
    uint32_t *edit;          /* [room] */
};

static void note(const struct sw_code *code, uint32_t numbers, uint32_t edit, struct column *column)
{
    uint32_t symbol = 0;

    for (uint32_t l = 0; l < SW_CODE_TOKENS_MAX; l++)
        symbol = (symbol ^ code->token[l]) * 0x01000193u;
    column->symbol[column->count] = symbol;
    for (uint32_t i = 0; i < numbers; i++)
        column->point[(size_t)column->count * numbers + i] = code->number[i];
    column->edit[column->count++] = edit;
}

/* ---- films that are lived in what was made ---- */

static int live(struct sw_code_game *game, const struct sw_code_film *film,
                struct sw_code_reading *reading, enum sw_code_set set, uint32_t numbers,
                struct column *column, struct sw_error *error)
{
    struct sw_grid made, next;

    sw_grid_copy(&made, &film->frame[0]);
    for (uint32_t i = 0; i < film->steps; i++) {
        struct sw_code code;

        if (sw_code_game_say(game, &film->frame[i], &film->frame[i + 1], &reading->wish, &code,
                             error) != 0)
            return -1;
        if (column != NULL)
            note(&code, numbers, film->edit[i], column);
        sw_code_game_make(game, &made, &code, &next);
        sw_grid_copy(&made, &next);
        sw_dream_compare(&film->frame[0], &film->frame[i + 1], &made, &reading->depth[set][i]);
    }
    return 0;
}

static int live_set(struct sw_code_game *game, uint32_t films, uint64_t seed,
                    struct sw_code_reading *reading, enum sw_code_set set, uint32_t numbers,
                    struct column *column, struct sw_error *error)
{
    uint32_t edits;
    const struct sw_code_edit *edit = sw_code_game_edits(game, &edits);
    struct sw_code_film film;
    int result = 0;

    for (uint32_t number = 0; number < films && result == 0; number++) {
        sw_code_film_draw(edit, edits, set, seed, number, SW_CODE_FILM_STEPS, &film);
        result = live(game, &film, reading, set, numbers, column, error);
    }
    return result;
}

/* ---- what codes tell of edits ---- */

/* Symbols become labels 0, 1, ... in the order in which they came. known: [count] room. */
static uint32_t number_symbols(struct column *column, uint32_t *known)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < column->count; i++) {
        uint32_t at = 0;

        while (at < count && known[at] != column->symbol[i])
            at++;
        if (at == count)
            known[count++] = column->symbol[i];
        column->label[i] = at;
    }
    return count;
}

static int cluster_points(struct column *column, uint32_t numbers, uint64_t seed,
                          struct sw_error *error)
{
    float *centre = sw_allocate_floats((size_t)SW_CODE_SYMBOLS * numbers, doing, error);

    if (centre == NULL)
        return -1;
    sw_code_cluster(column->point, column->count, numbers, SW_CODE_SYMBOLS, seed, 1, ROUNDS, centre,
                    column->label);
    free(centre);
    return 0;
}

static int tell_reuse(struct column *column, uint32_t numbers, uint32_t edits, uint64_t seed,
                      struct sw_code_exam *out, struct sw_error *error)
{
    if (numbers > 0 && cluster_points(column, numbers, seed, error) != 0)
        return -1;
    out->symbols = numbers > 0 ? SW_CODE_SYMBOLS : number_symbols(column, column->known);
    out->reused = true;
    return sw_information(column->label, out->symbols, column->edit, edits, column->count, seed, 0,
                          SHUFFLES, &out->reuse, error);
}

static int open_column(uint32_t films, uint32_t numbers, struct column *column,
                       struct sw_error *error)
{
    column->room = films * SW_CODE_FILM_STEPS;
    column->point =
        sw_allocate_floats((size_t)column->room * (numbers > 0 ? numbers : 1), doing, error);
    column->symbol = sw_allocate(column->room, sizeof *column->symbol, doing, error);
    column->known = sw_allocate(column->room, sizeof *column->known, doing, error);
    column->label = sw_allocate(column->room, sizeof *column->label, doing, error);
    column->edit = sw_allocate(column->room, sizeof *column->edit, doing, error);
    return column->point == NULL || column->symbol == NULL || column->known == NULL ||
                   column->label == NULL || column->edit == NULL
               ? -1
               : 0;
}

static void close_column(struct column *column)
{
    free(column->point);
    free(column->symbol);
    free(column->known);
    free(column->label);
    free(column->edit);
}

int sw_code_examine(struct sw_code_game *game, uint32_t films, uint64_t seed,
                    struct sw_code_exam *out, struct sw_error *error)
{
    const struct sw_code_rules *rules = sw_code_game_rules(game);
    uint32_t numbers = rules->channel == SW_CODE_CHANNEL_VECTOR ? rules->numbers : 0, edits;
    struct column column = {0};
    int result = open_column(films, numbers, &column, error);

    memset(out, 0, sizeof *out);
    (void)sw_code_game_edits(game, &edits);
    for (size_t i = 0; i < sizeof readings / sizeof *readings && result == 0; i++) {
        struct sw_code_reading *reading = &out->reading[out->readings];

        if (readings[i].channel != rules->channel)
            continue;
        reading->name = readings[i].name;
        reading->wish = readings[i].wish;
        for (enum sw_code_set set = SW_CODE_SET_SAME; set < SW_CODE_SETS && result == 0; set++) {
            reading->bits[set] = sw_code_game_bits(game, &reading->wish);
            result =
                live_set(game, films, seed, reading, set, numbers,
                         set == SW_CODE_SET_SAME && out->readings == 0 ? &column : NULL, error);
        }
        out->readings++;
    }
    if (result == 0 && rules->channel != SW_CODE_CHANNEL_NOTHING)
        result = tell_reuse(&column, numbers, edits, seed, out, error);
    close_column(&column);
    return result;
}

int sw_code_examine_quickly(struct sw_code_game *game, uint32_t films, uint64_t seed, double *exact,
                            struct sw_error *error)
{
    struct sw_code_reading reading = {0};
    uint32_t edits;
    const struct sw_code_edit *edit = sw_code_game_edits(game, &edits);

    for (uint32_t number = 0; number < films; number++) {
        struct sw_code_film film;

        sw_code_film_draw(edit, edits, SW_CODE_SET_SAME, seed, number, 1, &film);
        if (live(game, &film, &reading, SW_CODE_SET_SAME, 0, NULL, error) != 0)
            return -1;
    }
    *exact = (double)reading.depth[SW_CODE_SET_SAME][0].exact /
             (double)reading.depth[SW_CODE_SET_SAME][0].episodes;
    return 0;
}

/* ---- baselines ---- */

void sw_code_examine_patches(const struct sw_code_patches *patches, uint32_t films, uint64_t seed,
                             struct sw_code_exam *out)
{
    struct sw_code_edit edit[SW_CODE_EDITS_MAX];
    uint32_t edits = sw_code_edits_list(edit);
    struct sw_code_reading *reading = &out->reading[0];

    memset(out, 0, sizeof *out);
    out->readings = 1;
    reading->name = "patches";
    for (enum sw_code_set set = SW_CODE_SET_SAME; set < SW_CODE_SETS; set++) {
        uint64_t frames = 0;

        for (uint32_t number = 0; number < films; number++) {
            struct sw_code_film film;

            sw_code_film_draw(edit, edits, set, seed, number, SW_CODE_FILM_STEPS, &film);
            for (uint32_t i = 0; i < film.steps; i++, frames++) {
                struct sw_grid made;

                sw_code_patches_make(patches, &film.frame[i + 1], &made);
                reading->bits[set] += sw_code_patches_bits(patches, &film.frame[i + 1]);
                sw_dream_compare(&film.frame[0], &film.frame[i + 1], &made,
                                 &reading->depth[set][i]);
            }
        }
        reading->bits[set] /= (double)frames;
    }
}

/* Bits of all frames of a film but the first. */
static int later_bits(const struct sw_code_film *film, const struct sw_film_encoder *encoder,
                      double *bits, struct sw_error *error)
{
    struct sw_film *code = sw_film_create(&film->frame[0], NULL, error);
    int result = code == NULL ? -1 : 0;
    double first = result == 0 ? 8 * (double)sw_film_code_size(code) : 0;

    for (uint32_t i = 1; i <= film->steps && result == 0; i++)
        result = sw_film_add(code, &film->frame[i], encoder, error);
    if (result == 0)
        *bits += 8 * (double)sw_film_code_size(code) - first;
    sw_film_destroy(code);
    return result;
}

int sw_code_examine_encoders(uint32_t films, uint64_t seed, struct sw_code_exam *out,
                             struct sw_error *error)
{
    struct sw_code_edit edit[SW_CODE_EDITS_MAX];
    uint32_t edits = sw_code_edits_list(edit);
    int result = 0;

    memset(out, 0, sizeof *out);
    for (int e = 0; e < SW_FILM_ENCODERS; e++) {
        struct sw_code_reading *reading = &out->reading[out->readings++];

        reading->name = sw_film_encoder_row((enum sw_film_encoder_id)e)->name;
        for (enum sw_code_set set = SW_CODE_SET_SAME; set < SW_CODE_SETS; set++) {
            uint64_t frames = 0;

            for (uint32_t number = 0; number < films && result == 0; number++) {
                struct sw_code_film film;

                sw_code_film_draw(edit, edits, set, seed, number, SW_CODE_FILM_STEPS, &film);
                result = later_bits(&film, sw_film_encoder_row((enum sw_film_encoder_id)e),
                                    &reading->bits[set], error);
                for (uint32_t i = 0; i < film.steps; i++, frames++)
                    sw_dream_compare(&film.frame[0], &film.frame[i + 1], &film.frame[i + 1],
                                     &reading->depth[set][i]);
            }
            reading->bits[set] /= (double)frames;
        }
    }
    return result;
}
