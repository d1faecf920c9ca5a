#include "population/resume.h"

#include "base/pack.h"
#include "population/resume_private.h"
#include "population/transit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct gathering {
    struct sw_pack *pack; /* NULL: only counted */
    struct sw_store *store;
    const struct sw_settings *settings;
    struct sw_error *error;
    uint32_t count, departures;
    struct sw_resume_part part;
    struct sw_schedule *schedule; /* what the run came to, as far as it is read */
};

static int missing(struct sw_error *error, const char *what, uint64_t generation, uint32_t island)
{
    return sw_fail(error, SW_EXIT_DAMAGED,
                   "the %s of generation %llu on island %u are missing from the store", what,
                   (unsigned long long)generation, island);
}

int sw_resume_lived(struct sw_store *store, const struct sw_settings *settings, uint64_t generation,
                    uint32_t island, float *score, float *observed, struct sw_error *error)
{
    uint32_t members = settings->run.members, width = sw_settings_observed(settings);
    const void *bytes;
    size_t size;
    int found = sw_store_get(store, SW_STORE_SCORES, generation, island, &bytes, &size, error);

    if (found == 0)
        return missing(error, "scores", generation, island);
    if (found < 0 || sw_scores_unpack(bytes, size, score, members, error) != 0)
        return -1;
    if (width == 0 || observed == NULL)
        return 0;
    found = sw_store_get(store, SW_STORE_OBSERVED, generation, island, &bytes, &size, error);
    if (found == 0)
        return missing(error, "observations", generation, island);
    return found < 0 ? -1 : sw_observed_unpack(bytes, size, observed, members, width, error);
}

int sw_resume_refounded(struct sw_store *store, uint64_t generation, uint32_t island,
                        struct sw_refounded *out, struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found = sw_store_get(store, SW_STORE_REFOUNDING, generation, island, &bytes, &size, error);

    return found > 0 && sw_refounded_unpack(bytes, size, out, error) != 0 ? -1 : found;
}

static int read_strategy(struct sw_store *store, const struct sw_strategy_rule *rule,
                         uint64_t generation, uint32_t island, struct sw_strategy *out,
                         struct sw_error *error)
{
    struct sw_births births;
    const void *bytes;
    size_t size;
    int found;

    *out = (struct sw_strategy){{0}};
    if (rule->which == 0)
        return 0;
    found = sw_store_get(store, SW_STORE_BIRTHS, generation, island, &bytes, &size, error);
    if (found == 0)
        return missing(error, "births", generation, island);
    if (found < 0 || sw_births_unpack(bytes, size, &births, error) != 0)
        return -1;
    *out = sw_strategy_clamp(rule, births.strategy);
    sw_births_free(&births);
    return 0;
}

int sw_resume_strategy(struct sw_store *store, const struct sw_settings *settings, uint64_t base,
                       uint32_t island, struct sw_strategy out[2], struct sw_error *error)
{
    struct sw_strategy_rule rule = sw_settings_strategy(settings);
    struct sw_refounded origin = {0};
    struct sw_strategy of[2];
    int refounded = sw_resume_refounded(store, base - 1, island, &origin, error);

    if (refounded < 0 || read_strategy(store, &rule, base - 1, island, &out[0], error) != 0)
        return -1;
    out[1] = out[0];
    if (refounded == 0)
        return 0;
    for (int i = 0; i < 2; i++) {
        if (origin.island[i] >= settings->run.islands)
            return sw_fail(error, SW_EXIT_DAMAGED,
                           "the refounding of generation %llu on island %u names island %u, which "
                           "is not there",
                           (unsigned long long)base - 1, island, origin.island[i]);
        if (read_strategy(store, &rule, base - 1, origin.island[i], &of[i], error) != 0)
            return -1;
    }
    out[1] = sw_strategy_refound(&rule, of[0], of[1], settings->run.seed, base - 1, island);
    return 0;
}

int sw_resume_family(struct sw_store *store, const struct sw_settings *settings,
                     uint64_t generation, float *family, struct sw_error *error)
{
    const void *bytes;
    size_t size;
    int found = sw_store_get(store, SW_STORE_FAMILIES, generation, 0, &bytes, &size, error);

    if (found == 0)
        return missing(error, "scores of parents", generation, 0);
    return found < 0 ? -1 : sw_scores_unpack(bytes, size, family, settings->run.islands, error);
}

