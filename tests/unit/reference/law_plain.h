/* law_plain.h - for the tests of laws: the plain law of a meaning. A law that has none is named,
 * and the place where it belongs. */
#ifndef SW_TESTS_UNIT_REFERENCE_LAW_PLAIN_H
#define SW_TESTS_UNIT_REFERENCE_LAW_PLAIN_H

#include "tests/reference/plain_law.h"

#include <check.h>

static inline struct sw_plain_meaning plain_law_of(const struct sw_meaning *meaning)
{
    struct sw_plain_meaning out;

    if (!sw_plain_mean(meaning, &out))
        ck_abort_msg("the law %s has no plain version: write it in one of "
                     "tests/reference/plain_law_*.c, with a row in the table at the end of that file "
                     "(docs/adding-a-law.md, \"Tests and the page\")",
                     sw_law_row(meaning->law)->name);
    return out;
}

#endif
