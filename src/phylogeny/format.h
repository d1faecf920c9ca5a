/* format.h - how a phylogeny is written, by name. Local. */
#ifndef SW_PHYLOGENY_FORMAT_H
#define SW_PHYLOGENY_FORMAT_H

#include "base/error.h"

enum sw_phylogeny_format {
    SW_PHYLOGENY_TEXT,   /* a table for people */
    SW_PHYLOGENY_CSV,    /* the ALife data standard for phylogenies */
    SW_PHYLOGENY_NEWICK, /* phylogeny/newick.h */
    SW_PHYLOGENY_DOT,    /* a digraph from parents to children, for Graphviz */
    SW_PHYLOGENY_JSON,
    SW_PHYLOGENY_FORMATS
};

/* For help; in the order of the formats. */
#define SW_PHYLOGENY_FORMAT_NAMES "text|csv|newick|dot|json"

const char *sw_phylogeny_format_name(enum sw_phylogeny_format format);

/* The format of a name, or -1 with a sentence that names the nearest. */
int sw_phylogeny_format_find(const char *name, struct sw_error *error);

#endif
