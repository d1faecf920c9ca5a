#include "archive/lineage_private.h"

#include "population/resume.h"

#include <stdlib.h>

static bool older(struct sw_identity_space space, uint64_t parent, uint64_t generation)
{
    struct sw_identity identity = sw_identity_of(space, parent);

    return identity.founder || identity.generation < generation;
}

/* The births of one place, checked: 1, 0 if there are none, -1. */
static int read_births(struct sw_store *store, struct sw_identity_space space, uint64_t generation,
                       uint32_t island, struct sw_births *out, struct sw_error *error)
{
    uint32_t most = sw_identity_litters(space);
    const char *wrong = NULL;
    const void *bytes;
    size_t size;
    int found = sw_store_get(store, SW_STORE_BIRTHS, generation, island, &bytes, &size, error);

    *out = (struct sw_births){0};
    if (found <= 0)
        return found;
    if (sw_births_unpack(bytes, size, out, error) != 0)
        return -1;
    if (out->litters > most)
        wrong = "more litters than an island holds";
    if (out->recombines && out->litters == 0)
        wrong = "a recombined parent of no children";
    for (uint32_t i = 0; i < out->litters && wrong == NULL; i++)
        if (!older(space, out->litter[i].parent, generation) ||
            !older(space, out->litter[i].mate, generation))
            wrong = "a parent that was not born yet";
    if (wrong == NULL)
        return 1;
    sw_births_free(out);
    return sw_fail(error, SW_EXIT_DAMAGED,
                   "the births of generation %llu on island %u name %s; restore a copy of the run",
                   (unsigned long long)generation, island, wrong);
}

/* Reads a birth off its litter; false if the slot stayed empty. */
bool sw_lineage_birth_at(struct sw_identity_space space, const struct remembered *remembered,
                         uint64_t id, uint32_t island, uint32_t slot, struct sw_birth *out)
{
    const struct sw_births *births = &remembered->births[island];
    const struct sw_refounded *refounded = &remembered->refounded[island];
    const struct sw_litter *litter;
    uint32_t size = sw_identity_litter(space), within = slot % size;

    *out = (struct sw_birth){.id = id};
    if (slot == space.members && births->recombines && refounded->strength >= 0) {
        *out = (struct sw_birth){
            id, refounded->parent,   refounded->mate,  SW_BIRTH_REFOUNDING, refounded->seed,
            0,  refounded->strength, refounded->evolve};
        return true;
    }
    if (slot == space.members) {
        out->kind = SW_BIRTH_RECOMBINATION;
        out->parent = out->mate = births->recombines ? births->litter[0].parent : 0;
        out->evolve = births->recombines ? births->litter[0].evolve & SW_GROUP_ALL : 0;
        return births->recombines;
    }
    if (slot / size >= births->litters)
        return false;
    litter = &births->litter[slot / size];
    out->parent = litter->parent;
    out->mate = litter->mate;
    out->pair = within / 2;
    if (litter->clone && out->pair == 0) {
        out->kind = SW_BIRTH_CLONE;
        return true;
    }
    out->kind = SW_BIRTH_MUTATION;
    out->seed = litter->seed;
    out->strength = within % 2 == 0 ? litter->strength : -litter->strength;
    out->evolve = litter->evolve;
    return true;
}

/* ---- generations remembered ---- */

void sw_lineage_forget(struct remembered *remembered, uint32_t islands)
{
    for (uint32_t i = 0; remembered->births != NULL && i < islands; i++)
        sw_births_free(&remembered->births[i]);
    free(remembered->births);
    free(remembered->refounded);
    free(remembered->entry);
    *remembered = (struct remembered){0};
}

static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    if (x->parent != y->parent)
        return x->parent < y->parent ? -1 : 1;
    if (x->island != y->island)
        return x->island < y->island ? -1 : 1;
    return x->litter < y->litter ? -1 : x->litter > y->litter;
}

/* How an island was refounded after a generation: strength -1 if it was not. */
static int read_refounding(struct sw_lineage *lineage, uint64_t generation, uint32_t island,
                           struct sw_refounded *out, struct sw_error *error)
{
    int found = sw_resume_refounded(lineage->store, generation, island, out, error);

