#include "report/inspect.h"

#include "base/json.h"
#include "base/table.h"
#include "report/print.h"
#include "population/resume.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOUCHED_TEXT 64

/* Where somebody was born, and of what. */
struct origin {
    struct sw_identity identity;
    enum sw_birth_kind kind;
    uint64_t parent;         /* unless a founder */
    struct sw_litter litter; /* a child's own; a recombined parent's first */
    uint32_t pair;
    int sign;
};

/* How it did among those born with it. */
struct standing {
    bool scored;
    float score;
    uint32_t rank, of; /* 1 is the best */
    double mean, best; /* of its generation on its island */
};

/* Litters of which it is the parent. */
struct offspring {
    uint32_t litters, members, islands;
    uint64_t generation;
    double mean, best; /* of these children's scores */
};

struct tensor_figures {
    double mean, deviation, largest, moved; /* moved: root mean square, in units of the scale */
};

static const char *const kind_names[] = {"founder", "mutation", "clone", "recombination",
                                         "refounding"};

/* Of the parent that recombination makes of an island's children, or that refounds the island. */
static int read_refounding(const struct sw_archive *archive, struct origin *out,
                           struct sw_error *error)
{
    struct sw_refounded refounded;
    int found = sw_resume_refounded(archive->store, out->identity.generation, out->identity.island,
                                    &refounded, error);

    out->kind = SW_BIRTH_RECOMBINATION;
    if (found <= 0)
        return found;
    out->kind = SW_BIRTH_REFOUNDING;
    out->parent = refounded.parent;
    out->litter.mate = refounded.mate;
    return 0;
}

static int read_origin(struct sw_archive *archive, uint64_t id, struct origin *out,
                       struct sw_error *error)
{
    uint32_t members = archive->record.space.members, litter;
    uint32_t size = sw_identity_litter(archive->record.space);
    struct sw_births births;

    memset(out, 0, sizeof *out);
    out->identity = sw_identity_of(archive->record.space, id);
    if (out->identity.founder)
        return 0;
    if (sw_archive_births(archive, out->identity.generation, out->identity.island, &births,
                          error) != 0)
        return -1;
    litter = out->identity.slot == members ? 0 : out->identity.slot / size;
    out->litter = births.litter[litter];
    out->parent = out->litter.parent;
    out->pair = out->identity.slot % size / 2;
    out->sign = out->identity.slot % 2 == 0 ? 1 : -1;
    if (out->identity.slot == members && read_refounding(archive, out, error) != 0) {
        sw_births_free(&births);
        return -1;
    }
    if (out->identity.slot < members)
        out->kind = out->litter.clone && out->pair == 0 ? SW_BIRTH_CLONE : SW_BIRTH_MUTATION;
    sw_births_free(&births);
    return 0;
}

/* The founder from whom somebody descends. */
static int find_founder(struct sw_archive *archive, uint64_t id, uint32_t *steps, uint64_t *founder,
                        struct sw_error *error)
{
    struct origin origin;

    for (*steps = 0;; ++*steps) {
        if (read_origin(archive, id, &origin, error) != 0)
            return -1;
        if (origin.identity.founder)
            break;
        if (origin.parent >= id)
            return sw_fail(error, SW_EXIT_DAMAGED, "member %llu has a parent born after it",
                           (unsigned long long)id);
        id = origin.parent;
    }
    *founder = id;
    return 0;
}

static int read_standing(struct sw_archive *archive, const struct origin *origin,
                         struct standing *out, struct sw_error *error)
{
    uint32_t members = archive->record.space.members, slot = origin->identity.slot;
    float *scores;

    memset(out, 0, sizeof *out);
    if (origin->identity.founder || slot == members)
        return 0;
    scores = sw_allocate_floats(members, "reading scores", error);
    if (scores == NULL)
        return -1;
    if (sw_archive_scores(archive, origin->identity.generation, origin->identity.island, scores,
                          error) != 0) {
        free(scores);
        return -1;
    }
    out->scored = true;
    out->score = scores[slot];
    out->rank = 1;
    out->of = members;
    out->best = (double)scores[0];
    for (uint32_t i = 0; i < members; i++) {
        out->rank += scores[i] > scores[slot] || (scores[i] == scores[slot] && i < slot);
        out->mean += (double)scores[i] / members;
        out->best = fmax(out->best, (double)scores[i]);
    }
    free(scores);
    return 0;
}

