#include "wild/ranks/wild_run.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/signals.h"
#include "wild/ranks/wild_deal.h"
#include "wild/ranks/wild_share.h"
#include "wild/wild_meals.h"
#include "wild/wild_replay.h"
#include "wild/wild_walks.h"

#include <stdlib.h>
#include <string.h>

/* ---- pages ---- */

static int store_page(struct sw_wild_run *run, const struct sw_wild_history *page,
                      const struct sw_wild_life *life, const struct sw_wild_figures *figures,
                      const float *minds, struct sw_error *error)
{
    if (run->store == NULL)
        return 0;
    if (sw_wild_put_page(run->store, run->pages, page, &life->settings, figures, error) != 0 ||
        sw_wild_put_walks(run->store, run->pages, page, life->world, error) != 0 ||
        sw_wild_put_meals(run->store, run->pages, life->world, error) != 0 ||
        sw_wild_put_state(run->store, 0, life, minds, error) != 0 ||
        (sw_wild_keyframe(&life->settings, run->pages) &&
         sw_wild_put_state(run->store, run->pages, life, minds, error) != 0))
        return -1;
    return sw_store_commit(run->store, error);
}

static int lost_units(const struct sw_wild_world *world, struct sw_error *error)
{
    int64_t units = sw_wild_ledger(world) - SW_WILD_SUN;

    return units == 0 ? 0
                      : sw_fail(error, SW_EXIT_INTERNAL, "%lld units of energy were made or lost",
                                (long long)units);
}

/* The next page begins. */
static void begin_page(struct sw_wild_run *run, const struct sw_wild_figures *figures)
{
    run->now = *figures;
    run->pages++;
    run->page.births = run->page.deaths = run->page.walks = 0;
    memset(&run->life->world->meals, 0, sizeof run->life->world->meals);
    run->blocks.whole.events = 0;
}

/* What happened since the last commit, and the state: one page. */
static int turn_page(struct sw_wild_run *run, int failed, struct sw_wild_figures *figures,
                     struct sw_error *error)
{
    float *minds = NULL;

    if (!failed)
        failed = lost_units(run->life->world, error);
    if (sw_wild_share_gather(run->exchange, failed, run->life, &run->page, &minds, error) != 0)
        return -1;
    sw_wild_figure(run->life->world, figures);
    failed = store_page(run, &run->page, run->life, figures, minds, error);
    free(minds);
    if (sw_exchange_agree(run->exchange, failed, error) != 0)
        return -1;
    begin_page(run, figures);
    return 0;
}

/* The same of blocks: rank 0 gathers them, and has the whole world as long as it stores it. */
static int turn_cut_page(struct sw_wild_run *run, struct sw_wild_figures *figures,
                         struct sw_error *error)
{
    struct sw_wild_gathered gathered = {.world = NULL};
    struct sw_wild_life whole = *run->life;
    int failed = sw_wild_deal_gather(run->exchange, run->blocks.failed, &run->blocks, &run->page,
                                     &gathered, error);

    memset(figures, 0, sizeof *figures);
    if (failed == 0 && run->exchange->rank == 0) {
        whole.world = gathered.world;
        sw_wild_figure(gathered.world, figures);
        failed = lost_units(gathered.world, error);
        if (failed == 0)
            failed = store_page(run, &gathered.page, &whole, figures, gathered.minds, error);
    }
    sw_wild_gathered_drop(&gathered);
    if (sw_exchange_agree(run->exchange, failed, error) != 0)
        return -1;
    begin_page(run, figures);
    return 0;
}

/* ---- how it begins ---- */

static int people(struct sw_wild_run *run, struct sw_error *error)
{
    const struct sw_wild_world *world = run->life->world;

    sw_wild_life_people(run->life);
    for (uint32_t i = 0; i < world->bodies; i++) {
        struct sw_wild_birth birth = sw_wild_life_birth_of(run->life, &world->body[i]);

        if (run->cut && world->body[i].home == SW_WILD_ELSEWHERE)
            return sw_fail(error, SW_EXIT_FAILED, "out of memory for %u genomes", world->bodies);
        if (sw_wild_history_birth(&run->page, &birth, error) != 0)
            return -1;
    }
    return 0;
}

