#include "archive/phylogeny.h"

#include "base/parameter.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[] = {"founder", "mutation", "clone", "recombination",
                                         "refounding"};

/* What the writers of single members share. */
struct writer {
    FILE *out;
    struct sw_lineage *lineage;
    uint64_t written;
};

/* ---- text ---- */

static int text_member(void *context, const struct sw_lineage_member *member)
{
    struct writer *writer = context;
    const struct sw_identity *identity = &member->identity;
    char slot[16] = "-", parent[24] = "-", strength[24] = "-", end[24] = "living", score[24] = "-";

    if (!identity->founder) {
        snprintf(parent, sizeof parent, "%" PRIu64, member->birth.parent);
        if (identity->slot < sw_lineage_space(writer->lineage).members)
            snprintf(slot, sizeof slot, "%u", identity->slot);
    }
    if (member->birth.kind == SW_BIRTH_MUTATION)
        snprintf(strength, sizeof strength, "%+.4g", (double)member->birth.strength);
    if (member->destruction != SW_LINEAGE_LIVING)
        snprintf(end, sizeof end, "%" PRIu64, member->destruction);
    if (member->scored)
        snprintf(score, sizeof score, "%.4f", (double)member->score);
    fprintf(writer->out, "%9" PRIu64 " %-13s %9s %6" PRIu64 " %6u %5s %9s %8s %6s\n",
            member->birth.id, kind_names[member->birth.kind], parent, member->origin,
            identity->island, slot, strength, score, end);
    writer->written++;
    return ferror(writer->out) ? -1 : 0;
}

/* ---- csv ---- */

static int csv_member(void *context, const struct sw_lineage_member *member)
{
    struct writer *writer = context;
    const struct sw_birth *birth = &member->birth;
    FILE *out = writer->out;

    fprintf(out, "%" PRIu64 ",", birth->id);
    if (birth->kind == SW_BIRTH_FOUNDER)
        fputs("\"[none]\"", out);
    else if (birth->mate != birth->parent)
        fprintf(out, "\"[%" PRIu64 ",%" PRIu64 "]\"", birth->parent, birth->mate);
    else
        fprintf(out, "\"[%" PRIu64 "]\"", birth->parent);
    fprintf(out, ",%" PRIu64 ",", member->origin);
    if (member->destruction == SW_LINEAGE_LIVING)
        fputs("inf", out);
    else
        fprintf(out, "%" PRIu64, member->destruction);
    fprintf(out, ",%s,%" PRIu64 ",%u,", kind_names[birth->kind], member->identity.generation,
            member->identity.island);
    if (member->scored)
        fprintf(out, "%u", member->identity.slot);
    if (birth->kind == SW_BIRTH_MUTATION)
        fprintf(out, ",%" PRIu64 ",%u,%.9g,", birth->seed, birth->pair, (double)birth->strength);
    else
        fputs(",,,,", out);
    if (member->scored)
        fprintf(out, "%.9g", (double)member->score);
    fputc('\n', out);
    writer->written++;
    return ferror(writer->out) ? -1 : 0;
}

/* ---- dot ---- */

static int dot_member(void *context, const struct sw_lineage_member *member)
{
    static const char *const shape[] = {"doublecircle", "ellipse", "ellipse", "box", "box3d"};
    struct writer *writer = context;
    const struct sw_birth *birth = &member->birth;

    fprintf(writer->out, "  \"%" PRIu64 "\" [shape=%s", birth->id, shape[birth->kind]);
    if (member->scored)
        fprintf(writer->out, ", label=\"%" PRIu64 "\\n%.4g\"", birth->id, (double)member->score);
    if (member->destruction == SW_LINEAGE_LIVING)
        fputs(", style=bold", writer->out);
    fputs("];\n", writer->out);
    if (birth->kind != SW_BIRTH_FOUNDER)
        fprintf(writer->out, "  \"%" PRIu64 "\" -> \"%" PRIu64 "\" [style=%s];\n", birth->parent,
                birth->id, birth->kind == SW_BIRTH_CLONE ? "dashed" : "solid");
    if (birth->mate != birth->parent)
        fprintf(writer->out, "  \"%" PRIu64 "\" -> \"%" PRIu64 "\" [style=dotted];\n", birth->mate,
                birth->id);
    writer->written++;
    return ferror(writer->out) ? -1 : 0;
}

/* ---- json ---- */

/* Numbers that a reader with doubles would round are texts. */
static json_t *json_number(uint64_t value)
{
    char text[24];

    if (value <= 1ull << 53)
        return json_integer((json_int_t)value);
    snprintf(text, sizeof text, "%" PRIu64, value);
    return json_string(text);
}

