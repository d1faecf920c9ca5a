#include "archive/audit.h"

#include "archive/kinship.h"
#include "base/file.h"
#include "population/generation.h"
#include "population/keyframe.h"
#include "record/programs.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void complain(struct sw_audit *audit, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void complain(struct sw_audit *audit, const char *format, ...)
{
    char sentence[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    audit->wrong++;
    if (audit->complain != NULL)
        audit->complain(audit->context, sentence);
}

static void report(const struct sw_audit *audit, const char *what, uint64_t done, uint64_t all)
{
    if (audit->progress != NULL)
        audit->progress(audit->context, what, done, all);
}

/* What cannot be read is one more thing that is wrong; anything else (no memory) ends the audit. */
static int damaged(struct sw_audit *audit, struct sw_error *trouble, struct sw_error *error)
{
    if (trouble->code != SW_EXIT_DAMAGED)
        return sw_fail(error, (enum sw_exit)trouble->code, "%s", trouble->text);
    complain(audit, "%s", trouble->text);
    *trouble = (struct sw_error){0};
    return 0;
}

/* ---- statistics ---- */

static bool same_statistics(const struct sw_statistics *a, const struct sw_statistics *b)
{
    return a->best == b->best && a->mean == b->mean && a->deviation == b->deviation &&
           a->best_id == b->best_id && a->phase == b->phase;
}

static int compare_statistics(struct sw_audit *audit, uint64_t generation, uint32_t island,
                              float *scores, struct sw_error *error)
{
    struct sw_archive *archive = audit->archive;
    struct sw_statistics stored, made;
    const void *bytes;
    size_t size;
    int found;

    if (sw_archive_scores(archive, generation, island, scores, error) != 0)
        return -1;
    found =
        sw_store_get(archive->store, SW_STORE_STATISTICS, generation, island, &bytes, &size, error);
    if (found == 0)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "the statistics of generation %" PRIu64 " on island %u are missing",
                       generation, island);
    if (found < 0 || sw_statistics_unpack(bytes, size, &stored, error) != 0)
        return -1;
    made = sw_breeding_statistics(
        sw_schedule_at(sw_archive_at(archive, generation)->breeder.schedule, generation, island),
        generation, island, scores);
    if (!same_statistics(&stored, &made))
        complain(audit,
                 "the statistics of generation %" PRIu64
                 " on island %u are not those of its scores",
                 generation, island);
    return 0;
}

int sw_audit_statistics(struct sw_audit *audit, struct sw_error *error)
{
    struct sw_archive *archive = audit->archive;
    float *scores = sw_allocate_floats(archive->record.space.members, "checking scores", error);
    int result = scores == NULL ? -1 : 0;

    for (uint64_t generation = 0; generation < archive->generations && result == 0; generation++) {
        for (uint32_t i = 0; i < archive->record.space.islands && result == 0; i++) {
            struct sw_error trouble = {0};

            if (compare_statistics(audit, generation, i, scores, &trouble) != 0)
                result = damaged(audit, &trouble, error);
        }
        report(audit, "generations' scores", generation + 1, archive->generations);
    }
    free(scores);
    return result;
}

/* ---- keyframes ---- */

static bool same_floats(const float *a, const float *b, uint32_t count)
{
    if (a == NULL || b == NULL)
        return a == b;
    return memcmp(a, b, count * sizeof *a) == 0;
}

static bool same_individual(const struct sw_individual *a, const struct sw_individual *b,
                            uint32_t floats)
{
    return a->id == b->id && a->steps == b->steps && same_floats(a->weights, b->weights, floats) &&
           same_floats(a->first, b->first, floats) && same_floats(a->second, b->second, floats) &&
           a->genes.power == b->genes.power && a->genes.feedback == b->genes.feedback &&
           a->surface == b->surface && a->sigma == b->sigma &&
           same_floats(a->length_path, b->length_path, floats) &&
           a->learned.steps == b->learned.steps &&
           same_floats(a->learned.first, b->learned.first, floats) &&
           same_floats(a->learned.second, b->learned.second, floats) &&
           same_floats(a->learned.back, b->learned.back, floats) &&
           same_floats(a->birth, b->birth, floats) && same_floats(a->anchor, b->anchor, floats) &&
           same_floats(a->importance, b->importance, floats) &&
           same_floats(a->marks, b->marks, floats);
}

