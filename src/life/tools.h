/* tools.h - games whose members own edits. Each act is done with one of a few tools (enum
 * sw_edit_tool), and the tools are dealt out to the members: tool 1 to A, 2 to B, and round again.
 * What is of no tool (select, hand, modes, control, stop) is everybody's.
 *
 *               2 members        3 members        4 members
 *       A       move, shape      move, copy       move
 *       B       paint, copy      paint            paint
 *       C                        shape            shape
 *       D                                         copy
 *
 * A member with a turn can make no edit of another's tools: its edit head gives them no
 * probability. A law whose edits are all one member's is done by that member. Local.
 */
#ifndef SW_LIFE_TOOLS_H
#define SW_LIFE_TOOLS_H

#include "life/game.h"
#include "world/puzzle/action_set.h"

struct sw_tools {
    uint32_t members;
    uint8_t barred[SW_RING_MAX][SW_EDITS_MAX]; /* of each member: 1 for each row of the edit head
                                                  that is another's */
};

/* Deals the tools of an action set out. members: 1..SW_RING_MAX. */
void sw_tools_deal(struct sw_tools *tools, const struct sw_action_set *action_set,
                   uint32_t members);

/* Whose an edit is, of so many members; `members` if it is everybody's. */
uint32_t sw_tool_owner(uint32_t members, sw_edit_token token);

/* Who can do a program alone; `members` if anybody or nobody can. */
uint32_t sw_tools_owner(uint32_t members, const struct sw_program *program);

/* What the one that has to do this program cannot do, by rows of the edit head; NULL if nothing is
 * barred: anybody or nobody can do the program alone. Borrowed from `tools`. */
const uint8_t *sw_tools_barred(const struct sw_tools *tools, const struct sw_program *program);

/* "paint, copy": the tools of a member; cut like snprintf. */
size_t sw_tools_print(uint32_t members, uint32_t member, char *text, size_t size);

#endif
