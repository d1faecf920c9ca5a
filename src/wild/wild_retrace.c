#include "wild/wild_retrace.h"

#include "wild/wild_replay.h"

#include <stdlib.h>
#include <string.h>

/* The last page that ends at `tick` or before it and whose state is kept. 0: none; page 0 is the
 * founders, who are made again. */
static uint64_t kept_before(const struct sw_wild_history *history, uint64_t tick)
{
    uint64_t page = history->pages - 1;

    if (history->figures[page].tick <= tick)
        return page;
    while (page > 0 &&
           (history->figures[page].tick > tick || !sw_wild_keyframe(&history->settings, page)))
        page--;
    return page;
}

static bool is_last(const struct sw_wild_history *history, uint64_t page)
{
    return page == history->pages - 1;
}

/* The state at the end of a page, into a life that nobody is in. */
static int load(struct sw_wild_retrace *retrace, uint64_t page, uint32_t *home_of,
                struct sw_error *error)
{
    const struct sw_wild_history *history = retrace->history;
    struct sw_wild_cursor at = {0};
    const void *bytes;
    size_t size;
    uint32_t living = 0;

    for (uint64_t id = 0; id <= history->births; id++)
        home_of[id] = UINT32_MAX;
    if (sw_wild_replay_on(retrace->life, history, &at, history->figures[page].tick, NULL, home_of,
                          error) != 0 ||
        sw_wild_get_state(retrace->store, is_last(history, page) ? 0 : page, &bytes, &size,
                          error) != 0)
        return -1;
    for (uint64_t id = 1; id <= at.births; id++)
        living += home_of[id] != UINT32_MAX;
    return sw_wild_read_state(bytes, size, retrace->life, home_of, at.births + 1, living, error);
}

/* page 0: from the beginning. */
static int begin(struct sw_wild_retrace *retrace, uint64_t page, struct sw_error *error)
{
    uint32_t *home_of;
    int result;

    sw_wild_life_destroy(retrace->life);
    retrace->life = sw_wild_life_create(&retrace->history->settings, error);
    retrace->page = page + 1;
    if (retrace->life == NULL)
        return -1;
    if (page == 0) {
        sw_wild_life_people(retrace->life);
        return 0;
    }
    home_of =
        sw_allocate(retrace->history->births + 1, sizeof *home_of, "rebuilding genomes", error);
    result = home_of == NULL ? -1 : load(retrace, page, home_of, error);
    free(home_of);
    return result;
}

/* Where a page ends: that it is the same again. */
static int compare(const struct sw_wild_retrace *retrace, struct sw_error *error)
{
    const struct sw_wild_figures *then = &retrace->history->figures[retrace->page];
    struct sw_wild_figures now;

    sw_wild_figure(retrace->life->world, &now);
    if (memcmp(&now, then, sizeof now) == 0)
        return 0;
    return sw_fail(error, SW_EXIT_DAMAGED,
                   "tick %llu is lived again to another world than it was: this program or "
                   "processor computes otherwise than the one that began the run",
                   (unsigned long long)then->tick);
}

int sw_wild_retrace_on(struct sw_wild_retrace *retrace, struct sw_error *error)
{
    const struct sw_wild_history *history = retrace->history;

    sw_wild_life_tick(retrace->life, NULL);
    if (retrace->page >= history->pages ||
        history->figures[retrace->page].tick > retrace->life->world->tick)
        return 0;
    if (compare(retrace, error) != 0)
        return -1;
    retrace->page++;
    return 0;
}

int sw_wild_retrace_to(struct sw_wild_retrace *retrace, uint64_t tick, struct sw_error *error)
{
    uint64_t page = kept_before(retrace->history, tick);
    const struct sw_wild_life *life = retrace->life;

    if ((life == NULL || life->world->tick > tick ||
         life->world->tick < retrace->history->figures[page].tick) &&
        begin(retrace, page, error) != 0)
        return -1;
    while (retrace->life->world->tick < tick)
        if (sw_wild_retrace_on(retrace, error) != 0)
            return -1;
    return 0;
}

void sw_wild_retrace_clear(struct sw_wild_retrace *retrace)
{
    sw_wild_life_destroy(retrace->life);
    memset(retrace, 0, sizeof *retrace);
}
