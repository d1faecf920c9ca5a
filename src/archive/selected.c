#include "archive/selected.h"

#include "archive/overlap.h"
#include "population/resume.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A parent with the children it has, in halves: a child of two is one half of each. */
struct share {
    uint64_t parent, halves;
};

/* An individual on the way to its founder, and whether its birth changed something. */
struct step {
    uint64_t id;
    bool mutated;
};

struct sw_selected_walk {
    struct sw_archive *archive;
    struct sw_ancestry *ancestry;
    uint64_t generation; /* the next one to be read */
    uint32_t islands;
    struct sw_births *births; /* [islands] of this generation */
    struct sw_births *coming; /* [islands] of the next one; litters 0 after the last */
    struct share *share;      /* [2 * litters], scratch */
    uint64_t *alive;          /* [islands * litters], scratch: ids of parents */
    uint32_t *place;          /* [islands * litters], scratch */
    float *score, *before;    /* [members] */
    float *observed;          /* [members][width], NULL if nothing is observed */
    float *family;            /* [islands] */
    bool judged;
    struct sw_overlap_litter *litter; /* [islands * litters], scratch */
    struct step *path;                /* scratch of unknown length */
    size_t room;
};

static struct sw_identity_space space_of(const struct sw_selected_walk *walk)
{
    return walk->archive->record.space;
}

/* ---- ancestors ---- */

static int damaged_parent(uint64_t id, struct sw_error *error)
{
    return sw_fail(error, SW_EXIT_DAMAGED, "member %" PRIu64 " has a parent born after it", id);
}

/* Of whom an individual that is no founder was born: of a refounded parent, the one that it was
 * made of. *mutated: it is not the same as that one. */
static int parent_of(struct sw_selected_walk *walk, uint64_t id, uint64_t *parent, bool *mutated,
                     struct sw_error *error)
{
    uint32_t size = sw_identity_litter(space_of(walk));
    struct sw_identity_space space = space_of(walk);
    struct sw_identity identity = sw_identity_of(space, id);
    bool moved = identity.slot == space.members;
    struct sw_births births;
    struct sw_refounded refounded;
    int found = 0;

    if (sw_archive_births(walk->archive, identity.generation, identity.island, &births, error) != 0)
        return -1;
    *parent = births.litter[moved ? 0 : identity.slot / size].parent;
    *mutated = moved || !births.litter[identity.slot / size].clone || identity.slot % size > 1;
    if (moved && births.recombines)
        found = sw_resume_refounded(walk->archive->store, identity.generation, identity.island,
                                    &refounded, error);
    sw_births_free(&births);
    if (found < 0)
        return -1;
    if (found > 0) {
        *parent = refounded.parent;
        *mutated = refounded.parent != refounded.mate || refounded.strength > 0;
    }
    return *parent < id ? 0 : damaged_parent(id, error);
}

static int lengthen(struct sw_selected_walk *walk, size_t length, struct sw_error *error)
{
    struct step *more;

    if (length < walk->room)
        return 0;
    more = realloc(walk->path, (2 * walk->room + 64) * sizeof *more);
    if (more == NULL)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while reading an ancestry");
    walk->path = more;
    walk->room = 2 * walk->room + 64;
    return 0;
}

/* Puts an individual into the tree, below all its ancestors that are not there yet. */
static int settle(struct sw_selected_walk *walk, uint64_t id, struct sw_error *error)
{
    struct sw_identity_space space = space_of(walk);
    uint32_t place = sw_ancestry_find(walk->ancestry, id);
    size_t length = 0;

    while (place == SW_ANCESTRY_NONE) {
        if (lengthen(walk, length, error) != 0)
            return -1;
        walk->path[length] = (struct step){.id = id};
        if (sw_identity_of(space, id).founder) {
            length++;
            break;
        }
        if (parent_of(walk, id, &id, &walk->path[length++].mutated, error) != 0)
            return -1;
        place = sw_ancestry_find(walk->ancestry, id);
    }
    while (length > 0) {
        id = walk->path[--length].id;
        if (sw_ancestry_add(walk->ancestry, id, sw_identity_of(space, id).generation, place,
                            walk->path[length].mutated, &place, error) != 0)
            return -1;
    }
    return 0;
}

