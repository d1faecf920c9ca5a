#include "settings/effect_private.h"

#include "lang/channel.h"
#include "life/game.h"
#include "settings/schedule.h"
#include "settings/taskfiles.h"
#include "selection/step.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool sw_effect_because(char why[SW_EFFECT_TEXT], const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(why, SW_EFFECT_TEXT, format, arguments);
    va_end(arguments);
    return true;
}

bool sw_effect_phase(const struct sw_settings *settings, uint32_t phase)
{
    return (settings->phase[phase].from >= 0 &&
            (uint64_t)settings->phase[phase].from < settings->run.generations) ||
           sw_schedule_begins(settings, phase);
}

static const struct sw_game *game_of(const struct sw_settings *settings, uint32_t phase)
{
    return sw_game_row((enum sw_game_id)settings->phase[phase].game);
}

/* Whether some phase that is lived has a speaker. */
static bool speaks(const struct sw_settings *settings)
{
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(settings, i) && sw_game_speaker(game_of(settings, i)) != NULL)
            return true;
    return false;
}

static bool sits_with_another(const struct sw_settings *settings)
{
    return settings->life.partner != SW_PARTNER_SELF;
}

/* ---- rows: each says whether its key does nothing, and why ---- */

/* Members that are vectors on a function have no worlds, no brains and no words. */
static bool no_lives(const struct sw_effect_situation *here)
{
    return sw_settings_function(here->settings) != NULL &&
           because(here, "worlds.source names a function, and no member lives in a world");
}

static bool no_solving(const struct sw_effect_situation *here)
{
    return sw_settings_forecast(here->settings) != NULL &&
           because(here, "worlds.source names what is forecast, and no member solves puzzles");
}

/* Bodies forage, and solve nothing. */
static bool no_network(const struct sw_effect_situation *here)
{
    return no_solving(here) ||
           (sw_settings_body(here->settings) != NULL &&
            because(here, "worlds.source names a game of bodies, and no member solves puzzles"));
}

static bool no_puzzles(const struct sw_effect_situation *here)
{
    return no_lives(here) || no_network(here);
}

static bool no_bodies(const struct sw_effect_situation *here)
{
    const char *why = sw_effect_no_bodies(here->settings, here->parameter->key);

    return why != NULL && because(here, "%s", why);
}

/* A key of [worlds] that is none of puzzles: of functions, or of scenes that are forecast. */
static bool is_of_others(const struct sw_effect_situation *here)
{
    char key[64];

    snprintf(key, sizeof key, " %s ", here->parameter->key);
    return strstr(" source dimension shift rotate ", key) != NULL ||
           (sw_settings_forecast(here->settings) != NULL &&
            sw_settings_forecast(here->settings)->context && strcmp(key, " hold_out ") == 0) ||
           (sw_settings_forecast(here->settings) != NULL &&
            strstr(" side_min side_max colours organisms_min organisms_max physics ", key) != NULL);
}

/* Worlds in context draw their physics, and nobody has it as an engine. */
static bool no_engine(const struct sw_effect_situation *here)
{
    return sw_settings_forecast(here->settings) != NULL &&
           sw_settings_forecast(here->settings)->context &&
           because(here, "the physics of worlds in context is drawn, and no member has its engine");
}

static bool no_worlds(const struct sw_effect_situation *here)
{
    return !is_of_others(here) && no_puzzles(here);
}

static bool no_hidden_layer(const struct sw_effect_situation *here)
{
    return sw_settings_forecast(here->settings) == NULL && no_network(here);
}

/* Of [agent] forecasters have a hidden layer and a head. */
static bool no_agent(const struct sw_effect_situation *here)
{
    return strcmp(here->parameter->key, "head") != 0 && no_solving(here);
}

static bool no_head(const struct sw_effect_situation *here)
{
    return sw_settings_forecast(here->settings) == NULL &&
           because(here, "worlds.source names nothing that is forecast");
}

static bool no_function(const struct sw_effect_situation *here)
{
    return sw_settings_function(here->settings) == NULL &&
           because(here, "worlds.source names no function");
}

static bool no_moving(const struct sw_effect_situation *here)
{
    const struct sw_function *function = sw_settings_function(here->settings);

    return function != NULL && !function->moves &&
           because(here, "function:%s is left where its authors put it", function->name);
}

static bool no_crew(const struct sw_effect_situation *here)
{
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(here->settings, i) && game_of(here->settings, i)->open)
            return false;
    return because(here, "in no game of the run the number of those who take turns is open");
}

