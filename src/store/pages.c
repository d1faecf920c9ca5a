#include "store/pages.h"

#include "base/bytes.h"
#include "base/hash.h"
#include "store/store_advice.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    HEADER = SW_DATAFILE_HEADER,
    DEPTH_MAX = SW_DATAFILE_DEPTH,
    NODE = 8, /* size or page 2 + 2, flags or page 2, key size 2; then key, data */
    IS_BRANCH = 0x01,
    IS_LEAF = 0x02,
    IS_OVERFLOW = 0x04,
    IN_OVERFLOW = 0x01, /* a node's flag: its data stand on pages of their own */
    SPARE_KEY = 8       /* the tree of spare pages: key = transaction */
};

struct frame {
    uint64_t page; /* what is loaded; 0: nothing */
    uint32_t count, index;
    uint8_t *bytes;
};

struct sw_pages {
    int file;
    struct sw_datafile_meta meta;
    uint64_t file_bytes;
    struct frame frame[DEPTH_MAX]; /* the cursor's path, root first */
    uint16_t *tile;                /* [page_size / 2] size of the node that begins there */
    uint8_t *value;
    size_t value_room;
};

/* A node's first two numbers are the low and the high half of its size. */
static uint64_t node_low(const uint8_t *node)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return sw_datafile_get16(node) | (uint64_t)sw_datafile_get16(node + 2) << 16;
#else
    return sw_datafile_get16(node + 2) | (uint64_t)sw_datafile_get16(node) << 16;
#endif
}

/* ---- one snapshot ---- */

static void key_check(const uint8_t *key, uint8_t check[SW_PAGES_KEY - SW_PAGES_KEY_OPEN])
{
    uint8_t hash[8];

    sw_bytes_put_little64(hash, sw_hash(key, SW_PAGES_KEY_OPEN));
    memcpy(check, hash, SW_PAGES_KEY - SW_PAGES_KEY_OPEN);
}

void sw_pages_key_seal(uint8_t key[SW_PAGES_KEY])
{
    key_check(key, key + SW_PAGES_KEY_OPEN);
}

struct sw_pages *sw_pages_open(int file, const struct sw_datafile_meta *meta,
                               struct sw_error *error)
{
    struct sw_pages *pages = sw_allocate(1, sizeof *pages, "opening the store", error);
    uint32_t depth = meta->main.depth > meta->spare.depth ? meta->main.depth : meta->spare.depth;
    struct stat status;

    if (pages == NULL)
        return NULL;
    pages->file = file;
    pages->meta = *meta;
    if (fstat(file, &status) != 0) {
        sw_store_refused(error, errno, SW_STORE_READ, "data.mdb cannot be examined");
        goto failed;
    }
    pages->file_bytes = (uint64_t)status.st_size;
    if (!sw_datafile_fits(meta, pages->file_bytes)) {
        sw_datafile_broken(meta->last_page, "is missing: the file was cut short", error);
        goto failed;
    }
    pages->tile = sw_allocate(meta->page_size / 2, sizeof *pages->tile, "opening the store", error);
    if (pages->tile == NULL)
        goto failed;
    for (uint32_t i = 0; i < depth; i++) {
        pages->frame[i].bytes = sw_allocate(1, meta->page_size, "opening the store", error);
        if (pages->frame[i].bytes == NULL)
            goto failed;
    }
    return pages;
failed:
    sw_pages_close(pages);
    return NULL;
}

void sw_pages_close(struct sw_pages *pages)
{
    if (pages == NULL)
        return;
    for (int i = 0; i < DEPTH_MAX; i++)
        free(pages->frame[i].bytes);
    free(pages->tile);
    free(pages->value);
    free(pages);
}

static const uint8_t *node_at(const struct frame *frame, uint32_t index)
{
    return frame->bytes + sw_datafile_get16(frame->bytes + HEADER + 2 * (size_t)index);
}

static uint32_t key_size(const uint8_t *node)
{
    return sw_datafile_get16(node + 6);
}

static uint64_t child_of(const uint8_t *node)
{
    return node_low(node) | (uint64_t)sw_datafile_get16(node + 4) << 32;
}