/* Adds one island's children of `id` in the generation after its own. */
static int count_children(struct sw_archive *archive, uint64_t id, uint32_t island, float *scores,
                          struct offspring *out, struct sw_error *error)
{
    struct sw_births births;
    uint32_t found = out->litters;
    int result = sw_archive_births(archive, out->generation, island, &births, error);

    if (result != 0)
        return -1;
    for (uint32_t i = 0; i < births.litters && result == 0; i++) {
        uint32_t first = i * sw_identity_litter(archive->record.space);

        if (births.litter[i].parent != id)
            continue;
        if (out->litters == found)
            result = sw_archive_scores(archive, out->generation, island, scores, error);
        out->litters++;
        for (uint32_t j = 0; j < 2 * sw_litter_pairs(&archive->settings, i) && result == 0; j++) {
            out->mean += (double)scores[first + j];
            out->best = out->members == 0 ? (double)scores[first + j]
                                          : fmax(out->best, (double)scores[first + j]);
            out->members++;
        }
    }
    out->islands += out->litters > found;
    sw_births_free(&births);
    return result;
}

/* Everybody breeds in the generation after the own one only (an elite lives on as its clone). */
static int read_offspring(struct sw_archive *archive, uint64_t id, const struct origin *origin,
                          struct offspring *out, struct sw_error *error)
{
    float *scores;
    int result = 0;

    memset(out, 0, sizeof *out);
    out->generation = origin->identity.founder ? 0 : origin->identity.generation + 1;
    if (out->generation >= archive->generations)
        return 0;
    scores = sw_allocate_floats(archive->record.space.members, "reading scores", error);
    if (scores == NULL)
        return -1;
    for (uint32_t island = 0; island < archive->record.space.islands && result == 0; island++)
        result = count_children(archive, id, island, scores, out, error);
    if (out->members > 0)
        out->mean /= out->members;
    free(scores);
    return result;
}

static struct tensor_figures measure(const struct sw_tensor *tensor, const float *weights,
                                     const float *founder)
{
    struct tensor_figures figures = {0};
    double count = (double)tensor->rows * tensor->columns, squares = 0, moved = 0;

    for (uint32_t row = 0; row < tensor->rows; row++)
        for (uint32_t i = 0; i < tensor->columns; i++) {
            size_t at = tensor->offset + (size_t)row * tensor->stride + i;
            double w = (double)weights[at], d = w - (double)founder[at];

            figures.mean += w;
            squares += w * w;
            moved += d * d;
            figures.largest = fmax(figures.largest, fabs(w));
        }
    figures.mean /= count;
    figures.deviation = sqrt(fmax(0.0, squares / count - figures.mean * figures.mean));
    figures.moved = sqrt(moved / count) / (double)tensor->scale;
    return figures;
}

static const struct {
    enum sw_tensor_group group;
    const char *name;
} groups[] = {{SW_GROUP_SIGHT, "sight"},
              {SW_GROUP_HEARING, "hearing"},
              {SW_GROUP_THOUGHT, "thought"},
              {SW_GROUP_SPEECH, "speech"},
              {SW_GROUP_THRESHOLDS, "thresholds alone"},
              {SW_GROUP_FORECAST, "forecast"}};

enum { GROUPS = sizeof groups / sizeof *groups };

/* Which parts of an agent; a plain vector has none. */
static const char *touched(const struct sw_brain_layout *layout, uint8_t evolve,
                           char text[TOUCHED_TEXT])
{
    size_t length = 0;

    text[0] = '\0';
    if (layout->shape.vector > 0)
        return layout->tensor[0].name;
    for (int i = 0; i < GROUPS; i++)
        if (evolve & groups[i].group)
            length += (size_t)snprintf(text + length, TOUCHED_TEXT - length, "%s%s",
                                       length > 0 ? ", " : "", groups[i].name);
    return text;
}

static const char *group_name(enum sw_tensor_group group)
{
    for (int i = 0; i < GROUPS; i++)
        if (groups[i].group == group)
            return groups[i].name;
    return "";
}

