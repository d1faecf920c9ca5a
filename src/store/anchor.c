#include "store/anchor.h"

#include "base/bytes.h"
#include "base/hash.h"
#include "base/pack.h"
#include "store/ledger.h"
#include "store/store_advice.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define FRAME 12 /* length and hash before the record */

void sw_anchor_boot(char boot[SW_ANCHOR_BOOT])
{
    int file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t size = file >= 0 ? read(file, boot, SW_ANCHOR_BOOT - 1) : 0;

    if (file >= 0)
        close(file);
    boot[size > 0 ? size : 0] = '\0';
    boot[strcspn(boot, "\n")] = '\0';
}

static bool read_slot(int file, int slot, struct sw_anchor *out)
{
    uint8_t bytes[SW_ANCHOR_SLOT];
    struct sw_unpack reader;
    const void *raw;
    const char *boot;
    size_t size, boot_size, raw_size;

    if (pread(file, bytes, sizeof bytes, (off_t)slot * SW_ANCHOR_SLOT) != (ssize_t)sizeof bytes)
        return false;
    size = sw_bytes_little32(bytes);
    if (size > sizeof bytes - FRAME || sw_bytes_little64(bytes + 4) != sw_hash(bytes + FRAME, size))
        return false;
    sw_unpack_begin(&reader, bytes + FRAME, size, "anchor", 1, 2, NULL);
    boot = sw_unpack_text(&reader, "boot", SW_ANCHOR_BOOT - 1, &boot_size);
    raw = sw_unpack_bytes(&reader, "description", SW_DATAFILE_META, &raw_size);
    if (sw_unpack_end(&reader) != 0 || raw_size != SW_DATAFILE_META ||
        sw_datafile_meta_decode(raw, 0, &out->meta, NULL) != 0)
        return false;
    memcpy(out->boot, boot, boot_size);
    out->boot[boot_size] = '\0';
    return true;
}

/* Index of the slot with the newest sound note, or -1. */
static int newest(int file, struct sw_anchor *out)
{
    struct sw_anchor slot[2];
    bool sound[2] = {read_slot(file, 0, &slot[0]), read_slot(file, 1, &slot[1])};
    int best;

    if (!sound[0] && !sound[1])
        return -1;
    if (sound[0] && sound[1])
        best = slot[1].meta.transaction > slot[0].meta.transaction ? 1 : 0;
    else
        best = sound[1] ? 1 : 0;
    *out = slot[best];
    return best;
}

bool sw_anchor_read(int file, struct sw_anchor *out)
{
    return newest(file, out) >= 0;
}

int sw_anchor_write(int file, const char *boot, const struct sw_datafile_meta *meta,
                    struct sw_error *error)
{
    struct sw_pack *pack = sw_pack_begin("anchor", 1, 2);
    uint8_t bytes[SW_ANCHOR_SLOT] = {0};
    struct sw_anchor old;
    int slot = newest(file, &old) == 0 ? 1 : 0;
    size_t size;
    ssize_t written;
    void *record;

    sw_pack_text(pack, boot);
    sw_pack_bytes(pack, meta->raw, SW_DATAFILE_META);
    record = sw_pack_end(pack, &size, error);
    if (record == NULL)
        return -1;
    memcpy(bytes + FRAME, record, size);
    free(record);
    sw_bytes_put_little32(bytes, (uint32_t)size);
    sw_bytes_put_little64(bytes + 4, sw_hash(bytes + FRAME, size));
    written = pwrite(file, bytes, sizeof bytes, (off_t)slot * SW_ANCHOR_SLOT);
    if (written == (ssize_t)sizeof bytes && fdatasync(file) == 0)
        return 0;
    /* A write that is cut short names no reason; it has none but a full disk. */
    return sw_store_refused(error, written >= 0 && written < (ssize_t)sizeof bytes ? ENOSPC : errno,
                            SW_STORE_GO_ON, "the store's anchor cannot be written");
}

/* The newest transaction if both descriptions are sound, fit each other, and hide nothing. 0, or -1
 * with what is wrong. */
static int choose_newest(int data, const struct sw_anchor *note, bool same_boot,
                         struct sw_datafile_meta *chosen, struct sw_error *error)
{
    struct sw_datafile_meta meta[2];
    uint64_t other;
    int index;

