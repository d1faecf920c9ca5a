#include "archive/stages.h"

#include "agent/growth.h"
#include "archive/examination.h"
#include "archive/partner.h"
#include "archive/reasoner.h"
#include "settings/niche.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Who sits, and what is noted of each answer. */
struct hall {
    struct sw_stages *out;
    struct sw_individual *individual; /* [points], owned */
    struct sw_evaluation *evaluation; /* [evaluations], owned: of all points, then of champions that
                                         think with the expert of their stage */
    struct sw_result *result;         /* [evaluations], owned */
    uint32_t evaluations;
    bool *right;   /* [puzzles] owned: what the champions so far answer of a puzzle solves it */
    bool *fitted;  /* [puzzles] owned: one of them was right on the demonstrations */
    bool *clear;   /* [puzzles] owned */
    double *knows; /* [sets] owned: what the reasoner answers of a puzzle */
    struct sw_reasoner *reasoner;   /* owned */
    uint32_t set;                   /* that is asked */
    const struct sw_worlds *worlds; /* its worlds */
};

/* ---- who is examined ---- */

static int check_run(const struct sw_archive *archive, const struct sw_stages_wish *wish,
                     struct sw_error *error)
{
    const struct sw_settings *settings = &archive->settings;

    if (!sw_settings_puzzles(settings) || sw_taskfiles_needed(settings))
        return sw_fail(error, SW_EXIT_USAGE,
                       "%s: the puzzles of this run are not of laws (worlds.source = %.100s), so "
                       "none are taught in turn",
                       archive->folder, settings->worlds.source);
    if (wish->island >= archive->record.space.islands)
        return sw_fail(error, SW_EXIT_USAGE, "%s: there is no island %u; its islands are 0 to %u",
                       archive->folder, wish->island, archive->record.space.islands - 1);
    return 0;
}

/* The stages that an island came to. */
static int list_stages(struct sw_archive *archive, uint32_t island, struct sw_taught **stage,
                       uint32_t *count, struct sw_error *error)
{
    if (archive->generations == 0)
        return sw_fail(error, SW_EXIT_USAGE, "%s: the run has lived no generation yet",
                       archive->folder);
    if (strcmp(sw_archive_at(archive, 0)->settings.worlds.laws, archive->settings.worlds.laws) != 0)
        return sw_fail(
            error, SW_EXIT_USAGE,
            "%s: the laws were changed by a branch, which begins no stage; an event does "
            "(at G set worlds.laws ...)",
            archive->folder);
    *stage = sw_allocate(SW_TAUGHT_MAX, sizeof **stage, "listing stages", error);
    if (*stage == NULL)
        return -1;
    *count =
        sw_schedule_taught(archive->breeder.schedule, archive->generations - 1, island, *stage);
    return 0;
}

static uint64_t end_of(const struct sw_stages *stages, uint64_t generations, uint32_t stage)
{
    return stage + 1 < stages->stages ? stages->stage[stage + 1].from : generations;
}

static int add_point(struct sw_archive *archive, const struct sw_stages_wish *wish, uint64_t lived,
                     uint32_t stage, bool ends, struct sw_stages *out, struct sw_error *error)
{
    struct sw_stages_point *point = &out->point[out->points++];

    uint32_t island = wish->island;

    if (sw_settings_niches(&archive->settings)) /* the one that was taught */
        island = sw_schedule_niche(archive->breeder.schedule, lived > 0 ? lived - 1 : 0);
    *point = (struct sw_stages_point){.generation = lived, .stage = stage, .ends = ends};
    return sw_archive_standing(archive, lived, island, &point->member, error);
}

static int list_points(struct sw_archive *archive, const struct sw_stages_wish *wish,
                       struct sw_stages *out, struct sw_error *error)
{
    uint64_t most = archive->generations / wish->every + out->stages + 2;

    if (most > 100000 || most * archive->layout.floats * sizeof(float) > UINT64_C(2) << 30)
        return sw_fail(error, SW_EXIT_USAGE,
                       "that would be %llu examinations; put more generations between them",
                       (unsigned long long)most);
    out->point = sw_allocate(most, sizeof *out->point, "listing stages", error);
    if (out->point == NULL || add_point(archive, wish, 0, 0, false, out, error) != 0)
        return -1;
    for (uint32_t i = 0; i < out->stages; i++) {
        uint64_t end = end_of(out, archive->generations, i);
        uint64_t first = out->stage[i].from / wish->every * wish->every + wish->every;

        for (uint64_t at = first; at < end; at += wish->every)
            if (add_point(archive, wish, at, i, false, out, error) != 0)
                return -1;
        if (add_point(archive, wish, end, i, true, out, error) != 0)
            return -1;
    }
    return 0;
}

