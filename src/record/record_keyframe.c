#include "record/record.h"

#include "base/pack.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a version says beside the first: 2 the line, 3 also cma's step length and path, 4 the line
 * and what was learned, 5 also what earlier laws are kept by and how well rules were learned, 6 all
 * of it and the surface, 7 also the genes of learning. A record has the lowest version that holds
 * it. */
enum { PLAIN = 1, LINED = 2, ADAPTED = 3, LEARNED = 4, KEPT = 5, SURFACED = 6, GENES = 7 };

static const uint32_t fields[GENES] = {6, 7, 9, 12, 15, 18, 20};

static bool finite_floats(const float *values, size_t count)
{
    for (size_t i = 0; i < count && values != NULL; i++)
        if (!isfinite(values[i]))
            return false;
    return true;
}

static bool finite_keyframe(const struct sw_keyframe *keyframe)
{
    uint32_t count = keyframe->parameters;

    return finite_floats(keyframe->weights, count) && finite_floats(keyframe->length_path, count) &&
           finite_floats(keyframe->first_moment, count) &&
           finite_floats(keyframe->second_moment, count) &&
           finite_floats(keyframe->learned_first, count) &&
           finite_floats(keyframe->learned_second, count) &&
           finite_floats(keyframe->learned_back, count) && finite_floats(keyframe->birth, count) &&
           finite_floats(keyframe->anchor, count) && finite_floats(keyframe->importance, count) &&
           finite_floats(keyframe->marks, count);
}

/* An array that may not be there. */
static void write_array(struct sw_pack *pack, const float *values, uint32_t count)
{
    if (values == NULL)
        sw_pack_nil(pack);
    else
        sw_pack_floats(pack, values, count);
}

static uint32_t version_of(const struct sw_keyframe *keyframe)
{
    if (keyframe->has_genes)
        return GENES;
    if (keyframe->surfaced)
        return SURFACED;
    if (keyframe->anchor != NULL || keyframe->marks != NULL)
        return KEPT;
    if (keyframe->learned_first != NULL || keyframe->birth != NULL)
        return LEARNED;
    return keyframe->length_path != NULL ? ADAPTED : keyframe->lined ? LINED : PLAIN;
}

void *sw_keyframe_pack(const struct sw_keyframe *keyframe, size_t *size, struct sw_error *error)
{
    uint32_t count = keyframe->parameters, version = version_of(keyframe);
    struct sw_pack *pack;

    *size = 0;
    assert((keyframe->first_moment != NULL) == (keyframe->second_moment != NULL));
    assert((keyframe->learned_first != NULL) == (keyframe->learned_second != NULL));
    assert(version != ADAPTED || keyframe->first_moment != NULL);
    assert(version < LEARNED || version >= SURFACED || keyframe->length_path == NULL);
    assert(keyframe->importance == NULL || keyframe->anchor != NULL);
    if (!finite_keyframe(keyframe)) {
        sw_fail(error, SW_EXIT_FAILED,
                "a weight of member %llu is not a finite number: evolution ran away; lower "
                "the mutation strength or the step",
                (unsigned long long)keyframe->id);
        return NULL;
    }
    pack = sw_pack_begin("keyframe", version, fields[version - 1]);
    sw_pack_uint(pack, keyframe->id);
    sw_pack_uint(pack, keyframe->steps);
    sw_pack_uint(pack, count);
    sw_pack_floats(pack, keyframe->weights, count);
    write_array(pack, keyframe->first_moment, count);
    write_array(pack, keyframe->second_moment, count);
    if (version >= LINED)
        sw_pack_uint(pack, keyframe->line);
    if (version == ADAPTED) {
        sw_pack_double(pack, keyframe->sigma);
        sw_pack_floats(pack, keyframe->length_path, count);
    }
    if (version >= LEARNED) {
        sw_pack_uint(pack, keyframe->learned_steps);
        write_array(pack, keyframe->learned_first, count);
        write_array(pack, keyframe->learned_second, count);
        write_array(pack, keyframe->learned_back, count);
        write_array(pack, keyframe->birth, count);
    }
    if (version >= KEPT) {
        write_array(pack, keyframe->anchor, count);
        write_array(pack, keyframe->importance, count);
        write_array(pack, keyframe->marks, count);
    }
    if (version >= SURFACED) {
        sw_pack_double(pack, keyframe->sigma);
        write_array(pack, keyframe->length_path, count);
    }
    if (version >= SURFACED && keyframe->surfaced)
        sw_pack_uint(pack, keyframe->surface);
    else if (version >= SURFACED)
        sw_pack_nil(pack);
    if (version == GENES) {
        sw_pack_uint(pack, (uint64_t)(keyframe->genes.power + SW_GENE_POWER_MOST));
        sw_pack_uint(pack, keyframe->genes.feedback);
    }
    return sw_pack_end(pack, size, error);
}

static float *read_array(struct sw_unpack *reader, const char *field, uint32_t count)
{
    float *values = NULL;

    if (reader->failed)
        return NULL;
    values = sw_allocate(count, sizeof *values, "reading a keyframe", reader->error);
    if (values == NULL)
        reader->failed = true;
    else
        sw_unpack_floats(reader, field, values, count);
    return values;
}

static float *read_optional(struct sw_unpack *reader, const char *field, uint32_t count)
{
    return sw_unpack_nil(reader) ? NULL : read_array(reader, field, count);
}

