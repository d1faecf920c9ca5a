#include "lang/information.h"

#include "base/random.h"
#include "lang/labels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

struct sw_null sw_information_null(double *value, uint32_t count, double measured)
{
    struct sw_null null = {.p = 1};
    uint32_t reached = 0;

    if (count == 0)
        return null;
    qsort(value, count, sizeof *value, ascending);
    for (uint32_t i = 0; i < count; i++) {
        null.mean += value[i] / count;
        reached += value[i] >= measured - 1e-12;
    }
    null.high = value[(uint32_t)ceil(0.975 * count) - 1];
    null.p = (1.0 + reached) / (1.0 + count);
    return null;
}

double sw_information_entropy(const uint32_t *count_of, uint32_t classes)
{
    double entropy = 0, all = 0;

    for (uint32_t i = 0; i < classes; i++)
        all += count_of[i];
    for (uint32_t i = 0; i < classes; i++)
        if (count_of[i] > 0)
            entropy -= count_of[i] / all * log2(count_of[i] / all);
    return entropy;
}

/* Two columns, and room to count their pairs in. */
struct columns {
    const uint32_t *first;
    uint32_t *second; /* shuffled */
    uint32_t *row_of; /* [count] places in the order of the first column */
    uint32_t *begin;  /* [classes + 1] of the first: where each class begins in row_of */
    uint32_t *cell;   /* [second classes] pairs of one class of the first */
    uint32_t first_classes, second_classes, count;
};

/* Sum of c log2 c over all pairs of classes. */
static double pair_sum(const struct columns *columns)
{
    double sum = 0;

    for (uint32_t class = 0; class < columns->first_classes; class ++) {
        uint32_t from = columns->begin[class], until = columns->begin[class + 1];

        for (uint32_t i = from; i < until; i++)
            columns->cell[columns->second[columns->row_of[i]]]++;
        for (uint32_t i = from; i < until; i++) {
            uint32_t *cell = &columns->cell[columns->second[columns->row_of[i]]];

            if (*cell > 1)
                sum += *cell * log2(*cell);
            *cell = 0;
        }
    }
    return sum;
}

static double joint_entropy(const struct columns *columns)
{
    return log2(columns->count) - pair_sum(columns) / columns->count;
}

static int columns_create(struct columns *columns, const uint32_t *second, struct sw_error *error)
{
    static const char what[] = "measuring information";
    uint32_t count = columns->count;

    columns->second = sw_allocate(count, sizeof(uint32_t), what, error);
    columns->row_of = sw_allocate(count, sizeof(uint32_t), what, error);
    columns->begin = sw_allocate(columns->first_classes + 2u, sizeof(uint32_t), what, error);
    columns->cell = sw_allocate(columns->second_classes, sizeof(uint32_t), what, error);
    if (columns->second == NULL || columns->row_of == NULL || columns->begin == NULL ||
        columns->cell == NULL)
        return -1;
    memcpy(columns->second, second, count * sizeof *second);
    for (uint32_t i = 0; i < count; i++)
        columns->begin[columns->first[i] + 2]++;
    for (uint32_t i = 2; i < columns->first_classes + 2u; i++)
        columns->begin[i] += columns->begin[i - 1];
    for (uint32_t i = 0; i < count; i++)
        columns->row_of[columns->begin[columns->first[i] + 1]++] = i;
    return 0;
}

static void columns_clear(struct columns *columns)
{
    free(columns->second);
    free(columns->row_of);
    free(columns->begin);
    free(columns->cell);
}

static void shuffle(struct sw_dice *dice, uint32_t *label, uint32_t count)
{
    for (uint32_t i = count; i-- > 1;) {
        uint32_t j = sw_dice_below(dice, i + 1), kept = label[i];

        label[i] = label[j];
        label[j] = kept;
    }
}

int sw_information(const uint32_t *first, uint32_t first_classes, const uint32_t *second,
                   uint32_t second_classes, uint32_t count, uint64_t seed, uint64_t id,
                   uint32_t shuffles, struct sw_information *out, struct sw_error *error)
{
    struct columns columns = {.first = first,
                              .first_classes = first_classes,
                              .second_classes = second_classes,
                              .count = count};
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_LANGUAGE, id, 0);
    uint32_t most = first_classes > second_classes ? first_classes : second_classes;
    uint32_t *count_of = NULL;
    double *value = NULL;
    int result = -1;

    memset(out, 0, sizeof *out);
    out->null.p = 1;
    if (count == 0)
        return 0;
    count_of = sw_allocate(most, sizeof *count_of, "measuring information", error);
    value = sw_allocate(shuffles + 1u, sizeof *value, "measuring information", error);
    if (count_of == NULL || value == NULL || columns_create(&columns, second, error) != 0)
        goto out;
    sw_labels_count(first, count, first_classes, count_of);
    out->first = sw_information_entropy(count_of, first_classes);
    sw_labels_count(second, count, second_classes, count_of);
    out->second = sw_information_entropy(count_of, second_classes);
    out->plain = fmax(0, out->first + out->second - joint_entropy(&columns));
    out->bias = (first_classes - 1.0) * (second_classes - 1.0) / (2.0 * count * log(2));
    for (uint32_t i = 0; i < shuffles; i++) {
        shuffle(&dice, columns.second, count);
        value[i] = fmax(0, out->first + out->second - joint_entropy(&columns));
    }
    out->null = sw_information_null(value, shuffles, out->plain);
    result = 0;
out:
    columns_clear(&columns);
    free(count_of);
    free(value);
    return result;
}
