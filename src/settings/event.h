/* event.h - one line of [events] and one override of [island 3], read and checked by itself. When
 * they act is in settings/schedule.h. Local.
 *
 *     at TIME ACTION                        once, before generation TIME is lived
 *     every N [from TIME] [to TIME] ACTION  when so many generations are done: N, 2N, ...
 *     when CONDITION ACTION                 once, after the first generation that meets it
 *     ramp KEY A B from TIME to TIME        KEY goes from A to B in a straight line
 *     stop when CONDITION                   the run is finished then
 *
 *     ACTION     set KEY VALUE | phase NUMBER | phase GAME | migrate all | cull islands SHARE |
 * stop TIME       a generation (2000), or a share of run.generations (50%) CONDITION  MEASURE >
 * NUMBER (also >=, <, <=) no gain of NUMBER in N generations [of MEASURE]
 *
 * set and ramp may end with "on island 3" or "on islands 4-7". The grammar is after the events file
 * of Avida (Ofria and Wilke 2004, "Avida: a software platform for research in computational
 * evolutionary biology"): a trigger, an action, its arguments. */
#ifndef SW_SETTINGS_EVENT_H
#define SW_SETTINGS_EVENT_H

#include "base/parameter.h"
#include "selection/condition.h"

#define SW_EVENTS_MAX      128u /* of a run */
#define SW_ISLANDS_ALL     UINT32_MAX
#define SW_EVENT_VALUE_MAX SW_TEXT_MAX

enum sw_event_trigger {
    SW_EVENT_AT,    /* from */
    SW_EVENT_EVERY, /* every, from, to */
    SW_EVENT_WHEN,  /* condition */
    SW_EVENT_RAMP   /* from, to */
};

enum sw_event_action {
    SW_EVENT_SET,     /* row, value, islands; in a ramp row, start, end, islands */
    SW_EVENT_PHASE,   /* phase, or the game's name in value */
    SW_EVENT_MIGRATE, /* every island adopts its neighbour's best if that scored higher */
    SW_EVENT_CULL,    /* share */
    SW_EVENT_STOP
};

/* A generation, or a share of the run. */
struct sw_event_time {
    bool given, share;
    double value; /* 0.. generations; or 0..100 per cent */
};

/* Islands first..last; all if first is SW_ISLANDS_ALL. */
struct sw_islands {
    uint32_t first, last;
};

struct sw_event {
    uint32_t line; /* among the events of the run, from 1 */
    enum sw_event_trigger trigger;
    enum sw_event_action action;
    struct sw_event_time from, to;
    uint64_t every;
    struct sw_condition condition;
    struct sw_islands islands;
    const struct sw_parameter *row; /* of the settings table */
    char value[SW_EVENT_VALUE_MAX];
    double start, end; /* of a ramp */
    uint32_t phase;    /* row of the phase table; SW_PHASES_MAX: the game is in value */
    double share;      /* of the islands that die */
};

/* One line of an island's section: "selection.pressure = 0.9". */
struct sw_override {
    struct sw_islands islands;
    const struct sw_parameter *row;
    char value[SW_EVENT_VALUE_MAX];
};

/* Read one line; -1 (exit code 2) with a sentence that begins with `where`. */
int sw_event_read(const char *text, const char *where, struct sw_event *out,
                  struct sw_error *error);
int sw_override_read(const char *heading, const char *text, const char *where,
                     struct sw_override *out, struct sw_error *error);

/* For rows of the settings table: lines that are wrong by themselves are refused where they stand
 * in a config. */
extern const struct sw_parameter_lines sw_event_lines, sw_override_lines;

struct sw_settings;

/* The text of an event of the run (line: from 1; SW_LINES_MAX bytes hold any). */
void sw_event_text(const struct sw_settings *settings, uint32_t line, char *text);

#endif