    if (sw_datafile_metas(data, meta, error) != 0)
        return -1;
    index = sw_datafile_metas_newest(meta, error);
    if (index < 0 || sw_ledger_transaction(data, &meta[1 - index], &other, error) != 0)
        return -1;
    *chosen = meta[index];
    /* The other one lies if it claims to be older and leads to newer content (content that cannot
     * be read is no lie: a writer may be overwriting it). */
    if ((note != NULL && same_boot && note->meta.transaction > chosen->transaction) ||
        other > chosen->transaction)
        return sw_datafile_broken((uint64_t)(1 - index), "hides the newest commit", error);
    if (same_boot || (note != NULL && note->meta.transaction == chosen->transaction))
        return 0;
    return sw_ledger_verify(data, chosen, error);
}

/* When the page of description `i` could not be written, LMDB put the number that it had before
 * over the trees of the commit that failed: it claims to be one older than the other page, whatever
 * else it says. If all that the failed commit wrote is whole, the commit is (the page is mended);
 * else the other page is the last commit, if that is whole. 1 chosen, 0 it is not so, -1 failed. */
static int choose_beside_ruin(int data, const struct sw_datafile_pair *pair, int i, uint64_t least,
                              struct sw_datafile_meta *chosen, struct sw_error *error)
{
    struct sw_datafile_meta ruin, other;
    bool sound = sw_datafile_pair_decode(pair, i, &ruin);
    struct sw_error damage = {0};
    uint64_t content = 0;

    if (!sw_datafile_pair_decode(pair, 1 - i, &other) ||
        ruin.transaction + 1 != other.transaction || other.transaction % 2 != (uint64_t)(1 - i))
        return 0;
    if (sound && sw_ledger_transaction(data, &ruin, &content, error) != 0)
        return -1;
    if (content == other.transaction + 1 && content >= least) {
        sw_datafile_renumber(&ruin, content);
        if (sw_ledger_verify(data, &ruin, &damage) == 0) {
            *chosen = ruin;
            return 1;
        }
    }
    if ((damage.code == 0 || damage.code == SW_EXIT_DAMAGED) && other.transaction >= least) {
        damage.code = 0;
        if (sw_ledger_verify(data, &other, &damage) == 0) {
            *chosen = other;
            return 1;
        }
    }
    if (damage.code == 0 || damage.code == SW_EXIT_DAMAGED)
        return 0;
    return sw_fail(error, (enum sw_exit)damage.code, "%s", damage.text);
}

/* What is whole in a file whose descriptions are not both right: 1, 0 nothing, -1 failed. */
static int rescue(int data, const struct sw_anchor *note, bool same_boot,
                  struct sw_datafile_meta *chosen, struct sw_error *error)
{
    struct sw_error damage = {0};
    struct sw_datafile_pair pair;
    int found = 0;

    if (sw_datafile_pair_read(data, &pair, &damage) == 0)
        for (int i = 0; i < 2 && found == 0; i++)
            found = choose_beside_ruin(data, &pair, i, note != NULL ? note->meta.transaction : 0,
                                       chosen, error);
    if (found == 0 && note != NULL && !same_boot &&
        (damage.code == 0 || damage.code == SW_EXIT_DAMAGED)) {
        damage.code = 0;
        found = sw_ledger_verify(data, &note->meta, &damage) == 0;
        *chosen = note->meta;
    }
    if (found != 0 || damage.code == 0 || damage.code == SW_EXIT_DAMAGED)
        return found;
    return sw_fail(error, (enum sw_exit)damage.code, "%s", damage.text);
}

int sw_anchor_choose(int data, int file, const char *boot, struct sw_datafile_meta *chosen,
                     bool *rescued, struct sw_error *error)
{
    struct sw_anchor anchor;
    struct sw_error damage = {0};
    bool noted = file >= 0 && sw_anchor_read(file, &anchor);
    bool same_boot = noted && boot[0] != '\0' && strcmp(boot, anchor.boot) == 0;
    int found;

    *rescued = false;
    if (choose_newest(data, noted ? &anchor : NULL, same_boot, chosen, &damage) == 0)
        return 0;
    if (damage.code == SW_EXIT_DAMAGED) { /* else it may be whole, and nobody knows */
        found = rescue(data, noted ? &anchor : NULL, same_boot, chosen, error);
        *rescued = found > 0;
        if (found != 0)
            return found > 0 ? 0 : -1;
    }
    return sw_fail(error, (enum sw_exit)damage.code, "%s", damage.text);
}