static int key_compare(bool spare, const uint8_t *a, const uint8_t *b)
{
    if (spare)
        return sw_datafile_get64(a) < sw_datafile_get64(b)
                   ? -1
                   : sw_datafile_get64(a) > sw_datafile_get64(b);
    return memcmp(a, b, SW_PAGES_KEY);
}

/* The keys between which everything on the page at `level` must lie: low <= key < high, NULL where
 * there is no bound. They stand on the pages above it. */
static void bounds_of(const struct sw_pages *pages, uint32_t level, const uint8_t **low,
                      const uint8_t **high)
{
    *low = *high = NULL;
    for (uint32_t above = level; above-- > 0 && (*low == NULL || *high == NULL);) {
        const struct frame *frame = &pages->frame[above];

        if (*low == NULL && frame->index > 0)
            *low = node_at(frame, frame->index) + NODE;
        if (*high == NULL && frame->index + 1 < frame->count)
            *high = node_at(frame, frame->index + 1) + NODE;
    }
}

/* What is wrong with one node, or NULL. Gives its size on the page. */
static const char *node_wrong(const struct sw_pages *pages, const uint8_t *node, size_t room,
                              bool leaf, bool spare, bool first, size_t *size)
{
    uint32_t page_size = pages->meta.page_size;
    /* Above this LMDB puts data on pages of their own. */
    size_t inline_max = ((page_size - HEADER) / 2 & ~(size_t)1) - 2;
    size_t key = key_size(node), wanted = spare ? SPARE_KEY : SW_PAGES_KEY;
    uint16_t flags = sw_datafile_get16(node + 4);
    uint8_t check[SW_PAGES_KEY - SW_PAGES_KEY_OPEN];

    *size = NODE + key;
    if (leaf) {
        if (flags != 0 && flags != IN_OVERFLOW)
            return "holds an entry of an unknown kind";
        *size += flags == IN_OVERFLOW ? 8 : node_low(node);
        if (*size > inline_max)
            return "holds an entry that is too large";
    }
    if (*size > room)
        return "holds an entry that reaches beyond it";
    *size += *size & 1;
    /* The first key of a branch page is never looked at and may be left out. */
    if (!leaf && first)
        return key <= wanted ? NULL : "holds a key of a wrong size";
    if (key != wanted)
        return "holds a key of a wrong size";
    if (!spare) {
        key_check(node + NODE, check);
        if (memcmp(check, node + NODE + SW_PAGES_KEY_OPEN, sizeof check) != 0)
            return "holds a damaged key";
    }
    return NULL;
}

/* What is wrong with the page just read into the frame, or NULL; counts its entries. */
static const char *page_wrong(struct sw_pages *pages, uint32_t level, uint64_t number, bool leaf,
                              bool spare)
{
    struct frame *frame = &pages->frame[level];
    uint32_t page_size = pages->meta.page_size, done = 0;
    uint32_t lower = sw_datafile_get16(frame->bytes + 12),
             upper = sw_datafile_get16(frame->bytes + 14);
    const uint8_t *low, *high;

    if (sw_datafile_get64(frame->bytes) != number)
        return "claims another number";
    if (sw_datafile_get16(frame->bytes + 10) != (leaf ? IS_LEAF : IS_BRANCH))
        return "is of another kind than its place in the tree";
    /* A page of 64 kB has its upper end at 0 in 16 bits: LMDB makes none. */
    if (lower < HEADER || lower > upper || upper > page_size || lower % 2 != 0 || upper % 2 != 0)
        return "has impossible bounds";
    frame->count = (lower - HEADER) / 2;
    if (frame->count < (leaf || spare ? 1 : 2))
        return "is empty";
    bounds_of(pages, level, &low, &high);
    memset(pages->tile, 0, page_size / 2 * sizeof *pages->tile);
    for (uint32_t i = 0; i < frame->count; i++) {
        uint32_t offset = sw_datafile_get16(frame->bytes + HEADER + 2 * (size_t)i);
        const uint8_t *node = frame->bytes + offset;
        const char *wrong;
        size_t size;

        if (offset < upper || offset % 2 != 0 || offset + NODE > page_size)
            return "points outside itself";
        wrong = node_wrong(pages, node, page_size - offset, leaf, spare, i == 0, &size);
        if (wrong != NULL)
            return wrong;
        pages->tile[offset / 2] = (uint16_t)size;
        if (!leaf && i == 0)
            continue;
        if (i > (leaf ? 0u : 1u) &&
            key_compare(spare, node_at(frame, i - 1) + NODE, node + NODE) >= 0)
            return "has its keys out of order";
        if ((low != NULL && key_compare(spare, node + NODE, low) < 0) ||
            (high != NULL && key_compare(spare, node + NODE, high) >= 0))
            return "holds keys that belong elsewhere";
    }
    for (uint32_t at = upper; at < page_size; at += pages->tile[at / 2], done++)
        if (pages->tile[at / 2] == 0)
            return "has gaps between its entries";
    return done == frame->count ? NULL : "has entries that overlap";
}