static int compare_keyframe(struct sw_audit *audit, uint64_t id, const void *bytes, size_t size,
                            struct sw_error *error)
{
    struct sw_archive *archive = audit->archive;
    struct sw_individual stored, made = {0};
    int result = sw_keyframe_read(bytes, size, &archive->layout, &stored, error);

    if (result == 0)
        result = sw_archive_rebuild(archive, id, false, &made, error);
    if (result == 0 && !same_individual(&stored, &made, archive->layout.floats))
        complain(audit,
                 "the keyframe of member %" PRIu64
                 " is not the member that its ancestors' births and scores give",
                 id);
    audit->keyframes++;
    sw_individual_free(&stored);
    sw_individual_free(&made);
    return result;
}

/* Where the run branched there are some too, whether they were due or not. */
static uint64_t keyframes_wanted(const struct sw_archive *archive)
{
    uint64_t every = (uint64_t)archive->settings.run.keyframe_every, wanted;

    wanted = archive->generations / every - archive->branched / every;
    if (archive->before == NULL)
        return wanted;
    return wanted + keyframes_wanted(archive->before) +
           (archive->branched % (uint64_t)archive->before->settings.run.keyframe_every != 0);
}

int sw_audit_keyframes(struct sw_audit *audit, struct sw_error *error)
{
    struct sw_archive *archive = audit->archive;
    uint64_t at = UINT64_MAX, wanted = keyframes_wanted(archive), last = UINT64_MAX, seen = 0;

    /* From the last to the first; generations with keyframes are counted to find one that has none.
     */
    for (;;) {
        struct sw_error trouble = {0};
        uint64_t id = 0, generation;
        uint32_t second;
        const void *bytes;
        size_t size;
        int found = sw_store_before(archive->store, SW_STORE_KEYFRAME, at, &id, &second, &bytes,
                                    &size, &trouble);

        if (found == 0)
            break;
        if (found < 0)
            return damaged(audit, &trouble, error);
        generation = sw_identity_of(archive->record.space, id).generation;
        seen += generation != last;
        last = generation;
        if (compare_keyframe(audit, id, bytes, size, &trouble) != 0 &&
            damaged(audit, &trouble, error) != 0)
            return -1;
        report(audit, "generations' keyframes", seen, wanted);
        if (id == 0)
            break;
        at = id - 1;
    }
    /* Where members stand or are under way, keyframes are of many generations. */
    if (seen != wanted && !archive->breeder.stands && archive->settings.migration.delay == 0)
        complain(audit,
                 "keyframes of %" PRIu64 " generations are stored, not the %" PRIu64
                 " that are due%s every %lld generations",
                 seen, wanted, archive->before != NULL ? " at branches and" : "",
                 (long long)archive->settings.run.keyframe_every);
    return 0;
}

/* ---- members ---- */

static bool finite_weights(const struct sw_individual *individual, uint32_t floats)
{
    for (uint32_t i = 0; i < floats; i++)
        if (!isfinite(individual->weights[i]))
            return false;
    return true;
}

/* What a member carries is what its ancestors' births give. */
static int compare_surface(struct sw_audit *audit, const struct sw_individual *member,
                           struct sw_error *error)
{
    uint64_t stored;

    if (!audit->archive->settings.run.surface)
        return 0;
    if (sw_kinship_surface(audit->archive, member->id, &stored, error) != 0)
        return -1;
    if (stored != member->surface)
        complain(audit, "the surface of member %" PRIu64 " is not what its ancestors' births give",
                 member->id);
    return 0;
}

