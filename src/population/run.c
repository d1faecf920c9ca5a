#include "population/run_private.h"

#include "agent/growth.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/signals.h"
#include "population/checkpoint.h"
#include "population/resume.h"
#include "settings/effect.h"
#include "life/game.h"
#include "population/generation.h"
#include "population/keyframe.h"
#include "population/trace.h"
#include "settings/world_sets.h"
#include "store/journal.h"
#include "weights/weights_file.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Opens the store of a run that goes on, and takes its settings. */
static int reopen_store(struct sw_run *run, struct sw_settings *settings, struct sw_error *error)
{
    const struct sw_run_options *options = run->options;

    run->store = sw_store_open(options->folder, true, false, error);
    if (run->store == NULL ||
        sw_run_resumed(run->store, options, settings, &run->files, error) != 0)
        return -1;
    sw_store_sync_every_commit(run->store, settings->run.sync); /* known only now */
    sw_store_limit(run->store, (uint64_t)settings->run.map_megabytes);
    return 0;
}

/* The stored config of a run that goes on to another length; committed with its next generation. */
static int rewrite_config(struct sw_run *run, struct sw_error *error)
{
    struct sw_run_record record = {0};
    const void *bytes;
    void *packed = NULL;
    char *config;
    size_t size;
    int result = sw_store_get(run->store, SW_STORE_RUN, 0, 0, &bytes, &size, error) > 0 &&
                         sw_run_unpack(bytes, size, &record, error) == 0
                     ? 0
                     : -1;

    config = record.config;
    record.config = run->config;
    if (result == 0)
        packed = sw_run_pack(&record, &size, error);
    record.config = config;
    if (packed == NULL || sw_store_put(run->store, SW_STORE_RUN, 0, 0, packed, size, error) != 0)
        result = -1;
    free(packed);
    sw_run_free(&record);
    return result;
}

/* What the journal says of this start. */
static int write_journal(struct sw_run *run, struct sw_error *error)
{
    const struct sw_run_options *options = run->options;
    struct sw_start start = {
        .when = (uint64_t)time(NULL),
        .generation = run->breeding.generation,
        .ranks = run->exchange->ranks,
        .hosts = run->hosts,
        .rules = sw_world_sets_rules(&run->settings),
    };

    if (gethostname(start.host, sizeof start.host - 1) != 0)
        start.host[0] = '\0';
    snprintf(start.version, sizeof start.version, "%s", options->version);
    snprintf(start.commit, sizeof start.commit, "%s",
             options->commit != NULL ? options->commit : "");
    snprintf(start.command, sizeof start.command, "%s",
             options->command != NULL ? options->command : "");
    return sw_journal_put(run->store, &start, error);
}

/* Rank 0: the effective config as text. A new run's folder is only looked at: nothing is made
 * before all that the config says has been tried. */
static int read_config(struct sw_run *run, struct sw_error *error)
{
    const struct sw_run_options *options = run->options;
    struct sw_settings settings;
    int resume = sw_run_goes_on(options, error);
    bool failed;
    FILE *out;

    if (resume < 0 || (resume ? reopen_store(run, &settings, error)
                              : sw_run_fresh(options, &settings, error)) != 0)
        return -1;
    run->resume = resume != 0;
    out = open_memstream(&run->config, &run->config_size);
    if (out == NULL)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while writing the config");
    sw_parameters_print(sw_settings_table, &settings, false, out);
    failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while writing the config");
    return run->resume && options->generations > 0 ? rewrite_config(run, error) : 0;
}

/* Rank 0: the new run's store and its first record. */
static int create_store(struct sw_run *run, struct sw_error *error)
{
    run->store = sw_store_create(run->options->folder, (uint64_t)run->settings.run.map_megabytes,
                                 run->settings.run.sync, error);
    if (run->store == NULL)
        return -1;
    if (sw_taskfiles_put(run->store, &run->settings, run->worlds, error) != 0)
        return -1;
    if (run->founder != NULL && sw_founder_put(run->store, &run->layout, run->founder, error) != 0)
        return -1;
    return sw_checkpoint_begin(run->store, &run->settings, &run->layout, run->config,
                               run->options->version, error);
}

static void warn(const char *sentence, void *context)
{
    const struct sw_run *run = context;

    if (run->exchange->rank == 0)
        sw_log_warning("%s", sentence);
}

