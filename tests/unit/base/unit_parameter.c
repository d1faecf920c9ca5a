#include "base/parameter.h"

#include "base/random.h"

#include "tests/unit/unit_test.h"

#include <math.h>
#include <string.h>

struct settings {
    int64_t seed, size, wide;
    double pressure, open;
    bool noisy;
    int32_t mode;
    char source[SW_TEXT_MAX], note[SW_TEXT_MAX];
};

#define AT(field) offsetof(struct settings, field)

static const struct sw_parameter rows[] = {
    {"run", "seed", SW_PARAMETER_INTEGER, AT(seed), "1", 0, 9007199254740992.0, NULL, NULL,
     "The seed of everything that is drawn in this run: two runs with the same seed and settings "
     "are "
     "the same, caf\xC3\xA9 or not.\nAny number will do.",
     0, NULL, SW_INT64},
    {"run", "wide", SW_PARAMETER_INTEGER, AT(wide), "-5", -HUGE_VAL, HUGE_VAL, NULL, NULL, NULL, 0,
     NULL, SW_INT64},
    {"worlds", "size", SW_PARAMETER_INTEGER, AT(size), "8", 1, 30, NULL, "cells",
     "Width and height of a world.", 0, NULL, SW_INT64},
    {"worlds", "source", SW_PARAMETER_TEXT, AT(source), "generated", 0, 0, NULL, NULL,
     "Where worlds come from.", 0, NULL, SW_INT64},
    {"worlds", "note", SW_PARAMETER_TEXT, AT(note), "", 0, 0, NULL, NULL, "Words.", 0, NULL,
     SW_INT64},
    {"selection", "pressure", SW_PARAMETER_REAL, AT(pressure), "0.5", 0, 1, NULL, NULL,
     "How hard selection is.", 0, NULL, SW_INT64},
    {"selection", "open", SW_PARAMETER_REAL, AT(open), "1e-3", 0, HUGE_VAL, NULL, NULL, NULL, 0,
     NULL, SW_INT64},
    {"channel", "noisy", SW_PARAMETER_SWITCH, AT(noisy), "no", 0, 0, NULL, NULL, "Noise.", 0, NULL,
     SW_INT64},
    {"channel", "mode", SW_PARAMETER_CHOICE, AT(mode), "normal", 0, 0, "normal|silent|shuffled",
     NULL, "What is delivered.", 0, NULL, SW_INT64},
};

static const struct sw_parameters table = {rows, sizeof rows / sizeof rows[0],
                                           "smallworld config --defaults"};

static struct settings defaults(void)
{
    struct settings settings;
    struct sw_error error = {0};

    memset(&settings, 0, sizeof settings);
    ck_assert_msg(sw_parameters_defaults(table, &settings, &error) == 0, "%s", error.text);
    return settings;
}

static int read_text(struct settings *settings, const char *text, struct sw_error *error)
{
    /* A copy without a 0 behind it, so that a sanitizer sees a read beyond. */
    size_t size = strlen(text);
    char *exact = malloc(size + (size == 0));
    int result;

    memcpy(exact, text, size);
    result = sw_parameters_read(table, settings, exact, size, "a.conf", error);
    free(exact);
    return result;
}

START_TEST(defaults_are_set)
{
    struct settings settings = defaults();

    ck_assert_int_eq(settings.seed, 1);
    ck_assert_int_eq(settings.wide, -5);
    ck_assert_int_eq(settings.size, 8);
    ck_assert(settings.pressure == 0.5);
    ck_assert(settings.open == 1e-3);
    ck_assert(!settings.noisy);
    ck_assert_int_eq(settings.mode, 0);
    ck_assert_str_eq(settings.source, "generated");
    ck_assert_str_eq(settings.note, "");
}
END_TEST

