#include "wild/wild_meals.h"

#include "base/pack.h"

#include <stdlib.h>
#include <string.h>

enum { VALUES = SW_WILD_SIZE_MAX * SW_WILD_SOURCES };

#define UNITS_MOST (UINT64_MAX >> 8) /* the sum of all values fits */

int sw_wild_put_meals(struct sw_store *store, uint64_t number, const struct sw_wild_world *world,
                      struct sw_error *error)
{
    struct sw_pack *pack;
    size_t size = 0;
    void *bytes;
    int result;

    if (!world->settings.trophic)
        return 0;
    pack = sw_pack_begin("wild-meals", 1, 1);
    sw_pack_array(pack, VALUES);
    for (int eater = 1; eater <= SW_WILD_SIZE_MAX; eater++)
        for (int source = 0; source < SW_WILD_SOURCES; source++)
            sw_pack_uint(pack, world->meals.units[eater][source]);
    bytes = sw_pack_end(pack, &size, error);
    result = bytes == NULL
                 ? -1
                 : sw_store_put(store, SW_STORE_WILD_MEALS, number, 0, bytes, size, error);
    free(bytes);
    return result;
}

static uint64_t units_from(const struct sw_wild_meals *meals, int first, int last)
{
    uint64_t sum = 0;

    for (int eater = 1; eater <= SW_WILD_SIZE_MAX; eater++)
        for (int source = first; source <= last; source++)
            sum += meals->units[eater][source];
    return sum;
}

/* Nobody eats a body that is not smaller. */
static bool eats_its_like(const struct sw_wild_meals *meals)
{
    for (int eater = 1; eater <= SW_WILD_SIZE_MAX; eater++)
        for (int size = eater; size < SW_WILD_SOURCES - SW_WILD_FROM_BODY; size++)
            if (meals->units[eater][SW_WILD_FROM_BODY + size] > 0)
                return true;
    return false;
}

static bool as_page_says(const struct sw_wild_meals *meals, const struct sw_wild_history *history)
{
    static const struct sw_wild_totals nothing = {0};
    const struct sw_wild_figures *page = &history->figures[history->pages - 1];
    const struct sw_wild_totals *before = history->pages > 1 ? &page[-1].totals : &nothing;

    return units_from(meals, SW_WILD_FROM_PLANTS, SW_WILD_FROM_PLANTS) ==
               page->totals.grazed - before->grazed &&
           units_from(meals, SW_WILD_FROM_MEAT, SW_WILD_FROM_MEAT) ==
               page->totals.scavenged - before->scavenged &&
           units_from(meals, SW_WILD_FROM_BODY + 1, SW_WILD_SOURCES - 1) ==
               page->totals.hunted - before->hunted;
}

int sw_wild_read_meals(struct sw_store *store, uint64_t number, struct sw_wild_history *history,
                       struct sw_error *error)
{
    struct sw_wild_meals meals = {{{0}}};
    struct sw_unpack reader;
    const void *bytes;
    size_t size;
    int found;

    if (!history->settings.trophic)
        return 0;
    found = sw_store_get(store, SW_STORE_WILD_MEALS, number, 0, &bytes, &size, error);
    if (found < 0)
        return -1;
    if (found == 0)
        return sw_fail(error, SW_EXIT_DAMAGED, "page %llu does not say who ate what",
                       (unsigned long long)number);
    sw_unpack_begin(&reader, bytes, size, "wild-meals", 1, 1, error);
    if (sw_unpack_array(&reader, "meals", VALUES, 1) != VALUES)
        sw_unpack_refuse(&reader, "meals", "has another length");
    for (int eater = 1; eater <= SW_WILD_SIZE_MAX; eater++)
        for (int source = 0; source < SW_WILD_SOURCES; source++)
            meals.units[eater][source] = sw_unpack_uint(&reader, "meals", UNITS_MOST);
    if (!reader.failed && (eats_its_like(&meals) || !as_page_says(&meals, history)))
        sw_unpack_refuse(&reader, "meals", "are not together what the page has");
    return sw_unpack_end(&reader) != 0 ? -1 : sw_wild_history_meals(history, &meals, error);
}

void sw_wild_meals_sum(const struct sw_wild_history *history, struct sw_wild_meals *out)
{
    memset(out, 0, sizeof *out);
    for (uint64_t page = 0; page < history->meal_pages; page++)
        for (int eater = 1; eater <= SW_WILD_SIZE_MAX; eater++)
            for (int source = 0; source < SW_WILD_SOURCES; source++)
                out->units[eater][source] += history->meals[page].units[eater][source];
}

void sw_wild_trophic_levels(const struct sw_wild_meals *meals, double level[SW_WILD_SIZE_MAX + 1])
{
    level[0] = 0;
    for (int eater = 1; eater <= SW_WILD_SIZE_MAX; eater++) {
        const uint64_t *units = meals->units[eater];
        double all = (double)units[SW_WILD_FROM_PLANTS] + (double)units[SW_WILD_FROM_MEAT];
        double sum = all;

        /* Prey of a size that ate nothing grew on plants and meat. */
        for (int size = 1; size < eater; size++) {
            double got = (double)units[SW_WILD_FROM_BODY + size];

            all += got;
            sum += got * (level[size] > 0 ? level[size] : 2);
        }
        level[eater] = all > 0 ? 1 + sum / all : 0;
    }
}
