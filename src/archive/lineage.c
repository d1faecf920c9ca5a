#include "archive/lineage.h"

#include "population/resume.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define REMEMBERED 8u                /* generations */
#define RECOMBINED UINT32_MAX        /* instead of a litter: the parent made of all children */
#define NAMED      (UINT32_MAX - 1u) /* instead of a litter: it lives, as a mate or since it stands */

/* One litter, or the recombined parent, of a generation, or somebody who is only named, sorted by
 * parent, island, litter: whom a parent's children are, and who is named at all, is one binary
 * search. */
struct entry {
    uint64_t parent;
    uint32_t island, litter;
};

struct remembered {
    bool filled;
    uint64_t generation;
    uint32_t entries;
    struct entry *entry;
    struct sw_births *births;       /* [islands] */
    struct sw_refounded *refounded; /* [islands] seed and parent 0, strength < 0: not refounded */
};

struct sw_lineage {
    struct sw_store *store;
    struct sw_identity_space space;
    uint64_t generations;
    struct remembered remembered[REMEMBERED]; /* generation g stands at g % REMEMBERED */
    float *scores;                            /* [members] of the place below */
    bool scores_read;
    uint64_t scores_generation;
    uint32_t scores_island;
};

/* ---- births ---- */

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
static bool birth_at(struct sw_identity_space space, const struct sw_births *births,
                     const struct sw_refounded *refounded, uint64_t id, uint32_t slot,
                     struct sw_birth *out)
{
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

static void forget(struct remembered *remembered, uint32_t islands)
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
    if (add_standing(lineage, to, generation, error) != 0)
        return -1;
    qsort(to->entry, to->entries, sizeof *to->entry, compare_entries);
    to->generation = generation;
    to->filled = true;
    return 0;
}

/* The births of a completed generation; borrowed until REMEMBERED others were asked for. */
static const struct remembered *recall(struct sw_lineage *lineage, uint64_t generation,
                                       struct sw_error *error)
{
    struct remembered *slot = &lineage->remembered[generation % REMEMBERED];

    if (slot->filled && slot->generation == generation)
        return slot;
    forget(slot, lineage->space.islands);
    if (fill(lineage, slot, generation, error) == 0)
        return slot;
    forget(slot, lineage->space.islands);
    return NULL;
}

/* The first entry of a parent, or the number of entries if it is not named. */
static uint32_t first_entry(const struct remembered *births, uint64_t parent)
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

/* Whether a generation names a parent: 1, 0 (also beyond the run), -1. */
static int named(struct sw_lineage *lineage, uint64_t generation, uint64_t parent,
                 struct sw_error *error)
{
    const struct remembered *births;

    if (generation >= lineage->generations)
        return 0;
    births = recall(lineage, generation, error);
    if (births == NULL)
        return -1;
    return first_entry(births, parent) < births->entries ? 1 : 0;
}

/* ---- opening ---- */

struct sw_lineage *sw_lineage_open(struct sw_store *store, struct sw_error *error)
{
    struct sw_lineage *lineage = sw_allocate(1, sizeof *lineage, "reading a lineage", error);
    struct sw_run_record run = {0};
    const void *bytes;
    size_t size;
    int found;

    if (lineage == NULL)
        return NULL;
    lineage->store = store;
    found = sw_store_get(store, SW_STORE_RUN, 0, 0, &bytes, &size, error);
    if (found == 0)
        sw_fail(error, SW_EXIT_DAMAGED,
                "the store has no record of its run; restore a copy of the run");
    if (found != 1 || sw_run_unpack(bytes, size, &run, error) != 0)
        goto failed;
    lineage->space = run.space;
    sw_run_free(&run);
    found = sw_store_get(store, SW_STORE_STATE, 0, 0, &bytes, &size, error);
    if (found < 0 ||
        (found == 1 && sw_state_unpack(bytes, size, &lineage->generations, error) != 0))
        goto failed;
    if (lineage->generations > sw_identity_generations(lineage->space)) {
        sw_fail(error, SW_EXIT_DAMAGED,
                "the store claims an impossible number of generations; restore a copy of the run");
        goto failed;
    }
    lineage->scores =
        sw_allocate(lineage->space.members, sizeof *lineage->scores, "reading a lineage", error);
    if (lineage->scores == NULL)
        goto failed;
    return lineage;
failed:
    sw_lineage_close(lineage);
    return NULL;
}