/* Everything that is told of a member. */
struct portrait {
    uint64_t id, founder;
    uint32_t steps; /* births between it and its founder */
    struct origin origin;
    struct standing standing;
    struct offspring offspring;
    bool learns;                    /* of a generation in which members do */
    struct sw_learning_genes genes; /* of a member that learns */
    double rate;                    /* what these multiply the config's rate by */
    struct tensor_figures tensor[SW_TENSORS_MAX];
};

/* A member born before a branch learned by the settings of that time. */
static void read_genes(struct sw_archive *archive, const struct sw_individual *member,
                       struct portrait *out)
{
    struct sw_identity born = sw_identity_of(archive->record.space, out->id);
    const struct sw_archive *then = sw_archive_at(archive, born.founder ? 0 : born.generation);
    const struct sw_gene_rule rule = sw_settings_genes(&then->settings);

    out->learns = then->breeder.grows;
    out->genes = member->genes;
    out->rate = sw_genes_rate(&rule, member->genes);
}

static int paint(struct sw_archive *archive, uint64_t id, struct portrait *out,
                 struct sw_error *error)
{
    struct sw_individual member = {0}, founder = {0};
    int result = 0;

    memset(out, 0, sizeof *out);
    out->id = id;
    /* Rebuilding comes first: it refuses an id that never lived. */
    if (sw_archive_rebuild(archive, id, true, &member, error) != 0 ||
        read_origin(archive, id, &out->origin, error) != 0 ||
        read_standing(archive, &out->origin, &out->standing, error) != 0 ||
        read_offspring(archive, id, &out->origin, &out->offspring, error) != 0 ||
        find_founder(archive, id, &out->steps, &out->founder, error) != 0 ||
        sw_archive_rebuild(archive, out->founder, true, &founder, error) != 0)
        result = -1;
    read_genes(archive, &member, out);
    for (uint32_t i = 0; i < archive->layout.tensors && result == 0; i++)
        out->tensor[i] = measure(&archive->layout.tensor[i], member.weights, founder.weights);
    sw_individual_free(&member);
    sw_individual_free(&founder);
    return result;
}

/* One line of a page, folded where it is wider than a terminal. */
static void print_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void print_line(const char *format, ...)
{
    char text[400];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fputs("  ", stdout);
    sw_print_folded(text, 4, SW_TABLE_WIDTH, stdout);
}

static void print_life(const struct portrait *portrait)
{
    const struct standing *standing = &portrait->standing;
    const struct offspring *offspring = &portrait->offspring;

    if (standing->scored)
        print_line("score %.6f, rank %u of %u (its generation: mean %.6f, best %.6f)",
                   (double)standing->score, standing->rank, standing->of, standing->mean,
                   standing->best);
    if (offspring->litters > 0)
        print_line("parent of %u %s, %u children, in generation %llu%s (mean %.6f, best %.6f)",
                   offspring->litters, offspring->litters == 1 ? "litter" : "litters",
                   offspring->members, (unsigned long long)offspring->generation,
                   offspring->islands > 1 ? ", on more than one island" : "", offspring->mean,
                   offspring->best);
    else
        puts("  no offspring");
    printf("  descends from founder %llu in %u births\n", (unsigned long long)portrait->founder,
           portrait->steps);
}

static void print_birth(const struct sw_archive *archive, const struct portrait *portrait)
{
    const struct origin *origin = &portrait->origin;
    char text[TOUCHED_TEXT];

    printf("member %llu\n", (unsigned long long)portrait->id);
    if (origin->identity.founder) {
        printf("  founder of island %u\n", origin->identity.island);
        return;
    }
    printf("  generation %llu, island %u, ", (unsigned long long)origin->identity.generation,
           origin->identity.island);
    if (origin->kind == SW_BIRTH_RECOMBINATION)
        printf("made from that generation's children by recombination\n");
    else if (origin->kind == SW_BIRTH_REFOUNDING)
        printf("instead of what its children would have made\n");
    else
        printf("slot %u\n", origin->identity.slot);
    if (origin->kind == SW_BIRTH_MUTATION)
        print_line("%s of member %llu: seed %llu, pair %u, strength %+g, touches %s",
                   kind_names[origin->kind], (unsigned long long)origin->parent,
                   (unsigned long long)origin->litter.seed, origin->pair,
                   (double)origin->litter.strength * origin->sign,
                   touched(&archive->layout, origin->litter.evolve, text));
    else if (origin->kind == SW_BIRTH_RECOMBINATION)
        print_line("%s of member %llu, moved in %s%s", kind_names[origin->kind],
                   (unsigned long long)origin->parent,
                   touched(&archive->layout, origin->litter.evolve, text),
                   archive->breeder.shares ? ", also by the steps of other islands" : "");
    else
        print_line("%s of member %llu", kind_names[origin->kind],
                   (unsigned long long)origin->parent);
    if (origin->litter.mate != origin->parent)
        print_line("crossed with member %llu", (unsigned long long)origin->litter.mate);
}

