/* eval_families.h - what smallworld eval --families says: the parents of all islands at one
 * examination, and what they would solve together. Local. */
#ifndef SW_REPORT_EVAL_FAMILIES_H
#define SW_REPORT_EVAL_FAMILIES_H

#include "report/eval.h"

/* The leader of each island (archive/rebuild.h) sits in eval's arc_game and arc_channel on eval's
 * puzzles; a table or one JSON object on stdout. A run of one island, or without a generation, is
 * an error (exit code 2). */
int sw_eval_families(struct sw_archive *archive, struct sw_examiner *examiner,
                     const struct sw_eval *eval, bool json, struct sw_error *error);

#endif
