#include "weights/weights_private.h"

#include "base/bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of a ZIP archive (PKWARE's APPNOTE.TXT): each file is a local header, its name, its bytes; then
 * come a directory with an entry for each, and the end that says where the directory is. */
enum {
    LOCAL = 30, /* bytes of a local header without name and extra field */
    ENTRY = 46, /* of an entry of the directory, without its three texts */
    END = 22,   /* of the end, without its comment */
    COMMENT = 65535,
    NAME = 40,     /* "memory.canvas.npy" */
    HEADER = 128,  /* of an array: magic, length, the text, blanks */
    PREAMBLE = 10, /* of these the magic and the length */
    DATE = 0x21    /* 1980-01-01, the first that there is: the same genome, the same bytes */
};

/* The comment of an archive: this, and the mark of the edits. */
static const char about[] = "smallworld edits ";

/* CRC-32 of ISO 3309, bit by bit: a genome is read once. */
static uint32_t checksum(const uint8_t *bytes, size_t size)
{
    uint32_t crc = UINT32_MAX;

    for (size_t i = 0; i < size; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (0xedb88320u & (0u - (crc & 1)));
    }
    return ~crc;
}

static void put16(uint8_t *out, uint32_t value)
{
    out[0] = (uint8_t)value;
    out[1] = (uint8_t)(value >> 8);
}

static uint32_t get16(const uint8_t *from)
{
    return from[0] | (uint32_t)from[1] << 8;
}

/* What NumPy writes as the header of the array, without blanks. `flat`: of one dimension. */
static void describe(const struct sw_tensor *tensor, bool flat, char *out, size_t room)
{
    if (flat)
        snprintf(out, room, "{'descr':'<f4','fortran_order':False,'shape':(%u,),}",
                 tensor->columns);
    else
        snprintf(out, room, "{'descr':'<f4','fortran_order':False,'shape':(%u,%u),}", tensor->rows,
                 tensor->columns);
}

/* ---- writing ---- */

static size_t array_bytes(const struct sw_tensor *tensor)
{
    return HEADER + sw_tensor_bytes(tensor);
}

static void put_array(const struct sw_tensor *tensor, const float *weights, uint8_t *out)
{
    char text[HEADER];

    memcpy(out, "\x93NUMPY\1\0", 8);
    put16(out + 8, HEADER - PREAMBLE);
    memset(out + PREAMBLE, ' ', HEADER - PREAMBLE);
    describe(tensor, tensor->rows == 1, text, sizeof text);
    memcpy(out + PREAMBLE, text, strlen(text));
    out[HEADER - 1] = '\n';
    sw_tensor_put(tensor, weights, out + HEADER);
}

/* The fields that a local header and an entry of the directory have in common, from the version
 * that is needed on. */
static void put_fields(uint8_t *out, uint32_t crc, size_t size, size_t name)
{
    put16(out, 20);
    put16(out + 8, DATE);
    sw_bytes_put_little32(out + 10, crc);
    sw_bytes_put_little32(out + 14, (uint32_t)size);
    sw_bytes_put_little32(out + 18, (uint32_t)size);
    put16(out + 22, (uint32_t)name);
}

void *sw_npz_pack(const struct sw_brain_layout *layout, const float *weights, const char *edits,
                  size_t *size, struct sw_error *error)
{
    size_t files = 0, directory = 0, at = 0, entry;
    size_t comment = edits != NULL ? sizeof about - 1 + strlen(edits) : 0;
    char name[NAME];
    uint8_t *out;

    for (uint32_t i = 0; i < layout->tensors; i++) {
        size_t length = strlen(layout->tensor[i].name) + 4;

        files += LOCAL + length + array_bytes(&layout->tensor[i]);
        directory += ENTRY + length;
    }
    *size = files + directory + END + comment;
    out = sw_allocate(*size, 1, "writing a genome", error);
    entry = files;
    for (uint32_t i = 0; i < layout->tensors && out != NULL; i++) {
        const struct sw_tensor *tensor = &layout->tensor[i];
        size_t length = (size_t)snprintf(name, sizeof name, "%s.npy", tensor->name);
        size_t bytes = array_bytes(tensor);
        uint8_t *array = out + at + LOCAL + length;
        uint32_t crc;

        put_array(tensor, weights, array);
        crc = checksum(array, bytes);
        memcpy(out + at, "PK\3\4", 4);
        put_fields(out + at + 4, crc, bytes, length);
        memcpy(out + at + LOCAL, name, length);
        memcpy(out + entry, "PK\1\2", 4);
        put16(out + entry + 4, 20);
        put_fields(out + entry + 6, crc, bytes, length);
        sw_bytes_put_little32(out + entry + 42, (uint32_t)at);
        memcpy(out + entry + ENTRY, name, length);
        at += LOCAL + length + bytes;
        entry += ENTRY + length;
    }
    if (out == NULL)
        return NULL;
    memcpy(out + entry, "PK\5\6", 4);
    put16(out + entry + 8, layout->tensors);
    put16(out + entry + 10, layout->tensors);
    sw_bytes_put_little32(out + entry + 12, (uint32_t)directory);
    sw_bytes_put_little32(out + entry + 16, (uint32_t)files);
    put16(out + entry + 20, (uint32_t)comment);
    if (edits != NULL) {
        memcpy(out + entry + END, about, sizeof about - 1);
        memcpy(out + entry + END + sizeof about - 1, edits, strlen(edits));
    }
    return out;
}

