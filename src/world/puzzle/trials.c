#include "world/puzzle/trials.h"

#include <stdlib.h>
#include <string.h>

/* What is known of one canvas of a state: its place in the arena (0: it was not edited yet, or is
 * edited from the start whenever it is wanted). */
struct mark {
    uint64_t key; /* hash of the canvas and the hand */
    uint32_t at;
    bool known, right; /* right: it equals its target */
};

/* A state, by the first program that came there: its parent's and one edit more. */
struct state {
    uint32_t parent, marks; /* marks: place of its marks in the arena, one for each canvas */
    uint32_t next;          /* the state before it in its slot, plus 1; 0: none */
    sw_edit_token token;
    uint8_t length;
    bool remembers; /* its program has an edit that wants a memory */
    bool tried;
};

/* An edit that was made: where it led. */
struct step {
    uint32_t puzzle; /* the slot is free unless it is of the present puzzle */
    uint32_t state, next;
    sw_edit_token token;
};

/* The last state with a key that belongs here, plus 1; of the present puzzle, as above. */
struct slot {
    uint32_t puzzle, state;
};

/* A canvas as it is kept: this, the rows of its selection, those of its anchor if there is one, and
 * its grid unless that is as it was at first. */
struct kept {
    uint8_t width, height, colour, number, mode, ground, focus_x, focus_y, zoom;
    int8_t x, y;
    bool whole, each, last_each, first, anchored;
    sw_edit_token last_act;
};

enum {
    UNIT = 8,            /* bytes of the arena are counted in these */
    STATE_UNITS = 64,    /* of the arena, for each state */
    LEAST_UNITS = 16384, /* and in all: a puzzle of 64 large demonstrations needs some */
    LABELLED = 4         /* so many canvases keep what is labelled of them */
};

struct sw_trials {
    const struct sw_puzzle *puzzle;
    const struct sw_edit_engine *engine; /* borrowed; NULL: the interpreter */
    bool again;                          /* what was done last counts: an edit can do it again */
    uint32_t room, count, steps, slots;  /* states are `count`, steps `steps` of `room` */
    uint32_t units, used;                /* of the arena */
    uint64_t edited;
    struct state *state;                        /* [room + 1] */
    uint32_t number;                            /* of the puzzle: so tables are not emptied */
    struct slot *slot;                          /* [slots] */
    struct step *step;                          /* [slots] open addressing */
    uint64_t *arena;                            /* [units] */
    struct sw_anatomy *anatomy;                 /* [LABELLED] */
    uint64_t first_hash[SW_DEMONSTRATIONS_MAX]; /* of each canvas as it is shown */
    struct sw_edit_memory memory;               /* of the canvas that is edited just now */
    struct sw_canvas work;
};

static uint32_t units_of(uint32_t steps)
{
    uint64_t units = (uint64_t)steps * STATE_UNITS + LEAST_UNITS;

    return units < UINT32_MAX ? (uint32_t)units : UINT32_MAX;
}

static uint32_t slots_of(uint32_t steps)
{
    uint32_t slots = 64;

    while (slots < 2 * (uint64_t)steps && slots < UINT32_C(1) << 31)
        slots *= 2;
    return slots;
}

size_t sw_trials_bytes(uint32_t steps)
{
    return sizeof(struct sw_trials) + (steps + 1) * sizeof(struct state) +
           slots_of(steps) * (sizeof(struct slot) + sizeof(struct step)) +
           (size_t)units_of(steps) * UNIT + LABELLED * sizeof(struct sw_anatomy);
}

struct sw_trials *sw_trials_create(uint32_t steps, const struct sw_action_set *action_set,
                                   struct sw_error *error)
{
    static const char again[] = "again", what[] = "making room for trials";
    struct sw_trials *trials = sw_allocate(1, sizeof *trials, what, error);

    if (trials == NULL)
        return NULL;
    trials->again = action_set->row[sw_edit_find(again, sizeof again - 1)] != 0;
    trials->room = steps;
    trials->slots = slots_of(steps);
    trials->units = units_of(steps);
    trials->state = sw_allocate((size_t)steps + 1, sizeof *trials->state, what, error);
    trials->slot = sw_allocate(trials->slots, sizeof *trials->slot, what, error);
    trials->step = sw_allocate(trials->slots, sizeof *trials->step, what, error);
    trials->arena = sw_allocate(trials->units, sizeof *trials->arena, what, error);
    trials->anatomy = sw_allocate(LABELLED, sizeof *trials->anatomy, what, error);
    if (trials->state == NULL || trials->slot == NULL || trials->step == NULL ||
        trials->arena == NULL || trials->anatomy == NULL) {
        sw_trials_destroy(trials);
        return NULL;
    }
    return trials;
}

