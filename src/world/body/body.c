#include "world/body/body.h"

#include "base/parameter.h"
#include "world/body/body_task.h"
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

/* Nothing is hidden and nothing gives way: who goes against a thing faces it. */
#define STANDING                                                                                   \
    {                                                                                              \
        .feeds = 3, .growth = SW_GROWTH_ANYWHERE, .gravity = SW_DIRECTIONS                         \
    }

/* The first seat knows what is asked for. */
static const struct sw_body_rights first_is_told[SW_BODY_SEATS] = {
    {0}, {.untold = true}, {.untold = true}, {.untold = true}};
static const struct sw_body_rights first_knows[SW_BODY_SEATS] = {
    {0}, {.blind = true, .untold = true}, {.blind = true, .untold = true}};
static const struct sw_body_rights first_sees_others_mark[SW_BODY_SEATS] = {
    {.acts = SW_BODY_ACTS_SIMPLE}, {.blind = true, .untold = true}};

/* The last alone is told, and cannot go. */
static const struct sw_body_rights last_tells[SW_BODY_SEATS] = {
    {.blind = true, .untold = true}, {.blind = true, .untold = true}, {.acts = SW_BODY_WAIT + 1}};

/* A crew that carries: so many bodies, a stone, nine cells a side. */
#define CARRY(bodies, ways)                                                                        \
    9, 9, false, bodies, 1, 0, 0, 1, true, SW_BODY_ACTS_SIMPLE, 0, PLAIN, 2000,                    \
        .task = &sw_body_carry, .targets = ways
/* A market: so many bodies, each with a plant of a colour of its own. */
#define MARKET(bodies)                                                                             \
    9, 9, false, bodies, bodies, 0, 0, 0, false, SW_BODY_ACTS_OWN, 0, STANDING, 2000,              \
        .task = &sw_body_market
/* Plants can be pushed: what feeds, and what two of them make, is drawn. */
#define TOUCH(title, pair, text)                                                                   \
    .name = title, .description = text, .width = 10, .height = 10, .bodies = 1, .colours = 4,      \
    .plants = 20, .acts = SW_BODY_EAT + 1, .varies = DRAWN(SW_LAW_FEEDS) | DRAWN(SW_LAW_TOUCH),    \
    .physics = {.feeds = 3,                                                                        \
                .yields = SW_YIELD_LOOSE | SW_YIELD_FOOD,                                          \
                .growth = SW_GROWTH_ANYWHERE,                                                      \
                .gravity = SW_DIRECTIONS,                                                          \
                .touch = pair},                                                                    \
    .energy = 2000
/* Four bodies and twelve free seats: who has the energy divides. */
#define MORTAL(title, units, least, text)                                                          \
    .name = title, .description = text, .width = 14, .height = 14, .bodies = 16, .colours = 4,     \
    .plants = 24, .bites = true, .acts = SW_BODY_ACTS_OWN + 1, .varies = DRAWN(SW_LAW_FEEDS),      \
    .physics = PLAIN, .energy = units, .founders = 4, .divides = least
