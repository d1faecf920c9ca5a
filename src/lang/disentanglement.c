#include "lang/disentanglement.h"

#include "base/random.h"
#include "lang/labels.h"

#include <stdlib.h>

/* One column of labels, numbered anew. */
struct column {
    uint32_t *label, classes;
};

static int number_columns(const uint32_t *table, uint32_t columns, uint32_t count,
                          struct column *out, struct sw_error *error)
{
    uint64_t *key = sw_allocate(count, sizeof *key, "measuring a language", error);
    int result = key == NULL ? -1 : 0;

    for (uint32_t c = 0; c < columns && result == 0; c++) {
        int64_t classes;

        for (uint32_t i = 0; i < count; i++)
            key[i] = table[(size_t)i * columns + c];
        out[c].label = sw_allocate(count, sizeof(uint32_t), "measuring a language", error);
        classes =
            out[c].label == NULL ? -1 : sw_labels_number(key, count, out[c].label, NULL, error);
        out[c].classes = (uint32_t)classes;
        result = classes < 0 ? -1 : 0;
    }
    free(key);
    return result;
}

static void free_columns(struct column *column, uint32_t columns)
{
    for (uint32_t c = 0; c < columns && column != NULL; c++)
        free(column[c].label);
    free(column);
}

/* [I1 - I2] / H of one part; `order`: the part's labels as they are dealt out now. -1 on failure.
 */
static double gap(const struct column *part, const uint32_t *order, const struct column *attribute,
                  uint32_t attributes, uint32_t count, struct sw_error *error)
{
    double most = 0, second = 0, entropy = 0;

    for (uint32_t a = 0; a < attributes; a++) {
        struct sw_information information;

        if (sw_information(order, part->classes, attribute[a].label, attribute[a].classes, count, 0,
                           0, 0, &information, error) != 0)
            return -1;
        entropy = information.first;
        if (information.plain > most) {
            second = most;
            most = information.plain;
        } else if (information.plain > second) {
            second = information.plain;
        }
    }
    return entropy > 0 ? (most - second) / entropy : 0;
}

/* The measure with the messages in the given order (NULL: as they are); -1 on failure. */
static double measure(const struct column *part, uint32_t parts, const struct column *attribute,
                      uint32_t attributes, uint32_t count, const uint32_t *order, uint32_t *dealt,
                      struct sw_error *error)
{
    double sum = 0;
    uint32_t counted = 0;

    for (uint32_t p = 0; p < parts; p++) {
        double value;

        if (part[p].classes < 2)
            continue;
        for (uint32_t i = 0; i < count; i++)
            dealt[i] = part[p].label[order == NULL ? i : order[i]];
        value = gap(&part[p], dealt, attribute, attributes, count, error);
        if (value < 0)
            return -1;
        sum += value;
        counted++;
    }
    return counted == 0 ? 0 : sum / counted;
}

static int draw_null(const struct column *part, uint32_t parts, const struct column *attribute,
                     uint32_t attributes, uint32_t count, uint64_t seed, uint32_t shuffles,
                     uint32_t *dealt, struct sw_disentanglement *out, struct sw_error *error)
{
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_LANGUAGE, 0, 2);
    uint32_t *order = sw_allocate(count, sizeof *order, "measuring a language", error);
    double *value = sw_allocate(shuffles + 1u, sizeof *value, "measuring a language", error);
    int result = order == NULL || value == NULL ? -1 : 0;

    for (uint32_t i = 0; i < shuffles && result == 0; i++) {
        sw_dice_permutation(&dice, order, count);
        value[i] = measure(part, parts, attribute, attributes, count, order, dealt, error);
        result = value[i] < 0 ? -1 : 0;
    }
    if (result == 0)
        out->null = sw_information_null(value, shuffles, out->value);
    free(order);
    free(value);
    return result;
}

int sw_disentanglement(const uint32_t *part, uint32_t parts, const uint32_t *attribute,
                       uint32_t attributes, uint32_t count, uint64_t seed, uint32_t shuffles,
                       struct sw_disentanglement *out, struct sw_error *error)
{
    static const char what[] = "measuring a language";
    struct column *said, *meant;
    uint32_t *dealt;
    int result = -1;

    *out = (struct sw_disentanglement){.unknown = true, .null = {.p = 1}};
    if (count == 0 || attributes < 2)
        return 0;
    said = sw_allocate(parts, sizeof *said, what, error);
    meant = sw_allocate(attributes, sizeof *meant, what, error);
    dealt = sw_allocate(count, sizeof *dealt, what, error);
    if (said == NULL || meant == NULL || dealt == NULL ||
        number_columns(part, parts, count, said, error) != 0 ||
        number_columns(attribute, attributes, count, meant, error) != 0)
        goto out;
    for (uint32_t p = 0; p < parts; p++)
        out->parts += said[p].classes > 1;
    out->unknown = out->parts == 0;
    out->value = measure(said, parts, meant, attributes, count, NULL, dealt, error);
    if (out->value < 0)
        goto out;
    result = draw_null(said, parts, meant, attributes, count, seed, shuffles, dealt, out, error);
out:
    free_columns(said, parts);
    free_columns(meant, attributes);
    free(dealt);
    return result;
}

int sw_disentanglement_positional(const uint8_t *message, uint32_t length,
                                  const uint32_t *attribute, uint32_t attributes, uint32_t count,
                                  uint64_t seed, uint32_t shuffles, struct sw_disentanglement *out,
                                  struct sw_error *error)
{
    uint32_t *part =
        sw_allocate((size_t)count * length + 1, sizeof *part, "measuring a language", error);
    int result = -1;

    if (part == NULL)
        return -1;
    for (size_t i = 0; i < (size_t)count * length; i++)
        part[i] = message[i];
    result =
        sw_disentanglement(part, length, attribute, attributes, count, seed, shuffles, out, error);
    free(part);
    return result;
}

int sw_disentanglement_bag_of_symbols(const uint8_t *message, uint32_t length, uint32_t vocabulary,
                                      const uint32_t *attribute, uint32_t attributes,
                                      uint32_t count, uint64_t seed, uint32_t shuffles,
                                      struct sw_disentanglement *out, struct sw_error *error)
{
    uint32_t *part =
        sw_allocate((size_t)count * vocabulary + 1, sizeof *part, "measuring a language", error);
    int result = -1;

    if (part == NULL)
        return -1;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t t = 0; t < length; t++)
            part[(size_t)i * vocabulary + message[(size_t)i * length + t] % vocabulary]++;
    result = sw_disentanglement(part, vocabulary, attribute, attributes, count, seed, shuffles, out,
                                error);
    free(part);
    return result;
}
