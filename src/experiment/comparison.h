/* comparison.h - runs in groups that differ in some settings: what a metric comes to in each, how
 * sure that is over seeds, and which group is better than which. Everything is a function of the
 * runs' stores: the same runs give the same figures. Local. */
#ifndef SW_EXPERIMENT_COMPARISON_H
#define SW_EXPERIMENT_COMPARISON_H

#include "experiment/metric.h"
#include "experiment/sample.h"

#define SW_CURVE_POINTS    100u
#define SW_COMPARED_ROWS   16u /* settings in which runs differ, at most */
#define SW_COMPARED_RUNS   10000u
#define SW_COMPARED_GROUPS 200u
#define SW_STRATA_KEYS     8u

/* What is asked. */
struct sw_comparing {
    const struct sw_metric *metric;
    uint32_t puzzles; /* the value of a run is the share of so many unseen puzzles that its best
                         member solves; 0: it is the metric's */
    bool targeted;
    double target; /* of the metric, in one generation */
    uint64_t at;   /* compare what runs were after so many generations; 0: at their end */
    uint64_t last; /* a run's value is the mean over so many generations; 0: a tenth */
    const char *const *stratum; /* [strata] keys whose values are no groups but strata */
    uint32_t strata;
    void (*warn)(const char *sentence); /* of runs that are left out, and the like */
};

struct sw_compared_run {
    char *folder;                 /* owned */
    struct sw_settings *settings; /* owned */
    uint64_t generations;         /* that are compared */
    uint64_t births;              /* in each of them */
    double value;
    uint64_t from, to; /* generations that the value is the mean of */
    double reached;    /* generations lived until the target; HUGE_VAL: never */
    double *curve;     /* [SW_CURVE_POINTS] means over stretches; NaN: not known; owned */
    uint32_t group, stratum;
};

struct sw_compared_group {
    uint32_t first, count;   /* of the runs, stratum after stratum */
    uint32_t *end;           /* [strata], from `first` on; owned */
    double *value, *reached; /* [count]; owned */
    struct sw_sample_estimate median, iqm;
    struct sw_sample_estimate generations, births; /* until the target: medians */
    uint32_t hits;                                 /* runs that reached it */
    struct sw_sample_estimate *band; /* [SW_CURVE_POINTS] interquartile means; owned */
    uint32_t best;                   /* its run with the highest value */
};

struct sw_compared_pair {
    uint32_t a, b;                     /* groups, a < b */
    struct sw_improvement improvement; /* p: of all pairs together; least: so too */
};

struct sw_compared {
    struct sw_comparing asked;
    uint32_t runs, groups, pairs, rows, strata;
    struct sw_compared_run *run;                      /* [runs] by group and stratum */
    struct sw_compared_group *group;                  /* [groups] */
    struct sw_compared_pair *pair;                    /* [pairs] */
    const struct sw_parameter *row[SW_COMPARED_ROWS]; /* in which the groups differ */
    uint64_t longest; /* generations of the longest run: what curves are over */
    uint32_t best;    /* the group with the highest interquartile mean */
};

/* Reads the runs that `folders` name: runs, sweeps, or folders of runs. -1 with a sentence;
 * released by sw_comparison_clear in any case. */
int sw_comparison_make(struct sw_compared *comparison, const struct sw_comparing *asked,
                       char *const *folders, uint32_t count, struct sw_error *error);
void sw_comparison_clear(struct sw_compared *comparison);

/* "pressure 0.5, scheme plus"; "all runs" if nothing differs. */
#define SW_GROUP_TEXT 512
const char *sw_comparison_name(const struct sw_compared *comparison, uint32_t group,
                               char text[SW_GROUP_TEXT]);

/* The value of a setting in a group. */
void sw_comparison_value(const struct sw_compared *comparison, uint32_t group, uint32_t row,
                         char *text, size_t size);

/* The pair of two groups, and that from the side of `group`: how often its runs are above. */
struct sw_improvement sw_comparison_between(const struct sw_compared *comparison, uint32_t group,
                                            uint32_t other);

#endif
