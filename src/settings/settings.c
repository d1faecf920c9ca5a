#include "settings/settings.h"

#include "base/parameter_lines.h"
#include "settings/course.h"
#include "settings/event.h"
#include "life/game.h"
#include "life/thinking.h"
#include "selection/step.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define AT(field) offsetof(struct sw_settings, field)

#define INTEGER(section, key, field, initial, low, high, unit, help)                               \
    {                                                                                              \
        section, key, SW_PARAMETER_INTEGER, AT(field), initial, low, high, NULL, unit, help, 0,    \
            NULL                                                                                   \
    }
#define MULTIPLE(section, key, field, initial, low, high, step, help)                              \
    {                                                                                              \
        section, key, SW_PARAMETER_INTEGER, AT(field), initial, low, high, NULL, NULL, help, step, \
            NULL                                                                                   \
    }
#define REAL(section, key, field, initial, low, high, unit, help)                                  \
    {                                                                                              \
        section, key, SW_PARAMETER_REAL, AT(field), initial, low, high, NULL, unit, help, 0, NULL  \
    }
#define SWITCH(section, key, field, initial, help)                                                 \
    {                                                                                              \
        section, key, SW_PARAMETER_SWITCH, AT(field), initial, 0, 1, NULL, NULL, help, 0, NULL     \
    }
#define CHOICE(section, key, field, initial, choices, help)                                        \
    {                                                                                              \
        section, key, SW_PARAMETER_CHOICE, AT(field), initial, 0, 0, choices, NULL, help, 0, NULL  \
    }
#define TEXT(section, key, field, initial, help)                                                   \
    {                                                                                              \
        section, key, SW_PARAMETER_TEXT, AT(field), initial, 0, 0, NULL, NULL, help, 0, NULL       \
    }

#define LINES(section, key, field, held, help)                                                     \
    {                                                                                              \
        section, key, SW_PARAMETER_LINES, AT(field), "", 0, 0, NULL, NULL, help, 0, held           \
    }

#define PHASE(section, n, first, game_name, evolve_name, strength_value)                           \
    INTEGER(section, "from", phase[n].from, first, -1, 1e9, "generations",                         \
            "First generation of this phase; -1: the phase is not used."),                         \
        CHOICE(section, "game", phase[n].game, game_name, SW_GAME_NAMES,                           \
               SW_CHOICES_HELP(SW_GAME_ROWS)),                                                     \
        CHOICE(section, "fitness", phase[n].fitness, "likelihood", SW_CHOICES(SW_FITNESS_ROWS),    \
               SW_CHOICES_HELP(SW_FITNESS_ROWS)),                                                  \
        CHOICE(section, "evolve", phase[n].evolve, evolve_name,                                    \
               "all|solo|language|sight|thought|hearing|speech",                                   \
               "Which parts of the agent mutate; the others are frozen. solo: sight and thought. " \
               "language: hearing and speech."),                                                   \
        CHOICE(section, "channel", phase[n].channel, "normal", "normal|silent|shuffled|self",      \
               "What arrives at the listener in lives: leave it normal, or train a control."),     \
        REAL(section, "strength", phase[n].strength, strength_value, 1e-6, 10, NULL,               \
             "Strength of a mutation, in units of each tensor's scale; 0.1 to 0.2 works."),        \
        REAL(section, "rate", phase[n].rate, "0.06", 1e-6, 10, NULL,                               \
             "Length of a recombination step at the phase's start, in units of each tensor's "     \
             "scale."),                                                                            \
        REAL(section, "rate_end", phase[n].rate_end, "0.003", 1e-6, 10, NULL,                      \
             "The same at the phase's end; it falls geometrically.")

/* What pressure is in a scheme, for the help of selection.pressure. */
#define PRESSURE(id, name, text, brief, ...) " " name ": " brief "."

