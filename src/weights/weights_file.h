/* weights_file.h - one genome as a file that other programs read and write: an array of float32 for
 * each tensor of the layout, by its name, [rows][columns] without padding. Local.
 *
 * npz: a ZIP archive of NumPy arrays, not compressed (numpy.savez; numpy.load reads it).
 * safetensors: a JSON header and the arrays behind it (https://github.com/huggingface/safetensors).
 *
 * Reading trusts nothing: names, shapes, types, places and sizes are checked against the layout and
 * the file, a number that is not finite is refused, and of a ZIP archive the checksums count. A
 * file that is none of the two, or of other tensors, is SW_EXIT_USAGE with a sentence.
 */
#ifndef SW_WEIGHTS_WEIGHTS_FILE_H
#define SW_WEIGHTS_WEIGHTS_FILE_H

#include "agent/brain.h"

#include <stdbool.h>
#include <stddef.h>

enum sw_weights_format { SW_WEIGHTS_NPZ, SW_WEIGHTS_SAFETENSORS, SW_WEIGHTS_FORMATS };

/* The format that a file's name ends in (".npz", ".safetensors"), or -1 with a sentence. */
int sw_weights_format(const char *path, struct sw_error *error);

/* The bytes of such a file, released by free(). weights: [layout->floats]. */
void *sw_weights_pack(const struct sw_brain_layout *layout, const float *weights,
                      enum sw_weights_format format, size_t *size, struct sw_error *error);

/* Reads bytes of either format, whatever they are called, into weights [layout->floats]; padding
 * becomes 0. */
int sw_weights_unpack(const struct sw_brain_layout *layout, const void *bytes, size_t size,
                      float *weights, struct sw_error *error);

/* Writes a file as a whole (base/file.h); reads one. */
int sw_weights_write(const struct sw_brain_layout *layout, const float *weights, const char *path,
                     struct sw_error *error);
int sw_weights_read(const struct sw_brain_layout *layout, const char *path, float *weights,
                    struct sw_error *error);

/* The shape of the network whose genome the bytes are, by the sides of its arrays: for who has no
 * run's settings. How words share out among utterances is not told: as few tokens as can be. What
 * it says is checked by sw_brain_layout and sw_weights_unpack. */
int sw_weights_shape(const void *bytes, size_t size, struct sw_brain_shape *shape,
                     struct sw_error *error);

#endif