/* ---- the examination ---- */

/* A champion of a brain that grows: with the expert that its stage opened, the last with
 * prototypes. Whatever came later left this expert as it was, so the last champion has them all. */
static void use_own_expert(struct hall *hall, const struct sw_brain_layout *layout, uint32_t point)
{
    struct sw_evaluation *own =
        &hall->evaluation[hall->out->points + hall->out->point[point].stage];

    *own = hall->evaluation[point];
    own->expert = (uint8_t)__builtin_popcount(sw_growth_open(layout, own->weights));
}

static int open_hall(struct hall *hall, struct sw_archive *archive,
                     const struct sw_stages_wish *wish, struct sw_error *error)
{
    static const char what[] = "examining stages";
    uint32_t points = hall->out->points;
    bool grows = sw_growth_is(&archive->layout.shape);

    hall->evaluations = points + (grows ? hall->out->stages : 0);
    hall->individual = sw_allocate(points, sizeof *hall->individual, what, error);
    hall->evaluation = sw_allocate(hall->evaluations, sizeof *hall->evaluation, what, error);
    hall->result = sw_allocate(hall->evaluations, sizeof *hall->result, what, error);
    hall->right = sw_allocate(wish->puzzles, sizeof *hall->right, what, error);
    hall->fitted = sw_allocate(wish->puzzles, sizeof *hall->fitted, what, error);
    hall->clear = sw_allocate(wish->puzzles, sizeof *hall->clear, what, error);
    hall->knows = sw_allocate(hall->out->sets, sizeof *hall->knows, what, error);
    hall->reasoner =
        sw_reasoner_create(wish->like != NULL ? &wish->like->settings : &archive->settings,
                           hall->out->set, hall->out->sets, error);
    if (hall->individual == NULL || hall->evaluation == NULL || hall->result == NULL ||
        hall->right == NULL || hall->fitted == NULL || hall->clear == NULL || hall->knows == NULL ||
        hall->reasoner == NULL)
        return -1;
    for (uint32_t i = 0; i < points; i++) {
        struct sw_individual whole;

        if (sw_archive_rebuild(archive, hall->out->point[i].member, true, &whole, error) != 0)
            return -1;
        hall->individual[i].weights = whole.weights;
        whole.weights = NULL;
        sw_individual_free(&whole);
        hall->evaluation[i] =
            (struct sw_evaluation){.weights = hall->individual[i].weights,
                                   .game = (enum sw_game_id)wish->game,
                                   .channel = SW_CHANNEL_NORMAL,
                                   .words = sw_archive_words(archive, hall->out->point[i].member)};
    }
    for (uint32_t i = 0; i < points && grows; i++)
        if (hall->out->point[i].ends)
            use_own_expert(hall, &archive->layout, i);
    return 0;
}

static void close_hall(struct hall *hall)
{
    for (uint32_t i = 0; i < hall->out->points; i++) {
        if (hall->individual != NULL)
            sw_individual_free(&hall->individual[i]);
    }
    for (uint32_t i = 0; i < hall->evaluations && hall->result != NULL; i++)
        sw_result_clear(&hall->result[i]);
    free(hall->individual);
    free(hall->evaluation);
    free(hall->result);
    free(hall->right);
    free(hall->fitted);
    free(hall->clear);
    free(hall->knows);
    sw_reasoner_destroy(hall->reasoner);
}

/* What can be known of a puzzle, before anybody's answer is noted. */
static void note_puzzle(struct hall *hall, uint64_t puzzle, const struct sw_puzzle *asked)
{
    struct sw_stages *out = hall->out;

    hall->clear[puzzle] = sw_reasoner_answer(hall->reasoner, hall->worlds, asked, hall->knows);
    out->clears[hall->set] += hall->clear[puzzle];
    for (uint32_t k = 0; k < out->sets; k++)
        out->reasoner[k * out->sets + hall->set] += hall->knows[k];
}

