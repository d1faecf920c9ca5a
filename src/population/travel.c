#include "population/travel.h"

#include <stdlib.h>
#include <string.h>

/* What stands before the arrays of an individual. */
struct passport {
    uint64_t id, steps, learned, surface;
    double sigma;
    uint32_t line;
    uint32_t arrays; /* a bit for each that follows, of those of arrays_of() */
};

enum { ARRAYS = 11 };

static void arrays_of(struct sw_individual *individual, float **array[ARRAYS])
{
    array[0] = &individual->weights;
    array[1] = &individual->first;
    array[2] = &individual->second;
    array[3] = &individual->length_path;
    array[4] = &individual->learned.first;
    array[5] = &individual->learned.second;
    array[6] = &individual->learned.back;
    array[7] = &individual->birth;
    array[8] = &individual->anchor;
    array[9] = &individual->importance;
    array[10] = &individual->marks;
}

static size_t room_of(const struct sw_breeding *breeding)
{
    return sizeof(struct passport) +
           ARRAYS * (size_t)breeding->breeder->layout->floats * sizeof(float);
}

static int pack_individual(struct sw_individual *individual, uint32_t floats,
                           struct sw_letter *letter, struct sw_error *error)
{
    struct passport passport = {individual->id,
                                individual->steps,
                                individual->learned.steps,
                                individual->surface,
                                individual->sigma,
                                individual->line,
                                0};
    float **array[ARRAYS];
    size_t size = sizeof passport, each = floats * sizeof(float);

    arrays_of(individual, array);
    for (int i = 0; i < ARRAYS; i++) {
        passport.arrays |= *array[i] != NULL ? 1u << i : 0;
        size += *array[i] != NULL ? each : 0;
    }
    letter->bytes = sw_allocate(size, 1, "sending a genome", error);
    letter->size = size;
    if (letter->bytes == NULL)
        return -1;
    memcpy(letter->bytes, &passport, sizeof passport);
    size = sizeof passport;
    for (int i = 0; i < ARRAYS; i++)
        if (*array[i] != NULL) {
            memcpy((char *)letter->bytes + size, *array[i], each);
            size += each;
        }
    return 0;
}

static int unpack_individual(const struct sw_letter *letter, uint64_t id, uint32_t floats,
                             struct sw_individual *out, struct sw_error *error)
{
    struct passport passport = {0};
    float **array[ARRAYS];
    size_t at = sizeof passport, each = floats * sizeof(float), size = sizeof passport;

    memset(out, 0, sizeof *out);
    arrays_of(out, array);
    if (letter->size >= sizeof passport)
        memcpy(&passport, letter->bytes, sizeof passport);
    for (int i = 0; i < ARRAYS; i++)
        size += passport.arrays >> i & 1u ? each : 0;
    if (size != letter->size || passport.id != id || (passport.arrays & 1u) == 0)
        return sw_fail(error, SW_EXIT_INTERNAL,
                       "what rank %u sent is not the genome of member %llu", letter->peer,
                       (unsigned long long)id);
    out->id = id;
    out->steps = passport.steps;
    out->learned.steps = passport.learned;
    out->surface = passport.surface;
    out->sigma = passport.sigma;
    out->line = passport.line;
    for (int i = 0; i < ARRAYS; i++) {
        if (!(passport.arrays >> i & 1u))
            continue;
        *array[i] = sw_allocate_floats(floats, "receiving a genome", error);
        if (*array[i] == NULL) {
            sw_individual_free(out);
            return -1;
        }
        memcpy(*array[i], (const char *)letter->bytes + at, each);
        at += each;
    }
    return 0;
}

static int write_letter(const struct sw_breeding *breeding, const struct sw_journey *journey,
                        sw_get_individual *get, void *context, struct sw_letter *letter,
                        struct sw_error *error)
{
    struct sw_individual individual;
    int result;

    letter->incoming = journey->to == breeding->hosting.rank;
    letter->peer = letter->incoming ? journey->from : journey->to;
    if (letter->incoming) {
        letter->size = room_of(breeding);
        letter->bytes = sw_allocate(letter->size, 1, "receiving a genome", error);
        return letter->bytes == NULL ? -1 : 0;
    }
    if (get(context, journey->id, &individual, error) != 0)
        return -1;
    result = pack_individual(&individual, breeding->breeder->layout->floats, letter, error);
    sw_individual_free(&individual);
    return result;
}

static int read_letters(const struct sw_breeding *breeding, const struct sw_letter *letter,
                        const uint64_t *id, uint32_t letters, struct sw_visitors *out,
                        struct sw_error *error)
{
    out->individual =
        sw_allocate((size_t)letters + 1, sizeof *out->individual, "receiving genomes", error);
    if (out->individual == NULL)
        return -1;
    for (uint32_t i = 0; i < letters; i++) {
        if (!letter[i].incoming)
            continue;
        if (unpack_individual(&letter[i], id[i], breeding->breeder->layout->floats,
                              &out->individual[out->count], error) != 0)
            return -1;
        out->count++;
    }
    return 0;
}

int sw_travel(const struct sw_breeding *breeding, const struct sw_journey *journey,
              uint32_t journeys, bool founds, sw_get_individual *get, void *context,
              struct sw_visitors *out, struct sw_error *error)
{
    struct sw_letter *letter;
    uint64_t *id;
    uint32_t letters = 0;
    int failed;

    memset(out, 0, sizeof *out);
    if (breeding->exchange == NULL)
        return 0;
    letter = sw_allocate((size_t)journeys + 1, sizeof *letter, "sending genomes", error);
    id = sw_allocate((size_t)journeys + 1, sizeof *id, "sending genomes", error);
    failed = letter == NULL || id == NULL;
    for (uint32_t i = 0; i < journeys && !failed; i++)
        if (journey[i].founds == founds) {
            id[letters] = journey[i].id;
            failed =
                write_letter(breeding, &journey[i], get, context, &letter[letters++], error) != 0;
        }
    failed =
        sw_exchange_letters(breeding->exchange, SW_TRAFFIC_PARENTS, failed, letter, letters, error);
    if (failed == 0)
        failed = sw_exchange_agree(breeding->exchange,
                                   read_letters(breeding, letter, id, letters, out, error), error);
    if (failed != 0)
        sw_visitors_free(out);
    for (uint32_t i = 0; i < letters && letter != NULL; i++)
        free(letter[i].bytes);
    free(letter);
    free(id);
    return failed;
}

void sw_visitors_free(struct sw_visitors *visitors)
{
    for (uint32_t i = 0; i < visitors->count; i++)
        sw_individual_free(&visitors->individual[i]);
    free(visitors->individual);
    memset(visitors, 0, sizeof *visitors);
}

const struct sw_individual *sw_visitor(const struct sw_visitors *visitors, uint64_t id)
{
    for (uint32_t i = 0; i < visitors->count; i++)
        if (visitors->individual[i].id == id)
            return &visitors->individual[i];
    return NULL;
}
