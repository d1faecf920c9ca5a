/* csv.h - fields of comma-separated values as RFC 4180 has them. Local. */
#ifndef SW_BASE_CSV_H
#define SW_BASE_CSV_H

#include <stdio.h>

/* Writes one field, in double quotes where it has to be. */
void sw_csv_field(const char *text, FILE *out);

#endif