/* Those who ended stages are the champions, in the order of their stages. */
static void note(void *context, uint32_t evaluation, uint64_t puzzle, const struct sw_puzzle *asked,
                 const struct sw_answer *answer)
{
    struct hall *hall = context;
    uint32_t points = hall->out->points, stage, cell;

    if (evaluation == 0)
        note_puzzle(hall, puzzle, asked);
    if (evaluation < points && hall->clear[puzzle])
        hall->out->clear.curve[evaluation * hall->out->sets + hall->set] += answer->exact;
    if (evaluation >= points)
        stage = evaluation - points;
    else if (hall->evaluations == points && hall->out->point[evaluation].ends)
        stage = hall->out->point[evaluation].stage;
    else
        return;
    if (!hall->fitted[puzzle])
        hall->right[puzzle] = answer->exact;
    hall->fitted[puzzle] |= sw_puzzle_explains(asked, &answer->program);
    cell = stage * hall->out->sets + hall->set;
    hall->out->all.champions[cell] += hall->right[puzzle];
    hall->out->clear.champions[cell] += hall->right[puzzle] && hall->clear[puzzle];
}

static int ask_set(struct hall *hall, struct sw_examiner *examiner,
                   const struct sw_settings *settings, const struct sw_stages_wish *wish,
                   struct sw_error *error)
{
    struct sw_worlds_settings wanted = sw_settings_worlds(settings);
    struct sw_stages *out = hall->out;
    struct sw_worlds *worlds = sw_worlds_create(&wanted, NULL, NULL, error);
    int result = -1;

    memset(hall->right, 0, wish->puzzles * sizeof *hall->right);
    memset(hall->fitted, 0, wish->puzzles * sizeof *hall->fitted);
    hall->worlds = worlds;
    if (worlds != NULL)
        result = sw_examine_worlds(examiner, worlds, 0, wish->puzzles, hall->evaluation,
                                   hall->evaluations, hall->result, error);
    for (uint32_t i = 0; i < out->points && result == 0; i++)
        out->all.curve[i * out->sets + hall->set] = hall->result[i].all.exact;
    if (result == 0) {
        out->chance[hall->set] = hall->result[0].all.chance;
        out->ceiling[hall->set] = hall->result[0].all.ceiling;
    }
    for (uint32_t i = 0; i < hall->evaluations; i++)
        sw_result_clear(&hall->result[i]);
    sw_worlds_destroy(worlds);
    return result;
}

static int ask_all(struct hall *hall, struct sw_archive *archive, const struct sw_stages_wish *wish,
                   struct sw_error *error)
{
    const struct sw_archive *like = wish->like != NULL ? wish->like : archive;
    struct sw_settings *settings = sw_allocate(1, sizeof *settings, "examining stages", error);
    struct sw_examiner examiner = {0};
    int result = settings == NULL
                     ? -1
                     : sw_examiner_create(&examiner, &archive->settings, &archive->layout, error);

    examiner.seed = wish->seed;
    examiner.answered = note;
    examiner.context = hall;
    for (hall->set = 0; hall->set < hall->out->sets && result == 0; hall->set++) {
        *settings = like->settings;
        snprintf(settings->worlds.laws, sizeof settings->worlds.laws, "%s",
                 hall->out->set[hall->set].laws);
        result = ask_set(hall, &examiner, settings, wish, error);
    }
    sw_examiner_destroy(&examiner);
    free(settings);
    return result;
}

static const char room_for[] = "examining stages";

static int make_shares(const struct sw_stages *out, struct sw_stages_shares *shares,
                       struct sw_error *error)
{
    size_t cells = (size_t)out->stages * out->sets;

    shares->curve = sw_allocate((size_t)out->points * out->sets, sizeof(double), room_for, error);
    shares->share = sw_allocate(cells, sizeof(double), room_for, error);
    shares->champions = sw_allocate(cells, sizeof(double), room_for, error);
    shares->least = sw_allocate(out->sets, sizeof(double), room_for, error);
    shares->champions_least = sw_allocate(out->sets, sizeof(double), room_for, error);
    return shares->curve == NULL || shares->share == NULL || shares->champions == NULL ||
                   shares->least == NULL || shares->champions_least == NULL
               ? -1
               : 0;
}

