#include "world/puzzle/generator.h"

#include <string.h>

enum {
    THROWS_OF_WISH =
        12, /* scenes drawn for one pair that is to have more than the law: often that cannot be */
    OCCLUDED_ATTEMPTS = 8, /* puzzles begun before one without that will do */
    GROUNDED_ATTEMPTS = 24,
    COMPOSED_ATTEMPTS = 96,
    OCCLUSION_TRIES = 256, /* puzzles that tell how many can have something hidden */
    WISH_TICK = 0xffffff,  /* where dice say what is wished for; attempts end far below */
    PATCH_TRIES = 6
};

/* What a puzzle is to have, decided once: else what is hard to draw would be rare. */
struct wish {
    bool composed, grounded, occluded;
};

/* A puzzle in the making. */
struct draft {
    const struct sw_worlds_settings *settings;
    const struct sw_rules *rules;
    enum sw_purpose purpose;
    struct wish wish;
    struct sw_composition composition;
    struct sw_law_needs needs;
    struct sw_program teacher; /* on background 0 */
    uint8_t ground;            /* the background's colour, 0 for none */
    bool occluded, own_colours;
    uint32_t distractors; /* laid */
    struct sw_dice dice;
    int throws; /* left */
    struct sw_worlds_tally *tally;
};

static struct sw_grid swapped(const struct sw_grid *grid, uint8_t colour)
{
    struct sw_grid out = *grid;

    for (int y = 0; y < grid->height; y++)
        for (int x = 0; x < grid->width; x++)
            out.cell[y][x] = grid->cell[y][x] == 0        ? colour
                             : grid->cell[y][x] == colour ? 0
                                                          : grid->cell[y][x];
    return out;
}

void sw_puzzle_swap_ground(struct sw_puzzle *puzzle, uint8_t colour)
{
    for (int i = 0; i < puzzle->demonstrations + puzzle->tests; i++) {
        struct sw_pair *pair = i < puzzle->demonstrations
                                   ? &puzzle->demonstration[i]
                                   : &puzzle->test[i - puzzle->demonstrations];

        pair->canvas = swapped(&pair->canvas, colour);
        pair->target = swapped(&pair->target, colour);
    }
}

static uint32_t colours_of(const struct sw_grid *grid, uint32_t census[SW_COLOURS])
{
    struct sw_mask all = sw_mask_full(grid->width, grid->height);
    uint32_t used = 0;

    sw_grid_census(grid, &all, census);
    for (uint32_t colour = 0; colour < SW_COLOURS; colour++)
        used |= (uint32_t)(census[colour] > 0) << colour;
    return used;
}

/* --- what may be added to a pair that shows the law --- */

/* Lays cells of a colour on the canvas if nothing else depends on them: the teacher then gives the
 * same target, or the target with the same cells laid on it. */
static bool lay_over(const struct draft *draft, struct sw_pair *pair, const struct sw_mask *cells,
                     uint8_t colour)
{
    struct sw_grid canvas = pair->canvas, target = pair->target, result;

    sw_grid_paint(&canvas, cells, colour);
    result = sw_program_run(&draft->teacher, &canvas);
    if (!sw_grid_equal(&result, &target)) {
        if (target.width != canvas.width || target.height != canvas.height)
            return false;
        sw_grid_paint(&target, cells, colour);
        if (!sw_grid_equal(&result, &target))
            return false;
    }
    if (sw_grid_equal(&result, &canvas))
        return false;
    pair->canvas = canvas;
    pair->target = result;
    return true;
}

static uint32_t add_distractors(struct draft *draft, struct sw_pair *pair)
{
    int wanted = sw_dice_between(&draft->dice, 0, draft->settings->distractors);
    uint32_t laid = 0;

    for (int i = 0; i < wanted; i++) {
        struct sw_mask cells;
        uint8_t colour;

        if (sw_scene_bystander(&pair->canvas, draft->settings->colours, &draft->dice, &cells,
                               &colour))
            laid += lay_over(draft, pair, &cells, colour);
    }
    return laid;
}

/* Hides a box of the canvas under a colour that the pair does not use: of a few random ones, the
 * first that hides something and that the law does not mind. */
