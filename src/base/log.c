#include "base/log.h"

#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LONGEST       2048 /* bytes of one message */
#define COLUMNS       80
#define LIVE_INTERVAL 0.1
#define CLEAR_LINE    "\r\033[K"

static struct sw_log_settings current = {SW_LOG_INFO, 0, false, 5.0, 2};

/* Progress: when it last spoke, what it would say now, and whether a live line stands open. */
static struct {
    bool spoke, open, dropped;
    double when;
    char text[LONGEST];
} progress;

struct sw_log_settings sw_log_defaults(void)
{
    struct sw_log_settings defaults = {SW_LOG_INFO, 0, false, 5.0, 2};

    return defaults;
}

void sw_log_setup(struct sw_log_settings settings)
{
    current = settings;
    memset(&progress, 0, sizeof progress);
}

enum sw_log_level sw_log_level(void)
{
    return current.level;
}

/* Nothing can be said about a stderr that fails, so that is passed over. */
static void write_out(const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(current.descriptor, bytes, size);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        bytes += written;
        size -= (size_t)written;
    }
}

/* On a terminal a message goes on below at the last blank before its edge. Into a file it stays one
 * line, for those who search it. */
static void fold(char *line)
{
    char *blank = NULL;

    for (size_t column = 0; *line != '\0'; line++, column++) {
        if (*line == '\n') { /* one that the message has itself */
            column = (size_t)-1;
            blank = NULL;
        }
        if (*line == ' ')
            blank = line;
        if (column != (size_t)-1 && column >= COLUMNS && blank != NULL) {
            *blank = '\n';
            column = (size_t)(line - blank) - 1;
            blank = NULL;
        }
    }
}

/* One message: clears a live line first, shows each of its lines harmlessly, ends in a newline. A
 * sentence is one line: a newline within it came from outside, and must not begin a message of its
 * own. */
static void say(const char *prefix, bool sentence, const char *format, va_list arguments)
{
    char text[LONGEST], out[4 * LONGEST + 64], *begin;
    size_t used = 0;

    vsnprintf(text, sizeof text, format, arguments);
    if (progress.open)
        used += (size_t)snprintf(out, sizeof out, "%s", CLEAR_LINE);
    progress.open = false;
    begin = out + used;
    used += (size_t)snprintf(out + used, sizeof out - used, "%s", prefix);
    for (const char *line = text;;) {
        size_t length = sentence ? strlen(line) : strcspn(line, "\n");

        sw_text_show(line, length, LONGEST * 4, out + used, sizeof out - used - 8);
        used += strlen(out + used);
        out[used++] = '\n';
        if (line[length] == '\0' || line[length + 1] == '\0' || used + 16 > sizeof out)
            break;
        line += length + 1;
    }
    out[used] = '\0';
    if (isatty(current.descriptor))
        fold(begin);
    write_out(out, used);
}

static void name_speaker(char *prefix, size_t size, const char *kind)
{
    if (current.rank != 0)
        snprintf(prefix, size, "smallworld: rank %d: %s", current.rank, kind);
    else
        snprintf(prefix, size, "smallworld: %s", kind);
}

void sw_log_error(const char *format, ...)
{
    char prefix[64];
    va_list arguments;

    name_speaker(prefix, sizeof prefix, "");
    va_start(arguments, format);
    say(prefix, true, format, arguments);
    va_end(arguments);
}

void sw_log_warning(const char *format, ...)
{
    char prefix[64];
    va_list arguments;

    name_speaker(prefix, sizeof prefix, "warning: ");
    va_start(arguments, format);
    say(prefix, true, format, arguments);
    va_end(arguments);
}

static bool speaks(enum sw_log_level level)
{
    return current.rank == 0 && current.level >= level;
}

void sw_log_info(const char *format, ...)
{
    va_list arguments;

    if (!speaks(SW_LOG_INFO))
        return;
    va_start(arguments, format);
    say("", false, format, arguments);
    va_end(arguments);
}

void sw_log_debug(const char *format, ...)
{
    va_list arguments;

    if (!speaks(SW_LOG_DEBUG))
        return;
    va_start(arguments, format);
    say("", false, format, arguments);
    va_end(arguments);
}

bool sw_log_progress_due(double now)
{
    double interval = current.live ? LIVE_INTERVAL : current.interval;

    return speaks(SW_LOG_INFO) && (!progress.spoke || now - progress.when >= interval);
}

static void speak_progress(void)
{
    char out[4 * LONGEST + 64];
    size_t used = 0;

    if (current.live)
        used = (size_t)snprintf(out, sizeof out, "%s", CLEAR_LINE);
    sw_text_show(progress.text, strlen(progress.text), LONGEST * 4, out + used,
                 sizeof out - used - 8);
    used += strlen(out + used);
    if (!current.live)
        out[used++] = '\n';
    write_out(out, used);
    progress.open = current.live;
    progress.dropped = false;
}

void sw_log_progress(double now, const char *format, ...)
{
    va_list arguments;

    if (!speaks(SW_LOG_INFO))
        return;
    va_start(arguments, format);
    vsnprintf(progress.text, sizeof progress.text, format, arguments);
    va_end(arguments);
    if (!sw_log_progress_due(now)) {
        progress.dropped = true;
        return;
    }
    progress.spoke = true;
    progress.when = now;
    speak_progress();
}

void sw_log_progress_end(void)
{
    if (progress.dropped && speaks(SW_LOG_INFO))
        speak_progress();
    if (progress.open)
        write_out("\n", 1);
    progress.open = progress.dropped = progress.spoke = false;
}
