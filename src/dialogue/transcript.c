#include "dialogue/transcript.h"

#include <inttypes.h>
#include <stdlib.h>

enum { WIDTH = 80, INDENT = 2 };

static uint32_t columns_of(const struct sw_pair *pair, enum sw_render_style style)
{
    uint32_t cell = style == SW_RENDER_PLAIN ? 1 : 2;

    return cell * ((uint32_t)pair->canvas.width + pair->target.width) + 6;
}

/* Two columns a pair. The library sets an arrow behind the first column alone, so it is said in the
 * captions which is which. */
void sw_transcript_demonstrations(const struct sw_puzzle *puzzle, enum sw_render_style style,
                                  FILE *out)
{
    for (uint32_t from = 0; from < puzzle->demonstrations;) {
        struct sw_render_column column[2 * SW_DEMONSTRATIONS_DRAWN_MAX];
        uint32_t used = INDENT, columns = 0;

        while (from < puzzle->demonstrations && columns + 2 <= sizeof column / sizeof *column) {
            const struct sw_pair *pair = &puzzle->demonstration[from];
            uint32_t wanted = columns_of(pair, style) + 8;

            if (columns > 0 && used + wanted > WIDTH)
                break;
            column[columns++] = (struct sw_render_column){&pair->canvas, "before"};
            column[columns++] = (struct sw_render_column){&pair->target, "after"};
            used += wanted;
            from++;
        }
        sw_render_columns(column, (int)columns, false, style, INDENT, out);
    }
}

void sw_transcript_sight(const struct sw_puzzle *puzzle, const struct sw_seat *seat,
                         enum sw_render_style style, FILE *out)
{
    const struct sw_pair *test = &puzzle->test[0];
    const struct sw_render_column column[2] = {
        {&test->canvas, "test"},
        {seat->sees_answer && puzzle->test_has_target[0] ? &test->target : NULL, "target"}};

    if (seat->sees_demonstrations)
        sw_transcript_demonstrations(puzzle, style, out);
    else
        sw_render_columns(column, column[1].grid != NULL ? 2 : 1, false, style, INDENT, out);
}

void sw_transcript_result(const struct sw_puzzle *puzzle, const struct sw_program *program,
                          const char *caption, enum sw_render_style style, FILE *out)
{
    struct sw_grid made = sw_program_run(program, &puzzle->test[0].canvas);
    const struct sw_render_column column[3] = {
        {&puzzle->test[0].canvas, "test"},
        {&made, caption},
        {puzzle->test_has_target[0] ? &puzzle->test[0].target : NULL, "target"}};

    sw_render_columns(column, 3, false, style, INDENT, out);
}

static void print_dialogue(const struct sw_corpus *corpus, uint32_t number,
                           const struct sw_puzzle *puzzle, const struct sw_game *game,
                           enum sw_render_style style, FILE *out)
{
    const struct sw_saying *saying = &corpus->saying[number];
    char rule[160], said[SW_UTTERANCE_MAX + 1], edits[SW_PROGRAM_MAX * 24];

    sw_corpus_rule_name(corpus, saying, rule, sizeof rule);
    sw_utterance_print(saying->said, corpus->length, said);
    sw_program_print(&saying->edits, edits, sizeof edits);
    fprintf(out, "%spuzzle %" PRIu32 ": %s\n", number > 0 ? "\n" : "", number, rule);
    fprintf(out, "%s sees:\n", sw_game_speaker(game)->name);
    sw_transcript_sight(puzzle, sw_game_speaker(game), style, out);
    fprintf(out, "%s: \"%s\"\n", sw_game_speaker(game)->name, said);
    fprintf(out, "%s: %s\n", sw_game_editor(game)->name, edits[0] != '\0' ? edits : "(nothing)");
    sw_transcript_result(puzzle, &saying->edits, "made", style, out);
    fprintf(out, "%s\n", saying->exact[SW_WAY_NORMAL] ? "exact" : "not exact");
}

int sw_transcripts(const struct sw_corpus *corpus, enum sw_game_id game, enum sw_render_style style,
                   FILE *out, struct sw_error *error)
{
    struct sw_puzzle *puzzle = sw_allocate(1, sizeof *puzzle, "writing dialogues", error);
    uint32_t open = sw_worlds_rules(corpus->worlds), held = sw_worlds_held(corpus->worlds);
    int result = puzzle == NULL ? -1 : 0;

    for (uint32_t i = 0; i < corpus->count && result == 0; i++) {
        result = sw_worlds_puzzle(corpus->worlds, corpus->seed, SW_RANDOM_EXAMINATION, i,
                                  corpus->held_out ? open + i % held : i % open, puzzle, error);
        if (result == 0)
            print_dialogue(corpus, i, puzzle, sw_game_row(game), style, out);
    }
    free(puzzle);
    return result;
}
