#include "population/transit.h"

#include <stdlib.h>
#include <string.h>

/* ---- the list ---- */

static void free_one(struct sw_transit *transit, const struct sw_breeding *breeding)
{
    if (transit->under_way != NULL)
        sw_exchange_await(breeding->exchange, SW_TRAFFIC_MIGRANTS, transit->letter,
                          transit->letters, transit->under_way);
    for (uint32_t i = 0; i < transit->flights; i++) {
        struct sw_flight *flight = &transit->flight[i];

        for (uint32_t j = 0; j < flight->departure.emigrants && flight->individual != NULL; j++)
            sw_individual_free(&flight->individual[j]);
        free(flight->individual);
        sw_departure_free(&flight->departure);
    }
    for (uint32_t i = 0; i < transit->letters && transit->letter != NULL; i++)
        free(transit->letter[i].bytes);
    free(transit->under_way);
    free(transit->letter);
    free(transit->place);
    free(transit->flight);
    free(transit);
}

void sw_transit_free(struct sw_transit *transit, const struct sw_breeding *breeding)
{
    while (transit != NULL) {
        struct sw_transit *next = transit->next;

        free_one(transit, breeding);
        transit = next;
    }
}

static void append(struct sw_breeding *breeding, struct sw_transit *transit)
{
    struct sw_transit **last = &breeding->transit;

    while (*last != NULL)
        last = &(*last)->next;
    *last = transit;
}

void sw_transit_forget(struct sw_breeding *breeding)
{
    while (breeding->transit != NULL && breeding->transit->due < breeding->generation) {
        struct sw_transit *gone = breeding->transit;

        breeding->transit = gone->next;
        free_one(gone, breeding);
    }
}

const struct sw_individual *sw_transit_individual(const struct sw_breeding *breeding, uint64_t id)
{
    for (const struct sw_transit *transit = breeding->transit; transit != NULL;
         transit = transit->next)
        for (uint32_t i = 0; i < transit->flights; i++) {
            const struct sw_flight *flight = &transit->flight[i];

            for (uint32_t j = 0; j < flight->departure.emigrants; j++)
                if (flight->individual[j].weights != NULL && flight->individual[j].id == id)
                    return &flight->individual[j];
        }
    return NULL;
}

static bool home_here(const struct sw_breeding *breeding, uint32_t island)
{
    return breeding->hosting.first_home <= island && island < breeding->hosting.end_home;
}

int sw_transit_visit(const struct sw_breeding *breeding,
                     int (*visit)(void *context, const struct sw_individual *individual),
                     void *context)
{
    int result = 0;

    for (const struct sw_transit *transit = breeding->transit; transit != NULL;
         transit = transit->next)
        for (uint32_t i = 0; i < transit->flights; i++) {
            const struct sw_flight *flight = &transit->flight[i];

            for (uint32_t j = 0; j < flight->departure.emigrants && result == 0; j++)
                if (home_here(breeding, flight->from) && flight->individual[j].weights != NULL)
                    result = visit(context, &flight->individual[j]);
        }
    return result;
}

int sw_transit_pack(struct sw_records *records, const struct sw_breeding *breeding,
                    struct sw_error *error)
{
    for (const struct sw_transit *transit = breeding->transit; transit != NULL;
         transit = transit->next)
        for (uint32_t i = 0; i < transit->flights && transit->left + 1 == breeding->generation;
             i++) {
            const struct sw_flight *flight = &transit->flight[i];
            size_t size = 0;
            void *bytes;

            if (!home_here(breeding, flight->from))
                continue;
            bytes = sw_departure_pack(&flight->departure, &size, error);
            if (sw_records_add(records, SW_STORE_DEPARTURE, transit->left, flight->from, bytes,
                               size, error) != 0)
                return -1;
        }
    return 0;
}

/* ---- leaving ---- */

/* Whether an emigrant of a flight goes to an island that a rank hosts. */
static bool bound_for(const struct sw_breeding *breeding, const struct sw_flight *flight,
                      bool parent, uint32_t rank)
{
    for (uint32_t i = 0; i < flight->departure.ways; i++) {
        uint32_t first, end;

        sw_hosting_ranks(&breeding->hosting, flight->departure.way[i].to, &first, &end);
        if (flight->departure.way[i].parent == parent && first <= rank && rank < end)
            return true;
    }
    return false;
}

/* Calls `letter` for each letter of a flight from or to this rank, in the order that all ranks
 * have. */
