#include "wild/report/wild_print.h"

#include "base/json.h"
#include "wild/report/wild_measures.h"
#include "wild/report/wild_trophic.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

static double share(uint64_t part, uint64_t all)
{
    return all == 0 ? 0 : 100.0 * (double)part / (double)all;
}

/* Bits of what bodies do: 0 if all do the same. */
static double entropy(const uint64_t *now, const uint64_t *before, uint32_t count)
{
    double sum = 0, bits = 0;

    for (uint32_t i = 0; i < count; i++)
        sum += (double)(now[i] - before[i]);
    for (uint32_t i = 0; i < count && sum > 0; i++) {
        double p = (double)(now[i] - before[i]) / sum;

        bits -= p > 0 ? p * log2(p) : 0;
    }
    return bits;
}

static int64_t balance(const struct sw_wild_figures *now)
{
    return now->ground + now->sun + now->planted + now->rotting + now->living - SW_WILD_SUN;
}

static double mean_size(const struct sw_wild_figures *now)
{
    double sum = 0;

    for (int size = 1; size <= SW_WILD_SIZE_MAX; size++)
        sum += size * (double)now->sizes[size];
    return now->bodies == 0 ? 0 : sum / (double)now->bodies;
}

/* Units that bodies got in a page, and the share of them that came from bodies. */
static double predation(const struct sw_wild_totals *now, const struct sw_wild_totals *before)
{
    uint64_t hunted = now->hunted - before->hunted;

    return share(hunted,
                 hunted + now->grazed - before->grazed + now->scavenged - before->scavenged);
}

void sw_wild_print_heading(FILE *out)
{
    fputs("    tick bodies  size   born  came starved  eaten   old  fed hunted acts balance\n",
          out);
}

void sw_wild_print_line(const struct sw_wild_figures *before, const struct sw_wild_figures *now,
                        FILE *out)
{
    const struct sw_wild_totals *a = &before->totals, *b = &now->totals;

    fprintf(out,
            "%8" PRIu64 " %6" PRIu64 " %5.2f %6" PRIu64 " %5" PRIu64 " %7" PRIu64 " %6" PRIu64
            " %5" PRIu64 " %3.0f%% %5.1f%% %4.2f %7" PRId64 "\n",
            now->tick, now->bodies, mean_size(now), b->births - a->births,
            b->arrivals - a->arrivals, b->deaths[SW_WILD_STARVED] - a->deaths[SW_WILD_STARVED],
            b->deaths[SW_WILD_DEVOURED] - a->deaths[SW_WILD_DEVOURED],
            b->deaths[SW_WILD_OLD] - a->deaths[SW_WILD_OLD],
            share(b->good - a->good, b->meals - a->meals), predation(b, a),
            entropy(b->acts, a->acts, SW_WILD_ACTS), balance(now));
    fflush(out);
}

void sw_wild_print_table(const struct sw_wild_history *history, uint64_t lines, FILE *out)
{
    uint64_t last = history->pages - 1, step = (last + lines - 1) / lines;

    sw_wild_print_heading(out);
    for (uint64_t page = last % (step > 0 ? step : 1); page <= last && step > 0; page += step)
        if (page > 0)
            sw_wild_print_line(&history->figures[page > step ? page - step : 0],
                               &history->figures[page], out);
}

/* ---- JSON ---- */

static void counts(struct sw_json *json, const char *key, const uint64_t *now,
                   const uint64_t *before, uint32_t count, const char *(*name)(uint32_t index))
{
    sw_json_open(json, key, '{');
    for (uint32_t i = 0; i < count; i++)
        sw_json_count(json, name(i), now[i] - (before != NULL ? before[i] : 0));
    sw_json_close(json, '}');
}

static void units_json(struct sw_json *json, const struct sw_wild_figures *now,
                       const struct sw_wild_totals *before)
{
    const struct sw_wild_totals *totals = &now->totals;

    sw_json_open(json, "units", '{');
    sw_json_integer(json, "bodies", now->living);
    sw_json_integer(json, "plants", now->planted);
    sw_json_integer(json, "meat", now->rotting);
    sw_json_integer(json, "ground", now->ground);
    sw_json_integer(json, "sun", now->sun);
    sw_json_integer(json, "balance", balance(now));
    sw_json_count(json, "grazed", totals->grazed - before->grazed);
    sw_json_count(json, "scavenged", totals->scavenged - before->scavenged);
    sw_json_count(json, "hunted", totals->hunted - before->hunted);
    sw_json_close(json, '}');
}

