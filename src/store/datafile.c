#include "store/datafile.h"

#include "store/store_advice.h"

#include <assert.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static_assert(sizeof(size_t) == 8, "LMDB's file format depends on the size of a pointer");

enum {
    IS_META = 0x08,     /* a page's flag */
    INTEGER_KEY = 0x08, /* a tree's flag: of the spare pages */
    PAGE_SIZE_MAX = 32768,
    UNWRITTEN_MAX = 65536 /* pages behind the file's end that a transaction gave back unwritten */
};

#define MAGIC   0xBEEFC0DEu
#define NO_PAGE UINT64_MAX

int sw_datafile_broken(uint64_t page, const char *what, struct sw_error *error)
{
    return sw_fail(error, SW_EXIT_DAMAGED,
                   "the store is damaged: page %llu of data.mdb %s; restore a copy of the run",
                   (unsigned long long)page, what);
}

/* Reads `size` bytes; what lies behind the file's end is damage. */
int sw_datafile_read(int file, uint64_t page, uint64_t offset, uint8_t *out, size_t size,
                     struct sw_error *error)
{
    while (size > 0) {
        ssize_t got = pread(file, out, size, (off_t)offset);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return sw_store_refused(error, errno, SW_STORE_READ,
                                    "page %llu of data.mdb cannot be read",
                                    (unsigned long long)page);
        if (got == 0)
            return sw_datafile_broken(page, "is missing: the file was cut short", error);
        out += got;
        offset += (uint64_t)got;
        size -= (size_t)got;
    }
    return 0;
}

static void put64(uint8_t *at, uint64_t value)
{
    memcpy(at, &value, sizeof value);
}

/* ---- meta pages ---- */

enum {
    META_MAGIC = 0,
    META_VERSION = 4,
    META_MAP = 16,
    META_SPARE = 24,
    META_MAIN = 72,
    META_LAST = 120,
    META_TRANSACTION = 128
};

static struct sw_datafile_tree decode_tree(const uint8_t *raw)
{
    return (struct sw_datafile_tree){
        .depth = sw_datafile_get16(raw + 6),
        .branches = sw_datafile_get64(raw + 8),
        .leaves = sw_datafile_get64(raw + 16),
        .overflows = sw_datafile_get64(raw + 24),
        .entries = sw_datafile_get64(raw + 32),
        .root = sw_datafile_get64(raw + 40),
    };
}

static bool tree_sound(const struct sw_datafile_tree *tree, uint64_t last_page)
{
    if (tree->root == NO_PAGE)
        return tree->depth == 0 && tree->entries == 0 && tree->leaves == 0 && tree->branches == 0;
    return tree->depth >= 1 && tree->depth <= SW_DATAFILE_DEPTH && tree->root >= 2 &&
           tree->root <= last_page && tree->entries >= 1;
}

int sw_datafile_meta_decode(const uint8_t raw[SW_DATAFILE_META], int index,
                            struct sw_datafile_meta *out, struct sw_error *error)
{
    memcpy(out->raw, raw, SW_DATAFILE_META);
    if (sw_datafile_get32(raw + META_MAGIC) != MAGIC)
        return sw_datafile_broken((uint64_t)index, "is not an LMDB page", error);
    if (sw_datafile_get32(raw + META_VERSION) != 1)
        return sw_datafile_broken((uint64_t)index,
                                  "is of another LMDB format than this program's (1)", error);
    out->page_size =
        sw_datafile_get32(raw + META_SPARE); /* LMDB keeps it in a field of the spare tree */
    out->map_bytes = sw_datafile_get64(raw + META_MAP);
    out->last_page = sw_datafile_get64(raw + META_LAST);
    out->transaction = sw_datafile_get64(raw + META_TRANSACTION);
    out->spare = decode_tree(raw + META_SPARE);
    out->main = decode_tree(raw + META_MAIN);
    if (out->page_size < 512 || out->page_size > PAGE_SIZE_MAX ||
        (out->page_size & (out->page_size - 1)) != 0)
        return sw_datafile_broken((uint64_t)index, "claims an impossible page size", error);
    if (out->map_bytes > 1ull << 47 || out->last_page < 1 || out->last_page > 1ull << 40 ||
        out->transaction > 1ull << 60)
        return sw_datafile_broken((uint64_t)index, "claims an impossible size", error);
    if (sw_datafile_get16(raw + META_SPARE + 4) != INTEGER_KEY ||
        sw_datafile_get16(raw + META_MAIN + 4) != 0 || sw_datafile_get32(raw + META_MAIN) != 0 ||
        !tree_sound(&out->spare, out->last_page) || !tree_sound(&out->main, out->last_page))
        return sw_datafile_broken((uint64_t)index, "describes an impossible tree", error);
    return 0;
}

bool sw_datafile_fits(const struct sw_datafile_meta *meta, uint64_t file_bytes)
{
    return meta->last_page <= file_bytes / meta->page_size + UNWRITTEN_MAX;
}

static int read_metas(int file, struct sw_datafile_meta out[2], struct sw_error *error)
{
    uint64_t offset = 0;
    struct stat status;

    if (fstat(file, &status) != 0)
        return sw_store_refused(error, errno, SW_STORE_READ, "data.mdb cannot be examined");
    for (int i = 0; i < 2; i++) {
        uint8_t raw[SW_DATAFILE_HEADER + SW_DATAFILE_META];

        if (sw_datafile_read(file, (uint64_t)i, offset, raw, sizeof raw, error) != 0)
            return -1;
        if (sw_datafile_get64(raw) != (uint64_t)i || sw_datafile_get16(raw + 10) != IS_META)
            return sw_datafile_broken((uint64_t)i, "is not the description that it should be",
                                      error);
        if (sw_datafile_meta_decode(raw + SW_DATAFILE_HEADER, i, &out[i], error) != 0)
            return -1;
        offset += out[0].page_size;
        if (!sw_datafile_fits(&out[i], (uint64_t)status.st_size))
            return sw_datafile_broken(out[i].last_page, "is missing: the file was cut short",
                                      error);
    }
    if (out[0].page_size != out[1].page_size)
        return sw_datafile_broken(1, "claims another page size than page 0", error);
    return 0;
}

