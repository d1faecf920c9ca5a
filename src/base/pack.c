#include "base/pack.h"
#include "base/bytes.h"

#include <math.h>
#include <msgpack.h>
#include <stdlib.h>
#include <string.h>

/* ---- writing ---- */

struct sw_pack {
    msgpack_sbuffer buffer;
    msgpack_packer packer;
    bool failed;
};

static void note(struct sw_pack *pack, int result)
{
    if (result != 0)
        pack->failed = true;
}

struct sw_pack *sw_pack_begin(const char *kind, uint32_t version, uint32_t fields)
{
    struct sw_pack *pack = calloc(1, sizeof *pack);

    if (pack == NULL)
        return NULL;
    msgpack_sbuffer_init(&pack->buffer);
    msgpack_packer_init(&pack->packer, &pack->buffer, msgpack_sbuffer_write);
    sw_pack_array(pack, fields + 2);
    sw_pack_text(pack, kind);
    sw_pack_uint(pack, version);
    return pack;
}

void sw_pack_uint(struct sw_pack *pack, uint64_t value)
{
    if (pack != NULL)
        note(pack, msgpack_pack_uint64(&pack->packer, value));
}

void sw_pack_bool(struct sw_pack *pack, bool value)
{
    if (pack != NULL)
        note(pack, value ? msgpack_pack_true(&pack->packer) : msgpack_pack_false(&pack->packer));
}

void sw_pack_single(struct sw_pack *pack, float value)
{
    if (pack != NULL)
        note(pack, msgpack_pack_float(&pack->packer, value));
}

void sw_pack_double(struct sw_pack *pack, double value)
{
    if (pack != NULL)
        note(pack, msgpack_pack_double(&pack->packer, value));
}

void sw_pack_nil(struct sw_pack *pack)
{
    if (pack != NULL)
        note(pack, msgpack_pack_nil(&pack->packer));
}

void sw_pack_array(struct sw_pack *pack, uint32_t count)
{
    if (pack != NULL)
        note(pack, msgpack_pack_array(&pack->packer, count));
}

void sw_pack_text(struct sw_pack *pack, const char *text)
{
    size_t size = strlen(text);

    if (pack == NULL)
        return;
    if (size > UINT32_MAX) {
        pack->failed = true;
        return;
    }
    note(pack, msgpack_pack_str(&pack->packer, size));
    note(pack, msgpack_pack_str_body(&pack->packer, text, size));
}

void sw_pack_bytes(struct sw_pack *pack, const void *bytes, size_t size)
{
    if (pack == NULL)
        return;
    if (size > UINT32_MAX) {
        pack->failed = true;
        return;
    }
    note(pack, msgpack_pack_bin(&pack->packer, size));
    if (size > 0)
        note(pack, msgpack_pack_bin_body(&pack->packer, bytes, size));
}

static void little_endian(const float *values, size_t count, uint8_t *out)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;

        memcpy(&bits, &values[i], sizeof bits);
        sw_bytes_put_little32(out + 4 * i, bits);
    }
}

void sw_pack_floats(struct sw_pack *pack, const float *values, size_t count)
{
    uint8_t chunk[1024];

    if (pack == NULL)
        return;
    if (count > UINT32_MAX / 4) {
        pack->failed = true;
        return;
    }
    note(pack, msgpack_pack_bin(&pack->packer, 4 * count));
    for (size_t at = 0; at < count; at += sizeof chunk / 4) {
        size_t now = count - at < sizeof chunk / 4 ? count - at : sizeof chunk / 4;

        little_endian(values + at, now, chunk);
        note(pack, msgpack_pack_bin_body(&pack->packer, chunk, 4 * now));
    }
}

void *sw_pack_end(struct sw_pack *pack, size_t *size, struct sw_error *error)
{
    void *bytes = NULL;

    *size = 0;
    if (pack == NULL || pack->failed) {
        sw_fail(error, SW_EXIT_FAILED, "out of memory, or over 4 GB, while packing a record");
    } else {
        *size = pack->buffer.size;
        bytes = msgpack_sbuffer_release(&pack->buffer);
    }
    if (pack != NULL)
        msgpack_sbuffer_destroy(&pack->buffer);
    free(pack);
    return bytes;
}

