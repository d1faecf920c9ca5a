#include "archive/parts.h"

#include "agent/forecast_brain.h"
#include "archive/examination.h"
#include "archive/partner.h"
#include "life/lesion.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS_MAX = 1000 };

#define WHOLE(id, name, description) [SW_PART_NONE] = {"whole", "nothing is removed"},
#define PART(id, name, description)  [id] = {name, description},

static const struct sw_part parts[SW_PARTS] = {
    SW_LESION_ROWS(WHOLE, PART)[SW_PART_FORECAST] =
        {"forecast", "its forecast expert is erased: nothing is expected to change"},
    [SW_PART_THINKING] = {"thinking", "no program is tried before an answer or a word"},
    [SW_PART_WORDS] = {"words", "nothing arrives"},
    [SW_PART_RIGHT_WORDS] = {"right words", "what arrives was said of another world"},
};

const struct sw_part *sw_part_row(enum sw_part_id part)
{
    return &parts[part];
}

static void erase_forecasts(const struct sw_brain_layout *layout, float *weights)
{
    for (uint32_t t = sw_foresight_first(layout); t < layout->tensors; t++) {
        const struct sw_tensor *of = &layout->tensor[t];

        memset(weights + of->offset, 0, (size_t)of->rows * of->stride * sizeof *weights);
    }
}

/* Parts that are weights are those that an agent can grow up without; without forecasts it grows up
 * by agent.forecast. */
void sw_part_remove(enum sw_part_id part, const struct sw_brain_layout *layout, float *weights)
{
    if ((uint32_t)part < SW_LESIONS)
        sw_lesion_remove((enum sw_lesion)part, layout, weights);
    else if (part == SW_PART_FORECAST)
        erase_forecasts(layout, weights);
}

/* ---- who is asked what ---- */

/* The last generation that is examined. */
static uint64_t last_of(const struct sw_archive *archive, const struct sw_parts_wish *wish)
{
    return wish->until < archive->generations ? wish->until : archive->generations;
}

static int check_run(const struct sw_archive *archive, const struct sw_parts_wish *wish,
                     struct sw_error *error)
{
    const struct sw_settings *settings = &archive->settings;

    if (!sw_settings_puzzles(settings) || sw_taskfiles_needed(settings))
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s: the puzzles of this run are not of laws (worlds.source = %.100s), so "
                       "there are none to examine parts on",
                       archive->folder, settings->worlds.source);
    if (wish->island >= archive->record.space.islands)
        return sw_fail(error, SW_EXIT_USAGE, "%s: there is no island %u; its islands are 0 to %u",
                       archive->folder, wish->island, archive->record.space.islands - 1);
    if (last_of(archive, wish) / wish->every + 2 > POINTS_MAX)
        return sw_fail(error, SW_EXIT_USAGE,
                       "that would be more than %d examinations; put more generations between them",
                       POINTS_MAX);
    return 0;
}

/* Whether the part can be removed there by changing weights or the channel alone. */
static bool asked_with_whole(enum sw_part_id part, const struct sw_archive *archive,
                             const struct sw_parts_wish *wish)
{
    bool speaks = sw_game_speaker(sw_game_row((enum sw_game_id)wish->game)) != NULL;

    if (part == SW_PART_THINKING)
        return false;
    if (part == SW_PART_FORECAST)
        return sw_settings_foresight(&archive->settings);
    return speaks || (part != SW_PART_WORDS && part != SW_PART_RIGHT_WORDS);
}

static enum sw_channel_mode channel_without(enum sw_part_id part)
{
    return part == SW_PART_WORDS         ? SW_CHANNEL_SILENT
           : part == SW_PART_RIGHT_WORDS ? SW_CHANNEL_SHUFFLED
                                         : SW_CHANNEL_NORMAL;
}

/* ---- the examination ---- */

/* What stays open from member to member. */
struct dissection {
    struct sw_archive *archive;
    const struct sw_parts_wish *wish;
    struct sw_worlds *worlds;
    struct sw_examiner examiner;
    float *weights; /* [SW_PARTS][floats] */
    bool verifies;
};

static int set_thinking(struct dissection *dissection, bool thinks, struct sw_error *error)
{
    const struct sw_settings *settings = &dissection->archive->settings;
    struct sw_thinking_settings thinking = sw_settings_thinking(settings);
    struct sw_thinking_settings verifying = sw_settings_verifying(settings);

    thinking.thoughts = thinks ? dissection->wish->thoughts : 0;
    if (dissection->wish->imagines) /* another look would be at the world */
        thinking.looks = 1;
    if (!thinks)
        verifying.thoughts = 0;
    if (sw_life_think(dissection->examiner.life, &thinking, error) != 0)
        return -1;
    return dissection->verifies ? sw_life_verify(dissection->examiner.life, &verifying, error) : 0;
}

