#include "dialogue/talk.h"

#include "base/text.h"
#include "dialogue/language_text.h"
#include "dialogue/transcript.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    LINE = 1000,   /* bytes of a line that are read */
    LEARNED = 500, /* puzzles that the lexicon is drawn from */
    SHOWN = 60,    /* entries of a list */
    WIDTH = 80,
    ECHO_WIDTH = 64 /* of a line that is shown again */
};

static const char *const seats[SW_TALK_SEATS + 1] = {"speaker", "listener", "solver", NULL};

const char *sw_talk_seat_name(uint32_t seat)
{
    return seat < SW_TALK_SEATS ? seats[seat] : NULL;
}

/* Everything that is open during a talk. */
struct table_talk {
    const struct sw_talk *talk;
    struct sw_batch *batch; /* the present puzzle */
    struct sw_answer answer[1];
    struct sw_corpus corpus; /* what the agent says of what; collected when it is asked for */
    bool learned, ended;
    char line[LINE];
    uint32_t met, solved, agent_solved;
};

/* ---- lines ---- */

/* A terminal shows what is typed; where there is none, what was read is shown in its place. */
static void echo(const struct table_talk *table)
{
    char shown[4 * WIDTH];

    if (!isatty(fileno(table->talk->in)))
        fprintf(table->talk->out, "%s\n",
                sw_text_show(table->line, strlen(table->line), ECHO_WIDTH, shown, sizeof shown));
}

enum reading { READ_LINE, READ_END, READ_AGAIN };

/* Reads a line into table->line, without blanks at its ends but with a last tab. What is too long,
 * or holds a byte 0, is said and left out. */
static enum reading read_line(struct table_talk *table, const char *prompt)
{
    FILE *in = table->talk->in, *out = table->talk->out;
    size_t length = 0, seen = 0, first;
    bool zero = false;
    int byte;

    fputs(prompt, out);
    fflush(out);
    while ((byte = getc(in)) != EOF && byte != '\n') {
        zero |= byte == '\0';
        if (length < LINE - 1)
            table->line[length++] = (char)byte;
        seen++;
    }
    if (byte == EOF && seen == 0) {
        fputc('\n', out);
        table->ended = true;
        return READ_END;
    }
    while (length > 0 && (table->line[length - 1] == ' ' || table->line[length - 1] == '\r'))
        length--;
    table->line[length] = '\0';
    echo(table);
    first = strspn(table->line, " ");
    memmove(table->line, table->line + first, length - first + 1);
    if (zero || seen >= LINE) {
        fprintf(out, "That line %s; type it again.\n",
                zero ? "holds a byte that is no text" : "is longer than any answer");
        return READ_AGAIN;
    }
    if (strcmp(table->line, "quit") == 0) {
        table->ended = true;
        return READ_END;
    }
    return READ_LINE;
}

/* "?", "?ha" and "ha<Tab>" ask for what there is that begins so; NULL if it is no such question. */
static const char *asked_for(char *line)
{
    size_t length = strlen(line);

    if (line[0] == '?')
        return line + 1 + strspn(line + 1, " ");
    if (length == 0 || line[length - 1] != '\t')
        return NULL;
    line[strcspn(line, "\t")] = '\0';
    return line;
}

/* ---- lists ---- */

static int learn(struct table_talk *table, struct sw_error *error)
{
    const struct sw_talk *talk = table->talk;

    if (table->learned)
        return 0;
    table->learned = true;
    return sw_corpus_collect(&table->corpus, talk->agent, talk->agent, talk->worlds, talk->game,
                             talk->agent->archive.settings.run.seed, LEARNED, false, error);
}

/* The agent's words that begin so, with the rule that each is said of most. */
static int list_words(struct table_talk *table, const char *begin, struct sw_error *error)
{
    const struct sw_corpus *corpus = &table->corpus;
    FILE *out = table->talk->out;
    uint32_t shown = 0, found = 0;

    if (learn(table, error) != 0)
        return -1;
    for (uint32_t m = 0; m < corpus->messages; m++) {
        char word[SW_UTTERANCE_MAX + 1], rule[160];
        uint32_t most = 0;

        sw_utterance_print(corpus->saying[corpus->message_at[m]].said, corpus->length, word);
        if (strncmp(word, begin, strlen(begin)) != 0)
            continue;
        found++;
        if (shown == SHOWN)
            continue;
        sw_lexicon_rules(&corpus->lexicon, m, &most, 1);
        sw_corpus_rule_name(corpus, &corpus->saying[corpus->rule_at[most]], rule, sizeof rule);
        fprintf(out, "  %s  %.60s (%u of %u)\n", word, rule,
                sw_lexicon_said(&corpus->lexicon, most, m), corpus->lexicon.of_message[m]);
        shown++;
    }
    if (found > shown)
        fprintf(out, "  and %u more: type ? and how they begin\n", found - shown);
    if (found == 0)
        fputs("  it says no message that begins so; any may be tried\n", out);
    return 0;
}