static bool occlude(struct draft *draft, struct sw_pair *pair)
{
    uint32_t census[SW_COLOURS];
    uint32_t used = colours_of(&pair->canvas, census) | colours_of(&pair->target, census);
    int width = pair->canvas.width, height = pair->canvas.height;
    uint8_t free[SW_COLOURS];
    uint32_t count = 0;

    for (uint8_t colour = 1; colour < SW_COLOURS; colour++)
        if ((used >> colour & 1u) == 0 && colour != draft->ground)
            free[count++] = colour;
    if (count == 0)
        return false;
    for (int i = 0; i < PATCH_TRIES; i++) {
        struct sw_dice *dice = &draft->dice;
        int wide = sw_dice_between(dice, 1, width / 3 + 1);
        int high = sw_dice_between(dice, 1, height / 3 + 1);
        int x = sw_dice_between(dice, 0, width - wide), y = sw_dice_between(dice, 0, height - high);
        struct sw_mask cells = sw_box_mask(
            (struct sw_box){(uint8_t)x, (uint8_t)y, (uint8_t)(x + wide), (uint8_t)(y + high)});
        struct sw_mask before = sw_grid_occupied(&pair->canvas);

        if (sw_mask_overlap(&before, &cells) &&
            lay_over(draft, pair, &cells, free[sw_dice_below(dice, count)]))
            return true;
    }
    return false;
}

/* Whether 0 is the commonest colour of the canvas, and neither side has the background's colour. */
static bool grounds(const struct draft *draft, const struct sw_pair *pair)
{
    uint32_t census[SW_COLOURS], used = colours_of(&pair->target, census);

    used |= colours_of(&pair->canvas, census);
    if (used >> draft->ground & 1u)
        return false;
    for (uint32_t colour = 1; colour < SW_COLOURS; colour++)
        if (census[colour] >= census[0])
            return false;
    return true;
}

/* --- pairs --- */

static bool for_examination(const struct sw_grid *canvas)
{
    return (sw_grid_hash(canvas) & 3u) == 0;
}

static bool for_purpose(const struct draft *draft, const struct sw_grid *canvas)
{
    return for_examination(canvas) == (draft->purpose == SW_RANDOM_EXAMINATION);
}

/* Whether a canvas of this draft is what the scene maker draws, so that its hash is known before
 * the law is run. */
static bool bare(const struct draft *draft)
{
    return draft->settings->distractors == 0 && !draft->occluded && draft->ground == 0;
}

bool sw_generate_canvas(const struct sw_worlds_settings *settings, const struct sw_law_needs *needs,
                        struct sw_dice *dice, struct sw_grid *out)
{
    int low = settings->side_min, high = settings->side_max;
    struct sw_scene scene = {.colours = settings->colours,
                             .organisms_min = settings->organisms_min,
                             .organisms_max = settings->organisms_max,
                             .ink = {needs->ink[0], needs->ink[1]}};

    low = low > needs->side_min ? low : needs->side_min;
    high = high < needs->side_max ? high : needs->side_max;
    low = low < high ? low : high; /* compositions may want what is not there */
    scene.width = sw_dice_between(dice, low, high);
    scene.height =
        settings->square || needs->square ? scene.width : sw_dice_between(dice, low, high);
    if (scene.organisms_min < needs->organisms)
        scene.organisms_min = needs->organisms;
    if (scene.organisms_max < scene.organisms_min)
        scene.organisms_max = scene.organisms_min;
    return sw_scene_draw(&scene, needs->scene, dice, out) == 0;
}

/* Laws that make colours of numbers keep to those of the worlds. */
static bool within_colours(const struct draft *draft, const struct sw_grid *target)
{
    uint8_t highest = 0;

    if (!draft->own_colours)
        return true;
    for (int y = 0; y < target->height; y++)
        for (int x = 0; x < target->width; x++)
            highest = highest > target->cell[y][x] ? highest : target->cell[y][x];
    return highest <= draft->settings->colours;
}

/* Draws the next pair of a puzzle: it shows the law, belongs to the purpose, and its canvas is not
 * that of a pair that the puzzle has. -1 if so many throws came to nothing. */
