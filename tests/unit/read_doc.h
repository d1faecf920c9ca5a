/* read_doc.h - a page of docs/ as text, for tests that compare it with the table it tells about. */
#ifndef SW_TESTS_UNIT_READ_DOC_H
#define SW_TESTS_UNIT_READ_DOC_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether docs/NAME has the line. */
static inline void check_doc_has(const char *name, const char *line)
{
    const char *source = getenv("SW_SOURCE");
    char path[4096], text[65536], wanted[2048];
    size_t size;
    FILE *file;

    snprintf(path, sizeof path, "%s/docs/%s", source != NULL ? source : ".", name);
    file = fopen(path, "r");
    ck_assert_msg(file != NULL, "cannot read %s; set SW_SOURCE to the top of the sources", path);
    size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = '\0';
    snprintf(wanted, sizeof wanted, "\n%s\n", line);
    ck_assert_msg(strstr(text, wanted) != NULL, "docs/%s lacks the line\n%s", name, line);
}

#endif
