/* policy.h - a genome that proposes edit programs for a task: a member that was evolved on
 * generated puzzles, written to a file by `smallworld export`, thinks about tasks that it has never
 * met.
 *
 * It sees the task's demonstrations, tries its own programs on them, the likeliest first
 * (life/thinking.h), and proposes the first that fits. The file holds weights alone: the shape of
 * the network is read off its arrays, and which edits its head stands for off their number and the
 * mark that the file has of them (weights/weights_file.h), so a policy has all edits (agent.edits =
 * all) or those that the teachers of all laws use, for some number of colours, with `fresh` between
 * two of them (worlds.compose = 2). What it proposes depends on file, task and settings alone.
 * Local.
 */
#ifndef SW_POLICY_POLICY_H
#define SW_POLICY_POLICY_H

#include "life/thinking.h"

#define SW_POLICY_TICKS 28u /* two of the longest teachers in a row, each with its stop */

struct sw_policy; /* opaque: weights, a mind, room to think */

#define SW_POLICY_PROGRAMS_MAX 1024u /* of one thinking, that are remembered */

/* NULL with a sentence (SW_EXIT_USAGE) if the file is no genome that can see and edit. */
struct sw_policy *sw_policy_open(const char *path, const struct sw_thinking_settings *settings,
                                 struct sw_error *error);
void sw_policy_close(struct sw_policy *policy); /* NULL is fine */

/* Thinks about a task; targets of tests are not looked at. -1 only when out of memory. */
int sw_policy_think(struct sw_policy *policy, const struct sw_puzzle *puzzle,
                    struct sw_thought *thought, struct sw_error *error);

/* The programs that it has tried since it was last asked to think, in their order; the last is the
 * one that fits if there is one. Borrowed until it thinks again. */
uint32_t sw_policy_programs(const struct sw_policy *policy, const struct sw_program **program);

#endif
