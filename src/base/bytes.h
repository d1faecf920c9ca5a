/* bytes.h - numbers as bytes in an order that does not depend on the processor: little (the lowest
 * byte first), as records and hashes have them, or big, as keys have them so that their bytes sort
 * as the numbers do. Local, pure. */
#ifndef SW_BASE_BYTES_H
#define SW_BASE_BYTES_H

#include <endian.h>
#include <stdint.h>
#include <string.h>

static inline void sw_bytes_put_little32(void *out, uint32_t value)
{
    value = htole32(value);
    memcpy(out, &value, sizeof value);
}

static inline void sw_bytes_put_little64(void *out, uint64_t value)
{
    value = htole64(value);
    memcpy(out, &value, sizeof value);
}

static inline void sw_bytes_put_big32(void *out, uint32_t value)
{
    value = htobe32(value);
    memcpy(out, &value, sizeof value);
}

static inline void sw_bytes_put_big64(void *out, uint64_t value)
{
    value = htobe64(value);
    memcpy(out, &value, sizeof value);
}

static inline uint32_t sw_bytes_little32(const void *from)
{
    uint32_t value;

    memcpy(&value, from, sizeof value);
    return le32toh(value);
}

static inline uint64_t sw_bytes_little64(const void *from)
{
    uint64_t value;

    memcpy(&value, from, sizeof value);
    return le64toh(value);
}

static inline uint32_t sw_bytes_big32(const void *from)
{
    uint32_t value;

    memcpy(&value, from, sizeof value);
    return be32toh(value);
}

static inline uint64_t sw_bytes_big64(const void *from)
{
    uint64_t value;

    memcpy(&value, from, sizeof value);
    return be64toh(value);
}

#endif
