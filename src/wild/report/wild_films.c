#include "wild/report/wild_films.h"

#include "base/file.h"
#include "draw/body_gif.h"
#include "wild/wild_moments.h"
#include "wild/wild_retrace.h"

#include <inttypes.h>
#include <stdlib.h>

/* Plants in colours 1 to 4, meat 6, bodies 7, those of size 3 and more 8, of 6 and more 9. */
static void draw(const struct sw_wild_world *world, struct sw_body_gif *gif, uint8_t *colour)
{
    uint32_t cells = sw_wild_cells(&world->settings);
    char text[64];

    for (uint32_t cell = 0; cell < cells; cell++) {
        uint32_t thing = world->thing[cell];
        uint8_t size = thing < SW_WILD_BODY ? 0 : world->body[thing - SW_WILD_BODY].size;

        colour[cell] = thing == SW_WILD_EMPTY  ? 0
                       : thing == SW_WILD_MEAT ? 6
                       : size == 0             ? (uint8_t)(1 + thing - SW_WILD_PLANT)
                       : size < 3              ? 7
                       : size < 6              ? 8
                                               : 9;
    }
    snprintf(text, sizeof text, "tick %" PRIu64 ", %u living", world->tick, world->bodies);
    sw_body_gif_add(gif, colour, text);
}

/* Ticks `from` to `from + ticks`. */
static int film(struct sw_wild_retrace *retrace, uint64_t from, uint64_t ticks, const char *path,
                struct sw_error *error)
{
    const struct sw_wild_settings *settings = &retrace->history->settings;
    struct sw_body_gif gif = {.gif = NULL};
    uint8_t *colour = sw_allocate(sw_wild_cells(settings), 1, "drawing a world", error);
    int result = colour == NULL ? -1 : sw_wild_retrace_to(retrace, from, error);

    if (result == 0)
        result = sw_body_gif_begin(&gif, (uint32_t)settings->width,
                                   (uint32_t)(settings->height * settings->worlds), error);
    for (uint64_t tick = 0; tick < ticks && result == 0; tick++) {
        draw(retrace->life->world, &gif, colour);
        result = sw_wild_retrace_on(retrace, error);
    }
    result = sw_body_gif_end(&gif, result, path, error);
    free(colour);
    return result;
}

int sw_wild_film_next(struct sw_store *store, const struct sw_wild_history *history, uint64_t ticks,
                      const char *path, struct sw_error *error)
{
    struct sw_wild_retrace retrace = {.store = store, .history = history};
    int result = film(&retrace, history->figures[history->pages - 1].tick, ticks, path, error);

    sw_wild_retrace_clear(&retrace);
    return result;
}

/* ---- moments ---- */

static int by_page(const void *a, const void *b)
{
    const struct sw_wild_moment *one = a, *other = b;

    return (one->page > other->page) - (one->page < other->page);
}

static void print_moment(const struct sw_wild_moment *moment, uint64_t from, uint64_t to, FILE *out)
{
    fprintf(out, "%-8s %10" PRIu64 " %10" PRIu64, sw_wild_moment_name(moment->kind), from, to);
    if (moment->value > 0)
        fprintf(out, " %9.4g", moment->value);
    else
        fprintf(out, " %9s", "-");
    fprintf(out, "  %s\n", sw_wild_moment_reason(moment->kind));
    fflush(out);
}

static int film_moment(struct sw_wild_retrace *retrace, const struct sw_wild_moment *moment,
                       uint64_t ticks, const char *folder, FILE *out, struct sw_error *error)
{
    uint64_t to = retrace->history->figures[moment->page].tick, from;
    char name[32], path[SW_PATH_MAX];

    if (moment->kind == SW_WILD_MOMENT_FIRST)
        to = ticks < to ? ticks : to;
    from = ticks < to ? to - ticks : 0;
    snprintf(name, sizeof name, "%s.gif", sw_wild_moment_name(moment->kind));
    if (sw_path_join(path, folder, name, error) != 0 ||
        film(retrace, from, to - from, path, error) != 0)
        return -1;
    print_moment(moment, from, to, out);
    return 0;
}

int sw_wild_film_moments(struct sw_store *store, const struct sw_wild_history *history,
                         uint64_t ticks, const char *folder, FILE *out, struct sw_error *error)
{
    struct sw_wild_retrace retrace = {.store = store, .history = history};
    struct sw_wild_moment moment[SW_WILD_MOMENTS];
    uint32_t moments = sw_wild_moments(history, moment);
    struct sw_folder_new made;
    int result;

    if (moments == 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--films: the run has no page yet but that of its founders; look again when "
                       "it has gone on for wild.report = %" PRId64 " ticks",
                       history->settings.report);
    result = sw_folder_begin(&made, folder, false, error);
    if (result != 0)
        return -1;
    qsort(moment, moments, sizeof *moment, by_page);
    fputs("film           from         to     value  of the page with the most of\n", out);
    for (uint32_t i = 0; i < moments && result == 0; i++)
        result = film_moment(&retrace, &moment[i], ticks, folder, out, error);
    if (result != 0)
        sw_folder_abandon(&made);
    sw_wild_retrace_clear(&retrace);
    return result;
}
