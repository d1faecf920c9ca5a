#include "archive/phylogeny.h"

#include "archive/living.h"
#include "base/log.h"
#include "base/number.h"
#include "phylogeny/newick.h"

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

/* Words for what its birth was, besides its kind: "migrant crossed". */
#define MARKS_TEXT 40

static const char *marks_of(const struct sw_lineage_member *member, char text[MARKS_TEXT])
{
    snprintf(text, MARKS_TEXT, "%s%s%s%s", member->migrant ? " migrant" : "",
             member->refounded ? " refounded" : "", member->kin ? " kin" : "",
             member->crossed ? " crossed" : "");
    return text[0] == '\0' ? text : text + 1;
}

/* ---- text ---- */

static int text_member(void *context, const struct sw_lineage_member *member)
{
    struct writer *writer = context;
    const struct sw_identity *identity = &member->identity;
    char slot[16] = "-", parent[24] = "-", strength[24] = "-", end[24] = "living", score[24] = "-";

    if (!member->first)
        snprintf(parent, sizeof parent, "%" PRIu64, member->birth.parent);
    if (!identity->founder) {
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
    char marks[MARKS_TEXT];

    fprintf(out, "%" PRIu64 ",", birth->id);
    if (member->first)
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
    fprintf(out, ",%s\n", marks_of(member, marks));
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
    if (!member->first)
        fprintf(writer->out, "  \"%" PRIu64 "\" -> \"%" PRIu64 "\" [style=%s];\n", birth->parent,
                birth->id, birth->kind == SW_BIRTH_CLONE ? "dashed" : "solid");
    if (birth->mate != birth->parent && !member->first)
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
    char seed[24], marks[MARKS_TEXT];
    json_t *object = json_object();
    int failed = object == NULL;

    /* Seeds use all 64 bits: always text, so that their type does not depend on their value. */
    snprintf(seed, sizeof seed, "%" PRIu64, birth->seed);
    failed |= json_object_set_new(object, "id", json_number(birth->id));
    failed |= json_object_set_new(object, "parent",
                                  member->first ? json_null() : json_number(birth->parent));
    if (birth->mate != birth->parent && !member->first)
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
    failed |= json_object_set_new(object, "marks", json_string(marks_of(member, marks)));
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
          "strength,score,marks\n",
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
    uint32_t row;                         /* about so many bytes a member */
    void (*begin)(struct writer *writer); /* NULL: nothing */
    sw_lineage_visit *member;             /* NULL: the order is its own (newick) */
    void (*end)(struct writer *writer);
} formats[SW_PHYLOGENY_FORMATS] = {
    [SW_PHYLOGENY_TEXT] = {76, text_begin, text_member, NULL},
    [SW_PHYLOGENY_CSV] = {105, csv_begin, csv_member, NULL},
    [SW_PHYLOGENY_NEWICK] = {14, NULL, NULL, NULL},
    [SW_PHYLOGENY_DOT] = {75, dot_begin, dot_member, dot_end},
    [SW_PHYLOGENY_JSON] = {230, json_begin, json_member, json_end},
};

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

/* An ancestry on its way from the youngest, which is the innermost: ((12:1)7:3)0; */
struct chain {
    struct writer *writer;
    uint64_t left;  /* ancestors that are still to come */
    uint32_t depth; /* of the node to come, counted from the innermost of its tree */
};

static void open_chain(const struct chain *chain)
{
    for (uint64_t i = 0; i < chain->left && i < SW_NEWICK_DEEP; i++)
        fputc('(', chain->writer->out);
}

/* The root of a tree that is deep enough is the innermost of the next one. */
static int newick_ancestor(void *context, const struct sw_lineage_member *member)
{
    struct chain *chain = context;
    FILE *out = chain->writer->out;
    bool last = chain->left == 0, full = chain->depth == SW_NEWICK_DEEP;

    if (last || full) {
        newick_node(chain->writer, member->birth.id, true, 0);
        fputs(";\n", out);
        chain->depth = 0;
        if (last)
            return 0;
        open_chain(chain);
    }
    newick_node(chain->writer, member->birth.id, false, member->birth.parent);
    fputc(')', out);
    chain->left--;
    chain->depth++;
    return 0;
}

static int newick_ancestry(struct writer *writer, uint64_t id, struct sw_error *error)
{
    struct chain chain = {.writer = writer};
    uint64_t members = 0;

    /* Two walks instead of one in memory: the first counts the brackets to open. */
    if (sw_lineage_walk(writer->lineage, id, count_member, &members, error) != 0)
        return -1;
    chain.left = members - 1;
    open_chain(&chain);
    return sw_lineage_walk(writer->lineage, id, newick_ancestor, &chain, error);
}

/* Everyone's tree, depth first: open nodes and where each one's children are at, and those that
 * were too deep, whose trees come later. */
struct forest {
    struct writer *writer;
    struct sw_lineage_place stack[SW_NEWICK_DEEP];
    uint32_t depth;
    uint64_t *deeper;
    size_t begun, found, room;
    struct sw_error *error;
};

static int put_off(struct forest *forest, uint64_t id)
{
    if (forest->found == forest->room) {
        uint64_t *more = realloc(forest->deeper, (2 * forest->room + 64) * sizeof *more);

        if (more == NULL)
            return sw_fail(forest->error, SW_EXIT_FAILED, "out of memory while writing a tree");
        forest->deeper = more;
        forest->room = 2 * forest->room + 64;
    }
    forest->deeper[forest->found++] = id;
    return 0;
}

/* A node without children, or one whose children must wait; then the brackets that end with it.
 * *next: the node that follows; 0 at the end of the tree, else 1. */
static int newick_close(struct forest *forest, uint64_t id, uint64_t *next)
{
    struct writer *writer = forest->writer;

    for (;;) {
        struct sw_lineage_place *top;
        int more;

        newick_node(writer, id, forest->depth == 0,
                    forest->depth > 0 ? forest->stack[forest->depth - 1].parent : 0);
        if (forest->depth == 0)
            return 0;
        top = &forest->stack[forest->depth - 1];
        more = sw_lineage_next_child(writer->lineage, top, next, forest->error);
        if (more < 0 || ferror(writer->out))
            return -1;
        fputc(more > 0 ? ',' : ')', writer->out);
        if (more > 0)
            return 1;
        id = top->parent;
        forest->depth--;
    }
}

static int newick_tree(struct forest *forest, uint64_t id)
{
    struct writer *writer = forest->writer;
    int more = 1;

    forest->depth = 0;
    while (more > 0) {
        struct sw_lineage_place place = sw_lineage_children(writer->lineage, id);
        uint64_t child;

        more = sw_lineage_next_child(writer->lineage, &place, &child, forest->error);
        if (more > 0 && forest->depth < SW_NEWICK_DEEP) {
            forest->stack[forest->depth++] = place;
            fputc('(', writer->out);
            id = child;
            continue;
        }
        if (more < 0 || (more > 0 && put_off(forest, id) != 0))
            return -1;
        more = newick_close(forest, id, &id);
    }
    if (more == 0)
        fputs(";\n", writer->out);
    return more;
}

static int newick_first(void *context, const struct sw_lineage_member *member)
{
    struct forest *forest = context;
    int result = newick_tree(forest, member->birth.id);

    while (result == 0 && forest->begun < forest->found)
        result = newick_tree(forest, forest->deeper[forest->begun++]);
    forest->begun = forest->found = 0;
    return result;
}

static int newick_everyone(struct writer *writer, struct sw_error *error)
{
    struct forest *forest = sw_allocate(1, sizeof *forest, "writing a tree", error);
    int result = forest == NULL ? -1 : sw_lineage_connected(writer->lineage, error);

    if (result == 0) {
        forest->writer = writer;
        forest->error = error;
        result = sw_lineage_each_first(writer->lineage, newick_first, forest, error);
        free(forest->deeper);
    }
    free(forest);
    return result;
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

struct line {
    struct writer *writer;
    enum sw_phylogeny_format format;
};

/* A line of descent: second parents are not in it, and are not named. */
static int line_member(void *context, const struct sw_lineage_member *member)
{
    const struct line *line = context;
    struct sw_lineage_member alone = *member;

    alone.birth.mate = alone.birth.parent;
    return formats[line->format].member(line->writer, &alone);
}

int sw_phylogeny_ancestry(struct sw_lineage *lineage, uint64_t id, enum sw_phylogeny_format format,
                          FILE *out, struct sw_error *error)
{
    struct writer writer = {.out = out, .lineage = lineage};
    struct line line = {&writer, format};
    struct sw_lineage_member member;
    int result;

    /* Before anything is written, so that an id that nobody has leaves nothing behind. */
    if (sw_lineage_member(lineage, id, &member, error) != 0)
        return -1;
    if (format == SW_PHYLOGENY_NEWICK)
        return finish(out, newick_ancestry(&writer, id, error), error);
    if (formats[format].begin != NULL)
        formats[format].begin(&writer);
    result = sw_lineage_walk(lineage, id, line_member, &line, error);
    if (result == 0 && formats[format].end != NULL)
        formats[format].end(&writer);
    return finish(out, result, error);
}

/* What is long says so before it begins. */
static void announce(const struct sw_lineage *lineage, enum sw_phylogeny_format format)
{
    struct sw_identity_space space = sw_lineage_space(lineage);
    uint64_t members = (sw_lineage_generations(lineage) - sw_lineage_since(lineage)) *
                       space.islands * space.members;
    char count[SW_NUMBER_TEXT];

    if (members < SW_PHYLOGENY_MANY)
        return;
    sw_number_count(members, count);
    sw_log_info("everyone: %s members, about %" PRIu64 " MB of %s; --pruned writes the ancestors "
                "of the living only, --since and --until a part",
                count, members * formats[format].row / 1000000, sw_phylogeny_format_name(format));
}

int sw_phylogeny_everyone(struct sw_lineage *lineage, enum sw_phylogeny_format format, FILE *out,
                          struct sw_error *error)
{
    struct writer writer = {.out = out, .lineage = lineage};
    int result;

    announce(lineage, format);
    if (format == SW_PHYLOGENY_NEWICK)
        return finish(out, newick_everyone(&writer, error), error);
    if (formats[format].begin != NULL)
        formats[format].begin(&writer);
    result = sw_lineage_each(lineage, formats[format].member, &writer, error);
    if (result == 0 && formats[format].end != NULL)
        formats[format].end(&writer);
    return finish(out, result, error);
}

/* A node of the tree of the living, whose parent is the node above it. */
static int pruned_member(struct writer *writer, const struct sw_tree *tree, uint32_t place,
                         enum sw_phylogeny_format format, struct sw_error *error)
{
    const struct sw_tree_node *node = &tree->node[place];
    struct sw_lineage_member member;

    if (sw_lineage_member(writer->lineage, node->id, &member, error) != 0)
        return -1;
    member.first = node->parent == SW_TREE_ROOT;
    if (!member.first)
        member.birth.parent = member.birth.mate = tree->node[node->parent].id;
    return formats[format].member(writer, &member);
}

int sw_phylogeny_pruned(struct sw_lineage *lineage, enum sw_phylogeny_format format, FILE *out,
                        struct sw_error *error)
{
    struct writer writer = {.out = out, .lineage = lineage};
    struct sw_tree tree = {0};
    int result = sw_living_tree(lineage, &tree, error);

    if (result != 0)
        return -1;
    if (format == SW_PHYLOGENY_NEWICK) {
        result = sw_newick_write(&tree, out, error);
    } else {
        if (formats[format].begin != NULL)
            formats[format].begin(&writer);
        for (uint32_t i = 0; i < tree.count && result == 0; i++)
            result = pruned_member(&writer, &tree, i, format, error);
        if (result == 0 && formats[format].end != NULL)
            formats[format].end(&writer);
    }
    sw_tree_free(&tree);
    return finish(out, result, error);
}
