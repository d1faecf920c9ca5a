#include "population/trace.h"

#include "lang/utterance.h"

#include <stdlib.h>

static const char *sight_of(const struct sw_seat *seat)
{
    return seat->sees_demonstrations ? "demonstrations" : "canvas";
}

void sw_trace_answer(const struct sw_answer *answer, enum sw_game_id game,
                     enum sw_channel_mode channel, uint32_t length, const char *prefix, FILE *out)
{
    const struct sw_game *row = sw_game_row(game);
    const struct sw_seat *editor = sw_game_editor(row), *mouth = sw_game_mouth(row, channel);
    char text[SW_UTTERANCE_MAX + 1];
    uint32_t tick = 0;

    if (sw_game_delivers(row, channel)) {
        sw_utterance_print(answer->said, length, text);
        fprintf(out, "%stick %u  %-8s  sees the %s, says \"%s\"\n", prefix, tick++, mouth->name,
                sight_of(mouth), text);
        sw_utterance_print(answer->heard, length, text);
        fprintf(out, "%stick %u  %-8s  sees the %s, hears \"%s\"\n", prefix, tick, editor->name,
                sight_of(editor), text);
    } else {
        fprintf(out, "%stick %u  %-8s  sees the %s\n", prefix, tick, editor->name,
                sight_of(editor));
    }
    for (uint32_t i = 0; i < answer->program.length; i++)
        fprintf(out, "%stick %u  %-8s  edits %s\n", prefix, tick++, editor->name,
                sw_edit_row(answer->program.token[i])->name);
    fprintf(out, "%stick %u  %-8s  %s: %s, progress %.2f\n", prefix, tick, editor->name, "stops",
            answer->exact ? "exact" : "not exact", (double)answer->progress);
}

static int trace_member(struct sw_generation *generation, const struct sw_breeding *breeding,
                        uint64_t litter, uint32_t slot, FILE *out, struct sw_error *error)
{
    const struct sw_settings *settings = generation->settings;
    uint32_t number = (uint32_t)(litter / generation->litters);
    uint32_t index = (uint32_t)(litter % generation->litters);
    const struct sw_island *island = sw_breeding_island(breeding, number);
    uint32_t here = number - generation->hosting.first_island;
    const struct sw_phase *phase = sw_generation_phase(breeding);
    uint32_t at = index * sw_settings_litter(settings) + slot;
    uint64_t id = sw_identity_id(sw_settings_space(settings), breeding->generation, number, at);
    struct sw_batch *batch = generation->batch[here];
    struct sw_batch one = {.worlds = 1,
                           .puzzle = batch->puzzle,
                           .shown = batch->shown,
                           .canvas = batch->canvas,
                           .class_of = batch->class_of};
    struct sw_individual member;
    struct sw_answer answer;
    uint32_t source = 0;
    struct sw_individual parent = island->parent[island->parent_of[index]];

    int result;

    parent.weights = (float *)sw_island_weights(island, index);
    if (sw_genome_member(breeding->breeder, &island->births.litter[index], slot, &parent, id,
                         &member, error) != 0)
        return -1;
    result = sw_life_examine(generation->life, member.weights, &one, phase->game, phase->channel,
                             &source, &answer, error);
    if (result == 0) {
        fprintf(out, "generation %llu  member %llu  parent %llu  score %.4f  world %llu\n",
                (unsigned long long)breeding->generation, (unsigned long long)id,
                (unsigned long long)island->births.litter[index].parent,
                (double)generation->score[(uint64_t)here * (uint64_t)settings->members + at],
                (unsigned long long)batch->puzzle[0].id);
        sw_trace_answer(&answer, phase->game, phase->channel, (uint32_t)settings->length, "  ",
                        out);
    }
    sw_individual_free(&member);
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