static int make_life(struct sw_wild_run *run, const struct sw_wild_settings *settings,
                     struct sw_error *error)
{
    run->life =
        run->cut ? sw_wild_life_create_lean(settings, error) : sw_wild_life_create(settings, error);
    return run->life == NULL
               ? -1
               : sw_wild_life_share(run->life, run->exchange->rank, run->exchange->ranks, error);
}

static bool is_cut(const struct sw_wild_run *run)
{
    return run->cut && run->exchange->ranks > 1;
}

/* Rank 0 has a whole world, alone: all get their blocks of it. */
static int cut(struct sw_wild_run *run, struct sw_exchange *exchange, int failed,
               struct sw_error *error)
{
    struct sw_wild_life *whole = run->life;

    run->exchange = exchange;
    run->life = NULL;
    failed = sw_wild_deal_out(exchange, failed, whole, &run->life, &run->blocks, error);
    sw_wild_life_destroy(whole);
    return failed;
}

/* Rank 0, as one process begins. */
static int begin_alone(struct sw_wild_run *run, struct sw_exchange *alone, uint32_t ranks,
                       const char *folder, const struct sw_wild_settings *settings,
                       struct sw_error *error)
{
    struct sw_wild_figures figures;

    sw_exchange_alone(alone);
    run->exchange = alone;
    if (sw_wild_block_check(settings, ranks, error) != 0 || make_life(run, settings, error) != 0)
        return -1;
    run->store = sw_store_create(folder, 0, false, error);
    if (run->store == NULL || sw_wild_put_settings(run->store, settings, error) != 0 ||
        people(run, error) != 0)
        return -1;
    return turn_page(run, 0, &figures, error);
}

int sw_wild_run_begin(struct sw_wild_run *run, struct sw_exchange *exchange, int failed,
                      const char *folder, const struct sw_wild_settings *settings,
                      struct sw_error *error)
{
    struct sw_wild_figures figures;

    run->exchange = exchange;
    run->cut = is_cut(run);
    if (run->cut) {
        struct sw_exchange alone;

        if (exchange->rank == 0 && !failed)
            failed = begin_alone(run, &alone, exchange->ranks, folder, settings, error);
        return cut(run, exchange, failed, error);
    }
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
    sw_wild_figure(run->life->world, &run->now);
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
    run->cut = is_cut(run);
    if (run->cut) {
        struct sw_exchange alone;

        sw_exchange_alone(&alone);
        run->exchange = &alone;
        if (exchange->rank == 0)
            failed = rebuild(run, folder, writes, &state, &size, error);
        if (exchange->rank == 0 && failed == 0)
            failed = sw_wild_block_check(&run->life->settings, exchange->ranks, error);
        free(state);
        return cut(run, exchange, failed, error);
    }
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
    sw_wild_blocks_close(&run->blocks);
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

static bool dies_out(const struct sw_wild_run *run)
{
    uint64_t bodies = is_cut(run) ? run->blocks.whole.bodies : run->life->world->bodies;

    return bodies == 0 && run->life->settings.least == 0;
}

static uint64_t events_of(const struct sw_wild_run *run)
{
    return is_cut(run) ? run->blocks.whole.events
                       : run->page.births + run->page.deaths + run->page.walks;
}

/* Pages end at the same ticks however often a run is stopped: a stop waits for one. -1: failed. */
static int page_ends(struct sw_wild_run *run, uint64_t until, struct sw_error *error)
{
    uint64_t tick = run->life->world->tick;

    if (tick % (uint64_t)run->life->settings.report != 0 && tick != until && !dies_out(run) &&
        events_of(run) < PAGE_MOST)
        return 0;
    if (is_cut(run)) {
        sw_wild_blocks_end(&run->blocks, error);
        return 1;
    }
    return sw_wild_circle_end(&run->circle, error) != 0 ? -1 : 1;
}

static void begin_count(struct sw_wild_run *run)
{
    const struct sw_exchange *exchange = run->exchange;

    memcpy(run->sent, exchange->sent, sizeof run->sent);
    run->waited = exchange->waited;
    run->seconds = sw_clock_seconds();
}

/* A tick, and what happened in it. -1: no rank goes on. */
static int live_tick(struct sw_wild_run *run, struct sw_error *error)
{
    struct sw_wild_birth arrived;
    bool *failed = is_cut(run) ? &run->blocks.failed : &run->circle.failed;

    if (is_cut(run) ? sw_wild_blocks_tick(&run->blocks, &arrived, error) != 0
                    : sw_wild_circle_tick(&run->circle, &arrived, error) != 0)
        return -1;
    *failed |= note(run, &arrived, error) != 0;
    return *failed && run->exchange->ranks == 1 ? -1 : 0;
}

static int turn(struct sw_wild_run *run, struct sw_wild_figures *figures, struct sw_error *error)
{
    return is_cut(run) ? turn_cut_page(run, figures, error)
                       : turn_page(run, run->circle.failed, figures, error);
}

int sw_wild_run_on(struct sw_wild_run *run, uint64_t until, sw_wild_tell *tell, void *context,
                   struct sw_error *error)
{
    struct sw_wild_world *world = run->life->world;
    bool stops = false;

