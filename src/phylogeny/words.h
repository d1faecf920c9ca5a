/* words.h - what a run calls the nodes of its trees, and time. Local. */
#ifndef SW_PHYLOGENY_WORDS_H
#define SW_PHYLOGENY_WORDS_H

struct sw_tree_words {
    const char *node, *nodes; /* "member", "members" */
    const char *root;         /* "founder" */
    const char *time, *times; /* "generation", "generations" */
};

#endif