static int gather_family(struct gathering *gathering, uint64_t generation)
{
    uint32_t islands = gathering->settings->run.islands;
    float *family;
    int result;

    if (!sw_breeding_judges(gathering->schedule, generation))
        return 0;
    family = sw_allocate_floats(islands, "resuming", gathering->error);
    result = family == NULL ? -1
                            : sw_resume_family(gathering->store, gathering->settings, generation,
                                               family, gathering->error);
    if (result == 0)
        sw_pack_floats(gathering->pack, family, islands);
    free(family);
    return result;
}

static int gather_lived(struct gathering *gathering, uint64_t generation)
{
    uint32_t members = gathering->settings->run.members;
    uint32_t width = sw_settings_observed(gathering->settings);
    float *scores = sw_allocate_floats((size_t)members * (1 + width), "resuming", gathering->error);
    int result = scores == NULL ? -1 : 0;

    for (uint32_t i = gathering->part.first; i < gathering->part.end && result == 0; i++) {
        result = sw_resume_lived(gathering->store, gathering->settings, generation, i, scores,
                                 scores + members, gathering->error);
        if (result != 0)
            break;
        sw_pack_floats(gathering->pack, scores, members);
        if (width > 0)
            sw_pack_floats(gathering->pack, scores + members, (size_t)members * width);
    }
    free(scores);
    return result == 0 ? gather_family(gathering, generation) : result;
}

static int read_standing(const struct gathering *gathering, uint64_t base, uint32_t island,
                         uint64_t **ids, uint32_t *count)
{
    const void *bytes;
    size_t size;
    int found = sw_store_get(gathering->store, SW_STORE_STANDING, base - 1, island, &bytes, &size,
                             gathering->error);

    if (found == 0)
        return missing(gathering->error, "standing members", base - 1, island);
    if (found < 0 || sw_standing_unpack(bytes, size, ids, count, gathering->error) != 0)
        return -1;
    if (*count <= gathering->settings->selection.standing)
        return 0;
    return sw_fail(gathering->error, SW_EXIT_DAMAGED,
                   "%" PRIu32 " members stand on island %" PRIu32 " after generation %" PRIu64
                   ", and selection.standing is %" PRIu32 ": the record is damaged",
                   *count, island, base - 1, gathering->settings->selection.standing);
}

/* Who stood when base began; where the island was refounded then, who stood a generation earlier,
 * since they may have left it (nobody, if base is 1). */
static int read_stood(const struct gathering *gathering, uint64_t base, uint32_t island,
                      bool *earlier, uint64_t **ids, uint32_t *count)
{
    struct sw_refounded origin;
    int found = sw_resume_refounded(gathering->store, base - 1, island, &origin, gathering->error);

    *earlier = found > 0;
    if (found < 0 || (found > 0 && base == 1))
        return found < 0 ? -1 : 0;
    return read_standing(gathering, found > 0 ? base - 1 : base, island, ids, count);
}

/* What one member got when it was born. row: its score, then what was observed of it. */
static int look_up(const struct gathering *gathering, uint64_t id, float *scores, float *row)
{
    struct sw_identity_space space = sw_settings_space(gathering->settings);
    struct sw_identity identity = sw_identity_of(space, id);
    uint32_t width = sw_settings_observed(gathering->settings);

    if (identity.founder || identity.slot >= space.members)
        return sw_fail(gathering->error, SW_EXIT_DAMAGED,
                       "member %llu stands, but never got a score", (unsigned long long)id);
    if (sw_resume_lived(gathering->store, gathering->settings, identity.generation, identity.island,
                        scores, scores + space.members, gathering->error) != 0)
        return -1;
    row[0] = scores[identity.slot];
    memcpy(row + 1, scores + space.members + (size_t)identity.slot * width, width * sizeof *row);
    return 0;
}

int sw_resume_stood(struct sw_store *store, const struct sw_settings *settings, uint64_t base,
                    uint32_t island, struct sw_stood *out, struct sw_error *error)
{
    const struct gathering gathering = {.store = store, .settings = settings, .error = error};
    uint32_t members = settings->run.members, width = sw_settings_observed(settings);
    float *scores = sw_allocate_floats((size_t)members * (1 + width), "resuming", error);
    float *row = sw_allocate_floats(1 + width, "resuming", error);
    int result = scores == NULL || row == NULL ? -1 : 0;

    *out = (struct sw_stood){0};
    if (result == 0)
        result = read_stood(&gathering, base, island, &out->earlier, &out->id, &out->standing);
    if (result == 0) {
        out->score = sw_allocate_floats((size_t)out->standing + 1, "resuming", error);
        out->observed = sw_allocate_floats((size_t)out->standing * width + 1, "resuming", error);
        result = out->score == NULL || out->observed == NULL ? -1 : 0;
    }
    for (uint32_t i = 0; i < out->standing && result == 0; i++) {
        result = look_up(&gathering, out->id[i], scores, row);
        out->score[i] = row[0];
        memcpy(out->observed + (size_t)i * width, row + 1, width * sizeof *row);
    }
    free(scores);
    free(row);
    return result;
}