static int json_member(void *context, const struct sw_lineage_member *member)
{
    struct writer *writer = context;
    const struct sw_birth *birth = &member->birth;
    bool mutation = birth->kind == SW_BIRTH_MUTATION;
    char seed[24];
    json_t *object = json_object();
    int failed = object == NULL;

    /* Seeds use all 64 bits: always text, so that their type does not depend on their value. */
    snprintf(seed, sizeof seed, "%" PRIu64, birth->seed);
    failed |= json_object_set_new(object, "id", json_number(birth->id));
    failed |= json_object_set_new(object, "parent",
                                  birth->kind == SW_BIRTH_FOUNDER ? json_null()
                                                                  : json_number(birth->parent));
    if (birth->mate != birth->parent)
        failed |= json_object_set_new(object, "mate", json_number(birth->mate));
    failed |= json_object_set_new(object, "kind", json_string(kind_names[birth->kind]));
    failed |= json_object_set_new(object, "origin_time", json_number(member->origin));
    failed |= json_object_set_new(
        object, "destruction_time",
        member->destruction == SW_LINEAGE_LIVING ? json_null() : json_number(member->destruction));
    failed |= json_object_set_new(object, "generation", json_number(member->identity.generation));
    failed |= json_object_set_new(object, "island", json_number(member->identity.island));
    failed |= json_object_set_new(
        object, "slot", member->scored ? json_number(member->identity.slot) : json_null());
    failed |= json_object_set_new(object, "seed", mutation ? json_string(seed) : json_null());
    failed |=
        json_object_set_new(object, "pair", mutation ? json_number(birth->pair) : json_null());
    failed |= json_object_set_new(object, "strength",
                                  mutation ? json_real((double)birth->strength) : json_null());
    failed |= json_object_set_new(object, "score",
                                  member->scored ? json_real((double)member->score) : json_null());
    fputs(writer->written++ > 0 ? ",\n    " : "\n    ", writer->out);
    failed |= json_dumpf(object, writer->out, JSON_COMPACT | JSON_REAL_PRECISION(9));
    json_decref(object);
    return failed ? -1 : 0;
}

/* ---- the formats ---- */

static void text_begin(struct writer *writer)
{
    fprintf(writer->out, "%9s %-13s %9s %6s %6s %5s %9s %8s %6s\n", "member", "birth", "parent",
            "born", "island", "slot", "strength", "score", "ended");
}

static void csv_begin(struct writer *writer)
{
    fputs("id,ancestor_list,origin_time,destruction_time,kind,generation,island,slot,seed,pair,"
          "strength,score\n",
          writer->out);
}

static void dot_begin(struct writer *writer)
{
    fputs("digraph lineage {\n", writer->out);
}

static void dot_end(struct writer *writer)
{
    fputs("}\n", writer->out);
}

static void json_begin(struct writer *writer)
{
    struct sw_identity_space space = sw_lineage_space(writer->lineage);

    fprintf(writer->out,
            "{\n  \"generations\": %" PRIu64
            ",\n  \"islands\": %u,\n  \"members\": %u,\n  \"lineage\": [",
            sw_lineage_generations(writer->lineage), space.islands, space.members);
}

static void json_end(struct writer *writer)
{
    fputs("\n  ]\n}\n", writer->out);
}

static const struct {
    const char *name;
    void (*begin)(struct writer *writer); /* NULL: nothing */
    sw_lineage_visit *member;             /* NULL: the order is its own (newick) */
    void (*end)(struct writer *writer);
} formats[SW_PHYLOGENY_FORMATS] = {
    [SW_PHYLOGENY_TEXT] = {"text", text_begin, text_member, NULL},
    [SW_PHYLOGENY_CSV] = {"csv", csv_begin, csv_member, NULL},
    [SW_PHYLOGENY_NEWICK] = {"newick", NULL, NULL, NULL},
    [SW_PHYLOGENY_DOT] = {"dot", dot_begin, dot_member, dot_end},
    [SW_PHYLOGENY_JSON] = {"json", json_begin, json_member, json_end},
};

int sw_phylogeny_format_find(const char *name, struct sw_error *error)
{
    const char *names[SW_PHYLOGENY_FORMATS], *near;

    for (int i = 0; i < SW_PHYLOGENY_FORMATS; i++) {
        if (strcmp(formats[i].name, name) == 0)
            return i;
        names[i] = formats[i].name;
    }
    near = sw_nearest(name, names, SW_PHYLOGENY_FORMATS);
    return sw_fail(error, SW_EXIT_USAGE, "there is no lineage format \"%.40s\"; %s%s%sthere are %s",
                   name, near != NULL ? "did you mean " : "", near != NULL ? near : "",
                   near != NULL ? "? " : "", SW_PHYLOGENY_FORMAT_NAMES);
}

/* ---- newick ---- */

static uint64_t origin_of(const struct sw_lineage *lineage, uint64_t id)
{
    return sw_identity_of(sw_lineage_space(lineage), id).generation; /* 0 for a founder */
}

/* A node's label, and the length of the branch above it unless it is a root. */
static void newick_node(struct writer *writer, uint64_t id, bool root, uint64_t parent)
{
    fprintf(writer->out, "%" PRIu64, id);
    if (!root)
        fprintf(writer->out, ":%" PRIu64,
                origin_of(writer->lineage, id) - origin_of(writer->lineage, parent));
}

