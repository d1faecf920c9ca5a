/* law_plain.h - for the tests of laws: the plain law of a rule. A law that has none is named,
 * and the place where it belongs. */
#ifndef SW_TESTS_UNIT_REFERENCE_LAW_PLAIN_H
#define SW_TESTS_UNIT_REFERENCE_LAW_PLAIN_H

#include "tests/reference/plain_law.h"

#include <check.h>

static inline struct sw_plain_rule plain_law_of(const struct sw_rule *rule)
{
    struct sw_plain_rule out;

    if (!sw_plain_mean(rule, &out))
        ck_abort_msg(
            "the law %s has no plain version: write it in one of "
            "tests/reference/plain_law_*.c, with a row in the table at the end of that file "
            "(docs/adding-a-law.md, \"Tests and the page\")",
            sw_law_row(rule->law)->name);
    return out;
}

#endif
