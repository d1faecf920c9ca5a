/* organism_teach.c - the words of organisms that make one frame another.
 *
 * Only words whose sign is seen are tried. Most deeds do the same to all that they do something to:
 * so each word is first said of several organisms at once. Of all that show its sign; if no word
 * makes the frame, of the selected ones as well, for whoever cannot move may still be in the way;
 * then of those alone that are selected and show it. The best such beginning is gone on from,
 * organism by organism, as long as fewer cells are wrong. */
#include "world/forecast/organism_edit.h"

#include <string.h>

enum { SWEEPS = 4 };

struct search {
    const struct sw_organism_edits *edits;
    const struct sw_outlook_relations *at;
    const struct sw_grid *end;
    struct sw_mask changed;          /* cells that differ */
    uint32_t colours;                /* bit c: a changed cell has colour c in the end */
    uint64_t sign[SW_ORGANISMS_MAX]; /* [organism] bit w: the sign of word w is seen */
    uint8_t word[SW_ORGANISMS_MAX];  /* the best so far */
    uint32_t wrong;                  /* cells that it leaves wrong */
};

static void compare(struct search *search)
{
    const struct sw_grid *begin = &search->at->outlook->grid;

    search->changed = sw_mask_none();
    search->colours = 0;
    for (int y = 0; y < begin->height; y++)
        for (int x = 0; x < begin->width; x++)
            if (begin->cell[y][x] != search->end->cell[y][x]) {
                sw_mask_set(&search->changed, x, y);
                search->colours |= 1u << search->end->cell[y][x];
            }
}

/* Bit c: a changed cell of the organism has colour c in the end. */
static uint32_t colours_in(const struct search *search, const struct sw_organism *organism)
{
    uint32_t colours = 0;

    for (int y = organism->box.y0; y < organism->box.y1; y++)
        for (uint32_t row = organism->mask.row[y] & search->changed.row[y]; row != 0;
             row &= row - 1)
            colours |= 1u << search->end->cell[y][__builtin_ctz(row)];
    return colours;
}

static bool shows(const struct search *search, const struct sw_organism_edit *row,
                  const struct sw_organism *organism, uint32_t inside)
{
    uint8_t hand = search->at->outlook->hand;

    switch (row->sign) {
    case SW_SIGN_NONE:
        return true;
    case SW_SIGN_PAINTED:
        return inside >> (row->colour == SW_ORGANISM_HAND ? hand : row->colour) & 1;
    case SW_SIGN_CHANGED:
        return inside != 0;
    case SW_SIGN_HAND:
        return search->colours >> hand & 1;
    case SW_SIGN_OWN:
        return search->colours >> organism->colour & 1;
    }
    return false;
}

static void find_signs(struct search *search)
{
    for (uint32_t k = 0; k < search->at->count; k++) {
        const struct sw_organism *organism = &search->at->organism[k];
        uint32_t inside = colours_in(search, organism);

        search->sign[k] = 0;
        for (uint32_t w = 0; w < sw_organism_edit_count(); w++)
            if (shows(search, sw_organism_edit_row(w), organism, inside))
                search->sign[k] |= (uint64_t)1 << w;
    }
}

static uint32_t wrong_by(const struct search *search, const uint8_t *word)
{
    struct sw_grid made;

    sw_organism_settle(search->edits, search->at, word, &made);
    return sw_grid_difference(&made, search->end);
}

enum group { THAT_SHOW, OR_SELECTED, AND_SELECTED, GROUPS };

static bool belongs(const struct search *search, enum group group, uint32_t organism, uint32_t word)
{
    bool sign = search->sign[organism] >> word & 1;
    bool selected = search->at->code[organism + 1] & SW_IS_SELECTED;

    return group == THAT_SHOW ? sign : group == OR_SELECTED ? sign || selected : sign && selected;
}

/* One word, of those that are seen, for all of a group; the first of the best. */
static void begin_alike(struct search *search, enum group group, uint64_t seen)
{
    uint32_t count = search->at->count;

    for (uint64_t left = seen & ~(uint64_t)1; left != 0 && search->wrong > 0; left &= left - 1) {
        uint32_t which = (uint32_t)__builtin_ctzll(left), wrong;
        uint8_t word[SW_ORGANISMS_MAX];

        for (uint32_t k = 0; k < count; k++)
            word[k] = belongs(search, group, k, which) ? (uint8_t)which : 0;
        wrong = wrong_by(search, word);
        if (wrong < search->wrong) {
            search->wrong = wrong;
            memcpy(search->word, word, count);
        }
    }
}

/* The first of the best words of one organism, all others as they are. Whether it is a better one.
 */
static bool improve(struct search *search, uint32_t organism)
{
    uint8_t *word = &search->word[organism], best = *word;
    bool better = false;

    for (uint64_t left = search->sign[organism]; left != 0 && search->wrong > 0; left &= left - 1) {
        uint32_t wrong;

        *word = (uint8_t)__builtin_ctzll(left);
        if (*word == best)
            continue;
        wrong = wrong_by(search, search->word);
        if (wrong < search->wrong) {
            search->wrong = wrong;
            best = *word;
            better = true;
        }
    }
    *word = best;
    return better;
}

/* All words of an organism that leave as many cells wrong: of those that show their sign or are
 * said of another. */
static uint64_t as_good(struct search *search, uint32_t organism, uint64_t said)
{
    uint8_t *word = &search->word[organism], best = *word;
    uint64_t right = (uint64_t)1 << best;
    uint64_t tried = best == 0 ? said : said | search->sign[organism];

    for (uint64_t left = tried & ~right; left != 0; left &= left - 1) {
        *word = (uint8_t)__builtin_ctzll(left);
        if (wrong_by(search, search->word) == search->wrong)
            right |= (uint64_t)1 << *word;
    }
    *word = best;
    return right;
}

uint32_t sw_organism_teach(const struct sw_organism_edits *edits,
                           const struct sw_outlook_relations *at, const struct sw_grid *end,
                           uint8_t *word, uint64_t *right)
{
    struct search search = {.edits = edits, .at = at, .end = end};
    uint64_t said = 1, seen = 0;
    bool going = true;

    compare(&search);
    find_signs(&search);
    search.wrong = sw_mask_count(&search.changed);
    for (uint32_t k = 0; k < at->count; k++)
        seen |= search.sign[k];
    for (uint32_t group = 0; group < GROUPS; group++)
        begin_alike(&search, (enum group)group, seen);
    for (uint32_t sweep = 0; sweep < SWEEPS && going && search.wrong > 0; sweep++) {
        going = false;
        for (uint32_t k = 0; k < at->count; k++)
            going |= improve(&search, k);
    }
    memcpy(word, search.word, at->count);
    for (uint32_t k = 0; k < at->count; k++)
        said |= (uint64_t)1 << search.word[k];
    for (uint32_t k = 0; k < at->count && right != NULL; k++)
        right[k] = as_good(&search, k, said);
    return search.wrong;
}
