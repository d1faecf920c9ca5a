/* code_exam.h - how good a code is: on films that nobody learned from, each frame is made from the
 * one that was made before, and nothing corrects it. Local.
 */
#ifndef SW_CODES_CODE_EXAM_H
#define SW_CODES_CODE_EXAM_H

#include "codes/code_game.h"
#include "codes/code_patches.h"
#include "forecast/dream.h"
#include "lang/information.h"

#define SW_CODE_READINGS_MAX 5u
#define SW_CODE_SYMBOLS      64u /* clusters of vectors, for what they tell of edits */

/* One way to say and to hear, on all sets but lessons. */
struct sw_code_reading {
    const char *name;
    struct sw_code_wish wish;
    double bits[SW_CODE_SETS]; /* of a frame, on the mean */
    struct sw_dream_depth depth[SW_CODE_SETS][SW_CODE_FILM_STEPS];
};

struct sw_code_exam {
    uint32_t readings;
    struct sw_code_reading reading[SW_CODE_READINGS_MAX];
    /* What codes of the first reading tell of the edit that was made, on the set of the same sizes
     * and edits: first column codes (of vectors the nearest of 64 clusters), second edits. */
    bool reused; /* false: nothing is said */
    uint32_t symbols;
    struct sw_information reuse;
};

/* Films 0..films-1 of each set. -1 when out of memory. */
int sw_code_examine(struct sw_code_game *game, uint32_t films, uint64_t seed,
                    struct sw_code_exam *out, struct sw_error *error);

/* The same of patches, which have no reuse. */
void sw_code_examine_patches(const struct sw_code_patches *patches, uint32_t films, uint64_t seed,
                             struct sw_code_exam *out);

/* The same of the encoders of films (film/film_encode.h), which are exact: bits alone, a reading
 * for each. */
int sw_code_examine_encoders(uint32_t films, uint64_t seed, struct sw_code_exam *out,
                             struct sw_error *error);

/* Share of exact frames after one step, of the set of the same sizes and edits. */
int sw_code_examine_quickly(struct sw_code_game *game, uint32_t films, uint64_t seed, double *exact,
                            struct sw_error *error);

#endif
