#include "selection/families.h"

#include "base/random.h"

#include <math.h>
#include <stdlib.h>

/* One cull. */
struct cull {
    const float *score, *births;
    const uint32_t *line;
    uint32_t islands;
    struct sw_dice dice;
    uint32_t *order; /* [islands] who comes to die first */
    uint32_t *kin;   /* [islands] islands alive of the line of this number */
    uint32_t lines;  /* alive */
    bool *dead;      /* [islands] */
};

static bool better(const float *score, uint32_t a, uint32_t b)
{
    return score[a] != score[b] ? score[a] > score[b] : a < b;
}

static int by_score(const void *a, const void *b, void *context)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;

    return one == other ? 0 : better(context, one, other) ? 1 : -1;
}

static void poorest(struct cull *cull)
{
    for (uint32_t i = 0; i < cull->islands; i++)
        cull->order[i] = i;
    qsort_r(cull->order, cull->islands, sizeof *cull->order, by_score, (void *)cull->score);
}

/* By scores that were shared before. */
static void crowded(struct cull *cull)
{
    poorest(cull);
}

/* Draws one of the islands that `may` admits, by its births; the best of them if they have none;
 * `islands` if there are none. */
static uint32_t draw(struct cull *cull,
                     bool (*may)(const struct cull *, uint32_t, const uint32_t *),
                     const uint32_t *than)
{
    double sum = 0, rest;
    uint32_t best = cull->islands, drawn = cull->islands;

    for (uint32_t i = 0; i < cull->islands; i++)
        if (may(cull, i, than)) {
            sum += (double)cull->births[i];
            if (best == cull->islands || better(cull->score, i, best))
                best = i;
        }
    if (sum <= 0)
        return best;
    rest = (double)sw_dice_unit(&cull->dice) * sum;
    for (uint32_t i = 0; i < cull->islands; i++)
        if (cull->births[i] > 0 && may(cull, i, than)) {
            drawn = i;
            rest -= (double)cull->births[i];
            if (rest < 0)
                break;
        }
    return drawn;
}

static bool undrawn(const struct cull *cull, uint32_t island, const uint32_t *none)
{
    (void)none;
    return !cull->dead[island];
}

/* The last that the scheme draws are the first to die. `dead` says who is drawn, for now. */
static void unchosen(struct cull *cull)
{
    for (uint32_t i = cull->islands; i-- > 0;) {
        cull->order[i] = draw(cull, undrawn, NULL);
        cull->dead[cull->order[i]] = true;
    }
    for (uint32_t i = 0; i < cull->islands; i++)
        cull->dead[i] = false;
}

#define ROW(function, ...) function,

static void (*const orders[])(struct cull *) = {SW_CULL_ROWS(ROW, ROW)};

#undef ROW
#define ROW(id, name, text, ...) {__VA_ARGS__},

static const struct {
    uint32_t mates;
} refounds[] = {SW_REFOUND_ROWS(ROW, ROW)};

bool sw_families_crowds(uint32_t cull)
{
    return orders[cull] == crowded;
}

static uint32_t differences(const uint32_t *one, const uint32_t *other, uint32_t worlds)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < worlds; i++)
        count += one[i] != other[i];
    return count;
}

/* Over all ordered pairs. */
static double mean_difference(const uint32_t *program, uint32_t islands, uint32_t worlds)
{
    uint64_t sum = 0;

    for (uint32_t i = 0; i < islands; i++)
        for (uint32_t j = 0; j < i; j++)
            sum += differences(program + (size_t)i * worlds, program + (size_t)j * worlds, worlds);
    return islands < 2 ? 0 : 2.0 * (double)sum / ((double)islands * (islands - 1.0));
}

void sw_families_crowd(float *score, const uint32_t *program, uint32_t islands, uint32_t worlds)
{
    double radius = mean_difference(program, islands, worlds), worst = (double)score[0];

    for (uint32_t i = 1; i < islands; i++)
        worst = (double)score[i] < worst ? (double)score[i] : worst;
    for (uint32_t i = 0; i < islands; i++) {
        double crowd = 0;

        for (uint32_t j = 0; j < islands; j++) {
            uint32_t apart =
                differences(program + (size_t)i * worlds, program + (size_t)j * worlds, worlds);

            if (radius == 0 || apart < radius)
                crowd += radius == 0 ? 1 : 1 - apart / radius;
        }
        score[i] = (float)(worst + ((double)score[i] - worst) / crowd);
    }
}

