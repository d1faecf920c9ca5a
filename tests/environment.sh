# shellcheck shell=sh
# What every test runs under. mpirun refuses root, and more ranks than cores, unless told otherwise;
# the program itself never sets these.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
export OMPI_MCA_rmaps_base_oversubscribe=1
export OMPI_MCA_mpi_yield_when_idle=1
export OPENBLAS_NUM_THREADS=1
export LC_ALL=C.UTF-8
