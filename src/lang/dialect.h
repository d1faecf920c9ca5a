/* dialect.h - how well speakers of one place are understood at another. Local. */
#ifndef SW_LANG_DIALECT_H
#define SW_LANG_DIALECT_H

#include <stdint.h>

struct sw_dialects {
    double home, abroad;    /* means of the diagonal, and of all else; NaN if there is none */
    double intelligibility; /* (abroad - chance) / (home - chance); NaN unless home > chance */
    double asymmetry;       /* mean of |D[i][j] - D[j][i]| over pairs; NaN for fewer than two */
};

/* matrix: [places][places], row the speakers', column the listeners' place: share solved. */
struct sw_dialects sw_dialects_of(const double *matrix, uint32_t places, double chance);

/* How differently two speakers name things: the Jensen-Shannon divergence of p(message | rule), in
 * bits (0: the same words; 1: none in common), as a mean over the rules that both speak of.
 * a, b: [rules][messages] counts. NaN if there is no such rule. */
double sw_lexicon_distance(const uint32_t *a, const uint32_t *b, uint32_t rules, uint32_t messages);

#endif
