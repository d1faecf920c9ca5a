/* unit_examination.c - what examinations count, against plain counting. */
#include "population/examination.h"
#include "unit_test.h"

static Suite *suite(void)
{
    return suite_create("examination");
}

SW_TEST_MAIN(suite)
