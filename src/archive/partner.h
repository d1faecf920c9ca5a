/* partner.h - whom a member heard in its life (life.partner), and with which words. Local. */
#ifndef SW_ARCHIVE_PARTNER_H
#define SW_ARCHIVE_PARTNER_H

#include "archive/rebuild.h"

#define SW_PARTNER_TEXT 200

/* True, and *partner is whom it heard whenever somebody spoke. False: it hears itself; then `why`
 * is a sentence where lives were otherwise (life.partner = other or sibling, but founders and
 * parents that recombination made live no life), else "". */
bool sw_archive_partner(struct sw_archive *archive, uint64_t id, uint64_t *partner,
                        char why[SW_PARTNER_TEXT]);

/* How many words were in use when a member lived, or its parent's last lessons were
 * (language.words, which events can change): 2..V. */
uint32_t sw_archive_words(struct sw_archive *archive, uint64_t id);

#endif
