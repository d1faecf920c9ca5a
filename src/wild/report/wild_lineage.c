#include "wild/report/wild_lineage.h"

#include "base/json.h"
#include "phylogeny/newick.h"

#include <inttypes.h>
#include <stdlib.h>

/* ---- who lived when ---- */

static const struct sw_wild_birth *birth_of(const struct sw_wild_lives *lives, uint64_t id)
{
    return &lives->history->birth[id - 1];
}

/* NULL: it lives at the end. */
static const struct sw_wild_death *death_of(const struct sw_wild_lives *lives, uint64_t id)
{
    return lives->death[id] == 0 ? NULL : &lives->history->death[lives->death[id] - 1];
}

/* Whether it belongs to the span: who died before has no place in it. */
static bool belongs(const struct sw_wild_lives *lives, uint64_t id)
{
    const struct sw_wild_death *death = death_of(lives, id);

    return birth_of(lives, id)->tick >= lives->span.since || death == NULL ||
           death->tick >= lives->span.since;
}

int sw_wild_lives_read(struct sw_wild_lives *lives, const struct sw_wild_history *history,
                       struct sw_wild_span span, struct sw_error *error)
{
    *lives = (struct sw_wild_lives){.history = history, .span = span};
    while (lives->bodies < history->births && history->birth[lives->bodies].tick < span.until) {
        if (history->birth[lives->bodies].parent > lives->bodies)
            return sw_fail(error, SW_EXIT_DAMAGED,
                           "the chronicle names a parent of body %" PRIu64 " that is not older",
                           lives->bodies + 1);
        lives->bodies++;
    }
    lives->death = sw_allocate(lives->bodies + 1, sizeof *lives->death, "reading a lineage", error);
    if (lives->death == NULL)
        return -1;
    for (uint64_t i = 0; i < history->deaths && history->death[i].tick < span.until; i++) {
        uint64_t id = history->death[i].id;

        if (id == 0 || id > lives->bodies || lives->death[id] != 0) {
            sw_wild_lives_clear(lives);
            return sw_fail(error, SW_EXIT_DAMAGED,
                           "the chronicle records the death of a body that does not live");
        }
        lives->death[id] = i + 1;
    }
    return 0;
}

void sw_wild_lives_clear(struct sw_wild_lives *lives)
{
    free(lives->death);
    lives->death = NULL;
}

uint64_t sw_wild_lives_parent(const struct sw_wild_lives *lives, uint64_t id)
{
    const struct sw_wild_birth *birth = birth_of(lives, id);

    return birth->tick < lives->span.since ? 0 : birth->parent;
}

/* ---- trees ---- */

/* place: by id, of nodes that are there. parent: 0: none. */
static int plant(const struct sw_wild_lives *lives, uint64_t id, uint64_t parent, uint32_t *place,
                 struct sw_tree *tree, struct sw_error *error)
{
    place[id] = tree->count;
    return sw_tree_add(tree,
                       (struct sw_tree_node){.id = id,
                                             .origin = birth_of(lives, id)->tick,
                                             .parent = parent == 0 ? SW_TREE_ROOT : place[parent],
                                             .taxon = death_of(lives, id) == NULL},
                       error);
}

static uint32_t *make_places(const struct sw_wild_lives *lives, struct sw_error *error)
{
    return sw_allocate(lives->bodies + 1, sizeof(uint32_t), "drawing a tree", error);
}

static int tree_of_all(const struct sw_wild_lives *lives, struct sw_tree *out,
                       struct sw_error *error)
{
    uint32_t *place = make_places(lives, error);
    int result = place == NULL ? -1 : 0;

    for (uint64_t id = 1; id <= lives->bodies && result == 0; id++)
        if (belongs(lives, id))
            result = plant(lives, id, sw_wild_lives_parent(lives, id), place, out, error);
    free(place);
    return result;
}

/* From the founder of its line to it. */
static int tree_of_line(const struct sw_wild_lives *lives, uint64_t id, struct sw_tree *out,
                        struct sw_error *error)
{
    uint32_t *place = make_places(lives, error);
    uint64_t *line = sw_allocate(lives->bodies + 1, sizeof *line, "drawing a tree", error);
    uint64_t count = 0;
    int result = place == NULL || line == NULL ? -1 : 0;

    for (uint64_t at = id; result == 0 && at != 0; at = sw_wild_lives_parent(lives, at))
        line[count++] = at;
    for (uint64_t i = count; i > 0 && result == 0; i--)
        result = plant(lives, line[i - 1], i == count ? 0 : line[i], place, out, error);
    free(place);
    free(line);
    return result;
}

/* branches: by id, of how many lines of the living it is the ancestor where they part; above: by
 * id, the nearest node at it or above it, once it is known. */
int sw_wild_lives_tree(const struct sw_wild_lives *lives, struct sw_tree *out,
                       struct sw_error *error)
{
    uint32_t *place = make_places(lives, error);
    uint32_t *branches = make_places(lives, error);
    uint64_t *above = sw_allocate(lives->bodies + 1, sizeof *above, "drawing a tree", error);
    int result = place == NULL || branches == NULL || above == NULL ? -1 : 0;

