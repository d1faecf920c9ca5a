/* wild_record.h - what a store says of a world in the wild: its settings, a chronicle of all births
 * and deaths with figures, page by page, and the state that it goes on from. Reading trusts
 * nothing. All functions are Local.
 */
#ifndef SW_WILD_WILD_RECORD_H
#define SW_WILD_WILD_RECORD_H

#include "base/pack.h"
#include "store/store.h"
#include "wild/wild_history.h"
#include "wild/wild_life.h"

/* Each puts a record, to be committed by the caller. minds: [bodies][life->state_floats], in the
 * order of bodies. */
int sw_wild_put_settings(struct sw_store *store, const struct sw_wild_settings *settings,
                         struct sw_error *error);
int sw_wild_put_page(struct sw_store *store, uint64_t number, const struct sw_wild_history *page,
                     const struct sw_wild_settings *settings, const struct sw_wild_figures *figures,
                     struct sw_error *error);
/* number: of a page whose state is kept; 0: what the run goes on from. */
int sw_wild_put_state(struct sw_store *store, uint64_t number, const struct sw_wild_life *life,
                      const float *minds, struct sw_error *error);

/* The record of settings, for whoever has no store. Released by free(). */
void *sw_wild_pack_settings(const struct sw_wild_settings *settings, size_t *size,
                            struct sw_error *error);
int sw_wild_unpack_settings(const void *bytes, size_t size, struct sw_wild_settings *settings,
                            struct sw_error *error);

/* All from which a body goes on, but for its genome and mind: SW_WILD_BODY_VALUES numbers of an
 * array that the caller begins. ids, tick, cells: below which its own are. */
enum { SW_WILD_BODY_VALUES = 12 };

void sw_wild_pack_body(struct sw_pack *pack, const struct sw_wild_body *body, uint32_t cell);
struct sw_wild_body sw_wild_unpack_body(struct sw_unpack *reader, uint64_t ids, uint64_t tick,
                                        uint32_t cells);

/* Reads settings and all pages. history: zeroed. */
int sw_wild_read_history(struct sw_store *store, struct sw_wild_history *history,
                         struct sw_error *error);

/* The record of a state, by the same number: borrowed until the store is written or closed. */
int sw_wild_get_state(struct sw_store *store, uint64_t number, const void **bytes, size_t *size,
                      struct sw_error *error);

/* Reads it into a life. Body i is on rank i % ranks. home_of: [ids], the homes of all genomes, by
 * id. NULL: this rank has none yet, and its bodies get homes whose weights are to be filled.
 * living: how many have to be there. */
int sw_wild_read_state(const void *bytes, size_t size, struct sw_wild_life *life,
                       const uint32_t *home_of, uint64_t ids, uint32_t living,
                       struct sw_error *error);

#endif
