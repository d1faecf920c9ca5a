#include "wild/ranks/wild_share.h"

#include "base/pack.h"

#include <stdlib.h>
#include <string.h>

static uint32_t bodies_of(const struct sw_wild_world *world, uint32_t rank)
{
    uint32_t bodies = 0;

    for (uint32_t i = 0; i < world->bodies; i++)
        bodies += world->body[i].rank == rank;
    return bodies;
}

/* ---- at the beginning ---- */

/* ["wild-start", 1, the record of settings, the next id, how many live, the record of the state] */
static void *pack_start(const struct sw_wild_life *life, const void *state, size_t state_size,
                        size_t *size, struct sw_error *error)
{
    size_t length = 0;
    void *settings = sw_wild_pack_settings(&life->settings, &length, error);
    struct sw_pack *pack;

    if (settings == NULL)
        return NULL;
    pack = sw_pack_begin("wild-start", 1, 4);
    sw_pack_bytes(pack, settings, length);
    sw_pack_uint(pack, life->world->next_id);
    sw_pack_uint(pack, life->world->bodies);
    sw_pack_bytes(pack, state != NULL ? state : "", state_size);
    free(settings);
    return sw_pack_end(pack, size, error);
}

static int read_start(const void *bytes, size_t size, const struct sw_exchange *exchange,
                      struct sw_wild_life **life, struct sw_error *error)
{
    struct sw_wild_settings settings;
    struct sw_unpack reader;
    const void *config, *state;
    size_t config_size = 0, state_size = 0;
    uint64_t ids, living;

    sw_unpack_begin(&reader, bytes, size, "wild-start", 1, 4, error);
    config = sw_unpack_bytes(&reader, "settings", size, &config_size);
    ids = sw_unpack_uint(&reader, "next id", UINT64_MAX);
    living = sw_unpack_uint(&reader, "living", SW_WILD_ROOM);
    state = sw_unpack_bytes(&reader, "state", size, &state_size);
    if (sw_unpack_end(&reader) != 0 ||
        sw_wild_unpack_settings(config, config_size, &settings, error) != 0)
        return -1;
    *life = sw_wild_life_create(&settings, error);
    if (*life == NULL || sw_wild_life_share(*life, exchange->rank, exchange->ranks, error) != 0)
        return -1;
    return state_size == 0
               ? 0
               : sw_wild_read_state(state, state_size, *life, NULL, ids, (uint32_t)living, error);
}

/* ["wild-genomes", 1, weights, weights, ...] of a rank's bodies; rank 0 has its own. */
static void *pack_genomes(void *context, uint32_t rank, size_t *size, struct sw_error *error)
{
    const struct sw_wild_life *life = context;
    const struct sw_wild_world *world = life->world;
    struct sw_pack *pack = sw_pack_begin("wild-genomes", 1, rank == 0 ? 0 : bodies_of(world, rank));

    for (uint32_t i = 0; i < world->bodies; i++)
        if (rank > 0 && world->body[i].rank == rank)
            sw_pack_floats(pack, sw_wild_life_weights(life, world->body[i].home),
                           life->layout.floats);
    return sw_pack_end(pack, size, error);
}

static int read_genomes(const void *bytes, size_t size, const struct sw_wild_life *life,
                        struct sw_error *error)
{
    const struct sw_wild_world *world = life->world;
    struct sw_unpack reader;

    sw_unpack_begin(&reader, bytes, size, "wild-genomes", 1, bodies_of(world, life->rank), error);
    for (uint32_t i = 0; i < world->bodies; i++)
        if (world->body[i].rank == life->rank)
            sw_unpack_floats(&reader, "weights", sw_wild_life_weights(life, world->body[i].home),
                             life->layout.floats);
    return sw_unpack_end(&reader);
}

/* Rank 0 has dealt them out. */
static void keep_mine(struct sw_wild_life *life)
{
    for (uint32_t i = 0; i < life->world->bodies; i++) {
        struct sw_wild_body *body = &life->world->body[i];

        if (body->rank == life->rank)
            continue;
        sw_wild_life_leave(life, body->home);
        body->home = SW_WILD_ELSEWHERE;
    }
}

static int deal_genomes(struct sw_exchange *exchange, struct sw_wild_life *life,
                        struct sw_error *error)
{
    void *mine = NULL;
    size_t size = 0;
    int failed = sw_exchange_deal_out(exchange, pack_genomes, life, &mine, &size, error);

