/* game.h - games are sets of seats over a puzzle: who sees what, who may edit, who speaks and
 * hears; and what a life is scored on. Two tables of rows. Settings, options, help, lives, eval and
 * replay ask the rows, so adding a game or a fitness is adding a row (docs/adding-a-game.md).
 * Local. */
#ifndef SW_LIFE_GAME_H
#define SW_LIFE_GAME_H

#include "base/parameter.h"
#include "lang/channel.h"

struct sw_seat {
    const char *name;
    bool sees_demonstrations; /* else the test canvas, if it sees that */
    bool sees_canvas;
    bool sees_answer; /* the test canvas beside its target; who sees that only speaks */
    bool edits, speaks, hears;
    bool owns; /* edits with its own tools alone (life/tools.h) */
};

#define SW_SEATS_MAX 2
#define SW_RING_MAX  4

/* Games by turns. So many take the seats in turns, around one canvas (SW_PARTS_MAX laws in a row,
 * one a turn): in turn t number t speaks of law t, number t + 1 hears and edits, counted round, and
 * in the next turn it is the one that speaks, of the canvas as it is now and of what it was told.
 * Where one seat is all there is, number t edits. Where who edits owns its tools, a law is done by
 * the one that has the tools for it, and told by the one before (life/turns.h). */

struct sw_game {
    const char *name, *description;
    const char *title;  /* above its columns in the table of eval */
    const char *legend; /* what that table says of it below; NULL: nothing */
    bool always;        /* eval asks for it even if the run never plays it */
    uint32_t ring;      /* so many take turns in its seats, 1..SW_RING_MAX; 0: one turn is all */
    bool open;          /* `ring` is what is usual: life.crew can say another number, 2 or more */
    bool mends;         /* after the last of several laws one turn more, where the canvas is not
                           right yet */
    uint32_t seats;
    struct sw_seat seat[SW_SEATS_MAX]; /* a speaker stands before who hears it; who edits, last */
};

/* The games: id, name, description (in configs and docs, without a full stop), and the rest by
 * field. Configs name games, so a row may stand anywhere but in place of the first. */
#define SW_GAME_ROWS(FIRST, ROW)                                                                   \
    FIRST(SW_GAME_SOLO, "solo", "one seat sees the demonstrations and edits", .title = "solo",     \
          .always = true, .seats = 1,                                                              \
          .seat = {{.name = "solver", .sees_demonstrations = true, .edits = true}})                \
    ROW(SW_GAME_RULE_RELAY, "rule-relay",                                                          \
        "one seat sees the demonstrations and speaks; the other sees only the test canvas, hears " \
        "and edits",                                                                               \
        .title = "relay",                                                                          \
        .legend = "one sees the demonstrations and speaks; the other hears, sees only the test, "  \
                  "and edits.",                                                                    \
        .seats = 2,                                                                                \
        .seat = {{.name = "speaker", .sees_demonstrations = true, .speaks = true},                 \
                 {.name = "listener", .sees_canvas = true, .hears = true, .edits = true}})         \
    ROW(SW_GAME_POINT_AND_PAINT, "point-and-paint",                                                \
        "one seat sees the test canvas beside its target and speaks; the other sees only the "     \
        "canvas, hears and paints",                                                                \
        .title = "point",                                                                          \
        .legend = "one sees the test and its target and speaks; the other hears, sees only the "   \
                  "test, and paints.",                                                             \
        .seats = 2,                                                                                \
        .seat = {{.name = "pointer", .sees_answer = true, .speaks = true},                         \
                 {.name = "painter", .sees_canvas = true, .hears = true, .edits = true}})          \
    ROW(SW_GAME_STEPS, "steps",                                                                    \
        "one seat is shown the laws of a puzzle one after another, and does each in a turn",       \
        .title = "steps",                                                                          \
        .legend = "one sees demonstrations of one law after another, and does each in its turn.",  \
        .ring = 1, .seats = 1,                                                                     \
        .seat = {{.name = "solver", .sees_demonstrations = true, .edits = true}})                  \
    ROW(SW_GAME_BOX_RELAY, "box-relay",                                                            \
        "two build one drawing by turns: the speaker sees the canvas beside what its own box "     \
        "makes of it; the other sees only the canvas, hears, paints, and speaks next",             \
        .title = "boxes",                                                                          \
        .legend = "two take turns: one sees the canvas and its own box and speaks; the other "     \
                  "hears, paints, and speaks next.",                                               \
        .ring = 2, .mends = true, .seats = 2,                                                      \
        .seat = {{.name = "teller", .sees_answer = true, .speaks = true},                          \
                 {.name = "builder", .sees_canvas = true, .hears = true, .edits = true}})          \
    ROW(SW_GAME_CREW, "crew",                                                                      \
        "two to four (life.crew) work on one canvas by turns: each sees the demonstrations of "    \
        "one law and tells it to the next, which sees only the canvas, hears and edits",           \
        .title = "crew",                                                                           \
        .legend = "they take turns: each sees demonstrations of one law and speaks; the next "     \
                  "hears, sees only the canvas, and edits.",                                       \
        .ring = 3, .open = true, .seats = 2,                                                       \
        .seat = {{.name = "teller", .sees_demonstrations = true, .speaks = true},                  \
                 {.name = "worker", .sees_canvas = true, .hears = true, .edits = true}})           \
    ROW(SW_GAME_TOOLS, "tools",                                                                    \
        "two to four (life.crew) own the edits between them: who sees the demonstrations of a "    \
        "law cannot do it and tells it to the one that can, which sees only the canvas, hears "    \
        "and edits with its own tools",                                                            \
        .title = "tools",                                                                          \
        .legend = "each owns some edits: a law is done by the one that has the tools for it, "     \
                  "which sees only the canvas, and told by another.",                              \
        .ring = 2, .open = true, .seats = 2,                                                       \
        .seat = {{.name = "teller", .sees_demonstrations = true, .speaks = true},                  \
                 {.name = "owner", .sees_canvas = true, .hears = true, .edits = true,              \
                  .owns = true}})