static int each_letter(const struct sw_breeding *breeding, struct sw_transit *transit,
                       uint32_t number,
                       int (*letter)(void *context, struct sw_transit *transit, uint32_t flight,
                                     uint32_t emigrant, uint32_t from, uint32_t to),
                       void *context)
{
    const struct sw_flight *flight = &transit->flight[number];
    uint32_t home, end, here = breeding->hosting.rank;

    sw_hosting_ranks(&breeding->hosting, flight->from, &home, &end);
    for (uint32_t j = 0; j < flight->departure.emigrants; j++)
        for (uint32_t to = 0; to < breeding->hosting.ranks; to++) {
            bool mine = home == here || to == here, has = home <= to && to < end;

            if (mine && !has &&
                bound_for(breeding, flight, flight->departure.emigrant[j].parent, to) &&
                letter(context, transit, number, j, home, to) != 0)
                return -1;
        }
    return 0;
}

static int count_letter(void *context, struct sw_transit *transit, uint32_t flight,
                        uint32_t emigrant, uint32_t from, uint32_t to)
{
    (void)context, (void)flight, (void)emigrant, (void)from, (void)to;
    transit->letters++;
    return 0;
}

/* What stands before the genome in a letter; then what is observed. */
struct ticket {
    uint64_t id; /* SW_NOBODY: nobody left in this place */
    double score;
};

struct writing {
    const struct sw_breeding *breeding;
    struct sw_error *error;
};

static int write_letter(void *context, struct sw_transit *transit, uint32_t number,
                        uint32_t emigrant, uint32_t from, uint32_t to)
{
    const struct writing *writing = context;
    const struct sw_breeding *breeding = writing->breeding;
    struct sw_flight *flight = &transit->flight[number];
    const struct sw_departure *departure = &flight->departure;
    struct sw_letter *letter = &transit->letter[transit->letters];
    size_t observed = departure->width * sizeof(float), before = sizeof(struct ticket) + observed;
    struct ticket ticket = {departure->emigrant[emigrant].id, departure->emigrant[emigrant].score};
    bool nobody = ticket.id == SW_NOBODY;

    letter->incoming = to == breeding->hosting.rank;
    letter->peer = letter->incoming ? from : to;
    transit->place[transit->letters][0] = number;
    transit->place[transit->letters++][1] = emigrant;
    letter->size = before;
    if (letter->incoming)
        letter->size += sw_genome_letter_room(breeding);
    else if (!nobody)
        letter->size += sw_genome_letter_size(&flight->individual[emigrant], breeding);
    letter->bytes = sw_allocate(letter->size, 1, "sending a migrant", writing->error);
    if (letter->bytes == NULL)
        return -1;
    if (letter->incoming)
        return 0;
    memcpy(letter->bytes, &ticket, sizeof ticket);
    if (nobody)
        return 0;
    memcpy((char *)letter->bytes + sizeof ticket,
           departure->observed + (size_t)emigrant * departure->width, observed);
    sw_genome_letter_write(&flight->individual[emigrant], breeding, (char *)letter->bytes + before);
    return 0;
}

static int write_letters(const struct sw_breeding *breeding, struct sw_transit *transit,
                         struct sw_error *error)
{
    struct writing writing = {breeding, error};
    uint32_t letters;

    for (uint32_t i = 0; i < transit->flights; i++)
        each_letter(breeding, transit, i, count_letter, NULL);
    letters = transit->letters;
    transit->letters = 0;
    transit->letter =
        sw_allocate((size_t)letters + 1, sizeof *transit->letter, "sending migrants", error);
    transit->place =
        sw_allocate((size_t)letters + 1, sizeof *transit->place, "sending migrants", error);
    if (transit->letter == NULL || transit->place == NULL)
        return -1;
    for (uint32_t i = 0; i < transit->flights; i++)
        if (each_letter(breeding, transit, i, write_letter, &writing) != 0)
            return -1;
    return 0;
}

/* Makes those who leave from here, where somebody here needs them: their home for keyframes, or an
 * island to which they go. */
static int make(const struct sw_breeding *breeding, const struct sw_flight *flight,
                sw_get_individual *get, void *context, struct sw_error *error)
{
    bool home = home_here(breeding, flight->from);

    if (!sw_hosting_here(&breeding->hosting, flight->from))
        return 0;
    for (uint32_t j = 0; j < flight->departure.emigrants; j++) {
        const struct sw_emigrant *emigrant = &flight->departure.emigrant[j];

        if (emigrant->id != SW_NOBODY &&
            (home || bound_for(breeding, flight, emigrant->parent, breeding->hosting.rank)) &&
            get(context, emigrant->id, &flight->individual[j], error) != 0)
            return -1;
    }
    return 0;
}

int sw_transit_depart(struct sw_breeding *breeding, struct sw_transit *transit,
                      sw_get_individual *get, void *context, struct sw_error *error)
{
    int failed = 0;

    if (transit != NULL)
        append(breeding, transit);
    for (uint32_t i = 0; transit != NULL && i < transit->flights && !failed; i++)
        failed = make(breeding, &transit->flight[i], get, context, error) != 0;
    if (breeding->exchange == NULL)
        return failed ? -1 : 0;
    if (transit != NULL && !failed)
        failed = write_letters(breeding, transit, error) != 0;
    if (transit == NULL || failed)
        return sw_exchange_agree(breeding->exchange, failed, error);
    return sw_exchange_post(breeding->exchange, SW_TRAFFIC_MIGRANTS, failed, transit->letter,
                            transit->letters, &transit->under_way, error);
}