/* What is in each world, and what came and left in the page with those who walked. next: the first
 * walk that no page before has. */
static void worlds_json(struct sw_json *json, const struct sw_wild_history *history, uint64_t page,
                        uint64_t *next)
{
    const struct sw_wild_settings *settings = &history->settings;
    uint64_t worlds = (uint64_t)settings->worlds;
    uint64_t came[SW_WILD_WORLDS_MAX] = {0}, left[SW_WILD_WORLDS_MAX] = {0};
    uint64_t brought[SW_WILD_WORLDS_MAX] = {0}, took[SW_WILD_WORLDS_MAX] = {0};

    for (; *next < history->walks && history->walk[*next].tick < history->figures[page].tick;
         ++*next) {
        const struct sw_wild_walk *walk = &history->walk[*next];
        uint32_t from = sw_wild_at(settings, walk->from), to = sw_wild_at(settings, walk->to);

        left[from]++;
        took[from] += walk->units;
        came[to]++;
        brought[to] += walk->units;
    }
    sw_json_open(json, "worlds", '[');
    for (uint64_t w = 0; w < worlds; w++) {
        sw_json_open(json, NULL, '{');
        sw_json_count(json, "bodies", history->part[page * worlds + w].bodies);
        sw_json_integer(json, "units", history->part[page * worlds + w].units);
        sw_json_count(json, "walked_in", came[w]);
        sw_json_count(json, "walked_out", left[w]);
        sw_json_count(json, "units_in", brought[w]);
        sw_json_count(json, "units_out", took[w]);
        sw_json_close(json, '}');
    }
    sw_json_close(json, ']');
}

static void imitation_json(struct sw_json *json, const struct sw_wild_totals *totals,
                           const struct sw_wild_totals *before)
{
    sw_json_count(json, "imitated", totals->imitated - before->imitated);
    sw_json_count(json, "imitated_somebody", totals->found - before->found);
    sw_json_count(json, "meals_imitated", totals->imitated_meals - before->imitated_meals);
    sw_json_count(json, "meals_imitated_that_fed", totals->imitated_good - before->imitated_good);
}

static void page_json(const struct sw_wild_history *history, uint64_t page, uint64_t *next_walk,
                      const struct sw_wild_kinship *kin, const struct sw_wild_modes *modes,
                      FILE *out)
{
    static const struct sw_wild_totals nothing = {0};
    const struct sw_wild_figures *now = &history->figures[page];
    const struct sw_wild_totals *totals = &now->totals;
    const struct sw_wild_totals *before = page > 0 ? &now[-1].totals : &nothing;
    struct sw_json json = {.out = out};

    sw_json_open(&json, NULL, '{');
    sw_json_count(&json, "tick", now->tick);
    sw_json_count(&json, "bodies", now->bodies);
    sw_json_count(&json, "births", totals->births - before->births);
    sw_json_count(&json, "newcomers", totals->arrivals - before->arrivals);
    counts(&json, "deaths", totals->deaths, before->deaths, SW_WILD_CAUSES, sw_wild_cause_name);
    counts(&json, "acts", totals->acts, before->acts, SW_WILD_ACTS, sw_wild_act_name);
    sw_json_real(&json, "acts_bits", entropy(totals->acts, before->acts, SW_WILD_ACTS));
    sw_json_real(&json, "words_bits", entropy(totals->words, before->words, SW_WILD_WORDS));
    sw_json_open(&json, "sizes", '[');
    for (int size = 1; size <= SW_WILD_SIZE_MAX; size++)
        sw_json_count(&json, NULL, now->sizes[size]);
    sw_json_close(&json, ']');
    sw_json_count(&json, "meals", totals->meals - before->meals);
    sw_json_count(&json, "meals_that_fed", totals->good - before->good);
    sw_json_count(&json, "meals_of_young", totals->young_meals - before->young_meals);
    sw_json_count(&json, "meals_of_young_that_fed", totals->young_good - before->young_good);
    units_json(&json, now, before);
    sw_json_count(&json, "families", kin[page].families);
    sw_json_real(&json, "shared", kin[page].shared);
    sw_json_real(&json, "coalescence",
                 kin[page].coalesced ? (double)kin[page].coalescence : (double)NAN);
    if (history->settings.imitate != SW_WILD_IMITATION_NO)
        imitation_json(&json, totals, before);
    if (history->settings.worlds > 1)
        worlds_json(&json, history, page, next_walk);
    if (history->settings.trophic)
        sw_wild_trophic_json(&json, &history->meals[page]);
    if (modes != NULL)
        sw_wild_modes_json(&json, &modes[page]);
    sw_json_close(&json, '}');
}

