/* partner.h - whom a member heard in its life (life.partner). Local. */
#ifndef SW_ARCHIVE_PARTNER_H
#define SW_ARCHIVE_PARTNER_H

#include "archive/rebuild.h"

#define SW_PARTNER_TEXT 200

/* True, and *partner is whom it heard whenever somebody spoke. False: it hears itself; then `why`
 * is a sentence where lives were otherwise (life.partner = other, but founders and parents that
 * recombination made live no life), else "". */
bool sw_archive_partner(struct sw_archive *archive, uint64_t id, uint64_t *partner,
                        char why[SW_PARTNER_TEXT]);

#endif