int sw_audit_members(struct sw_audit *audit, uint32_t count, struct sw_error *error)
{
    struct sw_archive *archive = audit->archive;
    struct sw_identity_space space = archive->record.space;
    struct sw_dice dice = sw_dice_at(archive->record.seed, SW_RANDOM_TEST, 0, 0);
    uint64_t births = archive->generations * space.islands * space.members;

    for (uint32_t i = 0; i < count && i < births; i++) {
        uint64_t high = sw_dice_bits(&dice);
        uint64_t at = (high << 32 | sw_dice_bits(&dice)) % births;
        uint64_t row = at / space.members;
        struct sw_error trouble = {0};
        struct sw_individual member;
        uint64_t id = sw_identity_id(space, row / space.islands, (uint32_t)(row % space.islands),
                                     (uint32_t)(at % space.members));

        if (sw_archive_rebuild(archive, id, true, &member, &trouble) != 0) {
            if (damaged(audit, &trouble, error) != 0)
                return -1;
            continue;
        }
        if (!finite_weights(&member, archive->layout.floats))
            complain(audit, "weights of member %" PRIu64 " are not finite numbers", id);
        if (compare_surface(audit, &member, &trouble) != 0 &&
            damaged(audit, &trouble, error) != 0) {
            sw_individual_free(&member);
            return -1;
        }
        sw_individual_free(&member);
        audit->members++;
        report(audit, "members", i + 1, count);
    }
    return 0;
}

/* ---- lives ---- */

bool sw_audit_certain(const struct sw_archive *archive)
{
    if (!sw_settings_puzzles(&archive->settings))
        return true;
    return archive->settings.run.kernel == 0 &&
           (archive->files.tasks.count > 0 || !sw_taskfiles_needed(&archive->settings));
}

static bool same_births(const struct sw_births *a, const struct sw_births *b)
{
    if (a->litters != b->litters || a->recombines != b->recombines ||
        memcmp(&a->strategy, &b->strategy, sizeof a->strategy) != 0) /* no padding: one array */
        return false;
    for (uint32_t i = 0; i < a->litters; i++) {
        const struct sw_litter *x = &a->litter[i], *y = &b->litter[i];

        if (x->parent != y->parent || x->seed != y->seed || x->strength != y->strength ||
            x->evolve != y->evolve || x->clone != y->clone || x->mate != y->mate)
            return false;
    }
    return true;
}

/* The stored scores of a generation on all islands, against those that were lived. */
static void compare_scores(struct sw_audit *audit, uint64_t generation, const float *lived,
                           const float *stored, bool *differs)
{
    struct sw_archive *archive = audit->archive;
    uint32_t members = archive->record.space.members;

    for (uint32_t i = 0; i < archive->record.space.islands; i++) {
        size_t at = (size_t)i * members;

        if (memcmp(stored + at, lived + at, members * sizeof *stored) == 0)
            continue;
        *differs = true;
        if (sw_audit_certain(archive))
            complain(audit,
                     "generation %" PRIu64
                     " lived again on island %u gives other scores than are stored",
                     generation, i);
    }
}

/* The births that stand ready are the stored ones. */
static int compare_births(struct sw_audit *audit, const struct sw_breeding *breeding,
                          struct sw_error *error)
{
    if (breeding->generation >= audit->archive->generations)
        return 0;
    for (uint32_t i = 0; i < breeding->islands; i++) {
        struct sw_births births;

        if (sw_archive_births(audit->archive, breeding->generation, i, &births, error) != 0)
            return -1;
        if (!same_births(&births, &breeding->island[i].births))
            complain(audit,
                     "the births of generation %" PRIu64
                     " on island %u do not follow from the scores before",
                     breeding->generation, i);
        sw_births_free(&births);
    }
    return 0;
}

/* The stored observations of a generation, against those of `lived`. */
static void compare_observed(struct sw_audit *audit, uint64_t generation,
                             const struct sw_lived *lived, const struct sw_lived *stored,
                             bool *differs)
{
    const struct sw_archive *archive = audit->archive;
    size_t values = (size_t)archive->record.space.islands * archive->record.space.members *
                    archive->breeder.width;

    if (lived->family != NULL &&
        memcmp(lived->family, stored->family, archive->record.space.islands * sizeof(float)) != 0) {
        *differs = true;
        if (sw_audit_certain(archive))
            complain(audit,
                     "generation %" PRIu64
                     " judged again gives parents other scores than are stored",
                     generation);
    }
    if (values == 0 || memcmp(lived->observed, stored->observed, values * sizeof(float)) == 0)
        return;
    *differs = true;
    if (sw_audit_certain(archive))
        complain(audit,
                 "generation %" PRIu64 " lived again gives other observations than are stored",
                 generation);
}