void sw_trials_destroy(struct sw_trials *trials)
{
    if (trials == NULL)
        return;
    free(trials->state);
    free(trials->slot);
    free(trials->step);
    free(trials->arena);
    free(trials->anatomy);
    free(trials);
}

/* --- the arena --- */

/* The place of so many bytes; 0 if there is no room. */
static uint32_t take(struct sw_trials *trials, size_t bytes)
{
    uint32_t units = (uint32_t)((bytes + UNIT - 1) / UNIT), at = trials->used;

    if (units > trials->units - trials->used)
        return 0;
    trials->used += units;
    return at;
}

static struct mark *marks_of(const struct sw_trials *trials, uint32_t state)
{
    return (struct mark *)(void *)(trials->arena + trials->state[state].marks);
}

/* --- canvases, kept and taken out --- */

/* Keeps the canvas; false if there is no room. first: its grid is as it was shown. */
static bool keep(struct sw_trials *trials, const struct sw_canvas *canvas, bool first, uint32_t *at)
{
    size_t rows = canvas->grid.height * sizeof(uint32_t);
    bool anchored = !sw_mask_empty(&canvas->anchor);
    size_t bytes = sizeof(struct kept) + rows + (anchored ? rows : 0) +
                   (first ? 0 : (size_t)canvas->grid.height * SW_STRIDE);
    struct kept *kept;
    char *to;

    *at = take(trials, bytes);
    if (*at == 0)
        return false;
    kept = (struct kept *)(void *)(trials->arena + *at);
    *kept = (struct kept){canvas->grid.width, canvas->grid.height, canvas->colour,  canvas->number,
                          canvas->mode,       canvas->ground,      canvas->focus_x, canvas->focus_y,
                          canvas->zoom,       canvas->x,           canvas->y,       canvas->whole,
                          canvas->each,       canvas->last_each,   first,           anchored,
                          canvas->last_act};
    to = (char *)(kept + 1);
    memcpy(to, canvas->selection.row, rows);
    to += rows;
    if (anchored) {
        memcpy(to, canvas->anchor.row, rows);
        to += rows;
    }
    if (!first)
        memcpy(to, canvas->grid.cell, (size_t)canvas->grid.height * SW_STRIDE);
    return true;
}

static void put_rows(struct sw_mask *mask, const char *from, size_t rows)
{
    memcpy(mask->row, from, rows);
    memset((char *)mask->row + rows, 0, sizeof mask->row - rows);
}

/* Takes a canvas out. What is labelled of the first grid holds while the grid is that. */
static void take_out(struct sw_trials *trials, uint32_t i, uint32_t at, struct sw_canvas *canvas)
{
    const struct kept *kept = (const struct kept *)(const void *)(trials->arena + at);
    const char *from = (const char *)(kept + 1);
    size_t rows = kept->height * sizeof(uint32_t), cells = (size_t)kept->height * SW_STRIDE;

    put_rows(&canvas->selection, from, rows);
    from += rows;
    if (kept->anchored) {
        put_rows(&canvas->anchor, from, rows);
        from += rows;
    } else {
        canvas->anchor = sw_mask_none();
    }
    if (kept->first) {
        sw_grid_copy(&canvas->grid, &trials->puzzle->demonstration[i].canvas);
    } else {
        canvas->grid.width = kept->width;
        canvas->grid.height = kept->height;
        memcpy(canvas->grid.cell, from, cells);
        memset((char *)canvas->grid.cell + cells, 0, sizeof canvas->grid.cell - cells);
    }
    canvas->anatomy = kept->first && i < LABELLED ? &trials->anatomy[i] : NULL;
    canvas->memory = NULL;
    canvas->whole = kept->whole;
    canvas->each = kept->each;
    canvas->colour = kept->colour;
    canvas->number = kept->number;
    canvas->mode = kept->mode;
    canvas->ground = kept->ground;
    canvas->focus_x = kept->focus_x;
    canvas->focus_y = kept->focus_y;
    canvas->zoom = kept->zoom;
    canvas->last_each = kept->last_each;
    canvas->last_act = kept->last_act;
    canvas->x = kept->x;
    canvas->y = kept->y;
}

