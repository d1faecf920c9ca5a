#include "store/journal.h"

#include "base/pack.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The fields of each version; rules are the last of the second. */
enum { START_VERSION = 2, START_FIELDS = 9 };

static const uint32_t fields[START_VERSION] = {8, START_FIELDS};

static void *pack_start(const struct sw_start *start, size_t *size, struct sw_error *error)
{
    struct sw_pack *pack = sw_pack_begin("journal", START_VERSION, START_FIELDS);

    sw_pack_uint(pack, start->when);
    sw_pack_uint(pack, start->generation);
    sw_pack_uint(pack, start->ranks);
    sw_pack_uint(pack, start->hosts);
    sw_pack_text(pack, start->host);
    sw_pack_text(pack, start->version);
    sw_pack_text(pack, start->commit);
    sw_pack_text(pack, start->command);
    sw_pack_uint(pack, start->rules);
    return sw_pack_end(pack, size, error);
}

static void read_text(struct sw_unpack *reader, const char *field, char *out, size_t room)
{
    size_t size = 0;
    const char *text = sw_unpack_text(reader, field, room - 1, &size);

    if (text != NULL)
        memcpy(out, text, size);
    out[size] = '\0';
}

int sw_start_unpack(const void *bytes, size_t size, struct sw_start *out, struct sw_error *error)
{
    struct sw_unpack reader;

    *out = (struct sw_start){0};
    sw_unpack_begin_versions(&reader, bytes, size, "journal", fields, START_VERSION, error);
    out->when = sw_unpack_uint(&reader, "time", UINT64_MAX);
    out->generation = sw_unpack_uint(&reader, "generation", UINT64_MAX);
    out->ranks = (uint32_t)sw_unpack_uint(&reader, "ranks", UINT32_MAX);
    out->hosts = (uint32_t)sw_unpack_uint(&reader, "hosts", UINT32_MAX);
    read_text(&reader, "host", out->host, sizeof out->host);
    read_text(&reader, "version", out->version, sizeof out->version);
    read_text(&reader, "commit", out->commit, sizeof out->commit);
    read_text(&reader, "command", out->command, sizeof out->command);
    if (reader.version == START_VERSION)
        out->rules = sw_unpack_uint(&reader, "rules", UINT64_MAX);
    return sw_unpack_end(&reader);
}

/* How many starts there are: they are numbered without a gap. 1 found, 0 none, -1. */
static int last_start(struct sw_store *store, uint64_t *number, struct sw_error *error)
{
    const void *bytes;
    size_t size;
    uint32_t second;

    return sw_store_before(store, SW_STORE_JOURNAL, UINT64_MAX, number, &second, &bytes, &size,
                           error);
}

int sw_journal_put(struct sw_store *store, const struct sw_start *start, struct sw_error *error)
{
    uint64_t number = 0;
    size_t size;
    int found = last_start(store, &number, error), result;
    void *bytes;

    if (found < 0)
        return -1;
    bytes = pack_start(start, &size, error);
    if (bytes == NULL)
        return -1;
    result =
        sw_store_put(store, SW_STORE_JOURNAL, found > 0 ? number + 1 : 0, 0, bytes, size, error);
    free(bytes);
    return result;
}

int sw_journal_each(struct sw_store *store,
                    int (*visit)(void *context, const struct sw_start *start), void *context,
                    struct sw_error *error)
{
    uint64_t last = 0;
    int found = last_start(store, &last, error), result = 0;

    if (found <= 0)
        return found;
    for (uint64_t number = 0; number <= last && result == 0; number++) {
        struct sw_start start;
        const void *bytes;
        size_t size;

        found = sw_store_get(store, SW_STORE_JOURNAL, number, 0, &bytes, &size, error);
        if (found < 0 || (found > 0 && sw_start_unpack(bytes, size, &start, error) != 0))
            return -1;
        if (found > 0)
            result = visit(context, &start);
    }
    return result;
}

static bool plain(const char *word)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789_-=.,:/@%+^";

    return word[0] != '\0' && word[strspn(word, letters)] == '\0';
}

void sw_start_command(char *const *words, int count, char *out)
{
    FILE *text = fmemopen(out, SW_START_COMMAND, "w");

    out[0] = '\0';
    for (int i = 0; i < count && text != NULL; i++) {
        const char *word = words[i];
        bool quoted = !plain(word);

        fputs(i > 0 ? (quoted ? " '" : " ") : (quoted ? "'" : ""), text);
        for (; *word != '\0'; word++)
            if (*word == '\'')
                fputs("'\\''", text);
            else
                fputc(*word, text);
        if (quoted)
            fputc('\'', text);
    }
    if (text != NULL)
        fclose(text);
    out[SW_START_COMMAND - 1] = '\0';
}
