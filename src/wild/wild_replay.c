#include "wild/wild_replay.h"

#include "base/hash.h"

static int replay_birth(struct sw_wild_life *life, const struct sw_wild_birth *birth,
                        uint64_t *wrong, uint32_t *home_of, struct sw_error *error)
{
    uint32_t home;

    if (birth->parent != 0 && home_of[birth->parent] == UINT32_MAX)
        return sw_fail(error, SW_EXIT_DAMAGED, "body %llu has the parent %llu, which does not live",
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

int sw_wild_replay_on(struct sw_wild_life *life, const struct sw_wild_history *history,
                      struct sw_wild_cursor *at, uint64_t until, uint64_t *wrong, uint32_t *home_of,
                      struct sw_error *error)
{
    while (at->births < history->births || at->deaths < history->deaths) {
        const struct sw_wild_death *next = &history->death[at->deaths];

        /* In one tick births come before deaths. */
        if (at->births < history->births &&
            (at->deaths == history->deaths || history->birth[at->births].tick <= next->tick)) {
            if (history->birth[at->births].tick >= until)
                return 0;
            if (replay_birth(life, &history->birth[at->births++], wrong, home_of, error) != 0)
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
        at->deaths++;
    }
    return 0;
}

int sw_wild_replay(struct sw_wild_life *life, const struct sw_wild_history *history, uint64_t until,
                   uint64_t *wrong, uint32_t *home_of, struct sw_error *error)
{
    struct sw_wild_cursor at = {0};

    for (uint64_t id = 0; id <= history->births; id++)
        home_of[id] = UINT32_MAX;
    return sw_wild_replay_on(life, history, &at, until, wrong, home_of, error);
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
