#include "store/ledger.h"

#include "base/bytes.h"
#include "base/hash.h"
#include "base/pack.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

void sw_ledger_key(struct sw_ledger_name name, uint8_t key[SW_LEDGER_KEY])
{
    key[0] = (uint8_t)name.kind;
    sw_bytes_put_big64(key + 1, name.first);
    sw_bytes_put_big32(key + 9, name.second);
    sw_pages_key_seal(key);
}

struct sw_ledger_name sw_ledger_name(const uint8_t key[SW_LEDGER_KEY])
{
    return (struct sw_ledger_name){
        .kind = key[0],
        .first = sw_bytes_big64(key + 1),
        .second = sw_bytes_big32(key + 9),
    };
}

/* The key's hash and the bytes' hash, hashed together: no copy has to put them in a row. */
uint64_t sw_ledger_hash(const uint8_t key[SW_LEDGER_KEY], const void *bytes, size_t size)
{
    uint8_t both[SW_PAGES_KEY_OPEN + 8];

    memcpy(both, key, SW_PAGES_KEY_OPEN);
    sw_bytes_put_big64(both + SW_PAGES_KEY_OPEN, sw_hash(bytes, size));
    return sw_hash(both, sizeof both);
}

void sw_ledger_wrap(const uint8_t key[SW_LEDGER_KEY], const void *bytes, size_t size, uint8_t *out)
{
    if (size > 0)
        memcpy(out, bytes, size);
    sw_bytes_put_big64(out + size, sw_ledger_hash(key, bytes, size));
}

uint64_t sw_ledger_hash_of(const uint8_t *value, size_t size)
{
    return size < SW_LEDGER_HASH ? 0 : sw_bytes_big64(value + size - SW_LEDGER_HASH);
}

static const char *kind_name(uint32_t kind)
{
    const char *name = kind == 0 ? "seal" : sw_store_kind_name((enum sw_store_kind)kind);

    return name != NULL ? name : "unknown";
}

int sw_ledger_unwrap(const uint8_t key[SW_LEDGER_KEY], const uint8_t *value, size_t value_size,
                     size_t *size, struct sw_error *error)
{
    struct sw_ledger_name name = sw_ledger_name(key);

    *size = value_size < SW_LEDGER_HASH ? 0 : value_size - SW_LEDGER_HASH;
    if (value_size >= SW_LEDGER_HASH &&
        sw_ledger_hash_of(value, value_size) == sw_ledger_hash(key, value, *size))
        return 0;
    return sw_fail(error, SW_EXIT_DAMAGED,
                   "the store is damaged: the %s record (%llu, %u) does not match its checksum; "
                   "restore a copy of the run",
                   kind_name(name.kind), (unsigned long long)name.first, name.second);
}

void *sw_ledger_seal_pack(const struct sw_ledger_seal *seal, size_t *size, struct sw_error *error)
{
    struct sw_pack *pack = sw_pack_begin("seal", 1, 3);

    sw_pack_uint(pack, seal->transaction);
    sw_pack_uint(pack, seal->records);
    sw_pack_uint(pack, seal->sum);
    return sw_pack_end(pack, size, error);
}

/* Reads the seal, whatever it says. */
static int seal_of(struct sw_pages *pages, struct sw_ledger_seal *seal, struct sw_error *error)
{
    struct sw_unpack reader;
    const uint8_t *bytes;
    size_t size;
    int found = sw_ledger_find(pages, (struct sw_ledger_name){0}, &bytes, &size, error);

    if (found < 0)
        return -1;
    if (found == 0)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "the store is damaged: it has no seal; restore a copy of the run");
    sw_unpack_begin(&reader, bytes, size, "seal", 1, 3, error);
    seal->transaction = sw_unpack_uint(&reader, "transaction", UINT64_MAX);
    seal->records = sw_unpack_uint(&reader, "number of records", UINT64_MAX);
    seal->sum = sw_unpack_uint(&reader, "sum", UINT64_MAX);
    return sw_unpack_end(&reader);
}

int sw_ledger_seal_read(struct sw_pages *pages, const struct sw_datafile_meta *meta,
                        struct sw_ledger_seal *seal, struct sw_error *error)
{
    if (seal_of(pages, seal, error) != 0)
        return -1;
    if (seal->transaction != meta->transaction || seal->records + 1 != meta->main.entries)
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "the store is damaged: its seal is of another commit than its first pages; "
                       "restore a copy of the run");
    return 0;
}

int sw_ledger_transaction(int file, const struct sw_datafile_meta *meta, uint64_t *transaction,
                          struct sw_error *error)
{
    struct sw_error trouble = {0};
    struct sw_pages *pages = sw_pages_open(file, meta, &trouble);
    struct sw_ledger_seal seal = {0};
    bool found = pages != NULL && seal_of(pages, &seal, &trouble) == 0;

