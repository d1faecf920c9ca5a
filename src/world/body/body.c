#include "world/body/body.h"

#include "base/parameter.h"
#include "world/grid/mask.h"

#include <stddef.h>
#include <string.h>

#define ACT(id, name, cost, help) {name, help, cost},
static const struct {
    const char *name, *help;
    int32_t cost;
} acts[] = {SW_BODY_ACT_ROWS(ACT)};

#define LAW(id, name, help) {name, help},
static const struct {
    const char *name, *help;
} laws[] = {SW_BODY_LAW_ROWS(LAW)};

/* Half of the colours feeds, plants grow anywhere, loose things give way, nothing falls. */
#define PLAIN                                                                                      \
    {                                                                                              \
        .feeds = 3, .yields = SW_YIELD_LOOSE, .growth = SW_GROWTH_ANYWHERE,                        \
        .gravity = SW_DIRECTIONS                                                                   \
    }
#define DRAWN(law) (1u << (law))

static const struct sw_body_game rows[] = {
    {"forage", "one body among plants of four colours; which of them feed is hidden", 10, 10, false,
     1, 4, 12, 0, 0, true, SW_BODY_ACTS_SIMPLE, DRAWN(SW_LAW_FEEDS), PLAIN, 2000, 0},
    {"forage-three",
     "the same with boxes; what feeds, who pushes whom and where plants grow are hidden", 10, 10,
     false, 1, 4, 12, 8, 0, true, SW_BODY_ACTS_SIMPLE,
     DRAWN(SW_LAW_FEEDS) | DRAWN(SW_LAW_YIELDS) | DRAWN(SW_LAW_GROWTH), PLAIN, 2000, 0},
    {"forage-four", "four bodies among plants of four colours; which of them feed is hidden", 14,
     14, false, 4, 4, 24, 0, 0, true, SW_BODY_ACTS_SIMPLE, DRAWN(SW_LAW_FEEDS), PLAIN, 2000, 0},
    {"meadow",
     "eight bodies with all acts on a torus; what feeds, who pushes whom and where plants "
     "grow are hidden",
     24, 24, true, 8, 4, 48, 16, 4, false, SW_BODY_ACTS,
     DRAWN(SW_LAW_FEEDS) | DRAWN(SW_LAW_YIELDS) | DRAWN(SW_LAW_GROWTH), PLAIN, 2000, 0},
    {"pit", "sixteen bodies with all acts on the largest canvas; all laws are hidden", 30, 30,
     false, 16, 4, 80, 30, 10, false, SW_BODY_ACTS,
     DRAWN(SW_LAW_FEEDS) | DRAWN(SW_LAW_YIELDS) | DRAWN(SW_LAW_GROWTH) | DRAWN(SW_LAW_GRAVITY),
     PLAIN, 2000, 0},
    {"forage-and-tell",
     "four bodies among plants of four colours; which of them feed is hidden, and who has tasted "
     "can tell",
     12, 12, false, 4, 4, 20, 0, 0, true, SW_BODY_ACTS_SIMPLE, DRAWN(SW_LAW_FEEDS), PLAIN, 2000, 0},
    {"guide",
     "a body that forages, and a guide that knows which colours feed, sees nothing else and only "
     "speaks",
     10, 10, false, 2, 4, 12, 0, 0, true, SW_BODY_ACTS_SIMPLE, DRAWN(SW_LAW_FEEDS), PLAIN, 2000, 1},
};

enum { ROWS = sizeof rows / sizeof *rows };

const char *sw_body_act_name(uint32_t act)
{
    return acts[act].name;
}

const char *sw_body_act_help(uint32_t act)
{
    return acts[act].help;
}

int32_t sw_body_act_cost(uint32_t act)
{
    return acts[act].cost;
}

const char *sw_body_law_name(uint32_t law)
{
    return laws[law].name;
}

const char *sw_body_law_help(uint32_t law)
{
    return laws[law].help;
}

uint32_t sw_body_game_count(void)
{
    return ROWS;
}

const struct sw_body_game *sw_body_game_row(uint32_t index)
{
    return index < ROWS ? &rows[index] : NULL;
}

const struct sw_body_game *sw_body_game_find(const char *name)
{
    for (uint32_t i = 0; i < ROWS; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

const char *sw_body_game_nearest(const char *word)
{
    const char *names[ROWS];

    for (uint32_t i = 0; i < ROWS; i++)
        names[i] = rows[i].name;
    return sw_nearest(word, names, ROWS);
}