static int load(struct sw_pages *pages, uint32_t level, uint64_t number, bool spare,
                struct sw_error *error)
{
    const struct sw_datafile_tree *tree = spare ? &pages->meta.spare : &pages->meta.main;
    struct frame *frame = &pages->frame[level];
    const char *wrong;

    if (number < 2 || number > pages->meta.last_page)
        return sw_datafile_broken(number, "does not exist, but another points to it", error);
    frame->page = 0;
    if (sw_datafile_read(pages->file, number, number * pages->meta.page_size, frame->bytes,
                         pages->meta.page_size, error) != 0)
        return -1;
    wrong = page_wrong(pages, level, number, level + 1 == tree->depth, spare);
    if (wrong != NULL)
        return sw_datafile_broken(number, wrong, error);
    frame->page = number;
    frame->index = 0;
    return 0;
}

/* ---- values ---- */

/* Where a record's data stand if they have pages of their own (count > 0), whose first must say so.
 */
static int overflow_of(struct sw_pages *pages, const uint8_t *node, uint64_t *first,
                       uint64_t *count, struct sw_error *error)
{
    uint64_t page_size = pages->meta.page_size, size = node_low(node);
    uint8_t header[HEADER];

    *first = *count = 0;
    if (sw_datafile_get16(node + 4) != IN_OVERFLOW)
        return 0;
    *first = sw_datafile_get64(node + NODE + key_size(node));
    if (*first < 2 || *first > pages->meta.last_page)
        return sw_datafile_broken(*first, "does not exist, but a record points to it", error);
    if (*first * page_size + HEADER + size > pages->file_bytes)
        return sw_datafile_broken(*first, "is missing: the file was cut short", error);
    if (sw_datafile_read(pages->file, *first, *first * page_size, header, HEADER, error) != 0)
        return -1;
    *count = sw_datafile_get32(header + 12);
    if (sw_datafile_get64(header) != *first || sw_datafile_get16(header + 10) != IS_OVERFLOW ||
        *count < (HEADER + size + page_size - 1) / page_size ||
        *count > pages->meta.last_page + 1 - *first)
        return sw_datafile_broken(*first, "is not the record's data that it should be", error);
    return 0;
}

static int value_of(struct sw_pages *pages, const uint8_t *node, const uint8_t **bytes,
                    size_t *size, struct sw_error *error)
{
    uint64_t first, count;

    *size = (size_t)node_low(node);
    *bytes = node + NODE + key_size(node);
    if (overflow_of(pages, node, &first, &count, error) != 0)
        return -1;
    if (count == 0)
        return 0;
    if (pages->value_room < *size) {
        uint8_t *larger = realloc(pages->value, *size);

        if (larger == NULL)
            return sw_fail(error, SW_EXIT_FAILED,
                           "out of memory while reading a record of %zu bytes", *size);
        pages->value = larger;
        pages->value_room = *size;
    }
    *bytes = pages->value;
    return sw_datafile_read(pages->file, first, first * pages->meta.page_size + HEADER,
                            pages->value, *size, error);
}

/* ---- the survey ---- */

struct survey {
    uint8_t *claimed; /* one bit per page */
    uint64_t pages, branches, leaves, overflows, entries;
    bool everything;
};

