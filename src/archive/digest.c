#include "archive/digest.h"

#include "archive/branch_record.h"
#include "base/bytes.h"
#include "population/run_record.h"
#include "record/programs.h"
#include "record/surface.h"
#include "store/journal.h"
#include "settings/taskfiles.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* What the probe worlds of some generations are: from `from` to before `end`. */
struct probing {
    uint64_t from, end; /* end = 0: not read yet */
    bool known;         /* the settings of that time can be read */
    uint32_t probes, every;
};

struct reading {
    struct sw_store *store;
    struct sw_run_record run;
    struct probing probing;
    uint64_t generations;
    uint64_t places[SW_STORE_SURFACES + 1]; /* records of each kind */
    float *scores;                          /* [members] */
    XXH3_state_t *hash;
    void (*complain)(void *context, const char *sentence);
    void *context;
    struct sw_run_digest *out;
    struct sw_error *error;
    struct sw_error trouble; /* what ended the reading, and is no damage */
};

static void say(struct reading *reading, const char *sentence)
{
    reading->out->wrong++;
    sw_fail(reading->error, SW_EXIT_DAMAGED, "%s", sentence); /* the first is kept */
    if (reading->complain != NULL)
        reading->complain(reading->context, sentence);
}

/* A failure that is no damage (no memory, a disk that does not read) ends the reading: nothing is
 * said of what could not be looked at. */
static bool ends(struct reading *reading, const struct sw_error *trouble)
{
    if (trouble->code == SW_EXIT_DAMAGED)
        return false;
    reading->trouble = *trouble;
    return true;
}

static void hash_number(struct reading *reading, uint64_t number)
{
    uint8_t bytes[8];

    sw_bytes_put_little64(bytes, number);
    XXH3_128bits_update(reading->hash, bytes, sizeof bytes);
}

static int fail_at(struct sw_error *error, const char *what)
{
    return sw_fail(error, SW_EXIT_DAMAGED, "it %s", what);
}

static int check_births(struct reading *reading, uint64_t generation, const void *bytes,
                        size_t size, struct sw_error *error)
{
    struct sw_identity_space space = reading->run.space;
    uint64_t children;
    struct sw_births births;
    int result = 0;

    if (sw_births_unpack(bytes, size, &births, error) != 0)
        return -1;
    children = (uint64_t)births.litters * sw_identity_litter(space);
    if (births.litters > sw_identity_litters(space))
        result = fail_at(error, "holds more litters than an island");
    for (uint32_t i = 0; i < births.litters && result == 0; i++) {
        struct sw_identity parent = sw_identity_of(space, births.litter[i].parent);

        if (!parent.founder && parent.generation >= generation)
            result = fail_at(error, "names a parent that was not born yet");
    }
    reading->out->members +=
        (children < space.members ? children : space.members) + (births.recombines ? 1 : 0);
    sw_births_free(&births);
    return result;
}

static int check_statistics(struct reading *reading, uint64_t generation, uint32_t island,
                            const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_statistics statistics;
    struct sw_identity best;

    if (sw_statistics_unpack(bytes, size, &statistics, error) != 0)
        return -1;
    best = sw_identity_of(reading->run.space, statistics.best_id);
    if (best.founder || best.generation != generation || best.island != island)
        return fail_at(error, "names a member of another island as the best");
    return 0;
}

static int check_keyframe(struct reading *reading, uint64_t id, const void *bytes, size_t size,
                          struct sw_error *error)
{
    struct sw_identity identity = sw_identity_of(reading->run.space, id);
    struct sw_keyframe keyframe;
    int result = 0;

    if (sw_keyframe_unpack(bytes, size, &keyframe, error) != 0)
        return -1;
    if (keyframe.id != id || keyframe.parameters != reading->run.parameters)
        result = fail_at(error, "is of another member or another kind of brain");
    else if (!identity.founder && identity.generation >= reading->generations)
        result = fail_at(error, "is of a member that was not born yet");
    sw_keyframe_free(&keyframe);
    return result;
}

static int check_files(const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_taskfiles files;
    int result = sw_taskfiles_unpack(bytes, size, &files, error);

    sw_taskfiles_free(&files);
    return result;
}

static int check_standing(struct reading *reading, uint64_t generation, const void *bytes,
                          size_t size, struct sw_error *error)
{
    uint64_t *ids;
    uint32_t count;
    int result = sw_standing_unpack(bytes, size, &ids, &count, error);

    for (uint32_t i = 0; i < count && result == 0; i++) {
        struct sw_identity identity = sw_identity_of(reading->run.space, ids[i]);

        if (!identity.founder && identity.generation > generation)
            result = fail_at(error, "names a member that was not born yet");
    }
    free(ids);
    return result;
}