static const struct sw_body_game rows[] = {
    {"forage", "one body among plants of four colours; which of them feed is hidden", 10, 10, false,
     1, 4, 12, 0, 0, true, SW_BODY_ACTS_SIMPLE, DRAWN(SW_LAW_FEEDS), PLAIN, 2000, .task = NULL},
    {"forage-three",
     "the same with boxes; what feeds, who pushes whom and where plants grow are hidden", 10, 10,
     false, 1, 4, 12, 8, 0, true, SW_BODY_ACTS_SIMPLE,
     DRAWN(SW_LAW_FEEDS) | DRAWN(SW_LAW_YIELDS) | DRAWN(SW_LAW_GROWTH), PLAIN, 2000, .task = NULL},
    {"forage-four", "four bodies among plants of four colours; which of them feed is hidden", 14,
     14, false, 4, 4, 24, 0, 0, true, SW_BODY_ACTS_SIMPLE, DRAWN(SW_LAW_FEEDS), PLAIN, 2000,
     .task = NULL},
    {"forage-three-four",
     "four bodies among boxes and plants of four colours; what feeds, who pushes whom and where "
     "plants grow are hidden",
     14, 14, false, 4, 4, 24, 16, 0, true, SW_BODY_ACTS_SIMPLE,
     DRAWN(SW_LAW_FEEDS) | DRAWN(SW_LAW_YIELDS) | DRAWN(SW_LAW_GROWTH), PLAIN, 2000, .task = NULL},
    {"meadow",
     "eight bodies with all acts but divide on a torus; what feeds, who pushes whom and where "
     "plants "
     "grow are hidden",
     24, 24, true, 8, 4, 48, 16, 4, false, SW_BODY_ACTS_OWN,
     DRAWN(SW_LAW_FEEDS) | DRAWN(SW_LAW_YIELDS) | DRAWN(SW_LAW_GROWTH), PLAIN, 2000, .task = NULL},
    {"pit",
     "sixteen bodies with all acts but divide on the largest canvas; all laws but touch are hidden",
     30, 30, false, 16, 4, 80, 30, 10, false, SW_BODY_ACTS_OWN,
     DRAWN(SW_LAW_FEEDS) | DRAWN(SW_LAW_YIELDS) | DRAWN(SW_LAW_GROWTH) | DRAWN(SW_LAW_GRAVITY),
     PLAIN, 2000, .task = NULL},
    {"forage-and-tell",
     "four bodies among plants of four colours; which of them feed is hidden, and a body that has "
     "tasted can say so",
     12, 12, false, 4, 4, 20, 0, 0, true, SW_BODY_ACTS_SIMPLE, DRAWN(SW_LAW_FEEDS), PLAIN, 2000,
     .task = NULL},
    {"guide",
     "a body that forages, and a guide that knows which colours feed, sees nothing else and only "
     "speaks",
     10, 10, false, 2, 4, 12, 0, 0, true, SW_BODY_ACTS_SIMPLE, DRAWN(SW_LAW_FEEDS), PLAIN, 2000,
     .guides = 1},
    {"carry", "two bodies bring a stone home that is too heavy for one; both see home",
     CARRY(2, 1)},
    {"carry-alone", "the same with one body, which cannot", CARRY(1, 1)},
    {"carry-three", "the same with three bodies", CARRY(3, 1)},
    {"carry-four", "the same with four bodies", CARRY(4, 1)},
    {"carry-led", "the same with two bodies, of which the first alone knows where home is",
     CARRY(2, 2), .rights = first_knows},
    {"carry-told",
     "two bodies and a stone in the middle; a third, which stands still, alone knows where home is",
     CARRY(3, 2), .rights = last_tells},
    {"collect",
     "two bodies eat all plants of one colour and no other; the first is told which colour", 10, 10,
     false, 2, 4, 12, 0, 0, true, SW_BODY_ACTS_SIMPLE, 0, PLAIN, 2000, .task = &sw_body_collect,
     .rights = first_is_told},
    {"build", "two bodies put boxes where a drawing has them; both see the drawing", 9, 9, false, 2,
     1, 0, 3, 0, false, SW_BODY_ACTS_OWN, 0, STANDING, 2000, .task = &sw_body_build},
    {"draw", "two bodies mark the ground as a drawing has it; both see the drawing", 9, 9, false, 2,
     1, 0, 0, 0, false, SW_BODY_MARK + 1, 0, PLAIN, 2000, .task = &sw_body_draw},
    {"draw-told", "the same, but the first body alone sees the drawing, and the second alone marks",
     9, 9, false, 2, 1, 0, 0, 0, false, SW_BODY_MARK + 1, 0, PLAIN, 2000, .task = &sw_body_draw,
     .rights = first_sees_others_mark},
    {"herd", "two bodies drive an animal that flees into a pen; both see the pen", 9, 9, false, 2,
     1, 0, 0, 0, true, SW_BODY_ACTS_SIMPLE, 0, PLAIN, 2000, .task = &sw_body_herd},
    {"hide", "two bodies hide behind boxes from an animal that seeks them; both see where", 9, 9,
     false, 2, 1, 0, 6, 0, true, SW_BODY_ACTS_SIMPLE, 0, STANDING, 2000, .task = &sw_body_hide,
     .targets = 1},
    {"market", "two bodies with a plant in their hand, of which each wants the other's", MARKET(2)},
    {"market-four", "the same with four bodies and four colours: each wants what the next has",
     MARKET(4)},
    {MORTAL("mortal", 120, 180,
            "four bodies and twelve free seats: who finds what feeds lives on and divides; which "
            "colours feed is hidden")},
    {MORTAL("mortal-fed", 240, 300,
            "the same, but a body begins with 240 units and divides with 300")},
    {TOUCH("touch", 0,
           "one body pushes and eats plants of four colours; which feed, and what a touch of two "
           "colours makes, are hidden")},
    {TOUCH("touch-told", 0, "the same, but the body is told what a touch makes"),
     .tells = DRAWN(SW_LAW_TOUCH)},
    {TOUCH("touch-mistold", 0, "a control: it is told what a touch makes in another world"),
     .tells = DRAWN(SW_LAW_TOUCH), .telling = SW_TELLS_ANOTHER},
    {TOUCH("touch-told-same", 3, "a control: it is told the same in all worlds"),
     .tells = DRAWN(SW_LAW_TOUCH), .telling = SW_TELLS_SAME},
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
