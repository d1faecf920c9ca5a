#include "world/puzzle/teacher_search.h"

#include <assert.h>
#include <string.h>

enum {
    PAIRS_MAX = SW_DEMONSTRATIONS_MAX + SW_TESTS_MAX,
    PIECES_MAX = 64, /* selectors, colours in hand, or acts */
    PROMISING = 12   /* programs of one group that are tried with a second one */
};

/* A few tokens that belong together. */
struct piece {
    uint8_t length;
    sw_edit_token token[3];
    bool wants_colour; /* an act that uses the colour in hand */
};

struct pieces {
    uint32_t count;
    struct piece piece[PIECES_MAX];
};

struct grammar {
    struct pieces selectors, hands, acts;
};

struct search {
    const struct sw_pair *pairs;
    uint32_t count, budget;
    struct sw_teacher best;
    struct {
        struct sw_program program;
        float progress;
        uint64_t
            result; /* hash of what it makes of the pairs: one program of each result is enough */
    } promising[PROMISING]; /* most progress first */
    uint32_t promising_count;
};

static void add_piece(struct pieces *pieces, bool wants_colour, int first, int second)
{
    struct piece *piece = &pieces->piece[pieces->count];

    if (pieces->count == PIECES_MAX || first < 0)
        return;
    piece->length = second < 0 ? 1 : 2;
    piece->token[0] = (sw_edit_token)first;
    piece->token[1] = second < 0 ? 0 : (sw_edit_token)second;
    piece->wants_colour = wants_colour;
    pieces->count++;
}

static int find(const char *name)
{
    return sw_edit_find(name, strlen(name));
}

static const char *const selectors[] = {
    "select.organisms", "select.everything", "select.background", "select.largest",
    "select.smallest",  "select.odd",        "select.border",     "select.inner",
    "select.holed",     "select.solid",      "select.symmetric",  "select.holes"};
static const char *const acts[] = {
    "act.recolour",    "act.delete",       "act.keep",       "act.slide.up",  "act.slide.down",
    "act.slide.left",  "act.slide.right",  "act.push.up",    "act.push.down", "act.push.left",
    "act.push.right",  "act.mirror.x",     "act.mirror.y",   "act.turn.90",   "act.turn.180",
    "act.transpose",   "act.complete.x",   "act.complete.y", "act.repeat.up", "act.repeat.down",
    "act.repeat.left", "act.repeat.right", "act.copy.up",    "act.copy.down", "act.copy.left",
    "act.copy.right",  "act.outline",      "act.fill",       "act.hollow",    "act.eat",
    "act.crop"};
static const char *const with_others[] = {"select.largest", "select.smallest", "select.odd",
                                          "select.symmetric"};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static struct grammar make_grammar(const struct sw_pair *pairs, uint32_t count)
{
    struct grammar grammar = {.selectors = {.count = 0}};
    uint32_t in_targets = 0, in_canvases = 0;

    for (uint32_t i = 0; i < count; i++) {
        for (int y = 0; y < pairs[i].target.height; y++)
            for (int x = 0; x < pairs[i].target.width; x++)
                in_targets |= 1u << pairs[i].target.cell[y][x];
        for (int y = 0; y < pairs[i].canvas.height; y++)
            for (int x = 0; x < pairs[i].canvas.width; x++)
                in_canvases |= 1u << pairs[i].canvas.cell[y][x];
    }
    /* First come, first kept: of programs that do the same, the one that selects organisms. */
    for (size_t i = 0; i < COUNT(selectors); i++)
        add_piece(&grammar.selectors, false, find(selectors[i]), -1);
    for (int colour = 1; colour < SW_COLOURS; colour++)
        if (in_canvases >> colour & 1u)
            add_piece(&grammar.selectors, false, find("hand.0") + colour, find("select.colour"));
    for (int colour = 0; colour < SW_COLOURS; colour++)
        if (in_targets >> colour & 1u)
            add_piece(&grammar.hands, false, find("hand.0") + colour, -1);
    add_piece(&grammar.hands, false, find("hand.selected"), -1);
    add_piece(&grammar.hands, false, find("hand.rarest"), -1);
    for (size_t i = 0; i < COUNT(acts); i++) {
        int act = find(acts[i]);

        add_piece(&grammar.acts, act >= 0 && sw_edit_row((uint32_t)act)->coloured, act, -1);
    }
    for (size_t i = 0; i < COUNT(with_others); i++)
        add_piece(&grammar.selectors, false, find(with_others[i]), find("select.others"));
    return grammar;
}

static void apply(struct sw_canvas *canvas, const sw_edit_token *token, uint32_t length)
{
    for (uint32_t i = 0; i < length; i++)
        sw_edit_do(canvas, token[i]);
}

static bool append(struct sw_program *program, const struct piece *piece)
{
    if (program->length + piece->length > SW_PROGRAM_MAX)
        return false;
    memcpy(program->token + program->length, piece->token, piece->length * sizeof *piece->token);
    program->length = (uint8_t)(program->length + piece->length);
    return true;
}

static bool better(bool exact, float progress, int length, const struct sw_teacher *than)
{
    if (exact != than->exact)
        return exact;
    if (progress > than->progress)
        return true;
    return progress == than->progress && length < than->program.length;
}

