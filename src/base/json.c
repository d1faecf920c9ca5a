#include "base/json.h"

#include "base/number.h"
#include "base/text.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static void print_quoted(FILE *out, const char *text)
{
    size_t size = strlen(text);

    fputc('"', out);
    while (size > 0) {
        uint32_t code;
        size_t length = sw_text_next(text, size, &code);

        if (code == '"' || code == '\\')
            fprintf(out, "\\%c", (char)code);
        else if (code == 0xfffd || (code <= 0xffff && sw_text_harmful(code)))
            fprintf(out, "\\u%04x", code);
        else
            fwrite(text, 1, length, out);
        text += length;
        size -= length;
    }
    fputc('"', out);
}

/* What stands before a value: a comma, and its key. */
static void print_key(struct sw_json *json, const char *key)
{
    if (json->begun)
        fputs(", ", json->out);
    json->begun = true;
    if (key != NULL) {
        print_quoted(json->out, key);
        fputs(": ", json->out);
    }
}

static void end_value(struct sw_json *json)
{
    if (json->depth == 0) {
        fputc('\n', json->out);
        json->begun = false;
    }
}

void sw_json_open(struct sw_json *json, const char *key, char bracket)
{
    print_key(json, key);
    fputc(bracket, json->out);
    json->depth++;
    json->begun = false;
}

void sw_json_close(struct sw_json *json, char bracket)
{
    fputc(bracket, json->out);
    json->depth--;
    json->begun = true;
    end_value(json);
}

void sw_json_text(struct sw_json *json, const char *key, const char *text)
{
    print_key(json, key);
    if (text == NULL)
        fputs("null", json->out);
    else
        print_quoted(json->out, text);
    end_value(json);
}

void sw_json_integer(struct sw_json *json, const char *key, int64_t value)
{
    print_key(json, key);
    fprintf(json->out, "%" PRId64, value);
    end_value(json);
}

void sw_json_count(struct sw_json *json, const char *key, uint64_t value)
{
    print_key(json, key);
    fprintf(json->out, "%" PRIu64, value);
    end_value(json);
}

void sw_json_real(struct sw_json *json, const char *key, double value)
{
    char text[SW_NUMBER_TEXT];

    print_key(json, key);
    fputs(isfinite(value) ? sw_number_shortest(value, text) : "null", json->out);
    end_value(json);
}

void sw_json_switch(struct sw_json *json, const char *key, bool value)
{
    print_key(json, key);
    fputs(value ? "true" : "false", json->out);
    end_value(json);
}
