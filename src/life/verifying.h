/* verifying.h - a seat that speaks of what it has verified: it tries its own programs on the
 * demonstrations that it sees (life/thinking.h), and the first that fits is what it speaks of. The
 * members of a brood share what their parent finds, as all of them see the same worlds: so a search
 * costs a brood what it costs one member. Nothing but the demonstrations is looked at: neither the
 * test nor the teacher. Local.
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

/* Looks for programs in all worlds of a batch; where there is no room to (NULL) it does nothing. What the mind held is lost. A seat that sees no
 * demonstrations finds none. -1 only when out of memory. */
int sw_verifying_search(struct sw_verifying *verifying, struct sw_mind *mind, const float *weights,
                        const struct sw_batch *batch, const struct sw_seat *seat,
                        struct sw_error *error);

/* The rows (bit r: row r) of a mind that has begun speak of what was found in a world; if nothing
 * was, or nobody looked (NULL), of what they would speak of anyway. */
void sw_verifying_intend(const struct sw_verifying *verifying, uint32_t world,
                         struct sw_mind *mind, uint32_t rows);

#endif
