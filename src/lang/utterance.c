#include "lang/utterance.h"

#include <stdlib.h>
#include <string.h>

static const char words[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-";

void sw_utterance_print(const uint8_t *tokens, uint32_t length, char *text)
{
    for (uint32_t i = 0; i < length; i++)
        text[i] = tokens[i] < SW_VOCABULARY_MAX ? words[tokens[i]] : '?';
    text[length] = '\0';
}

void sw_utterance_close(uint8_t *tokens, uint32_t length)
{
    uint32_t said = sw_utterance_said(tokens, length);

    memset(tokens + said, 0, length - said);
}

uint32_t sw_utterance_said(const uint8_t *tokens, uint32_t length)
{
    uint32_t said = 0;

    while (said < length && tokens[said] != 0)
        said++;
    return said;
}

int sw_utterance_token(char letter)
{
    const char *at = letter != '\0' ? strchr(words, letter) : NULL;

    return at == NULL ? -1 : (int)(at - words);
}

uint64_t sw_utterance_number(const uint8_t *tokens, uint32_t length)
{
    uint64_t number = 0;

    for (uint32_t i = 0; i < length; i++)
        number = number * SW_VOCABULARY_MAX + tokens[i];
    return number;
}

static int ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

uint32_t sw_utterance_distinct(const uint8_t *tokens, uint32_t length, uint32_t count)
{
    uint64_t *numbers = count == 0 ? NULL : malloc(count * sizeof *numbers);
    uint32_t distinct = 0;

    if (numbers == NULL)
        return 0;
    for (uint32_t i = 0; i < count; i++)
        numbers[i] = sw_utterance_number(tokens + (size_t)i * length, length);
    qsort(numbers, count, sizeof *numbers, ascending);
    for (uint32_t i = 0; i < count; i++)
        distinct += i == 0 || numbers[i] != numbers[i - 1];
    free(numbers);
    return distinct;
}
