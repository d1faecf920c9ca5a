#include "phylogeny/format.h"

#include "base/parameter.h"

#include <string.h>

static const char *const names[SW_PHYLOGENY_FORMATS] = {
    [SW_PHYLOGENY_TEXT] = "text", [SW_PHYLOGENY_CSV] = "csv",   [SW_PHYLOGENY_NEWICK] = "newick",
    [SW_PHYLOGENY_DOT] = "dot",   [SW_PHYLOGENY_JSON] = "json",
};

const char *sw_phylogeny_format_name(enum sw_phylogeny_format format)
{
    return names[format];
}

int sw_phylogeny_format_find(const char *name, struct sw_error *error)
{
    const char *near;

    for (int i = 0; i < SW_PHYLOGENY_FORMATS; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    near = sw_nearest(name, names, SW_PHYLOGENY_FORMATS);
    return sw_fail(error, SW_EXIT_USAGE, "there is no lineage format \"%.40s\"; %s%s%sthere are %s",
                   name, near != NULL ? "did you mean " : "", near != NULL ? near : "",
                   near != NULL ? "? " : "", SW_PHYLOGENY_FORMAT_NAMES);
}