void sw_lineage_close(struct sw_lineage *lineage)
{
    if (lineage == NULL)
        return;
    for (uint32_t i = 0; i < REMEMBERED; i++)
        forget(&lineage->remembered[i], lineage->space.islands);
    free(lineage->scores);
    free(lineage);
}

struct sw_identity_space sw_lineage_space(const struct sw_lineage *lineage)
{
    return lineage->space;
}

uint64_t sw_lineage_generations(const struct sw_lineage *lineage)
{
    return lineage->generations;
}

/* ---- members ---- */

static int read_score(struct sw_lineage *lineage, struct sw_lineage_member *member,
                      struct sw_error *error)
{
    uint64_t generation = member->identity.generation;
    uint32_t island = member->identity.island;
    const void *bytes;
    size_t size;
    int found;

    if (!lineage->scores_read || lineage->scores_generation != generation ||
        lineage->scores_island != island) {
        lineage->scores_read = false;
        found =
            sw_store_get(lineage->store, SW_STORE_SCORES, generation, island, &bytes, &size, error);
        if (found == 0)
            sw_fail(error, SW_EXIT_DAMAGED,
                    "the scores of generation %llu on island %u are missing from the store; go "
                    "back to a copy of the run",
                    (unsigned long long)generation, island);
        if (found != 1 ||
            sw_scores_unpack(bytes, size, lineage->scores, lineage->space.members, error) != 0)
            return -1;
        lineage->scores_read = true;
        lineage->scores_generation = generation;
        lineage->scores_island = island;
    }
    member->scored = true;
    member->score = lineage->scores[member->identity.slot];
    return 0;
}

/* Fills in all but identity and birth. */
static int live(struct sw_lineage *lineage, struct sw_lineage_member *member,
                struct sw_error *error)
{
    uint64_t next = member->identity.founder ? 0 : member->identity.generation + 1;
    uint64_t last = member->identity.generation; /* 0 for a founder */
    int more;

    member->scored = false;
    member->score = 0.0f;
    if (!member->identity.founder && member->identity.slot < lineage->space.members &&
        read_score(lineage, member, error) != 0)
        return -1;
    while ((more = named(lineage, next, member->birth.id, error)) == 1)
        last = next++;
    if (more < 0)
        return -1;
    member->origin = member->identity.generation;
    member->destruction = last + 1 >= lineage->generations ? SW_LINEAGE_LIVING : last + 1;
    return 0;
}

int sw_lineage_member(struct sw_lineage *lineage, uint64_t id, struct sw_lineage_member *out,
                      struct sw_error *error)
{
    struct sw_identity_space space = lineage->space;
    const struct remembered *births;
    bool born = true;

    out->identity = sw_identity_of(space, id);
    out->birth = (struct sw_birth){.id = id, .parent = id, .mate = id, .kind = SW_BIRTH_FOUNDER};
    if (!out->identity.founder) {
        born = out->identity.generation < lineage->generations;
        if (born) {
            births = recall(lineage, out->identity.generation, error);
            if (births == NULL)
                return -1;
            born = birth_at(space, &births->births[out->identity.island],
                            &births->refounded[out->identity.island], id, out->identity.slot,
                            &out->birth);
        }
    }
    if (born)
        return live(lineage, out, error);
    return sw_fail(error, SW_EXIT_USAGE,
                   "nobody has the id %llu: founders have 0 to %u, members of the run's %llu "
                   "generations ids below %llu",
                   (unsigned long long)id, space.islands - 1,
                   (unsigned long long)lineage->generations,
                   (unsigned long long)(space.islands + lineage->generations * space.islands *
                                                            ((uint64_t)space.members + 1)));
}

int sw_lineage_walk(struct sw_lineage *lineage, uint64_t id, sw_lineage_visit *visit, void *context,
                    struct sw_error *error)
{
    struct sw_lineage_member member;
    bool first = true;
    int result;

    do {
        struct sw_error reason = {0};

        if (sw_lineage_member(lineage, id, &member, &reason) != 0) {
            /* An id that only the store named is the store's fault. */
            if (!first && reason.code == SW_EXIT_USAGE)
                return sw_fail(error, SW_EXIT_DAMAGED,
                               "the births name member %llu as a parent, who was never born; go "
                               "back to a copy of the run",
                               (unsigned long long)id);
            return sw_fail(error, (enum sw_exit)reason.code, "%s", reason.text);
        }
        result = visit(context, &member);
        if (result != 0)
            return result;
        id = member.birth.parent;
        first = false;
    } while (!member.identity.founder);
    return 0;
}

