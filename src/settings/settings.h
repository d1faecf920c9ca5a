/* settings.h - everything that a run's config says: one table of rows (see base/parameter.h).
 * Local.
 *
 * Phases switch the game, the fitness and what evolves at given generations; each has its own
 * strength and rate. The config is part of a run: it is stored with it, and every individual is
 * rebuilt by it.
 */
#ifndef SW_SETTINGS_SETTINGS_H
#define SW_SETTINGS_SETTINGS_H

#include "agent/body_brain.h"
#include "agent/brain.h"
#include "agent/crossing.h"
#include "agent/deviates.h"
#include "agent/study.h"
#include "base/parameter.h"
#include "body/body_life.h"
#include "life/lesion.h"
#include "life/life.h"
#include "life/own_teacher.h"
#include "record/record.h"
#include "selection/families.h"
#include "selection/learning_genes.h"
#include "selection/migration.h"
#include "selection/scheme.h"
#include "selection/strategy.h"
#include "world/forecast/context.h"
#include "world/forecast/organism_edit.h"
#include "world/function/function.h"
#include "world/puzzle/action_set.h"

#define SW_PHASES_MAX 6

/* What is observed of a member that solves puzzles (life/life.h): how many descriptors of its
 * behaviour, and how many scores that are traded off, its own the first. */
#define SW_OBSERVED_DESCRIPTORS 2u
#define SW_OBSERVED_SCORES      2u

/* What a seed, a config and a genome mean: raised by whoever changes how agents, sight, edits,
 * worlds or selection work, so that a stored run is never read by a program in which its members
 * would be others. */
#define SW_BEHAVIOUR 6u
/* The last one before prototypes were taken when all lessons of a generation are learned: the same
 * but where keeping.way = experts. */
#define SW_BEHAVIOUR_LOOKS 5u
/* The last one before schemes drew parents by pressure over its whole range: the same where the
 * scheme recombines. */
#define SW_BEHAVIOUR_BEFORE 4u

struct sw_phase {
    int64_t from; /* first generation; -1: the phase is not used */
    int32_t game, fitness, evolve, channel;
    double strength; /* of mutations, in units of each tensor's scale */
    double rate, rate_end;
};

/* A field of each row: settings->selection.pressure. */
#define SECTION(section)            struct sw_section_##section {
#define UINT32(section, key, ...)   uint32_t key;
#define UINT64(section, key, ...)   uint64_t key;
#define INT64(section, key, ...)    int64_t key;
#define MULTIPLE(section, key, ...) uint32_t key;
#define REAL(section, key, ...)     double key;
#define SWITCH(section, key, ...)   bool key;
#define CHOICE(section, key, ...)   int32_t key;
#define TEXT(section, key, ...)     char key[SW_TEXT_MAX];
#define SECTION_END(section)                                                                       \
    }                                                                                              \
    section;
#define PHASES()                        struct sw_phase phase[SW_PHASES_MAX];
#define LINES(section, key, field, ...) char field[SW_LINES_MAX];

struct sw_settings {
#include "settings/settings_rows.def"
};

#undef SECTION
#undef UINT32
#undef UINT64
#undef INT64
#undef MULTIPLE
#undef REAL
#undef SWITCH
#undef CHOICE
#undef TEXT
#undef SECTION_END
#undef PHASES
#undef LINES

/* What children start from: their parent's learned weights, or those that it was born with. */
enum sw_learner { SW_LEARNER_PARENT = 0, SW_LEARNER_MEMBERS = 1 };
enum sw_inheritance { SW_INHERIT_LEARNED = 0, SW_INHERIT_BORN = 1 };

/* Which rules the puzzles that parents learn from are of. */
enum sw_lesson_draw {
    SW_DRAW_UNIFORM = 0,
    SW_DRAW_REGRET = 1,
    SW_DRAW_PROGRESS = 2,
    SW_DRAW_AGE = 3,
    SW_DRAW_NOVELTY = 4
};

/* What keeps the skills of earlier laws where laws are taught one after another. */
enum sw_keeping {
    SW_KEEPING_NOTHING = 0,
    SW_KEEPING_REPLAY = 1,
    SW_KEEPING_ANCHOR = 2,
    SW_KEEPING_IMPORTANCE = 3,
    SW_KEEPING_EXPERTS = 4,
    SW_KEEPING_ISLANDS = 5
};

/* Whose features experts see by. */
enum sw_keeping_eye { SW_KEEPING_EYE_SHARED = 0, SW_KEEPING_EYE_OWN = 1 };

