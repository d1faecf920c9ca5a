/* labels.h - keys of any kind as labels 0..classes-1, which the measures count. Local. */
#ifndef SW_LANG_LABELS_H
#define SW_LANG_LABELS_H

#include "base/error.h"

#include <stdint.h>

/* Numbers the different ones of `count` keys in ascending order: label[i] is that of key[i], and
 * first[l] (may be NULL; room for `count`) is the first place at which label l stands. Returns how
 * many there are, or -1 when out of memory. */
int64_t sw_labels_number(const uint64_t *key, uint32_t count, uint32_t *label, uint32_t *first,
                         struct sw_error *error);

/* Counts labels below `classes` into count_of, which it clears. */
void sw_labels_count(const uint32_t *label, uint32_t count, uint32_t classes, uint32_t *count_of);

#endif
