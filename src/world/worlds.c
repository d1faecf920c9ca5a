#include "world/worlds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    THROWS_MAX = 10000, /* scenes drawn for one puzzle before giving up */
    THROWS_OF_PAIR = 64 /* scenes drawn for one pair before the puzzle is begun anew */
};

struct sw_worlds {
    struct sw_worlds_settings settings; /* its texts are the caller's and are not kept */
    struct sw_meanings *meanings;       /* NULL for a file source */
    struct sw_pool *pool;               /* NULL for a generator */
};

static int check_settings(const struct sw_worlds_settings *settings, struct sw_error *error)
{
    const struct {
        const char *low_name, *high_name;
        int low, high, least, most;
    } ranges[] = {
        {"side_min", "side_max", settings->side_min, settings->side_max, 3, SW_SIDE_MAX},
        {"colours", "colours", settings->colours, settings->colours, 1, SW_COLOURS - 1},
        {"organisms_min", "organisms_max", settings->organisms_min, settings->organisms_max, 1, 30},
        {"demonstrations_min", "demonstrations_max", settings->demonstrations_min,
         settings->demonstrations_max, 1, SW_DEMONSTRATIONS_MAX},
    };

    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (ranges[i].low < ranges[i].least || ranges[i].high > ranges[i].most)
            return sw_fail(error, SW_EXIT_USAGE, "worlds.%s = %d is not within %d..%d",
                           ranges[i].low < ranges[i].least ? ranges[i].low_name
                                                           : ranges[i].high_name,
                           ranges[i].low < ranges[i].least ? ranges[i].low : ranges[i].high,
                           ranges[i].least, ranges[i].most);
        if (ranges[i].low > ranges[i].high)
            return sw_fail(error, SW_EXIT_USAGE, "worlds.%s = %d is more than worlds.%s = %d",
                           ranges[i].low_name, ranges[i].low, ranges[i].high_name, ranges[i].high);
    }
    return 0;
}

struct sw_meanings_limits sw_worlds_limits(const struct sw_worlds_settings *settings)
{
    return (struct sw_meanings_limits){
        .colours = settings->colours,
        .organisms = settings->organisms_max,
        .square = settings->square || settings->side_min == settings->side_max,
    };
}

struct sw_worlds *sw_worlds_create(const struct sw_worlds_settings *settings,
                                   void (*warn)(const char *sentence, void *context), void *context,
                                   struct sw_error *error)
{
    struct sw_worlds *worlds = sw_allocate(1, sizeof *worlds, "making worlds", error);
    struct sw_meanings_limits limits;

    if (worlds == NULL)
        return NULL;
    worlds->settings = *settings;
    worlds->settings.laws = worlds->settings.source = NULL;
    if (strncmp(settings->source, "arc:", 4) == 0) {
        worlds->pool = sw_pool_load(settings->source + 4, warn, context, error);
        if (worlds->pool == NULL)
            goto failed;
        return worlds;
    }
    if (strcmp(settings->source, "generated") != 0) {
        sw_fail(error, SW_EXIT_USAGE,
                "worlds.source = \"%.200s\" is neither \"generated\" nor \"arc:PATH[:PATH...]\"",
                settings->source);
        goto failed;
    }
    if (check_settings(settings, error) != 0)
        goto failed;
    limits = sw_worlds_limits(settings);
    worlds->meanings = sw_meanings_create(settings->laws, &limits, error);
    if (worlds->meanings == NULL)
        goto failed;
    return worlds;
failed:
    sw_worlds_destroy(worlds);
    return NULL;
}

void sw_worlds_destroy(struct sw_worlds *worlds)
{
    if (worlds == NULL)
        return;
    sw_meanings_destroy(worlds->meanings);
    sw_pool_destroy(worlds->pool);
    free(worlds);
}

uint32_t sw_worlds_meanings(const struct sw_worlds *worlds)
{
    return worlds->meanings != NULL ? sw_meanings_count(worlds->meanings) : 0;
}

const struct sw_meaning *sw_worlds_meaning(const struct sw_worlds *worlds, uint32_t index)
{
    return worlds->meanings != NULL ? sw_meanings_row(worlds->meanings, index) : NULL;
}

uint32_t sw_worlds_pool(const struct sw_worlds *worlds)
{
    return worlds->pool != NULL ? sw_pool_counts(worlds->pool).puzzles : 0;
}

struct sw_pool_counts sw_worlds_files(const struct sw_worlds *worlds)
{
    return worlds->pool != NULL ? sw_pool_counts(worlds->pool) : (struct sw_pool_counts){0};
}

static bool for_examination(const struct sw_grid *canvas)
{
    return (sw_grid_hash(canvas) & 3u) == 0;
}

/* Draws the next pair of a puzzle: it shows the law, belongs to the purpose, and its canvas is not
 * that of a pair that the puzzle has. Counts throws down; -1 if none of them came to anything. */