static const struct sw_parameter rows[] = {
    INTEGER("run", "seed", seed, "1", 0, 9e15, NULL,
            "The whole run is a function of this number and the config."),
    INTEGER("run", "generations", generations, "4000", 1, 1e9, "generations",
            "How long the population evolves. The last phase's schedule ends here."),
    INTEGER("run", "islands", islands, "1", 1, 4096, "islands",
            "Breeding pools. Their number does not depend on the number of ranks: litters are "
            "dealt to any number of ranks, and the result is the same."),
    INTEGER("run", "members", members, "256", 2, 1048576, "members",
            "Children of each island in each generation; an even number, since they are born in "
            "pairs. life.litter children of one parent are a litter."),
    INTEGER("run", "keyframe_every", keyframe_every, "100", 1, 1e6, "generations",
            "How often whole weights are stored. With fewer generations between, members are "
            "rebuilt faster and the store is larger."),
    INTEGER("run", "map_megabytes", map_megabytes, "65536", 1, 16777216, "MB",
            "The most that the store may grow to."),
    SWITCH("run", "sync", sync, "no",
           "yes: the store syncs with every generation. no: it syncs about once a second; a power "
           "cut may cost the last second, a killed process loses nothing."),
    CHOICE("run", "kernel", kernel, "portable", "portable|blas",
           "portable: loops in a fixed order, with the same bits on every processor. blas: dense "
           "layers by OpenBLAS in fixed tiles, with the same bits on one type of processor."),
    CHOICE("run", "noise", deviates, "bytes", SW_CHOICES(SW_DEVIATES_ROWS),
           "What mutations are drawn from, of mean 0 and variance 1. " SW_CHOICES_HELP(
               SW_DEVIATES_ROWS)),

    TEXT("worlds", "source", source, "generated",
         "generated: puzzles of the laws below. arc:PATH[:PATH...]: ARC files and folders; each "
         "demonstration in turn is held back as the test. function:NAME: no worlds, but a test "
         "function over plain vectors, such as function:rastrigin (see docs/functions.md). "
         "body:NAME: members are bodies in "
         "worlds that they share, such as body:forage (see docs/bodies.md). forecast:NAME: members "
         "say what becomes of canvases that something is done to, such as forecast:edits (see "
         "docs/forecast.md)."),
    TEXT("worlds", "laws", laws,
         "gravity,fill,recolour.largest,delete.largest,delete.smallest,mirror,repeat,outline,"
         "turn.180,complete,hollow",
         "Laws of the worlds: all, or names with or without parameters, separated by commas (see "
         "smallworld worlds --list)."),
    INTEGER("worlds", "side_min", side_min, "7", 3, 30, "cells", "Shortest side of a canvas."),
    INTEGER("worlds", "side_max", side_max, "7", 3, 30, "cells", "Longest side of a canvas."),
    SWITCH("worlds", "square", square, "yes", "Canvases are square."),
    INTEGER("worlds", "colours", colours, "4", 1, 9, "colours",
            "Colours 1..n are used, in scenes and as parameters of laws."),
    INTEGER("worlds", "organisms_min", organisms_min, "2", 1, 30, "organisms",
            "Fewest organisms of a scene."),
    INTEGER("worlds", "organisms_max", organisms_max, "4", 1, 30, "organisms",
            "Most organisms of a scene."),
    INTEGER("worlds", "demonstrations_min", demonstrations_min, "2", 1, SW_DEMONSTRATIONS_DRAWN_MAX,
            "pairs", "Fewest demonstrations of a puzzle."),
    INTEGER("worlds", "demonstrations_max", demonstrations_max, "2", 1, SW_DEMONSTRATIONS_DRAWN_MAX,
            "pairs", "Most demonstrations of a puzzle."),
    SWITCH("worlds", "discriminating", discriminating, "yes",
           "yes: reject demonstrations that another rule of the set explains as well. no: keep "
           "them; then even a perfect reasoner solves less than 100 %."),
    TEXT("worlds", "hold_out", hold_out, "",
         "Rules that no life meets, and that examinations can use: names as in laws, where * "
         "stands for any parameter (recolour.*.3), and compositions (fill>gravity: one directly "
         "followed by the other)."),
    INTEGER("worlds", "compose", compose, "1", 1, SW_PARTS_MAX, "laws",
            "Most laws in a row in one puzzle."),
    CHOICE(
        "worlds", "balance", balance, "rule", "rule|family",
        "What lives meet equally often. rule: each rule. family: each law, whichever of its rules; "
        "so laws with few rules are met more often."),
    REAL("worlds", "composed", composed, "0.5", 0, 1, NULL,
         "Share of puzzles with more than one law, if compose is more than 1."),
    INTEGER("worlds", "distractors", distractors, "0", 0, 30, "organisms",
            "The most additional organisms on a canvas; the answer does not depend on them."),
    REAL("worlds", "occlusion", occlusion, "0", 0, 1, NULL,
         "Share of puzzles in which a patch hides a part of every canvas, as far as their laws "
         "allow it; the answer outside of the patch does not depend on it."),
    REAL("worlds", "background", background, "0", 0, 1, NULL,
         "Share of puzzles whose background is a colour other than 0: one above worlds.colours if "
         "there is any, else one that the puzzle does not use."),

    INTEGER("worlds", "dimension", dimension, "100", 1, SW_FUNCTION_DIMENSION, "numbers",
            "Of a function: how many numbers a member is."),
    SWITCH("worlds", "shift", shift, "no",
           "Of a function. yes: the seed moves its best point, anywhere in the middle 80 % of the "
           "usual range."),
    SWITCH("worlds", "rotate", rotate, "no",
           "Of a function. yes: the seed turns it about its best point: by a random orthogonal "
           "matrix up to 40 numbers, above by blocks of 40 over numbers in random order."),

    INTEGER("body", "ticks", body_ticks, "80", 4, 100000, "ticks", "Ticks of a life in one world."),
    CHOICE(
        "body", "plastic", plastic, "delta", SW_CHOICES(SW_BODY_PLASTIC_ROWS),
        "Where the value of a plant's colour comes from. " SW_CHOICES_HELP(SW_BODY_PLASTIC_ROWS)),
    SWITCH("body", "memory", recalls, "yes", "Brains have a recurrent memory."),
    SWITCH("body", "complementary", complementary, "yes",
           "Worlds of a life come in pairs, in which the two halves of the colours feed: a fixed "
           "taste gathers nothing. Use an even life.worlds."),
    REAL("body", "poison_ramp", poison_ramp, "0.25", 0, 1, NULL,
         "Share of the run in which poison counts little at first (0.2) and then ever more (1). "
         "Full poison at once makes bodies stop eating before they can learn."),
    CHOICE("body", "crew", crew, "own", "own|litter",
           "Who has the seats of a world. own: one member has all of them. litter: each seat is "
           "another member of the litter, and who sits beside whom is drawn for each world."),
    CHOICE("body", "credit", credit, "own", "own|crew",
           "What a member of a crew is scored by. own: what it gathers itself. crew: the mean of "
           "its crew."),
    CHOICE("body", "speech", speech, "none", SW_CHOICES(SW_BODY_SPEECH_ROWS),
           "One word a tick, in games of several bodies. " SW_CHOICES_HELP(SW_BODY_SPEECH_ROWS)),
    CHOICE("body", "says", says, "brain", "brain|meal",
           "Where a word comes from. brain: from what is seen, memory and the last event. meal: "
           "from a table of what was just eaten, which evolves; who ate nothing is silent."),
    CHOICE(
        "body", "hears", hears, "sight", "sight|values",
        "What a heard word does. sight: it is one more thing that is perceived. values: it moves "
        "the values of colours, by a table of words that evolves, and nothing else."),
    INTEGER("body", "earshot", earshot, "5", 1, 30, "cells",
            "How far a word is heard, across and down."),

    MULTIPLE("agent", "features", features, "32", 16, 64, 16, "Features of sight, K."),
    MULTIPLE("agent", "hidden", hidden, "64", 16, 256, 16,
             "Width of the output of sight and hearing, H."),
    MULTIPLE("agent", "memory", memory, "32", 16, 256, 16, "Width of the recurrent memory, M."),
    INTEGER("agent", "experts", experts, "4", 1, SW_EXPERTS_MAX, NULL,
            "Thought experts; a router picks one each tick."),
    CHOICE("agent", "edits", edits, "taught", "taught|all",
           "taught: agents have only the edits that the teachers of their worlds use. all: they "
           "have the whole vocabulary."),

    INTEGER("language", "vocabulary", vocabulary, "16", 2, 64, "words",
            "Words of the language, V. Use at least four times the values that a token has to "
            "distinguish."),
    INTEGER("language", "length", length, "3", 1, 8, "tokens", "Tokens of an utterance, L."),
    CHOICE("language", "speak_from", speak_from, "hidden", "hidden|decision",
           "hidden: speech starts from what was seen and from memory. decision: it starts from the "
           "edits that the speaker itself would make, which is an easier game. Say which one you "
           "report."),
    REAL("language", "ambiguity", ambiguity, "30", 0, 1e6, NULL,
         "The penalty of a speaker that says the same about two worlds that need different edits: "
         "this number times the share of such pairs. With 0, evolution tends to get stuck with few "
         "words for many rules."),
    SWITCH("language", "end", end, "no",
           "yes: word 0 ends an utterance, which so has 0 to language.length tokens; a listener "
           "hears word 0 in place of the others. no: all have language.length."),
    REAL("language", "cost", speech_cost, "0", 0, 1e6, NULL,
         "With language.end = yes: the penalty of a speaker, this number times the share of "
         "language.length that it says, as a mean over its worlds."),
    REAL("language", "noise", noise, "0", 0, 1, NULL,
         "In lives: the chance that a token arrives as another word. Examinations are without."),
    REAL("language", "deafness", deafness, "0", 0, 1, NULL,
         "In lives: the chance that a listener hears nothing in a world. Examinations are "
         "without."),
    INTEGER("language", "delay", delay, "0", 0, 16, "ticks",
            "How long an utterance is on its way. A listener sees its canvas and waits so long, "
            "then hears, and then edits; on every channel, and in examinations too."),

    INTEGER("life", "worlds", life_worlds, "28", 1, 100000, "worlds",
            "Worlds of a life, the same for all members of an island in a generation. Few worlds "
            "with many generations learn faster than the reverse."),
    INTEGER(
        "life", "ticks", life_ticks, "0", 0, SW_PROGRAM_MAX, "ticks",
        "Most edits of a seat in one world; then the world is judged. 0: as many as the longest "
        "teacher of the run's rules has and one more, times worlds.compose, and 2 more with a "
        "background, but at least 5, and 5 on files."),
    INTEGER(
        "life", "looks", looks, "1", 1, 16, "looks",
        "How often a seat that sees demonstrations looks at them. 1: once. More: where it stops "
        "and they are not all right yet, it forgets, sees them as it has left them beside their "
        "targets, and goes on, as long as ticks last. Thinking does so wherever it may stop."),
    SWITCH(
        "life", "lessons", lessons, "no",
        "yes: in lives that follow the teacher, a puzzle of several laws becomes a lesson of one "
        "of them: what the laws before it do is done, and the teacher does that law alone. With "
        "life.looks as large as worlds.compose a seat can then do one law after another."),
    INTEGER("life", "thoughts", thoughts, "0", 0, SW_THOUGHTS_MAX, "programs",
            "So many of its own programs, the likeliest first, a seat that sees demonstrations may "
            "try on them when it is examined (eval, replay); the first that makes all right is its "
            "answer. 0: it answers at once, as in lives, whose scores thinking leaves alone."),
    REAL("life", "spread", spread, "0", 0, 1, NULL,
         "Share of the probability of each edit that thinking gives to all edits in equal parts: "
         "0.02 helps with rules of which no life has met the like."),
    MULTIPLE("life", "litter", life_litter, "32", 2, SW_LITTER_MEMBERS, 2,
             "Members of a litter: children of one parent. Smaller litters are more parents: finer "
             "selection where a scheme draws them, at more work a member (a litter of 2 takes "
             "nearly the time of one of 32, but in worlds of functions)."),
    INTEGER("life", "seed", life_seed, "-1", -1, 9e15, NULL,
            "Seed of the worlds that lives meet, and of nothing else; -1: run.seed."),
    CHOICE("life", "partner", partner, "self", "self|other",
           "Who has the other seat. self: the same genome. other: another member of the island, "
           "which may live on another rank; each is scored in both seats."),

    CHOICE("selection", "scheme", scheme, "recombination", SW_CHOICES(SW_SCHEME_ROWS),
           SW_CHOICES_HELP(SW_SCHEME_ROWS)),
    REAL("selection", "pressure", pressure, "0.01", 0.0001, 0.9999, NULL,
         "Selection pressure: how strongly selection prefers high scores." SW_SCHEME_ROWS(
             PRESSURE, PRESSURE) " A run, --dry-run and inspect say what a value amounts to."),
    CHOICE("selection", "update", update, "adam", SW_CHOICES(SW_UPDATE_ROWS),
           "What moves the parent where a scheme recombines. " SW_CHOICES_HELP(SW_UPDATE_ROWS)),
    INTEGER("selection", "elites", elites, "2", 0, 4096, "members",
            "How many of the best live on as clones and are scored again on new worlds; at most "
            "one less than there are litters (not where a scheme recombines or members stand)."),
    CHOICE("selection", "sampling", sampling, "universal", "universal|independent",
           "How parents are drawn from what a scheme expects of each. universal: one throw and "
           "equal steps, so each has its expected number of litters, rounded up or down. "
           "independent: a throw for each litter (all schemes but recombination and lexicase)."),
    SWITCH("selection", "replacement", replacement, "yes",
           "yes: a member may enter a tournament twice. no: entrants are different (tournament, "
           "and all schemes in which members stand)."),
    INTEGER("selection", "standing", standing, "256", 1, 1048576, "members",
            "The most members of an island that stand: that live on beside the newcomers, as "
            "archive or as the mu of (mu + lambda) (restricted-tournament, novelty, map-elites, "
            "cvt-map-elites, nsga-ii, plus, comma, steady-state)."),
    REAL("selection", "novelty", novelty, "0.5", 0, 1, NULL,
         "Weight of novelty against score: 0 is the score alone, 1 is novelty alone (novelty)."),
    INTEGER("selection", "neighbours", neighbours, "15", 1, SW_NEIGHBOURS_MAX, "neighbours",
            "Neighbours of a behaviour that its novelty is the mean distance to, and that set the "
            "radius of a niche (novelty, sharing)."),
    INTEGER("selection", "cells", cells, "16", 1, SW_CELLS_MAX, "cells",
            "Cells of each descriptor (map-elites), or cells in all (cvt-map-elites)."),
    REAL("selection", "cases", cases, "0.25", 0.001, 1, NULL,
         "Share of a life's worlds that a generation's parents are chosen by (down-sampled-"
         "lexicase)."),
    REAL("selection", "crossover", crossover, "0", 0, 1, NULL,
         "Share of litters with two parents, both chosen by the scheme (all but recombination)."),
    CHOICE("selection", "cross", cross, "uniform", SW_CHOICES(SW_CROSSING_ROWS),
           "How two parents are crossed. " SW_CHOICES_HELP(SW_CROSSING_ROWS)),
    INTEGER("migration", "every", migrate_every, "0", 0, 1e9, "generations",
            "How often islands receive migrants; 0: never. An island that recombines is sent the "
            "parents of others, and adopts the one with the highest mean score for all its "
            "litters; in other schemes each immigrant becomes the parent of one litter."),
    CHOICE("migration", "topology", topology, "ring", SW_CHOICES(SW_TOPOLOGY_ROWS),
           "Which island receives from which. " SW_CHOICES_HELP(SW_TOPOLOGY_ROWS)),
    INTEGER("migration", "degree", degree, "2", 1, 4095, "islands",
            "From how many islands each receives, in topologies of a degree."),
    REAL("migration", "rewire", rewire, "0.1", 0, 1, NULL,
         "Share of the links of a small world that lead to an island drawn by the seed; 0: a ring "
         "of neighbours, 1: hardly any order."),
    TEXT("migration", "edges", edges, "",
         "The edges of the topology of that name: FROM TO or FROM TO PROBABILITY, separated by "
         "commas, with islands counted from 0 (0 1, 1 2 0.5, 2 0). file:PATH: from a file with one "
         "edge a line; the run keeps what it held. An edge carries with its probability, or 1."),
    REAL("migration", "rate", migration_rate, "1", 0, 1, NULL,
         "Probability that an edge carries when migration is due; that of a listed edge is "
         "multiplied by it."),
    CHOICE("migration", "emigrants", emigrants, "best", SW_CHOICES(SW_EMIGRANTS_ROWS),
           "Who leaves over an edge; copies leave, and nobody is missed. " SW_CHOICES_HELP(
               SW_EMIGRANTS_ROWS)),
    INTEGER("migration", "migrants", migrants, "1", 1, 4096, "members",
            "How many leave over an edge. An island takes at most as many as it has litters, those "
            "with the highest scores first."),
    CHOICE("migration", "immigrants", immigrants, "last", SW_CHOICES(SW_IMMIGRANTS_ROWS),
           "Whose litter an immigrant takes over. " SW_CHOICES_HELP(SW_IMMIGRANTS_ROWS)),
    CHOICE("migration", "policy", migration_policy, "better", SW_CHOICES(SW_MIGRATION_POLICY_ROWS),
           "Whether an immigrant is taken. " SW_CHOICES_HELP(
               SW_MIGRATION_POLICY_ROWS) " Between "
                                         "islands that recombine, mean scores are compared."),

    REAL("families", "share", families_share, "0", 0, 1, NULL,
         "Weight of each other island's step in an island's own, where islands recombine; 0: none. "
         "Only islands of one founder gain. With n islands and weight w they stay apart by sqrt(2 "
         "- 2c) of the way that each has come, c = (2w + (n-2)w^2) / (1 + (n-1)w^2): at 0.5, four "
         "islands by 0.53; at 1 they are one family."),
    CHOICE("families", "founder", families_founder, "each", "each|one",
           "each: every island begins with a founder of its own. one: all begin with the same."),
    INTEGER("families", "every", families_every, "0", 0, 1e9, "generations",
            "How often islands die out and are refounded from better ones; 0: never. Rarely (300 "
            "or more) leaves time for branches."),
    REAL("families", "cull", families_cull, "0.25", 0, 1, NULL,
         "Share of the islands that die out, rounded, but at least one and never all; 0: none."),
    CHOICE("families", "die", families_die, "poorest", SW_CHOICES(SW_CULL_ROWS),
           "Which islands die out, by the score of their parent on fresh worlds. " SW_CHOICES_HELP(
               SW_CULL_ROWS)),
    CHOICE("families", "scheme", families_scheme, "tournament", SW_CHOICES(SW_SCHEME_ROWS),
           "How the islands are drawn that refound others, as selection.scheme draws members."),
    REAL("families", "pressure", families_pressure, "0.5", 0.0001, 0.9999, NULL,
         "Selection pressure between islands, as selection.pressure is within one."),
    CHOICE("families", "refound", families_refound, "copy", SW_CHOICES(SW_REFOUND_ROWS),
           "What a refounded island begins with. " SW_CHOICES_HELP(SW_REFOUND_ROWS)),
    REAL("families", "strength", families_strength, "0.15", 0, 10, NULL,
         "Strength of the mutation of what refounds an island, in units of each tensor's scale; 0: "
         "none."),
    INTEGER("families", "guard", families_guard, "1", 1, 4096, "lines",
            "So many lines stay alive: an island that is the last of its line does not die out if "
            "there are no more. A line is all islands that descend from one island of the "
            "beginning."),
    TEXT("families", "mutate", families_mutate, "",
         "Settings that are an island's own, with commas between them: each is the config's times "
         "a factor, and goes a step up or down when the island is refounded, from the factor of "
         "the island that refounds it (population-based training). " SW_CHOICES_HELP(SW_OWN_ROWS)),
    REAL("families", "factor", families_factor, "1.25", 1.01, 10, NULL,
         "What a step up multiplies an island's own setting by, and a step down divides it by."),
    REAL("families", "bound", families_bound, "4", 1, 1000, NULL,
         "An island's own setting stays within the config's divided by this and times this."),
    CHOICE(
        "families", "begin", families_begin, "same", "same|drawn",
        "same: islands begin with the config's settings. drawn: each of an island's own settings "
        "begins anywhere within its bounds, by the seed."),

    CHOICE("learning", "rule", learning, "none", SW_CHOICES(SW_LEARNING_ROWS),
           "How the parent of an island learns within its life, where the scheme recombines: it "
           "lives through puzzles under their teachers, and what it should have done moves its "
           "weights. This is learning, not evolution: say so where you report it. " SW_CHOICES_HELP(
               SW_LEARNING_ROWS)),
    CHOICE("learning", "inheritance", inheritance, "lamarck", "lamarck|baldwin",
           "What is inherited. lamarck: the learned weights; children start from them, and so does "
           "the next parent's learning. baldwin: the weights that a parent was born with; each "
           "parent learns anew, its children are born around what it learned and scored, and "
           "evolution moves the weights of birth."),
    CHOICE("learning", "draw", lesson_draw, "uniform", "uniform|regret|progress|age",
           "Which rules the puzzles are of that a parent learns from. uniform: each alike often. "
           "The others: a tenth is uniform, and the rest as what they name. regret: how far the "
           "teacher's likelihood is below 1, by its logarithm. progress: how far it has moved of "
           "late, up or down. age: generations since the rule was last met."),
    INTEGER("learning", "puzzles", lesson_puzzles, "128", 1, 100000, "puzzles",
            "Puzzles that a parent learns from in a generation. They are drawn as those of lives "
            "are, but no life meets them."),
    MULTIPLE("learning", "step", lesson_step, "32", 32, 4096, 32,
             "Puzzles after which the weights move."),
    INTEGER("learning", "times", lesson_times, "3", 1, 100, "times",
            "How often a parent goes through its puzzles. Drawing one takes about as long as "
            "learning from it."),
    REAL("learning", "rate", learning_rate, "0.04", 1e-7, 10, NULL,
         "Length of a step at the run's start, in units of each tensor's scale."),
    REAL("learning", "rate_end", learning_rate_end, "0.002", 1e-7, 10, NULL,
         "The same at the run's end; it falls geometrically."),
    REAL("learning", "fade", learning_fade, "0.03", 0, 10, NULL,
         "Share of themselves that weights lose in a step, times the rate (mirror: the faster they "
         "fade, the sooner the way back agrees with the way forth)."),

    CHOICE("keeping", "way", keeping, "nothing", "nothing|replay|anchor|importance",
           "What keeps old skills where events set worlds.laws. nothing: what is not met is "
           "forgotten. replay: a share of puzzles is of earlier laws. anchor: the parent of an "
           "island is pulled to the weights that it had when the present laws began. importance: "
           "the same, but each weight as much as it mattered for earlier laws."),
    REAL("keeping", "share", keeping_share, "0.25", 0, 1, NULL,
         "replay: the share of puzzles, of lives and of learning, that are of earlier laws."),
    INTEGER("keeping", "seeds", keeping_seeds, "0", 0, 1e9, "puzzles",
            "replay: so many puzzles of each earlier rule, the same ones again and again; 0: fresh "
            "ones."),
    REAL("keeping", "strength", keeping_strength, "0.01", 0, 1e6, NULL,
         "anchor and importance: the strength s of the pull. In each generation a weight goes the "
         "share s / (1 + s) of its way back; under importance s is multiplied by the importance, "
         "whose mean is 1 for each of the earlier sets of laws."),

    PHASE("phase1", 0, "0", "solo", "solo", "0.15"),
    PHASE("phase2", 1, "2000", "rule-relay", "language", "0.2"),
    PHASE("phase3", 2, "-1", "solo", "all", "0.15"),
    PHASE("phase4", 3, "-1", "solo", "all", "0.15"),
    PHASE("phase5", 4, "-1", "solo", "all", "0.15"),
    PHASE("phase6", 5, "-1", "solo", "all", "0.15"),

    REAL("output", "progress_every", progress_every, "5", 0.1, 86400, "seconds",
         "How often progress is reported on stderr."),
    SWITCH("output", "live", live, "no",
           "Rewrite one progress line in place instead of printing new lines."),
    SWITCH("output", "trace", trace, "no",
           "Print every tick of every member's life in its first world. Use it with few members."),

    LINES(
        "events", "N", events, &sw_event_lines,
        "[events] has lines instead of keys: what happens in the course of a run, as \"at 2000 set "
        "selection.pressure 0.5\", \"ramp selection.pressure 0.1 0.9 from 0 to 50%\" or \"stop "
        "when solve_rate > 0.9\". docs/events.md has all of them. --set \"events.1=at 2000 "
        "stop\" sets the first line, or adds it behind the last."),
    LINES("island", "KEY", differing, &sw_override_lines,
          "[island 3] and [islands 4-7] hold what is different on some islands, by the full names "
          "of keys: selection.pressure = 0.9. Islands are numbered from 0. What may differ is in "
          "docs/events.md. --set \"island 3.selection.pressure=0.9\" sets one."),
};

const struct sw_parameters sw_settings_table = {rows, sizeof rows / sizeof *rows};
