#include "dialogue/turn_talk.h"

#include "archive/partner.h"
#include "dialogue/transcript.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what comes of dialogues ---- */

/* What was said in each turn of a dialogue. */
struct words {
    uint32_t turns;
    uint8_t said[SW_TURNS_MAX][SW_UTTERANCE_MAX];
};

struct tally {
    struct sw_turn_talk *talk;
    struct words *words; /* [puzzles] on channel normal */
    uint32_t mended, answers;
};

/* Whether the whole was right before the turn that mends. */
static bool right_without(const struct sw_puzzle *asked, const struct sw_answer *answer)
{
    struct sw_program program = answer->program;
    uint32_t laws = answer->turns;

    while (laws > 0 && answer->turn[laws - 1].mends)
        laws--;
    if (laws == 0)
        return false;
    program.length = answer->turn[laws - 1].end;
    return sw_puzzle_exact(asked, &program);
}

/* Channel normal is sat first. */
static void tally_dialogue(void *context, uint32_t evaluation, uint64_t puzzle,
                           const struct sw_puzzle *asked, const struct sw_answer *answer)
{
    struct tally *tally = context;
    struct sw_turn_talk *talk = tally->talk;
    struct words *words = &tally->words[puzzle];

    talk->exact[evaluation] += answer->exact;
    talk->unmended[evaluation] += right_without(asked, answer);
    for (uint32_t t = 0; t < answer->turns; t++) {
        const struct sw_turn *turn = &answer->turn[t];

        if (evaluation == SW_CHANNEL_NORMAL) {
            memcpy(words->said[t], turn->said, SW_UTTERANCE_MAX);
            words->turns = t + 1;
            talk->mending += turn->mends;
            tally->mended += turn->mends && answer->exact;
        }
        if (evaluation != SW_CHANNEL_SHUFFLED || t == 0 || turn->mends || t >= words->turns)
            continue;
        talk->later++;
        tally->answers += memcmp(words->said[t], turn->said, SW_UTTERANCE_MAX) != 0;
    }
}

static int begin_examiner(struct sw_examiner *examiner, struct sw_seated *speaker,
                          struct sw_seated *listener, uint64_t seed, bool held_out,
                          struct sw_error *error)
{
    if (sw_examiner_create(examiner, &speaker->archive.settings, &speaker->archive.layout, error) !=
        0)
        return -1;
    examiner->seed = seed;
    examiner->held_out = held_out;
    if (listener != speaker)
        examiner->listener = sw_seated_party(listener);
    return 0;
}

int sw_turn_talk(struct sw_seated *speaker, struct sw_seated *listener,
                 const struct sw_worlds *worlds, enum sw_game_id game, uint64_t seed,
                 uint32_t puzzles, bool held_out, struct sw_turn_talk *out, struct sw_error *error)
{
    struct tally tally = {.talk = out};
    struct sw_evaluation evaluation[SW_CHANNEL_MODES];
    struct sw_result results[SW_CHANNEL_MODES];
    struct sw_examiner examiner = {0};
    int result = begin_examiner(&examiner, speaker, listener, seed, held_out, error);

    memset(out, 0, sizeof *out);
    memset(results, 0, sizeof results);
    out->puzzles = puzzles;
    for (uint32_t i = 0; i < SW_CHANNEL_MODES; i++)
        evaluation[i] =
            (struct sw_evaluation){.weights = speaker->member.weights,
                                   .game = game,
                                   .channel = (enum sw_channel_mode)i,
                                   .words = sw_archive_words(&speaker->archive, speaker->id)};
    tally.words = sw_allocate(puzzles + 1u, sizeof *tally.words, "hearing dialogues", error);
    examiner.answered = tally_dialogue;
    examiner.context = &tally;
    if (tally.words == NULL)
        result = -1;
    if (result == 0)
        result = sw_examine_worlds(&examiner, worlds, 0, puzzles, evaluation, SW_CHANNEL_MODES,
                                   results, error);
    for (uint32_t i = 0; i < SW_CHANNEL_MODES; i++) {
        sw_result_clear(&results[i]);
        out->exact[i] /= puzzles;
        out->unmended[i] /= puzzles;
    }
    out->mended = out->mending > 0 ? (double)tally.mended / out->mending : (double)NAN;
    out->answers = out->later > 0 ? (double)tally.answers / out->later : (double)NAN;
    free(tally.words);
    sw_examiner_destroy(&examiner);
    return result;
}

void sw_turn_talk_text(const struct sw_turn_talk *talk, FILE *out)
{
    fprintf(out,
            "\nWhole dialogues on %u puzzles, of which all turns come out right, in percent:\n ",
            talk->puzzles);
    for (uint32_t i = 0; i < SW_CHANNEL_MODES; i++)
        fprintf(out, " %s %.1f", sw_channel_row((enum sw_channel_mode)i)->name,
                100 * talk->exact[i]);
    fputc('\n', out);
    if (talk->mending > 0)
        fprintf(out,
                "%u of them have one more turn, which mends %.0f %% of these.\nWithout it normal "
                "is %.1f.\n",
                talk->mending, 100 * talk->mended, 100 * talk->unmended[SW_CHANNEL_NORMAL]);
    if (talk->later > 0)
        fprintf(out,
                "In %.1f %% of later turns the words change if the words heard before, and "
                "so\nwhat was done, change.\n",
                100 * talk->answers);
}

