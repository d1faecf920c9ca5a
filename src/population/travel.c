#include "population/travel.h"

#include <stdlib.h>
#include <string.h>

/* What stands before the arrays of an individual. */
struct passport {
    uint64_t id, steps, learned, surface, feedback;
    double sigma;
    int64_t power; /* of the genes of learning, with `feedback` */
    uint32_t line;
    uint32_t arrays; /* a bit for each that follows, of those of arrays_of() */
};

static void arrays_of(struct sw_individual *individual, float **array[SW_GENOME_ARRAYS])
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

size_t sw_genome_letter_room(const struct sw_breeding *breeding)
{
    size_t arrays =
        breeding->breeder->recombines || breeding->breeder->grows ? SW_GENOME_ARRAYS : 1;

    return sizeof(struct passport) + arrays * breeding->breeder->layout->floats * sizeof(float);
}

size_t sw_genome_letter_size(const struct sw_individual *individual,
                             const struct sw_breeding *breeding)
{
    struct sw_individual shown = *individual;
    size_t each = breeding->breeder->layout->floats * sizeof(float), size = sizeof(struct passport);
    float **array[SW_GENOME_ARRAYS];

    arrays_of(&shown, array);
    for (int i = 0; i < SW_GENOME_ARRAYS; i++)
        size += *array[i] != NULL ? each : 0;
    return size;
}

void sw_genome_letter_write(const struct sw_individual *individual,
                            const struct sw_breeding *breeding, void *bytes)
{
    struct sw_individual shown = *individual;
    struct passport passport = {
        .id = shown.id,
        .steps = shown.steps,
        .learned = shown.learned.steps,
        .surface = shown.surface,
        .feedback = shown.genes.feedback,
        .sigma = shown.sigma,
        .power = shown.genes.power,
        .line = shown.line,
    };
    size_t each = breeding->breeder->layout->floats * sizeof(float), at = sizeof passport;
    float **array[SW_GENOME_ARRAYS];

    arrays_of(&shown, array);
    for (int i = 0; i < SW_GENOME_ARRAYS; i++) {
        passport.arrays |= *array[i] != NULL ? 1u << i : 0;
        if (*array[i] == NULL)
            continue;
        memcpy((char *)bytes + at, *array[i], each);
        at += each;
    }
    memcpy(bytes, &passport, sizeof passport);
}

int sw_genome_letter_read(const void *bytes, size_t length, uint32_t peer, uint64_t id,
                          const struct sw_breeding *breeding, struct sw_individual *out,
                          struct sw_error *error)
{
    uint32_t floats = breeding->breeder->layout->floats;
    struct passport passport = {0};
    float **array[SW_GENOME_ARRAYS];
    size_t at = sizeof passport, each = floats * sizeof(float), size = sizeof passport;

    memset(out, 0, sizeof *out);
    arrays_of(out, array);
    if (length >= sizeof passport)
        memcpy(&passport, bytes, sizeof passport);
    for (int i = 0; i < SW_GENOME_ARRAYS; i++)
        size += passport.arrays >> i & 1u ? each : 0;
    if (size != length || passport.id != id || (passport.arrays & 1u) == 0)
        return sw_fail(error, SW_EXIT_INTERNAL,
                       "what rank %u sent is not the genome of member %llu", peer,
                       (unsigned long long)id);
    out->id = id;
    out->steps = passport.steps;
    out->learned.steps = passport.learned;
    out->surface = passport.surface;
    out->genes = (struct sw_learning_genes){(int16_t)passport.power, passport.feedback};
    out->sigma = passport.sigma;
    out->line = passport.line;
    for (int i = 0; i < SW_GENOME_ARRAYS; i++) {
        if (!(passport.arrays >> i & 1u))
            continue;
        *array[i] = sw_allocate_floats(floats, "receiving a genome", error);
        if (*array[i] == NULL) {
            sw_individual_free(out);
            return -1;
        }
        memcpy(*array[i], (const char *)bytes + at, each);
        at += each;
    }
    return 0;
}

static int pack_individual(const struct sw_breeding *breeding,
                           const struct sw_individual *individual, struct sw_letter *letter,
                           struct sw_error *error)
{
    letter->size = sw_genome_letter_size(individual, breeding);
    letter->bytes = sw_allocate(letter->size, 1, "sending a genome", error);
    if (letter->bytes == NULL)
        return -1;
    sw_genome_letter_write(individual, breeding, letter->bytes);
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
        letter->size = sw_genome_letter_room(breeding);
        letter->bytes = sw_allocate(letter->size, 1, "receiving a genome", error);
        return letter->bytes == NULL ? -1 : 0;
    }
    if (get(context, journey->id, &individual, error) != 0)
        return -1;
    result = pack_individual(breeding, &individual, letter, error);
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
        if (sw_genome_letter_read(letter[i].bytes, letter[i].size, letter[i].peer, id[i], breeding,
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
