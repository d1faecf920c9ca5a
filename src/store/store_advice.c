#include "store/store_advice.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *cure(int code, enum sw_store_aim aim)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return "make room";
    case EFBIG:
        return "raise the limit on the size of files (ulimit -f)";
    case EACCES:
    case EPERM:
        return aim == SW_STORE_READ ? "get the right to read there, or use a copy"
                                    : "get the right to write there, or use a copy";
    case EROFS:
        return "make the file system writable, or use a copy on another";
    case ENOMEM:
        return "raise the limit on address space (ulimit -v), or use a machine with more memory";
    case EMFILE:
    case ENFILE:
        return "raise the limit on open files (ulimit -n)";
    case ENAMETOOLONG:
    case ELOOP:
        return "name it by another path";
    case ENOLCK:
        return "put the run on a local file system, where files can be locked";
    default:
        return "see whether the disk is sound";
    }
}

const char *sw_store_advice(int code, enum sw_store_aim aim, char text[SW_STORE_ADVICE])
{
    static const char *const then[] = {
        [SW_STORE_READ] = "try again",
        [SW_STORE_BEGIN] = "give the same command again: no run has begun",
        [SW_STORE_GO_ON] = "resume the run: nothing that was committed is lost",
    };

    if (code < 0) /* LMDB's own: what it read of the file is wrong */
        snprintf(text, SW_STORE_ADVICE,
                 "leave the files of a run alone while it is used, and see what is left with: "
                 "smallworld check RUN");
    else
        snprintf(text, SW_STORE_ADVICE, "%s, then %s", cure(code, aim), then[aim]);
    return text;
}

int sw_store_refused(struct sw_error *error, int code, enum sw_store_aim aim, const char *format,
                     ...)
{
    char what[512], advice[SW_STORE_ADVICE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    return sw_fail(error, SW_EXIT_FAILED, "%s: %s; %s", what, strerror(code),
                   sw_store_advice(code, aim, advice));
}
