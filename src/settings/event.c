#include "settings/event.h"

#include "base/number.h"
#include "base/parameter_lines.h"
#include "base/text.h"
#include "settings/settings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WORD_MAX 128

/* ---- which settings may change during a run, or differ between islands ---- */

enum { BY_EVENT = 1, BY_ISLAND = 2 };

/* The first row that fits a setting counts. section "phase" is any phase, key NULL any key. */
static const struct scope {
    const char *section, *key;
    int may;
    const char *why; /* of what may not */
} scopes[] = {
    {"selection", "standing", 0, "the room for members that stand is made once, at the start"},
    {"selection", NULL, BY_EVENT | BY_ISLAND, NULL},
    {"families", "share", BY_EVENT, "islands of a family move together"},
    {"families", "founder", 0, "founders are made once, at the start"},
    {"families", "mutate", 0, "an island's own settings are counted this way from the start"},
    {"families", "factor", 0, "an island's own settings are counted in it from the start"},
    {"families", "bound", 0, "an island's own settings are within it from the start"},
    {"families", "begin", 0, "islands begin once"},
    {"families", NULL, BY_EVENT, "islands die out and are refounded by one rule"},
    {"migration", "delay", 0, "migrants under way keep their time of arrival"},
    {"migration", NULL, BY_EVENT, "islands migrate together"},
    {"phase", "strength", BY_EVENT | BY_ISLAND, NULL},
    {"phase", "rate", BY_EVENT | BY_ISLAND, NULL},
    {"phase", "rate_end", BY_EVENT | BY_ISLAND, NULL},
    {"phase", NULL, 0, "write another phase and begin it by \"at TIME phase N\""},
    {"language", "words", BY_EVENT, NULL},
    {"language", "ambiguity", BY_EVENT | BY_ISLAND, NULL},
    {"language", "cost", BY_EVENT | BY_ISLAND, NULL},
    {"language", "noise", BY_EVENT | BY_ISLAND, NULL},
    {"language", "deafness", BY_EVENT | BY_ISLAND, NULL},
    {"language", "contact", BY_EVENT | BY_ISLAND, NULL},
    {"body", "given", BY_EVENT, "lives of all islands are as easy"},
    {"body", "mistakes", BY_EVENT, "lives of all islands are as easy"},
    {"body", "backplay", BY_EVENT, "lives of all islands are as easy"},
    {"body", "teacher", BY_EVENT, "lives of all islands are as easy"},
    {"life", "seed", BY_EVENT | BY_ISLAND, NULL},
    {"learning", "rate", BY_EVENT | BY_ISLAND, NULL},
    {"learning", "rate_end", BY_EVENT | BY_ISLAND, NULL},
    {"learning", NULL, 0, "the room to learn is made once, at the start"},
    {"own", "held", BY_EVENT | BY_ISLAND, NULL},
    {"own", "spread", BY_EVENT | BY_ISLAND, NULL},
    {"own", "brevity", BY_EVENT | BY_ISLAND, NULL},
    {"own", NULL, 0, "the room to think is made once, at the start"},
    {"agent", NULL, 0, "the weights of a run's agents have one shape"},
    {"language", NULL, 0, "the weights and the messages of a run's agents have one shape"},
    {"worlds", "source", 0, "the files of a run are read once, at its start"},
    {"worlds", "hold_out", 0, "what is held out is held out of the whole run"},
    {"worlds", "physics", 0, "members have the engine of their worlds or have it not"},
    {"worlds", "dimension", 0, "the members of a run have one length"},
    {"worlds", "shift", 0, "the function of a run is made once, at its start"},
    {"worlds", "rotate", 0, "the function of a run is made once, at its start"},
    {"worlds", NULL, BY_EVENT | BY_ISLAND, NULL},
    {"life", NULL, 0, "the room that lives need is made once, at the start"},
    {"output", NULL, 0, "it says how the run is told, not what happens in it"},
    {"", NULL, 0, "it is one for the whole run"},
};

static bool in_scope(const struct scope *scope, const struct sw_parameter *row)
{
    size_t length = strlen(scope->section);
    bool any_phase = strcmp(scope->section, "phase") == 0;

    if (length > 0 &&
        (any_phase ? strncmp(row->section, "phase", 5) : strcmp(row->section, scope->section)) != 0)
        return false;
    return scope->key == NULL || strcmp(scope->key, row->key) == 0;
}

/* The row of a setting that may be set here. */
static const struct sw_parameter *find_row(const char *name, int by, const char *where,
                                           struct sw_error *error)
{
    struct sw_error reason = {0};
    const struct sw_parameter *row = sw_parameters_find(sw_settings_table, name, &reason);
    const struct scope *scope = scopes;