#define SW_GAME_NAMES SW_CHOICES(SW_GAME_ROWS) /* "solo|rule-relay|..." */

enum sw_game_id { SW_GAME_ROWS(SW_ROW_ID, SW_ROW_ID) SW_GAMES };

const struct sw_game *sw_game_row(enum sw_game_id game); /* NULL if there is none */

/* The seat that edits. */
const struct sw_seat *sw_game_editor(const struct sw_game *game);

/* Whether who edits sees demonstrations, on which it can try its thoughts; and the first game in
 * which that is so. */
bool sw_game_thinks(const struct sw_game *game);
enum sw_game_id sw_game_of_thought(void);

/* The seat that speaks; NULL if nobody does. */
const struct sw_seat *sw_game_speaker(const struct sw_game *game);

/* Whose eyes an utterance on this channel comes from: the speaker's, or, if the listener is to hear
 * itself, those of the seat that edits. NULL if nobody speaks. */
const struct sw_seat *sw_game_mouth(const struct sw_game *game, enum sw_channel_mode channel);

/* Whether anything that is said on this channel reaches the seat that edits. */
bool sw_game_delivers(const struct sw_game *game, enum sw_channel_mode channel);

/* Turns of a life in which puzzles have up to `laws` laws in a row; 1 where nobody takes turns. */
uint32_t sw_game_turns(const struct sw_game *game, uint32_t laws);
bool sw_game_takes_turns(const struct sw_game *game);

/* How many take turns if life.crew is `crew` (0: as many as is usual); 0 where nobody does. */
uint32_t sw_game_ring(const struct sw_game *game, uint32_t crew);

/* Among how many tools are dealt out, if life.crew is `crew`. */
uint32_t sw_game_owners(uint32_t crew);

/* Who speaks in a turn, and who edits, as numbers below SW_RING_MAX; 0 and 1, or 0 in a game of one
 * seat, where nobody takes turns. Where who edits owns its tools, sw_turn_seats() says it. */
uint32_t sw_game_teller(const struct sw_game *game, uint32_t crew, uint32_t turn);
uint32_t sw_game_doer(const struct sw_game *game, uint32_t crew, uint32_t turn);

/* What seats are shown beside the demonstrations: bits. */
enum sw_shown { SW_SHOWN_CANVAS = 1, SW_SHOWN_ANSWER = 2 };
uint8_t sw_game_shows(const struct sw_game *game);

/* "demonstrations", "test canvas", ...: what the seat is shown. */
const char *sw_seat_sight(const struct sw_seat *seat);

/* What of an agent its seats use: bits of enum sw_tensor_group. */
uint8_t sw_game_uses(const struct sw_game *game);

/* What a seat's program does in one world. */
struct sw_outcome {
    bool exact;     /* every test canvas equals its target */
    float progress; /* share of the test's wrong cells mended; 1 if exact */
};

/* A life's score is a sum over its worlds, divided by their number. One of the two functions is
 * set: it says what a world adds. */
struct sw_fitness {
    const char *name, *description;
    bool wants_progress; /* else outcome.progress is 0 unless exact: it takes time */
    bool solves;         /* a score is the share of worlds solved */
    bool own;            /* the teacher is what the parent's thinking finds (life/own_teacher.h); a
                            world for which it finds none counts as a blind guess */
    /* The seat writes a program until it stops, and is scored on its outcome. */
    float (*program)(const struct sw_outcome *outcome);
    /* The seat follows the world's teacher, and is scored edit by edit, the stop at the end
     * included, on how likely each was. Worlds must have a teacher, but with `own`. */
    float (*edit)(float log_likelihood);
};

/* The fitnesses: as games. The functions stand in game.c. */
#define SW_FITNESS_ROWS(FIRST, ROW)                                                                \
    FIRST(SW_FITNESS_LIKELIHOOD, "likelihood",                                                     \
          "mean log likelihood of the teacher's edits (an apprenticeship: start here)",            \
          .edit = likelihood)                                                                      \
    ROW(SW_FITNESS_PROGRESS, "progress",                                                           \
        "half the share of wrong cells mended, half the share of worlds solved",                   \
        .wants_progress = true, .program = progress)                                               \
    ROW(SW_FITNESS_EXACT, "exact", "share of worlds solved", .solves = true, .program = exact)     \
    ROW(SW_FITNESS_OWN, "own",                                                                     \
        "mean log likelihood of the programs that the parent's thinking finds and verifies; no "   \
        "teacher of the worlds is asked ([own])",                                                  \
        .own = true, .edit = likelihood)

enum sw_fitness_id { SW_FITNESS_ROWS(SW_ROW_ID, SW_ROW_ID) SW_FITNESSES };

const struct sw_fitness *sw_fitness_row(enum sw_fitness_id fitness); /* NULL if there is none */

/* Whether the worlds of its lives come with a teacher, which it follows. */
bool sw_fitness_follows(enum sw_fitness_id fitness);

#endif