/* What its genes of learning say: how fast, and by whose feedback. */
static void print_genes(const struct portrait *portrait)
{
    double factor = portrait->rate;

    if (!portrait->learns)
        return;
    if (portrait->genes.feedback == 0)
        print_line("learns at %.4g times the config's rate, by the run's feedback", factor);
    else
        print_line("learns at %.4g times the config's rate, by the feedback of member %llu", factor,
                   (unsigned long long)(portrait->genes.feedback - 1));
}

static void genes_json(struct sw_json *json, const struct portrait *portrait)
{
    if (!portrait->learns)
        return;
    sw_json_open(json, "learning", '{');
    sw_json_real(json, "rate_factor", portrait->rate);
    if (portrait->genes.feedback == 0)
        sw_json_text(json, "feedback_of", NULL);
    else
        sw_json_count(json, "feedback_of", portrait->genes.feedback - 1);
    sw_json_close(json, '}');
}

static int print_page(const struct sw_archive *archive, const struct portrait *portrait,
                      struct sw_error *error)
{
    static const struct sw_column columns[] = {
        {"tensor", SW_ALIGN_LEFT}, {"part", SW_ALIGN_LEFT},       {"shape", SW_ALIGN_RIGHT},
        {"mean", SW_ALIGN_RIGHT},  {"deviation", SW_ALIGN_RIGHT}, {"largest", SW_ALIGN_RIGHT},
        {"moved", SW_ALIGN_RIGHT},
    };
    struct sw_table *table = sw_table_create(columns, 7, error);
    int result;

    if (table == NULL)
        return -1;
    print_birth(archive, portrait);
    print_genes(portrait);
    print_life(portrait);
    putchar('\n');
    for (uint32_t i = 0; i < archive->layout.tensors; i++) {
        const struct sw_tensor *tensor = &archive->layout.tensor[i];

        sw_table_cell(table, "%s", tensor->name);
        sw_table_cell(table, "%s", group_name(tensor->group));
        if (tensor->kind == SW_TENSOR_VECTOR)
            sw_table_cell(table, "%u", tensor->columns);
        else
            sw_table_cell(table, "%ux%u", tensor->rows, tensor->columns);
        sw_table_cell(table, "%.4f", portrait->tensor[i].mean);
        sw_table_cell(table, "%.4f", portrait->tensor[i].deviation);
        sw_table_cell(table, "%.4f", portrait->tensor[i].largest);
        sw_table_cell(table, "%.3f", portrait->tensor[i].moved);
    }
    result = sw_table_print(table, stdout, SW_TABLE_WIDTH, error);
    sw_table_destroy(table);
    return result;
}

static void birth_json(struct sw_json *json, const struct sw_brain_layout *layout,
                       const struct origin *origin)
{
    if (origin->kind != SW_BIRTH_MUTATION) {
        sw_json_text(json, "mutation", NULL);
        return;
    }
    sw_json_open(json, "mutation", '{');
    sw_json_count(json, "seed", origin->litter.seed);
    sw_json_count(json, "pair", origin->pair);
    sw_json_real(json, "strength", (double)origin->litter.strength * origin->sign);
    sw_json_open(json, "touches", '[');
    if (layout->shape.vector > 0)
        sw_json_text(json, NULL, layout->tensor[0].name);
    for (int i = 0; i < GROUPS && layout->shape.vector == 0; i++)
        if (origin->litter.evolve & groups[i].group)
            sw_json_text(json, NULL, groups[i].name);
    sw_json_close(json, ']');
    sw_json_close(json, '}');
}