/* ---- reading ---- */

static int broken(struct sw_error *error, const char *what)
{
    return sw_fail(error, SW_EXIT_USAGE, "the archive is broken: %s", what);
}

/* The header of an array, without blanks, against the two that are right. */
static int check_header(const struct sw_tensor *tensor, const uint8_t *text, size_t size,
                        struct sw_error *error)
{
    char plain[HEADER], flat[HEADER], square[HEADER];
    size_t length = 0;

    for (size_t i = 0; i < size && length < sizeof plain - 1; i++)
        if (text[i] != ' ' && text[i] != '\n')
            plain[length++] = (char)text[i];
    plain[length] = '\0';
    describe(tensor, true, flat, sizeof flat);
    describe(tensor, false, square, sizeof square);
    if (strcmp(plain, square) == 0 || (tensor->rows == 1 && strcmp(plain, flat) == 0))
        return 0;
    for (size_t i = 0; i < length; i++)
        if (plain[i] < ' ' || plain[i] > '~')
            plain[i] = '?';
    return sw_fail(error, SW_EXIT_USAGE,
                   "the array \"%s\" is to be float32 of shape (%u, %u) in C order; it says %.100s",
                   tensor->name, tensor->rows, tensor->columns, plain);
}

static int read_array(const struct sw_tensor *tensor, struct sw_weights_bytes array, float *weights,
                      struct sw_error *error)
{
    size_t header, preamble = PREAMBLE;

    if (array.size < PREAMBLE + 2 || memcmp(array.at, "\x93NUMPY", 6) != 0 || array.at[6] < 1 ||
        array.at[6] > 3)
        return sw_fail(error, SW_EXIT_USAGE, "the file \"%s.npy\" in it is not a NumPy array",
                       tensor->name);
    header = get16(array.at + 8);
    if (array.at[6] > 1) {
        header = sw_bytes_little32(array.at + 8);
        preamble += 2;
    }
    if (header > array.size - preamble)
        return broken(error, "an array ends within its header");
    if (check_header(tensor, array.at + preamble, header, error) != 0)
        return -1;
    if (array.size - preamble - header != sw_tensor_bytes(tensor))
        return broken(error, "an array is longer or shorter than its header says");
    return sw_tensor_get(tensor, array.at + preamble + header, weights, error);
}

/* Whose array an entry of the directory is: its tensor, or the number of tensors. */
static uint32_t tensor_of(const struct sw_brain_layout *layout, const uint8_t *name, size_t length)
{
    uint32_t i = 0;

    for (; i < layout->tensors; i++) {
        size_t own = strlen(layout->tensor[i].name);

        if (length == own + 4 && memcmp(name, layout->tensor[i].name, own) == 0 &&
            memcmp(name + own, ".npy", 4) == 0)
            break;
    }
    return i;
}

/* The bytes of the file that an entry names. */
static int find_file(struct sw_weights_bytes file, const uint8_t *entry,
                     struct sw_weights_bytes *out, struct sw_error *error)
{
    size_t size = sw_bytes_little32(entry + 20), at = sw_bytes_little32(entry + 42), skip;

    if (get16(entry + 10) != 0)
        return sw_fail(error, SW_EXIT_USAGE,
                       "its arrays are compressed; numpy.savez writes them as they are");
    if (size != sw_bytes_little32(entry + 24) || at > file.size || file.size - at < LOCAL ||
        memcmp(file.at + at, "PK\3\4", 4) != 0)
        return broken(error, "its directory names a file that is not there");
    skip = LOCAL + get16(file.at + at + 26) + get16(file.at + at + 28);
    if (skip > file.size - at || size > file.size - at - skip)
        return broken(error, "a file in it goes beyond its end");
    *out = (struct sw_weights_bytes){file.at + at + skip, size};
    if (checksum(out->at, out->size) != sw_bytes_little32(entry + 16))
        return broken(error, "a file in it does not match its checksum");
    return 0;
}

static int read_entry(const struct sw_brain_layout *layout, struct sw_weights_bytes file,
                      const uint8_t *entry, bool *seen, float *weights, struct sw_error *error)
{
    uint32_t tensor = tensor_of(layout, entry + ENTRY, get16(entry + 28));
    struct sw_weights_bytes array = {NULL, 0};

    if (tensor == layout->tensors)
        return sw_fail(error, SW_EXIT_USAGE,
                       "it holds an array that these agents have no weights for");
    if (seen[tensor])
        return sw_fail(error, SW_EXIT_USAGE, "it holds the array \"%s\" twice",
                       layout->tensor[tensor].name);
    seen[tensor] = true;
    if (find_file(file, entry, &array, error) != 0)
        return -1;
    return read_array(&layout->tensor[tensor], array, weights, error);
}

