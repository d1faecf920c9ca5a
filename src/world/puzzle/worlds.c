#include "world/puzzle/generator.h"

#include "base/hash.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What lives never meet, listed when it is asked for first. */
struct held_list {
    bool listed;
    struct sw_held_program *program; /* NULL: none */
    uint32_t count;
};

struct sw_worlds {
    struct sw_worlds_settings settings; /* its texts are the caller's and are not kept */
    struct sw_rules *rules;             /* NULL for a file source */
    struct sw_pool *pool;               /* NULL for a generator */
    uint32_t *place;                    /* [pool's puzzles] of each number; NULL: as in the pool */
    struct held_list *held;             /* [2]: as it is, and on a background */
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
         settings->demonstrations_max, 1, SW_DEMONSTRATIONS_DRAWN_MAX},
        {"compose", "compose", settings->compose, settings->compose, 0, SW_PARTS_MAX},
        {"distractors", "distractors", settings->distractors, settings->distractors, 0, 30},
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

struct sw_rules_limits sw_worlds_limits(const struct sw_worlds_settings *settings)
{
    return (struct sw_rules_limits){
        .colours = settings->colours,
        .organisms = settings->organisms_max,
        .side_min = settings->side_min,
        .side_max = settings->side_max,
    };
}

static const char *laws_name(const struct sw_worlds_settings *settings)
{
    return settings->laws_name != NULL ? settings->laws_name : "worlds.laws";
}

/* A sentence about what the laws say names where they are said, as one about what is held out does
 * already. */
static struct sw_rules *list_rules(const struct sw_worlds_settings *settings,
                                   struct sw_error *error)
{
    struct sw_rules_limits limits = sw_worlds_limits(settings);
    struct sw_error reason = {0};
    struct sw_rules *rules = sw_rules_create(
        settings->laws, settings->hold_out != NULL ? settings->hold_out : "", &limits, &reason);

    if (rules != NULL)
        return rules;
    if (reason.code == SW_EXIT_USAGE && strncmp(reason.text, "worlds.", 7) != 0)
        sw_error_prefix(&reason, "%s", laws_name(settings));
    sw_fail(error, (enum sw_exit)reason.code, "%s", reason.text);
    return NULL;
}

struct sw_worlds *sw_worlds_create(const struct sw_worlds_settings *settings,
                                   void (*warn)(const char *sentence, void *context), void *context,
                                   struct sw_error *error)
{
    struct sw_worlds *worlds = sw_allocate(1, sizeof *worlds, "making worlds", error);

    if (worlds == NULL)
        return NULL;
    worlds->settings = *settings;
    worlds->settings.laws = worlds->settings.source = worlds->settings.hold_out = NULL;
    worlds->held = sw_allocate(2, sizeof *worlds->held, "making worlds", error);
    if (worlds->held == NULL)
        goto failed;
    if (strncmp(settings->source, "arc:", 4) == 0) {
        worlds->pool = sw_pool_load(settings->source + 4, warn, context, error);
        if (worlds->pool == NULL) {
            if (error != NULL && strstr(error->text, "worlds.source") == NULL)
                sw_error_prefix(error, "worlds.source");
            goto failed;
        }
        return worlds;
    }
    if (strncmp(settings->source, "function:", 9) == 0) {
        sw_fail(error, SW_EXIT_USAGE,
                "worlds.source = %.200s is a test function: there are no puzzles; give "
                "worlds.source = generated",
                settings->source);
        goto failed;
    }
    if (strcmp(settings->source, "generated") != 0) {
        sw_fail(error, SW_EXIT_USAGE,
                "worlds.source = \"%.200s\" is neither \"generated\" nor \"arc:PATH[:PATH...]\", "
                "\"function:NAME\", \"body:NAME\" or \"forecast:NAME\"",
                settings->source);
        goto failed;
    }
    if (check_settings(settings, error) != 0)
        goto failed;
    worlds->rules = list_rules(settings, error);
    if (worlds->rules == NULL)
        goto failed;
    worlds->settings.occlusion = sw_generate_occlusion(settings, worlds->rules);
    return worlds;
failed:
    sw_worlds_destroy(worlds);
    return NULL;
}

void sw_worlds_destroy(struct sw_worlds *worlds)
{
    if (worlds == NULL)
        return;
    sw_rules_destroy(worlds->rules);
    sw_pool_destroy(worlds->pool);
    free(worlds->place);
    for (int ground = 0; ground < 2 && worlds->held != NULL; ground++)
        free(worlds->held[ground].program);
    free(worlds->held);
    free(worlds);
}

uint32_t sw_worlds_rules(const struct sw_worlds *worlds)
{
    return worlds->rules != NULL ? sw_rules_count(worlds->rules) - sw_rules_held(worlds->rules) : 0;
}

uint32_t sw_worlds_held(const struct sw_worlds *worlds)
{
    return worlds->rules != NULL ? sw_rules_held(worlds->rules) + sw_rules_patterns(worlds->rules)
                                 : 0;
}