    if (row == NULL) {
        sw_fail(error, SW_EXIT_USAGE, "%s: %s", where, reason.text);
        return NULL;
    }
    while (!in_scope(scope, row))
        scope++;
    if (scope->may & by)
        return row;
    sw_fail(error, SW_EXIT_USAGE, "%s: %s.%s cannot %s: %s", where, row->section, row->key,
            by == BY_EVENT ? "change during a run" : "differ between islands", scope->why);
    return NULL;
}

/* ---- words ---- */

struct line_reader {
    const char *at; /* what is not read yet; no blanks before it */
    const char *where;
    struct sw_error *error;
    char word[WORD_MAX]; /* the last one read */
};

static void skip_blanks(struct line_reader *reader)
{
    reader->at += strspn(reader->at, " \t");
}

/* Reads a word, cut at WORD_MAX; false at the end of the line. */
static bool next_word(struct line_reader *reader)
{
    size_t length = strcspn(reader->at, " \t");

    snprintf(reader->word, sizeof reader->word, "%.*s", (int)length, reader->at);
    reader->at += length;
    skip_blanks(reader);
    return length > 0;
}

/* Reads the word if it comes next. */
static bool take(struct line_reader *reader, const char *word)
{
    size_t length = strlen(word);

    if (strncmp(reader->at, word, length) != 0 ||
        (reader->at[length] != '\0' && reader->at[length] != ' ' && reader->at[length] != '\t'))
        return false;
    reader->at += length;
    skip_blanks(reader);
    return true;
}

static int wrong(struct line_reader *reader, const char *what, const char *wanted)
{
    char shown[200];

    return sw_fail(reader->error, SW_EXIT_USAGE, "%s: %s%s%s%s; write %s", reader->where, what,
                   what[0] != '\0' ? " " : "",
                   reader->word[0] == '\0'
                       ? "is missing"
                       : sw_text_show(reader->word, strlen(reader->word), 60, shown, sizeof shown),
                   reader->word[0] == '\0' ? "" : " is not understood", wanted);
}

static int read_number(struct line_reader *reader, const char *what, double least, double most,
                       double *out)
{
    char wanted[120], low[SW_NUMBER_TEXT], high[SW_NUMBER_TEXT];

    if (next_word(reader) && sw_number_real(reader->word, out) && *out >= least && *out <= most)
        return 0;
    if (isfinite(least) && isfinite(most))
        snprintf(wanted, sizeof wanted, "a number from %s to %s", sw_number_shortest(least, low),
                 sw_number_shortest(most, high));
    else
        snprintf(wanted, sizeof wanted, isfinite(least) ? "a number from %s on" : "a number",
                 isfinite(least) ? sw_number_shortest(least, low) : "");
    return wrong(reader, what, wanted);
}

static int read_count(struct line_reader *reader, const char *what, uint64_t *out)
{
    if (next_word(reader) && sw_number_unsigned(reader->word, out) && *out >= 1 &&
        *out <= 1000000000)
        return 0;
    return wrong(reader, what, "a number of generations, at least 1");
}

static int read_time(struct line_reader *reader, struct sw_event_time *out)
{
    char text[WORD_MAX];
    uint64_t generation;
    size_t length;

    next_word(reader);
    strcpy(text, reader->word);
    length = strlen(text);
    out->given = true;
    out->share = length > 1 && text[length - 1] == '%';
    if (out->share) {
        text[length - 1] = '\0';
        if (sw_number_real(text, &out->value) && out->value >= 0 && out->value <= 100)
            return 0;
    } else if (sw_number_unsigned(text, &generation) && generation <= 1000000000) {
        out->value = (double)generation;
        return 0;
    }
    return wrong(reader, "the time",
                 "a generation (2000) or a share of the run from 0% to 100% (50%)");
}

/* "3" or "4-7". */
static bool islands_of(const char *text, struct sw_islands *out)
{
    char first[WORD_MAX] = "";
    const char *dash = strchr(text, '-');
    uint64_t low, high;

    if (strlen(text) >= sizeof first)
        return false;
    memcpy(first, text, dash == NULL ? strlen(text) : (size_t)(dash - text));
    if (!sw_number_unsigned(first, &low))
        return false;
    high = low;
    if ((dash != NULL && !sw_number_unsigned(dash + 1, &high)) || low > high || high >= 1u << 16)
        return false;
    *out = (struct sw_islands){(uint32_t)low, (uint32_t)high};
    return true;
}

