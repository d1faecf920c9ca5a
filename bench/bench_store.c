#include "bench/bench.h"

#include "base/clock.h"
#include "population/checkpoint.h"
#include "population/keyframe.h"
#include "archive/rebuild.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A population of the given size that stores generation after generation, without living. */
struct store_work {
    struct sw_bench *bench;
    struct sw_settings settings;
    struct sw_breeder breeder;
    struct sw_breeding breeding;
    struct sw_store *store;
    float *score;
    char folder[256];
};

static int remove_folder(const char *folder)
{
    static const char *const names[] = {"store/data.mdb", "store/lock.mdb", "store/anchor",
                                        "store/writer",   "store",          ""};
    char path[320];
    int failed = 0;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        failed |= remove(path) != 0 && errno != ENOENT;
    }
    return failed ? -1 : 0;
}

static int begin(struct store_work *work, struct sw_bench *bench, int64_t islands, int64_t members)
{
    const char *temporary = getenv("TMPDIR");
    uint32_t *block = NULL;

    memset(work, 0, sizeof *work);
    work->bench = bench;
    work->settings = bench->settings;
    work->settings.run.members = members;
    work->settings.run.islands = islands;
    members *= islands;
    work->settings.run.keyframe_every = 50;
    snprintf(work->folder, sizeof work->folder, "%s/smallworld-bench-XXXXXX",
             temporary != NULL && strlen(temporary) < 200 ? temporary : "/tmp");
    if (mkdtemp(work->folder) == NULL)
        return sw_fail(bench->error, SW_EXIT_FAILED,
                       "no folder can be made in %s (%s); set TMPDIR to a local disk",
                       temporary != NULL ? temporary : "/tmp", strerror(errno));
    work->score = sw_allocate_floats((size_t)members, "measuring", bench->error);
    block = (uint32_t *)work->score;
    work->store = sw_store_create(work->folder, 4096, false, bench->error);
    if (work->score == NULL || work->store == NULL ||
        sw_breeder_create(&work->breeder, &work->settings, &bench->layout, bench->error) != 0 ||
        sw_breeding_begin(&work->breeding, &work->settings, &work->breeder, bench->error) != 0 ||
        sw_checkpoint_begin(work->store, &work->settings, &bench->layout, "[run]\n", "bench",
                            bench->error) != 0)
        return -1;
    for (int64_t i = 0; i < members; i += 4) /* scores that do not compress, between -1 and 0 */
        sw_random_block(1, SW_RANDOM_TEST, (uint64_t)i, 0, 0, block + i);
    for (int64_t i = 0; i < members; i++)
        work->score[i] = -(float)(block[i] >> 8) / 16777216.0f;
    return 0;
}

static int end(struct store_work *work, int result)
{
    sw_store_close(work->store);
    if (work->breeding.settings != NULL)
        sw_breeding_end(&work->breeding);
    if (work->breeder.settings != NULL)
        sw_breeder_destroy(&work->breeder);
    free(work->score);
    if (work->folder[0] != '\0' && remove_folder(work->folder) != 0 && result == 0)
        return sw_fail(work->bench->error, SW_EXIT_FAILED, "%s cannot be removed", work->folder);
    return result;
}

/* What a run writes for a generation, without a keyframe. */
static int store_generation(void *context)
{
    struct store_work *work = context;
    struct sw_error *error = work->bench->error;

    if (sw_checkpoint_generation(work->store, &work->breeding,
                                 &(struct sw_lived){.score = work->score}, error) != 0)
        return -1;
    work->breeding.generation++;
    return sw_store_commit(work->store, error);
}

static double bytes_of_birth(struct store_work *work)
{
    static const enum sw_store_kind kinds[] = {SW_STORE_BIRTHS, SW_STORE_SCORES,
                                               SW_STORE_STATISTICS};
    double bytes = 0;

    for (int i = 0; i < 3; i++) {
        const void *record;
        size_t size;

        if (sw_store_get(work->store, kinds[i], 0, 0, &record, &size, work->bench->error) == 1)
            bytes += (double)size;
    }
    return bytes / (double)work->settings.run.members;
}

static int measure_births(struct sw_bench *bench, int64_t members, const char *speed,
                          const char *bytes)
{
    struct store_work work;
    int result = begin(&work, bench, 1, members);
    double seconds;

    if (result == 0) {
        seconds = sw_bench_time(bench, store_generation, &work);
        result = seconds < 0 ? -1 : 0;
        sw_bench_tell(bench, speed, (double)members / seconds, SW_BENCH_ALONE);
        sw_bench_tell(bench, bytes, bytes_of_birth(&work), SW_BENCH_ALONE);
    }
    return end(&work, result);
}

double sw_bench_store_seconds(struct sw_bench *bench, int64_t islands, int64_t members)
{
    struct store_work work;
    int result = begin(&work, bench, islands, members);
    double seconds = result == 0 ? sw_bench_time(bench, store_generation, &work) : -1;

    return end(&work, seconds < 0 ? -1 : 0) == 0 ? seconds : -1;
}

static int store_keyframe(void *context)
{
    struct store_work *work = context;

    struct sw_records records = {0};
    int result;

    work->breeding.island[0].parent[0].id++; /* who is there already is not stored again */
    result = sw_keyframes_pack(&records, &work->breeding, work->bench->error);
    if (result == 0)
        result = sw_checkpoint_put(work->store, records.bytes, records.size, work->bench->error);
    sw_records_free(&records);
    return result == 0 ? sw_store_commit(work->store, work->bench->error) : -1;
}

static int measure_keyframes(struct sw_bench *bench)
{
    struct store_work work;
    int result = begin(&work, bench, 1, 32);
    double seconds;

    if (result == 0)
        result = sw_breeding_advance(&work.breeding, &(struct sw_lived){.score = work.score},
                                     bench->error);
    if (result == 0) {
        seconds = sw_bench_time(bench, store_keyframe, &work);
        result = seconds < 0 ? -1 : 0;
        sw_bench_tell(bench, "store.keyframe", seconds * 1e6, SW_BENCH_ALONE);
    }
    return end(&work, result);
}

int sw_bench_store(struct sw_bench *bench)
{
    if (measure_births(bench, bench->settings.run.members, "store.births", "store.bytes") != 0 ||
        measure_births(bench, 65536, "store.births.large", "store.bytes.large") != 0)
        return -1;
    return measure_keyframes(bench);
}
