/* log.h - words for the person who watches, on stderr. Data goes to stdout and not through here.
 *
 * This and the signal flags are the only global state. Only rank 0 speaks, except errors and
 * warnings, which name their rank. A message is one write(2), so ranks never mix their lines.
 * Control and invisible characters in a message (from a file's name, say) are shown as \xNN; in
 * errors and warnings newlines too. On a terminal a message is folded at 80 columns; elsewhere it
 * is one line, however long. Local.
 *
 * Under mpirun a rank's stderr is never a terminal, whatever the person sees, so whether progress
 * is one line rewritten in place or separate lines is a setting and not a guess; without mpirun the
 * caller may pass isatty(2).
 */
#ifndef SW_BASE_LOG_H
#define SW_BASE_LOG_H

#include <stdbool.h>

enum sw_log_level {
    SW_LOG_QUIET = 0, /* errors and warnings only */
    SW_LOG_INFO = 1,
    SW_LOG_DEBUG = 2
};

struct sw_log_settings {
    enum sw_log_level level;
    int rank;        /* 0 speaks */
    bool live;       /* progress rewrites its line; else a line every `interval` seconds */
    double interval; /* seconds between progress lines; live ones come at most 10 a second */
    int descriptor;  /* where to write: 2 */
};

/* What holds before sw_log_setup: {SW_LOG_INFO, 0, false, 5.0, 2}. */
struct sw_log_settings sw_log_defaults(void);
void sw_log_setup(struct sw_log_settings settings);
enum sw_log_level sw_log_level(void);

/* "smallworld: sentence"; on another rank "smallworld: rank 2: sentence". At every level. */
void sw_log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "smallworld: warning: sentence". At every level. */
void sw_log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The bare text, from SW_LOG_INFO on, rank 0. */
void sw_log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The bare text, at SW_LOG_DEBUG, rank 0. */
void sw_log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says how far the work is; `now` is sw_clock_seconds(). Dropped when the last one is too recent.
 * From SW_LOG_INFO on, rank 0. */
void sw_log_progress(double now, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* True if sw_log_progress would speak at `now`: for callers whose text is dear. */
bool sw_log_progress_due(double now);

/* Ends a live line (so that what follows starts on its own) and lets the next progress speak at
 * once. Prints the last text if it was dropped, so the end of the work is always seen. */
void sw_log_progress_end(void);

#endif
