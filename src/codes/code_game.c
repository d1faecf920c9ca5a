#include "codes/code_game.h"

#include "codes/code_cluster.h"
#include "world/sight/sight.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FADE        0.03f
#define NOISE_STEPS 16.0f /* the noise of numbers is a step of so many */

#define FOLLOW 0.02f /* how far a centre goes to what was said */

enum { STEP = 32, FILM_STEPS = 4, SAID = 2048, ROUNDS = 20 };

struct sw_code_game {
    struct sw_code_rules rules;
    struct sw_brain_layout layout;
    struct sw_code_edit edit[SW_CODE_EDITS_MAX];
    uint32_t edits;
    struct sw_code_mind *mind;
    struct sw_percept *seen;                           /* by who speaks */
    struct sw_forecast_percept percept;                /* of who hears */
    float *weights, *back, *first, *second, *gradient; /* [floats]; weights owns all */
    uint64_t steps, generation, lesson;
    float *centre;          /* of tokens: [L][V][numbers / L], owned */
    bool parted;            /* there are centres */
    struct sw_puzzle shown; /* one pair of frames */
};

static const char *const channels[SW_CODE_CHANNELS] = {"nothing", "edits", "tokens", "vector"};

const char *sw_code_channel_name(uint32_t channel)
{
    return channel < SW_CODE_CHANNELS ? channels[channel] : NULL;
}

static struct sw_code_shape shape_of(const struct sw_code_rules *rules)
{
    static const enum sw_code_form form[SW_CODE_CHANNELS] = {SW_CODE_SILENCE, SW_CODE_TOKENS,
                                                             SW_CODE_VECTOR, SW_CODE_VECTOR};
    struct sw_forecast_senses senses = sw_context_senses();

    return (struct sw_code_shape){
        .form = form[rules->channel],
        .length = 2, /* where words are given */
        .vocabulary = SW_CODE_ACTS,
        .numbers = rules->numbers,
        .sight_rows = sw_sight_rows(),
        .cell_rows = senses.rows,
        .fates = senses.fates,
        .features = rules->features,
        .hidden = rules->hidden,
    };
}

struct sw_code_game *sw_code_game_create(const struct sw_code_rules *rules, struct sw_error *error)
{
    static const char doing[] = "making a game of codes";
    struct sw_code_shape shape = shape_of(rules);
    struct sw_code_game *game = sw_allocate(1, sizeof *game, doing, error);

    if (game == NULL)
        return NULL;
    game->rules = *rules;
    game->edits = sw_code_edits_list(game->edit);
    if (sw_code_brain_layout(&shape, &game->layout, error) != 0)
        goto fail;
    if (rules->channel == SW_CODE_CHANNEL_TOKENS && rules->numbers % rules->length != 0) {
        sw_fail(error, SW_EXIT_USAGE, "%u numbers cannot be parted into %u tokens", rules->numbers,
                rules->length);
        goto fail;
    }
    game->mind = sw_code_mind_create(&shape, &game->layout, error);
    game->seen = sw_percept_create(64, error);
    game->weights = sw_allocate_floats((size_t)5 * game->layout.floats, doing, error);
    game->centre = sw_allocate_floats((size_t)rules->vocabulary * rules->numbers, doing, error);
    if (game->mind == NULL || game->seen == NULL || game->weights == NULL || game->centre == NULL)
        goto fail;
    game->back = game->weights + game->layout.floats;
    game->first = game->back + game->layout.floats;
    game->second = game->first + game->layout.floats;
    game->gradient = game->second + game->layout.floats;
    memset(game->back, 0, (size_t)4 * game->layout.floats * sizeof *game->back);
    sw_code_brain_founder(&game->layout, rules->seed, game->weights);
    game->shown.demonstrations = 1;
    return game;
fail:
    sw_code_game_destroy(game);
    return NULL;
}

void sw_code_game_destroy(struct sw_code_game *game)
{
    if (game == NULL)
        return;
    sw_code_mind_destroy(game->mind);
    sw_percept_destroy(game->seen);
    free(game->weights);
    free(game->centre);
    free(game);
}

const struct sw_code_rules *sw_code_game_rules(const struct sw_code_game *game)
{
    return &game->rules;
}

const struct sw_code_edit *sw_code_game_edits(const struct sw_code_game *game, uint32_t *count)
{
    *count = game->edits;
    return game->edit;
}