int sw_lineage_each(struct sw_lineage *lineage, sw_lineage_visit *visit, void *context,
                    struct sw_error *error)
{
    struct sw_identity_space space = lineage->space;
    struct sw_lineage_member member;
    int result = 0;

    for (uint32_t i = 0; i < space.islands && result == 0; i++) {
        if (sw_lineage_member(lineage, i, &member, error) != 0)
            return -1;
        result = visit(context, &member);
    }
    for (uint64_t g = 0; g < lineage->generations && result == 0; g++) {
        for (uint32_t i = 0; i < space.islands && result == 0; i++) {
            for (uint32_t slot = 0; slot <= space.members && result == 0; slot++) {
                uint64_t id = sw_identity_id(space, g, i, slot);
                /* Asked for again each time: following a life may have pushed it out. */
                const struct remembered *births = recall(lineage, g, error);

                if (births == NULL)
                    return -1;
                if (!birth_at(space, &births->births[i], &births->refounded[i], id, slot,
                              &member.birth))
                    continue;
                member.identity = sw_identity_of(space, id);
                if (live(lineage, &member, error) != 0)
                    return -1;
                result = visit(context, &member);
            }
        }
    }
    return result;
}

/* ---- children ---- */

struct sw_lineage_place sw_lineage_children(const struct sw_lineage *lineage, uint64_t parent)
{
    struct sw_identity identity = sw_identity_of(lineage->space, parent);

    return (struct sw_lineage_place){
        .parent = parent,
        .generation = identity.founder ? 0 : identity.generation + 1,
    };
}

int sw_lineage_next_child(struct sw_lineage *lineage, struct sw_lineage_place *place,
                          uint64_t *child, struct sw_error *error)
{
    struct sw_identity_space space = lineage->space;

    while (place->generation < lineage->generations) {
        const struct remembered *births = recall(lineage, place->generation, error);
        const struct entry *entry;
        uint32_t at, slot;

        if (births == NULL)
            return -1;
        at = first_entry(births, place->parent);
        if (at == births->entries)
            return 0; /* not named: its life is over */
        at += place->litter;
        entry = &births->entry[at];
        if (at >= births->entries || entry->parent != place->parent) {
            place->generation++;
            place->litter = place->slot = 0;
            continue;
        }
        if (entry->litter == NAMED) { /* no child */
            place->litter++;
            continue;
        }
        if (entry->litter == RECOMBINED)
            slot = space.members;
        else
            slot = entry->litter * sw_identity_litter(space) + place->slot;
        place->slot++;
        if (entry->litter == RECOMBINED || place->slot == sw_identity_litter(space) ||
            slot + 1 == space.members) {
            place->litter++;
            place->slot = 0;
        }
        *child = sw_identity_id(space, place->generation, entry->island, slot);
        return 1;
    }
    return 0;
}

int sw_lineage_connected(struct sw_lineage *lineage, struct sw_error *error)
{
    for (uint64_t g = 0; g < lineage->generations; g++) {
        const struct remembered *births = recall(lineage, g, error);
        const struct remembered *before = g > 0 ? recall(lineage, g - 1, error) : NULL;

        if (births == NULL || (g > 0 && before == NULL))
            return -1;
        for (uint32_t i = 0; i < births->entries; i++) {
            uint64_t parent = births->entry[i].parent;
            struct sw_identity identity = sw_identity_of(lineage->space, parent);
            struct sw_birth birth;
            bool alive = g == 0 ? identity.founder : first_entry(before, parent) < before->entries;

            if (!alive && g > 0 && !identity.founder && identity.generation == g - 1)
                alive =
                    birth_at(lineage->space, &before->births[identity.island],
                             &before->refounded[identity.island], parent, identity.slot, &birth);
            if (!alive)
                return sw_fail(error, SW_EXIT_DAMAGED,
                               "generation %llu names member %llu as a parent, who was not alive "
                               "any more; the run cannot be written as a tree (csv and json can)",
                               (unsigned long long)g, (unsigned long long)parent);
        }
    }
    return 0;
}