static int draw_pair(struct draft *draft, const struct sw_puzzle *puzzle, struct sw_pair *pair)
{
    struct sw_worlds_tally *tally = draft->tally;
    int most = draft->composition.parts > 1 || draft->occluded ? THROWS_OF_WISH : SW_THROWS_OF_PAIR;
    bool is_bare = bare(draft);

    for (int i = 0; i < most && draft->throws > 0; i++) {
        struct sw_grid seen_as;
        bool seen = false;

        draft->throws--;
        tally->throws++;
        if (!sw_generate_canvas(draft->settings, &draft->needs, &draft->dice, &pair->canvas)) {
            tally->no_scene++;
            continue;
        }
        if (is_bare && !for_purpose(draft, &pair->canvas)) {
            tally->not_ours++;
            continue;
        }
        if (!sw_composition_shows(draft->rules, &draft->composition, &draft->needs, &pair->canvas,
                                  &pair->target) ||
            !within_colours(draft, &pair->target)) {
            tally->no_show++;
            continue;
        }
        if (draft->settings->distractors > 0)
            draft->distractors += add_distractors(draft, pair);
        if (draft->occluded && !occlude(draft, pair)) {
            tally->no_show++;
            continue;
        }
        if (draft->ground != 0 && !grounds(draft, pair)) {
            tally->no_ground++;
            continue;
        }
        if (!is_bare) {
            seen_as = draft->ground != 0 ? swapped(&pair->canvas, draft->ground) : pair->canvas;
            if (!for_purpose(draft, &seen_as)) {
                tally->not_ours++;
                continue;
            }
        }
        for (int d = 0; d < puzzle->demonstrations && !seen; d++)
            seen = sw_grid_equal(&puzzle->demonstration[d].canvas, &pair->canvas);
        if (seen) {
            tally->seen++;
            continue;
        }
        tally->pairs++;
        return 0;
    }
    return -1;
}

/* --- one answer --- */

/* How many rules explain the puzzle's demonstrations as they stand, and how many of them give
 * the right answer to the test. */
static void count_standing(const struct sw_rules *rules, const struct sw_puzzle *puzzle,
                           uint32_t *standing, uint32_t *right)
{
    bool stands[SW_RULES_MAX];
    uint32_t own = puzzle->parts == 1 && puzzle->ground == 0 ? puzzle->part[0] : SW_RULE_NONE;
    uint32_t left = sw_rules_standing(rules, puzzle, own, stands);

    *standing += left;
    for (uint32_t i = 0; left > 0; i++) {
        if (!stands[i])
            continue;
        left--;
        *right += i == own || sw_puzzle_exact(puzzle, &sw_rules_row(rules, i)->teacher);
    }
}

/* The parts in another order. */
static void count_orders(const struct sw_rules *rules, const struct sw_puzzle *puzzle,
                         uint32_t *standing, uint32_t *right)
{
    struct sw_composition composition = {.parts = puzzle->parts}, order;

    memcpy(composition.part, puzzle->part, sizeof composition.part);
    for (uint32_t turn = 1; sw_composition_order(&composition, turn, &order); turn++) {
        struct sw_program teacher;

        if (!sw_composition_teacher(rules, &order, puzzle->ground != 0, &teacher) ||
            !sw_puzzle_explains(puzzle, &teacher))
            continue;
        ++*standing;
        *right += sw_puzzle_exact(puzzle, &teacher);
    }
}

void sw_generate_standing(const struct sw_rules *rules, const struct sw_puzzle *puzzle,
                          uint32_t *standing, uint32_t *right)
{
    *standing = *right = 0;
    count_standing(rules, puzzle, standing, right);
    if (puzzle->ground != 0) {
        struct sw_puzzle without;

        sw_puzzle_copy(&without, puzzle);
        sw_puzzle_swap_ground(&without, puzzle->ground);
        without.ground = 0;
        count_standing(rules, &without, standing, right);
    }
    if (puzzle->parts > 1) {
        ++*standing;
        ++*right;
        count_orders(rules, puzzle, standing, right);
    }
}

/* Whether the puzzle, still on background 0, has one answer: every rule that explains the
 * demonstrations answers the test as the puzzle does; and what several laws in a row have made, no
 * single law explains. */
