#include "archive/rebuild.h"

#include "archive/branch_record.h"
#include "base/number.h"
#include "population/keyframe.h"
#include "population/resume.h"
#include "population/run_record.h"

#include <stdlib.h>
#include <string.h>

/* The birth of a recombined parent names its children's common parent; no chain is longer than the
 * run. */
#define ANCESTRY_MAX (1u << 26)

/* All that an archive knows of its run but the breeder. */
static int read_run(struct sw_archive *archive, struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found;

    if (sw_run_read(archive->store, &archive->record, &archive->settings, &archive->layout,
                    error) != 0 ||
        sw_taskfiles_get(archive->store, &archive->files, error) < 0)
        return -1;
    found = sw_store_get(archive->store, SW_STORE_STATE, 0, 0, &bytes, &size, error);
    if (found > 0)
        return sw_state_unpack(bytes, size, &archive->generations, error);
    return found;
}

/* Forgets all but what the archive before it owns of the store. */
static void close_parts(struct sw_archive *archive)
{
    if (archive->before != NULL)
        close_parts(archive->before);
    free(archive->before);
    free(archive->origin);
    free(archive->founder);
    sw_run_free(&archive->record);
    sw_taskfiles_free(&archive->files);
    if (archive->stood.settings != NULL)
        sw_breeding_end(&archive->stood);
    if (archive->breeder.settings != NULL)
        sw_breeder_destroy(&archive->breeder);
    sw_worlds_destroy(archive->taught);
}

static int prepare(struct sw_archive *archive, struct sw_error *error);

/* What the run was part of before it branched, if it did: in the end the store holds a record of
 * each branch. */
static int read_before(struct sw_archive *archive, struct sw_error *error)
{
    struct sw_branch_record branch;
    struct sw_archive *before;
    const void *bytes;
    uint32_t second;
    size_t size;
    int found = archive->generations == 0
                    ? 0
                    : sw_store_before(archive->store, SW_STORE_BRANCH, archive->generations,
                                      &archive->branched, &second, &bytes, &size, error);

    if (found <= 0) {
        archive->branched = 0;
        return found;
    }
    if (sw_branch_unpack(bytes, size, &branch, error) != 0)
        return -1;
    before = sw_allocate(1, sizeof *before, "reading a run", error);
    if (before == NULL || archive->branched == 0) {
        free(before);
        sw_branch_free(&branch);
        return sw_fail(error, SW_EXIT_DAMAGED, "the store says that the run branched at its start");
    }
    archive->before = before;
    archive->origin = branch.folder;
    before->store = archive->store;
    before->folder = archive->folder;
    before->record = branch.run;
    /* One less, so that it finds the branch before; then all that it lived. */
    before->generations = archive->branched - 1;
    if (sw_run_interpret(&before->record, &before->settings, &before->layout, error) != 0 ||
        prepare(before, error) != 0)
        return sw_error_prefix(error, "before the run branched");
    before->generations = archive->branched;
    return sw_schedule_recall(before->breeder.schedule, before->store, before->record.space.islands,
                              before->generations, error);
}

/* All that follows from the record. */
static int prepare(struct sw_archive *archive, struct sw_error *error)
{
    if (sw_breeder_create(&archive->breeder, &archive->settings, &archive->layout, error) != 0)
        return -1;
    if (sw_founder_get(archive->store, &archive->layout, &archive->founder, error) != 0)
        return -1;
    archive->breeder.founder = archive->founder;
    return read_before(archive, error);
}

struct sw_archive *sw_archive_at(struct sw_archive *archive, uint64_t generation)
{
    while (archive->before != NULL && generation < archive->branched)
        archive = archive->before;
    return archive;
}

int sw_archive_open(struct sw_archive *archive, const char *folder, bool writable,
                    struct sw_error *error)
{
    memset(archive, 0, sizeof *archive);
    archive->folder = folder;
    archive->store = sw_store_open(folder, writable, false, error);
    if (archive->store == NULL)
        return -1;
    if (read_run(archive, error) != 0 || prepare(archive, error) != 0 ||
        sw_schedule_recall(archive->breeder.schedule, archive->store, archive->record.space.islands,
                           archive->generations, error) != 0) {
        sw_error_prefix(error, "%s", folder);
        sw_archive_close(archive);
        return -1;
    }
    return 0;
}

void sw_archive_close(struct sw_archive *archive)
{
    sw_store_close(archive->store);
    close_parts(archive);
    memset(archive, 0, sizeof *archive);
}

int sw_archive_teach(struct sw_archive *archive, struct sw_error *error)
{
    if (!sw_breeder_untaught(&archive->breeder))
        return 0;
    if (archive->taught == NULL &&
        sw_archive_worlds(archive, NULL, NULL, &archive->taught, error) != 0)
        return -1;
    return sw_breeder_teach(&archive->breeder, archive->taught, error);
}