int sw_datafile_metas_newest(const struct sw_datafile_meta meta[2], struct sw_error *error)
{
    uint64_t a = meta[0].transaction, b = meta[1].transaction;

    if (a == 0 && b == 0)
        return 0;
    /* Transaction t is described on page t % 2. */
    if (a % 2 != 0 || b % 2 != 1 || (a != b + 1 && b != a + 1))
        return sw_datafile_broken(0, "and page 1 do not fit each other", error);
    return a > b ? 0 : 1;
}

int sw_datafile_metas(int file, struct sw_datafile_meta out[2], struct sw_error *error)
{
    struct sw_datafile_meta again[2];

    /* A description is written in one call, but nothing promises that it is read in one piece:
     * two readings that agree were not torn. */
    for (int attempt = 0; attempt < 1000; attempt++) {
        struct sw_error first = {0};

        if (read_metas(file, out, &first) == 0 && read_metas(file, again, &first) == 0 &&
            memcmp(out[0].raw, again[0].raw, SW_DATAFILE_META) == 0 &&
            memcmp(out[1].raw, again[1].raw, SW_DATAFILE_META) == 0)
            return 0;
        if (first.code != 0 && attempt >= 3)
            return sw_fail(error, (enum sw_exit)first.code, "%s", first.text);
    }
    return sw_fail(error, SW_EXIT_FAILED,
                   "the store changes faster than it can be read; try again later");
}

int sw_datafile_restore(int file, const struct sw_datafile_meta *meta, struct sw_error *error)
{
    uint8_t page[SW_DATAFILE_HEADER + SW_DATAFILE_META];

    for (uint64_t i = 0; i < 2; i++) {
        uint16_t flags = IS_META;
        ssize_t written;

        memset(page, 0, SW_DATAFILE_HEADER);
        put64(page, i);
        memcpy(page + 10, &flags, sizeof flags);
        memcpy(page + SW_DATAFILE_HEADER, meta->raw, SW_DATAFILE_META);
        /* The other page must describe the transaction before: the same content under its number,
         * never chosen while this one stands and overwritten by the next commit. */
        if (meta->transaction % 2 != i)
            put64(page + SW_DATAFILE_HEADER + META_TRANSACTION, meta->transaction - 1);
        written = pwrite(file, page, sizeof page, (off_t)(i * meta->page_size));
        if (written != (ssize_t)sizeof page)
            return sw_store_refused(error, written < 0 ? errno : ENOSPC, SW_STORE_GO_ON,
                                    "data.mdb cannot be restored");
    }
    if (fdatasync(file) != 0)
        return sw_store_refused(error, errno, SW_STORE_GO_ON, "data.mdb cannot be restored");
    return 0;
}

/* ---- the two pages, each by itself ---- */

int sw_datafile_pair_read(int file, struct sw_datafile_pair *out, struct sw_error *error)
{
    long page_size = sysconf(_SC_PAGESIZE); /* where page 0 does not say */
    uint32_t claimed;

    out->page_size = page_size > 0 ? (uint32_t)page_size : 4096;
    for (uint64_t i = 0; i < 2; i++) {
        if (sw_datafile_read(file, i, i * out->page_size, out->page[i], SW_DATAFILE_FIRST, error) !=
            0)
            return -1;
        claimed = sw_datafile_get32(out->page[0] + SW_DATAFILE_HEADER + META_SPARE);
        if (claimed >= 512 && claimed <= PAGE_SIZE_MAX && (claimed & (claimed - 1)) == 0)
            out->page_size = claimed;
    }
    return 0;
}

void sw_datafile_pair_put_back(int file, const struct sw_datafile_pair *before)
{
    struct sw_datafile_pair now;

    if (sw_datafile_pair_read(file, &now, NULL) != 0)
        return;
    for (uint64_t i = 0; i < 2; i++) {
        if (memcmp(now.page[i], before->page[i], SW_DATAFILE_FIRST) == 0)
            continue;
        if (pwrite(file, before->page[i], SW_DATAFILE_FIRST, (off_t)(i * before->page_size)) < 0)
            return; /* opening the store copes with what stands there now */
    }
}

bool sw_datafile_pair_decode(const struct sw_datafile_pair *pair, int index,
                             struct sw_datafile_meta *out)
{
    const uint8_t *page = pair->page[index], *raw = page + SW_DATAFILE_HEADER;

    if (sw_datafile_meta_decode(raw, index, out, NULL) == 0 &&
        sw_datafile_get64(page) == (uint64_t)index && sw_datafile_get16(page + 10) == IS_META)
        return true;
    out->transaction = sw_datafile_get64(page) == (uint64_t)index &&
                               sw_datafile_get16(page + 10) == IS_META &&
                               sw_datafile_get32(raw + META_MAGIC) == MAGIC
                           ? sw_datafile_get64(raw + META_TRANSACTION)
                           : UINT64_MAX;
    return false;
}

void sw_datafile_renumber(struct sw_datafile_meta *meta, uint64_t transaction)
{
    meta->transaction = transaction;
    put64(meta->raw + META_TRANSACTION, transaction);
}