/* The end of a set or ramp: "on islands 4-7", or nothing. */
static int read_islands(struct line_reader *reader, struct sw_islands *out)
{
    *out = (struct sw_islands){SW_ISLANDS_ALL, SW_ISLANDS_ALL};
    if (!take(reader, "on"))
        return 0;
    if ((take(reader, "island") || take(reader, "islands")) && next_word(reader) &&
        islands_of(reader->word, out))
        return 0;
    return wrong(reader, "where it acts:", "on island 3, or on islands 4-7 (numbers from 0)");
}

/* ---- actions ---- */

/* The value of a set: the rest of the line, but for its islands; it may stand in quotes. */
static int read_value(struct line_reader *reader, char value[SW_EVENT_VALUE_MAX])
{
    const char *end = reader->at + strlen(reader->at), *from = reader->at;
    size_t length;

    for (const char *at = strstr(from, " on island"); at != NULL; at = strstr(at + 1, " on island"))
        end = at;
    length = (size_t)(end - from);
    while (length > 0 && (from[length - 1] == ' ' || from[length - 1] == '\t'))
        length--;
    if (length >= 2 && from[0] == '"' && from[length - 1] == '"') {
        from++;
        length -= 2;
    }
    if (length >= SW_EVENT_VALUE_MAX)
        return sw_fail(reader->error, SW_EXIT_USAGE, "%s: the value is longer than %d bytes",
                       reader->where, SW_EVENT_VALUE_MAX - 1);
    memset(value, 0, SW_EVENT_VALUE_MAX);
    memcpy(value, from, length);
    reader->at = end;
    skip_blanks(reader);
    return 0;
}

static int read_set(struct line_reader *reader, struct sw_event *out)
{
    if (!next_word(reader))
        return wrong(reader, "the setting", "set section.key value");
    out->row = find_row(reader->word, BY_EVENT, reader->where, reader->error);
    if (out->row == NULL || read_value(reader, out->value) != 0 ||
        sw_parameter_check(out->row, out->value, reader->where, reader->error) != 0)
        return -1;
    return read_islands(reader, &out->islands);
}

static int read_phase(struct line_reader *reader, struct sw_event *out)
{
    uint64_t number;

    if (!next_word(reader))
        return wrong(reader, "the phase", "phase 2, or phase and the game of one phase");
    out->phase = SW_PHASES_MAX;
    snprintf(out->value, sizeof out->value, "%s", reader->word);
    if (!sw_number_unsigned(reader->word, &number))
        return 0;
    if (number < 1 || number > SW_PHASES_MAX)
        return wrong(reader, "the phase", "a number from 1 to 6: that of its section");
    out->phase = (uint32_t)number - 1;
    return 0;
}

static int read_migrate(struct line_reader *reader, struct sw_event *out)
{
    (void)out;
    if (take(reader, "all"))
        return 0;
    next_word(reader);
    return wrong(reader, "what migrates:", "migrate all");
}

static int read_cull(struct line_reader *reader, struct sw_event *out)
{
    if (!take(reader, "islands")) {
        next_word(reader);
        return wrong(reader, "what is culled:", "cull islands 0.5");
    }
    return read_number(reader, "the share of islands", 0, 1, &out->share);
}

static int read_stop(struct line_reader *reader, struct sw_event *out)
{
    (void)reader;
    (void)out;
    return 0;
}

enum {
    AFTER_AT = 1 << SW_EVENT_AT,
    AFTER_EVERY = 1 << SW_EVENT_EVERY,
    AFTER_WHEN = 1 << SW_EVENT_WHEN
};

/* The actions: word, which triggers may stand before it, and the reader of its arguments. */
static const struct action_row {
    const char *word;
    enum sw_event_action action;
    int after;
    int (*read)(struct line_reader *reader, struct sw_event *out);
} actions[] = {
    {"set", SW_EVENT_SET, AFTER_AT | AFTER_WHEN, read_set},
    {"phase", SW_EVENT_PHASE, AFTER_AT | AFTER_WHEN, read_phase},
    {"migrate", SW_EVENT_MIGRATE, AFTER_AT | AFTER_EVERY | AFTER_WHEN, read_migrate},
    {"cull", SW_EVENT_CULL, AFTER_AT | AFTER_EVERY | AFTER_WHEN, read_cull},
    {"stop", SW_EVENT_STOP, AFTER_AT | AFTER_WHEN, read_stop},
};

static int read_action(struct line_reader *reader, struct sw_event *out)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (!take(reader, actions[i].word))
            continue;
        if (!(actions[i].after & 1 << out->trigger))
            return sw_fail(reader->error, SW_EXIT_USAGE,
                           "%s: \"%s\" acts once and stays, so it cannot stand after every; write "
                           "at TIME %s",
                           reader->where, actions[i].word, actions[i].word);
        out->action = actions[i].action;
        return actions[i].read(reader, out);
    }
    next_word(reader);
    return wrong(reader, "the action", "set, phase, migrate, cull or stop");
}