/* Crews whose members own no edits live alike whatever their number. */
static bool crews_without_tools(const struct sw_effect_situation *here)
{
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(here->settings, i) && sw_game_editor(game_of(here->settings, i))->owns)
            return false;
    return because(here, "where nobody owns tools it says only who is called what in dialogues");
}

static bool no_partner(const struct sw_effect_situation *here)
{
    return sits_with_another(here->settings) && !speaks(here->settings) &&
           because(here, "no phase of the run has a second seat");
}

static bool no_ambiguity(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;
    bool spoken = false;

    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        spoken |= sw_effect_phase(settings, i) && sw_game_speaker(game_of(settings, i)) != NULL &&
                  settings->phase[i].channel != SW_CHANNEL_SILENT;
    return !spoken && because(here, "no phase of the run has a speaker that is heard");
}

/* Whether in no phase that is lived words of others arrive. */
static bool no_stranger(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;

    if (no_ambiguity(here))
        return true;
    if (settings->run.islands == 1)
        return because(here, "run.islands = 1: there are no strangers");
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(settings, i) && sw_game_speaker(game_of(settings, i)) != NULL &&
            sw_channel_carries((enum sw_channel_mode)settings->phase[i].channel))
            return false;
    return because(here, "on the channels of the run nobody hears anybody else");
}

static bool no_delay(const struct sw_effect_situation *here)
{
    return !speaks(here->settings) && because(here, "no phase of the run has a listener");
}

static bool no_cost(const struct sw_effect_situation *here)
{
    return no_ambiguity(here) || (!here->settings->language.end &&
                                  because(here, "language.end = no: all say the same length"));
}

static bool phase_is_late(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;

    return settings->phase[here->phase].from >= (int64_t)settings->run.generations &&
           !sw_effect_phase(settings, here->phase) &&
           because(here, "the run ends at generation %lld: phase%u, from %lld on, never begins",
                   (long long)settings->run.generations, here->phase + 1,
                   (long long)settings->phase[here->phase].from);
}

static bool phase_is_unused(const struct sw_effect_situation *here)
{
    return here->settings->phase[here->phase].from < 0 &&
           !sw_effect_phase(here->settings, here->phase) &&
           because(here, "phase%u.from = -1: the phase is not used", here->phase + 1);
}

static bool no_channel(const struct sw_effect_situation *here)
{
    return sw_effect_phase(here->settings, here->phase) &&
           sw_game_speaker(game_of(here->settings, here->phase)) == NULL &&
           because(here, "in %s nobody speaks", game_of(here->settings, here->phase)->name);
}

static bool no_generator(const struct sw_effect_situation *here)
{
    return sw_taskfiles_needed(here->settings) && !is_of_others(here) &&
           strcmp(here->parameter->key, "physics") != 0 &&
           because(here, "worlds.source names files, and nothing is generated");
}

static bool no_composition(const struct sw_effect_situation *here)
{
    return !sw_taskfiles_needed(here->settings) && here->settings->worlds.compose == 1 &&
           because(here, "worlds.compose = 1: no puzzle has more than one law");
}

static bool no_lessons(const struct sw_effect_situation *here)
{
    bool follows = false, whole = false;

    for (uint32_t i = 0; i < SW_PHASES_MAX; i++) {
        bool here_follows =
            sw_effect_phase(here->settings, i) && !sw_phase_owns(&here->settings->phase[i]) &&
            sw_fitness_row((enum sw_fitness_id)here->settings->phase[i].fitness)->edit != NULL;

        follows |= here_follows;
        whole |= here_follows && !sw_game_takes_turns(game_of(here->settings, i));
    }
    if (!follows)
        return because(here, "no phase of the run follows the teacher");
    if (!whole)
        return because(here, "games by turns take one law at a time anyway");
    return (sw_taskfiles_needed(here->settings) || here->settings->worlds.compose == 1) &&
           because(here, "no puzzle has more than one law");
}

static bool no_spread(const struct sw_effect_situation *here)
{
    return here->settings->life.thoughts == 0 &&
           here->settings->language.speak_from != SW_SPEECH_VERIFIED &&
           because(here, "life.thoughts = 0: nobody thinks");
}

static bool no_oblongs(const struct sw_effect_situation *here)
{
    return !sw_taskfiles_needed(here->settings) &&
           here->settings->worlds.side_min == here->settings->worlds.side_max &&
           because(here, "worlds.side_min = worlds.side_max: every canvas is square");
}