bool sw_code_game_ready(const struct sw_code_game *game)
{
    return game->parted || game->rules.channel != SW_CODE_CHANNEL_TOKENS;
}

double sw_code_game_bits(const struct sw_code_game *game, const struct sw_code_wish *wish)
{
    const struct sw_code_rules *rules = &game->rules;

    switch (rules->channel) {
    case SW_CODE_CHANNEL_EDITS:
        return log2(game->edits);
    case SW_CODE_CHANNEL_TOKENS:
        return rules->length * log2(rules->vocabulary);
    case SW_CODE_CHANNEL_VECTOR:
        return (double)rules->numbers * (wish->bits > 0 ? wish->bits : 32);
    default:
        return 0;
    }
}

/* ---- saying and hearing ---- */

static void see(struct sw_code_game *game, const struct sw_grid *from, const struct sw_grid *to)
{
    struct sw_transition transition = {.deed = {.push = false}};

    sw_grid_copy(&transition.before, from);
    sw_grid_copy(&transition.after, to != NULL ? to : from);
    sw_context_perceive(&transition, to != NULL, &game->percept);
    sw_code_mind_see(game->mind, game->weights, &game->percept);
}

static int look(struct sw_code_game *game, const struct sw_grid *from, const struct sw_grid *to,
                struct sw_error *error)
{
    sw_grid_copy(&game->shown.demonstration[0].canvas, from);
    sw_grid_copy(&game->shown.demonstration[0].target, to);
    if (sw_sight_demonstrations(&game->shown, game->seen, error) != 0)
        return -1;
    return sw_code_mind_look(game->mind, game->weights, game->seen, error);
}

/* How likely who hears a code makes what came, after `see`. */
static float worth(struct sw_code_game *game, const struct sw_code *code)
{
    sw_code_mind_hear(game->mind, game->weights, &game->percept, code);
    return sw_code_mind_judge(game->mind, &game->percept, code, NULL, NULL, NULL);
}

/* Numbers of a token, and its centres. */
static uint32_t width(const struct sw_code_game *game)
{
    return game->rules.numbers / game->rules.length;
}

static float *centres_of(const struct sw_code_game *game, uint32_t place)
{
    return game->centre + (size_t)place * game->rules.vocabulary * width(game);
}

/* A token is said at a place. */
static void put(const struct sw_code_game *game, uint32_t place, uint32_t token,
                struct sw_code *code)
{
    uint32_t n = width(game);

    code->token[place] = (uint8_t)token;
    memcpy(code->number + (size_t)place * n, centres_of(game, place) + (size_t)token * n,
           n * sizeof *code->number);
}

static void quantise(const struct sw_code_game *game, struct sw_code *code)
{
    uint32_t n = width(game);

    for (uint32_t place = 0; place < game->rules.length; place++)
        put(game, place,
            sw_code_nearest(code->number + (size_t)place * n, n, centres_of(game, place),
                            game->rules.vocabulary),
            code);
}

