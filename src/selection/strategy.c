#include "selection/strategy.h"

#include "base/parameter.h"
#include "base/random.h"
#include "base/text.h"

#include <stddef.h>
#include <string.h>

/* Bounds of selection.pressure, as its row in the table of settings has them. */
#define PRESSURE_LEAST 0.0001
#define PRESSURE_MOST  0.9999

#define NAME(id, name, ...) name,
static const char *const names[] = {SW_OWN_ROWS(NAME, NAME)};

static int find(const char *word, size_t length)
{
    for (int i = 0; i < SW_OWNS; i++)
        if (strlen(names[i]) == length && memcmp(names[i], word, length) == 0)
            return i;
    return -1;
}

int sw_own_read(const char *text, const char *where, uint32_t *which, struct sw_error *error)
{
    static const char blank[] = " \t",
                      wanted[] =
                          "any of " SW_CHOICES(SW_OWN_ROWS) ", each once, separated by commas";

    char shown[200];

    *which = 0;
    for (text += strspn(text, blank); *text != '\0'; text += strspn(text, blank)) {
        size_t length = strcspn(text, ", \t");
        int row = find(text, length);

        if (row < 0 || *which >> row & 1u)
            return sw_fail(error, SW_EXIT_USAGE, "%s: \"%s\" %s; write %s", where,
                           sw_text_show(text, length, 60, shown, sizeof shown),
                           row < 0 ? "is not a setting that mutates" : "stands there twice",
                           wanted);
        *which |= 1u << row;
        text += length;
        text += strspn(text, blank);
        if (*text == '\0')
            break;
        if (*text != ',' || text[1 + strspn(text + 1, blank)] == '\0')
            return sw_fail(error, SW_EXIT_USAGE, "%s: behind \"%s\" %s; write %s", where,
                           names[row], *text == ',' ? "a comma stands last" : "a comma is missing",
                           wanted);
        text++;
    }
    return 0;
}

int sw_strategy_most(const struct sw_strategy_rule *rule)
{
    double factor = rule->factor;
    int power = 0;

    /* A bound that is a power of the factor is reached, whatever rounding makes of it. */
    for (; power < SW_OWN_POWER_MOST && factor <= rule->bound * (1 + 1e-9); power++)
        factor *= rule->factor;
    return power;
}

/* The rows that mutate, one word of dice each: what islands begin with (generation 0), and what is
 * refounded after generation g (g + 1). */
static struct sw_dice dice_of(uint64_t seed, uint64_t round, uint32_t island)
{
    return sw_dice_at(seed, SW_RANDOM_STRATEGY, round, island);
}

struct sw_strategy sw_strategy_begin(const struct sw_strategy_rule *rule, uint64_t seed,
                                     uint32_t island)
{
    struct sw_dice dice = dice_of(seed, 0, island);
    struct sw_strategy out = {{0}};
    int most = sw_strategy_most(rule);

    for (uint32_t i = 0; i < SW_OWNS; i++) {
        int power = (int)sw_dice_below(&dice, 2 * (uint32_t)most + 1) - most;

        if (rule->drawn && rule->which >> i & 1u)
            out.power[i] = (int16_t)power;
    }
    return out;
}

struct sw_strategy sw_strategy_clamp(const struct sw_strategy_rule *rule,
                                     struct sw_strategy strategy)
{
    struct sw_strategy out = {{0}};
    int most = sw_strategy_most(rule);

    for (uint32_t i = 0; i < SW_OWNS; i++) {
        int power = strategy.power[i];

        if (rule->which >> i & 1u)
            out.power[i] = (int16_t)(power > most ? most : power < -most ? -most : power);
    }
    return out;
}

struct sw_strategy sw_strategy_refound(const struct sw_strategy_rule *rule, struct sw_strategy one,
                                       struct sw_strategy other, uint64_t seed, uint64_t generation,
                                       uint32_t island)
{
    struct sw_dice dice = dice_of(seed, generation + 1, island);
    struct sw_strategy out = {{0}};

    for (uint32_t i = 0; i < SW_OWNS; i++) {
        uint32_t bits = sw_dice_bits(&dice);

        out.power[i] = (int16_t)((bits & 1u ? one : other).power[i] + (bits & 2u ? 1 : -1));
    }
    return sw_strategy_clamp(rule, out);
}

double sw_strategy_factor(const struct sw_strategy_rule *rule, struct sw_strategy strategy,
                          enum sw_own own)
{
    int power = strategy.power[own];
    double factor = 1;

    for (int i = power < 0 ? -power : power; i > 0; i--)
        factor *= rule->factor;
    return power < 0 ? 1 / factor : factor;
}

double sw_strategy_pressure(double pressure, double factor)
{
    double odds = factor * pressure / (1 - pressure), changed = odds / (1 + odds);

    if (factor == 1)
        return pressure;
    return changed < PRESSURE_LEAST  ? PRESSURE_LEAST
           : changed > PRESSURE_MOST ? PRESSURE_MOST
                                     : changed;
}