enum sw_founder { SW_FOUNDER_EACH = 0, SW_FOUNDER_ONE = 1 };

enum sw_balance { SW_BALANCE_RULE = 0, SW_BALANCE_FAMILY = 1 };

enum sw_partner { SW_PARTNER_SELF = 0, SW_PARTNER_OTHER = 1, SW_PARTNER_SIBLING = 2 };

extern const struct sw_parameters sw_settings_table;

/* What the rows alone cannot say: members even, phases in order, ranges that contradict each other,
 * names of laws. */
int sw_settings_check(const struct sw_settings *settings, struct sw_error *error);

/* Refuses (exit code 2) a run whose members this program would not be true to. */
int sw_behaviour_check(uint32_t behaviour, const struct sw_settings *settings, const char *version,
                       struct sw_error *error);

/* The phase of a generation (row of the table), and the generation at which it ends. */
uint32_t sw_settings_phase(const struct sw_settings *settings, uint64_t generation,
                           uint64_t *until);

/* Whether a section is that of a phase that is not used and says nothing but its defaults. */
bool sw_settings_idle_phase(const struct sw_settings *settings, const char *section);

/* Groups of tensors that a phase evolves: bits of enum sw_tensor_group. */
uint8_t sw_phase_evolves(const struct sw_phase *phase);

/* What mutations touch in a phase: the groups that it evolves; under a scheme that gives credit
 * their thresholds alone (SW_GROUP_THRESHOLDS); of a plain vector, which has no groups, all. */
uint8_t sw_settings_evolves(const struct sw_settings *settings, const struct sw_phase *phase);

/* The recombination rate of a generation: from the phase's rate to its rate_end, geometrically.
 * Square roots only, so the same bits everywhere. */
float sw_settings_rate(const struct sw_settings *settings, uint64_t generation);

/* The same for learning: from learning.rate to learning.rate_end, over the whole run. */
float sw_settings_learning_rate(const struct sw_settings *settings, uint64_t generation);

/* Whether members learn within their lives, in a run that has a rule, and by which genes. */
bool sw_settings_members_learn(const struct sw_settings *settings);
struct sw_gene_rule sw_settings_genes(const struct sw_settings *settings);

/* Whether parents learn in a generation, lived with these settings, or members: there is a rule,
 * the scheme makes a parent, or members learn, and in the phase's game who edits sees
 * demonstrations and hears nothing, or hears and learns so (learning.hearing). */
bool sw_settings_learns(const struct sw_settings *settings, uint64_t generation);

/* The test function that members are evaluated on (worlds.source = function:NAME); NULL: they live
 * in worlds of puzzles. A name that is not known is refused by sw_settings_check. */
const struct sw_function *sw_settings_function(const struct sw_settings *settings);

/* The game of bodies that members live (worlds.source = body:NAME); NULL: they do not. A name that
 * is not known is refused by sw_settings_check. */
const struct sw_body_game *sw_settings_body(const struct sw_settings *settings);
/* Whether bodies have the act to imitate: none has where one body alone acts. */
enum sw_body_imitation sw_settings_imitation(const struct sw_settings *settings);
/* What lives of bodies are; where there is a game. */
struct sw_body_rules sw_settings_body_rules(const struct sw_settings *settings);
/* What makes lives easier, and what newborns differ by, by the settings of a generation. */
struct sw_body_lead sw_settings_body_lead(const struct sw_settings *settings, uint64_t generation);

/* What members forecast (worlds.source = forecast:NAME); NULL: they do not. */
const struct sw_forecast_theme *sw_settings_forecast(const struct sw_settings *settings);

/* Begun; of settings that name a theme. Of agents with a forecast expert: those acts that agents
 * have among their edits, after what they select by; ask the run's own settings, as of
 * sw_settings_action_set. */
struct sw_episode_rules sw_settings_episode_rules(const struct sw_settings *settings);
/* How scenes are drawn in a generation that is lived with these settings, into rules. */
void sw_settings_episode_scene(const struct sw_settings *settings, struct sw_episode_rules *rules);

/* Whether agents that solve puzzles have a forecast expert (agent.forecast). */
bool sw_settings_foresight(const struct sw_settings *settings);
/* Refuses (exit code 2) what such an expert cannot be: in agents that grow by experts, under rule
 * broadcast, under a scheme that observes more than scores, or where no act is taught that can be
 * forecast. */
