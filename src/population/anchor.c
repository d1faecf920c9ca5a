#include "population/anchor.h"

#include "base/hash.h"
#include "base/pack.h"
#include "population/ledger.h"

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

static void put_low_first(uint8_t *out, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        out[i] = (uint8_t)(value >> (8 * i));
}

static uint64_t get_low_first(const uint8_t *from, int bytes)
{
    uint64_t value = 0;

    for (int i = bytes; i-- > 0;)
        value = value << 8 | from[i];
    return value;
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
    size = (size_t)get_low_first(bytes, 4);
    if (size > sizeof bytes - FRAME || get_low_first(bytes + 4, 8) != sw_hash(bytes + FRAME, size))
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
    void *record;

    sw_pack_text(pack, boot);
    sw_pack_bytes(pack, meta->raw, SW_DATAFILE_META);
    record = sw_pack_end(pack, &size, error);
    if (record == NULL)
        return -1;
    memcpy(bytes + FRAME, record, size);
    free(record);
    put_low_first(bytes, size, 4);
    put_low_first(bytes + 4, sw_hash(bytes + FRAME, size), 8);
    if (pwrite(file, bytes, sizeof bytes, (off_t)slot * SW_ANCHOR_SLOT) != (ssize_t)sizeof bytes ||
        fdatasync(file) != 0)
        return sw_fail(error, SW_EXIT_FAILED, "the store's anchor cannot be written: %s",
                       strerror(errno));
    return 0;
}

int sw_anchor_choose(int data, int file, const char *boot, struct sw_datafile_meta *chosen,
                     bool *rescued, struct sw_error *error)
{
    struct sw_datafile_meta meta[2];
    struct sw_anchor anchor;
    struct sw_error damage = {0};
    bool noted = file >= 0 && sw_anchor_read(file, &anchor);
    bool same_boot = noted && boot[0] != '\0' && strcmp(boot, anchor.boot) == 0;
    int index;

    *rescued = false;
    if (sw_datafile_metas(data, meta, &damage) == 0) {
        index = sw_datafile_metas_newest(meta, &damage);
        if (index >= 0) {
            *chosen = meta[index];
            /* The other one lies if it claims to be older and leads to newer content (content that
             * cannot be read is no lie: a writer may be overwriting it). */
            if ((noted && same_boot && anchor.meta.transaction > chosen->transaction) ||
                sw_ledger_transaction(data, &meta[1 - index]) > chosen->transaction)
                sw_datafile_broken((uint64_t)(1 - index), "hides the newest commit", &damage);
            else if (same_boot || (noted && anchor.meta.transaction == chosen->transaction) ||
                     sw_ledger_verify(data, chosen, &damage) == 0)
                return 0;
        }
    }
    if (noted && !same_boot && sw_ledger_verify(data, &anchor.meta, NULL) == 0) {
        *chosen = anchor.meta;
        *rescued = true;
        return 0;
    }
    return sw_fail(error, (enum sw_exit)damage.code, "%s", damage.text);
}
