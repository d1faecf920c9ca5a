/* logarithm.h - the natural logarithm of a positive float, the same bits on every machine. Local.
 */
#ifndef SW_AGENT_LOGARITHM_H
#define SW_AGENT_LOGARITHM_H

#include <stdint.h>
#include <string.h>

/* log by the exponent and 2 atanh((f - 1) / (f + 1)), f in [sqrt 1/2, sqrt 2): fixed order, no
 * libm. x is normal and positive; accurate to about 4e-7. */
static inline float sw_logarithm(float x)
{
    int32_t bits, exponent;
    float f, s, q;

    memcpy(&bits, &x, sizeof bits);
    exponent = (bits - 0x3f3504f3) >> 23;
    bits -= exponent * (1 << 23);
    memcpy(&f, &bits, sizeof f);
    s = (f - 1.0f) / (f + 1.0f);
    q = s * s;
    q = s * (2.0f + q * (0.66666667f + q * (0.4f + q * (0.28571429f + q * 0.22222222f))));
    return q + (float)exponent * 0.693147181f;
}

#endif