/* ---- reading ---- */

void sw_unpack_refuse(struct sw_unpack *reader, const char *field, const char *sentence)
{
    if (!reader->failed)
        sw_fail(reader->error, SW_EXIT_DAMAGED, "the %s record's %s %s", reader->kind, field,
                sentence);
    reader->failed = true;
}

static size_t left(const struct sw_unpack *reader)
{
    return (size_t)(reader->end - reader->at);
}

/* Takes `size` (1..8) big-endian bytes as a number; 0 and a failure if they are not there. */
static uint64_t take(struct sw_unpack *reader, const char *field, size_t size)
{
    uint64_t value = 0;

    if (reader->failed)
        return 0;
    if (left(reader) < size) {
        sw_unpack_refuse(reader, field, "is cut short");
        return 0;
    }
    for (size_t i = 0; i < size; i++)
        value = value << 8 | *reader->at++;
    return value;
}

uint64_t sw_unpack_uint(struct sw_unpack *reader, const char *field, uint64_t maximum)
{
    uint64_t tag = take(reader, field, 1);
    uint64_t value = tag;

    if (tag >= 0xcc && tag <= 0xcf)
        value = take(reader, field, (size_t)1 << (tag - 0xcc));
    else if (tag > 0x7f)
        sw_unpack_refuse(reader, field, "is not a whole number");
    if (value > maximum)
        sw_unpack_refuse(reader, field, "is larger than it can be");
    return reader->failed ? 0 : value;
}

bool sw_unpack_bool(struct sw_unpack *reader, const char *field)
{
    uint64_t tag = take(reader, field, 1);

    if (tag != 0xc2 && tag != 0xc3)
        sw_unpack_refuse(reader, field, "is neither true nor false");
    return tag == 0xc3;
}

float sw_unpack_single(struct sw_unpack *reader, const char *field)
{
    uint64_t tag = take(reader, field, 1);
    uint32_t bits = (uint32_t)take(reader, field, 4);
    float value;

    memcpy(&value, &bits, sizeof value);
    if (tag != 0xca)
        sw_unpack_refuse(reader, field, "is not a 4-byte real number");
    if (!isfinite(value))
        sw_unpack_refuse(reader, field, "is not a finite number");
    return reader->failed ? 0.0f : value;
}

double sw_unpack_double(struct sw_unpack *reader, const char *field)
{
    uint64_t tag = take(reader, field, 1);
    uint64_t bits = take(reader, field, 8);
    double value;

    memcpy(&value, &bits, sizeof value);
    if (tag != 0xcb)
        sw_unpack_refuse(reader, field, "is not an 8-byte real number");
    if (!isfinite(value))
        sw_unpack_refuse(reader, field, "is not a finite number");
    return reader->failed ? 0.0 : value;
}

bool sw_unpack_nil(struct sw_unpack *reader)
{
    if (reader->failed || left(reader) < 1 || *reader->at != 0xc0)
        return false;
    reader->at++;
    return true;
}

uint32_t sw_unpack_array(struct sw_unpack *reader, const char *field, uint32_t maximum,
                         uint32_t element_bytes)
{
    uint64_t tag = take(reader, field, 1);
    uint64_t count = tag & 0x0f;

    if (tag == 0xdc || tag == 0xdd)
        count = take(reader, field, tag == 0xdc ? 2 : 4);
    else if ((tag & 0xf0) != 0x90)
        sw_unpack_refuse(reader, field, "is not a list");
    if (count > maximum || count > left(reader) / element_bytes)
        sw_unpack_refuse(reader, field, "claims more entries than it can hold");
    return reader->failed ? 0 : (uint32_t)count;
}

/* The body of a text (`fixed`: tags a0..bf carry the length themselves) or of bytes, whose other
 * tags are `first` and the two after it, with 1, 2 and 4 bytes of length. */
