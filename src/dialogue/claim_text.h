/* claim_text.h - the conditions of the claim as a table. Local. */
#ifndef SW_DIALOGUE_CLAIM_TEXT_H
#define SW_DIALOGUE_CLAIM_TEXT_H

#include "base/error.h"
#include "lang/claim.h"

#include <stdio.h>

/* Each condition, whether it holds, and what was found; how many do not hold. -1 when out of
 * memory. */
int sw_claim_table(const struct sw_evidence *evidence, const bool held[SW_CONDITIONS],
                   uint32_t *broken, FILE *out, struct sw_error *error);

#endif
