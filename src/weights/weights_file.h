/* weights_file.h - one genome as a file that other programs read and write: an array of float32 for
 * each tensor of the layout, by its name, [rows][columns] without padding. Local.
 *
 * A file also tells which edits the head of the network stands for, by a mark of 16 hexadecimal
 * digits (sw_action_set_mark): in the header of safetensors as "edits" of the metadata, in an npz
 * as the comment of the archive. One that another program has written may have none.
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

/* The bytes of such a file, released by free(). weights: [layout->floats]. edits: the mark, or NULL
 * of members without edits. */
void *sw_weights_pack(const struct sw_brain_layout *layout, const float *weights, const char *edits,
                      enum sw_weights_format format, size_t *size, struct sw_error *error);

/* Reads bytes of either format, whatever they are called, into weights [layout->floats]; padding
 * becomes 0. */
int sw_weights_unpack(const struct sw_brain_layout *layout, const void *bytes, size_t size,
                      float *weights, struct sw_error *error);

/* Writes a file as a whole (base/file.h); reads one. A file of other edits is refused; one that
 * does not tell of its edits is not. */
int sw_weights_write(const struct sw_brain_layout *layout, const float *weights, const char *edits,
                     const char *path, struct sw_error *error);
int sw_weights_read(const struct sw_brain_layout *layout, const char *path, const char *edits,
                    float *weights, struct sw_error *error);

/* Whether the edits of the bytes may be those of the mark: they are, or the bytes tell of none. */
bool sw_weights_suit(const void *bytes, size_t size, const char *edits);

/* The shape of the network whose genome the bytes are, by the sides of its arrays: for who has no
 * run's settings. How words share out among utterances is not told: as few tokens as can be. What
 * it says is checked by sw_brain_layout and sw_weights_unpack. */
int sw_weights_shape(const void *bytes, size_t size, struct sw_brain_shape *shape,
                     struct sw_error *error);

#endif