/* All ranks, from the config's text. */
static int assemble(struct sw_run *run, struct sw_error *error)
{
    struct sw_brain_shape shape;

    if (sw_parameters_defaults(sw_settings_table, &run->settings, error) != 0 ||
        sw_parameters_read(sw_settings_table, &run->settings, run->config, run->config_size,
                           "the config of the run", error) != 0 ||
        sw_settings_check(&run->settings, error) != 0)
        return -1;
    if (sw_run_memory(&run->settings, run->exchange->ranks, run->options->ranks_here, error) != 0)
        return -1;
    shape = sw_settings_shape(&run->settings);
    if (sw_run_worlds(run->options, run->resume, &run->settings, &run->files, warn, run,
                      &run->worlds, error) != 0 ||
        sw_brain_layout(&shape, &run->layout, error) != 0)
        return -1;
    if (sw_breeder_create(&run->breeder, &run->settings, &run->layout, error) != 0)
        return -1;
    return sw_breeder_teach(&run->breeder, run->worlds, error);
}

/* Rank 0: the genome that all founders are, of the run that goes on or of the file that is given.
 */
static int read_founder(struct sw_run *run, struct sw_error *error)
{
    struct sw_action_set edits;
    char mark[SW_HASH_TEXT];

    if (run->resume)
        return sw_founder_get(run->store, &run->layout, &run->founder, error) != 0
                   ? -1
                   : sw_founder_check(&run->settings, run->breeder.schedule, &run->layout,
                                      run->founder, "the founder", error);
    if (run->options->founder == NULL)
        return 0;
    edits = sw_settings_action_set(&run->settings);
    run->founder = sw_allocate_floats(run->layout.floats, "reading a founder", error);
    if (run->founder == NULL ||
        sw_weights_read(
            &run->layout, run->options->founder,
            sw_settings_puzzles(&run->settings) ? sw_action_set_mark(&edits, mark) : NULL,
            run->founder, error) != 0)
        return -1;
    if (run->layout.shape.retention > 1)
        sw_log_warning("body.retention has no effect here, because founders are read from %s",
                       run->options->founder);
    return sw_founder_check(&run->settings, run->breeder.schedule, &run->layout, run->founder,
                            run->options->founder, error);
}

/* Collective: what all founders are. */
static int share_founder(struct sw_run *run, struct sw_error *error)
{
    int failed = run->exchange->rank == 0 ? read_founder(run, error) : 0;
    size_t size;
    void *bytes;

    if (sw_exchange_agree(run->exchange, failed, error) != 0)
        return -1;
    bytes = run->founder;
    size = run->founder != NULL ? run->layout.floats * sizeof *run->founder : 0;
    failed = sw_exchange_broadcast(run->exchange, &bytes, &size, error);
    if (size == 0 && bytes != NULL)
        free(bytes);
    run->founder = size > 0 ? bytes : NULL;
    run->breeder.founder = run->founder;
    return failed;
}

/* The founders, and where they live. */
static int populate(struct sw_run *run, struct sw_error *error)
{
    if (sw_breeding_begin_among(&run->breeding, &run->settings, &run->breeder, run->exchange,
                                error) != 0)
        return -1;
    return sw_generation_create(&run->generation, &run->settings, &run->layout, run->worlds,
                                run->exchange, error);
}

/* Collective: whether all ranks have read the same files, which may lie on disks of their own. */
static int agree_on_files(const struct sw_run *run, struct sw_error *error)
{
    uint64_t seen[2] = {0}; /* hash of the puzzles before, the next puzzle's own */
    uint32_t mine, most, least;

    if (run->worlds == NULL || sw_worlds_pool(run->worlds) == 0)
        return 0;
    for (uint32_t i = 0; i < sw_worlds_pool(run->worlds); i++) {
        struct sw_puzzle puzzle;

        if (sw_worlds_puzzle(run->worlds, 0, SW_RANDOM_PUZZLE, i, SW_RULE_NONE, &puzzle, error) !=
            0)
            break; /* only a generator can fail */
        seen[1] = puzzle.id;
        seen[0] = sw_hash(seen, sizeof seen);
    }
    mine = (uint32_t)seen[0];
    most = sw_exchange_most(run->exchange, mine);
    least = UINT32_MAX - sw_exchange_most(run->exchange, UINT32_MAX - mine);
    if (most == least)
        return 0;
    return sw_fail(error, SW_EXIT_FAILED,
                   "worlds.source = %s: the files of one rank hold other tasks than those of "
                   "another; copy the same files to all machines, or name a folder that they share",
                   run->settings.worlds.source);
}

