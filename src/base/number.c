#include "base/number.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool only_digits(const char *text)
{
    return text[0] != '\0' && text[strspn(text, "0123456789")] == '\0';
}

bool sw_number_integer(const char *text, int64_t *value)
{
    const char *digits = text[0] == '-' || text[0] == '+' ? text + 1 : text;
    long long read;

    if (!only_digits(digits))
        return false;
    errno = 0;
    read = strtoll(text, NULL, 10);
    if (errno != 0)
        return false;
    *value = read;
    return true;
}

bool sw_number_unsigned(const char *text, uint64_t *value)
{
    unsigned long long read;

    if (!only_digits(text))
        return false;
    errno = 0;
    read = strtoull(text, NULL, 10);
    if (errno != 0)
        return false;
    *value = read;
    return true;
}

bool sw_number_real(const char *text, double *value)
{
    const char *at = text;
    size_t whole, part = 0;
    double read;

    /* strtod takes more than we want ("0x1p3", "nan", " 1"), so the form is checked first. */
    at += *at == '-' || *at == '+';
    whole = strspn(at, "0123456789");
    at += whole;
    if (*at == '.') {
        at++;
        part = strspn(at, "0123456789");
        at += part;
    }
    if (whole + part == 0)
        return false;
    if (*at == 'e' || *at == 'E') {
        at++;
        at += *at == '-' || *at == '+';
        if (!only_digits(at))
            return false;
    } else if (*at != '\0') {
        return false;
    }
    read = strtod(text, NULL);
    if (!isfinite(read))
        return false;
    *value = read;
    return true;
}

char *sw_number_shortest(double value, char text[SW_NUMBER_TEXT])
{
    if (fabs(value) < 1e6 && value == trunc(value)) { /* 30, where %g would say 3e+01 */
        snprintf(text, SW_NUMBER_TEXT, "%.0f", value);
        return text;
    }
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, SW_NUMBER_TEXT, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    return text;
}

char *sw_number_count(uint64_t value, char text[SW_NUMBER_TEXT])
{
    char digits[SW_NUMBER_TEXT];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, value);
    int at = 0;

    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            text[at++] = ',';
        text[at++] = digits[i];
    }
    text[at] = '\0';
    return text;
}

/* Three digits: what rounds to 1000 belongs to the next magnitude, so limits stand at 999.5. */
static int decimals_of(double value)
{
    if (value >= 99.95)
        return 0;
    return value >= 9.995 ? 1 : 2;
}

char *sw_number_bytes(uint64_t bytes, char text[SW_NUMBER_TEXT])
{
    static const char *const units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
    double value = (double)bytes / 1000.0;
    size_t unit = 0;

    if (bytes < 1000) {
        snprintf(text, SW_NUMBER_TEXT, "%" PRIu64 " B", bytes);
        return text;
    }
    while (value >= 999.5 && unit + 1 < sizeof units / sizeof units[0]) {
        value /= 1000.0;
        unit++;
    }
    snprintf(text, SW_NUMBER_TEXT, "%.*f %s", decimals_of(value), value, units[unit]);
    return text;
}

char *sw_number_rate(double value, const char *unit, char text[SW_NUMBER_TEXT])
{
    static const char *const steps[] = {"", "k", "M", "G", "T", "P"};
    bool negative = value < 0.0;
    double size = negative ? -value : value;
    size_t step = 0;

    if (!isfinite(value)) {
        snprintf(text, SW_NUMBER_TEXT, "-");
        return text;
    }
    while (size >= 999.5 && step + 1 < sizeof steps / sizeof steps[0]) {
        size /= 1000.0;
        step++;
    }
    if (size >= 9999.5) /* beyond the last step */
        snprintf(text, SW_NUMBER_TEXT, "%s%.2e%s%.12s", negative ? "-" : "", size, steps[step],
                 unit);
    else
        snprintf(text, SW_NUMBER_TEXT, "%s%.*f%s%s%.16s", negative ? "-" : "", decimals_of(size),
                 size, step > 0 || unit[0] != '\0' ? " " : "", steps[step], unit);
    return text;
}

char *sw_number_share(double share, char text[SW_NUMBER_TEXT])
{
    if (!isfinite(share) || fabs(share) > 1e6)
        snprintf(text, SW_NUMBER_TEXT, "-");
    else
        snprintf(text, SW_NUMBER_TEXT, "%.1f %%", share * 100.0);
    return text;
}