/* Ids, then a string of (score, observations) of each. */
static void pack_stood(struct sw_pack *pack, const struct sw_stood *stood, float *rows,
                       uint32_t width)
{
    sw_pack_array(pack, stood->standing);
    for (uint32_t i = 0; i < stood->standing; i++) {
        float *row = rows + (size_t)i * (1 + width);

        sw_pack_uint(pack, stood->id[i]);
        row[0] = stood->score[i];
        memcpy(row + 1, stood->observed + (size_t)i * width, width * sizeof *row);
    }
    sw_pack_floats(pack, rows, (size_t)stood->standing * (1 + width));
}

static int gather_island(struct gathering *gathering, uint64_t base, uint32_t island)
{
    uint32_t width = sw_settings_observed(gathering->settings);
    struct sw_stood stood;
    float *rows = NULL;
    int result = sw_resume_stood(gathering->store, gathering->settings, base, island, &stood,
                                 gathering->error);

    if (result == 0) {
        rows = sw_allocate_floats(((size_t)stood.standing + 1) * (1 + width), "resuming",
                                  gathering->error);
        result = rows == NULL ? -1 : 0;
    }
    if (result == 0)
        pack_stood(gathering->pack, &stood, rows, width);
    free(rows);
    free(stood.id);
    free(stood.score);
    free(stood.observed);
    return result;
}

static int gather_standing(struct gathering *gathering, uint64_t base)
{
    const struct sw_resume_part *part = &gathering->part;
    bool anybody = sw_resume_stands(gathering->settings) && base > 0;
    int result = 0;

    sw_pack_array(gathering->pack, anybody ? 2 * (part->end - part->first) : 0);
    for (uint32_t i = part->first; i < part->end && anybody && result == 0; i++)
        result = gather_island(gathering, base, i);
    return result;
}

/* Which islands were refounded when base began; with `list` NULL they are only counted. */
static int gather_refoundings(struct gathering *gathering, uint64_t base, struct sw_pack *list,
                              uint32_t *count)
{
    *count = 0;
    for (uint32_t i = 0; i < gathering->settings->run.islands && base > 0; i++) {
        struct sw_refounded refounded;
        int found =
            sw_resume_refounded(gathering->store, base - 1, i, &refounded, gathering->error);

        if (found < 0)
            return -1;
        *count += found > 0;
        if (found == 0 || list == NULL)
            continue;
        sw_pack_uint(list, i);
        sw_pack_uint(list, refounded.island[0]);
        sw_pack_uint(list, refounded.island[1]);
    }
    return 0;
}

static void pack_strategy(struct sw_pack *pack, const struct sw_strategy *strategy)
{
    for (uint32_t i = 0; i < SW_OWNS; i++)
        sw_pack_uint(pack, (uint64_t)(strategy->power[i] + SW_OWN_POWER_MOST));
}

static int gather_strategies(struct gathering *gathering, uint64_t base)
{
    const struct sw_resume_part *part = &gathering->part;
    bool any = sw_resume_owns(gathering->settings, base);

    sw_pack_array(gathering->pack, any ? 2 * SW_OWNS * (part->end - part->first) : 0);
    for (uint32_t i = part->first; i < part->end && any; i++) {
        struct sw_strategy strategy[2];

        if (sw_resume_strategy(gathering->store, gathering->settings, base, i, strategy,
                               gathering->error) != 0)
            return -1;
        pack_strategy(gathering->pack, &strategy[0]);
        pack_strategy(gathering->pack, &strategy[1]);
    }
    return 0;
}

/* Whether a part of the islands has to do with those who left one of them. */
static bool concerns(const struct sw_resume_part *part, uint32_t from,
                     const struct sw_departure *departure)
{
    bool does = part->first <= from && from < part->end;

    for (uint32_t i = 0; i < departure->ways && !does; i++)
        does = part->first <= departure->way[i].to && departure->way[i].to < part->end;
    return does;
}