    if (failed != 0)
        return -1;
    if (exchange->rank == 0)
        keep_mine(life);
    else
        failed = read_genomes(mine, size, life, error);
    free(mine);
    return sw_exchange_agree(exchange, failed, error);
}

int sw_wild_share_out(struct sw_exchange *exchange, int failed, struct sw_wild_life **life,
                      const void *state, size_t state_size, struct sw_error *error)
{
    void *bytes = NULL;
    size_t size = 0;

    if (exchange->ranks == 1)
        return failed ? -1 : 0;
    if (exchange->rank == 0 && !failed) {
        bytes = pack_start(*life, state, state_size, &size, error);
        failed = bytes == NULL;
    }
    failed = sw_exchange_agree(exchange, failed, error);
    if (failed == 0)
        failed = sw_exchange_broadcast(exchange, &bytes, &size, error);
    if (failed == 0) {
        if (exchange->rank != 0)
            failed = read_start(bytes, size, exchange, life, error);
        failed = sw_exchange_agree(exchange, failed, error);
    }
    free(bytes);
    return failed != 0 ? -1 : deal_genomes(exchange, *life, error);
}

/* ---- at the end of a page ---- */

/* ["wild-share", 1, [place of a birth in the page, its hash, ...], mind, mind, ...] */
static void *pack_share(const struct sw_wild_life *life, const struct sw_wild_history *page,
                        size_t *size, struct sw_error *error)
{
    const struct sw_wild_world *world = life->world;
    struct sw_pack *pack = sw_pack_begin("wild-share", 1, 1 + bodies_of(world, life->rank));
    uint32_t births = 0;

    for (uint64_t i = 0; i < page->births; i++)
        births += page->birth[i].rank == life->rank;
    sw_pack_array(pack, 2 * births);
    for (uint64_t i = 0; i < page->births; i++) {
        if (page->birth[i].rank != life->rank)
            continue;
        sw_pack_uint(pack, i);
        sw_pack_uint(pack, page->birth[i].hash);
    }
    for (uint32_t i = 0; i < world->bodies; i++)
        if (world->body[i].rank == life->rank)
            sw_pack_floats(pack, life->state + (size_t)world->body[i].home * life->state_floats,
                           life->state_floats);
    return sw_pack_end(pack, size, error);
}

struct gathering {
    const struct sw_wild_life *life;
    struct sw_wild_history *page;
    float *minds;
    uint32_t rank; /* whose share comes next */
};

static int take_share(void *context, const void *bytes, size_t size, struct sw_error *error)
{
    struct gathering *gathering = context;
    const struct sw_wild_life *life = gathering->life;
    const struct sw_wild_world *world = life->world;
    uint32_t rank = gathering->rank++, values;
    struct sw_unpack reader;

    sw_unpack_begin(&reader, bytes, size, "wild-share", 1, 1 + bodies_of(world, rank), error);
    values = sw_unpack_array(&reader, "births", UINT32_MAX, 1);
    for (uint32_t i = 0; i < values / 2 && !reader.failed; i++) {
        uint64_t place = sw_unpack_uint(&reader, "birth", gathering->page->births - 1);

        gathering->page->birth[place].hash = sw_unpack_uint(&reader, "hash", UINT64_MAX);
    }
    for (uint32_t i = 0; i < world->bodies; i++)
        if (world->body[i].rank == rank)
            sw_unpack_floats(&reader, "minds", gathering->minds + (size_t)i * life->state_floats,
                             life->state_floats);
    return sw_unpack_end(&reader);
}

int sw_wild_share_gather(struct sw_exchange *exchange, int failed, const struct sw_wild_life *life,
                         struct sw_wild_history *page, float **minds, struct sw_error *error)
{
    struct gathering gathering = {.life = life, .page = page};
    void *mine = NULL;
    size_t size = 0;

    *minds = NULL;
    if (!failed) {
        mine = pack_share(life, page, &size, error);
        failed = mine == NULL;
    }
    if (!failed && exchange->rank == 0) {
        gathering.minds = sw_allocate_floats((size_t)(life->world->bodies + 1) * life->state_floats,
                                             "gathering minds", error);
        failed = gathering.minds == NULL;
    }
    failed = sw_exchange_agree(exchange, failed, error);
    if (failed == 0)
        failed = sw_exchange_agree(exchange,
                                   sw_exchange_collect(exchange, SW_TRAFFIC_RECORDS, 0, mine, size,
                                                       take_share, &gathering, error),
                                   error);
    free(mine);
    if (failed != 0) {
        free(gathering.minds);
        return -1;
    }
    *minds = gathering.minds;
    return 0;
}