static int draw_pair(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle,
                     enum sw_purpose purpose, struct sw_dice *dice, struct sw_pair *pair,
                     int *throws)
{
    const struct sw_worlds_settings *settings = &worlds->settings;
    const struct sw_meaning *meaning = sw_meanings_row(worlds->meanings, puzzle->meaning);
    const struct sw_law_needs *needs = sw_meanings_needs(worlds->meanings, puzzle->meaning);

    for (int i = 0; i<THROWS_OF_PAIR && * throws> 0; i++) {
        struct sw_scene scene = {.colours = settings->colours,
                                 .organisms_min = settings->organisms_min,
                                 .organisms_max = settings->organisms_max};
        bool seen = false;

        --*throws;
        scene.width = sw_dice_between(dice, settings->side_min, settings->side_max);
        scene.height = settings->square
                           ? scene.width
                           : sw_dice_between(dice, settings->side_min, settings->side_max);
        if (scene.organisms_min < needs->organisms)
            scene.organisms_min = needs->organisms;
        if (sw_scene_draw(&scene, needs->scene, dice, &pair->canvas) != 0 ||
            for_examination(&pair->canvas) != (purpose == SW_RANDOM_EXAMINATION) ||
            !sw_meaning_shows(meaning, needs, &pair->canvas, &pair->target))
            continue;
        for (int d = 0; d < puzzle->demonstrations && !seen; d++)
            seen = sw_grid_equal(&puzzle->demonstration[d].canvas, &pair->canvas);
        if (!seen)
            return 0;
    }
    return -1;
}

/* True if every meaning that explains the demonstrations answers the test as the puzzle does. */
static bool discriminates(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle)
{
    bool stands[SW_MEANINGS_MAX];
    uint32_t left = sw_meanings_standing(worlds->meanings, puzzle, stands);

    for (uint32_t i = 0; left > 0; i++) {
        if (!stands[i])
            continue;
        left--;
        if (i != puzzle->meaning &&
            !sw_puzzle_exact(puzzle, &sw_meanings_row(worlds->meanings, i)->teacher))
            return false;
    }
    return true;
}

int sw_worlds_puzzle(const struct sw_worlds *worlds, uint64_t seed, enum sw_purpose purpose,
                     uint64_t number, uint32_t meaning, struct sw_puzzle *out,
                     struct sw_error *error)
{
    const struct sw_worlds_settings *settings = &worlds->settings;
    const struct sw_meaning *row = sw_worlds_meaning(worlds, meaning);
    int throws = THROWS_MAX;

    if (worlds->pool != NULL) {
        sw_pool_puzzle(worlds->pool, (uint32_t)(number % sw_worlds_pool(worlds)), out);
        return 0;
    }
    if (row == NULL)
        return sw_fail(error, SW_EXIT_INTERNAL, "there is no meaning %u of %u", meaning,
                       sw_worlds_meanings(worlds));
    out->id = number;
    out->meaning = meaning;
    out->has_teacher = true;
    out->teacher = row->teacher;
    out->teacher_progress = 1.0f;
    memset(out->test_has_target, 0, sizeof out->test_has_target);
    out->test_has_target[0] = true;
    for (uint32_t attempt = 0; throws > 0; attempt++) {
        struct sw_dice dice = sw_dice_at(seed, purpose, number, attempt);
        int wanted =
            sw_dice_between(&dice, settings->demonstrations_min, settings->demonstrations_max);

        out->demonstrations = out->tests = 0;
        while (out->demonstrations < wanted &&
               draw_pair(worlds, out, purpose, &dice, &out->demonstration[out->demonstrations],
                         &throws) == 0)
            out->demonstrations++;
        if (out->demonstrations < wanted ||
            draw_pair(worlds, out, purpose, &dice, &out->test[0], &throws) != 0)
            continue;
        out->tests = 1;
        if (!settings->discriminating || discriminates(worlds, out))
            return 0;
    }
    return sw_fail(error, SW_EXIT_FAILED,
                   "in %d throws no scenes could be drawn that show the law %s; allow larger "
                   "canvases (worlds.side_max), more organisms or more demonstrations, or leave it "
                   "out: worlds.laws = all,-%s",
                   THROWS_MAX, row->name, row->name);
}

double sw_worlds_ceiling(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle)
{
    bool stands[SW_MEANINGS_MAX];
    uint32_t count, right = 0;

    if (worlds->meanings == NULL)
        return (double)NAN;
    count = sw_meanings_standing(worlds->meanings, puzzle, stands);
    for (uint32_t i = 0; i < sw_meanings_count(worlds->meanings); i++)
        right +=
            stands[i] && sw_puzzle_exact(puzzle, &sw_meanings_row(worlds->meanings, i)->teacher);
    return count > 0 ? (double)right / count : 0.0;
}

double sw_worlds_chance(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle)
{
    bool solves[SW_MEANINGS_MAX];

    if (worlds->meanings == NULL || puzzle->tests == 0)
        return 0.0;
    return (double)sw_meanings_solve(worlds->meanings, &puzzle->test[0], solves) /
           sw_meanings_count(worlds->meanings);
}