/* Collective: what rank 0 knows of the files of a run that goes on, on all ranks. */
static int share_files(struct sw_run *run, struct sw_error *error)
{
    void *bytes = NULL;
    size_t size = 0;
    int failed = 0;

    if (run->exchange->rank == 0 && run->files.tasks.count > 0) {
        bytes = sw_taskfiles_pack(&run->files, &size, error);
        failed = bytes == NULL;
    }
    if (sw_exchange_agree(run->exchange, failed, error) != 0)
        failed = -1;
    else
        failed = sw_exchange_broadcast(run->exchange, &bytes, &size, error);
    if (failed == 0 && run->exchange->rank != 0 && size > 0)
        failed = sw_taskfiles_unpack(bytes, size, &run->files, error);
    free(bytes);
    return sw_exchange_agree(run->exchange, failed, error);
}

/* Rank 0: how far the run had come. */
static int recall(struct sw_run *run, struct sw_error *error)
{
    run->recalled = sw_schedule_create(&run->settings, error);
    if (run->recalled == NULL || sw_resume_generations(run->store, &run->generations, error) != 0)
        return -1;
    return sw_schedule_recall(run->recalled, run->store, run->settings.run.islands,
                              run->generations, error);
}

/* Rank 0: what a rank needs to go on. */
static void *gather_part(void *context, uint32_t rank, size_t *size, struct sw_error *error)
{
    struct sw_run *run = context;
    const struct sw_breeding *breeding = &run->breeding;
    struct sw_hosting hosting =
        sw_hosting_of(breeding->islands, breeding->litters, breeding->hosting.ranks, rank);
    struct sw_resume_part part = {hosting.first_island, hosting.end_island, run->recalled};

    return sw_resume_gather(run->store, &run->settings, run->generations, part, size, error);
}

/* Collective: all ranks stand where the run stopped. */
static int resume(struct sw_run *run, struct sw_error *error)
{
    void *mine;
    size_t size;
    int result = sw_exchange_deal_out(run->exchange, gather_part, run, &mine, &size, error);

    if (result == 0)
        result = sw_resume_restore(mine, size, &run->breeding, error);
    free(mine);
    return sw_exchange_agree(run->exchange, result, error);
}

/* Collective: from opening the store to standing at the generation to be lived next. */
static int begin(struct sw_run *run, struct sw_error *error)
{
    struct sw_exchange *exchange = run->exchange;
    void *config;
    int failed = exchange->rank == 0 ? read_config(run, error) : 0;

    if (sw_exchange_agree(exchange, failed, error) != 0)
        return -1;
    config = run->config;
    failed = sw_exchange_broadcast(exchange, &config, &run->config_size, error);
    run->config = config;
    if (failed != 0)
        return -1;
    run->resume = sw_exchange_most(exchange, run->resume) != 0; /* rank 0 has looked */
    if (run->resume && share_files(run, error) != 0)
        return -1;
    failed = assemble(run, error);
    if (sw_exchange_agree(exchange, failed, error) != 0 || agree_on_files(run, error) != 0 ||
        share_founder(run, error) != 0)
        return -1;
    failed = populate(run, error);
    if (sw_exchange_agree(exchange, failed, error) != 0 ||
        sw_exchange_host(exchange, &run->breeding.hosting, error) != 0)
        return -1;
    if (exchange->rank == 0)
        failed = run->resume ? recall(run, error) : create_store(run, error);
    if (sw_exchange_agree(exchange, failed, error) != 0)
        return -1;
    return run->resume ? resume(run, error) : 0;
}

/* What this rank wants: 0 go on, 1 sync, 2 stop. */
static uint32_t wish(const struct sw_run *run)
{
    const struct sw_run_options *options = run->options;
    uint32_t request = (uint32_t)sw_signals_take();

    if (options->max_seconds > 0 && run->exchange->rank == 0 &&
        sw_clock_seconds() - options->started >= options->max_seconds)
        return SW_REQUEST_STOP;
    return request;
}

enum { WISH_FAIL = 3, ALL_FAILED = -2 };

/* Rank 0 stores what homes have packed. */
static int put_records(void *context, const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_run *run = context;

    if (sw_checkpoint_best(bytes, size, &run->best, error) < 0)
        return -1;
    return sw_checkpoint_put(run->store, bytes, size, error);
}

