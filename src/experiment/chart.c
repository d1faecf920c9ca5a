#include "experiment/chart.h"

#include "base/text.h"
#include "experiment/report.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Pixels. */
enum {
    WIDTH = 760,
    LEFT = 76,
    RIGHT = 24,
    TOP = 40,
    CURVES = 280, /* height of the upper part */
    GAP = 78,     /* between the parts */
    ROW = 30,     /* of a group in the lower part */
    BOTTOM = 56,
    NAMES = 190, /* columns of names left of the lower part */
    TEXT = 12
};

/* Told apart by people who see few colours too (Okabe and Ito 2008, without its yellow). */
static const char *const colours[] = {"#0072b2", "#d55e00", "#009e73", "#cc79a7",
                                      "#56b4e9", "#e69f00", "#000000"};
static const char *const dashes[] = {"", "7 4", "2 3"};

#define COLOURS (sizeof colours / sizeof *colours)
#define DASHES  (sizeof dashes / sizeof *dashes)

static const char *colour_of(uint32_t group)
{
    return colours[group % COLOURS];
}

static void print_dash(uint32_t group, FILE *out)
{
    const char *dash = dashes[group / COLOURS % DASHES];

    if (dash[0] != '\0')
        fprintf(out, " stroke-dasharray=\"%s\"", dash);
}

/* Text from settings and folders, harmless in XML. */
static void print_text(const char *text, uint32_t most, FILE *out)
{
    size_t left = strlen(text);
    uint32_t columns = 0, all = sw_text_columns(text);

    while (left > 0) {
        uint32_t code;
        size_t size = sw_text_next(text, left, &code);

        columns += (uint32_t)sw_text_columns_of(code);
        if (all > most && columns > most - 1) {
            fputs("\xe2\x80\xa6", out);
            return;
        }
        if (code == '<' || code == '>' || code == '&' || code == '"')
            fprintf(out, "&#%" PRIu32 ";", code);
        else if (code == 0xfffd || sw_text_harmful(code))
            fputc('?', out);
        else
            fwrite(text, 1, size, out);
        text += size;
        left -= size;
    }
}

/* ---- scales ---- */

struct scale {
    double low, high; /* of the values */
    double from, to;  /* pixels */
};

static double place(const struct scale *scale, double value)
{
    return scale->from +
           (value - scale->low) / (scale->high - scale->low) * (scale->to - scale->from);
}

static void widen(double *low, double *high, double value)
{
    if (!isfinite(value))
        return;
    *low = isnan(*low) ? value : fmin(*low, value);
    *high = isnan(*high) ? value : fmax(*high, value);
}

/* Room around, also where all values are one. */
static struct scale scale_of(double low, double high, double from, double to)
{
    double room = (high - low) * 0.04;

    if (isnan(low))
        low = high = 0;
    if (!(room > 0))
        room = low != 0 ? fabs(low) * 0.1 : 1;
    return (struct scale){low - room, high + room, from, to};
}

void sw_chart_ticks(double low, double high, uint32_t wanted, double *first, double *step)
{
    double rough = (high - low) / wanted, ten = pow(10, floor(log10(rough)));

    *step = (rough < 1.5 * ten ? 1 : rough < 3.5 * ten ? 2 : rough < 7.5 * ten ? 5 : 10) * ten;
    *first = ceil(low / *step) * *step;
}

static void print_label(double value, double step, FILE *out)
{
    int digits = step >= 1 ? 0 : (int)ceil(-log10(step) - 1e-9);

    if (digits > 6)
        fprintf(out, "%.3g", value);
    else
        fprintf(out, "%.*f", digits, fabs(value) < step / 2 ? 0.0 : value);
}

/* Lines and numbers along x, from y = top to y = bottom. */
static void x_axis(const struct scale *x, double top, double bottom, FILE *out)
{
    double first, step;

    sw_chart_ticks(x->low, x->high, 7, &first, &step);
    for (double value = first; value <= x->high + step * 1e-9; value += step) {
        fprintf(out, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#e4e4e4\"/>\n",
                place(x, value), top, place(x, value), bottom);
        fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">", place(x, value),
                bottom + TEXT + 5);
        print_label(value, step, out);
        fputs("</text>\n", out);
    }
}

static void y_axis(const struct scale *y, double left, double right, FILE *out)
{
    double first, step;

    sw_chart_ticks(y->low, y->high, 6, &first, &step);
    for (double value = first; value <= y->high + step * 1e-9; value += step) {
        fprintf(out, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#e4e4e4\"/>\n",
                left, place(y, value), right, place(y, value));
        fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">", left - 6,
                place(y, value) + 4);
        print_label(value, step, out);
        fputs("</text>\n", out);
    }
}

static void frame(double left, double top, double right, double bottom, FILE *out)
{
    fprintf(out,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"none\" "
            "stroke=\"#888\"/>\n",
            left, top, right - left, bottom - top);
}

/* ---- curves ---- */

static double generation_of(const struct sw_compared *comparison, uint32_t point)
{
    return (point + 0.5) * (double)comparison->longest / SW_CURVE_POINTS - 0.5;
}

