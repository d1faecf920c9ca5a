#include "wild/wild_run.h"

#include "base/hash.h"
#include "base/signals.h"

#include <stdlib.h>
#include <string.h>

/* ---- how it begins ---- */

static int arrive(struct sw_wild_run *run, struct sw_error *error)
{
    const struct sw_wild_body *body = sw_wild_life_arrive(run->life);
    struct sw_wild_birth birth;

    if (body == NULL)
        return 0;
    birth = (struct sw_wild_birth){.id = body->id,
                                   .cell = body->cell,
                                   .hash = sw_wild_life_hash(run->life, body->home),
                                   .tick = body->born};
    return sw_wild_history_birth(&run->page, &birth, error);
}

/* What happened since the last commit, and the state: one page. */
static int turn_page(struct sw_wild_run *run, struct sw_wild_figures *figures,
                     struct sw_error *error)
{
    int64_t units = sw_wild_ledger(run->life->world) - SW_WILD_SUN;

    if (units != 0)
        return sw_fail(error, SW_EXIT_INTERNAL, "%lld units of energy were made or lost",
                       (long long)units);
    sw_wild_figure(run->life->world, figures);
    if (sw_wild_put_page(run->store, run->pages, &run->page, figures, error) != 0 ||
        sw_wild_put_state(run->store, run->life, error) != 0 ||
        sw_store_commit(run->store, error) != 0)
        return -1;
    run->pages++;
    run->page.births = run->page.deaths = 0;
    return 0;
}

int sw_wild_run_begin(struct sw_wild_run *run, const char *folder,
                      const struct sw_wild_settings *settings, struct sw_error *error)
{
    struct sw_wild_figures figures;

    run->life = sw_wild_life_create(settings, error);
    if (run->life == NULL)
        return -1;
    run->store = sw_store_create(folder, 0, false, error);
    if (run->store == NULL)
        return -1;
    for (int64_t i = 0; i < settings->bodies; i++)
        if (arrive(run, error) != 0)
            return -1;
    if (sw_wild_put_settings(run->store, settings, error) != 0)
        return -1;
    return turn_page(run, &figures, error);
}

void sw_wild_run_close(struct sw_wild_run *run)
{
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
    return 0;
}

/* Births and deaths of a page: a record of the store holds many more. */
#define PAGE_MOST 4000000u

static bool dies_out(const struct sw_wild_life *life)
{
    return life->world->bodies == 0 && life->settings.least == 0;
}

int sw_wild_run_on(struct sw_wild_run *run, uint64_t until, sw_wild_tell *tell, void *context,
                   struct sw_error *error)
{
    struct sw_wild_world *world = run->life->world;
    uint64_t report = (uint64_t)run->life->settings.report;
    bool stops = false;

    while (world->tick < until && !stops && !dies_out(run->life)) {
        struct sw_wild_birth arrived;

        sw_wild_life_tick(run->life, &arrived);
        if (note(run, &arrived, error) != 0)
            return -1;
        /* Pages end at the same ticks however often a run is stopped: a stop waits for one. */
        if (world->tick % report == 0 || world->tick == until || dies_out(run->life) ||
            run->page.births + run->page.deaths >= PAGE_MOST) {
            struct sw_wild_figures figures;

            if (turn_page(run, &figures, error) != 0)
                return -1;
            if (tell != NULL)
                tell(context, &figures);
            stops = sw_signals_stopping() != 0;
        }
    }
    if (sw_store_sync(run->store, error) != 0)
        return -1;
    return stops && world->tick < until ? 1 : 0;
}

/* ---- how it is read ---- */

