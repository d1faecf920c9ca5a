#include "base/clock.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

double sw_clock_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

double sw_clock_thread(void)
{
    struct timespec now = {0, 0};

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int sw_duration_parse(const char *text, const char *what, double *seconds, struct sw_error *error)
{
    const char *at = text;
    char shown[64];
    long total = 0;

    for (int part = 0; part < 3; part++) {
        size_t digits = strspn(at, "0123456789");
        long value = 0;

        if (digits == 0 || (part == 0 ? digits > 6 : digits != 2))
            break;
        for (size_t i = 0; i < digits; i++)
            value = value * 10 + (at[i] - '0');
        if (part > 0 && value > 59)
            break;
        total = total * 60 + value;
        at += digits;
        if (*at == '\0') {
            *seconds = (double)total;
            return 0;
        }
        if (*at != ':')
            break;
        at++;
    }
    return sw_fail(error, SW_EXIT_USAGE,
                   "%s: \"%s\" is not a duration; write H:MM:SS, for example 1:30:00, or seconds",
                   what, sw_text_show(text, strlen(text), 40, shown, sizeof shown));
}

char *sw_duration_print(double seconds, char text[SW_DURATION_TEXT])
{
    unsigned long long whole;

    if (!(seconds >= 0.0) || seconds > 3.6e12) {
        snprintf(text, SW_DURATION_TEXT, "-:--:--");
        return text;
    }
    whole = (unsigned long long)(seconds + 0.5);
    snprintf(text, SW_DURATION_TEXT, "%llu:%02llu:%02llu", whole / 3600, whole / 60 % 60,
             whole % 60);
    return text;
}
