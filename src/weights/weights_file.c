#include "weights/weights_private.h"

#include "base/bytes.h"
#include "base/file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const endings[SW_WEIGHTS_FORMATS] = {".npz", ".safetensors"};

size_t sw_tensor_bytes(const struct sw_tensor *tensor)
{
    return (size_t)tensor->rows * tensor->columns * sizeof(float);
}

void sw_tensor_put(const struct sw_tensor *tensor, const float *weights, uint8_t *out)
{
    for (uint32_t row = 0; row < tensor->rows; row++)
        for (uint32_t column = 0; column < tensor->columns; column++, out += 4) {
            uint32_t bits;

            memcpy(&bits, &weights[tensor->offset + (size_t)row * tensor->stride + column],
                   sizeof bits);
            sw_bytes_put_little32(out, bits);
        }
}

int sw_tensor_get(const struct sw_tensor *tensor, const uint8_t *bytes, float *weights,
                  struct sw_error *error)
{
    for (uint32_t row = 0; row < tensor->rows; row++)
        for (uint32_t column = 0; column < tensor->columns; column++, bytes += 4) {
            uint32_t bits = sw_bytes_little32(bytes);
            float *to = &weights[tensor->offset + (size_t)row * tensor->stride + column];

            memcpy(to, &bits, sizeof bits);
            if (!isfinite(*to))
                return sw_fail(error, SW_EXIT_USAGE,
                               "the array \"%s\" holds a number that is not finite, at [%u, %u]",
                               tensor->name, row, column);
        }
    return 0;
}

int sw_weights_format(const char *path, struct sw_error *error)
{
    size_t length = strlen(path);

    for (int i = 0; i < SW_WEIGHTS_FORMATS; i++) {
        size_t ending = strlen(endings[i]);

        if (length > ending && strcmp(path + length - ending, endings[i]) == 0)
            return i;
    }
    return sw_fail(error, SW_EXIT_USAGE,
                   "%.300s: a genome is written to a file whose name ends in .npz or .safetensors",
                   path);
}

void *sw_weights_pack(const struct sw_brain_layout *layout, const float *weights, const char *edits,
                      enum sw_weights_format format, size_t *size, struct sw_error *error)
{
    return format == SW_WEIGHTS_NPZ ? sw_npz_pack(layout, weights, edits, size, error)
                                    : sw_safetensors_pack(layout, weights, edits, size, error);
}

bool sw_weights_suit(const void *bytes, size_t size, const char *edits)
{
    struct sw_weights_bytes file = {bytes, size};
    char own[SW_WEIGHTS_MARK + 1] = "";

    if (size >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
        sw_npz_edits(file, own);
    else if (size >= 9 && file.at[8] == '{')
        sw_safetensors_edits(file, own);
    return own[0] == '\0' || edits == NULL || strcmp(own, edits) == 0;
}

int sw_weights_unpack(const struct sw_brain_layout *layout, const void *bytes, size_t size,
                      float *weights, struct sw_error *error)
{
    struct sw_weights_bytes file = {bytes, size};

    memset(weights, 0, layout->floats * sizeof *weights);
    if (size >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
        return sw_npz_unpack(layout, file, weights, error);
    if (size >= 9 && file.at[8] == '{')
        return sw_safetensors_unpack(layout, file, weights, error);
    return sw_fail(error, SW_EXIT_USAGE, "it is neither an npz nor a safetensors file");
}

int sw_weights_write(const struct sw_brain_layout *layout, const float *weights, const char *edits,
                     const char *path, struct sw_error *error)
{
    int format = sw_weights_format(path, error), result;
    size_t size = 0;
    void *bytes;

    if (format < 0)
        return -1;
    bytes = sw_weights_pack(layout, weights, edits, (enum sw_weights_format)format, &size, error);
    if (bytes == NULL)
        return -1;
    result = sw_file_write(path, bytes, size, error);
    free(bytes);
    return result;
}

int sw_weights_read(const struct sw_brain_layout *layout, const char *path, const char *edits,
                    float *weights, struct sw_error *error)
{
    /* Twice what such a file takes, and room for its headers. */
    size_t limit = 8 * (size_t)layout->floats + (1u << 20), size;
    char *bytes = sw_file_read(path, limit, &size, error);
    int result;

    if (bytes == NULL)
        return -1;
    result = sw_weights_unpack(layout, bytes, size, weights, error);
    if (result == 0 && !sw_weights_suit(bytes, size, edits))
        result = sw_fail(error, SW_EXIT_USAGE,
                         "it knows as many edits as this run's agents, but different ones; use its "
                         "worlds.laws, worlds.colours and agent.edits");
    free(bytes);
    return result == 0 ? 0 : sw_error_prefix(error, "%.300s", path);
}