/* --- editing --- */

static bool edit(struct sw_trials *trials, uint32_t state, uint32_t i, struct sw_canvas *canvas);

static void begin_canvas(struct sw_trials *trials, uint32_t i, struct sw_canvas *canvas)
{
    sw_canvas_begin(canvas, &trials->puzzle->demonstration[i].canvas);
    canvas->anatomy = i < LABELLED ? &trials->anatomy[i] : NULL;
}

static void do_edit(const struct sw_trials *trials, struct sw_canvas *canvas, sw_edit_token token)
{
    if (trials->engine != NULL)
        trials->engine->edit(trials->engine->context, canvas, token);
    else
        sw_edit_do(canvas, token);
}

/* Runs the state's whole program, with a memory. */
static void edit_from_start(struct sw_trials *trials, uint32_t state, uint32_t i,
                            struct sw_canvas *canvas)
{
    sw_edit_token program[SW_PROGRAM_MAX];
    uint32_t length = trials->state[state].length;

    for (uint32_t k = length; k > 0; k--) {
        program[k - 1] = trials->state[state].token;
        state = trials->state[state].parent;
    }
    begin_canvas(trials, i, canvas);
    sw_canvas_remember(canvas, &trials->memory);
    for (uint32_t k = 0; k < length; k++)
        do_edit(trials, canvas, program[k]);
}

/* What a canvas of a state is known by. */
static uint64_t key_of(const struct sw_trials *trials, const struct sw_canvas *canvas,
                       uint64_t grid_hash)
{
    uint64_t eye =
        (uint64_t)canvas->focus_x | (uint64_t)canvas->focus_y << 8 | (uint64_t)canvas->zoom << 16;

    if (trials->again)
        eye |= (uint64_t)canvas->last_act << 32 | (uint64_t)canvas->last_each << 48;
    return sw_canvas_hash(canvas, grid_hash, eye);
}

/* Notes what came of the canvas, and keeps it; false if there is no room. */
static bool settle(struct sw_trials *trials, uint32_t state, uint32_t i,
                   const struct sw_canvas *canvas)
{
    struct mark *mark = &marks_of(trials, state)[i];
    uint64_t hash = canvas->anatomy != NULL ? trials->first_hash[i] : sw_canvas_hash_grid(canvas);

    if (!trials->state[state].remembers &&
        !keep(trials, canvas, hash == trials->first_hash[i], &mark->at))
        return false;
    mark->key = key_of(trials, canvas, hash);
    mark->right = sw_grid_equal(&canvas->grid, &trials->puzzle->demonstration[i].target);
    mark->known = true;
    return true;
}

/* The canvas of a state, if it is not known yet; false if there is no room. */
static bool know(struct sw_trials *trials, uint32_t state, uint32_t i)
{
    if (marks_of(trials, state)[i].known)
        return true;
    return edit(trials, state, i, &trials->work) && settle(trials, state, i, &trials->work);
}

static bool edit(struct sw_trials *trials, uint32_t state, uint32_t i, struct sw_canvas *canvas)
{
    const struct state *row = &trials->state[state];

    trials->edited++;
    if (state == 0) {
        begin_canvas(trials, i, canvas);
    } else if (row->remembers) {
        edit_from_start(trials, state, i, canvas);
    } else {
        if (!know(trials, row->parent, i))
            return false;
        take_out(trials, i, marks_of(trials, row->parent)[i].at, canvas);
        do_edit(trials, canvas, row->token);
    }
    return true;
}

/* --- states and steps --- */

/* Writes a state behind the last, which may be taken back; false if there is no room. */
static bool write_state(struct sw_trials *trials, uint32_t parent, sw_edit_token token)
{
    const struct state *from = &trials->state[parent];
    struct state *state = &trials->state[trials->count];
    size_t bytes = trials->puzzle->demonstrations * sizeof(struct mark);
    uint32_t marks = trials->count <= trials->room ? take(trials, bytes) : 0;

    if (marks == 0)
        return false;
    *state = (struct state){.parent = parent, .marks = marks, .token = token};
    memset(trials->arena + marks, 0, bytes);
    if (trials->count > 0) {
        state->length = (uint8_t)(from->length + 1);
        state->remembers = from->remembers || sw_edit_row(token)->memory;
    }
    return true;
}

