#include "wild/report/wild_measures.h"

#include "wild/wild_speech.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* ---- MODES ---- */

int sw_wild_measure_modes(const struct sw_wild_history *history, struct sw_wild_modes **modes,
                          struct sw_error *error)
{
    struct sw_wild_behaviour *behaviour =
        sw_allocate(history->births + 1, sizeof *behaviour, "measuring evolution", error);
    int result = -1;

    *modes = sw_allocate(history->pages, sizeof **modes, "measuring evolution", error);
    if (behaviour != NULL && *modes != NULL)
        result = sw_wild_behaviours(history, behaviour, error);
    if (result == 0)
        result = sw_wild_modes(history, behaviour, *modes, error);
    free(behaviour);
    return result;
}

static void modes_line(uint64_t tick, const struct sw_wild_modes *modes, FILE *out)
{
    char change[24] = "-";

    if (modes->compared)
        snprintf(change, sizeof change, "%" PRIu64, modes->change);
    if (modes->known)
        fprintf(out, "%8" PRIu64 " %10" PRIu64 " %6s %7" PRIu64 " %10" PRIu64 " %7.2f", tick,
                modes->persistent, change, modes->novelty, modes->complexity, modes->ecology);
    else
        fprintf(out, "%8" PRIu64 " %10s %6s %7s %10s %7s", tick, "-", "-", "-", "-", "-");
    fprintf(out, " %5" PRIu64 " %5.2f %7.2f", modes->diets, modes->diversity, modes->genomes);
    if (modes->known)
        fprintf(out, " %5.2f\n", modes->lineages);
    else
        fprintf(out, " %5s\n", "-");
}

void sw_wild_print_modes(const struct sw_wild_history *history, const struct sw_wild_modes *modes,
                         uint64_t lines, FILE *out)
{
    uint64_t last = history->pages - 1, step = (last + lines - 1) / lines;

    fprintf(out, "MODES, over bodies of %u pages before that have living descendants:\n",
            SW_WILD_WINDOW);
    fputs("    tick persistent change novelty complexity ecology diets  bits genomes lines\n", out);
    for (uint64_t page = last % (step > 0 ? step : 1); page <= last && step > 0; page += step)
        if (page > 0)
            modes_line(history->figures[page].tick, &modes[page], out);
}

void sw_wild_modes_json(struct sw_json *json, const struct sw_wild_modes *modes)
{
    sw_json_open(json, "modes", '{');
    if (modes->known) {
        sw_json_count(json, "persistent", modes->persistent);
        sw_json_real(json, "change", modes->compared ? (double)modes->change : (double)NAN);
        sw_json_count(json, "novelty", modes->novelty);
        sw_json_count(json, "complexity", modes->complexity);
        sw_json_real(json, "ecology", modes->ecology);
    }
    sw_json_close(json, '}');
    sw_json_count(json, "diets", modes->diets);
    sw_json_real(json, "diets_bits", modes->diversity);
    sw_json_real(json, "genomes_bits", modes->genomes);
    sw_json_real(json, "lineages_bits", modes->known ? modes->lineages : (double)NAN);
}

/* ---- speech ---- */

/* What repeats come to, by figure. */
enum figure { LIVING, DEATHS, UNITS, FIGURES };

static const char *const figure_name[FIGURES] = {"living", "deaths", "units"};

struct speech {
    uint64_t repeats, ticks;
    struct sw_wild_said *said;
    double *value; /* [hearings][figures][repeats] */
};

static double *values_of(const struct speech *speech, uint32_t hearing, uint32_t figure)
{
    return speech->value + (hearing * FIGURES + figure) * speech->repeats;
}

static int measure(const struct sw_wild_life *state, struct speech *speech, struct sw_error *error)
{
    int result = 0;

    for (uint64_t r = 0; r < speech->repeats; r++)
        for (uint32_t hearing = 0; hearing < SW_WILD_HEARINGS && result == 0; hearing++) {
            struct sw_wild_survival came;
            double lived;

            result = sw_wild_hear(state, r, (enum sw_wild_hearing)hearing, speech->ticks,
                                  hearing == SW_WILD_HEARING ? speech->said : NULL, &came, error);
            lived = came.body_ticks > 0 ? (double)came.body_ticks : 1;
            values_of(speech, hearing, LIVING)[r] = came.living;
            values_of(speech, hearing, DEATHS)[r] = 1000 * (double)came.deaths / lived;
            values_of(speech, hearing, UNITS)[r] = (double)came.units / lived;
        }
    return result;
}

/* Mean, and with `less` of the difference; *error: the standard error, which one value has not got:
 * then NaN. */
static double mean_of(const double *value, const double *less, uint64_t count, double *error)
{
    double sum = 0, squares = 0, mean;

    for (uint64_t i = 0; i < count; i++)
        sum += value[i] - (less != NULL ? less[i] : 0);
    mean = sum / (double)count;
    for (uint64_t i = 0; i < count; i++) {
        double off = value[i] - (less != NULL ? less[i] : 0) - mean;

        squares += off * off;
    }
    *error = count > 1 ? sqrt(squares / ((double)(count - 1) * (double)count)) : (double)NAN;
    return mean;
}

/* What words tell of one kind of situation. */
struct telling {
    double bits, null, most, now, late;
};

static struct telling telling_of(struct sw_wild_said *said, uint32_t about)
{
    struct telling telling = {.bits = sw_wild_information(said->count[about][0]),
                              .now = sw_wild_information(said->now[about]),
                              .late = sw_wild_information(said->late[about])};

