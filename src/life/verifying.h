/* verifying.h - a seat that speaks of what it has verified: it tries its own programs on what it
 * sees (life/thinking.h), and the first that fits is what it speaks of. A seat that sees the
 * demonstrations tries them there; one that sees the test canvas beside its target, on these two,
 * which to it are a demonstration. Nothing else is looked at: not the test by the first, not the
 * demonstrations by the second, the teacher by neither. The members of a brood share what their
 * parent finds, as all of them see the same worlds: so a search costs a brood what it costs one
 * member. Local.
 */
#ifndef SW_LIFE_VERIFYING_H
#define SW_LIFE_VERIFYING_H

#include "life/batch.h"
#include "life/thinking.h"

struct sw_verifying; /* opaque: room to search, and what was found in a batch */

/* `layout` and `action_set` are borrowed. NULL when out of memory. */
struct sw_verifying *sw_verifying_create(const struct sw_brain_layout *layout,
                                         const struct sw_action_set *action_set,
                                         const struct sw_thinking_settings *settings,
                                         struct sw_error *error);
void sw_verifying_destroy(struct sw_verifying *verifying); /* NULL is fine */

/* Looks for programs in all worlds of a batch; where there is no room to (NULL) it does nothing.
 * What the mind held is lost. A seat that sees a canvas alone finds none. -1 only when out of
 * memory. */
int sw_verifying_search(struct sw_verifying *verifying, struct sw_mind *mind, const float *weights,
                        const struct sw_batch *batch, const struct sw_seat *seat,
                        struct sw_error *error);

/* The rows (bit r: row r) of a mind that has begun speak of what was found in a world; if nothing
 * was, or nobody looked (NULL), of what they would speak of anyway. */
void sw_verifying_intend(const struct sw_verifying *verifying, uint32_t world, struct sw_mind *mind,
                         uint32_t rows);

#endif
