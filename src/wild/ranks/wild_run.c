#include "wild/ranks/wild_run.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/signals.h"
#include "wild/ranks/wild_share.h"
#include "wild/wild_meals.h"
#include "wild/wild_replay.h"
#include "wild/wild_walks.h"

#include <stdlib.h>
#include <string.h>

/* ---- pages ---- */

static int store_page(struct sw_wild_run *run, const struct sw_wild_figures *figures,
                      const float *minds, struct sw_error *error)
{
    if (run->store == NULL)
        return 0;
    if (sw_wild_put_page(run->store, run->pages, &run->page, &run->life->settings, figures,
                         error) != 0 ||
        sw_wild_put_walks(run->store, run->pages, &run->page, run->life->world, error) != 0 ||
        sw_wild_put_meals(run->store, run->pages, run->life->world, error) != 0 ||
        sw_wild_put_state(run->store, 0, run->life, minds, error) != 0 ||
        (sw_wild_keyframe(&run->life->settings, run->pages) &&
         sw_wild_put_state(run->store, run->pages, run->life, minds, error) != 0))
        return -1;
    return sw_store_commit(run->store, error);
}

/* What happened since the last commit, and the state: one page. */
static int turn_page(struct sw_wild_run *run, int failed, struct sw_wild_figures *figures,
                     struct sw_error *error)
{
    int64_t units = sw_wild_ledger(run->life->world) - SW_WILD_SUN;
    float *minds = NULL;

    if (!failed && units != 0)
        failed = sw_fail(error, SW_EXIT_INTERNAL, "%lld units of energy were made or lost",
                         (long long)units);
    if (sw_wild_share_gather(run->exchange, failed, run->life, &run->page, &minds, error) != 0)
        return -1;
    sw_wild_figure(run->life->world, figures);
    failed = store_page(run, figures, minds, error);
    free(minds);
    if (sw_exchange_agree(run->exchange, failed, error) != 0)
        return -1;
    run->pages++;
    run->page.births = run->page.deaths = run->page.walks = 0;
    memset(&run->life->world->meals, 0, sizeof run->life->world->meals);
    return 0;
}

/* ---- how it begins ---- */

static int people(struct sw_wild_run *run, struct sw_error *error)
{
    const struct sw_wild_world *world = run->life->world;

    sw_wild_life_people(run->life);
    for (uint32_t i = 0; i < world->bodies; i++) {
        struct sw_wild_birth birth = sw_wild_life_birth_of(run->life, &world->body[i]);

        if (sw_wild_history_birth(&run->page, &birth, error) != 0)
            return -1;
    }
    return 0;
}

static int make_life(struct sw_wild_run *run, const struct sw_wild_settings *settings,
                     struct sw_error *error)
{
    run->life = sw_wild_life_create(settings, error);
    return run->life == NULL
               ? -1
               : sw_wild_life_share(run->life, run->exchange->rank, run->exchange->ranks, error);
}

int sw_wild_run_begin(struct sw_wild_run *run, struct sw_exchange *exchange, int failed,
                      const char *folder, const struct sw_wild_settings *settings,
                      struct sw_error *error)
{
    struct sw_wild_figures figures;

    run->exchange = exchange;
    if (exchange->rank == 0 && !failed) {
        failed = make_life(run, settings, error);
        if (failed == 0) {
            run->store = sw_store_create(folder, 0, false, error);
            failed = run->store == NULL ? -1 : sw_wild_put_settings(run->store, settings, error);
        }
    }
    if (sw_wild_share_out(exchange, failed, &run->life, NULL, 0, error) != 0)
        return -1;
    failed = sw_wild_circle_create(&run->circle, exchange, run->life, error);
    if (failed == 0)
        failed = people(run, error);
    return turn_page(run, failed, &figures, error);
}

/* Rank 0: all genomes, and the state, of which a copy is left in *bytes. */
static int rebuild(struct sw_wild_run *run, const char *folder, bool writes, void **bytes,
                   size_t *size, struct sw_error *error)
{
    struct sw_wild_history history = {.births = 0};
    const void *state;
    uint32_t *home_of = NULL, living = 0;
    int result = -1;

    run->store = sw_store_open(folder, writes, false, error);
    if (run->store == NULL || sw_wild_read_history(run->store, &history, error) != 0 ||
        make_life(run, &history.settings, error) != 0)
        goto out;
    home_of = sw_allocate(history.births + 1, sizeof *home_of, "rebuilding genomes", error);
    if (home_of == NULL ||
        sw_wild_replay(run->life, &history, UINT64_MAX, NULL, home_of, error) != 0 ||
        sw_wild_get_state(run->store, 0, &state, size, error) != 0)
        goto out;
    for (uint64_t id = 0; id <= history.births; id++)
        living += home_of[id] != UINT32_MAX;
    result =
        sw_wild_read_state(state, *size, run->life, home_of, history.births + 1, living, error);
    *bytes = result == 0 ? sw_allocate(*size, 1, "handing out a world", error) : NULL;
    if (*bytes != NULL)
        memcpy(*bytes, state, *size);
    else
        result = -1;
    run->pages = history.pages;
out:
    free(home_of);
    sw_wild_history_free(&history);
    return result;
}