static int compare_places(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static int compare_ids(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static uint32_t different_places(uint32_t *place, uint32_t count)
{
    uint32_t different = 0;

    qsort(place, count, sizeof *place, compare_places);
    for (uint32_t i = 0; i < count; i++)
        different += i == 0 || place[i] != place[i - 1];
    return different;
}

/* The different ids among the parents of some islands' litters, sorted, into walk->alive. */
static uint32_t gather(struct sw_selected_walk *walk, uint32_t first, uint32_t end)
{
    uint32_t count = 0, kept = 0;

    for (uint32_t island = first; island < end; island++)
        for (uint32_t i = 0; i < walk->births[island].litters; i++)
            walk->alive[count++] = walk->births[island].litter[i].parent;
    qsort(walk->alive, count, sizeof *walk->alive, compare_ids);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || walk->alive[i] != walk->alive[kept - 1])
            walk->alive[kept++] = walk->alive[i];
    return kept;
}

/* Of the parents of the litters on islands first..end-1; all are in the tree. */
static struct sw_descent descend(struct sw_selected_walk *walk, uint32_t first, uint32_t end)
{
    const struct sw_ancestry *ancestry = walk->ancestry;
    uint64_t now = walk->generation, then = now > SW_SELECTED_BACK ? now - SW_SELECTED_BACK : 0;
    struct sw_descent out = {.parents = gather(walk, first, end),
                             .coalescence = SW_SELECTED_NO_COMMON};
    uint32_t common = SW_ANCESTRY_NONE;

    for (uint32_t i = 0; i < out.parents; i++) {
        uint32_t place = sw_ancestry_find(ancestry, walk->alive[i]);

        walk->place[i] = sw_ancestry_founder(ancestry, place);
        if (i == 0)
            common = place;
        else if (common != SW_ANCESTRY_NONE)
            common = sw_ancestry_common(ancestry, common, place);
    }
    out.lines = different_places(walk->place, out.parents);
    for (uint32_t i = 0; i < out.parents; i++)
        walk->place[i] = sw_ancestry_at(ancestry, sw_ancestry_find(ancestry, walk->alive[i]), then);
    out.ancestors = different_places(walk->place, out.parents);
    if (common != SW_ANCESTRY_NONE)
        out.coalescence = now - sw_ancestry_born(ancestry, common);
    out.overlap =
        sw_overlap(ancestry, space_of(walk), walk->births + first, end - first, walk->litter);
    return out;
}

/* Puts the parents of the generation into the tree, and tells of all of them. */
static int grow(struct sw_selected_walk *walk, struct sw_descent *everywhere,
                struct sw_error *error)
{
    uint32_t islands = space_of(walk).islands, parents = gather(walk, 0, islands);

    for (uint32_t i = 0; i < parents; i++)
        if (settle(walk, walk->alive[i], error) != 0)
            return -1;
    if (sw_ancestry_keep(walk->ancestry, walk->alive, parents, error) != 0)
        return -1;
    *everywhere = descend(walk, 0, islands);
    return 0;
}

/* ---- births ---- */

static int compare_shares(const void *a, const void *b)
{
    const struct share *x = a, *y = b;

    return (x->parent > y->parent) - (x->parent < y->parent);
}

/* Two children are drawn, and of each one parent: the probability that it is the same one. */
static double effective_size(struct sw_selected_walk *walk, const struct sw_births *births)
{
    struct sw_identity_space space = space_of(walk);
    uint32_t most = sw_identity_litter(space), shares = 0;
    double members = space.members, same = 0, sum = 0;

    for (uint32_t i = 0; i < births->litters; i++) {
        uint32_t left = space.members - i * most, size = left < most ? left : most;
        const struct sw_litter *litter = &births->litter[i];

        walk->share[shares++] = (struct share){litter->parent, size};
        walk->share[shares++] = (struct share){litter->mate, size};
        same -= litter->parent == litter->mate ? size : size / 2.0; /* a child with itself */
    }
    qsort(walk->share, shares, sizeof *walk->share, compare_shares);
    for (uint32_t i = 0; i < shares; i++) {
        sum += (double)walk->share[i].halves / 2;
        if (i + 1 < shares && walk->share[i + 1].parent == walk->share[i].parent)
            continue;
        same += sum * sum;
        sum = 0;
    }
    return same > 0 ? members * (members - 1) / same : (double)NAN;
}

/* What an elite scored when it was chosen: false if nobody scored it. */
static int chosen_score(struct sw_selected_walk *walk, uint64_t id, bool *scored, double *score,
                        struct sw_error *error)
{
    struct sw_identity_space space = space_of(walk);
    struct sw_identity identity = sw_identity_of(space, id);

    *scored = !identity.founder && identity.slot < space.members;
    if (*scored && sw_archive_scores(walk->archive, identity.generation, identity.island,
                                     walk->before, error) != 0)
        return -1;
    *score = *scored ? (double)walk->before[identity.slot] : 0;
    return 0;
}

static int read_elites(struct sw_selected_walk *walk, struct sw_selected *out,
                       struct sw_error *error)
{
    const struct sw_births *births = &walk->births[out->island];
    uint32_t size = sw_identity_litter(space_of(walk));
    bool read = false, scored;
    double sum = 0, then;

    for (uint32_t i = 0; i < births->litters; i++) {
        if (!births->litter[i].clone)
            continue;
        if (!read &&
            sw_archive_scores(walk->archive, out->generation, out->island, walk->score, error) != 0)
            return -1;
        read = true;
        if (chosen_score(walk, births->litter[i].parent, &scored, &then, error) != 0)
            return -1;
        sum += scored ? (double)walk->score[i * size] - then : 0;
        out->elites += scored;
    }
    out->elite_gap = out->elites > 0 ? sum / out->elites : (double)NAN;
    return 0;
}

/* ---- what else the store holds ---- */

static int read_realised(struct sw_selected_walk *walk, struct sw_selected *out,
                         struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found = sw_store_get(walk->archive->store, SW_STORE_SELECTION, out->generation, out->island,
                             &bytes, &size, error);

    out->recorded = found > 0;
    return found > 0 ? sw_realised_unpack(bytes, size, &out->realised, error) : found;
}

static double spread_of(const float *observed, uint32_t members, uint32_t width)
{
    double squares = 0;

    for (uint32_t k = 0; k < width; k++) {
        double mean = 0;

        for (uint32_t i = 0; i < members; i++)
            mean += (double)observed[(size_t)i * width + k];
        mean /= members;
        for (uint32_t i = 0; i < members; i++) {
            double apart = (double)observed[(size_t)i * width + k] - mean;

            squares += apart * apart;
        }
    }
    return sqrt(squares / members);
}

static int read_spread(struct sw_selected_walk *walk, struct sw_selected *out,
                       struct sw_error *error)
{
    uint32_t members = space_of(walk).members, width = walk->archive->breeder.width;
    const void *bytes;
    size_t size;
    int found = 0;

    out->spread = (double)NAN;
    if (walk->observed != NULL)
        found = sw_store_get(walk->archive->store, SW_STORE_OBSERVED, out->generation, out->island,
                             &bytes, &size, error);
    if (found <= 0)
        return found;
    if (sw_observed_unpack(bytes, size, walk->observed, members, width, error) != 0)
        return -1;
    out->spread = spread_of(walk->observed, members, width);
    return 0;
}

static int read_programs(struct sw_selected_walk *walk, struct sw_selected *out,
                         struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found = sw_store_get(walk->archive->store, SW_STORE_PROGRAMS, out->generation, out->island,
                             &bytes, &size, error);

    out->probed = found > 0;
    return found > 0
               ? sw_programs_unpack(bytes, size, space_of(walk).members, &out->programs, error)
               : found;
}

/* The scores of islands' parents on fresh worlds, where they were judged. */
static int read_families(struct sw_selected_walk *walk, struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found = sw_store_get(walk->archive->store, SW_STORE_FAMILIES, walk->generation, 0, &bytes,
                             &size, error);

    walk->judged = found > 0;
    return found > 0 ? sw_scores_unpack(bytes, size, walk->family, space_of(walk).islands, error)
                     : found;
}

static double family_score(const struct sw_selected_walk *walk, uint32_t island)
{
    return walk->judged ? (double)walk->family[island] : (double)NAN;
}

static int read_refounding(struct sw_selected_walk *walk, struct sw_selected *out,
                           struct sw_error *error)
{
    struct sw_refounded refounded;
    int found =
        sw_resume_refounded(walk->archive->store, out->generation, out->island, &refounded, error);

    out->family = family_score(walk, out->island);
    if (found <= 0)
        return found;
    out->refounded = true;
    for (int i = 0; i < 2; i++) {
        if (refounded.island[i] >= space_of(walk).islands)
            return sw_fail(error, SW_EXIT_DAMAGED,
                           "the refounding of generation %" PRIu64 " on island %u names island "
                           "%u, which is not there",
                           out->generation, out->island, refounded.island[i]);
        out->from[i] = refounded.island[i];
        out->from_score[i] = family_score(walk, refounded.island[i]);
    }
    return 0;
}

/* ---- the walk ---- */

static int read_island(struct sw_selected_walk *walk, struct sw_selected *out,
                       struct sw_error *error)
{
    const struct sw_births *coming = &walk->coming[out->island];
    const struct sw_strategy_rule *rule =
        &sw_archive_at(walk->archive, out->generation)->breeder.strategy;

    out->descent = descend(walk, out->island, out->island + 1);
    for (uint32_t i = 0; i < SW_OWNS; i++)
        out->own[i] =
            rule->which >> i & 1u
                ? sw_strategy_factor(rule, walk->births[out->island].strategy, (enum sw_own)i)
                : (double)NAN;
    out->effective_size = coming->litters > 0 ? effective_size(walk, coming) : (double)NAN;
    if (read_realised(walk, out, error) != 0 || read_elites(walk, out, error) != 0 ||
        read_spread(walk, out, error) != 0 || read_programs(walk, out, error) != 0 ||
        read_refounding(walk, out, error) != 0)
        return -1;
    return 0;
}

static int read_births(struct sw_selected_walk *walk, uint64_t generation, struct sw_births *out,
                       struct sw_error *error)
{
    for (uint32_t i = 0; i < space_of(walk).islands; i++) {
        sw_births_free(&out[i]);
        memset(&out[i], 0, sizeof out[i]);
        if (generation < walk->archive->generations &&
            sw_archive_births(walk->archive, generation, i, &out[i], error) != 0)
            return -1;
    }
    return 0;
}

static int read_generation(struct sw_selected_walk *walk,
                           int (*visit)(void *context, const struct sw_selected *selected),
                           void *context, struct sw_error *error)
{
    struct sw_births *lived = walk->births;
    struct sw_descent everywhere;
    int result = 0;

    walk->births = walk->coming;
    walk->coming = lived;
    if ((walk->births[0].litters == 0 &&
         read_births(walk, walk->generation, walk->births, error) != 0) ||
        read_births(walk, walk->generation + 1, walk->coming, error) != 0 ||
        grow(walk, &everywhere, error) != 0 || read_families(walk, error) != 0)
        return -1;
    for (uint32_t i = 0; i < space_of(walk).islands && result == 0; i++) {
        struct sw_selected selected = {
            .generation = walk->generation, .island = i, .everywhere = everywhere};

        result = read_island(walk, &selected, error);
        if (result == 0)
            result = visit(context, &selected);
    }
    return result;
}

void sw_selected_end(struct sw_selected_walk *walk)
{
    if (walk == NULL)
        return;
    for (uint32_t i = 0; i < walk->islands; i++) {
        if (walk->births != NULL)
            sw_births_free(&walk->births[i]);
        if (walk->coming != NULL)
            sw_births_free(&walk->coming[i]);
    }
    free(walk->births);
    free(walk->coming);
    free(walk->share);
    free(walk->alive);
    free(walk->place);
    free(walk->score);
    free(walk->before);
    free(walk->observed);
    free(walk->family);
    free(walk->litter);
    free(walk->path);
    sw_ancestry_destroy(walk->ancestry);
    free(walk);
}

struct sw_selected_walk *sw_selected_begin(struct sw_archive *archive, struct sw_error *error)
{
    static const char what[] = "reading what selection did";
    struct sw_identity_space space = archive->record.space;
    uint32_t litters = sw_identity_litters(space), width = archive->breeder.width;
    size_t all = (size_t)litters * space.islands;
    struct sw_selected_walk *walk = sw_allocate(1, sizeof *walk, what, error);

    if (walk == NULL)
        return NULL;
    *walk = (struct sw_selected_walk){
        .archive = archive, .islands = space.islands, .ancestry = sw_ancestry_create(error)};
    walk->births = sw_allocate(space.islands, sizeof *walk->births, what, error);
    walk->coming = sw_allocate(space.islands, sizeof *walk->coming, what, error);
    walk->share = sw_allocate(2 * (size_t)litters, sizeof *walk->share, what, error);
    walk->alive = sw_allocate(all, sizeof *walk->alive, what, error);
    walk->place = sw_allocate(all, sizeof *walk->place, what, error);
    walk->litter = sw_allocate(all, sizeof *walk->litter, what, error);
    walk->score = sw_allocate_floats(space.members, what, error);
    walk->before = sw_allocate_floats(space.members, what, error);
    walk->family = sw_allocate_floats(space.islands, what, error);
    if (width > 0)
        walk->observed = sw_allocate_floats((size_t)space.members * width, what, error);
    if (walk->ancestry != NULL && walk->births != NULL && walk->coming != NULL &&
        walk->share != NULL && walk->alive != NULL && walk->place != NULL && walk->litter != NULL &&
        walk->score != NULL && walk->before != NULL && walk->family != NULL &&
        (width == 0 || walk->observed != NULL))
        return walk;
    sw_selected_end(walk);
    return NULL;
}

int sw_selected_next(struct sw_selected_walk *walk, struct sw_archive *archive,
                     int (*visit)(void *context, const struct sw_selected *selected), void *context,
                     struct sw_error *error)
{
    int result;

    walk->archive = archive;
    result = read_generation(walk, visit, context, error);
    walk->generation++;
    return result;
}

int sw_selected_each(struct sw_archive *archive,
                     int (*visit)(void *context, const struct sw_selected *selected), void *context,
                     struct sw_error *error)
{
    struct sw_selected_walk *walk = sw_selected_begin(archive, error);
    int result = walk == NULL ? -1 : 0;

    for (uint64_t i = 0; result == 0 && i < archive->generations; i++)
        result = sw_selected_next(walk, archive, visit, context, error);
    sw_selected_end(walk);
    return result;
}

int sw_selected_programs(struct sw_archive *archive, struct sw_programs *out, uint64_t *generation,
                         struct sw_error *error)
{
    uint32_t islands = archive->record.space.islands, last;
    const void *bytes;
    size_t size;
    int found;

    *out = (struct sw_programs){0};
    *generation = 0;
    if (archive->generations == 0)
        return 0;
    found = sw_store_before(archive->store, SW_STORE_PROGRAMS, archive->generations - 1, generation,
                            &last, &bytes, &size, error);
    if (found <= 0)
        return found;
    for (uint32_t i = 0; i < islands; i++) {
        struct sw_programs here;

        found =
            sw_store_get(archive->store, SW_STORE_PROGRAMS, *generation, i, &bytes, &size, error);
        if (found <= 0)
            return found;
        if (sw_programs_unpack(bytes, size, archive->record.space.members, &here, error) != 0)
            return -1;
        out->entropy += here.entropy / islands;
        out->together += here.together / islands;
        out->different += here.different / islands;
    }
    return 1;
}

int sw_selected_mean(struct sw_archive *archive, uint32_t samples, double *intensity,
                     double *parents, uint64_t *found, struct sw_error *error)
{
    uint64_t all = archive->generations, count = all < samples ? all : samples;

    *intensity = *parents = 0;
    *found = 0;
    for (uint64_t i = 0; i < count * archive->record.space.islands; i++) {
        uint64_t generation = i / archive->record.space.islands * all / count;
        uint32_t island = (uint32_t)(i % archive->record.space.islands);
        struct sw_realised realised;
        const void *bytes;
        size_t size;
        int there = sw_store_get(archive->store, SW_STORE_SELECTION, generation, island, &bytes,
                                 &size, error);

        if (there < 0 || (there > 0 && sw_realised_unpack(bytes, size, &realised, error) != 0))
            return -1;
        if (there == 0)
            continue;
        (*found)++;
        *intensity += (realised.intensity - *intensity) / (double)*found;
        *parents += (realised.parents - *parents) / (double)*found;
    }
    return 0;
}