static void standing_json(struct sw_json *json, const struct standing *standing)
{
    if (!standing->scored) {
        sw_json_text(json, "score", NULL);
        return;
    }
    sw_json_open(json, "score", '{');
    sw_json_real(json, "value", (double)standing->score);
    sw_json_count(json, "rank", standing->rank);
    sw_json_count(json, "of", standing->of);
    sw_json_real(json, "mean", standing->mean);
    sw_json_real(json, "best", standing->best);
    sw_json_close(json, '}');
}

static void offspring_json(struct sw_json *json, const struct offspring *offspring)
{
    if (offspring->litters == 0) {
        sw_json_text(json, "offspring", NULL);
        return;
    }
    sw_json_open(json, "offspring", '{');
    sw_json_count(json, "generation", offspring->generation);
    sw_json_count(json, "litters", offspring->litters);
    sw_json_count(json, "members", offspring->members);
    sw_json_real(json, "mean", offspring->mean);
    sw_json_real(json, "best", offspring->best);
    sw_json_close(json, '}');
}

static void tensors_json(struct sw_json *json, const struct sw_archive *archive,
                         const struct portrait *portrait)
{
    static const char *const kinds[] = {"table", "dense", "vector"};

    sw_json_open(json, "tensors", '[');
    for (uint32_t i = 0; i < archive->layout.tensors; i++) {
        const struct sw_tensor *tensor = &archive->layout.tensor[i];

        sw_json_open(json, NULL, '{');
        sw_json_text(json, "name", tensor->name);
        sw_json_text(json, "part", group_name(tensor->group));
        sw_json_text(json, "kind", kinds[tensor->kind]);
        sw_json_count(json, "rows", tensor->rows);
        sw_json_count(json, "columns", tensor->columns);
        sw_json_real(json, "scale", (double)tensor->scale);
        sw_json_real(json, "mean", portrait->tensor[i].mean);
        sw_json_real(json, "deviation", portrait->tensor[i].deviation);
        sw_json_real(json, "largest", portrait->tensor[i].largest);
        sw_json_real(json, "moved", portrait->tensor[i].moved);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}

static void print_portrait_json(const struct sw_archive *archive, const struct portrait *portrait)
{
    const struct origin *origin = &portrait->origin;
    struct sw_json json = {.out = stdout};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "member", portrait->id);
    sw_json_text(&json, "kind", kind_names[origin->kind]);
    if (origin->identity.founder)
        sw_json_text(&json, "generation", NULL);
    else
        sw_json_count(&json, "generation", origin->identity.generation);
    sw_json_count(&json, "island", origin->identity.island);
    if (origin->identity.founder || origin->identity.slot == archive->record.space.members)
        sw_json_text(&json, "slot", NULL);
    else
        sw_json_count(&json, "slot", origin->identity.slot);
    sw_json_open(&json, "parents", '[');
    if (!origin->identity.founder)
        sw_json_count(&json, NULL, origin->parent);
    if (!origin->identity.founder && origin->litter.mate != origin->parent)
        sw_json_count(&json, NULL, origin->litter.mate);
    sw_json_close(&json, ']');
    birth_json(&json, &archive->layout, origin);
    genes_json(&json, portrait);
    standing_json(&json, &portrait->standing);
    offspring_json(&json, &portrait->offspring);
    sw_json_count(&json, "founder", portrait->founder);
    sw_json_count(&json, "births_since_founder", portrait->steps);
    tensors_json(&json, archive, portrait);
    sw_json_close(&json, '}');
}

int sw_inspect_member(struct sw_archive *archive, uint64_t id, bool json, struct sw_error *error)
{
    struct portrait *portrait = sw_allocate(1, sizeof *portrait, "inspecting a member", error);
    int result = portrait == NULL ? -1 : paint(archive, id, portrait, error);

    if (result == 0 && json)
        print_portrait_json(archive, portrait);
    else if (result == 0)
        result = print_page(archive, portrait, error);
    free(portrait);
    return result;
}