/* Calls `visit` for each departure that the part needs to stand at base, with its record. */
static int each_departure(struct gathering *gathering, uint64_t base,
                          int (*visit)(struct gathering *gathering, uint64_t left, uint32_t from,
                                       const struct sw_departure *departure, const void *bytes,
                                       size_t size))
{
    uint64_t first, end;

    sw_transit_needed(gathering->settings, base, &first, &end);
    for (uint64_t left = first; left < end; left++)
        for (uint32_t from = 0; from < gathering->settings->run.islands; from++) {
            struct sw_departure departure;
            const void *bytes;
            size_t size;
            int found = sw_store_get(gathering->store, SW_STORE_DEPARTURE, left, from, &bytes,
                                     &size, gathering->error);

            if (found == 0)
                continue;
            if (found < 0 || sw_departure_unpack(bytes, size, &departure, gathering->error) != 0)
                return -1;
            found = departure.due + 1 >= base && concerns(&gathering->part, from, &departure)
                        ? visit(gathering, left, from, &departure, bytes, size)
                        : 0;
            sw_departure_free(&departure);
            if (found != 0)
                return found;
        }
    return 0;
}

static int count_departure(struct gathering *gathering, uint64_t left, uint32_t from,
                           const struct sw_departure *departure, const void *bytes, size_t size)
{
    (void)left, (void)from, (void)departure, (void)bytes, (void)size;
    gathering->departures++;
    return 0;
}

static int pack_departure(struct gathering *gathering, uint64_t left, uint32_t from,
                          const struct sw_departure *departure, const void *bytes, size_t size)
{
    (void)departure;
    sw_pack_uint(gathering->pack, left);
    sw_pack_uint(gathering->pack, from);
    sw_pack_bytes(gathering->pack, bytes, size);
    return 0;
}

/* Who is under way, or has just arrived, when base begins. */
static int gather_departures(struct gathering *gathering, uint64_t base)
{
    gathering->departures = 0;
    if (each_departure(gathering, base, count_departure) != 0)
        return -1;
    sw_pack_array(gathering->pack, 3 * gathering->departures);
    return each_departure(gathering, base, pack_departure);
}

/* Called for each id that may have a keyframe. */
static int gather_keyframe(struct gathering *gathering, uint64_t id)
{
    const void *bytes;
    size_t size;
    int found =
        sw_store_get(gathering->store, SW_STORE_KEYFRAME, id, 0, &bytes, &size, gathering->error);

    if (found <= 0)
        return found;
    gathering->count++;
    if (gathering->pack != NULL) {
        sw_pack_uint(gathering->pack, id);
        sw_pack_bytes(gathering->pack, bytes, size);
    }
    return 0;
}

/* Keyframes of those who stood at base, or earlier, and are older than the generation before it. */
static int gather_veterans(struct gathering *gathering, uint64_t base, uint32_t island)
{
    struct sw_identity_space space = sw_settings_space(gathering->settings);
    uint64_t *ids[2] = {NULL, NULL};
    uint32_t count[2] = {0, 0};
    bool earlier = false;
    int result = read_stood(gathering, base, island, &earlier, &ids[0], &count[0]);

    if (result == 0 && earlier)
        result = read_standing(gathering, base, island, &ids[1], &count[1]);
    for (int both = 0; both < 2; both++) {
        for (uint32_t i = 0; i < count[both] && result == 0; i++)
            if (sw_identity_of(space, ids[both][i]).generation != base - 1)
                result = gather_keyframe(gathering, ids[both][i]);
        free(ids[both]);
    }
    return result;
}

/* Keyframes of those who are under way, or have just arrived. */
static int gather_emigrants(struct gathering *gathering, uint64_t left, uint32_t from,
                            const struct sw_departure *departure, const void *bytes, size_t size)
{
    (void)left, (void)from, (void)bytes, (void)size;
    for (uint32_t i = 0; i < departure->emigrants; i++)
        if (gather_keyframe(gathering, departure->emigrant[i].id) != 0)
            return -1;
    return 0;
}

static int gather_keyframes(struct gathering *gathering, uint64_t base)
{
    struct sw_identity_space space = sw_settings_space(gathering->settings);
    int result = 0;

    gathering->count = 0;
    for (uint32_t island = gathering->part.first;
         island < gathering->part.end && base > 0 && result == 0; island++) {
        for (uint32_t slot = 0; slot <= space.members && result == 0; slot++)
            result = gather_keyframe(gathering, sw_identity_id(space, base - 1, island, slot));
        if (result == 0 && sw_resume_stands(gathering->settings))
            result = gather_veterans(gathering, base, island);
    }
    return result == 0 ? each_departure(gathering, base, gather_emigrants) : result;
}

