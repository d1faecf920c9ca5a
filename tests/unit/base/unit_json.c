/* unit_json.c - what the JSON writer prints, byte for byte. */
#include "base/json.h"
#include "tests/unit/unit_test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static char *text;
static size_t size;

static struct sw_json begin(void)
{
    struct sw_json json = {.out = open_memstream(&text, &size)};

    ck_assert_ptr_nonnull(json.out);
    return json;
}

static void expect(struct sw_json *json, const char *expected)
{
    fclose(json->out);
    ck_assert_str_eq(text, expected);
    free(text);
}

START_TEST(test_nested)
{
    struct sw_json json = begin();

    sw_json_open(&json, NULL, '{');
    sw_json_text(&json, "law", "fill");
    sw_json_open(&json, "list", '[');
    for (int i = 0; i < 2; i++) {
        sw_json_open(&json, NULL, '{');
        sw_json_integer(&json, "a", -i);
        sw_json_switch(&json, "b", i == 1);
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, ']');
    sw_json_open(&json, "none", '{');
    sw_json_close(&json, '}');
    sw_json_text(&json, "last", NULL);
    sw_json_close(&json, '}');
    sw_json_open(&json, NULL, '[');
    sw_json_close(&json, ']');
    expect(&json,
           "{\"law\": \"fill\", \"list\": [{\"a\": 0, \"b\": false}, {\"a\": -1, \"b\": true}], "
           "\"none\": {}, \"last\": null}\n[]\n");
}
END_TEST

START_TEST(test_numbers)
{
    struct sw_json json = begin();
    const double value[] = {0.1,  1.0, 1.0 / 3, (double)NAN, (double)INFINITY, -(double)INFINITY,
                            1e300};

    sw_json_open(&json, NULL, '[');
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        sw_json_real(&json, NULL, value[i]);
    sw_json_count(&json, NULL, UINT64_MAX);
    sw_json_integer(&json, NULL, INT64_MIN);
    sw_json_close(&json, ']');
    expect(&json, "[0.1, 1, 0.3333333333333333, null, null, null, 1e+300, 18446744073709551615, "
                  "-9223372036854775808]\n");
}
END_TEST

START_TEST(test_hostile_text)
{
    struct sw_json json = begin();

    sw_json_open(&json, NULL, '[');
    sw_json_text(&json, NULL, "a\"b\\c\n\x01\x7f\x1b[0m");
    sw_json_text(&json, NULL, "caf\xc3\xa9 \xff \xc0\x80 \xed\xa0\x80");
    sw_json_close(&json, ']');
    expect(&json, "[\"a\\\"b\\\\c\\u000a\\u0001\\u007f\\u001b[0m\", \"caf\xc3\xa9 \\ufffd "
                  "\\ufffd\\ufffd \\ufffd\\ufffd\\ufffd\"]\n");
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("json");
    TCase *c = tcase_create("json");

    tcase_add_test(c, test_nested);
    tcase_add_test(c, test_numbers);
    tcase_add_test(c, test_hostile_text);
    suite_add_tcase(s, c);
    return s;
}

SW_TEST_MAIN(suite)