static int make_room(struct sw_stages *out, struct sw_error *error)
{
    size_t cells = (size_t)out->sets * out->sets;

    if (make_shares(out, &out->all, error) != 0 || make_shares(out, &out->clear, error) != 0)
        return -1;
    out->clears = sw_allocate(out->sets, sizeof *out->clears, room_for, error);
    out->reasoner = sw_allocate(cells, sizeof(double), room_for, error);
    out->reasoner_least = sw_allocate(out->sets, sizeof(double), room_for, error);
    out->chance = sw_allocate(out->sets, sizeof(double), room_for, error);
    out->ceiling = sw_allocate(out->sets, sizeof(double), room_for, error);
    return out->clears == NULL || out->reasoner == NULL || out->reasoner_least == NULL ||
                   out->chance == NULL || out->ceiling == NULL
               ? -1
               : 0;
}

/* What follows from the curve. Champions change where stages end, so there is nothing between. */
static void close_shares(const struct sw_stages *out, struct sw_stages_shares *shares)
{
    uint32_t sets = out->sets;

    for (uint32_t j = 0; j < sets; j++)
        shares->least[j] = shares->champions_least[j] = NAN;
    for (uint32_t i = 0; i < out->points; i++) {
        const struct sw_stages_point *point = &out->point[i];

        for (uint32_t j = 0; j < sets; j++) {
            double exact = shares->curve[i * sets + j];

            if (point->ends)
                shares->share[point->stage * sets + j] = exact;
            if (out->stages == sets && point->stage > j)
                shares->least[j] = fmin(shares->least[j], exact);
        }
    }
    for (uint32_t j = 0; j < sets && out->stages == sets; j++)
        for (uint32_t i = j + 1; i < out->stages; i++)
            shares->champions_least[j] =
                fmin(shares->champions_least[j], shares->champions[i * sets + j]);
}

/* Counts become shares; of no clear puzzle there is none. */
static void close_counts(struct sw_stages *out, uint32_t puzzles)
{
    uint32_t sets = out->sets;

    for (uint32_t j = 0; j < sets; j++) {
        double clear = out->clears[j] > 0 ? out->clears[j] : (double)NAN;

        for (uint32_t i = 0; i < out->points; i++)
            out->clear.curve[i * sets + j] /= clear;
        for (uint32_t i = 0; i < out->stages; i++) {
            out->all.champions[i * sets + j] /= puzzles;
            out->clear.champions[i * sets + j] /= clear;
        }
        out->reasoner_least[j] = NAN;
        for (uint32_t k = 0; k < sets; k++) {
            out->reasoner[k * sets + j] /= puzzles;
            if (k > j)
                out->reasoner_least[j] = fmin(out->reasoner_least[j], out->reasoner[k * sets + j]);
        }
    }
    close_shares(out, &out->all);
    close_shares(out, &out->clear);
}

int sw_stages_examine(struct sw_archive *archive, const struct sw_stages_wish *wish,
                      struct sw_stages *out, struct sw_error *error)
{
    struct sw_archive *like = wish->like != NULL ? wish->like : archive;
    struct sw_stages_wish first = *wish;
    struct hall hall = {.out = out};
    int result;

    memset(out, 0, sizeof *out);
    first.island = wish->like != NULL ? 0 : wish->island;
    if (check_run(archive, wish, error) != 0 || check_run(like, &first, error) != 0 ||
        list_stages(archive, wish->island, &out->stage, &out->stages, error) != 0 ||
        list_stages(like, first.island, &out->set, &out->sets, error) != 0)
        return -1;
    result = list_points(archive, wish, out, error);
    if (result == 0)
        result = make_room(out, error);
    if (result == 0)
        result = open_hall(&hall, archive, wish, error);
    if (result == 0)
        result = ask_all(&hall, archive, wish, error);
    if (result == 0)
        close_counts(out, wish->puzzles);
    close_hall(&hall);
    return result;
}

static void free_shares(struct sw_stages_shares *shares)
{
    free(shares->curve);
    free(shares->share);
    free(shares->champions);
    free(shares->least);
    free(shares->champions_least);
}

void sw_stages_free(struct sw_stages *stages)
{
    free(stages->stage);
    free(stages->set);
    free(stages->point);
    free_shares(&stages->all);
    free_shares(&stages->clear);
    free(stages->clears);
    free(stages->reasoner);
    free(stages->reasoner_least);
    free(stages->chance);
    free(stages->ceiling);
    memset(stages, 0, sizeof *stages);
}
