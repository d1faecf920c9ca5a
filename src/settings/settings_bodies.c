#include "settings/settings_bodies.h"

int sw_settings_bodies_check(const struct sw_settings *settings, struct sw_error *error)
{
    const struct sw_body_game *game = sw_settings_body(settings);

    if (settings->body.complementary && settings->life.worlds % 2 != 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "life.worlds is %lld, and body.complementary = yes makes worlds in pairs; "
                       "use an even number",
                       (long long)settings->life.worlds);
    if (game->guides > 0 && settings->body.says == 1)
        return sw_fail(error, SW_EXIT_USAGE,
                       "body.says = meal has bodies speak of what they eat, and a guide "
                       "(worlds.source = %.100s) eats nothing; use body.says = brain",
                       settings->worlds.source);
    if (settings->body.crew == 2 && sw_settings_imitation(settings) == SW_IMITATION_SHUFFLED)
        return sw_fail(error, SW_EXIT_USAGE,
                       "body.imitate = shuffled shows acts of other worlds, which crews of islands "
                       "(body.crew = island) do not hold everywhere; use body.crew = litter");
    if (settings->body.crew == 2 && settings->body.teacher > 0 && game->bodies > 1)
        return sw_fail(error, SW_EXIT_USAGE,
                       "body.teacher scores what all seats of a world think, and crews of islands "
                       "(body.crew = island) may think on several ranks; use body.crew = litter");
    if (settings->body.score == SW_BODY_SCORE_OFFSPRING && game->divides == 0 && game->task == NULL)
        return sw_fail(
            error, SW_EXIT_USAGE,
            "body.score = offspring counts who is born, and in %.100s nobody divides; use "
            "a game in which bodies do (smallworld live --list), such as body:mortal",
            settings->worlds.source);
    if (settings->body.crew == 2 && game->divides > 0 &&
        settings->body.speech == SW_BODY_SPEECH_SHUFFLED)
        return sw_fail(error, SW_EXIT_USAGE,
                       "in %.100s bodies are born within a life, and crews of islands (body.crew = "
                       "island) then live one world at a time: none has another's words; use "
                       "body.speech = silent",
                       settings->worlds.source);
    return 0;
}