    if (found == 0)
        *out = (struct sw_refounded){.strength = -1};
    if (found <= 0)
        return found;
    if (older(lineage->space, out->parent, generation) &&
        older(lineage->space, out->mate, generation) && out->strength >= 0)
        return 0;
    return sw_fail(
        error, SW_EXIT_DAMAGED,
        "the refounding of generation %llu on island %u names a parent that was not born "
        "yet; restore a copy of the run",
        (unsigned long long)generation, island);
}

/* Adds entries, as many as there is room for is the caller's to know. */
static void add(struct remembered *to, uint64_t parent, uint32_t island, uint32_t litter)
{
    to->entry[to->entries++] = (struct entry){parent, island, litter};
}

static void add_births(struct remembered *to, uint32_t island)
{
    const struct sw_births *births = &to->births[island];
    const struct sw_refounded *refounded = &to->refounded[island];

    for (uint32_t j = 0; j < births->litters; j++) {
        add(to, births->litter[j].parent, island, j);
        if (births->litter[j].mate != births->litter[j].parent)
            add(to, births->litter[j].mate, island, NAMED);
    }
    if (!births->recombines)
        return;
    if (refounded->strength < 0) {
        add(to, births->litter[0].parent, island, RECOMBINED);
        return;
    }
    add(to, refounded->parent, island, RECOMBINED);
    if (refounded->mate != refounded->parent)
        add(to, refounded->mate, island, NAMED);
}

/* Who stands after a generation lives in the next one, also if nobody is born of it. */
static int add_standing(struct sw_lineage *lineage, struct remembered *to, uint64_t generation,
                        struct sw_error *error)
{
    for (uint32_t i = 0; i < lineage->space.islands && generation > 0; i++) {
        struct entry *more;
        const void *bytes;
        uint64_t *ids;
        uint32_t count;
        size_t size;
        int found = sw_store_get(lineage->store, SW_STORE_STANDING, generation - 1, i, &bytes,
                                 &size, error);

        if (found == 0)
            continue;
        if (found < 0 || sw_standing_unpack(bytes, size, &ids, &count, error) != 0)
            return -1;
        more = realloc(to->entry, (to->entries + count + 1) * sizeof *more);
        if (more != NULL)
            to->entry = more;
        for (uint32_t j = 0; j < count && more != NULL; j++)
            add(to, ids[j], i, NAMED);
        free(ids);
        if (more == NULL)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory while reading a lineage");
    }
    return 0;
}

/* Who left an island and is under way in a generation lives. 1, or 0 if they have arrived. */
static int add_departure(struct remembered *to, uint64_t generation, uint32_t island,
                         const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_departure departure;
    struct entry *more;
    bool under_way;

    if (sw_departure_unpack(bytes, size, &departure, error) != 0)
        return -1;
    under_way = departure.due >= generation;
    more = realloc(to->entry, (to->entries + departure.emigrants + 1) * sizeof *more);
    if (more != NULL)
        to->entry = more;
    for (uint32_t j = 0; j < departure.emigrants && more != NULL && under_way; j++)
        add(to, departure.emigrant[j].id, island, NAMED);
    sw_departure_free(&departure);
    return more != NULL ? under_way
                        : sw_fail(error, SW_EXIT_FAILED, "out of memory while reading a lineage");
}

/* A run has one delay: where all have arrived, so have those that left before. */
static int add_departures(struct sw_lineage *lineage, struct remembered *to, uint64_t generation,
                          struct sw_error *error)
{
    uint64_t left = generation;
    bool under_way = true;

    while (left > 0 && under_way) {
        const void *bytes;
        uint32_t island;
        size_t size;
        int found = sw_store_before(lineage->store, SW_STORE_DEPARTURE, left - 1, &left, &island,
                                    &bytes, &size, error);

        if (found <= 0)
            return found;
        under_way = false;
        for (uint32_t i = 0; i < lineage->space.islands; i++) {
            found = sw_store_get(lineage->store, SW_STORE_DEPARTURE, left, i, &bytes, &size, error);
            if (found > 0)
                found = add_departure(to, generation, i, bytes, size, error);
            if (found < 0)
                return -1;
            under_way |= found > 0;
        }
    }
    return 0;
}

static int fill(struct sw_lineage *lineage, struct remembered *to, uint64_t generation,
                struct sw_error *error)
{
    uint32_t islands = lineage->space.islands;
    size_t count = 0;

