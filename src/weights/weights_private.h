/* weights_private.h - what the two formats share. Local. */
#ifndef SW_WEIGHTS_WEIGHTS_PRIVATE_H
#define SW_WEIGHTS_WEIGHTS_PRIVATE_H

#include "weights/weights_file.h"

#include <stdint.h>

/* Bytes being read; each view into them is checked first. */
struct sw_weights_bytes {
    const uint8_t *at;
    size_t size;
};

#define SW_WEIGHTS_MARK 16 /* digits of a mark of edits */

void *sw_npz_pack(const struct sw_brain_layout *layout, const float *weights, const char *edits,
                  size_t *size, struct sw_error *error);
int sw_npz_unpack(const struct sw_brain_layout *layout, struct sw_weights_bytes file,
                  float *weights, struct sw_error *error);
void *sw_safetensors_pack(const struct sw_brain_layout *layout, const float *weights,
                          const char *edits, size_t *size, struct sw_error *error);
int sw_safetensors_unpack(const struct sw_brain_layout *layout, struct sw_weights_bytes file,
                          float *weights, struct sw_error *error);

/* The sides of the array of this name: 1 or 2 of them; 0: there is no such array; -1: the file is
 * broken. */
int sw_npz_sides(struct sw_weights_bytes file, const char *name, uint32_t side[2],
                 struct sw_error *error);
int sw_safetensors_sides(struct sw_weights_bytes file, const char *name, uint32_t side[2],
                         struct sw_error *error);

/* The mark of the edits that the file tells of; "": it tells of none, or is broken. */
void sw_npz_edits(struct sw_weights_bytes file, char edits[SW_WEIGHTS_MARK + 1]);
void sw_safetensors_edits(struct sw_weights_bytes file, char edits[SW_WEIGHTS_MARK + 1]);

/* Bytes of a tensor's numbers, and these as little-endian bytes, there and back. -1: a number is
 * not finite. */
size_t sw_tensor_bytes(const struct sw_tensor *tensor);
void sw_tensor_put(const struct sw_tensor *tensor, const float *weights, uint8_t *out);
int sw_tensor_get(const struct sw_tensor *tensor, const uint8_t *bytes, float *weights,
                  struct sw_error *error);

#endif
