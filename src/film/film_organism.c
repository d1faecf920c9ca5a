/* film_organism.c - a frame as edits of organisms, found greedily.
 *
 * In turn the edit is taken that leaves least to say: its own cost and that of covering by
 * rectangles what it leaves wrong, both counted with the film's own adaptive code. So an edit that
 * the film has used before is preferred, and nothing is taken that a few rectangles say in fewer
 * bits. Edits are tried on sets first: all organisms that the same act suits. */
#include "film/film_encode.h"
#include "film/film_match.h"

#include <string.h>

#define EDITS_MOST  24 /* edits of organisms in one frame */
#define GROUPS_MOST 12 /* groups of a connection that are tried, those that gain most */

/* The state of a search: what was taken, and what is the best next edit. */
struct search {
    const struct sw_grid *next;
    struct sw_film_model model; /* knows what was taken */
    struct sw_film_state state;
    struct sw_film_groups groups;
    struct sw_film_edits rest; /* scratch */
    uint64_t best_cost;
    bool found;
    struct sw_film_edit best;
};

static uint64_t cost_of_rest(struct search *search, const struct sw_film_model *model,
                             const struct sw_film_state *state)
{
    search->rest.count = 0;
    sw_film_encode_rectangles(&state->grid, search->next, &search->rest);
    return sw_film_cost(model, state, &search->rest);
}

/* Codes the edit in a coder that counts: the model remembers it, the state has it. */
static uint64_t take(struct sw_film_model *model, struct sw_film_state *state,
                     const struct sw_film_edit *edit)
{
    struct sw_film_coder coder = sw_film_counter();
    struct sw_film_edit copy = *edit;

    sw_film_code_edit(&coder, model, state, &copy);
    return coder.cost;
}

static void try_edit(struct search *search, const struct sw_film_edit *edit)
{
    struct sw_film_model model = search->model;
    struct sw_film_state state = search->state;
    uint64_t cost = take(&model, &state, edit);

    if (cost >= search->best_cost)
        return;
    cost += cost_of_rest(search, &model, &state);
    if (cost < search->best_cost) {
        search->best_cost = cost;
        search->best = *edit;
        search->found = true;
    }
}

/* The same act on the group, and on larger and smaller sets that are shorter to say. */
static void try_group(struct search *search, const struct sw_film_group *group)
{
    struct sw_film_edit edit = group->edit;
    uint32_t members = 0;

    for (int i = 0; i < SW_ORGANISMS_MAX / 32; i++)
        members += sw_row_count(edit.some[i]);
    if (members > 1)
        try_edit(search, &edit);
    memset(edit.some, 0, sizeof edit.some);
    edit.choice = SW_FILM_ONE;
    edit.organism = group->leader;
    try_edit(search, &edit);
    edit.organism = 0;
    if (search->groups.organisms > 1) {
        edit.choice = SW_FILM_ALL;
        try_edit(search, &edit);
        edit.choice = SW_FILM_OF_COLOUR;
        edit.chosen = search->groups.organism[group->leader].colour;
        try_edit(search, &edit);
        edit.chosen = 0;
    }
    if (!sw_mask_empty(&search->state.last)) {
        edit.choice = SW_FILM_LAST;
        edit.connection = 0;
        try_edit(search, &edit);
    }
}

static void try_connection(struct search *search, enum sw_film_connection connection)
{
    struct sw_film_groups *groups = &search->groups;

    groups->connection = connection;
    sw_film_match(&search->state.grid, search->next, groups);
    for (int k = 0; k < GROUPS_MOST; k++) {
        struct sw_film_group *most = NULL;

        for (uint32_t i = 0; i < groups->count; i++)
            if (groups->group[i].gain > 0 && (most == NULL || groups->group[i].gain > most->gain))
                most = &groups->group[i];
        if (most == NULL)
            return;
        try_group(search, most);
        most->gain = 0;
    }
}

/* The next edit; false if nothing is shorter than rectangles. A connection whose organisms are as
 * many as another's has the same. */
static bool find_edit(struct search *search)
{
    uint32_t counted[SW_FILM_CONNECTIONS];

    search->found = false;
    search->best_cost = cost_of_rest(search, &search->model, &search->state);
    for (int i = 0; i < SW_FILM_CONNECTIONS; i++) {
        enum sw_film_connection connection = (enum sw_film_connection)i;
        bool known = false;

        counted[i] = search->groups.organisms = sw_organisms(
            &search->state.grid, NULL, sw_film_connection(connection), search->groups.organism);
        for (int j = 0; j < i; j++)
            known = known || counted[j] == counted[i];
        if (!known)
            try_connection(search, connection);
    }
    return search->found;
}

/* Where the next frame lies on this canvas: the offset at which fewest cells are wrong, of several
 * the one nearest to none. */
static struct sw_film_edit find_canvas(const struct sw_grid *grid, const struct sw_grid *next)
{
    struct sw_film_edit best = {
        .kind = SW_FILM_CANVAS, .width = next->width, .height = next->height};
    uint32_t fewest = UINT32_MAX;
    int nearest = 0;

    for (int dy = 1 - next->height; dy < grid->height; dy++) {
        for (int dx = 1 - next->width; dx < grid->width; dx++) {
            int distance = (dx < 0 ? -dx : dx) + (dy < 0 ? -dy : dy);
            uint32_t wrong = 0;

            for (int y = 0; y < next->height && wrong <= fewest; y++) {
                for (int x = 0; x < next->width; x++) {
                    bool inside =
                        x + dx >= 0 && y + dy >= 0 && x + dx < grid->width && y + dy < grid->height;
                    wrong += next->cell[y][x] != (inside ? grid->cell[y + dy][x + dx] : 0);
                }
            }
            if (wrong < fewest || (wrong == fewest && distance < nearest)) {
                fewest = wrong;
                nearest = distance;
                best.dx = (int8_t)dx;
                best.dy = (int8_t)dy;
            }
        }
    }
    return best;
}

void sw_film_encode_organisms(const struct sw_film_model *model, const struct sw_film_state *state,
                              const struct sw_grid *next, struct sw_film_edits *out)
{
    struct search search;

    search.next = next;
    search.model = *model;
    search.state = (struct sw_film_state){.grid = state->grid, .last = state->last};
    out->count = 0;
    if (next->width != state->grid.width || next->height != state->grid.height) {
        out->edit[out->count] = find_canvas(&state->grid, next);
        take(&search.model, &search.state, &out->edit[out->count++]);
    }
    while (out->count < EDITS_MOST && !sw_grid_equal(&search.state.grid, next) &&
           find_edit(&search)) {
        take(&search.model, &search.state, &search.best);
        out->edit[out->count++] = search.best;
    }
    sw_film_encode_rectangles(&search.state.grid, next, out);
}