int sw_archive_worlds(const struct sw_archive *archive,
                      void (*warn)(const char *sentence, void *context), void *context,
                      struct sw_worlds **out, struct sw_error *error)
{
    *out = NULL;
    if (!sw_settings_puzzles(&archive->settings))
        return 0;
    *out = sw_taskfiles_worlds(&archive->files, &archive->settings, archive->folder, warn, context,
                               error);
    return *out == NULL ? -1 : 0;
}

int32_t sw_archive_game(const struct sw_archive *archive)
{
    struct sw_schedule *schedule = archive->breeder.schedule;
    uint64_t end = sw_schedule_end(schedule, NULL), at = end > 0 ? end - 1 : 0;
    const struct sw_settings *settings = sw_schedule_at(schedule, at, 0);

    return settings->phase[sw_settings_phase(settings, at, NULL)].game;
}

struct sw_body_mutation sw_archive_newborns(const struct sw_archive *archive)
{
    uint64_t last = archive->generations > 0 ? archive->generations - 1 : 0;

    return sw_settings_body_lead(sw_schedule_at(archive->breeder.schedule, last, 0), last).mutation;
}

static int missing(const char *what, uint64_t generation, uint32_t island, struct sw_error *error)
{
    return sw_fail(error, SW_EXIT_DAMAGED,
                   "the %s of generation %llu on island %u are missing from the store", what,
                   (unsigned long long)generation, island);
}

int sw_archive_births(struct sw_archive *archive, uint64_t generation, uint32_t island,
                      struct sw_births *out, struct sw_error *error)
{
    const struct sw_scheme *scheme = sw_schedule_scheme(
        sw_archive_at(archive, generation)->breeder.schedule, generation, island);
    const void *bytes;
    size_t size;
    int found =
        sw_store_get(archive->store, SW_STORE_BIRTHS, generation, island, &bytes, &size, error);

    if (found == 0)
        return missing("births", generation, island, error);
    if (found < 0 || sw_births_unpack(bytes, size, out, error) != 0)
        return -1;
    if (out->litters == sw_settings_litters(&archive->settings) &&
        out->recombines == scheme->recombines)
        return 0;
    sw_fail(error, SW_EXIT_DAMAGED,
            "generation %llu on island %u has %u litters%s, which %s of %u members does not make",
            (unsigned long long)generation, island, out->litters,
            out->recombines ? " that recombine" : "", scheme->name, archive->record.space.members);
    sw_births_free(out);
    return -1;
}

int sw_archive_scores(struct sw_archive *archive, uint64_t generation, uint32_t island, float *out,
                      struct sw_error *error)
{
    return sw_resume_lived(archive->store, &archive->settings, generation, island, out, NULL,
                           error);
}

static int no_such(const struct sw_archive *archive, uint64_t id, struct sw_error *error)
{
    struct sw_identity_space space = archive->record.space;
    uint64_t most = space.islands;

    if (archive->generations > 0)
        most = sw_identity_id(space, archive->generations - 1, space.islands - 1, space.members);
    return sw_fail(error, SW_EXIT_USAGE,
                   "there is no member %llu in this run; its members are 0 to %llu",
                   (unsigned long long)id, (unsigned long long)most);
}

static int read_keyframe_of(const struct sw_archive *archive, uint64_t id, const void *bytes,
                            size_t size, struct sw_individual *out, struct sw_error *error)
{
    if (sw_keyframe_read(bytes, size, &archive->layout, out, error) != 0)
        return -1;
    if (out->id == id)
        return 0;
    sw_fail(error, SW_EXIT_DAMAGED, "the keyframe of member %llu is that of member %llu",
            (unsigned long long)id, (unsigned long long)out->id);
    sw_individual_free(out);
    return -1;
}

static int no_keyframe(uint64_t id, struct sw_error *error)
{
    return sw_fail(
        error, SW_EXIT_DAMAGED,
        "the keyframe of member %llu, which was a parent when the run branched, is missing",
        (unsigned long long)id);
}

/* Walks from `id` towards the founder until a keyframe (or a founder) is found; the ids walked over
 * are the path. */