START_TEST(a_default_out_of_its_own_range_is_our_bug)
{
    static const struct sw_parameter wrong = {
        "a", "b", SW_PARAMETER_INTEGER, AT(seed), "7", 0, 5, NULL, NULL, NULL, 0, NULL, SW_INT64};
    struct settings settings;
    struct sw_error error = {0};

    ck_assert_int_eq(
        sw_parameters_defaults((struct sw_parameters){&wrong, 1, NULL}, &settings, &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_INTERNAL);
    ck_assert_str_eq(error.text, "default: a.b cannot be \"7\": it is a whole number from 0 to 5; "
                                 "please report this bug");
}
END_TEST

START_TEST(a_config_is_read)
{
    struct settings settings = defaults();
    struct sw_error error = {0};
    const char *text = "\xEF\xBB\xBF# a comment\r\n"
                       "; another\r\n"
                       "  [run]  # here too\r\n"
                       "\tseed=42\r\n"
                       "\n"
                       "[ worlds ]\n"
                       "size = 30 # the largest\n"
                       "source = arc:a folder/b;c#d  \n"
                       "note = \" a \\\"b\\\" \\\\ \\n\\t\\r\\x41#\" # closed\n"
                       "[selection]\n"
                       "pressure = 2.5e-1\n"
                       "[run]\n"
                       "wide = -9223372036854775808\n"
                       "[channel]\n"
                       "noisy = on\n"
                       "mode = shuffled";

    ck_assert_msg(read_text(&settings, text, &error) == 0, "%s", error.text);
    ck_assert_int_eq(settings.seed, 42);
    ck_assert_int_eq(settings.wide, INT64_MIN);
    ck_assert_int_eq(settings.size, 30);
    ck_assert_str_eq(settings.source, "arc:a folder/b;c#d");
    ck_assert_str_eq(settings.note, " a \"b\" \\ \n\t\rA#");
    ck_assert(settings.pressure == 0.25);
    ck_assert(settings.open == 1e-3);
    ck_assert(settings.noisy);
    ck_assert_int_eq(settings.mode, 2);
    ck_assert_int_eq(read_text(&settings, "", &error), 0);
    ck_assert_int_eq(read_text(&settings, "[worlds]\nnote =\n", &error), 0);
    ck_assert_str_eq(settings.note, "");
}
END_TEST

START_TEST(switches_have_eight_words)
{
    static const char *const words[] = {"no", "yes", "false", "true", "off", "on", "0", "1"};
    struct settings settings = defaults();
    struct sw_error error = {0};

    ck_assert_int_eq(
        sw_parameters_set(table, &settings, "channel", "noisy", words[_i ^ 1], "x", &error), 0);
    ck_assert_int_eq(
        sw_parameters_set(table, &settings, "channel", "noisy", words[_i], "x", &error), 0);
    ck_assert_int_eq(settings.noisy, _i % 2);
}
END_TEST

struct refusal {
    const char *text, *sentence;
};

static const struct refusal refusals[] = {
    {"[run]\nsed = 1\n",
     "a.conf line 2: there is no setting \"run.sed\"; did you mean \"run.seed\"?"},
    {"[worlds]\nseed = 1\n",
     "a.conf line 2: there is no setting \"worlds.seed\"; did you mean \"run.seed\"?"},
    {"[run]\nelephant = 1\n", "a.conf line 2: there is no setting \"run.elephant\"; \"smallworld "
                              "config --defaults\" lists all of them"},
    {"\n[wordls]\n", "a.conf line 2: there is no section [wordls]; did you mean [worlds]?"},
    {"[elephant]\n", "a.conf line 1: there is no section [elephant]; \"smallworld config "
                     "--defaults\" lists all of them"},
    {"[]\n", "a.conf line 1: there is no section []; \"smallworld config --defaults\" lists all of "
             "them"},
    {"[run\n", "a.conf line 1: \"[run\" is not a section; write [name]"},
    {"[run] x\n", "a.conf line 1: \"[run] x\" is not a section; write [name]"},
    {"seed = 1\n", "a.conf line 1: \"seed\" is before any section; write [section] above it"},
    {"[run]\nseed\n", "a.conf line 2: \"seed\" is neither [section] nor key = value nor # comment"},
    {"[run]\n= 5\n", "a.conf line 2: \"= 5\" is neither [section] nor key = value nor # comment"},
    {"[run]\nseed = 1\n\nseed = 2\n",
     "a.conf line 4: run.seed was given in line 2 already; leave one of them out"},
    {"[worlds]\nsize = 31\n", "a.conf line 2: worlds.size cannot be \"31\": it is a whole number "
                              "from 1 to 30 (cells)"},
    {"[worlds]\nsize = 0\n", "a.conf line 2: worlds.size cannot be \"0\": it is a whole number "
                             "from 1 to 30 (cells)"},
    {"[worlds]\nsize = 3.0\n", "a.conf line 2: worlds.size cannot be \"3.0\": it is a whole number "
                               "from 1 to 30 (cells)"},
    {"[worlds]\nsize =\n", "a.conf line 2: worlds.size cannot be \"\": it is a whole number from 1 "
                           "to 30 (cells)"},
    {"[run]\nseed = 9007199254740993\n", "a.conf line 2: run.seed cannot be \"9007199254740993\": "
                                         "it is a whole number from 0 to 9007199254740992"},
    {"[run]\nwide = 9223372036854775808\n",
     "a.conf line 2: run.wide cannot be \"9223372036854775808\": it is a whole number"},
    {"[selection]\npressure = 1.0001\n", "a.conf line 2: selection.pressure cannot be \"1.0001\": "
                                         "it is a number from 0 to 1"},
    {"[selection]\npressure = nan\n",
     "a.conf line 2: selection.pressure cannot be \"nan\": it is a number from 0 to 1"},
    {"[selection]\nopen = -1\n",
     "a.conf line 2: selection.open cannot be \"-1\": it is a number of at least 0"},
    {"[selection]\nopen = inf\n",
     "a.conf line 2: selection.open cannot be \"inf\": it is a number of at least 0"},
    {"[channel]\nnoisy = maybe\n",
     "a.conf line 2: channel.noisy cannot be \"maybe\": it is yes or no"},
    {"[channel]\nmode = shufled\n",
     "a.conf line 2: channel.mode cannot be \"shufled\": it is one of "
     "normal, silent, shuffled; did you mean \"shuffled\"?"},
    {"[channel]\nmode = loud\n", "a.conf line 2: channel.mode cannot be \"loud\": it is one of "
                                 "normal, silent, shuffled"},
    {"[worlds]\nnote = \"open\n", "a.conf line 2: the quotes of the value are never closed"},
    {"[worlds]\nnote = \"open\\\"\n", "a.conf line 2: the quotes of the value are never closed"},
    {"[worlds]\nnote = \"open\\",
     "a.conf line 2: a backslash within quotes is followed by \\ \" n r "
     "t or xNN"},
    {"[worlds]\nnote = \"\\q\"\n",
     "a.conf line 2: a backslash within quotes is followed by \\ \" n r "
     "t or xNN"},
    {"[worlds]\nnote = \"\\x00\"\n",
     "a.conf line 2: a backslash within quotes is followed by \\ \" n "
     "r t or xNN"},
    {"[worlds]\nnote = \"\\x4",
     "a.conf line 2: a backslash within quotes is followed by \\ \" n r t "
     "or xNN"},
    {"[worlds]\nnote = \"a\" b\n",
     "a.conf line 2: something follows the closing quote; write \\\" for "
     "a quote inside"},
    {"[run]\n\x1b[2J = 1\n", "a.conf line 2: there is no setting \"run.\\x1b[2J\"; \"smallworld "
                             "config --defaults\" lists all of them"},
    {"[run]\nSEED = 1\n",
     "a.conf line 2: there is no setting \"run.SEED\"; did you mean \"run.seed\"?"},
    {"[run]\nesed = 1\n",
     "a.conf line 2: there is no setting \"run.esed\"; did you mean \"run.seed\"?"},
};

START_TEST(every_refusal_is_a_sentence_and_changes_nothing)
{
    struct settings settings = defaults(), before = settings;
    struct sw_error error = {0};
    char text[300];

    ck_assert_int_eq(read_text(&settings, refusals[_i].text, &error), -1);
    ck_assert_str_eq(error.text, refusals[_i].sentence);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    /* The same behind a line that is fine: that one is not set either. */
    snprintf(text, sizeof text, "[selection]\nopen = 7\n%s%s",
             strncmp(refusals[_i].text, "seed", 4) == 0 ? "[none]\n" : "", refusals[_i].text);
    error.code = 0;
    ck_assert_int_eq(read_text(&settings, text, &error), -1);
    ck_assert_mem_eq(&settings, &before, sizeof settings);
}
END_TEST

START_TEST(sizes_are_bounded)
{
    struct settings settings = defaults();
    struct sw_error error = {0};
    size_t size = (1u << 20) + 1;
    char *text = malloc(size + 1);

    memset(text, '\n', size);
    text[size] = '\0';
    ck_assert_int_eq(sw_parameters_read(table, &settings, text, size - 1, "a.conf", &error), 0);
    ck_assert_int_eq(sw_parameters_read(table, &settings, text, size, "a.conf", &error), -1);
    ck_assert_str_eq(error.text, "a.conf is larger than 1 MiB: it is not a config");
    error.code = 0;
    ck_assert_int_eq(sw_parameters_read(table, &settings, "a\0b", 3, "a.conf", &error), -1);
    ck_assert_str_eq(error.text, "a.conf holds a NUL byte: it is not a config");
    /* A text of 1023 bytes fits, one of 1024 does not; a line of a million is a sentence. */
    error.code = 0;
    memcpy(text, "[worlds]\nnote = ", 16);
    memset(text + 16, 'y', 1023);
    ck_assert_int_eq(sw_parameters_read(table, &settings, text, 16 + 1023, "a.conf", &error), 0);
    ck_assert_uint_eq(strlen(settings.note), 1023);
    text[16 + 1023] = 'y';
    ck_assert_int_eq(sw_parameters_read(table, &settings, text, 16 + 1024, "a.conf", &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "...\": it is a text of at most 1023 bytes"));
    memset(text + 16, 'y', size - 17);
    error.code = 0;
    ck_assert_int_eq(sw_parameters_read(table, &settings, text, size - 1, "a.conf", &error), -1);
    memset(text, 'y', size - 1);
    memcpy(text, "[run]\n", 6);
    memcpy(text + size - 5, "=1", 2);
    error.code = 0;
    ck_assert_int_eq(sw_parameters_read(table, &settings, text, size - 1, "a.conf", &error), -1);
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    free(text);
}
END_TEST

START_TEST(assignments)
{
    struct settings settings = defaults();
    struct sw_error error = {0};
    static const char *const wrong[] = {"",       "run.seed", "seed",      ".seed=1",
                                        "run.=1", "=",        "run.seed ", "."};
    char far[600];

    ck_assert_int_eq(sw_parameters_assign(table, &settings, "run.seed=77", &error), 0);
    ck_assert_int_eq(settings.seed, 77);
    ck_assert_int_eq(sw_parameters_assign(table, &settings, "worlds.note= \"a=b\" #", &error), 0);
    ck_assert_str_eq(settings.note, " \"a=b\" #");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        error.code = 0;
        ck_assert_int_eq(sw_parameters_assign(table, &settings, wrong[i], &error), -1);
        ck_assert_ptr_nonnull(strstr(error.text, "is not an assignment; write section.key=value"));
        ck_assert_int_eq(error.code, SW_EXIT_USAGE);
    }
    error.code = 0;
    ck_assert_int_eq(sw_parameters_assign(table, &settings, "selection.presure=1", &error), -1);
    ck_assert_str_eq(error.text, "--set: there is no setting \"selection.presure\"; did you mean "
                                 "\"selection.pressure\"?");
    error.code = 0;
    ck_assert_int_eq(sw_parameters_assign(table, &settings, "pressure=0.5", &error), -1);
    ck_assert_str_eq(error.text, "--set: there is no setting \"pressure\"; did you mean "
                                 "\"selection.pressure\"?");
    error.code = 0;
    ck_assert_int_eq(sw_parameters_assign(table, &settings, "presure=a.b", &error), -1);
    ck_assert_str_eq(error.text, "--set: there is no setting \"presure\"; did you mean "
                                 "\"selection.pressure\"?");
    memset(far, 'z', sizeof far - 1);
    far[sizeof far - 1] = '\0';
    error.code = 0;
    ck_assert_int_eq(sw_parameters_assign(table, &settings, far, &error), -1);
    memcpy(far, "run.", 4);
    memcpy(far + 300, "=1", 3);
    error.code = 0;
    ck_assert_int_eq(sw_parameters_assign(table, &settings, far, &error), -1);
    error.code = 0;
    ck_assert_int_eq(sw_parameters_set(table, &settings, far, far, "1", "here", &error), -1);
    ck_assert_int_eq(strncmp(error.text, "here: there is no setting", 25), 0);
}
END_TEST