/* What the one whose turn it is cannot do, as its tools are others'; NULL: nothing. */
static const uint8_t *barred_now(const struct table_talk *table)
{
    const struct sw_talk *talk = table->talk;

    return talk->seat != SW_TALK_SOLVER && sw_game_editor(sw_game_row(talk->game))->owns
               ? sw_tools_barred(&talk->agent->life->tools, &table->batch->puzzle[0].teacher)
               : NULL;
}

/* The edits that the one whose turn it is can make, folded. */
static void list_edits(const struct table_talk *table, const char *begin)
{
    const struct sw_action_set *set = &table->talk->agent->life->action_set;
    const uint8_t *barred = barred_now(table);
    FILE *out = table->talk->out;
    uint32_t column = 0;

    for (uint32_t row = 0; row < set->count; row++) {
        const char *name = sw_edit_row(set->token[row])->name;
        uint32_t length = (uint32_t)strlen(name) + 2;

        if (strncmp(name, begin, strlen(begin)) != 0 || (barred != NULL && barred[row] != 0))
            continue;
        if (column > 0 && column + length > WIDTH) {
            fputc('\n', out);
            column = 0;
        }
        column += (uint32_t)fprintf(out, "  %s", name);
    }
    fputs(column > 0 ? "\n" : "  the agent has no edit that begins so\n", out);
}

/* ---- what the agent does ---- */

static const struct sw_puzzle *puzzle_of(const struct table_talk *table)
{
    return &table->batch->puzzle[0];
}

static void tell_rule(const struct table_talk *table)
{
    char name[256];

    sw_worlds_name(table->talk->worlds, puzzle_of(table), name, sizeof name);
    fprintf(table->talk->out, "The rule was %s.\n", name);
}

static void tell_program(const struct table_talk *table, const char *who,
                         const struct sw_program *program)
{
    char text[SW_PROGRAM_MAX * 24];

    sw_program_print(program, text, sizeof text);
    fprintf(table->talk->out, "%s %s\n", who, text[0] != '\0' ? text : "(nothing)");
}

/* ---- the person speaks ---- */

static bool parse_word(const struct table_talk *table, uint8_t tokens[SW_UTTERANCE_MAX])
{
    const struct sw_brain_shape *shape = &table->talk->agent->archive.layout.shape;
    bool ends = table->talk->agent->archive.settings.language.end;
    const char *line = table->line;
    size_t length = strlen(line);
    char last[2];
    uint32_t words = table->talk->agent->life->mind->words; /* in use when it lived */
    uint8_t top = (uint8_t)(words - 1);

    sw_utterance_print(&top, 1, last);
    if (length > shape->length || (length < shape->length && !ends)) {
        fprintf(table->talk->out,
                "A message has %s%u letters of a to %s; type ? to see those that it says.\n",
                ends ? "at most " : "", shape->length, last);
        return false;
    }
    memset(tokens, 0, SW_UTTERANCE_MAX);
    for (uint32_t i = 0; i < length; i++) {
        int token = sw_utterance_token(line[i]);

        if (token < 0 || (uint32_t)token >= words) {
            fprintf(table->talk->out,
                    "Letter %u of that message is none that it hears: they are a to %s.\n", i + 1,
                    last);
            return false;
        }
        tokens[i] = (uint8_t)token;
    }
    if (ends)
        sw_utterance_close(tokens, shape->length);
    return true;
}

static int speak(struct table_talk *table, struct sw_error *error)
{
    const struct sw_talk *talk = table->talk;
    struct sw_party agent = sw_seated_party(talk->agent);
    const struct sw_seat *seat = sw_game_speaker(sw_game_row(talk->game));
    struct sw_answer *answer = &table->answer[0];
    char own[SW_UTTERANCE_MAX + 1];
    bool own_exact = answer->exact, understood = false;

    fprintf(talk->out, "You see the %s:\n", sw_seat_sight(seat));
    sw_transcript_sight(puzzle_of(table), seat, talk->style, talk->out);
    while (!understood) {
        enum reading reading = read_line(table, "say: ");
        const char *question = reading == READ_LINE ? asked_for(table->line) : NULL;

        if (reading == READ_END)
            return 0;
        if (question != NULL && list_words(table, question, error) != 0)
            return -1;
        if (reading == READ_LINE && question == NULL)
            understood = parse_word(table, answer->heard);
    }
    if (sw_life_answer(agent.life, agent.weights, table->batch,
                       sw_game_editor(sw_game_row(talk->game)), true, answer, error) != 0)
        return -1;
    tell_program(table, "It edits:", &answer->program);
    sw_transcript_result(puzzle_of(table), &answer->program, "made", talk->style, talk->out);
    sw_utterance_print(answer->said, talk->agent->archive.layout.shape.length, own);
    fprintf(talk->out, "%s. It would have said \"%s\" itself, and been %s.\n",
            answer->exact ? "Exact" : "Not exact", own, own_exact ? "understood" : "misunderstood");
    tell_rule(table);
    table->met++;
    table->solved += answer->exact;
    table->agent_solved += own_exact;
    return 0;
}

