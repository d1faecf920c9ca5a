/* language.h - the measures of a run's language, from a corpus; what each is stands in lang/.
 * Local. */
#ifndef SW_DIALOGUE_LANGUAGE_H
#define SW_DIALOGUE_LANGUAGE_H

#include "dialogue/corpus.h"
#include "lang/claim.h"
#include "lang/disentanglement.h"
#include "lang/information.h"
#include "lang/topography.h"

struct sw_language {
    struct sw_estimate solved[SW_WAYS];
    struct sw_information rule, act; /* what a message tells of the rule, of what is done upon it */
    struct sw_information own;       /* of what the speaker would do itself (speaker consistency) */
    bool has_own;                    /* not if the listener is another member */
    double capacity;                 /* the most that messages can tell: L log2 V */
    struct sw_topography topography;
    struct sw_disentanglement positional, bag;
    double consistency, clarity; /* lang/lexicon.h */
    double synonyms;             /* mean number of messages of a rule, by 2^H(message | rule) */
    uint32_t homonyms;           /* messages of which no rule has nine in ten */
    struct sw_decoder decoder;
    struct sw_evidence evidence;
    bool held[SW_CONDITIONS], carries;
};

/* Measures a corpus that has been probed. `shuffles`: of each null, of topography; the others take
 * a fifth. */
int sw_language_measure(const struct sw_corpus *corpus, uint32_t shuffles, struct sw_language *out,
                        struct sw_error *error);

/* Whether a message is a homonym: it is said of several rules, and none has nine in ten. */
bool sw_language_homonym(const struct sw_lexicon *lexicon, uint32_t message);

#endif