static bool one_answer(const struct draft *draft, struct sw_puzzle *puzzle)
{
    uint32_t standing = 0, right = 0;

    if (puzzle->parts == 1 && draft->ground == 0)
        return !sw_rules_rival(draft->rules, puzzle, puzzle->part[0]);
    count_standing(draft->rules, puzzle, &standing, &right);
    if (standing != right || (puzzle->parts > 1 && standing > 0))
        return false;
    if (draft->ground != 0) {
        sw_puzzle_swap_ground(puzzle, draft->ground);
        puzzle->ground = draft->ground;
        count_standing(draft->rules, puzzle, &standing, &right);
        if (standing != right || (puzzle->parts > 1 && standing > 0))
            return false;
    }
    if (puzzle->parts > 1)
        count_orders(draft->rules, puzzle, &standing, &right);
    return standing == right;
}

/* --- puzzles --- */

static struct wish make_wish(const struct sw_worlds_settings *settings, uint64_t seed,
                             enum sw_purpose purpose, uint64_t number)
{
    struct sw_dice dice = sw_dice_at(seed, purpose, number, WISH_TICK);
    struct wish wish;

    wish.composed = (double)sw_dice_unit(&dice) < settings->composed && settings->compose > 1;
    wish.grounded = (double)sw_dice_unit(&dice) < settings->background;
    wish.occluded = (double)sw_dice_unit(&dice) < settings->occlusion;
    return wish;
}

/* Laws that make colours of something else than colours. */
static bool makes_colours(const struct draft *draft)
{
    for (uint32_t i = 0; i < draft->composition.parts; i++) {
        const struct sw_rule *rule = sw_rules_row(draft->rules, draft->composition.part[i]);
        const struct sw_law *law = sw_law_row(rule->law);

        if (law->ink == 0 && (law->effects & SW_EFFECT_PALETTE) == 0)
            return true;
    }
    return false;
}

/* Decides what is drawn in this attempt; false if that came to nothing. */
static bool begin(struct draft *draft, uint32_t rule)
{
    const struct sw_worlds_settings *settings = draft->settings;
    const struct sw_rules *rules = draft->rules;
    uint32_t rows = sw_rules_count(rules), open = rows - sw_rules_held(rules);
    bool back;

    draft->composition = (struct sw_composition){1, {rule, 0, 0}};
    if (rule >= rows)
        sw_composition_draw_held(rules, sw_rules_pattern(rules, rule - rows), &draft->dice,
                                 &draft->composition);
    else if (draft->wish.composed && rule < open &&
             !sw_composition_draw(rules, (uint32_t)settings->compose, &draft->dice,
                                  &draft->composition))
        return false;
    draft->needs = sw_composition_needs(rules, &draft->composition);
    draft->own_colours = makes_colours(draft);
    draft->occluded = draft->wish.occluded;
    draft->distractors = 0;
    draft->ground = 0;
    back = sw_rules_needs(rules, draft->composition.part[0])->from_first;
    if (draft->wish.grounded && !back) {
        int least = settings->colours < SW_COLOURS - 1 ? settings->colours + 1 : 1;

        draft->ground = (uint8_t)sw_dice_between(&draft->dice, least, SW_COLOURS - 1);
        if (draft->ground == draft->needs.ink[0] || draft->ground == draft->needs.ink[1])
            return false;
    }
    return sw_composition_teacher(rules, &draft->composition, draft->ground != 0,
                                  &draft->teacher) &&
           sw_composition_teacher(rules, &draft->composition, false, &draft->teacher);
}

static bool fill_puzzle(struct draft *draft, struct sw_puzzle *out)
{
    int wanted = sw_dice_between(&draft->dice, draft->settings->demonstrations_min,
                                 draft->settings->demonstrations_max);

    out->demonstrations = out->tests = 0;
    while (out->demonstrations < wanted &&
           draw_pair(draft, out, &out->demonstration[out->demonstrations]) == 0)
        out->demonstrations++;
    if (out->demonstrations < wanted || draw_pair(draft, out, &out->test[0]) != 0)
        return false;
    out->tests = 1;
    return true;
}

/* True if the puzzle is finished: it has one answer, and its teacher is what it was drawn by. */
static bool finish(struct draft *draft, struct sw_puzzle *out)
{
    out->parts = (uint8_t)draft->composition.parts;
    memcpy(out->part, draft->composition.part, sizeof out->part);
    out->rule = out->parts == 1 ? out->part[0] : SW_RULE_NONE;
    out->ground = 0;
    if (!sw_composition_teacher(draft->rules, &draft->composition, draft->ground != 0,
                                &out->teacher))
        return false;
    sw_composition_bounds(draft->rules, &draft->composition, draft->ground != 0, out->part_first,
                          out->part_end);
    if (draft->settings->discriminating && !one_answer(draft, out))
        return false;
    if (draft->ground != out->ground) {
        sw_puzzle_swap_ground(out, draft->ground);
        out->ground = draft->ground;
    }
    return (out->parts == 1 && out->ground == 0) ||
           (sw_puzzle_explains(out, &out->teacher) && sw_puzzle_exact(out, &out->teacher));
}

