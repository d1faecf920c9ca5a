#include "base/error.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int sw_fail(struct sw_error *error, enum sw_exit code, const char *format, ...)
{
    va_list arguments;

    if (error == NULL || error->code != 0)
        return -1;
    error->code = (int)code;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return -1;
}

int sw_error_prefix(struct sw_error *error, const char *format, ...)
{
    char prefix[256];
    char text[sizeof error->text];
    va_list arguments;
    int length;

    if (error == NULL || error->code == 0)
        return -1;
    va_start(arguments, format);
    vsnprintf(prefix, sizeof prefix, format, arguments);
    va_end(arguments);
    memcpy(text, error->text, sizeof text);
    length = snprintf(error->text, sizeof error->text, "%s: ", prefix);
    if (length >= 0 && (size_t)length < sizeof error->text) {
        size_t room = sizeof error->text - (size_t)length - 1;
        size_t used = strnlen(text, sizeof text - 1);

        if (used > room)
            used = room;
        memcpy(error->text + length, text, used);
        error->text[(size_t)length + used] = '\0';
    }
    return -1;
}

void *sw_allocate(size_t count, size_t size, const char *what, struct sw_error *error)
{
    void *memory = NULL;

    if (size != 0 && count > SIZE_MAX / size) {
        sw_fail(error, SW_EXIT_FAILED, "%s needs more memory than can be counted", what);
        return NULL;
    }
    memory = calloc(count == 0 ? 1 : count, size == 0 ? 1 : size);
    if (memory == NULL)
        sw_fail(error, SW_EXIT_FAILED, "out of memory while %s (%zu bytes wanted)", what,
                count * size);
    return memory;
}

float *sw_allocate_floats(size_t count, const char *what, struct sw_error *error)
{
    void *memory = NULL;
    size_t size = count * sizeof(float);

    if (count > (SIZE_MAX - 64) / sizeof(float)) {
        sw_fail(error, SW_EXIT_FAILED, "%s needs more memory than can be counted", what);
        return NULL;
    }
    if (posix_memalign(&memory, 64, size == 0 ? 64 : size) != 0) {
        sw_fail(error, SW_EXIT_FAILED, "out of memory while %s (%zu bytes wanted)", what, size);
        return NULL;
    }
    memset(memory, 0, size);
    return memory;
}