    for (uint32_t null = 1; null < SW_WILD_NULL_COUNT; null++) {
        double bits = sw_wild_information(said->count[about][null]);

        telling.null += bits / SW_WILD_NULLS;
        telling.most = bits > telling.most ? bits : telling.most;
    }
    return telling;
}

/* Body-ticks in which a word was said, as a share; *bits: entropy of what is said. */
static double share_said(const struct sw_wild_said *said, double *bits)
{
    double of_word[SW_WILD_WORDS] = {0}, sum = 0;

    for (uint32_t i = 0; i < SW_WILD_SITUATED; i++)
        for (uint32_t word = 0; word < SW_WILD_WORDS; word++) {
            of_word[word] += (double)said->count[0][0][i][word];
            sum += (double)said->count[0][0][i][word];
        }
    *bits = 0;
    for (uint32_t word = 0; word < SW_WILD_WORDS; word++)
        *bits -= of_word[word] > 0 ? of_word[word] / sum * log2(of_word[word] / sum) : 0;
    return sum > 0 ? 1 - of_word[0] / sum : 0;
}

static void speech_text(const struct speech *speech, FILE *out)
{
    double bits, share = share_said(speech->said, &bits);

    fprintf(out,
            "words from the last state on, %" PRIu64 " repeats of %" PRIu64
            " ticks: said in %.0f %% "
            "of body-ticks,\nof %.3f bits; what they tell, in bits:\n",
            speech->repeats, speech->ticks, 100 * share, bits);
    fprintf(out, "  %-8s %9s %9s %9s %9s %9s\n", "about", "tells", "shuffled", "most", "of old",
            "32 before");
    for (uint32_t about = 0; about < SW_WILD_ABOUTS; about++) {
        struct telling telling = telling_of(speech->said, about);

        fprintf(out, "  %-8s %9.4f %9.4f %9.4f %9.4f %9.4f\n", sw_wild_about_name(about),
                telling.bits, telling.null, telling.most, telling.now, telling.late);
    }
    fprintf(out, "  %-22s %16s %16s %16s\n", "who lives, mean (s.e.)", "living at end",
            "deaths per 1000", "units eaten");
    for (uint32_t hearing = 0; hearing < 2 * SW_WILD_HEARINGS - 1; hearing++) {
        bool less = hearing >= SW_WILD_HEARINGS;
        uint32_t other = less ? hearing - SW_WILD_HEARINGS + 1 : hearing;

        fprintf(out, "  %s%-*s", less ? "heard less " : "", less ? 11 : 22,
                sw_wild_hearing_name(other));
        for (uint32_t figure = 0; figure < FIGURES; figure++) {
            double error, mean = mean_of(values_of(speech, less ? 0 : other, figure),
                                         less ? values_of(speech, other, figure) : NULL,
                                         speech->repeats, &error);

            if (isnan(error))
                fprintf(out, " %8.3f (%5s)", mean, "-");
            else
                fprintf(out, " %8.3f (%5.3f)", mean, error);
        }
        putc('\n', out);
    }
}

static void speech_json(const struct speech *speech, FILE *out)
{
    struct sw_json json = {.out = out};
    double bits, share = share_said(speech->said, &bits);

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "repeats", speech->repeats);
    sw_json_count(&json, "ticks", speech->ticks);
    sw_json_real(&json, "said", share);
    sw_json_real(&json, "words_bits", bits);
    sw_json_open(&json, "tells", '{');
    for (uint32_t about = 0; about < SW_WILD_ABOUTS; about++) {
        struct telling telling = telling_of(speech->said, about);

        sw_json_open(&json, sw_wild_about_name(about), '{');
        sw_json_real(&json, "bits", telling.bits);
        sw_json_real(&json, "shuffled", telling.null);
        sw_json_real(&json, "shuffled_most", telling.most);
        sw_json_real(&json, "of_old", telling.now);
        sw_json_real(&json, "said_before", telling.late);
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, '}');
    for (uint32_t hearing = 0; hearing < SW_WILD_HEARINGS; hearing++) {
        sw_json_open(&json, sw_wild_hearing_name(hearing), '{');
        for (uint32_t figure = 0; figure < FIGURES; figure++) {
            sw_json_open(&json, figure_name[figure], '[');
            for (uint64_t r = 0; r < speech->repeats; r++)
                sw_json_real(&json, NULL, values_of(speech, hearing, figure)[r]);
            sw_json_close(&json, ']');
        }
        sw_json_close(&json, '}');
    }
    sw_json_close(&json, '}');
}

int sw_wild_print_speech(const struct sw_wild_life *state, uint64_t repeats, uint64_t ticks,
                         bool json, FILE *out, struct sw_error *error)
{
    struct speech speech = {.repeats = repeats, .ticks = ticks};
    int result = -1;

    if (state->settings.speech != SW_WILD_SPEECH_NORMAL)
        return sw_fail(error, SW_EXIT_USAGE,
                       "--speech is for runs in which words are heard: begin one with wild.speech "
                       "= normal");
    if (state->world->bodies == 0)
        return sw_fail(error, SW_EXIT_USAGE, "--speech: no body lives at the end of this run");
    speech.said = sw_allocate(1, sizeof *speech.said, "listening to a world", error);
    speech.value = sw_allocate(SW_WILD_HEARINGS * FIGURES * repeats, sizeof *speech.value,
                               "listening to a world", error);
    if (speech.said != NULL && speech.value != NULL)
        result = measure(state, &speech, error);
    if (result == 0 && json)
        speech_json(&speech, out);
    else if (result == 0)
        speech_text(&speech, out);
    free(speech.said);
    free(speech.value);
    return result;
}
