#include "population/trace.h"

#include "lang/utterance.h"
#include "population/generation_private.h"

#include <stdlib.h>

static const char *sight_of(const struct sw_seat *seat)
{
    return seat->sees_canvas ? "canvas" : sw_seat_sight(seat);
}

static uint32_t print_waiting(const struct sw_answer *answer, const struct sw_seat *editor,
                              const char *prefix, uint32_t tick, FILE *out)
{
    for (uint32_t i = 0; i < answer->waited; i++)
        fprintf(out, "%stick %u  %-8s  sees the %s, waits\n", prefix, tick + i, editor->name,
                sight_of(editor));
    return answer->waited;
}

/* A turn a line for who speaks and one for who edits. */
static void print_turns(const struct sw_answer *answer, const struct sw_game *game,
                        enum sw_channel_mode channel, uint32_t length, const char *prefix,
                        FILE *out)
{
    char said[SW_UTTERANCE_MAX + 1], heard[SW_UTTERANCE_MAX + 1];

    for (uint32_t t = 0; t < answer->turns; t++) {
        const struct sw_turn *turn = &answer->turn[t];
        char doer = (char)('A' + turn->who.doer);
        char teller = channel == SW_CHANNEL_SELF ? doer : (char)('A' + turn->who.teller);

        sw_utterance_print(turn->said, length, said);
        sw_utterance_print(turn->heard, length, heard);
        if (sw_game_delivers(game, channel))
            fprintf(out, "%sturn %u  %c says \"%s\"; %c hears \"%s\"\n", prefix, t + 1, teller,
                    said, doer, heard);
        fprintf(out, "%sturn %u  %c edits", prefix, t + 1, doer);
        for (uint32_t i = turn->first; i < turn->end; i++)
            fprintf(out, " %s", sw_edit_row(answer->program.token[i])->name);
        fprintf(out, ": %s\n", turn->exact ? "as the turn asked" : "not as the turn asked");
    }
    fprintf(out, "%sin all %s, progress %.2f\n", prefix, answer->exact ? "exact" : "not exact",
            (double)answer->progress);
}

void sw_trace_answer(const struct sw_answer *answer, enum sw_game_id game,
                     enum sw_channel_mode channel, uint32_t length, const char *prefix, FILE *out)
{
    const struct sw_game *row = sw_game_row(game);
    const struct sw_seat *editor = sw_game_editor(row), *mouth = sw_game_mouth(row, channel);
    char text[SW_UTTERANCE_MAX + 1];
    uint32_t tick = 0;

    if (answer->turns > 0) {
        print_turns(answer, row, channel, length, prefix, out);
        return;
    }
    if (sw_game_delivers(row, channel)) {
        sw_utterance_print(answer->said, length, text);
        fprintf(out, "%stick %u  %-8s  sees the %s, says \"%s\"\n", prefix, tick++, mouth->name,
                sight_of(mouth), text);
        sw_utterance_print(answer->heard, length, text);
        tick += print_waiting(answer, editor, prefix, tick, out);
        fprintf(out, "%stick %u  %-8s  sees the %s, hears \"%s\"\n", prefix, tick, editor->name,
                sight_of(editor), text);
    } else {
        tick += print_waiting(answer, editor, prefix, tick, out);
        fprintf(out, "%stick %u  %-8s  sees the %s\n", prefix, tick, editor->name,
                sight_of(editor));
    }
    for (uint32_t i = 0; i < answer->program.length; i++)
        fprintf(out, "%stick %u  %-8s  edits %s\n", prefix, tick++, editor->name,
                sw_edit_row(answer->program.token[i])->name);
    fprintf(out, "%stick %u  %-8s  %s: %s, progress %.2f\n", prefix, tick, editor->name, "stops",
            answer->exact ? "exact" : "not exact", (double)answer->progress);
}

/* A member of the present generation, made. */
static int make_member(const struct sw_generation *generation, const struct sw_breeding *breeding,
                       uint32_t number, uint32_t at, struct sw_individual *out,
                       struct sw_error *error)
{
    const struct sw_settings *settings = generation->settings;
    const struct sw_island *island = sw_breeding_island(breeding, number);
    uint32_t index = at / sw_settings_litter(settings);
    struct sw_individual parent = sw_island_parent(breeding, island, index);

    return sw_genome_member(
        breeding->breeder, &island->births.litter[index], at % sw_settings_litter(settings),
        &parent, sw_identity_id(sw_settings_space(settings), breeding->generation, number, at), out,
        error);
}