static bool trace_of_one_rank(const struct sw_effect_situation *here)
{
    return here->ranks > 1 &&
           because(here, "only what lives on rank 0 is printed; use one rank to see all");
}

/* Whether in no phase that is lived parents learn. */
static bool nobody_learns(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;
    bool hears = false;

    if (settings->learning.rule == SW_LEARNING_NONE)
        return because(here, "learning.rule = none: nobody learns within a life");
    if (sw_settings_body(settings) != NULL)
        return because(here, "worlds.source names a game of bodies: they learn by body.plastic and "
                             "by memory alone");
    if (!scheme_of(settings)->recombines && settings->learning.who == SW_LEARNER_PARENT)
        return because(here,
                       "%s makes no parent that could learn; with learning.who = members "
                       "its members would",
                       scheme_of(settings)->name);
    for (uint32_t i = 0; i < SW_PHASES_MAX && sw_settings_forecast(settings) == NULL; i++) {
        const struct sw_seat *seat = sw_game_editor(game_of(settings, i));

        if (sw_effect_phase(settings, i) && sw_settings_teaches(settings, seat))
            return false;
        hears |= sw_effect_phase(settings, i) && seat->hears;
    }
    return sw_settings_forecast(settings) == NULL &&
           because(here, "in no game that is played the seat that edits sees the demonstrations%s",
                   hears ? "; with learning.hearing = yes the seat that hears would learn" : "");
}

static bool no_listener_learns(const struct sw_effect_situation *here)
{
    return no_delay(here) ||
           (here->settings->learning.rule == SW_LEARNING_DELTA &&
            because(here, "learning.rule = delta moves the edit head alone, and not what hears"));
}

static bool no_elders(const struct sw_effect_situation *here)
{
    if (no_listener_learns(here))
        return true;
    if (!here->settings->learning.hearing)
        return because(here, "learning.hearing = no: nobody learns to listen within its life");
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(here->settings, i) &&
            here->settings->phase[i].channel != SW_CHANNEL_CONSTANT &&
            sw_game_delivers(game_of(here->settings, i),
                             (enum sw_channel_mode)here->settings->phase[i].channel))
            return false;
    return because(here, "on no channel of the run anything is heard that depends on who speaks");
}

static bool tells_of_no_edits(const struct sw_effect_situation *here)
{
    if (here->settings->language.speak_from == SW_SPEECH_HIDDEN)
        return because(here, "with language.speak_from = hidden speech does not start from edits");
    return here->settings->language.length == 1 &&
           because(here, "with language.length = 1 the one token depends on all edits");
}

/* Tokens behind the last edit that is told of: all say the same there. */
static bool more_tokens_than_edits(const struct sw_effect_situation *here)
{
    const struct sw_brain_shape shape = sw_settings_shape(here->settings);

    return !no_ambiguity(here) && shape.by_edit && shape.source != SW_SPEECH_HIDDEN &&
           shape.length > shape.decision_ticks &&
           because(here,
                   "with language.tell = edit and language.speak_from = %s tokens after number %u "
                   "depend on no edit",
                   sw_speech_row(shape.source)->name, shape.decision_ticks);
}

static bool verifies_nothing(const struct sw_effect_situation *here)
{
    return here->settings->language.speak_from != SW_SPEECH_VERIFIED &&
           because(here, "only with language.speak_from = verified a speaker tries programs");
}

/* Whether in no phase that is lived parents find their own teachers. */
static bool nobody_owns(const struct sw_effect_situation *here)
{
    if (no_puzzles(here))
        return true;
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(here->settings, i) && sw_phase_owns(&here->settings->phase[i]))
            return false;
    return because(here, "no phase of the run has fitness = own");
}

static bool no_lesson_order(const struct sw_effect_situation *here)
{
    return nobody_owns(here) || nobody_learns(here);
}

/* Whether whoever learns finds its own teachers. */
static bool no_teachers(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;

    if (no_puzzles(here) || nobody_learns(here))
        return true;
    for (uint32_t i = 0; i < SW_PHASES_MAX; i++)
        if (sw_effect_phase(settings, i) && !sw_phase_owns(&settings->phase[i]) &&
            !sw_game_takes_turns(game_of(settings, i)) &&
            sw_settings_teaches(settings, sw_game_editor(game_of(settings, i))))
            return false;
    return because(here, "fitness = own, or a game by turns, wherever parents learn: there are no "
                         "teachers to change");
}