static int find_start(struct sw_archive *archive, uint64_t id, bool keyframes, uint64_t **path,
                      uint32_t *length, struct sw_individual *start, struct sw_error *error)
{
    uint32_t room = 0;

    *path = NULL;
    for (*length = 0; *length < ANCESTRY_MAX;) {
        struct sw_identity identity = sw_identity_of(archive->record.space, id);
        const void *bytes;
        size_t size;
        int found = 0;
        struct sw_births births;

        if (identity.founder && archive->before != NULL)
            return no_keyframe(id, error);
        if (identity.founder)
            return sw_genome_founder(&archive->breeder, (uint32_t)id, start, error);
        if (identity.generation >= archive->generations)
            return no_such(archive, id, error);
        if (keyframes || *length > 0)
            found = sw_store_get(archive->store, SW_STORE_KEYFRAME, id, 0, &bytes, &size, error);
        if (found < 0)
            return -1;
        if (found > 0)
            return read_keyframe_of(archive, id, bytes, size, start, error);
        if (archive->before != NULL && identity.generation < archive->branched)
            return no_keyframe(id, error);
        if (*length == room) {
            uint64_t *more;

            room = room * 2 + 64;
            more = realloc(*path, room * sizeof **path);
            if (more == NULL)
                return sw_fail(error, SW_EXIT_FAILED, "out of memory while walking an ancestry");
            *path = more;
        }
        (*path)[(*length)++] = id;
        if (sw_archive_births(archive, identity.generation, identity.island, &births, error) != 0)
            return -1;
        if (identity.slot == archive->record.space.members && !births.recombines) {
            sw_births_free(&births);
            return no_such(archive, id, error);
        }
        id = births
                 .litter[identity.slot == archive->record.space.members
                             ? 0
                             : identity.slot / sw_identity_litter(archive->record.space)]
                 .parent;
        sw_births_free(&births);
        if (id >= (*path)[*length - 1])
            return sw_fail(error, SW_EXIT_DAMAGED, "member %llu has a parent born after it",
                           (unsigned long long)(*path)[*length - 1]);
    }
    return sw_fail(error, SW_EXIT_DAMAGED, "an ancestry without end");
}

/* One step down the path: from a parent to the individual `id`. */
static int descend(struct sw_archive *archive, uint64_t id, const struct sw_individual *parent,
                   float *scores, struct sw_individual *out, struct sw_error *error)
{
    struct sw_identity identity = sw_identity_of(archive->record.space, id);
    uint32_t size = sw_identity_litter(archive->record.space);
    struct sw_births births;
    int result;

    if (sw_archive_births(archive, identity.generation, identity.island, &births, error) != 0)
        return -1;
    if (identity.slot < archive->record.space.members) {
        result = sw_genome_member(&archive->breeder, &births.litter[identity.slot / size],
                                  identity.slot % size, parent, id, out, error);
    } else {
        result = sw_archive_scores(archive, identity.generation, identity.island, scores, error);
        if (result == 0)
            result = sw_genome_recombine(&archive->breeder, identity.generation, &births, scores,
                                         NULL, parent, NULL, id, out, error);
    }
    sw_births_free(&births);
    return result;
}

/* A stored keyframe of an individual: 1, 0 if there is none, -1. */
static int read_keyframe(struct sw_archive *archive, uint64_t id, struct sw_individual *out,
                         struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found = sw_store_get(archive->store, SW_STORE_KEYFRAME, id, 0, &bytes, &size, error);

    if (found <= 0)
        return found;
    return read_keyframe_of(archive, id, bytes, size, out, error) == 0 ? 1 : -1;
}

/* Where more than its ancestors makes an individual: the whole generation is made again. */
static int rebuild_standing(struct sw_archive *archive, uint64_t id, bool keyframes,
                            struct sw_individual *out, struct sw_error *error)
{
    struct sw_identity identity = sw_identity_of(archive->record.space, id);
    const struct sw_breeding *breeding;
    struct sw_lived lived;
    float *room;
    int found = 0;

    if (identity.generation >= archive->generations ||
        (identity.slot == archive->record.space.members &&
         !sw_schedule_scheme(archive->breeder.schedule, identity.generation, identity.island)
              ->recombines))
        return no_such(archive, id, error);
    if (keyframes)
        found = read_keyframe(archive, id, out, error);
    if (found != 0)
        return found < 0 ? -1 : 0;
    breeding = sw_archive_stand(archive, identity.generation, error);
    if (breeding == NULL ||
        sw_archive_lived(archive, identity.generation, &lived, &room, error) != 0)
        return -1;
    found = sw_breeding_make(breeding, &lived, id, out, error);
    free(room);
    return found;
}

/* Founders, and who was born before a branch, are of the run before it. */
static struct sw_archive *governing(struct sw_archive *archive, uint64_t id)
{
    struct sw_identity identity = sw_identity_of(archive->record.space, id);

    return sw_archive_at(archive, identity.founder ? 0 : identity.generation);
}

int sw_archive_rebuild(struct sw_archive *archive, uint64_t id, bool keyframes,
                       struct sw_individual *out, struct sw_error *error)
{
    uint64_t *path = NULL;
    uint32_t length = 0;
    float *scores;
    int result;

