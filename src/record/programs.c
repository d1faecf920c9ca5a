#include "record/programs.h"

#include "base/hash.h"
#include "base/pack.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION = 1, FIELDS = 1 };

static int compare_up(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static int compare_down(const void *a, const void *b)
{
    return compare_up(b, a);
}

/* From the numbers of members' programs, in any order, to how many have the same, most first. Both
 * in `number`; returns how many are different. */
static uint32_t count_same(uint32_t *number, uint32_t members)
{
    uint32_t different = 0, begin = 0;

    qsort(number, members, sizeof *number, compare_up);
    for (uint32_t i = 1; i <= members; i++)
        if (i == members || number[i] != number[begin]) {
            number[different++] = i - begin; /* which is behind where it has come from */
            begin = i;
        }
    qsort(number, different, sizeof *number, compare_down);
    return different;
}

void *sw_programs_pack(const uint32_t *program, uint32_t members, uint32_t worlds, size_t *size,
                       struct sw_error *error)
{
    uint32_t *number = sw_allocate(members, sizeof *number, "storing programs", error);
    struct sw_pack *pack;

    *size = 0;
    if (number == NULL)
        return NULL;
    pack = sw_pack_begin("programs", VERSION, FIELDS);
    sw_pack_array(pack, worlds + 1);
    for (uint32_t world = 0; world <= worlds; world++) {
        uint32_t different;

        for (uint32_t i = 0; i < members; i++) {
            const uint32_t *mine = program + (size_t)i * worlds;

            number[i] =
                world < worlds ? mine[world] : (uint32_t)sw_hash(mine, worlds * sizeof *mine);
        }
        different = count_same(number, members);
        sw_pack_array(pack, different);
        for (uint32_t i = 0; i < different; i++)
            sw_pack_uint(pack, number[i]);
    }
    free(number);
    return sw_pack_end(pack, size, error);
}

/* Reads the counts of one world: their entropy, and how many there are. */
static double read_counts(struct sw_unpack *reader, uint32_t members, uint32_t *different)
{
    uint64_t sum = 0, last = members;
    double terms = 0;

    *different = sw_unpack_array(reader, "list of counts", members, 1);
    for (uint32_t i = 0; i < *different && !reader->failed; i++) {
        uint64_t count = sw_unpack_uint(reader, "count", last);

        if (!reader->failed && count == 0)
            sw_unpack_refuse(reader, "count", "is 0");
        last = count;
        sum += count;
        terms += count > 0 ? (double)count * log2((double)count) : 0;
    }
    if (!reader->failed && sum != members)
        sw_unpack_refuse(reader, "counts", "are not those of all members");
    return log2((double)members) - terms / members;
}

int sw_programs_unpack(const void *bytes, size_t size, uint32_t members, struct sw_programs *out,
                       struct sw_error *error)
{
    struct sw_unpack reader;
    uint32_t rows, different;

    memset(out, 0, sizeof *out);
    sw_unpack_begin(&reader, bytes, size, "programs", VERSION, FIELDS, error);
    rows = sw_unpack_array(&reader, "list of worlds", SW_PROBES_MAX + 1, 1);
    if (!reader.failed && rows < 2)
        sw_unpack_refuse(&reader, "list of worlds", "is empty");
    for (uint32_t i = 0; i + 1 < rows && !reader.failed; i++) {
        out->entropy += read_counts(&reader, members, &different) / (rows - 1);
        out->different += (double)different / (rows - 1);
    }
    out->worlds = rows > 0 ? rows - 1 : 0;
    if (!reader.failed)
        out->together = read_counts(&reader, members, &different);
    return sw_unpack_end(&reader);
}