void sw_wild_print_json(const struct sw_wild_history *history, const struct sw_wild_kinship *kin,
                        const struct sw_wild_modes *modes, FILE *out)
{
    uint64_t next_walk = 0;

    for (uint64_t page = 0; page < history->pages; page++)
        page_json(history, page, &next_walk, kin, modes, out);
}

/* ---- CSV ---- */

/* A cell as x,y of its world, and at the end of a row its world, where there are several. */
static void print_place(const struct sw_wild_settings *settings, uint32_t cell, FILE *out)
{
    uint32_t width = (uint32_t)settings->width, inside = cell % sw_wild_plane(settings);

    fprintf(out, "%u,%u,", inside % width, inside / width);
}

static void end_row(const struct sw_wild_settings *settings, uint32_t cell, FILE *out)
{
    if (settings->worlds > 1)
        fprintf(out, ",%u", sw_wild_at(settings, cell));
    putc('\n', out);
}

static void print_birth(const struct sw_wild_history *history, const struct sw_wild_birth *birth,
                        FILE *out)
{
    fprintf(out, "%s,%" PRIu64 ",%" PRIu64 ",", birth->parent == 0 ? "arrival" : "birth",
            birth->tick, birth->id);
    print_place(&history->settings, birth->cell, out);
    fprintf(out, "%" PRIu64 ",,,", birth->parent);
    end_row(&history->settings, birth->cell, out);
}

static void print_death(const struct sw_wild_history *history, const struct sw_wild_death *death,
                        FILE *out)
{
    fprintf(out, "death,%" PRIu64 ",%" PRIu64 ",", death->tick, death->id);
    print_place(&history->settings, death->cell, out);
    fprintf(out, ",%s,%u,", sw_wild_cause_name(death->cause), death->size);
    if (death->killer != 0)
        fprintf(out, "%" PRIu64, death->killer);
    end_row(&history->settings, death->cell, out);
}

/* The world of the row is that into which it walks. */
static void print_walk(const struct sw_wild_history *history, const struct sw_wild_walk *walk,
                       FILE *out)
{
    fprintf(out, "walk,%" PRIu64 ",%" PRIu64 ",", walk->tick, walk->id);
    print_place(&history->settings, walk->to, out);
    fputs(",,,", out);
    end_row(&history->settings, walk->to, out);
}

/* In a tick births come first, then walks, then deaths. */
void sw_wild_print_chronicle(const struct sw_wild_history *history, FILE *out)
{
    uint64_t b = 0, d = 0, w = 0;

    fprintf(out, "event,tick,id,x,y,parent,cause,size,killer%s\n",
            history->settings.worlds > 1 ? ",world" : "");
    while (b < history->births || d < history->deaths || w < history->walks) {
        uint64_t died = d < history->deaths ? history->death[d].tick : UINT64_MAX;
        uint64_t walked = w < history->walks ? history->walk[w].tick : UINT64_MAX;

        if (b < history->births && history->birth[b].tick <= died &&
            history->birth[b].tick <= walked)
            print_birth(history, &history->birth[b++], out);
        else if (w < history->walks && walked <= died)
            print_walk(history, &history->walk[w++], out);
        else
            print_death(history, &history->death[d++], out);
    }
}

void sw_wild_print_worlds(const struct sw_wild_history *history, FILE *out)
{
    const struct sw_wild_part *part;

    if (history->settings.worlds == 1)
        return;
    part = history->part + history->parts - history->settings.worlds;
    fprintf(out, "%" PRIu64 " walks between %" PRId64 " worlds; in each live", history->walks,
            history->settings.worlds);
    for (int64_t w = 0; w < history->settings.worlds; w++)
        fprintf(out, "%s %" PRIu64, w == 0 ? "" : w % 8 == 0 ? ",\n " : ",", part[w].bodies);
    putc('\n', out);
}

/* Ticks that bodies lived in a run up to a page. */
static uint64_t lived(const struct sw_wild_totals *totals)
{
    uint64_t sum = 0;

    for (uint32_t act = 0; act < SW_WILD_ACTS; act++)
        sum += totals->acts[act];
    return sum;
}

