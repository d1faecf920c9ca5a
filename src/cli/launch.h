/* launch.h - before MPI begins: what a launcher (mpirun, srun) tells each process in its
 * environment. So that what all ranks would say alike is said once. Local.
 */
#ifndef SW_CLI_LAUNCH_H
#define SW_CLI_LAUNCH_H

#include <stdint.h>

/* Which of the processes of its job this is; 0 also for one that nobody has launched. */
uint32_t sw_launch_rank(void);

/* How many processes the job has, and how many of them run on this machine; 1 where nobody says. */
uint32_t sw_launch_ranks(void);
uint32_t sw_launch_ranks_here(void);

/* Rank 0 is about to say what is wrong and to end the job. A launcher kills all when the first
 * ends, so the others let it go first: waits until the launcher ends this process, at most
 * `seconds`. */
void sw_launch_wait(uint32_t seconds);

#endif
