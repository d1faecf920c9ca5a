/* launch.h - before MPI begins: what a launcher (mpirun, srun) tells each process in its
 * environment. So that what all ranks would say alike is said once, and that a process which nobody
 * launched starts no MPI.
 */
#ifndef SW_CLI_LAUNCH_H
#define SW_CLI_LAUNCH_H

#include "population/exchange.h"

/* Local. Which of the processes of its job this is; 0 also for one that nobody has launched. */
uint32_t sw_launch_rank(void);

/* Local. How many processes the job has, and how many of them run on this machine; 1 where nobody
 * says. */
uint32_t sw_launch_ranks(void);
uint32_t sw_launch_ranks_here(void);

enum sw_launch {
    SW_LAUNCH_NONE, /* nobody, or a launcher of one process (a batch script, srun -n 1) */
    SW_LAUNCH_MPI,  /* a launcher that MPI can ask who the others are: mpirun, srun with PMI */
    SW_LAUNCH_BARE  /* several processes that cannot know of each other: srun without PMI */
};

/* Local. `size` becomes the number of processes that the launcher promises, 0 if it does not say.
 */
enum sw_launch sw_launch_kind(uint32_t *size);

/* Collective. Starts MPI if a launcher wants it, and else is one rank alone. -1 with a sentence,
 * and nothing is started, where MPI could not work: under SW_LAUNCH_BARE, or with limits (ulimit)
 * that are too low; also if MPI finds fewer ranks than were launched, which would otherwise all
 * write the same run. A rank that has waited half a minute for the others says so, and waits on.
 * Ended by sw_exchange_end. */
int sw_launch_begin(struct sw_exchange *exchange, struct sw_error *error);

/* Collective. The last thing that a rank does which shares no work with the others, as `command`
 * ("--help") says: under a launcher of several it meets those that do, and would wait for it for
 * ever. Flushes stdout first. Returns an exit code; rank 0 has said what is wrong (SW_EXIT_USAGE:
 * the ranks differ). A process that the launcher did not start itself (a command of a script that
 * was launched) meets nobody, since the run may come after it in the script. */
int sw_launch_part(const char *command);

/* Local. Rank 0 is about to say what is wrong and to end the job. A launcher kills all when the
 * first ends, so the others let it go first: waits until the launcher ends this process, at most
 * `seconds`. */
void sw_launch_wait(uint32_t seconds);

#endif
