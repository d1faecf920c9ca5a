/* edit_table.c - joins the parts of the edit vocabulary (edit_parts.h) into one table by token. */
#include "world/edit/edit_table.h"
#include "world/edit/edit_parts.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *name, *description;
} groups[SW_EDIT_GROUPS] = {
    [SW_EDIT_STOP] = {"stop", "ends a program"},
    [SW_EDIT_SELECT] = {"select", "choose the cells that acts are done to"},
    [SW_EDIT_HAND] = {"hand", "take a colour, a number or a piece in hand"},
    [SW_EDIT_MODE] = {"mode", "say what counts as an organism, and where the eye looks"},
    [SW_EDIT_ACT] = {"act", "change the canvas"},
    [SW_EDIT_CONTROL] = {"control", "repeat, take back, and lay canvases over each other"},
};

const char *sw_edit_group_name(enum sw_edit_group group)
{
    return groups[group].name;
}

const char *sw_edit_group_description(enum sw_edit_group group)
{
    return groups[group].description;
}

#define ADDRESS(part, tool) &sw_edits_##part,
static const struct sw_edit_part *const parts[] = {SW_EDIT_PARTS(ADDRESS)};

#define TOOL(part, tool) tool,
static const uint8_t tool_of_part[] = {SW_EDIT_PARTS(TOOL)};

/* By token. Only join() writes them, before main() begins, so that a row is one look away. */
static const struct sw_edit *table[SW_EDITS_MAX];
static uint8_t tools[SW_EDITS_MAX];
static uint32_t rows;

__attribute__((constructor)) static void join(void)
{
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        assert(rows + parts[p]->count <= SW_EDITS_MAX);
        for (uint32_t k = 0; k < parts[p]->count; k++, rows++) {
            table[rows] = &parts[p]->row[k];
            tools[rows] = table[rows]->tool != SW_TOOL_NONE ? table[rows]->tool : tool_of_part[p];
        }
    }
}

uint32_t sw_edit_count(void)
{
    return rows;
}

const struct sw_edit *sw_edit_row(uint32_t token)
{
    return token < SW_EDITS_MAX ? table[token] : NULL;
}

enum sw_edit_tool sw_edit_tool(uint32_t token)
{
    return token < SW_EDITS_MAX ? (enum sw_edit_tool)tools[token] : SW_TOOL_NONE;
}

const char *sw_edit_tool_name(enum sw_edit_tool tool)
{
    static const char *const names[SW_TOOLS] = {"none", "move", "paint", "shape", "copy"};

    return (unsigned)tool < SW_TOOLS ? names[tool] : NULL;
}

int sw_edit_find(const char *name, size_t name_length)
{
    for (uint32_t token = 0; token < rows; token++) {
        const char *other = table[token]->name;

        if (name_length > 0 && other[0] == name[0] && strncmp(other, name, name_length) == 0 &&
            other[name_length] == '\0')
            return (int)token;
    }
    return -1;
}