static const void *body(struct sw_unpack *reader, const char *field, bool fixed, uint64_t first,
                        size_t maximum, size_t *size)
{
    uint64_t tag = take(reader, field, 1);
    uint64_t length = tag & 0x1f;
    const uint8_t *start;

    *size = 0;
    if (tag >= first && tag <= first + 2)
        length = take(reader, field, (size_t)1 << (tag - first));
    else if (!fixed || (tag & 0xe0) != 0xa0)
        sw_unpack_refuse(reader, field, fixed ? "is not text" : "is not a string of bytes");
    if (length > left(reader))
        sw_unpack_refuse(reader, field, "is cut short");
    if (length > maximum)
        sw_unpack_refuse(reader, field, "is longer than it can be");
    if (reader->failed)
        return NULL;
    start = reader->at;
    reader->at += length;
    *size = (size_t)length;
    return start;
}

const char *sw_unpack_text(struct sw_unpack *reader, const char *field, size_t maximum,
                           size_t *size)
{
    const char *text = body(reader, field, true, 0xd9, maximum, size);

    if (text != NULL && memchr(text, 0, *size) != NULL) {
        sw_unpack_refuse(reader, field, "holds a zero byte");
        *size = 0;
        return NULL;
    }
    return text;
}

const void *sw_unpack_bytes(struct sw_unpack *reader, const char *field, size_t maximum,
                            size_t *size)
{
    return body(reader, field, false, 0xc4, maximum, size);
}

void sw_unpack_floats(struct sw_unpack *reader, const char *field, float *out, size_t count)
{
    size_t size;
    const uint8_t *bytes = body(reader, field, false, 0xc4, SIZE_MAX, &size);

    if (bytes == NULL)
        return;
    if (size % 4 != 0 || size / 4 != count) {
        sw_unpack_refuse(reader, field, "has another number of values than it should");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t bits = sw_bytes_little32(bytes + 4 * i);

        memcpy(&out[i], &bits, sizeof bits);
        if (!isfinite(out[i])) {
            sw_unpack_refuse(reader, field, "hold a value that is not a finite number");
            return;
        }
    }
}

/* fields[v - 1] of version v; each: the same for all versions. */
static int begin(struct sw_unpack *reader, const void *bytes, size_t size, const char *kind,
                 const uint32_t *fields, bool each, uint32_t versions, struct sw_error *error)
{
    const char *text;
    size_t length;
    uint32_t count;
    uint64_t version;

    *reader = (struct sw_unpack){.at = bytes, .end = bytes, .kind = kind, .error = error};
    if (bytes == NULL || size == 0) {
        sw_unpack_refuse(reader, "envelope", "is empty");
        return -1;
    }
    reader->end += size;
    count = sw_unpack_array(reader, "envelope", UINT32_MAX, 1);
    text = sw_unpack_text(reader, "kind", 64, &length);
    version = sw_unpack_uint(reader, "version", UINT32_MAX);
    if (reader->failed)
        return -1;
    if (length != strlen(kind) || memcmp(text, kind, length) != 0) {
        sw_unpack_refuse(reader, "kind", "says that it is something else");
    } else if (version < 1) {
        sw_unpack_refuse(reader, "version", "is 0, which no program writes");
    } else if (version > versions) {
        sw_fail(error, SW_EXIT_DAMAGED,
                "the %s record has version %llu and this program knows versions up to %u: read it "
                "with the newer program that wrote it",
                kind, (unsigned long long)version, versions);
        reader->failed = true;
    } else if (count != fields[each ? version - 1 : 0] + 2) {
        sw_unpack_refuse(reader, "envelope", "has another number of fields than its version");
    }
    reader->version = (uint32_t)version;
    return reader->failed ? -1 : 0;
}

int sw_unpack_begin(struct sw_unpack *reader, const void *bytes, size_t size, const char *kind,
                    uint32_t version_max, uint32_t fields, struct sw_error *error)
{
    return begin(reader, bytes, size, kind, &fields, false, version_max, error);
}

int sw_unpack_begin_versions(struct sw_unpack *reader, const void *bytes, size_t size,
                             const char *kind, const uint32_t *fields, uint32_t versions,
                             struct sw_error *error)
{
    return begin(reader, bytes, size, kind, fields, true, versions, error);
}

int sw_unpack_end(struct sw_unpack *reader)
{
    if (!reader->failed && left(reader) != 0)
        sw_unpack_refuse(reader, "end", "is followed by bytes that do not belong to it");
    return reader->failed ? -1 : 0;
}
