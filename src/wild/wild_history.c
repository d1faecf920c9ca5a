#include "wild/wild_history.h"

#include <stdlib.h>
#include <string.h>

void sw_wild_history_free(struct sw_wild_history *history)
{
    free(history->birth);
    free(history->death);
    free(history->figures);
    free(history->walk);
    free(history->part);
    free(history->meals);
    memset(history, 0, sizeof *history);
}

/* Room for one more; the array may move. */
static int reserve(void **array, size_t size, uint64_t count, uint64_t *room,
                   struct sw_error *error)
{
    uint64_t more = *room < 64 ? 64 : 2 * *room;
    void *moved;

    if (count < *room)
        return 0;
    moved = realloc(*array, more * size);
    if (moved == NULL)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory for %llu births and deaths",
                       (unsigned long long)more);
    *array = moved;
    *room = more;
    return 0;
}

int sw_wild_history_birth(struct sw_wild_history *history, const struct sw_wild_birth *birth,
                          struct sw_error *error)
{
    void *array = history->birth;

    if (reserve(&array, sizeof *birth, history->births, &history->birth_room, error) != 0)
        return -1;
    history->birth = array;
    history->birth[history->births++] = *birth;
    return 0;
}

int sw_wild_history_death(struct sw_wild_history *history, const struct sw_wild_death *death,
                          struct sw_error *error)
{
    void *array = history->death;

    if (reserve(&array, sizeof *death, history->deaths, &history->death_room, error) != 0)
        return -1;
    history->death = array;
    history->death[history->deaths++] = *death;
    return 0;
}

int sw_wild_history_walk(struct sw_wild_history *history, const struct sw_wild_walk *walk,
                         struct sw_error *error)
{
    void *array = history->walk;

    if (reserve(&array, sizeof *walk, history->walks, &history->walk_room, error) != 0)
        return -1;
    history->walk = array;
    history->walk[history->walks++] = *walk;
    return 0;
}

int sw_wild_history_part(struct sw_wild_history *history, const struct sw_wild_part *part,
                         struct sw_error *error)
{
    void *array = history->part;

    if (reserve(&array, sizeof *part, history->parts, &history->part_room, error) != 0)
        return -1;
    history->part = array;
    history->part[history->parts++] = *part;
    return 0;
}

int sw_wild_history_meals(struct sw_wild_history *history, const struct sw_wild_meals *meals,
                          struct sw_error *error)
{
    void *array = history->meals;

    if (reserve(&array, sizeof *meals, history->meal_pages, &history->meal_room, error) != 0)
        return -1;
    history->meals = array;
    history->meals[history->meal_pages++] = *meals;
    return 0;
}

int sw_wild_history_page(struct sw_wild_history *history, const struct sw_wild_figures *figures,
                         struct sw_error *error)
{
    void *array = history->figures;

    if (reserve(&array, sizeof *figures, history->pages, &history->page_room, error) != 0)
        return -1;
    history->figures = array;
    history->figures[history->pages++] = *figures;
    return 0;
}

void sw_wild_figure(const struct sw_wild_world *world, struct sw_wild_figures *out)
{
    uint32_t cells = sw_wild_cells(&world->settings);

    memset(out, 0, sizeof *out);
    out->tick = world->tick;
    out->bodies = world->bodies;
    out->ground = world->ground;
    out->sun = world->sun;
    out->totals = world->totals;
    for (uint32_t cell = 0; cell < cells; cell++) {
        uint32_t thing = world->thing[cell];

        out->meats += thing == SW_WILD_MEAT;
        out->plants += thing > SW_WILD_MEAT && thing < SW_WILD_BODY;
        out->rotting += thing == SW_WILD_MEAT ? world->energy[cell] : 0;
        out->planted += thing > SW_WILD_MEAT ? world->energy[cell] : 0;
    }
    for (uint32_t i = 0; i < world->bodies; i++) {
        out->sizes[world->body[i].size]++;
        out->living += world->body[i].energy + world->body[i].size * SW_WILD_MEAL;
    }
}

void sw_wild_figure_parts(const struct sw_wild_world *world,
                          struct sw_wild_part out[SW_WILD_WORLDS_MAX])
{
    const struct sw_wild_settings *settings = &world->settings;

    memset(out, 0, SW_WILD_WORLDS_MAX * sizeof *out);
    for (uint32_t cell = 0; cell < sw_wild_cells(settings); cell++)
        out[sw_wild_at(settings, cell)].units += world->energy[cell];
    for (uint32_t i = 0; i < world->bodies; i++) {
        struct sw_wild_part *part = &out[sw_wild_at(settings, world->body[i].cell)];

        part->bodies++;
        part->units += world->body[i].energy + world->body[i].size * SW_WILD_MEAL;
    }
}