    memset(out, 0, sizeof *out);
    archive = governing(archive, id);
    if (sw_archive_teach(archive, error) != 0)
        return -1;
    if (archive->breeder.replays && id >= archive->record.space.islands)
        return rebuild_standing(archive, id, keyframes, out, error);
    scores = sw_allocate_floats(archive->record.space.members, "rebuilding a member", error);
    if (scores == NULL)
        return -1;
    result = find_start(archive, id, keyframes, &path, &length, out, error);
    while (result == 0 && length > 0) {
        struct sw_individual next;

        result = descend(archive, path[--length], out, scores, &next, error);
        if (result == 0) {
            sw_individual_free(out);
            *out = next;
        }
    }
    if (result != 0)
        sw_individual_free(out);
    free(path);
    free(scores);
    return result;
}

/* The statistics of an island in the last generation. */
static int read_last(struct sw_archive *archive, uint32_t island, struct sw_statistics *out,
                     struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found = sw_store_get(archive->store, SW_STORE_STATISTICS, archive->generations - 1, island,
                             &bytes, &size, error);

    if (found == 0)
        return missing("statistics", archive->generations - 1, island, error);
    return found < 0 ? -1 : sw_statistics_unpack(bytes, size, out, error);
}

static int best_island(struct sw_archive *archive, uint32_t *best, struct sw_statistics *out,
                       struct sw_error *error)
{
    for (uint32_t island = 0; island < archive->record.space.islands; island++) {
        struct sw_statistics statistics;

        if (read_last(archive, island, &statistics, error) != 0)
            return -1;
        if (island == 0 || statistics.mean > out->mean) {
            *best = island;
            *out = statistics;
        }
    }
    return 0;
}

/* The best of the clones of the last generation on islands first..end-1: elites whose score is no
 * luck. */
static int best_elite(struct sw_archive *archive, uint32_t first, uint32_t end, uint64_t *id,
                      bool *found, struct sw_error *error)
{
    uint64_t generation = archive->generations - 1;
    uint32_t members = archive->record.space.members;
    float *scores = sw_allocate_floats(members, "looking for the best", error), best = 0;
    int result = scores == NULL ? -1 : 0;

    *found = false;
    for (uint32_t island = first; island < end && result == 0; island++) {
        struct sw_births births;

        result = sw_archive_births(archive, generation, island, &births, error);
        if (result != 0)
            break;
        result = sw_archive_scores(archive, generation, island, scores, error);
        for (uint32_t i = 0; i < births.litters && result == 0; i++) {
            uint32_t slot = i * sw_identity_litter(archive->record.space);

            if (births.litter[i].clone && (!*found || scores[slot] > best)) {
                *found = true;
                best = scores[slot];
                *id = sw_identity_id(archive->record.space, generation, island, slot);
            }
        }
        sw_births_free(&births);
    }
    free(scores);
    return result;
}

/* The recombined parent of an island after the last generation; false if there is none. */
static bool last_parent(struct sw_archive *archive, uint32_t island, uint64_t *id)
{
    uint64_t last = archive->generations - 1;
    struct sw_schedule *schedule = sw_archive_at(archive, last)->breeder.schedule;

    if (!sw_schedule_scheme(schedule, last, island)->recombines)
        return false;
    *id = sw_identity_id(archive->record.space, last, island, archive->record.space.members);
    return true;
}

int sw_archive_leader(struct sw_archive *archive, uint32_t island, uint64_t *id, double *mean,
                      struct sw_error *error)
{
    struct sw_statistics statistics;
    bool found;

    if (read_last(archive, island, &statistics, error) != 0)
        return -1;
    *mean = statistics.mean;
    if (last_parent(archive, island, id))
        return 0;
    if (best_elite(archive, island, island + 1, id, &found, error) != 0)
        return -1;
    if (!found)
        *id = statistics.best_id;
    return 0;
}

int sw_archive_member(struct sw_archive *archive, const char *text, uint64_t *id,
                      struct sw_error *error)
{
    struct sw_statistics statistics = {0};
    uint32_t island = 0;
    bool found;

    if (strcmp(text, "founder") == 0 || (strcmp(text, "best") == 0 && archive->generations == 0)) {
        *id = 0;
        return 0;
    }
    if (strcmp(text, "best") != 0) {
        if (!sw_number_unsigned(text, id))
            return sw_fail(error, SW_EXIT_USAGE,
                           "\"%s\" is not a member: give an id, best or founder", text);
        if (!sw_identity_of(archive->record.space, *id).founder &&
            sw_identity_of(archive->record.space, *id).generation >= archive->generations)
            return no_such(archive, *id, error);
        return 0;
    }
    if (best_island(archive, &island, &statistics, error) != 0)
        return -1;
    if (last_parent(archive, island, id))
        return 0;
    if (best_elite(archive, 0, archive->record.space.islands, id, &found, error) != 0)
        return -1;
    if (!found)
        *id = statistics.best_id;
    return 0;
}