static int claim(struct sw_pages *pages, struct survey *survey, uint64_t page, uint64_t count,
                 struct sw_error *error)
{
    if (page < 2 || count > pages->meta.last_page || page > pages->meta.last_page + 1 - count)
        return sw_datafile_broken(page, "does not exist, but another points to it", error);
    for (uint64_t at = page; at < page + count; at++) {
        uint8_t bit = (uint8_t)(1u << at % 8);

        if (survey->claimed[at / 8] & bit)
            return sw_datafile_broken(at, "is used twice", error);
        survey->claimed[at / 8] |= bit;
    }
    survey->pages += count;
    return 0;
}

/* The spare pages named by one entry: a count, then page numbers, descending. */
static int claim_spare(struct sw_pages *pages, struct survey *survey, uint64_t page,
                       const uint8_t *node, const uint8_t *list, size_t size,
                       struct sw_error *error)
{
    uint64_t count;

    if (size < 8 || size % 8 != 0 || (count = sw_datafile_get64(list)) > size / 8 - 1)
        return sw_datafile_broken(page, "holds an impossible list of spare pages", error);
    if (sw_datafile_get64(node + NODE) > pages->meta.transaction)
        return sw_datafile_broken(page, "speaks of spare pages of the future", error);
    for (uint64_t i = 1; i <= count; i++) {
        if (i > 1 && sw_datafile_get64(list + 8 * i) >= sw_datafile_get64(list + 8 * (i - 1)))
            return sw_datafile_broken(page, "holds spare pages out of order", error);
        if (claim(pages, survey, sw_datafile_get64(list + 8 * i), 1, error) != 0)
            return -1;
    }
    return 0;
}

static int survey_page(struct sw_pages *pages, struct survey *survey, bool spare, uint32_t level,
                       uint64_t number, struct sw_error *error)
{
    const struct sw_datafile_tree *tree = spare ? &pages->meta.spare : &pages->meta.main;
    struct frame *frame = &pages->frame[level];
    bool leaf = level + 1 == tree->depth;

    if (claim(pages, survey, number, 1, error) != 0)
        return -1;
    if (leaf) {
        survey->leaves++;
        if (!spare && !survey->everything)
            return 0;
    } else {
        survey->branches++;
    }
    if (load(pages, level, number, spare, error) != 0)
        return -1;
    for (; frame->index < frame->count; frame->index++) {
        const uint8_t *node = node_at(frame, frame->index), *bytes;
        uint64_t first, count;
        size_t size;

        if (!leaf) {
            if (survey_page(pages, survey, spare, level + 1, child_of(node), error) != 0)
                return -1;
            continue;
        }
        survey->entries++;
        if (overflow_of(pages, node, &first, &count, error) != 0 ||
            (count > 0 && claim(pages, survey, first, count, error) != 0))
            return -1;
        if (spare && (value_of(pages, node, &bytes, &size, error) != 0 ||
                      claim_spare(pages, survey, number, node, bytes, size, error) != 0))
            return -1;
        survey->overflows += count;
    }
    return 0;
}

static int survey_tree(struct sw_pages *pages, struct survey *survey, bool spare,
                       struct sw_error *error)
{
    const struct sw_datafile_tree *tree = spare ? &pages->meta.spare : &pages->meta.main;
    bool leaves_read = spare || survey->everything;

    survey->branches = survey->leaves = survey->overflows = survey->entries = 0;
    for (int i = 0; i < DEPTH_MAX; i++)
        pages->frame[i].page = 0;
    if (tree->depth > 0 && survey_page(pages, survey, spare, 0, tree->root, error) != 0)
        return -1;
    for (int i = 0; i < DEPTH_MAX; i++)
        pages->frame[i].page = 0; /* the cursor's pages are the main tree's, found by a seek */
    if (survey->branches != tree->branches || survey->leaves != tree->leaves ||
        (leaves_read && (survey->overflows != tree->overflows || survey->entries != tree->entries)))
        return sw_datafile_broken(tree->depth > 0 ? tree->root : 0,
                                  "leads to another number of pages than it should", error);
    return 0;
}

int sw_pages_survey(struct sw_pages *pages, bool everything, struct sw_error *error)
{
    struct survey survey = {.everything = everything};
    int result = -1;

    survey.claimed = sw_allocate(pages->meta.last_page / 8 + 1, 1, "checking the store", error);
    if (survey.claimed == NULL)
        return -1;
    if (survey_tree(pages, &survey, true, error) != 0 ||
        survey_tree(pages, &survey, false, error) != 0)
        goto out;
    if (everything && survey.pages != pages->meta.last_page - 1) {
        sw_datafile_broken(pages->meta.last_page,
                           "is the last, but some before it are neither used nor spare", error);
        goto out;
    }
    result = 0;
out:
    free(survey.claimed);
    return result;
}