static void band(const struct sw_compared *comparison, uint32_t group, const struct scale *x,
                 const struct scale *y, FILE *out)
{
    const struct sw_sample_estimate *at = comparison->group[group].band;
    uint32_t points = 0;

    for (uint32_t i = 0; i < SW_CURVE_POINTS; i++)
        points += isfinite(at[i].low);
    if (points == 0)
        return;
    fprintf(out, "<polygon fill=\"%s\" fill-opacity=\"0.16\" points=\"", colour_of(group));
    for (uint32_t i = 0; i < SW_CURVE_POINTS; i++)
        if (isfinite(at[i].low))
            fprintf(out, "%.1f,%.1f ", place(x, generation_of(comparison, i)), place(y, at[i].low));
    for (uint32_t i = SW_CURVE_POINTS; i-- > 0;)
        if (isfinite(at[i].high))
            fprintf(out, "%.1f,%.1f ", place(x, generation_of(comparison, i)),
                    place(y, at[i].high));
    fputs("\"/>\n", out);
}

static void curve(const struct sw_compared *comparison, uint32_t group, const struct scale *x,
                  const struct scale *y, FILE *out)
{
    const struct sw_sample_estimate *at = comparison->group[group].band;

    fprintf(out, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\"", colour_of(group));
    print_dash(group, out);
    fputs(" points=\"", out);
    for (uint32_t i = 0; i < SW_CURVE_POINTS; i++)
        if (isfinite(at[i].value))
            fprintf(out, "%.1f,%.1f ", place(x, generation_of(comparison, i)),
                    place(y, at[i].value));
    fputs("\"/>\n", out);
}

static void curves(const struct sw_compared *comparison, FILE *out)
{
    struct scale x = {0, (double)comparison->longest, LEFT, WIDTH - RIGHT}, y;
    double low = (double)NAN, high = (double)NAN;

    for (uint32_t i = 0; i < comparison->groups; i++)
        for (uint32_t k = 0; k < SW_CURVE_POINTS; k++) {
            widen(&low, &high, comparison->group[i].band[k].value);
            widen(&low, &high, comparison->group[i].band[k].low);
            widen(&low, &high, comparison->group[i].band[k].high);
        }
    y = scale_of(low, high, TOP + CURVES, TOP);
    x_axis(&x, TOP, TOP + CURVES, out);
    y_axis(&y, LEFT, WIDTH - RIGHT, out);
    for (uint32_t i = 0; i < comparison->groups; i++)
        band(comparison, i, &x, &y, out);
    for (uint32_t i = 0; i < comparison->groups; i++)
        curve(comparison, i, &x, &y, out);
    frame(LEFT, TOP, WIDTH - RIGHT, TOP + CURVES, out);
    fprintf(out, "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">", LEFT, TOP - 14);
    print_text(comparison->asked.metric->name, 60, out);
    fputs(" by generation: interquartile mean and 95 % band</text>\n", out);
    fprintf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">generation</text>\n",
            (LEFT + WIDTH - RIGHT) / 2, TOP + CURVES + 2 * TEXT + 12);
}

/* ---- intervals ---- */

static void interval(const struct sw_compared *comparison, uint32_t number, const struct scale *x,
                     double y, FILE *out)
{
    const struct sw_compared_group *group = &comparison->group[number];
    const char *colour = colour_of(number);
    double middle = place(x, group->iqm.value);
    char name[SW_GROUP_TEXT];

    fprintf(out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"%s\">", LEFT + NAMES - 10,
            y + 4, colour);
    print_text(sw_comparison_name(comparison, number, name), 36, out);
    fprintf(out,
            "</text>\n<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#666\">n %u</text>\n",
            WIDTH - RIGHT - 4, y + 4, group->count);
    for (uint32_t i = 0; i < group->count; i++)
        fprintf(out,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\" fill-opacity=\"0.35\"/>\n",
                place(x, group->value[i]), y + 7, colour);
    if (isfinite(group->iqm.low)) {
        fprintf(out,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" "
                "stroke-width=\"3\"",
                place(x, group->iqm.low), y - 3, place(x, group->iqm.high), y - 3, colour);
        print_dash(number, out);
        fputs("/>\n", out);
    }
    fprintf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\" fill=\"%s\"/>\n", middle - 4,
            y - 7, colour);
}

static void intervals(const struct sw_compared *comparison, FILE *out)
{
    double top = TOP + CURVES + GAP, bottom = top + ROW * comparison->groups + 8;
    double low = (double)NAN, high = (double)NAN;
    struct scale x;
    char name[SW_GROUP_TEXT];

    for (uint32_t i = 0; i < comparison->groups; i++) {
        widen(&low, &high, comparison->group[i].iqm.low);
        widen(&low, &high, comparison->group[i].iqm.high);
        for (uint32_t k = 0; k < comparison->group[i].count; k++)
            widen(&low, &high, comparison->group[i].value[k]);
    }
    x = scale_of(low, high, LEFT + NAMES, WIDTH - RIGHT - 44);
    x_axis(&x, top, bottom, out);
    for (uint32_t i = 0; i < comparison->groups; i++)
        interval(comparison, i, &x, top + ROW * (i + 0.5) + 2, out);
    frame(LEFT + NAMES, top, WIDTH - RIGHT, bottom, out);
    fprintf(out, "<text x=\"%d\" y=\"%.1f\" font-weight=\"bold\">", LEFT, top - 10);
    print_text(sw_report_metric(comparison, name), 60, out);
    fputs(" at the end: interquartile mean, 95 % interval, runs as dots</text>\n", out);
}

void sw_chart_write(const struct sw_compared *comparison, FILE *out)
{
    int height = TOP + CURVES + GAP + ROW * (int)comparison->groups + BOTTOM;

    fprintf(out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
            "viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"%d\" fill=\"#222\">\n"
            "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n",
            WIDTH, height, WIDTH, height, TEXT, WIDTH, height);
    curves(comparison, out);
    intervals(comparison, out);
    fputs("</svg>\n", out);
}