    for (uint64_t id = lives->bodies; id > 0 && result == 0; id--)
        if (death_of(lives, id) == NULL || branches[id] > 0)
            branches[sw_wild_lives_parent(lives, id)]++;
    for (uint64_t id = 1; id <= lives->bodies && result == 0; id++) {
        uint64_t parent = sw_wild_lives_parent(lives, id);
        bool lives_on = death_of(lives, id) == NULL;

        above[id] = above[parent];
        if (!lives_on && (branches[id] == 0 || (branches[id] == 1 && parent != 0)))
            continue;
        result = plant(lives, id, above[parent], place, out, error);
        above[id] = id;
    }
    free(place);
    free(branches);
    free(above);
    return result;
}

/* ---- rows ---- */

struct writer {
    const struct sw_wild_lives *lives;
    FILE *out;
    uint64_t written;
};

static void place_of(const struct writer *writer, uint64_t id, uint32_t at[3])
{
    const struct sw_wild_settings *settings = &writer->lives->history->settings;
    uint32_t cell = birth_of(writer->lives, id)->cell, inside = cell % sw_wild_plane(settings);

    at[0] = inside % (uint32_t)settings->width;
    at[1] = inside / (uint32_t)settings->width;
    at[2] = sw_wild_at(settings, cell);
}

static bool has_worlds(const struct writer *writer)
{
    return writer->lives->history->settings.worlds > 1;
}

static const char *kind_of(uint64_t parent)
{
    return parent == 0 ? "arrival" : "birth";
}

static void text_begin(const struct writer *writer)
{
    fprintf(writer->out, "%9s %-7s %9s %9s %4s %4s %s%9s %-7s %4s %9s\n", "body", "birth", "parent",
            "born", "x", "y", has_worlds(writer) ? "world " : "", "ended", "cause", "size",
            "killer");
}

static void text_row(struct writer *writer, const struct sw_tree_node *node, uint64_t parent)
{
    const struct sw_wild_death *death = death_of(writer->lives, node->id);
    char mother[24] = "-", world[8] = "", ended[24] = "living", size[8] = "-", killer[24] = "-";
    uint32_t at[3];

    place_of(writer, node->id, at);
    if (parent != 0)
        snprintf(mother, sizeof mother, "%" PRIu64, parent);
    if (has_worlds(writer))
        snprintf(world, sizeof world, "%5u ", at[2]);
    if (death != NULL) {
        snprintf(ended, sizeof ended, "%" PRIu64, death->tick);
        snprintf(size, sizeof size, "%u", death->size);
    }
    if (death != NULL && death->killer != 0)
        snprintf(killer, sizeof killer, "%" PRIu64, death->killer);
    fprintf(writer->out, "%9" PRIu64 " %-7s %9s %9" PRIu64 " %4u %4u %s%9s %-7s %4s %9s\n",
            node->id, kind_of(birth_of(writer->lives, node->id)->parent), mother, node->origin,
            at[0], at[1], world, ended, death == NULL ? "-" : sw_wild_cause_name(death->cause),
            size, killer);
}

static void csv_begin(const struct writer *writer)
{
    fputs("id,ancestor_list,origin_time,destruction_time,kind,x,y,world,cause,size,killer\n",
          writer->out);
}

static void csv_row(struct writer *writer, const struct sw_tree_node *node, uint64_t parent)
{
    const struct sw_wild_death *death = death_of(writer->lives, node->id);
    FILE *out = writer->out;
    uint32_t at[3];

    place_of(writer, node->id, at);
    fprintf(out, "%" PRIu64 ",", node->id);
    if (parent == 0)
        fputs("\"[none]\"", out);
    else
        fprintf(out, "\"[%" PRIu64 "]\"", parent);
    fprintf(out, ",%" PRIu64 ",", node->origin);
    if (death == NULL)
        fputs("inf", out);
    else
        fprintf(out, "%" PRIu64, death->tick);
    fprintf(out, ",%s,%u,%u,%u,", kind_of(birth_of(writer->lives, node->id)->parent), at[0], at[1],
            at[2]);
    if (death == NULL)
        fputs(",,", out);
    else
        fprintf(out, "%s,%u,", sw_wild_cause_name(death->cause), death->size);
    if (death != NULL && death->killer != 0)
        fprintf(out, "%" PRIu64, death->killer);
    putc('\n', out);
}

static void dot_begin(const struct writer *writer)
{
    fputs("digraph lineage {\n", writer->out);
}

static void dot_row(struct writer *writer, const struct sw_tree_node *node, uint64_t parent)
{
    fprintf(writer->out, "  \"%" PRIu64 "\" [shape=%s%s];\n", node->id,
            parent == 0 ? "doublecircle" : "ellipse", node->taxon ? ", style=bold" : "");
    if (parent != 0)
        fprintf(writer->out, "  \"%" PRIu64 "\" -> \"%" PRIu64 "\";\n", parent, node->id);
}

static void dot_end(const struct writer *writer)
{
    fputs("}\n", writer->out);
}