static int put_keyframes(void *context, const void *bytes, size_t size, struct sw_error *error)
{
    struct sw_run *run = context;

    return sw_checkpoint_put(run->store, bytes, size, error);
}

/* Collective: from scores to the next parents, and all records to rank 0. -1 where only this rank
 * has failed. */
static int breed(struct sw_run *run, struct sw_error *error)
{
    struct sw_breeding *breeding = &run->breeding;
    struct sw_exchange *exchange = run->exchange;
    struct sw_lived lived = sw_generation_lived(&run->generation);
    struct sw_records records = {0}, keyframes = {0};
    int failed = 0;

    if (exchange->rank == 0 && run->settings.output.trace && run->worlds != NULL)
        failed = sw_trace_generation(&run->generation, breeding, stdout, error);
    if (failed == 0)
        failed = sw_checkpoint_lived(&records, breeding, &lived, error);
    if (sw_breeding_meets(breeding, &lived)) /* then nobody may stay away */
        failed = sw_exchange_agree(exchange, failed, error);
    if (failed == 0)
        failed = sw_breeding_advance(breeding, &lived, error);
    if (failed == 0)
        failed = sw_checkpoint_bred(&records, &keyframes, breeding, error);
    failed = sw_exchange_gather(exchange, SW_TRAFFIC_RECORDS, failed, records.bytes, records.size,
                                put_records, run, error);
    if (failed < 0)
        failed = ALL_FAILED;
    else if (sw_checkpoint_keyframes(breeding))
        failed = sw_exchange_collect(exchange, SW_TRAFFIC_PARENTS, failed, keyframes.bytes,
                                     keyframes.size, put_keyframes, run, error);
    sw_records_free(&records);
    sw_records_free(&keyframes);
    return failed;
}

/* Collective: one generation and its commit. Returns 1 to stop early. */
static int live(struct sw_run *run, struct sw_error *error)
{
    struct sw_breeding *breeding = &run->breeding;
    struct sw_exchange *exchange = run->exchange;
    uint64_t generation = breeding->generation;
    uint32_t wanted;
    int failed;

    if (sw_generation_live(&run->generation, breeding, error) != 0)
        return -1;
    failed = breed(run, error);
    if (failed == ALL_FAILED)
        return -1;
    if (exchange->rank == 0 && failed == 0)
        failed = sw_checkpoint_commit(run->store, breeding, error);
    if (failed == 0)
        sw_run_report(run, generation, false);
    wanted = sw_exchange_most(exchange, failed != 0 ? WISH_FAIL : wish(run));
    if (wanted == WISH_FAIL)
        return sw_exchange_agree(exchange, failed, error);
    if (wanted == SW_REQUEST_CHECKPOINT && exchange->rank == 0) {
        struct sw_error trouble = {0}; /* not the run's end: the commits themselves are made */

        if (sw_store_sync(run->store, &trouble) == 0)
            sw_log_info("checkpoint: %llu generations are on disk",
                        (unsigned long long)breeding->generation);
        else
            sw_log_warning("%s", trouble.text);
    }
    return wanted == SW_REQUEST_STOP;
}

static void finish(struct sw_run *run)
{
    if (run->generation.settings != NULL)
        sw_generation_destroy(&run->generation);
    if (run->breeding.settings != NULL)
        sw_breeding_end(&run->breeding);
    if (run->breeder.settings != NULL)
        sw_breeder_destroy(&run->breeder);
    sw_worlds_destroy(run->worlds);
    sw_taskfiles_free(&run->files);
    sw_store_close(run->store);
    sw_schedule_destroy(run->recalled);
    sw_exchange_unhost(run->exchange);
    free(run->founder);
    free(run->config);
}

void sw_run_traits(const char *version, const char *command, char room[SW_NUMBER_TEXT],
                   struct sw_exchange_trait traits[SW_RUN_TRAITS])
{
    snprintf(room, SW_NUMBER_TEXT, "%u", SW_BEHAVIOUR);
    traits[0] = (struct sw_exchange_trait){"version", version};
    traits[1] = (struct sw_exchange_trait){"behaviour", room};
    traits[2] = (struct sw_exchange_trait){"messages", SW_EXCHANGE_FORMAT};
    traits[3] = (struct sw_exchange_trait){"command", command};
}