bool sw_generate_lesson(const struct sw_rules *rules, struct sw_puzzle *puzzle, uint32_t part)
{
    struct sw_composition before = {.parts = part}, own = {.parts = 1};
    struct sw_program earlier = {0};

    memcpy(before.part, puzzle->part, sizeof before.part);
    own.part[0] = puzzle->part[part];
    if ((part > 0 && !sw_composition_teacher(rules, &before, puzzle->ground != 0, &earlier)) ||
        !sw_composition_teacher(rules, &own, puzzle->ground != 0, &puzzle->teacher))
        return false;
    for (int i = 0; i < puzzle->demonstrations + puzzle->tests; i++) {
        struct sw_pair *pair = i < puzzle->demonstrations
                                   ? &puzzle->demonstration[i]
                                   : &puzzle->test[i - puzzle->demonstrations];

        pair->canvas = sw_program_run(&earlier, &pair->canvas);
    }
    puzzle->parts = 1;
    puzzle->part[0] = puzzle->rule = own.part[0];
    sw_composition_bounds(rules, &own, puzzle->ground != 0, puzzle->part_first, puzzle->part_end);
    return true;
}

int sw_generator_puzzle(const struct sw_worlds_settings *settings, const struct sw_rules *rules,
                        uint64_t seed, enum sw_purpose purpose, uint64_t number, uint32_t rule,
                        struct sw_puzzle *out, struct sw_worlds_tally *tally)
{
    struct draft draft = {.settings = settings,
                          .rules = rules,
                          .purpose = purpose,
                          .wish = make_wish(settings, seed, purpose, number),
                          .throws = SW_THROWS_MAX,
                          .tally = tally};

    out->id = number;
    out->has_teacher = true;
    out->teacher_progress = 1.0f;
    memset(out->test_has_target, 0, sizeof out->test_has_target);
    out->test_has_target[0] = true;
    for (uint32_t attempt = 0; draft.throws > 0; attempt++) {
        draft.dice = sw_dice_at(seed, purpose, number, attempt);
        tally->attempts++;
        draft.wish.occluded = draft.wish.occluded && attempt < OCCLUDED_ATTEMPTS;
        draft.wish.grounded = draft.wish.grounded && attempt < GROUNDED_ATTEMPTS;
        draft.wish.composed = draft.wish.composed && attempt < COMPOSED_ATTEMPTS;
        if (!begin(&draft, rule) || !fill_puzzle(&draft, out)) {
            draft.throws--;
            tally->stuck++;
            continue;
        }
        if (!finish(&draft, out)) {
            tally->ambiguous++;
            continue;
        }
        tally->puzzles++;
        tally->composed += out->parts > 1;
        tally->grounded += out->ground != 0;
        tally->occluded += draft.occluded;
        tally->distracted += draft.distractors > 0;
        return 0;
    }
    return -1;
}

double sw_generate_occlusion(const struct sw_worlds_settings *settings,
                             const struct sw_rules *rules)
{
    uint32_t open = sw_rules_count(rules) - sw_rules_held(rules);
    struct sw_worlds_settings all = *settings;
    struct sw_worlds_tally tally = {0};
    struct sw_puzzle puzzle;
    double share;

    if (settings->occlusion <= 0 || settings->occlusion >= 1)
        return settings->occlusion;
    all.occlusion = 1;
    for (uint64_t i = 0; i < OCCLUSION_TRIES; i++)
        sw_generator_puzzle(&all, rules, 0, SW_RANDOM_PUZZLE, i,
                            (uint32_t)(i * open / OCCLUSION_TRIES), &puzzle, &tally);
    if (tally.occluded == 0)
        return settings->occlusion;
    share = settings->occlusion * (double)tally.puzzles / (double)tally.occluded;
    return share < 1 ? share : 1;
}