/* ---- dialogues as text ---- */

static void print_turn(const struct sw_puzzle *now, const struct sw_answer *answer, uint32_t number,
                       const struct sw_game *game, enum sw_channel_mode channel, uint32_t length,
                       enum sw_render_style style, FILE *out)
{
    const struct sw_turn *turn = &answer->turn[number];
    const struct sw_seat *mouth = sw_game_mouth(game, channel), *editor = sw_game_editor(game);
    char said[SW_UTTERANCE_MAX + 1], heard[SW_UTTERANCE_MAX + 1], edits[SW_PROGRAM_MAX * 24];
    char tools[64], doer = (char)('A' + turn->who.doer);
    char teller = channel == SW_CHANNEL_SELF ? doer : (char)('A' + turn->who.teller);
    struct sw_program program = {.length = (uint8_t)(turn->end - turn->first)};

    memcpy(program.token, answer->program.token + turn->first,
           program.length * sizeof *program.token);
    sw_program_print(&program, edits, sizeof edits);
    sw_utterance_print(turn->said, length, said);
    sw_utterance_print(turn->heard, length, heard);
    fprintf(out, "turn %u%s\n", number + 1, turn->mends ? ", which mends what is left" : "");
    if (mouth != NULL) {
        fprintf(out, "%c, %s, sees:\n", teller, mouth->name);
        sw_transcript_sight(now, mouth, style, out);
        fprintf(out, "%c: \"%s\"\n", teller, said);
        if (!sw_game_delivers(game, channel))
            fprintf(out, "%c hears nothing\n", doer);
        else if (strcmp(said, heard) != 0)
            fprintf(out, "%c hears \"%s\"\n", doer, heard);
    }
    if (editor->owns) {
        sw_tools_print(turn->who.members, turn->who.doer, tools, sizeof tools);
        fprintf(out, "%c has the tools: %s\n", doer, tools);
    }
    fprintf(out, "%c, %s: %s\n", doer, editor->name, edits[0] != '\0' ? edits : "(nothing)");
    sw_transcript_result(now, &program, "made", style, out);
    fprintf(out, "%s\n", turn->exact ? "as the turn asked" : "not as the turn asked");
}

void sw_turn_talk_print(const struct sw_puzzle *whole, const struct sw_answer *answer,
                        const struct sw_game *game, enum sw_channel_mode channel, uint32_t length,
                        enum sw_render_style style, FILE *out)
{
    struct sw_puzzle *now = malloc(sizeof *now);
    struct sw_program done = {0};

    for (uint32_t t = 0; t < answer->turns && now != NULL; t++) {
        sw_turn_now(whole, t, &done, now);
        print_turn(now, answer, t, game, channel, length, style, out);
        done = answer->program;
        done.length = answer->turn[t].end;
    }
    free(now);
    fprintf(out, "%s\n", answer->exact ? "all exact" : "not exact");
}

struct writing {
    const struct sw_worlds *worlds;
    const struct sw_game *game;
    uint32_t length;
    enum sw_render_style style;
    FILE *out;
};

static void write_dialogue(void *context, uint32_t evaluation, uint64_t puzzle,
                           const struct sw_puzzle *asked, const struct sw_answer *answer)
{
    const struct writing *writing = context;
    char rules[256];

    (void)evaluation;
    sw_worlds_name(writing->worlds, asked, rules, sizeof rules);
    fprintf(writing->out, "%spuzzle %" PRIu64 ": %s\n", puzzle > 0 ? "\n" : "", puzzle, rules);
    sw_turn_talk_print(asked, answer, writing->game, SW_CHANNEL_NORMAL, writing->length,
                       writing->style, writing->out);
}

int sw_turn_transcripts(struct sw_seated *speaker, struct sw_seated *listener,
                        const struct sw_worlds *worlds, enum sw_game_id game, uint64_t seed,
                        uint32_t puzzles, bool held_out, enum sw_render_style style, FILE *out,
                        struct sw_error *error)
{
    struct writing writing = {worlds, sw_game_row(game), speaker->archive.layout.shape.length,
                              style, out};
    struct sw_evaluation evaluation = {.weights = speaker->member.weights,
                                       .game = game,
                                       .words = sw_archive_words(&speaker->archive, speaker->id)};
    struct sw_result marks = {0};
    struct sw_examiner examiner = {0};
    int result = begin_examiner(&examiner, speaker, listener, seed, held_out, error);

    examiner.answered = write_dialogue;
    examiner.context = &writing;
    if (result == 0)
        result = sw_examine_worlds(&examiner, worlds, 0, puzzles, &evaluation, 1, &marks, error);
    sw_result_clear(&marks);
    sw_examiner_destroy(&examiner);
    return result;
}