    begin_count(run);
    while (world->tick < until && !stops && !dies_out(run)) {
        struct sw_wild_figures figures;
        int ends;

        if (live_tick(run, error) != 0)
            return -1;
        ends = page_ends(run, until, error);
        if (ends == 0)
            continue;
        if (ends < 0 || turn(run, &figures, error) != 0)
            return -1;
        if (tell != NULL && run->exchange->rank == 0)
            tell(context, &figures);
        stops = sw_exchange_most(run->exchange, sw_signals_stopping() != 0) != 0;
    }
    if (sw_exchange_agree(run->exchange, run->store == NULL ? 0 : sw_store_sync(run->store, error),
                          error) != 0)
        return -1;
    return stops && world->tick < until && !dies_out(run) ? 1 : 0;
}

void sw_wild_run_say_ranks(struct sw_wild_run *run)
{
    struct sw_exchange *exchange = run->exchange;
    bool blocks = is_cut(run);
    uint64_t lived = blocks ? run->blocks.ticks : run->circle.ticks;
    uint64_t bodies = blocks ? run->blocks.bodies : run->circle.bodies;
    uint64_t busiest = blocks ? run->blocks.busiest : run->circle.busiest, moved, waited;
    double seconds = sw_clock_seconds() - run->seconds, sent;
    char kinds[SW_EXCHANGE_KINDS];

    if (exchange->ranks == 1 || lived == 0)
        return;
    waited = sw_exchange_sum(exchange, (uint64_t)(1e6 * (exchange->waited - run->waited)));
    moved = blocks ? sw_exchange_sum(exchange, run->blocks.moved) : run->circle.moved;
    sent = sw_exchange_tell_sent(exchange, run->sent, (double)lived, kinds);
    if (exchange->rank == 0)
        sw_log_info(
            "%u ranks sent %.0f bytes a tick (%s) and waited %.0f %% of the time; the rank "
            "with the most bodies had %.1f %% more than a fair share; %llu %s",
            exchange->ranks, sent, kinds,
            1e-4 * (double)waited / (seconds * exchange->ranks + 1e-9),
            100 * ((double)busiest * exchange->ranks / (double)(bodies > 0 ? bodies : 1) - 1),
            (unsigned long long)moved, blocks ? "bodies crossed a border" : "newborns moved");
}