static int check_families(struct reading *reading, uint32_t second, const void *bytes, size_t size,
                          struct sw_error *error)
{
    uint32_t islands = reading->run.space.islands;
    float *scores;
    int result;

    if (second != 0)
        return fail_at(error, "is stored under an island, and holds the scores of all");
    scores = sw_allocate_floats(islands, "checking a run", error);
    if (scores == NULL)
        return -1;
    result = sw_scores_unpack(bytes, size, scores, islands, error);
    free(scores);
    return result;
}

static int check_refounding(struct reading *reading, uint64_t generation, const void *bytes,
                            size_t size, struct sw_error *error)
{
    struct sw_identity_space space = reading->run.space;
    struct sw_refounded refounded;
    struct sw_identity parent, mate;

    if (sw_refounded_unpack(bytes, size, &refounded, error) != 0)
        return -1;
    parent = sw_identity_of(space, refounded.parent);
    mate = sw_identity_of(space, refounded.mate);
    if ((!parent.founder && parent.generation >= generation) ||
        (!mate.founder && mate.generation >= generation))
        return fail_at(error, "names a parent that was not born yet");
    return 0;
}

static int check_surfaces(struct reading *reading, const void *bytes, size_t size,
                          struct sw_error *error)
{
    uint32_t members = reading->run.space.members;
    uint64_t *surfaces = sw_allocate(members, sizeof *surfaces, "checking a run", error);
    int result = -1;

    if (surfaces != NULL)
        result = sw_surfaces_unpack(bytes, size, surfaces, members, error);
    free(surfaces);
    return result;
}

static int check_departure(struct reading *reading, uint64_t generation, const void *bytes,
                           size_t size, struct sw_error *error)
{
    struct sw_identity_space space = reading->run.space;
    struct sw_departure departure;
    int result = 0;

    if (sw_departure_unpack(bytes, size, &departure, error) != 0)
        return -1;
    if (departure.due <= generation || departure.due - generation > SW_MIGRATION_DELAY_MAX)
        result = fail_at(error, "names a generation of arrival that cannot be");
    for (uint32_t i = 0; i < departure.emigrants && result == 0; i++) {
        struct sw_identity identity = sw_identity_of(space, departure.emigrant[i].id);

        if (!identity.founder && identity.generation > generation)
            result = fail_at(error, "names an emigrant that was not born yet");
    }
    for (uint32_t i = 0; i < departure.ways && result == 0; i++)
        if (departure.way[i].to >= space.islands)
            result = fail_at(error, "leads to an island that is not there");
    sw_departure_free(&departure);
    return result;
}

static int check_branch(struct reading *reading, uint64_t generation, const void *bytes,
                        size_t size, struct sw_error *error)
{
    struct sw_branch_record branch;
    int result;

    if (generation == 0 || generation > reading->generations)
        return fail_at(error, "is of a generation that does not exist");
    if (sw_branch_unpack(bytes, size, &branch, error) != 0)
        return -1;
    result = branch.run.space.islands == reading->run.space.islands &&
                     branch.run.space.members == reading->run.space.members &&
                     sw_identity_litter(branch.run.space) == sw_identity_litter(reading->run.space)
                 ? 0
                 : fail_at(error, "is of another population");
    sw_branch_free(&branch);
    return result;
}

static void interpret(const struct sw_run_record *run, struct probing *out)
{
    struct sw_settings settings;
    struct sw_brain_layout layout;

    out->known = sw_run_interpret(run, &settings, &layout, NULL) == 0;
    if (!out->known)
        return;
    out->probes = settings.run.probes;
    out->every = settings.run.probe_every;
}

/* The probing of a generation: that of the run, or of what it was before it branched. A record of a
 * branch that cannot be read is told of in its own place. */
static struct probing probing_at(struct reading *reading, uint64_t generation)
{
    struct probing out = {.end = UINT64_MAX};
    uint64_t at = reading->generations, first;
    const void *bytes;
    uint32_t second;
    size_t size;

    if (generation >= reading->probing.from && generation < reading->probing.end)
        return reading->probing;
    interpret(&reading->run, &out);
    while (sw_store_before(reading->store, SW_STORE_BRANCH, at, &first, &second, &bytes, &size,
                           NULL) > 0) {
        struct sw_branch_record branch;

        if (first <= generation) {
            out.from = first;
            break;
        }
        out.end = first;
        out.known = sw_branch_unpack(bytes, size, &branch, NULL) == 0;
        if (out.known) {
            interpret(&branch.run, &out);
            sw_branch_free(&branch);
        }
        at = first - 1;
    }
    return out;
}