uint32_t sw_worlds_rows(const struct sw_worlds *worlds)
{
    return worlds->rules != NULL ? sw_rules_count(worlds->rules) : 0;
}

const struct sw_rule *sw_worlds_rule(const struct sw_worlds *worlds, uint32_t index)
{
    return worlds->rules != NULL ? sw_rules_row(worlds->rules, index) : NULL;
}

/* Appends a composition's program, if it has one. Counts alone where `out` is NULL. */
static void append_held(const struct sw_rules *rules, const struct sw_composition *composition,
                        bool ground, struct sw_held_program *out, uint32_t *count)
{
    struct sw_program program;

    if (!sw_composition_teacher(rules, composition, ground, &program))
        return;
    if (out != NULL)
        out[*count] = (struct sw_held_program){program, composition->parts};
    (*count)++;
}

static uint32_t list_held(const struct sw_rules *rules, bool ground, struct sw_held_program *out)
{
    uint32_t rows = sw_rules_count(rules), count = 0;

    for (uint32_t i = rows - sw_rules_held(rules); i < rows; i++)
        append_held(rules, &(struct sw_composition){1, {i}}, ground, out, &count);
    for (uint32_t i = 0; i < rows && sw_rules_patterns(rules) > 0; i++)
        for (uint32_t k = 0; k < rows; k++)
            if (sw_rules_apart(rules, i, k))
                append_held(rules, &(struct sw_composition){2, {i, k}}, ground, out, &count);
    return count;
}

int sw_worlds_held_programs(const struct sw_worlds *worlds, bool ground,
                            const struct sw_held_program **out, uint32_t *count,
                            struct sw_error *error)
{
    struct held_list *list = &worlds->held[ground];

    if (!list->listed) {
        uint32_t programs = worlds->rules == NULL ? 0 : list_held(worlds->rules, ground, NULL);

        if (programs > 0) {
            list->program =
                sw_allocate(programs, sizeof *list->program, "listing what is held out", error);
            if (list->program == NULL)
                return -1;
            list->count = list_held(worlds->rules, ground, list->program);
        }
        list->listed = true;
    }
    *out = list->program;
    *count = list->count;
    return 0;
}

uint64_t sw_worlds_all_laws(const char *laws)
{
    struct sw_digest *digest = sw_rules_open(laws) ? sw_digest_create(NULL) : NULL;
    uint64_t hash = 0;

    for (uint32_t i = 0; digest != NULL && i < sw_law_count(); i++)
        sw_digest_add(digest, sw_law_row(i)->name, strlen(sw_law_row(i)->name) + 1);
    if (digest != NULL)
        hash = sw_digest_value(digest);
    sw_digest_destroy(digest);
    return hash;
}

size_t sw_worlds_name(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle, char *text,
                      size_t size)
{
    struct sw_composition composition = {.parts = puzzle->parts};
    size_t length;

    if (worlds->rules == NULL || puzzle->parts == 0)
        return (size_t)snprintf(text, size, "task");
    memcpy(composition.part, puzzle->part, sizeof composition.part);
    length = sw_composition_print(worlds->rules, &composition, text, size);
    if (puzzle->ground != 0)
        length += (size_t)snprintf(length < size ? text + length : NULL,
                                   length < size ? size - length : 0, " on %u", puzzle->ground);
    return length;
}

uint32_t sw_worlds_pool(const struct sw_worlds *worlds)
{
    return worlds->pool != NULL ? sw_pool_counts(worlds->pool).puzzles : 0;
}

struct sw_pool_counts sw_worlds_files(const struct sw_worlds *worlds)
{
    return worlds->pool != NULL ? sw_pool_counts(worlds->pool) : (struct sw_pool_counts){0};
}

/* A task's hash is that of its puzzles: what a life can meet of it. Its own tests are no part. */
int sw_worlds_tasks(const struct sw_worlds *worlds, struct sw_task_list *out,
                    struct sw_error *error)
{
    uint32_t count = sw_worlds_files(worlds).tasks, at = 0;
    struct sw_puzzle *puzzle = sw_allocate(1, sizeof *puzzle, "listing tasks", error);

    int result = -1;

    *out = (struct sw_task_list){0};
    if (puzzle == NULL || sw_task_list_create(out, count, error) != 0)
        goto out;
    for (uint32_t i = 0; i < count; i++) {
        const char *path;
        uint32_t puzzles = sw_pool_task(worlds->pool, i, &path);
        struct sw_digest *digest = sw_digest_create(error);

        if (digest == NULL)
            goto out;
        for (uint32_t k = 0; k < puzzles; k++) {
            sw_pool_puzzle(worlds->pool, at++, puzzle);
            sw_digest_number(digest, puzzle->id);
        }
        out->task[i].hash = sw_digest_value(digest);
        sw_digest_destroy(digest);
        sw_task_name(&out->task[i], path);
    }
    result = 0;
out:
    free(puzzle);
    if (result != 0)
        sw_task_list_free(out);
    return result;
}

