/* fuzz_program.c - the parser of edit programs, on whatever text comes. What is refused is refused
 * with a sentence; what is read prints as words that are read as the same tokens again.
 *
 * The input is the text, but that a byte 255 and the number behind it (a byte; from 255 on two, the
 * first of them 255) stand for the name of an edit: so most inputs hold names, and whole programs
 * are found without spelling them.
 * What the edits do is fuzzed by fuzz_edits.c.
 *
 * With libFuzzer:
 *
 *     bash tests/fuzz/run.sh program 10000000
 *
 * Without it (make check): the program replays tests/fuzz/program (see replay.h).
 */
#include "base/error.h"
#include "world/edit/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TOKENS_MAX = 60, NAME_ROOM = 64, NAME = 255, MORE = 255 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

/* The text that the bytes stand for, in a buffer of exact size: released by free(). */
static char *spell(const uint8_t *bytes, size_t size)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);

    require(stream != NULL);
    for (size_t i = 0; i < size && bytes[i] != 0; i++) {
        if (bytes[i] == NAME && i + 1 < size) {
            uint32_t number = bytes[++i];

            if (number == MORE && i + 1 < size)
                number += bytes[++i];
            fputs(sw_edit_row(number % sw_edit_count())->name, stream);
        } else {
            putc(bytes[i], stream);
        }
    }
    require(fclose(stream) == 0);
    return text;
}

static void require_sentence(const struct sw_error *error)
{
    size_t length = strlen(error->text);

    require(error->code == SW_EXIT_USAGE && length > 10);
    for (size_t i = 0; i < length; i++)
        require(error->text[i] >= ' ' && error->text[i] <= '~');
}

/* Words of the tokens are the tokens again; cut short, they are their beginning. */
static void print_and_read(const sw_edit_token *token, size_t count)
{
    char printed[TOKENS_MAX * NAME_ROOM], cut[8];
    sw_edit_token again[TOKENS_MAX];
    size_t length = sw_tokens_print(token, count, printed, sizeof printed), count_again;
    struct sw_error error = {0};

    require(length < sizeof printed && length == strlen(printed));
    require(sw_tokens_parse(printed, again, TOKENS_MAX, &count_again, &error) == 0);
    require(count_again == count && sw_tokens_compare(again, token, count) == 0);
    require(sw_tokens_print(token, count, cut, sizeof cut) == length);
    require(strncmp(cut, printed, sizeof cut - 1) == 0 && strlen(cut) < sizeof cut);
}

/* As a program, the text is the same tokens, if it is not too long for one. */
static void read_program(const char *text, const sw_edit_token *token, size_t count)
{
    struct sw_program program;
    struct sw_error error = {0};

    if (sw_program_parse(text, &program, &error) == 0) {
        require(program.length == count && sw_tokens_compare(program.token, token, count) == 0);
    } else {
        require(count > SW_PROGRAM_MAX);
        require_sentence(&error);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    sw_edit_token token[TOKENS_MAX];
    size_t count = 0;
    struct sw_error error = {0};
    char *text = spell(bytes, size);

    if (sw_tokens_parse(text, token, TOKENS_MAX, &count, &error) != 0) {
        require_sentence(&error);
    } else {
        require(count <= TOKENS_MAX);
        print_and_read(token, count);
        read_program(text, token, count);
    }
    free(text);
    return 0;
}

#ifdef SW_FUZZ_REPLAY
#include "replay.h"

int main(int argc, char **argv)
{
    return fuzz_replay(argc, argv, "program", LLVMFuzzerTestOneInput);
}
#endif