    to->births = sw_allocate(islands, sizeof *to->births, "reading a lineage", error);
    to->refounded = sw_allocate(islands, sizeof *to->refounded, "reading a lineage", error);
    if (to->births == NULL || to->refounded == NULL)
        return -1;
    for (uint32_t i = 0; i < islands; i++) {
        int found =
            read_births(lineage->store, lineage->space, generation, i, &to->births[i], error);

        if (found == 0)
            return sw_fail(error, SW_EXIT_DAMAGED,
                           "the births of generation %llu on island %u are missing from the store; "
                           "restore a copy of the run",
                           (unsigned long long)generation, i);
        if (found < 0 || read_refounding(lineage, generation, i, &to->refounded[i], error) != 0)
            return -1;
        count += 2 * (size_t)to->births[i].litters + 2;
    }
    to->entry = sw_allocate(count, sizeof *to->entry, "reading a lineage", error);
    if (to->entry == NULL)
        return -1;
    for (uint32_t i = 0; i < islands; i++)
        add_births(to, i);
    if (add_standing(lineage, to, generation, error) != 0 ||
        add_departures(lineage, to, generation, error) != 0)
        return -1;
    qsort(to->entry, to->entries, sizeof *to->entry, compare_entries);
    to->generation = generation;
    to->filled = true;
    return 0;
}

/* The births of a completed generation; borrowed until REMEMBERED others were asked for. */
const struct remembered *sw_lineage_recall(struct sw_lineage *lineage, uint64_t generation,
                                           struct sw_error *error)
{
    struct remembered *slot = &lineage->remembered[generation % REMEMBERED];

    if (slot->filled && slot->generation == generation)
        return slot;
    sw_lineage_forget(slot, lineage->space.islands);
    if (fill(lineage, slot, generation, error) == 0)
        return slot;
    sw_lineage_forget(slot, lineage->space.islands);
    return NULL;
}

/* The first entry of a parent, or the number of entries if it is not named. */
uint32_t sw_lineage_entry(const struct remembered *births, uint64_t parent)
{
    uint32_t low = 0, high = births->entries;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (births->entry[middle].parent < parent)
            low = middle + 1;
        else
            high = middle;
    }
    return low < births->entries && births->entry[low].parent == parent ? low : births->entries;
}

uint64_t *sw_lineage_named(struct sw_lineage *lineage, uint64_t generation, size_t *count,
                           struct sw_error *error)
{
    const struct remembered *births = sw_lineage_recall(lineage, generation, error);
    uint64_t *id;

    *count = 0;
    if (births == NULL)
        return NULL;
    id = sw_allocate((size_t)births->entries + 1, sizeof *id, "reading a lineage", error);
    for (uint32_t i = 0; i < births->entries && id != NULL; i++)
        if (*count == 0 || id[*count - 1] != births->entry[i].parent)
            id[(*count)++] = births->entry[i].parent;
    return id;
}

uint64_t *sw_lineage_living(struct sw_lineage *lineage, size_t *count, struct sw_error *error)
{
    struct sw_identity_space space = lineage->space;
    uint64_t last = lineage->generations - 1, *id, *more;
    size_t most = (size_t)space.islands * ((size_t)space.members + 1);
    const struct remembered *births;
    struct sw_birth birth;

    if (lineage->generations == 0) {
        id = sw_allocate(space.islands, sizeof *id, "reading a lineage", error);
        for (*count = 0; id != NULL && *count < space.islands; ++*count)
            id[*count] = *count;
        return id;
    }
    id = sw_lineage_named(lineage, last, count, error);
    if (id == NULL)
        return NULL;
    births = sw_lineage_recall(lineage, last, error); /* remembered */
    more = realloc(id, (*count + most) * sizeof *id);
    if (births == NULL || more == NULL) {
        free(more == NULL ? id : more);
        sw_fail(error, SW_EXIT_FAILED, "out of memory while reading a lineage");
        return NULL;
    }
    for (uint32_t i = 0; i < space.islands; i++)
        for (uint32_t slot = 0; slot <= space.members; slot++)
            if (sw_lineage_birth_at(space, births, sw_identity_id(space, last, i, slot), i, slot,
                                    &birth))
                more[(*count)++] = birth.id;
    return more;
}
