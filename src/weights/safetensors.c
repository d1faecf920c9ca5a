#include "weights/weights_private.h"

#include "base/bytes.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH = 8, ALIGNED = 8 }; /* bytes of the header's length; what it is a multiple of */

static void print_header(const struct sw_brain_layout *layout, const char *edits, FILE *out)
{
    size_t at = 0;

    fputs("{\"__metadata__\":{\"format\":\"smallworld\"", out);
    if (edits != NULL)
        fprintf(out, ",\"edits\":\"%s\"", edits);
    fputc('}', out);
    for (uint32_t i = 0; i < layout->tensors; i++) {
        const struct sw_tensor *tensor = &layout->tensor[i];
        size_t size = sw_tensor_bytes(tensor);

        fprintf(out, ",\"%s\":{\"dtype\":\"F32\",\"shape\":[", tensor->name);
        if (tensor->rows > 1)
            fprintf(out, "%u,", tensor->rows);
        fprintf(out, "%u],\"data_offsets\":[%zu,%zu]}", tensor->columns, at, at + size);
        at += size;
    }
    fputc('}', out);
}

void *sw_safetensors_pack(const struct sw_brain_layout *layout, const float *weights,
                          const char *edits, size_t *size, struct sw_error *error)
{
    char *header = NULL;
    size_t length = 0, padded, at;
    FILE *text = open_memstream(&header, &length);
    uint8_t *out = NULL;

    if (text != NULL) {
        print_header(layout, edits, text);
        if (fclose(text) == 0) {
            padded = (length + ALIGNED - 1) / ALIGNED * ALIGNED;
            at = LENGTH + padded;
            *size = at;
            for (uint32_t i = 0; i < layout->tensors; i++)
                *size += sw_tensor_bytes(&layout->tensor[i]);
            out = sw_allocate(*size, 1, "writing a genome", error);
            if (out != NULL) {
                sw_bytes_put_little64(out, padded);
                memset(out + LENGTH, ' ', padded);
                memcpy(out + LENGTH, header, length);
            }
            for (uint32_t i = 0; i < layout->tensors && out != NULL; i++) {
                sw_tensor_put(&layout->tensor[i], weights, out + at);
                at += sw_tensor_bytes(&layout->tensor[i]);
            }
        }
    }
    free(header);
    if (out == NULL)
        sw_fail(error, SW_EXIT_FAILED, "out of memory while writing a genome");
    return out;
}

/* A list of numbers not below 0, as many as `most` at most; how many, or -1. */
static int numbers_of(const json_t *list, uint64_t *out, size_t most)
{
    size_t count = json_array_size(list);

    if (!json_is_array(list) || count > most)
        return -1;
    for (size_t i = 0; i < count; i++) {
        const json_t *number = json_array_get(list, i);

        if (!json_is_integer(number) || json_integer_value(number) < 0)
            return -1;
        out[i] = (uint64_t)json_integer_value(number);
    }
    return (int)count;
}

static bool right_shape(const struct sw_tensor *tensor, const json_t *shape)
{
    uint64_t side[2];
    int sides = numbers_of(shape, side, 2);

    if (sides == 1)
        return tensor->rows == 1 && side[0] == tensor->columns;
    return sides == 2 && side[0] == tensor->rows && side[1] == tensor->columns;
}

static int read_tensor(const struct sw_tensor *tensor, const json_t *entry,
                       struct sw_weights_bytes data, float *weights, struct sw_error *error)
{
    const char *type = json_string_value(json_object_get(entry, "dtype"));
    uint64_t place[2];

    if (type == NULL || strcmp(type, "F32") != 0 ||
        !right_shape(tensor, json_object_get(entry, "shape")))
        return sw_fail(
            error, SW_EXIT_USAGE,
            "the tensor \"%s\" is to be F32 of shape [%u, %u]; its header says otherwise",
            tensor->name, tensor->rows, tensor->columns);
    if (numbers_of(json_object_get(entry, "data_offsets"), place, 2) != 2 || place[0] > place[1] ||
        place[1] > data.size || place[1] - place[0] != sw_tensor_bytes(tensor))
        return sw_fail(error, SW_EXIT_USAGE, "the tensor \"%s\" does not lie where its header says",
                       tensor->name);
    return sw_tensor_get(tensor, data.at + place[0], weights, error);
}

static int read_tensors(const struct sw_brain_layout *layout, const json_t *header,
                        struct sw_weights_bytes data, float *weights, struct sw_error *error)
{
    size_t others = json_object_get(header, "__metadata__") != NULL;

    for (uint32_t i = 0; i < layout->tensors; i++) {
        const json_t *entry = json_object_get(header, layout->tensor[i].name);

        if (entry == NULL)
            return sw_fail(error, SW_EXIT_USAGE, "the tensor \"%s\" is missing",
                           layout->tensor[i].name);
        if (read_tensor(&layout->tensor[i], entry, data, weights, error) != 0)
            return -1;
    }
    if (json_object_size(header) == layout->tensors + others)
        return 0;
    return sw_fail(error, SW_EXIT_USAGE, "it holds a tensor that these agents have no weights for");
}

/* The header, and the bytes behind it. */
static json_t *header_of(struct sw_weights_bytes file, struct sw_weights_bytes *data,
                         struct sw_error *error)
{
    uint64_t length = sw_bytes_little64(file.at);
    json_error_t reason;
    json_t *header;

    if (length > file.size - LENGTH) {
        sw_fail(error, SW_EXIT_USAGE, "its header is longer than the file");
        return NULL;
    }
    header =
        json_loadb((const char *)file.at + LENGTH, (size_t)length, JSON_REJECT_DUPLICATES, &reason);
    if (header == NULL)
        sw_fail(error, SW_EXIT_USAGE, "its header is not JSON (%.100s)", reason.text);
    *data = (struct sw_weights_bytes){file.at + LENGTH + length, file.size - LENGTH - length};
    return header;
}

int sw_safetensors_unpack(const struct sw_brain_layout *layout, struct sw_weights_bytes file,
                          float *weights, struct sw_error *error)
{
    struct sw_weights_bytes data;
    json_t *header = header_of(file, &data, error);
    int result;

    if (header == NULL)
        return -1;
    result = read_tensors(layout, header, data, weights, error);
    json_decref(header);
    return result;
}

int sw_safetensors_sides(struct sw_weights_bytes file, const char *name, uint32_t side[2],
                         struct sw_error *error)
{
    struct sw_weights_bytes data;
    json_t *header = header_of(file, &data, error);
    uint64_t own[2];
    int sides = 0;

    if (header == NULL)
        return -1;
    if (json_object_get(header, name) != NULL) {
        sides = numbers_of(json_object_get(json_object_get(header, name), "shape"), own, 2);
        if (sides <= 0)
            sides = sw_fail(error, SW_EXIT_USAGE,
                            "the tensor \"%s\" has no shape of one or two sides", name);
        for (int i = 0; i < sides; i++)
            side[i] = own[i] > UINT32_MAX ? UINT32_MAX : (uint32_t)own[i];
    }
    json_decref(header);
    return sides;
}

void sw_safetensors_edits(struct sw_weights_bytes file, char edits[SW_WEIGHTS_MARK + 1])
{
    struct sw_error ignored = {0};
    struct sw_weights_bytes data;
    json_t *header = header_of(file, &data, &ignored);
    const char *mark =
        json_string_value(json_object_get(json_object_get(header, "__metadata__"), "edits"));

    if (mark != NULL && strlen(mark) == SW_WEIGHTS_MARK)
        memcpy(edits, mark, SW_WEIGHTS_MARK + 1);
    json_decref(header);
}