/* ---- arriving ---- */

static int read_letter(const struct sw_breeding *breeding, const struct sw_letter *letter,
                       struct sw_flight *flight, uint32_t emigrant, struct sw_error *error)
{
    struct sw_departure *departure = &flight->departure;
    size_t observed = departure->width * sizeof(float), before = sizeof(struct ticket) + observed;
    struct ticket ticket;

    if (letter->size < before)
        return sw_fail(error, SW_EXIT_INTERNAL, "what rank %u sent is not a migrant", letter->peer);
    memcpy(&ticket, letter->bytes, sizeof ticket);
    if (ticket.id == SW_NOBODY)
        return 0;
    departure->emigrant[emigrant].id = ticket.id;
    departure->emigrant[emigrant].score = ticket.score;
    memcpy(departure->observed + (size_t)emigrant * departure->width,
           (const char *)letter->bytes + sizeof ticket, observed);
    return sw_genome_letter_read((const char *)letter->bytes + before, letter->size - before,
                                 letter->peer, ticket.id, breeding, &flight->individual[emigrant],
                                 error);
}

int sw_transit_receive(const struct sw_breeding *breeding, struct sw_transit *transit,
                       struct sw_error *error)
{
    int failed = 0;

    if (transit->under_way == NULL)
        return 0;
    sw_exchange_await(breeding->exchange, SW_TRAFFIC_MIGRANTS, transit->letter, transit->letters,
                      transit->under_way);
    free(transit->under_way);
    transit->under_way = NULL;
    for (uint32_t i = 0; i < transit->letters; i++) {
        struct sw_flight *flight = &transit->flight[transit->place[i][0]];

        if (transit->letter[i].incoming && !failed)
            failed = read_letter(breeding, &transit->letter[i], flight, transit->place[i][1],
                                 error) != 0;
        free(transit->letter[i].bytes);
        transit->letter[i].bytes = NULL;
    }
    return failed ? -1 : 0;
}

/* ---- going on ---- */

void sw_transit_needed(const struct sw_settings *settings, uint64_t base, uint64_t *first,
                       uint64_t *end)
{
    uint64_t delay = settings->migration.delay;

    *end = delay > 0 && base > 0 ? base - 1 : 0; /* who left after base - 1 is chosen again */
    *first = *end > delay ? *end - delay : 0;
}

/* The last of the list, which is that of a generation, with room for another flight. */
static struct sw_transit *make_room(struct sw_breeding *breeding, uint64_t left, uint64_t due,
                                    struct sw_error *error)
{
    struct sw_transit *last = breeding->transit;
    struct sw_flight *more;

    while (last != NULL && last->next != NULL)
        last = last->next;
    if (last == NULL || last->left != left) {
        last = sw_allocate(1, sizeof *last, "reading who is under way", error);
        if (last == NULL)
            return NULL;
        last->left = left;
        last->due = due;
        append(breeding, last);
    }
    more = realloc(last->flight, (last->flights + 1) * sizeof *more);
    if (more == NULL) {
        sw_fail(error, SW_EXIT_FAILED, "out of memory while reading migrants under way");
        return NULL;
    }
    last->flight = more;
    return last;
}

int sw_transit_restore(struct sw_breeding *breeding, uint64_t base, uint64_t left, uint32_t from,
                       const void *bytes, size_t size, sw_get_individual *get, void *context,
                       struct sw_error *error)
{
    struct sw_departure departure;
    struct sw_transit *transit;
    struct sw_flight *flight;

    if (sw_departure_unpack(bytes, size, &departure, error) != 0)
        return -1;
    if (departure.due < left || departure.width != breeding->breeder->width) {
        sw_departure_free(&departure);
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "what left island %u after generation %llu is not what this run sends", from,
                       (unsigned long long)left);
    }
    transit = make_room(breeding, left, departure.due, error);
    if (transit == NULL) {
        sw_departure_free(&departure);
        return -1;
    }
    flight = &transit->flight[transit->flights];
    *flight = (struct sw_flight){.from = from, .departure = departure};
    flight->individual = sw_allocate((size_t)departure.emigrants + 1, sizeof *flight->individual,
                                     "reading who is under way", error);
    transit->flights++;
    if (flight->individual == NULL)
        return -1;
    for (uint32_t i = 0; i < departure.emigrants && departure.due >= base; i++)
        if (get(context, departure.emigrant[i].id, &flight->individual[i], error) != 0)
            return -1;
    return 0;
}
