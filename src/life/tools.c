#include "life/tools.h"

#include <stdio.h>
#include <string.h>

static uint32_t owner_of(uint32_t members, enum sw_edit_tool tool)
{
    return tool == SW_TOOL_NONE ? members : ((uint32_t)tool - 1) % members;
}

uint32_t sw_tool_owner(uint32_t members, sw_edit_token token)
{
    return owner_of(members, sw_edit_tool(token));
}

void sw_tools_deal(struct sw_tools *tools, const struct sw_action_set *action_set, uint32_t members)
{
    memset(tools, 0, sizeof *tools);
    tools->members = members;
    for (uint32_t row = 0; row < action_set->count; row++) {
        uint32_t owner = sw_tool_owner(members, action_set->token[row]);

        for (uint32_t member = 0; member < members; member++)
            tools->barred[member][row] = owner < members && owner != member;
    }
}

uint32_t sw_tools_owner(uint32_t members, const struct sw_program *program)
{
    uint32_t owner = members;

    for (uint32_t i = 0; i < program->length; i++) {
        uint32_t other = sw_tool_owner(members, program->token[i]);

        if (other == members)
            continue;
        if (owner < members && other != owner)
            return members;
        owner = other;
    }
    return owner;
}

const uint8_t *sw_tools_barred(const struct sw_tools *tools, const struct sw_program *program)
{
    uint32_t owner = sw_tools_owner(tools->members, program);

    return owner < tools->members ? tools->barred[owner] : NULL;
}

size_t sw_tools_print(uint32_t members, uint32_t member, char *text, size_t size)
{
    size_t length = 0;

    for (uint32_t tool = SW_TOOL_NONE + 1; tool < SW_TOOLS; tool++)
        if (owner_of(members, (enum sw_edit_tool)tool) == member)
            length += (size_t)snprintf(
                length < size ? text + length : NULL, length < size ? size - length : 0, "%s%s",
                length > 0 ? ", " : "", sw_edit_tool_name((enum sw_edit_tool)tool));
    return length;
}