/* ---- conditions ---- */

#define NAME(id, name, text) name,
static const char *const measures[] = {SW_WATCHED_ROWS(NAME, NAME)};

static bool take_measure(struct line_reader *reader, enum sw_watched *out)
{
    for (uint32_t i = 0; i < SW_WATCHED_COUNT; i++)
        if (take(reader, measures[i])) {
            *out = (enum sw_watched)i;
            return true;
        }
    return false;
}

/* Behind "no": gain of NUMBER in N generations [of MEASURE]. */
static int read_plateau(struct line_reader *reader, struct sw_condition *out)
{
    static const char form[] = "no gain of 0.01 in 500 generations [of mean]";

    out->comparison = SW_NO_GAIN;
    out->measure = SW_WATCHED_MEAN;
    if (!take(reader, "gain") || !take(reader, "of")) {
        next_word(reader);
        return wrong(reader, "the condition:", form);
    }
    if (read_number(reader, "the gain", 0, HUGE_VAL, &out->bound) != 0)
        return -1;
    if (!take(reader, "in")) {
        next_word(reader);
        return wrong(reader, "the condition:", form);
    }
    if (read_count(reader, "the patience", &out->patience) != 0)
        return -1;
    if (!take(reader, "generations") && !take(reader, "generation")) {
        next_word(reader);
        return wrong(reader, "the condition:", form);
    }
    if (!take(reader, "of") || take_measure(reader, &out->measure))
        return 0;
    next_word(reader);
    return wrong(reader, "the measure", "best, mean, worst or solve_rate");
}

static int read_condition(struct line_reader *reader, struct sw_condition *out)
{
    static const char *const signs[] = {
        [SW_ABOVE] = ">", [SW_AT_LEAST] = ">=", [SW_BELOW] = "<", [SW_AT_MOST] = "<="};

    if (take(reader, "no"))
        return read_plateau(reader, out);
    if (!take_measure(reader, &out->measure)) {
        next_word(reader);
        return wrong(reader, "the condition",
                     "best, mean, worst or solve_rate, a comparison and a number (solve_rate > "
                     "0.9), or no gain of 0.01 in 500 generations");
    }
    for (int i = SW_ABOVE; i <= SW_AT_MOST; i++)
        if (take(reader, signs[i])) {
            out->comparison = (enum sw_comparison)i;
            return read_number(reader, "the bound", -HUGE_VAL, HUGE_VAL, &out->bound);
        }
    next_word(reader);
    return wrong(reader, "the comparison", ">, >=, < or <=, with blanks around it");
}

/* ---- triggers ---- */

static int read_at(struct line_reader *reader, struct sw_event *out)
{
    return read_time(reader, &out->from) != 0 ? -1 : read_action(reader, out);
}

static int read_every(struct line_reader *reader, struct sw_event *out)
{
    if (read_count(reader, "the interval", &out->every) != 0 ||
        (take(reader, "from") && read_time(reader, &out->from) != 0) ||
        (take(reader, "to") && read_time(reader, &out->to) != 0))
        return -1;
    return read_action(reader, out);
}

static int read_when(struct line_reader *reader, struct sw_event *out)
{
    return read_condition(reader, &out->condition) != 0 ? -1 : read_action(reader, out);
}

/* One end of a ramp, which the setting must take. */
static int read_end(struct line_reader *reader, const struct sw_event *event, double *out)
{
    if (!next_word(reader))
        return wrong(reader, "an end of the ramp", "ramp section.key A B from TIME to TIME");
    if (sw_parameter_check(event->row, reader->word, reader->where, reader->error) != 0)
        return -1;
    sw_number_real(reader->word, out);
    return 0;
}

static int read_ramp(struct line_reader *reader, struct sw_event *out)
{
    if (!next_word(reader))
        return wrong(reader, "the setting", "ramp section.key A B from TIME to TIME");
    out->row = find_row(reader->word, BY_EVENT, reader->where, reader->error);
    if (out->row == NULL)
        return -1;
    if (out->row->type != SW_PARAMETER_REAL &&
        (out->row->type != SW_PARAMETER_INTEGER || out->row->step != 0))
        return sw_fail(reader->error, SW_EXIT_USAGE,
                       "%s: %s.%s has no values between two others, so it cannot go along a ramp; "
                       "write at TIME set %s.%s VALUE",
                       reader->where, out->row->section, out->row->key, out->row->section,
                       out->row->key);
    if (read_end(reader, out, &out->start) != 0 || read_end(reader, out, &out->end) != 0)
        return -1;
    if (!take(reader, "from")) {
        next_word(reader);
        return wrong(reader, "the ramp's times:", "from TIME to TIME");
    }
    if (read_time(reader, &out->from) != 0)
        return -1;
    if (!take(reader, "to")) {
        next_word(reader);
        return wrong(reader, "the ramp's end:", "to TIME");
    }
    if (read_time(reader, &out->to) != 0)
        return -1;
    return read_islands(reader, &out->islands);
}