const char *sw_run_text_of_sets(const char *const *set, uint32_t sets, char room[SW_NUMBER_TEXT])
{
    uint64_t chain[2] = {0}; /* of those before, and of the next */

    if (sets <= 1)
        return sets == 0 ? NULL : set[0];
    for (uint32_t i = 0; i < sets; i++) {
        chain[1] = sw_hash(set[i], strlen(set[i]));
        chain[0] = sw_hash(chain, sizeof chain);
    }
    snprintf(room, SW_NUMBER_TEXT, "%016" PRIx64, chain[0]);
    return room;
}

/* Collective, the first of all. Paths are not compared: only rank 0 reads them. */
static int meet(const struct sw_run *run, struct sw_error *error)
{
    const struct sw_run_options *options = run->options;
    struct sw_exchange_trait traits[SW_RUN_TRAITS + 5];
    char behaviour[SW_NUMBER_TEXT], stop[SW_NUMBER_TEXT], most[SW_NUMBER_TEXT];
    char sets[SW_NUMBER_TEXT], length[SW_NUMBER_TEXT];

    sw_run_traits(options->version, "run", behaviour, traits);
    snprintf(stop, sizeof stop, "%lld", (long long)options->stop_at);
    sw_number_shortest(options->max_seconds, most);
    traits[SW_RUN_TRAITS] = (struct sw_exchange_trait){"--resume", options->resume ? "yes" : NULL};
    traits[SW_RUN_TRAITS + 1] =
        (struct sw_exchange_trait){"--stop-at", options->stop_at < 0 ? NULL : stop};
    traits[SW_RUN_TRAITS + 2] =
        (struct sw_exchange_trait){"--max-time", options->max_seconds > 0 ? most : NULL};
    traits[SW_RUN_TRAITS + 3] =
        (struct sw_exchange_trait){"--set", sw_run_text_of_sets(options->set, options->sets, sets)};
    snprintf(length, sizeof length, "%lld", (long long)options->generations);
    traits[SW_RUN_TRAITS + 4] =
        (struct sw_exchange_trait){"--generations", options->generations <= 0 ? NULL : length};
    return sw_exchange_meet(run->exchange, traits, SW_RUN_TRAITS + 5, error);
}

int sw_run(struct sw_exchange *exchange, const struct sw_run_options *options,
           struct sw_error *error)
{
    struct sw_run run = {.exchange = exchange, .options = options};
    int result = meet(&run, error);

    if (result == 0)
        result = begin(&run, error);
    if (result == 0) {
        struct sw_log_settings log = sw_log_defaults();

        log.level = sw_log_level();
        log.rank = (int)exchange->rank;
        log.live = run.settings.output.live;
        log.interval = run.settings.output.progress_every;
        sw_log_setup(log);
        run.hosts = sw_exchange_hosts(exchange);
        sw_run_introduce(&run);
        run.begun = sw_clock_seconds();
        run.begun_at = run.breeding.generation;
        memcpy(run.sent, exchange->sent, sizeof run.sent);
        run.waited = exchange->waited;
        if (!run.resume)
            sw_effects(&run.settings, exchange->ranks, warn, &run);
        if (run.breeding.generation >= sw_run_goal(&run))
            sw_run_say_done(&run);
        else if (exchange->rank == 0)
            result = write_journal(&run, error);
        if (sw_exchange_agree(exchange, result, error) != 0)
            result = -1;
        /* Asked while the run was still being opened. */
        if (result == 0 && sw_exchange_most(exchange, sw_signals_stopping() != 0) != 0)
            result = run.breeding.generation < sw_run_goal(&run);
        while (result == 0 && run.breeding.generation < sw_run_goal(&run))
            result = live(&run, error);
        if (result >= 0 && run.breeding.generation > run.begun_at)
            sw_run_report(&run, run.breeding.generation - 1, true);
        sw_log_progress_end();
        if (result >= 0 && run.breeding.generation > run.begun_at) {
            sw_run_say_traffic(&run);
            sw_run_say_crews(&run);
        }
        if (result >= 0)
            sw_run_say_stopped(&run);
        if (result >= 0 && exchange->rank == 0)
            result = sw_store_sync(run.store, error) != 0 ? -1 : result;
        result = sw_exchange_agree(exchange, result < 0, error) != 0 ? -1 : result;
        if (result == 1 && run.breeding.generation >= sw_run_end(&run))
            result = 0;
    }
    finish(&run);
    return result;
}