static int count_member(void *context, const struct sw_lineage_member *member)
{
    (void)member;
    ++*(uint64_t *)context;
    return 0;
}

/* The walk comes from the youngest, which is the innermost: ((12:1)7:3)0; */
static int newick_ancestor(void *context, const struct sw_lineage_member *member)
{
    struct writer *writer = context;

    newick_node(writer, member->birth.id, member->identity.founder, member->birth.parent);
    fputs(member->identity.founder ? ";\n" : ")", writer->out);
    return 0;
}

static int newick_ancestry(struct writer *writer, uint64_t id, struct sw_error *error)
{
    uint64_t members = 0;

    /* Two walks instead of one in memory: the first counts the brackets to open. */
    if (sw_lineage_walk(writer->lineage, id, count_member, &members, error) != 0)
        return -1;
    while (members-- > 1)
        fputc('(', writer->out);
    return sw_lineage_walk(writer->lineage, id, newick_ancestor, writer, error);
}

/* One founder's tree, depth first: the stack holds the open nodes and where each one's children are
 * at. */
static int newick_tree(struct writer *writer, uint64_t founder, struct sw_error *error)
{
    struct sw_lineage_place *stack = NULL, *larger;
    size_t depth = 0, room = 0;
    uint64_t id = founder;
    int result = -1;

    for (;;) {
        int more = 1;

        if (depth == room) {
            room = 2 * room + 64;
            larger = realloc(stack, room * sizeof *stack);
            if (larger == NULL) {
                sw_fail(error, SW_EXIT_FAILED, "out of memory while writing a tree %zu deep",
                        depth);
                goto out;
            }
            stack = larger;
        }
        stack[depth++] = sw_lineage_children(writer->lineage, id);
        /* Close nodes until one has another child. A node opens its bracket at its first child. */
        for (;;) {
            struct sw_lineage_place *top = &stack[depth - 1];
            bool first =
                top->litter == 0 && top->slot == 0 &&
                top->generation == sw_lineage_children(writer->lineage, top->parent).generation;

            more = sw_lineage_next_child(writer->lineage, top, &id, error);
            if (more < 0 || ferror(writer->out))
                goto out;
            if (more > 0) {
                fputc(first ? '(' : ',', writer->out);
                break;
            }
            if (!first)
                fputc(')', writer->out);
            depth--;
            newick_node(writer, top->parent, depth == 0, depth > 0 ? stack[depth - 1].parent : 0);
            if (depth == 0)
                break;
        }
        if (depth == 0)
            break;
    }
    fputs(";\n", writer->out);
    result = 0;
out:
    free(stack);
    return result;
}

static int newick_everyone(struct writer *writer, struct sw_error *error)
{
    uint32_t founders = sw_lineage_space(writer->lineage).islands;

    if (sw_lineage_connected(writer->lineage, error) != 0)
        return -1;
    for (uint32_t i = 0; i < founders; i++)
        if (newick_tree(writer, i, error) != 0)
            return -1;
    return 0;
}

/* ---- exports ---- */

static int finish(FILE *out, int result, struct sw_error *error)
{
    if ((result == 0 && fflush(out) != 0) || ferror(out))
        return sw_fail(
            error, SW_EXIT_FAILED,
            "the lineage cannot be written: the output is full or closed (is the disk full?)");
    if (result != 0 && error != NULL && error->code == 0)
        return sw_fail(error, SW_EXIT_FAILED, "out of memory while writing a lineage");
    return result;
}

int sw_phylogeny_ancestry(struct sw_lineage *lineage, uint64_t id, enum sw_phylogeny_format format,
                          FILE *out, struct sw_error *error)
{
    struct writer writer = {.out = out, .lineage = lineage};
    struct sw_lineage_member member;
    int result;

    /* Before anything is written, so that an id that nobody has leaves nothing behind. */
    if (sw_lineage_member(lineage, id, &member, error) != 0)
        return -1;
    if (format == SW_PHYLOGENY_NEWICK)
        return finish(out, newick_ancestry(&writer, id, error), error);
    if (formats[format].begin != NULL)
        formats[format].begin(&writer);
    result = sw_lineage_walk(lineage, id, formats[format].member, &writer, error);
    if (result == 0 && formats[format].end != NULL)
        formats[format].end(&writer);
    return finish(out, result, error);
}

int sw_phylogeny_everyone(struct sw_lineage *lineage, enum sw_phylogeny_format format, FILE *out,
                          struct sw_error *error)
{
    struct writer writer = {.out = out, .lineage = lineage};
    int result;

    if (format == SW_PHYLOGENY_NEWICK)
        return finish(out, newick_everyone(&writer, error), error);
    if (formats[format].begin != NULL)
        formats[format].begin(&writer);
    result = sw_lineage_each(lineage, formats[format].member, &writer, error);
    if (result == 0 && formats[format].end != NULL)
        formats[format].end(&writer);
    return finish(out, result, error);
}