void sw_wild_print_imitation(const struct sw_wild_history *history, FILE *out)
{
    /* Fewer pages have no quarters. Page 0 is the beginning. */
    uint64_t last = history->pages - 1, parts = last < 4 ? 1 : 4;

    if (history->settings.imitate == SW_WILD_IMITATION_NO)
        return;
    fprintf(out, "imitated, of all ticks of bodies%s:", parts == 4 ? ", by quarter of the run" : "");
    for (uint64_t part = 0; part < parts; part++) {
        const struct sw_wild_totals *a = &history->figures[part * last / parts].totals;
        const struct sw_wild_totals *b = &history->figures[(part + 1) * last / parts].totals;

        fprintf(out, " %.2f", share(b->imitated - a->imitated, lived(b) - lived(a)));
    }
    fputs(" %\n", out);
}

/* ---- shadows ---- */

/* Means over the second half of the pages. */
struct sw_wild_half {
    double shared, coalescence; /* coalescence: over the pages at which all had one ancestor */
    uint64_t pages, coalesced;
};

static struct sw_wild_half half_of(const struct sw_wild_history *history,
                                   const struct sw_wild_kinship *kin)
{
    struct sw_wild_half half = {0};

    for (uint64_t page = history->pages / 2; page < history->pages; page++) {
        half.pages++;
        half.shared += kin[page].shared;
        half.coalesced += kin[page].coalesced;
        half.coalescence += kin[page].coalesced ? (double)kin[page].coalescence : 0;
    }
    half.shared /= half.pages > 0 ? (double)half.pages : 1;
    /* Where all never had one ancestor, how long ago is not known. */
    half.coalescence = half.coalesced > 0 ? half.coalescence / (double)half.coalesced : (double)NAN;
    return half;
}

static int ascending(const void *a, const void *b)
{
    const double *one = a, *other = b;

    return (*one > *other) - (*one < *other);
}

static void print_beside(const char *what, double own, double *shadow, uint32_t shadows, FILE *out)
{
    char text[32] = "-";
    uint32_t known = 0;
    double sum = 0;

    for (uint32_t i = 0; i < shadows; i++)
        if (!isnan(shadow[i]))
            shadow[known++] = shadow[i];
    qsort(shadow, known, sizeof *shadow, ascending);
    for (uint32_t i = 0; i < known; i++)
        sum += shadow[i];
    if (!isnan(own))
        snprintf(text, sizeof text, "%.2f", own);
    fprintf(out, "  %-36s %9s ", what, text);
    if (known == 0)
        fprintf(out, "%9s %9s\n", "-", "-");
    else
        fprintf(out, "%9.2f %9.2f to %.2f\n", sum / known, shadow[0], shadow[known - 1]);
}

int sw_wild_print_shadows(const struct sw_wild_history *history, const struct sw_wild_kinship *kin,
                          uint32_t shadows, FILE *out, struct sw_error *error)
{
    struct sw_wild_half own = half_of(history, kin);
    struct sw_wild_kinship *there =
        sw_allocate(history->pages, sizeof *there, "making shadows", error);
    double *shared = sw_allocate(shadows + 1, sizeof *shared, "making shadows", error);
    double *since = sw_allocate(shadows + 1, sizeof *since, "making shadows", error);
    int result = there == NULL || shared == NULL || since == NULL ? -1 : 0;

    for (uint32_t i = 0; i < shadows && result == 0; i++) {
        struct sw_wild_half half;

        result = sw_wild_kinships(history, i + 1, there, error);
        if (result != 0)
            break;
        half = half_of(history, there);
        shared[i] = half.shared;
        since[i] = half.coalescence;
    }
    if (result == 0 && shadows > 0) {
        fprintf(out, "second half, beside %u neutral shadows:\n", shadows);
        fprintf(out, "  %-36s %9s %9s %9s\n", "", "run", "mean", "range");
        print_beside("new ancestors shared by two", own.shared, shared, shadows, out);
        print_beside("ticks since the last ancestor of all", own.coalescence, since, shadows, out);
        fprintf(out, "all have one ancestor at %" PRIu64 " of %" PRIu64 " pages\n", own.coalesced,
                own.pages);
    }
    free(there);
    free(shared);
    free(since);
    return result;
}