static int check_programs(struct reading *reading, uint64_t generation, const void *bytes,
                          size_t size, struct sw_error *error)
{
    struct sw_programs programs;

    if (sw_programs_unpack(bytes, size, reading->run.space.members, &programs, error) != 0)
        return -1;
    reading->probing = probing_at(reading, generation);
    if (!reading->probing.known)
        return 0;
    if (reading->probing.probes == 0 || generation % reading->probing.every != 0)
        return fail_at(error, "is of a generation in which nobody is probed");
    if (programs.worlds != reading->probing.probes)
        return fail_at(error, "is of another number of probe worlds than the run has");
    return 0;
}

/* What the bytes say, in their place. */
static int check_record(struct reading *reading, enum sw_store_kind kind, uint64_t first,
                        uint32_t second, const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_realised realised;
    struct sw_start start;
    bool placed =
        kind == SW_STORE_BIRTHS || kind == SW_STORE_SCORES || kind == SW_STORE_STATISTICS ||
        kind == SW_STORE_OBSERVED || kind == SW_STORE_STANDING || kind == SW_STORE_REFOUNDING ||
        kind == SW_STORE_FAMILIES || kind == SW_STORE_SELECTION || kind == SW_STORE_SURFACES ||
        kind == SW_STORE_DEPARTURE || kind == SW_STORE_PROGRAMS;

    if (placed && (first >= reading->generations || second >= reading->run.space.islands))
        return fail_at(error, "is of a generation or island that does not exist");
    if (!placed && (second != 0 || (kind != SW_STORE_KEYFRAME && kind != SW_STORE_BRANCH &&
                                    kind != SW_STORE_JOURNAL && first != 0)))
        return fail_at(error, "is in a place where none should be");
    switch (kind) {
    case SW_STORE_BIRTHS:
        return check_births(reading, first, bytes, size, error);
    case SW_STORE_SCORES:
        return sw_scores_unpack(bytes, size, reading->scores, reading->run.space.members, error);
    case SW_STORE_STATISTICS:
        return check_statistics(reading, first, second, bytes, size, error);
    case SW_STORE_KEYFRAME:
    case SW_STORE_FOUNDER:
        return check_keyframe(reading, first, bytes, size, error);
    case SW_STORE_OBSERVED:
        return sw_observed_check(bytes, size, reading->run.space.members, error);
    case SW_STORE_STANDING:
        return check_standing(reading, first, bytes, size, error);
    case SW_STORE_FAMILIES:
        return check_families(reading, second, bytes, size, error);
    case SW_STORE_REFOUNDING:
        return check_refounding(reading, first, bytes, size, error);
    case SW_STORE_SELECTION:
        return sw_realised_unpack(bytes, size, &realised, error);
    case SW_STORE_SURFACES:
        return check_surfaces(reading, bytes, size, error);
    case SW_STORE_DEPARTURE:
        return check_departure(reading, first, bytes, size, error);
    case SW_STORE_PROGRAMS:
        return check_programs(reading, first, bytes, size, error);
    case SW_STORE_FILES:
        return check_files(bytes, size, error);
    case SW_STORE_BRANCH:
        return check_branch(reading, first, bytes, size, error);
    case SW_STORE_JOURNAL:
        return sw_start_unpack(bytes, size, &start, error);
    case SW_STORE_WILD_RUN:
    case SW_STORE_WILD_PAGE:
    case SW_STORE_WILD_STATE:
    case SW_STORE_WILD_WALKS:
    case SW_STORE_WILD_MEALS:
        return fail_at(error, "is of a world in the wild, and this is a run of another kind");
    case SW_STORE_RUN:
    case SW_STORE_STATE:
        break; /* read before the walk */
    }
    return 0;
}

static int visit(void *context, enum sw_store_kind kind, uint64_t first, uint32_t second,
                 const void *bytes, size_t size, const struct sw_error *damage)
{
    struct reading *reading = context;
    struct sw_error wrong = {0};
    char sentence[1024];

    reading->out->records++;
    if (kind <= SW_STORE_SURFACES)
        reading->places[kind]++;
    if (bytes == NULL) {
        say(reading, damage->text);
        return 0;
    }
    if (check_record(reading, kind, first, second, bytes, size, &wrong) != 0) {
        if (ends(reading, &wrong))
            return 1;
        snprintf(sentence, sizeof sentence, "the %s record (%" PRIu64 ", %u) is wrong: %s",
                 sw_store_kind_name(kind), first, second, wrong.text);
        say(reading, sentence);
        return 0;
    }
    if (kind == SW_STORE_RUN || kind == SW_STORE_STATE || kind == SW_STORE_FILES ||
        kind == SW_STORE_BRANCH || kind == SW_STORE_JOURNAL)
        return 0;
    hash_number(reading, (uint64_t)kind);
    hash_number(reading, first);
    hash_number(reading, second);
    hash_number(reading, size);
    if (size > 0)
        XXH3_128bits_update(reading->hash, bytes, size);
    return 0;
}

