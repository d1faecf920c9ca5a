/* dialects.h - how well the islands of a run understand each other. Local. */
#ifndef SW_DIALOGUE_DIALECTS_H
#define SW_DIALOGUE_DIALECTS_H

#include "dialogue/seated.h"
#include "lang/dialect.h"

#define SW_DIALECTS_ISLANDS 64u

struct sw_dialect_matrix {
    uint32_t islands, puzzles;
    uint64_t seed;
    uint64_t *member; /* [islands] who stands for each; owned */
    double *solved;   /* [islands][islands], row the speaker; owned */
    double *apart;    /* [islands][islands] lexicon distance in bits; owned */
    double chance; /* what a listener solves that understands nothing: the share of rules that are
                      right; by turns each rule as often as it is met (dialogue/blind_guess.h) */
    double mean_apart;
    struct sw_dialects sums;
};

/* The parents of all islands (2 to SW_DIALECTS_ISLANDS, else exit code 2) speak of, and listen in,
 * puzzles 0..puzzles-1 of the worlds. Released by sw_dialect_matrix_clear, also after a failure. */
int sw_dialect_matrix(struct sw_seated *seated, const struct sw_worlds *worlds,
                      enum sw_game_id game, uint64_t seed, uint32_t puzzles,
                      struct sw_dialect_matrix *out, struct sw_error *error);
void sw_dialect_matrix_clear(struct sw_dialect_matrix *matrix);

int sw_dialect_text(const struct sw_dialect_matrix *matrix, FILE *out, struct sw_error *error);
void sw_dialect_csv(const struct sw_dialect_matrix *matrix, FILE *out);
void sw_dialect_json(const struct sw_dialect_matrix *matrix, FILE *out);

/* Lexicon distance (lang/dialect.h) of two speakers of the same puzzles: rule: [count] labels, a
 * and b: [count] messages as numbers. */
int sw_speakers_apart(const uint32_t *rule, uint32_t rules, const uint64_t *a, const uint64_t *b,
                      uint32_t count, double *bits, struct sw_error *error);

#endif