START_TEST(rows_are_found)
{
    struct sw_error error = {0};

    ck_assert_ptr_eq(sw_parameters_find(table, "worlds.size", &error), &rows[2]);
    ck_assert_int_eq(error.code, 0);
    ck_assert_ptr_null(sw_parameters_find(table, "worlds.siez", &error));
    ck_assert_str_eq(error.text,
                     "there is no setting \"worlds.siez\"; did you mean \"worlds.size\"?");
    error.code = 0;
    ck_assert_ptr_null(sw_parameters_find(table, "size", &error));
    ck_assert_str_eq(error.text, "there is no setting \"size\"; did you mean \"worlds.size\"?");
    error.code = 0;
    ck_assert_ptr_null(sw_parameters_find(table, "", &error));
    ck_assert_int_eq(error.code, SW_EXIT_USAGE);
}
END_TEST

START_TEST(checking_sets_nothing_and_ranges_are_words)
{
    struct sw_error error = {0};
    char text[100], tiny[8];

    ck_assert_int_eq(sw_parameter_check(&rows[2], "30", "here", &error), 0);
    ck_assert_int_eq(sw_parameter_check(&rows[2], "31", "here", &error), -1);
    ck_assert_str_eq(error.text, "here: worlds.size cannot be \"31\": it is a whole number from 1 "
                                 "to 30 (cells)");
    sw_parameter_range(&rows[8], text, sizeof text);
    ck_assert_str_eq(text, "one of normal, silent, shuffled");
    for (uint32_t i = 0; i < table.count; i++) {
        sw_parameter_range(&rows[i], tiny, sizeof tiny);
        ck_assert_uint_lt(strlen(tiny), sizeof tiny);
    }
}
END_TEST