static void promise(struct search *search, const struct sw_program *program, float progress,
                    uint64_t result)
{
    uint32_t at = search->promising_count;

    for (uint32_t i = 0; i < search->promising_count; i++)
        if (search->promising[i].result == result)
            return;
    while (at > 0 && search->promising[at - 1].progress < progress)
        at--;
    if (at == PROMISING)
        return;
    if (search->promising_count < PROMISING)
        search->promising_count++;
    memmove(&search->promising[at + 1], &search->promising[at],
            (search->promising_count - 1 - at) * sizeof search->promising[0]);
    search->promising[at].program = *program;
    search->promising[at].progress = progress;
    search->promising[at].result = result;
}

/* Tries one act (with a colour taken in hand before it, or none) on canvases that are ready for it.
 * A program that can neither be exact nor come nearer than the best is dropped at the first pair
 * that shows it. */
static void try_act(struct search *search, const struct sw_canvas *ready,
                    const struct sw_program *before, const struct piece *hand,
                    const struct piece *act, bool remember)
{
    struct sw_program program = *before;
    struct sw_canvas canvas;
    float sum = 0.0f, progress;
    bool exact = true, changed = false;
    uint64_t result = 0;

    if ((hand != NULL && !append(&program, hand)) || !append(&program, act))
        return;
    if (search->best.exact && program.length >= search->best.program.length)
        return;
    for (uint32_t i = 0; i < search->count; i++) {
        float gained;

        if (search->best.runs >= search->budget)
            return;
        search->best.runs++;
        canvas = ready[i];
        if (hand != NULL)
            apply(&canvas, hand->token, hand->length);
        apply(&canvas, act->token, act->length);
        changed = changed || !sw_grid_equal(&canvas.grid, &ready[i].grid);
        if (remember)
            result = (result ^ sw_grid_hash(&canvas.grid)) * 0x9e3779b97f4a7c15u;
        gained = sw_pair_progress(&search->pairs[i], &canvas.grid);
        exact = exact && gained >= 1.0f;
        sum += gained;
        if (!exact && (!remember || search->promising_count == PROMISING)) {
            float bar =
                remember ? search->promising[PROMISING - 1].progress : search->best.progress;
            float left = (float)(search->count - 1 - i);

            if (search->best.exact || (sum + left) / (float)search->count < bar)
                return;
        }
    }
    progress = sum / (float)search->count;
    if (!changed)
        return;
    if (better(exact, progress, program.length, &search->best) && progress > 0.0f) {
        search->best.program = program;
        search->best.exact = exact;
        search->best.progress = progress;
    }
    if (remember && !exact)
        promise(search, &program, progress, result);
}

/* Tries every group after the program `before`. */
static void try_groups(struct search *search, const struct grammar *grammar,
                       const struct sw_program *before, bool remember)
{
    struct sw_canvas start[PAIRS_MAX], ready[PAIRS_MAX];

    for (uint32_t i = 0; i < search->count; i++) {
        start[i] = sw_canvas_of(&search->pairs[i].canvas);
        apply(&start[i], before->token, before->length);
    }
    for (uint32_t s = 0; s < grammar->selectors.count; s++) {
        struct sw_program program = *before;
        bool any = false;

        if (search->best.runs >= search->budget || !append(&program, &grammar->selectors.piece[s]))
            return;
        for (uint32_t i = 0; i < search->count; i++) {
            ready[i] = start[i];
            apply(&ready[i], grammar->selectors.piece[s].token, grammar->selectors.piece[s].length);
            any = any || !sw_mask_empty(&ready[i].selection);
        }
        for (uint32_t a = 0; any && a < grammar->acts.count; a++) {
            const struct piece *act = &grammar->acts.piece[a];

            if (!act->wants_colour)
                try_act(search, ready, &program, NULL, act, remember);
            for (uint32_t h = 0; act->wants_colour && h < grammar->hands.count; h++)
                try_act(search, ready, &program, &grammar->hands.piece[h], act, remember);
        }
    }
}

struct sw_teacher sw_teacher_search(const struct sw_pair *pairs, uint32_t count, uint32_t budget)
{
    struct search search = {.pairs = pairs, .count = count, .budget = budget};
    const struct sw_program none = {.length = 0};
    struct grammar grammar;

    assert(count <= PAIRS_MAX);
    if (count == 0)
        return search.best;
    grammar = make_grammar(pairs, count);
    try_groups(&search, &grammar, &none, true);
    for (uint32_t i = 0; i < search.promising_count && !search.best.exact; i++)
        try_groups(&search, &grammar, &search.promising[i].program, false);
    return search.best;
}

void sw_teacher_vocabulary(bool used[SW_EDITS_MAX])
{
    for (size_t i = 0; i < COUNT(selectors); i++)
        used[find(selectors[i])] = true;
    for (size_t i = 0; i < COUNT(acts); i++)
        used[find(acts[i])] = true;
    for (int colour = 0; colour < SW_COLOURS; colour++)
        used[find("hand.0") + colour] = true;
    used[find("select.colour")] = used[find("select.others")] = true;
    used[find("hand.selected")] = used[find("hand.rarest")] = true;
}