    sw_pages_close(pages);
    *transaction = found ? seal.transaction : 0;
    if (found || trouble.code == SW_EXIT_DAMAGED)
        return 0;
    return sw_fail(error, (enum sw_exit)trouble.code, "%s", trouble.text);
}

int sw_ledger_find(struct sw_pages *pages, struct sw_ledger_name name, const uint8_t **bytes,
                   size_t *size, struct sw_error *error)
{
    uint8_t key[SW_LEDGER_KEY];
    size_t value_size;
    int found;

    sw_ledger_key(name, key);
    found = sw_pages_seek(pages, key, error);
    if (found <= 0)
        return found;
    if (memcmp(sw_pages_key(pages), key, SW_LEDGER_KEY) != 0)
        return 0;
    if (sw_pages_value(pages, bytes, &value_size, error) != 0 ||
        sw_ledger_unwrap(key, *bytes, value_size, size, error) != 0)
        return -1;
    return 1;
}

int sw_ledger_find_last(struct sw_pages *pages, struct sw_ledger_name name,
                        struct sw_ledger_name *found, const uint8_t **bytes, size_t *size,
                        struct sw_error *error)
{
    uint8_t key[SW_LEDGER_KEY];
    size_t value_size;
    int result;

    name.second = UINT32_MAX;
    sw_ledger_key(name, key);
    /* Above every key of this name, whatever its check. */
    memset(key + SW_PAGES_KEY_OPEN, 0xff, SW_LEDGER_KEY - SW_PAGES_KEY_OPEN);
    result = sw_pages_seek_last(pages, key, error);
    if (result <= 0)
        return result;
    memcpy(key, sw_pages_key(pages), SW_LEDGER_KEY);
    *found = sw_ledger_name(key);
    if (found->kind != name.kind)
        return 0;
    if (sw_pages_value(pages, bytes, &value_size, error) != 0 ||
        sw_ledger_unwrap(key, *bytes, value_size, size, error) != 0)
        return -1;
    return 1;
}

int sw_ledger_walk(struct sw_pages *pages, const struct sw_ledger_seal *seal,
                   sw_ledger_visit *visit, void *context, struct sw_error *error)
{
    uint8_t key[SW_LEDGER_KEY];
    uint64_t records = 0, sum = 0;
    bool damaged = false;
    int result;

    sw_ledger_key((struct sw_ledger_name){.kind = 1}, key);
    memset(key + SW_PAGES_KEY_OPEN, 0, SW_LEDGER_KEY - SW_PAGES_KEY_OPEN);
    result = sw_pages_seek(pages, key, error);
    while (result == 1) {
        struct sw_ledger_name name = sw_ledger_name(sw_pages_key(pages));
        struct sw_error damage = {0};
        const uint8_t *value;
        size_t value_size, size = 0;

        if (sw_pages_value(pages, &value, &value_size, &damage) == 0 &&
            sw_ledger_unwrap(sw_pages_key(pages), value, value_size, &size, &damage) == 0) {
            sum += sw_ledger_hash_of(value, value_size);
        } else if (damage.code != SW_EXIT_DAMAGED) {
            return sw_fail(error, (enum sw_exit)damage.code, "%s", damage.text);
        } else {
            value = NULL;
            size = 0;
            damaged = true;
        }
        records++;
        result = visit(context, name, value, size, value == NULL ? &damage : NULL);
        if (result != 0)
            return result;
        result = sw_pages_next(pages, error);
    }
    if (result < 0)
        return -1;
    if (records != seal->records || (!damaged && sum != seal->sum))
        return sw_fail(error, SW_EXIT_DAMAGED,
                       "the store is damaged: it holds %llu records that do not add up to the %llu "
                       "that it should; restore a copy of the run",
                       (unsigned long long)records, (unsigned long long)seal->records);
    return 0;
}

/* Ends the walk of sw_ledger_verify at the first damaged record, and keeps its sentence. */
static int stop_at_damage(void *context, struct sw_ledger_name name, const uint8_t *bytes,
                          size_t size, const struct sw_error *damage)
{
    (void)name;
    (void)size;
    if (bytes == NULL)
        *(struct sw_error *)context = *damage;
    return bytes == NULL ? 1 : 0;
}

int sw_ledger_verify(int file, const struct sw_datafile_meta *meta, struct sw_error *error)
{
    struct sw_pages *pages = sw_pages_open(file, meta, error);
    struct sw_ledger_seal seal;
    struct sw_error damage = {0};
    int result = -1;

    if (pages == NULL)
        return -1;
    if (sw_pages_survey(pages, true, error) == 0 &&
        sw_ledger_seal_read(pages, meta, &seal, error) == 0)
        result = sw_ledger_walk(pages, &seal, stop_at_damage, &damage, error);
    if (result == 1)
        result = sw_fail(error, (enum sw_exit)damage.code, "%s", damage.text);
    sw_pages_close(pages);
    return result;
}
