#include "tests/reference/plain_puzzle.h"
#include "world/puzzle/generator.h"

#include <string.h>

/* A puzzle in the making. */
struct making {
    struct sw_plain_maker *maker;
    enum sw_purpose purpose;
    uint32_t rule;
    struct sw_dice dice;
    int throws; /* left */
    struct sw_worlds_tally *tally;
};

bool sw_plain_maker_begin(const struct sw_worlds_settings *settings, const struct sw_worlds *worlds,
                          struct sw_plain_maker *maker)
{
    if ((settings->compose > 1 && settings->composed > 0) || settings->distractors > 0 ||
        settings->occlusion > 0 || settings->background > 0)
        return false;
    maker->settings = settings;
    maker->worlds = worlds;
    maker->count = sw_worlds_rows(worlds);
    for (uint32_t i = 0; i < maker->count; i++) {
        const struct sw_rule *rule = sw_worlds_rule(worlds, i);

        maker->needs[i] = sw_rule_needs(rule);
        if (!sw_plain_mean(rule, &maker->rule[i]))
            return false;
    }
    return true;
}

/* --- pairs --- */

/* A law that makes colours of something else than colours keeps to those of the worlds. */
static bool within_colours(const struct making *making, const struct sw_grid *target)
{
    const struct sw_plain_maker *maker = making->maker;
    const struct sw_law *law = sw_law_row(sw_worlds_rule(maker->worlds, making->rule)->law);

    if (law->ink != 0 || (law->effects & SW_EFFECT_PALETTE) != 0)
        return true;
    for (int y = 0; y < target->height; y++)
        for (int x = 0; x < target->width; x++)
            if (target->cell[y][x] > maker->settings->colours)
                return false;
    return true;
}

/* Throws once for a pair that shows the law and that the puzzle does not have. */
static bool throw_pair(struct making *making, const struct sw_puzzle *puzzle, struct sw_pair *pair,
                       struct sw_plain_scene *scene)
{
    struct sw_worlds_tally *tally = making->tally;
    bool examined;

    making->throws--;
    tally->throws++;
    if (!sw_generate_canvas(making->maker->settings, &making->maker->needs[making->rule],
                            &making->dice, &pair->canvas)) {
        tally->no_scene++;
        return false;
    }
    examined = (sw_grid_hash(&pair->canvas) & 3u) == 0; /* a quarter belongs to examinations */
    if (examined != (making->purpose == SW_RANDOM_EXAMINATION)) {
        tally->not_ours++;
        return false;
    }
    sw_plain_see(&pair->canvas, scene);
    if (!sw_plain_shows(&making->maker->rule[making->rule], scene, &pair->target) ||
        !within_colours(making, &pair->target)) {
        tally->no_show++;
        return false;
    }
    for (int d = 0; d < puzzle->demonstrations; d++) {
        if (sw_plain_equal(&puzzle->demonstration[d].canvas, &pair->canvas)) {
            tally->seen++;
            return false;
        }
    }
    tally->pairs++;
    return true;
}

static bool draw_pair(struct making *making, const struct sw_puzzle *puzzle, struct sw_pair *pair,
                      struct sw_plain_scene *scene)
{
    for (int i = 0; i < SW_THROWS_OF_PAIR && making->throws > 0; i++)
        if (throw_pair(making, puzzle, pair, scene))
            return true;
    return false;
}

/* --- puzzles --- */

static bool fill_puzzle(struct making *making, struct sw_puzzle *out)
{
    struct sw_plain_maker *maker = making->maker;
    int wanted = sw_dice_between(&making->dice, maker->settings->demonstrations_min,
                                 maker->settings->demonstrations_max);

    out->demonstrations = out->tests = 0;
    for (int d = 0; d < wanted; d++) {
        if (!draw_pair(making, out, &out->demonstration[d], &maker->scene[d]))
            return false;
        out->demonstrations++;
    }
    if (!draw_pair(making, out, &out->test[0], &maker->scene[wanted]))
        return false;
    out->tests = 1;
    return true;
}

/* Whether the rule explains every demonstration, but answers the test otherwise. On the test it
 * is done even if something is missing that it is about. */
static bool is_rival(const struct sw_plain_maker *maker, const struct sw_puzzle *puzzle,
                     uint32_t rule)
{
    struct sw_grid answer;

    for (int d = 0; d < puzzle->demonstrations; d++)
        if (!sw_plain_explains(&maker->rule[rule], &maker->scene[d],
                               &puzzle->demonstration[d].target))
            return false;
    sw_plain_law(&maker->rule[rule], &maker->scene[puzzle->demonstrations], &answer);
    return !sw_plain_equal(&answer, &puzzle->test[0].target);
}

static bool one_answer(const struct sw_plain_maker *maker, const struct sw_puzzle *puzzle,
                       uint32_t own)
{
    for (uint32_t i = 0; i < maker->count; i++)
        if (i != own && is_rival(maker, puzzle, i))
            return false;
    return true;
}

static void finish(const struct sw_plain_maker *maker, uint64_t number, uint32_t rule,
                   struct sw_puzzle *out)
{
    out->id = number;
    out->rule = rule;
    out->parts = 1;
    memset(out->part, 0, sizeof out->part);
    out->part[0] = rule;
    out->ground = 0;
    out->has_teacher = true;
    out->teacher = sw_worlds_rule(maker->worlds, rule)->teacher;
    out->teacher_progress = 1.0f;
    memset(out->test_has_target, 0, sizeof out->test_has_target);
    out->test_has_target[0] = true;
}

int sw_plain_puzzle(struct sw_plain_maker *maker, uint64_t seed, enum sw_purpose purpose,
                    uint64_t number, uint32_t rule, struct sw_puzzle *out,
                    struct sw_worlds_tally *tally)
{
    struct making making = {
        .maker = maker, .purpose = purpose, .rule = rule, .throws = SW_THROWS_MAX, .tally = tally};

    for (uint32_t attempt = 0; making.throws > 0; attempt++) {
        making.dice = sw_dice_at(seed, purpose, number, attempt);
        tally->attempts++;
        if (!fill_puzzle(&making, out)) {
            making.throws--;
            tally->stuck++;
            continue;
        }
        if (maker->settings->discriminating && !one_answer(maker, out, rule)) {
            tally->ambiguous++;
            continue;
        }
        finish(maker, number, rule, out);
        tally->puzzles++;
        return 0;
    }
    return -1;
}
