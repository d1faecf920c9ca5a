/* codes_print.h - what `smallworld codes` prints. Local. */
#ifndef SW_CLI_CODES_PRINT_H
#define SW_CLI_CODES_PRINT_H

#include "codes/code_exam.h"
#include "codes/code_plan.h"

/* What was examined: a game that was learned, or a baseline. */
struct sw_codes_report {
    const char *code;                  /* name of the channel or of the baseline */
    const struct sw_code_rules *rules; /* NULL: nothing was learned */
    uint32_t centres;                  /* of patches; 0: none */
    uint32_t films;
    uint64_t seed;        /* of the films */
    uint64_t generations; /* learned */
    double seconds;       /* core-seconds of learning */
    double seconds_to_90; /* until 90 % of frames were exact after one step; NaN: never */
    const struct sw_code_exam *exam;
    uint32_t programs; /* at most, of plans; 0: none were made */
    struct sw_code_planned planned[SW_CODE_PLANNERS];
};

/* As a table, or as one JSON object. */
int sw_codes_print(const struct sw_codes_report *report, bool json, struct sw_error *error);

#endif