int sw_wild_run_resume(struct sw_wild_run *run, struct sw_exchange *exchange, const char *folder,
                       bool writes, struct sw_error *error)
{
    void *state = NULL;
    size_t size = 0;
    int failed = 0;

    run->exchange = exchange;
    if (exchange->rank == 0)
        failed = rebuild(run, folder, writes, &state, &size, error);
    failed = sw_wild_share_out(exchange, failed, &run->life, state, size, error);
    free(state);
    if (failed != 0)
        return -1;
    return sw_exchange_agree(
        exchange, sw_wild_circle_create(&run->circle, exchange, run->life, error), error);
}

void sw_wild_run_close(struct sw_wild_run *run)
{
    sw_wild_circle_destroy(&run->circle);
    sw_wild_life_destroy(run->life);
    sw_store_close(run->store);
    sw_wild_history_free(&run->page);
    memset(run, 0, sizeof *run);
}

/* ---- how it goes on ---- */

static int note(struct sw_wild_run *run, const struct sw_wild_birth *arrived,
                struct sw_error *error)
{
    const struct sw_wild_world *world = run->life->world;

    if (arrived->id != 0 && sw_wild_history_birth(&run->page, arrived, error) != 0)
        return -1;
    for (uint32_t i = 0; i < world->births; i++)
        if (sw_wild_history_birth(&run->page, &world->birth[i], error) != 0)
            return -1;
    for (uint32_t i = 0; i < world->deaths; i++)
        if (sw_wild_history_death(&run->page, &world->death[i], error) != 0)
            return -1;
    for (uint32_t i = 0; i < world->walks; i++)
        if (sw_wild_history_walk(&run->page, &world->walk[i], error) != 0)
            return -1;
    return 0;
}

/* Births, deaths and walks of a page: a record of the store holds many more. */
#define PAGE_MOST 4000000u

static bool dies_out(const struct sw_wild_life *life)
{
    return life->world->bodies == 0 && life->settings.least == 0;
}

/* Pages end at the same ticks however often a run is stopped: a stop waits for one. -1: failed. */
static int page_ends(struct sw_wild_run *run, uint64_t until, struct sw_error *error)
{
    uint64_t tick = run->life->world->tick;

    if (tick % (uint64_t)run->life->settings.report != 0 && tick != until && !dies_out(run->life) &&
        run->page.births + run->page.deaths + run->page.walks < PAGE_MOST)
        return 0;
    return sw_wild_circle_end(&run->circle, error) != 0 ? -1 : 1;
}

static void begin_count(struct sw_wild_run *run)
{
    const struct sw_exchange *exchange = run->exchange;

    memcpy(run->sent, exchange->sent, sizeof run->sent);
    run->waited = exchange->waited;
    run->seconds = sw_clock_seconds();
}

int sw_wild_run_on(struct sw_wild_run *run, uint64_t until, sw_wild_tell *tell, void *context,
                   struct sw_error *error)
{
    struct sw_wild_world *world = run->life->world;
    bool stops = false;

    begin_count(run);
    while (world->tick < until && !stops && !dies_out(run->life)) {
        struct sw_wild_figures figures;
        struct sw_wild_birth arrived;
        int ends;

        if (sw_wild_circle_tick(&run->circle, &arrived, error) != 0)
            return -1;
        run->circle.failed |= note(run, &arrived, error) != 0;
        if (run->circle.failed && run->exchange->ranks == 1)
            return -1;
        ends = page_ends(run, until, error);
        if (ends == 0)
            continue;
        if (ends < 0 || turn_page(run, run->circle.failed, &figures, error) != 0)
            return -1;
        if (tell != NULL && run->exchange->rank == 0)
            tell(context, &figures);
        stops = sw_exchange_most(run->exchange, sw_signals_stopping() != 0) != 0;
    }
    if (sw_exchange_agree(run->exchange, run->store == NULL ? 0 : sw_store_sync(run->store, error),
                          error) != 0)
        return -1;
    return stops && world->tick < until && !dies_out(run->life) ? 1 : 0;
}

void sw_wild_run_say_ranks(struct sw_wild_run *run)
{
    struct sw_exchange *exchange = run->exchange;
    const struct sw_wild_circle *circle = &run->circle;
    double ticks = (double)circle->ticks, seconds = sw_clock_seconds() - run->seconds, sent;
    uint64_t waited = sw_exchange_sum(exchange, (uint64_t)(1e6 * (exchange->waited - run->waited)));
    char kinds[SW_EXCHANGE_KINDS];

    if (exchange->ranks == 1 || circle->ticks == 0)
        return;
    sent = sw_exchange_tell_sent(exchange, run->sent, ticks, kinds);
    if (exchange->rank == 0)
        sw_log_info("%u ranks sent %.0f bytes a tick (%s) and waited %.0f %% of the time; the rank "
                    "with the most bodies had %.1f %% more than a fair share; %llu newborns moved",
                    exchange->ranks, sent, kinds,
                    1e-4 * (double)waited / (seconds * exchange->ranks + 1e-9),
                    100 * ((double)circle->busiest * exchange->ranks /
                               (double)(circle->bodies > 0 ? circle->bodies : 1) -
                           1),
                    (unsigned long long)circle->moved);
}