START_TEST(nearest_words)
{
    static const char *const words[] = {"mirror", "rotate", "recolour", "repeat", "fall"};

    ck_assert_str_eq(sw_nearest("miror", words, 5), "mirror");
    ck_assert_str_eq(sw_nearest("rotaet", words, 5), "rotate");
    ck_assert_str_eq(sw_nearest("recolor", words, 5), "recolour");
    ck_assert_str_eq(sw_nearest("FALL", words, 5), "fall");
    ck_assert_str_eq(sw_nearest("fall", words, 5), "fall");
    ck_assert_ptr_null(sw_nearest("xylophone", words, 5));
    ck_assert_ptr_null(sw_nearest("", words, 5));
    ck_assert_ptr_null(sw_nearest("fall", words, 0));
    /* Half of the word and no more; the first of equals. */
    ck_assert_str_eq(sw_nearest("faxy", words, 5), "fall");
    ck_assert_ptr_null(sw_nearest("fxyz", words, 5));
    ck_assert_str_eq(sw_nearest("ab", (const char *const[]){"ac", "bb"}, 2), "ac");
    ck_assert_ptr_null(
        sw_nearest("a word so long that no setting could ever have meant it, not even "
                   "by far",
                   words, 5));
}
END_TEST

static void print_and_read_back(const struct settings *settings, bool comments)
{
    struct settings back;
    struct sw_error error = {0};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    memset(&back, 0, sizeof back);
    ck_assert_int_eq(sw_parameters_defaults(table, &back, &error), 0);
    sw_parameters_print(table, settings, comments, out);
    fclose(out);
    ck_assert_msg(sw_parameters_read(table, &back, text, size, "printed", &error) == 0, "%s\n%s",
                  error.text, text);
    ck_assert_mem_eq(settings, &back, sizeof back);
    free(text);
}

