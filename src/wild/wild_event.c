#include "wild/wild_event.h"

void sw_wild_pack_birth(struct sw_pack *pack, const struct sw_wild_birth *birth)
{
    sw_pack_uint(pack, birth->parent);
    sw_pack_uint(pack, birth->tick);
    sw_pack_uint(pack, birth->cell);
    sw_pack_uint(pack, birth->hash);
}

void sw_wild_pack_deaths(struct sw_pack *pack, const struct sw_wild_history *page)
{
    sw_pack_array(pack, (uint32_t)page->deaths * SW_WILD_DEATH_VALUES);
    for (uint64_t i = 0; i < page->deaths; i++) {
        sw_pack_uint(pack, page->death[i].id);
        sw_pack_uint(pack, page->death[i].tick);
        sw_pack_uint(pack, page->death[i].cell);
        sw_pack_uint(pack, page->death[i].cause);
        sw_pack_uint(pack, page->death[i].size);
        sw_pack_uint(pack, page->death[i].killer);
    }
}

void sw_wild_pack_walks(struct sw_pack *pack, const struct sw_wild_history *page)
{
    sw_pack_array(pack, (uint32_t)page->walks * SW_WILD_WALK_VALUES);
    for (uint64_t i = 0; i < page->walks; i++) {
        sw_pack_uint(pack, page->walk[i].id);
        sw_pack_uint(pack, page->walk[i].tick);
        sw_pack_uint(pack, page->walk[i].from);
        sw_pack_uint(pack, page->walk[i].to);
        sw_pack_uint(pack, page->walk[i].units);
    }
}

struct sw_wild_birth sw_wild_read_birth(struct sw_unpack *reader, uint64_t id,
                                        const struct sw_wild_bounds *bounds)
{
    struct sw_wild_birth birth = {.id = id};

    birth.parent = sw_unpack_uint(reader, "parent", bounds->id);
    birth.tick = sw_unpack_uint(reader, "tick of birth", bounds->tick);
    birth.cell = (uint32_t)sw_unpack_uint(reader, "cell of birth", bounds->cell);
    birth.hash = sw_unpack_uint(reader, "hash", UINT64_MAX);
    return birth;
}

struct sw_wild_death sw_wild_read_death(struct sw_unpack *reader,
                                        const struct sw_wild_bounds *bounds)
{
    struct sw_wild_death death = {0};

    death.id = sw_unpack_uint(reader, "id of a death", bounds->id);
    death.tick = sw_unpack_uint(reader, "tick of death", bounds->tick);
    death.cell = (uint32_t)sw_unpack_uint(reader, "cell of death", bounds->cell);
    death.cause = (uint8_t)sw_unpack_uint(reader, "cause", SW_WILD_CAUSES - 1);
    death.size = (uint8_t)sw_unpack_uint(reader, "size", SW_WILD_SIZE_MAX);
    death.killer = sw_unpack_uint(reader, "killer", bounds->id);
    return death;
}

struct sw_wild_walk sw_wild_read_walk(struct sw_unpack *reader, const struct sw_wild_bounds *bounds)
{
    struct sw_wild_walk walk = {0};

    walk.id = sw_unpack_uint(reader, "id of a walk", bounds->id);
    walk.tick = sw_unpack_uint(reader, "tick of a walk", bounds->tick);
    walk.from = (uint32_t)sw_unpack_uint(reader, "cell", bounds->cell);
    walk.to = (uint32_t)sw_unpack_uint(reader, "cell", bounds->cell);
    walk.units = (uint32_t)sw_unpack_uint(reader, "units of a walk", UINT32_MAX);
    return walk;
}