static bool as_ever(const struct sw_effect_situation *here)
{
    const struct sw_settings *settings = here->settings;

    if (no_puzzles(here) || no_generator(here))
        return true;
    if (settings->life.lessons && !no_lessons(here))
        return false;
    if (settings->worlds.balance != SW_BALANCE_FAMILY)
        return because(
            here, "neither life.lessons nor worlds.balance = family changes the puzzles of lives");
    return settings->learning.draw != SW_DRAW_UNIFORM &&
           because(here, "learning.draw chooses a parent's puzzles by what was learned of their "
                         "rules, however those of lives are balanced");
}

static bool no_fading(const struct sw_effect_situation *here)
{
    return nobody_learns(here) || (here->settings->learning.rule != SW_LEARNING_MIRROR &&
                                   because(here, "only with learning.rule = mirror weights fade"));
}

static bool no_genes(const struct sw_effect_situation *here)
{
    return nobody_learns(here) ||
           (here->settings->learning.who == SW_LEARNER_PARENT &&
            because(here, "learning.who = parent: only members that learn have genes of it"));
}

static bool one_rate(const struct sw_effect_situation *here)
{
    return no_genes(here) || (here->settings->learning.gene_factor == 1 &&
                              because(here, "learning.gene_factor = 1: the rate is no gene"));
}

static bool no_step(const struct sw_effect_situation *here)
{
    const struct sw_gene_rule rule = sw_settings_genes(here->settings);

    return no_genes(here) || (rule.factor > 1 && sw_gene_most(&rule) == 0 &&
                              because(here, "learning.gene_bound is below one step "
                                            "(learning.gene_factor): the rate is no gene"));
}

static bool no_feedback(const struct sw_effect_situation *here)
{
    return no_genes(here) ||
           (here->settings->learning.rule == SW_LEARNING_DELTA &&
            because(here, "learning.rule = delta moves the edit head alone: nothing goes back"));
}

static bool teaches_nobody(const struct sw_effect_situation *here)
{
    return here->settings->learning.rule != SW_LEARNING_NONE && nobody_learns(here);
}

/* section (for "phase" any of them), key (NULL: all but `but`), whether it is named at its default,
 * where it does nothing ("": anywhere). */