static int replay_birth(struct sw_wild_life *life, const struct sw_wild_birth *birth,
                        uint64_t *wrong, uint32_t *home_of, struct sw_error *error)
{
    uint32_t home;

    if (birth->parent != 0 && home_of[birth->parent] == UINT32_MAX)
        return sw_fail(error, SW_EXIT_DAMAGED, "body %llu is born by %llu, who does not live",
                       (unsigned long long)birth->id, (unsigned long long)birth->parent);
    home = birth->parent == 0 ? sw_wild_life_found(life, birth->id)
                              : sw_wild_life_bear(life, home_of[birth->parent], birth->id);
    if (home == UINT32_MAX)
        return sw_fail(error, SW_EXIT_DAMAGED, "at tick %llu more live than wild.most allows",
                       (unsigned long long)birth->tick);
    home_of[birth->id] = home;
    if (sw_wild_life_hash(life, home) == birth->hash)
        return 0;
    if (wrong == NULL)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "body %llu is rebuilt to other weights than it had: this program or "
                       "processor computes otherwise than the one that began the run",
                       (unsigned long long)birth->id);
    ++*wrong;
    return 0;
}

int sw_wild_replay(struct sw_wild_life *life, const struct sw_wild_history *history, uint64_t until,
                   uint64_t *wrong, uint32_t *home_of, struct sw_error *error)
{
    uint64_t death = 0;

    for (uint64_t id = 0; id <= history->births; id++)
        home_of[id] = UINT32_MAX;
    for (uint64_t birth = 0; birth < history->births || death < history->deaths;) {
        const struct sw_wild_death *next = &history->death[death];

        /* In one tick births come before deaths. */
        if (birth < history->births &&
            (death == history->deaths || history->birth[birth].tick <= next->tick)) {
            if (history->birth[birth].tick >= until)
                return 0;
            if (replay_birth(life, &history->birth[birth++], wrong, home_of, error) != 0)
                return -1;
            continue;
        }
        if (next->tick >= until)
            return 0;
        if (home_of[next->id] == UINT32_MAX)
            return sw_fail(error, SW_EXIT_DAMAGED, "body %llu dies, and does not live",
                           (unsigned long long)next->id);
        sw_wild_life_leave(life, home_of[next->id]);
        home_of[next->id] = UINT32_MAX;
        death++;
    }
    return 0;
}

int sw_wild_run_resume(struct sw_wild_run *run, const char *folder, bool writes,
                       struct sw_error *error)
{
    struct sw_wild_history history = {.births = 0};
    uint32_t *home_of = NULL;
    int result = -1;

    run->store = sw_store_open(folder, writes, false, error);
    if (run->store == NULL || sw_wild_read_history(run->store, &history, error) != 0)
        goto out;
    run->life = sw_wild_life_create(&history.settings, error);
    home_of = sw_allocate(history.births + 1, sizeof *home_of, "rebuilding genomes", error);
    if (run->life == NULL || home_of == NULL)
        goto out;
    result = sw_wild_replay(run->life, &history, UINT64_MAX, NULL, home_of, error);
    if (result == 0)
        result = sw_wild_read_state(run->store, run->life, home_of, history.births + 1, error);
    run->pages = history.pages;
out:
    free(home_of);
    sw_wild_history_free(&history);
    return result;
}

static int add_record(void *context, enum sw_store_kind kind, uint64_t first, uint32_t second,
                      const void *bytes, size_t size, const struct sw_error *damage)
{
    struct sw_digest *digest = context;

    if (damage != NULL)
        return 1;
    sw_digest_number(digest, (uint64_t)kind);
    sw_digest_number(digest, first);
    sw_digest_number(digest, second);
    sw_digest_number(digest, size);
    sw_digest_add(digest, bytes, size);
    return 0;
}

int sw_wild_digest(struct sw_store *store, uint64_t *value, struct sw_error *error)
{
    struct sw_digest *digest = sw_digest_create(error);
    int result;

    if (digest == NULL)
        return -1;
    result = sw_store_walk(store, add_record, digest, error);
    *value = sw_digest_value(digest);
    sw_digest_destroy(digest);
    if (result > 0)
        return sw_fail(error, SW_EXIT_DAMAGED, "a record of the store is damaged");
    return result;
}