static void json_begin(const struct writer *writer)
{
    const struct sw_wild_history *history = writer->lives->history;

    fprintf(writer->out,
            "{\n  \"ticks\": %" PRIu64 ",\n  \"worlds\": %" PRId64 ",\n  \"lineage\": [\n",
            history->figures[history->pages - 1].tick, history->settings.worlds);
}

static void json_row(struct writer *writer, const struct sw_tree_node *node, uint64_t parent)
{
    const struct sw_wild_death *death = death_of(writer->lives, node->id);
    struct sw_json json = {.out = writer->out};
    uint32_t at[3];

    place_of(writer, node->id, at);
    if (writer->written > 0)
        putc(',', writer->out);
    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "id", node->id);
    if (parent == 0)
        sw_json_text(&json, "parent", NULL);
    else
        sw_json_count(&json, "parent", parent);
    sw_json_text(&json, "kind", kind_of(birth_of(writer->lives, node->id)->parent));
    sw_json_count(&json, "origin_time", node->origin);
    if (death == NULL)
        sw_json_text(&json, "destruction_time", NULL);
    else
        sw_json_count(&json, "destruction_time", death->tick);
    sw_json_count(&json, "x", at[0]);
    sw_json_count(&json, "y", at[1]);
    sw_json_count(&json, "world", at[2]);
    if (death != NULL) {
        sw_json_text(&json, "cause", sw_wild_cause_name(death->cause));
        sw_json_count(&json, "size", death->size);
    }
    if (death != NULL && death->killer != 0)
        sw_json_count(&json, "killer", death->killer);
    sw_json_close(&json, '}');
}

static void json_end(const struct writer *writer)
{
    fputs("]}\n", writer->out);
}

static const struct {
    void (*begin)(const struct writer *writer);
    void (*row)(struct writer *writer, const struct sw_tree_node *node, uint64_t parent);
    void (*end)(const struct writer *writer); /* NULL: nothing */
} formats[SW_PHYLOGENY_FORMATS] = {
    [SW_PHYLOGENY_TEXT] = {text_begin, text_row, NULL},
    [SW_PHYLOGENY_CSV] = {csv_begin, csv_row, NULL},
    [SW_PHYLOGENY_NEWICK] = {NULL, NULL, NULL}, /* its order is its own */
    [SW_PHYLOGENY_DOT] = {dot_begin, dot_row, dot_end},
    [SW_PHYLOGENY_JSON] = {json_begin, json_row, json_end},
};

/* A line of descent is read from its end. */
static int write_tree(const struct sw_wild_lives *lives, const struct sw_tree *tree, bool backwards,
                      enum sw_phylogeny_format format, FILE *out, struct sw_error *error)
{
    struct writer writer = {.lives = lives, .out = out};

    if (format == SW_PHYLOGENY_NEWICK)
        return sw_newick_write(tree, out, error);
    formats[format].begin(&writer);
    for (uint32_t i = 0; i < tree->count && !ferror(out); i++) {
        const struct sw_tree_node *node = &tree->node[backwards ? tree->count - 1 - i : i];

        formats[format].row(&writer, node,
                            node->parent == SW_TREE_ROOT ? 0 : tree->node[node->parent].id);
        writer.written++;
    }
    if (formats[format].end != NULL)
        formats[format].end(&writer);
    return 0;
}

/* 0: nobody lives. */
static uint64_t youngest(const struct sw_wild_lives *lives)
{
    uint64_t id = lives->bodies;

    while (id > 0 && death_of(lives, id) != NULL)
        id--;
    return id;
}

int sw_wild_print_ancestry(const struct sw_wild_lives *lives, uint64_t id,
                           enum sw_phylogeny_format format, FILE *out, struct sw_error *error)
{
    struct sw_tree tree = {0};
    int result;

    if (id == 0 && (id = youngest(lives)) == 0)
        return sw_fail(error, SW_EXIT_USAGE, "nobody lives at the end: give the number of a body");
    if (id > lives->bodies || !belongs(lives, id))
        return sw_fail(
            error, SW_EXIT_USAGE,
            "there is no body %" PRIu64 " here; bodies are numbered from 1 to %" PRIu64 "%s", id,
            lives->bodies, lives->span.since > 0 ? ", and some died before --since" : "");
    result = tree_of_line(lives, id, &tree, error);
    if (result == 0)
        result = write_tree(lives, &tree, true, format, out, error);
    sw_tree_free(&tree);
    return result;
}

int sw_wild_print_everyone(const struct sw_wild_lives *lives, enum sw_phylogeny_format format,
                           FILE *out, struct sw_error *error)
{
    struct sw_tree tree = {0};
    int result = tree_of_all(lives, &tree, error);

    if (result == 0)
        result = write_tree(lives, &tree, false, format, out, error);
    sw_tree_free(&tree);
    return result;
}

int sw_wild_print_living(const struct sw_wild_lives *lives, enum sw_phylogeny_format format,
                         FILE *out, struct sw_error *error)
{
    struct sw_tree tree = {0};
    int result = sw_wild_lives_tree(lives, &tree, error);

    if (result == 0)
        result = write_tree(lives, &tree, false, format, out, error);
    sw_tree_free(&tree);
    return result;
}
