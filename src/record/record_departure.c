#include "record/record.h"

#include "base/pack.h"

#include <stdlib.h>
#include <string.h>

enum { VERSION = 1, FIELDS = 5, WAYS_MAX = 2 * SW_ISLANDS_MAX };

void sw_departure_free(struct sw_departure *departure)
{
    free(departure->emigrant);
    free(departure->observed);
    free(departure->way);
    memset(departure, 0, sizeof *departure);
}

void *sw_departure_pack(const struct sw_departure *departure, size_t *size, struct sw_error *error)
{
    struct sw_pack *pack = sw_pack_begin("departure", VERSION, FIELDS);
    uint32_t width = departure->width, count = 0;
    float *observed = sw_allocate_floats((size_t)departure->emigrants * width + 1,
                                         "storing who left an island", error);

    for (uint32_t i = 0; i < departure->emigrants && observed != NULL; i++)
        if (departure->emigrant[i].id != SW_NOBODY)
            memcpy(observed + (size_t)count++ * width, departure->observed + (size_t)i * width,
                   width * sizeof *observed);
    sw_pack_uint(pack, departure->due);
    sw_pack_array(pack, 3 * count);
    for (uint32_t i = 0; i < departure->emigrants && observed != NULL; i++) {
        if (departure->emigrant[i].id == SW_NOBODY)
            continue;
        sw_pack_uint(pack, departure->emigrant[i].id);
        sw_pack_uint(pack, departure->emigrant[i].parent);
        sw_pack_double(pack, departure->emigrant[i].score);
    }
    sw_pack_uint(pack, width);
    sw_pack_floats(pack, observed, (size_t)count * width);
    sw_pack_array(pack, 2 * departure->ways);
    for (uint32_t i = 0; i < departure->ways; i++) {
        sw_pack_uint(pack, departure->way[i].to);
        sw_pack_uint(pack, departure->way[i].parent);
    }
    if (observed == NULL) {
        free(sw_pack_end(pack, size, NULL));
        return NULL;
    }
    free(observed);
    return sw_pack_end(pack, size, error);
}

static void read_emigrants(struct sw_unpack *reader, struct sw_departure *out)
{
    uint32_t values = sw_unpack_array(reader, "emigrants", 3 * (SW_ISLAND_MEMBERS_MAX + 1), 1);

    if (!reader->failed && values % 3 != 0)
        sw_unpack_refuse(reader, "emigrants", "are not three values each");
    if (reader->failed)
        return;
    out->emigrant = sw_allocate((size_t)values / 3 + 1, sizeof *out->emigrant,
                                "reading who left an island", reader->error);
    reader->failed = out->emigrant == NULL;
    for (uint32_t i = 0; i < values / 3 && !reader->failed; i++) {
        out->emigrant[i].id = sw_unpack_uint(reader, "emigrant", UINT64_MAX);
        out->emigrant[i].parent = sw_unpack_uint(reader, "kind of an emigrant", 1) != 0;
        out->emigrant[i].score = sw_unpack_double(reader, "score");
    }
    out->emigrants = values / 3;
}

static void read_observed(struct sw_unpack *reader, struct sw_departure *out)
{
    size_t left, values;

    out->width = (uint32_t)sw_unpack_uint(reader, "width", UINT32_MAX);
    if (reader->failed)
        return;
    left = (size_t)(reader->end - reader->at) / sizeof(float);
    values = (size_t)out->emigrants * out->width;
    if (values > left) {
        sw_unpack_refuse(reader, "observations", "are fewer than its emigrants have");
        return;
    }
    out->observed = sw_allocate_floats(values + 1, "reading who left an island", reader->error);
    reader->failed = out->observed == NULL;
    sw_unpack_floats(reader, "observations", out->observed, values);
}

static void read_ways(struct sw_unpack *reader, struct sw_departure *out)
{
    uint32_t values = sw_unpack_array(reader, "ways", 2 * WAYS_MAX, 1);

    if (!reader->failed && values % 2 != 0)
        sw_unpack_refuse(reader, "ways", "are not two values each");
    if (reader->failed)
        return;
    out->way = sw_allocate((size_t)values / 2 + 1, sizeof *out->way, "reading who left an island",
                           reader->error);
    reader->failed = out->way == NULL;
    for (uint32_t i = 0; i < values / 2 && !reader->failed; i++) {
        out->way[i].to = (uint32_t)sw_unpack_uint(reader, "island", SW_ISLANDS_MAX - 1);
        out->way[i].parent = sw_unpack_uint(reader, "kind of a way", 1) != 0;
    }
    out->ways = values / 2;
}

int sw_departure_unpack(const void *bytes, size_t size, struct sw_departure *out,
                        struct sw_error *error)
{
    struct sw_unpack reader;

    memset(out, 0, sizeof *out);
    sw_unpack_begin(&reader, bytes, size, "departure", VERSION, FIELDS, error);
    out->due = sw_unpack_uint(&reader, "generation of arrival", UINT64_MAX);
    read_emigrants(&reader, out);
    read_observed(&reader, out);
    read_ways(&reader, out);
    if (sw_unpack_end(&reader) == 0)
        return 0;
    sw_departure_free(out);
    return -1;
}