/* The end of the archive: behind it only a comment can stand. */
static const uint8_t *find_end(struct sw_weights_bytes file)
{
    for (size_t back = END; back <= file.size && back <= END + COMMENT; back++) {
        const uint8_t *end = file.at + file.size - back;

        if (memcmp(end, "PK\5\6", 4) == 0 && get16(end + 20) == back - END)
            return end;
    }
    return NULL;
}

int sw_npz_unpack(const struct sw_brain_layout *layout, struct sw_weights_bytes file,
                  float *weights, struct sw_error *error)
{
    const uint8_t *end = find_end(file);
    bool seen[SW_TENSORS_MAX] = {false};
    size_t at, limit;
    uint32_t entries;

    if (end == NULL)
        return broken(error, "it has no directory");
    limit = (size_t)(end - file.at);
    at = sw_bytes_little32(end + 16);
    entries = get16(end + 10);
    for (uint32_t i = 0; i < entries; i++) {
        const uint8_t *entry = file.at + at;
        size_t length;

        if (at > limit || limit - at < ENTRY || memcmp(entry, "PK\1\2", 4) != 0)
            return broken(error, "its directory is cut");
        length = ENTRY + get16(entry + 28) + get16(entry + 30) + get16(entry + 32);
        if (length > limit - at)
            return broken(error, "its directory is cut");
        if (read_entry(layout, file, entry, seen, weights, error) != 0)
            return -1;
        at += length;
    }
    for (uint32_t i = 0; i < layout->tensors; i++)
        if (!seen[i])
            return sw_fail(error, SW_EXIT_USAGE, "the array \"%s\" is missing",
                           layout->tensor[i].name);
    return 0;
}

/* ---- shapes ---- */

/* The sides that the header of an array tells: 1 or 2, or -1. */
static int sides_of(const uint8_t *array, size_t size, uint32_t side[2])
{
    static const char key[] = "'shape':";
    char text[HEADER + 1] = {0};
    size_t length = size < HEADER ? size : HEADER;
    const char *at;
    int sides = 0;

    for (size_t i = PREAMBLE, to = 0; i < length; i++)
        if (array[i] > ' ' && array[i] <= '~')
            text[to++] = (char)array[i];
    at = strstr(text, key);
    if (at == NULL || at[sizeof key - 1] != '(')
        return -1;
    for (at += sizeof key; *at >= '0' && *at <= '9' && sides < 2; at += *at == ',') {
        char *end;
        unsigned long value = strtoul(at, &end, 10);

        side[sides++] = value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
        at = end;
    }
    return sides > 0 && *at == ')' ? sides : -1;
}

int sw_npz_sides(struct sw_weights_bytes file, const char *name, uint32_t side[2],
                 struct sw_error *error)
{
    const uint8_t *end = find_end(file);
    size_t at, limit, own = strlen(name);

    if (end == NULL)
        return broken(error, "it has no directory");
    limit = (size_t)(end - file.at);
    at = sw_bytes_little32(end + 16);
    for (uint32_t i = 0; i < get16(end + 10); i++) {
        const uint8_t *entry = file.at + at;
        struct sw_weights_bytes array;
        size_t length;
        int sides;

        if (at > limit || limit - at < ENTRY || memcmp(entry, "PK\1\2", 4) != 0)
            return broken(error, "its directory is cut");
        length = ENTRY + get16(entry + 28) + get16(entry + 30) + get16(entry + 32);
        if (length > limit - at)
            return broken(error, "its directory is cut");
        at += length;
        if (get16(entry + 28) != own + 4 || memcmp(entry + ENTRY, name, own) != 0 ||
            memcmp(entry + ENTRY + own, ".npy", 4) != 0)
            continue;
        if (find_file(file, entry, &array, error) != 0)
            return -1;
        sides = sides_of(array.at, array.size, side);
        if (sides < 0)
            return sw_fail(error, SW_EXIT_USAGE,
                           "the array \"%s\" has no shape of one or two sides", name);
        return sides;
    }
    return 0;
}

/* ---- edits ---- */

void sw_npz_edits(struct sw_weights_bytes file, char edits[SW_WEIGHTS_MARK + 1])
{
    const uint8_t *end = find_end(file);

    if (end == NULL || get16(end + 20) != sizeof about - 1 + SW_WEIGHTS_MARK ||
        memcmp(end + END, about, sizeof about - 1) != 0)
        return;
    memcpy(edits, end + END + sizeof about - 1, SW_WEIGHTS_MARK);
    edits[SW_WEIGHTS_MARK] = '\0';
}
