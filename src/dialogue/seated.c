#include "dialogue/seated.h"

#include "archive/partner.h"
#include "base/number.h"

#include <string.h>

int sw_seated_open(struct sw_seated *seated, const char *folder, const char *member,
                   struct sw_error *error)
{
    struct sw_archive *archive = &seated->archive;
    uint64_t id;

    memset(seated, 0, sizeof *seated);
    if (sw_archive_open(archive, folder, false, error) != 0)
        return -1;
    if (sw_settings_function(&archive->settings) != NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the members of this run are vectors on a function (worlds.source = %s): "
                       "they see nothing and say nothing; eval says what they are worth",
                       archive->settings.worlds.source);
    if (sw_settings_body(&archive->settings) != NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the members of this run are bodies (worlds.source = %s): smallworld live "
                       "shows them, and eval says what they gather",
                       archive->settings.worlds.source);
    if (sw_settings_forecast(&archive->settings) != NULL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "the members of this run forecast (worlds.source = %s), and say nothing; "
                       "eval says how far their forecasts hold",
                       archive->settings.worlds.source);
    seated->life = sw_settings_life(&archive->settings, sw_settings_kernel(&archive->settings),
                                    &archive->layout, error);
    if (seated->life == NULL || sw_archive_member(archive, member, &id, error) != 0)
        return -1;
    return sw_seated_take(seated, id, error);
}

bool sw_seated_is_member(const char *text)
{
    uint64_t id;

    return strcmp(text, "best") == 0 || strcmp(text, "founder") == 0 ||
           sw_number_unsigned(text, &id);
}

int sw_seated_find(struct sw_seated *seated, const char *text, char folder[SW_PATH_MAX],
                   struct sw_error *error)
{
    const char *colon = strrchr(text, ':');
    size_t length =
        colon != NULL && sw_seated_is_member(colon + 1) ? (size_t)(colon - text) : strlen(text);

    memset(seated, 0, sizeof *seated);
    if (length == 0 || length >= SW_PATH_MAX)
        return sw_fail(error, SW_EXIT_USAGE,
                       "\"%.200s\" names no run; write RUN or RUN:ID, such as runs/second:best",
                       text);
    memcpy(folder, text, length);
    folder[length] = '\0';
    return sw_seated_open(seated, folder, text[length] == ':' ? colon + 1 : "best", error);
}

int sw_seated_take(struct sw_seated *seated, uint64_t id, struct sw_error *error)
{
    sw_individual_free(&seated->member);
    seated->id = id;
    seated->life->mind->words = sw_archive_words(&seated->archive, id);
    return sw_archive_rebuild(&seated->archive, id, true, &seated->member, error);
}

void sw_seated_close(struct sw_seated *seated)
{
    sw_individual_free(&seated->member);
    sw_life_destroy(seated->life);
    sw_archive_close(&seated->archive);
    memset(seated, 0, sizeof *seated);
}

struct sw_party sw_seated_party(const struct sw_seated *seated)
{
    return (struct sw_party){seated->life, seated->member.weights};
}

int sw_seated_match(const struct sw_brain_shape *speaker, const struct sw_seated *listener,
                    const char *folder, struct sw_error *error)
{
    const struct sw_brain_shape *a = speaker;
    const struct sw_brain_shape *b = &listener->archive.layout.shape;

    if (a->length != b->length || a->vocabulary != b->vocabulary)
        return sw_fail(error, SW_EXIT_USAGE,
                       "%.300s hears %u tokens of %u words, and the speaker says %u of %u; give a "
                       "run with the same language.length and language.vocabulary",
                       folder, b->length, b->vocabulary, a->length, a->vocabulary);
    if (a->sight_rows != b->sight_rows)
        return sw_fail(error, SW_EXIT_USAGE,
                       "members of %.300s have other eyes than the speaker's, and cannot be shown "
                       "the same worlds; give a run of the same version",
                       folder);
    return 0;
}

enum sw_game_id sw_game_with_words(enum sw_game_id wanted)
{
    uint32_t game = 0;

    if (sw_game_speaker(sw_game_row(wanted)) != NULL)
        return wanted;
    while (sw_game_speaker(sw_game_row((enum sw_game_id)game)) == NULL)
        game++;
    return (enum sw_game_id)game;
}

enum sw_game_id sw_game_without_words(void)
{
    uint32_t game = 0;

    while (sw_game_speaker(sw_game_row((enum sw_game_id)game)) != NULL ||
           !sw_game_editor(sw_game_row((enum sw_game_id)game))->sees_demonstrations)
        game++;
    return (enum sw_game_id)game;
}

uint32_t sw_seated_turns(const struct sw_seated *seated, enum sw_game_id game)
{
    return sw_game_turns(sw_game_row(game), seated->archive.settings.worlds.compose);
}
