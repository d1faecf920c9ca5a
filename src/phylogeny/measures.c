#include "phylogeny/measures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is known of each node. */
struct knot {
    uint32_t taxa;     /* below it and itself */
    uint32_t branches; /* that go out to taxa; a taxon with descendants has one to itself */
    uint32_t root;
    uint32_t above;  /* branchings above its taxon */
    double distinct; /* shares of the branches above it */
    double size;     /* of Mir et al.: the sum of f over the nodes below it and itself */
};

struct survey {
    const struct sw_tree *tree;
    struct sw_tree_children children;
    struct knot *knot; /* [count] */
    double *sizes;     /* [count + 1] scratch */
};

/* Lengths of branches: the stem has none. */
static double length_of(const struct survey *survey, uint32_t place)
{
    const struct sw_tree_node *node = &survey->tree->node[place];
    const struct knot *knot = &survey->knot[place];

    if (node->parent == SW_TREE_ROOT || knot->taxa == survey->knot[knot->root].taxa)
        return 0;
    return (double)(node->origin - survey->tree->node[node->parent].origin);
}

static double weight(uint32_t branches)
{
    return log((double)branches + exp(1.0));
}

/* From the leaves to the roots. */
static void count_up(struct survey *survey)
{
    const struct sw_tree *tree = survey->tree;

    for (uint32_t i = tree->count; i-- > 0;) {
        struct knot *knot = &survey->knot[i];

        knot->branches += tree->node[i].taxon && knot->branches > 0;
        knot->taxa += tree->node[i].taxon;
        if (tree->node[i].parent == SW_TREE_ROOT || knot->taxa == 0)
            continue;
        survey->knot[tree->node[i].parent].taxa += knot->taxa;
        survey->knot[tree->node[i].parent].branches++;
    }
}

/* From the roots to the leaves. */
static void count_down(struct survey *survey)
{
    const struct sw_tree *tree = survey->tree;

    for (uint32_t i = 0; i < tree->count; i++) {
        struct knot *knot = &survey->knot[i];
        uint32_t parent = tree->node[i].parent;

        knot->root = parent == SW_TREE_ROOT ? i : survey->knot[parent].root;
        knot->above = knot->branches > 1;
        if (parent == SW_TREE_ROOT || knot->taxa == 0)
            continue;
        knot->above += survey->knot[parent].above;
        knot->distinct = survey->knot[parent].distinct + length_of(survey, i) / knot->taxa;
    }
}

static int compare_sizes(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y;
}

/* Mean deviation from the median. */
static double deviation(double *sizes, uint32_t count)
{
    double median, sum = 0;

    qsort(sizes, count, sizeof *sizes, compare_sizes);
    median = (sizes[(count - 1) / 2] + sizes[count / 2]) / 2;
    for (uint32_t i = 0; i < count; i++)
        sum += fabs(sizes[i] - median);
    return sum / count;
}

/* The sizes of what goes out of a node; their sum is returned. */
static double gather_sizes(struct survey *survey, uint32_t place, uint32_t *count)
{
    const struct sw_tree_children *children = &survey->children;
    double sum = 0;

    *count = 0;
    for (uint32_t i = children->first[place]; i < children->first[place + 1]; i++)
        if (survey->knot[children->child[i]].taxa > 0)
            survey->sizes[(*count)++] = survey->knot[children->child[i]].size;
    if (survey->tree->node[place].taxon && *count > 0)
        survey->sizes[(*count)++] = weight(0);
    for (uint32_t i = 0; i < *count; i++)
        sum += survey->sizes[i];
    return sum;
}

static double colless_of(struct survey *survey)
{
    double sum = 0;

    for (uint32_t i = survey->tree->count; i-- > 0;) {
        struct knot *knot = &survey->knot[i];
        uint32_t count;
        double below;

        if (knot->taxa == 0)
            continue;
        below = gather_sizes(survey, i, &count);
        knot->size = count == 1 ? below : below + weight(count);
        if (count > 1)
            sum += deviation(survey->sizes, count);
    }
    return sum / ((weight(0) + weight(2)) / 2);
}

/* The last node below a root that has all its taxa, and is no link of a chain. */
static uint32_t common_of(const struct survey *survey, uint32_t root)
{
    const struct sw_tree *tree = survey->tree;
    uint32_t found = root;

    for (uint32_t i = root; i < tree->count; i++)
        if (survey->knot[i].root == root && survey->knot[i].taxa == survey->knot[root].taxa)
            found = i;
    return found;
}

static void find_common(const struct survey *survey, struct sw_tree_measures *out)
{
    for (uint32_t i = 0; i < survey->tree->count && out->trees == 1; i++) {
        if (survey->tree->node[i].parent != SW_TREE_ROOT || survey->knot[i].taxa == 0)
            continue;
        i = common_of(survey, i);
        out->common = true;
        out->ancestor = survey->tree->node[i].id;
        out->ancestor_origin = survey->tree->node[i].origin;
        return;
    }
}

static void sum_up(const struct survey *survey, struct sw_tree_measures *out)
{
    double distances = 0, distinct = 0;

    out->distinct_most = -1;
    for (uint32_t i = 0; i < survey->tree->count; i++) {
        const struct sw_tree_node *node = &survey->tree->node[i];
        const struct knot *knot = &survey->knot[i];
        double length = length_of(survey, i), taxa = knot->taxa;

        out->branchings += knot->branches > 1;
        if (node->parent == SW_TREE_ROOT && knot->taxa > 0) {
            out->trees++;
            out->taxa += knot->taxa;
            out->pairs += taxa * (taxa - 1) / 2;
        }
        if (knot->taxa > 0) {
            out->diversity += length;
            distances += length * taxa * ((double)survey->knot[knot->root].taxa - taxa);
        }
        if (!node->taxon)
            continue;
        out->sackin += knot->above;
        distinct += knot->distinct;
        if (knot->distinct > out->distinct_most) {
            out->distinct_most = knot->distinct;
            out->distinct_id = node->id;
        }
    }
    out->pairs_apart = (double)out->taxa * ((double)out->taxa - 1) / 2 - out->pairs;
    out->pairwise = out->pairs > 0 ? distances / out->pairs : (double)NAN;
    out->distinct_mean = out->taxa > 0 ? distinct / out->taxa : (double)NAN;
    if (out->taxa == 0)
        out->distinct_most = (double)NAN;
}

int sw_tree_measure(const struct sw_tree *tree, struct sw_tree_measures *out,
                    struct sw_error *error)
{
    static const char what[] = "measuring a tree";
    struct survey survey = {.tree = tree};
    int result = -1;

    *out = (struct sw_tree_measures){0};
    if (sw_tree_children(tree, &survey.children, error) != 0)
        return -1;
    survey.knot = sw_allocate((size_t)tree->count + 1, sizeof *survey.knot, what, error);
    survey.sizes = sw_allocate((size_t)tree->count + 1, sizeof *survey.sizes, what, error);
    if (survey.knot != NULL && survey.sizes != NULL) {
        count_up(&survey);
        count_down(&survey);
        sum_up(&survey, out);
        find_common(&survey, out);
        out->colless = colless_of(&survey);
        result = 0;
    }
    sw_tree_children_free(&survey.children);
    free(survey.knot);
    free(survey.sizes);
    return result;
}