/* ---- the cursor ---- */

/* Makes the page at `level` the one that the frame above points to (or the root); a page that is
 * there already, and was checked below the same parent, is kept. */
static int enter(struct sw_pages *pages, uint32_t level, struct sw_error *error)
{
    const struct frame *above = level > 0 ? &pages->frame[level - 1] : NULL;
    uint64_t number =
        above != NULL ? child_of(node_at(above, above->index)) : pages->meta.main.root;

    if (pages->frame[level].page == number)
        return 0;
    return load(pages, level, number, false, error);
}

/* The first entry of the frame whose key is >= `key`; on a branch page the child to enter. */
static uint32_t lower_bound(const struct frame *frame, const uint8_t *key, bool leaf)
{
    uint32_t low = leaf ? 0 : 1, high = frame->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = memcmp(node_at(frame, middle) + NODE, key, SW_PAGES_KEY);

        if (order < 0 || (!leaf && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return leaf ? low : low - 1;
}

static int descend(struct sw_pages *pages, const uint8_t *key, struct sw_error *error)
{
    uint32_t depth = pages->meta.main.depth;

    for (uint32_t level = 0; level < depth; level++) {
        if (enter(pages, level, error) != 0)
            return -1;
        pages->frame[level].index = lower_bound(&pages->frame[level], key, level + 1 == depth);
    }
    return 0;
}

/* Moves to the neighbouring leaf: its first entry (forward) or its last. 1, 0 at the end, -1. */
static int cross(struct sw_pages *pages, bool forward, struct sw_error *error)
{
    uint32_t level = pages->meta.main.depth - 1;

    do {
        if (level == 0)
            return 0;
        level--;
    } while (forward ? pages->frame[level].index + 1 >= pages->frame[level].count
                     : pages->frame[level].index == 0);
    pages->frame[level].index += forward ? 1u : -1u;
    while (++level < pages->meta.main.depth) {
        struct frame *frame = &pages->frame[level];

        if (enter(pages, level, error) != 0)
            return -1;
        frame->index = forward ? 0 : frame->count - 1;
    }
    return 1;
}

int sw_pages_seek(struct sw_pages *pages, const uint8_t key[SW_PAGES_KEY], struct sw_error *error)
{
    const struct frame *leaf;

    if (pages->meta.main.depth == 0)
        return 0;
    if (descend(pages, key, error) != 0)
        return -1;
    leaf = &pages->frame[pages->meta.main.depth - 1];
    return leaf->index < leaf->count ? 1 : cross(pages, true, error);
}

int sw_pages_seek_last(struct sw_pages *pages, const uint8_t key[SW_PAGES_KEY],
                       struct sw_error *error)
{
    struct frame *leaf;

    if (pages->meta.main.depth == 0)
        return 0;
    if (descend(pages, key, error) != 0)
        return -1;
    leaf = &pages->frame[pages->meta.main.depth - 1];
    if (leaf->index < leaf->count && memcmp(sw_pages_key(pages), key, SW_PAGES_KEY) == 0)
        return 1;
    if (leaf->index > 0) {
        leaf->index--;
        return 1;
    }
    return cross(pages, false, error);
}

int sw_pages_next(struct sw_pages *pages, struct sw_error *error)
{
    struct frame *leaf = &pages->frame[pages->meta.main.depth - 1];

    if (leaf->index + 1 < leaf->count) {
        leaf->index++;
        return 1;
    }
    return cross(pages, true, error);
}

const uint8_t *sw_pages_key(const struct sw_pages *pages)
{
    const struct frame *leaf = &pages->frame[pages->meta.main.depth - 1];

    return node_at(leaf, leaf->index) + NODE;
}

int sw_pages_value(struct sw_pages *pages, const uint8_t **bytes, size_t *size,
                   struct sw_error *error)
{
    const struct frame *leaf = &pages->frame[pages->meta.main.depth - 1];

    return value_of(pages, node_at(leaf, leaf->index), bytes, size, error);
}