int sw_settings_foresight_check(const struct sw_settings *settings, struct sw_error *error);
/* Whether nobody has the engine of the worlds (worlds.physics = hidden): programs are tried in own
 * forecasts, or not at all. */
bool sw_settings_hides(const struct sw_settings *settings);
/* Refuses (exit code 2) what would try programs in a hidden engine: own teachers, speech from a
 * verified program, thoughts without forecasts, more looks, and an eye that zooms. */
int sw_settings_hidden_check(const struct sw_settings *settings, struct sw_error *error);
/* How much poison counts in the scores of a generation; in a game with a task, mistakes. */
float sw_settings_poison(const struct sw_settings *settings, uint64_t generation);

/* Whether members solve puzzles: they are neither vectors, bodies nor forecasters. */
bool sw_settings_puzzles(const struct sw_settings *settings);

/* The seed of the worlds that lives meet. */
uint64_t sw_settings_life_seed(const struct sw_settings *settings);

struct sw_worlds_settings sw_settings_worlds(const struct sw_settings *settings);
/* The edits that agents can make: what the rows of their edit heads stand for. Of all worlds that
 * the run's events and islands come to: ask the run's own settings, not those of a generation. */
struct sw_action_set sw_settings_action_set(const struct sw_settings *settings);

struct sw_brain_shape sw_settings_shape(const struct sw_settings *settings);
struct sw_identity_space sw_settings_space(const struct sw_settings *settings);
const char *sw_settings_kernel(const struct sw_settings *settings);

struct sw_selection
sw_settings_selection(const struct sw_settings *settings); /* as the scheme finds it */

/* How many values are observed of each member for the scheme, beside its score; 0: none. */
uint32_t sw_settings_observed(const struct sw_settings *settings);

/* Members of a litter: life.litter. */
uint32_t sw_settings_litter(const struct sw_settings *settings);

/* Most edits of a seat in one world: life.ticks, or as many as the teachers of the worlds take that
 * the run's events and islands come to; ask the run's own settings. */
uint32_t sw_settings_ticks(const struct sw_settings *settings);

/* How seats think when they are examined; 0 thoughts: not at all. */
struct sw_thinking_settings sw_settings_thinking(const struct sw_settings *settings);

/* How many words are in use, 2..V. */
uint32_t sw_settings_words(const struct sw_settings *settings);

/* How seats think before they speak; 0 thoughts: not at all. */
struct sw_thinking_settings sw_settings_verifying(const struct sw_settings *settings);

/* How parents find their own teachers, and whether a phase's lives follow those. The last two ask
 * of a phase, and of any, whether they do and it has a time or an event begins it. */
struct sw_own_rules sw_settings_own(const struct sw_settings *settings);
bool sw_phase_owns(const struct sw_phase *phase);
bool sw_settings_owns_in(const struct sw_settings *settings, uint32_t phase);
bool sw_settings_owns(const struct sw_settings *settings);

/* Whether some phase plays a game by turns (life/game.h). */
bool sw_settings_by_turns(const struct sw_settings *settings);

/* Whether lives of this seat, which edits, teach a parent. */
bool sw_settings_teaches(const struct sw_settings *settings, const struct sw_seat *seat);

/* Lives of puzzles by these settings: what ends and delays words, looks and what is verified. Who
 * is examined answers at once. kernel: the run's (sw_settings_kernel) for scores and reports,
 * "portable" for what genomes are made of. The caller destroys it; NULL when out of memory. */
struct sw_life *sw_settings_life(const struct sw_settings *settings, const char *kernel,
                                 const struct sw_brain_layout *layout, struct sw_error *error);

struct sw_topology_rule sw_settings_topology(const struct sw_settings *settings); /* borrows */
struct sw_migration sw_settings_migration(const struct sw_settings *settings);

struct sw_families sw_settings_families(const struct sw_settings *settings);

/* The settings that are an island's own; none with one island. A wrong list is refused by
 * sw_settings_check. */
struct sw_strategy_rule sw_settings_strategy(const struct sw_settings *settings);

/* Where the topology is a list, replaces migration.edges = file:PATH by the edges that the file
 * holds (exit code 2 if they are wrong, 1 if it cannot be read): so a run keeps them. */
int sw_settings_read_edges(struct sw_settings *settings, struct sw_error *error);

/* Litters of one island: members / life.litter, rounded up. */
uint32_t sw_settings_litters(const struct sw_settings *settings);

#endif
