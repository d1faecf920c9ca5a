/* recall.h - what one row of a mind remembers, sees and hears, taken out and put back: for who
 * thinks many programs through on a few rows. All functions are Local; nothing allocates. */
#ifndef SW_AGENT_RECALL_H
#define SW_AGENT_RECALL_H

#include "agent/mind.h"

/* Floats of what a row remembers, [M], and of what is before its eye and in its ear, [4M]. */
uint32_t sw_recall_memory_floats(const struct sw_brain_layout *layout);
uint32_t sw_recall_senses_floats(const struct sw_brain_layout *layout);

/* Begins 32 lives of one network (no noise) in which every row has a memory and senses of its own;
 * all are empty. `hears`: rows can hear. */
void sw_recall_begin(struct sw_mind *mind, const float *weights, bool hears);

/* After sw_recall_begin: takes a row's memory out, or puts one back; NULL: the empty one. */
void sw_recall_take_memory(const struct sw_mind *mind, uint32_t row, float *memory);
void sw_recall_put_memory(struct sw_mind *mind, uint32_t row, const float *memory);

/* Empties the memory of some rows (bit r: row r) of any mind, with or without noise. */
void sw_recall_forget(struct sw_mind *mind, uint32_t rows);

/* Takes out, or puts back, what a row sees and hears. */
void sw_recall_take_senses(const struct sw_mind *mind, uint32_t row, float *senses);
void sw_recall_put_senses(struct sw_mind *mind, uint32_t row, const float *senses);

#endif