/* What members wrote in the probe worlds, against what is stored. */
static int compare_programs(struct sw_audit *audit, uint64_t generation,
                            const struct sw_lived *lived, bool *differs, struct sw_error *error)
{
    const struct sw_archive *archive = audit->archive;
    const struct sw_settings *settings = &archive->settings;
    size_t room = (size_t)sw_settings_litters(settings) * sw_settings_litter(settings);
    uint32_t members = archive->record.space.members, probes = settings->run.probes;

    for (uint32_t i = 0; i < archive->record.space.islands && lived->programs != NULL; i++) {
        const void *stored;
        size_t size, length = 0;
        int there =
            sw_store_get(archive->store, SW_STORE_PROGRAMS, generation, i, &stored, &size, error);
        void *made = there < 0 ? NULL
                               : sw_programs_pack(lived->programs + i * room * probes, members,
                                                  probes, &length, error);
        bool same = there > 0 && made != NULL && size == length && memcmp(stored, made, size) == 0;

        free(made);
        if (made == NULL)
            return -1;
        if (same)
            continue;
        *differs = true;
        if (sw_audit_certain(archive))
            complain(audit,
                     "generation %" PRIu64
                     " lived again on island %u writes other programs in the probe worlds than are "
                     "stored",
                     generation, i);
    }
    return 0;
}

static int live_again(struct sw_audit *audit, struct sw_generation *lives, uint64_t generation,
                      bool *differs, struct sw_error *error)
{
    struct sw_breeding *breeding = sw_archive_stand(audit->archive, generation, error);
    struct sw_lived lived, stored;
    float *room = NULL;
    int result = breeding == NULL ? -1 : compare_births(audit, breeding, error);

    if (result == 0)
        result = sw_generation_live(lives, breeding, error);
    if (result == 0)
        result = sw_archive_lived(audit->archive, generation, &stored, &room, error);
    if (result == 0) {
        lived = sw_generation_lived(lives);
        compare_scores(audit, generation, lived.score, stored.score, differs);
        compare_observed(audit, generation, &lived, &stored, differs);
        result = compare_programs(audit, generation, &lived, differs, error);
    }
    if (result == 0)
        result = sw_breeding_advance(breeding, &stored, error);
    if (result == 0)
        result = compare_births(audit, breeding, error);
    free(room);
    return result;
}

/* Whether one of the files or folders that the worlds are read from is not there any more. */
static bool files_gone(const char *source)
{
    char path[SW_PATH_MAX];

    for (const char *at = strncmp(source, "arc:", 4) == 0 ? source + 4 : ""; *at != '\0';) {
        size_t length = strcspn(at, ":");

        if (length > 0 && length < sizeof path) {
            memcpy(path, at, length);
            path[length] = '\0';
            if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))
                return true;
        }
        at += length + (at[length] == ':');
    }
    return false;
}

int sw_audit_lives(struct sw_audit *audit, uint32_t count, bool *differs, struct sw_error *error)
{
    struct sw_archive *archive = audit->archive;
    uint64_t first = archive->branched, all = archive->generations - first;
    struct sw_generation lives = {0};
    struct sw_exchange exchange;
    struct sw_worlds *worlds;
    int result = 0;

    *differs = false;
    if (all == 0 || count == 0)
        return 0;
    if (count > all)
        count = (uint32_t)all;
    if (sw_archive_worlds(archive, NULL, NULL, &worlds, error) != 0) {
        if (error != NULL && files_gone(archive->settings.worlds.source))
            error->code = SW_EXIT_USAGE;
        return -1;
    }
    sw_exchange_alone(&exchange);
    result = sw_generation_create(&lives, &archive->settings, &archive->layout, worlds, &exchange,
                                  error);
    /* The first, the last, and evenly between. */
    for (uint32_t i = 0; i < count && result == 0; i++) {
        uint64_t generation = first + (count == 1 ? all - 1 : i * (all - 1) / (count - 1));
        struct sw_error trouble = {0};

        if (live_again(audit, &lives, generation, differs, &trouble) != 0)
            result = damaged(audit, &trouble, error);
        audit->generations++;
        report(audit, "generations lived again", i + 1, count);
    }
    if (lives.settings != NULL)
        sw_generation_destroy(&lives);
    sw_worlds_destroy(worlds);
    return result;
}