static struct slot *slot_of(struct sw_trials *trials, uint32_t state)
{
    struct slot *slot = &trials->slot[marks_of(trials, state)[0].key & (trials->slots - 1)];

    if (slot->puzzle != trials->number)
        *slot = (struct slot){.puzzle = trials->number};
    return slot;
}

/* The step by an edit from a state: made, or the free slot for it. */
static struct step *step_of(struct sw_trials *trials, uint32_t state, sw_edit_token token)
{
    uint64_t hash = ((uint64_t)state << 16 | token) * 0x9e3779b97f4a7c15u;
    uint32_t at = (uint32_t)(hash >> 32) & (trials->slots - 1);

    while (trials->step[at].puzzle == trials->number &&
           (trials->step[at].state != state || trials->step[at].token != token))
        at = (at + 1) & (trials->slots - 1);
    return &trials->step[at];
}

void sw_trials_imagine(struct sw_trials *trials, const struct sw_edit_engine *engine)
{
    trials->engine = engine;
}

void sw_trials_begin(struct sw_trials *trials, const struct sw_puzzle *puzzle)
{
    trials->puzzle = puzzle;
    trials->count = trials->steps = 0;
    trials->used = 1;
    trials->edited = 0;
    if (++trials->number == 0) { /* after four billion puzzles: numbers begin anew */
        memset(trials->slot, 0, trials->slots * sizeof *trials->slot);
        memset(trials->step, 0, trials->slots * sizeof *trials->step);
        trials->number = 1;
    }
    for (uint32_t i = 0; i < LABELLED; i++)
        trials->anatomy[i].known = trials->anatomy[i].described = 0;
    for (uint32_t i = 0; i < puzzle->demonstrations; i++) {
        begin_canvas(trials, i, &trials->work);
        trials->first_hash[i] = sw_canvas_hash_grid(&trials->work);
    }
    /* The least arena holds the canvases of the largest puzzle. */
    write_state(trials, 0, 0);
    trials->count = 1;
    for (uint32_t i = 0; i < puzzle->demonstrations; i++)
        know(trials, 0, i);
    if (puzzle->demonstrations > 0)
        slot_of(trials, 0)->state = 1;
}

/* 1: both leave every canvas the same; 0: not; -1: no room to find out. */
static int compare(struct sw_trials *trials, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < trials->puzzle->demonstrations; i++) {
        if (!know(trials, a, i) || !know(trials, b, i))
            return -1;
        if (marks_of(trials, a)[i].key != marks_of(trials, b)[i].key)
            return 0;
    }
    return 1;
}

/* The state that the last one written equals, itself if it is like no other; false without room. */
static bool find(struct sw_trials *trials, uint32_t *found)
{
    uint32_t fresh = trials->count;
    struct slot *slot;

    if (!know(trials, fresh, 0))
        return false;
    slot = slot_of(trials, fresh);
    for (uint32_t other = slot->state; other != 0; other = trials->state[other - 1].next) {
        int same = compare(trials, fresh, other - 1);

        *found = other - 1;
        if (same != 0)
            return same > 0;
    }
    trials->state[fresh].next = slot->state;
    slot->state = ++trials->count;
    *found = fresh;
    return true;
}

bool sw_trials_step(struct sw_trials *trials, uint32_t state, sw_edit_token token, uint32_t *next)
{
    struct step *step = step_of(trials, state, token);

    if (step->puzzle != trials->number) {
        if (trials->puzzle->demonstrations == 0 || trials->steps == trials->room ||
            trials->state[state].length == SW_PROGRAM_MAX || !write_state(trials, state, token) ||
            !find(trials, next))
            return false;
        *step = (struct step){trials->number, state, *next, token};
        trials->steps++;
    }
    *next = step->next;
    return true;
}

enum sw_trial_outcome sw_trials_try(struct sw_trials *trials, uint32_t state)
{
    if (trials->state[state].tried)
        return SW_TRIAL_KNOWN;
    trials->state[state].tried = true;
    for (uint32_t i = 0; i < trials->puzzle->demonstrations; i++)
        if (!know(trials, state, i) || !marks_of(trials, state)[i].right)
            return SW_TRIAL_FAILS;
    return trials->puzzle->demonstrations > 0 ? SW_TRIAL_FITS : SW_TRIAL_FAILS;
}

uint64_t sw_trials_edited(const struct sw_trials *trials)
{
    return trials->edited;
}
