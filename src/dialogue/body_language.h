/* body_language.h - the language of bodies in shared worlds: what a member says, of what, what that
 * tells, and what it does. Local. */
#ifndef SW_DIALOGUE_BODY_LANGUAGE_H
#define SW_DIALOGUE_BODY_LANGUAGE_H

#include "archive/rebuild.h"

#include <stdio.h>

struct sw_body_language {
    const char *member; /* an id, best or founder */
    uint64_t worlds;    /* that no life met: 2.. */
    uint64_t seed;      /* of the worlds */
    bool json;
};

/* Whether a run is one of bodies. */
bool sw_body_language_of(const struct sw_archive *archive);

/* Prints which word is said of which situation, how many bits a word tells of it beside what
 * shuffled pairs give, and how far another word changes the next act. A run without words is an
 * error (exit code 2). */
int sw_body_language(struct sw_archive *archive, const struct sw_body_language *request, FILE *out,
                     struct sw_error *error);

#endif