int sw_schedule_recall(struct sw_schedule *schedule, struct sw_store *store, uint32_t islands,
                       uint64_t generations, struct sw_error *error)
{
    if (!sw_schedule_waits(schedule))
        return 0;
    for (uint64_t generation = 0; generation < generations; generation++)
        for (uint32_t island = 0; island < islands; island++) {
            struct sw_statistics statistics;
            const void *bytes;
            size_t size;
            int found =
                sw_store_get(store, SW_STORE_STATISTICS, generation, island, &bytes, &size, error);

            if (found == 0)
                return sw_fail(error, SW_EXIT_DAMAGED,
                               "the statistics of generation %llu on island %u are missing from "
                               "the store",
                               (unsigned long long)generation, island);
            if (found < 0 || sw_statistics_unpack(bytes, size, &statistics, error) != 0)
                return -1;
            sw_schedule_observe(schedule, generation, island, &statistics);
        }
    return 0;
}

/* What the statistics of the completed generations say of conditions. */
static int begin_schedule(struct gathering *gathering, uint64_t generations)
{
    gathering->schedule = gathering->part.recalled;
    if (gathering->schedule != NULL)
        return 0;
    gathering->schedule = sw_schedule_create(gathering->settings, gathering->error);
    return gathering->schedule == NULL ? -1
                                       : sw_schedule_recall(gathering->schedule, gathering->store,
                                                            gathering->settings->run.islands,
                                                            generations, gathering->error);
}

/* All but the keyframes. */
static int gather_rounds(struct gathering *gathering, uint64_t base, uint64_t generation)
{
    uint64_t first = sw_resume_first(base);
    uint64_t strings =
        sw_resume_all(gathering->settings, gathering->schedule,
                      gathering->part.end - gathering->part.first, first, generation);
    uint32_t refoundings = 0;
    int result = 0;

    sw_pack_uint(gathering->pack, base);
    sw_pack_uint(gathering->pack, generation);
    sw_schedule_pack(gathering->schedule, gathering->pack);
    sw_pack_array(gathering->pack, (uint32_t)strings);
    for (uint64_t at = first; at < generation && result == 0; at++)
        result = gather_lived(gathering, at);
    if (result == 0)
        result = gather_standing(gathering, base);
    if (result == 0)
        result = gather_refoundings(gathering, base, NULL, &refoundings);
    sw_pack_array(gathering->pack, 3 * refoundings);
    if (result == 0)
        result = gather_refoundings(gathering, base, gathering->pack, &refoundings);
    if (result == 0)
        result = gather_strategies(gathering, base);
    return result == 0 ? gather_departures(gathering, base) : result;
}

int sw_resume_base(struct sw_store *store, const struct sw_settings *settings, uint64_t generation,
                   uint64_t *base, struct sw_error *error)
{
    uint64_t branched = 0;
    const void *bytes;
    uint32_t second;
    size_t size;
    int found = sw_store_before(store, SW_STORE_BRANCH, generation, &branched, &second, &bytes,
                                &size, error);

    *base = generation - generation % (uint64_t)settings->run.keyframe_every;
    if (found > 0 && branched > *base)
        *base = branched;
    return found < 0 ? -1 : 0;
}

/* The message, once it is known what the run came to. */
static void *gather(struct gathering *gathering, uint64_t base, uint64_t generation, size_t *size)
{
    const struct sw_resume_part *part = &gathering->part;
    void *message;
    int result;

    if (sw_resume_all(gathering->settings, gathering->schedule, part->end - part->first,
                      sw_resume_first(base), generation) > UINT32_MAX) {
        sw_fail(gathering->error, SW_EXIT_FAILED,
                "the scores since the last keyframes are too many for one message");
        return NULL;
    }
    if (gather_keyframes(gathering, base) != 0) /* how many there are stands before them */
        return NULL;
    gathering->pack = sw_pack_begin("resume", SW_RESUME_VERSION, SW_RESUME_FIELDS);
    if (gathering->pack == NULL) {
        sw_fail(gathering->error, SW_EXIT_FAILED, "out of memory while resuming");
        return NULL;
    }
    result = gather_rounds(gathering, base, generation);
    sw_pack_array(gathering->pack, 2 * gathering->count);
    if (result == 0)
        result = gather_keyframes(gathering, base);
    message = sw_pack_end(gathering->pack, size, gathering->error);
    if (result == 0)
        return message;
    free(message);
    return NULL;
}

void *sw_resume_gather(struct sw_store *store, const struct sw_settings *settings,
                       uint64_t generation, struct sw_resume_part part, size_t *size,
                       struct sw_error *error)
{
    struct gathering gathering = {
        .store = store, .settings = settings, .error = error, .part = part};
    uint64_t base;
    void *message = NULL;

    if (sw_resume_base(store, settings, generation, &base, error) != 0)
        return NULL;
    if (begin_schedule(&gathering, generation) == 0)
        message = gather(&gathering, base, generation, size);
    if (part.recalled == NULL)
        sw_schedule_destroy(gathering.schedule);
    return message;
}
