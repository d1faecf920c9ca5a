#include "base/text.h"

#include "tests/unit/unit_test.h"

#include <string.h>

struct character {
    const char *bytes;
    size_t size, taken;
    uint32_t code;
};

static const struct character characters[] = {
    {"a", 1, 1, 'a'},
    {"\0", 1, 1, 0},
    {"\xC3\xA9", 2, 2, 0xE9},
    {"\xE2\x82\xAC", 3, 3, 0x20AC},
    {"\xF0\x9F\x8C\x8D", 4, 4, 0x1F30D},
    {"\xF4\x8F\xBF\xBF", 4, 4, 0x10FFFF},
    {"\xF4\x90\x80\x80", 4, 1, 0xFFFD}, /* beyond Unicode */
    {"\xC0\x80", 2, 1, 0xFFFD},         /* overlong */
    {"\xE0\x80\x80", 3, 1, 0xFFFD},     /* overlong */
    {"\xF0\x80\x80\x80", 4, 1, 0xFFFD}, /* overlong */
    {"\xED\xA0\x80", 3, 1, 0xFFFD},     /* surrogate */
    {"\x80", 1, 1, 0xFFFD},
    {"\xFF", 1, 1, 0xFFFD},
    {"\xE2\x82", 2, 1, 0xFFFD}, /* cut off */
    {"\xE2\x28\xA1", 3, 1, 0xFFFD},
};

START_TEST(characters_are_read)
{
    const struct character *c = &characters[_i];
    char *exact = malloc(c->size); /* so that a sanitizer sees a read beyond */
    uint32_t code = 1;

    memcpy(exact, c->bytes, c->size);
    ck_assert_uint_eq(sw_text_next(exact, c->size, &code), c->taken);
    ck_assert_uint_eq(code, c->code);
    free(exact);
}
END_TEST

START_TEST(columns_are_counted)
{
    ck_assert_uint_eq(sw_text_columns(""), 0);
    ck_assert_uint_eq(sw_text_columns("abc"), 3);
    ck_assert_uint_eq(sw_text_columns("caf\xC3\xA9"), 4);
    ck_assert_uint_eq(sw_text_columns("cafe\xCC\x81"), 4);             /* combining accent */
    ck_assert_uint_eq(sw_text_columns("\xE4\xB8\x96\xE7\x95\x8C"), 4); /* two wide characters */
    ck_assert_uint_eq(sw_text_columns("\xFF\xFF"), 2);
}
END_TEST

struct harmless {
    const char *text;
    uint32_t columns;
    const char *shown;
};

static const struct harmless harmless[] = {
    {"plain", 20, "plain"},
    {"", 5, ""},
    {"caf\xC3\xA9", 4, "caf\xC3\xA9"},
    {"a\nb\tc", 20, "a\\x0ab\\x09c"},
    {"\x1b[31m", 20, "\\x1b[31m"},
    {"x\xFFy", 20, "x\\xffy"},
    {"\xE2\x80\xAE", 20, "\\xe2\\x80\\xae"},   /* right-to-left override */
    {"\xEF\xBB\xBF{", 20, "\\xef\\xbb\\xbf{"}, /* byte order mark */
    {"a\xE2\x80\x8B", 20, "a\\xe2\\x80\\x8b"}, /* zero width space */
    {"a\xC2\xAD", 20, "a\\xc2\\xad"},          /* soft hyphen */
    {"\xC2\x9B"
     "31m",
     20, "\\xc2\\x9b31m"}, /* CSI in one character */
    {"\xE4\xB8\x96", 20, "\xE4\xB8\x96"},
    {"abcdefghij", 10, "abcdefghij"},
    {"abcdefghijk", 10, "abcdefg..."},
    {"abcdef\x01gh", 10, "abcdef..."},
};

START_TEST(harm_is_taken_out)
{
    char out[64];

    sw_text_show(harmless[_i].text, strlen(harmless[_i].text), harmless[_i].columns, out,
                 sizeof out);
    ck_assert_str_eq(out, harmless[_i].shown);
}
END_TEST

START_TEST(room_is_never_left)
{
    const char *text = "\xE4\xB8\x96\x01zz\xFF\xC3\xA9 a long text that does not fit anywhere";

    for (size_t room = 8; room < 80; room++) {
        char *out = malloc(room);

        sw_text_show(text, strlen(text), 1000, out, room);
        ck_assert_uint_lt(strlen(out), room);
        free(out);
    }
}
END_TEST

START_TEST(nul_within_is_shown)
{
    char out[32];

    ck_assert_str_eq(sw_text_show("a\0b", 3, 20, out, sizeof out), "a\\x00b");
}
END_TEST

/* Printing is showing without an end. */
START_TEST(whole_texts_are_printed)
{
    for (size_t i = 0; i < sizeof harmless / sizeof harmless[0]; i++) {
        char *printed = NULL, shown[200];
        size_t size = 0;
        FILE *out = open_memstream(&printed, &size);

        sw_text_print(harmless[i].text, out);
        ck_assert_int_eq(fclose(out), 0);
        sw_text_show(harmless[i].text, strlen(harmless[i].text), 200, shown, sizeof shown);
        ck_assert_str_eq(printed, shown);
        free(printed);
    }
}
END_TEST

START_TEST(encodings_are_known)
{
    ck_assert_ptr_null(sw_text_encoding("", 0));
    ck_assert_ptr_null(sw_text_encoding("{", 1));
    ck_assert_ptr_null(sw_text_encoding("{}", 2));
    ck_assert_ptr_null(sw_text_encoding("\0\0", 2));
    ck_assert_ptr_null(sw_text_encoding("\xEF\xBB\xBF{}", 5));
    ck_assert_str_eq(sw_text_encoding("\xFF\xFE{\0", 4), "UTF-16");
    ck_assert_str_eq(sw_text_encoding("{\0}\0", 4), "UTF-16");
    ck_assert_str_eq(sw_text_encoding("\0{\0}", 4), "UTF-16");
    ck_assert_str_eq(sw_text_encoding("{\0\0\0", 4), "UTF-32");
    ck_assert_str_eq(sw_text_encoding("\0\0\xFE\xFF", 4), "UTF-32");
    ck_assert_uint_eq(sw_text_mark("\xEF\xBB\xBF", 3), 3);
    ck_assert_uint_eq(sw_text_mark("\xEF\xBB", 2), 0);
    ck_assert_uint_eq(sw_text_mark("{}}", 3), 0);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("text");
    TCase *t = tcase_create("text");

    tcase_add_loop_test(t, characters_are_read, 0, sizeof characters / sizeof characters[0]);
    tcase_add_test(t, columns_are_counted);
    tcase_add_loop_test(t, harm_is_taken_out, 0, sizeof harmless / sizeof harmless[0]);
    tcase_add_test(t, room_is_never_left);
    tcase_add_test(t, nul_within_is_shown);
    tcase_add_test(t, whole_texts_are_printed);
    tcase_add_test(t, encodings_are_known);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
