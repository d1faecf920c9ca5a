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

#define SW_POLICY_SURPRISE_MAX 255

/* How unlikely it finds every edit of the vocabulary after each of `count` <= 32 beginnings of
 * programs, on the task's demonstrations: -log p in tenths of a nat, rounded, at most
 * SW_POLICY_SURPRISE_MAX; surprise[count][SW_EDITS_MAX], by token. An edit that its head does not
 * have has the share of one in all edits; so has every edit after a beginning with such an edit.
 * -1 only when out of memory. */
int sw_policy_score(struct sw_policy *policy, const struct sw_puzzle *puzzle,
                    const struct sw_program *beginning, uint32_t count,
                    uint8_t (*surprise)[SW_EDITS_MAX], struct sw_error *error);

#endif
