/* json.h - JSON for whoever reads our output by program: one object a line, keys in the order in
 * which they are written. Local.
 *
 *     struct sw_json json = {.out = stdout};
 *     sw_json_open(&json, NULL, '{');
 *     sw_json_text(&json, "law", name);
 *     sw_json_real(&json, "exact", share);
 *     sw_json_close(&json, '}');
 *
 * `key` is NULL inside a list and for the outermost value, which ends its line. Failures of the
 * stream are found when it is flushed at the end of main.
 */
#ifndef SW_BASE_JSON_H
#define SW_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct sw_json {
    FILE *out;
    uint32_t depth;
    bool begun; /* the present object or list has an entry */
};

void sw_json_open(struct sw_json *json, const char *key, char bracket); /* '{' or '[' */
void sw_json_close(struct sw_json *json, char bracket);                 /* '}' or ']' */

/* Text in quotes; control and invisible characters are escaped, bytes that are not UTF-8 become U+FFFD. NULL is
 * null. */
void sw_json_text(struct sw_json *json, const char *key, const char *text);
void sw_json_integer(struct sw_json *json, const char *key, int64_t value);
void sw_json_count(struct sw_json *json, const char *key, uint64_t value);

/* The shortest text that reads back to the same double; what is not finite is null. */
void sw_json_real(struct sw_json *json, const char *key, double value);
void sw_json_switch(struct sw_json *json, const char *key, bool value);

#endif
