#include "lang/topography.h"

#include "base/random.h"
#include "lang/utterance.h"

#include <math.h>
#include <stdlib.h>

enum { DISTANCES = 64 }; /* of meanings; of messages there are at most SW_UTTERANCE_MAX + 1 */

uint32_t sw_levenshtein(const uint8_t *a, const uint8_t *b, uint32_t length)
{
    uint32_t row[SW_UTTERANCE_MAX + 1];

    for (uint32_t j = 0; j <= length; j++)
        row[j] = j;
    for (uint32_t i = 1; i <= length; i++) {
        uint32_t corner = row[0];

        row[0] = i;
        for (uint32_t j = 1; j <= length; j++) {
            uint32_t best = corner + (a[i - 1] != b[j - 1]);

            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            corner = row[j];
            row[j] = best;
        }
    }
    return row[length];
}

/* Distances of all pairs of the items that were drawn. */
struct pairs {
    uint32_t items;
    uint8_t *meaning, *message; /* [items][items] */
    uint32_t *place;            /* [items] whose message an item has */
};

/* Average ranks of the distances 0..DISTANCES-1, of which there are so many. */
static void rank(const uint64_t *count_of, double *rank_of)
{
    double below = 0;

    for (uint32_t d = 0; d < DISTANCES; d++) {
        rank_of[d] = below + ((double)count_of[d] + 1) / 2;
        below += (double)count_of[d];
    }
}

/* Pearson's correlation of the ranks. Distances are few, so pairs are counted by them: the ranks of
 * a whole class are one number. */
static double correlation(const struct pairs *pairs)
{
    uint64_t first[DISTANCES] = {0}, second[DISTANCES] = {0}, both[DISTANCES][16] = {{0}};
    double first_rank[DISTANCES], second_rank[DISTANCES], mean, xy = 0, xx = 0, yy = 0;
    uint64_t all = (uint64_t)pairs->items * (pairs->items - 1) / 2;

    for (uint32_t i = 1; i < pairs->items; i++) {
        const uint8_t *meaning = pairs->meaning + (size_t)i * pairs->items;
        const uint8_t *message = pairs->message + (size_t)pairs->place[i] * pairs->items;

        for (uint32_t j = 0; j < i; j++)
            both[meaning[j]][message[pairs->place[j]]]++;
    }
    for (uint32_t d = 0; d < DISTANCES; d++)
        for (uint32_t e = 0; e < 16; e++) {
            first[d] += both[d][e];
            second[e] += both[d][e];
        }
    rank(first, first_rank);
    rank(second, second_rank);
    mean = ((double)all + 1) / 2;
    for (uint32_t d = 0; d < DISTANCES; d++) {
        xx += (double)first[d] * (first_rank[d] - mean) * (first_rank[d] - mean);
        yy += (double)second[d] * (second_rank[d] - mean) * (second_rank[d] - mean);
        for (uint32_t e = 0; e < 16; e++)
            xy += (double)both[d][e] * (first_rank[d] - mean) * (second_rank[e] - mean);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : (double)NAN;
}

static void fill(struct pairs *pairs, const uint32_t *drawn, const uint32_t *attribute,
                 uint32_t attributes, const uint8_t *message, uint32_t length)
{
    for (uint32_t i = 0; i < pairs->items; i++)
        for (uint32_t j = 0; j < pairs->items; j++) {
            const uint32_t *a = attribute + (size_t)drawn[i] * attributes;
            const uint32_t *b = attribute + (size_t)drawn[j] * attributes;
            uint32_t differ = 0;

            for (uint32_t k = 0; k < attributes; k++)
                differ += a[k] != b[k];
            pairs->meaning[(size_t)i * pairs->items + j] =
                (uint8_t)(differ < DISTANCES ? differ : DISTANCES - 1);
            pairs->message[(size_t)i * pairs->items + j] = (uint8_t)sw_levenshtein(
                message + (size_t)drawn[i] * length, message + (size_t)drawn[j] * length, length);
        }
}

int sw_topography(const uint32_t *attribute, uint32_t attributes, const uint8_t *message,
                  uint32_t length, uint32_t count, uint64_t seed, uint32_t shuffles,
                  struct sw_topography *out, struct sw_error *error)
{
    static const char what[] = "measuring a language";
    struct pairs pairs = {.items = count < SW_TOPOGRAPHY_ITEMS ? count : SW_TOPOGRAPHY_ITEMS};
    struct sw_dice dice = sw_dice_at(seed, SW_RANDOM_LANGUAGE, 0, 1);
    uint32_t *drawn = NULL;
    double *value = NULL, similarity;
    int result = -1;

    *out = (struct sw_topography){.items = pairs.items, .constant = true, .null = {.p = 1}};
    if (count < 2)
        return 0;
    pairs.meaning = sw_allocate(pairs.items, pairs.items, what, error);
    pairs.message = sw_allocate(pairs.items, pairs.items, what, error);
    pairs.place = sw_allocate(pairs.items, sizeof *pairs.place, what, error);
    drawn = sw_allocate(count, sizeof *drawn, what, error);
    value = sw_allocate(shuffles + 1u, sizeof *value, what, error);
    if (pairs.meaning == NULL || pairs.message == NULL || pairs.place == NULL || drawn == NULL ||
        value == NULL)
        goto out;
    sw_dice_permutation(&dice, drawn, count);
    fill(&pairs, drawn, attribute, attributes, message, length);
    for (uint32_t i = 0; i < pairs.items; i++)
        pairs.place[i] = i;
    similarity = correlation(&pairs);
    result = 0;
    if (isnan(similarity))
        goto out;
    out->similarity = similarity;
    out->constant = false;
    for (uint32_t i = 0; i < shuffles; i++) {
        sw_dice_permutation(&dice, pairs.place, pairs.items);
        value[i] = correlation(&pairs);
    }
    out->null = sw_information_null(value, shuffles, similarity);
out:
    free(pairs.meaning);
    free(pairs.message);
    free(pairs.place);
    free(drawn);
    free(value);
    return result;
}