bool sw_families_due(uint64_t every, uint64_t generation)
{
    return every != 0 && (generation + 1) % every == 0;
}

uint32_t sw_families_culled(double share, uint32_t islands)
{
    uint32_t culled = (uint32_t)floor(share * islands + 0.5);

    if (share > 0 && culled == 0)
        culled = 1;
    return culled < islands ? culled : islands - 1;
}

/* Lines may have any numbers; each is counted at its first island. */
static void count_lines(struct cull *cull)
{
    cull->lines = 0;
    for (uint32_t i = 0; i < cull->islands; i++) {
        uint32_t first = 0;

        while (cull->line[first] != cull->line[i])
            first++;
        cull->lines += first == i;
        cull->kin[first]++;
    }
}

static uint32_t *kin_of(struct cull *cull, uint32_t island)
{
    uint32_t first = 0;

    while (cull->line[first] != cull->line[island])
        first++;
    return &cull->kin[first];
}

static void kill(struct cull *cull, uint32_t culled, uint32_t guard)
{
    for (uint32_t i = 0; i < cull->islands && culled > 0; i++) {
        uint32_t *kin = kin_of(cull, cull->order[i]);

        if (*kin == 1 && cull->lines <= guard)
            continue;
        cull->dead[cull->order[i]] = true;
        cull->lines -= --*kin == 0;
        culled--;
    }
}

/* than: {the island that is refounded, the parent that a mate must not be}. */
static bool lives(const struct cull *cull, uint32_t island, const uint32_t *than)
{
    return !cull->dead[island] && island != than[1];
}

static bool lives_better(const struct cull *cull, uint32_t island, const uint32_t *than)
{
    return lives(cull, island, than) && cull->score[island] > cull->score[than[0]];
}

static uint32_t founder_of(struct cull *cull, uint32_t island, uint32_t parent)
{
    uint32_t than[] = {island, parent}, drawn = draw(cull, lives_better, than);

    return drawn < cull->islands ? drawn : draw(cull, lives, than);
}

static uint32_t refound(struct cull *cull, uint32_t mates, struct sw_refounding *out)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < cull->islands; i++) {
        uint32_t parent, mate;

        if (!cull->dead[i])
            continue;
        parent = founder_of(cull, i, cull->islands);
        mate = mates == 1 ? cull->islands : founder_of(cull, i, parent);
        out[count++] = (struct sw_refounding){i, parent, mate < cull->islands ? mate : parent};
    }
    return count;
}

int sw_families_next(const struct sw_families *rule, const float *score, const float *births,
                     const uint32_t *line, uint32_t islands, uint64_t seed, uint64_t generation,
                     struct sw_refounding *out, uint32_t *count, struct sw_error *error)
{
    static const char what[] = "culling islands";
    struct cull cull = {.score = score, .births = births, .line = line, .islands = islands};
    int failed = -1;

    *count = 0;
    cull.dice = sw_dice_at(seed, SW_RANDOM_FAMILIES, generation, 0);
    cull.order = sw_allocate(islands, sizeof *cull.order, what, error);
    cull.kin = sw_allocate(islands, sizeof *cull.kin, what, error);
    cull.dead = sw_allocate(islands, sizeof *cull.dead, what, error);
    if (cull.order != NULL && cull.kin != NULL && cull.dead != NULL) {
        count_lines(&cull);
        orders[rule->cull](&cull);
        kill(&cull, sw_families_culled(rule->share, islands), rule->guard);
        *count = refound(&cull, refounds[rule->refound].mates, out);
        failed = 0;
    }
    free(cull.order);
    free(cull.kin);
    free(cull.dead);
    return failed;
}

double sw_families_distance(uint32_t islands, double weight)
{
    double squares = weight * weight;
    double cosine = (2 * weight + (islands - 2.0) * squares) / (1 + (islands - 1.0) * squares);

    return sqrt(2 - 2 * (cosine < 1 ? cosine : 1));
}
