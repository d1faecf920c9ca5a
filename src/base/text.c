#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define NOT_UTF8 0xFFFDu

size_t sw_text_next(const char *text, size_t size, uint32_t *code)
{
    const unsigned char *byte = (const unsigned char *)text;
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t value;
    size_t length;

    assert(size >= 1);
    *code = NOT_UTF8;
    if (byte[0] < 0x80) {
        *code = byte[0];
        return 1;
    }
    if (byte[0] >= 0xF0 && byte[0] <= 0xF4)
        length = 4;
    else if (byte[0] >= 0xE0 && byte[0] < 0xF0)
        length = 3;
    else if (byte[0] >= 0xC2 && byte[0] < 0xE0)
        length = 2;
    else
        return 1;
    if (length > size)
        return 1;
    value = byte[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((byte[i] & 0xC0u) != 0x80)
            return 1;
        value = value << 6 | (byte[i] & 0x3Fu);
    }
    if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 1;
    *code = value;
    return length;
}

struct range {
    uint32_t first, last;
};

static int within(const struct range *ranges, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return 1;
    return 0;
}

int sw_text_columns_of(uint32_t code)
{
    /* The blocks that matter for names of laws and files, not all of Unicode: a table is a little
     * crooked where a rarer script is met, and nothing worse. */
    static const struct range none[] = {{0x00, 0x1F},     {0x7F, 0x9F},      {0x300, 0x36F},
                                        {0x200B, 0x200F}, {0x2028, 0x202E},  {0x2060, 0x2064},
                                        {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},  {0xFE20, 0xFE2F},
                                        {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF}};
    static const struct range two[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
                                       {0xA960, 0xA97C},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
                                       {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
                                       {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
                                       {0x20000, 0x3FFFD}};

    if (within(none, sizeof none / sizeof none[0], code))
        return 0;
    return within(two, sizeof two / sizeof two[0], code) ? 2 : 1;
}

uint32_t sw_text_columns(const char *text)
{
    size_t size = strlen(text);
    uint32_t columns = 0;

    for (size_t at = 0; at < size;) {
        uint32_t code;

        at += sw_text_next(text + at, size - at, &code);
        columns += (uint32_t)sw_text_columns_of(code);
    }
    return columns;
}

bool sw_text_harmful(uint32_t code)
{
    /* U+200C and U+200D join letters of some scripts, and stay. */
    static const struct range harmful[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0xAD, 0xAD},
                                           {0x61C, 0x61C},   {0x180E, 0x180E}, {0x200B, 0x200B},
                                           {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
                                           {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};

    return within(harmful, sizeof harmful / sizeof harmful[0], code) != 0;
}

/* A piece of text as it may be shown: the character at `text` itself, or its bytes as \xNN. Returns
 * the bytes taken. */
struct piece {
    char text[20];
    size_t used;
    uint32_t width;
};

static size_t next_piece(const char *text, size_t size, struct piece *piece)
{
    uint32_t code;
    size_t length = sw_text_next(text, size, &code);
    bool raw = code == NOT_UTF8 && length == 1 && (unsigned char)text[0] >= 0x80;

    if (raw || sw_text_harmful(code)) {
        piece->used = 0;
        for (size_t i = 0; i < length; i++)
            piece->used +=
                (size_t)snprintf(piece->text + piece->used, sizeof piece->text - piece->used,
                                 "\\x%02x", (unsigned)(unsigned char)text[i]);
        piece->width = (uint32_t)piece->used;
    } else {
        memcpy(piece->text, text, length);
        piece->used = length;
        piece->width = (uint32_t)sw_text_columns_of(code);
    }
    return length;
}

char *sw_text_show(const char *text, size_t size, uint32_t columns, char *out, size_t room)
{
    size_t written = 0, cut = 0; /* cut: where "..." would stand if the rest did not fit */
    uint32_t wide = 0;

    assert(room >= 8);
    for (size_t at = 0; at < size;) {
        struct piece piece;
        size_t length = next_piece(text + at, size - at, &piece);

        if (wide + piece.width > columns || written + piece.used + 1 > room) {
            written = cut;
            memcpy(out + written, "...", 3);
            written += 3;
            break;
        }
        memcpy(out + written, piece.text, piece.used);
        written += piece.used;
        wide += piece.width;
        if (wide + 3 <= columns && written + 4 <= room)
            cut = written;
        at += length;
    }
    out[written] = '\0';
    return out;
}

void sw_text_print(const char *text, FILE *out)
{
    size_t size = strlen(text);

    for (size_t at = 0; at < size;) {
        struct piece piece;

        at += next_piece(text + at, size - at, &piece);
        fwrite(piece.text, 1, piece.used, out);
    }
}

/* A text of ours begins with ASCII: a mark tells how wide a character is, or zeros in its place. */
const char *sw_text_encoding(const char *text, size_t size)
{
    static const struct {
        const char *name;
        size_t size;
        const char *mark; /* NULL: none, but zeros as in `zero` */
        const char *zero;
    } rows[] = {{"UTF-32", 4, "\xFF\xFE\0\0", NULL}, {"UTF-32", 4, "\0\0\xFE\xFF", NULL},
                {"UTF-32", 4, NULL, "x000"},         {"UTF-32", 4, NULL, "000x"},
                {"UTF-16", 2, "\xFF\xFE", NULL},     {"UTF-16", 2, "\xFE\xFF", NULL},
                {"UTF-16", 4, NULL, "x0x0"},         {"UTF-16", 4, NULL, "0x0x"}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t at = 0;

        if (size < rows[i].size)
            continue;
        if (rows[i].mark != NULL && memcmp(text, rows[i].mark, rows[i].size) == 0)
            return rows[i].name;
        while (rows[i].zero != NULL && at < rows[i].size &&
               (text[at] == '\0') == (rows[i].zero[at] == '0'))
            at++;
        if (at == rows[i].size)
            return rows[i].name;
    }
    return NULL;
}

size_t sw_text_mark(const char *text, size_t size)
{
    return size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}