START_TEST(what_is_printed_reads_back_bit_for_bit)
{
    struct sw_dice dice = sw_dice_at(1, SW_RANDOM_TEST, 0, 0);

    for (int i = 0; i < 300; i++) {
        struct settings settings = defaults();
        uint32_t length = sw_dice_below(&dice, i % 2 == 0 ? 5 : SW_TEXT_MAX);

        settings.wide = (int64_t)((uint64_t)sw_dice_bits(&dice) << 32 | sw_dice_bits(&dice));
        settings.pressure = (double)sw_dice_bits(&dice) / 4294967295.0;
        settings.open = ldexp((double)sw_dice_bits(&dice), sw_dice_between(&dice, -1000, 900));
        settings.noisy = sw_dice_below(&dice, 2) == 1;
        settings.mode = sw_dice_between(&dice, 0, 2);
        memset(settings.note, 0, sizeof settings.note);
        for (uint32_t k = 0; k < length; k++)
            settings.note[k] = "\\\" #;=[]\n\t\r\x01\x7f\xC3\xFFxyz"[sw_dice_below(&dice, 18)];
        print_and_read_back(&settings, i % 3 == 0);
    }
}
END_TEST

START_TEST(comments_are_wrapped)
{
    struct settings settings = defaults();
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    sw_parameters_print(table, &settings, true, out);
    fclose(out);
    ck_assert_ptr_nonnull(
        strstr(text, "[run]\n\n"
                     "# The seed of everything that is drawn in this run: two runs with the same\n"
                     "# seed and settings are the same, caf\xC3\xA9 or not.\n"
                     "# Any number will do.\n"
                     "# Takes a whole number from 0 to 9007199254740992; by default 1.\n"
                     "seed = 1\n\n"));
    ck_assert_ptr_nonnull(strstr(text,
                                 "# Takes a whole number from 1 to 30 (cells); by default 8.\n"
                                 "size = 8\n"));
    ck_assert_ptr_nonnull(strstr(text, "note = \"\"\n"));
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1)
        ck_assert_uint_le(strcspn(line, "\n"), 79); /* one letter of two bytes */
    free(text);
    out = open_memstream(&text, &size);
    sw_parameters_print(table, &settings, false, out);
    fclose(out);
    ck_assert_str_eq(text, "[run]\nseed = 1\nwide = -5\n\n[worlds]\nsize = 8\nsource = generated\n"
                           "note = \"\"\n\n[selection]\npressure = 0.5\nopen = 0.001\n\n[channel]\n"
                           "noisy = no\nmode = normal\n");
    free(text);
}
END_TEST