static float apart(const float *a, const float *b, uint32_t n)
{
    float sum = 0;

    for (uint32_t i = 0; i < n; i++)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

/* The tokens nearest to numbers, the nearest first. */
static uint32_t nearest(const struct sw_code_game *game, uint32_t place, const float *number,
                        uint32_t most, uint8_t *out)
{
    uint32_t V = game->rules.vocabulary, n = width(game);
    const float *centre = centres_of(game, place);

    for (uint32_t v = 0; v < V; v++) {
        float far = apart(number, centre + (size_t)v * n, n);
        uint32_t at = v < most ? v : most - 1;

        if (v >= most && apart(number, centre + (size_t)out[at] * n, n) <= far)
            continue;
        for (; at > 0 && apart(number, centre + (size_t)out[at - 1] * n, n) > far; at--)
            out[at] = out[at - 1];
        out[at] = (uint8_t)v;
    }
    return V < most ? V : most;
}

/* Place by place: of the nearest tokens the one by which the next frame becomes likeliest. said:
 * the numbers as they were. */
static void improve(struct sw_code_game *game, const struct sw_code *said, uint32_t most,
                    struct sw_code *code)
{
    float best = worth(game, code);

    for (uint32_t place = 0; place < game->rules.length; place++) {
        uint8_t tried[SW_COLUMNS_MAX];
        uint32_t count =
            nearest(game, place, said->number + (size_t)place * width(game), most, tried);

        for (uint32_t i = 0; i < count; i++) {
            struct sw_code trial = *code;
            float value;

            put(game, place, tried[i], &trial);
            value = worth(game, &trial);
            if (value <= best)
                continue;
            best = value;
            *code = trial;
        }
    }
}

static int say_edit(struct sw_code_game *game, const struct sw_grid *from, const struct sw_grid *to,
                    struct sw_code *out)
{
    uint32_t at = sw_code_edit_search(game->edit, game->edits, from, to);

    memset(out, 0, sizeof *out);
    if (at < game->edits) {
        out->token[0] = game->edit[at].act;
        out->token[1] = game->edit[at].colour;
    }
    return 0;
}

static float rounded(float x, uint32_t bits)
{
    float steps = (float)(1u << bits);
    float at = floorf((x + 1.0f) * 0.5f * steps);

    at = at < 0 ? 0 : at > steps - 1.0f ? steps - 1.0f : at;
    return (at + 0.5f) / steps * 2.0f - 1.0f;
}

int sw_code_game_say(struct sw_code_game *game, const struct sw_grid *from,
                     const struct sw_grid *to, const struct sw_code_wish *wish, struct sw_code *out,
                     struct sw_error *error)
{
    struct sw_code said;

    memset(out, 0, sizeof *out);
    if (game->rules.channel == SW_CODE_CHANNEL_NOTHING)
        return 0;
    if (game->rules.channel == SW_CODE_CHANNEL_EDITS)
        return say_edit(game, from, to, out);
    if (look(game, from, to, error) != 0)
        return -1;
    sw_code_mind_say(game->mind, out);
    for (uint32_t i = 0; i < game->rules.numbers && wish->bits > 0; i++)
        out->number[i] = rounded(out->number[i], wish->bits);
    if (!game->parted)
        return 0;
    said = *out;
    quantise(game, out);
    if (wish->search == 0)
        return 0;
    see(game, from, to);
    improve(game, &said, wish->search, out);
    return 0;
}

void sw_code_game_make(struct sw_code_game *game, const struct sw_grid *from,
                       const struct sw_code *code, struct sw_grid *to)
{
    uint8_t of_kind[SW_FORECAST_KINDS_MAX], fate[SW_FORECAST_KINDS_MAX];
    struct sw_transition transition = {.deed = {.push = false}};

    see(game, from, NULL);
    sw_code_mind_hear(game->mind, game->weights, &game->percept, code);
    sw_code_mind_choose(game->mind, &game->percept, of_kind);
    for (uint32_t i = 0; i < game->percept.cells; i++)
        fate[i] = of_kind[game->percept.kind[i]];
    sw_grid_copy(&transition.before, from);
    sw_grid_copy(&transition.after, from);
    sw_context_settle(&transition, fate, to);
}

/* ---- learning ---- */

/* What is heard of what was said in a lesson; centres follow. */
static void hear_lesson(struct sw_code_game *game, const struct sw_code *said, struct sw_dice *dice,
                        struct sw_code *heard)
{
    uint32_t n = width(game);

    *heard = *said;
    if (!game->parted) {
        for (uint32_t i = 0; i < game->rules.numbers; i++)
            heard->number[i] += (2.0f * sw_dice_unit(dice) - 1.0f) / NOISE_STEPS;
        return;
    }
    quantise(game, heard);
    for (uint32_t place = 0; place < game->rules.length; place++) {
        float *centre = centres_of(game, place) + (size_t)heard->token[place] * n;

        for (uint32_t i = 0; i < n; i++)
            centre[i] += FOLLOW * (said->number[(size_t)place * n + i] - centre[i]);
    }
}

/* One pair of frames: adds to the gradient. */
static int learn_pair(struct sw_code_game *game, const struct sw_grid *from,
                      const struct sw_grid *to, struct sw_dice *dice, double *score,
                      struct sw_error *error)
{
    bool speaks = game->mind->shape.form == SW_CODE_VECTOR;
    struct sw_code said = {.token = {0}}, heard;
    float reached[SW_CODE_NUMBERS_MAX];

    if (speaks) {
        if (look(game, from, to, error) != 0)
            return -1;
        sw_code_mind_say(game->mind, &said);
        hear_lesson(game, &said, dice, &heard);
    } else {
        if (game->rules.channel == SW_CODE_CHANNEL_EDITS)
            say_edit(game, from, to, &said);
        heard = said;
    }
    see(game, from, to);
    sw_code_mind_hear(game->mind, game->weights, &game->percept, &heard);
    *score += (double)sw_code_mind_judge(game->mind, &game->percept, &heard, game->back,
                                         game->gradient, speaks ? reached : NULL);
    if (speaks)
        sw_code_mind_learn(game->mind, game->seen, &said, reached, game->back, game->gradient);
    return 0;
}

static void step(struct sw_code_game *game)
{
    float begin = game->rules.rate, end = game->rules.rate_end;
    float share = (float)game->generation / (float)game->rules.generations;
    struct sw_forecast_lessons how = {
        .episodes = SW_CODE_LESSONS,
        .step = STEP,
        .learn = SW_GROUP_ALL,
        .rate = begin + (end - begin) * share,
        .fade = FADE,
        .steps = &game->steps,
        .first = game->first,
        .second = game->second,
        .back = game->back,
    };

    sw_lessons_step(&game->layout, &how, game->gradient, game->weights);
    memset(game->gradient, 0, game->layout.floats * sizeof *game->gradient);
}

/* What is said of films that come later: [SAID][numbers]. */
static int gather_said(struct sw_code_game *game, float *said, struct sw_error *error)
{
    uint32_t count = 0, numbers = game->rules.numbers;
    struct sw_code_film film;

    for (uint64_t number = game->lesson; count < SAID; number++) {
        sw_code_film_draw(game->edit, game->edits, SW_CODE_SET_LESSONS, game->rules.seed, number,
                          FILM_STEPS, &film);
        for (uint32_t i = 0; i < film.steps && count < SAID; i++) {
            struct sw_code code;

            if (look(game, &film.frame[i], &film.frame[i + 1], error) != 0)
                return -1;
            sw_code_mind_say(game->mind, &code);
            memcpy(said + (size_t)count++ * numbers, code.number, numbers * sizeof *said);
        }
    }
    return 0;
}

/* Makes centres of what is said. */
static int part(struct sw_code_game *game, struct sw_error *error)
{
    static const char doing[] = "clustering codes";
    uint32_t n = width(game), numbers = game->rules.numbers;
    float *said = sw_allocate_floats((size_t)SAID * numbers, doing, error);
    float *point = sw_allocate_floats((size_t)SAID * n, doing, error);
    uint32_t *label = sw_allocate(SAID, sizeof *label, doing, error);
    int result = said == NULL || point == NULL || label == NULL ? -1 : 0;

    if (result == 0)
        result = gather_said(game, said, error);
    for (uint32_t place = 0; place < game->rules.length && result == 0; place++) {
        for (uint32_t i = 0; i < SAID; i++)
            memcpy(point + (size_t)i * n, said + (size_t)i * numbers + (size_t)place * n,
                   n * sizeof *point);
        sw_code_cluster(point, SAID, n, game->rules.vocabulary, game->rules.seed, 2 + place, ROUNDS,
                        centres_of(game, place), label);
    }
    game->parted = result == 0;
    free(said);
    free(point);
    free(label);
    return result;
}

int sw_code_game_learn(struct sw_code_game *game, double *score, struct sw_error *error)
{
    struct sw_code_film film;
    uint32_t pairs = 0;

    *score = 0;
    if (game->rules.channel == SW_CODE_CHANNEL_TOKENS && !game->parted &&
        3 * (game->generation + 1) >= 2 * (uint64_t)game->rules.generations &&
        part(game, error) != 0)
        return -1;
    while (pairs < SW_CODE_LESSONS) {
        struct sw_dice dice =
            sw_dice_at(game->rules.seed, SW_RANDOM_CODE_FILM, game->lesson, SW_CODE_SETS);

        sw_code_film_draw(game->edit, game->edits, SW_CODE_SET_LESSONS, game->rules.seed,
                          game->lesson++, FILM_STEPS, &film);
        for (uint32_t i = 0; i < film.steps && pairs < SW_CODE_LESSONS; i++) {
            if (learn_pair(game, &film.frame[i], &film.frame[i + 1], &dice, score, error) != 0)
                return -1;
            if (++pairs % STEP == 0)
                step(game);
        }
    }
    *score /= SW_CODE_LESSONS;
    game->generation++;
    return 0;
}