/* The run's record and how far it is: what all others are checked against. */
static int read_frame(struct reading *reading, struct sw_store *store, struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found = sw_store_get(store, SW_STORE_RUN, 0, 0, &bytes, &size, error);

    if (found == 0)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "the store has no record of its run: it was stopped before it began");
    if (found < 0 || sw_run_unpack(bytes, size, &reading->run, error) != 0)
        return -1;
    found = sw_store_get(store, SW_STORE_STATE, 0, 0, &bytes, &size, error);
    if (found == 0)
        return sw_fail(error, SW_EXIT_DAMAGED, "the store does not say how far its run is");
    if (found < 0 || sw_state_unpack(bytes, size, &reading->generations, error) != 0)
        return -1;
    if (reading->generations > sw_identity_generations(reading->run.space))
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "the store claims an impossible number of generations");
    reading->out->generations = reading->generations;
    reading->out->members = reading->run.space.islands;
    reading->scores =
        sw_allocate(reading->run.space.members, sizeof *reading->scores, "checking a run", error);
    reading->hash = XXH3_createState();
    if (reading->scores == NULL || reading->hash == NULL)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while checking a run");
    XXH3_128bits_reset(reading->hash);
    return 0;
}

/* Every generation and island has one record of each kind (of what is observed, of who stands and
 * of surfaces: if any has): since none stands elsewhere, counting them finds one that is missing.
 */
static void check_missing(struct reading *reading)
{
    static const enum sw_store_kind kinds[] = {SW_STORE_BIRTHS,     SW_STORE_SCORES,
                                               SW_STORE_STATISTICS, SW_STORE_OBSERVED,
                                               SW_STORE_STANDING,   SW_STORE_SURFACES};
    uint64_t wanted = reading->generations * reading->run.space.islands;
    char sentence[160];

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        enum sw_store_kind kind = kinds[i];

        if (reading->places[kind] == wanted ||
            (reading->places[kind] == 0 && kind >= SW_STORE_OBSERVED))
            continue;
        snprintf(sentence, sizeof sentence,
                 "there are %" PRIu64 " %s records, not the %" PRIu64 " of %" PRIu64
                 " generations on %u islands",
                 reading->places[kind], sw_store_kind_name(kind), wanted, reading->generations,
                 reading->run.space.islands);
        say(reading, sentence);
    }
}

int sw_run_digest(struct sw_store *store, void (*complain)(void *context, const char *sentence),
                  void *context, struct sw_run_digest *out, struct sw_error *error)
{
    struct sw_error first = {0};
    struct reading reading = {
        .store = store, .complain = complain, .context = context, .out = out, .error = &first};
    struct sw_error walk = {0};
    XXH128_hash_t hash;

    *out = (struct sw_run_digest){0};
    if (read_frame(&reading, store, &walk) != 0 ||
        sw_store_walk(store, visit, &reading, &walk) < 0) {
        if (!ends(&reading, &walk))
            say(&reading, walk.text);
    } else if (reading.trouble.code == 0) {
        check_missing(&reading);
        /* The walk saw all that is used of the file; this sees the rest: a writer would trip over
         * it. */
        if (out->wrong == 0 && sw_store_verify(store, &walk) != 0 && !ends(&reading, &walk))
            say(&reading, walk.text);
    }
    if (reading.trouble.code != 0 && out->wrong == 0)
        sw_fail(&first, (enum sw_exit)reading.trouble.code, "%s", reading.trouble.text);
    if (first.code == 0) {
        hash = XXH3_128bits_digest(reading.hash);
        snprintf(out->text, sizeof out->text, "%016" PRIx64 "%016" PRIx64, (uint64_t)hash.high64,
                 (uint64_t)hash.low64);
    }
    if (reading.hash != NULL)
        XXH3_freeState(reading.hash);
    free(reading.scores);
    sw_run_free(&reading.run);
    return first.code == 0 ? 0 : sw_fail(error, (enum sw_exit)first.code, "%s", first.text);
}
