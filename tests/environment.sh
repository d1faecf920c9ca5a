# shellcheck shell=sh
# What tests and the demonstration run under. mpirun refuses root, and more ranks than cores, unless told
# otherwise; the program itself never sets these.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1
export OMPI_MCA_mpi_yield_when_idle=1
# Containers forbid the copy between processes that this would use, and Open MPI then complains.
export OMPI_MCA_btl_vader_single_copy_mechanism=none
# All ranks of a test are on one machine: neither drivers of networks are loaded nor its devices listed, which
# would be a third of what a launch costs. What is named and not there is passed over, but for the first two.
# A launch as users have it: tests/mpi/t2010-launch.sh.
export OMPI_MCA_pml=ob1 OMPI_MCA_btl=self,vader
export OMPI_MCA_coll=^adapt,han,monitoring,sync OMPI_MCA_osc=^monitoring,pt2pt,rdma,ucx
export HWLOC_COMPONENTS=-pci,-linuxio,-gl,-opencl
export OPENBLAS_NUM_THREADS=1
export LC_ALL=C.UTF-8
unset LANGUAGE # or tools would speak it all the same
umask 022
# What a job or a launcher around the tests has set is not meant for the runs in them.
for variable in $(env | sed -n 's/^\(SLURM_[A-Za-z0-9_]*\|PMIX_[A-Za-z0-9_]*\|PMI_[A-Z0-9_]*\|OMPI_COMM_[A-Z0-9_]*\)=.*/\1/p'); do
    unset "$variable"
done
# check ends a test after 4 seconds otherwise. This is no measure of speed, only an end for what hangs: on a
# machine that does much else, or under sanitizers, a test may take a hundred times as long as on an idle one.
export CK_DEFAULT_TIMEOUT=3600
# For builds with --enable-sanitize.
export ASAN_OPTIONS=fast_unwind_on_malloc=0
if [ -n "${SW_SOURCE:-}" ]; then
    export LSAN_OPTIONS="suppressions=$SW_SOURCE/tests/lsan.supp:print_suppressions=0"
fi
# Public task sets, where they are to be had: tests that want them say "skipped" elsewhere.
if [ -z "${SMALLWORLD_DATA:-}" ] && [ -d "${SW_SOURCE:-.}/../shared/data" ]; then
    SMALLWORLD_DATA=$(cd "${SW_SOURCE:-.}/../shared/data" && pwd)
    export SMALLWORLD_DATA
fi