/* "stop when CONDITION" is "when CONDITION stop". */
static int read_stop_when(struct line_reader *reader, struct sw_event *out)
{
    out->action = SW_EVENT_STOP;
    if (take(reader, "when"))
        return read_condition(reader, &out->condition);
    next_word(reader);
    return wrong(reader, "the stop:", "stop when CONDITION, or at TIME stop");
}

static const struct trigger_row {
    const char *word;
    enum sw_event_trigger trigger;
    int (*read)(struct line_reader *reader, struct sw_event *out);
} triggers[] = {
    {"at", SW_EVENT_AT, read_at},
    {"every", SW_EVENT_EVERY, read_every},
    {"when", SW_EVENT_WHEN, read_when},
    {"ramp", SW_EVENT_RAMP, read_ramp},
    {"stop", SW_EVENT_WHEN, read_stop_when},
};

int sw_event_read(const char *text, const char *where, struct sw_event *out, struct sw_error *error)
{
    struct line_reader reader = {.at = text, .where = where, .error = error};
    const struct trigger_row *row = NULL;

    memset(out, 0, sizeof *out);
    out->islands = (struct sw_islands){SW_ISLANDS_ALL, SW_ISLANDS_ALL};
    skip_blanks(&reader);
    for (size_t i = 0; i < sizeof triggers / sizeof *triggers && row == NULL; i++)
        if (take(&reader, triggers[i].word))
            row = &triggers[i];
    if (row == NULL) {
        next_word(&reader);
        return wrong(&reader, "the event",
                     "at, every, when, ramp or stop first (see "
                     "docs/events.md)");
    }
    out->trigger = row->trigger;
    if (row->read(&reader, out) != 0)
        return -1;
    if (*reader.at == '\0')
        return 0;
    next_word(&reader);
    return wrong(&reader, "", "nothing more: the event ends before it");
}

static int check_event(const char *heading, const char *text, const char *where,
                       struct sw_error *error)
{
    struct sw_event *event = sw_allocate(1, sizeof *event, "reading an event", error);
    int result = event == NULL ? -1 : sw_event_read(text, where, event, error);

    (void)heading;
    free(event);
    return result;
}

/* ---- overrides ---- */

static int read_heading(const char *heading, const char *where, struct sw_islands *out,
                        struct sw_error *error)
{
    if (islands_of(heading, out))
        return 0;
    return sw_fail(error, SW_EXIT_USAGE,
                   "%s: an island's section is [island 3] or [islands 4-7], with numbers from 0",
                   where);
}

int sw_override_read(const char *heading, const char *text, const char *where,
                     struct sw_override *out, struct sw_error *error)
{
    const char *equals = strstr(text, " = ");
    struct line_reader reader = {.where = where, .error = error};
    char name[WORD_MAX];

    memset(out, 0, sizeof *out);
    if (read_heading(heading, where, &out->islands, error) != 0)
        return -1;
    snprintf(name, sizeof name, "%.*s", (int)(equals - text), text);
    out->row = find_row(name, BY_ISLAND, where, error);
    reader.at = equals + 3;
    if (out->row == NULL || read_value(&reader, out->value) != 0)
        return -1;
    return sw_parameter_check(out->row, out->value, where, error);
}

static int check_override(const char *heading, const char *text, const char *where,
                          struct sw_error *error)
{
    struct sw_override *override;
    struct sw_islands islands;
    int result;

    if (text == NULL)
        return read_heading(heading, where, &islands, error);
    override = sw_allocate(1, sizeof *override, "reading a config", error);
    result = override == NULL ? -1 : sw_override_read(heading, text, where, override, error);
    free(override);
    return result;
}

const struct sw_parameter_lines sw_event_lines = {false, check_event};
const struct sw_parameter_lines sw_override_lines = {true, check_override};

void sw_event_text(const struct sw_settings *settings, uint32_t line, char *text)
{
    const char *at = settings->events;

    text[0] = '\0';
    while (line-- > 0 && sw_lines_next(&at, text))
        continue;
}