int sw_worlds_arrange(struct sw_worlds *worlds, const struct sw_task_list *wanted,
                      struct sw_error *error)
{
    uint32_t *order = NULL, *first = NULL, *place = NULL, at = 0;
    struct sw_task_list found;
    const char *path;
    int result = -1;

    if (sw_worlds_tasks(worlds, &found, error) != 0)
        return -1;
    order = sw_allocate((size_t)wanted->count + 1, sizeof *order, "arranging tasks", error);
    first = sw_allocate((size_t)found.count + 1, sizeof *first, "arranging tasks", error);
    place =
        sw_allocate((size_t)sw_worlds_pool(worlds) + 1, sizeof *place, "arranging tasks", error);
    if (order == NULL || first == NULL || place == NULL ||
        sw_task_list_match(wanted, &found, order, error) != 0)
        goto out;
    for (uint32_t i = 0; i < found.count; i++)
        first[i + 1] = first[i] + sw_pool_task(worlds->pool, i, &path);
    for (uint32_t i = 0; i < found.count; i++)
        for (uint32_t k = first[order[i]]; k < first[order[i] + 1]; k++)
            place[at++] = k;
    free(worlds->place);
    worlds->place = place;
    place = NULL;
    result = 0;
out:
    free(order);
    free(first);
    free(place);
    sw_task_list_free(&found);
    return result;
}

int sw_worlds_puzzle_tally(const struct sw_worlds *worlds, uint64_t seed, enum sw_purpose purpose,
                           uint64_t number, uint32_t rule, struct sw_puzzle *out,
                           struct sw_worlds_tally *tally, struct sw_error *error)
{
    uint32_t rows = sw_worlds_rows(worlds);
    struct sw_worlds_tally own = {0};
    const char *name;

    if (worlds->pool != NULL) {
        uint32_t at = (uint32_t)(number % sw_worlds_pool(worlds));

        sw_pool_puzzle(worlds->pool, worlds->place != NULL ? worlds->place[at] : at, out);
        return 0;
    }
    if (rule >= sw_worlds_rules(worlds) + sw_worlds_held(worlds))
        return sw_fail(error, SW_EXIT_INTERNAL, "there is no rule %u of %u", rule, rows);
    if (sw_generator_puzzle(&worlds->settings, worlds->rules, seed, purpose, number, rule, out,
                            tally != NULL ? tally : &own) == 0)
        return 0;
    name = rule < rows ? sw_worlds_rule(worlds, rule)->name
                       : sw_rules_pattern(worlds->rules, rule - rows)->text;
    return sw_fail(error, SW_EXIT_FAILED,
                   "in %d throws no scenes could be drawn that show the law %s; allow larger "
                   "canvases (worlds.side_max), more organisms or more demonstrations, or leave it "
                   "out: %s=all,-%s",
                   SW_THROWS_MAX, name, laws_name(&worlds->settings), name);
}

int sw_worlds_puzzle(const struct sw_worlds *worlds, uint64_t seed, enum sw_purpose purpose,
                     uint64_t number, uint32_t rule, struct sw_puzzle *out, struct sw_error *error)
{
    return sw_worlds_puzzle_tally(worlds, seed, purpose, number, rule, out, NULL, error);
}

int sw_worlds_lesson(const struct sw_worlds *worlds, struct sw_puzzle *puzzle, uint32_t part,
                     struct sw_error *error)
{
    if (worlds->rules != NULL && part < puzzle->parts &&
        sw_generate_lesson(worlds->rules, puzzle, part))
        return 0;
    return sw_fail(error, SW_EXIT_INTERNAL, "a puzzle of %u laws has no lesson of number %u",
                   puzzle->parts, part);
}

double sw_worlds_ceiling(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle)
{
    uint32_t standing, right;

    if (worlds->rules == NULL)
        return (double)NAN;
    sw_generate_standing(worlds->rules, puzzle, &standing, &right);
    return standing > 0 ? (double)right / standing : 0.0;
}

uint32_t sw_worlds_solve(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle,
                         bool *solves)
{
    memset(solves, 0, SW_RULES_MAX * sizeof *solves);
    return worlds->rules == NULL || puzzle->tests == 0
               ? 0
               : sw_rules_solve(worlds->rules, &puzzle->test[0], solves);
}

double sw_worlds_chance(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle)
{
    bool solves[SW_RULES_MAX];

    if (worlds->rules == NULL)
        return 0.0;
    return (double)sw_worlds_solve(worlds, puzzle, solves) / sw_rules_count(worlds->rules);
}

double sw_worlds_chance_among(const struct sw_worlds *worlds, const struct sw_puzzle *puzzle,
                              bool held_out)
{
    bool solves[SW_RULES_MAX];
    uint32_t open = sw_worlds_rules(worlds), rows = sw_worlds_rows(worlds);
    uint32_t first = held_out ? open : 0, end = held_out ? rows : open, right = 0;

    if (first >= end || puzzle->tests == 0)
        return sw_worlds_chance(worlds, puzzle);
    sw_rules_solve(worlds->rules, &puzzle->test[0], solves);
    for (uint32_t i = first; i < end; i++)
        right += solves[i];
    return (double)right / (end - first);
}
