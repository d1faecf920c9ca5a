/* settings_shape.c - the shape of a member: what its weights are of, by what the run's worlds are.
 */
#include "settings/settings.h"

#include "world/body/body_imitate.h"
#include "world/body/body_look.h"
#include "world/sight/sight.h"

static struct sw_brain_shape shape_of_vector(const struct sw_settings *settings,
                                             const struct sw_function *function)
{
    struct sw_brain_shape shape = {
        .vector = settings->worlds.dimension,
        .low = (float)function->low,
        .high = (float)function->high,
    };

    return shape;
}

/* Whether bodies have words. */
static bool has_words(const struct sw_settings *settings, const struct sw_body_game *game)
{
    return game->bodies > 1 && settings->body.speech != SW_BODY_SPEECH_NONE &&
           settings->body.speech != SW_BODY_SPEECH_ORACLE;
}

static struct sw_brain_shape shape_of_body(const struct sw_settings *settings,
                                           const struct sw_body_game *game)
{
    struct sw_brain_shape shape = {
        .features = settings->agent.features,
        .memory = settings->agent.memory,
        .body = sw_body_senses(game),
        .plastic = (uint32_t)settings->body.plastic,
        .recalls = settings->body.memory,
        .speaks = has_words(settings, game),
        .tells = has_words(settings, game) && settings->body.says == 1,
        .heeds = has_words(settings, game) && settings->body.hears == 1,
        .retention = settings->body.memory ? (float)settings->body.retention : 0,
    };

    shape.body.acts = sw_body_choices(game, sw_settings_imitation(settings));

    return shape;
}

static struct sw_brain_shape shape_of_forecaster(const struct sw_settings *settings)
{
    struct sw_brain_shape shape = {
        .hidden = settings->agent.hidden,
        .forecast = sw_settings_forecast(settings)->context ? sw_context_senses()
                    : settings->agent.head == 1             ? sw_organism_senses()
                                                            : sw_outlook_senses(),
    };

    return shape;
}

/* Edits of a verified program that are spoken of: rules part within so many. */
enum { VERIFIED_TICKS = 8 };

struct sw_brain_shape sw_settings_shape(const struct sw_settings *settings)
{
    const struct sw_function *function = sw_settings_function(settings);
    struct sw_brain_shape shape = {
        .sight_rows = sw_sight_rows(),
        .features = settings->agent.features,
        .hidden = settings->agent.hidden,
        .memory = settings->agent.memory,
        .experts = settings->agent.experts,
        .edits = sw_settings_action_set(settings).count,
        .vocabulary = settings->language.vocabulary,
        .length = settings->language.length,
        .source = (enum sw_speech_source)settings->language.speak_from,
        .decision_ticks = settings->language.speak_from == SW_SPEECH_VERIFIED ? VERIFIED_TICKS : 3,
        .by_edit = settings->language.tell != 0,
        .prototypes =
            settings->keeping.way == SW_KEEPING_EXPERTS ? settings->keeping.prototypes : 0,
    };

    if (shape.prototypes > 0 && settings->keeping.eye == SW_KEEPING_EYE_OWN) {
        shape.own_eyes = 1;
        shape.features *= shape.experts;
    }
    if (sw_settings_body(settings) != NULL)
        return shape_of_body(settings, sw_settings_body(settings));
    if (sw_settings_forecast(settings) != NULL)
        return shape_of_forecaster(settings);
    if (sw_settings_foresight(settings))
        shape.foresight =
            settings->agent.forecast == 1 ? sw_organism_senses() : sw_outlook_senses();
    return function != NULL ? shape_of_vector(settings, function) : shape;
}