/* Whom a member of the present generation hears: its own place where it sits alone. */
static uint32_t partner_of(const struct sw_generation *generation,
                           const struct sw_breeding *breeding, uint32_t number, uint32_t at)
{
    const struct sw_settings *settings = generation->settings;
    const struct sw_phase *phase = sw_generation_phase(breeding);
    const struct sw_game *game = sw_game_row(phase->game);
    struct sw_seating seating = sw_generation_seating(settings, breeding->generation, number);

    if (sw_game_speaker(game) == NULL || phase->channel == SW_CHANNEL_SELF)
        return at;
    return sw_seating_speaker(&seating, at);
}

static void print_heading(const struct sw_generation *generation,
                          const struct sw_breeding *breeding, uint32_t number, uint32_t at,
                          uint32_t partner, FILE *out)
{
    const struct sw_settings *settings = generation->settings;
    struct sw_identity_space space = sw_settings_space(settings);
    uint64_t now = breeding->generation;
    uint32_t here = number - generation->hosting.first_island;

    fprintf(out, "generation %llu  member %llu  parent %llu  score %.4f  world %llu",
            (unsigned long long)now, (unsigned long long)sw_identity_id(space, now, number, at),
            (unsigned long long)sw_breeding_island(breeding, number)
                ->births.litter[at / sw_settings_litter(settings)]
                .parent,
            (double)generation->score[(uint64_t)here * (uint64_t)settings->run.members + at],
            (unsigned long long)generation->batch[here]->puzzle[0].id);
    if (partner != at)
        fprintf(out, "  hears %llu",
                (unsigned long long)sw_identity_id(space, now, number, partner));
    fputc('\n', out);
}

/* What its words cost it stands beside the score, of which it is a part. */
static void print_cost(const struct sw_generation *generation, const struct sw_phase *phase,
                       uint64_t litter, uint32_t slot, float score, FILE *out)
{
    float cost = sw_game_speaker(sw_game_row(phase->game)) == NULL
                     ? 0
                     : generation->row_cost[sw_rows_at(generation, litter) + slot];

    if (cost > 0)
        fprintf(out, "  the score is %.4f for what was done, less %.4f for how it speaks\n",
                (double)(score + cost), (double)cost);
}

static int trace_member(struct sw_generation *generation, const struct sw_breeding *breeding,
                        uint64_t litter, uint32_t slot, FILE *out, struct sw_error *error)
{
    const struct sw_settings *settings = generation->settings;
    const struct sw_phase *phase = sw_generation_phase(breeding);
    uint32_t number = (uint32_t)(litter / generation->litters);
    uint32_t at = (uint32_t)(litter % generation->litters) * sw_settings_litter(settings) + slot;
    uint32_t partner = partner_of(generation, breeding, number, at), source = 0;
    struct sw_batch *batch = sw_generation_worlds(
        generation, number, sw_game_takes_turns(sw_game_row((enum sw_game_id)phase->game)));
    struct sw_batch one = {.worlds = 1,
                           .puzzle = batch->puzzle,
                           .shown = batch->shown,
                           .canvas = batch->canvas,
                           .answer = batch->answer,
                           .class_of = batch->class_of};
    struct sw_individual member, speaker = {0};
    struct sw_answer answer;
    int result;

    if (make_member(generation, breeding, number, at, &member, error) != 0)
        return -1;
    result =
        partner == at ? 0 : make_member(generation, breeding, number, partner, &speaker, error);
    if (result == 0)
        result = sw_life_converse(
            &(struct sw_party){generation->life, partner == at ? member.weights : speaker.weights},
            &(struct sw_party){generation->life, member.weights}, &one, phase->game, phase->channel,
            &source, &answer, error);
    if (result == 0) {
        uint32_t here = number - generation->hosting.first_island;

        print_heading(generation, breeding, number, at, partner, out);
        print_cost(generation, phase, litter, slot,
                   generation->score[(uint64_t)here * (uint64_t)settings->run.members + at], out);
        sw_trace_answer(&answer, phase->game, phase->channel, settings->language.length, "  ", out);
    }
    sw_individual_free(&member);
    sw_individual_free(&speaker);
    return result;
}

int sw_trace_generation(struct sw_generation *generation, const struct sw_breeding *breeding,
                        FILE *out, struct sw_error *error)
{
    for (uint64_t litter = generation->hosting.first; litter < generation->hosting.end; litter++) {
        uint32_t index = (uint32_t)(litter % generation->litters);
        uint32_t members = 2 * sw_litter_pairs(generation->settings, index);

        for (uint32_t slot = 0; slot < members; slot++)
            if (trace_member(generation, breeding, litter, slot, out, error) != 0)
                return -1;
    }
    fflush(out);
    return 0;
}
