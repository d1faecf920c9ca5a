#include "base/hash.h"
#include "base/bytes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

uint64_t sw_hash(const void *bytes, size_t size)
{
    static const char nothing[1];

    return XXH3_64bits(size == 0 ? nothing : bytes, size);
}

char *sw_hash_print(uint64_t hash, char text[SW_HASH_TEXT])
{
    snprintf(text, SW_HASH_TEXT, "%016" PRIx64, hash);
    return text;
}

struct sw_digest {
    XXH3_state_t *state; /* its own allocation: it wants 64-byte alignment */
};

struct sw_digest *sw_digest_create(struct sw_error *error)
{
    struct sw_digest *digest = sw_allocate(1, sizeof *digest, "starting a digest", error);

    if (digest == NULL)
        return NULL;
    digest->state = XXH3_createState();
    if (digest->state == NULL) {
        sw_fail(error, SW_EXIT_FAILED, "out of memory while starting a digest");
        free(digest);
        return NULL;
    }
    XXH3_64bits_reset(digest->state);
    return digest;
}

void sw_digest_destroy(struct sw_digest *digest)
{
    if (digest == NULL)
        return;
    XXH3_freeState(digest->state);
    free(digest);
}

void sw_digest_add(struct sw_digest *digest, const void *bytes, size_t size)
{
    if (size > 0)
        XXH3_64bits_update(digest->state, bytes, size);
}

void sw_digest_number(struct sw_digest *digest, uint64_t number)
{
    unsigned char bytes[8];

    sw_bytes_put_little64(bytes, number);
    sw_digest_add(digest, bytes, sizeof bytes);
}

uint64_t sw_digest_value(const struct sw_digest *digest)
{
    return XXH3_64bits_digest(digest->state);
}
