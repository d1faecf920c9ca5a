/* schooling.h - what parents learn with, and live again what their children lived with: worlds, and
 * room for one life. Made by sw_breeder_teach and removed by sw_schooling_destroy (genome.h); read
 * by genome_learn.c. Local.
 */
#ifndef SW_POPULATION_SCHOOLING_H
#define SW_POPULATION_SCHOOLING_H

#include "forecast/forecast_life.h"
#include "population/genome.h"
#include "settings/world_sets.h"

struct sw_schooling {
    struct sw_world_sets *sets;
    struct sw_action_set action_set; /* not of forecasters */
    struct sw_lesson *lesson;
    struct sw_batch *batch; /* learning.puzzles of them; of a game by turns the present turn */
    struct sw_batch *whole; /* of such a game the puzzles; NULL where none is played */
    /* Where listeners learn (learning.hearing); else NULL. */
    struct sw_life *life;     /* in which a parent speaks to itself */
    struct sw_answer *answer; /* [learning.puzzles] what it says */
    uint8_t *heard;           /* [learning.puzzles][L] */
    struct sw_batch *lived;   /* the worlds of a life; NULL: no credit is given */
    struct sw_noise **noise;  /* [litters] of litters that nobody has drawn; NULL with `lived` */
    /* Where forecasters learn, who have nothing of the above, or the forecast experts of those that
     * solve puzzles (learning.forecasts). */
    struct sw_forecast_life *forecasts;
    struct sw_episode_rules episodes; /* of the deeds of such experts */
    float *credit;                    /* [worlds][ticks][litters * 16] */
    float *back;                      /* the way back as it is drawn; NULL: the rule has none */
    uint64_t feedback;                /* by which gene (selection/learning_genes.h); 0: the run's */
    bool drawn;                       /* `batch` is the lessons of this island's members */
    uint64_t drawn_generation;
    uint32_t drawn_island;
    /* Where parents teach themselves (fitness = own); else NULL. */
    struct sw_own_teacher *own;
    uint32_t *order; /* [learning.puzzles] */
    /* Where rules have priorities (learning.draw); else NULL. */
    float *met;      /* [learning.puzzles][M] where the brain grows; else NULL */
    float *each;     /* [learning.puzzles] */
    double *share;   /* [SW_RULES_MAX] of each rule */
    uint32_t *times; /* [SW_RULES_MAX] scratch */
};

/* Whether parents learn by a rule at all, and whether the rules of their puzzles have priorities.
 */
bool sw_schooling_has_rule(const struct sw_breeder *breeder);
bool sw_schooling_has_priorities(const struct sw_breeder *breeder);
/* Whether the forecast experts of those that solve puzzles learn. */
bool sw_schooling_foretells(const struct sw_breeder *breeder);

#endif