/* ---- the person edits ---- */

static void show_canvas(const struct table_talk *table, const struct sw_program *program)
{
    const struct sw_grid *test = &puzzle_of(table)->test[0].canvas;
    struct sw_grid made = sw_program_run(program, test);
    const struct sw_render_column column[2] = {{test, "test"}, {&made, "yours"}};

    sw_render_columns(column, 2, false, table->talk->style, 2, table->talk->out);
}

/* How many cells the last edit has left selected: selecting changes nothing that can be seen. */
static void tell_selection(const struct table_talk *table, const struct sw_program *program)
{
    struct sw_canvas canvas = sw_canvas_of(&puzzle_of(table)->test[0].canvas);
    uint32_t cells;

    for (uint32_t i = 0; i < program->length; i++)
        sw_edit_apply(&canvas, program->token[i]);
    cells = sw_mask_count(&canvas.selection);
    fprintf(table->talk->out, "  %u %s selected, colour %u in hand\n", cells,
            cells == 1 ? "cell" : "cells", canvas.colour);
}

/* Whether the one whose turn it is has the tools for these edits; if not, says which lacks. */
static bool owns_all(const struct table_talk *table, const struct sw_program *edits)
{
    uint32_t members = table->talk->agent->life->tools.members;
    uint32_t me = sw_tools_owner(members, &puzzle_of(table)->teacher);
    char tools[64];

    for (uint32_t i = 0; i < edits->length; i++) {
        uint32_t owner = sw_tool_owner(members, edits->token[i]);

        if (owner == members || owner == me)
            continue;
        sw_tools_print(members, me, tools, sizeof tools);
        fprintf(table->talk->out, "%s is an edit of %c; you are %c and have: %s.\n",
                sw_edit_row(edits->token[i])->name, (char)('A' + owner), (char)('A' + me), tools);
        return false;
    }
    return true;
}

/* Adds the edits of a line. False if some word is none: then all of the line is left out. */
static bool add_edits(const struct table_talk *table, struct sw_program *program, bool *stops)
{
    FILE *out = table->talk->out;
    struct sw_program more = {0};
    struct sw_error reason = {0};
    size_t length = strlen(table->line);

    *stops = strcmp(table->line, "stop") == 0 ||
             (length > 5 && strcmp(table->line + length - 5, " stop") == 0);
    if (sw_program_parse(table->line, &more, &reason) != 0) {
        fprintf(out, "%s.\nType ? to see those of the agent.\n", reason.text);
        return false;
    }
    if (barred_now(table) != NULL && !owns_all(table, &more))
        return false;
    if (program->length + more.length > SW_PROGRAM_MAX) {
        fprintf(out, "An answer has at most %d edits, and yours has %d; type stop.\n",
                SW_PROGRAM_MAX, program->length);
        return false;
    }
    memcpy(program->token + program->length, more.token, more.length * sizeof *more.token);
    program->length = (uint8_t)(program->length + more.length);
    return true;
}

/* Edits until "stop"; READ_END if the input ends before. */
static enum reading edit(struct table_talk *table, struct sw_program *program)
{
    bool stops = false;

    memset(program, 0, sizeof *program);
    show_canvas(table, program);
    while (!stops) {
        enum reading reading = read_line(table, "edit: ");
        const char *question = reading == READ_LINE ? asked_for(table->line) : NULL;

        if (reading == READ_END)
            return READ_END;
        if (question != NULL)
            list_edits(table, question);
        if (reading == READ_AGAIN || question != NULL || table->line[0] == '\0')
            continue;
        if (strcmp(table->line, "undo") == 0) {
            program->length -= program->length > 0;
            show_canvas(table, program);
        } else if (add_edits(table, program, &stops) && !stops) {
            show_canvas(table, program);
            tell_selection(table, program);
        }
    }
    return READ_LINE;
}

