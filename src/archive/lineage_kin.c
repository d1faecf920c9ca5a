#include "archive/lineage_private.h"

void sw_lineage_schedule(struct sw_lineage *lineage, struct sw_schedule *schedule)
{
    lineage->schedule = schedule;
}

static uint16_t *line_at(struct sw_lineage *lineage, uint64_t generation, uint32_t island)
{
    return &lineage->line[generation * lineage->space.islands + island];
}

/* The island whose founder somebody comes from, of whose generation all lines are known. */
static int line_of(struct sw_lineage *lineage, uint64_t id, uint16_t *line, struct sw_error *error)
{
    for (;;) {
        struct sw_identity identity = sw_identity_of(lineage->space, id);
        struct sw_birth birth;

        if (identity.founder || identity.slot == lineage->space.members) {
            *line = identity.founder ? (uint16_t)id
                                     : *line_at(lineage, identity.generation, identity.island);
            return 0;
        }
        if (sw_lineage_birth(lineage, id, &birth, error) != 0)
            return -1;
        id = birth.parent;
    }
}

/* Generation by generation: the parent that an island makes is of the line of the one before. */
static int know_lines(struct sw_lineage *lineage, struct sw_error *error)
{
    uint32_t islands = lineage->space.islands;

    if (lineage->line != NULL)
        return 0;
    lineage->line = sw_allocate(lineage->generations * islands, sizeof *lineage->line,
                                "reading a lineage", error);
    if (lineage->line == NULL)
        return -1;
    for (uint64_t g = 0; g < lineage->generations; g++)
        for (uint32_t i = 0; i < islands; i++) {
            const struct remembered *births = sw_lineage_recall(lineage, g, error);
            uint64_t parent;

            if (births == NULL)
                return -1;
            if (!births->births[i].recombines)
                continue;
            parent = births->refounded[i].strength >= 0 ? births->refounded[i].parent
                                                        : births->births[i].litter[0].parent;
            if (line_of(lineage, parent, line_at(lineage, g, i), error) != 0)
                return -1;
        }
    return 0;
}

/* The line before the step: of the parent that the children had. */
static int line_before(struct sw_lineage *lineage, uint64_t generation, uint32_t island,
                       uint16_t *line, struct sw_error *error)
{
    const struct remembered *births = sw_lineage_recall(lineage, generation, error);

    return births == NULL ? -1
                          : line_of(lineage, births->births[island].litter[0].parent, line, error);
}

int sw_lineage_kin(struct sw_lineage *lineage, uint64_t generation, uint32_t island, bool *kin,
                   struct sw_error *error)
{
    const struct sw_settings *settings;
    uint16_t mine = 0, other = 0;

    *kin = false;
    if (lineage->schedule == NULL || lineage->space.islands == 1)
        return 0;
    settings = sw_schedule_at(lineage->schedule, generation, 0);
    if (!(settings->families.share > 0))
        return 0;
    if (settings->families.founder != SW_FOUNDER_ONE &&
        (know_lines(lineage, error) != 0 ||
         line_before(lineage, generation, island, &mine, error) != 0))
        return -1;
    for (uint32_t j = 0; j < lineage->space.islands && !*kin; j++) {
        const struct remembered *births = sw_lineage_recall(lineage, generation, error);

        if (births == NULL)
            return -1;
        if (j == island || !births->births[j].recombines)
            continue;
        if (settings->families.founder != SW_FOUNDER_ONE &&
            line_before(lineage, generation, j, &other, error) != 0)
            return -1;
        *kin = mine == other;
    }
    return 0;
}
