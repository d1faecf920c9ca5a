#include "archive/lineage_private.h"

#include <stdlib.h>
#include <string.h>

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
        sw_lineage_forget(&lineage->remembered[i], lineage->space.islands);
    free(lineage->scores);
    free(lineage->line);
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

uint64_t sw_lineage_since(const struct sw_lineage *lineage)
{
    return lineage->since;
}

int sw_lineage_between(struct sw_lineage *lineage, uint64_t since, uint64_t until,
                       struct sw_error *error)
{
    if (until > lineage->generations || (since >= until && until > 0) || (since > 0 && until == 0))
        return sw_fail(error, SW_EXIT_USAGE,
                       "there are no generations since %llu and until %llu: the run has completed "
                       "%llu; give 0 <= since < until <= %llu",
                       (unsigned long long)since, (unsigned long long)until,
                       (unsigned long long)lineage->generations,
                       (unsigned long long)lineage->generations);
    lineage->since = since;
    lineage->generations = until;
    return 0;
}

/* ---- members ---- */

/* Whether a generation names a parent: 1, 0 (also beyond the run), -1. */
static int named(struct sw_lineage *lineage, uint64_t generation, uint64_t parent,
                 struct sw_error *error)
{
    const struct remembered *births;

    if (generation >= lineage->generations)
        return 0;
    births = sw_lineage_recall(lineage, generation, error);
    if (births == NULL)
        return -1;
    return sw_lineage_entry(births, parent) < births->entries ? 1 : 0;
}

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
                    "the scores of generation %llu on island %u are missing from the store; "
                    "restore a copy of the run",
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

/* What distinguishes its birth. */
static int mark(struct sw_lineage *lineage, struct sw_lineage_member *member,
                struct sw_error *error)
{
    struct sw_identity_space space = lineage->space;
    const struct sw_identity *identity = &member->identity;
    bool child = !identity->founder && identity->slot < space.members;
    const struct remembered *before;

    member->first = identity->founder || identity->generation < lineage->since;
    member->refounded = member->birth.kind == SW_BIRTH_REFOUNDING;
    member->crossed = member->birth.mate != member->birth.parent;
    member->migrant = member->kin = false;
    if (child && identity->generation > 0) {
        before = sw_lineage_recall(lineage, identity->generation - 1, error);
        if (before == NULL)
            return -1;
        member->refounded = before->refounded[identity->island].strength >= 0 &&
                            !before->births[identity->island].recombines;
    }
    if (child && !member->refounded)
        member->migrant = sw_identity_of(space, member->birth.parent).island != identity->island ||
                          sw_identity_of(space, member->birth.mate).island != identity->island;
    if (member->birth.kind != SW_BIRTH_RECOMBINATION)
        return 0;
    return sw_lineage_kin(lineage, identity->generation, identity->island, &member->kin, error);
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
    if (mark(lineage, member, error) != 0)
        return -1;
    while ((more = named(lineage, next, member->birth.id, error)) == 1)
        last = next++;
    if (more < 0)
        return -1;
    member->origin = member->identity.generation;
    member->destruction = last + 1 >= lineage->generations ? SW_LINEAGE_LIVING : last + 1;
    return 0;
}

int sw_lineage_birth(struct sw_lineage *lineage, uint64_t id, struct sw_birth *out,
                     struct sw_error *error)
{
    struct sw_identity_space space = lineage->space;
    struct sw_identity identity = sw_identity_of(space, id);
    const struct remembered *births;

    *out = (struct sw_birth){.id = id, .parent = id, .mate = id, .kind = SW_BIRTH_FOUNDER};
    if (identity.founder)
        return 0;
    if (identity.generation < lineage->generations) {
        births = sw_lineage_recall(lineage, identity.generation, error);
        if (births == NULL)
            return -1;
        if (sw_lineage_birth_at(space, births, id, identity.island, identity.slot, out))
            return 0;
    }
    return sw_fail(error, SW_EXIT_USAGE,
                   "nobody has the id %llu: founders have 0 to %u, members of the run's %llu "
                   "generations ids below %llu",
                   (unsigned long long)id, space.islands - 1,
                   (unsigned long long)lineage->generations,
                   (unsigned long long)(space.islands + lineage->generations * space.islands *
                                                            ((uint64_t)space.members + 1)));
}

int sw_lineage_member(struct sw_lineage *lineage, uint64_t id, struct sw_lineage_member *out,
                      struct sw_error *error)
{
    out->identity = sw_identity_of(lineage->space, id);
    if (sw_lineage_birth(lineage, id, &out->birth, error) != 0 || live(lineage, out, error) != 0)
        return -1;
    if (out->destruction > lineage->since)
        return 0;
    return sw_fail(error, SW_EXIT_USAGE, "member %llu had died before generation %llu",
                   (unsigned long long)id, (unsigned long long)lineage->since);
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
                               "the births name member %llu as a parent, which was never born; "
                               "restore a copy of the run",
                               (unsigned long long)id);
            return sw_fail(error, (enum sw_exit)reason.code, "%s", reason.text);
        }
        result = visit(context, &member);
        if (result != 0)
            return result;
        id = member.birth.parent;
        first = false;
    } while (!member.first);
    return 0;
}

int sw_lineage_each_first(struct sw_lineage *lineage, sw_lineage_visit *visit, void *context,
                          struct sw_error *error)
{
    struct sw_lineage_member member;
    uint64_t *id;
    size_t count;
    int result = 0;

    if (lineage->since == 0) {
        for (uint32_t i = 0; i < lineage->space.islands && result == 0; i++) {
            if (sw_lineage_member(lineage, i, &member, error) != 0)
                return -1;
            result = visit(context, &member);
        }
        return result;
    }
    id = sw_lineage_named(lineage, lineage->since, &count, error);
    if (id == NULL)
        return -1;
    for (size_t i = 0; i < count && result == 0; i++) {
        result = sw_lineage_member(lineage, id[i], &member, error);
        if (result == 0)
            result = visit(context, &member);
    }
    free(id);
    return result;
}

/* One generation, island by island, slot by slot. */
static int each_born(struct sw_lineage *lineage, uint64_t generation, sw_lineage_visit *visit,
                     void *context, struct sw_error *error)
{
    struct sw_identity_space space = lineage->space;
    struct sw_lineage_member member;
    int result = 0;

    for (uint32_t i = 0; i < space.islands && result == 0; i++) {
        for (uint32_t slot = 0; slot <= space.members && result == 0; slot++) {
            uint64_t id = sw_identity_id(space, generation, i, slot);
            /* Asked for again each time: following a life may have pushed it out. */
            const struct remembered *births = sw_lineage_recall(lineage, generation, error);

            if (births == NULL)
                return -1;
            if (!sw_lineage_birth_at(space, births, id, i, slot, &member.birth))
                continue;
            member.identity = sw_identity_of(space, id);
            if (live(lineage, &member, error) != 0)
                return -1;
            result = visit(context, &member);
        }
    }
    return result;
}

int sw_lineage_each(struct sw_lineage *lineage, sw_lineage_visit *visit, void *context,
                    struct sw_error *error)
{
    int result = sw_lineage_each_first(lineage, visit, context, error);

    for (uint64_t g = lineage->since; g < lineage->generations && result == 0; g++)
        result = each_born(lineage, g, visit, context, error);
    return result;
}