static void refuse_negative(struct sw_unpack *reader, const char *field, const float *values,
                            uint32_t count)
{
    for (uint32_t i = 0; i < count && !reader->failed && values != NULL; i++)
        if (!(values[i] >= 0))
            sw_unpack_refuse(reader, field, "are below 0");
}

static void check_adapted(struct sw_unpack *reader, const struct sw_keyframe *out)
{
    if (out->first_moment == NULL)
        sw_unpack_refuse(reader, "variances", "are missing beside a step length");
    if (!(out->sigma > 0))
        sw_unpack_refuse(reader, "step length", "is not above 0");
    refuse_negative(reader, "variances", out->second_moment, out->parameters);
}

/* What only cma remembers. */
static void read_adapted(struct sw_unpack *reader, struct sw_keyframe *out)
{
    out->sigma = sw_unpack_double(reader, "step length");
    out->length_path = read_array(reader, "path of the step length", out->parameters);
    check_adapted(reader, out);
}

/* What all of it is followed by. Only cma has a path of the step length. */
static void read_surfaced(struct sw_unpack *reader, struct sw_keyframe *out)
{
    out->sigma = sw_unpack_double(reader, "step length");
    out->length_path = read_optional(reader, "path of the step length", out->parameters);
    if (out->length_path != NULL)
        check_adapted(reader, out);
    else if (out->sigma != 0)
        sw_unpack_refuse(reader, "step length", "is there without its path");
    out->surfaced = reader->version == SURFACED || !sw_unpack_nil(reader);
    if (out->surfaced)
        out->surface = sw_unpack_uint(reader, "surface", UINT64_MAX);
    out->has_genes = reader->version == GENES;
    if (!out->has_genes)
        return;
    out->genes.power =
        (int16_t)((int)sw_unpack_uint(reader, "step of the rate", 2 * SW_GENE_POWER_MOST) -
                  SW_GENE_POWER_MOST);
    out->genes.feedback = sw_unpack_uint(reader, "feedback", UINT64_MAX);
}

/* What only those remember who learned, or whose parents did. */
static void read_learned(struct sw_unpack *reader, struct sw_keyframe *out)
{
    uint32_t count = out->parameters;

    out->learned_steps = sw_unpack_uint(reader, "steps of learning", UINT64_MAX);
    out->learned_first = read_optional(reader, "first moment of learning", count);
    out->learned_second = read_optional(reader, "second moment of learning", count);
    out->learned_back = read_optional(reader, "way back", count);
    out->birth = read_optional(reader, "weights of birth", count);
    if ((out->learned_first == NULL) != (out->learned_second == NULL) ||
        (out->learned_first == NULL &&
         (out->learned_back != NULL || (out->birth == NULL && reader->version == LEARNED))))
        sw_unpack_refuse(reader, "moments of learning", "are not all there");
    refuse_negative(reader, "second moments of learning", out->learned_second, count);
}

/* What only those remember who keep earlier laws. */
static void read_kept(struct sw_unpack *reader, struct sw_keyframe *out)
{
    out->anchor = read_optional(reader, "anchor", out->parameters);
    out->importance = read_optional(reader, "importance", out->parameters);
    out->marks = read_optional(reader, "marks", out->parameters);
    if (out->anchor == NULL &&
        (out->importance != NULL || (out->marks == NULL && reader->version == KEPT)))
        sw_unpack_refuse(reader, "anchor", "is missing");
    refuse_negative(reader, "importances", out->importance, out->parameters);
}

int sw_keyframe_unpack(const void *bytes, size_t size, struct sw_keyframe *out,
                       struct sw_error *error)
{
    struct sw_unpack reader;

    *out = (struct sw_keyframe){0};
    sw_unpack_begin_versions(&reader, bytes, size, "keyframe", fields, GENES, error);
    out->id = sw_unpack_uint(&reader, "member", UINT64_MAX);
    out->steps = sw_unpack_uint(&reader, "steps", UINT64_MAX);
    /* No more than the bytes that are there, so that a hostile count allocates nothing. */
    out->parameters = (uint32_t)sw_unpack_uint(&reader, "number of parameters", size / 4);
    out->weights = read_array(&reader, "weights", out->parameters);
    if (sw_unpack_nil(&reader)) {
        if (!sw_unpack_nil(&reader))
            sw_unpack_refuse(&reader, "second moment", "is there without the first");
    } else {
        out->first_moment = read_array(&reader, "first moment", out->parameters);
        out->second_moment = read_array(&reader, "second moment", out->parameters);
    }
    out->lined = reader.version >= LINED;
    if (out->lined)
        out->line = (uint32_t)sw_unpack_uint(&reader, "line", SW_ISLANDS_MAX);
    if (reader.version == ADAPTED)
        read_adapted(&reader, out);
    if (reader.version >= LEARNED)
        read_learned(&reader, out);
    if (reader.version >= KEPT)
        read_kept(&reader, out);
    if (reader.version >= SURFACED)
        read_surfaced(&reader, out);
    if (sw_unpack_end(&reader) == 0)
        return 0;
    sw_keyframe_free(out);
    return -1;
}

void sw_keyframe_free(struct sw_keyframe *keyframe)
{
    free(keyframe->weights);
    free(keyframe->first_moment);
    free(keyframe->second_moment);
    free(keyframe->length_path);
    free(keyframe->learned_first);
    free(keyframe->learned_second);
    free(keyframe->learned_back);
    free(keyframe->birth);
    free(keyframe->anchor);
    free(keyframe->importance);
    free(keyframe->marks);
    *keyframe = (struct sw_keyframe){0};
}
