#include "wild/report/wild_trophic.h"

#include <inttypes.h>

static uint64_t units_of(const struct sw_wild_meals *meals, int eater)
{
    uint64_t sum = 0;

    for (int source = 0; source < SW_WILD_SOURCES; source++)
        sum += meals->units[eater][source];
    return sum;
}

static double percent(uint64_t part, uint64_t all)
{
    return all == 0 ? 0 : 100.0 * (double)part / (double)all;
}

static void print_row(const struct sw_wild_meals *meals, int eater, double level, FILE *out)
{
    const uint64_t *units = meals->units[eater];
    uint64_t all = units_of(meals, eater);

    fprintf(out, "%6d %11" PRIu64 " %5.2f %6.2f%% %6.2f%%", eater, all, level,
            percent(units[SW_WILD_FROM_PLANTS], all), percent(units[SW_WILD_FROM_MEAT], all));
    for (int size = 1; size < eater; size++)
        fprintf(out, " %4.1f", percent(units[SW_WILD_FROM_BODY + size], all));
    putc('\n', out);
}

void sw_wild_print_trophic(const struct sw_wild_history *history, FILE *out)
{
    struct sw_wild_meals meals;
    double level[SW_WILD_SIZE_MAX + 1];

    if (!history->settings.trophic)
        return;
    sw_wild_meals_sum(history, &meals);
    sw_wild_trophic_levels(&meals, level);
    fputs("who ate what, by size: units, trophic level, shares in percent\n", out);
    fprintf(out, "  size       units level  plants    meat");
    for (int size = 1; size < SW_WILD_SIZE_MAX; size++)
        fprintf(out, " of %d", size);
    putc('\n', out);
    for (int eater = 1; eater <= SW_WILD_SIZE_MAX; eater++)
        if (units_of(&meals, eater) > 0)
            print_row(&meals, eater, level[eater], out);
}

void sw_wild_trophic_json(struct sw_json *json, const struct sw_wild_meals *meals)
{
    sw_json_open(json, "eaten", '[');
    for (int eater = 1; eater <= SW_WILD_SIZE_MAX; eater++) {
        if (units_of(meals, eater) == 0)
            continue;
        sw_json_open(json, NULL, '{');
        sw_json_integer(json, "size", eater);
        sw_json_count(json, "plants", meals->units[eater][SW_WILD_FROM_PLANTS]);
        sw_json_count(json, "meat", meals->units[eater][SW_WILD_FROM_MEAT]);
        sw_json_open(json, "bodies", '[');
        for (int size = 1; size < eater; size++)
            sw_json_count(json, NULL, meals->units[eater][SW_WILD_FROM_BODY + size]);
        sw_json_close(json, ']');
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}