static int open_dissection(struct dissection *dissection, struct sw_error *error)
{
    const struct sw_settings *settings = &dissection->archive->settings;
    struct sw_worlds_settings wanted = sw_settings_worlds(settings);
    bool speaks = sw_game_speaker(sw_game_row((enum sw_game_id)dissection->wish->game)) != NULL;

    dissection->verifies = speaks && sw_settings_verifying(settings).thoughts > 0;
    dissection->weights = sw_allocate_floats((size_t)SW_PARTS * dissection->archive->layout.floats,
                                             "examining parts", error);
    dissection->worlds = sw_worlds_create(&wanted, NULL, NULL, error);
    if (dissection->weights == NULL || dissection->worlds == NULL ||
        sw_examiner_create(&dissection->examiner, settings, &dissection->archive->layout, error) !=
            0)
        return -1;
    dissection->examiner.seed = dissection->wish->seed;
    return dissection->wish->imagines ? sw_examiner_imagine(&dissection->examiner, error) : 0;
}

static void close_dissection(struct dissection *dissection)
{
    sw_examiner_destroy(&dissection->examiner);
    sw_worlds_destroy(dissection->worlds);
    free(dissection->weights);
}

/* Some evaluations of one member, each without a part. */
static int ask(struct dissection *dissection, const enum sw_part_id *part, uint32_t count,
               struct sw_parts_point *point, struct sw_parts_table *out, struct sw_error *error)
{
    struct sw_evaluation evaluation[SW_PARTS];
    struct sw_result result[SW_PARTS];
    int failed;

    memset(result, 0, sizeof result);
    for (uint32_t i = 0; i < count; i++)
        evaluation[i] = (struct sw_evaluation){
            .weights = dissection->weights + (size_t)part[i] * dissection->archive->layout.floats,
            .game = (enum sw_game_id)dissection->wish->game,
            .channel = channel_without(part[i]),
            .words = sw_archive_words(dissection->archive, point->member),
        };
    failed = sw_examine_worlds(&dissection->examiner, dissection->worlds, 0,
                               dissection->wish->puzzles, evaluation, count, result, error);
    for (uint32_t i = 0; i < count; i++) {
        if (failed == 0) {
            point->exact[part[i]] = result[i].all.exact;
            point->progress[part[i]] = result[i].all.progress;
            out->chance = result[i].all.chance;
            out->ceiling = result[i].all.ceiling;
        }
        sw_result_clear(&result[i]);
    }
    return failed;
}

static int ask_member(struct dissection *dissection, struct sw_parts_point *point,
                      struct sw_parts_table *out, struct sw_error *error)
{
    const struct sw_brain_layout *layout = &dissection->archive->layout;
    static const enum sw_part_id thinking = SW_PART_THINKING;
    enum sw_part_id asked[SW_PARTS];
    struct sw_individual member = {0};
    uint32_t count = 0;
    int result = 0;

    if (sw_archive_rebuild(dissection->archive, point->member, true, &member, error) != 0)
        return -1;
    for (enum sw_part_id part = 0; part < SW_PARTS; part++) {
        float *weights = dissection->weights + (size_t)part * layout->floats;

        point->exact[part] = point->progress[part] = NAN;
        memcpy(weights, member.weights, layout->floats * sizeof *weights);
        sw_part_remove(part, layout, weights);
        if (asked_with_whole(part, dissection->archive, dissection->wish))
            asked[count++] = part;
    }
    sw_individual_free(&member);
    if (set_thinking(dissection, true, error) != 0 ||
        ask(dissection, asked, count, point, out, error) != 0)
        return -1;
    if (dissection->wish->thoughts > 0 || dissection->verifies) {
        result = set_thinking(dissection, false, error);
        if (result == 0)
            result = ask(dissection, &thinking, 1, point, out, error);
    }
    return result;
}

int sw_parts_examine(struct sw_archive *archive, const struct sw_parts_wish *wish,
                     struct sw_parts_table *out, struct sw_error *error)
{
    struct dissection dissection = {.archive = archive, .wish = wish};
    uint64_t last = last_of(archive, wish);
    int result;

    memset(out, 0, sizeof *out);
    if (check_run(archive, wish, error) != 0)
        return -1;
    out->point = sw_allocate(last / wish->every + 2, sizeof *out->point, "examining parts", error);
    result = out->point == NULL ? -1 : open_dissection(&dissection, error);
    for (uint64_t at = 0; result == 0; at = at + wish->every < last ? at + wish->every : last) {
        struct sw_parts_point *point = &out->point[out->points++];

        point->generation = at;
        result = sw_archive_standing(archive, at, wish->island, &point->member, error);
        if (result == 0)
            result = ask_member(&dissection, point, out, error);
        if (at == last)
            break;
    }
    close_dissection(&dissection);
    return result;
}

void sw_parts_free(struct sw_parts_table *table)
{
    free(table->point);
    memset(table, 0, sizeof *table);
}