START_TEST(values_fit_what_they_are_given)
{
    struct settings settings = defaults();
    char text[4 * SW_TEXT_MAX + 8];

    memset(settings.note, '\x01', SW_TEXT_MAX - 1);
    settings.note[SW_TEXT_MAX - 1] = '\0';
    sw_parameter_value(&rows[4], &settings, text, sizeof text);
    ck_assert_uint_eq(strlen(text), 4 * (SW_TEXT_MAX - 1) + 2);
    for (size_t size = 8; size < 64; size++) {
        sw_parameter_value(&rows[4], &settings, text, size);
        ck_assert_uint_lt(strlen(text), size);
    }
}
END_TEST

/* Whatever bytes come: a sentence or success, and never a crash (run under sanitizers). */
START_TEST(noise_is_survived)
{
    static const char *const pieces[] = {"[run]",
                                         "\n",
                                         "seed",
                                         " = ",
                                         "1",
                                         "\"",
                                         "\\",
                                         "#",
                                         "[",
                                         "]",
                                         "=",
                                         ";",
                                         "\r",
                                         "\t",
                                         "\xFF",
                                         "[worlds]\nnote",
                                         "size",
                                         "\\x4",
                                         "\xEF\xBB\xBF",
                                         "-",
                                         "e9",
                                         "[channel]\nmode",
                                         "silent",
                                         "\"\n"};
    struct sw_dice dice = sw_dice_at(2, SW_RANDOM_TEST, 0, 0);
    int fine = 0;

    for (int i = 0; i < 20000; i++) {
        struct settings settings = defaults();
        struct sw_error error = {0};
        char text[400] = "";
        uint32_t count = sw_dice_below(&dice, 12);

        for (uint32_t k = 0; k < count; k++)
            strcat(text, pieces[sw_dice_below(&dice, sizeof pieces / sizeof pieces[0])]);
        if (read_text(&settings, text, &error) == 0) {
            ck_assert_int_eq(error.code, 0);
            fine++;
        } else {
            ck_assert_int_eq(error.code, SW_EXIT_USAGE);
            ck_assert_ptr_null(strpbrk(error.text, "\n\r\t\x1b\xFF"));
        }
    }
    ck_assert_int_gt(fine, 100);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("parameter");
    TCase *t = tcase_create("parameter");

    tcase_add_test(t, defaults_are_set);
    tcase_add_test(t, a_default_out_of_its_own_range_is_our_bug);
    tcase_add_test(t, a_config_is_read);
    tcase_add_loop_test(t, switches_have_eight_words, 0, 8);
    tcase_add_loop_test(t, every_refusal_is_a_sentence_and_changes_nothing, 0,
                        sizeof refusals / sizeof refusals[0]);
    tcase_add_test(t, sizes_are_bounded);
    tcase_add_test(t, assignments);
    tcase_add_test(t, rows_are_found);
    tcase_add_test(t, checking_sets_nothing_and_ranges_are_words);
    tcase_add_test(t, nearest_words);
    tcase_add_test(t, what_is_printed_reads_back_bit_for_bit);
    tcase_add_test(t, comments_are_wrapped);
    tcase_add_test(t, values_fit_what_they_are_given);
    tcase_add_test(t, noise_is_survived);
    suite_add_tcase(s, t);
    return s;
}

SW_TEST_MAIN(suite)