static int hands(struct table_talk *table)
{
    const struct sw_talk *talk = table->talk;
    const struct sw_answer *answer = &table->answer[0];
    struct sw_program program;
    char word[SW_UTTERANCE_MAX + 1];
    bool exact;

    if (talk->seat == SW_TALK_SOLVER) {
        fprintf(talk->out, "You see the demonstrations:\n");
        sw_transcript_demonstrations(puzzle_of(table), talk->style, talk->out);
    } else {
        sw_utterance_print(answer->said, talk->agent->archive.layout.shape.length, word);
        fprintf(talk->out, "It sees the %s and says \"%s\".\n",
                sw_seat_sight(sw_game_speaker(sw_game_row(talk->game))), word);
    }
    if (edit(table, &program) == READ_END)
        return 0;
    exact = sw_puzzle_exact(puzzle_of(table), &program);
    sw_transcript_result(puzzle_of(table), &program, "yours", talk->style, talk->out);
    fprintf(talk->out, "%s. ", exact ? "Exact" : "Not exact");
    tell_rule(table);
    tell_program(table, answer->exact ? "It would have been exact, by" : "It would not, by",
                 &answer->program);
    table->met++;
    table->solved += exact;
    table->agent_solved += answer->exact;
    return 0;
}

/* ---- the talk ---- */

/* Turns of a puzzle that the person sits in. */
static uint32_t turns_of(const struct sw_talk *talk)
{
    return talk->seat == SW_TALK_SOLVER ? 1 : sw_seated_turns(talk->agent, talk->game);
}

/* The puzzle (number: of all turns of all puzzles), and what the agent does in it without the
 * person. */
static int meet(struct table_talk *table, uint64_t number, struct sw_error *error)
{
    const struct sw_talk *talk = table->talk;
    struct sw_party agent = sw_seated_party(talk->agent);
    bool alone = talk->seat == SW_TALK_SOLVER;
    uint32_t turns = turns_of(talk);

    if (sw_turns_examination(table->batch, talk->worlds, talk->agent->archive.settings.run.seed,
                             number, turns, false, SW_SHOWN_CANVAS | SW_SHOWN_ANSWER, error) != 0)
        return -1;
    fprintf(talk->out, "\npuzzle %" PRIu64, number / turns);
    if (turns > 1)
        fprintf(talk->out, ", turn %u of %u", (uint32_t)(number % turns) + 1, turns);
    fputc('\n', talk->out);
    return sw_life_converse(&agent, &agent, table->batch,
                            alone ? sw_game_without_words() : talk->game, SW_CHANNEL_NORMAL, NULL,
                            table->answer, error);
}

static void greet(const struct sw_talk *talk)
{
    static const char *const help[SW_TALK_SEATS] = {
        "say a message; ? lists those that it says, ?ha those that begin with ha",
        "type edits, then stop; undo takes one back; ? lists them, ?act those of act",
        "type edits, then stop; undo takes one back; ? lists them, ?act those of act"};

    fprintf(talk->out, "You are the %s, member %" PRIu64 " is %s.\n%s.\nquit ends it.\n",
            seats[talk->seat], talk->agent->id,
            talk->seat == SW_TALK_SPEAKER    ? "the listener"
            : talk->seat == SW_TALK_LISTENER ? "the speaker"
                                             : "asked afterwards",
            help[talk->seat]);
}

static void part(const struct table_talk *table)
{
    static const char *const yours[SW_TALK_SEATS] = {
        "Of your messages it understood", "Of its messages you understood", "You solved"};

    if (table->met > 0)
        fprintf(table->talk->out, "\n%s %u of %u; by itself it solves %u of them.\n",
                yours[table->talk->seat], table->solved, table->met, table->agent_solved);
}

int sw_talk(const struct sw_talk *talk, struct sw_error *error)
{
    struct table_talk *table = sw_allocate(1, sizeof *table, "talking", error);
    uint64_t turns = turns_of(talk);
    int result = table == NULL ? -1 : 0;

    if (result == 0) {
        table->talk = talk;
        table->batch = sw_batch_create(1, error);
        result = table->batch == NULL ? -1 : 0;
    }
    if (result == 0)
        greet(talk);
    for (uint64_t i = 0;
         result == 0 && !table->ended && (talk->puzzles == 0 || i / turns < talk->puzzles); i++) {
        result = meet(table, talk->first * turns + i, error);
        if (result == 0)
            result = talk->seat == SW_TALK_SPEAKER ? speak(table, error) : hands(table);
    }
    if (result == 0)
        part(table);
    if (table != NULL) {
        sw_corpus_clear(&table->corpus);
        sw_batch_destroy(table->batch);
    }
    free(table);
    return result;
}