const struct sw_effect_row sw_effect_rows[] = {
    {"run", "kernel", NULL, false, "", no_puzzles},
    {"run", "probes", NULL, false, "", no_puzzles},
    {"run", "probe_every", NULL, false, "", no_puzzles},
    {"run", "probe_every", NULL, false, "", sw_effect_no_probes},
    {"worlds", "dimension", NULL, false, "", no_function},
    {"worlds", "shift", NULL, false, "", no_function},
    {"worlds", "shift", NULL, false, "", no_moving},
    {"worlds", "rotate", NULL, false, "", no_function},
    {"worlds", "rotate", NULL, false, "", no_moving},
    {"worlds", NULL, "source", false, "", no_worlds},
    {"worlds", "physics", NULL, false, "", no_engine},
    {"body", NULL, "", false, "", no_bodies},
    {"agent", NULL, "", false, "", no_lives},
    {"agent", NULL, "hidden", false, "", no_agent},
    {"agent", "head", NULL, false, "", no_head},
    {"agent", "hidden", NULL, false, "", no_hidden_layer},
    {"agent", "experts", NULL, false, "", no_network},
    {"agent", "edits", NULL, false, "", no_network},
    {"agent", "without", NULL, false, "", no_solving},
    {"agent", "forecast", NULL, false, "", no_puzzles},
    {"language", NULL, "", false, "", no_puzzles},
    {"life", NULL, "litter", false, "", no_lives},
    {"life", "ticks", NULL, false, "", no_network},
    {"life", "looks", NULL, false, "", no_solving},
    {"life", "lessons", NULL, false, "", no_solving},
    {"life", "thoughts", NULL, false, "", no_solving},
    {"life", "crew", NULL, false, "", no_network},
    {"life", "partner", NULL, false, "", no_network},
    {"life", "forecasts", NULL, false, "", sw_effect_no_foresight},
    {"phase", "game", NULL, false, "", no_puzzles},
    {"phase", "fitness", NULL, false, "", no_puzzles},
    {"phase", "evolve", NULL, false, "", no_puzzles},
    {"phase", "channel", NULL, false, "", no_puzzles},
    {"output", "trace", NULL, false, "", no_puzzles},
    {"worlds", NULL, "source", false, "", no_generator},
    {"worlds", "composed", NULL, false, "", no_composition},
    {"worlds", "square", NULL, false, "", no_oblongs},
    {"language", "ambiguity", NULL, false, "", no_ambiguity},
    {"language", "words", NULL, false, "", no_ambiguity},
    {"language", "end", NULL, false, "", no_ambiguity},
    {"language", "cost", NULL, false, "", no_cost},
    {"language", "noise", NULL, false, "", no_ambiguity},
    {"language", "deafness", NULL, false, "", no_ambiguity},
    {"language", "contact", NULL, false, "", no_stranger},
    {"language", "delay", NULL, false, "", no_delay},
    {"language", "thoughts", NULL, false, "", verifies_nothing},
    {"language", "tell", NULL, false, "", tells_of_no_edits},
    {"language", "length", NULL, false, " in full", more_tokens_than_edits},
    {"life", "lessons", NULL, false, "", no_lessons},
    {"life", "spread", NULL, false, "", no_spread},
    {"life", "crew", NULL, false, "", no_crew},
    {"life", "crew", NULL, false, " on lives", crews_without_tools},
    {"life", "partner", NULL, false, "", no_partner},
    {"selection", "pressure", NULL, true, "", sw_effect_no_pressure},
    {"selection", "update", NULL, false, "", sw_effect_no_rate},
    {"selection", "elites", NULL, false, "", sw_effect_no_elites},
    {"selection", "elites", NULL, false, " in full", sw_effect_few_elites},
    {"selection", "sampling", NULL, false, "", sw_effect_no_use},
    {"selection", "replacement", NULL, false, "", sw_effect_no_use},
    {"selection", "standing", NULL, false, "", sw_effect_no_use},
    {"selection", "standing", NULL, true, "", sw_effect_nobody_old},
    {"selection", "novelty", NULL, false, "", sw_effect_no_use},
    {"selection", "neighbours", NULL, false, "", sw_effect_no_use},
    {"selection", "cells", NULL, false, "", sw_effect_no_use},
    {"selection", "cases", NULL, false, "", sw_effect_no_use},
    {"selection", "crossover", NULL, false, "", sw_effect_no_use},
    {"learning", NULL, "", false, "", no_lives},
    {"learning", "rule", NULL, false, "", teaches_nobody},
    {"learning", "draw", NULL, false, "", no_puzzles},
    {"learning", "forecasts", NULL, false, "", sw_effect_no_foresight},
    {"learning", "draw", NULL, false, "", no_generator},
    {"learning", "fade", NULL, false, "", no_fading},
    {"learning", NULL, "rule", false, "", nobody_learns},
    {"learning", "gene_factor", NULL, false, "", no_genes},
    {"learning", "gene_factor", NULL, false, "", no_step},
    {"learning", "gene_bound", NULL, false, "", one_rate},
    {"learning", "gene_bound", NULL, false, "", no_step},
    {"learning", "gene_feedback", NULL, false, "", no_feedback},
    {"learning", "hearing", NULL, false, "", no_listener_learns},
    {"learning", "elders", NULL, false, "", no_elders},
    {"learning", "as_lives", NULL, false, "", as_ever},
    {"learning", "augment", NULL, false, "", no_teachers},
    {"learning", "followed", NULL, false, "", no_teachers},
    {"learning", "followed", NULL, false, "", no_generator},
    {"own", NULL, "", false, "", nobody_owns},
    {"own", "balance", NULL, false, "", no_lesson_order},
    {"keeping", NULL, "", false, "", no_puzzles},
    {"keeping", NULL, "", false, "", no_generator},
    {"keeping", NULL, "", false, "", sw_effect_keeps_nothing},
    {"phase", "from", NULL, true, "", phase_is_late},
    {"phase", NULL, "from", false, "", phase_is_unused},
    {"phase", "channel", NULL, false, "", no_channel},
    {"phase", "rate", NULL, false, "", sw_effect_no_rate},
    {"phase", "rate_end", NULL, false, "", sw_effect_no_rate},
    {"phase", "rate", NULL, false, "", sw_effect_no_length},
    {"phase", "rate_end", NULL, false, "", sw_effect_no_length},
    {"output", "trace", NULL, false, " on members of other ranks", trace_of_one_rank},
};

const size_t sw_effect_row_count = sizeof sw_effect_rows / sizeof *sw_effect_rows;
